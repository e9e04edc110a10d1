"""Which passages of a document are the cells of its tables, and which cells take part in a total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from factcheck.extract import extract
from factcheck.link.tables import find
from factcheck.model import Document, NotChecked
from factcheck.read import from_text

TABLE = "| Fruit | Boxes |\n| --- | --- |\n| Apples | 10 |\n| Pears | 5 |\n| Plums | 4 |\n| Total | 19 |\n"


def sums(document: Document) -> list[list[str]]:
    """The whole and the parts of each total."""
    return [
        [statement.stated for member in relation.members for statement in member.statements]
        for relation in find(document, extract(document), [])
    ]


def changed(text: str, words: str, **change: Any) -> Document:
    """The document of a table with something else said of one of its passages."""
    document = from_text(text)
    passages = [replace(one, **change) if text[one.start : one.end] == words else one for one in document.passages]
    return replace(document, passages=tuple(passages))


def test_a_total_is_the_sum_of_the_cells_above_it() -> None:
    assert sums(from_text(TABLE)) == [["19", "10", "5", "4"]]


@pytest.mark.parametrize("change", [{"table": None}, {"row": None}, {"column": None}, {"table": 7}])
def test_a_cell_of_no_known_place_takes_no_part(change: dict[str, Any]) -> None:
    assert sums(changed(TABLE, "10", **change)) == [["19", "5", "4"]]


@pytest.mark.parametrize("words", ["10 boxes", "10 and 4"])
def test_a_cell_that_says_more_or_heads_others_leaves_its_column_unchecked(words: str) -> None:
    assert sums(from_text(TABLE.replace("10", words))) == []
    assert sums(changed(TABLE, "10", kind="heading")) == []


def test_the_first_passage_of_a_text_may_be_a_cell() -> None:
    document = from_text(TABLE)
    cells = [one for one in document.passages if one.kind == "cell"]
    statements = [replace(one, passage=cells.index(document.passages[one.passage])) for one in extract(document)]
    found = list(find(replace(document, passages=tuple(cells)), statements, []))
    assert [len(relation.members) for relation in found] == [4]


@pytest.mark.parametrize(
    ("text", "gaps"),
    [(TABLE, 0), (TABLE.replace("Plums", "Net"), 1), ("| a | b |\n| --- | --- |\n| Net | x |\n| Total | y |", 0)],
)
def test_a_total_that_is_not_shown_plainly_is_told_where_there_are_figures(text: str, gaps: int) -> None:
    document = from_text(text)
    told: list[NotChecked] = []
    assert bool(list(find(document, extract(document), told))) is (text == TABLE)
    assert [gap.check for gap in told] == ["sums/parts-add-up"] * gaps


def passages_of(tables: Sequence[str]) -> Document:
    return from_text("\n\nSome words stand between.\n\n".join(tables))


def test_tables_are_read_in_their_order() -> None:
    assert sums(passages_of([TABLE, TABLE.replace("19", "20"), TABLE.replace("19", "21")])) == [
        ["19", "10", "5", "4"], ["20", "10", "5", "4"], ["21", "10", "5", "4"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "shares"),
    [
        ("| Yes | 60% |\n| No | 35% |\n| None | 10% |\n", ["60%", "35%", "10%"]),
        ("| Yes | 60% |\n| No | – |\n| None | 40% |\n", None),
        ("| Yes | 60 |\n| No | 35% |\n| None | 10% |\n", None),
        ("| Yes | 60% |\n", None),
    ],
)
def test_shares_whose_total_is_shown_as_all_divide_one_whole(rows: str, shares: list[str] | None) -> None:
    document = from_text(f"| Answer | Share |\n| --- | --- |\n{rows}| Total | 100% |\n")
    found = [one for one in find(document, extract(document), []) if one.kind == "total100"]
    assert [[member.statements[0].stated for member in one.members] for one in found] == ([shares] if shares else [])


@pytest.mark.parametrize(
    ("cells", "steps"),
    [
        (("200", "153", "353"), [1, 1, 1]),  # 153 shows that units are counted
        (("200", "150", "350"), [10, 100, 10]),
        (("2,000", "1,500", "3,500"), [100, 1000, 100]),
        (("200", "about 153", "353"), None),
        (("20.0", "15.3", "35.3"), [0.1, 0.1, 0.1]),
    ],
)
def test_figures_are_as_precise_as_the_finest_of_them(cells: tuple[str, ...], steps: list[float] | None) -> None:
    apples, pears, total = cells
    document = from_text(
        f"| Fruit | Boxes |\n| --- | --- |\n| Apples | {apples} |\n| Pears | {pears} |\n| Total | {total} |"
    )
    found = [[float(one.figure.Q) for one in relation.members] for relation in find(document, extract(document), [])]
    assert found == ([steps] if steps else [])
