"""The pages of tests/corpus/linked: they are sound, scans of them stay quiet, and slips planted in them are found.

The budgets stand a little below what was measured (``tests/benchmarks/linked.py`` measures all of it). They only ever
move to the better: whoever improves linking moves them after the measure, and nobody moves them back.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from factcheck.interval import Verdict, compare
from factcheck.link import MIN_CONFIDENCE
from linked_documents import Page, Slip, pages, slips
from linked_measure import alarms, caught, links, read_as

ALONE = [page for page in pages() if not page.reference]
PAIRS = [page for page in pages() if page.reference]
DIFFERENT = (Verdict.CONFLICT, Verdict.AGREE_IF_ROUNDED, Verdict.AGREE_IF_TRUNCATED)
# Alarms on all clean pages at the default confidence, at most; slips found of a sample, and equal statements of one
# fact that are joined, in percent, at least.
BUDGET = {"alone": (24, 7, 58), "pairs": (15, 74, 76)}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_each_fact_of_a_page_is_stated_twice_and_agrees(page: Page) -> None:
    assert not set("{}|") & set(page.text + page.reference)
    stated = Counter(one.fact for one in page.mentions)
    assert len(stated) >= 4
    assert min(stated.values()) > 1
    if page.reference:
        sides = {(one.fact, one.document) for one in page.mentions}
        assert all({(fact, "text"), (fact, "reference")} <= sides for fact in stated)
    told = {one: statement for one in page.mentions if (statement := read_as(one, page))}
    for one, other in combinations(told, 2):
        if one.fact == other.fact and told[one].figure.unit == told[other].figure.unit:
            assert compare(told[one].figure, told[other].figure) not in DIFFERENT, (one, other)


def test_a_slip_changes_one_statement_and_nothing_else() -> None:
    for page in pages():
        for slip in slips(page):
            before, after = page.text[: slip.mention.start], page.text[slip.mention.end :]
            assert slip.text == before + slip.typed + after
            assert slip.typed != slip.mention.stated


@pytest.mark.parametrize(("kind", "some"), [("alone", ALONE), ("pairs", PAIRS)])
def test_clean_pages_stay_quiet(kind: str, some: list[Page]) -> None:
    loud = [one for page in some for one in alarms(page) if one.confidence >= MIN_CONFIDENCE]
    assert len(loud) <= BUDGET[kind][0], [one.message for one in loud]


@pytest.mark.parametrize(("kind", "some"), [("alone", ALONE), ("pairs", PAIRS)])
def test_slips_are_found(kind: str, some: list[Page]) -> None:
    tried = [one for page in some for slip in sample(page) if (one := caught(slip))]
    found = sum(1 for one in tried if one.beside >= MIN_CONFIDENCE)
    assert 100 * found >= BUDGET[kind][1] * len(tried), f"{found} of {len(tried)}"


@pytest.mark.parametrize(("kind", "some"), [("alone", ALONE), ("pairs", PAIRS)])
def test_equal_statements_of_one_fact_are_joined(kind: str, some: list[Page]) -> None:
    made = [links(page) for page in some]
    joined, pairs = sum(one.joined for one in made), sum(one.pairs for one in made)
    assert 100 * joined >= BUDGET[kind][2] * pairs, f"{joined} of {pairs}"


def sample(page: Page) -> list[Slip]:
    """One slip for every fourth fact: the first way to type its last statement wrong."""
    last = {slip.mention.fact: slip.mention for slip in slips(page)}
    chosen = set(list(last.values())[::4])
    first: dict[str, Slip] = {}
    for slip in slips(page):
        if slip.mention in chosen:
            first.setdefault(slip.mention.fact, slip)
    return list(first.values())
