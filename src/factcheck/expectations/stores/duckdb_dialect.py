"""DuckDB for SQLAlchemy, as far as checks need it: what a connection asks in, rows out.

The dialect that is published for it builds on PostgreSQL's catalogue and breaks where that grows; Great
Expectations, for its part, reads results after it has given the connection back. Plain SQL on one connection needs
neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import duckdb
from sqlalchemy import types
from sqlalchemy.engine import default
from sqlalchemy.pool import StaticPool

_TYPES: dict[str, type[types.TypeEngine[Any]]] = {
    "BIGINT": types.BIGINT,
    "INTEGER": types.INTEGER,
    "DOUBLE": types.Double,
    "FLOAT": types.Float,
    "BOOLEAN": types.BOOLEAN,
    "DATE": types.DATE,
    "VARCHAR": types.VARCHAR,
}


class _Connection:
    """A connection that is its own cursor: another cursor of DuckDB would not see the temporary tables."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.raw = connection

    def cursor(self) -> _Cursor:
        return _Cursor(self.raw)

    def commit(self) -> None:
        """Nothing: every statement is its own transaction."""

    def rollback(self) -> None:
        """Nothing to be undone."""

    def close(self) -> None:
        self.raw.close()


class _Cursor:
    """Holds its rows, so that the next query cannot take them away."""

    arraysize = 1
    rowcount = -1
    lastrowid = None

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._rows: Iterator[tuple[Any, ...]] = iter(())
        self.description: Any = None

    def execute(self, statement: str, parameters: Any = ()) -> None:
        done = self._connection.execute(statement, list(parameters))
        self.description = done.description
        self._rows = iter(done.fetchall() if done.description else ())

    def executemany(self, statement: str, parameters: Any) -> None:
        self._connection.executemany(statement, [list(one) for one in parameters])
        self.description, self._rows = None, iter(())

    def fetchone(self) -> tuple[Any, ...] | None:
        return next(self._rows, None)

    def fetchmany(self, size: int | None = None) -> list[tuple[Any, ...]]:
        return list(islice(self._rows, size or self.arraysize))

    def fetchall(self) -> list[tuple[Any, ...]]:
        return list(self._rows)

    def close(self) -> None:
        self._rows = iter(())


class DuckDB(default.DefaultDialect):
    """The dialect; names are quoted as the standard has it, and parameters are question marks."""

    name = "duckdb"
    driver = "duckdb"
    default_paramstyle = "qmark"
    supports_statement_cache = True
    supports_native_boolean = True

    @classmethod
    def import_dbapi(cls) -> Any:
        return duckdb

    @classmethod
    def get_pool_class(cls, url: Any) -> type[StaticPool]:
        return StaticPool

    def connect(self, *args: Any, **kwargs: Any) -> Any:
        return _Connection(duckdb.connect(*args, **kwargs))

    def create_connect_args(self, url: Any) -> Any:
        path = url.database or ":memory:"
        return [path], {"read_only": path != ":memory:"}

    def _get_server_version_info(self, connection: Any) -> tuple[int, ...]:
        return tuple(int(part) for part in duckdb.__version__.split(".") if part.isdigit())

    def _get_default_schema_name(self, connection: Any) -> str:
        return "main"

    def do_begin(self, dbapi_connection: Any) -> None:
        """Nothing: see ``_Connection.commit``."""

    def has_table(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> bool:
        return bool(self.get_columns(connection, table_name, schema))

    def get_columns(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> list[Any]:
        sql = "SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_name = ?"
        given: tuple[str, ...] = (table_name,)
        if schema:
            sql, given = f"{sql} AND table_schema = ?", (table_name, schema)
        rows = connection.exec_driver_sql(f"{sql} ORDER BY ordinal_position", given).fetchall()
        return [
            {"name": name, "type": _type(kind), "nullable": nullable == "YES", "default": None}
            for name, kind, nullable in rows
        ]

    def get_table_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        return [row[0] for row in connection.exec_driver_sql("SELECT table_name FROM information_schema.tables")]

    def get_view_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        return []

    def get_pk_constraint(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        return {"constrained_columns": [], "name": None}

    def get_foreign_keys(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        return []

    def get_indexes(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        return []


# Great Expectations asks the module of a dialect which family it is of; of those that it knows, Dremio has the same
# name for a match anywhere in a text, ``regexp_matches``.
dialect = DuckDB
DremioDialect = DuckDB


def _type(name: str) -> types.TypeEngine[Any]:
    if name.startswith("DECIMAL"):
        precision, _, scale = name.removeprefix("DECIMAL(").rstrip(")").partition(",")
        return types.DECIMAL(int(precision), int(scale or 0))
    return _TYPES.get(name, types.VARCHAR)()
