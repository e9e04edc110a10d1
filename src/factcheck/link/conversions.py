"""A document and its statements in, the amounts that it gives in two units out: "12 miles (19 km)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from factcheck.interval import Figure
from factcheck.link.claims import member
from factcheck.model import Document, Relation, Statement
from factcheck.numerals.tables import Unit, units

__all__ = ["find"]

# Within one system of units a second amount need not be the first: "2.4 m (30 cm)" may be a mean and its spread.
_SYSTEMS = {
    **dict.fromkeys(
        ("miles", "yards", "feet", "inches", "acres", "ft2", "mi2", "ft3", "gallons", "pints"), "customary"
    ),
    **dict.fromkeys(("fluid ounces", "lb", "oz", "st", "tons", "°F", "mph", "hp"), "customary"),
    **dict.fromkeys(("knots", "nautical miles"), "nautical"),
}
_MEASURED = frozenset({"length", "area", "volume", "mass", "temperature", "power", "speed"})
_WORD = r"(?:[^\W\d_]+(?:\.(?= ?[^\W\d_]))?[²³23]?(?:/[hs]\b)?|[°º][ ]?[CFcf]?\b|['’′\"”″])"
_UNIT = re.compile(rf"[ \u00a0-]?({_WORD})(?:[ -]({_WORD}))?(?:[ -]({_WORD}))?")
_SECOND = re.compile(
    r",?[ \u00a0-]?(?:and )?(\d{1,2}(?:\.\d+)?)[ \u00a0-]?(inches|inch|ins?\b|[\"”″]|pounds?|lbs?\b|ounces?|oz\b)"
)
# For each smaller unit the larger one's names, and how many make one of it; by the first letter of its own names.
_PARTS = {"inches": (("feet",), 12), "lb": (("st",), 14), "oz": (("lb", "pounds"), 16)}
_SMALLER = {**dict.fromkeys('i"”″', "inches"), **dict.fromkeys("pl", "lb"), "o": "oz"}
_FIRST = re.compile(r"\d ?(?:st|stone|ft|feet|foot|['’′]|lbs?|pounds?),?[ \u00a0-]?(?:and )?\Z")
_SHAPE = r"(?:[ -](?:long|tall|high|wide|deep|thick|across|away|apart|in (?:length|height|width|depth|diameter)))?"
_HEDGES = (
    r"(?:(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|just (?:over|under)|more than|over|under"
    r"|equal to|ca?\.|=|~|≈|a little (?:over|under)|minus) ?){0,2}-?"
)
_OPENS = re.compile(rf"{_SHAPE} ?[(\[](?:or |i\.e\.,? |that is,? )?{_HEDGES}")
_GOES_ON = re.compile(rf"{_SHAPE}(?: ?/ ?|,? (?:or|i\.e\.,?|that is,?|equivalent to|the equivalent of) {_HEDGES})")
_CLOSES = re.compile(rf"{_SHAPE}\s?[)\],;/]")


class _Amount(NamedTuple):
    statement: Statement  # its figure in whole: "5 ft 10 in" in inches
    end: int  # behind its unit


def find(document: Document, statements: Sequence[Statement]) -> Iterator[Relation]:
    """A relation for each amount that is followed by itself in a unit of another system.

    The second stands in brackets with nothing else, or after a slash or "or". Feet and inches, stones and pounds are
    one amount.
    """
    text = document.text
    for one, other in pairwise(_amounts(text, statements)):
        start = other.statement.start
        if one.statement.sentence != other.statement.sentence or start - one.end > 60:
            continue
        basis, stated = _as_weights(one.statement, other.statement)
        if not _converts(basis.figure, stated.figure):
            continue
        is_in_brackets = _OPENS.fullmatch(text, one.end, start) and _CLOSES.match(text, other.end)
        if is_in_brackets or _GOES_ON.fullmatch(text, one.end, start):
            yield Relation(
                "",
                "conversion",
                (member("basis", basis), member("stated", stated)),
                cue=" ".join(text[one.end : start].split()),
                confidence=0.9 if is_in_brackets else 0.85,
                reasons=("the one stands behind the other, in another unit",),
            )


def _amounts(text: str, statements: Sequence[Statement]) -> Iterator[_Amount]:
    past = 0
    for statement in statements:
        if statement.start < past or statement.figure.kind not in ("measure", "money", "range"):
            continue
        if _FIRST.search(text, max(0, statement.start - 12), statement.start):
            continue  # the inches of feet that are no figure of their own
        end = _unit_end(text, statement)
        if end is None:
            continue
        whole = _with_second(text, statement, end)
        past = end if whole is None else whole.end
        yield whole or _Amount(statement, end)


def _unit_end(text: str, statement: Statement) -> int | None:
    """Where the words of its unit end; nothing where they do not follow the number."""
    found = _UNIT.match(text, statement.end)
    if found is None:
        return None
    for last in (3, 2, 1):
        if found[last] and (unit := _named(text[found.start(1) : found.end(last)])):
            return found.end(last) if unit.name == statement.figure.unit else None
    return None


def _named(words: str) -> Unit | None:
    """The unit of this name."""
    name = words.replace("-", " ")
    return units().exact.get(name) or units().folded.get(name.lower())


def _with_second(text: str, statement: Statement, end: int) -> _Amount | None:
    """Feet with inches, stones with pounds, pounds with ounces as one amount in the smaller unit."""
    found = _SECOND.match(text, end)
    if found is None or statement.figure.upper is not None:
        return None
    unit = _SMALLER[found[2][0]]
    larger, parts = _PARTS[unit]
    if statement.figure.unit not in larger:
        return None
    value = statement.figure.value * parts + Decimal(found[1])
    q = Decimal(1).scaleb(-len(found[1].partition(".")[2]))
    figure = Figure(value, unit, "measure", statement.figure.hedge, q, q)
    end = found.end()
    full = (min(statement.full[0] or statement.start, statement.start), end)
    whole = replace(statement, figure=figure, end=end, stated=text[statement.start : end], full=full)
    return _Amount(whole, end)


def _as_weights(one: Statement, other: Statement) -> tuple[Statement, Statement]:
    """Pounds beside kilograms are no money."""
    pair = (one, other)
    measured = {units().canonical[s.figure.unit].dimension for s in pair if s.figure.unit in units().canonical}
    if "mass" not in measured:
        return pair
    first, second = (
        replace(s, figure=replace(s.figure, unit="lb", kind="measure")) if s.figure.unit == "pounds" else s
        for s in pair
    )
    return first, second


def _converts(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same in units of two systems."""
    here, there = (units().canonical.get(figure.unit) for figure in (one, other))
    return (
        here is not None
        and there is not None
        and here.dimension == there.dimension
        and here.dimension in _MEASURED
        and _SYSTEMS.get(here.name) != _SYSTEMS.get(there.name)
    )
