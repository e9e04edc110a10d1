"""Blocks come in, as a reader of some format finds them; one text and its passages go out.

Paragraphs stand apart by a blank line, list items and table rows on lines of their own, the cells of a
row apart by a tab. Markers of lists are printed and stay outside the passages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.model import Passage
from factcheck.read.grid import Laid, Row, place
from factcheck.read.sections import Sections, under
from factcheck.read.source import Source


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, item, heading or note. ``line`` is where it must begin, 0 if after the one before."""

    text: str
    kind: str = "paragraph"  # paragraph | item | heading
    level: int = 0  # of a heading: 1 is the top, 0 the caption of what comes next
    marker: str = ""  # as a list prints it: "2. ", "• "
    page: int | None = None
    line: int = 0
    section: str = ""  # instead of the headings above, for what stands outside the flow


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``rows`` may be a generator. ``header_rows`` is None where the format does not say.

    Its caption, if it has one, is a heading block before it.
    """

    rows: Iterable[Row]
    header_rows: int | None = None
    page: int | None = None
    column: int = 1  # of its first cell on its sheet


def compose(blocks: Iterable[Block | Table], source: Source) -> tuple[str, tuple[Passage, ...]]:
    """The text that the blocks make, and the passages in it. Too much of either is refused."""
    writer = _Writer(source)
    for block in blocks:
        if isinstance(block, Table):
            writer.table(block)
        elif block.text:
            writer.block(block)
    return "".join(writer.pieces), tuple(writer.passages)


class _Writer:
    """Keeps count of where the next word will stand."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.room = source.limits.unfolded(len(source.data))
        self.pieces: list[str] = []
        self.passages: list[Passage] = []
        self.sections = Sections()
        self.offset = 0
        self.line = 1
        self.paragraph = 0
        self.tables = 0
        self.last = ""

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.offset += len(text)
        self.line += text.count("\n")
        if self.offset > self.room:
            raise self.source.refuse(
                f"unfolds to more than {self.room:,} characters", "this may be a decompression bomb; split it if not"
            )

    def go_on(self, kind: str, line: int) -> None:
        """To the place where a block of this kind begins."""
        if line > self.line:
            self.write("\n" * (line - self.line))
        elif self.pieces:
            self.write("\n" if kind == self.last == "item" or line == self.line else "\n\n")
        self.last = kind
        self.paragraph += 1

    def keep(self, passage: Passage) -> None:
        self.passages.append(passage)
        if len(self.passages) > self.source.limits.passages:
            raise self.source.refuse(
                f"more than {self.source.limits.passages:,} paragraphs and cells",
                "split it into several files",
                passage.line,
            )

    def block(self, block: Block) -> None:
        self.go_on(block.kind, block.line)
        section = self.sections.over_next()
        if block.section:
            section = block.section
        elif block.kind == "heading":
            section = self.sections.enter(block.level, block.text)
        if block.marker:
            self.write(block.marker)
        start, line = self.offset, self.line
        self.write(block.text)
        self.keep(Passage(start, self.offset, block.kind, line, self.paragraph, block.page, section))

    def table(self, table: Table) -> None:
        self.tables += 1
        above = self.sections.over_next()
        begun = False
        for laid in place(table.rows, table.header_rows):
            if not laid.placed:
                continue
            if not begun:
                self.go_on("table", laid.line)
            else:
                self.write("\n" * max(1, laid.line - self.line))
            begun = True
            self.row(laid, table, above)

    def row(self, laid: Laid, table: Table, above: str) -> None:
        starts, offset = [], self.offset
        for text in laid.texts:
            starts.append(offset)
            offset += len(text) + 1
        for cell in laid.placed:
            start = starts[cell.at]
            self.keep(
                Passage(
                    start=start,
                    end=start + len(laid.texts[cell.at]),
                    kind=cell.kind,
                    line=self.line,
                    paragraph=self.paragraph,
                    page=table.page,
                    section=under(above, cell.caption),
                    table=self.tables,
                    row=cell.row,
                    column=cell.column + table.column - 1,
                    row_heading=cell.row_heading,
                    column_heading=cell.column_heading,
                )
            )
        self.write("\t".join(laid.texts).rstrip("\t"))
