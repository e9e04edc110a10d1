"""An announced number and a list: as many are listed as are announced (rule 17)."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce

from factcheck.interval import Interval, Policy, add
from factcheck.judge.claims import Claim, weigh
from factcheck.judge.members import Reading, several, single
from factcheck.judge.outcomes import MATH, Unsettled
from factcheck.judge.phrases import show
from factcheck.model import Outcome, Relation


def judge_count(relation: Relation, policy: Policy) -> Outcome:
    stated = single(relation, policy, "stated")
    items = several(relation, policy, "item", "listed")
    if not items:
        raise Unsettled("Nothing is listed.")
    total = add(item.hard for item in items)
    number = reduce(MATH.add, (item.middle for item in items), Decimal(0))

    def expect(reading: Reading) -> Interval:
        if relation.decomposition == "at_least":
            return Interval(total.low, None, low_closed=total.low_closed)
        if relation.decomposition == "at_most":
            return Interval(None, total.high, high_closed=total.high_closed)
        return total

    things = f"{show(number)} {'item is' if number == 1 else 'items are'} listed"
    conflict = f"{things}, but {stated.shown} {'is' if stated.middle == 1 else 'are'} announced."
    return weigh(Claim(stated, tuple(items), expect, f"listed: {show(number)}", things, conflict))
