"""Markdown comes in; its prose goes out, each block on the line where it stands in the file.

The text is what a reader sees: without marks, link targets, comments and code blocks. A block keeps
its line, so that a finding points at the right line of the source; columns shift where marks went.
Front matter gives title, date and language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from factcheck.model import Document
from factcheck.read.compose import Block, Table, compose
from factcheck.read.dates import head_date, iso_date
from factcheck.read.encoding import decode, one_newline
from factcheck.read.grid import Cell, Row
from factcheck.read.inline import plain
from factcheck.read.source import Source

_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])(?:([ \t]+)(.*)|$)")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:[ \t]*(?:<[^<>]*>|\S+)(?:[ \t]+[\"'(].*)?[ \t]*$", re.MULTILINE
)
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*(.*)")
_RAW = re.compile(r" {0,3}<(script|style|pre|svg|textarea)\b", re.IGNORECASE)
_HTML_TABLE = re.compile(r" {0,3}<table\b", re.IGNORECASE)
_MATTER = re.compile(r"""[ \t]*["']?([A-Za-z_-]+)["']?[ \t]*[:=][ \t]*(.*?)[ \t]*$""")
_BAR = re.compile(r"(?<!\\)\|")
MATTER_LINES = 200
MATTER_VALUE = 300
DATES = ("date", "published", "pubdate", "publishdate", "created", "updated")


def parse(source: Source) -> Document:
    """The document of a Markdown file."""
    written = one_newline(decode(source))
    matter, body = _front_matter(written)
    text, passages = compose(_Flow(written, body, source).blocks(), source)
    date = next((day for key in DATES if (day := iso_date(matter.get(key, "")))), "")
    return Document(
        document=source.name,
        text=text,
        passages=passages,
        title=matter.get("title") or next((text[p.start : p.end] for p in passages if p.kind == "heading"), ""),
        date=date or head_date(text),
        language=matter.get("lang") or matter.get("language") or "en",
    )


def _front_matter(written: str) -> tuple[dict[str, str], int]:
    """What stands between the rules at the very top, and the index of the line after it."""
    lines = written.split("\n", MATTER_LINES)[:MATTER_LINES]
    fence = lines[0].rstrip()
    if fence not in {"---", "+++"} or len(lines) < 2 or not _MATTER.match(lines[1]):
        return {}, 0
    matter: dict[str, str] = {}
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in {fence, "..."}:
            return matter, number + 1
        if found := _MATTER.match(line):
            matter.setdefault(found[1].lower(), found[2].strip("\"'")[:MATTER_VALUE])
    return {}, 0


class _Flow:
    """Walks down the lines; keeps the paragraph or item whose lines are still coming in."""

    def __init__(self, written: str, first: int, source: Source) -> None:
        self.source = source
        self.lines = written.split("\n")
        self.at = first  # the line to be read next, from 0
        self.references = {" ".join(found[1].lower().split()) for found in _DEFINITION.finditer(written)}
        self.open: list[str] = []
        self.line = 0  # where the open block began, from 1
        self.kind = "paragraph"
        self.marker = ""
        self.content = 0  # the indent of the words of the last list item, 0 outside lists

    def blocks(self) -> Iterator[Block | Table]:
        """All blocks of the file in order."""
        while self.at < len(self.lines):
            yield from self.step()
        yield from self.flush()

    def step(self) -> Iterator[Block | Table]:
        """Reads one line, or as many as belong to a table or are no prose."""
        line = self.lines[self.at].expandtabs(4)
        self.at += 1
        line = line[quote.end() :] if (quote := _QUOTE.match(line)) else line
        if not line.strip():
            yield from self.flush()
        elif not self.open and self.is_code(line):
            return
        elif self.skips(line):
            yield from self.flush()
        elif heading := _HEADING.match(line):
            yield from self.flush()
            yield self.block((heading[2] or "").rstrip("# \t"), "heading", len(heading[1]))
        elif self.open and self.kind == "paragraph" and (underline := _UNDERLINE.match(line)):
            yield Block(self.words(), "heading", 1 if "=" in underline[1] else 2, line=self.line)
            self.open = []
        elif _RULE.match(line):
            yield from self.flush()
        elif _HTML_TABLE.match(line):
            yield from self.flush()
            yield from self.html_table(line)
        elif self.heads_table(line):
            yield from self.flush()
            yield self.table(line)
        elif self.begins_item(line):
            yield from self.flush()
            self.begin_item(line)
        elif footnote := _FOOTNOTE.match(line):
            yield from self.flush()
            self.begin(footnote[2], marker=f"{footnote[1]} ")
        elif not _DEFINITION.match(line):
            self.go_on(line)

    def is_code(self, line: str) -> bool:
        indent = len(line) - len(line.lstrip())
        if indent < 2:
            self.content = 0
        return indent >= self.content + 4

    def skips(self, line: str) -> bool:
        """Passes over a fenced code block, a comment, or HTML that is no prose, to its end."""
        if fence := _FENCE.match(line):
            sign, width = fence[1][0], len(fence[1])
            self.skip(lambda after: after.strip(" \t>") == sign * max(width, len(after.strip(" \t>"))))
        elif line.lstrip().startswith("<!--"):
            if "-->" not in line:
                self.skip(lambda after: "-->" in after)
        elif raw := _RAW.match(line):
            end = f"</{raw[1].lower()}"
            if end not in line.lower():
                self.skip(lambda after: end in after.lower())
        else:
            return False
        return True

    def skip(self, ends: Callable[[str], bool]) -> None:
        while self.at < len(self.lines):
            self.at += 1
            if ends(self.lines[self.at - 1]):
                return

    def begins_item(self, line: str) -> bool:
        item = _ITEM.match(line)
        if item is None or (self.open and not item[4]):
            return False
        # In the midst of a paragraph "1986. A great year" begins no list.
        return not self.open or self.kind == "item" or item[2] in {"-", "*", "+", "1.", "1)"}

    def begin_item(self, line: str) -> None:
        marker = ""
        self.content = 0
        while (item := _ITEM.match(line)) is not None and len(marker) < 20:
            marker += "• " if item[2] in {"-", "*", "+"} else f"{item[2]} "
            self.content += len(item[1]) + len(item[2]) + 1
            line = item[4] or ""
        line = line[task.end() :] if (task := _TASK.match(line)) else line
        if not self.skips(line):
            self.begin(line, "item", marker)

    def begin(self, words: str, kind: str = "paragraph", marker: str = "") -> None:
        self.open, self.line, self.kind, self.marker = [words], self.at, kind, marker

    def go_on(self, line: str) -> None:
        if not self.open:
            self.begin(line)
        else:
            self.open.append(line)

    def flush(self) -> Iterator[Block]:
        """The open block, now that it has ended."""
        if self.open:
            yield Block(self.words(), self.kind, marker=self.marker, line=self.line)
        self.open = []

    def words(self) -> str:
        return plain("\n".join(line.strip() for line in self.open), self.references).strip()

    def block(self, words: str, kind: str, level: int) -> Block:
        return Block(plain(words, self.references).strip(), kind, level, line=self.at)

    def heads_table(self, line: str) -> bool:
        """A row with bars over a row of dashes with as many fields."""
        if "|" not in line or self.at >= len(self.lines):
            return False
        below = self.lines[self.at]
        below = below[quote.end() :] if (quote := _QUOTE.match(below)) else below
        return _DELIMITERS.match(below) is not None and len(_fields(below)) == len(_fields(line))

    def table(self, line: str) -> Table:
        rows = [self.row(line)]
        self.at += 1
        while self.at < len(self.lines) and "|" in self.lines[self.at]:
            below = self.lines[self.at]
            self.at += 1
            rows.append(self.row(below[quote.end() :] if (quote := _QUOTE.match(below)) else below))
        return Table(rows, header_rows=1)

    def html_table(self, line: str) -> list[Block | Table]:
        """A table that is written in HTML, to the line with its end or to the end of the file."""
        from factcheck.read.html import fragment

        first, lines = self.at, [line]
        while "</table" not in lines[-1].lower() and self.at < len(self.lines):
            lines.append(self.lines[self.at])
            self.at += 1
        blocks = fragment("\n".join(lines), self.source)
        return [_from_line(block, first) for block in blocks[:1]] + blocks[1:]

    def row(self, line: str) -> Row:
        return Row([Cell(" ".join(plain(field, self.references).split())) for field in _fields(line)], self.at)


def _from_line(block: Block | Table, line: int) -> Block | Table:
    if isinstance(block, Block):
        return replace(block, line=line)
    head, *rows = block.rows
    return replace(block, rows=[head._replace(line=line), *rows])


def _fields(line: str) -> list[str]:
    """What stands between the bars of a row; an escaped bar is part of a field."""
    bare = line.strip().removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return _BAR.split(bare)
