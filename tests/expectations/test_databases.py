"""What a database store says where it cannot be opened or read, and where it looks for a table."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sqlalchemy: Any = pytest.importorskip("sqlalchemy", reason='SQLAlchemy: pip install "factcheck-figures[sql]"')
pytest.importorskip("duckdb", reason='DuckDB: pip install "factcheck-figures[sql]"')

from factcheck.errors import FactcheckError  # noqa: E402
from factcheck.expectations import open_store  # noqa: E402
from factcheck.expectations.stores import databases  # noqa: E402
from factcheck.source import Source, source_of  # noqa: E402
from record_samples import project  # noqa: E402

INSTALL = 'pip install "factcheck-figures[sql]"'


def at(kind: str, address: str, **more: Any) -> Source:
    return Source(kind, "sql", "the place", address, **more)


def refused(source: Source) -> FactcheckError:
    with pytest.raises(FactcheckError) as caught:
        open_store(source)
    return caught.value


# ── opening ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("hidden", "kind", "message"),
    [
        ("sqlalchemy", "database", "the place: to check a database takes SQLAlchemy"),
        ("factcheck.expectations.stores.duckdb_dialect", "csv", "the place: to read it where it is takes DuckDB"),
    ],
)
def test_what_is_not_installed_is_named_with_its_remedy(
    hidden: str, kind: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, hidden, None)
    found = refused(at(kind, "sqlite://"))
    assert (found.message, found.hint) == (message, INSTALL)


@pytest.mark.parametrize(("name", "called"), [("speedy_db", "its driver speedy_db is"), (None, "its driver is")])
def test_a_driver_that_is_not_installed_is_named_as_far_as_it_is_known(
    name: str | None, called: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: Any, **__: Any) -> Any:
        raise ImportError("none", name=name)

    monkeypatch.setattr(sqlalchemy, "create_engine", missing)
    found = refused(at("database", "speedy://host/db"))
    assert (found.message, found.hint) == (f"the place: {called} not installed", INSTALL)


@pytest.mark.parametrize("error", [ValueError, TypeError, "ArgumentError"])
def test_an_address_that_is_none_is_told_with_some_that_are(error: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: Any, **__: Any) -> Any:
        raise (sqlalchemy.exc.ArgumentError if error == "ArgumentError" else error)("no " * 100 + "\nmore")

    monkeypatch.setattr(sqlalchemy, "create_engine", wrong)
    found = refused(at("database", "speedy://host/db"))
    assert found.message == f"the place: no address of a database: {('no ' * 100)[:200]}"
    assert found.hint == "postgresql://USER@HOST/DATABASE, sqlite:///FILE, or a DuckDB file"


def test_a_place_that_does_not_answer_is_told_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = f"sqlite:///{tmp_path}/none/record.sqlite"
    found = refused(at("database", nowhere, secrets=("unable",)))
    assert found.message.startswith("the place: cannot be reached: ")
    assert "unable" not in found.message
    assert "sqlalche.me" not in found.message, "the link that SQLAlchemy adds helps nobody"
    assert found.hint == "is the address right, and is FACTCHECK_DB_PASSWORD set?"
    (tmp_path / "text.duckdb").write_text("no database")
    assert refused(at("duckdb", str(tmp_path / "text.duckdb"))).hint == ""

    def silent(*_: Any, **__: Any) -> Any:
        raise RuntimeError("x" * 400)

    monkeypatch.setattr(sqlalchemy.engine.Engine, "connect", silent)
    assert refused(at("database", "sqlite://")).message == f"the place: cannot be reached: {'x' * 300}"


def test_a_complaint_is_told_in_a_line() -> None:
    class Wrapped(Exception):
        orig = ValueError("\n the cause \n and more")

    place = at("database", "sqlite://")
    assert databases._said(Wrapped("said with a query"), place) == "the cause"
    assert databases._said(KeyError(), place) == "KeyError"


# ── finding ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "record.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute('CREATE TABLE "my facts" (fact TEXT, "row" INTEGER)')
        connection.executemany('INSERT INTO "my facts" VALUES (?, ?)', [("b", 1), ("a", 0)])
        connection.execute("CREATE TABLE statements (statement TEXT, fact TEXT)")
        connection.execute("INSERT INTO statements VALUES ('s1', 'a'), ('s2', 'b')")
        connection.commit()
    return path


@pytest.fixture
def store(file: Path) -> Iterator[Any]:
    opened: Any = open_store(source_of(file, tables={"facts": "main.my facts"}))
    yield opened
    opened.close()


def test_a_table_is_found_by_the_name_that_it_has_there(store: Any) -> None:
    facts, statements = store.base("facts"), store.base("statements")
    assert (facts.source, facts.columns, facts.place) == ('"main"."my facts"', ("fact", "row"), '"row"')
    assert (statements.source, statements.place) == ('"statements"', "rowid")
    assert [row["fact"] for row in store.rows("facts")] == ["a", "b"], "a table may say in what order its rows come"
    assert store.base("relations") is None
    assert store.base("facts") is facts, "it is looked for once"
    assert store.counts() == {}


def test_a_table_that_cannot_be_looked_for_is_told(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Any) -> Any:
        raise sqlalchemy.exc.OperationalError("SELECT 1", {}, ValueError("it is locked"))

    monkeypatch.setattr(sqlalchemy, "inspect", broken)
    with pytest.raises(FactcheckError, match="it is locked") as caught:
        store.base("statements")
    assert "SELECT 1" not in caught.value.message

    class Empty:
        def get_columns(self, *_: Any) -> list[Any]:
            return []

    monkeypatch.setattr(sqlalchemy, "inspect", lambda _: Empty())
    assert store.base("statements") is None, "some drivers tell of no columns where there is no table"


@pytest.mark.parametrize("known", [{}, {"sqlite": ("nothing", "rowid")}, {"sqlite": ("nothing",)}])
def test_a_place_that_a_database_does_not_know_is_counted(
    store: Any, known: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "_PLACES", known)
    assert store.base("statements").place == ("rowid" if len(known.get("sqlite", ())) > 1 else "ROW_NUMBER() OVER ()")
    assert [row["statement"] for row in store.rows("statements")] == ["s1", "s2"]
    assert not store._connection.in_transaction() or store._works("SELECT 1")


def test_a_table_may_lie_in_many_files(tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    folder = project(tmp_path / "ferries") / "data"
    (tmp_path / "parts" / "statements" / "deep").mkdir(parents=True)
    whole = pd.read_csv(folder / "statements.csv", dtype="str", keep_default_na=False)
    whole["value"] = whole["value"].astype("float64")
    whole[:5].to_parquet(tmp_path / "parts" / "statements" / "a.parquet", index=False)
    whole[5:].to_parquet(tmp_path / "parts" / "statements" / "deep" / "b.parquet", index=False)
    found = at("parquet", str(tmp_path / "parts"), tables={"statements": str(tmp_path / "parts" / "statements")})
    store: Any = open_store(found)
    assert store.number("statements") == 12
    assert sorted(row["statement"] for row in store.rows("statements")) == sorted(whole["statement"])
    assert {row["value"] for row in store.rows("statements")} >= {"41150000", "58.3"}
    assert (store.base("facts"), store.number("facts")) == (None, 0)
    store.close()


def test_words_in_files_keep_their_signs(tmp_path: Path) -> None:
    path = tmp_path / "it's.csv"
    path.write_text('fact,topic,note\n007,"one, ""two""\nthree",\n')
    store: Any = open_store(at("csv", str(tmp_path), tables={"facts": str(path)}))
    assert store.rows("facts") == [{"fact": "007", "topic": 'one, "two"\nthree', "note": ""}]
    store.close()
    with pytest.raises(Exception, match="closed"):
        store._connection.exec_driver_sql("SELECT 1")
    store.close()


# ── asking ──────────────────────────────────────────────────────────────────────────────────────────


def test_rows_are_copied_into_postgresql(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Any] = []

    class Copied:
        @contextlib.contextmanager
        def cursor(self) -> Iterator[Copied]:
            yield self

        @contextlib.contextmanager
        def copy(self, sql: str) -> Iterator[Copied]:
            done.append(sql)
            yield self

        def write_row(self, row: Any) -> None:
            done.append(row)

    monkeypatch.setattr(store._engine.dialect, "driver", "psycopg")
    monkeypatch.setattr(databases.Database, "_raw", Copied())
    store._insert("some", ("a", "b"), [("1", "2"), ("3", None)])
    assert done == ["COPY some FROM STDIN", ("1", "2"), ("3", None)]


def test_a_driver_is_told_to_send_some_rows_at_a_time(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Asked:
        def exec_driver_sql(self, sql: str, execution_options: dict[str, Any]) -> list[list[str]]:
            told.append(execution_options)
            return [["a"], ["b"]]

    told: list[dict[str, Any]] = []
    monkeypatch.setattr(databases, "_CHUNK", 3)
    monkeypatch.setattr(store, "_connection", Asked())
    assert list(store._stream("SELECT 1")) == [("a",), ("b",)]
    assert told == [{"stream_results": True, "yield_per": 3}]
    monkeypatch.undo()


def test_values_of_statements_reach_no_message(store: Any) -> None:
    assert store._engine.hide_parameters is True
    batches = [
        store.make(table, ("fact",)) or store.batch(table) for table in ("facts", "statements") if store.base(table)
    ]
    assert batches[0][0] is batches[1][0], "with the first engine that went, the connection would go"
