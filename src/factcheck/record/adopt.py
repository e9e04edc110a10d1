"""Documents with their facts and relations in, the files of ``data/`` out, merged with what people edited."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from factcheck import figures, numerals
from factcheck.errors import FactcheckError
from factcheck.figures import csv_row, harmless
from factcheck.judge import KINDS
from factcheck.model import Document, Fact, Figure, Member, Relation, Statement
from factcheck.record.load import COLUMNS, is_period
from factcheck.record.rows import read_table

_SLUG = re.compile(r"[^a-z0-9]+")
_OFFSET = re.compile(r"[0-9]{1,15}")
_NUMBERED = re.compile(r"s(\d+)")
_NAMES = ("documents", "facts", "statements", "relations")


@dataclass(frozen=True, slots=True)
class Adopted:
    """The files of ``data/`` as they should be, what was added to each, and what a person should look at."""

    files: dict[str, str] = field(hash=False)
    added: dict[str, int] = field(hash=False)
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Rows:
    """A table while it grows: the text of each old row, kept to the letter unless its place has moved, and new rows."""

    name: str
    header: str
    kept: list[str]
    cells: list[dict[str, str]]
    fresh: list[dict[str, str]] = field(default_factory=list)

    def text(self) -> str:
        return self.header + "".join(self.kept) + "".join(_line(self.name, cells) for cells in self.fresh)

    def replace(self, index: int, changed: Mapping[str, str]) -> None:
        """Change cells of an old row; a row without change keeps its text."""
        before = self.cells[index]
        if any(before[column] != cell for column, cell in changed.items()):
            self.cells[index] = {**before, **changed}
            self.kept[index] = _line(self.name, self.cells[index])

    def all(self) -> Iterator[dict[str, str]]:
        yield from self.cells
        yield from self.fresh


def adopt(
    project: Path,
    documents: Sequence[Document],
    facts: Sequence[Fact],
    relations: Sequence[Relation],
    data: str = "data",
) -> Adopted:
    """The record of ``project`` (an empty one where there is none) with the documents entered into it.

    ``facts`` hold every statement that a scan read, ``relations`` what it found between them. Rows that are there
    stay to the letter; only where a document has changed do the places of its statements move with their words. A
    statement whose words no longer stand in its document is left alone and named in the notes. Nothing is written.
    Raises FactcheckError where the record is broken.
    """
    tables = {name: _old_rows(project, data, name) for name in _NAMES}
    notes: list[str] = []
    known: dict[tuple[str, int, int], str] = {}  # where a statement stands -> its id
    names: dict[int, str] = {}  # which of the facts has which name in the record
    for document in documents:
        name = _enter(tables["documents"], document)
        known |= _anchor(tables["statements"], name, document, notes)
        texts = {document.document: document.text}
        _add_statements(tables, texts, name, facts, names, known, notes)
    values = {(one.document, one.start, one.end): one.figure.value for fact in facts for one in fact.statements}
    _add_relations(tables["relations"], relations, values, known)
    files = {f"{data}/{name}.csv": tables[name].text() for name in _NAMES}
    return Adopted(files, {name: len(tables[name].fresh) for name in _NAMES}, tuple(notes))


def _old_rows(project: Path, data: str, name: str) -> _Rows:
    path = project / data / f"{name}.csv"
    if not path.exists():
        return _Rows(name, ",".join(COLUMNS[name]) + "\n", [], [])
    table = read_table(path, COLUMNS[name], f"{data}/{name}.csv")
    for row in table.rows if name == "statements" else ():
        if not _OFFSET.fullmatch(row["start"]):
            message, hint = f"{row['start']!r} is no offset", "offsets are whole numbers, counted in characters from 0"
            raise table.problem(row, "start", message, hint)
    begins = [row.line for row in table.rows] + [len(table.lines) + 1]
    kept = ["\n".join(table.lines[begin - 1 : end - 1]).rstrip("\n") + "\n" for begin, end in pairwise(begins)]
    header = "\n".join(table.lines[: begins[0] - 1]).rstrip("\n") + "\n"
    return _Rows(name, header, kept, [dict(row.cells) for row in table.rows])


def _line(name: str, cells: Mapping[str, str]) -> str:
    return csv_row(cells.get(column, "") for column in COLUMNS[name])


# ── documents and their places ──────────────────────────────────────────────────────────────────────


def _enter(table: _Rows, document: Document) -> str:
    """The record's name for a document: that of its row (known by hash, then by file name), or of a new one."""
    file = Path(document.path or document.document).name
    for column, value in (("sha256", document.sha256), ("path", file)):
        for index, cells in enumerate(table.cells):
            if value and Path(cells[column]).name == value:
                table.replace(index, {"sha256": document.sha256})
                return cells["document"]
    name = _unused(_slug(Path(file).stem) or "document", {cells["document"] for cells in table.all()})
    table.fresh.append(
        {
            "document": name,
            "title": harmless(" ".join(document.title.split()) or file),
            "date": document.date,
            "language": harmless(document.language),
            "publisher": harmless(document.publisher),
            "address": harmless(document.address),
            "sha256": document.sha256,
            "path": file if harmless(file) == file else f"./{file}",
        }
    )
    return name


def _anchor(table: _Rows, name: str, document: Document, notes: list[str]) -> dict[tuple[str, int, int], str]:
    """Where the record's statements of a document stand in its text as it is now; moved ones get their new place.

    Old places keep their order, so each is looked for near the place that the one before it moved to.
    """
    places: dict[tuple[str, int, int], str] = {}
    shift = last = 0
    lines = _line_starts(document.text)
    old = [index for index, cells in enumerate(table.cells) if cells["document"] == name]
    for index in sorted(old, key=lambda index: int(table.cells[index]["start"])):
        cells = table.cells[index]
        was, stated = int(cells["start"]), cells["stated"]
        start = _nearest(document.text, stated, was + shift, last)
        if start is None:
            notes.append(f"{cells['statement']}: {stated!r} no longer stands in {name}; its row is as it was")
            continue
        shift, last = start - was, start + len(stated)
        line = str(_line_of(lines, start))
        table.replace(index, {"start": str(start), "end": str(last), "line": line})
        places[document.document, start, last] = cells["statement"]
    return places


def _nearest(text: str, words: str, expected: int, floor: int) -> int | None:
    """The place of ``words`` nearest to where they are expected, not before ``floor`` if they stand after it at all."""
    if text.startswith(words, max(expected, 0)) and expected >= floor:
        return expected
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = [match.start() for match in pattern.finditer(text)]
    return min(found, key=lambda start: (start < floor, abs(start - expected)), default=None)


# ── statements and facts ────────────────────────────────────────────────────────────────────────────


def _add_statements(
    tables: Mapping[str, _Rows],
    texts: Mapping[str, str],
    name: str,
    facts: Sequence[Fact],
    names: dict[int, str],
    known: dict[tuple[str, int, int], str],
    notes: list[str],
) -> None:
    """A row for each figure of the document that has none, under the fact of a statement that it restates."""
    statements = tables["statements"]
    fact_of = {cells["statement"]: cells["fact"] for cells in statements.all()}
    units = {cells["fact"]: cells["unit"] for cells in tables["facts"].all()}
    idle = _without_statements(tables["facts"], set(fact_of.values()))
    number = max((int(match[1]) for match in map(_NUMBERED.fullmatch, fact_of) if match), default=0)
    places = sorted((start, end, one) for (document, start, end), one in known.items() if document in texts)
    fresh = [(fact, one) for fact in facts for one in fact.statements if one.document in texts]
    for fact, one in sorted(fresh, key=lambda pair: pair[1].start):
        there = _standing(places, one)
        if there:
            known[one.document, one.start, one.end] = there
            names.setdefault(id(fact), fact_of[there])
    for fact, one in sorted(fresh, key=lambda pair: pair[1].start):
        key = (one.document, one.start, one.end)
        if key in known:
            continue
        row = _statement_row(one, texts[one.document])
        if row is None:
            notes.append(f"{name}, line {one.line}: {one.stated!r} cannot be written as one figure; it was left out")
            continue
        if id(fact) not in names:
            slug = _slug(fact.topic or one.topic or one.figure.unit) or "fact"
            cells = _fact_row(slug, fact, one)
            names[id(fact)] = _taken(idle, cells) or _unused(slug, set(units))
            if names[id(fact)] not in units:
                tables["facts"].fresh.append({**cells, "fact": names[id(fact)]})
            units[names[id(fact)]] = row["unit"]
        number += 1
        known[key] = f"s{number:03}"
        if one.figure.kind == "count":  # "workers" here and "people" there: what is counted is the fact's to say
            row["unit"] = units[names[id(fact)]]
        statements.fresh.append({**row, "statement": known[key], "fact": names[id(fact)], "document": name})


_Told = tuple[str, ...]


def _told(cells: Mapping[str, str]) -> _Told:
    """What a row says of a fact."""
    return tuple(cells[column] for column in ("topic", "unit", "scope", "period"))


def _without_statements(facts: _Rows, used: set[str]) -> dict[_Told, list[str]]:
    """The facts that nothing states, by what they say: a run may have ended before it wrote the statements."""
    idle: dict[_Told, list[str]] = {}
    for cells in facts.cells:
        if cells["fact"] not in used:
            idle.setdefault(_told(cells), []).append(cells["fact"])
    return idle


def _taken(idle: Mapping[_Told, list[str]], cells: Mapping[str, str]) -> str:
    """A fact that says the same and has no statement yet, taken from the others; "" where there is none."""
    names = idle.get(_told(cells), [])
    found = next((name for name in names if re.fullmatch(rf"{re.escape(cells['fact'])}(-\d+)?", name)), "")
    if found:
        names.remove(found)
    return found


def _standing(places: Sequence[tuple[int, int, str]], one: Statement) -> str:
    """The id of the record's statement that stands over a figure, "" where none does."""
    at = bisect_left(places, (one.end,)) - 1
    return places[at][2] if at >= 0 and places[at][1] > one.start else ""


def _statement_row(one: Statement, text: str) -> dict[str, str] | None:
    """The cells of a new statement: its words with hedge and unit as far as they read back as the same figure."""
    for start, end in dict.fromkeys((one.full, (one.start, one.end))):
        stated = text[start:end]
        if start < end and stated == " ".join(stated.split()) and (read := _read(stated)) is not None:
            if read.numeral != one.figure.numeral:
                continue
            note = f"hedge in the sentence: {one.figure.hedge}" if one.figure.hedge not in ("", read.hedge) else ""
            return {
                "line": str(one.line),
                "start": str(start),
                "end": str(end),
                "stated": stated,
                "value": f"{read.value:f}",
                "unit": harmless(" ".join(one.figure.unit.split())),
                "hedge": read.hedge,
                "period": one.period if is_period(one.period) else "",
                "speaker": harmless(" ".join(one.speaker.split())),
                "note": note,
            }
    return None


def _read(stated: str) -> Figure | None:
    try:
        return numerals.parse(stated)
    except FactcheckError:
        return None


def _fact_row(name: str, fact: Fact, one: Statement) -> dict[str, str]:
    period = fact.period or one.period
    return {
        "fact": name,
        "topic": harmless(" ".join((fact.topic or one.topic or one.figure.unit or name).split())),
        "unit": harmless(" ".join(one.figure.unit.split())),
        "scope": harmless(" ".join((fact.scope or one.scope).split())),
        "period": period if is_period(period) else "",
    }


# ── relations ───────────────────────────────────────────────────────────────────────────────────────


def _add_relations(
    table: _Rows,
    relations: Iterable[Relation],
    values: Mapping[tuple[str, int, int], Decimal],
    known: Mapping[tuple[str, int, int], str],
) -> None:
    """A row for each member of each relation that the record does not hold yet; restatements follow from the facts.

    A relation that reads more into a figure than its own words say (the millions of "68,400 m (61,262)", the 70 inches
    of "5ft 10in") is left out: the record holds the words. ``values`` are those of all figures.
    """
    taken = {cells["relation"] for cells in table.all()}
    held = _held(table)
    for relation in relations:
        if relation.kind == "restatement" or relation.kind not in KINDS:
            continue
        members = [(member, _written(member, values, known)) for member in relation.members]
        key = (relation.kind, frozenset((member.role, written) for member, written in members))
        if key in held or not all(written for _, written in members):
            continue
        held.add(key)
        name = _unused(f"{relation.kind}-{members[0][1].lstrip('=')}", taken)
        taken.add(name)
        for member, written in members:
            plain = member.weight == 1
            table.fresh.append(
                {
                    "relation": name,
                    "kind": relation.kind,
                    "role": member.role,
                    "member": written,
                    "weight": "" if plain else f"{member.weight:f}",
                    "decomposition": relation.decomposition,
                    "note": harmless(" ".join((member.label if not member.statements else relation.cue).split())),
                }
            )


def _held(table: _Rows) -> set[tuple[str, frozenset[tuple[str, str]]]]:
    members: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for cells in table.cells:
        members.setdefault((cells["relation"], cells["kind"]), set()).add((cells["role"], cells["member"]))
    return {(kind, frozenset(some)) for (_, kind), some in members.items()}


def _written(
    member: Member, values: Mapping[tuple[str, int, int], Decimal], known: Mapping[tuple[str, int, int], str]
) -> str:
    """A member as ``relations.csv`` names it: a statement's id or a literal; "" where it is neither."""
    if member.statements:
        one = member.statements[0]
        if values.get((one.document, one.start, one.end), one.figure.value) != one.figure.value:
            return ""
        return known.get((one.document, one.start, one.end), "")
    literal = f"{member.figure.value:f}"
    return f"={literal}" if figures.is_plain(literal) and member.figure.plain else ""


# ── names and places ────────────────────────────────────────────────────────────────────────────────


def _slug(text: str) -> str:
    return "-".join(_SLUG.sub(" ", text.lower()).split()[:6])


def _unused(name: str, taken: set[str]) -> str:
    """The name, with a number behind it where it is taken."""
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    return candidate


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _line_of(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset)


def gathered(
    facts: Sequence[Fact], statements: Sequence[Statement], disagreeing: Iterable[Sequence[Statement]] = ()
) -> tuple[Fact, ...]:
    """A fact for every statement: those of ``facts``, and of the others each one of its own.

    Facts whose statements a scan found to disagree become one, so that the record disagrees where the document does.
    """
    groups = [list(fact.statements) for fact in facts]
    heads = list(facts)
    at = {_place(one): index for index, group in enumerate(groups) for one in group}
    for one in statements:
        if _place(one) not in at:
            at[_place(one)] = len(groups)
            groups.append([one])
            heads.append(Fact("", one.topic, one.figure.unit, one.scope, one.period))
    for told in disagreeing:
        first, *others = dict.fromkeys(at[_place(one)] for one in told if _place(one) in at)
        for other in others:
            groups[first] += groups[other]
            at.update({_place(one): first for one in groups[other]})
            groups[other] = []
    return tuple(
        replace(head, statements=tuple(sorted(group, key=_place)))
        for head, group in zip(heads, groups, strict=True)
        if group
    )


def _place(one: Statement) -> tuple[str, int, int]:
    return one.document, one.start, one.end
