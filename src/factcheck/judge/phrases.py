"""Figures and intervals in, the words and numbers that people use for them out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from factcheck.interval import Figure, Interval, scale

__all__ = [
    "capital",
    "distinct",
    "listed",
    "ordinal",
    "plain_digits",
    "show",
    "show_date",
    "show_figure",
    "show_interval",
    "show_like",
    "show_meaning",
]

# No traps and a wide range: whatever was read can be shown.
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP, Emin=-(10**15), Emax=10**15, traps=[])
_ROUGH = Context(prec=6, rounding=ROUND_HALF_UP, Emin=-(10**15), Emax=10**15, traps=[])
_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_BOUNDS = (("less than", "at most"), ("more than", "at least"))
_NOUNS = frozenset({"count", "ordinal", "range"})
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Beyond these a number is written with a power of ten: nobody reads that many digits.
_MOST_DIGITS = 24


def show(value: Decimal, unit: str = "") -> str:
    """A number as people write it: "41.15 million", "82,000", "26.67%", "1,234". Nothing is rounded away.

    ``unit`` is written behind it, % without a blank.
    """
    return _with_unit(_number(value), unit)


def show_figure(figure: Figure) -> str:
    """A figure with its hedge, as finely as it was written: "more than 60 million", "10 to 12", "26.0%".

    Counted nouns are left out, fractions are percentages ("one in five": "20%").
    """
    hedge = "" if figure.hedge in ("", "range") else f"{figure.hedge} "
    if _is_fraction(figure):
        return hedge + show_like(figure.value, figure)
    first, unit = _number(figure.value, figure.q), _unit(figure)
    if figure.upper is None:
        return hedge + _with_unit(first, unit)
    last = _number(figure.upper, figure.q if figure.q_upper is None else figure.q_upper)
    return hedge + _range(first, _with_unit(last, unit))


def show_like(value: Decimal, stated: Figure) -> str:
    """A calculated number with the unit of the stated one that it is compared with, about a digit finer."""
    if _is_fraction(stated):
        return show(_rounded(_EXACT.multiply(value, 100), _EXACT.multiply(stated.q, 100)), "%")
    return show(_rounded(value, stated.q), _unit(stated))


def show_interval(interval: Interval, unit: str = "") -> str:
    """An interval in words: "95,000 to under 96,000", "more than 3.5 million", "at most 12", "exactly 80"."""
    low, high = interval.low, interval.high
    if low is None:
        return "any number" if high is None else f"{_BOUNDS[0][interval.high_closed]} {show(high, unit)}"
    if high is None:
        return f"{_BOUNDS[1][interval.low_closed]} {show(low, unit)}"
    if low == high:
        return f"exactly {show(low, unit)}"
    first, last = _number(low), show(high, unit)
    if interval.low_closed and interval.high_closed:
        return _range(first, last)
    return f"{'' if interval.low_closed else 'over '}{first} to {'' if interval.high_closed else 'under '}{last}"


def show_meaning(figure: Figure, interval: Interval) -> str:
    """The interval that a figure means, in the figure's own terms: "20%: 17.5 to 22.5%"."""
    if _is_fraction(figure):
        return show_interval(scale(interval, Decimal(100)), "%")
    return show_interval(interval, _unit(figure))


def show_date(value: Decimal) -> str:
    """A date that is held as a number, in words: "29 July 2022", "July 2022", "2022"."""
    digits = plain_digits(value)
    if len(digits) == 8:
        return f"{int(digits[6:])} {_MONTHS[int(digits[4:6]) - 1]} {digits[:4]}"
    return f"{_MONTHS[int(digits[4:]) - 1]} {digits[:4]}" if len(digits) == 6 else digits


def ordinal(number: Decimal) -> str:
    """ "1st", "12th", "23rd"; a number that is not whole stays as it is."""
    if number.adjusted() > _MOST_DIGITS:
        return show(number)
    if number != number.to_integral_value():
        return show(_EXACT.quantize(number, Decimal("0.1")))
    last = int(_EXACT.remainder(number, 100))
    return show(number) + ("th" if last in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(last % 10, "th"))


def listed(shown: Sequence[str]) -> str:
    """ "20, 11 and 12"; of more than five the first four and how many others."""
    if len(shown) > 5:
        return f"{', '.join(shown[:4])} and {len(shown) - 4} other figures"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def distinct(figures: Iterable[Figure]) -> list[str]:
    """Each figure as it is shown, once, in their order."""
    return list(dict.fromkeys(map(show_figure, figures)))


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def plain_digits(value: Decimal) -> str:
    """A year or a date as it is written: digits without separators."""
    return f"{_shortest(value):f}" if abs(value.adjusted()) < _MOST_DIGITS else _number(value)


def _with_unit(number: str, unit: str) -> str:
    return f"{number}{unit}" if unit in ("%", "‰") else f"{number} {unit}" if unit else number


def _unit(figure: Figure) -> str:
    return "" if figure.kind in _NOUNS and figure.unit != "%" else figure.unit


def _range(first: str, last: str) -> str:
    """Both ends of a range, with a scale word that they share said once."""
    number, _, word = first.partition(" ")
    return f"{number} to {last}" if word and last.partition(" ")[2].startswith(word) else f"{first} to {last}"


def _number(value: Decimal, q: Decimal = Decimal(0)) -> str:
    """Digits and scale word; with ``q``, as many decimals as a number of that precision is written with."""
    if not value and not q:
        return "0"
    size = value.adjusted()
    if abs(size) > _MOST_DIGITS:
        return f"{_ROUGH.create_decimal(value).normalize(_ROUGH):E}"
    for power, word in _SCALES:
        if power <= size < power + 5:
            scaled = _written(value.scaleb(-power, _EXACT), q.scaleb(-power, _EXACT))
            if len(scaled.partition(".")[2]) <= 4:
                return f"{scaled} {word}"
    return _written(value, q)


def _written(value: Decimal, q: Decimal) -> str:
    places = -q.adjusted() if q else 0
    if 0 < places <= _MOST_DIGITS:
        rounded = _EXACT.quantize(value, Decimal(1).scaleb(-places))
        if rounded == value:
            return f"{rounded:,f}"
    return f"{_shortest(value):,f}"


def _shortest(value: Decimal) -> Decimal:
    """Without zeros at the end of the decimals, and without an exponent."""
    text = f"{_EXACT.create_decimal(value):f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def _is_fraction(figure: Figure) -> bool:
    """ "One in five" and "half" are held as 0.2 and 0.5, without a unit."""
    return figure.kind == "percent" and not figure.unit


def _rounded(value: Decimal, q: Decimal) -> Decimal:
    """A digit finer than the precision q, small numbers to at least two decimals."""
    step = q.adjusted() if q else 0
    finest = min(step - 1, -2) if value.copy_abs() < 1000 else step - 1
    if value.adjusted() - finest > 50 or value.adjusted() < finest:
        return _ROUGH.create_decimal(value).normalize(_ROUGH)
    return _EXACT.quantize(value, Decimal(1).scaleb(finest, _EXACT))
