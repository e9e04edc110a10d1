"""The SELECTs of a record's tables: what they are made of, and what they leave out where a table or column lacks."""

from __future__ import annotations

import pytest

from factcheck.expectations.queries import PLACE
from factcheck.expectations.screens import Dialect
from factcheck.expectations.stores import COLUMNS, KEPT, Base, Views

PLAIN = Dialect(lambda name: f"<{name}>", "TEXT")
SPELLING = [("statements", name) for name in ("stated", "value", "unit", "hedge", "precision")]
BASES = {name: Base(name, columns, "rowid") for name, columns in KEPT.items()}


def views(*without: str, read: bool = False) -> Views:
    return Views({name: base for name, base in BASES.items() if name not in without}, PLAIN, read=read)


@pytest.mark.parametrize(
    ("table", "column", "needs"),
    [
        ("documents", "title", [("documents", "title")]),
        ("documents", "statements", [("statements", "document")]),
        ("documents", "found_sha256", [("documents", "document")]),
        ("documents", "reason", [("documents", "document")]),
        ("facts", "statements", [("statements", "fact")]),
        ("statements", "fact_unit", [("facts", "fact"), ("facts", "unit")]),
        ("statements", "listed_fact", [("facts", "fact")]),
        ("statements", "listed_document", [("documents", "document")]),
        ("statements", "written_value", [("statements", "value")]),
        ("statements", "found", [("statements", name) for name in ("document", "start", "end")]),
        ("statements", "reason", [("statements", "document")]),
        ("statements", "low", SPELLING),
        ("statements", "said", SPELLING),
        ("relations", "weight", [("relations", "weight")]),
    ],
)
def test_a_column_needs_those_that_it_is_made_of(table: str, column: str, needs: list[tuple[str, str]]) -> None:
    assert views().needs(table, (column,)) == needs


def test_readings_in_the_table_need_only_themselves() -> None:
    assert views(read=True).needs("statements", ("low", "fact")) == [("statements", "low"), ("statements", "fact")]


def test_members_need_both_their_tables() -> None:
    needed = views().needs("members", ("value",))
    assert [name for table, name in needed if table == "relations"] == list(COLUMNS["members"][:6])
    assert [name for table, name in needed if table == "statements"] == [
        *("statement", "fact", "stated", "value", "unit", "hedge", "precision", "period")
    ]


def test_a_table_as_it_is_has_what_it_has() -> None:
    some = Views({"facts": Base("f", ("fact", "period"), "p")}, PLAIN, read=False)
    cells = [f"COALESCE(CAST(<{name}> AS TEXT), '') AS <{name}>" for name in ("fact", "period")]
    assert some.base("facts") == f"SELECT {cells[0]}, {cells[1]}, p AS <{PLACE}> FROM f"
    assert "<period>" not in some.base("facts", ("fact",))
    assert Base("f", ("fact",), "p").lacks(["fact", "unit"]) == ["unit"]


def test_numbers_are_numbers_and_nothing_is_no_number() -> None:
    assert "CAST(NULLIF(CAST(<line> AS TEXT), '') AS INTEGER) AS <line>" in views().base("statements", ("line",))


def test_only_tables_that_are_asked_for_are_joined() -> None:
    assert "JOIN" not in views().view("statements", ("statement", "fact", "hedge"))
    assert views().view("statements", ("period",)).count("JOIN") == 1, "a period may be that of the fact"
    assert "JOIN" not in views("facts").view("statements", ("period",))
    for name in ("found", "reason", "listed_document", "fact_unit", "listed_fact", "value", "written_value", "low"):
        assert views().view("statements", (name,)).count("LEFT JOIN") == 1, name
        joins = 0 if name in ("value", "written_value", "low") else 1
        assert views(read=True).view("statements", (name,)).count("LEFT JOIN") == joins, name
    assert "JOIN" not in views().view("documents", ("title",))
    assert views().view("documents", ("statements",)).count("JOIN") == 1
    for columns in (("found_sha256",), ("reason",), ("found_sha256", "reason")):
        assert views().view("documents", columns).count("JOIN") == 1


def test_strangers_are_looked_for_among_the_facts_that_are_listed() -> None:
    assert views().strangers().count("NOT EXISTS") == 3
    assert views("facts").strangers().count("NOT EXISTS") == 2
    assert views().strangers().endswith("LIMIT 3")
