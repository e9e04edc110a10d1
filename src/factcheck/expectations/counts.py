"""The expectation that as many items are listed as are announced."""

from __future__ import annotations

from typing import Any, ClassVar

from factcheck.expectations.base import RelationExpectation


class ExpectStatedCountsToMatchTheirLists(RelationExpectation):
    """Expect that as many items are listed as are announced.

    The listed items are counted: a closed list must have as many as announced, an open one (at_least) may name fewer.

    Each row is a statement of a member of a relation, in a role: stated, item.

    The kwargs and the result are those of every RelationExpectation.
    """

    kinds: ClassVar[tuple[str, ...]] = ("count",)
    noun: ClassVar[str] = "lists"
    demand: ClassVar[str] = "As many items as each $relation_column announces must be listed."
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "consistency", "counts"],
        "contributors": ["@factcheck"],
    }
