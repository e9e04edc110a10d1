"""The expectation that a stated change follows from the old and the new level."""

from __future__ import annotations

from typing import Any, ClassVar

from factcheck.expectations.base import RelationExpectation


class ExpectChangesToFollowFromTheirLevels(RelationExpectation):
    """Expect that a stated change follows from the old and the new level.

    A change is the difference of the levels, points that of two percentages, growth their ratio less one; what is
    stated must lie between the smallest and the largest that the two levels allow.

    Each row is a statement of a member of a relation, in a role: old, new, and change, points, growth or multiple.

    The kwargs and the result are those of every RelationExpectation.
    """

    kinds: ClassVar[tuple[str, ...]] = ("change", "points", "growth")
    noun: ClassVar[str] = "changes"
    demand: ClassVar[str] = "The change of each $relation_column must follow from its old and new level."
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "consistency", "changes"],
        "contributors": ["@factcheck"],
    }
