"""A made-up record of as many statements as wanted, with every kind of verdict planted in it, the same each time."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from factcheck.record import COLUMNS

# The words as printed, value, hedge and precision of the statements of one fact, and the verdict that follows.
Told = tuple[str, str, str, str]
PLANTED: dict[str, tuple[Told, ...]] = {
    "conflict": (("165 million", "165000000", "", ""), ("186 million", "186000000", "", "")),
    "conflict where they touch": (("26", "26", "", ""), ("27", "27", "", "")),
    "conflict with a majority": (("20", "20", "", ""), ("11", "11", "", ""), ("11", "11", "", "")),
    "conflict in the twentieth digit": (
        ("12345678901234567891", "12345678901234567891", "", ""),
        ("12345678901234567893", "12345678901234567893", "", ""),
    ),
    "conflict of given precision": (("3540", "3540", "", "10"), ("3545", "3545", "", "10")),
    "conflict masked by a coarse third": (
        ("3.54 million", "3540000", "", ""),
        ("3.56 million", "3560000", "", ""),
        ("4 million", "4000000", "", ""),
    ),
    "conflict beyond a bound": (("more than 82000", "82000", "more than", ""), ("79500", "79500", "", "")),
    "hedge_conflict": (("more than 82000", "82000", "more than", ""), ("less than 82000", "82000", "less than", "")),
    "agree_if_rounded": (("200 million", "200000000", "", ""), ("203 million", "203000000", "", "")),
    "agree_if_truncated": (("26.67", "26.67", "", ""), ("26", "26", "", "")),
    "hedge_diff": (("more than 82000", "82000", "more than", ""), ("82000", "82000", "", "")),
    "bound_diff": (("more than 82000", "82000", "more than", ""), ("more than 82500", "82500", "more than", "")),
    "loose_hedge": (("more than 82000", "82000", "more than", ""), ("139000", "139000", "", "")),
    "consistent": (("nearly 96000", "96000", "nearly", ""), ("95800", "95800", "", "")),
    "consistent when refined": (("3.5 million", "3500000", "", ""), ("3.54 million", "3540000", "", "")),
    "consistent in a range": (("10 to 15", "10", "range", ""), ("12", "12", "", "")),
    "identical": (("41.15 million", "41150000", "", ""), ("41.15 million", "41150000", "", "")),
}
_HEDGES = ("", "", "", "", "about", "nearly", "more than", "at least")


def write(folder: Path, statements: int, seed: int = 3) -> Path:
    """The record in ``folder/data``: a tenth of the facts are planted, the others agree in other words."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    dice = random.Random(seed)
    facts = list(_facts(dice, statements))
    names = [f"f{number:07}" for number in range(len(facts))]
    documents = max(1, statements // 1000)
    _table(
        data,
        "documents",
        ((f"d{n:04}", f"Report {n}", "2024-01-15", "en", "", "", "0" * 64, "") for n in range(documents)),
    )
    _table(data, "facts", _fact_rows(names, facts))
    rows = [(name, one, at) for name, told in zip(names, facts, strict=True) for at, one in enumerate(told)]
    dice.shuffle(rows)
    _table(data, "statements", _statement_rows(rows, documents, dict(zip(names, facts, strict=True))))
    _table(data, "relations", _relation_rows(names, facts))
    return folder


def _facts(dice: random.Random, statements: int) -> Iterator[tuple[Told, ...]]:
    planted = list(PLANTED.values())
    number, left = 0, statements
    while left > 0:
        if number % 10 == 0:
            told = planted[number // 10 % len(planted)]
        else:
            value = dice.randint(1, 9999) * 10 ** dice.randint(0, 3)
            hedge = dice.choice(_HEDGES)
            told = tuple(_restated(dice, value, hedge) for _ in range(dice.randint(1, 5)))
        yield told[:left]
        number, left = number + 1, left - len(told)


def _restated(dice: random.Random, value: int, hedge: str) -> Told:
    words = dice.choice((f"{value:,}", f"{value}", f"{value:,} items"))
    return f"{hedge} {words}".strip(), str(value), hedge, ""


def _fact_rows(names: Sequence[str], facts: Sequence[tuple[Told, ...]]) -> Iterator[tuple[object, ...]]:
    for number, name in enumerate(names):
        yield name, f"things of kind {number}", "items", "", "2021" if number % 3 else "", ""
    # Nothing is said of this one.
    yield "f-orphan", "things that nobody counted", "items", "", "", ""


def _statement_rows(
    rows: Sequence[tuple[str, Told, int]], documents: int, told: dict[str, tuple[Told, ...]]
) -> Iterator[tuple[object, ...]]:
    for number, (fact, (stated, value, hedge, precision), at) in enumerate(rows):
        start = 100 * (number // documents)
        # A few statements have a unit or a period of their own, so that their facts cannot be compared.
        unit = "tonnes" if number % 997 == 0 else "items"
        period = f"20{10 + at}" if int(fact[1:]) % 499 == 1 and len(told[fact]) > 1 else ""
        yield (
            *(f"s{number:07}", fact, f"d{number % documents:04}", 1 + number // documents, start, start + len(stated)),
            *(stated, value, unit, hedge, precision, period, "", ""),
        )


def _relation_rows(names: Sequence[str], facts: Sequence[tuple[Told, ...]]) -> Iterator[tuple[object, ...]]:
    whole = [
        (name, int(told[0][1]))
        for name, told in zip(names, facts, strict=True)
        if len(told) == 1 and not told[0][2] and len(told[0][1]) < 8
    ]
    for number in range(0, min(len(whole) - 1, 900), 3):
        (first, a), (second, b) = whole[number], whole[number + 1]
        total = a + b + (7 if number % 10 == 0 else 0)
        name = f"sum{number:04}"
        yield name, "sum", "whole", f"={total}", "", "equal", ""
        yield name, "sum", "part", first, 1, "equal", ""
        yield name, "sum", "part", second, 1, "equal", ""
        lower, upper = (first, second) if (a < b) == (number % 7 != 0) else (second, first)
        yield f"order{number:04}", "order", "lower", lower, "", "", ""
        yield f"order{number:04}", "order", "upper", upper, "", "", ""


def _table(data: Path, name: str, rows: Iterator[tuple[object, ...]] | Sequence[tuple[object, ...]]) -> None:
    with (data / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS[name])
        writer.writerows(rows)
