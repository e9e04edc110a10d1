"""Plain text comes in; the same text with its passages goes out: headings, paragraphs, items, cells.

The text of a .txt file is what was decoded, without the byte order mark and with every line end as
one newline, so that an offset is the same on every system; nothing else is changed. A passage holds
words only: blank space, the signs of a quotation (">") and the marker before a list item or a heading
("2.", "(b)", "•", "##") stay outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from factcheck.errors import FactcheckError
from factcheck.model import Document, Passage
from factcheck.numerals.later import later
from factcheck.read.dates import head_date
from factcheck.read.sections import Sections, under
from factcheck.read.source import LIMITS, Limits, Source

if TYPE_CHECKING:
    from factcheck.read.plain_tables import PlainTable

WRAPPED = range(45, 121)  # characters of the longest line, where an editor or a mail program broke them
HEADING = 120  # characters and words that a heading has at most
HEADING_WORDS = 16
DATE = 40  # a shorter line with a full date is a date, not a heading
HEADINGS_IN_A_ROW = 3  # more short lines than that are a list

# How deep a heading stands, by its looks; marked ones ("##") come first with 1 to 6.
BOLD, CAPITALS, PLAIN, NUMBERED, BRACKETED = 7, 8, 9, 10, 15

_MARKER = re.compile(
    r"""
      (?P<bullet>[-*+•·‣▪◦●○■□–—]\s+)
    | (?P<bracketed>[(（](?:\d{1,3}|[a-zA-Z]|[ivx]{2,5}|[一二三四五六七八九十]{1,3})[)）]\s*)
    | (?P<numbered>
          \d{1,3}(?:[.)]\s+|[、．]\s*|\.(?=[A-Z][a-z]|[A-Z]\s))
        | \d{1,2}(?:\.\d{1,2}){1,4}\.?\s+(?=[A-Z](?!illion|rillion))
        | [a-z][.)]\s+ | [A-Z]\)\s+ | [ivx]{2,5}[.)]\s+
        | [一二三四五六七八九十]{1,3}、\s*
      )
    """,
    re.VERBOSE,
)
_ROMAN = later(r"[IVX]{1,5}[.、]\s+")  # of headings only: "I. Introduction", but "I. Newton was right."
_QUOTED = later(r"[ \t]*(?:>(?=[ \t>]|\Z)[ \t]?)+")  # mail: "> What was said"
_MARKED = re.compile(r"(#{1,6})\s+(?=\S)")
_BOLD = later(r"\*\*(?=[^\s*])([^*]+)\*\*")
_NUMBERED_PART = later(r"(?:table|figure|chart|box|part|chapter|section|annex|appendix) \w+", re.IGNORECASE)
_ENDED = (".", "!", "?", "。", "！", "？", '."', ".”", '?"', "?”", '!"', "!”", ".)", ":", "：", ";", "；")
_UNENDED_HEADING = tuple(".!?;:,…-–—。！？；：，")
_SPOKEN = later(r"[QA]\.? [A-Z]|.*[.!?] +[A-Z]")  # "Q And when?", two sentences


class Line(NamedTuple):
    """A line without its surrounding space: where it stands, its number and its words."""

    start: int
    end: int
    number: int
    words: str
    raw: str
    offset: int  # of ``raw``


class Piece(NamedTuple):
    """What will be a passage; ``level`` is that of a heading, ``short`` says that it may be one."""

    start: int
    end: int
    line: int
    page: int | None
    kind: str
    words: str = ""
    level: int = 0
    short: bool = False
    table: PlainTable | None = None


def parse(source: Source) -> Document:
    """The document of a plain text file."""
    from factcheck.read.encoding import decode, one_newline

    try:
        return from_text(one_newline(decode(source)), source.name, source.limits)
    except FactcheckError as error:
        raise source.refuse(error.message, error.hint, error.line) from error


def from_text(text: str, name: str = "text", limits: Limits = LIMITS) -> Document:
    """A document of the text exactly as given, with its passages and the title and date that it shows."""
    passages = divide(text, limits)
    return Document(document=name, text=text, passages=passages, title=_title(text, passages), date=head_date(text))


def divide(text: str, limits: Limits = LIMITS) -> tuple[Passage, ...]:
    """The passages of a text, in order."""
    passages: list[Passage] = []
    sections = Sections()
    tables = 0
    for count, piece in enumerate(pieces(text), 1):
        path = sections.over_next()
        if piece.table is not None:
            tables += 1
            passages += _cells(piece, piece.table, count, tables, path)
        else:
            if piece.kind == "heading":
                path = sections.enter(piece.level, piece.words)
            passages.append(Passage(piece.start, piece.end, piece.kind, piece.line, count, piece.page, path))
        if len(passages) > limits.passages:
            raise FactcheckError(
                f"more than {limits.passages:,} paragraphs", line=piece.line, hint="split it into several files"
            )
    return tuple(passages)


def pieces(text: str) -> Iterator[Piece]:
    """The headings, paragraphs, items and tables of a text, in order."""
    return _settled(_pieces(text))


def _blocks(text: str) -> Iterator[tuple[list[Line], int | None]]:
    """Runs of lines without a blank line between them, with their page if form feeds count the pages."""
    newline = "\n" if "\n" in text or "\r" not in text else "\r"
    page = 1 if "\f" in text else None
    block: list[Line] = []
    offset = quotes = 0
    for number, line in enumerate(text.split(newline), 1):
        quoted = _QUOTED.match(line) if ">" in line else None
        begin = quoted.end() if quoted is not None else 0
        raw = line[begin:]
        words = raw.strip()
        feeds = raw.count("\f") if page else 0
        quoting = line.count(">", 0, begin)
        if block and (feeds or not words or quoting != quotes):
            yield block, page
            block = []
        quotes = quoting
        if page:
            page += feeds
        if words:
            start = offset + begin + len(raw) - len(raw.lstrip())
            block.append(Line(start, start + len(words), number, words, raw, offset + begin))
        offset += len(line) + 1
    if block:
        yield block, page


def _pieces(text: str) -> Iterator[Piece]:
    for block, page in _blocks(text):
        if len(block) > 1 and (table := _table(block)) is not None:
            yield Piece(block[0].start, block[-1].end, block[0].number, page, "table", table=table)
            continue
        groups = [block] if len(block) == 1 else list(_groups(block))
        listed = sum(_MARKER.match(group[0].words) is not None for group in groups) > 1
        for index, group in enumerate(groups):
            after = groups[index + 1] if index + 1 < len(groups) else None
            if _is_rule(group[0].words):
                continue
            if len(group) == 1 and after and (level := _underline(after[0].words)):
                yield _piece(group, page)._replace(kind="heading", level=level)
            else:
                leads = len(group) == 1 and (not after or (index == 0 and not heading_like(after[0].words)))
                yield _piece(group, page, leads and not (listed and _MARKER.match(group[0].words)))


def _groups(block: list[Line]) -> Iterator[list[Line]]:
    """The lines of a block, put together where only the width of the page had parted them."""
    width = max(len(line.words) for line in block)
    is_wrapped = width in WRAPPED
    edges = list(map(_edge, block)) if is_wrapped else [0] * len(block)
    widest = max(edges)
    group = block[:1]
    for line, edge in zip(block[1:], edges, strict=False):  # with the edge of the line before
        # Whoever wraps lines breaks one only where the next word would no longer have fitted.
        is_full = is_wrapped and edge + 1 + len(line.words.split(None, 1)[0]) > widest
        if _flows_on(group[-1].words, line.words, is_wrapped, is_full):
            group.append(line)
        else:
            yield group
            group = [line]
    yield group


def _edge(line: Line) -> int:
    """The column behind the last word."""
    return len(line.raw.expandtabs().rstrip())


def _flows_on(line: str, after: str, is_wrapped: bool, is_full: bool) -> bool:
    if (line[0] == "#" and _MARKED.match(line)) or _is_rule(line) or _is_rule(after) or _MARKED.match(after):
        return False
    ended = line.endswith(_ENDED)
    if (ended or not is_wrapped) and _MARKER.match(after):
        return False
    if after[0].islower():
        return not ended or is_wrapped
    return is_full and not (ended and _is_labelled(after))


def _piece(group: list[Line], page: int | None, leads: bool = False) -> Piece:
    first, words = group[0], group[0].words
    start, end = first.start, group[-1].end
    if (marked := _MARKED.match(words)) is not None:
        level = len(marked[1])
        trimmed = words[marked.end() :].rstrip("# ").rstrip() or words[marked.end() :]
        at = start + marked.end()
        return Piece(at, at + len(trimmed), first.number, page, "heading", trimmed, level)
    if leads and (bold := _BOLD.fullmatch(words)) is not None and heading_like(bold[1]):
        return Piece(start + 2, end - 2, first.number, page, "paragraph", bold[1], BOLD, True)
    marker = _MARKER.match(words) or (_ROMAN.match(words) if leads else None)
    if marker is None or marker.end() == len(words):
        short = leads and heading_like(words)
        level = CAPITALS if words.isupper() else PLAIN
        return Piece(start, end, first.number, page, "paragraph", words, level, short)
    rest = words[marker.end() :]
    short = leads and marker.lastgroup != "bullet" and heading_like(rest)
    level = BRACKETED if marker.lastgroup == "bracketed" else NUMBERED + marker.group().strip(". ").count(".")
    return Piece(start + marker.end(), end, first.number, page, "item", rest, level, short)


def split_marker(words: str) -> tuple[str, str, str]:
    """The marker before a list item or a numbered heading, the words after it, and the kind of marker."""
    marker = _MARKER.match(words)
    return (marker.group(), words[marker.end() :], marker.lastgroup or "") if marker else ("", words, "")


def _settled(found: Iterable[Piece]) -> Iterator[Piece]:
    """Short lines become headings where text follows them; many in a row are a list, and stay."""
    row: list[Piece] = []
    for piece in found:
        if piece.short:
            row.append(piece)
            continue
        heads = len(row) <= HEADINGS_IN_A_ROW
        yield from (short._replace(kind="heading") if heads else short for short in row)
        row = []
        yield piece
    yield from row


def heading_like(words: str) -> bool:
    """Short, without a full stop, beginning like a title, and no "Name: what they said"."""
    return (
        len(words) <= HEADING
        and not words.endswith(_UNENDED_HEADING)
        and words.count(" ") < HEADING_WORDS
        and not words[0].islower()
        and any(map(str.isalpha, words))
        and not _is_labelled(words)
        and not _SPOKEN.match(words)
        and not (len(words) <= DATE and head_date(words))
    )


def _is_labelled(words: str) -> bool:
    """ "Time: 2022-07-29", "Ms. Li, director: Good morning"; but not "Table 3: Members"."""
    head, colon, rest = words[:HEADING].replace("：", ": ").partition(": ")
    return bool(colon and rest) and head.count(" ") < 10 and not _NUMBERED_PART.fullmatch(head)


def _is_rule(words: str) -> bool:
    return not words[0].isalnum() and not any(map(str.isalnum, words))


def _underline(words: str) -> int:
    """The level of the heading above a line of "=" (1) or "-" (2), else 0."""
    if len(words) < 3:
        return 0
    return {"=": 1, "-": 2}.get(words[0], 0) if not words.strip(words[0]) else 0


def _title(text: str, passages: tuple[Passage, ...]) -> str:
    """The first heading near the top that is not the path of a web site ("News >> Union")."""
    for passage in passages[:6]:
        words = text[passage.start : passage.end]
        if passage.kind == "heading" and not re.search(r">>|»|\s[|>]\s", words) and not head_date(words):
            return words
    return ""


def _table(block: list[Line]) -> PlainTable | None:
    looks = (block[0].words, block[1].words, block[-1].words)
    if not any(sign in words for words in looks for sign in ("|", "\t", "   ", "....")):
        return None
    from factcheck.read.plain_tables import find

    return find(block)


def _cells(piece: Piece, table: PlainTable, paragraph: int, number: int, above: str) -> Iterator[Passage]:
    for field, placed, line in table.cells():
        yield Passage(
            start=field.start,
            end=field.end,
            kind=placed.kind,
            line=line,
            paragraph=paragraph,
            page=piece.page,
            section=under(above, placed.caption),
            table=number,
            row=placed.row,
            column=placed.column,
            row_heading=placed.row_heading,
            column_heading=placed.column_heading,
        )
