from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import figures
from factcheck.errors import FactcheckError
from factcheck.interval import compare, hard
from factcheck.numerals import parse

plain = st.one_of(
    st.integers(0, 10**12).map(str),
    st.decimals(0, 10**9, places=3, allow_nan=False).map(lambda number: f"{number:f}"),
)


def test_the_words_tell_how_finely_it_was_written() -> None:
    figure, said = figures.of_row("41.15 million crowns", "41150000", "crowns", "", "")
    assert (figure.value, figure.q, figure.unit, said) == (Decimal(41150000), Decimal(10000), "crowns", "")


def test_without_words_the_digits_do() -> None:
    figure, _ = figures.of_row("", "41150000", "crowns", "", "")
    assert (figure.q, figure.Q, figure.loose) == (Decimal(1), Decimal(10000), True)


def test_hedge_and_unit_are_those_of_the_row() -> None:
    figure, _ = figures.of_row("nearly 96000", "96000", "stations", "about", "")
    assert (figure.hedge, figure.unit) == ("about", "stations")


KINDS = {"%": "percent", "yuan": "money", "people": "count", "km": "measure"}


@pytest.mark.parametrize(("unit", "kind"), KINDS.items())
def test_the_unit_tells_the_kind(unit: str, kind: str) -> None:
    assert figures.of_row("23", "23", unit, "", "")[0].kind == kind


def test_a_precision_is_outright() -> None:
    assert figures.of_row("", "1234", "", "", "1000")[0].q == 1000
    exact, _ = figures.of_row("1234", "1234", "", "", "exact")
    assert hard(exact).point == 1234


def test_of_a_range_the_words_tell_the_upper_end() -> None:
    figure, _ = figures.of_row("10 to 15 boats", "10", "boats", "range", "")
    assert figures.plainly(figure) == "10 to 15"
    with pytest.raises(FactcheckError, match="is no range"):
        figures.of_row("10 boats", "10", "boats", "range", "")


def test_words_win_over_a_value_that_contradicts_them() -> None:
    figure, said = figures.of_row("41.51 million", "41150000", "", "", "")
    assert (figure.value, said) == (Decimal(41510000), "41510000")
    assert figures.of_row("10 to 15", "12", "", "range", "")[1] == "10 to 15"


def test_words_that_are_no_figure_are_passed_over() -> None:
    figure, said = figures.of_row("several boats", "7", "boats", "", "")
    assert (figure.value, said) == (Decimal(7), "")


@given(plain)
def test_a_plain_number_is_read_as_its_digits_are(text: str) -> None:
    figure, said = figures.of_row("", text, "", "", "")
    assert said == ""
    assert compare(figure, parse(text)) == "identical"
    assert (figure.value, figure.q, figure.Q, figure.loose) == (
        *(parse(text).value, parse(text).q),
        *(parse(text).Q, parse(text).loose),
    )


@given(plain)
def test_a_literal_means_itself(text: str) -> None:
    for sign in ("", "-"):
        assert hard(figures.of_literal(sign + text)).point == Decimal(sign + text)


def test_what_is_no_plain_number() -> None:
    for cell in ("", "1,000", "1e3", "+1", ".5", "5.", "½", "٣", "0x1", " 1", "1 ", "nan", "--1", "1.2.3"):
        assert not figures.is_plain(cell), cell


@given(plain)
def test_what_is_one(cell: str) -> None:
    assert figures.is_plain(cell)
    assert figures.is_plain(f"-{cell}")
