"""The page as text: whole, closed to the network, below its size, the same in every run."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

import report_samples as samples
from factcheck.model import Document, Report
from factcheck.report.html import render_html

Gold = Callable[[str, str], None]
SAMPLES = ("harbour", "recorded", "quiet", "hostile")


def bare(page: str) -> str:
    """The page without its style, script and their hashes, which have the browser as their test."""
    page = re.sub(r"<(style|script)>.*?</\1>", r"<\1>…</\1>", page, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-…", page)


class Reader(HTMLParser):
    """Collects what a page names, links and could ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.asks: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and tag in ("a", "use"):
                self.links.append(value or "")
            elif name in ("src", "href", "action", "srcset", "data", "poster", "ping") or name.startswith("on"):
                self.asks.append(f"{tag} {name}={value}")
            elif name == "style":
                self.asks.append(f"{tag} style")


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@pytest.mark.parametrize("name", SAMPLES)
def test_gold(name: str, gold: Gold) -> None:
    gold(f"{name}.html", bare(render_html(getattr(samples, name)())))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_link_leads_somewhere_on_the_page_and_no_anchor_is_used_twice(name: str) -> None:
    reader = read(render_html(getattr(samples, name)()))
    assert len(reader.ids) == len(set(reader.ids))
    assert {link for link in reader.links if not link.startswith("#")} == set()
    assert {link[1:] for link in reader.links} <= set(reader.ids)


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_asks_for_anything(name: str) -> None:
    reader = read(render_html(getattr(samples, name)()))
    assert [one for one in reader.asks if not one.startswith("link href=data:")] == []
    assert not {"img", "iframe", "object", "embed", "base", "video", "audio"} & reader.tags


def test_the_policy_names_the_hashes_of_its_own_style_and_script() -> None:
    page = render_html(samples.harbour())
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert "default-src &#39;none&#39;" in policy
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy


def test_a_statement_of_every_finding_and_every_figure_is_on_the_page() -> None:
    report = samples.harbour()
    page = render_html(report)
    for statement in report.statements:
        assert f"id=r-{statement.statement} " in page
        assert f"id=s-{statement.statement} " in page
    for finding in report.findings:
        assert f'id="finding-{finding.id}"' in page


def test_anchors_outlive_edits_elsewhere() -> None:
    report = samples.harbour()
    unnamed = replace(report, statements=tuple(replace(one, statement="") for one in report.statements))
    shorter = replace(unnamed, statements=unnamed.statements[3:])
    before, after = (set(re.findall(r"<tr id=(r-\w+)", render_html(one))) for one in (unnamed, shorter))
    assert after < before
    assert len(before - after) == 3


def test_what_agrees_is_said_with_what_was_examined() -> None:
    page = render_html(samples.quiet())
    assert "Nothing disagrees. 8 comparisons examined: 8 agreed, 6 not checked." in page


def test_without_text_the_page_says_so() -> None:
    page = render_html(samples.recorded())
    assert page.count("The text of this document is not at hand.") == 2
    assert "data/statements.csv, row 9" in page
    assert "factcheck accept f-passengers --reason" in page


def test_several_documents_have_a_column_each_and_one_has_none() -> None:
    report = samples.harbour()
    assert '<a href="#document-speech">Opening of the season</a>' in render_html(report)
    speech = tuple(one for one in report.statements if one.document == "speech")
    facts = tuple(replace(one, statements=one.statements[:1]) for one in report.facts)
    alone = replace(report, documents=report.documents[:1], statements=speech, facts=facts, findings=())
    assert '<th scope="col" data-key="document">' not in render_html(alone)


def test_a_trusted_document_is_called_so() -> None:
    page = render_html(replace(samples.harbour(), trusted=("review",)))
    assert "<h4><bdi>Annual review (trusted)</bdi></h4>" in page
    assert "Opening of the season (trusted)" not in page


def test_many_documents() -> None:
    documents = tuple(
        Document(f"d{number}", f"In {number} there were 7 boats.", title=f"Day {number}") for number in range(60)
    )
    page = render_html(Report("scan", documents, (), (), {"restatements/values-agree": 1}, {}))
    assert page.count('class="paper"') == 60
    assert "beside" not in bare(page)


def test_an_empty_run_is_not_a_pass() -> None:
    page = render_html(Report("scan", (), (), (), {}, {}))
    assert "Nothing was examined" in page


def test_five_thousand_figures_and_five_hundred_findings_stay_below_five_megabytes() -> None:
    report = samples.large(5000, 500)
    assert len(render_html(report).encode()) < 5_000_000


def test_what_a_page_cannot_show_is_counted_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.report.html.view._MOST_FINDINGS", 20)
    monkeypatch.setattr("factcheck.report.html.view._MOST_FIGURES", 90)
    monkeypatch.setattr("factcheck.report.html.view._MOST_LISTED", 30)
    report = samples.large(400, 60)
    page = render_html(report)
    assert len(re.findall("<article class=.finding ", page)) == 20
    assert "of 60 findings the 20 gravest are shown here" in page
    assert "of 400 figures the 90 most telling are shown here" in page
    assert "of 200 facts the 30 worst are shown here" in page
    assert len(re.findall("<tr id=r-", page)) == 90
    for finding in report.findings[:20]:
        assert all(f"id=r-{statement.statement} " in page for statement in finding.statements)
    reader = read(page)
    assert {link[1:] for link in reader.links} <= set(reader.ids)
    assert "shown here" not in render_html(samples.large(40, 5))


def test_so_they_do_where_the_text_is_long() -> None:
    report = samples.large(5000, 500)
    padded = tuple(
        replace(one, text=one.text + ("Nothing was counted here. " * 40 + "\n\n") * 2_000) for one in report.documents
    )
    page = render_html(replace(report, documents=padded))
    assert len(page.encode()) < 5_000_000
    assert "characters without figures left out" in page


def test_hostile_text_stays_text() -> None:
    page = render_html(samples.hostile())
    assert not {"b", "i", "img"} & read(page).tags
    assert page.count("<script>") == 1
    assert page.count("</script>") == 1
    assert "\u202e" not in page
    assert "\x00" not in page


def test_jinja_is_imported_only_for_the_page() -> None:
    script = "import sys, factcheck.report; sys.exit('jinja2' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
