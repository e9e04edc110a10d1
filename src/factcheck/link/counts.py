"""A document and its masked sentences in, counts out: a number of things that is announced, and what is listed."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from factcheck.interval import Figure
from factcheck.link.claims import exactly, given, member, number, placed, whole_number, wordlist
from factcheck.link.cues import Cued
from factcheck.link.masks import COUNT, GAP, Mask, lowered
from factcheck.model import Document, Member, NotChecked, Passage, Relation, Statement

__all__ = ["find"]

# What a text announces to list it.
_NOUNS = wordlist("announced")
_PLURALS = frozenset(
    {
        noun[:-1] + "ies"
        if noun.endswith("y") and noun[-2] not in "aeo"
        else noun + ("es" if noun[-2:] in ("ss", "ch", "sh", "us") else "s")
        for noun in _NOUNS
    }
    | {"criteria", "people", "members", "women", "men", "children", "species", "ways", "plays", "foci"}
)
_AFTER_NUMBER = Cued(r"(?: (?:of the|of our|of its|of|[a-z'’-]+)){1,5}")
# Names with an aside each: "Ohio (12), Iowa (4) and Maine (1)".
_WITH_ASIDES = r"(?:[^:()–—?!]|(?<=\w) \([^()]{1,30}\)(?=[,.;]| and |\s*\Z))"
_COLON = Cued(
    rf"(?P<gap>{GAP}{{0,30}}?)(?P<cue>: ?| – | — | - | \()(?P<list>{_WITH_ASIDES}+?)"
    r"(?P<end>\)|[.]?\s*\Z| – | — | - |\. )"
)
_NAMED = Cued(
    r"(?P<noun>(?: [a-z'’-]+){1,5}?),? (?P<cue>including|such as|among them|namely)[:,]? (?P<list>[^;:()?!–—]+)"
)
# In the text as it is written: "The three winners are Leeds, York and Hull."; "two countries, France and Spain, …".
_ARE = Cued(r"(?P<noun>(?: [A-Za-z'’-]+){1,4}?) (?:are|were|will be) (?P<list>[A-Z][^:;()?!–—\n]*?)\.?\s*\Z")
_ALL_OF_THEM = re.compile(r"\b(?:the|these|our|its|their|his|her|my|['’]s) \Z", re.IGNORECASE)
_NAME = r"[A-Z][\w'’.-]*(?: [A-Z][\w'’-]*){0,3}"
_BESIDE = Cued(rf"(?P<noun>(?: [a-z'’-]+){{1,3}}?), (?P<list>{_NAME}(?:, {_NAME}){{0,28}},? and {_NAME})(?=[,.;]|\Z)")
_OTHER = Cued(rf",? and other (?P<stated>{COUNT}) [a-z'’-]+")
_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_FIRST = Cued(
    r"[\s:;,–—-]*(?:and |the )?first(?:ly)?(?: of all| and foremost| off)?(?:,|:| is\b| was\b| we\b"
    r"| the\b| to\b|\s*[–—-])"
)
_NEXT = Cued(
    r"(?:(?<=[.;:!?,。；”\"])\s+|\n\s*)(?:and |the |then |but )*(?P<word>first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|finally|lastly|last)(?:ly)?"
    r"(?: of all| and foremost| but not least| and last| and finally)?(?:,|:| is\b| was\b"
    r"| (?:one|area|point|reason|aspect|goal|priority|thing|part|step|pillar|topic|item|factor|lesson)\b"
    r"|\s*[–—-]\s)"
)
_INLINE = Cued(r"(?<![\w.])\(?(?P<mark>\d{1,2}|[a-l]|i{1,3}|iv|vi{0,3}|ix|x)\)(?=\s)")
# "seven proposals, the first of which is to pay more": they are spoken of here, and no list need follow
_SPOKEN_OF = Cued(
    r"\b(?:first|second|third|fourth|fifth|last|chief|main|foremost|best|worst|latest) of (?:which|whom|these|them)\b",
    " of ",
)
_ONE_IS = Cued(r"[\s:;,–—-]*(?:the )?(?:one|first)(?: of (?:them|these))? (?:is|was|concerns?|covers?|covered)\b")
_OTHER_IS = Cued(
    r"\b(?P<word>the other(?: one)?|another)(?: of (?:them|these))? (?:is|was|concerns?|covers?|covered)\b"
)
_MARK = Cued(r"\s*(?P<form>\(?)(?P<mark>\d{1,2}|[a-l]|[ivx]{1,4})(?P<close>[.)、．:])\s*\Z")
_BULLET = Cued(r"(?P<indent>\s*)(?P<bullet>[-*+•·‣▪◦●○■□–—])\s+\Z")
_NOT_LISTED = Cued(
    rf"{COUNT}(?: out)? of (?:the |our |its )?(?:[a-z]+ )?\Z|\b(?:of the|one of|each of|another"
    rf"|further|other|more|additional|remaining|last|past|next|top|first|these|those|said)\b\s*\Z"
)
_OPEN = Cued(r"\b(?:etc|and (?:so on|others|more|the like)|others|other|among others|and such)\b|\.\.\.|…")
_CLAUSE = Cued(
    r"\b(?:which|who|whose|where|while|because|so that|although|but|according|said|says|when|if|whereas|compared)\b"
)
_REACH = 3000  # characters in which the next item of a list must begin
_PASSAGES = 40
_SURE = 3  # so many counted off, a speaker does not drop the count before the last
_MOST = 30
_LONGEST_NAME = 5  # words


def find(document: Document, sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The lists that the text announces with their number.

    Links the number with the items that follow: named in the same sentence, counted off with First, Second, 1、2、, (a)
    (b) or bullets. After "including" the list is open and must only not be too long. Agrees: "three pillars: schools,
    roads and clinics". Disagrees: "four pillars: schools, roads and clinics".
    """
    starts = [passage.start for passage in document.passages]
    for mask in sentences:
        if mask.has("count"):
            yield from _in_sentence(document, mask, not_checked)
            yield from _announced(document, mask, starts, not_checked)
    yield from _numbering(document)


# ── items named in the sentence ─────────────────────────────────────────────────────────────────────


class _Tally(NamedTuple):
    """How many items a list names at least and at most."""

    least: int
    most: int


def _in_sentence(document: Document, mask: Mask, not_checked: list[NotChecked]) -> Iterator[Relation]:
    text = mask.text
    marked = any(sign in text for sign in _MARKS)
    named = any(cue in text for cue in _CUES)
    for sign in _COUNT.finditer(text):
        counted = _countable(mask, sign[0], sign.start())
        if counted is None:
            continue
        stated, announced = counted
        listed = _COLON.match(text, _noun_end(text, sign.end())) if marked else None
        if listed is not None and _noun_end(text, sign.end()) > sign.end():
            relation = _closed(mask, stated, announced, listed, not_checked)
            if relation is not None:
                yield relation
                continue
        tally = _names(document, mask, stated)
        if tally is not None:
            yield _relation(mask, stated, tally, "", "names", 0.75)
            continue
        opened = _NAMED.match(text, sign.end()) if named else None
        tally = _namely(opened) if opened is not None and opened["cue"] == "namely" else None
        if tally is not None:
            yield _relation(mask, stated, tally, "", "namely", 0.8)
            continue
        least = _leading_items(opened["list"]) if opened is not None else None
        if opened is not None and least is not None:
            yield _relation(mask, stated, _Tally(least, least), "at_least", opened["cue"], 0.7)
    for other in _OTHER.finditer(text) if " and other " in text else ():
        counted = _countable(mask, other["stated"], other.start("stated"), other=True)
        least = _items_before_other(text[: other.start()]) if counted is not None else None
        if counted is not None and least is not None:
            yield _relation(mask, counted[0], _Tally(least, least), "at_least", "and other", 0.6)


_COUNT = Cued(COUNT)
_MARKS = (":", " – ", " — ", " - ", " (")
_CUES = ("including", "such as", "among them", "namely")


def _noun_end(text: str, at: int) -> int:
    """Where the noun of a list ends that stands after a number; ``at`` where none does."""
    words = _AFTER_NUMBER.match(text, at)
    if words is None:
        return at
    place = at
    for word in words[0].split(" ")[1:]:
        place += 1 + len(word)
        if word in _PLURALS:
            return place
    return at


def _closed(
    mask: Mask, stated: Statement, announced: int, match: re.Match[str], not_checked: list[NotChecked]
) -> Relation | None:
    """The relation of a number to the list after its colon or in its brackets."""
    if _INLINE.match(match["list"].lstrip()) or re.match(r"\s*(?:first|one|the first)\b", match["list"]):
        return None
    if _OPEN.search(match["list"]):
        not_checked.append(NotChecked("counts/announced-is-listed", "the list is open"))
        return None
    tally = _tally(match["list"])
    if tally is not None and match["cue"].strip() == "(" and (tally.least < _SURE or ", " not in match["list"]):
        return None  # what stands in brackets explains as often as it lists
    items = _BETWEEN_ITEMS.split(match["list"])
    gives_numbers = _counts(items)
    if gives_numbers and tally is not None and not tally.least <= announced <= tally.most:
        return None  # "14 members: 9 women and 5 men" gives numbers of them, not items
    if not gives_numbers and any(1 < one <= announced for one in _opening_counts(mask, items)):
        return None  # "five members: the mayor, the clerk and three citizens"
    if stated.figure.unit.rpartition(" ")[2] in _EACH_ONE and _are_groups(match["list"]):
        return None  # "12 members: men, women and children"
    return tally and _relation(mask, stated, tally, "", match["cue"].strip(), 0.8)


_EACH_ONE = wordlist("each_one")
_GROUP = re.compile(r"(?:[a-z-]+ )?(?:[a-z-]*[a-rt-z]s|women|men|children|people)")


def _are_groups(words: str) -> bool:
    """Whether a list is of plurals only, each of which may be many of those that were counted."""
    items = re.split(r",? (?:and|or|&) |, |; ?", words.strip(" .,;\n"))
    return all(_GROUP.fullmatch(item.strip()) for item in items)


_BETWEEN_ITEMS = re.compile(r", (?:and )?|;| and ")


def _opening_counts(mask: Mask, items: Iterable[str]) -> Iterator[Decimal]:
    """The numbers that items of a list begin with."""
    for item in items:
        found = re.match(rf"\s*({COUNT})", item)
        if found is not None:
            yield mask.figure(found[1]).figure.value


def _counts(items: Iterable[str]) -> bool:
    """Whether each item of a list begins with a number."""
    return all(re.match(rf"\s*(?:{COUNT})", item) for item in items if re.search(rf"{COUNT}|\w", item))


def _countable(mask: Mask, sign: str, at: int, other: bool = False) -> tuple[Statement, int] | None:
    """The statement of a small plain number at ``at`` that stands for the whole list, and the number."""
    stated = mask.figure(sign)
    value = whole_number(stated)
    if value is None or not 2 <= value <= _MOST or stated.modality == "quoted":
        return None
    if not other and _NOT_LISTED.search(mask.text, 0, at):
        return None
    return stated, value


def _relation(
    mask: Mask, stated: Statement, tally: _Tally, decomposition: str, cue: str, confidence: float
) -> Relation:
    items: tuple[Member, ...] = (given("item", number(tally.least, tally.most), "items in the list"),)
    return Relation(
        "", "count", (member("stated", stated), *items), decomposition, cue, confidence,
        reasons=("the items follow the number that announces them",),
    )  # fmt: skip


def _tally(words: str) -> _Tally | None:
    """How many items a closed list names; ``None`` where it is no list, or none that can be counted."""
    words = words.strip(" .,;\n")
    if not words or len(words) > 400:
        return None
    if ";" in words:
        pieces = [piece for piece in words.split(";") if piece.strip(" .")]
        return _Tally(len(pieces), len(pieces))
    if _CLAUSE.search(words):
        return None
    pieces = [piece.strip() for piece in words.split(", ") if piece.strip()]
    if any(len(piece.split()) > 9 for piece in pieces):
        return None
    ands = [len(re.findall(r" (?:and|or|&) ", f" {piece}")) for piece in pieces]
    last = pieces[-1]
    if re.match(r"(?:and|or|&) ", last):
        least, most = len(pieces), len(pieces) + sum(ands) - 1
    elif ands[-1]:
        least, most = len(pieces) + 1, len(pieces) + sum(ands)
    else:
        return None  # no "and" before the last: an apposition as likely as a list
    articled = sum(bool(re.match(r"(?:and )?(?:the|a|an|its|our|their) ", piece)) for piece in pieces)
    if articled * 2 <= len(pieces):
        least -= articled  # "Ann Lee, the mayor, and Bob Ray" are two, or three
    return _Tally(least, most)


def _names(document: Document, mask: Mask, stated: Statement) -> _Tally | None:
    """How many names are said to be those that are counted; ``None`` where no noun of a list is, or other words are."""
    text = document.text
    are_all = _ALL_OF_THEM.search(text, mask.start, stated.start)
    told = (_ARE.match(text, stated.end, mask.end) if are_all else None) or _BESIDE.match(text, stated.end, mask.end)
    if told is None or not _PLURALS.intersection(told["noun"].lower().split()):
        return None
    names = re.split(r", (?:and )?| and ", told["list"])
    if any(not name[:1].isupper() or len(name.split()) > _LONGEST_NAME for name in names):
        return None
    # "The Isle of Man and Wight Trust" may be one.
    return _Tally(told["list"].count(", ") + 1 + (" and " in told["list"] and ", and " not in told["list"]), len(names))


def _namely(match: re.Match[str]) -> _Tally | None:
    """How many items stand after "namely", where nothing but the end of the sentence stands behind them."""
    words = match["list"].rstrip()
    if match.end() < len(match.string) or " and " in words.rpartition(", ")[0]:
        return None
    return _tally(words)


def _leading_items(words: str) -> int | None:
    """How many short items an open list surely names before it ends; ``None`` where that is unclear."""
    pieces = [piece.strip() for piece in words.partition(". ")[0].split(", ")]
    for place, piece in enumerate(pieces):
        bare = re.sub(r"^(?:and|or) ", "", piece)
        size = len(bare.split())
        if not size or size > 7 or _CLAUSE.search(bare):
            return None
        if bare != piece:
            return place + 1 if place else None
        if " and " in piece:
            if place == 0:
                return None
            return place + 2 if piece.count(" and ") == 1 else place + 1
    return None


def _items_before_other(words: str) -> int | None:
    """How many names stand before "and other four departments"; a time in front is none of them."""
    clause = words.rpartition(". ")[2]
    pieces = [piece.strip() for piece in clause.split(", ") if piece.strip()]
    pieces = [
        piece
        for piece in pieces
        if not re.match(r"(?:in|on|by|at|since|during|for|this|last|as|according|with)\b", piece)
    ]
    return len(pieces) if len(pieces) > 1 and all(len(piece.split()) <= 12 for piece in pieces) else None


# ── items that follow ───────────────────────────────────────────────────────────────────────────────


def _announced(document: Document, mask: Mask, starts: list[int], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The number in a sentence whose items are counted off after it."""
    last = None
    for sign in _COUNT.finditer(mask.text):
        if _noun_end(mask.text, sign.end()) > sign.end():
            last = sign
    if last is None:
        return
    counted = _countable(mask, last[0], last.start())
    if counted is None or _FIRST.match(mask.text):
        return  # an item of another list
    stated, announced = counted
    low = lowered(document.text)
    # A list begins after a sign in the rest of the sentence, or with the next one.
    own = [(sign.start(), mask.end) for sign in _SIGN.finditer(low, stated.end, mask.end)]
    for place, end in (*own, (mask.end, len(low))):
        first = _FIRST.match(low, place, end)
        if first is not None:
            listed, cue = _ordinals(low, first.end(), announced), "First, Second, …"
            if listed < min(announced, _SURE):
                if _is_written(document, low, mask, starts, place, listed):
                    yield _relation(mask, stated, _Tally(listed, listed), "", cue, 0.6)
                else:
                    reason = "the last items may not be counted off"
                    not_checked.append(NotChecked("counts/announced-is-listed", reason))
                return
        elif _ONE_IS.match(low, place, end):
            listed, cue = _one_and_other(low, place), "one is … the other is …"
        else:
            mark = _BEFORE_MARK.match(low, place, end)
            if mark is None:
                continue
            listed, cue = _inline(low, place, mark["mark"]), f"({mark['mark']}) …"
        if listed > 1:
            yield _relation(mask, stated, _Tally(listed, listed), "", cue, 0.8)
            return
    listed_here = None if _SPOKEN_OF.search(low, stated.end, mask.end) else _following(document, mask, starts)
    if listed_here is not None and listed_here[0] > 1:
        listed, cue = listed_here
        yield _relation(mask, stated, _Tally(listed, listed), "", cue, 0.8)


_SIGN = re.compile(r"[:;,–—] ?")
_BEFORE_MARK = re.compile(r"[ :;,\n–—-]*\(?(?P<mark>[1ai])\)(?=\s)")


# "Third, we heal. And we rest.": the last of a paragraph may be the last item.
_ONE_MORE = re.compile(
    r"[^.;!?\n]*[.;!?][ \t]+(?:and|also|in addition|additionally|then|next|moreover|furthermore|besides)\b"
    r"[^.;!?\n]*[.!?]?[ \t]*(?:\n|\Z)"
)


def _ordinals(low: str, place: int, announced: int) -> int:
    """How far Second, Third … go from ``place``, where First ends; "finally" is the last or opens the next subject."""
    count = 1
    while True:
        for found in _NEXT.finditer(low, place, place + _REACH):
            word = found["word"]
            if word in ("finally", "lastly", "last"):
                return count + (count < announced)
            position = _ORDINALS.index(word)
            if position == count:
                break
            if position == 0:
                return count
        else:
            return count + (count < announced and _ONE_MORE.match(low, place) is not None)
        count += 1
        place = found.end()


def _is_written(document: Document, low: str, mask: Mask, starts: list[int], start: int, listed: int) -> bool:
    """Whether a list is a written one: after a colon, each item a line of its own that begins with First, Second …

    A speaker drops the count before the last items, or lets one go on for minutes; who writes does not, if nothing
    but the next heading, or a paragraph of another making, stands behind the last.
    """
    if document.text[mask.start : start].rstrip()[-1:] != ":" or listed < 2:
        return False
    place = bisect_right(starts, start)
    heads = [_LINE.match(low, line.start) for line in document.passages[place : place + listed]]
    counted = [_ORDINALS.index(head["word"]) if head is not None else None for head in heads]
    if counted != list(range(listed)):
        return False
    if place + listed == len(document.passages):
        return True
    after = document.passages[place + listed]
    return after.kind == "heading" or not _GOES_ON.match(document.text, after.start)


_LINE = re.compile(rf"(?P<word>{'|'.join(_ORDINALS)})(?:ly)?\b")
# What may be the next item without its number, or a part of the last.
_GOES_ON = re.compile(
    r"\W*(?:and|also|in addition|additionally|finally|lastly|last|next|then|another|moreover|furthermore|besides"
    r"|the (?:next|last|final|other|third|fourth|fifth|sixth)|(?:number )?(?:two|three|four|five|six)"
    r"|as (?:for|to|well)|we|this|it|that|these|they|here|in this|for (?:example|instance)|such)\b|\W*[-•*]",
    re.IGNORECASE,
)


def _one_and_other(low: str, start: int) -> int:
    """ "One is …, another is …, the other is …": how many; 0 where no other ends the list."""
    for listed, match in enumerate(_OTHER_IS.finditer(low, start, start + 500), 2):
        if match["word"].startswith("the other"):
            return listed
    return 0


def _inline(low: str, start: int, first: str) -> int:
    """How far (1), (2), (3) go, in the lines of one paragraph or of those that follow."""
    order = _ORDER[first]
    expected = 0
    for match in _INLINE.finditer(low, start, start + _REACH):
        if expected < len(order) and match["mark"] == order[expected]:
            expected += 1
        elif match["mark"] == order[0]:
            break
    return expected


_ORDER = {
    "1": [str(place) for place in range(1, 31)],
    "a": list("abcdefghijkl"),
    "i": ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"],
}


class _Marked(NamedTuple):
    """The marker before a passage: its form, its number (0 for a bullet) and how deep it stands."""

    form: str
    number: int
    indent: int


def _marker(document: Document, passage: Passage, within: str = "") -> _Marked | None:
    """The marker of a passage; ``within`` is the form of the list that it may go on, where an i follows an h."""
    begin = document.text.rfind("\n", 0, passage.start) + 1
    if passage.start - begin > 24:
        return None
    before = document.text[begin : passage.start]
    bullet = _BULLET.fullmatch(before)
    if bullet is not None:
        return _Marked(bullet["bullet"], 0, len(bullet["indent"].expandtabs(4)))
    mark = _MARK.fullmatch(before.lower())
    if mark is None:
        return None
    indent = len(before) - len(before.lstrip())
    for name, order in _ORDER.items():
        is_other = (name, mark["mark"]) == ("i", "x") or (name + mark["mark"] == "ai" and "a" not in within)
        if mark["mark"] in order and not is_other:
            return _Marked(f"{mark['form']}{name}{mark['close']}", order.index(mark["mark"]) + 1, indent)
    return None


def _following(document: Document, mask: Mask, starts: list[int]) -> tuple[int, str] | None:
    """How many marked passages follow the one that this sentence ends."""
    place = bisect_right(starts, mask.start) - 1
    if place < 0 or document.text[mask.end : document.passages[place].end].strip(" \n\t.:"):
        return None
    items = document.passages[place + 1 : place + 1 + _PASSAGES]
    if not items:
        return None
    first = _marker(document, items[0])
    if first is None or first.number > 1 or items[0].kind == "cell":
        return None
    return (_bullets if first.number == 0 else _numbers)(document, items, first)


def _bullets(document: Document, items: Sequence[Passage], first: _Marked) -> tuple[int, str] | None:
    listed = 0
    for passage in items:
        marked = _marker(document, passage)
        if marked is None or marked.indent < first.indent:
            return listed, first.form
        if marked.indent > first.indent:
            continue
        if marked.form != first.form:
            return listed, first.form
        listed += 1
    # Where the list fills all that we looked at it may go on.
    return (listed, first.form) if len(items) < _PASSAGES else None


def _numbers(document: Document, items: Sequence[Passage], first: _Marked) -> tuple[int, str] | None:
    listed = 1
    end = items[0].end
    for place, passage in enumerate(items[1:], 2):
        marked = _marker(document, passage, first.form)
        if passage.start - end > _REACH:
            break
        if marked is None or marked.form != first.form or marked.indent != first.indent:
            if passage.kind == "heading" and marked is None:
                if _goes_on(document, items[place:], first, listed):
                    return None
                break
            continue
        if marked.number != listed + 1:
            break
        listed += 1
        end = passage.end
    return listed, "1, 2, …"


def _goes_on(document: Document, items: Sequence[Passage], first: _Marked, listed: int) -> bool:
    """Whether the next item of that form takes up the numbers: headings part a list as well as end it."""
    marks = (_marker(document, passage, first.form) for passage in items)
    following = next((mark for mark in marks if mark is not None and mark.form == first.form), None)
    return following is not None and following.number == listed + 1


# ── gaps and repeats in numbering ───────────────────────────────────────────────────────────────────


def _numbering(document: Document) -> Iterator[Relation]:
    """A numbered list that leaves a number out, or has one twice, and goes on."""
    run: list[tuple[int, Passage]] = []
    form = ""
    for passage in document.passages:
        marked = _marker(document, passage) if passage.kind in ("item", "heading", "paragraph") else None
        if marked is None or marked.number == 0 or "1" not in marked.form:
            if passage.kind == "heading" and marked is None:
                yield from _gap(document, run)
                run = []
            continue
        if run and (marked.form != form or marked.number == 1 or passage.start - run[-1][1].end > _REACH):
            yield from _gap(document, run)
            run = []
        if not run and marked.number != 1:
            continue
        form = marked.form
        run.append((marked.number, passage))
    yield from _gap(document, run)


def _gap(document: Document, run: list[tuple[int, Passage]]) -> Iterator[Relation]:
    numbers = [place for place, _ in run]
    if len(numbers) < 4:
        return
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    odd = [place for place, step in enumerate(steps) if step != 1]
    # One slip inside a list that otherwise counts on; more are another way of numbering.
    if len(odd) != 1 or steps[odd[0]] not in (0, 2) or odd[0] + 1 >= len(steps):
        return
    value, passage = run[-1]
    begin = document.text.rfind("\n", 0, passage.start) + 1
    figure = Figure(Decimal(value), kind="count", hedge="exactly", q=Decimal(0), Q=Decimal(0))
    stated = placed(document, figure, begin, passage.start, (begin, passage.end))
    cue = f"numbered up to {value}"
    yield Relation(
        "", "count", (member("stated", stated), given("item", exactly(len(run)), "numbered items")), "", cue, 0.7,
        reasons=("the items are numbered one by one",),
    )  # fmt: skip
