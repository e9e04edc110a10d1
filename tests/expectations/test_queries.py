"""A table is asked in SQL, and its rows come back as the exact core reads them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from factcheck.expectations import queries, screens
from factcheck.expectations.evidence import Aside
from factcheck.expectations.queries import SPARK, Table
from factcheck.expectations.screens import Dialect, Source
from factcheck.expectations.values import Candidates, RowCandidates


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


SQLITE = Dialect(quoted, "TEXT")
Ask = Callable[[str], list[dict[str, Any]]]


def told(rows: Sequence[dict[str, Any]], given: str = "") -> Table:
    """The rows as a table of SQLite; all of them have the columns of the first."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    columns = tuple(rows[0])
    connection.execute(f"CREATE TABLE told ({', '.join(map(quoted, columns))})")
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO told VALUES ({marks})", [tuple(row.values()) for row in rows])
    source = Source("given_", "given_ AS (SELECT * FROM told)") if given else Source("told")
    return Table(source, columns, SQLITE, lambda sql: [dict(row) for row in connection.execute(sql)])


def answered(rows: list[dict[str, Any]], *columns: str) -> Table:
    """A table that answers any query with these rows."""
    return Table(Source("told"), columns, SQLITE, lambda _: [dict(row) for row in rows])


# ── rows ────────────────────────────────────────────────────────────────────────────────────────────


def test_rows_come_by_our_names_in_the_order_of_the_table() -> None:
    table = told([{"Which": "b", "No": 1, "row": 3}, {"Which": "a", "No": 2, "row": 2}])
    assert queries.rows(table, {"fact": "Which", "value": "No"}) == [
        {"fact": "a", "value": 2},
        {"fact": "b", "value": 1},
    ]


@pytest.mark.parametrize("given", ["", "a query in place of a table"])
def test_rows_of_one_place_come_in_their_order_there(given: str) -> None:
    """A member of a relation has one place; its statements have theirs within it."""
    places = [(2, 10), (1, 5), (2, 9), (1, None)]
    rows = [{"id": f"{row}/{within}", "row": row, "row_within": within} for row, within in places]
    assert [row["statement"] for row in queries.rows(told(rows, given), {"statement": "id"})] == [
        *("1/None", "1/5", "2/9", "2/10")
    ]


def test_places_are_counted_from_nothing_on() -> None:
    rows = [{"statement": "b", "row": 0}, {"statement": "a", "row": 1}]
    assert [row["statement"] for row in queries.rows(answered(rows, "row"), {})] == ["b", "a"]
    rows = [{"statement": "b", "row": 4, "row_within": 0}, {"statement": "a", "row": 4, "row_within": 1}]
    assert [row["statement"] for row in queries.rows(answered(rows, "row", "row_within"), {})] == ["b", "a"]


def test_rows_without_a_place_come_by_their_ids_as_people_count() -> None:
    names = ["s10", "s9", "t1", "S3", "s9a", "s2", "10", "9"]
    table = answered([{"statement": name} for name in names])
    assert [row["statement"] for row in queries.rows(table, {"statement": "statement"})] == [
        *("9", "10", "S3", "s2", "s9", "s9a", "s10", "t1")
    ]
    ids = [("r2", "part", "b", "s1"), ("r2", "part", "a", "s2"), ("r1", "whole", "c", None), ("r1", "part", "d", "s0")]
    rows = [dict(zip(("relation", "role", "member", "statement"), one, strict=True)) for one in ids]
    assert [row["member"] for row in queries.rows(answered(rows), {})] == ["d", "c", "a", "b"]
    assert [row["document"] for row in queries.rows(answered([{"document": "d2"}, {"document": "d1"}]), {})] == [
        *("d1", "d2")
    ]
    placed = answered([{"statement": "a", "row": None}, {"statement": "b", "row": 7}], "row")
    assert [row["statement"] for row in queries.rows(placed, {"statement": "statement"})] == ["b", "a"]


def test_zeros_of_a_decimal_column_tell_no_precision() -> None:
    cells = {"a": "41150000.00", "b": "58.30", "c": "1E+3", "d": "NaN", "e": "500"}
    table = answered([{name: Decimal(cell) for name, cell in cells.items()} | {"f": "3.10", "row": 2, "row_within": 1}])
    (row,) = queries.rows(table, {name: name for name in cells})
    assert row == {"a": "41150000", "b": "58.3", "c": "1000", "d": None, "e": "500", "f": "3.10"}


def test_rows_are_grouped_by_facts_in_the_order_of_these() -> None:
    rows: list[dict[str, Any]] = [{"fact": "b", "n": 1}, {"fact": 7, "n": 2}, {"fact": "b", "n": 3}]
    assert queries.by_fact(rows) == (("b", (rows[0], rows[2])), ("7", (rows[1],)))


def test_the_core_reads_what_the_screening_works_on_nowhere() -> None:
    columns = {name: name.upper() for name in ("fact", "value", "low", "high", "soft_low", "soft_high", "numeral")}
    assert queries.shown(columns) == {"fact": "FACT", "value": "VALUE"}


# ── names ───────────────────────────────────────────────────────────────────────────────────────────


def test_names_are_quoted_as_each_engine_does() -> None:
    assert SPARK.quote("a`b") == "`a``b`"
    assert SPARK.as_text("x") == "COALESCE(CAST(`x` AS STRING), '')"
    assert screens.literal("it's") == "'it''s'"


@pytest.mark.parametrize(
    ("name", "text"), [("sqlite", "TEXT"), ("mysql", "CHAR"), ("mariadb", "CHAR"), ("postgresql", "TEXT")]
)
def test_a_database_says_what_a_text_is(name: str, text: str) -> None:
    sqlalchemy = pytest.importorskip("sqlalchemy")
    found = queries.dialect_of(sqlalchemy.make_url(f"{name}://").get_dialect()())
    assert found.text == text
    assert found.quote("order by") in ('"order by"', "`order by`")


@pytest.mark.parametrize("form", ["table", "alias", "select", "subquery", "text"])
def test_a_batch_may_be_a_table_or_any_query(form: str) -> None:
    """Part of a table is a query with values in it, which another query then begins with."""
    sqlalchemy = pytest.importorskip("sqlalchemy")
    source = sqlalchemy.create_engine("sqlite://", poolclass=sqlalchemy.pool.StaticPool)
    with source.begin() as connection:
        connection.exec_driver_sql('CREATE TABLE "all told" (fact TEXT, value TEXT)')
        connection.exec_driver_sql("""INSERT INTO "all told" VALUES ('it''s', '7'), ('b', '8')""")
    table = sqlalchemy.Table("all told", sqlalchemy.MetaData(), autoload_with=source)
    part = sqlalchemy.select(table).where(table.c.fact == "it's")
    text = sqlalchemy.text("SELECT * FROM \"all told\" WHERE value = '7'").columns(table.c.fact, table.c.value)
    forms = {"table": table, "alias": table.alias(), "select": part, "subquery": part.subquery()}
    batch = {**forms, "text": text.subquery()}[form]
    execution = SimpleNamespace(
        engine=source, get_connection=source.connect, get_compute_domain=lambda **_: (batch, {}, {})
    )
    with queries.of_database(execution, {}) as asked:
        assert asked.columns == ("fact", "value")
        whole = [{"fact": "b", "value": "8"}] if form in ("table", "alias") else []
        found = queries.rows(asked, {"fact": "fact", "value": "value"})
        assert sorted(found, key=lambda row: row["value"]) == [{"fact": "it's", "value": "7"}, *whole]
    source.dispose()


def test_a_query_begins_with_those_that_it_builds_upon() -> None:
    given = Source("x", "x AS (SELECT 1)")
    assert Source("x").query("SELECT 2") == "SELECT 2"
    assert given.query("SELECT 2") == "WITH x AS (SELECT 1) SELECT 2"
    assert given.query("WITH y AS (SELECT 2) SELECT 3") == "WITH x AS (SELECT 1), y AS (SELECT 2) SELECT 3"


# ── facts in question ───────────────────────────────────────────────────────────────────────────────

NAMES = ("fact", "value", "hedge", "precision", "unit", "period", "low", "high", "soft_low", "soft_high", "numeral")
FACTS: dict[str, tuple[tuple[Any, ...], ...]] = {
    "alike": (("7", "", "", "", "", 1, 3, 1, 3, "n7"), ("8", "", "", "", "", 2, 4, 2, 4, "n8")),
    "touching": (("7", "", "", "", "", 1, 3, 1, 3, "n7"), ("8", "", "", "", "", 3, 4, 3, 4, "n8")),
    "apart": (("7", "", "", "", "", 1, 3, 1, 3, "n7"), ("8", "", "", "", "", 4, 5, 4, 5, "n8")),
    "oddly": (("7", "", "", "", "", 1, 3, 1, 2, "n7"), ("8", "", "", "", "", 2, 4, 3, 4, "n8")),
    "given": (("7", "", "1", "", "", 1, 3, 1, 3, "n7"), ("8", "", "1", "", "", 2, 4, 2, 4, "n8")),
    "given once": (("7", "", "1", "", "", 1, 3, 1, 3, "n7"), ("8", "", "", "", "", 2, 4, 2, 4, "n8")),
    "units": (("7", "", "", "m", "", 1, 3, 1, 3, "n7"), ("7", "", "", "km", "", 1, 3, 1, 3, "n7")),
    "periods": (("7", "", "", "", "2021", 1, 3, 1, 3, "n7"), ("7", "", "", "", "", 1, 3, 1, 3, "n7")),
    "hedged": (("7", "about", "", "", "", 1, 3, 1, 3, "n7"), ("7", "", "", "", "", 1, 3, 1, 3, "n7")),
    "both hedged": (("7", "about", "", "", "", 1, 3, 1, 3, "n7"), ("8", "nearly", "", "", "", 1, 3, 1, 3, "n8")),
    "bounds": (("7", "at least", "", "", "", 1, 3, 1, 3, "n7"), ("8", "more than", "", "", "", 1, 3, 1, 3, "n8")),
    "two kinds": (("7", "at least", "", "", "", 1, 3, 1, 3, "n7"), ("8", "at most", "", "", "", 1, 3, 1, 3, "n8")),
    "upper": (("7", "at most", "", "", "", 1, 3, 1, 3, "n7"), ("8", "less than", "", "", "", 1, 3, 1, 3, "n8")),
    "alone": (("7", "", "", "", "", 1, 3, 1, 3, "n7"),),
    "alone and odd": (("7", "", "", "", "", 1, 3, 3, 1, "n7"),),
    "reversed": (("7", "", "", "", "", 1, 3, 1, 3, "n7"), ("9", "", "", "", "", 6, 5, 6, 5, "n9")),
    "no value": (("", "", "", "", "", 1, 3, 1, 3, "n7"), (None, "", "", "", "", 9, 9, 9, 9, "n9")),
    "no low": (("7", "", "", "", "", None, 3, 1, 3, "n7"), ("7", "", "", "", "", 1, None, 1, 3, "n7")),
    "": (("7", "", "", "", "", 1, 3, 1, 3, "n7"), (None, "", "", "", "", None, 3, 1, 3, "n7")),
}
ROWS = [dict(zip(NAMES, (fact, *cells), strict=True)) for fact, rows in FACTS.items() for cells in rows]
ALL = {name: name for name in NAMES}
CERTAIN = {"apart", "given", "units", "periods"}
ODD = {"oddly", "hedged", "bounds", "upper"}


def in_sql(columns: dict[str, str], remarks: bool) -> Candidates:
    return queries.candidates(told(ROWS), columns, remarks)


def in_pandas(columns: dict[str, str], remarks: bool) -> Candidates:
    import pandas as pd

    from factcheck.expectations import engine

    engine.load()
    from factcheck.expectations import metrics

    return metrics.candidates(pd.DataFrame(ROWS), columns, remarks)


def in_categories(columns: dict[str, str], remarks: bool) -> Candidates:
    """The same where words are told apart by numbers."""
    import pandas as pd

    from factcheck.expectations import engine

    engine.load()
    from factcheck.expectations import metrics

    frame = pd.DataFrame(ROWS)
    for name in ("fact", "value", "hedge", "precision", "unit"):
        words = {row[name] for row in ROWS} - {None}
        frame[name] = pd.Categorical(frame[name], categories=sorted(words, reverse=True))
    return metrics.candidates(frame, columns, remarks)


@pytest.mark.parametrize("asked", [in_sql, in_pandas, in_categories])
@pytest.mark.parametrize("remarks", [False, True])
def test_facts_in_question_are_those_that_may_disagree(
    asked: Callable[[dict[str, str], bool], Candidates], remarks: bool
) -> None:
    found = asked(ALL, remarks)
    doubtful = CERTAIN | ODD if remarks else CERTAIN
    assert {fact for fact, _ in found.facts} == doubtful
    assert all(len(rows) == 2 for _, rows in found.facts)
    assert set(found.facts[0][1][0]) == {"fact", "value", "hedge", "precision", "unit", "period"}
    several = {fact for fact, rows in FACTS.items() if fact and len(rows) == 2} - {"reversed", "no value", "no low"}
    assert (found.clear, found.single) == (len(several - doubtful), 3)
    # Each row is set aside for its first reason.
    assert found.asides == (
        Aside("the statement names no fact", 2),
        Aside("the statement has no value", 2),
        Aside("the statement has no bounds", 2),
        Aside("the statement's bounds are reversed", 1),
    )


@pytest.mark.parametrize("asked", [in_sql, in_pandas, in_categories])
def test_without_bounds_all_that_is_not_written_alike_is_in_question(
    asked: Callable[[dict[str, str], bool], Candidates],
) -> None:
    columns = {name: name for name in ("fact", "value", "hedge", "unit")}
    found = asked(columns, False)
    assert {fact for fact, _ in found.facts} == {
        *("alike", "touching", "apart", "oddly", "given", "given once", "units", "hedged"),
        *("both hedged", "bounds", "two kinds", "upper", "reversed"),
    }
    # "periods" and "no low" are written alike in these columns.
    assert (found.clear, found.single) == (2, 2)
    assert found.asides == (Aside("the statement names no fact", 2), Aside("the statement has no value", 2))


@pytest.mark.parametrize("asked", [in_sql, in_pandas, in_categories])
def test_numbers_that_are_not_known_are_nobody_elses(
    asked: Callable[[dict[str, str], bool], Candidates], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fact without its numeral has a hedge of its own, and so has the fact before it."""
    cells = (("a", "", "n7"), ("b", "about", None), ("b", "about", None), ("a", "", "n7"))
    rows = [
        dict(zip(NAMES, (fact, "7", hedge, "", "", "", 1, 3, 1, 3, numeral), strict=True))
        for fact, hedge, numeral in cells
    ]
    monkeypatch.setitem(globals(), "ROWS", rows)
    assert asked(ALL, True) == Candidates(2, 0, ())


@pytest.mark.parametrize("asked", [in_sql, in_pandas, in_categories])
def test_bounds_that_are_texts_sort_as_texts(
    asked: Callable[[dict[str, str], bool], Candidates], monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = {"together": (("2", "21"), ("10", "3")), "apart": (("11", "15"), ("2", "9"))}
    rows = [
        dict(zip(NAMES, (fact, "7", "", "", "", "", low, high, low, high, "n7"), strict=True))
        for fact, pair in ends.items()
        for low, high in pair
    ]
    monkeypatch.setitem(globals(), "ROWS", rows)
    found = asked(ALL, True)
    assert (found.clear, [fact for fact, _ in found.facts], found.asides) == (1, ["apart"], ())


def test_what_is_asked_for_without_the_usual_readings() -> None:
    """Remarks then need the words of all statements; agreement needs none of them."""
    columns = {name: name for name in ("fact", "value", "hedge", "unit", "low", "high")}
    for asked in (in_sql, in_pandas, in_categories):
        assert {fact for fact, _ in asked(columns, False).facts} == {"apart", "units"}
        assert {fact for fact, _ in asked(columns, True).facts} == {
            *("alike", "touching", "apart", "oddly", "given", "given once", "units", "hedged"),
            *("both hedged", "bounds", "two kinds", "upper"),
        }


def test_a_value_that_is_no_number_is_none_and_a_fact_may_be_called_so() -> None:
    """A column of numbers may hold NaN, as text in some databases; as a name it is a name."""
    rows = [{"fact": "NaN", "value": value} for value in ("7", "8", "NaN")]
    found = queries.candidates(told(rows), {"fact": "fact", "value": "value"}, False)
    assert [(fact, len(some)) for fact, some in found.facts] == [("NaN", 2)]
    assert found.asides == (Aside("the statement has no value", 1),)


def test_a_table_without_a_doubtful_fact_is_not_asked_for_rows() -> None:
    table, asked = told([row for row in ROWS if row["fact"] in ("alike", "alone")]), list[str]()

    def ask(sql: str) -> list[dict[str, Any]]:
        asked.append(sql)
        return table.ask(sql)

    assert queries.candidates(Table(table.source, table.columns, SQLITE, ask), ALL, True) == Candidates(1, 1, ())
    assert len(asked) == 2


# ── rows in question ────────────────────────────────────────────────────────────────────────────────

PLACED: list[dict[str, Any]] = [
    {"statement": "fine", "stated": "7 boats", "found": "7 boats", "start": 3, "end": 10, "reason": ""},
    {"statement": "other", "stated": "7 boats", "found": "8 boats", "start": 3, "end": 10, "reason": ""},
    {"statement": "dark", "stated": "7 boats", "found": None, "start": 3, "end": 10, "reason": "no text"},
    {"statement": "long", "stated": "7 boats", "found": None, "start": 3, "end": 11, "reason": "no text"},
    {"statement": "open", "stated": "7 boats", "found": None, "start": 3, "end": None, "reason": "lost"},
]


def test_words_at_their_place_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = {name: name for name in PLACED[0]}
    found = queries.row_candidates(told(PLACED), columns, "place")
    assert (found.agreed, found.asides) == (1, ())
    assert [row["statement"] for row in found.rows] == ["dark", "long", "open", "other"]
    monkeypatch.setattr(queries, "MOST_NAMED", 1)
    found = queries.row_candidates(told(PLACED), columns, "place")
    assert found.asides == (Aside("lost", 1), Aside("no text", 1))
    assert [row["statement"] for row in found.rows] == ["long", "other"]
    monkeypatch.setattr(queries, "MOST_NAMED", 2)
    assert len(queries.row_candidates(told(PLACED), columns, "place").rows) == 4


@pytest.mark.parametrize(("number", "named"), [(1, True), (10_000, True), (10_001, False)])
def test_rows_that_cannot_be_checked_are_named_while_they_are_few(number: int, named: bool) -> None:
    asked: list[str] = []

    def ask(sql: str) -> list[dict[str, Any]]:
        asked.append(sql)
        if len(asked) > 1:
            return [{"statement": "dark"}]
        return [{"told_": told_, "reason_": reason, "n_": n} for told_, reason, n in counts]

    counts = (("unknown", "no text", number - 1), ("fine", "", 3), ("unknown", "lost", 1))
    columns = {name: name for name in PLACED[0]}
    found = queries.row_candidates(Table(Source("told"), tuple(columns), SQLITE, ask), columns, "place")
    rows, asides = ({"statement": "dark"},), (Aside("lost", 1), Aside("no text", number - 1))
    assert found == (RowCandidates(3, (), rows) if named else RowCandidates(3, asides, ()))


def test_words_that_say_their_value_are_not_asked_for() -> None:
    rows: list[dict[str, Any]] = [
        {"statement": "a", "said": "96000 nearly", "value": "96000", "hedge": "nearly"},
        {"statement": "b", "said": "96000 ", "value": "96000", "hedge": None},
        {"statement": "c", "said": "96000 nearly", "value": "96000", "hedge": ""},
        {"statement": "d", "said": "96000 ", "value": "69000", "hedge": ""},
    ]
    columns = {name: name for name in rows[0]}
    found = queries.row_candidates(told(rows), columns, "words")
    assert (found.agreed, [row["statement"] for row in found.rows]) == (2, ["c", "d"])
    plain = {name: name for name in ("statement", "said", "value")}
    assert queries.row_candidates(told(rows), plain, "words").agreed == 1
    unread = {name: name for name in ("statement", "value")}
    assert queries.row_candidates(told(rows), unread, "words").agreed == 0
    table, asked = told(rows[:2]), list[str]()

    def ask(sql: str) -> list[dict[str, Any]]:
        asked.append(sql)
        return table.ask(sql)

    fine = queries.row_candidates(Table(table.source, table.columns, SQLITE, ask), columns, "words")
    assert (fine, len(asked)) == (RowCandidates(2, (), ()), 1), "no row is asked for where each is fine"


def test_documents_whose_hash_is_that_which_was_noted_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[dict[str, Any]] = [
        {"document": "same", "sha256": "ABC", "found": "abc", "reason": ""},
        {"document": "other", "sha256": "abd", "found": "abc", "reason": ""},
        {"document": "dark", "sha256": "abc", "found": "", "reason": "not at hand"},
        {"document": "none", "sha256": None, "found": None, "reason": "not at hand"},
    ]
    columns = {"document": "document", "noted": "sha256", "found": "found", "reason": "reason"}
    found = queries.row_candidates(told(rows), columns, "documents")
    assert (found.agreed, [row["document"] for row in found.rows]) == (1, ["dark", "none", "other"])
    monkeypatch.setattr(queries, "MOST_NAMED", 1)
    found = queries.row_candidates(told(rows), columns, "documents")
    assert (found.asides, len(found.rows)) == ((Aside("not at hand", 2),), 1)
    del columns["reason"]
    assert queries.row_candidates(told(rows), columns, "documents").asides == (Aside("", 2),)


def test_there_are_no_other_demands_on_rows() -> None:
    with pytest.raises(ValueError, match="weather"):
        screens.row_screen("weather", {}, SQLITE)
