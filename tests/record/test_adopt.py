"""Documents entered into a record: what is new, what stays to the letter, what moves with the text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from factcheck.cli import run
from factcheck.errors import FactcheckError
from factcheck.pipeline import scanning
from factcheck.record import load

TEXT = """The ferry company in 2023

The fleet of the ferry company has 60 vessels. The workshop spent 41.15 million euros on repairs.

The ferry company carried nearly 9600 passengers in May. Of 120 seats, 70 were taken.

The captain said: the fleet of the ferry company has 60 vessels.
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def adopt(document: Path, project: Path) -> tuple[str, ...]:
    """Enter a document as the command does; what is to be looked at."""
    adopted = scanning.adopt([document], project)
    for name, text in adopted.files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    return adopted.notes


def tables(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((project / "data").glob("*.csv"))}


def rows(project: Path, name: str) -> list[dict[str, str]]:
    with (project / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit(project: Path, name: str, old: str, new: str) -> None:
    path = project / "data" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_new_record_says_what_the_document_says(document: Path, tmp_path: Path) -> None:
    project = tmp_path / "record"
    assert adopt(document, project) == ()
    record = load(project)
    assert [one.document for one in record.documents] == ["ferry"]
    assert all(TEXT[one.start : one.end] == one.stated for one in record.statements)
    assert all(TEXT.count("\n", 0, one.start) + 1 == one.line for one in record.statements)
    stated = {one.stated for one in record.statements}
    assert {"41.15 million euros", "nearly 9600"} <= stated
    assert len(record.statements) == 6
    assert len({one.statement for one in record.statements}) == 6


def test_a_fact_that_is_said_twice_is_one(document: Path, tmp_path: Path) -> None:
    project = tmp_path / "record"
    adopt(document, project)
    facts = [one["fact"] for one in rows(project, "statements") if one["value"] == "60"]
    assert len(facts) == 2
    assert len(set(facts)) == 1


def test_twice_is_once(document: Path, tmp_path: Path) -> None:
    project = tmp_path / "record"
    adopt(document, project)
    before = tables(project)
    assert adopt(document, project) == ()
    assert tables(project) == before


def test_what_people_wrote_stays(document: Path, tmp_path: Path) -> None:
    project = tmp_path / "record"
    adopt(document, project)
    name = rows(project, "statements")[0]["fact"]
    edit(project, "facts.csv", f"{name},", "fleet-size,")
    edit(project, "statements.csv", f",{name},", ",fleet-size,")
    edit(project, "statements.csv", "s001,", "opening-fleet,")
    path = project / "data" / "statements.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines[1].endswith(",\n")
    lines[1] = lines[1].removesuffix("\n") + '"a note, by hand"\n'
    path.write_text("".join(lines), encoding="utf-8")
    edit(project, "documents.csv", "The ferry company in 2023", "Ferries in 2023")
    before = tables(project)
    adopt(document, project)
    assert tables(project) == before


def test_a_removed_row_comes_back_and_no_other_changes(document: Path, tmp_path: Path) -> None:
    project = tmp_path / "record"
    adopt(document, project)
    path = project / "data" / "statements.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:2] + lines[3:]), encoding="utf-8")
    adopt(document, project)
    after = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert after[: len(lines) - 1] == lines[:2] + lines[3:]
    assert len(after) == len(lines)
    assert load(project)


def test_places_move_with_the_words(document: Path, tmp_path: Path) -> None:
    project = tmp_path / "record"
    adopt(document, project)
    before = rows(project, "statements")
    changed = "A foreword that was put in front.\n\n" + TEXT.replace(
        "The captain said", "Asked again, the captain said"
    )
    document.write_text(changed, encoding="utf-8")
    assert adopt(document, project) == ()
    after = rows(project, "statements")
    assert [one["statement"] for one in after] == [one["statement"] for one in before]
    assert all(changed[int(one["start"]) : int(one["end"])] == one["stated"] for one in after)
    assert [int(one["line"]) for one in after] == [int(one["line"]) + 2 for one in before]
    assert rows(project, "documents")[0]["sha256"] == load(project).documents[0].sha256
    unmoved = ("line", "start", "end")
    assert [{key: cell for key, cell in one.items() if key not in unmoved} for one in after] == [
        {key: cell for key, cell in one.items() if key not in unmoved} for one in before
    ]


def test_a_figure_that_is_gone_is_named_and_one_that_came_is_entered(document: Path, tmp_path: Path) -> None:
    project = tmp_path / "record"
    adopt(document, project)
    row = next(one for one in rows(project, "statements") if one["value"] == "41150000")
    document.write_text(TEXT.replace("41.15 million", "43.5 million"), encoding="utf-8")
    notes = adopt(document, project)
    assert len(notes) == 1
    assert notes[0].startswith(f"{row['statement']}: {row['stated']!r} no longer stands in ferry")
    after = rows(project, "statements")
    assert row in after
    assert "43500000" in [one["value"] for one in after]


def test_a_broken_record_is_not_added_to(document: Path, tmp_path: Path) -> None:
    project = tmp_path / "record"
    (project / "data").mkdir(parents=True)
    (project / "data" / "facts.csv").write_text("fact;topic\n", encoding="utf-8")
    with pytest.raises(FactcheckError, match="separated by semicolons"):
        adopt(document, project)


def test_the_command_leaves_a_project_that_can_be_checked(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "record"
    assert run(["adopt", str(document), "--into", str(project)]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("1 new in data/documents.csv, ")
    assert "the default suites are written to" in shown.err
    (project / "ferry.txt").write_text(TEXT, encoding="utf-8")
    assert run(["check", str(project)]) == 0
    mine = project / "checks" / "sums.yaml"
    mine.unlink()
    assert run(["adopt", str(document), "--into", str(project)]) == 0
    assert not mine.exists()
    assert "0 new in data/statements.csv" in capsys.readouterr().out


def test_what_a_claim_reads_into_a_figure_is_not_entered(tmp_path: Path) -> None:
    document = tmp_path / "sales.txt"
    words = "Sales were SEK 68,400 m (61,262), an increase of 12 per cent. The mast is 300 m (984 feet) high."
    document.write_text(words, encoding="utf-8")
    project = tmp_path / "record"
    adopt(document, project)
    kinds = {row["kind"] for row in rows(project, "relations")}
    assert kinds == {"conversion"}
