"""Table cells and their statements in, footings out: totals of columns and rows against the cells that they sum up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
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
    tables: dict[int, dict[tuple[int, int], list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        if statement.passage < 0:
            continue
        passage = document.passages[statement.passage]
        if passage.kind == "cell" and passage.table is not None and passage.row and passage.column:
            tables[passage.table][passage.row, passage.column].append(statement)
    if not tables:
        return
    places: dict[int, list[Passage]] = defaultdict(list)
    for passage in document.passages:
        if passage.table in tables and passage.row and passage.column:
            places[passage.table].append(passage)
    for table, cells in sorted(tables.items()):
        yield _grid(document, cells, places[table])


def _grid(document: Document, cells: dict[tuple[int, int], list[Statement]], places: list[Passage]) -> _Grid:
    rows: dict[int, str] = {}
    columns: dict[int, str] = {}
    single: dict[tuple[int, int], Statement] = {}
    blocked: set[tuple[int, int]] = set()
    for passage in places:
        if passage.row is None or passage.column is None:
            continue
        at = passage.row, passage.column
        if passage.kind != "cell":
            if (
                passage.row > 1
                and passage.column > 1
                and any(map(str.isdigit, document.text[passage.start : passage.end]))
            ):
                blocked.add(at)
                rows.setdefault(passage.row, passage.row_heading)
            continue
        rows.setdefault(passage.row, passage.row_heading)
        columns.setdefault(passage.column, passage.column_heading)
        words = document.text[passage.start : passage.end]
        found = cells.get(at, [])
        if len(found) == 1 and _fills(words, found[0], passage):
            single[at] = found[0]
        elif words.strip(" -–—.·n/aNAil") and any(letter.isdigit() for letter in words):
            blocked.add(at)
    return _Grid(single, rows, columns, frozenset(blocked))


def _fills(words: str, statement: Statement, passage: Passage) -> bool:
    """Whether the figure is all that its cell says, but for a sign or unit."""
    rest = words[: statement.start - passage.start] + words[statement.end - passage.start :]
    return (
        sum(letter.isalnum() for letter in rest) <= 3
        and "(" not in rest
        and "%" not in words
        and statement.figure.upper is None
    )


def _turned(grid: _Grid) -> _Grid:
    """Rows as columns."""
    cells = {(column, row): statement for (row, column), statement in grid.cells.items()}
    return _Grid(cells, grid.columns, grid.rows, frozenset((column, row) for row, column in grid.blocked))


def _footings(grid: _Grid, not_checked: list[NotChecked], across: bool) -> Iterator[Relation]:
    """The totals at the foot of the columns; ``across`` says that the table was turned."""
    order = sorted(grid.rows)
    totals = [row for row in order if _TOTAL.match(grid.rows[row].rpartition(" > ")[2])]
    for total in totals:
        above = [row for row in order if (row < total if total != order[0] else row > total) and row not in totals]
        before = max((row for row in totals if row < total), default=None)
        if before is not None:
            above = [row for row in above if row > before]
        if any(_TOTAL_LIKE.search(grid.rows[row]) for row in above) or len(above) < 2:
            not_checked.append(NotChecked("sums/parts-add-up", "the rows of a table's total are not shown plainly"))
            continue
        yield from _columns(grid, total, above, across)


def _columns(grid: _Grid, total: int, parts: list[int], across: bool) -> Iterator[Relation]:
    made: list[tuple[Relation, bool]] = []
    for column in sorted(grid.columns):
        whole = grid.cells.get((total, column))
        if whole is None or _NOT_ADDED.search(grid.columns[column]):
            continue
        if any((row, column) in grid.blocked for row in parts):
            continue
        filled = [(row, column) for row in parts if (row, column) in grid.cells]
        figures = [grid.cells[at] for at in filled]
        if len(figures) < 2 or not alike((whole, *figures)) or whole.figure.unit == "%":
            continue
        # An empty cell is nothing, but half a column of them is a table that was read wrongly.
        if len(figures) * 2 < len(parts):
            continue
        relation = Relation(
            "", "sum",
            (member("whole", whole), *(member("part", grid.cells[at], label=grid.rows[at[0]]) for at in filled)),
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


def _adds_up(whole: Statement, parts: Sequence[Statement]) -> bool:
    slack = sum((part.figure.q for part in parts), whole.figure.q) / 2
    return abs(sum((part.figure.value for part in parts), Decimal(0)) - whole.figure.value) <= slack
