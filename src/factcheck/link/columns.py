"""A table in, what its columns are worked out from out: shares of a total, changes between two columns, differences.

Nothing says in words what a column is made of. So the table itself is the witness: where most rows fit one reading of
their headings, all rows are held to it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from factcheck.interval import Figure
from factcheck.link.claims import alike, member
from factcheck.link.grids import Grid
from factcheck.model import Member, Relation, Statement

__all__ = ["find"]

FEWEST = 3  # rows that can be tested
MOST = 0.6  # the share of them that must fit
EVIDENCE = 9.0  # how unlikely it must be that so many fit by chance: a natural logarithm
MANY = 16  # columns of a table that is looked at
TESTED = 40  # rows that decide what a column is
_ALL = Decimal(100)  # per cent
_CHANGE = re.compile(
    r"chang|growth|increas|decreas|\+ ?/ ?[-–−]|[-–−] ?/ ?\+|differen|varia(?:nce|tion)|Δ|yoy|y/y|rise|fall", re.I
)
_SHARE = re.compile(r"share|per ?cent|proportion|fraction", re.I)
_PERCENT = re.compile(r"%|per ?cent", re.I)
_REST = re.compile(r"\b(?:profit|surplus|deficit|balance|net|margin|result|difference|gap|excess|loss|ebit\w*)\b", re.I)

Test = Callable[[Sequence[Statement]], float | None]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a column may be: the kind of its relations with their roles, the figures of each row, and how many fit."""

    kind: str
    roles: tuple[str, ...]
    rows: tuple[tuple[Statement, ...], ...]
    fitting: int
    reason: str


def find(grid: Grid) -> Iterator[Relation]:
    """The shares, changes and differences that most rows of a table show."""
    if len(grid.columns) > MANY:
        return
    amounts = [column for column in sorted(grid.columns) if not _is_percent(grid, column)]
    for column in sorted(grid.columns):
        best = max(_readings(grid, column, amounts), key=lambda reading: reading.fitting, default=None)
        if best is not None:
            yield from _relations(best)


def _relations(reading: _Reading) -> Iterator[Relation]:
    for figures in reading.rows:
        members: tuple[Member, ...] = tuple(
            member(role, figure) for role, figure in zip(reading.roles, figures, strict=True)
        )
        yield Relation(
            "", reading.kind, members, "equal" if reading.kind == "sum" else "", "table", 0.8, reasons=(reading.reason,)
        )


def _readings(grid: Grid, column: int, amounts: Sequence[int]) -> Iterator[_Reading]:
    """What the figures of a column may be worked out from, where enough rows say so; ``amounts`` are no percentages."""
    headed = ((row, _as_headed(grid, row, column)) for row, at in sorted(grid.cells) if at == column)
    own = {row: one for row, one in headed if one is not None}
    if len(own) < FEWEST:
        return
    heading = grid.columns[column]
    others = [at for at in amounts if at != column]
    if all(one.figure.unit == "%" for one in own.values()):
        if _CHANGE.search(heading) or not _SHARE.search(heading):
            yield from _between(grid, own, others, "growth", ("old", "new", "growth"), _grows)
        if not _CHANGE.search(heading):
            yield from _of_totals(grid, own, others)
    elif _CHANGE.search(heading):
        yield from _between(grid, own, others, "change", ("old", "new", "change"), _changes)
    elif _REST.search(heading):
        yield from _between(grid, own, others, "sum", ("part", "whole", "part"), _changes)


def _as_headed(grid: Grid, row: int, column: int) -> Statement | None:
    """The figure of a cell; a percentage where only the heading says so."""
    one = grid.cells[row, column]
    if one.figure.hedge:
        return None
    if not one.figure.unit and one.figure.kind == "count" and _PERCENT.search(grid.columns[column]):
        return replace(one, figure=replace(one.figure, unit="%", kind="percent"))
    return one


def _is_percent(grid: Grid, column: int) -> bool:
    units = {one.figure.unit for (_, at), one in grid.cells.items() if at == column}
    return units == {"%"} or bool(_PERCENT.search(grid.columns[column]))


def _between(
    grid: Grid, own: dict[int, Statement], others: Sequence[int], kind: str, roles: tuple[str, ...], fits: Test
) -> Iterator[_Reading]:
    """Each two columns of which the third may be worked out."""
    pairs = list(permutations(others, 2))
    for first, second in pairs:
        rows = tuple(
            (grid.cells[row, first], grid.cells[row, second], one)
            for row, one in own.items()
            if (row, first) in grid.cells and (row, second) in grid.cells
        )
        names = f"{grid.columns[first].strip()!r} and {grid.columns[second].strip()!r}"
        yield from _read(kind, roles, rows, fits, len(pairs), f"most rows of the table follow from {names}")


def _of_totals(grid: Grid, own: dict[int, Statement], others: Sequence[int]) -> Iterator[_Reading]:
    """The shares of each column's total."""
    totals = grid.totals()
    for column in others:
        wholes = [grid.cells[row, column] for row in totals if (row, column) in grid.cells]
        if len(wholes) != 1:
            continue
        rows = tuple(
            (one, grid.cells[row, column], wholes[0])
            for row, one in own.items()
            if row not in totals and (row, column) in grid.cells
        )
        reason = f"most rows of the table are shares of the total of {grid.columns[column].strip()!r}"
        yield from _read("share", ("share", "part", "whole"), rows, _shares, len(others), reason)


def _read(
    kind: str, roles: tuple[str, ...], rows: tuple[tuple[Statement, ...], ...], fits: Test, tried: int, reason: str
) -> Iterator[_Reading]:
    """The reading, where most rows fit and chance does not explain that, for as many readings as were ``tried``."""
    if len(rows) < FEWEST:
        return
    tested = rows[:TESTED]
    chances = [chance for chance in map(fits, tested) if chance is not None]
    ways = math.comb(len(tested), len(chances)) * tried
    evidence = -sum(math.log(chance) for chance in chances) - math.log(ways)
    if len(chances) >= MOST * len(tested) and evidence >= EVIDENCE:
        yield _Reading(kind, roles, rows, len(chances), reason)


def _grows(figures: Sequence[Statement]) -> float | None:
    """How likely chance fits so well, where the third is the growth from the first to the second."""
    old, new, growth = (one.figure for one in figures)
    if not alike(figures[:2]) or not old.value:
        return None
    ratio = new.value / abs(old.value)
    steps = growth.q + (new.q + old.q * abs(ratio)) / abs(old.value) * _ALL
    return _chance((new.value - old.value) / abs(old.value) * _ALL, growth, steps, _ALL)


def _shares(figures: Sequence[Statement]) -> float | None:
    """The same where the first is the share of the second in the third."""
    share, part, whole = (one.figure for one in figures)
    if not alike(figures[1:]) or not whole.value:
        return None
    ratio = part.value / whole.value
    steps = share.q + (part.q + whole.q * abs(ratio)) / abs(whole.value) * _ALL
    return _chance(ratio * _ALL, share, steps, _ALL)


def _changes(figures: Sequence[Statement]) -> float | None:
    """The same where the third is what the second is more than the first, or what that leaves of it."""
    old, new, change = (one.figure for one in figures)
    if not alike(figures):
        return None
    return _chance(new.value - old.value, change, old.q + new.q + change.q, max(abs(old.value), abs(new.value)))


def _chance(follows: Decimal, stated: Figure, steps: Decimal, reach: Decimal) -> float | None:
    """How much of all that might stand there is as near; nothing where rounding does not explain the difference."""
    off = abs(follows - stated.value)
    if not reach or off > steps / 2:
        return None
    return min(1.0, float((stated.q if off <= stated.q / 2 else steps) / reach))
