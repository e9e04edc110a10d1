"""Documents of many kinds are described, with every offset valid, whatever the text."""

from __future__ import annotations

import time
from dataclasses import fields, replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract_cases import all_described, corpus, described
from factcheck.extract.context import describe
from factcheck.extract.found import Found
from factcheck.extract.numbers import read
from factcheck.interval import Figure
from factcheck.model import Document, Passage, Statement

PRESS = """Press conference of the Harbour Board

Time: 2022-07-29

Ana Holt: Good morning. Since 2018 the board has opened more than 90 sheds, and 31 ports have joined. By the end of \
2020, more than 7,800 firms had signed, with 82.6 million tonnes handled.

Up to now, it has built nearly 960 rest rooms of port guilds, with an investment of 1.1 billion yuan.

Harbour News: How many hands are there?

Bo Lee: Let me answer. The number of dockers grew from 262 thousand in 2012 to 292 thousand in 2021.
"""

CALL = """Operator: Good day and welcome to the second quarter 2021 call.

Jo Park, CFO: Thank you. Revenue for the quarter was $12.5 million, up 8% from $11.6 million a year ago. For the \
Marine segment, sales rose 4% to $3.1 million. We expect full year revenue of $50 million to $52 million.

Analyst: Thanks. And the 8%?
"""

MINUTES = """Participants saw inflation at 4.3 percent this year and 2.7 percent next year. The staff's estimate for \
growth in the third quarter was revised down by 0.2 percentage points. If demand fell, the rate could reach 5 percent.
"""

AUDIT = """We analyzed a sample of 28 awards and found that 11 of the 28 lacked receipts. As of July 2025, the agency \
had closed 22 of the 51 recommendations. Agencies with more than 1,000 employees must report:

- 14 recommendations to Health
- 25 recommendations to Labor
"""

ABSTRACT = """Methods: We followed 412 women aged 55 to 70 for 3.5 years. Results: Bone density fell by 2.1% among \
smokers, compared with 0.9% among others.
"""


def find(statements: tuple[Statement, ...], stated: str) -> Statement:
    return next(statement for statement in statements if statement.stated.startswith(stated))


def test_a_press_conference() -> None:
    said = all_described(PRESS, "2022-07-29")
    sheds, firms, rooms = find(said, "90"), find(said, "7,800"), find(said, "960")
    assert (sheds.speaker, sheds.period, sheds.figure.unit, sheds.figure.hedge) == (
        "Ana Holt",
        "2018/",
        "sheds",
        "more than",
    )
    assert (firms.period, firms.figure.unit) == ("/2020", "firms")
    assert (rooms.period, rooms.figure.unit) == ("/2022-07-29", "rest rooms of port guilds")
    old, new = find(said, "262"), find(said, "292")
    assert (old.period, old.role, new.period, new.role) == ("2012", "base", "2021", "level")
    assert new.speaker == "Bo Lee"
    assert "dockers" in new.topic


def test_an_earnings_call() -> None:
    said = all_described(CALL)
    revenue, growth, before = find(said, "12.5"), find(said, "8%"), find(said, "11.6")
    assert (revenue.period, revenue.speaker) == ("2021-Q2", "Jo Park, CFO")
    assert (growth.role, growth.direction, growth.period) == ("change", "up", "2020-Q2/2021-Q2")
    assert (before.role, before.period) == ("base", "2020-Q2")
    marine = find(said, "3.1")
    assert (marine.scope, marine.role) == ("Marine segment", "level")
    assert find(said, "50").role == "target"
    assert find(said, "50").period == "2021"


def test_minutes() -> None:
    said = all_described(MINUTES, "2021-12-15")
    assert [statement.period for statement in said][:2] == ["2021", "2022"]
    revised = find(said, "0.2")
    assert (revised.role, revised.direction, revised.period) == ("change", "down", "2021-Q3")
    assert find(said, "5").role == "hypothetical"


def test_an_audit_report() -> None:
    said = all_described(AUDIT)
    assert [statement.role for statement in said][:3] == ["level", "part", "whole"]
    closed = find(said, "22")
    assert (closed.period, closed.role) == ("/2025-07", "part")
    assert find(said, "1,000").role == "threshold"
    assert find(said, "25").figure.unit == "recommendations"


def test_an_abstract() -> None:
    said = all_described(ABSTRACT)
    assert find(said, "412").figure.unit == "women"
    fell = find(said, "2.1%")
    assert (fell.role, fell.direction, fell.scope) == ("change", "down", "smokers")
    assert find(said, "0.9%").role == "base"
    assert all(statement.speaker == "" for statement in said)


def test_a_table_cell_takes_its_headings() -> None:
    text = "Stores 2020 2021 412 430"
    cells = (
        Passage(17, 20, "cell", row_heading="Stores", column_heading="2020", table=1, row=2, column=2),
        Passage(21, 24, "cell", row_heading="Stores", column_heading="2021", table=1, row=2, column=3),
    )
    figures = [
        Found(start, start + 3, Figure(Decimal(text[start : start + 3])), start, start + 3) for start in (17, 21)
    ]
    first, second = describe(Document("d", text, cells), figures)
    assert (first.period, first.figure.unit, first.topic, first.passage) == ("2020", "stores", "Stores 2020", 0)
    assert (second.period, second.passage) == ("2021", 1)


def test_items_take_the_period_of_their_introduction() -> None:
    text = "In 2021 the board opened:\n\n- 14 sheds\n\n- 25 cranes\n\nIt closed 3 quays."
    said = all_described(text)
    assert [statement.period for statement in said] == ["2021", "2021", ""]


def test_a_speakers_number_is_no_statement() -> None:
    said = all_described("Speaker 2: We have 40 ships.\n\nSpeaker 3: Thanks, 40 it is.")
    assert [statement.stated for statement in said] == ["40", "40"]
    assert [statement.speaker for statement in said] == ["Speaker 2", "Speaker 3"]


def test_the_context_is_the_sentence_or_a_window_of_it() -> None:
    assert described("It rained. They built «40»\nsheds. It rained.").context == "They built 40 sheds."
    long = described("so they said, " * 60 + "they built «40» sheds, " + "and so on, " * 30)
    assert long.context.startswith("… ")
    assert "they built 40 sheds" in long.context
    assert len(long.context) < 400


def test_the_unit_that_a_sentence_gives_changes_nothing_else_of_a_figure() -> None:
    tenth, half = Decimal("0.1"), Decimal("0.5")
    figure = Figure(Decimal(5), "", "range", "range", tenth, half, True, Decimal(7), half, outright=True)
    assert all(getattr(figure, field.name) != field.default for field in fields(Figure) if field.name != "unit")
    text = "The yard hired 5 to 7 welders."
    (statement,) = describe(Document("d", text), [Found(15, 21, figure, 15, 21)])
    assert statement.figure == replace(figure, unit="welders")


def test_lines_and_passages_count() -> None:
    said = all_described("One.\n\nThey built 40 sheds.\nAnd 12 quays.")
    assert [statement.line for statement in said if statement.stated in ("40", "12")] == [3, 4]
    text = "They built 40 sheds."
    assert describe(Document("d", text, (Passage(0, len(text), page=7),)), *read(Document("d", text)))[0].page == 7


PIECES = st.sampled_from([*corpus("context_sentences")["pieces"], "\u2028", "\ud800"])


def check(document: Document) -> None:
    figures, dates = read(document)
    said = describe(document, figures, dates)
    assert [statement.start for statement in said] == sorted({statement.start for statement in said})
    for statement in said:
        assert document.text[statement.start : statement.end] == statement.stated
        begin, end = statement.sentence
        assert 0 <= begin <= statement.start < end <= len(document.text)
        assert 1 <= statement.line <= document.text.count("\n") + 1


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200)), st.sampled_from(["", "2022-07-29"])
)
def test_any_text_is_described_with_valid_places(text: str, date: str) -> None:
    check(Document("d", text, date=date))


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30).map("".join), st.data())
def test_any_passages_are_described(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    kinds = st.sampled_from(["paragraph", "item", "heading", "cell"])
    passages = tuple(
        Passage(start, end, data.draw(kinds), row_heading="Stores", column_heading="Q3 2021", section="In Kent > 2020")
        for start, end in pairwise(cuts)
    )
    check(Document("d", text, passages))


@pytest.mark.parametrize("piece", ["40 and ", "In 2021 40 men, ", "40, ", "last year ", "5% from 4% ", "Kent "])
def test_the_time_is_linear_in_a_single_line(piece: str) -> None:
    def seconds(size: int) -> float:
        document = Document("d", piece * (size // len(piece)) + "40")
        figures, dates = read(document)
        start = time.process_time()
        describe(document, figures, dates)
        return time.process_time() - start

    seconds(2000)
    assert seconds(60_000) < 40 * max(seconds(6_000), 0.001)
