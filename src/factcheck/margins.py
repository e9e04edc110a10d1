"""A document in, the same out without the margins of its lines; statements from the one to the other and back.

An editor that wraps lines may indent them, and mail puts "> " before what it quotes: "$80\\n    billion". Words are
read in a text without such margins; what is found there is told in the places of the text as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.model import Document, Passage, Statement

__all__ = ["Flush", "flush"]

_MARGIN = re.compile(r"[ \t\r]+(?=\n)|(?<=\n)(?:[ \t]|>(?=[ \t>]))+(?=\S)")
_SIGNS = ("\n ", "\n\t", "\n>", " \n", "\t\n", "\r\n")


@dataclass(frozen=True, slots=True)
class Flush:
    """A document without margins, and where they were.

    The n-th margin ends at ``ends[n]`` in the text and would stand at ``cuts[n]`` in the text without; ``missing[n]``
    characters are left out up to there.
    """

    document: Document
    ends: Sequence[int]
    cuts: Sequence[int]
    missing: Sequence[int]

    def outward(self, statement: Statement) -> Statement:
        """A statement of the text without margins, as one of the text."""
        return self._moved(statement, self.cuts, 1)

    def inward(self, statement: Statement) -> Statement:
        """A statement of the text, as one of the text without margins."""
        return self._moved(statement, self.ends, -1)

    def _moved(self, one: Statement, places: Sequence[int], way: int) -> Statement:
        def moved(span: tuple[int, int]) -> tuple[int, int]:
            return _past(places, self.missing, span, way)

        start, end = moved((one.start, one.end))
        place = one.place and _placed(one.place, places, self.missing, way)
        return replace(one, start=start, end=end, sentence=moved(one.sentence), full=moved(one.full), place=place)


def _placed(passage: Passage, places: Sequence[int], missing: Sequence[int], way: int) -> Passage:
    start, end = _past(places, missing, (passage.start, passage.end), way)
    return replace(passage, start=start, end=end)


def _past(places: Sequence[int], missing: Sequence[int], span: tuple[int, int], way: int) -> tuple[int, int]:
    """A span after what is left out before its first character, and before its last, is put back (1) or out (-1)."""
    first, last = (bisect_right(places, offset) for offset in (span[0], span[1] - 1))
    return (
        span[0] + (way * missing[first - 1] if first else 0),
        span[1] + (way * missing[last - 1] if last else 0),
    )


def flush(document: Document) -> Flush | None:
    """The document without the margins of the lines in its passages; nothing where there are none."""
    text = document.text
    if not any(sign in text for sign in _SIGNS):
        return None
    spans = [(one.start, one.end) for one in document.passages] if document.passages else [(0, len(text))]
    margins = [found.span() for span in spans for found in _MARGIN.finditer(text, *span)]
    if not margins:
        return None
    pieces, ends, cuts, missing = [], [], [], []
    past = left = 0
    for start, end in margins:
        pieces.append(text[past:start])
        cuts.append(start - left)
        left += end - start
        ends.append(end)
        missing.append(left)
        past = end
    pieces.append(text[past:])
    passages = tuple(_placed(one, ends, missing, -1) for one in document.passages)
    return Flush(replace(document, text="".join(pieces), passages=passages), ends, cuts, missing)
