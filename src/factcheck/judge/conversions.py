"""One amount in two units: the one is the other converted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from factcheck.interval import Figure, Policy, with_precision
from factcheck.judge.claims import Claim, weigh
from factcheck.judge.members import convert, dimension, settle, single
from factcheck.judge.outcomes import MATH, RANK, Unsettled
from factcheck.judge.phrases import capital, show_like
from factcheck.model import Member, Outcome, Relation

# Names that stand for more than one unit: what holds of any of them is no mistake.
_ALSO = {
    "gallons": ("imperial gallons",),
    "pints": ("imperial pints",),
    "fluid ounces": ("imperial fluid ounces",),
    "tons": ("long tons", "t"),
    "miles": ("nautical miles",),
    "hp": ("metric hp",),
}
_FIVE = Decimal(5)


def judge_conversion(relation: Relation, policy: Policy) -> Outcome:
    for role in ("basis", "stated"):
        single(relation, policy, role)
    basis, stated = (next(one for one in relation.members if one.role == role) for role in ("basis", "stated"))
    measured = dimension(basis.figure.unit)
    if not measured or dimension(stated.figure.unit) != measured:
        one, other = (member.figure.unit or "a number without a unit" for member in (basis, stated))
        raise Unsettled(f"{capital(one)} and {other} do not convert.")
    if (basis.figure.upper is None) != (stated.figure.upper is None):
        raise Unsettled("One of the two is a range and the other is not.")
    return min((_best(*ends, policy) for ends in zip(_ends(basis), _ends(stated), strict=True)), key=_rank)


def _rank(outcome: Outcome) -> int:
    return RANK[outcome.severity]


def _best(basis: Member, stated: Member, policy: Policy) -> Outcome:
    """Of all that the names of the two units may mean, what suits best."""
    is_scale = dimension(stated.figure.unit) == "temperature"
    outcomes = [
        _weighed(one, other, is_difference, policy)
        for is_difference in ((False, True) if is_scale else (False,))
        for one in _meant(basis)
        for other in _meant(stated)
    ]
    return max(outcomes, key=_rank)


def _ends(member: Member) -> Iterator[Member]:
    """The two ends of a range, each as a figure of its own; any other member as it is."""
    yield _changed(member, lambda one: one.ends[0])
    if member.figure.upper is not None:
        yield _changed(member, lambda one: one.ends[1])


def _meant(member: Member) -> Iterator[Member]:
    """The member in each unit that the name of its unit may stand for."""
    yield member
    for unit in _ALSO.get(member.figure.unit, ()):
        yield _changed(member, partial(replace, unit=unit))


def _changed(member: Member, change: Callable[[Figure], Figure]) -> Member:
    told = tuple(replace(one, figure=change(one.figure)) for one in member.statements)
    return replace(member, figure=change(member.figure), statements=told)


def _weighed(basis: Member, stated: Member, is_difference: bool, policy: Policy) -> Outcome:
    unit = stated.figure.unit
    given = settle(_changed(basis, _unbound), policy)
    follows = settle(_changed(basis, lambda figure: _converted(_unbound(figure), unit, is_difference)), policy)
    said = settle(_changed(stated, lambda figure: _roundly(_unbound(figure))), policy)
    shown = show_like(follows.middle, said.figure)
    return weigh(
        Claim(
            said,
            (follows,),
            lambda reading: reading(follows),
            formula=f"{given.shown} = {shown}",
            sentence=f"{given.shown} is {shown}",
        )
    )


def _converted(figure: Figure, unit: str, is_difference: bool) -> Figure:
    """In another unit; a difference of temperatures has no zero to move."""
    there = convert(figure, unit)
    if not is_difference:
        return there
    zero = convert(replace(figure, value=Decimal(0)), unit)
    return replace(there, value=MATH.subtract(there.value, zero.value))


def _unbound(figure: Figure) -> Figure:
    """Without a hedge that makes a bound of it: in "up to 60 mph (97 km/h)" the 60 is converted."""
    return figure if figure.hedge in ("", "about", "exactly") else replace(figure, hedge="")


def _roundly(figure: Figure) -> Figure:
    """Who converts in passing rounds to the last digit that is no zero, or to fives: "60 miles (95 km)"."""
    if not figure.plain or figure.q < 1:
        return figure
    steps = MATH.divide(figure.value, figure.Q).copy_abs()
    is_in_fives = steps != _FIVE and MATH.remainder(steps, 10) == _FIVE
    return with_precision(figure, MATH.multiply(figure.Q, _FIVE) if is_in_fives else figure.Q)
