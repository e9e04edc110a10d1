"""The drawing of intervals: on one scale, in order, the gap where no value lies."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import report_samples as samples
from factcheck.interval import Interval, Verdict
from factcheck.model import Finding, Statement
from factcheck.report.html.drawing import Drawing, drawing


def finding(*figures: tuple[str, str, str], check: str = "restatements/values-agree") -> Finding:
    """A finding whose statements have the values, precisions and hedges given."""
    statements = tuple(
        Statement(samples.figure(value, q, unit="boat", kind="measure", hedge=hedge), "d", 0, 1, 1, value)
        for value, q, hedge in figures
    )
    return Finding("f", check, Verdict.CONFLICT, "error", "", statements)


def drawn(*figures: tuple[str, str, str]) -> Drawing:
    found = drawing(finding(*figures))
    assert found is not None
    return found


def test_two_that_disagree_leave_a_gap_between_them() -> None:
    found = drawn(("165", "1", ""), ("186", "1", ""))
    left, right = found.bars
    (gap,) = found.bands
    assert gap.kind == "gap"
    assert left.right == pytest.approx(gap.left)
    assert right.left == pytest.approx(gap.left + gap.width, abs=0.02)
    assert gap.label == "20"
    assert "165 means 164.5 to 165.5" in found.summary


def test_two_that_agree_share_a_band() -> None:
    found = drawn(("165", "1", ""), ("165.2", "0.1", ""))
    (band,) = found.bands
    assert band.kind == "common"
    assert (band.left, band.label) == (found.bars[1].left, "165.15 to 165.25")


def test_an_unbounded_end_reaches_the_edge() -> None:
    found = drawn(("350", "1", "more than"), ("300", "1", ""))
    assert (found.bars[0].right, found.bars[0].right_end, found.bars[0].left_end) == (100.0, "unbounded", "open")


def test_three_with_an_outlier_have_one_gap_and_two_in_common() -> None:
    found = drawn(("20", "1", ""), ("11", "1", ""), ("11", "1", ""))
    assert [band.kind for band in found.bands] == ["gap"]
    assert found.bars[1].left == found.bars[2].left


def test_a_relation_draws_stated_against_expected() -> None:
    share = next(one for one in samples.harbour().findings if one.id == "f-share")
    found = drawing(share)
    assert found is not None
    assert [bar.label for bar in found.bars] == ["stated", "follows from the basis"]
    assert found.bands[0].label == "0.08 percentage points"


def test_nothing_to_compare_is_not_drawn() -> None:
    assert drawing(finding(("165", "1", ""))) is None
    assert drawing(finding(("12", "1", ""), ("5", "1", ""), check="sums/parts-add-up")) is None
    mixed = finding(("165", "1", ""), ("186", "1", ""))
    metres = replace(mixed.statements[1], figure=replace(mixed.statements[1].figure, unit="metre"))
    assert drawing(replace(mixed, statements=(mixed.statements[0], metres))) is None


def test_many_statements_are_cut_and_counted() -> None:
    found = drawn(*((str(number), "1", "") for number in range(30)))
    assert len(found.bars) + found.left_out == 30
    assert found.left_out == 18


numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False)
ends = st.tuples(st.none() | numbers, st.none() | numbers, st.booleans(), st.booleans())


@settings(max_examples=150, deadline=None)
@given(ends, ends)
def test_bars_stay_on_the_scale_and_in_order(
    one: tuple[Decimal | None, Decimal | None, bool, bool], other: tuple[Decimal | None, Decimal | None, bool, bool]
) -> None:
    def interval(low: Decimal | None, high: Decimal | None, low_closed: bool, high_closed: bool) -> Interval:
        if low is not None and high is not None and low >= high:
            low, high = (high, low) if low > high else (low - 1, high + 1)
        return Interval(low, high, low_closed, high_closed)

    found = drawing(replace(finding(check="sums/parts-add-up"), stated=interval(*one), expected=interval(*other)))
    if found is None:
        assert one[:2] == other[:2] == (None, None)
        return
    for bar in found.bars:
        assert 0 <= bar.left <= bar.right <= 100
    for band in found.bands:
        assert band.left >= 0
        assert band.width >= 0
        assert band.left + band.width <= 100.02
    assert all(0 <= tick.at <= 100 for tick in found.ticks)
    assert 1 <= len(found.ticks) <= 8


@pytest.mark.parametrize(
    ("low", "high", "means"),
    [
        (Decimal(38999) / 12, Decimal(39001) / 12, "3,249.92 to 3,250.08"),
        (Decimal(39001) / 12, Decimal(39001) / 12, "exactly 3,250.08"),
        (Decimal(3250), Decimal(3250), "exactly 3,250"),
        (Decimal(10000) / 3, Decimal(11000) / 3, "3,333 to 3,667"),
        (Decimal(10000) / 3, Decimal(10000) / 3 + Decimal("1e-24"), "exactly 3,333.33"),
        (Decimal("3250.0001"), Decimal("3250.0003"), "3,250.0001 to 3,250.0003"),
        (Decimal("3e30"), Decimal("3e30") + Decimal(1) / 3, "exactly 3E+30"),
    ],
)
def test_no_more_digits_are_shown_than_tell_something(low: Decimal, high: Decimal, means: str) -> None:
    stated = Interval(Decimal("2999.5"), Decimal("3000.5"))
    found = drawing(replace(finding(check="rates/averages-fit"), stated=stated, expected=Interval(low, high)))
    assert found is not None
    assert found.bars[1].means == means
