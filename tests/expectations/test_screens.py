"""Every engine of Great Expectations finds the same facts in question, whatever the columns are called."""

from __future__ import annotations

import importlib.util
import os
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from factcheck.expectations import engine, readings
from factcheck.expectations.screens import demands
from factcheck.interval import HEDGES
from spark_sample import needs_spark

POSTGRES = os.environ.get("FACTCHECK_TEST_POSTGRES", "")
NAMES = ("statement", "fact", "value", "unit", "hedge", "precision", "period")
MEANT = ("low", "high", "soft_low", "soft_high", "numeral")
# Called as somebody else might, one of them by a word of SQL.
THEIRS = {"fact": "series", "value": "Reported Value", "hedge": "order", "period": "period"}

needs_sql = pytest.mark.skipif(
    importlib.util.find_spec("sqlalchemy") is None, reason='SQLAlchemy: pip install "factcheck-figures[sql]"'
)


def table(facts: int = 600) -> list[dict[str, str | None]]:
    """Statements at the edge of agreement, and rows that cannot be examined."""
    dice = random.Random(11)
    rows: list[dict[str, str | None]] = []
    for fact in range(facts):
        value = Decimal(dice.choice((26, 62, 9600, 200_000_000, 12_345_678_901_234_567_890, -40))) + fact % 7
        for _ in range(dice.randint(1, 4)):
            step = dice.choice((0, 0, 0, 1, -1)) * dice.choice((Decimal(1), Decimal("0.5"), Decimal(500)))
            hedge = dice.choice(("", "", "", *HEDGES[:-1]))
            precision = dice.choice(("", "", "", "", "exact", "10"))
            unit, period = dice.choice(("", "", "", "%")), dice.choice(("", "", "2021"))
            cells: dict[str, str | None] = {"fact": f"f{fact:04}", "value": f"{value + step:f}", "unit": unit}
            rows.append({**cells, "hedge": hedge, "precision": precision, "period": period})
    dice.shuffle(rows)
    for number, row in enumerate(rows):
        row["statement"] = f"s{number}"
        meant = readings.of_cells(row)
        row.update({name: getattr(meant, name) for name in MEANT})
    rows[3]["fact"], rows[5]["value"], rows[7]["low"], rows[9]["fact"] = None, "", None, ""
    rows[11]["low"], rows[11]["high"] = readings.NOWHERE, "0"
    return [{THEIRS.get(name, name): row[name] for name in (*NAMES, *MEANT)} for row in rows]


ROWS = table()


@pytest.fixture
def details(request: pytest.FixtureRequest) -> Iterator[Callable[..., dict[str, Any]]]:
    """What the expectation finds on the table, on the engine that the test names."""
    import pandas as pd

    engine.load()
    frame = pd.DataFrame(ROWS)
    with engine.quietly():
        yield from {"pandas": _pandas, "sqlite": _sqlite, "postgresql": _postgresql, "spark": _spark}[request.param](
            frame, request
        )


def _told(evaluate: Callable[[Any], list[Any]]) -> Callable[..., dict[str, Any]]:
    def told(**kwargs: Any) -> dict[str, Any]:
        from factcheck.expectations import ExpectStatementsOfEachFactToAgree

        (result,) = evaluate([ExpectStatementsOfEachFactToAgree(**kwargs)])
        assert not result.exception_info["raised_exception"], result.exception_info
        found: dict[str, Any] = result.result["details"]
        return found

    return told


def _pandas(frame: Any, request: Any) -> Iterator[Callable[..., dict[str, Any]]]:
    yield _told(lambda some: engine.evaluate(frame, some))


def _database(frame: Any, url: str) -> Iterator[Callable[..., dict[str, Any]]]:
    """As anybody's own context has it: no pool of ours, and a query in place of a table."""
    import sqlalchemy
    from great_expectations.execution_engine.sqlalchemy_batch_data import SqlAlchemyBatchData
    from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine

    source = sqlalchemy.create_engine(url)
    frame.to_sql("told", source, if_exists="replace", index=False)
    execution = SqlAlchemyExecutionEngine(engine=source)
    batch = SqlAlchemyBatchData(execution, query="SELECT * FROM told", create_temp_table=False)
    yield _told(lambda some: engine.evaluate_batch(execution, batch, some))
    with source.begin() as connection:
        connection.exec_driver_sql("DROP TABLE told")
    execution.close()
    source.dispose()


def _sqlite(frame: Any, request: Any) -> Iterator[Callable[..., dict[str, Any]]]:
    return _database(frame, f"sqlite:///{request.getfixturevalue('tmp_path')}/told.sqlite")


def _postgresql(frame: Any, request: Any) -> Iterator[Callable[..., dict[str, Any]]]:
    return _database(frame, POSTGRES.replace("postgresql://", "postgresql+psycopg://"))


def _spark(frame: Any, request: Any) -> Iterator[Callable[..., dict[str, Any]]]:
    from great_expectations.execution_engine.sparkdf_batch_data import SparkDFBatchData
    from great_expectations.execution_engine.sparkdf_execution_engine import SparkDFExecutionEngine

    session = request.getfixturevalue("spark_session")
    schema = ", ".join(f"`{name}` string" for name in frame.columns)
    rows = [tuple(row[name] for name in frame.columns) for row in ROWS]
    execution = SparkDFExecutionEngine(persist=False, spark=session)
    batch = SparkDFBatchData(execution, session.createDataFrame(rows, schema).cache())
    yield _told(lambda some: engine.evaluate_batch(execution, batch, some))


ENGINES = (
    pytest.param("sqlite", marks=needs_sql),
    pytest.param(
        "postgresql",
        marks=[needs_sql, pytest.mark.skipif(not POSTGRES, reason="FACTCHECK_TEST_POSTGRES names no server")],
    ),
    pytest.param("spark", marks=needs_spark),
)


def kwargs(*left_out: str) -> dict[str, Any]:
    return {f"{name}_column": THEIRS.get(name, name) for name in (*NAMES, *MEANT) if name not in left_out}


FORMS: dict[str, dict[str, Any]] = {
    "bounds": kwargs("soft_low", "soft_high", "numeral"),
    "remarks": {**kwargs(), "remarks": True},
    "remarks from bounds": {**kwargs("soft_low", "soft_high", "numeral"), "remarks": True},
    "words alone": kwargs(*MEANT),
}


def comparable(told: dict[str, Any]) -> dict[str, Any]:
    """Evidence without the order of facts and statements, which an engine need not keep."""
    outcomes = [
        (one["subject"], one["verdict"], one["severity"], one["gap"], tuple(sorted(one["outliers"])))
        for one in told["outcomes"]
    ]
    asides = sorted((one["reason"], one["number"], tuple(sorted(one["keys"]))) for one in told["not_checked"])
    return {**told, "outcomes": sorted(outcomes), "not_checked": asides}


@pytest.fixture(scope="module")
def expected() -> dict[str, dict[str, Any]]:
    import pandas as pd

    engine.load()
    frame = pd.DataFrame(ROWS)
    with engine.quietly():
        told = _told(lambda some: engine.evaluate(frame, some))
        return {name: comparable(told(**form)) for name, form in FORMS.items()}


def test_what_is_expected_is_something(expected: dict[str, dict[str, Any]]) -> None:
    assert expected["bounds"]["examined"] > 150
    assert 50 < expected["bounds"]["disagreed"] < expected["bounds"]["examined"]
    assert {one[1] for one in expected["remarks"]["outcomes"]} >= {
        "conflict",
        "hedge_conflict",
        "hedge_diff",
        "bound_diff",
    }
    assert expected["remarks"]["outcomes"] == expected["remarks from bounds"]["outcomes"]
    reasons = {reason for reason, _, _ in expected["bounds"]["not_checked"]}
    assert {"the statement names no fact", "the statement has no value", "the statement has no bounds"} <= reasons
    assert "the statement's bounds are reversed" in reasons


@pytest.mark.parametrize("details", ENGINES, indirect=True)
def test_each_engine_finds_what_pandas_finds(
    details: Callable[..., dict[str, Any]], expected: dict[str, dict[str, Any]]
) -> None:
    for name, form in FORMS.items():
        assert comparable(details(**form)) == expected[name], name


def test_without_bounds_only_what_is_written_alike_is_certain() -> None:
    columns = {name: name for name in (*NAMES, "stated")}
    assert {one.column for one in demands(columns, False)} == {  # type: ignore[union-attr]
        *("value", "hedge", "precision", "unit", "period", "stated")
    }
