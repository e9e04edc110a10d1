from __future__ import annotations

import re
import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

import factcheck.link
from factcheck import judge, manual
from factcheck.extract import extract
from factcheck.interval import Verdict
from factcheck.link import arithmetic
from factcheck.link.arithmetic import CHECKS, KINDS, relate
from factcheck.read import from_text

PASSAGE = (
    "The fleet has 62 vessels: 47 trawlers, 10 ferries and 3 tugs. Of the 120 delegates, 70 (53.8%) were women. "
    "Ridership grew from 2.40 million to 2.64 million, an increase of 12%. The fair was held six times in a row, "
    "from 2015 to 2019.\n\n"
)


def test_every_file_with_a_kind_is_in_the_registry() -> None:
    assert set(KINDS) == {
        name
        for name in (path.stem for path in Path(factcheck.link.__file__).parent.glob("*.py"))
        if hasattr(getattr(arithmetic, name, None), "find")
    }


def test_every_relation_has_a_check_and_its_family_a_page() -> None:
    assert set(CHECKS) <= set(judge.KINDS)
    assert {check.partition("/")[0] for check in CHECKS.values()} | {"names"} <= set(manual.families())


def test_relations_come_in_the_order_of_the_text_with_cue_and_reason() -> None:
    document = from_text(PASSAGE * 2)
    relations, _ = relate(document, extract(document))
    starts = [min(s.start for member in relation.members for s in member.statements) for relation in relations]
    assert starts == sorted(starts)
    assert all(relation.cue and relation.reasons and relation.kind in CHECKS for relation in relations)
    assert [relation.kind for relation in relations] == ["sum", "share", "growth", "span"] * 2


def test_the_same_text_gives_the_same_relations() -> None:
    document = from_text(PASSAGE)
    statements = extract(document)
    assert relate(document, statements) == relate(document, statements)


def test_what_could_not_be_tested_is_counted_with_its_reason() -> None:
    document = from_text("There are 70 model farms, accounting for 58.3% of rural firms. There are 9 more, or 12%.")
    _, not_checked = relate(document, extract(document))
    assert [(one.check, one.number) for one in not_checked] == [("shares/follow-from-counts", 1)]


@pytest.mark.parametrize("text", ["", "\n", "No figures at all.", "7", "((((((", "1, 2, 3, 4 and 5", "from to from to"])
def test_any_text_is_read(text: str) -> None:
    document = from_text(text)
    relations, _ = relate(document, extract(document))
    assert all(judge.judge(relation).verdict is not Verdict.NOT_CHECKED for relation in relations)


@pytest.mark.parametrize(
    "piece",
    [
        "Of the 12 of 40, ",
        "from 3 to 5 ",
        "including 4, ",
        "First, ",
        "one in 5 or 3% ",
        "(a) 4 aspects: ",
        "a record 5 boats in 2019, ",
        "The largest, with 40, was ahead of 50. The second-largest, with 60 each, ",
        "On 5 May 2024 the old a b c d ",
        "At 5 dollars each, 9 tents of 8, ",
        "a 5-year plan (2016-2020) from May 2016 to ",
        "3 reasons:\nFirst, a.\nSecond, b.\n",
    ],
)
def test_time_grows_with_the_text_and_not_faster(piece: str) -> None:
    def cost(times: int) -> float:
        document = replace(from_text(piece * times), date="2023-12-01")
        statements = extract(document)
        start = time.process_time()
        relate(document, statements)
        return time.process_time() - start

    cost(20)
    small = min(cost(200) for _ in range(3))
    assert any(cost(1600) < 8 * 6 * small + 0.05 for _ in range(3))  # what else runs may slow one of them


@pytest.mark.parametrize(("kind", "check"), list(CHECKS.items()))
def test_each_kind_of_relation_has_the_check_that_a_new_project_names(kind: str, check: str) -> None:
    suite = files("factcheck.scaffold") / "project" / "checks" / f"{check.partition('/')[0]}.yaml"
    named = re.findall(r"check: (\S+)", suite.read_text(encoding="utf-8"))
    assert check in named
