"""A report and the runs before it in, the HTML page and the history that it continues out."""

from __future__ import annotations

from pathlib import Path

from factcheck.model import Report


def page(report: Report, history_file: Path | None = None) -> str:
    """The HTML report, with the trend of the earlier runs that the history file holds."""
    from factcheck.report.history import runs_of
    from factcheck.report.html import render_html

    return render_html(report, history=runs_of(_history_lines(history_file)))


RUNS_KEPT = 200


def history(report: Report, history_file: Path) -> str:
    """What the history file should hold after this run: the latest runs, oldest first."""
    from factcheck.report.history import as_line, run_of, runs_of

    runs = [*runs_of(_history_lines(history_file)), run_of(report)]
    return "".join(as_line(run) for run in runs[-RUNS_KEPT:])


def _history_lines(history_file: Path | None) -> list[str]:
    """The lines of a history; a history that cannot be read is begun anew, for it proves nothing."""
    if history_file is None:
        return []
    try:
        return history_file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
