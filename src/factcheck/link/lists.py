"""A stretch of a masked sentence in, the figures that it lists out: "47 trawlers, 10 ferries and 3 tugs"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations
from typing import NamedTuple

from factcheck.link.claims import opposites
from factcheck.link.cues import Cued
from factcheck.link.masks import ANY, LEVEL, RANGE, Mask

__all__ = ["PART_OF", "Listed", "clause_start", "divides", "listed_after", "listed_among", "listed_before"]

_CUT = Cued(r",? and |,? plus |,? as well as |,? & |,|;")
_STRONG = Cued(r";(?: and)?")
_FIGURE = Cued(LEVEL)
_ANY = Cued(ANY)
_UNREAD = Cued(rf"{RANGE}|\d")  # a range, or a number that is no statement: "drawing 9"
_CLAUSE_END = re.compile(r"[:;.?!] ")
_ASIDE = re.compile(r"\([^()]*\)")
_END = Cued(
    r"[.:?!](?:\s|$)|\s[–—-]\s|,? (?:which|who|while|whereas|compared|but|though|although|because"
    r"|where|when|whose|that|according|making|bringing|giving)\b"
    r"|, (?:so|up|down|after|against|versus|for a|from|since)\b"
)
# "and 3 others" closes a list, "and others" leaves it open.
_OPEN = Cued(
    rf"(?<!{LEVEL} )\b(?:others|other(?! {LEVEL}))\b|\b(?:etc|so on|and more|the like|among them|several|many)\b"
    r"|\.\.\.|…"
)
_SINGLE = Cued(r"\s*(?:an?|one|the) (?!rest\b|remainder\b|balance\b)")
# "47 of the" before a figure that is the whole of another.
PART_OF = Cued(rf"{LEVEL} (?:out )?of (?:the |its |their |our |all )*\Z")
_VERSUS = Cued(rf"{LEVEL}(?: [a-z-]+)? (?:to|against|versus) \Z")
_LEADING = Cued(
    r"(?:(?:and|or|plus|a|an|the|some|another|of|about|with|only|just|both|as|for|in|to|on|at|from"
    r"|by|it|that|there|is|are|was|were"
    r"|total|about|other|of which|of whom|including)\s+)*\Z"
)


class Listed(NamedTuple):
    """The signs of a list in order, whether it says that there is more, where it stands in the mask, and its items."""

    signs: list[str]
    is_open: bool
    start: int
    end: int
    items: list[str]


def clause_start(text: str, end: int) -> int:
    """Where the clause before ``end`` begins."""
    return max((sign.end() for sign in _CLAUSE_END.finditer(text, 0, end)), default=0)


def listed_after(mask: Mask, at: int, least: int = 2) -> Listed | None:
    """The list that begins at ``at``: items that each hold one figure, all before their noun or all after it."""
    text = mask.text
    end = _stop(text, at)
    items = _items(text, at, end)
    return _listed(text, items, at, least)


def listed_before(mask: Mask, begin: int, end: int, least: int = 2) -> Listed | None:
    """The list that ends at ``end``, of items after ``begin``; a verb may stand before its first figure."""
    found = list(_FIGURE.finditer(mask.text, begin, end))
    if len(found) < least:
        return None
    items = _items(mask.text, begin, end)
    return _listed(mask.text, items, begin, least, led=True)


def listed_among(mask: Mask, at: int, least: int = 2) -> Listed | None:
    """The list that begins after ``at``; other words may stand before its first figure."""
    end = _stop(mask.text, at)
    head, semicolon, _ = mask.text[at:end].partition(";")
    if semicolon and len(_FIGURE.findall(head)) > 1:
        end = at + len(head)
    return _listed(mask.text, _items(mask.text, at, end), at, least, led=True)


def divides(items: Sequence[str]) -> bool:
    """Whether the words of these items are opposed, one to each, so that nothing is left beside them: men and women."""
    words = [frozenset(re.findall(r"[a-z-]+", item)) for item in items]
    if len(words) == 2 and any(f"non-{one}" in words[not place] for place in (0, 1) for one in words[place]):
        return True
    return any(
        all(side & item for side, item in zip(sides, order, strict=True))
        for sides in opposites()
        if len(sides) == len(words)
        for order in permutations(words)
    )


def _stop(text: str, at: int) -> int:
    """The end of the clause that a list can reach to; a closing bracket ends what it opened."""
    depth = 0
    end = len(text)
    found = _END.search(text, at)
    if found is not None:
        end = found.start()
    head, semicolon, _ = text[at:end].partition(";")
    if semicolon and ", " in head:
        end = at + len(head)  # what commas part ends where a stronger sign does
    for place in range(at, end):
        if text[place] == "(":
            depth += 1
        elif text[place] == ")":
            depth -= 1
            if depth < 0:
                return place
    return end


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    begin = start
    bare = _ASIDE.sub(
        lambda aside: "(" + "~" * (len(aside[0]) - 2) + ")" if len(_FIGURE.findall(aside[0])) != 1 else aside[0],
        text[start:end],
    )
    first = _CUT.search(bare)
    for match in (_STRONG if first is not None and first[0][0] == ";" else _CUT).finditer(bare):
        spans.append((begin, start + match.start()))
        begin = start + match.end()
    spans.append((begin, end))
    return [span for span in spans if text[span[0] : span[1]].strip()]


def _listed(text: str, items: list[tuple[int, int]], at: int, least: int, led: bool = False) -> Listed | None:
    """The list of the items, where each has one figure and stands in one form."""
    signs: list[str] = []
    forms: set[bool] = set()
    told: list[str] = []
    single = False
    end = at
    for begin, stop in items:
        item = text[begin:stop]
        found = _FIGURE.findall(item)
        if not found:
            if _UNREAD.search(item) or (not signs and not led):
                return None  # what is listed first has no figure, or this one none that can be added
            single = single or _SINGLE.match(item) is not None
            end = stop
            continue
        if single:
            return None  # "two judges, a baker and three smiths": the baker counts too
        leads = led and not signs  # before the first figure of all other words may stand
        sign = found[-1]
        if leads and len(found) > 1 and PART_OF.search(item[: item.index(sign)]):
            sign = found[-2]  # "47 of the 50 trawlers, 10 ferries and 3 tugs"
        elif leads and _VERSUS.search(item[: item.index(sign)]):
            return None  # "by 47 votes to 10, with 3 absent"
        opens = _opens(item, sign, leads)
        if not leads and (opens is None or len(_ANY.findall(item)) > 1):
            return None
        if opens is not None and not (leads and len(items) == 2):  # "60 and 35 teachers": their noun comes once
            forms.add(opens)
        signs.append(sign)
        told.append(item)
        end = stop
    if len(signs) < least or len(forms) > 1:
        return None
    return Listed(signs, _OPEN.search(text, at, end) is not None, at, end, told)


def _opens(item: str, sign: str, leads: bool) -> bool | None:
    """Whether the figure opens its item or closes it; ``None`` where it does neither."""
    before, _, after = item.partition(sign)
    if not _LEADING.sub("", before).strip(" ("):
        return True
    closes = not after.strip(" )")
    if not leads:
        closes = closes or after.lstrip().startswith((")", "in ", "for ", "from ", "at "))
    return False if closes else None
