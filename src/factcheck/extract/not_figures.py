"""A number and the words around it in, the reason why it is no figure out, or "".

The reasons: date, time, marker (list markers), label (sections, pages, phases), citation, code (identifiers,
telephones, versions, addresses of the web), name,
hyphened ("COVID-19"), score, idiom, pronoun ("one"), partitive ("one of"), part ("first half"), vague, ordinal.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from factcheck.numerals.measures import SIGNS
from factcheck.numerals.ordinals import Ordinal
from factcheck.numerals.quantities import Quantity
from factcheck.numerals.tables import units, words


class Lists(NamedTuple):
    """The words of not_figures.toml."""

    labels: frozenset[str]
    weak: frozenset[str]
    one_before: frozenset[str]
    one_after: frozenset[str]
    one_phrases: tuple[str, ...]
    parts_before: frozenset[str]
    parts_after: frozenset[str]
    vague: frozenset[str]
    after: frozenset[str]
    editions: frozenset[str]
    strict: frozenset[str]
    common: frozenset[str]
    idioms: frozenset[str]


@cache
def lists() -> Lists:
    with Path(__file__).with_name("not_figures.toml").open("rb") as file:
        raw = tomllib.load(file)

    def named(table: str, key: str) -> frozenset[str]:
        return frozenset(name.replace("_", " ") for name in raw[table][key].split())

    return Lists(
        named("labels", "words"),
        named("labels", "weak"),
        named("one", "before"),
        named("one", "after"),
        tuple(sorted(named("one", "phrases"))),
        named("parts", "before"),
        named("parts", "after"),
        named("vague", "words"),
        named("after", "words"),
        named("editions", "words"),
        named("editions", "strict"),
        named("common", "words"),
        named("idioms", "words"),
    )


def glued(text: str, low: str, pos: int, end: int) -> str:
    """What the character before digits says: a letter or a hyphen ties them to a word, # and @ to a code."""
    if not pos:
        return ""
    before = low[pos - 1]
    if before == " " or before == "\n":
        return "code" if low[pos - 2 : pos - 1] == "−" and low[pos - 3 : pos - 2].isalpha() else ""
    if before == "(":
        return "code" if pos > 1 and low[pos - 2].isalnum() else ""
    if before.isalpha():
        return "" if money_letters(text, low, pos) else "glued"
    if before in "_@#\\&^{" or (before in ")]" and low[pos - 2 : pos - 1].isalnum()):
        return "code"
    if before == "+" and pos > 1 and low[pos - 2].isalnum():
        return "code"
    if before in "-–—‐‑−" and pos > 1:
        outer = low[pos - 2]
        if outer.isalpha():
            start = pos - 2
            while start and low[start - 1].isalpha():
                start -= 1
            word = low[start : pos - 1]
            if word in JOINING or (len(word) > 3 and before in "–—"):
                return ""
            return "hyphened"
        return "code" if outer.isdigit() or outer in ")" else ""
    if before in ".:/" and pos > 1 and low[pos - 2].isalnum():
        return "code" if before != ":" or low[pos - 2].isdigit() else ""
    return ""


TOKEN_END = re.compile(r"(?:\w|[-./:@#&%=?+_](?=\w))*")


def token_end(low: str, end: int) -> int:
    """Where the code ends that the digits before ``end`` are part of: an identifier, an address of the web."""
    match = TOKEN_END.match(low, end)
    return match.end() if match else end


# Words that a hyphen ties to a figure, not to a name: "mid-40s", "sub-2%".
JOINING = frozenset(
    "mid now sub under over plus minus non pre post nearly almost about around to and or than up by of".split()
)


def money_letters(text: str, low: str, pos: int) -> bool:
    """Whether the letters that touch the digits are money ("USD34.6", "RM31", "Rs20", "US$" has its own sign)."""
    start = pos
    while start and pos - start < 6 and (text[start - 1].isalpha() or text[start - 1] == "."):
        start -= 1
    if start and text[start - 1] in SIGNS:
        return True
    unit = units().exact.get(text[start:pos])
    return unit is not None and unit.kind == "money" and pos - start > 1


CODES = re.compile(
    r"(?P<time>\d{1,2}(?::[0-5]\d){1,2}(?:\.\d+)?(?!\d)(?:[ ]?[ap]\.?m\b\.?)?|\d{1,2}\.[0-5]\d[ ]?[ap]\.?m(?![a-z])\.?"
    r"|\d{1,2}[ ]?[ap]\.m\.?|\d{1,2}(?:[ ]?-[ ]?\d{1,2})?[ ]?[ap]m(?![a-z])|\d{1,2}[ ]o[’']?clock|[012]?\d[0-5]\d[ ](?:gmt|utc|hours|hrs)(?![a-z]))"
    r"|(?P<code>\d{1,3}:\d{1,3}(?=[ ]\()|\d+(?:\.\d+){2,}(?![\d%])|\d+(?:[-–‑]\d+){2,}(?:/\d+)?(?![\d%])|0\d{2,4}(?:[ ]\d{3,4}){1,3}(?!\d)|\d{3}[-.]\d{3}[-.]\d{4}(?!\d)|\d{5}-\d{4}(?!\d)|\d{3}-\d{4}(?!\d)|\(?\d{3}\)[ ]\d{3}-\d{4}"
    r"|\d+[a-z]+\d[a-z\d]*|\d+/\d+[a-z][\w\-]*|0\d+(?![\d.,])|\d{3,}/\d+(?!\d))"
)


RATIO_NEAR = re.compile(r"ratio|odds")
CLOCK = re.compile(r"\d+:\d+")
POWER = re.compile(r"\d+(?:e\d+|(?:x|m|km|cm|mm)\d)")
DIALLED = re.compile(r"\d{1,3}(?:[ \-.]\(?\d{1,5}\)?){2,5}(?!\d)|\d{8,15}(?!\d)")  # +44 20 7946 0018
LETTERED = re.compile(r"\d+[a-z]+\d")


def code_at(text: str, low: str, pos: int, end: int) -> tuple[str, int] | None:
    """A time of day, telephone number, version or other code that the digits at ``pos`` begin: (class, end)."""
    after = low[end : end + 1]
    if low[pos - 1 : pos] == "+" and (match := DIALLED.match(low, pos)):
        return "code", match.end()
    if after in (" ", "", ",", ";", ")", "\n") and low[pos] != "0" and low[end + 1 : end + 2] not in CLOCK_LETTERS:
        return None
    match = CODES.match(low, pos)
    if match is None:
        return None
    kind = match.lastgroup or "code"
    if kind == "time":
        clock = CLOCK.fullmatch(match[0])
        if clock and (match[0].endswith(":1") or RATIO_NEAR.search(low, max(0, pos - 30), match.end() + 12)):
            return None
        return kind, match.end()
    if LETTERED.match(match[0]) and POWER.match(match[0]):
        return None
    return kind, match.end()


# What a time of day can go on with after a blank: am, pm, o'clock, GMT, UTC, hours; or a telephone number.
CLOCK_LETTERS = frozenset("apoguh-(0123456789")


LINE_MARKER = re.compile(r"[ \t]*(?:[-*•·]?[ \t]*)\(?\Z")
MARKED = re.compile(r"[ ]?(?:[.)\]](?=[ \t\n]|\Z)|、|\)、|\)\.|:(?=[ \t]))")
BRACKETED = re.compile(r"(?:[ ]?[,;–-][ ]?\d{1,3}[a-z]?){0,40}[ ]?([\])])")


def why(text: str, low: str, quantity: Quantity) -> str:
    """Why the quantity is no figure, or ""."""
    start, end = quantity.start, quantity.end
    first = low[start]
    if first.isdigit():
        return digits_reason(text, low, quantity, start, end)
    if first.isalpha():
        return words_reason(text, low, quantity, start, end)
    return ""


def digits_reason(text: str, low: str, quantity: Quantity, start: int, end: int) -> str:
    bare = quantity.unit is None and quantity.form in ("digits", "range") and not {".", ","} & set(low[start:end])
    if bare and end - start <= 7:
        reason = marker(text, low, start, end)
        if reason:
            return reason
    if low[start:end] in lists().idioms or low[start : end + 2] in lists().idioms:
        return "idiom"
    following = text[end : end + 1]
    if following == "、":
        return "marker"
    if following == "(" and low[end + 1 : end + 2].isdigit():
        return "label"
    if bare and low[max(0, start - 3) : start] == "): ":
        return "citation"
    if following == "/" and low[end + 1 : end + 2].isdigit():
        return "code"
    if following.isascii() and following.isalpha() and (quantity.unit is None or quantity.unit.start > end):
        return "" if low.startswith(("ish", "some", "x", "σ"), end) else "code"
    if ADDRESS.match(text, end) or word_after(low, end) in lists().after:
        return "label"
    if quantity.form == "digits" and (reason := scored(low, start, end)):
        return reason
    return labelled(text, low, quantity, start, end)


def marker(text: str, low: str, start: int, end: int) -> str:
    """A list marker at the beginning of a line, or a citation in brackets."""
    line = low.rfind("\n", max(0, start - 12), start) + 1
    if (line or start < 12) and LINE_MARKER.fullmatch(low, line, start) and MARKED.match(low, end):
        return "marker"
    if line and start == line and low[line - 2 : line] == "\n\n" and NOTED.match(text, end):
        return "marker"
    before = low[start - 1 : start]
    if before and before in "([":
        closing = BRACKETED.match(low, end)
        if closing is not None and (closing[1] == "]") == (before == "["):
            return "citation" if low[: start - 1].strip() else "marker"
        return ""
    if start > 2 and low[start - 2] in '"”' and low[start - 3] in ".,!?" and NOTED.match(text, end):
        return "citation"
    if (
        low[end : end + 1] == ")"
        and before in (" ", ";")
        and low[max(0, start - 2) : start - 1] in (".", ";", ":", ",")
    ):
        return "marker"
    return ""


ADDRESS = re.compile(
    r"(?:[ ][NSEW]\.?)?(?:[ ](?:[A-Z][A-Za-z'’.]*|\d{1,3}(?:st|nd|rd|th))){0,3}"
    r"[ ](?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Place|Pl|Square|Sq|Crescent|Terrace|Highway|Hwy|Parkway)(?![A-Za-z])"
)
NOTED = re.compile(r"[ ][A-Z]")  # a footnote's number between a closing quotation and the next sentence
SCORE = re.compile(r"[-–](\d{1,3})(?![\d%.,]\d|[\d%])")


def scored(low: str, start: int, end: int) -> str:
    """ "won 3-1": two small numbers with the greater or equal first."""
    match = SCORE.match(low, end)
    if match is None:
        return ""
    return "score" if end - start <= 3 and len(match[1]) <= 3 else "code"


TOKEN = re.compile(r"[^\s(\[\"“'‘]+[ \u00a0]?\Z")


def labelled(text: str, low: str, quantity: Quantity, start: int, end: int) -> str:
    """The word before says that the number is a name: a label ("page 12") or a capital ("Boeing 737")."""
    cut = start
    while cut and low[cut - 1] in " \u00a0\n":
        cut -= 1
    if cut == start or start - cut > 2:
        return ""
    word = (low[max(0, cut - 40) : cut].rsplit(None, 1) or [""])[-1].rpartition("(")[2]
    begin = cut - len(word)
    table = lists()
    bare = word.strip("\"“”‘’'[](*_#|>")
    measured = quantity.unit is not None or quantity.hedge is not None or not low[start:end].isdigit()
    if bare in table.labels:
        lettered = quantity.unit is not None and quantity.unit.start == end and quantity.unit.end == end + 1
        if bare in table.weak and (quantity.unit is not None or (bare != "top" and plural_after(low, end))):
            return ""
        return "" if measured and quantity.figure.kind in ("money", "percent") and not lettered else "label"
    capital = begin + word.rfind("-") + 1
    if measured or not text[capital : capital + 1].isupper() or word[-1:] in ".,;:!?)" or bare in table.common:
        return ""
    if word.endswith(("'s", "’s", "s'", "s’")):
        return ""
    if end - start > 4:
        return ""
    if begin == 0 or low[max(0, begin - 2) : begin] in (". ", "! ", "? ", ": ", "; ") or low[begin - 1] == "\n":
        return ""
    return "" if end - start > 2 and plural_after(low, end) else "name"


NOUN = re.compile(r"[ \n]([a-z][a-z\-]+)")


def plural_after(low: str, end: int) -> bool:
    """Whether a counted noun follows: a lower-case word in the plural within two words."""
    for _ in range(2):
        match = NOUN.match(low, end)
        if match is None or match[1] in lists().common:
            return False
        if match[1].endswith("s") and not match[1].endswith("ss") or match[1] in ("people", "men", "women", "children"):
            return True
        end = match.end()
    return False


def words_reason(text: str, low: str, quantity: Quantity, start: int, end: int) -> str:
    """Why a number in words is no figure."""
    word = low[start:end]
    if quantity.form == "range" and quantity.lower[1]:
        word = low[quantity.lower[0] : quantity.lower[1]]
    table = lists()
    before = word_before(low, start)
    labelled_so = before in table.labels and before not in table.weak
    if labelled_so and quantity.unit is None and quantity.form == "words" and quantity.figure.value < 100:
        return "label"
    if word == "one" and quantity.form == "words":
        return one_reason(text, low, quantity, start, end)
    if quantity.form == "fraction":
        return part_reason(low, quantity, start, end, before)
    if before in table.vague and word.split(" ")[0] in (
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "dozen",
    ):
        return "vague"
    if word in BARE:
        if (
            low[start - 1 : start] == "-"
            or low.startswith("-", end)
            or before in ("per", "a", "an", "the", "one in a", "many", "these", "those", "by")
        ):
            return "vague"
        if word == "dozen":
            return (
                ""
                if quantity.hedge or before in ("the", "another", "last", "past", "next", "first", "this")
                else "vague"
            )
        return "" if word == "hundred" else "vague"
    if word in ("zero", "nil", "nought", "naught"):
        return (
            "idiom"
            if low.startswith(("-", " -", " tolerance", " sum", " hour", " emission", " carbon"), end)
            or before in ("net", "ground", "patient", "near", "sub")
            else ""
        )
    if before in ("and", "or") and False:
        return ""
    if low[start - 1 : start] == "-" and low[start - 2 : start - 1].isalpha():
        return "name"
    if slogan(low, start, end):
        return "name"
    return named(text, low, start, end, quantity)


QUOTED = re.compile(r"[\"“]([^\"“”\n]{0,40})\Z")
UNQUOTED = re.compile(r"[^\"“”\n.]{2,40}[\"”]")
NAMING = re.compile(
    r"(?<![a-z])(?:is|are|was|were|includes?|namely|mainly|said|says|:|,)[ ](?:mainly |chiefly |these |the )?\Z"
)


def slogan(low: str, start: int, end: int) -> bool:
    """A short quotation that begins with a number is the name of something: the "four virtues"."""
    opening = QUOTED.search(low, max(0, start - 42), start)
    if opening is None or UNQUOTED.match(low, end) is None:
        return False
    head = opening[1].split(" ")[0]
    if head and head not in words().values:
        return False
    return NAMING.search(low, max(0, opening.start() - 24), opening.start()) is None


BARE = frozenset("hundred thousand million billion trillion dozen lakh crore quadrillion".split())


def word_before(low: str, start: int) -> str:
    """The word before ``start``, behind a blank or a hyphen; "" where punctuation parts them."""
    match = BEFORE.search(low, max(0, start - 26), start)
    return match[1] if match else ""


BEFORE = re.compile(r"(?<![^\W\d_'’])([^\W\d_'’][^\W\d_]*(?:['’][^\W\d_]*)?)(?:[ \u00a0\n]{1,2}|-)\Z")


def word_after(low: str, end: int) -> str:
    match = AFTER.match(low, end)
    return match[1] if match else ""


AFTER = re.compile(r"[ \u00a0\n\-]{1,2}([a-z]+)")


def named(text: str, low: str, start: int, end: int, quantity: Quantity) -> str:
    """A capitalised number within a name: "Formula One", "Two Studies and One Action", "Five Year Plan"."""
    if not text[start].isupper():
        return ""
    following = text[end : end + 2]
    if begins_sentence(low, start):
        return (
            "name"
            if following[:1] == " " and following[1:2].isupper() and word_after(low, end) in ("year", "nations")
            else ""
        )
    if text[start : start + 3].isupper() and text[start:end].isupper() and end - start > 2:
        return ""
    return "name"


def begins_sentence(low: str, start: int) -> bool:
    cut = start
    while cut and low[cut - 1] in " \t\u00a0\"“”‘’'([*•-–—":
        cut -= 1
    if cut > 1 and low[cut - 1] in "qa" and low[cut - 2] == "\n":  # "Q" and "A" of a transcript
        return True
    return cut == 0 or low[cut - 1] in ".!?:;\n…"


def one_reason(text: str, low: str, quantity: Quantity, start: int, end: int) -> str:
    """Whether "one" counts or stands for something: "one dealer" counts; "no one", "one of the", "this one" do not."""
    table = lists()
    before, after = word_before(low, start), word_after(low, end)
    if quantity.unit is not None and quantity.unit.unit.kind != "count":
        return ""
    if text[start].isupper() and not begins_sentence(low, start):
        return "name"
    if low.startswith(("'s", "’s", "-"), end) and not (low.startswith("-", end) and quantity.unit is not None):
        return "pronoun"
    if after == "of" and before not in ("no", "this", "that", "any", "every", "each"):
        return "partitive"
    if after in table.one_after or (not after and quantity.hedge is None):
        return "pronoun"
    if before in table.one_before and after in ("", *table.one_after):
        return "pronoun"
    for phrase in table.one_phrases:
        if low.startswith(phrase, start - phrase.find("one")) or low.startswith(phrase, start - phrase.rfind("one")):
            return "pronoun"
    if before in ("no", "this", "that", "which", "any", "every", "each"):
        return "pronoun"
    return ""


OF = re.compile(r"[ \n]+(?:of|the|a|an|as|that|those|their|its|our|his|her|my|your|this|these|all|what)(?![a-z])")


def part_reason(low: str, quantity: Quantity, start: int, end: int, before: str) -> str:
    """Whether "half", "quarter" and "third" are parts."""
    table, word = lists(), low[start:end]
    if quantity.unit is not None:
        return ""
    after = word_after(low, end)
    if word in ("half", "quarter", "a half"):
        if before in table.parts_before or after in table.parts_after or low[start - 1 : start] == "-":
            return "part"
        if word == "quarter" and not (quantity.hedge or OF.match(low, end)):
            return "part"
        return "part" if low.startswith("-", end) else ""
    if word.startswith(("a ", "an ")) and word not in ("a half", "a quarter"):
        if low.startswith("-", end):
            return "ordinal"
        return (
            ""
            if after
            in (
                "of",
                "more",
                "less",
                "as",
                "the",
                "to",
                "in",
                "and",
                "or",
                "higher",
                "lower",
                "from",
                "at",
                "are",
                "is",
                "were",
                "have",
                "had",
                "said",
                "",
            )
            else "ordinal"
        )
    if word in ("a quarter", "one quarter") and after in (
        "",
        "earlier",
        "ago",
        "later",
        "in",
        "before",
        "after",
        "when",
    ):
        return "" if after == "" or word == "one quarter" else "part"
    if word == "three quarters" and before in ("last", "past", "first", "next", "consecutive", "straight", "previous"):
        return "part"
    return ""


AHEAD = re.compile(r"[ \-]([^\s.,;:()]+)")
TITLED = re.compile(r"(?:[ ][A-Z][a-z]+){0,2}[ ][\"“]")
JOINED = re.compile(r"(?:,[ ]?|[ ]and[ ]|[ ]or[ ])+(?:\d+(?:st|nd|rd|th)|[a-z\-]+(?:th|rd|nd|st))(?=[ ]([a-z]))")
CLOSED = re.compile(r"[.,;:?!)]|\Z|[ \n](?:and|or|since|in|to|of|on|at|for)(?![a-z])")


def why_ordinal(text: str, low: str, ordinal: Ordinal) -> str:
    """An ordinal counts where an edition, a time or a rank follows within a few words, and is no name."""
    table, end = lists(), ordinal.end
    strict = low[ordinal.start : end] in ("first", "second", "1st", "2nd")
    wanted = table.strict if strict else table.editions
    before = word_before(low, ordinal.start)
    if not strict and TITLED.match(text, end):
        return ""
    sibling = JOINED.match(low, end)
    if sibling is not None and text[sibling.start(1)].isupper():
        return "name"
    if low.startswith(
        (" class", "-class", " rate", "-rate", " hand", "-hand", " person", "-person", " party", "-party"), end
    ):
        return "ordinal"
    for step in range(6):
        match = AHEAD.match(low, end)
        if match is None:
            break
        if text[match.start(1)].isupper() and step == 0:
            return "name"
        word = match[1]
        if word in wanted or word.removesuffix("s") in wanted:
            return ""
        if word in table.common and step:
            break
        end = match.end()
    if not strict and before in ("ranked", "ranks", "finished", "placed", "came"):
        return ""
    if not strict and before in ("the", "its") and CLOSED.match(low, ordinal.end):
        return ""
    return "ordinal"
