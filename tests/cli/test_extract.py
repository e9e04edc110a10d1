"""``factcheck extract`` as a user runs it, on documents of our own."""

import csv
import io
import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

import factcheck
from factcheck.cli import run

TEXT = "By the end of 2021 nearly 96,000 shelters stood in Norland, at a cost of 1.167 billion crowns.\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_json_object_a_figure(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(note)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    schema = json.loads((files("factcheck.report") / "schema" / "figure-1.json").read_text(encoding="utf-8"))
    for row in rows:
        jsonschema.validate(row, schema)
        assert TEXT[row["start"] : row["end"]] == row["stated"]
    assert [(row["stated"], row["value"], row["hedge"]) for row in rows] == [
        ("96,000", "96000", "nearly"),
        ("1.167 billion", "1167000000", ""),
    ]


def test_a_table_for_people(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(note), "--format", "table"]) == 0
    head, first, _ = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["line", "stated", "hedge"]
    assert "96,000" in first


def test_csv_and_parquet_hold_the_same(note: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    targets = [f"--format=csv={tmp_path / 'a.csv'}", f"--format=parquet={tmp_path / 'a.parquet'}"]
    assert run(["extract", str(note), *targets]) == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"))))
    stored = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert [{name: str(cell) if cell is not None else "" for name, cell in row.items()} for row in stored] == rows


def test_a_cell_never_runs_as_a_formula(tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.txt"
    hostile.write_text('=HYPERLINK("x") has 12 members.\n', encoding="utf-8")
    assert run(["extract", str(hostile), f"--format=csv={tmp_path / 'a.csv'}"]) == 0
    (row,) = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8")))
    assert not any(cell.startswith(("=", "+", "@")) for cell in row.values())


def test_the_text_that_offsets_refer_to(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", "--text", str(note)]) == 0
    assert capsys.readouterr().out == TEXT


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert run(["extract", str(empty), str(note)]) == 2
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 2
    assert "empty.txt" in shown.err


def test_the_function_of_the_same_name(note: Path) -> None:
    assert [one.stated for one in factcheck.extract(TEXT)] == ["96,000", "1.167 billion"]
    assert factcheck.extract(note) == factcheck.extract(str(note))
