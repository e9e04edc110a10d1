"""One amount in two units: what agrees, what the names of units may mean, and how round a second amount may be."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.interval import Figure, Verdict
from factcheck.judge import judge
from factcheck.model import Member, Outcome, Relation, Statement
from factcheck.numerals import parse


def told(*amounts: tuple[str, str | Figure]) -> Relation:
    """Amounts in their roles, each as it is stated."""
    figures = [(role, parse(said) if isinstance(said, str) else said) for role, said in amounts]
    return Relation(
        "",
        "conversion",
        tuple(Member(role, figure, (Statement(figure, "page", 0, 1, 1, "…"),)) for role, figure in figures),
    )


def judged(basis: str | Figure, stated: str | Figure) -> Outcome:
    return judge(told(("basis", basis), ("stated", stated)))


@pytest.mark.parametrize(
    ("basis", "stated", "wrong"),
    [
        ("200 litres", "53 gallons", "58 gallons"),
        ("200 litres", "44 gallons", "48 gallons"),
        ("44 gallons", "200 litres", "180 litres"),
        ("100 pints", "47.3 litres", "52.1 litres"),
        ("100 pints", "56.8 litres", "61.4 litres"),
        ("100 fluid ounces", "2.96 litres", "3.16 litres"),
        ("100 fluid ounces", "2.84 litres", "2.63 litres"),
        ("411 kg", "0.453 tons", "0.48 tons"),
        ("411 kg", "0.405 tons", "0.35 tons"),
        ("411 kg", "0.411 tons", "0.43 tons"),
        ("101 miles", "163 km", "151 km"),
        ("101 miles", "187 km", "175 km"),
        ("101 hp", "75.3 kW", "76.9 kW"),
        ("101 hp", "74.3 kW", "72.5 kW"),
    ],
)
def test_a_name_may_stand_for_more_than_one_unit(basis: str, stated: str, wrong: str) -> None:
    assert judged(basis, stated).severity == ""
    assert judged(basis, wrong).severity == "error"


@pytest.mark.parametrize(
    ("basis", "stated", "severity"),
    [
        # As finely as it is written; a round number as roundly.
        ("12 miles", "19 km", ""),
        ("12 miles", "18 km", "error"),
        ("12 miles", "20 km", ""),
        ("12 miles", "26 km", "error"),
        ("640 miles", "1,000 km", ""),
        ("660 miles", "1,100 km", ""),
        # To fives, but no five itself, and no decimals.
        ("60 miles", "95 km", ""),
        ("60 miles", "94 km", "error"),
        ("580 miles", "950 km", ""),
        ("580 miles", "960 km", "error"),
        ("8.5 miles", "15 km", ""),
        ("8.5 miles", "17 km", "error"),
        ("4 miles", "5 km", "error"),
        ("45 miles", "50 km", "error"),
        ("7.6 feet", "2.5 m", "error"),
        ("8.2 feet", "2.5 m", ""),
        ("-30 °C", "-25 °F", ""),
        ("-30 °C", "-26 °F", "error"),
        # Hedges: a bound is converted as the number it has, what is exact is exact, what is rough is rough.
        ("up to 350 km/h", "217 mph", ""),
        ("up to 350 km/h", "190 mph", "error"),
        ("300 km", "up to 186 miles", ""),
        ("300 km", "up to 250 miles", "error"),
        ("more than 30 km", "90 miles", "error"),
        ("exactly 50 miles", "80.5 km", ""),
        ("exactly 50 miles", "80.8 km", "error"),
        ("50 miles", "80.8 km", ""),
        ("80.8 km", "exactly 50 miles", "error"),
        ("about 50 miles", "75 km", ""),
        ("50 miles", "75 km", "error"),
    ],
)
def test_a_second_amount_may_be_as_round_as_people_convert(basis: str, stated: str, severity: str) -> None:
    assert judged(basis, stated).severity == severity


@pytest.mark.parametrize(
    ("basis", "stated", "severity"),
    [
        ("12 to 15.5 miles", "19 to 24.9 km", ""),
        ("12 to 15.5 miles", "19 to 26.1 km", "error"),
        ("12 to 15.5 miles", "9 to 24.9 km", "error"),
        ("12.5 to 15 miles", "20.1 to 24 km", ""),
        ("12.5 to 15 miles", "20.1 to 32 km", "error"),
        ("10 to 20 °C", "50 to 68 °F", ""),
        ("2 to 3 °C", "3.6 to 5.4 °F", ""),
        ("2 to 3 °C", "3.6 to 9.4 °F", "error"),
    ],
)
def test_each_end_of_a_range_is_converted(basis: str, stated: str, severity: str) -> None:
    assert judged(basis, stated).severity == severity


def test_the_worse_end_of_a_range_is_shown() -> None:
    assert judged("12 to 15 miles", "19 to 42 km").arithmetic == "15 miles = 24.14 km, stated: 42 km"
    assert judged("12 to 15 miles", "9 to 24 km").arithmetic == "12 miles = 19.31 km, stated: 9 km"


@pytest.mark.parametrize(
    ("basis", "stated", "severity"),
    [
        ("40 °C", "104 °F", ""),
        ("104 °F", "40 °C", ""),
        ("2 °C", "3.6 °F", ""),
        ("3.6 °F", "2 °C", ""),
        ("40 °C", "114 °F", "error"),
        ("40 °C", "82 °F", "error"),
        ("2 °C", "6.9 °F", "error"),
    ],
)
def test_a_temperature_is_one_on_a_scale_or_a_difference(basis: str, stated: str, severity: str) -> None:
    assert judged(basis, stated).severity == severity


def test_what_is_found_is_shown_as_it_stands() -> None:
    outcome = judged("up to 350 km/h", "250 mph")
    assert outcome.arithmetic == "350 km/h = 217.48 mph, stated: 250 mph"
    assert outcome.message == "350 km/h is 217.48 mph, but 250 mph is stated."
    assert judged("40 °C", "114 °F").arithmetic == "40 °C = 104 °F, stated: 114 °F"


@pytest.mark.parametrize(
    ("amounts", "message"),
    [
        ((("basis", "12 miles"),), "The stated is not stated."),
        ((("stated", "19 km"),), "The basis is not stated."),
        (
            (("basis", "12 miles"), ("stated", "19 km"), ("basis", "13 miles")),
            "More than one basis is stated.",
        ),
        ((("stated", "19 km"), ("basis", "12 miles")), "12 miles is 19.31 km, which fits the stated 19 km."),
        ((("basis", "12 miles"), ("stated", "19 kg")), "Miles and kg do not convert."),
        ((("basis", "12"), ("stated", "19 km")), "A number without a unit and km do not convert."),
        ((("basis", "12 miles"), ("stated", "19")), "Miles and a number without a unit do not convert."),
        ((("basis", "12 boats"), ("stated", "19 boats")), "Boats and boats do not convert."),
        ((("basis", "12 to 15 miles"), ("stated", "19 km")), "One of the two is a range and the other is not."),
        ((("basis", "12 miles"), ("stated", "19 to 24 km")), "One of the two is a range and the other is not."),
    ],
)
def test_what_does_not_convert_is_said(amounts: tuple[tuple[str, str], ...], message: str) -> None:
    outcome = judge(told(*amounts))
    assert outcome.message == message
    assert outcome.verdict is (Verdict.CONSISTENT if "fits" in message else Verdict.NOT_CHECKED)


def test_what_another_statement_says_finer_is_converted() -> None:
    relation = told(("basis", "12 miles"), ("stated", "19.9 km"))
    basis, stated = relation.members
    finer = replace(basis.statements[0], figure=parse("12.4 miles"))
    assert judge(relation).severity == ""
    assert judge(replace(relation, members=(replace(basis, statements=(finer,)), stated))).severity == ""
    coarser = replace(basis, statements=(replace(finer, figure=parse("12.1 miles")),))
    assert judge(replace(relation, members=(coarser, stated))).severity == "error"


FACTORS = {"miles": "1.609344", "feet": "0.0003048", "yards": "0.0009144", "inches": "0.0000254"}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(FACTORS)), st.integers(1, 5000), st.integers(0, 4))
def test_what_was_converted_and_rounded_agrees(unit: str, amount: int, places: int) -> None:
    km = (Decimal(amount) * Decimal(FACTORS[unit])).quantize(Decimal(1).scaleb(-places))
    if km:
        assert judged(f"{amount} {unit}", f"{km} km").severity == ""
        assert judged(f"{km} km", f"{amount} {unit}").severity == ""
