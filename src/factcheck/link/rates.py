"""Masked sentences in, rates out: a total, a number and the average that the text states beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.link.claims import member, wordlist
from factcheck.link.cues import Cued
from factcheck.link.lists import PART_OF
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
_IN_ALL = r"(?P<end>(?: [a-z]+){0,3}? (?:in all|in total|altogether|all told|all together))"
_HOLDING = (
    r"(?:at|for|of|worth|costing|priced at|holding|carrying|seating|with|measuring|weighing|employing|housing|serving)"
)
# "18 buses carrying 40 passengers each, 720 people in all"
_EACH_IN_ALL = Cued(
    rf"{_NUMBER}(?P<counted>{GAP}{{1,60}}?)(?P<cue>,? {_HOLDING} ){_MEAN}"
    rf"(?P<each>(?: [a-z-]+){{0,2}}?{_EACH}(?: [a-z-]+){{0,2}}?)(?P<join>,|;| –| —) {_TOTAL}{_IN_ALL}",
    "in all|in total|altogether|all told|all together",
)
# "18 buses, each carrying 40 passengers, or 720 people in all"
_EACH_HOLDS = Cued(
    rf"{_NUMBER}(?P<counted>{GAP}{{1,60}}?)(?P<cue>,? each (?:one )?{_HOLDING} ){_MEAN}(?P<each>(?: [a-z-]+){{0,3}}?)"
    rf"(?P<join>,|;| –| —)(?: or| for| a total of)? {_TOTAL}{_IN_ALL}",
    " each ",
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


# "They bought 64 chairs. At $45 each, the bill came to $2,880."
_AT_EACH = Cued(
    rf"\A(?P<cue>at|for) {_MEAN}(?P<each>(?: [a-z-]+){{0,2}}?{_EACH}{GAP}{{0,20}}?),?"
    rf"(?P<subject> {GAP}{{1,40}}?)\b(?:came to"
    rf"|comes to|cost|costs|totall?ed|totals?|raised|brought in|brings in|made|makes|earned|paid|spent|amounted to"
    rf"|amounts to|bill (?:was|is)|took in|added up to)(?: a total of| the firm| them| us| him| her)? {_TOTAL}"
    rf"(?P<end>{GAP}{{0,24}})",
    "each|apiece|per | a | an |every",
)
# "12,000 tons came from 400 farms. That is 30 tons per farm."
_THAT_IS = Cued(
    rf"\A(?P<cue>(?:that|this|it|which) (?:is|was|means|makes|made|works out at|worked out at|equals|comes to)"
    rf"(?: an average of| on average)?|on average,? (?:that is|this is|that was)|an average of|the average (?:is|was)) "
    rf"{_MEAN}(?P<each>(?: [a-z-]+){{0,2}}?{_EACH} [a-z-]+|(?: [a-z-]+){{0,2}}? (?:each|apiece))"
    r"(?=[.,;]| on average|\Z)",
    "that|this|it |which|average",
)
# "Tickets cost $31 each. The club sold 420 of them for $13,020."
_COST_EACH = Cued(
    rf"\b(?P<cue>costs?|sell for|sold for|is|was|are|were|priced at|charges?d?|fetche[sd]|at) {_MEAN}"
    rf"(?P<each>(?: [a-z-]+)? ?(?:each|apiece))(?=[.,;]|\Z)",
    "each|apiece",
)
_SOLD = r"(?:sold|bought|ordered|delivered|purchased|shipped)"
_FOR = r"(?:for|raising|bringing in|earning|making|at a cost of|costing|paying|totalling|totaling)"
_SOLD_FOR = Cued(
    rf"\b{_SOLD} {_NUMBER}(?P<counted>{GAP}{{0,40}}?),? {_FOR} {_TOTAL}"
    rf"|{_NUMBER.replace('number', 'number2')}(?P<counted2>{GAP}{{0,40}}?) (?:were|was|have been|had been) {_SOLD},?"
    rf" {_FOR} {_TOTAL.replace('total', 'total2')}",
    "sold|bought|ordered|delivered|purchased|shipped",
)
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
            yield from _rates(mask)
        if place and len(mask.figures) < 3:
            yield from _over_two(sentences[place - 1], mask)


def _rates(mask: Mask) -> Iterator[Relation]:
    taken: set[str] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(mask.text):
            if match["average"] in taken or not _is_average(match):
                continue
            if pattern is _AGAIN and not _said_again(mask, match):
                continue
            relation = _rate(mask, match)
            if relation is not None:
                taken.add(match["average"])
                yield relation


_BILLS = frozenset({"bill", "cost", "order", "they", "it", "this", "that", "total", "price", "all", "lot", "sale"})
_PATTERNS = (
    _THEN_AVERAGE, _AGAIN, _EACH_OF, _NUMBER_FIRST, _TIMES_EACH, _EACH_IN_ALL, _EACH_HOLDS, _AVERAGE_FIRST,
)  # fmt: skip


def _over_two(before: Mask, mask: Mask) -> Iterator[Relation]:
    """The averages of which one member stands in the sentence before, with nothing else that is counted there."""
    if before.passage != mask.passage or mask.start - before.end > 3:
        return
    at_each = _AT_EACH.search(mask.text) if len(mask.figures) == 2 and len(before.figures) == 1 else None
    if at_each is not None and not _APART.search(f"{before.text} {at_each['end']}"):
        average, total = mask.figure(at_each["average"]), mask.figure(at_each["total"])
        subject = " ".join(at_each["subject"].split()[-1:])
        if _same_thing(_each_what(at_each), before.text) and (subject in _BILLS or _is_named(subject, before.text)):
            yield from _over(total, before.figures[0], average, f"{at_each['cue']} …{at_each['each']}")
    that_is = _THAT_IS.search(mask.text) if len(mask.figures) == 1 and len(before.figures) == 2 else None
    if that_is is not None and not _APART.search(before.text):
        yield from _worked_out(before, mask, that_is)
    cost = _COST_EACH.search(before.text) if len(before.figures) == 1 and len(mask.figures) == 2 else None
    sold = _SOLD_FOR.search(mask.text) if cost is not None else None
    if cost is not None and sold is not None and not _APART.search(mask.text):
        number, total = mask.figure(sold["number"] or sold["number2"]), mask.figure(sold["total"] or sold["total2"])
        if _is_named(sold["counted"] or sold["counted2"] or "", before.text):
            yield from _over(total, number, before.figure(cost["average"]), f"{cost['cue']} …{cost['each']}")


def _each_what(match: re.Match[str]) -> str:
    """The words after a price that say of what it is; "each" says so without a noun."""
    if match["each"].split()[-1] in ("each", "apiece"):
        return match["each"]
    return match.string[match.start("each") : match.end("subject")].partition(",")[0]


def _worked_out(before: Mask, mask: Mask, match: re.Match[str]) -> Iterator[Relation]:
    """ "12,000 tons came from 400 farms. That is 30 tons per farm."""
    average = mask.figure(match["average"])
    each = _UNIT.search(match["each"])
    what = _NOUN.match(match["each"]) if average.figure.kind == "count" else None
    for number, total in (before.figures, before.figures[::-1]):
        unit = total.figure.unit.lower()
        if what is not None and _stem(what[1]) not in map(_stem, unit.split()):
            continue
        if each is None and (average.figure.unit != total.figure.unit or number.figure.kind != "count"):
            continue
        if each is None or _is_named(f" {each[1]}", number.figure.unit or "-"):
            yield from _over(total, number, average, f"{match['cue']} …{match['each']}")
            return


def _is_named(counted: str, words: str) -> bool:
    """Whether what is counted is named there, or taken up by "them"."""
    noun = counted.split()[:1] + counted.split()[-1:]
    if not noun or "them" in counted.split():
        return True
    known = {_stem(word) for word in re.findall(r"[a-z-]+", words.lower())}
    return any(_stem(word) in known for word in noun)


def _stem(word: str) -> str:
    word = word.rstrip("s")
    return f"{word[:-2]}y" if word.endswith("ie") else word


def _over(total: Statement, number: Statement, average: Statement, cue: str) -> Iterator[Relation]:
    if not all(map(_is_usable, (total, number, average))) or number.figure.value <= 1 or not _fits(total, average):
        return
    if number.figure.kind not in ("count", "duration") or total.figure.kind not in ("money", "measure", "count"):
        return
    if total.figure.kind != average.figure.kind or number.figure.value != number.figure.value.to_integral_value():
        return
    members = member("total", total), member("number", number), member("average", average)
    yield Relation("", "rate", members, "", cue, 0.7, reasons=("the average is stated in the next sentence",))


def _is_average(match: re.Match[str]) -> bool:
    """Whether the words say "for each" of what was counted, and not of a day or a year."""
    each, counted = match["each"], match["counted"]
    cue = match["cue"]
    if _EACH_AFTER.match(match.groupdict().get("end") or "") or (_TIME.match(each) and not _PERIODS.match(counted)):
        return False
    if _OTHER.search(match.groupdict().get("noun") or "") or _OTHER.search(match.groupdict().get("join") or ""):
        return False
    if " each " in cue:
        return True
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
    if not _fits(total, average) or not _of_what(match, total, average):
        return None
    if PART_OF.search(mask.text, 0, match.start("total")):
        return None  # "12,000 of the 13,000 tickets": the average may be of either
    begin, end = sorted(match.span(name) for name in ("total", "number"))
    if _TO.fullmatch(mask.text, begin[1], end[0]) and _FROM.search(mask.text, 0, begin[0]):
        return None  # "from 18 to 72, with a mean of 45": the ends of a range
    return Relation(
        "", "rate", (member("total", total), member("number", number), member("average", average)), "",
        _claimed(mask, match), 0.85, reasons=("total, number and average are stated together",),
    )  # fmt: skip


_FROM = Cued(r"\b(?:from|between|rang(?:e|es|ed|ing)|vary|var(?:ies|ied|ying)) (?:from |between )?\Z")
_TO = re.compile(r" (?:to|and) ")


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


def _of_what(match: re.Match[str], total: Statement, average: Statement) -> bool:
    """What is averaged must be what was added up: not medals of races."""
    noun = _NOUN.match(match["each"])
    if noun is not None and total.figure.kind == "measure" and average.figure.kind == "count":
        return False  # tons are no boats, though the average may leave its unit out
    if noun is None or total.figure.kind not in ("count", "range"):
        return True
    words = f"{total.figure.unit.lower()} {match.groupdict().get('noun') or ''} {match.groupdict().get('end') or ''}"
    if match.re.groupindex.keys() >= {"end"} and re.match(r" (?:people|persons)\b", match["end"] or ""):
        return noun[1].rstrip("s") in wordlist("persons")
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
