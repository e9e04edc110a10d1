"""Table cells and their statements in, footings out: totals of columns and rows against the cells that they sum up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from factcheck.link.claims import alike, member
from factcheck.model import Document, NotChecked, Passage, Relation, Statement

__all__ = ["find"]

_TOTAL = re.compile(
    r"\W*(?:grand |overall |combined )?(?:total|all|sum|altogether|in all|sum total|totals)\b[\s:.*†]*\Z", re.IGNORECASE
)
_TOTAL_LIKE = re.compile(
    r"\b(?:sub-?total|total|sum|all|net|gross|balance|average|mean|median|change|difference"
    r"|of which|excluding|including|memo|per cent|percent|share|%|rate|ratio|index|rank|year|no(?=\.(?! of))"
    r"|number in|growth)\b|%",
    re.IGNORECASE,
)
_NOT_ADDED = re.compile(
    r"%|\b(?:per ?cent|percent|percentage|rate|average|mean|median|index|ratio|rank|share|growth"
    r"|change|year|price|cost per|per|age|score|max|min|highest|lowest|date|no(?=\.(?! of))|code)\b",
    re.IGNORECASE,
)


_NOTHING = re.compile(r"[\s*†–—-]*|nil|none", re.IGNORECASE)


class _Field(NamedTuple):
    """A passage of a table at its row and column, with its figures."""

    row: int
    column: int
    passage: Passage
    figures: list[Statement]


class _Grid(NamedTuple):
    """The figures of a table by row and column, and its headings."""

    cells: dict[tuple[int, int], Statement]
    rows: dict[int, str]
    columns: dict[int, str]
    blocked: frozenset[tuple[int, int]]  # cells that hold something else than one figure


def find(document: Document, statements: Sequence[Statement], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The totals that the tables of a document show.

    Links the cell in a row or column called "Total" with the cells that it sums up. A total is tested where its table
    shows how it is made: as a plain sum of all other rows, or of those since the total before. Agrees: 10 + 5 = 15.
    Disagrees: 10 + 5 = 16.
    """
    for grid in _grids(document, statements):
        yield from _footings(grid, not_checked, across=False)
        yield from _footings(_turned(grid), not_checked, across=True)


def _grids(document: Document, statements: Sequence[Statement]) -> Iterator[_Grid]:
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


def _grid(document: Document, fields: list[_Field]) -> _Grid:
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
    return _Grid(single, rows, columns, frozenset(at for at in blocked if at[1] in counted))


def _fills(words: str, statement: Statement, passage: Passage) -> bool:
    """Whether the figure is all that its cell says, but for a sign or unit."""
    rest = words[: statement.start - passage.start] + words[statement.end - passage.start :]
    return sum(letter.isalnum() for letter in rest) <= 3 and "(" not in rest and statement.figure.upper is None


def _turned(grid: _Grid) -> _Grid:
    """Rows as columns."""
    cells = {(column, row): statement for (row, column), statement in grid.cells.items()}
    return _Grid(cells, grid.columns, grid.rows, frozenset((column, row) for row, column in grid.blocked))


def _footings(grid: _Grid, not_checked: list[NotChecked], across: bool) -> Iterator[Relation]:
    """The totals at the foot of the columns; ``across`` says that the table was turned."""
    order = sorted(grid.rows)
    totals = {row for row in order if _TOTAL.match(grid.rows[row].rpartition(" > ")[2])}
    others = [row for row in order if row not in totals]
    since: list[int] = []
    for row in order:
        if row not in totals:
            since.append(row)
            continue
        parts, since = (since if row != order[0] else others), []
        if any(_TOTAL_LIKE.search(grid.rows[part]) for part in parts) or len(parts) < 2:
            not_checked.append(NotChecked("sums/parts-add-up", "the rows of a table's total are not shown plainly"))
            continue
        yield from _columns(grid, row, parts, across)


def _columns(grid: _Grid, total: int, parts: list[int], across: bool) -> Iterator[Relation]:
    made: list[tuple[Relation, bool]] = []
    for column in sorted(grid.columns):
        whole = grid.cells.get((total, column))
        if whole is None or _NOT_ADDED.search(grid.columns[column]):
            continue
        if any((row, column) in grid.blocked for row in parts):
            continue
        filled = [(row, column) for row in parts if (row, column) in grid.cells]
        figures = _in_currency(whole, [grid.cells[at] for at in filled])
        if len(figures) < 2 or not alike((whole, *figures)) or whole.figure.unit == "%":
            continue
        # An empty cell is nothing, but half a column of them is a table that was read wrongly.
        if len(figures) * 2 < len(parts):
            continue
        relation = Relation(
            "", "sum",
            (
                member("whole", whole),
                *(member("part", one, label=grid.rows[at[0]]) for at, one in zip(filled, figures, strict=True)),
            ),
            "equal", grid.rows[total].strip(), 0.85,
            reasons=(f"the {'column' if across else 'row'} is called {grid.rows[total].strip()!r}",),
        )  # fmt: skip
        made.append((relation, _adds_up(whole, figures)))
    right = sum(fits for _, fits in made)
    # Where no other total fits, the table is more likely read wrongly than wrong throughout.
    if len(made) > 1 and right * 2 < len(made):
        return
    for relation, _ in made:
        yield relation


def _in_currency(whole: Statement, parts: list[Statement]) -> list[Statement]:
    """The parts in the currency that a column shows at its head and foot, and leaves out between them."""
    unit = whole.figure.unit
    if whole.figure.kind != "money" or not parts or parts[0].figure.unit != unit:
        return parts
    return [
        replace(part, figure=replace(part.figure, kind="money", unit=unit)) if part.figure.kind == "count" else part
        for part in parts
    ]


def _adds_up(whole: Statement, parts: Sequence[Statement]) -> bool:
    slack = sum((part.figure.q for part in parts), whole.figure.q) / 2
    return abs(sum((part.figure.value for part in parts), Decimal(0)) - whole.figure.value) <= slack
