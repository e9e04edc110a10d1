"""``factcheck diff`` in real repositories."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from factcheck.cli import run
from git_samples import commit, edit, git, repository

STATEMENTS = "data/statements.csv"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return repository(tmp_path, "record")


def test_the_working_files_and_two_revisions_are_compared(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = git(home, "rev-parse", "--short=9", "HEAD")
    edit(home, STATEMENTS, "3 tugs,3,", "4 tugs,4,")
    assert run(["diff", "HEAD", "--project", str(home)]) == 0
    words = capsys.readouterr().out
    assert words.startswith(f"From HEAD ({first}) to the working files:\n\nstatements\n  f4: the value was 3 and is 4")
    assert "consistent before, conflict now" in words
    commit(home, "A mismatch")
    assert run(["diff", "HEAD", "--project", str(home)]) == 0
    assert "Nothing changed" in capsys.readouterr().out
    assert run(["diff", "HEAD", "HEAD~1", "--project", str(home)]) == 0
    assert "conflict before, consistent now" in capsys.readouterr().out


def test_the_json_is_as_its_schema_says(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(home, STATEMENTS, "f8,repairs,", "f8,spending,")
    out = home / "out.md"
    assert run(["diff", "HEAD", "--project", str(home), "--format", "json", "--format", f"markdown={out}"]) == 0
    found = json.loads(capsys.readouterr().out)
    schema = json.loads((files("factcheck.record") / "schema" / "changes-1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    first = found["changes"][0]
    assert (first["action"], first["field"], first["before"], first["after"]) == (
        "moved",
        "fact",
        "repairs",
        "spending",
    )
    assert "### Statements\n\n- f8: “248 repairs” is no longer said of repairs" in out.read_text(encoding="utf-8")


def test_a_broken_state_is_named_with_its_revision(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(home, STATEMENTS, "f8,repairs,", "f8,repars,")
    commit(home, "Broken")
    assert run(["diff", "HEAD", "--project", str(home)]) == 2
    shown = capsys.readouterr().err
    assert shown.startswith("HEAD (")
    assert "data/statements.csv:9:" in shown
    assert "did you mean 'repairs'?" in shown
    assert run(["diff", "nowhere", "--project", str(home)]) == 2
    assert "there is no revision 'nowhere'" in capsys.readouterr().err
