"""The expectation that a stated average follows from its total and number."""

from __future__ import annotations

from typing import Any, ClassVar

from factcheck.expectations.base import RelationExpectation


class ExpectAveragesToFollowFromTheirTotals(RelationExpectation):
    """Expect that a stated average follows from its total and number.

    Total divided by number is an interval; the stated average must meet it. The weight of the average is how many it is
    for ("per 100,000").

    Each row is a statement of a member of a relation, in a role: total, number, average.

    The kwargs and the result are those of every RelationExpectation.
    """

    kinds: ClassVar[tuple[str, ...]] = ("rate",)
    noun: ClassVar[str] = "rates"
    demand: ClassVar[str] = "The average of each $relation_column must follow from its total and number."
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "consistency", "rates"],
        "contributors": ["@factcheck"],
    }
