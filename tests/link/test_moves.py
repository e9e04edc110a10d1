"""Changes beside their levels: how far from them they may be said, and which way they go."""

from __future__ import annotations

import pytest

from factcheck.link.moves import direction, fold
from written_claims import claims

RISE = "order less 0.8: lower 40, upper 60"


@pytest.mark.parametrize(
    ("text", "most", "near", "far"),
    [
        # what makes levels a range, or yearly, stands near before them
        ("They expects{} from 40 to 60 tons, up 40%.", 42, [], ["growth 0.9: old 40, new 60, growth 40%"]),
        ("The score{} rose from 40 to 60 tons.", 39, [], [RISE]),
        ("Sales doubled{} from 40 to 60 tons.", 52, ["growth 0.8: old 40, new 60, multiple about 2"], []),
        ("It rose{} fivefold from 40 to 60 tons.", 83, ["growth 0.8: old 40, new 60, multiple fivefold"], []),
        # and what says of which period a change is, after it
        ("Sales rose from 40 to 60 tons, up 40%{} a year.", 17, [RISE], ["growth 0.9: old 40, new 60, growth 40%"]),
        ("Sales rose from 40 to 60 tons (+40%){} a year.", 4, [RISE], ["growth 0.85: old 40, new 60, growth 40%"]),
        (
            "Sales rose from 40 to 60 tons, up 20 tons, or 40%{} a year.",
            9,
            ["change 0.9: old 40, new 60, change 20"],
            ["change 0.9: old 40, new 60, change 20", "growth 0.9: old 40, new 60, growth 40%"],
        ),
        (
            "Sales rose to 60 tons from 40 tons{} a year ago, up 40% year-on-year.",
            44,
            ["growth 0.9: old 40, new 60, growth 40%"],
            [RISE],
        ),
        (
            "Sales rose 40% year-on-year, from 40 to 60 tons{} the year before.",
            39,
            ["growth 0.85: old 40, new 60, growth 40%"],
            [],
        ),
    ],
)
def test_words_reach_so_far(text: str, most: int, near: list[str], far: list[str]) -> None:
    assert claims(text.replace("{}", " " + "o" * (most - 1))) == near
    assert claims(text.replace("{}", " " + "o" * most)) == far


@pytest.mark.parametrize(
    ("words", "way"),
    [("rose", 1), ("went up", 1), ("more", 1), ("fell", -1), ("went down", -1), ("fewer", -1), ("change", 0), ("+", 0)],
)
def test_a_word_says_which_way(words: str, way: int) -> None:
    assert direction(words) == way


@pytest.mark.parametrize(
    ("word", "before", "hedge", "times"),
    [
        ("doubled", "it ", "about", 2),
        ("triple", "nearly ", "nearly", 3),
        ("halved", "it more than ", "less than", 0.5),
        ("halved", "it ", "about", 0.5),
        ("quintupled", "at least ", "at least", 5),
    ],
)
def test_a_multiple_is_meant_roundly(word: str, before: str, hedge: str, times: float) -> None:
    figure = fold(word, before)
    assert figure.kind == "measure"
    assert (figure.hedge, float(figure.value), float(figure.q), float(figure.Q)) == (hedge, times, times / 10, times)
