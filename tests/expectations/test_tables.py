"""The columns of a record's tables, those of its files and those that follow from others; in SQL as in Python."""

from __future__ import annotations

import importlib.util
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from factcheck.expectations import open_store
from factcheck.expectations.readings import NOWHERE, of_cells, reading
from factcheck.expectations.stores import COLUMNS, KEPT
from factcheck.expectations.tables import Tables, frame, precision
from factcheck.interval import Figure, Policy
from factcheck.model import Document, Fact, Statement
from factcheck.record import Record, load
from factcheck.source import source_of
from record_samples import DOCUMENTS, FACTS, RELATIONS, STATEMENTS, TEXT, project
from spark_sample import Session, pretend

needs_sql = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("sqlalchemy", "duckdb")),
    reason='SQLAlchemy or DuckDB is not installed: pip install "factcheck-figures[sql]"',
)

# A record with whatever can be odd about one: a fact without statements, a document without any, a statement with a
# period and a precision of its own, one of another unit, members that are numbers, facts and statements.
ODD = {
    "documents": DOCUMENTS + "ferry-2022,The year before,2023-01-15,de,Ferry company,https://example.org,,\n",
    "facts": FACTS + "anchors,anchors on board,anchors,the fleet,2023,none counted\n",
    "statements": STATEMENTS
    + "g1,passengers,ferry-2023,3,58,62,9600,9600,souls,,10,2023-06,The captain,said in passing\n"
    + "g2,repairs,ferry-2023,3,58,62,about 250,250,repairs,about,,,,\n"
    + "g3,repairs,ferry-2023,3,58,62,248,248,repairs,,exact,,,\n"
    + "g4,repairs,ferry-2022,3,58,62,240 to 260,240,repairs,range,,,,\n",
    "relations": RELATIONS
    + "years,span,first,=2013,,at_most,\nyears,span,last,=2019,,at_most,\nyears,span,stated,g2,2,at_most,seven\n"
    + "both,order,lower,repairs,-1,,\nboth,order,upper,=260.5,,,\n",
}
SOURCES = (Document("ferry-2023", TEXT, sha256="abc"),)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("odd"), ODD)


@pytest.fixture(scope="module")
def record(folder: Path) -> Record:
    return load(folder)


def column(record: Record, table: str, name: str, *sources: Document) -> dict[str, Any]:
    """A column by the ids of the rows."""
    tables = Tables(record, sources)
    return dict(zip(tables.column(table, tables.columns(table)[0]), tables.column(table, name), strict=True))


# ── what is in the files ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("table", list(KEPT))
def test_the_columns_on_disk_are_what_the_files_say(record: Record, table: str) -> None:
    tables = Tables(record)
    header, *lines = ODD[table].splitlines()
    for number, name in enumerate(header.split(",")):
        expected = [line.split(",")[number] for line in lines]
        if (table, name) == ("statements", "period"):
            expected = ["2023-06" if line.startswith("g1,") else "" for line in lines]
            continue
        if (table, name) in (("relations", "weight"), ("relations", "decomposition")):
            assert [cell or "" for cell in tables.column(table, name)] == expected
            continue
        assert [str(cell) for cell in tables.column(table, name)] == expected, name


def test_a_table_knows_its_lines_and_ids(record: Record) -> None:
    tables = Tables(record)
    assert tables.names == ("documents", "facts", "statements", "relations", "members")
    assert tables.lines("documents") == [2, 3]
    assert tables.ids("documents") == {2: "ferry-2023", 3: "ferry-2022"}
    assert tables.lines("statements") == list(range(2, 18))
    assert tables.ids("statements")[17] == "g4"
    assert tables.number("relations") == ODD["relations"].count("\n") - 1
    assert {name: set(tables.columns(name)) - set(COLUMNS[name]) for name in tables.names} == {
        name: set() for name in tables.names
    }


def test_rows_that_came_from_no_file_are_counted_as_if_they_had() -> None:
    class Made:
        documents: tuple[Document, ...] = ()
        facts = (Fact("boats", "boats"), Fact("crews", "crews", row=9), Fact("tugs", "tugs"))
        statements: tuple[Statement, ...] = ()
        relations = members = contradictions = ()

    assert Tables(Made()).lines("facts") == [2, 9, 4]


def test_words_that_contradict_their_value_leave_it_as_it_was_written(tmp_path: Path) -> None:
    changed = STATEMENTS.replace("41.15 million crowns,41150000", "41.51 million crowns,41150000", 1)
    record = load(project(tmp_path, {"statements": changed}))
    assert column(record, "statements", "written_value")["f6"] == "41150000"
    assert column(record, "statements", "value")["f6"] == "41510000"
    assert column(record, "statements", "written_value")["f9"] == "41150000"


# ── what follows from other tables ──────────────────────────────────────────────────────────────────


def test_what_follows_from_other_tables(record: Record) -> None:
    assert column(record, "documents", "statements") == {"ferry-2023": 15, "ferry-2022": 1}
    told = column(record, "facts", "statements")
    assert (told["anchors"], told["repairs"], told["passengers"]) == (0, 5, 2)
    assert column(record, "statements", "fact_unit")["g1"] == "people"
    assert column(record, "statements", "listed_fact")["g1"] == "passengers"
    assert column(record, "statements", "listed_document")["g4"] == "ferry-2022"
    assert column(record, "statements", "precision") == {
        **dict.fromkeys(column(record, "statements", "precision"), ""),
        "g1": "10",
        "g3": "exact",
    }
    assert column(record, "statements", "said")["g2"] == "250 about"


def test_what_is_found_of_documents_at_hand(record: Record) -> None:
    found = column(record, "statements", "found", *SOURCES)
    assert (found["f1"], found["f12"], found["g4"]) == ("60 vessels", "58.3%", None)
    reasons = column(record, "statements", "reason", *SOURCES)
    assert (reasons["f1"], reasons["g4"]) == ("", "the text of ferry-2022 is not at hand")
    assert column(record, "documents", "found_sha256", *SOURCES) == {"ferry-2023": "abc", "ferry-2022": None}
    assert column(record, "documents", "reason", *SOURCES)["ferry-2022"] == "the text of ferry-2022 is not at hand"


def test_members_have_a_row_for_each_of_their_statements(record: Record) -> None:
    tables = Tables(record)
    names = ("relation", "role", "member", "statement", "value", "precision", "weight", "decomposition", "period")
    rows = list(zip(*(tables.column("members", name) for name in names), strict=True))
    assert [row for row in rows if row[0] == "years"] == [
        ("years", "first", "2013", None, "2013", "exact", "", "at_most", ""),
        ("years", "last", "2019", None, "2019", "exact", "", "at_most", ""),
        ("years", "stated", "g2", "g2", "250", "", "2", "at_most", "2023"),
    ]
    assert [row[3] for row in rows if row[:2] == ("both", "lower")] == ["f7", "f8", "g2", "g3", "g4"]
    assert [row[4] for row in rows if row[:2] == ("both", "upper")] == ["260.5"]
    assert rows[0] == ("fleet-parts", "whole", "fleet", "f1", "60", "", "", "equal", "2023")
    lines = ODD["relations"].splitlines()
    assert [lines[line - 1].split(",")[0] for line in tables.lines("members")] == [row[0] for row in rows]


def test_what_a_statement_can_mean_follows_the_policy(record: Record) -> None:
    narrow = Policy(round_share=Decimal("0.001"))
    tables = {policy: Tables(record, (), policy) for policy in (Policy(), narrow)}
    place = Tables(record).column("statements", "statement").index("g2")
    for policy, some in tables.items():
        meant = reading("about 250", "250", "repairs", "about", "", policy)
        for name in ("low", "high", "soft_low", "soft_high", "numeral"):
            assert some.column("statements", name)[place] == getattr(meant, name)
    assert len({some.column("statements", "low")[place] for some in tables.values()}) == 2


def test_a_precision_is_told_only_where_it_was_given() -> None:
    assert precision(Figure(Decimal(7))) == ""
    assert precision(Figure(Decimal(7), q=Decimal("1E+3"), outright=True)) == "1000"
    assert precision(Figure(Decimal(7), q=Decimal(0), outright=True)) == "exact"


def test_a_frame_has_words_numbers_and_texts(record: Record) -> None:
    import pandas as pd

    made = frame(Tables(record), "statements", ("statement", "unit", "fact_unit", "start", "found", "hedge"))
    assert (made.index.name, list(made.index)[:2]) == ("row", [2, 3])
    assert isinstance(made["unit"].dtype, pd.CategoricalDtype)
    assert made["unit"].dtype == made["fact_unit"].dtype, "units of statements and facts can be compared"
    assert list(made["hedge"].cat.categories) == ["", "about", "nearly", "range"]
    assert pd.api.types.is_integer_dtype(made["start"].dtype)
    assert made["found"].isna().all()
    assert str(made["statement"].dtype) == "str"


def test_an_empty_table_keeps_its_types(tmp_path: Path) -> None:
    none = Tables(load(project(tmp_path, {"relations": RELATIONS.splitlines()[0] + "\n"})))
    made = frame(none, "relations", ("relation", "kind", "weight"))
    assert [str(made[name].dtype) for name in made] == ["str", "category", "str"]
    assert (len(made), made.index.name) == (0, "row")


# ── the same in SQL ─────────────────────────────────────────────────────────────────────────────────


def plain(cell: Any) -> str:
    return "" if cell is None else str(cell)


def made(folder: Path, table: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """These columns of a table as DuckDB makes them, in its order."""
    store: Any = open_store(source_of(folder / "data", engine="sql"))
    for one in KEPT:
        store.base(one)
    store.put_texts(SOURCES)
    store.make(table, columns)
    listed = ", ".join(f'"{name}"' for name in columns)
    within = ', "row_within"' if table == "members" else ""
    rows = store._ask(f'SELECT {listed} FROM factcheck_{table} ORDER BY "row"{within}')
    store.close()
    return [tuple(plain(row[name]) for name in columns) for row in rows]


def made_by_spark(folder: Path, table: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The same by way of Spark, as far as its stand-in goes."""
    store: Any = open_store(source_of(folder / "data", engine="spark"))
    for one in KEPT:
        store.base(one)
    store.put_texts(SOURCES)
    store.make(table, columns)
    within = ("row", "row_within") if table == "members" else ("row",)
    rows = sorted(store._frames[table].collect(), key=lambda row: tuple(row[name] or 0 for name in within))
    return [tuple(plain(row[name]) for name in columns) for row in rows]


def expected(record: Record, table: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    tables = Tables(record, SOURCES)
    cells = [map(plain, tables.column(table, name)) for name in columns]
    return list(zip(*cells, strict=True))


@needs_sql
@pytest.mark.parametrize("table", list(COLUMNS))
def test_each_table_is_the_same_in_sql(folder: Path, record: Record, table: str) -> None:
    columns = tuple(name for name in COLUMNS[table] if name in Tables(record).columns(table))
    assert set(COLUMNS[table]) == set(columns)
    assert made(folder, table, columns) == expected(record, table, columns)


@pytest.mark.parametrize("table", list(COLUMNS))
def test_each_table_is_the_same_in_spark(
    folder: Path, record: Record, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, Session())
    assert made_by_spark(folder, table, COLUMNS[table]) == expected(record, table, COLUMNS[table])


@needs_sql
@pytest.mark.parametrize("name", COLUMNS["statements"])
def test_each_column_of_a_statement_can_be_asked_for_alone(folder: Path, record: Record, name: str) -> None:
    columns = ("statement", name) if name != "statement" else (name,)
    assert made(folder, "statements", columns) == expected(record, "statements", columns)


@needs_sql
@pytest.mark.parametrize("table", ["documents", "facts"])
@pytest.mark.parametrize("name", ["statements", "found_sha256", "reason", "note"])
def test_each_column_of_a_list_can_be_asked_for_alone(folder: Path, record: Record, table: str, name: str) -> None:
    if name in COLUMNS[table]:
        assert made(folder, table, (name,)) == expected(record, table, (name,))


def test_cells_that_are_missing_are_cells_without_anything() -> None:
    assert (
        of_cells({"value": "7", "hedge": None}) == of_cells({"value": "7", "hedge": ""}) == reading("", "7", "", "", "")
    )
    assert of_cells({}).low == NOWHERE
