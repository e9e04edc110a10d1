"""Text and the place of a number in, the whole figure out: hedge, money sign, number, range, unit, rate."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from factcheck.interval import Figure
from factcheck.numerals import hedges, measures
from factcheck.numerals.amounts import Amount, amount_at, plain, scale_word, with_suffix
from factcheck.numerals.hedges import Hedge
from factcheck.numerals.measures import Measure
from factcheck.numerals.tables import words


class Quantity(NamedTuple):
    """A figure with the places of all its parts; the fields mean what those of ``extract.found.Found`` do."""

    start: int
    end: int
    figure: Figure
    full_start: int
    full_end: int
    unit: Measure | None
    hedge: Hedge | None
    lower: tuple[int, int] = (0, 0)
    upper: tuple[int, int] = (0, 0)
    form: str = "digits"
    flags: tuple[str, ...] = ()


def start_words() -> list[str]:
    """The words that begin a number, the longest first."""
    table = words()
    named = {*table.values, *table.multiples, "half", "quarter"} - {"score", "hundreds", "thousands"}
    plural = {word for word in named if word + "s" in named or word.endswith("ions")}
    return sorted((word for word in named - {w + "s" for w in plural} if len(word) > 2), key=lambda w: (-len(w), w))


def start_pattern() -> re.Pattern[str]:
    """Where a number can begin: a digit, a sign of a fraction, a point before a digit, or a word of a number."""
    parts = "|".join(word for word, n in words().parts.items() if word[-1] != "s" and n > 2)
    return re.compile(
        rf"(?<![a-z])(?:(?:{'|'.join(start_words())})(?:fold)?(?![a-z])|an?[ ](?:{parts})(?![a-z]))"
        r"|\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]|(?<![\w.·])[.·](?=\d)"
    )


LINK = re.compile(
    r"(?P<dash>[ \u00a0\u2009]?[-–—−‐‑~～][ \u00a0\u2009]?(?:to[ ]|and[ ])?)|[ \u00a0\t\n]{1,2}(?P<word>to|through|and|or|until|till)[ \u00a0\n]{1,2}"
)
RATIO = re.compile(r"[ \u00a0](?:in(?:[ ]every)?|out[ ]of(?:[ ]every)?|over)[ ]|-in-")
COLON = re.compile(r"[ ]?:[ ]?1(?![\d:.,]\d|\d)|[ -]to[ -]one(?![a-z\-])")
FRAME = re.compile(r"(?<![a-z])(?:between|from)[ \n]{1,2}\Z")
CHANGE = re.compile(
    r"\b(?:rose|rise[sn]?|rising|fell|fall(?:s|en|ing)?|grew|gr[eo]wn?|growing|gr[eo]ws|increas|decreas|declin|drop|climb|jump|soar|surg|plung|slid|slip"
    r"|improv|chang|adjust|went|go(?:es|ing)?|mov|cut|reduc|rais|lower|up|down|expand|shr[aiu]nk|narrow|widen|doubl|tripl|revis|accelerat|slow|eas|advanc|boost|upgrad|extend)"
)


def sign_before(low: str, start: int) -> tuple[int, int]:
    """The minus that stands before ``start``: (where the number now begins, 1 or -1)."""
    for word in ("minus ", "minus-", "negative "):
        if low.endswith(word, 0, start) and not low[start - len(word) - 1 : start - len(word)].isalpha():
            return start - len(word), -1
    previous = low[start - 1 : start]
    if previous and previous in "-−–﹣":
        outer = low[start - 2 : start - 1]
        if not outer or outer in ' \t\n(=<>[~≈∼,;:/$€£"“' and not low[max(0, start - 3) : start - 2].isdigit():
            return start - 1, -1
        return start, 1
    return start, 1


BETWEEN = ("between ", "between\n")


def quantity_at(
    text: str, low: str, pos: int, decimal_comma: bool = False, amount: Amount | None = None, floor: int = 0
) -> Quantity | None:
    """The whole figure whose number begins at ``pos``, or None where none does. Nothing before ``floor`` is used."""
    amount = amount or amount_at(text, low, pos, decimal_comma, low.endswith(BETWEEN, floor, pos))
    if amount is None:
        return None
    begin, sign = sign_before(low, amount.start)
    if begin < floor:
        begin, sign = amount.start, 1
    money = measures.money_before(text, low, begin)
    if money is not None and money.start < floor:
        money = None
    if (
        money is not None
        and money.start
        and sign > 0
        and low[money.start - 1] in "-−"
        and low[max(0, money.start - 2) : money.start - 1].strip() in ("", "(")
    ):
        sign = -1
    amount, measure = with_unit(text, low, amount, money)
    amount, measure = with_minor(text, low, amount, measure, money)
    if sign < 0:
        amount = amount._replace(value=-amount.value, start=begin)
    between = low.endswith(BETWEEN, floor, begin if money is None else min(begin, money.start))
    second = second_of(text, low, amount, measure, money, between, decimal_comma, floor)
    if second is None:
        shared = ratio_of(text, low, amount, measure)
        if shared is not None:
            amount, measure = shared
        return assembled(low, amount, None, measure, money, floor)
    return assembled(low, *second, money, floor)


def with_unit(text: str, low: str, amount: Amount, money: Measure | None) -> tuple[Amount, Measure | None]:
    """The amount with its letter read as a scale where it is one, and the unit after it."""
    if amount.suffix:
        if scale_letter(text, low, amount, money):
            amount = with_suffix(amount)
        else:
            amount = amount._replace(suffix="")
    elif money is not None and not amount.exponent and (spaced := SPACED.match(text, amount.end)):
        amount = with_suffix(amount._replace(suffix=spaced[0][1:], end=amount.end + 1))
    elif not amount.exponent and (spaced := SPACED.match(text, amount.end)) and COUNTED.match(low, spaced.end()):
        amount = with_suffix(amount._replace(suffix=spaced[0][1:], end=amount.end + 1))
    measure = measures.measure_after(text, low, amount.end)
    if money is not None and measure is not None and measure.unit.kind == "money" and OWN.match(low, measure.end):
        measure = None
    if measure is None and not amount.exponent and (letters := MILLIONS.match(text, amount.end)):
        unit = measures.lookup(letters[2])
        if unit is not None and unit.kind == "money":
            amount = with_suffix(amount._replace(suffix=letters[1], end=letters.start(1)))
            return amount, Measure(letters.start(2), letters.end(), unit)
    if (
        measure is not None
        and measure.unit.kind == "money"
        and not amount.exponent
        and amount.form in ("digits", "words")
    ):
        found = scale_word(low, measure.end)
        if found is not None and low[measure.end : measure.end + 1] == " ":
            amount = rescaled_by(amount, *found)
    return amount, measure


# "$5 B", with a space; "30 MUSD", with the letter on the code.
SPACED = re.compile(r"[ ](?:[MBTK]|MM|bn|mn|m)(?![\w.])")
OWN = re.compile(r"[ ]?\d")  # a currency that belongs to the next number
MILLIONS = re.compile(r"[ ]?([kMB])([A-Z]{3})(?![A-Za-z])")


def rescaled_by(amount: Amount, end: int, exponent: int) -> Amount:
    """The amount with a scale word that follows its unit: "75 USD million"."""
    factor = Decimal(10) ** exponent
    return amount._replace(
        end=end,
        value=plain(amount.value * factor),
        q=plain(amount.q * factor),
        Q=plain(amount.Q * factor),
        exponent=exponent,
    )


COUNTED = re.compile(
    r"[ -](?:of (?:its|their|his|our|them|those|these)(?![a-z])|people|users|views|followers|subscribers|jobs|copies|downloads|barrels|shares|tons|tonnes|miles|workers|units|homes|customers|employees|members|deaths|cases|doses|visitors|students|households|bpd|b/d|dollars|euros|pounds|yen|yuan|bucks|sek|usd|eur|inr)(?![a-z])"
)


MINOR = re.compile(r"[ ]?(?:(?:and|,)[ ])?(?=[a-z\d])|[ ](?=[a-z\d])")
LOOSE_END = re.compile(r"[ ]?(?:[.,;:!?)\"”]|\Z|\n|[ ]more(?![a-z]))(?!\d)")


def with_minor(
    text: str, low: str, amount: Amount, measure: Measure | None, money: Measure | None
) -> tuple[Amount, Measure | None]:
    """Whole money with its hundredths: "13 dollars and 45 cents", "$20 and 43c", "15 dollars 50."."""
    main = measure if measure is not None and measure.unit.dimension == "money" else money
    if main is None or amount.exponent or amount.q != 1 or main.rate or (measure is not None and measure is not main):
        return amount, measure
    end = max(amount.end, main.end if measure is not None else 0)
    gap = MINOR.match(low, end)
    if gap is None or gap.end() >= len(low):
        return amount, measure
    minor = amount_at(text, low, gap.end())
    if minor is None or not 1 <= minor.value < 100 or minor.q != 1 or minor.form not in ("digits", "words"):
        return amount, measure
    cents = measures.measure_after(text, low, minor.end)
    stop = minor.end
    if cents is not None and cents.unit.dimension == "cents":
        stop = cents.end
    elif minor.value < 10 or not LOOSE_END.match(low, minor.end) or (measure is None and "." in low[end : gap.end()]):
        return amount, measure
    hundredth = Decimal("0.01")
    value = amount.value + minor.value * hundredth
    whole = amount._replace(value=value, end=stop, q=hundredth, Q=hundredth, loose=False)
    return whole, None if measure is None else measure


def scale_letter(text: str, low: str, amount: Amount, money: Measure | None) -> bool:
    """Whether the letter after the digits is a scale ("$40m", "5k", "10M") and not a unit ("5m", "3 t")."""
    if money is not None:
        return True
    end = amount.end + len(amount.suffix)
    if COUNTED.match(low, end):
        return True
    if low[end : end + 1] in "$€£¥" and low[end : end + 1]:
        return True
    return amount.suffix in ("k", "K", "M", "B", "b", "MM", "mil", "Mil") and not (
        amount.suffix == "b" and "." not in text[amount.start : amount.end]
    )


def second_of(
    text: str,
    low: str,
    first: Amount,
    measure: Measure | None,
    money: Measure | None,
    between: bool,
    decimal_comma: bool,
    floor: int,
) -> tuple[Amount, Amount, Measure | None] | None:
    """The upper end of a range that ``first`` begins, both ends brought to one scale, and their unit."""
    ends = [first.end] if measure is None else [measure.rate_end or measure.end, first.end]
    for end in ends:
        link = LINK.match(low, end)
        if link is None:
            continue
        found = upper_at(text, low, link.end(), decimal_comma)
        if found is None:
            continue
        second, second_money, after = found
        return joined(low, first, second, link, measure, after, money, second_money, between, floor)
    return None


def upper_at(
    text: str, low: str, pos: int, decimal_comma: bool
) -> tuple[Amount, Measure | None, Measure | None] | None:
    """The number after the link, with the money sign before it and the unit after it."""
    match = MONEY.match(low, pos)
    start = match.end() if match else pos
    sign = 1
    if low[start : start + 1] in "-−" and low[start : start + 1]:
        start, sign = start + 1, -1
    elif low.startswith(("minus ", "negative "), start):
        start, sign = low.index(" ", start) + 1, -1
    if start >= len(low) or not (low[start].isalnum() or low[start] in "."):
        return None
    amount = amount_at(text, low, start, decimal_comma)
    if amount is None:
        return None
    money = measures.money_before(text, low, start) if match else None
    amount, measure = with_unit(text, low, amount, money)
    if sign < 0:
        amount = amount._replace(value=-amount.value)
    return amount, money, measure


MONEY = re.compile(rf"(?:[a-z]{{1,3}}[ ]?)?[{measures.SIGNS}][ ]?|(?:us\$|usd|eur|gbp|rmb|cny|rs\.?)[ ]?(?=\d)")


def joined(
    low: str,
    first: Amount,
    second: Amount,
    link: re.Match[str],
    measure: Measure | None,
    after: Measure | None,
    money: Measure | None,
    second_money: Measure | None,
    between: bool,
    floor: int,
) -> tuple[Amount, Amount, Measure | None] | None:
    """The two numbers as the ends of one range, or None where they are two figures."""
    word, dash = link["word"], link["dash"]
    if measure is not None and after is not None and not comparable(measure, after):
        return None
    if (
        measure is not None
        and after is None
        and (second_money is None or money is None)
        and measure.unit.kind != "money"
    ):
        return None if word != "to" else None
    if (money is None) != (second_money is None) and second_money is not None and measure is None:
        return None
    if dash and measure is not None and dash.strip() == "-" and dash != dash.strip() and not between and money is None:
        return None
    lower = shared_scale(first, second)
    if word == "and" and not between:
        return None
    if word == "or" and not (second.value - lower.value == 1 and lower.value >= 1):
        return None
    if first.form in ("multiple",) or second.form == "multiple":
        return None
    if not word and not dash:
        return None
    if lower.value > second.value and not (lower.value < 0 and second.value < 0):
        return None
    if lower.value == second.value:
        return None
    if word in ("to", "until", "till") and changing(low, first, floor):
        return None
    return lower, second, after or measure


def changing(low: str, first: Amount, floor: int) -> bool:
    """Whether "from A to B" tells a change, not a range."""
    window = low[max(floor, first.start - 70) : first.start]
    window = window[max(window.rfind(". "), window.rfind(";")) + 1 :]
    return "from " in window[-12:] and CHANGE.search(window) is not None


def comparable(one: Measure, other: Measure) -> bool:
    return one.unit.name == other.unit.name and (one.rate == other.rate or not one.rate or not other.rate)


def shared_scale(first: Amount, second: Amount) -> Amount:
    """The lower end in the scale of the upper: "1.2-1.4 million", "between 3 and 5 billion"."""
    if first.exponent or not second.exponent or not first.value:
        return first
    factor = Decimal(10) ** second.exponent
    if first.value * factor >= second.value or first.value >= 1000:
        return first
    return first._replace(
        value=plain(first.value * factor),
        q=plain(first.q * factor),
        Q=plain(first.Q * factor),
        exponent=second.exponent,
    )


def ratio_of(text: str, low: str, amount: Amount, measure: Measure | None) -> tuple[Amount, Measure | None] | None:
    """ "one in five", "2 out of 3", "3:1" as one amount."""
    if (
        amount.form not in ("digits", "words")
        or amount.exponent
        or amount.value != int(amount.value)
        or amount.value < 1
    ):
        return None
    colon = COLON.match(low, amount.end)
    if colon is not None:
        return amount._replace(end=colon.end(), form="ratio", loose=False), None
    link = RATIO.match(low, amount.end)
    if link is None:
        return None
    second = amount_at(text, low, link.end())
    if (
        second is None
        or second.value <= amount.value
        or second.value != int(second.value)
        or second.form not in ("digits", "words")
    ):
        return None
    after = measures.measure_after(text, low, second.end)
    if "over" in link[0] and not LOOSE_END.match(low, second.end):
        return None
    in_every = "out" in link[0] or "every" in link[0]
    if not in_every and (after is not None or second.value > 1000 and second.value < 10000 or amount.value > 99):
        return None
    value = amount.value / second.value
    q = min(Decimal("0.05"), Decimal(1) / (2 * second.value)) if second.value <= 20 else Decimal(1) / second.value
    return Amount(amount.start, second.end, value, q, q, False, "ratio"), None


def assembled(
    low: str, amount: Amount, second: Amount | None, measure: Measure | None, money: Measure | None, floor: int
) -> Quantity:
    """The parts as one figure with its hedge."""
    start, end = amount.start, (second or amount).end
    unit = measure
    if money is not None and (measure is None or measure.unit.kind != "percent"):
        tail = (
            measures.rated(low, money._replace(end=end)) if measure is None or measure.unit.kind != "money" else measure
        )
        unit = money._replace(rate=tail.rate, rate_start=tail.rate_start, rate_end=tail.rate_end)
        if measure is not None and measure.unit.kind == "money" and measure.start - end < 4:
            unit = measure._replace(start=measure.start)
    if unit is not None and unit.unit.name == "%" and unit.start >= end and unit.start - end <= 1:
        end = unit.end
    left = min(start, money.start) if money is not None else start
    right = max(end, unit.end if unit is not None else end, unit.rate_end if unit is not None else end)
    framed = FRAME.search(low, max(floor, left - 9), left) if second is not None else None
    left = framed.start() if framed is not None else left
    hedge = hedges.before(low, left)
    if hedge is not None and (hedge.start < floor or spanning(low, hedge, unit)):
        hedge = None
    hedge = hedge or hedges.after(low, end) or (hedges.after(low, right) if right != end else None)
    full_start, full_end = left, right
    if hedge is not None:
        full_start, full_end = min(left, hedge.start), max(right, hedge.end)
    figure = made(amount, second, unit, hedge)
    return Quantity(
        start,
        end,
        figure,
        full_start,
        full_end,
        unit,
        hedge,
        (amount.start, amount.end) if second else (0, 0),
        (second.start, second.end) if second else (0, 0),
        "range" if second else amount.form,
        ("age",) if unit is not None and unit.age else (),
    )


MORE_BEFORE = re.compile(
    r"(?<![a-z])(?:for|of|is|are|was|were|be|been|in|just|well|after|takes?|took|lasted|lasts?|spent|spend|aged?|slightly|to|by|at|had|has|have"
    r"|a little|a bit|now|already|even|little|from|with|than|comes|amounts?|average[sd]?|averaging)[ \n]{1,2}\Z|(?:^|[.,;:(\n])[ ]?\Z"
)


def spanning(low: str, hedge: Hedge, unit: Measure | None) -> bool:
    """ "saved over ten years" says during ten years, where "for over ten years" says more than ten."""
    if unit is None or unit.unit.kind != "duration" or low[hedge.start : hedge.end] != "over":
        return False
    return MORE_BEFORE.search(low, max(0, hedge.start - 12), hedge.start) is None


def made(amount: Amount, second: Amount | None, unit: Measure | None, hedge: Hedge | None) -> Figure:
    """The figure of the parts."""
    name = "" if unit is None else unit.unit.name + (f" per {unit.rate}" if unit.rate else "")
    label = hedge.label if hedge else ""
    if second is not None:
        low_end, high_end = (amount, second) if amount.value <= second.value else (second, amount)
        return Figure(
            low_end.value, name, "range", label or "range", low_end.q, low_end.Q, False, high_end.value, high_end.q
        )
    kind = (
        unit.unit.kind
        if unit is not None
        else "percent"
        if amount.form in ("fraction", "ratio") and abs(amount.value) < 1
        else "count"
    )
    if amount.form == "multiple":
        name, kind = "times", "count"
    return Figure(amount.value, name, kind, label, amount.q, amount.Q, amount.loose)
