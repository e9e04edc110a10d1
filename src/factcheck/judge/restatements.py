"""Statements of one figure: they can all be true at once (rule 9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

from factcheck.interval import Figure, Policy, Verdict, agree, hard, loose, truncated, whole_part
from factcheck.judge.members import in_one_unit
from factcheck.judge.outcomes import MATH, SEVERITY, Unsettled, in_steps
from factcheck.judge.phrases import capital, distinct, listed, show_figure, show_meaning
from factcheck.model import Outcome, Relation, Statement


def judge_restatement(relation: Relation, policy: Policy) -> Outcome:
    told = [
        (figure, statement)
        for member in relation.members
        for figure, statement in (
            ((statement.figure, statement) for statement in member.statements)
            if member.statements
            else ((member.figure, None),)
        )
    ]
    if len(told) < 2:
        raise Unsettled("The figure is stated only once.")
    _demand_one_period([statement for _, statement in told if statement is not None])
    figures = in_one_unit([figure for figure, _ in told])
    agreement = agree(figures, policy)
    if agreement.verdict is Verdict.NOT_CHECKED:
        raise Unsettled(f"{listed(distinct(figures))} have units that do not convert.")
    return Outcome(
        agreement.verdict,
        stated=hard(figures[agreement.outliers[0] if agreement.outliers else 0], policy),
        expected=agreement.witness or hard(_rival(figures), policy),
        arithmetic=_meanings([figure for figure, _ in told], agreement.verdict, policy),
        message=_restated(agreement.verdict, [figure for figure, _ in told]),
        severity=_restatement_severity(agreement.verdict, figures, policy, relation.trusted),
        gap=_restatement_gap(agreement.verdict, figures),
        outliers=tuple(s for place in agreement.outliers if (s := told[place][1]) is not None),
    )


def _rival(figures: Sequence[Figure]) -> Figure:
    """The first figure that is not the first one's equal; without a majority these two stand for all."""
    return next((figure for figure in figures if figure.numeral != figures[0].numeral), figures[-1])


def _restatement_severity(verdict: Verdict, figures: Sequence[Figure], policy: Policy, trusted: bool) -> str:
    """ "Up to" is a promise that events may outdo: where only its bound is broken it is a warning.

    Two bounds can both be true, but who restates "at least 100" of a trusted document as "at least 200" is off.
    """
    if trusted and verdict is Verdict.BOUND_DIFF:
        return "warning"
    others = [figure for figure in figures if figure.hedge != "at most"]
    if verdict is not Verdict.CONFLICT or len(others) == len(figures):
        return SEVERITY[verdict]
    return SEVERITY[verdict] if agree(others, policy).verdict is Verdict.CONFLICT else "warning"


def _restatement_gap(verdict: Verdict, figures: Sequence[Figure]) -> Decimal:
    """How far the furthest two values lie apart, in units of the coarser one's q."""
    if not SEVERITY[verdict]:
        return Decimal(0)
    least = min(figures, key=lambda figure: figure.value)
    most = max(figures, key=lambda figure: figure.value)
    return in_steps(MATH.subtract(most.value, least.value), max(least.q, most.q))


def _restated(verdict: Verdict, figures: Sequence[Figure]) -> str:
    shown = distinct(figures)
    they = listed(shown)
    match verdict:
        case Verdict.CONFLICT:
            said = f"{they} are given for the same figure."
        case Verdict.HEDGE_CONFLICT:
            said = f"{they} cannot both be true of the same figure."
        case Verdict.AGREE_IF_ROUNDED:
            said = f"{they} agree only if a round number is read loosely."
        case Verdict.AGREE_IF_TRUNCATED:
            said = f"{they} agree only if digits were cut off instead of rounded."
        case Verdict.HEDGE_DIFF:
            said = f"The same number is given with different hedges: {they}."
        case Verdict.BOUND_DIFF:
            said = f"{they} are two different bounds of the same figure."
        case Verdict.LOOSE_HEDGE:
            said = f"{they} agree, yet the hedge is a strange choice."
        case _:
            said = f"{they} agree." if len(shown) > 1 else f"{they} is given {len(figures)} times."
    return capital(said)


def _meanings(figures: Sequence[Figure], verdict: Verdict, policy: Policy) -> str:
    """Each distinct figure with the interval that it means in the reading that decided the verdict."""
    reading = {Verdict.AGREE_IF_ROUNDED: loose, Verdict.AGREE_IF_TRUNCATED: truncated}.get(verdict, hard)
    meanings: dict[str, str] = {}
    for figure in figures:
        interval = reading(figure, policy)
        wholes = whole_part(interval) if figure.count else None
        if wholes is not None and wholes.point is not None:
            interval = wholes
        meanings.setdefault(show_figure(figure), show_meaning(figure, interval))
    return "; ".join(f"{shown}: {meaning}" for shown, meaning in islice(meanings.items(), 6))


def _demand_one_period(statements: Sequence[Statement]) -> None:
    spans = [(_period(statement.period), statement.period) for statement in statements if statement.period]
    known = [(span, period) for span, period in spans if span is not None]
    if not known:
        return
    (begin, _), latest = max(known, key=lambda item: item[0][0])
    (_, end), earliest = min(known, key=lambda item: item[0][1])
    if begin > end:
        raise Unsettled(f"The statements are about different periods: {earliest} and {latest}.")


_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-Q([1-4])|-H([12]))?$")


def _period(text: str) -> tuple[str, str] | None:
    """The first and last day of an ISO period as sortable text; ``None`` where it cannot be read."""
    begin, slash, end = text.partition("/")
    if not slash:
        end = begin
    first, last = ("0000", "") if not begin else _days(begin), ("", "9999") if not end else _days(end)
    return None if first is None or last is None else (first[0], last[1])


def _days(text: str) -> tuple[str, str] | None:
    found = _ISO.match(text)
    if found is None:
        return None
    year, month, day, quarter, half = found.groups()
    if quarter or half:
        months = 3 if quarter else 6
        last = months * int(quarter or half)
        return f"{year}-{last - months + 1:02}-01", f"{year}-{last:02}-31"
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}"
