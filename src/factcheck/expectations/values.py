"""What a run of the suites hands on: what each expectation examined, what disagreed, what could not be checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from factcheck.expectations.evidence import Aside
from factcheck.model import Document, Fact, NotChecked, Outcome, Relation, Statement


@dataclass(frozen=True, slots=True)
class Candidates:
    """What grouped aggregates tell of the facts of a table.

    ``clear`` counts facts of two statements or more that agree for certain, ``single`` those with one statement.
    ``facts`` holds the others with their rows, by our names of the columns, for the exact core to judge.
    """

    clear: int
    single: int
    facts: tuple[tuple[str, tuple[dict[str, Any], ...]], ...]
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class RowCandidates:
    """What an engine tells of single rows: how many are plainly fine, what cannot be checked, the rows to be judged."""

    agreed: int
    asides: tuple[Aside, ...]
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A relation with its outcome: a disagreement, a warning or a remark, never a plain agreement."""

    relation: Relation
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one expectation of a suite came out.

    ``examined`` counts facts, relations or rows that were tested, ``agreed`` and ``disagreed`` of them. ``outcomes``
    shows every disagreement, and what agrees and yet is worth a warning or a remark; of a row that breaks a demand on
    a table, the relation has the kind "row", its statement if it is one, and is named after table and line. Where
    nothing was examined, ``not_checked`` says why; that is never a pass.
    """

    check: str
    suite: str
    type: str
    severity: str  # the suite's, as ours: error | warning | info
    description: str
    examined: int
    agreed: int
    disagreed: int
    not_checked: tuple[NotChecked, ...] = ()
    outcomes: tuple[Judged, ...] = ()

    @property
    def passed(self) -> bool:
        """Something was examined, and all of it agrees."""
        return self.examined > 0 and self.disagreed == 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the findings of a run are about: the ids of facts, relations and statements."""

    facts: frozenset[str]
    relations: frozenset[str]
    statements: frozenset[str]


class Member(Protocol):
    """A row of ``relations.csv``, as ``factcheck.record.MemberRow`` has it."""

    @property
    def relation(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def member(self) -> str: ...
    @property
    def weight(self) -> str: ...
    @property
    def decomposition(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def row(self) -> int: ...


class Record(Protocol):
    """What this room needs of a record; ``factcheck.record.Record`` has it. Rooms do not import each other."""

    @property
    def documents(self) -> tuple[Document, ...]: ...
    @property
    def facts(self) -> tuple[Fact, ...]: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...
    @property
    def relations(self) -> tuple[Relation, ...]: ...
    @property
    def members(self) -> tuple[Member, ...]: ...
    @property
    def contradictions(self) -> tuple[tuple[str, str], ...]: ...
