"""The way through the room: what it promises of the process that it runs in."""

from __future__ import annotations

import gc

import pytest

from factcheck.extract import extract
from factcheck.model import Document


@pytest.mark.parametrize("collecting", [True, False])
def test_the_collector_is_left_as_it_was(collecting: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.extract import context

    seen: list[bool] = []

    def broken(*_: object) -> None:
        seen.append(gc.isenabled())
        raise MemoryError

    was = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        assert len(extract(Document("d", "Nearly 40 cranes were built in 2021."))) == 1
        assert gc.isenabled() == collecting
        monkeypatch.setattr(context, "describe", broken)
        with pytest.raises(MemoryError):
            extract(Document("d", "Nearly 40 cranes were built in 2021."))
        assert gc.isenabled() == collecting
    finally:
        (gc.enable if was else gc.disable)()
    assert seen == [False]


@pytest.mark.parametrize(
    "run",
    ["from 3 to 16 May", "between 3 and 16 May", "on 3 and 16 May", "from May 3 to 16", "on the 3rd or 16th of May"],
)
def test_days_of_a_run_are_no_figures(run: str) -> None:
    (one,) = extract(Document("d", f"They met {run}, and 12 people came."))
    assert (one.stated, one.period) == ("12", "XXXX-05-03/XXXX-05-16")


@pytest.mark.parametrize("between", ["\t", "\n", " | "])
def test_a_minus_at_the_head_of_a_cell_is_one_whatever_stands_before(between: str) -> None:
    assert [one.figure.value for one in extract(Document("d", f"60%{between}-20%"))] == [60, -20]
    assert [one.figure.value for one in extract(Document("d", f"75{between}60{between}-20"))][-1] == -20
