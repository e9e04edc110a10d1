"""Masked sentences in, balances out: what comes in, what goes out and what is left, as a sum of the larger side."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from factcheck.link.claims import alike, bare, is_amount, member, wordlist
from factcheck.link.cues import Cued
from factcheck.link.masks import GAP, LEVEL, SHARE, Mask
from factcheck.model import NotChecked, Relation, Statement

__all__ = ["find"]


class Balance(NamedTuple):
    """One balance of ``balances.toml``: the pattern of the words that name its sides, and what it cannot do without."""

    words: Cued
    cues: tuple[str, ...]
    plain: bool


_SIDES = ("over", "under", "either", "more", "less")
_OUTGROWN = ("exceed", "outnumber", "outweigh", "outstrip", "surpass")


@cache
def _known() -> tuple[Balance, ...]:
    """The balances of ``balances.toml``, in its order."""
    read = tomllib.loads((files("factcheck.link") / "balances.toml").read_bytes().decode())
    return tuple(
        Balance(_words(one), (*one["cues"].split("|"), *_OUTGROWN), one.get("plain", True)) for one in read["balances"]
    )


def _words(sides: Mapping[str, str]) -> Cued:
    """The words that name a side; "imports exceeded exports by" names the difference."""
    more, less = f"(?:{sides['more']})", f"(?:{sides['less']})"
    outgrew = rf" (?:{'|'.join(_OUTGROWN)})(?:p?ed|p?ing|e?s)? "
    told = {"over": f"{more}{outgrew}{less} by", "under": f"{less}{outgrew}{more} by"}
    words = {side: [one[side] for one in (sides, told) if side in one] for side in _SIDES}
    named = (f"(?P<{side}>{'|'.join(some)})" for side, some in words.items() if some)
    return Cued(f"(?<![a-z-])(?:{'|'.join(named)})(?![a-z-])")


# "by 58 votes to 41, a majority of 17"
_MARGIN = Cued(
    rf"(?P<one>{LEVEL}){GAP}{{0,40}}? (?:to|against|over|versus|and|while|with|,) {GAP}{{0,40}}?(?P<other>{LEVEL})"
    rf"{GAP}{{0,40}}?(?P<cue>(?:,? (?:an?|with an?|by an?|for an?|giving (?:[a-z]+ )?an?) |,? \((?:an? )?)"
    r"(?:(?!profit|gross|operating|net|overall|absolute)[a-z-]+ )?(?:majority|margin|lead|difference|advantage|gap) of"
    rf"|,? (?:winning|a win|a victory) by) (?P<left>{LEVEL})",
    "majority of|margin of|lead of|difference of|advantage of|gap of|winning by|a win by|a victory by",
)
# "births (640) exceeded deaths (410) by 230"; without brackets it is a change
_EXCEEDED = Cued(
    rf"(?P<one>{LEVEL}){GAP}{{0,40}}?"
    rf" (?P<cue>(?:(?<=\) )(?:exceed|surpass)|outnumber|outweigh|outstrip|outpac|beat|defeat)[a-z]*)"
    rf" {GAP}{{0,50}}?(?P<other>{LEVEL}){GAP}{{0,30}}? by (?:just |only |some |about )?(?P<left>{LEVEL})(?! to )",
    "exceed|outnumber|outweigh|outstrip|surpass|outpac|beat|defeat",
)
_FROM = re.compile(r"\bfrom\b")
# What stands between a noun and its figure, and before a noun that its figure leads.
_TAIL = re.compile(rf"(?P<words>(?:(?![,()]){GAP}){{0,60}}?)(?:{SHARE},? (?:to|at) )?(?P<figure>{LEVEL})")
_LEAD = re.compile(rf"(?P<figure>{LEVEL})(?P<words>(?: [a-z'’-]+){{0,3}}) \Z")
# Words that begin another thing between a noun and its figure, or make another thing of the figure.
_PARTED = re.compile(
    r"\b(?:and|but|while|whilst|whereas|by|from|than|per|average|each|which|who|up|down|or|as|with|without|including"
    r"|excluding|before|after|against|minus|less|plus|because|if|when|where|over|through|versus|not)\b"
    r"|\b(?:to|of|for|on) (?!(?:about|around|roughly|nearly|almost|some|just|only|an?|the|this|last|that|goods|services"
    r"|merchandise|people|estimated|reach|be|total|come)\b)[a-z]"
)
_PARTED_LEAD = re.compile(
    r"\b(?:and|but|while|than|to|on|against|after|at|less|minus|plus|with|from|by|per|over|as|a|an)\b"
)
# "total income"; "operating and other costs"
_BESIDE = re.compile(r"(?:(?P<first>[^\W\d_]+) and )?(?P<word>(?:[^\W\d_]|['’-])*[^\W\d_]) ?\Z")
_THAN = re.compile(r"\b(?:than|compared with|compared to|against) (?:the |its |their )?\Z")
_COMPARED = re.compile(
    r" ?(?:[a-z]+ ){0,2}(?:higher|lower|more|fewer|above|below|up|down|each|per|every|apiece|compared)\b"
)
_VERBS = frozenset(
    {"spent", "spend", "spends", "left", "lost", "bought", "paid", "cost", "took in", "take in", "takes in", "budget"}
)
_THEN = re.compile(
    r"(?:\b(?:leav(?:es?|ing)|left|giv(?:es?|ing)|gave|result(?:s|ing|ed)? in|yield(?:s|ing|ed)?|produc(?:e|es|ed|ing)"
    r"|mak(?:es?|ing)|made|generat(?:ed|ing)|for|so|hence|thus|therefore|with|after)|,|[–—(])"
    r" (?:(?:an?|the|it|them|us|him|her|you|only|just|small|modest|slim|net|overall|record|total|resulting|annual"
    r"|operating|pre-tax|healthy) ){0,5}\Z"
)
_ELSEWHEN = re.compile(
    r"\b(?:previous|prior|last|earlier|years? ago|years|previously|before that|(?:year|month|day) before|compared"
    r"|versus|improve[ds]? from)\b"
)
_PLACED = re.compile(r" (?:to|from) (?:the )?(?!all\b|date\b|year\b)[a-z]")
_MAY_BE = re.compile(
    r"\b(?:expect(?:ed|s)?|anticipated?|planned|budgeted|forecasts?|projected|estimated?|targeted|predicted|foreseen"
    r"|target|plan|hoped|aims?|will|would)\b"
)


class _Bound(NamedTuple):
    """A figure on one side of a balance, with the span of its words and figure."""

    side: str | None
    statement: Statement
    mask: Mask
    start: int
    end: int
    words: str


def find(sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The balances that the sentences claim.

    Links income, expenditure and surplus, exports, imports and the trade deficit, births, deaths and natural growth
    and their like, in one sentence or two neighbouring ones. Agrees: "Income was $8.0 million and expenditure $7.4
    million, leaving a surplus of $0.6 million". Disagrees: "…, leaving a surplus of $0.9 million".
    """
    told: set[int] = set()
    for mask in sentences:
        if len(mask.figures) > 2:
            for relation in (*_balances((mask,)), *_margins(mask)):
                told.add(mask.number)
                yield relation
    for before, mask in pairwise(sentences):
        if (
            mask.follows(before)
            and len(before.figures) + len(mask.figures) > 2
            and not told & {before.number, mask.number}
        ):
            yield from _balances((before, mask))


def _balances(window: tuple[Mask, ...]) -> Iterator[Relation]:
    """The first balance that one sentence states, or two."""
    if len({year for mask in window for year in mask.years}) > 1:
        return  # one side may be of another year
    for balance in _known():
        if not any(cue in mask.text for cue in balance.cues for mask in window):
            continue
        bound = [one for mask in window for one in _bound(mask, balance.words)]
        relation = _balance(balance, bound, window)
        if relation is not None:
            yield relation
            return


def _margins(mask: Mask) -> Iterator[Relation]:
    """ "by 58 votes to 41, a majority of 17": the larger is the smaller and what it is ahead by."""
    if "seats" in mask.text:
        return  # a majority of seats is one over all others
    for match in (*_MARGIN.finditer(mask.text), *_EXCEEDED.finditer(mask.text)):
        one, other, left = (mask.figure(match[name]) for name in ("one", "other", "left"))
        if not alike((one, other, left)) or not all(map(is_amount, (one, other, left))):
            continue
        if _FROM.search(mask.text, max(0, match.start() - 40), match.start("other")):
            continue  # what moved "from 3 to 5", and from a loss to a profit
        part, whole = sorted((one, other), key=_value)
        if one.figure.kind == "percent" and _is_far_off(whole, part, left):
            continue  # "18% against 20% last year, a margin on what was added of 29%"
        yield Relation(
            "", "sum", (member("whole", whole), member("part", part), member("part", left)), "equal",
            bare(match["cue"]).split(maxsplit=1)[-1], 0.85,
            reasons=("what parts two numbers is stated with them",),
        )  # fmt: skip


def _bound(mask: Mask, tokens: Cued) -> list[_Bound]:
    """Each word of a side with its figure: the next one after it, or else the one right before it."""
    found = list(tokens.finditer(mask.text))
    bound: dict[str, _Bound] = {}
    lone: list[re.Match[str]] = []
    stops = [*(token.start() for token in found[1:]), len(mask.text)]
    for token, stop in zip(found, stops, strict=False):
        match = _TAIL.match(mask.text, token.end(), stop)
        if match is None or _PARTED.search(match["words"]) or not _is_bare(mask.text, token):
            lone.append(token)
        elif not _COMPARED.match(mask.text, match.end()):
            bound[match["figure"]] = _bind(mask, token, match)
    for token in lone:
        match = _LEAD.search(mask.text[: token.start()])
        if match is None or _PARTED_LEAD.search(match["words"]) or _THAN.search(mask.text[: match.start()]):
            continue
        if _is_verb(token[0]) or _beside().issuperset(match["words"].split()):
            bound.setdefault(match["figure"], _bind(mask, token, match))
    return list(bound.values())


def _bind(mask: Mask, token: re.Match[str], match: re.Match[str]) -> _Bound:
    span = (*token.span(), *match.span())
    return _Bound(token.lastgroup, mask.figure(match["figure"]), mask, min(span), max(span), token[0])


def _is_bare(text: str, token: re.Match[str]) -> bool:
    """Whether no word makes less of the noun: "tax revenue" is not all of it."""
    before = _BESIDE.search(text[: token.start()])
    if _is_verb(token[0]) or before is None:
        return True
    word = before["word"]
    return word in _beside() or word.endswith(("'s", "’s")) or before["first"] in _beside()


def _is_verb(words: str) -> bool:
    return words in _VERBS or words.startswith(("sold ", "resold ")) or words.endswith(("ed", " by"))


def _beside() -> frozenset[str]:
    return wordlist("beside_balances")


def _balance(balance: Balance, bound: Sequence[_Bound], window: tuple[Mask, ...]) -> Relation | None:
    more, less, left = (_one(bound, sides) for sides in (("more",), ("less",), _SIDES[:3]))
    if more is None or less is None or left is None:
        return None
    figures = [one.statement for one in (more, less, left)]
    if not alike(figures) or not all(map(is_amount, figures)):
        return None
    if "change" in (more.statement.role, less.statement.role):
        return None
    if left.statement.figure.kind == "percent" and not any("gdp" in mask.text for mask in window):
        return None  # "exports grew 5% and imports 7%"
    led = _THEN.search(left.mask.text[: left.start]) is not None
    if not led and (not balance.plain or _is_far_off(*figures)):
        return None
    if len(window) > 1 and not balance.plain:
        return None
    if _is_elsewhen(left) or _is_elsewhen(more) != _is_elsewhen(less) or _is_placed(more) != _is_placed(less):
        return None
    if _is_planned(left) and not (_is_planned(more) or _is_planned(less) or left.mask.text.startswith("with ")):
        return None
    whole, part = (less.statement, more.statement) if left.side == "under" else (more.statement, less.statement)
    if left.side == "either":
        part, whole = sorted((less.statement, more.statement), key=_value)
    return Relation(
        "",
        "sum",
        (member("whole", whole), member("part", part), member("part", left.statement)),
        "equal",
        left.words,
        0.7 if len(window) > 1 else 0.85,
        reasons=("what comes in, what goes out and what is left are stated together",),
    )


def _value(one: Statement) -> Decimal:
    return one.figure.value


def _one(bound: Sequence[_Bound], sides: tuple[str, ...]) -> _Bound | None:
    """The one figure on these sides, ``None`` where it is not one."""
    found = [one for one in bound if one.side in sides and one.statement.role != "base"]
    return found[0] if len({one.statement.figure.value for one in found}) == 1 else None


def _is_far_off(more: Statement, less: Statement, left: Statement) -> bool:
    """Whether what is left is more than five times what follows, or less than a fifth: that of another thing."""
    expected = abs(more.figure.value - less.figure.value)
    return not expected / 5 <= left.figure.value <= expected * 5


def _around(one: _Bound) -> str:
    """The clause of a figure."""
    text = one.mask.text
    return _BEGUN.split(text[: one.start])[-1] + text[one.start : one.end] + _ENDED.split(text[one.end :])[0]


_BEGUN = re.compile(r"[,;:(]")
_ENDED = re.compile(r"[,;:)]")


def _is_elsewhen(one: _Bound) -> bool:
    return _ELSEWHEN.search(_around(one)) is not None


def _is_placed(one: _Bound) -> bool:
    """Whether words behind its figure make a part of it: "exports of $8.0 billion to Asia"."""
    return one.words.endswith("ports") and _PLACED.match(one.mask.text, one.end) is not None


def _is_planned(one: _Bound) -> bool:
    return one.statement.figure.hedge == "about" or _MAY_BE.search(_around(one)) is not None  # "is estimated at"
