"""Masked sentences in, rates out: a total, a number and the average that the text states beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.link.claims import member
from factcheck.link.cues import Cued
from factcheck.link.masks import COUNT, DURATION, GAP, LEVEL, Mask
from factcheck.model import NotChecked, Relation, Statement

__all__ = ["find"]

_EACH = r"(?: (?:each|apiece|per|a|an|every)\b)"
_AVERAGE = (
    r"(?:an average of|averaging|or an average of|on average|or|which is|that is|i\.e\.|equal to"
    r"|equivalent to|working out at|works out at|a mean of|an average (?:(?!rate )[a-z]+ )?of)"
)
_TOTAL = rf"(?P<total>{LEVEL})"
_NUMBER = rf"(?P<number>{COUNT}|{DURATION})"
_MEAN = rf"(?P<average>{LEVEL})"
# "12,000 tons from 400 farms, an average of 30 tons per farm"
_THEN_AVERAGE = Cued(
    rf"{_TOTAL}(?P<noun>{GAP}{{0,80}}?)(?P<join> (?:for|from|across|over|among|amongst|between|to"
    rf"|by|in|on|with|at|into|of) )(?:(?! and ){GAP}){{0,40}}?{_NUMBER}(?P<counted>{GAP}{{0,60}}?)"
    rf"(?P<cue>,? ?\(?{_AVERAGE} )(?:of )?(?:about |just |only |just under |some )*{_MEAN}"
    rf"(?P<each>{GAP}{{0,40}})",
    "per |each|every| a | an |apiece|average|averaging|mean",
)
# "400 farms delivered 12,000 tons, an average of 30 tons per farm"
# "1,200 tonnes in 48 weeks, 25 tonnes a week": both units are said again
_AGAIN = Cued(
    rf"{_TOTAL}(?P<noun>{GAP}{{0,50}}?)(?P<join> {GAP}{{0,40}}?){_NUMBER}"
    rf"(?P<counted> {GAP}{{1,40}}?)(?P<cue>, )(?:or |about )?{_MEAN}"
    rf"(?P<each>(?: [a-z-]+){{1,2}}? (?:a|an|per|each|every) {GAP}{{1,20}})",
    " a | an | per | each | every ",
)
# "each of the 12 villages got 40 lamps, 480 in all"
_EACH_OF = Cued(
    rf"(?P<cue>each of (?:the |its |our |their )?){_NUMBER}(?P<counted> {GAP}{{1,60}}?){_MEAN}"
    rf"(?P<each>{GAP}{{0,30}}?)(?P<join>,? (?:or|a total of|for a total of|making) |, ){_TOTAL}"
    rf"(?P<end>(?: [a-z]+)? (?:in total|in all|altogether|all told)|)(?=[,.;]|\s*\Z)",
    "each of ",
)
_NUMBER_FIRST = Cued(
    rf"{_NUMBER}(?P<counted>{GAP}{{1,90}}?){_TOTAL}(?P<noun>{GAP}{{0,60}}?)"
    rf"(?P<cue>,? ?\(?{_AVERAGE} )(?:of )?(?:about |just |only |some )*{_MEAN}"
    rf"(?P<each>{GAP}{{0,40}})",
    "per |each|every| a | an |apiece|average|averaging|mean",
)
# "400 tickets at $30 each, $12,000 in all"
_TIMES_EACH = Cued(
    rf"{_NUMBER}(?P<counted>{GAP}{{1,60}}?)(?P<cue> (?:at|for|of|worth|costing|priced at|holding"
    rf"|carrying|with|measuring|weighing)(?: an average of| an average price of| a price of"
    rf"| a cost of)? ){_MEAN}(?P<each>(?: [a-z-]+){{0,2}}?{_EACH}{GAP}{{0,30}}?)(?P<join>,? ?(?:for"
    rf"|totall?ing|making|giving|costing|a total of|in total|amounting to|raising|earning"
    rf"|bringing in|or|came to|comes to|cost|–|—){GAP}{{0,40}}? ?){_TOTAL}(?P<end>{GAP}{{0,24}})",
    "per |each|every| a | an |apiece",
)
# "an average of 30 tons for each of the 400 farms, 12,000 tons in all"
_AVERAGE_FIRST = Cued(
    rf"(?P<cue>(?:an average of|averaging|on average|average (?:price|cost|grant|wage|size"
    rf"|pay) of) ){_MEAN}(?P<each>{GAP}{{0,40}}?) (?:for|to|from|across|in|on|by)(?: each of)? "
    rf"(?:the |its |all |their )*{_NUMBER}(?P<counted>{GAP}{{1,60}}?)(?P<join>,? ?(?:for a total of"
    rf"|a total of|totall?ing|or|making|giving|amounting to|in total|came to) ?){_TOTAL}"
    rf"(?P<end>{GAP}{{0,20}})",
    "per |each|every| a | an |apiece|average|averaging|mean",
)
_EACH_AFTER = Cued(r"(?: [a-z]+){0,2} ?(?:per|each|apiece|a|an|every|for each|for every|on average)\b")
_AVERAGED = Cued(r"\b(?:averag(?:e|ing)|mean)\b")
_OTHER = Cued(
    r"\b(?:and|through|including"
    r"|up|down|more|less|fewer|than|compared|increase|decrease|respectively|between|from .* to"
    r"|month|week|day|hour|year|annually|monthly)\b"
)
_TIME = Cued(r" ?(?:[a-z]+ )?(?:per|a|an|each|every) (?:day|week|month|quarter|year|hour|minute|annum|season|night)\b")
_PERIODS = Cued(r"^ ?(?:days?|weeks?|months?|years?|hours?|seasons?|nights?|quarters?)\b")


def find(sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The averages that the sentences claim.

    Links a total, a number and their average. Agrees: "12,000 tons from 400 farms, an average of 30 tons per farm".
    Disagrees: "…, an average of 35 tons per farm".
    """
    for mask in sentences:
        if len(mask.figures) > 2:
            yield from _rates(mask)


def _rates(mask: Mask) -> Iterator[Relation]:
    taken: set[str] = set()
    for pattern in (_THEN_AVERAGE, _AGAIN, _EACH_OF, _NUMBER_FIRST, _TIMES_EACH, _AVERAGE_FIRST):
        for match in pattern.finditer(mask.text):
            if match["average"] in taken or not _is_average(match):
                continue
            if pattern is _AGAIN and not _said_again(mask, match):
                continue
            relation = _rate(mask, match)
            if relation is not None:
                taken.add(match["average"])
                yield relation


def _is_average(match: re.Match[str]) -> bool:
    """Whether the words say "for each" of what was counted, and not of a day or a year."""
    each, counted = match["each"], match["counted"]
    cue = match["cue"]
    if _EACH_AFTER.match(match.groupdict().get("end") or "") or (_TIME.match(each) and not _PERIODS.match(counted)):
        return False
    if _OTHER.search(match.groupdict().get("noun") or "") or _OTHER.search(match.groupdict().get("join") or ""):
        return False
    if _EACH_AFTER.match(each) or re.search(r"\beach of\b", match[0]):
        return _same_thing(each, counted)
    return _AVERAGED.search(cue) is not None


_UNIT = Cued(r"\b(?:per|each|every|a|an) ([a-z-]+)")


def _same_thing(each: str, counted: str) -> bool:
    """ "per farm" must be of the farms that were counted; "each" is of whatever was."""
    unit = _UNIT.search(each)
    if unit is None or unit[1] in (
        "head",
        "capita",
        "person",
        "piece",
        "unit",
        "on",
        "in",
        "for",
        "and",
        "of",
        "at",
        "to",
        "week",
        "one",
    ):
        return True
    stem = unit[1].rstrip("s")
    stem = stem[:-1] if stem.endswith("y") else stem
    return any(word.startswith(stem[:12]) for word in re.findall(r"[a-z-]+", counted))


def _rate(mask: Mask, match: re.Match[str]) -> Relation | None:
    total, number, average = (mask.figure(match[name]) for name in ("total", "number", "average"))
    if not all(map(_is_usable, (total, number, average))) or number.figure.value <= 1:
        return None
    if not _fits(total, average) or not _of_what(match, total):
        return None
    return Relation(
        "", "rate", (member("total", total), member("number", number), member("average", average)), "",
        _claimed(mask, match), 0.85, reasons=("total, number and average are stated together",),
    )  # fmt: skip


def _said_again(mask: Mask, match: re.Match[str]) -> bool:
    """Whether the average repeats the noun or unit of its total: nothing else says here what it is of."""
    total, average = mask.figure(match["total"]).figure, mask.figure(match["average"]).figure
    if total.kind in ("money", "measure"):
        return total.unit == average.unit
    noun = _NOUN.match(match["each"])
    return noun is not None and noun[1].rstrip("s") in (
        word.rstrip("s") for word in (match["noun"] + match["join"]).split()[:3]
    )


_NOUN = Cued(r" (?!(?:per|each|a|an|every|for|apiece|on|in|and|or|to|at|of|by)\b)([a-z-]+)")


def _claimed(mask: Mask, match: re.Match[str]) -> str:
    """The words that claim the average: those before it, or the "a week" after it."""
    return mask.words(*match.span("cue")).strip(" ,(") or mask.words(*match.span("each")).strip(" ,.")


def _of_what(match: re.Match[str], total: Statement) -> bool:
    """What is averaged must be what was added up: not medals of races."""
    noun = _NOUN.match(match["each"])
    if noun is None or total.figure.kind not in ("count", "range"):
        return True
    words = f"{total.figure.unit.lower()} {match.groupdict().get('noun') or ''} {match.groupdict().get('end') or ''}"
    return any(word.rstrip("s") == noun[1].rstrip("s") for word in words.split())


def _is_usable(statement: Statement) -> bool:
    return statement.figure.upper is None and statement.modality != "quoted" and statement.figure.value > 0


def _fits(total: Statement, average: Statement) -> bool:
    """An average is in the unit of its total, or both are numbers of things."""
    one, other = total.figure, average.figure
    if one.kind in ("money", "percent", "duration") or other.kind in ("money", "percent", "duration"):
        return one.unit == other.unit
    if one.kind == "measure" and other.kind == "measure":
        return one.unit == other.unit
    return True
