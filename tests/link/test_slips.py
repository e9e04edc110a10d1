"""Which two numbers a slip of the hand can turn into each other, and how little that happens by chance."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.link.slips import slip

NUMBERS = st.decimals(0, 10**9, places=2).map(lambda one: one.normalize())


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("41.15", "41.51", "in two digits exchanged"),
        ("520000", "250000", "in two digits exchanged"),
        ("9.01", "0.91", "in two digits exchanged"),
        ("1040", "1400", "in two digits exchanged"),
        ("165", "185", "in one digit"),
        ("39", "9", "in one digit"),
        ("6.1E+12", "6.1E+9", "only in the size of their unit"),
        ("6.1E+12", "6.1E+6", "only in the size of their unit"),
        ("6.1E+12", "6.1E+3", "only in the size of their unit"),
        ("6.1E+12", "6.1E+8", ""),
        ("6.1E+13", "6.1E+6", ""),
        ("6.1E+13", "6.1E+3", ""),
        ("165", "186", ""),
        ("581", "185", ""),
        ("5", "7", ""),
        ("20", "30", ""),
        ("50", "5", ""),
        ("6E+12", "6E+9", ""),
        ("1234", "12", ""),
        ("1012", "12", ""),
        ("1012", "12.0", ""),
        ("0", "10", ""),
        ("10", "0", ""),
        ("0", "0.1", ""),
    ],
)
def test_a_slip_is_a_digit_an_exchange_or_a_scale(one: str, other: str, told: str) -> None:
    found = slip(Decimal(one), Decimal(other))
    assert (found.told if found else "") == told


@given(NUMBERS, NUMBERS)
def test_a_slip_has_no_direction(one: Decimal, other: Decimal) -> None:
    assert slip(one, other) == slip(other, one)


@given(NUMBERS, NUMBERS, st.integers(-6, 6))
def test_the_unit_that_both_are_told_in_plays_no_part(one: Decimal, other: Decimal, power: int) -> None:
    assert slip(one, other) == slip(one.scaleb(power), other.scaleb(power))


@pytest.mark.parametrize("size", [2, 3])
def test_surprise_is_how_seldom_other_numbers_of_that_length_differ_so(size: int) -> None:
    numbers = [Decimal(one) for one in range(10 ** (size - 1), 10**size) if one % 10]
    met: dict[str, int] = {}
    surprise: dict[str, float] = {}
    pairs = 0
    for one in numbers[:: size * 5]:
        for other in numbers:
            if one != other:
                pairs += 1
                if found := slip(one, other):
                    met[found.told] = met.get(found.told, 0) + 1
                    surprise[found.told] = found.surprise
    for told, times in met.items():
        assert 10 ** -surprise[told] == pytest.approx(times / pairs, rel=0.35)


def test_longer_numbers_tell_more_and_no_more_than_one_in_a_thousand() -> None:
    told = [slip(Decimal("1" * size), Decimal("1" * (size - 1) + "2")) for size in range(2, 9)]
    surprises = [one.surprise for one in told if one]
    assert surprises == sorted(surprises)
    assert max(surprises) == 3.0


@pytest.mark.parametrize(
    ("one", "other", "like_it", "of"),
    [
        ("12", "21", 1, 90),
        ("123", "132", 2, 900),
        ("1234", "1324", 3, 9000),
        ("12", "13", 2, 10),
        ("123", "124", 3, 100),
        ("6.1E+9", "6.1E+6", 1, 100),
        ("61234E+3", "61234E+6", 1, 1000),
    ],
)
def test_a_slip_is_as_surprising_as_such_numbers_are_rare(one: str, other: str, like_it: int, of: int) -> None:
    found = slip(Decimal(one), Decimal(other))
    assert found
    assert found.surprise == pytest.approx(min(3.0, math.log10(of / like_it)))
