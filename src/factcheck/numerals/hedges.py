"""Text and the edge of a number in, the hedge that stands before or after it out."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from factcheck.numerals.tables import words

REACH = 72  # characters before a number in which its hedge must lie
LENGTH = 7  # words in the longest hedge
BOUNDS = ("more than", "at least", "less than", "at most")


class Hedge(NamedTuple):
    """The words of a hedge and its class."""

    start: int
    end: int
    label: str


@cache
def last_words() -> frozenset[str]:
    """The words that a hedge before a number can end with."""
    return frozenset(phrase.rpartition(" ")[2] for phrase in words().before)


SIGN = re.compile(r"(?:<=|>=|=>|=<|< =|> =|[~≈∼≃≅˜<>≤≥⩽⩾≦≧＞＜﹥﹤=])[ \u00a0\u2009]?\Z")
TOKEN = re.compile(r"[^\s\"“”'‘’()\[\]—–,;:]+")


def before(low: str, end: int) -> Hedge | None:
    """The hedge whose last word stands directly before ``end``: "nearly", "well over", "nearly or just over"."""
    stop = len(low[max(0, end - 4) : end].rstrip()) + max(0, end - 4)
    if stop == 0:
        return None
    if low[stop - 1] in "~≈∼≃≅˜<>≤≥⩽⩾≦≧＞＜﹥﹤=":
        return sign_before(low, stop)
    if not (low[stop - 1].isalpha() or low[stop - 1] == "."):
        return None
    window = max(0, stop - REACH)
    clause = low[window:stop]
    final = clause.rsplit(None, 1)
    if not final or final[-1].lstrip("(\"'“‘[—–") not in last_words():
        return None
    tokens = [(m.start() + window, m[0]) for m in TOKEN.finditer(clause)]
    found = longest(tokens, low, stop)
    return found and widened(tokens, found, low)


def sign_before(low: str, stop: int) -> Hedge | None:
    for length in (3, 2, 1):
        label = words().before.get(low[max(0, stop - length) : stop])
        if label is not None and stop - length >= 0:
            outer = low[: stop - length].rstrip()[-1:]
            if outer in ("<", ">"):  # "<>30" says nothing
                return None
            return Hedge(stop - length, stop, label)
    return None


def longest(tokens: list[tuple[int, str]], low: str, stop: int) -> Hedge | None:
    """The longest hedge phrase that the tokens end with; its words stand side by side."""
    table = words().before
    for length in range(min(LENGTH, len(tokens)), 0, -1):
        phrase = " ".join(token for _, token in tokens[-length:])
        label = table.get(phrase)
        if label is not None and stop - tokens[-length][0] <= len(phrase) + 4:
            return Hedge(tokens[-length][0], stop, label)
    return None


def widened(tokens: list[tuple[int, str]], found: Hedge, low: str) -> Hedge:
    """The hedge with what stands before it: "just", "well", or another hedge ("nearly or", "at least about")."""
    rest = [token for token in tokens if token[0] < found.start]
    if not rest:
        return found
    joined = rest[-1][1] in ("or", "and")
    outer = longest(rest[:-1] if joined else rest, low, rest[-1][0] if joined else found.start)
    if outer is not None and found.start - outer.end <= 4:
        return Hedge(outer.start, found.end, combined(outer.label, found.label, joined))
    for length in (2, 1):
        if " ".join(token for _, token in rest[-length:]) in words().modifiers and length <= len(rest):
            return Hedge(rest[-length][0], found.end, found.label)
    return found


def combined(outer: str, inner: str, alternative: bool) -> str:
    """The class of two hedges in a row: a choice between two is about; else a bound outweighs an approximation."""
    if alternative:
        return outer if outer == inner else "about"
    if inner in BOUNDS:
        return inner
    return outer if outer in BOUNDS else inner


@cache
def first_words() -> frozenset[str]:
    """The words that a hedge after a number can begin with."""
    return frozenset(phrase.partition(" ")[0].rstrip(".") for phrase in words().after)


OPENING = re.compile(r"[ \t\u00a0]{0,2}(\+|[-‐]{1,2}|)([a-z]{0,15})")
PHRASE = re.compile(r"\+\+?|[-‐]{1,2}[a-z]{1,15}|[a-z]{1,15}\.?(?:[ ][a-z]{1,15}){0,3}")


def after(low: str, start: int) -> Hedge | None:
    """The hedge that stands directly after ``start``: "or more", "or so", "+", "-odd", "at most"."""
    opening = OPENING.match(low, start)
    if opening is None or (opening[1] != "+" and opening[2] not in first_words()):
        return None
    offset = opening.start(1)
    match = PHRASE.match(low, offset)
    if match is None:
        return None
    table, phrase = words().after, match[0]
    if phrase[0] == "+":
        following = low[match.end() : match.end() + 1]
        return None if following.isalnum() or low[start : start + 1] == " " else Hedge(offset, match.end(), "more than")
    if phrase[0] in "-‐":
        label = table.get(phrase.lstrip("-‐"))
        return Hedge(offset, match.end(), label) if label else None
    parts = phrase.split(" ")
    for length in range(min(3, len(parts)), 0, -1):
        candidate = " ".join(parts[:length])
        label = table.get(candidate)
        if label is not None:
            end = offset + len(candidate)
            if (
                candidate in ("plus", "odd", "exactly", "precisely", "approximately")
                and low[end : end + 2].strip()[:1].isalnum()
            ):
                return None
            return Hedge(offset, end, label)
    return None
