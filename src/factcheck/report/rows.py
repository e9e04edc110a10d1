"""What a format of rows is: each document's rows follow those before it, so that a corpus is written as it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Generic, TypeVar

from factcheck.errors import FactcheckError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["RowFormat", "demand_pyarrow", "pack"]

Value = TypeVar("Value")

_HALF = re.compile(rb"(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}")
GROUP = 4096  # rows of a group in Parquet: what is held in memory at once
PART = 256  # of them as objects


@dataclass(frozen=True, slots=True)
class RowFormat(Generic[Value]):
    """How rows are written: what stands above them, and the text of those that follow each other.

    ``schema`` is there where the rows are lines of JSON that become Parquet once all are written.
    """

    rows: Callable[[Iterable[Value]], str]
    head: str = ""
    schema: Callable[[], pa.Schema] | None = None


def demand_pyarrow() -> None:
    """Raise FactcheckError where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise FactcheckError(
            "Parquet needs pyarrow, which is not installed", hint='pip install "factcheck-figures[parquet]"'
        )


def pack(schema: Callable[[], pa.Schema], lines: Iterable[bytes], sink: BinaryIO) -> None:
    """Write lines of JSON to ``sink`` as a Parquet file of that schema, ``GROUP`` rows at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    left: Iterator[bytes] = iter(lines)
    columns = schema()
    with pq.ParquetWriter(sink, columns) as writer:
        # As columns the rows of a group take a tenth of the memory that they take as objects.
        parts = (_columnar(some, columns) for some in iter(lambda: list(islice(left, PART)), []))
        while group := list(islice(parts, GROUP // PART)):
            writer.write_table(pa.Table.from_batches(group), row_group_size=GROUP)


def _columnar(lines: Iterable[bytes], columns: pa.Schema) -> pa.RecordBatch:
    import pyarrow as pa

    rows: list[dict[str, Any]] = [json.loads(_whole(line)) for line in lines]
    return pa.RecordBatch.from_pylist(rows, schema=columns)


def _whole(line: bytes) -> bytes:
    """A line without half characters, as a file name of another encoding leaves them: Parquet has no place for them."""
    return _HALF.sub(rb"\1\\ufffd", line) if rb"\ud" in line else line
