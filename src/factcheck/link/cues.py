"""A pattern and the words that it cannot do without in, a search out that costs nothing where none of them stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

__all__ = ["Cued"]


class Cued:
    """A regular expression with its cues: a text without any of them is not searched.

    The cues, parted by "|", are literal; without them every text is searched. Nothing is compiled before one is found:
    to compile all patterns of this room takes longer than to read a press release with the few that it needs.
    """

    __slots__ = ("_compiled", "_cues", "_source")

    def __init__(self, source: str, cues: str = "") -> None:
        self._source = source
        self._cues = tuple(cues.split("|")) if cues else ("",)
        self._compiled: re.Pattern[str] | None = None

    def _in(self, text: str) -> re.Pattern[str] | None:
        """The pattern, where a cue stands in the text."""
        for cue in self._cues:
            if cue in text:
                if self._compiled is None:
                    self._compiled = re.compile(self._source)
                return self._compiled
        return None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        pattern = self._in(text)
        return pattern.search(text, start, end) if pattern is not None else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        pattern = self._in(text)
        return pattern.match(text, start, end) if pattern is not None else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        pattern = self._in(text)
        return pattern.fullmatch(text) if pattern is not None else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        pattern = self._in(text)
        return pattern.finditer(text, start, end) if pattern is not None else iter(())

    def findall(self, text: str, start: int = 0, end: int = sys.maxsize) -> list[str]:
        return [match[0] for match in self.finditer(text, start, end)]

    def sub(self, by: str, text: str) -> str:
        pattern = self._in(text)
        return pattern.sub(by, text) if pattern is not None else text
