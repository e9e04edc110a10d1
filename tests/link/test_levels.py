"""Levels that are told in other words than each other: the scale and the unit that are said once."""

from __future__ import annotations

import pytest

from factcheck.extract import extract
from factcheck.link.levels import levels, says_when
from factcheck.link.masks import masks
from factcheck.read import from_text


def told(text: str) -> list[tuple[float, float]]:
    """The values of each pair of levels of a sentence, the old one first."""
    document = from_text(text)
    (mask,) = masks(document, extract(document), [])
    return [(float(one.old.figure.value), float(one.now.figure.value)) for one in levels(mask)]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Sales rose from 1.5 to two million.", 1_500_000, 2_000_000),
        ("Sales rose from two to 3 million.", 2_000_000, 3_000_000),
        ("Sales rose from five thousand to seven.", 5_000, 7_000),
        ("Sales rose from 5 to seven.", 5, 7),
        ("Sales rose from 600 to two thousand.", 600, 2_000),
        ("Sales fell from 1.2 billion tons to 0.9.", 1_200_000_000, 900_000_000),
        ("Sales fell from 5 to 0.", 5, 0),
        ("Turnout rose from 7.2% to 8.8.", 7.2, 8.8),
        ("The roll was 2,240, compared with 2,000.", 2_000, 2_240),
    ],
)
def test_a_scale_word_is_said_once(text: str, old: int, new: int) -> None:
    assert told(text) == [(old, new)]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("It went from a loss of $3 million to a profit of $5 million.", -3, 5),
        ("It went from a profit of $3 million to a loss of $5 million.", 3, -5),
        ("It made a loss of $5 million, compared with a surplus of $3 million.", 3, -5),
        ("The loss rose from $3 million to $5 million.", 3, 5),
    ],
)
def test_a_loss_lies_below_nothing(text: str, old: int, new: int) -> None:
    assert told(text) == [(old * 1_000_000, new * 1_000_000)]


@pytest.mark.parametrize(
    ("label", "says"),
    [("prior year: ", True), ("q3 ", True), ("h1 ", True), ("fy19: ", True), ("py: ", True), ("target: ", False)],
)
def test_a_label_says_when(label: str, says: bool) -> None:
    assert says_when(label) is says
