"""Text and a position in, the number in digits that begins there out: "1,234.5", "41.15 million", "2½", "4e14"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from factcheck.numerals.amounts import (
    AND,
    SCALE,
    SEPARATOR,
    WORD,
    Amount,
    Source,
    divided,
    is_last,
    place,
    rescaled,
    scale_word,
    shifted,
    written,
)
from factcheck.numerals.later import later
from factcheck.numerals.spelled import half_after, spelled_at
from factcheck.numerals.tables import words

LONGEST = 400  # digits of a number that still says something; a longer one is an identifier

NUMERAL = later(
    r"""
    (?P<continental> \d{1,3} (?: \. \d{3} ){1,12} , \d{1,4} (?!\d) )                    # 1.234,5
  | (?P<dotted>      \d{1,3} (?: \. \d{3} ){2,12} (?! \d | \.\d ) )                     # 1.234.567
  | (?: (?P<grouped> \d{1,3} (?: , \d{2,3} ){0,12} , \d{3} (?!\d)                       # 1,234 and 12,34,567
                   | \d{1,3} (?: [\u00a0\u2007\u2009\u202f'’] \d{3} ){1,12} (?!\d)      # 1 234
                   | [1-9]\d{0,2} (?: ,[ ]000 ){1,3} (?! [\d,] )                        # 80, 000
                   | [1-9]\d{0,2} (?: [ ] \d{3} ){1,12} (?! \d | [ ]\d ) )
      | (?P<plain>   \d+ ) | (?= [.·] \d ) )
    (?: [.·] (?P<fraction> \d+ ) | , (?P<comma> \d{1,2} ) (?! [\d,] ) )?
    """,
    re.VERBOSE,
)
# What makes "3,5" a decimal and not two numbers, where the text as a whole does not say.
MEASURED = later(r"[ \u00a0]?[%€]|[ \u00a0](?:million|billion|trillion|mln|mrd|thousand)(?![a-z])")
SUFFIX = later(r"([A-Za-z]{1,3})(?![A-Za-z])")
# Letters after digits that may be units; the others ("bn", "mn", "tn") are scales for certain.
AMBIGUOUS = frozenset({"m", "b", "t", "T", "k", "K", "M", "B", "L", "mm", "MM", "cr", "Cr", "mil", "Mil"})


PLAIN = re.compile(r"\d+")
# What may go on a numeral, touching it; and, behind a blank, its digits, its power, its fraction or its scale word.
TOUCHING = frozenset("0123456789.,·'’\u00a0\u2007\u2009\u202f/⁄∕^e×x*⋅∙±+-½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒\n\r")
BEHIND = frozenset("0123456789/⁄∕×x*·⋅∙±+-½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒&a ")


@cache
def scale_initials() -> frozenset[str]:
    """The letters that a scale word or a dozen can begin with."""
    return frozenset(word[0] for word, (kind, _) in words().values.items() if kind in ("hundred", "scale", "dozen"))


def stands_alone(low: str, end: int) -> bool:
    """Whether nothing goes on the digits that end at ``end``, as far as two characters tell."""
    after = low[end : end + 1]
    if after == " ":
        behind = low[end + 1 : end + 2]
        if behind not in scale_initials():
            return behind not in BEHIND
        word = WORD.match(low, end + 1)
        return word is not None and word[0] not in words().values and not low.startswith("-\n", word.end())
    return after not in TOUCHING and not after.isalpha()


def digits_at(source: Source, pos: int) -> Amount | None:
    """The number in digits at ``pos`` with its power, fraction, scale and tolerance, or None."""
    low = source.low
    whole = PLAIN.match(low, pos)
    if whole is not None and whole.end() - pos < 20 and stands_alone(low, whole.end()):
        return written(pos, whole.end(), ascii_digits(whole[0]))
    match = NUMERAL.match(low, pos)
    if match is None or match.end() - pos > LONGEST:
        return None
    end, digits = numeral(match, source)
    if stands_alone(low, end):
        return written(pos, end, digits)
    if low.startswith(" ", end) and low[end + 1 : end + 2] not in BEHIND:  # a scale word, as nearly always
        return tolerated(low, scaled(source, pos, end, digits))
    return tolerated(
        low, powered(low, pos, end, digits) or sliced(low, pos, end, digits) or scaled(source, pos, end, digits)
    )


def numeral(match: re.Match[str], source: Source) -> tuple[int, str]:
    """Where the numeral ends, and its digits with a decimal point and nothing else."""
    end = match.end()
    whole, fraction = match["grouped"] or match["plain"] or "0", match["fraction"] or ""
    if match["continental"]:
        whole, _, fraction = match["continental"].partition(",")
    elif match["dotted"]:
        whole = match["dotted"]
    elif match["comma"] and (source.comma or not match["plain"] or MEASURED.match(source.low, end)):
        fraction = match["comma"]
    elif match["comma"]:
        end = match.start("comma") - 1
    elif source.comma and match["grouped"] and match["grouped"].count(",") == 1:
        whole, _, fraction = match["grouped"].partition(",")
    whole = ascii_digits(whole)
    return end, f"{whole}.{ascii_digits(fraction)}" if fraction else whole


def ascii_digits(digits: str) -> str:
    """The digits alone, those of other scripts as our own."""
    if digits.isascii() and digits.isdigit():
        return digits
    return "".join(digit if digit.isascii() else str(int(digit)) for digit in digits if digit.isdecimal())


POWER = later(
    r"[eE](?P<e>[+\-−]?\d{1,3})(?!\w|[.]\d)"
    r"|[ \u00a0\u2009]?[x×·⋅*∙][ \u00a0\u2009]?(?P<base>10|2)"
    r"(?:\^?[ ]?(?P<plain>[-−–+]?\d{1,3})|(?P<super>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?!\w|[.]\d)"
    r"|\^(?P<caret>[+\-]?\d{1,2})(?!\w|[.]\d)"
)
SUPERSCRIPTS = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹−–", "-+0123456789--")


def powered(low: str, start: int, end: int, digits: str) -> Amount | None:
    """4e14, 2.48×10−5, 8x2^10, 1.1^23."""
    match = POWER.match(low, end)
    if match is None:
        return None
    exponent = int((match["e"] or match["caret"] or match["plain"] or match["super"]).translate(SUPERSCRIPTS))
    if abs(exponent) > LONGEST or (match["plain"] and match["plain"].isdigit() and len(digits.partition(".")[0]) > 2):
        return None  # "1920×1080" are two numbers
    if match["base"] == "2" or match["caret"]:
        return raised(start, match.end(), digits, exponent, bool(match["caret"]))
    places = exponent - len(digits.partition(".")[2])
    value = Decimal(shifted(digits, exponent)) if 0 <= exponent <= 30 else Decimal(f"{digits}e{exponent}")
    q = place(places) if -30 <= places <= 30 else Decimal(f"1e{places}")
    return Amount(start, match.end(), value, q, q, False, "digits")


def raised(start: int, end: int, digits: str, exponent: int, caret: bool) -> Amount | None:
    """A power of another base than ten; too great or of nothing, it is no number to read."""
    if not digits.strip("0.") or abs(exponent) > 99 or len(digits) > 12:
        return None
    value = Decimal(digits) ** exponent if caret else Decimal(digits) * Decimal(2) ** exponent
    q = Decimal(1) if value == value.to_integral_value() else Decimal(1).scaleb(value.adjusted() - 1)
    return Amount(start, end, value, q, q, False, "digits")


SLASH = later(r"(\d{1,4})[ ]?[/⁄∕][ ]?(\d{1,4})(?![\d/⁄])(?:(?:th|rd)s?(?![a-z]))?")
MIXED = later(r"[ \-]?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])|(?:[ ]|-|[ ]and[ ]|[ ]&[ ])(\d{1,2})[/⁄](\d{1,3})(?![\d/⁄])")


def sliced(low: str, start: int, end: int, digits: str) -> Amount | None:
    """3/4, 2 1/2, 2½: a fraction in digits."""
    if "." in digits:
        return None
    half = half_after(low, end) if len(digits) < 4 and low.startswith(" and ", end) else None
    if half is not None:
        return rescaled(low, divided(start, half[0], int(digits), half[1], half[2]))
    slash = SLASH.match(low, start)
    if slash is not None and slash.end(1) == end:
        return divided(start, slash.end(), 0, int(slash[1]), int(slash[2])) if proper(slash[1], slash[2]) else None
    mixed = MIXED.match(low, end)
    if mixed is None or len(digits) > 12:
        return None
    if mixed[1]:
        return rescaled(low, divided(start, mixed.end(), int(digits), *words().signs[mixed[1]]))
    if not proper(mixed[2], mixed[3]):
        return None
    return rescaled(low, divided(start, mixed.end(), int(digits), int(mixed[2]), int(mixed[3])))


def proper(numerator: str, denominator: str) -> bool:
    return 0 < int(numerator) < int(denominator)


def vulgar_at(low: str, pos: int) -> Amount:
    """½ and its like."""
    return rescaled(low, divided(pos, pos + 1, 0, *words().signs[low[pos]]))


def scaled(source: Source, start: int, end: int, digits: str) -> Amount:
    """The digits with a scale word, a dozen, or a letter that sticks to them."""
    found = scale_word(source.low, end)
    if found is not None:
        return continued(source.low, written(start, found[0], digits, found[1]))
    word = SCALE.match(source.low, end)
    kind, value = words().values.get(word[1], ("", 0)) if word else ("", 0)
    if word and kind == "dozen" and len(digits) < 6 and "." not in digits:
        return written(start, word.end(), str(int(digits) * value))
    suffix = SUFFIX.match(source.text, end)
    exponent = words().suffixes.get(suffix[1]) if suffix else None
    if suffix is None or exponent is None:
        return written(start, end, digits)
    if suffix[1] in AMBIGUOUS:
        return written(start, end, digits)._replace(suffix=suffix[1])
    return written(start, suffix.end(), digits, exponent)


def with_suffix(amount: Amount) -> Amount:
    """The amount with its letter read as a scale: $40m."""
    digits = f"{abs(amount.value):f}"
    sign = -1 if amount.value < 0 else 1
    return written(amount.start, amount.end + len(amount.suffix), digits, words().suffixes[amount.suffix], sign)


TOLERANCE = later(
    r"[ \u00a0\u2009]?(?:±|\+/[-−–]|\+-)[ \u00a0\u2009]?(\d{1,30}(?:\.\d{1,30})?(?:[eE]-?\d{1,2})?)(?![\d,])"
)


TOLERANCES = frozenset("±+")


def tolerated(low: str, amount: Amount) -> Amount:
    """12.9±0.1: the tolerance is the half-width of what the number may mean, so q is twice it."""
    if low[amount.end : amount.end + 1] not in TOLERANCES and low[amount.end + 1 : amount.end + 2] not in TOLERANCES:
        return amount
    match = TOLERANCE.match(low, amount.end)
    q = Decimal(match[1]) * 2 if match else Decimal(0)
    if match is None or not q:
        return amount
    return amount._replace(end=match.end(), q=q, Q=q, loose=False, form="tolerance")


def continued(low: str, amount: Amount) -> Amount:
    """4 thousand 3 hundred and 21; 6 crore and two hundred; 3 million and a half."""
    if amount.exponent < 2 or is_last(low, amount.end) or amount.value != amount.value.to_integral_value():
        return amount
    tail = tail_after(low, amount.end, 10**amount.exponent)
    if tail is None:
        return amount
    end, more = tail
    q = Decimal(1) if more == more.to_integral_value() else place(amount.exponent - 1)
    return amount._replace(end=end, value=amount.value + more, q=q, Q=q, loose=False)


COMMA = later(r",[ ](?=\d{1,3}[ ](?:hundred|thousand|million|billion|lakh)(?![a-z]))")  # "1 trillion, 850 billion"
SMALL = later(r"\d{1,3}(?![.,/:]?\d)")


def tail_after(low: str, end: int, below: int) -> tuple[int, Decimal] | None:
    """What is counted on after a scale word: "and a half" of it, or a lesser number with a scale of its own."""
    part = half_after(low, end)
    if part is not None:
        return part[0], Decimal(below) * part[1] / part[2]
    gap = SEPARATOR.match(low, end) or COMMA.match(low, end)
    if gap is None:
        return None
    joined = AND.match(low, gap.end())
    pos = joined.end() if joined else gap.end()
    small = SMALL.match(low, pos)
    if small is not None:
        return small_after(low, small, below)
    amount = spelled_at(low, pos)
    if amount is None or amount.form != "words" or not (100 if below > 100 else 1) <= amount.value < below:
        return None
    return amount.end, amount.value


def small_after(low: str, small: re.Match[str], below: int) -> tuple[int, Decimal] | None:
    """ "3 hundred and 21" below a thousand."""
    found = scale_word(low, small.end())
    if found is None or 10 ** found[1] >= below:
        return None
    end, value = found[0], Decimal(int(small[0]) * 10 ** found[1])
    gap = SEPARATOR.match(low, end)
    joined = AND.match(low, gap.end()) if gap else None
    last = SMALL.match(low, joined.end()) if joined else None
    return (last.end(), value + int(last[0])) if last and int(last[0]) < 100 else (end, value)
