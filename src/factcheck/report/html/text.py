"""A document and its statements in, blocks of text with the figures marked out, bounded in size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.model import Document, Passage, Report, Statement
from factcheck.report.wording import visible

# What the text of all documents may take, so that a page of 5,000 figures and 500 findings stays below 5 MB.
_PAGE = 4_600_000
_FIGURE, _FINDING = 430, 2_600  # bytes that a figure and a finding take elsewhere on the page
_LEAST = 300_000
_LONGEST_REACH, _SHORTEST_REACH = 300, 60

_WORD = re.compile(r"[^\W_]")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")

Marked = tuple[Statement, int]  # a statement and its number in the report


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text; ``number`` is that of the statement whose figure it is. ``left_out`` counts cut characters."""

    text: str = ""
    number: int | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A passage: heading, paragraph, item, or a table's row, whose cells are split at ``None``."""

    kind: str
    line: int
    parts: tuple[Part | None, ...]


def reach_of(report: Report, figures: int, findings: int) -> int | None:
    """How many characters on either side of a figure there is room for; ``None`` where all text can be shown.

    ``figures`` and ``findings`` are those that the page shows.
    """
    room = max(_LEAST, _PAGE - _FIGURE * figures - _FINDING * findings)
    if sum(len(document.text.encode("utf-8", "surrogatepass")) for document in report.documents) <= room:
        return None
    return max(_SHORTEST_REACH, min(_LONGEST_REACH, room // (2 * max(1, figures))))


def blocks(document: Document, marked: Sequence[Marked], reach: int | None = None) -> list[Block]:
    """The text of ``document`` in blocks, in order, each figure of ``marked`` a part of its own.

    With ``reach`` only so many characters on either side of each figure are kept, and each cut says how
    many it left out. Of figures that overlap the first is marked.
    """
    text = document.text
    figures = [one for one in sorted(marked, key=lambda one: (one[0].start, -one[0].end)) if one[0].end <= len(text)]
    found: list[Block] = []
    before: Passage | None = None
    at = 0
    for passage in _spans(document):
        here = []
        while at < len(figures) and figures[at][0].start < passage.end:
            if figures[at][0].start >= passage.start:
                here.append(figures[at])
            at += 1
        if reach is not None and not here:
            found.append(Block("left out", passage.line, (Part(left_out=passage.end - passage.start),)))
            before = None
            continue
        parts: tuple[Part | None, ...] = tuple(_parts(text, passage, here, reach))
        if before is not None and _same_row(before, passage):
            found[-1] = Block("row", found[-1].line, (*found[-1].parts, None, *parts))
        else:
            found.append(Block("row" if passage.kind == "cell" else passage.kind, passage.line, parts))
        before = passage
    return _merged(found)


def _same_row(before: Passage, passage: Passage) -> bool:
    return (
        before.kind == passage.kind == "cell"
        and passage.row is not None
        and (before.table, before.row) == (passage.table, passage.row)
    )


def _spans(document: Document) -> Iterator[Passage]:
    """The document's passages in order, and the text between them, so that every word is in exactly one.

    What only divides the cells of a table, such as | and ---, is drawn as their border instead.
    """
    text, last, line, kind = document.text, 0, 1, ""
    for passage in sorted(document.passages, key=lambda one: (one.start, one.end)):
        if passage.start < last or passage.end <= passage.start:
            continue
        divides = "cell" in (kind, passage.kind) and not _WORD.search(text, last, passage.start)
        if not divides:
            yield from _loose(text, last, passage.start, line)
        yield passage
        last, line, kind = passage.end, passage.line + text.count("\n", passage.start, passage.end), passage.kind
    if kind != "cell" or _WORD.search(text, last):
        yield from _loose(text, last, len(text), line)


def _loose(text: str, start: int, end: int, line: int) -> Iterator[Passage]:
    """Paragraphs of text that no passage covers."""
    counted = start
    for match in _PARAGRAPH.finditer(text, start, end):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield Passage(match.start(), match.end(), "paragraph", line)


def _parts(text: str, passage: Passage, figures: Sequence[Marked], reach: int | None) -> Iterator[Part]:
    at, before = passage.start, 0
    for statement, number in figures:
        if statement.start < at or statement.end > passage.end:
            continue
        yield from _between(text, at, statement.start, before, reach)
        yield Part(visible(text[statement.start : statement.end]), number)
        at, before = statement.end, reach or 0
    yield from _between(text, at, passage.end, before, reach, last=True)


def _between(text: str, start: int, end: int, before: int, reach: int | None, last: bool = False) -> Iterator[Part]:
    """The text between two figures: ``before`` characters behind the first and ``reach`` ahead of the second."""
    after = 0 if last else reach or 0
    if reach is None or end - start <= before + after:
        if start < end:
            yield Part(visible(text[start:end]))
        return
    if before:
        yield Part(visible(text[start : start + before]))
    yield Part(left_out=end - start - before - after)
    if after:
        yield Part(visible(text[end - after : end]))


def _merged(found: list[Block]) -> list[Block]:
    """Neighbouring blocks that were left out become one."""
    kept: list[Block] = []
    for block in found:
        if block.kind == "left out" and kept and kept[-1].kind == "left out":
            count = _left_out(kept[-1]) + _left_out(block)
            kept[-1] = Block("left out", kept[-1].line, (Part(left_out=count),))
        else:
            kept.append(block)
    return kept


def _left_out(block: Block) -> int:
    return sum(part.left_out for part in block.parts if part is not None)
