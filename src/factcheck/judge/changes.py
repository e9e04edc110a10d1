"""Two levels and their change: their difference, or their ratio in per cent (rule 14)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from factcheck.interval import Interval, Policy, Verdict, absolute, divide, growth, meet, scale, subtract
from factcheck.judge.claims import Claim, weigh
from factcheck.judge.members import PER, POINTS, Reading, Settled, has, single, unit_of
from factcheck.judge.outcomes import HUNDRED, MATH, ONE, Unsettled
from factcheck.judge.phrases import capital, show_figure, show_like
from factcheck.judge.rates import as_ratio
from factcheck.model import Outcome, Relation


def judge_change(relation: Relation, policy: Policy) -> Outcome:
    stated = unit_of(relation, "change", "stated")
    if stated in PER:
        return judge_growth(relation, policy)
    if stated == POINTS:
        return judge_points(relation, policy)
    unit = unit_of(relation, "old", "new", "change", "stated")
    return _difference(relation, policy, unit, unit)


def judge_points(relation: Relation, policy: Policy) -> Outcome:
    stated = unit_of(relation, "points", "change", "stated")
    if stated in PER:
        raise Unsettled("Per cent and percentage points are different units.")
    return _difference(relation, policy, "%", POINTS if stated else None)


def _difference(relation: Relation, policy: Policy, unit: str, stated_unit: str | None) -> Outcome:
    old, new = single(relation, policy, "old", unit=unit), single(relation, policy, "new", unit=unit)
    change = single(relation, policy, "change", "points", "stated", unit=stated_unit)

    def expect(reading: Reading) -> Interval:
        return _directed(subtract(reading(new), reading(old)), change.weight)

    difference = MATH.subtract(new.middle, old.middle)
    shown = show_like(difference, change.figure)
    return weigh(
        Claim(
            change,
            (old, new),
            expect,
            formula=f"{new.shown} - {old.shown} = {shown}",
            sentence=_moved(difference, change, old, new),
            conflict=_wrong_direction(difference, change, old, new),
        )
    )


def judge_growth(relation: Relation, policy: Policy) -> Outcome:
    if unit_of(relation, "growth", "change", "stated") == POINTS:
        return judge_points(relation, policy)
    unit = unit_of(relation, "old", "new")
    old, new = single(relation, policy, "old", unit=unit), single(relation, policy, "new", unit=unit)
    if not old.middle:
        raise Unsettled("Nothing can be said of a growth from zero.")
    if has(relation, "multiple"):
        return _multiple(as_ratio(single(relation, policy, "multiple"), policy), old, new)
    grown = single(relation, policy, "growth", "change", "stated")
    per = PER.get(grown.figure.unit, ONE)

    def expect(reading: Reading) -> Interval:
        change = scale(growth(reading(old), reading(new)), per / HUNDRED)
        return _directed(change, grown.weight)

    ratio = MATH.multiply(MATH.subtract(MATH.divide(new.middle, old.middle), 1), per)
    shown = show_like(ratio, grown.figure)
    outcome = weigh(
        Claim(
            grown,
            (old, new),
            expect,
            formula=f"{new.shown} / {old.shown} - 1 = {shown}",
            sentence=_moved(ratio, grown, old, new),
            conflict=_wrong_direction(ratio, grown, old, new),
        )
    )
    points = _directed(subtract(new.hard, old.hard), grown.weight)
    if outcome.verdict is Verdict.CONFLICT and unit == grown.figure.unit == "%" and meet(grown.hard, points):
        hint = f"{grown.shown} is the change in percentage points, not in per cent."
        return replace(outcome, message=capital(hint))
    return outcome


def _multiple(multiple: Settled, old: Settled, new: Settled) -> Outcome:
    shown = show_like(MATH.divide(new.middle, old.middle), multiple.figure)
    return weigh(
        Claim(
            multiple,
            (old, new),
            lambda reading: divide(reading(new), reading(old)),
            formula=f"{new.shown} / {old.shown} = {shown}",
            sentence=f"{new.shown} is {shown} times {old.shown}",
        )
    )


def _directed(change: Interval, weight: Decimal) -> Interval:
    return scale(change, weight) if weight else absolute(change)


def _direction(change: Decimal) -> str:
    return "a decrease" if change < 0 else "an increase" if change else "a change"


def _moved(change: Decimal, stated: Settled, old: Settled, new: Settled) -> str:
    size = show_like(change.copy_abs(), stated.figure)
    return f"From {old.shown} to {new.shown} is {_direction(change)} of {size}"


def _wrong_direction(change: Decimal, stated: Settled, old: Settled, new: Settled) -> str:
    """The sentence for a stated rise where the figures fall, or the reverse; "" where the direction is right."""
    claimed = MATH.multiply(stated.weight, stated.middle)
    if not claimed or not change or (claimed > 0) == (change > 0):
        return ""
    word = "an increase" if claimed > 0 else "a decrease"
    size = show_figure(replace(stated.figure, value=stated.figure.value.copy_abs(), upper=None))
    return f"From {old.shown} to {new.shown} is {_direction(change)}, but {word} of {size} is stated."
