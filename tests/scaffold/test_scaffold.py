"""What ``init`` writes, and that the schemas beside the files say what the code demands."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from factcheck import expectations, judge, scaffold
from factcheck.interval import HEDGES
from factcheck.record import load

ROOT = Path(__file__).parents[2]
SUITES = sorted(ROOT.glob("checks/*.yaml"))
load_module = import_module("factcheck.record.load")


def suite_schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((ROOT / "checks" / "suite.schema.json").read_text(encoding="utf-8"))
    return schema


def resources() -> dict[str, dict[str, Any]]:
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    return {one["name"]: one for one in package["resources"]}


def test_the_default_suites_and_schemas_are_those_of_this_repository() -> None:
    ours = {f"checks/{path.name}": path.read_text(encoding="utf-8") for path in SUITES}
    ours["checks/suite.schema.json"] = (ROOT / "checks" / "suite.schema.json").read_text(encoding="utf-8")
    defaults = scaffold.default_checks()
    assert {name: text for name, text in defaults.items() if name != "checks/accepted.toml"} == ours
    assert scaffold.table_schema() == {"data/datapackage.json": (ROOT / "data" / "datapackage.json").read_text()}


def test_a_new_project_has_what_it_needs() -> None:
    names = set(scaffold.new_project())
    assert {f"data/{table}.csv" for table in load_module.COLUMNS} <= names
    assert {"checks/accepted.toml", ".github/workflows/factcheck.yml", ".gitignore", "reports/README.md"} <= names


def test_its_record_has_a_worked_example_of_every_table(tmp_path: Path) -> None:
    for name, text in scaffold.new_project().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    record = load(tmp_path)
    assert record.documents
    assert {one.kind for one in record.relations} == {"restatement", "sum", "share"}
    text = (tmp_path / record.documents[0].path).read_text(encoding="utf-8")
    assert all(text[one.start : one.end] == one.stated for one in record.statements)
    assert all(text.count("\n", 0, one.start) + 1 == one.line for one in record.statements)


@pytest.mark.parametrize("suite", SUITES, ids=lambda path: path.name)
def test_the_suites_are_valid_and_name_their_schema(suite: Path) -> None:
    schema = suite_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(YAML(typ="safe").load(suite.read_text(encoding="utf-8")), schema)
    named = re.search(r"^# yaml-language-server: \$schema=(\S+)$", suite.read_text(encoding="utf-8"), re.MULTILINE)
    assert named is not None
    assert (suite.parent / named[1]).is_file()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x"},
        {"name": "x", "expectations": []},
        {"name": "x", "expectations": [{"kwargs": {}}]},
        {"name": "x", "expectations": [{"type": "Expect"}]},
        {"name": "x", "expectations": [{"type": "expect_x", "severity": "error"}]},
        {"name": "x", "expectations": [{"type": "expect_x", "kwarg": {}}]},
        {"name": "x", "expectations": [{"type": "expect_x", "meta": {"table": "fact"}}]},
        {"name": "x", "expectations": [{"type": "expect_parts_to_add_up_to_their_whole", "kwargs": {"column": "x"}}]},
    ],
)
def test_what_is_no_suite_is_not_valid(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, suite_schema())


def test_the_schema_knows_our_expectations_and_their_kwargs() -> None:
    told = {
        one["if"]["properties"]["type"]["const"]: set(one["then"]["properties"]["kwargs"]["properties"])
        for one in suite_schema()["definitions"]["expectation"]["allOf"]
    }
    shared = {"id", "meta", "notes", "result_format", "description", "catch_exceptions", "rendered_content"}
    ours = {}
    for name in expectations.EXPECTATIONS:
        kind = getattr(expectations, name)
        ours[kind.expectation_type] = set(kind.__fields__) - shared - {"severity", "windows", "batch_id"}
    assert told == ours


def test_the_table_schema_knows_our_columns_and_words() -> None:
    fields = {
        name: {one["name"]: one.get("constraints", {}) for one in resource["schema"]["fields"]}
        for name, resource in resources().items()
    }
    assert {name: tuple(columns) for name, columns in fields.items()} == load_module.COLUMNS
    assert fields["statements"]["hedge"]["enum"] == list(HEDGES)
    assert fields["relations"]["kind"]["enum"] == [kind for kind in judge.KINDS if kind != "restatement"]
    assert fields["relations"]["decomposition"]["enum"] == list(load_module.DECOMPOSITIONS)
    for cell in ("2021", "2021-Q3", "2021-H1", "2021-05-31", "2013/2020", "/2022-05", "2018/", "May", "2021-13", "/"):
        assert bool(re.fullmatch(fields["facts"]["period"]["pattern"], cell)) == load_module.is_period(cell)


@pytest.mark.parametrize("project", [ROOT, Path(scaffold.__file__).parent / "project"], ids=["shipped", "new"])
def test_a_tool_for_csv_files_finds_the_tables_valid(project: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed: pip install frictionless")
    report = frictionless.validate(str(project / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
