"""The row conditions of a suite in, those refused that could do more than choose rows.

The library hands a condition to ``DataFrame.query``, which reaches any module of Python through ``@`` and through
attributes: a suite from a stranger could run a program. What chooses rows needs neither.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

LONGEST = 2_000  # characters
_QUOTED_NAME = re.compile(r"`[^`\n]*`")
_TESTS = frozenset({"isna", "isnull", "notna", "notnull"})
_ALLOWED = (
    *(ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.Invert, ast.USub, ast.UAdd),
    *(ast.BinOp, ast.BitAnd, ast.BitOr, ast.Add, ast.Sub, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt),
    *(ast.GtE, ast.In, ast.NotIn, ast.Name, ast.Load, ast.Constant, ast.List, ast.Tuple),
)
HINT = 'columns, values, comparisons, and, or, not, in, .isnull(): unit == "%" and value.notnull()'


def wrong_with(kwargs: Mapping[str, Any]) -> str:
    """What is wrong with the row condition among the kwargs of an expectation, "" where nothing is or there is none."""
    return next((wrong for one in _written(kwargs.get("row_condition")) for wrong in _wrong_with(one)), "")


def _written(condition: Any) -> list[str]:
    """The parts of a condition that the library would hand on as they are written."""
    if isinstance(condition, str):
        return [condition]
    if isinstance(condition, Mapping):
        column = condition.get("column")
        name = column.get("name") if isinstance(column, Mapping) else column
        return [
            *([f"`{name}` == 1"] if name is not None else []),
            *_written(condition.get("pass_through_filter")),
            *_written(condition.get("conditions")),
        ]
    return [one for each in condition for one in _written(each)] if isinstance(condition, list) else []


def _wrong_with(condition: str) -> Iterator[str]:
    if len(condition) > LONGEST:
        yield f"the row condition is longer than {LONGEST:,} characters"
        return
    try:
        tree = ast.parse(_QUOTED_NAME.sub("_", condition).strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        yield f"the row condition cannot be read: {condition}"
        return
    known = {id(part) for node in ast.walk(tree) for part in _test(node)}
    for node in ast.walk(tree):
        if id(node) not in known and not isinstance(node, _ALLOWED):
            yield f"the row condition does more than choose rows: {condition}"


def _test(node: ast.AST) -> tuple[ast.AST, ...]:
    """The call and its name where a column is asked for nothing but which of its values are missing."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not (node.args or node.keywords)):
        return ()
    asked = isinstance(node.func.value, ast.Name) and node.func.attr in _TESTS
    return (node, node.func) if asked else ()
