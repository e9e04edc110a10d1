"""A Report in, the JSON contract out; its schemas lie in ``schema/`` and are versioned with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from factcheck.interval import hard
from factcheck.model import Document, Finding, Passage, Report, Statement
from factcheck.report.wording import plain

VERSION = 1

Json = dict[str, object]

_SURROGATE = re.compile("[\ud800-\udfff]")


def render(report: Report) -> str:
    """One JSON object, as ``schema/report-1.json`` describes it, ending in a line end."""
    return dumps_in_pieces(_contract(report)) + "\n"


def dumps(value: object, indent: int | None = 1) -> str:
    """``value`` as JSON that can be written as UTF-8: what a file name holds of other encodings is escaped."""
    return _SURROGATE.sub(
        lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False, indent=indent)
    )


def dumps_in_pieces(value: object) -> str:
    """The same as ``dumps`` of a value whose iterators are lists, each of their items made only when it is written.

    What 100,000 findings are as Python's objects takes ten times the memory that they take as text.
    """
    return "".join(_pieces(value, "\n"))


def _pieces(value: object, margin: str) -> Iterator[str]:
    """``value`` as JSON; ``margin`` is a line end with the indentation that it stands at."""
    if isinstance(value, dict):
        items = (f"{dumps(key)}: {''.join(_pieces(held, margin + ' '))}" for key, held in value.items())
        yield from _enclosed("{", items, "}", margin)
    elif isinstance(value, list):
        yield from _enclosed("[", ("".join(_pieces(one, margin + " ")) for one in value), "]", margin)
    elif isinstance(value, Iterator):
        # No line end stands within a JSON string.
        yield from _enclosed("[", (dumps(one).replace("\n", margin + " ") for one in value), "]", margin)
    else:
        yield dumps(value)


def _enclosed(begin: str, items: Iterable[str], end: str, margin: str) -> Iterator[str]:
    empty = True
    for item in items:
        yield f"{begin if empty else ','}{margin} {item}"
        empty = False
    yield begin + end if empty else margin + end


def _contract(report: Report) -> Json:
    """The contract's object, its findings as iterators. Numbers read from text are decimal strings, never floats."""
    figures = report.extent.figures
    return {
        "version": VERSION,
        "documents": [_document(document, figures.get(document.document, 0)) for document in report.documents],
        "findings": map(finding_json, report.findings),
        "examined": dict(report.examined),
        "not_checked": [{"check": gap.check, "reason": gap.reason, "number": gap.number} for gap in report.not_checked],
        **_compared(report),
    }


def _compared(report: Report) -> Json:
    """What a run that is compared with a git revision says of it; nothing for any other run."""
    if not report.since:
        return {}
    return {"since": report.since, "resolved": map(finding_json, report.resolved)}


def figure_lines(statements: Iterable[Statement]) -> Iterator[str]:
    """One line of JSON per statement, as ``schema/figure-1.json`` describes it: ``extract --format jsonl``."""
    for statement in statements:
        yield dumps(figure_json(statement), indent=None) + "\n"


def figure_json(statement: Statement) -> Json:
    """One figure of ``extract``."""
    figure, interval = statement.figure, hard(statement.figure)
    return {
        "document": statement.document,
        "start": statement.start,
        "end": statement.end,
        "line": statement.line,
        "stated": statement.stated,
        "value": plain(figure.value),
        "unit": figure.unit,
        "kind": figure.kind,
        "hedge": figure.hedge,
        "low": plain(interval.low),
        "high": plain(interval.high),
        "topic": statement.topic,
        "scope": statement.scope,
        "period": statement.period,
        "speaker": statement.speaker,
        "context": statement.context,
        "role": statement.role,
        "modality": statement.modality,
        **_place(statement.place),
    }


def _place(passage: Passage | None) -> Json:
    """Where in its document a figure stands, beside its line; null where a format has no such thing."""
    if passage is None:
        return dict.fromkeys(("page", "paragraph", "table", "row", "column")) | {"section": ""}
    return {
        "page": passage.page,
        "paragraph": passage.paragraph,
        "table": passage.table,
        "row": passage.row,
        "column": passage.column,
        "section": passage.section,
    }


def schema(name: str) -> Json:
    """The JSON Schema ``name`` ("report-1", "figure-1") as it ships in the package."""
    from importlib.resources import files

    text = files("factcheck.report").joinpath("schema", f"{name}.json").read_text(encoding="utf-8")
    loaded: Json = json.loads(text)
    return loaded


def _document(document: Document, figures: int) -> Json:
    return {
        "document": document.document,
        "path": document.path,
        "sha256": document.sha256,
        "figures": figures,
    }


def finding_json(finding: Finding) -> Json:
    """One finding of ``scan`` or ``check``."""
    return {
        "id": finding.id,
        "check": finding.check,
        "verdict": finding.verdict.value,
        "severity": finding.severity,
        "status": finding.status,
        "confidence": finding.confidence,
        "message": finding.message,
        "arithmetic": finding.arithmetic,
        "fact": finding.fact,
        "statements": [_statement(statement) for statement in finding.statements],
    }


def _statement(statement: Statement) -> Json:
    figure, interval = statement.figure, hard(statement.figure)
    return {
        "document": statement.document,
        "start": statement.start,
        "end": statement.end,
        "line": statement.line,
        "stated": statement.stated,
        "value": plain(figure.value),
        "unit": figure.unit,
        "hedge": figure.hedge,
        "low": plain(interval.low),
        "high": plain(interval.high),
        "period": statement.period,
        "speaker": statement.speaker,
        "context": statement.context,
        "outlier": statement.outlier,
    }
