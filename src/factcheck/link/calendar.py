"""Text in, the dates, years and weekdays that it names out: days, months and years as ISO, with their places."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

__all__ = ["DATE", "DAYS", "Dated", "dated", "days_of", "is_day", "number_of", "prefixed", "today"]

_NUMBER = {
    name: place
    for place, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
DAYS = {
    name: place
    for place, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), 1)
}
_YEAR = r"(?:1[5-9]|20)\d\d"
DATE = (
    rf"(?:(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? (?P<m1>{MONTH}),?(?: (?P<y1>{_YEAR})\b)?"
    rf"|(?P<m2>{MONTH}) (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\b(?![.,]\d)(?:,? (?P<y2>{_YEAR})\b)?"
    rf"|(?P<y3>{_YEAR})-(?P<m3>[01]\d)-(?P<d3>[0-3]\d)\b)"
)


_FORMS = ("1", "2", "3")


class Dated(NamedTuple):
    """A day: its year (0 where the text leaves it out), month and day."""

    year: int
    month: int
    day: int

    @property
    def iso(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def dated(match: re.Match[str], prefix: str = "") -> Dated | None:
    """The day that a match of DATE names; ``None`` where it is no day of the calendar."""
    groups = match.groupdict()

    def take(name: str) -> str:
        return next((groups[f"{prefix}{name}{form}"] for form in _FORMS if groups.get(f"{prefix}{name}{form}")), "")

    month, day, year = take("m"), take("d"), take("y")
    number = int(month) if month.isdigit() else _NUMBER[month[:3]]
    found = Dated(int(year) if year else 0, number, int(day))
    return found if is_day(found) else None


def is_day(found: Dated) -> bool:
    """Whether the calendar has that day; without a year, whether any year has."""
    try:
        datetime.date(found.year or 2024, found.month, found.day)
    except ValueError:
        return False
    return True


def today(iso: str) -> Dated | None:
    """The day of a document from its ISO date, if it is a full one."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", iso)
    return Dated(int(found[1]), int(found[2]), int(found[3])) if found else None


def days_of(iso: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of a day, month or year in ISO form; ``None`` where it is no date."""
    year, month, day = (*(int(part) if part.isdigit() else 0 for part in iso.split("-")), 1, 1)[:3]
    try:
        first = datetime.date(year, month, day)
    except ValueError:
        return None
    following = {4: (year + 1, 1), 7: (year + month // 12, month % 12 + 1)}.get(len(iso))
    return first, first if following is None else datetime.date(*following, 1) - datetime.timedelta(days=1)


def prefixed(prefix: str) -> str:
    """DATE with its groups renamed, for patterns that hold two dates."""
    return re.sub(r"\?P<(\w+)>", rf"?P<{prefix}\1>", DATE)


def number_of(month: str) -> int:
    """The number of a month that MONTH matched."""
    return _NUMBER[month[:3]]
