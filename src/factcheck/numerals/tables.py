"""The words of numbers, hedges and units: TOML in, dictionaries out, read once when first needed."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from factcheck.numerals.later import later

HERE = Path(__file__).parent


def names(row: str) -> list[str]:
    """The names of a row: blanks separate them, an underscore is a blank inside one."""
    return [name.replace("_", " ").strip() for name in row.split()]


def load(file: str) -> dict[str, dict[str, str]]:
    import tomllib

    with (HERE / file).open("rb") as source:
        return tomllib.load(source)


def classed(table: dict[str, str]) -> dict[str, str]:
    """Phrase -> class, for a table of class = phrases; the first class that names a phrase keeps it."""
    found: dict[str, str] = {}
    for label, row in table.items():
        for name in names(row):
            found.setdefault(name, label)
    return found


class Words(NamedTuple):
    """Everything numerals.toml holds, ready for looking up."""

    values: dict[str, tuple[str, int]]  # word -> (class, value): unit, teen, ten, hundred, scale, dozen
    parts: dict[str, int]  # "thirds" -> 3, "half" -> 2, "quarter" -> 4
    ordinals: dict[str, int]
    multiples: dict[str, int]
    suffixes: dict[str, int]  # "bn" -> 9, as written
    signs: dict[str, tuple[int, int]]  # "½" -> (1, 2)
    before: dict[str, str]  # hedge phrase -> class
    after: dict[str, str]
    modifiers: frozenset[str]
    fillers: frozenset[str]
    rates: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: frozenset[str]  # of money, that stand before no number
    codes: frozenset[str]  # of money, read in small letters


def number_class(value: int) -> str:
    return "unit" if value < 10 else "teen" if value < 20 else "ten"


@cache
def words() -> Words:
    """The tables of numerals.toml."""
    raw = load("numerals.toml")
    values = {word: (number_class(int(n)), int(n)) for n, row in raw["cardinals"].items() for word in names(row)}
    values |= {"hundred": ("hundred", 100), "hundreds": ("hundred", 100)}
    values |= {word: ("scale", 10 ** int(n)) for n, row in raw["scales"].items() for word in names(row)}
    values |= {word: ("dozen", int(n)) for n, row in raw["dozens"].items() for word in names(row)}
    ordinals = {word: int(n) for n, row in raw["ordinals"].items() for word in names(row)}
    parts = {word + s: n for word, n in ordinals.items() if n > 2 for s in ("", "s")}
    parts |= {word: int(n) for n, row in raw["parts"].items() for word in names(row)}
    return Words(
        values=values,
        parts=parts,
        ordinals=ordinals,
        multiples={word: int(n) for n, row in raw["multiples"].items() for word in names(row)},
        suffixes={word: int(n) for n, row in raw["suffixes"].items() for word in names(row)},
        signs={sign: (int(row.split("/")[0]), int(row.split("/")[1])) for sign, row in raw["signs"].items()},
        before=classed(raw["before"]),
        after=classed(raw["after"]),
        modifiers=frozenset(names(raw["modifiers"]["words"])),
        fillers=frozenset(names(raw["fillers"]["words"])),
        rates=tuple(names(raw["units"]["rates"])),
        adjectives=tuple(names(raw["units"]["adjectives"])),
        nouns=frozenset(names(raw["units"]["nouns"])),
        codes=frozenset(names(raw["units"]["codes"]) + names(raw["units"]["short"])),
    )


class Unit(NamedTuple):
    """A unit that the tables know: its one name, the kind of figure it makes, its dimension, its size in it."""

    name: str
    kind: str  # money | percent | duration | measure | count
    dimension: str
    factor: Decimal


KINDS = {"money": "money", "cents": "money", "percent": "percent", "duration": "duration", "count": "count"}


class Units(NamedTuple):
    """Everything units.toml holds. ``exact`` is matched as written, ``folded`` in lower case."""

    exact: dict[str, Unit]
    folded: dict[str, Unit]
    canonical: dict[str, Unit]
    openings: frozenset[str]  # the first words of names of several words


def plurals(name: str) -> list[str]:
    if len(name) < 3 or name[-1] in "s.$" or not name[-1].isalpha():
        return [name]
    return [name, name + "es"] if name.endswith("ch") else [name, name + "s"]


OPENING = later(r"[ \-.]")


@cache
def units() -> Units:
    """The tables of units.toml."""
    exact: dict[str, Unit] = {}
    folded: dict[str, Unit] = {}
    canonical: dict[str, Unit] = {}
    for dimension, table in load("units.toml").items():
        for name, row in table.items():
            entries = names(row)
            factor = Decimal(1) if dimension in ("money", "cents", "count") else Decimal(entries.pop(0))
            unit = Unit(name, KINDS.get(dimension, "measure"), dimension, factor)
            canonical[name] = unit
            if len(name) > 2:
                folded.setdefault(name.lower(), unit)
            for entry in entries:
                enter(entry, unit, exact, folded)
    openings = frozenset(OPENING.split(name, maxsplit=1)[0] for name in folded if OPENING.search(name))
    return Units(exact, folded, canonical, openings)


def enter(entry: str, unit: Unit, exact: dict[str, Unit], folded: dict[str, Unit]) -> None:
    """Enter one name of a unit: a code in capitals, a symbol as written, a word in any case and number."""
    if unit.kind == "money" and len(entry) == 3 and entry.isalpha():
        exact.setdefault(entry.upper(), unit)
        if entry not in words().codes:
            return
    if entry != entry.lower() or len(entry) < 3:
        cased = unit.kind == "money" and len(entry) > 1
        for variant in (entry, entry.upper(), entry.capitalize()) if cased else (entry,):
            exact.setdefault(variant, unit)
        return
    for variant in plurals(entry):
        folded.setdefault(variant, unit)
