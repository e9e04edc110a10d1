"""The counts of a run and its verdict in one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

import report_samples as samples
from factcheck.model import Report
from factcheck.report.tally import Tally, headline, of_figures, of_record, tallies, total


def test_counts_per_check_add_up() -> None:
    rows = tallies(samples.harbour())
    assert [row.check for row in rows] == list(samples.harbour().examined)
    first = rows[0]
    assert (first.examined, first.agreed, first.disagreed, first.remarks, first.not_checked) == (6, 4, 2, 1, 6)
    everything = total(rows)
    assert (everything.disagreed, everything.warnings, everything.accepted, everything.remarks) == (2, 1, 1, 1)
    assert total(()) == Tally("all")


def test_demands_on_the_record_are_counted_apart() -> None:
    rows = tallies(samples.recorded())
    assert [row.check for row in of_record(rows)] == ["provenance/text-is-there"]
    assert len(of_figures(rows)) + 1 == len(rows)
    assert "0 demands on the record: 0 agreed, 21 not checked" in headline(samples.recorded()).detail


def accepted(report: Report) -> Report:
    findings = tuple(replace(one, status="accepted") for one in report.findings if one.severity != "info")
    return replace(report, findings=findings, exit_code=0)


def only(severity: str, status: str = "") -> Report:
    report = samples.harbour()
    kept = tuple(one for one in report.findings if one.severity == severity and status in ("", one.status))
    return replace(report, findings=kept, exit_code=0)


@pytest.mark.parametrize(
    ("report", "state", "sentence"),
    [
        (samples.harbour(), "disagreed", "2 disagreements and 1 warning."),
        (samples.quiet(), "agreed", "Nothing disagrees."),
        (accepted(samples.harbour()), "accepted", "Nothing new disagrees; 4 known disagreements are accepted."),
        (replace(samples.quiet(), exit_code=2), "unknown", "We could not tell."),
        (only("warning"), "warned", "Nothing new disagrees; 1 warning, 1 accepted."),
        (only("warning", status="new"), "warned", "Nothing disagrees outright; 1 warning."),
        (
            replace(samples.quiet(), examined={"restatements/values-agree": 0}),
            "unknown",
            "Nothing was examined: no figure could be tested against another.",
        ),
        (
            replace(samples.harbour(), findings=(replace(samples.harbour().findings[0], status="stale"),)),
            "disagreed",
            "1 stale acceptance.",
        ),
        (
            only("info"),
            "agreed",
            "Nothing disagrees.",
        ),
    ],
)
def test_headline(report: Report, state: str, sentence: str) -> None:
    head = headline(report)
    assert (head.state, head.sentence) == (state, sentence)
    assert "examined" in head.detail
