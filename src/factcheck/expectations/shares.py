"""The expectation that a stated share follows from its counts."""

from __future__ import annotations

from typing import Any, ClassVar

from factcheck.expectations.base import RelationExpectation


class ExpectSharesToFollowFromTheirCounts(RelationExpectation):
    """Expect that a stated share follows from its counts.

    Part divided by whole is an interval; the stated share must meet it. Where the whole is known exactly, some whole
    number of parts must be able to give the share at all.

    Each row is a statement of a member of a relation, in a role: share, and part or whole or both.

    The kwargs and the result are those of every RelationExpectation.
    """

    kinds: ClassVar[tuple[str, ...]] = ("share",)
    noun: ClassVar[str] = "shares"
    demand: ClassVar[str] = "The share of each $relation_column must follow from its counts."
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "consistency", "shares"],
        "contributors": ["@factcheck"],
    }
