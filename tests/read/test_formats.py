"""Number formats of spreadsheets: what the reader of the sheet sees."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.read.formats import BUILT_IN, read_format


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("General", "41.15", "41.15"),
        ("General", "0.30000000000000004", "0.3"),
        ("General", "0.33333333333333331", "0.3333333333"),
        ("General", "1200000", "1200000"),
        ("General", "-3", "-3"),
        ("General", "1E-3", "0.001"),
        ("0", "2.5", "3"),
        ("0", "-2.5", "-3"),
        ("0", "-0.2", "0"),
        ("0.00", "3.1", "3.10"),
        ("#,##0", "1234567", "1,234,567"),
        ("#,##0.0", "1234.56", "1,234.6"),
        ("0.##", "3.10", "3.1"),
        ("#.00", "0.5", "0.50"),
        ("000", "7", "007"),
        ("0.0%", "0.58299999999999996", "58.3%"),
        ("0%", "1", "100%"),
        ('0.00,,"m"', "41150000", "41.15m"),
        ("#,##0,", "1234567", "1,235"),
        ("#,##0;(#,##0)", "-5", "(5)"),
        ("#,##0_);[Red](#,##0)", "-1234", "(1,234)"),
        ('#,##0;-#,##0;"nil"', "0", "nil"),
        ("[$€-407] #,##0.00", "3.5", "€ 3.50"),
        ('"US$"0.0', "-3.5", "-US$3.5"),
        (r"0.0\ \k\m", "3.5", "3.5 km"),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"_-', "0", "-"),
        ('[>=1000000]0.0,,"M";[>=1000]0,"K";0', "2500000", "2.5M"),
        ('[>=1000000]0.0,,"M";[>=1000]0,"K";0', "2500", "3K"),
        ('[>=1000000]0.0,,"M";[>=1000]0,"K";0', "25", "25"),
        ("0.00E+00", "12345", "1.23E+4"),
        ("# ?/?", "0.5", "0.5"),
        ("@", "41", "41"),
        ("yyyy-mm-dd", "44267", "2021-03-12"),
        ("d. mmmm yyyy", "44267", "2021-03-12"),
        ("mmm-yy", "44267", "2021-03"),
        ("yyyy", "44267", "2021"),
        ("yyyy-mm-dd hh:mm", "44267.5", "2021-03-12 12:00"),
        ("h:mm AM/PM", "0.75", "18:00"),
        ("yyyy-mm-dd", "1", "1900-01-01"),
        ("yyyy-mm-dd", "61", "1900-03-01"),
        ("0", "no number", "no number"),
        ("0", "1E+400", "1E+400"),
        ("0", "NaN", "NaN"),
        (";;;", "5", ""),
    ],
)
def test_what_a_cell_shows(code: str, value: str, shown: str) -> None:
    assert read_format(code).shown(value) == shown


def test_the_other_calendar() -> None:
    assert read_format("yyyy-mm-dd", from_1904=True).shown("42805") == "2021-03-12"


@given(
    st.text(alphabet='0#?.,%;()[]"_*\\/@E+-yMdhsm $€<>=1 General', max_size=24),
    st.decimals(allow_nan=True) | st.text(max_size=6),
)
def test_any_format_shows_something_of_any_value(code: str, value: Decimal | str) -> None:
    assert len(read_format(code).shown(str(value))) < 1000


@given(st.decimals(-(10**12), 10**12, places=6), st.sampled_from(["0.000000", "#,##0.000000", *BUILT_IN.values()]))
def test_no_format_takes_long_or_fails(value: Decimal, code: str) -> None:
    read_format(code).shown(str(value))


@given(st.decimals(-(10**6), 10**6, places=3))
def test_enough_places_show_the_value_itself(value: Decimal) -> None:
    assert Decimal(read_format("0.000").shown(str(value))) == value
    assert Decimal(read_format("#,##0.000").shown(str(value)).replace(",", "")) == value
