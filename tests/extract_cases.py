"""Corpora with the figure in « »: the described statement that stands there."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.extract.context import describe
from factcheck.extract.numbers import read
from factcheck.model import Document, Statement

CORPUS = Path(__file__).parent / "corpus"


def corpus(name: str) -> dict[str, Any]:
    with (CORPUS / f"{name}.toml").open("rb") as source:
        return tomllib.load(source)


def described(marked: str, date: str = "") -> Statement:
    """The statement of the figure marked with « »."""
    start = marked.index("«")
    text = marked.replace("«", "").replace("»", "")
    return next(statement for statement in all_described(text, date) if statement.start <= start < statement.end)


@cache
def all_described(text: str, date: str = "") -> tuple[Statement, ...]:
    document = Document("case", text, date=date)
    return describe(document, *read(document))
