"""Ways to say one thing, and what each claims: tests/corpus/claims.

An entry is a sentence with a gap, the words that may fill it (parted by "|"), and what every one of them claims: kind,
decomposition, confidence, and the members in their roles. Where nothing is claimed the list is empty.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factcheck.extract import extract
from factcheck.link.arithmetic import KINDS, relate
from factcheck.model import Member, Relation
from factcheck.read import from_text

CLAIMS = Path(__file__).parents[1] / "corpus" / "claims"


def entries() -> Iterator[Any]:
    for page in sorted(CLAIMS.glob("*.toml")):
        for number, entry in enumerate(tomllib.loads(page.read_text(encoding="utf-8"))["claims"], 1):
            yield pytest.param(entry, id=f"{page.stem}-{number}")


@pytest.mark.parametrize("entry", list(entries()))
def test_each_phrasing_claims_the_same(entry: dict[str, Any]) -> None:
    for words in entry["with"].split("|"):
        said = entry["say"].replace("{}", words)
        document = replace(from_text(said), date=entry.get("date", ""))
        relations, gaps = relate(document, extract(document))
        claims = [*map(written, relations), *(f"not checked: {gap.reason}" for gap in gaps)]
        assert claims == entry["claims"], said


def written(relation: Relation) -> str:
    head = " ".join((relation.kind, *filter(None, [relation.decomposition]), str(relation.confidence)))
    return f"{head}: {', '.join(map(member_written, relation.members))}"


def member_written(one: Member) -> str:
    figure = one.figure
    ends = f"{figure.value}" + (f"..{figure.upper}" if figure.upper is not None else "")
    meant = ends if figure.hedge in ("exactly", "range") else f"{figure.hedge} {ends}"
    said = " = ".join(statement.stated for statement in one.statements) or meant
    if figure.kind == "date" and one.statements:
        said += f" = {ends}"
    return f"{one.role} {said}" + ("" if one.weight == 1 else f" x {one.weight:.6g}")


def test_every_page_is_of_a_kind() -> None:
    assert {page.stem for page in CLAIMS.glob("*.toml")} <= set(KINDS)
