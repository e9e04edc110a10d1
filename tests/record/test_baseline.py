"""What an edit can have touched, and the law that the rest is as it was."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from factcheck.errors import FactcheckError
from factcheck.model import Fact, Relation
from factcheck.record import Record, load
from factcheck.record.baseline import Touched, touched
from factcheck.record.former import former
from factcheck.record.revision import lay_out
from record_edits import edits
from record_samples import FILES


def as_files(tables: Mapping[str, str]) -> dict[str, bytes]:
    return {f"data/{name}.csv": text.encode() for name, text in tables.items()}


def loaded(files: Mapping[str, bytes]) -> Record:
    with tempfile.TemporaryDirectory() as folder:
        lay_out(files, Path(folder))
        return load(folder)


def changed(table: str, old: str, new: str, count: int = 1) -> dict[str, str]:
    assert old in FILES[table]
    return {**FILES, table: FILES[table].replace(old, new, count)}


def plain(fact: Fact) -> Fact:
    """The fact without the lines of its rows, which say where it stands and not what it is."""
    return replace(fact, row=None, statements=tuple(replace(one, row=None) for one in fact.statements))


def unplaced(relation: Relation) -> Relation:
    members = tuple(
        replace(one, statements=tuple(replace(each, row=None) for each in one.statements)) for one in relation.members
    )
    return replace(relation, members=members)


def test_no_edit_touches_nothing() -> None:
    assert touched(as_files(FILES), as_files(FILES)).nothing


def test_an_edit_touches_its_fact_and_every_relation_of_it() -> None:
    found = touched(as_files(FILES), as_files(changed("statements", "3 tugs,3,", "4 tugs,4,")))
    assert [sorted(some) for some in (found.facts, found.statements, found.relations)] == [
        ["tugs"],
        ["f4"],
        ["fleet-parts"],
    ]
    record = loaded(found.files)
    assert {fact.fact for fact in record.facts} == {"fleet", "trawlers", "ferries", "tugs"}
    assert {one.relation for one in record.relations} == {"fleet-parts"}


def test_the_order_of_rows_and_columns_and_the_line_ends_touch_nothing() -> None:
    head, *rows = FILES["statements"].splitlines(keepends=True)
    turned = {**FILES, "statements": head + "".join(reversed(rows))}
    assert touched(as_files(FILES), as_files(turned)).nothing
    cells = [line.split(",") for line in FILES["relations"].splitlines()]
    relations = "".join(",".join(reversed(line)) + "\r\n" for line in cells)
    assert touched(as_files(FILES), as_files({**FILES, "relations": relations})).nothing


def test_a_document_touches_what_is_said_in_it() -> None:
    found = touched(as_files(FILES), as_files(FILES), documents={"ferry-2023"})
    assert len(found.statements) == 12
    assert touched(as_files(FILES), as_files(changed("documents", "2024-01-15", "2024-01-16"))).holds("ferry-2023")


def test_what_is_accepted_is_touched() -> None:
    accepted = {"checks/accepted.toml": b'[[accepted]]\ncheck = "x/y"\nfact = "seats"\n'}
    found = touched(as_files(FILES), as_files(FILES) | accepted)
    assert found.facts == {"seats"}
    assert found.relations >= {"seats-taken", "taken-below"}


def test_files_that_are_no_tables_touch_everything() -> None:
    for broken in ("", "a,b\n1,2\n", FILES["facts"] + '"', FILES["facts"] + "x,y\n"):
        assert touched(as_files({**FILES, "facts": broken}), as_files(FILES)).everything
    assert touched({}, as_files(FILES)).everything


def readable(tables: Mapping[str, str]) -> Record | None:
    try:
        return loaded(as_files(tables))
    except FactcheckError:
        return None


@settings(max_examples=60, deadline=None)
@given(then=edits(), now=edits())
def test_what_is_not_touched_is_as_it_was_and_what_is_is_kept_whole(then: dict[str, str], now: dict[str, str]) -> None:
    old, new = readable(then), readable(now)
    if old is None or new is None:
        return
    found: Touched = touched(as_files(then), as_files(now))
    cut = loaded(found.files) if not found.nothing else replace(old, facts=(), relations=())
    facts = {fact.fact: plain(fact) for fact in old.facts}
    relations = {one.relation: unplaced(one) for one in old.relations}
    cut_facts = {fact.fact: plain(fact) for fact in cut.facts}
    cut_relations = {one.relation: unplaced(one) for one in cut.relations}
    for fact in new.facts:
        if not found.holds(fact.fact):
            assert sorted(plain(fact).statements, key=repr) == sorted(facts[fact.fact].statements, key=repr)
    for one in new.relations:
        if not found.holds(one.relation) and one.kind != "restatement":
            assert {repr(member) for member in unplaced(one).members} == {
                repr(member) for member in relations[one.relation].members
            }
    for name in facts:
        if found.holds(name):
            assert cut_facts[name] == facts[name]
    for name in relations:
        if found.holds(name):
            assert cut_relations[name] == relations[name]


def test_who_is_who_after_renames() -> None:
    tables = {name: text.replace("repairs,", "mendings,") for name, text in FILES.items()}
    tables["statements"] = tables["statements"].replace("f7,", "r7,").replace("mendings,,,,", "repairs,,,,")
    tables["facts"] = tables["facts"].replace("mendings,,2023", "repairs,,2023")
    tables["relations"] = tables["relations"].replace("taken-below", "taken-under")
    found = former(loaded(as_files(FILES)), loaded(as_files(tables)))
    assert found.statements["r7"] == "f7"
    assert found.facts["mendings"] == "repairs"
    assert found.relations["taken-under"] == "taken-below"
    assert found.relations["fleet-parts"] == "fleet-parts"


def test_a_fact_with_other_statements_is_another() -> None:
    tables = changed("facts", "tugs,", "towers,")
    tables["statements"] = FILES["statements"].replace("f4,tugs,ferry-2023,3,64", "f4x,towers,ferry-2023,3,9964")
    tables["statements"] = "".join(
        line for line in tables["statements"].splitlines(keepends=True) if not line.startswith("f4,")
    )
    tables["relations"] = FILES["relations"].replace(",tugs,", ",ferries,").replace(",part,ferries", ",part,ferries", 1)
    tables["relations"] = "".join(dict.fromkeys(tables["relations"].splitlines(keepends=True)))
    assert "towers" not in former(loaded(as_files(FILES)), loaded(as_files(tables))).facts
