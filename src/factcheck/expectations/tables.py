"""A record and the documents at hand in, the columns of its tables out: those on disk and what follows from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from factcheck.expectations.readings import Reading, reading_of, said_by
from factcheck.expectations.values import Member, Record
from factcheck.interval import POLICY, Figure, Policy
from factcheck.model import Document, Fact, Statement

# Columns of a few words each, which are told apart by a number; those of one vocabulary can be compared.
VOCABULARIES = {
    "unit": "unit",
    "fact_unit": "unit",
    "hedge": "hedge",
    "precision": "precision",
    "period": "period",
    "kind": "kind",
    "role": "role",
    "decomposition": "decomposition",
    "language": "language",
}
# What the library calls the line of a row that breaks a demand.
INDEX = "row"


@dataclass(frozen=True, slots=True)
class Found:
    """A document of the record as it was found: its text and hash, or why there are none."""

    text: str | None
    sha256: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A statement of a member of a relation, or a member that is a number without one."""

    row: Member
    statement: Statement | None
    figure: Figure


class Tables:
    """The tables of a record by name, each column made when it is asked for.

    ``documents``, ``facts``, ``statements`` and ``relations`` have the columns of their files and ``row``, the line
    there; ``members`` has a row for each statement of each member of a relation. Beside what is on disk they have what
    follows from other tables: ``statements`` (how many there are), ``listed_fact`` and ``listed_document`` (the same
    id, or nothing where that table has none), ``fact_unit``, the text found in the document, and what a statement
    can mean (``readings``).
    """

    def __init__(self, record: Record, sources: Sequence[Document] = (), policy: Policy = POLICY) -> None:
        self._record = record
        self._policy = policy
        self._sources = {one.document: one for one in sources}
        self._facts = {fact.fact: fact for fact in record.facts}
        self._documents = {one.document for one in record.documents}
        self._told = Counter(one.document for one in record.statements)
        self._written = dict(record.contradictions)
        self._columns: Mapping[str, Mapping[str, Callable[[Any], Any]]] = {
            "documents": self._document_columns(),
            "facts": self._fact_columns(),
            "statements": self._statement_columns(),
            "relations": self._relation_columns(),
            "members": self._member_columns(),
        }

    @property
    def names(self) -> tuple[str, ...]:
        """The tables there are."""
        return tuple(self._columns)

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table."""
        return tuple(self._columns[table])

    def number(self, table: str) -> int:
        """How many rows a table has."""
        return sum(1 for _ in self._rows(table))

    def column(self, table: str, name: str) -> list[Any]:
        """The cells of a column."""
        cell = self._columns[table][name]
        return [cell(row) for row in self._rows(table)]

    def lines(self, table: str) -> list[int]:
        """For each row the line of the file that it stands on; its number, where that is not known."""
        return [self._line(row) or number for number, row in enumerate(self._rows(table), 2)]

    def ids(self, table: str) -> dict[int, str]:
        """For each line the id that stands in its first column."""
        return dict(zip(self.lines(table), self.column(table, self.columns(table)[0]), strict=True))

    def found(self, document: str) -> Found:
        """A document as it was found among the sources."""
        source = self._sources.get(document)
        if source is None:
            return Found(None, None, f"the text of {document} is not at hand")
        return Found(source.text, source.sha256, "")

    def _rows(self, table: str) -> Iterable[Any]:
        match table:
            case "documents":
                return self._record.documents
            case "facts":
                return self._record.facts
            case "statements":
                return self._record.statements
            case "relations":
                return self._record.members
            case _:
                return self._parts()

    @staticmethod
    def _line(row: Any) -> int | None:
        row = row.row if isinstance(row, _Part) else row
        line = getattr(row, "row", None)
        return line or None if isinstance(line, int) else None

    def _parts(self) -> Iterator[_Part]:
        members = {
            (relation.relation, member.role, member.label): member
            for relation in self._record.relations
            if relation.kind != "restatement"
            for member in relation.members
        }
        for row in self._record.members:
            member = members.get((row.relation, row.role, row.member.removeprefix("=")))
            if member is not None and not member.statements:
                yield _Part(row, None, member.figure)
            for statement in member.statements if member is not None else ():
                yield _Part(row, statement, statement.figure)

    def _document_columns(self) -> dict[str, Callable[[Document], Any]]:
        return {
            "document": lambda one: one.document,
            "title": lambda one: one.title,
            "date": lambda one: one.date,
            "language": lambda one: one.language,
            "publisher": lambda one: one.publisher,
            "address": lambda one: one.address,
            "sha256": lambda one: one.sha256,
            "path": lambda one: one.path,
            "statements": lambda one: self._told[one.document],
            "found_sha256": lambda one: self.found(one.document).sha256,
            "reason": lambda one: self.found(one.document).reason,
        }

    def _fact_columns(self) -> dict[str, Callable[[Fact], Any]]:
        return {
            "fact": lambda one: one.fact,
            "topic": lambda one: one.topic,
            "unit": lambda one: one.unit,
            "scope": lambda one: one.scope,
            "period": lambda one: one.period,
            "note": lambda one: one.note,
            "statements": lambda one: len(one.statements),
        }

    def _statement_columns(self) -> dict[str, Callable[[Statement], Any]]:
        return {
            "statement": lambda one: one.statement,
            "fact": lambda one: one.fact,
            "document": lambda one: one.document,
            "line": lambda one: one.line,
            "start": lambda one: one.start,
            "end": lambda one: one.end,
            "stated": lambda one: one.stated,
            "value": lambda one: f"{one.figure.value:f}",
            "unit": lambda one: one.figure.unit,
            "hedge": lambda one: one.figure.hedge,
            "precision": lambda one: precision(one.figure),
            "period": lambda one: one.period,
            "speaker": lambda one: one.speaker,
            "note": lambda one: one.note,
            "low": lambda one: _reading(one.figure, self._policy).low,
            "high": lambda one: _reading(one.figure, self._policy).high,
            "soft_low": lambda one: _reading(one.figure, self._policy).soft_low,
            "soft_high": lambda one: _reading(one.figure, self._policy).soft_high,
            "numeral": lambda one: _reading(one.figure, self._policy).numeral,
            "said": lambda one: said_by(one.stated),
            "fact_unit": lambda one: self._facts[one.fact].unit if one.fact in self._facts else "",
            "listed_fact": lambda one: one.fact if one.fact in self._facts else "",
            "listed_document": lambda one: one.document if one.document in self._documents else "",
            "written_value": lambda one: self._written.get(one.statement, f"{one.figure.value:f}"),
            "found": self._found_text,
            "reason": lambda one: self.found(one.document).reason,
        }

    def _found_text(self, one: Statement) -> str | None:
        text = self.found(one.document).text
        return None if text is None else text[one.start : one.end]

    @staticmethod
    def _relation_columns() -> dict[str, Callable[[Member], Any]]:
        return {
            "relation": lambda one: one.relation,
            "kind": lambda one: one.kind,
            "role": lambda one: one.role,
            "member": lambda one: one.member,
            "weight": lambda one: one.weight,
            "decomposition": lambda one: one.decomposition,
            "note": lambda one: one.note,
        }

    @staticmethod
    def _member_columns() -> dict[str, Callable[[_Part], Any]]:
        return {
            "relation": lambda one: one.row.relation,
            "kind": lambda one: one.row.kind,
            "role": lambda one: one.row.role,
            "member": lambda one: one.row.member.removeprefix("="),
            "weight": lambda one: one.row.weight,
            "decomposition": lambda one: one.row.decomposition,
            "statement": lambda one: one.statement.statement if one.statement else None,
            "stated": lambda one: one.statement.stated if one.statement else "",
            "value": lambda one: f"{one.figure.value:f}",
            "unit": lambda one: one.figure.unit,
            "hedge": lambda one: one.figure.hedge,
            "precision": lambda one: precision(one.figure),
            "period": lambda one: one.statement.period if one.statement else "",
        }


@lru_cache(maxsize=65_536)
def _reading(figure: Figure, policy: Policy) -> Reading:
    """What a figure means; its columns are asked for one after the other, and many statements are written alike."""
    return reading_of(figure, policy=policy)


def precision(figure: Figure) -> str:
    """The precision that was given outright, as the record notes it; "" where it follows from the words."""
    if not figure.outright:
        return ""
    return f"{figure.q:f}" if figure.q else "exact"


def frame(tables: Tables, table: str, columns: Sequence[str]) -> Any:
    """These columns of a table as a pandas frame, indexed by the lines of the file."""
    import pandas as pd

    cells = {name: tables.column(table, name) for name in columns}
    words: dict[str, set[str]] = {}
    for name in columns:
        if name in VOCABULARIES:
            words.setdefault(VOCABULARIES[name], set()).update(cells[name])
    data: dict[str, Any] = {}
    for name, column in cells.items():
        if name in VOCABULARIES:
            data[name] = pd.Categorical(column, categories=sorted(words[VOCABULARIES[name]]))
        elif column and all(isinstance(cell, int | float) for cell in column):
            data[name] = column
        else:
            data[name] = pd.array(column, dtype="str")
    return pd.DataFrame(data, index=pd.Index(tables.lines(table), name=INDEX))
