"""A masked sentence in, pairs of levels out: what something was before, and what it is now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.link.claims import alike, member
from factcheck.link.cues import Cued
from factcheck.link.masks import ANY, COUNT, DURATION, GAP, LEVEL, MONEY, PERCENT, SIZE, YEAR, Mask
from factcheck.model import Member, Statement

__all__ = [
    "DOWN",
    "FEWER",
    "MORE",
    "MORE_FEWER",
    "PERIOD",
    "UP",
    "UP_DOWN",
    "Levels",
    "in_unit",
    "is_change",
    "levels",
    "same_things",
    "says_when",
    "usable",
]

UP = (
    r"increas(?:e[ds]?|ing)|ris(?:e|es|en|ing)|rose|gr(?:ow|ows|ew|own|owing|owth)|gain(?:s|ed"
    r"|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:e|ed|es|ing)|soar(?:ed|s|ing)?|expan(?:d"
    r"|ds|ded|ding|sion)|up|uplift|upturn|went up|higher|advanced|swelled|leapt|rais(?:e[ds]?|ing)"
    r"|lift(?:s|ed|ing)?|widen(?:s|ed|ing)?|add(?:s|ed|ing)|additional|extra"
)
DOWN = (
    r"decreas(?:e[ds]?|ing)|declin(?:e[ds]?|ing)|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|reduc"
    r"(?:e[ds]?|ing|tions?)|cut(?:s|ting)?|down|lower(?:ed|ing)?|shr(?:ank|unk|inks?|inking"
    r"|inkage)|slip(?:s|ped|ping)?|slid(?:e|es)?|plung(?:ed?|es|ing)|contract(?:ed|ion)|tumbl"
    r"(?:ed?|es)|went down|dipped|dip|slump(?:ed|s)?|loss|lost|sank|shed|slash(?:ed|es|ing)?|trimmed"
    r"|narrow(?:s|ed|ing)?|saving|discount|losing"
)
UP_DOWN = rf"{UP}|{DOWN}"
# said of the new level, after the change: "12% more"
MORE = r"more|higher|greater|larger|bigger|above|extra|additional|up|longer|older|heavier|taller"
FEWER = r"less|lower|fewer|smaller|below|under|off|cheaper|down|shorter|younger|lighter"
MORE_FEWER = rf"{MORE}|{FEWER}"
_DETERMINED = r"(?:a |an |the |its |their |our |about |just |only |some )*"
# "from A in Y to B in Y"
_FROM_TO = Cued(
    rf"\bfrom (?:a |an |the |its |about )*(?:(?! from | to ){GAP}){{0,24}}?(?P<old>{LEVEL})(?P<then>"
    rf"(?: {DURATION}{GAP}{{0,10}} (?:ago|earlier|before))?"
    rf"(?:(?! and | while ){GAP}){{0,60}}?) to (?:a |an |the |about |just |only |reach )*(?:(?:[a-z-]+ ){{1,2}}of )?"
    rf"(?P<new>{LEVEL})",
    "from ",
)
_TO_FROM = Cued(
    rf"\b(?:to|at|on) (?:close at |finish on )?(?:a |an |the |about |just |only )*(?:{COUNT},? (?:to )?(?={MONEY}))?"
    rf"(?P<new>{LEVEL})(?P<then>(?:(?! and | while "
    rf"| whereas | with |, the ){GAP}){{0,60}}?),? ?\(?(?:[a-z]+ly )?(?:(?P<way>up|down) )?"
    rf"(?:[a-z]+ly )?\bfrom (?:a |an |the |about "
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
# "B, down from A"
_UP_FROM = Cued(
    rf"(?P<new>{LEVEL})(?P<then>(?:(?! and | while | whereas | with ){GAP}){{0,50}}?(?: \({PERCENT}\)"
    rf"|, or {PERCENT})?)(?:,| \(|[–—-]|is|was|are|were)"
    rf" ?(?:[a-z]+ly )?(?P<way>up|higher|rising|increasing|growing|down|lower|falling) (?:[a-z]+ly )?"
    rf"from {_DETERMINED}(?:(?! and | to ){GAP}){{0,24}}?(?P<old>{LEVEL})(?!{GAP}{{0,30}} to )",
    "from ",
)
# "compared with A in 2021, there were B", "from A in 2021 they fell to B"
_COMPARED_FRONT = Cued(
    rf"(?:\A|; |, )(?:as )?(?:compare[ds] (?:to|with)|against) {_DETERMINED}(?P<old>{LEVEL})(?P<then>{GAP}{{0,50}}?),"
    rf"{GAP}{{0,40}}?(?P<new>{LEVEL})",
    "compare|against",
)
# "was A last year and will be B this year"
_LAST_THIS = Cued(
    rf"(?P<old>{LEVEL})(?P<then>{GAP}{{0,20}}?) (?:last|the (?:previous|prior)) (?:year|month|week|season|quarter)[,;]?"
    rf" (?:and |but )?(?:(?! by ){GAP}){{0,24}}?(?P<new>{LEVEL})(?:(?! by ){GAP}){{0,20}}? (?:this|next) (?:year"
    rf"|month|week|season"
    r"|quarter)\b",
    "last |the previous|the prior",
)
# "A in 2021, B in 2022" in brackets: "100 fewer burglaries in 2022 (B) than in 2021 (A)"
_BOTH_BRACKETS = Cued(
    rf"\((?P<new>{LEVEL})\)(?P<then>,? (?:than|compared (?:to|with)|against) {GAP}{{0,40}}?)\((?P<old>{LEVEL})\)", "("
)
# "…, which was A in 2022, grew to B"
_WHICH_WAS = Cued(
    rf"\b(?:which|that|who) (?:was|were|stood at|had been|cost|numbered|totall?ed) {_DETERMINED}(?P<old>{LEVEL})"
    rf"(?P<then>{GAP}{{0,40}}?),(?: has| have| had)? (?P<way>{UP_DOWN}) to {_DETERMINED}(?P<new>{LEVEL})",
    " to ",
)
# "from 2019 (A) to 2023 (B)"
_FROM_BRACKETS = Cued(
    rf"\bfrom {GAP}{{0,20}}?\((?P<old>{LEVEL})(?: [a-z]+)?\)(?P<then>,?) to {GAP}{{0,20}}?\((?P<new>{LEVEL})"
    rf"(?: [a-z]+)?\)",
    "from ",
)
# "B, from A", with what moved beside it
_COMMA_FROM = Cued(
    rf"(?P<new>{LEVEL})(?P<then>(?:(?! and | while | whereas | with ){GAP}){{0,30}}?), from {_DETERMINED}"
    rf"(?P<old>{LEVEL})(?! to )",
    ", from ",
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?"
PERIOD = (
    rf"(?:(?:in|at|as|of|on|for|the|a|an|year|end|earlier|ago|before|same|corresponding|comparable|prior|previous"
    rf"|preceding|last"
    rf"|first|second|third|fourth|full|period|figure|quarter|month|half|nine|six|three|twelve|months|h[12]|q[1-4]"
    rf"|fy ?(?:\d\d){{1,2}}|fy|py|ly|fiscal|it|was|compared|to|with|from|against|versus|vs\.?|restated|up|down|\d\d?"
    rf"|{_MONTH}|{YEAR})(?:[ :,/–—-]+|"
    rf"(?=\)))(?:\d\d )?)"
)
# "B (A)", "B (2023: A)", "B (A in the year before)"
_BRACKET = Cued(
    rf"(?P<new>{LEVEL})(?P<then>(?: [a-z0-9][a-z0-9-]*| {YEAR}){{0,5}}?) ?"
    rf"\((?P<label>{PERIOD}{{0,8}}?)(?:[a-z]{{3}} )?(?P<old>{LEVEL})(?: (?!of\b)[a-z]{{1,14}})?"
    rf"(?P<since> {PERIOD}{{1,6}})?\)",
    "(",
)
# "was A in 2010 and B in 2020"
_IN_YEARS = Cued(
    rf"(?P<old>{SIZE})(?P<then>{GAP}{{0,40}}?) in (?:[a-z]+ )?(?P<one>{YEAR})(?:,|;)? (?:and|but|to|then) "
    rf"(?:[a-z]+ ){{0,4}}?"
    rf"(?P<new>{LEVEL})(?: [a-z-]+){{0,2}} (?:in|by) (?:[a-z]+ )?(?P<two>{YEAR})",
    " in ",
)
_IN_YEARS_FRONT = Cued(
    rf"\b(?:in|by|for) (?:[a-z]+ )?(?P<one>{YEAR}),? (?P<then>{GAP}{{0,40}}?)(?P<old>{LEVEL})(?:"
    rf"(?! in | by | for ){GAP}){{0,40}}?[,;]? "
    rf"(?:and |but |while |whereas )?(?:[a-z]+ )??(?:in|by|for) (?:[a-z]+ )?(?P<two>{YEAR}),? (?:[a-z]+ ){{0,4}}?"
    rf"(?P<new>{LEVEL})",
    "in |by |for ",
)
# "was A last year and is now B", "used to be A; now it is B", "last year A came, this year B"
_NOW = Cued(
    rf"(?:\b(?P<last>last|previous) (?:year|month|week|season|quarter)\b(?:(?! and ){GAP}){{0,40}}?|\b(?:was|were"
    rf"|had|cost|used"
    rf"|stood|earned|paid|charged|employed)\b{GAP}{{0,30}}?)(?P<old>{LEVEL})(?P<then>{GAP}{{0,40}}?)(?:[,;]|\band"
    rf"|\bbut)"
    rf" (?:[a-z]+ ){{0,3}}?(?:now|this (?:year|month|week|season|quarter|time)|today)\b(?:(?! by ){GAP}){{0,24}}?"
    rf"(?P<new>{LEVEL})",
    "now |this |today",
)
# "a discount brings the A phone to B"
_BROUGHT = Cued(
    r"\b(?:br(?:ing|ings|inging|ought)|tak(?:e|es|ing)|took|lower(?:s|ed|ing)?|rais(?:e[sd]?|ing)|lift(?:s|ed|ing)?"
    r"|cuts?|cutting|reduc(?:e[sd]?|ing)|push(?:es|ed|ing)?|slash(?:es|ed|ing)?|increas(?:e[sd]?|ing)) "
    rf"(?:the|its|their|our|his|her|a) {GAP}{{0,20}}?(?P<old>{SIZE})(?P<then>(?:(?! by | and | from "
    rf"| per ){GAP}){{0,24}}?) "
    rf"(?:down |up )?to {_DETERMINED}(?P<new>{SIZE})",
    " to ",
)
# "B, having been A a year ago"
_HAVING_BEEN = Cued(
    rf"(?P<new>{LEVEL})(?P<then>(?:(?! and | while | whereas ){GAP}){{0,40}}?),? having been "
    rf"{_DETERMINED}(?P<old>{LEVEL})",
    " having ",
)
_ALWAYS = (_FROM_TO, _TO_FROM, _COMPARED, _UP_FROM, _WHICH_WAS, _FROM_BRACKETS)
_WITH_CHANGE = (
    _IN_YEARS,
    _IN_YEARS_FRONT,
    _NOW,
    _BROUGHT,
    _COMMA_FROM,
    _COMPARED_FRONT,
    _LAST_THIS,
    _BOTH_BRACKETS,
    _HAVING_BEEN,
)
_RISE_BEFORE = Cued(
    rf"\b(?:{UP_DOWN}|change|difference)\b(?: (?:[a-z]+ )?(?:by|of))?(?: (?:a|an|the|about|some|nearly"
    rf"|another))*[ (]?\Z"
)
_LOSS = Cued(
    rf"\b(?:loss(?:es)?|deficit|shortfall|outflow|negative|minus)\b(?: (?:of|was|at|by))?(?:(?!,){GAP}){{0,12}}\Z"
)
_PROFIT = Cued(rf"\b(?:profit|surplus|income|earnings|gain|inflow|positive|plus|ebitda)\b(?:(?!,){GAP}){{0,16}}\Z")


@dataclass(frozen=True, slots=True)
class Levels:
    """Two levels of one thing, where their words begin and end, and how sure it is that they are two levels.

    ``told``: the words say that it moved, or compare; a pair that is not told is one only beside its change.
    ``said``: the word between them that says which way, if any. The old one may be implied: it has no statement then.
    """

    old: Member
    new: Member
    start: int
    end: int
    confidence: float = 0.85
    told: bool = True
    said: str = ""

    @property
    def now(self) -> Statement:
        """The level that is always stated."""
        return self.new.statements[0]


def levels(mask: Mask) -> list[Levels]:
    """The pairs of levels in a sentence; a pair that two patterns find is told once."""
    found: dict[tuple[int, int], Levels] = {}
    for one in _pairs(mask):
        key = one.old.statements[0].start, one.new.statements[0].start
        found.setdefault(key, one)
    return list(found.values())


def _pairs(mask: Mask) -> Iterator[Levels]:
    for pattern in _ALWAYS:
        for match in pattern.finditer(mask.text):
            if pattern is not _COMPARED or not _is_aim(mask.text, match):
                yield from _pair(mask, match, 0.9, told=True, moves=pattern is not _COMPARED)
    for match in _BRACKET.finditer(mask.text):
        label = match["label"] + (match["since"] or "")
        if _is_year_before(mask, match, label):
            yield from _pair(mask, match, 0.85 if says_when(label) else 0.8, told=False)
    for pattern in _WITH_CHANGE:
        for match in pattern.finditer(mask.text):
            yield from _pair(mask, match, 0.85, told=False)


def _is_aim(text: str, match: re.Match[str]) -> bool:
    """Whether a level is held against an aim, and what follows against last year."""
    return _AIM.search(match[0]) is not None and _THAN_BEFORE.match(text, match.end()) is not None


_AIM = Cued(
    r"\b(?:targets?|goals?|aims?|forecasts?|plan(?:ned)?|budget(?:ed)?|guidance|estimates?|expect(?:ed|ations?))\b"
)
_THAN_BEFORE = Cued(
    rf"[^;.]{{0,60}}?\b(?:than|on|over|from) (?:in )?(?:last|a year|the (?:year|previous|prior|same)|{YEAR})"
)


def says_when(label: str) -> bool:
    return (
        re.search(
            rf"{YEAR}|year|period|quarter|month|half|last|prior|previous|before|earlier|ago|[hq]\d|fy ?\d|\b[pl]y\b",
            label,
        )
        is not None
    )


def _is_year_before(mask: Mask, match: re.Match[str], label: str) -> bool:
    """Whether a bracket may hold the level before: "(2023: 180.1)", "(180.1)"; not a later year."""
    if not says_when(label) and _VERB_NEXT.match(mask.text, match.end()):
        return mask.figure(match["new"]).figure.kind != "count"  # "sales at its 340 shops (300) rose 12%"
    years = _years(mask, label)
    return all(year >= then for year in _years(mask, match["then"]) for then in years)


_VERB_NEXT = Cued(r" [a-z]")


_OR_PERCENT = Cued(rf"(?: [a-z-]+){{0,2}}(?:,? or |,? ?\(){PERCENT}")


def _years(mask: Mask, text: str) -> list[int]:
    return [mask.year(sign) for sign in re.findall(YEAR, text)]


def _pair(mask: Mask, match: re.Match[str], confidence: float, *, told: bool, moves: bool = True) -> Iterator[Levels]:
    groups = match.groupdict()
    one, two = groups.get("one"), groups.get("two")
    before, now = match["old"], match["new"]
    if one and two and mask.year(one) >= mask.year(two):
        if mask.year(one) == mask.year(two):
            return
        before, now = now, before
    old, new = _fitted(mask.figure(before), mask.figure(now), scaled=moves)
    if old.figure.kind == new.figure.kind == "percent" and any(
        mask.figure(match[name]).figure.kind == "count" and _OR_PERCENT.match(mask.text, match.end(name))
        for name in ("old", "new")
    ):
        return  # "40 seats (20%), up from 30 (15%)"
    if not usable(mask, old, new, moves=moves) or _is_list(mask, match):
        return
    if not told and not (same_things(old, new) and _stands_alone(mask, match, old)):
        return
    said = groups.get("way") or ""
    if said and (_OUT_OF.search(mask.text[: match.start("new")]) or _is_of_others(mask.text, match)):
        return
    if not told or said:
        ratio = new.figure.value / old.figure.value if old.figure.value else Decimal(0)
        if not Decimal("0.2") < ratio < 5:
            return
    signed = _with_losses(mask.text, match, old, new)
    if signed is None:
        return
    old, new = signed
    start, end = match.span()
    yield Levels(member("old", old), member("new", new), start, end, confidence, told, said)


def same_things(*statements: Statement) -> bool:
    """Whether figures that count something count the same: no "patients" and "doctors"."""
    counted = {one.figure.unit for one in statements if one.figure.kind == "count" and one.figure.unit}
    return len(counted) <= 1


def _stands_alone(mask: Mask, match: re.Match[str], old: Statement) -> bool:
    """Whether no third level comes before two that are only said one after the other."""
    before = mask.text[: match.start()].rpartition(";")[2]
    if "one" in match.groupdict():
        return not any(alike((mask.figure(sign), old)) for sign in re.findall(LEVEL, before))
    bare = "label" in match.groupdict() and not says_when(match["label"])
    return not bare or not _MEAN.search(before)


_MEAN = Cued(r"\b(?:means?|medians?|sd|average|ratios?|risk|odds|hazard|coefficient)\b")
_OUT_OF = Cued(r"\b(?:out of|of (?:the|its|their|all|these|those))(?: [a-z]+)?? \Z")


def _is_of_others(text: str, match: re.Match[str]) -> bool:
    """Whether the levels are of two groups: "6.8% for men, down from 5.9% for women"."""
    one, other = _GROUP.search(match["then"]), _GROUP.match(text, match.end())
    return one is not None and other is not None and one["group"] != other["group"]


_GROUP = Cued(r" (?:for|among) (?:the )?(?P<group>[a-z]+)")


def usable(mask: Mask, old: Statement, new: Statement, *, moves: bool) -> bool:
    """Whether both can be two levels of one thing."""
    if not alike((old, new)):
        return False
    if "quoted" in (old.modality, new.modality) or _is_year(old) != _is_year(new):
        return False
    if min(old.figure.value, new.figure.value) < 0 and new.figure.kind not in ("percent", "money"):
        return False
    if "duration" in (old.figure.kind, new.figure.kind) and not (moves or _WAITS & {old.figure.unit, new.figure.unit}):
        return False  # "for nine months, compared with nine months": when, not how much
    return new.figure.unit == "%" or not (is_change(mask, old) or is_change(mask, new))


def _is_year(statement: Statement) -> bool:
    """Whether a number may be a year after all: "the 2010 figure"."""
    return statement.figure.kind == "count" and re.fullmatch(r"(?:19|20)\d\d", statement.stated) is not None


_WAITS = frozenset({"minutes", "hours", "seconds"})


def is_change(mask: Mask, statement: Statement) -> bool:
    """Whether a figure says by how much something moved: "an increase of 40 tons"."""
    if statement.role != "change":
        return False
    at = next(one.start() for one in re.finditer(ANY, mask.text) if mask.figure(one[0]).start == statement.start)
    return _RISE_BEFORE.search(mask.text[:at]) is not None


def _fitted(old: Statement, new: Statement, *, scaled: bool) -> tuple[Statement, Statement]:
    """ "From 7.2 to 6.8 per cent", "EUR 195.1 million (180.1)": unit and scale word are said once."""
    return (_fit(old, new, scaled=scaled), _fit(new, old, scaled=scaled))


def _fit(one: Statement, other: Statement, *, scaled: bool) -> Statement:
    """A bare number as a percentage like the other, or in its scale and unit where only so the two are of one size."""
    figure = one.figure
    if other.figure.unit == "%":
        is_share = figure.kind == "count" and not figure.unit and 0 <= figure.value <= 100
        return replace(one, figure=replace(figure, unit="%", kind="percent")) if is_share else one
    scale = _scale(other) if scaled else 1
    if figure.kind != "count" or figure.unit not in ("", other.figure.unit) or scale == 1 or _scale(one) != 1:
        return one
    ratio = figure.value * scale / other.figure.value
    if not Decimal("0.1") < ratio < 10:
        return one
    return replace(
        one,
        figure=replace(
            figure,
            value=figure.value * scale,
            q=figure.q * scale,
            Q=figure.Q * scale,
            unit=other.figure.unit,
            kind=other.figure.kind,
        ),
    )


def _scale(statement: Statement) -> Decimal:
    """What its scale word multiplies by: a million, of "195.1 million" and of "two million"."""
    value, digits = abs(statement.figure.value), re.search(r"\d[\d,]*(?:\.\d+)?", statement.stated)
    if not value:
        return Decimal(1)
    return value / Decimal(digits[0].replace(",", "")) if digits else Decimal(1000) ** max(0, value.adjusted() // 3)


def _with_losses(text: str, match: re.Match[str], old: Statement, new: Statement) -> tuple[Statement, Statement] | None:
    """ "From a loss of 3 to a profit of 5": one of them lies below nothing; ``None`` where that is not clear."""
    before_old, before_new = text[: match.start("old")], text[: match.start("new")]
    lost_old, lost_new = _LOSS.search(before_old) is not None, _LOSS.search(before_new) is not None
    if lost_old == lost_new:
        return old, new
    if _PROFIT.search(before_new if lost_old else before_old):
        return (_negative(old), new) if lost_old else (old, _negative(new))
    return (old, new) if _LOSS.search(text[: match.start()]) else None


def _negative(statement: Statement) -> Statement:
    return replace(statement, figure=replace(statement.figure, value=-abs(statement.figure.value)))


def _is_list(mask: Mask, match: re.Match[str]) -> bool:
    """Whether the levels are lists ("from 33.5%, 30.4% and 36.1% to …"), so that no two belong together."""
    another = _AND_LAST.match(mask.text, match.end())
    return another is not None and alike((mask.figure(match["new"]), mask.figure(another["level"])))


_AND_LAST = Cued(rf"(?:, | and |, and )(?P<level>{LEVEL})(?:[,.]| and| respectively)")


def in_unit(change: Statement, level: Statement) -> Statement:
    """A change of "20 cents" in the unit of its levels, which are in dollars."""
    figure, unit = change.figure, level.figure.unit
    if figure.unit != "cents" or level.figure.kind != "money" or unit == "cents":
        return change
    hundredth = Decimal("0.01")
    return replace(
        change,
        figure=replace(
            figure, value=figure.value * hundredth, q=figure.q * hundredth, Q=figure.Q * hundredth, unit=unit
        ),
    )
