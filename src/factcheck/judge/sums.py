"""Parts and their whole: the weighted parts add up to it, shares of one whole to 100% (rules 10 to 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from factcheck.interval import Figure, Interval, Policy, add, scale, spread
from factcheck.judge.claims import Claim, weigh
from factcheck.judge.members import Reading, Settled, settle, several, single, unit_of
from factcheck.judge.outcomes import HUNDRED, MATH, Unsettled
from factcheck.judge.phrases import show, show_like
from factcheck.model import Member, Outcome, Relation

_DECOMPOSITIONS = {"equal": "", "at_most": "more than", "at_least": "less than"}


def judge_sum(relation: Relation, policy: Policy) -> Outcome:
    unit = unit_of(relation, "whole", "stated", "part")
    whole = single(relation, policy, "whole", "stated", unit=unit)
    parts = several(relation, policy, "part", unit=unit)
    if not parts:
        raise Unsettled("No part is stated.")
    if relation.decomposition not in _DECOMPOSITIONS:
        raise Unsettled("It is not declared whether the parts are all of the whole (equal, at_most or at_least).")
    return weigh(_sum_claim(whole, parts, relation.decomposition, "parts"))


def judge_total100(relation: Relation, policy: Policy) -> Outcome:
    parts = several(relation, policy, "part", unit="%")
    if len(parts) < 2:
        raise Unsettled("Fewer than two shares are stated.")
    figure = Figure(HUNDRED, "%", "percent", "exactly", Decimal(0), Decimal(0))
    whole = settle(Member("whole", figure), policy)
    whole = replace(whole, figure=replace(figure, hedge=""))
    if relation.decomposition not in ("", *_DECOMPOSITIONS):
        raise Unsettled(f"No decomposition is called {relation.decomposition!r}.")
    return weigh(_sum_claim(whole, parts, relation.decomposition or "equal", "shares"))


def _sum_claim(whole: Settled, parts: list[Settled], decomposition: str, noun: str) -> Claim:
    middle = Decimal(0)
    for part in parts:
        middle = MATH.add(middle, MATH.multiply(part.weight, part.middle))
    total = show_like(middle, whole.figure)
    beyond = _DECOMPOSITIONS[decomposition]

    def expect(reading: Reading) -> Interval:
        summed = add(scale(reading(part), part.weight) for part in parts)
        if decomposition == "at_most":
            return Interval(summed.low, None, low_closed=summed.low_closed)
        if decomposition == "at_least":
            return Interval(None, summed.high, high_closed=summed.high_closed)
        return summed

    steps = [MATH.multiply(part.weight, part.figure.q) for part in parts]
    sentence = f"The {noun} add up to {total}"
    return Claim(
        whole,
        tuple(parts),
        expect,
        formula=f"{_added(parts)} = {total}",
        sentence=sentence,
        conflict=f"{sentence}, {f'{beyond} the whole of' if beyond else 'not to'} {whole.shown}.",
        margin=spread((*steps, whole.figure.q)) if decomposition == "equal" else None,
        middle=middle,
    )


def _added(parts: Sequence[Settled]) -> str:
    """ "47 million + 2 × 10 million - 3 million"."""
    text = ""
    for part in islice(parts, 12):
        factor = "" if part.weight.copy_abs() == 1 else f"{show(part.weight.copy_abs())} × "
        sign = ("-" if part.weight < 0 else "+") if text else ("-" if part.weight < 0 else "")
        text += f" {sign} {factor}{part.shown}" if text else f"{sign}{factor}{part.shown}"
    return text + (f" + {len(parts) - 12} more" if len(parts) > 12 else "")
