"""A PDF comes in; its text goes out, page by page: paragraphs put together again, without what repeats.

PDFium (pypdfium2, the extra "pdf") finds the characters, in a process of its own with limits on memory
and time. Lines become paragraphs again by their place and length, words that were parted by a hyphen
are joined, and lines at the edge of the page that repeat from page to page are left out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess  # nosec: the command is our own interpreter and file, the document only its input
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.model import Document
from factcheck.read.compose import Block, Table, compose
from factcheck.read.dates import head_date, iso_date
from factcheck.read.grid import Cell, Row
from factcheck.read.plain_tables import Field, aligned, holds_figures
from factcheck.read.raised import BEFORE, raised
from factcheck.read.source import MIB, Source
from factcheck.read.text import heading_like, split_marker

EDGE = 2  # lines at the top and the bottom of a page that may be running heads and page numbers
APART = 1.7  # of the size of the letters: the distance of such lines from the text
LARGER = 1.12  # than the body: the size of a heading
HEADING = 200  # characters
LEVELS = 5
GOES_ON = 40  # characters: a longer line at the end of a page, without a full stop, goes on with any word
ROW = 60  # characters: a longer line without gaps is no row of the table beside it
TITLE_ROWS = 2  # lines without gaps above the rows of a table that are taken for part of it
TABLE_PITCH = 3  # the same for the rows of a table
PITCH = 1.35  # of the usual distance of lines: a wider one parts paragraphs

_JUNK_TITLE = re.compile(
    r"\(?(?:untitled|anonymous|unknown|document\d*)\)?$|microsoft word\b|.*\.(?:docx?|indd|pdf|qxd|tex)$", re.IGNORECASE
)
_STAMP = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|von|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)
_KEEPS_HYPHEN = re.compile(
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|well|self|non|mid|long|short|high|low"
    r"|year|half|one|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"\w-$")  # a hyphen that PDFium took for one of a number or a compound: "2012-" and "13"


class Line(NamedTuple):
    """A line of a page: its words, parted where wide gaps are, and where and how it is printed."""

    page: int
    parts: tuple[tuple[float, float, str], ...]
    base: float
    size: float
    bold: bool
    hyphen: bool
    turned: bool

    @property
    def words(self) -> str:
        return "   ".join(words for _, _, words in self.parts)

    @property
    def left(self) -> float:
        return self.parts[0][0]

    @property
    def right(self) -> float:
        return self.parts[-1][1]


def parse(source: Source) -> Document:
    """The document of a PDF file."""
    about, pages = _pages(source)
    lines = [line for page in _without_running_lines(pages) for line in page]
    if not lines:
        message = f"there is no text in its {len(pages)} page{'s' * (len(pages) != 1)}"
        raise source.refuse(message, "if it is a scan, run it through text recognition (OCR) first")
    text, passages = compose(_blocks(lines), source)
    title = " ".join(str(about.get("title", "")).split())
    heading = next((text[p.start : p.end] for p in passages if p.kind == "heading" and p.table is None), "")
    stamp = _STAMP.match(str(about.get("created", "")))
    return Document(
        document=source.name,
        text=text,
        passages=passages,
        title=heading if not title or _JUNK_TITLE.match(title) else title,
        date=head_date(text) or (iso_date("-".join(stamp.groups())) if stamp else ""),
    )


# What PDFium says


def _pages(source: Source) -> tuple[dict[str, Any], list[list[Line]]]:
    """What the file says of itself, and the lines of each page."""
    if find_spec("pypdfium2") is None:
        raise source.refuse("reading PDF needs pypdfium2", 'pip install "factcheck-figures[pdf]"')
    answers = _asked(source)
    about = answers[0] if answers else {"error": "damaged", "reason": "no answer"}
    for answer in answers:
        if isinstance(answer, dict) and "error" in answer:
            raise _refusal(source, answer)
    return about, [list(_whole(_line(number, line) for line in page)) for number, page in enumerate(answers[1:], 1)]


def _asked(source: Source) -> list[Any]:
    limits = source.limits
    program = Path(__file__).with_name("pdfium.py")
    numbers = (_room(source), limits.pdf_memory, limits.pdf_seconds)
    # -P: the folder of that program holds an html.py, which is not the library's.
    command = [sys.executable, "-P", str(program), *map(str, numbers)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    try:
        answer = subprocess.run(  # noqa: S603 (our own interpreter, our own file)
            command, input=source.data, capture_output=True, timeout=limits.pdf_seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise source.refuse(f"takes more than {limits.pdf_seconds} seconds to read", "print it to a new PDF") from error
    except OSError as error:
        raise source.refuse(f"no process could be started to read it: {error.strerror}") from error
    if answer.returncode != 0:
        limit = f"{limits.pdf_memory // MIB} MiB of memory"
        raise source.refuse(f"damaged, or made to use more than {limit}: PDFium gave up", "print it to a new PDF")
    return [json.loads(line) for line in answer.stdout.splitlines()]


def _room(source: Source) -> int:
    return min(source.limits.unfolded(len(source.data)), source.limits.pdf_characters)


def _refusal(source: Source, answer: dict[str, str]) -> Exception:
    if answer["error"] == "password":
        return source.refuse("encrypted: it needs a password", "save a copy without a password")
    if answer["error"] == "size":
        hint = "this may be a decompression bomb; split it if not"
        return source.refuse(f"unfolds to more than {_room(source):,} characters", hint)
    return source.refuse(f"damaged: {answer.get('reason', '')}"[:300], "print it to a new PDF")


def _line(page: int, line: dict[str, Any]) -> Line:
    parts = tuple((left, right, _marked(words)) for left, right, words in line["parts"])
    return Line(page, parts, line["base"], line["size"], line["bold"], line["hyphen"], line["turned"])


def _whole(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, those in one piece again that PDFium broke at a raised sign or between cells."""
    kept: Line | None = None
    for line in lines:
        if kept is not None and _is_beside(kept, line):
            kept = kept._replace(parts=_beside(kept, line), hyphen=line.hyphen)
            continue
        if kept is not None:
            yield kept
        kept = line
    if kept is not None:
        yield kept


def _is_beside(line: Line, after: Line) -> bool:
    gap = after.left - line.right
    return not (line.turned or line.hyphen) and abs(line.base - after.base) < 0.2 * line.size and gap > -0.1 * line.size


def _beside(line: Line, after: Line) -> tuple[tuple[float, float, str], ...]:
    left, right, words = line.parts[-1]
    start, end, more = after.parts[0]
    if start - right > line.size:
        return line.parts + after.parts
    space = " " if start - right > 0.15 * line.size else ""
    return (*line.parts[:-1], (left, end, f"{words}{space}{more}"), *after.parts[1:])


def _marked(words: str) -> str:
    """The words with their raised digits as powers, or without them where they lead to a note."""

    def sign(run: re.Match[str]) -> str:
        return raised(run.group().translate(_DIGITS), words[max(0, run.start() - BEFORE) : run.start()])

    return _RAISED.sub(sign, words)


# What repeats at the edges of the pages


def _without_running_lines(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The pages without their running heads and feet and page numbers."""
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(key for page, edge in zip(pages, edges, strict=True) for key in {_key(page[at]) for at in edge})
    often = max(2, min(len(pages) // 3, 6)) if len(pages) > 1 else 2
    for page, edge in zip(pages, edges, strict=True):
        running = {at for at in edge if seen[_key(page[at])] >= often or _PAGE_NUMBER.fullmatch(page[at].words)}
        yield [line for at, line in enumerate(page) if at not in running]


def _edge_lines(page: Sequence[Line]) -> list[int]:
    """The lines that stand apart from the rest at the top and at the bottom of a page."""
    sizes = {round(line.base): line.size for line in page}
    heights = sorted(sizes)
    outer = {*_apart(heights, sizes), *_apart(heights[::-1], sizes)}
    return [at for at, line in enumerate(page) if round(line.base) in outer]


def _apart(heights: Sequence[int], sizes: Mapping[int, float]) -> Sequence[int]:
    """The outermost heights, as far as the first wide gap; none if the lines run on without one."""
    for number in range(1, min(EDGE, len(heights) - 1) + 1):
        here, inner = heights[number - 1], heights[number]
        if abs(inner - here) > APART * max(sizes[here], sizes[inner]):
            return heights[:number]
    return heights[:0]


def _key(line: Line) -> tuple[str, int]:
    """The words of a line whatever its numbers, and its height on the page."""
    return _NUMBER.sub("#", line.words.lower()), round(line.base / 6)


# Paragraphs


def _blocks(lines: Sequence[Line]) -> Iterator[Block | Table]:
    """The paragraphs, headings, items and tables that the lines are parts of."""
    body = _usual(lines)
    sizes = sorted({line.size for line in lines if line.size > body * LARGER}, reverse=True)
    pitch = _pitch(lines)
    known = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]{4,}", line.words)}
    for group in _joined_over_pages(_groups(lines, pitch)):
        table = _table(group)
        if table is not None:
            yield table
            continue
        for paragraph in _paragraphs(group):
            yield _block(paragraph, body, sizes, known)


def _usual(lines: Iterable[Line]) -> float:
    """The size of most of the characters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.words)
    return sizes.most_common(1)[0][0]


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance of one line from the next, in sizes of the letters."""
    steps = Counter(
        round((one.base - two.base) / one.size, 1)
        for one, two in pairwise(lines)
        if one.page == two.page and 0.8 < (one.base - two.base) / one.size < 2.6
    )
    return steps.most_common(1)[0][0] if steps else 1.2


def _groups(lines: Sequence[Line], pitch: float) -> Iterator[list[Line]]:
    """Runs of lines of one size at one distance, below each other."""
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, pitch):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(group: Sequence[Line], after: Line, pitch: float) -> bool:
    line = group[-1]
    if line.page != after.page or abs(line.size - after.size) > 0.08 * line.size or line.bold != after.bold:
        return False
    if line.turned:
        return True
    step = (line.base - after.base) / line.size
    apart, apart_after = len(line.parts) > 1, len(after.parts) > 1
    if apart and apart_after:
        return 0.5 < step <= pitch * TABLE_PITCH
    if apart_after and (len(line.words) > ROW or len(group) > TITLE_ROWS):
        return False
    if apart and len(after.words) > ROW:
        return False
    return 0.5 < step <= pitch * PITCH and after.left < line.right and line.left < after.right


def _joined_over_pages(groups: Iterable[list[Line]]) -> Iterator[list[Line]]:
    """A paragraph that the end of a page or column has parted is one."""
    kept: list[Line] = []
    for group in groups:
        if kept and _is_parted(kept[-1], group[0]):
            kept += group
            continue
        if kept:
            yield kept
        kept = group
    if kept:
        yield kept


def _is_parted(line: Line, after: Line) -> bool:
    same_look = abs(line.size - after.size) <= 0.08 * line.size and line.bold == after.bold
    unended = line.hyphen or not line.words.endswith((".", "!", "?", ":", ";", "”", '"'))
    whole = len(line.parts) == len(after.parts) == 1
    goes_on = not after.words[0].isupper() or len(line.words) > GOES_ON
    return _is_elsewhere(line, after) and same_look and unended and whole and goes_on


def _table(group: Sequence[Line]) -> Table | None:
    """The table that lines with wide gaps at the same places are, if figures stand in it."""
    rows = [
        tuple(Field(round(left * 10), round(right * 10), words) for left, right, words in line.parts) for line in group
    ]
    if len(rows) < 2 or sum(len(row) > 1 for row in rows) * 5 < len(rows) * 3 or not holds_figures(rows):
        return None
    cells = [Row([Cell(field.words) for field in row]) for row in aligned(rows, [0] * len(rows))]
    return Table(cells, page=group[0].page)


def _paragraphs(group: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of a group, parted where one ends early, is indented, or begins an item."""
    paragraph: list[Line] = []
    for column in _columns(group):
        left, right = min(line.left for line in column), max(line.right for line in column)
        for line in column:
            if paragraph and _begins(paragraph, line, left, right):
                yield paragraph
                paragraph = []
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _columns(group: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines that stand below each other on one page; a paragraph may go on in the next column."""
    column: list[Line] = []
    for line in group:
        if column and _is_elsewhere(column[-1], line):
            yield column
            column = []
        column.append(line)
    if column:
        yield column


def _is_elsewhere(line: Line, after: Line) -> bool:
    return line.page != after.page or after.base > line.base


def _begins(paragraph: Sequence[Line], line: Line, left: float, right: float) -> bool:
    last = paragraph[-1]
    if last.hyphen or _BROKEN.search(last.words) or _is_elsewhere(last, line):
        return False
    if split_marker(line.words)[0] and (last.words.endswith((".", ";", ":")) or split_marker(paragraph[0].words)[0]):
        return True
    if line.words[0].islower():
        return False
    width = (last.right - last.left) / max(1, len(last.words))
    early = last.right + width * (len(line.words.split(None, 1)[0]) + 1) < right - 0.02 * (right - left)
    indented = line.left > last.left + line.size * 0.8 and last.left < left + line.size * 0.8 and len(paragraph) > 1
    return early or (indented and last.words.endswith((".", "!", "?", ":", "”")))


def _block(lines: Sequence[Line], body: float, sizes: Sequence[float], known: set[str]) -> Block:
    words = _words(lines, known)
    first = lines[0]
    if len(words) <= HEADING and first.size in sizes:
        marker, rest, _ = split_marker(words)
        level = min(LEVELS, sizes.index(first.size) + 1)
        return Block(rest or words, "heading", level, marker if rest else "", first.page)
    if first.bold and len(lines) <= 2 and heading_like(words):
        marker, rest, _ = split_marker(words)
        return Block(rest or words, "heading", LEVELS + 1, marker if rest else "", first.page)
    marker, rest, _ = split_marker(words)
    if marker and rest:
        return Block(rest, "item", marker=marker, page=first.page)
    return Block(words, page=first.page)


def _words(lines: Sequence[Line], known: set[str]) -> str:
    """The words of a paragraph on one line, those that a hyphen parted in one piece."""
    text = ""
    hyphen = False
    for line in lines:
        words = " ".join(line.words.split())
        if not text or hyphen:
            text += ("-" if hyphen and _keeps_hyphen(text, words, known) else "") + words
        else:
            text += words if _BROKEN.search(text) else f" {words}"
        hyphen = line.hyphen
    return f"{text}-" if hyphen else text


def _keeps_hyphen(text: str, words: str, known: set[str]) -> bool:
    before = re.search(r"[^\W\d_]*$", text)
    after = re.match(r"[^\W\d_]*", words)
    one, two = before.group() if before else "", after.group() if after else ""
    if not one or not two or (one + two).lower() in known:
        return not (one and two)
    return _KEEPS_HYPHEN.fullmatch(one) is not None or one.isupper() or two[0].isupper()
