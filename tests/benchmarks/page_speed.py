"""How soon the page is usable: ``python tests/benchmarks/page_speed.py [FIGURES] [FINDINGS]`` prints medians.

The page of a report (5,000 figures and 500 findings unless told otherwise) against a bare static table of as many rows
and columns, in turns, in the same browser: from the request to the second frame after loading. Then how long the page
takes to be written, to search its figures and to jump to one. Needs a Chromium and playwright.
"""

from __future__ import annotations

import html
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import report_samples as samples
from factcheck.model import Report
from factcheck.report.html import render_html

TURNS = 9
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def static_table(report: Report) -> str:
    """A page with nothing but the figures: no style, no script, no links."""
    rows = (
        (one.stated, one.figure.unit, one.topic, one.period, one.speaker, one.document, one.line, one.fact, one.stated)
        for one in report.statements
    )
    cells = ("".join(f"<td>{html.escape(str(cell))}" for cell in row) for row in rows)
    return f"<!DOCTYPE html><meta charset=utf-8><title>Figures</title><table>{''.join(f'<tr>{row}' for row in cells)}"


def took(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def opened(browser: Any, page: Path) -> float:
    """Seconds until a page is loaded and has drawn twice, in a fresh context."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    tab = context.new_page()
    seconds = took(lambda: (tab.goto(page.as_uri(), wait_until="load"), tab.evaluate(SETTLED)))
    context.close()
    return seconds


def used(browser: Any, page: Path) -> tuple[float, float]:
    """Seconds for a first search, and for a jump to a figure in the middle."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    tab = context.new_page()
    tab.goto(page.as_uri(), wait_until="load")
    tab.evaluate(SETTLED)

    def search() -> None:
        tab.fill("#figure-search", "station 77")
        tab.wait_for_selector("#figure-count:not(:empty)", state="attached")

    searched = took(search)
    tab.evaluate("document.getElementById('figure-filter').reset()")
    middle = "document.querySelectorAll('#figure-table tbody tr')[2500]?.scrollIntoView()"
    jumped = took(lambda: (tab.evaluate(middle), tab.evaluate(SETTLED)))
    context.close()
    return searched, jumped


def main(figures: int = 5000, findings: int = 500) -> None:
    from playwright.sync_api import sync_playwright

    report = samples.large(figures, findings)
    written = statistics.median(took(lambda: render_html(report)) for _ in range(5))
    text = render_html(report)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        ours, static = Path(folder, "ours.html"), Path(folder, "static.html")
        ours.write_text(text, encoding="utf-8")
        static.write_text(static_table(report), encoding="utf-8")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        turns = [(opened(browser, ours), opened(browser, static)) for _ in range(TURNS)]
        searched, jumped = map(statistics.median, zip(*(used(browser, ours) for _ in range(5)), strict=True))
        browser.close()
    page, table = (statistics.median(seconds) for seconds in zip(*turns, strict=True))
    print(f"{figures:,} figures, {findings:,} findings")
    print(f"  page        {len(text.encode()) / 1e6:.2f} MB, written in {written:.2f} s")
    print(f"  usable      {page:.2f} s; a static table {table:.2f} s; ratio {page / table:.2f} (at most 2)")
    print(f"  search      {searched:.2f} s")
    print(f"  jump        {jumped:.2f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
