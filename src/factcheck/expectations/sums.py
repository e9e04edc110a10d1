"""The expectation that parts add up to their whole."""

from __future__ import annotations

from typing import Any, ClassVar

from factcheck.expectations.base import RelationExpectation


class ExpectPartsToAddUpToTheirWhole(RelationExpectation):
    """Expect that parts add up to their whole.

    The intervals of the parts are added, each times its weight; the stated whole must meet the result. The kind
    total100 has no whole: its shares must add up to 100%, give or take half a unit of the last digit for each.

    Each row is a statement of a member of a relation, in a role: whole, part.

    The kwargs and the result are those of every RelationExpectation.
    """

    kinds: ClassVar[tuple[str, ...]] = ("sum", "total100")
    noun: ClassVar[str] = "sums"
    demand: ClassVar[str] = "The parts of each $relation_column must add up to its whole."
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "consistency", "sums"],
        "contributors": ["@factcheck"],
    }
