"""A block of plain lines comes in; if they are the rows of a table, its cells with their offsets go out.

Three kinds are known: fields between bars, fields between tabs, and fields that stand under each
other, two spaces or more (or dots) apart. Tabs and spaces make a table only if figures stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from factcheck.read.grid import Cell, Placed, Row, is_figure, is_period, place

if TYPE_CHECKING:
    from factcheck.read.text import Line

_RULE = re.compile(r"[\s|:+=_\-–—.]+")
_LEADERS = re.compile(r"\s*(?:\.\s?){4,}\s*|\s{2,}|\t+")
_BLANK = frozenset({"", "-", "–", "—", "..", "...", "n/a", "na", "n.a.", "N/A", "nil"})


class Field(NamedTuple):
    """The words of a cell at their offsets into the text."""

    start: int
    end: int
    words: str


class PlainTable(NamedTuple):
    """The rows of a table, empty fields among them, and how many of them are headings if that is known."""

    rows: tuple[tuple[Field, ...], ...]
    lines: tuple[int, ...]
    header_rows: int | None

    def cells(self) -> Iterator[tuple[Field, Placed, int]]:
        """The fields that hold words, with their places and lines."""
        rows = (
            Row([Cell(field.words) for field in row], line) for row, line in zip(self.rows, self.lines, strict=True)
        )
        for row, laid in zip(self.rows, place(rows, self.header_rows), strict=True):
            for placed in laid.placed:
                yield row[placed.at], placed, laid.line


def find(block: Sequence[Line]) -> PlainTable | None:
    """The table that a block of lines is, or None."""
    ruled = [number for number, line in enumerate(block) if _RULE.fullmatch(line.words)]
    lines = [line for number, line in enumerate(block) if number not in ruled]
    if len(lines) < 2:
        return None
    numbers = tuple(line.number for line in lines)
    if all("|" in line.words for line in lines):
        rows = [_between_bars(line) for line in lines]
        if ruled or (len({len(row) for row in rows}) == 1 and len(rows[0]) > 2):
            return PlainTable(tuple(rows), numbers, 1 if ruled and "-|" in block[ruled[0]].words + "|" else None)
        return None
    tabbed = [_split(line, "\t") for line in lines]
    if sum(len(row) > 1 for row in tabbed) * 5 >= len(lines) * 4:
        return PlainTable(tuple(tabbed), numbers, None) if holds_figures(tabbed) else None
    spaced = [_apart(line) for line in lines]
    if len(lines) < 3 or sum(len(row) > 1 for row in spaced) * 5 < len(lines) * 3 or not holds_figures(spaced):
        return None
    return PlainTable(tuple(aligned(spaced, [line.offset for line in lines])), numbers, None)


def holds_figures(rows: Sequence[Sequence[Field]]) -> bool:
    """Half of what stands right of the first fields are figures, or years over them."""
    right = [field.words for row in rows for field in row[1:]]
    counted = [words for words in right if is_figure(words) or is_period(words) or words in _BLANK]
    return len(counted) * 2 >= len(right) and any(map(is_figure, right))


def _between_bars(line: Line) -> tuple[Field, ...]:
    words = line.words
    first = 1 if words.startswith("|") else 0
    last = len(words) - 1 if words.endswith("|") and len(words) > 1 else len(words)
    return tuple(_fields(words[first:last], line.start + first, "|"))


def _split(line: Line, sign: str) -> tuple[Field, ...]:
    lead = len(line.raw) - len(line.raw.lstrip(" \f"))
    return tuple(_fields(line.raw[lead:].rstrip(), line.offset + lead, sign))


def _fields(words: str, offset: int, sign: str) -> Iterator[Field]:
    for part in words.split(sign):
        trimmed = part.strip()
        start = offset + len(part) - len(part.lstrip()) if trimmed else offset
        yield Field(start, start + len(trimmed), trimmed)
        offset += len(part) + 1


def _apart(line: Line) -> tuple[Field, ...]:
    fields, at = [], 0
    for gap in _LEADERS.finditer(line.words):
        if gap.start() > at:
            fields.append(Field(line.start + at, line.start + gap.start(), line.words[at : gap.start()]))
        at = gap.end()
    if at < len(line.words):
        fields.append(Field(line.start + at, line.end, line.words[at:]))
    return tuple(fields)


def aligned(rows: Sequence[Sequence[Field]], offsets: Sequence[int]) -> Iterator[tuple[Field, ...]]:
    """Each row with its fields in the columns that the fullest rows show, and empty ones between.

    ``offsets`` is where each row begins: fields stand under each other by their distance from it.
    """
    most = max(map(len, rows))
    columns: list[tuple[int, int]] = []
    for row, offset in zip(rows, offsets, strict=True):
        if len(row) == most:
            spans = [(field.start - offset, field.end - offset) for field in row]
            pairs = zip(columns or spans, spans, strict=True)
            columns = [(min(one[0], two[0]), max(one[1], two[1])) for one, two in pairs]
    for row, offset in zip(rows, offsets, strict=True):
        placed: list[Field] = []
        for at, field in enumerate(row):
            left = len(row) - at - 1  # fields that must find a column after this one
            span = (field.start - offset, field.end - offset)
            choices = range(len(placed), most - left)
            best = min(choices, key=lambda column, span=span: _distance(span, columns[column]))  # type: ignore[misc]
            placed += [Field(field.start, field.start, "")] * (best - len(placed))
            placed.append(field)
        yield tuple(placed)


def _distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How far two spans are from overlapping (less than 0 if they do), then how far their ends are."""
    gap = max(one[0], other[0]) - min(one[1], other[1])
    return gap * 1000 + min(abs(one[1] - other[1]), abs(one[0] - other[0]))
