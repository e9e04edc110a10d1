"""The cells of a row in (words as printed, plain value, unit, hedge, given precision), the figure they mean out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from factcheck.errors import FactcheckError
from factcheck.interval import HEDGES, Figure, with_precision
from factcheck.numerals import parse, unit
from factcheck.numerals.amounts import written
from factcheck.numerals.later import later

__all__ = ["HEDGES", "csv_row", "harmless", "is_plain", "of_literal", "of_row", "plainly"]

_PLAIN = later(r"-?[0-9]{1,60}(?:\.[0-9]{1,60})?")
# What a spreadsheet takes for the beginning of a formula, the wide forms of East Asian input included, unless all of
# it is a number.
_FORMULA = later(r"\s*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = later(r"[+-]?[0-9][0-9.,]*%?")


def is_plain(cell: str) -> bool:
    """Whether a cell is a plain number: ASCII digits with at most one decimal point and a minus."""
    return _PLAIN.fullmatch(cell) is not None


def harmless(cell: str) -> str:
    """A cell of a CSV file that no spreadsheet runs as a formula: a ' stands before what looks like one.

    >>> harmless("=HYPERLINK(1)"), harmless("-3.5")
    ("'=HYPERLINK(1)", '-3.5')
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def csv_row(cells: Iterable[object]) -> str:
    """The cells as a row of a CSV file, with its line end; read back it gives the same cells."""
    row = list(cells)
    out = io.StringIO()
    # Before Python 3.13 a carriage return is not quoted, and ends the row for every reader.
    returns = any("\r" in cell for cell in row if isinstance(cell, str))
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if returns else csv.QUOTE_MINIMAL).writerow(row)
    # A file name may hold bytes that are no UTF-8.
    return out.getvalue().encode("utf-8", "backslashreplace").decode("utf-8")


# Statements that restate a figure are written alike more often than not.
@lru_cache(maxsize=1024)
def of_row(stated: str, value: str, unit_name: str, hedge: str, precision: str) -> tuple[Figure, str]:
    """The figure of a row, and what its words mean where they contradict its value ("" where they do not).

    The words give the written precision and, of a range, the upper end; where they cannot be read as a figure, or
    contradict the value, the digits of the value give the precision instead. Value, unit and hedge are those of the
    row. ``precision`` is "" (it follows from the words), "exact", or a place value (rule 8). Where words and value
    contradict each other, the figure is that of the words.

    >>> of_row("nearly 96000", "96000", "stations", "nearly", "")[0].Q
    Decimal('1E+3')
    """
    number = Decimal(value)
    words = _read(stated)
    said = ""
    if words is not None and words.value != number:
        said, number = plainly(words), words.value
    figure = _digits(value) if words is None else replace(words, value=number, hedge="")
    if hedge == "range" and figure.upper is None:
        raise FactcheckError(
            f"{stated!r} is no range, and the hedge says that it is one", hint="write both ends: 10 to 15, 10-15"
        )
    figure = replace(figure, hedge=hedge, unit=unit_name, kind=_kind(unit_name, figure))
    if precision:
        figure = with_precision(figure, None if precision == "exact" else Decimal(precision))
    return figure, said


def of_literal(value: str) -> Figure:
    """The figure of a number that nobody rounded: a year, or a number that was counted."""
    return with_precision(_digits(value), None)


def plainly(figure: Figure) -> str:
    """The value of a figure in plain digits, of a range both ends."""
    return f"{figure.value:f}" + (f" to {figure.upper:f}" if figure.upper is not None else "")


def _digits(value: str) -> Figure:
    """The figure of a plain number, as finely written as its digits are: "1982", "13.70"."""
    number = written(0, len(value), value.removeprefix("-"), sign=-1 if value.startswith("-") else 1)
    return Figure(number.value, q=number.q, Q=number.Q, loose=number.loose)


def _read(stated: str) -> Figure | None:
    if not stated:
        return None
    try:
        return parse(stated)
    except FactcheckError:
        return None


def _kind(unit_name: str, figure: Figure) -> str:
    """The kind that the unit makes; the words decide where the tables do not know it."""
    known = unit(unit_name) if unit_name else None
    if known is not None and known.kind != "count":
        return known.kind
    return figure.kind if figure.kind in ("ordinal", "date") else "count"
