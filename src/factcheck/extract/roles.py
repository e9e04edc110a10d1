"""The words around a figure in, what it does in its sentence out: level, change, base, target, part and so on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.extract.clauses import Surroundings
from factcheck.extract.found import Found
from factcheck.extract.lexicon import (
    BASE,
    CHANGE,
    CORRECTED,
    DESCRIBING,
    DETERMINER,
    FILLER,
    FUTURE,
    GROUPED,
    HYPOTHETICAL,
    MODAL,
    NEGATION,
    PART,
    SIGN,
    STOP,
    TIME,
    UP,
    VERB,
    WEAK,
)
from factcheck.extract.sentences import wordlists

__all__ = ["Role", "following", "role"]


class Role(NamedTuple):
    """What a figure does. ``role`` is one of level, change, base, target, hypothetical, threshold, part, whole, rate,
    quoted; ``direction`` of a change is up, down or ""; ``per`` is what a rate is counted by ("share", "month");
    ``modality`` is target, hypothetical, quoted or "", whatever the role; ``tentative`` marks a target that
    rests on a word like "will" alone and so does not hold for a period that is past.
    """

    role: str = "level"
    direction: str = ""
    per: str = ""
    modality: str = ""
    tentative: bool = False


def role(found: Found, at: Surroundings, before: str, together: int) -> Role:
    """What a figure does in its sentence, from the words near it; "level" where nothing speaks for more.

    ``before`` is the role of the figure before it in the sentence, "" where there is none; ``together`` is what the
    words of the sentence can be.
    """
    near = _near(at)
    direction, strong = _direction(found, at, near) if together & (CHANGE | TIME | DESCRIBING | BASE) else ("", False)
    per = _per(found, at)
    modality, tentative = _modality(at, near, before, together)
    does = _does(found, at, near, before, direction, strong)
    if does != "change":
        direction = direction if does == "base" else ""
    if modality in ("quoted", "hypothetical"):
        does = modality if does in ("level", "change", "part", "base") or modality == "quoted" else does
    elif modality == "target" and does in ("level", "part", "rate") and not tentative:
        does = "target"
    if does == "level" and per:
        does = "rate"
    return Role(does, direction, per, modality, tentative)


def following(found: Found, at: Surroundings, previous: Role) -> Role:
    """The role of a figure that only goes on from the one before: the same, with a rate of its own."""
    per = _per(found, at)
    does = {"level": "rate", "rate": "rate"}.get(previous.role, previous.role) if per else previous.role
    return previous._replace(per=per, role="level" if does == "rate" and not per else does)


def _does(found: Found, at: Surroundings, near: Sequence[int], before: str, direction: str, strong: bool) -> str:
    """The role by the nearest words, the surest first."""
    if found.figure.kind == "ordinal":
        return "level"
    if _is_whole(at, before):
        return "whole"
    if _is_base(at, near, before):
        return "base"
    if direction and strong:
        return "change"
    if _is_threshold(found, at, near):
        return "threshold"
    if _is_part(found, at, before):
        return "part"
    return "change" if direction else "level"


def _near(at: Surroundings) -> list[int]:
    """The indices of the three words before a figure, nearest first, without articles, hedges and signs."""
    near: list[int] = []
    flags = at.flags
    for index in range(at.first - 1, at.left - 1, -1):
        bits = flags[index]
        if not bits & _PASSED or (bits & CHANGE and not bits & (DETERMINER | SIGN)):
            near.append(index)
            if len(near) == 3:
                break
    return near


_PASSED = DETERMINER | SIGN | FILLER


def _direction(found: Found, at: Surroundings, near: Sequence[int]) -> tuple[str, bool]:
    """Whether a figure is an amount of change, and which way; the second says whether the wording is plain."""
    percent = found.figure.unit in ("%", "percentage points", "basis points")
    if near:
        direction, plain = _before(at, near[0], percent)
        if plain:
            return direction, plain
    return _after(found, at, percent)


def _before(at: Surroundings, nearest: int, percent: bool) -> tuple[str, bool]:
    """The change that the words before a figure tell: "rose 5%", "a fall of 400", "growth for the quarter was 5%"."""
    lower, flags = at.lower, at.flags
    word = lower[nearest]
    bits = flags[nearest] & CHANGE
    phrasal = word in ("up", "down") and nearest > 0 and lower[nearest - 1] in wordlists("roles")["phrasal"]
    if bits and not phrasal and (percent or not flags[nearest] & WEAK):
        return _way(bits), True
    if word in ("by", "of", "another", "further", "additional"):
        return _by(at, nearest, word)
    if word in ("is", "was", "were", "be", "been", "at") and percent:
        for index in range(nearest - 1, max(at.left, nearest - _FAR) - 1, -1):
            named = index + 1 == nearest or flags[index + 1] & STOP or lower[index + 1] == "rate"
            if lower[index] in _CHANGES and named:
                return _way(flags[index] & CHANGE), True
    return "", False


_FAR = 14  # words between a change and the figure that it is of
_CHANGES = frozenset(("growth", "decline", "increase", "decrease", "reduction", "rise", "drop", "fall"))


def _by(at: Surroundings, nearest: int, word: str) -> tuple[str, bool]:
    """The change before "by" and "of": "cut its costs by", "an increase in fees of"; not "up to a rate of"."""
    for index in range(nearest, max(at.left, nearest - _FAR) - 1, -1):
        if at.lower[index] == "to":
            break
        if at.flags[index] & CHANGE and (index < nearest or word == "additional"):
            if at.flags[index] & WEAK and not (word == "by" or (word == "of" and index == nearest - 1)):
                break
            return _way(at.flags[index] & CHANGE), word != "additional"
    return "", False


def _after(found: Found, at: Surroundings, percent: bool) -> tuple[str, bool]:
    """The change that the words after a figure tell: "a 30% decline", "4% higher", "89% above the plan"."""
    lower, flags = at.lower, at.flags
    after = at.last
    while after < at.right and flags[after] & FILLER and not flags[after] & CHANGE and after < at.last + 2:
        after += 1
    for index in range(after, min(at.right, after + 3)):
        word, bits = lower[index], flags[index] & CHANGE
        following = index + 1
        if word in ("up", "down") and following < len(flags) and not flags[following] & SIGN:
            if index == after and lower[following] == "on":
                return word, True
            break
        if index == after and word.endswith("er") and lower[following : following + 1] == ("than",):
            return "" if word in _NO_MEASURE else "down" if word in _LESSER else "up", word not in _NO_MEASURE
        if index == after and word in ("above", "below") and found.figure.kind != "duration":
            return ("up" if word == "above" else "down"), True
        if bits and lower[following : following + 1] in (("to",), ("from",), ("by",)):
            break
        if bits and word not in ("raised", "raise"):
            if word in ("more", "less", "fewer") and lower[following : following + 1] not in ((), ("than",)):
                break
            return (_way(bits), True) if percent or not flags[index] & WEAK or index == after else ("", False)
        if percent and word in _BASES:
            return "", True
        if flags[index] & (SIGN | VERB) or not percent:
            break
    return "", False


_NO_MEASURE = frozenset(("other", "rather", "sooner", "earlier", "later"))
_LESSER = frozenset(("lower", "fewer", "smaller", "shorter", "younger", "lighter", "cheaper", "slower", "narrower"))
_BASES = frozenset(("year-over-year", "year-on-year", "yoy", "y-o-y", "sequentially"))


def _way(bits: int) -> str:
    return "up" if bits & UP else "down"


def _is_whole(at: Surroundings, before: str) -> bool:
    """ "11 of the 17", "26% of the 750 million employed": the number that a part is taken of."""
    index = at.first - 1
    steps = 0
    while index >= at.left and steps < 3 and at.flags[index] & (DETERMINER | FILLER):
        index -= 1
        steps += 1
    if index < 0 or at.lower[index] != "of" or not before:
        return False
    return index == at.left or at.lower[index - 1] == "out"


def _is_base(at: Surroundings, near: Sequence[int], before: str) -> bool:
    """ "up from 262 million", "compared with 5%", "from 5 to 7": what something is compared with."""
    flags, lower = at.flags, at.lower
    if not near:
        return False
    word = lower[near[0]]
    if word == "from":
        moved = any(flag & CHANGE for flag in flags[at.begin if not before else 0 : near[0]])
        return moved or before == "change" or at.leads_on
    if before == "base" and at.begin < at.left and not any(flag & CHANGE for flag in flags[at.left : at.first]):
        return lower[at.first - 1] != "to"  # "compared with 152 shows in 107 cities"
    for index in near[:2]:
        if flags[index] & BASE and lower[index] not in ("over", "than"):
            return True
    between = _COMPARING.intersection(lower[max(at.left, at.first - 10) : at.first])
    if not between:
        return False
    if before == "change" or any(flag & CHANGE for flag in flags[at.begin : at.left]):
        return True
    return not _COMPARED.isdisjoint(between)


_COMPARED = frozenset(("compared", "versus", "vs"))
_COMPARING = _COMPARED | {"from", "over", "than", "against"}


def _is_threshold(found: Found, at: Surroundings, near: Sequence[int]) -> bool:
    """ "enterprises with more than 100 people", "aged 55", "a household of four": a description, not a finding."""
    if "age" in found.flags:
        return True
    if not near:
        return False
    word = at.lower[near[0]]
    bound = found.figure.hedge in ("more than", "at least", "less than", "at most")
    if word in ("aged", "age", "ages"):
        return at.lower[at.last : at.last + 1] != ("ago",)
    if word == "of" and len(near) > 1 and at.flags[near[1]] & GROUPED:
        return True
    if bound and at.flags[near[0]] & DESCRIBING:
        told = len(near) > 1 and at.lower[near[1]] in ("who", "that", "which", "those")
        return near[0] > at.begin and (told or word not in _HAVING)
    return bound and word in ("of", "for") and len(near) > 1 and at.flags[near[1]] & GROUPED > 0


_HAVING = frozenset(("has", "have", "having", "had", "make", "makes"))


def _is_part(found: Found, at: Surroundings, before: str) -> bool:
    """ "including 10 million technicians", "of which 10", "two of them": taken out of something named."""
    lower = at.lower
    flags = at.flags
    for index in range(at.first - 1, max(at.left, at.first - 6) - 1, -1):
        if flags[index] & PART:
            return True
        if lower[index] in _TAKEN_FROM and index and lower[index - 1] in ("of", "among"):
            return True
    if before == "part" and all(
        at.flags[index] & (SIGN | FILLER) or lower[index] in ("and", "or") for index in range(at.begin, at.first)
    ):
        return True
    if found.figure.kind != "count" or found.form == "fraction" or found.unit_end:
        return False
    if "of" in found.flags:
        return True
    return lower[at.last : at.last + 1] == ("of",) and lower[at.last + 1 : at.last + 2] in (
        ("the",), ("these",), ("them",), ("those",), ("our",), ("its",), ("whom",), ("which",)
    )  # fmt: skip


_TAKEN_FROM = frozenset(("which", "whom", "these", "them"))


def _per(found: Found, at: Surroundings) -> str:
    """What a rate is counted by: "share" of "$1.20 per share" and of "earnings per share of $1.20"."""
    lower = at.lower
    if found.rate_end > found.rate_start and lower[at.last : at.last + 1] not in (("ago",), ("earlier",)):
        return re.split(r"[./-]", lower[at.last - 1].rstrip("."))[-1]
    flags = at.flags
    for index in range(at.last, min(at.right, at.last + 3)):
        if lower[index] in ("per", "each", "every"):
            following = lower[index + 1] if index + 1 < len(lower) else ""
            if index and lower[index - 1] == "of":  # "58% of each cohort"
                break
            noun = following[:1].isalpha() and not flags[index + 1] & (STOP | VERB) and not following.endswith("ing")
            return following if noun else "each"
        if flags[index] & SIGN:
            break
    # A slice is searched faster than its words are looked at one by one, and most figures are no rates.
    near = lower[max(at.left, at.first - 12) : at.first]
    if "per" not in near and "eps" not in near:
        return ""
    for index in range(at.first - 2, max(at.left, at.first - 12) - 1, -1):
        if lower[index] == "per" and index + 1 < at.first:
            skip = lower[index + 1] in ("diluted", "common", "ordinary", "basic") and index + 2 < at.first
            return lower[index + 1 + skip]
        if lower[index] == "eps":
            return "share"
    return "share" if at.first > at.left and "eps" in lower[max(at.left, at.first - 4) : at.first] else ""


def _modality(at: Surroundings, near: Sequence[int], before: str, together: int) -> tuple[str, bool]:
    """Whether the clause speaks of what was wrong, of what might be, or of what is to come."""
    if together & (CORRECTED | NEGATION) and _is_quoted(at, near, before):
        return "quoted", False
    flags, lower = at.flags, at.lower
    if together & HYPOTHETICAL:
        supposed = [index for index in range(at.begin, at.first) if flags[index] & HYPOTHETICAL]
        if any(lower[index] != "would" or lower[index + 1] not in _POLITE for index in supposed):
            return "hypothetical", False
        if lower[0] in ("if", "suppose", "assuming", "imagine"):
            return "hypothetical", False
    if lower[:2] in (("take", "a"), ("take", "an"), ("consider", "a"), ("consider", "an")):
        return "hypothetical", False
    if not together & FUTURE:
        return "", False
    future = [
        index for index in range(at.begin, at.first)
        if flags[index] & FUTURE and not (lower[index] == "target" and lower[index + 1] in ("range", "rate"))
    ]  # fmt: skip
    if not future:
        future = [index for index in range(at.last, min(at.right, at.last + 6)) if lower[index] in ("target", "goal")]
    if not future:
        return "", False
    return "target", all(flags[index] & MODAL for index in future)


_POLITE = frozenset(
    ("like", "say", "note", "point", "remind", "argue", "add", "emphasize", "just", "also", "be", "love")
)


def _is_quoted(at: Surroundings, near: Sequence[int], previous: str) -> bool:
    """ "not 40 but 44", "rather than 40", "was mistakenly given as 40"."""
    lower = at.lower
    before = lower[at.first - 1] if at.first > at.left else ""
    if before in ("not", "n't") and ("but" in lower[at.last : at.last + 8] or previous):
        return True
    if near and lower[near[0]] == "than" and lower[near[0] - 1] == "rather":
        return True
    if near and lower[near[0]] == "of" and lower[near[0] - 1] == "instead":
        return True
    return any(at.flags[index] & CORRECTED for index in range(max(at.left, at.first - 8), at.first))
