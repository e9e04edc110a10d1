"""The date that a document gives itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.read.dates import head_date, iso_date

LONG = " and the rest of this sentence goes on for quite a while, as sentences of reports are used to do."


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("August 1, 2022", "2022-08-01"),
        ("Aug. 1st, 2022 16:27", "2022-08-01"),
        ("1 August 2022", "2022-08-01"),
        ("1st of August, 2022", "2022-08-01"),
        ("Monday, 1 August 2022", "2022-08-01"),
        ("Sept 30, 2021", "2021-09-30"),
        ("2022-07-29", "2022-07-29"),
        ("2022/7/29", "2022-07-29"),
        ("2022.07.29.", "2022-07-29"),
        ("2022-07-29T08:00:00Z", "2022-07-29"),
        ("2022年7月29日", "2022-07-29"),
        ("29.07.2022", "2022-07-29"),
        ("29/07/2022", "2022-07-29"),
        ("07/29/2022", "2022-07-29"),
        ("Time: 2022-07-29", "2022-07-29"),
        ("**Date:** 1992-02-28", "1992-02-28"),
        ("Published on Friday, 29 July 2022 by the harbour office", "2022-07-29"),
        ("OSLO, Norway, July 29, 2022 (Harbour News) --" + LONG, "2022-07-29"),
        ("July 29, 2022 – The harbour" + LONG, "2022-07-29"),
        ("Harbour News\n\nNo. 12, 29 February 2020\n\nText.", "2020-02-29"),
    ],
)
def test_the_date_of_the_head_is_found(text: str, date: str) -> None:
    assert head_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03/04/2022",  # the third of April or the fourth of March
        "30 February 2022",
        "29 February 2021",
        "2022-13-01",
        "Ships since 1 January 2010",
        "Between 1 May 2020 and 30 June 2021",
        "On 1 August 2022 the harbour" + LONG,
        "In the harbour, since August 1, 2022," + LONG,
        "version 1.2022-07-29",
        "https://example.org/2022-07-29/ships.html",
        "July 2022",
        "x" * 5000 + "\n2022-07-29",
    ],
)
def test_what_is_not_the_date_of_the_document(text: str) -> None:
    assert head_date(text) == ""


def test_a_labelled_date_goes_before_an_earlier_one() -> None:
    assert head_date("Harbour News\nAugust 1, 2022 16:27\n\nTime: 2022-07-29\n") == "2022-07-29"


def test_the_first_of_two_counts() -> None:
    assert head_date("2 May 2021\n\n3 May 2021") == "2021-05-02"


@given(st.dates())
def test_every_iso_date_of_modern_times_is_read_back(day: object) -> None:
    written = str(day)
    expected = written if "1800" <= written < "2100" else ""
    assert head_date(f"Date: {written}") == expected
    assert iso_date(f"{written}T08:00:00+02:00") == expected


@given(st.text(alphabet="0129-/. ,年月日JulyAugst:\n", max_size=60))
def test_any_head_gives_a_date_or_nothing(text: str) -> None:
    found = head_date(text)
    assert found == "" or len(found) == 10
