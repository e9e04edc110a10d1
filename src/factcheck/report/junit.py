"""A Report in, JUnit XML out: a test suite for each check, a test case for each finding and for what held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from factcheck.model import Finding, NotChecked, Report
from factcheck.report.tally import Tally, fails, tallies
from factcheck.report.wording import VERDICTS, gaps, headed, next_steps, one_line, ranked, said, spots

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def render(report: Report) -> str:
    """An XML document as Ant and Jenkins read it. What fails the run fails here, and nothing else.

    Warnings, accepted findings and what was not checked are skipped, so that they stay in sight.
    """
    from xml.etree import ElementTree

    root = ElementTree.Element("testsuites")
    findings = ranked(report.findings)
    left = gaps(report)
    for number, row in enumerate(tallies(report)):
        own = [finding for finding in findings if finding.check == row.check]
        root.append(_suite(number, row, own, [gap for gap in left if gap.check == row.check], report))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(number: int, row: Tally, findings: Sequence[Finding], left: Sequence[NotChecked], report: Report) -> Element:
    from xml.etree.ElementTree import Element, SubElement

    cases = [*(_case(finding, report) for finding in findings), *_held(row), *_gaps(row, left)]
    family, _, demand = row.check.partition("/")
    suite = Element(
        "testsuite",
        {
            "name": one_line(demand or family),
            "package": one_line(family),
            "id": str(number),
            "timestamp": _timestamp(report.when),
            "hostname": "localhost",
            "tests": str(len(cases)),
            "failures": str(sum(case.find("failure") is not None for case in cases)),
            "errors": "0",
            "skipped": str(sum(case.find("skipped") is not None for case in cases)),
            "time": "0",
        },
    )
    SubElement(suite, "properties")
    suite.extend(cases)
    SubElement(suite, "system-out")
    SubElement(suite, "system-err")
    return suite


def _case(finding: Finding, report: Report) -> Element:
    from xml.etree.ElementTree import SubElement

    case = _named(f"{headed(finding)} [{finding.id}]", finding.check)
    if finding.status == "accepted":
        SubElement(case, "skipped", {"message": f"accepted: {one_line(finding.accepted_reason)}"})
    elif finding.status == "known" and finding.severity != "info":
        SubElement(case, "skipped", {"message": f"known, it was there at {one_line(report.since)}: {headed(finding)}"})
    elif not fails(finding) and finding.severity == "warning":
        SubElement(case, "skipped", {"message": f"warning: {headed(finding)}"})
    elif fails(finding):
        failure = SubElement(case, "failure", {"message": headed(finding), "type": VERDICTS[finding.verdict]})
        failure.text = _evidence(finding, report)
    return case


def _evidence(finding: Finding, report: Report) -> str:
    lines = [f"{finding.severity}: {headed(finding)}"]
    for place, statement in spots(finding, report):
        where = f"{one_line(place.path)}:{place.line}"
        if statement is None:
            lines.append(where)
            continue
        speaker = f", {one_line(statement.speaker)}" if statement.speaker else ""
        outlier = " (likely the outlier)" if statement.outlier else ""
        lines.append(f"{where}: {said(statement)}{speaker}{outlier}")
    if finding.arithmetic:
        lines.append(one_line(finding.arithmetic))
    lines.extend(map(str, next_steps(finding, report)))
    return "\n".join(lines)


def _held(row: Tally) -> list[Element]:
    return [_named(f"{row.agreed:,} of {row.examined:,} examined agree", row.check)] if row.agreed else []


def _gaps(row: Tally, left: Sequence[NotChecked]) -> list[Element]:
    from xml.etree.ElementTree import SubElement

    reasons = [
        f"{gap.number:,} not checked: {one_line(gap.reason)}"
        if gap.number
        else f"nothing to check: {one_line(gap.reason)}"
        for gap in left
    ]
    if not reasons and not row.examined:
        reasons = ["nothing was examined"]
    cases = []
    for reason in reasons:
        case = _named(reason, row.check)
        SubElement(case, "skipped", {"message": reason})
        cases.append(case)
    return cases


def _named(name: str, check: str) -> Element:
    from xml.etree.ElementTree import Element

    return Element("testcase", {"name": one_line(name), "classname": one_line(check).replace("/", "."), "time": "0"})


def _timestamp(when: str) -> str:
    """Local time without a zone, as the schema wants it; the epoch where the run's time is not known."""
    try:
        return f"{datetime.fromisoformat(when):%Y-%m-%dT%H:%M:%S}"
    except ValueError:
        return "1970-01-01T00:00:00"
