"""Damaged, hostile and endless files: a Document or a FactcheckError, nothing else, in linear time."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import FactcheckError
from factcheck.model import Document
from factcheck.read import READERS, _format, _parser
from factcheck.read.pdfium import pages
from factcheck.read.source import MIB, Limits, Source
from file_samples import docx, listed, p, package, pdf, relations, sheet, tbl, xlsx
from read_laws import assert_lawful

LIMITS = Limits(free_bytes=MIB, passages=20_000)
TEXT = (
    "Harbour report\n\n12 March 2021\n\n1. Ferries\n\n- 41 ferries\n- 7 tankers\n\n"
    "Port\t2020\t2021\nOslo\t12\t14\nBodø\t5\t6\n"
)
MARKDOWN = (
    '---\ntitle: "Ships"\n---\n# Ships\n\nThere are **41** [ferries](http://x.org "t")[^1].\n\n'
    "| a | b |\n|---|--:|\n| 1 | 2 |\n\n```\ncode\n```\n\n> 1. quote\n\n[^1]: A note.\n<!-- c -->\n"
)
HTML = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ships &amp; more</title><nav>'
    '<a href="/">1</a></nav><main>'
    "<h1>Ships</h1><p>There are <b>41</b> ferries<sup>1</sup>.<ul><li>a<li>b</ul><table><caption>T</caption>"
    "<tr><th colspan=2>x<tr><td>1<td>2</table><pre>a   1   2\nb   3   4\n</pre></main><script>var a = '<p>';</script>"
)
SAMPLES: dict[str, bytes] = {
    "a.txt": TEXT.encode(),
    "b.txt": TEXT.encode("utf-16"),
    "c.txt": TEXT.encode("cp1252"),
    "a.md": MARKDOWN.encode(),
    "a.html": HTML.encode(),
    "a.docx": docx(
        p("Ships", "T") + p("Ferries", "H1") + p("There are 41.", more=listed(1)) + tbl([["a", "b"], ["1", "2"]], 1),
        f'<w:footnote w:id="1">{p("Note.")}</w:footnote>',
        "<title>Ships</title>",
    ),
    "a.xlsx": xlsx({"Ships": sheet([["a", "b"], ["x", 1.5], [None, 2]])}, ["s"], ["0.0%"]),
    "a.csv": b'Port;2020;2021\n"Oslo; north";12;14\nBod\xc3\xb8;5;\n',
    "a.tsv": b"Port\t2020\nOslo\t12\n",
}


def attempt(name: str, data: bytes, limits: Limits = LIMITS) -> Document | None:
    """The document, or None if it is refused; every refusal names the file."""
    source = Source(name, name, data, limits)
    try:
        document = _parser(_format(source))(source)
    except FactcheckError as error:
        if not (error.path == name and error.message):
            raise AssertionError(error) from error
        return None
    assert_lawful(document)
    return document


MUTATION = st.tuples(st.integers(0, 10**6), st.integers(0, 3), st.binary(max_size=6), st.integers(1, 400))


def mutated(data: bytes, mutations: list[tuple[int, int, bytes, int]]) -> bytes:
    """The data with bytes replaced, put in, cut out or doubled."""
    for place, kind, inserted, length in mutations:
        at = place % (len(data) + 1)
        if kind == 0:
            data = data[:at] + inserted + data[at + len(inserted) :]
        elif kind == 1:
            data = data[:at] + inserted + data[at:]
        elif kind == 2:
            data = data[:at] + data[at + length :]
        else:
            data = data[:at] + data[at : at + length] + data[at:]
    return data


def test_every_format_has_a_sample() -> None:
    suffixes = {f".{name.partition('.')[2]}" for name in SAMPLES} | {".pdf"}
    assert {READERS[suffix] for suffix in suffixes} == set(READERS.values())
    for name, data in SAMPLES.items():
        assert attempt(name, data) is not None, name


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=250, deadline=None)
@given(mutations=st.lists(MUTATION, min_size=1, max_size=6))
def test_mutated_bytes_are_read_or_refused(name: str, mutations: list[tuple[int, int, bytes, int]]) -> None:
    attempt(name, mutated(SAMPLES[name], mutations))


@pytest.mark.parametrize("part", ["document", "styles", "numbering", "footnotes", "_rels/document.xml", "core"])
@settings(max_examples=100, deadline=None)
@given(mutations=st.lists(MUTATION, min_size=1, max_size=4))
def test_mutated_xml_within_a_sound_archive(part: str, mutations: list[tuple[int, int, bytes, int]]) -> None:
    """The checksums of the archive would stop most mutations of it; here they reach the XML."""
    parts = _parts(SAMPLES["a.docx"])
    name = next(name for name in parts if part in name)
    attempt("a.docx", package({**parts, name: mutated(parts[name], mutations)}))


@pytest.mark.parametrize("part", ["workbook.xml", "sharedStrings", "styles", "sheet0", "_rels/workbook.xml"])
@settings(max_examples=100, deadline=None)
@given(mutations=st.lists(MUTATION, min_size=1, max_size=4))
def test_mutated_sheets_within_a_sound_archive(part: str, mutations: list[tuple[int, int, bytes, int]]) -> None:
    parts = _parts(SAMPLES["a.xlsx"])
    name = next(name for name in parts if part in name)
    attempt("a.xlsx", package({**parts, name: mutated(parts[name], mutations)}))


def _parts(data: bytes) -> dict[str, bytes]:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


TAG_NAMES = """
    p r t tbl tr tc tcPr gridSpan vMerge pPr numPr numId ilvl rPr vertAlign sdt sdtContent del txbxContent
    footnote br footnoteReference lastRenderedPageBreak sheetData row c v is si mergeCell col
"""
TAGS = st.sampled_from(TAG_NAMES.split())
TREE = st.recursive(
    st.text("a1", max_size=3),
    lambda inner: st.builds(
        lambda tag, value, children: (
            f'<w:{tag} w:val="{value}" w:id="{value}" r="A{value}" t="s">{"".join(children)}</w:{tag}>'
        ),
        TAGS,
        st.sampled_from(["1", "0", "-1", "99999999999", "superscript", ""]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(TREE)
def test_any_nesting_of_the_elements(body: str) -> None:
    attempt("a.docx", docx(body))
    plain = body.replace("w:", "").replace("<p ", "<row ").replace("</p>", "</row>")
    attempt("a.xlsx", xlsx({"S": plain if plain.startswith("<") else ""}))


PDF = pdf([[(72, 700, 11, "There are 41 ferries."), (72, 680, 14, "*Ships"), (300, 680, 7, "2")]] * 2, "Ships")


@settings(max_examples=150, deadline=None)
@given(mutations=st.lists(MUTATION, min_size=1, max_size=6))
def test_mutated_pdf_gives_lines_or_a_refusal(mutations: list[tuple[int, int, bytes, int]]) -> None:
    """In this process, for speed; the process of its own is tried below."""
    pytest.importorskip("pypdfium2")
    for answer in pages(mutated(PDF, mutations), 10**6):
        if isinstance(answer, dict):
            assert answer.get("error", "size") in {"password", "damaged", "size"}
            continue
        for line in answer:
            assert all(left <= right + 1e6 and words.strip() for left, right, words in line["parts"])


@pytest.mark.parametrize("at", range(0, len(PDF), 97))
def test_a_pdf_cut_off_anywhere_is_read_or_refused(at: int) -> None:
    pytest.importorskip("pypdfium2")
    if at % 5 == 0:
        attempt("a.pdf", PDF[:at])
    with suppress(StopIteration):
        next(pages(PDF[:at], 1000))


HOSTILE: dict[str, Callable[[int], bytes]] = {
    "one line.txt": lambda size: b"x" * size,
    "one number.txt": lambda size: b"1" * size,
    "words.txt": lambda size: b"forty-one ships " * (size // 16),
    "short lines.txt": lambda size: b"a\n" * (size // 2),
    "short paragraphs.txt": lambda size: b"ab c.\n\n" * (size // 7),
    "nested.html": lambda size: b"<div>" * (size // 5),
    "open.html": lambda size: b"<a b='" * (size // 6),
    "headings.html": lambda size: b"<h2>a" * (size // 5),
    "emphasis.md": lambda size: b"**a_b [" * (size // 7),
    "quotes.csv": lambda size: b'"a",' * (size // 4),
    "nested.docx": lambda size: docx("<w:p>" * (size // 200) + "</w:p>" * (size // 200)),
    "columns.xlsx": lambda size: xlsx({"S": f"<sheetData>{'<row><c><v>1</v></c></row>' * (size // 100)}</sheetData>"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_and_memory_grow_with_the_length_and_not_faster(name: str) -> None:
    limits = Limits(passages=1_000_000)

    def cost(size: int) -> tuple[float, int]:
        data = HOSTILE[name](size)
        spent = []
        for _ in range(3):
            start = time.process_time()
            attempt(name, data, limits)
            spent.append(time.process_time() - start)
        tracemalloc.start()
        attempt(name, data, limits)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return min(spent), peak

    small, large = cost(8_000), cost(64_000)
    assert large[0] < 40 * max(small[0], 0.002)
    assert large[1] < 20 * max(small[1], MIB)


def test_an_archive_that_points_outside_itself_reads_nothing_there() -> None:
    parts = {
        "word/document.xml": "<a/>",
        "word/_rels/document.xml.rels": relations({"styles": "../../../../etc/passwd"}),
    }
    assert attempt("a.docx", package(parts, "/../word/document.xml")) is not None
