"""Text and the edge of a number in, the hedge that stands before or after it out."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from factcheck.numerals.later import later
from factcheck.numerals.tables import words

REACH = 72  # characters before a number in which its hedge must lie
BOUNDS = ("more than", "at least", "less than", "at most")


class Hedge(NamedTuple):
    """The words of a hedge and its class."""

    start: int
    end: int
    label: str


@cache
def last_words() -> dict[str, int]:
    """The words that a hedge before a number can end with, and how many words the longest such hedge has."""
    longest_with: dict[str, int] = {}
    for phrase in words().before:
        last = phrase.rpartition(" ")[2]
        longest_with[last] = max(longest_with.get(last, 0), phrase.count(" ") + 1)
    return longest_with


SIGNS = frozenset("~≈∼≃≅˜<>≤≥⩽⩾≦≧＞＜﹥﹤=")
MARKS = "(\"'“‘[—–"


def before(low: str, end: int) -> Hedge | None:
    """The hedge whose last word stands directly before ``end``: "nearly", "well over", "nearly or just over"."""
    window = max(0, end - REACH)
    clause = low[window:end].rstrip()
    stop = window + len(clause)
    if not clause or end - stop > 4:
        return None
    if clause[-1] in SIGNS:
        return sign_before(clause, window)
    if clause.rsplit(None, 1)[-1].lstrip(MARKS) not in last_words():
        return None
    clause = clause.replace("\n", " ")
    found = longest(clause, len(clause))
    if found is None:
        return None
    start, label = widened(clause, *found)
    return Hedge(window + start, stop, label)


ADVERBS = ("roughly", "approximately", "nearly", "almost")


def before_article(low: str, end: int, floor: int) -> Hedge | None:
    """The hedge before an article: "nearly a 20% stake"; only adverbs, for "about" and "under" may be prepositions."""
    stop = low.rindex(" ", 0, end - 1)
    if not low.endswith(ADVERBS, floor, stop):
        return None
    found = before(low, stop)
    if found is None or found.start < floor or found.label in BOUNDS:  # "over roughly a three-year period"
        return None
    return found._replace(end=end - 1)


def sign_before(clause: str, window: int) -> Hedge | None:
    """A hedge of one or two signs: "~", ">=", "< ="; "<>" says nothing."""
    for length in (3, 2, 1):
        label = words().before.get(clause[-length:])
        if label is None or length > len(clause):
            continue
        opposed = clause[:-length].rstrip().endswith(("<", ">"))
        return None if opposed else Hedge(window + len(clause) - length, window + len(clause), label)
    return None


def longest(clause: str, stop: int) -> tuple[int, str] | None:
    """Where the longest hedge phrase begins that ends at ``stop``, and its class."""
    table, found, cut = words().before, None, stop
    most = last_words().get(last_word(clause, stop), 0)
    while most > 0 and cut > 0:
        cut = clause.rfind(" ", 0, cut)
        phrase = clause[cut + 1 : stop].lstrip(MARKS + " ")
        label = table.get(phrase) or (table.get(" ".join(phrase.split())) if "  " in phrase else None)
        if label is not None:
            found = (stop - len(phrase), label)
        if " " in phrase and " ".join(phrase.split()) not in endings():
            break
        most -= not clause.startswith(" ", cut + 1)
    return found


@cache
def endings() -> frozenset[str]:
    """The last words, one or more, of the hedges before a number: with others no longer hedge ends."""
    phrases = [phrase.split(" ") for phrase in words().before]
    return frozenset(" ".join(phrase[first:]) for phrase in phrases for first in range(len(phrase)))


def last_word(clause: str, stop: int) -> str:
    return clause[clause.rfind(" ", 0, stop) + 1 : stop].lstrip(MARKS)


def widened(clause: str, start: int, label: str) -> tuple[int, str]:
    """The hedge with what stands before it: "just", "well", or another hedge ("nearly or", "at least about")."""
    stop = len(clause[:start].rstrip())
    if not stop:
        return start, label
    last = last_word(clause, stop)
    joined = last in ("or", "and")
    edge = len(clause[: stop - len(last)].rstrip()) if joined else stop
    outer = longest(clause, edge)
    if outer is not None:
        return outer[0], combined(outer[1], label, joined)
    two = clause[clause.rfind(" ", 0, max(0, stop - len(last) - 1)) + 1 : stop]
    for modifier in (two, last):
        if modifier in words().modifiers:
            return stop - len(modifier), label
    return start, label


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


@cache
def initials() -> frozenset[str]:
    """The characters that may stand after the blank before a hedge."""
    return frozenset(word[0] for word in first_words()) | frozenset("+-‐ \u00a0")


BEFORE_HEDGE = frozenset(" +-‐\u00a0")
OPENING = later(r"[ \u00a0]{0,2}(\+|[-‐]{1,2}|)([a-z]{0,15})")
PHRASE = later(r"\+\+?|[-‐]{1,2}[a-z]{1,15}|[a-z]{1,15}\.?(?:[ ][a-z]{1,15}){0,3}")


def after(low: str, start: int) -> Hedge | None:
    """The hedge that stands directly after ``start``: "or more", "or so", "+", "-odd", "at most"."""
    character = low[start : start + 1]
    if character not in BEFORE_HEDGE or (character == " " and low[start + 1 : start + 2] not in initials()):
        return None
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
        candidate = candidate if candidate in table else candidate.rstrip(".")
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
