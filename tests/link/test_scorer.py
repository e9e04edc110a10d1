from __future__ import annotations

import pytest

from factcheck.link.scorer import Scorer, scorer
from factcheck.link.signals import NAMES


@pytest.mark.parametrize("mode", ["document", "reference"])
def test_the_coefficients_are_read_and_their_chances_rise(mode: str) -> None:
    read = scorer(mode)
    assert len(read.trees) > 10
    assert list(read.chances) == sorted(read.chances)
    assert list(read.scores) == sorted(read.scores)
    assert 0 <= read.chances[0] < read.chances[-1] <= 1


def test_a_tree_takes_the_first_branch_up_to_its_threshold() -> None:
    at = NAMES.index("cosine")
    small = Scorer(1.0, ((at, 0.5, -2.0, 3.0),), (0.0, 4.0), (0.1, 0.9))
    signals = [0.0] * len(NAMES)
    signals[at] = 0.5
    assert small.score(signals) == -1.0
    signals[at] = 0.6
    assert small.score(signals) == 4.0


def test_a_chance_is_interpolated_and_stays_within_what_was_measured() -> None:
    small = Scorer(0.0, (), (0.0, 4.0), (0.1, 0.9))
    assert small.chance(-9.0) == 0.1
    assert small.chance(2.0) == pytest.approx(0.5)
    assert small.chance(9.0) == 0.9


def test_no_signal_is_named_twice() -> None:
    assert len(NAMES) == len(set(NAMES))
