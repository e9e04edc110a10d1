"""Figures in an order that is claimed or plain: none lies above the next (rule 16)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.interval import Interval, Policy, Verdict, distance, meet, subtract
from factcheck.judge.members import Settled, as_cancelled, as_hard, as_loose, several, unit_of
from factcheck.judge.outcomes import RANK, SEVERITY, Unsettled, in_steps
from factcheck.judge.phrases import capital
from factcheck.model import Outcome, Relation


def judge_order(relation: Relation, policy: Policy) -> Outcome:
    unit = unit_of(relation, "lower", "upper", "earlier", "later", "item")
    lower = several(relation, policy, "lower", "earlier", unit=unit)
    upper = several(relation, policy, "upper", "later", unit=unit)
    items = several(relation, policy, "item", unit=unit)
    pairs = _rising(items) if items else [(low, high) for low in lower for high in upper]
    if not pairs:
        missing = "lower" if not lower else "upper"
        raise Unsettled(f"The {missing} figure is not stated." if not items else "Only one figure is stated.")
    outcomes = [_ordered(low, high, relation.decomposition == "less") for low, high in pairs]
    return min(outcomes, key=lambda outcome: (RANK[outcome.severity], outcome.gap.copy_negate()))


def _rising(items: Sequence[Settled]) -> list[tuple[Settled, Settled]]:
    """Each item but the first, after the one among those before it that begins highest."""
    pairs, highest = [], items[0]
    for item in items[1:]:
        pairs.append((highest, item))
        if item.hard.low is not None and (highest.hard.low is None or item.hard.low > highest.hard.low):
            highest = item
    return pairs


def _ordered(low: Settled, high: Settled, strictly: bool) -> Outcome:
    allowed = Interval(Decimal(0), None, low_closed=not strictly)
    readings = (
        (as_hard, Verdict.CONSISTENT, SEVERITY[Verdict.CONSISTENT]),
        (as_loose, Verdict.AGREE_IF_ROUNDED, SEVERITY[Verdict.AGREE_IF_ROUNDED]),
        (as_cancelled, Verdict.CONFLICT, "warning"),
    )
    verdict, severity = next(
        (
            (verdict, severity)
            for reading, verdict, severity in readings
            if meet(subtract(reading(high), reading(low)), allowed)
        ),
        (Verdict.CONFLICT, SEVERITY[Verdict.CONFLICT]),
    )
    room = subtract(high.hard, low.hard)
    sign = "<" if strictly else "≤"
    one, other = _labelled(low), _labelled(high)
    message = f"{one} is {'below' if strictly else 'not more than'} {other}."
    if verdict is Verdict.CONFLICT:
        message = f"{one} should {'be below' if strictly else 'not be more than'} {other}."
    elif verdict is Verdict.AGREE_IF_ROUNDED:
        relation = "below" if strictly else "not more than"
        message = f"{one} is {relation} {other} only if a round number is read loosely."
    return Outcome(
        verdict,
        stated=low.hard,
        expected=Interval(None, high.hard.high, high_closed=high.hard.high_closed and not strictly),
        arithmetic=f"{low.shown} {sign} {high.shown}" + (" does not hold" if verdict is Verdict.CONFLICT else ""),
        message=capital(message),
        severity=severity,
        gap=in_steps(distance(room, allowed), max(low.figure.q, high.figure.q)) if severity else Decimal(0),
    )


def _labelled(member: Settled) -> str:
    return f"{member.label} ({member.shown})" if any(map(str.isalpha, member.label)) else member.shown
