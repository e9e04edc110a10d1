"""The date of a document in, the days out that its text tells as past or as future, on the wrong side of that date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.link.calendar import MONTH, Dated, is_day, number_of
from factcheck.link.cues import Cued
from factcheck.model import Document

__all__ = ["Told", "told"]

_YEAR = re.compile(
    r"(?<![\w.,$£€¥/–-])(?P<year>(?:1[5-9]|20)\d\d)(?:-(?P<month>[01]\d)-(?P<day>[0-3]\d))?(?![\w%–-])(?![.,/]\d)"
)
_TO_YEAR = re.compile(
    rf"\b(?:(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? (?P<m1>{MONTH})|(?P<m2>{MONTH}) (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?"
    rf"|(?P<m3>{MONTH}))(?:,? | of )\Z"
)
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?)?"
_WORD = r"[a-z0-9][\w'’.,%-]*(?<![,.])"
# What was done and cannot be meant of a day to come. Verbs of making and updating the document itself are left out.
_DONE = (
    r"(?:was|were|met|held|took|came|went|began|won|lost|died|spoke|rose|fell|grew|broke|gave|saw|became|left|sent|wrote"
    r"|told|made|sold|bought|built|led|flew|drove|struck|sank|stood|opened|closed|signed|visited|arrived|launched"
    r"|announced|adopted|approved|voted|elected|reached|recorded|reported|completed|ended|started|killed|resigned"
    r"|attended|received|delivered|joined|landed|crashed|collapsed|burned|burnt|inaugurated|married|arrested|appointed"
    r"|hosted|presented|passed|rejected|ratified|exceeded|totalled|totaled|amounted|increased|decreased|declined"
    r"|dropped|climbed|jumped|sailed|provided|published|released|unveiled|introduced|discovered|found"
    r"|founded)\b(?! by\b)"
)
_AT_FRONT = Cued(
    r"(?:\A|[,;:] |\band |\bbut |\bthat )\(?(?P<cue>on|in) (?:the (?:morning|evening|night) of )?" + _DAY + r"\Z"
)
_THEN_DONE = Cued(rf",? (?:{_WORD} ){{1,8}}?(?P<verb>{_DONE})")
_DONE_ON = Cued(rf"{_WORD},? (?P<verb>{_DONE})(?: {_WORD}){{0,7}}? (?P<cue>on|in) {_DAY}\Z")
_BY = Cued(
    r"(?:\A|[,;:] |\band |\bbut |\bthat )(?P<cue>(?:by|at|before) (?:the )?(?:end|close|middle) of|by|in|on|during) \Z"
)
_THEN_WILL = Cued(rf",? (?:{_WORD} ){{1,10}}?(?P<verb>will|shall|is going to|are going to)\b", "will|shall|going to")
_WILL_BY = Cued(
    rf"\b(?P<verb>will|shall|(?:is|are) going to)(?: {_WORD}){{1,10}}? (?P<cue>by(?: the end of)?|at the end of) \Z",
    "will|shall|going to",
)
# A day to come, a plan, a condition or a tale: nothing is told as past.
_OPEN = Cued(
    r"\b(?:will|would|shall|should|might|can|could|must|ought|going to|to be|to have|if|unless|whether|until|till|once"
    r"|(?:is|are|was|were|be|been|being) (?:to|set|likely|supposed|meant|ready|slated|bound|about)|set for|as though"
    r"|deadlines?|due|expir\w+|matur\w+|target\w*|goals?|plan\w*|project(?:ed|ions?|s)?|forecast\w*|expect\w*|estimat\w*"
    r"|schedul\w*|propos\w*|guid(?:ance|ed)|outlook|budget\w*|assum\w*|scenarios?|simulat\w*|imagin\w*|fiction\w*"
    r"|novels?|films?|drafts?|extend\w*|postpon\w*|delay\w*|defer\w*|brought forward|pushed|moved|shifted|rescheduled"
    r"|agreed|pledg\w+|promis\w+|commit\w*|hop(?:e|es|ed|ing)|aim\w*|want\w*|intend\w*|anticipat\w*|predict\w*|options?"
    r"|bonds?|notes?|leases?|contracts?|tenders?|valid|vest\w*|terms?|fiscal|financial year|school year|fy|seasons?"
    r"|academic|editions?|models?|olympics?|world cup|available|tickets?|book(?:ed|ings?)|reserv\w*|effective"
    r"|tomorrow|upcoming|next|dreams?|dated|years? end(?:ed|ing)|ends?)\b"
    r"|\bmay\b(?! \d)(?<!\d may)|['’]ll\b|\?"
)
_REPORTED = Cued(
    r"\b(?:said|told|wrote|promis\w+|predict\w+|forecast\w*|pledg\w+|plan\w*|target\w*|goals?|since|earlier|then"
    r"|years? ago|at the time|would|was|were|had|expected|estimated|fiscal|fy)\b|[\"“”]"
)
_CUT = re.compile(r"(?<![.\s][a-z])[.!?][\"”’)]?\s|\n")
_REACH = 300  # characters of a sentence that are read on either side of a date
_FUTURE = 150  # years: beyond that a number is no year of this text


class Told(NamedTuple):
    """A day, month or year (ISO), where it stands with the sentence, how it is told, and how sure that is."""

    iso: str
    start: int
    end: int
    cue: str
    tense: str  # past | future
    confidence: float


def told(document: Document, low: str) -> Iterator[Told]:
    """The days from the year of the document on that are told as past, and those before it that are told as future."""
    now = document.date[:4]
    if not (len(now) == 4 and now.isdigit()):
        return
    this = int(now)
    for match in _YEAR.finditer(low):
        ahead = int(match["year"]) - this
        if ahead > _FUTURE or ahead < -_FUTURE:
            continue
        found = _past(low, match, ahead) if ahead >= 0 else _future(low, match)
        if found is not None:
            yield found


def _past(low: str, match: re.Match[str], ahead: int) -> Told | None:
    iso, start = _moment(low, match)
    before, after = _around(low, start, match.end())
    front = _AT_FRONT.search(before)
    verb = _THEN_DONE.match(after) if front is not None else None
    if verb is None:
        front = verb = _DONE_ON.search(before)
    if front is None or verb is None or _OPEN.search(before) or _OPEN.search(after):
        return None
    # A year may be a business year, which begins in the year before it.
    confidence = 0.8 if len(iso) == 10 else 0.7 if len(iso) == 7 or ahead > 1 else 0.45
    return Told(iso, start, match.end(), f"{front['cue']} … {verb['verb']}", "past", confidence)


def _future(low: str, match: re.Match[str]) -> Told | None:
    iso, start = _moment(low, match)
    before, after = _around(low, start, match.end())
    front = _BY.search(before)
    verb = _THEN_WILL.match(after) if front is not None else None
    if verb is None:
        front = verb = _WILL_BY.search(before)
    if front is None or verb is None or _REPORTED.search(before) or _REPORTED.search(after):
        return None
    return Told(iso, start, match.end(), f"{front['cue']} … {verb['verb']}", "future", 0.8)


def _moment(low: str, match: re.Match[str]) -> tuple[str, int]:
    """The date that a year closes, as finely as it is written, and where it begins."""
    year = int(match["year"])
    if match["month"]:
        day = Dated(year, int(match["month"]), int(match["day"]))
        return (day.iso, match.start()) if is_day(day) else (match["year"], match.start())
    found = _TO_YEAR.search(low, match.start() - 24, match.start())
    if found is None:
        return match["year"], match.start()
    month = number_of(found["m1"] or found["m2"] or found["m3"])
    number = found["d1"] or found["d2"]
    named = Dated(year, month, int(number)) if number else None
    iso = named.iso if named is not None and is_day(named) else f"{match['year']}-{month:02}"
    return iso, found.start()


def _around(low: str, start: int, end: int) -> tuple[str, str]:
    """The words of the sentence before a date and after it."""
    before = low[max(0, start - _REACH) : start]
    after = low[end : end + _REACH]
    cuts = list(_CUT.finditer(before))
    stop = _CUT.search(after)
    return before[cuts[-1].end() :] if cuts else before, after[: stop.start()] if stop is not None else after
