"""The rows of a sheet come in; the tables on it go out, with the lines of text above and between them.

A blank row ends a table. Rows with one text alone are the title of the table below them, or a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice

from factcheck.read.compose import Block, Table
from factcheck.read.grid import SAMPLE, Cell, Row, is_figure

TITLE = 160  # characters: longer words above a table are a paragraph


def regions(rows: Iterable[Row], columns: int) -> Iterator[Block | Table]:
    """The blocks of a sheet of so many columns. A table must be used up before the next is asked for."""
    for filled, run in groupby(rows, key=_is_filled):
        if not filled:
            continue
        rest = iter(run)
        first = list(islice(rest, SAMPLE))
        if columns > 1 and len(first) < SAMPLE and all(map(_is_words, first)):
            yield from _lines(first)
            continue
        left = _left(first) if len(first) < SAMPLE else 0
        shifted = (Row(row.cells[left:], row.line, row.number) for row in chain(first, rest))
        yield Table(shifted, column=left + 1)


def _lines(rows: list[Row]) -> Iterator[Block]:
    for row in rows:
        words = next(cell.text for cell in row.cells if cell.text)
        title = len(words) <= TITLE and not words.endswith(".")
        yield Block(words, "heading" if title else "paragraph", line=row.line)


def _is_filled(row: Row) -> bool:
    return any(cell.text for cell in row.cells)


def _is_words(row: Row) -> bool:
    filled = [cell.text for cell in row.cells if cell.text]
    return len(filled) == 1 and not is_figure(filled[0])


def _left(rows: list[Row]) -> int:
    """How many columns at the left are empty."""
    return min(next(at for at, cell in enumerate(row.cells) if cell.text) for row in rows)


def one_line(words: str) -> str:
    """The words of a cell without line ends and tabs, which would break the row."""
    return " ".join(words.split()) if ("\n" in words or "\t" in words or "\r" in words) else words.strip()


def cell(words: str) -> Cell:
    """A cell of a sheet."""
    return Cell(one_line(words))
