"""The words and dates of a sentence in, its periods in one normal form out, and which of them belongs to which figure.

The normal form is ISO 8601 as far as that reaches: a year ``2021``, a fiscal year ``FY2021``, a half ``2021-H1``, a
quarter ``2021-Q3`` (as the speaker counts them, fiscal or not), a month ``2022-05``, a day ``2022-07-22``; an interval
``2013/2020``; up to and including ``/2022-05`` ("as of", "by the end of", "up to now"); from then on ``2018/``
("since"). The last day of a month counts as its month, the end of a year as the year: "by the end of 2020" is
``/2020``. A change whose basis is named spans it: "6 points over 2012" said of 2022 is ``2012/2022``. What a relative
expression points to follows from the document's date; where that is unknown, what is known stays: ``XXXX-Q3``,
``XXXX-05``, "last year".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from factcheck.extract.found import Dated
from factcheck.extract.lexicon import CHANGE, DETERMINER, PREPOSITION, STOP, TIME
from factcheck.extract.sentences import Words, wordlists

__all__ = ["Anchor", "Mention", "anchor", "main", "mentions", "spanning"]


class Anchor(NamedTuple):
    """The time from which a document speaks: its date as far as known, and the quarter that it reports on."""

    year: int = 0
    month: int = 0
    day: int = 0
    quarter: str = ""  # "2021-Q3"

    @property
    def iso(self) -> str:
        """The date itself, "" where unknown."""
        if not self.year:
            return ""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


class Mention(NamedTuple):
    """A period named in a sentence: its words, from its preposition on, its normal form, and how it is used.

    ``use`` is in, asof, since, base (what something is compared with), yoy or qoq (a comparison with the same period
    a year before, with the period before).
    """

    first: int
    last: int
    iso: str
    use: str


class _Time(NamedTuple):
    """A date or period before its preposition is read: ``kind`` tells what it lacks."""

    first: int
    last: int
    iso: str
    kind: str  # year | month | day | quarter | half | decade | interval | asof | now | same | yoy | qoq
    dated: bool = True  # whether its year is said


NUMBERS = {
    word: value
    for value, names in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
    for word in (names,)
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "couple": 2}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4}
_SHORT_QUARTER = re.compile(r"(?:q([1-4])|([1-4])q)[-']?(\d\d|20\d\d)?")
_SHORT_HALF = re.compile(r"(?:h([12])|([12])h)[-']?(\d\d|20\d\d)?")
_SHORT_FISCAL = re.compile(r"fy['’-]?(\d\d|(?:19|20)\d\d)e?")
_QUALIFIERS = frozenset("fiscal financial calendar full academic business whole entire".split())
_SKIPPED = frozenset(
    "the a an early late mid mid- around about approximately fiscal financial calendar year month".split()
)
_BETWEEN = frozenset("of in , the fiscal financial calendar year for 's".split())


@cache
def _lists() -> dict[str, frozenset[str]]:
    return wordlists("periods")


def anchor(date: str, dates: Sequence[Dated] = ()) -> Anchor:
    """The time from which a document speaks: its date where known, else what its opening tells.

    ``dates`` are the dates of the text in order. Tried in turn: the first day named in the opening, a day that recurs
    as page headers do, the first quarter or month of the opening, a year in its first lines.
    """
    head = [dated for dated in dates[:40] if dated.start < _HEAD and dated.iso[:4].isdigit()]
    quarter = next((dated.iso for dated in head if dated.kind == "quarter"), "")
    known = (
        date
        or next((dated.iso for dated in head if dated.kind == "day"), "")
        or _recurring(dates)
        or next((dated.iso for dated in head if dated.kind in ("month", "quarter")), "")
        or next((dated.iso for dated in head if dated.kind == "year" and dated.start < _TITLE), "")
    )
    year, month, day = (*_numbers(known), 0, 0, 0)[:3]
    return Anchor(year, month, day, quarter)


_HEAD = 3000  # characters of a document's opening in which its own date is sought
_TITLE = 300  # the same for a bare year


def _recurring(dates: Sequence[Dated]) -> str:
    """The day that a text names most, if three times or more; the first of several."""
    counts = Counter(dated.iso for dated in dates if dated.kind == "day" and dated.iso[:4].isdigit())
    day, count = next(iter(counts.most_common(1)), ("", 0))
    return day if count > 2 else ""


def without_headers(text: str, dates: Sequence[Dated]) -> Sequence[Dated]:
    """The dates without those of page headers that the text runs through: a day said again and again, and bare."""
    counts = Counter(dated.iso for dated in dates if dated.kind == "day")
    if not any(count > 2 for count in counts.values()):
        return dates
    return [dated for dated in dates if dated.kind != "day" or counts[dated.iso] < 3 or _is_led(text, dated.start)]


def _is_led(text: str, start: int) -> bool:
    """Whether a preposition or the like leads to a date, as the sentence needs it."""
    before = text[max(0, start - 16) : start].split()
    return bool(before) and before[-1].lower().strip(",") in _LEADING


_LEADING = frozenset(("on", "of", "at", "by", "since", "from", "to", "until", "through", "ended", "ending", "in", "before",
                      "after", "between", "and", "dated", "than", "the", "for"))  # fmt: skip


def _numbers(iso: str) -> tuple[int, ...]:
    """Year, month and day of an ISO date, as far as it has them; a quarter stands for its year."""
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", iso)
    return tuple(int(part) for part in found.groups() if part) if found else ()


def mentions(
    text: str, words: Words, flags: Sequence[int], dates: Sequence[Dated], now: Anchor, recent: str
) -> list[Mention]:
    """Every period that a sentence names, in order. ``recent`` is the period that the text spoke of last.

    "Since" something that is no date is a mention without a period: it keeps the sentence from inheriting one.
    """
    times = [_dated(words, dated) for dated in dates if not _is_name(text, dated)] if dates else []
    if any(flag & TIME for flag in flags):
        times = _merged(times, _relative(words, flags, now, recent))
    placed: list[Mention] = []
    if times:
        times = _joined(words.lower, times, now, recent)
        placed = _paired(words.lower, [_placed(words.lower, flags, time) for time in times])
    return _with_events(words.lower, flags, placed) if "since" in words.lower else placed


def _is_name(text: str, dated: Dated) -> bool:
    """Whether a date is part of a name, like a medal or a movement called after its day."""
    if dated.kind not in ("day", "month") or not text[dated.end : dated.end + 2].strip().isupper():
        return False
    return text[dated.end : dated.end + 1] == " " and (
        text[dated.start - 1 : dated.start] in ('"', "“", "'", "‘")
        or text[max(dated.start - 4, 0) : dated.start].lower() == "the "
    )


def _with_events(lower: tuple[str, ...], flags: Sequence[int], placed: list[Mention]) -> list[Mention]:
    """The mentions with each "since the merger" among them, whose date is not said."""
    at = lower.index("since")
    noun = lower[at + 1 : at + 2]
    if not noun or not (flags[at + 1] & DETERMINER or not flags[at + 1] & STOP):
        return placed
    if any(mention.first <= at < mention.last or 0 <= mention.first - at <= 5 for mention in placed):
        return placed
    return sorted([*placed, Mention(at, at + 2, "", "since")])


def _dated(words: Words, dated: Dated) -> _Time:
    """A date of the text as words; "fiscal" or "FY" before a year makes it a fiscal year."""
    first, last = words.word_at(dated.start), words.at(dated.end)
    iso, kind = dated.iso, dated.kind
    fiscal = words.lower[first].startswith("fy") or (first > 0 and _is_fiscal(words.lower, first))
    if kind == "year" and fiscal:
        iso = "FY" + iso
    return _Time(first, max(last, first + 1), iso.replace("--", "XXXX-", 1), kind, not iso.startswith("--"))


def _is_fiscal(lower: tuple[str, ...], at: int) -> bool:
    """Whether the words before a year call it a fiscal one."""
    before = lower[at - 1]
    return before in ("fiscal", "fy", "financial") or (
        before in ("year", "years") and at > 1 and lower[at - 2] in ("fiscal", "financial")
    )


def _merged(times: list[_Time], relative: list[_Time]) -> list[_Time]:
    """Dates and relative periods in one order; a relative one that shares words with a date gives way."""
    taken = {index for time in times for index in range(time.first, time.last)}
    free = [time for time in relative if taken.isdisjoint(range(time.first, time.last))]
    return sorted(times + free)


def _relative(words: Words, flags: Sequence[int], now: Anchor, recent: str) -> list[_Time]:
    """The periods that a sentence names relative to the document's own time."""
    lower = words.lower
    found: list[_Time] = []
    for at, flag in enumerate(flags):
        if not flag & TIME:
            continue
        time = _read(lower, at, now, recent)
        if time is not None and (not found or time.first >= found[-1].last):
            found.append(time)
    return found


def _read(lower: tuple[str, ...], at: int, now: Anchor, recent: str) -> _Time | None:
    """The relative period around the trigger word at ``at``."""
    word = lower[at].replace("’", "'").removesuffix("'s").removesuffix("'")
    if word in _UNITS:
        return _counted(lower, at, _UNITS[word], now, recent)
    if word in _BASES:
        return _Time(at, at + 1, _before(_present_year(now, recent), 1), _BASES[word])
    if word in _NOW:
        return _present(lower, at, word, now)
    if word in ("year-to-date", "ytd"):
        return _Time(at, at + 1, _to_date(now), "interval")
    if word in ("full-year", "fy"):
        return _Time(at, at + 1, "XXXX" if word == "full-year" else "FYXXXX", "year", dated=False)
    if word == "year-end":
        return _Time(at, at + 1, f"/{_year(now)}", "asof", bool(now.year))
    if (number := _span_of_months(word)) in (3, 6, 9) and lower[at + 1 : at + 2] in (("period",), ("results",)):
        return _Time(at, at + 1, f"XXXX-01/XXXX-{number:02}", "interval", dated=False)
    return _short(lower, at, word)


_UNITS = {
    "year": "year", "years": "year", "quarter": "quarter", "quarters": "quarter", "month": "month", "months": "month",
    "decade": "decade", "decades": "decade", "half": "half", "halves": "half", "period": "period",
}  # fmt: skip
_BASES = {
    "year-on-year": "yoy", "year-over-year": "yoy", "yoy": "yoy", "y-o-y": "yoy", "y/y": "yoy", "year-ago": "same",
    "year-earlier": "same", "prior-year": "same", "quarter-on-quarter": "qoq", "quarter-over-quarter": "qoq",
    "qoq": "qoq", "q/q": "qoq", "q-o-q": "qoq", "sequentially": "qoq", "sequential": "qoq", "month-on-month": "qoq",
    "month-over-month": "qoq", "mom": "qoq", "m/m": "qoq",
}  # fmt: skip
_NOW = frozenset("now present currently presently today date far moment nowadays".split())


def _span_of_months(word: str) -> int | None:
    """9 for "nine-month"."""
    head, _, tail = word.partition("-")
    return (NUMBERS.get(head) or (int(head) if head.isdigit() else None)) if tail == "month" else None


def _short(lower: tuple[str, ...], at: int, word: str) -> _Time | None:
    """ "Q3", "3Q21", "H1", "FY22": a quarter, half or fiscal year in its short form."""
    for pattern, sign, kind in ((_SHORT_QUARTER, "Q", "quarter"), (_SHORT_HALF, "H", "half")):
        if found := pattern.fullmatch(word):
            year = found[3]
            return _Time(at, at + 1, f"{_full(year)}-{sign}{found[1] or found[2]}", kind, bool(year))
    if found := _SHORT_FISCAL.fullmatch(word):
        return _Time(at, at + 1, f"FY{_full(found[1])}", "year")
    return None


def _full(year: str | None) -> str:
    """A year of two digits with its century; XXXX where it is not said."""
    if not year:
        return "XXXX"
    return year if len(year) == 4 else f"{'20' if int(year) < 70 else '19'}{year}"


def _year(now: Anchor, shift: int = 0) -> str:
    """The document's year, shifted; XXXX where unknown."""
    return f"{now.year + shift:04}" if now.year and now.year + shift > 0 else "XXXX"


def _counted(lower: tuple[str, ...], at: int, unit: str, now: Anchor, recent: str) -> _Time | None:
    """ "this year", "the past ten years", "the third quarter", "first nine months", "year on year", "the quarter"."""
    if at + 2 < len(lower) and lower[at + 1] in ("on", "over") and lower[at + 2] == lower[at]:
        return _Time(at, at + 3, _before(_present_year(now, recent), 1), "yoy" if unit == "year" else "qoq")
    left = at - 1
    while left >= 0 and lower[left] in _QUALIFIERS:
        left -= 1
    if left < 0:
        return None
    before, fiscal = lower[left], "fiscal" in lower[left + 1 : at] or "financial" in lower[left + 1 : at]
    second = lower[left - 1] if left else ""
    if unit == "year" and at + 2 < len(lower) and lower[at + 1 : at + 3] == ("to", "date"):
        return _Time(at, at + 3, _to_date(now), "interval")
    if unit in ("year", "quarter", "month") and lower[at + 1 : at + 2] in (("ago",), ("earlier",), ("before",)):
        return _ago(lower, at, left, unit, now, recent)
    if before in ORDINALS and unit in ("quarter", "half") and (before != "last" or second == "the" and unit == "half"):
        return _Time(left, at + 1, f"XXXX-{unit[0].upper()}{ORDINALS[before]}", unit, dated=False)
    if before in ("same", "comparable", "corresponding", "equivalent", "like"):
        return _Time(left, at + 1, _present_year(now, recent), "same", dated=False) if unit != "half" else None
    if unit in ("decade", "year", "quarter", "month") and (time := _deictic(before, second, left, at, unit, now)):
        return time._replace(iso="FY" + time.iso) if fiscal and time.kind == "year" else time
    if (count := _number(before)) is not None:
        return _window(lower, left, at, unit, count, now)
    return _the(lower, left, at, unit, fiscal, now, recent)


def _number(word: str) -> int | None:
    """A small number in words or digits."""
    if word in NUMBERS:
        return NUMBERS[word]
    return int(word) if word.isdigit() and len(word) <= 3 else None


def _deictic(before: str, second: str, left: int, at: int, unit: str, now: Anchor) -> _Time | None:
    """ "this year", "last quarter", "next month", "the past year", "the past decade"."""
    lists = _lists()
    shift = 0 if before in lists["this"] else -1 if before in lists["last"] else 1 if before in lists["next"] else None
    if shift is None:
        return None
    if unit == "decade":
        return (
            _Time(left, at + 1, _interval(now, -120 if shift < 0 else 0, 120 if shift > 0 else 0), "interval")
            if (now.year and shift)
            else None
        )
    if unit == "year" and shift < 0 and second == "the" and before in ("last", "past"):
        return _Time(left, at + 1, _interval(now, -12, 0), "interval") if now.year else None
    if unit == "year":
        return _Time(left, at + 1, _year(now, shift) if now.year else f"{before} year", "year")
    if unit == "quarter":
        quarter = _quarter(now)
        return _Time(left, at + 1, _before(quarter, -shift) if quarter else f"{before} quarter", "quarter")
    if not now.month:
        return _Time(left, at + 1, f"{before} month", "month")
    return _Time(left, at + 1, _month(now, shift), "month")


def _quarter(now: Anchor) -> str:
    """The quarter that the document reports on, or the one it was written in."""
    if now.quarter or not now.month:
        return now.quarter
    return f"{now.year:04}-Q{(now.month + 2) // 3}"


def _month(now: Anchor, shift: int) -> str:
    """The document's month, shifted."""
    months = now.year * 12 + now.month - 1 + shift
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _interval(now: Anchor, start: int, end: int) -> str:
    """An interval around the document's date, given in months; in years where both are whole years."""
    if start % 12 == 0 and end % 12 == 0:
        return f"{now.year + start // 12:04}/{now.year + end // 12:04}"
    return f"{_month(now, start)}/{_month(now, end)}" if now.month else f"{now.year + start // 12:04}/{now.year:04}"


def _window(lower: tuple[str, ...], left: int, at: int, unit: str, count: int, now: Anchor) -> _Time | None:
    """ "the past ten years", "the next two quarters", "the first nine months"."""
    lists = _lists()
    before = lower[left - 1] if left else ""
    if unit == "month" and before == "first" and 0 < count <= 12:
        return _Time(left - 1, at + 1, f"XXXX-01/XXXX-{count:02}", "interval", dated=False)
    months = {"year": 12, "decade": 120, "quarter": 3, "month": 1}.get(unit, 0) * count
    if not now.year or not months or months > 12 * 200:
        return None
    if before in lists["last"]:
        return _Time(left - 1, at + 1, _interval(now, -months, 0), "interval")
    if before in lists["next"] or before in ("in", "within"):
        return _Time(left - (before in lists["next"]), at + 1, _interval(now, 0, months), "interval")
    return None


def _ago(lower: tuple[str, ...], at: int, left: int, unit: str, now: Anchor, recent: str) -> _Time | None:
    """ "a year ago", "two years earlier": a time before the one spoken of."""
    count = 1 if lower[left] in ("a", "one", "the") else _number(lower[left])
    if not count or count > 200:
        return None
    present = _present_year(now, recent)
    if count == 1 and unit in ("year", "quarter"):
        return _Time(left, at + 2, _year_before(present), "same") if unit == "year" else _Time(left, at + 2, "", "qoq")
    if not now.year or unit != "year":
        return None
    return _Time(left, at + 2, _year(now, -count), "year")


def _the(lower: tuple[str, ...], left: int, at: int, unit: str, fiscal: bool, now: Anchor, recent: str) -> _Time | None:
    """ "in the quarter", "for the full year", "by the end of the year": the period that the text speaks of."""
    before = lower[left]
    if before not in ("the", "for", "per", "a") or unit not in ("quarter", "year") or before in ("per", "a"):
        return None
    second = lower[left - 1] if left else ""
    ending = second == "of" and left > 1 and lower[left - 2] in ("end", "rest", "remainder", "balance", "course")
    whole = at - left > 1
    if second not in ("in", "for", "during", "over", "throughout", "within") and not ending and not whole:
        return None
    if unit == "quarter":
        iso = recent if "-Q" in recent and "/" not in recent else _quarter(now) or "XXXX-QX"
        return _Time(left, at + 1, iso, "quarter")
    iso = recent if re.fullmatch(r"(?:FY)?\d{4}", recent) else ("FY" if fiscal else "") + _year(now)
    return _Time(left, at + 1, iso, "year", dated="XXXX" not in iso)


def _present(lower: tuple[str, ...], at: int, word: str, now: Anchor) -> _Time | None:
    """ "up to now", "at present", "to date", "so far", "as of today": the document's own date."""
    before = lower[at - 1] if at else ""
    if not now.year:
        return None
    if word in ("now", "present", "date") and before in ("to", "until", "till", "by"):
        first = at - 2 if at > 1 and lower[at - 2] in ("up", "year") else at - 1
        return _Time(first, at + 1, "/" + now.iso, "now")
    if (word == "far" and before == "so") or (word == "today" and before == "of"):
        return _Time(at - 1, at + 1, "/" + now.iso, "now")
    if word in ("present", "moment"):
        first = at - (2 if before == "the" else 1)
        return _Time(first, at + 1, now.iso, "now") if first >= 0 and lower[first] == "at" else None
    if word in ("currently", "presently", "nowadays"):
        return _Time(at, at + 1, now.iso, "now")
    return None


def _to_date(now: Anchor) -> str:
    """The part of the year that has passed."""
    if now.quarter:
        return f"{now.quarter[:4]}-01/{now.quarter[:4]}-{int(now.quarter[-1]) * 3:02}"
    return f"{now.year:04}-01/{now.year:04}-{now.month:02}" if now.month else _year(now)


def _present_year(now: Anchor, recent: str) -> str:
    """The period that "a year earlier" goes back from: the one spoken of, else the one reported on."""
    return recent.strip("/") if recent and recent.count("/") != 1 or recent[:1] == "/" else now.quarter or _year(now)


def _joined(lower: tuple[str, ...], times: list[_Time], now: Anchor, recent: str) -> list[_Time]:
    """A quarter or month without a year takes the one beside it ("the third quarter of last year"), else the likely."""
    joined: list[_Time] = []
    for time in times:
        last = joined[-1] if joined else None
        if last is not None and time.first - last.last <= 2 and _BETWEEN.issuperset(lower[last.last : time.first]):
            if not last.dated and time.kind == "year":
                joined[-1] = _with_year(last, time.iso)._replace(last=time.last)
                continue
            if not time.dated and last.kind == "year" and time.kind != "year":
                joined[-1] = _with_year(time, last.iso)._replace(first=last.first)
                continue
            if last.kind == "now" and time.kind == "year" and last.iso[:1] == "/":  # "so far this year"
                joined[-1] = time._replace(first=last.first)
                continue
        joined.append(time)
    return [time if time.dated else _with_year(time, _likely(time, now, recent)) for time in joined]


def _with_year(time: _Time, year: str) -> _Time:
    """The time with its year filled in; "the same quarter" of a year is that year's."""
    year = year.removeprefix("FY") if time.kind != "year" else year
    if time.kind == "same":
        return time._replace(iso=year + time.iso[4:] if time.iso[4:5] == "-" else year, dated=True)
    iso = time.iso.replace("FYXXXX" if year.startswith("FY") else "XXXX", year)
    return time._replace(iso=iso, dated=True)


def _likely(time: _Time, now: Anchor, recent: str) -> str:
    """The year of a month or quarter that names none: the one spoken of, else the last such one before the document."""
    if time.kind == "same":
        return _before(time.iso, 1)[:4]
    spoken = re.search(r"\d{4}", recent)
    if time.kind in ("month", "day"):
        month = int(time.iso[5:7])
        if spoken and not now.year:
            return spoken[0]
        return _year(now, -1 if now.month and month > now.month else 0)
    if now.quarter and time.kind in ("quarter", "half"):
        rolled = now.quarter[-1] == "4" and time.iso[-1] == "1"
        return f"{int(now.quarter[:4]) + rolled:04}"
    return _year(now) if now.year else spoken[0] if spoken else "XXXX"


def _before(iso: str, steps: int) -> str:
    """The period of the same kind ``steps`` earlier: the year before, the quarter before."""
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", iso):
        quarters = int(found[1]) * 4 + int(found[2]) - 1 - steps
        return f"{quarters // 4:04}-Q{quarters % 4 + 1}"
    if found := re.fullmatch(r"(\d{4})-(\d\d)", iso):
        months = int(found[1]) * 12 + int(found[2]) - 1 - steps
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return _year_before(iso, steps)


def _year_before(iso: str, years: int = 1) -> str:
    """The same period some years earlier, each year in it shifted."""
    return re.sub(r"\d{4}", lambda year: f"{max(int(year[0]) - years, 1):04}", iso)


def _placed(lower: tuple[str, ...], flags: Sequence[int], time: _Time) -> Mention:
    """The mention with its preposition: as of, since, in, or a comparison."""
    first, last, iso, kind, _ = time
    if kind in ("yoy", "qoq"):
        return Mention(first, last, "", kind)
    if kind == "same":
        return Mention(first, last, "" if iso == "" else iso, "base")
    if kind == "now":
        return Mention(first, last, iso, "asof")
    lists = _lists()
    at = first - 1
    while at >= 0 and lower[at] in _SKIPPED:
        at -= 1
    ends = False
    if at >= 0 and lower[at] in ("of", "in", ",") and at > 0 and lower[at - 1] in ("end", "close", "end-"):
        ends, at = True, at - 2
    elif at >= 0 and lower[at] in ("end", "year-end", "end-"):
        ends, at = True, at - 1
    elif at > 0 and lower[at] == "of" and lower[at - 1] in ("beginning", "start", "beginning-"):
        at -= 2
    while at >= 0 and lower[at] in _SKIPPED:
        at -= 1
    word = lower[at] if at >= 0 else ""
    second = lower[at - 1] if at > 0 else ""
    begin = max(at, 0) if word and (flags[at] & PREPOSITION or word in lists["until"]) else first
    if kind == "asof":
        return Mention(begin, last, iso, "asof")
    if word in ("of", "at") and second == "as":
        return Mention(at - 1, last, _as_of(iso), "asof")
    if word in ("since", "onwards", "onward") or (word in ("in", "from", "on", "with") and second in lists["since"]):
        return Mention(begin, last, _open(iso), "since")
    if "since" in lower[max(0, at - 4) : max(at, 0)] and word in ("in", "on", "of"):
        return Mention(begin, last, _open(iso), "since")
    if last < len(lower) and lower[last] in ("onwards", "onward"):
        return Mention(begin, last + 1, _open(iso), "since")
    if word in ("than", "versus", "vs", "against", "vs.") or (
        word in ("to", "with", "in", "for", "of", "the", "at", "on", "from")
        and second
        in (
            "compared",
            "relative",
            "than",
            "compares",
            "compare",
            "comparison",
            "versus",
            "vs",
            "against",
            "up",
            "down",
        )
        and not (word == "to" and second in ("up", "down"))
    ):
        return Mention(begin, last, iso, "base")
    if word in ("over", "from", "on") and _changed(flags, at):
        return Mention(begin, last, _as_of(iso)[1:] if ends else iso, "base")
    if ends or word in ("by", "until", "till") or (word == "to" and second == "up"):
        return Mention(begin, last, _as_of(iso), "asof")
    if word == "at" and kind in ("day", "month"):
        return Mention(begin, last, _as_of(iso), "asof")
    return Mention(begin, last, iso, "from" if word in ("from", "between") else "in")


def _changed(flags: Sequence[int], at: int) -> bool:
    """Whether a word of change stands within the seven words before."""
    return any(flag & CHANGE for flag in flags[max(0, at - 7) : at])


def _as_of(iso: str) -> str:
    """Up to and including a date; the last day of a month is its month."""
    if "/" in iso or not iso:
        return iso
    if (found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", iso)) and int(found[1]):
        year, month, day = (int(part) for part in found.groups())
        if 1 <= month <= 12 and day == monthrange(year, month)[1]:
            return f"/{iso[:7]}"
    return f"/{iso}"


def _open(iso: str) -> str:
    """From a period on."""
    return iso.split("/")[0] + "/" if iso.strip("/") else iso


_RANGING = frozenset(("to", "through", "until", "till", "and", "-", "–", "—"))


def _paired(lower: tuple[str, ...], placed: list[Mention]) -> list[Mention]:
    """Two mentions that are the ends of one interval ("from 2013 to 2019") become it; a lone "from" is "since"."""
    paired: list[Mention] = []
    for mention in placed:
        last = paired[-1] if paired else None
        if last is not None and last.use in ("from", "since") and "/" not in last.iso.rstrip("/"):
            between = lower[last.last : mention.last - 1]
            if (
                1 <= len(between) <= 5
                and between[0] in _RANGING | {"up"}
                and mention.iso.strip("/")
                and (not any(word[0].isdigit() for word in between[:-1]))
            ):
                start, end = last.iso.rstrip("/"), mention.iso.split("/")[-1]
                if (between[0] != "and" or last.use == "from") and start and end:
                    paired[-1] = Mention(last.first, mention.last, f"{start}/{end}", "in")
                    continue
        paired.append(mention)
    return [_settled(mention) for mention in paired]


def _settled(mention: Mention) -> Mention:
    """A "from" that found no end says since when."""
    return mention._replace(iso=_open(mention.iso), use="since") if mention.use == "from" else mention


def main(sequence: Sequence[Mention], before: int) -> str | None:
    """The period that the sentences after this one go on speaking of, None where it names none.

    One period, or several mentions of one, is it; where they differ it is unclear, and so "".
    ``before`` is the word that the first figure begins at.
    """
    told = {mention.iso for mention in sequence if mention.use in ("in", "asof", "since") and mention.iso}
    if not told:
        return None
    if len(told) == 1:
        return told.pop()
    framing = [mention.iso for mention in sequence if mention.use in ("in", "asof", "since") and mention.last <= before]
    after = {mention.iso for mention in sequence if mention.first >= before and mention.use != "base"}
    return framing[0] if framing and not after - {framing[0]} and len(set(framing)) == 1 else ""


def is_past(period: str, now: Anchor) -> bool:
    """Whether a period lies before the year of the document, or ends before its date, as far as both are known."""
    end = period.strip("/").split("/")[-1].removeprefix("FY")
    if not now.year or not end[:4].isdigit():
        return False
    if end[:4] != f"{now.year:04}":
        return int(end[:4]) < now.year
    return period[:1] == "/" and len(end) >= 7 and end[5:7].isdigit() and bool(now.month) and int(end[5:7]) < now.month


def spanning(base: Mention, period: str) -> str:
    """The period of a change: from its basis to the period it is said of."""
    if base.use == "yoy":
        start = _year_before(period.strip("/")) if "/" not in period.strip("/") else ""
    elif base.use == "qoq":
        start = _before(period.strip("/"), 1) if "/" not in period.strip("/") else ""
    else:
        start = base.iso
    end = period.strip("/").split("/")[-1]
    if not start or "X" in start:
        return period
    if not end or start == end:
        return f"{start}/" if not end else period
    return f"{start}/{end}"
