"""Bytes in whatever encoding become the same text, and binary data is refused."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import FactcheckError
from factcheck.read.encoding import decode, one_newline
from factcheck.read.source import Source

WESTERN = "“Quarter of the year” – the café’s €3.5 million, ½ of it in Zürich; 20 m², naïve façades."
ENGLISH = "The harbour counted 41 ferries – “more than ever” – and 7 tankers in the spring of the year.\n"
RUSSIAN = "В порту насчитали сорок один паром и семь танкеров, больше чем когда-либо прежде. " * 4
POLISH = "W porcie naliczono czterdzieści jeden promów, więcej niż kiedykolwiek wcześniej, była to wiosna. " * 4
CHINESE = "港口今年春天共有四十一艘渡轮和七艘油轮，比以往任何时候都多。" * 6


def read(data: bytes, declared: str = "") -> str:
    return decode(Source("port.txt", "port.txt", data), declared)


@pytest.mark.parametrize("text", [WESTERN, ENGLISH, RUSSIAN, POLISH, CHINESE])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_is_read_with_its_mark_dropped(text: str, mark: bytes, encoding: str) -> None:
    assert read(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_western_utf16_needs_no_mark(encoding: str) -> None:
    assert read(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "cp1252"),
        (ENGLISH * 3, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
        (CHINESE, "gb18030"),
        (CHINESE, "big5hkscs"),
    ],
)
def test_older_encodings_are_found_out(text: str, encoding: str) -> None:
    if encoding == "big5hkscs":
        text = "港口今年春天共有四十一艘渡輪和七艘油輪，比以往任何時候都多。" * 6
    assert read(text.encode(encoding)) == text


def test_what_the_document_declares_is_believed_unless_it_is_utf8() -> None:
    assert read(POLISH.encode("iso-8859-2"), "ISO-8859-2") == POLISH
    assert read(POLISH.encode("utf-8"), "iso-8859-2") == POLISH
    assert read("€ 5".encode("cp1252"), "latin1") == "€ 5"


@pytest.mark.parametrize(
    "declared", ["rot13", "base64", "zlib", "unicode_escape", "undefined", "no such", "\0", "idna"]
)
def test_a_page_cannot_declare_a_transformation(declared: str) -> None:
    assert read("café 41".encode("cp1252"), declared) == "café 41"


def test_a_few_broken_bytes_in_utf8_are_shown_as_such() -> None:
    cut, broken = RUSSIAN.encode()[:-3], RUSSIAN.encode() + b"\xff"
    assert read(cut) == RUSSIAN[:-3] + "\ufffd"
    assert read(broken) == RUSSIAN + "\ufffd"


@pytest.mark.parametrize(
    "data", [b"one\ntwo\nth\0ree", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256)) * 8, b"\0"]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(FactcheckError, match=r"port\.txt.*binary"):
        read(data)


def test_a_nul_is_shown_with_its_line() -> None:
    with pytest.raises(FactcheckError) as caught:
        read(b"one\ntwo\nth\0ree")
    assert (caught.value.path, caught.value.line) == ("port.txt", 3)


@pytest.mark.parametrize("data", [codecs.BOM_UTF16_LE + b"a", codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff"])
def test_damaged_unicode_is_refused(data: bytes) -> None:
    with pytest.raises(FactcheckError, match="damaged"):
        read(data)


@given(st.binary(max_size=400), st.sampled_from(["", "latin1", "gbk"]))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str) -> None:
    with suppress(FactcheckError):
        text = read(data, declared)
        assert "\0" not in text
        text.encode("utf-8")


def test_line_ends_become_one_kind() -> None:
    assert one_newline("a\r\nb\rc\nd\r\r\n") == "a\nb\nc\nd\n\n"
