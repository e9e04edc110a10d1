"""Two numbers in, the slip of the hand that turns one into the other out, and how surprising it is by chance alone.

One digit mistaken, two neighbours exchanged, the same digits with another scale word: together most of what goes wrong
where numbers are copied (J. Verhoeff, Error Detecting Decimal Codes, 1969). A slip links no two figures; of two
that their words link it says that one may be a misprint of the other. How close the values are plays no part.
"""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Slip", "slip"]

MOST = 3.0  # surprise that counts: one chance in a thousand
SCALES = (3, 6, 9)  # thousand, million and billion apart


class Slip(NamedTuple):
    """What happened, in words, and minus the logarithm of the chance that two unrelated numbers differ so."""

    told: str
    surprise: float


@lru_cache(4096)
def slip(one: Decimal, other: Decimal) -> Slip | None:
    """The slip between two different numbers; ``None`` where they differ otherwise, have one digit, or none."""
    if not one or not other:
        return None
    (_, x, low), (_, y, high) = one.normalize().as_tuple(), other.normalize().as_tuple()
    if x == y:
        is_scale = len(x) > 1 and abs(int(low) - int(high)) in SCALES
        return Slip("only in the size of their unit", min(MOST, float(len(x)))) if is_scale else None
    least = min(int(low), int(high))  # down to the last place that either fills
    a, b = "".join(map(str, x)) + "0" * (int(low) - least), "".join(map(str, y)) + "0" * (int(high) - least)
    size = max(len(a), len(b))
    if size < 2 or min(len(a), len(b)) < size - 1:
        return None
    a, b = a.zfill(size), b.zfill(size)
    wrong = [place for place in range(size) if a[place] != b[place]]
    if len(wrong) == 1:  # of 10^(size - 1) numbers, size of them differ in a given way
        return Slip("in one digit", min(MOST, size - 1 - math.log10(size)))
    first, last = wrong[:2]
    if len(wrong) == 2 and last == first + 1 and a[first] == b[last] and a[last] == b[first]:
        return Slip("in two digits exchanged", min(MOST, size - 1 + math.log10(9 / (size - 1))))
    return None
