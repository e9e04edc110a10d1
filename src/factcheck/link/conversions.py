"""A document and its statements in, the amounts that it gives in two units out: "12 miles (19 km)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from factcheck.interval import Figure
from factcheck.link.claims import member
from factcheck.model import Document, Relation, Statement
from factcheck.numerals.tables import Unit, units

__all__ = ["find"]

# Within one system of units a second amount need not be the first: "2.4 m (30 cm)" may be a mean and its spread.
_CUSTOMARY = frozenset({
    "miles", "yards", "feet", "inches", "acres", "ft2", "mi2", "ft3", "gallons", "pints", "fluid ounces",
    "lb", "oz", "st", "tons", "°F", "mph", "hp",
})  # fmt: skip
_NAUTICAL = frozenset({"knots", "nautical miles"})
_MEASURED = frozenset({"length", "area", "volume", "mass", "temperature", "power", "speed"})
_SECOND = re.compile(
    r",?[ \u00a0-]?(?:and )?(?P<number>\d{1,2}(?:\.\d+)?)[ \u00a0-]?"
    r"(?:(?P<inches>inches|inch|ins?\b|[\"”″])|(?P<lb>pounds?|lbs?\b)|(?P<oz>ounces?|oz\b))"
)
# For each smaller unit the larger one's names, and how many make one of it.
_PARTS = {"inches": (("feet",), 12), "lb": (("st",), 14), "oz": (("lb", "pounds"), 16)}
_FIRST = re.compile(r"\d ?(?:st|stone|ft|feet|foot|['’′]|lbs?|pounds?),?[ \u00a0-]?(?:and )?\Z")
_SHAPE = r"(?:[ -](?:long|tall|high|wide|deep|thick|across|away|apart|in (?:length|height|width|depth|diameter)))?"
_HEDGES = (
    r"(?:(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|just (?:over|under)|more than|over|under"
    r"|equal to|ca?\.|=|~|≈|a little (?:over|under)|minus) ?){0,2}-?"
)
_OPENS = re.compile(rf"{_SHAPE} ?[(\[](?:or |i\.e\.,? |that is,? )?{_HEDGES}")
_GOES_ON = re.compile(rf"{_SHAPE}(?: ?/ ?|,? (?:or|i\.e\.,?|that is,?|equivalent to|the equivalent of) {_HEDGES})")
_CLOSES = re.compile(rf"{_SHAPE}\s?[)\],;/]")


def find(document: Document, statements: Sequence[Statement]) -> Iterator[Relation]:
    """A relation for each amount that is followed by itself in a unit of another system.

    The second stands in brackets with nothing else, or after a slash or "or". Feet and inches, stones and pounds are
    one amount.
    """
    text = document.text
    for one, other in pairwise(_amounts(text, statements)):
        basis, stated = _as_weights(one, other)
        if not _converts(basis.figure, stated.figure):
            continue
        between = one.full[1], other.start
        is_in_brackets = _OPENS.fullmatch(text, *between) and _CLOSES.match(text, other.full[1])
        if is_in_brackets or _GOES_ON.fullmatch(text, *between):
            yield Relation(
                "",
                "conversion",
                (member("basis", basis), member("stated", stated)),
                cue=" ".join(text[slice(*between)].split()),
                confidence=0.9 if is_in_brackets else 0.85,
                reasons=("the one stands behind the other, in another unit",),
            )


def _amounts(text: str, statements: Sequence[Statement]) -> Iterator[Statement]:
    """The figures with their units, "5 ft 10 in" as one in inches."""
    for statement in statements:
        if not _FIRST.search(text[statement.sentence[0] : statement.start]):  # else the inches of feet
            yield _with_second(text, statement)


def _with_second(text: str, one: Statement) -> Statement:
    """Feet with inches, stones with pounds, pounds with ounces in the smaller unit; any other amount as it is."""
    found = _SECOND.match(text, one.full[1])
    if found is None or one.figure.upper is not None:
        return one
    unit, number = str(found.lastgroup), found["number"]
    larger, parts = _PARTS[unit]
    if one.figure.unit not in larger:
        return one
    value = one.figure.value * parts + Decimal(number)
    q = Decimal(1).scaleb(-len(number.partition(".")[2]))
    figure = Figure(value, unit, "measure", one.figure.hedge, q, q)
    end = found.end()
    return replace(one, figure=figure, end=end, stated=text[one.start : end], full=(one.full[0], end))


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
        and _system(here) != _system(there)
    )


def _system(unit: Unit) -> frozenset[str] | None:
    return next((names for names in (_CUSTOMARY, _NAUTICAL) if unit.name in names), None)
