"""Masked sentences in, rates out: a total, a number and the average that the text states beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.interval import Figure
from factcheck.link.averages import (
    A_DAY_FOR,
    A_MONTH,
    AT_A_PRICE,
    AT_EACH,
    AVERAGE_FIRST,
    AVERAGE_TO,
    AVERAGE_WAS,
    AVERAGED,
    COST_EACH,
    EACH_HOLDS,
    EACH_IN_ALL,
    EACH_NUMBER,
    EACH_OF,
    EACH_PAYS,
    EACH_TOTAL,
    FOR_EACH,
    IN_CLASSES,
    NUMBER_AGAIN,
    NUMBER_FIRST,
    ON_EACH,
    ROWS,
    SOLD_FOR,
    THAT_IS,
    THEN_AVERAGE,
    TIMES_EACH,
    TOTAL_AGAIN,
)
from factcheck.link.claims import is_amount, member, singular, wordlist
from factcheck.link.cues import Cued
from factcheck.link.lists import PART_OF
from factcheck.link.masks import COUNT, DURATION, Mask
from factcheck.model import NotChecked, Relation, Statement

__all__ = ["find"]

_EACH_AFTER = Cued(r"(?: [a-z]+){0,2} ?(?:per|each|apiece|a|an|every|for each|for every|on average)\b")
_MEANT = Cued(r"\b(?:averag(?:e|ing|ed)|mean)\b")
_OTHER = Cued(
    r"\b(?:and|through|including"
    r"|up|down|more|less|fewer|than|compared|increase|decrease|respectively|between|from .* to"
    r"|month|week|day|hour|year|annually|monthly)\b"
)
_TIME = Cued(r" ?(?:[a-z]+ )?(?:per|a|an|each|every) (?:day|week|month|quarter|year|hour|minute|annum|season|night)\b")
_PERIODS = Cued(r"^ ?(?:days?|weeks?|months?|years?|hours?|seasons?|nights?|quarters?)\b")


_APART = Cued(
    r"\b(?:discount|tax(?:es)?|vat|fees?|shipping|delivery|plus|minus|less|half|extra|about half|up|down|more|fewer"
    r"|than|compared|increase|decrease|rose|fell|between|per|each|every|average|including|net|profit|first|another"
    r"|only some|also|other|if|would|will)\b"
)


def find(sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The averages that the sentences claim.

    Links a total, a number and their average. Agrees: "12,000 tons from 400 farms, an average of 30 tons per farm".
    Disagrees: "…, an average of 35 tons per farm".
    """
    for place, mask in enumerate(sentences):
        if len(mask.figures) > 2:
            yield from _rates(_with_over(mask))
        if place:
            yield from _over_two(sentences[place - 1], mask)


_HEDGED = Cued(f"{COUNT}|{DURATION}")


def _with_over(mask: Mask) -> Mask:
    """The sentence with "over" as a word of its own: in "960 runs over 12 games" it is no hedge."""
    text = mask.text
    for sign in _HEDGED.findall(text):
        if _is_over(mask.figure(sign)):
            text = text.replace(sign, f"over {sign}")
    return mask if text == mask.text else replace(mask, text=text)


def _is_over(one: Statement) -> bool:
    return one.figure.hedge == "more than" and f" over {one.stated.lower()} " in one.context.lower()


def _rates(mask: Mask) -> Iterator[Relation]:
    taken: set[str] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(mask.text):
            if match["average"] in taken or not _is_meant(pattern, mask, match):
                continue
            relation = _rate(mask, match)
            if relation is not None:
                taken.add(match["average"])
                yield relation


_BILLS = frozenset({"bill", "cost", "order", "they", "it", "this", "that", "total", "price", "all", "lot", "sale"})
_FIRST = (EACH_TOTAL, EACH_NUMBER)
_AGAIN = (TOTAL_AGAIN, NUMBER_AGAIN, *_FIRST)
_PATTERNS = (
    THEN_AVERAGE, TOTAL_AGAIN, FOR_EACH, EACH_OF, NUMBER_FIRST, NUMBER_AGAIN, TIMES_EACH, EACH_PAYS, EACH_IN_ALL,
    EACH_HOLDS, AT_A_PRICE, A_MONTH, A_DAY_FOR, ROWS, AVERAGE_WAS, AVERAGE_TO, AVERAGED, AVERAGE_FIRST,
    ON_EACH, EACH_TOTAL, EACH_NUMBER, IN_CLASSES,
)  # fmt: skip
# These say by their words what is averaged of what, each in its own way.
_LOOSER = frozenset({IN_CLASSES, *_AGAIN, FOR_EACH, A_MONTH, A_DAY_FOR, ROWS, AVERAGE_WAS, AVERAGE_TO, AVERAGED})


def _over_two(before: Mask, mask: Mask) -> Iterator[Relation]:
    """The averages of which one member stands in the sentence before, with nothing else that is counted there."""
    if not mask.follows(before):
        return
    at_each = AT_EACH.search(mask.text) if len(mask.figures) == 2 and len(before.figures) == 1 else None
    if at_each is not None and not any(map(_APART.search, (before.text, at_each["end"]))):
        average, total = mask.figure(at_each["average"]), mask.figure(at_each["total"])
        subject = at_each["subject"].strip().rpartition(" ")[2]
        if _same_thing(_each_what(at_each), before.text) and (subject in _BILLS or _is_named(subject, before.text)):
            yield from _over(total, before.figures[0], average, f"{at_each['cue']} …{at_each['each']}")
    that_is = THAT_IS.search(mask.text) if len(mask.figures) == 1 and len(before.figures) == 2 else None
    if that_is is not None and not that_is["each"] and "average" not in that_is["cue"]:
        that_is = None
    if that_is is not None and not _APART.search(before.text):
        yield from _worked_out(before, mask, that_is)
    cost = COST_EACH.search(before.text) if len(before.figures) == 1 and len(mask.figures) == 2 else None
    sold = SOLD_FOR.search(mask.text) if cost is not None else None
    if cost is not None and sold is not None and not _APART.search(mask.text):
        number, total = mask.figure(sold["number"] or sold["number2"]), mask.figure(sold["total"] or sold["total2"])
        if _is_named(sold["counted"] or sold["counted2"] or "", before.text):
            yield from _over(total, number, before.figure(cost["average"]), f"{cost['cue']} …{cost['each']}")


def _each_what(match: re.Match[str]) -> str:
    """The words after a price that say of what it is; "each" says so without a noun."""
    return match["each"] if _is_apiece(match) else match.string[match.start("each") : match.end("subject")]


def _worked_out(before: Mask, mask: Mask, match: re.Match[str]) -> Iterator[Relation]:
    """ "12,000 tons came from 400 farms. That is 30 tons per farm."""
    average = mask.figure(match["average"])
    each = _UNIT.search(match["each"])
    what = _NOUN.match(match["each"]) if average.figure.kind == "count" else None
    for number, total in (before.figures, before.figures[::-1]):
        unit = total.figure.unit.lower()
        if what is not None and singular(what[1]) not in map(singular, unit.split()):
            continue
        if each is None and (average.figure.unit != total.figure.unit or number.figure.kind != "count"):
            continue
        if each is None or _is_named(each[1], number.figure.unit):
            yield from _over(total, number, average, f"{match['cue']} …{match['each']}")
            return


def _is_named(counted: str, words: str) -> bool:
    """Whether what is counted is named there, or taken up by "them"."""
    nouns = counted.split()
    if not nouns or "them" in nouns:
        return True
    known = {singular(word) for word in re.findall(r"[a-z-]+", words.lower())}
    return any(singular(word) in known for word in nouns[:1] + nouns[-1:])


def _over(total: Statement, number: Statement, average: Statement, cue: str) -> Iterator[Relation]:
    if not _is_rate(total, number, average):
        return
    if number.figure.kind not in ("count", "duration") or total.figure.kind not in ("money", "measure", "count"):
        return
    if total.figure.kind != average.figure.kind or number.figure.value != number.figure.value.to_integral_value():
        return
    members = member("total", total), member("number", number), member("average", average)
    yield Relation("", "rate", members, "", cue, 0.7, reasons=("the average is stated in the next sentence",))


def _is_rate(total: Statement, number: Statement, average: Statement) -> bool:
    """Whether the figures are amounts of which one may be the average."""
    return all(map(is_amount, (total, number, average))) and number.figure.value > 1 and _fits(total, average)


def _is_meant(pattern: Cued, mask: Mask, match: re.Match[str]) -> bool:
    """Whether the words of this pattern make an average of it."""
    if pattern not in _LOOSER:
        return _is_average(match)
    if _CONTRAST.search(match[0]) or _EACH_AFTER.match(match.groupdict().get("end") or ""):
        return False
    if pattern in _FIRST and len(mask.figures) > 3:
        return False
    if pattern in _AGAIN:
        priced = _PRICED.search(mask.text[: match.start("total")])
        return not _ASTRAY.search(match["noun"]) and priced is None and _said_again(mask, match)
    if pattern is IN_CLASSES:
        return _is_in_classes(mask, match)
    if pattern is ROWS:
        return _is_in_rows(mask, match)
    return pattern not in (A_MONTH, A_DAY_FOR) or _is_of_each(mask, match)


_CONTRAST = Cued(
    r"\b(?:compared|than|up from|down from|last|previous|earlier|limit|top|maximum|minimum|more|fewer|less|against"
    r"|target|between|respectively|plus|including|extra|overtime|up to|at least|at most)\b"
)


_ASTRAY = Cued(
    r"\b(?:up|down|through|annually|monthly|weekly|daily|(?:an?|per|each|every) (?:day|week|month|quarter|year|hour))\b"
    r"|, "
)
_PRICED = re.compile(r"\b(?:price|rate|average|cost) of \Z|\bat \Z")


def _is_of_each(mask: Mask, match: re.Match[str]) -> bool:
    """Whether the words after the average name what was counted: "a week" of 48 weeks, "t/ha" of hectares."""
    number, average = mask.figure(match["number"]).figure, mask.figure(match["average"]).figure
    if _parted(average) is not None:
        return True  # the units themselves must fit
    unit = _UNIT.search(match["each"])
    if unit is None:
        return _is_apiece(match)
    if unit[1] in _HEADS:
        return number.kind == "count"
    named = (*re.findall(r"[a-z-]+", match["counted"]), *number.unit.lower().split())
    return singular(unit[1]) in map(singular, named)


_HEADS = frozenset({"head", "capita", "person"})


def _parted(average: Figure) -> tuple[str, str] | None:
    """The units of a speed or yield: ("km", "hours"), ("t", "ha")."""
    if average.unit == "mph":
        return "miles", "hours"
    above, sign, below = average.unit.partition("/")
    return (above, {"h": "hours", "s": "seconds"}.get(below, below)) if sign else None


def _is_in_rows(mask: Mask, match: re.Match[str]) -> bool:
    """Whether the total is of what each holds: seats of rows of seats, by its noun or by "in all"."""
    total, average = mask.figure(match["total"]).figure, mask.figure(match["average"]).figure
    if average.hedge in ("more than", "at least", "less than", "at most"):
        return False
    if total.kind != "count" or average.kind != "count":
        return total.unit == average.unit and total.kind in ("money", "measure", "duration")
    noun = match["each"].split()[-1:]
    told = match["end"].split()
    return (bool(noun) and singular(noun[0]) in map(singular, told)) or (match["all"] is not None and len(told) < 3)


def _is_in_classes(mask: Mask, match: re.Match[str]) -> bool:
    """Whether what each holds is what all hold: pupils in classes of 25, or of 25 pupils."""
    each = match["each"].removesuffix(" each").split()
    total, number, average = (mask.figure(match[name]).figure for name in ("total", "number", "average"))
    if abs(number.value * average.value - total.value) * 6 > total.value:
        return False  # "12,000 men in 3 waves of 5,000": one may hold more than another
    return total.kind == number.kind == average.kind == "count" and (
        not each or singular(each[0]) in map(singular, match["noun"].split()[:2])
    )


def _is_average(match: re.Match[str]) -> bool:
    """Whether the words say "for each" of what was counted, and not of a day or a year."""
    each, counted = match["each"], match["counted"]
    cue = match["cue"]
    if _EACH_AFTER.match(match.groupdict().get("end") or "") or (_TIME.match(each) and not _PERIODS.match(counted)):
        return False
    if _FOR_SO_MANY.search(each) or _AT_FIRST.search(each):
        return False
    if _OTHER.search(match.groupdict().get("noun") or "") or _OTHER.search(match.groupdict().get("join") or ""):
        return False
    if " each " in cue:
        return True
    if _EACH_AFTER.match(each) or re.search(r"\beach of\b", match.group()):
        return _same_thing(each, counted)
    return _MEANT.search(cue) is not None or (cue == " at " and _SOLD.match(counted) is not None)


_FOR_SO_MANY = re.compile(r"\b(?:per|every|(?:for|to) each)\s*\Z")  # "20 per 100 patients": the 100 is a figure
_AT_FIRST = Cued(r"\b(?:at first|initially|so far|to begin with|to start with)\b")
# What is sold at a price is sold at it each.
_SOLD = Cued(
    r"(?: [a-z-]+)? (?:tickets?|copies|shares|units|seats|places|houses|homes|flats|cars|rooms|books|tonnes|tons"
    r"|barrels)\b"
)
_UNIT = Cued(r"\b(?:per|each|every|a|an) ([a-z-]+)")


def _same_thing(each: str, counted: str) -> bool:
    """ "per farm" must be of the farms that were counted; "each" is of whatever was."""
    unit = _UNIT.search(each)
    if unit is None or unit[1] in _HEADS or unit[1] in _NO_NOUNS:
        return True
    return any(singular(word).startswith(singular(unit[1])) for word in re.findall(r"[a-z-]+", counted))


_NO_NOUNS = frozenset({"piece", "unit", "on", "in", "for", "and", "of", "at", "to", "one"})


def _rate(mask: Mask, match: re.Match[str]) -> Relation | None:
    total, number, average = (mask.figure(match[name]) for name in ("total", "number", "average"))
    units = _parted(average.figure)
    if units is not None:
        if units != (total.figure.unit, number.figure.unit):
            return None
        average = replace(average, figure=replace(average.figure, unit=units[0]))
    if _is_over(number):
        number = replace(number, figure=replace(number.figure, hedge=""))  # "960 runs over 12 games"
    if not _is_rate(total, number, average) or not _of_what(match, total, average):
        return None
    if average.figure.value >= total.figure.value or not _is_near(total, number, average):
        return None
    if PART_OF.search(mask.text[: match.start("total")]):
        return None  # "12,000 of the 13,000 tickets": the average may be of either
    begin, end = sorted(match.span(name) for name in ("total", "number"))
    if _TO.fullmatch(mask.text, begin[1], end[0]) and _FROM.search(mask.text[: begin[0]]):
        return None  # "from 18 to 72, with a mean of 45": the ends of a range
    return Relation(
        "", "rate", (member("total", total), member("number", number), member("average", average)), "",
        _claimed(mask, match), 0.85, reasons=("total, number and average are stated together",),
    )  # fmt: skip


_FROM = Cued(r"\b(?:from|between|rang(?:e|es|ed|ing)|vary|var(?:ies|ied|ying)) (?:from |between )?\Z")
_TO = re.compile(r" (?:to|and) ")


def _is_near(total: Statement, number: Statement, average: Statement) -> bool:
    """Whether the average is within a dozen times of what follows: further off it is one of something else."""
    followed = average.figure.value * number.figure.value
    return total.figure.value <= followed * 12 and followed <= total.figure.value * 12


def _said_again(mask: Mask, match: re.Match[str]) -> bool:
    """Whether the average names both what was added up and what was counted: little else says here what it is of."""
    total, average = mask.figure(match["total"]).figure, mask.figure(match["average"]).figure
    if not match["cue"].strip() or not _is_of_each(mask, match):
        return False
    if total.kind in ("money", "measure"):
        return total.unit == average.unit or _parted(average) is not None
    noun = _NOUN.match(match["each"])
    if noun is None:
        return not _is_apiece(match)
    return singular(noun[1]) in map(singular, match["noun"].split()[:4])


def _is_apiece(match: re.Match[str]) -> bool:
    return match["each"].endswith(("each", "apiece"))


_NOUN = Cued(r" (?!(?:per|each|a|an|every|for|apiece|on|in|and|or|to|at|of|by)\b)([a-z-]+)")


def _claimed(mask: Mask, match: re.Match[str]) -> str:
    """The words that claim the average: those before it, or the "a week" after it."""
    return mask.words(*match.span("cue")).strip(" ,(") or mask.words(*match.span("each")).strip(" ,.")


def _of_what(match: re.Match[str], total: Statement, average: Statement) -> bool:
    """What is averaged must be what was added up: not medals of races."""
    noun = _NOUN.match(match["each"])
    if noun is not None and total.figure.kind == "measure" and average.figure.kind == "count":
        return False  # tons are no boats, though the average may leave its unit out
    if noun is None or total.figure.kind != "count":
        return True
    if total.figure.unit == "people" and singular(noun[1]) in wordlist("persons"):
        return True
    return singular(noun[1]) in map(singular, total.figure.unit.lower().split())


def _fits(total: Statement, average: Statement) -> bool:
    """An average is in the unit of its total, or both are numbers of things."""
    one, other = total.figure, average.figure
    return one.unit == other.unit or {one.kind, other.kind} in ({"count"}, {"count", "measure"})
