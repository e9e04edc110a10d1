from __future__ import annotations

import pytest

from factcheck.link.scorer import FURTHEST, SUREST, Chances, Scorer, Weights, scorer
from factcheck.link.signals import NAMES

FLAT = Chances(1.0, 0.0, 0.0)


@pytest.mark.parametrize("mode", ["document", "reference"])
def test_the_coefficients_are_read_and_their_chances_rise(mode: str) -> None:
    read = scorer(mode)
    assert read.weights or len(read.trees) > 10
    assert read.chances.slope > 0
    assert read.chances.size >= 0


def test_a_tree_takes_the_first_branch_up_to_its_threshold() -> None:
    at = NAMES.index("cosine")
    small = Scorer(1.0, ((at, 0.5, -2.0, 3.0),), FLAT)
    signals = [0.0] * len(NAMES)
    signals[at] = 0.5
    assert small.score(signals) == -1.0
    signals[at] = 0.6
    assert small.score(signals) == 4.0


def test_weights_add_signals_and_their_products_in_spreads_from_the_mean() -> None:
    cosine, support = NAMES.index("cosine"), NAMES.index("support")
    weights = Weights(((cosine, 0.5, 0.1), (support, 1.0, 2.0)), (2.0, -1.0), ((0, (0, 1), (0.5, 3.0)),))
    signals = [0.0] * len(NAMES)
    signals[cosine], signals[support] = 0.6, 2.0
    assert Scorer(1.0, (), FLAT, weights).score(signals) == pytest.approx(1 + 2 - 0.5 + 0.5 + 1.5)


def test_a_signal_far_from_its_mean_says_no_more_than_one_at_the_edge() -> None:
    at = NAMES.index("cosine")
    weights = Weights(((at, 0.0, 1.0),), (1.0,), ())
    signals = [0.0] * len(NAMES)
    for value, seen in ((99.0, FURTHEST), (-99.0, -FURTHEST), (1.0, 1.0)):
        signals[at] = value
        assert weights.score(signals) == seen


def test_a_chance_rises_with_the_score_and_with_the_size_of_the_text() -> None:
    chances = Chances(1.0, 0.5, -2.0)
    told = [chances.at(score, 10_000) for score in (-9.0, 0.0, 2.0, 4.0)]
    assert told == sorted(told)
    assert told[2] == pytest.approx(0.5)
    assert chances.at(2.0, 1_000) < told[2] < chances.at(2.0, 20_000)


@pytest.mark.parametrize(("score", "words"), [(99.0, 10_000), (-1e6, 1), (0.0, 0)])
def test_nothing_is_given_as_certain(score: float, words: int) -> None:
    assert 0 < Chances(1.0, 0.5, 0.0).at(score, words) <= SUREST


def test_no_signal_is_named_twice() -> None:
    assert len(NAMES) == len(set(NAMES))
