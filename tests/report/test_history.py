"""The history of runs: what was written is read back, and a broken line breaks nothing."""

from __future__ import annotations

import report_samples as samples
from factcheck.report.history import Run, as_line, run_of, runs_of
from factcheck.report.html import render_html


def test_a_run_is_read_back() -> None:
    run = run_of(samples.harbour())
    assert (run.examined, run.agreed, run.disagreed, run.accepted, run.not_checked) == (8, 6, 2, 1, 6)
    assert as_line(run).count("\n") == 1
    assert runs_of([as_line(run), as_line(run)]) == (run, run)


def test_lines_that_are_no_runs_are_passed_over() -> None:
    good = as_line(run_of(samples.quiet()))
    broken = ["", "nonsense", "[]", "{}", '{"when": 3}', good.replace("8", '"8"', 1), "[" * 100_000, "null", good[:20]]
    assert len(runs_of([*broken, good])) == 1


def test_the_trend_needs_an_earlier_run() -> None:
    report = samples.harbour()
    earlier = Run("2024-02-01T08:00:00+00:00", 8, 3, 5, 0, 6)
    assert 'class="trend"' not in render_html(report)
    page = render_html(report, history=[earlier])
    assert "2 disagreed, 3 fewer than in the run before" in page
    assert "1 February 2024, 08:00 UTC: 5 disagreed of 8" in page


def test_a_long_history_shows_its_last_runs() -> None:
    runs = [Run(f"2024-02-01T08:00:{number % 60:02}", 8, 8, number, 0, 0) for number in range(500)]
    assert render_html(samples.quiet(), history=runs).count("disagreed of") == 30
