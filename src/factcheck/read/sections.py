"""Headings come in one by one; the joined headings above a passage go out."""

from __future__ import annotations

import re

from factcheck.numerals.later import later

LONGEST = 160  # characters of one heading that every passage under it repeats
DEEPEST = 8

_CAPTION = later(r"(?:table|figure|fig\.|chart|exhibit)\s+[\w.-]+", re.IGNORECASE)


class Sections:
    """The headings that are open at this point of a document, outermost first."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._path = ""
        self._caption = ""
        self._above = ""  # the caption just before

    def enter(self, level: int, heading: str) -> str:
        """Opens a heading (level 1 is the top); returns the headings above it, joined with " > ".

        The caption of a table (level 0, or "Table 3: Members by year") heads what comes next and no more;
        captions that follow each other do so together.
        """
        if level == 0 or _CAPTION.match(heading):
            self._caption = brief(under(self._above, brief(heading)))
            return self._path
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        above = self._joined()
        if len(self._open) < DEEPEST:
            self._open.append((level, brief(heading)))
        self._path = self._joined()
        return above

    def over_next(self) -> str:
        """The headings over the block that comes next, its caption among them."""
        self._above, self._caption = self._caption, ""
        return under(self._path, self._above)

    def _joined(self) -> str:
        return " > ".join(heading for _, heading in self._open)


def under(path: str, heading: str) -> str:
    """The path with one more heading at its end, if there is one."""
    return f"{path} > {heading}" if path and heading else path or heading


def brief(words: str) -> str:
    """A heading as it is repeated elsewhere: on one line and no longer than it must be."""
    line = " ".join(words[: 2 * LONGEST].split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
