"""A document's text in, its sentences as stemmed words out: what the linker compares instead of values."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["Lexicon", "Word", "lexicon", "split_words", "stem"]

COMMON = {"most": 0.4, "many": 0.6, "some": 0.8}  # how much a stem of every text says
WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*|\d[\d.,]*(?=\d)\d|\d|[^\sA-Za-z\d]")


CLIPPED = ("n't", "n’t", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'m", "’m", "'d", "’d")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of ``lexicon.toml``, ready to look up."""

    stop: frozenset[str]
    canonical: dict[str, str]
    groups: dict[str, dict[str, str]]
    common: dict[str, float]
    generic: frozenset[str]
    labels: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The linker's word lists: read once, from ``lexicon.toml`` beside this module."""
    raw = tomllib.loads((files("factcheck.link") / "lexicon.toml").read_bytes().decode())
    canonical = {_trim(word): head for head, words in raw["same"].items() for word in words.split()}
    groups = {
        name: {word: member for member, words in table.items() for word in words.split()}
        for name, table in raw["group"].items()
    }
    common = {word: COMMON[tier] for tier, words in raw["common"].items() for word in words.split()}
    return Lexicon(
        stop=frozenset(raw["stop"]["words"].split()),
        canonical=canonical,
        groups=groups,
        common=common,
        generic=frozenset(raw["generic"]["words"].split()),
        labels=frozenset(raw["labels"]["words"].split()),
    )


def _trim(word: str) -> str:
    """``word`` without its inflection: "learned", "learning" and "learn" become one."""
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    size = len(word)
    if size <= 3:
        return word
    if word.endswith("ies") and size > 4:
        word = word[:-3] + "y"
    elif word.endswith("sses"):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    size = len(word)
    for suffix, least in (("ative", 9), ("ation", 9), ("ing", 6), ("ied", 6), ("ed", 5), ("ment", 9), ("ly", 6)):
        if word.endswith(suffix) and size >= least:
            word = word[: -len(suffix)]
            if suffix == "ied":
                word += "y"
            elif len(word) > 3 and word[-1] == word[-2] and not word.endswith(("l", "s")):
                word = word[:-1]
            break
    return word[:-1] if len(word) > 4 and word[-1] == "e" else word


@lru_cache(1 << 11)  # a corpus has words without end, and each process holds its own
def stem(word: str) -> str:
    """The stem of a lower-case word; synonyms of the lexicon share one stem."""
    trimmed = _trim(word)
    return lexicon().canonical.get(trimmed, trimmed)


class Word(NamedTuple):
    """A word of a sentence: its stem ("" for a stop word or a sign), as written, its offsets, and in lower case."""

    stem: str
    text: str
    start: int
    end: int
    low: str


def split_words(text: str, start: int, end: int) -> list[Word]:
    """The words, numbers and signs of ``text[start:end]`` in order."""
    words = []
    for match in WORD.finditer(text, start, end):
        raw = match.group()
        name, low = _known(raw)
        words.append(Word(name, raw, match.start(), match.end(), low))
    return words


@lru_cache(1 << 11)
def _known(raw: str) -> tuple[str, str]:
    """The stem of a word as written, "" for a stop word or a sign, and its lower case."""
    low = raw.lower()
    keep = low[0].isalpha() and low not in lexicon().stop and len(low) > 1 and not low.endswith(CLIPPED)
    return (stem(low) if keep else ""), low
