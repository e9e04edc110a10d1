"""The text of one stated figure in, a ``Figure`` out: value, unit, hedge, written precision."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from factcheck.errors import FactcheckError
from factcheck.interval import Figure
from factcheck.numerals import hedges
from factcheck.numerals.amounts import Source
from factcheck.numerals.later import later
from factcheck.numerals.ordinals import Ordinal, ordinal_at, ordinal_pattern
from factcheck.numerals.quantities import Quantity, quantity_at, start_pattern
from factcheck.numerals.tables import Unit, units, words

__all__ = ["folded", "number_start", "parse", "quantity", "unit"]


WIDE = later(r"(?<=\d)[．，](?=\d)")  # a decimal point and a comma as wide as a character of Chinese


def folded(text: str) -> str:
    """The text in lower case, character for character, so that offsets stay."""
    low = text.lower()
    if not low.isascii() and ("．" in low or "，" in low):
        low = WIDE.sub(lambda match: "." if match[0] == "．" else ",", low)
    if len(low) == len(text):
        return low
    return "".join(one if len(one := char.lower()) == 1 else char for char in text)


@cache
def number_start() -> re.Pattern[str]:
    """Where, in lower-case text, a number can begin."""
    return start_pattern()


def unit(name: str) -> Unit | None:
    """The unit that ``name`` means ("RMB" and "yuan" are one), or None where the tables do not know it."""
    table = units()
    clean = name.strip()
    return table.canonical.get(clean) or table.exact.get(clean) or table.folded.get(clean.lower())


def parse(text: str) -> Figure:
    """The figure that ``text`` states: ``parse("nearly 96000")``, ``parse("41.15 million yuan")``.

    A hedge stands before or after it, a unit or the noun that is counted after it. Raises FactcheckError, with a
    caret under the place, where the text is not one figure.
    """
    return quantity(text)[0]


def quantity(text: str) -> tuple[Figure, tuple[int, int]]:
    """The figure that ``text`` states, and the place of its number in the text."""
    low = folded(text)
    first = number_start().search(low)
    ordinal = leading_ordinal(low, first.start() if first else len(low))
    if ordinal is not None:
        figure = Figure(ordinal.value, kind="ordinal")
        return with_noun(figure, text, low, ordinal.end), (ordinal.start, ordinal.end)
    if first is None:
        raise trouble(text, 0, "no number here")
    found = numbered(Source(text, low), first.start())
    if found is None:
        raise trouble(text, first.start(), "no number that can be read here")
    found = in_accounts(low, found)
    check_head(text, low, found)
    figure = with_noun(trailing_hedge(low, found), text, low, found.full_end)
    return figure, (found.start, found.end)


def leading_ordinal(low: str, limit: int) -> Ordinal | None:
    """The ordinal that stands at or before the first number ("twenty-first", "the ninth", "9th")."""
    match = ordinal_pattern().search(low)
    if match is None or match.start() > limit:
        return None
    article = re.search(r"(?<![a-z])(?:an?|one)[ -]\Z", low[: match.start()])
    return None if article and match["word"] not in (None, "first", "second") else ordinal_at(low, match.start())


ARTICLE = later(r"(?<![a-z])an?[ ]{1,2}\Z")


def numbered(source: Source, pos: int) -> Quantity | None:
    """The quantity at ``pos`` with the article that belongs to it: "a hundred", "a third"."""
    article = ARTICLE.search(source.low, max(0, pos - 4), pos)
    with_article = quantity_at(source, article.start()) if article else None
    return with_article or quantity_at(source, pos)


def in_accounts(low: str, found: Quantity) -> Quantity:
    """(1,234) alone is the accountant's minus."""
    if low[: found.full_start].strip() == "(" and low[found.full_end :].strip() == ")":
        return found._replace(figure=replace(found.figure, value=-found.figure.value))
    return found


def check_head(text: str, low: str, found: Quantity) -> None:
    """Raise unless what stands before the figure says nothing of its size."""
    tokens = re.findall(r"[^\s\"'“”‘’(,]+", low[: found.full_start])
    table = words().fillers
    at = 0
    while at < len(tokens):
        for length in range(min(4, len(tokens) - at), 0, -1):
            if " ".join(tokens[at : at + length]) in table:
                at += length
                break
        else:
            raise trouble(text, low.index(tokens[at]), f"{tokens[at]!r} is no part of a figure")


def trailing_hedge(low: str, found: Quantity) -> Figure:
    """The figure with a hedge that follows its noun: "12 people or more"."""
    if found.hedge_end:
        return found.figure
    for gap in re.finditer(r" ", low[found.end :]):
        hedge = hedges.after(low, found.end + gap.start())
        if hedge is not None and not low[hedge.end :].strip(" .,;"):
            label = "about" if hedge.label == "about" else hedge.label
            return replace(found.figure, hedge=label)
    return found.figure


def with_noun(figure: Figure, text: str, low: str, end: int) -> Figure:
    """The figure with the noun that it counts as its unit, where no unit of the tables stands there."""
    tail = text[end:].strip(" \t\n.,;:!?\"'“”‘’()-")
    second = number_start().search(low, end)
    if second is not None and low[second.start()].isdigit() and low[second.start() - 1] in " (":
        raise trouble(text, second.start(), "a second number, and one figure was expected")
    if figure.unit or not tail:
        return figure
    for hedge in sorted(words().after, key=len, reverse=True):
        if tail.lower() == hedge or tail.lower().endswith(" " + hedge):
            tail = tail[: len(tail) - len(hedge)].strip()
            break
    noun = re.sub(r"^(?:consecutive|successive|straight|more|additional|other|of the|of)(?: |$)", "", tail)
    return replace(figure, unit=noun)


def trouble(text: str, at: int, message: str) -> FactcheckError:
    line = text.replace("\n", " ")
    shown = max(0, at - 80)
    return FactcheckError(
        f"cannot read {line[:60]!r} as a figure: {message}",
        column=at - shown + 1,
        source=line[shown:],
        hint='write one number with its hedge and unit, such as "nearly 96000" or "41.15 million yuan"',
    )
