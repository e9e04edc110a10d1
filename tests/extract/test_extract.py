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
