from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck import figures
from factcheck.expectations import engine
from factcheck.interval import HEDGES, bounds
from factcheck.judge import judge
from factcheck.model import Member, Relation

Cells = tuple[str, str, str, str]  # value, unit, hedge, precision


@pytest.fixture(scope="module")
def pd() -> Any:
    """pandas, after the library that would otherwise import it at its own pace."""
    engine.load()
    import pandas

    return pandas


def details(frame: Any, **kwargs: Any) -> dict[str, Any]:
    from factcheck.expectations import ExpectStatementsOfEachFactToAgree

    with engine.quietly():
        (result,) = engine.evaluate(frame, [ExpectStatementsOfEachFactToAgree(**kwargs)])
    assert not result.exception_info["raised_exception"], result.exception_info
    told: dict[str, Any] = result.result["details"]
    assert result.success == (told["examined"] > 0 and told["disagreed"] == 0)
    return told


def disagreeing(told: dict[str, Any]) -> set[str]:
    return {one["subject"] for one in told["outcomes"] if one["verdict"] in ("conflict", "hedge_conflict")}


def framed(pd: Any, facts: Sequence[Sequence[Cells]]) -> Any:
    """A table of the statements of facts f0, f1, …, in turns, with their bounds."""
    rows = [
        (f"f{number}", *cells, *bounds(figures.of_row("", *cells)[0]))
        for turn in itertools.zip_longest(*facts)
        for number, cells in enumerate(turn)
        if cells is not None
    ]
    return pd.DataFrame(rows, columns=["fact", "value", "unit", "hedge", "precision", "low", "high"])


ALL: dict[str, Any] = {
    f"{name}_column": name for name in ("fact", "value", "unit", "hedge", "precision", "low", "high")
}
WITHOUT_BOUNDS: dict[str, Any] = {key: name for key, name in ALL.items() if name not in ("low", "high")}

values = st.one_of(
    st.integers(0, 130).map(str),
    st.integers(1, 99).map(lambda n: str(n * 100)),
    st.integers(1, 40).map(lambda n: str(n * 100_000)),
    st.integers(1, 999).map(lambda n: f"{n / 10:.1f}"),
)
cells = st.tuples(
    values,
    st.just(""),
    st.sampled_from(("", "", "", *(hedge for hedge in HEDGES if hedge != "range"))),
    st.sampled_from(("", "", "", "", "exact", "10", "1000")),
)


def near(first: Cells, step: int, hedge: str) -> Cells:
    """A statement a little beside another, so that boundaries are met often."""
    return f"{Decimal(first[0]) + step * Decimal('0.5'):f}", first[1], hedge, first[3]


facts_of = st.lists(
    st.one_of(
        st.lists(cells, min_size=1, max_size=4),
        st.builds(
            lambda first, step, hedge: [first, near(first, step, hedge)],
            cells,
            st.integers(-3, 3),
            st.sampled_from(("", "nearly", "more than", "about")),
        ).filter(lambda pair: Decimal(pair[1][0]) >= 0),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=facts_of)
def test_the_screening_loses_no_disagreement(pd: Any, facts: list[list[Cells]]) -> None:
    frame = framed(pd, facts)
    expected = set()
    for number, statements in enumerate(facts):
        members = tuple(Member("stated", figures.of_row("", *one)[0]) for one in statements)
        outcome = judge(Relation(f"f{number}", "restatement", members))
        if outcome.verdict in ("conflict", "hedge_conflict"):
            expected.add(f"f{number}")
    from factcheck.expectations import ExpectStatementsOfEachFactToAgree
    from factcheck.expectations.evidence import to_json
    from factcheck.expectations.metrics import candidates
    from factcheck.interval import POLICY

    for columns in (ALL, WITHOUT_BOUNDS):
        expectation = ExpectStatementsOfEachFactToAgree(**columns)
        found = expectation.weigh(candidates(frame, expectation.columns(), False), POLICY)
        assert disagreeing(to_json(found)) == expected
        assert found.examined == sum(len(statements) > 1 for statements in facts)


def xbrl_inconsistent(reported: Sequence[tuple[Decimal, Decimal]]) -> bool:
    """Duplicate facts as an XBRL processor judges them: value and precision (0: exact) of each."""
    if any(a != b and p == q for (a, p), (b, q) in itertools.combinations(reported, 2)):
        return True
    return max(value - q / 2 for value, q in reported) > min(value + q / 2 for value, q in reported)


@pytest.mark.parametrize("bounded", [True, False])
def test_three_thousand_facts_with_precision_come_out_as_in_xbrl(pd: Any, bounded: bool) -> None:
    dice = random.Random(5)
    facts: list[list[Cells]] = []
    expected = set()
    for number in range(3000):
        true = dice.randint(-10_000_000, 10_000_000) * Decimal("0.01")
        reported = []
        for _ in range(dice.randint(2, 4)):
            q = dice.choice([Decimal(0), Decimal("0.01"), Decimal(1), Decimal(10), Decimal(1000), Decimal(1_000_000)])
            value = true if not q else (true / q).to_integral_value() * q
            value += dice.choice([0] * 6 + [q, -q, q / 2, q / 4, Decimal("0.01")])
            reported.append((value, q))
        if xbrl_inconsistent(reported):
            expected.add(f"f{number}")
        facts.append([(f"{value:f}", "USD", "", f"{q:f}" if q else "exact") for value, q in reported])
    assert 500 < len(expected) < 2500
    told = details(framed(pd, facts), **(ALL if bounded else WITHOUT_BOUNDS))
    assert disagreeing(told) == expected
    assert (told["examined"], told["disagreed"], told["not_checked"]) == (3000, len(expected), [])


def test_numbers_texts_and_decimals_mean_the_same(pd: Any) -> None:
    numbers = [165_000_000, 186_000_000, 12, 12, 58.3, 58.3]
    forms = {
        "floats": [float(number) for number in numbers],
        "objects": numbers,
        "texts": [str(number) for number in numbers],
        "decimals": [Decimal(str(number)) for number in numbers],
    }
    for name, column in forms.items():
        frame = pd.DataFrame({"series": ["a", "a", "b", "b", "c", "c"], "reported": column})
        told = details(frame, fact_column="series", value_column="reported")
        assert (disagreeing(told), told["examined"]) == ({"a"}, 3), name


@pytest.mark.parametrize("form", ["str", "object", "category", "int"])
def test_facts_may_be_named_in_any_type(pd: Any, form: str) -> None:
    names = [3, 1, 3, 2, 1] if form == "int" else ["f3", "f1", "f3", "f2", "f1"]
    frame = pd.DataFrame({"fact": pd.Series(names).astype(form), "value": [5.0, 7.0, 6.0, 1.0, 7.0]})
    told = details(frame)
    assert ([one["subject"] for one in told["outcomes"]], told["examined"]) == ([str(names[0])], 2)


def test_what_cannot_be_examined_is_set_aside_with_its_reason(pd: Any) -> None:
    frame = pd.DataFrame(
        {
            "fact": ["a", "a", None, "a", "b", "b", "b"],
            "value": [1.0, 1.0, 2.0, None, 3.0, 3.0, 3.0],
            "low": [1.0, 1.0, 2.0, 4.0, None, 5.0, 3.0],
            "high": [1.0, 1.0, 2.0, 4.0, 3.0, 3.0, 3.0],
        }
    )
    told = details(frame, low_column="low", high_column="high")
    assert (told["examined"], told["agreed"]) == (1, 1)
    assert {one["reason"]: one["number"] for one in told["not_checked"]} == {
        "the statement names no fact": 1,
        "the statement has no value": 1,
        "the statement has no bounds": 1,
        "the statement's bounds are reversed": 1,
    }


def test_values_and_hedges_that_mean_nothing_leave_their_fact_unchecked(pd: Any) -> None:
    frame = pd.DataFrame(
        {"fact": ["a", "a", "b", "b"], "value": ["many", "12", "5", "6"], "hedge": ["", "", "hardly", ""]}
    )
    told = details(frame, hedge_column="hedge")
    reasons = {one["reason"]: one["keys"] for one in told["not_checked"]}
    assert reasons.pop("the value 'many' is no number") == ["a"]
    assert reasons.pop("unknown hedge 'hardly'") == ["b"]
    assert told["examined"] == 0


def test_nothing_stated_twice_is_nothing_examined(pd: Any) -> None:
    for frame in (pd.DataFrame({"fact": ["a", "b"], "value": [1, 2]}), pd.DataFrame({"fact": [], "value": []})):
        told = details(frame)
        assert told["examined"] == 0
        aside = told["not_checked"][-1]
        assert (aside["reason"], aside["number"]) == ("no fact is stated more than once", 0)


def test_nothing_beside_a_number_is_not_alike_and_nothing_beside_nothing_is(pd: Any) -> None:
    from factcheck.expectations.metrics import candidates

    nothing = float("nan")
    frame = pd.DataFrame(
        {
            "fact": ["a", "a", "b", "b", "c", "c", "d"],
            "value": [7, 7, 8, 8, 9, 9, 10],
            "precision": [nothing, 100, nothing, nothing, 10, 10, nothing],
        }
    )
    found = candidates(frame, {name: name for name in frame}, False)
    assert (found.clear, found.single, [fact for fact, _ in found.facts]) == (2, 1, ["a"])


def test_remarks_are_made_only_where_they_are_wanted(pd: Any) -> None:
    facts: list[list[Cells]] = [[("82000", "", "more than", ""), ("82000", "", "", "")], [("7", "", "", "")] * 2]
    frame = framed(pd, facts)
    assert details(frame, **ALL)["outcomes"] == []
    (remark,) = details(frame, remarks=True, **ALL)["outcomes"]
    assert (remark["subject"], remark["verdict"], remark["severity"]) == ("f0", "hedge_diff", "info")


def test_agreement_by_generous_rounding_is_a_warning_and_no_failure(pd: Any) -> None:
    told = details(framed(pd, [[("200000000", "", "", ""), ("203000000", "", "", "")]]), **ALL)
    (warning,) = told["outcomes"]
    assert (warning["verdict"], warning["severity"], told["disagreed"]) == ("agree_if_rounded", "warning", 0)


def test_statements_of_other_periods_or_units_are_not_compared(pd: Any) -> None:
    frame = pd.DataFrame(
        {
            "fact": ["a", "a", "b", "b"],
            "value": [1, 1, 2, 2],
            "period": ["2020", "2021", "", ""],
            "unit": ["", "", "metres", "euros"],
            "low": [1.0, 1.0, 2.0, 2.0],
            "high": [1.0, 1.0, 2.0, 2.0],
        }
    )
    named = {"period_column": "period", "unit_column": "unit"}
    for bounded in ({}, {"low_column": "low", "high_column": "high"}):
        told = details(frame, **named, **bounded)
        assert told["examined"] == 0
        assert {key for one in told["not_checked"] for key in one["keys"]} == {"a", "b"}


def test_words_as_printed_tell_the_precision(pd: Any) -> None:
    frame = pd.DataFrame(
        {"fact": ["a", "a"], "value": [3_500_000, 3_540_000], "stated": ["3.5 million", "3.54 million"]}
    )
    assert details(frame, stated_column="stated")["outcomes"] == []
    assert details(frame)["outcomes"][0]["verdict"] == "agree_if_rounded"


def test_the_majority_and_the_outlier_are_named(pd: Any) -> None:
    frame = pd.DataFrame({"id": ["x", "y", "z"], "fact": ["a"] * 3, "value": [11, 20, 11]})
    (found,) = details(frame, statement_column="id")["outcomes"]
    assert (found["statements"], found["outliers"]) == (["x", "y", "z"], ["y"])


def test_constants_can_be_set(pd: Any) -> None:
    frame = framed(pd, [[("80000000", "", "about", ""), ("77000000", "", "", "")]])
    assert details(frame, **WITHOUT_BOUNDS)["disagreed"] == 0
    assert details(frame, policy={"round_share": "0.01"}, **WITHOUT_BOUNDS)["disagreed"] == 1
