"""Each figure is known for what it measures and what it counts."""

from __future__ import annotations

import pytest

from extract_cases import corpus, described
from factcheck.extract.topics import plural

TOPICS = list(corpus("context_topics").items())
UNITS = list(corpus("context_units").items())


@pytest.mark.parametrize(("text", "expected"), TOPICS, ids=[text[:60] for text, _ in TOPICS])
def test_a_topic_holds_the_words_that_measure(text: str, expected: str) -> None:
    wanted, _, unwanted = expected.partition("|")
    topic = described(text).topic.split()
    assert [word for word in wanted.split() if word not in topic] == []
    assert [word for word in unwanted.split() if word in topic] == []


@pytest.mark.parametrize(("text", "unit"), UNITS, ids=[text[:60] for text, _ in UNITS])
def test_a_count_knows_what_it_counts(text: str, unit: str) -> None:
    assert described(text).figure.unit == unit


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("station", "stations"), ("country", "countries"), ("person", "people"), ("class", "classes"), ("day", "days"),
     ("people", "people"), ("stations", "stations")],
)  # fmt: skip
def test_plurals(noun: str, expected: str) -> None:
    assert plural(noun) == expected
