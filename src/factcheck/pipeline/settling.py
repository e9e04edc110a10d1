"""What a run of the suites found and the acceptances in, the findings with what is accepted or stale out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.interval import Verdict
from factcheck.judge import finding
from factcheck.model import Finding
from factcheck.pipeline.run import today

if TYPE_CHECKING:
    from factcheck.expectations import CheckResult
    from factcheck.record import Accepted, Record


def findings_of(kept: Record, results: Iterable[CheckResult], *, strict: bool) -> list[Finding]:
    """What a run of the suites found, settled with what is accepted."""
    done = tuple(results)
    findings = [finding(judged.relation, judged.outcome, result.check) for result in done for judged in result.outcomes]
    return findings if strict else settled(kept, findings, {result.check for result in done})


def settled(record: Record, findings: Sequence[Finding], checks: set[str]) -> list[Finding]:
    """The findings with what is accepted marked as such, and a finding for each acceptance that no longer holds.

    Only acceptances of checks that ran are looked at: what was not examined can neither hold nor go stale.
    """
    from factcheck.record import settle

    loud = {(one.check, key) for one in findings if one.severity != "info" for key in (one.fact, one.relation) if key}
    held = replace(record, accepted=tuple(entry for entry in record.accepted if entry.check in checks))
    settled = list(findings)
    for entry, reasons in settle(held, loud, today()):
        at = [
            index
            for index, one in enumerate(settled)
            if one.check == entry.check and entry.subject in (one.fact, one.relation) and one.severity != "info"
        ]
        for index in at:
            status = "stale" if reasons else "accepted"
            settled[index] = replace(settled[index], status=status, accepted_reason=entry.reason, doubts=reasons)
        if not at:
            settled.append(_needless(entry, reasons, record))
    return settled


def _needless(entry: Accepted, reasons: Sequence[str], record: Record) -> Finding:
    """The finding that an acceptance has nothing left to accept."""
    statements = tuple(one for one in record.statements if one.fact == entry.fact)
    relation = next((one for one in record.relations if one.relation == entry.relation), None)
    if relation is not None:
        statements = tuple(one for member in relation.members for one in member.statements)
    return Finding(
        id=f"accepted-{entry.check}-{entry.subject}".replace("/", "-"),
        check=entry.check,
        verdict=Verdict.CONSISTENT,
        severity="error",
        status="stale",
        message=f"The accepted disagreement on {entry.subject} no longer stands: {'; '.join(reasons)}.",
        statements=statements,
        fact=entry.fact,
        relation=entry.relation,
        accepted_reason=entry.reason,
        next_step=f"remove the entry at {entry.path}:{entry.line}",
    )
