"""A document and the figures found in it in, statements out: each with its sentence, unit, period, scope, speaker, topic."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from factcheck.extract import periods
from factcheck.extract.found import Dated, Found
from factcheck.extract.lexicon import CAPITALS, CASED, CHANGE, DETERMINER, FILLER, JOINER, SIGN, classes
from factcheck.extract.numbers import find_dates
from factcheck.extract.periods import Anchor, Mention
from factcheck.extract.roles import Role, Surroundings, role
from factcheck.extract.scopes import SOUGHT, Scope, scopes
from factcheck.extract.sentences import Words, blocks, sentences, words
from factcheck.extract.speakers import Turn, speaker_at, turns
from factcheck.extract.topics import counted_after, counted_before, is_anaphoric, pieces, plural
from factcheck.interval import Figure
from factcheck.model import Document, Passage, Statement

__all__ = ["describe"]

_WINDOW = 160  # characters of context before and after a figure in a long sentence

Span = tuple[int, int]


class _Place(NamedTuple):
    """A figure in its sentence: its words ``first``..``last``."""

    found: Found
    first: int
    last: int


class _Sentence(NamedTuple):
    """A sentence read once: its words, what each can be, its figures, periods, scopes and clauses."""

    words: Words
    flags: list[int]
    figures: list[_Place]
    mentions: list[Mention]
    scopes: list[Scope]
    taken: list[bool]  # words of figures and periods
    clauses: list[int]  # the words that clauses begin at


class _Carried(NamedTuple):
    """What the sentences of a block leave to those after them."""

    period: str = ""
    scopes: tuple[Scope, ...] = ()
    subject: tuple[str, ...] = ()  # the first content words of the sentence before
    unit: str = ""


class _Described(NamedTuple):
    """A figure with all that its sentence says of it."""

    found: Found
    sentence: Span
    does: Role
    unit: str
    period: str
    scope: str
    topic: str
    inherited: tuple[str, ...]


def describe(document: Document, found: Sequence[Found], dates: Sequence[Dated] = ()) -> tuple[Statement, ...]:
    """The statement of each figure, in the order of ``found``, which is that of the text.

    ``dates`` are the dates of the text in order. A document without passages is read as blocks parted by blank lines.
    Each sentence is read once; the time is linear in the length of the text. Never raises for any text. A number in
    the label of a speaker ("Speaker 2:") states nothing and is left out.
    """
    if not found:
        return ()
    passages = document.passages or blocks(document.text)
    said = turns(document.text)
    now = periods.anchor(document.date, dates)
    dates = periods.without_headers(document.text, dates)
    statements: list[Statement] = []
    line, counted = 1, 0
    for index, passage, figures, within in _by_passage(passages, found, dates, len(document.text)):
        for described in _of_passage(document.text, passage, figures, within, said, now):
            line += document.text.count("\n", counted, described.found.start)
            counted = described.found.start
            number = index if document.passages else -1
            statements.append(_statement(document, described, line, number, passage, said, now))
    return tuple(statements)


def _by_passage(
    passages: Sequence[Passage], found: Sequence[Found], dates: Sequence[Dated], length: int
) -> Iterator[tuple[int, Passage, Sequence[Found], Sequence[Dated]]]:
    """The passages that hold figures, with those and the dates in them; text outside every passage is one, too."""
    starts = [passage.start for passage in passages]
    dated = [date.start for date in dates]
    begin = 0
    while begin < len(found):
        index = bisect_right(starts, found[begin].start) - 1
        if index >= 0 and found[begin].start < passages[index].end:
            passage = passages[index]
        else:
            after = starts[index + 1] if index + 1 < len(starts) else length
            passage = Passage(passages[index].end if index >= 0 else 0, after)
            index = -1
        end = begin + 1
        while end < len(found) and found[end].start < passage.end:
            end += 1
        within = dates[bisect_left(dated, passage.start) : bisect_left(dated, passage.end)]
        yield index, passage, found[begin:end], within
        begin = end


def _of_passage(
    text: str, passage: Passage, figures: Sequence[Found], dates: Sequence[Dated], said: Sequence[Turn], now: Anchor
) -> Iterator[_Described]:
    """The figures of a passage described, sentence by sentence, what one leaves handed to the next."""
    above = _headings(passage, now)
    carried = above
    at, dated = 0, 0
    begin = _after_label(passage, said)
    while at < len(figures) and figures[at].start < begin:
        at += 1
    for start, end in sentences(text, begin, passage.end):
        last = at
        while last < len(figures) and figures[last].start < end:
            last += 1
        until = dated
        while until < len(dates) and dates[until].start < end:
            until += 1
        sentence = _read(text, (start, end), figures[at:last], dates[dated:until], now, carried.period)
        yield from _figures(text, sentence, passage, carried, above)
        carried = _leave(sentence, carried)
        at, dated = last, until
        if at == len(figures):
            return


def _after_label(passage: Passage, said: Sequence[Turn]) -> int:
    """Where the words of a passage begin: after the label of the speaker who begins there."""
    index = bisect_right(said, passage.start, key=_turn_start) - 1
    if index >= 0 and passage.start == said[index].start and said[index].words < passage.end:
        return said[index].words
    return passage.start


def _turn_start(turn: Turn) -> int:
    return turn.start


def _headings(passage: Passage, now: Anchor) -> _Carried:
    """What the headings above a passage leave to it: a period and a scope."""
    above = " > ".join(part for part in (passage.section, passage.row_heading, passage.column_heading) if part)
    return _heading(above, now) if above else _Carried()


@lru_cache(maxsize=512)
def _heading(above: str, now: Anchor) -> _Carried:
    """What one line of headings says."""
    above = " ".join(above.split())
    read = words(above, 0, len(above))
    table = classes()
    flags = [table.get(word, 0) for word in read.lower]
    mentions = periods.mentions(above, read, flags, find_dates(above), now, "")
    told = {mention.iso for mention in mentions if mention.iso and mention.use != "base"}
    named = scopes(above, read, flags, [False] * len(flags)) if reduce(or_, flags, 0) & SOUGHT else []
    return _Carried(told.pop() if len(told) == 1 else "", tuple(named))


def _read(
    text: str, span: Span, figures: Sequence[Found], dates: Sequence[Dated], now: Anchor, recent: str
) -> _Sentence:
    """A sentence with everything found in it; no more than its periods where it holds no figure."""
    read = words(text, *span)
    get = classes().get
    flags = [get(word, 0) for word in read.lower]
    for index, flag in enumerate(flags):
        if flag & CASED and index and text[read.starts[index]].isupper():
            flags[index] = CAPITALS[read.lower[index]]
    places = _placed(read, figures)
    mentions = periods.mentions(text, read, flags, dates, now, recent)
    if not places:
        return _Sentence(read, flags, places, mentions, [], [False] * len(flags), [0])
    taken = [False] * len(flags)
    for mention in mentions:
        for index in range(mention.first, mention.last):
            taken[index] = True
    for place in places:
        for index in range(place.first, place.last):
            taken[index] = True
    return _Sentence(
        read, flags, places, mentions, scopes(text, read, flags, taken), taken, _clauses(read, flags, places)
    )


def _placed(read: Words, figures: Sequence[Found]) -> list[_Place]:
    """The figures as words of their sentence: hedge, sign, unit and rate belong to them."""
    places: list[_Place] = []
    past = 0
    for found in figures:
        number = read.word_at(found.start)
        first = max(min(read.word_at(max(found.full_start, read.start)), number), past)
        last = max(read.at(max(found.full_end, found.end, found.rate_end)), first + 1)
        places.append(_Place(found, first, last))
        past = last
    return places


_BREAKS = frozenset((";", ":", "(", ")", "—", "while", "whereas", "which", "but", "，", "；", "："))


def _clauses(read: Words, flags: Sequence[int], places: Sequence[_Place]) -> list[int]:
    """The words that clauses begin at: after a comma or stronger sign, and at an "and" that joins clauses with figures."""
    begins = [0]
    figure = 0
    lower = read.lower
    for index, word in enumerate(lower):
        while figure < len(places) and places[figure].last <= index:
            figure += 1
        if figure < len(places) and places[figure].first <= index:
            continue
        if word == "," or word in _BREAKS:
            begins.append(index + 1 if flags[index] & SIGN else index)
        elif word == "-":
            if index and lower[index - 1] == "-":
                begins.append(index + 1)
        elif word == "and" and 0 < figure < len(places) and places[figure - 1].first >= begins[-1]:
            until = places[figure].first
            if until - index <= 12 and not any(flag & SIGN for flag in flags[index + 1 : until]):
                begins.append(index + 1)
    return begins


def _figures(
    text: str, sentence: _Sentence, passage: Passage, carried: _Carried, above: _Carried
) -> Iterator[_Described]:
    """The figures of a sentence described in order."""
    if not sentence.figures:
        return
    read, flags = sentence.words, sentence.flags
    together = reduce(or_, flags, 0)
    roles: list[Role] = []
    units: list[str] = []
    chains = _chains(sentence)
    around: list[Surroundings] = []
    for number, place in enumerate(sentence.figures):
        at = _surroundings(sentence, number, roles[-1].role if roles else "", chains[number], together)
        around.append(at)
        follows = chains[number][0] < number or (number > 0 and _is_elliptical(sentence, number, at))
        roles.append(roles[-1] if follows else role(place.found, at))
        units.append(_unit(sentence, number, at, units, carried))
    for number, place in enumerate(sentence.figures):
        period, own = _period(sentence, number, around[number], roles, chains)
        inherited: list[str] = []
        if not own and carried.period:
            period = (
                periods.spanning(Mention(0, 0, period.rstrip("/"), "base"), carried.period)
                if period
                else carried.period
            )
            inherited.append("period")
        scope, own_scope = _scope(sentence, around[number], carried, above)
        if scope and not own_scope:
            inherited.append("scope")
        yield _Described(
            place.found, (read.start, read.end), roles[number], units[number], period, scope,
            _topic(sentence, number, around, carried, passage), tuple(inherited),
        )  # fmt: skip


def _is_elliptical(sentence: _Sentence, number: int, at: Surroundings) -> bool:
    """Whether a figure only goes on from the one before: "2.8% this year, 2.2% next year"."""
    before = sentence.figures[number - 1]
    if before.found.figure.kind != sentence.figures[number].found.figure.kind or before.first >= at.begin:
        return False
    return all(
        flag & (SIGN | JOINER | FILLER | DETERMINER) and not flag & CHANGE or sentence.taken[at.begin + offset]
        for offset, flag in enumerate(at.flags[at.begin : at.first])
    )


def _chains(sentence: _Sentence) -> list[tuple[int, int]]:
    """For each figure the first and last of the list that it stands in: "33.5%, 30.4% and 36.1%"."""
    places, flags = sentence.figures, sentence.flags
    chains: list[tuple[int, int]] = []
    begin = 0
    for number in range(1, len(places) + 1):
        if number < len(places):
            between = range(places[number - 1].last, places[number].first)
            bits = [flags[index] for index in between]
            if (
                0 < len(bits) <= 3
                and bits[0] & (SIGN | JOINER)
                and all(bit & (SIGN | JOINER | FILLER) and not bit & CHANGE for bit in bits)
            ):
                continue
        chains += [(begin, number - 1)] * (number - begin)
        begin = number
    return chains


def _surroundings(sentence: _Sentence, number: int, before: str, chain: tuple[int, int], together: int) -> Surroundings:
    """Where a figure stands among the words of its clause."""
    places = sentence.figures
    first, last = places[number].first, places[number].last
    clause = bisect_right(sentence.clauses, first) - 1
    begin = sentence.clauses[clause]
    end = sentence.clauses[clause + 1] if clause + 1 < len(sentence.clauses) else len(sentence.flags)
    end = max(end, last)
    left = max(begin, places[number - 1].last) if number else begin
    right = min(end, places[number + 1].first) if number + 1 < len(places) else end
    return Surroundings(
        sentence.words.lower, sentence.flags, first, last, min(begin, first), end, min(left, first), max(right, last),
        before, _leads_on(sentence, chain[1]), together,
    )  # fmt: skip


def _leads_on(sentence: _Sentence, number: int) -> bool:
    """Whether a figure leads on to the next: "from 5 (in 2019) to 7"."""
    places, lower = sentence.figures, sentence.words.lower
    if number + 1 >= len(places):
        return False
    first = places[number + 1].first
    return first - places[number].last <= 8 and (lower[first - 1] == "to" or lower[first - 2 : first - 1] == ("to",))


def _unit(sentence: _Sentence, number: int, at: Surroundings, units: Sequence[str], carried: _Carried) -> str:
    """The unit of a figure: that of its tables, else the noun it counts, after it, before it, or as the figure before."""
    found = sentence.figures[number].found
    if found.figure.unit:
        return found.figure.unit
    lower, flags = at.lower, at.flags
    glued = _glued(lower[at.last - 1], found)
    if glued:
        return glued
    after = counted_after(lower, flags, at.last, at.right, found.figure.value == 1)
    if after:
        return after
    before = counted_before(lower, flags, at.left, at.first)
    if before or not number:
        return before or counted_before(lower, flags, 0, at.first)
    if sentence.figures[number - 1].found.figure.kind == found.figure.kind:
        return units[-1]
    return counted_before(lower, flags, at.begin, at.first)


def _glued(word: str, found: Found) -> str:
    """The noun of "5-member": what follows the hyphen."""
    head, hyphen, tail = word.partition("-")
    return (
        plural(tail) if hyphen and tail.isalpha() and len(tail) > 2 and head[-1:].isdigit() and tail != "plus" else ""
    )


def _period(
    sentence: _Sentence, number: int, at: Surroundings, roles: Sequence[Role], chains: Sequence[tuple[int, int]]
) -> tuple[str, bool]:
    """The period of a figure and whether its sentence names it; a change's basis alone is "2012/"."""
    mentions = sentence.mentions
    if not mentions:
        return "", False
    does = roles[number].role
    places = sentence.figures
    last = places[chains[number][1]]
    right = places[chains[number][1] + 1].first if chains[number][1] + 1 < len(places) else len(sentence.flags)
    end = _clause_end(sentence, last.first, right)
    after = [
        mention for mention in mentions
        if last.last <= mention.first < end or _overlaps(mention, places[number]) or _closes(sentence, mention, end)
    ]  # fmt: skip
    before = [mention for mention in mentions if at.left <= mention.first and mention.last <= at.first]
    if does == "base":
        near = after[:1] or before[-1:]
        return (near[0].iso, True) if near and near[0].iso else ("", bool(near))
    bases = [mention for mention in (*after, *before) if mention.use in ("base", "yoy", "qoq")]
    plain = _plain(sentence, last, number, after, before, roles)
    if (does != "change" and not roles[number].direction) or not bases:
        return plain, bool(plain) or any(mention.use == "since" for mention in mentions)
    return periods.spanning(bases[0], plain), bool(plain)


def _closes(sentence: _Sentence, mention: Mention, end: int) -> bool:
    """Whether a period follows the clause that ends at ``end`` after a comma and closes the sentence."""
    return mention.first == end and all(flag & SIGN for flag in sentence.flags[mention.last :])


def _overlaps(mention: Mention, place: _Place) -> bool:
    """Whether the figure is itself a word of the period: "the past ten years"."""
    return mention.first < place.last and place.first < mention.last


def _clause_end(sentence: _Sentence, first: int, right: int) -> int:
    """The end of the clause that a figure stands in, before the next figure."""
    clause = bisect_right(sentence.clauses, first)
    return min(sentence.clauses[clause] if clause < len(sentence.clauses) else len(sentence.flags), right)


_MAIN = ("in", "asof", "since")


def _plain(
    sentence: _Sentence,
    listed: _Place,
    number: int,
    after: Sequence[Mention],
    before: Sequence[Mention],
    roles: Sequence[Role],
) -> str:
    """The period that a figure is said of: the one attached to it, else the one that frames it, else one that trails."""
    follows = [mention for mention in after if mention.use in _MAIN]
    leads = [mention for mention in before if mention.use in _MAIN]
    place = sentence.figures[number]
    if follows and (not leads or follows[0].first - listed.last <= 5):
        return follows[0].iso
    if leads:
        return leads[-1].iso
    earlier = [
        mention for mention in sentence.mentions
        if mention.use in _MAIN and mention.last <= place.first and not _of_base(sentence, mention, roles)
    ]  # fmt: skip
    if earlier:
        return earlier[-1].iso
    later = [mention for mention in sentence.mentions if mention.use in _MAIN and mention.first >= place.last]
    if later and all(
        other.first > later[0].first or other.last <= place.last for other in sentence.figures[number + 2 :]
    ):
        return later[0].iso
    return ""


def _of_base(sentence: _Sentence, mention: Mention, roles: Sequence[Role]) -> bool:
    """Whether a period belongs to the figure before it that is only compared with: "up from 5 in 2019"."""
    for number in range(len(roles) - 1, -1, -1):
        if sentence.figures[number].last <= mention.first:
            return roles[number].role == "base" and mention.first - sentence.figures[number].last <= 6
    return False


def _scope(sentence: _Sentence, at: Surroundings, carried: _Carried, above: _Carried) -> tuple[str, bool]:
    """For whom or where a figure holds, and whether its sentence says so: the nearest of each sort."""
    chosen: dict[str, Scope] = {}
    for scope in sentence.scopes:
        if scope.last <= at.first:
            if scope.first < at.begin and scope.sort in ("body", "group") and scope.first > 4:
                continue
            if scope.sort == "body" and any(
                mention.first <= scope.first < mention.last + 8 and mention.use == "since"
                for mention in sentence.mentions
            ):
                continue
            if scope.first >= at.left or scope.sort not in chosen:
                chosen[scope.sort] = scope
        elif scope.first >= at.last and scope.last <= at.right and scope.first - at.last <= 8:
            chosen[scope.sort] = scope
    own = bool(chosen)
    for inherited in (*carried.scopes, *above.scopes):
        if inherited.sort not in chosen and not (own and inherited.sort in ("wide", "body")):
            chosen[inherited.sort] = inherited
    return ", ".join(dict.fromkeys(scope.name for scope in chosen.values())), own


def _topic(
    sentence: _Sentence, number: int, around: Sequence[Surroundings], carried: _Carried, passage: Passage
) -> str:
    """What a figure measures: the words of its clause, with those before where the clause says too little."""
    at = around[number]
    lower, flags, taken = at.lower, sentence.flags, sentence.taken
    begin = at.begin
    while number and _is_elliptical(sentence, number, around[number]):
        number -= 1
        begin = around[number].begin
    seen: set[str] = set()
    left = pieces(lower, flags, taken, begin, at.first, 9, seen, backwards=True)
    right = pieces(lower, flags, taken, at.last, at.right, 9, seen)
    earlier: list[str] = []
    if len(seen) < 4 and begin:
        earlier = pieces(lower, flags, taken, 0, begin, 6, seen, backwards=True)
    before: list[str] = []
    if len(seen) < 2 or (len(seen) < 5 and is_anaphoric(lower, flags, begin, at.first)):
        before = [word for word in carried.subject if word not in seen]
    headed = [passage.row_heading, passage.column_heading] if passage.kind == "cell" else []
    return " ".join([*headed, *before, *earlier, *left, *right]).strip()


def _leave(sentence: _Sentence, carried: _Carried) -> _Carried:
    """What a sentence leaves to the next: the period it speaks of, the scope and the subject it opened with."""
    first = sentence.figures[0].first if sentence.figures else len(sentence.flags)
    told = periods.main(sentence.mentions, first)
    subject = pieces(sentence.words.lower, sentence.flags, sentence.taken, 0, len(sentence.flags), 6, set())
    framing = tuple(
        scope for scope in sentence.scopes if scope.first <= 4 and scope.sort in ("place", "segment", "group")
    )
    kept = () if framing else carried.scopes
    return _Carried(
        carried.period if told is None else told, framing or kept, tuple(subject) or carried.subject, carried.unit
    )


def _statement(
    document: Document,
    described: _Described,
    line: int,
    index: int,
    passage: Passage,
    said: Sequence[Turn],
    now: Anchor,
) -> Statement:
    """The statement of a described figure."""
    found, does = described.found, described.does
    modality, part = does.modality, does.role
    if does.tentative and modality == "target":
        modality = "" if periods.is_past(described.period, now) else modality
        part = "target" if modality and part in ("level", "part", "rate") else part
    return Statement(
        figure=_with_unit(found.figure, described.unit),
        document=document.document,
        start=found.start,
        end=found.end,
        line=line,
        stated=document.text[found.start : found.end],
        topic=described.topic,
        scope=described.scope,
        period=described.period,
        speaker=speaker_at(said, found.start),
        context=_context(document.text, described.sentence, found),
        role=part,
        page=passage.page,
        passage=index,
        sentence=described.sentence,
        modality=modality,
        direction=does.direction,
        per=does.per,
        inherited=described.inherited,
    )


def _with_unit(figure: Figure, unit: str) -> Figure:
    """The figure with the unit that its sentence gives it."""
    if unit == figure.unit:
        return figure
    return Figure(
        figure.value, unit, figure.kind, figure.hedge, figure.q, figure.Q, figure.loose, figure.upper, figure.q_upper
    )


def _context(text: str, sentence: Span, found: Found) -> str:
    """The sentence on one line, cut to a window around the figure where it is long."""
    start, end = sentence
    if end - start <= 2 * _WINDOW + 80:
        return " ".join(text[start:end].split())
    begin, stop = max(start, found.start - _WINDOW), min(end, found.end + _WINDOW)
    if begin > start:
        begin = max(text.find(" ", begin, found.start), begin)
    if stop < end:
        stop = text.rfind(" ", found.end, stop) if text.rfind(" ", found.end, stop) > 0 else stop
    kept = " ".join(text[begin:stop].split())
    return ("… " if begin > start else "") + kept + (" …" if stop < end else "")
