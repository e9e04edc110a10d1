"""A number with its unit and what follows it in, the range or ratio that the two numbers make out."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from factcheck.numerals.amounts import Amount, Source, times_ten
from factcheck.numerals.later import later
from factcheck.numerals.measures import SIGNS, Measure, measure_after, money_before
from factcheck.numerals.readings import CLOSED, amount_at, with_unit

LINK = later(
    r"(?P<dash>[ \u00a0\u2009]?[-–—−‐‑~～][ \u00a0\u2009]?(?:to[ -]|and[ ])?)"
    r"|[ \u00a0\n]{1,2}(?P<word>to|through|and|or|until|till)[ \u00a0\n]{1,2}"
)
# The first two characters of a link: a look at them spares the search, for most numbers go on otherwise.
LINK_OPENINGS = frozenset(" -–—−‐‑~～\u00a0\u2009\n")
LINK_SECONDS = frozenset(" -–—−‐‑~～\u00a0\ntaou0123456789.+$€£¥us")
MONEY = later(rf"(?:[a-z]{{1,3}}[ ]?)?[{SIGNS}][ ]?|(?:us\$|usd|eur|gbp|rmb|cny|rs\.?)[ ]?(?=\d)")


class End(NamedTuple):
    """One end of a range: the number, the money sign before it, the unit after it."""

    amount: Amount
    money: Measure | None
    measure: Measure | None

    @property
    def begin(self) -> int:
        return self.amount.start if self.money is None else min(self.amount.start, self.money.start)

    @property
    def stop(self) -> int:
        return max(self.amount.end, self.measure.end, self.measure.rate_end) if self.measure else self.amount.end


class Range(NamedTuple):
    """Both ends in one scale, and the unit of both."""

    lower: Amount
    upper: Amount
    measure: Measure | None


BETWEEN = ("between ", "between\n")


def range_from(source: Source, first: End, floor: int) -> Range | None:
    """The range that begins with ``first``: "1.2-1.4 million", "$10 to $20", "six or seven"."""
    low = source.low
    for place in (first.stop, first.amount.end) if first.measure else (first.amount.end,):
        if low[place : place + 1] not in LINK_OPENINGS or low[place + 1 : place + 2] not in LINK_SECONDS:
            continue
        link = LINK.match(low, place)
        second = end_at(source, link.end(), first.money) if link else None
        if link is not None and second is not None:
            return joined(low, first, second, link, low.endswith(BETWEEN, floor, first.begin), floor)
    return None


def end_at(source: Source, pos: int, currency: Measure | None = None) -> End | None:
    """The number after the link, with its minus, money sign and unit."""
    low = source.low
    match = MONEY.match(low, pos)
    start, sign = match.end() if match else pos, 1
    if low.startswith("+", start) and match is None:
        start += 1
    elif low.startswith(("-", "−"), start):
        start, sign = start + 1, -1
    elif low.startswith(("minus ", "negative "), start):
        start, sign = low.index(" ", start) + 1, -1
    if not (low[start : start + 1].isalnum() or low.startswith(".", start)):
        return None
    amount = amount_at(source, start)
    if amount is None:
        return None
    money = money_before(source.text, low, start) if match else None
    amount, measure = with_unit(source, amount, money or currency)
    return End(amount if sign > 0 else amount._replace(value=-amount.value), money, measure)


def joined(low: str, first: End, second: End, link: re.Match[str], between: bool, floor: int) -> Range | None:
    """The two numbers as the ends of one range, or None where they are two figures."""
    if not alike(first, second) or "multiple" in (first.amount.form, second.amount.form):
        return None
    if first.amount.form == "fraction" != second.amount.form and first.amount.value < 1:
        return None  # "in the quarter to $5 million"
    lower, upper, word = shared_scale(low, first.amount, second.amount), second.amount, link["word"]
    if (word == "and" or link[0].endswith("and ")) and not between:
        return None
    if word == "or" and not (upper.value - lower.value == step_of(first.amount, lower) and lower.value >= 1):
        return None
    if word in ("to", "until", "till") and changing(low, first, second, lower.value):
        return None
    if link["dash"] in (" - ", "- ") and first.measure is not None and first.money is None and not between:
        return None  # "32 miles - 40 minutes by car"
    if lower.value == upper.value or (lower.value > upper.value and not (lower.value < 0 and upper.value < 0)):
        return None
    return Range(lower, upper, second.measure or first.measure or (second.money if first.money is None else None))


def alike(first: End, second: End) -> bool:
    """Whether the units let the two be ends of one range: the same, or said once, and then with the second."""
    one, other = first.measure, second.measure
    if first.money is not None and second.money is not None and not same_money(first.money, second.money):
        return False
    if one is not None and one.unit.kind == "money" and second.money is not None and one.unit is not second.money.unit:
        return False  # "rose 45 cents to $82"
    if one is not None and other is not None:
        return one.unit.name == other.unit.name and (one.rate == other.rate or not one.rate or not other.rate)
    if one is not None and (first.money is None or second.money is None) and one.unit.kind != "money":
        return False
    return second.money is None or first.money is not None or one is not None or second.amount.exponent > 0


def same_money(one: Measure, other: Measure) -> bool:
    """Whether both name one currency; a bare $ after "A$" does."""
    return one.unit is other.unit or (other.unit.name == "dollars" and one.unit.name.endswith(" dollars"))


def shared_scale(low: str, first: Amount, second: Amount) -> Amount:
    """The lower end in the scale of the upper: "1.2-1.4 million", "five or six hundred", "125 to 130,000".

    "200 to 3 million" stays as it is.
    """
    if first.exponent or not 0 != first.value < 1000:
        return first
    if second.exponent:
        scaled = times_ten(first, first.end, second.exponent)
        return first if scaled.value >= second.value else scaled
    if first.form == second.form == "words" and low.endswith("hundred", second.start, second.end):
        return times_ten(first, first.end, 2) if first.value * 100 < second.value else first
    if first.q == 1 and low.endswith(",000", second.start, second.end):
        scaled = times_ten(first, first.end, 3)
        return scaled if scaled.value < second.value < 2 * scaled.value else first
    return first


def step_of(stated: Amount, scaled: Amount) -> Decimal:
    """What one more is: a million in "one or two million"."""
    return scaled.value / stated.value if stated.value else Decimal(1)


CHANGE = later(
    r"\b(?:r[io]se[sn]?|rising|fell|fall(?:s|en|ing)?|gr[eo]wn?|growing|grows|growth|increas|declin|decreas|drop|climb|jump"
    r"|soar|surg|plung|slid|slip|improv|chang|adjust|went|goes|gone|going|go\b|moved?\b|moving|moves|cut(?:s|ting)?\b|reduc|rais"
    r"|lower(?:s|ed|ing)?\b|up\b|down\b|expand|shr[aiu]nk|narrow|widen|doubl|tripl|quadrupl|revis|accelerat|slow(?:s|ed|ing)\b"
    r"|eas(?:e|es|ed|ing)\b|advanc|boost|upgrad|extend|lift|push|brought|bring|took\b|tak(?:es?|ing)\b|halv|trim|pared?\b|edg(?:e|ed|ing)"
    r"|crept|ticked|inch(?:ed|ing)|leapt|leap(?:s|ed)?|spik|skyrocket|balloon|mushroom|swell|swollen|dwindl|tumbl|sank|sunk|sink"
    r"|rebound|recover|worsen|strengthen|weaken|shift(?:s|ed|ing)?\b|restat|amend|escalat|tighten|relax|bump|nudg|hik(?:e|ed|ing)\b"
    r"|switch|convert|deteriorat|swung|swing)"
)
RANGING = later(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|span(?:s|ned|ning)?|anywhere|estimates?|between)"
    r"[ ](?:[a-z]{1,15}[ ]){0,2}\Z"
)
AFTERWARDS = later(
    r",?[ ](?:an?[ ](?:[a-z]{1,15}[ ])?(?:increase|decrease|rise|fall|drop|decline|gain|jump|reduction|cut)\b"
    r"|up[ ]|down[ ])"
)


def changing(low: str, first: End, second: End, lower: Decimal) -> bool:
    """Whether "from A to B" and "rose A to B" tell a change, which is two figures, and not a range."""
    begin = first.begin
    window = low[max(0, begin - 90) : begin]
    clause = window[max(window.rfind(". "), window.rfind(";", 0, -14)) + 1 :]
    head, opened, _ = clause.rpartition("from ")
    if opened and len(clause) - len(head) < 18:
        if RANGING.search(head) or "age" in clause[len(head) :]:
            return False
        return CHANGE.search(head) is not None or AFTERWARDS.match(low, second.stop) is not None
    # "fell by $125 million to $917 million", where "by 5 to 7 percent" and "by $5 to $7" are ranges
    united = (first.money or first.measure) and (second.money or second.measure)
    if not united or not second.amount.value > 3 * abs(lower):
        return False
    near = clause.split()[-10:]
    if near[-1:] == ["by"]:
        return CHANGE.search(" ".join(near)) is not None
    return bool(near) and CHANGE.match(near[-1]) is not None


# What a change and a list go on with.
GOING_ON, LISTED = frozenset((" to ", " and", " or ")), frozenset((", ", "- ", "-,"))


def with_unit_ahead(source: Source, first: End, floor: int) -> End:
    """The figure with the unit and the scale that are said only later, in a change or a list."""
    if source.low.startswith(" to ", first.amount.end):
        return with_later_unit(source, first, floor)
    return with_listed_unit(source, first)


def with_later_unit(source: Source, first: End, floor: int) -> End:
    """The first figure of a change with the scale and unit that stand after the second: "from 12 to 14 percent"."""
    low = source.low
    if (
        first.measure
        or not low.startswith(" to ", first.stop)
        or "from " not in low[max(floor, first.begin - 14) : first.begin]
    ):
        return first
    second = end_at(source, first.stop + 4)
    if second is None or first.amount.form not in ALIKE or second.amount.form not in ALIKE:
        return first
    amount, measure = second.amount, second.measure
    wider = range_from(source, second, second.amount.start) if not amount.exponent and not measure else None
    if wider is not None:
        amount, measure = wider.lower, wider.measure
    lower = first.amount
    if amount.exponent and not lower.exponent and 0 < lower.value < 1000:
        scaled = times_ten(lower, lower.end, amount.exponent)
        lower = scaled if scaled.value / 10 < amount.value < scaled.value * 10 else lower
    counted = measure is not None and measure.unit.kind == "duration" and low[measure.end - 1] != "s"
    if measure is not None and not counted and first.money is None and second.money is None:
        return End(lower, None, Measure(lower.end, lower.end, measure.unit))
    return first._replace(amount=lower)


# A number before it, though no year: "In 2020, 70 or 53.8%" is no list of three.
LISTED_BEFORE = later(r"(?<!\d)(?!(?:19|20)\d\d,)\d{1,4}, \Z")
SERIES = later(r"-?(?:,[ ](?:and[ ]|or[ ])?|[ ](?:and|or|to)[ ])(?=\d)|[ ]or[ ](?=[a-z])")


def with_listed_unit(source: Source, first: End) -> End:
    """The first figures of a list with the unit that only the last has: "10, 12 or 15 percent", "4- or 5-year"."""
    low, place = source.low, first.amount.end
    if first.money or first.amount.exponent or first.amount.form not in ALIKE or not abs(first.amount.value) <= 1000:
        return first
    begin = first.amount.start
    links = [", "] if LISTED_BEFORE.search(low, max(0, begin - 8), begin) else []
    while len(links) < 4:
        link = SERIES.match(low, place)
        second = end_at(source, link.end()) if link else None
        if link is None or second is None or second.money is not None or second.amount.form not in ALIKE:
            return first
        links.append(link[0])
        if second.measure is not None:
            shared = shares_unit(low, links, first.amount.value / (second.amount.value or 1), second.measure)
            stop = first.amount.end
            return End(first.amount, None, Measure(stop, stop, second.measure.unit)) if shared else first
        place = second.amount.end
    return first


RESPECTIVELY = later(r"[^.;]{0,40}?respectively")


def shares_unit(low: str, links: list[str], ratio: Decimal, measure: Measure) -> bool:
    """Whether a unit after the last number of a list is that of all.

    Not in "stage 1, 32%" and "12 and 5% left", nor in "70, or 53.8%" and "70 or 53.8%", which say the same again.
    """
    kind, last = measure.unit.kind, links[-1]
    if links == [", or "] or (links == [" or "] and ratio > 1):
        return False
    if last.startswith("-"):
        return kind in ("percent", "duration", "measure")
    if "or" in last:
        return kind == "percent" or (kind == "duration" and measure.end - measure.start > 1)
    if kind != "percent":
        return False
    if "and" in last:
        return len(links) > 1 or RESPECTIVELY.match(low, measure.end) is not None
    return Decimal("0.5") <= ratio <= 1


ALIKE = ("digits", "words", "tolerance")


AGAINST = later(r"[ ]?:[ ]?1(?![:.,]?\d)|[ -]to[ -]one(?![a-z\-])")
OUT_OF = later(r"[ \u00a0](?:in(?P<every>[ ]every)?|(?P<out>out[ ]of(?:[ ]every)?)|(?P<over>over))[ ]|-in-")
RATIO_SECONDS = frozenset(":iot1 ")
WHOLE = ("digits", "words")


def ratio_from(source: Source, amount: Amount) -> Amount | None:
    """ "one in five" and "2 out of 3" are shares, "3:1" and "two to one" are the first number; else None."""
    if source.low[amount.end : amount.end + 1] not in (" ", ":", "-", "\u00a0"):
        return None
    if source.low[amount.end + 1 : amount.end + 2] not in RATIO_SECONDS:
        return None
    if amount.form not in WHOLE or amount.exponent:
        return None
    against = AGAINST.match(source.low, amount.end)
    if against is not None:
        return amount._replace(end=against.end(), form="ratio", loose=False)
    if amount.q != 1 or amount.value < 1:
        return None
    link = OUT_OF.match(source.low, amount.end)
    second = amount_at(source, link.end()) if link else None
    if link is None or second is None or second.form not in WHOLE or second.value <= amount.value:
        return None
    return shared(amount, second) if shares(source, amount, second, link) else None


def shares(source: Source, amount: Amount, second: Amount, link: re.Match[str]) -> bool:
    """Whether "M in N" is a share: not "2 in 2019", "5 in 10 days" or "12 over 30 years"."""
    if second.value != second.value.to_integral_value():
        return False
    if link["over"]:
        return CLOSED.match(source.low, second.end) is not None
    if link["every"] or link["out"]:
        return bool(link["every"]) or second.value <= 100 or amount.value <= 20  # not "3,200 out of 4,000"
    measure = measure_after(source.text, source.low, second.end)
    return (
        measure is None
        and amount.value < 100
        and (not 1000 < second.value < 10000 or "," in source.low[second.start : second.end])
    )


def shared(amount: Amount, second: Amount) -> Amount:
    """M of N, read to the nearest twentieth, or to half its step or its step where that is finer."""
    step = Decimal(1) / second.value
    q = min(Decimal("0.05"), step / 2) if second.value <= 20 else step
    return Amount(amount.start, second.end, amount.value / second.value, q, q, False, "ratio")
