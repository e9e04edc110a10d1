"""The frozen values that walk through the house: documents, statements, facts, relations, findings, reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from factcheck.interval import Figure, Interval, Verdict

__all__ = [
    "Document",
    "Fact",
    "Figure",
    "Finding",
    "Interval",
    "Member",
    "NotChecked",
    "Outcome",
    "Passage",
    "Relation",
    "Report",
    "Statement",
    "Verdict",
    "Whole",
]


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a document with its place: paragraph, list item, heading or table cell.

    ``start`` and ``end`` are code-point offsets into the document's text, ``line`` counts from 1.
    ``section`` joins the headings above it with " > ". A cell has ``table``, ``row`` and ``column``
    (from 1) and the headings of its row and column.
    """

    start: int
    end: int
    kind: str = "paragraph"  # paragraph | item | heading | cell
    line: int = 1
    paragraph: int = 0
    page: int | None = None
    section: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    row_heading: str = ""
    column_heading: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A source: its text, its passages in order, and what is known of it. ``date`` is ISO or ""."""

    document: str
    text: str
    passages: tuple[Passage, ...] = ()
    path: str = ""
    sha256: str = ""
    title: str = ""
    date: str = ""
    language: str = "en"
    publisher: str = ""
    address: str = ""
    row: int | None = None  # the line of the record's file that it came from


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure said of a topic, for a scope and a period, by a speaker, at a place in a document.

    ``start``..``end`` delimit the number with its scale word and %, without hedge and unit noun; in
    the record they delimit ``stated`` with its hedge and unit. ``period`` is ISO: "2021", "2021-05",
    an interval "2013/2020", up to a date "/2022-05", since a date "2018/". ``role`` says what the
    number does in its sentence: level, change, base (comparison base), target, hypothetical,
    threshold, part, whole, rate. ``row`` is the line of the record's file that it came from.
    """

    figure: Figure
    document: str
    start: int
    end: int
    line: int
    stated: str
    statement: str = ""
    fact: str = ""
    topic: str = ""
    scope: str = ""
    period: str = ""
    speaker: str = ""
    context: str = ""
    role: str = "level"
    note: str = ""
    page: int | None = None
    passage: int = -1  # index into the document's passages
    sentence: tuple[int, int] = (0, 0)  # offsets of the sentence it stands in
    row: int | None = None  # the line of the record's file that it came from; 0 where the record is no file
    outlier: bool = False
    modality: str = ""  # target | hypothetical | quoted (as wrong), whatever the role
    direction: str = ""  # of a change: up | down
    per: str = ""  # what a rate is counted by: "share", "month"
    full: tuple[int, int] = (0, 0)  # the number with its hedge, currency sign and known unit
    inherited: tuple[str, ...] = ()  # fields taken over from sentences or headings before
    place: Passage | None = None  # the passage itself: paragraph, page, section, table, row and column


@dataclass(frozen=True, slots=True)
class Fact:
    """What several statements restate: one topic, unit, scope and period."""

    fact: str
    topic: str
    unit: str = ""
    scope: str = ""
    period: str = ""
    note: str = ""
    statements: tuple[Statement, ...] = ()
    row: int | None = None  # the line of the record's file that it came from


@dataclass(frozen=True, slots=True)
class Member:
    """One figure of a relation, in its role; every statement that restates that figure.

    A member that is a date or a count worked out from the text has no statement, only a ``figure``.
    """

    role: str  # stated | part | whole | old | new | first | last | item | ...
    figure: Figure
    statements: tuple[Statement, ...] = ()
    weight: Decimal = Decimal(1)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated figure against what follows from its basis."""

    relation: str
    kind: str  # restatement | sum | share | change | growth | count | span | order | rate | date | conversion
    members: tuple[Member, ...]
    decomposition: str = ""  # equal | at_most | at_least
    cue: str = ""  # the words in the text that claim the relation
    confidence: float = 1.0
    fact: str = ""
    note: str = ""
    reasons: tuple[str, ...] = ()  # why its members are believed to belong together
    doubts: tuple[str, ...] = ()  # what speaks against it
    trusted: bool = False  # the first statement restates a document that is trusted and must keep its bounds


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a relation was judged: stated against expected, and the arithmetic written out."""

    verdict: Verdict
    stated: Interval | None = None
    expected: Interval | None = None
    arithmetic: str = ""
    message: str = ""
    severity: str = ""  # error | warning | info | "" (nothing to show)
    gap: Decimal = Decimal(0)  # distance between stated and expected, in units of q
    outliers: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict worth showing. ``id`` is stable over unrelated edits."""

    id: str
    check: str  # "restatements/values-agree"
    verdict: Verdict
    severity: str  # error | warning | info
    message: str
    statements: tuple[Statement, ...]
    status: str = "new"  # new | accepted | stale | known (it was there at the revision that a run is compared with)
    confidence: float = 1.0
    arithmetic: str = ""
    fact: str = ""
    relation: str = ""
    topic: str = ""
    stated: Interval | None = None
    expected: Interval | None = None
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    accepted_reason: str = ""
    next_step: str = ""
    gap: Decimal = Decimal(0)  # distance between stated and expected, in units of q
    path: str = ""  # the file that it is about, where it has no statements: data/facts.csv
    line: int = 0  # the line of that file, from 1


@dataclass(frozen=True, slots=True)
class NotChecked:
    """What a check could have tested and did not, with the reason and how many there were."""

    check: str
    reason: str
    number: int = 1
    keys: tuple[str, ...] = ()  # the facts and relations that it concerns, where they are known


@dataclass(frozen=True, slots=True)
class Whole:
    """How much there is in a record that stays where it lies: documents, figures of each, and facts."""

    documents: int
    figures: dict[str, int]
    facts: int


@dataclass(frozen=True, slots=True)
class Report:
    """One run: what was read, what was examined, what was found, what was not checked and why."""

    command: str  # check | scan
    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    examined: dict[str, int]
    agreed: dict[str, int]
    not_checked: tuple[NotChecked, ...] = ()
    facts: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()
    title: str = ""
    when: str = ""  # ISO time of the run
    exit_code: int = 0
    record: str = "data/statements.csv"  # the file that Statement.row counts in
    since: str = ""  # the revision that the run is compared with: "main (3f2a91c04)"
    since_trouble: str = ""  # why nothing is known of that revision: its record is not there, or broken
    resolved: tuple[Finding, ...] = ()  # the open findings of that revision that are gone
    trusted: tuple[str, ...] = ()  # the documents against which the others were held
    whole: Whole | None = None  # how much was checked, where only what the findings are about is held
    where: str = ""  # where the record lies, if not in the files of its project
    _by_key: dict[str, Document] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def by_key(self) -> dict[str, Document]:
        """The documents by their key."""
        if not self._by_key:
            self._by_key.update((document.document, document) for document in self.documents)
        return self._by_key

    @property
    def extent(self) -> Whole:
        """How much was checked: what is held, or the whole that it is a part of."""
        if self.whole is not None:
            return self.whole
        figures: dict[str, int] = {}
        for statement in self.statements:
            figures[statement.document] = figures.get(statement.document, 0) + 1
        return Whole(len(self.documents), figures, len(self.facts))
