"""The expectation that of two figures in an order the lower is not above the upper."""

from __future__ import annotations

from typing import Any, ClassVar

from factcheck.expectations.base import RelationExpectation


class ExpectOrderedFiguresToKeepTheirOrder(RelationExpectation):
    """Expect that of two figures in an order the lower is not above the upper.

    Only a certain violation counts: the whole interval of the upper one lies below that of the lower one.

    Each row is a statement of a member of a relation, in a role: lower, upper; or item, item in rising order.

    The kwargs and the result are those of every RelationExpectation.
    """

    kinds: ClassVar[tuple[str, ...]] = ("order",)
    noun: ClassVar[str] = "orders"
    demand: ClassVar[str] = "The lower figure of each $relation_column must be able to lie below the upper."
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "consistency", "order"],
        "contributors": ["@factcheck"],
    }
