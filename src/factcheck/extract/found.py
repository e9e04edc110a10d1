"""What the first stage of reading hands to the second: figures and dates with their exact places."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.interval import Figure


class Found(NamedTuple):
    """A figure at its place; every pair of offsets is a half-open span of code points, (0, 0) where there is none.

    ``start``..``end`` is the number with its scale word, sign and % ("41.15 million", "58.3%", "minus 2",
    "1.2-1.4 million"), ``full`` the same with hedge, currency sign and unit ("nearly US$ 40m"). ``unit`` are the
    words of a unit that the tables know (currency, measure, duration, "percentage points"), before or after the
    number; a counted noun is not among them: it is for the context to find. ``rate`` is a tail such as "per barrel"
    or "a share". A range is one figure; ``lower`` and ``upper`` are the places of its two numbers.

    ``form`` says how it is written: digits, words, fraction, ratio, multiple, ordinal, range, tolerance. ``flags``
    holds what else the words around it say: "age" (years of age), "of" (a part: "half of the", "two of the"),
    "consecutive", "another".
    """

    start: int
    end: int
    figure: Figure
    full_start: int
    full_end: int
    unit_start: int = 0
    unit_end: int = 0
    hedge_start: int = 0
    hedge_end: int = 0
    rate_start: int = 0
    rate_end: int = 0
    lower: tuple[int, int] = (0, 0)
    upper: tuple[int, int] = (0, 0)
    form: str = "digits"
    flags: tuple[str, ...] = ()


class Dated(NamedTuple):
    """A date or period named outright, at its place.

    ``iso`` is a year "2021", month "2021-05", day "2021-05-31", quarter "2021-Q3", half "2021-H1", decade "2010/2019",
    an interval "2013/2020", or, where the year is not said, "--05" and "--05-31". ``kind`` is year, month,
    day, quarter, half, decade or interval. Words before it that say how it bounds ("since", "by the end of") are
    not part of it.
    """

    start: int
    end: int
    iso: str
    kind: str
