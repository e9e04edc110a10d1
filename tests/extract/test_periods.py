"""Each figure gets the period that its sentence gives it, in one normal form."""

from __future__ import annotations

import re

import pytest

from extract_cases import corpus, described
from factcheck.extract.periods import Mention, is_past, spanning
from factcheck.extract.times import Anchor

CASES = [(date, text, period) for date, cases in corpus("context_periods").items() for text, period in cases.items()]
FORM = re.compile(
    r"(?:(?:FY)?[\dX]{4}(?:-(?:\d\d|Q[\dX]|H[12])(?:-\d\d)?)?)?/?(?:(?:FY)?[\dX]{4}(?:-(?:\d\d|Q[\dX]|H[12])(?:-\d\d)?)?)?"
    r"|since [\w ]+|/?(?:now|(?:last|past|previous|prior|next|this|current) [\w ]+)"
)


@pytest.mark.parametrize(("date", "text", "period"), CASES, ids=[text[:60] for _, text, _ in CASES])
def test_a_figure_has_its_period(date: str, text: str, period: str) -> None:
    assert described(text, date).period == period


def test_every_period_has_the_normal_form() -> None:
    assert [period for _, _, period in CASES if not FORM.fullmatch(period)] == []


def test_an_inherited_period_says_so() -> None:
    assert described("In 2021 the mill had 400 hands. It lost «30».").inherited == ("period",)
    assert described("In 2021 the mill had «400» hands.").inherited == ()


def test_a_change_spans_from_its_basis() -> None:
    assert spanning(Mention(0, 1, "2012", "base"), "2021") == "2012/2021"
    assert spanning(Mention(0, 1, "2012", "base"), "") == "2012/"
    assert spanning(Mention(0, 1, "", "yoy"), "2021-Q3") == "2020-Q3/2021-Q3"
    assert spanning(Mention(0, 1, "", "qoq"), "2021-Q1") == "2020-Q4/2021-Q1"
    assert spanning(Mention(0, 1, "", "yoy"), "") == ""


def test_only_a_clear_period_goes_on() -> None:
    assert described("In 2012 it had 40 hands, in 2021 it had 50. It lost «30».").period == ""
    assert described("It had 40 hands in 2021, up from 30 in 2012. It lost «30».").period == "2021"
    assert described("In 2021 it rose, up from 30 in 2012. It lost «30».").period == "2021"


@pytest.mark.parametrize(
    ("period", "past"),
    [
        ("2021", True),
        ("/2021", True),
        ("2022", False),
        ("/2022-05", True),
        ("/2022-09", False),
        ("2030", False),
        ("", False),
    ],
)
def test_what_is_past(period: str, past: bool) -> None:
    assert is_past(period, Anchor(2022, 7, 29)) is past
