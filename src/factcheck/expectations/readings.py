"""What a statement can mean as texts that sort like numbers: the columns on which any engine can judge agreement.

A database has no decimals of any length (SQLite has none at all), and binary fractions are not exact. So the end of an
interval is written as a text of digits whose order, digit by digit, is the order of the ends: sign, power of ten, the
number's own digits, and whether the end lies just before, at or just after it. ``max`` and ``min`` of these texts are
exact on every engine, whatever language it sorts in: all sort the ten digits alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from factcheck import figures
from factcheck.errors import FactcheckError
from factcheck.expectations.evidence import figure_of
from factcheck.interval import POLICY, Figure, Interval, Policy, hard, soft
from factcheck.numerals import parse

BEFORE, AT, AFTER = -1, 0, 1
# A digit is written as 10 to 19, so that what follows the last one can be below any digit or above.
_SIDES = {BEFORE: "00", AT: "01", AFTER: "02"}
_END_OF_NEGATIVE = "2"
_LEAST, _NEGATIVE, _ZERO, _POSITIVE, _GREATEST, _NOWHERE = "012345"
_COMPLEMENT = str.maketrans("0123456789", "9876543210")
_MOST = 4999

NOWHERE = _NOWHERE
_LAST_ZEROS = re.compile(r"\.?0+\Z")


class Reading(NamedTuple):
    """What the words of a statement mean, for the columns of a table.

    ``low`` and ``high`` are the ends of what it can mean at all (``factcheck.interval.hard``), ``soft_low`` and
    ``soft_high`` of what it would usually mean. They lie inside: the ends of a plain figure do not belong to it, so
    that two that are written equally fine and differ (rule 5) never meet; a count has only its whole numbers. What
    cannot be read, or holds no whole number, meets nothing. ``numeral`` is the number itself, of a range both.
    ``said`` is what the words alone say, plain value and hedge; "" where they are no figure. ``plain`` is the value in
    plain digits.
    """

    low: str
    high: str
    soft_low: str
    soft_high: str
    numeral: str
    said: str
    plain: str


COLUMNS = Reading._fields
# The columns of a statement from which its reading follows.
SPELLING = ("stated", "value", "unit", "hedge", "precision")


def key(number: Decimal, side: int = AT) -> str:
    """A text for an end of an interval: less than another's where it comes before it.

    ``side`` says whether the end lies just before, at or just after its number. Raises FactcheckError where a number
    has more than five thousand digits before or after its point.

    >>> key(Decimal(9)), key(Decimal("9.5"), AFTER), key(Decimal("-2.5"))
    ('350001901', '35000191502', '149991714201')
    """
    if not number:
        return _ZERO + _SIDES[side]
    sign, digits, _ = number.as_tuple()
    power = number.adjusted()
    if abs(power) > _MOST:
        raise FactcheckError(f"{number} is beyond any size that is compared")
    size, written = f"{power + _MOST + 1:04}", "".join(map(str, digits)).rstrip("0")
    if sign:
        size, written = size.translate(_COMPLEMENT), written.translate(_COMPLEMENT)
    spread = "".join(f"1{digit}" for digit in written)
    return (_NEGATIVE if sign else _POSITIVE) + size + spread + (_END_OF_NEGATIVE if sign else "") + _SIDES[side]


def ends(figure: Figure, interval: Interval) -> tuple[str, str]:
    """The keys of an interval that a figure means, both inside it; of a count, those of its whole numbers."""
    low, high = interval.low, interval.high
    after, before = not interval.low_closed, not interval.high_closed
    if figure.plain and interval.point is None:
        after = before = True
    if figure.count:
        low, after = _first_whole(low, after)
        high, before = _last_whole(high, before)
        if low is not None and high is not None and low > high:
            return NOWHERE, NOWHERE
    return (
        _LEAST if low is None else key(low, AFTER if after else AT),
        _GREATEST if high is None else key(high, BEFORE if before else AT),
    )


def reading_of(figure: Figure, said: str = "", policy: Policy = POLICY) -> Reading:
    """What a figure means; ``said`` is what its words alone say."""
    low, high = ends(figure, hard(figure, policy))
    soft_low, soft_high = ends(figure, soft(figure, policy))
    numeral = key(figure.value) + ("" if figure.upper is None else key(figure.upper))
    return Reading(low, high, soft_low, soft_high, numeral, said, f"{figure.value:f}")


@lru_cache(maxsize=1024)
def reading(stated: str, value: str, unit: str, hedge: str, precision: str, policy: Policy = POLICY) -> Reading:
    """What the cells of a row mean. A row that holds no figure meets nothing, so that the exact core says why."""
    cells = {"stated": stated, "value": value, "unit": unit, "hedge": hedge, "precision": precision}
    said = said_by(stated)
    try:
        found = reading_of(figure_of(cells), said, policy)
    except FactcheckError:
        return Reading(NOWHERE, NOWHERE, NOWHERE, NOWHERE, "", said, value)
    # Where words and value contradict each other the figure is that of the words, and the row keeps its value.
    return found._replace(plain=canonical(value))


def said_by(stated: str) -> str:
    """What words alone say: plain value and hedge, with a blank between; "" where they are no figure."""
    try:
        words = parse(stated)
    except FactcheckError:
        return ""
    return f"{words.value:f} {words.hedge}"


def canonical(value: str, typed: bool = False) -> str:
    """The digits of a value cell. Those of a number column (``typed``) tell no precision, so they end where they can.

    >>> canonical("3.10"), canonical("3.10", typed=True), canonical("4.115E7")
    ('3.10', '3.1', '41150000')
    """
    if not typed and figures.is_plain(value):
        return value
    try:
        number = Decimal(value)
    except ArithmeticError:
        return value
    if not number.is_finite():
        return ""
    digits = f"{number:f}"
    return _LAST_ZEROS.sub("", digits) if typed and "." in digits else digits


def of_cells(cells: Mapping[str, Any], typed: bool = False, policy: Policy = POLICY) -> Reading:
    """What a row of a table means, whose cells are texts; see ``canonical`` for ``typed``."""
    stated, value, unit, hedge, precision = (cells.get(name) or "" for name in SPELLING)
    return reading(stated, canonical(value, typed), unit, hedge, precision, policy)


def _first_whole(low: Decimal | None, after: bool) -> tuple[Decimal | None, bool]:
    if low is None:
        return None, after
    first = low.to_integral_value(ROUND_CEILING)
    return (first + 1 if after and first == low else first), False


def _last_whole(high: Decimal | None, before: bool) -> tuple[Decimal | None, bool]:
    if high is None:
        return None, before
    last = high.to_integral_value(ROUND_FLOOR)
    return (last - 1 if before and last == high else last), False
