"""Patterns that are compiled when they first have to match are what they would be otherwise."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from types import ModuleType

import pytest

import factcheck.numerals
from factcheck.numerals.later import later

TEXT = "12 of 340"
PLACES = [
    module.name
    for room in (import_module("factcheck.extract"), factcheck.numerals)
    for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}.")
]


@pytest.mark.parametrize("method", ["match", "search", "fullmatch"])
@pytest.mark.parametrize("where", [(), (3,), (6, 8)])
def test_it_matches_as_a_compiled_pattern(method: str, where: tuple[int, ...]) -> None:
    ours, theirs = (getattr(make(r"\d+"), method)(TEXT, *where) for make in (later, re.compile))
    assert (ours and ours.span()) == (theirs and theirs.span())


def test_it_finds_all_and_keeps_its_flags() -> None:
    assert later(r"\d +").findall(TEXT) == ["2 "]
    assert [found[0] for found in later(r"\d +", re.VERBOSE).finditer(TEXT)] == ["12", "340"]
    assert later(r"(?P<digits>\d)").groupindex == {"digits": 1}


def test_a_pattern_that_is_broken_says_so_when_it_is_used() -> None:
    with pytest.raises(re.error):
        later("(").match(TEXT)


@pytest.mark.parametrize("place", PLACES)
def test_every_pattern_compiles(place: str) -> None:
    for pattern in patterns(import_module(place)):
        assert pattern.pattern


def patterns(module: ModuleType) -> list[re.Pattern[str]]:
    return [value for value in vars(module).values() if isinstance(value, type(later("")))]


def test_the_rooms_hold_patterns() -> None:
    assert sum(len(patterns(import_module(place))) for place in PLACES) > 80
