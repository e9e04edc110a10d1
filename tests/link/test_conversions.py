"""Amounts in two units: which are found, what counts as one amount, and where the second is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.conversions import find
from factcheck.model import Relation
from factcheck.read import from_text


def claims(text: str) -> list[Relation]:
    document = from_text(text)
    return list(find(document, extract(document)))


def told(text: str) -> list[tuple[str, str]]:
    """The two amounts of each claim with their units."""
    return [
        tuple(f"{member.figure.value:f} {member.figure.unit}" for member in one.members)  # type: ignore[misc]
        for one in claims(text)
    ]


@pytest.mark.parametrize(
    "second",
    [
        "({})",
        "[{}]",
        "(about {})",
        "(or {})",
        "(ca. {})",
        "(≈{})",
        "(i.e. {})",
        "(= {})",
        "(roughly {})",
        "({}, or so)",
    ],
)
@pytest.mark.parametrize("first", ["12 miles", "12 miles long", "12 miles in length", "12-mile", "12mi"])
def test_the_second_stands_in_brackets(first: str, second: str) -> None:
    assert told(f"The road is {first} {second.format('19 km')} and steep.") == [("12 miles", "19 km")]


@pytest.mark.parametrize(
    ("between", "cue"),
    [
        (" or ", "or"),
        (", or ", ", or"),
        (", or about ", ", or about"),
        (", i.e. ", ", i.e."),
        (", that is, ", ", that is,"),
        (", equivalent to ", ", equivalent to"),
        (", the equivalent of ", ", the equivalent of"),
        (" / ", "/"),
        (" long or a little over ", "long or a little over"),
    ],
)
def test_the_second_goes_on_after_a_word_or_a_slash(between: str, cue: str) -> None:
    (one,) = claims(f"They walked 12 miles{between}19 km in a day.")
    assert [member.figure.value for member in one.members] == [12, 19]
    assert (one.confidence, one.cue) == (0.85, cue)


def test_what_stands_in_brackets_is_surer() -> None:
    (one,) = claims("12 miles (i.e. 19 km) is far.")
    assert (one.confidence, one.cue) == (0.9, "(i.e.")


@pytest.mark.parametrize(
    "text",
    [
        "The fort lies 12 miles (19 km by road) from the sea.",
        "The fort lies 12 miles (road: 19 km) from the sea.",
        "The fort lies 12 miles (19 of them steep) from the sea.",
        "The road is 12 miles and 19 km of it are steep.",
        "The road is 12 miles. (19 km are steep.)",
        "The plank is 2.4 m (30 cm).",
        "It took 2 hours (30 minutes).",
        "It holds 2 pints (40 fluid ounces).",
        "It ran at 100 knots (185) km/h.",
        "It is 12 to 14 feet 6 inches (4.4 m) long.",
        "The tower has 19 storeys (62 m).",
        "It costs 5 pounds (6 euros).",
        "It weighs 12 kg (19 km).",
        "The road is 12 miles (the old one was longer and went around the lake by the villages) 19 km.",
        "He is 5ft 10in and she 5ft 4in.",
    ],
)
def test_what_is_no_conversion(text: str) -> None:
    assert not claims(text)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("He is 5ft 10in (178cm).", ("70 inches", "178 cm")),
        ("He is 5 feet 10 inches (178 cm).", ("70 inches", "178 cm")),
        ("He is 5'10\" (178 cm).", None),  # the quotes are read as minutes or as nothing
        ("He is 1.78 m (5 ft 10 in).", ("1.78 m", "70 inches")),
        ("He is 178 cm (5 feet, 10 inches) tall.", ("178 cm", "70 inches")),
        ("He is 178 cm (5 feet and 10 inches) tall.", ("178 cm", "70 inches")),
        ("It weighs 12 stone 7 pounds (79 kg).", ("175 lb", "79 kg")),
        ("The baby weighed 7 lb 4 oz (3.3 kg).", ("116 oz", "3.3 kg")),
        ("The baby weighed 7 pounds, 4 ounces (3.3 kg).", ("116 oz", "3.3 kg")),
    ],
)
def test_feet_and_inches_are_one_amount(text: str, amounts: tuple[str, str] | None) -> None:
    assert told(text) == ([amounts] if amounts else [])


def test_what_is_shown_of_two_amounts_is_what_stands_there() -> None:
    text = "He is 5ft 10in (178cm)."
    (one,) = claims(text)
    shown = [member.statements[0] for member in one.members]
    assert [one.stated for one in shown] == [text[one.start : one.end] for one in shown] == ["5ft 10in", "178"]
    assert one.reasons == ("the one stands behind the other, in another unit",)
    text = "Now he is about 5ft 10in tall (178cm)."
    (one,) = claims(text)
    (first, _), (second, _) = (member.statements[0].full for member in one.members)
    assert text[first : one.members[0].statements[0].full[1]] == "about 5ft 10in"
    assert text[second:] == "178cm)."


def test_inches_are_as_fine_as_they_are_written() -> None:
    (fine,) = claims("He is 5ft 10.5in (179.1 cm).")
    assert not judge.judge(fine).severity
    (off,) = claims("He is 5ft 10.5in (180.0 cm).")
    assert judge.judge(off).severity == "error"


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("He is 5ft 10in (179 cm).", ""),
        ("He is 5ft 10in (180.2 cm).", "warning"),
        ("He is 5ft 10in (182 cm).", "error"),
        ("It weighs 112 pounds (51.0 kg).", ""),
        ("It weighs 112 pounds (52.0 kg).", "error"),
        ("It is 12 stone 7.5 lb (79.6 kg).", ""),
        ("It is 12 stone 7.5 lb (79.9 kg).", "error"),
        ("He is 179 cm (5 ft 10 in).", ""),
        ("He is 182 cm (5 ft 10 in).", "error"),
        ("It weighs 51.0 kg (112 pounds).", ""),
        ("It weighs 51.5 kg (112 pounds).", "error"),
        ("The strip is 12 yards 4 inches (10 cm) wide.", ""),
    ],
)
def test_an_amount_of_two_parts_is_measured(text: str, severity: str) -> None:
    (one,) = claims(text)
    assert judge.judge(one).severity == severity


def test_inches_that_follow_feet_of_no_figure_are_no_amount() -> None:
    assert not claims("He weighs 13st 4lb (84 kg).")


def test_pounds_beside_kilograms_are_weights() -> None:
    assert told("It weighs 2.2 pounds (1 kg), the other 3 kg (6.6 pounds).") == [
        ("2.2 lb", "1 kg"),
        ("3 kg", "6.6 lb"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "100 miles (161 km)", "100 yards (91 m)", "100 feet (30.5 m)", "100 inches (254 cm)",
        "100 acres (40.5 hectares)",
        "100 square feet (9.29 square metres)", "100 square miles (259 sq km)", "100 cubic feet (2.83 cubic metres)",
        "100 gallons (379 litres)", "100 gallons (455 litres)", "100 pints (47.3 litres)", "100 pints (56.8 litres)",
        "100 fluid ounces (2.96 litres)", "100 fluid ounces (2.84 litres)", "100 lb (45.4 kg)", "100 ounces (2.83 kg)",
        "100 stone (635 kg)", "100 tons (90.7 tonnes)", "100 tons (102 tonnes)", "100 °F (37.8 °C)",
        "100 mph (161 km/h)",
        "100 hp (74.6 kW)", "100 hp (73.5 kW)", "100 knots (185 km/h)", "100 knots (115 mph)",
        "100 nautical miles (185 km)", "100 nautical miles (115 miles)", "100 miles (185 km)",
    ],
)  # fmt: skip
def test_units_of_all_systems_are_known_in_all_that_their_names_may_mean(text: str) -> None:
    (claim,) = claims(f"It measures {text} now.")
    assert judge.judge(claim).verdict.value == "consistent"
    (wrong,) = claims(f"It measures {text.replace('100', '130')} now.")
    assert judge.judge(wrong).severity == "error"


def test_each_pair_of_a_sentence_is_found() -> None:
    text = "The strait is 20 km (12 miles) wide, 300 m (980 ft) deep and 4 °C (39 °F) cold."
    assert [one[0] for one in told(text)] == ["20 km", "300 m", "4 °C"]


UNITS = st.sampled_from(
    [("miles", "km", "1.609344"), ("feet", "m", "0.3048"), ("acres", "ha", "0.40468564224"), ("lb", "kg", "0.45359237")]
)


@settings(max_examples=60, deadline=None)
@given(UNITS, st.integers(1, 900), st.integers(0, 2))
def test_what_was_converted_right_agrees_both_ways(units: tuple[str, str, str], amount: int, places: int) -> None:
    one, other, factor = units
    converted = (Decimal(amount) * Decimal(factor)).quantize(Decimal(1).scaleb(-places))
    if not converted:
        return
    for first, second in ((f"{amount} {one}", f"{converted} {other}"), (f"{converted} {other}", f"{amount} {one}")):
        (claim,) = claims(f"It measures {first} ({second}) now.")
        assert not judge.judge(claim).severity, (first, second)


@settings(max_examples=60, deadline=None)
@given(UNITS, st.integers(20, 900), st.sampled_from(["1.5", "0.6"]))
def test_what_is_far_off_is_an_error(units: tuple[str, str, str], amount: int, times: str) -> None:
    one, other, factor = units
    wrong = (Decimal(amount) * Decimal(factor) * Decimal(times)).quantize(Decimal("0.1"))
    (claim,) = claims(f"It measures {amount} {one} ({wrong} {other}) now.")
    assert judge.judge(claim).severity == "error"
