"""A document in, dates out: a weekday beside its date, days that the text puts in order, and days told as past."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.interval import Figure
from factcheck.link.calendar import DATE, DAYS, Dated, dated, days_of, is_day, prefixed, today
from factcheck.link.claims import day, given, placed
from factcheck.link.cues import Cued
from factcheck.link.masks import lowered
from factcheck.link.tenses import Told, told
from factcheck.model import Document, Member, NotChecked, Passage, Relation, Statement

__all__ = ["find"]

_DAY = (
    r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|weds?|thurs?"
    r"|thur?|fri|sat|sun)\b(?!['’]s)\.?"
)
# As written: a pattern that begins with one of few letters is searched much faster than one that begins anywhere.
_CUE = Cued(
    r"(?:Mon|Tues?|Wed(?:nes|s)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun|MON|TUES?|WED(?:NES)?|THU(?:RS)?"
    r"|FRI|SAT(?:UR)?|SUN)(?:day|DAY)?(?![A-Za-z])"
)
_BEFORE = Cued(
    rf"\b{_DAY},?(?: the| on)?(?: night| morning| evening| afternoon)?,? ?\(?(?:the )?"
    rf"(?P<date>{DATE})(?!['’]s)"
)
_AFTER = Cued(
    rf"\b(?P<date>{DATE}),? ?(?:\(|, |a |which (?:is|was) a |is a |was a |falls on a |fell on a "
    rf"|fell on |falls on |[–—-] ){{0,2}}(?:a )?{_DAY}"
)
# "from 3 May to 28 April 2021", "opened on … and closed on …"
_RUN = Cued(
    rf"(?P<cue>from) (?P<first>{prefixed('a')})(?:,? (?:to|until|till|through|and|up to) (?:the )?)"
    rf"(?P<last>{prefixed('b')})"
)
_SHORT = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
_STARTS = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
_NEAR = 45  # days between a date without a year and the date of the document
_ZONE = datetime.timedelta(days=1)  # where it is tomorrow already, a document of today tells of it
_SLIPS = 2  # days told as past after the date of the document; more, and that date is the wrong one


def find(document: Document, not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The claims about dates.

    Links a weekday with its date, the begin and end of a run of days, and what is told as past with the date of the
    document. Agrees: "Friday, 29 July 2022". Disagrees: "Thursday, 29 July 2022".
    """
    low = lowered(document.text)
    passages = _Places(document)
    done = 0
    for cue in _CUE.finditer(document.text):
        if cue.start() < done:
            continue
        match = _BEFORE.match(low, cue.start()) or _date_before(low, cue)
        if match is None:
            continue
        done = match.end()
        relation = _weekday(document, low, match, passages, not_checked)
        if relation is not None:
            yield relation
    yield from _tenses(document, low, passages, not_checked)
    for begin in _FROM.finditer(low):
        first = low[begin.end() : begin.end() + 3]
        match = _RUN.match(low, begin.start()) if first in _STARTS or first[:1].isdigit() else None
        relation = _run(document, low, match, passages) if match is not None else None
        if relation is not None:
            yield relation


def _tenses(document: Document, low: str, passages: _Places, not_checked: list[NotChecked]) -> Iterator[Relation]:
    """What is told as past is not after the date of the document; what is told as future, not before it."""
    written = days_of(document.date)
    found = [(one, days_of(one.iso)) for one in told(document, low)] if written is not None else []
    begun = [(one, days[0]) for one, days in found if one.tense == "past" and days is not None]
    late = {one.iso for one, day in begun if written is not None and day > written[1] + _ZONE}
    if len(late) > _SLIPS:
        not_checked += [NotChecked("dates/calendar-fits", "more is told as past than the date of the document allows")]
        return
    for one, days in found:
        if written is None or days is None:
            continue
        if one.tense == "future":
            yield _told(document, one, passages, ("later", "earlier"), "tense")
        elif one.iso in late or days[0] <= written[1]:
            yield _told(document, one, passages, ("earlier", "later"), "")


def _told(document: Document, one: Told, passages: _Places, roles: tuple[str, str], decomposition: str) -> Relation:
    statement = _statement(document, day(one.iso), one.start, one.end, passages)
    return Relation(
        "", "date",
        (_member(roles[0], statement), given(roles[1], day(document.date), "the date of the document")),
        decomposition, one.cue, one.confidence, reasons=(f"the verb tells it as {one.tense}",),
    )  # fmt: skip


def _date_before(low: str, cue: re.Match[str]) -> re.Match[str] | None:
    """The date that ends in this weekday."""
    found = _AFTER.finditer(low, cue.start() - 48, cue.end() + 3)
    return next((match for match in found if match.start("weekday") == cue.start()), None)


_FROM = re.compile("from ")


class _Places:
    """The passages of a document, to be asked in the order of the text."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._passages: tuple[Passage, ...] = document.passages

    def at(self, offset: int) -> int:
        """The passage that an offset lies in, or -1."""
        from bisect import bisect_right

        place = bisect_right(self._passages, offset, key=lambda passage: passage.start) - 1
        return place if place >= 0 and offset < self._passages[place].end else -1

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The line that a match stands in, cut to what one reads at a glance."""
        begin = max(self._text.rfind("\n", 0, start) + 1, start - 160)
        stop = self._text.find("\n", end)
        return begin, min(stop if stop != -1 else len(self._text), end + 160)


def _statement(document: Document, figure: Figure, start: int, end: int, passages: _Places) -> Statement:
    return placed(document, figure, start, end, passages.around(start, end), passages.at(start))


def _weekday(
    document: Document, low: str, match: re.Match[str], passages: _Places, not_checked: list[NotChecked]
) -> Relation | None:
    name = match["weekday"]
    number = DAYS.get(name) or _SHORT[name[:3]]
    if document.text[match.start("weekday")].islower():
        return None  # "sat", "sun"
    found = dated(match)
    if found is None:
        return None
    confidence = 0.95
    if not found.year:
        found = _in_year(found, document)
        confidence = 0.8
        if found is None:
            not_checked.append(NotChecked("dates/calendar-fits", "the year of the date is not stated"))
            return None
    weekday = Figure(Decimal(number), kind="date", hedge="exactly", q=Decimal(0), Q=Decimal(0))
    return Relation(
        "", "date",
        (
            _member("date", _statement(document, day(found.iso), *match.span("date"), passages)),
            _member("weekday", _statement(document, weekday, *match.span("weekday"), passages)),
        ),
        "", " ".join(document.text[match.start() : match.end()].split()), confidence,
        reasons=("the weekday stands beside its date",),
    )  # fmt: skip


def _in_year(found: Dated, document: Document) -> Dated | None:
    """The day nearest to that of the document, if one lies near enough to be meant."""
    now = today(document.date)
    if now is None:
        return None
    base = datetime.date(now.year, now.month, now.day)
    near = [Dated(year, found.month, found.day) for year in (now.year - 1, now.year, now.year + 1)]
    return next(
        (
            one
            for one in near
            if is_day(one) and abs((datetime.date(one.year, one.month, one.day) - base).days) <= _NEAR
        ),
        None,
    )


def _member(role: str, statement: Statement) -> Member:
    return Member(role, statement.figure, (statement,))


def _run(document: Document, low: str, match: re.Match[str], passages: _Places) -> Relation | None:
    """From one day to another: the second is not before the first."""
    first, last = dated(match, "a"), dated(match, "b")
    if first is None or last is None or not last.year:
        return None
    if not first.year:
        if (first.month, first.day) > (last.month, last.day):
            return None  # from December to January
        first = Dated(last.year, first.month, first.day)
    return Relation(
        "", "date",
        (
            _member("earlier", _statement(document, day(first.iso), *match.span("first"), passages)),
            _member("later", _statement(document, day(last.iso), *match.span("last"), passages)),
        ),
        "", f"{match['cue']} … to …", 0.9, reasons=("a run of days ends after it begins",),
    )  # fmt: skip
