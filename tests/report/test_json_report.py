"""The JSON contract: exactly the keys that it names, valid against the schema that ships."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

import report_samples as samples
from factcheck.model import Report
from factcheck.report import json_report, render

Gold = Callable[[str, str], None]

FINDING = "id check verdict severity status confidence message arithmetic fact statements"
STATEMENT = "document start end line stated value unit hedge low high period speaker context outlier"
FIGURE = (
    "document start end line stated value unit kind hedge low high topic scope period speaker context "
    "role modality page paragraph table row column section"
)


def parsed(report: Report) -> Any:
    return json.loads(render(report, "json"))


@pytest.mark.parametrize("name", ["harbour", "recorded", "quiet", "hostile"])
def test_valid_against_the_schema_that_ships(name: str) -> None:
    schema = json_report.schema("report-1")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(parsed(getattr(samples, name)()))


def test_gold(gold: Gold) -> None:
    gold("harbour.json", render(samples.harbour(), "json"))


def test_exactly_the_keys_of_the_contract() -> None:
    result = parsed(samples.harbour())
    assert list(result) == ["version", "documents", "findings", "examined", "not_checked"]
    assert result["version"] == 1
    assert all(list(document) == ["document", "path", "sha256", "figures"] for document in result["documents"])
    assert all(list(finding) == FINDING.split() for finding in result["findings"])
    for finding in result["findings"]:
        assert all(list(statement) == STATEMENT.split() for statement in finding["statements"])
    assert all(list(gap) == ["check", "reason", "number"] for gap in result["not_checked"])


def test_the_schema_demands_every_key() -> None:
    schema: Any = json_report.schema("report-1")
    assert schema["required"] == list(parsed(samples.harbour()))
    assert schema["$defs"]["finding"]["required"] == FINDING.split()
    assert schema["$defs"]["statement"]["required"] == STATEMENT.split()


def test_numbers_of_the_text_are_decimal_strings() -> None:
    dredging = next(finding for finding in parsed(samples.harbour())["findings"] if finding["fact"] == "dredging")
    first = dredging["statements"][0]
    assert (first["value"], first["low"], first["high"]) == ("41150000", "41145000", "41155000")


def test_figures_are_counted_by_document() -> None:
    report = samples.harbour()
    counts = {document["document"]: document["figures"] for document in parsed(report)["documents"]}
    assert sum(counts.values()) == len(report.statements)
    assert counts["review"] == sum(statement.document == "review" for statement in report.statements)


def test_one_line_of_json_for_each_figure() -> None:
    report = samples.hostile()
    lines = list(json_report.figure_lines(report.statements))
    validator = jsonschema.Draft202012Validator(json_report.schema("figure-1"))
    for line, statement in zip(lines, report.statements, strict=True):
        assert line.count("\n") == 1
        figure = json.loads(line)
        validator.validate(figure)
        assert list(figure) == FIGURE.split()
        assert figure["stated"] == statement.stated


@pytest.mark.parametrize("value", [{}, [], {"a": []}, {"a": {}, "b": [{"c": "ü\n"}, [1, None]]}, [[], {"x": [True]}]])
def test_written_in_pieces_it_is_the_same(value: Any) -> None:
    expected = json_report.dumps(value)
    assert json_report.dumps_in_pieces(value) == expected
    if isinstance(value, list):
        assert json_report.dumps_in_pieces(iter(value)) == expected
    else:
        lazy = {key: iter(held) if isinstance(held, list) else held for key, held in value.items()}
        assert json_report.dumps_in_pieces(lazy) == expected
