"""Statements in, Facts and Relations out."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from factcheck.link.restatements import Linked, Options, restatements
from factcheck.model import Document, Statement

__all__ = ["MIN_CONFIDENCE", "Linked", "Options", "link"]

MIN_CONFIDENCE = 0.037  # the least that gives at most one false alarm a clean document, cross-validated


def link(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    *,
    against: Sequence[str] = (),
    options: Options | None = None,
) -> Linked:
    """Which statements restate one fact, in one document, across several, or against trusted ones.

    ``against`` names the documents that are trusted: then only statements of the others are compared with theirs, and
    stand first in a relation. A relation's ``confidence`` is the chance that its statements are of one fact, as
    measured on documents that were not trained on. Whether they disagree is for ``judge`` to say.
    """
    # Nothing here refers to itself, so the collector would look through all settings, again and again, in vain.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return restatements(documents, statements, against, options or Options())
    finally:
        if collecting:
            gc.enable()
