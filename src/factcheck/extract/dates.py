"""Text and a place in, the date or period named outright there: days, months, years, quarters, decades."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from factcheck.extract.found import Dated
from factcheck.numerals.amounts import Source, scale_word
from factcheck.numerals.later import later
from factcheck.numerals.measures import measure_after, money_before
from factcheck.numerals.tables import words

NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {name: n for n, name in enumerate(NAMES, 1)} | {name[:3]: n for n, name in enumerate(NAMES, 1)} | {"sept": 9}
SUFFIXES = ("st", "nd", "rd", "th")
INITIALS = frozenset(name[0] for name in NAMES)

MONTH = r"[a-z]{3,9}(?![a-z])\.?"  # which words are months, MONTHS says
YEAR = r"(?:1[0-9]|20|21)\d\d"
DAY = r"[0-3]?\d"
TH = r"(?:st|nd|rd|th)?"
GAP = r"[ \u00a0\n]{1,2}"
ANY = r"[ \u00a0\n]{0,2}"


class Lists(NamedTuple):
    """The words of dates.toml."""

    before: frozenset[str]
    strong: frozenset[str]
    counting: frozenset[str]
    counted: frozenset[str]
    following: frozenset[str]
    seconds: frozenset[str]
    months: frozenset[str]


@cache
def lists() -> Lists:
    import tomllib

    with Path(__file__).with_name("dates.toml").open("rb") as file:
        raw = tomllib.load(file)

    def named(table: str, key: str = "words") -> frozenset[str]:
        return frozenset(name.replace("_", " ") for name in raw[table][key].split())

    return Lists(
        named("before"),
        named("before", "strong"),
        named("counting"),
        named("counted"),
        named("following"),
        named("seconds"),
        named("months"),
    )


def last_words(low: str, pos: int) -> tuple[str, str]:
    """The two words before ``pos``, the last one first, without the punctuation around them."""
    found = low[max(0, pos - 24) : pos].split()
    last = found[-1].strip(",;()[]\"“”'") if found else ""
    return last, found[-2].strip(",;()[]\"“”'") if len(found) > 1 else ""


# Months and days

# What may stand after the second day, where a noun would make a number of it: "in May 3 and 16 people died".
NO_NOUN = (
    rf"(?:[.;:)](?!\d)|,\s|,?{ANY}{YEAR}|\s(?:in|at|of|on|the|and|to|was|were|is|are|for|when|with|from|by|as)\b|\Z)"
)
TO = rf"{GAP}(?:to|and|or|through|until|till|&){GAP}(?:the{GAP})?"
MONTH_YEAR = later(rf"{MONTH},?(?:{GAP}(?:of{GAP})?|-)(?:in{GAP})?({YEAR})(?![,.]?\d)")
MONTH_DAY = later(
    rf"{MONTH}{GAP}(?:the{GAP})?({DAY}){TH}"
    rf"(?![\d:%]|[.,]\d|{GAP}(?:percent|per[ ]cent|million|billion|thousand|people))"
    rf"(?:(?:{ANY}[-–]{ANY}|{TO}(?=\d+{TH}{NO_NOUN}))({DAY}){TH}(?!\d))?"
    rf"(?:{ANY},?{ANY}({YEAR})(?![,.]?\d))?"
)
DAY_MONTH = later(
    rf"({DAY}){TH}(?:(?:[ ]?[-–][ ]?|{TO})({DAY}){TH})?(?:{GAP}(?:day{GAP})?of{GAP}|{GAP}|-)({MONTH})"
    rf"(?:,?(?:{GAP}|-)({YEAR})(?![,.]?\d))?"
)
WORD = later(r"[a-z]{3,9}")
# Names of months that are verbs, too; and those that are other words or shortened ones.
VERBS = frozenset({"may", "march", "mar"})
DOUBTFUL = frozenset({"may", "march", "mar", "jan", "dec", "sept", "sep", "august", "aug", "jun", "jul", "oct", "nov"})


def month_at(source: Source, pos: int) -> Dated | None:
    """The date that the month's name at ``pos`` begins: "May 31, 2022", "May 2022", "May"."""
    low = source.low
    match = WORD.match(low, pos)
    month = MONTHS.get(match[0], 0) if match else 0
    if match is None or not month:
        return None
    name, capital = match[0], source.text[pos].isupper()
    match = MONTH_YEAR.match(low, pos)
    if match is not None:
        return Dated(pos, match.end(), f"{match[1]}-{month:02d}", "month")
    match = MONTH_DAY.match(low, pos)
    if match is not None and 0 < int(match[1]) < 32 and (capital or match[3] or name not in VERBS):
        iso = iso_day(match[3], month, int(match[1]), match[2])
        return Dated(pos, match.end(), iso, "interval" if match[2] else "day")
    if not capital or (name in DOUBTFUL and last_words(low, pos)[0] not in lists().months):
        return None
    return Dated(pos, pos + len(name), f"--{month:02d}", "month")


def iso_day(year: str | None, month: int, first: int, last: str | None) -> str:
    stem = f"{year}-{month:02d}" if year else f"--{month:02d}"
    return f"{stem}-{first:02d}/{stem}-{int(last):02d}" if last else f"{stem}-{first:02d}"


DAY_AFTER = later(rf"[ ]?[-–][ ]?\d|[ ]of[ ]|[ ]day[ ]|\n|{TO}{DAY}{TH}(?:[ ]of)?[ ][a-z]")
DAY_SECONDS = INITIALS | frozenset("-–odtu&")  # the second character after a day: of a month, of what DAY_AFTER seeks


def day_month_at(source: Source, pos: int, end: int) -> Dated | None:
    """ "31 May 2022", "the 4th of July", "20-22 June"."""
    low = source.low
    after, beyond = low[end : end + 1], low[end + 1 : end + 2]
    if after == " " and beyond not in DAY_SECONDS:
        return None
    hopeful = beyond in INITIALS or low.startswith(SUFFIXES, end) or DAY_AFTER.match(low, end)
    match = DAY_MONTH.match(low, pos) if hopeful else None
    month = MONTHS.get(match[3].rstrip("."), 0) if match else 0
    if match is None or not month or not 0 < int(match[1]) < 32:
        return None
    capital = source.text[match.start(3)].isupper()
    dated = capital or match[4] or low.endswith(("on ", "of ", "since ", "until ", "by "), 0, pos)
    if match[3].rstrip(".") in VERBS and not dated:  # "5 may be enough"
        return None
    iso = iso_day(match[4], month, int(match[1]), match[2])
    return Dated(pos, match.end(), iso, "interval" if match[2] else "day")


# Days in digits

ISO_DAY = later(rf"({YEAR})([-/.])(0?[1-9]|1[0-2])\2([0-2]?[1-9]|[123]0|31)(?!\d)")
NUMERIC_DAY = later(rf"({DAY})([-/.])({DAY})\2((?:19|20)\d\d|\d\d)(?![./-]?\d)")


def numeric_day_at(low: str, pos: int) -> Dated | None:
    """2022-07-29; 31/12/2021, 12/31/2021 and 29.07.2022, with slashes month first unless that cannot be."""
    match = ISO_DAY.match(low, pos)
    if match is not None:
        return Dated(pos, match.end(), f"{match[1]}-{int(match[3]):02d}-{int(match[4]):02d}", "day")
    match = NUMERIC_DAY.match(low, pos)
    if match is None or (len(match[4]) == 2 and match[2] != "/"):
        return None
    day, month = int(match[1]), int(match[3])
    if month > 12 or (match[2] == "/" and day <= 12):
        day, month = month, day
    if not (0 < day < 32 and 0 < month < 13):
        return None
    return Dated(pos, match.end(), f"{full_year(match[4])}-{month:02d}-{day:02d}", "day")


def full_year(digits: str) -> str:
    return digits if len(digits) == 4 else ("19" if int(digits) > 50 else "20") + digits


# Quarters, halves, centuries, decades

CENTURY = later(r"(\d{1,2})(?:st|nd|rd|th)[- ]centur(?:y|ies)(?![a-z])")
QUARTER = later(
    rf"([1-4])(?:(?:[ ]?[-–/][ ]?|{GAP}['’]?|['’])?(?:of{GAP})?(?:(?:fiscal|fy){ANY})?({YEAR}|\d\d(?!\d)))?(?![a-z\d])"
)
QUARTER_FIRST = later(rf"([1-4])([qh])[ ]?({YEAR}|\d\d)?(?![a-z\d])")  # 3Q21
FISCAL = later(rf"({YEAR}|\d\d)(?!\d)(?:[/–-](\d\d)(?!\d))?")
NAMED_QUARTER = later(
    rf"(first|second|third|fourth|1st|2nd|3rd|4th)(?:[ ]-[ ]|-|{GAP})(?:fiscal{GAP})?(quarter|half)(?![a-z])"
    rf"(?:{GAP}(?:(?:of|in){GAP}(?:fiscal{GAP})?(?:the{GAP}year{GAP})?)?({YEAR})(?!\d))?"
)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
FISCAL_YEAR = ("fiscal year ", "fiscal ", "fy ", "calendar year ", "financial year ")
DECADE = later(r"([1-9]0)(['’]?)s(?![a-z])")


def quarter(start: int, end: int, year: str | None, letter: str, number: int) -> Dated | None:
    if letter == "h" and number > 2:
        return None
    iso = f"{full_year(year) if year else '-'}-{letter.upper()}{number}"
    return Dated(start, end, iso, "quarter" if letter == "q" else "half")


def quarter_at(low: str, pos: int) -> Dated | None:
    """Q3 2021, 3Q21, H1 2022, FY2022; the letters stand before or after the digits."""
    letter = low[pos - 1 : pos] if pos else ""
    if letter in ("q", "h") and not low[max(0, pos - 2) : pos - 1].isalnum():
        match = QUARTER.match(low, pos)
        return quarter(pos - 1, match.end(), match[2], letter, int(match[1])) if match else None
    if pos > 1 and low[pos - 2 : pos] == "fy" and not low[max(0, pos - 3) : pos - 2].isalnum():
        match = FISCAL.match(low, pos)
        return fiscal(pos, match) if match else None
    match = QUARTER_FIRST.match(low, pos)
    return quarter(pos, match.end(), match[3], match[2], int(match[1])) if match else None


def fiscal(pos: int, match: re.Match[str]) -> Dated:
    """FY2021, and FY21/22."""
    year, end = full_year(match[1]), match.end(1)
    if match[2] and int(match[2]) == (int(year) + 1) % 100:
        return Dated(pos - 2, match.end(), f"{year}/{int(year) + 1}", "interval")
    return Dated(pos - 2, end, year, "year")


def named_quarter_at(low: str, pos: int) -> Dated | None:
    """ "third quarter of 2021", "first half of 2022", "second half"."""
    match = NAMED_QUARTER.match(low, pos)
    if match is None:
        return None
    return quarter(pos, match.end(), match[3], "q" if match[2] == "quarter" else "h", ORDINALS[match[1]])


def century_at(low: str, pos: int) -> Dated | None:
    """ "the 21st century"."""
    match = CENTURY.match(low, pos)
    if match is None or not 0 < int(match[1]) < 22:
        return None
    last = int(match[1]) * 100
    return Dated(pos, match.end(), f"{last - 99:04d}/{last:04d}", "interval")


# Of what "the 40s" are no decade: an age, a temperature, a part of a scale.
VAGUE_TENS = later(
    r"(?:(?:his|her|their|my|your|our)[ ](?:(?:early|mid|late)[ -])?"
    r"|(?:mid|high|low|upper|lower)[ -](?:to[ -](?:mid|high|upper)[ -])?(?:the[ ])?)\Z"
)


def decade_at(low: str, pos: int) -> Dated | None:
    """ "the 90s", unless a word of measuring makes them seconds."""
    match = DECADE.match(low, pos)
    if match is None:
        return None
    before = low[pos - 1 : pos] if pos else ""
    if match[2] and int(match[1]) < 50:
        return None  # "20's" may be dollars
    if before not in ("'", "’") and VAGUE_TENS.search(low, max(0, pos - 24), pos):
        return None
    if before not in ("'", "’") and (before in tuple("~≈<>±(/,;:-–") or last_words(low, pos)[0] in lists().seconds):
        return None
    century = "20" if int(match[1]) < 30 else "19"
    return Dated(pos, match.end(), f"{century}{match[1]}/{century}{match[1][0]}9", "decade")


QUOTES, SPACED_QUOTES = frozenset("'’‘"), frozenset(("' ", "’ "))
SHORT_BEFORE = later(r"(?:\A|[^\w'’])['’‘][ ]?\Z")
SHORT_AFTER = later(
    r"[ ]?(?:[.,;:?!)\]\n…]|\Z)|-[a-z'’]"
    r"|[ ](?:and|or|to|we|is|was|as|but|with|versus|vs|will|on|in|for|the|than|compared|by)(?![a-z])"
)


def short_year_at(source: Source, pos: int, end: int, earlier: Dated | None) -> Dated | None:
    """ "'22", "fiscal '21", and the second of "fiscal year 21, 22"."""
    low = source.low
    if low[pos - 1 : pos] in QUOTES or low[pos - 2 : pos] in SPACED_QUOTES:
        told = SHORT_BEFORE.search(low, max(0, pos - 3), pos) is not None
    else:
        told = earlier is not None and goes_on_year(low[earlier.end : pos], earlier.iso, int(low[pos:end]))
    if not told or SHORT_AFTER.match(low, end) is None or measured(source, end):
        return None
    return Dated(pos, end, full_year(low[pos:end]), "year")


def goes_on_year(between: str, iso: str, year: int) -> bool:
    return between in (", ", "/", "-", "–") and iso[:4].isdigit() and year == int(iso[:4]) % 100 + 1


NO_DAY_AFTER = frozenset(("", ",", ".", ";", ")", "%", "$", "€", "£", "]", ":", "/"))


def dated_at(source: Source, pos: int, end: int, earlier: Dated | None = None) -> Dated | None:
    """The date that the digits at ``pos``..``end`` begin, other than a bare year."""
    low = source.low
    after = low[end : end + 1]
    if end - pos == 2 and (low[pos - 1 : pos] in QUOTES or low[pos - 2 : pos] in SPACED_QUOTES or earlier is not None):
        dated = short_year_at(source, pos, end, earlier)
        if dated is not None:
            return dated
    dated = None
    if after in ("-", "/", ".") and after in low[end + 2 : end + 4]:
        dated = numeric_day_at(low, pos)
    if dated is None and end - pos < 3 and after not in NO_DAY_AFTER:
        dated = day_month_at(source, pos, end)
    if dated is not None:
        return dated
    if low.startswith(SUFFIXES, end):
        return century_at(low, pos) or named_quarter_at(low, pos)
    if after == "s" or (after in ("'", "’") and low[end + 1 : end + 2] == "s"):
        return decade_at(low, pos)
    if after in ("q", "h") or (pos and low[pos - 1] in "qhy"):
        return quarter_at(low, pos)
    if end - pos == 2 and low.endswith(FISCAL_YEAR, 0, pos) and after != "%" and not measured(source, end):
        return Dated(pos, end, full_year(low[pos:end]), "year")
    return None


# Years

YEARS = later(
    rf"({YEAR})(?:(?P<decade>s)(?![a-z])|[ ]?[-–—/][ ]?(?P<second>{YEAR}|\d\d)(?![\d%a-z]|[,.]\d)(?![-–/]\d))?"
    r"(?![,.]?\d)"
)
DASHED = later(r"[ ]?[-–—~][ ]?\d")
NOUN = later(r"[ \u00a0\n]([a-z][a-z\-]*)")
JOINTS = frozenset({"and", "to", "or", "-", "–", "through", ",", ", and", "until"})


def year_at(source: Source, pos: int, earlier: Dated | None = None) -> Dated | None:
    """The year, span of years or decade in digits at ``pos``, where the words around it speak of time.

    ``earlier`` is the date before it: in "between 1000 and 1260" the second goes with the first.
    """
    match = YEARS.match(source.low, pos)
    if match is None:
        return None
    year = match[1]
    if match["decade"]:
        return Dated(pos, match.end(), f"{year}/{int(year) + 9}" if year.endswith("0") else year, "decade")
    if match["second"]:
        return years_at(source.low, match)
    end = match.end()
    if DASHED.match(source.low, end) or source.low[end : end + 1] in ("×", "x"):
        return None
    if follows(source.low, pos, int(year), earlier) or is_year(source, pos, match.end(), int(year)):
        return Dated(pos, match.end(), year, "year")
    return None


def years_at(low: str, match: re.Match[str]) -> Dated | None:
    """ "2012-13", "1991–1993", "1995-01"; "1000-2000" and "1900-2100 calories" are ranges."""
    year, second = match[1], match["second"]
    if len(second) == 2 and 0 < int(second) < 13 and second < year[2:] and match[0][4] == "-":
        return Dated(match.start(), match.end(), f"{year}-{second}", "month")
    later = later_year(year, second)
    if not later or int(later) > 2100 or (later.endswith("00") and year.endswith("00")):
        return None
    noun = NOUN.match(low, match.end())
    if noun is not None and noun[1] in lists().counted:
        return None
    return Dated(match.start(), match.end(), f"{year}/{later}", "interval")


def later_year(year: str, second: str) -> str:
    """The second year of a span, in full: 2012-13 is 2013, 1999-03 is 2003; empty where it is no later year."""
    if len(second) == 4:
        return second if 0 < int(second) - int(year) < 400 else ""
    full = year[:2] + second
    if int(full) < int(year):
        full = str(int(year[:2]) + 1) + second
        return full if int(full) - int(year) < 30 else ""
    return full if full != year else ""


def follows(low: str, pos: int, year: int, earlier: Dated | None) -> bool:
    """Whether the digits go on with a date before them: "in 1000 and 1260"."""
    if earlier is None or pos - earlier.end > 5 or not earlier.iso[:4].isdigit():
        return False
    return low[earlier.end : pos].strip() in JOINTS and 0 < year - int(earlier.iso[:4]) < 300


def is_year(source: Source, pos: int, end: int, year: int) -> bool:
    """Whether four digits are a year: what counts or measures speaks against it, what dates speaks for it."""
    low, table = source.low, lists()
    last, second_last = last_words(low, pos)
    if last in table.counting or f"{second_last} {last}" in table.counting:
        return False
    if scale_word(low, end) or measured(source, end) or money_before(source.text, low, pos):
        return False
    noun = NOUN.match(low, end)
    following = noun[1] if noun else ""
    if following in table.counted:
        return 1900 < year < 2100 and year % 100 != 0 and last in ("the", "its", "their", "our", "his", "in")
    plural = following.endswith("s") and not following.endswith("ss") and following not in table.following
    if 1900 <= year <= 2060:
        return not (plural and year % 100 == 0 and last not in table.strong)
    if plural or year >= 2200:
        return False
    if year >= 1600:
        return (
            last in table.before
            or last.endswith(("'s", "’s", "s'", "s’"))
            or low[pos - 1 : pos] in ("(", "–")
            or not noun
        )
    return last in table.strong and (not following or following in table.following)


def measured(source: Source, end: int) -> bool:
    """Whether a unit follows; a singular one of time does not measure ("the 1988 quarter"), except as an age."""
    measure = measure_after(source.text, source.low, end)
    if measure is None or measure.unit.kind == "count" or measure.start - end > 1:
        return False
    return measure.unit.kind != "duration" or measure.age or source.low[measure.end - 1] == "s"


SPOKEN = later(
    r"(eighteen|nineteen|twenty)[- ](?:hundred[ ](?:and[ ])?)?(?:oh[- ])?([a-z]+)(?:[- ]([a-z]+))?(?![a-z\-])"
)
TENS = {
    "tens": 10, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip
THOUSAND = later(r"two[ ]thousand(?:[ ](?:and[ ])?([a-z]+)(?:[ -]([a-z]+))?)?")
SPOKEN_BEFORE = later(r"(?<![a-z])(?:in|since|year|until|till|from|before|after|during|of|back in|early|late|by)[ ]\Z")


def thousand_at(low: str, pos: int) -> Dated | None:
    """ "in two thousand eight", "the year two thousand": a year where time is told before it and no noun follows."""
    match = THOUSAND.match(low, pos)
    if match is None or SPOKEN_BEFORE.search(low, max(0, pos - 10), pos) is None:
        return None
    value, end = 0, pos + len("two thousand")
    for group in (1, 2):
        kind, part = words().values.get(match[group] or "", ("", 0))
        if kind not in ("unit", "teen", "ten") or (group == 2 and (kind != "unit" or value < 20)):
            break
        value, end = value + part, match.end(group)
    if not value and not low.endswith("year ", 0, pos):
        return None
    noun = NOUN.match(low, end)
    ahead = noun[1] if noun else ""
    counted = (
        ahead in words().values or (ahead.endswith("s") and ahead not in lists().following) or ahead in lists().counted
    )
    if counted or ahead in ("of", "dollar", "percent", "per", "point", "and") or low.startswith("-", end):
        return None
    return Dated(pos, end, str(2000 + value), "year")


CENTURIES = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}


def spoken_year_at(low: str, pos: int) -> Dated | None:
    """ "nineteen eighty-four", "twenty twenty-one", "nineteen oh five"."""
    match = SPOKEN.match(low, pos)
    if match is None:
        return None
    if match[2] in TENS:
        start = CENTURIES[match[1]] + TENS[match[2]]
        return Dated(pos, match.end(2), f"{start}/{start + 9}", "decade")
    kind, value = words().values.get(match[2], ("", 0))
    end = match.end(2)
    if kind == "ten" and match[3]:
        unit_kind, unit = words().values.get(match[3], ("", 0))
        if unit_kind == "unit":
            value, end = value + unit, match.end(3)
    spoken_zero = " oh" in match[0] or "-oh" in match[0]
    if kind not in ("teen", "ten") and not (kind == "unit" and value and spoken_zero):
        return None
    if match[1] == "twenty" and not 10 <= value < 60:
        return None
    return Dated(pos, end, str(CENTURIES[match[1]] + value), "year")
