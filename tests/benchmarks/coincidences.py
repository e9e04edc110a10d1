"""Figures of documents that fit together by arithmetic, and whether a claim was read there: what the linker misses.

    python tests/benchmarks/coincidences.py ../shared/bench/consistency/{B_orig,C}.dev.jsonl … [--all]

Each line of a set is an object with "id" and "text" (and "reference"). Within a sentence and the one after it, figures
are looked for where one is the share of two others, the change between them, their sum, or where shares add up to 100.
Figures with few digits fit by chance, so some of what is printed is no claim; most of what long numbers fit is one.
Prints what no relation holds (``--all``: what one holds, too) with its words, then how many are held, by kind.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations, zip_longest
from pathlib import Path
from typing import NamedTuple

from factcheck.extract import extract
from factcheck.link.arithmetic import relate
from factcheck.model import Document, Statement
from factcheck.read import from_text

MOST = 14  # figures in a window: among more, chance fits too many
PARTS = 6
_DECIMALS = re.compile(r"\d[\d,]*\.(\d+)")


class Fit(NamedTuple):
    """Figures that fit together, the whole or what follows from the others last or first, and the words around."""

    kind: str
    figures: tuple[Statement, ...]
    words: str
    is_held: bool


def texts(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                one = json.loads(line)
                yield one["id"], one["text"]
                if one.get("reference"):
                    yield one["id"] + " (reference)", one["reference"]


def fits(document: Document) -> Iterator[Fit]:
    """What fits together in each sentence and the one after it, each once."""
    statements = extract(document)
    relations, _ = relate(document, statements)
    held = [{_place(one) for member in relation.members for one in member.statements} for relation in relations]
    sentences: dict[tuple[int, int], list[Statement]] = defaultdict(list)
    for statement in statements:
        sentences[statement.sentence].append(statement)
    places = sorted(sentences)
    seen: set[tuple[str, frozenset[tuple[int, int]]]] = set()
    for place, after in zip_longest(places, places[1:]):
        is_next = after is not None and after[0] - place[1] < 5
        own, following = sentences[place], sentences[after] if after is not None and is_next else []
        end = after[1] if after is not None and is_next else place[1]
        words = " ".join(document.text[place[0] : end].split())
        for pool in (own, [*own, *following]):
            if not 3 <= len(pool) + (pool is own) <= MOST:
                continue
            for kind, figures in (*_shares(pool), *_sums(pool)):
                spans = frozenset(_place(one) for one in figures)
                if (kind, spans) not in seen:
                    seen.add((kind, spans))
                    yield Fit(kind, figures, words, any(len(spans & one) >= min(3, len(spans)) for one in held))


def _shares(pool: Sequence[Statement]) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """One percentage and two figures of which it is the share or the change."""
    others = [one for one in pool if one.figure.unit != "%" and one.figure.value > 0 and _digits(one) >= 2]
    for percent in (one for one in pool if one.figure.unit == "%" and _digits(one) >= 2):
        decimals, stated = _decimals(percent), abs(percent.figure.value)
        for old, new in permutations(others, 2):
            a, b = old.figure.value, new.figure.value
            if not _alike(old, new) or a == b or not (decimals or _digits(old) + _digits(new) > 4):
                continue
            if a < b and _rounded(a / b * 100, decimals) == stated:
                yield "share", (old, new, percent)
            if _rounded(abs(b - a) / a * 100, decimals) == stated:
                yield "change", (old, new, percent)


def _sums(pool: Sequence[Statement]) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """A figure and a run of others that add up to it; a run of shares that add up to 100."""
    for whole in pool:
        rest = [one for one in pool if one is not whole and _alike(one, whole)]
        for run in _runs(rest):
            if _digits(whole) >= 3 and all(_digits(one) >= 2 for one in run) and _total(run) == whole.figure.value:
                yield "sum", (*run, whole)
    for run in _runs([one for one in pool if one.figure.unit == "%"]):
        if _total(run) == 100:
            yield "hundred", run


def _runs(figures: Sequence[Statement]) -> Iterator[tuple[Statement, ...]]:
    for size in range(2, PARTS + 1):
        for start in range(len(figures) - size + 1):
            run = tuple(figures[start : start + size])
            if all(one.figure.value > 0 for one in run):
                yield run


def _total(run: Sequence[Statement]) -> Decimal:
    return sum((one.figure.value for one in run), Decimal())


def _alike(one: Statement, other: Statement) -> bool:
    """Whether two figures are of one sort: the same currency, shares, lengths of time, or numbers of things."""
    kinds = {one.figure.kind, other.figure.kind}
    return len(kinds) == 1 and (kinds == {"count"} or one.figure.unit == other.figure.unit) and "date" not in kinds


def _place(statement: Statement) -> tuple[int, int]:
    return statement.start, statement.end


def _digits(statement: Statement) -> int:
    return len(statement.figure.value.normalize().as_tuple().digits)


def _decimals(statement: Statement) -> int:
    found = _DECIMALS.search(statement.stated)
    return len(found[1]) if found else 0


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--all", action="store_true", help="print also what a relation holds")
    chosen = parser.parse_args()
    found: Counter[tuple[str, bool]] = Counter()
    for name, text in texts(chosen.sets):
        for fit in fits(from_text(text)):
            found[fit.kind, fit.is_held] += 1
            if chosen.all or not fit.is_held:
                stated = ", ".join(one.stated for one in fit.figures)
                print(f"[{name}] {fit.kind}{' (held)' * fit.is_held}: {stated}\n    {fit.words[:400]}")
    for kind in sorted({kind for kind, _ in found}):
        print(f"{kind}: {found[kind, True]} held of {found[kind, True] + found[kind, False]}")


if __name__ == "__main__":
    main()
