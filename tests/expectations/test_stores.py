"""The same suites on the same record find the same, wherever it lies and whichever engine checks it."""

from __future__ import annotations

import csv
import importlib.util
import os
import shutil
import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import many_statements
from factcheck.errors import FactcheckError
from factcheck.model import Report
from factcheck.pipeline import checking
from factcheck.record import COLUMNS
from factcheck.source import Source, source_of
from spark_sample import needs_spark

ROOT = Path(__file__).parents[2]
POSTGRES = os.environ.get("FACTCHECK_TEST_POSTGRES", "")
MANY = 100_000

needs_sql = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("sqlalchemy", "duckdb")),
    reason='SQLAlchemy or DuckDB is not installed: pip install "factcheck-figures[sql]"',
)
needs_postgres = pytest.mark.skipif(not POSTGRES, reason="FACTCHECK_TEST_POSTGRES names no PostgreSQL server")


@dataclass(frozen=True)
class Kept:
    """A record in a project of CSV files, and what pandas finds in it."""

    project: Path
    found: Report


def rows(project: Path, table: str) -> list[dict[str, str]]:
    with (project / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_csv(project: Path, folder: Path) -> Source:
    return source_of(project / "data", engine="sql")


def in_parquet(project: Path, folder: Path) -> Source:
    import pandas as pd

    for table in COLUMNS:
        frame = pd.DataFrame(rows(project, table), columns=list(COLUMNS[table]), dtype="str")
        frame.to_parquet(folder / f"{table}.parquet", index=False)
    return source_of(folder, engine="sql")


def in_duckdb(project: Path, folder: Path) -> Source:
    import duckdb

    with duckdb.connect(folder / "record.duckdb") as connection:
        for table in COLUMNS:
            path = project / "data" / f"{table}.csv"
            connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{path}', all_varchar = true)")
    return source_of(folder / "record.duckdb")


def in_sqlite(project: Path, folder: Path) -> Source:
    connection = sqlite3.connect(folder / "record.sqlite")
    for table, columns in COLUMNS.items():
        listed = ", ".join(f'"{name}" TEXT' for name in columns)
        connection.execute(f"CREATE TABLE {table} ({listed})")
        marks = ", ".join("?" * len(columns))
        told = [tuple(row[name] for name in columns) for row in rows(project, table)]
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", told)
    connection.commit()
    connection.close()
    return source_of(folder / "record.sqlite")


def in_postgresql(project: Path, folder: Path) -> Source:
    import sqlalchemy

    schema = f"factcheck_{uuid.uuid4().hex[:8]}"
    engine = sqlalchemy.create_engine(POSTGRES.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
        for table, columns in COLUMNS.items():
            # Places are numbers, as people keep them in a database.
            kinds = {name: "bigint" if name in ("line", "start", "end") else "text" for name in columns}
            listed = ", ".join(f'"{name}" {kind}' for name, kind in kinds.items())
            connection.exec_driver_sql(f"CREATE TABLE {schema}.{table} ({listed})")
            cursor = connection.connection.dbapi_connection.cursor()  # type: ignore[union-attr]
            with cursor.copy(f"COPY {schema}.{table} FROM STDIN") as copy:
                for row in rows(project, table):
                    copy.write_row([row[name] for name in columns])
    engine.dispose()
    return source_of(POSTGRES, tables={table: f"{schema}.{table}" for table in COLUMNS})


def in_spark(project: Path, folder: Path) -> Source:
    return source_of(project / "data", engine="spark")


PLACES = {
    "csv": pytest.param(in_csv, marks=needs_sql, id="csv"),
    "parquet": pytest.param(in_parquet, marks=needs_sql, id="parquet"),
    "duckdb": pytest.param(in_duckdb, marks=needs_sql, id="duckdb"),
    "sqlite": pytest.param(in_sqlite, marks=needs_sql, id="sqlite"),
    "postgresql": pytest.param(in_postgresql, marks=[needs_sql, needs_postgres], id="postgresql"),
    "spark": pytest.param(in_spark, marks=needs_spark, id="spark"),
}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    project = tmp_path_factory.mktemp("shipped")
    for part in ("data", "checks"):
        shutil.copytree(ROOT / part, project / part)
    return Kept(project, checking.check(project))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    project = many_statements.write(tmp_path_factory.mktemp("many"), MANY)
    shutil.copytree(ROOT / "checks", project / "checks", ignore=shutil.ignore_patterns("accepted.toml"))
    return Kept(project, checking.check(project))


@pytest.fixture
def spark(request: pytest.FixtureRequest) -> Any:
    """Spark is started, once for all tests, only where a test is about it."""
    return request.getfixturevalue("spark_session") if "spark" in request.node.name else None


def told(report: Report) -> list[tuple[Any, ...]]:
    """What a run found, but for the lines of CSV files that only such files have."""
    return sorted(
        (
            one.check,
            one.verdict.value,
            one.severity,
            one.status,
            one.fact,
            "" if one.check.startswith("tables/") else (one.id, one.message, one.arithmetic, one.relation),
            one.gap,
            tuple((said.statement, said.stated, said.start, said.period, said.outlier) for said in one.statements),
        )
        for one in report.findings
    )


def unchecked(report: Report) -> dict[tuple[str, str], int]:
    return {(gap.check, gap.reason): gap.number for gap in report.not_checked}


def assert_same(found: Report, expected: Report) -> None:
    assert found.examined == expected.examined
    assert found.agreed == expected.agreed
    assert told(found) == told(expected)
    assert unchecked(found) == unchecked(expected)
    assert found.exit_code == expected.exit_code
    assert found.extent == expected.extent


@pytest.mark.parametrize("place", list(PLACES.values()))
def test_the_shipped_record_comes_out_the_same(
    place: Callable[[Path, Path], Source], shipped: Kept, tmp_path: Path, spark: Any
) -> None:
    found = checking.check(shipped.project, source=place(shipped.project, tmp_path))
    assert_same(found, shipped.found)
    assert len(found.statements) < len(shipped.found.statements), "more came back than the findings are about"


@pytest.mark.parametrize("place", [PLACES[name] for name in ("csv", "sqlite", "postgresql", "spark")])
def test_a_hundred_thousand_statements_come_out_the_same(
    place: Callable[[Path, Path], Source], many: Kept, tmp_path: Path, spark: Any
) -> None:
    verdicts = {one.verdict.value for one in many.found.findings if one.check.startswith("restatements/")}
    assert verdicts >= {name for name in many_statements.PLANTED if name.isidentifier()} - {"consistent", "identical"}
    found = checking.check(many.project, source=place(many.project, tmp_path))
    assert_same(found, many.found)
    assert len(found.statements) < MANY / 5


@pytest.mark.parametrize("place", [PLACES[name] for name in ("parquet", "sqlite")])
def test_pandas_reads_a_record_wherever_it_lies(
    place: Callable[[Path, Path], Source], shipped: Kept, tmp_path: Path
) -> None:
    source = place(shipped.project, tmp_path)
    found = checking.check(
        shipped.project, source=source_of(source.address.removeprefix("sqlite:///"), engine="pandas")
    )
    assert_same(found, shipped.found)


@pytest.mark.parametrize("place", [PLACES[name] for name in ("sqlite", "spark")])
def test_with_the_texts_at_hand_every_place_is_checked(
    place: Callable[[Path, Path], Source], tmp_path: Path, spark: Any
) -> None:
    from record_samples import TEXT, edited, project

    change = edited("statements", "3 tugs,3", "three tugs,3")
    kept = project(tmp_path / "ferries", change)
    shutil.copytree(ROOT / "checks", kept / "checks", dirs_exist_ok=True)
    (kept / "checks" / "accepted.toml").unlink()
    (kept / "ferry.txt").write_text(TEXT, encoding="utf-8")
    expected = checking.check(kept, suites=("provenance",))
    assert expected.examined["provenance/words-at-place"] == 12
    assert any(one.check == "provenance/words-at-place" for one in expected.findings)
    assert_same(checking.check(kept, suites=("provenance",), source=place(kept, tmp_path)), expected)


@needs_sql
def test_numbers_of_a_database_tell_no_precision(tmp_path: Path) -> None:
    """A column of numbers writes 41150000.0 or 58.30; how finely a figure was written only its words can say."""
    from record_samples import project

    kept = project(tmp_path / "ferries")
    shutil.copytree(ROOT / "checks", kept / "checks", dirs_exist_ok=True)
    (kept / "checks" / "accepted.toml").unlink()
    in_sqlite(kept, tmp_path)
    connection = sqlite3.connect(tmp_path / "record.sqlite")
    listed = ", ".join(f'"{name}" {"DOUBLE" if name == "value" else "TEXT"}' for name in COLUMNS["statements"])
    connection.execute(f"CREATE TABLE typed ({listed})")
    connection.execute("INSERT INTO typed SELECT * FROM statements")
    connection.commit()
    connection.close()
    source = source_of(tmp_path / "record.sqlite", tables={"statements": "typed"})
    assert_same(checking.check(kept, source=source), checking.check(kept))
    from factcheck.expectations import open_store

    store = open_store(source)
    told = {row["statement"]: row["value"] for row in store.rows("statements", "statement", {"f6", "f12"})}
    assert told == {"f6": "41150000", "f12": "58.3"}
    store.close()


@needs_sql
@pytest.mark.parametrize("kind", ["integer", "DOUBLE", "FLOAT", "REAL", "NUMERIC(12, 2)", "DECIMAL", "TEXT"])
def test_a_column_of_any_kind_of_number_is_one_of_numbers(tmp_path: Path, kind: str) -> None:
    from factcheck.expectations import open_store

    connection = sqlite3.connect(tmp_path / "record.sqlite")
    connection.execute(f"CREATE TABLE statements (note INTEGER, value {kind})")
    connection.execute("CREATE TABLE facts (value INTEGER)")
    connection.close()
    store: Any = open_store(source_of(tmp_path / "record.sqlite"))
    store.base("facts")
    assert not store._typed
    store.base("statements")
    assert store._typed is (kind != "TEXT")
    store.close()


@needs_sql
@pytest.mark.parametrize("engine", ["sql", pytest.param("spark", marks=needs_spark)])
def test_a_member_that_nothing_is_called_is_no_finding(engine: str, tmp_path: Path, request: Any) -> None:
    from record_samples import RELATIONS, project

    if engine == "spark":
        request.getfixturevalue("spark_session")
    kept = project(tmp_path, {"relations": RELATIONS.replace(",part,tugs,", ",part,tug,")})
    shutil.copytree(ROOT / "checks", kept / "checks", dirs_exist_ok=True)
    with pytest.raises(FactcheckError, match="no fact or statement is called 'tug'"):
        checking.check(kept, source=source_of(kept / "data", engine=engine))


@needs_sql
def test_a_place_may_hold_nothing_but_statements(shipped: Kept, tmp_path: Path) -> None:
    in_sqlite(shipped.project, tmp_path)
    connection = sqlite3.connect(tmp_path / "record.sqlite")
    for table in ("documents", "facts", "relations"):
        connection.execute(f"DROP TABLE {table}")
    connection.close()
    source = source_of(tmp_path / "record.sqlite")
    found = checking.check(shipped.project, suites=("restatements",), source=source)
    assert found.examined == {"restatements/values-agree": 19}
    with pytest.raises(FactcheckError, match="there is no table documents") as caught:
        checking.check(shipped.project, source=source)
    assert "--table documents=NAME" in caught.value.hint


@needs_sql
def test_a_missing_column_is_named_with_those_that_are_there(shipped: Kept, tmp_path: Path) -> None:
    in_sqlite(shipped.project, tmp_path)
    connection = sqlite3.connect(tmp_path / "record.sqlite")
    connection.execute("ALTER TABLE statements DROP COLUMN hedge")
    connection.close()
    with pytest.raises(FactcheckError) as caught:
        checking.check(shipped.project, source=source_of(tmp_path / "record.sqlite"))
    assert "the table statements has no column 'hedge'" in caught.value.render()


@pytest.fixture(params=[in_duckdb, in_sqlite], ids=["duckdb", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A small record in a database, its facts and relations edited, opened."""
    from factcheck.expectations import open_store
    from record_samples import RELATIONS, STATEMENTS, project

    changes = {
        "relations": RELATIONS.replace(",part,tugs,", ",part,tug,"),
        "statements": STATEMENTS.replace("58.3%,58.3,", "58.3%,58.30,"),
    }
    kept = project(tmp_path / "ferries", changes)
    opened: Any = open_store(request.param(kept, tmp_path))
    yield opened
    opened.close()


@needs_sql
def test_a_store_tells_what_lies_there(store: Any) -> None:
    assert [store.number(table) for table in ("documents", "facts", "statements", "relations")] == [1, 10, 12, 9]
    assert (store.base("facts").place, store.base("facts").columns) == ("rowid", COLUMNS["facts"])
    assert store.counts() == {"ferry-2023": 12}
    assert store.strangers() == ["tug"]
    assert [row["statement"] for row in store.rows("statements")] == [f"f{number}" for number in range(1, 13)]
    assert store.rows("statements")[-1]["value"] == "58.30", "a text tells how finely it was written"
    assert [row["fact"] for row in store.rows("facts", "fact", {"tugs", "fleet", "none"})] == ["fleet", "tugs"]
    assert store.rows("facts", "fact", set()) == []
    cells = ("tugs", "tugs of the fleet", "vessels", "", "2023", "")
    assert store.rows("facts", "fact", ["tugs"]) == [dict(zip(COLUMNS["facts"], cells, strict=True))]


@needs_sql
def test_a_table_is_made_once_and_no_transaction_stays_open(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    uploaded: list[str] = []
    upload = store._upload

    def counted(name: str, *rest: Any) -> None:
        uploaded.append(name)
        upload(name, *rest)

    monkeypatch.setattr(store, "_upload", counted)
    for table in ("statements", "members", "statements", "members", "facts", "facts"):
        for base in ("facts", "relations"):
            store.base(base)
        store.make(table, ("value",) if table == "statements" else ("relation",))
        assert not store._connection.in_transaction(), "others may want to write there"
    assert uploaded == ["factcheck_readings"]
    assert store._ask("SELECT COUNT(*) AS n_ FROM factcheck_statements") == [{"n_": 12}]


@needs_sql
def test_meanings_are_read_only_where_a_view_asks_for_them(store: Any) -> None:
    for base in ("facts", "statements"):
        store.base(base)
    store.make("statements", ("statement", "hedge"))
    store.make("facts", ("fact", "statements"))
    assert store._made == {"statements", "facts"}


@needs_sql
def test_rows_are_put_in_some_at_a_time(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.expectations.stores import databases, duckdb_dialect

    def slowly(*_: Any) -> None:
        raise AssertionError("DuckDB takes a frame in a hundredth of the time")

    monkeypatch.setattr(duckdb_dialect._Cursor, "executemany", slowly)
    monkeypatch.setattr(databases, "_CHUNK", 3)
    store._upload("factcheck_some", ("a", "b"), ((str(number), None) for number in range(7)))
    assert [row["a"] for row in store._ask("SELECT a FROM factcheck_some ORDER BY a")] == list("0123456")
    facts = store._stream(f"SELECT fact FROM {store.base('facts').source}")
    assert sorted(facts) == sorted((row["fact"],) for row in store.rows("facts"))
    store._upload("factcheck_some", ("a",), [("anew",)])
    assert not store._connection.in_transaction()
    assert store._ask("SELECT * FROM factcheck_some") == [{"a": "anew"}]
    assert not store._works("SELECT * FROM factcheck_chunk"), "rows on their way are let go"


@needs_sql
def test_rows_of_a_database_that_break_a_demand_are_named(store: Any, tmp_path: Path, monkeypatch: Any) -> None:
    from factcheck.expectations import Declared, Suite, run_on, runner
    from factcheck.record import load
    from record_samples import project

    record = load(project(tmp_path / "whole"))
    record = replace(record, statements=tuple(replace(one, row=0) for one in record.statements))
    kwargs = {"column": "unit", "value_set": ["vessels", "crowns", "seats", "%"]}
    declared = Declared("a/units", "expect_column_values_to_be_in_set", "statements", kwargs, description="Say so.")
    asked: list[Any] = []

    def fetch(wanted: Any) -> Any:
        asked.append(wanted)
        return record

    (found,) = run_on(store, [Suite("a", "a.yaml", (declared,))], fetch)
    assert (found.examined, found.agreed, found.disagreed) == (12, 9, 3)
    assert sorted(one.outcome.message for one in found.outcomes) == [
        "statements, f5: Say so. Here unit is 'people'.",
        "statements, f7: Say so. Here unit is 'repairs'.",
        "statements, f8: Say so. Here unit is 'repairs'.",
    ]
    assert {one.relation.members[0].statements[0].statement for one in found.outcomes} == {"f5", "f7", "f8"}
    assert asked[0].statements == {"f5", "f7", "f8"}
    assert (asked[0].facts, asked[0].relations) == (frozenset(), frozenset())
    monkeypatch.setattr(runner, "_MOST_LISTED", 2)
    (cut,) = run_on(store, [Suite("a", "a.yaml", (declared,))], fetch)
    assert [one.outcome.message for one in cut.outcomes] == ["3 rows of statements: Say so."]
    assert asked[1].statements == frozenset()


@needs_sql
@pytest.mark.parametrize(
    ("table", "column", "first"),
    [
        ("documents", "language", "ferry-2023"),
        ("facts", "unit", "fleet"),
        ("statements", "unit", "f1"),
        ("relations", "kind", "fleet-parts"),
        ("members", "role", "fleet-parts"),
    ],
)
def test_a_row_of_any_table_is_called_by_its_id(store: Any, table: str, column: str, first: str) -> None:
    from factcheck.expectations import Declared, Suite, run_on
    from factcheck.record import Record

    kwargs = {"column": column, "value_set": ["none"]}
    declared = Declared("a/b", "expect_column_values_to_be_in_set", table, kwargs, description="Say so.")
    asked: list[Any] = []

    def fetch(wanted: Any) -> Any:
        asked.append(wanted)
        return Record("", (), (), (), (), ())

    (found,) = run_on(store, [Suite("a", "a.yaml", (declared,))], fetch)
    told = [(one.relation.relation, one.outcome.message) for one in found.outcomes]
    assert found.disagreed == len(told)
    assert told[0][0] == f"{table}:{first}"
    assert told[0][1].startswith(f"{table}, {first}: Say so. Here {column} is ")
    assert bool(asked[0].statements) == (table == "statements")


@needs_sql
def test_only_what_the_findings_are_about_is_fetched(tmp_path: Path) -> None:
    from factcheck.expectations import Declared, Suite, open_store, run_on
    from factcheck.record import load
    from record_samples import STATEMENTS, project

    changed = STATEMENTS.replace("41.15 million crowns,41150000", "41.51 million crowns,41510000", 1)
    kept = project(tmp_path / "ferries", {"statements": changed.replace("10 ferries,10", "15 ferries,15")})
    members = {f"{name}_column": name for name in ("kind", "member", "statement", "unit", "precision", "decomposition")}
    declared = (
        Declared("a/agree", "expect_statements_of_each_fact_to_agree", "statements", {"statement_column": "statement"}),
        Declared("a/sums", "expect_parts_to_add_up_to_their_whole", "members", members),
        Declared("a/units", "expect_column_values_to_be_in_set", "facts", {"column": "unit", "value_set": ["vessels"]}),
        Declared("a/words", "expect_values_to_be_what_their_words_say", "statements", {"said_column": "said"}),
    )
    asked: list[Any] = []

    def fetch(wanted: Any) -> Any:
        asked.append(wanted)
        return load(kept)

    store: Any = open_store(in_sqlite(kept, tmp_path))
    found = {one.check: one for one in run_on(store, [Suite("a", "a.yaml", declared)], fetch)}
    store.close()
    assert [found[one.check].disagreed for one in declared] == [1, 1, 6, 0]
    (wanted,) = asked
    assert (wanted.facts, wanted.relations) == ({"spending"}, {"fleet-parts"})
    assert wanted.statements == {"f6", "f9", "f1", "f2", "f3", "f4"}
    (spent,), (parts,) = found["a/agree"].outcomes, found["a/sums"].outcomes
    assert [one.statements[0].statement for one in spent.relation.members] == ["f6", "f9"]
    assert (spent.relation.fact, parts.relation.kind, parts.outcome.severity) == ("spending", "sum", "error")
    assert found["a/units"].outcomes[0].relation.relation.startswith("facts:")


@needs_sql
def test_what_is_not_there_is_nothing(store: Any) -> None:
    for query in ("SELECT * FROM nowhere", "CREATE TABLE"):
        with pytest.raises(FactcheckError) as caught:
            (store._ask if "FROM" in query else store._do)(query)
        assert caught.value.message.startswith(store.source.shown)
        assert "\n" not in caught.value.message
    assert len(store.trouble(ValueError("x" * 400)).message) == len(f"{store.source.shown}: ") + 300
    assert not store._works("SELECT nothing FROM facts")
    assert store._works("SELECT fact FROM facts")
    store._find = lambda table: None
    assert (store.base("facts"), store.number("facts"), store.rows("facts")) == (None, 0, [])
    assert (store.counts(), store.strangers()) == ({}, [])


@needs_sql
@needs_postgres
def test_a_password_appears_in_no_output(shipped: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    login, _, rest = POSTGRES.rpartition("@")
    user = login.partition("://")[2].partition(":")[0]
    monkeypatch.setenv("FACTCHECK_DB_PASSWORD", "not-the-pass%word")
    source = source_of(f"postgresql://{user}@{rest}")
    with pytest.raises(FactcheckError) as caught:
        checking.check(shipped.project, source=source)
    shown = f"{caught.value.render()} {caught.value.__cause__} {source!r}"
    assert "cannot be reached" in shown
    assert "not-the-pass" not in shown
