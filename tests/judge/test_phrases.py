"""Numbers, figures and intervals in the words that people use; what is printed reads back as the same value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.interval import Figure, Interval
from factcheck.judge import show, show_figure, show_interval
from factcheck.judge.phrases import listed, ordinal, show_date, show_like, show_meaning
from factcheck.numerals import parse

FEW = settings(max_examples=150, deadline=None)


def d(text: str | int) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("41150000", "", "41.15 million"),
        ("82000", "", "82,000"),
        ("1234", "", "1,234"),
        ("26.67", "%", "26.67%"),
        ("26.00", "%", "26%"),
        ("1167000000", "yuan", "1.167 billion yuan"),
        ("3487112", "", "3,487,112"),
        ("-5", "%", "-5%"),
        ("-262610000", "", "-262.61 million"),
        ("0", "", "0"),
        ("0.000", "", "0"),
        ("1E+3", "", "1,000"),
        ("5", "percentage points", "5 percentage points"),
        ("12345000000000000", "", "12,345 trillion"),
        ("1e30", "", "1E+30"),
        ("1e-30", "", "1E-30"),
        ("1e999999999", "", "1E+999999999"),
    ],
)
def test_numbers(value: str, unit: str, shown: str) -> None:
    assert show(d(value), unit) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("more than 60 million", "more than 60 million"),
        ("3500000", "3,500,000"),
        ("3.50 million", "3.50 million"),
        ("26.0%", "26.0%"),
        ("41.15 million yuan", "41.15 million yuan"),
        ("nearly 96000 stations", "nearly 96,000"),
        ("10 to 12", "10 to 12"),
        ("1.2 to 1.4 million", "1.2 to 1.4 million"),
        ("10 to 12%", "10 to 12%"),
        ("one in five", "20%"),
        ("two thirds", "66.67%"),
        ("9th", "9"),
        ("five years", "5 years"),
        ("1,000,000", "1,000,000"),
    ],
)
def test_figures_are_shown_as_finely_as_they_were_written(text: str, shown: str) -> None:
    assert show_figure(parse(text)) == shown


@pytest.mark.parametrize(
    ("interval", "shown"),
    [
        (Interval(d(95000), d(96000), high_closed=False), "95,000 to under 96,000"),
        (Interval(d(1), d(2), low_closed=False), "over 1 to 2"),
        (Interval(d(3500000), None, low_closed=False), "more than 3.5 million"),
        (Interval(d(80), None), "at least 80"),
        (Interval(None, d(1000), high_closed=False), "less than 1,000"),
        (Interval(None, d(12)), "at most 12"),
        (Interval(d(80), d(80)), "exactly 80"),
        (Interval(None, None), "any number"),
        (Interval(d("25.5"), d("26.5")), "25.5 to 26.5"),
        (Interval(d(164500000), d(165500000)), "164.5 to 165.5 million"),
        (Interval(d(999000), d(1001000)), "999,000 to 1.001 million"),
    ],
)
def test_intervals(interval: Interval, shown: str) -> None:
    assert show_interval(interval) == shown


def test_the_unit_stands_behind_an_interval() -> None:
    assert show_interval(Interval(d(25), d(26)), "%") == "25 to 26%"
    assert show_interval(Interval(d(25), None), "yuan") == "at least 25 yuan"


def test_a_fraction_means_percentages() -> None:
    assert show_meaning(parse("one in five"), Interval(d("0.175"), d("0.225"))) == "17.5 to 22.5%"


@pytest.mark.parametrize(
    ("value", "stated", "shown"),
    [
        ("26.666666", "26%", "26.67%"),
        ("58.333333", "58.3%", "58.33%"),
        ("11.387", "11%", "11.39%"),
        ("60000000", "more than 60 million", "60 million"),
        ("61234567", "60 million", "61.2 million"),
        ("61234567", "3487112", "61,234,567"),
        ("0.4", "one in five", "40%"),
        ("0", "5", "0"),
    ],
)
def test_calculated_numbers_are_a_digit_finer_than_the_stated_one(value: str, stated: str, shown: str) -> None:
    assert show_like(d(value), parse(stated)) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (112, "112th"), (21, "21st")]
)
def test_ordinals(number: int, shown: str) -> None:
    assert ordinal(d(number)) == shown


def test_dates() -> None:
    assert [show_date(d(date)) for date in ("20220729", "202207", "2022")] == ["29 July 2022", "July 2022", "2022"]


def test_lists_are_cut_after_five() -> None:
    assert listed(["20"]) == "20"
    assert listed(["20", "11", "12"]) == "20, 11 and 12"
    assert listed(list("abcdefg")) == "a, b, c, d and 3 other figures"


@FEW
@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_printed_number_reads_back_as_the_same_value(value: Decimal) -> None:
    assert parse(show(value)).value == value


@FEW
@given(
    st.integers(1, 9999),
    st.integers(0, 2),
    st.sampled_from([0, 6, 9]),
    st.sampled_from(["", "about", "nearly", "more than", "at least", "less than", "at most", "exactly"]),
)
def test_a_printed_figure_reads_back_with_its_hedge_and_precision(
    digits: int, decimals: int, power: int, hedge: str
) -> None:
    q = Decimal(10) ** (power - decimals)
    figure = Figure(digits * q, hedge=hedge, q=q, Q=q)
    again = parse(show_figure(figure))
    assert (again.value, again.hedge) == (figure.value, hedge)
    if power == 0 or digits * q >= 10**power:
        assert again.q == q
