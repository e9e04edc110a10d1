"""The record as it is handed on: its documents, facts, statements and relations, and what of it is accepted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from factcheck.model import Document, Fact, Relation, Statement


@dataclass(frozen=True, slots=True)
class Accepted:
    """A known disagreement with its reason: a check, the fact or relation it is about, and the figures as they were.

    ``values`` pairs a statement's id with its value as :func:`factcheck.record.accepted.as_written` writes it.
    ``line`` is that of the entry in ``checks/accepted.toml``.
    """

    check: str
    reason: str
    values: tuple[tuple[str, str], ...]
    fact: str = ""
    relation: str = ""
    author: str = ""
    date: datetime.date | None = None
    until: datetime.date | None = None
    path: str = ""
    line: int = 0

    @property
    def subject(self) -> str:
        """The id of the fact or relation that it is about."""
        return self.fact or self.relation


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A row of ``relations.csv``: ``member`` is the id of a fact or a statement, or a literal such as "=2013"."""

    relation: str
    kind: str
    role: str
    member: str
    weight: str
    decomposition: str
    note: str
    row: int


@dataclass(frozen=True, slots=True)
class Record:
    """The figures of a project, checked for form and ready to be tested against each other.

    The facts carry their statements. ``relations`` holds a restatement relation for each fact of two statements or
    more (named after the fact), in the order of the facts, then those of ``relations.csv`` in the order of the file.
    The documents have no text: where it lies is for the caller to find. ``contradictions`` names the statements whose
    words contradict both their own value and another statement of their fact, each with the value of its row; their
    figure is that of the words.
    """

    project: str
    documents: tuple[Document, ...]
    facts: tuple[Fact, ...]
    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...]
    members: tuple[MemberRow, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    contradictions: tuple[tuple[str, str], ...] = ()
