"""A document in, its names that are spelled or cut in two ways out: findings to look at, never an error."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from factcheck.interval import Figure, Verdict
from factcheck.link.claims import placed, wordlist
from factcheck.model import Document, Finding, Statement

__all__ = ["find"]

CHECK = "names/one-spelling"

# The longest first: "General Secretary" is no general.
_TITLES = sorted((title.replace("_", " ") for title in wordlist("titles")), key=lambda title: (-len(title), title))
_TITLE = rf"(?:(?:{'|'.join(_TITLES)})\.?)"
_NAME = r"[A-Z][a-zà-ÿ]+(?:['’-][A-Za-zà-ÿ]+)?(?: [A-Z][a-zà-ÿ]+(?:['’-][A-Za-zà-ÿ]+)?){0,2}"
_TITLED = re.compile(rf"\b{_TITLE} (?P<name>{_NAME})")
_SPEAKER = re.compile(rf"^(?:(?:{_TITLE}) )?(?P<name>{_NAME})(?: \([^)\n]{{1,40}}\))?: (?=\S)", re.MULTILINE)
_NO_NAME = wordlist("no_names")
_VOWELS = re.compile(r"[aeiouyàáâäåèéêëìíîïòóôöùúûüh]+")


class _Name(NamedTuple):
    """A name as written, where it stands first, and how often."""

    written: str
    start: int
    end: int
    times: int


def find(document: Document) -> tuple[Finding, ...]:
    """The pairs of names that may be meant as one, in the order of the text.

    Only names after a title or before what somebody says are compared. Alike are "Sorin / Soren", which have the same
    consonants, and "Li Zhong / Wang Lizhong", where one is the given name of the other cut in two. Two people may
    well be called so: each is a hint (info), and nobody is accused.
    """
    names = _names(document.text)
    return tuple(
        _finding(document, one, other, reason)
        for one, other, reason in sorted(_pairs(names), key=lambda pair: (pair[1].start, pair[0].start))
    )


def _names(text: str) -> list[_Name]:
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for pattern in (_TITLED, _SPEAKER):
        for match in pattern.finditer(text):
            words = match["name"].split()
            if words[0] in _NO_NAME or words[-1] in _NO_NAME:
                continue
            places[match["name"]].append(match.span("name"))
    return [_Name(name, *min(found), len(set(found))) for name, found in places.items()]


def _pairs(names: list[_Name]) -> Iterator[tuple[_Name, _Name, str]]:
    """Names that share the sounds that a transcription keeps; compared only where the first of them agree."""
    by_sound: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        for word in {name.written.split()[-1], name.written.replace(" ", "")}:
            by_sound[_sound(word)[:2]].append(name)
    seen: set[tuple[str, str]] = set()
    for alike in by_sound.values():
        for one, other in combinations(sorted(set(alike), key=lambda name: name.start), 2):
            reason = _reason(one.written, other.written)
            if reason and (one.written, other.written) not in seen:
                seen.add((one.written, other.written))
                yield one, other, reason


def _reason(one: str, other: str) -> str | None:
    """Why two names may be one; ``None`` where they are plainly two, or plainly one."""
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) > 1:
        for whole, cut in ((long, short), (short, long)):
            if "".join(cut).lower() == whole[-1].lower():
                return f"{' '.join(cut)!r} may be {' '.join(whole)!r} without the family name"
    if len(short) != len(long) or short == long:
        return None
    differing = [(a, b) for a, b in zip(short, long, strict=True) if a != b]
    if len(differing) != 1:
        return None
    alike = _spelled_alike(*differing[0], whole=len(long) == 1, family=short[-1] != long[-1])
    return "the names differ in spelling only" if alike else None


def _spelled_alike(one: str, other: str, whole: bool, family: bool) -> bool:
    """Whether two words are one name; ``whole`` says that they are all that is known, ``family`` which they are."""
    if one[0] != other[0] or min(len(one), len(other)) < (5 if whole else 4):
        return False
    if _DOUBLED.sub(r"\1", one.lower()) == _DOUBLED.sub(r"\1", other.lower()):
        return True
    a, b = _sound(one), _sound(other)
    if a == b:
        long_enough = len(a) >= (2 if family and not whole else 3)
        return long_enough and SequenceMatcher(None, one, other).ratio() >= 0.8
    return min(len(a), len(b)) > 4 and _one_apart(a, b)


_DOUBLED = re.compile(r"(.)\1+")


def _sound(word: str) -> str:
    """The consonants of a word, doubled ones once, with a vowel that it opens with."""
    low = word.lower()
    kept = low[:1] + _VOWELS.sub("", low[1:])
    return _DOUBLED.sub(r"\1", kept)


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter was added or left out."""
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _finding(document: Document, one: _Name, other: _Name, reason: str) -> Finding:
    statements = (_mention(document, one), _mention(document, other))
    return Finding(
        id=f"name-{one.written}-{other.written}".replace(" ", "-").lower(),
        check=CHECK,
        verdict=Verdict.CONSISTENT,
        severity="info",
        message=f"{one.written!r} and {other.written!r} may be the same name.",
        statements=statements,
        confidence=0.5,
        reasons=(reason,),
    )


def _mention(document: Document, name: _Name) -> Statement:
    """The first place of a name; its figure is how often it is written so."""
    figure = Figure(Decimal(name.times), unit="times", hedge="exactly", q=Decimal(0), Q=Decimal(0))
    begin = document.text.rfind("\n", 0, name.start) + 1
    stop = document.text.find("\n", name.end)
    end = len(document.text) if stop == -1 else stop
    return placed(document, figure, name.start, name.end, (max(begin, name.start - 120), min(end, name.end + 120)))
