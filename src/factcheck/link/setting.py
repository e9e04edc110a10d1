"""Documents and statements in, the setting of each out: the words, neighbours, names and periods around it."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from factcheck.link.words import Word, lexicon, split_words, stem
from factcheck.model import Document, Statement

__all__ = ["Sentence", "Setting", "Survey", "survey"]

DECAY = 0.93  # a word's weight shrinks by this much with each step away from the figure
DAMP = {
    ",": 0.8,
    ";": 0.4,
    ":": 0.7,
    "(": 0.8,
    ")": 0.8,
    "—": 0.6,
    "–": 0.7,
    "and": 0.8,
    "or": 0.85,
    "but": 0.6,
    "while": 0.5,
}
FIGURE_DAMP = 0.75  # crossing another figure
REACH = 28  # words to either side that are looked at
STRETCH = 1 << 20  # characters whose words are counted at once
REACH_PLAN = 12  # words before a figure that may say that it is planned
_LINE_END = re.compile(r"\n+")
PLAIN_WORD = re.compile(r"[a-z]+")
YEAR = re.compile(r"(?:19|20)\d\d\Z")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
PERIOD_NOUNS = {"quarter": "q", "half": "h"}
MONEY = frozenset({"dollars", "euros", "pounds", "yuan", "yen", "cents", "rupees", "pesos"})
DURATIONS = frozenset({"days", "weeks", "months", "years", "hours", "minutes", "seconds", "quarters", "decades"})
MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august"}
    | {"september", "october", "november", "december"}
)
RELATIVE = {
    "ago": "past",
    "previous": "past",
    "prior": "past",
    "earlier": "past",
    "last": "past",
    "next": "next",
    "coming": "next",
    "upcoming": "next",
}
YEARLY = frozenset({"annual", "annually", "yearly"})
TELLING = frozenset({*MONTHS, *PERIOD_NOUNS, *RELATIVE, *YEARLY})  # with years all that tells a period
FOLLOWING = 14  # words after a figure that may tell its period
SIGNS = frozenset("$£€¥~")


@dataclass(slots=True)
class Sentence:
    """A sentence that holds statements: its words, its bag of stems, its names and its place."""

    number: int
    document: int
    start: int
    end: int
    paragraph: int
    words: list[Word]
    starts: list[int]
    steps: list[tuple[str, float]]  # for each word its stem and rarity, or "" and what crossing it costs
    bag: dict[str, float]
    square: float  # the sum of the squares of the bag
    names: frozenset[str]
    moments: list[int]  # the places of the words that may tell of a period
    statements: list[int] = field(default_factory=list)
    figures: frozenset[tuple[str, Decimal]] = frozenset()
    prose: float = 1.0


class When(NamedTuple):
    """A period in its parts, each empty where it is unknown."""

    years: frozenset[str]
    part: str  # of a year: "Q3", "H1", "-05"; words that are no date
    grain: str  # day, month, quarter, half, year or span

    def clashes(self, other: When) -> tuple[bool, bool, bool]:
        """Of the years, the part and the grain, which are known of both and fit no one figure."""
        return (
            bool(self.years and other.years and not self.years & other.years),
            bool(self.part and other.part and self.part != other.part),
            bool(self.grain and other.grain and self.grain != other.grain),
        )

    def contradicts(self, other: When) -> bool:
        """Whether no figure can be said of both."""
        return any(self.clashes(other))


@dataclass(slots=True)
class Setting:
    """One statement with what surrounds it. ``near`` weighs the stems around the figure, nearest highest."""

    index: int
    statement: Statement
    document: int
    sentence: Sentence
    sort: str  # what it can be compared with: "percent", "money", "count", "duration day", ...
    unit: str  # the stem of the noun that is counted, the currency, or ""
    key: tuple[str, Decimal]
    near: dict[str, float]
    norm: float
    left: tuple[str, ...]  # the three words before, nearest first
    right: tuple[str, ...]  # the three words after
    cue: str
    direction: str
    plan: bool
    period: frozenset[str]
    upper: Decimal | None
    near_left: dict[str, float]
    near_right: dict[str, float]
    squares: tuple[float, float]  # the sums of the squares of near_left and near_right
    when: When
    topic: frozenset[str]
    counted: frozenset[str]  # the stems of the noun phrase that is counted
    beside: tuple[tuple[str, ...], tuple[str, ...]]  # the three content words nearest on the left and on the right

    @property
    def held(self) -> tuple[str, str, Decimal]:
        """The value of what: 20 documents and 20 projects are no repetition."""
        return self.sort, self.unit, self.key[1]


@dataclass(slots=True)
class Survey:
    """All settings of a run with the rarity of each stem and how often each figure stands."""

    settings: list[Setting]
    sentences: list[Sentence]
    idf: dict[str, float]
    frequency: Counter[tuple[str, str, Decimal]]
    words: int


def survey(
    documents: Sequence[Document], statements: Sequence[Statement], spans: Sequence[Sequence[tuple[int, int]]] = ()
) -> Survey:
    """The setting of every statement, in the order given; ``spans`` says how much of each text counts, if not all."""
    spans = spans or [[(0, len(document.text))] for document in documents]
    numbers = {document.document: position for position, document in enumerate(documents)}
    counts: Counter[str] = Counter()
    for document, held in zip(documents, spans, strict=True):
        for stretch in chain.from_iterable(_stretches(document.text, *span) for span in held):
            counts.update(PLAIN_WORD.findall(stretch.lower()))
    total = sum(counts.values()) + 1
    stems: dict[str, int] = {}
    for word, count in counts.items():
        name = stem(word)
        stems[name] = stems.get(name, 0) + count
    top = math.log(total)
    common = lexicon().common
    idf = {name: common.get(name, 1.0) * (top - math.log(count)) / top for name, count in stems.items()}

    lines = [_line_starts(one.text, held[0][0], held[-1][1]) for one, held in zip(documents, spans, strict=True)]
    sentences: dict[tuple[int, int, int], Sentence] = {}
    placed: list[tuple[Statement, Sentence]] = []
    for statement in statements:
        where = numbers[statement.document]
        start, end = statement.sentence
        key = (where, start, end)
        sentence = sentences.get(key)
        if sentence is None:
            sentence = _sentence(len(sentences), where, documents[where].text, start, end, lines[where], idf)
            sentences[key] = sentence
        sentence.statements.append(len(placed))
        placed.append((statement, sentence))
    settings = [_setting(i, statement, sentence, statements, idf) for i, (statement, sentence) in enumerate(placed)]
    for sentence in sentences.values():
        sentence.figures = frozenset(settings[i].key for i in sentence.statements)
    frequency = Counter(setting.held for setting in settings)
    return Survey(settings, list(sentences.values()), idf, frequency, total)


def _stretches(text: str, low: int, high: int) -> Iterator[str]:
    """A text in bounded pieces, for all its words at once take more memory than it does; cut between lines."""
    while low < high:
        cut = text.find("\n", low + STRETCH, high) + 1 or high
        yield text[low:cut]
        low = cut


def _line_starts(text: str, low: int, high: int) -> list[int]:
    return [low, *(match.end() for match in _LINE_END.finditer(text, low, high))]


def _sentence(
    number: int, document: int, text: str, start: int, end: int, lines: list[int], idf: dict[str, float]
) -> Sentence:
    words = split_words(text, start, end)
    bag: dict[str, float] = {}
    names: list[str] = []
    moments: list[int] = []
    steps: list[tuple[str, float]] = []
    letters = plain = 0
    for place, (name, written, _, _, low) in enumerate(words):
        first = written[0]
        if name:
            bag[name] = rarity = idf.get(name, 1.0)
            steps.append((name, rarity))
            letters += 1  # what has a stem begins with a letter
            if place and first.isupper() and low not in MONTHS:
                names.append(name)
        else:
            steps.append(("", FIGURE_DAMP if low[0].isdigit() else DAMP.get(low, 1.0)))
            if first.isalpha():
                letters += 1
                plain += 1
        if _may_tell_period(low):
            moments.append(place)
    return Sentence(
        number,
        document,
        start,
        end,
        bisect_right(lines, start),
        words,
        [word.start for word in words],
        steps,
        bag,
        _square(bag),
        frozenset(names),
        moments,
        [],
        frozenset(),
        plain / letters if letters else 0.0,
    )


def _square(bag: dict[str, float]) -> float:
    return sum([weight * weight for weight in bag.values()])


def _setting(
    index: int, statement: Statement, sentence: Sentence, statements: Sequence[Statement], idf: dict[str, float]
) -> Setting:
    figure = statement.figure
    words = sentence.words
    before = bisect_right(sentence.starts, statement.start - 1)
    after = bisect_right(sentence.starts, statement.end - 1)
    while before and words[before - 1].end > statement.start:
        before -= 1
    furthest = max(0, before - REACH)
    while before > furthest and words[before - 1].text in SIGNS:
        before -= 1
    left = words[max(furthest, before - REACH_PLAN) : before][::-1]
    right = words[after : after + 4]
    sort, unit = _sort(figure.unit, figure.kind, statement.note)
    steps_left, steps_right = sentence.steps[furthest:before][::-1], sentence.steps[after : after + REACH]
    near_left, near_right = _weighed(steps_left, 1.0), _weighed(steps_right, 0.95)
    near = dict(near_left)
    for name, weight in near_right.items():
        if weight > near.get(name, 0.0):
            near[name] = weight
    if unit and sort == "count":
        near[unit] = max(near.get(unit, 0.0), idf.get(unit, 1.0))
    norm = math.sqrt(_square(near)) or 1.0
    groups = lexicon().groups
    direction = statement.direction or _first_of(groups["direction"], left[:5] + right[:4])
    cue = _first_of(groups["cue"], left[:2])
    plan = bool(statement.modality) or not groups["modality"].keys().isdisjoint(
        [word.low for word in left] + [word.low for word in right[:3]]
    )
    return Setting(
        index,
        statement,
        sentence.document,
        sentence,
        sort,
        unit,
        (sort, figure.value),
        near,
        norm,
        tuple([word.low for word in left[:3]]),
        tuple([word.low for word in right[:3]]),
        cue,
        direction,
        plan,
        _period(sentence, furthest, before, after),
        figure.upper,
        near_left,
        near_right,
        (_square(near_left), _square(near_right)),
        _when(statement.period),
        _stems(statement.topic),
        _stems(figure.unit) if sort == "count" else frozenset(),
        (_content(steps_left), _content(steps_right)),
    )


def _weighed(steps: list[tuple[str, float]], weight: float) -> dict[str, float]:
    """The stems on one side of a figure, nearest first, each with its highest weight."""
    held: dict[str, float] = {}
    for name, value in steps:
        weight *= DECAY
        if name:
            value *= weight
            if value > held.get(name, 0.0):
                held[name] = value
        else:
            weight *= value
    return held


def _content(steps: list[tuple[str, float]]) -> tuple[str, ...]:
    """The three stems nearest to the figure."""
    return tuple([name for name, _ in steps if name][:3])


@lru_cache(4096)
def _when(period: str) -> When:
    """What two periods must not contradict each other in; of one that is open at an end the length is unknown, and of
    a stretch of years its years contradict none."""
    told = re.search(r"[QH]\d|(?<=[\dX])-\d\d(?!\d)", period)
    part, years = told.group() if told else "", frozenset(re.findall(r"(?:19|20)\d\d", period))
    if "/" in period.strip("/"):
        return When(frozenset(), re.sub(r"\d{4}|XXXX", "", period).strip("/"), "span")
    if not years and "XXXX" not in period:
        return When(frozenset(), period, "")
    grain = "year"
    if "-Q" in period:
        grain = "quarter"
    elif "-H" in period:
        grain = "half"
    elif part:
        grain = "day" if period.count("-") > 1 else "month"
    return When(years, part, "" if "/" in period else grain)


@lru_cache(1 << 11)
def _stems(topic: str) -> frozenset[str]:
    stop = lexicon().stop
    return frozenset(stem(word) for word in PLAIN_WORD.findall(topic.lower()) if word not in stop)


def _first_of(group: dict[str, str], words: list[Word]) -> str:
    for word in words:
        found = group.get(word.low)
        if found:
            return found
    return ""


@lru_cache(4096)
def _sort(unit: str, kind: str, note: str) -> tuple[str, str]:
    """What kind of thing a figure is, and the stem of the noun or currency that it counts."""
    unit = unit.split(" per ")[0]
    if note.endswith(" end"):
        return f"{_sort(unit, kind, '')[0]} {note}", ""
    if unit == "%" or kind == "percent":
        return ("points", "point") if "point" in unit else ("percent", "")
    if unit in MONEY or kind == "money" or unit.endswith("dollars"):
        return "money", unit.split()[-1] if unit else ""
    if kind in ("date", "ordinal"):
        return f"date {unit}" if kind == "date" else kind, ""
    head = unit.split()[-1] if unit else ""
    if kind == "duration" or head in DURATIONS:
        return f"duration {stem(head)}", head
    if kind == "measure":
        return f"measure {unit}", unit
    return "count", stem(head.lower()) if head else ""


def _may_tell_period(low: str) -> bool:
    return low in TELLING or (low[0] in "12" and YEAR.match(low) is not None)


def _period(sentence: Sentence, furthest: int, before: int, after: int) -> frozenset[str]:
    """The period words nearest to the figure: years, quarters, halves, months, past or next.

    The words from ``furthest`` to ``before`` stand before the figure, those from ``after`` follow it.
    """
    moments, words = sentence.moments, sentence.words
    if not moments:
        return frozenset()
    found: dict[str, str] = {}
    for place in moments[bisect_left(moments, after) : bisect_left(moments, after + FOLLOWING)]:
        ordinal = words[place - 1].low if place > after else ""
        _tell(found, words[place], place - after, ordinal)
    for place in moments[bisect_left(moments, furthest) : bisect_left(moments, before)][::-1]:
        nearer = words[place + 1].low if place + 1 < before else ""
        ordinal = words[place - 1].low if place > furthest else nearer
        _tell(found, words[place], before - 1 - place, ordinal)
    return frozenset(f"{name}={value}" for name, value in found.items())


def _tell(found: dict[str, str], word: Word, distance: int, ordinal: str) -> None:
    """Enter what a word tells of the period; ``ordinal`` is the word that may number it ("third quarter")."""
    low = word.low
    if YEAR.match(low):
        found.setdefault("year", low)
    elif low in MONTHS:
        if word.text[0].isupper():
            found.setdefault("month", low)
    elif low in PERIOD_NOUNS:
        found.setdefault(PERIOD_NOUNS[low], f"{PERIOD_NOUNS[low]}{ORDINALS.get(ordinal, 0) or '?'}")
    elif low in RELATIVE:
        if distance < 8:
            found.setdefault("relative", RELATIVE[low])
    else:
        found.setdefault("span", "year")
