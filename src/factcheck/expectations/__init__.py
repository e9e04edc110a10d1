"""The Great Expectations edge: our Expectation classes and the suite runner.

``load_suites`` reads ``checks/*.yaml``, ``run`` evaluates them on a record. Importing this room imports neither Great
Expectations nor pandas; running a suite does, and so does asking for one of the classes, which register
themselves with the library::

    from factcheck.expectations import ExpectStatementsOfEachFactToAgree

    batch.validate(ExpectStatementsOfEachFactToAgree(fact_column="series", value_column="reported"))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from factcheck.expectations.data_docs import build_data_docs
from factcheck.expectations.runner import run, run_on
from factcheck.expectations.stores import open_store
from factcheck.expectations.suites import Declared, Suite, load_suite, load_suites
from factcheck.expectations.values import CheckResult, Judged, Wanted
from factcheck.interval import POLICY, Policy

if TYPE_CHECKING:
    from factcheck.expectations.changes import ExpectChangesToFollowFromTheirLevels
    from factcheck.expectations.conversions import ExpectConvertedAmountsToAgree
    from factcheck.expectations.counts import ExpectStatedCountsToMatchTheirLists
    from factcheck.expectations.dates import ExpectDatesToFitTheCalendar
    from factcheck.expectations.order import ExpectOrderedFiguresToKeepTheirOrder
    from factcheck.expectations.provenance import (
        ExpectDocumentsToBeUnchanged,
        ExpectStatedWordsToStandAtTheirPlace,
        ExpectValuesToBeWhatTheirWordsSay,
    )
    from factcheck.expectations.rates import ExpectAveragesToFollowFromTheirTotals
    from factcheck.expectations.restatements import ExpectStatementsOfEachFactToAgree
    from factcheck.expectations.shares import ExpectSharesToFollowFromTheirCounts
    from factcheck.expectations.spans import ExpectSpansToMatchTheirEnds
    from factcheck.expectations.sums import ExpectPartsToAddUpToTheirWhole

EXPECTATIONS = {
    "ExpectStatementsOfEachFactToAgree": "restatements",
    "ExpectPartsToAddUpToTheirWhole": "sums",
    "ExpectSharesToFollowFromTheirCounts": "shares",
    "ExpectAveragesToFollowFromTheirTotals": "rates",
    "ExpectChangesToFollowFromTheirLevels": "changes",
    "ExpectConvertedAmountsToAgree": "conversions",
    "ExpectStatedCountsToMatchTheirLists": "counts",
    "ExpectSpansToMatchTheirEnds": "spans",
    "ExpectDatesToFitTheCalendar": "dates",
    "ExpectOrderedFiguresToKeepTheirOrder": "order",
    "ExpectStatedWordsToStandAtTheirPlace": "provenance",
    "ExpectValuesToBeWhatTheirWordsSay": "provenance",
    "ExpectDocumentsToBeUnchanged": "provenance",
}

__all__ = [
    "CheckResult",
    "Declared",
    "ExpectAveragesToFollowFromTheirTotals",
    "ExpectChangesToFollowFromTheirLevels",
    "ExpectConvertedAmountsToAgree",
    "ExpectDatesToFitTheCalendar",
    "ExpectDocumentsToBeUnchanged",
    "ExpectOrderedFiguresToKeepTheirOrder",
    "ExpectPartsToAddUpToTheirWhole",
    "ExpectSharesToFollowFromTheirCounts",
    "ExpectSpansToMatchTheirEnds",
    "ExpectStatedCountsToMatchTheirLists",
    "ExpectStatedWordsToStandAtTheirPlace",
    "ExpectStatementsOfEachFactToAgree",
    "ExpectValuesToBeWhatTheirWordsSay",
    "Judged",
    "Suite",
    "Wanted",
    "build_data_docs",
    "load_suite",
    "load_suites",
    "open_store",
    "run",
    "run_on",
    "with_readings",
]


def with_readings(frame: Any, policy: Policy = POLICY, *, typed: bool = False) -> Any:
    """A Spark frame of statements with what their words mean in further columns; see ``stores.spark``."""
    from factcheck.expectations.stores import spark

    return spark.with_readings(frame, policy, typed=typed)


def __getattr__(name: str) -> Any:
    if name not in EXPECTATIONS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from factcheck.expectations import engine

    engine.load()
    return getattr(importlib.import_module(f"{__name__}.{EXPECTATIONS[name]}"), name)
