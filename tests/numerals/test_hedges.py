"""Hedges before and after a number: their class and their exact place."""

from __future__ import annotations

import pytest

from factcheck.interval import HEDGES
from factcheck.numerals.hedges import after, before
from factcheck.numerals.tables import words


@pytest.mark.parametrize(
    ("text", "hedge", "label"),
    [
        ("It took nearly 5", "nearly", "nearly"),
        ("well over 5", "well over", "more than"),
        ("just over 5", "just over", "more than"),
        ("just under 5", "just under", "nearly"),
        ("nearly or just over 5", "nearly or just over", "about"),
        ("at least about 5", "at least about", "at least"),
        ("about or more than 5", "about or more than", "about"),
        ("more than\n5", "more than", "more than"),
        ("more  than 5", "more  than", "more than"),
        ("(about 5", "about", "about"),
        ("— some 5", "some", "about"),
        ("they exceeded 5", "exceeded", "more than"),
        ("no fewer than 5", "no fewer than", "at least"),
        ("less than or equal to 5", "less than or equal to", "at most"),
        ("it was equal  \u00a0 to 5", "equal  \u00a0 to", "exactly"),
        ("x >= 5", ">=", "at least"),
        ("~5", "~", "about"),
        ("reached nearly 5", "reached nearly", "nearly"),
    ],
)
def test_before(text: str, hedge: str, label: str) -> None:
    found = before(text.lower(), text.index("5"))
    assert found is not None
    assert (text[found.start : found.end], found.label) == (hedge, label)


@pytest.mark.parametrize("text", ["it was 5", "<> 5", "over there, 5", "5", "more than a few; 5", "nearly. 5"])
def test_nothing_before(text: str) -> None:
    assert before(text, text.index("5")) is None


@pytest.mark.parametrize(
    ("text", "hedge", "label"),
    [
        ("5 or more of them", "or more", "at least"),
        ("5 or so", "or so", "about"),
        ("5+ years", "+", "more than"),
        ("5-odd", "-odd", "about"),
        ("5-plus", "-plus", "more than"),
        ("5 at most", "at most", "at most"),
        ("5 or fewer", "or fewer", "at most"),
        ("5 and above", "and above", "at least"),
        ("5 exactly.", "exactly", "exactly"),
    ],
)
def test_after(text: str, hedge: str, label: str) -> None:
    found = after(text, 1)
    assert found is not None
    assert (text[found.start : found.end], found.label) == (hedge, label)


@pytest.mark.parametrize("text", ["5 or 6", "5 plus 6", "5 + 6", "5 of them", "5", "5 precisely made parts"])
def test_nothing_after(text: str) -> None:
    assert after(text, 1) is None


def test_every_class_of_the_table_is_a_hedge() -> None:
    assert set(words().before.values()) | set(words().after.values()) <= set(HEDGES)
