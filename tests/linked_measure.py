"""Pages of linked documents in, what a scan makes of them out: alarms, slips found, links made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from factcheck.interval import Verdict, compare
from factcheck.model import Finding, Report, Statement
from factcheck.pipeline.scanning import scan_documents
from factcheck.read import from_text
from linked_documents import Mention, Page, Slip

LOUD = ("error", "warning")
QUIET = {Verdict.IDENTICAL, Verdict.CONSISTENT, Verdict.HEDGE_DIFF, Verdict.BOUND_DIFF, Verdict.LOOSE_HEDGE}

Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Caught:
    """How surely a slip was found: beside a true statement of its fact, and in any new finding at all (0: not)."""

    slip: Slip
    beside: float
    anyhow: float


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of statements of one fact, and how many of them were joined; joined pairs of two facts or of a figure
    that is said once; statements that were not read as a figure."""

    pairs: int
    joined: int
    crossed: tuple[tuple[Mention, str], ...]
    unread: tuple[Mention, ...]


def scanned(page: Page, text: str | None = None) -> Report:
    """The report on a page, or on the page with another text; nothing is left out for being uncertain."""
    document = from_text(page.text if text is None else text)
    trusted = [from_text(page.reference, "reference")] if page.reference else []
    return scan_documents([document], trusted, min_confidence=0.0)


@cache
def clean(page: Page) -> Report:
    return scanned(page)


def alarms(page: Page) -> list[Finding]:
    """What a scan finds wrong with a page on which all is right."""
    return [one for one in clean(page).findings if one.severity in LOUD]


def caught(slip: Slip) -> Caught | None:
    """How a slip fared; None where it is none, for with its hedge or rounding the typed figure is still right."""
    report = scanned(slip.page, slip.text)
    known = {_spans(one) for one in alarms(slip.page)}
    place = ("text", slip.mention.start, slip.end)
    right = [moved(one, slip) for one in slip.page.mentions if one.fact == slip.mention.fact and one != slip.mention]
    if still_right(place, right, report.statements):
        return None
    beside = anyhow = 0.0
    for one in report.findings:
        if one.severity in LOUD and frozenset(_unmoved(span, slip) for span in _spans(one)) not in known:
            told = _spans(one)
            if any(_meet(place, span) for span in told):
                anyhow = max(anyhow, one.confidence)
                if any(_meet(other, span) for other in right for span in told):
                    beside = max(beside, one.confidence)
    return Caught(slip, beside, anyhow)


def read_as(mention: Mention, page: Page) -> Statement | None:
    """The statement that a mention was read as."""
    return found_at((mention.document, mention.start, mention.end), clean(page).statements)


def links(page: Page) -> Links:
    """Which statements of a page were joined into facts."""
    report = clean(page)
    place = {one: read_as(one, page) for one in page.mentions}
    fact_of = {_span(told): fact.fact for fact in report.facts for told in fact.statements}
    fact_at = {one: fact_of.get(_span(told)) if told else None for one, told in place.items()}
    pairs = [
        (a, b)
        for a, b in combinations(page.mentions, 2)
        if a.fact == b.fact and (not page.reference or a.document != b.document)
    ]
    joined = sum(1 for a, b in pairs if fact_at[a] and fact_at[a] == fact_at[b])
    mention_at = {_span(told): one for one, told in place.items() if told}
    crossed = tuple(_crossed(report, mention_at))
    return Links(len(pairs), joined, crossed, tuple(one for one, told in place.items() if told is None))


def _crossed(report: Report, mention_at: dict[Span, Mention]) -> Iterator[tuple[Mention, str]]:
    for fact in report.facts:
        for a, b in combinations(fact.statements, 2):
            one, other = mention_at.get(_span(a)), mention_at.get(_span(b))
            if one and (other is None or other.fact != one.fact):
                yield one, b.context
            elif other and one is None:
                yield other, a.context


def still_right(place: Span, right: Sequence[Span], statements: Sequence[Statement]) -> bool:
    told = found_at(place, statements)
    others = [found_at(one, statements) for one in right]
    return told is not None and all(other and compare(told.figure, other.figure) in QUIET for other in others)


def moved(mention: Mention, slip: Slip) -> Span:
    by = slip.shift if mention.document == "text" and mention.start > slip.mention.start else 0
    return mention.document, mention.start + by, mention.end + by


def _unmoved(span: Span, slip: Slip) -> Span:
    document, start, end = span
    if document != "text":
        return span
    after = slip.shift if start > slip.mention.start else 0
    return document, start - after, end - (slip.shift if end > slip.mention.start else 0)


def _span(statement: Statement) -> Span:
    return statement.document, statement.start, statement.end


def _spans(finding: Finding) -> frozenset[Span]:
    return frozenset(map(_span, finding.statements))


def found_at(place: Span, statements: Iterable[Statement]) -> Statement | None:
    return next((one for one in statements if _meet(place, _span(one))), None)


def _meet(one: Span, other: Span) -> bool:
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return one[0] == other[0] and 0 < shared >= min(one[2] - one[1], other[2] - other[1]) / 2
