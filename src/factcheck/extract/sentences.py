"""Text in, blocks, sentences and words with their offsets out; linear in the length of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from factcheck.model import Passage
from factcheck.numerals.later import later

__all__ = ["LONGEST", "Words", "blocks", "sentences", "wordlists", "words"]

Span = tuple[int, int]

LONGEST = 1200
"""A sentence is cut after so many characters, so that text without full stops stays cheap to read."""

_END = later(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[”’」』]*|\n")
_BLANK = later(r"\n[ \t\r\f\v]*\n\s*")
_WORD = later(r"(?:\w+(?:[-'’.&/]\w+)*['’]?|[^\w\s])\s*")
_BULLET = later(r"[ \t]*(?:[-*+•◦▪‣·–—●○]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)、](?!\d)\s?|\|)")
_HEADING = later(r"(#{1,6})\s+\S")
_FENCE = later(r"[-=_*~\s]+")


@cache
def wordlists(name: str) -> dict[str, frozenset[str]]:
    """The word lists of ``<name>.toml`` beside this file, each a set; a phrase is written with underscores."""
    import tomllib

    with Path(__file__).with_name(f"{name}.toml").open("rb") as source:
        data: dict[str, str] = tomllib.load(source)
    return {key: frozenset(value.replace("\n", " ").split()) for key, value in data.items()}


def blocks(text: str) -> tuple[Passage, ...]:
    """The paragraphs, headings and list items of a text without passages: what blank lines part, with its section."""
    passages: list[Passage] = []
    open_headings: list[tuple[int, str]] = []
    line, counted = 1, 0
    for start, end in _parts(text):
        line += text.count("\n", counted, start)
        counted = start
        kind, level = _kind(text, start, end)
        if kind == "heading":
            while open_headings and open_headings[-1][0] >= level:
                open_headings.pop()
        section = " > ".join(title for _, title in open_headings)
        passages.append(Passage(start, end, kind, line, len(passages), section=section))
        if kind == "heading":
            open_headings.append((level, text[start:end].strip("#* \t_\n")))
    return tuple(passages)


def _parts(text: str) -> list[Span]:
    """What blank lines part, without the blanks at its ends."""
    cuts = [0]
    for match in _BLANK.finditer(text):
        cuts += match.span()
    cuts.append(len(text))
    spans = (_stripped(text, start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return [(start, end) for start, end in spans if start < end]


def _stripped(text: str, start: int, end: int) -> Span:
    """The span without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _kind(text: str, start: int, end: int) -> tuple[str, int]:
    """Whether a part reads as a heading (with its level), a list item or a paragraph."""
    if text[start] == "#" and (marks := _HEADING.match(text, start, end)):
        return "heading", len(marks[1])
    if _BULLET.match(text, start, end):
        return "item", 0
    if end - start <= 100 and "\n" not in text[start:end] and _titled(text[start:end]):
        return "heading", 7
    return "paragraph", 0


def _titled(line: str) -> bool:
    """Whether a short line stands as a title: it opens with a capital and ends without a stop."""
    bare = line.strip("*_ ")
    return bool(bare) and bare[0].isupper() and bare[-1].isalnum() and not _FENCE.fullmatch(bare) and ":" not in bare


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of ``text[start:end]`` in order, without the blanks between them, none longer than LONGEST."""
    rules = wordlists("sentences")
    lines_are_whole = _lines_are_whole(text, start, end)
    begin = start
    for match in _END.finditer(text, start, end):
        at, after = match.span()
        if at < begin:
            continue
        if text[at] == "\n":
            if not (lines_are_whole or _line_ends(text, at)):
                continue
        elif not _sentence_ends(text, begin, at, after, end, rules):
            continue
        yield from _in_pieces(text, begin, after)
        begin = after
    yield from _in_pieces(text, begin, end)


def _in_pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without the blanks at its ends, in pieces of at most LONGEST characters."""
    start, end = _stripped(text, start, end)
    while end - start > LONGEST:
        cut = max(text.rfind("; ", start + LONGEST // 2, start + LONGEST), text.rfind(" ", start + 1, start + LONGEST))
        cut = cut + 1 if cut > start else start + LONGEST
        yield _stripped(text, start, cut)
        start, end = _stripped(text, cut, end)
    if start < end:
        yield start, end


def _lines_are_whole(text: str, start: int, end: int) -> bool:
    """Whether every line of the block is a text of its own: no two lines, or lines longer than a page is wide."""
    first = text.find("\n", start, end)
    if first < 0:
        return True
    longest, previous = first - start, first + 1
    while longest <= 200:
        following = text.find("\n", previous, end)
        if following < 0:
            return max(longest, end - previous) > 200
        longest = max(longest, following - previous)
        previous = following + 1
    return True


def _line_ends(text: str, at: int) -> bool:
    """Whether the line break at ``at`` ends a sentence rather than wraps one."""
    line = text.rfind("\n", max(0, at - 45), at) + 1 or max(0, at - 45)
    before = text[line:at].rstrip()
    if not before or before[-1] in '.!?…。！？"”|':
        return True
    following = text[at + 1 : at + 16]
    if _BULLET.match(following) or following[:1] in "#>":
        return True
    new = following.lstrip()[:1]
    if before[-1] in ":;" and not new.islower():
        return True
    return len(before) < 40 and (before[-1] in ":;" or not (new.islower() or new.isdigit()))


def _sentence_ends(text: str, begin: int, at: int, after: int, end: int, rules: dict[str, frozenset[str]]) -> bool:
    """Whether the stop at ``at`` (with its closing quotes up to ``after``) ends a sentence."""
    mark = text[at]
    if mark in "。！？":
        return True
    following = text[after : min(end, after + 24)].split(None, 1)
    if not following:
        return True
    new = following[0]
    head = new.lstrip("\"'“‘«([*_")[:1]
    if head.islower():
        return False
    if mark != "." or after - at > 1:
        return True
    before = text[max(begin, at - 24) : at].rsplit(None, 1)
    word = before[-1].lstrip("(\"'“‘[*_") if before else ""
    if not word:
        return True
    if len(word) <= 3 and (word.isdigit() or len(word) == 1) and at - begin <= len(word) + 2:
        return False  # "1. Growth", "a. Growth": the marker of a list item
    lower = word.lower()
    if lower in rules["never"]:
        return head.isalpha() and not head.isdigit() and lower == "no" and new.strip(",").lower() in rules["openers"]
    if lower in rules["maybe"] or (len(word) == 1 and word.isupper()) or _INITIALS.fullmatch(word):
        return new.strip(",.;:").lower() in rules["openers"]
    return True


_INITIALS = later(r"(?:[A-Za-z]\.)+[A-Za-z]|[A-Z]\.?[A-Z]")


class Words(NamedTuple):
    """The words and signs of one sentence in order.

    ``lower`` are the words as compared (lower-cased), ``starts`` their offsets in the text, with ``end`` as one more.
    """

    start: int
    end: int
    lower: tuple[str, ...]
    starts: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The index of the first word that begins at ``offset`` or later."""
        return bisect_left(self.starts, offset, 0, len(self.lower))

    def word_at(self, offset: int) -> int:
        """The index of the word that ``offset`` lies in."""
        return max(bisect_right(self.starts, offset, 0, len(self.lower)) - 1, 0)


def words(text: str, start: int, end: int) -> Words:
    """The words and signs of ``text[start:end]``; a hyphenated or apostrophed word is one word."""
    pieces = _WORD.findall(text, start, end)
    starts = tuple(accumulate(map(len, pieces), initial=start))
    return Words(start, end, tuple(map(str.lower, map(str.rstrip, pieces))), starts)
