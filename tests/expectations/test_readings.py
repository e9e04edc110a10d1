from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import figures
from factcheck.errors import FactcheckError
from factcheck.expectations.readings import AFTER, AT, BEFORE, NOWHERE, canonical, ends, key, reading
from factcheck.interval import HEDGES, Figure, Interval, Verdict, compare

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30)
marks = st.tuples(numbers, st.sampled_from((BEFORE, AT, AFTER)))


@settings(max_examples=300)
@given(marks, marks)
def test_keys_sort_as_the_ends_that_they_stand_for(one: tuple[Decimal, int], other: tuple[Decimal, int]) -> None:
    assert (key(*one) < key(*other)) == (one < other)
    assert (key(*one) == key(*other)) == (one == other)


@given(marks)
def test_every_end_lies_between_the_endless(mark: tuple[Decimal, int]) -> None:
    least, greatest = ends(Figure(Decimal(7)), Interval(None, None))
    assert least < key(*mark) < greatest < NOWHERE


@given(marks)
def test_a_key_is_digits_alone_so_that_every_language_sorts_it_alike(mark: tuple[Decimal, int]) -> None:
    assert key(*mark).isdigit()
    assert key(*mark).isascii()


def test_the_largest_and_the_least_numbers_sort_too() -> None:
    powers = (Decimal(f"{digit}e{power}") for power in (-4999, -4998, -1, 0, 1, 4998, 4999) for digit in (1, 9))
    rising = list(powers)
    numbers = [-number for number in reversed(rising)] + [Decimal(0)] + rising
    keys = [key(number, side) for number in numbers for side in (BEFORE, AT, AFTER)]
    assert keys == sorted(set(keys))


def test_a_number_beyond_any_size_has_no_key() -> None:
    with pytest.raises(FactcheckError, match="beyond any size"):
        key(Decimal("1e5000"))


values = st.one_of(
    st.integers(0, 130).map(str),
    st.integers(1, 99).map(lambda n: str(n * 100)),
    st.integers(1, 40).map(lambda n: str(n * 100_000)),
    st.integers(1, 999).map(lambda n: f"{n / 10:.1f}"),
    st.integers(10**19, 10**19 + 5).map(str),
)
cells = st.tuples(values, st.sampled_from(("", "items", "%")), st.sampled_from(("", "", *HEDGES[:-1])))


@settings(max_examples=300)
@given(cells, cells)
def test_what_meets_agrees(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    """Where the readings of two statements of one unit meet, the exact core finds no disagreement."""
    (value, unit, hedge), (second, _, another) = one, other
    first, then = reading("", value, unit, hedge, ""), reading("", second, unit, another, "")
    verdict = compare(figure(value, unit, hedge), figure(second, unit, another))
    if max(first.low, then.low) <= min(first.high, then.high):
        assert verdict not in (Verdict.CONFLICT, Verdict.HEDGE_CONFLICT, Verdict.AGREE_IF_ROUNDED)
        assert verdict is not Verdict.AGREE_IF_TRUNCATED
    if max(first.soft_low, then.soft_low) <= min(first.soft_high, then.soft_high):
        assert verdict is not Verdict.LOOSE_HEDGE


def figure(value: str, unit: str, hedge: str) -> Figure:
    return figures.of_row("", value, unit, hedge, "")[0]


def test_numbers_that_floats_cannot_tell_apart_are_apart() -> None:
    first, other = (reading("", f"1234567890123456789{digit}", "items", "", "") for digit in (1, 3))
    assert first.low == first.high
    assert first.high < other.low


def test_plain_figures_that_touch_do_not_meet() -> None:
    """The ends of a plain figure do not belong to it (rule 5); those of an exact one and of a hedge do."""
    first, other = (reading("", value, "%", "", "") for value in ("26", "27"))
    assert first.high < other.low
    assert reading("", "26.5", "%", "exactly", "").low == key(Decimal("26.5"))
    assert reading("", "26", "%", "about", "").high == key(Decimal(27))


def test_what_cannot_be_read_meets_nothing() -> None:
    told = reading("several", "many", "items", "", "")
    assert (told.low, told.high, told.said) == (NOWHERE, NOWHERE, "")


def test_what_words_say_is_kept_beside_what_the_row_says() -> None:
    told = reading("nearly 96000", "96000", "stations", "nearly", "")
    assert (told.said, told.plain) == ("96000 nearly", "96000")


@pytest.mark.parametrize(
    ("value", "typed", "digits"),
    [
        ("3.10", False, "3.10"),
        ("3.10", True, "3.1"),
        ("41150000.0", True, "41150000"),
        ("4.115E7", True, "41150000"),
        ("4.115E7", False, "41150000"),
        ("NaN", True, ""),
        ("many", True, "many"),
    ],
)
def test_only_texts_tell_how_finely_a_value_was_written(value: str, typed: bool, digits: str) -> None:
    assert canonical(value, typed) == digits


def test_the_number_itself_is_that_of_a_figure_and_both_of_a_range() -> None:
    told = {
        stated: reading(stated, value, "items", hedge, "").numeral
        for stated, value, hedge in (
            ("10", "10", ""),
            ("about 10", "10", "about"),
            ("10 to 12", "10", "range"),
            ("10 to 14", "10", "range"),
        )
    }
    ten, twelve, fourteen = (key(Decimal(number)) for number in (10, 12, 14))
    assert list(told.values()) == [ten, ten, ten + twelve, ten + fourteen]


@pytest.mark.parametrize(
    ("interval", "whole"),
    [
        (Interval(Decimal(5), Decimal(9), False, False), (6, 8)),
        (Interval(Decimal(5), Decimal(9)), (5, 9)),
        (Interval(Decimal("4.1"), Decimal("8.9"), False, False), (5, 8)),
        (Interval(Decimal(5), Decimal(6), False, False), None),
        (Interval(Decimal("5.2"), Decimal("5.8")), None),
        (Interval(Decimal(5), Decimal(7), False, False), (6, 6)),
    ],
)
def test_a_count_has_its_whole_numbers_alone(interval: Interval, whole: tuple[int, int] | None) -> None:
    boats = figures.of_row("", "7", "items", "about", "")[0]
    assert boats.count
    assert ends(boats, interval) == (tuple(key(Decimal(one)) for one in whole) if whole else (NOWHERE, NOWHERE))


def test_a_count_without_bound_has_none() -> None:
    boats = figures.of_row("", "7", "items", "about", "")[0]
    least, greatest = ends(boats, Interval(None, None))
    assert ends(boats, Interval(Decimal(5), None, low_closed=False)) == (key(Decimal(6)), greatest)
    assert ends(boats, Interval(None, Decimal(5), high_closed=False)) == (least, key(Decimal(4)))
