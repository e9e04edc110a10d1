"""Spans: a number of years, editions or days and its first and last, each way to say so alone; and what lasts
otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.masks import masks
from factcheck.link.spans import find
from factcheck.model import Relation
from factcheck.read import from_text


def spans(text: str, date: str = "") -> list[Relation]:
    document = replace(from_text(text), date=date)
    return list(find(document, masks(document, extract(document), []), []))


def told(text: str, date: str = "") -> list[str]:
    return [", ".join(f"{member.role} {member.figure.value}" for member in one.members) for one in spans(text, date)]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Born in 1950, he was killed in 2010, aged 62 years.", "age 62, first 1950, last 2010"),
        ("Born in 1950, she died in 2010 at 62.", "age 62, first 1950, last 2010"),
        ("Born in 1950, she died in 2010, 62 years old.", "age 62, first 1950, last 2010"),
        ("Born in 1950, she retired in 2010 at the age of 62 years.", "age 62, first 1950, last 2010"),
        ("Born in 1950, she retired at the age of 62, in 2010.", "age 62, first 1950, last 2010"),
        ("Ann Lee (1920–1990) wrote books and died aged 71 years.", "age 71, first 1920, last 1990"),
        ("Ann Lee (1920–1990) wrote books and died at 71.", "age 71, first 1920, last 1990"),
        ("Between 2001 and 2010 it won 7 years in a row.", "stated 7, first 2001, last 2010"),
        ("Between 2001 and 2010 it won 7 times in a row.", "stated 7, first 2001, last 2010"),
        ("It rose for 7 consecutive years from 2001 to 2004.", "stated 7, first 2001, last 2004"),
        ("A six-year plan from 2001 to 2004 was made.", "lasting 6, first 2001, last 2004"),
        ("A six-year plan (2001–2004) was made.", "lasting 6, first 2001, last 2004"),
        ("From 2001 to 2009, a period of six years, it rose.", "lasting 6, first 2001, last 2009"),
        ("Signed in 2010 for 14 years, the lease ends in 2025.", "lasting 14, first 2010, last 2025"),
        ("The 9-month tour from May 2016 to June 2017 is over.", "lasting 9, first 201605, last 201706"),
        ("Held annually since 1982, it saw its 30th, in 2010.", "edition 30, first 1982, last 2010, every 1"),
        ("Held annually since 1982, in 2010 it held its 30th.", "edition 30, first 1982, last 2010, every 1"),
        ("Held annually since 1982 (in 2010 its 30th).", "edition 30, first 1982, last 2010, every 1"),
        ("Held annually since 1982, in 2010 for the 30th time.", "edition 30, first 1982, last 2010, every 1"),
        ("Held every four years since 1982, it met for the ninth time in 2018.",
         "edition 9, first 1982, last 2018, every 4"),
        ("From 1 March 2022 to 12 April 2022, 8 weeks in all, they struck.",
         "lasting 8, first 20220301, last 20220412"),
        ("From March 1 to April 12, 2022, 8 weeks in all, they struck.", "lasting 8, first 20220301, last 20220412"),
        ("The 8-week strike (March 1 to April 12, 2022) ended.", "lasting 8, first 20220301, last 20220412"),
        ("The 8-week strike, from 1st March to 12th April 2022, ended.", "lasting 8, first 20220301, last 20220412"),
        ("A 6-day fair runs from 27 to 31 May.", "lasting 6, first 27, last 31"),
        ("A 6-day fair runs from 1 to 5 May.", "lasting 6, first 1, last 5"),
        ("A 6-day fair runs from 28 April to 28 April 2022.", "lasting 6, first 20220428, last 20220428"),
    ],
)  # fmt: skip
def test_each_way_to_tell_how_long_it_took(text: str, claim: str) -> None:
    assert told(text) == [claim]
    assert judge.judge(spans(text)[0]).severity == "error"


@pytest.mark.parametrize(
    "text",
    [
        # not one for each year
        "Between 2001 and 2010 it won 6 titles in a row.",
        "It rose for 7 months running from 2001 to 2004.",
        "It rose for 7 quarters running from 2001 to 2004.",
        "It rose for 7 weeks in a row from 2001 to 2004.",
        "It rose for 7 consecutive days from 2001 to 2004.",
        "It was open for 7 consecutive hours from 2001 to 2004.",
        "It rose for 7 consecutive calendar months from 2001 to 2004.",
        "It won 7 consecutive home games from 2001 to 2004.",
        # the years are of something else
        "A six-year plan 2001–2004 was made.",
        "A six-year plan 2001–2004 was part of one from 2000 to 2009.",
        # not in order
        "Signed in 2010 for 14 years, the lease ended in 2010.",
        "Founded in 1973, it turned 50 in 1973.",
        "Born in 1950, she retired in 1950 at the age of 62.",
        "In 1998 it marks 25 years since its foundation in 1998.",
        "The 9-month tour from May 2016 to May 2016 is over.",
        "A 6-day fair runs from 27 to 27 May.",
        # of another's life
        "Ann Lee (1920–1990) wrote books, and her father died at 71.",
        "Her mother was born in 1950 and she retired in 2010 at the age of 62.",
        # no day of a month, or of no year that is known
        "A 6-day fair runs from 27 to 32 May.",
        "A 6-day fair runs from 0 to 5 May.",
        "From 1 March to 12 April, 8 weeks in all, they struck.",
        # of a day, not of a meeting
        "Held annually since 1982, the 30th day was in 2010.",
        # one year tells nothing
        "Signed in 2010 for 1 year, the lease ends in 2025.",
    ],
)
def test_what_lasts_otherwise(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Born in 1850, she died in 2010 aged {}.",
        "Ann Lee (1850–2010) wrote books and died at {}.",
        "Born in 1850, she retired in 2010 at the age of {}.",
    ],
)
def test_nobody_grows_older_than_the_oldest(text: str) -> None:
    assert told(text.replace("{}", "124"))
    assert not told(text.replace("{}", "125"))


def test_the_age_of_today_is_that_of_the_date_of_the_document() -> None:
    for years in ("62-year-old", "62 year old"):
        (one,) = spans(f"The {years}, born in 1950, is the mayor.", "2010-05-01")
        assert [int(member.figure.value) for member in one.members] == [62, 1950, 2010]
        assert one.cue.startswith("born … year")
    assert not told("The 125-year-old, born in 1850, is the mayor.", "2010-05-01")


@pytest.mark.parametrize(("every", "confidence"), [("two years", 0.75), ("year", 0.5)])
def test_rounds_years_apart_tell_more_surely_which_is_the_last(every: str, confidence: float) -> None:
    (one,) = spans(f"Held every {every} since 1982, it now meets for the ninth time.", "2018-03-01")
    assert (one.confidence, int(one.members[2].figure.value)) == (confidence, 2018)


def test_what_others_say_is_not_tested() -> None:
    document = from_text("Signed in 2010 for 14 years, the lease ends in 2025.")
    statements = [replace(one, modality="quoted") for one in extract(document)]
    assert not list(find(document, masks(document, statements, []), []))
