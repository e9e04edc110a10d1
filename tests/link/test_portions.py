"""Amounts with their share beside them, and how near a share has to be."""

from __future__ import annotations

import pytest

from factcheck.extract import extract
from factcheck.link.masks import Mask, masks
from factcheck.link.portions import before, find, is_likely
from factcheck.read import from_text


def masked(text: str) -> list[Mask]:
    document = from_text(text)
    return masks(document, extract(document), [])


def portions(text: str) -> list[tuple[str, str, str]]:
    """Part, whole and share of each portion of the last sentence."""
    sentences = masked(text)
    found = find(sentences, len(sentences) - 1)
    return [(one.part.stated, one.whole.stated, one.share.stated) for one in found if one.part and one.whole]


@pytest.mark.parametrize(
    ("share", "sure", "likely"),
    [
        ("1%", 0.9, True),
        ("10%", 0.85, True),
        ("9%", 0.85, False),
        ("90%", 0.85, True),
        ("91%", 0.85, False),
        ("12%", 0.75, True),
        ("11%", 0.75, False),
        ("75%", 0.75, True),
        ("76%", 0.75, False),
        ("20%", 0.7, True),
        ("19%", 0.7, False),
        ("a third", 0.7, True),
        ("half", 0.7, False),
    ],
)
def test_the_less_sure_the_words_the_nearer_the_share(share: str, sure: float, likely: bool) -> None:
    figures = masked(f"It sold {share} of its boats, 30 of 100 boats.")[0].figures
    assert is_likely(figures[0], figures[1], figures[2], sure) is likely


@pytest.mark.parametrize(
    ("part", "share", "likely"),
    [
        ("40", "100%", True),
        ("40", "99%", False),
        ("40", "half", False),
        ("1", "2.5%", True),
        ("0", "2.5%", False),
        ("30", "0%", False),
        ("41", "100%", False),
    ],
)
def test_none_is_no_part_and_all_is_a_whole(part: str, share: str, likely: bool) -> None:
    of_some, some, boats = masked(f"Of {part} of 40 boats, {share} is told.")[0].figures
    assert is_likely(boats, of_some, some, 0.9) is likely


@pytest.mark.parametrize(("far", "found"), [(30, []), (31, [("70", "120", "53.8%")])])
def test_another_is_no_part_of_what_stands_near(far: int, found: list[tuple[str, str, str]]) -> None:
    words = "another " + "x" * (far - 9) + " "
    assert portions(f"It had 120 bids, including {words}70 (53.8%) with a plan.") == found
    assert portions("Another 70 (53.8%) of the 120 bids had a plan.") == []


def test_a_part_is_never_more_than_its_whole() -> None:
    figures = masked("It sold 100% of its boats, 101 of 100 boats.")[0].figures
    assert not is_likely(figures[0], figures[1], figures[2], 0.9)


def test_the_sentence_before_is_the_next_one() -> None:
    sentences = masked("It has 40 boats. It sold 5 boats.\n\nIt bought 7 boats.")
    assert before(sentences, 0) is None
    assert before(sentences, 1) is sentences[0]
    assert before(sentences, 2) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Of 40 boats, 10 (25%) sank and 20 (50%) did not.", [("10", "40", "25%"), ("20", "40", "50%")]),
        ("Of 40 boats, 10 (25%) sank, of which 5 (50%) were old.", [("10", "40", "25%")]),
        ("It has 40 boats, of which 10 (25%) are old.", [("10", "40", "25%")]),
        ("It has 40 boats. Of these, 10, or 25%, are old.", [("10", "40", "25%")]),
        ("It has 40 boats and 9 rafts. Of these, 10, or 25%, are old.", []),
        ("It has $40. Of these, 10, or 25%, are old.", []),
        ("Of 40 boats, 10 (up 25%) sank.", []),
        ("Of 40 boats, 10 (25% more) sank.", []),
        ("Of 40 boats, 50 (25%) sank.", [("50", "40", "25%")]),
        ("Of 40 boats, 500 (25%) sank.", []),
        ("Of 40 boats, 50 men (25%) sank.", []),
    ],
)
def test_a_whole_rules_the_pairs_that_follow(text: str, found: list[tuple[str, str, str]]) -> None:
    assert portions(text) == found
