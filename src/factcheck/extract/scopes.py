"""The words of a sentence in, for whom or where its figures hold out: places, bodies, segments, groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.extract.clauses import Sentence, Surroundings, items
from factcheck.extract.lexicon import (
    DETERMINER,
    ENDS,
    GROUP,
    LOCATIVE,
    ORGAN,
    PLACE,
    PLACE_HEAD,
    PREPOSITION,
    SEGMENT,
    SIGN,
    STOP,
    TIME,
    WIDE,
)
from factcheck.extract.periods import Mention
from factcheck.extract.sentences import Words, wordlists

__all__ = ["Scope", "framing", "named", "of_figure"]

SOUGHT = PLACE | PLACE_HEAD | WIDE | ORGAN | SEGMENT | GROUP
_LEADING = SOUGHT | LOCATIVE


class Scope(NamedTuple):
    """For whom or where: its words, its name as the text has it, and its sort (place, wide, body, segment, group).

    ``sure`` says that a list knows it or its wording is plain, so that even a heading may be trusted.
    """

    first: int
    last: int
    name: str
    sort: str
    sure: bool = True


def named(text: str, words: Words, flags: Sequence[int], taken: Sequence[bool]) -> list[Scope]:
    """What a sentence names as place, body, segment or group, in order; ``taken`` are its figures and dates."""
    found: list[Scope] = []
    past = 0
    for at in [at for at, flag in enumerate(flags) if flag & _LEADING]:
        if at < past or taken[at]:
            continue
        flag = flags[at]
        scope = _sought(text, words, flags, at, flag) if flag & SOUGHT else None
        if scope is None and flag & LOCATIVE:
            scope = _named_place(text, words, flags, taken, at)
        if scope is not None and scope.first >= past:
            found.append(scope)
            past = scope.last
    return _merged(text, words, found) if len(found) > 1 else found


def _merged(text: str, words: Words, found: list[Scope]) -> list[Scope]:
    """Places that stand together are one: "Grove, Oklahoma", "Oklahoma and Missouri"."""
    merged = found[:1]
    for scope in found[1:]:
        last = merged[-1]
        if scope.sort == last.sort == "place" and words.lower[last.last : scope.first] in ((",",), ("and",)):
            name = _slice(text, words, last.first, scope.last)
            merged[-1] = Scope(last.first, scope.last, name, "place", last.sure or scope.sure)
        else:
            merged.append(scope)
    return merged


def _sought(text: str, words: Words, flags: Sequence[int], at: int, flag: int) -> Scope | None:
    """The scope whose telling word stands at ``at``."""
    if flag & (PLACE | PLACE_HEAD) and _capital(text, words, at):
        return _place(text, words, flags, at)
    if flag & WIDE and (at == 0 or not _capital(text, words, at)):
        return _wide(words, at)
    if flag & ORGAN and _capital(text, words, at):
        return _body(text, words, flags, at)
    if flag & SEGMENT:
        return _segment(text, words, flags, at)
    if flag & GROUP:
        return _group(text, words, flags, at)
    return None


def _capital(text: str, words: Words, at: int) -> bool:
    """Whether a word is written with a capital."""
    return text[words.starts[at]].isupper()


def _slice(text: str, words: Words, first: int, last: int) -> str:
    """The words as the text has them, on one line."""
    return " ".join(text[words.starts[first] : words.starts[last]].split()).strip(" ,.;:'’\"")


def _place(text: str, words: Words, flags: Sequence[int], at: int) -> Scope | None:
    """A place of the table, unless it is part of a longer name ("Boston Scientific")."""
    lower = words.lower
    last = at + 1
    if flags[at] & PLACE_HEAD:
        for length in (4, 3, 2):
            if at + length <= len(lower) and "_".join(lower[at : at + length]) in wordlists("scopes")["long_places"]:
                last = at + length
                break
        else:
            if not flags[at] & PLACE:
                return None
    if at and lower[at - 1] in ("the", "a") and last - at == 1 and len(lower[at]) > 4 and not lower[at].endswith("s"):
        return None
    following = lower[last] if last < len(lower) else ""
    if at and _capital(text, words, at - 1) and not flags[at - 1] & (STOP | PLACE) and lower[at - 1][:1].isalpha():
        return None
    if following and flags[last] & ORGAN and _capital(text, words, last):
        return None
    if following[:1].isalpha() and _capital(text, words, last) and not flags[last] & (PLACE | PLACE_HEAD | STOP):
        if following in ("province", "city", "state", "county", "district", "region", "provinces"):
            last += 1
        elif not at or not flags[at - 1] & LOCATIVE:
            return None
    return Scope(at, last, _slice(text, words, at, last).removesuffix("'s").removesuffix("’s"), "place")


def _wide(words: Words, at: int) -> Scope:
    """Nationwide, worldwide, overseas."""
    word = words.lower[at]
    return Scope(at, at + 1, _WIDE.get(word, word), "wide")


_WIDE = {
    "national": "nationwide", "nationally": "nationwide", "countrywide": "nationwide", "global": "worldwide",
    "globally": "worldwide", "international": "worldwide", "internationally": "worldwide", "domestically": "domestic",
    "abroad": "overseas",
}  # fmt: skip


def _body(text: str, words: Words, flags: Sequence[int], at: int) -> Scope | None:
    """A named body: "the 17th Executive Committee", "the Ministry of Health"; it needs a name beside its noun."""
    lower = words.lower
    first = at
    while first > 0 and at - first < 6 and _in_name(text, words, flags, first - 1):
        first -= 1
    last = at + 1
    if last + 1 < len(lower) and lower[last] == "of" and _capital(text, words, last + 1):
        last += 2
        while (
            last < len(lower)
            and last - at < 8
            and (
                _in_name(text, words, flags, last)
                or (
                    lower[last] in ("and", "&", "of")
                    and last + 1 < len(lower)
                    and _in_name(text, words, flags, last + 1)
                )
            )
        ):
            last += 1
    if last - first < 2 and not (at and lower[at - 1] == "the"):
        return None
    return Scope(first, last, _slice(text, words, first, last), "body", sure=False)


def _in_name(text: str, words: Words, flags: Sequence[int], at: int) -> bool:
    """Whether a word is a capitalised part of a name, or its ordinal."""
    word = words.lower[at]
    if word[0].isdigit():
        return word.endswith(("st", "nd", "rd", "th"))
    return text[words.starts[at]].isupper() and not flags[at] & (SIGN | STOP)


def _segment(text: str, words: Words, flags: Sequence[int], at: int) -> Scope | None:
    """ "the General segment", "our nutrition business": a noun of this kind with what sets it apart."""
    first = at
    while (
        first > 0
        and at - first < 4
        and not flags[first - 1] & (STOP | ENDS | TIME)
        and words.lower[first - 1][0].isalpha()
    ):
        first -= 1
    if first == at or first == 0 or words.lower[first] in ("entire", "whole", "overall", "same", "total"):
        return None
    before = words.lower[first - 1]
    opener = flags[first - 1] & (DETERMINER | PREPOSITION) or before in ("the", "our", "its", "their")
    if not opener:
        return None
    named = any(_capital(text, words, index) for index in range(first, at))
    if not named and words.lower[at] in (
        "market",
        "markets",
        "program",
        "programme",
        "fund",
        "line",
        "unit",
        "category",
    ):
        return None
    placed = before in ("in", "for", "at", "within", "across") or (
        first > 1 and words.lower[first - 2] in ("in", "for", "at", "within", "across", "from", "of", "to")
    )
    if not (named or placed):
        return None
    return Scope(first, at + 1, _slice(text, words, first, at + 1), "segment")


def _group(text: str, words: Words, flags: Sequence[int], at: int) -> Scope | None:
    """ "among women", "for men", "by young adults": a group after a preposition that sets it as the population."""
    first = at
    while first > 0 and at - first < 4 and not flags[first - 1] & (STOP | ENDS) and words.lower[first - 1][0].isalpha():
        first -= 1
    index = first - 1
    while index >= 0 and flags[index] & DETERMINER:
        index -= 1
    if words.lower[at + 1 : at + 2] == ("of",):
        return None
    if index < 0 or words.lower[index] not in ("among", "amongst", "for", "by", "in"):
        return None
    if words.lower[index] != "among" and words.lower[index] != "amongst" and (first < at - 1 or index < first - 1):
        return None
    return Scope(first, at + 1, _slice(text, words, first, at + 1), "group")


def _named_place(text: str, words: Words, flags: Sequence[int], taken: Sequence[bool], at: int) -> Scope | None:
    """ "in Heshun County", "across Lower Saxony": a capitalised name after a preposition of place."""
    lower = words.lower
    first = at + 1
    if first < len(lower) and lower[first] == "the":
        return None
    if at > 1 and _capital(text, words, at - 1) and not flags[at - 1] & PLACE:
        return None  # every word of a heading has its capital
    last = first
    while last < len(lower) and last - first < 4 and not taken[last] and _in_name(text, words, flags, last):
        last += 1
    if last == first or lower[first][0].isdigit() or flags[last - 1] & ORGAN:
        return None
    if any(text[words.starts[index] : words.starts[index] + 2].isupper() for index in range(first, last)):
        return None  # an abbreviation: "in EBITDA", "in R&D"
    name = _slice(text, words, first, last).removesuffix("'s").removesuffix("’s")
    return Scope(first, last, name, "place", sure=any(flags[index] & PLACE for index in range(first, last)))


def of_figure(
    sentence: Sentence,
    scopes: Sequence[Scope],
    periods: Sequence[Mention],
    number: int,
    at: Surroundings,
    inherited: Sequence[Scope],
) -> tuple[str, bool]:
    """For whom or where a figure holds, and whether its sentence says so: of each sort the nearest, else the inherited.

    ``scopes`` and ``periods`` are those of the sentence.
    """
    if not scopes and not inherited:
        return "", False
    chosen: dict[str, Scope] = {}
    for scope in _without_others(sentence, number, scopes) if scopes else scopes:
        if scope.last <= at.first:
            if not _is_out_of_reach(scope, at, periods):
                chosen[scope.sort] = scope
        elif scope.first >= at.last and scope.last <= at.right and scope.first - at.last <= 8:
            chosen[scope.sort] = scope
    own = bool(chosen)
    for scope in inherited:
        if scope.sort not in chosen and not (own and scope.sort in ("wide", "body")):
            chosen[scope.sort] = scope
    return ", ".join(dict.fromkeys(scope.name for scope in chosen.values())), own


def _without_others(sentence: Sentence, number: int, scopes: Sequence[Scope]) -> Sequence[Scope]:
    """The scopes without those of the other items of a list: "the committee and the presidium was 21% and 23%"."""
    first, last = sentence.chains[number]
    listed = items(sentence, number) if last > first else []
    if not listed:
        return scopes
    others = [item for index, item in enumerate(listed) if index != number - first]
    return [scope for scope in scopes if not any(scope.first < end and begin < scope.last for begin, end in others)]


def _is_out_of_reach(scope: Scope, at: Surroundings, periods: Sequence[Mention]) -> bool:
    """Whether a scope before a figure belongs to something else: to another clause, or to "since the Congress of"."""
    if scope.first < at.begin and scope.sort in ("body", "group") and scope.first > 4 and not at.flags[0] & PREPOSITION:
        return True
    return scope.sort == "body" and any(
        period.use == "since" and period.first <= scope.first < period.last + 8 for period in periods
    )


def framing(sentence: Sentence, scopes: Sequence[Scope]) -> tuple[Scope, ...]:
    """The scopes that a sentence opens with and leaves to those after it: "In Jiangsu, …"."""
    return tuple(
        scope
        for scope in scopes
        if scope.first <= 4
        and scope.sort in ("place", "segment", "group")
        and any(flag & PREPOSITION for flag in sentence.flags[: scope.first])
    )
