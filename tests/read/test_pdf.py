"""PDF: paragraphs put together again, without what repeats on every page; and a process that has limits."""

from __future__ import annotations

import zlib

import pytest

from factcheck.errors import FactcheckError
from factcheck.model import Document
from factcheck.read import pdf as reader
from factcheck.read.pdf import parse
from factcheck.read.source import MIB, Limits, Source
from file_samples import numbered, pdf
from read_laws import assert_lawful, cells, outline

pytest.importorskip("pypdfium2")

PROSE = (
    "The harbour counted 41 ferries in the spring, which is more than",
    "anyone had thought there would be, and 7 tankers, which is less than",
    "there were in the year before.",
)
Words = tuple[float, float, float, str]


def document(pages: list[list[Words]], title: str = "") -> Document:
    found = parse(Source("a.pdf", "a.pdf", pdf(pages, title)))
    assert_lawful(found)
    return found


def lines(*words: str, x: float = 72, y: float = 700, size: float = 11, step: float = 14) -> list[Words]:
    return [(x, y - step * number, size, text) for number, text in enumerate(words)]


def test_lines_become_paragraphs_again() -> None:
    found = document([lines(*PROSE) + lines(*PROSE, y=700 - 3 * 14) + lines(*PROSE, y=700 - 6 * 14 - 12)])
    assert [text for _, text in outline(found)] == [" ".join(PROSE)] * 3
    assert {p.page for p in found.passages} == {1}


def test_words_that_a_hyphen_parted_are_joined() -> None:
    first = "The administra-", "tion of the harbour has counted twenty-", "seven ferries in 2012-", "13 and some 1,000-"
    assert document([lines(*first, "2,000 others in the well-", "known port.")]).text == (
        "The administration of the harbour has counted twenty-seven ferries in 2012-13 and some 1,000-2,000 others"
        " in the well-known port."
    )


def test_a_paragraph_goes_on_over_the_page() -> None:
    found = document([lines(*PROSE[:2]), lines(PROSE[2])])
    assert outline(found) == [("paragraph", " ".join(PROSE))]
    assert document([lines(*PROSE), lines(*PROSE)]).passages[1].page == 2


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        lines("Harbour report 2021", y=800, size=8)
        + lines(f"On page {number} there are {number + 10} ships.", "They came early.", y=600 - 20 * number)
        + lines(f"{number} of 4", y=30, size=8)
        for number in range(1, 5)
    ]
    text = document(pages).text
    assert "Harbour report" not in text
    assert "of 4" not in text
    assert "On page 3 there are 13 ships." in text


def test_larger_and_bold_lines_are_headings() -> None:
    found = document(
        [
            lines("Harbour in figures", size=20)
            + lines("2. Ferries", y=660, size=14)
            + lines(*PROSE, y=640)
            + lines("*Tankers", y=570)
            + lines(*PROSE, y=550)
        ],
        title="untitled",
    )
    assert found.title == "Harbour in figures"
    assert [(p.kind, p.section) for p in found.passages] == [
        ("heading", ""),
        ("heading", "Harbour in figures"),
        ("paragraph", "Harbour in figures > Ferries"),
        ("heading", "Harbour in figures > Ferries"),
        ("paragraph", "Harbour in figures > Ferries > Tankers"),
    ]


def test_items_begin_anew() -> None:
    found = document([lines("There are two:", "(1) 41 ferries;", "(2) 7 tankers.")])
    assert outline(found) == [("paragraph", "There are two:"), ("item", "41 ferries;"), ("item", "7 tankers.")]


def test_columns_of_figures_are_a_table() -> None:
    rows = [("Port", "2020", "2021"), ("Oslo", "12", "14"), ("Bodø", "", "6")]
    page: list[Words] = lines("Table 1: Ships", y=720)
    for number, row in enumerate(rows):
        page += [(72 + 120 * at, 690 - 16 * number, 11, text) for at, text in enumerate(row) if text]
    found = document([page + lines(*PROSE, y=620)])
    assert cells(found) == {("Oslo", "2020"): "12", ("Oslo", "2021"): "14", ("Bodø", "2021"): "6"}
    assert outline(found)[-1] == ("paragraph", " ".join(PROSE))


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left, right = (
        ("The ferries came", "early in the year", "and left again"),
        ("in the autumn, as", "they always did,", "all 41 of them."),
    )
    assert document([lines(*left) + lines(*right, x=320)]).text == " ".join((*left, *right))


def test_raised_digits_are_notes_or_powers() -> None:
    page: list[Words] = [
        (72, 700, 12, "There are 41"),
        (140.7, 704.5, 7, "3"),
        (144.6, 700, 12, " ferries on 20 m"),
        (228, 704.5, 7, "2"),
    ]
    assert document([page]).text == "There are 41 ferries on 20 m²"


def test_what_the_file_says_of_itself() -> None:
    found = document([lines("There were 41 ferries.")], title="Harbour figures")
    assert (found.title, found.date) == ("Harbour figures", "2021-03-12")
    assert document([lines("12 May 2020", "There were 41 ferries.")]).date == "2020-05-12"


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(FactcheckError) as caught:
        parse(Source("a.pdf", "a.pdf", data, limits or Limits()))
    assert caught.value.path == "a.pdf"
    assert caught.value.hint
    return caught.value.message


def test_a_password_is_named() -> None:
    strings = b"/O<%b>/U<%b>" % (b"1" * 64, b"2" * 64)
    data = pdf([lines("Secret.")], more=b"/Encrypt<</Filter/Standard/V 1/R 2/P -4%b>>/ID[<00><00>]" % strings)
    assert "password" in refusal(data)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + b"garbage " * 100, b"", pdf([lines("x")])[:200]])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert "damaged" in refusal(data)


def test_a_scan_is_named() -> None:
    assert "no text in its 2 pages" in refusal(pdf([[], []]))


def test_a_bomb_ends_in_its_own_process() -> None:
    packed = zlib.compress(zlib.compress(b" " * (300 * MIB), 1), 9)
    content = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream" % (len(packed), packed)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 3 0 R>>"
    bomb = numbered([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[4 0 R]>>", content, page, b"<<>>"])
    assert len(bomb) < 100_000
    assert "MiB of memory" in refusal(bomb, Limits(pdf_memory=400 * MIB))


def test_pages_without_end_are_refused() -> None:
    page = lines(*PROSE * 5)
    many = pdf([page]).replace(b"/Count 1/Kids[6 0 R]", b"/Count 99/Kids[" + b"6 0 R " * 99 + b"]")
    assert "unfolds to more than" in refusal(many, Limits(free_bytes=10_000, ratio=1))


def test_time_is_limited() -> None:
    assert "more than 0 seconds" in refusal(pdf([lines("x")]), Limits(pdf_seconds=0))


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "find_spec", lambda name: None)
    with pytest.raises(FactcheckError) as caught:
        parse(Source("a.pdf", "a.pdf", pdf([lines("x")])))
    assert caught.value.hint == 'pip install "factcheck-figures[pdf]"'
