"""Digits and a power of ten in, the value and precision they state out."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from factcheck.numerals.later import later
from factcheck.numerals.tables import words

TWENTIETH = Decimal("0.05")
TENTH = Decimal("0.1")


class Source(NamedTuple):
    """A text, the same in lower case (character for character), and whether it writes its decimals with a comma."""

    text: str
    low: str
    comma: bool = False


class Amount(NamedTuple):
    """A number as written, without hedge and unit.

    ``exponent`` is the power of ten of its scale word, 0 without one. ``suffix`` is a letter after it that may be a
    scale or a unit ("m"); who knows the words around it decides.
    """

    start: int
    end: int
    value: Decimal
    q: Decimal
    Q: Decimal
    loose: bool
    form: str  # digits | words | fraction | ratio | multiple | tolerance
    exponent: int = 0
    suffix: str = ""


def shifted(digits: str, exponent: int) -> str:
    """The digits with the decimal point moved right: ("41.15", 6) is "41150000"."""
    whole, _, fraction = digits.partition(".")
    if exponent >= len(fraction):
        return whole + fraction + "0" * (exponent - len(fraction))
    if exponent >= 0:
        return whole + fraction[:exponent] + "." + fraction[exponent:]
    return str(Decimal(f"{digits}e{exponent}"))


def plain(value: Decimal) -> Decimal:
    """The same number without a superfluous fraction or exponent, if it is whole."""
    return Decimal(int(value)) if value == value.to_integral_value() and abs(value) < 10**40 else value


@lru_cache(maxsize=128)
def place(exponent: int) -> Decimal:
    """The power of ten, written out."""
    return Decimal("1" + "0" * exponent) if exponent >= 0 else Decimal(f"1e{exponent}")


def written(start: int, end: int, digits: str, exponent: int = 0, sign: int = 1, form: str = "digits") -> Amount:
    """The amount of a decimal numeral with a scale; precision by rules 2 and 4."""
    whole, point, fraction = digits.partition(".")
    value = Decimal(shifted(digits, exponent) if exponent else digits)
    q = roundness = place(exponent - len(fraction))
    zeros = 0
    if not point and whole[-1] == "0":
        zeros = (len(whole) - len(whole.rstrip("0"))) % len(whole)
        roundness = place(exponent + zeros)
    return Amount(start, end, value if sign > 0 else -value, q, roundness, zeros > 1, form, exponent)


def divided(start: int, end: int, whole: int, numerator: int, denominator: int, exponent: int = 0) -> Amount:
    """A whole number and a part: "two thirds" is read to the nearest twentieth, "two and a half" to the tenth.

    A part finer than that is read to half its step. No rule of the specification speaks of fractions; this is ours.
    """
    value = whole + Decimal(numerator) / denominator
    q = TENTH if whole else min(TWENTIETH, Decimal(1) / (2 * denominator))
    form = "fraction"
    if exponent:
        value, q = plain(value * 10**exponent), plain(max(q, TENTH) * 10**exponent)
        form = "words"
    return Amount(start, end, value, q, q, False, form, exponent)


def times_ten(amount: Amount, end: int, exponent: int) -> Amount:
    """The amount with a scale word that ends at ``end``; a part of a scale is read to its tenth: "2½ million"."""
    factor = Decimal(10) ** exponent
    q = max(amount.q, TENTH) if amount.form == "fraction" else amount.q
    roundness = q if amount.form == "fraction" else amount.Q
    return amount._replace(
        end=end,
        value=plain(amount.value * factor),
        q=plain(q * factor),
        Q=plain(roundness * factor),
        exponent=exponent,
    )


WORD = re.compile(r"[a-z]{1,20}")
AND = later(r"and[ \u00a0]{1,3}|&[ ]")
SEPARATOR = later(r"[ \u00a0\u2009\u202f]{1,4}(?:[-‐‑–][ ])?|[-‐‑]|[ ]?\r?\n(?=\S)")
SCALE = later(r"(?:[ \u00a0\u2009\u202f]{0,2}|-|[ ]?\r?\n)([a-z]{1,15})")


@cache
def joining_words() -> frozenset[str]:
    """The words that can go on a number."""
    return frozenset((*words().values, *words().parts, "and", "point", "a", "an"))


# What joins a number to its next word, or may; behind any other character no number in words goes on.
JOINTS = frozenset(" \u00a0\u2009\u202f-‐‑,\r\n")


def is_last(low: str, end: int) -> bool:
    """Whether nothing goes on a number in words that ends at ``end``, as far as one word tells."""
    if not low.startswith(" ", end):
        return low[end : end + 1] not in JOINTS
    word = WORD.match(low, end + 1)
    return word is not None and word[0] not in joining_words()


def scale_word(low: str, end: int) -> tuple[int, int] | None:
    """The scale words after ``end``: (where they end, power of ten); "hundred million" is 8."""
    exponent = 0
    while exponent < 24 and (match := SCALE.match(low, end)) is not None:
        stop, word = match.end(), match[1]
        if low.startswith("-\n", stop):
            stop, word = mended(low, stop, word)
        kind, value = words().values.get(word, ("", 0))
        attached = match.end() - match.start() == len(match[1])
        if word == "hundred" and not exponent:
            power = 2
        elif kind == "scale" and not (attached and len(word) < 4):
            power = len(str(value)) - 1
        else:
            break
        end, exponent = stop, exponent + power
    return (end, exponent) if exponent else None


def mended(low: str, stop: int, head: str) -> tuple[int, str]:
    """A word that a line break parts, whole: "mil-" and "lion"."""
    tail = WORD.match(low, stop + 2)
    whole = head + tail[0] if tail else ""
    return (tail.end(), whole) if tail and whole in words().values else (stop, head)


def rescaled(low: str, amount: Amount) -> Amount:
    """The amount with the scale words that follow it, if any do."""
    found = scale_word(low, amount.end)
    return amount if found is None else times_ten(amount, *found)
