"""Statements in roles in, relations out: what the kinds of this room share when they write a claim down."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from factcheck.interval import Figure
from factcheck.model import Document, Member, Statement

__all__ = [
    "alike",
    "are_plain",
    "bare",
    "day",
    "exactly",
    "given",
    "is_amount",
    "is_plain",
    "member",
    "number",
    "opposites",
    "placed",
    "singular",
    "whole_number",
    "wordlist",
    "year",
]


def member(role: str, statement: Statement, weight: int | Decimal = 1, label: str = "") -> Member:
    """A stated figure in its role."""
    return Member(role, statement.figure, (statement,), Decimal(weight), label)


def given(role: str, figure: Figure, label: str = "") -> Member:
    """A figure that the text shows without stating it, such as the number of items in a list."""
    return Member(role, figure, (), Decimal(1), label)


def exactly(value: int | Decimal) -> Figure:
    """A number that is known outright."""
    return Figure(Decimal(value), hedge="exactly", q=Decimal(0), Q=Decimal(0))


def number(least: int, most: int) -> Figure:
    """How many items are listed, where commas and "and" leave it open."""
    if least == most:
        return exactly(least)
    return Figure(
        Decimal(least), kind="count", hedge="range", q=Decimal(0), Q=Decimal(0), upper=Decimal(most), q_upper=Decimal(0)
    )


def year(value: int) -> Figure:
    """A year as a number."""
    return Figure(Decimal(value), kind="date", hedge="exactly", q=Decimal(0), Q=Decimal(0))


def day(iso: str) -> Figure:
    """A date, month or year in ISO form as a number: 20220729."""
    return Figure(Decimal(iso.replace("-", "")), kind="date", hedge="exactly", q=Decimal(0), Q=Decimal(0))


def whole_number(statement: Statement) -> int | None:
    """The number of a plain count, or ``None``."""
    figure = statement.figure
    if (
        figure.upper is not None
        or figure.hedge not in ("", "exactly")
        or figure.value != figure.value.to_integral_value()
    ):
        return None
    return int(figure.value)


def is_plain(statement: Statement) -> bool:
    """Whether a figure is one number, and nobody else's."""
    return statement.figure.upper is None and statement.modality != "quoted"


def are_plain(*statements: Statement) -> bool:
    """Whether all of them are."""
    return all(map(is_plain, statements))


def is_amount(statement: Statement) -> bool:
    """Whether it is such a number above nil."""
    return is_plain(statement) and statement.figure.value > 0


def alike(statements: Iterable[Statement]) -> bool:
    """Whether figures can be added: one currency, one measure, percentages, or counts of whatever.

    A bare number takes the unit of the others ("from 80 to 60 tons"), unless a scale word said once may be meant of
    both ("from 5 to 15 million").
    """
    figures = [statement.figure for statement in statements]
    named = {None if one.kind in _COUNTED else (one.kind, one.unit) for one in figures if not _is_bare(one)}
    if len(named) > 1:
        return False
    bare = [one.value for one in figures if _is_bare(one)]
    if not bare or not named:
        return True
    least = min(one.value for one in figures if not _is_bare(one))
    (sort,) = named
    return (sort is None or sort[0] != "percent") and max(bare) * 500 > least


_COUNTED = frozenset({"count", "range"})


def _is_bare(figure: Figure) -> bool:
    return figure.kind in _COUNTED and not figure.unit


def bare(words: str) -> str:
    """What claims a relation, without the signs around it: "or" of ", or " and "n" of "(n = "."""
    return words.strip(" ,;(=")


def placed(
    document: Document, figure: Figure, start: int, end: int, sentence: tuple[int, int], passage: int = -1
) -> Statement:
    """A date, weekday or list as a statement, so that a finding can show its words."""
    text = document.text
    return Statement(
        figure=figure,
        document=document.document,
        start=start,
        end=end,
        line=bisect_right(_line_starts(text), start),
        stated=text[start:end],
        context=" ".join(text[sentence[0] : sentence[1]].split())[:400],
        passage=passage,
        sentence=sentence,
    )


@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def singular(noun: str) -> str:
    """One of what a noun counts: "farm" of farms, "class" of classes, "party" of parties."""
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    return noun if noun.endswith("ss") else noun.removesuffix("s")


def wordlist(name: str) -> frozenset[str]:
    """A list of ``arithmetic.toml``."""
    return frozenset(_wordlists()[name].split())


@cache
def opposites() -> tuple[tuple[frozenset[str], ...], ...]:
    """What divides a whole without a rest: "men" and "women"; each side is the words for it."""
    sets = _wordlists()["opposites"].strip().splitlines()
    return tuple(tuple(frozenset(side.split(",")) for side in line.split()) for line in sets)


@cache
def _wordlists() -> dict[str, str]:
    return tomllib.loads((files("factcheck.link") / "arithmetic.toml").read_bytes().decode())
