"""What every test may use: gold files, refreshed with ``pytest --refresh-gold`` and read in the diff."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no failure, and a run in CI must come out the same twice; at home new examples are tried each time.
settings.register_profile(
    "steady", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-gold", action="store_true", help="write the gold files anew instead of comparing")


@pytest.fixture
def gold(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``gold(name, text)`` demands that ``text`` equals ``gold/<name>`` beside the test file."""
    refresh: bool = request.config.getoption("--refresh-gold")

    def compare(name: str, text: str) -> None:
        path = Path(str(request.path)).parent / "gold" / name
        if refresh:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
            return
        assert path.exists(), f"{path} is missing: run pytest --refresh-gold"
        with path.open(encoding="utf-8", newline="") as file:
            expected = file.read()
        assert text == expected, f"{path.name} changed: if that is meant, run pytest --refresh-gold and read the diff"

    return compare


@pytest.fixture(scope="session")
def spark_session() -> Iterator[Any]:
    """One real Spark on this machine for all tests that need it, planned for small data."""
    import sys
    import warnings

    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").appName("factcheck tests")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.ui.showConsoleProgress": "false",
    }.items():
        builder = builder.config(name, value)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = builder.getOrCreate()
    yield session
    session.stop()
