"""What tests of Spark share: whether it can run here, and a stand-in for its sessions that needs no Java."""

from __future__ import annotations

import csv
import importlib.util
import io
import itertools
import os
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

JAVA = "JAVA_HOME" in os.environ or shutil.which("java") is not None
needs_spark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or not JAVA,
    reason='PySpark or Java is not installed: pip install "factcheck-figures[spark]"',
)


class Session:
    """Spark as far as its SQL is that of SQLite: frames and views of small tables, without Java and in no time.

    What Spark does otherwise (its workers, its plans, its types) the tests of a real session show.
    """

    def __init__(self, cores: int = 2) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self.settings: dict[str, str] = {}
        self.views: set[str] = set()
        self.stopped = False
        self.conf = SimpleNamespace(set=self.settings.__setitem__)
        self.sparkContext = SimpleNamespace(defaultParallelism=cores)
        self.catalog = SimpleNamespace(dropTempView=self._drop)
        self.read = SimpleNamespace(csv=self._csv, parquet=self._parquet)

    def sql(self, sql: str) -> Frame:
        found = self._connection.execute(sql.replace("AS STRING)", "AS TEXT)"))
        names = [column[0] for column in found.description]
        return Frame(self, [(name, "string") for name in names], found.fetchall())

    def table(self, name: str) -> Frame:
        return self.sql(f"SELECT * FROM `{name}`")

    def createDataFrame(self, rows: Sequence[tuple[Any, ...]], schema: Any) -> Frame:
        return Frame(self, [(field.name, field.dataType) for field in schema.fields], rows)

    def stop(self) -> None:
        self.stopped = True

    def put(self, name: str, frame: Frame) -> None:
        self._drop(name)
        columns = ", ".join(f"`{column}` {'INTEGER' if kind == 'bigint' else ''}" for column, kind in frame.dtypes)
        self._connection.execute(f"CREATE TABLE `{name}` ({columns})")
        marks = ", ".join("?" * len(frame.columns))
        self._connection.executemany(f"INSERT INTO `{name}` VALUES ({marks})", frame.rows)
        self.views.add(name)

    def _drop(self, name: str) -> None:
        self._connection.execute(f"DROP TABLE IF EXISTS `{name}`")
        self.views.discard(name)

    def _csv(self, path: str, *, header: bool, multiLine: bool, escape: str) -> Frame:
        """As Spark reads it: words in two lines, quotes in words and the names of columns take an option each."""
        with Path(path).open(encoding="utf-8", newline="") as file:
            text = file.read()
        lines = io.StringIO(text) if multiLine else text.splitlines()
        names, *rows = csv.reader(lines, doublequote=escape == '"', escapechar=None if escape == '"' else escape)
        if not header:
            names, rows = [f"_c{number}" for number in range(len(names))], [names, *rows]
        return Frame(self, [(name, "string") for name in names], [tuple(cell or None for cell in row) for row in rows])

    def _parquet(self, path: str) -> Frame:
        import pandas as pd

        read = pd.read_parquet(path)
        kinds = {"float64": "double", "int64": "bigint"}
        rows = [tuple(None if pd.isna(cell) else cell for cell in row) for row in read.itertuples(index=False)]
        return Frame(self, [(str(name), kinds.get(str(kind), "string")) for name, kind in read.dtypes.items()], rows)


class Frame:
    """A table of such a session."""

    def __init__(self, session: Session, dtypes: Sequence[tuple[str, str]], rows: Sequence[tuple[Any, ...]]) -> None:
        self.sparkSession, self.dtypes, self.rows = session, list(dtypes), [tuple(row) for row in rows]
        self.columns = [name for name, _ in self.dtypes]
        self.schema = SimpleNamespace(fields=[SimpleNamespace(name=one, dataType=kind) for one, kind in dtypes])
        self.is_kept = False

    def createOrReplaceTempView(self, name: str) -> None:
        self.sparkSession.put(name, self)

    def collect(self) -> list[Row]:
        return [Row(zip(self.columns, row, strict=True)) for row in self.rows]

    def groupBy(self, *names: str) -> SimpleNamespace:
        groups = Counter(tuple(row[name] for name in names) for row in self.collect())
        kinds = [*((name, "string") for name in names), ("count", "bigint")]
        counted = Frame(self.sparkSession, kinds, [(*group, number) for group, number in groups.items()])
        return SimpleNamespace(count=lambda: counted)

    def count(self) -> int:
        return len(self.rows)

    def persist(self) -> Frame:
        self.is_kept = True
        return self

    def unpersist(self) -> None:
        self.is_kept = False

    def __getitem__(self, name: str) -> SimpleNamespace:
        place = self.columns.index(name)
        return SimpleNamespace(cast=lambda kind: (kind, [row[place] for row in self.rows]))

    def withColumn(self, name: str, column: tuple[str, Iterable[Any]]) -> Frame:
        kind, cells = column
        kept = [one for one in self.columns if one != name]
        rows = [
            (*(row[one] for one in kept), None if cell is None else str(cell) if kind == "string" else cell)
            for row, cell in zip(self.collect(), cells)  # noqa: B905 (some are without end)
        ]
        return Frame(self.sparkSession, [*((one, dict(self.dtypes)[one]) for one in kept), (name, kind)], rows)

    def mapInPandas(self, function: Any, schema: Any) -> Frame:
        import pandas as pd

        halves = (self.rows[: len(self.rows) // 2], self.rows[len(self.rows) // 2 :])
        made = list(function(pd.DataFrame(rows, columns=self.columns, dtype="object") for rows in halves))
        kinds = [(field.name, field.dataType) for field in schema.fields]
        rows = [tuple(row[name] for name, _ in kinds) for frame in made for row in frame.to_dict("records")]
        return Frame(self.sparkSession, kinds, rows)


class Row(dict[str, Any]):
    """A row of such a frame."""

    asDict = dict.copy


class Builder:
    """What makes such a session, and what it was told."""

    def __init__(self, trouble: Exception | None = None) -> None:
        self.told: dict[str, str] = {}
        self.trouble = trouble

    def appName(self, name: str) -> Builder:
        return self.config("name", name)

    def master(self, address: str) -> Builder:
        return self.config("master", address)

    def config(self, name: str, value: str) -> Builder:
        self.told[name] = value
        return self

    def getOrCreate(self) -> Session:
        if self.trouble is not None:
            raise self.trouble
        return Session()


def pretend(monkeypatch: pytest.MonkeyPatch, running: Session | None, builder: Builder | None = None) -> None:
    """Put such sessions in the place of PySpark."""
    field = lambda name, kind: SimpleNamespace(name=name, dataType=kind)  # noqa: E731
    schema = lambda fields: SimpleNamespace(fields=fields, names=[one.name for one in fields])  # noqa: E731
    opened = SimpleNamespace(getActiveSession=lambda: running, builder=builder)
    numbered = SimpleNamespace(monotonically_increasing_id=lambda: ("bigint", itertools.count()))
    types = SimpleNamespace(StringType=lambda: "string", StructField=field, StructType=schema)
    modules = {
        "pyspark": SimpleNamespace(),
        "pyspark.sql": SimpleNamespace(SparkSession=opened, functions=numbered, types=types),
        "pyspark.sql.functions": numbered,
        "pyspark.sql.types": types,
    }
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)
