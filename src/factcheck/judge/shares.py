"""Part, whole and share: the one divided by the other is the third, and counts can give it (rules 6 and 13)."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from factcheck.interval import SHARE, Interval, Policy, Verdict, clip, divide, meet, scale, some_part_gives, whole_part
from factcheck.judge.claims import Claim, weigh
from factcheck.judge.members import PER, Reading, Settled, as_hard, as_truncated, has, single, unit_of
from factcheck.judge.outcomes import HUNDRED, MATH, ONE, SEVERITY, Unsettled
from factcheck.judge.phrases import capital, show, show_like
from factcheck.model import Outcome, Relation

_POSSIBLE = (Verdict.CONSISTENT, Verdict.LOOSE_HEDGE)


def judge_share(relation: Relation, policy: Policy) -> Outcome:
    share = single(relation, policy, "share", "stated")
    per = PER.get(share.figure.unit, ONE)
    within = scale(SHARE, per / HUNDRED)
    if not meet(share.hard, within):
        return _no_share(share)
    share = replace(
        share,
        hard=clip(share.hard, within),
        loose=clip(share.loose, within),
        truncated=clip(share.truncated, within),
        soft=clip(share.soft, within),
    )
    if has(relation, "part") and has(relation, "whole"):
        return _share_of(relation, policy, share, per, within)
    if has(relation, "part"):
        return _implied_whole(share, single(relation, policy, "part"), per)
    return _possible_share(share, single(relation, policy, "whole"), per)


def _no_share(share: Settled) -> Outcome:
    return Outcome(
        Verdict.CONFLICT,
        stated=share.hard,
        expected=SHARE,
        arithmetic=f"0% ≤ {share.shown} ≤ 100% does not hold",
        message=capital(f"{share.shown} is no share of a whole."),
        severity=SEVERITY[Verdict.CONFLICT],
        gap=ONE,
    )


def _share_of(relation: Relation, policy: Policy, share: Settled, per: Decimal, within: Interval) -> Outcome:
    unit = unit_of(relation, "whole", "part")
    part, whole = single(relation, policy, "part", unit=unit), single(relation, policy, "whole", unit=unit)

    def expect(reading: Reading) -> Interval:
        return clip(scale(divide(reading(part), reading(whole)), per), within)

    if not whole.middle:
        raise Unsettled("The whole is zero.")
    shown = show_like(MATH.multiply(MATH.divide(part.middle, whole.middle), per), share.figure)
    outcome = weigh(
        Claim(
            share,
            (part, whole),
            expect,
            formula=f"{part.shown} / {whole.shown} = {shown}",
            sentence=f"{part.shown} of {whole.shown} is {shown}",
        )
    )
    if outcome.verdict in _POSSIBLE and part.figure.count and _is_known(whole):
        return _grim(outcome, share, whole, per, part.hard)
    return outcome


def _possible_share(share: Settled, whole: Settled, per: Decimal) -> Outcome:
    """Without the part: whether any whole number of parts can give the share."""
    if not _is_known(whole):
        raise Unsettled("The part is not stated, and the whole is no exact count.")
    outcome = Outcome(
        Verdict.CONSISTENT,
        stated=share.hard,
        arithmetic=f"some whole number / {whole.shown} = {share.shown}",
        message=capital(f"Some whole number out of {whole.shown} is {share.shown}."),
    )
    return _grim(outcome, share, whole, per, None)


def _grim(outcome: Outcome, share: Settled, whole: Settled, per: Decimal, part: Interval | None) -> Outcome:
    """GRIM (rule 13): of so few things, only certain shares are possible."""
    number = whole.middle

    def possible(interval: Interval) -> bool:
        return some_part_gives(scale(interval, HUNDRED / per), number, part)

    if possible(share.hard):
        return outcome
    verdict = Verdict.AGREE_IF_TRUNCATED if possible(share.truncated) else Verdict.CONFLICT
    nearest = _nearest_shares(share, number, per)
    message = f"No whole number out of {whole.shown} is {share.shown}: the nearest shares are {nearest}."
    if verdict is Verdict.AGREE_IF_TRUNCATED:
        message = f"A whole number out of {whole.shown} is {share.shown} only if the share was cut off, not rounded."
    return replace(
        outcome,
        verdict=verdict,
        severity=SEVERITY[verdict],
        message=capital(message),
        arithmetic=f"out of {whole.shown}: {nearest}, stated: {share.shown}",
        gap=ONE,
    )


def _nearest_shares(share: Settled, number: Decimal, per: Decimal) -> str:
    parts = MATH.divide(MATH.multiply(share.middle, number), per).to_integral_value(rounding=ROUND_FLOOR)
    below = max(Decimal(0), min(parts, MATH.subtract(number, 1)))
    return " and ".join(
        f"{show(count)} = {show_like(MATH.divide(MATH.multiply(count, per), number), share.figure)}"
        for count in (below, MATH.add(below, 1))
    )


def _implied_whole(share: Settled, part: Settled, per: Decimal) -> Outcome:
    """Without the whole: whether there is a whole number of which the part is that share."""
    if not part.figure.count or part.hedged:
        raise Unsettled("The whole is not stated.")
    if not share.middle:
        raise Unsettled("The whole is not stated, and no whole follows from a share of nothing.")
    shown = show_like(MATH.divide(MATH.multiply(part.middle, per), share.middle), part.figure)
    for reading, verdict in ((as_hard, Verdict.CONSISTENT), (as_truncated, Verdict.AGREE_IF_TRUNCATED)):
        wholes = scale(divide(reading(part), reading(share)), per)
        possible = whole_part(wholes)
        if possible is None:
            continue
        if possible.point is not None:
            shown = show(possible.point)
        return Outcome(
            verdict,
            stated=share.hard,
            expected=possible,
            arithmetic=f"{part.shown} / {share.shown} = {shown}",
            message=capital(f"{part.shown} is {share.shown} of {shown}."),
            severity=SEVERITY[verdict],
        )
    return Outcome(
        Verdict.CONFLICT,
        stated=share.hard,
        arithmetic=f"{part.shown} / {share.shown} = {shown}, no whole number",
        message=capital(f"{part.shown} is {share.shown} of no whole number."),
        severity="error",
        gap=ONE,
    )


def _is_known(whole: Settled) -> bool:
    return whole.figure.count and whole.hard.point is not None and whole.middle > 0
