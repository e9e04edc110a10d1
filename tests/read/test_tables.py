"""CSV and TSV: each cell on its line of the file, under its headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import FactcheckError
from factcheck.model import Document
from factcheck.read.source import Source
from factcheck.read.tables import parse
from read_laws import assert_lawful, cells, outline


def document(written: str, path: str = "a.csv") -> Document:
    found = parse(Source(path, path, written.encode()))
    assert_lawful(found)
    return found


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(sign: str) -> None:
    written = "Port,2020,2021\nOslo,12,14\nBodø,5,6\n".replace(",", sign)
    assert cells(document(written))["Bodø", "2021"] == "6"


def test_decimal_commas_do_not_part_fields() -> None:
    assert cells(document("Port;Share\nOslo;12,5\nBodø;5,25\n"))["Bodø", "Share"] == "5,25"


def test_tabs_part_the_fields_of_a_tsv() -> None:
    assert cells(document("Port\tA, B\nOslo\t1,204\n", "a.tsv")) == {("Oslo", "A, B"): "1,204"}


def test_each_cell_is_on_its_line_of_the_file() -> None:
    written = 'Title of it,,\n\nPort,2020,2021\n"Oslo,\nnorth",12,14\n\nSource: the office.,,\nBodø,5,6\n'
    found = document(written)
    lines = {found.text[p.start : p.end]: p.line for p in found.passages}
    assert (lines["Title of it"], lines["Port"], lines["Oslo, north"], lines["14"]) == (1, 3, 4, 4)
    assert (lines["Source: the office."], lines["6"]) == (7, 8)


def test_rows_above_the_headings_are_the_title() -> None:
    found = document("Ships by port,,\n(thousands),,\nPort,2020,2021\nOslo,12,14\n")
    assert {p.section for p in found.passages if p.kind == "cell"} == {"Ships by port (thousands)"}


def test_a_row_alone_heads_the_rows_below_it() -> None:
    found = document("Port,2020,2021\nNorth,,\nBodø,5,6\nSouth,,\nOslo,12,14\nTotal,17,20\n")
    assert cells(found)["North > Bodø", "2020"] == "5"
    assert cells(found)["South > Oslo", "2021"] == "14"


def test_one_column_of_numbers_is_a_table_and_of_words_a_list() -> None:
    assert cells(document("Ships\n12\n14\n", "a.csv")) == {("", "Ships"): "14"}
    assert {kind for kind, _ in outline(document("Oslo\nBodø\nNarvik\n"))} == {"heading", "cell"}


def test_an_open_quotation_mark_is_refused_with_its_line() -> None:
    with pytest.raises(FactcheckError, match="field larger") as caught:
        document('Port,Ships\nOslo,"12\n' + "x," * 70_000)
    assert (caught.value.line, caught.value.hint) == (2, "is a quotation mark left open?")


@given(st.lists(st.lists(st.text('a1,;"\n\t |é', max_size=5), max_size=5), max_size=8))
def test_any_table_gives_lawful_passages(rows: list[list[str]]) -> None:
    document("\n".join(",".join(row) for row in rows))
