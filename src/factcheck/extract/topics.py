"""The words of a clause in, what it measures out: the noun that a number counts, and a short phrase for its topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.extract.lexicon import (
    ANAPHOR,
    COPULA,
    DETERMINER,
    ENDS,
    FILLER,
    JOINER,
    PLURAL,
    PREPOSITION,
    SIGN,
    SINGULAR,
    STOP,
    VERB,
)
from factcheck.extract.sentences import wordlists

__all__ = ["counted_after", "counted_before", "is_anaphoric", "phrase", "plural"]

_LONGEST_NOUN = 7  # words of a noun phrase after a number
_LONGEST_TOPIC = 14  # words of a topic


def counted_after(lower: tuple[str, ...], flags: Sequence[int], start: int, end: int, one: bool = False) -> str:
    """The noun phrase that begins at ``start``: "outdoor labor service stations of trade unions"; "" where none does.

    ``one`` says that the number before it is one, so that its noun is a singular.
    """
    start = _inside(lower, flags, start, end)
    last = _noun_end(lower, flags, start, end, one)
    if last == start:
        return ""
    head = _listed(lower, start, last)
    tail = _of(lower, flags, last, end)
    return _normal(head, one) + (" of " + " ".join(_listed(lower, *tail)) if tail else "")


def _inside(lower: tuple[str, ...], flags: Sequence[int], start: int, end: int) -> int:
    """Past "of the", "of our" and the like: "half of the stores" counts stores."""
    if start < end and lower[start] == "of":
        start += 1
        while start < end and flags[start] & DETERMINER:
            start += 1
    while start < end and (flags[start] & FILLER or lower[start] in _PASSED):
        start += 1
    return start


_PASSED = frozenset(("-", "other", "such", "different", "new", "consecutive", "straight", "successive", '"', "“", "‘"))
_QUOTES = frozenset(('"', "“", "”", "‘", "’"))


def _noun_end(lower: tuple[str, ...], flags: Sequence[int], start: int, end: int, one: bool) -> int:
    """Where the noun phrase at ``start`` ends: with its last plural, before a verb, a preposition or a sign."""
    plural_at = -1
    index = start
    limit = min(end, start + _LONGEST_NOUN)
    while index < limit:
        word, flag = lower[index], flags[index]
        if plural_at >= 0:
            if flag & (ENDS | FILLER) or word.endswith(("ed", "ing", "ly")):
                break
        elif flag & ENDS and not _goes_on(lower, flags, index, start, end):
            break
        if _is_plural(word, flag):
            plural_at = index
        index += 1
    if plural_at >= 0:
        return plural_at + 1
    if not one:
        return start
    while index > start and (flags[index - 1] & (FILLER | ENDS) or lower[index - 1].endswith("ly")):
        index -= 1
    return index


def _goes_on(lower: tuple[str, ...], flags: Sequence[int], index: int, start: int, end: int) -> bool:
    """Whether a noun phrase without a plural so far goes on over a word that could end it.

    A verb's form may be a noun or a modifier ("innovation projects", "work units", "training courses"), "and" may
    join two modifiers ("online and offline fairs"), quotes may enclose a name.
    """
    word, flag = lower[index], flags[index]
    if flag & VERB and not flag & STOP:
        return word.endswith(("s", "ing")) or (index + 1 < end and _is_plural(lower[index + 1], flags[index + 1]))
    if word in _QUOTES:
        return index > start
    return word in ("and", "or") and start < index < end - 2 and not flags[index + 1] & (ENDS | STOP)


def _is_plural(word: str, flag: int) -> bool:
    """Whether a word is a plural noun by its form."""
    if flag & (PLURAL | SINGULAR | STOP):
        return bool(flag & PLURAL)
    if word.endswith("men"):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s", "ous"))


def _of(lower: tuple[str, ...], flags: Sequence[int], start: int, end: int) -> tuple[int, int] | None:
    """The bare plural after "of", as in "stations of trade unions"."""
    if start + 1 >= end or lower[start] != "of" or flags[start + 1] & (STOP | ENDS):
        return None
    last = _noun_end(lower, flags, start + 1, min(end, start + 6), False)
    return (start + 1, last) if last > start + 1 and _is_plural(lower[last - 1], flags[last - 1]) else None


def _listed(lower: tuple[str, ...], start: int, last: int) -> list[str]:
    """The words of a noun phrase, without signs."""
    return [word for word in lower[start:last] if word[0].isalpha()]


def _normal(head: list[str], one: bool = False) -> str:
    """The noun phrase as it is shown; the singular after "one" becomes a plural."""
    if head:
        head[-1] = head[-1].removesuffix("'s").removesuffix("’s").rstrip("'’")
        head[-1] = plural(head[-1]) if one or head[-1] in _IRREGULAR else head[-1]
    return " ".join(head)


_IRREGULAR = {"person": "people", "man": "men", "woman": "women", "child": "children", "persons": "people"}


def plural(noun: str) -> str:
    """The plural of a noun: station, stations; country, countries; person, people."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun in wordlists("topics")["plurals"] or (noun.endswith("s") and not noun.endswith("ss")):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ss", "x", "ch", "sh", "z")) else "s")


def counted_before(lower: tuple[str, ...], flags: Sequence[int], start: int, end: int) -> str:
    """What the subject before a number counts: "the number of people who …", "migrant workers rose to"."""
    counters = wordlists("topics")["counters"]
    for index in range(end - 1, start - 1, -1):
        if lower[index] in counters and index + 2 < end and lower[index + 1] in ("of", "for"):
            found = counted_after(lower, flags, index + 1, end)
            if found:
                return found
    verb = next((index for index in range(end - 1, start - 1, -1) if flags[index] & (VERB | COPULA)), -1)
    if verb < 0:
        return ""
    first = verb
    while first > start and not flags[first - 1] & SIGN and verb - first < 2 * _LONGEST_NOUN:
        first -= 1
    return _subject(lower, flags, first, verb)


def _subject(lower: tuple[str, ...], flags: Sequence[int], start: int, verb: int) -> str:
    """The plural noun phrase that a verb's subject begins with."""
    while start < verb and (flags[start] & (STOP | ENDS) or lower[start][0].isdigit()):
        start += 1
    last = _noun_end(lower, flags, start, verb, False)
    if last == start or not _is_plural(lower[last - 1], flags[last - 1]):
        return ""
    if lower[last - 1] in wordlists("topics")["amounts"]:
        return ""
    return _normal(_listed(lower, start, last))


def is_anaphoric(lower: tuple[str, ...], flags: Sequence[int], start: int, end: int) -> bool:
    """Whether the words point back to what was said before: they open with "it", "this number", "the platform"."""
    for index in range(start, min(end, start + 3)):
        if flags[index] & ANAPHOR:
            return True
        if not flags[index] & (STOP | SIGN):
            return False
    return False


def phrase(pieces: Iterable[str]) -> str:
    """The words of a topic in order, at most _LONGEST_TOPIC of them, the first ones kept once."""
    seen: dict[str, None] = {}
    for piece in pieces:
        if piece not in seen:
            seen[piece] = None
    return " ".join(list(seen)[:_LONGEST_TOPIC])


def content(lower: tuple[str, ...], flags: Sequence[int], taken: Sequence[bool], start: int, end: int) -> list[int]:
    """The indices of the words between ``start`` and ``end`` that carry a topic; ``taken`` are figures and dates."""
    return [
        index
        for index in range(start, end)
        if not flags[index] & STOP and not taken[index] and not lower[index][0].isdigit()
    ]


def joining(flags: Sequence[int], index: int) -> bool:
    """Whether a word may stand between two content words of a phrase."""
    return bool(flags[index] & (PREPOSITION | JOINER))


def pieces(
    lower: tuple[str, ...],
    flags: Sequence[int],
    taken: Sequence[bool],
    start: int,
    end: int,
    most: int,
    seen: set[str],
    backwards: bool = False,
) -> list[str]:
    """At most ``most`` content words between ``start`` and ``end``, with the small words that join them.

    ``backwards`` keeps the last ones rather than the first. Words in ``seen`` are left out; the others are added.
    """
    chosen = [index for index in content(lower, flags, taken, start, end) if lower[index] not in seen]
    chosen = chosen[-most:] if backwards else chosen[:most]
    found: list[str] = []
    previous = -2
    for index in chosen:
        if previous >= 0 and index - previous <= 3 and joining(flags, previous + 1):
            between = [lower[at] for at in range(previous + 1, index) if joining(flags, at)]
            if len(between) == 1 and all(
                flags[at] & (PREPOSITION | JOINER | DETERMINER) for at in range(previous + 1, index)
            ):
                found.append(between[0])
        found.append(lower[index])
        seen.add(lower[index])
        previous = index
    return found
