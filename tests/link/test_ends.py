"""Ranges become their ends, and the days and years that a text names stand in their sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from factcheck.extract import extract
from factcheck.link.ends import calendar, single_numbers
from factcheck.model import Document, Statement


def ends(text: str) -> list[tuple[str, str, str]]:
    """Each number as written, with its kind and the end that it is."""
    document = Document("d", text)
    found = list(single_numbers(tuple(extract(document)), [document]))
    assert all(text[one.start : one.end] == one.stated for one in found)
    return [(one.stated, one.figure.kind, one.note) for one in found]


@pytest.mark.parametrize(
    ("text", "low", "high", "kind"),
    [
        ("It has 40 to 50 boats.", "40", "50", "count"),
        ("It has between 40 and 50 boats.", "40", "50", "count"),
        ("It has 40-50 boats.", "40", "50", "count"),
        ("It has 40 – 50 boats.", "40", "50", "count"),
        ("It grew by 4% to 5%.", "4%", "5%", "percent"),
        ("It costs $4 to $5.", "4", "5", "money"),
        ("It costs 4 to 5 euros.", "4", "5", "money"),
        ("It costs 4 to 5 pounds.", "4", "5", "money"),
        ("It costs 4 to 5 yuan.", "4", "5", "money"),
        ("It costs 400 to 500 yen.", "400", "500", "money"),
        ("It costs $4 to $5 per share.", "4", "5", "money"),
        ("It has 40 through 50 boats.", "40", "50", "count"),
        ("It has 40 until 50 boats.", "40", "50", "count"),
        ("It has 40 till 50 boats.", "40", "50", "count"),
    ],
)
def test_a_range_is_its_two_ends(text: str, low: str, high: str, kind: str) -> None:
    (one, other) = ends(text)
    assert one[1:] == (kind, "lower end")
    assert other[1:] == (kind, "upper end")
    assert (one[0].strip("$%"), other[0].strip("$%")) == (low.strip("%"), high.strip("%"))


def test_each_end_of_a_range_is_as_precise_as_it_is_written() -> None:
    document = Document("d", "It weighs 4 to 5.25 tons.")
    low, high = single_numbers(tuple(extract(document)), [document])
    assert [(str(one.figure.value), str(one.figure.q)) for one in (low, high)] == [("4", "1"), ("5.25", "0.01")]
    one = replace(low.figure, upper=Decimal(5))
    ends_of = single_numbers([replace(low, figure=one, end=high.end)], [document])
    assert [str(end.figure.q) for end in ends_of] == ["1", "1"]


def test_a_range_that_nothing_joins_has_no_ends() -> None:
    document = Document("d", "It weighs 4, 5 tons.")
    one, other = extract(document)
    joined = replace(one, figure=replace(one.figure, upper=Decimal(5)), end=other.end)
    assert list(single_numbers([joined], [document])) == []


@pytest.mark.parametrize(
    "text",
    [
        "Adjusted earnings of $5.05 to $3.32 per share.",
        "$5.05 to $3.32 per share is what it was by far.",
        "Adjusted earnings of $5.05 – $3.32 per share.",
        "A rate of 45.5% to 35.5% is likely.",
        "They were     $5.05 to $3.32 last year.",
    ],
)
def test_a_range_upside_down_has_ends_all_the_same(text: str) -> None:
    assert [note for _, _, note in ends(text)] == ["lower end", "upper end"]


@pytest.mark.parametrize(
    "text",
    [
        "Prices fell from $5.05 to $3.32 per share.",
        "It was cut by $5.05 to $3.32 per share.",
        "It was $5.05 to $3.32 last year.",
        "By $5.05 to $3.32 it fell, so they say, and then by more.",
        "They were $5.05 to $3.32 last year.",
        "It paid $5.05. To $3.32 it went.",
        "A stake of $5.05 to 3.32% of all.",
        "A stake of $5.05 to €3.32 of all.",
        "We saw 505 boats to 332 ships.",
        "It paid $5.05 and then to $3.32 per share.",
        "A swap of 3% 45.5% to 35.5% is likely.",
        "It costs $5.05 to $5.05 per share.",
        "They were    $5.05 to $3.32 last year.",
    ],
)
def test_what_moved_or_differs_in_kind_is_no_range_upside_down(text: str) -> None:
    assert not any(note for _, _, note in ends(text))


def named(text: str, *sentences: tuple[int, int]) -> list[Statement]:
    return sorted(calendar(Document("d", text), sentences), key=lambda one: one.start)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("On May 4 it shut.", [("4", "day")]),
        ("On Sept. 14th, 1999 it shut.", [("14", "day"), ("1999", "year")]),
        ("On the 3rd of March it shut.", [("3", "day")]),
        ("On January 4 it shut.", [("4", "day")]),
        ("On 4 January it shut.", [("4", "day")]),
        ("On Dec 4 it shut.", [("4", "day")]),
        ("On 4 Dec it shut.", [("4", "day")]),
        ("On 31 December 2001 it shut.", [("31", "day"), ("2001", "year")]),
        ("On May 4,500 men came.", []),
        ("On May 4.5 inches fell.", []),
        ("About $1999 or 1,999 or 1999.5 or 1999% or 1999-2 men.", []),
        ("Room 2001, from 1987 on.", [("2001", "year"), ("1987", "year")]),
        ("It was no. 12001 of 19999.", []),
    ],
)
def test_named_days_and_years_are_dates(text: str, stated: list[tuple[str, str]]) -> None:
    found = named(text)
    assert [(one.stated, one.figure.unit) for one in found] == stated
    assert all(one.figure.kind == "date" and one.figure.value == Decimal(one.stated) for one in found)
    assert all((one.figure.q, one.figure.Q, one.line) == (Decimal(1), Decimal(1), 1) for one in found)


def test_a_date_stands_in_its_sentence_or_between_full_stops_and_lines() -> None:
    text = "First line.\nA pier. It shut in 1999 for good. Then it fell.\nLast of 2001"
    at = text.index
    assert [(text[slice(*one.sentence)], one.line) for one in named(text)] == [
        ("It shut in 1999 for good", 2),
        ("Last of 2001", 3),
    ]
    (first, _) = named(text, (0, 11), (at("It"), at(" Then")))
    assert first.sentence == (at("It"), at(" Then"))
    assert named("In 1999. Two.")[0].sentence == (0, 7)
    assert named("One. In 1999\nTwo.")[0].sentence == (5, 12)
    assert named("\nIn 1999 it shut. So it is.")[0].sentence == (1, 16)


def test_the_first_sentence_of_a_text_holds_its_dates_up_to_its_end() -> None:
    text = "No. 5 it was. It shut in 1999. It fell."
    assert named(text, (0, 29), (31, 39))[0].sentence == (0, 29)
    assert text[:29].endswith("1999")
    assert named(text, (0, 28), (31, 39))[0].sentence == (14, 29)


def test_the_ends_of_a_sentence_are_sought_so_far_and_no_further() -> None:
    (one,) = named("x" * 9000 + " 1999 " + "x" * 9000)
    assert one.sentence == (one.start - 5000, one.end + 5000)
