"""Results come in the order of the items, from however many processes; one that dies takes its item alone."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.pipeline import workers
from factcheck.pipeline.workers import AHEAD, ordered

MORTAL = 13


@pytest.fixture(autouse=True, scope="module")
def forked() -> Iterator[None]:
    """Whatever threads other tests have left behind: what is worked here is of no module that could be imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "_may_fork", lambda: True)
        yield


def doubled(item: int) -> int:
    if item == MORTAL:
        os._exit(9)
    return 2 * item


def lost(item: int) -> int:
    return -item


@settings(max_examples=15)
@given(st.lists(st.lists(st.integers(20, 99), max_size=5), max_size=8), st.integers(1, 3))
def test_the_order_is_that_of_the_items(batches: list[list[int]], number: int) -> None:
    assert list(ordered(batches, doubled, lost, number)) == [2 * item for batch in batches for item in batch]


@pytest.mark.parametrize("number", [2, 3])
def test_an_item_that_kills_its_process_is_lost_alone(number: int) -> None:
    items = [*range(30), MORTAL, *range(14, 20)]
    batches = [items[at : at + 4] for at in range(0, len(items), 4)]
    assert list(ordered(batches, doubled, lost, number)) == [-i if i == MORTAL else 2 * i for i in items]


def test_a_bounded_number_is_in_flight() -> None:
    handed: list[int] = []

    def batches() -> Iterator[list[int]]:
        for number in range(100, 160):
            handed.append(number)
            yield [number]

    for seen, _ in enumerate(ordered(batches(), doubled, lost, 2), 1):
        assert len(handed) <= seen + 2 * AHEAD + 1


def test_the_rest_may_be_left() -> None:
    results = ordered([[number] for number in range(100, 200)], doubled, lost, 2)
    assert next(results) == 200
    results.close()  # type: ignore[attr-defined]


def test_where_processes_are_not_forked_the_work_is_sent_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_may_fork", lambda: False)
    assert list(ordered([[-1, 2], [3], [-4]], abs, abs, 2)) == [1, 2, 3, 4]
