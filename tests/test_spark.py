"""The same in Spark as on one machine: figures, findings in documents, findings between them."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import factcheck
from factcheck.cli import run
from factcheck.errors import FactcheckError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")

PORTS = ("Vik", "Holm", "Lund", "Moss")


def text(number: int) -> str:
    """Every third document says of its port what the one before says, the eighth another number."""
    moved = 41_000 + number // 3 + (500 if number == 7 else 0)
    return (
        f"A note on figures, number {number}.\n\n"
        f"The harbour of {PORTS[number // 3]} handled {moved:,} containers in 2021, said its director.\n\n"
        f"The fleet has {60 + 2 * (number == 4)} vessels: 47 trawlers, 10 ferries and 3 tugs.\n"
    )


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    running = sql.SparkSession.getActiveSession()
    builder = sql.SparkSession.builder.master("local[2]").appName("factcheck")
    builder = builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
    session = running or builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    yield session
    if running is None:
        session.stop()


@pytest.fixture(scope="module")
def documents(spark: SparkSession) -> DataFrame:
    return spark.createDataFrame(
        [(f"{number:02}", text(number)) for number in range(12)], "document string, text string"
    )


def test_figures_are_those_of_extract(documents: DataFrame) -> None:
    from factcheck import spark

    frame = spark.extract(documents)
    assert ", ".join(f"{name} {kind}" for name, kind in frame.dtypes) == spark.FIGURES
    rows = sorted(frame.collect(), key=lambda row: (row.document, row.start))
    assert [(row.document, row.stated, row.start, row.problem) for row in rows] == [
        (f"{number:02}", one.stated, one.start, None) for number in range(12) for one in factcheck.extract(text(number))
    ]


def test_findings_are_those_of_a_scan(
    spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from factcheck import spark as ours

    monkeypatch.chdir(tmp_path)
    names = [f"{number:02}.txt" for number in range(12)]
    for number, name in enumerate(names):
        Path(name).write_text(text(number), encoding="utf-8")
    assert run(["scan", *names, "--format", "jsonl"]) == 1
    expected = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(expected) == 2
    frame = ours.scan(
        spark.createDataFrame([(str(tmp_path / name), name) for name in names], "path string, document string")
    )
    found = [row.asDict(recursive=True) for row in frame.collect()]
    assert all(row.pop("problem") is None for row in found)
    assert sorted(found, key=by_id) == sorted(expected, key=by_id)
    alone = ours.scan(
        spark.createDataFrame([(name, text(n)) for n, name in enumerate(names)], ["document", "text"]), each=True
    )
    assert [row.id for row in alone.collect()] == [one["id"] for one in expected if one["check"].startswith("sums")]


def by_id(row: dict[str, Any]) -> str:
    return str(row["id"])


def test_one_that_cannot_be_read_is_a_row_and_the_others_go_on(spark: SparkSession, tmp_path: Path) -> None:
    from factcheck import spark as ours

    (tmp_path / "good.txt").write_text(text(0), encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    frame = spark.createDataFrame([(str(path),) for path in sorted(tmp_path.iterdir())], ["path"])
    for made in (ours.extract(frame), ours.scan(frame)):
        problems = [row for row in made.collect() if row.problem]
        assert [(row.document, "empty" in row.problem) for row in problems] == [(str(tmp_path / "empty.txt"), True)]
    assert ours.extract(frame).where("problem is null").count() == len(factcheck.extract(text(0)))


def test_the_sizes_of_groups_are_told(documents: DataFrame) -> None:
    from factcheck import spark

    told = {row["size"]: row.compared for row in spark.groups(documents).collect()}
    assert told[3] is True


def test_columns_that_are_not_there_are_told(spark: SparkSession) -> None:
    from factcheck import spark as ours

    for columns, message in ((["words"], "neither a text nor a path"), (["text"], "have no name")):
        with pytest.raises(FactcheckError, match=message):
            ours.extract(spark.createDataFrame([("a",)], columns))
