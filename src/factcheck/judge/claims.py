"""A claim in (a stated figure and what follows from its basis), its outcome out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from factcheck.interval import EVERYTHING, Interval, Verdict, distance, meet
from factcheck.judge.members import Reading, Settled, as_cancelled, as_hard, as_loose, as_soft, as_truncated
from factcheck.judge.outcomes import MATH, SEVERITY, Unsettled, in_steps
from factcheck.judge.phrases import capital
from factcheck.model import Outcome


@dataclass(frozen=True, slots=True)
class Claim:
    """A stated figure and what follows from its basis.

    ``expect`` works out what follows when each member of the basis is read in a given way, ``middle`` what follows from
    the plain numbers; ``formula`` is the calculation as a person writes it and ``sentence`` says the same in words.
    """

    stated: Settled
    basis: tuple[Settled, ...]
    expect: Callable[[Reading], Interval]
    formula: str
    sentence: str
    conflict: str = ""  # the sentence of a conflict, where it is not "…, but … is stated"
    margin: Decimal | None = None  # how far chance takes a sum of rounded figures (rule 11)
    middle: Decimal | None = None


# In this order: what was rounded, what was cut off, round numbers of the basis read loosely. A relation tries the
# cut before the loose basis: it then has to doubt one figure only, the result (200 of 750 million, "26%").
_READINGS: tuple[tuple[Reading, Reading, Verdict], ...] = (
    (as_hard, as_hard, Verdict.CONSISTENT),
    (as_truncated, as_hard, Verdict.AGREE_IF_TRUNCATED),
    (as_loose, as_loose, Verdict.AGREE_IF_ROUNDED),
    (as_truncated, as_loose, Verdict.AGREE_IF_TRUNCATED),
    (as_truncated, as_truncated, Verdict.AGREE_IF_TRUNCATED),
)


def weigh(claim: Claim) -> Outcome:
    """The outcome of a claim, under the first pair of readings that lets stated and expected meet."""
    expected = claim.expect(as_hard)
    if expected == EVERYTHING:
        raise Unsettled("Nothing follows from the other figures.")
    verdict = next(
        (verdict for stated, basis, verdict in _READINGS if meet(stated(claim.stated), claim.expect(basis))),
        Verdict.CONFLICT,
    )
    strays = verdict is Verdict.CONSISTENT and _strays(claim)
    if strays:
        verdict = Verdict.AGREE_IF_ROUNDED
    elif verdict is Verdict.CONSISTENT and not meet(claim.stated.soft, claim.expect(as_soft)):
        verdict = Verdict.LOOSE_HEDGE
    severity = SEVERITY[verdict]
    if verdict is Verdict.CONFLICT and meet(as_cancelled(claim.stated), claim.expect(as_cancelled)):
        severity = "warning"
    return Outcome(
        verdict,
        stated=claim.stated.hard,
        expected=expected,
        arithmetic=f"{claim.formula}, stated: {claim.stated.shown}",
        message=capital(_told(claim, verdict, strays)),
        severity=severity,
        gap=in_steps(distance(claim.stated.hard, expected), _step(claim)) if severity else Decimal(0),
    )


def _step(claim: Claim) -> Decimal:
    return claim.stated.figure.q or max(member.figure.q for member in claim.basis)


def _strays(claim: Claim) -> bool:
    """Rule 11, second tier: possible, yet further off than rounding errors that fall either way would be."""
    if claim.margin is None or claim.middle is None or any(m.hedged for m in (claim.stated, *claim.basis)):
        return False
    return MATH.subtract(claim.stated.middle, claim.middle).copy_abs() > claim.margin


def _told(claim: Claim, verdict: Verdict, strays: bool) -> str:
    stated = claim.stated.shown
    match verdict:
        case Verdict.CONFLICT:
            return claim.conflict or f"{claim.sentence}, but {stated} is stated."
        case Verdict.AGREE_IF_TRUNCATED:
            return f"{claim.sentence}; the stated {stated} was cut off, not rounded."
        case Verdict.AGREE_IF_ROUNDED if strays:
            return f"{claim.sentence}; the stated {stated} is further off than rounding usually explains."
        case Verdict.AGREE_IF_ROUNDED:
            return f"{claim.sentence}; the stated {stated} agrees only if a round number is read loosely."
        case Verdict.LOOSE_HEDGE:
            return f"{claim.sentence}; {stated} is a strange way to say so."
        case _:
            return f"{claim.sentence}, which fits the stated {stated}."
