"""find_dates(): what names a day, month, quarter, year, decade or span of years, and what only looks like one."""

from __future__ import annotations

import pytest

from factcheck.extract.numbers import find, find_dates


@pytest.mark.parametrize(
    ("text", "iso", "kind"),
    [
        ("on 31 May 2022", "2022-05-31", "day"),
        ("on May 31, 2022", "2022-05-31", "day"),
        ("on the 4th of July", "--07-04", "day"),
        ("on Sept. 30", "--09-30", "day"),
        ("8-May-2006", "2006-05-08", "day"),
        ("2022-07-29", "2022-07-29", "day"),
        ("2022/7/29", "2022-07-29", "day"),
        ("31/12/2021", "2021-12-31", "day"),
        ("12/31/2021", "2021-12-31", "day"),
        ("29.07.2022", "2022-07-29", "day"),
        ("from 20-22 June 2020", "2020-06-20/2020-06-22", "interval"),
        ("from 20 to 22 June 2020", "2020-06-20/2020-06-22", "interval"),
        ("between 3 and 16 May 2024", "2024-05-03/2024-05-16", "interval"),
        ("on the 3rd and the 4th of May", "--05-03/--05-04", "interval"),
        ("on 3 or 4 May, she said", "--05-03/--05-04", "interval"),
        ("May 3 to 16, 2024", "2024-05-03/2024-05-16", "interval"),
        ("on January 28 and 29.", "--01-28/--01-29", "interval"),
        ("on May 24 and 25 in Leeds", "--05-24/--05-25", "interval"),
        ("in May 2022", "2022-05", "month"),
        ("as of December 2021", "2021-12", "month"),
        ("in March", "--03", "month"),
        ("since October", "--10", "month"),
        ("since 2015", "2015", "year"),
        ("in 1066", "1066", "year"),
        ("the 2019 results", "2019", "year"),
        ("the 1988 quarter", "1988", "year"),
        ("from 1871–72", "1871/1872", "interval"),
        ("in 2012-13", "2012/2013", "interval"),
        ("the 2019/20 season", "2019/2020", "interval"),
        ("1999-2003", "1999/2003", "interval"),
        ("1995-01", "1995-01", "month"),
        ("in the 1990s", "1990/1999", "decade"),
        ("back in the '60s", "1960/1969", "decade"),
        ("the early 80s", "1980/1989", "decade"),
        ("in the 21st century", "2001/2100", "interval"),
        ("in Q3 2021", "2021-Q3", "quarter"),
        ("in 3Q21", "2021-Q3", "quarter"),
        ("in Q2", "--Q2", "quarter"),
        ("H1 2022", "2022-H1", "half"),
        ("FY2023", "2023", "year"),
        ("in fiscal year 21", "2021", "year"),
        ("the second quarter of 2020", "2020-Q2", "quarter"),
        ("the first half of 2022", "2022-H1", "half"),
        ("the third quarter", "--Q3", "quarter"),
        ("in nineteen eighty-four", "1984", "year"),
        ("in twenty twenty-one", "2021", "year"),
        ("in nineteen oh five", "1905", "year"),
    ],
)
def test_a_date_named_outright(text: str, iso: str, kind: str) -> None:
    (dated,) = find_dates(text)
    assert (dated.iso, dated.kind) == (iso, kind)
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("from 2013 to 2020", ["2013", "2020"]),
        ("in 1000 and 1260", ["1000", "1260"]),
        ("in 1997, 2003, and 2008", ["1997", "2003", "2008"]),
        ("from April 2019 to March 2020", ["2019-04", "2020-03"]),
        ("on July 29 and August 1, 2022", ["--07-29", "2022-08-01"]),
    ],
)
def test_several_dates(text: str, isos: list[str]) -> None:
    assert [dated.iso for dated in find_dates(text)] == isos


@pytest.mark.parametrize(
    "text",
    [
        "more than 2000 came",
        "2000 words on it",
        "a wave of 1980 mm",
        "some 1950 patients",
        "RMB 1999 in cash",
        "$2020 in all",
        "exceeding 2100 tonnes",
        "the 1709 schoolchildren",
        "in 1200 patients",
        "1,999 of them",
        "1000-2000 calories a day",
        "about 2000 - 2500 metres",
        "5 may be enough",
        "they march 20 miles",
        "wait for 90s",
    ],
)
def test_four_digits_that_count_are_no_year(text: str) -> None:
    assert find_dates(text) == []
    assert find(text)


@pytest.mark.parametrize(
    ("text", "iso", "number"),
    [
        ("on May 3 and 16 people died", "--05-03", "16"),
        ("at September 30th and 11.6% before", "--09-30", "11.6%"),
        ("in March 3 to 5 million people", "--03-03", "5 million"),
    ],
)
def test_a_number_after_a_day_is_no_second_day(text: str, iso: str, number: str) -> None:
    assert [dated.iso for dated in find_dates(text)] == [iso]
    assert [text[one.start : one.end] for one in find(text)] == [number]
