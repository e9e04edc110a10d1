"""The word lists are read into one table, and say nothing twice in two ways."""

from __future__ import annotations

import pytest

from factcheck.extract.lexicon import PLACE, PLURAL, SIGN, SINGULAR, STOP, VERB, classes
from factcheck.extract.sentences import wordlists


@pytest.mark.parametrize("name", ["periods", "roles", "scopes", "topics", "sentences", "speakers"])
def test_every_listed_word_is_folded(name: str) -> None:
    assert [word for words in wordlists(name).values() for word in words if word != word.lower()] == []


def test_words_have_their_classes() -> None:
    table = classes()
    assert table["the"] & STOP
    assert table["jiangsu"] & PLACE
    assert table[","] & SIGN
    assert table["people"] & PLURAL
    assert table["won"] & VERB
    assert "station" not in table


def test_nothing_is_both_singular_and_plural() -> None:
    assert [word for word, bits in classes().items() if bits & SINGULAR and bits & PLURAL] == []
