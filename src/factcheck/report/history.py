"""Reports in, one line of ``reports/history.jsonl`` each out; and such lines in, the earlier runs out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from factcheck.model import Report
from factcheck.report.tally import of_figures, tallies, total


@dataclass(frozen=True, slots=True)
class Run:
    """The counts of one run: of its comparisons of figures; ``when`` is its ISO time."""

    when: str
    examined: int
    agreed: int
    disagreed: int
    accepted: int
    not_checked: int


def run_of(report: Report) -> Run:
    """The counts of ``report``."""
    everything = total(of_figures(tallies(report)))
    return Run(
        report.when,
        everything.examined,
        everything.agreed,
        everything.disagreed,
        everything.accepted,
        everything.not_checked,
    )


def as_line(run: Run) -> str:
    """One line of JSON with its line end, to be appended to the history."""
    return json.dumps(asdict(run)) + "\n"


def runs_of(lines: Iterable[str]) -> tuple[Run, ...]:
    """The runs that ``lines`` hold, in their order. A line that is none is passed over: a history is a convenience."""
    return tuple(run for line in lines if (run := _run(line)) is not None)


def _run(line: str) -> Run | None:
    try:
        held = json.loads(line)
        counts = [held[name] for name in ("examined", "agreed", "disagreed", "accepted", "not_checked")]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(held.get("when"), str) or not all(type(count) is int and count >= 0 for count in counts):
        return None
    return Run(held["when"], *counts)
