from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factcheck.errors import FactcheckError
from factcheck.expectations import Declared, Suite, run
from factcheck.expectations.conditions import HINT, LONGEST, wrong_with
from factcheck.record import load
from record_samples import project

CHOOSING = [
    'unit == "%"',
    "value > 5 and value <= 7.5 or not hedge == 'nearly'",
    "`long name` in ['a', 'b'] & ~(value.isnull())",
    "unit.notnull() | unit != 'm'",
    "value - 1 == -3",
    "+value.isna() or unit.notna()",
    {"type": "comparison", "column": {"name": "unit"}, "operator": "==", "parameter": "__import__('os')"},
    {"type": "or", "conditions": [{"type": "nullity", "column": {"name": "unit"}, "is_null": True}]},
    None,
]
REACHING = [
    '@pd.io.common.os.system("echo") == 0',
    "value.__class__ == 1",
    "unit.str.contains('x')",
    "__import__('os')",
    "value.isnull('x')",
    "(lambda: 0)()",
    "9 ** 9 ** 9 == 1",
    "unit == '%' if 1 else 2",
    "`a\n` == 1",
    "unit ==",
    f"unit == '{'x' * LONGEST}'",
    "(" * 500 + "1" + ")" * 500,
    {"type": "pass_through", "pass_through_filter": "@pd.eval('1')"},
    {"type": "comparison", "column": {"name": "a` == 1 or @pd.eval('1') == `b"}, "operator": "==", "parameter": 1},
    {"type": "and", "conditions": [{"type": "nullity", "column": {"name": "`.x() == `"}, "is_null": True}]},
]


@pytest.mark.parametrize("condition", CHOOSING)
def test_conditions_that_choose_rows_are_fine(condition: Any) -> None:
    assert wrong_with({"column": "unit", "row_condition": condition}) == ""


@pytest.mark.parametrize("condition", REACHING)
def test_conditions_that_reach_further_are_refused(condition: Any) -> None:
    assert "row condition" in wrong_with({"row_condition": condition})


def test_the_example_of_the_advice_may_be_followed() -> None:
    names, _, example = HINT.partition(": ")
    assert ".isnull()" in names
    assert wrong_with({"row_condition": example}) == ""


def test_what_is_wrong_with_a_condition_is_told_with_it() -> None:
    said = {
        "x" * (LONGEST + 1): "the row condition is longer than 2,000 characters",
        "unit ==": "the row condition cannot be read: unit ==",
        "unit.x == 1": "the row condition does more than choose rows: unit.x == 1",
        f"unit == '{'x' * (LONGEST - 10)}'": "",
    }
    assert {condition: wrong_with({"row_condition": condition}) for condition in said} == said


def test_a_suite_cannot_run_a_program(tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    kwargs = {
        "column": "unit",
        "condition_parser": "pandas",
        "row_condition": f'@pd.io.common.os.system("touch {touched}") == 0',
    }
    declared = Declared(
        "a/b", "expect_column_values_to_not_be_null", "statements", kwargs, path="checks/a.yaml", line=4
    )
    with pytest.raises(FactcheckError, match="row condition") as caught:
        run(load(project(tmp_path)), [Suite("a", "checks/a.yaml", (declared,))])
    assert caught.value.place == "checks/a.yaml:4"
    assert not touched.exists()
