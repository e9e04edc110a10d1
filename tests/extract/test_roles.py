"""Each figure is known for what it does in its sentence."""

from __future__ import annotations

import pytest

from extract_cases import corpus, described

CASES = list(corpus("context_roles").items())


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_a_figure_has_its_role(text: str, expected: str) -> None:
    role, _, rest = expected.partition(" ")
    statement = described(text)
    assert statement.role == role
    if role == "change":
        assert statement.direction == rest
    if rest.startswith("per "):
        assert statement.per == rest.removeprefix("per ")


def test_the_modality_stays_beside_the_role() -> None:
    statement = described("We expect sales to grow «5%» next year.")
    assert (statement.role, statement.modality, statement.direction) == ("change", "target", "up")


def test_will_is_no_target_in_the_past() -> None:
    text = "By the end of 2021 the number will exceed «200 million»."
    assert described(text, "2022-07-29").role == "level"
    assert described(text, "2020-07-29").role == "target"
