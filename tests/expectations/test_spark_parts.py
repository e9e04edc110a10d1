"""What the Spark store does without Spark: its workers read frames, and it plans for the number of rows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from factcheck.expectations import readings
from factcheck.expectations.stores import spark
from factcheck.interval import POLICY

ROWS: list[dict[str, Any]] = [
    {
        "statement": "s1",
        "stated": "nearly 96000",
        "value": "96000",
        "unit": "boats",
        "hedge": "nearly",
        "precision": "",
    },
    {"statement": "s2", "stated": None, "value": "58.30", "unit": "%", "hedge": None, "precision": "0.1"},
    {"statement": "s3", "stated": "several", "value": None, "unit": None, "hedge": "", "precision": None},
]


@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize("missing", ["", "hedge", "precision"])
def test_a_worker_reads_a_frame_as_its_rows_are_read(typed: bool, missing: str) -> None:
    import pandas as pd

    rows = [{name: cell for name, cell in row.items() if name != missing} for row in ROWS]
    added = [name for name in readings.COLUMNS if name != "plain"]
    names = [*(name for name in rows[0] if name != "value"), "value", *added, "note"]
    read = spark._read_frame(pd.DataFrame(rows), POLICY, typed, names)
    assert list(read.columns) == names
    for row, told in zip(rows, read.to_dict("records"), strict=True):
        meant = readings.of_cells(row, typed)
        assert [told[name] for name in added] == [getattr(meant, name) for name in added]
        assert told["value"] == meant.plain
        assert (told["statement"], told["note"]) == (row["statement"], None)


def test_a_frame_without_rows_has_all_columns() -> None:
    import pandas as pd

    names = ["statement", "value", "low", "note"]
    read = spark._read_frame(pd.DataFrame(ROWS[:0], columns=list(ROWS[0])), POLICY, False, names)
    assert (list(read.columns), len(read)) == (names, 0)


@pytest.mark.parametrize(
    ("rows", "partitions", "adaptive"),
    [
        (0, "1", "false"),
        (49_999, "1", "false"),
        (50_000, "4", "true"),
        (1_999_999, "4", "true"),
        (5_000_000, "10", "true"),
    ],
)
def test_what_pays_for_millions_is_left_out_for_a_few(rows: int, partitions: str, adaptive: str) -> None:
    told: dict[str, str] = {}
    session = SimpleNamespace(
        sparkContext=SimpleNamespace(defaultParallelism=4), conf=SimpleNamespace(set=told.__setitem__)
    )
    spark._suit(session, rows)
    assert told == {
        "spark.sql.shuffle.partitions": partitions,
        "spark.sql.adaptive.enabled": adaptive,
        "spark.sql.codegen.wholeStage": adaptive,
    }


def test_java_is_there_where_it_is_named_or_found(monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert not spark._has_java()
    monkeypatch.setattr(shutil, "which", {"java": "/usr/bin/java"}.get)
    assert spark._has_java()
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setenv("JAVA_HOME", "/opt/java")
    assert spark._has_java()


def test_spark_complains_in_one_line() -> None:
    assert spark._said(ValueError("\n no such path\n at java.lang")) == "no such path"
    assert spark._said(ValueError()) == "ValueError"
