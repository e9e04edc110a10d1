"""Masked sentences in, portions out: an amount with its share beside it, "96 (30%)", and the whole that rules it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from factcheck.link.claims import alike
from factcheck.link.cues import Cued
from factcheck.link.masks import COUNT, GAP, SHARE, SIZE, Mask
from factcheck.model import Statement

__all__ = ["COMPARED", "ITS", "THE", "Portion", "before", "find", "is_likely", "is_plain"]

THE = r"(?:the |its |our |their |all |these |those |his |her |a total of |some |nearly |about |[a-z]+['’]s )*"
COMPARED = Cued(
    r"\b(?:up|down|more|less|fewer|higher|lower|increase[ds]?|rise|rose|decrease[ds]?|growth|grew"
    r"|fell|drop|decline[ds]?|from|than|above|below|over|compared|versus|discount|premium|interest"
    r"|yield|annual|margin|per|each|chance|probability|target|turnout|average|growing|year-on-year"
    r"|year-over-year)\b"
)
_DET = r"(?:(?:the|its|our|their|all|these|those|his|her|an?|some|nearly|about|[a-z]+['’]s?) )"
_OTHER = (
    r"(?:to|in|and|at|by|for|from|on|was|were|is|are|than|had|has|have|or|who|which|that|will|would|but|with|into|per"
    r"|between|more|less|over|under|each|every|up|down|only)"
)
# "of the 120", "of its total revenues of $120", "of last year's 120", "of a budget of $120"
ITS = rf"{_DET}{{0,3}}(?:(?!{_OTHER} )[a-z][a-z-]* ){{0,5}}(?:{_DET}(?:total of |record )?)?"
_OR = (
    r"(?: ?\((?:n ?=? ?)?|,? or |, (?:that is,?|i\.e\.,?|which is|representing|equivalent to|equal to|making up"
    r"|or some) |,? [–—-] ?)(?:or |only |just |a full |that is,? |i\.e\.,? )?"
)
_PAIR = rf"(?P<one>{SIZE}|{SHARE})(?P<noun>{GAP}{{0,60}}?)(?P<or>{_OR})(?P<two>{SIZE}|{SHARE})"
# The next pair of a list, at most a clause away: ") were upheld, 128 (40%)"
_NEXT = Cued(rf"(?P<lead>{GAP}{{0,100}}(?:;{GAP}{{0,60}})?){_PAIR}")
# "Of the 120 delegates, …", "…, and of its income of $120, …"
_OF_WHOLE = Cued(
    rf"(?:\A|[,;:(–—] ?|\b(?:and|that|but|while) )(?:and |but |so )?(?P<cue>(?:out )?of|among) "
    rf"{ITS}(?P<whole>{SIZE})(?P<has>)",
    "of |among ",
)
# "320 complaints, of which …", "the fleet of 60 includes …"
_WHICH = Cued(
    rf"(?P<whole>{SIZE})(?P<noun>{GAP}{{0,90}}?)(?:[,;:–—] ?|\()(?:and |with |but )?(?P<cue>(?:out )?of"
    rf" (?:which|whom|these|those|them|this|that)\b|among (?:which|whom|these|those|them)\b|including\b)"
    rf"|(?P<has>{SIZE})[a-z -]{{0,40}} (?:includes|included|including)\b",
    "of |among |includ",
)
# "840 pupils, and a quarter of them, or 210, …", "840 pupils, with 210, or 25%, …"
_THEM = r" of (?:which|whom|these|those|them|this|that)\b"
_AND_OF_THEM = Cued(rf"(?P<whole>{SIZE})(?P<between>{GAP}{{0,90}}?)[,;–—] ?(?P<cue>and |with |)(?={_PAIR})")
_PART_OF_THEM = Cued(rf"\)?,?(?: [–—-])?(?P<cue>{_THEM})")
# "3,600 (7.5%) of the 48,000", "$12 million, or 6.2% of net sales of $195.1 million", "3,600 trips, 7.5% of the 48,000"
_OF = Cued(
    rf"(?P<one>{SIZE}|{SHARE})(?P<noun>{GAP}{{0,110}}?)(?P<or>{_OR}|, )(?P<two>{SIZE}|{SHARE})(?:\)|,| [–—-])?"
    rf"(?P<cue> of ){ITS}(?P<whole>{SIZE})",
    " of ",
)
# "3,600 trips (7.5%) were free out of 48,000", "61 patients (14.8%) in the drug group (n = 412)"
_IN_GROUP = Cued(
    rf"{_PAIR}\)(?P<to>{GAP}{{0,50}}?)(?P<cue> (?:out of|among) {ITS}|\(n ?=? ?)(?P<whole>{COUNT})",
    " of | among |(n",
)
# "… Of these, 1,050 (25%) …", "… Some 1,050 of them, or 25%, …", "… Most of those are homes (1,050, or 25%)."
_THESE_FIRST = Cued(
    r"(?:\A|; )(?:and |but )?(?:(?:out )?of|among) (?:these|those|them|this|that|which|whom)\b",
    "of |among ",
)
_SOME_OF_THESE = Cued(rf"\A{GAP}{{0,40}}?(?={_PAIR})")
_MOST_OF_THESE = Cued(
    r"\A(?:most|many|some|a few|few|the (?:vast )?majority|the bulk) of (?:these|those|them|this|that)\b"
)
_ANOTHER_BASE = Cued(
    rf"{_THEM}|\bof (?:the|its|their|all)\b|\b(?:up|down|more|less|fewer|higher|lower|increas\w+|decreas\w+"
    r"|growth|than|compared|versus|discount|premium|interest|annual|average"
    r"|per|each|every|respectively|whereas|among|in the|year-on-year|year-over-year)\b"
)
_ITSELF_WHOLE = Cued(rf"{SHARE}\)? of (?:[a-z'’-]+ ){{0,6}}\Z")
_FOLLOWED = Cued(
    r"\)?(?:,? (?:more|less|fewer|higher|lower)\b"
    r"| ?(?:of (?!(?:the |its |all )?(?:(?:total|whole|them|those|these|all|overall)(?: [a-z]+ed)?(?:[),.;]|\Z)"
    r"|(?:which|whom|total)\b))|(?:more|less|fewer|higher|lower|above|below|up|down|increase|decrease"
    r"|growth|an? (?:year|month|week|day)|annual|discount|interest|year-on-year|chance"
    r"|stake|per|over|than|from|rise|drop|ahead|behind)\b))"
)
_CLOSED = Cued(r"[),;]| ci\b|(?: of (?:the |its |all )?(?:total|whole|all|them|those|these|whom|which)| overall)[),;]")
# A share that is off by more than a factor is most likely one of another whole, unless the words leave no doubt.
_FAR = ((0.9, None), (0.8, Decimal(3)), (0.75, Decimal(2)), (0.0, Decimal("1.5")))


class Portion(NamedTuple):
    """A share with its sign, its part and whole, the words that claim it, and how sure that is."""

    sign: str
    share: Statement
    part: Statement | None
    whole: Statement | None
    cue: str
    confidence: float
    reason: str = "the share is stated beside what it is worked out from"


class _Pair(NamedTuple):
    """An amount and the share beside it, in the order of the text."""

    sign: str
    share: Statement
    part: Statement
    noun: str
    lead: str
    start: int
    end: int


def find(sentences: Sequence[Mask], place: int) -> Iterator[Portion]:
    """The portions of one sentence: "of 320 complaints, 96 (30%) were upheld and 128 (40%) rejected" has two."""
    mask = sentences[place]
    for match in _OF.finditer(mask.text):
        pair = _pair(mask, match)
        if pair is None or (match["one"] == pair.sign and (pair.noun or match["or"] == ", ")):
            continue  # "60% of her matches, 3 of the 5 finals"
        if not _ITSELF_WHOLE.search(mask.text, max(0, pair.start - 60), pair.start):
            cue = match["or"].strip(" ,(") or match["cue"].strip()
            yield from _portion(pair, mask.figure(match["whole"]), cue, 0.9)
    for match in _IN_GROUP.finditer(mask.text):
        pair = _pair(mask, match)
        if pair is not None and not _CHANGED.search(match["to"]):
            yield from _portion(pair, mask.figure(match["whole"]), match["cue"].strip(" (=") or "n", 0.8)
    for pattern, confidence in ((_OF_WHOLE, 0.9), (_WHICH, 0.9)):
        for match in pattern.finditer(mask.text):
            sign = match["whole"] or match["has"]
            yield from _listed(mask, match.end(), mask.figure(sign), match["cue"] or "includes", confidence)
    for match in _AND_OF_THEM.finditer(mask.text):
        found = _NEXT.match(mask.text, match.end())
        pair = _pair(mask, found) if found is not None else None
        if pair is None or pair.lead:
            continue
        tail = _PART_OF_THEM.match(mask.text, pair.end)
        if re.search(_THEM, pair.noun) or tail is not None or match["cue"] == "with ":
            cue = "of them" if match["cue"] != "with " else "with"
            yield from _portion(pair, mask.figure(match["whole"]), cue, 0.85)
    yield from _of_before(sentences, place)


def is_likely(share: Statement, part: Statement, whole: Statement, sure: float) -> bool:
    """Whether a share is near enough to be meant of this whole: the less sure the words are, the nearer."""
    if not 0 < part.figure.value <= whole.figure.value or not share.figure.value:
        return False
    far = next((far for least, far in _FAR if sure >= least), None)
    per = 100 if share.figure.unit == "%" else 1
    ratio = part.figure.value * per / whole.figure.value / share.figure.value
    return far is None or 1 / far <= ratio <= far


def _listed(mask: Mask, at: int, whole: Statement, cue: str, confidence: float) -> Iterator[Portion]:
    """The pairs that follow a whole, until something else is counted or another base named."""
    first = True
    while (match := _NEXT.match(mask.text, at)) is not None:
        lead = match["lead"]
        if _ANOTHER_BASE.search(lead) if not first else re.search(_THEM, lead):
            return
        pair = _pair(mask, match)
        if pair is None:
            return
        if not _PART_OF_THEM.match(mask.text, pair.end) or first:
            yield from _portion(pair, whole, cue, confidence if first else min(confidence, 0.8))
        at, first = pair.end, False


def _of_before(sentences: Sequence[Mask], place: int) -> Iterator[Portion]:
    """The pairs of a sentence that goes on about the one thing that the sentence before counts."""
    mask = sentences[place]
    whole = _only(sentences, place)
    if whole is None:
        return
    reason = "the sentence before counts what they are of"
    for pattern in (_THESE_FIRST, _MOST_OF_THESE):
        for match in pattern.finditer(mask.text):
            for one in _listed(mask, match.end(), whole, "of these", 0.75):
                yield one._replace(reason=reason)
    some = _SOME_OF_THESE.match(mask.text)
    found = _NEXT.match(mask.text, some.end()) if some is not None else None
    pair = _pair(mask, found) if found is not None else None
    if pair is not None and (re.search(_THEM, pair.noun) or _PART_OF_THEM.match(mask.text, pair.end)):
        for one in _portion(pair, whole, "of them", 0.75):
            yield one._replace(reason=reason)


def before(sentences: Sequence[Mask], place: int) -> Mask | None:
    """The sentence before, if nothing stands between."""
    if not place or sentences[place - 1].passage != sentences[place].passage:
        return None
    return sentences[place - 1] if sentences[place].start - sentences[place - 1].end <= 3 else None


def _only(sentences: Sequence[Mask], place: int) -> Statement | None:
    """The one amount of the sentence before."""
    past = before(sentences, place)
    amounts = [one for one in past.figures if one.figure.kind in ("count", "money", "measure")] if past else []
    return amounts[0] if len(amounts) == 1 and is_plain(amounts[0]) else None


def _pair(mask: Mask, match: re.Match[str]) -> _Pair | None:
    """The amount and its share, unless the words say that they are two things."""
    one, two = mask.figure(match["one"]), mask.figure(match["two"])
    if (one.figure.kind == "percent") == (two.figure.kind == "percent"):
        return None
    share, part = (one, two) if one.figure.kind == "percent" else (two, one)
    sign = match["one"] if share is one else match["two"]
    noun = match["noun"]
    if "," in noun or re.search(r" of (?:the|its|their|all|those [a-z])\b", noun) or share.role in ("change", "base"):
        return None
    if _CHANGED.search(noun) or _CHANGED.search(match.string, max(0, match.start("one") - 30), match.start("one")):
        return None
    end = match.end("two")
    if "whole" not in match.re.groupindex:
        if "(" in match["or"] and not _CLOSED.match(mask.text, end):
            return None
        if _FOLLOWED.match(mask.text, end) and not _PART_OF_THEM.match(mask.text, end):
            return None
    return _Pair(sign, share, part, noun, match.groupdict().get("lead") or "", match.start("one"), end)


_CHANGED = Cued(
    r"\b(?:up|down|more|less|fewer|higher|lower|increas\w+|r[io]ses?|risen|decreas\w+|growth|gr[eo]w\w*|f[ae]ll\w*"
    r"|drop\w*|declin\w+|than|compared|versus|discount|premium|interest|yield|chance|probability|saving|remaining|other"
    r"|another|further|additional|per|each)\b[^,.;]*\Z"
)


def _portion(pair: _Pair, whole: Statement, cue: str, confidence: float) -> Iterator[Portion]:
    if not all(map(is_plain, (pair.share, pair.part, whole))) or not alike((pair.part, whole)):
        return
    if (pair.part.figure.kind == "money") != (whole.figure.kind == "money"):
        return
    if pair.share.figure.value > 100 or (pair.part.role == "change" and pair.share.direction):
        return
    if is_likely(pair.share, pair.part, whole, confidence):
        yield Portion(pair.sign, pair.share, pair.part, whole, cue, confidence)


def is_plain(statement: Statement) -> bool:
    return statement.figure.upper is None and statement.modality != "quoted"
