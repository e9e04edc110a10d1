"""Masked sentences in, divisions out: percentages that the text says divide one whole, which add up to 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from factcheck.link.claims import member
from factcheck.link.cues import Cued
from factcheck.link.lists import Listed, clause_start, divides, listed_among
from factcheck.link.masks import GAP, PERCENT, SIZE, Mask
from factcheck.model import NotChecked, Relation

__all__ = ["find"]

_REST = Cued(
    rf"\b(?P<cue>(?:the )?(?:remaining|rest|remainder|balance)\b{GAP}{{0,40}}?|the other )"
    rf"(?P<last>{PERCENT})|(?P<after>{PERCENT})(?P<cue2>{GAP}{{0,30}}?(?:the (?:rest|remainder|balance)\b))"
    rf"(?!{GAP}{{0,40}}?{PERCENT})",
    "remain|rest|balance|the other",
)
_SHARES = rf"{PERCENT}(?:{GAP}{{0,40}}?{PERCENT}){{1,11}}"
_FROM_TO = Cued(rf"\bfrom (?:a )?(?P<old>{_SHARES}){GAP}{{0,40}}? to (?P<new>{_SHARES})", "from ")
# The words that divide a whole; those of "_MADE" name what is in a thing, and may leave the small things out.
_DIVIDED = Cued(
    r"\b(?P<cue>(?:sub-?)?divided|split|breakdown|broken? down|breaks? down|distributed|distribution|mix|allocated"
    r"|allocation|apportioned|weighted|weightings?|proportions?|sources of [a-z]+|composition|make-?up"
    r"|(?P<made>composed of|made up of|consist(?:s|ed|ing)? of|compris(?:ed of|es?|ing)|com(?:es?|ing) from|came from"
    rf"|(?:comes?|came)(?= {PERCENT})"
    r"|classified as|invested)|(?P<held>owned|go(?:es)? to|went to))\b",
    "divided|split|breakdown|broke|breaks|distribut|mix|allocat|apportion|weight|proportion|sources|compos|make|made up"
    "|consist|compris|come|coming|came|classified|invested|owned|go to|goes to|went to",
)
# "it was 65% wood and 35% stone"
_BEING = Cued(
    r"\b(?P<cue>is|are|was|were|be|been|being|as|at) "
    rf"(?:now |currently |still |about |roughly |around |some )*(?={PERCENT})"
)
# "60% of the mark is for work, 30% for tests": the second is of the mark as well
_OF_ONE = Cued(
    rf"(?={PERCENT} of (?:(?:the|its|their|our|all|his|her|this|that|total) |[a-z]+(?: [a-z]+)?,"
    r"|[a-z]+(?: [a-z]+)? (?:comes?|came|goes?|went) (?:from|to)\b))"
    rf"|\bof (?:that|this|these|those|them|the [a-z-]+(?: [a-z-]+)?),? (?={PERCENT})",
    "of ",
)
_AGAINST = Cued(
    r"\b(?P<cue>w[io]n|wins|winning|beat|beats|passed|carried|approved|rejected|defeated|voted?|ratio)\b"
    rf"{GAP}{{0,40}}? (?:by )?(?P<one>{PERCENT}) to (?P<other>{PERCENT})(?![a-z])",
    " to ",
)
# "the three accounted for 70%, 20% and 10% of sales"
_AT_ONCE = Cued(
    r"\b(?P<cue>ma[dk]e up|accounts? for|accounted for|represent(?:s|ed)?|contributed?) "
    rf"(?P<shares>{PERCENT}(?:, {PERCENT}){{1,8}},? and {PERCENT}) of ",
    " of ",
)
# What may be 30%, 40% and 29% in three places
_RATES = Cued(
    r"\b(?:rates?|margins?|growth|turnout|response|yields?|changes?|returns?|interest|inflation|unemployment|scores?"
    r"|passe[sd]|attendance|increases?|tax(?:es)?|risks?|probabilit(?:y|ies)|odds|discounts?|gains?|loss(?:es)?|occupancy"
    r"|penetration|coverage|accuracy|efficacy|prevalence|incidence|survival|humidity|alcohol|duty|duties|tariffs?)\b"
)
_AFTER_COLON = Cued(r"[a-z]: ", ": ")
_PERCENT = Cued(PERCENT)
_SEVERAL = Cued(rf"{PERCENT}.*{PERCENT}")
_OPEN = Cued(
    rf"\b(?:including|(?<!{PERCENT} )others?(?! \(?{PERCENT})|etc|such as|among (?:them|others|which)|mainly|mostly"
    r"|primarily|largely|at least|more than|over)\b"
)
_COLON = re.compile(rf"(?:(?!{PERCENT})[^;:?!]){{0,80}}?: ")
_CHANGED = re.compile(
    r"\b(?:(?<!make )(?<!makes )(?<!made )(?<!making )(?<!built )up|down"
    r"|increas(?:e[ds]?|ing)|decreas(?:e[ds]?|ing)|r[io]se|risen|fell|fallen|gr[eo]w|grown|growth"
    r"|declin(?:e[ds]?|ing)|from (?=[^a-z])|compared|than|respectively|margin|higher|lower|rate|rates|per|average"
    r"|yield|interest|discount|likely|more|less|fewer|cheaper|faster|slower|larger|bigger|smaller|longer|shorter|older)\b"
)
_GOES_ON = re.compile(rf";(?: and)?(?: the [a-z]+ (?:is|are|was|were))? {PERCENT}")
_IS_DIVIDED = re.compile(rf"{PERCENT}{GAP}*\Z")  # "85%, broken down into 60% and 25%"
_ASKED = re.compile(
    r"\b(?:expect(?:s|ed|ing)?|said|think|thought|believe[ds]?|reported|forecast|predict(?:ed)?|foresee|see|saw|say)\b"
)


def find(sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The shares that the sentences say divide one whole.

    Agrees: "Sales were split between wood (60%), stone (30%) and glass (10%)". Disagrees: "… and glass (15%)".
    """
    for mask in sentences:
        if _SEVERAL.search(mask.text) is not None:
            taken: set[str] = set()
            for signs, cue, confidence, reason in _divisions(_bare(mask)):
                if taken.isdisjoint(signs):
                    taken.update(signs)
                    yield _hundred(mask, signs, cue, confidence, reason)


_ASIDES = (
    (re.compile(rf"(?:(?<=\({PERCENT}\))|(?<=\({PERCENT}\),)) or |, (?:while|whilst|whereas) "), " and "),
    (re.compile(rf"{SIZE},? (?:or |\()({PERCENT})\)?"), r"\1"),
    (re.compile(rf"({PERCENT})(?:,? or|,? \(or|,? \() ?{SIZE}\)?"), r"\1"),
)


def _bare(mask: Mask) -> Mask:
    """The sentence without the amounts that stand beside their shares: "61 (15%)", "15%, or 61"."""
    text = mask.text
    for pattern, by in _ASIDES:
        text = pattern.sub(by, text)
    return replace(mask, text=text)


_Division = tuple[list[str], str, float, str]


class _Sure(NamedTuple):
    """How far from 100 several shares may be, and two, to be meant as all; and how sure it is then, of each."""

    several: int
    two: int
    confidence: float
    of_two: float


_SAID = _Sure(30, 15, 0.8, 0.8)
_MADE = _Sure(15, 5, 0.8, 0.45)  # what is in a thing: it may have more, in traces
_OPPOSED = _Sure(20, 20, 0.75, 0.75)
_LISTED = _Sure(10, 3, 0.6, 0.45)
_LOOSE = _Sure(5, 3, 0.45, 0.45)


def _divisions(mask: Mask) -> Iterator[_Division]:
    """The shares of each division, its cue, how sure it is and why; the surest first."""
    text = mask.text
    yield from _moved(mask)
    rest = _REST.search(text)
    if rest is not None:
        begin = clause_start(text, rest.start())
        signs = _PERCENT.findall(text, begin, rest.end("last" if rest["last"] else "after"))
        if 2 <= len(signs) <= 12 and not _CHANGED.search(text[begin : rest.start()]) and _is_near(mask, signs, 30):
            yield signs, (rest["cue"] or rest["cue2"]).strip(), 0.85, "the last share is said to be the rest"
    for match in _DIVIDED.finditer(text):
        yield from _divided(mask, match)
    for match in _BEING.finditer(text):
        yield from _being(mask, match)
    for match in _OF_ONE.finditer(text):
        yield from _of_one(mask, match)
    for match in _AGAINST.finditer(text):
        yield from _meant(mask, match.group("one", "other"), _LOOSE, match["cue"], "one has what the other has not")
    for match in _AT_ONCE.finditer(text):
        signs = _PERCENT.findall(match["shares"])
        yield from _meant(mask, signs, _LOOSE, match["cue"], "the shares are of one whole")
    for match in _AFTER_COLON.finditer(text):
        listed = _plain(mask, match.end())
        if listed is None or len(listed.signs) < 3 or _CLOSED.match(text, listed.end) is None:
            continue
        if not _RATES.search(text[: match.end()]):
            cue = _quoted(mask, match.end(), listed.end)
            yield from _meant(mask, listed.signs, _LOOSE, cue, "the shares stand as one list")
    yield from _answers(mask)


_CLOSED = re.compile(r"[ .!)]*\Z")


def _quoted(mask: Mask, start: int, end: int) -> str:
    """The words of a list that nothing else claims."""
    return mask.words(start, end)[:80]


def _meant(mask: Mask, signs: Sequence[str], sure: _Sure, cue: str, reason: str) -> Iterator[_Division]:
    """The division into these shares, where they come near enough to 100 to be all."""
    two = len(signs) == 2
    if _is_near(mask, signs, sure.two if two else sure.several):
        yield list(signs), cue, sure.of_two if two else sure.confidence, reason


def _moved(mask: Mask) -> Iterator[_Division]:
    for match in _FROM_TO.finditer(mask.text):
        before, after = _PERCENT.findall(match["old"]), _PERCENT.findall(match["new"])
        if len(before) == len(after) and (_is_hundred(mask, before) or _is_hundred(mask, after)):
            for signs in (before, after):
                yield signs, "from … to …", 0.85, "the shares of one year add up to 100%, so those of the other must"


def _plain(mask: Mask, at: int) -> Listed | None:
    """The percentages listed from there on, without changes among them."""
    listed = listed_among(mask, at)
    if listed is None or len(listed.signs) > 12 or not all(map(_PERCENT.match, listed.signs)):
        return None
    words = mask.text[at : listed.end]
    if (_CHANGED.search(words) and not _ASKED.search(words)) or _OPEN.search(mask.text, at):
        return None
    return listed if len(_PERCENT.findall(words)) == len(listed.signs) else None


def _divided(mask: Mask, match: re.Match[str]) -> Iterator[_Division]:
    """ "Sales were split between wood (60%) and stone (40%)"."""
    colon = _COLON.match(mask.text, match.end())
    at = colon.end() if colon is not None else match.end()
    first = _PERCENT.search(mask.text, at)
    of_share = _IS_DIVIDED.search(mask.text, max(0, match.start() - 60), match.start())
    listed = _plain(mask, at) if first is not None and first.start() - at <= 80 and of_share is None else None
    if listed is not None and not _GOES_ON.match(mask.text, listed.end):
        sure = _MADE if match["made"] else _LOOSE if match["held"] else _SAID
        yield from _meant(mask, listed.signs, sure, match["cue"], "the shares are said to divide one whole")


def _being(mask: Mask, match: re.Match[str]) -> Iterator[_Division]:
    """ "it would be 35% wood, 20% stone and 45% glass": what a thing is, part by part."""
    listed = _plain(mask, match.end())
    if listed is None:
        return
    items = [item.partition(sign)[2] for item, sign in zip(listed.items, listed.signs, strict=True)]
    said = [_WORD.findall(item) for item in items]
    leading = [words[0] if words else "of" for words in said]
    if "of" in leading or _WITHIN.issuperset(leading):
        return
    if divides(items):
        yield from _meant(mask, listed.signs, _OPPOSED, match["cue"], "what is opposed divides one whole")
    elif not any(_DOES.intersection(words) for words in said):
        yield from _meant(mask, listed.signs, _LISTED, match["cue"], "the shares stand as one list")


_WORD = re.compile(r"[a-z'’-]+")
_DOES = frozenset({"is", "are", "was", "were", "has", "have", "had", "will", "would", "do", "does", "did"})
_WITHIN = frozenset({"in", "among", "for", "at", "on", "by", "from"})


def _of_one(mask: Mask, match: re.Match[str]) -> Iterator[_Division]:
    """ "Work counts for 60% of the mark, tests for 30% and talks for 10%": all of the mark."""
    begin = clause_start(mask.text, match.start())
    for at in (match.end(), begin):
        listed = _plain(mask, at)
        if listed is not None and len(_OF_AGAIN.findall(mask.text, at, listed.end)) <= (match[0] == ""):
            yield from _meant(mask, listed.signs, _LOOSE, "of", "the shares are of one whole")
            return


_OF_AGAIN = Cued(rf"{PERCENT} of ")


def _answers(mask: Mask) -> Iterator[_Division]:
    """ "45% said yes, 35% said no and 20% were undecided": what excludes each other."""
    past = 0
    for match in _PERCENT.finditer(mask.text):
        listed = _plain(mask, match.start()) if match.start() >= past else None
        if listed is None:
            continue
        past = listed.end
        if divides(listed.items) and not _OF_EACH_SIDE.search(mask.text, listed.start, listed.end):
            cue = _quoted(mask, listed.start, listed.end)
            yield from _meant(mask, listed.signs, _LISTED, cue, "the answers exclude each other")


_OF_EACH_SIDE = Cued(
    rf"{PERCENT} (?:of|for|among|in|amongst|to) (?:the |all |our |its )?(?:[a-z-]+ ){{0,2}}?[a-z-]+{GAP}{{0,60}}?"
    rf"{PERCENT} (?:of|for|among|in|amongst|to) "
)


def _is_hundred(mask: Mask, signs: list[str]) -> bool:
    """Whether the shares add up to 100% as well as their rounding lets them."""
    figures = [mask.figure(sign).figure for sign in signs]
    slack = sum((figure.q for figure in figures), Decimal(0)) / 2
    return abs(sum((figure.value for figure in figures), Decimal(0)) - 100) <= slack


def _is_near(mask: Mask, signs: Sequence[str], slack: int) -> bool:
    """Whether the shares can be meant as all: who goes on from the sentence before gives the last ones only."""
    return abs(sum((mask.figure(sign).figure.value for sign in signs), Decimal(0)) - 100) <= slack


def _hundred(mask: Mask, signs: list[str], cue: str, confidence: float, reason: str) -> Relation:
    members = tuple(member("part", mask.figure(sign)) for sign in signs)
    return Relation("", "total100", members, "equal", cue, confidence, reasons=(reason,))
