"""A Word document comes in; its text goes out: headings, paragraphs, numbered lists, tables, notes.

What is read is what a reader sees with all changes accepted: insertions and fields are, deletions,
hidden and struck-out words, tables of contents, headers and footers are not. Pages are those that
Word laid out when it saved the file, if it did.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from factcheck.model import Document
from factcheck.read.compose import Block, Table, compose
from factcheck.read.dates import head_date, iso_date
from factcheck.read.grid import MAX_SPAN, Cell, Row
from factcheck.read.numbering import Numbering
from factcheck.read.ooxml import Package, is_on, properties, relations, whole
from factcheck.read.raised import BEFORE, lowered, raised
from factcheck.read.source import Source

SKIPPED = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "delText", "pPrChange", "rPrChange", "tblPrChange", "sectPr"}
)
LONG_CELL = 600  # characters: a table with a longer cell is a layout
TEMPLATE_DATE = "2013-12-23T23:15:00Z"  # of the template of python-docx, not of any document
_HEADING = re.compile(r"heading ([1-9])")


def parse(source: Source) -> Document:
    """The document of a DOCX file."""
    package = Package(source)
    main = relations(package, "")[0].get("officeDocument", "word/document.xml")
    if not package.has(main):
        raise package.damaged("there is no Word document in it")
    parts = relations(package, main)[0]
    styles, numbering = _Styles(), Numbering()
    package.walk(parts.get("styles", ""), styles)
    package.walk(parts.get("numbering", ""), numbering)
    story = _Story(styles, numbering)
    package.walk(main, story)
    notes = _Story(styles, numbering)
    for kind in ("footnotes", "endnotes"):
        package.walk(parts.get(kind, ""), notes)
    text, passages = compose([*story.paged(), *_notes(story, notes)], source)
    about = properties(package)
    created = about.get("created", "")
    heading = next((text[p.start : p.end] for p in passages if p.kind == "heading" and p.table is None), "")
    return Document(
        document=source.name,
        text=text,
        passages=passages,
        title=story.title or about.get("title", "") or heading,
        date=head_date(text) or (iso_date(created) if created != TEMPLATE_DATE else ""),
        language=re.split(r"[-_]", about.get("language", "").lower(), maxsplit=1)[0] or "en",
    )


def _notes(story: _Story, notes: _Story) -> list[Block]:
    """The notes that the text refers to, in that order, under a heading of their own."""
    return [
        replace(block, kind="paragraph", marker=f"[{number}] ", section="Notes")
        for number, key in enumerate(dict.fromkeys(story.references), 1)
        for block in notes.notes.get(key, ())
        if isinstance(block, Block)
    ]


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    outline: int | None = None
    numbering: str = ""
    level: int | None = None


class _Styles:
    """Listens to styles.xml, then says what a style means."""

    def __init__(self) -> None:
        self.styles: dict[str, _Style] = {}
        self.here: _Style | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self.here = self.styles.setdefault(attributes.get("styleId", ""), _Style())
        elif self.here is None:
            return
        elif name == "name":
            self.here.name = attributes.get("val", "").lower()
        elif name == "basedOn":
            self.here.based_on = attributes.get("val", "")
        elif name == "outlineLvl":
            self.here.outline = whole(attributes.get("val"))
        elif name == "numId":
            self.here.numbering = attributes.get("val", "")
        elif name == "ilvl":
            self.here.level = whole(attributes.get("val"))

    def end(self, name: str) -> None:
        if name == "style":
            self.here = None

    def text(self, text: str) -> None:
        pass

    def line(self, style: str) -> list[_Style]:
        """A style and those it is based on."""
        found: list[_Style] = []
        while style in self.styles and len(found) < 12:
            found.append(self.styles[style])
            style = found[-1].based_on
        return found


@dataclass(slots=True)
class _Paragraph:
    """A paragraph whose runs are still coming in."""

    style: str = ""
    numbering: str = ""
    level: int | None = None
    outline: int | None = None
    page: int = 1
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    raised: str = ""
    hidden: bool = False
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Cell:
    columns: int = 1
    rows: int = 1
    continues: bool = False  # it is the lower part of a cell that began in a row above
    found: list[Block | Table] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    headers: int = 0
    layout: bool = False
    page: int = 1


class _Story:
    """Listens to the body of a document or to its notes, and collects their blocks."""

    def __init__(self, styles: _Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.found: list[Block | Table] = []
        self.notes: dict[str, list[Block | Table]] = {}
        self.references: list[str] = []
        self.title = ""
        self.page = 1
        self.skipping = 0
        self.contents = False  # the next content control is a table of contents
        self.takes_words = False
        self.of_paragraph = False  # within the properties of a paragraph
        self.paragraphs: list[_Paragraph] = []
        self.runs: list[_Run] = []
        self.tables: list[_Table] = []
        self.sinks = [self.found]

    def paged(self) -> list[Block | Table]:
        """The blocks, without their pages if the file does not tell pages."""
        if self.page > 1:
            return self.found
        return [replace(block, page=None) for block in self.found]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.skipping or name in SKIPPED or (name == "sdtContent" and self.contents):
            self.skipping += 1
            self.contents = False
        elif name == "t":
            self.takes_words = True
        elif name == "r":
            self.runs.append(_Run())
        elif name == "p":
            self.paragraphs.append(_Paragraph(page=self.page))
        elif name == "pPr":
            self.of_paragraph = True
        elif name == "lastRenderedPageBreak":
            self.page += 1
            if self.paragraphs and not "".join(self.paragraphs[-1].words).strip():
                self.paragraphs[-1].page = self.page
        elif name in {"footnoteReference", "endnoteReference"}:
            self.references.append(name[:3] + attributes.get("id", ""))
        elif name in {"footnote", "endnote"}:
            self.sinks.append(self.notes.setdefault(name[:3] + attributes.get("id", ""), []))
        elif name == "docPartGallery":
            self.contents = attributes.get("val", "").lower().startswith("table of")
        elif self.of_paragraph:
            self.paragraph_property(name, attributes)
        elif not self.run_part(name, attributes):
            self.table_part(name, attributes)

    def end(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
        elif name == "t":
            self.takes_words = False
        elif name == "r" and self.runs:
            self.end_run(self.runs.pop())
        elif name == "p" and self.paragraphs:
            self.end_paragraph(self.paragraphs.pop())
        elif name == "pPr":
            self.of_paragraph = False
        elif name == "tc" and self.tables and len(self.sinks) > 1:
            self.sinks.pop()
        elif name == "tbl" and self.tables:
            self.end_table(self.tables.pop())
        elif name in {"footnote", "endnote"} and len(self.sinks) > 1:
            self.sinks.pop()

    def text(self, text: str) -> None:
        if self.takes_words and not self.skipping and self.runs and not self.runs[-1].hidden:
            self.runs[-1].words.append(text)

    def paragraph_property(self, name: str, attributes: dict[str, str]) -> None:
        if not self.paragraphs:
            return
        paragraph = self.paragraphs[-1]
        if name == "pStyle":
            paragraph.style = attributes.get("val", "")
        elif name == "numId":
            paragraph.numbering = attributes.get("val", "")
        elif name == "ilvl":
            paragraph.level = whole(attributes.get("val"))
        elif name == "outlineLvl":
            paragraph.outline = whole(attributes.get("val"))

    def run_part(self, name: str, attributes: dict[str, str]) -> bool:
        """Takes what stands in a run; False if it is none of that."""
        if not self.runs:
            return False
        run = self.runs[-1]
        if name == "vertAlign":
            run.raised = attributes.get("val", "")
        elif name in {"vanish", "strike", "dstrike"}:
            run.hidden = run.hidden or is_on(attributes)
        elif name == "tab":
            run.words.append("\t")
        elif name in {"br", "cr"} and attributes.get("type") != "page":
            run.words.append("\n")
        elif name == "noBreakHyphen":
            run.words.append("-")
        else:
            return False
        return True

    def end_run(self, run: _Run) -> None:
        if not self.paragraphs:
            return
        words = "".join(run.words)
        before = self.paragraphs[-1].words
        if run.raised == "superscript":
            words = raised(words, "".join(before[-4:])[-BEFORE:])
        elif run.raised == "subscript":
            words = lowered(words)
        if words:
            before.append(words)

    def end_paragraph(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.words).replace("\xad", "").strip()
        line = self.styles.line(paragraph.style)
        names = {style.name for style in line}
        if any(name.startswith(("toc ", "table of figures")) for name in names):
            return
        marker = self.marker(paragraph, line)
        if not text:
            return
        self.sinks[-1].append(self.block(text, paragraph, line, marker))
        if not self.title and line and line[0].name == "title":
            self.title = " ".join(text.split())

    def marker(self, paragraph: _Paragraph, line: list[_Style]) -> str:
        number = paragraph.numbering or next((style.numbering for style in line if style.numbering), "")
        levels = [paragraph.level, *(style.level for style in line)]
        return self.numbering.marker(number, next((level for level in levels if level is not None), 0))

    def block(self, text: str, paragraph: _Paragraph, line: list[_Style], marker: str) -> Block:
        outlines = [paragraph.outline, *(style.outline for style in line)]
        outline = next((level for level in outlines if level is not None), 9)
        heading = next((int(found[1]) for style in line if (found := _HEADING.fullmatch(style.name))), 0)
        if line and line[0].name == "title":
            heading = 1
        if line and line[0].name == "caption":
            return Block(" ".join(text.split()), "heading", 0, page=paragraph.page)
        if heading or outline < 9:
            return Block(" ".join(text.split()), "heading", heading or outline + 1, marker, paragraph.page)
        return Block(text, "item" if marker else "paragraph", marker=marker, page=paragraph.page)

    # Tables

    def table_part(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tbl":
            if self.tables:
                self.tables[-1].layout = True  # a table around a table holds no figures of its own
            self.tables.append(_Table(page=self.page))
        elif not self.tables:
            return
        elif name == "tr":
            self.tables[-1].rows.append([])
        elif name == "tblHeader":
            self.tables[-1].headers += is_on(attributes)
        elif name == "tc" and self.tables[-1].rows:
            cell = _Cell()
            self.tables[-1].rows[-1].append(cell)
            self.sinks.append(cell.found)
        elif self.tables[-1].rows and self.tables[-1].rows[-1]:
            cell = self.tables[-1].rows[-1][-1]
            if name == "gridSpan":
                cell.columns = max(1, whole(attributes.get("val"), 1, MAX_SPAN))
            elif name == "vMerge":
                cell.continues = attributes.get("val", "continue") == "continue"

    def end_table(self, table: _Table) -> None:
        rows = _merged(table.rows)
        cells = [cell for row in rows for cell in row]
        longest = max((len(_words(cell)) for cell in cells), default=0)
        if table.layout or longest > LONG_CELL or len(rows) < 2 or max(map(len, rows)) < 2:
            for cell in cells:
                self.sinks[-1].extend(cell.found)
            return
        drawn = [Row([Cell(_words(cell), False, cell.columns, cell.rows) for cell in row]) for row in rows]
        self.sinks[-1].append(Table(drawn, table.headers or None, page=table.page))


def _merged(rows: list[list[_Cell]]) -> list[list[_Cell]]:
    """The rows with each vertical merge as one cell that spans them."""
    merged: list[list[_Cell]] = []
    above: dict[int, _Cell] = {}
    for row in rows:
        kept: list[_Cell] = []
        column = 0
        current: dict[int, _Cell] = {}
        for cell in row:
            head = above.get(column) if cell.continues else None
            if head is None:
                head = cell
                kept.append(cell)
            else:
                head.rows = min(head.rows + 1, MAX_SPAN)
                head.found += cell.found
            current[column] = head
            column += cell.columns
        above = current
        merged.append(kept)
    return merged


def _words(cell: _Cell) -> str:
    """The words of a cell on one line."""
    return " ".join(" ".join(block.marker + block.text for block in cell.found if isinstance(block, Block)).split())
