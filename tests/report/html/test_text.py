"""The text of a document in blocks: nothing lost, nothing doubled, every figure where it stands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import report_samples as samples
from factcheck.interval import Figure
from factcheck.model import Document, Passage, Report, Statement
from factcheck.report.html.text import Block, Marked, blocks, reach_of


def told(found: list[Block]) -> str:
    return "".join(part.text for block in found for part in block.parts if part is not None)


def marks(found: list[Block]) -> list[tuple[str, int]]:
    return [(part.text, part.number) for block in found for part in block.parts if part and part.number is not None]


def at(document: Document, *spans: tuple[int, int]) -> list[Marked]:
    return [
        (Statement(Figure(Decimal(1)), "d", start, end, 1, document.text[start:end]), number)
        for number, (start, end) in enumerate(spans)
    ]


@pytest.mark.parametrize("index", [0, 1])
def test_every_figure_is_marked_once_where_it_stands(index: int) -> None:
    report = samples.harbour()
    document = report.documents[index]
    marked = [
        (statement, number)
        for number, statement in enumerate(report.statements)
        if statement.document == document.document
    ]
    assert marks(blocks(document, marked)) == [(statement.stated, number) for statement, number in marked]


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 8)), max_size=8)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="ab 1\n", max_size=70), spans, spans)
def test_no_word_is_lost_or_doubled(text: str, passages: list[tuple[int, int]], figures: list[tuple[int, int]]) -> None:
    size = len(text)
    held = tuple(Passage(start, min(size, start + length)) for start, length in passages if start < size)
    document = Document("d", text, held)
    marked = at(document, *((start, start + length) for start, length in figures if start + length <= size))
    assert "".join(told(blocks(document, marked)).split()) == "".join(text.split())


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab 1\n", max_size=200), spans, st.integers(1, 20))
def test_what_is_cut_is_counted(text: str, figures: list[tuple[int, int]], reach: int) -> None:
    document = Document("d", text)
    marked = at(document, *((start, start + length) for start, length in figures if start + length <= len(text)))
    whole, cut = blocks(document, marked), blocks(document, marked, reach)
    left_out = sum(part.left_out for block in cut for part in block.parts if part is not None)
    assert len(told(cut)) + left_out == len(told(whole))
    assert marks(cut) == marks(whole)


def test_of_figures_that_overlap_the_first_is_marked() -> None:
    document = Document("d", "between 10 and 15 boats")
    assert marks(blocks(document, at(document, (0, 17), (8, 10)))) == [("between 10 and 15", 0)]


def test_a_line_of_ten_megabytes_is_cut_to_its_figures() -> None:
    text = "a " * 2_500_000 + "and 4,210 ships " + "b" * 5_000_000
    document = Document("d", text)
    marked = at(document, (5_000_004, 5_000_009))
    report = Report("scan", (document,), (marked[0][0],), (), {}, {})
    reach = reach_of(report, len(report.statements), len(report.findings))
    assert reach is not None
    found = blocks(document, marked, reach)
    assert marks(found) == [("4,210", 0)]
    assert len(told(found)) < 1_000
    assert sum(part.left_out for block in found for part in block.parts if part) > 9_000_000


def test_a_usual_document_is_shown_whole() -> None:
    assert reach_of(samples.harbour(), 20, 8) is None
    assert reach_of(samples.large(500, 50), 500, 50) is None


def test_cells_of_a_row_stand_together() -> None:
    cells = tuple(
        Passage(start, start + 2, "cell", row, table=1, row=row, column=column)
        for row, column, start in ((1, 1, 0), (1, 2, 3), (2, 1, 6), (2, 2, 9))
    )
    document = Document("d", "aa|bb\ncc|dd", cells)
    rows = [block for block in blocks(document, []) if block.kind == "row"]
    parts = [[part.text if part else None for part in row.parts] for row in rows]
    assert parts == [["aa", None, "bb"], ["cc", None, "dd"]]


def test_controls_are_made_visible() -> None:
    (document, said) = samples.read("d", samples.HOSTILE)
    text = told(blocks(document, list(zip(said.values(), range(2), strict=True))))
    assert "⟨U+202E⟩" in text
    assert "\u202e" not in text
    assert "\x00" not in text


def test_lines_are_numbered_from_the_passages_and_between_them() -> None:
    document = Document("d", "one\n\ntwo\n\nthree\n", (Passage(5, 8, line=3),))
    assert [(block.line, told([block])) for block in blocks(document, [])] == [(1, "one"), (3, "two"), (5, "three")]


def test_a_document_without_text_has_no_blocks() -> None:
    report = samples.recorded()
    assert blocks(replace(report.documents[0]), [(one, 0) for one in report.statements]) == []
