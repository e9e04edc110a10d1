"""A finding to accept, or acceptances gone stale, in; the entries of accepted.toml out."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import FactcheckError
from factcheck.interval import Verdict
from factcheck.model import Report
from factcheck.pipeline.checking import check
from factcheck.pipeline.run import ended, today

if TYPE_CHECKING:
    from factcheck.record import Accepted
    from factcheck.record.accepting import Acceptance


def accept(project: Path, name: str, *, reason: str, author: str, until: datetime.date | None = None) -> Acceptance:
    """The entry that accepts a finding of a project's record; nothing is written.

    ``name`` is the finding's id, or the fact or relation that it alone is about. Raises FactcheckError where it cannot
    be accepted, or the record or a suite is broken.
    """
    from factcheck.record.accepting import acceptance

    if not reason.strip():
        raise FactcheckError("an acceptance needs a reason", hint='--reason "the source itself says so, page 3"')
    return acceptance(check(project), name, reason=reason, author=author, today=today(), until=until)


def with_acceptance(text: str, entry: Accepted) -> str:
    """The text of ``checks/accepted.toml`` with this entry in it."""
    from factcheck.record.accepting import with_entry

    return with_entry(text, entry)


def stale_entries(report: Report) -> tuple[tuple[str, str], ...]:
    """The check and subject of each acceptance that no longer holds, in the order of the findings."""
    return tuple((one.check, one.fact or one.relation) for one in report.findings if one.status == "stale")


def without_stale(report: Report, text: str) -> tuple[Report, str]:
    """A run and the text of ``checks/accepted.toml``, both without the acceptances that no longer hold."""
    from factcheck.record.accepting import without_entries

    kept = tuple(
        replace(one, status="new", accepted_reason="", doubts=()) if one.status == "stale" else one
        for one in report.findings
        if not (one.status == "stale" and one.verdict is Verdict.CONSISTENT)
    )
    return ended(replace(report, findings=kept)), without_entries(text, stale_entries(report))
