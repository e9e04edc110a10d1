"""The parts of an outcome: which severity a verdict has, what could not be tested, how large a gap is."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from factcheck.errors import FactcheckError
from factcheck.interval import Verdict
from factcheck.model import Outcome

SEVERITY: dict[Verdict, str] = {
    Verdict.CONFLICT: "error",
    Verdict.HEDGE_CONFLICT: "warning",
    Verdict.AGREE_IF_ROUNDED: "warning",
    Verdict.AGREE_IF_TRUNCATED: "warning",
    Verdict.HEDGE_DIFF: "info",
    Verdict.BOUND_DIFF: "info",
    Verdict.LOOSE_HEDGE: "info",
    Verdict.CONSISTENT: "",
    Verdict.IDENTICAL: "",
    Verdict.NOT_CHECKED: "",
}
SEVERITIES = ("error", "warning", "info")
RANK = {severity: place for place, severity in enumerate((*SEVERITIES, ""))}
ONE = Decimal(1)
HUNDRED = Decimal(100)
# No traps and a wide range: an odd figure gives an odd result, never an exception.
MATH = Context(prec=60, rounding=ROUND_HALF_UP, Emin=-(10**15), Emax=10**15, traps=[])
_ROUGH = Context(prec=6, rounding=ROUND_HALF_UP, Emin=-(10**15), Emax=10**15, traps=[])


class Unsettled(FactcheckError):
    """A relation cannot be tested; the message says why. ``judge`` turns it into an outcome."""


def not_checked(reason: str) -> Outcome:
    """The outcome of a relation that cannot be tested, with the reason as its message."""
    return Outcome(Verdict.NOT_CHECKED, message=reason)


def in_steps(size: Decimal, step: Decimal) -> Decimal:
    """A distance in units of q; of exact figures, plainly. It only ranks findings, so six digits will do."""
    return _ROUGH.divide(size, step) if step else _ROUGH.plus(size)
