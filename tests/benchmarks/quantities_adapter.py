"""Text in, quantities out, as a scorer of quantity extractors wants them: (start, end, value, unit).

By itself it reports what the project calls a figure, a range as its two ends. Public sets count by other conventions:
one labels page numbers and citations, another leaves out a number that sticks to its unit. ``CONVENTIONS`` says, for
each, which classes of what we set aside it wants back and which kinds of ours it leaves out, and nothing else: no text
and no item is treated by itself. A convention is chosen by the name of the set on the command line, or by the
environment variable QUANTITIES ("plain" for none).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from factcheck.extract.found import Found
from factcheck.extract.numbers import Candidate, scan

Row = tuple[int, int, float, str | None]


class Convention(NamedTuple):
    """What a set counts that we do not, and what we count that it does not.

    ``keep``: classes of ``not_figures`` that it labels. ``drop``: kinds or forms of figures that it does not.
    ``parts``: it labels each number of a date, a time or a code by itself. ``years``: it labels years and decades.
    ``closed``: an exact figure is a closed interval, both ends named. ``attached``: a number that touches its unit
    is none.
    """

    keep: frozenset[str] = frozenset()
    drop: frozenset[str] = frozenset({"ordinal"})
    parts: bool = False
    years: bool = False
    closed: bool = False
    attached: bool = True


CONVENTIONS = {
    "gum": Convention(
        frozenset({"citation", "label", "name", "hyphened", "partitive", "score"}),
        frozenset({"ordinal", "multiple", "fraction"}),
        parts=True,
    ),
    "newsquant": Convention(frozenset({"partitive"}), frozenset({"ordinal", "multiple"})),
    "rec_en_range": Convention(drop=frozenset(), closed=True),
    "rec_en_number": Convention(frozenset({"label"}), parts=True, attached=False),
    "q3": Convention(frozenset({"name", "label"}), years=True),
}


def convention() -> Convention:
    """The convention that the command line or the environment names."""
    wanted = os.environ.get("QUANTITIES")
    names = [wanted] if wanted else [Path(argument).name for argument in sys.argv[1:]]
    for name, chosen in CONVENTIONS.items():
        if any(given.startswith(name) for given in names):
            return chosen
    return Convention()


def extract(text: str) -> list[Row]:
    """Every quantity of the text by the convention in force."""
    chosen = convention()
    return [row for candidate in scan(text) for row in rows(text, candidate, chosen)]


def rows(text: str, candidate: Candidate, chosen: Convention) -> Iterator[Row]:
    if chosen.parts and (candidate.dated or candidate.why in ("time", "code")):
        yield from numbers_within(text, candidate)
    elif candidate.dated is not None and chosen.years and candidate.dated.kind in ("year", "decade"):
        yield candidate.start, candidate.end, float(candidate.dated.iso[:4]), None
    elif candidate.found is not None and (not candidate.why or candidate.why in chosen.keep):
        yield from ends(candidate.found, chosen)


def numbers_within(text: str, candidate: Candidate) -> Iterator[Row]:
    for match in re.finditer(r"(?<!\w)\d+(?!\w)", text[candidate.start : candidate.end]):
        yield candidate.start + match.start(), candidate.start + match.end(), float(match[0]), None


def ends(found: Found, chosen: Convention) -> Iterator[Row]:
    figure = found.figure
    if figure.kind in chosen.drop or found.form in chosen.drop:
        return
    if not chosen.attached and figure.kind == "measure" and found.unit_start == found.end:
        return
    yield found.start, found.end, float(figure.value), figure.unit or None
    if figure.upper is not None:
        yield found.start, found.end, float(figure.upper), figure.unit or None
    elif chosen.closed and figure.hedge == "exactly":
        yield found.start, found.end, float(figure.value), figure.unit or None
