"""Table cells and their statements in, footings out: totals of columns and rows against the cells that they sum up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.interval import with_precision
from factcheck.link import columns
from factcheck.link.claims import alike, member
from factcheck.link.grids import Grid, grids, turned
from factcheck.model import Document, NotChecked, Relation, Statement

__all__ = ["find"]

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


def find(document: Document, statements: Sequence[Statement], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The totals that the tables of a document show.

    Links the cell in a row or column called "Total" with the cells that it sums up. A total is tested where its table
    shows how it is made: as a plain sum of all other rows, or of those since the total before. Agrees: 10 + 5 = 15.
    Disagrees: 10 + 5 = 16.
    """
    for grid in grids(document, statements):
        other = turned(grid)
        yield from _footings(grid, not_checked, across=False)
        yield from _footings(other, not_checked, across=True)
        yield from columns.find(grid)
        yield from columns.find(other)


def _footings(grid: Grid, not_checked: list[NotChecked], across: bool) -> Iterator[Relation]:
    """The totals at the foot of the columns; ``across`` says that the table was turned."""
    order = sorted(grid.rows)
    totals = grid.totals()
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


def _columns(grid: Grid, total: int, parts: list[int], across: bool) -> Iterator[Relation]:
    made: list[tuple[Relation, bool]] = []
    for column in sorted(grid.columns):
        whole = grid.cells.get((total, column))
        if whole is not None and whole.figure.unit == "%" and whole.figure.value == 100:
            yield from _hundred(grid, column, parts)
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
        whole, *figures = _as_shown([whole, *figures])
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


def _hundred(grid: Grid, column: int, parts: list[int]) -> Iterator[Relation]:
    """The shares of a column whose total is 100%: they are all there, and divide one whole."""
    shares = [(row, grid.cells[row, column]) for row in parts if (row, column) in grid.cells]
    if len(shares) < len(parts) or any(one.figure.unit != "%" for _, one in shares):
        return
    members = tuple(member("part", one, label=grid.rows[row]) for row, one in shares)
    yield Relation("", "total100", members, "equal", "100%", 0.8, reasons=("their total is shown as 100%",))


def _in_currency(whole: Statement, parts: list[Statement]) -> list[Statement]:
    """The parts in the currency that a column shows at its head and foot, and leaves out between them."""
    unit = whole.figure.unit
    if whole.figure.kind != "money" or not parts or parts[0].figure.unit != unit:
        return parts
    return [
        replace(part, figure=replace(part.figure, kind="money", unit=unit)) if part.figure.kind == "count" else part
        for part in parts
    ]


def _as_shown(figures: Sequence[Statement]) -> list[Statement]:
    """The figures as precise as they are written, where one of them shows that they are: "200" beside "153"."""
    if all(one.figure.q < one.figure.Q for one in figures):
        return list(figures)
    return [replace(one, figure=with_precision(one.figure, one.figure.q)) for one in figures]


def _adds_up(whole: Statement, parts: Sequence[Statement]) -> bool:
    slack = sum((part.figure.q for part in parts), whole.figure.q) / 2
    return abs(sum((part.figure.value for part in parts), Decimal(0)) - whole.figure.value) <= slack
