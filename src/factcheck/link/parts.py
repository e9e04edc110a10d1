"""Figures in, parts of at most ``PART`` of them out, each linked by itself: so memory does not grow with a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.link.copies import Copies, Span
from factcheck.model import Document, Statement

__all__ = ["PART", "Part", "parts"]

PART = 50_000  # figures that are linked at once; each takes some 11 KB


@dataclass(frozen=True, slots=True)
class Part:
    """Figures, the documents that they stand in, and of each document the stretches of text that count for them."""

    documents: tuple[Document, ...]
    numbers: list[Statement]
    spans: tuple[tuple[Span, ...], ...]


def parts(documents: Sequence[Document], copies: Copies, most: int = PART) -> Iterator[Part]:
    """All in one part where they are few enough; else ``most`` figures after another, no sentence torn apart.

    The figures are in the order of the documents.
    """
    numbers = copies.numbers
    if len(numbers) <= most:
        yield Part(tuple(documents), numbers, copies.new)
        return
    begin = 0
    while begin < len(numbers):
        end = min(begin + most, len(numbers))
        while end < len(numbers) and _place(numbers[end]) == _place(numbers[end - 1]):
            end += 1
        yield _part(documents, numbers[begin:end])
        begin = end


def _place(statement: Statement) -> tuple[str, tuple[int, int]]:
    return statement.document, statement.sentence


def _part(documents: Sequence[Document], numbers: list[Statement]) -> Part:
    """Each document with its text from the first sentence of these figures to their last."""
    spans: dict[str, tuple[int, int]] = {}
    for statement in numbers:
        low, high = spans.get(statement.document, (statement.start, statement.end))
        start, end = statement.sentence
        spans[statement.document] = min(low, statement.start, start), max(high, statement.end, end)
    held = tuple(document for document in documents if document.document in spans)
    return Part(held, numbers, tuple((spans[document.document],) for document in held))
