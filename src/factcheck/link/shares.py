"""Masked sentences in, shares out: a percentage or fraction that the text states beside its part or its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.link import named, portions, tallies
from factcheck.link.claims import member
from factcheck.link.cues import Cued
from factcheck.link.masks import COUNT, GAP, PERCENT, Mask
from factcheck.link.portions import THE, Portion
from factcheck.model import NotChecked, Relation

__all__ = ["find"]

# "58.3% of the 120 delegates": whether any number of delegates is that share
_POSSIBLE = Cued(rf"(?P<share>{PERCENT})(?P<cue> of ){THE}(?P<whole>{COUNT})(?P<noun> {GAP}{{1,40}})", " of ")


def find(sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The shares that the sentences claim.

    Links a percentage with the part and the whole that it is worked out from. Agrees: "70 of the 120 delegates, or
    58.3%". Disagrees: "70 of the 120 delegates, or 53.8%".
    """
    for place, mask in enumerate(sentences):
        if mask.has("percent") or mask.has("fraction"):
            yield from _shares(sentences, place, not_checked)


def _shares(sentences: Sequence[Mask], place: int, not_checked: list[NotChecked]) -> Iterator[Relation]:
    """Each share once: as the surest words claim it."""
    taken: set[str] = set()
    for found in (
        tallies.find(sentences, place, taken),
        portions.find(sentences, place),
        named.find_margins(sentences[place]),
        tallies.find_rates(sentences, place, taken),
        named.find(sentences, place, taken, not_checked),
        _possible(sentences[place]),
    ):
        for one in found:
            if one.sign not in taken:
                taken.add(one.sign)
                yield _relation(one)


def _relation(one: Portion) -> Relation:
    roles = ("share", one.share), ("part", one.part), ("whole", one.whole)
    members = tuple(member(role, statement) for role, statement in roles if statement is not None)
    return Relation("", "share", members, "", one.cue, one.confidence, reasons=(one.reason,))


def _possible(mask: Mask) -> Iterator[Portion]:
    for match in _POSSIBLE.finditer(mask.text):
        if _is_people(mask, match):
            share, whole = mask.figure(match["share"]), mask.figure(match["whole"])
            yield Portion(match["share"], share, None, whole, match["cue"].strip(), 0.6)


def _is_people(mask: Mask, match: re.Match[str]) -> bool:
    """Whether a share is taken of things counted one by one, few enough that not every share is possible."""
    whole, share = mask.figure(match["whole"]), mask.figure(match["share"])
    if whole.figure.hedge or not 2 <= whole.figure.value <= 150 or not whole.figure.unit:
        return False
    named = re.match(
        r" (?:[a-z-]+ )?(?:delegates|members|respondents|participants|people|persons|patients"
        r"|students|workers|employees|pupils|schools|firms|companies|countries|municipalities"
        r"|households|teachers|voters|women|men|children|directors|seats|cases|samples|subjects"
        r"|banks|hospitals|jurors|judges|projects|farms|stations|plants|councillors|trainees"
        r"|volunteers|applicants|candidates)\b(?!['’])",
        match["noun"],
    )
    return named is not None and share.figure.hedge == "" and share.role not in ("change", "base")
