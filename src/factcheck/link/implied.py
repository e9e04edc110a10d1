"""A masked sentence in, levels out whose level before is not stated: it is the one now, less the change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from factcheck.interval import Figure
from factcheck.link.claims import alike, given, member
from factcheck.link.cues import Cued
from factcheck.link.levels import MORE_FEWER, UP_DOWN, Levels, in_unit
from factcheck.link.masks import GAP, LEVEL, SIZE, Mask
from factcheck.link.moves import direction
from factcheck.model import Statement

__all__ = ["implied"]

# "$10 million, or 10%", "10% ($10 million)"
_OR = rf"(?P<unit>(?: [a-z-]+){{0,2}}?)(?:,? or(?: by)? |,? ?(?P<open>\())(?P<second>{LEVEL})(?(open)\))"
# "$90 million fell by $10 million, or 10%": the level before is the one now, less the change
_NOW_BY = Cued(
    rf"(?P<new>{SIZE})(?P<then>(?:(?! and | while | whereas | but | as |, (?!an? |up |down |which |or "
    rf"|representing |was |were |is |are )){GAP}){{0,60}}?)"
    rf"\b(?P<cue>(?P<way>{UP_DOWN})\b(?: by| of)? (?:a |an |about )*)(?P<change>{LEVEL})"
    rf"{_OR}(?!\)?,? to )",
    " or |(",
)
# "$90 million, $10 million (12.5%) more than a year ago"
_NOW_MORE = Cued(
    rf"(?P<new>{SIZE})(?P<then>(?:(?! and | while | whereas | but ){GAP}){{0,30}}?)(?:,|,? (?:is|was|are|were)"
    rf"| [–—-])(?: some)? "
    rf"(?P<change>{LEVEL}){_OR},? "
    rf"(?P<cue>(?P<way>{MORE_FEWER})) (?:than|on) (?:a year|the (?:year|previous|prior|same)|last|in"
    rf"|before)\b",
    " than| on ",
)
# "closed down 350 points, or 1%, at 34,650"
_BY_AT = Cued(
    rf"\b(?:closed|ended|settled|finished|stood|was|were) (?P<cue>(?P<way>up|higher|down|lower)(?: by)? )"
    rf"(?P<change>{LEVEL})(?:{_OR}(?: [a-z-]+)?|(?: [a-z-]+){{0,2}})"
    rf"(?P<then>,?) (?P<at>at) (?P<new>{SIZE})",
    " at ",
)
# "rose by 4,000, or 1.6%, to 254,000"
_BY_TO = Cued(
    rf"\b(?<!from )(?<!from a )(?<!from an )(?P<cue>(?P<way>{UP_DOWN})\b(?: (?:by|of))? (?:a |an |about )*)"
    rf"(?P<change>{LEVEL})"
    rf"(?:{_OR}(?: [a-z-]+)?|(?: [a-z-]+){{0,2}}?),?"
    rf"(?P<then>(?:(?! from |,){GAP}){{0,30}}?) (?:to|reaching) "
    rf"(?:(?:stand|settle|end|finish|close|trade) (?:at|on) |reach |a (?:new )?(?:total|record) of |a record "
    rf"|about |just |over )*"
    rf"(?P<new>{SIZE})",
    " to |reaching ",
)


# "lowered a $56 fee to $42": what was lowered, not by how much
_OBJECT = Cued(rf"(?:lower|rais|cut|reduc|lift|slash|trimm)[a-z]* {SIZE} [a-z-]+ to ", " to ")


def implied(mask: Mask) -> Iterator[tuple[Levels, tuple[Statement, ...], re.Match[str]]]:
    """A level with the one before that its change implies, and the percentages stated beside that change."""
    for pattern in (_BY_TO, _BY_AT, _NOW_BY, _NOW_MORE):
        for match in pattern.finditer(mask.text):
            yield from _implied(mask, match)


def _implied(mask: Mask, match: re.Match[str]) -> Iterator[tuple[Levels, tuple[Statement, ...], re.Match[str]]]:
    if _OBJECT.match(mask.text, match.start()):
        return
    amounts = [mask.figure(match[name]) for name in ("change", "second") if match[name]]
    sizes = [one for one in amounts if one.figure.kind != "percent"]
    new = mask.figure(match["new"])
    if len(sizes) != 1 or "duration" in (new.figure.kind, sizes[0].figure.kind):
        return
    if match.re.groupindex.get("at") and new.figure.unit not in ("", sizes[0].figure.unit):
        return
    old = _before(new, in_unit(sizes[0], new), direction(match["way"]))
    if old is not None:
        percents = tuple(one for one in amounts if one.figure.kind == "percent")
        yield (
            Levels(given("old", old), member("new", new), *match.span(), 0.8, said=match["way"]),
            percents,
            match,
        )


def _before(new: Statement, change: Statement, way: int) -> Figure | None:
    """The level before: the one now, less the change; as finely as both are known."""
    now, by = new.figure, change.figure
    if not alike((new, change)) or {now.hedge, by.hedge} - {"", "about"} or "quoted" in (new.modality, change.modality):
        return None
    value = now.value - way * by.value
    if (now.unit and by.unit and now.unit != by.unit) or min(value, by.value) < 0:
        return None
    exact = now.count and by.count and not (now.hedge or by.hedge) and now.Q == by.Q == 1
    q = Decimal(1) if exact else now.q + by.q
    return replace(
        now, value=value, q=q, Q=max(now.Q, by.Q, q), hedge=now.hedge or by.hedge, loose=now.loose or by.loose
    )
