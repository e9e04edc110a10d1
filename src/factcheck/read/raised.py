"""What a document prints above or below the line comes in; characters that keep it apart go out.

"m²" must not become "m2", nor the sign of a note in "41¹ million" make 411 of it: a raised number is
a power after 10 or after a short unit, and a note anywhere else.
"""

from __future__ import annotations

import re

_UP = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_DOWN = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_KEPT = re.compile(r"st|nd|rd|th|er|re|e|o|a|os|as|TM|SM|®|™|°|′|″|'|\"", re.IGNORECASE)
_POWER_OF_TEN = re.compile(r"(?:^|\D)10$")
_UNIT = re.compile(r"(?:^|[^\w])[^\W\d_]{1,3}$|\d[^\W\d_]{1,3}$")
BEFORE = 8  # characters before it that tell a power from a note


def raised(words: str, before: str = "") -> str:
    """Superscript after ``before``: the digits of a power as ²³, an ordinal's ending as it is, a note's sign not."""
    bare = words.strip()
    if _KEPT.fullmatch(bare):
        return bare
    if _POWER_OF_TEN.search(before) and re.fullmatch(r"[+−-]?\d+", bare):
        return bare.translate(_UP)
    if _UNIT.search(before) and re.fullmatch(r"[23]|[−-][1-3]", bare):
        return bare.translate(_UP)
    return "" if len(bare) <= BEFORE else words


def lowered(words: str) -> str:
    """Subscript: digits as ₁₂₃, the rest as it is."""
    return words.strip().translate(_DOWN)
