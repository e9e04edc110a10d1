"""A document and its figures in, statements out: each with sentence, unit, period, scope, speaker, topic and role."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from factcheck.extract import clauses, periods, roles, scopes, topics
from factcheck.extract.clauses import Place, Sentence, Surroundings, is_elliptical, surroundings, taken
from factcheck.extract.found import Dated, Found
from factcheck.extract.numbers import find_dates
from factcheck.extract.periods import Mention
from factcheck.extract.roles import Role
from factcheck.extract.scopes import SOUGHT, Scope
from factcheck.extract.sentences import LONGEST, blocks, sentences
from factcheck.extract.speakers import Turn, speaker_at, turns
from factcheck.extract.times import Anchor, anchor, without_headers
from factcheck.interval import Figure
from factcheck.model import Document, Passage, Statement
from factcheck.numerals.later import later

__all__ = ["describe"]

_WINDOW = 160  # characters of context before and after a figure in a long sentence
_SHORT = 2 * _WINDOW + 80  # characters of a sentence that is its own context

Span = tuple[int, int]


class _Carried(NamedTuple):
    """What the sentences of a block leave to those after them; ``before`` is the span of the last.

    The ages count the sentences since the period and the scopes were named: in a block as long as a speech they fade.
    """

    period: str = ""
    scopes: tuple[Scope, ...] = ()
    before: Span = (0, 0)
    period_age: int = 0
    scopes_age: int = 0

    def after(self, span: Span, told: str | None, framing: tuple[Scope, ...]) -> _Carried:
        """What is left after a sentence that told of a period (None: of none) and opened with scopes."""
        period = self.period if told is None else told
        period_age = self.period_age + 1 if told is None else 0
        scopes_age = 0 if framing else self.scopes_age + 1
        return _Carried(
            period if period_age < _PERIOD_LASTS else "",
            framing or (self.scopes if scopes_age < _SCOPES_LAST else ()),
            span,
            period_age,
            scopes_age,
        )


_PERIOD_LASTS, _SCOPES_LAST = 8, 5  # sentences
_NOTHING = _Carried()


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


class _Source(NamedTuple):
    """A document as it is read: its text and passages, the dates in it and where they begin, who speaks, and when."""

    text: str
    passages: Sequence[Passage]
    dates: Sequence[Dated]
    dated: Sequence[int]
    said: Sequence[Turn]
    begins: Sequence[int]  # where the turns begin
    now: Anchor

    def dates_in(self, start: int, end: int) -> Sequence[Dated]:
        """The dates that begin in a span."""
        return self.dates[bisect_left(self.dated, start) : bisect_left(self.dated, end)]


def describe(document: Document, found: Sequence[Found], dates: Sequence[Dated] = ()) -> tuple[Statement, ...]:
    """The statement of each figure, in the order of ``found``, which is that of the text.

    ``dates`` are the dates of the text in order. A document without passages is read as blocks parted by blank lines.
    Each sentence is read once; the time is linear in the length of the text. Never raises for any text. A number in
    the label of a speaker ("Speaker 2:") states nothing and is left out.
    """
    if not found:
        return ()
    plain, said = without_headers(document.text, dates), turns(document.text)
    source = _Source(
        document.text,
        document.passages or blocks(document.text),
        plain,
        [date.start for date in plain],
        said,
        [turn.start for turn in said],
        anchor(document.date, dates, document.text),
    )
    text = document.text
    statements: list[Statement] = []
    line, counted = 1, 0
    sentence, context = (0, 0), ""  # of the figure before: a short sentence is the context of all its figures
    for index, passage, figures in _by_passage(source, found):
        number = index if document.passages else -1
        for described in _of_passage(source, index, passage, figures):
            line += text.count("\n", counted, described.found.start)
            counted = described.found.start
            if described.sentence != sentence or sentence[1] - sentence[0] > _SHORT:
                sentence, context = described.sentence, _context(text, described.sentence, described.found)
            statements.append(_statement(document, source, described, line, number, passage, context))
    return tuple(statements)


def _by_passage(source: _Source, found: Sequence[Found]) -> Iterator[tuple[int, Passage, Sequence[Found]]]:
    """The passages that hold figures, with their numbers and those figures; what lies outside all of them is -1."""
    passages = source.passages
    starts = [passage.start for passage in passages]
    begin = 0
    while begin < len(found):
        index = bisect_right(starts, found[begin].start) - 1
        if index >= 0 and found[begin].start < passages[index].end:
            passage = passages[index]
        else:
            after = starts[index + 1] if index + 1 < len(starts) else len(source.text)
            passage = Passage(passages[index].end if index >= 0 else 0, after)
            index = -1
        end = begin + 1
        while end < len(found) and found[end].start < passage.end:
            end += 1
        yield index, passage, found[begin:end]
        begin = end


def _of_passage(source: _Source, index: int, passage: Passage, figures: Sequence[Found]) -> Iterator[_Described]:
    """The figures of a passage described, sentence by sentence, what one leaves handed to the next."""
    text = source.text
    above = _headings(passage, source.now)
    lead = _lead(source, index)
    carried = _Carried(lead.period or above.period, lead.scopes or above.scopes, lead.before)
    begin = _after_label(passage, source.said)
    at = bisect_left(figures, begin, key=_figure_start)
    if at == len(figures):
        return
    for start, end in sentences(text, begin, passage.end):
        last = at
        while last < len(figures) and figures[last].start < end:
            last += 1
        dates = source.dates_in(start, end) if source.dates else ()
        told: str | None = None
        framing: tuple[Scope, ...] = ()
        if at < last or dates or _FRAMING.match(text, start, end) or _TIMELY.search(text, start, end):
            sentence = clauses.read(text, (start, end), figures[at:last])
            mentions = periods.mentions(text, sentence, dates, source.now, carried.period)
            covered = taken(sentence, [(mention.first, mention.last) for mention in mentions])
            places = scopes.named(text, sentence.words, sentence.flags, covered)
            described = _figures(text, sentence, mentions, covered, places, carried)
            yield from described
            if last == len(figures):
                return
            told = periods.main(sentence, mentions, [figure.does for figure in described])
            framing = scopes.framing(sentence, places)
        carried = carried.after((start, end), told, framing)
        at = last


_FRAMING = later(r"(?:In|Across|Throughout|Within|For|Among|At)\s+(?:the\s+|our\s+|[a-z]+\s*,|[A-Z])")
_TIMELY = later(r"year|quarter|month|decade|half|now|present|today|current|date|so far|since")


def _figure_start(found: Found) -> int:
    return found.start


def _after_label(passage: Passage, said: Sequence[Turn]) -> int:
    """Where the words of a passage begin: after the label of the speaker who begins there."""
    if not said:
        return passage.start
    index = bisect_right(said, passage.start, key=_turn_words)
    if index < len(said) and said[index].start <= passage.start + 8 and said[index].words < passage.end:
        return said[index].words
    return passage.start


def _turn_words(turn: Turn) -> int:
    return turn.words


def _lead(source: _Source, index: int) -> _Carried:
    """What the sentence that introduces a list leaves to its items: one that ends in a colon or a dash before them."""
    text, passages = source.text, source.passages
    before = index - 1
    if index > 0 and passages[index].kind == "item":
        while before > max(0, index - _LIST) and passages[before].kind == "item" and not _introduces(source, before):
            before -= 1
    if before < 0 or passages[before].kind in ("heading", "cell") or not _introduces(source, before):
        return _NOTHING
    end = passages[before].end
    *_, (begin, end) = sentences(text, max(passages[before].start, end - LONGEST), end)
    sentence = clauses.read(text, (begin, end), ())
    dates = source.dates_in(begin, end)
    mentions = periods.mentions(text, sentence, dates, source.now, "")
    places = scopes.named(text, sentence.words, sentence.flags, [False] * len(sentence.flags))
    told = periods.main(sentence, mentions, ())
    return _Carried(told or "", scopes.framing(sentence, places), (begin, end))


_LIST = 40  # items of a list that its introduction reaches


def _introduces(source: _Source, index: int) -> bool:
    """Whether a passage ends as the introduction of a list does."""
    end = source.passages[index].end
    return source.text[end - 1 : end] in (":", "–", "—", "：")


def _headings(passage: Passage, now: Anchor) -> _Carried:
    """What the headings above a passage leave to it: a period and a scope."""
    if not (passage.section or passage.row_heading or passage.column_heading):
        return _NOTHING
    above = " > ".join(part for part in (passage.section, passage.row_heading, passage.column_heading) if part)
    return _heading(above, now)


@lru_cache(maxsize=512)
def _heading(above: str, now: Anchor) -> _Carried:
    """What one line of headings says."""
    above = " ".join(above.split())
    read = clauses.read(above, (0, len(above)), ())
    mentions = periods.mentions(above, read, find_dates(above), now, "")
    told = {mention.iso for mention in mentions if mention.iso and mention.use != "base"}
    named = scopes.named(above, read.words, read.flags, [False] * len(read.flags)) if read.together & SOUGHT else []
    return _Carried(told.pop() if len(told) == 1 else "", tuple(scope for scope in named if scope.sure))


def _figures(
    text: str,
    sentence: Sentence,
    mentions: Sequence[Mention],
    covered: Sequence[bool],
    places: Sequence[Scope],
    carried: _Carried,
) -> list[_Described]:
    """The figures of a sentence described in order; ``covered`` are the words of figures and periods."""
    content = topics.contents(sentence, covered)
    around: list[Surroundings] = []
    elliptical: list[bool] = []
    does: list[Role] = []
    units: list[str] = []
    for number, place in enumerate(sentence.figures):
        at = surroundings(sentence, number)
        around.append(at)
        elliptical.append(is_elliptical(sentence, number, at, covered))
        does.append(_role(sentence, mentions, place, number, at, does, elliptical[-1]))
        units.append(topics.unit(sentence, number, at, units))
    before: list[Sequence[str]] = []

    def subject() -> Sequence[str]:
        if not before:
            before.append(_subject(text, carried.before))
        return before[0]

    span = (sentence.words.start, sentence.words.end)
    described: list[_Described] = []
    for number, place in enumerate(sentence.figures):
        period, told = periods.of_figure(sentence, mentions, number, around[number], does)
        inherited = ["period"] if not told and carried.period else []
        if inherited:
            period = periods.continued(period, carried.period)
        scope, own = scopes.of_figure(
            sentence, places, mentions, number, _listed(sentence, number, around), carried.scopes
        )
        if scope and not own:
            inherited.append("scope")
        topic = topics.of_figure(sentence, content, number, around, elliptical, subject)
        described.append(
            _Described(place.found, span, does[number], units[number], period, scope, topic, tuple(inherited))
        )
    return described


def _listed(sentence: Sentence, number: int, around: Sequence[Surroundings]) -> Surroundings:
    """Where a figure stands, or the list that it belongs to as a whole."""
    first, last = sentence.chains[number]
    if first == last:
        return around[number]
    return around[first]._replace(last=around[last].last, end=around[last].end, right=around[last].right)


def _subject(text: str, span: Span) -> Sequence[str]:
    """The words of the sentence before that a pronoun may point back to."""
    if span == (0, 0):
        return ()
    sentence = clauses.read(text, span, ())
    return topics.opening(sentence, topics.contents(sentence, [False] * len(sentence.flags)))


_POINTS = ("percentage points", "basis points")  # "5.2 percent, 0.1 percentage points lower": a change of its own


def _role(
    sentence: Sentence,
    mentions: Sequence[Mention],
    place: Place,
    number: int,
    at: Surroundings,
    before: Sequence[Role],
    elliptical: bool,
) -> Role:
    """The role of a figure; in a list or where it only goes on, that of the figure before."""
    if any(periods.overlaps(mention, place) for mention in mentions):
        return Role()
    unit = place.found.figure.unit
    own = unit in _POINTS and unit != sentence.figures[number - 1].found.figure.unit
    if (elliptical or sentence.chains[number][0] < number) and not own:
        return roles.following(place.found, at, before[-1])
    return roles.role(place.found, at, before[-1].role if before else "", sentence.together)


def _statement(
    document: Document, source: _Source, described: _Described, line: int, index: int, passage: Passage, context: str
) -> Statement:
    """The statement of a described figure."""
    found, does = described.found, described.does
    modality, part = does.modality, does.role
    unit, topic = described.unit, described.topic
    if passage.kind == "cell":
        unit, topic = topics.of_cell(unit, topic, passage)
    if does.tentative and modality == "target":
        modality = "" if periods.is_past(described.period, source.now) else modality
        part = "target" if modality and part in ("level", "part", "rate") else part
    return Statement(
        figure=_with_unit(found.figure, unit),
        document=document.document,
        start=found.start,
        end=found.end,
        line=line,
        stated=document.text[found.start : found.end],
        topic=topic,
        scope=described.scope,
        period=described.period,
        speaker=speaker_at(source.said, source.begins, found.start) if source.said else "",
        context=context,
        role=part,
        page=passage.page,
        passage=index,
        sentence=described.sentence,
        modality=modality,
        direction=does.direction,
        per=does.per,
        full=(found.full_start, found.full_end),
        inherited=described.inherited,
        place=passage,
    )


def _with_unit(figure: Figure, unit: str) -> Figure:
    """The figure with the unit that its sentence gives it."""
    if unit == figure.unit:
        return figure
    # Field by field, for dataclasses.replace takes three times as long, and most figures are counts of something.
    return Figure(
        figure.value,
        unit,
        figure.kind,
        figure.hedge,
        figure.q,
        figure.Q,
        figure.loose,
        figure.upper,
        figure.q_upper,
        figure.outright,
    )


def _context(text: str, sentence: Span, found: Found) -> str:
    """The sentence on one line, cut to a window around the figure where it is long."""
    start, end = sentence
    if end - start <= _SHORT:
        return " ".join(text[start:end].split())
    begin, stop = max(start, found.start - _WINDOW), min(end, found.end + _WINDOW)
    if begin > start:
        begin = max(text.find(" ", begin, found.start), begin)
    if stop < end:
        stop = text.rfind(" ", found.end, stop) if text.rfind(" ", found.end, stop) > 0 else stop
    kept = " ".join(text[begin:stop].split())
    return ("… " if begin > start else "") + kept + (" …" if stop < end else "")
