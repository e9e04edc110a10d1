"""The counts of a run and its verdict in one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

import report_samples as samples
from factcheck.model import Report
from factcheck.report.tally import headline, tallies, total


def test_counts_per_check_add_up() -> None:
    rows = tallies(samples.harbour())
    assert [row.check for row in rows] == list(samples.harbour().examined)
    first = rows[0]
    assert (first.examined, first.agreed, first.disagreed, first.remarks, first.not_checked) == (6, 3, 2, 1, 6)
    everything = total(rows)
    assert (everything.disagreed, everything.accepted, everything.remarks) == (3, 1, 1)


def accepted(report: Report) -> Report:
    findings = tuple(replace(one, status="accepted") for one in report.findings if one.severity != "info")
    return replace(report, findings=findings, exit_code=0)


@pytest.mark.parametrize(
    ("report", "state", "sentence"),
    [
        (samples.harbour(), "disagreed", "2 disagreements and 1 warning."),
        (samples.quiet(), "agreed", "Nothing disagrees."),
        (accepted(samples.harbour()), "accepted", "Nothing new disagrees; 4 known disagreements are accepted."),
        (replace(samples.quiet(), exit_code=2), "unknown", "We could not tell."),
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
            replace(samples.harbour(), findings=tuple(f for f in samples.harbour().findings if f.severity == "info")),
            "agreed",
            "Nothing disagrees.",
        ),
    ],
)
def test_headline(report: Report, state: str, sentence: str) -> None:
    head = headline(report)
    assert (head.state, head.sentence) == (state, sentence)
    assert "examined" in head.detail
