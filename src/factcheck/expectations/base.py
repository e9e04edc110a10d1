"""What our Expectation classes have in common: columns named by kwargs, evidence in the result, pages in Data Docs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from great_expectations.core import ExpectationValidationResult
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation, render_suite_parameter_string
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration, parse_result_format
from great_expectations.render.components import (
    CollapseContent,
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
)
from great_expectations.render.renderer.renderer import renderer
from great_expectations.render.renderer_configuration import RendererConfiguration, RendererValueType
from great_expectations.validator.metric_configuration import MetricConfiguration
from great_expectations.validator.validator import ValidationDependencies

from factcheck.expectations import evidence
from factcheck.expectations.evidence import Evidence
from factcheck.expectations.metrics import ROWS
from factcheck.interval import Policy

# As many as the library itself shows of unexpected values.
_SAMPLES = 20


class FigureExpectation(BatchExpectation):
    """An expectation about figures: a metric brings rows, the exact core judges them, the result carries the evidence.

    A result's ``details`` hold everything that was found, uncut: ``examined``, ``agreed``, ``disagreed``,
    ``not_checked`` (reasons with numbers) and ``outcomes`` (verdict, sentence, arithmetic, statements). An expectation
    that examined nothing does not succeed.
    """

    policy: dict[str, str | float] | None = None

    metric: ClassVar[str] = ROWS
    # What a disagreement is called in Data Docs, and a sentence that says what is expected.
    noun: ClassVar[str]
    demand: ClassVar[str] = ""

    domain_keys: ClassVar[tuple[str, ...]] = ("batch_id",)

    @classmethod
    def is_abstract(cls) -> bool:
        """Whether it is there to be derived from: it demands nothing."""
        return not cls.demand

    def columns(self) -> dict[str, str]:
        """Our name of each column that is used to the table's."""
        named = {
            key.removesuffix("_column"): getattr(self, key) for key in self.success_keys if key.endswith("_column")
        }
        return {name: column for name, column in named.items() if column}

    def metric_values(self) -> dict[str, Any]:
        """What the metric is told."""
        return {"columns": self.columns()}

    def weigh(self, found: Any, policy: Policy) -> Evidence:
        """The evidence that follows from what the metric found."""
        raise NotImplementedError

    def get_validation_dependencies(
        self,
        execution_engine: ExecutionEngine[Any] | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> ValidationDependencies:
        """The metric of this expectation, on the batch that it is about.

        The library's own method would serialise the whole expectation once for every kwarg.
        """
        metric = MetricConfiguration(
            metric_name=self.metric,
            metric_domain_kwargs={"batch_id": self.batch_id},
            metric_value_kwargs=self.metric_values(),
        )
        result_format = (runtime_configuration or {}).get("result_format", self.result_format)
        return ValidationDependencies({self.metric: metric}, parse_result_format(result_format))

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: ExecutionEngine[Any] | None = None,
    ) -> dict[str, Any]:
        found = self.weigh(metrics[self.metric], evidence.policy_of(self.policy))
        disagreeing = [one for one in found.shown if one.outcome.verdict in evidence.DISAGREEMENTS]
        return {
            "success": found.success,
            "result": {
                "observed_value": self.observed(found),
                "element_count": found.examined,
                "unexpected_count": found.disagreed,
                "unexpected_percent": 100 * found.disagreed / found.examined if found.examined else None,
                "partial_unexpected_list": [one.subject for one in disagreeing[:_SAMPLES]],
                "details": evidence.to_json(found),
            },
        }

    def observed(self, found: Evidence) -> str:
        """A line that says how it came out."""
        if not found.examined:
            reasons = "; ".join(one.reason for one in found.asides)
            return "nothing was examined" + (f": {reasons}" if reasons else "")
        aside = sum(one.number for one in found.asides)
        line = f"{found.disagreed} of {found.examined} {self.noun} disagree"
        return line + (f", {aside} not checked" if aside else "")

    @classmethod
    def _asked(cls, kwargs: Mapping[str, Any]) -> dict[str, Any]:
        """The kwargs, with what those that are not given come to: the library keeps only those that are."""
        return {key: kwargs.get(key, cls.__fields__[key].default) for key in cls.success_keys}

    @classmethod
    def _prescriptive_template(cls, renderer_configuration: RendererConfiguration[Any]) -> RendererConfiguration[Any]:
        for key, value in cls._asked(renderer_configuration.kwargs).items():
            renderer_configuration.add_param(name=key, param_type=RendererValueType.STRING, value=value)
        renderer_configuration.template_str = cls.demand
        return renderer_configuration

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    @render_suite_parameter_string
    def _prescriptive_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> list[RenderedStringTemplateContent]:
        shown: RendererConfiguration[Any] = RendererConfiguration(
            configuration=configuration, result=result, runtime_configuration=runtime_configuration
        )
        styling = runtime_configuration.get("styling", {}) if runtime_configuration else {}
        return [
            RenderedStringTemplateContent(
                content_block_type="string_template",
                string_template={
                    "template": cls.demand,
                    "params": cls._asked(shown.kwargs),
                    "styling": styling,
                },
            )
        ]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> list[Any]:
        """Nothing: the library would speak of rows, and the observed value says how many of what disagree."""
        return []

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> list[RenderedTableContent | CollapseContent] | None:
        details = (result.result or {}).get("details") if result is not None else None
        if not details or not details["outcomes"]:
            return None
        return [
            RenderedTableContent(
                content_block_type="table",
                header_row=["Which", "Verdict", "What is said", "Arithmetic"],
                table=[
                    [one["subject"], one["verdict"], one["message"], one["arithmetic"]] for one in details["outcomes"]
                ],
                styling={"body": {"classes": ["table-bordered", "table-sm", "mt-3"]}},
            )
        ]


class RelationExpectation(FigureExpectation):
    """An expectation about relations, given as one row for each statement of each member.

    Args:
        relation_column (str): The column that says which relation a row belongs to.
        kind_column (str or None): The kind of relation; rows of other kinds are left to other expectations. Without \
            it, all rows are for this one.
        role_column (str): The role of the member in its relation.
        value_column (str): The plain value of the statement.
        member_column (str or None): The id of the member; rows of one member and role are several statements of it.
        weight_column (str or None): What a part counts; nothing is 1.
        decomposition_column (str or None): Whether a list is complete: equal, at_most, at_least.
        statement_column, stated_column, unit_column, hedge_column, precision_column, period_column (str or None): \
            As in ExpectStatementsOfEachFactToAgree.
        policy (dict or None): Other constants for how generously round and hedged figures are read.

    Returns:
        An ExpectationValidationResult. ``result["details"]`` has the numbers examined, agreed and disagreed, what was \
        not checked with the reasons, and for each disagreement its verdict, a sentence, the arithmetic and the \
        statements. It succeeds if relations were examined and none disagrees.
    """

    relation_column: str = "relation"
    kind_column: str | None = None
    role_column: str = "role"
    value_column: str = "value"
    member_column: str | None = None
    weight_column: str | None = None
    decomposition_column: str | None = None
    statement_column: str | None = None
    stated_column: str | None = None
    unit_column: str | None = None
    hedge_column: str | None = None
    precision_column: str | None = None
    period_column: str | None = None

    kinds: ClassVar[tuple[str, ...]]

    success_keys: ClassVar[tuple[str, ...]] = (
        *("relation_column", "kind_column", "role_column", "value_column", "member_column", "weight_column"),
        *("decomposition_column", "statement_column", "stated_column", "unit_column", "hedge_column"),
        *("precision_column", "period_column", "policy"),
    )
    args_keys: ClassVar[tuple[str, ...]] = ("relation_column", "role_column", "value_column")

    def weigh(self, found: list[dict[str, Any]], policy: Policy) -> Evidence:
        """Judge the relations of our kinds."""
        named = [row for row in found if not evidence.is_null(row["relation"])]
        ours = [row if "kind" in row else {**row, "kind": self.kinds[0]} for row in named]
        ours = [row for row in ours if row["kind"] in self.kinds]
        asides = []
        if len(named) < len(found):
            asides.append(evidence.Aside("the row names no relation", len(found) - len(named)))
        if not ours:
            asides.append(evidence.Aside(f"there is no relation of the kind {' or '.join(self.kinds)}", 0))
        return evidence.weigh(evidence.relations(ours), 0, asides, policy)
