"""Units before and after a number: money, measures, rates and ages, each with its exact place."""

from __future__ import annotations

import pytest

from factcheck.numerals.measures import measure_after, money_before


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("5 km", "km", "km"),
        ("5km", "km", "km"),
        ("5-kilometre", "kilometre", "km"),
        ("5 square kilometres", "square kilometres", "km2"),
        ("5 Hong Kong dollars", "Hong Kong dollars", "Hong Kong dollars"),
        ("5 percentage points", "percentage points", "percentage points"),
        ("5%", "%", "%"),
        ("5 %-point", "%-point", "percentage points"),
        ("5 °C", "°C", "°C"),
        ("5€", "€", "euros"),
        ("5 CAD", "CAD", "Canadian dollars"),
        ("5 mg/dL", "mg/dL", "mg/dL"),
        ("5 km/h", "km/h", "km/h"),
        ("5 three", "", ""),
        ("5 consecutive years", "years", "years"),
        ("5 consecutive miles", "", ""),
        ("5 cad drawings", "", ""),
        ("5 a day", "", ""),
        ("5 people", "people", "people"),
    ],
)
def test_after(text: str, words: str, name: str) -> None:
    found = measure_after(text, text.lower(), 1)
    assert (text[found.start : found.end] if found else "", found.unit.name if found else "") == (words, name)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("5 dollars a share", "share"),
        ("5 euros per tonne", "tonne"),
        ("5 km", ""),
        ("5 miles a day", ""),
        ("5 J/m2", ""),
    ],
)
def test_rates(text: str, rate: str) -> None:
    found = measure_after(text, text.lower(), 1)
    assert found is not None
    assert found.rate == rate


@pytest.mark.parametrize(
    ("text", "age"), [("5-year-old", True), ("5 months of age", True), ("5 yo", True), ("5 years", False)]
)
def test_ages(text: str, age: bool) -> None:
    found = measure_after(text, text.lower(), 1)
    assert found is not None
    assert found.age == age


@pytest.mark.parametrize(
    ("text", "sign", "name"),
    [
        ("paid $5", "$", "dollars"),
        ("paid US$5", "US$", "dollars"),
        ("paid US $5", "US $", "dollars"),
        ("paid $US5", "$US", "dollars"),
        ("paid A$5", "A$", "Australian dollars"),
        ("paid HK$ 5", "HK$", "Hong Kong dollars"),
        ("paid £5", "£", "pounds"),
        ("paid RMB 5", "RMB", "yuan"),
        ("paid (EUR 5", "EUR", "euros"),
        ("paid Rs. 5", "Rs.", "rupees"),
        ("paid RM5", "RM", "ringgit"),
        ("Malaysian ringgit 5", "Malaysian ringgit", "ringgit"),
        ("paid $A 5", "$A", "Australian dollars"),
        ("paid $A   5", "", ""),
        ("lost pounds 5", "", ""),
        ("we try 5", "", ""),
        ("a can 5", "", ""),
        ("5", "", ""),
    ],
)
def test_money_before(text: str, sign: str, name: str) -> None:
    found = money_before(text, text.lower(), text.index("5"))
    assert (text[found.start : found.end] if found else "", found.unit.name if found else "") == (sign, name)
