"""Text and the place of an ordinal in ("9th", "twenty-first"), its value and span out."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from factcheck.numerals.tables import words


class Ordinal(NamedTuple):
    """An ordinal number at its place."""

    start: int
    end: int
    value: Decimal


@cache
def ordinal_pattern() -> re.Pattern[str]:
    """Digits with st, nd, rd, th; or an ordinal word, alone or after a ten ("twenty-first")."""
    table = words()
    tens = "|".join(word for word, (kind, _) in table.values.items() if kind == "ten")
    named = "|".join(sorted(table.ordinals, key=lambda word: (-len(word), word)))
    return re.compile(
        rf"(?<![\w.])(?P<digits>\d{{1,3}}(?:,\d{{3}})?)(?:st|nd|rd|th)(?![a-z])"
        rf"|(?<![a-z\-])(?:(?P<ten>{tens})[- ])?(?P<word>{named})(?![a-z])"
    )


def ordinal_at(low: str, pos: int) -> Ordinal | None:
    """The ordinal that begins at ``pos``."""
    match = ordinal_pattern().match(low, pos)
    if match is None:
        return None
    if match["digits"]:
        return Ordinal(match.start(), match.end(), Decimal(match["digits"].replace(",", "")))
    value = words().ordinals[match["word"]]
    ten = words().values[match["ten"]][1] if match["ten"] else 0
    if ten and value > 9:
        return Ordinal(match.start("word"), match.end(), Decimal(value))
    return Ordinal(match.start(), match.end(), Decimal(value + ten))
