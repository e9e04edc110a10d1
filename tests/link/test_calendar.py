"""Dates as texts write them become days of the calendar, or none."""

from __future__ import annotations

import calendar as almanac
import datetime
import re

import pytest

from factcheck.link.calendar import DATE, DAYS, MONTH, Dated, dated, days_of, is_day, number_of, prefixed, today

MONTHS = [name.lower() for name in almanac.month_name[1:]]


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, 1)))
def test_a_month_is_known_by_its_name_and_its_beginning(number: int, name: str) -> None:
    short = {"sep": ("sep", "sept")}.get(name[:3], (name[:3],))
    for written in (name, *short, *(f"{one}." for one in short if name != "may")):
        if written == "sep.":
            continue
        assert re.fullmatch(MONTH, written), written
        assert number_of(written) == number
        for text in (f"4 {written}", f"{written} 4"):
            found = re.fullmatch(DATE, text)
            assert found, text
            assert dated(found) == Dated(0, number, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4 may 1999", (1999, 5, 4)),
        ("4th of may, 1999", (1999, 5, 4)),
        ("31st may 2020", (2020, 5, 31)),
        ("2nd may 1500", (1500, 5, 2)),
        ("may 3rd, 2099", (2099, 5, 3)),
        ("may 3", (0, 5, 3)),
        ("2021-12-09", (2021, 12, 9)),
        ("29 february 2024", (2024, 2, 29)),
        ("29 february", (0, 2, 29)),
        ("29 february 2023", None),
        ("31 april", None),
        ("2021-13-09", None),
        ("2021-12-39", None),
    ],
)
def test_a_date_is_a_day_of_the_calendar_or_none(text: str, day: tuple[int, int, int] | None) -> None:
    found = re.fullmatch(DATE, text)
    assert found
    assert dated(found) == (Dated(*day) if day else None)
    renamed = re.fullmatch(prefixed("a"), text)
    assert renamed
    assert dated(renamed, "a") == dated(found)


@pytest.mark.parametrize("text", ["may 3,500", "may 3.5", "45 may", "may 1999"])
def test_a_number_beside_a_month_is_no_day(text: str) -> None:
    assert not re.fullmatch(DATE, text)


def test_the_days_of_the_week_are_numbered_from_monday() -> None:
    assert {name.lower(): number for number, name in enumerate(almanac.day_name, 1)} == DAYS


def test_iso_is_written_in_full() -> None:
    assert Dated(987, 3, 4).iso == "0987-03-04"
    assert today("2021-03-04") == Dated(2021, 3, 4)
    assert today("2021-03") is today("") is today("x2021-03-04") is None


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2021-03-04", "2021-03-04", "2021-03-04"),
        ("2021-03", "2021-03-01", "2021-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021-11", "2021-11-01", "2021-11-30"),
        ("2021-12", "2021-12-01", "2021-12-31"),
        ("2021", "2021-01-01", "2021-12-31"),
    ],
)
def test_a_month_and_a_year_have_a_first_and_a_last_day(iso: str, first: str, last: str) -> None:
    assert days_of(iso) == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize("iso", ["", "soon", "2021-13", "2021-02-30", "0"])
def test_what_is_no_date_has_no_days(iso: str) -> None:
    assert days_of(iso) is None


def test_without_a_year_a_day_need_only_exist_in_some() -> None:
    assert is_day(Dated(0, 2, 29))
    assert not is_day(Dated(0, 2, 30))
