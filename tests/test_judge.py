"""Relations in, outcomes out: every kind with verdicts, messages and arithmetic, its laws, and findings in order."""

from __future__ import annotations

import calendar
import datetime
import itertools
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.interval import HEDGES, Figure, Interval, Policy, Verdict, with_precision
from factcheck.judge import KINDS, SEVERITY, convert, finding, judge, rank
from factcheck.model import Finding, Member, Outcome, Relation, Statement
from factcheck.numerals import parse

FEW = settings(max_examples=100, deadline=None)
Said = str | tuple[str, int] | Figure


def d(text: str | int) -> Decimal:
    return Decimal(text)


def date(number: int) -> Figure:
    return with_precision(Figure(d(number), kind="date"), None)


def member(role: str, said: Said) -> Member:
    text, weight = said if isinstance(said, tuple) else (said, 1)
    return Member(role, parse(text) if isinstance(text, str) else text, weight=d(weight))


def relation(kind: str, decomposition: str = "", /, **members: Said | list[Said]) -> Relation:
    """A relation whose figures are texts; a pair is a text and its weight, a list several members of one role."""
    return Relation(
        "",
        kind,
        tuple(
            member(role, said)
            for role, some in members.items()
            for said in (some if isinstance(some, list) else [some])
        ),
        decomposition,
    )


def restated(*texts: str) -> Relation:
    return Relation("", "restatement", tuple(Member("stated", said(text).figure, (said(text),)) for text in texts))


def said(text: str, context: str = "", document: str = "speech", start: int = 0, period: str = "") -> Statement:
    return Statement(parse(text), document, start, start + len(text), 1, text, context=context, period=period)


# ── every kind: verdict and severity ────────────────────────────────────────────────────────────────

JUDGED = [
    # restatements
    (relation("restatement", x=["165 million", "186 million"]), "conflict", "error"),
    (relation("restatement", x=["20", "11", "11"]), "conflict", "error"),
    (relation("restatement", x=["nearly 96000", "more than 96000"]), "hedge_conflict", "warning"),
    (relation("restatement", x=["3500000", "3540000"]), "agree_if_rounded", "warning"),
    (relation("restatement", x=["26%", "exactly 26.67%"]), "agree_if_truncated", "warning"),
    (relation("restatement", x=["more than 80", "more than 82"]), "bound_diff", "info"),
    (relation("restatement", x=["about 84 million", "84 million"]), "hedge_diff", "info"),
    (relation("restatement", x=["nearly 96000", "95200"]), "loose_hedge", "info"),
    (relation("restatement", x=["3.5 million", "3540000"]), "consistent", ""),
    (relation("restatement", x=["11", "11"]), "identical", ""),
    (relation("restatement", x=["up to 500", "520"]), "conflict", "warning"),
    (relation("restatement", x=["up to 500", "520", "480"]), "conflict", "error"),
    (relation("restatement", x=["up to 500", "at least 600"]), "conflict", "warning"),
    (relation("restatement", x=["18 months", "1.5 years"]), "consistent", ""),
    (relation("restatement", x=["one in five", "20%"]), "consistent", ""),
    (relation("restatement", x=["5 km", "5 kg"]), "not_checked", ""),
    (relation("restatement", x=["5 km", "5100 m"]), "consistent", ""),
    (relation("restatement", x=["5%", "5 percentage points"]), "not_checked", ""),
    (relation("restatement", x=["96000 stations", "96000"]), "identical", ""),
    # sums
    (
        relation("sum", "equal", whole="more than 60 million", part=["47 million", "10 million", "3 million"]),
        "consistent",
        "",
    ),
    (
        relation("sum", "equal", whole="more than 60 million", part=["37 million", "10 million", "3 million"]),
        "conflict",
        "error",
    ),
    (relation("sum", "equal", whole="60", part=["47", "10", "3"]), "consistent", ""),
    (relation("sum", "equal", whole="61", part=["47", "10", "3"]), "conflict", "error"),
    (relation("sum", "equal", whole="3", part=[("47", 1), ("44", -1)]), "consistent", ""),
    (relation("sum", "equal", whole="4", part=[("47", 1), ("44", -1)]), "conflict", "error"),
    (relation("sum", "equal", whole="less than 3", part=[("more than 47", -1), ("50", 1)]), "consistent", ""),
    (relation("sum", "equal", whole="at least 3", part=[("more than 47", -1), ("50", 1)]), "conflict", "error"),
    (relation("sum", "at_most", whole="60", part=["47", "10"]), "consistent", ""),
    (relation("sum", "at_most", whole="60", part=["47", "14"]), "conflict", "error"),
    (relation("sum", "at_most", whole="60", part=["47", "more than 13"]), "conflict", "error"),
    (relation("sum", "at_most", whole="up to 60", part=["47", "14"]), "conflict", "warning"),
    (relation("sum", "at_least", whole="60", part=["47", "14"]), "consistent", ""),
    (relation("sum", "at_least", whole="60", part=["47", "12"]), "conflict", "error"),
    (relation("sum", "at_least", whole="60", part=["47", "fewer than 13"]), "conflict", "error"),
    (relation("sum", "equal", whole="4750", part=["3500", "1200"]), "agree_if_rounded", "warning"),
    (relation("sum", "equal", whole="10.4%", part=["2.5%"] * 4), "conflict", "error"),
    (relation("sum", "equal", whole="40.8%", part=["2.5%"] * 16), "agree_if_rounded", "warning"),
    (relation("sum", "equal", whole="40.3%", part=["2.5%"] * 16), "consistent", ""),
    (relation("sum", whole="60", part=["47", "10", "3"]), "not_checked", ""),
    (relation("sum", "equal", whole="1.5 km", part=["900 m", "600 m"]), "consistent", ""),
    (relation("sum", "equal", whole="15", part=["9 km", "6 kg"]), "not_checked", ""),
    (relation("total100", part=["33.5%", "30.4%", "36.1%"]), "consistent", ""),
    (relation("total100", part=["33%", "33%", "33%"]), "consistent", ""),
    (relation("total100", part=["33.5%", "30.4%", "38.1%"]), "conflict", "error"),
    (relation("total100", part=["33.5%", "30.4%", "about 36%"]), "consistent", ""),
    (relation("total100", "at_most", part=["33.5%", "30.4%"]), "consistent", ""),
    (relation("total100", "at_most", part=["73.5%", "30.4%"]), "conflict", "error"),
    (relation("total100", part=["100%"]), "not_checked", ""),
    # shares
    (relation("share", share="26%", part="200 million", whole="750 million"), "agree_if_truncated", "warning"),
    (
        relation("share", share="26%", part="more than 200 million", whole="750 million"),
        "agree_if_truncated",
        "warning",
    ),
    (relation("share", share="27%", part="200 million", whole="750 million"), "consistent", ""),
    (relation("share", share="about 26%", part="200 million", whole="750 million"), "loose_hedge", "info"),
    (relation("share", share="36%", part="200 million", whole="750 million"), "conflict", "error"),
    (relation("share", share="30%", part="60 million", whole="200 million"), "consistent", ""),
    (relation("share", share="30%", part="more than 60 million", whole="200 million"), "consistent", ""),
    (relation("share", share="28.6%", part="more than 60 million", whole="200 million"), "agree_if_rounded", "warning"),
    (relation("share", share="18%", part="more than 60 million", whole="200 million"), "conflict", "error"),
    (relation("share", share="58.3%", part="70", whole="120"), "consistent", ""),
    (relation("share", share="53.8%", part="70", whole="120"), "conflict", "error"),
    (relation("share", share="58.3%", part="70"), "consistent", ""),
    (relation("share", share="58.4%", part="70"), "conflict", "error"),
    (relation("share", share="58.4%", part="about 70"), "not_checked", ""),
    (relation("share", share="58.3%", whole="120"), "consistent", ""),
    (relation("share", share="58.4%", whole="120"), "conflict", "error"),
    (relation("share", share="59.1%", whole="120"), "agree_if_truncated", "warning"),
    (relation("share", share="58.4%", part="more than 60", whole="120"), "conflict", "error"),
    (relation("share", share="58.4%", whole="about 120"), "not_checked", ""),
    (relation("share", share="one in five", part="24", whole="120"), "consistent", ""),
    (relation("share", share="one in five", part="48", whole="120"), "conflict", "error"),
    (relation("share", share="120%", part="48", whole="40"), "conflict", "error"),
    (relation("share", share="5‰", part="6", whole="1200"), "consistent", ""),
    (relation("share", share="20%", part="24", whole="0"), "not_checked", ""),
    # changes
    (relation("change", old="262.61 million", new="292.51 million", change="29.9 million"), "consistent", ""),
    (relation("change", old="262.61 million", new="292.51 million", change="39.9 million"), "conflict", "error"),
    (relation("change", old="50", new="40", change=("10", -1)), "consistent", ""),
    (relation("change", old="50", new="40", change="10"), "conflict", "error"),
    (relation("change", old="50", new="40", change=("10", 0)), "consistent", ""),
    (relation("change", old="50", new="40", change=("12", 0)), "conflict", "error"),
    (relation("change", old="about 50", new="about 50", change=("at least 6", 0)), "conflict", "error"),
    (relation("change", old="50", new="55", change="10%"), "consistent", ""),
    (relation("change", old="50%", new="55%", change="5 percentage points"), "consistent", ""),
    (relation("growth", old="262.61 million", new="292.51 million", growth="11.4%"), "consistent", ""),
    (relation("growth", old="262.61 million", new="292.51 million", growth="12.4%"), "conflict", "error"),
    (relation("growth", old="262.61 million", new="292.51 million", growth="11.3%"), "agree_if_truncated", "warning"),
    (relation("growth", old="50", new="40", growth=("20%", -1)), "consistent", ""),
    (relation("growth", old="50", new="40", growth="-20%"), "consistent", ""),
    (relation("growth", old="50", new="40", growth="20%"), "conflict", "error"),
    (relation("growth", old="20", new="61", multiple="three"), "consistent", ""),
    (relation("growth", old="20", new="81", multiple="three"), "conflict", "error"),
    (relation("growth", old="20%", new="25%", growth="25%"), "consistent", ""),
    (relation("growth", old="20%", new="25%", growth="5%"), "conflict", "error"),
    (relation("growth", old="0", new="25", growth="5%"), "not_checked", ""),
    (relation("growth", old="fewer than 20", new="25", growth="5%"), "conflict", "error"),
    (relation("points", old="20%", new="25%", points="5 percentage points"), "consistent", ""),
    (relation("points", old="20%", new="25%", points="7 percentage points"), "conflict", "error"),
    (relation("points", old="20%", new="25%", points="500 basis points"), "consistent", ""),
    (relation("points", old="20%", new="25%", points="5%"), "not_checked", ""),
    # counts
    (relation("count", stated="three", item=["1"] * 3), "consistent", ""),
    (relation("count", stated="three", item="4"), "conflict", "error"),
    (relation("count", "equal", stated="four", item="3"), "conflict", "error"),
    (relation("count", stated="more than 3", item="4"), "consistent", ""),
    (relation("count", stated="more than 3", item="3"), "conflict", "error"),
    (relation("count", "at_least", stated="10", item="4"), "consistent", ""),
    (relation("count", "at_least", stated="three", item="4"), "conflict", "error"),
    # spans
    (relation("span", stated="7", first="2013", last="2019"), "consistent", ""),
    (relation("span", stated="8", first="2013", last="2019"), "conflict", "error"),
    (relation("span", stated="8", first="1900", last="2000"), "conflict", "error"),
    (relation("span", edition="9th", every="five years", first="1982", last="2022"), "consistent", ""),
    (relation("span", edition="8th", every="five years", first="1982", last="2022"), "conflict", "error"),
    (relation("span", edition="9th", every="five years", first="1982", year="2021"), "conflict", "error"),
    (relation("span", stated="9", every="five years", first="1982", last="2024"), "consistent", ""),
    (relation("span", elapsed="70 years", first="1949", last="2019"), "consistent", ""),
    (relation("span", elapsed="71 years", first="1949", last="2019"), "conflict", "error"),
    (relation("span", lasting="10 years", first="2012", last="2021"), "consistent", ""),
    (relation("span", lasting="9 years", first="2012", last="2021"), "consistent", ""),
    (relation("span", lasting="8 years", first="2012", last="2021"), "conflict", "error"),
    (relation("span", age="39", first="1982", last="2022"), "consistent", ""),
    (relation("span", age="41", first="1982", last="2022"), "conflict", "error"),
    (relation("span", stated="8 days", first=date(20220303), last=date(20220310)), "consistent", ""),
    (relation("span", stated="7 days", first=date(20220303), last=date(20220310)), "conflict", "error"),
    (relation("span", lasting="32 months", first=date(20200303), last=date(202211)), "consistent", ""),
    (relation("span", lasting="84 months", first="2013", last="2019"), "consistent", ""),
    (relation("span", lasting="48 months", first="2013", last="2019"), "conflict", "error"),
    (relation("span", elapsed="3 decades", first="1990", last="2020"), "consistent", ""),
    (relation("span", elapsed="5 decades", first="1990", last="2020"), "conflict", "error"),
    (relation("span", elapsed="more than 30 years", first="1990", last="2022"), "consistent", ""),
    (relation("span", elapsed="nearly 30 years", first="1990", last="2022"), "conflict", "error"),
    (relation("span", edition="4th", every="18 months", first="2015", last=date(201907)), "consistent", ""),
    (relation("span", edition="5th", every="18 months", first="2015", last=date(201907)), "conflict", "error"),
    (relation("span", edition="4th", every="one decade", first="1990", last="2020"), "consistent", ""),
    (relation("span", stated="3", first="2019", last="2013"), "conflict", "error"),
    (relation("span", stated="3", first="2019"), "not_checked", ""),
    # order
    (relation("order", lower="3.5 million", upper="84 million"), "consistent", ""),
    (relation("order", lower="84 million", upper="3.5 million"), "conflict", "error"),
    (relation("order", lower="8900", upper="8900"), "consistent", ""),
    (relation("order", "less", lower="8912", upper="8912"), "conflict", "error"),
    (relation("order", lower="more than 31", upper="31"), "conflict", "error"),
    (relation("order", lower="520", upper="up to 500"), "conflict", "warning"),
    (relation("order", lower="3540000", upper="3500000"), "agree_if_rounded", "warning"),
    (relation("order", item=["3", "7", "7", "12"]), "consistent", ""),
    (relation("order", item=["3", "12", "7", "9"]), "conflict", "error"),
    (relation("order", item=["3"]), "not_checked", ""),
    # rates
    (relation("rate", total="10 billion", number="4 million", average="2500"), "consistent", ""),
    (relation("rate", total="10 billion yuan", number="4 million", average="3500 yuan"), "conflict", "error"),
    (relation("rate", total="1200", number="60000", average=("2000", 100_000)), "consistent", ""),
    (relation("rate", total="7", number="3", average="2.3"), "consistent", ""),
    (relation("rate", total="7", number="0", average="2.3"), "not_checked", ""),
    (relation("rate", total="10 km", number="4", average="2500 m"), "consistent", ""),
    # conversions
    (relation("conversion", basis="12 miles", stated="19 km"), "consistent", ""),
    (relation("conversion", basis="12 miles", stated="29 km"), "conflict", "error"),
    (relation("conversion", basis="12 miles", stated="20 km"), "consistent", ""),
    (relation("conversion", basis="60 miles", stated="95 km"), "consistent", ""),
    (relation("conversion", basis="60 miles", stated="94 km"), "conflict", "error"),
    (relation("conversion", basis="8.2 feet", stated="2.5 m"), "consistent", ""),
    (relation("conversion", basis="8.2 feet", stated="2.7 m"), "conflict", "error"),
    (relation("conversion", basis="up to 350 km/h", stated="217 mph"), "consistent", ""),
    (relation("conversion", basis="about 10 km", stated="6.25 miles"), "consistent", ""),
    (relation("conversion", basis="about 50 miles", stated="75 km"), "consistent", ""),
    (relation("conversion", basis="50 miles", stated="75 km"), "conflict", "error"),
    (relation("conversion", basis="exactly 50 miles", stated="80 km"), "consistent", ""),
    (relation("conversion", basis="20 miles", stated="30 km"), "consistent", ""),
    (relation("conversion", basis="9 miles", stated="15 km"), "consistent", ""),
    (relation("conversion", basis="3 miles", stated="5 km"), "consistent", ""),
    (relation("conversion", basis="4 miles", stated="5 km"), "conflict", "error"),
    (relation("conversion", basis="12 to 15.5 miles", stated="19 to 24.9 km"), "consistent", ""),
    (relation("conversion", basis="12 to 15.5 miles", stated="19 to 26.1 km"), "conflict", "error"),
    (relation("conversion", basis="10 to 20 °C", stated="50 to 68 °F"), "consistent", ""),
    (relation("conversion", basis="2 to 3 °C", stated="3.6 to 5.4 °F"), "consistent", ""),
    (relation("conversion", basis="40 °C", stated="104 °F"), "consistent", ""),
    (relation("conversion", basis="2 °C", stated="3.6 °F"), "consistent", ""),
    (relation("conversion", basis="104 °F", stated="313 K"), "consistent", ""),
    (relation("conversion", basis="40 °C", stated="114 °F"), "conflict", "error"),
    (relation("conversion", basis="200 litres", stated="53 gallons"), "consistent", ""),
    (relation("conversion", basis="200 litres", stated="44 gallons"), "consistent", ""),
    (relation("conversion", basis="200 litres", stated="48 gallons"), "conflict", "error"),
    (relation("conversion", basis="50 miles", stated="93 km"), "consistent", ""),
    (relation("conversion", basis="12 to 15 miles", stated="19 to 24 km"), "consistent", ""),
    (relation("conversion", basis="12 to 15 miles", stated="19 to 42 km"), "conflict", "error"),
    (relation("conversion", basis="12 to 15 miles", stated="9 to 24 km"), "conflict", "error"),
    (relation("conversion", basis="12 to 15 miles", stated="19 km"), "not_checked", ""),
    (relation("conversion", basis="12 miles", stated="19 kg"), "not_checked", ""),
    (relation("conversion", basis="12", stated="19 km"), "not_checked", ""),
    # dates
    (relation("date", date=date(20220729), weekday=Figure(d(5))), "consistent", ""),
    (relation("date", date=date(20220729), weekday=Figure(d(4))), "conflict", "error"),
    (relation("date", date=date(20220231), weekday=Figure(d(4))), "not_checked", ""),
    (relation("date", date=date(202202), weekday=Figure(d(4))), "not_checked", ""),
    (relation("date", earlier=date(2022), later=date(20220729)), "consistent", ""),
    (relation("date", earlier=date(2023), later=date(20220729)), "conflict", "error"),
]


def _label(value: object) -> str:
    if not isinstance(value, Relation):
        return str(value)
    return f"{value.kind} {value.decomposition} " + " ".join(
        f"{m.role}={m.figure.hedge}{m.figure.value}" for m in value.members
    )


@pytest.mark.parametrize(("one", "verdict", "severity"), JUDGED, ids=_label)
def test_verdict_and_severity(one: Relation, verdict: str, severity: str) -> None:
    outcome = judge(one)
    assert (outcome.verdict.value, outcome.severity) == (verdict, severity), outcome


@pytest.mark.parametrize("one", [one for one, _, _ in JUDGED], ids=_label)
def test_every_outcome_speaks(one: Relation) -> None:
    outcome = judge(one)
    assert outcome.message[0] == outcome.message[0].upper()
    assert outcome.message.endswith(".")
    assert outcome.message.count(". ") == 0, "one plain sentence"
    if outcome.verdict is not Verdict.NOT_CHECKED:
        assert outcome.arithmetic
        assert outcome.stated is not None
    if not outcome.severity:
        assert outcome.gap == 0


def test_every_kind_is_judged_here_in_both_ways() -> None:
    for kind in KINDS:
        verdicts = {SEVERITY[judge(one).verdict] for one, _, _ in JUDGED if one.kind == kind}
        assert {"", "error"} <= verdicts, kind


@pytest.mark.parametrize(
    ("one", "arithmetic", "message"),
    [
        (
            relation("restatement", x=["165 million", "186 million"]),
            "165 million: 164.5 to 165.5 million; 186 million: 185.5 to 186.5 million",
            "165 million and 186 million are given for the same figure.",
        ),
        (
            relation("restatement", x=["nearly 96000", "94000"]),
            "nearly 96,000: 95,000 to under 96,000; 94,000: exactly 94,000",
            "Nearly 96,000 and 94,000 are given for the same figure.",
        ),
        (
            relation("sum", "equal", whole="more than 60 million", part=["47 million", "10 million", "3 million"]),
            "47 million + 10 million + 3 million = 60 million, stated: more than 60 million",
            "The parts add up to 60 million, which fits the stated more than 60 million.",
        ),
        (
            relation("sum", "equal", whole="9", part=[("4", 1), ("2", 2), ("3", -1)]),
            "4 + 2 × 2 - 3 = 5, stated: 9",
            "The parts add up to 5, not to 9.",
        ),
        (
            relation("sum", "at_most", whole="60 million", part=["47 million", "19 million"]),
            "47 million + 19 million = 66 million, stated: 60 million",
            "The parts add up to 66 million, more than the whole of 60 million.",
        ),
        (
            relation("share", share="26%", part="200 million", whole="750 million"),
            "200 million / 750 million = 26.67%, stated: 26%",
            "200 million of 750 million is 26.67%; the stated 26% was cut off, not rounded.",
        ),
        (
            relation("share", share="58.3%", part="70"),
            "70 / 58.3% = 120",
            "70 is 58.3% of 120.",
        ),
        (
            relation("share", share="58.4%", whole="120"),
            "out of 120: 70 = 58.33% and 71 = 59.17%, stated: 58.4%",
            "No whole number out of 120 is 58.4%: the nearest shares are 70 = 58.33% and 71 = 59.17%.",
        ),
        (
            relation("growth", old="262.61 million", new="292.51 million", growth="12.4%"),
            "292.51 million / 262.61 million - 1 = 11.39%, stated: 12.4%",
            "From 262.61 million to 292.51 million is an increase of 11.39%, but 12.4% is stated.",
        ),
        (
            relation("change", old="50", new="40", change="10"),
            "40 - 50 = -10, stated: 10",
            "From 50 to 40 is a decrease, but an increase of 10 is stated.",
        ),
        (
            relation("growth", old="20%", new="25%", growth="5%"),
            "25% / 20% - 1 = 25%, stated: 5%",
            "5% is the change in percentage points, not in per cent.",
        ),
        (
            relation("count", stated="three", item="4"),
            "listed: 4, stated: 3",
            "4 items are listed, but 3 are announced.",
        ),
        (
            relation("span", edition="8th", every="five years", first="1982", last="2022"),
            "(2022 - 1982) / 5 + 1 = 9, stated: 8",
            "From 1982 to 2022, one every 5 years, the 9th is due, but 8 is stated.",
        ),
        (
            relation("order", lower="84 million", upper="3.5 million"),
            "84 million ≤ 3.5 million does not hold",
            "84 million should not be more than 3.5 million.",
        ),
        (
            relation("conversion", basis="12 miles", stated="29 km"),
            "12 miles = 19.31 km, stated: 29 km",
            "12 miles is 19.31 km, but 29 km is stated.",
        ),
        (
            relation("date", date=date(20220729), weekday=Figure(d(4))),
            "29 July 2022 = Friday, stated: Thursday",
            "29 July 2022 is a Friday, not a Thursday.",
        ),
    ],
    ids=_label,
)
def test_arithmetic_and_message(one: Relation, arithmetic: str, message: str) -> None:
    outcome = judge(one)
    assert outcome.arithmetic == arithmetic
    assert outcome.message == message


def test_a_message_names_the_members_that_have_labels() -> None:
    one = relation("order", lower="84 million", upper="3.5 million")
    lower, upper = one.members
    labelled = replace(one, members=(replace(lower, label="members"), replace(upper, label="employees")))
    assert judge(labelled).message == "Members (84 million) should not be more than employees (3.5 million)."


def test_stated_and_expected_are_both_shown_as_intervals() -> None:
    outcome = judge(relation("sum", "equal", whole="61", part=["47", "10", "3"]))
    assert outcome.stated == Interval(d(61), d(61))
    assert outcome.expected == Interval(d(60), d(60))
    assert outcome.gap == 1


# ── what is missing ─────────────────────────────────────────────────────────────────────────────────

COMPLETE = {one.kind: one for one, verdict, _ in JUDGED if verdict == "consistent" and len(one.members) < 5}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"restatement", "total100", "share"}))
def test_without_any_one_of_its_roles_a_relation_is_not_checked(kind: str) -> None:
    whole = COMPLETE[kind]
    for role in {one.role for one in whole.members}:
        outcome = judge(replace(whole, members=tuple(one for one in whole.members if one.role != role)))
        if role != "every":
            assert outcome.verdict is Verdict.NOT_CHECKED
            assert outcome.message


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_relation_without_members_is_not_checked(kind: str) -> None:
    assert judge(Relation("", kind, ())).verdict is Verdict.NOT_CHECKED


def test_two_wholes_are_one_too_many() -> None:
    outcome = judge(relation("sum", "equal", whole=["5", "5"], part=["2", "3"]))
    assert (outcome.verdict, outcome.message) == (Verdict.NOT_CHECKED, "More than one whole is stated.")


def test_an_unknown_kind_is_not_checked() -> None:
    assert judge(relation("product", x="5")).verdict is Verdict.NOT_CHECKED


# ── members with several statements ─────────────────────────────────────────────────────────────────


def several(role: str, *texts: str) -> Member:
    statements = tuple(said(text) for text in texts)
    return Member(role, statements[0].figure, statements)


def test_a_part_whose_statements_disagree_makes_the_sum_not_checked() -> None:
    one = Relation("", "sum", (several("whole", "60"), several("part", "47", "48"), several("part", "13")), "equal")
    outcome = judge(one)
    assert outcome.verdict is Verdict.NOT_CHECKED
    assert outcome.message == "The statements of the part disagree: 47 and 48."


def test_a_finer_statement_of_a_part_sharpens_the_sum() -> None:
    coarse = Relation(
        "", "sum", (several("whole", "60.0 km"), several("part", "47 km"), several("part", "13.4 km")), "equal"
    )
    fine = replace(coarse, members=(coarse.members[0], several("part", "47 km", "47.4 km"), coarse.members[2]))
    assert judge(coarse).verdict is Verdict.CONSISTENT
    assert judge(fine).verdict is Verdict.CONFLICT


def test_a_member_that_agrees_only_loosely_stands_with_what_is_left() -> None:
    one = Relation(
        "", "sum", (several("whole", "4750"), several("part", "3500", "3540"), several("part", "1210")), "equal"
    )
    assert judge(one).verdict is Verdict.CONSISTENT


# ── restatements ────────────────────────────────────────────────────────────────────────────────────


def test_the_outlier_is_named() -> None:
    one = restated("20", "11", "11")
    assert judge(one).outliers == (one.members[0].statements[0],)
    assert judge(restated("20", "11")).outliers == ()


def test_one_member_may_carry_all_statements() -> None:
    statements = (said("20"), said("11"), said("11"))
    one = Relation("", "restatement", (Member("stated", statements[1].figure, statements),))
    assert judge(one).outliers == statements[:1]


def test_a_figure_that_is_stated_once_is_not_checked() -> None:
    assert judge(restated("20")).message == "The figure is stated only once."


@pytest.mark.parametrize(
    ("one", "other", "compared"),
    [
        ("2021", "2021", True),
        ("2021", "2021-05", True),
        ("2021", "2022", False),
        ("2013/2020", "2021", False),
        ("2013/2020", "2020-Q4", True),
        ("/2022-05", "2022", True),
        ("/2022-05", "2022-06", False),
        ("2018/", "2017-H2", False),
        ("2018/", "", True),
        ("now and then", "2021", True),
    ],
)
def test_periods_that_do_not_overlap_are_not_compared(one: str, other: str, compared: bool) -> None:
    statements = (said("20", period=one), said("11", period=other))
    outcome = judge(Relation("", "restatement", (Member("stated", statements[0].figure, statements),)))
    assert (outcome.verdict is Verdict.CONFLICT) is compared
    if not compared:
        assert (
            outcome.message == f"The statements are about different periods: {min(one, other)} and {max(one, other)}."
        )


# ── laws: what was only rounded is never an error ───────────────────────────────────────────────────

EXACT = st.decimals(1, 900, places=3)
PLACES = st.integers(0, 2)


def rounded(value: Decimal, places: int, unit: str = "km", kind: str = "measure") -> Figure:
    q = Decimal(1).scaleb(-places)
    return Figure(value.quantize(q), unit, kind, "", q, q)


def percent(value: Decimal, places: int) -> Figure:
    return rounded(value, places, "%", "percent")


def holds(kind: str, decomposition: str = "", /, **members: Figure | list[Figure]) -> bool:
    return judge(relation(kind, decomposition, **members)).severity != "error"  # type: ignore[arg-type]


@FEW
@given(st.lists(st.tuples(EXACT, PLACES), min_size=1, max_size=8), PLACES)
def test_rounded_parts_add_up_to_their_rounded_whole(parts: list[tuple[Decimal, int]], places: int) -> None:
    whole = sum((value for value, _ in parts), Decimal(0))
    figures = [rounded(*part) for part in parts]
    assert holds("sum", "equal", whole=rounded(whole, places), part=figures)
    assert holds("sum", "at_most", whole=rounded(whole + 3, places), part=figures)
    assert holds("sum", "at_least", whole=rounded(whole - 1, places), part=figures)
    far = whole + 2 * len(parts) + 3
    assert not holds("sum", "equal", whole=rounded(far, places), part=figures)


@FEW
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_counts_add_up_exactly_and_in_any_order(parts: list[int], rng: random.Random) -> None:
    whole = sum(parts)
    figures: list[Said] = [str(part) for part in parts if part % 100]
    exact = sum(part for part in parts if part % 100)
    shuffled = figures[:]
    rng.shuffle(shuffled)
    if figures and exact % 100 and (exact + 1) % 100:
        assert judge(relation("sum", "equal", whole=str(exact), part=figures)).verdict is Verdict.CONSISTENT
        off = judge(relation("sum", "equal", whole=str(exact + 1), part=figures))
        assert (off.verdict, off.gap) == (Verdict.CONFLICT, d(1))
        assert judge(relation("sum", "equal", whole=str(exact + 1), part=shuffled)).expected == off.expected
    assert whole >= exact


@FEW
@given(EXACT, EXACT, PLACES, PLACES)
def test_rounded_shares_fit(part: Decimal, rest: Decimal, fine: int, coarse: int) -> None:
    whole = part + rest
    share = percent(100 * part / whole, coarse)
    assert holds("share", share=share, part=rounded(part, fine), whole=rounded(whole, fine))
    assert holds("total100", part=[share, percent(100 * rest / whole, coarse)])


@FEW
@given(EXACT, EXACT, PLACES, PLACES)
def test_rounded_changes_fit(old: Decimal, new: Decimal, fine: int, coarse: int) -> None:
    levels = {"old": rounded(old, fine), "new": rounded(new, fine)}
    assert holds("change", change=rounded(new - old, coarse), **levels)
    assert holds("growth", growth=percent(100 * new / old - 100, coarse), **levels)
    assert holds("growth", multiple=rounded(new / old, coarse, "", "measure"), **levels)
    assert holds(
        "points",
        points=rounded(new - old, coarse, "percentage points", "percent"),
        old=percent(old, fine),
        new=percent(new, fine),
    )


@FEW
@given(EXACT, st.integers(1, 5000), PLACES)
def test_rounded_averages_fit(total: Decimal, number: int, places: int) -> None:
    whole = with_precision(Figure(d(number)), None)
    assert holds("rate", total=rounded(total, places), number=whole, average=rounded(total / number, places, ""))


@FEW
@given(st.integers(1, 400), st.integers(0, 400), PLACES)
def test_any_true_share_of_a_known_count_passes_grim(whole: int, part: int, places: int) -> None:
    part = min(part, whole)
    share = percent(Decimal(100 * part) / whole, places)
    known = with_precision(Figure(d(whole)), None)
    assert holds("share", share=share, whole=known)
    assert holds("share", share=share, whole=known, part=Figure(d(part)))
    if share.value:
        assert holds("share", share=share, part=with_precision(Figure(d(part)), None))


def test_grim_finds_exactly_the_impossible_shares() -> None:
    for whole, tenths in itertools.product((7, 12, 40, 120), range(0, 1001, 7)):
        share = Decimal(tenths) / 10
        possible = any(abs(Decimal(100 * k) / whole - share) <= Decimal("0.05") for k in range(whole + 1))
        cut = any(share <= Decimal(100 * k) / whole < share + Decimal("0.1") for k in range(whole + 1))
        verdict = judge(relation("share", share=percent(share, 1), whole=str(whole))).verdict
        expected = Verdict.CONSISTENT if possible else Verdict.AGREE_IF_TRUNCATED if cut else Verdict.CONFLICT
        assert verdict is expected, (whole, share)


# ── dates and spans against the calendar ────────────────────────────────────────────────────────────


@FEW
@given(st.dates(datetime.date(1000, 1, 1)), st.integers(1, 7))
def test_weekdays_are_those_of_the_calendar(day: datetime.date, weekday: int) -> None:
    written = date(day.year * 10_000 + day.month * 100 + day.day)
    verdict = judge(relation("date", date=written, weekday=Figure(d(weekday)))).verdict
    assert (verdict is Verdict.CONSISTENT) is (calendar.weekday(day.year, day.month, day.day) + 1 == weekday)


@FEW
@given(st.integers(1800, 2020), st.integers(1, 40), st.integers(1, 10))
def test_years_and_editions_count_inclusively(first: int, number: int, every: int) -> None:
    years = list(range(first, first + number * every, every))
    span = {"first": with_precision(Figure(d(first)), None), "last": with_precision(Figure(d(years[-1])), None)}
    step = Figure(d(every), "years", "duration")
    assert judge(relation("span", stated=str(number), every=step, **span)).verdict is Verdict.CONSISTENT
    assert judge(relation("span", edition=str(number), every=step, **span)).verdict is Verdict.CONSISTENT
    assert judge(relation("span", edition=str(number + 1), every=step, **span)).verdict is Verdict.CONFLICT


# ── odd input ───────────────────────────────────────────────────────────────────────────────────────

ROLES = {
    "restatement": ("stated", "stated"),
    "sum": ("whole", "part", "part"),
    "total100": ("part", "part"),
    "share": ("share", "part", "whole"),
    "change": ("old", "new", "change"),
    "points": ("old", "new", "points"),
    "growth": ("old", "new", "growth"),
    "count": ("stated", "item"),
    "span": ("first", "last", "every", "edition"),
    "order": ("lower", "upper"),
    "rate": ("total", "number", "average"),
    "date": ("date", "weekday"),
    "conversion": ("basis", "stated"),
}
ODD = ["0", "-0", "1", "-5", "12.50", "2000", "20220729", "99999", "1e30", "1e-30", "1e999999", "1e-999999", "9" * 3000]


def test_no_figure_however_odd_raises_anything() -> None:
    rng = random.Random(7)
    for _ in range(1500):
        kind = rng.choice(sorted(KINDS))
        unit, sort = rng.choice(
            [
                ("", "count"),
                ("%", "percent"),
                ("yuan", "money"),
                ("years", "duration"),
                ("", "percent"),
                ("miles", "measure"),
                ("°F", "measure"),
            ]
        )
        members = tuple(
            Member(
                role,
                Figure(
                    d(rng.choice(ODD)),
                    unit if rng.random() < 0.9 else "km",
                    sort,
                    rng.choice(["", "", *HEDGES]),
                    q := d(rng.choice(["0", "1", "0.01", "1e9", "1e-999999"])),
                    q * rng.choice([1, 100]),
                    loose=rng.random() < 0.3,
                ),
                weight=d(rng.choice([1, 1, 1, -1, 0])),
            )
            for role in ROLES[kind]
        )
        one = Relation("", kind, members, rng.choice(["", "equal", "at_most", "at_least"]))
        outcome = judge(one)
        assert len(outcome.message) < 1000
        assert rank([finding(one, replace(outcome, severity="error"), "x/y")])


def test_a_policy_is_followed() -> None:
    one = relation("restatement", x=["about 200 million", "186 million"])
    assert judge(one).verdict is Verdict.CONFLICT
    assert judge(one, Policy(round_share=d("0.2"))).verdict is Verdict.CONSISTENT


@pytest.mark.parametrize(
    ("text", "unit", "value", "q"),
    [
        ("18 months", "years", "1.5", "0.08333333333333333333333333333"),
        ("1.2 km", "m", "1200", "100"),
        ("5 stations", "service stations", "5", "1"),
        ("half", "%", "50", "5"),
        ("5", "km", "5", "1"),
        ("50 basis points", "percentage points", "0.5", "0.01"),
        ("40 °C", "K", "313.15", "1"),
        ("15 to 20 °C", "K", "288.15", "1"),
        ("40 °C", "degrees", "40", "1"),
    ],
)
def test_units_convert_with_their_precision(text: str, unit: str, value: str, q: str) -> None:
    figure = convert(parse(text), unit)
    assert (figure.unit, figure.value) == (unit, d(value))
    assert abs(figure.q - d(q)) < d("1e-20")


# ── findings ────────────────────────────────────────────────────────────────────────────────────────

WORDS = "The network has {} stations in all, the minister said."


def found(
    *texts: str, start: int = 0, context: str = WORDS, document: str = "speech", check: str = "restatements/x"
) -> Finding:
    statements = tuple(
        said(text, context.format(text), document, start + 100 * place) for place, text in enumerate(texts)
    )
    one = Relation("", "restatement", (Member("stated", statements[0].figure, statements),), confidence=0.8)
    return finding(one, judge(one), check)


def test_a_finding_shows_the_outcome_and_marks_the_outlier() -> None:
    shown = found("20", "11", "11")
    assert (shown.verdict, shown.severity, shown.confidence) == (Verdict.CONFLICT, "error", 0.8)
    assert [statement.outlier for statement in shown.statements] == [True, False, False]
    assert shown.gap == 9
    assert shown.message == "20 and 11 are given for the same figure."


def test_the_id_outlives_other_values_and_other_places() -> None:
    first = found("95 thousand", "91 thousand")
    assert found("95 thousand", "88.5 thousand", start=5000).id == first.id
    assert len(first.id) == 12


@pytest.mark.parametrize(
    "other",
    [
        found("95", "91", context="The railway has {} bridges, the minister said."),
        found("95", "91", document="report"),
        found("95", "91", check="sums/x"),
    ],
)
def test_the_id_tells_other_matters_apart(other: Finding) -> None:
    assert other.id != found("95", "91").id


def test_the_id_of_a_recorded_fact_depends_on_the_fact_alone() -> None:
    one = Relation("r", "restatement", (several("stated", "5", "6"),), fact="stations")
    other = Relation("r", "restatement", (several("stated", "5", "7", "8"),), fact="stations")
    ids = {finding(each, judge(each), "restatements/values-agree").id for each in (one, other)}
    assert len(ids) == 1
    assert finding(replace(one, fact="bridges"), judge(one), "restatements/values-agree").id not in ids


def test_findings_are_ranked_by_severity_gap_and_place() -> None:
    far, near, late = found("200", "100"), found("102", "101", start=50), found("104", "103", document="zebra")
    warning = found("nearly 96000", "more than 96000")
    info = found("nearly 96000", "95200")
    doubted = replace(far, confidence=0.001)
    assert [one.gap for one in rank([info, warning, late, near, far])] == [
        one.gap for one in (far, near, late, warning, info)
    ]
    assert [one.severity for one in rank([info, warning, late, near, far])] == ["error"] * 3 + ["warning", "info"]
    assert rank([near, doubted])[0].message == near.message


def test_ranking_does_not_depend_on_the_order_and_keeps_ids_apart() -> None:
    template = [found("20", "10", start=place) for place in (0, 1000, 2000)]
    assert len({one.id for one in template}) == 1
    ranked = rank(template)
    assert rank(reversed(template)) == ranked
    assert [one.id for one in ranked] == [template[0].id, f"{template[0].id}-2", f"{template[0].id}-3"]


def test_outcomes_are_values() -> None:
    one = relation("sum", "equal", whole="61", part=["47", "10", "3"])
    assert judge(one) == judge(one)
    assert isinstance(judge(one), Outcome)
