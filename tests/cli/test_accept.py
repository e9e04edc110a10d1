"""``factcheck accept`` and ``check --update-accepted`` as a user runs them, on copies of the shipped record."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from factcheck.cli import run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The shipped record with one row wrong."""
    for folder in ("data", "checks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    edit(tmp_path, "s036,", "41.15 million yuan,41150000", "41.51 million yuan,41510000")
    return tmp_path


def edit(project: Path, row: str, old: str, new: str) -> None:
    path = project / "data" / "statements.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [line.replace(old, new) if line.startswith(row) else line for line in lines]
    assert changed != lines
    path.write_text("".join(changed), encoding="utf-8")


def accepted(project: Path) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = tomllib.loads((project / "checks" / "accepted.toml").read_text())["accepted"]
    return entries


def identity(project: Path, capsys: pytest.CaptureFixture[str], fact: str = "fund-amount") -> str:
    """The id of the open finding about a fact."""
    run(["check", str(project), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    (name,) = [one["id"] for one in found if one["fact"] == fact and one["severity"] == "error"]
    return str(name)


def test_an_accepted_finding_fails_no_more_until_a_figure_changes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (project / "checks" / "accepted.toml").read_text(encoding="utf-8")
    name = identity(project, capsys)
    options = ["--project", str(project), "--author", "Ada", "--until", "2999-12-31"]
    assert run(["accept", name, "--reason", "Both are printed.", *options]) == 0
    assert "is accepted: restatements/values-agree on fund-amount" in capsys.readouterr().out
    assert (project / "checks" / "accepted.toml").read_text(encoding="utf-8").startswith(before)
    entry = accepted(project)[-1]
    assert (entry["reason"], entry["author"]) == ("Both are printed.", "Ada")
    assert entry["values"] == {"s036": "41510000", "s143": "41150000"}
    assert run(["check", str(project)]) == 0
    capsys.readouterr()

    written = (project / "checks" / "accepted.toml").read_bytes()
    assert run(["accept", name, "--reason", "Again.", *options]) == 0
    assert "is accepted already: Both are printed." in capsys.readouterr().out
    assert (project / "checks" / "accepted.toml").read_bytes() == written

    edit(project, "s036,", "41.51 million yuan,41510000", "41.61 million yuan,41610000")
    assert run(["check", str(project)]) == 1
    assert run(["accept", name, "--reason", "Still so.", *options]) == 0
    assert "is accepted anew" in capsys.readouterr().out
    assert len(accepted(project)) == 3
    assert accepted(project)[-1]["values"] == {"s036": "41610000", "s143": "41150000"}


def test_stale_entries_are_removed_on_request(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, "s036,", "41.51 million yuan,41510000", "41.15 million yuan,41150000")
    edit(project, "s127,", "186 million", "165 million")
    edit(project, "s127,", "186000000", "165000000")
    edit(project, "s104,", ",11,11,", ",12,12,")
    assert run(["check", str(project)]) == 1
    capsys.readouterr()
    assert run(["check", str(project), "--update-accepted", "--format", "json"]) == 1
    shown = capsys.readouterr()
    statuses = {one["fact"]: one["status"] for one in json.loads(shown.out)["findings"] if one["severity"] == "error"}
    assert statuses == {"science-award-winners": "new"}
    assert "removed from" in shown.err
    assert "platform-learners" in shown.err
    text = (project / "checks" / "accepted.toml").read_text(encoding="utf-8")
    assert "[[accepted]]" not in text
    assert text.startswith("# Disagreements that are known and stay")
    assert run(["check", str(project), "--update-accepted"]) == 1
    assert "nothing is stale" in capsys.readouterr().err


def test_wrong_usage_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / "checks" / "accepted.toml").read_bytes()
    for arguments, message in (
        (["accept", "fund-amount", "--project", str(project)], "Missing option '--reason'"),
        (["accept", "fund-amount", "--reason", " ", "--project", str(project)], "needs a reason"),
        (["accept", "nothing", "--reason", "x", "--project", str(project)], "no finding is called 'nothing'"),
        (["accept", "x", "--reason", "x", "--until", "soon"], "does not match"),
        (["check", str(project), "--strict", "--update-accepted"], "choose one"),
        (["check", str(project), "--since", "HEAD", "--update-accepted"], "choose one"),
    ):
        assert run(arguments) == 2
        assert message in " ".join(capsys.readouterr().err.split())
    assert (project / "checks" / "accepted.toml").read_bytes() == before


def test_the_author_is_the_one_whom_git_names(project: Path) -> None:
    subprocess.run(["git", "init", "-q", str(project)], check=True)
    subprocess.run(["git", "-C", str(project), "config", "user.name", "Grace"], check=True)
    assert run(["accept", "fund-amount", "--reason", "x", "--project", str(project)]) == 0
    assert accepted(project)[-1]["author"] == "Grace"


def test_two_acceptances_at_once_both_stand(project: Path) -> None:
    edit(project, "s035,", "248,248", "284,284")
    program = "import sys; from factcheck.cli import run; sys.exit(run(sys.argv[1:]))"
    arguments = [sys.executable, "-c", program, "accept", "--reason", "x", "--project", str(project)]
    running = [subprocess.Popen([*arguments, subject]) for subject in ("fund-amount", "fund-projects")]
    assert [process.wait() for process in running] == [0, 0]
    assert [entry["fact"] for entry in accepted(project)[:2]] == ["science-award-winners", "platform-learners"]
    assert {entry["fact"] for entry in accepted(project)[2:]} == {"fund-amount", "fund-projects"}
