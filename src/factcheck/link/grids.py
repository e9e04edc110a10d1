"""A document and its statements in, its tables out: the figures by row and column, with their headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.model import Document, Passage, Statement

__all__ = ["Grid", "grids", "turned"]

_TOTAL = re.compile(
    r"\W*(?:grand |overall |combined )?(?:total|all|sum|altogether|in all|sum total|totals)\b[\s:.*†]*\Z", re.IGNORECASE
)
_NOTHING = re.compile(r"[\s*†–—-]*|nil|none", re.IGNORECASE)


class _Field(NamedTuple):
    """A passage of a table at its row and column, with its figures."""

    row: int
    column: int
    passage: Passage
    figures: list[Statement]


class Grid(NamedTuple):
    """The figures of a table by row and column, and its headings."""

    cells: dict[tuple[int, int], Statement]
    rows: dict[int, str]
    columns: dict[int, str]
    blocked: frozenset[tuple[int, int]]  # cells that hold something else than one figure

    def totals(self) -> set[int]:
        """The rows that are called a total."""
        return {row for row, heading in self.rows.items() if _TOTAL.match(heading.rpartition(" > ")[2])}


def grids(document: Document, statements: Sequence[Statement]) -> Iterator[Grid]:
    """The tables that hold figures, in their order."""
    figures: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements:
        figures[statement.passage].append(statement)
    tables: dict[int, list[_Field]] = defaultdict(list)
    for number, passage in enumerate(document.passages):
        if passage.table is not None and passage.row and passage.column:
            tables[passage.table].append(_Field(passage.row, passage.column, passage, figures.get(number, [])))
    for _, fields in sorted(tables.items()):
        if any(field.figures for field in fields if field.passage.kind == "cell"):
            yield _grid(document, fields)


def _grid(document: Document, fields: list[_Field]) -> Grid:
    rows: dict[int, str] = {}
    columns: dict[int, str] = {}
    single: dict[tuple[int, int], Statement] = {}
    blocked: set[tuple[int, int]] = set()
    for row, column, passage, figures in fields:
        words = document.text[passage.start : passage.end]
        has_digits = any(map(str.isdigit, words))
        if passage.kind != "cell":
            if row > 1 and column > 1 and not _NOTHING.fullmatch(words):
                blocked.add((row, column))
                if has_digits:
                    rows.setdefault(row, passage.row_heading)
            continue
        rows.setdefault(row, passage.row_heading)
        columns.setdefault(column, passage.column_heading)
        if len(figures) == 1 and _fills(words, figures[0], passage):
            single[row, column] = figures[0]
        elif has_digits or not _NOTHING.fullmatch(words):
            blocked.add((row, column))
    counted = {column for _, column in single}
    # A column of words is no part of any sum; a word among figures is one that is not told.
    return Grid(single, rows, columns, frozenset(at for at in blocked if at[1] in counted))


def _fills(words: str, statement: Statement, passage: Passage) -> bool:
    """Whether the figure is all that its cell says, but for a sign or unit."""
    rest = words[: statement.start - passage.start] + words[statement.end - passage.start :]
    return sum(letter.isalnum() for letter in rest) <= 3 and "(" not in rest and statement.figure.upper is None


def turned(grid: Grid) -> Grid:
    """Rows as columns."""
    cells = {(column, row): statement for (row, column), statement in grid.cells.items()}
    return Grid(cells, grid.columns, grid.rows, frozenset((column, row) for row, column in grid.blocked))
