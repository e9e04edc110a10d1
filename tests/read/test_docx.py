"""Word documents: what a reader of the document sees, with its numbering, tables and notes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import FactcheckError
from factcheck.model import Document
from factcheck.read.docx import parse
from factcheck.read.numbering import Numbering
from factcheck.read.source import MIB, Limits, Source
from file_samples import W, docx, listed, p, package, r, tbl
from read_laws import assert_lawful, cells, outline


def document(body: str, notes: str = "", core: str = "") -> Document:
    found = parse(Source("a.docx", "a.docx", docx(body, notes, core)))
    assert_lawful(found)
    return found


def words(body: str) -> list[str]:
    return [text for _, text in outline(document(body))]


def test_headings_are_known_by_their_style_or_outline() -> None:
    found = document(
        p("A count of ships", "T")
        + p("Ports", "H1")
        + p("Ferries", "Mine")
        + p("There were 41.")
        + p("Trains", more='<w:outlineLvl w:val="0"/>')
        + p("There were none.")
    )
    assert found.title == "A count of ships"
    assert [(p.kind, p.section) for p in found.passages] == [
        ("heading", ""),
        ("heading", ""),
        ("heading", "Ports"),
        ("paragraph", "Ports > Ferries"),
        ("heading", ""),
        ("paragraph", "Trains"),
    ]


def test_lists_are_printed_as_word_numbers_them() -> None:
    body = "".join(
        p(text, more=listed(number, level))
        for text, number, level in [
            ("a", 1, 0),
            ("b", 1, 0),
            ("c", 1, 1),
            ("d", 1, 1),
            ("e", 1, 0),
            ("f", 1, 1),
            ("g", 3, 0),
            ("h", 2, 0),
        ]
    )
    found = document(body + p("i", "LB"))
    assert found.text.split("\n") == ["1. a", "2. b", "2.a) c", "2.b) d", "3. e", "3.a) f", "4. g", "• h", "• i"]
    assert outline(found)[2] == ("item", "c")


def test_what_is_deleted_hidden_or_struck_out_is_not_read() -> None:
    seen = '<w:strike w:val="0"/>'
    body = (
        f"<w:p>{r('now ')}<w:del>{r('41')}</w:del><w:ins>{r('42')}</w:ins>{r(' 43', '<w:vanish/>')}"
        f"{r(' 44', '<w:strike/>')}{r(' ships', seen)}<w:r><w:instrText>PAGE 45</w:instrText></w:r></w:p>"
    )
    assert words(body) == ["now 42 ships"]


def test_raised_and_lowered_digits_stay_apart() -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    runs = [
        ("41", ""),
        ("1", up),
        (" million, 20 m", ""),
        ("2", up),
        (", CO", ""),
        ("2", down),
        (", 18", ""),
        ("th", up),
    ]
    assert words(f"<w:p>{''.join(r(*run) for run in runs)}</w:p>") == ["41 million, 20 m², CO₂, 18th"]


def test_breaks_tabs_and_hyphens() -> None:
    line, tab, hyphen = (f"<w:r><w:{name}/></w:r>" for name in ("br", "tab", "noBreakHyphen"))
    assert words(f"<w:p>{r('one')}{line}{r('two')}{tab}{r('2012')}{hyphen}{r('13')}</w:p>") == ["one\ntwo\t2012-13"]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        f"{r('Around it.')}</w:p>"
    )
    assert words(body) == ["In the box.", "Around it."]


def test_a_table_of_contents_is_not_text() -> None:
    body = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Ships 12')}</w:sdtContent></w:sdt><w:sdt><w:sdtContent>{p('Kept.')}</w:sdtContent></w:sdt>"
    )
    assert words(body + p("Trains 14", "Toc1")) == ["Kept."]


def test_tables_have_their_headings_and_spans() -> None:
    span, begins, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"

    def cell(text: str, properties: str) -> str:
        return f"<w:tcPr>{properties}</w:tcPr>{p(text)}"

    table = tbl(
        [
            [cell("Port", begins), cell("Ferries", span), "Tankers"],
            [cell("", goes_on), "2020", "2021", "2021"],
            ["Oslo", "1,204", "1,300", "7"],
            ["Bodø", "5", "", "9"],
        ],
        header=2,
    )
    found = document(p("Table 1: Ships", "C") + table + p("After it."))
    assert cells(found) == {
        ("Oslo", "Ferries > 2020"): "1,204",
        ("Oslo", "Ferries > 2021"): "1,300",
        ("Oslo", "Tankers > 2021"): "7",
        ("Bodø", "Ferries > 2020"): "5",
        ("Bodø", "Tankers > 2021"): "9",
    }
    assert {p.section for p in found.passages if p.kind == "cell"} == {"Table 1: Ships"}
    assert found.passages[-1].section == ""


def test_a_table_for_layout_is_no_table() -> None:
    inner = tbl([["a", "b"], ["1", "2"]])
    assert [kind for kind, _ in outline(document(tbl([["left", f"{inner}{p('right')}"], ["x", "y"]])))] == [
        "paragraph", "heading", "heading", "cell", "cell", "paragraph", "paragraph", "paragraph",
    ]  # fmt: skip


def test_notes_stand_at_the_end_in_the_order_of_their_signs() -> None:
    first, second = (f"<w:r><w:footnoteReference w:id='{number}'/></w:r>" for number in (7, 5))
    body = f"<w:p>{r('41')}{first}{r(' ships')}{second}</w:p>"
    notes = f'<w:footnote w:id="5">{p("Second: 5.")}</w:footnote><w:footnote w:id="7">{p("First: 7.")}</w:footnote>'
    found = document(body, notes + f'<w:footnote w:id="9">{p("Nobody asks.")}</w:footnote>')
    assert found.text == "41 ships\n\n[1] First: 7.\n\n[2] Second: 5."
    assert [p.section for p in found.passages] == ["", "Notes", "Notes"]


def test_pages_are_those_that_word_laid_out() -> None:
    page = "<w:r><w:lastRenderedPageBreak/></w:r>"
    found = document(p("One.") + f"<w:p>{page}{r('Two.')}</w:p>" + f"<w:p>{r('Still two.')}{page}</w:p>" + p("Three."))
    assert [p.page for p in found.passages] == [1, 2, 2, 3]
    assert document(p("One.")).passages[0].page is None


@pytest.mark.parametrize(
    ("text", "created", "date"),
    [
        ("12 March 2021", "2022-01-01T08:00:00Z", "2021-03-12"),
        ("Ships.", "2022-01-01T08:00:00Z", "2022-01-01"),
        ("Ships.", "2013-12-23T23:15:00Z", ""),
    ],
)
def test_the_date_is_that_of_the_text_or_of_the_file(text: str, created: str, date: str) -> None:
    found = document(p(text), core=f"<dc:title>Ships</dc:title><created>{created}</created><language>de-DE</language>")
    assert (found.title, found.date, found.language) == ("Ships", date, "de")


def test_a_document_of_another_library_reads_the_same() -> None:
    docx_library = pytest.importorskip("docx")
    made = docx_library.Document()
    made.core_properties.created = datetime(2021, 3, 12, 8)
    made.add_heading("Ships", 1)
    made.add_paragraph("There were 41 of them.")
    made.add_paragraph("first", style="List Number")
    made.add_paragraph("second", style="List Number")
    made.add_paragraph("a bullet", style="List Bullet")
    table = made.add_table(2, 2)
    for at, text in enumerate(["Port", "2021", "Oslo", "12"]):
        table.cell(at // 2, at % 2).text = text
    file = BytesIO()
    made.save(file)
    found = parse(Source("a", "a.docx", file.getvalue()))
    assert_lawful(found)
    assert found.text == "Ships\n\nThere were 41 of them.\n\n1. first\n2. second\n• a bullet\n\nPort\t2021\nOslo\t12"
    assert (cells(found), found.date) == ({("Oslo", "2021"): "12"}, "2021-03-12")


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\xad\ufffe\uffff"))
    )
)
def test_the_words_of_every_paragraph_come_out(texts: list[str]) -> None:
    assert words("".join(map(p, texts))) == [text.strip() for text in texts if text.strip()]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 and nothing more", "damaged"),
        (package({"word/other.xml": "<a/>"}), "no Word document"),
        (package({"word/document.xml": "<a><b></a>"}), "not well-formed"),
        (package({"word/document.xml": b"<?xml version='1.0' encoding='x-none'?><a/>"}), "not well-formed"),
        (package({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "document type"),
        (package({"word/document.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}), "document type"),
    ],
)
def test_damaged_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(FactcheckError, match=message) as caught:
        parse(Source("a.docx", "a.docx", data))
    assert caught.value.path == "a.docx"
    assert caught.value.hint


def test_a_password_is_named() -> None:
    data = docx(p("Secret."))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data = data[: at + place] + bytes([data[at + place] | 1]) + data[at + place + 1 :]
    with pytest.raises(FactcheckError, match="password"):
        parse(Source("a.docx", "a.docx", data))


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    bomb = docx(p("0" * (4 * MIB)))
    assert len(bomb) < MIB / 10
    with pytest.raises(FactcheckError, match="unfolds to more than"):
        parse(Source("a.docx", "a.docx", bomb, Limits(free_bytes=MIB, ratio=10)))


def test_a_size_that_lies_does_not_help_a_bomb() -> None:
    bomb = docx(p("0" * (4 * MIB)))
    size = len(f'<w:document xmlns:w="{W}"><w:body>{p("0" * (4 * MIB))}</w:body></w:document>').to_bytes(4, "little")
    assert bomb.count(size) == 2
    with pytest.raises(FactcheckError, match="damaged"):
        parse(
            Source(
                "a.docx", "a.docx", bomb.replace(size, (1000).to_bytes(4, "little")), Limits(free_bytes=MIB, ratio=10)
            )
        )


def test_an_archive_of_too_many_files_is_refused() -> None:
    data = package({f"{number}": "" for number in range(20)})
    with pytest.raises(FactcheckError, match="more than 10 files"):
        parse(Source("a.docx", "a.docx", data, Limits(members=10)))


@pytest.mark.parametrize(
    ("form", "markers"),
    [
        ("decimal", ["1", "2", "3", "4"]),
        ("decimalZero", ["01", "02", "03", "04"]),
        ("upperRoman", ["I", "II", "III", "IV"]),
        ("lowerLetter", ["a", "b", "c", "d"]),
        ("none", ["", "", "", ""]),
    ],
)
def test_the_ways_to_number(form: str, markers: list[str]) -> None:
    numbering = Numbering()
    for name, value in [("abstractNum", "0"), ("lvl", ""), ("numFmt", form), ("lvlText", "%1")]:
        numbering.start(name, {"abstractNumId": "0", "ilvl": "0", "val": value})
    for name in ("lvl", "abstractNum"):
        numbering.end(name)
    numbering.start("num", {"numId": "1"})
    numbering.start("abstractNumId", {"val": "0"})
    assert [numbering.marker("1", 0).strip() for _ in markers] == markers
