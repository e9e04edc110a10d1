"""A sentence and its figures in, its structure out: words, clauses, lists of figures, and where each figure stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import reduce
from itertools import repeat
from operator import or_
from typing import NamedTuple

from factcheck.extract.found import Found
from factcheck.extract.lexicon import (
    BREAK,
    CAPITALS,
    CASED,
    CHANGE,
    DETERMINER,
    ENDS,
    FILLER,
    JOINER,
    PREPOSITION,
    SIGN,
    STOP,
    VERB,
    classes,
)
from factcheck.extract.sentences import Words, words

__all__ = ["Place", "Sentence", "Surroundings", "is_elliptical", "items", "read", "surroundings", "taken"]

Span = tuple[int, int]


class Place(NamedTuple):
    """A figure in its sentence: its words ``first``..``last``, with hedge, sign, unit and rate."""

    found: Found
    first: int
    last: int


class Sentence(NamedTuple):
    """A sentence read once: its words, what each can be and all together, its figures, clauses and lists of figures.

    ``clauses`` are the words that clauses begin at. ``chains`` holds, for each figure, the first and the last figure
    of the list that it stands in ("33.5%, 30.4% and 36.1%"); alone, a figure is both.
    """

    words: Words
    flags: list[int]
    together: int
    figures: list[Place]
    clauses: list[int]
    chains: list[Span]


class Surroundings(NamedTuple):
    """Where a figure stands: its words ``first``..``last``, its clause ``begin``..``end``, and its neighbours.

    ``left`` is the end of the figure before it or the clause's begin, whichever is later; ``right`` is the begin of
    the figure after it or the clause's end. ``leads_on`` says that "to" and another figure follow: "from 5 to 7".
    """

    lower: tuple[str, ...]
    flags: Sequence[int]
    first: int
    last: int
    begin: int
    end: int
    left: int
    right: int
    leads_on: bool


def read(text: str, span: Span, figures: Sequence[Found]) -> Sentence:
    """The sentence ``text[span]`` with the figures that begin in it."""
    said = words(text, *span)
    flags = list(map(classes().get, said.lower, repeat(0)))
    together = reduce(or_, set(flags), 0)
    if together & CASED:
        for index in [index for index, flag in enumerate(flags) if flag & CASED]:
            if index and text[said.starts[index]].isupper():
                flags[index] = CAPITALS[said.lower[index]]
    if not figures:
        return Sentence(said, flags, together, [], [0], [])
    places = _placed(said, figures)
    return Sentence(said, flags, together, places, _clauses(said.lower, flags, places), _chains(flags, places))


def _placed(said: Words, figures: Sequence[Found]) -> list[Place]:
    """The figures as words of their sentence."""
    places: list[Place] = []
    past, end = 0, len(said.lower)
    for found in figures:
        number = first = said.word_at(found.start)
        if found.full_start < found.start:
            first = min(said.word_at(max(found.full_start, said.start)), number)
        first = min(max(first, past), end - 1)
        last = max(said.at(max(found.full_end, found.end, found.rate_end)), first + 1)
        if found.rate_end and said.lower[last : last + 1] in _AGO:
            last = max(said.at(min(found.rate_start, found.full_end)), first + 1)
        places.append(Place(found, first, last))
        past = last
    return places


_AGO = (("ago",), ("earlier",), ("before",))  # "4 million a year ago" is no rate


_REACH = 12  # words between an "and" and the figure of the clause that it opens


def _clauses(lower: tuple[str, ...], flags: Sequence[int], places: Sequence[Place]) -> list[int]:
    """The words that clauses begin at: after a comma or stronger sign, and after an "and" between figures."""
    begins = [0]
    figure, count = 0, len(places)
    for index in [index for index, bits in enumerate(flags) if bits & BREAK]:
        while figure < count and places[figure].last <= index:
            figure += 1
        if figure < count and places[figure].first <= index:
            continue
        word = lower[index]
        if word == "-":
            if index and lower[index - 1] == "-":
                begins.append(index + 1)
        elif word != "and":
            begins.append(index + 1 if flags[index] & SIGN else index)
        elif 0 < figure < count and places[figure - 1].first >= begins[-1]:
            until = places[figure].first
            if until - index <= _REACH and not any(bits & SIGN for bits in flags[index + 1 : until]):
                begins.append(index + 1)
    return begins


def _chains(flags: Sequence[int], places: Sequence[Place]) -> list[Span]:
    """For each figure the list that it stands in."""
    if len(places) == 1:
        return [(0, 0)]
    chains: list[Span] = []
    begin = 0
    for number in range(1, len(places) + 1):
        if number < len(places) and _is_listed(flags, places[number - 1], places[number]):
            continue
        chains += [(begin, number - 1)] * (number - begin)
        begin = number
    return chains


def _is_listed(flags: Sequence[int], place: Place, following: Place) -> bool:
    """Whether two figures of one kind are only listed: a comma, "and" or "or about" stands between them."""
    between = flags[place.last : following.first]
    return (
        0 < len(between) <= 3
        and place.found.figure.kind == following.found.figure.kind
        and bool(between[0] & (SIGN | JOINER))
        and all(bits & (SIGN | JOINER | FILLER) and not bits & CHANGE for bits in between)
    )


def surroundings(sentence: Sentence, number: int) -> Surroundings:
    """Where a figure stands among the words of its clause."""
    places, clauses = sentence.figures, sentence.clauses
    _, first, last = places[number]
    clause = bisect_right(clauses, first)
    begin = min(clauses[clause - 1], first)
    end = max(clauses[clause] if clause < len(clauses) else len(sentence.flags), last)
    left, right, leads_on = begin, end, False
    if number:
        left = min(max(begin, places[number - 1].last), first)
    if number + 1 < len(places):
        right = max(min(end, places[number + 1].first), last)
        leads_on = _leads_on(sentence, sentence.chains[number][1])
    return Surroundings(sentence.words.lower, sentence.flags, first, last, begin, end, left, right, leads_on)


def _leads_on(sentence: Sentence, number: int) -> bool:
    """Whether a figure leads on to the next: "from 5 (in 2019) to 7"."""
    places, lower = sentence.figures, sentence.words.lower
    if number + 1 >= len(places):
        return False
    first = places[number + 1].first
    return first - places[number].last <= 8 and "to" in (lower[first - 1], lower[first - 2] if first > 1 else "")


def is_elliptical(sentence: Sentence, number: int, at: Surroundings, covered: Sequence[bool]) -> bool:
    """Whether a figure only goes on from the one before: "2.8% this year, 2.2% next year"."""
    if not number:
        return False
    before = sentence.figures[number - 1]
    if before.found.figure.kind != sentence.figures[number].found.figure.kind or before.first >= at.begin:
        return False
    return all(
        covered[index] or (at.flags[index] & (SIGN | JOINER | FILLER | DETERMINER) and not at.flags[index] & CHANGE)
        for index in range(at.begin, at.first)
    )


def taken(sentence: Sentence, periods: Sequence[Span]) -> list[bool]:
    """For each word whether it belongs to a figure or to one of the periods."""
    covered = [False] * len(sentence.flags)
    for place in sentence.figures:
        for index in range(place.first, place.last):
            covered[index] = True
    for first, last in periods:
        for index in range(first, last):
            covered[index] = True
    return covered


def items(sentence: Sentence, number: int) -> list[Span]:
    """What the figures of a list are said of, one by one: "the committee and the presidium was 21.1% and 23%".

    Sought before the list where it is of three or more or the sentence says "respectively"; empty where no list of as
    many items is found.
    """
    first, last = sentence.chains[number]
    count = last - first + 1
    lower, flags = sentence.words.lower, sentence.flags
    if count < 2 or (count < 3 and "respectively" not in lower):
        return []
    for at in range(sentence.figures[first].first - 1, 0, -1):
        if lower[at] in ("and", "or", "&"):
            found = _items_around(lower, flags, at, count)
            if found:
                return found
    return []


def _items_around(lower: tuple[str, ...], flags: Sequence[int], joint: int, count: int) -> list[Span]:
    """``count`` items joined by commas and the word at ``joint``."""
    begin = joint + 1
    while begin < len(lower) and flags[begin] & (DETERMINER | PREPOSITION):
        begin += 1
    end = begin
    while end < len(lower) and not flags[end] & (STOP | ENDS | VERB):
        end += 1
    spans = [(begin, end)]
    stop = joint
    while len(spans) < count:
        if stop and lower[stop - 1] == ",":
            stop -= 1
        begin = stop
        while begin > 0 and not flags[begin - 1] & (STOP | ENDS | VERB):
            begin -= 1
        spans.append((begin, stop))
        if len(spans) < count and (begin == 0 or lower[begin - 1] != ","):
            return []
        stop = begin - 1
    return spans[::-1] if all(first < last for first, last in spans) else []
