"""Shares beside both their numbers, and the rates that are of something else."""

from __future__ import annotations

import pytest

from factcheck.extract import extract
from factcheck.link.masks import masks
from factcheck.link.tallies import find, find_rates
from factcheck.read import from_text


def shares(text: str) -> list[str]:
    document = from_text(text)
    sentences = masks(document, extract(document), [])
    place = len(sentences) - 1
    found = (*find(sentences, place, set()), *find_rates(sentences, place, set()))
    return [f"{one.share.stated} {one.confidence}" for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 30 of 40 pupils passed: a 75% pass rate.", ["75% 0.95"]),
        ("The pass rate was 75%: 30 of 40 pupils did it.", ["75% 0.85"]),
        ("The pass rate was 75%, with 30 of 40 pupils making it.", ["75% 0.75"]),
        ("The pass rate was 75%, with 3 of 4 pupils making it.", []),
        ("The pass rate was 75%, with in the first class 30 of 40 pupils making it.", []),
        ("The tax rate was 75%: 30 of 40 dollars.", []),
        ("Turnout was 75%, with 30 of 40 voters there.", ["75% 0.75"]),
        ("Turnout was 75%, with 30 of 40 seats won.", []),
        ("Some 40 sat the test and 30 passed, a pass rate of 75%.", ["75% 0.75"]),
        ("Some 40 sat the test and 30 passed, a growth rate of 75%.", []),
        ("Some 30 of 40 pupils passed. That is 75%.", ["75% 0.75"]),
        ("Some 30 of 40 pupils passed 5 tests. That is 75%.", []),
        ("Some 30 of 40 pupils passed. That is 75% more.", []),
        ("Some 30 of 40 pupils passed. That is up 75%.", []),
    ],
)
def test_rates_are_of_what_is_told_beside_them(text: str, found: list[str]) -> None:
    assert shares(text) == found


@pytest.mark.parametrize(("far", "found"), [(24, []), (25, ["58.3% 0.95"])])
def test_the_others_are_no_part_of_what_stands_near(far: int, found: list[str]) -> None:
    assert shares(f"They heard the other {'x' * (far - 7)} 70 of the 120 pupils, or 58.3%.") == found
    assert shares("Another 70 of the 120 pupils, or 58.3%, came.") == []
