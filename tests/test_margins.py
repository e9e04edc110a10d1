"""Margins: what is found without them is told in its place, and nothing is lost or found by an indent or a ">"."""

from __future__ import annotations

import textwrap
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extract import extract
from factcheck.link.arithmetic import relate
from factcheck.margins import flush
from factcheck.model import Document, Relation, Statement
from factcheck.read import from_text

SAID = (
    "The bank's bad loans came to $3.6 billion against total loans of $80 billion, a ratio of 4.5%. In the spring the "
    "harbour counted 41 ferries and 9 tugs, 50 vessels in all, and 82 percent of them came from the north. Of the 240 "
    "invoices that the audit looked at, 36, or 15 percent, were wrong; the office paid back more than 1.2 million "
    "pounds to some 900 people. The number of pupils fell from 1,800 to 1,350, a drop of 25 "
    "percent, within three years."
)
MARGINS = {
    "none": ("", ""),
    "indent": ("    ", "    "),
    "first": ("    ", ""),
    "hanging": ("", "      "),
    "mail": ("> ", "> "),
}


def laid_out(width: int, margin: str) -> str:
    first, rest = MARGINS[margin]
    return textwrap.fill(SAID, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) + "\n"


def meant(one: Statement) -> Statement:
    """A statement without its place."""
    words = " ".join(one.stated.split())
    return replace(one, start=0, end=0, line=0, sentence=(0, 0), full=(0, 0), place=None, stated=words)


def claimed(relation: Relation) -> Relation:
    members = (replace(one, statements=tuple(map(meant, one.statements))) for one in relation.members)
    return replace(relation, members=tuple(members))


@pytest.mark.parametrize("margin", MARGINS)
@settings(max_examples=31)
@given(width=st.integers(60, 90))
def test_what_is_read_does_not_hang_on_the_margin(margin: str, width: int) -> None:
    plain, laid = from_text(SAID), from_text(laid_out(width, margin))
    found, again = extract(plain), extract(laid)
    assert [meant(one) for one in again] == [meant(one) for one in found]
    relations, told = relate(plain, found)[0], relate(laid, again)[0]
    assert [claimed(one) for one in told] == [claimed(one) for one in relations]
    assert len(told) >= 4


@pytest.mark.parametrize("margin", MARGINS)
def test_each_figure_is_told_in_its_place(margin: str) -> None:
    document = from_text(laid_out(72, margin))
    places = [member for relation in relate(document, extract(document))[0] for member in relation.members]
    for one in (*extract(document), *(statement for member in places for statement in member.statements)):
        words = document.text[one.start : one.end]
        assert words.replace(">", "").split() == one.stated.split()
        assert document.text.count("\n", 0, one.start) + 1 == one.line
        assert one.sentence[0] <= one.start < one.end <= one.sentence[1]
        begin, stop = one.sentence
        assert document.text[begin] in "TIO"
        assert document.text[stop - 1] == "."
        assert one.place == document.passages[one.passage]


def test_a_text_without_margins_is_left_as_it_is() -> None:
    assert flush(Document("d", "It has 40\nboats > 30\nships.")) is None
    assert (
        flush(
            Document(
                "d", "It has  40 boats.\n\n   It has 30.", from_text("It has  40 boats.\n\n   It has 30.").passages
            )
        )
        is None
    )


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("It has 40\n  boats.", "It has 40\nboats."),
        ("It has 40 \n\tboats.", "It has 40\nboats."),
        ("It has 40\r\nboats.", "It has 40\nboats."),
        ("It has 40\n\tboats.", "It has 40\nboats."),
        ("It has 40\t\nboats.", "It has 40\nboats."),
        ("It has 40 \nboats.", "It has 40\nboats."),
        (" \nIt has 40 boats.", "\nIt has 40 boats."),
        ("It has 40\n> boats,\n>> or\n> > so.", "It has 40\nboats,\nor\nso."),
        ("It has\n>40 boats.", "It has\n>40 boats."),
        ("It has  40 > 30\n boats.", "It has  40 > 30\nboats."),
    ],
)
def test_a_margin_is_what_stands_before_and_behind_a_line(text: str, without: str) -> None:
    flushed = flush(Document("d", text))
    assert (flushed.document.text if flushed else text) == without


@given(st.text(alphabet="a7 >\n\t\r.", max_size=60))
def test_there_and_back_is_the_same_place(text: str) -> None:
    document = Document("d", text)
    flushed = flush(document)
    if flushed is None:
        return
    for at, sign in enumerate(flushed.document.text):
        if sign in "a7.":
            one = replace(extract(Document("d", "It has 7 boats."))[0], start=at, end=at + 1, sentence=(at, at + 1))
            out = flushed.outward(one)
            assert text[out.start : out.end] == sign
            assert flushed.inward(out) == one
