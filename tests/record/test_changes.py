from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings

from factcheck.errors import FactcheckError
from factcheck.record import Record, load
from factcheck.record.changes import TABLES, Change, by_table, changes
from record_edits import edits
from record_samples import FILES, project

ACCEPTED = """
[[accepted]]
check = "restatements/values-agree"
fact = "repairs"
reason = "So printed."
[accepted.values]
f7 = "248"
"""


def record(folder: Path, tables: Mapping[str, str] = FILES, accepted: str = "") -> Record:
    folder.mkdir(exist_ok=True)
    return load(project(folder, dict(tables), accepted))


def told(folder: Path, accepted: str = "", **edited: tuple[str, str]) -> list[str]:
    """What an edit changes, in words; each table with what is replaced in it."""
    tables = dict(FILES)
    for name, (old, new) in edited.items():
        assert old in tables[name]
        tables[name] = tables[name].replace(old, new)
    found = changes(record(folder / "then"), record(folder / "now", tables, accepted))
    return [f"{one.table}: {one.sentence}" for one in found]


def test_no_edit_changes_nothing(tmp_path: Path) -> None:
    assert told(tmp_path) == []


def test_a_value_and_the_verdicts_that_move_with_it(tmp_path: Path) -> None:
    assert told(tmp_path, statements=("3 tugs,3,", "4 tugs,4,")) == [
        "statements: f4: the value was 3 and is 4, “3 tugs” before, “4 tugs” now (tugs, tugs of the fleet)",
        "verdicts: the sum fleet-parts: consistent before, conflict now. The parts add up to 61, not to 60",
    ]


def test_a_hedge_and_the_words(tmp_path: Path) -> None:
    edit = ("Nearly 9600 passengers,9600,people,nearly,", "9600 passengers,9600,people,,")
    assert told(tmp_path, statements=edit) == [
        "statements: f5: the hedge was nearly and is none (passengers, passengers carried)",
        "statements: f5: the words were “Nearly 9600 passengers” and are “9600 passengers” "
        "(passengers, passengers carried)",
    ]


def test_the_other_cells_of_a_statement(tmp_path: Path) -> None:
    edit = ("41.15 million crowns,41150000,crowns,,,,The", "41.15 million crowns,41150000,crowns,,,2022,A")
    assert told(tmp_path, statements=edit)[:2] == [
        "statements: f9: period was “2023” and is “2022”",
        "statements: f9: speaker was “The captain” and is “A captain”",
    ]


def test_a_period_that_changes_at_the_fact_is_told_once(tmp_path: Path) -> None:
    assert told(tmp_path, facts=("repairs made,repairs,,2023", "repairs made,repairs,,2022")) == [
        "facts: repairs: period was “2023” and is “2022”"
    ]


def test_a_statement_of_another_fact(tmp_path: Path) -> None:
    found = told(tmp_path, statements=("f8,repairs,", "f8,spending,"))
    assert found[0] == (
        "statements: f8: “248 repairs” is no longer said of repairs, repairs made, "
        "but of spending, money spent on repairs"
    )
    assert found[1].startswith("verdicts: the statements of spending: identical before, ")


def test_facts_and_relations_are_renamed(tmp_path: Path) -> None:
    assert told(
        tmp_path,
        facts=("fleet,vessels of the fleet,vessels,,2023,\n", "navy,all vessels,vessels,,2023,\n"),
        statements=("f1,fleet,", "f1,navy,"),
        relations=("whole,fleet,", "whole,navy,"),
    ) == [
        "facts: the fact fleet is now called navy",
        "facts: navy: topic was “vessels of the fleet” and is “all vessels”",
    ]
    assert told(tmp_path, relations=("taken-below", "taken-under")) == [
        "relations: the order taken-below is now called taken-under"
    ]


def test_facts_come_and_go_with_their_statements(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        facts=("taken-share,seats taken of those offered,%,,2023,\n", "crew,people on board,people,,2023,\n"),
        statements=("f12,taken-share,ferry-2023,6,299,304,58.3%,58.3,%,", "f13,crew,ferry-2023,6,0,1,7,7,people,"),
        relations=("seats-taken,share,share,taken-share,,,\n", ""),
    )
    assert found[:5] == [
        "facts: the fact crew is new: people on board",
        "facts: the fact taken-share is gone: seats taken of those offered",
        "statements: f13 is new: “7”, The captain, line 6, of crew, people on board",
        "statements: f12 is gone: “58.3%”, The captain, line 6, of taken-share, seats taken of those offered",
        "relations: the share seats-taken no longer has share taken-share",
    ]
    assert found[5].startswith("verdicts: the share seats-taken: consistent before, not checked now")


def test_members_of_relations(tmp_path: Path) -> None:
    assert told(tmp_path, relations=("part,tugs,,", "part,tugs,-1,"))[0] == (
        "relations: the sum fleet-parts no longer has part tugs and has now part tugs times -1"
    )
    below = "taken-below,order,lower,taken,,,\ntaken-below,order,upper,seats,,,\n"
    assert told(tmp_path, relations=(below, "")) == [
        "relations: the order taken-below is gone: lower taken, upper seats"
    ]


def test_places_are_counted(tmp_path: Path) -> None:
    assert told(tmp_path, statements=("ferry-2023,6,", "ferry-2023,7,")) == [
        "statements: 5 statements stand at another place of the text"
    ]


def test_acceptances_and_documents(tmp_path: Path) -> None:
    assert told(tmp_path, ACCEPTED, documents=("2024-01-15", "2024-01-16")) == [
        "documents: ferry-2023: date was “2024-01-15” and is “2024-01-16”",
        "accepted: restatements/values-agree on repairs is now accepted: So printed.",
    ]
    old, new = record(tmp_path / "a", FILES, ACCEPTED), record(tmp_path / "b", FILES, ACCEPTED.replace("So", "As"))
    assert [one.sentence for one in changes(old, new)] == [
        "the acceptance of restatements/values-agree on repairs was written anew: As printed."
    ]
    assert [one.action for one in changes(old, record(tmp_path / "c"))] == ["removed"]


@settings(max_examples=40, deadline=None)
@given(tables=edits())
def test_the_way_back_mirrors_the_way_there(tmp_path_factory: pytest.TempPathFactory, tables: dict[str, str]) -> None:
    folder = tmp_path_factory.mktemp("mirror")
    try:
        new = record(folder / "new", tables)
    except FactcheckError:
        return
    old = record(folder / "old")
    there, back = changes(old, new), changes(new, old)
    assert changes(new, new) == ()
    assert (there == ()) == (back == ())
    turned = {"added": "removed", "removed": "added"}
    assert sorted(map(bare, there)) == sorted(
        (one.table, one.subject, turned.get(one.action, one.action), one.field, one.after, one.before) for one in back
    )
    assert [one for some in by_table(there).values() for one in some] == list(there)
    assert {one.table for one in there} <= set(TABLES)


def bare(one: Change) -> tuple[str, ...]:
    return one.table, one.subject, one.action, one.field, one.before, one.after
