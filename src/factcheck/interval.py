"""What a figure may mean and when two figures agree: figures in, intervals and verdicts out.

Readings of a figure
    ``strict`` (rounded at its last digit), ``loose`` (rounded at its last non-zero digit),
    ``truncated`` (cut off after its last digit), ``hard`` (outside it is a conflict) and ``soft``
    (outside it the hedge is a strange choice). A plain figure's hard and soft intervals are its
    strict one; a hedged figure's loose and truncated readings are its hard interval.
Verdicts
    ``compare`` judges two figures, ``agree`` any number of them: the worst verdict on any two,
    found without looking at every two, and the statements outside the point that most of them share.
Arithmetic
    ``add``, ``scale``, ``subtract``, ``multiply``, ``divide``, ``growth``, ``absolute``, ``clip``
    carry the open and closed ends of intervals through sums, shares and changes.

A million statements need no figures at all, only four numbers each: ``bounds`` gives the first two
(its docstring says which grouped aggregates prove that a fact's statements agree), q and Q are the others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from enum import StrEnum

_INFINITY = Decimal("Infinity")
_ZERO = Decimal(0)
_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)

# No traps: whatever was read yields a number. Each end is rounded outwards at the thousandth digit, so nothing
# that a person wrote is rounded at all and a hundred thousand digits cannot exhaust the machine.
_DOWN = Context(prec=1000, rounding=ROUND_FLOOR, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
_UP = Context(prec=1000, rounding=ROUND_CEILING, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
# Quotients seldom end; fifty digits are beyond any written precision.
_DOWN_RATIO = Context(prec=50, rounding=ROUND_FLOOR, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
_UP_RATIO = Context(prec=50, rounding=ROUND_CEILING, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])


class Verdict(StrEnum):
    """The outcome of a comparison; the names appear in every machine-readable output."""

    IDENTICAL = "identical"
    CONSISTENT = "consistent"
    AGREE_IF_ROUNDED = "agree_if_rounded"
    AGREE_IF_TRUNCATED = "agree_if_truncated"
    HEDGE_DIFF = "hedge_diff"
    BOUND_DIFF = "bound_diff"
    LOOSE_HEDGE = "loose_hedge"
    HEDGE_CONFLICT = "hedge_conflict"
    CONFLICT = "conflict"
    NOT_CHECKED = "not_checked"


BY_GRAVITY = (
    Verdict.IDENTICAL,
    Verdict.CONSISTENT,
    Verdict.BOUND_DIFF,
    Verdict.HEDGE_DIFF,
    Verdict.LOOSE_HEDGE,
    Verdict.AGREE_IF_ROUNDED,
    Verdict.AGREE_IF_TRUNCATED,
    Verdict.HEDGE_CONFLICT,
    Verdict.CONFLICT,
)

HEDGES = ("exactly", "about", "nearly", "more than", "at least", "less than", "at most", "range")
LOWER_BOUNDS = frozenset({"more than", "at least"})
UPPER_BOUNDS = frozenset({"less than", "at most"})
_CONTINUOUS = frozenset({"money", "percent", "measure"})


@dataclass(frozen=True, slots=True)
class Policy:
    """How generously round and hedged numbers are read. No published norm exists; these are ours.

    ``round_share`` caps the half-width of loose and "about" readings, ``nearly_share`` how far below
    its numeral "nearly" may lie, ``bound_share`` how far beyond its numeral a bound is still a natural
    choice. Each is a fraction of the value.
    """

    round_share: Decimal = Decimal("0.05")
    nearly_share: Decimal = Decimal("0.10")
    bound_share: Decimal = Decimal("0.25")


POLICY = Policy()


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit, hedge and written precision; it means an interval.

    ``value`` is scaled (41.15 million is 41150000). A range holds its lower end in ``value`` and its
    upper end in ``upper``. ``q`` is the written precision (place value of the last written digit),
    ``Q`` the round precision (place value of the last non-zero digit), both scaled; ``q_upper`` is
    that of the upper end. ``loose`` says that the number was written without a decimal point and
    ends in two or more zeros (rule 4). ``kind`` is one of count, money, percent, duration, ordinal,
    date, measure, range; ``hedge`` a class of the specification or "". ``outright`` says that the
    precision was given, not read from the digits (rule 8; ``with_precision`` sets it). A percentage
    is held as it is written: 26% is 26.
    """

    value: Decimal
    unit: str = ""
    kind: str = "count"
    hedge: str = ""
    q: Decimal = Decimal(1)
    Q: Decimal = Decimal(1)
    loose: bool = False
    upper: Decimal | None = None
    q_upper: Decimal | None = None
    outright: bool = False

    def __post_init__(self) -> None:
        for number in (self.value, self.q, self.Q, self.upper, self.q_upper):
            if number is not None and not number.is_finite():
                raise ValueError(f"{number} is not a figure")
        if self.q < 0 or self.Q < 0:
            raise ValueError("a precision is never negative")
        if self.hedge and self.hedge not in HEDGES:
            raise ValueError(f"{self.hedge!r} is no hedge; the hedges are {', '.join(HEDGES)}")
        if self.upper is not None and self.upper < self.value:
            raise ValueError(f"the range ends ({self.upper}) before it begins ({self.value})")

    @property
    def plain(self) -> bool:
        """No hedge and no range: it means its rounding interval."""
        return not self.hedge and self.upper is None

    @property
    def count(self) -> bool:
        """A count of things, so that whatever agrees with it must be a whole number (rule 7).

        Years and hours run on between the whole ones, so a hedged duration is none ("more than 20
        years" may be 20 and a half); a plain one is spoken in whole units (20 years are not 19).
        What is written to a fraction of one (82.0), or given less finely than to one, is none either.
        """
        if self.kind in _CONTINUOUS or self.unit == "%" or (self.kind == "duration" and self.hedge):
            return False
        if (self.q < 1 and (self.q or self.hedge not in ("", "exactly"))) or (self.outright and self.q > 1):
            return False
        return _is_whole(self.value) and (self.upper is None or _is_whole(self.upper))

    @property
    def numeral(self) -> tuple[Decimal, Decimal | None]:
        """What "the same numeral" compares: the value, of a range both ends; not how they are written."""
        return self.value, self.upper

    @property
    def ends(self) -> tuple[Figure, Figure]:
        """The lower and the upper end of a range, each as a plain figure; of any other figure twice itself."""
        if self.upper is None:
            return self, self
        kind = "measure" if self.kind == "range" else self.kind
        lower = replace(self, kind=kind, hedge="", upper=None, q_upper=None)
        q = self.q if self.q_upper is None else self.q_upper
        return lower, replace(lower, value=self.upper, q=q, Q=q)


@dataclass(frozen=True, slots=True)
class Interval:
    """A connected, non-empty set of numbers; an end that is ``None`` is unbounded (and open)."""

    low: Decimal | None
    high: Decimal | None
    low_closed: bool = True
    high_closed: bool = True

    def __post_init__(self) -> None:
        low, high = self.low, self.high
        if low is None:
            object.__setattr__(self, "low_closed", False)
        elif not low.is_finite():
            raise ValueError(f"{low} is no end of an interval")
        if high is None:
            object.__setattr__(self, "high_closed", False)
        elif not high.is_finite():
            raise ValueError(f"{high} is no end of an interval")
        if low is None or high is None:
            return
        if low > high or (low == high and not (self.low_closed and self.high_closed)):
            raise ValueError(f"no number lies between {low} and {high}")

    @property
    def point(self) -> Decimal | None:
        """The only number in it, if there is only one."""
        return self.low if self.low is not None and self.low == self.high else None

    def __contains__(self, number: Decimal) -> bool:
        return _low_mark(self) <= (number, 0) <= _high_mark(self)


EVERYTHING = Interval(None, None)
SHARE = Interval(_ZERO, _HUNDRED)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many figures agree: the worst verdict on any two, and who stands apart.

    ``outliers`` are the places (in the order given) of the figures outside the point that most of
    them share, empty where all share one or where two points are shared by equally many.
    ``witness`` is what the others have in common, if anything.
    """

    verdict: Verdict
    outliers: tuple[int, ...] = ()
    witness: Interval | None = None


# ── what a figure may mean ──────────────────────────────────────────────────────────────────────────


def point(value: Decimal) -> Interval:
    """The interval that holds one number."""
    return Interval(value, value)


def with_precision(figure: Figure, precision: Decimal | None) -> Figure:
    """The figure with its precision given outright (rule 8); ``None`` means exact.

    Then the digits no longer tell how it was rounded: no loose reading, no truncation, and any two
    plain figures of one given precision are written alike (rule 5). A hedge keeps the width that its
    round numeral gives it, and what is hedged is never exact.
    """
    q = precision if precision is not None else _ZERO if figure.hedge in ("", "exactly", "range") else figure.q
    return replace(
        figure,
        q=q,
        Q=q if figure.plain else max(q, figure.Q),
        q_upper=None if figure.upper is None else q,
        loose=False,
        outright=True,
    )


def strict(figure: Figure) -> Interval:
    """The numbers that round to the figure as written, both ends included (rule 3), whatever its hedge."""
    if figure.hedge == "exactly" and figure.upper is None:
        return point(figure.value)
    low = _DOWN.subtract(figure.value, _UP.multiply(figure.q, _HALF))
    top, q = _top(figure)
    return Interval(low, _UP.add(top, _UP.multiply(q, _HALF)))


def loose(figure: Figure, policy: Policy = POLICY) -> Interval:
    """The figure read as rounded at its last non-zero digit (rule 4); where rule 4 is silent, ``hard``."""
    if not figure.loose or figure.outright or not figure.plain:
        return hard(figure, policy)
    return _around(figure, _round_width(figure.value, _UP.multiply(figure.q, _HALF), figure.Q, policy))


def truncated(figure: Figure, policy: Policy = POLICY) -> Interval:
    """The numbers that are cut off to the figure as written (rule 6); of any but a plain figure, ``hard``.

    Digits are cut towards zero: -26 stands for -27 (excluded) to -26.
    """
    if figure.outright or not figure.plain or not figure.q:
        return hard(figure, policy)
    if figure.value < 0:
        return Interval(_DOWN.subtract(figure.value, figure.q), figure.value, low_closed=False)
    return Interval(figure.value, _UP.add(figure.value, figure.q), high_closed=False)


def hard(figure: Figure, policy: Policy = POLICY) -> Interval:
    """What the figure with its hedge can mean at all; outside it is a conflict."""
    return _HARD.get(figure.hedge, _plain)(figure, policy)


def soft(figure: Figure, policy: Policy = POLICY) -> Interval:
    """What the figure with its hedge would naturally mean; outside it the hedge is a strange choice."""
    return _SOFT.get(figure.hedge, _HARD.get(figure.hedge, _plain))(figure, policy)


def _plain(figure: Figure, policy: Policy) -> Interval:
    return strict(figure)


def _about(figure: Figure, policy: Policy) -> Interval:
    return _around(figure, _round_width(figure.value, figure.q, figure.Q, policy))


def _about_softly(figure: Figure, policy: Policy) -> Interval:
    return _around(figure, _round_width(figure.value, _UP.multiply(figure.q, _HALF), figure.Q, policy))


def _nearly(figure: Figure, policy: Policy) -> Interval:
    return _short_of(figure, _width(figure.value, figure.q, figure.Q, policy.nearly_share))


def _nearly_softly(figure: Figure, policy: Policy) -> Interval:
    return _short_of(figure, _UP.multiply(_width(figure.value, figure.q, figure.Q, policy.nearly_share), _HALF))


def _short_of(figure: Figure, width: Decimal) -> Interval:
    top, _ = _top(figure)
    low = _DOWN.subtract(figure.value, width)
    return Interval(low if low < top else None, top, high_closed=False)


def _above(figure: Figure, policy: Policy) -> Interval:
    return Interval(figure.value, None, low_closed=figure.hedge == "at least")


def _above_softly(figure: Figure, policy: Policy) -> Interval:
    top, q = _top(figure)
    cap = _UP.add(top, _width(top, q, figure.Q, policy.bound_share))
    if cap == figure.value:
        return _above(figure, policy)
    return Interval(figure.value, cap, low_closed=figure.hedge == "at least")


def _below(figure: Figure, policy: Policy) -> Interval:
    top, _ = _top(figure)
    return Interval(None, top, high_closed=figure.hedge == "at most")


def _below_softly(figure: Figure, policy: Policy) -> Interval:
    top, _ = _top(figure)
    cap = _DOWN.subtract(figure.value, _width(figure.value, figure.q, figure.Q, policy.bound_share))
    if cap == top:
        return _below(figure, policy)
    return Interval(cap, top, high_closed=figure.hedge == "at most")


_Reading = Callable[[Figure, Policy], Interval]
_HARD: dict[str, _Reading] = {
    "about": _about,
    "nearly": _nearly,
    "more than": _above,
    "at least": _above,
    "less than": _below,
    "at most": _below,
}
_SOFT: dict[str, _Reading] = {
    "about": _about_softly,
    "nearly": _nearly_softly,
    "more than": _above_softly,
    "at least": _above_softly,
    "less than": _below_softly,
    "at most": _below_softly,
}


def _top(figure: Figure) -> tuple[Decimal, Decimal]:
    """The upper end and its precision: of a range its end, of all else the figure itself."""
    if figure.upper is None:
        return figure.value, figure.q
    return figure.upper, figure.q if figure.q_upper is None else figure.q_upper


def _around(figure: Figure, width: Decimal) -> Interval:
    top, _ = _top(figure)
    return Interval(_DOWN.subtract(figure.value, width), _UP.add(top, width))


def _round_width(value: Decimal, least: Decimal, step: Decimal, policy: Policy) -> Decimal:
    return _width(value, least, _UP.multiply(step, _HALF), policy.round_share)


def _width(value: Decimal, least: Decimal, step: Decimal, share: Decimal) -> Decimal:
    """As wide as the round step, yet no more than a share of the value and no less than what was written."""
    return max(least, min(step, _UP.multiply(value.copy_abs(), share)))


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


# ── sets of numbers ─────────────────────────────────────────────────────────────────────────────────

# An end of an interval as a sortable mark: just before (-1), at (0) or just after (1) a number.
_Mark = tuple[Decimal, int]
_NEVER_BEGINS: _Mark = (_INFINITY, 2)
_NEVER_ENDS: _Mark = (-_INFINITY, -2)


def meet(a: Interval, b: Interval, whole: bool = False) -> Interval | None:
    """What two intervals have in common, or ``None``; with ``whole``, unless it holds no whole number."""
    low, high = max(_low_mark(a), _low_mark(b)), min(_high_mark(a), _high_mark(b))
    common = _between(low, high)
    if whole and common is not None and whole_part(common) is None:
        return None
    return common


def meet_all(intervals: Iterable[Interval]) -> Interval | None:
    """What all of them have in common, or ``None``; everything, if there are none."""
    low, high = _low_mark(EVERYTHING), _high_mark(EVERYTHING)
    for interval in intervals:
        low, high = max(low, _low_mark(interval)), min(high, _high_mark(interval))
    return _between(low, high)


def whole_part(interval: Interval) -> Interval | None:
    """From the first to the last whole number in it, or ``None`` where it holds none."""
    low, high = _whole_marks(interval)
    return _between(low, high)


def distance(a: Interval, b: Interval) -> Decimal:
    """How far apart two intervals lie; nothing where they meet or touch."""
    low, high = max(_low_mark(a), _low_mark(b))[0], min(_high_mark(a), _high_mark(b))[0]
    return _UP.subtract(low, high) if low > high else _ZERO


def _low_mark(interval: Interval) -> _Mark:
    if interval.low is None:
        return -_INFINITY, 0
    return interval.low, 0 if interval.low_closed else 1


def _high_mark(interval: Interval) -> _Mark:
    if interval.high is None:
        return _INFINITY, 0
    return interval.high, 0 if interval.high_closed else -1


def _whole_marks(interval: Interval) -> tuple[_Mark, _Mark]:
    """The marks of its first and last whole number; marks that meet nothing where it holds none."""
    (low, after), (high, before) = _low_mark(interval), _high_mark(interval)
    if low.is_finite():
        first = low.to_integral_value(ROUND_CEILING)
        low = _UP.add(first, 1) if after and first == low else first
    if high.is_finite():
        last = high.to_integral_value(ROUND_FLOOR)
        high = _DOWN.subtract(last, 1) if before and last == high else last
    return ((low, 0), (high, 0)) if low <= high else (_NEVER_BEGINS, _NEVER_ENDS)


def _between(low: _Mark, high: _Mark) -> Interval | None:
    if low > high:
        return None
    return Interval(
        low[0] if low[0].is_finite() else None,
        high[0] if high[0].is_finite() else None,
        low_closed=low[1] == 0,
        high_closed=high[1] == 0,
    )


# ── two figures ─────────────────────────────────────────────────────────────────────────────────────


def comparable(a: Figure, b: Figure) -> bool:
    """Whether two figures are of one unit. A bare number is of any, except that it is no percentage."""
    if a.unit == b.unit:
        return True
    if a.unit and b.unit:
        return False
    return "percent" not in (a.kind, b.kind) and "%" not in (a.unit, b.unit)


def compare(a: Figure, b: Figure, policy: Policy = POLICY) -> Verdict:
    """The verdict on two statements of one fact, in the order that the specification gives. Symmetric."""
    if not comparable(a, b):
        return Verdict.NOT_CHECKED
    if _unhedged(a) and _unhedged(b):
        return _compare_plain(a, b, policy)
    return _compare_hedged(a, b, policy)


def _unhedged(figure: Figure) -> bool:
    return figure.upper is None and figure.hedge in ("", "exactly")


def _compare_plain(a: Figure, b: Figure, policy: Policy) -> Verdict:
    if a.value == b.value and a.q == b.q:
        return Verdict.IDENTICAL
    if a.plain and b.plain and (a.q, a.Q) == (b.q, b.Q) and a.value != b.value:
        return Verdict.CONFLICT
    whole = a.count and b.count
    if meet(strict(a), strict(b), whole):
        return Verdict.CONSISTENT
    if meet(loose(a, policy), loose(b, policy), whole):
        return Verdict.AGREE_IF_ROUNDED
    if meet(truncated(a, policy), truncated(b, policy), whole):
        return Verdict.AGREE_IF_TRUNCATED
    return Verdict.CONFLICT


def _compare_hedged(a: Figure, b: Figure, policy: Policy) -> Verdict:
    whole, same = a.count and b.count, a.numeral == b.numeral
    if not meet(hard(a, policy), hard(b, policy), whole):
        if meet(loose(a, policy), loose(b, policy), whole):
            return Verdict.HEDGE_DIFF if same else Verdict.AGREE_IF_ROUNDED
        return Verdict.HEDGE_CONFLICT if same else Verdict.CONFLICT
    if same:
        return Verdict.IDENTICAL if a.hedge == b.hedge else Verdict.HEDGE_DIFF
    if {a.hedge, b.hedge} <= LOWER_BOUNDS or {a.hedge, b.hedge} <= UPPER_BOUNDS:
        return Verdict.BOUND_DIFF
    return Verdict.CONSISTENT if meet(soft(a, policy), soft(b, policy), whole) else Verdict.LOOSE_HEDGE


# ── many figures ────────────────────────────────────────────────────────────────────────────────────


def agree(figures: Sequence[Figure], policy: Policy = POLICY) -> Agreement:
    """The verdict on many statements of one fact (rule 9), in n log n steps.

    The verdict is the worst that ``compare`` gives on any two of them, so no third figure ever masks
    a conflict. Intervals on a line that meet two by two have a common point, so where no two
    conflict all statements share one. One figure agrees with itself; none at all are not checked.
    """
    distinct = tuple(dict.fromkeys(figures))
    if not distinct or not _one_unit(distinct):
        return Agreement(Verdict.NOT_CHECKED)
    verdict = _worst(distinct, policy)
    if verdict in (Verdict.CONFLICT, Verdict.HEDGE_CONFLICT):
        outliers, witness = _sweep(figures, policy)
        return Agreement(verdict, outliers, witness)
    return Agreement(verdict, (), _common(distinct, policy))


def _one_unit(figures: Sequence[Figure]) -> bool:
    return all(comparable(figures[0], other) for other in figures) and (
        len({figure.unit for figure in figures if figure.unit}) < 2
    )


def _common(figures: Sequence[Figure], policy: Policy) -> Interval | None:
    for reading in (hard, loose, truncated):
        common = meet_all(reading(figure, policy) for figure in figures)
        if common is not None:
            return common
    return None


def _worst(figures: Sequence[Figure], policy: Policy) -> Verdict:
    """The worst verdict on any two distinct figures.

    Two with one numeral are compared directly: only hedge and precision can tell them apart, so they
    are few. For two with different numerals it is enough to know who lies apart in which reading.
    """
    if len(figures) == 1:
        return Verdict.IDENTICAL
    if len(figures) == 2:
        return compare(figures[0], figures[1], policy)
    across = _worst_across(figures, policy)
    if across is Verdict.CONFLICT:
        return across
    return max((across, *_within_numerals(figures, policy)), key=BY_GRAVITY.index)


def _within_numerals(figures: Sequence[Figure], policy: Policy) -> Iterable[Verdict]:
    groups: dict[tuple[Decimal, Decimal | None], list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.numeral, []).append(figure)
    for group in groups.values():
        for place, figure in enumerate(group):
            for other in group[:place]:
                yield compare(figure, other, policy)


def _worst_across(figures: Sequence[Figure], policy: Policy) -> Verdict:
    plain = [figure for figure in figures if _unhedged(figure)]
    hedged = [figure for figure in figures if not _unhedged(figure)]
    looses = {id(figure): loose(figure, policy) for figure in figures}
    hards = {id(figure): hard(figure, policy) for figure in figures}
    if _written_alike_but_different(plain) or _torn(plain, looses, policy):
        return Verdict.CONFLICT
    if _apart(hedged, hedged, hards) or _apart(hedged, plain, looses):
        return Verdict.CONFLICT
    if _apart(plain, plain, looses):
        return Verdict.AGREE_IF_TRUNCATED
    if _apart(plain, plain, hards) or _apart(hedged, plain, hards):
        return Verdict.AGREE_IF_ROUNDED
    lower = [figure for figure in hedged if figure.hedge in LOWER_BOUNDS]
    upper = [figure for figure in hedged if figure.hedge in UPPER_BOUNDS]
    other = [figure for figure in hedged if figure.hedge not in LOWER_BOUNDS | UPPER_BOUNDS]
    softs = {id(figure): soft(figure, policy) for figure in figures}
    rivals = ((lower, upper), (lower + upper, other + plain), (other, other + plain))
    if any(_apart(some, others, softs) for some, others in rivals):
        return Verdict.LOOSE_HEDGE
    if any(len({figure.numeral for figure in bounds_}) > 1 for bounds_ in (lower, upper)):
        return Verdict.BOUND_DIFF
    return Verdict.IDENTICAL if len({figure.numeral for figure in figures}) == 1 else Verdict.CONSISTENT


def _written_alike_but_different(plain: Sequence[Figure]) -> bool:
    """Rule 5: two plain figures of equal (q, Q) with different values."""
    values: dict[tuple[Decimal, Decimal], Decimal] = {}
    return any(values.setdefault((f.q, f.Q), f.value) != f.value for f in plain if f.plain)


def _apart(some: Sequence[Figure], others: Sequence[Figure], reading: dict[int, Interval]) -> bool:
    """Whether any of some and any of others, of different numerals, have nothing in common."""
    counts, other_counts = [f for f in some if f.count], [f for f in others if f.count]
    return _ends_before(some, others, reading, _marks) or _ends_before(counts, other_counts, reading, _whole_marks)


def _marks(interval: Interval) -> tuple[_Mark, _Mark]:
    return _low_mark(interval), _high_mark(interval)


def _ends_before(
    some: Sequence[Figure],
    others: Sequence[Figure],
    reading: dict[int, Interval],
    marks: Callable[[Interval], tuple[_Mark, _Mark]],
) -> bool:
    """The two outermost ends of different numerals on either side decide it."""
    ends = [(*marks(reading[id(figure)]), figure.numeral) for figure in some]
    other_ends = ends if some is others else [(*marks(reading[id(figure)]), figure.numeral) for figure in others]
    return any(
        low > high and numeral != other
        for left, right in ((ends, other_ends), (other_ends, ends))
        for low, numeral in _outermost(((low, numeral) for low, _, numeral in left), max)
        for high, other in _outermost(((high, numeral) for _, high, numeral in right), min)
    )


_Numeral = tuple[Decimal, Decimal | None]


def _outermost(ends: Iterable[tuple[_Mark, _Numeral]], pick: Callable[..., _Mark]) -> list[tuple[_Mark, _Numeral]]:
    """The outermost end, and the outermost of those with another numeral."""
    by_numeral: dict[_Numeral, _Mark] = {}
    for mark, numeral in ends:
        by_numeral[numeral] = pick(mark, by_numeral.get(numeral, mark))
    first = pick(by_numeral.values(), default=None)
    if first is None:
        return []
    best = next(numeral for numeral, mark in by_numeral.items() if mark == first)
    rest = {numeral: mark for numeral, mark in by_numeral.items() if numeral != best}
    if not rest:
        return [(first, best)]
    second = pick(rest.values())
    return [(first, best), (second, next(numeral for numeral, mark in rest.items() if mark == second))]


def _torn(plain: Sequence[Figure], looses: dict[int, Interval], policy: Policy) -> bool:
    """Whether two figures lie apart in the loose reading and in the truncated one as well.

    Both must hold for the same two, so the smaller are passed in the order in which their loose
    readings end, remembering the earliest end of a truncated one.
    """
    cut = {id(figure): _marks(truncated(figure, policy)) for figure in plain}
    for family, marks in ((plain, _marks), ([f for f in plain if f.count], _whole_marks)):
        read = {id(figure): marks(looses[id(figure)]) for figure in family}
        ending = sorted(family, key=lambda figure: read[id(figure)][1])
        beginning = sorted(family, key=lambda figure: read[id(figure)][0])
        passed, earliest = 0, _NEVER_BEGINS
        for figure in beginning:
            while read[id(ending[passed])][1] < read[id(figure)][0]:
                earliest = min(earliest, cut[id(ending[passed])][1])
                passed += 1
            if earliest < cut[id(figure)][0]:
                return True
    return False


@dataclass(slots=True)
class _Tally:
    """Of the statements that cover a point, how many can be true at once.

    Of plain figures written alike only those of one value count (rule 5), so each way of writing
    keeps how often each value stands and how many values stand that often.
    """

    score: int
    contested: int  # ways of writing in which two values are equally frequent
    standing: dict[tuple[Decimal, Decimal], Counter[Decimal]]
    frequency: dict[tuple[Decimal, Decimal], Counter[int]]
    most: dict[tuple[Decimal, Decimal], int]

    def move(self, figure: Figure, step: int) -> None:
        """A statement begins (+1) or ceases (-1) to cover the point."""
        if not figure.plain:
            self.score += step
            return
        key = (figure.q, figure.Q)
        standing, frequency = self.standing.setdefault(key, Counter()), self.frequency.setdefault(key, Counter())
        most = self.most.get(key, 0)
        self.contested -= self._is_contested(key, most)
        before = standing[figure.value]
        after = standing[figure.value] = before + step
        frequency[before] -= 1
        frequency[after] += 1
        now = max(most, after) if step > 0 else most - (not frequency[most])
        self.most[key] = now
        self.score += now - most
        self.contested += self._is_contested(key, now)

    def _is_contested(self, key: tuple[Decimal, Decimal], most: int) -> bool:
        return self.frequency[key][most] > 1


def _sweep(figures: Sequence[Figure], policy: Policy) -> tuple[tuple[int, ...], Interval | None]:
    """Who stands outside the point that most statements share, and what the others have in common.

    A tie names nobody. Round numbers are read loosely here: 200 million stands with 203 million against
    186 million.
    """
    marks = _whole_marks if all(figure.count for figure in figures) else _marks
    spans = [marks(loose(figure, policy)) for figure in figures]
    events = sorted(
        [(low, 0, place) for place, (low, _) in enumerate(spans)]
        + [(high, 1, place) for place, (_, high) in enumerate(spans)]
    )
    tally = _Tally(0, 0, {}, {}, {})
    best, where, tie, left = 0, events[0][0], False, False
    for mark, ending, place in events:
        before = tally.score
        tally.move(figures[place], -1 if ending else 1)
        if tally.score > best:
            best, where, tie, left = tally.score, mark, tally.contested > 0, False
        elif tally.score == best:
            tie = tie or left or tally.contested > 0
        elif tally.score < before == best:
            left = True
    if tie:
        return (), None
    return _outside(figures, spans, where)


def _outside(
    figures: Sequence[Figure], spans: Sequence[tuple[_Mark, _Mark]], where: _Mark
) -> tuple[tuple[int, ...], Interval | None]:
    covering = [place for place, (low, high) in enumerate(spans) if low <= where <= high]
    standing: dict[tuple[Decimal, Decimal], Counter[Decimal]] = {}
    for figure in (figures[place] for place in covering if figures[place].plain):
        standing.setdefault((figure.q, figure.Q), Counter())[figure.value] += 1
    believed = {key: max(values, key=lambda value: values[value]) for key, values in standing.items()}
    inside = {
        place
        for place in covering
        if not figures[place].plain or believed[figures[place].q, figures[place].Q] == figures[place].value
    }
    outliers = tuple(place for place in range(len(figures)) if place not in inside)
    low, high = max(spans[place][0] for place in inside), min(spans[place][1] for place in inside)
    return outliers, _between(low, high)


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────


def bounds(figure: Figure, policy: Policy = POLICY) -> tuple[float, float]:
    """The hard interval as two plain numbers for the columns of a table, infinite where unbounded.

    They are chosen so that grouped aggregates prove agreement. The statements of a fact agree (no
    verdict above info) if, over the fact, max(low) <= min(high); and this suffices where every plain value is a
    whole multiple of its q, as all written figures are. Where a precision was given outright
    (``Figure.outright``) a second condition is needed: no two values within one (fact, q, Q).
    A fact that fails is a candidate, not yet a disagreement: ``agree`` has the last word on the few.

    To that end the numbers lie strictly inside the interval: its ends rounded inwards to the next
    float, the open ends of hedges and the ends of plain figures left out (so that 26 and 27, which touch, are
    candidates), a count narrowed to its whole numbers. Only exact values that differ by less than one part in
    10^16 escape.
    """
    interval = hard(figure, policy)
    if interval.point is not None:
        return float(interval.point), float(interval.point)
    if figure.plain:
        interval = replace(interval, low_closed=False, high_closed=False)
    low, high = _whole_marks(interval) if figure.count else _marks(interval)
    return _float_from(low), _float_to(high)


def _float_from(low: _Mark) -> float:
    number = float(low[0])
    if low[0].is_infinite():
        return number
    return math.nextafter(number, math.inf) if Decimal(number) < low[0] or low[1] else number


def _float_to(high: _Mark) -> float:
    number = float(high[0])
    if high[0].is_infinite():
        return number
    return math.nextafter(number, -math.inf) if Decimal(number) > high[0] or high[1] else number


# ── arithmetic ──────────────────────────────────────────────────────────────────────────────────────


def scale(interval: Interval, weight: Decimal) -> Interval:
    """The interval times a number; a negative one swaps the ends and whether they belong to it."""
    if not weight:
        return point(_ZERO)
    low, high = interval.low, interval.high
    if weight > 0:
        return Interval(
            None if low is None else _DOWN.multiply(low, weight),
            None if high is None else _UP.multiply(high, weight),
            interval.low_closed,
            interval.high_closed,
        )
    return Interval(
        None if high is None else _DOWN.multiply(high, weight),
        None if low is None else _UP.multiply(low, weight),
        interval.high_closed,
        interval.low_closed,
    )


def add(intervals: Iterable[Interval]) -> Interval:
    """The sum of all (nothing: zero); an end belongs to it where that end belongs to each (rule 10)."""
    low: Decimal | None = _ZERO
    high: Decimal | None = _ZERO
    low_closed = high_closed = True
    for interval in intervals:
        low = None if low is None or interval.low is None else _DOWN.add(low, interval.low)
        high = None if high is None or interval.high is None else _UP.add(high, interval.high)
        low_closed, high_closed = low_closed and interval.low_closed, high_closed and interval.high_closed
    return Interval(low, high, low_closed, high_closed)


def subtract(a: Interval, b: Interval) -> Interval:
    """[lo_a - hi_b, hi_a - lo_b] (rule 14)."""
    return add((a, scale(b, Decimal(-1))))


def multiply(a: Interval, b: Interval) -> Interval:
    """The product; its ends are the outermost products of the ends."""
    return _hull(_product(x, y) for x in _ends(a) for y in _ends(b))


def divide(a: Interval, b: Interval) -> Interval:
    """The quotient, rounded outwards; everything, where the divisor may be zero on either side."""
    (low, _), (high, _) = _low_mark(b), _high_mark(b)
    if low < 0 < high or low == high == 0:
        return EVERYTHING
    return _hull(_quotient(x, y, 1 if low >= 0 else -1) for x in _ends(a) for y in _ends(b))


def growth(old: Interval, new: Interval) -> Interval:
    """How much larger the new is than the old, in per cent of the old (rule 14)."""
    ratio = divide(new, old)
    return scale(add((ratio, point(Decimal(-1)))), _HUNDRED)


def absolute(interval: Interval) -> Interval:
    """The size without its sign: smallest at zero where zero lies inside, not at an end (rule 15)."""
    low, high = interval.low, interval.high
    if low is not None and low >= 0:
        return interval
    mirrored = scale(interval, Decimal(-1))
    if high is not None and high <= 0:
        return mirrored
    furthest = max(_high_mark(interval), _high_mark(mirrored))
    return Interval(_ZERO, furthest[0] if furthest[0].is_finite() else None, high_closed=furthest[1] == 0)


def clip(interval: Interval, within: Interval) -> Interval:
    """The part of it that is possible (a share lies in 0..100%); the whole of it, where none is."""
    return meet(interval, within) or interval


def spread(steps: Iterable[Decimal]) -> Decimal:
    """How far a sum of rounded figures strays by chance: three standard deviations (rule 11).

    Each rounding error is uniform over its step q, so for n parts and a whole of one step it is
    3 * sqrt((n + 1) / 12) * q.
    """
    variance = sum((_UP_RATIO.multiply(step, step) for step in steps), _ZERO)
    return _UP_RATIO.multiply(3, _UP_RATIO.sqrt(_UP_RATIO.divide(variance, 12)))


def some_part_gives(share: Interval, whole: Decimal, part: Interval | None = None) -> bool:
    """Whether any whole number of parts out of ``whole`` is that share, in per cent (GRIM, rule 13)."""
    parts = scale(share, _UP_RATIO.divide(whole, _HUNDRED))
    possible = meet(parts, part or Interval(_ZERO, whole))
    return possible is not None and whole_part(possible) is not None


# An end in a product: its number, possibly infinite, and whether it belongs to the interval.
_End = tuple[Decimal, bool]


def _ends(interval: Interval) -> tuple[_End, _End]:
    low = -_INFINITY if interval.low is None else interval.low
    high = _INFINITY if interval.high is None else interval.high
    return (low, interval.low_closed), (high, interval.high_closed)


def _product(x: _End, y: _End) -> tuple[Decimal, Decimal, bool]:
    if x[0] == 0 or y[0] == 0:
        # Zero times anything that is in reach of the other interval is zero; zero itself must be in it.
        return _ZERO, _ZERO, (x[0] == 0 and x[1]) or (y[0] == 0 and y[1])
    return _DOWN.multiply(x[0], y[0]), _UP.multiply(x[0], y[0]), x[1] and y[1]


def _quotient(x: _End, y: _End, sign: int) -> tuple[Decimal, Decimal, bool]:
    if y[0].is_infinite():
        # As the divisor grows the quotient nears zero and never is, unless the dividend is zero, which the divisor's
        # other end tells as well; infinite by infinite may be any size.
        return _ZERO, _ZERO, False
    if x[0] == 0:
        return _ZERO, _ZERO, x[1]
    if y[0] == 0:
        infinite = _INFINITY.copy_sign(x[0]) * sign
        return infinite, infinite, False
    return _DOWN_RATIO.divide(x[0], y[0]), _UP_RATIO.divide(x[0], y[0]), x[1] and y[1]


def _hull(corners: Iterable[tuple[Decimal, Decimal, bool]]) -> Interval:
    known = list(corners)
    low, high = min(down for down, _, _ in known), max(up for _, up, _ in known)
    return Interval(
        low if low.is_finite() else None,
        high if high.is_finite() else None,
        any(closed for down, _, closed in known if down == low),
        any(closed for _, up, closed in known if up == high),
    )
