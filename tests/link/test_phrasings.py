"""Ways to say one thing, and what each claims: tests/corpus/claims.

An entry is a sentence with a gap, the words that may fill it (parted by "|"), and what every one of them claims: kind,
decomposition, confidence, and the members in their roles. Where nothing is claimed the list is empty.

``gold/phrasings-*.txt`` holds the cues and reasons that a reader is shown for any of the words, each once;
``pytest tests/link/test_phrasings.py --refresh-gold`` writes them anew.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factcheck.extract import extract
from factcheck.link.arithmetic import CHECKS, KINDS, relate
from factcheck.model import NotChecked, Relation
from factcheck.read import from_text
from written_claims import written

CLAIMS = Path(__file__).parents[1] / "corpus" / "claims"


PAGES = sorted(CLAIMS.glob("*.toml"))


def entries(page: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(page.read_text(encoding="utf-8"))["claims"]
    return found


def named() -> Iterator[Any]:
    for page in PAGES:
        for number, entry in enumerate(entries(page), 1):
            yield pytest.param(entry, id=f"{page.stem}-{number}")


def related(entry: dict[str, Any], words: str) -> tuple[tuple[Relation, ...], tuple[NotChecked, ...]]:
    document = replace(from_text(entry["say"].replace("{}", words)), date=entry.get("date", ""))
    return relate(document, extract(document))


@pytest.mark.parametrize("entry", list(named()))
def test_each_phrasing_claims_the_same(entry: dict[str, Any]) -> None:
    for words in entry["with"].split("|"):
        relations, gaps = related(entry, words)
        claims = [*map(written, relations), *(f"not checked: {gap.reason}" for gap in gaps)]
        assert claims == entry["claims"], words
        assert {gap.check for gap in gaps} <= set(CHECKS.values())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_cues_and_reasons_are_shown_as_before(page: Path, gold: Callable[[str, str], None]) -> None:
    told: list[str] = []
    for number, entry in enumerate(entries(page), 1):
        some = [relation for words in entry["with"].split("|") for relation in related(entry, words)[0]]
        told += dict.fromkeys(f"{number} [{relation.cue}] {'; '.join(why(relation))}\n" for relation in some)
    gold(f"phrasings-{page.stem}.txt", "".join(told))


def why(relation: Relation) -> Iterator[str]:
    yield from (*relation.reasons, *relation.doubts)
    yield from (f"{one.role} is {one.label}" for one in relation.members if one.label)


def test_every_page_is_of_a_kind() -> None:
    assert {page.stem for page in CLAIMS.glob("*.toml")} <= set(KINDS)
