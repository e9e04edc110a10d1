"""Each number that is set aside has its reason, and its near miss counts."""

from __future__ import annotations

import pytest

from factcheck.extract.numbers import find, scan


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("1. Open the valve.", "1", "marker"),
        ("see page 12", "12", "label"),
        ("slide eight shows it", "eight", "label"),
        ("phases 1, 2 and 3", "3", "label"),
        ("as argued [12]", "12", "citation"),
        ("the disease (COVID-19) spread", "19", "hyphened"),
        ("an old Boeing 737 there", "737", "label"),
        ("an old Fokker 50 there", "50", "name"),
        ("a show on BBC One", "One", "name"),
        ("they won 3-1", "3", "score"),
        ("no one came", "one", "pronoun"),
        ("one of the best", "one", "partitive"),
        ("the last quarter was slow", "quarter", "part"),
        ("several hundred came", "hundred", "vague"),
        ("a third person came", "a third", "ordinal"),
        ("at first it rained", "first", "ordinal"),
        ("open 24/7 all year", "24", "idiom"),
        ("doors at 16:27", "16:27", "time"),
        ("the server 10.0.0.12", "10.0.0.12", "code"),
        ("in 2019 it rained", "2019", "date"),
    ],
)
def test_the_reason(text: str, number: str, reason: str) -> None:
    reasons = {text[c.start : c.end]: c.why for c in scan(text)}
    assert reasons[number] == reason
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "3.5 million came.",
        "12 pages",
        "In phase 3, 40 patients",
        "we counted (12 in all)",
        "China's 300 factories",
        "In total 30 firms",
        "no 5 people agree",
        "the top 20 cm of soil",
        "from 1-3 hours",
        "one dealer said so",
        "there is only one way to do it",
        "half of the members",
        "a hundred came",
        "a third of the members",
        "the ninth survey",
        "24 of 7",
        "at 16 sites",
        "10.5 of them",
        "2019 people came",
        "Two Chinese firms merged",
        "Seven of them left",
        "zero defects",
        'the basic meaning is "eight insistences"',
        "30 of the Street artists",
    ],
)
def test_the_near_miss_counts(text: str) -> None:
    assert find(text)
