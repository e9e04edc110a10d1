from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck.link import dates
from factcheck.link.masks import lowered
from factcheck.link.tenses import Told, told
from factcheck.model import NotChecked
from factcheck.read import from_text


def tales(text: str, date: str) -> list[Told]:
    document = replace(from_text(text), date=date)
    return list(told(document, lowered(text)))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("On 5 March 2024 the trustees met.", "2024-03-05"),
        ("On March 5, 2024, the trustees met.", "2024-03-05"),
        ("The lock was opened on Tuesday, 5 March 2024.", "2024-03-05"),
        ("The lock was opened on 2024-03-05.", "2024-03-05"),
        ("In March 2024 the trustees met.", "2024-03"),
        ("In 2024, the trustees met.", "2024"),
    ],
)
def test_a_day_is_read_as_finely_as_it_is_written(text: str, iso: str) -> None:
    (found,) = tales(text, "2024-12-01")
    assert (found.iso, found.tense) == (iso, "past")
    assert text[found.start : found.end].endswith(iso[-2:]) or text[found.start : found.end].endswith("2024")


@pytest.mark.parametrize("date", ["", "unknown", "12"])
def test_without_a_date_of_the_document_nothing_is_told(date: str) -> None:
    assert not tales("On 5 March 2024 the trustees met. By 1990 it will be done.", date)


@pytest.mark.parametrize(
    "text",
    [
        "On 5 March 2024 the trustees will meet.",
        "The trustees had agreed to meet on 5 March 2024.",
        "If they met on 5 March 2024, all was well.",
        "The note, sold in 2019, was repaid on 5 March 2024, its maturity.",
        "From 5 March 2024 the trustees met weekly.",
        "The version 2024 was sold out.",
    ],
)
def test_plans_and_conditions_tell_nothing_as_past(text: str) -> None:
    assert not tales(text, "2023-12-01")


def test_where_much_is_told_after_the_date_of_the_document_that_date_is_doubted() -> None:
    text = " ".join(f"On {day} March 2024 the trustees met." for day in range(5, 9))
    not_checked: list[NotChecked] = []
    assert not list(dates.find(replace(from_text(text), date="2023-12-01"), not_checked))
    assert [one.check for one in not_checked] == ["dates/calendar-fits"]


@pytest.mark.parametrize(
    ("text", "iso", "confidence"),
    [
        ("On 5 March 2024 the trustees met.", "2024-03-05", 0.8),
        ("On 3rd of September, 2024 the trustees met.", "2024-09-03", 0.8),
        ("In March 2024 the trustees met.", "2024-03", 0.7),
        ("In March of 2024 the trustees met.", "2024-03", 0.7),
        ("On 31 February 2024 the trustees met.", "2024-02", 0.7),
        ("In 2024 the trustees met.", "2024", 0.45),
        ("In 2025 the trustees met.", "2025", 0.45),
        ("In 2026 the trustees met.", "2026", 0.7),
        ("On 2024-02-31 the trustees met.", "2024", 0.45),
    ],
)
def test_the_finer_and_the_later_a_day_is_the_surer(text: str, iso: str, confidence: float) -> None:
    (found,) = tales(text, "2024-01-01")
    assert (found.iso, found.tense, found.confidence) == (iso, "past", confidence)


@pytest.mark.parametrize(
    ("text", "iso", "cue"),
    [
        ("By 2010 the trustees will build a lock.", "2010", "by … will"),
        ("By the end of 2010, the trustees shall build a lock.", "2010", "by the end of … shall"),
        ("At the end of 2010 the trustees of Hale are going to build it.", "2010", "at the end of … are going to"),
        ("In 2010 the trustees of Hale will build it.", "2010", "in … will"),
        ("During 2010 the trust is going to build it.", "2010", "during … is going to"),
        ("We know that before the middle of 2010 the trust will fall.", "2010", "before the middle of … will"),
        ("The trustees will build a lock by 2010.", "2010", "by … will"),
        ("The trustees are going to build a lock by the end of 2010.", "2010", "by the end of … are going to"),
        ("It shall be there by March 2010.", "2010-03", "by … shall"),
        ("It is going to be there at the end of March 2010.", "2010-03", "at the end of … is going to"),
        ("In March 2010 it will fall.", "2010-03", "in … will"),
        ("On 5 March 2010 it will fall.", "2010-03-05", "on … will"),
        ("By 2010 a b c d e f g h i j will build it.", "2010", "by … will"),
        ("They will a b c d e f g h i j by 2010.", "2010", "by … will"),
    ],
)
def test_a_day_gone_by_is_told_as_one_to_come(text: str, iso: str, cue: str) -> None:
    (found,) = tales(text, "2024-01-01")
    assert (found.iso, found.tense, found.cue, found.confidence) == (iso, "future", cue, 0.8)
    assert text[found.start : found.end].endswith("2010")


@pytest.mark.parametrize(
    "text",
    [
        "By 2010 the trustees built a lock.",
        "The trustees built a lock by 2010.",
        "They said that by 2010 the trustees will build it.",
        "By 2010 the trustees will build it, they said.",
        "By 2010 the “trustees” will build it.",
        "The trustees will, as was said, build it by 2010.",
        "The trustees will build it by 2010, as was said.",
        "From 2010 the trustees will build it.",
        "By 2010 a b c d e f g h i j k will build it.",
        "They will a b c d e f g h i j k by 2010.",
    ],
)
def test_what_is_reported_or_done_tells_nothing_as_to_come(text: str) -> None:
    assert not tales(text, "2024-01-01")


@pytest.mark.parametrize(
    "text",
    [
        "On 5 March 2024 a b c d e f g h met.",
        "The lock was a b c d e f g on 5 March 2024.",
    ],
)
def test_as_many_words_may_stand_between(text: str) -> None:
    assert [one.iso for one in tales(text, "2024-01-01")] == ["2024-03-05"]
    assert not tales(text.replace("a b", "a a b"), "2024-01-01")


@pytest.mark.parametrize(
    "text",
    [
        "They will meet.\nOn 5 March 2024 the trustees met.",
        "They will meet. On 5 March 2024 the trustees met.",
        "On 5 March 2024 the trustees met.\nThey will be back.",
        "They will (he said.) On 5 March 2024 the trustees met.",
    ],
)
def test_a_sentence_is_by_itself(text: str) -> None:
    assert [one.iso for one in tales(text, "2024-01-01")] == ["2024-03-05"]


@pytest.mark.parametrize(
    "text",
    [
        "On 5 March 2024 the trustees met?",
        "On 5 March 2024 the trustees met, and he’ll come.",
        "He'll say that on 5 March 2024 the trustees met.",
        "They may say that on 5 March 2024 the trustees met.",
        "At the end of the year, on 5 March 2024, the trustees met.",
        "The J. Plan will say that on 5 March 2024 the trustees met.",
    ],
)
def test_what_is_open_on_either_side_tells_nothing(text: str) -> None:
    assert not tales(text, "2024-01-01")


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("1870-01-01", "In {} the trustees met."),
        ("2024-01-01", "By {} the trustees will meet."),
    ],
)
def test_a_number_more_than_a_century_and_a_half_away_is_no_year(date: str, text: str) -> None:
    step = 1 if "In" in text else -1
    this = int(date[:4])
    assert len(tales(text.format(this + 150 * step), date)) == 1
    assert not tales(text.format(this + 151 * step), date)


@pytest.mark.parametrize(("far", "is_told"), [(300, False), (301, True), (900, True)])
def test_so_much_of_a_sentence_is_read_on_either_side(far: int, is_told: bool) -> None:
    date, done = "5 March 2024", " the trustees met "
    before = "will " + "x" * (far - len("will , on ")) + ", on "
    assert len(before) == far
    assert bool(tales(f"{before}{date}{done}.", "2024-01-01")) is is_told
    after = done + "x" * (far - len(done) - len(" will")) + " will"
    assert len(after) == far
    assert bool(tales(f"On {date}{after}", "2024-01-01")) is is_told
