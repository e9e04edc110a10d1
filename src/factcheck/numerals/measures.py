"""Text and the edge of a number in, the unit that stands before or after it out."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.numerals.tables import Unit, units


class Measure(NamedTuple):
    """The words of a unit, the unit, and where its rate ("per barrel", "a share") begins and ends."""

    start: int
    end: int
    unit: Unit
    rate: str = ""
    rate_start: int = 0
    rate_end: int = 0
    age: bool = False


SIGNS = "$€£¥￥₹₩₽₺₪฿₫₦₱₴₵₮₸৳¢"


TURNED = re.compile(rf"([{SIGNS}])(us|u\.s\.|a|au|c|ca|hk|nz|s|sg|nt|can)\Z")  # "$US113", "$A82"


def money_before(text: str, low: str, start: int) -> Measure | None:
    """The currency that stands directly before ``start``: "$", "US$ ", "RMB ", "HK$", "Rs."."""
    stop = start
    while stop and start - stop < 2 and low[stop - 1] in " \u00a0":
        stop -= 1
    if not stop:
        return None
    last = low[stop - 1]
    if last in SIGNS:
        return sign_before(low, stop)
    turned = TURNED.search(low, max(0, stop - 5), stop)
    if turned is not None and (unit := lookup(turned[2] + turned[1])):
        return Measure(turned.start(), stop, unit)
    if not (last.isalpha() or last == "."):
        return None
    begin = stop
    while begin and stop - begin < 12 and (text[begin - 1].isalpha() or text[begin - 1] == "."):
        begin -= 1
    name = text[begin:stop]
    unit = units().exact.get(name)
    if unit is not None and unit.kind == "money" and unit.dimension == "money" and len(name) > 1:
        return Measure(begin, stop, unit)
    unit = units().folded.get(name.lower())
    if unit is None or unit.dimension != "money" or name.lower() in NEVER_BEFORE:
        return None
    before_name = low[:begin].rstrip(" ").rpartition(" ")[2] if begin else ""
    wider = units().folded.get(f"{before_name} {name.lower()}") if before_name else None
    if wider is not None:
        return Measure(low.rfind(before_name, 0, begin), stop, wider)
    return Measure(begin, stop, unit)


# Words of money that, before a number, are something else.
NEVER_BEFORE = frozenset(
    "pound pounds dollar dollars buck bucks won real sterling dong mu crown crowns mark marks euros yen peso pesos lei".split()
)


def sign_before(low: str, stop: int) -> Measure:
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
        if word and (unit := table.get(f"{word} {sign}") or table.get(word + sign)) and word.isalpha():
            return Measure(stop - 2 - len(word), stop, unit)
    return Measure(stop - 1, stop, lookup(sign) or units().canonical["dollars"])


def lookup(name: str) -> Unit | None:
    return units().exact.get(name) or units().folded.get(name)


GAP = re.compile(r"[ \t\u00a0\u2009\u202f]{0,2}(?:[-‐‑][ ]?)?|[ \t]?\r?\n")
NAMES = re.compile(r"[^\W\d_]+\.?(?:(?:[ \u00a0]|-[ ]?|\.)[^\W\d_]+\.?){0,3}")
SYMBOL = re.compile(r"[^\s\d,;:()\[\]<>\"“”?!|=+~]+(?:[-−^][23])?[23²³]?")
SKIPPED = re.compile(
    r"(?:consecutive|successive|straight|full|more|additional|calendar|working|whole|fiscal|business|long|other|extra"
    r"|further|financial|academic|solid|short|entire|good|remaining)[ -]"
)
RATE = re.compile(
    r"[ \u00a0]?(?:/[ ]?|per[ -]|-per-|an?[ ]|-an?-|each[ ]|every[ ])"
    r"(share|barrel|hour|day|week|month|year|minute|second|person|head|capita|gallon|litre|liter|kilo|kilogram|kg|ton|tonne"
    r"|pound|ounce|dozen|mile|km|kilometre|kilometer|unit|bushel|square[ ](?:foot|metre|meter|kilometre|kilometer|mile)|acre|hectare|household|bottle|pack"
    r"|piece|annum|night|game|student|employee|worker|family|mmbtu|watt|kwh|mwh|gram|cent|million|thousand|100,000|1,000|100)(?![a-z])"
)
AGE = re.compile(r"[- ](?:old|of[ -]age)(?![a-z])|s?[- ]olds?(?![a-z])")


def measure_after(text: str, low: str, end: int) -> Measure | None:
    """The unit that stands directly after ``end``: "%", "million yuan"'s yuan, "km/h", "percentage points"."""
    gap = GAP.match(low, end)
    pos = gap.end() if gap else end
    if pos >= len(low):
        return None
    if low[pos] in "%％‰" or low[pos] in SIGNS or not low[pos].isalpha():
        return symbol_at(text, low, pos, end)
    skipped = SKIPPED.match(low, pos)
    measure = named_at(text, low, pos, pos == end)
    if measure is None and skipped:
        measure = named_at(text, low, skipped.end(), False)
        if measure is not None and measure.unit.kind != "duration":
            return None
    return measure


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
            return rated(low, Measure(pos, pos + length, unit))
        if token[length - 1].isalpha() and length > 1 and token[length - 2].isalpha():
            continue
    return None


def named_at(text: str, low: str, pos: int, attached: bool) -> Measure | None:
    """The longest name of a unit at ``pos``."""
    match = NAMES.match(low, pos)
    if match is None:
        return None
    table = units()
    token = SYMBOL.match(text, pos)
    if token is not None and not match[0].startswith(token[0].lower() + " "):
        measure = compound(text, low, pos, token[0].rstrip(".'’"))
        if measure is not None:
            return measure
    phrase = match[0]
    while phrase:
        unit = table.folded.get(phrase) or table.folded.get(phrase.replace("-", " "))
        if unit is None and "-" not in phrase and " " not in phrase:
            unit = table.exact.get(text[pos : pos + len(phrase)])
            if unit is not None and not allowed(unit, phrase, low, pos, attached):
                unit = None
        if unit is not None:
            return rated(low, Measure(pos, pos + len(phrase), unit))
        cut = max(phrase.rfind(" "), phrase.rfind("-"), phrase.rfind("."), phrase.rfind("\u00a0"))
        phrase = phrase[:cut].rstrip(" -") if cut > 0 else ""
    return None


def allowed(unit: Unit, name: str, low: str, pos: int, attached: bool) -> bool:
    """Whether a symbol of one or two letters is a unit here and not a word of the sentence."""
    if attached:
        return True
    if name in ("a", "t", "l", "m", "g", "s", "h", "v", "w", "k", "b", "j", "c", "p", "x"):
        following = low[pos + len(name) : pos + len(name) + 1]
        return not following.isalnum() and following not in ("'", "’", ".") and name not in ("a", "x")
    return True


def compound(text: str, low: str, pos: int, token: str) -> Measure | None:
    """km/h, mg/dL, W/m2, kWh: a symbol as written, or one over another."""
    unit = units().exact.get(token)
    if unit is not None and (len(token) > 2 or not token.isalpha()):
        return rated(low, Measure(pos, pos + len(token), unit))
    folded = units().folded.get(token.lower()) if not token.isalpha() else None
    if folded is not None:
        return rated(low, Measure(pos, pos + len(token), folded))
    upper, slash, lower = token.partition("/")
    if not slash or not lower:
        return None
    unit = units().exact.get(upper) or units().folded.get(upper.lower())
    if unit is None:
        return None
    whole = Unit(token, unit.kind, f"{unit.dimension}/{lower}", unit.factor) if unit.kind == "measure" else unit
    rate = "" if whole is not unit else lower
    return Measure(pos, pos + len(token), whole, rate, pos + len(upper), pos + len(token))


def rated(low: str, measure: Measure) -> Measure:
    """The measure with what it is counted per, or as an age."""
    if measure.unit.kind == "duration":
        age = AGE.match(low, measure.end)
        if age is not None or low.startswith(("yo", "y/o"), measure.start):
            return measure._replace(age=True)
    match = RATE.match(low, measure.end)
    if match is None or (measure.unit.kind != "money" and match[0].strip().startswith("a")):
        return measure
    return measure._replace(rate=match[1], rate_start=match.start() + (match[0][0] == " "), rate_end=match.end())
