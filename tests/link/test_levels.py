"""Levels that are told in other words than each other: the scale and the unit that are said once."""

from __future__ import annotations

import pytest

from factcheck.extract import extract
from factcheck.link.levels import levels, says_when
from factcheck.link.masks import masks
from factcheck.read import from_text


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
    ],
)
def test_a_scale_word_is_said_once(text: str, old: int, new: int) -> None:
    document = from_text(text)
    (mask,) = masks(document, extract(document), [])
    assert [(float(one.old.figure.value), float(one.now.figure.value)) for one in levels(mask)] == [(old, new)]


@pytest.mark.parametrize(
    ("label", "says"),
    [("prior year: ", True), ("q3 ", True), ("h1 ", True), ("fy19: ", True), ("py: ", True), ("target: ", False)],
)
def test_a_label_says_when(label: str, says: bool) -> None:
    assert says_when(label) is says
