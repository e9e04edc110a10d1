"""The Markdown of one paragraph comes in; its words go out as a reader sees them.

Emphasis loses its marks, a link or image keeps its words, code and escapes stay as written, and what
is struck out is gone. One pass, whatever brackets and marks are left open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set
from html import unescape

from factcheck.read.raised import BEFORE, raised

LABEL = 200  # characters of the name of a link

_SIGN = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | \\(?P<broken>$)
    | (?P<ticks>`+)
    | (?P<footnote>\[\^[^\]\s]{1,80}\])
    | (?P<open>!?\[)
    | (?P<target>\]\(\s*(?:<[^<>\n]*>|[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)
        (?:\s+(?:"[^"]*"|'[^']*'))?\s*\))
    | \](?P<reference>\[[^\[\]]{0,200}\])
    | (?P<close>\])
    | (?P<emphasis>\*+|_+)
    | (?P<strike>~~)
    | <sup>(?P<sup>[^<]{0,40})</sup>
    | <(?P<link>[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\s]*|[^<>\s@]+@[^<>\s@]+)>
    | (?P<tag></?[a-zA-Z][a-zA-Z0-9-]*(?:[\s/][^<>]*)?>)
    | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)
    """,
    re.VERBOSE | re.MULTILINE,
)


def plain(markdown: str, references: Set[str] = frozenset()) -> str:
    """The words of a paragraph; ``references`` are the labels of link definitions, in lower case."""
    return _Scan(_uncommented(markdown), references).words()


def _uncommented(markdown: str) -> str:
    kept, at = [], 0
    while (start := markdown.find("<!--", at)) >= 0 and (end := markdown.find("-->", start + 4)) >= 0:
        kept.append(markdown[at:start])
        at = end + 3
    return "".join(kept) + markdown[at:] if kept else markdown


class _Scan:
    """The pieces of the words so far, and where the marks stand that are still open."""

    def __init__(self, markdown: str, references: Set[str]) -> None:
        self.markdown = markdown
        self.references = references
        self.out: list[str] = []
        self.brackets: list[int] = []  # places in ``out``
        self.marks: dict[str, list[tuple[int, int]]] = {"*": [], "_": []}  # place and length
        self.struck: int | None = None
        self.ticks: dict[int, list[int]] | None = None

    def words(self) -> str:
        markdown, at = self.markdown, 0
        while (sign := _SIGN.search(markdown, at)) is not None:
            self.out.append(markdown[at : sign.start()])
            at = self.take(sign)
        self.out.append(markdown[at:])
        return "".join(self.out)

    def take(self, sign: re.Match[str]) -> int:
        """Handles one sign; returns where to go on."""
        kind, whole = sign.lastgroup, sign.group()
        if kind == "ticks":
            return self.code(sign.start(), sign.end())
        if kind == "emphasis":
            self.emphasis(
                whole, self.markdown[sign.start() - 1 : sign.start()], self.markdown[sign.end() : sign.end() + 1]
            )
        elif kind == "open":
            self.brackets.append(len(self.out))
            self.out.append(whole)
        elif kind in {"target", "reference", "close"}:
            self.close(kind, whole)
        elif kind == "strike":
            self.strike()
        else:
            self.out.append(self.replaced(kind, sign))
        return sign.end()

    def replaced(self, kind: str | None, sign: re.Match[str]) -> str:
        if kind in {"escaped", "link"}:
            return sign[kind]
        if kind == "sup":
            return raised(sign["sup"], "".join(self.out[-4:])[-BEFORE:])
        if kind == "entity":
            return unescape(sign["entity"])
        if kind == "tag":
            return " " if sign["tag"][:3].lower() == "<br" else ""
        return ""  # a footnote's sign, a backslash that breaks the line

    def code(self, start: int, end: int) -> int:
        """A code span keeps its words; ticks without their like later on are ticks."""
        if self.ticks is None:
            self.ticks = defaultdict(list)
            for run in re.finditer("`+", self.markdown):
                self.ticks[len(run.group())].append(run.start())
            for places in self.ticks.values():
                places.reverse()
        places = self.ticks[end - start]
        while places and places[-1] < end:
            places.pop()
        if not places:
            self.out.append(self.markdown[start:end])
            return end
        self.out.append(self.markdown[end : places[-1]].strip())
        return places[-1] + end - start

    def emphasis(self, run: str, before: str, after: str) -> None:
        sign, left = run[0], len(run)
        inside = before.isalnum() and after.isalnum()
        opens = bool(after) and not after.isspace() and not (sign == "_" and inside)
        closes = bool(before) and not before.isspace() and not (sign == "_" and inside)
        waiting = self.marks[sign]
        while closes and left and waiting:
            place, length = waiting.pop()
            used = min(length, left)
            left -= used
            self.out[place] = sign * (length - used)
            if length > used:
                waiting.append((place, length - used))
        if left and opens and not (closes and left < len(run)):
            waiting.append((len(self.out), left))
        self.out.append(sign * left)

    def close(self, kind: str, whole: str) -> None:
        """A bracket that closes: a link drops both brackets and its target."""
        place = self.brackets.pop() if self.brackets else None
        if place is not None and (kind == "target" or self.is_reference(kind, whole, place)):
            self.out[place] = ""
        else:
            self.out.append(whole)

    def is_reference(self, kind: str, whole: str, place: int) -> bool:
        if not self.references:
            return False
        label = whole[2:-1] if kind == "reference" else ""
        if not label:
            parts = self.out[place + 1 : place + 20]
            label = "".join(parts) if sum(map(len, parts)) <= LABEL else ""
        return " ".join(label.lower().split()) in self.references

    def strike(self) -> None:
        if self.struck is None:
            self.struck = len(self.out)
            self.out.append("~~")
            return
        del self.out[self.struck :]
        while self.brackets and self.brackets[-1] >= self.struck:
            self.brackets.pop()
        for waiting in self.marks.values():
            while waiting and waiting[-1][0] >= self.struck:
                waiting.pop()
        self.struck = None
