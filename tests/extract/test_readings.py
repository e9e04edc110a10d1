"""Every sentence of the corpus of readings: all its figures, each with span, value, unit and hedge, and no other."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from factcheck.extract.found import Found
from factcheck.extract.numbers import find

FILE = Path(__file__).parents[1] / "corpus" / "readings.toml"
READINGS: list[tuple[str, list[str]]] = [
    pair for table in tomllib.loads(FILE.read_text(encoding="utf-8")).values() for pair in table.items()
]


def as_line(text: str, found: Found) -> str:
    """The figure as the corpus writes it: "12 = 12 % (about)"."""
    figure = found.figure
    value = f"{figure.value:f}" if figure.upper is None else f"{figure.value:f}..{figure.upper:f}"
    hedge = f" ({figure.hedge})" if figure.hedge not in ("", "range") else ""
    return f"{text[found.start : found.end]} = {value} {figure.unit}".rstrip() + hedge


@pytest.mark.parametrize(("text", "wanted"), READINGS, ids=[text for text, _ in READINGS])
def test_the_figures_of_a_sentence_are_read(text: str, wanted: list[str]) -> None:
    assert [as_line(text, found) for found in find(text)] == wanted
