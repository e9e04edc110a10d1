"""``factcheck check --since REV`` in real repositories: what an edit brings, what it resolves, what was there."""

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from factcheck.cli import run
from factcheck.report.json_report import schema
from git_samples import commit, edit, git, repository

RIGHT, WRONG = "41.15 million crowns,41150000,crowns,,,,The", "41.51 million crowns,41510000,crowns,,,,The"
STATEMENTS = "data/statements.csv"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return repository(tmp_path)


def since(home: Path, revision: str, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON of a check."""
    code = run(["check", str(home), "--since", revision, "--format", "json", *options])
    shown = capsys.readouterr()
    assert code != 2, shown.err
    report: dict[str, Any] = json.loads(shown.out)
    return code, report


def about(report: dict[str, Any], status: str) -> list[str]:
    return [one["check"] for one in report["findings"] if one["status"] == status and one["severity"] != "info"]


def test_without_an_edit_nothing_is_new(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, report = since(home, "HEAD", capsys)
    assert (code, report["resolved"], about(report, "new")) == (0, [], [])
    assert report["since"].startswith("HEAD (")


def test_a_branch_that_brings_a_mismatch_fails_and_later_edits_do_not(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(home, "checkout", "-q", "-b", "edit")
    edit(home, STATEMENTS, RIGHT, WRONG)
    code, report = since(home, "main", capsys)
    assert (code, about(report, "new")) == (1, ["restatements/values-agree"])
    commit(home, "A mismatch")
    assert since(home, "main", capsys)[0] == 1
    edit(home, "data/facts.csv", "repairs made", "repairs that were made")
    code, report = since(home, "HEAD", capsys)
    assert (code, about(report, "new"), about(report, "known")) == (0, [], ["restatements/values-agree"])
    assert run(["check", str(home)]) == 1


def test_a_branch_that_fixes_a_mismatch_lists_it_as_resolved(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(home, STATEMENTS, RIGHT, WRONG)
    commit(home, "A mismatch")
    git(home, "checkout", "-q", "-b", "fix")
    edit(home, STATEMENTS, WRONG, RIGHT)
    code, report = since(home, "main", capsys)
    assert (code, about(report, "new")) == (0, [])
    assert [(one["check"], one["fact"]) for one in report["resolved"]] == [("restatements/values-agree", "spending")]
    assert [one["stated"] for one in report["resolved"][0]["statements"]][1] == "41.51 million crowns"


def test_another_figure_in_a_known_disagreement_is_new(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(home, STATEMENTS, RIGHT, WRONG)
    commit(home, "A mismatch")
    edit(home, STATEMENTS, WRONG, "41.61 million crowns,41610000,crowns,,,,The")
    code, report = since(home, "HEAD", capsys)
    assert (code, about(report, "new"), report["resolved"]) == (1, ["restatements/values-agree"], [])


def test_a_fact_and_its_statements_may_be_renamed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(home, STATEMENTS, RIGHT, WRONG)
    edit(home, STATEMENTS, "3 tugs,3,", "4 tugs,4,")
    commit(home, "Two mismatches")
    for file in ("data/facts.csv", STATEMENTS):
        edit(home, file, "spending,", "money-spent,", 3)
    edit(home, "data/relations.csv", "fleet-parts", "all-vessels", 4)
    edit(home, STATEMENTS, "f9,", "f9b,")
    code, report = since(home, "HEAD", capsys)
    assert (code, about(report, "new"), report["resolved"]) == (0, [], [])
    assert sorted(about(report, "known")) == ["restatements/values-agree", "sums/parts-add-up"]


def test_two_branches_that_agree_alone_may_disagree_when_merged(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = "f13,passengers,ferry-2023,3,0,9,{0} people,{0},people,,,,,\n"
    git(home, "checkout", "-q", "-b", "one")
    for branch, file, old, new in (
        ("one", "data/facts.csv", "fleet,vessels of the fleet,", "fleet,all vessels of the fleet,"),
        ("two", "data/facts.csv", "taken-share,seats taken", "taken-share,seats that were taken"),
    ):
        git(home, "checkout", "-q", "-B", branch, "main")
        edit(home, file, old, new)
        text = (home / STATEMENTS).read_text()
        if branch == "one":
            edit(home, STATEMENTS, "f2,", row.format(9555) + "f2,")
        else:
            (home / STATEMENTS).write_text(text + row.replace("f13", "f14").format(9577))
        assert since(home, "main", capsys, "--suite", "restatements")[0] == 0
        commit(home, branch)
    git(home, "merge", "-q", "--no-edit", "one")
    code, report = since(home, "main", capsys, "--suite", "restatements")
    assert (code, about(report, "new")) == (1, ["restatements/values-agree"])
    assert since(home, "HEAD^1", capsys, "--suite", "restatements")[0] == 1


def test_three_dots_compare_with_where_the_branch_began(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(home, STATEMENTS, RIGHT, WRONG)
    commit(home, "A mismatch")
    git(home, "checkout", "-q", "-b", "edit")
    edit(home, "data/facts.csv", "repairs made", "repairs that were made")
    commit(home, "A word")
    git(home, "checkout", "-q", "main")
    edit(home, STATEMENTS, WRONG, RIGHT)
    commit(home, "Mended in the meantime")
    git(home, "checkout", "-q", "edit")
    assert since(home, "main", capsys)[0] == 1
    assert since(home, "main...", capsys)[0] == 0


def test_acceptances_are_compared_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(home, STATEMENTS, RIGHT, WRONG)
    assert run(["accept", "spending", "--reason", "Both are printed.", "--project", str(home)]) == 0
    capsys.readouterr()
    commit(home, "An accepted mismatch")
    accepted = (home / "checks" / "accepted.toml").read_text()
    code, report = since(home, "HEAD", capsys)
    assert (code, about(report, "accepted")) == (0, ["restatements/values-agree"])

    (home / "checks" / "accepted.toml").write_text("")
    assert about(since(home, "HEAD", capsys)[1], "new") == ["restatements/values-agree"]

    (home / "checks" / "accepted.toml").write_text(accepted)
    edit(home, STATEMENTS, WRONG, RIGHT)
    code, report = since(home, "HEAD", capsys)
    assert (code, about(report, "stale")) == (1, ["restatements/values-agree"])
    commit(home, "Stale")
    code, report = since(home, "HEAD", capsys)
    assert (code, about(report, "known")) == (0, ["restatements/values-agree"])
    (home / "checks" / "accepted.toml").write_text("")
    code, report = since(home, "HEAD", capsys)
    assert (code, [one["fact"] for one in report["resolved"]]) == (0, ["spending"])
    assert since(home, "HEAD", capsys, "--strict")[0] == 0


def test_a_demand_that_is_new_is_the_edit_s_own(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(home, STATEMENTS, "3 tugs,3,", "4 tugs,4,")
    (home / "checks" / "sums.yaml").rename(home / "sums.yaml")
    commit(home, "Without sums")
    (home / "sums.yaml").rename(home / "checks" / "sums.yaml")
    assert about(since(home, "HEAD", capsys)[1], "new") == ["sums/parts-add-up"]
    commit(home, "With sums")
    edit(home, "checks/sums.yaml", "The parts of a whole add up", "All parts of a whole add up")
    assert about(since(home, "HEAD", capsys)[1], "new") == []


def test_rows_and_places_are_compared_by_what_they_are_about(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(home, "data/facts.csv", "seats,seats offered,seats", "seats,seats offered,chairs")
    edit(home, "data/facts.csv", "taken-share,", "lonely,a fact without a statement,,,,\ntaken-share,")
    commit(home, "A unit is wrong, a fact is lonely")
    first = since(home, "HEAD", capsys)
    assert (first[0], sorted(about(first[1], "known"))) == (0, ["tables/facts-have-statements", "tables/units-match"])
    edit(home, "data/facts.csv", "fleet,", "new-one,another lonely fact,,,,\nfleet,")
    edit(home, STATEMENTS, "f1,fleet", "f0,fleet,ferry-2023,3,28,38,60 vessels,60,vessels,,,,,\nf1,fleet")
    code, report = since(home, "HEAD", capsys)
    assert (code, about(report, "new")) == (1, ["tables/facts-have-statements"])
    assert sorted(about(report, "known")) == ["tables/facts-have-statements", "tables/units-match"]
    edit(home, "data/facts.csv", "new-one,another lonely fact,,,,\n", "")
    edit(home, "data/facts.csv", "chairs", "seats")
    code, report = since(home, "HEAD", capsys)
    assert (code, [one["check"] for one in report["resolved"]]) == (0, ["tables/units-match"])


def test_an_edit_of_the_text_is_an_edit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = repository(tmp_path, text=True)
    edit(home, "ferry.txt", "58.3%", "58.9%")
    code, report = since(home, "HEAD", capsys)
    assert (code, sorted(about(report, "new"))) == (1, ["provenance/same-document", "provenance/words-at-place"])
    commit(home, "Another edition")
    code, report = since(home, "HEAD", capsys)
    assert (code, about(report, "new")) == (0, [])
    edit(home, "ferry.txt", "58.9%", "58.3%")
    assert len(since(home, "HEAD", capsys)[1]["resolved"]) == 2


def test_a_project_in_a_folder_of_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = repository(tmp_path, "press/record")
    edit(home, STATEMENTS, RIGHT, WRONG)
    assert about(since(home, "HEAD", capsys)[1], "new") == ["restatements/values-agree"]
    commit(tmp_path, "A mismatch")
    monkeypatch.chdir(home)
    # As in a hook, where git speaks of itself in the environment.
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert about(since(Path(), "HEAD", capsys)[1], "known") == ["restatements/values-agree"]


def test_the_checkout_is_not_touched(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(home, STATEMENTS, RIGHT, WRONG)
    before = (git(home, "status", "--porcelain=v2", "--branch"), (home / ".git" / "index").read_bytes())
    since(home, "HEAD", capsys)
    assert ((home / ".git" / "index").read_bytes(), git(home, "stash", "list")) == (before[1], "")
    assert git(home, "status", "--porcelain=v2", "--branch") == before[0]


def test_where_there_was_no_record_all_is_new(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(home, STATEMENTS, RIGHT, WRONG)
    git(home, "checkout", "-q", "--orphan", "empty")
    git(home, "read-tree", "--empty")
    git(home, "commit", "-q", "--allow-empty", "-m", "Nothing yet")
    assert run(["check", str(home), "--since", "HEAD"]) == 1
    assert "cannot be read, so that all counts as new" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("revision", ["nowhere", "-x", "HEAD~99", "", "main...nowhere", "HEAD:data", "--output=x"])
def test_a_revision_that_is_none_is_wrong_usage(home: Path, capsys: pytest.CaptureFixture[str], revision: str) -> None:
    assert run(["check", str(home), f"--since={revision}"]) == 2
    shown = capsys.readouterr()
    assert "there is no revision" in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""
    assert not (home / "reports").exists()


def test_without_git_or_a_repository_it_says_so(
    home: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bare = tmp_path_factory.mktemp("bare")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(bare.parent))
    for folder in ("data", "checks"):
        (home / folder).rename(bare / folder)
    assert run(["check", str(bare), "--since", "HEAD"]) == 2
    assert "not a git repository" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(bare))
    assert run(["check", str(bare), "--since", "HEAD"]) == 2
    assert "git is not installed" in capsys.readouterr().err


def test_a_shallow_clone_is_told_to_fetch(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = git(home, "rev-parse", "HEAD")
    edit(home, STATEMENTS, RIGHT, WRONG)
    commit(home, "A mismatch")
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{home}", str(shallow)], check=True)
    assert run(["check", str(shallow), "--since", first]) == 2
    assert f"git fetch origin {first}" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "json", "html", "sarif", "junit", "github", "gitlab", "markdown"])
def test_every_format_tells_known_from_new_and_the_exit_code_is_the_same(
    home: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    edit(home, STATEMENTS, RIGHT, WRONG)
    edit(home, STATEMENTS, "3 tugs,3,", "4 tugs,4,")
    commit(home, "Two mismatches")
    edit(home, STATEMENTS, "4 tugs,4,", "3 tugs,3,")
    assert run(["check", str(home), "--since", "HEAD", "--format", form]) == 0
    shown = capsys.readouterr()
    if form not in ("gitlab", "html"):
        assert {"sarif": "unchanged"}.get(form, "known") in shown.out
    if form in ("text", "json", "markdown", "html"):
        assert "resolved" in shown.out.lower()
    assert run(["check", str(home), "--format", form]) == 1


def test_what_machines_read_is_as_their_schemas_say(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(home, STATEMENTS, RIGHT, WRONG)
    edit(home, STATEMENTS, "3 tugs,3,", "4 tugs,4,")
    commit(home, "Two mismatches")
    edit(home, STATEMENTS, "4 tugs,4,", "3 tugs,3,")
    edit(home, STATEMENTS, "120 seats,120,", "60 seats,60,")
    sarif = home / "out.sarif"
    code, report = since(home, "HEAD", capsys, f"--format=sarif={sarif}")
    jsonschema.Draft202012Validator(schema("report-1")).validate(report)
    assert code == 1
    states = {one["ruleId"]: one["baselineState"] for one in json.loads(sarif.read_text())["runs"][0]["results"]}
    assert states["restatements/values-agree"] == "unchanged"
    assert states["shares/follow-from-counts"] == "new"
    assert states["sums/parts-add-up"] == "absent"
    official = Path(__file__).parents[1] / "report" / "schemas" / "sarif-2.1.0-rtm.5.json"
    jsonschema.Draft7Validator(json.loads(official.read_text())).validate(json.loads(sarif.read_text()))
