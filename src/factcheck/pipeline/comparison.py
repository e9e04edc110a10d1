"""Two stated figures in, whether both can be true out."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck import interval, numerals
from factcheck.interval import POLICY, Figure, Interval, Policy, Verdict
from factcheck.judge import SEVERITY, judge, show_interval
from factcheck.model import Member, Relation


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures, what each may mean, and whether both can be true."""

    first: str
    second: str
    figures: tuple[Figure, Figure]
    verdict: Verdict
    policy: Policy = POLICY

    @property
    def severity(self) -> str:
        """error, warning, info, or "" where they agree."""
        return SEVERITY[self.verdict]

    @property
    def intervals(self) -> tuple[Interval, Interval]:
        """The hard interval of each: outside it the statement is wrong."""
        return interval.hard(self.figures[0], self.policy), interval.hard(self.figures[1], self.policy)

    def as_text(self) -> str:
        """The verdict, then a line for each figure with both its intervals."""
        width = max(len(self.first), len(self.second))
        lines = [f"{self.verdict.value}" + (f" ({self.severity})" if self.severity else "")]
        for words, figure in zip((self.first, self.second), self.figures, strict=True):
            readings = interval.hard(figure, self.policy), interval.soft(figure, self.policy)
            hard, soft = (show_interval(meant, figure.unit) for meant in readings)
            usual = "" if soft == hard else f"; usually {soft}"
            lines.append(f"  {words:<{width}}  {hard}{usual}")
        return "\n".join(lines)

    def as_json(self) -> dict[str, object]:
        """The same for machines; the values are decimal strings, an open end is ``null``."""
        from factcheck.report.wording import plain

        sides = [
            {
                "stated": words,
                "value": plain(figure.value),
                "unit": figure.unit,
                "hedge": figure.hedge,
                "low": plain(meant.low),
                "high": plain(meant.high),
            }
            for words, figure, meant in zip((self.first, self.second), self.figures, self.intervals, strict=True)
        ]
        return {"version": 1, "verdict": self.verdict.value, "severity": self.severity, "figures": sides}


def compare(first: str, second: str, policy: Policy = POLICY) -> Comparison:
    """Judge whether two stated figures can both be true, read as generously as ``policy`` says.

    Raises FactcheckError where one is no figure.
    """
    figures = numerals.parse(first), numerals.parse(second)
    restated = Relation("", "restatement", tuple(Member("stated", figure) for figure in figures))
    return Comparison(first, second, figures, judge(restated, policy).verdict, policy)
