"""A Report in, its counts per check and the verdict of the whole run out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from factcheck.model import Finding, Report
from factcheck.report.wording import plural

State = Literal["agreed", "accepted", "disagreed", "unknown"]


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one check: every number counts relations (or rows, for integrity checks)."""

    check: str
    examined: int = 0
    agreed: int = 0
    disagreed: int = 0
    accepted: int = 0
    remarks: int = 0
    not_checked: int = 0


@dataclass(frozen=True, slots=True)
class Headline:
    """The verdict of a run in one short sentence, and what it rests on in another."""

    state: State
    sentence: str
    detail: str


def is_open(finding: Finding) -> bool:
    """Whether a finding asks for something: an error or warning that nobody has accepted."""
    return finding.severity != "info" and finding.status != "accepted"


def tallies(report: Report) -> tuple[Tally, ...]:
    """One tally per check, in the order in which the report names the checks."""
    names = dict.fromkeys(
        [
            *report.examined,
            *report.agreed,
            *(finding.check for finding in report.findings),
            *(gap.check for gap in report.not_checked),
        ]
    )
    counts = {name: [0, 0, 0, 0] for name in names}
    for finding in report.findings:
        counts[finding.check][_column(finding)] += 1
    for gap in report.not_checked:
        counts[gap.check][3] += gap.number
    return tuple(Tally(name, report.examined.get(name, 0), report.agreed.get(name, 0), *counts[name]) for name in names)


def _column(finding: Finding) -> int:
    if finding.status == "accepted":
        return 1
    return 2 if finding.severity == "info" else 0


def total(rows: tuple[Tally, ...]) -> Tally:
    """The sum of all tallies."""
    return Tally(
        "all checks",
        sum(row.examined for row in rows),
        sum(row.agreed for row in rows),
        sum(row.disagreed for row in rows),
        sum(row.accepted for row in rows),
        sum(row.remarks for row in rows),
        sum(row.not_checked for row in rows),
    )


def headline(report: Report) -> Headline:
    """What a reader with one glance should take away. Nothing examined is never a pass."""
    everything = total(tallies(report))
    detail = _detail(everything)
    open_findings = [finding for finding in report.findings if is_open(finding)]
    if open_findings:
        return Headline("disagreed", _count_of(open_findings), detail)
    if report.exit_code == 2:
        return Headline("unknown", "We could not tell.", detail)
    if not everything.examined:
        return Headline("unknown", "Nothing was examined: no figure could be tested against another.", detail)
    if everything.accepted:
        return Headline(
            "accepted",
            f"Nothing new disagrees; {plural(everything.accepted, 'known disagreement')} "
            f"{'is' if everything.accepted == 1 else 'are'} accepted.",
            detail,
        )
    return Headline("agreed", "Nothing disagrees.", detail)


def _count_of(findings: list[Finding]) -> str:
    stale = sum(finding.status == "stale" for finding in findings)
    errors = sum(finding.severity == "error" and finding.status != "stale" for finding in findings)
    warnings = len(findings) - errors - stale
    parts = [
        plural(number, noun)
        for number, noun in ((errors, "disagreement"), (warnings, "warning"), (stale, "stale acceptance"))
        if number
    ]
    return (parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}") + "."


def _detail(everything: Tally) -> str:
    parts = [f"{everything.examined:,} examined", f"{everything.agreed:,} agreed"]
    if everything.disagreed:
        parts.append(f"{everything.disagreed:,} disagreed")
    if everything.accepted:
        parts.append(f"{everything.accepted:,} accepted")
    if everything.remarks:
        parts.append(plural(everything.remarks, "remark"))
    parts.append(f"{everything.not_checked:,} not checked")
    return ", ".join(parts)
