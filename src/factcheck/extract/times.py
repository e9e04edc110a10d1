"""The dates and words of a sentence in, the times that it speaks of out, before any preposition is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.extract.clauses import Sentence
from factcheck.extract.found import Dated
from factcheck.extract.lexicon import TIME
from factcheck.extract.sentences import Words, wordlists
from factcheck.numerals.later import later

__all__ = ["Anchor", "Time", "anchor", "earlier", "times", "without_headers", "years_earlier"]


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


class Time(NamedTuple):
    """A date or period before its preposition is read: ``kind`` tells what it lacks."""

    first: int
    last: int
    iso: str
    kind: (
        str  # year | month | day | quarter | half | decade | interval | window | ahead | asof | now | same | yoy | qoq
    )
    dated: bool = True  # whether its year is said


_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: value for value, word in enumerate(_SMALL)} | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "couple": 2
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4}
_SHORT_QUARTER = later(r"(?:q([1-4])|([1-4])q)[-']?(\d\d|20\d\d)?")
_SHORT_HALF = later(r"(?:h([12])|([12])h)[-']?(\d\d|20\d\d)?")
_SHORT_FISCAL = later(r"fy['’-]?(\d\d|(?:19|20)\d\d)e?")


def lists() -> dict[str, frozenset[str]]:
    """The word lists of periods.toml."""
    return wordlists("periods")


def anchor(date: str, dates: Sequence[Dated] = (), text: str = "") -> Anchor:
    """The time from which a document speaks: its date where known, else what its opening tells.

    ``dates`` are the dates of the text in order. Tried in turn: the first day named in the opening, a day that recurs
    as page headers do, the first quarter or month of the opening that is no basis of a comparison. A bare year tells
    too little.
    """
    if not dates:
        year, month, day = (*_numbers(date), 0, 0, 0)[:3] if date else (0, 0, 0)
        return Anchor(year, month, day)
    head = [dated for dated in dates[:40] if dated.start < _HEAD and dated.iso[:4].isdigit()]
    own = [dated for dated in head if dated.kind in ("month", "quarter") and not _is_compared(text, dated.start)]
    quarter = next((dated.iso for dated in own if dated.kind == "quarter"), "")
    known = (
        date
        or next((dated.iso for dated in head if dated.kind == "day"), "")
        or _recurring(dates)
        or next((dated.iso for dated in own), "")
    )
    year, month, day = (*_numbers(known), 0, 0, 0)[:3]
    return Anchor(year, month, day, quarter)


def _is_compared(text: str, start: int) -> bool:
    """Whether the words before a date compare: "up from 4 million in the first quarter of 2020"."""
    before = text[max(0, start - 60) : start].rpartition(". ")[2].lower().split()
    return not lists()["base"].isdisjoint(before)


_HEAD = 3000  # characters of a document's opening in which its own date is sought


def _recurring(dates: Sequence[Dated]) -> str:
    """The day that a text names most, if three times or more; the first of several."""
    counts = Counter(dated.iso for dated in dates if dated.kind == "day" and dated.iso[:4].isdigit())
    day, count = next(iter(counts.most_common(1)), ("", 0))
    return day if count > 2 else ""


def without_headers(text: str, dates: Sequence[Dated]) -> Sequence[Dated]:
    """The dates without those of page headers that the text runs through: a day said again and again, and bare."""
    if len(dates) < 3:
        return dates
    counts = Counter(dated.iso for dated in dates if dated.kind == "day")
    if not any(count > 2 for count in counts.values()):
        return dates
    return [dated for dated in dates if dated.kind != "day" or counts[dated.iso] < 3 or _is_led(text, dated.start)]


def _is_led(text: str, start: int) -> bool:
    """Whether a preposition or the like leads to a date, as the sentence needs it."""
    before = text[max(0, start - 16) : start].split()
    return bool(before) and before[-1].lower().strip(",") in lists()["leading"]


def _numbers(iso: str) -> tuple[int, ...]:
    """Year, month and day of an ISO date, as far as it has them; a quarter stands for its year."""
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", iso)
    return tuple(int(part) for part in found.groups() if part) if found else ()


def times(text: str, sentence: Sentence, dates: Sequence[Dated], now: Anchor, recent: str) -> list[Time]:
    """Every time that a sentence names, outright or relative to ``now``, in order; ``recent`` is the one named last."""
    words = sentence.words
    found = [_dated(words, dated) for dated in dates if not _is_name(text, dated)] if dates else []
    if sentence.together & TIME:
        found = _merged(found, _relative(words, sentence.flags, now, recent))
    return _joined(words.lower, found, now, recent) if found else found


def _is_name(text: str, dated: Dated) -> bool:
    """Whether a date is part of a name, like a medal or a movement called after its day."""
    if dated.kind not in ("day", "month") or not text[dated.end : dated.end + 2].strip().isupper():
        return False
    return text[dated.end : dated.end + 1] == " " and (
        text[dated.start - 1 : dated.start] in ('"', "“", "'", "‘")
        or text[max(dated.start - 4, 0) : dated.start].lower() == "the "
    )


def _dated(words: Words, dated: Dated) -> Time:
    """A date of the text as words; "fiscal" or "FY" before a year makes it a fiscal year."""
    first, last = words.word_at(dated.start), words.at(dated.end)
    iso, kind = dated.iso, dated.kind
    fiscal = words.lower[first].startswith("fy") or (first > 0 and _is_fiscal(words.lower, first))
    if kind == "year" and fiscal:
        iso = "FY" + iso
    return Time(first, max(last, first + 1), iso.replace("--", "XXXX-"), kind, not iso.startswith("--"))


def _is_fiscal(lower: tuple[str, ...], at: int) -> bool:
    """Whether the words before a year call it a fiscal one."""
    before = lower[at - 1]
    return before in ("fiscal", "fy", "financial") or (
        before in ("year", "years") and at > 1 and lower[at - 2] in ("fiscal", "financial")
    )


def _merged(named: list[Time], relative: list[Time]) -> list[Time]:
    """Dates and relative periods in one order; a relative one that shares words with a date gives way."""
    taken = {index for time in named for index in range(time.first, time.last)}
    free = [time for time in relative if taken.isdisjoint(range(time.first, time.last))]
    return sorted(named + free)


def _relative(words: Words, flags: Sequence[int], now: Anchor, recent: str) -> list[Time]:
    """The periods that a sentence names relative to the document's own time."""
    lower = words.lower
    found: list[Time] = []
    for at, flag in enumerate(flags):
        if not flag & TIME:
            continue
        time = _read(lower, at, now, recent)
        if time is not None and (not found or time.first >= found[-1].last):
            found.append(time)
    return found


def _read(lower: tuple[str, ...], at: int, now: Anchor, recent: str) -> Time | None:
    """The relative period around the trigger word at ``at``."""
    word = lower[at].replace("’", "'").removesuffix("'s").removesuffix("'")
    if word in _UNITS:
        return _counted(lower, at, _UNITS[word], now, recent)
    if word in _BASES:
        return Time(at, at + 1, earlier(_present_year(now, recent), 1), _BASES[word])
    if word in lists()["present"]:
        return _present(lower, at, word, now)
    if word in ("year-to-date", "ytd"):
        return Time(at, at + 1, _to_date(now), "interval")
    if word == "qtrly":
        return Time(at, at + 1, _quarter(now) or "XXXX-QX", "quarter")
    if word in ("full-year", "fy"):
        return Time(at, at + 1, "XXXX" if word == "full-year" else "FYXXXX", "year", dated=False)
    if word == "year-end":
        return Time(at, at + 1, f"/{_year(now)}", "asof", bool(now.year))
    if (number := _span_of_months(word)) in (3, 6, 9) and lower[at + 1 : at + 2] in (("period",), ("results",)):
        return Time(at, at + 1, f"XXXX-01/XXXX-{number:02}", "interval", dated=False)
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


def _span_of_months(word: str) -> int | None:
    """9 for "nine-month"."""
    head, _, tail = word.partition("-")
    return (NUMBERS.get(head) or (int(head) if head.isdigit() else None)) if tail == "month" else None


def _short(lower: tuple[str, ...], at: int, word: str) -> Time | None:
    """ "Q3", "3Q21", "H1", "FY22": a quarter, half or fiscal year in its short form."""
    for pattern, sign, kind in ((_SHORT_QUARTER, "Q", "quarter"), (_SHORT_HALF, "H", "half")):
        if found := pattern.fullmatch(word):
            year = found[3]
            return Time(at, at + 1, f"{_full(year)}-{sign}{found[1] or found[2]}", kind, bool(year))
    if found := _SHORT_FISCAL.fullmatch(word):
        return Time(at, at + 1, f"FY{_full(found[1])}", "year")
    return None


def _full(year: str | None) -> str:
    """A year of two digits with its century; XXXX where it is not said."""
    if not year:
        return "XXXX"
    return year if len(year) == 4 else f"{'20' if int(year) < 70 else '19'}{year}"


def _year(now: Anchor, shift: int = 0) -> str:
    """The document's year, shifted; XXXX where unknown."""
    return f"{now.year + shift:04}" if now.year and now.year + shift > 0 else "XXXX"


def _counted(lower: tuple[str, ...], at: int, unit: str, now: Anchor, recent: str) -> Time | None:
    """ "this year", "the past ten years", "the third quarter", "first nine months", "year on year", "the quarter"."""
    following = lower[at + 1] if at + 1 < len(lower) else ""
    if unit == "year" and len(following) == 4 and following.isdecimal():
        return None  # "the year 2023" is a date, and no year of the document
    if at + 2 < len(lower) and lower[at + 1] in ("on", "over") and lower[at + 2] == lower[at]:
        return Time(at, at + 3, earlier(_present_year(now, recent), 1), "yoy" if unit == "year" else "qoq")
    left = at - 1
    while left >= 0 and lower[left] in lists()["qualifiers"]:
        left -= 1
    if left < 0:
        return None
    before, fiscal = lower[left], "fiscal" in lower[left + 1 : at] or "financial" in lower[left + 1 : at]
    second = lower[left - 1] if left else ""
    if unit == "year" and at + 2 < len(lower) and lower[at + 1 : at + 3] == ("to", "date"):
        return Time(at, at + 3, _to_date(now), "interval")
    if unit in ("year", "quarter", "month") and lower[at + 1 : at + 2] in (("ago",), ("earlier",), ("before",)):
        return _ago(lower, at, left, unit, now, recent)
    if (
        before in ORDINALS
        and unit in ("quarter", "half")
        and (before != "last" or (second == "the" and unit == "half"))
    ):
        return Time(left, at + 1, f"XXXX-{unit[0].upper()}{ORDINALS[before]}", unit, dated=False)
    if before in ("same", "comparable", "corresponding", "equivalent", "like"):
        return Time(left, at + 1, _present_year(now, recent), "same", dated=False) if unit != "half" else None
    single = not lower[at].endswith("s") and unit in ("decade", "year", "quarter", "month")
    if single and (time := _deictic(before, second, left, at, unit, now)):
        return time._replace(iso="FY" + time.iso) if fiscal and time.kind == "year" and time.iso.isdigit() else time
    if (count := _number(before)) is not None:
        return _window(lower, left, at, unit, count, now)
    return _the(lower, left, at, unit, fiscal, now, recent)


def _number(word: str) -> int | None:
    """A small number in words or digits."""
    if word in NUMBERS:
        return NUMBERS[word]
    return int(word) if word.isdigit() and len(word) <= 3 else None


def _deictic(before: str, second: str, left: int, at: int, unit: str, now: Anchor) -> Time | None:
    """ "this year", "last quarter", "next month", "the past year", "the past decade"."""
    known = lists()
    shift = 0 if before in known["this"] else -1 if before in known["last"] else 1 if before in known["next"] else None
    if shift is None:
        return None
    said = f"{('last', 'this', 'next')[shift + 1]} {unit}"  # where the document's date is unknown
    if unit == "decade":
        iso = _interval(now, min(shift, 0) * 120, max(shift, 0) * 120) if now.year else said
        return Time(left, at + 1, iso, "window") if shift else None
    if unit == "year" and shift < 0 and second == "the" and before in ("last", "past"):
        return Time(left, at + 1, _interval(now, -12, 0) if now.year else "past year", "window")
    if unit == "year":
        return Time(left, at + 1, _year(now, shift) if now.year else said, "year")
    if unit == "quarter":
        quarter = _quarter(now)
        return Time(left, at + 1, earlier(quarter, -shift) if quarter else said, "quarter")
    return Time(left, at + 1, _month(now, shift) if now.month else said, "month")


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


def _window(lower: tuple[str, ...], left: int, at: int, unit: str, count: int, now: Anchor) -> Time | None:
    """ "the past ten years", "the next two quarters", "the first nine months"."""
    known = lists()
    before = lower[left - 1] if left else ""
    if unit == "month" and before == "first" and 0 < count <= 12 and lower[at + 1 : at + 2] in (("of",), ("in",)):
        iso = {3: "XXXX-Q1", 6: "XXXX-H1", 12: "XXXX"}.get(count, f"XXXX-01/XXXX-{count:02}")
        return Time(left - 1, at + 1, iso, {3: "quarter", 6: "half"}.get(count, "interval"), dated=False)
    months = {"year": 12, "decade": 120, "quarter": 3, "month": 1}.get(unit, 0) * count
    if not months or months > 12 * 200:
        return None
    past = before in known["last"]
    ahead = before in known["next"] or (before in ("in", "within") and not known["future"].isdisjoint(lower[:left]))
    if not past and not ahead:
        return None
    first = left - (before not in ("in", "within"))
    if not now.year:
        return Time(first, at + 1, f"{'last' if past else 'next'} {count} {unit}s", "window" if past else "ahead")
    if past:
        return Time(first, at + 1, _interval(now, -months, 0), "window")
    return Time(first, at + 1, _interval(now, 0, months), "ahead")


def _ago(lower: tuple[str, ...], at: int, left: int, unit: str, now: Anchor, recent: str) -> Time | None:
    """ "a year ago", "two years earlier": a time before the one spoken of."""
    count = 1 if lower[left] in ("a", "one", "the") else _number(lower[left])
    if not count or count > 200:
        return None
    present = _present_year(now, recent)
    if count == 1 and unit in ("year", "quarter"):
        return Time(left, at + 2, years_earlier(present), "same") if unit == "year" else Time(left, at + 2, "", "qoq")
    if not now.year or unit != "year":
        return None
    return Time(left, at + 2, _year(now, -count), "year")


def _the(lower: tuple[str, ...], left: int, at: int, unit: str, fiscal: bool, now: Anchor, recent: str) -> Time | None:
    """ "in the quarter", "for the full year", "by the end of the year": the period that the text speaks of."""
    whole = any(word in ("full", "whole", "entire") for word in lower[left + 1 : at])
    if unit not in ("quarter", "year") or (lower[left] != "the" and not whole):
        return None
    second = lower[left - 1] if left else ""
    ending = second == "of" and left > 1 and lower[left - 2] in ("end", "rest", "remainder", "balance", "course")
    if second not in ("in", "for", "during", "over", "throughout", "within") and not ending and not whole:
        return None
    left += lower[left] != "the"
    if unit == "quarter":
        iso = recent if "-Q" in recent and "/" not in recent else _quarter(now) or "XXXX-QX"
        return Time(left, at + 1, iso, "quarter")
    if not now.year and not re.fullmatch(r"(?:FY)?\d{4}", recent):
        return Time(left, at + 1, "this year", "year") if ending else None
    iso = recent if re.fullmatch(r"(?:FY)?\d{4}", recent) else ("FY" if fiscal else "") + _year(now)
    return Time(left, at + 1, iso, "year", dated="XXXX" not in iso)


def _present(lower: tuple[str, ...], at: int, word: str, now: Anchor) -> Time | None:
    """ "up to now", "at present", "to date", "so far", "as of today": the document's own date, "now" where unknown."""
    before = lower[at - 1] if at else ","
    today = now.iso or "now"
    if word in ("now", "present", "date") and before in ("to", "until", "till", "by"):
        first = at - 2 if at > 1 and lower[at - 2] in ("up", "year") else at - 1
        return Time(first, at + 1, f"/{today}", "now")
    if (word == "far" and before == "so") or (word == "today" and before == "of"):
        return Time(at - 1, at + 1, f"/{today}", "now")
    if word in ("present", "moment"):
        first = at - (2 if before == "the" else 1)
        return Time(first, at + 1, today, "now") if first >= 0 and lower[first] == "at" else None
    if word in ("currently", "presently", "nowadays") or (word == "today" and before in (",", ";", ":", "and")):
        return Time(at, at + 1, today, "now")
    return None


def _to_date(now: Anchor) -> str:
    """The part of the year that has passed."""
    if now.quarter:
        return f"{now.quarter[:4]}-01/{now.quarter[:4]}-{int(now.quarter[-1]) * 3:02}"
    return f"{now.year:04}-01/{now.year:04}-{now.month:02}" if now.month else _year(now)


def _present_year(now: Anchor, recent: str) -> str:
    """The period that "a year earlier" goes back from: the one spoken of, else the one reported on."""
    return recent.strip("/") if (recent and recent.count("/") != 1) or recent[:1] == "/" else now.quarter or _year(now)


def _joined(lower: tuple[str, ...], named: list[Time], now: Anchor, recent: str) -> list[Time]:
    """A quarter or month without a year takes the one beside it ("the third quarter of last year"), else the likely."""
    joined: list[Time] = []
    known = lists()
    for time in named:
        last = joined[-1] if joined else None
        gap = lower[last.last : time.first] if last is not None else ()
        if last is not None and len(gap) <= 2 and known["between"].issuperset(gap):
            if not last.dated and time.kind == "year":
                joined[-1] = _with_year(last, time.iso)._replace(last=time.last)
                continue
            if not time.dated and last.kind == "year" and time.kind != "year":
                joined[-1] = _with_year(time, last.iso)._replace(first=last.first)
                continue
            if last.kind == "now" and time.kind == "year" and last.iso[:1] == "/":  # "so far this year"
                joined[-1] = time._replace(first=last.first)
                continue
        elif last is not None and len(gap) == 1 and gap[0] in known["ranging"] and _lends_year(last, time):
            joined[-1] = _with_year(last, time.iso[:4])
        joined.append(time)
    return [time if time.dated else _with_year(time, _likely(time, now, recent)) for time in joined]


def _lends_year(time: Time, following: Time) -> bool:
    """Whether a time without a year takes that of the next: "between April and June 2023"."""
    return not time.dated and following.dated and following.kind == time.kind and following.iso[:4].isdigit()


def _with_year(time: Time, year: str) -> Time:
    """The time with its year filled in; "the same quarter" of a year is that year's."""
    year = year.removeprefix("FY") if time.kind != "year" else year
    if year in ("this year", "current year"):
        year = "XXXX"
    if time.kind == "same":
        return time._replace(iso=year + time.iso[4:] if time.iso[4:5] == "-" else year, dated=True)
    iso = time.iso.replace("FYXXXX" if year.startswith("FY") else "XXXX", year)
    return time._replace(iso=iso, dated=True)


def _likely(time: Time, now: Anchor, recent: str) -> str:
    """The year of a month or quarter that names none: the one spoken of, else the last such one before the document."""
    if time.kind == "same":
        return earlier(time.iso, 1)[:4]
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


def earlier(iso: str, steps: int) -> str:
    """The period of the same kind ``steps`` earlier: the year before, the quarter before."""
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", iso):
        quarters = int(found[1]) * 4 + int(found[2]) - 1 - steps
        return f"{quarters // 4:04}-Q{quarters % 4 + 1}"
    if found := re.fullmatch(r"(\d{4})-(\d\d)", iso):
        months = int(found[1]) * 12 + int(found[2]) - 1 - steps
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return years_earlier(iso, steps)


def years_earlier(iso: str, years: int = 1) -> str:
    """The same period some years earlier, each year in it shifted."""
    return re.sub(r"\d{4}", lambda year: f"{max(int(year[0]) - years, 1):04}", iso)
