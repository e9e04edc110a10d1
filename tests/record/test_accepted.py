from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from factcheck.errors import FactcheckError, Problems
from factcheck.model import Figure
from factcheck.record import Record, as_written, load, settle
from record_samples import STATEMENTS, project

TODAY = datetime.date(2024, 6, 1)
CHECK = "restatements/values-agree"
ENTRY = f"""
[[accepted]]
check = "{CHECK}"
fact = "spending"
reason = "The ledger was closed later."
author = "the editors"
date = 2024-02-01
[accepted.values]
f6 = "41150000"
f9 = "41510000"
"""
AGREES, DISAGREES = "41.15 million crowns,41150000,crowns,,,,The", "41.51 million crowns,41510000,crowns,,,,The"
DISAGREEING = {"statements": STATEMENTS.replace(AGREES, DISAGREES)}


def loaded(folder: Path, accepted: str = ENTRY, changes: dict[str, str] | None = None) -> Record:
    return load(project(folder, DISAGREEING if changes is None else changes, accepted))


def reasons(record: Record, disagrees: bool = True, today: datetime.date = TODAY) -> tuple[str, ...]:
    entry = record.accepted[0]
    return settle(record, {(entry.check, entry.subject)} if disagrees else set(), today)[0][1]


def test_an_entry_is_read(tmp_path: Path) -> None:
    entry = loaded(tmp_path).accepted[0]
    assert (entry.check, entry.subject, entry.author, entry.date) == (
        *(CHECK, "spending", "the editors"),
        datetime.date(2024, 2, 1),
    )
    assert (entry.values, entry.line) == ((("f6", "41150000"), ("f9", "41510000")), 2)


def test_no_file_is_no_acceptance(tmp_path: Path) -> None:
    assert load(project(tmp_path)).accepted == ()


def test_it_holds_while_nothing_changed(tmp_path: Path) -> None:
    assert reasons(loaded(tmp_path)) == ()


def test_it_is_stale_when_a_value_changed(tmp_path: Path) -> None:
    assert reasons(loaded(tmp_path, ENTRY.replace("41510000", "41990000"))) == ("f9 was 41990000 and is now 41510000",)


def test_it_is_stale_when_a_hedge_changed(tmp_path: Path) -> None:
    change = {"statements": DISAGREEING["statements"].replace("41510000,crowns,,", "41510000,crowns,more than,")}
    assert reasons(loaded(tmp_path, changes=change)) == ("f9 was 41510000 and is now more than 41510000",)


def test_it_is_stale_when_a_statement_is_gone_or_new(tmp_path: Path) -> None:
    found = reasons(loaded(tmp_path, ENTRY.replace("f9 =", "f99 =")))
    assert found == ("the statement f99 is gone", "the statement f9 is new")


def test_it_is_stale_when_its_fact_is_gone(tmp_path: Path) -> None:
    assert reasons(loaded(tmp_path, ENTRY.replace('"spending"', '"spendings"'))) == ("the fact spendings is gone",)


def test_it_is_stale_after_its_last_day(tmp_path: Path) -> None:
    record = loaded(tmp_path, ENTRY.replace("date = 2024-02-01", "until = 2024-06-01"))
    assert reasons(record) == ()
    assert reasons(record, today=TODAY + datetime.timedelta(days=1)) == ("it was accepted until 2024-06-01",)


def test_it_is_stale_when_the_disagreement_is_gone(tmp_path: Path) -> None:
    assert reasons(loaded(tmp_path), disagrees=False) == ("the disagreement is gone",)


def test_a_relation_can_be_accepted(tmp_path: Path) -> None:
    entry = ENTRY.replace('fact = "spending"', 'relation = "taken-below"')
    entry = entry.replace('f6 = "41150000"', 'f10 = "120"').replace('f9 = "41510000"', 'f11 = "70"')
    assert reasons(loaded(tmp_path, entry)) == ()
    gone = loaded(tmp_path, entry.replace("taken-below", "taken-above"))
    assert reasons(gone) == ("the relation taken-above is gone",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("fact =", "fakt =", "unknown key 'fakt'"),
        ("fact =", "# fact =", "an entry names either a fact or a relation"),
        ("fact =", 'relation = "x"\nfact =', "an entry names either a fact or a relation"),
        ("reason =", "# reason =", "'reason' is missing"),
        ("check =", "# check =", "'check' is missing"),
        ('"spending"', "7", "'fact' must be a text"),
        ("2024-02-01", '"February"', "'date' must be a date"),
        ('"41150000"', "41150000", "the value of 'f6' must be a text"),
        ("[accepted.values]", "[accepted.value]", "unknown key 'value'"),
        ("f6 =", "f6", "malformed TOML"),
        ("[[accepted]]", "[accepted]", "'accepted' must be a list of entries"),
    ],
)
def test_each_trouble_has_its_message(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(FactcheckError) as caught:
        loaded(tmp_path, ENTRY.replace(old, new, 1))
    problems = caught.value.problems if isinstance(caught.value, Problems) else (caught.value,)
    found = next(one for one in problems if message in one.message)
    assert found.path.endswith("accepted.toml")


def test_malformed_toml_is_pointed_at(tmp_path: Path) -> None:
    with pytest.raises(FactcheckError) as caught:
        loaded(tmp_path, ENTRY.replace('"the editors"', '"the editors'))
    assert caught.value.line == 6
    assert caught.value.source == 'author = "the editors'


def test_figures_are_noted_with_their_hedge() -> None:
    from decimal import Decimal

    assert as_written(Figure(Decimal("82000"), hedge="more than")) == "more than 82000"
    assert as_written(Figure(Decimal("1E+3"))) == "1000"
    assert as_written(Figure(Decimal(10), hedge="range", upper=Decimal(15))) == "10-15"


def test_the_shipped_acceptances_are_those_of_the_shipped_record() -> None:
    record = load(Path(__file__).parents[2])
    disagreeing = {(entry.check, entry.subject) for entry in record.accepted}
    assert record.accepted
    assert all(not reasons for _, reasons in settle(record, disagreeing, datetime.date(2026, 12, 1)))


def test_a_note_with_superfluous_digits_is_no_change(tmp_path: Path) -> None:
    assert reasons(loaded(tmp_path, ENTRY.replace("41150000", "41150000.0"))) == ()
