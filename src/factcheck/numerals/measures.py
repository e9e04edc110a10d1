"""Text and the edge of a number in, the unit that stands before or after it out."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from factcheck.numerals.later import later
from factcheck.numerals.tables import Unit, units, words


class Measure(NamedTuple):
    """The words of a unit, the unit, and where its rate ("per barrel", "a share") begins and ends."""

    start: int
    end: int
    unit: Unit
    rate: str = ""
    rate_start: int = 0
    rate_end: int = 0
    age: bool = False
    exponent: int = 0  # of a scale that stands with the unit before the number: "MSEK 450"


SIGNS = "$€£¥￥₹₩₽₺₪฿₫₦₱₴₵₮₸৳¢"


def money_before(text: str, low: str, start: int) -> Measure | None:
    """The currency that stands directly before ``start``: "$", "US$ ", "RMB ", "HK$", "Rs."."""
    stop = start
    while stop and start - stop < 2 and low[stop - 1] in " \u00a0":
        stop -= 1
    if not stop:
        return None
    last = low[stop - 1]
    if last in SIGNS:
        return sign_before(text, low, stop)
    if low[max(0, stop - 2) : stop] not in money_endings():
        return None
    found = text[max(0, stop - 24) : stop].split()
    name = found[-1].lstrip("([\"'“‘—–-/")
    if name[:1] in SIGNS:
        unit = lookup(name[1:].lower() + name[0]) if name else None
        return Measure(stop - len(name), stop, unit) if unit else None
    table = units()
    unit = table.exact.get(name)
    if (
        unit is None
        and (name[:1].isupper() or name in CODE_SCALES)
        and (scaled := scaled_code(text, name, found, stop)) is not None
    ):
        return scaled
    if unit is not None:
        return Measure(stop - len(name), stop, unit) if unit.dimension == "money" and len(name) > 1 else None
    folded = name.lower()
    unit = table.folded.get(folded)
    if unit is None or unit.dimension != "money" or folded in words().nouns:
        return None
    wider = table.folded.get(f"{found[-2].lower()} {folded}") if len(found) > 1 else None
    if wider is not None:
        return Measure(low.rindex(found[-2].lower(), 0, stop - len(name)), stop, wider)
    return Measure(stop - len(name), stop, unit)


CODE_SCALES = {"M": 6, "m": 6, "mn": 6, "mln": 6, "million": 6, "T": 3, "k": 3, "K": 3, "bn": 9, "billion": 9}
CODE_AND_SCALE = later(r"(?P<before>[MTKk])(?P<code>[A-Z]{3})|(?P<first>[A-Z]{3})(?P<after>m|mn|bn|k)")
SCALED = later(r"\d[\d,]{0,12}(?:\.\d{1,3})?[ -]?(?:million|billion|trillion|bn|mn|m|tn)(?![a-z])")
LETTER_MONEY = {
    "R": "rand", "N": "naira", "P": "Philippine pesos", "Sh": "shillings", "USh": "Ugandan shillings",
    "KSh": "Kenyan shillings", "KSH": "Kenyan shillings", "Ksh": "Kenyan shillings", "PS": "pounds",
}  # fmt: skip


def scaled_code(text: str, name: str, found: list[str], stop: int) -> Measure | None:
    """A currency's code with a scale: "MSEK 450", "EURm 12", "EUR mn 45.3"; or one letter, "R2.5 billion"."""
    match = CODE_AND_SCALE.fullmatch(name)
    if match is not None:
        unit = units().exact.get(match["code"] or match["first"])
        if unit is None or unit.dimension != "money":
            return None
        exponent = CODE_SCALES[match["before"] or match["after"]]
        return Measure(stop - len(name), stop, unit, exponent=exponent)
    if name in LETTER_MONEY:
        unit = units().canonical[LETTER_MONEY[name]]
        return Measure(stop - len(name), stop, unit) if SCALED.match(text, stop) else None
    if name in CODE_SCALES and len(found) > 1 and len(found[-2]) == 3:
        unit = units().exact.get(found[-2])
        if unit is not None and unit.dimension == "money" and text.endswith(f"{found[-2]} {name}", 0, stop):
            return Measure(stop - len(name) - 4, stop, unit, exponent=CODE_SCALES[name])
    return None


@cache
def money_endings() -> frozenset[str]:
    """The last two characters of every name of money, in lower case; few words before a number end like one."""
    table = units()
    money = [
        name.lower() for known in (table.exact, table.folded) for name in known if known[name].dimension == "money"
    ]
    money += [f"{name}{scale.lower()}" for name in money if len(name) == 3 for scale in ("m", "bn", "k")]
    money += (
        [f" {scale.lower()}" for scale in CODE_SCALES] + [f" {name.lower()}" for name in LETTER_MONEY] + ["r", "n", "p"]
    )
    endings = {name[-2:] for name in money} | {(name[-1] + name[:-1])[-2:] for name in money}
    return frozenset(ending for ending in endings if ending[-1].isalpha() or ending[-1] == ".")


OPENED = frozenset(("", ".", "!", "?", ":", "\n", "“", '"'))  # what stands before the first word of a sentence


def sign_before(text: str, low: str, stop: int) -> Measure:
    sign = low[stop - 1]
    begin = stop - 1
    while begin > 0 and stop - 1 - begin < 5 and (low[begin - 1].isalpha() or low[begin - 1] in "."):
        begin -= 1
    table = units().folded
    letters = low[begin : stop - 1]
    if letters and (unit := lookup(letters + sign)):
        return Measure(begin, stop, unit)
    if not letters and low[stop - 2 : stop - 1] == " ":
        word = low[max(0, stop - 8) : stop - 2].rpartition(" ")[2]
        if len(word) == 1 and (not text[stop - 3].isupper() or low[max(0, stop - 5) : stop - 3].strip()[-1:] in OPENED):
            word = ""  # "a $20 note", "A $20 note"
        if word and (unit := table.get(f"{word} {sign}") or table.get(word + sign)) and word.isalpha():
            return Measure(stop - 2 - len(word), stop, unit)
    return Measure(stop - 1, stop, lookup(sign) or units().canonical["dollars"])


def lookup(name: str) -> Unit | None:
    return units().exact.get(name) or units().folded.get(name)


GAP = later(r"[ \u00a0\u2009\u202f]{0,2}(?:[-‐‑][ ]?)?|[ ]?\r?\n")
FIRST = re.compile(r"[^\W\d_]{1,30}")
NAMES = later(r"[^\W\d_]{1,30}\.?(?:(?:[ \u00a0]|-[ ]?|\.)[^\W\d_]{1,30}\.?){0,3}")
SYMBOL = later(r"[^\s\d,;:()\[\]<>\"“”?!|=+~]{1,30}(?:[-−^][23])?[23²³]?")


@cache
def adjective() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words().adjectives)})[ -]")


@cache
def adjective_initials() -> frozenset[str]:
    return frozenset(word[0] for word in words().adjectives)


@cache
def rate() -> re.Pattern[str]:
    units_of_rate = "|".join(name.replace(" ", "[ ]") for name in words().rates)
    kinds_of_share = r"(?:(?:fully[ ])?(?:diluted|common|ordinary|basic)[ ])?"
    joint = r"(?:/[ ]?|per[ -]|-per-|an?[ ]|-an?-|each[ ]|every[ ])"
    return re.compile(rf"[ \u00a0]?{joint}{kinds_of_share}({units_of_rate})(?![a-z])")


RATE_OPENINGS = frozenset((" p", " a", " e", " /", "\u00a0p", "\u00a0/"))
AGE = later(r"[- ](?:old|of[ -]age)(?![a-z])|s?[- ]olds?(?![a-z])")


def measure_after(text: str, low: str, end: int) -> Measure | None:
    """The unit that stands directly after ``end``: "%", "million yuan"'s yuan, "km/h", "percentage points"."""
    after, pos = low[end : end + 1], end + 1
    if after != " " or not low[pos : pos + 1].isalpha():
        gap = GAP.match(low, end)
        pos = gap.end() if gap else end
    if pos >= len(low):
        return None
    if not low[pos].isalpha():
        return symbol_at(text, low, pos, end)
    measure = named_at(text, low, pos, pos == end)
    if measure is not None or low[pos] not in adjective_initials():
        return measure
    skipped = adjective().match(low, pos)
    measure = named_at(text, low, skipped.end(), False) if skipped else None
    return measure if measure is not None and measure.unit.kind == "duration" else None


def symbol_at(text: str, low: str, pos: int, end: int) -> Measure | None:
    """%, °C, €, "/hour" and other signs."""
    character = low[pos]
    if character in "%％":
        if low.startswith(("-point", " point"), pos + 1):
            stop = pos + 7 + (low[pos + 7 : pos + 8] == "s")
            return Measure(pos, stop, units().canonical["percentage points"])
        return Measure(pos, pos + 1, units().canonical["%"])
    if character in SIGNS and low[pos + 1 : pos + 2].isdigit() and pos > end:
        return None
    match = SYMBOL.match(text, pos)
    if match is None:
        return None
    token = match[0].rstrip(".'’")
    if character == "°" and low[pos + 1 : pos + 3] in (" c", " f"):
        return Measure(pos, pos + 3, units().canonical["°" + text[pos + 2].upper()])
    for length in range(len(token), 0, -1):
        unit = lookup(token[:length])
        if unit is not None:
            return with_rate(low, Measure(pos, pos + length, unit))
        if token[length - 1].isalpha() and length > 1 and token[length - 2].isalpha():
            continue
    return None


# What ends a word that is no symbol.
WORD_ENDS = frozenset(" ,.;:!?)]\"'”’\n")


def named_at(text: str, low: str, pos: int, attached: bool) -> Measure | None:
    """The longest name of a unit at ``pos``."""
    table = units()
    first = FIRST.match(low, pos)
    if first is None:
        return None
    word, end = first[0], first.end()
    if low[end : end + 1] not in WORD_ENDS:
        token = SYMBOL.match(text, pos)
        measure = compound(text, low, pos, token[0].rstrip(".'’")) if token else None
        if measure is not None:
            return measure
    if word in table.openings and (longer := phrase_at(low, pos, word)) is not None:
        return longer
    unit = table.folded.get(word)
    if unit is None:
        unit = table.exact.get(text[pos:end])
        if unit is None or not allowed(word, low, pos, attached):
            return None
    if unit.kind == "duration" and low.startswith(("-on-", "-over-"), end):  # "by 0.4 million quarter-on-quarter"
        return None
    return with_rate(low, Measure(pos, end, unit))


def phrase_at(low: str, pos: int, word: str) -> Measure | None:
    """The longest name of several words: "square kilometres", "Hong Kong dollars", "percentage points"."""
    match = NAMES.match(low, pos)
    phrase = match[0] if match else word
    while len(phrase) > len(word):
        unit = units().folded.get(phrase) or units().folded.get(phrase.replace("-", " "))
        if unit is not None:
            return with_rate(low, Measure(pos, pos + len(phrase), unit))
        phrase = phrase[: max(map(phrase.rfind, " -.\u00a0"))].rstrip(" -")
    return None


# Letters that are units only where they touch the number or end the word; "a" and "x" only the former.
LETTERS = frozenset("atlmgshvwkbjcpxf")


def allowed(name: str, low: str, pos: int, attached: bool) -> bool:
    """Whether a symbol of one letter is a unit here and not a word of the sentence."""
    if attached or name not in LETTERS:
        return True
    following = low[pos + 1 : pos + 2]
    if (following == "-" and low[pos + 2 : pos + 3].isdigit()) or (name == "f" and low[pos + 2 : pos + 3].isalpha()):
        return False  # "800 F-35s", "one F year"
    return not following.isalnum() and following not in ("'", "’", ".") and name not in ("a", "x")


def compound(text: str, low: str, pos: int, token: str) -> Measure | None:
    """km/h, mg/dL, W/m2, kWh: a symbol as written, or one over another."""
    unit = units().exact.get(token)
    if unit is not None and (len(token) > 2 or not token.isalpha()):
        return with_rate(low, Measure(pos, pos + len(token), unit))
    folded = units().folded.get(token.lower()) if not token.isalpha() else None
    if folded is not None:
        return with_rate(low, Measure(pos, pos + len(token), folded))
    upper, slash, lower = token.partition("/")
    if not slash or not lower:
        return None
    unit = units().exact.get(upper) or units().folded.get(upper.lower())
    if unit is None:
        return None
    whole = Unit(token, unit.kind, f"{unit.dimension}/{lower}", unit.factor) if unit.kind == "measure" else unit
    rate = "" if whole is not unit else lower
    return Measure(pos, pos + len(token), whole, rate, pos + len(upper), pos + len(token))


def with_rate(low: str, measure: Measure) -> Measure:
    return rated(low, measure) or measure


def rated(low: str, measure: Measure, end: int = 0) -> Measure | None:
    """The measure with what it is counted per, or as an age; None where nothing of the kind stands after ``end``."""
    end = end or measure.end
    after = low[end : end + 2]
    if measure.unit.kind == "duration":
        age = after[:1] in ("-", " ", "s", "o") and AGE.match(low, end) is not None
        if age or low.startswith(("yo", "y/o"), measure.start):
            return measure._replace(age=True)
    if after not in RATE_OPENINGS and after[:1] not in ("/", "-"):
        return None
    match = rate().match(low, end)
    if match is None or (measure.unit.kind != "money" and match[0].strip().startswith("a")):
        return None
    return measure._replace(rate=match[1], rate_start=match.start() + (match[0][0] == " "), rate_end=match.end())
