"""DuckDB behind SQLAlchemy: what a connection, a cursor and the inspector answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

duckdb: Any = pytest.importorskip("duckdb", reason='DuckDB is not installed: pip install "factcheck-figures[sql]"')
sqlalchemy: Any = pytest.importorskip("sqlalchemy", reason="SQLAlchemy is not installed")

from factcheck.expectations.stores import duckdb_dialect  # noqa: E402
from factcheck.expectations.stores.duckdb_dialect import DuckDB  # noqa: E402

CREATED = """CREATE TABLE things (
    a BIGINT NOT NULL, b INTEGER, c DOUBLE, d FLOAT, e BOOLEAN, f DATE, g VARCHAR, h DECIMAL(12, 3), i UUID)"""


@pytest.fixture
def connection() -> Iterator[Any]:
    sqlalchemy.dialects.registry.register("factcheck.duckdb", DuckDB.__module__, "DuckDB")
    engine = sqlalchemy.create_engine(sqlalchemy.URL.create("factcheck+duckdb", database=":memory:"))
    with engine.connect() as connection:
        connection.exec_driver_sql(CREATED)
        yield connection
    engine.dispose()


def test_a_table_is_described_as_it_was_created(connection: Any) -> None:
    inspector = sqlalchemy.inspect(connection)
    columns = inspector.get_columns("things")
    kinds = ["BIGINT", "INTEGER", "DOUBLE", "FLOAT", "BOOLEAN", "DATE", "VARCHAR", "DECIMAL(12, 3)", "VARCHAR"]
    assert [str(one["type"]) for one in columns] == kinds
    assert "".join(one["name"] for one in columns) == "abcdefghi"
    assert [one["nullable"] for one in columns] == [False] + [True] * 8
    assert {one["default"] for one in columns} == {None}
    assert inspector.has_table("things")
    assert not inspector.has_table("others")
    assert inspector.get_table_names() == ["things"]
    assert inspector.get_view_names() == []
    assert inspector.get_pk_constraint("things") == {"constrained_columns": [], "name": None}
    assert inspector.get_foreign_keys("things") == inspector.get_indexes("things") == []
    assert inspector.default_schema_name == "main"


def test_tables_of_one_name_are_told_apart_by_their_schema(connection: Any) -> None:
    connection.exec_driver_sql("CREATE SCHEMA other")
    connection.exec_driver_sql("CREATE TABLE other.things (z DATE)")
    inspector = sqlalchemy.inspect(connection)
    assert [one["name"] for one in inspector.get_columns("things", "other")] == ["z"]
    assert len(inspector.get_columns("things", "main")) == 9
    assert not inspector.has_table("things", "third")


def test_decimals_have_their_digits_and_places() -> None:
    assert [str(duckdb_dialect._type(name)) for name in ("DECIMAL(18,3)", "DECIMAL(5)", "INTERVAL")] == [
        "DECIMAL(18, 3)",
        "DECIMAL(5, 0)",
        "VARCHAR",
    ]


def test_a_cursor_hands_out_each_row_once(connection: Any) -> None:
    raw = connection.connection.dbapi_connection
    cursor, other = raw.cursor(), raw.cursor()
    cursor.execute("SELECT range AS n FROM range(?)", (7,))
    other.execute("SELECT 'the rows of the first stay'")
    assert [column[0] for column in cursor.description] == ["n"]
    assert cursor.fetchone() == (0,)
    assert cursor.fetchmany() == [(1,)]
    assert cursor.fetchmany(2) == [(2,), (3,)]
    assert cursor.fetchall() == [(4,), (5,), (6,)]
    assert cursor.fetchone() is None
    assert cursor.fetchmany(3) == cursor.fetchall() == []
    cursor.execute("SELECT range AS n FROM range(2)")
    assert cursor.fetchall() == [(0,), (1,)], "a query begins anew"
    cursor.execute("SET threads = 1")
    assert cursor.fetchone() is None
    cursor.execute("SELECT 1")
    cursor.close()
    assert cursor.fetchall() == []


def test_many_rows_are_put_in_and_leave_nothing_to_fetch(connection: Any) -> None:
    cursor = connection.connection.dbapi_connection.cursor()
    cursor.execute("SELECT 1")
    cursor.executemany("INSERT INTO things (a, g) VALUES (?, ?)", [(1, "x"), (2, "y")])
    assert (cursor.description, cursor.fetchall()) == (None, [])
    assert connection.exec_driver_sql("SELECT a, g FROM things ORDER BY a").fetchall() == [(1, "x"), (2, "y")]
    assert (cursor.arraysize, cursor.rowcount, cursor.lastrowid) == (1, -1, None)


def test_values_are_handed_over_and_truth_is_of_a_kind_of_its_own(connection: Any) -> None:
    things = sqlalchemy.Table("things", sqlalchemy.MetaData(), autoload_with=connection)
    rows = [{"a": 1, "e": True, "g": "it's"}, {"a": 2, "e": False, "g": "so"}, {"a": 3, "e": None, "g": "so"}]
    connection.execute(sqlalchemy.insert(things), rows)
    so = sqlalchemy.select(things.c.a).where(things.c.g == "so").order_by(things.c.a)
    assert connection.execute(so).scalars().all() == [2, 3]
    assert connection.execute(sqlalchemy.select(things.c.a).where(things.c.e.is_(True))).scalars().all() == [1]


def test_a_file_is_only_read(tmp_path: Path) -> None:
    made = DuckDB()
    assert made.create_connect_args(sqlalchemy.make_url("factcheck+duckdb:///")) == ([":memory:"], {"read_only": False})
    file = sqlalchemy.URL.create("factcheck+duckdb", database=str(tmp_path / "a.duckdb"))
    assert made.create_connect_args(file) == ([str(tmp_path / "a.duckdb")], {"read_only": True})


def test_a_closed_connection_answers_no_more() -> None:
    raw = DuckDB().connect(":memory:")
    raw.close()
    with pytest.raises(duckdb.ConnectionException):
        raw.cursor().execute("SELECT 1")
