"""The text of a document in, every figure in it with its exact place out; what is no figure is left out, and why is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from heapq import merge
from typing import NamedTuple

from factcheck.extract import dates, not_figures
from factcheck.extract.found import Dated, Found
from factcheck.interval import Figure
from factcheck.model import Document
from factcheck.numerals import folded
from factcheck.numerals.ordinals import Ordinal, ordinal_at
from factcheck.numerals.quantities import Quantity, quantity_at, start_words
from factcheck.numerals.tables import words

__all__ = ["Candidate", "find", "find_dates", "read", "scan"]


class Candidate(NamedTuple):
    """A number in the text: the figure that it would be, or the date; ``why`` it is no figure, or ""."""

    start: int
    end: int
    found: Found | None
    dated: Dated | None
    why: str


def find(text: str, keep: frozenset[str] = frozenset()) -> list[Found]:
    """Every figure of ``text`` in order, none overlapping another.

    ``keep`` names classes of not_figures that are wanted all the same ("pronoun", "label", …), for those who count
    by another convention.
    """
    return [c.found for c in scan(text) if c.found is not None and (not c.why or c.why in keep)]


def read(document: Document) -> tuple[list[Found], list[Dated]]:
    """The figures of a document and the dates it names, in one pass."""
    candidates = scan(document.text)
    figures = [c.found for c in candidates if c.found is not None and not c.why]
    return figures, [c.dated for c in candidates if c.dated is not None]


def find_dates(text: str) -> list[Dated]:
    """Every date and period that ``text`` names outright, in order."""
    return [c.dated for c in scan(text) if c.dated is not None]


MONTHS = frozenset(dates.NUMBER_OF)
DIGITS = re.compile(r"\d+|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]|[.·](?=\d)")


@cache
def named_starts() -> re.Pattern[str]:
    """Where a number in words, an ordinal or a month can begin, in lower-case text.

    The words stand under their first letter, which a search can tell at a glance.
    """
    table = words()
    ordinals = {word for word in table.ordinals if not word.endswith("ionth")}
    under: dict[str, list[str]] = {}
    for word in sorted({*start_words(), *ordinals}, key=lambda word: (-len(word), word)):
        under.setdefault(word[0], []).append(word[1:])
    for month in sorted(MONTHS, key=lambda month: (-len(month), month)):
        under.setdefault(month[0], []).append(month[1:])
    parts = "|".join(word for word in table.parts if word[-1] != "s")
    under["a"].insert(0, f"n?[ ](?:{parts}|hundred|thousand|million|billion|trillion|dozen|lakh|crore)")
    branches = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(under.items()))
    return re.compile(rf"(?<![a-z])(?:{branches})(?:fold)?(?![a-z])")


def starts(low: str) -> Iterator[re.Match[str]]:
    """Every place in lower-case text where a number, an ordinal or a date can begin, in order."""
    return merge(DIGITS.finditer(low), named_starts().finditer(low), key=re.Match.start)


COMMA_STYLE = re.compile(
    r"\d\.\d{3},\d|\d,\d\d?(?:[ \u00a0]?[%€]|[ \u00a0](?:million|billion|mln|mrd|mio|tonnes|euro|eur)(?![a-z]))"
)
POINT_STYLE = re.compile(
    r"\d,\d{3}\.\d|\d\.\d\d?(?:[ \u00a0]?[%€]|[ \u00a0](?:million|billion|percent|per cent)(?![a-z]))|[$£]\d+\.\d\d(?!\d)"
)


def decimal_comma(low: str) -> bool:
    """Whether the text writes its decimals with a comma: something says so, and nothing says otherwise."""
    return COMMA_STYLE.search(low) is not None and POINT_STYLE.search(low) is None


def scan(text: str) -> list[Candidate]:
    """Every number of ``text`` in order, figure or not."""
    low = folded(text)
    comma = "," in low and decimal_comma(low)
    found: list[Candidate] = []
    floor = 0
    for match in starts(low):
        if match.start() < floor:
            continue
        candidate = candidate_at(text, low, match, comma, floor, found[-1].dated if found else None)
        if candidate is not None:
            if found and not candidate.why and candidate.found is not None and goes_on(low, found[-1], candidate):
                candidate = candidate._replace(why=found[-1].why)
            found.append(candidate)
            floor = past(candidate)
    return found


LISTED = re.compile(r"[a-z]?[ ]?(?:,|, and|and|or|, or|&|-|–|to|through|;)[ ]?")


def goes_on(low: str, earlier: Candidate, candidate: Candidate) -> bool:
    """Whether a bare number goes on a list of labels or citations: "phases 3, 5 and 7", "[9,12]"."""
    found = candidate.found
    return (
        earlier.why in ("label", "citation")
        and found is not None
        and found.figure.kind in ("count", "range")
        and (not found.unit_end or found.unit_end - found.unit_start == 1)
        and candidate.start - earlier.end < 7
        and LISTED.fullmatch(low, earlier.end, candidate.start) is not None
        and low[candidate.start : candidate.end].replace("–", "").replace("-", "").isalnum()
    )


def past(candidate: Candidate) -> int:
    """Where the text goes on after a candidate: behind its rate ("a dozen") and a hedge that follows it."""
    found = candidate.found
    if found is None:
        return candidate.end
    tail = found.hedge_end if found.hedge_start > candidate.start else 0
    return max(candidate.end, found.unit_end, found.rate_end, tail)


def candidate_at(
    text: str, low: str, match: re.Match[str], comma: bool, floor: int, earlier: Dated | None
) -> Candidate | None:
    """What begins at a match of ``starts``."""
    pos = match.start()
    first = low[pos]
    if "0" <= first <= "9" or first.isdecimal():
        return digits_candidate(text, low, pos, match.end(), comma, floor, earlier)
    if first.isalpha():
        return word_candidate(text, low, pos, match[0], floor)
    if first in ".·" and pos and (low[pos - 1].isalnum() or low[pos - 1] in ".·"):
        return None
    quantity = quantity_at(text, low, pos, comma, floor=floor)
    return None if quantity is None else figured(text, low, quantity)


def digits_candidate(
    text: str, low: str, pos: int, end: int, comma: bool, floor: int, earlier: Dated | None
) -> Candidate:
    """A date, an ordinal, a figure, or digits that are none of these."""
    why = not_figures.glued(text, low, pos, end)
    dated = dates.dated_at(text, low, pos, end) if why in ("", "glued") and end - pos <= 4 else None
    if dated is not None:
        return Candidate(dated.start, dated.end, None, dated, "date")
    if why in ("glued", "code"):
        return Candidate(pos, not_figures.token_end(low, end), None, None, "code")
    if why:
        return numbered(text, low, pos, end, comma, floor, why)
    code = not_figures.code_at(text, low, pos, end)
    if code is not None:
        return Candidate(pos, code[1], None, None, code[0])
    if end - pos == 4:
        dated = dates.year_at(text, low, pos, earlier)
        if dated is not None:
            return Candidate(dated.start, dated.end, None, dated, "date")
    if low.startswith(dates.SUFFIXES, end) or low[end : end + 1] == ",":
        ordinal = ordinal_at(low, pos)
        if ordinal is not None:
            return ordinal_candidate(text, low, ordinal)
    return numbered(text, low, pos, end, comma, floor, "")


def numbered(text: str, low: str, pos: int, end: int, comma: bool, floor: int, why: str) -> Candidate:
    quantity = quantity_at(text, low, pos, comma, floor=floor)
    if quantity is None:
        return Candidate(pos, end, None, None, why or "code")
    return figured(text, low, quantity, why)


def figured(text: str, low: str, quantity: Quantity, why: str = "") -> Candidate:
    """The quantity as a candidate, judged by the words around it."""
    why = why or not_figures.why(text, low, quantity)
    return Candidate(quantity.start, quantity.end, found_of(low, quantity), None, why)


def word_candidate(text: str, low: str, pos: int, word: str, floor: int) -> Candidate | None:
    """A month, an ordinal or a number in words."""
    if word in MONTHS:
        dated = dates.month_at(text, low, pos)
        return Candidate(pos, dated.end, None, dated, "date") if dated else None
    if word in words().ordinals:
        dated = dates.named_quarter_at(low, pos) if word in dates.ORDINAL else None
        if dated is not None:
            return Candidate(pos, dated.end, None, dated, "date")
        ordinal = ordinal_at(low, pos)
        return ordinal_candidate(text, low, ordinal) if ordinal else None
    if word.endswith("ty") or word in ("nineteen", "eighteen"):
        dated = dates.spoken_year_at(low, pos) if word in ("nineteen", "twenty", "eighteen") else None
        if dated is not None:
            return Candidate(pos, dated.end, None, dated, "date")
        ordinal = ordinal_at(low, pos)
        if ordinal is not None:
            return ordinal_candidate(text, low, ordinal)
    quantity = quantity_at(text, low, pos, floor=floor)
    if quantity is None:
        return None
    return figured(text, low, quantity)


def ordinal_candidate(text: str, low: str, ordinal: Ordinal) -> Candidate:
    """An ordinal is a figure where it counts editions, times or ranks."""
    figure = Figure(ordinal.value, kind="ordinal")
    found = Found(ordinal.start, ordinal.end, figure, ordinal.start, ordinal.end, form="ordinal")
    return Candidate(ordinal.start, ordinal.end, found, None, not_figures.why_ordinal(text, low, ordinal))


FLAGS = (
    ("of", re.compile(r"[ \n]of[ \n](?:the|these|those|them|its|their|our|his|her|all|us|which|whom)(?![a-z])")),
    ("consecutive", re.compile(r"[ \n-](?:consecutive|straight|successive)(?![a-z])")),
)


def found_of(low: str, quantity: Quantity) -> Found:
    """The quantity as the frozen value that the next stage reads."""
    unit, hedge = quantity.unit, quantity.hedge
    flags = quantity.flags
    after = low[quantity.end : quantity.end + 1]
    if after and after in " -\n":
        flags += tuple(name for name, pattern in FLAGS if pattern.match(low, quantity.end))
    if low.endswith(("another ", "further ", "additional "), 0, quantity.full_start):
        flags += ("another",)
    return Found(
        quantity.start,
        quantity.end,
        quantity.figure,
        quantity.full_start,
        quantity.full_end,
        unit.start if unit else 0,
        unit.end if unit else 0,
        hedge.start if hedge else 0,
        hedge.end if hedge else 0,
        unit.rate_start if unit else 0,
        unit.rate_end if unit else 0,
        quantity.lower,
        quantity.upper,
        quantity.form,
        flags,
    )
