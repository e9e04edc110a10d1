"""The signals of a pair in, the chance that both are of one fact out: weights or small trees from a readable file."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul
from typing import Any

from factcheck.link.signals import NAMES

__all__ = ["Chances", "Scorer", "Weights", "scorer"]

Tree = tuple[int, float, "Tree | float", "Tree | float"]
TOKEN = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?|[a-z][a-z_0-9]*|[?(),]")
FURTHEST = 2.5  # spreads from its mean beyond which a signal says no more
SUREST = 0.95  # the highest chance that is given: what few cases were measured on is not surer


@dataclass(frozen=True, slots=True)
class Weights:
    """Signals weighed by themselves and two by two, each first measured in spreads from its mean.

    A signal is its place in ``NAMES``, its mean and its spread; the lines of ``products`` are a place among
    ``signals`` and its partners' places with the weight of each product.
    """

    signals: tuple[tuple[int, float, float], ...]
    weights: tuple[float, ...]
    products: tuple[tuple[int, tuple[int, ...], tuple[float, ...]], ...]

    def score(self, signals: Sequence[float]) -> float:
        """What the signals add up to."""
        seen = []
        for at, mean, spread in self.signals:
            far = (signals[at] - mean) / spread
            seen.append(-FURTHEST if far < -FURTHEST else FURTHEST if far > FURTHEST else far)
        total: float = sum(map(mul, self.weights, seen))
        for at, partners, weights in self.products:
            total += seen[at] * sum(map(mul, weights, [seen[partner] for partner in partners]))
        return total


@dataclass(frozen=True, slots=True)
class Chances:
    """The share of pairs that were right, as a logistic curve of their score and of the logarithm of the text's size.

    Slips are as many as there are words, look-alikes are not: the same score says less in a short text.
    """

    slope: float
    size: float
    shift: float

    def at(self, score: float, words: int) -> float:
        """The chance that a pair with such a score is right in a text of so many words."""
        ten_thousands = math.log(max(words, 1) / 10_000)
        told = self.slope * score + self.size * ten_thousands + self.shift
        return min(SUREST, 1 / (1 + math.exp(-max(-30.0, told))))


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights whose signals, and trees whose leaves add up to a score; and what share was right at which score."""

    base: float
    trees: tuple[Tree, ...]
    chances: Chances
    weights: Weights | None = None

    def score(self, signals: Sequence[float]) -> float:
        """The sum of all weighed signals and of one leaf of each tree; higher is likelier."""
        total = self.base if self.weights is None else self.base + self.weights.score(signals)
        for tree in self.trees:
            node: Tree | float = tree
            while node.__class__ is tuple:
                at, least, low, high = node
                node = low if signals[at] <= least else high
            total += node  # type: ignore[operator]
        return total


@cache
def scorer(mode: str) -> Scorer:
    """The scorer of ``coefficients.toml`` for "document" (against itself or others) or "reference"."""
    raw = tomllib.loads((files("factcheck.link") / "coefficients.toml").read_bytes().decode())[mode]
    trees = tuple(_read_tree(line) for line in raw.get("trees", "").split("\n") if line.strip())
    weights = _read_weights(raw) if "weights" in raw else None
    return Scorer(raw["base"], trees, Chances(**raw["chances"]), weights)


def _read_weights(raw: Mapping[str, Any]) -> Weights:
    """``cosine 0.35 0.12 0.06`` is a signal, its mean, its spread and its weight; ``cosine support 0.05`` a product."""
    lines = [line.split() for line in raw["weights"].split("\n") if line.strip()]
    places = {name: place for place, (name, *_) in enumerate(lines)}
    partners: dict[int, dict[int, float]] = {}
    for one, other, weight in (line.split() for line in raw["products"].split("\n") if line.strip()):
        partners.setdefault(places[one], {})[places[other]] = float(weight)
    return Weights(
        tuple((NAMES.index(name), float(mean), float(spread)) for name, mean, spread, _ in lines),
        tuple(float(weight) for *_, weight in lines),
        tuple((place, tuple(held), tuple(held.values())) for place, held in partners.items()),
    )


def _read_tree(line: str) -> Tree:
    """``cosine ? 0.45 (-0.2, 0.3)``: below or at 0.45 the first, above it the second, which may be trees themselves."""
    tokens = TOKEN.findall(line)
    node, end = _read_node(tokens, 0)
    if end != len(tokens) or not isinstance(node, tuple):
        raise ValueError(f"not a tree: {line!r}")
    return node


def _read_node(tokens: list[str], at: int) -> tuple[Tree | float, int]:
    if tokens[at][0].isalpha():
        name, least = NAMES.index(tokens[at]), float(tokens[at + 2])
        low, at = _read_node(tokens, at + 4)
        high, at = _read_node(tokens, at + 1)
        return (name, least, low, high), at + 1
    value = float(tokens[at])
    if not math.isfinite(value):
        raise ValueError("a leaf must be a finite number")
    return value, at + 1
