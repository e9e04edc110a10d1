"""What the Spark store does without Spark: its workers read frames, it plans for the number of rows, and it asks."""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from factcheck.errors import FactcheckError
from factcheck.expectations import engine, open_store, readings
from factcheck.expectations.stores import Base, spark
from factcheck.interval import POLICY, Policy
from factcheck.model import Document
from factcheck.record import COLUMNS
from factcheck.source import source_of
from record_samples import RELATIONS, TEXT, project
from spark_sample import Builder, Frame, Session, pretend

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


# ── the store, on a session that is none of Spark's ─────────────────────────────────────────────────


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    running = Session()
    pretend(monkeypatch, running)
    return running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tables of a small record, in whose relations one member is nobody's name."""
    return project(tmp_path, {"relations": RELATIONS.replace(",part,tugs,", ",part,tug,")}) / "data"


def opened(folder: Path, **given: Any) -> Any:
    return open_store(source_of(folder, engine="spark", **given))


def test_a_store_tells_what_lies_there(session: Session, folder: Path) -> None:
    store = opened(folder)
    assert [store.number(table) for table in ("documents", "facts", "statements", "relations")] == [1, 10, 12, 9]
    assert store.base("facts") == Base("factcheck_facts", (*COLUMNS["facts"], "row"), "`row`")
    assert store.counts() == {"ferry-2023": 12}
    assert store.strangers() == ["tug"]
    told = store.rows("statements")
    assert [row["statement"] for row in told] == [f"f{number}" for number in range(1, 13)]
    assert set(told[0]) == set(COLUMNS["statements"])
    assert (told[5]["stated"], told[5]["value"], told[5]["hedge"]) == ("41.15 million crowns", "41150000", "")
    assert [row["fact"] for row in store.rows("facts", "fact", {"tugs", "fleet", "none"})] == ["fleet", "tugs"]
    assert store.rows("facts", "fact", set()) == []
    cells = ("tugs", "tugs of the fleet", "vessels", "", "2023", "")
    assert store.rows("facts", "fact", ["tugs"]) == [dict(zip(COLUMNS["facts"], cells, strict=True))]


def test_a_table_lists_its_strangers_though_no_fact_is_listed(session: Session, folder: Path) -> None:
    facts = folder / "facts.csv"
    facts.write_text(facts.read_text() + "tug,a tug,vessels,,,\n")
    assert opened(folder).strangers() == []
    facts.unlink()
    assert opened(folder).strangers() == ["tug"]


@pytest.mark.parametrize("missing", ["statements", "relations"])
def test_what_is_not_there_is_nothing(session: Session, folder: Path, missing: str) -> None:
    (folder / f"{missing}.csv").unlink()
    store = opened(folder)
    assert (store.base(missing), store.number(missing), store.rows(missing)) == (None, 0, [])
    assert store.strangers() == []
    assert store.counts() == ({} if missing == "statements" else {"ferry-2023": 12})
    assert not opened(folder, tables={"facts": "nowhere"}).base("facts")


def test_statements_that_name_no_document_are_not_counted(session: Session, folder: Path) -> None:
    (folder / "statements.csv").write_text("fact,value\ntugs,3\n")
    assert opened(folder).counts() == {}


def test_words_in_two_lines_and_quotes_in_words_are_one_cell(session: Session, folder: Path) -> None:
    (folder / "facts.csv").write_text('fact,topic\ntugs,"two\nlines of ""tugs"""\n')
    assert opened(folder).rows("facts") == [{"fact": "tugs", "topic": 'two\nlines of "tugs"'}]


def test_what_words_mean_is_read_once_and_kept_until_the_end(session: Session, folder: Path) -> None:
    store = opened(folder)
    for base in ("facts", "statements", "relations"):
        store.base(base)
    store.make("facts", ("fact", "statements"))
    store.make("statements", ("statement", "hedge"))
    assert set(store._frames) == {"facts", "statements"}, "nobody asked what the words mean"
    store.make("members", ("relation",))
    read = store._frames["read"]
    store.make("members", ("relation",))
    again = opened(folder)
    for base in ("facts", "statements"):
        again.base(base)
    for column in ("value", "written_value", "low", "said"):
        again._frames.pop("statements", None)
        again.make("statements", ("statement", column))
    assert store._frames["read"] is read
    assert [column for column in read.columns if column in readings.COLUMNS] == [*readings.COLUMNS[:-1]]
    kept = list(store._frames.values())
    assert len(kept) == 4
    assert all(frame.is_kept for frame in kept)
    assert session.settings == {}, "the plans of a session that ran before are its own"
    store.close()
    assert not any(frame.is_kept for frame in kept)
    assert not session.stopped


def test_what_is_written_beside_the_words_is_not_read_again(session: Session, folder: Path) -> None:
    added = [name for name in readings.COLUMNS if name != "plain"]
    lines = (folder / "statements.csv").read_text().splitlines()
    marked = [
        ",".join([line, *(added if not number else [f"{name}{number}" for name in added])])
        for number, line in enumerate(lines)
    ]
    (folder / "statements.csv").write_text("\n".join(marked) + "\n")
    store = opened(folder)
    store.make("statements", ("statement", "low", "said"))
    assert set(store._frames) == {"statements"}
    first = store._frames["statements"].collect()[0]
    assert (first["statement"], first["low"], first["said"]) == ("f1", "low1", "said1")


def test_a_session_of_ones_own_is_planned_for_the_rows_and_ended(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    pretend(monkeypatch, None, Builder())
    store = opened(folder)
    store.make("statements", ("low",))
    assert store._session.settings["spark.sql.shuffle.partitions"] == "1"
    assert not store._session.stopped
    store.close()
    assert store._session.stopped


@pytest.mark.parametrize(("kind", "value"), [("float64", "41150000"), ("str", "41150000.0")])
def test_numbers_of_a_column_tell_no_precision(session: Session, folder: Path, kind: str, value: str) -> None:
    pd = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    frame = pd.read_csv(folder / "statements.csv", dtype="str", keep_default_na=False)
    frame["value"] = frame["value"].astype("float64").astype(kind)
    frame["row"] = range(len(frame), 0, -1)
    frame.to_parquet(folder / "statements.parquet", index=False)
    for path in folder.glob("*.csv"):
        path.unlink()
    store = opened(folder)
    told = store.rows("statements")
    assert [row["statement"] for row in told[:2]] == ["f12", "f11"], "a table may say in what order its rows come"
    assert next(row["value"] for row in told if row["statement"] == "f6") == value
    store.make("statements", ("statement", "value"))
    made = {row["statement"]: row["value"] for row in store._frames["statements"].collect()}
    assert made["f6"] == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [(kind, True) for kind in ("int", "bigint", "smallint", "tinyint", "float", "double", "decimal(12,2)")]
    + [("string", False), ("varchar(12)", False)],
)
def test_a_column_of_any_kind_of_number_is_one_of_numbers(
    session: Session, folder: Path, kind: str, typed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Frame(session, [("note", "int"), ("value", kind)], [(1, "58.30")])
    monkeypatch.setattr(session.read, "csv", lambda *_, **__: read)
    store = opened(folder)
    store.base("facts")
    assert store._typed is False
    assert store.rows("statements") == [{"value": "58.3" if typed else "58.30", "note": "1"}]


@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize("policy", [POLICY, Policy(round_share=Decimal("0.001"))])
def test_a_frame_of_ones_own_gets_what_its_words_mean(session: Session, typed: bool, policy: Policy) -> None:
    from factcheck import expectations

    kinds = [("statement", "string"), ("value", "double"), ("hedge", "string"), ("low", "string")]
    rows = [("s1", 41150000.0, "about", "old"), ("s2", 58.5, None, "old"), ("s3", None, "", None)]
    made = expectations.with_readings(Frame(session, kinds, rows), policy, typed=typed)
    added = [name for name in readings.COLUMNS if name != "plain"]
    assert made.columns == ["statement", "hedge", "value", *added]
    for told, (name, value, hedge, _) in zip(made.collect(), rows, strict=True):
        cells = {"value": None if value is None else str(value), "hedge": hedge}
        meant = readings.of_cells(cells, typed, policy)
        assert [told[one] for one in added] == [getattr(meant, one) for one in added]
        assert (told["statement"], told["value"]) == (name, meant.plain)
    plain = expectations.with_readings(Frame(session, kinds, rows)).collect()
    assert plain[0]["value"] == "41150000.0", "unless it is said that they are numbers, they are words"


def test_documents_are_taken_in_place_of_others(session: Session, folder: Path) -> None:
    store = opened(folder)
    for base in ("documents", "facts", "statements"):
        store.base(base)
    store.put_texts([Document("ferry-2022", "x", sha256="a")])
    store.put_texts([Document("ferry-2023", TEXT, sha256="b")])
    store.make("documents", ("document", "found_sha256", "reason"))
    (row,) = store._frames["documents"].collect()
    assert (row["document"], row["found_sha256"], row["reason"]) == ("ferry-2023", "b", "")
    assert session.table("factcheck_texts").count() == 1


def test_what_spark_complains_of_is_told_in_a_line(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(folder)
    begin = f"{store.source.shown}: Spark: "
    assert store.trouble(ValueError("x" * 400)).message == begin + "x" * 300
    with pytest.raises(FactcheckError) as caught:
        store._ask("SELECT * FROM nowhere")
    assert caught.value.message.startswith(begin)

    def refuse(*_: Any, **__: Any) -> Any:
        raise ValueError("no\nmore")

    monkeypatch.setattr(session.read, "csv", refuse)
    monkeypatch.setattr(session, "sql", refuse)
    for ask, given in ((store.base, ("facts",)), (store.make, ("facts", ("fact",)))):
        with pytest.raises(FactcheckError) as caught:
            ask(*given)
        assert caught.value.message == begin + "no"


LOCAL = {
    "name": "factcheck",
    "master": "local[*]",
    "spark.ui.showConsoleProgress": "false",
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "4g",
    "spark.log.level": "ERROR",
}
AFAR = {name: LOCAL[name] for name in ("name", "spark.ui.showConsoleProgress")}


@pytest.mark.parametrize(
    ("master", "environment", "expected"),
    [
        ("", {}, LOCAL),
        ("", {"FACTCHECK_SPARK_MEMORY": "9g"}, {**LOCAL, "spark.driver.memory": "9g"}),
        ("", {"FACTCHECK_SPARK_MASTER": "spark://host:7077"}, {**AFAR, "master": "spark://host:7077"}),
        ("local[3]", {"FACTCHECK_SPARK_MASTER": "spark://host:7077"}, {**LOCAL, "master": "local[3]"}),
        ("yarn", {}, {**AFAR, "master": "yarn"}),
    ],
)
def test_a_session_keeps_to_this_machine_unless_a_cluster_is_named(
    monkeypatch: pytest.MonkeyPatch, folder: Path, master: str, environment: dict[str, str], expected: dict[str, str]
) -> None:
    for name in ("FACTCHECK_SPARK_MASTER", "FACTCHECK_SPARK_MEMORY"):
        monkeypatch.delenv(name, raising=False)
    pythons = ["PYSPARK_PYTHON", "PYSPARK_DRIVER_PYTHON"]
    own, other = pythons if master else reversed(pythons)
    monkeypatch.setenv(own, "mine")
    # Set and taken away, so that whatever is put there goes with the test.
    monkeypatch.setenv(other, "")
    monkeypatch.delenv(other)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    builder = Builder()
    pretend(monkeypatch, None, builder)
    opened(folder, master=master).close()
    assert builder.told == expected
    assert (os.environ[own], os.environ[other]) == ("mine", sys.executable)


@pytest.mark.parametrize(
    ("master", "java", "hint"),
    [
        ("", True, ""),
        ("", False, "Spark needs Java 17 or newer: is it installed, and does JAVA_HOME name it?"),
        ("yarn", False, "is the address right, and does the cluster answer?"),
    ],
)
def test_a_session_that_does_not_start_is_told_with_advice(
    monkeypatch: pytest.MonkeyPatch, folder: Path, master: str, java: bool, hint: str
) -> None:
    monkeypatch.delenv("FACTCHECK_SPARK_MASTER", raising=False)
    monkeypatch.setattr(spark, "_has_java", lambda: java)
    pretend(monkeypatch, None, Builder(RuntimeError(f"{'no ' * 200}\nat java.lang")))
    with pytest.raises(FactcheckError) as caught:
        opened(folder, master=master)
    assert caught.value.message == f"Spark does not start at {master or 'local[*]'}: {('no ' * 200)[:300]}"
    assert caught.value.hint == hint


# ── its metrics ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "columns", "further"),
    [
        ("Rows", {"statement": "id", "value": "value"}, {}),
        ("RowsInQuestion", {"statement": "id", "value": "value", "said": "said"}, {"screen": "words"}),
        ("RestatementCandidates", {"fact": "fact", "value": "value", "statement": "id"}, {"remarks": True}),
    ],
)
def test_spark_is_asked_what_a_database_is_asked(name: str, columns: dict[str, str], further: dict[str, Any]) -> None:
    engine.load()
    from factcheck.expectations import metrics, queries

    session = Session()
    cells = [("s1", "a", "7", "7 "), ("s10", "a", "8", "9 "), ("s9", "a", "8", "8 "), ("s2", "b", "1", "1 ")]
    frame = Frame(session, [(column, "string") for column in ("id", "fact", "value", "said")], cells)
    execution = SimpleNamespace(get_compute_domain=lambda domain_kwargs, domain_type: (frame, domain_kwargs, {}))
    provider: Any = getattr(metrics, name)
    asked = provider._spark(provider, execution, {}, {"columns": columns, **further})
    rows = [dict(zip(frame.columns, row, strict=True)) for row in cells]
    told = {
        "Rows": ["s1", "s2", "s9", "s10"],
        "RowsInQuestion": ["s10"],
        "RestatementCandidates": ["s1", "s9", "s10"],
    }[name]
    found = asked if name == "Rows" else asked.rows if name == "RowsInQuestion" else asked.facts[0][1]
    assert [row["statement"] for row in found] == told
    assert [row["value"] for row in found] == [row["value"] for one in told for row in rows if row["id"] == one]
    if name != "Rows":
        assert (asked.agreed if name == "RowsInQuestion" else asked.single) == (3 if name == "RowsInQuestion" else 1)
    assert session.views == set(), "a view is let go when its question is answered"
    with queries.of_spark(execution, {}) as one, queries.of_spark(execution, {}) as other:
        assert one.source != other.source, "two questions at once do not meet"
