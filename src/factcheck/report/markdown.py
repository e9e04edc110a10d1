"""A Report in, Markdown out: for the summary of a CI job or a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from factcheck.model import Document, Finding, Report
from factcheck.report.tally import Tally, headline, is_open, of_figures, of_record, tallies, total
from factcheck.report.wording import (
    VERDICTS,
    Quote,
    compared_with,
    gaps,
    grouped,
    headed,
    name_of,
    next_steps,
    one_line,
    period_of,
    place_of,
    plural,
    quotes,
    ranked,
    resolved,
    said,
)

# A comment on a pull request holds 65,536 characters; what is beyond is counted and left to the page.
_MOST_CHARACTERS = 60_000
_SIGNS = {"agreed": "✅", "accepted": "✅", "warned": "⚠️", "disagreed": "❌", "unknown": "⚠️"}
_MARKS = {"error": "❌", "warning": "⚠️", "info": "ℹ️"}
_COLUMNS: Mapping[str, Callable[[Tally], int]] = {
    "agreed": lambda row: row.agreed,
    "disagreed": lambda row: row.disagreed,
    "warnings": lambda row: row.warnings,
    "accepted": lambda row: row.accepted,
    "known": lambda row: row.known,
    "remarks": lambda row: row.remarks,
    "not checked": lambda row: row.not_checked,
}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$#])")
_MENTION = re.compile(r"@(?=\w)")


def render(report: Report) -> str:
    """The verdict, the findings with their evidence, what is accepted folded away, then a table of checks.

    At most some 60,000 characters: findings beyond that are counted.
    """
    head = headline(report)
    title = one_line(report.title) or ", ".join(map(name_of, report.documents[:3]))
    intro = [f"## {_SIGNS[head.state]} {_text(head.sentence)}", "", _text(f"{title}: {head.detail}."), ""]
    if report.since:
        intro += [_text(compared_with(report)), ""]
    if report.resolved:
        intro += ["### ✅ Resolved", "", *(f"- {_text(one)}" for one in resolved(report)), ""]
    findings = ranked(report.findings)
    shown = _blocks([one for one in findings if is_open(one)], report, _MOST_CHARACTERS)
    left = _MOST_CHARACTERS - sum(map(len, shown))
    return "\n".join(
        [*intro, *shown, *_folded([one for one in findings if not is_open(one)], report, left), *_table(report)]
    )


def _blocks(findings: Sequence[Finding], report: Report, room: int) -> list[str]:
    """As many findings as there is room for, and how many more there are."""
    documents = report.by_key
    blocks: list[str] = []
    for number, finding in enumerate(findings):
        block = "\n".join([*_finding(finding, report, documents), ""])
        room -= len(block)
        if room < 0:
            return [*blocks, f"… and {plural(len(findings) - number, 'more finding')} in the full report.", ""]
        blocks.append(block)
    return blocks


def _folded(findings: Sequence[Finding], report: Report, room: int) -> list[str]:
    if not findings:
        return []
    accepted = sum(finding.status == "accepted" for finding in findings)
    counts = [f"{accepted:,} accepted"] if accepted else []
    if len(findings) > accepted:
        counts.append(plural(len(findings) - accepted, "remark"))
    summary = f"<details><summary>{', '.join(counts)}</summary>"
    return [summary, "", *_blocks(findings, report, room), "</details>", ""]


def _finding(finding: Finding, report: Report, documents: Mapping[str, Document]) -> Iterator[str]:
    accepted = finding.status == "accepted"
    status = "" if finding.status == "new" else f"{finding.status} "
    yield f"### {'☑️' if accepted else _MARKS[finding.severity]} {_text(headed(finding))}"
    yield ""
    yield f"{status}{finding.severity}, {VERDICTS[finding.verdict]}, `{_code(finding.check)}`, `{_code(finding.id)}`"
    yield ""
    groups = grouped(finding.statements)
    for group, quote in zip(groups, quotes(finding.statements, documents), strict=True):
        for statement in group:
            name = name_of(documents[statement.document]) if statement.document in documents else ""
            row = f"{report.record}, row {statement.row}" if statement.row else ""
            parts = (
                statement.speaker,
                name,
                place_of(statement),
                row,
                period_of(statement.period),
            )
            where = ", ".join(_text(one_line(part)) for part in parts if part)
            yield f"- **{_text(said(statement))}** {where}{' (likely the outlier)' if statement.outlier else ''}"
        if any(piece.statement is None for piece in quote):
            yield f"  > {_quoted(quote)}"
    if finding.statements:
        yield ""
    if finding.arithmetic:
        yield f"Arithmetic: {_text(one_line(finding.arithmetic))}  "
    if finding.accepted_reason:
        yield f"Accepted: {_text(one_line(finding.accepted_reason))}  "
    for step in next_steps(finding, report):
        yield f"{_text(step.text)}{f': `{_code(step.command)}`' if step.command else ''}  "


def _quoted(quote: Quote) -> str:
    return "".join(f"**{_text(piece.text)}**" if piece.statement else _text(piece.text) for piece in quote)


def _table(report: Report) -> list[str]:
    rows = tallies(report)
    if not rows:
        return [""]
    everything = total(rows, "all checks")
    heads = [head for head in _COLUMNS if head != "known" or everything.known]
    lines = [f"| check | examined | {' | '.join(heads)} |", f"| --- |{' ---: |' * (len(heads) + 1)}"]
    for row in (*of_figures(rows), *of_record(rows), everything):
        examined = f"{row.examined:,}" if row.examined else "nothing"
        counts = (f"{_COLUMNS[head](row):,}" for head in heads)
        lines.append(f"| {_text(row.check)} | {examined} | {' | '.join(counts)} |")
    left = [f"- {gap.number:,} not checked, {_text(gap.check)}: {_text(one_line(gap.reason))}" for gap in gaps(report)]
    return [*lines, "", *left, ""] if left else [*lines, ""]


def _text(text: str) -> str:
    """``text`` so that Markdown shows it as it is: no markup, no HTML, nobody mentioned."""
    return _MENTION.sub("@<!-- -->", _SPECIAL.sub(r"\\\1", text))


def _code(text: str) -> str:
    return one_line(text).replace("`", "'")
