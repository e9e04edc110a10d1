"""Two levels in, what a sentence claims of them out: a change said before or after them, a multiple, a direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from factcheck.interval import Figure
from factcheck.link.claims import alike, given, member
from factcheck.link.cues import Cued
from factcheck.link.levels import DOWN, FEWER, MORE, MORE_FEWER, UP, UP_DOWN, Levels, in_unit, same_things
from factcheck.link.masks import ANY, CHANGE, COUNT, DURATION, GAP, PERCENT, POINTS, TIMES, YEAR, Mask
from factcheck.model import Member, Relation, Statement

__all__ = [
    "EITHER",
    "WORD",
    "after",
    "claimed",
    "crosses",
    "direction",
    "fold",
    "grown",
    "moved",
    "of_other_base",
    "stated",
    "yearly",
]

EITHER = r"change|difference|swing|improv(?:ed|es|ing|ement)|chang(?:ed|es|ing)|deterioration"
_CHANGE = rf"(?P<up>{UP}|{MORE})|(?P<down>{DOWN}|{FEWER})"
WORD = Cued(rf"\b(?:{_CHANGE})\b")
# what follows the levels: ", an increase of 29.9 million, or 11.4%", ", up 11.4%", "(+11.4%)"
_UNTIL = rf"{GAP}{{0,30}}? (?:at|after|in|over|within|by) (?:the )?{DURATION}"
_AGO = rf" {DURATION}(?: [a-z]+)? (?:ago|earlier|before)"
_TAIL = rf"(?:{_UNTIL}|{_AGO}|{GAP}{{0,12}}? per (?:[a-z]+ )?{COUNT})?{GAP}"
_AFTER = Cued(
    rf"(?P<tail>{_TAIL}{{0,70}}?(?:[:;] (?:(?:that|this|it|which)(?:['’]s| is| was| represents| means| marks) |"
    rf"(?=an? )))?)"
    rf"(?P<cue>(?:,|\(|–|—|-)? ?(?:or |which is |that is |i\.e\. "
    rf"|representing |for |marking |meaning |equal to |a net |with )*(?:an? |the )?"
    rf"(?:[a-z-]+ ){{0,2}}?\b(?P<word>{UP_DOWN}|{EITHER})(?: rate)?(?: by| of"
    rf"| equal to| was| is|:|,)?(?: (?:a|an|about|some|nearly|almost|roughly|more than))* ?)"
    rf"(?P<change>{CHANGE})(?P<or>(?:,? (?:or|and|equal to|equivalent to)(?: by)?"
    rf"(?: an increase of| a rise of| a growth of| growth of| a decrease of| a drop of)? ?|,? ?\("
    rf"|, )(?P<second>{CHANGE}))?"
)
# "an increase of 20 tons, or 40%": the unit stands between
_OR_SHARE = Cued(rf"(?: [a-z-]+){{1,2}}(?:,? or | \(|, equal to |, equivalent to )(?P<second>{PERCENT})")
# ", a 20 per cent rise", ", five more than before", "(25% lower)"
_NOUN_AFTER = Cued(
    rf"(?P<tail>{_TAIL}{{0,60}}?(?:; (?:that|this|it)(?:['’]s| is| was| represents| means) )?)"
    rf"(?P<cue>,? ?\(?(?:– |— |that['’]s |it['’]s )?(?:representing |which is |or )?(?:\ban? )?)"
    rf"(?P<change>{CHANGE})(?:-[a-z]+)?(?: [a-z-]+)?? "
    rf"(?P<word>increase|rise|gain|jump|climb|growth|decrease|decline|drop|fall|reduction|cut|discount|saving"
    rf"|improvement|faster|slower|better|worse|{MORE_FEWER})\b(?P<than>{GAP}{{0,24}})"
)
# "12% more than planned", "12% more women": of something else than the level before
_THAN_OTHER = Cued(
    r" (?:[a-z]+ ){0,2}?(?:than|on|over|from|compared (?:to|with)|above|below) (?!before\b|a year|previously"
    r"|earlier|last\b"
    rf"|the (?:year|previous|prior|same|month|week|quarter|season)|(?:in )?{YEAR})"
)
_MORE_OF = Cued(r" (?!than\b|on\b|over\b|from\b|in\b|compared\b|year\b|again\b|by\b)[a-z]")
_COMPARATIVE = Cued(MORE_FEWER)
# "grew from A to B, or 44%", "…, some 44 percent"
_OR_AFTER = Cued(
    rf"(?P<tail>{GAP}{{0,24}}?)(?P<cue>,? \(?(?:or|that is|i\.e\.)(?: by)? |, (?:by )?)(?P<change>{PERCENT}"
    rf"|{POINTS})(?= ?[,.;)]|\Z)"
)
_SIGN_AFTER = Cued(
    rf"(?P<tail>{_TAIL}{{0,30}}?)(?P<cue>(?: ?\(|, )(?P<sign>[+−–-])? ?)(?P<change>{CHANGE})"
    rf"(?:, ?[+−–-]? ?(?P<second>{PERCENT}))?(?: [a-z]{{1,12}})?(?=[).;,]|\Z)"
)
# what precedes the levels: "rose 11.4% from A to B", "an increase of 11.4%, from A to B"
_BEFORE = Cued(
    rf"\b(?P<cue>(?P<word>{UP_DOWN}|improv(?:ed|es|ing)|chang(?:ed|es|ing))\b"
    rf"(?P<between>(?:(?! to | at ){GAP}){{0,50}}?)(?:by |of |to the tune of )?)"
    rf"(?P<change>{CHANGE})"
    rf"(?P<or>(?:,? (?:or|and) |,? ?\(|(?: [a-z-]+){{1,2}}(?:,? or | \())(?P<second>{CHANGE})\)?)?"
    rf"(?P<gap>(?: (?:in|over|within|during) (?:the |just |only )?(?:past |last )?{DURATION})?(?:(?! from ){GAP})"
    r"{0,40}?:? ?)\Z"
)
# "from 2 to 4 lanes, a gain of 30% in capacity"
_OF_OTHER = Cued(
    r" in (?:(?!(?:the|one|two|three|total|all|real|just|only|less|under|over|about|this|that|each|cash"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober"
    r"|ember)?)\b)[a-z]{3,}"
    r"|(?:the|our|their|its|his|her) (?!(?:past|last|same|first|second|third|fourth|final|previous|prior|following"
    r"|next|new"
    r"|current|present|year|half|quarter|month|week|period|decade|number|total|overall|level|amount|course|space|fiscal"
    r"|financial|two|three|four|five|six|nine|ten|twelve|years?|(?:19|20)\d\ds?)\b)[a-z])"
)
# "a 9% increase in costs, from A to B"
_LED_BACK = Cued(
    rf"(?P<change>{CHANGE})(?P<cue> (?:[a-z-]+ )?(?P<word>{UP_DOWN}|higher|lower|more|less|fewer))\b"
    rf"(?P<gap>{GAP}{{0,60}}?:? ?)\Z"
)
_STEP = r"(?:edged|ticked|crept|inched|moved|came|nudged|drifted)"
_VERB = Cued(
    rf"\b(?:(?P<up>(?:has |have |had |will |would |to )?(?:increased|rose|risen|grew|grown|climbed"
    rf"|jumped|surged|soared|went up|swelled|leapt|accelerated|widened|{_STEP} up"
    rf"|(?:will|to|would) (?:increase|rise|grow|climb"
    rf"|jump)))|(?P<down>decreased|declined|fell|fallen|dropped|shrank|shrunk|slipped|plunged"
    rf"|tumbled|went down|dipped|slumped|sank|eased|slowed|narrowed|cooled|{_STEP} down"
    rf"|(?:will|to|would) (?:decrease|decline|fall|drop|shrink|narrow)))\b(?P<gap>{GAP}{{0,50}}?)\Z"
)
_MULTIPLE = Cued(
    r"\b(?P<word>doubl(?:ed|es|ing)|tripl(?:ed|es|ing)|trebled|quadrupl(?:ed|es|ing)|quintupled|halv(?:ed|es|ing))\b"
)
_FIGURE = Cued(ANY)
_HEDGES = {
    "more than": "more than", "over": "more than", "at least": "at least", "nearly": "nearly", "almost": "nearly",
    "less than": "less than", "not quite": "less than",
}  # fmt: skip
# What is "more than halved" is less than half of what it was, what is "nearly halved" is more.
_OF_LESS = {"more than": "less than", "at least": "at most", "nearly": "more than", "less than": "more than"}
_FOLD = Cued(rf"(?P<multiple>{TIMES})")
_FACTORS = {
    "doub": Decimal(2),
    "trip": Decimal(3),
    "treb": Decimal(3),
    "quad": Decimal(4),
    "quin": Decimal(5),
    "halv": Decimal("0.5"),
}
_RANGE_BEFORE = Cued(
    r"\b(?:rang(?:e|es|ed|ing)|anywhere|vary|varies|varied|varying|expects?|scale|aged?|ages|respectively"
    r"|shift(?:ed)?|mov(?:e|ed|ing) (?:people|staff|workers)|each|annual(?:ly|ized|ised)? (?:rate|growth)"
    r"|on average|compound|cagr|a year(?!-| on year| (?:ago|earlier|before))|per year|per annum|annually|every year"
    r"|quarter-on-quarter|month-on-month|sequential(?:ly)?)\b"
    rf"|\bbetween (?!{YEAR})"
)
# A figure of this sort may stand in a range, or leave something out; with its change beside it, it moved.
_UNSURE_BEFORE = Cued(
    r"\b(?:estimates?|guidance|outlook|forecast|target|score[ds]?|per share|except|excluding|quarter(?:ly)?)\b"
)
_YEARLY = Cued(
    r"\b(?:a year(?!-| on year| (?:earlier|ago|before|prior))|per year|per annum|annually|each year|every year"
    r"|on average|average|annual|annuali[sz]ed|compound|a month|per month|monthly|yearly|a day|cumulative|real terms"
    r"|(?:for|on|over) the (?:day|week|month)|constant|organic(?:ally)?|currency|nominal|in (?:value|volume)"
    r"|in (?:us )?(?:euro|dollar|sterling|pound|yen|rupee|franc)s?"
    r"|adjusted|inflation|seasonally|like-for-like|comparable)\b"
)
# of the year before, whatever the levels are of; unless they say that they are of the year before themselves
_ON_YEAR = Cued(r"\b(?:on (?:the|a) year|year[- ]on|year[- ]over|yoy|y-o-y|y/y)\b")
_A_YEAR_BEFORE = Cued(
    rf"\b(?:(?:same|corresponding|comparable|previous|last|prior)[ -](?:[a-z-]+ )?(?:year|period|quarter|month)"
    rf"|year[- ]ago"
    rf"|year (?:earlier|ago|before)|prior-year)\b|{YEAR}"
)


def yearly(text: str, start: int, end: int, levels: str | None = None) -> bool:
    """Whether a change is of another period, or in other terms, than the levels that are said in ``levels``.

    Without ``levels`` they are known to be a year apart.
    """
    if _YEARLY.search(text, start, end) is not None:
        return True
    return levels is not None and _ON_YEAR.search(text, start, end) is not None and not _A_YEAR_BEFORE.search(levels)


def of_other_base(text: str, at: int) -> bool:
    """Whether the share that ends there is of something else: "an increase of 20 tons, or 4% a year", "… of output"."""
    return _OF_BASE.match(text, at) is not None or _begins_yearly(text, at)


def _is_of_other(text: str, at: int) -> bool:
    return of_other_base(text, at) or _OF_OTHER.match(text, at) is not None


def _has_share(mask: Mask, pair: Levels) -> bool:
    """Whether the levels have shares of their own: "40 seats, or 20%, up from 30, or 15%"."""
    return pair.new.figure.unit != "%" and re.search(PERCENT, mask.text[pair.start : pair.end]) is not None


def _is_yearly(mask: Mask, pair: Levels, start: int, end: int) -> bool:
    """Whether what stands there makes a change one of another period, or in other terms, than these levels."""
    return yearly(mask.text, start, end, mask.text[pair.start : pair.end + 60])


# "…; a rise of 20% is expected"
_NEW_CLAUSE = Cued(
    r" (?:is|was|were|will|would|has|had|may|might|could|can|came|comes|follow)[a-z]*\b"
    r"| a year (?:earlier|ago|before)\b"
)


def _begins_yearly(text: str, at: int) -> bool:
    found = _YEARLY.search(text, at)
    return found is not None and found.start() <= at + 10


def _has_own_subject(cue: str, word: str) -> bool:
    """Whether a verb, or "up", has a subject of its own: "…, exports up 12%"."""
    before = re.findall(r"[a-z.]+", cue[: cue.rindex(word)])
    return _VERBAL.fullmatch(word) is not None and not all(map(_ADVERB.fullmatch, before))


_VERBAL = Cued(r"up|down|higher|lower|rose|grew|fell|shrank|sank|leapt|went (?:up|down)|[a-z]+ed")
_ADVERB = Cued(
    r"[a-z]+ly|or|which|that|this|is|was|are|were|it|they|has|have|thus|then|now|again|well|far|further|i\.e\."
)
_ON_PLAN = Cued(
    r" (?:on|over|from|against|versus|above|below) (?:the |its |our |their )?"
    r"(?:plan|target|budget|forecast|guidance|expectations?|estimates?)\b"
)
_OF_BASE = Cued(r" (?:of (?!it\b)|more\b|less\b|fewer\b|higher\b|lower\b|above\b|below\b|than\b)")


def moved(mask: Mask, pair: Levels) -> Iterator[Relation]:
    """What is claimed of a pair of levels."""
    text = mask.text
    before = text[: pair.start][-90:].rpartition(";")[2]
    if _RANGE_BEFORE.search(before[-50:]):
        return
    found = [*after(mask, pair, pair.end), *_led(mask, pair, before)]
    if pair.told:
        found += _multiple(mask, before, pair)
    yield from found
    if found or not pair.told or min(pair.old.figure.value, pair.new.figure.value) < 0:
        return
    verb = _VERB.search(before)
    if pair.said:
        yield _ordered(pair, direction(pair.said) == 1, pair.said)
    elif verb is not None and not _UNSURE_BEFORE.search(before[-50:]):
        yield _ordered(pair, verb["up"] is not None, verb["up"] or verb["down"])


def after(mask: Mask, pair: Levels, at: int) -> list[Relation]:
    """The change that is said after the levels, in the first of the ways to say it that are found."""
    for way in (_in_words, _as_noun, _bare, _signed):
        found = list(way(mask, pair, at))
        if found:
            return found
    return []


def _in_words(mask: Mask, pair: Levels, at: int) -> Iterator[Relation]:
    """ ", an increase of 20 tons, or 40%"."""
    text = mask.text
    match = _AFTER.match(text, at)
    if match is None or crosses(match["tail"] + match["cue"]) or _has_own_subject(match["cue"], match["word"]):
        return
    end = match.end("change")
    figure = _FIGURE.search(text, end, end + 24)
    if _is_yearly(mask, pair, at, figure.start() if figure is not None else end + 24):
        return
    if _NEW_CLAUSE.match(text, end) or _OF_OTHER.match(text, end) or _ON_PLAN.match(text, end):
        return
    yield from claimed(pair, stated(mask, match, "change"), match["word"], match["cue"], pair.confidence)
    again = match if match["second"] else _OR_SHARE.match(text, match.end())
    if again is not None and not _is_of_other(text, again.end("second")):
        yield from claimed(pair, stated(mask, again, "second"), match["word"], match["cue"], pair.confidence)


def _as_noun(mask: Mask, pair: Levels, at: int) -> Iterator[Relation]:
    """ ", a 40% rise", ", 20 tons more"."""
    match = _NOUN_AFTER.match(mask.text, at)
    if match is None or crosses(match["tail"]) or _is_yearly(mask, pair, *match.span()):
        return
    end = match.end("word")
    if _OF_OTHER.match(mask.text, end) or (_NEW_CLAUSE.match(mask.text, end) and match["cue"].strip()):
        return
    if _THAN_OTHER.match(match["than"]) or (_COMPARATIVE.fullmatch(match["word"]) and _MORE_OF.match(match["than"])):
        return
    yield from claimed(pair, stated(mask, match, "change"), match["word"], match["word"], pair.confidence)


def _bare(mask: Mask, pair: Levels, at: int) -> Iterator[Relation]:
    """ ", or 40%"."""
    match = _OR_AFTER.match(mask.text, at)
    if match is None or crosses(match["tail"]) or _is_yearly(mask, pair, *match.span()):
        return
    if not _has_share(mask, pair) and (pair.told or "by " in match["cue"]):
        yield from claimed(pair, mask.figure(match["change"]), "change", match["cue"], min(pair.confidence, 0.8))


def _signed(mask: Mask, pair: Levels, at: int) -> Iterator[Relation]:
    """ " (+40%)"."""
    match = _SIGN_AFTER.match(mask.text, at)
    if match is None or _is_yearly(mask, pair, at, match.end() + 12):
        return
    falls = mask.figure(match["change"]).figure.value < 0
    for name in ("change", "second") if falls or match["sign"] else ():
        if match[name]:
            change = mask.figure(match[name])
            change = replace(change, figure=replace(change.figure, value=abs(change.figure.value)))
            way = "up" if match["sign"] == "+" and not falls else "down"
            yield from claimed(pair, change, way, match["cue"], min(pair.confidence, 0.85))


def _led(mask: Mask, pair: Levels, before: str) -> Iterator[Relation]:
    """The change that is said before the levels."""
    text = mask.text
    levels: str | None = text[pair.start : pair.end + 60]
    confidence = min(pair.confidence, 0.85)
    if text.startswith("to ", pair.start) and _is_told_yearly(before, levels):
        # "rose 12% on the year to B from A": A is most likely of the year before
        levels, confidence = None, 0.75
    before = _YEARS.sub("", before)
    led = _BEFORE.search(before)
    if led is not None and not _is_told_yearly(before, levels):
        for name in ("change", "second") if not crosses(led["gap"]) else ():
            if led[name]:
                yield from claimed(pair, stated(mask, led, name), led["word"], led["cue"], confidence)
    back = _LED_BACK.search(before) if led is None else None
    if back is not None and not yearly(before, back.start(), len(before), levels) and not crosses(back["gap"]):
        yield from claimed(pair, stated(mask, back, "change"), back["word"], back["cue"], confidence)


def _is_told_yearly(before: str, levels: str | None) -> bool:
    return yearly(before, 0, len(before), levels)


_YEARS = Cued(rf" from {YEAR} to {YEAR}", " from ")


def crosses(tail: str) -> bool:
    """Whether another subject begins between the levels and the change."""
    return _ANOTHER.search(_BETWEEN.sub("", _WITH_IT.sub("", tail))) is not None


# "9.0% with the drug versus 12.0% with placebo, a reduction of …"
_WITH_IT = Cued(r"\A with (?:the |an? )?[a-z]+(?= ?[,(])", " with ")
_BETWEEN = Cued(rf"\bbetween (?:[a-z]+|{YEAR}) and (?:[a-z]+|{YEAR})|\b(?:year|month|week|quarter|day|season) before\b")
_ANOTHER = Cued(
    r"\b(?:while|whereas|and|but|although|after|following|despite|before|helped|driven|thanks|due|because|owing"
    r"|reflecting (?!an?\b)|supported|boosted|offset|led|aided|amid|including|plus|extra|additional|instead|having"
    r"|with (?!an?\b)|as (?!a\b|an\b|compared|against))\b"
)


def claimed(pair: Levels, change: Statement, word: str, cue: str, confidence: float) -> Iterator[Relation]:
    """The relation of a change to its levels, by the unit of the change; nothing where the units do not fit."""
    old, new = pair.old, pair.new
    if change.start in [one.start for side in (old, new) for one in side.statements]:
        return
    if change.modality == "quoted" or change.figure.value < 0:
        return
    said = " ".join(re.sub(r"[\ue000-\uf8ff]", "…", cue).split()).strip(" ,(–—-")
    levels_percent = new.figure.unit == "%"
    change = in_unit(change, pair.now)
    if levels_percent and change.figure.unit == "points":
        change = replace(change, figure=replace(change.figure, unit="percentage points"))
    if change.figure.unit in ("percentage points", "basis points"):
        if not levels_percent:
            return
        role = kind = "points"
    elif change.figure.kind == "percent":
        if levels_percent and change.figure.unit == "%":
            if not re.search(r"\b(?:by|of)\s*\Z", cue):
                return
            if "relative" not in cue:
                confidence = min(confidence, 0.6)  # points are called per cent as often by custom as by mistake
        if not old.figure.value > 0 <= new.figure.value:
            return
        role = kind = "growth"
    else:
        if not alike((pair.now, change)) or not same_things(change, pair.now, *old.statements):
            return
        role = kind = "change"
    reason = "both levels" if old.statements else "the level, and the level before follows from it"
    yield Relation(
        "", kind, (old, new, member(role, change, direction(word))), "", said or word, confidence,
        reasons=(f"the change is stated beside {reason}",),
    )  # fmt: skip


def direction(word: str) -> int:
    """1 where a word says that something rose, -1 that it fell, 0 where it does not say."""
    found = WORD.fullmatch(word)
    return 0 if found is None else 1 if found["up"] else -1


def stated(mask: Mask, match: re.Match[str], name: str) -> Statement:
    """A figure of a pattern; "a quarter point" is no quarter."""
    one = mask.figure(match[name])
    if not one.figure.unit and _POINT.match(match.string, match.end(name)):
        return replace(one, figure=replace(one.figure, kind="count", unit="points"))
    return one


_POINT = Cued(r"[ -](?:(?:of )?(?:a|one) )?(?:percentage[ -])?points?\b", "point")


def _multiple(mask: Mask, before: str, pair: Levels) -> Iterator[Relation]:
    """ "Tripled from A to B", "rose fivefold from A to B"."""
    near = before[-60:]
    word = _MULTIPLE.search(near)
    between = near[word.end() :] if word is not None else ""
    if word is not None and not (_FIGURE.search(between) or crosses(between) or WORD.search(between)):
        figure = fold(word["word"], near[: word.start()])
        yield grown(pair.old, pair.new, given("multiple", figure), word["word"])
        return
    folds = list(_FOLD.finditer(before))
    if (
        folds
        and re.search(r"\b(?:increase[ds]?|rose|grew|grown|multiplied|up|growth|jump(?:ed)?|expanded|rise)\b", before)
        and ("fold" in mask.figure(folds[-1]["multiple"]).stated or before.startswith("-fold", folds[-1].end()))
    ):
        yield grown(pair.old, pair.new, member("multiple", mask.figure(folds[-1]["multiple"])))


def fold(word: str, before: str = "") -> Figure:
    """How many times "doubled" or "triple" is, with the hedge that stands before it."""
    factor = _FACTORS[word[:4]]
    # "Doubled" is said in round terms: a tenth to either side is still double.
    hedge = next((_HEDGES[said] for said in _HEDGES if before.rstrip().endswith(said)), "about")
    if word.startswith("halv"):
        hedge = _OF_LESS.get(hedge, hedge)
    return Figure(factor, "", "measure", hedge, q=factor / 10, Q=factor)


def grown(old: Member, new: Member, multiple: Member, cue: str = "") -> Relation:
    return Relation(
        "", "growth", (old, new, multiple), "", cue or multiple.statements[0].stated, 0.8,
        reasons=("the multiple is stated beside both levels",),
    )  # fmt: skip


def _ordered(pair: Levels, rises: bool, cue: str) -> Relation:
    """A rise ends above where it began, a fall below."""
    lower, upper = (pair.old, pair.new) if rises else (pair.new, pair.old)
    return Relation(
        "", "order", (replace(lower, role="lower"), replace(upper, role="upper")), "less", f"{cue} from … to …", 0.8,
        reasons=("the word says which way it went",),
    )  # fmt: skip
