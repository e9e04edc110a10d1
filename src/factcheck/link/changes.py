"""Masked sentences in, changes out: what rose or fell by so much, with the levels before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from factcheck.link.claims import alike, given, member
from factcheck.link.cues import Cued
from factcheck.link.implied import implied
from factcheck.link.levels import MORE_FEWER, PERIOD, UP_DOWN, Levels, levels, same_things, says_when, usable
from factcheck.link.masks import ANY, CHANGE, DURATION, GAP, LEVEL, SIZE, TIMES, YEAR, Mask
from factcheck.link.moves import (
    EITHER,
    WORD,
    after,
    claimed,
    crosses,
    fold,
    grown,
    moved,
    of_other_base,
    stated,
    yearly,
)
from factcheck.model import NotChecked, Relation

__all__ = ["find"]

_DETERMINED = (
    r"(?:a |an |the |its |their |our |about |(?:last|the previous|the prior) (?:year|month|quarter|season)['’]s "
    rf"|{YEAR}['’]s )*"
)
# ", or 10 tons", " (10 tons)"
_OR = rf",? (?:or|and|\() ?(?P<second>{LEVEL})\)?"
# "the A of last year", "last year's A", "its total of A", "2010, when it was A"
_THE_OLD = (
    rf"(?:(?:(?! or | and | per | to |[),]){GAP}){{0,40}}?(?:, when (?:(?:[a-z]+ ){{1,3}}(?:was|were|had|held|sold"
    rf"|stood at) )?|(?<=['’]s )|(?<=\bof )|(?<=\bthe )|(?<=\bwas )|(?<=\())|)(?P<old>{LEVEL})(?! to )"
)
# "B, up 11.4% from A", "B, an increase of 10, or 4%, compared with A"
_CHANGED_FROM = Cued(
    rf"(?P<new>{LEVEL})(?P<then>{GAP}{{0,80}}?)(?P<cue>,? ?\(?(?:representing |which is "
    rf"|which represents |marking |or |i\.e\. |this is )?(?:an? |the )?(?:[a-z-]+ )?(?P<word>{UP_DOWN}"
    rf"|{EITHER})(?: of| by)?(?: a)?(?: [a-z]+)? )(?P<change>{CHANGE})"
    rf"(?:{_OR})?,?(?P<link>{GAP}{{0,16}}? (?:from|compared (?:to"
    rf"|with)|over|on|against|versus) ){_DETERMINED}(?:(?! or | and ){GAP}){{0,50}}?"
    rf"(?P<old>{LEVEL})(?! to )",
    "from|compared|over|on|against|versus",
)
# "B, 12% more than the A of last year", "B is 10, or 4%, above the A of 2010", "B, a 12% increase on A"
_MORE_THAN = Cued(
    rf"(?P<new>{LEVEL})(?P<then>{GAP}{{0,50}}?)(?P<cue>(?:,? (?:is|was|were|are|or|and|represents|representing"
    rf"|which is)|,| [–—-]"
    rf"| \()(?: some| about| just| only| still)? ?(?:an? )?)(?P<change>{CHANGE})(?: [a-z]+)??"
    rf"(?:{_OR},?)? (?:[a-z]+ )?"
    rf"(?P<word>{MORE_FEWER}|increase|rise|gain|jump|growth|improvement|decrease|decline|drop|fall|reduction)"
    rf"(?P<link>(?:(?: [a-z]+){{0,2}}? (?:than|on|over|from|compared (?:to|with)))?)(?: in)? {_DETERMINED}"
    rf"(?:{DURATION}(?: [a-z]+)? (?:ago|earlier|before))?{_THE_OLD}",
    "than|on |over|from|compared|above|below|under",
)
# "B, down 20% (2019: A)", "B, down by 20% compared to last year (A)"
_CHANGED_BRACKET = Cued(
    rf"(?P<new>{LEVEL})(?P<then>{GAP}{{0,40}}?)(?P<cue>(?:,| [–—-]| (?:is|was|were)) (?:an? )?(?:(?P<word>{UP_DOWN})"
    rf"(?: of| by)? |\+ ?))(?P<change>{CHANGE})(?:{_OR})?"
    rf"(?P<link>(?: (?:on|from|over|compared (?:to|with)) {GAP}{{0,30}}?)? ?\((?P<label>{PERIOD}{{0,8}}?)"
    rf"(?:[a-z]{{3}} )?)"
    rf"(?P<old>{LEVEL})\)",
    "(",
)
# "B, twice as many as the A of last year", "B is 2.5 times the A of 2010"
_TIMES_THE = Cued(
    rf"(?P<new>{LEVEL})(?P<then>{GAP}{{0,40}}?)(?:(?:,| [–—-]|\b(?:is|was|were|are|or))(?: [a-z]+)?? | \()"
    rf"(?P<cue>(?:(?P<multiple>{TIMES})|(?P<word>double|triple|treble))"
    rf"(?: as (?:many|much|high|large|big|long|great|often)(?: [a-z]+)?? as)?)(?P<link> ){_DETERMINED}{_THE_OLD}",
)
_TIMES = re.compile(rf"{TIMES}|(?:double|triple|treble) ")
# "…, which was A last year, rose 12% to B", "the fund, A in 2020, has grown 12% to B"
_CHANGED_TO = Cued(
    rf"(?:\b(?:which|who|that|it) (?:was|were|stood at|had been|cost|numbered)|\bfrom|,) {_DETERMINED}(?P<old>{LEVEL})"
    rf"(?P<then>{GAP}{{0,24}}?(?:{YEAR}|last [a-z]+|ago|earlier|before|the [a-z]+ year){GAP}{{0,30}}?,)"
    rf"(?: {GAP}{{0,24}}?)?(?P<cue>\b(?P<word>{UP_DOWN})(?: by)? )(?P<change>{CHANGE})"
    rf"(?:{_OR})?(?P<link>,? to ){_DETERMINED}(?P<new>{LEVEL})",
    " to ",
)
# "the staff of A will be cut by 8 to B"
_CUT_TO = Cued(
    rf"\b(?:of|the|its|their|our|currently|now at|previously|formerly) (?P<old>{SIZE})(?P<then>(?: [a-z-]+){{0,3}}?,?) "
    rf"(?:(?:will|would|is to|are to|has|have|had)(?: be| been)?|was|were|is|are) (?:being )?(?P<cue>(?P<word>"
    rf"{UP_DOWN})(?: by)? )(?P<change>{CHANGE})"
    rf"(?:{_OR})?(?P<link>(?: [a-z-]+){{0,2}}?,? to ){_DETERMINED}"
    rf"(?P<new>{LEVEL})",
    " to ",
)
# "Compared with A in 2015, sales were down 12% at B"
_FRONT_BY = Cued(
    rf"(?:\A|; |, )(?:as )?(?:compare[ds] (?:to|with)|against) {_DETERMINED}(?P<old>{LEVEL})(?P<then>{GAP}{{0,50}}?),"
    rf"{GAP}{{0,40}}?(?P<cue>\b(?P<word>{UP_DOWN})(?: by)? )(?P<change>{CHANGE})"
    rf"(?:{_OR})?(?P<link>(?: [a-z-]+\)?)?,? (?:to|at) )"
    rf"{_DETERMINED}(?P<new>{LEVEL})",
    "compare|against",
)
_BEAT = r"(?P<word>exceed(?:s|ed|ing)?|beat(?:s|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing))(?P<link> )"
_BY = rf" by (?P<change>{CHANGE})(?:,? (?:or|\() ?(?P<second>{LEVEL})\)?)?"
# "B beat last year's A by 12%"
_BEAT_BY = Cued(
    rf"(?P<new>{LEVEL})(?P<then>{GAP}{{0,40}}?)(?P<cue>\b{_BEAT}){_DETERMINED}(?:(?:[a-z'’ -]|{YEAR}){{0,30}} of )?"
    rf"(?P<old>{LEVEL})"
    rf"{GAP}{{0,24}}?{_BY}",
    "exceed|beat|surpass|topp",
)
# "it surpassed last year's A by 12% to reach B"
_BEAT_TO = Cued(
    rf"(?P<cue>\b{_BEAT}){_DETERMINED}(?:(?:[a-z'’ -]|{YEAR}){{0,30}} of )?(?P<old>{LEVEL})(?P<then>{GAP}{{0,24}}?)"
    rf"{_BY}(?: [a-z]+)?,? (?:to reach|to hit|reaching|hitting) {_DETERMINED}(?P<new>{LEVEL})",
    "exceed|beat|surpass|topp",
)
# "B (+12% from A)"
_PLUS_FROM = Cued(
    rf"(?P<new>{LEVEL})(?P<then>{GAP}{{0,20}}?)(?P<cue> \((?P<word>)\+ ?)(?P<change>{CHANGE})"
    rf"(?P<second>)"
    rf"(?P<link>,?(?: yoy)? (?:from|vs\.?|versus|compared (?:to|with)|on|over) ){_DETERMINED}(?P<old>{LEVEL})",
    "(+",
)
_PAIRED = (_CHANGED_FROM, _FRONT_BY, _CHANGED_BRACKET, _MORE_THAN, _CHANGED_TO, _CUT_TO, _BEAT_BY, _BEAT_TO, _PLUS_FROM)
_THAN = Cued(r"\b(?:more|less|higher|lower|faster) than\b")
_MOVED = Cued(
    r"\b(?:increas|decreas|ris(?:e|ing)|rais|rose|gr[eo]w|gain|climb|jump|surg|soar|expan|up\b|up[lt]"
    r"|went|higher|advanc|swell|leapt|declin|fall|fell|drop|reduc|cut|down|lower|lift|widen|narrow|more|less|fewer"
    r"|above|below|under|sav(?:e|ing)|discount|off|shed|los[ts]|greater|smaller|larger|extra|cheaper|exceed|beat|surpass"
    r"|topp|improv|add(?:s|ed|i)"
    r"|chang|longer|shorter|faster|slower|better|worse"
    r"|shr[aiu]nk|slip|slid|plung|contract|tumbl|dip|slump|loss|sank|doubl|tripl|trebl|quadrupl"
    r"|quintupl|halv|change|difference|swing|gap|eas(?:ed|ing)|edged|ticked|accelerat|slowed|cooled|compare[ds]"
    r"|versus|against)|[+−]|\([–-]"
)


def find(sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The changes that the sentences claim.

    Links a change with the levels that it leads from and to. Agrees: "from 2.40 million to 2.64 million, an increase
    of 10%". Disagrees: "…, an increase of 12%".
    """
    told: list[Levels] = []
    before: Mask | None = None
    masks = [*map(_without_conversions, sentences)]
    for mask, following in zip_longest(masks, masks[1:]):
        if before is not None and mask.follows(before):
            if told:
                yield from _of_sentence_before(mask, told)
            yield from _of_two_sentences(before, mask)
        before, told = mask, []
        if len(mask.figures) > 1:
            yield from _changes(
                mask, told, led=following is not None and _ABOUT_BEFORE.match(following.text) is not None
            )


def _changes(mask: Mask, told: list[Levels], *, led: bool) -> Iterator[Relation]:
    """The changes of one sentence; the levels that it tells of are added to ``told``, for what it may lead."""
    text = mask.text
    moves = _MOVED.search(text) or mask.has("times") or any(one.figure.value < 0 for one in mask.figures)
    if not (moves or led) or "respectively" in text:
        return
    others: list[Levels] = []
    for pair in levels(mask):
        found = list(moved(mask, pair))
        yield from found
        (told if found or pair.told else others).append(pair)
    for pattern in _PAIRED if len(mask.figures) > 2 else ():
        for match in pattern.finditer(text):
            for relation in _compared(mask, match, pattern):
                yield relation
                told.append(Levels(relation.members[0], relation.members[1], *match.span()))
    for match in _TIMES_THE.finditer(text) if _TIMES.search(text) else ():
        yield from _times(mask, match)
    if not told and len(others) == 1:
        told += others
    known = {side.statements[0].start for pair in told for side in (pair.old, pair.new)}
    for pair, percents, match in implied(mask):
        if pair.now.start in known or _states_old(text, match):
            continue
        told.append(pair)
        if not percents:
            yield from after(mask, pair, match.end())
        for percent in percents:
            at = match.end("second")
            if not (
                of_other_base(text, at)
                or _SO_FAR.match(text, at)
                or yearly(text, match.start(), at + 24, "")
                or crosses(match["then"])
            ):
                yield from claimed(pair, percent, pair.said, match["cue"], pair.confidence)


def _compared(mask: Mask, match: re.Match[str], pattern: Cued) -> Iterator[Relation]:
    """ "B, up 12% from A", "B, 12% more than the A of last year"."""
    text = mask.text
    old, new = mask.figure(match["old"]), mask.figure(match["new"])
    more = pattern is _MORE_THAN
    if (
        not usable(mask, old, new, moves=False)
        or (pattern is _CHANGED_BRACKET and not says_when(match["link"]))
        or (pattern is _BEAT_BY and new.figure.kind == "count" and "," in match["then"])
        or (pattern is _CHANGED_TO and old.figure.kind != new.figure.kind)
        or not same_things(old, new)
        or yearly(text, match.start(), match.start("link"), text[match.start("link") : match.end() + 60])
        or yearly(text, match.start("link"), match.end())
        or crosses(match["then"])
        or (not more and _THAN.search(match["link"]))
        or _ASIDE.search(text, match.end("link"), match.start("old"))
        or _ORIGIN.search(match["link"])
        or (pattern is _FRONT_BY and _PLANNED.search(match["then"]))
        or WORD.search(text, match.end("link"), match.start("old"))
        or (more and not match["link"] and match["word"] not in ("above", "below", "under"))
    ):
        return
    pair = Levels(member("old", old), member("new", new), *match.span())
    for name in ("change", "second"):
        if match[name]:
            yield from claimed(pair, stated(mask, match, name), match["word"] or "up", match["cue"], pair.confidence)


def _times(mask: Mask, match: re.Match[str]) -> Iterator[Relation]:
    """ "B, twice as many as the A of last year", "B, double the A of last year"."""
    old, new, word = mask.figure(match["old"]), mask.figure(match["new"]), match["word"]
    if not usable(mask, old, new, moves=True) or not same_things(old, new) or crosses(match["then"]):
        return
    if old.figure.value > 0 <= new.figure.value:
        multiple = given("multiple", fold(word)) if word else member("multiple", mask.figure(match["multiple"]))
        yield grown(member("old", old), member("new", new), multiple, word or "")


def _states_old(text: str, match: re.Match[str]) -> bool:
    """Whether the level before is stated after all: "… to 5.6 million, from 5.0 million"."""
    return _OLD_AFTER.match(text, match.end()) is not None


_SO_FAR = Cued(r"\)?,? (?:for the|this|so far|since|year[- ]to[- ]date|over the (?:past|last)) ?")
_OLD_AFTER = Cued(rf"{GAP}{{0,60}}?\b(?:from|compared (?:to|with)|against|versus|than|over|on) {GAP}{{0,50}}?{LEVEL}")
_ABOUT_BEFORE = Cued(
    r"\A(?:so |and |or |thus,? |overall,? )?(?:(?:this|that|it|which)"
    r"(?:['’]s| is| was| would be| will be| represents?| represented| marks| marked| means| meant| reflects| amounts to"
    r"| equals| corresponds to| equates to| translates (?:in)?to| constitutes)\b(?: (?:therefore|thus|also"
    r"|already))?|(?=the |this ))"
)
_AT_ONCE = Cued(
    rf"(?: ?(?:an?|the|this|about|some|by|net|overall|total|further|[a-z]+ly))*(?: ?(?:{UP_DOWN}|{EITHER})"
    r"(?: rate)?(?: by| of| is| was| amounts to)?(?: a| about| some)?)?(?: an?)? ?"
)
# "It now has B", "By 2022 this had fallen to B", after a sentence of A
_NOW_IT = Cued(
    rf"\A(?:now,? |today,? |this [a-z]+,? |(?:by|in) {YEAR},? )?(?:it|they|there|this|that|the "
    rf"(?:figure|number|total)|this [a-z]+['’]s(?: [a-z]+)??)"
    rf"(?: (?:is|are|was|were|has|have|had|now|stands?|stood|at|risen|fallen|grown|dropped|rose|fell|to))+ "
    rf"(?P<new>{LEVEL})"
)
_THEN_OR_NOW = Cued(
    rf"\b(?:in|by|since) (?:[a-z]+ )?{YEAR}|\b(?:last|this|previous) [a-z]+|\bnow\b|\btoday\b|\bago\b|\bused to\b"
)
_ELSEWHERE = Cued(r" (?:in|at) (?:the (?!(?:past|last|same|year|whole)\b))?(?!all\b|total\b|the\b)[a-z]")


def _without_conversions(mask: Mask) -> Mask:
    """The sentence without what only says an amount once more in another currency: "RMB50 million (US$7 million)"."""
    if "(" not in mask.text:
        return mask
    return replace(mask, text=_CONVERTED.sub(lambda match: _kept(mask, match), mask.text))


def _kept(mask: Mask, match: re.Match[str]) -> str:
    one, other = mask.figure(match["one"][0]).figure, mask.figure(match["other"]).figure
    if one.kind == "duration" or other.value < 0 or not other.unit:
        return match[0]  # "80 kg at 12 weeks (-4 kg)"
    return match[0] if (one.kind, one.unit) == (other.kind, other.unit) else match["one"]


_CONVERTED = re.compile(
    rf"(?P<one>{SIZE}(?: [a-z]+){{0,2}}) ?"
    rf"\((?:or |about |equivalent to |approximately )?(?P<other>{SIZE})(?: [a-z]+)?\)"
)


def _of_sentence_before(mask: Mask, told: Sequence[Levels]) -> Iterator[Relation]:
    """ "This represents an increase of 12%", after a sentence that tells of one move."""
    match = _ABOUT_BEFORE.match(mask.text)
    first = re.search(ANY, mask.text)
    if match is None or first is None or len({(pair.old, pair.new) for pair in told}) > 1:
        return
    if not _AT_ONCE.fullmatch(mask.text[match.end() : first.start()]):
        return
    pair = replace(told[0], start=match.start(), end=match.end(), confidence=0.75)
    for relation in after(mask, pair, match.end()):
        # "This 20% discount", after a rise, is of something else; "this is a fall of 20%" is wrong
        if match.end() or relation.members[2].weight * (pair.new.figure.value - pair.old.figure.value) >= 0:
            yield relation


def _of_two_sentences(before: Mask, mask: Mask) -> Iterator[Relation]:
    """ "In 2019, the school had 340 pupils. It now has 300, a fall of 12%."."""
    match = _NOW_IT.match(mask.text)
    levels = [one for one in before.figures if one.figure.kind not in ("duration", "ordinal", "range")]
    if match is None or len(levels) != 1 or not (_THEN_OR_NOW.search(before.text) and _THEN_OR_NOW.search(match[0])):
        return
    if _ELSEWHERE.match(mask.text, match.end()):
        return
    old, new = levels[0], mask.figure(match["new"])
    if not same_things(old, new) or not usable(mask, new, new, moves=False) or not alike((old, new)):
        return
    if old.figure.upper is not None or old.role in ("change", "part") or "quoted" in (old.modality, new.modality):
        return
    pair = Levels(member("old", old), member("new", new), *match.span(), 0.75, told=False)
    yield from after(mask, pair, match.end())


_PLANNED = Cued(r"\b(?:plan(?:ned)?|targets?|goals?|forecasts?|budget(?:ed)?|expected|estimated?)\b")
# "up 12%, came from grants of $9 million"
_ORIGIN = Cued(
    r"\b(?:com(?:es?|ing)|came|result(?:s|ed|ing)|stem(?:s|med|ming)|deriv(?:e[sd]?|ing)|drawn|raised|earned|received"
    r"|collected|generated|apart|aside) from ",
    " from ",
)
# "up 12% from a year ago, beat the $50 million that was forecast"
_ASIDE = Cued(r",(?! (?:when|which|or)\b)")
