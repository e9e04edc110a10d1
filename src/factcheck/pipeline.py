"""The verbs in order, from room to room: the only module that knows all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck import interval, numerals
from factcheck.errors import FactcheckError
from factcheck.interval import Figure, Interval, Verdict
from factcheck.judge import SEVERITY, show_interval
from factcheck.model import Document, Report, Statement


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures, what each may mean, and whether both can be true."""

    first: str
    second: str
    figures: tuple[Figure, Figure]
    verdict: Verdict

    @property
    def severity(self) -> str:
        """error, warning, info, or "" where they agree."""
        return SEVERITY[self.verdict]

    @property
    def intervals(self) -> tuple[Interval, Interval]:
        """The hard interval of each: outside it the statement is wrong."""
        return interval.hard(self.figures[0]), interval.hard(self.figures[1])

    def as_text(self) -> str:
        """The verdict, then a line for each figure with both its intervals."""
        width = max(len(self.first), len(self.second))
        lines = [f"{self.verdict.value}" + (f" ({self.severity})" if self.severity else "")]
        for words, figure in zip((self.first, self.second), self.figures, strict=True):
            hard, soft = interval.hard(figure), interval.soft(figure)
            usual = "" if soft == hard else f"; usually {show_interval(soft)}"
            lines.append(f"  {words:<{width}}  {show_interval(hard)}{usual}")
        return "\n".join(lines)

    def as_json(self) -> dict[str, object]:
        """The same for machines; the values are decimal strings, an open end is ``null``."""
        sides = [
            {
                "stated": words,
                "value": f"{figure.value:f}",
                "unit": figure.unit,
                "hedge": figure.hedge,
                "low": None if meant.low is None else f"{meant.low:f}",
                "high": None if meant.high is None else f"{meant.high:f}",
            }
            for words, figure, meant in zip((self.first, self.second), self.figures, self.intervals, strict=True)
        ]
        return {"version": 1, "verdict": self.verdict.value, "severity": self.severity, "figures": sides}


def compare(first: str, second: str) -> Comparison:
    """Judge whether two stated figures can both be true. Raises FactcheckError where one is no figure."""
    figures = numerals.parse(first), numerals.parse(second)
    return Comparison(first, second, figures, interval.compare(*figures))


def manual(check: str | None = None) -> str:
    """The manual page of a check, or a line for each family of checks where none is named."""
    from factcheck import manual as pages

    if check:
        return pages.page(check).rstrip("\n")
    return "\n".join(f"{family:<13} {pages.summary(family)}" for family in pages.families())
