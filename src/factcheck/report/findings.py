"""Findings in, a row for each out: JSON lines and Parquet, as a scan of a corpus writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from factcheck.model import Finding
from factcheck.report.json_report import Json, dumps, finding_json
from factcheck.report.rows import RowFormat

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["FINDING_FORMATS", "as_jsonl", "finding_row", "finding_schema"]

_TEXTS = ("id", "check", "verdict", "severity", "status")
_NUMBERED = ("start", "end", "line")
_SAID = ("stated", "value", "unit", "hedge", "low", "high", "period", "speaker", "context")


def finding_row(finding: Finding) -> Json:
    """One finding with the document that it is about; of one between documents the first that it names."""
    document = finding.statements[0].document if finding.statements else finding.path
    return {"document": document, **finding_json(finding)}


def as_jsonl(findings: Iterable[Finding]) -> str:
    """One JSON object a line, as ``schema/finding-1.json`` describes it."""
    return "".join(dumps(finding_row(finding), indent=None) + "\n" for finding in findings)


def finding_schema() -> pa.Schema:
    """The columns of a Parquet file of findings: those of the lines, the statements as a list in each row."""
    import pyarrow as pa

    statement = pa.struct(
        [
            ("document", pa.string()),
            *((name, pa.int64()) for name in _NUMBERED),
            *((name, pa.string()) for name in _SAID),
            ("outlier", pa.bool_()),
        ]
    )
    return pa.schema(
        [
            ("document", pa.string()),
            *((name, pa.string()) for name in _TEXTS),
            ("confidence", pa.float64()),
            *((name, pa.string()) for name in ("message", "arithmetic", "fact")),
            ("statements", pa.list_(statement)),
        ]
    )


FINDING_FORMATS: Mapping[str, RowFormat[Finding]] = {
    "jsonl": RowFormat(as_jsonl),
    "parquet": RowFormat(as_jsonl, schema=finding_schema),
}
