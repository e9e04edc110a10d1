from pathlib import Path

import pytest

from factcheck.cli import run
from factcheck.record import load


def test_a_new_project_is_green_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "new" / "project"
    assert run(["init", str(home)]) == 0
    assert f"now run: factcheck check {home}" in capsys.readouterr().out
    assert run(["check", str(home), "--strict"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Nothing disagrees." in shown
    assert "5 comparisons examined: 5 agreed" in shown


def test_its_example_can_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path)]) == 0
    statements = tmp_path / "data" / "statements.csv"
    statements.write_text(statements.read_text().replace("80 yachts,80", "90 yachts,90"))
    assert run(["check", str(tmp_path)]) == 1
    assert "1,250" in capsys.readouterr().out


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "facts.csv").write_text("mine")
    (tmp_path / ".gitignore").write_text("mine too")
    assert run(["init", str(tmp_path)]) == 2
    assert "data/facts.csv is there already" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".gitignore", "data", "facts.csv"]
    (tmp_path / "data" / "facts.csv").unlink()
    assert run(["init", str(tmp_path)]) == 0
    assert "add to it: reports/*" in capsys.readouterr().err
    assert (tmp_path / ".gitignore").read_text() == "mine too"
    assert load(tmp_path).statements


def test_a_file_in_the_way_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert run(["init", str(tmp_path / "file")]) == 2
    assert "cannot write" in capsys.readouterr().err
