"""Signals of pairs: what each looks at, and that none of them changes unnoticed.

``gold/signals.txt`` holds, for each signal, in how many pairs of tests/corpus/linked it is not zero and what it adds up
to there, and ``gold/restated.txt`` what a scorer with weights of our own makes of them: neither depends on coefficients
that were learned. ``pytest tests/link/test_signals.py --refresh-gold`` writes both anew.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pytest

from factcheck.extract import extract
from factcheck.link import Linked, link
from factcheck.link.candidates import candidates
from factcheck.link.restatements import agreement, faithful, numbers_of
from factcheck.link.scorer import Chances, Scorer, Weights
from factcheck.link.setting import Survey, survey
from factcheck.link.signals import NAMES, Web, signals, weave
from factcheck.link.vetoes import are_ordinals
from factcheck.model import Document, Relation, Statement
from linked_documents import Page, pages

EVERY = {False: 6, True: 3}  # of the pages (True: with a reference) one in so many is in the gold file of restatements
# Mean, spread and weight of each signal that the scorer of our own looks at.
WEIGHED = {
    "cosine": (0.4, 0.2, 1.5),
    "support": (0.0, 1.0, 1.0),
    "contrast_right": (0.0, 1.0, -0.5),
    "period_clash": (0.0, 1.0, -2.0),
    "rivals": (0.0, 4.0, -0.5),
}


def read(page: Page) -> tuple[list[Document], list[Statement]]:
    documents = [Document("text", page.text)]
    if page.reference:
        documents.append(Document("reference", page.reference))
    return documents, [one for document in documents for one in extract(document)]


@cache
def woven(page: Page) -> tuple[Survey, Web]:
    documents, statements = read(page)
    sides = (frozenset({0}), frozenset({1})) if page.reference else None
    view = survey(documents, numbers_of(documents, statements, with_days=bool(sides)))
    proposed = candidates(view, pairs_of=sides)
    return view, weave(view, proposed, faithful, are_ordinals) if sides else weave(view, proposed, agreement)


def measured(some: Iterable[Page]) -> Iterator[str]:
    rows = []
    for page in some:
        view, web = woven(page)
        rows += [signals(view.settings[a], view.settings[b], web) for a, b in web.equal]
    yield f"{len(rows)} pairs\n"
    for name, told in zip(NAMES, zip(*rows, strict=True), strict=True):
        yield f"{name} {sum(1 for one in told if one)} {sum(told):.6g}\n"


def test_no_signal_changes_unnoticed(gold: Callable[[str, str], None]) -> None:
    alone = measured(page for page in pages() if not page.reference)
    pairs = measured(page for page in pages() if page.reference)
    gold("signals.txt", "".join(["# pages by themselves\n", *alone, "\n# pages with a reference\n", *pairs]))


@pytest.fixture
def own_scorer(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = Weights(
        tuple((NAMES.index(name), mean, spread) for name, (mean, spread, _) in WEIGHED.items()),
        tuple(weight for _, _, weight in WEIGHED.values()),
        (),
    )
    own = Scorer(-3.0, (), Chances(1.0, 0.3, -0.5), weights)
    monkeypatch.setattr(importlib.import_module("factcheck.link.restatements"), "scorer", lambda mode: own)


@pytest.mark.usefixtures("own_scorer")
def test_what_restates_what_is_found_as_before(gold: Callable[[str, str], None]) -> None:
    written = []
    for page in (
        one for with_one, n in EVERY.items() for one in [p for p in pages() if bool(p.reference) is with_one][::n]
    ):
        documents, statements = read(page)
        written += [
            f"# {page.name}\n",
            *told(link(documents, statements, against=["reference"] * bool(page.reference))),
        ]
    gold("restated.txt", "".join(written))


def told(found: Linked) -> Iterator[str]:
    for fact in found.facts:
        head = " | ".join((fact.fact, fact.topic, fact.unit, fact.scope, fact.period))
        yield f"fact {head}: {places(fact.statements)}\n"
    for relation in found.relations:
        yield f"{relation.relation} {relation.fact} {relation.confidence} {relation.trusted}: {stated(relation)}\n"
        yield from (f"  + {reason}\n" for reason in relation.reasons)
        yield from (f"  - {doubt}\n" for doubt in relation.doubts)
    yield from (f"not checked: {gap.reason} ({gap.number})\n" for gap in found.not_checked)


def stated(relation: Relation) -> str:
    return "; ".join(f"{one.role} {places(one.statements)}" for one in relation.members)


def places(statements: Iterable[Statement]) -> str:
    return ", ".join(
        f"{one.stated}@{one.document[0]}{one.start}" + f" {one.period}" * bool(one.period) for one in statements
    )
