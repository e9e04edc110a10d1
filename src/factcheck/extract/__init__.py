"""A Document in, its Statements out: figures with place, value, unit, hedge, period, scope, speaker and topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.model import Document, Statement

__all__ = ["extract"]


def extract(document: Document) -> tuple[Statement, ...]:
    """Every figure that the document states, in the order of the text, none overlapping another.

    First the numbers are found and what is no figure is set aside (``numbers``), then each is given what the words
    around it say of it (``context``).
    """
    # Imported here: the package binds this room's name before anything is read, and must cost nothing until then.
    from factcheck.extract.context import describe
    from factcheck.extract.numbers import read

    found, dates = read(document)
    return describe(document, found, dates)
