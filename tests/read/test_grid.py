"""Tables: which cells are headings, and which headings stand over each figure."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.read.grid import Cell, Placed, Row, is_figure, is_period, place


def table(written: str) -> list[Row]:
    return [Row([Cell(words.strip()) for words in line.split("|")]) for line in written.strip().split("\n")]


def found(rows: list[Row], header_rows: int | None = None) -> list[tuple[str, Placed]]:
    return [(laid.texts[cell.at], cell) for laid in place(rows, header_rows) for cell in laid.placed]


def figures(written: str, header_rows: int | None = None) -> dict[str, tuple[str, str]]:
    cells = found(table(written), header_rows)
    return {text: (cell.row_heading, cell.column_heading) for text, cell in cells if cell.kind == "cell"}


def test_words_above_and_left_of_the_figures_head_them() -> None:
    assert figures("Port | Ships | Share\nOslo | 12 | 40%\nBodø | 18 | 60%") == {
        "12": ("Oslo", "Ships"),
        "40%": ("Oslo", "Share"),
        "18": ("Bodø", "Ships"),
        "60%": ("Bodø", "Share"),
    }


def test_years_are_headings_in_the_first_row_and_column() -> None:
    assert figures(" | 2019 | 2020\nOslo | 12 | 13") == {"12": ("Oslo", "2019"), "13": ("Oslo", "2020")}
    assert figures("Year | Ships\n2019 | 12\n2020 | 13") == {"12": ("2019", "Ships"), "13": ("2020", "Ships")}


def test_two_rows_of_headings_are_joined_and_a_wide_one_reaches_right() -> None:
    assert figures("Port | Ferries | | Tankers\n | 2019 | 2020 | 2020\nOslo | 1 | 2 | 3") == {
        "1": ("Oslo", "Ferries > 2019"),
        "2": ("Oslo", "Ferries > 2020"),
        "3": ("Oslo", "Tankers > 2020"),
    }


def test_two_columns_of_labels_are_joined_and_blank_ones_carried_down() -> None:
    written = "Land | Port | Ships\nNorway | Oslo | 12\n | Bodø | 5\nSweden | Malmö | 7"
    assert [row for row, _ in figures(written).values()] == ["Norway > Oslo", "Norway > Bodø", "Sweden > Malmö"]


def test_running_numbers_are_labels() -> None:
    written = "No. | Port | Ships\n1 | Oslo | 12\n2 | Bodø | 5"
    assert figures(written) == {
        "12": ("1 > Oslo", "Ships"),
        "5": ("2 > Bodø", "Ships"),
    }


def test_titles_groups_and_notes() -> None:
    written = (
        "Ships by port | | \n(thousands) | | \nPort | 2019 | 2020\nNorth | | \nBodø | 5 | 6\n"
        "South | | \nOslo | 12 | 13\nSource: the office | |\n* provisional | |"
    )
    cells = dict(found(table(written)))
    assert (cells["5"].row_heading, cells["13"].row_heading) == ("North > Bodø", "South > Oslo")
    assert cells["5"].caption == "Ships by port (thousands)"
    assert [cells[text].kind for text in ("Ships by port", "North", "Source: the office", "* provisional")] == [
        "heading", "heading", "paragraph", "paragraph",
    ]  # fmt: skip


def test_a_table_of_words_has_its_first_row_as_headings() -> None:
    assert figures("Port | Master\nOslo | Berg\nBodø | Lund") == {
        "Berg": ("Oslo", "Master"),
        "Lund": ("Bodø", "Master"),
    }


def test_a_table_of_figures_alone_has_no_headings() -> None:
    assert figures("1.5 | 2\n3 | 4.5") == {"1.5": ("", ""), "2": ("", ""), "3": ("", ""), "4.5": ("", "")}


def test_known_header_rows_are_believed() -> None:
    assert figures("12 | 13\nOslo | 4", header_rows=1)["4"] == ("Oslo", "13")


def test_spans_reach_over_columns_and_rows() -> None:
    rows = [
        Row([Cell("Port", True, 1, 2), Cell("Ferries", True, 2), Cell("Tankers", True)]),
        Row([Cell("2019", True), Cell("2020", True), Cell("2020", True)]),
        Row([Cell("Oslo", True, 1, 2), Cell("1"), Cell("2"), Cell("3")]),
        Row([Cell("4"), Cell("5"), Cell("6")]),
    ]
    placed = {text: cell for text, cell in found(rows) if cell.kind == "cell"}
    assert [(cell.column, cell.row_heading, cell.column_heading) for cell in (placed["5"], placed["6"])] == [
        (3, "Oslo", "Ferries > 2020"),
        (4, "Oslo", "Tankers > 2020"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "41",
        "-3.5",
        "1,204",
        "1 204",
        "(12)",
        "€3.5m",
        "US$ 40",
        "58.3%",
        "12*",
        "~40",
        "3.5 km",
        "41.15 million yuan",
        "5 %",
    ],
)
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize(
    "text", ["2021", "2012-13", "2020/2021", "FY 2021", "Q1 2021", "Q3", "1H21", "2021-05", "2021e", "FY2021"]
)
def test_periods_are_no_figures(text: str) -> None:
    assert is_period(text)
    assert not is_figure(text)


@pytest.mark.parametrize("text", ["", "Oslo", "n/a", "-", "A4 paper", "Ships in 2021", "x" * 50 + "1"])
def test_words_are_no_figures(text: str) -> None:
    assert not is_figure(text)


CELLS = st.builds(
    Cell,
    st.sampled_from(["", "a", "b c", "1", "2.5", "2020", "Source:"]),
    st.booleans(),
    st.integers(1, 4),
    st.integers(1, 4),
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6), st.none() | st.integers(0, 3))
def test_every_cell_with_words_is_placed_once_and_in_order(rows: list[list[Cell]], header_rows: int | None) -> None:
    laid = list(place([Row(cells) for cells in rows], header_rows))
    assert [row.texts for row in laid] == [[cell.text for cell in cells] for cells in rows]
    for cells, row in zip(rows, laid, strict=True):
        assert [cell.at for cell in row.placed] == [at for at, cell in enumerate(cells) if cell.text]
        columns = [cell.column for cell in row.placed]
        assert columns == sorted(set(columns))


def test_spans_without_end_cost_no_more_than_cells() -> None:
    rows = [Row([Cell("x", False, 1000, 1000)] * 50) for _ in range(200)]
    start = time.perf_counter()
    assert sum(len(laid.placed) for laid in place(rows)) == 10_000
    assert time.perf_counter() - start < 10
