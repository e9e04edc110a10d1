"""The expectation that stated dates fit the calendar and each other."""

from __future__ import annotations

from typing import Any, ClassVar

from factcheck.expectations.base import RelationExpectation


class ExpectDatesToFitTheCalendar(RelationExpectation):
    """Expect that stated dates fit the calendar and each other.

    A date falls on the weekday that is stated with it; what comes later is not before what comes earlier. A date is
    written as a number (20220729, 202207 or 2022), a weekday as 1 (Monday) to 7.

    Each row is a statement of a member of a relation, in a role: date and weekday, or earlier and later.

    The kwargs and the result are those of every RelationExpectation.
    """

    kinds: ClassVar[tuple[str, ...]] = ("date",)
    noun: ClassVar[str] = "dates"
    demand: ClassVar[str] = "The dates of each $relation_column must fit the calendar and each other."
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "consistency", "dates"],
        "contributors": ["@factcheck"],
    }
