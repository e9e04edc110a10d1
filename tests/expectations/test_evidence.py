"""Rows of a table become relations, and what is found about them goes through JSON unchanged."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from factcheck.errors import FactcheckError
from factcheck.expectations import evidence
from factcheck.expectations.evidence import Aside, Evidence, Shown
from factcheck.interval import Figure, Interval, Policy, Verdict
from factcheck.model import Member, Outcome, Relation, Statement


def row(**cells: Any) -> dict[str, Any]:
    return {"value": "1", **cells}


# ── what is found ───────────────────────────────────────────────────────────────────────────────────

SHOWN = (
    Shown(
        "boats",
        Outcome(
            Verdict.CONFLICT,
            stated=Interval(Decimal(12), None, low_closed=False),
            expected=Interval(Decimal("9.5"), Decimal("10.50"), True, False),
            arithmetic="10 is not above 12",
            message="They differ.",
            severity="error",
            gap=Decimal("1.5"),
        ),
        ("s1", "s2"),
        ("s2",),
    ),
    Shown("crews", Outcome(Verdict.HEDGE_DIFF, severity="info")),
)


def test_evidence_comes_back_from_json_as_it_was() -> None:
    found = Evidence(7, 5, 2, (Aside("no value", 2, ("a", "b")), Aside("no unit", 1)), SHOWN)
    assert evidence.from_json(json.loads(json.dumps(evidence.to_json(found)))) == found


def test_evidence_is_told_in_words_that_stay_the_same() -> None:
    told = evidence.to_json(Evidence(7, 5, 2, (Aside("no value", 2, ("a", "b")),), SHOWN[:1]))
    assert {name: told[name] for name in ("examined", "agreed", "disagreed", "not_checked")} == {
        "examined": 7,
        "agreed": 5,
        "disagreed": 2,
        "not_checked": [{"reason": "no value", "number": 2, "keys": ["a", "b"]}],
    }
    assert told["outcomes"] == [
        {
            "subject": "boats",
            "verdict": "conflict",
            "severity": "error",
            "message": "They differ.",
            "arithmetic": "10 is not above 12",
            "gap": "1.5",
            "stated": ["12", None, False, False],
            "expected": ["9.5", "10.50", True, False],
            "statements": ["s1", "s2"],
            "outliers": ["s2"],
        }
    ]


@pytest.mark.parametrize(("examined", "disagreed", "success"), [(0, 0, False), (1, 0, True), (3, 1, False)])
def test_success_takes_something_examined_and_nothing_that_disagrees(
    examined: int, disagreed: int, success: bool
) -> None:
    assert Evidence(examined, examined - disagreed, disagreed).success is success


def test_what_is_weighed_adds_up() -> None:
    facts = {"fine": ("7", "7"), "wrong": ("7", "8"), "odd": ("7", "many"), "empty": ("", ""), "dark": ("many", "8")}
    pairs = [
        evidence.restatement(
            fact, [row(value=value, statement=f"{fact}{number}") for number, value in enumerate(cells)]
        )
        for fact, cells in facts.items()
    ]
    found = evidence.weigh(pairs, 10, [Aside("before", 4)])
    assert (found.examined, found.agreed, found.disagreed) == (12, 11, 1)
    assert [(one.subject, one.outcome.verdict, one.statements) for one in found.shown] == [
        ("wrong", Verdict.CONFLICT, ("wrong0", "wrong1"))
    ]
    assert found.asides == (
        Aside("before", 4),
        Aside("the value 'many' is no number", 2, ("odd", "dark")),
        Aside("no value", 1, ("empty",)),
    )


def test_what_agrees_only_generously_is_an_agreement_and_shown() -> None:
    pair = evidence.restatement("crowd", [row(value="3500000"), row(value="3540000")])
    found = evidence.weigh([pair], 0, ())
    assert (found.examined, found.agreed, found.disagreed) == (1, 1, 0)
    assert [one.outcome.verdict for one in found.shown] == [Verdict.AGREE_IF_ROUNDED]


def test_conflicts_of_hedges_are_disagreements() -> None:
    pair = evidence.restatement("crowd", [row(value="80", hedge="more than"), row(value="80", hedge="less than")])
    assert evidence.weigh([pair], 0, ()).disagreed == 1


def test_the_outvoted_are_named() -> None:
    cells = {"a": "7", "b": "8", "c": "7"}
    pair = evidence.restatement("boats", [row(value=value, statement=name) for name, value in cells.items()])
    (shown,) = evidence.weigh([pair], 0, ()).shown
    assert (shown.statements, shown.outliers) == (("a", "b", "c"), ("b",))


def test_a_policy_is_made_of_what_a_suite_gives() -> None:
    assert evidence.policy_of(None) == evidence.policy_of({}) == Policy()
    assert evidence.policy_of({"round_share": 0.1, "bound_share": "0.5"}) == replace(
        Policy(), round_share=Decimal("0.1"), bound_share=Decimal("0.5")
    )
    pair = evidence.restatement("crowd", [row(value="200000000", hedge="about"), row(value="220000000")])
    assert evidence.weigh([pair], 0, ()).disagreed == 1
    assert evidence.weigh([pair], 0, (), evidence.policy_of({"round_share": "0.2"})).disagreed == 0


# ── relations ───────────────────────────────────────────────────────────────────────────────────────


def test_the_rows_of_a_fact_are_its_statements() -> None:
    cells = row(value="41.15", stated=" 41.15 million ", unit="crowns", hedge="", period="2023", statement="f6")
    relation, reason = evidence.restatement("spending", [{**cells, "value": "41150000"}])
    figure = Figure(Decimal(41150000), "crowns", "money", q=Decimal(10000), Q=Decimal(10000))
    statement = replace(relation.members[0].statements[0], figure=figure)
    assert statement == Statement(figure, "", 0, 0, 0, "41.15 million", statement="f6", fact="spending", period="2023")
    assert relation.members[0].figure.value == 41150000
    assert (relation.relation, relation.kind, relation.fact, reason) == ("spending", "restatement", "spending", "")
    assert relation.members[0].role == "stated"


def test_each_reason_of_a_fact_is_told_once() -> None:
    _, reason = evidence.restatement("boats", [row(value="x"), row(value="y"), row(value="x")])
    assert reason == "the value 'x' is no number; the value 'y' is no number"


def member(relation: str, role: str, member: str, **cells: Any) -> dict[str, Any]:
    return row(relation=relation, kind="sum", role=role, member=member, **cells)


def test_rows_of_one_member_in_one_role_are_several_statements_of_it() -> None:
    rows = [
        member("fleet", "whole", "all", value="60", statement="s1", decomposition="equal"),
        member("crew", "part", "men", value="5", statement="s9"),
        member("fleet", "part", "tugs", value="3", statement="s2", weight="2"),
        member("fleet", "part", "tugs", value="3", statement="s3"),
        member("fleet", "part", "all", value="60", statement="s1"),
    ]
    (fleet, reason), (crew, _) = evidence.relations(rows)
    assert (fleet.relation, fleet.kind, fleet.decomposition, reason) == ("fleet", "sum", "equal", "")
    told = [(one.role, one.label, one.weight, [each.statement for each in one.statements]) for one in fleet.members]
    assert told == [
        ("whole", "all", Decimal(1), ["s1"]),
        ("part", "tugs", Decimal(2), ["s2", "s3"]),
        ("part", "all", Decimal(1), ["s1"]),
    ]
    assert [each.fact for one in fleet.members for each in one.statements] == ["all", "tugs", "tugs", "all"]
    assert (crew.relation, crew.decomposition) == ("crew", "")


def test_numbers_without_a_statement_are_members_of_their_own() -> None:
    """Three items of one value are three items."""
    numbers = [member("list", "item", "1", statement=None), member("list", "item", "1", statement=" ")]
    ((listed, _),) = evidence.relations([*numbers, member("list", "item", "", statement="s1")] * 2)
    assert len(listed.members) == 6
    ((listed, _),) = evidence.relations([member("list", "item", "7", statement=one) for one in (None, "s1", "s2")])
    assert [[each.statement for each in one.statements] for one in listed.members] == [[""], ["s1", "s2"]]
    ((listed, _),) = evidence.relations([member("list", "item", "x"), member("list", "item", "x")])
    assert [len(one.statements) for one in listed.members] == [2]


def test_a_member_without_a_figure_leaves_its_relation_untested_for_a_reason() -> None:
    rows = [member("fleet", "whole", "all", value="many"), member("fleet", "part", "", value=None)]
    ((relation, reason),) = evidence.relations(rows)
    assert relation == Relation("fleet", "sum", ())
    assert reason == "all: the value 'many' is no number; part: no value"
    assert evidence.weigh([(relation, reason)], 0, ()).asides == (Aside(reason, 1, ("fleet",)),)


def test_a_weight_that_is_no_number_is_refused() -> None:
    with pytest.raises(FactcheckError, match="the weight 'twice' is no number"):
        evidence.relations([member("fleet", "part", "tugs", weight="twice")])


# ── cells ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("3.10", "3.10"),
        (" 7 ", "7"),
        (7, "7"),
        (7.0, "7"),
        (58.3, "58.3"),
        (1e16, "10000000000000000"),
        (1e22, "10000000000000000000000"),
        (1.5e-7, "0.00000015"),
        ("4.115E7", "41150000"),
        ("7.0", "7.0"),
        (Decimal("41150000.0"), "41150000.0"),
    ],
)
def test_a_number_is_what_its_digits_say(cell: Any, number: str) -> None:
    assert f"{evidence.number_of(cell, 'value'):f}" == number


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (None, "no value"),
        (float("nan"), "no value"),
        ("", "no value"),
        ("many", "the value 'many' is no number"),
        ("Infinity", "the value 'Infinity' is no number"),
        (float("inf"), "the value 'inf' is no number"),
    ],
)
def test_what_is_no_number_is_refused(cell: Any, message: str) -> None:
    with pytest.raises(FactcheckError) as caught:
        evidence.number_of(cell, "value")
    assert caught.value.message == message


def test_nothing_has_many_names() -> None:
    import pandas as pd

    assert all(evidence.is_null(cell) for cell in (None, float("nan"), pd.NaT, pd.NA, Decimal("NaN")))
    assert not any(evidence.is_null(cell) for cell in ("", 0, "NaN", False))


@pytest.mark.parametrize(
    ("cells", "q", "outright"),
    [
        ({}, "1", False),
        ({"precision": None}, "1", False),
        ({"precision": "exact"}, "0", True),
        ({"precision": "1000"}, "1000", True),
        ({"precision": 0.5}, "0.5", True),
        ({"precision": "0"}, "0", True),
        ({"stated": "96.00 thousand"}, "10", False),
    ],
)
def test_the_precision_of_a_row(cells: dict[str, Any], q: str, outright: bool) -> None:
    figure = evidence.figure_of(row(value="96000", **cells))
    assert (figure.q, figure.outright, figure.value) == (Decimal(q), outright, Decimal(96000))


def test_cells_that_make_no_figure_are_told() -> None:
    with pytest.raises(FactcheckError) as caught:
        evidence.figure_of(row(hedge="perhaps"))
    assert caught.value.message == "unknown hedge 'perhaps'"
    assert "known are exactly, about, nearly" in caught.value.hint
    with pytest.raises(FactcheckError, match="the precision -1 is negative"):
        evidence.figure_of(row(precision="-1"))
    with pytest.raises(FactcheckError, match="the precision 'fine' is no number"):
        evidence.figure_of(row(precision="fine"))
    assert evidence.figure_of(row(hedge=" about ", unit=None)).hedge == "about"


def test_a_number_alone_is_a_member() -> None:
    ((relation, _),) = evidence.relations([member("years", "first", "2013", value="2013", precision="exact")])
    assert relation.members == (
        Member("first", relation.members[0].figure, relation.members[0].statements, Decimal(1), "2013"),
    )
    assert relation.members[0].figure.outright
