"""Statements in, the figures of ``extract`` out: JSON lines, CSV, a table for the terminal, Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from factcheck.errors import FactcheckError
from factcheck.model import Statement
from factcheck.report.json_report import figure_json, figure_lines
from factcheck.report.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FIGURE_FORMATS", "as_csv", "as_jsonl", "as_parquet", "as_table"]

_COLUMNS = (
    *("document", "start", "end", "line", "stated", "value", "unit", "kind", "hedge", "low", "high"),
    *("topic", "scope", "period", "speaker", "context"),
)
_SHOWN = (("line", 6), ("stated", 22), ("hedge", 9), ("unit", 24), ("period", 12), ("speaker", 16), ("topic", 40))
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_jsonl(statements: Iterable[Statement]) -> str:
    """One JSON object a line, as ``schema/figure-1.json`` describes it."""
    return "".join(figure_lines(statements))


def as_csv(statements: Iterable[Statement]) -> str:
    """The same fields as CSV with a header. Words that a spreadsheet would run as a formula get a ' before them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for statement in statements:
        row = figure_json(statement)
        writer.writerow([_harmless(name, row[name]) for name in _COLUMNS])
    return out.getvalue()


def _harmless(column: str, cell: object) -> object:
    numeric = column in ("start", "end", "line", "value", "low", "high")
    if isinstance(cell, str) and cell.startswith(_FORMULA) and not numeric:
        return "'" + cell
    return "" if cell is None else cell


def as_table(statements: Iterable[Statement]) -> str:
    """The fields that a person looks for, a figure a line; what is too long for its column is cut and says so."""
    lines = ["  ".join(name.ljust(width) for name, width in _SHOWN).rstrip()]
    for statement in statements:
        row = figure_json(statement)
        lines.append("  ".join(_fitted(one_line(str(row[name] or "")), width) for name, width in _SHOWN).rstrip())
    return "\n".join(lines) + "\n"


def _fitted(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"


def as_parquet(statements: Iterable[Statement]) -> bytes:
    """The same fields as a Parquet file; values and bounds stay decimal strings, so no digit is lost.

    Raises FactcheckError where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as problem:
        raise FactcheckError(
            "Parquet needs pyarrow, which is not installed", hint='pip install "factcheck-figures[parquet]"'
        ) from problem
    whole = {"start", "end", "line"}
    schema = pa.schema([(name, pa.int64() if name in whole else pa.string()) for name in _COLUMNS])
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pylist([figure_json(statement) for statement in statements], schema=schema)
    pq.write_table(table, sink)
    contents: bytes = sink.getvalue().to_pybytes()
    return contents


FIGURE_FORMATS: Mapping[str, Callable[[Iterable[Statement]], str | bytes]] = {
    "jsonl": as_jsonl,
    "csv": as_csv,
    "table": as_table,
    "parquet": as_parquet,
}
