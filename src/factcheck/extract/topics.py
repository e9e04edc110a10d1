"""The words of a clause in, what it measures out: the noun that a number counts, and a short phrase for its topic."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from factcheck.extract.clauses import Sentence, Surroundings, items
from factcheck.extract.found import Found
from factcheck.extract.lexicon import (
    ANAPHOR,
    CHANGE,
    COPULA,
    DETERMINER,
    ENDS,
    FILLER,
    JOINER,
    PLACE,
    PLURAL,
    PREPOSITION,
    SIGN,
    SINGULAR,
    STOP,
    VERB,
    classes,
)
from factcheck.extract.sentences import Words, wordlists, words
from factcheck.model import Passage

__all__ = ["contents", "of_cell", "of_figure", "opening", "plural", "unit"]

_LONGEST_NOUN = 7  # words of a noun phrase after a number


def unit(sentence: Sentence, number: int, at: Surroundings, units: Sequence[str]) -> str:
    """The unit of a figure: that of its tables, else the noun it counts: after it, before it, or as the figure before.

    ``units`` are those of the figures before it in the sentence.
    """
    found = sentence.figures[number].found
    if found.figure.kind == "ordinal":
        return "edition"
    if found.figure.unit or found.figure.kind == "percent":
        no_rate = found.rate_end and sentence.words.at(found.rate_end) > at.last  # "4 million a year ago"
        return found.figure.unit.rpartition(" per ")[0] if no_rate else found.figure.unit
    glued = _glued(sentence.words, at.last - 1, found)
    if glued:
        return glued
    lower, flags = at.lower, at.flags
    if lower[at.last : at.last + 1] == (")",) and lower[at.first - 1 : at.first] == ("(",):
        named = _named_before(lower, flags, at.first - 1)
        if named:
            return named
    if number and lower[at.last : at.last + 1] == ("of",) and lower[at.last + 1 : at.last + 2] in _POINTING:
        last = sentence.figures[number - 1].last
        return _counted_after(lower, flags, last, at.first) or units[-1]
    after = _counted_after(lower, flags, at.last, at.right, found.figure.value == 1)
    if after:
        return after
    before = _counted_before(lower, flags, at.left, at.first)
    if before or not number:
        return before or _counted_before(lower, flags, 0, at.first)
    if units[-1] != "times" and sentence.figures[number - 1].found.figure.kind == found.figure.kind:
        return units[-1]
    return _counted_before(lower, flags, at.begin, at.first)


def _named_before(lower: tuple[str, ...], flags: Sequence[int], end: int) -> str:
    """The plural before a number in parentheses: "part-time teachers (145)"."""
    start = end
    while start > max(0, end - 4) and not flags[start - 1] & (STOP | ENDS):
        start -= 1
    return _normal(_listed(lower, start, end)) if start < end and _is_plural(lower[end - 1], flags[end - 1]) else ""


_POINTING = (("them",), ("these",), ("those",), ("which",), ("whom",))


def _glued(said: Words, index: int, found: Found) -> str:
    """The noun of "5-member": what follows the hyphen of the figure's own word."""
    head, hyphen, tail = said.lower[index].partition("-")
    if not hyphen or said.starts[index] + len(head) != found.end or tail in ("plus", "odd", "something", "strong"):
        return ""
    return plural(tail) if tail.isalpha() and len(tail) > 2 else ""


def _counted_after(lower: tuple[str, ...], flags: Sequence[int], start: int, end: int, one: bool = False) -> str:
    """The noun phrase that begins at ``start``: "outdoor labor service stations of trade unions"; "" where none does.

    ``one`` says that the number before it is one, so that its noun is a singular.
    """
    start = _inside(lower, flags, start, end)
    last = _noun_end(lower, flags, start, end, one)
    if last == start:
        last = _head_end(lower, flags, start, end)
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
        if one and index > start and word.endswith(("ed", "ing")) and word not in _NOUNS_IN_ING:
            if index + 1 >= limit or flags[index + 1] & (STOP | ENDS | FILLER):
                break  # "one guest praised the food"
        elif _is_plural(word, flag):
            if (
                one
                and index > start
                and index + 1 < limit
                and flags[index + 1] & ENDS
                and not flags[index + 1] & _LINKING
            ):
                break  # "one party holds that": after one, a verb and no noun
            plural_at = index
        index += 1
    if plural_at >= 0:
        return plural_at + 1
    if not one:
        return start
    while index > start and (flags[index - 1] & (FILLER | ENDS) or lower[index - 1].endswith("ly")):
        index -= 1
    return index


_LINKING = SIGN | JOINER | PREPOSITION | COPULA
_NOUNS_IN_ING = frozenset(
    [
        "meeting",
        "building",
        "ranking",
        "training",
        "hearing",
        "offering",
        "filing",
        "rating",
        "feeling",
        "painting",
        "ending",
        "opening",
        "briefing",
        "finding",
        "wedding",
        "evening",
        "morning",
        "ruling",
        "warning",
        "holding",
        "listing",
        "reading",
        "recording",
        "saving",
        "setting",
        "spring",
        "string",
        "thing",
        "king",
        "ring",
        "wing",
    ]
)


def _head_end(lower: tuple[str, ...], flags: Sequence[int], start: int, end: int) -> int:
    """Where a singular head ends that a plural after "of" belongs to: "32 provincial federation of unions"."""
    last = start
    while last < min(end, start + _LONGEST_NOUN) and not flags[last] & (ENDS | STOP):
        last += 1
    return last if _of(lower, flags, last, end) else start


def _goes_on(lower: tuple[str, ...], flags: Sequence[int], index: int, start: int, end: int) -> bool:
    """Whether a noun phrase without a plural so far goes on over a word that could end it.

    A verb's form may be a noun or a modifier ("innovation projects", "work units", "training courses"), "and" may
    join two modifiers ("online and offline fairs"), quotes may enclose a name.
    """
    word, flag = lower[index], flags[index]
    if flag & VERB and not flag & STOP:
        return word.endswith(("s", "ing")) or (index + 1 < end and not flags[index + 1] & (ENDS | STOP))
    if word in _QUOTES:
        return index > start
    return word in ("and", "or") and start < index < end - 2 and not flags[index + 1] & (ENDS | STOP)


def _is_plural(word: str, flag: int) -> bool:
    """Whether a word is a plural noun by its form."""
    if flag & (PLURAL | SINGULAR | STOP | PLACE):
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


def _counted_before(lower: tuple[str, ...], flags: Sequence[int], start: int, end: int) -> str:
    """What the subject before a number counts: "the number of people who …", "migrant workers rose to"."""
    counters = wordlists("topics")["counters"]
    for index in range(end - 1, start - 1, -1):
        if lower[index] in counters and index + 2 < end and lower[index + 1] in ("of", "for"):
            found = _counted_after(lower, flags, index + 1, end)
            if found:
                return found
    verb = next((index for index in range(end - 1, start - 1, -1) if flags[index] & (COPULA | CHANGE)), -1)
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


def _is_anaphoric(lower: tuple[str, ...], flags: Sequence[int], start: int, end: int) -> bool:
    """Whether the words point back to what was said before: they open with "it", "this number", "the platform"."""
    for index in range(start, min(end, start + 3)):
        if flags[index] & ANAPHOR:
            return True
        if not flags[index] & (STOP | SIGN):
            return False
    return False


_ENUMERATING = frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"))
_JOINING = PREPOSITION | JOINER


def contents(sentence: Sentence, taken: Sequence[bool]) -> list[int]:
    """The indices of the words that carry a topic; ``taken`` are figures and periods."""
    lower = sentence.words.lower
    content = [
        index
        for index, flag in enumerate(sentence.flags)
        if not flag & STOP and not taken[index] and not lower[index][0].isdigit()
    ]
    if "," not in lower or _ENUMERATING.isdisjoint(lower):
        return content
    return [index for index in content if not (lower[index] in _ENUMERATING and lower[index + 1 : index + 2] == (",",))]


def _pieces(
    sentence: Sentence, content: Sequence[int], span: tuple[int, int], most: int, seen: set[str], last: bool = False
) -> list[str]:
    """At most ``most`` of the content words in a span, with the small words that join them.

    ``last`` keeps the last ones rather than the first. Words in ``seen`` are left out; the others are added.
    """
    begin, end = span
    if begin >= end:
        return []
    lower, flags = sentence.words.lower, sentence.flags
    chosen = content[bisect_left(content, begin) : bisect_left(content, end)]
    if seen:
        chosen = [index for index in chosen if lower[index] not in seen]
    found: list[str] = []
    previous = -9
    for index in chosen[-most:] if last else chosen[:most]:
        step = index - previous
        if (step == 2 or (step == 3 and flags[previous + 2] & DETERMINER)) and flags[previous + 1] & _JOINING:
            found.append(lower[previous + 1])
        found.append(lower[index])
        seen.add(lower[index])
        previous = index
    return found


_BEFORE, _AFTER, _EARLIER = 9, 9, 6  # words of a topic from before a figure, after it, and from clauses before


def of_figure(
    sentence: Sentence,
    content: Sequence[int],
    number: int,
    around: Sequence[Surroundings],
    elliptical: Sequence[bool],
    subject: Callable[[], Sequence[str]],
) -> str:
    """What a figure measures: the words of its clause, with those before where the clause says too little.

    ``content`` are the words that carry a topic; ``around`` and ``elliptical`` tell of every figure of the sentence
    where it stands and whether it only goes on from the one before; ``subject`` gives words of the sentence before.
    """
    at, position = around[number], number
    found = sentence.figures[number].found
    own, others = _item(sentence, number) if len(sentence.figures) > 1 else _ALONE
    if others:
        content = [index for index in content if not any(first <= index < last for first, last in others)]
    begin = at.begin
    while number and elliptical[number]:
        number -= 1
        begin = around[number].begin
    counted = found.figure.unit.split() if found.figure.kind == "count" and found.unit_end else []
    seen = set(counted)
    named = _pieces(sentence, content, own, _BEFORE, seen) if others and own[1] <= begin else []
    before = _pieces(sentence, content, (begin, at.first), _BEFORE, seen, last=True)
    after = _pieces(sentence, content, (at.last, at.right), _AFTER, seen)
    earlier: list[str] = []
    if (len(seen) < 4 or others) and begin:
        earlier = _pieces(sentence, content, (0, begin), _EARLIER, seen, last=True)
    later: list[str] = []
    if len(seen) < 2 and at.right == at.end:
        following = sentence.figures[position + 1].first if position + 1 < len(sentence.figures) else len(at.flags)
        later = _pieces(sentence, content, (at.end, following), _EARLIER, seen)
    said: list[str] = []
    if len(seen) < 2 or (len(seen) < 5 and _is_anaphoric(at.lower, at.flags, begin, at.first)):
        said = [word for word in subject() if word not in seen]
    return " ".join([*said, *named, *earlier, *before, *counted, *after, *later])


_Item = tuple[tuple[int, int], list[tuple[int, int]]]
_ALONE: _Item = (0, 0), []


def _item(sentence: Sentence, number: int) -> _Item:
    """The item of a list that a figure belongs to ("21.1% and 23%, respectively"), and the items that it does not."""
    first, last = sentence.chains[number]
    listed = items(sentence, number) if last > first else []
    if not listed:
        return _ALONE
    own = listed[number - first]
    return own, [item for item in listed if item != own]


def opening(sentence: Sentence, content: Sequence[int]) -> list[str]:
    """The first content words of a sentence: what the next may point back to."""
    return _pieces(sentence, content, (0, len(sentence.flags)), _EARLIER, set())


def of_cell(unit: str, topic: str, passage: Passage) -> tuple[str, str]:
    """The unit and the topic of a figure in a table: its headings say them, and what the cell adds."""
    headings = [heading for heading in (passage.row_heading, passage.column_heading) if heading]
    if not unit:
        table = classes()
        for heading in headings:
            lower = words(heading, 0, len(heading)).lower if heading == heading.strip() else ()
            unit = unit or _counted_after(lower, [table.get(word, 0) for word in lower], 0, len(lower))
    return unit, " ".join(" ".join([*headings, topic]).split())
