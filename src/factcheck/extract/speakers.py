"""A document's text in, its turns out: where each speaker begins, in the usual forms of transcripts."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.extract.sentences import wordlists
from factcheck.numerals.later import later

__all__ = ["Turn", "speaker_at", "turns"]


class Turn(NamedTuple):
    """Who speaks from ``start`` on; the words themselves begin at ``words``, after the label."""

    start: int
    words: int
    speaker: str


class _Label(NamedTuple):
    """A line that may open a turn, and what speaks for it: the form it has and what follows it."""

    start: int
    words: int
    name: str
    form: str  # colon | question | caps | line
    follows: str


_MARKUP = r"[*_#>\[ \t]{0,8}"
_COLON = later(
    rf"{_MARKUP}(?P<name>[^\W\d_][^\n:：*\]]{{0,89}}?)[*_\]]{{0,4}}\s{{0,3}}[:：](?!//|\d\d)[*_\]]{{0,4}}[ \t]*"
)
_QUESTION = later(
    r"[*_ \t]{0,4}(?P<name>[QA])[*_]{0,4}(?:[.:：)]+[*_]{0,4}[ \t]+|[ \t]+(?=[A-Z\"“(])|(?=I['’ s]|Y|Th|Wh))"
)
_CAPS = later(
    r"[ \t]{0,8}(?P<name>(?:(?:The|Mr|Mrs|Ms|Miss|Dr|Chairman|Chairwoman|Chair|Senator|Representative|Secretary|"
    r"Governor|General|Admiral|Ambassador|Judge|Justice|President|Mayor)\.?[ \t])?"
    r"[A-Z][A-Z'’-]{2,}(?:[ \t][A-Z][A-Z'’.-]+){0,3}"
    r"(?:[ \t]of[ \t][A-Z][a-z]+)?)\.[ \t]+(?=[A-Z\"“])"
)
_NAME_LINE = later(
    r"[*_# \t]{0,6}(?P<name>[^\W\d_][\w.'’-]*(?:[ \t][^\W\d_][\w.'’-]*){0,4})"
    r"(?:[ \t]*(?:--|[-–—|,])[ \t]*(?P<title>[^\n.:;?!]{2,90}))?[*_ \t]{0,4}(?:\n|\Z)"
)
_LINE_START = later(r"\n\s*")


def turns(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript in order; empty where nobody is seen to speak in turn."""
    labels = list(_labels(text))
    if not labels:
        return ()
    accepted = _accepted(labels)
    return tuple(Turn(label.start, label.words, label.name) for label in labels if (label.form, label.name) in accepted)


def speaker_at(sequence: Sequence[Turn], starts: Sequence[int], offset: int) -> str:
    """Who speaks at an offset, "" before the first turn; ``starts`` are the beginnings of the turns."""
    index = bisect_right(starts, offset)
    return sequence[index - 1].speaker if index else ""


def _labels(text: str) -> Iterator[_Label]:
    """Every line that has the form of a label, with the first words that follow it."""
    at = len(text) - len(text.lstrip())
    while at < len(text):
        first = text[at]
        if first.isalpha() or first in "*_[#>":
            label = _label(text, at)
            if label is not None:
                yield label
        following = _LINE_START.search(text, at)
        if following is None:
            return
        at = following.end()


def _label(text: str, at: int) -> _Label | None:
    """The label that a line begins with, in the first form that fits."""
    if found := _QUESTION.match(text, at):
        return _Label(at, found.end(), found["name"], "question", "")
    opening = text[at : at + _COLON_REACH]
    if (":" in opening or "：" in opening) and (found := _COLON.match(text, at)) and _named(found["name"]):
        return _Label(at, found.end(), _clean(found["name"]), "colon", text[found.end() : found.end() + 80])
    if found := _CAPS.match(text, at):
        return _Label(at, found.end(), _clean(found["name"]), "caps", "")
    if _is_prose(text, at):
        return None
    if (found := _NAME_LINE.match(text, at)) and _named(found["name"]) and len(found["name"]) > 2:
        below = text[found.end() : found.end() + 90].split("\n", 1)[0]
        title = found["title"] or (below if len(below) < 90 else "")
        return _Label(at, found.end(), _clean(found["name"]), "line", title if _is_title(title) else "")
    return None


_COLON_REACH = 8 + 90 + 4 + 3 + 1  # characters up to the colon of a label: markup, name, markup, blanks


def _is_prose(text: str, at: int) -> bool:
    """Whether a line is no name for certain: more words than a name has, and a full stop after them."""
    end = text.find("\n", at)
    stop = text.rfind(".", at, end if end >= 0 else len(text))
    return stop >= 0 and text.count(" ", at, stop) > _MOST_BLANKS


_MOST_BLANKS = 6 + 4  # of markup, and between five words; a title, which may have more, holds no full stop


def _clean(name: str) -> str:
    """The label without markup, as it is shown."""
    return " ".join(name.strip("*_[]# \t").split())


def _named(name: str) -> bool:
    """Whether every word of a label could stand in a name, an office or a newspaper's title."""
    parts = name.replace(",", " ").replace("(", " ").replace(")", " ").split()
    if not 1 <= len(parts) <= 12 or not parts[0].strip("*_[")[:1].isupper() or _UNNAMED.search(name):
        return False
    lists = wordlists("speakers")
    if parts[0].lower() not in lists["offices"] and any(part.lower() in lists["labels"] for part in parts):
        return False
    small = [part for part in parts if part[0].islower()]
    return all(part in lists["particles"] or part in lists["offices"] for part in small) and not _stopped(parts)


_UNNAMED = later(r"[;!?\"“”%$€£]")


def _stopped(parts: list[str]) -> bool:
    """Whether a full stop in a label is not that of an initial or a title, as in "Mr. J. Smith"."""
    return any("." in part and (len(part) > 5 or part[-1] != ".") for part in parts)


def _is_title(line: str) -> bool:
    """Whether a line holds an office: "Chief Executive Officer", "Analyst"."""
    titles = wordlists("speakers")["titles"]
    return any(word.strip(",.").lower() in titles for word in line.split())


def _accepted(labels: list[_Label]) -> frozenset[tuple[str, str]]:
    """The labels that open turns: those with evidence of their own, and, in a transcript, those like them."""
    counts = Counter((label.form, label.name) for label in labels)
    sure = {(label.form, label.name) for label in labels if _is_sure(label, counts[label.form, label.name])}
    seen = sum(counts[key] for key in sure)
    if seen < 2:
        alone = {key for key in sure if key[0] == "colon" and _has_office(key[1])}
        capitals = {key for key in counts if key[0] == "colon" and key[1].isupper()}
        return frozenset(alone | capitals if alone & capitals else alone)
    return frozenset(sure | {key for key in counts if key[0] == "colon"})


def _is_sure(label: _Label, count: int) -> bool:
    """Whether a label shows by itself that somebody speaks."""
    if label.form == "question":
        return count > 1
    if label.form == "caps":
        return count > 1 or _has_office(label.name)
    if label.form == "line":
        return bool(label.follows) or label.name.lower() == "operator"
    first = label.follows.split(None, 1)[:1]
    speaks = bool(first) and first[0].strip(",.!…").lower() in wordlists("speakers")["speech"]
    return _has_office(label.name) or speaks


def _has_office(name: str) -> bool:
    """Whether a label names a title or an office."""
    offices = wordlists("speakers")["offices"]
    return any(word.strip("(),").lower() in offices for word in name.split())
