"""A document and its statements in, the arithmetic that its text claims out, and what of it could not be tested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from factcheck.link import (
    balances,
    changes,
    conversions,
    counts,
    dates,
    hundreds,
    order,
    rates,
    ratios,
    shares,
    spans,
    sums,
    tables,
)
from factcheck.link.masks import Mask, masks
from factcheck.margins import Flush, flush
from factcheck.model import Document, NotChecked, Relation, Statement

__all__ = ["CHECKS", "KINDS", "relate"]

Sentences = Sequence[Mask]
Kind = Callable[[Document, Sentences, Sequence[Statement], list[NotChecked]], Iterator[Relation]]

# Each kind reads the masked sentences that are of use to it, and whatever else of the document its cues point at.
KINDS: dict[str, Kind] = {
    "sums": lambda document, sentences, statements, not_checked: sums.find(sentences, not_checked),
    "hundreds": lambda document, sentences, statements, not_checked: hundreds.find(sentences, not_checked),
    "balances": lambda document, sentences, statements, not_checked: balances.find(sentences, not_checked),
    "tables": lambda document, sentences, statements, not_checked: tables.find(document, statements, not_checked),
    "shares": lambda document, sentences, statements, not_checked: shares.find(sentences, not_checked),
    "changes": lambda document, sentences, statements, not_checked: changes.find(sentences, not_checked),
    "rates": lambda document, sentences, statements, not_checked: rates.find(sentences, not_checked),
    "ratios": lambda document, sentences, statements, not_checked: ratios.find(sentences),
    "conversions": lambda document, sentences, statements, not_checked: conversions.find(document, statements),
    "counts": lambda document, sentences, statements, not_checked: counts.find(document, sentences, not_checked),
    "spans": lambda document, sentences, statements, not_checked: spans.find(document, sentences, not_checked),
    "dates": lambda document, sentences, statements, not_checked: dates.find(document, not_checked),
    "order": lambda document, sentences, statements, not_checked: order.find(sentences, not_checked),
}

# The check that reports a relation of a kind: its place in the manual and its demand.
CHECKS: dict[str, str] = {
    "sum": "sums/parts-add-up",
    "total100": "sums/parts-add-up",
    "share": "shares/follow-from-counts",
    "change": "changes/follow-from-levels",
    "points": "changes/follow-from-levels",
    "growth": "changes/follow-from-levels",
    "rate": "rates/averages-fit",
    "conversion": "conversions/units-agree",
    "count": "counts/announced-is-listed",
    "span": "spans/ends-fit",
    "date": "dates/calendar-fits",
    "order": "order/lower-stays-below",
}


def relate(document: Document, statements: Sequence[Statement]) -> tuple[tuple[Relation, ...], tuple[NotChecked, ...]]:
    """Every relation that the text of a document claims between its figures, in the order of the text.

    Each has its cue, the words that claim it, and its members in the roles that ``judge`` expects. A relation that is
    not claimed is not made; a claim that cannot be tested (an open list, a whole that is not stated) is counted with
    its reason. ``statements`` are those of this document. Linear in the length of the text.
    """
    flushed = flush(document)
    if flushed is not None:
        document, statements = flushed.document, [flushed.inward(one) for one in statements]
    not_checked: list[NotChecked] = []
    sentences = masks(document, statements, not_checked)
    relations: list[Relation] = []
    for find in KINDS.values():
        relations += find(document, sentences, statements, not_checked)
    if flushed is not None:
        relations = [_outward(flushed, one) for one in relations]
    counted = Counter((one.check, one.reason) for one in not_checked)
    return (
        tuple(sorted(_telling(_once(relations)), key=_place)),
        tuple(NotChecked(check, reason, number) for (check, reason), number in sorted(counted.items())),
    )


def _outward(flushed: Flush, relation: Relation) -> Relation:
    """A relation of the text without margins, in the places of the text."""
    members = (
        replace(member, statements=tuple(map(flushed.outward, member.statements))) for member in relation.members
    )
    return replace(relation, members=tuple(members))


def _once(relations: Sequence[Relation]) -> Iterator[Relation]:
    """Two cues may claim one relation: the first that was found is kept."""
    seen: set[tuple[object, ...]] = set()
    for relation in relations:
        places = tuple((member.role, *((s.start, s.end) for s in member.statements)) for member in relation.members)
        key = (relation.kind, *sorted(places, key=str))
        if key not in seen:
            seen.add(key)
            yield relation


def _telling(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Without the orders that say less than a share: whether 62 of 60 can be is told where 62 of 60 is to be 70%."""
    found = list(relations)
    shared = {_told(relation, ("part", "whole")) for relation in found if relation.kind == "share"}
    for relation in found:
        if relation.kind != "order" or _told(relation, ("lower", "upper")) not in shared:
            yield relation


def _told(relation: Relation, roles: tuple[str, str]) -> tuple[tuple[int, int], ...]:
    """Where the first statements of the members in these roles stand, in the order of the roles."""
    return tuple(
        (member.statements[0].start, member.statements[0].end)
        for role in roles
        for member in relation.members
        if member.role == role and member.statements
    )


def _place(relation: Relation) -> int:
    return min(s.start for member in relation.members for s in member.statements)
