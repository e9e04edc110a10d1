"""Documents and statements in, the setting of each out: the words, neighbours, names and periods around it."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

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
    "whereas": 0.5,
}
FIGURE_DAMP = 0.75  # crossing another figure
REACH = 28  # words to either side that are looked at
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
    bag: dict[str, float]
    names: frozenset[str]
    statements: list[int] = field(default_factory=list)
    figures: frozenset[tuple[str, Decimal]] = frozenset()
    prose: float = 1.0


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
    iso: frozenset[str]
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


def survey(documents: Sequence[Document], statements: Sequence[Statement]) -> Survey:
    """The setting of every statement, in the order given."""
    numbers = {document.document: position for position, document in enumerate(documents)}
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update(PLAIN_WORD.findall(document.text.lower()))
    total = sum(counts.values()) + 1
    stems: Counter[str] = Counter()
    for word, count in counts.items():
        stems[stem(word)] += count
    top = math.log(total)
    common = lexicon().common
    idf = {name: common.get(name, 1.0) * (top - math.log(count)) / top for name, count in stems.items()}

    lines = [_line_starts(document.text) for document in documents]
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


def _line_starts(text: str) -> list[int]:
    starts = [0]
    starts += [match.end() for match in re.finditer(r"\n+", text)]
    return starts


def _sentence(
    number: int, document: int, text: str, start: int, end: int, lines: list[int], idf: dict[str, float]
) -> Sentence:
    words = split_words(text, start, end)
    bag = {word.stem: idf.get(word.stem, 1.0) for word in words if word.stem}
    names = frozenset(
        word.stem for word in words[1:] if word.stem and word.text[0].isupper() and word.text.lower() not in MONTHS
    )
    letters = sum(1 for word in words if word.text[0].isalpha())
    plain = sum(1 for word in words if not word.stem and word.text[0].isalpha())
    prose = plain / letters if letters else 0.0
    return Sentence(
        number,
        document,
        start,
        end,
        bisect_right(lines, start),
        words,
        [word.start for word in words],
        bag,
        names,
        [],
        frozenset(),
        prose,
    )


def _setting(
    index: int, statement: Statement, sentence: Sentence, statements: Sequence[Statement], idf: dict[str, float]
) -> Setting:
    figure = statement.figure
    words = sentence.words
    before = bisect_right(sentence.starts, statement.start - 1)
    after = bisect_right(sentence.starts, statement.end - 1)
    while before and words[before - 1].end > statement.start:
        before -= 1
    left = [words[i] for i in range(before - 1, max(-1, before - 1 - REACH), -1)]
    right = words[after : after + REACH]
    while left and not left[0].text[0].isalnum() and left[0].text in "$£€¥~":
        left.pop(0)
    sort, unit = _sort(statement)
    near: dict[str, float] = {}
    sides: list[dict[str, float]] = []
    for side, scale in ((left, 1.0), (right, 0.95)):
        weight = scale
        held: dict[str, float] = {}
        sides.append(held)
        for word in side:
            weight *= DECAY
            if word.stem:
                value = weight * idf.get(word.stem, 1.0)
                if value > held.get(word.stem, 0.0):
                    held[word.stem] = value
                if value > near.get(word.stem, 0.0):
                    near[word.stem] = value
            elif word.text[0].isdigit():
                weight *= FIGURE_DAMP
            else:
                weight *= DAMP.get(word.text.lower(), 1.0)
    if unit and sort == "count":
        near[unit] = max(near.get(unit, 0.0), idf.get(unit, 1.0))
    norm = math.sqrt(sum(value * value for value in near.values())) or 1.0
    groups = lexicon().groups
    direction = statement.direction or _first_of(groups["direction"], left[:5] + right[:4])
    cue = _first_of(groups["cue"], left[:2])
    plan = bool(statement.modality) or any(_low(word) in groups["modality"] for word in left[:12] + right[:3])
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
        tuple(word.text.lower() for word in left[:3]),
        tuple(word.text.lower() for word in right[:3]),
        cue,
        direction,
        plan,
        _period(statement, left, right),
        figure.upper,
        sides[0],
        sides[1],
        _iso(statement.period),
        _stems(statement.topic),
        _stems(figure.unit) if sort == "count" else frozenset(),
        (_content(left), _content(right)),
    )


def _content(words: list[Word]) -> tuple[str, ...]:
    return tuple(word.stem for word in words if word.stem)[:3]


def _iso(period: str) -> frozenset[str]:
    """The parts of a period that two statements must not contradict each other in: years, a part of a year, a span."""
    found = set(re.findall(r"(?:19|20)\d\d", period))
    part = re.search(r"[QH]\d|-\d\d", period)
    if part:
        found.add(part.group())
    if "/" in period:
        found.add("span")
    if period and not found:
        found.add(period)
    return frozenset(found)


def _stems(topic: str) -> frozenset[str]:
    stop = lexicon().stop
    return frozenset(stem(word) for word in PLAIN_WORD.findall(topic.lower()) if word not in stop)


def _low(word: Word) -> str:
    return word.text.lower()


def _first_of(group: dict[str, str], words: list[Word]) -> str:
    for word in words:
        found = group.get(_low(word))
        if found:
            return found
    return ""


def _sort(statement: Statement) -> tuple[str, str]:
    """What kind of thing the figure is, and the stem of the noun or currency that it counts."""
    figure = statement.figure
    unit = figure.unit.split(" per ")[0]
    kind = figure.kind
    end = f" {statement.note}" if statement.note.endswith(" end") else ""
    if end:
        return _sort(replace(statement, note=""))[0] + end, ""
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


def _period(statement: Statement, left: list[Word], right: list[Word]) -> frozenset[str]:
    """The period words nearest to the figure: years, quarters, halves, months, past or next."""
    found: dict[str, str] = {}
    for side in (right[:14], left):
        previous = ""
        for position, word in enumerate(side):
            low = word.text.lower()
            if YEAR.match(low):
                found.setdefault("year", low)
            elif low in MONTHS and word.text[0].isupper():
                found.setdefault("month", low)
            elif low in PERIOD_NOUNS:
                order = side[position + 1] if side is left and position + 1 < len(side) else None
                ordinal = ORDINALS.get(order.text.lower() if order else previous, 0)
                found.setdefault(PERIOD_NOUNS[low], f"{PERIOD_NOUNS[low]}{ordinal or '?'}")
            elif len(low) == 2 and low[0] == "q" and low[1] in "1234":
                found.setdefault("q", low)
            elif low in RELATIVE and position < 8:
                found.setdefault("relative", RELATIVE[low])
            elif low in ("annual", "annually", "yearly"):
                found.setdefault("span", "year")
            previous = low
    return frozenset(f"{name}={value}" for name, value in found.items())
