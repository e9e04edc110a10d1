"""Columns that are worked out from others: which reading the rows of a table bear out, and what chance may not."""

from __future__ import annotations

import random

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.tables import find
from factcheck.model import Relation
from factcheck.read import from_text


def claims(text: str) -> list[Relation]:
    """What the columns of a table claim, but for its totals."""
    document = from_text(text)
    return [one for one in find(document, extract(document), []) if one.cue == "table"]


def table(*rows: str) -> str:
    cells = [row.split("/") for row in rows]
    lines = ["| " + " | ".join(one) + " |" for one in cells]
    return "\n".join([lines[0], "|" + " --- |" * len(cells[0]), *lines[1:]]) + "\n"


def told(relations: list[Relation]) -> list[tuple[str, list[str], str]]:
    return [
        (one.kind, [member.statements[0].stated for member in one.members], judge.judge(one).severity)
        for one in relations
    ]


GROWTH = ("Region/2022/2023/Change", "North/120/150/25%", "South/180/200/11.1%", "West/100/150/50%", "East/75/60/-20%")


def test_a_column_of_growth_holds_every_row_to_it() -> None:
    assert told(claims(table(*GROWTH))) == [
        ("growth", ["120", "150", "25%"], ""),
        ("growth", ["180", "200", "11.1%"], ""),
        ("growth", ["100", "150", "50%"], ""),
        ("growth", ["75", "60", "-20%"], ""),
    ]
    wrong = claims(table(*GROWTH[:2], "South/180/200/21.1%", *GROWTH[3:]))
    assert [severity for _, _, severity in told(wrong)] == ["", "error", "", ""]


def test_the_columns_may_stand_in_any_order_and_the_table_may_be_turned() -> None:
    newer_first = table(
        "Region/Change/2023/2022", *("/".join(one.split("/")[i] for i in (0, 3, 2, 1)) for one in GROWTH[1:])
    )
    assert told(claims(newer_first))[0][1] == ["120", "150", "25%"]
    turned = table(*("/".join(cells) for cells in zip(*(one.split("/") for one in GROWTH), strict=True)))
    assert told(claims(turned))[1][1] == ["180", "200", "11.1%"]


@pytest.mark.parametrize("heading", ["Change (%)", "Change in %", "Change, per cent"])
def test_the_heading_may_say_percent(heading: str) -> None:
    bare = [one.replace("%", "") for one in GROWTH]
    assert len(claims(table(bare[0].replace("Change", heading), *bare[1:]))) == 4


def test_shares_are_of_the_total_of_a_column() -> None:
    rows = ("Answer/Number/Share", "Yes/121/60.5%", "No/59/29.5%", "None/20/10%", "Total/200/100%")
    assert told(claims(table(*rows))) == [
        ("share", ["60.5%", "121", "200"], ""),
        ("share", ["29.5%", "59", "200"], ""),
        ("share", ["10%", "20", "200"], ""),
    ]
    wrong = table(*rows[:3], "None/30/10%", "Total/200/100%")
    assert [one[2] for one in told(claims(wrong))] == ["", "", "error"]


def test_without_a_total_shares_are_of_nothing() -> None:
    assert not claims(table("Answer/Number/Share", "Yes/121/60.5%", "No/59/29.5%", "None/20/10%"))


def test_changes_in_figures_and_rows_that_are_left() -> None:
    rows = ("Port/2022/2023/Change", "Hull/1,200/1,350/150", "York/880/860/-20", "Bath/410/512/102")
    assert [one[0] for one in told(claims(table(*rows)))] == ["change"] * 3
    profit = ("Item/Q1/Q2/Q3/Q4", "Sales/110/132/154/176", "Costs/88/97/109/121", "Profit/22/35/45/65")
    assert told(claims(table(*profit))) == [
        ("sum", ["88", "110", "22"], ""),
        ("sum", ["97", "132", "35"], ""),
        ("sum", ["109", "154", "45"], ""),
        ("sum", ["121", "176", "65"], "error"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        GROWTH[:3],  # two rows show nothing
        (GROWTH[0], "North/120/150/12%", "South/180/200/13%", "West/100/150/14%", "East/75/60/15%"),
        (GROWTH[0], *GROWTH[1:3], "West/100/150/61%", "East/75/60/15%"),  # half of the rows
        ("Region/2022/2023/Visits", "North/120/150/30", "South/180/200/20", "West/100/150/50", "East/75/60/15"),
        ("Region/2022/2023/Change", "North/1/2/1", "South/2/3/1", "West/3/5/2", "East/4/4/0"),  # chance does as well
    ],
)
def test_what_the_rows_do_not_bear_out_is_claimed_of_none(rows: tuple[str, ...]) -> None:
    assert not claims(table(*rows))


def test_the_reading_that_most_rows_bear_out_is_taken() -> None:
    rows = ("Region/2021/2022/2023/Change", "North/90/120/150/25%", "South/140/180/200/11.1%", "West/70/100/150/50%")
    assert [one[1][:2] for one in told(claims(table(*rows)))] == [["120", "150"], ["180", "200"], ["100", "150"]]


def test_shares_are_as_fine_as_their_counts() -> None:
    rows = ("Answer/Tons/Share", "Yes/1.2/61%", "No/0.6/29%", "None/0.2/10%", "Total/2.0/100%")
    assert [one[2] for one in told(claims(table(*rows)))] == ["", "", ""]
    nested = ("Answer/Number/Share", "Yes/121/60.5%", "No/59/29.5%", "None/20/10%", "Grand total/200/100%")
    assert len(claims(table(*nested))) == 3


def test_of_two_readings_that_hold_the_better_is_taken() -> None:
    rows = [
        "Region/Draft/2022/2023/Change", "A/121/120/150/25.00%", "B/180/180/201/11.67%", "C/100/100/151/51.00%",
        "D/75/75/60/-20.00%", "E/88/88/99/12.50%",
    ]  # fmt: skip
    assert [one[1][0] for one in told(claims(table(*rows)))] == ["120", "180", "100", "75", "88"]
    turned_round = [one.replace("/", "#").split("#") for one in rows]
    swapped = ["/".join((one[0], one[2], one[1], *one[3:])) for one in turned_round]
    assert [one[1][0] for one in told(claims(table(*swapped)))] == ["120", "180", "100", "75", "88"]


def test_reasons_name_the_columns() -> None:
    assert {one.reasons for one in claims(table(*GROWTH))} == {
        ("most rows of the table follow from '2022' and '2023'",)
    }
    shares = ("Answer/Number/Share", "Yes/121/60.5%", "No/59/29.5%", "None/20/10%", "Total/200/100%")
    assert {one.reasons for one in claims(table(*shares))} == {
        ("most rows of the table are shares of the total of 'Number'",)
    }


def test_changes_are_judged_as_such() -> None:
    rows = ("Port/2022/2023/Change", "Hull/1,200/1,350/150", "York/880/860/-20", "Bath/410/512/102", "Ely/330/341/99")
    assert told(claims(table(*rows))) == [
        ("change", ["1,200", "1,350", "150"], ""),
        ("change", ["880", "860", "-20"], ""),
        ("change", ["410", "512", "102"], ""),
        ("change", ["330", "341", "99"], "error"),
    ]


def test_a_total_of_nothing_rules_no_shares() -> None:
    assert not claims(table("Answer/Number/Share", "Yes/0/60.5%", "No/0/29.5%", "None/0/10%", "Total/0/100%"))


def test_random_tables_claim_nothing() -> None:
    rng = random.Random(5)
    for _ in range(150):
        columns, most = rng.randint(2, 5), rng.choice([9, 100, 100_000])
        heads = [rng.choice(["2022", "2023", "Sales", "Men"]) for _ in range(columns)]
        heads.append(rng.choice(["Change", "Share", "Profit", "%"]))
        rows = [
            "/".join(
                [f"Row {chr(65 + row)}", *(str(rng.randint(0, most)) for _ in range(columns)), f"{rng.randint(0, 99)}%"]
            )
            for row in range(rng.randint(3, 9))
        ]
        assert not claims(table("/".join(["", *heads]), *rows))
