"""scan() and find(): every figure with its exact span, nothing else, in order, on any text, in linear time."""

from __future__ import annotations

import time
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extract.found import Found
from factcheck.extract.numbers import find, find_dates, read, scan
from factcheck.model import Document, Passage

CORPUS = Path(__file__).parents[1] / "corpus"
MEANINGS = tomllib.loads((CORPUS / "figures.toml").read_text(encoding="utf-8"))["meaning"]
NOTHING = tomllib.loads((CORPUS / "not_figures.toml").read_text(encoding="utf-8"))
SAID = [(meaning, phrase) for meaning in MEANINGS for phrase in meaning["phrases"] if not meaning.get("alone")]
SILENT = [(reason, phrase) for reason, table in NOTHING.items() for phrase in table["phrases"]]


def only(text: str) -> Found:
    figures = find(text)
    assert len(figures) == 1, [text[f.start : f.end] for f in figures]
    return figures[0]


@pytest.mark.parametrize(("meaning", "phrase"), SAID, ids=[phrase for _, phrase in SAID])
def test_every_way_to_say_it_is_found_in_a_sentence(meaning: dict[str, Any], phrase: str) -> None:
    figure = only(f"We counted {phrase} there.").figure
    assert figure.value == Decimal(meaning["value"])
    assert figure.upper == (Decimal(meaning["upper"]) if "upper" in meaning else None)
    assert (figure.kind, figure.hedge) == (meaning.get("kind", "count"), meaning.get("hedge", ""))
    assert meaning.get("ignore_unit") or figure.unit == meaning.get("unit", "")


@pytest.mark.parametrize(("reason", "phrase"), SILENT, ids=[f"{reason}: {phrase}" for reason, phrase in SILENT])
def test_what_is_no_figure_yields_nothing(reason: str, phrase: str) -> None:
    assert [phrase[f.start : f.end] for f in find(phrase)] == []


def test_each_class_of_what_is_no_figure_has_its_phrases() -> None:
    assert min(len(table["phrases"]) for table in NOTHING.values()) >= 15


@pytest.mark.parametrize(
    ("text", "number", "whole"),
    [
        ("It cost 41.15 million yuan.", "41.15 million", "41.15 million yuan"),
        ("It rose to 58.3% of all.", "58.3%", "58.3%"),
        ("It rose to 58.3 per cent of all.", "58.3", "58.3 per cent"),
        ("They have eight groups.", "eight", "eight"),
        ("A sum of US$ 40m was paid.", "40m", "US$ 40m"),
        ("Nearly 300,000 came.", "300,000", "Nearly 300,000"),
        ("It took 12 weeks or more to heal.", "12", "12 weeks or more"),
        ("between 3 and 5 billion dollars", "3 and 5 billion", "between 3 and 5 billion dollars"),
        ("It fell to minus 2 degrees.", "minus 2", "minus 2 degrees"),
        ("paid $98 a share", "98", "$98 a share"),
        ("worth -$5.", "5", "-$5"),
        ("a nine-year-old girl", "nine", "nine-year"),
        ("about 12.9±0.1 mm", "12.9±0.1", "about 12.9±0.1 mm"),
        ("one in five adults", "one in five", "one in five"),
        ("two thousand and six boats", "two thousand and six", "two thousand and six"),
    ],
)
def test_spans_are_exact(text: str, number: str, whole: str) -> None:
    found = only(text)
    assert text[found.start : found.end] == number
    assert text[found.full_start : found.full_end] == whole


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rose from 262.61 million to 292.51 million.", ["262610000", "292510000"]),
        ("shares of 33.5%, 30.4% and 36.1%", ["33.5", "30.4", "36.1"]),
        ("70 of them, accounting for 58.3%", ["70", "58.3"]),
        ("They won 1 gold, 2 silver and 30 bronze medals.", ["1", "2", "30"]),
        ("In 2021, 1,200 of 2,000 people stayed for 3 days.", ["1200", "2000", "3"]),
        ("RMB 10, USD 20", ["10", "20"]),
        ("it sank 27% in the quarter to $254 million", ["27", "254000000"]),
        ("more than 50 and fewer than 90", ["50", "90"]),
        ("six or seven boats", ["6"]),
        ("a 3-door car with 1,600 cc", ["3", "1600"]),
        ("two dozen eggs and half a dozen rolls", ["24", "6"]),
        ("twenty-one trillion, and six more", ["21000000000000", "6"]),
    ],
)
def test_several_figures_in_a_row(text: str, values: list[str]) -> None:
    assert [f.figure.value for f in find(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Der Umsatz stieg auf 1.234,5 und dann um 3,5 % auf 2.500.", ["1234.5", "3.5", "2.500"]),
        ("12,5 % of 1,250 tonnes", ["12.5", "1.250"]),
        ("It cost 1,234.50 and 12,5 of it.", ["1234.50", "12", "5"]),
        ("The share is 3.5% of 1,250 tonnes.", ["3.5", "1250"]),
    ],
)
def test_decimal_commas_by_evidence(text: str, values: list[str]) -> None:
    assert [f.figure.value for f in find(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("the ninth survey", 9, "ordinal"),
        ("for the third time since 1982", 3, "ordinal"),
        ("its 25th anniversary", 25, "ordinal"),
        ("the first national skills competition", 1, "ordinal"),
        ("it ranked seventh in the world", 7, "ordinal"),
        ('30 people of the 3rd "Craft of the Year"', 30, "count"),
    ],
)
def test_ordinals_count_editions_times_and_ranks(text: str, value: int, kind: str) -> None:
    figure = find(text)[0].figure
    assert (figure.value, figure.kind) == (Decimal(value), kind)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("a nine-year-old girl", ("age",)),
        ("half of the members", ("of",)),
        ("another 3 schools", ("another",)),
        ("for 7 consecutive years", ("consecutive",)),
        ("7 schools", ()),
    ],
)
def test_flags(text: str, flags: tuple[str, ...]) -> None:
    assert only(text).flags == flags


def test_over_years_means_during_unless_a_length_is_told() -> None:
    assert find("It will save $4 million over ten years.")[1].figure.hedge == ""
    assert only("She waited for over ten years.").figure.hedge == "more than"


def test_a_convention_may_keep_what_is_set_aside() -> None:
    assert find("one of the best", keep=frozenset({"partitive"}))[0].figure.value == 1
    assert find("page 12", keep=frozenset({"label"}))[0].figure.value == 12


def test_dates_are_told_with_figures_in_one_pass() -> None:
    figures, dates = read(Document("d", "In May 2021, 12 of 30 schools closed until 3 June 2022."))
    assert [f.figure.value for f in figures] == [12, 30]
    assert [d.iso for d in dates] == ["2021-05", "2022-06-03"]
    assert find_dates("since 1982")[0].iso == "1982"


PIECES = st.sampled_from(
    [
        *(
            "1",
            "23",
            "1,234",
            "5.6",
            "0",
            "%",
            " million",
            "one",
            "two",
            "half",
            "hundred ",
            "point ",
            "twice",
            "fold",
            "3/4",
            "½",
        ),
        *(
            "$",
            "US$ ",
            "€",
            "£",
            "-",
            "–",
            "to ",
            "between ",
            " and ",
            " of ",
            "minus ",
            "per ",
            "°C",
            "K",
            "m",
            "bn",
            "²",
        ),
        *("more than ", "or more", "over ", "th", "st", "first", "May ", "2021", "a ", "'s", "e", "±", "×10", "^", "/"),
        *(
            " ",
            ".",
            ":",
            ",",
            "\n",
            "(",
            ")",
            "[",
            "]",
            "#",
            '"',
            "、",
            "İ",
            "ß",
            "٣",
            "百",
            "१",
            "𝟓",
            "①",
            "Ⅳ",
            "\x00",
            "\u2028",
        ),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=80))


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for candidate in scan(text):
        assert last <= candidate.start < candidate.end <= len(text)
        last = candidate.end
        found = candidate.found
        if found is None:
            continue
        assert found.full_start <= found.start < found.end <= found.full_end <= len(text)
        for start, end in (
            (found.unit_start, found.unit_end),
            (found.hedge_start, found.hedge_end),
            (found.rate_start, found.rate_end),
            found.lower,
            found.upper,
        ):
            assert (start, end) == (0, 0) or found.full_start <= start < end <= found.full_end
        assert found.figure.q > 0


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_figures(text: str) -> None:
    assert scan(text) == scan(text)


HOSTILE = {
    "digits": lambda n: "7" * n,
    "groups": lambda n: "1," * (n // 2),
    "points": lambda n: "1." * (n // 2),
    "hyphens": lambda n: "111-" * (n // 4) + "%",
    "slashes": lambda n: "1/" * (n // 2),
    "brackets": lambda n: "(" * (n // 2) + "1" + ")" * (n // 2),
    "citations": lambda n: "[" + "1," * (n // 2),
    "and": lambda n: "two hundred and " * (n // 16),
    "scales": lambda n: "million " * (n // 8),
    "letters": lambda n: "5" + "a" * n,
    "blanks": lambda n: "5 " + " " * n + "Two",
    "signs": lambda n: "$" * n + "5",
    "minus": lambda n: "-" * n + "1",
    "quotes": lambda n: '"two ' * (n // 5),
    "ranges": lambda n: "5 to " * (n // 5),
    "hedges": lambda n: "nearly " * (n // 7) + "5",
    "lines": lambda n: "\n" * n + "5",
    "months": lambda n: "may 1 " * (n // 6),
    "tolerances": lambda n: "±1" * (n // 2),
    "one": lambda n: "one " * (n // 4),
    "prose": lambda n: "More than 5 million people paid $3.5bn in May 2021. " * (n // 52),
}


@pytest.mark.parametrize("shape", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length_and_no_faster(shape: Any) -> None:
    def seconds(length: int) -> float:
        text = shape(length)
        spent = []
        for _ in range(2):
            before = time.process_time()
            scan(text)
            spent.append(time.process_time() - before)
        return min(spent)

    scan("1 warm-up")
    short, long = seconds(2_000), seconds(16_000)
    assert long < 24 * short + 0.02  # eight times the text; a square law would take sixty-four times as long


def test_a_number_of_a_hundred_thousand_digits_is_an_identifier() -> None:
    assert find("9" * 100_000) == []


def table(rows: list[list[str]]) -> Document:
    """A document that is one table, its cells apart by tabs and its rows by line breaks."""
    text = "\n".join("\t".join(row) for row in rows)
    passages, start = [], 0
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            passages.append(Passage(start, start + len(cell), "cell", line=line, row=line, column=column))
            start += len(cell) + 1
    return Document("table", text, tuple(passages))


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ([["Ships", "41,500", "(1,234)"]], ["41500", "-1234"]),
        ([["Group", "30", "Million"], ["Chapter", "(12)", "5 million"]], ["30", "-12", "5000000"]),
        ([["two", "hundred"], ["5", "years"], ["between 3", "and 5"]], ["2", "100", "5", "3", "5"]),
        ([["nearly", "500"], ["$", "12"]], ["500", "12"]),
    ],
)
def test_cells_stand_by_themselves(rows: list[list[str]], values: list[str]) -> None:
    figures, _ = read(table(rows))
    assert [f.figure.value for f in figures] == [Decimal(value) for value in values]
    assert {f.figure.hedge for f in figures} == {""}
    assert {f.figure.unit for f in figures} == {""}


def test_items_of_a_list_are_not_read_across() -> None:
    text = "at least 5\nmillion people\n\ntwo\nhundred"
    ends = (10, 25, 30, 38)
    passages = tuple(Passage(start, end, "item") for start, end in zip((0, 11, 27, 31), ends, strict=True))
    figures, _ = read(Document("list", text, passages))
    assert [f.figure.value for f in figures] == [5, 2, 100]
    assert [f.figure.value for f in find(text)] == [5_000_000, 200]
