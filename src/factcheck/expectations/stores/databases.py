"""A record in a database, or in files that DuckDB reads where they lie, as tables that the suites can be run on."""

from __future__ import annotations

import contextlib
import itertools
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck.errors import FactcheckError
from factcheck.expectations import queries, readings
from factcheck.expectations.screens import Dialect, literal
from factcheck.expectations.stores.views import READINGS, TEXTS, WANTED, Base, Views
from factcheck.interval import Policy
from factcheck.model import Document
from factcheck.source import Source

_CHUNK = 50_000
_EXTRA = 'pip install "factcheck-figures[sql]"'
# What tells the place of a row in its table, for each family of databases; the first that works is taken.
_PLACES = {
    "sqlite": ("rowid",),
    "duckdb": ("rowid",),
    "postgresql": (
        "CAST((CAST(CAST(ctid AS text) AS point))[0] * 65536 + (CAST(CAST(ctid AS text) AS point))[1] AS bigint)",
    ),
}
_NUMBERED = "ROW_NUMBER() OVER ()"
_TYPED = ("INT", "DOUBLE", "FLOAT", "REAL", "NUMERIC", "DECIMAL")


class Database:
    """The tables of a record in a database; what follows from them is put into temporary tables of one connection."""

    engine = "sql"

    def __init__(self, source: Source, policy: Policy) -> None:
        self.source = source
        self._policy = policy
        self._engine = _engine(source)
        self._connection = _connect(self._engine, source)
        self._bases: dict[str, Base] = {}
        self._typed = False
        self._made: set[str] = set()
        self._execution: Any = None
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
        return 0 if base is None else int(self._ask(f"SELECT COUNT(*) AS n_ FROM {base.source}")[0]["n_"])

    def views(self) -> Views:
        """The SELECT of each table."""
        return Views(self._bases, self._dialect, read=self._read)

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
        if table in self._made:
            return
        self._read_spellings(table, columns)
        view = self.views().view(table, columns)
        self._do(f"CREATE TEMPORARY TABLE factcheck_{table} AS {view}")
        self._made.add(table)

    def batch(self, table: str) -> tuple[Any, Any]:
        """The library's engine and data for a table that is ready."""
        from great_expectations.execution_engine.sqlalchemy_batch_data import SqlAlchemyBatchData
        from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine

        if self._execution is None:
            # One for all batches: with the first that went, the library would close the connection.
            self._execution = SqlAlchemyExecutionEngine(engine=self._engine)
            if self._engine.dialect.name == "duckdb":
                self._execution.dialect_module = sys.modules[type(self._engine.dialect).__module__]
        data = SqlAlchemyBatchData(self._execution, table_name=f"factcheck_{table}", create_temp_table=False)
        return self._execution, data

    def rows(self, table: str, column: str = "", ids: Collection[str] | None = None) -> list[dict[str, str]]:
        """The rows of a table of the record in their order, all or those with these ids; their cells are texts."""
        if self.base(table) is None:
            return []
        if ids is None:
            sql = self.views().base(table)
        else:
            self._upload(WANTED, ("id_",), ((one,) for one in sorted(ids)))
            sql = self.views().wanted(table, column)
        found = sorted(self._ask(sql), key=lambda row: row[queries.PLACE])
        return [_texts(row, typed=self._typed) for row in found]

    def counts(self) -> dict[str, int]:
        """How many statements each document has."""
        base = self.base("statements")
        if base is None or "document" not in base.columns:
            return {}
        quoted = self._dialect.quote("document")
        sql = f"SELECT {self._dialect.as_text('document')} AS d_, COUNT(*) AS n_ FROM {base.source} GROUP BY {quoted}"
        return {row["d_"]: int(row["n_"]) for row in self._ask(sql)}

    def close(self) -> None:
        """Give the connection back; the temporary tables go with it."""
        with contextlib.suppress(Exception):
            self._connection.close()
        self._engine.dispose()

    def trouble(self, error: BaseException) -> FactcheckError:
        """What a driver complains of, without any password."""
        return FactcheckError(f"{self.source.shown}: {_said(error, self.source)[:300]}")

    # ── how ─────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _dialect(self) -> Dialect:
        return queries.dialect_of(self._engine.dialect)

    @property
    def _read(self) -> bool:
        """Whether the readings stand in the table already, as ``with_readings`` writes them."""
        base = self.base("statements")
        return base is not None and not base.lacks([name for name in readings.COLUMNS if name != "plain"])

    def _find(self, table: str) -> Base | None:
        if self.source.kind in ("csv", "parquet"):
            return self._find_file(table)
        import sqlalchemy

        schema, _, name = self.source.table(table).rpartition(".")
        try:
            found = sqlalchemy.inspect(self._engine).get_columns(name, schema or None)
        except sqlalchemy.exc.NoSuchTableError:
            return None
        except sqlalchemy.exc.SQLAlchemyError as trouble:
            raise self.trouble(trouble) from None
        if not found:
            return None
        quote = self._dialect.quote
        where = ".".join(map(quote, [schema, name] if schema else [name]))
        if table == "statements":
            kinds = [str(one["type"]).upper() for one in found if one["name"] == "value"]
            self._typed = any(word in kind for kind in kinds for word in _TYPED)
        columns = tuple(str(one["name"]) for one in found)
        return Base(where, columns, self._place(where, columns))

    def _find_file(self, table: str) -> Base | None:
        path = self.source.tables.get(table, "")
        if not path or not Path(path).exists():
            return None
        if self.source.kind == "csv":
            form = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"'"
            where = f"read_csv({literal(path)}, {form})"
        else:
            parts = f"{path}/**/*.parquet" if Path(path).is_dir() else path
            where = f"read_parquet({literal(parts)})"
        described = self._ask(f"DESCRIBE SELECT * FROM {where}")
        if table == "statements":
            kinds = [one["column_type"] for one in described if one["column_name"] == "value"]
            self._typed = any(word in kind for kind in kinds for word in _TYPED)
        return Base(where, tuple(one["column_name"] for one in described), _NUMBERED)

    def _place(self, where: str, columns: Collection[str]) -> str:
        if queries.PLACE in columns:
            return self._dialect.quote(queries.PLACE)
        for place in _PLACES.get(self._engine.dialect.name, ()):
            if self._works(f"SELECT {place} AS p_ FROM {where} WHERE 1 = 0"):
                return place
        return _NUMBERED

    def _works(self, sql: str) -> bool:
        import sqlalchemy

        try:
            self._connection.exec_driver_sql(sql).close()
        except sqlalchemy.exc.SQLAlchemyError:
            self._connection.rollback()
            return False
        return True

    def _read_spellings(self, table: str, columns: Collection[str]) -> None:
        """Put what every spelling of a statement means beside the table, where a view asks for it."""
        asked = {"value", "written_value", *readings.COLUMNS} & set(columns)
        if READINGS in self._made or self._read or not (table == "members" or (table == "statements" and asked)):
            return
        policy, typed = self._policy, self._typed
        names = (*readings.SPELLING, *readings.COLUMNS)

        def read() -> Iterator[tuple[str, ...]]:
            for cells in self._stream(self.views().spellings()):
                stated, value, unit, hedge, precision = cells
                digits = readings.canonical(value, typed)
                yield (*cells, *readings.reading(stated, digits, unit, hedge, precision, policy))

        self._upload(READINGS, names, read())
        self._made.add(READINGS)

    def _ask(self, sql: str) -> list[dict[str, Any]]:
        import sqlalchemy

        try:
            return [dict(row) for row in self._connection.exec_driver_sql(sql).mappings().all()]
        except sqlalchemy.exc.SQLAlchemyError as trouble:
            raise self.trouble(trouble) from None

    def _do(self, sql: str) -> None:
        import sqlalchemy

        try:
            self._connection.exec_driver_sql(sql)
            self._connection.commit()
        except sqlalchemy.exc.SQLAlchemyError as trouble:
            raise self.trouble(trouble) from None

    def _stream(self, sql: str) -> Iterator[tuple[str, ...]]:
        """The rows of a query, some at a time, while other queries run on the same connection."""
        if self._engine.dialect.name == "duckdb":
            cursor = self._raw.raw.cursor()
            cursor.execute(sql)
            while rows := cursor.fetchmany(_CHUNK):
                yield from rows
            cursor.close()
            return
        options = {"stream_results": True, "yield_per": _CHUNK}
        for row in self._connection.exec_driver_sql(sql, execution_options=options):
            yield tuple(row)

    @property
    def _raw(self) -> Any:
        return self._connection.connection.dbapi_connection

    def _upload(self, name: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Make a temporary table of texts, anew, in the fastest way that the database has."""
        quote, text = self._dialect.quote, self._dialect.text
        listed = ", ".join(f"{quote(column)} {text}" for column in columns)
        self._do(f"DROP TABLE IF EXISTS {name}")
        self._do(f"CREATE TEMPORARY TABLE {name} ({listed})")
        rows = iter(rows)
        while chunk := list(itertools.islice(rows, _CHUNK)):
            self._insert(name, columns, chunk)
        self._connection.commit()

    def _insert(self, name: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        if self._engine.dialect.name == "duckdb":
            import pandas as pd

            self._raw.raw.register("factcheck_chunk", pd.DataFrame(rows, columns=list(columns), dtype="object"))
            self._raw.raw.execute(f"INSERT INTO {name} SELECT * FROM factcheck_chunk")
            self._raw.raw.unregister("factcheck_chunk")
        elif self._engine.dialect.driver == "psycopg":
            with self._raw.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            import sqlalchemy

            table = sqlalchemy.table(name, *(sqlalchemy.column(column) for column in columns))
            named = [dict(zip(columns, row, strict=True)) for row in rows]
            self._connection.execute(sqlalchemy.insert(table), named)


def _engine(source: Source) -> Any:
    try:
        import sqlalchemy
        from sqlalchemy.pool import StaticPool
    except ImportError:
        raise FactcheckError(f"{source.shown}: to check a database takes SQLAlchemy", hint=_EXTRA) from None
    if source.kind != "database":
        try:
            from factcheck.expectations.stores.duckdb_dialect import DuckDB
        except ImportError:
            raise FactcheckError(f"{source.shown}: to read it where it is takes DuckDB", hint=_EXTRA) from None
        sqlalchemy.dialects.registry.register("factcheck.duckdb", DuckDB.__module__, "DuckDB")
        path = source.address if source.kind == "duckdb" else ":memory:"
        address: Any = sqlalchemy.URL.create("factcheck+duckdb", database=path)
    else:
        address = source.address
    try:
        # One connection for all, because temporary tables belong to one; nothing is undone between two queries, or
        # results that are read later would go with it. Values of statements must not reach a log.
        return sqlalchemy.create_engine(address, poolclass=StaticPool, pool_reset_on_return=None, hide_parameters=True)
    except ImportError as trouble:
        raise FactcheckError(
            f"{source.shown}: its driver {trouble.name or ''} is not installed".replace("  ", " "), hint=_EXTRA
        ) from None
    except (sqlalchemy.exc.SQLAlchemyError, ValueError, TypeError) as trouble:
        raise FactcheckError(
            f"{source.shown}: no address of a database: {_said(trouble, source)[:200]}",
            hint="postgresql://USER@HOST/DATABASE, sqlite:///FILE, or a DuckDB file",
        ) from None


def _connect(engine: Any, source: Source) -> Any:
    try:
        return engine.connect()
    except Exception as trouble:  # whatever a driver raises, it may tell the password
        raise FactcheckError(
            f"{source.shown}: cannot be reached: {_said(trouble, source)[:300]}",
            hint="is the address right, and is FACTCHECK_DB_PASSWORD set?" if source.kind == "database" else "",
        ) from None


def _said(trouble: BaseException, source: Source) -> str:
    """The first line of what a driver says, without any password; SQLAlchemy adds the query and a link."""
    cause = getattr(trouble, "orig", None) or trouble
    return source.redacted((source.hidden(cause).strip().splitlines() or [type(cause).__name__])[0])


def _texts(row: Mapping[str, Any], typed: bool) -> dict[str, str]:
    """A row as a CSV file would have it."""
    cells = {name: "" if cell is None else str(cell) for name, cell in row.items() if name != queries.PLACE}
    if "value" in cells:
        cells["value"] = readings.canonical(cells["value"], typed)
    return cells
