"""Masked sentences in, shares of what is named out: "$10.9 billion or 69% of total expenditure", margins of sales."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.link.claims import alike, is_plain
from factcheck.link.cues import Cued
from factcheck.link.masks import GAP, MONEY, PERCENT, SHARE, SIZE, Mask
from factcheck.link.portions import COMPARED, ITS, Portion, counted, is_itself_whole, is_likely
from factcheck.model import NotChecked, Statement

__all__ = ["find", "find_margins"]

_CHECK = "shares/follow-from-counts"
# "90 nurses, accounting for 36% of the 250 on the staff", "a grant of $90 covers 36% of the total cost of $250"
_ACCOUNTING = Cued(
    rf"(?P<part>{SIZE})(?P<noun>{GAP}{{0,110}}?)(?P<cue>\b(?:(?:which )?(?:account(?:ing|ed|s)? for|mak(?:ing|es?) up"
    r"|made up|represent(?:ing|ed|s)?|constitut(?:ing|ed|es?)|compris(?:ing|ed|es?)|or|equivalent to|equal to|equals"
    rf"|corresponding to)|(?:was|were|is|are|covers?|covered|takes?|took)(?= {SHARE}))\b|\(|,)"
    rf"(?: (?:about|some|nearly|just|only|over))? ?(?P<share>{SHARE})"
    rf"(?P<of> (?:out )?of {ITS}(?P<whole>{SIZE}))?(?P<after>{GAP}{{0,60}})"
)
# "the proportion of nurses in the total number of staff will exceed 26%"
_PROPORTION = Cued(
    rf"\b(?P<cue>(?:proportion|share|percentage) of )(?P<one>[a-z' -]{{3,60}}?) (?:in|among"
    rf"|within) (?:the )?(?:total |overall )?(?:number of |population of )?"
    rf"(?P<all>[a-z' -]{{3,60}}?) (?:will |would |has |have |had |was|is|were|are|reach|exceed"
    rf"|stood|came|amount|account|rose|fell){GAP}{{0,30}}?(?P<share>{PERCENT})",
    "proportion of|share of|percentage of",
)
# "… 60 million technicians, accounting for 30% of skilled workers": the whole is stated elsewhere
_NAMED_WHOLE = Cued(
    r",? of (?:the |all |its |our |total |overall )*(?:number of )?"
    r"(?P<name>[a-z][a-z' -]{2,40}?)(?=[,.;)]| (?:in|at|on|and|were|was|are|is|including|while"
    r"|nationwide)\b|\s*\Z)"
)
_SAME_WHOLE = Cued(r"[ ,.;)]*(?:\Z|of (?:the |them|those|this|that)? ?(?:total|all|whole|overall|number)\b|[,.;)])")
_INSIDE = Cued(r" (?:in|at|on) (?:the )?(?P<place>[a-z]+)")
_KIND = r"(?:gross|operating|net|pre-?tax|after-tax|trading|ebitda|ebita|ebit|profit)"
_ADJUSTED = r"(?:non-gaap|adjusted|underlying|core|normali[sz]ed|comparable|pro forma|organic)"
# "a gross margin of 24.6%", "the margin was 24.6%", "a 24.6% margin"
_MARGIN = Cued(
    rf"\b(?P<said>(?:{_ADJUSTED} )?(?:{_KIND} )?(?:profit )?)margin (?:rate )?(?:of |was |is |came to |stood at |at )?"
    rf"(?P<share>{PERCENT})|(?P<before>{PERCENT}) (?P<called>(?:{_ADJUSTED} )?(?:{_KIND} )?(?:profit )?)margin",
    "margin",
)
_GAIN = Cued(
    rf"(?P<name>(?:{_ADJUSTED} )?(?:(?:{_KIND} )?(?:profits?|income|earnings|surplus)|ebitda|ebita|ebit))\b"
    rf"(?P<gap>{GAP}{{0,40}}?)(?P<sum>{MONEY})|(?P<before>{MONEY}) (?:of|in) (?P<called>(?:{_ADJUSTED} )?(?:{_KIND} )?"
    r"(?:profits?|income|earnings|surplus|ebitda|ebita|ebit))\b",
    "profit|income|earnings|surplus|ebit",
)
_SALES = Cued(
    rf"\b(?P<name>revenues?|sales|turnover)\b(?P<gap>{GAP}{{0,40}}?)(?P<sum>{MONEY})"
    rf"|(?P<before>{MONEY}) (?:of|in) (?P<called>(?:(?:total|net|annual) )?(?:revenues?|sales|turnover))\b",
    "revenue|sales|turnover",
)
# "gross profit was $50 million, or 25%"
_GAIN_OR = Cued(rf"(?P<sum>{MONEY})(?:,? or | \()(?P<share>{PERCENT})(?=[),.]|\Z)", " or | (")
_RISING = Cued(
    r"\b(?:up|down|increas\w*|decreas\w*|rose|rise|risen|fell|fall\w*|grew|grow\w*|declin\w+|dropp?\w*|climb\w+)\b"
)
_LEVEL = Cued(r"\A (?:of|was|were|is|are|at|came|totall?ed|amounted|stood|reached|to|in|for|from)\b|\A[ :]*\Z|\bto \Z")
_MOVED = Cued(
    r"\b(?:by|up|down|increased?|growth|growing|more|less|additional|per|cost|costs|expenses?|compared|versus|target"
    r"|margins?|before|after|excluding|profits?|income|ebit[a-z]*|and)\b"
)
_NAMED = r"(?:\A|[,;(:–—] ?|\b(?:total|overall|all|the|our|its|their|that|and|while|with|of|on|annual) )"
_TOLD = (
    r"(?:was|were|is|are|of|at|totall?ed|totall?ing|amount(?:s|ed)? to|c[ao]mes? to|stood at|reached|to be|estimated"
    r"|budgeted|projected|forecast|worth)"
)


def find(sentences: Sequence[Mask], place: int, taken: set[str], not_checked: list[NotChecked]) -> Iterator[Portion]:
    """The shares of one sentence whose part or whole has only a name there; ``taken`` are read already."""
    mask = sentences[place]
    for match in _ACCOUNTING.finditer(mask.text):
        if match["share"] not in taken and not COMPARED.search(match["noun"][-30:]):
            yield from _accounting(mask, match, sentences, place, not_checked)
    for match in _PROPORTION.finditer(mask.text):
        if match["share"] not in taken:
            yield from _proportion(mask, match, sentences, place, not_checked)


def find_margins(mask: Mask) -> Iterator[Portion]:
    """The margins that are told beside the profit and the sales of one sentence."""
    for match in _MARGIN.finditer(mask.text):
        sign = match["share"] or match["before"]
        said = match["said"] if match["share"] is not None else match["called"]
        yield from _margin(mask, sign, said, 0.85 if len(mask.figures) == 3 else 0.75)
    for match in _GAIN_OR.finditer(mask.text):
        if len(mask.figures) == 3 and not _RISING.search(mask.text):
            yield from _margin(mask, match["share"], "", 0.75)


def _margin(mask: Mask, sign: str, said: str, sure: float) -> Iterator[Portion]:
    share, sales = mask.figure(sign), _sums(mask, _SALES)
    gains = [one for one in _sums(mask, _GAIN) if _fits(said, one[0])]
    if len(sales) != 1 or len(gains) != 1 or share.role == "change":
        return
    part, whole = gains[0][1], sales[0][1]
    if alike((part, whole)) and part is not whole and is_likely(share, part, whole, 0.75):
        yield Portion(sign, share, part, whole, "margin", sure, "the margin is stated beside profit and sales")


def _sums(mask: Mask, pattern: Cued) -> list[tuple[str, Statement]]:
    """What is told of profit or of sales, each with its name; what it moved by is not."""
    found = {}
    for match in pattern.finditer(mask.text):
        if match["before"] is not None:
            found[match["before"]] = match["called"], mask.figure(match["before"])
            continue
        figure = mask.figure(match["sum"])
        if _LEVEL.search(match["gap"]) and not _MOVED.search(match["gap"]):
            found.setdefault(match["sum"], (match["name"], figure))
    return list(found.values())


def _fits(said: str, name: str) -> bool:
    """Whether a margin is one of this profit: "operating margin" of "operating income"."""
    if (re.search(_ADJUSTED, said) is None) != (re.search(_ADJUSTED, name) is None):
        return False
    kind = re.search(_KIND, said)
    return kind is None or kind[0] == "profit" or kind[0] in name.split()


# What claims a share only where its whole is told, too.
_SIGNS = frozenset({"or", "(", ",", "was", "were", "is", "are", "cover", "covers", "covered", "take", "takes", "took"})


def _accounting(
    mask: Mask, match: re.Match[str], sentences: Sequence[Mask], place: int, not_checked: list[NotChecked]
) -> Iterator[Portion]:
    """ "A, accounting for P of W": W may be a figure, a name whose figure stands near, or left out."""
    sign, part, share = match["share"], mask.figure(match["part"]), mask.figure(match["share"])
    if not (_is_usable(part) and _is_usable(share)) or part.role in ("base", "whole", "change"):
        return
    if share.role == "change" or is_itself_whole(mask, match.start("part")):
        return
    cue = mask.words(*match.span("cue")).strip()
    if match["whole"] is not None:
        whole = mask.figure(match["whole"])
        if alike((part, whole)) and _is_usable(whole) and (cue not in _SIGNS or is_likely(share, part, whole, 0.8)):
            yield Portion(sign, share, part, whole, cue, 0.9)
        return
    named = _NAMED_WHOLE.match(match["after"])
    if named is not None and named["name"] not in _TOTALS:
        told = _labelled(named["name"], part, share, sentences, place)
        reason = f"the whole is named {named['name']!r}, as where its figure stands"
        if told is not None:
            yield Portion(sign, share, part, told, cue, 0.75, reason)
        elif cue not in _SIGNS:
            stated = counted(named["name"], part, sentences, place)
            inside = _INSIDE.match(match["after"], named.end())
            if stated is None or (inside is not None and inside["place"] not in stated.context.lower()):
                # Not counted near, or not of that place.
                not_checked.append(NotChecked(_CHECK, "the whole is named, and its figure is not stated near"))
            else:
                yield Portion(sign, share, part, stated, cue, 0.8, reason)
    elif cue not in _SIGNS:  # else what the share is of is not said
        if _SAME_WHOLE.match(match["after"]) is None or share.figure.unit != "%" or not part.figure.count:
            not_checked.append(NotChecked(_CHECK, "the whole is not stated"))
        else:
            reason = "a whole number of which the part is that share must exist"
            yield Portion(sign, share, part, None, cue, 0.6, reason)


def _labelled(name: str, part: Statement, share: Statement, sentences: Sequence[Mask], place: int) -> Statement | None:
    """The only amount near that is told under this name: "total expenditure is $15.8 billion"."""
    name = name.strip()
    found: dict[object, Statement] = {}
    for mask in sentences[max(0, place - 2) : place + 1]:
        if name not in mask.text or mask.passage != sentences[place].passage:
            continue
        gap = rf"(?P<gap>{GAP}{{0,45}}?\b{_TOLD} (?:about |a (?:total|record) of )?)"
        for match in re.finditer(rf"{_NAMED}{re.escape(name)}\b{gap}(?P<sum>{SIZE})", mask.text):
            figure = mask.figure(match["sum"])
            if figure is not part and not _MOVED.search(match["gap"]):
                found[figure.figure.value] = figure
    if len(found) != 1:
        return None
    (whole,) = found.values()
    fits = part.figure.unit == whole.figure.unit and is_likely(share, part, whole, 0.75)
    same = whole.period == part.period or not whole.period or not part.period
    return whole if fits and same else None


_TOTALS = frozenset({"total", "all", "whole", "them", "these", "those", "number"})


def _proportion(
    mask: Mask, match: re.Match[str], sentences: Sequence[Mask], place: int, not_checked: list[NotChecked]
) -> Iterator[Portion]:
    """ "The proportion of ONE in ALL is P", where both are counted near by these very names."""
    share = mask.figure(match["share"])
    part = counted(match["one"], None, sentences, place)
    if part is not None and "target" in (part.role, part.modality) and "target" not in (share.role, share.modality):
        part = None  # what was planned is no part of what came about
    whole = counted(match["all"], part, sentences, place) if part is not None else None
    if part is None or whole is None or part is whole:
        not_checked.append(NotChecked(_CHECK, "the part or the whole is not stated near"))
    elif part.period != share.period:  # of which the whole is, too
        not_checked.append(NotChecked(_CHECK, "the part or the whole is of another period"))
    else:
        reason = f"{match['one']} and {match['all']} are counted near under these names"
        yield Portion(match["share"], share, part, whole, match["cue"].strip(), 0.75, reason)


def _is_usable(statement: Statement) -> bool:
    return is_plain(statement) and statement.figure.kind != "duration"
