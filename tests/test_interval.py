"""What a figure may mean and when figures agree: worked pairs, laws, and independent models of the specification."""

from __future__ import annotations

import itertools
import json
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.interval import (
    BY_GRAVITY,
    EVERYTHING,
    HEDGES,
    POLICY,
    Agreement,
    Figure,
    Interval,
    Policy,
    Verdict,
    absolute,
    add,
    agree,
    bounds,
    clip,
    comparable,
    compare,
    distance,
    divide,
    growth,
    hard,
    loose,
    meet,
    meet_all,
    multiply,
    point,
    scale,
    soft,
    some_part_gives,
    spread,
    strict,
    subtract,
    truncated,
    whole_part,
    with_precision,
)
from factcheck.numerals import parse

PAIRS = Path(__file__).parents[2] / "shared" / "spec" / "interval_pairs.json"
FEW = settings(max_examples=100, deadline=None)
SEVERE = {Verdict.CONFLICT, Verdict.HEDGE_CONFLICT}
COMPATIBLE = {Verdict.IDENTICAL, Verdict.CONSISTENT, Verdict.HEDGE_DIFF, Verdict.BOUND_DIFF, Verdict.LOOSE_HEDGE}


def d(text: str | int) -> Decimal:
    return Decimal(text)


def span(text: str) -> Interval:
    """ "[1, 2)" as an interval; "(, 2)" has no lower end."""
    low, high = (part.strip() for part in text[1:-1].split(","))
    return Interval(d(low) if low else None, d(high) if high else None, text[0] == "[", text[-1] == "]")


def written(digits: str, power: int = 0, hedge: str = "", kind: str = "count") -> Figure:
    """The figure that these digits and a scale word of ten to this power state."""
    value, scaled = Decimal(digits), Decimal(10) ** power
    decimals = len(digits.partition(".")[2])
    q = Decimal(1).scaleb(-decimals)
    bare = digits.lstrip("-")
    zeros = 0 if decimals else len(bare) - len(bare.rstrip("0"))
    Q = q * 10 ** min(zeros, len(bare) - 1)
    unit = {"percent": "%", "money": "yuan", "measure": "km", "duration": "years"}.get(kind, "")
    return Figure(value * scaled, unit, kind, hedge, q * scaled, Q * scaled, not decimals and bare[-2:] == "00")


# ── strategies ──────────────────────────────────────────────────────────────────────────────────────

KINDS = st.sampled_from(["count", "money", "percent", "duration"])
NUMERALS = st.builds(
    lambda whole, zeros, rest: str(whole) + "0" * zeros + (f".{rest}" if rest else ""),
    st.integers(1, 120),
    st.integers(0, 3),
    st.sampled_from(["", "", "", "0", "5", "7", "25"]),
)
HEDGE = st.sampled_from(["", "", "", *HEDGES[:-1]])


@st.composite
def figures(draw: st.DrawFn, kind: str | None = None) -> Figure:
    kind = kind or draw(KINDS)
    figure = written(draw(NUMERALS), draw(st.sampled_from([0, 0, 3, 6])), draw(HEDGE), kind)
    if draw(st.integers(0, 9)) == 0:
        width = draw(st.integers(1, 5)) * figure.q
        return replace(figure, hedge="range", upper=figure.value + width, q_upper=figure.q)
    return figure


def near(kind: str, most: int = 5) -> st.SearchStrategy[list[Figure]]:
    """Figures about as large as each other, so that they often meet."""
    digits = st.builds(
        lambda n, rest: f"{n}{rest}",
        st.sampled_from([80, 81, 82, 85, 90, 95, 96, 97, 99, 100, 101, 104, 105, 110, 200, 700]),
        st.sampled_from(["", "", "", ".0", ".5"]),
    )
    one = st.builds(lambda text, hedge: written(text, 0, hedge, kind), digits, HEDGE)
    return st.lists(one, min_size=1, max_size=most)


numbers = st.decimals(-1000, 1000, places=2)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high:
        return point(low)
    ends = (draw(st.sampled_from([low, low, None])), draw(st.sampled_from([high, high, None])))
    return Interval(*ends, draw(st.booleans()), draw(st.booleans()))


def members(interval: Interval) -> list[Decimal]:
    """Some numbers of an interval, its ends among them where they belong to it."""
    low = interval.low if interval.low is not None else (interval.high or Decimal(0)) - 7
    high = interval.high if interval.high is not None else low + 9
    guesses = [low, high, *(low + (high - low) * Decimal(part) / 8 for part in (1, 4, 7))]
    return [guess for guess in guesses if guess in interval]


def holds(interval: Interval, number: Fraction) -> bool:
    """As ``in``, for numbers that no decimal is."""
    low, high = interval.low, interval.high
    return (low is None or Fraction(low) <= number) and (high is None or number <= Fraction(high))


# ── the worked pairs ────────────────────────────────────────────────────────────────────────────────


def pairs() -> list[dict[str, str]]:
    return json.loads(PAIRS.read_text()) if PAIRS.exists() else []


@pytest.mark.skipif(not PAIRS.exists(), reason="the specification's worked pairs are not at hand (../shared)")
@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair['a']} | {pair['b']}")
def test_every_worked_pair_is_reproduced(pair: dict[str, str]) -> None:
    a, b = parse(pair["a"]), parse(pair["b"])
    assert compare(a, b) == pair["verdict"]
    assert compare(b, a) == pair["verdict"]
    assert agree([a, b]).verdict == pair["verdict"]


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("5 apples", "6 oranges", Verdict.NOT_CHECKED),
        ("26%", "26", Verdict.NOT_CHECKED),
        ("26%", "26 percentage points", Verdict.NOT_CHECKED),
        ("41.15 million yuan", "41.51 million yuan", Verdict.CONFLICT),
        ("41.15 million yuan", "41.2 million", Verdict.CONSISTENT),
        ("26%", "exactly 26%", Verdict.IDENTICAL),
        ("about 3.5 million", "about 3500000", Verdict.IDENTICAL),
        ("at least 80", "more than 80", Verdict.HEDGE_DIFF),
        ("more than 80", "at least 82", Verdict.BOUND_DIFF),
        ("more than 80", "at most 90", Verdict.CONSISTENT),
        ("more than 80", "less than 81", Verdict.CONFLICT),
        ("more than 80 yuan", "less than 81 yuan", Verdict.CONSISTENT),
        ("at most 80", "less than 80", Verdict.HEDGE_DIFF),
        ("exactly 80", "more than 80", Verdict.HEDGE_CONFLICT),
        ("exactly 80", "exactly 81", Verdict.CONFLICT),
        ("nearly 96000", "about 96000", Verdict.HEDGE_DIFF),
        ("10 to 12", "12 to 14", Verdict.CONSISTENT),
        ("10 to 12", "13 to 14", Verdict.CONFLICT),
        ("10 to 12", "10 to 12", Verdict.IDENTICAL),
        ("10 to 12", "exactly 10", Verdict.CONSISTENT),
        ("20 years", "19 years", Verdict.CONFLICT),
        ("more than 20 years", "20 years", Verdict.HEDGE_DIFF),
        ("20 km", "19 km", Verdict.CONSISTENT),
        ("about 200 million", "220 million", Verdict.CONFLICT),
        ("more than 200 million", "200 million", Verdict.HEDGE_DIFF),
        ("nearly 300", "302", Verdict.CONFLICT),
        ("0", "0", Verdict.IDENTICAL),
        ("0", "1", Verdict.CONFLICT),
        ("-5%", "5%", Verdict.CONFLICT),
        ("-26%", "-26.7%", Verdict.AGREE_IF_TRUNCATED),
    ],
)
def test_pairs_that_the_worked_ones_leave_out(a: str, b: str, verdict: Verdict) -> None:
    assert compare(parse(a), parse(b)) is verdict
    assert compare(parse(b), parse(a)) is verdict


@pytest.mark.parametrize(
    ("text", "hard_interval", "soft_interval"),
    [
        ("26%", "[25.5, 26.5]", "[25.5, 26.5]"),
        ("exactly 26.67%", "[26.67, 26.67]", "[26.67, 26.67]"),
        ("about 84 million", "[83000000, 85000000]", "[83500000, 84500000]"),
        ("about 100000", "[95000, 105000]", "[95000, 105000]"),
        ("nearly 96000", "[95000, 96000)", "[95500, 96000)"),
        ("nearly 200 million", "[180000000, 200000000)", "[190000000, 200000000)"),
        ("more than 80", "(80, )", "(80, 90]"),
        ("more than 3.5 million", "(3500000, )", "(3500000, 3600000]"),
        ("at least 80", "[80, )", "[80, 90]"),
        ("less than 1000", "(, 1000)", "[750, 1000)"),
        ("at most 80", "(, 80]", "[70, 80]"),
        ("10 to 12", "[9.5, 12.5]", "[9.5, 12.5]"),
        ("about 10 to 12 km", "[9, 13]", "[9.5, 12.5]"),
    ],
)
def test_each_hedge_has_its_hard_and_soft_interval(text: str, hard_interval: str, soft_interval: str) -> None:
    assert hard(parse(text)) == span(hard_interval)
    assert soft(parse(text)) == span(soft_interval)


@pytest.mark.parametrize(
    ("text", "strict_interval", "loose_interval", "truncated_interval"),
    [
        ("3.5 million", "[3450000, 3550000]", "[3450000, 3550000]", "[3500000, 3600000)"),
        ("3500000", "[3499999.5, 3500000.5]", "[3450000, 3550000]", "[3500000, 3500001)"),
        ("200 million", "[199500000, 200500000]", "[190000000, 210000000]", "[200000000, 201000000)"),
        ("100", "[99.5, 100.5]", "[95, 105]", "[100, 101)"),
        ("80", "[79.5, 80.5]", "[79.5, 80.5]", "[80, 81)"),
        ("-26%", "[-26.5, -25.5]", "[-26.5, -25.5]", "(-27, -26]"),
    ],
)
def test_each_reading_of_a_plain_figure(
    text: str, strict_interval: str, loose_interval: str, truncated_interval: str
) -> None:
    figure = parse(text)
    assert strict(figure) == hard(figure) == span(strict_interval)
    assert loose(figure) == span(loose_interval)
    assert truncated(figure) == span(truncated_interval)


def test_a_policy_overrides_the_constants() -> None:
    generous = Policy(round_share=d("0.2"), nearly_share=d("0.2"), bound_share=d("0.5"))
    assert loose(parse("200 million"), generous) == span("[160000000, 240000000]")
    assert hard(parse("nearly 200"), generous) == span("[160, 200)")
    assert soft(parse("more than 200"), generous) == span("(200, 300]")
    assert compare(parse("about 200 million"), parse("186 million")) is Verdict.CONFLICT
    assert compare(parse("about 200 million"), parse("186 million"), generous) is Verdict.CONSISTENT


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({}, True),
        ({"kind": "money"}, False),
        ({"kind": "percent"}, False),
        ({"kind": "measure"}, False),
        ({"unit": "%"}, False),
        ({"kind": "duration"}, True),
        ({"kind": "duration", "hedge": "more than"}, False),
        ({"value": d("82.5")}, False),
        ({"upper": d(90)}, True),
        ({"upper": d("90.5")}, False),
        ({"q": d("0.1")}, False),
        ({"q": d(0)}, True),
        ({"q": d(0), "hedge": "exactly"}, True),
        ({"q": d(0), "hedge": "about"}, False),
        ({"q": d(10)}, True),
        ({"q": d(1), "outright": True}, True),
        ({"q": d(2), "outright": True}, False),
    ],
)
def test_a_count_is_a_whole_number_of_things_given_to_one_of_them(fields: dict[str, Any], counted: bool) -> None:
    assert Figure(**{"value": d(82), **fields}).count is counted


def test_a_bare_number_is_a_count_written_to_one() -> None:
    assert (Figure(d(100)).count, Figure(d(100)).kind) == (True, "count")
    assert strict(Figure(d(100))) == loose(Figure(d(100), Q=d(100))) == span("[99.5, 100.5]")
    assert hard(Figure(d(100), hedge="nearly")) == span("[99, 100)")


def test_a_range_may_end_where_it_begins_and_each_end_has_its_own_precision() -> None:
    assert hard(Figure(d(5), hedge="range", upper=d(5))) == span("[4.5, 5.5]")
    assert hard(Figure(d(5), hedge="range", upper=d(100), q_upper=d(10))) == span("[4.5, 105]")
    assert hard(Figure(d(5), hedge="range", upper=d(100), q_upper=d(0))) == span("[4.5, 100]")


def test_each_end_of_a_range_is_a_figure() -> None:
    assert parse("12 to 15.5 miles").ends == (parse("12 miles"), parse("15.5 miles"))
    assert [(one.value, one.q, one.kind, one.hedge) for one in parse("$12.5 to $15 million").ends] == [
        (d(12500000), d(100000), "measure", ""),
        (d(15000000), d(1000000), "measure", ""),
    ]
    same = Figure(d(4), "", "count", "range", upper=d(6))
    assert same.ends == (Figure(d(4)), Figure(d(6)))
    assert parse("up to 40%").ends == (parse("up to 40%"), parse("up to 40%"))


def exact_ends(f: Figure, reading: str, share: Fraction) -> tuple[Fraction, Fraction]:
    """The ends of a reading as the specification gives them, unbounded ones at the value."""
    v, q, Q = Fraction(f.value), Fraction(f.q), Fraction(f.Q)

    def width(least: Fraction, step: Fraction) -> Fraction:
        return max(least, min(step, abs(v) * share))

    half, about, wide = width(q / 2, Q / 2), width(q, Q / 2), width(q, Q)
    cut = (v - q, v) if v < 0 else (v, v + q)
    return {
        "strict": (v - q / 2, v + q / 2),
        "loose": (v - half, v + half),
        "truncated": cut,
        "hard about": (v - about, v + about),
        "soft about": (v - half, v + half),
        "hard nearly": (v - wide, v),
        "soft nearly": (v - wide / 2, v),
        "soft more than": (v, v + wide),
        "soft less than": (v - wide, v),
    }[reading]


LONG = d("7" * 1300)


@pytest.mark.parametrize(
    "name",
    [
        *("strict", "loose", "truncated", "hard about", "soft about", "hard nearly", "soft nearly"),
        *("soft more than", "soft less than"),
    ],
)
@pytest.mark.parametrize("value", [LONG, -LONG, d(0), d(1)])
@pytest.mark.parametrize(
    ("q", "Q"), [(d("0.1"), d("0.1")), (d(1), LONG), (d("1" * 1299 + "3"), LONG), (d("0.1"), d("3" * 1301))]
)
def test_each_end_is_rounded_outwards_at_the_thousandth_digit(
    name: str, value: Decimal, q: Decimal, Q: Decimal
) -> None:
    share = d("0.99")
    policy = Policy(share, share, share)
    reading, _, hedge = name.partition(" ")
    figure = Figure(value, "", "money", hedge, q, Q, loose=True)
    readings = {"loose": loose, "truncated": truncated, "hard": hard, "soft": soft}
    found = strict(figure) if reading == "strict" else readings[reading](figure, policy)
    low, high = exact_ends(figure, name, Fraction(share))
    slack = max(abs(low), abs(high), 2 * Fraction(Q)) / 10**998
    assert found.low is None or low - slack <= Fraction(found.low) <= low
    assert found.high is None or high <= Fraction(found.high) <= high + slack


def test_products_are_rounded_outwards_at_the_thousandth_digit_and_quotients_at_the_fiftieth() -> None:
    exact = Fraction(LONG) * 3
    for found in (
        scale(point(LONG), d(3)),
        scale(scale(point(LONG), d(-3)), d(-1)),
        multiply(point(LONG), point(d(3))),
        add((point(LONG), point(LONG), point(LONG))),
    ):
        assert found.low is not None
        assert found.high is not None
        assert Fraction(found.low) < exact < Fraction(found.high)
        assert Fraction(found.high) - Fraction(found.low) < exact / 10**998
    third = divide(point(d(1)), point(d(3)))
    assert (third.low, third.high) == (d("0." + "3" * 50), d("0." + "3" * 49 + "4"))
    long = strict(Figure(d("7" * 1001)))
    assert (long.low, long.high) == (d("7" * 1000 + "0"), d("7" * 999 + "80"))


def test_the_whole_numbers_beside_a_long_end_never_go_beyond_it() -> None:
    above, below = whole_part(Interval(LONG, None, low_closed=False)), whole_part(Interval(None, LONG, True, False))
    assert above is not None
    assert above.low is not None
    assert above.low > LONG
    assert below is not None
    assert below.high is not None
    assert below.high < LONG
    assert distance(point(LONG), point(d("0.3"))) >= Fraction(LONG) - Fraction(3, 10)


@pytest.mark.parametrize(
    ("text", "interval"),
    [("0", "[0, 1)"), ("0.5%", "[0.5, 0.6)"), ("-0.5%", "(-0.6, -0.5]"), ("exactly 7", "[7, 7]"), ("1", "[1, 2)")],
)
def test_digits_are_cut_towards_zero(text: str, interval: str) -> None:
    assert truncated(parse(text)) == span(interval)


def test_a_precision_that_is_given_replaces_what_the_digits_tell() -> None:
    plain = with_precision(parse("200"), d(10))
    assert (plain.q, plain.Q, plain.q_upper, plain.loose, plain.outright) == (d(10), d(10), None, False, True)
    ends = with_precision(parse("10 to 12"), d("0.5"))
    assert (ends.q, ends.q_upper) == (d("0.5"), d("0.5"))
    assert hard(with_precision(parse("10 to 12"), None)) == span("[10, 12]")
    assert with_precision(parse("exactly 200"), None).q == 0
    assert with_precision(parse("about 200"), None).q == 1
    assert with_precision(parse("about 200"), d(1)).Q == 100


# ── an independent model of two figures ─────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Words:
    """A figure as written, for a model that knows the rules as tests on numbers, not as intervals."""

    digits: str
    power: int = 0
    hedge: str = ""
    kind: str = "count"
    top: str = ""  # the upper end of a range

    @property
    def figure(self) -> Figure:
        """The same as the package states it."""
        figure = written(self.digits, self.power, self.hedge, self.kind)
        if not self.top:
            return figure
        end = written(self.top, self.power)
        return replace(figure, upper=end.value, q_upper=end.q)

    @property
    def end(self) -> tuple[Fraction, Fraction]:
        """The upper end of a range and its precision; of all else the figure's own."""
        last = Words(self.top or self.digits, self.power)
        return last.v, last.q

    @property
    def v(self) -> Fraction:
        return Fraction(Decimal(self.digits).scaleb(self.power))

    @property
    def q(self) -> Fraction:
        """The place value of the last written digit."""
        return Fraction(Decimal(1).scaleb(self.power - len(self.digits.partition(".")[2])))

    @property
    def big(self) -> Fraction:
        """Q: the place value of the last non-zero digit."""
        if "." in self.digits:
            return self.q
        return self.q * Fraction(max(10**n for n in range(9) if int(self.digits) % 10**n == 0))

    @property
    def plain(self) -> bool:
        return self.hedge == ""

    @property
    def countable(self) -> bool:
        return self.kind == "count" and self.v.denominator == 1 and self.q >= 1

    def reach(self, least: Fraction, step: Fraction, percent: int) -> Fraction:
        return max(least, min(step, self.v * percent / 100))


Test = Callable[[Fraction], bool]


def model_strict(w: Words) -> Test:
    if w.hedge == "exactly":
        return lambda x: x == w.v
    end, q = w.end
    return lambda x: w.v - w.q / 2 <= x <= end + q / 2


def model_loose(w: Words) -> Test:
    if w.hedge == "" and w.digits.endswith("00") and "." not in w.digits:
        return lambda x: abs(x - w.v) <= w.reach(w.q / 2, w.big / 2, 5)
    return model_hard(w)


def model_truncated(w: Words) -> Test:
    return (lambda x: w.v <= x < w.v + w.q) if w.plain else model_hard(w)


def model_hard(w: Words) -> Test:
    tests: dict[str, Test] = {
        "about": lambda x: abs(x - w.v) <= w.reach(w.q, w.big / 2, 5),
        "nearly": lambda x: w.v - w.reach(w.q, w.big, 10) <= x < w.v,
        "more than": lambda x: x > w.v,
        "at least": lambda x: x >= w.v,
        "less than": lambda x: x < w.v,
        "at most": lambda x: x <= w.v,
    }
    return tests.get(w.hedge, model_strict(w))


def model_soft(w: Words) -> Test:
    cap = w.reach(w.q, w.big, 25)
    inside = model_hard(w)
    tests: dict[str, Test] = {
        "about": lambda x: abs(x - w.v) <= w.reach(w.q / 2, w.big / 2, 5),
        "nearly": lambda x: inside(x) and x >= w.v - w.reach(w.q, w.big, 10) / 2,
        "more than": lambda x: inside(x) and x <= w.v + cap,
        "at least": lambda x: inside(x) and x <= w.v + cap,
        "less than": lambda x: inside(x) and x >= w.v - cap,
        "at most": lambda x: inside(x) and x >= w.v - cap,
    }
    return tests.get(w.hedge, inside)


def candidates(a: Words, b: Words) -> list[Fraction]:
    """Enough numbers to find a common one if there is any: all ends, what lies between and beyond them, whole ones."""
    ends = set()
    for w in (a, b):
        for size in (
            Fraction(0),
            w.q / 2,
            w.q,
            w.reach(w.q / 2, w.big / 2, 5),
            w.reach(w.q, w.big / 2, 5),
            w.reach(w.q, w.big, 10),
            w.reach(w.q, w.big, 10) / 2,
            w.reach(w.q, w.big, 25),
        ):
            ends |= {w.v - size, w.v + size}
        ends |= {w.end[0], w.end[0] + w.end[1] / 2}
    known = sorted(ends)
    if a.countable and b.countable:
        return [Fraction(n + step) for x in known for n in (floor(x), ceil(x)) for step in (-1, 0, 1)]
    return [known[0] - 2, *known, *((x + y) / 2 for x, y in itertools.pairwise(known)), known[-1] + 2]


def model_verdict(a: Words, b: Words) -> Verdict:
    points = candidates(a, b)

    def met(reading: Callable[[Words], Test]) -> bool:
        in_a, in_b = reading(a), reading(b)
        return any(in_a(x) and in_b(x) for x in points)

    if {a.hedge, b.hedge} <= {"", "exactly"}:
        if a.v == b.v and a.q == b.q:
            return Verdict.IDENTICAL
        if a.plain and b.plain and (a.q, a.big) == (b.q, b.big):
            return Verdict.CONFLICT
        tiers = (
            (model_strict, Verdict.CONSISTENT),
            (model_loose, Verdict.AGREE_IF_ROUNDED),
            (model_truncated, Verdict.AGREE_IF_TRUNCATED),
        )
        return next((verdict for reading, verdict in tiers if met(reading)), Verdict.CONFLICT)
    same = (a.v, a.end[0]) == (b.v, b.end[0]) and (a.top == "") == (b.top == "")
    if not met(model_hard):
        if met(model_loose):
            return Verdict.HEDGE_DIFF if same else Verdict.AGREE_IF_ROUNDED
        return Verdict.HEDGE_CONFLICT if same else Verdict.CONFLICT
    if same:
        return Verdict.IDENTICAL if a.hedge == b.hedge else Verdict.HEDGE_DIFF
    for bound in ({"more than", "at least"}, {"less than", "at most"}):
        if {a.hedge, b.hedge} <= bound:
            return Verdict.BOUND_DIFF
    return Verdict.CONSISTENT if met(model_soft) else Verdict.LOOSE_HEDGE


def random_words(rng: random.Random, kind: str) -> Words:
    digits = rng.choice(
        ["3.5", "3.50", "3.54", "35", "3500", "3540", "3560", "36", "3.6", "3400", "4", "34", "3", "3.0", "33.5"]
    )
    power = {"3": 3, "4": 3}.get(digits[0], 0) - (len(digits.partition(".")[0]) - 1)
    power = max(power, 0) + rng.choice([0, 0, 0, 3])
    return Words(digits, power, rng.choice(["", "", "", *HEDGES[:-1]]), kind)


def any_words(rng: random.Random, kind: str, near: Words | None = None) -> Words:
    """Any figure; with ``near`` one that may well agree with that one: a neighbour, coarser or finer."""
    hedge = rng.choice(["", "", "", *HEDGES])
    if near is None or rng.random() < 0.1:
        digits = str(rng.randrange(1, 10 ** rng.randint(1, 6)))
    else:
        step = Decimal(rng.choice(["0", "1", "2", "5"])).scaleb(rng.randint(-2, 2)) * rng.choice((-1, 1))
        moved = max(Decimal(1), abs(Decimal(near.digits)) + step)
        digits = f"{round(moved, rng.choice((0, 0, -1, -2))) or Decimal(1):f}".partition(".")[0]
    digits += "0" * rng.choice((0, 0, 0, 0, 1, 2, 3))
    if near is not None and "." not in near.digits and rng.random() < 0.15:
        digits = near.digits + "." + str(rng.randrange(10, 100))
    elif rng.random() < 0.3:
        digits += "." + str(rng.randrange(10 ** rng.choice((1, 1, 2)))).rjust(rng.choice((1, 2)), "0")
    power = rng.choice((0, 0, 0, 3)) if near is None else near.power
    if hedge != "range":
        return Words(digits, power, hedge, kind)
    top = str(int(Decimal(digits)) + rng.randrange(1, 10 ** rng.randint(1, 3)))
    return Words(digits, power, hedge, kind, top)


@pytest.mark.parametrize("sort", ["chosen", "any"])
def test_random_pairs_come_out_as_in_the_model(sort: str) -> None:
    """So many of each sort as ``FACTCHECK_PAIRS`` says: 50,000 of both make up the hundred thousand."""
    rng = random.Random(20220729)
    seen: dict[Verdict, int] = {}
    for _ in range(int(os.environ.get("FACTCHECK_PAIRS", "1000"))):
        kind = rng.choice(["count", "count", "money"])
        if sort == "chosen":
            a, b = random_words(rng, kind), random_words(rng, kind)
        else:
            a = any_words(rng, kind)
            b = any_words(rng, kind, a)
        verdict = compare(a.figure, b.figure)
        assert verdict is model_verdict(a, b), (a, b)
        assert compare(b.figure, a.figure) is verdict, (a, b)
        seen[verdict] = seen.get(verdict, 0) + 1
    assert set(seen) == set(Verdict) - {Verdict.NOT_CHECKED}, "the pairs must reach every verdict"


def test_verdicts_are_called_as_every_output_calls_them() -> None:
    assert [verdict.value for verdict in Verdict] == [verdict.name.lower() for verdict in Verdict]


# ── laws of two figures ─────────────────────────────────────────────────────────────────────────────


@FEW
@given(near("count", 2), near("count", 2))
def test_the_verdict_is_symmetric(left: list[Figure], right: list[Figure]) -> None:
    assert compare(left[0], right[0]) is compare(right[0], left[0])


@FEW
@given(figures())
def test_a_figure_is_identical_with_itself(figure: Figure) -> None:
    assert compare(figure, figure) is Verdict.IDENTICAL
    assert agree([figure, figure, figure]).verdict is Verdict.IDENTICAL


@FEW
@given(figures("money"), figures("money"))
def test_scaling_both_figures_by_a_power_of_ten_changes_nothing(a: Figure, b: Figure) -> None:
    def larger(f: Figure) -> Figure:
        upper = None if f.upper is None else f.upper * 1000
        q_upper = None if f.q_upper is None else f.q_upper * 1000
        return replace(f, value=f.value * 1000, q=f.q * 1000, Q=f.Q * 1000, upper=upper, q_upper=q_upper)

    assert compare(a, b) is compare(larger(a), larger(b))


@FEW
@given(figures())
def test_soft_lies_in_hard_and_strict_in_loose(figure: Figure) -> None:
    assert meet(soft(figure), hard(figure)) == soft(figure)
    if figure.plain:
        assert meet(strict(figure), loose(figure)) == strict(figure)
        assert figure.value in truncated(figure)


PLAIN = st.builds(
    lambda cents, power: written(str(Decimal(cents).scaleb(power - 2)), 0, "", "money"),
    st.integers(1, 40),
    st.integers(0, 2),
)


@FEW
@given(PLAIN, PLAIN, st.integers(1, 4))
def test_rounding_more_coarsely_never_breaks_agreement(a: Figure, b: Figure, more: int) -> None:
    """A figure of which less is known starts no conflict that the finer one did not have."""
    wider = replace(a, q=a.q * 10**more, Q=a.Q * 10**more)
    if compare(a, b) in COMPATIBLE and (wider.q, wider.Q) != (b.q, b.Q):  # rule 5: those two would be written alike
        assert compare(wider, b) in COMPATIBLE


@FEW
@given(PLAIN, PLAIN)
def test_saying_about_never_breaks_agreement(a: Figure, b: Figure) -> None:
    if compare(a, b) in COMPATIBLE:
        assert compare(replace(a, hedge="about"), b) in COMPATIBLE


@FEW
@given(PLAIN, PLAIN, st.sampled_from(["more than", "at least"]))
def test_a_lower_bound_conflicts_with_no_figure_that_reaches_it(a: Figure, b: Figure, hedge: str) -> None:
    top = b.value + b.q / 2
    reaches = top >= a.value if hedge == "at least" else top > a.value
    assert (compare(replace(a, hedge=hedge), b) not in SEVERE) is reaches


# ── many figures ────────────────────────────────────────────────────────────────────────────────────


def test_the_odd_one_out_is_named() -> None:
    figures_ = [parse("20"), parse("11"), parse("11")]
    assert agree(figures_) == Agreement(Verdict.CONFLICT, (0,), point(d(11)))


def test_a_tie_names_nobody() -> None:
    assert agree([parse("165 million"), parse("186 million")]) == Agreement(Verdict.CONFLICT)
    assert agree([parse(text) for text in ("11", "20", "11", "20")]).outliers == ()
    assert agree([parse(text) for text in ("26%", "27%", "26.5%")]).outliers == ()


@pytest.mark.parametrize(
    ("texts", "outliers"),
    [
        (("26%", "27%", "27.2%"), (0,)),
        (("26%", "27%", "exactly 26.5%"), ()),
        (("26%", "26%", "27%", "exactly 26.5%"), (2,)),
        (("27%", "26%", "exactly 26.5%", "27%"), (1,)),
        (("11 km", "20 km", "11.2 km"), (1,)),
    ],
)
def test_the_point_that_most_share_has_one_value_of_each_way_of_writing(
    texts: tuple[str, ...], outliers: tuple[int, ...]
) -> None:
    assert agree([parse(text) for text in texts]).outliers == outliers


@pytest.mark.parametrize(
    ("texts", "verdict", "witness"),
    [
        (("20 km", "11 km", "11.2 km"), Verdict.CONFLICT, "[11.15, 11.25]"),
        (("41.15 million", "41.2 million"), Verdict.CONSISTENT, "[41150000, 41155000]"),
        (("more than 80 km", "85 km", "85.0 km"), Verdict.CONSISTENT, "[84.95, 85.05]"),
        (("200 million", "203 million", "203.0 million"), Verdict.AGREE_IF_ROUNDED, "[202950000, 203050000]"),
        (("200 km", "more than 202 km", "more than 201 km"), Verdict.AGREE_IF_ROUNDED, "(202, 210]"),
        (("26%", "26.7%", "26.67%"), Verdict.AGREE_IF_TRUNCATED, "[26.7, 26.68)"),
        (("more than 80 km", "at least 82 km", "at least 81 km"), Verdict.BOUND_DIFF, "[82, )"),
    ],
)
def test_what_many_have_in_common(texts: tuple[str, ...], verdict: Verdict, witness: str) -> None:
    agreement = agree([parse(text) for text in texts])
    assert agreement.verdict is verdict
    if verdict is not Verdict.AGREE_IF_TRUNCATED:
        assert agreement.witness == span(witness)


def test_readings_of_different_pairs_make_no_conflict() -> None:
    """One pair agrees when read as cut off, the others as rounded: no two agree in neither way."""
    coarse, fine = (Figure(d(value), kind="money", q=d(q), Q=d(q)) for value, q in ((2600, 100), (2670, 10)))
    rounded = Figure(d(2700), kind="money", Q=d(100), loose=True)
    assert compare(coarse, fine) is Verdict.AGREE_IF_TRUNCATED
    assert compare(coarse, rounded) is compare(fine, rounded) is Verdict.AGREE_IF_ROUNDED
    assert agree([coarse, fine, rounded]).verdict is Verdict.AGREE_IF_TRUNCATED
    cut = [Figure(d(value), kind="money", q=d(q), Q=d(q)) for value, q in (("26.9", "0.1"), ("26.98", "0.04"))]
    assert compare(cut[0], cut[1]) is Verdict.AGREE_IF_TRUNCATED
    wide = Figure(d("26.9"), kind="money", q=d("0.2"), Q=d("0.2"))
    assert agree([*cut, wide]).verdict is Verdict.AGREE_IF_TRUNCATED


def test_two_hedges_of_one_number_mask_no_conflict_with_another() -> None:
    """The hedges of 96 exclude each other, which is a warning; one of them excludes 94 to 96 as well: an error."""
    hedged = [parse("more than 96 km"), parse("less than 96 km")]
    assert agree([*hedged, parse("about 95 km")]).verdict is Verdict.CONFLICT
    assert agree([*hedged, Figure(d(95), "km", "measure", q=d(2), Q=d(2))]).verdict is Verdict.CONFLICT
    assert agree([*hedged, Figure(d(97), "km", "measure", q=d(2), Q=d(2))]).verdict is Verdict.CONFLICT


def test_figures_that_tell_the_same_in_several_ways_are_identical() -> None:
    plain = Figure(d(80))
    ways = [plain, replace(plain, hedge="exactly"), replace(plain, outright=True)]
    assert agree(ways).verdict is Verdict.IDENTICAL


def test_figures_written_alike_outvote_each_other_though_their_intervals_touch() -> None:
    assert agree([parse(text) for text in ("27%", "26%", "26%")]).outliers == (0,)
    assert agree([parse(text) for text in ("26%", "26%", "27%", "26.5%")]).outliers == (2,)


def test_a_coarse_third_figure_masks_no_conflict() -> None:
    assert agree([parse("3.4 million"), parse("3.6 million"), parse("3 million")]).verdict is Verdict.CONFLICT
    assert agree([parse("26%"), parse("27%"), parse("about 26.5%")]).verdict is Verdict.CONFLICT


def test_a_round_number_stands_with_its_neighbour() -> None:
    assert agree([parse(text) for text in ("200 million", "203 million", "186 million")]).outliers == (2,)


def test_one_figure_agrees_with_itself_and_none_are_not_checked() -> None:
    assert agree([parse("11")]).verdict is Verdict.IDENTICAL
    assert agree([]).verdict is Verdict.NOT_CHECKED


def test_units_that_do_not_match_are_not_checked() -> None:
    assert agree([parse("5"), parse("5 km"), parse("5 kg")]).verdict is Verdict.NOT_CHECKED
    assert agree([parse("5"), parse("6"), parse("5%")]).verdict is Verdict.NOT_CHECKED
    assert comparable(parse("5%"), parse("5")) is comparable(parse("5 km"), parse("5 kg")) is False
    assert not comparable(Figure(d(5), kind="percent"), parse("5 km"))
    assert not comparable(parse("5 km"), Figure(d(5), kind="percent"))
    assert not comparable(Figure(d(5), unit="%"), Figure(d(5)))
    assert comparable(parse("5 km"), parse("5"))


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(["count", "money", "duration"]).flatmap(near))
def test_the_verdict_on_many_is_the_worst_on_any_two(many: list[Figure]) -> None:
    worst = max((compare(a, b) for a, b in itertools.product(many, repeat=2)), key=BY_GRAVITY.index)
    assert agree(many).verdict is worst


def test_the_verdict_on_many_random_figures_of_mixed_size_is_the_worst_on_any_two() -> None:
    rng = random.Random(5)
    for _ in range(400):
        kind = rng.choice(["count", "money"])
        some = [random_words(rng, kind) for _ in range(rng.randint(2, 6))]
        many = [written(w.digits, w.power, w.hedge, rng.choice([kind, "count"])) for w in some]
        many = [replace(figure, unit="") for figure in many]
        worst = max((compare(a, b) for a, b in itertools.product(many, repeat=2)), key=BY_GRAVITY.index)
        assert agree(many).verdict is worst, many


CLOSE = (
    *("26%", "26.0%", "26.5%", "26.6%", "26.67%", "26.7%", "26.75%", "26.9%", "26.99%", "27%", "27.0%", "27.5%"),
    *("200", "190", "195", "203", "204", "204.9", "205", "209", "210", "220", "1000", "1040", "1049", "1050", "1100"),
)


def test_the_verdict_on_close_figures_of_any_precision_is_the_worst_on_any_two() -> None:
    """Two may agree when read as rounded and another two when read as cut off: both need not hold for the same two."""
    rng = random.Random(7)
    known = [replace(parse(text), unit="", kind=kind) for text in CLOSE for kind in ("count", "money")]
    verdicts = {(a, b): compare(a, b) for a, b in itertools.product(known, repeat=2)}
    for _ in range(1500):
        near = rng.choice((known[:24], known[24:]))
        many = rng.sample(near, 4)
        worst = max((verdicts[a, b] for a, b in itertools.product(many, repeat=2)), key=BY_GRAVITY.index)
        assert agree(many).verdict is worst, many


@FEW
@given(near("count", 6), st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(many: list[Figure], rng: random.Random) -> None:
    places = list(range(len(many)))
    rng.shuffle(places)
    straight, shuffled = agree(many), agree([many[place] for place in places])
    assert shuffled.verdict is straight.verdict
    assert shuffled.witness == straight.witness
    assert sorted(places[place] for place in shuffled.outliers) == list(straight.outliers)


@FEW
@given(near("count", 4), near("count", 2))
def test_another_statement_never_mends_a_conflict(many: list[Figure], more: list[Figure]) -> None:
    before, after = agree(many).verdict, agree(many + more).verdict
    assert BY_GRAVITY.index(after) >= BY_GRAVITY.index(before)


def model_outliers(many: Sequence[Figure]) -> set[tuple[int, ...]]:
    """Whom the largest sets leave out, found by trying every point where an interval begins or ends."""
    spans = [loose(figure) for figure in many]
    if all(figure.count for figure in many):
        spans = [whole_part(one) or one for one in spans]
    ends = sorted({end for one in spans for end in (one.low, one.high) if end is not None})
    points = [ends[0] - 1, *ends, *((x + y) / 2 for x, y in itertools.pairwise(ends)), ends[-1] + 1]
    best: dict[int, set[tuple[int, ...]]] = {}
    for x in points:
        covering = [place for place, one in enumerate(spans) if x in one]
        alike: dict[tuple[Decimal, Decimal], dict[Decimal, list[int]]] = {}
        free = [place for place in covering if not many[place].plain]
        for place in covering:
            if many[place].plain:
                alike.setdefault((many[place].q, many[place].Q), {}).setdefault(many[place].value, []).append(place)
        for choice in itertools.product(*(values.values() for values in alike.values())):
            inside = sorted(free + [place for group in choice for place in group])
            outside = tuple(place for place in range(len(many)) if place not in inside)
            best.setdefault(len(inside), set()).add(outside)
    return best[max(best)]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["count", "money"]).flatmap(lambda kind: near(kind, 6)))
def test_the_outliers_are_those_outside_the_point_that_most_share(many: list[Figure]) -> None:
    agreement = agree(many)
    if agreement.verdict not in SEVERE:
        assert agreement.outliers == ()
        return
    choices = model_outliers(many)
    assert agreement.outliers == (next(iter(choices)) if len(choices) == 1 else ())


@FEW
@given(near("count", 6))
def test_the_witness_lies_in_whatever_agrees(many: list[Figure]) -> None:
    agreement = agree(many)
    if agreement.witness is None:
        return
    for place, figure in enumerate(many):
        if place not in agreement.outliers:
            assert any(meet(agreement.witness, reading(figure)) for reading in (hard, loose, truncated))


def test_six_thousand_statements_of_one_fact_are_judged_without_looking_at_every_two() -> None:
    rising = [written(str(100_000 + 3 * n)) for n in range(2_000)]
    nested = [Figure(d(500_000), "", "count", "range", upper=d(500_001 + n), q_upper=d(1)) for n in range(2_000)]
    bounds_ = [written(str(n), 0, "more than") for n in range(1, 2_001)]
    assert agree(rising + nested + bounds_).verdict is Verdict.CONFLICT
    assert agree(bounds_).verdict is Verdict.BOUND_DIFF
    assert agree(nested).verdict is Verdict.CONSISTENT


# ── precision given outright: XBRL ──────────────────────────────────────────────────────────────────


def xbrl_consistent(facts: Sequence[tuple[Decimal, Decimal | None]]) -> bool:
    """Duplicate facts as an XBRL processor judges them; precision is the place value, ``None`` for exact (INF)."""
    for (a, qa), (b, qb) in itertools.combinations(facts, 2):
        if qa == qb and a != b:
            return False
        wide_a, wide_b = Fraction(qa or 0) / 2, Fraction(qb or 0) / 2
        if abs(Fraction(a) - Fraction(b)) > wide_a + wide_b:
            return False
    return True


def test_three_thousand_facts_with_a_precision_come_out_as_xbrl_duplicates() -> None:
    rng = random.Random(1)
    seen = {True: 0, False: 0}
    for _ in range(3000):
        truth = Decimal(rng.randint(-3_000_000, 3_000_000)).scaleb(-rng.choice([0, 0, 2]))
        facts: list[tuple[Decimal, Decimal | None]] = []
        for _ in range(rng.randint(2, 4)):
            q = rng.choice([None, d("0.01"), d(1), d(10), d(100), d(1000), d(100_000), d("2.5"), d(5)])
            value = truth if rng.random() < 0.3 else truth + Decimal(rng.choice([-1, 0, 1])) * (q or 0) / 2
            if q and rng.random() < 0.6:
                value = (value / q).quantize(d(1)) * q
            facts.append((value + rng.choice([0, 0, 0, 0, 1]), q))
        plain = [with_precision(Figure(value, kind=rng.choice(["count", "money"])), q) for value, q in facts]
        verdict = agree(plain).verdict
        expected = xbrl_consistent(facts)
        assert (verdict in {Verdict.IDENTICAL, Verdict.CONSISTENT}) is expected, (facts, verdict)
        assert (verdict is Verdict.CONFLICT) is not expected
        seen[expected] += 1
    assert min(seen.values()) > 500


def test_a_given_precision_rules_out_loose_and_truncated_readings() -> None:
    round_number = with_precision(parse("3500000"), d(1))
    assert compare(round_number, with_precision(parse("3540000"), d(1))) is Verdict.CONFLICT
    assert compare(round_number, parse("3540001")) is Verdict.CONFLICT
    assert compare(with_precision(parse("26%"), d(1)), parse("exactly 26.67%")) is Verdict.CONFLICT
    assert compare(with_precision(parse("3500000"), d(100_000)), parse("3540000")) is Verdict.CONSISTENT
    assert hard(with_precision(parse("26%"), None)) == point(d(26))
    assert hard(with_precision(parse("nearly 96000"), None)) == span("[95000, 96000)")
    assert hard(with_precision(parse("nearly 7"), None)) == span("[6, 7)")


@pytest.mark.parametrize("hedge", ["", *HEDGES])
@pytest.mark.parametrize("q", ["0", "0.1", "1", "10"])
@pytest.mark.parametrize("given", [True, False])
def test_whatever_its_precision_a_figure_agrees_with_itself(hedge: str, q: str, given: bool) -> None:
    for value in ("0", "5", "82.0", "97", "200"):
        figure = Figure(d(value), hedge=hedge, q=d(q), Q=d(q), outright=given)
        assert compare(figure, figure) is Verdict.IDENTICAL
        assert agree([figure, replace(figure, outright=not given)]).verdict is Verdict.IDENTICAL


# ── values that exist are valid ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("low", "high", "low_closed", "high_closed"),
    [
        (d(2), d(1), True, True),
        (d(1), d(1), True, False),
        (d(1), d(1), False, True),
        (d("NaN"), d(1), True, True),
        (d(1), d("Infinity"), True, True),
    ],
)
def test_an_interval_refuses_to_be_empty(low: Decimal, high: Decimal, low_closed: bool, high_closed: bool) -> None:
    with pytest.raises(ValueError, match=r"interval|between"):
        Interval(low, high, low_closed, high_closed)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": d("NaN")},
        {"value": d("Infinity")},
        {"value": d(1), "q": d(-1)},
        {"value": d(1), "Q": d(-1)},
        {"value": d(1), "upper": d("NaN")},
        {"value": d(2), "upper": d(1)},
        {"value": d(2), "hedge": "perhaps"},
    ],
)
def test_a_figure_refuses_what_is_none(fields: dict[str, Decimal]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Figure(**fields)  # type: ignore[arg-type]


def test_an_unbounded_end_is_open_however_it_is_written() -> None:
    assert Interval(None, d(1), True, True) == Interval(None, d(1), False, True)
    assert (EVERYTHING.low_closed, EVERYTHING.high_closed) == (False, False)
    assert Interval(d(1), None, True, True) == span("[1, )")


ODD = [
    Figure(d("9" * 100_000)),
    Figure(d("9" * 99_999 + "8")),
    Figure(d("1e999999999"), kind="money", q=d("1e999999999"), Q=d("1e999999999")),
    Figure(d("1e-999999999"), kind="money", q=d("1e-999999999"), Q=d("1e-999999999")),
    Figure(d("0." + "3" * 50_000), kind="percent", unit="", q=d("1e-50000"), Q=d("1e-50000")),
    Figure(d(0), q=d(0), Q=d(0)),
    Figure(d("-0")),
]


@pytest.mark.parametrize("hedge", ["", *HEDGES])
def test_odd_numbers_raise_nothing(hedge: str) -> None:
    many = [replace(figure, hedge=hedge) for figure in ODD]
    for figure in many:
        for reading in (strict, loose, truncated, hard, soft):
            reading(figure)
        low, high = bounds(figure)
        assert low == low
        assert high == high
        ratio = divide(hard(figure), hard(many[0]))
        assert add((ratio, hard(figure), scale(hard(figure), d("-3.5")))) is not None
        growth(hard(many[1]), hard(figure))
    agree(many)
    agree([*many, *ODD])


def test_a_difference_in_the_last_of_a_hundred_thousand_digits_is_seen() -> None:
    assert compare(ODD[0], ODD[1]) is Verdict.CONFLICT


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(["count", "money", "percent", "duration"]).flatmap(near))
def test_aggregated_bounds_prove_agreement(many: list[Figure]) -> None:
    spans = [bounds(figure) for figure in many]
    if max(low for low, _ in spans) <= min(high for _, high in spans):
        assert agree(many).verdict in COMPATIBLE


@FEW
@given(near("money"))
def test_aggregated_bounds_overlook_no_agreement_but_that_of_touching_ends(many: list[Figure]) -> None:
    common = meet_all(hard(figure) for figure in many)
    if common is None or common.point is not None or any(figure.point is not None for figure in map(hard, many)):
        return
    assert max(bounds(figure)[0] for figure in many) <= min(bounds(figure)[1] for figure in many)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("80", 80.0, 80.0),
        ("more than 80", 81.0, float("inf")),
        ("less than 80", float("-inf"), 79.0),
        ("exactly 0.1%", 0.1, 0.1),
        ("3.5 million", 3_450_001.0, 3_549_999.0),
    ],
)
def test_bounds_are_plain_numbers(text: str, low: float, high: float) -> None:
    assert bounds(parse(text)) == (low, high)


@pytest.mark.parametrize("tenths", range(1, 10))
def test_bounds_lie_inside_what_a_bound_allows(tenths: int) -> None:
    value = d(tenths) / 10
    for hedge in ("more than", "at least", "less than", "at most"):
        figure = Figure(value, kind="money", hedge=hedge, q=d("0.1"), Q=d("0.1"))
        end = next(end for end in bounds(figure) if end not in (float("inf"), float("-inf")))
        assert Decimal(end) in hard(figure)
        assert abs(Decimal(end) - value) < d("1e-15")


def test_bounds_leave_out_the_ends_where_figures_written_alike_touch() -> None:
    assert bounds(parse("26%"))[1] < 26.5 < bounds(parse("27%"))[0]
    assert bounds(parse("3.5 million"))[1] < 3_550_000 < bounds(parse("3.6 million"))[0]


# ── arithmetic ──────────────────────────────────────────────────────────────────────────────────────


def test_a_negative_weight_swaps_the_ends_and_whether_they_belong() -> None:
    assert scale(span("[1, 3)"), d(-2)) == span("(-6, -2]")
    assert scale(span("(1, )"), d(-1)) == span("(, -1)")
    assert scale(span("(1, )"), d(0)) == point(d(0))
    assert subtract(span("[10, 12)"), span("(1, 2]")) == span("[8, 11)")


@pytest.mark.parametrize(
    ("a", "b", "product"),
    [
        ("[1, 2]", "[3, 4]", "[3, 8]"),
        ("[-1, 2]", "[3, 4]", "[-4, 8]"),
        ("[-1, 2)", "(-3, 4]", "(-6, 8)"),
        ("[0, 2]", "[3, )", "[0, )"),
        ("(0, 2]", "[3, )", "(0, )"),
        ("[-1, 1]", "(, )", "(, )"),
        ("[0, 0]", "(, )", "[0, 0]"),
        ("[-2, 2)", "[-3, 3]", "[-6, 6]"),
        ("(-2, 2)", "[-3, 3]", "(-6, 6)"),
    ],
)
def test_products(a: str, b: str, product: str) -> None:
    assert multiply(span(a), span(b)) == span(product)


@pytest.mark.parametrize(
    ("a", "b", "quotient"),
    [
        ("[1, 2]", "[4, 8]", "[0.125, 0.5]"),
        ("[1, 2]", "(4, 8]", "[0.125, 0.5)"),
        ("[1, 2]", "(4, )", "(0, 0.5)"),
        ("[0, 2]", "(4, )", "[0, 0.5)"),
        ("[1, 2]", "(0, 8]", "[0.125, )"),
        ("[1, 2]", "[-8, 0)", "(, -0.125]"),
        ("[-1, 2]", "[4, 8]", "[-0.25, 0.5]"),
        ("[1, 2]", "[-1, 1]", "(, )"),
        ("[1, 2]", "[0, 0]", "(, )"),
        ("[0, 0]", "[0, 0]", "(, )"),
        ("[1, 2]", "[1, 1]", "[1, 2]"),
        ("[0, 0]", "[4, )", "[0, 0]"),
        ("[-1, 0]", "(0, )", "(, 0]"),
        ("[60, 60]", "[200, 200]", "[0.3, 0.3]"),
    ],
)
def test_quotients(a: str, b: str, quotient: str) -> None:
    assert divide(span(a), span(b)) == span(quotient)


@pytest.mark.parametrize(
    ("interval", "size"),
    [
        ("[1, 2)", "[1, 2)"),
        ("[-2, -1)", "(1, 2]"),
        ("(-2, 1]", "[0, 2)"),
        ("[-1, 3)", "[0, 3)"),
        ("(, 1]", "[0, )"),
        ("(0, 2]", "(0, 2]"),
        ("[0.5, 2]", "[0.5, 2]"),
        ("[-2, 0)", "(0, 2]"),
        ("[-0.5, 1)", "[0, 1)"),
    ],
)
def test_the_size_of_a_change_is_least_inside_the_interval(interval: str, size: str) -> None:
    assert absolute(span(interval)) == span(size)


def test_growth_and_change_take_the_furthest_ends() -> None:
    old, new = span("[100, 110]"), span("[120, 132]")
    assert subtract(new, old) == span("[10, 32]")
    change = growth(old, new)
    assert change.high == d(32)
    assert change.low is not None
    assert Fraction(change.low) <= Fraction(100, 11) < Fraction(change.low) + Fraction(1, 10**40)
    assert growth(span("[-1, 1]"), new) == EVERYTHING


@FEW
@given(intervals(), intervals())
def test_sums_and_products_commute_and_hold_what_they_should(a: Interval, b: Interval) -> None:
    assert add((a, b)) == add((b, a))
    assert multiply(a, b) == multiply(b, a)
    for x, y in itertools.product(members(a), members(b)):
        assert x + y in add((a, b))
        assert x - y in subtract(a, b)
        assert x * y in multiply(a, b)
        assert abs(x) in absolute(a)
        if y and divide(a, b) != EVERYTHING:
            assert holds(divide(a, b), Fraction(x) / Fraction(y))


@FEW
@given(intervals(), intervals(), intervals())
def test_sums_associate_and_meeting_does_too(a: Interval, b: Interval, c: Interval) -> None:
    assert add((add((a, b)), c)) == add((a, add((b, c)))) == add((a, b, c))
    assert meet(a, b) == meet(b, a)
    together = meet(a, b)
    assert (meet(together, c) if together else None) == meet_all((a, b, c))


@FEW
@given(intervals(), st.decimals(-9, 9, places=1), st.decimals(-9, 9, places=1))
def test_scaling_twice_is_scaling_by_the_product(a: Interval, x: Decimal, y: Decimal) -> None:
    assert scale(scale(a, x), y) == scale(a, x * y)
    assert scale(a, d(1)) == a
    assert scale(scale(a, d(-1)), d(-1)) == a


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("[1, 2]", "[5, 7]", 3),
        ("[1, 2)", "(2, 7]", 0),
        ("[1, 9]", "[3, 4]", 0),
        ("(, 1]", "[3, )", 2),
        ("(, )", "[3, 4]", 0),
    ],
)
def test_the_distance_is_between_the_nearest_ends(a: str, b: str, apart: int) -> None:
    assert distance(span(a), span(b)) == distance(span(b), span(a)) == apart


@pytest.mark.parametrize(
    ("a", "b", "total"),
    [
        ("[1, 2]", "[1, 2]", "[2, 4]"),
        ("(1, 2]", "[1, 2]", "(2, 4]"),
        ("[1, 2]", "(1, 2]", "(2, 4]"),
        ("[1, 2)", "[1, 2]", "[2, 4)"),
        ("[1, 2]", "[1, 2)", "[2, 4)"),
        ("[1, )", "[1, 2)", "[2, )"),
    ],
)
def test_an_end_belongs_to_a_sum_where_it_belongs_to_each(a: str, b: str, total: str) -> None:
    assert add((span(a), span(b))) == span(total)


@FEW
@given(intervals(), intervals())
def test_two_intervals_meet_or_lie_a_distance_apart(a: Interval, b: Interval) -> None:
    if meet(a, b):
        assert distance(a, b) == 0
    assert distance(a, b) == distance(b, a)


@pytest.mark.parametrize(
    ("interval", "wholes"),
    [
        ("[1.5, 3.5]", "[2, 3]"),
        ("(2, 3)", None),
        ("[2, 3)", "[2, 2]"),
        ("(80, )", "[81, )"),
        ("(-1.5, -0.5)", "[-1, -1]"),
        ("[0.1, 0.9]", None),
        ("(, )", "(, )"),
    ],
)
def test_the_whole_numbers_of_an_interval(interval: str, wholes: str | None) -> None:
    assert whole_part(span(interval)) == (None if wholes is None else span(wholes))


def test_shares_lie_between_nothing_and_everything() -> None:
    assert clip(span("[98, 103]"), span("[0, 100]")) == span("[98, 100]")
    assert clip(span("[110, 120]"), span("[0, 100]")) == span("[110, 120]")


def test_the_second_tier_is_three_standard_errors() -> None:
    assert abs(spread([d(1)] * 12) - 3) < d("1e-40")
    assert abs(spread([d(3), d(4)]) - d(15) / d(12).sqrt()) < d("1e-20")
    assert spread([]) == 0


@pytest.mark.parametrize(
    ("share", "whole", "possible"),
    [("58.3%", 120, True), ("58.4%", 120, False), ("33%", 3, True), ("30%", 3, False), ("99.9%", 1500, True)],
)
def test_grim(share: str, whole: int, possible: bool) -> None:
    assert some_part_gives(strict(parse(share)), d(whole)) is possible
    stated = strict(parse(share))
    assert stated.low is not None
    assert stated.high is not None
    parts = [k for k in range(whole + 1) if stated.low * whole <= 100 * k <= stated.high * whole]
    assert possible is bool(parts)


def test_the_policy_is_one_frozen_value() -> None:
    assert (POLICY.round_share, POLICY.nearly_share, POLICY.bound_share) == (d("0.05"), d("0.10"), d("0.25"))
