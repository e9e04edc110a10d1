"""A Report in, a SARIF 2.1.0 log out: the format of code scanning services and editors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import chain
from urllib.parse import quote

from factcheck.errors import FactcheckError
from factcheck.model import Finding, Report, Statement
from factcheck.report.json_report import dumps_in_pieces
from factcheck.report.tally import tallies
from factcheck.report.wording import Spot, headed, next_steps, one_line, ranked, said, spots
from factcheck.version import VERSION

Json = dict[str, object]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "%SRCROOT%"


def render(report: Report) -> str:
    """One log with one run. Accepted findings are in it as suppressed results; fingerprints outlive edits elsewhere."""
    checks = list(dict.fromkeys([*(row.check for row in tallies(report)), *(one.check for one in report.resolved)]))
    run: Json = {
        "tool": {
            "driver": {
                "name": "factcheck",
                "version": VERSION,
                "semanticVersion": VERSION,
                "rules": [_rule(check) for check in checks],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that factcheck was run in."}}},
        "invocations": [_invocation(report)],
        "results": chain(
            (_result(finding, report, checks) for finding in ranked(report.findings)),
            (_result(finding, report, checks, "absent") for finding in ranked(report.resolved)),
        ),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return dumps_in_pieces(log) + "\n"


def _rule(check: str) -> Json:
    """A check with its manual page as help; one without a page still has its name."""
    from factcheck import manual

    family, _, demand = check.partition("/")
    words = (demand or family).replace("-", " ")
    rule: Json = {
        "id": check,
        "name": "".join(part.title() for part in f"{family} {words}".split()),
        "shortDescription": {"text": f"{family}: {words}" if demand else words},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["figures", family]},
    }
    try:
        page = manual.page(check)
    except FactcheckError:
        return rule
    rule["fullDescription"] = {"text": manual.summary(family)}
    rule["help"] = {"text": page, "markdown": page}
    return rule


def _invocation(report: Report) -> Json:
    invocation: Json = {
        "executionSuccessful": report.exit_code != 2,
        "exitCode": report.exit_code,
        "toolExecutionNotifications": [
            {
                "level": "note",
                "message": {"text": f"{gap.number} not checked: {one_line(gap.reason)}"},
                "associatedRule": {"id": gap.check},
            }
            for gap in report.not_checked
        ],
    }
    if moment := _utc(report.when):
        invocation["endTimeUtc"] = moment
    return invocation


def _utc(when: str) -> str:
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _result(finding: Finding, report: Report, checks: Sequence[str], baseline: str = "") -> Json:
    places = spots(finding, report)
    result: Json = {
        "ruleId": finding.check,
        "ruleIndex": checks.index(finding.check),
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "rank": round(100 * finding.confidence, 1),
        "message": {"text": _message(finding, report)},
        "locations": [{"physicalLocation": _physical(places[0][0])}],
        "partialFingerprints": {"primaryLocationLineHash": f"{finding.id}:1", "factcheckFinding/v1": finding.id},
        "suppressions": _suppressions(finding),
        "properties": {"verdict": finding.verdict.value, "status": finding.status, "fact": finding.fact},
    }
    if report.since:
        result["baselineState"] = baseline or ("unchanged" if finding.status == "known" else "new")
    if len(places) > 1:
        result["relatedLocations"] = [
            _related(number, place, statement) for number, (place, statement) in enumerate(places[1:], 1)
        ]
    return result


def _message(finding: Finding, report: Report) -> str:
    parts = [headed(finding)]
    if finding.arithmetic:
        parts.append(one_line(finding.arithmetic))
    parts.extend(map(str, next_steps(finding, report)))
    return "\n".join(parts)


def _physical(place: Spot) -> Json:
    region = {"startLine": place.line, "startColumn": place.column}
    if place.end_line:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    path = place.path.replace("\\", "/")
    location: Json = {"uri": _uri(path), "uriBaseId": _ROOT}
    if path.startswith("/") or path[1:3] == ":/":
        location = {"uri": "file://" + _uri(path if path.startswith("/") else f"/{path}", "/:")}
    return {"artifactLocation": location, "region": region}


def _uri(path: str, safe: str = "/") -> str:
    """A path as a URI; the bytes of a name that is not UTF-8 are kept as they are."""
    try:
        return quote(path, safe=safe, errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(path, safe=safe, errors="replace")


def _related(number: int, place: Spot, statement: Statement | None) -> Json:
    related: Json = {"id": number, "physicalLocation": _physical(place)}
    if statement is not None:
        speaker = f", {one_line(statement.speaker)}" if statement.speaker else ""
        related["message"] = {"text": f"{said(statement)}{speaker}"}
    return related


def _suppressions(finding: Finding) -> list[Json]:
    if finding.status != "accepted":
        return []
    return [{"kind": "external", "status": "accepted", "justification": one_line(finding.accepted_reason)}]
