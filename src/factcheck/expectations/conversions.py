"""The expectation that an amount in two units is one amount."""

from __future__ import annotations

from typing import Any, ClassVar

from factcheck.expectations.base import RelationExpectation


class ExpectConvertedAmountsToAgree(RelationExpectation):
    """Expect that an amount that is stated in two units is the same in both.

    The first amount, converted, is an interval; the second, read as rounded at its last digit that is no zero, must
    meet it.

    Each row is a statement of a member of a relation, in a role: basis, stated.

    The kwargs and the result are those of every RelationExpectation.
    """

    kinds: ClassVar[tuple[str, ...]] = ("conversion",)
    noun: ClassVar[str] = "conversions"
    demand: ClassVar[str] = "The two amounts of each $relation_column must be one, in two units."
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "consistency", "conversions"],
        "contributors": ["@factcheck"],
    }
