"""Documents in, the same documents said in another way out; and what a scan finds in them, as values that compare."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal

from factcheck.extract import extract
from factcheck.model import Finding, Statement
from factcheck.pipeline.scanning import scan_documents
from factcheck.read import from_text

Change = Callable[[Statement], str | None]
Seen = Counter[tuple[str, tuple[Decimal, ...]]]

_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_UNGROUPED = re.compile(r"[1-9][0-9]{3,}")
_SMALL = re.compile(r"[1-9][0-9]?")
_SCALED = re.compile(r"([0-9]+)\.([0-9]{1,2}) billion")
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def figures(text: str) -> tuple[Statement, ...]:
    return extract(from_text(text))


def findings(text: str) -> list[Finding]:
    """The errors and warnings of a scan."""
    return [one for one in scan_documents([from_text(text)]).findings if one.severity in ("error", "warning")]


def seen(text: str, severities: Iterable[str] = ("error",)) -> Seen:
    """What a scan finds, without places and words: check, and the values of the statements, sorted."""
    wanted = set(severities)
    return Counter(
        (one.check, tuple(sorted(said.figure.value for said in one.statements)))
        for one in findings(text)
        if one.severity in wanted
    )


def changed(text: str, change: Change) -> str:
    """The text with each figure for which ``change`` has other words said in those."""
    for one in reversed(figures(text)):
        words = change(one)
        if words is not None:
            text = text[: one.start] + words + text[one.end :]
    return text


def ungrouped(one: Statement) -> str | None:
    """4210 for 4,210, unless that is a year."""
    bare = one.stated.replace(",", "")
    return bare if _GROUPED.fullmatch(one.stated) and not 1000 <= int(bare) <= 2100 else None


def spaced(one: Statement) -> str | None:
    """4 210 for 4,210, with narrow spaces that no line is broken at."""
    return one.stated.replace(",", "\u202f") if _GROUPED.fullmatch(one.stated) else None


def grouped(one: Statement) -> str | None:
    """4,210 for 4210 where that is a count or an amount."""
    wanted = _UNGROUPED.fullmatch(one.stated) and one.figure.kind in ("count", "money") and one.figure.value > 2100
    return f"{int(one.stated):,}" if wanted else None


def spelled(one: Statement) -> str | None:
    """Twelve for 12, of counts."""
    if not _SMALL.fullmatch(one.stated) or one.figure.kind != "count" or one.figure.hedge == "range":
        return None
    tens, ones = divmod(int(one.stated), 10)
    if tens < 2:
        return _ONES[int(one.stated)]
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


def smaller_scale(one: Statement) -> str | None:
    """1,200 million for 1.2 billion."""
    found = _SCALED.fullmatch(one.stated)
    return f"{int(found[1] + found[2].ljust(3, '0')):,} million" if found else None


def shuffled(text: str, chance: random.Random) -> str:
    """The paragraphs in another order."""
    parts = text.strip().split("\n\n")
    chance.shuffle(parts)
    return "\n\n".join(parts) + "\n"


def renamed(text: str, names: dict[str, str]) -> str:
    """Each of the names as another one, wherever it stands."""
    return re.sub("|".join(map(re.escape, names)), lambda found: names[found[0]], text)


def altered(text: str, one: Statement) -> str:
    """The text with the first digit of one figure raised, so that its length and its rounding stay."""
    digits = next(at for at, sign in enumerate(one.stated) if sign.isdigit())
    first = one.stated[digits]
    other = str(int(first) + 3 if int(first) < 7 else int(first) - 3)
    return text[: one.start + digits] + other + text[one.start + digits + 1 :]
