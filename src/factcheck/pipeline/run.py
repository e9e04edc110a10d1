"""What every run has: the time it was made and the exit code it ends with."""

from __future__ import annotations

import datetime
import os
from dataclasses import replace

from factcheck.model import Report


def ended(report: Report) -> Report:
    """The report with its exit code: 1 for an open error or a stale acceptance, 2 where nothing was examined."""
    if any(one.status == "stale" or (one.severity == "error" and one.status == "new") for one in report.findings):
        return replace(report, exit_code=1)
    # A record whose demands examined nothing is no pass; a document without restated figures is just that.
    nothing = report.command == "check" and not sum(report.examined.values())
    return replace(report, exit_code=2 if nothing else 0)


def now() -> str:
    """The time of this run, in seconds and UTC; SOURCE_DATE_EPOCH stands in for it where runs must be repeatable."""
    return _clock().isoformat()


def today() -> datetime.date:
    return _clock().date()


def _clock() -> datetime.datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)
