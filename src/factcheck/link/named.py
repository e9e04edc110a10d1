"""Masked sentences in, shares of what is named out: "$10.9 billion or 69% of total expenditure", margins of sales."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.link.claims import alike
from factcheck.link.cues import Cued
from factcheck.link.masks import GAP, MONEY, PERCENT, SHARE, SIZE, Mask
from factcheck.link.portions import COMPARED, THE, Portion, is_likely, is_plain
from factcheck.link.tallies import SAME_WHOLE
from factcheck.model import NotChecked, Statement

__all__ = ["find", "find_margins"]

_CHECK = "shares/follow-from-counts"
_OTHER_BASE = 3  # sentences back in which a whole that is only named may be stated
# "90 nurses, accounting for 36% of the 250 on the staff"
_ACCOUNTING = Cued(
    rf"(?P<part>{SIZE})(?P<noun>{GAP}{{0,110}}?)(?P<cue>\b(?:which )?(?:account(?:ing|ed|s)? for"
    rf"|mak(?:ing|es?) up|made up|represent(?:ing|ed|s)?|constitut(?:ing|ed|es?)|compris(?:ing|ed"
    rf"|es?)|or|equivalent to|equal to|corresponding to)\b|\(|,)(?: (?:about|some|nearly|just|only"
    rf"|over))? ?(?P<share>{SHARE})(?P<of> of {THE}(?P<whole>{SIZE}))?(?P<after>{GAP}{{0,60}})",
    "account|mak|made up|represent|constitut|compris|or|equ|correspond|(|,",
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
    r",? of (?:the |all |its |our )?(?:total |overall )?(?:number of )?"
    r"(?P<name>[a-z][a-z' -]{2,40}?)(?=[,.;)]| (?:in|at|on|and|were|was|are|is|including|while"
    r"|nationwide)\b|\s*\Z)"
)
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
    rf"(?P<gap>{GAP}{{0,40}}?)(?P<sum>{MONEY})",
    "profit|income|earnings|surplus|ebit",
)
_SALES = Cued(
    rf"\b(?P<name>revenues?|sales|turnover)\b(?P<gap>{GAP}{{0,40}}?)(?P<sum>{MONEY})", "revenue|sales|turnover"
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
        share = mask.figure(sign)
        sales, gains = _sums(mask, _SALES), [one for one in _sums(mask, _GAIN) if _fits(said, one[0])]
        if len(sales) != 1 or len(gains) != 1 or share.figure.upper is not None or share.role in ("change", "base"):
            continue
        part, whole = gains[0][1], sales[0][1]
        if alike((part, whole)) and part is not whole and is_likely(share, part, whole, 0.75):
            sure = 0.85 if len(mask.figures) == 3 else 0.75
            yield Portion(sign, share, part, whole, "margin", sure, "the margin is stated beside profit and sales")


def _sums(mask: Mask, pattern: Cued) -> list[tuple[str, Statement]]:
    """What is told of profit or of sales, each with its name; what it moved by is not."""
    found = {}
    for match in pattern.finditer(mask.text):
        figure = mask.figure(match["sum"])
        if figure.figure.upper is None and _LEVEL.search(match["gap"]) and not _MOVED.search(match["gap"]):
            found[match["sum"]] = match["name"], figure
    return list(found.values())


def _fits(said: str, name: str) -> bool:
    """Whether a margin is one of this profit: "operating margin" of "operating income"."""
    if (re.search(_ADJUSTED, said) is None) != (re.search(_ADJUSTED, name) is None):
        return False
    kind = re.search(_KIND, said)
    return kind is None or kind[0] == "profit" or kind[0] in name.split()


_SIGNS = ("or", "(", ",")


def _accounting(
    mask: Mask, match: re.Match[str], sentences: Sequence[Mask], place: int, not_checked: list[NotChecked]
) -> Iterator[Portion]:
    """ "A, accounting for P of W": W may be a figure, a name whose figure stands near, or left out."""
    sign, part, share = match["share"], mask.figure(match["part"]), mask.figure(match["share"])
    if not (_is_usable(part) and _is_usable(share)) or part.role in ("base", "whole", "change"):
        return
    if share.role in ("change", "base"):
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
            counted = _stated(named["name"], part, sentences, place)
            inside = _INSIDE.match(match["after"], named.end())
            if counted is None or (inside is not None and inside["place"] not in counted.context.lower()):
                # Not counted near, or not of that place.
                not_checked.append(NotChecked(_CHECK, "the whole is named, and its figure is not stated near"))
            else:
                yield Portion(sign, share, part, counted, cue, 0.8, reason)
    elif cue not in _SIGNS:  # else what the share is of is not said
        if SAME_WHOLE.match(match["after"]) is None or share.figure.unit != "%" or not part.figure.count:
            not_checked.append(NotChecked(_CHECK, "the whole is not stated"))
        else:
            reason = "a whole number of which the part is that share must exist"
            yield Portion(sign, share, part, None, cue, 0.6, reason)


def _labelled(name: str, part: Statement, share: Statement, sentences: Sequence[Mask], place: int) -> Statement | None:
    """The only amount near that is told under this name: "total expenditure is $15.8 billion"."""
    name = name.strip()
    core = name.removeprefix("the ").removeprefix("total ").removeprefix("overall ").removeprefix("all ")
    found: dict[object, Statement] = {}
    for mask in sentences[max(0, place - 2) : place + 1]:
        if core not in mask.text or mask.passage != sentences[place].passage:
            continue
        gap = rf"(?P<gap>{GAP}{{0,45}}?\b{_TOLD} (?:about |a (?:total|record) of )?)"
        for match in re.finditer(rf"{_NAMED}{re.escape(core)}\b{gap}(?P<sum>{SIZE})", mask.text):
            figure = mask.figure(match["sum"])
            if figure is part or _MOVED.search(match["gap"]) or figure.figure.upper is not None:
                continue
            found[figure.figure.value] = figure
    if len(found) != 1:
        return None
    (whole,) = found.values()
    fits = alike((part, whole)) and part.figure.unit == whole.figure.unit and is_likely(share, part, whole, 0.75)
    same = whole.period == part.period or not whole.period or not part.period
    return whole if fits and same and part.figure.value < whole.figure.value else None


_TOTALS = frozenset({"total", "all", "whole", "them", "these", "those", "number"})


def _proportion(
    mask: Mask, match: re.Match[str], sentences: Sequence[Mask], place: int, not_checked: list[NotChecked]
) -> Iterator[Portion]:
    """ "The proportion of ONE in ALL is P", where both are counted near by these very names."""
    share = mask.figure(match["share"])
    part = _stated(match["one"], None, sentences, place)
    if part is not None and "target" in (part.role, part.modality) and "target" not in (share.role, share.modality):
        part = None  # what was planned is no part of what came about
    whole = _stated(match["all"], part, sentences, place) if part is not None else None
    if part is None or whole is None or part is whole:
        not_checked.append(NotChecked(_CHECK, "the part or the whole is not stated near"))
    elif part.period != share.period or whole.period != share.period:
        not_checked.append(NotChecked(_CHECK, "the part or the whole is of another period"))
    else:
        reason = f"{match['one']} and {match['all']} are counted near under these names"
        yield Portion(match["share"], share, part, whole, match["cue"].strip(), 0.75, reason)


def _is_usable(statement: Statement) -> bool:
    return is_plain(statement) and statement.figure.kind != "duration"


def _stated(name: str, like: Statement | None, sentences: Sequence[Mask], place: int) -> Statement | None:
    """The only figure in this sentence or those before that counts what is called so."""
    found: list[Statement] = []
    name = _plain(name)
    for mask in sentences[max(0, place - _OTHER_BASE) : place + 1]:
        for figure in mask.figures:
            if _plain(figure.figure.unit) != name or figure.figure.upper is not None or figure.figure.kind != "count":
                continue
            if like is not None and (figure is like or figure.period != like.period):
                continue
            if figure.role in ("level", "part", "whole", "target"):
                found.append(figure)
    return found[-1] if len({one.figure.value for one in found}) == 1 else None


def _plain(name: str) -> str:
    """A noun phrase as it is compared: without article and plural."""
    words = name.strip().removeprefix("the ").removeprefix("all ").split()
    return " ".join(word.rstrip("s") for word in words)
