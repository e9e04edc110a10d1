"""Documents in, their sentences under keys out; sentences that share a key in, what they say differently out.

So statements of many documents meet without all documents being held, and without all pairs: two sentences meet where
they have a figure of one sort (money, percent, a count, …), of one period, and two words of its topic in common. The
documents of a corpus are of many years, so a figure that names no year is of the date of its document, and where that
has none it meets no other. The same keys serve a corpus on a disk and groups in Spark.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from hashlib import blake2b
from itertools import combinations

from factcheck.interval import Figure
from factcheck.link.restatements import Options, restatements
from factcheck.link.setting import MONTHS, _sort
from factcheck.link.words import lexicon, stem
from factcheck.model import Document, Relation, Statement

__all__ = ["BOUND", "KEY_BYTES", "Told", "between", "told"]

BOUND = 40  # sentences that may meet under one key: more share common words, and no fact
KEY_BYTES = 8
WORDS = 6  # of a topic that make keys, the rarest by the lexicon, then the longest, first
LONGEST = 1000  # characters of a sentence: what is longer is a table or a list that lost its form
SHARED = 0.5  # of the words of the poorer of two topics: the least that two figures must share to be compared

_YEAR = re.compile(r"\d{4}")
_NAME = re.compile(r"(?<![.!?:;][ \n])(?<![\w'’-])[A-Z][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with all its figures; offsets are those of its document."""

    document: str
    date: str
    start: int
    text: str
    statements: tuple[Statement, ...]

    def as_line(self) -> str:
        """JSON without a line end, for ``from_line``."""
        plain = " ".join(self.text.split())
        packed = [_packed(statement, plain) for statement in self.statements]
        return json.dumps([self.document, self.date, self.start, self.text, packed], separators=(",", ":"))

    @classmethod
    def from_line(cls, line: str | bytes) -> Told:
        document, date, start, text, packed = json.loads(line)
        plain = " ".join(text.split())
        return cls(document, date, start, text, tuple(_unpacked(one, document, plain) for one in packed))


def told(document: Document, statements: Sequence[Statement]) -> Iterator[tuple[Told, bytes]]:
    """The sentences that may restate what another document says, each with its keys of ``KEY_BYTES``, sorted."""
    by_sentence: dict[tuple[int, int], list[Statement]] = {}
    for statement in statements:
        by_sentence.setdefault(statement.sentence, []).append(statement)
    for (start, end), held in by_sentence.items():
        if end - start <= LONGEST and all(start <= one.start and one.end <= end for one in held):
            keys = {key for one in held if not _in_table(document, one) for key in _keys(one, document.date)}
            if keys:
                text = document.text[start:end]
                yield Told(document.document, document.date, start, text, tuple(held)), b"".join(sorted(keys))


def between(block: Sequence[Told]) -> tuple[Relation, ...]:
    """The relations between figures of different documents that a block of sentences holds, equal ones and others.

    Only what shares its period and half of its topic is compared. Offsets are those of the documents.
    """
    chosen = [block[place] for place in sorted(_comparable(block))]
    if len({one.document for one in chosen}) < 2:
        return ()
    documents, statements, sources = _excerpts(chosen)
    linked = restatements(documents, statements, (), Options())
    found = []
    for relation in linked.relations:
        from_where = [sources[one.document, one.sentence] for one in relation.members[0].statements]
        placed = [_back(one, *where) for one, where in zip(relation.members[0].statements, from_where, strict=True)]
        (period, first), (other_period, second) = placed[:2]
        same = tuple(one for its_period, one in placed if its_period == period)
        if not period or other_period != period or len({one.document for one in same}) < 2:
            continue
        if first.document == second.document and first.figure.value != second.figure.value:
            continue
        if _of_others(
            *(_names(sources[one.document, one.sentence][0].text) for one in relation.members[0].statements[:2])
        ):
            continue
        name = "-".join([*_WORD.findall(first.topic.lower())[-4:], str(first.start)])
        members = (replace(relation.members[0], statements=same),)
        found.append(replace(relation, relation=f"between:{name}", fact=name, members=members))
    return tuple(found)


def _comparable(block: Sequence[Told]) -> set[int]:
    """The places of the sentences of which a figure meets one of another document: same sort, period and topic."""
    alike: dict[tuple[str, str], list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for place, one in enumerate(block):
        for statement in one.statements:
            if period := _period(statement, one.date):
                alike[_sort_of(statement), period].append((place, _words(statement)))
    names = [_names(one.text) for one in block]
    found: set[int] = set()
    for held in alike.values():
        for (a, words), (b, others) in combinations(held, 2):
            if block[a].document != block[b].document and not (a in found and b in found):
                common = len(words & others)
                shared = common >= 2 and common >= SHARED * min(len(words), len(others))
                if shared and not _of_others(names[a], names[b]):
                    found |= {a, b}
    return found


def _names(sentence: str) -> frozenset[str]:
    """The words that begin with a capital where none is needed, without months: who and what it speaks of."""
    return frozenset(match[0].lower() for match in _NAME.finditer(sentence, 1)) - MONTHS


def _of_others(names: frozenset[str], others: frozenset[str]) -> bool:
    """Whether each of two sentences names somebody whom the other does not: they speak of two."""
    return bool(names - others and others - names)


Sources = dict[tuple[str, tuple[int, int]], tuple[Told, int]]


def _excerpts(chosen: Iterable[Told]) -> tuple[list[Document], list[Statement], Sources]:
    """For each document one of its chosen sentences; of each sentence there, where it is from and how far it moved."""
    by_document: dict[str, list[Told]] = {}
    for one in chosen:
        by_document.setdefault(one.document, []).append(one)
    documents: list[Document] = []
    statements: list[Statement] = []
    sources: Sources = {}
    for name, sentences in by_document.items():
        text = ""
        for one in sorted(sentences, key=lambda one: one.start):
            by = len(text) - one.start
            sources[name, (len(text), len(text) + len(one.text))] = one, by
            statements += [_placed(statement, by) for statement in one.statements]
            text += one.text + "\n\n"
        documents.append(Document(name, text))
    return documents, statements, sources


def _back(statement: Statement, source: Told, by: int) -> tuple[str, Statement]:
    """A statement at its place in its document, with the period that it was met by."""
    back = _placed(statement, -by)
    whole = next(one for one in source.statements if one.start <= back.start < one.end)
    return _period(whole, source.date), back


def _placed(statement: Statement, by: int) -> Statement:
    start, end = statement.sentence
    full = (statement.full[0] + by, statement.full[1] + by)
    return replace(
        statement, start=statement.start + by, end=statement.end + by, sentence=(start + by, end + by), full=full
    )


def _in_table(document: Document, statement: Statement) -> bool:
    return 0 <= statement.passage < len(document.passages) and document.passages[statement.passage].kind == "cell"


def _period(statement: Statement, date: str) -> str:
    """What a figure is of: a period that it names itself, with its year, else the date of its document, so marked."""
    if "period" not in statement.inherited and _YEAR.search(statement.period):
        return statement.period
    return f"@{date}" if date and not statement.period else ""


def _keys(statement: Statement, date: str) -> Iterator[bytes]:
    """A key for every two of the most telling words of a figure's topic, with the sort of the figure and its period."""
    period = _period(statement, date)
    if statement.figure.kind in ("date", "ordinal") or not period:
        return
    common = lexicon().common
    words = sorted(_words(statement), key=lambda word: (-common.get(word, 1.0), -len(word), word))[:WORDS]
    sort = _sort_of(statement)
    for pair in combinations(sorted(words), 2):
        told_as = "\t".join((sort, period, *pair))
        yield blake2b(told_as.encode(), digest_size=KEY_BYTES).digest()


def _words(statement: Statement) -> frozenset[str]:
    """The stems of what a figure is said of: its topic, its scope, what it counts."""
    counted = statement.figure.unit if statement.figure.kind in ("count", "range") else ""
    stop = lexicon().stop
    told_as = (statement.topic, statement.scope, counted)
    return frozenset(stem(word) for one in told_as for word in _WORD.findall(one.lower()) if word not in stop)


_FIGURE = tuple(field.name for field in fields(Figure))
_STATED = tuple(
    field.name
    for field in fields(Statement)
    if field.name not in ("figure", "document", "context", "passage", "row", "place")
)
_EXACT = ("value", "q", "Q", "upper", "q_upper")
_PAIRS = ("sentence", "full", "inherited")


def _packed(statement: Statement, plain: str) -> list[object]:
    """The fields in their order; the context last, nothing where it is the sentence."""
    figure = [str(held) if isinstance(held := getattr(statement.figure, name), Decimal) else held for name in _FIGURE]
    context = None if statement.context == plain else statement.context
    return [figure, *(getattr(statement, name) for name in _STATED), context]


def _unpacked(packed: list[object], document: str, plain: str) -> Statement:
    held, *told_of, context = packed
    assert isinstance(held, list)  # noqa: S101
    exact = {
        name: Decimal(one) if name in _EXACT and one is not None else one
        for name, one in zip(_FIGURE, held, strict=True)
    }
    named = {
        name: tuple(one) if name in _PAIRS else one  # type: ignore[arg-type]
        for name, one in zip(_STATED, told_of, strict=True)
    }
    said = plain if context is None else context
    return Statement(figure=Figure(**exact), document=document, context=said, **named)  # type: ignore[arg-type]


def _sort_of(statement: Statement) -> str:
    return _sort(statement.figure.unit, statement.figure.kind, statement.note)[0]
