"""Statements in, the figures of ``extract`` out: JSON lines, CSV, a table for the terminal, Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from factcheck.figures import csv_row, harmless
from factcheck.model import Statement
from factcheck.report.json_report import figure_json, figure_lines
from factcheck.report.rows import RowFormat
from factcheck.report.wording import one_line

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["FIGURE_COLUMNS", "FIGURE_FORMATS", "as_csv", "as_jsonl", "as_table", "figure_schema"]

FIGURE_COLUMNS = (
    *("document", "start", "end", "line", "stated", "value", "unit", "kind", "hedge", "low", "high"),
    *("topic", "scope", "period", "speaker", "context", "role", "modality"),
    *("page", "paragraph", "table", "row", "column", "section"),
)
_NUMBERED = ("start", "end", "line", "page", "paragraph", "table", "row", "column")
_SHOWN = (("line", 6), ("stated", 22), ("hedge", 9), ("unit", 24), ("period", 12), ("speaker", 16), ("topic", 40))


def as_jsonl(statements: Iterable[Statement]) -> str:
    """One JSON object a line, as ``schema/figure-1.json`` describes it."""
    return "".join(figure_lines(statements))


def as_csv(statements: Iterable[Statement]) -> str:
    """The same fields as rows of CSV. Words that a spreadsheet would run as a formula get a ' before them."""
    rows = []
    for statement in statements:
        row = figure_json(statement)
        rows.append(csv_row(_harmless(name, row[name]) for name in FIGURE_COLUMNS))
    return "".join(rows)


def _harmless(column: str, cell: object) -> object:
    if isinstance(cell, str) and column not in ("value", "low", "high"):
        return harmless(cell)
    return "" if cell is None else cell


def as_table(statements: Iterable[Statement]) -> str:
    """The fields that a person looks for, a figure a line; what is too long for its column is cut and says so."""
    lines = []
    for statement in statements:
        row = figure_json(statement)
        lines.append("  ".join(_fitted(one_line(str(row[name] or "")), width) for name, width in _SHOWN).rstrip())
    return "".join(f"{line}\n" for line in lines)


def _fitted(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"


def figure_schema() -> pa.Schema:
    """The columns of a Parquet file of figures; values and bounds stay decimal strings, so no digit is lost."""
    import pyarrow as pa

    return pa.schema([(name, pa.int64() if name in _NUMBERED else pa.string()) for name in FIGURE_COLUMNS])


FIGURE_FORMATS: Mapping[str, RowFormat[Statement]] = {
    "jsonl": RowFormat(as_jsonl),
    "csv": RowFormat(as_csv, head=",".join(FIGURE_COLUMNS) + "\n"),
    "table": RowFormat(as_table, head="  ".join(name.ljust(width) for name, width in _SHOWN).rstrip() + "\n"),
    "parquet": RowFormat(as_jsonl, schema=figure_schema),
}
