"""Masked sentences in, tallies with their share out: "70 of the 120 delegates, or 58.3%", however it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.link.claims import alike, are_plain, bare
from factcheck.link.cues import Cued
from factcheck.link.masks import COUNT, GAP, MONEY, SHARE, SIZE, Mask
from factcheck.link.portions import COMPARED, DIVIDED, ITS, OF_NOUN, THE, Portion, before, is_likely, is_same
from factcheck.model import Statement

__all__ = ["find", "find_rates"]

# Who reads a rate of success, and which rates are of something else.
_RATE = (
    r"(?:rate|share|proportion|ratio|percentage|turnout|uptake|take-up|majority|coverage|prevalence|occupancy|utili[sz]ation|attendance"
    r"|participation|compliance|accuracy|sensitivity|specificity|punctuality|vacancy|literacy|execution"
    r"|absorption|completion)"
)
_GROUP = r"(?:fleet|herd|flock|crew|membership|class|squad|sample|total|whole)\b"
_OTHER = (
    r"(?:unemployment|jobless|employment|interest|inflation|growth|tax|exchange|mortgage|policy|birth|death|crime"
    r"|discount|annual|poverty|savings|default|cap|heart|mortality|fertility)\b"
)
_OF = rf"(?: (?:out )?of |/|(?<={SIZE}) for )"
_OR = (
    r"(?:(?:,? (?:–|—|-) ?|,? ?\(|,? or |,? that is(?: to say)?,? |,? i\.e\.,? |,? equal to |,? equivalent to "
    r"|,? representing |,? making up |,? amounting to |,? some |,? which (?:is|was|represents|means|makes|equals"
    r"|works out at|comes to) "
    r"| (?:is|was|makes|equals) "
    r"|[,;]? (?:– |— )?(?:so )?that(?:['’]s| is| was) "
    rf"|(?:(?:,|:|;| –| —)(?: for| giving(?: it| them| us)?| resulting in| representing| with)?| for)(?: an?)?"
    rf"(?: (?!(?:at|by|in|on|to|from|than|with|of|and) )[a-z-]+){{0,3}} {_RATE} (?:of|was|is|being|to|came to"
    r"|stood at) |, )(?:or |so |in |i\.e\.,? |about |that is,? |just |only |a full |almost |approximately "
    rf"|an? (?:[a-z-]+ ){{0,3}}{_RATE} of )*"
    rf"|, (?:the |its )?[a-z]+ (?:was|were|is|are) (?={SHARE} (?:full|booked|occupied|complete)\b)"
    rf"|(?:, |: | – | — )(?:for |giving |with )?an? (?={SHARE} (?:[a-z-]+ ){{0,2}}{_RATE}))"
)
_TALLY = rf"(?P<part>{SIZE})(?P<noun>{GAP}{{0,40}}?){_OF}{ITS}(?P<whole>{SIZE})"
# "70 of the 120 delegates, or 58.3%", "70 out of 120 (58.3%)"
_PART_OF_WHOLE = Cued(
    rf"{_TALLY}(?P<between>[^.;]{{0,60}}?|{GAP}{{0,110}}?)(?P<cue>{_OR})(?P<share>{SHARE})", " of |/| for "
)
# "58.3%, or 70 of the 120 delegates", "58.3% (70 of 120)"
_SHARE_OR_TALLY = Cued(
    rf"(?P<share>{SHARE})(?P<between>{GAP}{{0,60}}?)(?P<cue>,? ?\((?:n ?=? ?)?|,? or |,? that(?: is|['’]s),? "
    rf"|,? [–—-] )(?:or )?{_TALLY}",
    " of |/| for ",
)
# "53% of all who came during this time (70 of 120 people)"
_SHARE_OF_THEM = Cued(
    rf"(?P<share>{SHARE})(?P<between> of {GAP}{{0,120}}?)(?P<cue>,? ?\(|: )(?:n ?=? ?)?{_TALLY}", " of "
)
# "A quarter of pupils, 30 out of 120, …"
_SHARE_AND_TALLY = Cued(
    rf"(?:\A|[;:] )(?:just |only |exactly |fully )?(?P<share>{SHARE})(?P<between>(?: of)?(?: [a-z'’-]+){{1,5}})"
    rf"(?P<cue>, )(?={SIZE} (?:[a-z]+ )?(?:out )?of {ITS}{SIZE}(?: [a-z-]+){{0,2}},(?! and)){_TALLY}",
    " of ",
)
# "The response rate was 58.3%: 70 of the 120 …", "a turnout of 58.3%, with 70 of 120 …"
_RATE_OF_TALLY = Cued(
    rf"(?P<rate>(?:[a-z-]+ ){{0,2}}\b{_RATE} {GAP}{{0,50}}?)?(?P<share>{SHARE})(?P<full> [a-z-]+(?: [a-z-]+){{0,2}})?"
    rf"(?P<cue>:|;|,? with|, as|, after|, [a-z]+ing| –| —)(?P<between> {GAP}{{0,40}}?){_TALLY}",
    " of |/| for ",
)
# "58.3% of the 120 delegates, or 70, …", "half of the 120 delegates (60)"
_SHARE_OF_WHOLE = Cued(
    rf"(?P<share>{SHARE})\)?(?P<cue> of | (?=(?:the|its|our|their|all) )){ITS}(?P<whole>{SIZE})(?P<noun>{GAP}{{0,50}}?)"
    rf"(?:,? ?\(|,? or |,? that is,? |,? [–—-] |, )(?:or |i\.e\.,? )?(?P<part>{SIZE})"
)
# "of the 120 delegates, 70 (58.3%) were women", "of 120 delegates, 70, or 58.3%, were women"
_OF_WHOLE_PART = Cued(
    r"\b(?<!fall )(?<!rise )(?<!drop )(?<!loss )(?<!gain )(?<!growth )(?<!increase )(?<!decrease )(?<!decline )"
    rf"(?P<cue>of|out of|among) {THE}(?P<whole>{SIZE})(?P<noun>{GAP}{{1,80}}?), {GAP}{{0,40}}?"
    rf"(?P<part>{SIZE})(?P<between>{GAP}{{0,50}}?)(?P<or>{_OR})(?P<share>{SHARE})",
    "of |among ",
)
# "120 delegates attended, 70 of them women (58.3%)"
_OF_THEM = Cued(
    rf"(?P<whole>{SIZE})(?P<noun>{GAP}{{1,80}}?)[,;]? (?:and |with )?{GAP}{{0,12}}?(?P<part>{SIZE})"
    rf"(?P<cue> of (?:them|these|those|whom|which|that|this|it))(?P<between>{GAP}{{0,60}}?)(?P<or>{_OR})"
    rf"(?P<share>{SHARE})",
    " of th| of whom| of which| of it",
)
# "50 candidates sat the test and 45 passed, a pass rate of 90%", "In 50 matches it won 45, a win rate of 90%"
_RATE_OF_BOTH = Cued(
    rf"(?P<whole>{COUNT})(?P<noun>{GAP}{{1,80}}?)(?P<part>{COUNT})(?P<between>{GAP}{{0,50}}?)(?P<or>(?:,|;| –| —)"
    rf" (?:for |giving (?:it |them |us )?|with |and )?an? (?P<cue>(?:[a-z-]+ ){{0,3}}{_RATE} of )?)(?P<share>{SHARE})"
    rf"(?=(?P<after> (?:[a-z-]+ ){{0,2}}{_RATE})?)",
    ", |; |–|—",
)
# "70 of the 120 delegates came. That is 58.3%."
_THAT_IS = Cued(
    r"(?:\A|; )(?:and |so )?(?:that|this|it|which)(?: (?:is|was|represent(?:s|ed)|means|equals|amount(?:s|ed) to|makes"
    r"|corresponds to|translates (?:in)?to|works out (?:at|to)|comes to)|['’]s) "
    rf"(?:an? (?:[a-z-]+ ){{0,3}}{_RATE} of )?(?:just |only |some )?(?P<share>{SHARE})(?: of {ITS}(?P<whole>{SIZE}))?",
    "that|this|it|which",
)
_ONE_TALLY = Cued(
    rf"(?P<part>{SIZE})(?P<noun>{GAP}{{0,60}}?){_OF}{ITS}(?P<whole>{SIZE})|\bof {ITS}(?P<all>{SIZE}){GAP}{{1,90}}?"
    rf"(?P<some>{SIZE})|(?P<these>{SIZE}){GAP}{{1,90}}?(?P<few>{SIZE}) of (?:them|these|those|whom|which)\b",
    "of ",
)
# "70 women among its 120 delegates, or 58.3%"
_SHARE_OF = Cued(
    rf"(?P<part>{SIZE})(?P<noun>{GAP}{{1,60}}?) (?:among|from among|in|from) {THE}(?:total of )?"
    rf"(?P<whole>{SIZE})(?P<between>{GAP}{{0,50}}?)(?P<cue>,? or |,? a share of |,? ?\("
    rf"|,? a proportion of )(?P<share>{SHARE})",
    " among | from | in ",
)
_AFTER = Cued(
    rf"[ ]*(?:of (?!(?:the |its |all )?(?:whole|total|them|those|these|all\b|overall|{_GROUP}(?:[^a-z]*\Z|[,.;)])))"
    r"|(?:more|less|fewer|higher|lower|above|below|up|down|increase|decrease|growth"
    r"|(?:an? |each )?(?:year|month|week|day)|annual|discount|interest|year-on-year|chance"
    r"|stake|per|over|than|from|rise|drop|ahead|behind)\b)"
)
_OF_THOSE = Cued(r" of (?:them|whom|which)\b(?! ?[,.;)]|\Z)", " of ")
_WORD = Cued(r"[a-z]")
_BEGINS = Cued(r"(?:\A|[,;:–—] |\b(?:and|so|that|but|that['’]s|makes?) )\Z")
_EQUALS = Cued(r" (?:is|was|makes|equals) ")
_ENDS = Cued(
    rf"(?: (?:in|at|on|over)all| of (?:the |its |all )?(?:all|them|those|these|{_GROUP}))?"
    r" ?(?:[).,;:–—-]|\Z)"
)
_REMAINING = Cued(r"\b(?:remaining|other|another|further)\b[^,.;]*\Z")
_SURE = 0.95
_MANY = 20  # as many as a rate is worked out from


def find(sentences: Sequence[Mask], place: int, taken: set[str]) -> Iterator[Portion]:
    """The shares of one sentence that stand beside both numbers they are worked out from; ``taken`` are read already.

    "The response rate was 62%: 248 of the 400 households answered" has one.
    """
    mask = sentences[place]
    for pattern, confidence in _WITH_BOTH:
        for match in pattern.finditer(mask.text):
            if match["share"] not in taken and _is_share(mask, match):
                yield from _tally(mask, match, confidence)


def find_rates(sentences: Sequence[Mask], place: int, taken: set[str]) -> Iterator[Portion]:
    """The rates of one sentence whose two numbers are told apart, and "That is 25%" after a sentence of two numbers."""
    mask = sentences[place]
    for match in _RATE_OF_BOTH.finditer(mask.text):
        if match["share"] not in taken:
            yield from _of_both(mask, match)
    for match in _RATE_OF_TALLY.finditer(mask.text):
        if match["share"] not in taken and _is_rate(mask, match):
            yield from _tally(mask, match, 0.85 if ":" in match["cue"] else 0.75)
    for match in _THAT_IS.finditer(mask.text):
        yield from _that_is(mask, match, before(sentences, place))


_WITH_BOTH = (
    (_PART_OF_WHOLE, 0.95),
    (_SHARE_OR_TALLY, 0.9),
    (_SHARE_OF_THEM, 0.85),
    (_SHARE_AND_TALLY, 0.75),
    (_SHARE_OF_WHOLE, 0.9),
    (_OF_WHOLE_PART, 0.9),
    (_OF_THEM, 0.9),
    (_SHARE_OF, 0.85),
)


def _is_share(mask: Mask, match: re.Match[str]) -> bool:
    """Whether the words between speak of a part and not of a change, a price or another base."""
    groups = match.groupdict()
    between = groups.get("between") or ""
    noun = groups.get("noun") or ""
    if "," in noun and match.start("part") < match.start("whole"):
        return False  # "to 30 dollars, a saving of 10 dollars, or 25%"
    if COMPARED.search(between) or COMPARED.search(noun) or re.search(MONEY, between):
        return False
    if _OTHER_RATE.search(groups.get("or") or match["cue"]) and "labo" not in match.string:
        return False
    if match.start("share") < match.start("part"):
        if match.string.startswith(", ", match.start("part") - 2) and _OF_THOSE.match(match.string, match.end()):
            return False  # "54% of the 200 members voted, 60 of them by post"
        own = not _AFTER.match(match.string, match.end())
    else:
        # "70 of the 120 delegates (54% women)": a bare share after a sign must have its clause to itself.
        end = match.end("share")
        cue = groups.get("or") or match["cue"]
        if _EQUALS.fullmatch(cue) and (between or not _BEGINS.search(match.string, 0, match.start("part"))):
            return False  # "The tax on 70 of the 120 is 5%"
        said = _WORD.search(cue) is not None and not _EQUALS.fullmatch(cue)
        own = not _AFTER.match(match.string, end) if said else _ENDS.match(match.string, end) is not None
        named = None if own else OF_NOUN.match(match.string, end)
        if named is not None and (said or _ENDS.match(match.string, named.end())):
            own = is_same(named["of"], mask.figure(match["whole"]).figure.unit)
    return own and not _REMAINING.search(match.string, max(0, match.start() - 24), match.start())


# "60% of the market, 3 of the 5 firms": what is not counted one by one
_MADE_OF = Cued(r"\b(?:consist\w*|compris\w*|composed|made up|average|mean)\Z")
_BY_VALUE = Cued(
    r" of (?:the |its |their |all |total |global |world )*(?P<name>market|sales|assets|output|stock|capital|value"
    r"|revenues?|profits?|gdp|trade|production|turnover|income|wealth|area|land|costs?|time|votes?|ballots?)\b"
)
_NO_WHOLE = Cued(rf"\b(?:forecast|gdp|level|price|{_OTHER})\b|\brate(?!\Z)")


def _tally(mask: Mask, match: re.Match[str], confidence: float) -> Iterator[Portion]:
    part, whole, share = (mask.figure(match[name]) for name in ("part", "whole", "share"))
    if not alike((part, whole)) or not are_plain(part, whole, share):
        return
    between = match.groupdict().get("between") or ""
    if DIVIDED.search(mask.text[: match.start("share")]):
        return
    if share.start < part.start and share.figure.unit and between and not between.startswith(" of "):
        confidence = min(confidence, 0.85)  # "taxed at 5% in most states (40 of 50)"
    if confidence < _SURE and not is_likely(share, part, whole, confidence):
        return
    if _MADE_OF.search(match.groupdict().get("noun") or ""):
        return  # "8,200 sales, consisting of 6,150 (75%) …"
    if part.stated.isalpha() and whole.stated.isalpha() and not _COUNTED.search(mask.text, 0, match.start("whole")):
        return  # "one in three" is a manner of speaking, and no count; "three of the eight wells" counts
    words = match.groupdict()
    named = _BY_VALUE.match(between)
    if named is not None and whole.figure.unit and not is_same(named["name"], whole.figure.unit):
        return
    if share.figure.value > 100 or any(_NO_WHOLE.search(words.get(one) or "") for one in ("noun", "between")):
        return  # a ratio to something that is no whole
    if share.role in ("change", "base"):
        return
    cue = bare(mask.words(*match.span("cue"))) or "of … (…)"
    yield Portion(match["share"], share, part, whole, cue, confidence)


_COUNTED = re.compile(r" of (?:the|its|their|our|his|her|all) \Z")
_OTHER_RATE = Cued(rf"\b{_OTHER}")
_VOTERS = Cued(r"\b(?:vot|elect|regist|eligible|people|adults|members|ballots|shareholders|citizens)")
_FULL = Cued(
    rf"[ ](?:full|booked|occupied|complete|completed|[a-z-]+ {_RATE}|{_RATE}|of (?:the|its) (?:{_GROUP}|budget))\Z"
)


def _is_rate(mask: Mask, match: re.Match[str]) -> bool:
    """Whether a percentage is a rate of success, so that what came off is told after it."""
    part, whole, share = (mask.figure(match[name]) for name in ("part", "whole", "share"))
    said = f"{match['rate'] or ''}{match['full'] or ''}"
    if _OTHER_RATE.search(said) or COMPARED.search(match["between"]) or _THEIRS.search(match["between"]):
        return False
    if ":" not in match["cue"] and whole.figure.value < _MANY:
        return False  # "a turnout of 64%, with 3 of 5 seats changing hands"
    if "budget" in said and whole.figure.kind != "money":
        return False
    if "turnout" in said and not _VOTERS.search(mask.text, match.start("cue")):
        return False
    rate = match["rate"] is not None or _FULL.match(match["full"] or "") is not None
    return rate and is_likely(share, part, whole, 0.75 if ":" in match["cue"] else 0.7)


_THEIRS = Cued(r"\b(?:of|in|among|for) (?:the|its|these|those|them|which|whom)\b")


def _of_both(mask: Mask, match: re.Match[str]) -> Iterator[Portion]:
    """ "W came and A passed, a pass rate of P"."""
    said = match["cue"] or match["after"] or ""
    share, part, whole = (mask.figure(match[name]) for name in ("share", "part", "whole"))
    if re.search(r" (?:for|from|among|out of|per) [^,]*\Z", match["noun"]):
        if "turnout" not in said:
            return
        part, whole = whole, part  # "349,891 ballots were cast for 570,995 electors, a turnout of 61.3%"
    if (
        not said
        or "vacancy" in said
        or _OTHER_RATE.search(said)
        or COMPARED.search(match["noun"])
        or share.role == "change"
    ):
        return
    if _fits(share, part, whole):
        yield Portion(match["share"], share, part, whole, said.strip(), 0.75)


def _that_is_of(mask: Mask, match: re.Match[str], past: Mask | None) -> Iterator[Portion]:
    """ "That is P of W", where the clause before holds A and nothing else."""
    share, whole = mask.figure(match["share"]), mask.figure(match["whole"])
    told = mask.figures[: mask.figures.index(share)] if match.start() else past.figures if past is not None else ()
    if len(told) == 1 and _fits(share, told[0], whole):
        cue = bare(mask.words(match.start(), match.start("share")))
        reason = "what goes before counts what it is worked out from"
        yield Portion(match["share"], share, told[0], whole, cue, 0.75, reason)


def _that_is(mask: Mask, match: re.Match[str], past: Mask | None) -> Iterator[Portion]:
    """ "That is P", where the sentence before holds A of W and nothing else."""
    share = mask.figure(match["share"])
    if share.role == "change":
        return
    if match["whole"] is not None:
        yield from _that_is_of(mask, match, past)
        return
    if past is None or len(past.figures) != 2 or match.start():
        return
    tally = _ONE_TALLY.search(past.text)
    if tally is None or not _ENDS.match(mask.text, match.end()):
        return
    part = past.figure(tally["part"] or tally["some"] or tally["few"])
    whole = past.figure(tally["whole"] or tally["all"] or tally["these"])
    if _fits(share, part, whole):
        cue = mask.words(match.start(), match.start("share"))
        reason = "the sentence before counts what it is worked out from"
        yield Portion(match["share"], share, part, whole, cue, 0.75, reason)


def _fits(share: Statement, part: Statement, whole: Statement) -> bool:
    """Whether these three may belong together that no word binds: figures of one sort, and the share near."""
    return are_plain(share, part, whole) and alike((part, whole)) and is_likely(share, part, whole, 0.75)
