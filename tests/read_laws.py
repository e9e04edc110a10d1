"""What every Document promises, whatever it was read from."""

from __future__ import annotations

from factcheck.model import Document

KINDS = {"paragraph", "item", "heading", "cell"}


def assert_lawful(document: Document) -> None:
    """Passages lie in order within the text, hold words without blank ends, and know their line."""
    text = document.text
    text.encode("utf-8")
    end = line = 0
    at = 0
    for passage in document.passages:
        assert passage.kind in KINDS
        assert end <= passage.start < passage.end <= len(text)
        words = text[passage.start : passage.end]
        assert words == words.strip()
        line += text.count("\n", at, passage.start)
        at, end = passage.start, passage.end
        assert passage.line == line + 1
        assert (passage.kind == "cell") <= (passage.table is not None)
        if passage.table is not None:
            assert passage.row is not None
            assert passage.column is not None


def outline(document: Document) -> list[tuple[str, str]]:
    """Kind and words of each passage."""
    return [(passage.kind, document.text[passage.start : passage.end]) for passage in document.passages]


def cells(document: Document) -> dict[tuple[str, str], str]:
    """The figure cells under their row and column headings."""
    return {
        (passage.row_heading, passage.column_heading): document.text[passage.start : passage.end]
        for passage in document.passages
        if passage.kind == "cell"
    }
