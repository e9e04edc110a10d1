"""The head of a text comes in; the full date that the document gives itself goes out, as ISO, or ""."""

from __future__ import annotations

import re

from factcheck.numerals.later import later

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = later(
    rf"""
    (?<![\w/.-])(?=[\djfmasond])(?:
        (?P<y1>(?:1[89]|20)\d\d)(?P<sep>[-/.])(?P<m1>\d\d?)(?P=sep)(?P<d1>\d\d?)(?=$|[^\w.-]|T\d\d|\.(?:\D|$)|-(?!\d))
      | (?P<y2>(?:1[89]|20)\d\d)\s?年\s?(?P<m2>\d\d?)\s?月\s?(?P<d2>\d\d?)\s?日
      | {_MONTH.format("m3")}\s+(?P<d3>\d\d?)(?:st|nd|rd|th)?\s?,?\s+(?P<y3>(?:1[89]|20)\d\d)(?!\d)
      | (?P<d4>\d\d?)(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH.format("m4")}[\s,-]+(?P<y4>(?:1[89]|20)\d\d)(?!\d)
      | (?P<a5>\d\d?)(?P<sep5>[/.])(?P<b5>\d\d?)(?P=sep5)(?P<y5>(?:1[89]|20)\d\d)(?!\d)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = later(
    r"\W*(?:dated?|time|published|posted|issued|released?|release date|publication date|updated|日期|时间|发布时间)\b"
    r"[^\w\n]{0,8}(?:on\b|at\b)?[^\w\n]{0,4}(?:mon|tues|wednes|thurs|fri|satur|sun)?(?:day)?[^\w\n]{0,4}$",
    re.IGNORECASE,
)
_ELSEWHEN = later(r"\b(?:since|from|until|till|before|after|between|and|to|by|of)\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")

HEAD = 4000  # characters: a date further down is somebody else's
SHORT = 90  # a line of its own, not a sentence
FRONT = SHORT + 30  # as much of a line as is looked at
DATELINE = 60  # "BEIJING, July 29, 2022 -- …": where in a paragraph a dateline may begin


def head_date(text: str) -> str:
    """The first labelled full date near the head ("Time: 2022-07-29"), else the first unlabelled one.

    An unlabelled date counts on a short line of its own or in a dateline, not in the midst of a
    sentence, and not after "since" or "until". "03/04/2022" is no date: nobody can tell which.
    """
    if not _YEAR.search(text, 0, HEAD):
        return ""
    found = ""
    for line in text[:HEAD].split("\n"):
        if not _YEAR.search(line, 0, FRONT):
            continue
        for match in _DATE.finditer(line, 0, FRONT):
            day = _iso(match)
            before = line[: match.start()]
            if day and len(before) <= DATELINE and _LABEL.match(before):
                return day
            if day and not found and _stands_for_document(line.strip(), before, line[match.end() :]):
                found = day
    return found


def iso_date(stamp: str) -> str:
    """The date at the front of a time stamp of a machine ("2022-07-29T08:00:00Z"), or ""."""
    match = _DATE.match(stamp.strip())
    return _iso(match) if match else ""


def _stands_for_document(line: str, before: str, after: str) -> bool:
    if _ELSEWHEN.search(before[-12:]):
        return False
    alone = not before.strip() and not after.strip(" .")
    return (
        alone
        or (len(line) <= SHORT and line[-1:] not in ".;")
        or (len(before) <= DATELINE and _dateline(before, after))
    )


def _dateline(before: str, after: str) -> bool:
    """Nothing but a place stands before it ("WASHINGTON, D.C., "), or nothing, and a dash after it."""
    words = re.findall(r"[^\W\d_]+", before)
    if not words:
        return after.lstrip()[:1] in {"-", "–", "—", ":", "("}
    return all(word[0].isupper() for word in words) and words[0].lower() not in {"on", "in", "by"}


def _iso(match: re.Match[str]) -> str:
    got = match.groupdict()
    for number in "1234":
        if got["y" + number]:
            return _valid(got["y" + number], _month(got["m" + number]), int(got["d" + number]))
    first, second = int(got["a5"]), int(got["b5"])
    if first > 12 or first == second:
        return _valid(got["y5"], second, first)
    return _valid(got["y5"], first, second) if second > 12 else ""


def _month(written: str) -> int:
    return int(written) if written.isdigit() else MONTHS.index(written[:3].lower()) + 1


def _valid(year: str, month: int, day: int) -> str:
    if not (1 <= month <= 12 and 1 <= day <= DAYS[month - 1]):
        return ""
    if (month, day) == (2, 29) and (int(year) % 4 or (int(year) % 100 == 0 and int(year) % 400)):
        return ""
    return f"{int(year):04d}-{month:02d}-{day:02d}"
