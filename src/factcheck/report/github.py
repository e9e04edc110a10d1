"""A Report in, GitHub workflow commands out: an annotation for each finding, and one for the run."""

from __future__ import annotations

from factcheck.model import Finding, Report
from factcheck.report.tally import headline
from factcheck.report.wording import headed, next_steps, one_line, ranked, said, spots

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report) -> str:
    """One command a line. An accepted finding is a notice, so that it is seen and does not alarm; so is a known one."""
    lines = [_annotation(finding, report) for finding in ranked(report.findings)]
    head = headline(report)
    lines.append(_command("notice", {"title": "factcheck"}, f"{head.sentence} {head.detail}"))
    return "\n".join(lines) + "\n"


def _annotation(finding: Finding, report: Report) -> str:
    place = spots(finding, report)[0][0]
    calm = finding.status in ("accepted", "known")
    properties = {"file": place.path.replace("\\", "/"), "line": str(place.line)}
    if place.end_line:
        properties["endLine"] = str(place.end_line)
        if place.end_line == place.line:
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    properties["title"] = f"{f'{finding.status}, ' if calm else ''}{finding.check}"
    return _command("notice" if calm else _LEVELS[finding.severity], properties, _message(finding, report))


def _message(finding: Finding, report: Report) -> str:
    lines = [headed(finding)]
    for place, statement in spots(finding, report):
        if statement is not None:
            speaker = f", {one_line(statement.speaker)}" if statement.speaker else ""
            outlier = " (likely the outlier)" if statement.outlier else ""
            lines.append(f"{said(statement)}{speaker}, {one_line(place.path)}:{place.line}{outlier}")
    if finding.arithmetic:
        lines.append(one_line(finding.arithmetic))
    if finding.accepted_reason:
        lines.append(f"accepted: {one_line(finding.accepted_reason)}")
    lines.extend(map(str, next_steps(finding, report)))
    return "\n".join(lines)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    shown = ",".join(f"{key}={_property(one_line(value))}" for key, value in properties.items())
    return f"::{name} {shown}::{_data(message)}"


def _data(text: str) -> str:
    """The escapes of GitHub's own toolkit: a line end or a percent sign in a text must not start a new command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
