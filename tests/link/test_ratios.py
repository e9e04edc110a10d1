"""Ratios: a changed number is found, and what is not of one thing is no ratio."""

from __future__ import annotations

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.masks import masks
from factcheck.link.ratios import find
from factcheck.model import Relation
from factcheck.read import from_text


def ratios(text: str) -> list[Relation]:
    document = from_text(text)
    return list(find(masks(document, extract(document), [])))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("The county had 45 murders among 900,000 people, or {} per 100,000.", "5", "6"),
        ("The county had {} murders among 900,000 people, or 5 per 100,000.", "45", "72"),
        ("The county had 45 murders among {} people, or 5 per 100,000.", "900,000", "700,000"),
        ("There are {} doctors per 1,000 inhabitants: 2,400 doctors and 600,000 inhabitants.", "4", "5"),
        ("He earns $3,000 a month, or ${} a year.", "36,000", "39,000"),
        ("He earns ${} a year ($3,000 a month).", "36,000", "39,000"),
        ("The fee is $90 per quarter, i.e. ${} a year.", "360", "380"),
        ("She is paid £600 a week, or £{} a year.", "31,200", "33,200"),
        ("She is paid £600 a week, or £{} a year.", "31,300", "35,300"),
        ("The pump moves 40 litres a second, or {} litres a minute.", "2,400", "2,600"),
        ("The pump moves 2,400 litres a minute, equal to {} litres an hour.", "144,000", "124,000"),
        ("The club takes in $2,500 a month, making ${} per quarter.", "7,500", "8,500"),
    ],
)
def test_a_changed_figure_is_an_error(text: str, right: str, wrong: str) -> None:
    (holds,) = ratios(text.replace("{}", right))
    assert judge.judge(holds).severity == ""
    (fails,) = ratios(text.replace("{}", wrong))
    assert judge.judge(fails).severity == "error"


def test_a_ratio_is_said_with_the_number_that_it_is_for() -> None:
    (one,) = ratios("The county had 45 murders among 900,000 people, or 6 per 100,000.")
    assert judge.judge(one).message == "45 divided by 900,000, times 100,000, is 5, but 6 is stated."
    assert one.cue == "per 100,000"


def test_an_amount_for_two_times_is_said_with_how_often_the_one_goes_into_the_other() -> None:
    (one,) = ratios("He earns $3,000 a month, or $39,000 a year.")
    assert judge.judge(one).message == "39,000 dollars divided by 12 is 3,250 dollars, but 3,000 dollars is stated."
    assert one.cue == "or"


@pytest.mark.parametrize(("average", "claimed"), [("2", 0), ("2.5", 1), ("3", 1), ("10", 1), ("11", 0)])
def test_a_ratio_twice_as_high_or_half_as_low_is_of_something_else(average: str, claimed: int) -> None:
    assert len(ratios(f"The county had 45 murders among 900,000 people, or {average} per 100,000.")) == claimed


@pytest.mark.parametrize(
    ("base", "average"),
    [("100", "50"), ("1,000", "500"), ("10,000", "5,000"), ("100,000", "50,000"), ("1 million", "500,000")],
)
def test_a_ratio_is_for_a_round_number(base: str, average: str) -> None:
    assert len(ratios(f"There are 40 million cars for 80 million people, or {average} per {base}.")) == 1
    assert ratios(f"There are 40 million cars for 80 million people, or {average} per about {base}.") == []


def test_no_more_is_counted_than_the_two_numbers_and_their_ratio() -> None:
    assert ratios("Of 1,000 births 4 are twins: 240 twins in 60,000 births, or 4 twins per 1,000 births.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The county had 0 murders among 900,000 people, or 0 per 100,000.",
        "It uses 600 litres a month, or 0 litres a year.",
        "It uses 0 litres a month, or 600 litres a year.",
        "He earns $600 a month, or 9,000 euros a year.",
        "It uses 600 litres a month, or 9,000 tons a year.",
        "It uses 600 litres a month, or $9,000 a year.",
    ],
)
def test_nothing_and_other_units_make_no_ratio(text: str) -> None:
    assert ratios(text) == []
