"""Changes that are wrong by one digit: every way to say one that is read must also be judged."""

from __future__ import annotations

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.interval import Figure
from factcheck.link.changes import find
from factcheck.link.levels import in_unit, levels
from factcheck.link.masks import Mask, masks
from factcheck.model import NotChecked
from factcheck.read import from_text
from written_claims import claims


def masked(text: str) -> list[Mask]:
    document = from_text(text)
    return masks(document, extract(document), [])


def severities(text: str) -> list[str]:
    not_checked: list[NotChecked] = []
    return [judge.judge(relation).severity for relation in find(masked(text), not_checked)]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Turnover came to SEK 4,480 m (4,000), an increase of {} per cent.", "12", "21"),
        ("Turnover rose 12 per cent to EUR 44.8 million ({}).", "40.0", "42.5"),
        ("Turnover rose {} per cent to EUR 44.8 million (2019: EUR 40.0 million).", "12", "16"),
        ("The margin was 15.8 per cent (15.1), up {} percentage points.", "0.7", "1.7"),
        ("The roll was 2,240, down from {}.", "2,420", "2,024"),
        ("The roll was 2,240, up from 2,000, a rise of {}.", "12%", "20%"),
        ("Stocks of $90 million fell by $10 million, or {}.", "10%", "12%"),
        ("Payrolls rose by 4,000, or {}, to 254,000.", "1.6%", "2.6%"),
        ("Payrolls rose by {}, or 1.6%, to 254,000.", "4,000", "14,000"),
        ("The corps is to grow by 2,400 posts to 162,400. This represents an increase of {} per cent.", "1.5", "2.5"),
        ("The roll went from 2,012 to 2,254. That is a {} increase.", "12%", "15%"),
        ("The price was cut from $500 to $425, a {} discount.", "15%", "25%"),
        ("The price was cut from $499 to $424, saving ${}.", "75", "85"),
        ("A {} discount brings the $500 ticket to $425.", "15%", "25%"),
        ("It sold 5,618 cars, {} more than the 5,017 of last year.", "12%", "21%"),
        ("Outlays of $56 million are $6 million, or {}, higher than the $50 million of 2019.", "12%", "21%"),
        ("Receipts of $56 million increased {}, or $6 million, from $50 million.", "12%", "21%"),
        ("It drew 8,024 guests, twice as many as the {} of last year.", "4,012", "2,012"),
        ("The town had 5,017 homes in 2010 and 5,618 in 2020, an increase of {}.", "12%", "21%"),
        ("In 2010 there were 5,017 homes and in 2020 there were 5,618, an increase of {}.", "12%", "21%"),
        ("The pass cost $50; it now costs $56, {} more.", "12%", "21%"),
        ("The roll, which was 2,012 last year, rose {} to 2,254.", "12%", "21%"),
        ("The fare goes up {} cents, from $2.50 to $2.70.", "20", "30"),
        ("The key rate was raised by a {} point from 5.25% to 5.50%.", "quarter", "half"),
        ("It swung from a loss of $3 million to a profit of $5 million, a swing of ${} million.", "8", "2"),
        ("The market grew from $1.20 trillion in 2018 to $1.80 trillion, or {} percent.", "50", "60"),
        ("Weight fell from 84.0 kg at first to 80.0 kg at 12 weeks (-{} kg).", "4.0", "5.0"),
        ("Payrolls rose by {} to 254,018, from 250,014.", "4,004", "4,404"),
        ("There were {} fewer wrecks in 2022 (1,101) than in 2021 (1,203).", "102", "201"),
        ("There were {} fewer wrecks last year: 91 against 103 the year before.", "12", "21"),
        ("Compared with 1,203 wrecks in 2021, there were 1,101 in 2022, a drop of {}.", "8.5%", "9.5%"),
        ("From 1,203 in 2021, wrecks fell {} to 1,101 in 2022.", "8.5%", "9.5%"),
        ("In 2019, the school had 341 pupils. It now has 301, a fall of {}.", "12%", "21%"),
        ("The budget was $2.5 million last year and is $2.8 million this year, an increase of {}.", "12%", "21%"),
        ("The budget went from $2.5 million to $2.8 million. The increase is {}.", "12%", "21%"),
        ("An extra ${} takes the budget from $2.5 million to $2.8 million.", "300,000", "500,000"),
        ("Takings were RMB50.4 billion (US$7.3 billion), up {} from RMB45.0 billion.", "12%", "21%"),
        ("The wait rose from 12 to 14 weeks, {} weeks longer.", "two", "four"),
        ("A house costs £271,000, £31,000 ({}) more than a year ago.", "12.9%", "11.4%"),
        ("The fund grew by $2.1 billion to $18.3 billion, an increase of {}.", "13.0%", "31.0%"),
        ("The staff of 1,601 will be cut by 202, or {}, to 1,399.", "12.6%", "14.4%"),
        ("The index closed down 351 points, or {}, at 34,651.", "1.0%", "2.0%"),
        ("Margin improved by {} percentage points to 42.5% from 40.0%.", "2.5", "5.2"),
        ("It fell from 51 to 41: a drop of {} per cent.", "20", "30"),
        ("Takings grew from $5.0m to $5.6m (+$0.6m, +{}).", "12%", "21%"),
        ("Takings were $5.6m (+{} vs. $5.0m in 2022).", "12%", "21%"),
        ("Takings were $5.6 million, +{} (2022: $5.0 million).", "12%", "21%"),
        ("The stake, which was $5.0 million in 2022, grew to $5.6 million, an increase of {}.", "12%", "21%"),
        ("Takings of $5.6 million beat last year's $5.0 million by {}.", "12%", "21%"),
        ("It surpassed last year's $5.0 million by {} to reach $5.6 million.", "12%", "21%"),
        ("The number of cases rose by {} percent from 2019 (5,012 cases) to 2023 (7,014 cases).", "40", "50"),
        ("The pension, currently £85.00 a week, will rise by {} to £93.50.", "10%", "20%"),
        ("Takings were $4.1 million (FY19: $5.1 million), a decrease of {}.", "20%", "30%"),
        ("Takings were $4.1 million, down {} (2019: $5.1 million).", "20%", "30%"),
        ("Takings were EUR 44.8 million (40.0). The increase was {}.", "12%", "21%"),
        ("Output was 2.0 million tonnes, double the {} million tonnes of 2010.", "1.0", "1.4"),
        ("Output almost halved from {} to 55 tonnes.", "101", "301"),
        ("Output more than halved from {} to 41 tonnes.", "101", "61"),
        ("Inflation edged down to {} from 3.7%.", "3.2%", "4.2%"),
        ("The event rate was 9.0% with the drug versus 12.0% with placebo, a relative reduction of {}.", "25%", "35%"),
        ("Last year's harvest was 2.5 million tonnes. This year's is 2.2 million, {} less.", "12%", "21%"),
    ],
)
def test_a_change_that_is_wrong_is_an_error(text: str, right: str, wrong: str) -> None:
    assert set(severities(text.replace("{}", right))) == {""}
    assert "error" in severities(text.replace("{}", wrong))


@pytest.mark.parametrize(
    ("old", "value", "step"),
    [
        ("(4,000)", 4_000_000_000, 1_000_000),
        ("(4,000.5)", 4_000_500_000, 100_000),
        ("(SEK 4,000 m)", 4_000_000_000, 1_000_000),
    ],
)
def test_a_scale_word_that_is_said_once_is_meant_of_both(old: str, value: int, step: int) -> None:
    (pair,) = levels(masked(f"Turnover came to SEK 4,480 m {old}.")[0])
    figure = pair.old.figure
    assert (int(figure.value), int(figure.q), figure.unit, figure.kind) == (value, step, "Swedish kronor", "money")
    (written_out,) = levels(masked(f"Turnover came to SEK 4,480 m (SEK {old.strip('(SEK m)')} m).")[0])
    assert figure == written_out.old.figure


def test_cents_are_told_in_the_unit_of_their_levels() -> None:
    (mask,) = masked("It rose 20 cents, from $2.50 to $2.70, or by 15 cents.")
    cents, dollars = mask.figures[0], mask.figures[1]
    told = in_unit(cents, dollars).figure
    assert (float(told.value), float(told.q), float(told.Q), told.unit) == (0.2, 0.01, 0.1, "dollars")
    assert in_unit(cents, mask.figures[3]) is cents
    assert in_unit(dollars, cents) is dollars
    assert isinstance(dollars.figure, Figure)


@pytest.mark.parametrize(
    ("text", "most", "near", "far"),
    [
        (
            "Payrolls rose by 4,000, or 1.6%, to 254,000{} a year.",
            11,
            [],
            ["growth 0.8: old  250000, new 254,000, growth 1.6%"],
        ),
        (
            "Sales were 60 tons, a year-on-year gain of 40% from 40 tons{} last year.",
            45,
            ["growth 0.85: old 40, new 60, growth 40%"],
            [],
        ),
    ],
)
def test_words_reach_so_far(text: str, most: int, near: list[str], far: list[str]) -> None:
    assert claims(text.replace("{}", " " + "o" * (most - 1))) == near
    assert claims(text.replace("{}", " " + "o" * most)) == far


def test_half_a_point_is_counted_in_points() -> None:
    (relation,) = find(masked("The index rose from 58.0 to 58.5, up half a point."), [])
    figure = relation.members[2].figure
    assert (float(figure.value), figure.unit, figure.kind) == (0.5, "points", "count")
