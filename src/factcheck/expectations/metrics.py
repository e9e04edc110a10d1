"""What our expectations ask of the data, for each engine: facts that may disagree, and the rows of some columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from factcheck.expectations.evidence import Aside

ROWS = "factcheck.rows"
CANDIDATES = "factcheck.restatements.candidates"

_Ints = np.ndarray[Any, np.dtype[np.intp]]
_Bools = np.ndarray[Any, np.dtype[np.bool_]]
_Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What grouped aggregates tell of the facts of a table.

    ``clear`` counts facts of two statements or more that agree for certain, ``single`` those with one statement.
    ``facts`` holds the others with their rows, by our names of the columns, for the exact core to judge.
    """

    clear: int
    single: int
    facts: tuple[tuple[str, tuple[dict[str, Any], ...]], ...]
    asides: tuple[Aside, ...] = ()


class Rows(TableMetricProvider):
    """The rows of a table: for each our names with its cells. ``columns`` is our name to the table's."""

    metric_name = ROWS
    value_keys = ("columns",)

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> list[dict[str, Any]]:
        return _records(_frame(execution_engine, metric_domain_kwargs), metric_value_kwargs["columns"])


class RestatementCandidates(TableMetricProvider):
    """The facts of a table whose statements do not agree for certain, with their rows."""

    metric_name = CANDIDATES
    value_keys = ("columns", "remarks")

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> Candidates:
        frame = _frame(execution_engine, metric_domain_kwargs)
        return candidates(frame, metric_value_kwargs["columns"], metric_value_kwargs["remarks"])


def candidates(frame: pd.DataFrame, columns: Mapping[str, str], remarks: bool) -> Candidates:
    """The screening on a frame: a handful of passes over whole columns, no loop over rows or facts.

    With the columns ``low`` and ``high`` (``factcheck.interval.bounds``) a fact is clear if they leave a common point;
    without, if all its statements are written alike. Statements of several units or periods, and such with
    different values of which one has an outright precision, are never clear. With ``remarks``, only facts
    whose statements are all written alike are clear.
    """
    usable, asides = _usable(frame, columns)
    if not usable.all():
        frame = frame[usable]
    codes, facts = _codes(frame[columns["fact"]])
    numbers = np.bincount(codes, minlength=facts)
    doubtful = np.zeros(facts, dtype=bool)
    bounded = "low" in columns and "high" in columns
    if bounded:
        doubtful |= _apart(codes, facts, frame[columns["low"]], frame[columns["high"]])
        if "precision" in columns:
            outright = ~_empty(frame[columns["precision"]])
            if outright.any():
                doubtful |= _mixed(codes[outright], facts, [frame.loc[outright, columns["value"]]])
    alike = ("unit", "period") if bounded and not remarks else _WRITTEN
    doubtful |= _mixed(codes, facts, [frame[columns[name]] for name in alike if name in columns])
    doubtful &= numbers > 1
    return Candidates(
        clear=int((numbers > 1).sum() - doubtful.sum()),
        single=int((numbers == 1).sum()),
        facts=_grouped(frame[doubtful[codes]], columns),
        asides=asides,
    )


_WRITTEN = ("value", "hedge", "precision", "unit", "period", "stated")


def _frame(engine: PandasExecutionEngine, domain: dict[str, Any]) -> pd.DataFrame:
    frame: pd.DataFrame = engine.get_compute_domain(domain_kwargs=domain, domain_type=MetricDomainTypes.TABLE)[0]
    return frame


def _usable(frame: pd.DataFrame, columns: Mapping[str, str]) -> tuple[_Bools, tuple[Aside, ...]]:
    """Which rows can be examined, and why the others cannot; each is set aside for its first reason."""
    left = np.ones(len(frame), dtype=bool)
    asides = []
    for reason, broken in _breaches(frame, columns):
        found = broken() & left
        number = int(found.sum())
        if number:
            left &= ~found
            asides.append(Aside(reason, number))
    return left, tuple(asides)


def _breaches(frame: pd.DataFrame, columns: Mapping[str, str]) -> Sequence[tuple[str, Callable[[], _Bools]]]:
    checks: list[tuple[str, Callable[[], _Bools]]] = [
        ("the statement names no fact", lambda: _empty(frame[columns["fact"]])),
        ("the statement has no value", lambda: _empty(frame[columns["value"]])),
    ]
    if "low" in columns and "high" in columns:
        low, high = frame[columns["low"]], frame[columns["high"]]
        checks += [
            ("the statement has no bounds", lambda: (low.isna() | high.isna()).to_numpy()),
            ("the statement's bounds are reversed", lambda: (low > high).to_numpy(dtype=bool, na_value=False)),
        ]
    return checks


def _empty(column: pd.Series[Any]) -> _Bools:
    nothing = column.isna().to_numpy(dtype=bool)
    if isinstance(column.dtype, pd.CategoricalDtype):
        blank = np.flatnonzero(column.cat.categories.astype(str) == "")
        return nothing | (column.cat.codes.to_numpy() == blank[0]) if len(blank) else nothing
    if pd.api.types.is_numeric_dtype(column.dtype):
        return nothing
    return nothing | (column == "").to_numpy(dtype=bool, na_value=False)


def _codes(column: pd.Series[Any]) -> tuple[_Ints, int]:
    """The distinct values of a column numbered from 0, and how many numbers there are."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy().astype(np.intp), len(column.cat.categories)
    codes, values = pd.factorize(column, use_na_sentinel=False)
    return codes, len(values)


def _apart(codes: _Ints, number: int, low: pd.Series[Any], high: pd.Series[Any]) -> _Bools:
    """Whether the bounds of a fact leave no common point: the greatest low lies above the least high."""
    greatest, least = np.full(number, -np.inf), np.full(number, np.inf)
    np.maximum.at(greatest, codes, low.to_numpy(dtype=float))
    np.minimum.at(least, codes, high.to_numpy(dtype=float))
    return greatest > least


def _mixed(codes: _Ints, number: int, columns: Sequence[pd.Series[Any]]) -> _Bools:
    """Whether a fact has more than one value in any of these columns: whether a row differs from the fact's last."""
    mixed = np.zeros(number, dtype=bool)
    varied = [values for values in map(_values, columns) if len(values) and (values != values[0]).any()]
    if not varied:
        return mixed
    last = np.zeros(number, dtype=np.intp)
    last[codes] = np.arange(len(codes))
    of_fact = last[codes]
    for values in varied:
        other = values[of_fact]
        differs = values != other
        if values.dtype == float:
            differs &= ~(np.isnan(values) & np.isnan(other))
        mixed[codes[differs]] = True
    return mixed


def _values(column: pd.Series[Any]) -> np.ndarray[Any, Any]:
    """A column as numbers that differ where its cells do."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy()
    if pd.api.types.is_numeric_dtype(column.dtype):
        return column.to_numpy(dtype=float, na_value=np.nan)
    return _codes(column)[0]


def _records(frame: pd.DataFrame, columns: Mapping[str, str]) -> list[dict[str, Any]]:
    names = list(columns)
    cells = [frame[columns[name]].tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def _grouped(frame: pd.DataFrame, columns: Mapping[str, str]) -> tuple[tuple[str, tuple[dict[str, Any], ...]], ...]:
    needed = {name: column for name, column in columns.items() if name not in ("low", "high")}
    facts: dict[str, list[dict[str, Any]]] = {}
    for row in _records(frame, needed):
        facts.setdefault(str(row["fact"]), []).append(row)
    return tuple((fact, tuple(rows)) for fact, rows in facts.items())
