"""Each figure is known for whom or where it holds."""

from __future__ import annotations

import pytest

from extract_cases import corpus, described
from factcheck.extract.context import describe
from factcheck.extract.numbers import read
from factcheck.model import Document, Passage

CASES = list(corpus("context_scopes").items())


@pytest.mark.parametrize(("text", "scope"), CASES, ids=[text[:60] for text, _ in CASES])
def test_a_figure_has_its_scope(text: str, scope: str) -> None:
    assert described(text).scope == scope


def test_a_heading_leaves_its_scope_and_period() -> None:
    text = "They hired 300 people."
    document = Document("d", text, (Passage(0, len(text), section="Results in 2021 > In Jiangsu"),))
    statement = describe(document, *read(document))[0]
    assert (statement.scope, statement.period, statement.inherited) == ("Jiangsu", "2021", ("period", "scope"))
