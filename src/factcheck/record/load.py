"""The folder of a project in, its Record out: the tables of ``data/``, row by row, and ``checks/accepted.toml``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from factcheck import figures, judge
from factcheck.errors import FactcheckError
from factcheck.interval import Verdict, compare
from factcheck.model import Document, Fact, Figure, Member, Relation, Statement
from factcheck.record.accepted import load_accepted
from factcheck.record.rows import Row, Table, nearest, one_or_all, read_table
from factcheck.record.values import Accepted, MemberRow, Record

COLUMNS = {
    "documents": ("document", "title", "date", "language", "publisher", "address", "sha256", "path"),
    "facts": ("fact", "topic", "unit", "scope", "period", "note"),
    "statements": (
        *("statement", "fact", "document", "line", "start", "end", "stated", "value"),
        *("unit", "hedge", "precision", "period", "speaker", "note"),
    ),
    "relations": ("relation", "kind", "role", "member", "weight", "decomposition", "note"),
}
KINDS = tuple(kind for kind in judge.KINDS if kind != "restatement")
DECOMPOSITIONS = ("equal", "at_most", "at_least", "less", "tense")

_SHA256 = re.compile(r"[0-9a-f]{64}")
_WHOLE = re.compile(r"[0-9]{1,15}")
_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|-Q[1-4]|-H[12])?"
_PERIOD = re.compile(rf"{_DAY}(?:/(?:{_DAY})?)?|/{_DAY}")
_NAME = re.compile(r"\S+")

# A demand on a cell: the cell in, what is wrong with it and a hint out, or None.
Demand = Callable[[str], tuple[str, str] | None]


def load(project: str | Path, data: str = "data", accepted: str = "checks/accepted.toml") -> Record:
    """The record of a project: ``data/*.csv`` and ``checks/accepted.toml``, or where the project keeps them.

    Raises FactcheckError, or Problems with everything that is wrong with a file: each with file, line, column, the
    line as it stands and a hint. Files are read in the order documents, facts, statements, relations; the first
    that has problems ends the reading, because what refers to it cannot be judged.
    """
    home = Path(project)
    if not home.is_dir():
        raise FactcheckError("no such folder", path=str(project), hint="name the folder that holds data/ and checks/")
    tables = home / data
    read = _assembled(str(project), lambda name: _table(tables, name))
    return replace(read, accepted=load_accepted(home / accepted))


def of_rows(
    rows: Callable[[str], Sequence[Mapping[str, str]]],
    shown: str,
    *,
    project: str | Path = "",
    accepted: tuple[Accepted, ...] = (),
) -> Record:
    """The record of tables that lie elsewhere than in CSV files: ``rows`` gives those of a table, their cells as texts.

    Raises FactcheckError as ``load`` does; ``shown`` is what the messages call the place.
    """

    def table(name: str) -> Table:
        known = COLUMNS[name]
        cells = ({column: row.get(column, "") for column in known} for row in rows(name))
        return Table(f"{shown}, {name}", known, tuple(Row(number, one) for number, one in enumerate(cells, 1)), ())

    # The numbers served to point at rows; no line of a file is meant by them.
    return _without_lines(replace(_assembled(str(project), table), accepted=accepted))


def part_of(
    tables: Mapping[str, Sequence[Mapping[str, str]]],
    *,
    project: str | Path = "",
    accepted: tuple[Accepted, ...] = (),
) -> Record:
    """A part of a record that lies elsewhere: these rows of its tables, taken as they are.

    What refers to rows that are not among them is left out, and so is a statement whose cells make no figure.
    """
    rows = {
        name: [{column: row.get(column, "") for column in COLUMNS[name]} for row in tables[name]] for name in COLUMNS
    }
    documents = tuple(_document(row, None) for row in rows["documents"])
    topics = {row["fact"]: _fact(row, None) for row in rows["facts"]}
    for row in rows["statements"]:
        # A place may hold nothing but statements.
        topics.setdefault(row["fact"], Fact(row["fact"], ""))
    facts = tuple(topics.values())
    found = []
    for row in rows["statements"]:
        try:
            figure, _ = figures.of_row(row["stated"], row["value"], row["unit"], row["hedge"], row["precision"])
        except (FactcheckError, ArithmeticError, ValueError):
            continue
        placed = {**row, **{name: row[name] or "0" for name in ("line", "start", "end")}}
        found.append(_statement(placed, figure, topics[row["fact"]], 0))
    statements = tuple(found)
    facts = _with_statements(facts, statements)
    members = tuple(
        _member_row(row, 0)
        for row in rows["relations"]
        if _a_weight(row["weight"]) is None and (row["member"][:1] != "=" or figures.is_plain(row["member"][1:]))
    )
    return Record(
        project=str(project),
        documents=documents,
        facts=facts,
        statements=statements,
        relations=(*restatements(facts), *_relations(members, facts, statements)),
        members=members,
        accepted=accepted,
    )


def _assembled(project: str, table: Callable[[str], Table]) -> Record:
    documents = _documents(table("documents"))
    facts = _facts(table("facts"))
    statements, contradictions = _statements(table("statements"), documents, facts)
    facts = _with_statements(facts, statements)
    members = _members(table("relations"), facts, statements)
    return Record(
        project=project,
        documents=documents,
        facts=facts,
        statements=statements,
        relations=(*restatements(facts), *_relations(members, facts, statements)),
        members=members,
        contradictions=contradictions,
    )


def _without_lines(record: Record) -> Record:
    statements = tuple(replace(one, row=0) for one in record.statements)
    facts = _with_statements(tuple(replace(one, row=None, statements=()) for one in record.facts), statements)
    return replace(
        record,
        documents=tuple(replace(one, row=None) for one in record.documents),
        facts=facts,
        statements=statements,
        relations=(*restatements(facts), *_relations(record.members, facts, statements)),
    )


def restatements(facts: Iterable[Fact]) -> tuple[Relation, ...]:
    """The relation between the statements of each fact that has two or more, named after the fact."""
    return tuple(
        Relation(
            relation=fact.fact,
            kind="restatement",
            members=tuple(Member("stated", one.figure, (one,)) for one in fact.statements),
            fact=fact.fact,
        )
        for fact in facts
        if len(fact.statements) > 1
    )


def _table(folder: Path, name: str) -> Table:
    return read_table(folder / f"{name}.csv", COLUMNS[name])


def _documents(table: Table) -> tuple[Document, ...]:
    problems = _problems(table, "document", {"document": _a_name, "date": _a_date, "sha256": _a_hash})
    if problems:
        raise one_or_all(problems)
    return tuple(_document(row.cells, row.line) for row in table.rows)


def _document(cells: Mapping[str, str], line: int | None) -> Document:
    return Document(
        document=cells["document"],
        text="",
        path=cells["path"],
        sha256=cells["sha256"].lower(),
        title=cells["title"],
        date=cells["date"],
        language=cells["language"],
        publisher=cells["publisher"],
        address=cells["address"],
        row=line,
    )


def _facts(table: Table) -> tuple[Fact, ...]:
    problems = _problems(table, "fact", {"fact": _a_name, "topic": _a_text, "period": _a_period})
    if problems:
        raise one_or_all(problems)
    return tuple(_fact(row.cells, row.line) for row in table.rows)


def _fact(cells: Mapping[str, str], line: int | None) -> Fact:
    return Fact(cells["fact"], cells["topic"], cells["unit"], cells["scope"], cells["period"], cells["note"], row=line)


def _statements(
    table: Table, documents: tuple[Document, ...], facts: tuple[Fact, ...]
) -> tuple[tuple[Statement, ...], tuple[tuple[str, str], ...]]:
    """The statements; and those whose words contradict both their value and another statement, with that value."""
    topics = {fact.fact: fact for fact in facts}
    demands = {
        "statement": _a_name,
        "fact": _one_of(tuple(topics), "facts.csv has no fact"),
        "document": _one_of(tuple(one.document for one in documents), "documents.csv has no document"),
        "line": _a_line,
        "start": _an_offset,
        "end": _an_offset,
        "stated": _a_text,
        "value": _a_number,
        "hedge": _one_of(("", *figures.HEDGES), "unknown hedge"),
        "precision": _a_precision,
        "period": _a_period,
    }
    problems = _problems(table, "statement", demands)
    if problems:
        raise one_or_all(problems)
    problems = [
        table.problem(row, "end", f"end {row['end']} is not after start {row['start']}", "start..end delimit `stated`")
        for row in table.rows
        if int(row["end"]) <= int(row["start"])
    ]
    found = []
    doubtful: list[tuple[Row, Statement, FactcheckError]] = []
    for row in table.rows:
        try:
            figure, contradicted = figures.of_row(
                row["stated"], row["value"], row["unit"], row["hedge"], row["precision"]
            )
        except FactcheckError as trouble:
            problems.append(table.problem(row, "stated", trouble.message, trouble.hint))
            continue
        statement = _statement(row.cells, figure, topics[row["fact"]], row.line)
        found.append(statement)
        if contradicted:
            problem = table.problem(
                row,
                "value",
                f"{row['stated']!r} means {contradicted}, the value says {row['value']}",
                "correct whichever of the two is wrong",
            )
            doubtful.append((row, statement, problem))
    contradictions = []
    told = _by_fact(found) if doubtful else {}
    for row, statement, problem in doubtful:
        # Where the words as printed already contradict another statement of the fact, refusing to run would hide
        # the very disagreement that the run is about.
        if _contradicts_another(statement, told[statement.fact]):
            contradictions.append((statement.statement, row["value"]))
        else:
            problems.append(problem)
    if problems:
        raise one_or_all(sorted(problems, key=lambda one: (one.line or 0, one.column or 0)))
    return tuple(found), tuple(contradictions)


def _statement(row: Mapping[str, str], figure: Figure, fact: Fact, line: int | None) -> Statement:
    return Statement(
        figure=figure,
        document=row["document"],
        start=int(row["start"]),
        end=int(row["end"]),
        line=int(row["line"]),
        stated=row["stated"],
        statement=row["statement"],
        fact=row["fact"],
        topic=fact.topic,
        scope=fact.scope,
        period=row["period"] or fact.period,
        speaker=row["speaker"],
        note=row["note"],
        row=line,
    )


def _contradicts_another(statement: Statement, statements: Iterable[Statement]) -> bool:
    return any(
        compare(statement.figure, other.figure) in (Verdict.CONFLICT, Verdict.HEDGE_CONFLICT)
        for other in statements
        if other is not statement
    )


def _by_fact(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    told: dict[str, list[Statement]] = {}
    for one in statements:
        told.setdefault(one.fact, []).append(one)
    return told


def _with_statements(facts: tuple[Fact, ...], statements: tuple[Statement, ...]) -> tuple[Fact, ...]:
    told = _by_fact(statements)
    return tuple(replace(fact, statements=tuple(told.get(fact.fact, ()))) for fact in facts)


def _members(table: Table, facts: tuple[Fact, ...], statements: tuple[Statement, ...]) -> tuple[MemberRow, ...]:
    known = (*(one.fact for one in facts), *(one.statement for one in statements))
    demands = {
        "relation": _a_name,
        "kind": _one_of(KINDS, "unknown kind of relation"),
        "role": _a_name,
        "member": _a_member(known),
        "weight": _a_weight,
        "decomposition": _one_of(("", *DECOMPOSITIONS), "unknown decomposition"),
    }
    problems = _problems(table, "", demands)
    first: dict[str, Row] = {}
    seen: dict[tuple[str, str, str], Row] = {}
    for row in table.rows:
        begun = first.setdefault(row["relation"], row)
        problems += [
            table.problem(
                row,
                column,
                f"{column} {row[column]!r}, where line {begun.line} of the same relation has {begun[column]!r}",
                "all rows of a relation have the same",
            )
            for column in ("kind", "decomposition")
            if row[column] != begun[column] and demands[column](row[column]) is None
        ]
        key = (row["relation"], row["role"], row["member"])
        if key in seen and not row["member"].startswith("="):
            problems.append(table.problem(row, "member", f"{row['member']!r} twice, first on line {seen[key].line}"))
        seen.setdefault(key, row)
    if problems:
        raise one_or_all(sorted(problems, key=lambda one: (one.line or 0, one.column or 0)))
    return tuple(_member_row(row.cells, row.line) for row in table.rows)


def _member_row(cells: Mapping[str, str], line: int) -> MemberRow:
    return MemberRow(
        *(cells["relation"], cells["kind"], cells["role"], cells["member"], cells["weight"]),
        *(cells["decomposition"], cells["note"], line),
    )


def _relations(
    members: tuple[MemberRow, ...], facts: tuple[Fact, ...], statements: tuple[Statement, ...]
) -> tuple[Relation, ...]:
    by_fact = {fact.fact: fact.statements for fact in facts}
    by_name = {one.statement: (one,) for one in statements}
    grouped: dict[str, list[MemberRow]] = {}
    for row in members:
        grouped.setdefault(row.relation, []).append(row)
    return tuple(
        Relation(
            relation=name,
            kind=rows[0].kind,
            members=tuple(
                _member(row, by_fact.get(row.member) or by_name.get(row.member) or ())
                for row in rows
                if row.member.startswith("=") or by_fact.get(row.member) or by_name.get(row.member)
            ),
            decomposition=rows[0].decomposition,
            note=rows[0].note,
        )
        for name, rows in grouped.items()
    )


def _member(row: MemberRow, statements: tuple[Statement, ...]) -> Member:
    weight = Decimal(row.weight) if row.weight else Decimal(1)
    if row.member.startswith("="):
        return Member(row.role, figures.of_literal(row.member[1:]), (), weight, row.member[1:])
    return Member(row.role, statements[0].figure, statements, weight, row.member)


def _problems(table: Table, key: str, demands: dict[str, Demand]) -> list[FactcheckError]:
    """Everything wrong with the cells of a table, in reading order; ``key`` names the column without duplicates."""
    problems = []
    seen: dict[str, int] = {}
    for row in table.rows:
        for column, demand in demands.items():
            wrong = demand(row[column])
            if wrong:
                problems.append(table.problem(row, column, wrong[0], wrong[1]))
        if key and row[key] in seen:
            message = f"{key} {row[key]!r} twice, first on line {seen[row[key]]}"
            problems.append(table.problem(row, key, message, "each row has an id of its own"))
        elif key:
            seen[row[key]] = row.line
    return problems


def _a_text(cell: str) -> tuple[str, str] | None:
    return None if cell.strip() else ("the cell is empty", "")


def _a_name(cell: str) -> tuple[str, str] | None:
    return None if _NAME.fullmatch(cell) else (f"{cell!r} is no id", "an id is a word without blanks")


def _a_date(cell: str) -> tuple[str, str] | None:
    try:
        if cell:
            datetime.date.fromisoformat(cell)
    except ValueError:
        return f"{cell!r} is no date", "write 2022-07-29"
    return None


def _a_hash(cell: str) -> tuple[str, str] | None:
    if not cell or _SHA256.fullmatch(cell.lower()):
        return None
    return f"{cell!r} is no SHA-256", "64 hexadecimal digits, as `sha256sum` prints them, or nothing"


def is_period(cell: str) -> bool:
    """Whether a cell names a period: a year, half, quarter, month or day, two of them with a /, or one and a /."""
    return _PERIOD.fullmatch(cell) is not None


def _a_period(cell: str) -> tuple[str, str] | None:
    if not cell or is_period(cell):
        return None
    return f"{cell!r} is no period", "write 2021, 2021-Q3, 2021-05, 2021-05-31, 2013/2020, /2022-05 or 2018/"


def _a_line(cell: str) -> tuple[str, str] | None:
    return None if _WHOLE.fullmatch(cell) and int(cell) else (f"{cell!r} is no line number", "lines count from 1")


def _an_offset(cell: str) -> tuple[str, str] | None:
    if _WHOLE.fullmatch(cell):
        return None
    return f"{cell!r} is no offset", "offsets are whole numbers, counted in characters from 0"


def _a_number(cell: str) -> tuple[str, str] | None:
    if figures.is_plain(cell):
        return None
    return f"{cell!r} is no plain number", "write 41150000 or 58.3: digits and a decimal point, no separators, no unit"


def _a_weight(cell: str) -> tuple[str, str] | None:
    return None if not cell or figures.is_plain(cell) else (f"{cell!r} is no weight", "1, -1 or another plain number")


def _a_precision(cell: str) -> tuple[str, str] | None:
    if cell in ("", "exact") or (figures.is_plain(cell) and Decimal(cell) > 0):
        return None
    return f"{cell!r} is no precision", "nothing, exact, or the place value that was meant: 0.1, 1, 100000"


def _one_of(words: tuple[str, ...], message: str) -> Demand:
    known = frozenset(words)

    def demand(cell: str) -> tuple[str, str] | None:
        return None if cell in known else (f"{message} {cell!r}", nearest(cell, words))

    return demand


def _a_member(known: tuple[str, ...]) -> Demand:
    find = _one_of(known, "no fact or statement is called")

    def demand(cell: str) -> tuple[str, str] | None:
        if not cell.startswith("="):
            return find(cell)
        if figures.is_plain(cell[1:]):
            return None
        return f"{cell!r} is no number", "a literal is written =6 or =2013"

    return demand
