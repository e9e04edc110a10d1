"""Masked sentences in, ratios out: so many of every 100,000, one for every 30, the same for a month and a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.interval import Figure
from factcheck.link.claims import given, is_amount, member, singular
from factcheck.link.cues import Cued
from factcheck.link.masks import COUNT, DURATION, SIZE, Mask
from factcheck.model import Relation

__all__ = ["find"]

_OF_WHOM = (
    r"(?P<people>(?: (?!(?:and|in|on|at|or|a|per|is|are|was|were|has|have|had)\b)[a-z-]+){0,3})(?= ?[.,;:()–—]|\s*\Z)"
)
# What goes before a ratio that is worked out, or stated first: ", or 5 per 100,000", "The rate was 5 per 100,000"
_LED = Cued(r"(?:\A|[,:(–—] ?|\b(?:or|is|are|was|were|of|has|have|had|makes?|means?|gives?|i\.e\.) ?)\Z")
_OF_EVERY = r"(?:per|for every|for each|to every)"
# "5 murders per 100,000 inhabitants"
_PER = Cued(
    rf"(?P<average>{COUNT})(?P<noun>(?: [a-z-]+){{0,3}}?) (?P<cue>{_OF_EVERY}) (?P<base>{COUNT}|{DURATION})"
    rf"{_OF_WHOM}",
    " per | for every| for each| to every",
)
# "5 doctors for 12,000 residents, one for every 2,400"
_ONE_FOR = Cued(
    rf"(?:\bone|(?P<one>{COUNT}))(?P<noun>(?: [a-z-]+){{0,2}}?) (?P<cue>(?:for|per|to)(?: every| each)?) "
    rf"(?P<average>{COUNT}){_OF_WHOM}",
    " for| per| to",
)
# "the average class has 25 pupils", "sales per shop were $200,000": the unit that was counted, and what of
_PER_UNIT = Cued(
    rf"\b(?:(?:the|an) average (?P<unit>[a-z-]+) (?P<cue>has|had|gets|got|earns|earned|receives|received|pays|paid"
    rf"|gives|gave|holds|held|sells|sold|costs?|employs|employed|makes|made|produces|produced)"
    rf"|(?P<what>[a-z-]+) (?P<per>per) (?P<unit2>[a-z-]+) (?:is|was|are|were|of|came to|stood at|reached|averaged))"
    rf" (?P<average>{SIZE})(?P<noun>(?: [a-z-]+)?)",
    "average | per ",
)
_BASES = frozenset(Decimal(10) ** exponent for exponent in (2, 3, 4, 5, 6))
_ELSEWHERE = Cued(
    r";|\b(?:adjusted|standardi[sz]ed|weighted|person-years|a (?:year|month|week|day)|annual(?:ly)?|compared|than"
    r"|from|target|goal|aims?|up|down|average|rose|fell|increased?|decreased?|previous(?:ly)?|earlier|expected)\b"
)
_SIZE = Cued(SIZE)
_NOUNS = re.compile(r"(?: (?!(?:and|in|on|at|or|of|among|from|with|per|is|was)\b)[a-z-]+){1,3}")
# How many of the shorter make one of the longer, at least and at most. A day is none of them: there may be five working
# days to a week and eight working hours to a day.
_LONGER = {
    ("second", "minute"): ("60", "60"),
    ("minute", "hour"): ("60", "60"),
    ("week", "year"): ("52", "52.2"),
    ("month", "quarter"): ("3", "3"),
    ("month", "year"): ("12", "12"),
    ("quarter", "year"): ("4", "4"),
}
_EITHER = ("or", "(", "/")
_OFF = Decimal("0.95")
_TIME = "second|minute|hour|week|month|quarter|year"
_EVERY = rf"(?: (?:a|an|per|each|every) (?P<{{0}}>{_TIME})| (?P<{{0}}ly>{_TIME})ly)\b"
# "$3,000 a month, or $36,000 a year"
_FOR_BOTH = Cued(
    rf"(?P<one>{SIZE})(?P<noun>(?: [a-z-]+){{0,3}}?){_EVERY.format('first')}"
    r"(?P<cue>,? (?:or|that is,?|that['’]s|which is|i\.e\.,?|equivalent to|the equivalent of|comes to"
    r"|makes|making|amounts to|adds up to|works out at)|(?P<only>,?)| ?[(/]) ?"
    rf"(?P<other>{SIZE})(?P<noun2>(?: [a-z-]+){{0,3}}?){_EVERY.format('second')}"
    r"(?= ?[.,;:)]|\s*\Z| (?:before|after|gross|net|and|in)\b)",
    " month| quarter| week| minute| second| year| hour",
)


def find(sentences: Sequence[Mask]) -> Iterator[Relation]:
    """The ratios that the sentences claim.

    Links two numbers with how many there are of the one for each, or for a round number, of the other, and an amount
    with the same for a longer time. Agrees: "45 murders among 900,000 people, or 5 per 100,000"; "$300 a month, or
    $3,600 a year". Disagrees: "…, or 8 per 100,000"; "…, or $4,000 a year".
    """
    for mask in sentences:
        if len(mask.figures) == 4:
            yield from _of_every(mask)
        if len(mask.figures) == 3:
            yield from _per_unit(mask)
        if len(mask.figures) in (3, 4):
            yield from _one_for(mask)
        if len(mask.figures) > 1:
            yield from _for_both(mask)


def _of_every(mask: Mask) -> Iterator[Relation]:
    """ "45 murders among 900,000 people, or 5 per 100,000", where nothing else is counted."""
    match = _PER.search(mask.text)
    if match is None or _ELSEWHERE.search(mask.text):
        return
    base = mask.figure(match["base"])
    if not _LED.search(mask.text, 0, match.start()):
        return
    others = _others(mask, match["average"], match["base"])
    if len(others) != 2 or base.figure.value not in _BASES or base.figure.hedge:
        return
    total, number = others
    if _is_of(match["noun"], mask, total) and _is_of(match["people"], mask, number):
        cue = f"{mask.words(*match.span('cue'))} {base.stated}"
        yield from _ratio(mask, total, number, match["average"], cue, base.figure.value)


def _others(mask: Mask, *signs: str) -> list[re.Match[str]]:
    """The other amounts of a sentence, the least first."""
    found = (one for one in _SIZE.finditer(mask.text) if one[0] not in signs)
    return sorted(found, key=lambda one: mask.figure(one[0]).figure.value)


def _one_for(mask: Mask) -> Iterator[Relation]:
    """ "5 doctors for 12,000 residents, one for every 2,400"."""
    for match in _ONE_FOR.finditer(mask.text):
        if match["one"] and mask.figure(match["one"]).figure.value != 1:
            continue
        if not _LED.search(mask.text, 0, match.start()) or _ELSEWHERE.search(mask.text):
            continue
        others = _others(mask, match["average"], match["one"] or "")
        if len(others) == 2 and _is_of(match["noun"], mask, others[0]) and _is_of(match["people"], mask, others[1]):
            cue = f"one {mask.words(*match.span('cue'))}"
            yield from _ratio(mask, others[1], others[0], match["average"], cue)


def _per_unit(mask: Mask) -> Iterator[Relation]:
    """ "With 30 classes and 750 pupils, the average class has 25 pupils"."""
    match = _PER_UNIT.search(mask.text)
    if match is None or _ELSEWHERE.search(mask.text.replace("average ", "")):
        return
    others = _others(mask, match["average"])
    numbers = [one for one in others if _is_of(f" {match['unit'] or match['unit2']}", mask, one)]
    if len(others) != 2 or len(numbers) != 1:
        return
    (total,) = (one for one in others if one is not numbers[0])
    of_it = match["noun"] or f" {match['what']}"
    if mask.figure(total[0]).figure.kind == "count" and not _is_of(of_it, mask, total):
        return
    yield from _ratio(mask, total, numbers[0], match["average"], match["cue"] or match["per"])


def _ratio(
    mask: Mask, total: re.Match[str], number: re.Match[str], average: str, cue: str, base: Decimal = Decimal(1)
) -> Iterator[Relation]:
    """The ratio of two amounts, where it is within twice of what follows: else it is of some part of them."""
    figures = tuple(map(mask.figure, (total[0], number[0], average)))
    one, two, three = (each.figure for each in figures)
    if (
        two.kind not in ("count", "duration")
        or one.kind != three.kind
        or (one.kind != "count" and one.unit != three.unit)
    ):
        return
    if not all(map(is_amount, figures)) or not one.value / 2 <= three.value * two.value / base <= one.value * 2:
        return
    yield Relation(
        "", "rate",
        (member("total", figures[0]), member("number", figures[1]), member("average", figures[2], base)), "", cue, 0.75,
        reasons=("total, number and average are stated together",),
    )  # fmt: skip


def _is_of(noun: str, mask: Mask, counted: re.Match[str]) -> bool:
    """Whether a noun, if there is one, is that of what was counted."""
    words = _NOUNS.match(noun)
    if words is None:
        return True
    after = _NOUNS.match(mask.text, counted.end())
    told = f"{mask.figure(counted[0]).figure.unit} {after[0] if after else ''}".lower().split()
    said = words[0].split()
    return not {*map(singular, said)}.isdisjoint(map(singular, told)) or _PEOPLE.issuperset((*said, *told))


_PEOPLE = frozenset({"people", "persons", "inhabitants", "residents", "population", "citizens"})


def _for_both(mask: Mask) -> Iterator[Relation]:
    """ "$300 a month, or $3,600 a year", and the year before the month."""
    for match in _FOR_BOTH.finditer(mask.text):
        one, other = mask.figure(match["one"]), mask.figure(match["other"])
        if match["only"] is not None and other.figure.hedge != "exactly":
            continue  # "equal to" belongs to the figure
        first, second = (match[name] or match[f"{name}ly"] for name in ("first", "second"))
        if (second, first) in _LONGER:
            one, other, first, second = other, one, second, first
        if (first, second) not in _LONGER or not (is_amount(one) and is_amount(other)):
            continue
        if match["noun2"] and match["noun2"] != match["noun"]:
            continue
        if one.figure.kind != other.figure.kind or one.figure.unit != other.figure.unit:
            continue
        least, most = map(Decimal, _LONGER[first, second])
        nothing = Decimal(0)
        is_price = one.figure.kind == "money" and match["cue"].strip(" ,") in _EITHER
        if is_price and other.figure.value < one.figure.value * least * _OFF:
            continue  # "$15 a month or $150 a year": who pays for the year pays less
        times = Figure(least, q=nothing, Q=nothing)
        if most > least:
            times = replace(times, hedge="range", upper=most, q_upper=nothing)
        yield Relation(
            "", "rate", (member("total", other), given("number", times), member("average", one)), "",
            mask.words(*match.span("cue")).strip(" ,(/"), 0.85,
            reasons=("one amount is given for two lengths of time",),
        )  # fmt: skip
