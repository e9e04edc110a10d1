"""The members of a relation in, their figures settled and in one unit out, each in all its readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from factcheck.interval import (
    EVERYTHING,
    UPPER_BOUNDS,
    Figure,
    Interval,
    Policy,
    Verdict,
    agree,
    clip,
    comparable,
    hard,
    loose,
    meet_all,
    soft,
    truncated,
    whole_part,
)
from factcheck.judge.outcomes import HUNDRED, MATH, Unsettled
from factcheck.judge.phrases import distinct, listed, show_figure
from factcheck.model import Member, Relation

if TYPE_CHECKING:
    from factcheck.numerals.tables import Unit

# How a ratio is scaled to be compared with a figure of this unit; a fraction has none.
PER = {"%": HUNDRED, "‰": Decimal(1000)}
POINTS = "percentage points"
# Quantities of things, which are never negative: "fewer than 10" begins at none.
_AMOUNTS = frozenset({"part", "whole", "old", "new", "total", "number", "item", "lower", "upper"})
_COUNTED = frozenset({"count", "ordinal", "range"})
# How far above absolute zero the zero of a scale of temperature lies, in its own degrees.
_ZERO = {"°C": Decimal("273.15"), "°F": Decimal("459.67"), "K": Decimal(0)}


@dataclass(frozen=True, slots=True)
class Settled:
    """A member whose statements agree: the finest of its figures, and what all leave possible in each reading."""

    figure: Figure
    hard: Interval
    loose: Interval
    truncated: Interval
    soft: Interval
    weight: Decimal
    label: str

    @property
    def hedged(self) -> bool:
        return not self.figure.plain and self.figure.hedge != "exactly"

    @property
    def middle(self) -> Decimal:
        """The number to calculate with: of a range its middle."""
        if self.figure.upper is None:
            return self.figure.value
        return MATH.divide(MATH.add(self.figure.value, self.figure.upper), 2)

    @property
    def shown(self) -> str:
        return show_figure(self.figure)


Reading = Callable[[Settled], Interval]


def as_hard(member: Settled) -> Interval:
    return member.hard


def as_loose(member: Settled) -> Interval:
    return member.loose


def as_truncated(member: Settled) -> Interval:
    return member.truncated


def as_soft(member: Settled) -> Interval:
    return member.soft


def as_cancelled(member: Settled) -> Interval:
    """As ``hard``, but the bound of "up to" binds nobody."""
    return EVERYTHING if member.figure.hedge == "at most" else member.hard


def settle(member: Member, policy: Policy, unit: str | None = None) -> Settled:
    """The member as its statements together leave it, in the given unit; raises where they disagree."""
    stated = [statement.figure for statement in member.statements] or [member.figure]
    _, *figures = in_one_unit([member.figure, *stated], unit)
    agreement = agree(figures, policy)
    if agreement.verdict in (Verdict.CONFLICT, Verdict.HEDGE_CONFLICT, Verdict.NOT_CHECKED):
        raise Unsettled(f"The statements of {_named(member)} disagree: {listed(distinct(figures))}.")
    readings = {
        name: meet_all([_possible(figure, reading(figure, policy), member.role) for figure in dict.fromkeys(figures)])
        for name, reading in (("hard", hard), ("loose", loose), ("truncated", truncated), ("soft", soft))
    }
    finest = min(figures, key=_coarseness)
    certain = readings["hard"] or readings["loose"] or readings["truncated"] or hard(finest, policy)
    return Settled(
        finest,
        certain,
        readings["loose"] or certain,
        readings["truncated"] or certain,
        readings["soft"] or certain,
        member.weight,
        member.label,
    )


def single(relation: Relation, policy: Policy, *roles: str, unit: str | None = None) -> Settled:
    """The member in one of these roles; raises where there is none, or more than one."""
    found = [member for member in relation.members if member.role in roles]
    if not found:
        raise Unsettled(f"The {roles[0]} is not stated.")
    if len(found) > 1:
        raise Unsettled(f"More than one {roles[0]} is stated.")
    return settle(found[0], policy, unit)


def several(relation: Relation, policy: Policy, *roles: str, unit: str | None = None) -> list[Settled]:
    """All members in these roles, in their order."""
    return [settle(member, policy, unit) for member in relation.members if member.role in roles]


def has(relation: Relation, *roles: str) -> bool:
    """Whether any member has one of these roles."""
    return any(member.role in roles for member in relation.members)


def unit_of(relation: Relation, *roles: str) -> str:
    """The unit that the relation is calculated in: that of the first of these members which has one."""
    units = (member.figure.unit for member in relation.members if member.role in roles)
    return next((unit for unit in units if unit), "")


def in_one_unit(figures: Sequence[Figure], unit: str | None = None) -> list[Figure]:
    """The figures in one unit; raises where a unit does not convert.

    Whoever made the relation vouches that its figures are about one thing, so two nouns that are
    counted ("stations", "service stations") are no two units.
    """
    if unit is None:
        unit = next((figure.unit for figure in figures if figure.unit), "")
    if all(figure.unit == unit for figure in figures):
        return list(figures)
    return [convert(figure, unit) for figure in figures]


def convert(figure: Figure, unit: str) -> Figure:
    """The figure in another unit of its dimension, its precision scaled along.

    Fractions and percentages convert; a counted noun is dropped; a bare number takes any unit but a percentage.
    Raises FactcheckError where the unit does not convert.
    """
    if figure.unit == unit:
        return figure
    if not figure.unit and figure.kind == "percent" and unit in PER:
        return _times(figure, PER[unit], unit)
    from factcheck.numerals.tables import units

    known = units().canonical
    here, there = known.get(figure.unit), known.get(unit)
    if here is not None and there is not None and here.dimension == there.dimension:
        if here.dimension == "percent" and POINTS in (figure.unit, unit) and {figure.unit, unit} & PER.keys():
            raise Unsettled("Per cent and percentage points are different units.")
        if here.dimension == "temperature":
            return _on_scale(figure, here, there)
        if here.kind not in ("money", "count"):
            return _times(figure, MATH.divide(here.factor, there.factor), unit)
    if comparable(figure, Figure(Decimal(0), unit, "percent" if unit in PER else figure.kind)):
        return replace(figure, unit=unit)
    if all(side is None or side.dimension == "count" for side in (here, there)) and figure.kind in _COUNTED:
        return replace(figure, unit=unit)
    one = f"The unit {figure.unit}" if figure.unit else "A number without a unit"
    raise Unsettled(f"{one} does not convert into {unit or 'a bare number'}.")


def dimension(unit: str) -> str:
    """What a unit measures (duration, length, money, …), "" where that is not known: a counted noun, no unit."""
    if not unit:
        return ""
    from factcheck.numerals.tables import units

    known = units().canonical.get(unit)
    return known.dimension if known is not None and known.dimension != "count" else ""


def _on_scale(figure: Figure, here: Unit, there: Unit) -> Figure:
    """A temperature on another scale; mere "degrees" are on whichever scale they are compared with."""
    if here.name not in _ZERO or there.name not in _ZERO:
        return replace(figure, unit=there.name)
    factor = MATH.divide(here.factor, there.factor)
    shift = MATH.subtract(MATH.multiply(_ZERO[here.name], factor), _ZERO[there.name])
    there_from_zero = _times(figure, factor, there.name)
    return replace(
        there_from_zero,
        value=MATH.add(there_from_zero.value, shift),
        upper=None if there_from_zero.upper is None else MATH.add(there_from_zero.upper, shift),
    )


def _times(figure: Figure, factor: Decimal, unit: str) -> Figure:
    return replace(
        figure,
        value=MATH.multiply(figure.value, factor),
        unit=unit,
        q=MATH.multiply(figure.q, factor),
        Q=MATH.multiply(figure.Q, factor),
        upper=None if figure.upper is None else MATH.multiply(figure.upper, factor),
        q_upper=None if figure.q_upper is None else MATH.multiply(figure.q_upper, factor),
    )


def _coarseness(figure: Figure) -> tuple[int, Decimal, Decimal]:
    """Of several statements of one figure the finest is calculated with."""
    hedged = 0 if figure.hedge == "exactly" else 1 if figure.plain else 2
    return hedged, figure.q, figure.Q


def _named(member: Member) -> str:
    return f"the {member.role} {member.label}" if member.label else f"the {member.role}"


def _possible(figure: Figure, interval: Interval, role: str) -> Interval:
    """A count is one of the whole numbers, and an amount of things no less than none."""
    if not figure.count:
        return interval
    if role in _AMOUNTS and figure.hedge in UPPER_BOUNDS and figure.value >= 0:
        interval = clip(interval, Interval(Decimal(0), None))
    return whole_part(interval) or interval
