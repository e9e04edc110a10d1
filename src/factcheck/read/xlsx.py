"""A spreadsheet comes in; the tables of its visible sheets go out, with the figures as the sheet shows them.

Read are the values as they were last calculated, in the number format of their cell. Hidden sheets,
rows and columns are not: what nobody sees, nobody states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from factcheck.model import Document
from factcheck.read.compose import Block, Table, compose
from factcheck.read.dates import head_date, iso_date
from factcheck.read.formats import BUILT_IN, Format, read_format
from factcheck.read.grid import MAX_SPAN, Cell, Row
from factcheck.read.ooxml import Package, is_on, properties, relations, whole
from factcheck.read.regions import one_line, regions
from factcheck.read.source import Source

MAX_COLUMN = 16_384  # of the format
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def parse(source: Source) -> Document:
    """The document of an XLSX file: one section for each sheet."""
    package = Package(source)
    main = relations(package, "")[0].get("officeDocument", "xl/workbook.xml")
    if not package.has(main):
        raise package.damaged("there is no workbook in it")
    parts, by_id = relations(package, main)
    book, strings, styles = _Book(), _Strings(), _Styles()
    package.walk(main, book)
    package.walk(parts.get("sharedStrings", ""), strings)
    package.walk(parts.get("styles", ""), styles)
    sheets = [(name, by_id.get(key, "")) for name, key, visible in book.sheets if visible]
    text, passages = compose(_blocks(package, sheets, strings.strings, styles.formats(book.from_1904)), source)
    about = properties(package)
    return Document(
        document=source.name,
        text=text,
        passages=passages,
        title=about.get("title", "") or next((text[p.start : p.end] for p in passages[:1]), ""),
        date=head_date(text) or iso_date(about.get("modified", "")),
    )


def _blocks(
    package: Package, sheets: list[tuple[str, str]], strings: list[str], formats: list[Format]
) -> Iterator[Block | Table]:
    for name, part in sheets:
        sheet = _Sheet(package.source, strings, formats)
        package.walk(part, sheet)
        if sheet.rows:
            yield Block(one_line(name) or "Sheet", "heading", 1)
            yield from regions(sheet.laid(), max(sheet.width, 2))


class _Book:
    """Listens to workbook.xml."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            visible = attributes.get("state", "visible") == "visible"
            self.sheets.append((attributes.get("name", ""), attributes.get("id", ""), visible))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0").lower() in {"1", "true"}

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class _Strings:
    """Listens to the strings that cells share; the reading aids of East Asian words are left out."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self.words: list[str] = []
        self.takes_words = False
        self.aid = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.words = []
        elif name == "rPh":
            self.aid = True
        elif name == "t":
            self.takes_words = not self.aid

    def end(self, name: str) -> None:
        if name == "si":
            self.strings.append(one_line(unescaped("".join(self.words))))
        elif name == "rPh":
            self.aid = False
        elif name == "t":
            self.takes_words = False

    def text(self, text: str) -> None:
        if self.takes_words:
            self.words.append(text)


class _Styles:
    """Listens to styles.xml: which number format each style has."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.used: list[int] = []
        self.of_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[whole(attributes.get("numFmtId"), -1)] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.of_cells = True
        elif name == "xf" and self.of_cells:
            self.used.append(whole(attributes.get("numFmtId")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.of_cells = False

    def text(self, text: str) -> None:
        pass

    def formats(self, from_1904: bool) -> list[Format]:
        """The format of each style, by its number."""
        made: dict[int, Format] = {}
        for number in self.used:
            if number not in made:
                east_asian_date = 27 <= number <= 36 or 50 <= number <= 58
                code = self.codes.get(number) or BUILT_IN.get(number, "yyyy-mm-dd" if east_asian_date else "General")
                made[number] = read_format(code, from_1904)
        return [made[number] for number in self.used]


@dataclass(slots=True)
class _Line:
    number: int
    hidden: bool
    cells: dict[int, str] = field(default_factory=dict)


class _Sheet:
    """Listens to a sheet and collects the texts of its cells."""

    def __init__(self, source: Source, strings: list[str], formats: list[Format]) -> None:
        self.source = source
        self.strings = strings
        self.formats = formats
        self.plain = read_format("General")
        self.rows: list[_Line] = []
        self.merged: dict[tuple[int, int], int] = {}  # row and column, and how many columns it spans
        self.hidden: list[tuple[int, int]] = []
        self.width = 0
        self.count = 0
        self.column = 0
        self.kind = self.style = ""
        self.value: list[str] = []
        self.takes_words = self.aid = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.column = _column(attributes.get("r", "")) or self.column + 1
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
            self.value = []
        elif name == "row":
            last = self.rows[-1].number if self.rows else 0
            hidden = "hidden" in attributes and is_on({"val": attributes["hidden"]})
            self.rows.append(_Line(max(last + 1, whole(attributes.get("r"), last + 1, 2**21)), hidden))
            self.column = 0
        elif name == "rPh":
            self.aid = True
        elif name in {"v", "t"}:
            self.takes_words = not self.aid
        elif name == "mergeCell" and len(self.merged) < self.source.limits.passages:
            self.merge(attributes.get("ref", ""))
        elif (
            name == "col"
            and "hidden" in attributes
            and is_on({"val": attributes["hidden"]})
            and len(self.hidden) < 1000
        ):
            self.hidden.append((whole(attributes.get("min")), whole(attributes.get("max"))))

    def end(self, name: str) -> None:
        if name == "c":
            self.keep()
        elif name == "rPh":
            self.aid = False
        elif name in {"v", "t"}:
            self.takes_words = False

    def text(self, text: str) -> None:
        if self.takes_words:
            self.value.append(text)

    def keep(self) -> None:
        """Keeps the cell that has come to its end, if it shows anything."""
        shown = self.shown("".join(self.value))
        if not shown or not self.rows or self.column > MAX_COLUMN:
            return
        self.rows[-1].cells[self.column] = shown
        self.width = max(self.width, self.column)
        self.count += 1
        if self.count > self.source.limits.passages:
            limit = f"{self.source.limits.passages:,}"
            raise self.source.refuse(f"a sheet of more than {limit} cells", "split it into several files")

    def shown(self, value: str) -> str:
        if self.kind == "s":
            index = whole(value, -1, 2**30)
            return self.strings[index] if 0 <= index < len(self.strings) else ""
        if self.kind == "n" and value:
            style = whole(self.style, -1)
            return (self.formats[style] if 0 <= style < len(self.formats) else self.plain).shown(value.strip())
        if self.kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        return one_line(unescaped(value))

    def merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        one = _REFERENCE.fullmatch(first)
        if one is None or not _REFERENCE.fullmatch(last):
            return
        columns = min(_column(last) - _column(first) + 1, MAX_SPAN)
        if columns > 1:
            self.merged[int(one[2]), _column(first)] = columns

    def laid(self) -> Iterator[Row]:
        """The rows that can be seen, with a blank one where some are left out."""
        ranges = [hidden for hidden in self.hidden if hidden[0] <= self.width]
        columns = [at for at in range(1, self.width + 1) if not any(low <= at <= high for low, high in ranges)]
        last = 0
        for line in self.rows:
            if line.hidden or not line.cells:
                continue
            if last and line.number > last + 1:
                yield Row(())
            last = line.number
            yield Row(self.cells(line, columns), number=line.number)

    def cells(self, line: _Line, columns: list[int]) -> list[Cell]:
        widest = max(line.cells)
        cells: list[Cell] = []
        covered = 0
        for column in columns:
            if column > widest:
                break
            if column <= covered:
                continue
            across = self.merged.get((line.number, column), 1)
            covered = column + across - 1
            cells.append(Cell(line.cells.get(column, ""), columns=across))
        return cells


def _column(reference: str) -> int:
    """The number of a column by its letters: 28 for "AB12"; 0 if there are none."""
    number = 0
    for letter in reference.replace("$", "")[:3]:
        if not ("A" <= letter.upper() <= "Z"):
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number


def unescaped(text: str) -> str:
    """Characters that Excel writes as "_x000D_" as they are, unless no text may hold them."""
    if "_x" not in text:
        return text

    def character(escape: re.Match[str]) -> str:
        code = int(escape[1], 16)
        return chr(code) if code >= 32 and not 0xD800 <= code < 0xE000 else " "

    return _ESCAPE.sub(character, text)
