"""The terminal summary: evidence under every finding, nothing hidden, nothing that the terminal obeys."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

import report_samples as samples
from factcheck.model import Report
from factcheck.report import render, terminal
from factcheck.report.wording import columns

Gold = Callable[[str, str], None]


@pytest.mark.parametrize("name", ["harbour", "recorded", "quiet", "hostile"])
def test_gold(name: str, gold: Gold) -> None:
    report: Report = getattr(samples, name)()
    gold(f"{name}.txt", render(report, "text"))


def test_each_finding_shows_its_statements_speakers_places_and_arithmetic() -> None:
    report = samples.harbour()
    text = terminal.render(report, width=10_000)
    for finding in report.findings:
        assert finding.message in text
        assert finding.id in text
        assert finding.arithmetic in text
        for statement in finding.statements:
            assert statement.stated in text
            assert statement.speaker in text
            assert f"line {statement.line}" in text


def test_accepted_findings_stay_visible_with_their_reason() -> None:
    text = terminal.render(samples.harbour())
    assert "accepted warning  Cargo handled: The parts of the cargo" in text
    assert "accepted: Checked with the harbour office" in text


def test_a_record_names_the_row_to_edit() -> None:
    assert "data/statements.csv:9" in terminal.render(samples.recorded())


def test_nothing_examined_is_not_a_pass() -> None:
    text = terminal.render(replace(samples.quiet(), examined={}, agreed={}))
    assert "Nothing was examined" in text
    assert "Nothing disagrees" not in text


def test_a_check_that_examined_nothing_says_so() -> None:
    line = next(line for line in terminal.render(samples.quiet()).splitlines() if line.startswith("spans/editions"))
    assert line.split()[1] == "nothing"


def test_a_run_that_could_not_tell_says_so() -> None:
    assert "We could not tell." in terminal.render(replace(samples.quiet(), exit_code=2))


@pytest.mark.parametrize("width", [40, 72, 100])
def test_lines_keep_to_the_width(width: int) -> None:
    findings = terminal.render(samples.harbour(), width=width).split("check      ")[0]
    assert max(map(columns, findings.splitlines())) <= width


def test_colour_changes_only_the_escape_codes() -> None:
    for report in (samples.harbour(), samples.recorded(), samples.quiet()):
        painted = terminal.render(report, colour=True)
        assert "\x1b[" in painted
        assert re.sub(r"\x1b\[[\d;]*m", "", painted) == terminal.render(report)


def test_text_of_a_document_cannot_steer_the_terminal() -> None:
    text = terminal.render(samples.hostile())
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "⟨U+202E⟩" in text
    assert "⟨U+001B⟩[31m" in text
