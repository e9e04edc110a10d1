"""A text falls into blocks, sentences and words, each with its exact place, in time linear in its length."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract_cases import corpus
from factcheck.extract.sentences import LONGEST, blocks, sentences, words

TEXTS = corpus("context_sentences")["texts"]
PIECES = st.lists(
    st.sampled_from(
        ["It rose. ", "5", "\n", "\n\n", "Mr. ", "“", "”", "…", "U.S. ", "a", " ", "-", "。", "3.5 ", "\t", "é"]
    )
).map("".join)


@pytest.mark.parametrize("marked", TEXTS, ids=[text[:50] for text in TEXTS])
def test_sentences_end_where_they_should(marked: str) -> None:
    text = marked.replace("¦", "")
    found = [text[start:end] for start, end in sentences(text, 0, len(text))]
    assert found == [part.strip() for part in marked.split("¦")]


@settings(max_examples=150, deadline=None)
@given(st.one_of(PIECES, st.text(max_size=300)))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    spans = list(sentences(text, 0, len(text)))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@settings(max_examples=150, deadline=None)
@given(st.one_of(PIECES, st.text(max_size=300)))
def test_words_have_their_places(text: str) -> None:
    start = len(text) - len(text.lstrip())
    said = words(text, start, len(text))
    assert len(said.starts) == len(said.lower) + 1
    assert all(
        text[begin : begin + len(word)].lower()[:1] == word[:1]
        for word, begin in zip(said.lower, said.starts, strict=False)
    )


@settings(max_examples=150, deadline=None)
@given(st.one_of(PIECES, st.text(max_size=300)))
def test_blocks_cover_the_text_in_order(text: str) -> None:
    spans = [(block.start, block.end) for block in blocks(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


def test_blocks_know_headings_items_and_lines() -> None:
    text = "# Report\n\nIntro text is here.\n\n## Kent\n\n- 40 cranes\n\nThe end came."
    found = [(block.kind, block.line, block.section) for block in blocks(text)]
    assert found == [
        ("heading", 1, ""),
        ("paragraph", 3, "Report"),
        ("heading", 5, "Report"),
        ("item", 7, "Report > Kent"),
        ("paragraph", 9, "Report > Kent"),
    ]


def test_a_sentence_without_end_is_cut() -> None:
    text = "and so on it goes; " * 1000
    spans = list(sentences(text, 0, len(text)))
    assert max(end - start for start, end in spans) <= LONGEST


def test_the_time_is_linear() -> None:
    def seconds(size: int) -> float:
        text = "x. 5 e.g. " * (size // 10)
        start = time.process_time()
        list(sentences(text, 0, len(text)))
        return time.process_time() - start

    seconds(1000)
    assert seconds(400_000) < 40 * max(seconds(40_000), 0.001)


def test_a_line_that_ends_in_a_semicolon_goes_on() -> None:
    wrapped = "In the spring the harbour counted 41 ferries in its basins;\nthe tugs that it counted were nine."
    assert [*sentences(wrapped, 0, len(wrapped))] == [(0, len(wrapped))]
    listed = "It needs:\nforty ferries;\nnine tugs."
    assert len([*sentences(listed, 0, len(listed))]) == 3
