"""Total, number and average: the one divided by the other is the third."""

from __future__ import annotations

from dataclasses import replace

from factcheck.interval import Interval, Policy, divide, hard, loose, scale, soft, truncated
from factcheck.judge.claims import Claim, weigh
from factcheck.judge.members import Reading, Settled, single, unit_of
from factcheck.judge.outcomes import MATH, Unsettled
from factcheck.judge.phrases import show, show_like
from factcheck.model import Outcome, Relation


def judge_rate(relation: Relation, policy: Policy) -> Outcome:
    total, number = single(relation, policy, "total"), single(relation, policy, "number")
    average = as_ratio(single(relation, policy, "average", "rate", "stated", unit=_unit_of_rate(relation)), policy)
    if not number.middle:
        raise Unsettled("The number is zero.")

    def expect(reading: Reading) -> Interval:
        return scale(divide(reading(total), reading(number)), average.weight)

    result = MATH.multiply(MATH.divide(total.middle, number.middle), average.weight)
    shown = show_like(result, average.figure)
    times, said = "", ""
    if average.weight != 1:
        times = f" × {show(average.weight)}"
        said = f", times {show(average.weight)},"
    return weigh(
        Claim(
            average,
            (total, number),
            expect,
            formula=f"{total.shown} / {number.shown}{times} = {shown}",
            sentence=f"{total.shown} divided by {number.shown}{said} is {shown}",
        )
    )


def as_ratio(member: Settled, policy: Policy) -> Settled:
    """An average or a multiple, which need not be a whole number though it is written as one."""
    if not member.figure.count:
        return member
    figure = replace(member.figure, kind="measure")
    return replace(
        member,
        hard=hard(figure, policy),
        loose=loose(figure, policy),
        truncated=truncated(figure, policy),
        soft=soft(figure, policy),
    )


def _unit_of_rate(relation: Relation) -> str | None:
    """An average is in its total's unit, where that is one that converts (metres, hours, not yuan per head)."""
    total, average = unit_of(relation, "total"), unit_of(relation, "average", "rate", "stated")
    if not total or not average or total == average:
        return None
    from factcheck.numerals.tables import units

    known = units().canonical
    here, there = known.get(average), known.get(total)
    return total if here is not None and there is not None and here.dimension == there.dimension else None
