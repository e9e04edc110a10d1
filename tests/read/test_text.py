"""Plain text: what is a paragraph, an item, a heading, a table, and what it costs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import FactcheckError
from factcheck.read.source import Limits
from factcheck.read.text import divide, from_text
from read_laws import assert_lawful, cells, outline

WRAPPED = """\
The harbour office counted 41 ferries in the spring, which is more
than it had ever counted in a spring before, and most of them came
from the north.
The tankers were fewer.
"""


def test_paragraphs_stand_apart_by_blank_lines() -> None:
    document = from_text("The first has 3 ships.\n\n\n  The second has 4.  \n \t\nThe third.")
    assert outline(document) == [
        ("paragraph", "The first has 3 ships."),
        ("paragraph", "The second has 4."),
        ("paragraph", "The third."),
    ]
    assert [passage.line for passage in document.passages] == [1, 4, 6]
    assert [passage.paragraph for passage in document.passages] == [1, 2, 3]


def test_lines_that_an_editor_broke_are_one_paragraph() -> None:
    first, second = outline(from_text(WRAPPED))
    assert first == ("paragraph", WRAPPED[: WRAPPED.index("\nThe tankers")])
    assert second == ("paragraph", "The tankers were fewer.")


def test_long_lines_are_paragraphs_even_without_blank_lines() -> None:
    one, two = "The ferries came early this year. " * 6, "The tankers came late this year. " * 6
    assert [words for _, words in outline(from_text(f"{one}\n{two}\n"))] == [one.strip(), two.strip()]


def test_a_line_that_goes_on_in_lower_case_is_no_new_paragraph() -> None:
    text = "The ships of the U.S. and of other countries " * 4 + "came in\nfrom the north and stayed."
    assert len(from_text(text).passages) == 1


def test_turns_of_a_transcript_stand_apart() -> None:
    text = "Ms. Berg: Good morning. We counted 12 ships.\nQ: And last year?\nMs. Berg: Ten, as far as I remember."
    assert [words for _, words in outline(from_text(text))] == text.split("\n")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- 12 ferries came", "12 ferries came"),
        ("• 12 ferries came", "12 ferries came"),
        ("3. 12 ferries came.", "12 ferries came."),
        ("2.This is the second point, which is long.", "This is the second point, which is long."),
        ("(4) 12 ferries came.", "12 ferries came."),
        ("（5）12 ferries came.", "12 ferries came."),
        ("6、 12 ferries came.", "12 ferries came."),
        ("b) 12 ferries came.", "12 ferries came."),
        ("(iv) 12 ferries came.", "12 ferries came."),
    ],
)
def test_the_marker_of_an_item_stays_outside(line: str, words: str) -> None:
    text = f"The harbour had this to say:\n\n{line}\n\nAnd then it closed."
    assert ("item", words) in outline(from_text(text))


@pytest.mark.parametrize(
    "line",
    ["2.5 million people came.", "12 ferries came.", "1,200 people came.", "-5 degrees were felt.", "A. Berg said so."],
)
def test_a_figure_at_the_front_is_no_marker(line: str) -> None:
    assert outline(from_text(f"Before it.\n\n{line}\n\nAfter it.")) == [
        ("paragraph", "Before it."),
        ("paragraph", line),
        ("paragraph", "After it."),
    ]


def test_headings_head_what_follows() -> None:
    text = (
        "Report of the Harbour\n\n12 March 2021\n\nFERRIES\n\nThere were 12 of them.\n\n"
        "1. Northern Ferries\n\nThere were 7.\n\nTANKERS\n\nThere were 3."
    )
    document = from_text(text)
    assert document.title == "Report of the Harbour"
    assert document.date == "2021-03-12"
    assert {text[p.start : p.end]: p.section for p in document.passages if p.kind == "paragraph"} == {
        "12 March 2021": "Report of the Harbour",
        "There were 12 of them.": "FERRIES",
        "There were 7.": "FERRIES > Northern Ferries",
        "There were 3.": "TANKERS",
    }


def test_marked_headings_have_their_own_depth() -> None:
    document = from_text("# Harbour\n## Ferries ##\nThere were 12.\n\nTankers\n=======\nThere were 3.\n")
    assert [(p.kind, p.section) for p in document.passages] == [
        ("heading", ""),
        ("heading", "Harbour"),
        ("paragraph", "Harbour > Ferries"),
        ("heading", ""),
        ("paragraph", "Tankers"),
    ]
    assert ("heading", "Ferries") in outline(document)


@pytest.mark.parametrize(
    "line",
    [
        "Time: 2021-03-12",
        "Q And how many came",
        "We counted --",
        "They came. All of them",
        "Ms. Berg, harbour master: Good morning",
        "There were 12 ships.",
        "12:30",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert ("paragraph", line) in outline(from_text(f"{line}\n\nAnd so it went on, day after day."))


def test_many_short_lines_are_a_list_not_headings() -> None:
    text = "\n\n".join(["Bergen 12", "Oslo 14", "Narvik 3", "Bodø 5", "These are the ports that we count."])
    assert {kind for kind, _ in outline(from_text(text))} == {"paragraph"}


def test_form_feeds_count_the_pages() -> None:
    document = from_text("One ship came.\n\fTwo ships came.\n\n\fThree ships came.\n")
    assert [passage.page for passage in document.passages] == [1, 2, 3]


def test_fields_between_bars_are_cells() -> None:
    document = from_text("| Port | Ships |\n|------|------:|\n| Oslo | 1,204 |\n| Bodø |       |\n| Narvik | 7 |\n")
    assert cells(document) == {("Oslo", "Ships"): "1,204", ("Narvik", "Ships"): "7"}
    assert [p.line for p in document.passages if p.kind == "cell"] == [3, 5]
    assert_lawful(document)


def test_fields_between_tabs_are_cells() -> None:
    document = from_text("\t2020\t2021\nOslo\t12\t14\nBodø\t\t5\n")
    assert cells(document) == {("Oslo", "2020"): "12", ("Oslo", "2021"): "14", ("Bodø", "2021"): "5"}


def test_fields_under_each_other_are_cells() -> None:
    text = (
        "Table 2: Ships (thousands)\n\n"
        "               2019    2020     2021\n"
        "Ferries        12.1    13       14.2\n"
        "Tankers         1.0              1.2\n"
        "Total ........ 13.1    13       15.4\n"
        "Source: harbour office\n\n"
        "The ferries lead.\n"
    )
    document = from_text(text)
    assert cells(document)["Tankers", "2021"] == "1.2"
    assert cells(document)["Total", "2019"] == "13.1"
    assert {p.section for p in document.passages if p.kind == "cell"} == {"Table 2: Ships (thousands)"}
    assert document.passages[-1].section == ""
    assert_lawful(document)


def test_words_apart_by_spaces_are_no_table() -> None:
    text = "The ships   came early   in spring\nand left   in the   autumn again,\nall of   them, says   the master."
    assert {p.kind for p in from_text(text).passages} == {"paragraph"}


@settings(max_examples=300)
@given(st.text(alphabet=st.sampled_from("aA1 .\n\n\r\f\t|-#*=:(）、  ﻿é𝟙")))
def test_any_text_gives_lawful_passages_and_stays_as_it_is(text: str) -> None:
    document = from_text(text)
    assert document.text == text
    if "\r" not in text:
        assert_lawful(document)


@given(
    st.lists(st.sampled_from(["Twelve ships came.", "No ship came in May.", "- one item.", "(2) another."]), min_size=1)
)
def test_a_blank_line_more_changes_no_words(blocks: list[str]) -> None:
    narrow, wide = from_text("\n\n".join(blocks)), from_text("\n\n\n".join(blocks))
    assert outline(narrow) == outline(wide)
    assert all(before.start <= after.start for before, after in zip(narrow.passages, wide.passages, strict=True))


def test_every_word_is_in_a_passage() -> None:
    text = f"Harbour News\n\n{WRAPPED}\n- item one\n- item two\n\nMs. Berg: Yes.\n"
    kept = " ".join(words for _, words in outline(from_text(text))).split()
    assert kept == [word for word in text.split() if word != "-"]


def test_too_many_paragraphs_are_refused_with_the_line() -> None:
    with pytest.raises(FactcheckError) as caught:
        divide("a\n\n" * 12, Limits(passages=10))
    assert caught.value.line == 21
    assert caught.value.hint


@pytest.mark.parametrize(
    "unit", ["x", "word ", "a\n", "a\n\n", "| ", "# ", "- ", "1. ", "\f", "\t", "a  b\n", "A: b\n", "=\n"]
)
def test_time_grows_with_the_length_and_not_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        best = []
        for _ in range(2):
            start = time.perf_counter()
            from_text(text)
            best.append(time.perf_counter() - start)
        return min(best)

    assert seconds(64_000) < 40 * max(seconds(8_000), 0.001)


@pytest.mark.parametrize("margin", ["    ", "> ", ">> ", "  > ", ">\t"])
def test_lines_that_an_editor_broke_are_one_paragraph_whatever_stands_before_them(margin: str) -> None:
    text = "".join(f"{margin}{line}\n" for line in WRAPPED.splitlines())
    (kind, words), second = outline(from_text(text))
    assert (kind, second) == ("paragraph", ("paragraph", "The tankers were fewer."))
    assert words.startswith("The harbour office")
    assert words.endswith("from the north.")


def test_a_hanging_indent_takes_its_place_in_the_line() -> None:
    text = (
        "The harbour office counted 41 ferries in the spring, which was more\n"
        "    than ever, said Ms. Berg, who had counted them for the Board of\n"
        "    Navigation.\n"
    )
    assert len(outline(from_text(text))) == 1


def test_what_is_quoted_and_what_answers_stand_apart() -> None:
    lines = ["> How many ferries came,", "> and from where?", "There were 41.", ">> Were they late?", "> Some were."]
    text = "\n".join([*lines, ">", "> Not many.", ""])
    assert [words for _, words in outline(from_text(text))] == [
        "How many ferries came,\n> and from where?",
        "There were 41.",
        "Were they late?",
        "Some were.",
        "Not many.",
    ]


def test_a_figure_behind_a_sign_is_no_quotation() -> None:
    assert [words for _, words in outline(from_text("The limit is:\n\n>40 ships\n"))] == ["The limit is:", ">40 ships"]
