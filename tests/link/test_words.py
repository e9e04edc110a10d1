from __future__ import annotations

import pytest

from factcheck.link.words import split_words, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("learned", "learning"),
        ("employees", "staff"),
        ("companies", "company"),
        ("increased", "increase"),
        ("programmes", "programme"),
        ("innovative", "innovation"),
    ],
)
def test_inflections_and_synonyms_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("north", "south"), ("men", "women"), ("import", "export")])
def test_contrasts_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_small_words_and_signs_have_no_stem() -> None:
    text = "The canal, in 2012, didn't employ 412 people."
    assert [word.stem for word in split_words(text, 0, len(text)) if word.stem] == ["canal", "employ", "person"]
