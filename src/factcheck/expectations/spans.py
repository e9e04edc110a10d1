"""The expectation that editions, years and intervals fit together."""

from __future__ import annotations

from typing import Any, ClassVar

from factcheck.expectations.base import RelationExpectation


class ExpectSpansToMatchTheirEnds(RelationExpectation):
    """Expect that editions, years and intervals fit together.

    The number of years or editions follows from the first, the last and the interval between them, counted
    inclusively.

    Each row is a statement of a member of a relation, in a role: first, last, every, and stated, edition, elapsed,
    lasting or age.

    The kwargs and the result are those of every RelationExpectation.
    """

    kinds: ClassVar[tuple[str, ...]] = ("span",)
    noun: ClassVar[str] = "spans"
    demand: ClassVar[str] = "The years and editions of each $relation_column must fit its first and last."
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "consistency", "spans"],
        "contributors": ["@factcheck"],
    }
