"""Masked sentences in, sums out: a whole that the text states beside its parts, and shares that divide one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from factcheck.link.claims import alike, bare, exactly, given, is_plain, member, wordlist
from factcheck.link.cues import Cued
from factcheck.link.lists import Listed, clause_start, divides, listed_after, listed_before
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
    rf"(?P<cue>,? ?(?:[–—] )?\(?(?:for (?:a|an) (?:combined |grand |overall |aggregate |match |joint )?total of|"
    rf"(?:making|giving) (?:a|an) (?:combined |grand |overall )?total of|a (?:combined "
    rf"|grand )?total of"
    rf"|(?:making|giving|makes?|gives?|for) an? combined|totall?ing"
    rf"|(?:which |that |these |together )*(?:adding up|adds? up|added up|summing|sums?) to"
    rf"|amounting together to|together making|which (?:together (?:is|are|make|makes|come to)|makes a total of)"
    rf"|,? together(?: costing)?|for (?:a )?(?:combined |overall )?total [a-z]+ of|(?:together )?totall?(?:ed|s)?)"
    rf" )(?P<whole>{LEVEL})",
    " total|adding|add up|adds up|added up|sum to|sums to|summing|together|combined",
)
_IN_ALL = Cued(
    rf",? ?(?:[–—] )?(?:or |that is |making )?(?P<whole>{LEVEL})(?P<noun> [a-z-]{{1,20}})?"
    rf"(?P<cue> in all| in total| altogether| all told| combined| between them| put together)(?=[,.;)]|\s*\Z)",
    " in all| in total| altogether| all told| combined| between them| put together",
)
_GAMES = r"(?:games|matches|fixtures|bouts|fights|tests)\b"
# "Together the 40 men and 22 women make up a crew of 62"
_JOINTLY = Cued(
    r"(?P<cue> (?:make|makes|made|form|formed|come|came|amount|amounted|cost|raised|spent|employ|have|had|hold|own)"
    rf"(?: up| to)?(?: an? (?:[a-z-]+ ){{1,2}}of)? )(?P<whole>{LEVEL})",
    "together|combined|between them|jointly",
)
_TOGETHER = Cued(r"\b(?:together|combined|between them|jointly)\b")
_OF_ITS = Cued(
    rf"(?P<cue>(?: of (?:its|their|the|his|her|our|all)(?: first| last| opening| previous)?"
    rf"|,? out of(?: a total of| the| all)?|(?: on| in| form| make up) (?:the|a|its|this)(?= {SIZE}-[a-z])"
    rf"|(?: in| from| over)(?: the| their| its)?(?: first| last| opening)?(?= {SIZE} {_GAMES})) )(?P<whole>{SIZE})",
    " of | on | in | form | make up | from | over ",
)
# "Of 62 boats, …", "62 boats were …": a list that leaves nothing out says so by its words alone
_OF_WHOLE = Cued(
    r"\b(?:of|among|out of) (?:the |all |its |our |their |these |those )?"
    rf"(?P<whole>{SIZE})(?P<noun>{GAP}{{1,60}}?)(?P<cue>,) ",
    "of |among ",
)
# "In 24 games they won 15, drew three and lost six"
_IN_GAMES = Cued(
    rf"\b(?P<cue>in|over|after|from) (?:the |its |their |his |her )?(?:first |last |opening )?(?P<whole>{SIZE})"
    rf"(?P<noun> {_GAMES}),? ",
    " games| matches| fixtures| bouts| fights| tests",
)
_APPOSED = Cued(rf"(?P<whole>{SIZE})(?P<noun>{GAP}{{1,60}}?)(?P<cue>,|;|,? with| were| are| was| is| includes?) ")
# "Another 12 joined the 50 already there, bringing the total to 62"
_ADDED = Cued(
    rf"(?P<more>\b(?:another|further|additional|added|adding|extra|more|new)\b{GAP}{{0,30}}?)(?P<one>{SIZE}){GAP}{{0,60}}?"
    rf" (?:to|joined|joining|on top of|besides) (?:the |its |their )?(?:existing |previous |earlier |original |first )?"
    rf"(?P<two>{SIZE}){GAP}{{0,50}}?(?P<cue>,? (?:(?:bringing|taking|raising|lifting)(?: [a-z]+){{1,6}} to"
    rf"|(?:for|making|giving) (?:a |an )?(?:new )?total of) )(?P<whole>{SIZE})",
    "bringing|taking|raising|lifting|total of",
)
# "Wages were $4 million and rent $1 million. Together they cost $5 million."
_THEN_TOTAL = Cued(
    rf"\A(?:(?P<cue>(?:taken )?together|combined|between them|(?:that|this|it) (?:makes|made|gives|gave|is|was) an?"
    rf"(?: combined| grand| overall)? total)\b|(?P<loose>in total|in all|all told|altogether"
    rf"|the (?:combined |overall |grand )?total(?: [a-z]+)? (?:is|was|came to|comes to)))"
    rf"{GAP}{{0,40}}? ?(?P<whole>{LEVEL})",
    "together|combined|between them|total|in all|all told",
)
# "equals" belongs to the figure
_PLUS = Cued(
    rf"(?P<one>{LEVEL}){GAP}{{0,50}}? plus {GAP}{{0,30}}?(?P<two>{LEVEL})(?:{GAP}{{0,50}}?(?P<cue> "
    rf"(?:makes?|is|are|gives?|comes? to|equal))|) (?P<whole>{LEVEL})",
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
_DIFFERENCE = re.compile(
    r"\b(?:net (?:debt|assets|worth|cash|migration|gain|loss)|surplus|deficit|gap|difference|majority|margin|lead"
    rf"|shortfall)(?:(?![,(]){GAP}){{0,30}}\Z"
)
_AVERAGED = Cued(r"\b(?:averag(?:e|ed|ing)|per|each|apiece|every)\b")
_IN_LIST = Cued(rf"{LEVEL}[^;:]{{0,80}}, (?:and )?\Z")
_PARTLY_MADE = Cued(r"\b(?:primarily|mainly|largely|mostly|chiefly|principally|partly|partially)\b")
_MORE_THAN_LISTED = Cued(r"\b(?:including|worldwide|so far|to date|overall|with|across|since)\b")
_BUT = Cued(r"\b(?:while|whereas|but|although|though)\b")
_JOINED = Cued(r"\b(?:and|plus|&|as well as)\b")
_NAMED = Cued(rf"{LEVEL} [a-z]|[a-z]:? \(?{LEVEL}")
_PERCENT = Cued(PERCENT)
_PARTLY = Cued(r"\b(?:average|median|per|each|every|ranging|between|up|down|growth|rate of)\b")


def find(sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The sums that the sentences claim.

    Links a whole with the parts that the text says it is made of. A list after "including" or "of which" is
    ``at_most``: nothing says that it is complete. Where it comes near its whole all the same, it is asked about with
    low confidence. Agrees: "60 vessels: 47 trawlers, 10 ferries and 3 tugs". Disagrees: "62 vessels: …".
    """
    for mask in sentences:
        if len(mask.figures) > 2:
            yield from _wholes(_bare(mask), _in_hundred(mask), not_checked)
    for before, mask in pairwise(sentences):
        if mask.follows(before) and len(mask.figures) == 1:
            yield from _together(_bare(before), mask)


_ASIDES = (
    (re.compile(rf"({SIZE}{GAP}{{0,40}}?)(?:,? \((?:or )?{SHARE}(?: of {GAP}{{1,20}})?\)|, or {SHARE},)"), r"\1"),
    (re.compile(rf"{SHARE},? (?:\(|or )({SIZE})[),]?"), r"\1"),
)
_OF_WHOM = re.compile(rf"(?<=, )({SIZE}) (of (?:whom|which|them))(?= [a-z])")


def _bare(mask: Mask) -> Mask:
    """The sentence without the shares that stand beside their amounts: "96 (30%)", "30% (96)"."""
    text = mask.text
    for pattern, by in _ASIDES:
        text = pattern.sub(by, text)
    text = _OF_WHOM.sub(r"\2 \1", text)  # "62 boats, 47 of them trawlers"
    return mask if text == mask.text else replace(mask, text=text)


def _in_hundred(mask: Mask) -> frozenset[str]:
    """The amounts that shares stand beside, where those are all of a hundred: the amounts are all of their whole."""
    found = [match for pattern in _ASIDES for match in pattern[0].finditer(mask.text)]
    figures = [mask.figure(sign).figure for match in found for sign in _PERCENT.findall(match[0])]
    off = abs(sum((figure.value for figure in figures), Decimal(-100)))
    is_hundred = figures and off * 2 <= sum(figure.q for figure in figures)
    return frozenset(match[1][0] for match in found if is_hundred)


def _together(before: Mask, mask: Mask) -> Iterator[Relation]:
    """ "Wages were $4 million and rent $1 million. Together they cost $5 million."""
    match = _THEN_TOTAL.search(mask.text)
    listed = listed_before(before, 0, len(before.text.rstrip(" ."))) if match is not None else None
    if match is None or listed is None or len(listed.signs) < len(before.figures) or listed.is_open:
        return
    whole, parts = mask.figure(match["whole"]), [before.figure(sign) for sign in listed.signs]
    if not alike((whole, *parts)) or not all(map(_is_amount, (whole, *parts))):
        return
    added = sum(part.figure.value for part in parts)
    if added > whole.figure.value * 2 or whole.figure.value > added * 2:
        return  # of more than these
    yield Relation(
        "", "sum", (member("whole", whole), *(member("part", part) for part in parts)), "equal",
        match["cue"] or match["loose"], 0.7 if match["cue"] else 0.45,
        reasons=("the whole is stated in the next sentence",),
    )  # fmt: skip


def _wholes(mask: Mask, hundred: frozenset[str], not_checked: list[NotChecked]) -> Iterator[Relation]:
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
            if pattern is not _MADE_OF and _is_difference(mask, match):
                continue
            listed = listed_after(mask, match.end())
            if listed is None or (pattern is _COLON and not _closed(mask, listed, match["cue"])):
                continue
            if decomposition == "at_most" and _is_all(listed, hundred) and _is_whole_of(mask, match, listed):
                relation = _sum(mask, match, listed, "equal", 0.85, not_checked)
            else:
                relation = _sum(mask, match, listed, decomposition, confidence, not_checked)
            if relation is not None:
                taken.add(match["whole"])
                yield relation
    yield from _exhausted(mask, hundred, taken, not_checked)
    for pattern in (_TOTAL, _IN_ALL, _JOINTLY):
        for match in pattern.finditer(mask.text):
            begin = clause_start(mask.text, match.start())
            if pattern is _JOINTLY and not _TOGETHER.search(mask.text, begin, match.end() + 30):
                continue
            if (
                _is_difference(mask, match)
                or match["whole"] in taken
                or _MORE_THAN_LISTED.search(mask.text[match.end() : match.end() + 40])
            ):
                continue
            listed = listed_before(mask, begin, match.start())
            # "…, a total of" may go on from the sentence before; three parts in a row are a list.
            doubtful = listed and len(listed.signs) < 3 and match["cue"].strip(" ,–—(") == "a total of"
            if doubtful and not _ENDS.match(mask.text, match.end()):
                continue
            if listed and _BUT.search(mask.text, mask.text.index(listed.signs[-1]), match.start()):
                continue
            relation = listed and _sum(mask, match, listed, "equal", 0.45 if doubtful else 0.9, not_checked)
            if relation:
                taken.add(match["whole"])
                yield relation
    yield from _leavings(mask, taken)


def _is_difference(mask: Mask, match: re.Match[str]) -> bool:
    """ "net debt was $3 million: debt of $4 million and cash of $1 million"."""
    return _DIFFERENCE.search(mask.text[: match.start("whole")]) is not None


def _exhausted(
    mask: Mask, hundred: frozenset[str], taken: set[str], not_checked: list[NotChecked]
) -> Iterator[Relation]:
    """The sums of wholes whose parts leave nothing out: men and women, or shares that are all of a hundred."""
    if len(mask.figures) > 12:
        return
    for pattern in (_OF_WHOLE, _IN_GAMES, _APPOSED, _OF_ITS):
        for match in pattern.finditer(mask.text):
            if match["whole"] in taken:
                continue
            if pattern is _OF_ITS:
                listed = listed_before(mask, clause_start(mask.text, match.start()), match.start())
            else:
                listed = listed_after(mask, match.end())
            if listed is None or match["whole"] in listed.signs or not _is_all(listed, hundred):
                continue
            if pattern is not _OF_ITS and _PARTLY.search(match["noun"]):
                continue
            if pattern is _IN_GAMES and any(len(item.split()) > 4 for item in listed.items[1:]):
                continue  # "they won 15, and in the cup they drew three"
            if not _is_whole_of(mask, match, listed):
                continue
            relation = _sum(mask, match, listed, "equal", 0.85, not_checked)
            if relation is not None:
                taken.add(match["whole"])
                yield relation


def _is_whole_of(mask: Mask, match: re.Match[str], listed: Listed) -> bool:
    """Whether the whole is near enough to its parts to be of them alone."""
    if _AMONG.match(listed.items[0].lstrip()):
        return False
    whole = mask.figure(match["whole"]).figure.value
    added = sum((mask.figure(sign).figure.value for sign in listed.signs), Decimal(0))
    slack = 10 if "out of" in match["cue"] else 50  # hundredths
    return abs(added - whole) * 100 <= whole * slack


_AMONG = Cued(r"(?:among|amongst|including|such as|like|some of) ")


def _is_all(listed: Listed, hundred: frozenset[str]) -> bool:
    """Whether the items leave nothing out."""
    return hundred == set(listed.signs) or divides(listed.items)


def _closed(mask: Mask, listed: Listed, cue: str) -> bool:
    """After a colon the list must fill what is left, and name what it counts: (0.56, 0.95) is an interval."""
    words = mask.text[listed.start : listed.end]
    joined = _JOINED.search(words) or len(listed.signs) > 2 or ";" in words or divides(listed.items)
    if not joined or not _NAMED.search(words):
        return False
    rest = mask.text[listed.end :]
    return not rest.strip(" .)!") or ("(" in cue and rest.startswith(")"))


_ENDS = re.compile(r"(?: [a-z-]+)?\s*(?:[.;)]|\Z)")


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
        or not all(map(_is_amount, parts))
        or not (_is_amount(total) or _is_named_number(mask, match["whole"], total))
    ):
        return None
    if {part.figure.value for part in parts} == {total.figure.value} and len({part.figure.unit for part in parts}) == 1:
        return None
    if any(part.figure.unit in _GROUPS for part in parts) and total.figure.unit not in _GROUPS:
        return None  # "12 villages, divided into 3 groups and 4 classes"
    if any(_is_item(part, total) for part in parts):
        return None  # "four aims: 9 schools and 5 roads"
    if _OFFSET.search(mask.text, listed.start, listed.end) or _AVERAGED.search(mask.text, listed.start, listed.end):
        return None
    if listed.is_open and decomposition == "equal":
        decomposition = "at_most"
    if decomposition == "at_most" and any(part.role == "change" for part in parts):
        return None
    respects = {found[1] if (found := _RESPECT.search(item)) else "" for item in listed.items}
    if decomposition == "at_most" and len(respects) > 1:
        return None  # "310 arrests, 180 of them on Friday and 200 at night": one may be both
    last = mask.text.rfind(listed.signs[-1], listed.start, listed.end) + 1
    single = _SINGLE.match(mask.text, last, listed.end) if last else None
    if single is not None and any(one.figure.kind != "count" for one in (total, *parts)):
        return None
    one_more = (given("part", exactly(1), single["one"]),) if single is not None else ()
    doubts: tuple[str, ...] = ()
    if decomposition == "at_most" and _may_be_all(total, parts, listed):
        decomposition, confidence, doubts = "equal", 0.4, ("the text does not say that the list is complete",)
    elif decomposition == "at_most" and total.figure.hedge in ("more than", "at least"):
        not_checked.append(NotChecked("sums/parts-add-up", "the list is open and the whole has no upper bound"))
    return Relation(
        relation="",
        kind="sum",
        members=(member("whole", total), *(member("part", part) for part in parts), *one_more),
        decomposition=decomposition,
        cue=match["cue"].strip(" ,(:–—") or mask.words(match.start("cue"), listed.end)[:80],
        confidence=confidence,
        reasons=("the parts are listed beside their whole",),
        doubts=doubts,
    )


# "three men, two women and a child"
_SINGLE = re.compile(
    rf"(?:(?![,.;:]){GAP}){{0,30}}?,? (?:and|plus|as well as) (?P<one>(?:an?|one|another)"
    r"(?: (?!(?:is|are|was|were|has|had|have|will|would|that|which|who|to|of)\b)[a-z-]+){1,3})(?=\s*(?:[.,;:)]|\Z))"
)
_GROUPS = wordlist("divisions")
_RESPECT = re.compile(
    rf"{LEVEL}(?: of (?:them|whom|which))?(?: (?:is|are|was|were))? (on|at|in|by|from|under|over|aged|with|for"
    r"|during|after|before)\b"
)


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
    added = sum(part.figure.value for part in parts)
    return (
        len(parts) > 2
        and not listed.is_open
        and whole * Decimal("0.8" if bounded else "0.9") <= added <= whole * Decimal("1.25" if bounded else 1)
    )


def _is_amount(statement: Statement) -> bool:
    return is_plain(statement) and statement.role not in ("base", "threshold")


def _is_named_number(mask: Mask, sign: str, total: Statement) -> bool:
    """ "a crew of 62": no less and no more, though it describes."""
    return total.role == "threshold" and not total.figure.hedge and mask.text[: mask.text.index(sign)].endswith(" of ")


def _leavings(mask: Mask, taken: set[str]) -> Iterator[Relation]:
    """ "Of the 60 vessels, 47 are trawlers and the remaining 13 ferries"; sums with plus and minus."""
    for match in _LEAVING.finditer(mask.text):
        middle = [found["size"] for found in _TAKEN.finditer(match["first"])]
        yield from _of_figures(mask, match, middle, taken)
    for match in _LEFT_OF.finditer(mask.text):
        signs = [match[name] or match[f"{name}2"] for name in ("whole", "two", "one")]
        if signs[0] not in taken and _fills(mask, signs):
            yield from _calculated(mask, signs, match["cue"] or match["cue2"])
    for match in _ADDED.finditer(mask.text):
        if match["whole"] not in taken:
            yield from _calculated(mask, match.group("whole", "one", "two"), match["cue"])
    for pattern in (_PLUS, _MINUS):
        for match in pattern.finditer(mask.text):
            yield from _calculated(mask, match.group("whole", "one", "two"), match["cue"] or "plus")


# "41 are let to 30 tenants": the 30 are none of what was divided
_TAKEN = Cued(rf"(?<! to )(?<! by )(?<! with )(?<! for )(?<! at )(?<! in )(?<! from )(?P<size>{SIZE})")
_LEAVING = Cued(
    rf"(?:\b(?:of|out of|from) (?:(?:the |a |our )?[a-z]+['’]s |the |its |our |their |all |these |those |his |her )?"
    rf"(?P<whole>{SIZE})|(?P<told>{SIZE}){GAP}{{0,50}}?(?:,|;|:| [–—])(?: with| of which| of whom)?(?= {SIZE}))"
    rf"(?P<first>(?:{GAP}{{1,70}}?{SIZE}){{1,5}}{GAP}{{1,70}}?)(?P<cue>(?:,? (?:and|while|with|but)|,|;)? ?"
    r"(?:the (?:remaining|other|(?:rest|remainder|balance)(?:,| \(|:| of))|leaving(?: only| just)?) ?)"
    rf"(?P<last>{SIZE})",
    "remain|other|rest|balance|leaving",
)
# "it spent $5 million of its $8 million, leaving $3 million", "of the 8, 5 are spent and 3 left"
_LEFT_OF = Cued(
    rf"(?:(?P<two>{SIZE}){GAP}{{0,20}}? (?:out )?of (?:the |its |his |her |their |our |all )?(?P<whole>{SIZE})"
    rf"|\b(?:of|from|out of) (?:the |its |their |our |his |her )?(?P<whole2>{SIZE}){GAP}{{1,40}}?"
    rf"(?P<two2>{SIZE})(?! (?:above|below|more|less|higher|lower|over|under)\b))"
    rf"{GAP}{{0,70}}?(?:(?P<cue>\b(?:leaving|to leave|which leaves|which left|which will leave|(?:now|still) ha(?:s|ve)"
    r"|ha(?:s|ve) (?:now|still)))"
    rf"(?: it| them| us)?(?: with)?(?: only| just| some)? (?P<one>{SIZE})"
    rf"|(?: and| with|,|;| but)(?: [a-z]+){{0,2}} (?P<one2>{SIZE})(?: [a-z]+){{0,2}}?"
    r" (?P<cue2>remain(?:s|ing|ed)?|left|still to)\b)",
    "leav|left|now ha|still|has now|have now|remain",
)


def _fills(mask: Mask, signs: Sequence[str]) -> bool:
    """Whether what is taken and what is left come near their whole: 30 who "left" are no rest of 400."""
    whole, two, one = (mask.figure(sign).figure for sign in signs)
    alike_units = not one.unit or one.unit in (whole.unit, two.unit)
    return alike_units and whole.value * Decimal("0.8") <= two.value + one.value <= whole.value * Decimal("1.25")


def _of_figures(mask: Mask, match: re.Match[str], middle: list[str], taken: set[str]) -> Iterator[Relation]:
    signs = [*middle, match["last"]]
    whole = match["whole"] or match["told"]
    if whole in taken:
        return
    figures = [mask.figure(whole), *(mask.figure(sign) for sign in signs)]
    if not alike(figures) or not all(map(_is_amount, figures)):
        return
    added = sum(one.figure.value for one in figures[1:])
    if match["told"] and not Decimal("0.9") <= added / figures[0].figure.value <= Decimal("1.1"):
        return  # what stands before a sign may be another thing
    taken.add(whole)
    yield Relation(
        "", "sum", (member("whole", figures[0]), *(member("part", part) for part in figures[1:])), "equal",
        bare(match["cue"]), 0.85, reasons=("what remains is stated beside the whole and what was taken",),
    )  # fmt: skip


def _calculated(mask: Mask, signs: Sequence[str], cue: str) -> Iterator[Relation]:
    figures = [mask.figure(sign) for sign in signs]
    if not alike(figures) or not all(map(_is_amount, figures)):
        return
    parts = (member("part", part) for part in figures[1:])
    yield Relation(
        "", "sum", (member("whole", figures[0]), *parts), "equal", cue.strip(), 0.85,
        reasons=("the text calculates it",),
    )  # fmt: skip
