"""A Report in, its counts per check and the verdict of the whole run out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from factcheck.model import Finding, Report
from factcheck.report.wording import plural

State = Literal["agreed", "accepted", "warned", "disagreed", "unknown"]

# Families of checks that look at the record itself, not at figures against figures.
_RECORD = ("tables", "provenance")


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one check: every number counts comparisons of figures, or rows of the record.

    What agrees with a warning or a remark is counted as agreed, too.
    """

    check: str
    examined: int = 0
    agreed: int = 0
    disagreed: int = 0
    warnings: int = 0
    accepted: int = 0
    remarks: int = 0
    not_checked: int = 0
    known: int = 0  # disagreements that were there at the revision that the run is compared with


@dataclass(frozen=True, slots=True)
class Headline:
    """The verdict of a run in one short sentence, and what it rests on in another."""

    state: State
    sentence: str
    detail: str


def is_open(finding: Finding) -> bool:
    """Whether a finding asks for something: an error or warning that nobody has accepted."""
    return finding.severity != "info" and finding.status != "accepted"


def fails(finding: Finding) -> bool:
    """Whether a finding fails the run: a new error, or an acceptance that no longer holds."""
    return finding.status == "stale" or (finding.status == "new" and finding.severity == "error")


def of_figures(rows: Iterable[Tally]) -> tuple[Tally, ...]:
    """The checks that test figures against figures."""
    return tuple(row for row in rows if row.check.partition("/")[0] not in _RECORD)


def of_record(rows: Iterable[Tally]) -> tuple[Tally, ...]:
    """The checks that test the record itself: its tables, and that it says what its documents say."""
    return tuple(row for row in rows if row.check.partition("/")[0] in _RECORD)


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
    counts = {name: [0, 0, 0, 0, 0, 0] for name in names}
    for finding in report.findings:
        counts[finding.check][_column(finding)] += 1
    for gap in report.not_checked:
        counts[gap.check][4] += gap.number
    return tuple(Tally(name, report.examined.get(name, 0), report.agreed.get(name, 0), *counts[name]) for name in names)


def _column(finding: Finding) -> int:
    """Where a finding is counted: disagreed, warnings, accepted, remarks or known."""
    if finding.status == "accepted":
        return 2
    if finding.status == "known" and finding.severity == "error":
        return 5
    return 0 if fails(finding) else 1 if finding.severity == "warning" else 3


def total(rows: Iterable[Tally], name: str = "all") -> Tally:
    """The sum of tallies, under the name given."""
    columns = [
        (
            *(row.examined, row.agreed, row.disagreed, row.warnings, row.accepted, row.remarks),
            *(row.not_checked, row.known),
        )
        for row in rows
    ]
    return Tally(name, *map(sum, zip(*columns, strict=True))) if columns else Tally(name)


def headline(report: Report) -> Headline:
    """What a reader with one glance should take away. Nothing examined is never a pass."""
    rows = tallies(report)
    everything = total(rows)
    detail = _detail(rows)
    failing = [finding for finding in report.findings if fails(finding)]
    if failing:
        return Headline("disagreed", _count_of(failing, everything.warnings), detail)
    if report.exit_code == 2:
        return Headline("unknown", "We could not tell.", detail)
    if not everything.examined:
        return Headline("unknown", "Nothing was examined: no figure could be tested against another.", detail)
    return Headline(*_calm(everything), detail)


def _calm(everything: Tally) -> tuple[State, str]:
    """State and sentence of a run that does not fail."""
    warnings, accepted, known = everything.warnings, everything.accepted, everything.known
    if known:
        parts = [plural(known, "known disagreement")]
        parts += [plural(warnings, "warning")] if warnings else []
        parts += [f"{accepted:,} accepted"] if accepted else []
        return "warned", f"Nothing new disagrees; {', '.join(parts)}."
    if warnings:
        if accepted:
            return "warned", f"Nothing new disagrees; {plural(warnings, 'warning')}, {accepted:,} accepted."
        return "warned", f"Nothing disagrees outright; {plural(warnings, 'warning')}."
    if accepted:
        be = "is" if accepted == 1 else "are"
        return "accepted", f"Nothing new disagrees; {plural(accepted, 'known disagreement')} {be} accepted."
    return "agreed", "Nothing disagrees."


def _count_of(failing: list[Finding], warnings: int) -> str:
    stale = sum(finding.status == "stale" for finding in failing)
    parts = [
        plural(number, noun)
        for number, noun in (
            (len(failing) - stale, "disagreement"),
            (stale, "stale acceptance"),
            (warnings, "warning"),
        )
        if number
    ]
    return (parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}") + "."


def _detail(rows: tuple[Tally, ...]) -> str:
    figures, record = total(of_figures(rows)), total(of_record(rows))
    compared = f"{plural(figures.examined, 'comparison')} examined: {_counted(figures)}"
    if not of_record(rows):
        return compared
    return f"{compared}; {plural(record.examined, 'demand')} on the record: {_counted(record)}"


def _counted(row: Tally) -> str:
    parts = [f"{row.agreed:,} agreed"]
    if row.disagreed:
        parts.append(f"{row.disagreed:,} disagreed")
    if row.warnings:
        parts.append(plural(row.warnings, "warning"))
    if row.accepted:
        parts.append(f"{row.accepted:,} accepted")
    if row.known:
        parts.append(f"{row.known:,} known")
    if row.remarks:
        parts.append(plural(row.remarks, "remark"))
    if row.not_checked:
        parts.append(f"{row.not_checked:,} not checked")
    return ", ".join(parts)
