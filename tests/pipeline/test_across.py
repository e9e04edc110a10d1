"""Sentences in a file are grouped by key as they would be in memory, whatever the size of the parts."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.link.blocks import BOUND
from factcheck.pipeline import across, corpus
from factcheck.pipeline.across import Groups

VIK = "The harbour of Vik handled {} containers in 2021, said its director.\n"


def grouped(lines: list[set[int]], folder: Path, part: int) -> tuple[list[tuple[int, ...]], Groups]:
    """The groups of sentences of which each has these keys."""
    file = folder / "sentences"
    with file.open("wb") as out:
        for keys in lines:
            out.write(b"".join(key.to_bytes(8, "big") for key in sorted(keys)).hex().encode() + b"\t[]\n")
    seen = Groups()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(across, "PART", part)
        patch.setattr(across, "GATHERED", 7)
        return list(across._groups(file, seen)), seen


@settings(max_examples=40)
@given(st.lists(st.sets(st.integers(0, 12), max_size=6), max_size=30), st.sampled_from([40, 200, 1 << 20]))
def test_each_group_comes_once(tmp_path_factory: pytest.TempPathFactory, lines: list[set[int]], part: int) -> None:
    groups, seen = grouped(lines, tmp_path_factory.mktemp("part"), part)
    places, place = [], 0
    for keys in lines:
        places.append(place)
        place += 16 * len(keys) + 4
    met: dict[int, list[int]] = defaultdict(list)
    for at, keys in zip(places, lines, strict=True):
        for key in keys:
            met[key].append(at)
    assert sorted(groups) == sorted({tuple(some) for some in met.values() if len(some) > 1})
    assert seen.compared == len(groups)


def test_a_group_above_the_bound_is_counted_and_left_out(tmp_path: Path) -> None:
    groups, seen = grouped([{1, 2 + number // 2} for number in range(BOUND + 2)], tmp_path, 1 << 20)
    assert seen.too_large == 1
    assert {len(group) for group in groups} == {2}


def told(folder: Path, values: list[str]) -> Path:
    for number, value in enumerate(values):
        (folder / f"{number}.txt").write_text(VIK.format(value), encoding="utf-8")
    lines = folder / "lines"
    with lines.open("wb") as out:
        for one in corpus.scanned(corpus.inputs([str(folder)]), ["jsonl"], corpus.Scan(between=True), 1):
            out.write(one.pieces[1])
    return lines


def test_a_value_against_many_is_one_finding(tmp_path: Path) -> None:
    found = list(across.across(told(tmp_path, ["41,000", "41,000", "43,500", "41,000"]), Groups()))
    assert [one.severity for one in found] == ["error"]
    assert b"43,500" in found[0].line


def test_what_agrees_is_no_finding(tmp_path: Path) -> None:
    assert list(across.across(told(tmp_path, ["41,000"] * 3), Groups())) == []


def test_what_cannot_be_worked_off_is_counted(tmp_path: Path) -> None:
    lines = told(tmp_path, ["41,000", "43,500"])
    lines.write_bytes(lines.read_bytes().replace(b"[[[", b"[[{"))
    seen = Groups()
    assert list(across.across(lines, seen)) == []
    assert seen.lost == seen.compared > 0
