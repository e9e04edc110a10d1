"""A Report in, a summary for the terminal out: the verdict, a table of checks, each finding with its evidence."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping

from factcheck.model import Document, Finding, Report, Statement
from factcheck.report.tally import Headline, Tally, headline, of_figures, of_record, tallies, total
from factcheck.report.wording import (
    VERDICTS,
    Quote,
    columns,
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

_STYLES = {"error": "1;31", "warning": "1;33", "info": "36", "good": "1;32", "bold": "1", "faint": "2"}
_STATES = {"agreed": "good", "accepted": "good", "warned": "warning", "disagreed": "error", "unknown": "warning"}
_WIDEST_FIGURE = 28
# A line that the log of a build would take for an order to it; where a line begins is for the wrapping to say.
_COMMAND = re.compile(r"(^\s*:|##)(:|\[)")
_GLUE = "\ue000"  # stands for a space inside a figure while a quote is wrapped, so that no figure is torn

_COLUMNS: Mapping[str, Callable[[Tally], int]] = {
    "examined": lambda row: row.examined,
    "agreed": lambda row: row.agreed,
    "disagreed": lambda row: row.disagreed,
    "warnings": lambda row: row.warnings,
    "accepted": lambda row: row.accepted,
    "known": lambda row: row.known,
    "remarks": lambda row: row.remarks,
    "not checked": lambda row: row.not_checked,
}
_OPTIONAL = ("warnings", "accepted", "known", "remarks")  # shown where some check has any

Painter = Callable[[str, str], str]  # style, text -> text with the style's escape codes


def render(report: Report, *, colour: bool = False, width: int = 100) -> str:
    """The whole summary, ending in a line end: ``width`` columns wide, but for wider words and the table."""
    width = max(40, width)
    paint = _painter(colour)
    rows = tallies(report)
    blocks = [_head(report, headline(report), paint, width)]
    blocks.extend(_finding(finding, report, paint, width) for finding in ranked(report.findings))
    if report.resolved:
        lines = [line for told in resolved(report) for line in _wrapped(told, "  ", width, "    ")]
        blocks.append("\n".join([paint("good", "resolved"), *lines]))
    if rows:
        blocks.append(_table(rows, paint, width))
    if report.not_checked:
        blocks.append(_gaps(report, paint, width))
    return "\n\n".join(blocks) + "\n"


def _painter(colour: bool) -> Painter:
    def paint(style: str, text: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colour and text else text

    return paint


def _head(report: Report, head: Headline, paint: Painter, width: int) -> str:
    figures = plural(sum(report.extent.figures.values()), "figure")
    facts = f", {plural(report.extent.facts, 'fact')}" if report.extent.facts else ""
    count = len(report.documents)
    source = name_of(report.documents[0]) if count == 1 else plural(count, "document")
    title = one_line(report.title) or source
    intro = f"factcheck {report.command}: {title}" + (f" ({source})" if title != source else "")
    return "\n".join(
        [
            *_wrapped(f"{intro}, {figures}{facts}", "", width),
            paint(_STATES[head.state], head.sentence),
            *_wrapped(head.detail, "", width),
            *_wrapped(compared_with(report), "", width),
        ]
    )


def _finding(finding: Finding, report: Report, paint: Painter, width: int) -> str:
    return "\n".join(_finding_lines(finding, report, paint, width))


def _finding_lines(finding: Finding, report: Report, paint: Painter, width: int) -> Iterator[str]:
    status = "" if finding.status == "new" else f"{finding.status} "
    label = f"{status}{finding.severity}"
    style = "faint" if finding.status in ("accepted", "known") else finding.severity
    message = _wrapped(headed(finding), " " * (len(label) + 2), width) or [""]
    yield f"{paint(style, label)}  {paint('bold', message[0].lstrip())}"
    yield from (paint("bold", line) for line in message[1:])
    certainty = f", confidence {finding.confidence:.0%}" if finding.confidence < 1 else ""
    meta = f"{finding.check}, {VERDICTS[finding.verdict]}{certainty}, {one_line(finding.id)}"
    yield from (paint("faint", line) for line in _wrapped(meta, "  ", width))
    yield from _statements(finding, report, paint, width)
    yield from _wrapped(one_line(finding.arithmetic), "  = ", width, "    ")
    if finding.accepted_reason:
        yield from _wrapped(f"accepted: {one_line(finding.accepted_reason)}", "  ", width, "    ")
    for step in next_steps(finding, report):
        yield from _wrapped(str(step), "  > ", width, "    ")


def _statements(finding: Finding, report: Report, paint: Painter, width: int) -> Iterator[str]:
    documents = report.by_key
    margin = min(_WIDEST_FIGURE, max((columns(said(statement)) for statement in finding.statements), default=0))
    groups = grouped(finding.statements)
    for group, quote in zip(groups, quotes(finding.statements, documents), strict=True):
        for statement in group:
            yield from _stated(statement, _who(statement, report, documents), paint, width, margin)
        if any(piece.statement is None for piece in quote):
            yield from _quoted(quote, paint, width, " " * (margin + 4))


def _stated(statement: Statement, who: str, paint: Painter, width: int, margin: int) -> Iterator[str]:
    figure = said(statement).replace(" ", _GLUE)
    marker = "<- likely the outlier".replace(" ", _GLUE) if statement.outlier else ""
    gap = " " * (margin - columns(figure) + 2)
    for line in _wrapped(f"{figure}{gap}{who}  {marker}".rstrip(), "  ", width, " " * (margin + 4)):
        painted = line.replace(figure, paint("bold", figure), 1) if line.startswith(f"  {figure}") else line
        yield (painted.replace(marker, paint("warning", marker)) if marker else painted).replace(_GLUE, " ")


def _who(statement: Statement, report: Report, documents: Mapping[str, Document]) -> str:
    document = documents.get(statement.document)
    parts = [one_line(statement.speaker)]
    if document is not None and len(documents) > 1:
        parts.append(name_of(document))
    parts.append(place_of(statement))
    if statement.row:
        parts.append(f"{report.record}:{statement.row}")
    parts.append(period_of(statement.period))
    return ", ".join(part for part in parts if part)


def _quoted(quote: Quote, paint: Painter, width: int, indent: str) -> Iterator[str]:
    """The quote in lines; its figures are painted after wrapping, because escape codes have no width."""
    words = "".join(piece.text.replace(" ", _GLUE) if piece.statement else piece.text for piece in quote)
    figures = {piece.text.replace(" ", _GLUE) for piece in quote if piece.statement}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(figures, key=len, reverse=True))) + r")(?!\w)")
    for line in _wrapped(f'"{words}"', indent, width, indent + " "):
        yield pattern.sub(lambda match: paint("bold", match.group()), line).replace(_GLUE, " ")


def _table(rows: tuple[Tally, ...], paint: Painter, width: int) -> str:
    """The checks of figures, then those of the record, each with their sum."""
    everything = total(rows)
    heads = [head for head in _COLUMNS if head not in _OPTIONAL or _COLUMNS[head](everything)]
    shown = [*_summed(of_figures(rows), "all comparisons"), *_summed(of_record(rows), "all of the record")]
    name = max(len("all comparisons"), *(len(row.check) for row in shown))
    name = min(name, max(20, width - sum(len(head) + 2 for head in heads)))
    lines = [paint("faint", "check".ljust(name) + "".join(f"  {head}" for head in heads))]
    lines.extend(row.check.ljust(name) + "".join(_cell(head, row, paint) for head in heads) for row in shown)
    return "\n".join(lines)


def _summed(rows: tuple[Tally, ...], name: str) -> list[Tally]:
    return [*rows, total(rows, name)] if len(rows) > 1 else list(rows)


def _cell(head: str, row: Tally, paint: Painter) -> str:
    number = _COLUMNS[head](row)
    if head == "examined" and not number:
        return "  " + paint("warning", f"{'nothing':>{len(head)}}")
    text = f"{f'{number:,}' if number else '-':>{len(head)}}"
    return "  " + (paint("error", text) if head == "disagreed" and number else text)


def _gaps(report: Report, paint: Painter, width: int) -> str:
    lines = [paint("faint", "not checked")]
    for gap in gaps(report):
        number = f"{gap.number:,}" if gap.number else "-"
        lines.extend(_wrapped(f"{number}  {gap.check}: {one_line(gap.reason)}", "  ", width, "     "))
    return "\n".join(lines)


def _wrapped(text: str, first: str, width: int, rest: str | None = None) -> list[str]:
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [_COMMAND.sub(r"\1 \2", line) for line in lines]
