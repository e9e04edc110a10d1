"""Masked sentences in, changes out: what rose or fell by so much, with the levels before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.interval import Figure
from factcheck.link.claims import alike, given, member
from factcheck.link.cues import Cued
from factcheck.link.masks import ANY, GAP, LEVEL, PERCENT, POINTS, SHARE, SIZE, TIMES, YEAR, Mask
from factcheck.model import Member, NotChecked, Relation, Statement

__all__ = ["find"]

_UP = (
    r"increas(?:e[ds]?|ing)|ris(?:e|es|en|ing)|rose|gr(?:ow|ows|ew|own|owing|owth)|gain(?:s|ed"
    r"|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:e|ed|es|ing)|soar(?:ed|s|ing)?|expan(?:d"
    r"|ds|ded|ding|sion)|up|uplift|upturn|went up|higher|advanced|swelled|leapt"
)
_DOWN = (
    r"decreas(?:e[ds]?|ing)|declin(?:e[ds]?|ing)|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|reduc"
    r"(?:e[ds]?|ing|tions?)|cut(?:s|ting)?|down|lower(?:ed|ing)?|shr(?:ank|unk|inks?|inking"
    r"|inkage)|slip(?:s|ped|ping)?|slid(?:e|es)?|plung(?:ed?|es|ing)|contract(?:ed|ion)|tumbl"
    r"(?:ed?|es)|went down|dipped|dip|slump(?:ed|s)?|loss|sank"
)
_CHANGE = rf"(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<either>change|difference|swing|gap)"
_WORD = Cued(rf"\b(?:{_CHANGE})\b")
# "from A in Y to B in Y": the two levels
_LEVELS = Cued(
    rf"\bfrom (?:a |an |the |its |about )*(?:(?! from | to ){GAP}){{0,24}}?(?P<old>{LEVEL})(?P<then>(?:(?! and "
    rf"| while ){GAP}){{0,60}}?) to (?:a |an |the |about |just |only |reach )*(?P<new>{LEVEL})",
    "from ",
)
_LEVELS_BACK = Cued(
    rf"\bto (?:a |an |the |about |just |only )*(?P<new>{LEVEL})(?P<then>(?:(?! and | while "
    rf"| whereas | with |, the ){GAP}){{0,60}}?),? (?:(?:up|down) )?from (?:a |an |the |about "
    rf"|its )*(?:{GAP}{{0,24}}?)(?P<old>{LEVEL})",
    "from ",
)
# "B compared with A a year earlier"
_COMPARED = Cued(
    rf"(?P<new>{LEVEL})(?P<then>(?:(?! and | while | whereas ){GAP}){{0,60}}?),? \(?(?:compare[ds] "
    rf"(?:to|with)|versus|vs\.?|against|as compared (?:to|with)) (?:a |an |the |about )*(?:"
    rf"(?! and ){GAP}){{0,24}}?(?P<old>{LEVEL})",
    "compare|versus|vs|against",
)
# "B, up 11.4% from A", "B, an increase of 10, or 4%, compared with A"
_UP_FROM = Cued(
    rf"(?P<new>{LEVEL})(?P<then>{GAP}{{0,80}}?)(?P<cue>,? ?\(?(?:representing |which is "
    rf"|which represents |marking |or |i\.e\. |this is )?(?:an? |the )?(?:[a-z-]+ )?(?P<word>{_UP}"
    rf"|{_DOWN})(?: of| by)?(?: a)?(?: [a-z]+)? )(?P<change>{LEVEL}|{POINTS})(?P<or>,? (?:or|and"
    rf"|\() ?(?P<second>{PERCENT}|{SIZE})\)?)?,?(?P<link>{GAP}{{0,16}}? (?:from|compared (?:to"
    rf"|with)|over|on|against|versus) )(?:a |an |the |about )*(?:(?! or | and ){GAP}){{0,50}}?"
    rf"(?P<old>{LEVEL})(?! to )",
    "from|compared|over|on|against|versus",
)
# what follows the levels: ", an increase of 29.9 million, or 11.4%", ", up 11.4%", "(+11.4%)"
_AFTER = Cued(
    rf"(?P<tail>{GAP}{{0,70}}?)(?P<cue>(?:,|\(|–|—|;|-)? ?(?:or |which is |that is |i\.e\. "
    rf"|representing |for |marking |meaning |equal to |a net |with )*(?:an? |the )?"
    rf"(?:[a-z-]+ ){{0,2}}?(?P<word>{_UP}|{_DOWN}|change|difference|swing)(?: rate)?(?: by| of"
    rf"| equal to| was| is|:)?(?: (?:a|an|about|some|nearly|almost|roughly|more than))* ?)"
    rf"(?P<change>{LEVEL}|{POINTS}|{SHARE})(?P<or>(?:,? (?:or|and|equal to|equivalent to)(?: by)?"
    rf"(?: an increase of| a rise of| a growth of| growth of| a decrease of| a drop of)? ?|,? ?\("
    rf"|, )(?P<second>{PERCENT}|{POINTS}|{LEVEL}))?"
)
# "an increase of 20 tons, or 40%": the unit stands between
_OR_SHARE = Cued(rf"(?: [a-z-]+){{1,2}}(?:,? or | \(|, equal to |, equivalent to )(?P<second>{PERCENT})")
# ", a 20 per cent rise"
_NOUN_AFTER = Cued(
    rf"(?P<tail>{GAP}{{0,60}}?)(?P<cue>,? ?\(?(?:– |— )?(?:representing |which is |or )?an? )"
    rf"(?P<change>{PERCENT}|{POINTS}|{SIZE})"
    rf"(?: [a-z-]+)? (?P<word>increase|rise|gain|jump|climb|growth|decrease|decline|drop|fall|reduction|cut)\b"
)
_SIGN_AFTER = Cued(rf"(?P<tail>{GAP}{{0,30}}?)(?P<cue> ?\((?P<sign>[+−–-])? ?)(?P<change>{PERCENT})\)")
# what precedes the levels: "rose 11.4% from A to B", "an increase of 11.4%, from A to B"
_BEFORE = Cued(
    rf"\b(?P<cue>(?P<word>{_UP}|{_DOWN})\b(?P<between>(?:(?! to | at ){GAP}){{0,50}}?)(?:by |of "
    rf"|to the tune of )?)(?P<change>{PERCENT}|{POINTS}|{SIZE}|{SHARE})(?P<or>(?:,? (?:or|and) "
    rf"|,? ?\(|(?: [a-z-]+){{1,2}}(?:,? or | \())(?P<second>{PERCENT}|{POINTS}|{SIZE})\)?)?"
    rf"(?P<gap>(?:(?! from ){GAP}){{0,40}}?)\Z"
)
# "from 2 to 4 lanes, a gain of 30% in capacity"
_OF_OTHER = Cued(
    r" in (?!(?:the|one|two|three|total|all|real|just|only|less|under|over|about|this|that|each|cash"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)[a-z]{3,}"
)
_THAN = Cued(r"\b(?:more|less|higher|lower|faster) than\b")
# "a 9% increase in costs, from A to B"
_LED_BACK = Cued(
    rf"(?P<change>{PERCENT}|{POINTS}|{SIZE})(?P<cue> (?:[a-z-]+ )?(?P<word>{_UP}|{_DOWN}))\b(?P<gap>{GAP}{{0,60}}?)\Z"
)
_VERB = Cued(
    rf"\b(?:(?P<up>(?:has |have |had |will |would |to )?(?:increased|rose|risen|grew|grown|climbed"
    rf"|jumped|surged|soared|went up|swelled|leapt|(?:will|to|would) (?:increase|rise|grow|climb"
    rf"|jump)))|(?P<down>decreased|declined|fell|fallen|dropped|shrank|shrunk|slipped|plunged"
    rf"|tumbled|went down|dipped|slumped|sank|(?:will|to|would) (?:decrease|decline|fall|drop"
    rf"|shrink)))\b(?P<gap>{GAP}{{0,50}}?)\Z"
)
_MULTIPLE = Cued(
    r"\b(?P<word>doubl(?:ed|es|ing)|tripl(?:ed|es|ing)|trebled|quadrupl(?:ed|es|ing)|quintupled|halv(?:ed|es|ing))\b"
)
_FIGURE = Cued(ANY)
_BETWEEN_YEARS = re.compile(rf"\bbetween {YEAR} and {YEAR}")
_HEDGES = {
    "more than": "more than", "over": "more than", "at least": "at least", "nearly": "nearly", "almost": "nearly",
    "less than": "less than", "not quite": "less than",
}  # fmt: skip
_FOLD = Cued(rf"(?P<multiple>{TIMES})")
_FACTORS = {
    "doub": Decimal(2),
    "trip": Decimal(3),
    "treb": Decimal(3),
    "quad": Decimal(4),
    "quin": Decimal(5),
    "halv": Decimal("0.5"),
}
_MOVED = Cued(
    r"\b(?:increas|decreas|ris(?:e|ing)|rose|gr[eo]w|gain|climb|jump|surg|soar|expan|up\b|up[lt]"
    r"|went|higher|advanc|swell|leapt|declin|fall|fell|drop|reduc|cut|down|lower"
    r"|shr[aiu]nk|slip|slid|plung|contract|tumbl|dip|slump|loss|sank|doubl|tripl|trebl|quadrupl"
    r"|quintupl|halv|change|difference|swing|gap)|[+−]|\([–-]"
)
_CUE = Cued(r"\b(?:from|compare[ds]|versus|vs|against|over|on)\b")
_RANGE_BEFORE = Cued(
    r"\b(?:rang(?:e|es|ed|ing)|anywhere|vary|varies|varied|varying|expects?|scale|aged?|ages|respectively"
    r"|shift(?:ed)?|mov(?:e|ed|ing) (?:people|staff|workers)|per share|each|annual(?:ly|ized"
    r"|ised)? (?:rate|growth)|on average|compound|cagr|a year|per year|per annum|annually"
    r"|every year|quarter-on-quarter|month-on-month|sequential(?:ly)?)\b"
    rf"|\bbetween (?!{YEAR})"
)
# A figure of this sort may stand in a range, or leave something out; with its change beside it, it moved.
_UNSURE_BEFORE = Cued(r"\b(?:estimates?|guidance|outlook|forecast|target|score[ds]?|except|excluding|quarter(?:ly)?)\b")
_YEARLY = Cued(
    r"\b(?:a year(?! (?:earlier|ago|before|prior))|per year|per annum|annually|each year|every year|on average"
    r"|average|annual"
    r"|annuali[sz]ed|compound|a month|per month|monthly|yearly|a day|cumulative|real terms"
    r"|on the (?:year|month|week)|on a year|year[- ]on|year[- ]over|constant|organic|currency"
    r"|adjusted|inflation|seasonally|like-for-like|comparable)\b"
)


def find(sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The changes that the sentences claim.

    Links a change with the levels that it leads from and to. Agrees: "from 2.40 million to 2.64 million, an increase
    of 10%". Disagrees: "…, an increase of 12%".
    """
    for mask in sentences:
        if len(mask.figures) > 1:
            yield from _changes(mask, not_checked)


def _changes(mask: Mask, not_checked: list[NotChecked]) -> Iterator[Relation]:
    text = mask.text
    moved = _MOVED.search(text) is not None or any(one.figure.value < 0 for one in mask.figures)
    if _CUE.search(text) is None or not moved or "respectively" in text:
        return
    for match in _LEVELS.finditer(text):
        yield from _moved(mask, match, not_checked)
    for match in _LEVELS_BACK.finditer(text):
        yield from _moved(mask, match, not_checked)
    for match in _COMPARED.finditer(text):
        yield from _moved(mask, match, not_checked)
    for match in _UP_FROM.finditer(text) if len(mask.figures) > 2 else ():
        old, new = mask.figure(match["old"]), mask.figure(match["new"])
        if (
            not _usable(old, new)
            or _YEARLY.search(match[0])
            or _crosses(match["then"])
            or _THAN.search(match["link"])
            or _ASIDE.search(text, match.end("link"), match.start("old"))
            or _WORD.search(text, match.end("link"), match.start("old"))
        ):
            continue
        for name in ("change", "second"):
            if match[name]:
                yield from _claimed(old, new, mask.figure(match[name]), match["word"], match["cue"], 0.85)


def _of_other_base(text: str, at: int) -> bool:
    """Whether the share that ends there is of something else: "an increase of 20 tons, or 4% a year", "… of output"."""
    return _OF_BASE.match(text, at) is not None or _YEARLY.search(text, at, at + 14) is not None


def _of_another(cue: str, word: str) -> bool:
    """Whether a verb, or "up", has a subject of its own: "…, exports up 12%"."""
    before = cue[: cue.rindex(word)].strip(" ,(–—;-")
    return _VERBAL.fullmatch(word) is not None and not all(_ADVERB.fullmatch(one) for one in before.split())


_VERBAL = Cued(r"up|down|higher|lower|rose|grew|fell|shrank|sank|leapt|went (?:up|down)|[a-z]+ed")
_ADVERB = Cued(
    r"[a-z]+ly|or|which|that|this|is|was|are|were|it|they|has|have|thus|then|now|again|well|far|further|i\.e\.|–|—"
)
_ON_PLAN = Cued(
    r" (?:on|over|from|against|versus|above|below) (?:the |its |our |their )?"
    r"(?:plan|target|budget|forecast|guidance|expectations?|estimates?)\b"
)
# "up 12% from a year ago, beat the $50 million that was forecast"
_ASIDE = Cued(r",(?! (?:when|which|or)\b)")
_OF_BASE = Cued(r" (?:of (?!it\b)|more\b|less\b|fewer\b|higher\b|lower\b|above\b|below\b|than\b)")


def _usable(old: Statement, new: Statement) -> bool:
    """Whether both can be two levels of one thing."""
    if not alike((old, new)) or old.figure.upper is not None or new.figure.upper is not None:
        return False
    if "quoted" in (old.modality, new.modality) or old.figure.value < 0 or new.figure.value < 0:
        return False
    if "duration" in (old.figure.kind, new.figure.kind):
        return False  # "for nine months, compared with nine months": when, not how much
    return "change" not in (old.role, new.role) or old.figure.unit == "%"


def _moved(mask: Mask, match: re.Match[str], not_checked: list[NotChecked]) -> Iterator[Relation]:
    text = mask.text
    old, new = _as_percent(mask.figure(match["old"]), mask.figure(match["new"]))
    begin = max(0, match.start() - 90)
    before = text[max(begin, text.rfind(";", begin, match.start()) + 1) : match.start()]
    if not _usable(old, new) or _RANGE_BEFORE.search(before[-50:]):
        return
    if _is_list(text, match):
        return
    found = False
    after = _AFTER.match(text, match.end())
    if (
        after is not None
        and not _YEARLY.search(text, after.start("tail"), after.end() + 14)
        and not _crosses(after["tail"] + after["cue"])
        and not _OF_OTHER.match(text, after.end())
        and not _ON_PLAN.match(text, after.end("change"))
        and not _of_another(after["cue"], after["word"])
    ):
        again = after if after["second"] else _OR_SHARE.match(text, after.end())
        second = again["second"] if again is not None and not _of_other_base(text, again.end("second")) else None
        for sign in filter(None, (after["change"], second)):
            relation = list(_claimed(old, new, mask.figure(sign), after["word"], after["cue"], 0.9))
            found = found or bool(relation)
            yield from relation
    noun = _NOUN_AFTER.match(text, match.end())
    if (
        not found
        and noun is not None
        and not _YEARLY.search(noun[0])
        and not _OF_OTHER.match(text, noun.end())
        and not _crosses(noun["tail"])
    ):
        relation = list(_claimed(old, new, mask.figure(noun["change"]), noun["word"], noun["word"], 0.9))
        found = bool(relation)
        yield from relation
    signed = _SIGN_AFTER.match(text, match.end())
    if not found and signed is not None and not _YEARLY.search(text[signed.start() : signed.end() + 12]):
        change = mask.figure(signed["change"])
        if change.figure.value < 0:
            change, sign = replace(change, figure=replace(change.figure, value=-change.figure.value)), "-"
        else:
            sign = signed["sign"]
        if sign:
            yield from _claimed(old, new, change, "up" if sign == "+" else "down", signed["cue"], 0.85)
            found = True
    led = _BEFORE.search(before)
    if led is not None and not _YEARLY.search(before) and not _YEARLY.match(text[match.end() : match.end() + 12]):
        for name in ("change", "second"):
            if led[name]:
                relation = list(_claimed(old, new, mask.figure(led[name]), led["word"], led["cue"], 0.85))
                found = found or bool(relation)
                yield from relation
    back = _LED_BACK.search(before) if led is None else None
    if back is not None and not _YEARLY.search(before, back.start()):
        relation = list(_claimed(old, new, mask.figure(back["change"]), back["word"], back["cue"], 0.85))
        found = found or bool(relation)
        yield from relation
    multiple = _multiple(mask, match, before, old, new)
    if multiple is not None:
        found = True
        yield multiple
    verb = _VERB.search(before)
    if not found and verb is not None and not _UNSURE_BEFORE.search(before[-50:]):
        yield _direction(old, new, bool(verb["up"]), (verb["up"] or verb["down"]).strip())


def _as_percent(old: Statement, new: Statement) -> tuple[Statement, Statement]:
    """ "From 7.2 to 6.8 per cent": the unit is said once."""
    if new.figure.unit != "%" or old.figure.unit or old.figure.kind != "count" or not 0 <= old.figure.value <= 100:
        return old, new
    return replace(old, figure=replace(old.figure, unit="%", kind="percent")), new


def _is_list(text: str, match: re.Match[str]) -> bool:
    """Whether the levels are lists ("from 33.5%, 30.4% and 36.1% to …"), so that no two belong together."""
    return (
        re.match(rf"(?:,? and |, ){LEVEL}", text[match.end("new") :]) is not None
        and re.search(
            rf"{LEVEL}(?:,| and) ?\Z",
            text[: match.start("old")].removesuffix("from ") + text[match.start() : match.start("old")],
        )
        is not None
    ) or re.match(rf"(?:, | and |, and ){LEVEL}(?:[,.]| and| respectively)", text[match.end("new") :]) is not None


def _crosses(tail: str) -> bool:
    """Whether another subject begins between the levels and the change."""
    return (
        re.search(
            r"\b(?:while|whereas|and|but|although|after|following|despite|before"
            r"|instead|having|with (?!an?\b)|as (?!a\b|an\b|compared|against))\b",
            tail,
        )
        is not None
    )


def _claimed(
    old: Statement, new: Statement, change: Statement, word: str, cue: str, confidence: float
) -> Iterator[Relation]:
    """The relation of a change to its levels, by the unit of the change; nothing where the units do not fit."""
    if change in (old, new) or change.figure.upper is not None or change.modality == "quoted":
        return
    way = _WORD.search(word)
    weight = 0 if way is None or way["either"] else 1 if way["up"] else -1
    said = " ".join(re.sub(r"[\ue000-\uf8ff]", "…", cue).split()).strip(" ,(")
    percent = change.figure.kind == "percent" and change.figure.unit in ("%", "")
    levels_percent = old.figure.unit == "%"
    if change.figure.value < 0:
        return
    if levels_percent and change.figure.unit == "points":
        change = replace(change, figure=replace(change.figure, unit="percentage points"))
    if change.figure.unit in ("percentage points", "basis points"):
        if not levels_percent:
            return
        members: tuple[Member, ...] = (member("old", old), member("new", new), member("points", change, weight))
        kind = "points"
    elif percent:
        if levels_percent and change.figure.unit == "%":
            if not re.search(r"\b(?:by|of)\s*\Z", cue):
                return
            confidence = min(confidence, 0.6)  # points are called per cent as often by custom as by mistake
        members, kind = (member("old", old), member("new", new), member("growth", change, weight)), "growth"
    else:
        if not alike((old, change)):
            return
        members, kind = (member("old", old), member("new", new), member("change", change, weight)), "change"
    yield Relation(
        "", kind, members, "", said or word, confidence, reasons=("the change is stated beside both levels",)
    )


def _multiple(mask: Mask, match: re.Match[str], before: str, old: Statement, new: Statement) -> Relation | None:
    """ "Tripled from A to B", "rose fivefold from A to B"."""
    near = before[-60:]
    word = _MULTIPLE.search(near)
    between = _BETWEEN_YEARS.sub("", near[word.end() :]) if word is not None else ""
    if word is not None and not (_FIGURE.search(between) or _crosses(between) or _WORD.search(between)):
        factor = _FACTORS[word["word"][:4]]
        # "Doubled" is said in round terms: a tenth to either side is still double.
        hedge = next((_HEDGES[said] for said in _HEDGES if near[: word.start()].rstrip().endswith(said)), "about")
        figure = Figure(factor, "", "measure", hedge, q=factor / 10, Q=factor)
        return Relation(
            "", "growth", (member("old", old), member("new", new), given("multiple", figure)), "", word["word"], 0.8,
            reasons=("the multiple is stated beside both levels",),
        )  # fmt: skip
    folds = list(_FOLD.finditer(before))
    if (
        folds
        and re.search(r"\b(?:increase[ds]?|rose|grew|grown|multiplied|up|growth|jump(?:ed)?|expanded|rise)\b", before)
        and "fold" in mask.figure(folds[-1]["multiple"]).stated
    ):
        multiple = mask.figure(folds[-1]["multiple"])
        return Relation(
            "", "growth", (member("old", old), member("new", new), member("multiple", multiple)), "",
            multiple.stated, 0.8,
            reasons=("the multiple is stated beside both levels",),
        )  # fmt: skip
    return None


def _direction(old: Statement, new: Statement, rises: bool, cue: str) -> Relation:
    """A rise ends above where it began, a fall below."""
    lower, upper = (old, new) if rises else (new, old)
    return Relation(
        "", "order", (member("lower", lower), member("upper", upper)), "less", f"{cue} from … to …", 0.8,
        reasons=("the word says which way it went",),
    )  # fmt: skip
