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


def read_source(text_or_path: str | Path) -> Document:
    """The document that a path or a text is: a string of one line that names an existing file is that file."""
    from factcheck import read

    if isinstance(text_or_path, Path):
        return read.read(text_or_path)
    if 0 < len(text_or_path) < 4096 and "\n" not in text_or_path and "\0" not in text_or_path:
        try:
            is_file = Path(text_or_path).is_file()
        except OSError:
            is_file = False
        if is_file:
            return read.read(text_or_path)
    return read.from_text(text_or_path)


def extract(text_or_path: str | Path) -> tuple[Statement, ...]:
    """Every figure of a text or file, in order."""
    from factcheck.extract import extract as figures_of

    return figures_of(read_source(text_or_path))


def scan(paths: Sequence[str | Path], *, against: Sequence[str | Path] = ()) -> Report:
    raise NotImplementedError
