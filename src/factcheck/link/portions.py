"""Masked sentences in, portions out: an amount with its share beside it, "96 (30%)", and the whole that rules it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from factcheck.link.claims import alike, are_plain, bare, is_plain, singular
from factcheck.link.cues import Cued
from factcheck.link.masks import ANY, COUNT, DURATION, GAP, SHARE, SIZE, Mask
from factcheck.model import Statement

__all__ = [
    "COMPARED",
    "DIVIDED",
    "ITS",
    "OF_NOUN",
    "THE",
    "Portion",
    "before",
    "counted",
    "find",
    "is_itself_whole",
    "is_likely",
    "is_same",
]

_OTHER_BASE = 3  # sentences back in which a whole that is only named may be stated

THE = r"(?:the |its |our |their |all |these |those |his |her |a total of |some |nearly |about |[a-z]+['’]s )*"
COMPARED = Cued(
    r"\b(?:(?<!-)up|down|more|less|fewer|higher|lower|increase[ds]?|rise|rose|decrease[ds]?|growth|grew"
    r"|fell|drop|decline[ds]?|from(?! the (?:field|floor|foul|free|line|spot)\b)"
    r"|than|above|below|over|compared|versus|discount|premium|interest"
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
    r"|so|or some) |,? [–—-] ?)(?:or |only |just |a full |that is,? |i\.e\.,? )?"
)
_SEP = r"(?: ?--? ?|[,;:(–—] ?)"
_PAIR = rf"(?P<one>{SIZE}|{SHARE})(?P<noun>{GAP}{{0,60}}?)(?P<or>{_OR})(?P<two>{SIZE}|{SHARE})"
_PAIR_AHEAD = rf"(?:{SIZE}|{SHARE}){GAP}{{0,60}}?{_OR}(?:{SIZE}|{SHARE})"
# The next pair of a list, at most a clause away: ") were upheld, 128 (40%)"
_NEXT = Cued(rf"(?P<lead>{GAP}{{0,100}}(?:;{GAP}{{0,60}})?){_PAIR}")
# "Of the 120 delegates, …", "…, and of its income of $120, …"
_OF_WHOLE = Cued(
    rf"(?:\A|{_SEP}|\b(?:and|that|but|while) )(?:and |but |so )?(?P<cue>(?:out )?of|among"
    rf"|against(?= an? (?!fall|rise|drop|loss|gain|increase|decrease|growth))) {ITS}(?P<whole>{SIZE})",
    "of |among |against ",
)
# "320 complaints, of which …", "the fleet of 60 includes …"
_WHICH = Cued(
    rf"(?P<whole>{SIZE})(?:{GAP}{{0,90}}?{_SEP}(?:and |with |but )?(?P<cue>(?:out )?of"
    rf" (?:which|whom|these|those|them|this|that)\b|among (?:which|whom|these|those|them)\b|including\b"
    r"|(?:made up|consisting|composed) of\b|comprising\b)"
    rf"|[a-z -]{{0,40}} (?P<has>includes?|included|including|comprised|comprises|consisted of|consists of)\b)",
    "of |among |includ|compris",
)
# "120 claims came; 70 (58.3%) were paid and 50 (41.7%) rejected"
_LIST_AFTER = Cued(
    rf"(?P<whole>{SIZE}){GAP}{{1,90}}?(?P<cue>[:;]| [–—]| --?) (?=(?:some |about |only )?{_PAIR_AHEAD})"
    rf"|(?P<all>{SIZE}){GAP}{{0,90}}?: (?=[a-z’' -]{{1,40}} {_PAIR_AHEAD})",
    ":|;|–|—|-",
)
# "400 adults (212 women, 53%)"
_INSIDE = Cued(
    rf"(?P<whole>{SIZE})[a-z -]{{3,40}} \((?P<cue>)(?:n ?=? ?)?(?P<one>{SIZE})(?P<noun>[a-z -]{{3,30}})"
    rf"(?P<or>,? or |; |, )(?P<two>{SHARE})(?=\))",
    "(",
)
# "Most of the 120 claims (70, or 58.3%) were paid", "the majority of the 120 claims were paid (70; 58.3%)"
_MOST_OF = Cued(
    rf"\b(?P<cue>(?:most|many|some|few|majority|bulk|minority|number|share|part|fraction|proportion) of) {ITS}"
    rf"(?P<whole>{SIZE}){GAP}{{0,60}}?\((?:n ?=? ?)?(?P<one>{SIZE}|{SHARE})(?P<noun>[a-z -]{{0,20}})"
    rf"(?P<or>,? or |; |, )(?P<two>{SIZE}|{SHARE})(?=\))",
    "of ",
)
# "840 pupils, and a quarter of them, or 210, …", "840 pupils, with 210, or 25%, …"
_THEM = r" of (?:which|whom|these|those|them|this|that|it)\b"
_AND_OF_THEM = Cued(
    rf"(?P<whole>{SIZE})(?P<between>{GAP}{{0,90}}?)(?:{_SEP}(?P<cue>with (?:[a-z’'-]+ ){{0,4}}|)"
    rf"| and (?:[a-z’'-]+ ){{0,4}})(?={_PAIR})"
)
_PART_OF_THEM = Cued(rf"\)?,?(?: [–—-])?(?P<cue>{_THEM})")
# "3,600 (7.5%) of the 48,000", "$12 million, or 6.2% of net sales of $195.1 million", "3,600 trips, 7.5% of the 48,000"
_OF = Cued(
    rf"(?P<one>{SIZE}|{SHARE})(?P<noun>{GAP}{{0,110}}?)(?P<or>{_OR}|, )(?P<two>{SIZE}|{SHARE})(?:\)|,| [–—-])?"
    rf"(?P<cue> (?:out )?of ){ITS}(?P<whole>{SIZE})",
    " of ",
)
# "3,600 trips (7.5%) were free out of 48,000", "61 patients (14.8%) in the drug group (n = 412)"
_IN_GROUP = Cued(
    rf"{_PAIR}\)(?P<to>{GAP}{{0,50}}?)(?P<cue> (?:out of|among) {ITS}|\(n ?=? ?)(?P<whole>{COUNT})",
    " of | among |(n",
)
# "12 patients … Four (33.3%) of the patients were male"
_OF_COUNTED = Cued(rf"{_PAIR}(?=\)?,? of (?:all |the |these |those )+[a-z]+\b)", " of ")
_SOME_OF_ALL = Cued(
    r"\b(?:groups?|arms?|cohorts?|class|controls?|women|men|boys|girls|half|site|in the (?:first|second))\b"
)
# "… Of these, 1,050 (25%) …", "… Some 1,050 of them, or 25%, …", "… Most of those are homes (1,050, or 25%)."
# "grants (£9.0m, 60%)"
_IN_BRACKETS = Cued(
    rf"\((?:n ?=? ?)?(?P<one>{SIZE}|{SHARE})(?P<noun>[a-z -]{{0,20}})(?P<or>,? or |; |, )(?P<two>{SIZE}|{SHARE})(?=\))",
    "(",
)
_FIRST = Cued(_PAIR)
_LAST_FIGURE = Cued(rf"(?P<figure>{SIZE})(?P<lead>{GAP}*(?:[;:]{GAP}*)?)\Z")
_BASE_BEFORE = Cued(r"\b(?:than|by|from|per|each|more|less|another) \Z")
# "120 applications and approved 84 (70%)", "120 applications; the council approved 84 (70%)"
_ELLIPTIC = Cued(
    r"[^,;:]{0,90}?(?: and| but|;)(?: (?!(?:among|amongst|in|of|for|at|on|with|from|within|while)\b)[a-z’'-]+){1,3} "
)
_THESE_FIRST = Cued(
    r"(?:\A|; )(?:and |but )?(?:(?:out )?of|among) (?:these|those|them|this|that|which|whom)\b",
    "of |among ",
)
_SOME_OF_THESE = Cued(rf"{GAP}{{0,40}}?{_PAIR}")
_MOST_OF_THESE = Cued(
    r"\A(?:\[\d+\] )?(?:most|many|some|a few|few|the (?:vast )?majority|the bulk) of (?:these|those|them|this|that)\b"
)
_ANOTHER_BASE = Cued(
    rf"{_THEM}|\bof (?:the|its|their|all)\b|\b(?:up|down|more|less|fewer|higher|lower|increas\w+|decreas\w+"
    r"|growth|than|compared|versus|discount|premium|interest|annual|average"
    r"|per|each|every|respectively|whereas|against|among|in the|year-on-year|year-over-year)\b"
)
_ASIDE = Cued(rf"{GAP}{{1,80}}? (?:the|these|those|its|all|over|in|for) (?P<aside>{COUNT}|{DURATION})(?={GAP}*,)")
_ITSELF_WHOLE = Cued(rf"{SHARE}\)? of (?:[a-z'’-]+ ){{0,6}}\Z")
_FOLLOWED = Cued(
    r"\)?(?:,? (?:more|less|fewer|higher|lower|above|below|growth|ahead|short|up|down)\b"
    r"| ?of (?!(?:the |its |all )?(?:(?:total|whole|them|those|these|all|overall)(?: [a-z]+ed)?(?:[),.;]|\Z)"
    r"|(?:which|whom|total)\b)))| ?(?:increase|decrease|growth|an? (?:year|month|week|day)|annual|discount|interest"
    r"|year-on-year|chance|stake|per|over|than|from|rise|drop|ahead|behind)\b"
)
_CLOSED = Cued(r"[),;]| ci\b|(?: of (?:the |its |all )?(?:total|whole|all|them|those|these|whom|which)| overall)[),;]")
# "The vote was 58% to 42% (32,000 of 50,000 took part)"
DIVIDED = Cued(rf"{SHARE} (?:to|against|versus|v|and) \Z")
# "144 (67%) of the patients"
OF_NOUN = Cued(r"\)?,? of (?:(?:all|the|these|those|our|its|their) )*(?P<of>[a-z]+)", " of ")
# A share that is off by more than a factor is most likely one of another whole, unless the words leave no doubt.
_FAR = ((0.9, None), (0.8, Decimal(3)), (0.75, Decimal("2.5")), (0.0, Decimal("1.5")))
_SURE = 0.9
_MUCH = 10  # times its whole, and what is called a part is no misprint


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
    start: int
    end: int
    of: str = ""  # what it is said to be of, by name


def find(sentences: Sequence[Mask], place: int) -> Iterator[Portion]:
    """The portions of one sentence: "of 320 complaints, 96 (30%) were upheld and 128 (40%) rejected" has two."""
    mask = sentences[place]
    for match in _OF.finditer(mask.text):
        pair = _pair(mask, match)
        if pair is None or (match["one"] == pair.sign and (pair.noun or match["or"] == ", ")):
            continue  # "60% of her matches, 3 of the 5 finals"
        if not is_itself_whole(mask, pair.start):
            cue = bare(match["or"]) or bare(match["cue"])
            yield from _portion(pair, mask.figure(match["whole"]), cue, 0.9)
    for match in _IN_GROUP.finditer(mask.text):
        pair = _pair(mask, match)
        if pair is not None and not _CHANGED.search(match["to"]):
            yield from _portion(pair, mask.figure(match["whole"]), bare(match["cue"]), 0.8)
    for match in _MOST_OF.finditer(mask.text):
        pair = _pair(mask, match)
        if pair is not None:
            yield from _portion(pair, mask.figure(match["whole"]), match["cue"], 0.85)
    for match in _INSIDE.finditer(mask.text):
        pair = _pair(mask, match)
        if pair is not None:
            yield from _portion(pair, mask.figure(match["whole"]), "(…)", 0.75)
    for pattern in (_OF_WHOLE, _WHICH):
        for match in pattern.finditer(mask.text):
            cue = match["cue"] or match["has"]
            yield from _listed(mask, match.end(), mask.figure(match["whole"]), cue, 0.9)
    for match in _AND_OF_THEM.finditer(mask.text):
        yield from _of_them(mask, match)
    for match in _LIST_AFTER.finditer(mask.text):
        cue = (match["cue"] or ":").strip()
        yield from _listed(mask, match.end(), mask.figure(match["whole"] or match["all"]), cue, 0.75)
    yield from _of_before(sentences, place)
    yield from _together(sentences, place)
    for match in _OF_COUNTED.finditer(mask.text):
        pair = _pair(mask, match)
        known = counted(pair.of, None, sentences, place - 1) if pair is not None and pair.of else None
        if pair is not None and known is not None and not _SOME_OF_ALL.search(mask.text[: pair.start]):
            reason = f"{pair.of} are counted near"
            for one in _portion(pair, known, "of", 0.75):
                yield one._replace(reason=reason)
                for other in _listed(mask, pair.end, known, "of", 0.75, pair):
                    yield other._replace(reason=reason)


def _together(sentences: Sequence[Mask], place: int) -> Iterator[Portion]:
    """The pairs after one amount that add up to it, and a single one that takes its noun from it.

    "120 applications came, 84 from builders (70%) and 36 from others (30%)", "they had 120 applications and approved
    84 (70%)".
    """
    mask = sentences[place]
    yield from _in_brackets(mask)
    first = _FIRST.search(mask.text)
    if first is None:
        return
    at = first.start("one")
    near = _LAST_FIGURE.search(mask.text[:at])
    if near is not None:
        whole: Statement | None = mask.figure(near["figure"])
        start, sure = near.start("lead"), 0.8
        if _BASE_BEFORE.search(mask.text[: near.start()]):
            return
    else:
        whole = _only(sentences, place) if not re.search(ANY, mask.text[:at]) else None
        start, sure = 0, 0.75
    if whole is None:
        return
    found = list(_listed(mask, start, whole, "and", sure))
    if _add_up(found, whole):
        yield from found
    elif near is not None and not first["noun"] and _goes_on(mask.text[:at], near["lead"], whole):
        yield from islice(_listed(mask, start, whole, "and", 0.75), 1)


def _goes_on(before: str, lead: str, whole: Statement) -> bool:
    """Whether what follows takes its noun from its whole: "120 applications and approved …"."""
    is_elliptic = _ELLIPTIC.fullmatch(lead) is not None and not COMPARED.search(before)
    return is_elliptic and (";" not in lead or whole.figure.count)


def _in_brackets(mask: Mask) -> Iterator[Portion]:
    """ "Income of £15.0m came from grants (£9.0m, 60%) and sales (£6.0m, 40%)"."""
    pairs = [pair for match in _IN_BRACKETS.finditer(mask.text) if (pair := _pair(mask, match)) is not None]
    inside = {id(figure) for pair in pairs for figure in (pair.share, pair.part)}
    others = [one for one in mask.figures if id(one) not in inside and one.figure.kind != "percent"]
    if len(others) == 1:
        found = [one for pair in pairs for one in _portion(pair, others[0], "(…)", 0.8)]
        if _add_up(found, others[0]):
            yield from found


def _add_up(found: Sequence[Portion], whole: Statement) -> bool:
    """Whether several portions come near their whole, so that they are its division."""
    parts = sum(one.part.figure.value for one in found if one.part)
    shares = sum(one.share.figure.value for one in found)
    return len(found) > 1 and (abs(parts - whole.figure.value) * 10 <= whole.figure.value or 90 <= shares <= 110)


def _of_them(mask: Mask, match: re.Match[str]) -> Iterator[Portion]:
    """ "W, A (P) of them", "W, with A, or P, …", and the pairs after it."""
    found = _FIRST.match(mask.text, match.end())
    pair = _pair(mask, found) if found is not None else None
    if pair is None:
        return
    tail = re.search(_THEM, pair.noun) or _PART_OF_THEM.match(mask.text, pair.end)
    led = match["cue"] or ""
    if tail is None and not led.startswith("with"):
        return
    cue, sure = ("of them", 0.9) if tail is not None else ("with", 0.85 if led == "with " else 0.75)
    for whole, confidence in _wholes(mask, mask.figure(match["whole"]), pair.part, sure):
        yield from _portion(pair, whole, cue, confidence)
        yield from _listed(mask, pair.end, whole, cue, confidence, pair)


def _wholes(mask: Mask, nearest: Statement, part: Statement, sure: float) -> Iterator[tuple[Statement, float]]:
    """What a part is of, and how sure it is: the figure before it, or the one before that if that is too small."""
    before = [one for one in mask.figures if one.start < nearest.start]
    if nearest.figure.value >= part.figure.value:
        yield nearest, sure
    elif before and before[-1].figure.kind == part.figure.kind and before[-1].figure.value >= part.figure.value:
        yield before[-1], min(sure, 0.75)


def is_likely(share: Statement, part: Statement, whole: Statement, sure: float) -> bool:
    """Whether a share is near enough to be meant of this whole: the less sure the words are, the nearer."""
    if not 0 < part.figure.value <= whole.figure.value or not share.figure.value:
        return False
    if part.figure.value == whole.figure.value and share.figure.value != 100:
        return False
    far = next(far for least, far in _FAR if sure >= least)
    per = 100 if share.figure.unit == "%" else 1
    ratio = part.figure.value * per / whole.figure.value / share.figure.value
    return far is None or 1 / far <= ratio <= far


def _listed(
    mask: Mask, at: int, whole: Statement, cue: str, confidence: float, after: _Pair | None = None
) -> Iterator[Portion]:
    """The pairs that follow a whole, until something else is counted or another base named."""
    first, of = after is None, after.of if after is not None else ""
    past = False  # whether a pair before says "of which"
    aside = None if after is not None else _ASIDE.match(mask.text, at)
    if aside is not None and mask.figure(aside["aside"]).stated.isalpha():
        at = aside.end()  # "of $3.8 billion over the three years, it spent $1.8 billion (47%)"
    while (match := _NEXT.match(mask.text, at)) is not None:
        lead = match["lead"]
        past = past or (not first and _PART_OF_THEM.match(mask.text, at) is not None)
        said = _PART_OF_THEM.sub("", lead) if past else lead if not of else OF_NOUN.sub("", lead)
        if _ANOTHER_BASE.search(said) if not first else re.search(_THEM, said):
            return
        pair = _pair(mask, match)
        if pair is None:
            return
        if first and cue == "of which":
            whole, confidence = next(_wholes(mask, whole, pair.part, confidence), (whole, confidence))
        if first or past or not _PART_OF_THEM.match(mask.text, pair.end):
            found = list(_portion(pair, whole, cue, confidence if first else min(confidence, 0.8)))
            if not found:
                return
            yield from found
        at, first, of = pair.end, False, pair.of


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
    found = _SOME_OF_THESE.match(mask.text)
    pair = _pair(mask, found) if found is not None else None
    if pair is not None and (re.search(_THEM, pair.noun) or _PART_OF_THEM.match(mask.text, pair.end)):
        for one in _portion(pair, whole, "of them", 0.75):
            yield one._replace(reason=reason)


def before(sentences: Sequence[Mask], place: int) -> Mask | None:
    """The sentence before, if nothing stands between."""
    return sentences[place - 1] if place and sentences[place].follows(sentences[place - 1]) else None


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
    if share is one and DIVIDED.search(mask.text[: match.start("one")]):
        return None
    if "," in noun or re.search(r" of (?:the|its|their|all|those [a-z])\b", noun) or share.role in ("change", "base"):
        return None
    if _CHANGED.search(noun) or _CHANGED.search(match.string, max(0, match.start("one") - 30), match.start("one")):
        return None
    end, of = match.end("two"), ""
    if "whole" not in match.re.groupindex:
        if "(" in match["or"] and not _CLOSED.match(mask.text, end):
            return None
        if _FOLLOWED.match(mask.text, end) and not _PART_OF_THEM.match(mask.text, end):
            named = OF_NOUN.match(mask.text, end)
            if named is None:
                return None
            of = named["of"]
    return _Pair(sign, share, part, noun, match.start("one"), end, of)


_CHANGED = Cued(
    r"\b(?:(?<!made )(?<!make )(?<!makes )(?<!making )(?<!-)up|down|more|less|fewer|higher|lower|increas\w+|r[io]ses?"
    r"|risen|decreas\w+|growth|gr[eo]w\w*|f[ae]ll\w*|drop\w*|declin\w+|than|compared|versus|discount|premium|interest|yield"
    r"|chance|probability|saving|remaining|other|another|further|additional|per|each)\b[^,.;]*\Z"
)


def _portion(pair: _Pair, whole: Statement, cue: str, confidence: float) -> Iterator[Portion]:
    if not are_plain(pair.share, pair.part, whole) or not alike((pair.part, whole)):
        return
    if (pair.part.figure.kind == "money") != (whole.figure.kind == "money"):
        return
    if pair.of and not is_same(pair.of, whole.figure.unit):
        return
    if pair.share.figure.value > 100:
        return
    if pair.part.figure.value > whole.figure.value:
        # "Of 40 boats, 100 (25%) sank" is a misprint; "of 12 lands, 5 million (40%)" counts something else.
        likely = pair.part.figure.value <= whole.figure.value * _MUCH and not pair.noun and confidence >= _SURE
    else:
        likely = is_likely(pair.share, pair.part, whole, confidence)
    if likely:
        yield Portion(pair.sign, pair.share, pair.part, whole, cue, confidence)


def is_itself_whole(mask: Mask, at: int) -> bool:
    """Whether the figure there is what another share is of: "30% of the 200 men, 40% of the 300 women"."""
    return _ITSELF_WHOLE.search(mask.text[:at]) is not None


def is_same(noun: str, unit: str) -> bool:
    """Whether a noun is the one that a figure counts."""
    return bool(unit) and singular(noun) == singular(unit.split()[-1])


def counted(name: str, like: Statement | None, sentences: Sequence[Mask], place: int) -> Statement | None:
    """The only figure in this sentence or those before that counts what is called so."""
    found: list[Statement] = []
    words = _bare(name)
    for mask in sentences[max(0, place - _OTHER_BASE) : place + 1]:
        for figure in mask.figures:
            if _bare(figure.figure.unit) != words or figure.figure.upper is not None or figure.figure.kind != "count":
                continue
            if like is not None and (figure is like or figure.period != like.period):
                continue
            if figure.role in ("level", "part", "whole", "target"):
                found.append(figure)
    return found[-1] if len({one.figure.value for one in found}) == 1 else None


def _bare(name: str) -> list[str]:
    """The words of a noun phrase as they are compared: without article and plural."""
    return [singular(word) for word in name.strip().removeprefix("the ").removeprefix("all ").split()]
