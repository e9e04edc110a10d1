"""The numbering of a Word document comes in; the marker of each list paragraph goes out: "2.1 ", "(b) ", "• "."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factcheck.read.ooxml import whole

LEVELS = 9
LONGEST = 24  # characters of a marker
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    format: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _List:
    levels: dict[int, Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class _Use:
    """One use of a list in the document, with the levels that start anew or differ."""

    numbered: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


class Numbering:
    """Listens to numbering.xml, then gives the markers in the order of the paragraphs."""

    def __init__(self) -> None:
        self.lists: dict[str, _List] = {}
        self.uses: dict[str, _Use] = {}
        self._list: _List | None = None
        self._use: _Use | None = None
        self._level = 0
        self._here: Level | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes an element of numbering.xml."""
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._list = self.lists.setdefault(attributes.get("abstractNumId", ""), _List())
        elif name == "num":
            self._use = self.uses.setdefault(attributes.get("numId", ""), _Use())
        elif name == "abstractNumId" and self._use is not None:
            self._use.numbered = value
        elif name == "lvlOverride":
            self._level = whole(attributes.get("ilvl"))
        elif name == "startOverride" and self._use is not None:
            self._use.starts[self._level] = whole(value)
        elif name == "lvl":
            levels = self._list.levels if self._list else self._use.levels if self._use else {}
            self._here = levels.setdefault(whole(attributes.get("ilvl")), Level())
        elif self._here is not None:
            self._set(name, value)

    def _set(self, name: str, value: str) -> None:
        if self._here is None:
            return
        if name == "start":
            self._here.start = whole(value, 1)
        elif name == "numFmt":
            self._here.format = value
        elif name == "lvlText":
            self._here.text = value[:LONGEST]

    def end(self, name: str) -> None:
        """Takes the end of an element."""
        if name == "abstractNum":
            self._list = None
        elif name == "num":
            self._use = None
        elif name == "lvl":
            self._here = None

    def text(self, text: str) -> None:
        """There are no words in numbering.xml."""

    def marker(self, use_id: str, level: int) -> str:
        """What is printed before the next paragraph of this list at this level; "" if nothing is."""
        use = self.uses.get(use_id)
        numbered = self.lists.get(use.numbered) if use else None
        if use is None or numbered is None or not 0 <= level < LEVELS:
            return ""
        here = use.levels.get(level) or numbered.levels.get(level, Level())
        if here.format == "bullet":
            return "• "
        self._count(use, numbered, level, here)
        if here.format == "none":
            return ""

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            its = use.levels.get(at) or numbered.levels.get(at, Level())
            count = numbered.counts[at]
            return _written(its.start if count is None else count, its.format)

        marker = _PLACE.sub(written, here.text).strip()
        return f"{marker[:LONGEST]} " if marker else ""

    def _count(self, use: _Use, numbered: _List, level: int, here: Level) -> None:
        counts = numbered.counts
        if level in use.starts and level not in use.used:
            counts[level] = use.starts[level]
        else:
            count = counts[level]
            counts[level] = here.start if count is None else count + 1
        use.used.add(level)
        counts[level + 1 :] = [None] * (LEVELS - level - 1)


def _written(number: int, form: str) -> str:
    """A number as letters, Roman or in digits."""
    if form in {"lowerLetter", "upperLetter"} and 1 <= number <= 26 * 3:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"} and 1 <= number < 4000:
        numerals = ""
        for value, sign in _ROMAN:
            numerals += sign * (number // value)
            number %= value
        return numerals if form == "lowerRoman" else numerals.upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)
