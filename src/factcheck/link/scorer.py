"""The signals of a pair in, the chance that both are of one fact out: small trees from a readable file."""

from __future__ import annotations

import math
import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from factcheck.link.signals import NAMES

__all__ = ["Scorer", "scorer"]

Tree = tuple[int, float, "Tree | float", "Tree | float"]
TOKEN = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?|[a-z][a-z_0-9]*|[?(),]")


@dataclass(frozen=True, slots=True)
class Scorer:
    """Trees whose leaves add up to a score, and the steps from score to probability that were measured."""

    base: float
    trees: tuple[Tree, ...]
    scores: tuple[float, ...]
    chances: tuple[float, ...]

    def score(self, signals: Sequence[float]) -> float:
        """The sum of one leaf of each tree; higher is likelier."""
        total = self.base
        for tree in self.trees:
            node: Tree | float = tree
            while node.__class__ is tuple:
                at, least, low, high = node
                node = low if signals[at] <= least else high
            total += node  # type: ignore[operator]
        return total

    def chance(self, score: float) -> float:
        """The share of pairs with such a score that were of one fact, interpolated between measured points."""
        at = bisect_right(self.scores, score)
        if at == 0:
            return self.chances[0]
        if at == len(self.scores):
            return self.chances[-1]
        low, high = self.scores[at - 1], self.scores[at]
        part = (score - low) / (high - low) if high > low else 0.0
        return self.chances[at - 1] + part * (self.chances[at] - self.chances[at - 1])


@cache
def scorer(mode: str) -> Scorer:
    """The scorer of ``coefficients.toml`` for "document" (against itself or others) or "reference"."""
    raw = tomllib.loads((files("factcheck.link") / "coefficients.toml").read_text(encoding="utf-8"))[mode]
    trees = tuple(_read_tree(line) for line in raw["trees"].split("\n") if line.strip())
    return Scorer(raw["base"], trees, tuple(raw["scores"]), tuple(raw["chances"]))


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
