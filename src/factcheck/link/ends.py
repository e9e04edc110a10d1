"""Statements in, statements of one number each out: a range becomes its ends, and named days come along."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from operator import itemgetter

from factcheck.interval import Figure
from factcheck.model import Document, Statement

__all__ = ["calendar", "single_numbers"]

JOINT = re.compile(r"\s*(?:\b(?:to|and|or|through|thru|till|until)\b|[-–—−~])\s*")
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
DAY = re.compile(
    rf"\b(?:{MONTHS})\.? (?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?![,.]?\d)"
    rf"|\b(?P<day2>[0-3]?\d)(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})\b"
)
YEAR = re.compile(r"(?<![\d,.$€£#/-])(?P<year>(?:19|20)\d\d)(?![\d%]|[,.]\d|-\d)")
FURTHEST = 5000  # characters to either side in which the ends of a sentence without figures are sought
TURNED = re.compile(r"\s*(?:to|[-–—])\s*[$£€¥]?\s*")
CHANGE = re.compile(r"(?:\bfrom|\bby|\bwas|\bwere|[\d%])\s*[$£€¥]?\s*$", re.IGNORECASE)


def single_numbers(statements: Sequence[Statement], documents: Sequence[Document]) -> Iterator[Statement]:
    """Each statement; a range as two, for its lower and its upper end, at their places.

    Two ranges of one fact that overlap agree as intervals, yet "$2.32 to $3.32" does not restate "$3.22 to $3.32".
    Where one end was mistyped, a range may stand upside down ("$5.05 to $3.32"): its ends are ends all the same.
    """
    texts = {document.document: document.text for document in documents}
    turned = _turned_ends(statements, texts)
    for statement in statements:
        figure = statement.figure
        if figure.upper is None:
            end_name = turned.get((statement.document, statement.start))
            yield replace(statement, note=end_name) if end_name else statement
        else:
            yield from _ends(statement, figure, texts[statement.document])


def _turned_ends(statements: Sequence[Statement], texts: dict[str, str]) -> dict[tuple[str, int], str]:
    """The places of two figures that only a "to" joins and of which the first is the larger, with no word of change."""
    ends: dict[tuple[str, int], str] = {}
    for one, other in pairwise(statements):
        if (
            one.sentence != other.sentence
            or one.document != other.document
            or not _are_turned(one.figure, other.figure)
        ):
            continue
        text = texts[one.document]
        if TURNED.fullmatch(text, one.end, other.start) and not CHANGE.search(text, one.start - 9, one.start):
            ends[one.document, one.start] = "lower end"
            ends[other.document, other.start] = "upper end"
    return ends


def _are_turned(one: Figure, other: Figure) -> bool:
    alike = one.kind == other.kind in ("money", "percent") and one.unit == other.unit.split(" per ")[0]
    return alike and one.upper is other.upper is None and one.value > other.value


def _ends(statement: Statement, figure: Figure, text: str) -> Iterator[Statement]:
    stated = text[statement.start : statement.end]
    joint = JOINT.search(stated, 1)
    if joint is None or figure.upper is None:
        return
    kind = (
        "percent"
        if figure.unit == "%"
        else "money"
        if statement.figure.unit.split(" per ")[0].endswith(("dollars", "euros", "pounds", "yuan", "yen"))
        else "count"
    )
    spans = ((statement.start, statement.start + joint.start()), (statement.start + joint.end(), statement.end))
    values = ((figure.value, figure.q), (figure.upper, figure.q_upper or figure.q))
    for (start, end), (value, q), end_name in zip(spans, values, ("lower end", "upper end"), strict=True):
        plain = Figure(value, figure.unit, kind, "", q, q)
        yield replace(statement, figure=plain, start=start, end=end, stated=text[start:end], note=end_name)


def calendar(document: Document, sentences: Sequence[tuple[int, int]]) -> Iterator[Statement]:
    """The years and days that a text names, as statements: against a reference, another date is another claim."""
    text = document.text
    lines = [match.start() for match in re.finditer("\n", text)]
    found = [
        *((*match.span("day" if match["day"] else "day2"), "day") for match in DAY.finditer(text)),
        *((*match.span("year"), "year") for match in YEAR.finditer(text)),
    ]
    for start, end, unit in found:
        figure = Figure(Decimal(text[start:end]), unit, "date", "", Decimal(1), Decimal(1))
        sentence = _around(text, start, end, sentences)
        yield Statement(
            figure, document.document, start, end, bisect_left(lines, start) + 1, text[start:end], sentence=sentence
        )


def _around(text: str, start: int, end: int, sentences: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The sentence of a figure that holds the place, or what stands between the nearest full stops.

    The sentences are in order and do not overlap.
    """
    at = bisect_right(sentences, start, key=itemgetter(0)) - 1
    if at >= 0 and end <= sentences[at][1]:
        return sentences[at]
    begin, last = max(0, start - FURTHEST), min(len(text), end + FURTHEST)
    stops = (". ", "\n")
    low = max([begin, *(at + len(stop) for stop in stops if (at := text.rfind(stop, begin, start)) != -1)])
    return low, min([last, *(at for stop in stops if (at := text.find(stop, end, last)) != -1)])
