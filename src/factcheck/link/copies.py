"""Documents and their figures in, the figures that are said anew out, with those that a repeated paragraph says again.

A paragraph that stands in a document twice, word for word, says nothing new: its figures are restated, and to hold
them against what the first paragraph says of other things would only find what both say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.model import Document, Passage, Statement

__all__ = ["Again", "Copies", "Span", "everything", "place_of", "said_once"]

Place = tuple[str, int, int]
Span = tuple[int, int]
LEAST = 6  # words: shorter ones are headings, labels and thanks, which may well be said of different things

Again = Mapping[Place, Sequence[Statement]]


@dataclass(frozen=True, slots=True)
class Copies:
    """The figures that are compared, those that repeat each of them, and the stretches of each text that are new."""

    numbers: list[Statement]
    again: Again
    new: tuple[tuple[Span, ...], ...]


def place_of(statement: Statement) -> Place:
    """Where a figure stands."""
    return statement.document, statement.start, statement.end


def everything(documents: Sequence[Document], numbers: list[Statement]) -> Copies:
    """All figures and all text, as if nothing was said twice."""
    return Copies(numbers, {}, tuple(((0, len(document.text)),) for document in documents))


def said_once(documents: Sequence[Document], numbers: list[Statement]) -> Copies:
    """The figures without those of paragraphs that were in the same document before; linear in the text."""
    originals = {document.document: _originals(document) for document in documents}
    new = tuple(_new(document, originals[document.document]) for document in documents)
    if not any(originals.values()):
        return Copies(numbers, {}, new)
    passages = {document.document: document.passages for document in documents}
    held = {place_of(statement): statement for statement in numbers}
    kept: list[Statement] = []
    again: dict[Place, list[Statement]] = {}
    for statement in numbers:
        first = originals[statement.document].get(statement.passage)
        before = None
        if first is not None:
            by = passages[statement.document][statement.passage].start - first.start
            before = held.get((statement.document, statement.start - by, statement.end - by))
        if before is not None and before.figure == statement.figure:
            again.setdefault(place_of(before), []).append(statement)
        else:
            kept.append(statement)
    return Copies(kept, again, new)


def _originals(document: Document) -> dict[int, Passage]:
    """For each passage that repeats another, by its number, the first that says so."""
    first: dict[str, Passage] = {}
    found: dict[int, Passage] = {}
    for number, passage in enumerate(document.passages):
        if passage.kind == "cell":
            continue
        text = document.text[passage.start : passage.end]
        if len(text.split(None, LEAST)) < LEAST:
            continue
        if first.setdefault(text, passage) is not passage:
            found[number] = first[text]
    return found


def _new(document: Document, repeated: Mapping[int, Passage]) -> tuple[Span, ...]:
    """The text of a document without what is repeated in it."""
    spans: list[Span] = []
    begin = 0
    for number in repeated:
        passage = document.passages[number]
        if begin < passage.start:
            spans.append((begin, passage.start))
        begin = max(begin, passage.end)
    return (*spans, (begin, len(document.text)))
