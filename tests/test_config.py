from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.cli import run
from factcheck.config import Config, load_config
from factcheck.errors import FactcheckError, Problems
from git_samples import commit, edit, git, repository


def written(folder: Path, text: str) -> Path:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_project_that_says_nothing_has_our_settings(tmp_path: Path) -> None:
    assert load_config(tmp_path) == Config()
    assert load_config(written(tmp_path, "[tool.other]\nx = 1\n")) == Config()
    assert load_config(written(tmp_path, "[tool.factcheck]\n")).policy == Config().policy


def test_what_it_says_is_read(tmp_path: Path) -> None:
    text = """
[tool.factcheck]
data = "press/data/"
reports = "out"
policy = { round_share = 0.02, nearly_share = 0 }
[tool.factcheck.severities]
"sums/parts-add-up" = "warning"
"""
    found = load_config(written(tmp_path, text))
    assert (found.data, found.checks, found.reports, found.accepted) == (
        *("press/data", "checks", "out"),
        "checks/accepted.toml",
    )
    assert (found.policy.round_share, found.policy.nearly_share) == (Decimal("0.02"), Decimal(0))
    assert found.policy.bound_share == Config().policy.bound_share
    assert found.severities == (("sums/parts-add-up", "warning"),)
    assert found.lines == (("sums/parts-add-up", 7, '"sums/parts-add-up" = "warning"'),)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('[tool.factcheck]\nx = 1\ndatas = "d"', 2, "unknown key 'x'", "known are"),
        ('[tool.factcheck]\n\ndatas = "d"', 3, "unknown key 'datas'", "'data'"),
        ('[project]\nname = "x"\n[tool.factcheck]\ndata = 1', 4, "'data' must name a folder", ""),
        ('[tool.factcheck]\ndata = "../d"', 2, "below the project's folder", ".."),
        ('[tool.factcheck]\nreports = "/tmp"', 2, "below the project's folder", ""),
        ('[tool.factcheck]\nreports = "C:/tmp"', 2, "below the project's folder", ""),
        ("[tool]\nfactcheck = 1", 2, "is a table", ""),
        ("[tool]\nfactcheck.policy = 1", 2, "'policy' is a table", ""),
        ("[tool.factcheck.policy]\nround_shares = 0.1", 2, "unknown key 'round_shares'", "'round_share'"),
        ('[tool.factcheck.policy]\n\nround_share = "0.1"', 3, "must be a share from 0 to 1", "round_share = 0.05"),
        ("[tool.factcheck]\npolicy = { bound_share = 25 }", 2, "must be a share from 0 to 1", "bound_share = 0.25"),
        ("[tool.factcheck.policy]\nbound_share = nan", 2, "must be a share from 0 to 1", ""),
        ("[tool.factcheck.policy]\nbound_share = true", 2, "must be a share from 0 to 1", ""),
        ('[tool.factcheck.severities]\n# ours\n"a/b" = "warn"', 3, "unknown severity 'warn'", "'warning'"),
        ('[tool.factcheck]\ndata = "d\n', 2, "malformed TOML", ""),
    ],
)
def test_each_mistake_is_pointed_at(tmp_path: Path, text: str, line: int, message: str, hint: str) -> None:
    with pytest.raises(FactcheckError) as caught:
        load_config(written(tmp_path, text))
    problem = caught.value.problems[0] if isinstance(caught.value, Problems) else caught.value
    assert (problem.path, problem.line) == (str(tmp_path / "pyproject.toml"), line)
    assert message in problem.message
    assert hint in problem.hint
    assert problem.source == text.split("\n")[line - 1]


def test_a_project_may_lie_in_other_folders_and_grade_its_checks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = repository(tmp_path)
    (home / "press").mkdir()
    (home / "data").rename(home / "press" / "figures")
    (home / "checks").rename(home / "demands")
    settings = '[tool.factcheck]\ndata = "press/figures"\nchecks = "demands"\nreports = "out"\n'
    written(home, settings)
    commit(home, "Elsewhere")
    edit(home, "press/figures/statements.csv", "3 tugs,3,", "4 tugs,4,")
    assert run(["check", str(home), "--since", "HEAD"]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "press/figures/statements.csv:5" in shown
    assert (home / "out" / "index.html").is_file()
    assert not (home / "reports").exists()
    assert run(["diff", "HEAD", "--project", str(home)]) == 0
    assert "consistent before, conflict now" in capsys.readouterr().out

    assert run(["accept", "fleet-parts", "--reason", "Printed so.", "--project", str(home)]) == 0
    assert (home / "demands" / "accepted.toml").is_file()
    assert run(["check", str(home)]) == 0
    (home / "demands" / "accepted.toml").unlink()
    capsys.readouterr()

    written(home, f'{settings}[tool.factcheck.severities]\n"sums/parts-add-up" = "warning"\n')
    assert run(["check", str(home), "--format", "json"]) == 0
    severities = {one["check"]: one["severity"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert severities["sums/parts-add-up"] == "warning"
    written(home, f'{settings}[tool.factcheck.severities]\n"sums/parts-add" = "warning"\n')
    assert run(["check", str(home)]) == 2
    shown = capsys.readouterr().err
    assert "pyproject.toml:6" in shown
    assert "did you mean 'sums/parts-add-up'?" in shown

    document = home / "speech.txt"
    shutil.copy(home / "demands" / "sums.yaml", document)
    document.write_text("We have 70 vessels in our fleet.\n", encoding="utf-8")
    written(home, settings)
    assert run(["adopt", str(document), "--into", str(home)]) == 0
    assert not (home / "data").exists()
    assert not (home / "checks").exists()
    assert "speech" in (home / "press" / "figures" / "documents.csv").read_text()
    assert git(home, "status", "--porcelain", "press") != ""


def test_the_policy_of_a_project_is_how_its_figures_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = repository(tmp_path)
    edit(
        home,
        "data/statements.csv",
        "f7,repairs",
        "f13,passengers,ferry-2023,3,0,11,9540 people,9540,people,,,,,\nf7,repairs",
    )
    found = []
    for share in ("0.10", "0.005"):
        written(home, f"[tool.factcheck.policy]\nnearly_share = {share}\n")
        run(["check", str(home), "--suite", "restatements", "--format", "json"])
        findings = json.loads(capsys.readouterr().out)["findings"]
        found.append([one["verdict"] for one in findings if one["fact"] == "passengers"])
    assert found == [["loose_hedge"], ["conflict"]]


def test_the_readme_shows_what_holds_without_settings(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    block = readme[readme.index("[tool.factcheck]") :]
    shown = load_config(written(tmp_path, block[: block.index("```")]))
    assert (shown.data, shown.checks, shown.reports) == (Config().data, Config().checks, Config().reports)
    assert shown.policy == Config().policy
