"""Our expectations as anybody uses them: in a Great Expectations project of their own."""

from __future__ import annotations

import json
import re
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

    source = context.data_sources.add_or_update_pandas("mine")
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
    "ExpectConvertedAmountsToAgree": ("conversion", {"basis": 12, "stated": 19}, {"basis": 12, "stated": 91}),
    "ExpectDatesToFitTheCalendar": ("date", {"date": 20240101, "weekday": 1}, {"date": 20240101, "weekday": 2}),
}
UNITS = {("share", "share"): "%", ("conversion", "basis"): "miles", ("conversion", "stated"): "km"}


@pytest.mark.parametrize("name", sorted(MEMBERS))
def test_each_kind_of_relation_in_a_table_of_ones_own(context: Any, name: str) -> None:
    kind, agrees, disagrees = MEMBERS[name]
    rows: dict[str, list[Any]] = {"which": [], "as": [], "number": [], "in": [], "list": []}
    for which, members in (("fine", agrees), ("wrong", disagrees)):
        for role, value in members.items():
            for key, cell in zip(rows, (which, role, value, UNITS.get((kind, role), ""), "equal"), strict=True):
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


# What each kind of relation is called where it is counted, and the room that tells of it.
CALLED = {
    "sum": ("sums", "sums"),
    "share": ("shares", "shares"),
    "change": ("changes", "changes"),
    "count": ("lists", "counts"),
    "span": ("spans", "spans"),
    "order": ("orders", "order"),
    "rate": ("rates", "rates"),
    "conversion": ("conversions", "conversions"),
    "date": ("dates", "dates"),
}


@pytest.mark.parametrize("name", sorted(MEMBERS))
def test_each_expectation_takes_the_relations_of_its_own_kinds(context: Any, name: str) -> None:
    import pandas as pd

    own, agrees, _ = MEMBERS[name]
    others = {"sum": ("total100",), "change": ("points", "growth")}.get(own, ())
    rows: list[dict[str, Any]] = [
        {"relation": kind, "kind": kind, "role": role, "value": str(value), "unit": "", "decomposition": "equal"}
        for kind in (*CALLED, *others, "weather")
        for role, value in agrees.items()
    ]
    rows.append({**rows[0], "relation": None})
    expectation = getattr(expectations, name)(kind_column="kind", unit_column="unit")
    with engine.quietly():
        (result,) = engine.evaluate(pd.DataFrame(rows), [expectation])
    told = result.result["details"]
    known = {one["subject"] for one in told["outcomes"]} | {key for gap in told["not_checked"] for key in gap["keys"]}
    assert known <= {own, *others}
    assert told["examined"] + sum(gap["number"] for gap in told["not_checked"]) == 1 + len(others) + 1
    assert {"reason": "the row names no relation", "number": 1, "keys": []} in told["not_checked"]
    with engine.quietly():
        (result,) = engine.evaluate(pd.DataFrame([row for row in rows if row["kind"] == "weather"]), [expectation])
    assert not result.success
    reason = f"there is no relation of the kind {' or '.join(expectation.kinds)}"
    assert result.result["observed_value"] == f"nothing was examined: {reason}"
    assert result.result["details"]["not_checked"] == [{"reason": reason, "number": 0, "keys": []}]


@pytest.mark.parametrize("name", sorted(MEMBERS))
def test_each_expectation_says_what_it_counts_and_demands(name: str) -> None:
    engine.load()
    kind: Any = getattr(expectations, name)
    noun, room = CALLED[MEMBERS[name][0]]
    assert kind.noun == noun
    assert kind.library_metadata == {
        "maturity": "beta",
        "tags": ["figures", "consistency", room],
        "contributors": ["@factcheck"],
    }
    assert kind.demand.count("$relation_column") == 1
    assert kind.__module__ == f"factcheck.expectations.{room}"


def test_a_metric_is_about_the_batch_of_its_expectation() -> None:
    expectation = expectations.ExpectStatementsOfEachFactToAgree(batch_id="mine", fact_column="series")
    (metric,) = expectation.get_validation_dependencies().get_metric_configurations()
    assert (metric.metric_name, metric.metric_domain_kwargs) == (expectation.metric, {"batch_id": "mine"})
    assert metric.metric_value_kwargs == {"columns": {"fact": "series", "value": "value"}, "remarks": False}


@pytest.mark.parametrize("given", [None, "COMPLETE"])
def test_a_result_has_the_form_that_is_asked_for(given: str | None) -> None:
    own: Any = {"result_format": "SUMMARY"}
    expectation = expectations.ExpectStatementsOfEachFactToAgree(**own)
    asked = expectation.get_validation_dependencies(runtime_configuration={"result_format": given} if given else None)
    assert asked.result_format["result_format"] == (given or "SUMMARY")


def test_what_is_demanded_is_told_beside_the_result(context: Any) -> None:
    expectation = expectations.ExpectStatementsOfEachFactToAgree(fact_column="series")
    result = batch(context, {"series": ["a"], "value": ["7"]}).validate(expectation)
    result.render()
    (told, *_) = result.expectation_config.rendered_content
    assert told.value.template == expectation.demand
    named = {name: told.value.params[name]["value"] for name in ("fact_column", "value_column", "remarks")}
    assert named == {"fact_column": "series", "value_column": "value", "remarks": False}


def test_a_table_of_outcomes_is_shown_where_there_are_any(context: Any) -> None:
    engine.load()
    from great_expectations.core import ExpectationValidationResult

    kind: Any = expectations.ExpectStatementsOfEachFactToAgree
    result = batch(context, {"fact": ["a", "a"], "value": ["7", "8"]}).validate(kind())
    (outcome,) = result.result["details"]["outcomes"]
    (table,) = kind._diagnostic_unexpected_table_renderer(result=result)
    assert table.table == [["a", "conflict", outcome["message"], outcome["arithmetic"]]]
    assert kind._diagnostic_unexpected_statement_renderer(result=result) == [], "the library would speak of rows"
    fine = batch(context, {"fact": ["a", "a"], "value": ["7", "7"]}).validate(kind())
    bare = (ExpectationValidationResult(success=False, result=told) for told in (None, {}, {"details": None}))
    for without in (None, fine, *bare):
        assert kind._diagnostic_unexpected_table_renderer(result=without) is None


def test_what_is_observed_is_a_line(context: Any) -> None:
    rows: dict[str, list[Any]] = {"fact": ["a", "a", "b", "b", None], "value": ["7", "8", "9", "many", "1"]}
    result = batch(context, rows).validate(expectations.ExpectStatementsOfEachFactToAgree()).to_json_dict()
    told = result["result"]
    assert told["observed_value"] == "1 of 1 facts disagree, 2 not checked"
    assert (told["element_count"], told["unexpected_count"], told["unexpected_percent"]) == (1, 1, 100)
    assert told["partial_unexpected_list"] == ["a"]
    result = batch(context, {"fact": ["a", "b"], "value": ["7", "8"]}).validate(
        expectations.ExpectStatementsOfEachFactToAgree()
    )
    assert (result.success, result.result["observed_value"]) == (
        False,
        "nothing was examined: no fact is stated more than once",
    )
    assert result.result.get("unexpected_percent") is None
    told = batch(context, {"fact": [None, "b"], "value": ["7", None]}).validate(
        expectations.ExpectStatementsOfEachFactToAgree()
    )
    assert told.result["observed_value"] == (
        "nothing was examined: the statement names no fact; the statement has no value;"
        " no fact is stated more than once"
    )


def test_remarks_are_told_where_they_are_wanted_and_only_there(context: Any) -> None:
    rows = {"fact": ["a"] * 2 + ["b"] * 2, "value": ["80"] * 4, "hedge": ["about", "", "less than", "more than"]}
    for remarks, verdicts in ((False, ["hedge_conflict"]), (True, ["hedge_diff", "hedge_conflict"])):
        expectation = expectations.ExpectStatementsOfEachFactToAgree(hedge_column="hedge", remarks=remarks)
        told = batch(context, rows).validate(expectation).result
        assert [one["verdict"] for one in told["details"]["outcomes"]] == verdicts
        assert told["partial_unexpected_list"] == ["b"]
        assert (told["details"]["examined"], told["unexpected_percent"]) == (2, 50)


def test_lists_for_people_are_as_short_as_the_librarys_own(context: Any) -> None:
    rows = {"fact": [f"f{number // 2:02}" for number in range(60)], "value": [str(number) for number in range(60)]}
    told = batch(context, rows).validate(expectations.ExpectStatementsOfEachFactToAgree()).result
    assert told["partial_unexpected_list"] == [f"f{number:02}" for number in range(20)]
    assert len(told["details"]["outcomes"]) == told["unexpected_count"] == 30


def test_a_policy_of_ones_own_reaches_the_judge(context: Any) -> None:
    rows = {"fact": ["a", "a"], "value": ["200000000", "220000000"], "hedge": ["about", ""]}
    policies: tuple[tuple[dict[str, str | float] | None, int], ...] = ((None, 1), ({"round_share": 0.2}, 0))
    for policy, disagreed in policies:
        expectation = expectations.ExpectStatementsOfEachFactToAgree(hedge_column="hedge", policy=policy)
        assert batch(context, rows).validate(expectation).result["details"]["disagreed"] == disagreed


PLACED: dict[str, list[Any]] = {
    "statement": ["fine", "other", "dark", "long", "lost"],
    "stated": ["7 boats"] * 5,
    "found": ["7 boats", "8 boats", None, None, None],
    "start": [3, 3, 3, 3, None],
    "end": [10, 10, 10, 11, None],
    "reason": ["", "", None, "no text", "no text"],
}


def test_words_at_their_place_in_a_table_of_ones_own(context: Any) -> None:
    columns: dict[str, Any] = {f"{name}_column": name for name in ("start", "end", "reason")}
    told = batch(context, PLACED).validate(expectations.ExpectStatedWordsToStandAtTheirPlace(**columns)).result
    found = told["details"]
    assert told["observed_value"] == "2 of 3 statements disagree, 2 not checked"
    assert [(one["subject"], one["verdict"], one["severity"], one["message"]) for one in found["outcomes"]] == [
        ("other", "conflict", "error", "At its place stands '8 boats', not '7 boats'."),
        ("long", "conflict", "error", "'7 boats' has 7 characters, its place has 8."),
    ]
    assert [one["statements"] for one in found["outcomes"]] == [["other"], ["long"]]
    assert found["not_checked"] == [
        {"reason": "the text is not at hand", "number": 1, "keys": ["dark"]},
        {"reason": "no text", "number": 1, "keys": ["lost"]},
    ]
    told = batch(context, PLACED).validate(expectations.ExpectStatedWordsToStandAtTheirPlace()).result["details"]
    assert (told["examined"], told["agreed"]) == (2, 1)


@pytest.mark.parametrize("known", ["start", "end"])
def test_a_place_of_which_half_is_known_is_not_checked(context: Any, known: str) -> None:
    columns: dict[str, Any] = {f"{name}_column": name for name in ("start", "end", "reason")}
    rows: dict[str, list[Any]] = {
        "statement": ["a"],
        "stated": ["7 boats"],
        "found": [None],
        "start": [None],
        "end": [None],
        "reason": ["x"],
    }
    told = batch(context, {**rows, known: [3]}).validate(expectations.ExpectStatedWordsToStandAtTheirPlace(**columns))
    assert told.result["details"]["not_checked"] == [{"reason": "x", "number": 1, "keys": ["a"]}]


def test_values_and_their_words_in_a_table_of_ones_own(context: Any) -> None:
    rows: dict[str, list[Any]] = {
        "statement": ["a", "b", "c", "d", "e", "f"],
        "stated": ["nearly 96000", "96000", "96000", "several", "96000", "10 to 12"],
        "value": ["96000", "69000", "96000", "7", None, "11"],
        "hedge": ["nearly", "", "about", "", "", "range"],
    }
    found = (
        batch(context, rows)
        .validate(expectations.ExpectValuesToBeWhatTheirWordsSay(hedge_column="hedge"))
        .result["details"]
    )
    assert [(one["subject"], one["message"]) for one in found["outcomes"]] == [
        ("b", "'96000' means 96000, the value says 69000."),
        ("c", "'96000' has no hedge, the row notes the hedge 'about'."),
        ("f", "'10 to 12' means 10 to 12, the value says 11."),
    ]
    assert (found["examined"], found["agreed"]) == (4, 1)
    assert [gap["keys"] for gap in found["not_checked"]] == [["d"], ["e"]]
    assert found["not_checked"][1]["reason"] == "no value"
    without = batch(context, rows).validate(expectations.ExpectValuesToBeWhatTheirWordsSay()).result["details"]
    assert without["agreed"] == 2


def test_documents_in_a_table_of_ones_own(context: Any) -> None:
    rows: dict[str, list[Any]] = {
        "document": ["same", "other", "dark", "gone", "new"],
        "sha256": ["ABC", "abd", "abc", "abc", ""],
        "found_sha256": ["abc", "abc", "", None, "abc"],
        "reason": ["", "", None, "moved", ""],
    }
    expectation = expectations.ExpectDocumentsToBeUnchanged(reason_column="reason")
    result = batch(context, rows).validate(expectation).result
    assert result["observed_value"] == "1 of 2 documents disagree, 3 not checked"
    (outcome,) = result["details"]["outcomes"]
    assert outcome["subject"] == "other"
    assert outcome["message"] == "The document is another edition: its SHA-256 is abc, noted was abd."
    assert [(gap["reason"], gap["keys"]) for gap in result["details"]["not_checked"]] == [
        ("the document is not at hand", ["dark"]),
        ("moved", ["gone"]),
        ("no SHA-256 was noted", ["new"]),
    ]


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
    from great_expectations.expectations.registry import get_expectation_impl, get_metric_kwargs

    of_their_own = {"provenance": ["figures", "provenance"]}
    for name, room in expectations.EXPECTATIONS.items():
        kind: Any = getattr(expectations, name)
        assert get_expectation_impl(kind.expectation_type) == kind
        assert kind.library_metadata["tags"] == of_their_own.get(room, ["figures", "consistency", room])
        assert kind.library_metadata["contributors"] == ["@factcheck"]
        asked = get_metric_kwargs(kind.metric)["metric_value_keys"]
        assert set(asked) == set(kind().metric_values()), "the library is told what the metric takes"
        assert kind.__doc__ is not None
        assert kind.__doc__.startswith("Expect that ")
        assert kind.library_metadata["maturity"] == "beta"
        assert name in expectations.__all__
        assert set(kind.args_keys) <= set(kind.success_keys) <= set(kind.__fields__)
        assert kind.demand.endswith(".")


def test_the_library_knows_of_no_other_expectation_of_ours() -> None:
    engine.load()
    from great_expectations.expectations.registry import list_registered_expectation_implementations

    from factcheck.expectations.base import FigureExpectation

    known = list_registered_expectation_implementations(FigureExpectation)
    assert set(known) == {getattr(expectations, name).expectation_type for name in expectations.EXPECTATIONS}


@pytest.mark.parametrize("runtime", [None, {}, {"styling": {"classes": ["alert"]}}])
def test_what_is_demanded_is_told_with_the_columns_that_are_meant(runtime: Any) -> None:
    engine.load()
    expectation = expectations.ExpectStatementsOfEachFactToAgree(fact_column="series", hedge_column="put")
    (told,) = expectation._prescriptive_renderer(configuration=expectation.configuration, runtime_configuration=runtime)
    template = told.string_template
    assert told.content_block_type == "string_template"
    assert template["template"] == expectation.demand
    assert template["styling"] == (runtime or {}).get("styling", {})
    named = {name: template["params"][f"{name}_column"] for name in ("fact", "value", "hedge", "unit")}
    assert named == {"fact": "series", "value": "value", "hedge": "put", "unit": None}
    assert set(template["params"]) == set(expectation.success_keys)


def test_what_is_not_offered_is_not_there() -> None:
    with pytest.raises(AttributeError) as caught:
        expectations.weather  # noqa: B018
    assert str(caught.value) == "module 'factcheck.expectations' has no attribute 'weather'"


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


def test_pages_take_no_project_and_leave_none(tmp_path: Path) -> None:
    engine.load()
    from great_expectations.data_context.data_context.context_factory import project_manager
    from great_expectations.exceptions.exceptions import DataContextRequiredError

    project_manager.set_project(None)
    suites = [one for one in load_suites(ROOT / "checks") if one.name == "restatements"]
    assert expectations.build_data_docs(load(ROOT), suites, (), tmp_path) == tmp_path / "index.html"
    assert (tmp_path / "index.html").is_file()
    with pytest.raises(DataContextRequiredError):
        project_manager.get_current_project()


def test_pages_are_built_and_the_project_stays_as_it_was(context: Any, tmp_path: Path) -> None:
    from great_expectations.data_context.data_context.context_factory import project_manager

    index = expectations.build_data_docs(load(ROOT), load_suites(ROOT / "checks"), (), tmp_path / "docs")
    assert index.is_file()
    assert project_manager.get_current_project() is context
    listed = " ".join(index.read_text(encoding="utf-8").split())
    assert "Data Docs</strong> | factcheck <" in listed
    assert r"\n record-restatements\n" in listed
    (page,) = (tmp_path / "docs" / "validations" / "restatements").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    headed = [re.sub(r"\s|<[^>]*>", "", cell) for cell in re.findall(r"<th\b[^>]*>(.*?)</th>", text, re.DOTALL)]
    assert [cell for cell in headed if cell][-4:] == ["Which", "Verdict", "Whatissaid", "Arithmetic"]
    assert 'class="table-bordered table-sm mt-3"' in text, "as the library shows tables of its own"
    assert "165 million and 186 million are given for the same figure." in text
    assert "must leave room for one" in text
    assert "2 of 19 facts disagree" in text
    assert "unexpected values found" not in text
