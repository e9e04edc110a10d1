"""A document and its statements in, blocks of text with the figures marked out, bounded in size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.model import Document, Passage, Statement
from factcheck.report.wording import visible

# Beyond this many characters a document is shown around its figures only.
WHOLE = 1_500_000
_REACH = 300
_LONGEST_BLOCK = 4_000

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


def blocks(document: Document, marked: Sequence[Marked], whole: int = WHOLE) -> list[Block]:
    """The text of ``document`` in blocks, in order, each figure of ``marked`` a part of its own.

    Text longer than ``whole`` characters is cut to the surroundings of the figures, and says so. Of
    figures that overlap the first is marked.
    """
    text = document.text
    figures = [one for one in sorted(marked, key=lambda one: (one[0].start, -one[0].end)) if one[0].end <= len(text)]
    cut = len(text) > whole
    found: list[Block] = []
    before: Passage | None = None
    at = 0
    for passage in _spans(document):
        here = []
        while at < len(figures) and figures[at][0].start < passage.end:
            if figures[at][0].start >= passage.start:
                here.append(figures[at])
            at += 1
        if cut and not here:
            found.append(Block("left out", passage.line, (Part(left_out=passage.end - passage.start),)))
            before = None
            continue
        parts: tuple[Part | None, ...] = tuple(_parts(text, passage, here, cut))
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
    """The document's passages in order, and the text between them, so that every word is in exactly one."""
    text, last, line = document.text, 0, 1
    for passage in sorted(document.passages, key=lambda one: (one.start, one.end)):
        if passage.start < last or passage.end <= passage.start:
            continue
        yield from _loose(text, last, passage.start, line)
        yield passage
        last, line = passage.end, passage.line + text.count("\n", passage.start, passage.end)
    yield from _loose(text, last, len(text), line)


def _loose(text: str, start: int, end: int, line: int) -> Iterator[Passage]:
    """Paragraphs of text that no passage covers."""
    counted = start
    for match in _PARAGRAPH.finditer(text, start, end):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield Passage(match.start(), match.end(), "paragraph", line)


def _parts(text: str, passage: Passage, figures: Sequence[Marked], cut: bool) -> Iterator[Part]:
    at = passage.start
    for statement, number in figures:
        if statement.start < at or statement.end > passage.end:
            continue
        yield from _between(text, at, statement.start, cut)
        yield Part(visible(text[statement.start : statement.end]), number)
        at = statement.end
    yield from _between(text, at, passage.end, cut)


def _between(text: str, start: int, end: int, cut: bool) -> Iterator[Part]:
    if start >= end:
        return
    if not cut or end - start <= _LONGEST_BLOCK:
        yield Part(visible(text[start:end]))
        return
    yield Part(visible(text[start : start + _REACH]))
    yield Part(left_out=end - start - 2 * _REACH)
    yield Part(visible(text[end - _REACH : end]))


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
