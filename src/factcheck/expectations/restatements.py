"""The expectation that figures which are given more than once agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from factcheck.expectations import evidence
from factcheck.expectations.base import FigureExpectation
from factcheck.expectations.evidence import Aside, Evidence
from factcheck.expectations.metrics import CANDIDATES
from factcheck.expectations.values import Candidates
from factcheck.interval import Policy


class ExpectStatementsOfEachFactToAgree(FigureExpectation):
    """Expect that all statements of each fact can be true at once.

    ExpectStatementsOfEachFactToAgree is a Batch Expectation. Each row is a statement: the fact that it is about, a
    value, and how that was put. A statement means an interval: a plain figure half a unit of its last digit to each
    side, a hedged one what its hedge allows ("nearly" lies below, "more than" above). Two statements disagree when
    their intervals have no common point, or when both are plain, written equally fine, and differ.

    Args:
        fact_column (str): The column that says which fact a statement is about; rows without one are set aside.
        value_column (str): The plain value: 41150000, as a number or as its digits.
        hedge_column (str or None): exactly, about, nearly, more than, at least, less than, at most, range, or nothing.
        precision_column (str or None): The place value that was meant (0.1, 1000), "exact", or nothing: it follows \
            from the digits.
        stated_column (str or None): The figure as printed ("nearly 96000", "41.15 million"); it tells how finely \
            the figure was written, and the upper end of a range.
        unit_column (str or None): The unit; counts must leave room for a whole number, measures and money need not.
        period_column (str or None): The ISO period; statements of periods that do not overlap are not compared.
        statement_column (str or None): The id of a statement, to be named in the evidence.
        low_column, high_column (str or None): The ends of what a statement can mean, as numbers \
            (``factcheck.interval.bounds``) or exactly, as texts (``factcheck.expectations.readings``). Given both, \
            the data's own engine (pandas, Spark or a database) finds the facts in question by grouped aggregates, and \
            only their rows come back; without them, those of all facts that are not written alike.
        soft_low_column, soft_high_column (str or None): Likewise, of what it would usually mean.
        numeral_column (str or None): The number itself, of a range both, as one text that is equal for equal numbers. \
            With remarks, these three spare the engine all facts that give no reason for one.
        remarks (bool): Also report what agrees and yet is odd: the same number with different hedges, two bounds \
            of the same figure. Such facts stay successes.
        policy (dict or None): Other constants for how generously round and hedged figures are read: round_share, \
            nearly_share, bound_share.

    Returns:
        An ExpectationValidationResult. ``result["details"]`` has the numbers examined, agreed and disagreed, what was \
        not checked with the reasons, and for each disagreement its verdict, a sentence, the arithmetic, the \
        statements and those that the others outvote. It succeeds if facts were examined and none disagrees.
    """

    fact_column: str = "fact"
    value_column: str = "value"
    hedge_column: str | None = None
    precision_column: str | None = None
    stated_column: str | None = None
    unit_column: str | None = None
    period_column: str | None = None
    statement_column: str | None = None
    low_column: str | None = None
    high_column: str | None = None
    soft_low_column: str | None = None
    soft_high_column: str | None = None
    numeral_column: str | None = None
    remarks: bool = False

    metric: ClassVar[str] = CANDIDATES
    noun: ClassVar[str] = "facts"
    demand: ClassVar[str] = "The statements of each $fact_column must leave room for one $value_column."
    success_keys: ClassVar[tuple[str, ...]] = (
        *("fact_column", "value_column", "hedge_column", "precision_column", "stated_column", "unit_column"),
        *("period_column", "statement_column", "low_column", "high_column", "soft_low_column", "soft_high_column"),
        *("numeral_column", "remarks", "policy"),
    )
    args_keys: ClassVar[tuple[str, ...]] = ("fact_column", "value_column")
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "consistency", "restatements"],
        "contributors": ["@factcheck"],
    }

    def metric_values(self) -> dict[str, Any]:
        """The columns, and whether remarks are wanted."""
        return {"columns": self.columns(), "remarks": self.remarks}

    def weigh(self, found: Candidates, policy: Policy) -> Evidence:
        """Judge the facts in question exactly; the others are known to agree."""
        asides = list(found.asides)
        if not found.clear and not found.facts:
            asides.append(Aside("no fact is stated more than once", 0))
        relations = (evidence.restatement(fact, rows) for fact, rows in found.facts)
        weighed = evidence.weigh(relations, found.clear, asides, policy)
        if self.remarks:
            return weighed
        return replace(weighed, shown=tuple(one for one in weighed.shown if one.outcome.severity != "info"))
