"""``factcheck scan`` as a user runs it, on documents of our own."""

import json
from pathlib import Path

import pytest

import factcheck
from factcheck.cli import run

ROOT = Path(__file__).parents[2]
TRANSCRIPT = ROOT.parent / "shared" / "documents" / "press-conference-2022-07-29.txt"

SPEECH = """The harbour in brief

The port authority closed its books on 31 March 2024. In the year 2023 the northern container terminal handled 412,500
containers, more than in any year before. The authority employed 1,840 people at the end of 2023.

Work on the breakwater went on. The dredging fleet has 60 vessels: 47 trawlers, 10 ferries and 3 tugs.

Asked for details, the director said that the northern container terminal had handled {containers} containers in the
year 2023, and that the authority employed 1,840 people at the end of 2023.
"""


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    path = tmp_path / "speech.txt"
    path.write_text(SPEECH.format(containers="421,500"), encoding="utf-8")
    return path


def test_a_figure_that_is_stated_twice_differently_is_found(speech: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scan", str(speech), "--format", "json", "--min-confidence", "0"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    errors = [one for one in findings if one["severity"] == "error"]
    assert [[one["stated"] for one in error["statements"]] for error in errors] == [["412,500", "421,500"]]


def test_a_finding_keeps_its_id_when_text_is_put_before_it(speech: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = []
    for before in ("", "A foreword of the mayor, who thanks all 14 members of the board.\n\n"):
        speech.write_text(before + SPEECH.format(containers="421,500"), encoding="utf-8")
        run(["scan", str(speech), "--format", "json", "--min-confidence", "0"])
        ids.append([one["id"] for one in json.loads(capsys.readouterr().out)["findings"]])
    assert ids[0]
    assert ids[0] == ids[1]


def test_nothing_is_said_where_nothing_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "speech.txt"
    path.write_text(SPEECH.format(containers="412,500"), encoding="utf-8")
    assert run(["scan", str(path), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["findings"] == []
    assert report["examined"]["sums/parts-add-up"] == 1


def test_a_sum_that_does_not_work_out_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "speech.txt"
    path.write_text(SPEECH.format(containers="412,500").replace("60 vessels", "62 vessels"), encoding="utf-8")
    assert run(["scan", str(path)]) == 1
    assert "47 + 10 + 3 = 60" in " ".join(capsys.readouterr().out.split())


def test_a_summary_is_held_against_its_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, summary = tmp_path / "report.txt", tmp_path / "summary.txt"
    report.write_text(SPEECH.format(containers="412,500"), encoding="utf-8")
    summary.write_text(
        "The northern container terminal handled 421,500 containers in the year 2023.\n", encoding="utf-8"
    )
    assert run(["scan", str(summary), "--against", str(report), "--format", "json"]) == 1
    findings = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["severity"] == "error"]
    assert len(findings) == 1
    assert findings[0]["statements"][0]["stated"] == "421,500"


def test_the_page_of_a_scan_shows_the_document(speech: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run(["scan", str(speech), "--format", f"html={page}"])
    assert "northern container terminal" in page.read_text(encoding="utf-8")


def test_a_document_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scan", str(tmp_path / "none.txt")]) == 2
    shown = capsys.readouterr().err
    assert "none.txt" in shown
    assert "Traceback" not in shown


def test_a_document_that_cannot_be_read_does_not_stop_the_others(
    speech: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scan", str(tmp_path / "none.txt"), str(speech)]) == 2
    shown = capsys.readouterr()
    assert "The harbour in brief" in shown.out
    assert "none.txt" in shown.err


def test_one_document_twice_is_wrong_usage(speech: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scan", str(speech), "--against", str(speech)]) == 2
    assert "given twice" in capsys.readouterr().err


def test_the_function_of_the_same_name(speech: Path) -> None:
    report = factcheck.scan(speech)
    assert report.command == "scan"
    assert len(report.statements) == 8


@pytest.mark.skipif(not TRANSCRIPT.is_file(), reason="the conference's transcript is not at hand")
def test_the_conference_has_no_other_error_than_its_known_contradictions(capsys: pytest.CaptureFixture[str]) -> None:
    run(["scan", str(TRANSCRIPT), "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    errors = [{one["value"] for one in error["statements"]} for error in findings if error["severity"] == "error"]
    assert all(error in ({"165000000", "186000000"}, {"20", "11"}) for error in errors)
