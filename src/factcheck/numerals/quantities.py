"""Text and the place of a number in, the whole figure out: hedge, money sign, number, range, unit, rate."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.interval import Figure
from factcheck.numerals import hedges
from factcheck.numerals.amounts import TENTH, Amount, Source, times_ten
from factcheck.numerals.hedges import Hedge
from factcheck.numerals.later import later
from factcheck.numerals.measures import Measure, measure_after, money_before, rated
from factcheck.numerals.ranges import BETWEEN, GOING_ON, LISTED, End, Range, range_from, ratio_from, with_unit_ahead
from factcheck.numerals.readings import amount_at, with_minor, with_unit
from factcheck.numerals.tables import words

NOWHERE = (0, 0)


class Quantity(NamedTuple):
    """A figure at its place; every pair of offsets is a half-open span of code points, (0, 0) where there is none.

    ``start``..``end`` is the number with its scale word, sign and % ("41.15 million", "58.3%", "minus 2",
    "1.2-1.4 million"), ``full`` the same with hedge, currency sign and unit ("nearly US$ 40m"). ``unit`` are the
    words of a unit that the tables know (currency, measure, duration, "percentage points"), before or after the
    number; a counted noun is not among them. ``rate`` is a tail such as "per barrel" or "a share". A range is one
    figure; ``lower`` and ``upper`` are the places of its two numbers.

    ``form`` says how it is written: digits, words, fraction, ratio, multiple, ordinal, range, tolerance. ``flags``
    holds what else the words around it say: "age" (years of age), "of" (a part: "half of the", "two of the"),
    "consecutive", "another".
    """

    start: int
    end: int
    figure: Figure
    full_start: int
    full_end: int
    unit_start: int = 0
    unit_end: int = 0
    hedge_start: int = 0
    hedge_end: int = 0
    rate_start: int = 0
    rate_end: int = 0
    lower: tuple[int, int] = NOWHERE
    upper: tuple[int, int] = NOWHERE
    form: str = "digits"
    flags: tuple[str, ...] = ()


def start_words() -> list[str]:
    """The words that begin a number, the longest first."""
    table = words()
    named = {*table.values, *table.multiples, "half", "quarter"} - {"score"}
    return sorted((word for word in named if len(word) > 2 and not plural(word)), key=lambda word: (-len(word), word))


def plural(word: str) -> bool:
    """Whether the word is a scale in the plural, which has no value by itself: "hundreds", "millions"."""
    kind, _ = words().values.get(word, ("", 0))
    return kind in ("hundred", "scale", "dozen") and word.endswith("s")


def start_pattern() -> re.Pattern[str]:
    """Where a number can begin: a digit, a sign of a fraction, a point before a digit, or a word of a number."""
    parts = "|".join(word for word, n in words().parts.items() if word[-1] != "s" and n > 2)
    return re.compile(
        rf"(?<![a-z])(?:(?:{'|'.join(start_words())})(?:fold)?(?![a-z])|an?[ ](?:{parts})(?![a-z]))"
        r"|\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]|(?<![\w.·])[.·](?=\d)"
    )


def quantity_at(source: Source, pos: int, floor: int = 0) -> Quantity | None:
    """The whole figure whose number begins at ``pos``, or None where none does. Nothing before ``floor`` is used."""
    low = source.low
    amount = amount_at(source, pos, low.endswith(BETWEEN, floor, pos))
    if amount is None:
        return None
    first = first_end(source, amount, floor)
    if amount.form == "fraction" and low.endswith("and ", floor, pos):
        first = with_one(source, first, floor)
    both = range_from(source, first, floor)
    if both is not None:
        return assembled(low, first._replace(measure=both.measure), both, floor)
    ratio = ratio_from(source, first.amount)
    if ratio is not None:
        first = End(ratio, first.money, None)
    if first.measure is None:
        ahead = low[first.amount.end : first.amount.end + 4]
        if ahead in GOING_ON or ahead[:2] in LISTED:
            first = with_unit_ahead(source, first, floor)
    return assembled(low, first, None, floor)


ONE_AND = later(r"(?<![a-z])(?:an?|one)[ ]([a-z]{1,20}(?:[ ][a-z]{1,20})?)[ ]and[ ]\Z")


def with_one(source: Source, first: End, floor: int) -> End:
    """ "a year and a half": the one that stands before the part, with its unit."""
    low = source.low
    match = ONE_AND.search(low, max(floor, first.amount.start - 48), first.amount.start)
    measure = measure_after(source.text, low, match.start(1) - 1) if match else None
    if match is None or measure is None or measure.end != match.end(1) or measure.unit.kind not in WHOLE_KINDS:
        return first
    amount = first.amount._replace(start=match.start(), value=first.amount.value + 1, q=TENTH, Q=TENTH)
    return End(amount, None, measure)


WHOLE_KINDS = ("duration", "measure", "money")


def first_end(source: Source, amount: Amount, floor: int) -> End:
    """The number with its minus and the money sign before it, and the unit after it."""
    low = source.low
    begin, negative = minus_before(low, amount.start)
    if begin < floor:
        begin, negative = amount.start, False
    money = money_before(source.text, low, begin)
    if money is not None and money.start < floor:
        money = None
    if money is not None and signed(low, money.start) and money.start > floor:
        money, negative = money._replace(start=money.start - 1), True
    amount, measure = with_unit(source, amount, money)
    if money is not None and money.exponent and not amount.exponent:
        amount = times_ten(amount, amount.end, money.exponent)
    amount = with_minor(source, amount, measure, money)
    return End(amount._replace(value=-amount.value, start=begin) if negative else amount, money, measure)


MINUSES = frozenset("-−–﹣")
MINUS_WORDS = ("minus ", "minus-", "negative ")


def minus_before(low: str, start: int) -> tuple[int, bool]:
    """Where the number begins with the minus before it, and whether there is one."""
    if low.endswith(MINUS_WORDS, 0, start):
        for word in MINUS_WORDS:
            if low.endswith(word, 0, start) and not low[start - len(word) - 1 : start - len(word)].isalpha():
                return start - len(word), True
    return (start - 1, True) if signed(low, start) else (start, False)


def signed(low: str, start: int) -> bool:
    """Whether a minus, and no dash, stands before a number or its money sign: -$5."""
    if low[start - 1 : start] not in MINUSES:
        return False
    outer = low[max(0, start - 2) : start - 1]
    opened = not outer or outer in ' \t\n\0(=<>[~≈∼,;:/$€£"“'
    # A number before a blank makes a dash of it ("60 -20"); what stands in another cell (behind \0) or line does not.
    is_dash = outer not in ("\t", "\n", "\0") and low[max(0, start - 3) : max(0, start - 2)].isdigit()
    return opened and not is_dash


ARTICLES, ARTICLE_ENDS = (" a ", " an "), ("a ", "n ")
FRAME = later(r"(?<![a-z])(?:between|from)[ \n]{1,2}\Z")


def assembled(low: str, first: End, both: Range | None, floor: int) -> Quantity:
    """The parts as one figure with its hedge."""
    lower, upper = (both.lower, both.upper) if both else (first.amount, first.amount)
    start, end = lower.start, upper.end
    unit = unit_of(low, first, end)
    left = min(start, first.money.start) if first.money else start
    right = max(end, unit.end, unit.rate_end) if unit else end
    if unit is not None and low[unit.start] in "%％‰" and 0 <= unit.start - end <= 1:
        end = unit.end
    framed = FRAME.search(low, max(floor, left - 9), left) if both else None
    left = framed.start() if framed else left
    hedge = hedges.before(low, left)
    if hedge is not None and (hedge.start < floor or spanning(low, hedge, unit)):
        hedge = None
    if hedge is None and low[left - 2 : left] in ARTICLE_ENDS and low.endswith(ARTICLES, 0, left):
        hedge = hedges.before_article(low, left, floor)
    hedge = hedge or hedges.after(low, end) or (hedges.after(low, right) if right != end else None)
    if hedge is not None:
        left, right = min(left, hedge.start), max(right, hedge.end)
    return Quantity(
        start,
        end,
        made(lower, both, unit, hedge),
        left,
        right,
        *((unit.start, unit.end) if unit else NOWHERE),
        *((hedge.start, hedge.end) if hedge else NOWHERE),
        *((unit.rate_start, unit.rate_end) if unit else NOWHERE),
        (lower.start, lower.end) if both else NOWHERE,
        (upper.start, upper.end) if both else NOWHERE,
        "range" if both else lower.form,
        flags(low, end, left, unit),
    )


def unit_of(low: str, first: End, end: int) -> Measure | None:
    """The unit of the figure: the money before it or the unit after it; "% of $" is a percentage."""
    money, measure = first.money, first.measure
    if money is None or (measure is not None and measure.unit.kind in ("percent", "money")):
        return measure
    tail = rated(low, money, end)
    return money if tail is None else money._replace(rate=tail.rate, rate_start=tail.rate_start, rate_end=tail.rate_end)


OF = later(r"[ \n]of[ \n](?:the|these|those|them|its|their|our|his|her|all|us|which|whom)(?![a-z])")
CONSECUTIVE = later(r"[ \n-](?:consecutive|straight|successive)(?![a-z])")
ANOTHER = ("another ", "further ", "additional ")


def flags(low: str, end: int, left: int, unit: Measure | None) -> tuple[str, ...]:
    """What else the words around a figure say of it."""
    found: tuple[str, ...] = ("age",) if unit is not None and unit.age else ()
    behind = low[end + 1 : end + 2]
    if behind == "o" and OF.match(low, end):
        found += ("of",)
    elif behind in ("c", "s") and CONSECUTIVE.match(low, end):
        found += ("consecutive",)
    return (*found, "another") if low.endswith(ANOTHER, 0, left) else found


MORE_BEFORE = later(
    r"(?<![a-z])(?:for|of|is|are|was|were|be|been|in|just|well|after|takes?|took|lasted|lasts?|spent|spend|aged?|slightly|to"
    r"|by|at|had|has|have|a little|a bit|now|already|even|little|from|with|than|comes|amounts?|average[sd]?|averaging)"
    r"[ \n]{1,2}\Z|(?:^|[.,;:(\n])[ ]?\Z"
)


def spanning(low: str, hedge: Hedge, unit: Measure | None) -> bool:
    """ "saved over ten years" says during ten years, where "for over ten years" says more than ten."""
    if unit is None or unit.unit.kind != "duration" or low[hedge.start : hedge.end] != "over":
        return False
    return MORE_BEFORE.search(low, max(0, hedge.start - 12), hedge.start) is None


def made(amount: Amount, both: Range | None, unit: Measure | None, hedge: Hedge | None) -> Figure:
    """The figure of the parts."""
    name = "" if unit is None else f"{unit.unit.name} per {unit.rate}" if unit.rate else unit.unit.name
    label = hedge.label if hedge else ""
    if both is not None:
        low, high = sorted((both.lower, both.upper), key=lambda end: end.value)
        return Figure(low.value, name, "range", label or "range", low.q, low.Q, False, high.value, high.q)
    if amount.form == "multiple":
        return Figure(amount.value, "times", "count", label, amount.q, amount.Q, amount.loose)
    share = amount.form in ("fraction", "ratio") and abs(amount.value) < 1
    kind = unit.unit.kind if unit else "percent" if share else "count"
    return Figure(amount.value, name, kind, label, amount.q, amount.Q, amount.loose)
