"""Dates: their days of the week, and which comes first."""

from __future__ import annotations

import datetime
from decimal import Decimal

from factcheck.interval import Interval, Policy, Verdict, point
from factcheck.judge.members import Settled, has, single
from factcheck.judge.outcomes import SEVERITY, Unsettled
from factcheck.judge.phrases import plain_digits, show_date
from factcheck.model import Outcome, Relation

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def judge_date(relation: Relation, policy: Policy) -> Outcome:
    if has(relation, "earlier") or has(relation, "later"):
        earlier, later = single(relation, policy, "earlier"), single(relation, policy, "later")
        return _succession(earlier, later, relation.decomposition == "tense")
    date, weekday = single(relation, policy, "date"), single(relation, policy, "weekday", "stated")
    days = days_of(date.figure.value)
    if len(set(days)) > 1 or weekday.middle not in range(1, 8):
        raise Unsettled("The day is not known.")
    right, said = days[0].isoweekday(), int(weekday.middle)
    shown, name, stated = show_date(date.figure.value), _WEEKDAYS[right - 1], _WEEKDAYS[said - 1]
    verdict = Verdict.CONSISTENT if right == said else Verdict.CONFLICT
    return Outcome(
        verdict,
        stated=point(Decimal(said)),
        expected=point(Decimal(right)),
        arithmetic=f"{shown} = {name}, stated: {stated}",
        message=f"{shown} is a {name}" + (", as stated." if right == said else f", not a {stated}."),
        severity=SEVERITY[verdict],
        gap=Decimal(min((right - said) % 7, (said - right) % 7)),
    )


def _succession(earlier: Settled, later: Settled, only_tense: bool) -> Outcome:
    """Whether the one can have come before the other, or on the same day; a mere slip of tense is worth a hint."""
    begin, end = days_of(earlier.figure.value)[0], days_of(later.figure.value)[-1]
    first, second = _named(earlier), _named(later)
    verdict = Verdict.CONSISTENT if begin <= end else Verdict.CONFLICT
    return Outcome(
        verdict,
        stated=point(Decimal(begin.toordinal())),
        expected=Interval(None, Decimal(end.toordinal())),
        arithmetic=f"{first} is {'not after' if begin <= end else 'after'} {second}",
        message=_told(first, second, begin <= end, only_tense),
        severity="info" if only_tense and begin > end else SEVERITY[verdict],
        gap=Decimal(max(0, (begin - end).days)),
    )


def _named(member: Settled) -> str:
    shown = show_date(member.figure.value)
    return f"{member.label} ({shown})" if member.label else shown


def _told(first: str, second: str, holds: bool, only_tense: bool) -> str:
    if only_tense and not holds:
        return f"{second} is told as still to come, but is before {first}."
    name = f"{first[0].upper()}{first[1:]}"
    return f"{name} is not after {second}." if holds else f"{name} is after {second}, which should come later."


def days_of(value: Decimal) -> tuple[datetime.date, datetime.date]:
    """The first and last day of a date written as a number: 20220729, 202207 or 2022."""
    digits = plain_digits(value)
    try:
        if len(digits) == 8:
            day = datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
            return day, day
        if len(digits) == 6:
            year, month = int(digits[:4]), int(digits[4:])
            following = datetime.date(year + month // 12, month % 12 + 1, 1)
            return datetime.date(year, month, 1), following - datetime.timedelta(days=1)
        return datetime.date(int(digits), 1, 1), datetime.date(int(digits), 12, 31)
    except ValueError:
        raise Unsettled(f"There is no date {digits}.") from None
