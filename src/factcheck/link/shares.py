"""Masked sentences in, shares out: a percentage or fraction that the text states beside its part or its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.link.claims import alike, member
from factcheck.link.cues import Cued
from factcheck.link.masks import COUNT, GAP, MONEY, PERCENT, SHARE, SIZE, Mask
from factcheck.model import Member, NotChecked, Relation, Statement

__all__ = ["find"]

_THE = r"(?:the |its |our |their |all |these |those |his |her |a total of |some |nearly |about |[a-z]+['’]s )*"
_OF = r" (?:out )?of "
_OR = (
    r"(?:,? (?:–|—|-) ?|,? ?\(|,? or |,? that is,? |,? i\.e\.,? |,? equal to |,? equivalent to "
    r"|,? representing |,? making up |,? amounting to |,? some "
    r"|, an? (?:[a-z-]+ )?(?:rate|share|proportion|ratio|percentage) of |, )(?:or |i\.e\.,? |about "
    r"|that is,? |a share of |just |only |a full |almost |approximately )*"
)
_TALLY = rf"(?P<part>{SIZE})(?P<noun>{GAP}{{0,40}}?){_OF}{_THE}(?P<whole>{SIZE})"
# "70 of the 120 delegates, or 58.3%", "70 out of 120 (58.3%)"
_PART_OF_WHOLE = Cued(
    rf"{_TALLY}(?P<between>[^.;]{{0,60}}?)(?P<cue>{_OR})(?P<share>{SHARE})(?P<after>.{{0,24}})", " of "
)
# "58.3%, or 70 of the 120 delegates", "58.3% (70 of 120)"
_SHARE_OR_TALLY = Cued(
    rf"(?P<share>{SHARE})(?P<between>{GAP}{{0,60}}?)(?P<cue>,? ?\(|,? or |,? that is,? |,? – |,? — )(?:or )?{_TALLY}",
    " of ",
)
# "58.3% of the 120 delegates, or 70, …", "half of the 120 delegates (60)"
_SHARE_OF_WHOLE = Cued(
    rf"(?P<share>{SHARE})\)?(?P<cue> of ){_THE}(?P<whole>{SIZE})(?P<noun>{GAP}{{0,50}}?)(?:,? ?\("
    rf"|,? or |,? that is,? |,? – |,? — |, )(?:or |i\.e\.,? )?(?P<part>{SIZE})(?P<after>.{{0,24}})",
    " of ",
)
# "90 nurses, accounting for 36% of the 250 on the staff"
_ACCOUNTING = Cued(
    rf"(?P<part>{SIZE})(?P<noun>{GAP}{{0,110}}?)(?P<cue>\b(?:which )?(?:account(?:ing|ed|s)? for"
    rf"|mak(?:ing|es?) up|made up|represent(?:ing|ed|s)?|constitut(?:ing|ed|es?)|compris(?:ing|ed"
    rf"|es?)|or|equivalent to|equal to|corresponding to)\b|\()(?: (?:about|some|nearly|just|only"
    rf"|over))? ?(?P<share>{SHARE})(?P<of> of {_THE}(?P<whole>{SIZE}))?(?P<after>{GAP}{{0,60}})",
    "account|mak|made up|represent|constitut|compris|or|equ|correspond|(",
)
# "of the 120 delegates, 70 (58.3%) were women", "of 120 delegates, 70, or 58.3%, were women"
_OF_WHOLE_PART = Cued(
    rf"\b(?P<cue>of|out of|among) {_THE}(?P<whole>{SIZE})(?P<noun>{GAP}{{1,80}}?), {GAP}{{0,40}}?"
    rf"(?P<part>{SIZE})(?P<between>{GAP}{{0,50}}?)(?P<or>{_OR})(?P<share>{SHARE})"
    rf"(?P<after>.{{0,24}})",
    "of |among ",
)
# "120 delegates attended, 70 of them women (58.3%)"
_OF_THEM = Cued(
    rf"(?P<whole>{SIZE})(?P<noun>{GAP}{{1,80}}?)[,;]? (?:and |with )?{GAP}{{0,12}}?(?P<part>{SIZE})"
    rf"(?P<cue> of (?:them|these|those|whom|which))(?P<between>{GAP}{{0,60}}?)(?P<or>{_OR})"
    rf"(?P<share>{SHARE})(?P<after>.{{0,24}})",
    " of them| of these| of those| of whom| of which",
)
# "70 women among its 120 delegates, or 58.3%", "70 women and 120 delegates in all, a share of 58.3%"
# "… Of these, 70 (58.3%) were women": the whole is in the sentence before
_OF_THESE = Cued(
    rf"(?:\A|; )of (?:them|these|those),? {GAP}{{0,24}}?(?P<part>{COUNT})"
    rf"(?P<between>{GAP}{{0,50}}?)(?P<cue>{_OR})(?P<share>{SHARE})(?P<after>.{{0,24}})",
    "of them|of these|of those",
)
_SHARE_OF = Cued(
    rf"(?P<part>{SIZE})(?P<noun>{GAP}{{1,60}}?) (?:among|from among|in|from) {_THE}(?:total of )?"
    rf"(?P<whole>{SIZE})(?P<between>{GAP}{{0,50}}?)(?P<cue>,? or |,? a share of |,? ?\("
    rf"|,? a proportion of )(?P<share>{SHARE})(?P<after>.{{0,24}})",
    " among | from | in ",
)
# "58.3% of the 120 delegates": whether any number of delegates is that share
_POSSIBLE = Cued(rf"(?P<share>{PERCENT})(?P<cue> of ){_THE}(?P<whole>{COUNT})(?P<noun> {GAP}{{1,40}})", " of ")
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
    r" of (?:the |all |its |our )?(?:total |overall )?(?:number of )?"
    r"(?P<name>[a-z][a-z' -]{2,40}?)(?=[,.;)]| (?:in|at|on|and|were|was|are|is|including|while"
    r"|nationwide)\b|\s*\Z)"
)
_INSIDE = Cued(r" (?:in|at|on) (?:the )?(?P<place>[a-z]+)")
_SAME_WHOLE = Cued(r"[ ,.;)]*(?:\Z|of (?:the |them|those|this|that)? ?(?:total|all|whole|overall|number)\b|[,.;)])")
_COMPARED = Cued(
    r"\b(?:up|down|more|less|fewer|higher|lower|increase[ds]?|rise|rose|decrease[ds]?|growth|grew"
    r"|fell|drop|decline[ds]?|from|than|above|below|over|compared|versus|discount|premium|interest"
    r"|yield|annual|margin|per|each|chance|probability|target|turnout|average|growing|year-on-year"
    r"|year-over-year)\b"
)
_AFTER = Cued(
    r"[ ]*(?:of (?!(?:the |its |all )?(?:total|whole|them|those|these|all\b|overall))|(?:more|less"
    r"|fewer|higher|lower|above|below|up|down|increase|decrease|growth|(?:an? |each )?(?:year|month|week|day)"
    r"|annual|discount"
    r"|interest|year-on-year|chance|stake|per|over|than|from|rise|drop|ahead|behind)\b)"
)
_WORD = Cued(r"[a-z]")
_ENDS = Cued(
    r"(?: (?:in|at|on|over)all| of (?:the |its |all )?(?:total|whole|all|them|those|these))?"
    r" ?(?:[).,;:–—-]|\Z)"
)
_REMAINING = Cued(r"\b(?:remaining|other|another|further)\b[^,.;]*\Z")
_OTHER_BASE = 3  # sentences back in which a whole that is only named may be stated


def find(sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The shares that the sentences claim.

    Links a percentage with the part and the whole that it is worked out from. Agrees: "70 of the 120 delegates, or
    58.3%". Disagrees: "70 of the 120 delegates, or 53.8%".
    """
    for place, mask in enumerate(sentences):
        if mask.has("percent") or mask.has("fraction"):
            yield from _shares(mask, sentences, place, not_checked)


def _shares(mask: Mask, sentences: Sequence[Mask], place: int, not_checked: list[NotChecked]) -> Iterator[Relation]:
    taken: set[str] = set()
    for pattern, confidence in _WITH_BOTH:
        for match in pattern.finditer(mask.text):
            if match["share"] in taken or not _is_share(match):
                continue
            relation = _share(mask, match, confidence)
            if relation is not None:
                taken.add(match["share"])
                yield relation
    for match in _OF_THESE.finditer(mask.text):
        before = _only_count(sentences, place, match)
        if before is not None and match["share"] not in taken and _is_share(match):
            taken.add(match["share"])
            members = member("share", mask.figure(match["share"])), member("part", mask.figure(match["part"]))
            yield Relation(
                "", "share", (*members, member("whole", before)), "", "of these", 0.75,
                reasons=("the sentence before counts what they are of",),
            )  # fmt: skip
    for match in _ACCOUNTING.finditer(mask.text):
        if match["share"] not in taken and not _COMPARED.search(match["noun"][-30:]):
            relation = _accounting(mask, match, sentences, place, not_checked)
            if relation is not None:
                taken.add(match["share"])
                yield relation
    for match in _PROPORTION.finditer(mask.text):
        if match["share"] not in taken:
            relation = _proportion(mask, match, sentences, place, not_checked)
            if relation is not None:
                taken.add(match["share"])
                yield relation
    for match in _POSSIBLE.finditer(mask.text):
        if match["share"] not in taken and _is_people(mask, match):
            yield _relation(mask, match["share"], None, match["whole"], match["cue"].strip(), 0.6)


_WITH_BOTH = (
    (_PART_OF_WHOLE, 0.95),
    (_SHARE_OR_TALLY, 0.9),
    (_SHARE_OF_WHOLE, 0.9),
    (_OF_WHOLE_PART, 0.9),
    (_OF_THEM, 0.9),
    (_SHARE_OF, 0.85),
)


def _is_share(match: re.Match[str]) -> bool:
    """Whether the words between speak of a part and not of a change, a price or another base."""
    groups = match.groupdict()
    between = groups.get("between") or ""
    noun = groups.get("noun") or ""
    if "," in noun and match.start("part") < match.start("whole") and groups.get("or") is None:
        return False  # "to 30 dollars, a saving of 10 dollars, or 25%"
    if _COMPARED.search(between) or _COMPARED.search(noun) or re.search(MONEY, between):
        return False
    # "70 of the 120 delegates (54% women)": a bare share after a sign must have its clause to itself.
    last = match.start("share") > match.start("part")
    if (
        last
        and not _WORD.search(groups.get("or") or match["cue"])
        and not _ENDS.match(match.string, match.end("share"))
    ):
        return False
    after = groups.get("after") or match.string[match.end() : match.end() + 24]
    return not _AFTER.match(after) and not _REMAINING.search(match.string, max(0, match.start() - 24), match.start())


_GOAL = Cued(
    r"\b(?:goal|target|quota|plan|expect\w*|budget\w*|capacity|forecast|requirement|limit|planned"
    r"|gdp|level|rate|price)\b"
)


def _apart_from_cue(match: re.Match[str]) -> str:
    """What a pattern matched, without the words that claim the share: "a success rate of" is no rate of growth."""
    start, end = match.span("cue")
    return match.string[match.start() : start] + match.string[end : match.end()]


def _share(mask: Mask, match: re.Match[str], confidence: float) -> Relation | None:
    part, whole, share = (mask.figure(match[name]) for name in ("part", "whole", "share"))
    if not alike((part, whole)) or not all(map(_is_plain, (part, whole, share))):
        return None
    if part.stated.isalpha() and whole.stated.isalpha():
        return None  # "one in three" is a manner of speaking, and no count
    if share.figure.value > 100 or _GOAL.search(_apart_from_cue(match)):
        return None  # a ratio to something that is no whole
    if share.role == "change" or (part.role == "change" and share.direction):
        return None
    return _relation(
        mask,
        match["share"],
        match["part"],
        match["whole"],
        mask.words(*match.span("cue")).strip(" ,(") or "of … (…)",
        confidence,
    )


def _is_usable(statement: Statement) -> bool:
    return _is_plain(statement) and statement.figure.kind != "duration"


def _is_plain(statement: Statement) -> bool:
    return statement.figure.upper is None and statement.modality != "quoted"


def _relation(
    mask: Mask, share: str, part: str | None, whole: str | None, cue: str, confidence: float, reason: str = ""
) -> Relation:
    members: list[Member] = [member("share", mask.figure(share))]
    if part is not None:
        members.append(member("part", mask.figure(part)))
    if whole is not None:
        members.append(member("whole", mask.figure(whole)))
    return Relation(
        "", "share", tuple(members), "", cue, confidence,
        reasons=(reason or "the share is stated beside what it is worked out from",),
    )  # fmt: skip


def _accounting(
    mask: Mask, match: re.Match[str], sentences: Sequence[Mask], place: int, not_checked: list[NotChecked]
) -> Relation | None:
    """ "A, accounting for P of W": W may be a figure, a name whose figure stands near, or left out."""
    part, share = mask.figure(match["part"]), mask.figure(match["share"])
    if (
        not _is_usable(part)
        or not _is_usable(share)
        or share.role in ("change", "base")
        or part.role in ("base", "whole", "change")
    ):
        return None
    cue = mask.words(*match.span("cue")).strip()
    if match["whole"] is not None:
        whole = mask.figure(match["whole"])
        if not alike((part, whole)) or not _is_usable(whole):
            return None
        return _relation(mask, match["share"], match["part"], match["whole"], cue, 0.9)
    if cue in ("or", "("):
        return None  # what the share is of is not said
    named = _NAMED_WHOLE.match(match["after"])
    if named is not None and named["name"] not in _TOTALS:
        found = _stated(named["name"], part, sentences, place)
        inside = _INSIDE.match(match["after"], named.end())
        if found is not None and inside is not None and inside["place"] not in found.context.lower():
            found = None  # the whole is counted near, but not of that place
        if found is None:
            not_checked.append(
                NotChecked("shares/follow-from-counts", "the whole is named, and its figure is not stated near")
            )
            return None
        return Relation(
            "", "share", (member("share", share), member("part", part), member("whole", found)), "", cue, 0.8,
            reasons=(f"the whole is named {named['name']!r}, as where its figure stands",),
        )  # fmt: skip
    if _SAME_WHOLE.match(match["after"]) is None:
        not_checked.append(NotChecked("shares/follow-from-counts", "the whole is not stated"))
        return None
    if share.figure.unit != "%" or not part.figure.count:
        not_checked.append(NotChecked("shares/follow-from-counts", "the whole is not stated"))
        return None
    return _relation(
        mask, match["share"], match["part"], None, cue, 0.6, "a whole number of which the part is that share must exist"
    )


_TOTALS = frozenset({"total", "all", "whole", "them", "these", "those", "number"})


def _proportion(
    mask: Mask, match: re.Match[str], sentences: Sequence[Mask], place: int, not_checked: list[NotChecked]
) -> Relation | None:
    """ "The proportion of ONE in ALL is P", where both are counted near by these very names."""
    share = mask.figure(match["share"])
    part = _stated(match["one"], None, sentences, place)
    if part is not None and "target" in (part.role, part.modality) and "target" not in (share.role, share.modality):
        part = None  # what was planned is no part of what came about
    whole = _stated(match["all"], part, sentences, place) if part is not None else None
    if part is None or whole is None or part is whole:
        not_checked.append(NotChecked("shares/follow-from-counts", "the part or the whole is not stated near"))
        return None
    if part.period != share.period or whole.period != share.period:
        not_checked.append(NotChecked("shares/follow-from-counts", "the part or the whole is of another period"))
        return None
    return Relation(
        "", "share", (member("share", share), member("part", part), member("whole", whole)), "",
        match["cue"].strip(), 0.75,
        reasons=(f"{match['one']} and {match['all']} are counted near under these names",),
    )  # fmt: skip


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


def _only_count(sentences: Sequence[Mask], place: int, match: re.Match[str]) -> Statement | None:
    """The one thing that the sentence before counts."""
    if not place or match.start() or sentences[place - 1].passage != sentences[place].passage:
        return None
    before = sentences[place - 1]
    if sentences[place].start - before.end > 3:
        return None
    counts = [one for one in before.figures if one.figure.kind == "count"]
    return counts[0] if len(counts) == 1 and _is_usable(counts[0]) else None


def _is_people(mask: Mask, match: re.Match[str]) -> bool:
    """Whether a share is taken of things counted one by one, few enough that not every share is possible."""
    whole, share = mask.figure(match["whole"]), mask.figure(match["share"])
    if whole.figure.hedge or not 2 <= whole.figure.value <= 150 or whole.figure.unit in ("", "times"):
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
