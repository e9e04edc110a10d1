"""What a figure may mean and when two figures agree: figures in, intervals and verdicts out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit, hedge and written precision; it means an interval.

    ``value`` is scaled (41.15 million is 41150000). A range holds its lower end in ``value`` and its
    upper end in ``upper``. ``q`` is the written precision (place value of the last written digit),
    ``Q`` the round precision (place value of the last non-zero digit), both scaled; ``q_upper`` is
    that of the upper end. ``loose`` says that the number was written without a decimal point and
    ends in two or more zeros (rule 4). ``kind`` is one of count, money, percent, duration, ordinal,
    date, measure, range; ``hedge`` a class of the specification or "".
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


@dataclass(frozen=True, slots=True)
class Interval:
    """A connected set of numbers; an end that is ``None`` is unbounded."""

    low: Decimal | None
    high: Decimal | None
    low_closed: bool = True
    high_closed: bool = True
