"""Masked sentences in, orders out: figures of which the text, or plain sense, says that one lies below the other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.link.claims import alike, member, wordlist
from factcheck.link.cues import Cued
from factcheck.link.masks import COUNT, GAP, LEVEL, RANGE, SIZE, Mask
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
# "40 people, including 12 children"; "400 members, of whom 120 voted"; "400 members, 120 of whom voted"
_INCLUDES = Cued(
    rf"(?P<upper>{COUNT})(?P<noun>{GAP}{{1,40}}?),? \(?(?P<cue>including|among them|of whom|of which)"
    rf"(?: only| just| as many as| at least| some| about)? (?P<lower>{COUNT})(?! (?:of|per|each)\b)",
    "including|among them|of whom|of which",
)
_OF_THEM = Cued(
    rf"(?P<upper>{SIZE})(?P<noun>{GAP}{{0,40}}?)(?:, | \(| [–—-] |; )(?P<lower>{SIZE})"
    r"(?P<cue> of (?:them|whom|which)\b)",
    "of them|of whom|of which",
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
    rf"|(?:came|comes|finish(?:ed|es)|placed|ranks?|ranked) first|leads?|led|winner|won)\b"
    rf"(?P<gap>{GAP}{{0,80}}?)(?P<upper>{LEVEL})(?P<noun>{GAP}{{0,60}}?), (?:closely )?"
    rf"(?P<by>followed by|ahead of|before){GAP}{{0,60}}? ?(?:with|at|on|of|\() ?(?P<lower>{LEVEL})",
    "followed by|ahead of|before",
)
# "…, followed by York with 50 and Hull with 45"
_THEN = Cued(
    rf"{GAP}{{0,24}}?(?P<cue>,? and|,? and then|, then|,|;) {GAP}{{1,40}}? ?(?:with|at|on|of|\() ?(?P<lower>{LEVEL})"
)
_HAD = (
    r"(?:,? (?:who|which|that) (?:got|had|has|have|received|won|took|polled|scored|reached|stood at|managed|drew"
    r"|counts?|counted)|,? (?:with|at|on)| \()(?: only| just)? ?"
)
# "At 412 votes, Green finished ahead of the incumbent, who got 390"
_STANDS = (
    r"(?:\b(?:came|comes|finish(?:ed|es)|was|is|were|are|stayed|placed|ended|remain(?:s|ed)?|rank(?:s|ed)?|lies|stands"
    r"|stood|lay)|,)(?: well| far| just| narrowly| comfortably)?"
)
_AHEAD = Cued(
    rf"(?P<upper>{LEVEL})(?P<gap>{GAP}{{0,80}}?)(?P<cue>{_STANDS} ahead of"
    rf"|\b(?:beat|defeated|beating|defeating|outpolled)) (?P<noun>{GAP}{{1,60}}?){_HAD}(?P<lower>{LEVEL})",
    "ahead of|beat|defeat|outpolled",
)
_BEHIND = Cued(
    rf"(?P<lower>{LEVEL})(?P<gap>{GAP}{{0,80}}?)(?P<cue>{_STANDS} behind|\b(?:lost to|losing to)) "
    rf"(?P<noun>{GAP}{{1,60}}?){_HAD}(?P<upper>{LEVEL})",
    "behind|lost to|losing to",
)
_MEASURED = (
    r"tallest|longest|highest|deepest|heaviest|widest|broadest|oldest|fastest|steepest|thickest|most expensive|dearest"
)
_SUPERLATIVE = rf"(?:largest|biggest|busiest|most populous|richest|strongest|{_MEASURED})"
_HAS = r"(?:,| is| was| has| had| with| at| measures| \()"
# "The largest chain, with 50 shops, … The second-largest, with 40, …"
_TOP = Cued(
    rf"(?<!one of )\b(?P<cue>(?:the|its|our|their) (?P<sup>{_SUPERLATIVE}))(?P<noun>(?: [a-z'’-]+){{0,3}}?){_HAS}"
    rf"(?P<gap>{GAP}{{0,50}}?)(?P<upper>{LEVEL})"
)
_SECOND = Cued(
    rf"\b(?P<cue>second[- ](?P<sup>{_SUPERLATIVE}))(?P<noun>(?: [a-z'’-]+){{0,3}}?){_HAS}(?P<gap>{GAP}{{0,50}}?)"
    rf"(?P<lower>{LEVEL})",
    "second-|second ",
)
_BEST = Cued(
    rf"\b(?:record|all-time|new) (?:high )?(?:of )?(?P<after>{LEVEL})|(?P<before>{LEVEL})[^.;:]{{0,40}}?,? (?:\(|– )?"
    rf"(?:a|an|the|its) (?:new record|all-time (?:record|high)|record high|highest (?:ever|on record)|most ever)\b",
    "record|all-time|new high|highest ever|most ever",
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
# Where fewer of them is better, and what stands behind one may be more.
_LOWER_WINS = Cued(
    r"\b(?:seconds?|minutes?|hours?|times?|strokes?|shots?|putts?|par|under|laps?|schedule|budget|expectations?|estimates?"
    r"|consensus|forecasts?|aggregate|games?|sets?|penalt(?:y|ies)|age|aged)\b"
)
# "fewer than any team outside the top three": the number picks out what is compared with.
_PICKED = Cued(r"\b(?:any|anyone|every|each|others?|outside|top|first|last|bottom|these|those)\b")
# What may stand between two levels where no comma does: "rents of 40 dollars were above the limit of 50".
_HELD = Cued(r"\b(?:is|are|was|were|be|been|being|stays?|stayed|remains?|remained|stands?|stood|still)\b[^.]*\Z")
_SURPASSES = Cued(
    r"\b(?:exceeding|exceeds|exceeded|surpassing|beating|topping|outstripping|overtaking|breaking|missing|from)\b"
)
# "The difference between 50 and 40", "to split 60 between 50 and 10": two figures, and no range.
_PARTED = Cued(
    r"\b(?:split|divided?|dividing|shared?|sharing|differences?|gaps?|chose|choose|choice|ratio|spread|margin|compar[a-z]+"
    r"|alternat[a-z]+|distributed|relation(?:ship)?|(?:dis)?agreement|distance|contrast|balance)\b"
    r"(?:(?! (?:is|are|was|were|be|been|lies|stood) )[^.;,])*\Z"
)
_PEOPLE = frozenset({"people", "children", *(f"{one}s" for one in wordlist("persons"))}) | wordlist("dead")
_RANGES = (
    r"(?:rang(?:e|es|ed|ing)|vari(?:es|ed)|vary(?:ing)?|extend(?:s|ed|ing)?|lay|lies|lie|ran|runs?|are|were|is|was)"
)
_NORM = (
    r"(?:mean|median|average)(?: (?:age|score|value|price|cost|length|weight|size|income|rate|temperature|depth|height"
    r"|time|wage|salary|duration|grade|mark))?(?: (?:of|was|is|being|at)|:| =|,)?"
)
_SPAN = rf"(?:(?P<from>{LEVEL})(?: to | and |–|-)(?P<to>{LEVEL})|(?P<range>{RANGE}))"
_AND_THE = r"(?:,? with|,? and|,| \(|;) ?(?:an? |the |its |their )?"
_SPAN_FIRST = Cued(
    rf"\b{_RANGES}(?: widely)?(?: from| between)? {_SPAN}{GAP}{{0,30}}?{_AND_THE}"
    rf"(?P<cue>{_NORM}) ?(?P<norm>{LEVEL})",
    "mean|median|average",
)
_SPAN_LAST = Cued(
    rf"\b(?P<cue>{_NORM}) ?(?P<norm>{LEVEL}){GAP}{{0,30}}?{_AND_THE}"
    rf"(?:rang(?:e|ing|es|ed)|min(?:imum)?[–-]max(?:imum)?)(?: from| of| was| is| between|:| =|,)? ?{_SPAN}",
    "mean|median|average",
)
_PLACES = ("above", "below", "behind", "ahead of")


def find(sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The orders that the sentences claim.

    Links two figures that the text puts in order. Agrees: "Of 81 proposals, 32 were carried out". Disagrees: "Of 81
    proposals, 92 were carried out".
    """
    series: Series | None = None
    for place, mask in enumerate(sentences):
        if len(mask.figures) > 1:
            yield from _orders(mask)
            yield from _within(mask)
        yield from _seconds(sentences, place)
        for match in _BEST.finditer(mask.text):
            series = _series(sentences) if series is None else series
            yield from _record(mask, match, series)


def _orders(mask: Mask) -> Iterator[Relation]:
    taken: set[frozenset[str]] = set()
    for pattern, strictly, confidence, reason in _RULES:
        for match in pattern.finditer(mask.text):
            pair = frozenset((match["lower"], match["upper"]))
            if pair in taken or not _is_claim(pattern, match):
                continue
            lower, upper = mask.figure(match["lower"]), mask.figure(match["upper"])
            if not _is_usable(lower, upper, pattern) or not _is_of_scale(pattern, match, lower, upper):
                continue
            taken.add(pair)
            cue = mask.words(*match.span("cue")).strip(" ,(")
            yield _order(lower, upper, "less" if strictly else "", cue, confidence, reason)
            if pattern is _FOLLOWED and match["by"] == "followed by":
                yield from _chain(mask, match)


def _within(mask: Mask) -> Iterator[Relation]:
    """A mean between the ends of what it is the mean of: "from 18 to 72, with a mean of 45"."""
    for pattern in (_SPAN_FIRST, _SPAN_LAST):
        for match in pattern.finditer(mask.text):
            norm = mask.figure(match["norm"])
            if match["range"]:
                lower = upper = mask.figure(match["range"])
                ends = [replace(lower, figure=figure) for figure in lower.figure.ends]
            else:
                lower, upper = mask.figure(match["from"]), mask.figure(match["to"])
                ends = [lower, upper]
            if pattern is _SPAN_LAST:  # "a mean of 45 years (range 18–72)"
                ends = [_in_unit_of(norm, end) for end in ends]
            elif norm.figure.unit and not ends[1].figure.unit:
                continue  # "from 18 to 72, with an average of 3 visits"
            if not all(_one_series(end, norm) and alike((end, norm)) for end in ends) or norm.figure.upper is not None:
                continue
            items = tuple(member("item", one) for one in (ends[0], norm, ends[1]))
            reason = "a mean lies between the lowest and the highest"
            yield Relation("", "order", items, "", mask.words(*match.span("cue")), 0.8, reasons=(reason,))


def _in_unit_of(norm: Statement, end: Statement) -> Statement:
    """A bare number in the unit of the other."""
    if end.figure.unit or end.figure.kind not in ("count", "measure"):
        return end
    return replace(end, figure=replace(end.figure, unit=norm.figure.unit, kind=norm.figure.kind))


_SCALES = (
    ("low", "minimum", "lowest", "floor", "high", "maximum", "highest", "ceiling", "peak"),
    ("smallest", "largest"),
    ("fewest", "most"),
    ("cheapest", "dearest", "most expensive"),
    ("shortest", "longest"),
    ("youngest", "oldest"),
)
_EXTREME = Cued(rf"\b(?:{'|'.join(sorted(itertools.chain(*_SCALES), key=len, reverse=True))})\b")
_DID = Cued(r"\b(?:[a-z]+ed|won|sold|made|paid|cost|grew|drew|lost|took|gave|ran|got)\b")
_LEADS = Cued(r"\b(?:leads?|led|first|won|winner|top)\b")
_LENGTHS = frozenset({"tallest", "longest", "shortest", "oldest", "youngest", "heaviest", "deepest"})


def _is_of_scale(pattern: Cued, match: re.Match[str], lower: Statement, upper: Statement) -> bool:
    """Whether the figures measure what the superlatives are of: the oldest may well sell less than the youngest."""
    if pattern is _FOLLOWED:
        leads = match["cue"] not in _LENGTHS or _LEADS.search(match["gap"]) is not None
        return leads or lower.figure.kind in ("measure", "duration")
    if pattern not in (_LOW_HIGH, _HIGH_LOW):
        return True
    one, other = _EXTREME.search(match["cue"]), list(_EXTREME.finditer(match["gap"]))[-1]
    if one is None or not any(one[0] in scale and other[0] in scale for scale in _SCALES):
        return False
    if one[0] == "low" and not _is_noun(match, one, other):
        return False
    if one[0] in _LENGTHS and any(f.unit and f.kind == "count" for f in (lower.figure, upper.figure)):
        return False
    return one[0] in _SCALES[0] or _DID.search(match["cue"], one.end()) is None


def _is_noun(match: re.Match[str], low: re.Match[str], high: re.Match[str]) -> bool:
    """Whether "low" and "high" are levels, or of one thing: a low road has nothing to do with high quality."""
    first, second = _AFTER_LOW.match(match["cue"], low.end()), _AFTER_LOW.match(match["gap"], high.end())
    return (first and first[1]) == (second and second[1]) or not (first and second)


_AFTER_LOW = Cued(r" (?!(?:of|was|is|at|were|are|being|in|on|for|to|and|point|just|only|about)\b)([a-z]+)")


def _order(
    lower: Statement,
    upper: Statement,
    decomposition: str,
    cue: str,
    confidence: float,
    reason: str,
    labels: tuple[str, str] = ("", ""),
) -> Relation:
    members = member("lower", lower, label=labels[0]), member("upper", upper, label=labels[1])
    return Relation("", "order", members, decomposition, cue, confidence, reasons=(reason,))


def _chain(mask: Mask, match: re.Match[str]) -> Iterator[Relation]:
    """Those that follow the follower."""
    upper = mask.figure(match["lower"])
    following = _THEN.match(mask.text, match.end())
    while following is not None:
        lower = mask.figure(following["lower"])
        if not _is_usable(lower, upper, _FOLLOWED):
            return
        yield _order(lower, upper, "", "followed by … and", 0.7, "the one is ranked above the other")
        upper = lower
        following = _THEN.match(mask.text, following.end())


def _seconds(sentences: Sequence[Mask], place: int) -> Iterator[Relation]:
    """The second-largest, in the sentence that names the largest or in the next."""
    mask = sentences[place]
    for match in _SECOND.finditer(mask.text):
        for other in (mask, *sentences[max(0, place - 1) : place]):
            top = _TOP.search(other.text, 0, match.start() if other is mask else len(other.text))
            if top is None or top["sup"] != match["sup"] or other.passage != mask.passage:
                continue
            lower, upper = mask.figure(match["lower"]), other.figure(top["upper"])
            if not _is_usable(lower, upper, _SECOND) or not _one_series(lower, upper) or not _same_noun(top, match):
                continue
            # What is largest may be so in another respect than the one that is told.
            sure = re.fullmatch(_MEASURED, match["sup"]) is not None and upper.figure.kind in ("measure", "duration")
            confidence, reason = 0.7 if sure else 0.45, f"the other is called the {match['sup']}"
            labels = f"the {match['cue']}", f"the {match['sup']}"
            yield _order(lower, upper, "", match["cue"], confidence, reason, labels)
            break


def _same_noun(top: re.Match[str], second: re.Match[str]) -> bool:
    """Whether both superlatives are of one kind of thing, which the second may leave out."""
    return not second["noun"] or second["noun"].split()[-1] in top["noun"].split()


def _one_series(one: Statement, other: Statement) -> bool:
    """Whether two figures count or measure the same, as their units say; one of them may leave it out."""
    first, second = one.figure, other.figure
    return first.unit == second.unit or (first.kind == second.kind == "count" and not (first.unit and second.unit))


_PRAISE = frozenset({"record", "high", "highest", "ever", "all-time", "new", "peak", "year"})
Series = dict[tuple[object, ...], list[Statement]]


def _series(sentences: Sequence[Mask]) -> Series:
    """The levels of the whole document that are stated for a year, by what they are of."""
    found: Series = {}
    for mask in sentences:
        for one in mask.figures:
            named = _named(one)
            if named is not None:
                found.setdefault(named, []).append(one)
    return found


def _named(statement: Statement) -> tuple[object, ...] | None:
    """Unit, topic and scope of a level with a year of its own; ``None`` where any of them is not certain."""
    figure = statement.figure
    topic = frozenset(statement.topic.split()) - _PRAISE
    if statement.role != "level" or statement.modality or statement.inherited or figure.upper is not None:
        return None
    if not topic or not figure.unit or figure.hedge or not re.fullmatch(r"\d{4}", statement.period):
        return None
    return figure.kind, figure.unit, statement.per, topic, statement.scope


def _record(mask: Mask, match: re.Match[str], series: Series) -> Iterator[Relation]:
    """A record is not below what the document states of an earlier year."""
    best = mask.figure(match["after"] or match["before"])
    named = _named(best)
    before = [one for one in series.get(named, ()) if one.period < best.period] if named is not None else []
    if not before:
        return
    highest = max(before, key=lambda one: one.figure.value)
    confidence = 0.7 if highest.passage == best.passage else 0.45
    labels = f"the figure of {highest.period}", f"the record of {best.period}"
    yield _order(highest, best, "", "record", confidence, "the same is stated for an earlier year", labels)


_RULES = (
    (_BETWEEN, True, 0.85, "a range runs from its lower to its upper end"),
    (_LOW_HIGH, False, 0.85, "the lowest is not above the highest"),
    (_HIGH_LOW, False, 0.85, "the lowest is not above the highest"),
    (_PART, False, 0.85, "a part is not above its whole"),
    (_OF_THE, False, 0.85, "a part is not above its whole"),
    (_INCLUDES, False, 0.8, "a part is not above its whole"),
    (_OF_THEM, False, 0.8, "a part is not above its whole"),
    (_RECORD, True, 0.85, "a record is above the one before it"),
    (_MORE, True, 0.8, "the text says that the one is more than the other"),
    (_LESS, True, 0.8, "the text says that the one is less than the other"),
    (_EXCEEDED, True, 0.8, "the text says that the one is more than the other"),
    (_FOLLOWED, False, 0.8, "the one is ranked above the other"),
    (_AHEAD, True, 0.8, "the one is ranked above the other"),
    (_BEHIND, True, 0.8, "the one is ranked below the other"),
)


# "10%, or 500, more than the 5,000 of last year": by how much
_SAID_AGAIN = Cued(rf"{LEVEL}(?: [a-z-]+)?,? (?:or |\()\Z")


def _is_claim(pattern: Cued, match: re.Match[str]) -> bool:
    groups = match.groupdict()
    gap = groups.get("gap") or ""
    if pattern in (_MORE, _LESS):
        if _CHANGED.search(gap) or _CHANGED.search(groups["what"]) or _CHANGED.match((groups["end"] or "").strip()):
            return False
        if _PICKED.search(groups["what"]) or _SAID_AGAIN.search(match.string, 0, match.start()):
            return False
        word = match["cue"].strip(" ,(")
        if word in _PLACES and not match["cue"].startswith((",", " (")) and not _BOUND.search(groups["what"]):
            return False  # "at or above the county level"
        # "43% higher than last year's 12", "3 tons above the limit": the first is by how much, not how many.
        if not match["cue"].startswith((",", " (")) and not _HELD.search(gap) and not _SURPASSES.search(match["cue"]):
            return False
        # "more than 8,900 in Jiangsu" is a hedge; a comparison names what it compares with.
        named = re.search(
            r"(?:the|its|their|our|last year's|previous|year's|record|target|goal|average)\b",
            match[0][match.start("cue") - match.start() :],
        )
        return named is not None
    if pattern in (_AHEAD, _BEHIND):
        by = match.string[: match.start()].endswith("by ")
        return not by and not _CHANGED.search(gap.removeprefix(" points")) and not _LOWER_WINS.search(match.string)
    if pattern is _BETWEEN:
        return not _PARTED.search(match.string, max(0, match.start() - 40), match.start())
    if pattern in (_FOLLOWED, _RECORD, _LOW_HIGH, _HIGH_LOW):
        return not _CHANGED.search(gap)
    return True


def _is_usable(lower: Statement, upper: Statement, pattern: Cued) -> bool:
    if lower is upper or not alike((lower, upper)) or lower.figure.upper is not None or upper.figure.upper is not None:
        return False
    if min(lower.figure.value, upper.figure.value) < 0 or "quoted" in (lower.modality, upper.modality):
        return False
    alike_kinds = lower.figure.kind == upper.figure.kind
    if pattern in (_AHEAD, _BEHIND) or (alike_kinds and pattern in (_MORE, _LESS, _FOLLOWED)):
        return _one_series(lower, upper)
    if pattern is _INCLUDES and upper.figure.unit.rpartition(" ")[2] not in _PEOPLE:
        return False  # "four families, including 11 children"
    if pattern in (_PART, _OF_THE, _OF_THEM):
        return alike_kinds and lower.figure.kind != "duration"
    return True
