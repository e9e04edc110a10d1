"""How the time of a scan grows with the text, the figures and the documents: ratios, all measured in one run.

    python tests/benchmarks/growth.py [--most 40000] [--shapes prose,table] [--texts SET.jsonl …]

Extraction: a text 100 times as long against its 100 parts. Linking (restatements and arithmetic) of one document by
shape, from 1,250 figures up, doubled each time, against n log n and against the extraction of the same text; then of
ten times as many documents at once. Everything is CPU time, so that a busy machine troubles all alike. With sets
(lines of JSON with "text" and perhaps "reference"), also the milliseconds of each stage for 10,000 of their words.
Ends with 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from factcheck.extract import extract
from factcheck.judge import judge
from factcheck.link import link
from factcheck.link.arithmetic import relate
from factcheck.model import Document, Statement
from factcheck.read import from_text

LONGER = 105  # times the time of a text that 100 times the text may take to extract
GROWTH = 1.5  # times n log n that linking may grow by from the smallest size to any other
BESIDE = 5  # times the extraction of the same text that linking may take, whatever the shape, from LARGE figures on
LARGE = 20_000  # figures
DOCUMENTS = 13  # times the time of linking that ten times as many documents may take
LEAST = 1250  # figures

NOUNS = (
    *("trawlers", "ferries", "tugs", "barges", "cranes", "sheds", "pilots", "divers", "clerks", "drivers"),
    *("nurses", "teachers", "bakers", "masons", "farmers", "miners", "potters", "weavers", "guards", "cooks"),
)
VERBS = ("handled", "shipped", "stored", "lost", "sold", "bought", "weighed", "moved", "counted", "repaired")
GOODS = ("grain", "coal", "timber", "salt", "wool", "iron", "cotton", "fish", "sugar", "paper")
HEADS = ("Ash", "Birch", "Cliff", "Dale", "Elm", "Fern", "Glen", "Hart", "Iron", "Lark", "Mill", "North", "Oak", "Pine")
TAILS = ("bury", "ford", "ham", "ley", "mouth", "stead", "ton", "wick", "worth", "bridge", "combe", "gate", "hill")
MONTHS = ("January", "March", "May", "July", "August", "October", "December")

T = TypeVar("T")
Shape = Callable[[int, random.Random], str]


def name(chance: random.Random, size: int) -> str:
    """A place; the more figures, the more places there are: a place has some forty figures."""
    at = chance.randrange(1 + size // 40)
    head, rest = HEADS[at % len(HEADS)], at // len(HEADS)
    return (
        head + TAILS[rest % len(TAILS)] + "".join(TAILS[int(digit)] for digit in str(rest // len(TAILS)) if rest > 12)
    )


def paragraphs(sentences: Sequence[str]) -> str:
    return "\n\n".join(" ".join(sentences[at : at + 6]) for at in range(0, len(sentences), 6))


def template(size: int, chance: random.Random) -> str:
    """One sentence over and over, with another figure each time."""
    return paragraphs(
        [f"The harbour handled {chance.randrange(1000, 999_999):,} tonnes of grain." for _ in range(size)]
    )


def repeated(size: int, chance: random.Random) -> str:
    """One figure over and over, in sentences that share some words."""
    told = (f"The {chance.choice(NOUNS)} of {name(chance, size)} moved 41,500 tonnes of coal." for _ in range(size))
    return paragraphs(list(told))


def prose(size: int, chance: random.Random) -> str:
    """Sentences of the same few verbs and goods about many places."""
    return paragraphs(
        [
            f"In {name(chance, size)} the {chance.choice(NOUNS)} {chance.choice(VERBS)}"
            f" {chance.randrange(10, 999_999):,} tonnes of {chance.choice(GOODS)} for {name(chance, size)}."
            for _ in range(size)
        ]
    )


def restated(size: int, chance: random.Random) -> str:
    """Facts that are each told twice, in other words, every seventh with another value."""
    facts = [(name(chance, size), name(chance, size), chance.randrange(1000, 99_999)) for _ in range(size // 2)]
    told = [f"The market of {a} sold {value:,} crates to {b} last summer." for a, b, value in facts]
    again = [
        f"Last summer {a} sold {value + (place % 7 == 0):,} crates to {b}." for place, (a, b, value) in enumerate(facts)
    ]
    return paragraphs(told + again)


def dated(size: int, chance: random.Random) -> str:
    """A day, with its weekday, in every sentence."""
    return paragraphs(
        [
            f"On Monday, {chance.randrange(1, 31)} {chance.choice(MONTHS)} {chance.randrange(1990, 2024)},"
            f" {chance.randrange(10, 9999):,} ships sailed from {name(chance, size)}."
            for _ in range(size)
        ]
    )


def lists(size: int, chance: random.Random) -> str:
    """Forty figures in one list, and the next list."""
    told = []
    for _ in range(0, size, 41):
        items = [f"{chance.randrange(2, 900)} {chance.choice(NOUNS)}" for _ in range(40)]
        head = f"The port of {name(chance, size)} has {chance.randrange(2000, 9000):,} units"
        told.append(f"{head}: {', '.join(items[:-1])} and {items[-1]}.")
    return "\n\n".join(told)


def changes(size: int, chance: random.Random) -> str:
    """Levels and the changes between them, three figures a sentence."""
    return paragraphs(
        [
            f"Output of the mines of {name(chance, size)} rose from {chance.randrange(10, 99)} to"
            f" {chance.randrange(100, 200)} tons, an increase of {chance.randrange(5, 900)}%."
            for _ in range(size // 3)
        ]
    )


def endless(size: int, chance: random.Random) -> str:
    """One paragraph without a full stop."""
    return "The harbour " + " and ".join(
        f"{chance.choice(VERBS)} {chance.randrange(10, 999_999):,} tonnes of {chance.choice(GOODS)}"
        f" in {name(chance, size)}"
        for _ in range(size)
    )


def table(size: int, chance: random.Random) -> str:
    """One table of eight columns."""
    head = "| Town | " + " | ".join(str(2010 + column) for column in range(8)) + " |\n|" + "---|" * 9
    rows = (
        f"| {name(chance, size)} | " + " | ".join(f"{chance.randrange(10, 9_999_999):,}" for _ in range(8)) + " |"
        for _ in range(size // 8)
    )
    return "\n".join([head, *rows])


def bare(size: int, chance: random.Random) -> str:
    """Rows of numbers without words: a table that lost its grid."""
    rows = ("  ".join(f"{chance.randrange(10, 9_999_999):,}" for _ in range(8)) for _ in range(size // 8))
    return "\n".join(f"{name(chance, size)}  {row}" for row in rows)


SHAPES: dict[str, Shape] = {
    shape.__name__: shape
    for shape in (template, repeated, prose, restated, dated, lists, changes, endless, table, bare)
}


class Linking(NamedTuple):
    """One document: its figures, the seconds that its stages took, and how many pairs a bound left out."""

    figures: int
    extraction: float
    restatements: float
    arithmetic: float
    left_out: int

    @property
    def seconds(self) -> float:
        return self.restatements + self.arithmetic


def timed(work: Callable[[], T]) -> tuple[T, float]:
    gc.collect()
    before = time.process_time()
    done = work()
    return done, time.process_time() - before


def linking(text: str) -> Linking:
    document = from_text(text)
    statements, extraction = timed(lambda: extract(document))
    linked, restatements = timed(lambda: link([document], statements))
    _, arithmetic = timed(lambda: relate(document, statements))
    return Linking(len(statements), extraction, restatements, arithmetic, sum(gap.number for gap in linked.not_checked))


def shapes(names: Sequence[str], most: int) -> Iterator[str]:
    """Print how linking grows by shape; yields the limits that are passed."""
    sizes = [LEAST * 2**step for step in range(20) if LEAST * 2**step <= most]
    print("\nshape       figures  extract  restate  arithm. / extract / n log n left out")
    for shape in names:
        first: Linking | None = None
        for size in sizes:
            found = linking(SHAPES[shape](size, random.Random(size)))
            first = first or found
            growth = found.seconds / first.seconds / (_work(found.figures) / _work(first.figures))
            beside = found.seconds / found.extraction
            print(
                f"{shape:10} {found.figures:8,} {found.extraction:7.2f}s {found.restatements:7.2f}s"
                f" {found.arithmetic:7.2f}s {beside:9.2f} {growth:9.2f} {found.left_out:8,}",
                flush=True,
            )
            if growth > GROWTH:
                yield f"{shape}: linking of {found.figures:,} figures grew by {growth:.2f} times n log n"
            if beside > BESIDE and size >= LARGE:
                yield f"{shape}: linking of {found.figures:,} figures took {beside:.1f} times their extraction"


def _work(figures: int) -> float:
    return figures * math.log(figures)


def longer() -> Iterator[str]:
    """Print how extraction grows with the text."""
    chance = random.Random(1)
    parts = ["\n\n".join((prose(24, chance), changes(12, chance), dated(6, chance))) for _ in range(100)]
    whole = "\n\n".join(parts)
    extract(from_text(whole))
    one, all_at_once = [], []
    for _ in range(3):
        one.append(timed(lambda: [extract(from_text(part)) for part in parts])[1])
        all_at_once.append(timed(lambda: extract(from_text(whole)))[1])
    ratio = 100 * min(all_at_once) / min(one)
    print(f"extraction: 100 times the text in {ratio:.1f} times the time ({len(whole.split()):,} words)")
    if ratio > LONGER:
        yield f"extraction of 100 times the text took {ratio:.1f} times the time"


def many(few: int = 60) -> Iterator[str]:
    """Print how the linking of many documents with each other grows with their number."""
    seconds = []
    for count in (few, few * 10):
        documents = [from_text(prose(24, random.Random(at)), f"document {at}") for at in range(count)]
        statements: list[Statement] = [one for document in documents for one in extract(document)]
        seconds.append(timed(lambda: link(documents, statements))[1])  # noqa: B023 (called at once)
    ratio = seconds[1] / seconds[0]
    print(f"\nmany documents: {few * 10} linked in {ratio:.1f} times the time of {few} ({seconds[1]:.2f} s)")
    if ratio > DOCUMENTS:
        yield f"linking of ten times the documents took {ratio:.1f} times the time"


def stages(paths: Sequence[Path]) -> None:
    """Print the milliseconds of each stage for 10,000 words of the texts of sets."""
    spent: dict[str, float] = defaultdict(float)
    words = figures = 0
    items = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    for item in items:
        texts = {"text": item["text"], **({"reference": item["reference"]} if item.get("reference") else {})}
        words += sum(len(text.split()) for text in texts.values())
        documents, seconds = timed(lambda: [from_text(text, name) for name, text in texts.items()])  # noqa: B023
        spent["reading"] += seconds
        figures += _scan(documents, spent)
    print(f"\n{len(items)} documents, {words:,} words, {figures:,} figures; CPU time for 10,000 words:")
    for stage, seconds in spent.items():
        print(f"  {stage:12} {seconds / words * 1e7:7.1f} ms")
    print(f"  {'together':12} {sum(spent.values()) / words * 1e7:7.1f} ms")


def _scan(documents: list[Document], spent: dict[str, float]) -> int:
    """Time the stages of one scan; its figures."""
    statements, seconds = timed(lambda: [one for document in documents for one in extract(document)])
    spent["extraction"] += seconds
    linked, seconds = timed(lambda: link(documents, statements, against=[one.document for one in documents[1:]]))
    spent["restatements"] += seconds
    own = [one for one in statements if one.document == documents[0].document]
    (claimed, _), seconds = timed(lambda: relate(documents[0], own))
    spent["arithmetic"] += seconds
    _, seconds = timed(lambda: [judge(relation) for relation in (*linked.relations, *claimed)])
    spent["judging"] += seconds
    return len(statements)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=20_000)
    parser.add_argument("--shapes", default=",".join(SHAPES))
    parser.add_argument("--texts", nargs="*", type=Path, default=[])
    chosen = parser.parse_args()
    passed = [*longer(), *shapes(chosen.shapes.split(","), chosen.most), *many()]
    if chosen.texts:
        stages(chosen.texts)
    for one in passed:
        print(f"PASSED A LIMIT: {one}")
    return int(bool(passed))


if __name__ == "__main__":
    sys.exit(main())
