"""What became of each figure: nothing is called checked that was not, and nothing that was is left out."""

from __future__ import annotations

from dataclasses import replace

import report_samples as samples
from factcheck.model import NotChecked, Report
from factcheck.report.html.standing import Standing, key_of, standings, untested


def by_name(report: Report) -> dict[str, Standing]:
    found = standings(report, untested(report))
    return {one.statement.removeprefix("s-"): found[key_of(one)] for one in report.statements}


def test_states_follow_the_worst_finding() -> None:
    states = {name: standing.state for name, standing in by_name(samples.harbour()).items()}
    assert states["passengers-a"] == states["passengers-b"] == "error"
    assert states["women-a"] == "warning"
    assert states["grain"] == "accepted"
    assert states["jobs-b"] == "info"
    assert states["ships-a"] == states["night-b"] == "agreed"
    assert states["cranes"] == "unchecked"


def test_every_figure_has_a_standing() -> None:
    report = samples.large(200, 20)
    assert len(standings(report, untested(report))) == len(report.statements)


def test_a_figure_knows_what_it_was_tested_against() -> None:
    found = by_name(samples.harbour())
    assert [basis.kind for basis in found["cargo-a"].bases] == ["restatement", "sum"]
    assert found["cargo-b"].checks == ("restatements/values-agree",)
    assert [one.statement for one in found["cargo-b"].bases[0].others] == ["s-cargo-a", "s-cargo-b"]


def test_what_the_run_did_not_examine_is_not_agreed() -> None:
    report = replace(samples.quiet(), examined={"sums/parts-add-up": 1, "restatements/values-agree": 0})
    found = by_name(report)
    assert found["ships-a"].state == "unchecked"
    assert found["ships-a"].reason == "this run examined no restatements"
    assert found["grain"].state == "agreed"


def test_a_reason_that_names_its_fact_is_shown_with_its_figures() -> None:
    gap = NotChecked("restatements/values-agree", "units that do not convert", 1, ("ships",))
    found = by_name(replace(samples.quiet(), not_checked=(gap,)))
    assert (found["ships-b"].state, found["ships-b"].reason) == ("unchecked", "units that do not convert")


def test_figures_that_differ_without_a_finding_are_not_called_checked() -> None:
    found = by_name(samples.quiet())
    assert found["passengers-a"].state == "unchecked"
    assert found["passengers-a"].reason == "its figures differ, and whether they belong together is uncertain"
    assert found["share-a"].state == "unchecked"
    assert found["jobs-a"].state == found["night-a"].state == found["grain"].state == "agreed"


def test_a_figure_stated_once_says_so() -> None:
    assert by_name(samples.harbour())["cranes"].reason.startswith("stated once only")
