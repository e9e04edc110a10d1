"""Masked sentences in, sums out: a whole that the text states beside its parts, and shares that divide one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.link.claims import alike, member, wordlist
from factcheck.link.cues import Cued
from factcheck.link.lists import Listed, listed_after, listed_before
from factcheck.link.masks import GAP, LEVEL, PERCENT, SHARE, SIZE, Mask
from factcheck.model import NotChecked, Relation, Statement

__all__ = ["find"]

_WHOLE = rf"(?P<whole>{LEVEL})(?P<noun>{GAP}{{0,90}}?(?:, {GAP}{{0,40}}?{SHARE}{GAP}{{0,60}}?)?)"
# The text itself says that the whole is made of what follows.
_MADE_OF = Cued(
    rf"{_WHOLE}(?P<cue>,? ?\(?(?:consisting of|comprising|comprised of|composed of|made up of"
    rf"|consists? of|consisted of|comprises?|comprised|is comprised of"
    r"|divided into|split into|split between|split among|broken down into|broken down as|namely"
    r"|that is,|i\.e\.,?|formed by)[:,]? )",
    "consist|compris|composed|made up|divided|split|broken|namely|that is|i.e.|formed",
)
_COLON = Cued(
    rf"(?<!{LEVEL} and )(?<!{LEVEL}, )(?P<whole>{LEVEL})(?P<noun>(?:(?![(),.]){GAP}){{0,60}}?)"
    rf"(?P<cue>: | \(| [–—-] )(?=[^)]*{LEVEL}[^)]*{LEVEL})",
    ":| (| – | — | - ",
)
_PART_OF = Cued(
    rf"{_WHOLE}(?P<cue>,? ?\(?(?:including|which includes?|of which|of whom|of these|of them"
    rf"|among them|among which|amongst them)[:,]? )",
    "includ|of which|of whom|of these|of them|among",
)
_TOTAL = Cued(
    rf"(?P<cue>,? ?(?:[–—] )?\(?(?:for (?:a|an) (?:combined |grand |overall |aggregate )?total of|"
    rf"(?:making|giving) (?:a|an) (?:combined |grand |overall )?total of|a (?:combined "
    rf"|grand )?total of"
    rf"|totall?ing|(?:which |that |these |together )*(?:adding up|adds? up|added up|summing|sums?) to"
    rf"|amounting together to|together making|which (?:together (?:is|are|make|makes|come to)|makes a total of))"
    rf" )(?P<whole>{LEVEL})",
    " total|adding|add up|adds up|added up|sum to|sums to|summing|together",
)
_IN_ALL = Cued(
    rf",? ?(?:[–—] )?(?:or |that is |making )?(?P<whole>{LEVEL})(?P<noun> [a-z-]{{1,20}})?"
    rf"(?P<cue> in all| in total| altogether| all told| combined)(?=[,.;)]|\s*\Z)",
    " in all| in total| altogether| all told| combined",
)
_PLUS = Cued(
    rf"(?P<one>{LEVEL}){GAP}{{0,50}}? plus {GAP}{{0,30}}?(?P<two>{LEVEL}){GAP}{{0,50}}?(?P<cue> "
    rf"(?:equals|makes|is|are|gives|comes to|totals|make|equal|for a total of) )(?P<whole>{LEVEL})",
    " plus ",
)
_MINUS = Cued(
    rf"(?P<whole>{LEVEL}){GAP}{{0,50}}?(?P<cue> (?:minus|less|net of) ){GAP}{{0,30}}?"
    rf"(?P<two>{LEVEL}){GAP}{{0,50}}?(?:,? (?:equals|leaves|leaving|gives|giving|is|which leaves"
    rf"|makes) ){GAP}{{0,20}}?(?P<one>{LEVEL})",
    " minus | less | net of ",
)
# "192 Dutch, 44 Malaysians, including 15 crew, 27 Australians": the whole is itself an item
_OFFSET = Cued(r"\b(?:offset|less|net of|minus)\b")
_IN_LIST = Cued(rf"{LEVEL}[^;:]{{0,80}}, (?:and )?\Z")
_PARTLY_MADE = Cued(r"\b(?:primarily|mainly|largely|mostly|chiefly|principally|partly|partially)\b")
_MORE_THAN_LISTED = Cued(r"\b(?:including|worldwide|so far|to date|overall|with|across|since)\b")
_JOINED = Cued(r"\b(?:and|plus|&|as well as)\b")
_NAMED = Cued(rf"{LEVEL} [a-z]|[a-z]:? \(?{LEVEL}")
_REST = Cued(
    rf"\b(?P<cue>(?:the )?(?:remaining|rest|remainder|balance)\b{GAP}{{0,40}}?)(?P<last>{PERCENT})|"
    rf"(?P<after>{PERCENT})(?P<cue2>{GAP}{{0,30}}?(?:the (?:rest|remainder|balance)\b))(?!{GAP}{{0,40}}?{PERCENT})",
    "remain|rest|balance",
)
_SHARES = rf"{PERCENT}(?:{GAP}{{0,40}}?{PERCENT}){{1,11}}"
_FROM_TO = Cued(rf"\bfrom (?:a )?(?P<old>{_SHARES}){GAP}{{0,40}}? to (?P<new>{_SHARES})", "from ")
_SPLIT = Cued(
    rf"\b(?P<cue>split|divided|breakdown|broke down|breaks down|distributed|distribution"
    rf"|composed of|made up of|consists? of|comprises?)\b{GAP}{{0,80}}?(?P<shares>{_SHARES})",
    "split|divided|breakdown|broke|breaks|distribut|composed|made up|consist|compris",
)
_PERCENT = Cued(PERCENT)
_PARTLY = Cued(r"\b(?:average|median|per|each|every|ranging|between|up|down|growth|rate of)\b")


def find(sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The sums that the sentences claim.

    Links a whole with the parts that the text says it is made of. A list after "including" or "of which" is
    ``at_most``: nothing says that it is complete. Where it comes near its whole all the same, it is asked about with
    low confidence. Agrees: "60 vessels: 47 trawlers, 10 ferries and 3 tugs". Disagrees: "62 vessels: …".
    """
    for mask in sentences:
        if len(mask.figures) < 2:
            continue
        if mask.has("percent"):
            yield from _hundreds(mask)
        if len(mask.figures) > 2:
            yield from _wholes(mask, not_checked)


def _wholes(mask: Mask, not_checked: list[NotChecked]) -> Iterator[Relation]:
    """A mask's sums of amounts, each whole taken once."""
    taken: set[str] = set()
    for pattern, decomposition, confidence in (
        (_MADE_OF, "equal", 0.9),
        (_PART_OF, "at_most", 0.9),
        (_COLON, "equal", 0.85),
    ):
        for match in pattern.finditer(mask.text):
            if match["whole"] in taken or _PARTLY.search(match["noun"]):
                continue
            if _IN_LIST.search(mask.text, 0, match.start("whole")) or _PARTLY_MADE.search(match[0]):
                continue
            listed = listed_after(mask, match.end())
            if listed is None or (pattern is _COLON and not _closed(mask, listed, match["cue"])):
                continue
            relation = _sum(mask, match, listed, decomposition, confidence, not_checked)
            if relation is not None:
                taken.add(match["whole"])
                yield relation
    for pattern in (_TOTAL, _IN_ALL):
        for match in pattern.finditer(mask.text):
            if match["whole"] in taken or _MORE_THAN_LISTED.search(mask.text[match.end() : match.end() + 40]):
                continue
            # "…, a total of" may go on from the sentence before; three parts in a row are a list.
            least = 3 if match["cue"].strip(" ,–—(") == "a total of" else 2
            listed = listed_before(mask, _clause(mask.text, match.start()), match.start(), least)
            relation = listed and _sum(mask, match, listed, "equal", 0.9, not_checked)
            if relation:
                taken.add(match["whole"])
                yield relation
    yield from _leavings(mask, taken)


def _closed(mask: Mask, listed: Listed, cue: str) -> bool:
    """After a colon the list must fill what is left, and name what it counts: (0.56, 0.95) is an interval."""
    words = mask.text[listed.start : listed.end]
    if (not _JOINED.search(words) and (len(listed.signs) < 3 and ";" not in words)) or not _NAMED.search(words):
        return False
    rest = mask.text[listed.end :]
    return not rest.strip(" .)!") or ("(" in cue and rest.startswith(")"))


def _clause(text: str, end: int) -> int:
    """Where the clause before ``end`` begins."""
    return max((sign.end() for sign in _CLAUSE_END.finditer(text, 0, end)), default=0)


_CLAUSE_END = re.compile(r"[:;.?!] ")


def _sum(
    mask: Mask,
    match: re.Match[str],
    listed: Listed,
    decomposition: str,
    confidence: float,
    not_checked: list[NotChecked],
) -> Relation | None:
    total = mask.figure(match["whole"])
    parts = [mask.figure(sign) for sign in listed.signs]
    if (
        match["whole"] in listed.signs
        or not alike((total, *parts))
        or any(not _is_amount(one) for one in (total, *parts))
    ):
        return None
    if {part.figure.value for part in parts} == {total.figure.value} and len({part.figure.unit for part in parts}) == 1:
        return None
    if any(part.figure.unit in _GROUPS for part in parts) and total.figure.unit not in _GROUPS:
        return None  # "12 villages, divided into 3 groups and 4 classes"
    if any(_is_item(part, total) for part in parts):
        return None  # "four aims: 9 schools and 5 roads"
    if _OFFSET.search(mask.text, listed.start, listed.end):
        return None
    if listed.is_open and decomposition == "equal":
        decomposition = "at_most"
    if decomposition == "at_most" and any(part.role == "change" for part in parts):
        return None
    doubts: tuple[str, ...] = ()
    if decomposition == "at_most" and _may_be_all(total, parts, listed):
        decomposition, confidence, doubts = "equal", 0.4, ("the text does not say that the list is complete",)
    elif decomposition == "at_most" and total.figure.hedge in ("more than", "at least"):
        not_checked.append(NotChecked("sums/parts-add-up", "the list is open and the whole has no upper bound"))
    return Relation(
        relation="",
        kind="sum",
        members=(member("whole", total), *(member("part", part) for part in parts)),
        decomposition=decomposition,
        cue=match["cue"].strip(" ,(:–—") or mask.words(match.start("cue"), listed.end)[:80],
        confidence=confidence,
        reasons=("the parts are listed beside their whole",),
        doubts=doubts,
    )


_GROUPS = wordlist("divisions")


def _is_item(part: Statement, total: Statement) -> bool:
    """Whether the total is no sum of a list with this part: it numbers the items, or the part says it again."""
    whole, one = total.figure, part.figure
    if whole.kind != "count":
        return False
    if one.unit == whole.unit:
        return bool(one.unit) and one.value == whole.value  # "They grew by 47 trawlers: 47 trawlers, 10 ferries"
    return whole.value <= 12 and one.value > whole.value


def _may_be_all(total: Statement, parts: Sequence[Statement], listed: Listed) -> bool:
    """Whether an open list of several parts comes so near to its whole that one should ask: a doubt, no alarm."""
    whole = total.figure.value
    bounded = total.figure.hedge in ("more than", "at least")  # a round whole, which its parts may well exceed
    added = sum((part.figure.value for part in parts), Decimal(0))
    return (
        len(parts) > 2
        and not listed.is_open
        and whole * Decimal("0.8" if bounded else "0.9") <= added <= whole * Decimal("1.25" if bounded else 1)
    )


def _is_amount(statement: Statement) -> bool:
    return (
        statement.figure.upper is None
        and statement.modality != "quoted"
        and statement.role not in ("base", "threshold")
    )


def _leavings(mask: Mask, taken: set[str]) -> Iterator[Relation]:
    """ "Of the 60 vessels, 47 are trawlers and the remaining 13 ferries"; sums with plus and minus."""
    for match in _LEAVING.finditer(mask.text):
        middle = [found["size"] for found in _TAKEN.finditer(match["first"])]
        yield from _of_figures(mask, match, middle, taken)
    for match in _PLUS.finditer(mask.text):
        yield from _calculated(mask, match)
    for match in _MINUS.finditer(mask.text):
        yield from _calculated(mask, match)


# "41 are let to 30 tenants": the 30 are none of what was divided
_TAKEN = Cued(rf"(?<! to )(?<! by )(?<! with )(?<! for )(?<! at )(?<! in )(?<! from )(?P<size>{SIZE})")
_LEAVING = Cued(
    rf"\b(?:of|out of|from) (?:the |its |our |their |all |these |those |his |her )?"
    rf"(?P<whole>{SIZE})(?P<first>(?:{GAP}{{1,70}}?{SIZE}){{1,5}}{GAP}{{1,70}}?)(?P<cue>(?:,? "
    rf"(?:and|while|with|but)|,|;)? ?(?:the (?:remaining|other|rest,|remainder,)|leaving(?: only"
    rf"| just)?) ?)(?P<last>{SIZE})",
    "remain|other|rest,|leaving",
)


def _of_figures(mask: Mask, match: re.Match[str], middle: list[str], taken: set[str]) -> Iterator[Relation]:
    signs = [*middle, match["last"]]
    if match["whole"] in taken:
        return
    figures = [mask.figure(match["whole"]), *(mask.figure(sign) for sign in signs)]
    if not alike(figures) or not all(map(_is_amount, figures)):
        return
    taken.add(match["whole"])
    yield Relation(
        "", "sum", (member("whole", figures[0]), *(member("part", part) for part in figures[1:])), "equal",
        match["cue"].strip(" ,;"), 0.85, reasons=("what remains is stated beside the whole and what was taken",),
    )  # fmt: skip


def _calculated(mask: Mask, match: re.Match[str]) -> Iterator[Relation]:
    figures = [mask.figure(match[name]) for name in ("whole", "one", "two")]
    if not alike(figures) or not all(map(_is_amount, figures)):
        return
    parts = (member("part", part) for part in figures[1:])
    yield Relation(
        "", "sum", (member("whole", figures[0]), *parts), "equal", match["cue"].strip(), 0.85,
        reasons=("the text calculates it",),
    )  # fmt: skip


# ── shares that divide one whole ────────────────────────────────────────────────────────────────────


def _hundreds(mask: Mask) -> Iterator[Relation]:
    text = mask.text
    for match in _FROM_TO.finditer(text):
        before, after = _PERCENT.findall(match["old"]), _PERCENT.findall(match["new"])
        if len(before) == len(after) and (_is_hundred(mask, before) or _is_hundred(mask, after)):
            for signs in (before, after):
                yield _hundred(
                    mask,
                    signs,
                    "from … to …",
                    0.85,
                    "the shares of one year add up to 100%, so those of the other must",
                )
            return
    rest = _REST.search(text)
    if rest is not None:
        begin = _clause(text, rest.start())
        signs = _PERCENT.findall(text, begin, rest.end("last" if rest["last"] else "after"))
        if 2 <= len(signs) <= 12 and not _mixed(text[begin : rest.start()]) and _is_near(mask, signs):
            yield _hundred(
                mask, signs, (rest["cue"] or rest["cue2"]).strip(), 0.85, "the last share is said to be the rest"
            )
            return
    for match in _SPLIT.finditer(text):
        signs = _PERCENT.findall(match["shares"])
        alone = not _PERCENT.search(text, 0, match.start("shares"))
        if (
            len(signs) > 2
            and alone
            and not _mixed(match["shares"])
            and not _OPEN.search(text, match.start())
            and _is_near(mask, signs)
        ):
            yield _hundred(mask, signs, match["cue"], 0.8, "the shares are said to divide one whole")
            return


_OPEN = Cued(rf"\b(?:including|(?<!{PERCENT} )others?|etc|such as|among)\b")


def _mixed(words: str) -> bool:
    """Whether rates of change stand among the shares."""
    return (
        re.search(
            r"\b(?:up|down|increase[ds]?|decrease[ds]?|rose|fell|grew|growth|decline[ds]?|from"
            r"|compared|than|respectively|margin)\b",
            words,
        )
        is not None
    )


def _is_hundred(mask: Mask, signs: list[str]) -> bool:
    """Whether the shares add up to 100% as well as their rounding lets them."""
    figures = [mask.figure(sign).figure for sign in signs]
    slack = sum((figure.q for figure in figures), Decimal(0)) / 2
    return abs(sum((figure.value for figure in figures), Decimal(0)) - 100) <= slack


def _is_near(mask: Mask, signs: list[str]) -> bool:
    """Whether the shares can be meant as all: who goes on from the sentence before gives the last ones only."""
    total = sum((mask.figure(sign).figure.value for sign in signs), Decimal(0))
    return 70 <= total <= 130


def _hundred(mask: Mask, signs: list[str], cue: str, confidence: float, reason: str) -> Relation:
    members = tuple(member("part", mask.figure(sign)) for sign in signs)
    return Relation("", "total100", members, "equal", cue, confidence, reasons=(reason,))
