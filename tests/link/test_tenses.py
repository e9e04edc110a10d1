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
