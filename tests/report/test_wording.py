"""Words for people: quotations that hold their figures, places to correct, signs for what cannot be seen."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import report_samples as samples
from factcheck.extract import extract
from factcheck.model import NotChecked
from factcheck.read import from_text
from factcheck.report.wording import (
    Spot,
    gaps,
    grouped,
    headed,
    next_steps,
    plain,
    plural,
    quotes,
    said,
    spot,
    visible,
)

CONTROLS = {"RLE", "LRE", "RLO", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"}  # of writing direction


@given(st.text())
def test_nothing_visible_can_reorder_or_hide(text: str) -> None:
    shown = visible(text)
    assert not {unicodedata.bidirectional(sign) for sign in shown} & CONTROLS
    assert not any(unicodedata.category(sign) == "Cc" and sign not in "\t\n" for sign in shown)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    "text", ["plain", "ναι", "שלום 12", "می\u200cخواهم", "👩\u200d🚀", "co\u00adoperate", "a\tb\nc"]
)
def test_usual_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_quotes_hold_every_figure_once() -> None:
    report = samples.harbour()
    for finding in report.findings:
        pieces = [piece for quote in quotes(finding.statements, report.by_key) for piece in quote]
        assert {piece.statement for piece in pieces if piece.statement} == set(finding.statements)
        assert all(piece.text == piece.statement.stated for piece in pieces if piece.statement)


def test_neighbours_in_a_sentence_share_a_quote() -> None:
    share = next(one for one in samples.harbour().findings if one.id == "f-share")
    assert len(grouped(share.statements)) == 1
    passengers = samples.harbour().findings[0]
    assert len(grouped(passengers.statements)) == 2


def test_without_the_document_the_context_is_quoted() -> None:
    report = samples.harbour()
    statements = report.findings[0].statements
    assert quotes(statements, {}) == quotes(statements, report.by_key)
    bare = replace(statements[0], context="")
    ((piece,),) = quotes([bare], {})
    assert piece.text == "165 million"


def test_quotes_are_cut_at_words_and_say_so() -> None:
    report = samples.harbour()
    (quote, _) = quotes(report.findings[0].statements, report.by_key, reach=20)
    assert "".join(piece.text for piece in quote) == "… terminal welcomed 165 million passengers, which …"


def test_a_figure_is_said_with_its_hedge() -> None:
    report = samples.harbour()
    (jobs,) = (one for one in report.statements if one.statement == "s-jobs-a")
    assert said(jobs) == "about 2,600"
    assert said(replace(jobs, row=8, stated="about 2,600")) == "about 2,600"


def test_a_figure_is_said_in_its_own_words_where_they_are_known() -> None:
    report = samples.harbour()
    (jobs,) = (one for one in report.statements if one.statement == "s-jobs-b")
    start = report.documents[1].text.index("Some\n2,600 people")
    worded = replace(jobs, full=(start, start + len("Some\n2,600 people")))
    assert said(worded) == "Some 2,600 people"
    assert said(replace(worded, context="")) == "about 2,600"


def test_spots() -> None:
    report = samples.harbour()
    document = report.documents[0]
    for statement in report.statements[:10]:
        found = spot(statement, report, document)
        line = document.text.splitlines()[found.line - 1]
        assert line[found.column - 1 : found.end_column - 1] == statement.stated
    assert spot(replace(report.statements[0], row=5), report, document) == Spot("data/statements.csv", 5)


def test_next_steps_name_the_outlier_alone_where_there_is_one() -> None:
    report = samples.recorded()
    first, second = report.findings[:2]
    assert str(next_steps(first, report)[0]) == "Look up the source and correct data/statements.csv, row 9"
    assert str(next_steps(second, report)[0]) == "Look up the source and correct data/statements.csv, rows 7 and 16"
    assert next_steps(first, report)[1].command == 'factcheck accept f-passengers --reason "…"'


def test_a_hostile_id_stays_one_word_of_the_command() -> None:
    report = samples.recorded()
    finding = replace(report.findings[0], id="x; rm -rf $HOME")
    assert "accept 'x; rm -rf $HOME' --reason" in next_steps(finding, report)[1].command


def test_nothing_is_to_be_done_about_remarks_and_accepted_findings() -> None:
    report = samples.recorded()
    assert [len(next_steps(one, report)) for one in report.findings] == [2, 2, 2, 0, 0]


def test_a_topic_is_named_once() -> None:
    finding = samples.harbour().findings[0]
    assert headed(replace(finding, topic="ferry terminal")) == finding.message
    assert headed(replace(finding, topic="boats", message="Two differ.")) == "Boats: Two differ."


@pytest.mark.parametrize(
    ("value", "digits"),
    [("2E+8", "200000000"), ("41150000.00", "41150000"), ("0.50", "0.5"), ("-3", "-3"), ("100", "100")],
)
def test_digits_for_machines(value: str, digits: str) -> None:
    assert plain(Decimal(value)) == digits


def test_plurals() -> None:
    assert [plural(1, "figure"), plural(2300, "figure"), plural(0, "entry", "entries")] == [
        "1 figure",
        "2,300 figures",
        "0 entries",
    ]


def test_of_many_reasons_the_most_frequent_are_given_and_none_is_lost() -> None:
    every = [NotChecked("sums/parts-add-up", f"reason {number}", 1 + number % 7) for number in range(300)]
    few = NotChecked("names/spelled-alike", "too short", 4)
    report = replace(samples.quiet(), not_checked=(*every, few))
    told = gaps(report)
    assert told[-1] == few
    assert len(told) == 21
    assert sum(gap.number for gap in told) == sum(gap.number for gap in report.not_checked)
    assert {gap.number for gap in told[:19]} == {7}
    assert told[19].reason == "281 other reasons: all are in --format json"
    assert gaps(replace(report, not_checked=tuple(every[:20]))) == every[:20]


@pytest.mark.parametrize("margin", ["", "> ", "> > ", ">>", "    "])
def test_a_quote_is_without_the_signs_of_quoted_mail(margin: str) -> None:
    lines = (
        "In the spring the harbour office counted 41 ferries",
        "and tugs, of which 9 lay at a depth > 4 m in its basin.",
    )
    document = from_text("".join(f"{margin} {line}\n" for line in lines))
    (quote,) = quotes(extract(document), {document.document: document})
    assert "".join(piece.text for piece in quote) == " ".join(lines)
