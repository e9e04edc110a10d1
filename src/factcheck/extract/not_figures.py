"""A number and the words around it in, the reason why it is no figure out, or "".

The reasons: marker (of a list), label (sections, pages, phases, streets), citation, code (identifiers, telephones,
versions), hyphened ("COVID-19"), name ("Boeing 737"), score, idiom, pronoun ("no one"), partitive ("one of the"), part
("first half"), vague ("several hundred"), ordinal ("at first"). Dates and times of day are told before, by ``dates``
and ``codes``.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from factcheck.extract import dates
from factcheck.interval import Figure
from factcheck.numerals.amounts import Source, plain, scale_word
from factcheck.numerals.later import later
from factcheck.numerals.measures import lookup
from factcheck.numerals.ordinals import Ordinal
from factcheck.numerals.quantities import Quantity
from factcheck.numerals.tables import words


class Lists(NamedTuple):
    """The words of not_figures.toml."""

    labels: frozenset[str]
    weak: frozenset[str]
    one_before: frozenset[str]
    one_after: frozenset[str]
    one_phrases: tuple[str, ...]
    parts_before: frozenset[str]
    parts_after: frozenset[str]
    vague: frozenset[str]
    shares: frozenset[str]
    after: frozenset[str]
    editions: frozenset[str]
    strict: frozenset[str]
    common: frozenset[str]
    idioms: frozenset[str]


@cache
def lists() -> Lists:
    import tomllib

    with Path(__file__).with_name("not_figures.toml").open("rb") as file:
        raw = tomllib.load(file)

    def named(table: str, key: str = "words") -> frozenset[str]:
        return frozenset(name.replace("_", " ") for name in raw[table][key].split())

    return Lists(
        named("labels"),
        named("labels", "weak"),
        named("one", "before"),
        named("one", "after"),
        tuple(sorted(named("one", "phrases"))),
        named("parts", "before"),
        named("parts", "after"),
        named("vague"),
        named("shares"),
        named("after"),
        named("editions"),
        named("editions", "strict"),
        named("common"),
        named("idioms"),
    )


BEFORE = later(r"(?<![^\W\d_'’])([^\W\d_'’][^\W\d_]*(?:['’][^\W\d_]*)?)(?:[ \u00a0\n]{1,2}|-)\Z")
AFTER = later(r"[ \u00a0\n\-]{1,2}([a-z]{1,30})")
NOUN = later(r"[ \n]([a-z][a-z\-]{1,40})")


def word_before(low: str, start: int) -> str:
    """The word before ``start``, behind a blank or a hyphen; "" where punctuation parts them."""
    if low.endswith(" ", 0, start):
        _, blank, word = low[max(0, start - 26) : start - 1].rpartition(" ")
        if blank and word.isalpha():  # as nearly always; the search says the same
            return word
    match = BEFORE.search(low, max(0, start - 26), start)
    return match[1] if match else ""


def word_after(low: str, end: int) -> str:
    match = AFTER.match(low, end)
    return match[1] if match else ""


def plural_after(low: str, end: int) -> bool:
    """Whether a counted noun follows: a lower-case word in the plural within two words."""
    for _ in range(2):
        match = NOUN.match(low, end)
        if match is None or match[1] in lists().common:
            return False
        if (match[1].endswith("s") and not match[1].endswith("ss")) or match[1] in IRREGULAR:
            return True
        end = match.end()
    return False


IRREGULAR = frozenset({"people", "men", "women", "children"})


def begins_sentence(low: str, start: int) -> bool:
    """Whether nothing of the sentence stands before ``start``; "Q" and "A" of a transcript are nothing."""
    head = low[max(0, start - 12) : start].rstrip(" \u00a0\"“”‘’'([*•-–—")
    if not head:
        return True
    return head[-1] in ".!?:;\n…\x00" or (head[-1] in "qa" and head[-2:-1] in ("\n", ""))


def why(source: Source, quantity: Quantity) -> str:
    """Why the quantity is no figure, or ""."""
    first = source.low[quantity.start]
    if first.isdigit():
        return why_digits(source, quantity)
    return why_words(source, quantity) if first.isalpha() else ""


# Numbers in digits

ADDRESS = later(
    r"(?:[ ][NSEW]\.?)?(?:[ ](?:[A-Z][A-Za-z'’.]{0,30}|\d{1,3}(?:st|nd|rd|th))){0,3}"
    r"[ ](?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Place|Pl|Square|Sq|Crescent"
    r"|Terrace|Highway|Hwy|Parkway)(?![A-Za-z])"
)
CONTENTS = later(
    r"[ ](?:Appendix[ ][IVX]+|(?:Table|Figure|Chapter)[ ]\d|(?:Tables|Figures|Abbreviations)[ ][A-Z])(?![a-z])"
)
LAW = later(
    r"[ \n](?:C\.?F\.?R\.?|U\.?S\.?C\.?|F\.(?:[23]d|4th)|F\.[ ]?Supp\.(?:[ ]?[23]d)?|S\.[ ]?Ct\.|Fed\.[ ]Reg\.|Stat\.)"
    r"[ \n](?:§|(?:at[ ]|[Pp]arts?[ ])?\d)"
)
STATE = later(r",[ ][A-Z]{2}[ ]\Z")
# What may touch the digits and is neither a unit nor a letter of a code: "40ish", "2σ", a lost blank ("38new posts").
GLUED_ON = later(r"ish|some|σ|(?:more|new|other|people|full|additional|different|of|to|and|or|were|are|per)(?![a-z])")
JETS = frozenset({"707", "717", "727", "737", "747", "757", "767", "777", "787"})
JET_AFTER = later(r"s(?![a-z])|[ ](?:[A-Z][a-z]|MAX|jets?\b|aircraft|planes?\b|freighters?)|-[A-Z\d]")
ISOTOPE = later(r"1[1-4]C(?:[\]/\-]|[ ](?:dat|ag|lab|isotop|measure|analys|ratio|conte|value))")


def why_digits(source: Source, quantity: Quantity) -> str:
    """Why a number in digits is no figure: first what touches it, then the words before it."""
    low, start, end = source.low, quantity.start, quantity.end
    number, idioms = low[start:end], lists().idioms
    if not quantity.unit_end and end - start <= 7 and "." not in number and "," not in number:
        reason = marker(source, start, end) if quantity.form in ("digits", "range") else ""
        if reason:
            return reason
    if number in idioms or low[start : end + 2] in idioms:
        return "idiom"
    following, beyond = low[end : end + 1], low[end + 1 : end + 2]
    if (
        following in ("s", "'", "’")
        and low.startswith(("s", "'s", "’s"), end)
        and number[-1:] == "0"
        and dates.VAGUE_TENS.search(low, max(0, start - 24), start)
    ):
        return "vague"
    if following == "、":
        return "marker"
    if following == "-" and low.startswith("-something", end):
        return "vague"
    if following in ("(", "/") and beyond.isdigit():  # "13(3)", "120/80"
        return "label" if following == "(" else "code"
    if following == "(" and end - start == 3 and beyond.isalpha() and low.startswith(")", end + 2):  # "401(k)"
        return "label"
    touched = quantity.unit_end > 0 and quantity.unit_start <= end
    if number in JETS and JET_AFTER.match(source.text, end):
        return "name"
    if touched and ISOTOPE.match(source.text, start):
        return "code"
    if following.isascii() and following.isalpha() and not touched and not GLUED_ON.match(low, end):
        return "code"
    if following == " " and (beyond != source.text[end + 1 : end + 2] or beyond.isdigit() or beyond in "zdnm"):
        if (
            ADDRESS.match(source.text, end)
            or CONTENTS.match(source.text, end)
            or LAW.match(source.text, end)
            or word_after(low, end) in lists().after
        ):
            return "label"
    elif following == "-" and source.text[end + 1 : end + 2].isupper() and not low[end + 2 : end + 3].isalnum():
        return "code"  # "2-P reserves", "10-K"
    elif following in ("-", "–") and quantity.form == "digits" and (reason := score(low, start, end)):
        return reason
    return label_before(source, quantity)


MARKER_BEFORE = later(r"[ \t]*[-*•·]?[ \t]*\(?\Z")
MARKER_AFTER = later(r"[ ]?(?:[.)\]](?=[ \t\n]|\Z)|[.)](?=[A-Z])|、|\)、|\)\.|:(?=[ \t]))")
IN_BRACKETS = later(r"(?:[ ]?[,;–-][ ]?\d{1,3}[a-z]?){0,40}[ ]?([\])])")
CAPITAL_AFTER = later(r"[ ][A-Z]")
TOLD = later(
    r"[ ](?:reads|says|states|notes|shows|adds|provides|requires|gives|finds|argues|defines|means|applies|is|was)[ ]"
)
PARAGRAPH_AFTER = later(r"\.[A-Z][a-z]")  # "rose. 5.What matters"
NOTE_AFTER = later(r"[ ](?:[A-Z\[_*\"“]|https?:|\d{1,3}[ ](?:U\.S\.C|C\.F\.R|Fed\. ))")  # of a footnote


def noted(low: str, end: int) -> bool:
    """Whether the words after a number do not count by it: in "Rules of the House" 2 says, it is the mark of a note."""
    return not plural_after(low, end) or TOLD.match(low, end) is not None


def marker(source: Source, start: int, end: int) -> str:
    """A list marker, a footnote's number at the beginning of a paragraph, or a citation."""
    low, text = source.low, source.text
    line = text.rfind("\n", max(0, start - 12), start) + 1
    if (line or start < 12) and MARKER_BEFORE.fullmatch(text, line, start) and MARKER_AFTER.match(text, end):
        return "marker"
    if line and start == line and text[max(0, line - 2) : line] == "\n\n" and NOTE_AFTER.match(text, end):
        return "marker"
    before = low[start - 1 : start] if start else ""
    if before in ("(", "["):
        closing = IN_BRACKETS.match(low, end)
        if closing is None or (closing[1] == "]") != (before == "["):
            return ""
        if before == "(" and closing.start(1) == end and in_parentheses(source, start, end):
            return ""
        return "citation" if low[max(0, start - 40) : start - 1].strip() else "marker"
    if start > 2 and low[start - 2] in '"”' and low[start - 3].isalpha() and noted(low, end):
        return "marker"  # a note's mark: ... "Rules of the House" 2 says
    if low[end : end + 1] == "." and low.endswith((". ", "! ", "? "), 0, start) and PARAGRAPH_AFTER.match(text, end):
        return "marker"
    if start > 2 and low[start - 2] in '"”' and low[start - 3] in ".,!?" and CAPITAL_AFTER.match(text, end):
        return "marker"
    if low.endswith("): ", 0, start):
        return "citation"
    return "marker" if low[end : end + 1] == ")" and low.endswith((". ", "; ", ": ", ", "), 0, start) else ""


NAMED = later(r"(?<![^\W_])([^\W\d_]{2,40})[ \u00a0]\(\Z")
SIBLING_COUNT = later(r"[^\W\d_]s?[ ]\((\d{1,4})\)")
CITED = later(
    r"\((?:\d{1,3}[ ]?[,;–-][ ]?){1,20}\d{1,3}\)|et al\.?,? \(|[a-z]ly \(\d|(?:in|by|from|see) \(\d|\[\d{1,3}\]"
)
REFERENCES = frozenset(
    {"studies", "reports", "results", "authors", "others", "reviews", "arguments", "experiments", "methods", "models"}
    | {"findings", "papers", "publications", "references", "works", "groups", "laboratories", "observations", "data"}
    | {"mechanisms", "approaches", "analyses", "processes", "cells", "proteins", "conditions", "systems", "is", "was"}
)


def in_parentheses(source: Source, start: int, end: int) -> bool:
    """Whether a number in parentheses counts the noun before it: "teachers (145) and nurses (88)"; no citation does.

    A citation has others near it: lists of numbers, or the number before or after it.
    """
    low = source.low
    named = NAMED.search(low, max(0, start - 44), start)
    bare = low[start:end].isdecimal() and not low[end + 2 : end + 3].isdigit()  # and no telephone: "(202) 555-0100"
    if named is None or named[1] in REFERENCES or named[1] in words().values or not bare:
        return False
    value, window = int(low[start:end]), low[max(0, start - 400) : end + 400]
    if not value or f"({value - 1})" in window or f"({value + 1})" in window or CITED.search(window):
        return False
    noun, capital = named[1], source.text[named.start(1)].isupper()
    plural = noun in IRREGULAR or noun in HERDS or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))
    siblings = {match[1] for match in SIBLING_COUNT.finditer(low, max(0, start - 90), end + 90)} - {low[start:end]}
    if siblings:
        return plural or all(len(one) > 1 for one in siblings)
    return plural and not capital and (value > 99 or low[end + 1 : end + 2] not in ("", "."))


HERDS = frozenset({"sheep", "fish", "deer", "cattle", "staff", "personnel", "police", "aircraft"})

SCORE = later(r"[-–](\d{1,9})(?![\d%]|[.,]\d)")


def score(low: str, start: int, end: int) -> str:
    """ "won 3-1": two small numbers that make no range."""
    match = SCORE.match(low, end)
    if match is None:
        return ""
    return "score" if end - start <= 3 and len(match[1]) <= 3 else "code"


QUARTERS = ("half past ", "quarter past ", "quarter to ")
PAST = ("half past", "quarter past", "quarter to")


def label_before(source: Source, quantity: Quantity) -> str:
    """Whether the word before makes the number a name: a label ("page 12") or a capital ("Boeing 737")."""
    low, start, end = source.low, quantity.start, quantity.end
    head = low[max(0, start - 42) : start]
    stripped = head.rstrip()
    gap = len(head) - len(stripped)
    if not stripped or not 0 < gap < 3:
        return ""
    word = stripped.rsplit(None, 1)[-1].rpartition("(")[2]
    bare = word.strip("\"“”‘’'[](*_#|>")
    if bare in ("past", "to") and stripped.endswith(PAST) and low[start:end].isdecimal():
        return "time"
    if bare in lists().labels:
        return labelled(source, quantity, bare)
    if end - start == 5 and STATE.search(source.text, max(0, start - 5), start):
        return "label"  # "Springfield, IL 62701"
    number, ranged = low[start:end], quantity.form == "range"
    if ranged:  # "Report 118-188"
        number = number.replace("-", "").replace("–", "")
    measured = quantity.unit_end or (quantity.hedge_end and not ranged) or not number.isdigit()
    if (
        measured
        or end - start > (4 if quantity.form == "digits" else 9)
        or not bare
        or word[-1] in ".,;:!?)"
        or bare in lists().common
    ):
        return ""
    begin = start - gap - len(word)
    capital = source.text[begin + word.rfind("-") + 1].isupper()
    if not capital or begins_sentence(low, begin) or word.endswith(("'s", "’s", "s'", "s’")):
        return ""
    return "" if plural_after(low, end) and (end - start > 2 or in_title(source.text, start, end)) else "name"


def in_title(text: str, start: int, end: int) -> bool:
    """Whether the words around a number all have capitals, as in a headline: "Airline Cuts 14 Routes from Hubs"."""
    begin, stop = text.rfind("\n", max(0, start - 100), start) + 1, text.find("\n", end, end + 100)
    if (not begin and start > 100) or (stop < 0 and end + 100 < len(text)):
        return False
    line = text[begin:start] + text[end : stop if stop > 0 else len(text)]
    found = [word for word in line.split() if word.isalpha() and len(word) > 3]
    capitals = sum(word[0].isupper() for word in found)
    return len(found) > 3 and capitals >= len(found) - 1 and not any(map(str.isdecimal, line))


def labelled(source: Source, quantity: Quantity, label: str) -> str:
    """ "Section 427"; a weak label yields to a unit or a counted noun: "no 5 people"; "Fig. 3c" has no unit."""
    low, end, united = source.low, quantity.end, quantity.unit_end > 0
    if (quantity.unit_start, quantity.unit_end) == (end, end + 1) and source.text[end].isupper():
        return "label"
    if label in COUNTING and counts(low, quantity, label):
        return ""
    if label in lists().weak and (united or (label != "top" and plural_after(low, end))):
        return ""
    return "" if quantity.figure.kind in ("money", "percent") and united else "label"


COUNTING = frozenset({"numbers", "numbered"})
NUMBERED = later(r"(?:([a-z]{1,30})[ \n])?([a-z]{1,30})[ \n]numbere?[ds][ \n][^a-z]{0,3}\Z")
LISTED_THINGS = frozenset(
    {"the", "these", "those", "a", "of", "are", "is", "were", "was", "be", "phone", "telephone", "and", "or"}
    | {"pages", "items", "lots", "paragraphs", "questions", "lines", "sections", "bills", "boxes", "rooms", "rows"}
)


def counts(low: str, quantity: Quantity, label: str) -> bool:
    """Whether "numbers" and "numbered" are the verb: "the herd numbers 240 animals", not "the numbers 3 and 4"."""
    match = NUMBERED.search(low, max(0, quantity.start - 80), quantity.start)
    if match is None or match[2] in LISTED_THINGS:
        return False
    return label == "numbered" or plural_after(low, quantity.end)


# Numbers in words

SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion", "dozen", "lakh", "crore", "quadrillion"})
UNCOUNTED = frozenset({"per", "a", "an", "the", "many", "these", "those", "by"})
DOZENS = frozenset({"the", "another", "last", "past", "next", "first", "this"})
ZEROS = frozenset({"zero", "nil", "nought", "naught"})
ZERO_BEFORE = frozenset({"net", "ground", "patient", "near", "sub"})
ZERO_AFTER = ("-", " -", " tolerance", " sum", " hour", " emission", " carbon")


def why_words(source: Source, quantity: Quantity) -> str:
    """Why a number in words is no figure."""
    low, start, end = source.low, quantity.start, quantity.end
    word = low[start:end] if quantity.form != "range" else low[slice(*quantity.lower)]
    before = word_before(low, start)
    if before in ("past", "to") and low.endswith(QUARTERS, 0, start) and quantity.figure.value <= 12:
        return "time"
    strong = before in lists().labels and (before not in lists().weak or before == "number")
    if strong and not quantity.unit_end and quantity.form == "words" and quantity.figure.value < 100:
        return "label"
    if word == "one" and quantity.form == "words":
        return why_one(source, quantity, before)
    if quantity.form == "fraction":
        return why_part(low, quantity, word, before)
    if before in lists().vague and word.split(" ")[0] in SCALES:
        return "vague"
    if word.split(" ")[0] in SCALES and low.endswith(("couple of ", "few of "), 0, start):
        return "vague"
    if low.startswith("-something", end):
        return "vague"
    if word in SCALES:
        return why_scale(low, quantity, word, before)
    if word in ZEROS and (before in ZERO_BEFORE or low.startswith(ZERO_AFTER, end)):
        return "idiom"
    if (low[start - 1 : start] == "-" and low[max(0, start - 2) : start - 1].isalpha()) or slogan(low, start, end):
        return "name"
    if quantity.unit_end and quantity.figure.kind in ("money", "percent"):
        return ""
    return "name" if named(source, start, end) else ""


def why_scale(low: str, quantity: Quantity, word: str, before: str) -> str:
    """A scale without a number before it is vague: "per thousand", "a multi-million deal"; a bare hundred is not."""
    start, end = quantity.start, quantity.end
    if low[start - 1 : start] == "-" or low.startswith("-", end) or (before in UNCOUNTED and word != "dozen"):
        return "vague"
    if word == "dozen":
        return "" if quantity.hedge_end or before in DOZENS else "vague"
    return "" if word == "hundred" else "vague"


def named(source: Source, start: int, end: int) -> bool:
    """Whether a capital makes the number part of a name: "Formula One", "Two Studies", "Five Year Plan"."""
    text = source.text
    if not text[start].isupper() or (end - start > 2 and text[start:end].isupper()):
        return False
    if not begins_sentence(source.low, start):
        return not (plural_after(source.low, end) and in_title(text, start, end))
    return text[end : end + 2].strip().isupper() and word_after(source.low, end) in ("year", "nations")


QUOTED = later(r"[\"“]([^\"“”\n]{0,40})\Z")
UNQUOTED = later(r"[^\"“”\n.]{2,40}[\"”]")
NAMING = later(
    r"(?<![a-z])(?:is|are|was|were|includes?|namely|mainly|said|says|:|,)[ ](?:mainly |chiefly |these |the )?\Z"
)


def slogan(low: str, start: int, end: int) -> bool:
    """A short quotation that begins with a number is the name of something ("four virtues"), unless it defines."""
    opening = QUOTED.search(low, max(0, start - 42), start)
    if opening is None or UNQUOTED.match(low, end) is None:
        return False
    head = opening[1].split(" ")[0]
    if head and head not in words().values:
        return False
    return NAMING.search(low, max(0, opening.start() - 24), opening.start()) is None


ONES = frozenset(
    {"group", "person", "thing", "country", "company", "party", "factor", "side", "answer", "reason", "solution", "way"}
    | {"approach", "method", "size", "nation", "state", "model", "institution", "organization", "individual", "member"}
)
COMPLEMENT = later(r"(?<![a-z])(?:is|was|were|of|to|at|from)[ ]\(\Z")
LOSSES = later(
    r"(?<![a-z])(?:loss|losses|deficit|deficits|decrease|decline|outflow|outflows|negative|decreased|declined|down)(?![a-z])"
)


def in_accounts(low: str, quantity: Quantity) -> Figure:
    """The figure with the accountant's minus, where it is all that a verb or a preposition leads to: "EPS was ($0.05)".

    A loss of ($5) is a loss of five, and "the price ($5)" only adds the number.
    """
    start, figure = quantity.full_start, quantity.figure
    sign = lookup(low[start - 2 : start - 1]) if start > 1 and not figure.unit else None
    if sign is not None and sign.kind == "money" and low.startswith(")", quantity.full_end):  # "$(12.3) million"
        return minus(low, quantity, replace(figure, unit=sign.name, kind="money"))
    if not low.startswith(")", quantity.full_end) or figure.value < 0 or figure.upper is not None:
        return figure
    clause = max(low.rfind(";", max(0, start - 60), start), low.rfind(". ", max(0, start - 60), start), start - 60, 0)
    if not COMPLEMENT.search(low, max(0, start - 6), start) or LOSSES.search(low, clause, start):
        return figure
    return minus(low, quantity, figure)


def minus(low: str, quantity: Quantity, figure: Figure) -> Figure:
    """The figure with a minus, and with the scale behind its parentheses: "(3.2) million"."""
    scaled = scale_word(low, quantity.full_end + 1)
    if scaled is None:
        return replace(figure, value=-figure.value)
    factor = Decimal(-(10 ** scaled[1]))
    return replace(figure, value=plain(figure.value * factor), q=plain(-figure.q * factor), Q=plain(-figure.Q * factor))


POINTING = frozenset({"no", "this", "that", "which", "any", "every", "each"})


def why_one(source: Source, quantity: Quantity, before: str) -> str:
    """ "one dealer" counts; "no one", "one of the", "this one", "one by one" do not."""
    low, start, end, table = source.low, quantity.start, quantity.end, lists()
    after = word_after(low, end)
    if quantity.unit_end and quantity.figure.kind != "count":
        return ""
    if source.text[start].isupper() and not begins_sentence(low, start):
        return "name"
    if low[start - 1 : start] == "-" and low[max(0, start - 2) : start - 1].isalpha():
        return "pronoun"  # "all-in-one"
    if low.startswith(("'s", "’s"), end) or (low.startswith("-", end) and not quantity.unit_end):
        return "pronoun"
    if after == "of" and before not in POINTING:
        return "partitive"
    if before in ("no", "any") and after in ONES:  # "no one group"
        return ""
    if (
        before in POINTING
        or after in table.one_after
        or (not after and (not quantity.hedge_end or before in table.one_before))
    ):
        return "pronoun"
    spots = ((phrase, at) for phrase in table.one_phrases for at in (phrase.find("one"), phrase.rfind("one")))
    return "pronoun" if any(start >= at and low.startswith(phrase, start - at) for phrase, at in spots) else ""


OF = later(r"[ \n]+(?:of|the|a|an|as|that|those|their|its|our|his|her|my|your|this|these|all|what)(?![a-z])")
RECENT = frozenset({"last", "past", "first", "next", "consecutive", "straight", "previous"})


def why_part(low: str, quantity: Quantity, word: str, before: str) -> str:
    """ "half of them" is a figure; "the first half", "half-time" and "a third person" are not."""
    table, end = lists(), quantity.end
    after = word_after(low, end)
    if quantity.unit_end:
        return ""
    if word in ("half", "quarter", "a half"):
        taken = (
            before in table.parts_before
            or after in table.parts_after
            or low[quantity.start - 1 : quantity.start] == "-"
        )
        alone = word == "quarter" and not quantity.hedge_end and not OF.match(low, end)
        return "part" if taken or alone or low.startswith("-", end) else ""
    if word == "three quarters":
        return "part" if before in RECENT else ""
    if word == "a quarter":
        return "" if after in ("", "of", "more", "less", "that", "as", "the") or after not in AGO else "part"
    if word.startswith(("a ", "an ")):
        return "ordinal" if low.startswith("-", end) or (after and after not in table.shares) else ""
    return ""


AGO = frozenset({"earlier", "ago", "later", "in", "before", "after", "when"})


# Ordinals

AHEAD = later(r"[ \-]([^\s.,;:()]{1,40})")
TITLED = later(r"(?:[ ][A-Z][a-z]{1,30}){0,2}[ ][\"“]")
SIBLING = later(r"(?:,[ ]?|[ ]and[ ]|[ ]or[ ]){1,2}(?:\d{1,3}(?:st|nd|rd|th)|[a-z\-]{1,30}(?:th|rd|nd|st))[ ]([a-z])")
CLOSED = later(r"[.,;:?!)]|\Z|[ \n](?:and|or|since|in|to|of|on|at|for)(?![a-z])")
RANKED = frozenset({"ranked", "ranks", "finished", "placed", "came"})
MONTH_NAMES = "|".join(dates.NAMES)
OF_MONTH = later(rf"[ ]of[ ](?:{MONTH_NAMES})(?![a-z])")
THE_MONTH = later(rf"(?<![a-z])(?:{MONTH_NAMES})[ ](?:the[ ])?\Z")
COMPOUND = tuple(f"{joint}{word}" for joint in " -" for word in ("class", "rate", "hand", "person", "party"))


def why_ordinal(source: Source, ordinal: Ordinal) -> str:
    """An ordinal counts where an edition, a time or a rank follows within a few words, and is no name."""
    text, low, end = source.text, source.low, ordinal.end
    if OF_MONTH.match(low, end) or THE_MONTH.search(low, max(0, ordinal.start - 14), ordinal.start):
        return "ordinal"
    common = low[ordinal.start : end] in ("first", "second", "1st", "2nd")
    if not common and TITLED.match(text, end):
        return ""
    sibling = SIBLING.match(low, end)
    ahead = AHEAD.match(low, end)
    if (sibling and text[sibling.start(1)].isupper()) or (ahead and text[ahead.start(1)].isupper()):
        return "name"
    if low.startswith(COMPOUND, end):
        return "ordinal"
    if edition_ahead(low, end, lists().strict if common else lists().editions):
        return ""
    before = word_before(low, ordinal.start)
    ranks = before in RANKED or (before in ("the", "its") and CLOSED.match(low, end) is not None)
    return "" if ranks and not common else "ordinal"


def edition_ahead(low: str, end: int, wanted: frozenset[str]) -> bool:
    """Whether one of the wanted nouns stands within six words, in the same phrase."""
    for step in range(6):
        match = AHEAD.match(low, end)
        if match is None or (step and match[1] in lists().common):
            return False
        if match[1] in wanted or match[1].removesuffix("s") in wanted:
            return True
        end = match.end()
    return False
