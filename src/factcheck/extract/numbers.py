"""A text in, its figures and dates with their exact places out; what is neither is set aside, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from factcheck.extract import codes, dates, not_figures
from factcheck.extract.found import Dated, Found
from factcheck.interval import Figure
from factcheck.model import Document
from factcheck.numerals import folded
from factcheck.numerals.amounts import Source
from factcheck.numerals.later import later
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

    ``keep`` names reasons of ``not_figures`` ("pronoun", "label", …) whose numbers are wanted all the same, for those
    who count by another convention.
    """
    return [c.found for c in scan(text) if c.found is not None and (not c.why or c.why in keep)]


def find_dates(text: str) -> list[Dated]:
    """Every date and period that ``text`` names outright, in order."""
    return [c.dated for c in scan(text) if c.dated is not None]


def read(document: Document) -> tuple[list[Found], list[Dated]]:
    """The figures of a document and the dates it names, in one pass; none reaches over the edge of a passage."""
    candidates = scan(document.text, [passage.end for passage in document.passages])
    cells = {passage.start: passage.end for passage in document.passages if passage.kind == "cell"}
    figures = [c.found for c in candidates if c.found is not None and not c.why]
    if cells:
        figures = [found for c in candidates if (found := in_cell(document.text, c, cells)) is not None]
    return figures, [c.dated for c in candidates if c.dated is not None]


def in_cell(text: str, candidate: Candidate, cells: dict[int, int]) -> Found | None:
    """The figure of a candidate; one that fills a cell in parentheses has the accountant's minus: "(1,234)"."""
    found = candidate.found
    if found is None or candidate.why not in ("", "citation"):
        return None
    opened = text[found.full_start - 1 : found.full_start] == "(" and text[found.full_end : found.full_end + 1] == ")"
    if opened and cells.get(found.full_start - 1) == found.full_end + 1:
        return found._replace(figure=replace(found.figure, value=-found.figure.value))
    return None if candidate.why else found


WALL = "\x00"


def walled(low: str, edges: Sequence[int]) -> str:
    """The text with the tab or line break at each edge, and every tab, as a wall that nothing is read across."""
    if not edges or "\n" not in low:
        return low.replace("\t", WALL)
    parts, last = [], 0
    for edge in sorted(set(edges)):
        if last <= edge < len(low) and low[edge] in "\n\t":
            parts += [low[last:edge], WALL]
            last = edge + 1
    return "".join([*parts, low[last:]]).replace("\t", WALL)


WRAP = later(r"(?<=[\w,])\n(?=[a-z])|(?<=[a-z] to)\n(?=\d)")


def unwrapped(low: str, text: str) -> str:
    """The text with a blank for each line break that only wraps a line: "82\\npercent"."""
    if "\n" not in low:
        return low
    parts, last = [], 0
    for match in WRAP.finditer(text):
        at = match.start()
        if low[at] == "\n":
            parts += [low[last:at], " "]
            last = at + 1
    return "".join([*parts, low[last:]])


def scan(text: str, edges: Sequence[int] = ()) -> list[Candidate]:
    """Every number of ``text`` in order, figure or not, in time linear in its length.

    ``edges`` are the ends of passages: no figure, hedge or unit reaches over them, nor over a tab.
    """
    low = unwrapped(walled(folded(text), edges), text)
    source = Source(text, low, "," in low and decimal_comma(low))
    found: list[Candidate] = []
    floor = 0
    for match in starts(low):
        if match.start() < floor:
            continue
        candidate = candidate_at(source, match, floor, found[-1].dated if found else None)
        if candidate is None:
            continue
        if found and not candidate.why and goes_on(low, found[-1], candidate):
            candidate = candidate._replace(why=found[-1].why)
        found.append(candidate)
        floor = past(candidate)
    return found


COMMA_STYLE = later(
    r"\d\.\d{3},\d|\d,\d\d?(?:[ \u00a0]?[%€]|[ \u00a0](?:million|billion|mln|mrd|mio|tonnes|euro|eur)(?![a-z]))"
)
POINT_STYLE = later(
    r"\d,\d{3}\.\d|\d\.\d\d?(?:[ \u00a0]?[%€]|[ \u00a0](?:million|billion|percent|per cent)(?![a-z]))"
    r"|[$£]\d{1,9}\.\d\d(?!\d)"
)


def decimal_comma(low: str) -> bool:
    """Whether the text writes its decimals with a comma: something says so, and nothing says otherwise."""
    return COMMA_STYLE.search(low) is not None and POINT_STYLE.search(low) is None


# Where a number can begin

# One set of characters in front lets the search run through what is none of them.
DIGITS = later(r"[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒.·](?:(?<=\d)\d*|(?<![.·])|(?=\d))")


@cache
def named_starts() -> re.Pattern[str]:
    """Where a number in words, an ordinal or a month can begin, in lower-case text.

    The words stand under their first letter, which a search can tell at a glance.
    """
    table = words()
    ordinals = {word for word in table.ordinals if not word.endswith("ionth")}
    under: dict[str, list[str]] = {}
    for word in sorted({*start_words(), *ordinals, *dates.MONTHS}, key=lambda word: (-len(word), word)):
        under.setdefault(word[0], []).append(word[1:])
    parts = "|".join(word for word in table.parts if word[-1] != "s")
    under["a"].insert(0, f"n?[ ](?:{parts}|hundred|thousand|million|billion|trillion|dozen|lakh|crore)")
    digits = "|".join(word for word, (kind, _) in table.values.items() if kind == "unit")
    under["p"] = [rf"oint(?=[ ](?:(?:{digits}|oh)[ ]){{1,3}}(?:percent|per[ ]cent|million|billion))"]
    branches = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(under.items()))
    return re.compile(rf"(?<![a-z])(?:{branches})(?:fold)?(?![a-z\u00c0-\u024f])")


def starts(low: str) -> Iterator[re.Match[str]]:
    """Every place in lower-case text where a number, an ordinal or a date can begin, in order."""
    if len(low) > AT_ONCE:
        from heapq import merge

        return merge(DIGITS.finditer(low), named_starts().finditer(low), key=re.Match.start)
    return iter(sorted([*DIGITS.finditer(low), *named_starts().finditer(low)], key=re.Match.start))


AT_ONCE = 1_000_000  # characters of a text whose starts may all be held in memory


def past(candidate: Candidate) -> int:
    """Where reading goes on after a candidate: behind its unit, its rate ("a dozen") and a hedge that follows it."""
    found = candidate.found
    if found is None:
        return candidate.end
    tail = found.hedge_end if found.hedge_start > candidate.start else 0
    return max(candidate.end, found.unit_end, found.rate_end, tail)


# What begins there


def candidate_at(source: Source, match: re.Match[str], floor: int, earlier: Dated | None) -> Candidate | None:
    """What begins at a match of ``starts``."""
    low, pos = source.low, match.start()
    first = low[pos]
    if first.isdecimal():
        return digits_candidate(source, pos, match.end(), floor, earlier)
    if first.isalpha():
        return word_candidate(source, pos, match[0], floor)
    if first in ".·" and pos and (low[pos - 1].isalnum() or low[pos - 1] in ".·"):
        return None
    return figured(source, quantity_at(source, pos, floor))


def digits_candidate(source: Source, pos: int, end: int, floor: int, earlier: Dated | None) -> Candidate:
    """A date, a code, an ordinal or a figure."""
    low = source.low
    reason = codes.glued(source.text, low, pos)
    dated = dates.dated_at(source, pos, end, earlier) if end - pos <= 4 and reason in ("", "code") else None
    if dated is not None:
        return Candidate(dated.start, dated.end, None, dated, "date")
    if reason == "code":
        return Candidate(pos, codes.token_end(low, end), None, None, "code")
    if not reason:
        dated = dates.year_at(source, pos, earlier) if end - pos == 4 else None
        if dated is not None:
            return Candidate(dated.start, dated.end, None, dated, "date")
        code = codes.code_at(low, pos, end)
        if code is not None:
            return Candidate(pos, code[1], None, None, code[0])
        suffix = end + 4 if low[end : end + 1] == "," else end  # "1,000th"
        if low.startswith(dates.SUFFIXES, suffix) and (ordinal := ordinal_at(low, pos)) is not None:
            return ordinal_candidate(source, ordinal)
    candidate = figured(source, quantity_at(source, pos, floor), reason)
    return candidate or Candidate(pos, end, None, None, reason or "code")


def word_candidate(source: Source, pos: int, word: str, floor: int) -> Candidate | None:
    """A month, a year in words, an ordinal, or a number in words."""
    low = source.low
    if word in dates.MONTHS:
        return on_date(dates.month_at(source, pos))
    if word in words().ordinals:
        dated = dates.named_quarter_at(low, pos) if word in dates.ORDINALS else None
        ordinal = ordinal_at(low, pos)
        return on_date(dated) or (ordinal_candidate(source, ordinal) if ordinal else None)
    if word.endswith("ty") or word in dates.CENTURIES:
        dated = dates.spoken_year_at(low, pos) if word in dates.CENTURIES else None
        if dated is not None:
            return on_date(dated)
        if (ordinal := ordinal_at(low, pos)) is not None:
            return ordinal_candidate(source, ordinal)
    if word == "two" and low.startswith(" thousand", pos + 3) and (dated := dates.thousand_at(low, pos)) is not None:
        return on_date(dated)
    return figured(source, quantity_at(source, pos, floor))


def on_date(dated: Dated | None) -> Candidate | None:
    return Candidate(dated.start, dated.end, None, dated, "date") if dated else None


def figured(source: Source, quantity: Quantity | None, reason: str = "") -> Candidate | None:
    """The quantity as a candidate, judged by the words around it."""
    if quantity is None:
        return None
    why = reason or not_figures.why(source, quantity)
    if not why and source.low[quantity.full_start - 1 : quantity.full_start] == "(":
        quantity = quantity._replace(figure=not_figures.in_accounts(source.low, quantity))
    return Candidate(quantity.start, quantity.end, quantity, None, why)


def ordinal_candidate(source: Source, ordinal: Ordinal) -> Candidate:
    """An ordinal is a figure where it counts editions, times or ranks."""
    figure = Figure(ordinal.value, kind="ordinal")
    found = Found(ordinal.start, ordinal.end, figure, ordinal.start, ordinal.end, form="ordinal")
    return Candidate(ordinal.start, ordinal.end, found, None, not_figures.why_ordinal(source, ordinal))


LISTED = later(r"[a-z]?[ ]?(?:,|, and|and|or|, or|&|-|–|to|through|of|;)[ ]?")


def goes_on(low: str, earlier: Candidate, candidate: Candidate) -> bool:
    """Whether a bare number goes on a list of labels or citations: "phases 3, 5 and 7", "[9,12]"."""
    found = candidate.found
    if earlier.why not in ("label", "citation") or found is None or candidate.start - earlier.end > 6:
        return False
    unit = found.unit_end - found.unit_start
    bare = found.figure.kind in ("count", "range") and unit < 2 and low[candidate.start].isdigit()
    plain = low[candidate.start : candidate.end].replace("–", "").replace("-", "").isalnum()
    listed = bare and plain and LISTED.fullmatch(low, earlier.end, candidate.start) is not None
    return listed and not not_figures.plural_after(low, candidate.end)
