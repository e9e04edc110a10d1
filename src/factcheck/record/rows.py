"""The bytes of a CSV file in, its rows with their places out; all that is wrong with the file is said at once."""

from __future__ import annotations

import csv
import difflib
import io
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from factcheck.config import demand_inside
from factcheck.errors import LINE_END, FactcheckError, Problems

# The longest cell that is read; a missing closing quote would otherwise swallow the rest of a large file.
_LONGEST_CELL = 1_000_000
# Looking for the nearest of so many words takes longer than reading them; listing more than a few helps nobody.
_MOST_WORDS = 20_000
_FEW_WORDS = 20
# The most rows of a table, and the variable of the environment that says another number; the longest that rows are.
_MOST_ROWS, _MOST_ROWS_NAME = 1_000_000, "FACTCHECK_MOST_ROWS"
_ROW_BYTES = 4_096


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column, and where it stands in the file (lines count from 1)."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file, and what it takes to point at a cell of them."""

    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    lines: tuple[str, ...]

    def problem(self, row: Row, column: str, message: str, hint: str = "") -> FactcheckError:
        """An error that points at a cell, or names its row where the table is no file."""
        if not self.lines:
            return FactcheckError(f"row {row.line}, {column}: {message}", path=self.path, hint=hint)
        record, at = _record(self.lines, row.line), self.columns.index(column)
        offset = _cell_offset(record, at)
        before = record[:offset]
        line = row.line + len(LINE_END.findall(before))
        return FactcheckError(
            message,
            path=self.path,
            line=line,
            column=offset - max(before.rfind("\n"), before.rfind("\r")),
            source=self.lines[line - 1],
            hint=hint,
        )


def read_table(path: Path, columns: tuple[str, ...], shown: str = "") -> Table:
    """The table of a file that must have exactly these columns, in any order.

    A byte-order mark and the line ends of any system are fine. Raises FactcheckError, or Problems for
    several, where the file is missing, empty, no UTF-8, separated by anything but commas, broken in its
    quoting, or has other columns or ragged rows. ``shown`` is the path as the messages give it.
    """
    shown = shown or str(path)
    _demand_room(path, shown)
    text = read_text(path, shown)
    lines = tuple(LINE_END.split(text))
    if not text.strip():
        raise FactcheckError(
            "the file is empty", path=shown, hint=f"its first line names the columns: {','.join(columns)}"
        )
    _demand_commas(lines[0], columns, shown)
    records = _records(text, lines, shown)
    header = tuple(name.strip() for name in records[0][1])
    problems = _header_problems(header, columns, lines[0], shown)
    if problems:
        raise one_or_all(problems)
    rows = []
    for line, cells in records[1:]:
        if len(cells) != len(header):
            problems.append(_ragged(line, cells, header, lines, shown))
        else:
            rows.append(Row(line, dict(zip(header, cells, strict=True))))
    if problems:
        raise one_or_all(problems)
    return Table(shown, header, tuple(rows), lines)


def _demand_room(path: Path, shown: str) -> None:
    """Refuse a file of more rows than fit into the memory of an ordinary machine, before any of them is kept."""
    most = _most_rows()
    try:
        with path.open("rb") as file:
            large = os.fstat(file.fileno()).st_size > _ROW_BYTES * most
            rows = most + 2 if large else sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return  # whoever reads it says what is wrong
    if rows > most + 1:  # and a header
        raise FactcheckError(
            f"more than {most:,} rows",
            path=shown,
            hint=f"each takes about 2 KB of memory: set {_MOST_ROWS_NAME}, or check it with --engine sql or spark",
        )


def _most_rows() -> int:
    said = os.environ.get(_MOST_ROWS_NAME, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 16 else _MOST_ROWS


def read_text(path: Path, shown: str) -> str:
    """The text of a UTF-8 file without its byte-order mark; FactcheckError where it has none or is no UTF-8."""
    demand_inside(path, path.parent)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise FactcheckError(
            "no such file", path=shown, hint="is this the folder of a project, with data/ and checks/?"
        ) from None
    except OSError as trouble:
        raise FactcheckError(f"cannot be read: {trouble.strerror or trouble}", path=shown) from None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FactcheckError("is UTF-16, not UTF-8", path=shown, hint="save it as “CSV UTF-8”")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise _not_utf8(raw, trouble.start, shown) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FactcheckError("holds a NUL character: not a text file", path=shown, line=line)
    return text


def one_or_all(problems: list[FactcheckError]) -> FactcheckError:
    """The only problem, or all of them as one error."""
    return problems[0] if len(problems) == 1 else Problems(problems)


def _not_utf8(raw: bytes, at: int, shown: str) -> FactcheckError:
    begin = raw.rfind(b"\n", 0, at) + 1
    end = raw.find(b"\n", at)
    source = raw[begin : len(raw) if end < 0 else end].decode("utf-8", errors="replace").rstrip("\r")
    return FactcheckError(
        f"byte 0x{raw[at]:02x} is not UTF-8",
        path=shown,
        line=raw.count(b"\n", 0, at) + 1,
        column=len(raw[begin:at].decode("utf-8", errors="replace")) + 1,
        source=source,
        hint="save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”)",
    )


def _demand_commas(header: str, columns: tuple[str, ...], shown: str) -> None:
    for separator, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if len(columns) > 1 and separator in header and header.count(separator) > header.count(","):
            raise FactcheckError(
                f"the columns are separated by {name}",
                path=shown,
                line=1,
                column=header.index(separator) + 1,
                source=header,
                hint="separate them by commas (in a spreadsheet: export as “CSV, comma separated”)",
            )


def _records(text: str, lines: tuple[str, ...], shown: str) -> list[tuple[int, list[str]]]:
    """Each record with the line it begins on; blank lines are left out."""
    others = csv.field_size_limit(_LONGEST_CELL)  # the limit is one for the whole process
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records = []
    begin = 1
    try:
        for cells in reader:
            if cells:
                records.append((begin, cells))
            begin = reader.line_num + 1
    except csv.Error as trouble:
        raise FactcheckError(
            f"the quoting is broken: {trouble}",
            path=shown,
            line=begin,
            source=lines[min(begin, len(lines)) - 1],
            hint='a cell with a comma or a quote stands in double quotes, quotes inside it doubled: "so ""called"""',
        ) from None
    finally:
        csv.field_size_limit(others)
    return records


def _header_problems(
    header: tuple[str, ...], columns: tuple[str, ...], source: str, shown: str
) -> list[FactcheckError]:
    problems = []
    missing = [column for column in columns if column not in header]
    extra = [at for at, column in enumerate(header) if column not in columns or column in header[:at]]
    if missing:
        problems.append(
            FactcheckError(
                f"column {_listed(missing)} missing" if len(missing) == 1 else f"columns {_listed(missing)} missing",
                path=shown,
                line=1,
                source=source,
                hint=f"the columns are {','.join(columns)}",
            )
        )
    for at in extra:
        what = f"column {header[at]!r} twice" if header[at] in columns else f"unknown column {header[at]!r}"
        problems.append(
            FactcheckError(
                what,
                path=shown,
                line=1,
                column=_cell_offset(source, at) + 1,
                source=source,
                hint=nearest(header[at], tuple(missing) or columns),
            )
        )
    return problems


def _ragged(line: int, cells: list[str], header: tuple[str, ...], lines: tuple[str, ...], shown: str) -> FactcheckError:
    return FactcheckError(
        f"{len(cells)} cells where the header has {len(header)}",
        path=shown,
        line=line,
        source=lines[line - 1],
        hint="a cell that holds a comma stands in double quotes" if len(cells) > len(header) else "a comma is missing",
    )


def _record(lines: tuple[str, ...], begin: int) -> str:
    """The text of the record that begins on this line: as many lines as its open quotes reach over."""
    record = lines[begin - 1]
    after = begin
    while record.count('"') % 2 and after < len(lines):
        record += "\n" + lines[after]
        after += 1
    return record


def _cell_offset(record: str, index: int) -> int:
    """Where the cell of this index begins in the text of its record."""
    quoted = False
    for offset, sign in enumerate(record):
        if index == 0:
            return offset
        if sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted:
            index -= 1
    return len(record)


def _listed(names: list[str]) -> str:
    return ", ".join(repr(name) for name in names)


@lru_cache(maxsize=256)
def nearest(word: str, words: tuple[str, ...]) -> str:
    """A hint that names the nearest of these words; of very many, none is looked for."""
    if len(words) > _MOST_WORDS:
        return ""
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    few = len(words) <= _FEW_WORDS
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(map(repr, words))}" if few else ""
