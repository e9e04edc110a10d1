"""Text and a place in, the date or period named outright there: days, months, years, quarters, decades."""

from __future__ import annotations

import re

from factcheck.extract.found import Dated

MONTHS = "january february march april may june july august september october november december".split()
NUMBER_OF = {name: n for n, name in enumerate(MONTHS, 1)}
NUMBER_OF |= {name[:3]: n for name, n in list(NUMBER_OF.items())} | {"sept": 9}
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
YEAR = r"(?:1[0-9]|20|21)\d\d"
GAP = r"[ \u00a0\n]{1,2}"

ISO_DAY = re.compile(rf"({YEAR})([-/.])(0?[1-9]|1[0-2])\2([0-2]?[1-9]|[123]0|31)(?![\d])")
NUMERIC_DAY = re.compile(r"([0-3]?\d)([-/.])([0-3]?\d)\2((?:19|20)\d\d|\d\d)(?![\d./-]?\d)")
DAY_MONTH = re.compile(
    rf"([0-3]?\d)(?:st|nd|rd|th)?(?:[ ]?[-–][ ]?([0-3]?\d)(?:st|nd|rd|th)?)?(?:{GAP}(?:day{GAP})?of{GAP}|{GAP}|-)({MONTH})(?![a-z])\.?(?:,?(?:{GAP}|-)({YEAR})(?![\d,.]?\d))?"
)
MONTH_DAY = re.compile(
    rf"({MONTH})(?![a-z])\.?{GAP}(?:the{GAP})?([0-3]?\d)(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|{GAP}(?:percent|per cent|million|billion|thousand|people))"
    rf"(?:{GAP}?[-–]{GAP}?([0-3]?\d)(?:st|nd|rd|th)?(?!\d))?(?:{GAP}?,?{GAP}?({YEAR})(?![\d,.]?\d))?"
)
MONTH_YEAR = re.compile(rf"({MONTH})(?![a-z])\.?,?(?:{GAP}(?:of{GAP})?|-)(?:in{GAP})?({YEAR})(?![\d,.]?\d)")
MONTH_ONLY = re.compile(rf"({MONTH})(?![a-z])")
YEAR_FORM = re.compile(
    rf"({YEAR})(?:(s)(?![a-z])|[ ]?[-–—/][ ]?({YEAR}|\d\d)(?![\d%a-z]|[,.]\d)(?![-–/]\d))?(?![\d]|[.,]\d)"
)
CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)[- ]centur(?:y|ies)(?![a-z])")
QUARTER = re.compile(
    rf"([1-4])(?:[ ]?[-–/][ ]?|{GAP}|['’])?(?:of{GAP})?(?:(?:fiscal|fy){GAP}?)?({YEAR}|\d\d(?!\d))?(?![a-z\d])"
)
NAMED_QUARTER = re.compile(
    rf"(first|second|third|fourth|1st|2nd|3rd|4th)(?:[ ]-[ ]|-|{GAP})(?:fiscal{GAP})?(quarter|half)(?![a-z])"
    rf"(?:{GAP}(?:of|in){GAP}(?:fiscal{GAP})?(?:the{GAP}year{GAP})?({YEAR})(?!\d)|{GAP}({YEAR})(?!\d))?"
)
ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
SPOKEN = re.compile(
    r"(eighteen|nineteen|twenty)[- ](?:hundred[ ](?:and[ ])?)?(oh[- ](?:one|two|three|four|five|six|seven|eight|nine)"
    r"|(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)(?![a-z\-])"
)
AFTER_PREPOSITION = re.compile(
    r"(?<![a-z])(?:in|since|by|of|from|to|until|till|before|after|during|between|through|late|early|mid|last|this|next|end of|on|through|and|every)[ \n]{1,2}(?:mid-|early |late |mid )?\Z"
)


def month_at(text: str, low: str, pos: int) -> Dated | None:
    """The date that the month's name at ``pos`` begins: "May 31, 2022", "May 2022", "May"."""
    match = MONTH_YEAR.match(low, pos)
    if match is not None and not verb(text, match):
        return Dated(pos, match.end(), f"{match[2]}-{NUMBER_OF[match[1][:3]]:02d}", "month")
    match = MONTH_DAY.match(low, pos)
    if match is not None and not verb(text, match) and 0 < int(match[2]) < 32:
        month = NUMBER_OF[match[1][:3]]
        return Dated(pos, match.end(), day(match[4], month, int(match[2]), match[3]), "interval" if match[3] else "day")
    match = MONTH_ONLY.match(low, pos)
    if match is None or verb(text, match) or not text[pos].isupper():
        return None
    if (
        len(match[1]) > 4
        and match[1] not in ("march", "august")
        or AFTER_PREPOSITION.search(low, max(0, pos - 14), pos)
    ):
        return Dated(pos, match.end(), f"--{NUMBER_OF[match[1][:3]]:02d}", "month")
    return None


def verb(text: str, match: re.Match[str]) -> bool:
    """Whether "may" and "march" are verbs here."""
    word = match[1]
    return (
        word in ("may", "march", "mar", "sept", "jan", "dec")
        and not text[match.start()].isupper()
        and match.lastindex == 1
    )


def day(year: str | None, month: int, first: int, last: str | None) -> str:
    stem = f"{year}-{month:02d}" if year else f"--{month:02d}"
    return f"{stem}-{first:02d}/{stem}-{int(last):02d}" if last else f"{stem}-{first:02d}"


# The first letters of the months.
INITIALS = frozenset("jfmasond")
SUFFIXES = ("st", "nd", "rd", "th")


def dated_at(text: str, low: str, pos: int, end: int) -> Dated | None:
    """The date that the digits at ``pos``..``end`` begin, other than a bare year."""
    after = low[end : end + 1]
    if after and after in "-/.":
        match = ISO_DAY.match(low, pos) if end - pos == 4 else None
        if match is not None:
            return Dated(pos, match.end(), f"{match[1]}-{int(match[3]):02d}-{int(match[4]):02d}", "day")
        match = NUMERIC_DAY.match(low, pos) if end - pos < 3 else None
        if match is not None:
            return numeric_day(match)
    suffixed = low.startswith(SUFFIXES, end)
    if end - pos < 3 and (
        suffixed or low[end + 1 : end + 2] in INITIALS or (after and after in " -–" and OF_OR_DAY.match(low, end))
    ):
        match = DAY_MONTH.match(low, pos)
        if match is not None and 0 < int(match[1]) < 32 and not modal(text, low, match):
            month = NUMBER_OF[match[3][:3]]
            iso = day(match[4], month, int(match[1]), match[2])
            return Dated(pos, match.end(), iso, "interval" if match[2] else "day")
    if suffixed:
        match = CENTURY.match(low, pos)
        if match is not None and 0 < int(match[1]) < 22:
            century = int(match[1])
            return Dated(pos, match.end(), f"{century * 100 - 99:04d}/{century * 100:04d}", "interval")
        return named_quarter_at(low, pos)
    if after == "s":
        return decade_at(low, pos)
    if low[pos - 1 : pos] in ("q", "h", "y") or after in ("q", "h"):
        return quarter_at(low, pos)
    return None


OF_OR_DAY = re.compile(r"[ ]?[-–][ ]?\d|[ ]of[ ]|[ ]day[ ]|\n")


def modal(text: str, low: str, match: re.Match[str]) -> bool:
    """ "5 may be", "20 march on": a verb after a number, not a month."""
    if low.endswith(("on ", "of ", "since ", "until ", "by "), 0, match.start()):
        return False
    return match[3] in ("may", "march", "mar", "dec", "jan") and not text[match.start(3)].isupper() and not match[4]


def numeric_day(match: re.Match[str]) -> Dated | None:
    """31/12/2021, 12/31/2021, 29.07.2022; day first unless that cannot be."""
    first, second, year = int(match[1]), int(match[3]), match[4]
    if len(year) == 2:
        if match[2] == "-" or match[2] == ".":
            return None
        year = ("19" if int(year) > 50 else "20") + year
    if second > 12 >= first:
        first, second = second, first
    elif match[2] == "/" and first <= 12 and second <= 12:
        first, second = second, first
    if not (0 < first < 32 and 0 < second < 13):
        return None
    return Dated(match.start(), match.end(), f"{year}-{second:02d}-{first:02d}", "day")


FISCAL = re.compile(rf"({YEAR}|\d\d)(?!\d)")
TURNED = re.compile(rf"([1-4])(q|h)[ ]?({YEAR}|\d\d)?(?![a-z\d])")  # 3Q21


def quarter_at(low: str, pos: int) -> Dated | None:
    """Q3 2021, 3Q21, H1 2022, FY2022; the letters stand before or after the digits."""
    letter = low[pos - 1 : pos]
    if letter and letter in "qh" and not low[pos - 2 : pos - 1].isalnum():
        match = QUARTER.match(low, pos)
        if match is None or (letter == "h" and int(match[1]) > 2):
            return None
        return Dated(
            pos - 1,
            match.end() if match[2] else match.end(1),
            quarter(match[2], letter, int(match[1])),
            "quarter" if letter == "q" else "half",
        )
    if low[pos - 2 : pos] == "fy" and not low[pos - 3 : pos - 2].isalnum():
        match = FISCAL.match(low, pos)
        return Dated(pos - 2, match.end(), full_year(match[1]), "year") if match else None
    match = TURNED.match(low, pos)
    if match is not None:
        return Dated(
            pos, match.end(), quarter(match[3], match[2], int(match[1])), "quarter" if match[2] == "q" else "half"
        )
    return None


def full_year(digits: str) -> str:
    return digits if len(digits) == 4 else ("19" if int(digits) > 50 else "20") + digits


def quarter(year: str | None, letter: str, number: int) -> str:
    return f"{full_year(year) if year else '-'}-{letter.upper()}{number}"


def named_quarter_at(low: str, pos: int) -> Dated | None:
    """ "third quarter of 2021", "first half of the year"."""
    match = NAMED_QUARTER.match(low, pos)
    if match is None:
        return None
    year = match[3] or match[4]
    letter = "q" if match[2] == "quarter" else "h"
    number = ORDINAL[match[1]]
    if letter == "h" and number > 2:
        return None
    return Dated(pos, match.end(), quarter(year, letter, number), "quarter" if letter == "q" else "half")


COUNTED = frozenset(
    "people persons workers patients participants men women students children subjects adults individuals cases deaths jobs homes houses units"
    " tons tonnes vehicles cars copies words pages employees households families members shares votes samples times schools schoolchildren"
    " troops soldiers victims residents users customers respondents volunteers farms stores flights ships planes books points calories"
    " enterprises projects sites items events genes species proteins sequences cells animals mice rats births pregnancies contracts"
    " residents teachers nurses doctors immigrants refugees villages companies firms shops stations beds seats rooms trees".split()
)
YEAR_BEFORE = re.compile(
    r"(?<![a-z])(?:in|since|by|of|from|until|till|before|after|during|between|through|through|year|years|fiscal|early|late|mid|circa|ca\.?|c\.|"
    r"spring|summer|autumn|fall|winter|christmas|season|end|beginning|start|a\.d\.|ad|around|and|or|for|on|to|versus|vs\.?|"
    r"born|died|founded|established|est\.|est|published|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?|'s|’s|s'|s’|©|copyright|\(c\)|past|back|than|over|with|this|its|the|their|his|her|our|a|an)"
    r"[ ,\n]{1,2}(?:about |around |early |late |mid |mid-)?\Z"
)
STRONG_BEFORE = re.compile(
    r"(?<![a-z])(?:in|since|until|till|during|year|fiscal|early|late|mid|circa|ca\.?|c\.|spring|summer|autumn|winter|a\.d\.|ad|before|after|by|from|of)[ ,\n]{1,2}(?:mid-|early |late |about )?\Z"
)
COUNTING_BEFORE = re.compile(
    r"(?:more than|fewer than|less than|at least|at most|nearly|almost|some|approximately|roughly|total of|up to|as many as|only|another|exceed(?:s|ed|ing)?|number|n ?=|[$€£¥]|over the|first|last|next|top)[ ]?\Z"
)
ATTRIBUTED = re.compile(r"(?:the|its|their|our|his|in)[ ]\Z")
NOUN_AFTER = re.compile(r"[ \u00a0\n]([a-z][a-z\-]*)")
WORDS_BEFORE_NOUN = frozenset(
    "in on at to by for and or the a an as was were is are had has have with from of but that which who when while until since after before he she it they we i you his her its their this".split()
)


def year_at(text: str, low: str, pos: int, earlier: Dated | None = None) -> Dated | None:
    """The year, span of years or decade in digits at ``pos``, where the words around it speak of time."""
    match = YEAR_FORM.match(low, pos)
    if match is None:
        return None
    year, decade, second = match[1], match[2], match[3]
    if decade:
        return Dated(pos, match.end(), f"{year}/{int(year) + 9}" if year.endswith("0") else year, "decade")
    if second and (later := later_year(year, second)):
        if counted_after(low, match.end()) or int(later) > 2100 or (later.endswith("00") and year.endswith("00")):
            return None
        return Dated(pos, match.end(), f"{year}/{later}", "interval")
    if second or DASHED.match(low, match.end(1)):
        return None
    paired = (
        earlier is not None
        and pos - earlier.end < 6
        and low[earlier.end : pos].strip() in ("and", "to", "or", "-", "–", "through", ",", ", and", "until")
        and earlier.iso[:4].isdigit()
        and 0 < int(year) - int(earlier.iso[:4]) < 300
    )
    if not paired and not is_year(text, low, pos, match.end(1), int(year)):
        return None
    return Dated(pos, match.end(1), year, "year")


PLURAL = re.compile(r"([1-9]0)s(?![a-z])")
SECONDS_BEFORE = re.compile(
    r"(?:\d|[~≈<>±(/,;:\-–]|(?<![a-z])(?:for|in|of|after|within|every|to|than|at|about|by|or|and|is|was|took|least|most|a|an|over|under|around|and|only|just|nearly|almost))[ ]?\Z"
)


def decade_at(low: str, pos: int) -> Dated | None:
    """ "the 90s"."""
    match = PLURAL.match(low, pos)
    if match is None or (low[pos - 1 : pos] not in ("'", "’") and SECONDS_BEFORE.search(low, max(0, pos - 8), pos)):
        return None
    century = "20" if int(match[1]) < 30 else "19"
    return Dated(pos, match.end(), f"{century}{match[1]}/{century}{match[1][0]}9", "decade")


DASHED = re.compile(r"[ ]?[-–—~][ ]?\d")


def later_year(year: str, second: str) -> str:
    """The second year of a span, in full: 2012-13 is 2013; empty where it is no later year."""
    full = second if len(second) == 4 else year[:2] + second
    if int(full) < int(year) and len(second) == 2:
        full = str(int(year[:2]) + 1) + second
        return full if int(full) - int(year) < 30 else ""
    return full if 0 < int(full) - int(year) < 400 else ""


def counted_after(low: str, end: int) -> bool:
    noun = NOUN_AFTER.match(low, end)
    return noun is not None and noun[1] in COUNTED


def is_year(text: str, low: str, pos: int, end: int, year: int) -> bool:
    """Whether four digits are a year: what counts them or measures them speaks against, what dates them for."""
    after = low[end : end + 12]
    if (
        after[:1] in "%$€£°"
        and after[:1]
        or after.startswith(
            (
                " %",
                " percent",
                " per cent",
                " million",
                " billion",
                " thousand",
                " km",
                " kg",
                "-km",
                " mg",
                " ml",
                " m ",
                " rpm",
            )
        )
    ):
        return False
    if COUNTING_BEFORE.search(low, max(0, pos - 16), pos):
        return False
    if counted_after(low, end):
        return bool(1900 < year < 2100 and year % 100 and ATTRIBUTED.search(low, max(0, pos - 6), pos))
    noun = NOUN_AFTER.match(low, end)
    plural = (
        noun is not None and noun[1].endswith("s") and noun[1] not in WORDS_BEFORE_NOUN and not noun[1].endswith("ss")
    )
    window = max(0, pos - 14)
    if 1900 <= year <= 2060:
        return not (plural and year % 100 == 0 and not STRONG_BEFORE.search(low, window, pos))
    if not 1000 <= year <= 2199:
        return False
    if plural:
        return False
    if 1600 <= year < 1900:
        return (
            YEAR_BEFORE.search(low, window, pos) is not None
            or low[pos - 1 : pos] in ("(", "–", "-", "")
            or noun is None
        )
    return STRONG_BEFORE.search(low, window, pos) is not None and (noun is None or noun[1] in WORDS_BEFORE_NOUN)


def spoken_year_at(low: str, pos: int) -> Dated | None:
    """ "nineteen eighty-four", "twenty twenty-one"."""
    match = SPOKEN.match(low, pos)
    if match is None:
        return None
    tail = match[2].replace("-", " ").removeprefix("oh ")
    value = sum(SMALL[word] for word in tail.split())
    century = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[match[1]]
    if match[1] == "twenty" and not 10 <= value < 60:
        return None
    return Dated(pos, match.end(), str(century + value), "year")


SMALL = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
} | dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
