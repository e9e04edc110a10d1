"""A Report in, what the page shows out: finished words, links and states, in the order in which they stand."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from factcheck.judge import show_figure
from factcheck.model import Document, Fact, Finding, Relation, Report, Statement
from factcheck.report.history import Run, run_of
from factcheck.report.html.drawing import Drawing, drawing
from factcheck.report.html.standing import Key, Standing, key_of, standings, state_of, statements_of, untested, worst
from factcheck.report.html.text import Block, Marked, blocks, reach_of
from factcheck.report.tally import Headline, Tally, headline, of_figures, of_record, tallies, total
from factcheck.report.wording import (
    VERDICTS,
    Quote,
    Step,
    compared_with,
    gaps,
    grouped,
    headed,
    name_of,
    next_steps,
    one_line,
    period_of,
    place_of,
    plain,
    plural,
    quotes,
    ranked,
    resolved,
    said,
)

STATES = {
    "error": "error",
    "warning": "warning",
    "accepted": "accepted",
    "info": "remark",
    "agreed": "agreed",
    "unchecked": "not checked",
}
_MOST_OTHERS = 3
_MOST_CELLS = 20_000  # of the matrix of facts by document; beyond it, facts are listed
_MOST_RUNS = 30
# What a browser opens within a second or two; what is beyond it is counted on the page and left to the other formats.
_MOST_FINDINGS = 5_000  # the gravest first
_MOST_FIGURES = 20_000  # those of the findings first
_MOST_LISTED = 5_000  # facts, and relations, the worst facts first
_LONGEST_UNBROKEN = 24  # characters
_SIDE_BY_SIDE = 4  # documents at most


@dataclass(frozen=True, slots=True)
class Head:
    """A figure at the top of its quotation: who said it, where, for when."""

    figure: str
    unit: str
    hedge: str
    speaker: str
    where: str
    period: str
    row: str
    role: str
    outlier: bool
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """Figures that stand together, and the words around them: runs of text, each a figure or not."""

    heads: tuple[Head, ...]
    who: tuple[str, ...]  # what is true of all heads of several: speaker, period
    words: tuple[tuple[str, bool, bool], ...]  # text, is a figure, is the outlier


@dataclass(frozen=True, slots=True)
class Column:
    """The cards of one document; without a name where there is only one document."""

    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with everything that stands under it."""

    anchor: str
    label: str
    state: str
    title: str
    check: str
    verdict: str
    confidence: str
    columns: tuple[Column, ...]
    drawing: Drawing | None
    arithmetic: str
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    steps: tuple[Step, ...]
    accepted: str


@dataclass(frozen=True, slots=True)
class Link:
    """A figure as said, where it leads and how it stands."""

    text: str
    href: str
    state: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact that is stated more than once: its statements, by document where there are several."""

    anchor: str
    topic: str
    about: str
    state: str
    verdict: str
    href: str
    cells: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation: its members by role, in words."""

    kind: str
    members: tuple[tuple[str, tuple[Link, ...]], ...]
    cue: str
    state: str
    verdict: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the table of all figures."""

    anchor: str
    href: str
    figure: str
    value: str
    unit: str
    topic: str
    period: str
    speaker: str
    document: str
    where: str
    state: str
    verdict: str
    check: str
    finding: str
    others: tuple[tuple[str, str], ...]
    more: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure in the text of its document: its anchor, where it leads, how it stands."""

    anchor: str
    href: str
    state: str


@dataclass(frozen=True, slots=True)
class Place:
    """A figure of a document whose text is not at hand, as printed and with its place."""

    mark: Mark
    figure: str
    where: str
    topic: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document: what is known of it, and its text in blocks or its figures with their places."""

    anchor: str
    name: str
    facts: tuple[tuple[str, str], ...]
    figures: str
    blocks: tuple[Block, ...]
    places: tuple[Place, ...]
    at_hand: bool
    cut: bool


@dataclass(frozen=True, slots=True)
class TrendBar:
    """One run in the trend: its place and heights in per cent, and its counts in words."""

    left: float
    width: float
    top: float
    height: float
    words: str
    latest: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What there is no room for on the page, a sentence for each of its sections; "" where all is shown."""

    findings: str
    facts: str
    relations: str
    figures: str


@dataclass(frozen=True, slots=True)
class View:
    """The whole page."""

    command: str
    title: str
    when: str
    when_words: str
    headline: Headline
    counts: tuple[tuple[str, str, str], ...]  # number, label, state
    findings: tuple[FindingView, ...]
    kinds: tuple[tuple[str, str, int], ...]  # state, word, how many findings
    tallies: tuple[tuple[Tally, ...], ...]  # of figures, of the record; each group's sum is its last
    gaps: tuple[tuple[str, str, str], ...]
    columns: tuple[tuple[str, str], ...]  # of the matrix: document, anchor
    facts: tuple[FactView, ...]
    single: str  # how many facts are stated once only, in words
    relations: tuple[RelationView, ...]
    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    documents: tuple[DocumentView, ...]
    side_by_side: int
    trend: tuple[TrendBar, ...]
    trend_words: str
    left_out: LeftOut
    since: str  # what the run says of the revision that it is compared with, "" where there is none
    resolved: tuple[str, ...]


def view(report: Report, history: Sequence[Run] = ()) -> View:
    """Everything that the page shows of ``report``; ``history`` holds earlier runs, oldest first."""
    return _Desk(report).view(history)


class _Desk:
    """What several parts of the page look up: documents, anchors, standings."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.documents = report.by_key
        self.several = len(report.documents) > 1
        self.names = {
            key: f"{name_of(document)} (trusted)" if key in report.trusted else name_of(document)
            for key, document in self.documents.items()
        }
        self.untested = untested(report)
        self.standings = standings(report, self.untested)
        self.topics = {fact.fact: one_line(fact.topic) for fact in report.facts}
        self.shown = ranked(report.findings)[:_MOST_FINDINGS]
        self.figures = _figures(report, self.shown)
        self.finding_anchors = _finding_anchors(self.shown)
        self.roles = {
            relation.relation: {
                key_of(one): one_line(member.role) for member in relation.members for one in member.statements
            }
            for relation in report.relations
            if relation.kind != "restatement"
        }
        anchors = _statement_anchors(self.figures)
        self.anchors: Mapping[Key, str] = dict(zip(map(key_of, self.figures), anchors, strict=True))
        self.reach = reach_of(report, len(self.figures), len(self.shown))
        self.stated = Counter(statement.document for statement in report.statements)
        self.marked: dict[str, list[Marked]] = {key: [] for key in self.documents}
        for number, statement in enumerate(self.figures):
            self.marked.setdefault(statement.document, []).append((statement, number))

    def view(self, history: Sequence[Run]) -> View:
        report = self.report
        rows = tallies(report)
        documents = tuple(map(self.document, report.documents))
        shown = {part.number for document in documents for block in document.blocks for part in block.parts if part}
        shown |= {
            number for document in report.documents if not document.text for _, number in self.marked[document.document]
        }
        self.unmarked = {key_of(statement) for number, statement in enumerate(self.figures) if number not in shown}
        findings = tuple(map(self.finding, self.shown))
        restated = [fact for fact in report.facts if len(fact.statements) > 1]
        relations = [one for one in report.relations if one.kind != "restatement" and one.members]
        matrix = self.several and len(restated) * len(report.documents) <= _MOST_CELLS
        once = sum(len(fact.statements) == 1 for fact in report.facts)
        trend = _trend([*history, run_of(report)])
        return View(
            report.command,
            one_line(report.title) or _sources(report),
            report.when,
            _when(report.when),
            headline(report),
            _counts(report, rows),
            findings,
            _kinds(findings),
            _groups(rows),
            tuple(
                (f"{gap.number:,}" if gap.number else "–", one_line(gap.check), one_line(gap.reason))
                for gap in gaps(report)
            ),
            tuple((document.name, document.anchor) for document in documents) if matrix else (),
            tuple(self.fact(fact, matrix) for fact in self.worst_first(restated)[:_MOST_LISTED]),
            f"{plural(once, 'fact')} {'is' if once == 1 else 'are'} stated once only" if once else "",
            tuple(map(self.relation, relations[:_MOST_LISTED])),
            tuple(map(self.row, self.figures)),
            tuple(map(self.mark, self.figures)),
            documents,
            len(documents) if 1 < len(documents) <= _SIDE_BY_SIDE and all(one.blocks for one in documents) else 0,
            trend,
            _trend_words(history, report) if trend else "",
            LeftOut(
                _left_out(len(findings), len(report.findings), "{whole} findings the {shown} gravest"),
                _left_out(_MOST_LISTED, len(restated), "{whole} facts the {shown} worst"),
                _left_out(_MOST_LISTED, len(relations), "{whole} relations the first {shown}"),
                _left_out(len(self.figures), len(report.statements), "{whole} figures the {shown} most telling"),
            ),
            compared_with(report),
            tuple(resolved(report)),
        )

    def standing(self, statement: Statement) -> Standing:
        return self.standings.get(key_of(statement), Standing("unchecked"))

    def href(self, statement: Statement) -> str:
        """Where the figure stands: its mark in the text, or its row in the table where it could not be marked."""
        key = key_of(statement)
        anchor = self.anchors.get(key)
        if anchor is None:
            return ""
        return f"#r-{anchor}" if key in self.unmarked else f"#s-{anchor}"

    def where(self, statement: Statement, seen_from: Statement) -> str:
        """The place of a statement, with its document where that is another one."""
        name = "" if statement.document == seen_from.document else self.names.get(statement.document, "")
        return ", ".join(part for part in (name, place_of(statement)) if part)

    def link(self, statement: Statement) -> Link:
        return Link(said(statement), self.href(statement), self.standing(statement).state)

    def topic(self, statement: Statement) -> str:
        return one_line(statement.topic) or self.topics.get(statement.fact, "")

    def finding(self, finding: Finding) -> FindingView:
        state = state_of(finding)
        label = STATES[finding.severity]
        if finding.status in ("accepted", "known"):
            label = f"{finding.status} {label}"
        return FindingView(
            self.finding_anchors[finding.id],
            f"stale acceptance, {label}" if finding.status == "stale" else label,
            state,
            headed(finding),
            one_line(finding.check),
            VERDICTS[finding.verdict],
            f"{finding.confidence:.0%}" if finding.confidence < 1 else "",
            self.columns(finding),
            drawing(finding),
            one_line(finding.arithmetic),
            tuple(map(one_line, finding.reasons)),
            tuple(map(one_line, finding.doubts)),
            next_steps(finding, self.report),
            one_line(finding.accepted_reason),
        )

    def columns(self, finding: Finding) -> tuple[Column, ...]:
        """One column for each document of the finding; within one document the cards stand side by side."""
        by_document: dict[str, list[Statement]] = {}
        for statement in finding.statements:
            by_document.setdefault(statement.document, []).append(statement)
        roles = self.roles.get(finding.relation, {})
        if len(by_document) == 1:
            return tuple(Column("", (card,)) for card in self.cards(finding.statements, roles))
        return tuple(
            Column(self.names.get(key, one_line(key)), self.cards(statements, roles))
            for key, statements in by_document.items()
        )

    def cards(self, statements: Sequence[Statement], roles: Mapping[Key, str]) -> tuple[Card, ...]:
        pairs = zip(grouped(statements), quotes(statements, self.documents), strict=True)
        return tuple(self.card(group, quote, roles) for group, quote in pairs)

    def card(self, group: Sequence[Statement], quote: Quote, roles: Mapping[Key, str]) -> Card:
        words = tuple(
            (_unbroken(piece.text), True, piece.statement.outlier) if piece.statement else (piece.text, False, False)
            for piece in quote
        )
        return Card(
            tuple(self.head(statement, roles) for statement in group),
            tuple(map(one_line, _shared(group))) if len(group) > 1 else (),
            words if any(piece.statement is None for piece in quote) else (),
        )

    def head(self, statement: Statement, roles: Mapping[Key, str]) -> Head:
        figure = statement.figure
        unit_is_said = figure.unit == "%" or statement.full[1] > statement.end or figure.unit in said(statement)
        return Head(
            said(statement),
            "" if unit_is_said else one_line(figure.unit),
            "" if figure.hedge in said(statement).lower() or figure.hedge == "range" else figure.hedge,
            one_line(statement.speaker),
            place_of(statement),
            period_of(statement.period),
            f"{one_line(self.report.record)}, row {statement.row}" if statement.row else "",
            roles.get(key_of(statement)) or ("" if statement.role == "level" else one_line(statement.role)),
            statement.outlier,
            self.href(statement),
        )

    def worst_first(self, facts: Iterable[Fact]) -> list[Fact]:
        order = list(STATES)
        return sorted(facts, key=lambda fact: order.index(self.state(fact.statements)))

    def state(self, statements: Iterable[Statement]) -> str:
        return worst(self.standing(statement).state for statement in statements)

    def findings_of(self, statements: Iterable[Statement]) -> Iterable[Finding]:
        """The findings in which statements stand, each once."""
        return {
            finding.id: finding for statement in statements for finding in self.standing(statement).findings
        }.values()

    def to(self, finding: Finding | None) -> str:
        """Where a finding stands on the page, "" where there was no room for it."""
        anchor = self.finding_anchors.get(finding.id) if finding else None
        return f"#{anchor}" if anchor else ""

    def judged(self, key: str, findings: Sequence[Finding]) -> tuple[str, str, str]:
        """State, verdict in words and link of a fact or relation: its own finding's, or that it agrees."""
        if findings:
            first = min(findings, key=lambda finding: list(STATES).index(state_of(finding)))
            return state_of(first), _verdict(first), self.to(first)
        return ("unchecked", "not checked", "") if key in self.untested else ("agreed", "agrees", "")

    def fact(self, fact: Fact, matrix: bool) -> FactView:
        keys = {key_of(statement) for statement in fact.statements}
        findings = [
            finding
            for finding in self.findings_of(fact.statements)
            if finding.check.startswith("restatements/") and {key_of(one) for one in finding.statements} <= keys
        ]
        state, verdict, href = self.judged(fact.fact, findings)
        cells: list[tuple[Link, ...]] = [tuple(map(self.link, fact.statements))]
        if matrix:
            by_document: dict[str, list[Link]] = {}
            for statement in fact.statements:
                by_document.setdefault(statement.document, []).append(self.link(statement))
            cells = [tuple(by_document.get(document.document, ())) for document in self.report.documents]
        about = ", ".join(part for part in (one_line(fact.scope), period_of(fact.period)) if part)
        topic = one_line(fact.topic) or one_line(fact.fact)
        return FactView(f"fact-{slug(fact.fact)}", topic, about, state, verdict, href, tuple(cells))

    def relation(self, relation: Relation) -> RelationView:
        statements = statements_of(relation)
        keys = {key_of(statement) for statement in statements}
        findings = [
            finding
            for finding in self.findings_of(statements)
            if finding.relation == relation.relation
            or (not finding.relation and {key_of(one) for one in finding.statements} == keys)
        ]
        state, verdict, href = self.judged(relation.relation, findings)
        roles: dict[str, list[Link]] = {}
        for member in relation.members:
            links = [self.link(statement) for statement in member.statements[:1]]
            words = one_line(member.label) or show_figure(member.figure)
            roles.setdefault(one_line(member.role), []).extend(links or [Link(words, "", "")])
        members = tuple((role, tuple(links)) for role, links in roles.items())
        return RelationView(one_line(relation.kind), members, one_line(relation.cue), state, verdict, href)

    def row(self, statement: Statement) -> Row:
        standing = self.standing(statement)
        others = _others(statement, standing)
        finding = standing.findings[0] if standing.findings else None
        return Row(
            f"r-{self.anchors[key_of(statement)]}",
            self.href(statement),
            said(statement),
            plain(statement.figure.value) or "",
            one_line(statement.figure.unit),
            self.topic(statement),
            one_line(statement.period),
            one_line(statement.speaker),
            self.names.get(statement.document, one_line(statement.document)) if self.several else "",
            place_of(statement).removeprefix("line "),
            standing.state,
            self.verdict(standing),
            ", ".join(map(one_line, standing.checks)),
            self.to(finding),
            tuple(
                (f"{said(other)} ({self.where(other, statement)})", self.href(other)) for other in others[:_MOST_OTHERS]
            ),
            _more(others, standing),
        )

    def verdict(self, standing: Standing) -> str:
        if not standing.findings:
            return "agrees" if standing.state == "agreed" else STATES[standing.state]
        first = next(finding for finding in standing.findings if state_of(finding) == standing.state)
        return _verdict(first)

    def mark(self, statement: Statement) -> Mark:
        standing = self.standing(statement)
        anchor = self.anchors[key_of(statement)]
        finding = next((one for one in standing.findings if state_of(one) == standing.state), None)
        return Mark(f"s-{anchor}", self.to(finding) or f"#r-{anchor}", standing.state)

    def document(self, document: Document) -> DocumentView:
        marked = self.marked[document.document]
        fields = (
            ("File", document.path),
            ("Publisher", document.publisher),
            ("Date", document.date),
            ("Address", document.address),
            ("SHA-256", f"{document.sha256[:16]}…" if document.sha256 else ""),
        )
        places = (
            Place(self.mark(statement), said(statement), place_of(statement), self.topic(statement))
            for statement, _ in sorted(marked, key=lambda one: (one[0].start, one[0].line))
        )
        return DocumentView(
            f"document-{slug(document.document)}",
            self.names[document.document],
            tuple((label, one_line(value)) for label, value in fields if value),
            plural(self.stated[document.document], "figure"),
            tuple(blocks(document, marked, self.reach)),
            () if document.text else tuple(places),
            bool(document.text),
            self.reach is not None and bool(document.text),
        )


def _figures(report: Report, findings: Iterable[Finding]) -> tuple[Statement, ...]:
    """The figures that there is room for, in their order: those of the findings shown, then the first of the others."""
    if len(report.statements) <= _MOST_FIGURES:
        return report.statements
    flagged = {key_of(statement) for finding in findings for statement in finding.statements}
    first = sorted(range(len(report.statements)), key=lambda i: key_of(report.statements[i]) not in flagged)
    return tuple(report.statements[i] for i in sorted(first[:_MOST_FIGURES]))


def _left_out(shown: int, whole: int, words: str) -> str:
    """What of a whole is shown, "" where all of it is."""
    if whole <= shown:
        return ""
    told = words.format(whole=f"{whole:,}", shown=f"{shown:,}")
    return f"There are more than a page can show: of {told} are shown here. Every finding is in --format json."


def _verdict(finding: Finding) -> str:
    words = VERDICTS[finding.verdict]
    return f"{words}, {finding.status}" if finding.status != "new" else words


def _unbroken(figure: str) -> str:
    """A figure of usual length keeps on one line."""
    return figure.replace(" ", "\u00a0") if len(figure) <= _LONGEST_UNBROKEN else figure


def _shared(group: Sequence[Statement]) -> list[str]:
    """Speaker and period of a group, where all of it has the same."""
    speakers = {statement.speaker for statement in group}
    periods = {period_of(statement.period) for statement in group}
    return [values.pop() for values in (speakers, periods) if len(values) == 1 and values != {""}]


def slug(key: str) -> str:
    """``key`` as part of an anchor, the same in every run: itself where it is plain, else its hash."""
    if re.fullmatch(r"[A-Za-z0-9][\w.-]{0,80}", key, re.ASCII):
        return key
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _finding_anchors(findings: Sequence[Finding]) -> dict[str, str]:
    return {finding.id: f"finding-{slug(finding.id)}" for finding in findings}


def _statement_anchors(statements: Sequence[Statement]) -> list[str]:
    """An anchor for each statement: its key in the record, else a hash of what it says, so that both outlive edits."""
    seen: dict[str, int] = {}
    anchors = []
    for statement in statements:
        told = "\0".join((statement.document, statement.stated, statement.context, statement.topic))
        anchor = slug(statement.statement) if statement.statement else slug(f"\0{told}")[:8]
        seen[anchor] = seen.get(anchor, 0) + 1
        anchors.append(anchor if seen[anchor] == 1 else f"{anchor}.{seen[anchor]}")
    return anchors


def _others(statement: Statement, standing: Standing) -> list[Statement]:
    """The other figures that it was tested against, those of its findings first; a few more than are shown."""
    groups = [finding.statements for finding in standing.findings] + [basis.others for basis in standing.bases]
    own = key_of(statement)
    others: dict[Key, Statement] = {}
    for group in groups:
        for other in group[: _MOST_OTHERS + 2]:
            if key_of(other) != own:
                others.setdefault(key_of(other), other)
    return list(others.values())


def _more(others: Sequence[Statement], standing: Standing) -> str:
    """What the row says behind the statements that it names: how many more there are, or what nobody stated."""
    if standing.reason:
        return standing.reason
    groups = [finding.statements for finding in standing.findings] + [basis.others for basis in standing.bases]
    most = max((len(group) - 1 for group in groups), default=0)
    hidden = max(most, len(others)) - _MOST_OTHERS
    words = [f"and {hidden} more"] if hidden > 0 else []
    given = list(dict.fromkeys(one for basis in standing.bases for one in basis.given))
    if given:
        more = f" and {len(given) - _MOST_OTHERS} more" if len(given) > _MOST_OTHERS else ""
        words.append(", ".join(given[:_MOST_OTHERS]) + more)
    return "; ".join(words)


def _groups(rows: tuple[Tally, ...]) -> tuple[tuple[Tally, ...], ...]:
    named = ((of_figures(rows), "All comparisons"), (of_record(rows), "All of the record"))
    return tuple((*group, total(group, name)) for group, name in named if group)


def _counts(report: Report, rows: tuple[Tally, ...]) -> tuple[tuple[str, str, str], ...]:
    figures, record = total(of_figures(rows)), total(of_record(rows))
    disagreed = figures.disagreed + record.disagreed
    extent = report.extent
    warnings = figures.warnings + record.warnings
    counts = [
        (extent.documents, "documents" if extent.documents != 1 else "document", ""),
        (sum(extent.figures.values()), "figures", ""),
        (extent.facts, "facts", ""),
        (figures.examined, "compared", ""),
        (figures.agreed, "agreed", "agreed"),
        (disagreed, "disagreed", "error"),
        *([(warnings, "warnings" if warnings != 1 else "warning", "warning")] if warnings else []),
        (figures.accepted + record.accepted, "accepted", "accepted"),
        (figures.not_checked + record.not_checked, "not checked", "unchecked"),
    ]
    return tuple((f"{number:,}", label, state if number else "") for number, label, state in counts)


def _kinds(findings: Sequence[FindingView]) -> tuple[tuple[str, str, int], ...]:
    words = {"error": "errors", "warning": "warnings", "accepted": "accepted", "info": "remarks"}
    counted = {state: sum(finding.state == state for finding in findings) for state in words}
    return tuple((state, words[state], count) for state, count in counted.items() if count)


def _sources(report: Report) -> str:
    names = [name_of(document) for document in report.documents]
    return " and ".join(names) if 0 < len(names) < 3 else plural(len(names), "document")


def _when(when: str) -> str:
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return one_line(when)
    words = f"{moment.day} {moment:%B %Y}"
    return f"{words}, {moment:%H:%M} {moment.tzname() or ''}".rstrip() if "T" in when else words


def _trend(runs: Sequence[Run]) -> tuple[TrendBar, ...]:
    if len(runs) < 2:
        return ()
    shown = runs[-_MOST_RUNS:]
    most = max(1, *(run.disagreed for run in shown))
    step = 100 / max(len(shown), 8)
    bars = []
    for number, run in enumerate(shown):
        height = round(90 * run.disagreed / most, 1) if run.disagreed else 4
        words = f"{_when(run.when)}: {run.disagreed:,} disagreed of {run.examined:,}"
        latest = number == len(shown) - 1
        bars.append(TrendBar(round(number * step, 2), round(step * 0.7, 2), 100 - height, height, words, latest))
    return tuple(bars)


def _trend_words(history: Sequence[Run], report: Report) -> str:
    before, now = history[-1].disagreed, run_of(report).disagreed
    if before == now:
        return f"{now:,} disagreed, as in the run before"
    return f"{now:,} disagreed, {abs(now - before):,} {'fewer' if now < before else 'more'} than in the run before"
