from __future__ import annotations

import datetime
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import FactcheckError
from factcheck.judge import finding, judge
from factcheck.model import Finding, Report
from factcheck.record import Accepted, load, load_accepted, settle
from factcheck.record.accepting import acceptance, with_entry, without_entries
from record_samples import STATEMENTS, project

TODAY = datetime.date(2024, 6, 1)
CHECK = "restatements/values-agree"
ENTRY = Accepted(CHECK, "The ledger was closed later.", (("f6", "41150000"), ("f9", "41510000")), fact="spending")
FILE = """\
# What is known.

# --- last year ---

# The auditors asked about this one.
[[accepted]]
check = "restatements/values-agree"
fact = "spending"   # money
reason = "Old."
date = 2024-02-01
[accepted.values]
f6 = "41150000"
# the captain's
f9 = "41990000"

# --- this year ---

# Seats are counted twice.
[[accepted]]
check = "order/lower-stays-below"
relation = "taken-below"
reason = "Folding seats."
[accepted.values]
f10 = "120"
f11 = "70"

# the end
"""
DISAGREES = {
    "statements": STATEMENTS.replace(
        "41.15 million crowns,41150000,crowns,,,,The", "41.51 million crowns,41510000,crowns,,,,The"
    )
}


def report(folder: Path, **status: object) -> Report:
    """A run of the ferry company's record whose spending disagrees."""
    record = load(project(folder, DISAGREES))
    relation = next(one for one in record.relations if one.relation == "spending")
    found: Finding = replace(finding(relation, judge(relation), CHECK), **status)  # type: ignore[arg-type]
    return Report("check", record.documents, record.statements, (found,), {}, {}, (), record.facts, record.relations)


def test_the_entry_of_a_finding_notes_its_statements_as_they_are(tmp_path: Path) -> None:
    run = report(tmp_path)
    accepted = acceptance(run, run.findings[0].id, reason=" The ledger\nwas closed later. ", author="Ada", today=TODAY)
    assert accepted.entry == replace(ENTRY, author="Ada", date=TODAY)
    assert acceptance(run, "spending", reason="so", author="", today=TODAY).entry is not None


def test_what_is_written_is_read_and_holds(tmp_path: Path) -> None:
    run = report(tmp_path)
    entry = acceptance(run, "spending", reason='"Quotes" and \\', author="Ä", today=TODAY, until=TODAY).entry
    assert entry is not None
    file = tmp_path / "checks" / "accepted.toml"
    file.parent.mkdir()
    file.write_text(with_entry("", entry), encoding="utf-8")
    (read,) = load_accepted(file, "x")
    assert replace(read, path="", line=0) == entry
    assert settle(load(tmp_path), {(CHECK, "spending")}, TODAY)[0][1] == ()


def test_an_accepted_finding_says_so(tmp_path: Path) -> None:
    accepted = acceptance(
        report(tmp_path, status="accepted", accepted_reason="Known."), "spending", reason="x", author="", today=TODAY
    )
    assert accepted.entry is None
    assert "accepted already: Known." in accepted.sentence


@pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
def test_a_blank_reason_is_none(tmp_path: Path, reason: str) -> None:
    with pytest.raises(FactcheckError, match="needs a reason"):
        acceptance(report(tmp_path), "spending", reason=reason, author="", today=TODAY)


def test_an_unknown_finding_is_answered_with_the_nearest(tmp_path: Path) -> None:
    run = report(tmp_path)
    identity = run.findings[0].id
    for name in (identity[:-1] + "_", "zzzz"):
        with pytest.raises(FactcheckError) as caught:
            acceptance(run, name, reason="x", author="", today=TODAY)
        assert f"{identity} (spending)" in caught.value.hint
    with pytest.raises(FactcheckError, match="no finding is called"):
        acceptance(replace(run, findings=()), identity, reason="x", author="", today=TODAY)


def test_two_findings_about_one_fact_have_to_be_named(tmp_path: Path) -> None:
    run = report(tmp_path)
    other = replace(run.findings[0], id="other", check="provenance/value-is-what-is-said")
    with pytest.raises(FactcheckError, match="2 findings are about spending"):
        acceptance(replace(run, findings=(*run.findings, other)), "spending", reason="x", author="", today=TODAY)


def test_remarks_rows_of_tables_and_past_days_cannot_be_accepted(tmp_path: Path) -> None:
    run = report(tmp_path)
    row = replace(run.findings[0], fact="", relation="facts:3", statements=())
    for findings, until, message in (
        ((replace(run.findings[0], severity="info"),), None, "is a remark"),
        ((row,), None, "about no statement"),
        (run.findings, TODAY - datetime.timedelta(days=1), "has passed"),
    ):
        with pytest.raises(FactcheckError, match=message):
            acceptance(
                replace(run, findings=findings), run.findings[0].id, reason="x", author="", today=TODAY, until=until
            )


def test_an_old_entry_is_replaced_in_its_place_and_comments_stay() -> None:
    text = with_entry(FILE, replace(ENTRY, author="Ada", date=TODAY))
    expected = FILE.replace('"Old."', '"The ledger was closed later."').replace("41990000", "41510000")
    expected = expected.replace("2024-02-01", '2024-06-01\nauthor = "Ada"\n')
    assert text == expected


def test_a_new_entry_comes_last() -> None:
    text = with_entry(FILE, replace(ENTRY, fact="fleet"))
    assert text.startswith(FILE)
    assert [entry.get("fact") for entry in tomllib.loads(text)["accepted"]] == ["spending", None, "fleet"]


def test_an_empty_file_gets_a_word_about_itself() -> None:
    assert with_entry("", ENTRY).startswith("# Disagreements that are known")


def test_an_entry_goes_with_its_own_comments_alone() -> None:
    text = without_entries(FILE, {(CHECK, "spending")})
    assert text == FILE[: FILE.index("# The auditors")] + FILE[FILE.index("# --- this year") :]
    assert without_entries(text, {("order/lower-stays-below", "taken-below")}) == (
        "# What is known.\n\n# --- last year ---\n\n# --- this year ---\n\n# the end\n"
    )
    assert without_entries(FILE, set()) == FILE


def test_entries_of_one_subject_become_one() -> None:
    twice = FILE + "\n" + FILE[FILE.index("[[accepted]]") : FILE.index("# --- this year")]
    assert len(tomllib.loads(twice)["accepted"]) == 3
    assert len(tomllib.loads(with_entry(twice, ENTRY))["accepted"]) == 2


def test_line_ends_stay() -> None:
    windows = FILE.replace("\n", "\r\n")
    assert with_entry(windows, ENTRY).replace("\r\n", "\n") == with_entry(FILE, ENTRY)
    assert with_entry(windows, ENTRY).count("\n") == with_entry(windows, ENTRY).count("\r\n")


@pytest.mark.parametrize(
    "text", ['accepted = [{check = "a/b", fact = "f", reason = "r", values = {s = "1"}}]', 'x = """\n[[accepted]]\n"""']
)
def test_what_cannot_be_edited_without_loss_is_left_alone(text: str) -> None:
    with pytest.raises(FactcheckError):
        with_entry(text, ENTRY)
    with pytest.raises(FactcheckError):
        without_entries(text, {(CHECK, "spending")})


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20)


@settings(max_examples=60, deadline=None)
@given(reason=TEXTS, author=TEXTS, fact=TEXTS, values=st.dictionaries(TEXTS, st.decimals(0, 99).map(str), min_size=1))
def test_any_words_can_be_written_and_taken_back(reason: str, author: str, fact: str, values: dict[str, str]) -> None:
    entry = replace(ENTRY, reason=reason, author=author, fact=fact, values=tuple(values.items()))
    text = with_entry(FILE, entry)
    read = tomllib.loads(text)["accepted"][-1]
    assert (read["reason"], read["author"], read["fact"]) == (reason, author, fact)
    assert read["values"] == values
    assert tomllib.loads(without_entries(text, {(CHECK, fact)})) == tomllib.loads(FILE)


def test_figures_are_noted_as_the_record_reads_them(tmp_path: Path) -> None:
    run = report(tmp_path)
    assert run.statements[4].figure.value == Decimal(9600)
    nearly = replace(run.findings[0], fact="passengers", relation="passengers", id="p")
    entry = acceptance(replace(run, findings=(nearly,)), "p", reason="x", author="", today=TODAY).entry
    assert entry is not None
    assert entry.values == (("f5", "nearly 9600"),)
