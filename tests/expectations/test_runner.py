from __future__ import annotations

import logging
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from factcheck import expectations
from factcheck.errors import FactcheckError, Problems
from factcheck.expectations import CheckResult, Declared, Suite, engine, load_suites, run, runner
from factcheck.expectations.tables import Tables
from factcheck.interval import POLICY, Policy, Verdict
from factcheck.model import Document
from factcheck.record import Record, load
from record_samples import RELATIONS, STATEMENTS, TEXT, edited, project

ROOT = Path(__file__).parents[2]
TABLES = ("facts", "statements")
AGREEMENT = "expect_statements_of_each_fact_to_agree"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return load(project(tmp_path))


def suite(*declared: Declared) -> Suite:
    return Suite("ferries", "ferries.yaml", declared)


def expecting(type_: str, table: str = "statements", check: str = "ferries/demand", **kwargs: Any) -> Declared:
    severity = kwargs.pop("severity", "critical")
    return Declared(check, type_, table, kwargs, severity=severity, description="It is so.", path="f.yaml", line=3)


def only(record: Record, declared: Declared, sources: tuple[Document, ...] = ()) -> CheckResult:
    (result,) = run(record, [suite(declared)], sources)
    return result


def refused(record: Record, *declared: Declared) -> FactcheckError:
    with pytest.raises(FactcheckError) as caught:
        run(record, [suite(*declared)])
    return caught.value


def by_check(record: Record, sources: tuple[Document, ...] = ()) -> dict[str, CheckResult]:
    return {result.check: result for result in run(record, load_suites(ROOT / "checks"), sources)}


# ── the shipped suites ──────────────────────────────────────────────────────────────────────────────


def test_a_record_without_fault_passes_all_that_it_can(record: Record) -> None:
    results = by_check(record)
    assert not [result.check for result in results.values() if result.disagreed or result.outcomes]
    examined = {check for check, result in results.items() if result.passed}
    assert {"restatements/values-agree", "sums/parts-add-up", "shares/follow-from-counts"} <= examined
    assert results["restatements/values-agree"].examined == 2
    assert not results["changes/follow-from-levels"].passed


def test_results_come_in_the_order_of_the_suites(record: Record) -> None:
    suites = load_suites(ROOT / "checks")
    declared = [one.check for one in (one for suite in suites for one in suite.expectations)]
    assert [result.check for result in run(record, suites)] == declared


def test_a_disagreement_names_its_relation_and_statements(tmp_path: Path) -> None:
    change = edited("statements", "41.15 million crowns,41150000", "41.51 million crowns,41510000")
    (judged,) = by_check(load(project(tmp_path, change)))["restatements/values-agree"].outcomes
    assert (judged.outcome.verdict, judged.outcome.severity) == (Verdict.CONFLICT, "error")
    assert (judged.relation.relation, judged.relation.fact) == ("spending", "spending")
    named = [one.statement for member in judged.relation.members for one in member.statements]
    assert named == ["f6", "f9"]
    assert "41.51 million" in judged.outcome.message


def test_words_alone_can_disagree(tmp_path: Path) -> None:
    change = edited("statements", "41.15 million crowns,41150000", "41.51 million crowns,41150000")
    results = by_check(load(project(tmp_path, change)))
    assert results["restatements/values-agree"].disagreed == 1
    (judged,) = results["provenance/value-is-what-is-said"].outcomes
    assert judged.outcome.message == "'41.51 million crowns' means 41510000, the value says 41150000."
    assert [one.statement for member in judged.relation.members for one in member.statements] == ["f6"]


def test_outliers_are_statements_of_the_record(tmp_path: Path) -> None:
    row = next(line for line in STATEMENTS.splitlines() if line.startswith("f7,"))
    changed = STATEMENTS.replace(row, row.replace("248", "284")) + row.replace("f7,", "f13,") + "\n"
    (judged,) = by_check(load(project(tmp_path, {"statements": changed})))["restatements/values-agree"].outcomes
    assert [one.statement for one in judged.outcome.outliers] == ["f7"]


def test_a_sum_that_is_off(tmp_path: Path) -> None:
    change = edited("statements", "10 ferries,10", "15 ferries,15")
    (judged,) = by_check(load(project(tmp_path, change)))["sums/parts-add-up"].outcomes
    assert judged.relation.relation == "fleet-parts"
    assert judged.outcome.severity == "error"
    assert judged.outcome.arithmetic


def test_relations_of_every_kind_reach_the_judge(tmp_path: Path) -> None:
    relations = RELATIONS + "".join(
        f"{name},{kind},{role},={number},,,\n"
        for name, kind, members in (
            ("rise", "change", (("old", 10), ("new", 12), ("change", 3))),
            ("listed", "count", (("stated", 3), ("item", 1), ("item", 1))),
            ("years", "span", (("first", 2013), ("last", 2019), ("stated", 6))),
            ("mean", "rate", (("total", 10), ("number", 4), ("average", 3))),
            ("day", "date", (("date", 20240101), ("weekday", 2))),
            ("whole", "total100", (("part", 60), ("part", 60))),
        )
        for role, number in members
    )
    results = by_check(load(project(tmp_path, {"relations": relations})))
    wrong = {judged.relation.relation for result in results.values() for judged in result.outcomes}
    unchecked = {key for result in results.values() for gap in result.not_checked for key in gap.keys}
    assert wrong == {"rise", "listed", "years", "mean", "day"}
    assert "whole" in unchecked


def test_a_relation_that_lacks_a_member_is_not_checked_with_the_reason(tmp_path: Path) -> None:
    relations = "\n".join(line for line in RELATIONS.splitlines() if ",whole,fleet" not in line) + "\n"
    result = by_check(load(project(tmp_path, {"relations": relations})))["sums/parts-add-up"]
    assert (result.examined, result.passed) == (0, False)
    (gap,) = result.not_checked
    assert (gap.number, gap.keys, "whole" in gap.reason) == (1, ("fleet-parts",), True)


def test_a_member_whose_statements_disagree_makes_its_relation_unchecked(tmp_path: Path) -> None:
    row = next(line for line in STATEMENTS.splitlines() if line.startswith("f2,"))
    changed = STATEMENTS + row.replace("f2,", "f13,").replace("47", "74") + "\n"
    results = by_check(load(project(tmp_path, {"statements": changed})))
    assert results["restatements/values-agree"].disagreed == 1
    assert results["sums/parts-add-up"].not_checked[0].keys == ("fleet-parts",)


def test_the_policy_reaches_the_judge(tmp_path: Path) -> None:
    old, new = "41.15 million crowns,41150000,crowns,,,,The", "about 40000000 crowns,40000000,crowns,about,,,The"
    record = load(project(tmp_path, {"statements": STATEMENTS.replace(old, new)}))
    declared = expecting(AGREEMENT, hedge_column="hedge", stated_column="stated")
    assert run(record, [suite(declared)])[0].disagreed == 0
    assert run(record, [suite(declared)], policy=Policy(round_share=Decimal("0.01")))[0].disagreed == 1


# ── provenance ──────────────────────────────────────────────────────────────────────────────────────


def source(text: str = TEXT) -> tuple[Document, ...]:
    import hashlib

    return (Document("ferry-2023", text, sha256=hashlib.sha256(text.encode()).hexdigest()),)


def test_with_the_text_at_hand_every_place_is_checked(record: Record) -> None:
    results = by_check(record, source())
    assert results["provenance/words-at-place"].agreed == 12
    assert results["provenance/same-document"].passed


def test_without_it_places_are_not_checked_with_the_reason(record: Record) -> None:
    result = by_check(record)["provenance/words-at-place"]
    assert (result.examined, result.passed) == (0, False)
    assert [(gap.reason, gap.number) for gap in result.not_checked] == [("the text of ferry-2023 is not at hand", 12)]


def test_another_edition_of_the_text_is_told(record: Record) -> None:
    results = by_check(record, source(TEXT.replace("60 vessels", "61 vessels")))
    (judged,) = results["provenance/words-at-place"].outcomes
    assert judged.outcome.message == "At its place stands '61 vessels', not '60 vessels'."
    assert [one.statement for member in judged.relation.members for one in member.statements] == ["f1"]
    assert results["provenance/same-document"].disagreed == 1


def test_words_of_another_length_than_their_place_need_no_text(tmp_path: Path) -> None:
    result = by_check(load(project(tmp_path, edited("statements", "3 tugs,3", "three tugs,3"))))[
        "provenance/words-at-place"
    ]
    assert (result.disagreed, result.outcomes[0].outcome.message) == (
        1,
        "'three tugs' has 10 characters, its place has 6.",
    )


def test_a_hedge_that_the_words_do_not_have(tmp_path: Path) -> None:
    change = edited("statements", "60 vessels,60,vessels,", "60 vessels,60,vessels,about")
    (judged,) = by_check(load(project(tmp_path, change)))["provenance/value-is-what-is-said"].outcomes
    assert judged.outcome.message == "'60 vessels' has no hedge, the row notes the hedge 'about'."


# ── the tables ──────────────────────────────────────────────────────────────────────────────────────


def test_a_fact_without_a_statement_is_an_orphan(tmp_path: Path) -> None:
    facts = project(tmp_path).joinpath("data", "facts.csv").read_text() + "\nanchors,anchors on board,anchors,,,\n"
    (judged,) = by_check(load(project(tmp_path, {"facts": facts})))["tables/facts-have-statements"].outcomes
    assert judged.outcome.message == "facts.csv, line 13 (anchors): Each fact has a statement. Here statements is 0."


def test_a_unit_that_is_not_its_facts(tmp_path: Path) -> None:
    change = edited("statements", "47,vessels", "47,boats")
    (judged,) = by_check(load(project(tmp_path, change)))["tables/units-match"].outcomes
    first, second = judged.outcome.message.split(". ")
    assert first == "statements.csv, line 3 (f2): A statement has the unit of its fact"
    assert second == "Here unit is 'boats' and fact_unit is 'vessels'."
    assert [one.statement for member in judged.relation.members for one in member.statements] == ["f2"]


# ── what is no answer is refused ────────────────────────────────────────────────────────────────────


def test_a_mistyped_expectation_is_refused_with_the_nearest(record: Record) -> None:
    found = refused(record, expecting("expect_column_values_to_be_uniqe", column="fact"))
    assert found.message == "there is no expectation 'expect_column_values_to_be_uniqe'"
    assert found.hint == "did you mean expect_column_values_to_be_unique?"
    assert (found.path, found.line) == ("f.yaml", 3)


def test_a_mistyped_kwarg_is_refused_with_the_nearest(record: Record) -> None:
    found = refused(record, expecting("expect_column_values_to_be_in_set", column="fact", value_sets=["x"]))
    assert "value_set" in found.message + found.hint
    assert "did you mean 'fact_column'?" in refused(record, expecting(AGREEMENT, fact_colum="fact")).hint


def test_a_missing_table_or_column_is_refused(record: Record) -> None:
    assert "'statement'" in refused(record, expecting(AGREEMENT, table="statement")).message
    assert refused(record, expecting(AGREEMENT, fact_column="fakt")).message == "statements has no column 'fakt'"
    assert "has no column 'x'" in refused(record, expecting("expect_column_values_to_be_unique", column="x")).message
    both = expecting("expect_column_pair_values_to_be_equal", column_A="unit", column_B="x")
    assert "has no column 'x'" in refused(record, both).message


def test_all_problems_of_the_suites_come_at_once(record: Record) -> None:
    wrong = expecting("expect_nothing"), expecting(AGREEMENT, table="statement", check="ferries/other")
    found = refused(record, *wrong)
    assert isinstance(found, Problems)
    assert len(found.problems) == 2


def test_an_exception_is_no_finding(record: Record) -> None:
    broken = expecting("expect_column_values_to_match_regex", column="fact", regex="(")
    fine = expecting("expect_column_values_to_be_unique", column="statement", check="ferries/ids")
    found = refused(record, broken, fine)
    assert found.message.startswith("ferries/demand could not be evaluated")
    assert found.path == "f.yaml"


def test_a_parameter_that_nobody_gives_is_no_finding(record: Record) -> None:
    unknown = expecting("expect_column_values_to_be_in_set", column="fact", value_set={"$PARAMETER": "nobody"})
    assert "nobody" in refused(record, unknown).message


def test_an_expectation_that_was_not_evaluated_is_no_pass(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluate = engine.evaluate
    monkeypatch.setattr(engine, "evaluate", lambda *given: evaluate(*given)[1:])
    declared = [expecting("expect_column_values_to_be_unique", column="fact", check=f"ferries/{n}") for n in "ab"]
    assert "did not evaluate it" in refused(record, *declared).message


def test_a_result_too_many_is_no_answer(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluate = engine.evaluate
    monkeypatch.setattr(engine, "evaluate", lambda *given: evaluate(*given) * 2)
    fine = expecting("expect_column_values_to_be_unique", column="statement")
    assert "1 expectations were declared, 2 evaluated" in refused(record, fine).message


def test_two_alike_are_both_evaluated(record: Record) -> None:
    declared = [expecting("expect_column_values_to_be_unique", column="statement", check=f"ferries/{n}") for n in "ab"]
    assert [result.examined for result in run(record, [suite(*declared)])] == [12, 12]


def test_no_suite_and_an_empty_suite_are_refused(record: Record) -> None:
    with pytest.raises(FactcheckError, match="no suite to run"):
        run(record, [])
    with pytest.raises(FactcheckError, match="expects nothing"):
        run(record, [suite()])


def test_an_empty_table_is_never_a_pass(tmp_path: Path) -> None:
    empty = load(
        project(tmp_path, {"statements": STATEMENTS.splitlines()[0] + "\n", "relations": RELATIONS.splitlines()[0]})
    )
    fine = expecting("expect_column_values_to_be_unique", column="statement")
    assert refused(empty, fine).message == "the table statements is empty: nothing could be examined"


@pytest.mark.parametrize("table", ["documents", "facts", "statements"])
def test_without_any_of_these_there_is_no_record(record: Record, table: str) -> None:
    none: dict[str, Any] = dict.fromkeys((table, "relations", "members"), ())
    empty = replace(record, **none)
    found = refused(empty, expecting("expect_column_values_to_be_unique", table, column=table[:-1]))
    assert found.message == f"the table {table} is empty: nothing could be examined"
    assert found.hint == "an empty table is never a pass"
    other = next(name for name in ("documents", "facts", "statements") if name != table)
    assert only(empty, expecting("expect_column_values_to_be_unique", other, column=other[:-1])).passed


@pytest.mark.parametrize(("told", "few"), [({}, True), ({"unexpected_count": None}, True), (1000, True), (1001, False)])
def test_rows_are_listed_one_by_one_while_they_are_few(told: Any, few: bool) -> None:
    result = told if isinstance(told, dict) else {"unexpected_count": told}
    assert runner._few(SimpleNamespace(result=result)) is few


def test_rows_that_the_library_names_in_part_are_told_as_far_as_it_does() -> None:
    class Number:
        def item(self) -> int:
            return 7

    def rows(result: Any) -> list[tuple[Any, str]]:
        return runner._offending_rows(SimpleNamespace(result=result))

    listed = [{"row": Number(), "unit": "m", "fact": Number()}, {"row": 9}, {"unit": "m"}, 12]
    assert rows({"unexpected_index_list": listed}) == [
        (7, " Here unit is 'm' and fact is 7."),
        (9, " Here row is 9."),
    ]
    named = {"unexpected_index_column_names": ["fact"], "unexpected_index_list": [{"fact": "a", "row": 3}]}
    assert rows(named) == [("a", " Here row is 3.")]
    assert rows({"unexpected_index_list": None}) == rows({}) == runner._offending_rows(None) == []


def test_an_empty_table_of_relations_is_nothing_examined(tmp_path: Path) -> None:
    lone = load(project(tmp_path, {"relations": RELATIONS.splitlines()[0] + "\n"}))
    results = by_check(lone)
    for check in ("sums/parts-add-up", "tables/members-have-roles"):
        assert (results[check].examined, results[check].passed) == (0, False)
        assert results[check].not_checked


def test_an_empty_column_is_never_a_pass(record: Record) -> None:
    result = only(
        record, expecting("expect_column_values_to_match_regex", "documents", column="found_sha256", regex="x")
    )
    assert (result.examined, result.agreed, result.passed) == (0, 0, False)
    assert result.not_checked[0].reason == "all cells of the column are empty in documents"


def test_lists_that_the_library_cuts_are_counted_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = STATEMENTS.splitlines()[1]
    many = "".join(row.replace("f1,", f"g{number},", 1) + "\n" for number in range(500))
    record = load(project(tmp_path, {"statements": STATEMENTS + many}))
    declared = expecting("expect_column_values_to_not_match_regex", column="statement", regex="^g")
    result = only(record, declared)
    assert (result.examined, result.disagreed, result.agreed, len(result.outcomes)) == (512, 500, 12, 500)
    evaluate = engine.evaluate

    def cutting(*given: Any) -> list[Any]:
        results = evaluate(*given)
        for one in results:
            one.result["unexpected_index_list"] = (one.result.get("unexpected_index_list") or [])[:200]
        return results

    monkeypatch.setattr(engine, "evaluate", cutting)
    result = only(record, declared)
    assert (result.examined, result.disagreed, result.agreed, len(result.outcomes)) == (512, 500, 12, 201)
    assert result.outcomes[-1].outcome.message == "300 more rows of statements: It is so."


def test_rows_are_asked_for_only_where_a_demand_is_broken(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, Any]] = []
    evaluate = engine.evaluate

    def noted(data: Any, expectations: Any, form: Any) -> list[Any]:
        asked.append((len(expectations), form))
        return evaluate(data, expectations, form)

    monkeypatch.setattr(engine, "evaluate", noted)
    kept = expecting("expect_column_values_to_be_unique", check="a/kept", column="statement")
    broken = expecting("expect_column_values_to_be_unique", check="a/broken", column="fact")
    only(record, kept)
    run(record, [suite(kept, broken)])
    assert asked == [(1, "BASIC"), (2, "BASIC"), (1, "COMPLETE")]


def test_our_own_evidence_is_never_cut(tmp_path: Path) -> None:
    facts, rows = ["fact,topic,unit,scope,period,note"], [STATEMENTS.splitlines()[0]]
    for number in range(300):
        facts.append(f"n{number},number {number},boats,,,")
        rows += [f"s{number}{turn},n{number},ferry-2023,1,0,1,{turn},{turn},boats,,,,," for turn in (1, 3)]
    changes = {"facts": "\n".join(facts), "statements": "\n".join(rows), "relations": RELATIONS.splitlines()[0]}
    result = by_check(load(project(tmp_path, changes)))["restatements/values-agree"]
    assert (result.disagreed, len(result.outcomes)) == (300, 300)


def test_the_severity_of_a_suite_is_the_most_that_a_finding_gets(tmp_path: Path) -> None:
    record = load(
        project(tmp_path, edited("statements", "41.15 million crowns,41150000", "42 million crowns,42000000"))
    )
    for severity, expected in (("critical", "error"), ("warning", "warning"), ("info", "info")):
        (ours,) = only(record, expecting(AGREEMENT, severity=severity)).outcomes
        (theirs, *_) = only(
            record, expecting("expect_column_values_to_be_unique", column="fact", severity=severity)
        ).outcomes
        assert (ours.outcome.severity, theirs.outcome.severity) == (expected, expected)


def test_an_expectation_about_a_whole_table_examines_one_thing(record: Record) -> None:
    result = only(record, expecting("expect_table_row_count_to_equal", value=13))
    assert (result.examined, result.disagreed) == (1, 1)
    assert result.outcomes[0].outcome.message == "1 row of statements: It is so. Found: 12."
    assert only(record, expecting("expect_table_row_count_to_equal", value=12)).passed


def test_an_expectation_about_columns_sees_all_of_them(record: Record) -> None:
    names = ["document", "title", "date", "language", "publisher", "address", "sha256", "path"]
    declared = expecting("expect_table_columns_to_match_set", "documents", column_set=names, exact_match=False)
    assert only(record, declared).passed


def test_a_row_condition_may_name_any_column(record: Record) -> None:
    result = only(
        record,
        expecting(
            "expect_column_values_to_be_in_set",
            column="unit",
            value_set=["vessels"],
            row_condition='fact=="fleet"',
            condition_parser="pandas",
        ),
    )
    assert (result.examined, result.passed) == (1, True)


def raised(message: str, traceback: str = "a line of a file", *, is_raised: bool = True) -> dict[str, Any]:
    return {"raised_exception": is_raised, "exception_message": message, "exception_traceback": traceback}


@pytest.mark.parametrize(
    ("info", "message"),
    [
        (None, ""),
        ({}, ""),
        (raised("", is_raised=False), ""),
        (raised("no such column\nin no such table"), "no such column"),
        (raised("", "Traceback\nValueError"), "Traceback"),
        (
            {"a": raised("", is_raised=False), "b": raised("twice"), "c": raised("twice"), "d": raised("once")},
            "twice; once",
        ),
        (raised("x" * 400), "x" * 300),
    ],
)
def test_an_exception_is_told_in_its_first_line(info: Any, message: str) -> None:
    assert runner._exception(info) == message


def test_an_exception_without_words_is_told_by_its_name() -> None:
    assert runner._first_line(KeyError()) == "KeyError"


@pytest.mark.parametrize(
    ("kwargs", "columns"),
    [
        ({"column": "fact"}, ("fact",)),
        ({"column_A": "unit", "column_B": "fact_unit"}, ("unit", "fact_unit")),
        ({"column": "fact", "column_list": ["unit", "fact", {"$PARAMETER": "x"}]}, ("fact", "unit")),
        ({"column": {"$PARAMETER": "x"}, "column_list": "unit"}, ()),
        ({"column": "fact", "row_condition": "unit == 1"}, ()),
        ({"column": "fact", "row_condition": ""}, ("fact",)),
        ({"column_set": ["fact"], "column": "fact"}, ()),
        ({"value": 3}, ()),
    ],
)
def test_a_table_is_made_of_the_columns_that_are_asked_for(kwargs: dict[str, Any], columns: tuple[str, ...]) -> None:
    assert runner._columns_of(kwargs) == columns


def test_a_suite_about_several_tables_is_one_for_each(record: Record) -> None:
    ids = [expecting("expect_column_values_to_be_unique", table, f"a/{table}", column=table[:-1]) for table in TABLES]
    alone = expecting("expect_column_values_to_be_unique", "facts", "b/facts", column="fact")
    both = expecting(AGREEMENT, "statements", "a/agree", hedge_column="hedge")
    suites = [suite(*ids, both), Suite("alone", "alone.yaml", (alone,))]
    prepared = runner.prepared_suites(suites, Tables(record))
    assert [(name, table, len(some), columns) for name, table, some, columns in prepared] == [
        ("ferries-facts", "facts", 1, ("fact",)),
        ("ferries-statements", "statements", 2, ("statement", "fact", "value", "hedge")),
        ("alone", "facts", 1, ("fact",)),
    ]


def test_a_policy_of_a_suite_goes_before_that_of_the_run(tmp_path: Path) -> None:
    change = edited(
        "statements", "41.15 million crowns,41150000,crowns,", "about 40 million crowns,40000000,crowns,about"
    )
    record = load(project(tmp_path, change))
    asked: dict[str, Any] = {"hedge_column": "hedge", "stated_column": "stated"}
    narrow = Policy(round_share=Decimal("0.001"))
    for policy, own, disagreed in ((POLICY, None, 0), (narrow, None, 1), (narrow, {"round_share": "0.05"}, 0)):
        declared = expecting(AGREEMENT, **{**asked, **({"policy": own} if own else {})})
        assert run(record, [suite(declared)], policy=policy)[0].disagreed == disagreed


def test_every_constant_of_a_policy_reaches_our_expectations_and_only_those(record: Record) -> None:
    mine = Policy(Decimal("0.01"), Decimal("0.02"), Decimal("0.03"))
    theirs = expecting("expect_column_values_to_be_unique", check="a/theirs", column="statement")
    for policy, told in (
        (POLICY, None),
        (mine, {"round_share": "0.01", "nearly_share": "0.02", "bound_share": "0.03"}),
    ):
        ((_, _, (ours, other), _),) = runner.prepared_suites(
            [suite(expecting(AGREEMENT), theirs)], Tables(record), policy
        )
        assert ours.policy == told
        assert "policy" not in other.configuration.kwargs


def test_a_row_that_breaks_a_demand_is_told_with_what_it_has(record: Record) -> None:
    found = only(record, expecting("expect_column_values_to_match_regex", column="found", regex="^6"), source())
    assert (found.examined, found.agreed, found.disagreed) == (12, 1, 11)
    told = [(judged.relation.kind, judged.relation.relation, judged.relation.fact) for judged in found.outcomes[:1]]
    assert told == [("row", "statements:3", "trawlers")]
    assert found.outcomes[0].outcome.message == "statements.csv, line 3 (f2): It is so. Here found is '47 trawlers'."
    (member,) = found.outcomes[0].relation.members
    assert (member.role, member.statements[0].statement, member.weight) == ("stated", "f2", Decimal(1))


def test_a_demand_without_a_description_is_called_by_its_type(record: Record) -> None:
    declared = replace(
        expecting("expect_column_values_to_be_in_set", column="unit", value_set=["vessels"]), description=""
    )
    found = only(record, declared).outcomes[0].outcome.message
    assert "expect_column_values_to_be_in_set on unit" in found
    whole = replace(expecting("expect_table_row_count_to_equal", "facts", value=3), description="")
    (outcome,) = only(record, whole).outcomes
    assert outcome.outcome.message.startswith("1 row of facts: expect_table_row_count_to_equal on fact, topic")
    assert (outcome.relation.relation, outcome.relation.members, outcome.relation.fact) == ("facts", (), "")


def test_kwargs_that_are_wrong_are_told_with_those_that_are_right(record: Record) -> None:
    found = refused(record, expecting(AGREEMENT, fact_column=["x"], weather=3))
    assert re.fullmatch(
        rf"{AGREEMENT} cannot take these kwargs: fact_column: \w[^:;]*; weather: \w[^:;]*", found.message
    )
    begin, _, named = found.hint.partition("it takes ")
    engine.load()
    assert (begin, set(named.split(", "))) == ("", set(expectations.ExpectStatementsOfEachFactToAgree.success_keys))
    assert "there are those of Great Expectations and ours" in refused(record, expecting("weather")).hint
    tables = "documents, facts, statements, relations, members"
    assert refused(record, expecting(AGREEMENT, table="")).hint == f"meta: table: one of {tables}"
    assert refused(record, expecting(AGREEMENT, table="")).message == "the table is not named"
    assert "it has statement, fact, document" in refused(record, expecting(AGREEMENT, fact_column="fakt")).hint


def test_two_checks_of_one_id_are_refused(record: Record) -> None:
    fine = expecting("expect_column_values_to_be_unique", column="statement")
    assert "twice" in refused(record, fine, fine).message


# ── manners ─────────────────────────────────────────────────────────────────────────────────────────


def test_threads_do_not_mix_their_records(tmp_path: Path) -> None:
    records = []
    for number in range(6):
        change = edited("statements", "41.15 million crowns,41150000", f"4{number}.15 million crowns,4{number}150000")
        records.append(load(project(tmp_path / str(number), change)))
    suites = load_suites(ROOT / "checks")
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda record: run(record, suites), records))
    disagreed = [sum(result.disagreed for result in results if result.suite == "restatements") for results in found]
    assert disagreed == [1, 0, 1, 1, 1, 1]


def test_nothing_is_printed_logged_or_left_behind(tmp_path: Path) -> None:
    project(tmp_path)
    script = (
        "import logging, sys; logging.basicConfig(level=0)\n"
        "from factcheck.record import load; from factcheck.expectations import load_suites, run\n"
        f"run(load({str(tmp_path)!r}), load_suites({str(ROOT / 'checks')!r}))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert [line for line in done.stderr.splitlines() if "great_expectations" in line or "Calculating" in line] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


def test_the_librarys_own_project_and_log_stay_as_they_were(record: Record) -> None:
    from great_expectations.data_context.data_context.context_factory import project_manager, set_context

    engine.load()
    import great_expectations as gx

    log = logging.getLogger("great_expectations")
    log.setLevel(logging.WARNING)
    with engine.quietly():
        mine = gx.get_context(mode="ephemeral")
    set_context(mine)
    run(record, [suite(expecting(AGREEMENT))])
    assert project_manager.get_current_project() is mine
    assert log.level == logging.WARNING
