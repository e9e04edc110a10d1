"""Our expectations as anybody uses them: in a Great Expectations project of their own."""

from __future__ import annotations

import json
from copy import copy
from pathlib import Path
from typing import Any

import pytest

from factcheck import expectations
from factcheck.expectations import engine, load_suites
from factcheck.expectations.tables import Tables, frame
from factcheck.record import load

ROOT = Path(__file__).parents[2]


@pytest.fixture
def context() -> Any:
    engine.load()
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    with engine.quietly():
        context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def batch(context: Any, rows: dict[str, list[Any]]) -> Any:
    import pandas as pd

    source = context.data_sources.add_pandas("mine")
    definition = source.add_dataframe_asset("table").add_batch_definition_whole_dataframe("all")
    return definition.get_batch({"dataframe": pd.DataFrame(rows)})


MEMBERS: dict[str, tuple[str, dict[str, float], dict[str, float]]] = {
    "ExpectPartsToAddUpToTheirWhole": ("sum", {"whole": 60, "part": 60}, {"whole": 62, "part": 60}),
    "ExpectSharesToFollowFromTheirCounts": (
        "share",
        {"part": 70, "whole": 120, "share": 58.3},
        {"part": 70, "whole": 120, "share": 53.8},
    ),
    "ExpectChangesToFollowFromTheirLevels": (
        "change",
        {"old": 240, "new": 264, "change": 24},
        {"old": 240, "new": 264, "change": 42},
    ),
    "ExpectStatedCountsToMatchTheirLists": ("count", {"stated": 3, "item": 3}, {"stated": 4, "item": 3}),
    "ExpectSpansToMatchTheirEnds": (
        "span",
        {"first": 2015, "last": 2019, "stated": 5},
        {"first": 2015, "last": 2019, "stated": 6},
    ),
    "ExpectOrderedFiguresToKeepTheirOrder": ("order", {"lower": 32, "upper": 81}, {"lower": 92, "upper": 81}),
    "ExpectAveragesToFollowFromTheirTotals": (
        "rate",
        {"total": 12, "number": 4, "average": 3},
        {"total": 12, "number": 4, "average": 4},
    ),
    "ExpectDatesToFitTheCalendar": ("date", {"date": 20240101, "weekday": 1}, {"date": 20240101, "weekday": 2}),
}


@pytest.mark.parametrize("name", sorted(MEMBERS))
def test_each_kind_of_relation_in_a_table_of_ones_own(context: Any, name: str) -> None:
    _, agrees, disagrees = MEMBERS[name]
    rows: dict[str, list[Any]] = {"which": [], "as": [], "number": [], "in": [], "list": []}
    for which, members in (("fine", agrees), ("wrong", disagrees)):
        for role, value in members.items():
            for key, cell in zip(rows, (which, role, value, "%" if role == "share" else "", "equal"), strict=True):
                rows[key].append(cell)
    expectation = getattr(expectations, name)(
        relation_column="which", role_column="as", value_column="number", unit_column="in", decomposition_column="list"
    )
    result = batch(context, rows).validate(expectation)
    told = result.result["details"]
    assert (result.success, told["examined"], told["disagreed"]) == (False, 2, 1)
    (found,) = told["outcomes"]
    assert (found["subject"], found["verdict"]) == ("wrong", "conflict")
    assert found["message"]
    assert found["arithmetic"]
    json.dumps(result.to_json_dict())


def test_agreement_in_a_table_of_ones_own(context: Any) -> None:
    rows: dict[str, list[Any]] = {"series": ["a", "a", "b", "b"], "reported": [165e6, 186e6, 7, 7]}
    expectation = expectations.ExpectStatementsOfEachFactToAgree(fact_column="series", value_column="reported")
    result = batch(context, rows).validate(expectation)
    assert not result.success
    assert result.result["observed_value"] == "1 of 2 facts disagree"
    assert result.result["partial_unexpected_list"] == ["a"]
    json.dumps(result.to_json_dict())


def test_only_success_is_told_where_only_that_is_wanted(context: Any) -> None:
    rows: dict[str, list[Any]] = {"fact": ["a", "a"], "value": [1, 2]}
    result = batch(context, rows).validate(
        expectations.ExpectStatementsOfEachFactToAgree(), result_format="BOOLEAN_ONLY"
    )
    assert (result.success, result.result) == (False, {})


def test_each_of_ours_is_registered_documented_and_described() -> None:
    engine.load()
    from great_expectations.expectations.registry import get_expectation_impl

    for name in expectations.EXPECTATIONS:
        kind: Any = getattr(expectations, name)
        assert get_expectation_impl(kind.expectation_type) == kind
        assert kind.__doc__ is not None
        assert kind.__doc__.startswith("Expect that ")
        assert kind.library_metadata["maturity"] == "beta"
        assert name in expectations.__all__
        assert set(kind.args_keys) <= set(kind.success_keys) <= set(kind.__fields__)
        assert kind.demand.endswith(".")


def test_every_module_of_a_kind_is_offered() -> None:
    rooms = {path.stem for path in Path(expectations.__file__).parent.glob("*.py")}
    helpers = {
        "__init__",
        "base",
        "conditions",
        "data_docs",
        "engine",
        "evidence",
        "metrics",
        "queries",
        "readings",
        "runner",
    }
    helpers |= {"screens", "suites", "tables", "values"}
    assert rooms - helpers == set(expectations.EXPECTATIONS.values())


def test_the_shipped_suites_are_the_librarys_own_form(context: Any) -> None:
    """Each file, unchanged, is an ExpectationSuite; the library alone finds in it what our runner finds."""
    from great_expectations import ExpectationSuite, ValidationDefinition
    from ruamel.yaml import YAML

    record = load(ROOT)
    tables = Tables(record)
    found = {result.check: result for result in expectations.run(record, load_suites(ROOT / "checks"))}
    source = context.data_sources.add_pandas("record")
    seen = set()
    for path in sorted((ROOT / "checks").glob("*.yaml")):
        content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        suite = context.suites.add(ExpectationSuite(**content))
        assert len(suite.expectations) == len(content["expectations"])
        by_table: dict[str, list[Any]] = {}
        for one in suite.expectations:
            by_table.setdefault((one.meta or {}).get("table") or suite.meta["table"], []).append(copy(one))
        for table, mine in by_table.items():
            part = ExpectationSuite(name=f"{path.stem}-{table}", expectations=mine)
            asset = source.add_dataframe_asset(part.name)
            definition = ValidationDefinition(
                name=part.name, data=asset.add_batch_definition_whole_dataframe("all"), suite=context.suites.add(part)
            )
            data = frame(tables, table, tables.columns(table))
            with engine.quietly():
                results = context.validation_definitions.add(definition).run(batch_parameters={"dataframe": data})
            for result in results.results:
                check = result.expectation_config.meta["check"]
                seen.add(check)
                assert result.success == found[check].passed, check
    assert seen == set(found)


def test_pages_are_built_and_the_project_stays_as_it_was(context: Any, tmp_path: Path) -> None:
    from great_expectations.data_context.data_context.context_factory import project_manager

    index = expectations.build_data_docs(load(ROOT), load_suites(ROOT / "checks"), (), tmp_path / "docs")
    assert index.is_file()
    assert project_manager.get_current_project() is context
    (page,) = (tmp_path / "docs" / "validations" / "restatements").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "165 million and 186 million are given for the same figure." in text
    assert "must leave room for one" in text
    assert "2 of 19 facts disagree" in text
    assert "unexpected values found" not in text
