"""First, last and the interval between: years and editions are counted inclusively (rule 18)."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from factcheck.interval import Figure, Interval, Policy, Verdict, add, divide, point, subtract
from factcheck.judge.claims import Claim, weigh
from factcheck.judge.dates import days_of
from factcheck.judge.members import Reading, Settled, dimension, has, single, unit_of
from factcheck.judge.outcomes import MATH, ONE, Unsettled
from factcheck.judge.phrases import ordinal, plain_digits, show, show_date, show_like
from factcheck.model import Outcome, Relation


def judge_span(relation: Relation, policy: Policy) -> Outcome:
    role = next((role for role in _SPANS if has(relation, role)), None)
    if role is None:
        raise Unsettled("No number of years or editions is stated.")
    clock = _clock(unit_of(relation, role), unit_of(relation, "every"))
    stated = single(relation, policy, role, unit=_in_clock(relation, role, clock))
    start, finish = single(relation, policy, "first"), single(relation, policy, "last", "year")
    first, last = _moment(start, clock), _moment(finish, clock)
    every = _every(relation, policy, clock)
    begin, end = _moment_name(start), _moment_name(finish)
    if last.middle < first.middle:
        return _backwards(stated, begin, end)
    count = _SPANS[role]

    def expect(reading: Reading) -> Interval:
        steps = subtract(reading(last), reading(first))
        return count(steps if every is None else divide(steps, reading(every)))

    steps = MATH.subtract(last.middle, first.middle)
    formula, span = f"{end} - {begin}", f"From {begin} to {end}"
    if every is not None:
        steps = MATH.divide(steps, every.middle)
        formula, span = f"({formula}) / {show(every.middle)}", f"{span}, one every {every.shown},"
    inclusive = role in ("stated", "edition")
    number = MATH.add(steps, 1) if inclusive else steps
    shown = show_like(number, stated.figure)
    return weigh(
        Claim(
            stated,
            (first, last),
            expect,
            formula=f"{formula}{' + 1' if inclusive else ''} = {shown}",
            sentence=f"{span} the {ordinal(number)} is due" if role == "edition" else f"{span} there are {shown}",
        )
    )


def _clock(*units: str) -> str:
    """In what the time between two moments is measured: in years, unless something finer is stated."""
    return next((clock for clock in _CLOCKS if clock in units), "years")


def _in_clock(relation: Relation, role: str, clock: str) -> str | None:
    """A stated duration is converted ("three decades"), a number of editions stays as it is."""
    return clock if dimension(unit_of(relation, role)) == "duration" else None


def _every(relation: Relation, policy: Policy, clock: str) -> Settled | None:
    if not has(relation, "every"):
        return None
    every = _firmly(single(relation, policy, "every", unit=_in_clock(relation, "every", clock)))
    if every.middle <= 0:
        raise Unsettled("The interval between two editions is not positive.")
    return every


def _inclusive(steps: Interval) -> Interval:
    return add((steps, point(ONE)))


def _begun(steps: Interval) -> Interval:
    """How many have been held by then: the last one begun counts, the next does not."""
    reached = add((steps, point(ONE)))
    low = None if reached.low is None else reached.low.to_integral_value(rounding=ROUND_FLOOR)
    high = None if reached.high is None else reached.high.to_integral_value(rounding=ROUND_FLOOR)
    return Interval(low, high)


def _either(steps: Interval) -> Interval:
    return Interval(steps.low, _inclusive(steps).high, steps.low_closed, steps.high_closed)


def _age(steps: Interval) -> Interval:
    return Interval(add((steps, point(-ONE))).low, steps.high, steps.low_closed, steps.high_closed)


def _elapsed(steps: Interval) -> Interval:
    return steps


_SPANS: dict[str, Callable[[Interval], Interval]] = {
    "edition": _inclusive,
    "stated": _begun,
    "elapsed": _elapsed,
    "lasting": _either,
    "age": _age,
}


def _backwards(stated: Settled, begin: str, end: str) -> Outcome:
    return Outcome(
        Verdict.CONFLICT,
        stated=stated.hard,
        arithmetic=f"{end} is before {begin}",
        message=f"It ends in {end}, before it begins in {begin}.",
        severity="error",
        gap=ONE,
    )


def _moment(member: Settled, clock: str) -> Settled:
    """A date as a number on the clock, from its first to its last day; a year or an edition as it is."""
    if not _is_date(member.figure) and (clock == "years" or not _is_year(member.figure)):
        return _firmly(member)
    begin, end = days_of(member.figure.value)
    first, last = _CLOCKS[clock](begin), _CLOCKS[clock](end)
    figure = replace(member.figure, value=first, upper=None if first == last else last)
    return _firmly(replace(member, figure=figure, hard=Interval(first, last), soft=Interval(first, last)))


def _firmly(member: Settled) -> Settled:
    """A year or an interval of years is meant as it is written: 1900 is no round number."""
    return replace(member, loose=member.hard, truncated=member.hard)


def _moment_name(member: Settled) -> str:
    return show_date(member.figure.value) if _is_date(member.figure) else plain_digits(member.figure.value)


def _is_date(figure: Figure) -> bool:
    return figure.value >= 10_000 and figure.hedge in ("", "exactly", "range")


def _is_year(figure: Figure) -> bool:
    return 1000 <= figure.value < 10_000 and figure.hedge in ("", "exactly")


_CLOCKS: dict[str, Callable[[datetime.date], Decimal]] = {
    "days": lambda day: Decimal(day.toordinal()),
    "weeks": lambda day: MATH.divide(Decimal(day.toordinal()), 7),
    "months": lambda day: Decimal(day.year * 12 + day.month),
    "years": lambda day: Decimal(day.year),
}
