"""Text and a position in, the number there with the unit that follows it out; letters after digits are told apart."""

from __future__ import annotations

from decimal import Decimal

from factcheck.numerals.amounts import TENTH, Amount, Source, scale_word, times_ten
from factcheck.numerals.digits import digits_at, vulgar_at, with_suffix
from factcheck.numerals.later import later
from factcheck.numerals.measures import Measure, lookup, measure_after, named_at
from factcheck.numerals.spelled import spelled_at
from factcheck.numerals.tables import units, words

HUNDREDTH, HALF = Decimal("0.01"), Decimal("0.5")
AND_A_HALF = " and a half"


def amount_at(source: Source, pos: int, between: bool = False) -> Amount | None:
    """The number that begins at ``pos``, in digits or words, or None."""
    first = source.low[pos : pos + 1]
    if first.isdecimal() or first in (".", "·"):
        return digits_at(source, pos)
    if first in words().signs:
        return vulgar_at(source.low, pos)
    return spelled_at(source.low, pos, between)


def with_unit(source: Source, amount: Amount, money: Measure | None) -> tuple[Amount, Measure | None]:
    """The amount with its letter read as a scale where it is one, and the unit after it."""
    text, low = source.text, source.low
    amount = lettered(source, amount, money is not None)
    measure = measure_after(text, low, amount.end)
    if measure is None and amount.exponent and low.startswith(". ", amount.end):
        measure = after_point(text, low, amount)
    if amount.exponent:
        return amount, measure
    if measure is not None and low.startswith(AND_A_HALF, measure.end) and amount.q == 1 and not measure.rate:
        end = measure.end + len(AND_A_HALF)  # "two hours and a half"
        return amount._replace(end=end, value=amount.value + HALF, q=TENTH, Q=TENTH, loose=False), measure
    if measure is None:
        part = behind_words(text, low, amount) if amount.form != "digits" else None
        return (amount, part) if part is not None else with_millions(text, amount)
    if measure.unit.kind == "money" and amount.form in ("digits", "words"):
        if money is not None and low[measure.end : measure.end + 2].strip().isdecimal():
            return amount, None  # "RMB 10 USD 20": the currency of the next number
        found = scale_word(low, measure.end) if low.startswith(" ", measure.end) else None
        if found is not None:  # "75 USD million"
            amount = times_ten(amount, *found)
    return amount, measure


AGAIN = later(r"[ ]\((\d[\d,]{0,15})\)")


def behind_words(text: str, low: str, amount: Amount) -> Measure | None:
    """The unit behind what stands between: "half a mile", and the digits of "thirty (30) days"."""
    if amount.form == "fraction":
        return of_one(text, low, amount.end)
    again = AGAIN.match(low, amount.end) if amount.form == "words" else None
    if again is None or Decimal(again[1].replace(",", "")) != amount.value:
        return None
    return measure_after(text, low, again.end())


OF_ONE = later(
    r"[ \u00a0](?:of[ ])?(?:an?|one)[ -](?=[a-z])|[ -](?=points?[ -](?:increase|cut|rise|hike|reduction|move|drop))"
)
PARTED = frozenset(("percent", "duration", "measure"))


def of_one(text: str, low: str, end: int) -> Measure | None:
    """The unit that a fraction is of: "half a percentage point", "a quarter of an hour", "a quarter-point cut"."""
    if low[end + 1 : end + 2] not in ("a", "o", "p"):
        return None
    match = OF_ONE.match(low, end)
    if match is None or ("of" not in match[0] and match.end() > end + 1 and not low.endswith("half", 0, end)):
        return None  # "the quarter a year ago"
    if match.end() == end + 1:
        stop = match.end() + 5 + low.startswith("s", match.end() + 5)
        return Measure(match.end(), stop, units().canonical["percentage points"])
    measure = named_at(text, low, match.end(), False)
    return measure if measure is not None and measure.unit.kind in PARTED else None


SHORTENED = ("mio", "mrd", "mln", "bln", "mil", "bn", "mn", "cr", "trn", "tn")


def after_point(text: str, low: str, amount: Amount) -> Measure | None:
    """The currency behind a shortened scale word with its point: "2.4 Mrd. EUR"; another sentence begins otherwise."""
    if not low.endswith(SHORTENED, amount.start, amount.end):
        return None
    measure = measure_after(text, low, amount.end + 1)
    if measure is None or measure.unit.kind not in ("money", "measure"):
        return None
    name = text[measure.start : measure.end]
    return measure if name.islower() or name.isupper() else None


SPACED_LETTERS = frozenset("mbtk")
SPACED = later(r"[ ](MM|bn|mn|[MBTKm])(?![\w.])")


def lettered(source: Source, amount: Amount, money: bool) -> Amount:
    """The amount with the letter after it as its scale ("$40m", "5k", "$5 B"), or without it ("5m", "3 t")."""
    if amount.suffix:
        return with_suffix(amount) if is_scale(source, amount, money) else amount
    if amount.exponent:
        return amount
    if source.low[amount.end + 1 : amount.end + 2] not in SPACED_LETTERS:
        return amount
    spaced = SPACED.match(source.text, amount.end)
    if spaced is None or not (money or (spaced[1] in "MBTK" and COUNTED.match(source.low, spaced.end()))):
        return amount
    return with_suffix(amount._replace(suffix=spaced[1], end=amount.end + 1))


SCALE_LETTERS = frozenset({"k", "K", "M", "B", "MM", "mil", "Mil"})
COUNTED = later(
    r"[ -](?:vehicles|cars|trucks|passengers|residents|tourists|visits|arrivals|pupils|patients|voters|viewers|readers"
    r"|listeners|adults|children|women|men|families|refugees|migrants|tests|vaccinations|jabs|bottles|tickets|records"
    r"|accounts|transactions|hectares|acres|litres|liters|gallons|words|items|parcels|packages|orders|trees|animals|phones"
    r"|devices|computers|civilians|soldiers|americans|britons|europeans|citizens|taxpayers|pensioners|drivers"
    r"|consumers|clients|investors|buyers|guests|fans|pages|posts|messages|calls|clicks|streams|eggs|pigs|chickens"
    r"|of (?:its|their|his|our|them|those|these)|people|users|views|followers|subscribers|jobs|copies|downloads"
    r"|barrels|shares|tons|tonnes|miles|workers|units|homes|customers|employees|members|deaths|cases|doses|visitors"
    r"|students|households|bpd|b/d|dollars|euros|pounds|yen|yuan|bucks|sek|usd|eur|inr)(?![a-z])"
)
RANGED = later(r"[-–]\d[\d.,]{0,8}([a-z])")


def is_scale(source: Source, amount: Amount, money: bool) -> bool:
    """Whether the letter that touches the digits is a scale and not a unit."""
    low, end = source.low, amount.end + len(amount.suffix)
    if money or amount.suffix in SCALE_LETTERS or COUNTED.match(low, end) or low[end : end + 1] in tuple("$€£¥"):
        return True
    ranged = RANGED.match(low, end)  # "1.2m-1.4m people"
    if ranged is not None and ranged[1] == amount.suffix and COUNTED.match(low, ranged.end()):
        return True
    return amount.suffix == "b" and "." in low[amount.start : amount.end]


MILLIONS = later(r"[ ]?([kMB])([A-Z]{3})(?![A-Za-z])")


def with_millions(text: str, amount: Amount) -> tuple[Amount, Measure | None]:
    """ "30 MUSD": a scale letter on the code of a currency."""
    match = (
        MILLIONS.match(text, amount.end) if text[amount.end : amount.end + 2].strip()[:1] in ("k", "M", "B") else None
    )
    unit = lookup(match[2]) if match else None
    if match is None or unit is None or unit.kind != "money":
        return amount, None
    scaled = with_suffix(amount._replace(suffix=match[1], end=match.start(1)))
    return scaled, Measure(match.start(2), match.end(), unit)


MINOR = later(r"[ ](?:and[ ])?|,[ ]")
CLOSED = later(r"[ ]?(?:[.,;:!?)\"”]|\Z|\n|[ ](?:more|on|per|to|at|for|in|from|a share)(?![a-z]))(?!\d)")


def with_minor(source: Source, amount: Amount, measure: Measure | None, money: Measure | None) -> Amount:
    """Whole money with its hundredths: "13 dollars and 45 cents", "$20 and 43c", "15 dollars 50."."""
    main = measure or money
    if main is None or main.unit.dimension != "money" or main.rate or amount.exponent or amount.q != 1:
        return amount
    gap = MINOR.match(source.low, max(amount.end, main.end))
    minor = amount_at(source, gap.end()) if gap else None
    if minor is None or not 1 <= minor.value < 100 or minor.q != 1 or minor.form not in ("digits", "words"):
        return amount
    cents = measure_after(source.text, source.low, minor.end)
    if cents is not None and cents.unit.dimension == "cents":
        end = cents.end
    elif minor.value >= 10 and CLOSED.match(source.low, minor.end):
        end = minor.end
    else:
        return amount
    value = amount.value + minor.value * HUNDREDTH
    return amount._replace(value=value, end=end, q=HUNDREDTH, Q=HUNDREDTH, loose=False)
