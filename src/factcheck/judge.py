"""A relation in, its outcome out: verdict, severity, what was stated and what follows, and the arithmetic in words.

Each kind expects members in these roles; where one is missing the relation is NOT_CHECKED and says which. A member
that several statements restate is settled first; where they disagree the relation is NOT_CHECKED (rule 10).

=========== ============================================== =======================================================
kind        roles                                          holds when
=========== ============================================== =======================================================
restatement any, their statements are pooled               all statements can be true at once (rule 9)
sum         whole, part…                                   weighted parts add up to the whole (rules 10 and 11)
total100    part…                                          the shares add up to 100% (rule 12)
share       share, and part or whole or both               part / whole = share (rules 6 and 13)
change      old, new, change                               new - old = change (rule 14)
points      old, new, points (percentages)                 new - old = points, in percentage points
growth      old, new, growth (%) or multiple ("tripled")   new / old - 1 = growth; new / old = multiple
count       stated, item…                                  as many are listed as are announced (rule 17)
span        first, last, [every], and one of stated,       stated, edition: (last - first) / every + 1;
            edition, elapsed, lasting, age                 elapsed: last - first; lasting: either; age: elapsed or
                                                           one less (rule 18)
order       lower…, upper…; or item… in rising order       no lower above an upper (rule 16)
rate        total, number, average                         total / number = average
date        date, weekday; or earlier, later               the date is that day of the week; in that order
=========== ============================================== =======================================================

``Relation.decomposition``
    sum: ``equal``, ``at_most`` (the parts are "of which": together at most the whole) or ``at_least`` (they may
    overlap: together at least the whole); it must be declared. count: ``equal`` (or nothing), or ``at_least``: the
    list is open, so at least as many are announced as are listed. order: ``less``: the lower is below the upper,
    not equal to it. The other kinds have none.
``Member.weight``
    sum, total100: what a part is multiplied by (negative: it is taken off). change, growth, points: 1 for an
    increase, -1 for a decrease that is stated as a positive number, 0 where no direction is stated ("a difference of").
    rate: of the average, how many it is for ("per 100,000"). The other kinds take no weights.
``Member.figure``
    An ``item`` stands for as many listed things as its figure says (usually 1 each, or all of them in one member).
    A date is written as a number: 20220729, 202207 or 2022; a weekday is 1 (Monday) to 7. A percentage is held as
    written (26), a fraction ("one in five") as 0.2 with no unit.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import reduce
from itertools import islice

from factcheck.interval import (
    EVERYTHING,
    POLICY,
    SHARE,
    UPPER_BOUNDS,
    Agreement,
    Figure,
    Interval,
    Policy,
    Verdict,
    absolute,
    add,
    agree,
    clip,
    comparable,
    distance,
    divide,
    growth,
    hard,
    loose,
    meet,
    meet_all,
    point,
    scale,
    soft,
    some_part_gives,
    spread,
    subtract,
    truncated,
    whole_part,
)
from factcheck.model import Finding, Member, Outcome, Relation, Statement
from factcheck.phrases import (
    capital,
    distinct,
    listed,
    ordinal,
    plain_digits,
    show,
    show_date,
    show_figure,
    show_interval,
    show_like,
    show_meaning,
)

__all__ = [
    "KINDS",
    "SEVERITIES",
    "SEVERITY",
    "convert",
    "finding",
    "judge",
    "not_checked",
    "rank",
    "show",
    "show_figure",
    "show_interval",
]

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

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
# How a ratio is scaled to be compared with a figure of this unit; a fraction has none.
_PER = {"%": _HUNDRED, "‰": Decimal(1000)}
_POINTS = "percentage points"
# Quantities of things, which are never negative: "fewer than 10" begins at none.
_AMOUNTS = frozenset({"part", "whole", "old", "new", "total", "number", "item", "lower", "upper"})
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# No traps and a wide range: an odd figure gives an odd result, never an exception.
_MATH = Context(prec=60, rounding=ROUND_HALF_UP, Emin=-(10**15), Emax=10**15, traps=[])
_ROUGH = Context(prec=6, rounding=ROUND_HALF_UP, Emin=-(10**15), Emax=10**15, traps=[])


# ── the front door ──────────────────────────────────────────────────────────────────────────────────


def judge(relation: Relation, policy: Policy = POLICY) -> Outcome:
    """How a relation of any kind comes out. A disagreement is a result; nothing is raised for odd figures."""
    kind = KINDS.get(relation.kind)
    if kind is None:
        return not_checked(f"No kind of relation is called {relation.kind!r}.")
    try:
        return kind(relation, policy)
    except _Unsettled as reason:
        return not_checked(str(reason))


def not_checked(reason: str) -> Outcome:
    """The outcome of a relation that cannot be tested, with the reason as its message."""
    return Outcome(Verdict.NOT_CHECKED, message=reason)


class _Unsettled(Exception):
    """A relation cannot be tested; the text says why. Never leaves this module."""


# ── restatements ────────────────────────────────────────────────────────────────────────────────────


def _restatement(relation: Relation, policy: Policy) -> Outcome:
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
        raise _Unsettled("The figure is stated only once.")
    _demand_one_period([statement for _, statement in told if statement is not None])
    figures = _in_one_unit([figure for figure, _ in told])
    agreement = agree(figures, policy)
    if agreement.verdict is Verdict.NOT_CHECKED:
        raise _Unsettled(f"{listed(distinct(figures))} have units that do not convert.")
    return Outcome(
        agreement.verdict,
        stated=hard(figures[agreement.outliers[0] if agreement.outliers else 0], policy),
        expected=agreement.witness or hard(_rival(figures, agreement), policy),
        arithmetic=_meanings([figure for figure, _ in told], agreement.verdict, policy),
        message=_restated(agreement.verdict, [figure for figure, _ in told]),
        severity=_restatement_severity(agreement.verdict, figures, policy),
        gap=_restatement_gap(agreement.verdict, figures),
        outliers=tuple(s for place in agreement.outliers if (s := told[place][1]) is not None),
    )


def _rival(figures: Sequence[Figure], agreement: Agreement) -> Figure:
    """The first figure that is not the first one's equal; without a majority these two stand for all."""
    return next((figure for figure in figures if figure.numeral != figures[0].numeral), figures[-1])


def _restatement_severity(verdict: Verdict, figures: Sequence[Figure], policy: Policy) -> str:
    """ "Up to" is a promise that events may outdo: where only its bound is broken it is a warning."""
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
    return _in_steps(_MATH.subtract(most.value, least.value), max(least.q, most.q))


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
        interval = (whole_part(interval) or interval) if figure.count else interval
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
        raise _Unsettled(f"The statements are about different periods: {earliest} and {latest}.")


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


# ── what a member means ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Settled:
    """A member whose statements agree: its figure, and what they leave possible in each reading."""

    figure: Figure
    hard: Interval
    loose: Interval
    truncated: Interval
    soft: Interval
    weight: Decimal
    label: str

    @property
    def hedged(self) -> bool:
        return not self.figure.plain and self.figure.hedge != "exactly"

    @property
    def middle(self) -> Decimal:
        """The number to calculate with: of a range its middle."""
        if self.figure.upper is None:
            return self.figure.value
        return _MATH.divide(_MATH.add(self.figure.value, self.figure.upper), 2)

    @property
    def shown(self) -> str:
        return show_figure(self.figure)


_Reading = Callable[[_Settled], Interval]


def _hard(member: _Settled) -> Interval:
    return member.hard


def _loose(member: _Settled) -> Interval:
    return member.loose


def _truncated(member: _Settled) -> Interval:
    return member.truncated


def _soft(member: _Settled) -> Interval:
    return member.soft


def _cancelled(member: _Settled) -> Interval:
    """As ``hard``, but the bound of "up to" binds nobody."""
    return EVERYTHING if member.figure.hedge == "at most" else member.hard


def _settled(member: Member, policy: Policy, unit: str | None = None) -> _Settled:
    """The member as its statements together leave it, in the given unit; raises where they disagree."""
    stated = [statement.figure for statement in member.statements] or [member.figure]
    _, *figures = _in_one_unit([member.figure, *stated], unit)
    agreement = agree(figures, policy)
    if agreement.verdict in (Verdict.CONFLICT, Verdict.HEDGE_CONFLICT, Verdict.NOT_CHECKED):
        raise _Unsettled(f"The statements of {_named(member)} disagree: {listed(distinct(figures))}.")
    readings = {
        name: meet_all([_possible(figure, reading(figure, policy), member.role) for figure in dict.fromkeys(figures)])
        for name, reading in (("hard", hard), ("loose", loose), ("truncated", truncated), ("soft", soft))
    }
    finest = min(figures, key=_coarseness)
    certain = readings["hard"] or readings["loose"] or readings["truncated"] or hard(finest, policy)
    return _Settled(
        finest,
        certain,
        readings["loose"] or certain,
        readings["truncated"] or certain,
        readings["soft"] or certain,
        member.weight,
        member.label,
    )


def _coarseness(figure: Figure) -> tuple[bool, Decimal, Decimal]:
    """Of several statements of one figure the finest is calculated with."""
    return bool(figure.hedge) or figure.upper is not None, figure.q, figure.Q


def _named(member: Member) -> str:
    return f"the {member.role} {member.label}" if member.label else f"the {member.role}"


def _possible(figure: Figure, interval: Interval, role: str) -> Interval:
    """A count is one of the whole numbers, and an amount of things no less than none."""
    if not figure.count:
        return interval
    if role in _AMOUNTS and figure.hedge in UPPER_BOUNDS and figure.value >= 0:
        interval = clip(interval, Interval(Decimal(0), None))
    return whole_part(interval) or interval


def _one(relation: Relation, policy: Policy, *roles: str, unit: str | None = None) -> _Settled:
    """The member in one of these roles; raises where there is none, or more than one."""
    found = [member for member in relation.members if member.role in roles]
    if not found:
        raise _Unsettled(f"The {roles[0]} is not stated.")
    if len(found) > 1:
        raise _Unsettled(f"More than one {roles[0]} is stated.")
    return _settled(found[0], policy, unit)


def _some(relation: Relation, policy: Policy, *roles: str, unit: str | None = None) -> list[_Settled]:
    return [_settled(member, policy, unit) for member in relation.members if member.role in roles]


def _has(relation: Relation, *roles: str) -> bool:
    return any(member.role in roles for member in relation.members)


def _unit(relation: Relation, *roles: str) -> str:
    """The unit that the relation is calculated in: that of the first of these members which has one."""
    units = (member.figure.unit for member in relation.members if member.role in roles)
    return next((unit for unit in units if unit), "")


def _in_one_unit(figures: Sequence[Figure], unit: str | None = None) -> list[Figure]:
    """The figures in one unit; raises where a unit does not convert.

    Whoever made the relation vouches that its figures are about one thing, so two nouns that are
    counted ("stations", "service stations") are no two units.
    """
    if unit is None:
        unit = next((figure.unit for figure in figures if figure.unit), "")
    if all(figure.unit == unit for figure in figures):
        return list(figures)
    return [convert(figure, unit) for figure in figures]


def convert(figure: Figure, unit: str) -> Figure:
    """The figure in another unit of its dimension, its precision scaled along.

    Fractions and percentages convert; a counted noun is dropped; a bare number takes any unit but a percentage.
    """
    if figure.unit == unit:
        return figure
    if not figure.unit and figure.kind == "percent" and unit in _PER:
        return _times(figure, _PER[unit], unit)
    from factcheck.numerals.tables import units

    known = units().canonical
    here, there = known.get(figure.unit), known.get(unit)
    if here is not None and there is not None and here.dimension == there.dimension:
        if here.dimension == "percent" and _POINTS in (figure.unit, unit) and {figure.unit, unit} & _PER.keys():
            raise _Unsettled("Per cent and percentage points are different units.")
        if here.kind not in ("money", "count"):
            return _times(figure, _MATH.divide(here.factor, there.factor), unit)
    if comparable(figure, Figure(Decimal(0), unit, "percent" if unit in _PER else figure.kind)):
        return replace(figure, unit=unit)
    if all(side is None or side.dimension == "count" for side in (here, there)) and figure.kind in _COUNTED:
        return replace(figure, unit=unit)
    one = f"The unit {figure.unit}" if figure.unit else "A number without a unit"
    raise _Unsettled(f"{one} does not convert into {unit or 'a bare number'}.")


_COUNTED = frozenset({"count", "ordinal", "range"})


def _times(figure: Figure, factor: Decimal, unit: str) -> Figure:
    return replace(
        figure,
        value=_MATH.multiply(figure.value, factor),
        unit=unit,
        q=_MATH.multiply(figure.q, factor),
        Q=_MATH.multiply(figure.Q, factor),
        upper=None if figure.upper is None else _MATH.multiply(figure.upper, factor),
        q_upper=None if figure.q_upper is None else _MATH.multiply(figure.q_upper, factor),
    )


# ── stated against expected ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Claim:
    """A stated figure and what follows from its basis.

    ``expect`` works out what follows when each member of the basis is read in a given way, ``middle`` what follows from
    the plain numbers; ``formula`` is the calculation as a person writes it and ``sentence`` says the same in words.
    """

    stated: _Settled
    basis: tuple[_Settled, ...]
    expect: Callable[[_Reading], Interval]
    formula: str
    sentence: str
    conflict: str = ""  # the sentence of a conflict, where it is not "…, but … is stated"
    margin: Decimal | None = None  # how far chance takes a sum of rounded figures (rule 11)
    middle: Decimal | None = None


# In this order: what was rounded, what was cut off, round numbers of the basis read loosely. A relation tries the
# cut before the loose basis: it then has to doubt one figure only, the result (200 of 750 million, "26%").
_READINGS: tuple[tuple[_Reading, _Reading, Verdict], ...] = (
    (_hard, _hard, Verdict.CONSISTENT),
    (_truncated, _hard, Verdict.AGREE_IF_TRUNCATED),
    (_loose, _loose, Verdict.AGREE_IF_ROUNDED),
    (_truncated, _loose, Verdict.AGREE_IF_TRUNCATED),
    (_truncated, _truncated, Verdict.AGREE_IF_TRUNCATED),
)


def _weigh(claim: _Claim) -> Outcome:
    """The outcome of a claim, under the first pair of readings that lets stated and expected meet."""
    expected = claim.expect(_hard)
    if expected == EVERYTHING:
        raise _Unsettled("Nothing follows from the other figures.")
    verdict = next(
        (verdict for stated, basis, verdict in _READINGS if meet(stated(claim.stated), claim.expect(basis))),
        Verdict.CONFLICT,
    )
    strays = verdict is Verdict.CONSISTENT and _strays(claim)
    if strays:
        verdict = Verdict.AGREE_IF_ROUNDED
    elif verdict is Verdict.CONSISTENT and not meet(claim.stated.soft, claim.expect(_soft)):
        verdict = Verdict.LOOSE_HEDGE
    severity = SEVERITY[verdict]
    if verdict is Verdict.CONFLICT and meet(_cancelled(claim.stated), claim.expect(_cancelled)):
        severity = "warning"
    return Outcome(
        verdict,
        stated=claim.stated.hard,
        expected=expected,
        arithmetic=f"{claim.formula}, stated: {claim.stated.shown}",
        message=capital(_told(claim, verdict, strays)),
        severity=severity,
        gap=_in_steps(distance(claim.stated.hard, expected), _step(claim)) if severity else Decimal(0),
    )


def _step(claim: _Claim) -> Decimal:
    return claim.stated.figure.q or max(member.figure.q for member in claim.basis)


def _strays(claim: _Claim) -> bool:
    """Rule 11, second tier: possible, yet further off than rounding errors that fall either way would be."""
    if claim.margin is None or claim.middle is None or any(m.hedged for m in (claim.stated, *claim.basis)):
        return False
    return _MATH.subtract(claim.stated.middle, claim.middle).copy_abs() > claim.margin


def _told(claim: _Claim, verdict: Verdict, strays: bool) -> str:
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


def _in_steps(size: Decimal, step: Decimal) -> Decimal:
    """A distance in units of q; of exact figures, plainly. It only ranks findings, so six digits will do."""
    return _ROUGH.divide(size, step) if step else _ROUGH.plus(size)


# ── sums ────────────────────────────────────────────────────────────────────────────────────────────


def _sum(relation: Relation, policy: Policy) -> Outcome:
    unit = _unit(relation, "whole", "stated", "part")
    whole = _one(relation, policy, "whole", "stated", unit=unit)
    parts = _some(relation, policy, "part", unit=unit)
    if not parts:
        raise _Unsettled("No part is stated.")
    if relation.decomposition not in _DECOMPOSITIONS:
        raise _Unsettled("It is not declared whether the parts are all of the whole (equal, at_most or at_least).")
    return _weigh(_sum_claim(whole, parts, relation.decomposition, "parts"))


def _total100(relation: Relation, policy: Policy) -> Outcome:
    parts = _some(relation, policy, "part", unit="%")
    if len(parts) < 2:
        raise _Unsettled("Fewer than two shares are stated.")
    figure = Figure(_HUNDRED, "%", "percent", "exactly", Decimal(0), Decimal(0))
    whole = _settled(Member("whole", figure), policy)
    whole = replace(whole, figure=replace(figure, hedge=""))
    if relation.decomposition not in ("", *_DECOMPOSITIONS):
        raise _Unsettled(f"No decomposition is called {relation.decomposition!r}.")
    return _weigh(_sum_claim(whole, parts, relation.decomposition or "equal", "shares"))


_DECOMPOSITIONS = {"equal": "", "at_most": "more than", "at_least": "less than"}


def _sum_claim(whole: _Settled, parts: list[_Settled], decomposition: str, noun: str) -> _Claim:
    middle = _MATH.create_decimal(0)
    for part in parts:
        middle = _MATH.add(middle, _MATH.multiply(part.weight, part.middle))
    total = show_like(middle, whole.figure)
    beyond = _DECOMPOSITIONS[decomposition]

    def expect(reading: _Reading) -> Interval:
        summed = add(scale(reading(part), part.weight) for part in parts)
        if decomposition == "at_most":
            return Interval(summed.low, None, low_closed=summed.low_closed)
        if decomposition == "at_least":
            return Interval(None, summed.high, high_closed=summed.high_closed)
        return summed

    steps = [_MATH.multiply(part.weight, part.figure.q) for part in parts]
    sentence = f"The {noun} add up to {total}"
    return _Claim(
        whole,
        tuple(parts),
        expect,
        formula=f"{_added(parts)} = {total}",
        sentence=sentence,
        conflict=f"{sentence}, {f'{beyond} the whole of' if beyond else 'not to'} {whole.shown}.",
        margin=spread((*steps, whole.figure.q)) if decomposition == "equal" else None,
        middle=middle,
    )


def _added(parts: Sequence[_Settled]) -> str:
    """ "47 million + 2 × 10 million - 3 million"."""
    text = ""
    for part in islice(parts, 12):
        factor = "" if part.weight.copy_abs() == 1 else f"{show(part.weight.copy_abs())} × "
        sign = ("-" if part.weight < 0 else "+") if text else ("-" if part.weight < 0 else "")
        text += f" {sign} {factor}{part.shown}" if text else f"{sign}{factor}{part.shown}"
    return text + (f" + {len(parts) - 12} more" if len(parts) > 12 else "")


# ── shares and rates ────────────────────────────────────────────────────────────────────────────────


def _share(relation: Relation, policy: Policy) -> Outcome:
    share = _one(relation, policy, "share", "stated")
    per = _PER.get(share.figure.unit, _ONE)
    within = scale(SHARE, per / _HUNDRED)
    if not meet(share.hard, within):
        return _no_share(share)
    share = replace(
        share,
        hard=clip(share.hard, within),
        loose=clip(share.loose, within),
        truncated=clip(share.truncated, within),
        soft=clip(share.soft, within),
    )
    if _has(relation, "part") and _has(relation, "whole"):
        return _share_of(relation, policy, share, per, within)
    if _has(relation, "part"):
        return _implied_whole(share, _one(relation, policy, "part"), per)
    return _possible_share(share, _one(relation, policy, "whole"), per)


def _no_share(share: _Settled) -> Outcome:
    return Outcome(
        Verdict.CONFLICT,
        stated=share.hard,
        expected=SHARE,
        arithmetic=f"0% ≤ {share.shown} ≤ 100% does not hold",
        message=capital(f"{share.shown} is no share of a whole."),
        severity=SEVERITY[Verdict.CONFLICT],
        gap=_ONE,
    )


def _share_of(relation: Relation, policy: Policy, share: _Settled, per: Decimal, within: Interval) -> Outcome:
    unit = _unit(relation, "whole", "part")
    part, whole = _one(relation, policy, "part", unit=unit), _one(relation, policy, "whole", unit=unit)

    def expect(reading: _Reading) -> Interval:
        return clip(scale(divide(reading(part), reading(whole)), per), within)

    if not whole.middle:
        raise _Unsettled("The whole is zero.")
    shown = show_like(_MATH.multiply(_MATH.divide(part.middle, whole.middle), per), share.figure)
    outcome = _weigh(
        _Claim(
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


_POSSIBLE = (Verdict.CONSISTENT, Verdict.LOOSE_HEDGE)


def _possible_share(share: _Settled, whole: _Settled, per: Decimal) -> Outcome:
    """Without the part: whether any whole number of parts can give the share."""
    if not _is_known(whole):
        raise _Unsettled("The part is not stated, and the whole is no exact count.")
    outcome = Outcome(
        Verdict.CONSISTENT,
        stated=share.hard,
        arithmetic=f"some whole number / {whole.shown} = {share.shown}",
        message=capital(f"Some whole number out of {whole.shown} is {share.shown}."),
    )
    return _grim(outcome, share, whole, per, None)


def _grim(outcome: Outcome, share: _Settled, whole: _Settled, per: Decimal, part: Interval | None) -> Outcome:
    """GRIM (rule 13): of so few things, only certain shares are possible."""
    number = whole.middle

    def possible(interval: Interval) -> bool:
        return some_part_gives(scale(interval, _HUNDRED / per), number, part)

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
        gap=_ONE,
    )


def _nearest_shares(share: _Settled, number: Decimal, per: Decimal) -> str:
    parts = _MATH.divide(_MATH.multiply(share.middle, number), per).to_integral_value(rounding=ROUND_FLOOR)
    below = max(Decimal(0), min(parts, _MATH.subtract(number, 1)))
    return " and ".join(
        f"{show(count)} = {show_like(_MATH.divide(_MATH.multiply(count, per), number), share.figure)}"
        for count in (below, _MATH.add(below, 1))
    )


def _implied_whole(share: _Settled, part: _Settled, per: Decimal) -> Outcome:
    """Without the whole: whether there is a whole number of which the part is that share."""
    if not part.figure.count or part.hedged:
        raise _Unsettled("The whole is not stated.")
    if not share.middle:
        raise _Unsettled("The whole is not stated, and no whole follows from a share of nothing.")
    shown = show_like(_MATH.divide(_MATH.multiply(part.middle, per), share.middle), part.figure)
    for reading, verdict in ((_hard, Verdict.CONSISTENT), (_truncated, Verdict.AGREE_IF_TRUNCATED)):
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
        gap=_ONE,
    )


def _is_known(whole: _Settled) -> bool:
    return whole.figure.count and whole.hard.point is not None and whole.middle > 0


def _rate(relation: Relation, policy: Policy) -> Outcome:
    total, number = _one(relation, policy, "total"), _one(relation, policy, "number")
    average = _ratio(_one(relation, policy, "average", "rate", "stated", unit=_unit_of_rate(relation)), policy)
    if not number.middle:
        raise _Unsettled("The number is zero.")

    def expect(reading: _Reading) -> Interval:
        return scale(divide(reading(total), reading(number)), average.weight)

    result = _MATH.multiply(_MATH.divide(total.middle, number.middle), average.weight)
    shown = show_like(result, average.figure)
    times = "" if average.weight == 1 else f" × {show(average.weight)}"
    return _weigh(
        _Claim(
            average,
            (total, number),
            expect,
            formula=f"{total.shown} / {number.shown}{times} = {shown}",
            sentence=f"{total.shown} divided by {number.shown} is {shown}",
        )
    )


def _ratio(member: _Settled, policy: Policy) -> _Settled:
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
    total, average = _unit(relation, "total"), _unit(relation, "average", "rate", "stated")
    if not total or not average or total == average:
        return None
    from factcheck.numerals.tables import units

    known = units().canonical
    here, there = known.get(average), known.get(total)
    return total if here is not None and there is not None and here.dimension == there.dimension else None


# ── changes ─────────────────────────────────────────────────────────────────────────────────────────


def _change(relation: Relation, policy: Policy) -> Outcome:
    stated = _unit(relation, "change", "stated")
    if stated in _PER:
        return _growth(relation, policy)
    if stated == _POINTS:
        return _points(relation, policy)
    unit = _unit(relation, "old", "new", "change", "stated")
    return _difference(relation, policy, unit, unit)


def _points(relation: Relation, policy: Policy) -> Outcome:
    stated = _unit(relation, "points", "change", "stated")
    if stated in _PER:
        raise _Unsettled("Per cent and percentage points are different units.")
    return _difference(relation, policy, "%", _POINTS if stated else None)


def _difference(relation: Relation, policy: Policy, unit: str, stated_unit: str | None) -> Outcome:
    old, new = _one(relation, policy, "old", unit=unit), _one(relation, policy, "new", unit=unit)
    change = _one(relation, policy, "change", "points", "stated", unit=stated_unit)

    def expect(reading: _Reading) -> Interval:
        return _directed(subtract(reading(new), reading(old)), change.weight)

    difference = _MATH.subtract(new.middle, old.middle)
    shown = show_like(difference, change.figure)
    return _weigh(
        _Claim(
            change,
            (old, new),
            expect,
            formula=f"{new.shown} - {old.shown} = {shown}",
            sentence=_moved(difference, change, old, new),
            conflict=_wrong_direction(difference, change, old, new),
        )
    )


def _growth(relation: Relation, policy: Policy) -> Outcome:
    if _unit(relation, "growth", "change", "stated") == _POINTS:
        return _points(relation, policy)
    unit = _unit(relation, "old", "new")
    old, new = _one(relation, policy, "old", unit=unit), _one(relation, policy, "new", unit=unit)
    if not old.middle:
        raise _Unsettled("Nothing can be said of a growth from zero.")
    if _has(relation, "multiple"):
        return _multiple(_ratio(_one(relation, policy, "multiple"), policy), old, new)
    grown = _one(relation, policy, "growth", "change", "stated")
    per = _PER.get(grown.figure.unit, _ONE)

    def expect(reading: _Reading) -> Interval:
        change = scale(growth(reading(old), reading(new)), per / _HUNDRED)
        return _directed(change, grown.weight)

    ratio = _MATH.multiply(_MATH.subtract(_MATH.divide(new.middle, old.middle), 1), per)
    shown = show_like(ratio, grown.figure)
    outcome = _weigh(
        _Claim(
            grown,
            (old, new),
            expect,
            formula=f"{new.shown} / {old.shown} - 1 = {shown}",
            sentence=_moved(ratio, grown, old, new),
            conflict=_wrong_direction(ratio, grown, old, new),
        )
    )
    points = _directed(subtract(new.hard, old.hard), grown.weight)
    if outcome.verdict is Verdict.CONFLICT and unit == grown.figure.unit == "%" and meet(grown.hard, points):
        hint = f"{grown.shown} is the change in percentage points, not in per cent."
        return replace(outcome, message=capital(hint))
    return outcome


def _multiple(multiple: _Settled, old: _Settled, new: _Settled) -> Outcome:
    shown = show_like(_MATH.divide(new.middle, old.middle), multiple.figure)
    return _weigh(
        _Claim(
            multiple,
            (old, new),
            lambda reading: divide(reading(new), reading(old)),
            formula=f"{new.shown} / {old.shown} = {shown}",
            sentence=f"{new.shown} is {shown} times {old.shown}",
        )
    )


def _directed(change: Interval, weight: Decimal) -> Interval:
    return scale(change, weight) if weight else absolute(change)


def _direction(change: Decimal) -> str:
    return "a decrease" if change < 0 else "an increase" if change else "a change"


def _moved(change: Decimal, stated: _Settled, old: _Settled, new: _Settled) -> str:
    size = show_like(change.copy_abs(), stated.figure)
    return f"From {old.shown} to {new.shown} is {_direction(change)} of {size}"


def _wrong_direction(change: Decimal, stated: _Settled, old: _Settled, new: _Settled) -> str:
    """The sentence for a stated rise where the figures fall, or the reverse; "" where the direction is right."""
    claimed = _MATH.multiply(stated.weight, stated.middle)
    if not claimed or not change or (claimed > 0) == (change > 0):
        return ""
    word = "an increase" if claimed > 0 else "a decrease"
    size = show_figure(replace(stated.figure, value=stated.figure.value.copy_abs(), upper=None))
    return f"From {old.shown} to {new.shown} is {_direction(change)}, but {word} of {size} is stated."


# ── counts, spans, order, dates ─────────────────────────────────────────────────────────────────────


def _count(relation: Relation, policy: Policy) -> Outcome:
    stated = _one(relation, policy, "stated")
    items = _some(relation, policy, "item", "listed")
    if not items:
        raise _Unsettled("Nothing is listed.")
    total = add(item.hard for item in items)
    number = reduce(_MATH.add, (item.middle for item in items), Decimal(0))

    def expect(reading: _Reading) -> Interval:
        if relation.decomposition == "at_least":
            return Interval(total.low, None, low_closed=total.low_closed)
        if relation.decomposition == "at_most":
            return Interval(None, total.high, high_closed=total.high_closed)
        return total

    things = f"{show(number)} {'item is' if number == 1 else 'items are'} listed"
    conflict = f"{things}, but {stated.shown} {'is' if stated.middle == 1 else 'are'} announced."
    return _weigh(_Claim(stated, tuple(items), expect, f"listed: {show(number)}", things, conflict))


def _span(relation: Relation, policy: Policy) -> Outcome:
    role = next((role for role in _SPANS if _has(relation, role)), None)
    if role is None:
        raise _Unsettled("No number of years or editions is stated.")
    stated = _one(relation, policy, role)
    start, finish = _one(relation, policy, "first"), _one(relation, policy, "last", "year")
    first, last = _moment(start, stated.figure.unit), _moment(finish, stated.figure.unit)
    every = _firmly(_one(relation, policy, "every")) if _has(relation, "every") else None
    if every is not None and every.middle <= 0:
        raise _Unsettled("The interval between two editions is not positive.")
    begin, end = _moment_name(start), _moment_name(finish)
    if last.middle < first.middle:
        return _backwards(stated, begin, end)
    count = _SPANS[role]

    def expect(reading: _Reading) -> Interval:
        steps = subtract(reading(last), reading(first))
        return count(steps if every is None else divide(steps, reading(every)))

    steps = _MATH.subtract(last.middle, first.middle)
    inclusive = role in ("stated", "edition")
    formula = f"{end} - {begin}"
    span = f"From {begin} to {end}"
    if every is not None:
        steps = _MATH.divide(steps, every.middle)
        formula = f"({formula}) / {show(every.middle)}"
        span += f", one every {show(every.middle)} years,"
    number = _MATH.add(steps, 1) if inclusive else steps
    shown = show_like(number, stated.figure)
    return _weigh(
        _Claim(
            stated,
            (first, last),
            expect,
            formula=f"{formula}{' + 1' if inclusive else ''} = {shown}",
            sentence=f"{span} the {ordinal(number)} is due" if role == "edition" else f"{span} there are {shown}",
        )
    )


def _inclusive(steps: Interval) -> Interval:
    return add((steps, point(_ONE)))


def _begun(steps: Interval) -> Interval:
    """How many have been held by then: the last one begun counts, the next does not."""
    reached = add((steps, point(_ONE)))
    low = None if reached.low is None else reached.low.to_integral_value(rounding=ROUND_FLOOR)
    high = None if reached.high is None else reached.high.to_integral_value(rounding=ROUND_FLOOR)
    return Interval(low, high)


def _either(steps: Interval) -> Interval:
    return Interval(steps.low, _inclusive(steps).high, steps.low_closed, steps.high_closed)


def _age(steps: Interval) -> Interval:
    return Interval(add((steps, point(-_ONE))).low, steps.high, steps.low_closed, steps.high_closed)


def _elapsed(steps: Interval) -> Interval:
    return steps


_SPANS: dict[str, Callable[[Interval], Interval]] = {
    "edition": _inclusive,
    "stated": _begun,
    "elapsed": _elapsed,
    "lasting": _either,
    "age": _age,
}


def _backwards(stated: _Settled, begin: str, end: str) -> Outcome:
    return Outcome(
        Verdict.CONFLICT,
        stated=stated.hard,
        arithmetic=f"{end} is before {begin}",
        message=f"It ends in {end}, before it begins in {begin}.",
        severity="error",
        gap=_ONE,
    )


def _moment(member: _Settled, unit: str) -> _Settled:
    """A year, or a date as a number of the stated unit: days, weeks, months or, of all else, years."""
    if not _is_date(member.figure):
        return _firmly(member)
    days = _calendar(member.figure.value)
    position = {"days": _day_number, "weeks": _week_number, "months": _month_number}.get(unit, _year_number)
    first, last = position(days[0]), position(days[-1])
    figure = replace(member.figure, value=first, upper=None if first == last else last)
    return _firmly(replace(member, figure=figure, hard=Interval(first, last), soft=Interval(first, last)))


def _firmly(member: _Settled) -> _Settled:
    """A year or an interval of years is meant as it is written: 1900 is no round number."""
    return replace(member, loose=member.hard, truncated=member.hard)


def _moment_name(member: _Settled) -> str:
    return show_date(member.figure.value) if _is_date(member.figure) else plain_digits(member.figure.value)


def _is_date(figure: Figure) -> bool:
    return figure.value >= 10_000 and figure.hedge in ("", "exactly", "range")


def _day_number(day: datetime.date) -> Decimal:
    return Decimal(day.toordinal())


def _week_number(day: datetime.date) -> Decimal:
    return _MATH.divide(Decimal(day.toordinal()), 7)


def _month_number(day: datetime.date) -> Decimal:
    return Decimal(day.year * 12 + day.month)


def _year_number(day: datetime.date) -> Decimal:
    return Decimal(day.year)


def _order(relation: Relation, policy: Policy) -> Outcome:
    unit = _unit(relation, "lower", "upper", "earlier", "later", "item")
    lower = _some(relation, policy, "lower", "earlier", unit=unit)
    upper = _some(relation, policy, "upper", "later", unit=unit)
    items = _some(relation, policy, "item", unit=unit)
    pairs = _rising(items) if items else [(low, high) for low in lower for high in upper]
    if not pairs:
        missing = "lower" if not lower else "upper"
        raise _Unsettled(f"The {missing} figure is not stated." if not items else "Only one figure is stated.")
    outcomes = [_ordered(low, high, relation.decomposition == "less") for low, high in pairs]
    return min(outcomes, key=lambda outcome: (_RANK[outcome.severity], outcome.gap.copy_negate()))


_RANK = {severity: place for place, severity in enumerate((*SEVERITIES, ""))}


def _rising(items: Sequence[_Settled]) -> list[tuple[_Settled, _Settled]]:
    """Each item but the first, after the one among those before it that begins highest."""
    pairs, highest = [], items[0]
    for item in items[1:]:
        pairs.append((highest, item))
        if item.hard.low is not None and (highest.hard.low is None or item.hard.low > highest.hard.low):
            highest = item
    return pairs


def _ordered(low: _Settled, high: _Settled, strictly: bool) -> Outcome:
    allowed = Interval(Decimal(0), None, low_closed=not strictly)
    readings = (
        (_hard, Verdict.CONSISTENT, SEVERITY[Verdict.CONSISTENT]),
        (_loose, Verdict.AGREE_IF_ROUNDED, SEVERITY[Verdict.AGREE_IF_ROUNDED]),
        (_cancelled, Verdict.CONFLICT, "warning"),
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
        gap=_in_steps(distance(room, allowed), max(low.figure.q, high.figure.q)) if severity else Decimal(0),
    )


def _labelled(member: _Settled) -> str:
    return f"{member.label} ({member.shown})" if any(map(str.isalpha, member.label)) else member.shown


def _date(relation: Relation, policy: Policy) -> Outcome:
    if _has(relation, "earlier") or _has(relation, "later"):
        return _succession(_one(relation, policy, "earlier"), _one(relation, policy, "later"))
    date, weekday = _one(relation, policy, "date"), _one(relation, policy, "weekday", "stated")
    days = _calendar(date.figure.value)
    if len(set(days)) > 1 or weekday.middle not in range(1, 8):
        raise _Unsettled("The day is not known.")
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


def _succession(earlier: _Settled, later: _Settled) -> Outcome:
    """Whether the one can have come before the other, or on the same day."""
    begin, end = _calendar(earlier.figure.value)[0], _calendar(later.figure.value)[-1]
    first, second = show_date(earlier.figure.value), show_date(later.figure.value)
    verdict = Verdict.CONSISTENT if begin <= end else Verdict.CONFLICT
    return Outcome(
        verdict,
        stated=point(Decimal(begin.toordinal())),
        expected=Interval(None, Decimal(end.toordinal())),
        arithmetic=f"{first} is {'not after' if begin <= end else 'after'} {second}",
        message=f"{first} is {'not ' if begin <= end else ''}after {second}"
        + ("." if begin <= end else ", which should come later."),
        severity=SEVERITY[verdict],
        gap=Decimal(max(0, (begin - end).days)),
    )


def _calendar(value: Decimal) -> tuple[datetime.date, datetime.date]:
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
        raise _Unsettled(f"There is no date {digits}.") from None


KINDS: dict[str, Callable[[Relation, Policy], Outcome]] = {
    "restatement": _restatement,
    "sum": _sum,
    "total100": _total100,
    "share": _share,
    "change": _change,
    "points": _points,
    "growth": _growth,
    "count": _count,
    "span": _span,
    "order": _order,
    "rate": _rate,
    "date": _date,
}


# ── findings ────────────────────────────────────────────────────────────────────────────────────────


def finding(relation: Relation, outcome: Outcome, check: str) -> Finding:
    """The finding that shows an outcome, with the statements of all members in their order.

    Its id is made of the check and of what the relation is about, never of values or places, so it stays the same when
    figures are corrected or text is inserted elsewhere: the fact's or relation's id; where a linker gave none, the
    documents and the words around the figures.
    """
    outliers = set(map(_place, outcome.outliers))
    statements = tuple(
        replace(statement, outlier=True) if _place(statement) in outliers else statement
        for member in relation.members
        for statement in member.statements
    )
    return Finding(
        id=_identity(relation, check),
        check=check,
        verdict=outcome.verdict,
        severity=outcome.severity,
        message=outcome.message,
        statements=statements,
        confidence=relation.confidence,
        arithmetic=outcome.arithmetic,
        fact=relation.fact,
        relation=relation.relation,
        topic=next((statement.topic for statement in statements if statement.topic), ""),
        stated=outcome.stated,
        expected=outcome.expected,
        reasons=relation.reasons,
        doubts=relation.doubts,
        gap=outcome.gap,
    )


def rank(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by severity, then by gap times confidence, then by document and place.

    Two that share an id, as templates repeated in one document do, are told apart by a number.
    """
    return _told_apart(sorted(findings, key=_weight))


def _weight(finding: Finding) -> tuple[int, float, str, int, str, str]:
    size = min(float(finding.gap), 1e300) * finding.confidence
    first = finding.statements[0] if finding.statements else None
    document, start = (first.document, first.start) if first else ("", 0)
    return _RANK[finding.severity], -size, document, start, finding.check, finding.id


def _told_apart(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    in_text = sorted(findings, key=lambda finding: [(s.document, s.start, s.end) for s in finding.statements])
    seen: dict[str, int] = {}
    names: dict[int, str] = {}
    for one in in_text:
        seen[one.id] = seen.get(one.id, 0) + 1
        names[id(one)] = one.id if seen[one.id] == 1 else f"{one.id}-{seen[one.id]}"
    return tuple(one if names[id(one)] == one.id else replace(one, id=names[id(one)]) for one in findings)


def _place(statement: Statement) -> tuple[str, str, int, int]:
    return statement.document, statement.statement, statement.start, statement.end


def _identity(relation: Relation, check: str) -> str:
    named = relation.fact or relation.relation
    about = [named] if named else sorted(set(_wordings(relation)))
    return hashlib.sha256("\x1f".join((check, *about)).encode()).hexdigest()[:12]


def _wordings(relation: Relation) -> Iterable[str]:
    """For each statement its document, its role and the words around it, without any figure of the relation."""
    said = {word for member in relation.members for s in member.statements for word in _words(s.stated)}
    for member in relation.members:
        for statement in member.statements:
            words = sorted(set(_words(statement.context or statement.topic)) - said)
            yield "\x1e".join((statement.document, member.role, *words))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())
