"""What our expectations ask of the data, for each engine: facts that may disagree, and the rows of some columns."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.execution_engine.sparkdf_execution_engine import SparkDFExecutionEngine
from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from factcheck.expectations import queries
from factcheck.expectations.evidence import Aside
from factcheck.expectations.screens import Alike, AlikeWithin, Among, Breach, Together, breaches, demands
from factcheck.expectations.values import Candidates, RowCandidates

ROWS = "factcheck.rows"
ROW_CANDIDATES = "factcheck.rows.candidates"
CANDIDATES = "factcheck.restatements.candidates"

_Ints = np.ndarray[Any, np.dtype[np.intp]]
_Bools = np.ndarray[Any, np.dtype[np.bool_]]
_Floats = np.ndarray[Any, np.dtype[np.float64]]


class Rows(TableMetricProvider):
    """The rows of a table: for each our names with its cells. ``columns`` is our name to the table's.

    Those of all kinds of relations, so that the library asks once for all expectations about relations.
    """

    metric_name = ROWS
    value_keys = ("columns",)

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, **_: Any) -> Any:
        return _records(_frame(execution_engine, metric_domain_kwargs), metric_value_kwargs["columns"])

    @metric_value(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, **_: Any) -> Any:
        with queries.of_database(execution_engine, metric_domain_kwargs) as table:
            return queries.rows(table, metric_value_kwargs["columns"])

    @metric_value(engine=SparkDFExecutionEngine)
    def _spark(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, **_: Any) -> Any:
        with queries.of_spark(execution_engine, metric_domain_kwargs) as table:
            return queries.rows(table, metric_value_kwargs["columns"])


class RowsInQuestion(TableMetricProvider):
    """The rows that do not plainly meet a demand on single rows, and how many do; ``screen`` names the demand."""

    metric_name = ROW_CANDIDATES
    value_keys = ("columns", "screen")

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, **_: Any) -> Any:
        rows = _records(_frame(execution_engine, metric_domain_kwargs), metric_value_kwargs["columns"])
        return RowCandidates(0, (), tuple(rows))

    @metric_value(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, **_: Any) -> Any:
        with queries.of_database(execution_engine, metric_domain_kwargs) as table:
            return queries.row_candidates(table, metric_value_kwargs["columns"], metric_value_kwargs["screen"])

    @metric_value(engine=SparkDFExecutionEngine)
    def _spark(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, **_: Any) -> Any:
        with queries.of_spark(execution_engine, metric_domain_kwargs) as table:
            return queries.row_candidates(table, metric_value_kwargs["columns"], metric_value_kwargs["screen"])


class RestatementCandidates(TableMetricProvider):
    """The facts of a table whose statements do not agree for certain, with their rows."""

    metric_name = CANDIDATES
    value_keys = ("columns", "remarks")

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, **_: Any) -> Any:
        frame = _frame(execution_engine, metric_domain_kwargs)
        return candidates(frame, metric_value_kwargs["columns"], metric_value_kwargs["remarks"])

    @metric_value(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, **_: Any) -> Any:
        with queries.of_database(execution_engine, metric_domain_kwargs) as table:
            return queries.candidates(table, metric_value_kwargs["columns"], metric_value_kwargs["remarks"])

    @metric_value(engine=SparkDFExecutionEngine)
    def _spark(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, **_: Any) -> Any:
        with queries.of_spark(execution_engine, metric_domain_kwargs) as table:
            return queries.candidates(table, metric_value_kwargs["columns"], metric_value_kwargs["remarks"])


def candidates(frame: pd.DataFrame, columns: Mapping[str, str], remarks: bool) -> Candidates:
    """The screening (``screens``) on a frame: a handful of passes over whole columns, no loop over rows or facts."""
    usable, asides = _usable(frame, columns)
    if not usable.all():
        frame = frame[usable]
    codes, facts = _codes(frame[columns["fact"]])
    numbers = np.bincount(codes, minlength=facts)
    doubtful = np.zeros(facts, dtype=bool)
    alike = []
    for demand in demands(columns, remarks):
        match demand:
            case Together(low, high):
                doubtful |= _apart(codes, facts, frame[columns[low]], frame[columns[high]])
            case AlikeWithin(column, within):
                doubtful |= _mixed_within(codes, facts, frame[columns[column]], frame[columns[within]])
            case Alike(column, None):
                alike.append(frame[columns[column]])
            case Alike(column, Among() as among):
                rows = _among(frame, columns, among)
                if rows.any():
                    doubtful |= _mixed(codes[rows], facts, [frame.loc[rows, columns[column]]])
    doubtful |= _mixed(codes, facts, alike)
    doubtful &= numbers > 1
    return Candidates(
        clear=int((numbers > 1).sum() - doubtful.sum()),
        single=int((numbers == 1).sum()),
        facts=_grouped(frame[doubtful[codes]], columns),
        asides=asides,
    )


def _frame(engine: PandasExecutionEngine, domain: dict[str, Any]) -> pd.DataFrame:
    frame: pd.DataFrame = engine.get_compute_domain(domain_kwargs=domain, domain_type=MetricDomainTypes.TABLE)[0]
    return frame


def _usable(frame: pd.DataFrame, columns: Mapping[str, str]) -> tuple[_Bools, tuple[Aside, ...]]:
    """Which rows can be examined, and why the others cannot; each is set aside for its first reason."""
    left = np.ones(len(frame), dtype=bool)
    asides = []
    for breach in breaches(columns):
        found = _broken(frame, columns, breach) & left
        number = int(found.sum())
        if number:
            left &= ~found
            asides.append(Aside(breach.reason, number))
    return left, tuple(asides)


def _broken(frame: pd.DataFrame, columns: Mapping[str, str], breach: Breach) -> _Bools:
    cells = [frame[columns[name]] for name in breach.columns]
    if breach.is_reversed:
        return (cells[0] > cells[1]).to_numpy(dtype=bool, na_value=False)
    return functools.reduce(np.logical_or, map(_empty, cells))


def _among(frame: pd.DataFrame, columns: Mapping[str, str], among: Among) -> _Bools:
    cells = frame[columns[among.column]]
    return cells.isin(among.words).to_numpy(dtype=bool) if among.words else ~_empty(cells)


def _empty(column: pd.Series[Any]) -> _Bools:
    return (column.isna() | column.isin([""])).to_numpy(dtype=bool)


def _codes(column: pd.Series[Any]) -> tuple[_Ints, int]:
    """The distinct values of a column numbered from 0, and how many numbers there are."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy().astype(np.intp), len(column.cat.categories)
    codes, values = pd.factorize(column, use_na_sentinel=False)
    return codes, len(values)


def _apart(codes: _Ints, number: int, low: pd.Series[Any], high: pd.Series[Any]) -> _Bools:
    """Whether the bounds of a fact leave no common point: the greatest low lies above the least high."""
    lows, highs = _ranked(low, high)
    greatest, least = np.full(number, -np.inf), np.full(number, np.inf)
    np.maximum.at(greatest, codes, lows)
    np.minimum.at(least, codes, highs)
    return greatest > least


def _ranked(low: pd.Series[Any], high: pd.Series[Any]) -> tuple[_Floats, _Floats]:
    """Two columns as numbers in one order; texts (``readings``) are numbered in theirs."""
    both = pd.concat([low, high])
    if pd.api.types.is_numeric_dtype(both.dtype):
        numbers = both.to_numpy(dtype=float, na_value=np.nan)
    else:
        numbers = pd.factorize(both.to_numpy(dtype=object), sort=True)[0].astype(float)
    return numbers[: len(low)], numbers[len(low) :]


def _mixed_within(codes: _Ints, number: int, column: pd.Series[Any], within: pd.Series[Any]) -> _Bools:
    """Whether a fact has rows that are equal in one column and not in another."""
    inner, count = _codes(within)
    pairs, _ = pd.factorize(codes.astype(np.int64) * count + inner)
    mixed = np.zeros(number, dtype=bool)
    differs = _mixed(pairs, len(pairs), [column])
    mixed[codes[differs[pairs]]] = True
    return mixed


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
    return queries.by_fact(_records(frame, queries.shown(columns)))
