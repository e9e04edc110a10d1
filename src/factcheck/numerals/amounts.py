"""Text and a position in, the number that stands there out: its span, value and written precision."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from factcheck.numerals.tables import words

LONGEST = 400  # digits of a number that still says something; a longer one is an identifier
BLANK = " \t\u00a0\u2007\u2009\u202f"


class Amount(NamedTuple):
    """A number as written. ``exponent`` is the power of ten of the scale word, 0 without one."""

    start: int
    end: int
    value: Decimal
    q: Decimal
    Q: Decimal
    loose: bool
    form: str  # digits | words | fraction | ratio | multiple | tolerance
    exponent: int = 0
    suffix: str = ""  # a letter that may be a scale or a unit ("m")


def shifted(digits: str, exponent: int) -> str:
    """The digits with the decimal point moved right: ("41.15", 6) is "41150000"."""
    whole, _, fraction = digits.partition(".")
    if exponent >= len(fraction):
        return whole + fraction + "0" * (exponent - len(fraction))
    if exponent >= 0:
        return whole + fraction[:exponent] + "." + fraction[exponent:]
    return str(Decimal(f"{digits}e{exponent}"))


def plain(value: Decimal) -> Decimal:
    """The same number without a superfluous fraction or exponent, if it is whole."""
    return Decimal(int(value)) if value == value.to_integral_value() and abs(value) < 10**40 else value


def place(exponent: int) -> Decimal:
    return Decimal("1" + "0" * exponent) if exponent >= 0 else Decimal(f"1e{exponent}")


def written(start: int, end: int, digits: str, exponent: int = 0, sign: int = 1, form: str = "digits") -> Amount:
    """The amount of a decimal numeral with a scale; precision by rules 2 and 4."""
    whole, point, fraction = digits.partition(".")
    value = Decimal(shifted(digits, exponent))
    q = place(exponent - len(fraction))
    zeros = 0 if point else len(whole) - len(whole.rstrip("0"))
    if zeros == len(whole):
        zeros = 0
    round_precision = place(exponent + zeros) if zeros else q
    return Amount(start, end, value if sign > 0 else -value, q, round_precision, zeros > 1, form, exponent)


def divided(
    start: int, end: int, whole: Decimal, numerator: int, denominator: int, exponent: int = 0, sign: int = 1
) -> Amount:
    """A whole number and a part; a part in words is read to the nearest twentieth, a fine one to half its step."""
    value = whole + Decimal(numerator) / Decimal(denominator)
    q = min(Decimal("0.05"), Decimal(1) / Decimal(2 * denominator)) if not whole else Decimal("0.1")
    if exponent:
        value, q = plain(value * 10**exponent), plain(max(q, Decimal("0.1")) * 10**exponent)
    return Amount(start, end, value if sign > 0 else -value, q, q, False, "fraction", exponent)


DIGITS = re.compile(
    r"""
    (?P<continental> \d{1,3} (?: \. \d{3} ){1,12} , \d{1,4} (?!\d) )         # 1.234,5
  | (?P<dotted>      \d{1,3} (?: \. \d{3} ){2,12} (?! \d | \.\d ) )          # 1.234.567
  | (?: (?P<grouped> \d{1,3} (?: , \d{2,3} ){0,12} , \d{3} (?!\d)            # 1,234 and 12,34,567
                   | \d{1,3} (?: [\u00a0\u2007\u2009\u202f'’] \d{3} ){1,12} (?!\d)   # 1 234
                   | [1-9]\d{0,2} (?: ,[ ]000 ){1,3} (?! [\d,] )
                   | [1-9]\d{0,2} (?: [ ] \d{3} ){1,12} (?! \d | [ ]\d ) )
      | (?P<plain>   \d+ ) | (?= [.·] \d ) )
    (?: [.·] (?P<fraction> \d+ ) | , (?P<comma> \d{1,2} ) (?! [\d,] ) )?
    """,
    re.VERBOSE,
)
POWER = re.compile(
    r"[eE](?P<e>[+\-−]?\d{1,3})(?!\w|[.]\d)"
    r"|[ \u00a0\u2009]?(?:[x×·⋅*∙])[ \u00a0\u2009]?(?P<base>10|2)"
    r"(?:\^?[ ]?(?P<plain>[-−–+]?\d{1,3})|(?P<super>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?!\w|[.]\d)"
    r"|\^(?P<caret>[+\-]?\d{1,2})(?!\w|[.]\d)"
)
SUPERSCRIPTS = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹−–", "-+0123456789--")
SLASH = re.compile(r"(\d{1,4})[ ]?[/⁄∕][ ]?(\d{1,4})(?![\d/⁄])")
MIXED = re.compile(r"[ \-]?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])|(?:[ ]|-|[ ]and[ ]|[ ]&[ ])(\d{1,2})[/⁄](\d{1,3})(?![\d/⁄])")
SCALE_WORD = re.compile(r"(?:[ \t\u00a0\u2009\u202f]{0,2}|-|[ \t]?\r?\n)([a-z]+)")
MEASURED = re.compile(r"[ \u00a0]?[%€]|[ \u00a0](?:million|billion|trillion|mln|mrd|thousand)(?![a-z])")
SUFFIX = re.compile(r"([A-Za-z]{1,3})(?![A-Za-z])")
TOLERANCE = re.compile(r"[ \u00a0\u2009]?(?:±|\+/[-−–]|\+-)[ \u00a0\u2009]?(\d+(?:\.\d+)?(?:[eE]-?\d{1,2})?)(?![\d,])")
SEPARATOR = re.compile(r"[ \t\u00a0\u2009\u202f]{1,4}(?:[-‐‑–][ ])?|[-‐‑]|[ \t]?\r?\n(?=[^\s])")
WORD = re.compile(r"[a-z]+")
AND = re.compile(r"and[ \t\u00a0]{1,3}|&[ ]")
SMALL = re.compile(r"\d{1,3}(?![\d.,/:]\d|\d)")


def digits_at(text: str, low: str, pos: int, decimal_comma: bool = False) -> Amount | None:
    """The number in digits at ``pos`` with its power, fraction, scale and tolerance, or None."""
    match = DIGITS.match(low, pos)
    if match is None or match.end() - pos > LONGEST:
        return None
    end = match.end()
    whole, fraction = match["grouped"] or match["plain"] or "0", match["fraction"] or ""
    if match["continental"]:
        whole, _, fraction = match["continental"].replace(".", "").partition(",")
    elif match["dotted"]:
        whole = match["dotted"].replace(".", "")
    elif match["comma"] is not None:
        if decimal_comma or not match["plain"] or MEASURED.match(low, end):
            fraction = match["comma"]
        else:
            end = match.start("comma") - 1
    if decimal_comma and match["grouped"] and match["grouped"].count(",") == 1 and not fraction:
        whole, _, fraction = match["grouped"].partition(",")
    if not whole.isascii() or not whole.isdigit():
        whole = "".join(c for c in whole if c.isdigit())
    whole = ascii_digits(whole)
    digits = f"{whole}.{ascii_digits(fraction)}" if fraction else whole
    amount = powered(low, pos, end, digits)
    if amount is None:
        amount = (None if fraction else sliced(low, pos, end, whole)) or scaled(text, low, pos, end, digits)
    return tolerated(low, amount)


def ascii_digits(digits: str) -> str:
    return digits if digits.isascii() else "".join(str(int(digit)) for digit in digits)


def powered(low: str, start: int, end: int, digits: str) -> Amount | None:
    """4e14, 2.48×10−5, 8x2^10."""
    match = POWER.match(low, end)
    if match is None:
        return None
    exponent = int((match["e"] or match["caret"] or match["plain"] or match["super"]).translate(SUPERSCRIPTS))
    if abs(exponent) > LONGEST:
        return None
    if match["caret"] and not digits.strip("0."):
        return None
    if match["caret"]:
        value = (
            Decimal(digits) ** int(match["caret"])
            if abs(int(match["caret"])) < 100 and len(digits) < 12
            else Decimal(0)
        )
        q = Decimal(1).scaleb(value.adjusted() - 1) if value else Decimal(0)
        return Amount(start, match.end(), value, q, q, False, "digits") if value else None
    if match["base"] == "2":
        if not match["plain"] and not match["super"]:
            return None
        value = Decimal(digits) * 2**exponent if 0 <= exponent < 128 else Decimal(0)
        return Amount(start, match.end(), value, Decimal(1), Decimal(1), False, "digits") if value else None
    fraction = digits.partition(".")[2]
    value = Decimal(f"{digits}e{exponent}")
    q = Decimal(f"1e{exponent - len(fraction)}")
    if 0 <= exponent <= 30:
        value, q = Decimal(shifted(digits, exponent)), place(exponent - len(fraction))
    return Amount(start, match.end(), value, q, q, False, "digits")


def sliced(low: str, start: int, end: int, whole: str) -> Amount | None:
    """3/4, 2 1/2, 2½: a fraction in digits."""
    slash = SLASH.match(low, start)
    if slash is not None and slash.end(1) == end:
        numerator, denominator = int(slash[1]), int(slash[2])
        if 0 < numerator < denominator and denominator > 1:
            return divided(start, slash.end(), Decimal(0), numerator, denominator)
        return None
    mixed = MIXED.match(low, end)
    if mixed is None:
        return None
    numerator, denominator = words().signs[mixed[1]] if mixed[1] else (int(mixed[2]), int(mixed[3]))
    if not 0 < numerator < denominator:
        return None
    return rescaled(low, divided(start, mixed.end(), Decimal(whole), numerator, denominator))


def vulgar_at(low: str, pos: int) -> Amount | None:
    """½ and its like."""
    sign = words().signs.get(low[pos])
    return None if sign is None else rescaled(low, divided(pos, pos + 1, Decimal(0), *sign))


def rescaled(low: str, amount: Amount) -> Amount:
    """A fraction followed by a scale word: 2½ million."""
    found = scale_word(low, amount.end)
    if found is None:
        return amount
    end, exponent = found
    factor = Decimal(10) ** exponent
    value = plain(amount.value * factor)
    q = plain(max(amount.q, Decimal("0.1")) * factor)
    return amount._replace(end=end, value=value, q=q, Q=q, exponent=exponent)


def scale_word(low: str, end: int) -> tuple[int, int] | None:
    """The scale words after ``end``: (where they end, power of ten); "million million" is 12."""
    exponent = 0
    while (match := SCALE_WORD.match(low, end)) is not None:
        kind, value = words().values.get(match[1], ("", 0))
        if kind == "hundred" and not exponent and match[1] == "hundred":
            power = 2
        elif kind == "scale" and not (len(match[1]) < 4 and match.end() - match.start() == len(match[1])):
            power = len(str(value)) - 1
        else:
            break
        end, exponent = match.end(), exponent + power
        if exponent > 24:
            break
    return (end, exponent) if exponent else None


def scaled(text: str, low: str, start: int, end: int, digits: str) -> Amount:
    """The digits with a scale word or a letter that sticks to them; then whatever words go on counting."""
    found = scale_word(low, end)
    if found is not None:
        amount = written(start, found[0], digits, found[1])
        return continued(low, amount)
    dozen = SCALE_WORD.match(low, end)
    if (
        dozen is not None
        and words().values.get(dozen[1], ("", 0))[0] == "dozen"
        and "." not in digits
        and len(digits) < 6
    ):
        return written(start, dozen.end(), str(int(digits) * words().values[dozen[1]][1]))
    match = SUFFIX.match(text, end)
    if match is None:
        return written(start, end, digits)
    exponent = words().suffixes.get(match[1])
    if exponent is None:
        return written(start, end, digits)
    if match[1] in AMBIGUOUS:
        return written(start, end, digits)._replace(suffix=match[1])
    return written(start, match.end(), digits, exponent)


# Letters after digits that are units more often than scales, unless money stands before them.
AMBIGUOUS = frozenset({"m", "b", "t", "T", "k", "K", "M", "B", "L", "mm", "MM", "cr", "Cr", "mil", "Mil"})


def with_suffix(amount: Amount) -> Amount:
    """The amount with its ambiguous letter read as a scale: $40m."""
    exponent = words().suffixes[amount.suffix]
    fraction = -int(amount.q.as_tuple().exponent) if amount.q < 1 else 0
    digits = str(abs(amount.value)) if fraction <= 0 else f"{abs(amount.value):f}"
    sign = -1 if amount.value < 0 else 1
    return written(amount.start, amount.end + len(amount.suffix), digits, exponent, sign)


def tolerated(low: str, amount: Amount) -> Amount:
    """12.9±0.1: the tolerance is the half-width of what the number may mean, so q is twice it."""
    match = TOLERANCE.match(low, amount.end)
    if match is None:
        return amount
    q = Decimal(match[1]) * 2
    if not q:
        return amount
    return amount._replace(end=match.end(), q=q, Q=q, loose=False, form="tolerance")


def continued(low: str, amount: Amount) -> Amount:
    """4 thousand 3 hundred and 21; 6 crore and two hundred; 3 million and a half."""
    if amount.exponent < 2 or amount.value != amount.value.to_integral_value():
        return amount
    tail = tail_after(low, amount.end, 10**amount.exponent)
    if tail is None:
        return amount
    end, more = tail
    total = amount.value + more
    q = Decimal(1) if more == int(more) else Decimal(10) ** (amount.exponent - 1)
    return amount._replace(end=end, value=total, q=q, Q=q, loose=False)


COMMA = re.compile(r",[ ](?=\d{1,3}[ ](?:thousand|million|billion|lakh|hundred)(?![a-z]))")  # "1 trillion, 850 billion"


def tail_after(low: str, end: int, below: int) -> tuple[int, Decimal] | None:
    """What is counted on after a scale word: "and a half" of it, or a lesser number with a scale of its own."""
    part = half_after(low, end)
    if part is not None:
        return part[0], Decimal(below) * part[1] / part[2]
    match = SEPARATOR.match(low, end) or COMMA.match(low, end)
    if match is None:
        return None
    joined = AND.match(low, match.end())
    pos = joined.end() if joined else match.end()
    small = SMALL.match(low, pos)
    if small is not None:
        found = scale_word(low, small.end())
        if found is None or 10 ** found[1] >= below:
            return None
        value = Decimal(int(small[0]) * 10 ** found[1])
        if found[1] >= 2 and (rest := last_small(low, found[0])):
            return rest[0], value + rest[1]
        return found[0], value
    amount = spelled_at(low, pos)
    if amount is None or amount.value >= below or amount.form != "words" or (amount.value < 100 and below > 100):
        return None
    return amount.end, amount.value


def last_small(low: str, end: int) -> tuple[int, Decimal] | None:
    match = SEPARATOR.match(low, end)
    joined = AND.match(low, match.end()) if match else None
    small = SMALL.match(low, joined.end()) if joined else None
    return (small.end(), Decimal(int(small[0]))) if small and int(small[0]) < 100 else None


HALF = re.compile(
    r"[ \t\u00a0]{1,3}(?:and|&)[ \t\u00a0]{1,3}(?:(an?|one|two|three|four|five)[ \-])?"
    r"(half|halves|quarters?|thirds?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?|thirtieths?)(?![a-z])"
)
COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "": 1}


def half_after(low: str, end: int) -> tuple[int, int, int] | None:
    """ "and a half", "and three quarters": (end, numerator, denominator)."""
    match = HALF.match(low, end)
    if match is None or (match[1] is None and match[2] != "half"):
        return None
    numerator, denominator = COUNTS[match[1] or ""], words().parts[match[2]]
    plural = match[2].endswith("s")
    if plural != (numerator > 1) or numerator >= denominator:
        return None
    return match.end(), numerator, denominator


class Spelled(NamedTuple):
    """How far a number in words has been read."""

    end: int
    group: int  # below the next scale word
    total: int
    last: str  # class of the last word
    scale: int  # the last scale word's size
    exponent: int  # of the last scale word, if nothing follows it


def spelled_at(low: str, pos: int, between: bool = False) -> Amount | None:
    """The number in words at ``pos``: "two hundred and six", "half a million", "three fifths"."""
    match = WORD.match(low, pos)
    if match is None:
        return None
    word, table = match[0], words()
    if word in ("a", "an"):
        return article_at(low, pos, match.end())
    if word in ("half", "quarter"):
        return half_at(low, pos, match.end(), word)
    if word in table.multiples:
        value = Decimal(table.multiples[word])
        return Amount(pos, match.end(), value, Decimal(1), Decimal(1), False, "multiple")
    if word.endswith("fold") and word[:-4] in table.values:
        return written(pos, match.end(), str(table.values[word[:-4]][1]))._replace(form="multiple")
    entry = table.values.get(word)
    if entry is None:
        return None
    if entry[0] == "dozen" and word != "dozen":
        return None
    if word.endswith("s") and entry[0] in ("hundred", "scale") or len(word) < 4 and entry[0] in ("scale", "dozen"):
        return None
    state = read_words(low, pos, between)
    return finished(low, pos, state)


def read_words(low: str, pos: int, between: bool) -> Spelled:
    """Take words as long as they go on building one number."""
    table = words()
    state = Spelled(pos, 0, 0, "", 0, 0)
    cursor, joined = pos, False
    while True:
        match = WORD.match(low, cursor)
        entry = table.values.get(match[0]) if match else None
        if match is None or entry is None:
            break
        if state.last and entry[0] == "ten" and COMPOUND.match(low, match.end()):
            break
        step = joined_step(state, entry, joined)
        if step is None:
            break
        if joined and not and_fits(low, match.end(), state, between):
            break
        state = step._replace(end=match.end())
        if state.last == "dozen":
            break
        separator = SEPARATOR.match(low, state.end)
        if separator is None:
            comma = state.last == "scale" and low.startswith(", ", state.end)
            if not comma:
                break
            cursor, joined = state.end + 2, False
            continue
        conjunction = AND.match(low, separator.end())
        if conjunction and state.last == "scale" and half_after(low, state.end):
            break
        joined = conjunction is not None
        cursor = conjunction.end() if conjunction else separator.end()
    return state


def joined_step(state: Spelled, entry: tuple[str, int], joined: bool) -> Spelled | None:
    """The state after one more word, or None where the word begins another number."""
    kind, value = entry
    group, last = state.group, state.last
    if joined and last not in ("hundred", "scale"):
        return None
    if kind == "unit" and (last in ("", "hundred", "scale") or (last == "ten" and value > 0)):
        if value == 0 and last:
            return None
        return state._replace(group=group + value, last="unit", exponent=0)
    if kind in ("teen", "ten") and last in ("", "hundred", "scale"):
        return state._replace(group=group + value, last=kind, exponent=0)
    if kind == "hundred" and last in ("", "unit", "teen", "ten", "scale") and 0 <= group < 100:
        return state._replace(group=(group or 1) * 100, last="hundred", exponent=0)
    if kind == "scale" and not joined:
        return scale_step(state, value)
    if kind == "dozen" and last in ("", "unit", "teen", "hundred"):
        dozens = group - group % 100 + (group % 100 or 1) * value if group % 100 else (group or 1) * value
        return state._replace(group=dozens, last="dozen", exponent=0)
    return None


def scale_step(state: Spelled, value: int) -> Spelled | None:
    exponent = len(str(value)) - 1
    if state.last == "scale" and state.group == 0:
        if state.total >= 10**24:
            return None
        return state._replace(total=state.total * value, scale=state.scale * value, exponent=state.exponent + exponent)
    if state.scale and value >= state.scale:
        return None
    total = state.total + (state.group or 1) * value
    return state._replace(group=0, total=total, last="scale", scale=value, exponent=0 if state.total else exponent)


def and_fits(low: str, end: int, state: Spelled, between: bool) -> bool:
    """Whether "two hundred and six" goes on the number, rather than "two hundred and six hundred" naming another."""
    if between and not SECOND_AND.match(low, end):
        return False
    following = SEPARATOR.match(low, end)
    match = WORD.match(low, following.end()) if following else None
    if match is None:
        return True
    kind, value = words().values.get(match[0], ("", 0))
    if kind in ("unit",):  # "hundred and twenty five": look one word further
        return and_fits(low, match.end(), state, between)
    if kind == "hundred":
        return state.last == "scale"
    if kind == "scale":
        return state.last == "hundred" and not state.scale
    return True


def finished(low: str, pos: int, state: Spelled) -> Amount | None:
    """The amount that the words said, with "point five", "and a half", or as the upper part of a fraction."""
    whole = state.total + state.group
    pointed = point_after(low, state.end) if state.last != "dozen" else None
    if pointed is not None:
        return rescaled_digits(low, pos, pointed[0], f"{whole}.{pointed[1]}")
    half = half_after(low, state.end)
    if half is not None:
        end, numerator, denominator = half
        if state.last == "scale":
            scale = scale_word(low, end)
            size = 10 ** scale[1] if scale and 10 ** scale[1] < state.scale else state.scale
            end = scale[0] if scale else end
            value = Decimal(whole) + Decimal(size) * numerator / denominator
            q = plain(Decimal(state.scale) / 10)
            return Amount(pos, end, plain(value), q, q, False, "words")
        return rescaled(low, divided(pos, end, Decimal(whole), numerator, denominator))
    part = part_after(low, state, whole)
    if part is not None:
        return part._replace(start=pos)
    exponent = state.exponent
    digits = str(whole // 10**exponent) if exponent else str(whole)
    return written(pos, state.end, digits, exponent, form="words")


COMPOUND = re.compile(r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)s?(?![a-z])")  # "thirty-fifths"
POINT = re.compile(r"[ \t\u00a0]{1,3}point[ \t\u00a0]{1,3}(?=[a-z\d])")


def point_after(low: str, end: int) -> tuple[int, str] | None:
    """ "point five", "point zero three": (end, the digits)."""
    match = POINT.match(low, end)
    if match is None:
        return None
    digits, cursor, last = "", match.end(), match.end()
    values = words().values
    while (word := WORD.match(low, cursor)) is not None:
        kind, value = ("unit", 0) if word[0] == "oh" else values.get(word[0], ("", 0))
        if kind == "ten" and not digits:
            digits, last = str(value // 10), word.end()
            cursor = last + 1
            following = WORD.match(low, cursor)
            more = values.get(following[0], ("", 0)) if following else ("", 0)
            if following and more[0] == "unit" and more[1]:
                return following.end(), digits + str(more[1])
            return last, digits + "0"
        if kind not in ("unit", "teen") or (kind == "teen" and digits):
            break
        digits, last = digits + str(value), word.end()
        separator = SEPARATOR.match(low, last)
        if separator is None or kind == "teen":
            break
        cursor = separator.end()
    return (last, digits) if digits else None


def rescaled_digits(low: str, start: int, end: int, digits: str) -> Amount:
    found = scale_word(low, end)
    if found is None:
        return written(start, end, digits, form="words")
    return written(start, found[0], digits, found[1], form="words")


def part_after(low: str, state: Spelled, whole: int) -> Amount | None:
    """The number just read as the upper part of a fraction: "three fifths", "one-fourth"."""
    if state.last in ("dozen",) or not whole:
        return None
    separator = SEPARATOR.match(low, state.end)
    match = WORD.match(low, separator.end()) if separator else None
    denominator, end = denominator_at(low, match) if match else (0, 0)
    if not denominator:
        return None
    plural = low[end - 1] == "s"
    if plural != (whole > 1):
        return None
    if denominator == 4 and match and match[0].startswith("quarter") and whole != 3 and whole != 1:
        return None
    return rescaled(low, divided(0, end, Decimal(0), whole, denominator))


def denominator_at(low: str, match: re.Match[str]) -> tuple[int, int]:
    """ "fifths" is 5, "twenty-firsts" is 21: (denominator, end), or zeros."""
    table = words()
    kind, value = table.values.get(match[0], ("", 0))
    if kind == "ten" and low.startswith("-", match.end()):
        following = WORD.match(low, match.end() + 1)
        unit = following and table.ordinals.get(following[0].removesuffix("s"), 0)
        return (value + unit, following.end()) if following and unit and unit < 10 else (0, 0)
    return (table.parts[match[0]], match.end()) if match[0] in table.parts else (0, 0)


OF = re.compile(r"[ ](?:of[ ])?(?:an?[ ])?")
HALF_GAP = re.compile(r"[ \t\u00a0]{1,3}(?:an?[ \t\u00a0]{1,3})?|-")
SECOND_AND = re.compile(r"[a-z \-]{0,60}? and ")


def half_at(low: str, start: int, end: int, word: str) -> Amount:
    """ "half", "half a million", "half a dozen", "quarter million"."""
    denominator = words().parts[word]
    gap = HALF_GAP.match(low, end)
    match = WORD.match(low, gap.end()) if gap else None
    kind, value = words().values.get(match[0], ("", 0)) if match else ("", 0)
    if match and kind == "scale" and len(match[0]) > 3:
        return divided(start, match.end(), Decimal(0), 1, denominator, len(str(value)) - 1)._replace(form="words")
    if match and kind == "dozen" and denominator == 2:
        return written(start, match.end(), str(value // 2), form="words")
    return divided(start, end, Decimal(0), 1, denominator)


def article_at(low: str, pos: int, end: int) -> Amount | None:
    """ "a hundred and two", "a dozen", "a third", "a quarter of a million"."""
    gap = SEPARATOR.match(low, end)
    match = WORD.match(low, gap.end()) if gap else None
    if match is None:
        return None
    kind, value = words().values.get(match[0], ("", 0))
    if kind in ("hundred", "scale", "dozen") and not match[0].endswith("s") and len(match[0]) > 3:
        amount = spelled_at(low, match.start())
        return amount._replace(start=pos) if amount else None
    denominator, stop = denominator_at(low, match)
    if not denominator or match[0].endswith("s") or low[stop - 1] == "s":
        return None
    amount = divided(pos, stop, Decimal(0), 1, denominator)
    of = OF.match(low, stop)
    scale = WORD.match(low, of.end()) if of else None
    kind, value = words().values.get(scale[0], ("", 0)) if scale else ("", 0)
    if scale and kind == "scale" and len(scale[0]) > 3 and not scale[0].endswith("s"):
        return divided(pos, scale.end(), Decimal(0), 1, denominator, len(str(value)) - 1)._replace(form="words")
    return rescaled(low, amount)


def amount_at(text: str, low: str, pos: int, decimal_comma: bool = False, between: bool = False) -> Amount | None:
    """The number that begins at ``pos``, in digits or words, or None."""
    first = low[pos : pos + 1]
    if first.isdigit() or first in ".·":
        return digits_at(text, low, pos, decimal_comma) if first.isdecimal() or first in ".·" else None
    if first in words().signs:
        return vulgar_at(low, pos)
    return spelled_at(low, pos, between)
