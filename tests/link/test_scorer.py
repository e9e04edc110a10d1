from __future__ import annotations

import math

import pytest

from factcheck.link.scorer import FURTHEST, SUREST, Chances, Scorer, Weights, _read_tree, _read_weights, scorer
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


def test_a_tree_is_read_with_its_branches() -> None:
    tree = _read_tree("cosine ? 0.45 (-0.2, support ? 1 (0.3, -1e-2))")
    cosine, support = NAMES.index("cosine"), NAMES.index("support")
    assert tree == (cosine, 0.45, -0.2, (support, 1.0, 0.3, -0.01))


@pytest.mark.parametrize("line", ["0.5", "cosine ? 0.45 (-0.2, 0.3) 0.1", "cosine ? 0.45 (-0.2, 1e999)"])
def test_what_is_no_tree_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"not a tree|finite"):
        _read_tree(line)


def test_weights_are_read_with_their_products() -> None:
    read = _read_weights(
        {
            "weights": "cosine 0.35 0.12 0.06\nsupport 1 2 3\n\nrivals 0 1 -1\n",
            "products": "cosine support 0.05\n\ncosine cosine 2\nsupport rivals 4\n",
        }
    )
    at = [NAMES.index(name) for name in ("cosine", "support", "rivals")]
    assert read.signals == ((at[0], 0.35, 0.12), (at[1], 1.0, 2.0), (at[2], 0.0, 1.0))
    assert read.weights == (0.06, 3.0, -1.0)
    assert read.products == ((0, (1, 0), (0.05, 2.0)), (1, (2,), (4.0,)))


def test_a_chance_is_a_logistic_curve() -> None:
    chances = Chances(2.0, 0.5, -1.0)
    assert chances.at(0.5, 10_000) == pytest.approx(0.5)
    assert chances.at(1.0, 10_000) == pytest.approx(1 / (1 + math.exp(-1)))
    assert chances.at(0.5, 20_000) == pytest.approx(1 / (1 + math.exp(-0.5 * math.log(2))))
    assert -math.log(chances.at(-99.0, 10_000)) == pytest.approx(30)
    assert chances.at(99.0, 10_000) == SUREST == 0.95
    assert chances.at(0.5, 0) == chances.at(0.5, 1) == pytest.approx(1 / (1 + math.exp(0.5 * math.log(10_000))))
