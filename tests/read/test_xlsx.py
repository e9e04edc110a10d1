"""Spreadsheets: the figures as the sheet shows them, under their headings."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import FactcheckError
from factcheck.model import Document
from factcheck.read.source import MIB, Limits, Source
from factcheck.read.xlsx import parse, unescaped
from file_samples import package, sheet, xlsx
from read_laws import assert_lawful, cells, outline


def document(data: bytes, limits: Limits | None = None) -> Document:
    found = parse(Source("a.xlsx", "a.xlsx", data, limits or Limits()))
    assert_lawful(found)
    return found


Rows = list[list[str | float | None]]
ROWS: Rows = [["Port", "2020", "2021"], ["Oslo", 12, 14.5], ["Bodø", None, 6]]


def test_cells_stand_under_their_headings_and_know_their_place() -> None:
    found = document(xlsx({"Ships": sheet(ROWS)}))
    assert found.text == "Ships\n\nPort\t2020\t2021\nOslo\t12\t14.5\nBodø\t\t6"
    assert cells(found) == {("Oslo", "2020"): "12", ("Oslo", "2021"): "14.5", ("Bodø", "2021"): "6"}
    last = found.passages[-1]
    assert (last.row, last.column, last.section) == (3, 3, "Ships")


def test_lines_above_a_table_are_its_title_and_blank_rows_part_tables() -> None:
    rows: Rows = [
        ["Ships by port"],
        ["(thousands)"],
        [],
        *ROWS,
        [],
        ["Source: harbour office."],
        [],
        ["Train", 3],
        ["Bus", 4],
    ]
    found = document(xlsx({"Ships": sheet(rows)}))
    assert {p.section for p in found.passages if p.table == 1} == {"Ships > Ships by port > (thousands)"}
    assert ("paragraph", "Source: harbour office.") in outline(found)
    assert [(p.row, p.row_heading) for p in found.passages if p.table == 2 and p.kind == "cell"] == [
        (10, "Train"),
        (11, "Bus"),
    ]


def test_a_merged_heading_heads_all_its_columns() -> None:
    rows: Rows = [["Port", "Ferries", None, "Tankers"], [None, "2020", "2021", "2021"], ["Oslo", 1, 2, 3]]
    found = document(xlsx({"Ships": sheet(rows, '<mergeCells><mergeCell ref="B1:C1"/></mergeCells>')}))
    assert cells(found) == {
        ("Oslo", "Ferries > 2020"): "1",
        ("Oslo", "Ferries > 2021"): "2",
        ("Oslo", "Tankers > 2021"): "3",
    }


def test_what_is_hidden_is_not_read() -> None:
    hidden = '<cols><col min="2" max="2" hidden="1"/></cols>'
    body = sheet(ROWS).replace('<row r="3">', '<row r="3" hidden="1">')
    found = document(xlsx({"Ships": hidden + body, "More": sheet([["a", 77]])}, states='state="hidden"'))
    assert found.text == "Ships\n\nPort\t2021\nOslo\t14.5"


def test_values_of_every_kind() -> None:
    body = (
        '<sheetData><row><c t="s"><v>1</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>'
        '<c t="str"><f>A1</f><v>fine</v></c><c s="0"><v>0.583</v></c><c s="1"><v>44267</v></c>'
        '<c t="s"><v>99</v></c><c t="d"><v>2021-03-12</v></c></row></sheetData>'
    )
    found = document(xlsx({"S": body}, ["zero", "two\nlines"], ["0.0%", "dd/mm/yyyy"]))
    assert found.text == "S\n\ntwo lines\tTRUE\t#N/A\tfine\t58.3%\t2021-03-12\t\t2021-03-12"


def test_a_workbook_of_another_library_reads_the_same() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.active.title = "Ships"
    for row in ROWS:
        made.active.append([int(cell) if isinstance(cell, str) and cell.isdigit() else cell for cell in row])
    made.active["C2"].number_format = '#,##0.00 "t"'
    file = BytesIO()
    made.save(file)
    assert cells(document(file.getvalue())) == {
        ("Oslo", "2020"): "12",
        ("Oslo", "2021"): "14.50 t",
        ("Bodø", "2021"): "6",
    }


@pytest.mark.parametrize(
    ("written", "text"),
    [("a_x000D_b", "a b"), ("_x0041_", "A"), ("_xD800__x0000_", "  "), ("_x12", "_x12"), ("plain", "plain")],
)
def test_escaped_characters(written: str, text: str) -> None:
    assert unescaped(written) == text


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(), st.text("ab 1\n", max_size=5)), max_size=5), max_size=8))
def test_any_sheet_gives_lawful_passages(rows: Rows) -> None:
    document(xlsx({"S": sheet(rows)}))


def test_damaged_and_endless_files_are_refused() -> None:
    with pytest.raises(FactcheckError, match="no workbook"):
        document(package({"xl/other.xml": "<a/>"}))
    with pytest.raises(FactcheckError, match="more than 5"):
        document(xlsx({"S": sheet([[1, 2, 3], [4, 5, 6]])}), Limits(passages=5))
    with pytest.raises(FactcheckError, match="document type"):
        document(
            xlsx({"S": sheet(ROWS)}, ["a"]).replace(b"x", b"x") and package({"xl/workbook.xml": "<!DOCTYPE a><a/>"})
        )


def test_a_string_used_often_cannot_fill_the_memory() -> None:
    row = '<row><c t="s"><v>0</v></c></row>'
    body = f"<sheetData>{row * 2000}</sheetData>"
    bomb = xlsx({"S": body}, ["long " * 2000])
    with pytest.raises(FactcheckError, match="unfolds to more than"):
        document(bomb, Limits(free_bytes=MIB, ratio=10))
