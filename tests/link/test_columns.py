"""Columns that are worked out from others: which reading the rows of a table bear out, and what chance may not."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.tables import find
from factcheck.model import Relation
from factcheck.read import from_text
from written_claims import written


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


def wider(rows: Sequence[str], columns: int) -> list[str]:
    """Rows with columns before the others that have nothing to do with them."""
    return [
        "/".join((name, *((f"Box {at}" if place == 0 else "7") for at in range(columns)), rest))
        for place, (name, _, rest) in enumerate(one.partition("/") for one in rows)
    ]


def test_relations_say_how_sure_they_are() -> None:
    assert written(claims(table(*GROWTH))[0]) == "growth 0.8: old 120, new 150, growth 25%"
    rows = ("Port/Sales/Costs/Profit", "Hull/1,200/1,050/150", "York/880/860/20", "Bath/512/410/102")
    assert written(claims(table(*rows))[0]) == "sum equal 0.8: part 1,050, whole 1,200, part 150"


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("Change", {"growth"}), ("vs 2022", {"growth"}), ("%", {"growth"}), ("Δ %", {"growth"}),
        ("Share", set()), ("Per cent", set()), ("Fraction of all", set()), ("Proportion", set()),
    ],
)  # fmt: skip
def test_a_heading_rules_out_what_it_does_not_say(heading: str, kinds: set[str]) -> None:
    assert {one.kind for one in claims(table(f"Region/2022/2023/{heading}", *GROWTH[1:]))} == kinds


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("Change", {"change"}),
        ("Difference", {"change"}),
        ("Fall", {"change"}),
        ("Net", {"sum"}),
        ("EBITDA", {"sum"}),
        ("Men", set()),
    ],
)
def test_figures_are_differences_where_their_heading_says_so(heading: str, kinds: set[str]) -> None:
    rows = ("Hull/1,200/1,350/150", "York/880/860/-20", "Bath/410/512/102")
    assert {one.kind for one in claims(table(f"Port/2022/2023/{heading}", *rows))} == kinds


def test_a_percentage_is_no_growth_of_percentages() -> None:
    rows = (
        "Region/2022/2023/Change",
        "North/12%/15%/25%",
        "South/18%/20%/11.1%",
        "West/10%/15%/50%",
        "East/7.5%/6%/-20%",
    )
    assert not claims(table(*rows))
    bare = [one.replace("2022", "Rate 2022, %").replace("2023", "Rate 2023, %") for one in GROWTH]
    assert not claims(table(*bare))


def test_what_a_heading_says_of_percent_holds_for_its_cells() -> None:
    found = claims(table(GROWTH[0].replace("Change", "Change (%)"), *(one.replace("%", "") for one in GROWTH[1:])))
    assert {(one.members[2].figure.unit, one.members[2].figure.kind) for one in found} == {("%", "percent")}


def test_cells_of_a_column_that_say_less_are_left_out() -> None:
    assert [one[1][2] for one in told(claims(table(*GROWTH[:3], "West/100/150/~50%", GROWTH[4])))] == [
        "25%", "11.1%", "-20%",
    ]  # fmt: skip
    assert not claims(table(*GROWTH[:3], "West/100/150/50", GROWTH[4]))


@pytest.mark.parametrize(("columns", "found"), [(13, 4), (14, 0)])
def test_a_table_has_at_most_sixteen_columns(columns: int, found: int) -> None:
    rows = [one.replace("25%", "25.00%").replace("11.1%", "11.11%") for one in GROWTH]
    assert len(claims(table(*wider(rows, columns)))) == found


THREE = ("Region/2022/2023/Change", "North/120/150/25%", "South/180/201/12%", "West/100/151/51%")


@pytest.mark.parametrize(("columns", "found"), [(8, 3), (9, 3), (10, 0), (11, 0)])
def test_the_more_might_fit_by_chance_the_more_must_fit(columns: int, found: int) -> None:
    assert len(claims(table(*wider(THREE, columns)))) == found


def test_a_row_that_anything_fits_counts_neither_way() -> None:
    assert len(claims(table(*wider((*THREE, "East/1/2/150%"), 8)))) == 4


def test_figures_rounded_half_up_fit_as_well() -> None:
    rows = ("Region/2022/2023/Change", "North/80/90/13%", "South/400/418/5%", "West/160/180/13%")
    assert len(claims(table(*wider(rows, 2)))) == 3


WRONG = ("D/75/60/77.77%", "E/88/99/88.88%")


@pytest.mark.parametrize(("growth", "found"), [("51.25%", 5), ("51.26%", 0), ("48.75%", 5), ("48.74%", 0)])
def test_growth_is_as_fine_as_its_levels(growth: str, found: int) -> None:
    rows = ("Region/2022/2023/Change", "A/120/150/25.00%", "B/180/201/11.67%", f"C/100/150/{growth}", *WRONG)
    assert len(claims(table(*rows))) == found


@pytest.mark.parametrize(("share", "found"), [("30.43%", 5), ("30.44%", 0), ("29.68%", 5), ("29.67%", 0)])
def test_a_share_is_as_fine_as_its_numbers(share: str, found: int) -> None:
    rows = ("A/59/34.10%", "B/10/5.78%", f"C/52/{share}", "D/40/77.77%", "E/12/66.66%", "Total/173/100%")
    assert len(claims(table("Answer/Number/Share", *rows))) == found


@pytest.mark.parametrize(("change", "found"), [("2.6", 5), ("1.4", 5), ("2.7", 0), ("1.3", 0)])
def test_a_change_is_as_fine_as_its_figures(change: str, found: int) -> None:
    rows = ("A/10.1/12.4/2.3", "B/18.2/20.1/1.9", f"C/10/12.0/{change}", "D/7.5/6.0/7.7", "E/8.8/9.9/8.8")
    assert len(claims(table("Port/2022/2023/Change", *rows))) == found


def test_a_change_from_nothing_is_one() -> None:
    rows = ("A/101/124/23", "B/182/201/19", "C/0/120/120", "D/75/60/77", "E/88/99/88")
    assert len(claims(table("Port/2022/2023/Change", *rows))) == 5


def test_shares_are_of_what_their_numbers_are_of() -> None:
    rows = ("Answer/Number/Share", "Yes/121 t/60.5%", "No/59 t/29.5%", "None/20 t/10%", "Total/200 {}/100%")
    assert [len(claims(table(*rows[:4], rows[4].format(unit)))) for unit in ("t", "l")] == [3, 0]


def test_the_first_forty_rows_decide() -> None:
    right = [f"R{at}/{100 + at}/{200 + 3 * at}/{(200 + 3 * at) * 100 / (100 + at) - 100:.2f}%" for at in range(24)]
    wrong = [f"W{at}/{100 + at}/{200 + 3 * at}/7.77%" for at in range(17)]
    assert [len(claims(table(GROWTH[0], *right, *wrong[:rows]))) for rows in (16, 17)] == [40, 41]
    assert not claims(table(GROWTH[0], *wrong, *right))


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
