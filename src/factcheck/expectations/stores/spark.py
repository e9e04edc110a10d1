"""A record in files that Spark reads, as tables that suites can be run on; its workers read what the words mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import FactcheckError
from factcheck.expectations import queries, readings
from factcheck.expectations.stores.views import TEXTS, WANTED, Base, Views
from factcheck.interval import POLICY, Policy
from factcheck.model import Document
from factcheck.source import Source

if TYPE_CHECKING:
    import pandas as pd

_EXTRA = 'pip install "factcheck-figures[spark]"'
_LOCAL = "local[*]"
# Below so many statements Spark's own preparations take longer than the work; a partition of a shuffle holds so many.
_SMALL, _PARTITION = 50_000, 500_000
_TYPED = ("int", "double", "float", "decimal")


class Spark:
    """The tables of a record in Spark; the same SELECTs as in a database, over temporary views."""

    engine = "spark"

    def __init__(self, source: Source, policy: Policy) -> None:
        self.source = source
        self._policy = policy
        self._session, self._ours = _session(source)
        self._bases: dict[str, Base] = {}
        self._frames: dict[str, Any] = {}
        self._typed = False
        self._meant = False
        self.put_texts(())

    # ── what there is ───────────────────────────────────────────────────────────────────────────────

    def base(self, table: str) -> Base | None:
        """A table of the record as it lies there; nothing where it does not."""
        if table not in self._bases:
            found = self._find(table)
            if found is None:
                return None
            self._bases[table] = found
        return self._bases[table]

    def number(self, table: str) -> int:
        """How many rows a table of the record has."""
        base = self.base(table)
        return 0 if base is None else int(self._session.table(base.source).count())

    def views(self) -> Views:
        """The SELECT of each table."""
        return Views(self._bases, queries.SPARK, read=self._read)

    # ── what the suites are run on ──────────────────────────────────────────────────────────────────

    def put_texts(self, texts: Sequence[Document]) -> None:
        """Take the documents of the record that are at hand, in place of others."""
        self._upload(TEXTS, ("document", "sha256", "body"), [(one.document, one.sha256, one.text) for one in texts])

    def strangers(self) -> list[str]:
        """A few members of relations that nothing is called."""
        if self.base("relations") is None or self.base("statements") is None:
            return []
        self.base("facts")
        return [str(row["member"]) for row in self._ask(self.views().strangers())]

    def make(self, table: str, columns: Sequence[str]) -> None:
        """Make a table ready, once, with these columns."""
        if table in self._frames:
            return
        asked = {"value", "written_value", *readings.COLUMNS} & set(columns)
        if table == "members" or (table == "statements" and asked):
            self._read_statements()
        view = self.views().view(table, columns)
        try:
            frame = self._session.sql(view)
        except Exception as trouble:
            raise self.trouble(trouble) from None
        self._frames[table] = frame.persist()

    def batch(self, table: str) -> tuple[Any, Any]:
        """The library's engine and data for a table that is ready."""
        from great_expectations.execution_engine.sparkdf_batch_data import SparkDFBatchData
        from great_expectations.execution_engine.sparkdf_execution_engine import SparkDFExecutionEngine

        execution = SparkDFExecutionEngine(persist=False, spark=self._session)
        return execution, SparkDFBatchData(execution, self._frames[table])

    def rows(self, table: str, column: str = "", ids: Collection[str] | None = None) -> list[dict[str, str]]:
        """The rows of a table of the record in their order, all or those with these ids; their cells are texts."""
        if self.base(table) is None:
            return []
        if ids is None:
            sql = self.views().base(table)
        else:
            self._upload(WANTED, ("id_",), [(one,) for one in sorted(ids)])
            sql = self.views().wanted(table, column)
        found = sorted(self._ask(sql), key=lambda row: row[queries.PLACE])
        rows = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in found]
        for row in rows:
            del row[queries.PLACE]
            if table == "statements":
                row["value"] = readings.canonical(row["value"], self._typed)
        return rows

    def counts(self) -> dict[str, int]:
        """How many statements each document has."""
        base = self.base("statements")
        if base is None or "document" not in base.columns:
            return {}
        return {
            row["document"]: row["count"]
            for row in self._session.table(base.source).groupBy("document").count().collect()
        }

    def close(self) -> None:
        """Let go of what was kept; the session ends where it was ours."""
        for frame in self._frames.values():
            frame.unpersist()
        if self._ours:
            self._session.stop()

    def trouble(self, error: BaseException) -> FactcheckError:
        """What Spark complains of, in its first line."""
        return FactcheckError(f"{self.source.shown}: Spark: {self.source.redacted(_said(error))[:300]}")

    # ── how ─────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _read(self) -> bool:
        base = self.base("statements")
        return self._meant or (base is not None and not base.lacks([one for one in readings.COLUMNS if one != "plain"]))

    def _find(self, table: str) -> Base | None:
        from pyspark.sql import functions

        path = self.source.tables.get(table, "")
        if not path or not Path(path).exists():
            return None
        path = str(Path(path).resolve())
        try:
            if self.source.kind == "csv":
                frame = self._session.read.csv(path, header=True, multiLine=True, escape='"')
            else:
                frame = self._session.read.parquet(path)
        except Exception as trouble:
            raise self.trouble(trouble) from None
        if table == "statements":
            kinds = [kind for name, kind in frame.dtypes if name == "value"]
            self._typed = any(word in kind for kind in kinds for word in _TYPED)
        if queries.PLACE not in frame.columns:
            # Rises from row to row of a file, and from file to file.
            frame = frame.withColumn(queries.PLACE, functions.monotonically_increasing_id())
        name = f"factcheck_{table}"
        frame.createOrReplaceTempView(name)
        return Base(name, tuple(frame.columns), f"`{queries.PLACE}`")

    def _read_statements(self) -> None:
        """Put what each statement means beside it; no join, since the workers read row by row."""
        base = self.base("statements")
        if self._read or base is None:
            return
        if self._ours:
            _suit(self._session, self.number("statements"))
        frame = self._session.sql(self.views().base("statements"))
        # Kept, since the words would be read again for each table that is made of them.
        frame = with_readings(frame, self._policy, typed=self._typed).persist()
        self._frames["read"] = frame
        frame.createOrReplaceTempView("factcheck_statements_read")
        self._bases["statements"] = Base("factcheck_statements_read", tuple(frame.columns), f"`{queries.PLACE}`")
        self._meant = True

    def _ask(self, sql: str) -> list[dict[str, Any]]:
        try:
            return [row.asDict() for row in self._session.sql(sql).collect()]
        except Exception as trouble:
            raise self.trouble(trouble) from None

    def _upload(self, name: str, columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> None:
        from pyspark.sql.types import StringType, StructField, StructType

        schema = StructType([StructField(column, StringType()) for column in columns])
        self._session.createDataFrame(list(rows), schema).createOrReplaceTempView(name)


def with_readings(frame: Any, policy: Policy = POLICY, *, typed: bool = False) -> Any:
    """A Spark frame of statements with what their words mean in further columns (``readings.COLUMNS``).

    ``value`` becomes its plain digits; ``typed`` says that it was a column of numbers. Written to a file once, it
    spares each later check the reading, which is most of its time.
    """
    from pyspark.sql.types import StringType, StructField, StructType

    added = [name for name in readings.COLUMNS if name != "plain"]
    kept = [one for one in frame.schema.fields if one.name not in (*added, "value")]
    schema = StructType([*kept, *(StructField(name, StringType()) for name in ("value", *added))])
    # Whatever the type of the column was, its cells reach the readings as texts.
    frame = frame.withColumn("value", frame["value"].cast("string"))

    def read(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for some in frames:
            yield _read_frame(some, policy, typed, schema.names)

    return frame.mapInPandas(read, schema)


def _read_frame(frame: pd.DataFrame, policy: Policy, typed: bool, names: Sequence[str]) -> pd.DataFrame:
    cells = [
        frame[name].fillna("").tolist() if name in frame.columns else [""] * len(frame) for name in readings.SPELLING
    ]
    cells[1] = [readings.canonical(value, typed) for value in cells[1]]
    read = [readings.reading(*row, policy) for row in zip(*cells, strict=True)]
    columns = dict(zip(readings.COLUMNS, zip(*read, strict=True), strict=True)) if read else {}
    for name in names:
        if name == "value" or name in columns:
            frame[name] = list(columns.get("plain" if name == "value" else name, ()))
        elif name not in frame.columns:
            frame[name] = None
    # Texts leave as objects: with the oldest pyarrow that we take, the strings of pandas are none to Spark.
    return frame[list(names)].astype({name: object for name in names if frame[name].dtype == "str"})


def _session(source: Source) -> tuple[Any, bool]:
    """The session that runs already, or a new one, which is then ours to end."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise FactcheckError("the engine spark takes PySpark", hint=_EXTRA) from None
    running = SparkSession.getActiveSession()
    if running is not None:
        return running, False
    # Its workers must be Pythons like this one.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    master = source.master or os.environ.get("FACTCHECK_SPARK_MASTER", "") or _LOCAL
    builder = SparkSession.builder.appName("factcheck").master(master).config("spark.ui.showConsoleProgress", "false")
    if master.startswith("local"):
        for name, value in {
            "spark.ui.enabled": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": os.environ.get("FACTCHECK_SPARK_MEMORY", "4g"),
            "spark.log.level": "ERROR",
        }.items():
            builder = builder.config(name, value)
    try:
        return builder.getOrCreate(), True
    except Exception as trouble:
        hint = "is the address right, and does the cluster answer?"
        if master.startswith("local"):
            hint = "" if _has_java() else "Spark needs Java 17 or newer: is it installed, and does JAVA_HOME name it?"
        raise FactcheckError(f"Spark does not start at {master}: {_said(trouble)[:300]}", hint=hint) from None


def _suit(session: Any, rows: int) -> None:
    """Plan for as many rows: what pays for millions costs a second for each query on a thousand."""
    cores = session.sparkContext.defaultParallelism
    small = rows < _SMALL
    for name, value in {
        "spark.sql.shuffle.partitions": str(1 if small else max(cores, rows // _PARTITION)),
        "spark.sql.adaptive.enabled": str(not small).lower(),
        "spark.sql.codegen.wholeStage": str(not small).lower(),
    }.items():
        session.conf.set(name, value)


def _has_java() -> bool:
    import shutil

    return "JAVA_HOME" in os.environ or shutil.which("java") is not None


def _said(trouble: BaseException) -> str:
    return (str(trouble).strip().splitlines() or [type(trouble).__name__])[0]
