"""The document's own time is found, and page headers are not taken for dates of the text."""

from __future__ import annotations

from factcheck.extract.numbers import find_dates
from factcheck.extract.times import Anchor, anchor, earlier, without_headers


def test_a_known_date_is_the_anchor() -> None:
    assert anchor("2022-07-29") == Anchor(2022, 7, 29)
    assert anchor("2022-07") == Anchor(2022, 7)
    assert anchor("") == Anchor()
    assert Anchor(2022, 7).iso == "2022-07"
    assert Anchor().iso == ""


def test_the_opening_tells_the_date_and_the_quarter() -> None:
    assert anchor("", find_dates("Welcome to the fourth quarter 2020 call.")) == Anchor(2020, quarter="2020-Q4")
    assert anchor("", find_dates("Released 5 May 2021. In 1999 all was well.")) == Anchor(2021, 5, 5)
    assert anchor("", find_dates("By 2030 we shall see.")) == Anchor()


def test_page_headers_date_the_document_and_not_the_sentence() -> None:
    text = "Sales rose, and the bare 2022-03-16 figures hold. " * 3 + "On 2022-03-16 it rained."
    dates = find_dates(text)
    assert anchor("", find_dates("x " * 2000 + text)) == Anchor(2022, 3, 16)
    assert [text[date.start - 3 : date.start] for date in without_headers(text, dates)] == ["On "]
    assert len(without_headers(text[:120], find_dates(text[:120]))) == 2


def test_the_period_before() -> None:
    assert earlier("2021-Q1", 1) == "2020-Q4"
    assert earlier("2021-01", 1) == "2020-12"
    assert earlier("FY2021", 1) == "FY2020"
