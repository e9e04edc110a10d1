"""The press conference of ../shared: what its arithmetic claims is found and holds, and each planted error is found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.arithmetic import relate
from factcheck.read import from_text

TRANSCRIPT = Path(__file__).parents[3] / "shared" / "documents" / "press-conference-2022-07-29.txt"
pytestmark = pytest.mark.skipif(not TRANSCRIPT.exists(), reason="the shared documents are not beside the repository")

# What is printed, what is planted in its place, and the kind that must find it.
PLANTED = (
    ("47 million senior", "37 million senior", "sum"),
    ("10 million technicians", "1 million technicians", "sum"),
    ("3 million senior", "1 million senior", "sum"),
    ("than 60 million highly", "than 70 million highly", "sum"),
    ("33.5%", "38.5%", "total100"),
    ("30.4%", "34.4%", "total100"),
    ("36.1%", "26.1%", "total100"),
    ("22.9%", "29.9%", "total100"),
    ("29.1%", "21.9%", "total100"),
    ("48% in 2021", "58% in 2021", "total100"),
    ("292.51 million", "252.51 million", "order"),
    ("262.61 million", "362.61 million", "order"),
    ("750 million employed", "650 million employed", "share"),
    ("accounting for 26%", "accounting for 20%", "share"),
    ("200 million, accounting", "300 million, accounting", "share"),
    ("accounting for 30%", "accounting for 45%", "share"),
    ("will reach 30%", "will reach 13%", "share"),
    ("70 model workers", "71 model workers", "share"),
    ("accounting for 58.3%", "accounting for 58.4%", "share"),
    ("7 consecutive", "8 consecutive", "span"),
    ("From 2013 to 2019, it", "From 2012 to 2019, it", "span"),
    ("From 2013 to 2019, it", "From 2013 to 2018, it", "span"),
    ("ninth time since", "eighth time since", "span"),
    ("every five years", "every four years", "span"),
    ("since 1982", "since 1972", "span"),
    ("6 aspects of experience", "7 aspects of experience", "count"),
    ("6 aspects of experience", "5 aspects of experience", "count"),
    ("items in 6 aspects", "items in 5 aspects", "count"),
    ("three aspects of work", "four aspects of work", "count"),
    ("three aspects of work", "two aspects of work", "count"),
    ("other four departments", "other three departments", "count"),
    ("two surveys", "three surveys", "count"),
)


@cache
def text() -> str:
    return TRANSCRIPT.read_text(encoding="utf-8")


def outcomes(words: str) -> list[tuple[str, str, str]]:
    """Kind, severity and message of each relation."""
    document = from_text(words)
    relations, _ = relate(document, extract(document))
    judged = ((relation.kind, judge.judge(relation)) for relation in relations)
    return [(kind, outcome.severity, outcome.message) for kind, outcome in judged]


@cache
def untouched() -> frozenset[tuple[str, str, str]]:
    return frozenset(outcomes(text()))


def test_nothing_is_an_error_and_the_cut_off_share_is_a_warning() -> None:
    shown = {(kind, severity) for kind, severity, _ in untouched() if severity}
    # It tells of 2021 as still to come, as translations do.
    assert shown == {("share", "warning"), ("date", "info")}
    assert {kind for kind, _, _ in untouched()} >= {"sum", "total100", "share", "span", "count", "order"}


@pytest.mark.parametrize(("printed", "planted", "kind"), PLANTED)
def test_each_planted_error_is_found(printed: str, planted: str, kind: str) -> None:
    assert printed in text()
    changed = outcomes(text().replace(printed, planted, 1))
    assert [one for one in changed if one[0] == kind and one[1] and one not in untouched()]
