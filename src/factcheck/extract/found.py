"""What the first stage of reading hands to the second: figures and dates with their exact places."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.numerals.quantities import Quantity

Found = Quantity
"""A figure at its place: what ``numerals`` read there, with the place of each of its parts."""


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
