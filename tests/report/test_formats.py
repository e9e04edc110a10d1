"""The machine formats: valid by their own schemas, every finding in each; text of documents never steers a reader."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import report_samples as samples
from factcheck.interval import Verdict
from factcheck.model import Document, Finding, Report
from factcheck.report import FORMATS, render
from factcheck.report.tally import fails

Gold = Callable[[str, str], None]

HERE = Path(__file__).parent
SAMPLES = ("harbour", "recorded", "quiet", "hostile")
SUFFIXES = {"sarif": "sarif", "junit": "xml", "github": "github.txt", "gitlab": "gitlab.json", "markdown": "md"}
NOT_FORMATS = {"figures", "findings", "history", "rows", "tally", "wording"}


def sample(name: str) -> Report:
    made: Report = getattr(samples, name)()
    return made


def about_no_statement() -> Report:
    """A finding about a row that states no figure."""
    finding = Finding(
        "f-row",
        "tables/fact-ids",
        Verdict.CONFLICT,
        "error",
        "Two facts have the id ships.",
        (),
        path="data/facts.csv",
        line=7,
    )
    return replace(sample("recorded"), findings=(finding,))


def test_every_module_of_the_folder_is_a_format() -> None:
    folder = Path(str(importlib.import_module("factcheck.report").__file__)).parent
    found = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert found - {"__init__"} - NOT_FORMATS == set(FORMATS.values())


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("name", ["harbour", "recorded"])
def test_gold(form: str, name: str, gold: Gold) -> None:
    text = render(sample(name), form)
    if form == "sarif":
        # The manual pages and the version change on their own; they have tests of their own.
        text = re.sub(r'"(help|fullDescription)": \{.*?\n +\},?', r'"\1": "…"', text, flags=re.DOTALL)
        text = re.sub(r'ersion": "\d+\.\d+\.\d+[^"]*"', 'ersion": "…"', text)
    gold(f"{name}.{SUFFIXES[form]}", text)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_report_gives_the_same_text(form: str, name: str) -> None:
    text = render(sample(name), form)
    assert text == render(sample(name), form)
    assert text.endswith("\n")


@pytest.mark.parametrize("form", ["text", "sarif", "junit", "github", "gitlab", "markdown", "html"])
def test_every_finding_is_in_every_format(form: str) -> None:
    text = " ".join(render(sample("harbour"), form).split())
    for finding in sample("harbour").findings:
        assert finding.message.partition(" ")[2] in text


@pytest.mark.parametrize("form", FORMATS)
def test_a_finding_about_no_statement_is_shown_too(form: str) -> None:
    assert "Two facts have the id ships." in render(about_no_statement(), form)


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "gitlab", "text"])
def test_it_names_its_file_and_line(form: str) -> None:
    text = render(about_no_statement(), form)
    assert "data/facts.csv" in text
    assert "7" in text


ANY = st.text(st.characters(), max_size=40)  # surrogates, controls and all


@settings(max_examples=60, deadline=None)
@given(ANY, ANY, ANY, ANY, ANY)
def test_no_text_breaks_a_format(message: str, speaker: str, path: str, words: str, name: str) -> None:
    report = samples.harbour()
    document = Document("d", f"In all {words} came.", path=path, title=name)
    said = replace(
        report.statements[0], document="d", start=7, end=7 + len(words), stated=words, context=words, speaker=speaker
    )
    finding = replace(
        report.findings[0], message=message, topic=words, statements=(said,), id=name, accepted_reason=path
    )
    odd = replace(report, documents=(document,), statements=(said,), findings=(finding,), facts=(), title=name)
    texts = {form: render(odd, form) for form in FORMATS}
    for text in texts.values():
        assert text.encode("utf-8")
    for form in ("json", "sarif", "gitlab"):
        json.loads(texts[form])
    assert ElementTree.fromstring(texts["junit"]).tag == "testsuites"
    assert len(texts["github"].splitlines()) == 2
    assert len(re.findall("<script>", texts["html"])) == 1


# SARIF


def sarif(report: Report) -> Any:
    return json.loads(render(report, "sarif"))


@pytest.mark.parametrize("name", SAMPLES)
def test_sarif_is_valid(name: str) -> None:
    schema = json.loads((HERE / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER).validate(
        sarif(sample(name))
    )


def test_sarif_rules_have_help_from_their_manual_pages() -> None:
    (run,) = sarif(sample("harbour"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules][:2] == ["restatements/values-agree", "sums/parts-add-up"]
    assert all("Why it matters" in rule["help"]["markdown"] for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_points_at_the_outlier_first_and_at_the_others_besides() -> None:
    first = sarif(sample("harbour"))["runs"][0]["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "speech.md"
    text = sample("harbour").documents[0].text.splitlines()
    region = place["region"]
    assert text[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == "165 million"
    assert first["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "review.md"


def test_sarif_points_at_the_row_of_the_record() -> None:
    place = sarif(sample("recorded"))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "data/statements.csv", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 9, "startColumn": 1},
    }


def test_sarif_fingerprints_outlive_edits_elsewhere() -> None:
    report = sample("harbour")
    moved = replace(
        report,
        findings=tuple(
            replace(one, statements=tuple(replace(said, line=said.line + 5) for said in one.statements))
            for one in report.findings
        ),
    )
    before, after = (
        [result["partialFingerprints"] for result in sarif(one)["runs"][0]["results"]] for one in (report, moved)
    )
    assert before == after
    assert len({json.dumps(one) for one in before}) == len(before)


def test_sarif_suppresses_what_is_accepted_and_nothing_else() -> None:
    results = sarif(sample("harbour"))["runs"][0]["results"]
    suppressed = {result["partialFingerprints"]["factcheckFinding/v1"]: result["suppressions"] for result in results}
    assert [name for name, given in suppressed.items() if given] == ["f-cargo"]
    assert suppressed["f-cargo"][0]["justification"] == "Checked with the harbour office on the telephone."


def test_sarif_writes_paths_as_uris() -> None:
    report = sample("harbour")
    odd = replace(
        report, documents=tuple(replace(one, path=f"in box/50% \u00e4/{one.path}") for one in report.documents)
    )
    place = sarif(odd)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "in%20box/50%25%20%C3%A4/speech.md"


# JUnit


@pytest.mark.parametrize("name", SAMPLES)
def test_junit_is_valid(name: str) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    xmlschema.XMLSchema(str(HERE / "schemas" / "junit-10.xsd")).validate(StringIO(render(sample(name), "junit")))


@pytest.mark.parametrize("name", SAMPLES)
def test_junit_counts_what_it_holds(name: str) -> None:
    report = sample(name)
    suites = ElementTree.fromstring(render(report, "junit"))
    for suite in suites:
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
        assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
    assert len(suites.findall(".//failure")) == sum(map(fails, report.findings))


def test_junit_never_passes_a_check_that_examined_nothing() -> None:
    suites = ElementTree.fromstring(render(sample("quiet"), "junit"))
    (suite,) = (suite for suite in suites if suite.attrib["package"] == "spans")
    assert [case.find("skipped") is not None for case in suite.findall("testcase")] == [True]


# GitHub


@pytest.mark.parametrize("name", SAMPLES)
def test_github_takes_one_line_for_each_annotation(name: str) -> None:
    report = sample(name)
    lines = render(report, "github").splitlines()
    assert len(lines) == len(report.findings) + 1
    assert all(re.match(r"::(error|warning|notice) \S", line) for line in lines)


def test_github_keeps_accepted_findings_as_notices() -> None:
    line = next(line for line in render(sample("harbour"), "github").splitlines() if "accepted%2C" in line)
    assert line.startswith("::notice file=speech.md,line=4")


def test_github_text_cannot_start_a_command() -> None:
    report = sample("hostile")
    finding = replace(report.findings[0], message="one\n::set-output name=x::y\r\n::error::no")
    lines = render(replace(report, findings=(finding,)), "github").splitlines()
    assert len(lines) == 2
    assert not any(line.startswith(("::set-output", "::error::")) for line in lines)


# GitLab


@pytest.mark.parametrize("name", SAMPLES)
def test_gitlab_has_what_its_page_demands(name: str) -> None:
    issues = json.loads(render(sample(name), "gitlab"))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("./", "/"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


# Markdown


def test_markdown_text_is_no_markup() -> None:
    markdown_it = pytest.importorskip("markdown_it")
    html = markdown_it.MarkdownIt("gfm-like", {"linkify": False}).render(render(sample("hostile"), "markdown"))
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("<table>") == 1


def test_markdown_mentions_nobody() -> None:
    report = sample("harbour")
    finding = replace(report.findings[0], message="Ask @everyone about #1 and [x](https://example.invalid).")
    text = render(replace(report, findings=(finding,)), "markdown")
    assert "@<!-- -->everyone" in text
    assert r"\#1" in text
    assert r"\[x\]" in text


def test_markdown_fits_into_a_comment() -> None:
    text = render(samples.large(1000, 500), "markdown")
    assert len(text) < 65_536
    assert re.search(r"… and \d+ more findings in the full report\.", text)
