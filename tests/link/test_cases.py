"""The passages of tests/cases: what is marked must be found on its line, and nothing else.

``gold/*.txt`` beside this file holds what each passage claims, whether it holds or not: members in their roles, cues
and confidences. ``pytest tests/link/test_cases.py --refresh-gold`` writes it anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.interval import Verdict
from factcheck.link import names
from factcheck.link.arithmetic import KINDS, relate
from factcheck.model import Member, NotChecked, Outcome, Relation
from factcheck.pipeline.scanning import QUESTIONABLE
from factcheck.read import from_text

CASES = Path(__file__).parents[1] / "cases"
MARK = re.compile(r"[ \t]*<!-- (error|warning|info|holds): (\w+) -->")
DATE = re.compile(r"<!-- date: (\S+) -->\n")
FEWEST = 12


class Case(NamedTuple):
    """A passage without its marks, what each of its lines must yield, and the date of its document."""

    name: str
    section: str
    text: str
    expected: frozenset[tuple[str, str, int]]
    date: str


def cases(page: Path) -> list[Case]:
    found = []
    for section in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        for place, passage in enumerate(re.split(r"^---\n", body, flags=re.MULTILINE), 1):
            found.append(case(f"{page.stem}-{title.lower().replace(' ', '-')}-{place}", title, passage.strip("\n")))
    return found


def case(name: str, section: str, passage: str) -> Case:
    dated = DATE.match(passage)
    passage = DATE.sub("", passage)
    expected = {
        (mark[1], mark[2], line) for line, words in enumerate(passage.split("\n"), 1) for mark in MARK.finditer(words)
    }
    return Case(name, section, MARK.sub("", passage), frozenset(expected), dated[1] if dated else "")


PAGES = sorted(page for page in CASES.glob("*.md") if page.stem in {*KINDS, "names"})
ALL = [one for page in PAGES if page.stem != "names" for one in cases(page)]
NAMES = [one for page in PAGES if page.stem == "names" for one in cases(page)]


def judged(one: Case) -> list[tuple[Relation, Outcome]]:
    return [(relation, as_shown(relation, judge.judge(relation))) for relation in related(one)[0]]


@cache
def related(one: Case) -> tuple[tuple[Relation, ...], tuple[NotChecked, ...]]:
    document = replace(from_text(one.text), date=one.date)
    return relate(document, extract(document))


def as_shown(relation: Relation, outcome: Outcome) -> Outcome:
    """As a scan shows it: an uncertain claim that fails is a question."""
    doubted = outcome.severity == "error" and relation.confidence < QUESTIONABLE
    return replace(outcome, severity="warning") if doubted else outcome


def lines(relation: Relation) -> set[int]:
    return {statement.line for member in relation.members for statement in member.statements}


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_what_is_marked_is_found_and_nothing_else(one: Case) -> None:
    outcomes = judged(one)
    alarms = [(outcome.severity, relation) for relation, outcome in outcomes if outcome.severity]
    told = [f"{severity} {relation.kind}: {relation.cue}" for severity, relation in alarms]
    for mark, kind, line in one.expected:
        if mark == "holds":
            held = [r for r, o in outcomes if not o.severity and o.verdict is not Verdict.NOT_CHECKED]
            assert any(r.kind == kind and line in lines(r) for r in held), f"no {kind} holds in: {one.text}"
        else:
            assert any(s == mark and r.kind == kind and line in lines(r) for s, r in alarms), f"{told} in: {one.text}"
    marked = {(mark, line) for mark, _, line in one.expected}
    stray = [
        told[i]
        for i, (severity, r) in enumerate(alarms)
        if severity != "info" and not any((severity, line) in marked for line in lines(r))
    ]
    assert not stray, f"{stray} in: {one.text}"


@pytest.mark.parametrize("page", [page for page in PAGES if page.stem != "names"], ids=lambda page: page.stem)
def test_what_a_page_claims_is_read_as_before(page: Path, gold: Callable[[str, str], None]) -> None:
    read = []
    for one in cases(page):
        relations, gaps = related(one)
        read.append(f"{one.name}\n")
        read += [f"  {written(relation)}\n" for relation in relations]
        read += [f"  not checked: {gap.check}: {gap.reason} ({gap.number})\n" for gap in gaps]
    gold(f"{page.stem}.txt", "".join(read))


def written(relation: Relation) -> str:
    told = ", ".join(map(member_written, relation.members))
    why = "; ".join((*relation.reasons, *relation.doubts))
    return f"{relation.kind} {relation.decomposition or '-'} {relation.confidence} [{relation.cue}] {told} ({why})"


def member_written(one: Member) -> str:
    stated = " = ".join(
        f"{told.stated!r} in {told.line}:{told.start} ({told.passage}: {told.sentence})" for told in one.statements
    )
    figure = one.figure
    meant = f"{figure.value}{'' if figure.upper is None else f'..{figure.upper}'} {figure.hedge}".strip()
    weight = "" if one.weight == 1 else f" x {one.weight:.6g}"
    return f"{one.role} {stated or meant}{weight}{f' ({one.label})' if one.label else ''}"


@pytest.mark.parametrize("one", NAMES, ids=lambda one: one.name)
def test_names_in_two_spellings_are_hinted_at(one: Case) -> None:
    found = names.find(from_text(one.text))
    assert {(f.severity, "name", f.statements[-1].line) for f in found} == one.expected, [f.message for f in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_kind_has_enough_cases_of_each_sort(page: Path) -> None:
    counted = {
        title: sum(one.section == title for one in cases(page)) for title in ("Disagrees", "Agrees", "Near misses")
    }
    assert all(number >= FEWEST for number in counted.values()), counted


@pytest.mark.parametrize("one", [one for one in ALL if one.section != "Near misses"], ids=lambda one: one.name)
def test_a_case_says_what_it_expects(one: Case) -> None:
    assert one.expected
    assert {mark for mark, _, _ in one.expected} <= (
        {"error", "warning", "info"} if one.section == "Disagrees" else {"holds", "warning"}
    )


def test_every_kind_of_arithmetic_has_its_page_of_cases() -> None:
    assert set(KINDS) <= {page.stem for page in PAGES}
