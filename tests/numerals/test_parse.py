"""parse(): every way to say a figure that the corpus lists, its precision, its errors, and its laws."""

from __future__ import annotations

import csv
import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import FactcheckError
from factcheck.interval import Figure
from factcheck.numerals import parse, quantity, unit
from factcheck.numerals.tables import units, words

TESTS = Path(__file__).parents[1]
MEANINGS = tomllib.loads((TESTS / "corpus" / "figures.toml").read_text(encoding="utf-8"))["meaning"]
PAIRS = TESTS.parents[1] / "shared" / "spec" / "interval_pairs.json"
PHRASES = [(meaning, phrase) for meaning in MEANINGS for phrase in meaning["phrases"]]


def agrees(figure: Figure, meaning: dict[str, Any]) -> bool:
    """Whether the figure is what the corpus says that its phrases mean."""
    upper = Decimal(meaning["upper"]) if "upper" in meaning else None
    same = (figure.value, figure.upper, figure.kind, figure.hedge) == (
        Decimal(meaning["value"]),
        upper,
        meaning.get("kind", "count"),
        meaning.get("hedge", ""),
    )
    return same and bool(meaning.get("ignore_unit") or figure.unit == meaning.get("unit", ""))


@pytest.mark.parametrize(("meaning", "phrase"), PHRASES, ids=[phrase for _, phrase in PHRASES])
def test_every_way_to_say_it_means_the_same(meaning: dict[str, Any], phrase: str) -> None:
    assert agrees(parse(phrase), meaning), parse(phrase)


@pytest.mark.parametrize(
    ("text", "q", "round_q", "loose"),
    [
        ("3.5 million", "100000", "100000", False),
        ("3500000", "1", "100000", True),
        ("200 million", "1000000", "100000000", True),
        ("3.50 million", "10000", "10000", False),
        ("26.67%", "0.01", "0.01", False),
        ("20", "1", "10", False),
        ("100", "1", "100", True),
        ("0", "1", "1", False),
        ("three hundred thousand", "1000", "100000", True),
        ("two thousand five hundred", "1", "100", True),
        ("half a million", "100000", "100000", False),
        ("two and a half million", "100000", "100000", False),
        ("12.9±0.1", "0.2", "0.2", False),
        ("half", "0.05", "0.05", False),
        ("1/40", "0.0125", "0.0125", False),
        ("4.115e7", "10000", "10000", False),
        ("13 dollars 45 cents", "0.01", "0.01", False),
    ],
)
def test_precision_is_that_of_the_written_digits(text: str, q: str, round_q: str, loose: bool) -> None:
    figure = parse(text)
    assert (figure.q, figure.Q, figure.loose) == (Decimal(q), Decimal(round_q), loose)


def test_range_keeps_the_precision_of_both_ends() -> None:
    figure = parse("between 1.25 and 3 million")
    assert (figure.q, figure.q_upper) == (Decimal(10000), Decimal(1000000))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("100 people", "people"),
        ("7 consecutive", ""),
        ("8650 medals", "medals"),
        ("91 person times", "person times"),
        ("12 people or more", "people"),
        ("3 more schools", "schools"),
        ("2,245 collective agreements", "collective agreements"),
        ("more than 20 million people", "people"),
        ("5 kg", "kg"),
    ],
)
def test_unit_is_the_noun_that_is_counted(text: str, name: str) -> None:
    assert parse(text).unit == name


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("", 0),
        ("nothing here", 0),
        ("18 of 20", 6),
        ("roughly speaking 40", 0),
        ("5 million against 7 million", 18),
        ("several hundred", 0),
    ],
)
def test_what_is_not_one_figure_is_refused_with_a_caret(text: str, under: int) -> None:
    with pytest.raises(FactcheckError) as caught:
        parse(text)
    rendered = caught.value.render().splitlines()
    caret = next((line for line in rendered if line.strip() == "^"), "    ^")
    assert len(caret) - 5 == under
    assert caught.value.hint


def test_the_place_of_the_number_is_told_too() -> None:
    text = "nearly US$ 40m in aid"
    figure, (start, end) = quantity(text)
    assert text[start:end] == "40m"
    assert figure.value == 40_000_000


@pytest.mark.parametrize(
    ("names", "canonical"),
    [
        (("yuan", "RMB", "CNY", "renminbi", "元"), "yuan"),
        (("$", "US$", "USD", "dollars", "US dollars"), "dollars"),
        (("%", "percent", "per cent"), "%"),
        (("kilometres", "km", "kilometer"), "km"),
        (("years", "yr", "year"), "years"),
    ],
)
def test_a_unit_has_one_name(names: tuple[str, ...], canonical: str) -> None:
    found = [unit(name) for name in names]
    assert {u.name for u in found if u} == {canonical}
    assert None not in found


def test_an_unknown_unit_is_none() -> None:
    assert unit("outdoor service stations") is None


def test_units_of_a_dimension_convert() -> None:
    km, m = units().canonical["km"], units().canonical["m"]
    assert km.dimension == m.dimension
    assert km.factor / m.factor == 1000


@pytest.mark.skipif(not PAIRS.exists(), reason="the worked pairs are not at hand")
def test_the_worked_pairs_are_read() -> None:
    for pair in json.loads(PAIRS.read_text(encoding="utf-8")):
        for text in (pair["a"], pair["b"]):
            assert parse(text).q > 0


def test_the_record_is_read_as_it_was_entered() -> None:
    with (TESTS.parent / "data" / "statements.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            figure = parse(row["stated"])
            assert (figure.value, figure.hedge) == (Decimal(row["value"]), row["hedge"]), row["stated"]


DECIMALS = st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=3)
SCALES = {"": 0, " thousand": 3, " million": 6, " billion": 9, " trillion": 12, "k": 3, "bn": 9}


@given(DECIMALS, st.sampled_from(sorted(SCALES)))
@settings(max_examples=200, deadline=None)
def test_reading_what_was_printed_gives_the_value_back(value: Decimal, scale: str) -> None:
    figure = parse(f"{value:,f}{scale}")
    assert figure.value == value * 10 ** SCALES[scale]
    assert figure.q == Decimal(10) ** (SCALES[scale] - 3)


@given(st.integers(0, 10**15), st.sampled_from(["{:d}", "{:,d}"]))
@settings(max_examples=200, deadline=None)
def test_whole_numbers_keep_their_zeros(value: int, form: str) -> None:
    figure = parse(form.format(value))
    zeros = len(str(value)) - len(str(value).rstrip("0")) if value else 0
    assert figure.value == value
    assert (figure.q, figure.Q) == (Decimal(1), Decimal(10**zeros))
    assert figure.loose == (zeros > 1)


SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """The number as it is said in English, by a rule of its own."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        ten, unit = divmod(number, 10)
        return TENS[ten - 2] + (f"-{SMALL[unit]}" if unit else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{SMALL[hundreds]} hundred" + (f" and {in_words(rest)}" if rest else "")
    for name, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6), ("thousand", 1000)):
        if number >= size:
            count, rest = divmod(number, size)
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(count)} {name}" + (f"{joint}{in_words(rest)}" if rest else "")
    raise AssertionError


@given(st.integers(0, 10**15 - 1))
@settings(max_examples=300, deadline=None)
def test_numbers_in_words_are_read(number: int) -> None:
    assert parse(in_words(number)).value == number


@given(st.sampled_from(sorted(words().before)), st.integers(1, 9999))
@settings(max_examples=300, deadline=None)
def test_every_hedge_before_a_number_gives_its_class(phrase: str, number: int) -> None:
    assert parse(f"{phrase} {number}").hedge == words().before[phrase]


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_figure_or_a_clear_refusal(text: str) -> None:
    try:
        figure = parse(text)
    except FactcheckError:
        return
    assert figure.q > 0
    assert figure.upper is None or figure.upper > figure.value
