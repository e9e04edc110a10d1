"""A Document in, its Statements out: figures with place, value, unit, hedge, period, scope, speaker and topic."""

from __future__ import annotations

import gc
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
    from factcheck.margins import flush

    # Nothing here refers to itself, so the collector would look through all that is found, again and again, in vain;
    # in a long text that takes a tenth of the time, and more the longer it is.
    collecting = gc.isenabled()
    flushed = flush(document)
    plain = flushed.document if flushed else document
    gc.disable()
    try:
        found, dates = read(plain)
        statements = describe(plain, found, dates)
    finally:
        if collecting:
            gc.enable()
    return tuple(map(flushed.outward, statements)) if flushed else statements
