"""A Report in, GitLab's code quality report out: a JSON array of issues, a subset of the Code Climate format."""

from __future__ import annotations

import hashlib

from factcheck.model import Finding, Report
from factcheck.report.json_report import dumps_in_pieces
from factcheck.report.wording import headed, one_line, ranked, spots

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report) -> str:
    """The array, ending in a line end; what is accepted is in it as information."""
    return dumps_in_pieces(_issue(finding, report) for finding in ranked(report.findings)) + "\n"


def _issue(finding: Finding, report: Report) -> dict[str, object]:
    place = spots(finding, report)[0][0]
    accepted = finding.status == "accepted"
    description = [headed(finding)]
    if finding.arithmetic:
        description.append(one_line(finding.arithmetic))
    if accepted:
        description.append(f"accepted: {one_line(finding.accepted_reason)}")
    return {
        "description": " | ".join(description),
        "check_name": finding.check,
        "fingerprint": hashlib.sha256(finding.id.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": "info" if accepted else _SEVERITIES[finding.severity],
        "location": {"path": place.path.replace("\\", "/").removeprefix("./"), "lines": {"begin": place.line}},
    }
