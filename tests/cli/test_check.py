"""``factcheck check`` as a user runs it, on copies of the shipped record."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.cli import run

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "documents"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("data", "checks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def edit(project: Path, file: str, row: str, old: str, new: str) -> None:
    """Change ``old`` to ``new`` in the line of a file that begins with ``row``."""
    path = project / file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [line.replace(old, new) if line.startswith(row) else line for line in lines]
    assert changed != lines
    path.write_text("".join(changed), encoding="utf-8")


def check(project: Path, *options: str) -> int:
    return run(["check", str(project), *options])


def found(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    findings: list[dict[str, object]] = json.loads(capsys.readouterr().out)["findings"]
    return findings


def test_the_shipped_record_holds_but_for_its_two_known_contradictions(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(project) == 0
    shown = capsys.readouterr()
    words = " ".join(shown.out.split())
    assert "165 million and 186 million are given" in words
    assert "20 and 11 are given" in words
    assert "Wang Xiaofeng" in shown.out
    assert shown.err.startswith("report: ")
    page = (project / "reports" / "index.html").read_text(encoding="utf-8")
    assert "165 million" in page
    assert "Wang Lizhong" in page
    assert len((project / "reports" / "history.jsonl").read_text().splitlines()) == 1


def test_the_two_known_contradictions_are_its_only_errors(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(project, "--strict", "--format", "json") == 1
    errors = [one for one in found(capsys) if one["severity"] == "error"]
    assert sorted(str(one["fact"]) for one in errors) == ["platform-learners", "science-award-winners"]
    assert all(one["status"] == "new" for one in errors)


def test_an_edit_that_breaks_a_figure_fails_and_names_both_statements(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, "data/statements.csv", "s036,", "41.15", "41.51")
    assert check(project, "--format", "json") == 1
    new = [one for one in found(capsys) if one["severity"] == "error" and one["status"] == "new"]
    assert [(one["check"], one["fact"]) for one in new] == [
        ("restatements/values-agree", "fund-amount"),
        ("provenance/value-is-what-is-said", "fund-amount"),
    ]
    statements = new[0]["statements"]
    assert isinstance(statements, list)
    assert [one["stated"] for one in statements] == ["41.51 million yuan", "41.15 million yuan"]
    edit(project, "data/statements.csv", "s036,", "41.51", "41.15")
    assert check(project) == 0


def test_an_accepted_disagreement_goes_stale_when_a_figure_changes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, "data/statements.csv", "s127,", "186", "187")
    assert check(project, "--format", "json") == 1
    assert [one["fact"] for one in found(capsys) if one["status"] == "stale"] == ["platform-learners"]


def test_an_accepted_disagreement_goes_stale_when_it_is_gone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for old, new in (("186 million", "165 million"), ("186000000", "165000000")):
        edit(project, "data/statements.csv", "s127,", old, new)
    edit(project, "checks/accepted.toml", "s127", "186000000", "165000000")
    assert check(project) == 1
    assert "platform-learners no longer stands: the disagreement is gone" in " ".join(capsys.readouterr().out.split())


def test_one_suite_runs_alone_and_leaves_the_acceptances_of_others_in_peace(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(project, "--suite", "sums", "--format", "json") == 0
    examined = json.loads(capsys.readouterr().out)["examined"]
    assert list(examined) == ["sums/parts-add-up"]


def test_an_unknown_suite_is_wrong_usage(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(project, "--suite", "sum") == 2
    assert "the suites are changes, conversions, counts" in capsys.readouterr().err


def test_bad_input_leaves_the_last_report_as_it_was(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(project) == 0
    page = project / "reports" / "index.html"
    before = page.read_bytes()
    edit(project, "data/statements.csv", "s036,", "fund-amount", "fund-amuont")
    assert check(project) == 2
    shown = capsys.readouterr().err
    assert "data/statements.csv:37:6:" in shown
    assert "fund-amount" in shown
    assert "Traceback" not in shown
    assert page.read_bytes() == before


def test_several_formats_go_to_their_files_and_standard_output_stays_clean(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = project / "out.json"
    assert check(project, "--format", f"json={out}", "--format", "json") == 0
    assert capsys.readouterr().out == out.read_text(encoding="utf-8")


def test_a_project_without_data_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path) == 2
    assert "hint:" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the conference's transcript is not at hand")
def test_with_the_transcript_every_place_is_proved(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(project, "--documents", str(SHARED), "--format", "json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["examined"]["provenance/words-at-place"] == 166
    assert report["examined"]["provenance/same-document"] == 1
    edit(project, "data/statements.csv", "s036,", "12360,12378", "12361,12379")
    assert check(project, "--documents", str(SHARED), "--format", "json") == 1
    assert "provenance/words-at-place" in {one["check"] for one in found(capsys)}


def test_a_document_outside_its_folder_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, "data/documents.csv", "acftu", "press-conference-2022-07-29.txt", "../secret.txt")
    assert check(project) == 2
    assert "outside" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["scan", "--help"], ["explain", "sums"]])
def test_help_needs_neither_pandas_nor_great_expectations(arguments: list[str]) -> None:
    program = (
        "import sys; from factcheck.cli import run; code = run(sys.argv[1:]);"
        "heavy = {'pandas', 'numpy', 'great_expectations', 'jinja2'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else code)"
    )
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout
