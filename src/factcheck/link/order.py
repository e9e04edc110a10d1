"""Masked sentences in, orders out: figures of which the text, or plain sense, says that one lies below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.link.claims import alike, member
from factcheck.link.cues import Cued
from factcheck.link.masks import GAP, LEVEL, SIZE, Mask
from factcheck.model import NotChecked, Relation, Statement

__all__ = ["find"]

_A = r"(?:a |an |the |its |their |our |about |just |only |last year's |some )*"
_BETWEEN = Cued(
    rf"\b(?P<cue>between) {_A}(?P<lower>{LEVEL})(?P<gap>(?: (?!bce?\b|degrees)[a-z]+)?) and {_A}(?P<upper>{LEVEL})",
    "between ",
)
_LOW_HIGH = Cued(
    rf"\b(?P<cue>(?:low|minimum|lowest|floor|smallest|fewest|cheapest|shortest"
    rf"|youngest)\b{GAP}{{0,40}}?) ?(?P<lower>{LEVEL})(?P<gap>{GAP}{{0,60}}?(?:\band\b|\bto\b"
    rf"|,){GAP}{{0,40}}?\b(?:high|maximum|highest|ceiling|peak|largest|most|dearest|most expensive"
    rf"|longest|oldest)\b{GAP}{{0,40}}?)(?P<upper>{LEVEL})",
    "low|minimum|floor|smallest|fewest|cheapest|shortest|youngest",
)
_HIGH_LOW = Cued(
    rf"\b(?P<cue>(?:high|maximum|highest|ceiling|peak|largest|dearest|most expensive|longest"
    rf"|oldest)\b{GAP}{{0,40}}?) ?(?P<upper>{LEVEL})(?P<gap>{GAP}{{0,60}}?(?:\band\b|\bto\b"
    rf"|,){GAP}{{0,40}}?\b(?:low|minimum|lowest|floor|smallest|fewest|cheapest|shortest"
    rf"|youngest)\b{GAP}{{0,40}}?)(?P<lower>{LEVEL})",
    "high|maximum|ceiling|peak|largest|dearest|expensive|longest|oldest",
)
_PART = Cued(
    rf"(?P<lower>{SIZE})(?P<cue> of |(?: [a-z'-]+){{0,3}} out of )(?:the|its|our|their|all|these"
    rf"|those|all the)(?: total| full| original| remaining| initial| eligible| invited| registered"
    rf"| planned)* (?P<upper>{SIZE})(?P<noun>{GAP}{{0,40}})",
    " of ",
)
_OF_THE = Cued(
    rf"(?:\A|[.;:,] |\band |\bbut |\bthat )(?P<cue>(?:out )?of) (?:the |its |our |their |all "
    rf"|these |those )?(?P<upper>{SIZE})(?P<noun>{GAP}{{1,70}}?), (?:only |just |as many as |fully "
    rf"|some |at least )*(?P<lower>{SIZE})(?P<verb> (?:of them|were|was|are|is|have|had|has|did|do"
    rf"|voted|passed|failed|came|went|won|took|said|survived|received|agreed|remain(?:ed)?|closed"
    rf"|opened|completed|replied|responded|stayed|left|could|will)\b)",
    "of ",
)
_MORE = Cued(
    rf"(?P<upper>{LEVEL})(?P<gap>{GAP}{{0,80}}?)(?P<cue>,? ?\(?(?:well |far |slightly |somewhat "
    rf"|much |considerably )?(?:more than|higher than|greater than|larger than"
    rf"|(?:taller|longer|bigger|heavier|wider|older|deeper|faster|dearer) than|above|exceeding"
    rf"|which exceeds|which exceeded|surpassing|beating|topping|ahead of|up from|outstripping"
    rf"|overtaking|breaking)\b )(?:the |its |their |our |last year's |a |an )*"
    rf"(?P<what>{GAP}{{0,60}}?)(?P<lower>{LEVEL})(?P<end>{GAP}{{0,30}})",
    "than|above|exceed|surpass|beating|topping|ahead of|up from|outstripping|overtaking|breaking",
)
_LESS = Cued(
    rf"(?P<lower>{LEVEL})(?P<gap>{GAP}{{0,80}}?)(?P<cue>,? ?\(?(?:well |far |slightly |somewhat "
    rf"|much |considerably )?(?:fewer than|less than|lower than|smaller than"
    rf"|(?:shorter|lighter|narrower|younger|shallower|slower|cheaper) than|below|short of|behind"
    rf"|down from|falling short of|missing)\b )(?:the |its |their |our |last year's |a |an )*"
    rf"(?P<what>{GAP}{{0,60}}?)(?P<upper>{LEVEL})(?P<end>{GAP}{{0,30}})",
    "than|below|short of|behind|down from|falling short|missing",
)
# "exports (4.5) exceeded imports (5.1)"
_EXCEEDED = Cued(
    rf"(?P<upper>{LEVEL})(?P<gap>\)? ?(?:(?!and |but )[a-z-]+ ){{0,2}}?)(?P<cue>exceeds?|exceeded"
    rf"|outnumber(?:s|ed)?|outstripped"
    rf"|outweigh(?:s|ed)?|overtook|surpassed) (?:the |its |their )*(?P<noun>{GAP}{{0,40}}?)(?P<lower>{LEVEL})",
    "exceed|outnumber|outstrip|outweigh|overtook|surpassed",
)
_FOLLOWED = Cued(
    rf"\b(?P<cue>largest|biggest|highest|tallest|longest|oldest|heaviest|deepest|most|top|leading"
    rf"|first|leads?|led|winner|won)\b"
    rf"(?P<gap>{GAP}{{0,80}}?)(?P<upper>{LEVEL})(?P<noun>{GAP}{{0,60}}?), (?:closely )?"
    rf"(?P<by>followed by|ahead of|before){GAP}{{0,60}}? ?(?:with|at|on|of|\() ?(?P<lower>{LEVEL})",
    "followed by|ahead of|before",
)
_RECORD = Cued(
    rf"\b(?P<cue>record|all-time high|new high|highest ever|best ever)\b(?P<gap>{GAP}{{0,50}}?)"
    rf"(?P<upper>{LEVEL})(?P<mid>{GAP}{{0,80}}?)\b(?:previous|old|earlier|former|prior|existing"
    rf"|last) (?:record|high|peak|best|mark)\b{GAP}{{0,30}}?(?P<lower>{LEVEL})",
    "record|high|best ever",
)
_CHANGED = Cued(
    r"\b(?:times|higher|lower|more|less|fewer|points?|percentage|by|growth|increase|rise|decrease"
    r"|decline|loss(?:es)?|deficit|negative|minus)\b"
)
_BOUND = Cued(r"\b(?:limit|target|average|forecast|ceiling|cap|record|threshold|budget|peak|goal)\b(?: of| set)?")
_PLACES = ("above", "below", "behind", "ahead of")


def find(sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The orders that the sentences claim.

    Links two figures that the text puts in order. Agrees: "Of 81 proposals, 32 were carried out". Disagrees: "Of 81
    proposals, 92 were carried out".
    """
    for mask in sentences:
        if len(mask.figures) > 1:
            yield from _orders(mask)


def _orders(mask: Mask) -> Iterator[Relation]:
    taken: set[frozenset[str]] = set()
    for pattern, strictly, confidence, reason in _RULES:
        for match in pattern.finditer(mask.text):
            pair = frozenset((match["lower"], match["upper"]))
            if pair in taken or not _is_claim(pattern, match):
                continue
            lower, upper = mask.figure(match["lower"]), mask.figure(match["upper"])
            if not _is_usable(lower, upper, pattern):
                continue
            taken.add(pair)
            yield Relation(
                "", "order", (member("lower", lower), member("upper", upper)), "less" if strictly else "",
                mask.words(*match.span("cue")).strip(" ,("), confidence, reasons=(reason,),
            )  # fmt: skip


_RULES = (
    (_BETWEEN, True, 0.85, "a range runs from its lower to its upper end"),
    (_LOW_HIGH, False, 0.85, "the lowest is not above the highest"),
    (_HIGH_LOW, False, 0.85, "the lowest is not above the highest"),
    (_PART, False, 0.85, "a part is not above its whole"),
    (_OF_THE, False, 0.85, "a part is not above its whole"),
    (_RECORD, True, 0.85, "a record is above the one before it"),
    (_MORE, True, 0.8, "the text says that the one is more than the other"),
    (_LESS, True, 0.8, "the text says that the one is less than the other"),
    (_EXCEEDED, True, 0.8, "the text says that the one is more than the other"),
    (_FOLLOWED, False, 0.8, "the one is ranked above the other"),
)


def _is_claim(pattern: Cued, match: re.Match[str]) -> bool:
    groups = match.groupdict()
    gap = groups.get("gap") or ""
    if pattern in (_MORE, _LESS):
        if _CHANGED.search(gap) or _CHANGED.search(groups["what"]) or _CHANGED.match((groups["end"] or "").strip()):
            return False
        word = match["cue"].strip(" ,(")
        if word in _PLACES and not match["cue"].startswith((",", " (")) and not _BOUND.search(groups["what"]):
            return False  # "at or above the county level"
        # "43% higher than last year's 12": the first is by how much, not how many.
        if not gap.strip() and not match["cue"].startswith((",", " (")):
            return False
        # "more than 8,900 in Jiangsu" is a hedge; a comparison names what it compares with.
        named = re.search(
            r"(?:the|its|their|our|last year's|previous|year's|record|target|goal|average)\b",
            match[0][match.start("cue") - match.start() :],
        )
        return named is not None
    if pattern in (_FOLLOWED, _RECORD, _LOW_HIGH, _HIGH_LOW):
        return not _CHANGED.search(gap)
    return True


def _is_usable(lower: Statement, upper: Statement, pattern: Cued) -> bool:
    if lower is upper or not alike((lower, upper)) or lower.figure.upper is not None or upper.figure.upper is not None:
        return False
    if lower.figure.value < 0 or upper.figure.value < 0 or "quoted" in (lower.modality, upper.modality):
        return False
    if pattern in (_PART, _OF_THE):
        return lower.figure.kind == upper.figure.kind and lower.figure.kind != "duration"
    return True
