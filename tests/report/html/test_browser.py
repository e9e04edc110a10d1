"""The page in a real browser: it works, it stays silent on the network, and everybody can use it.

A Chromium is looked for on the path (or in ``FACTCHECK_BROWSER``) and driven with playwright; axe-core is looked for in
``node_modules`` (or in ``FACTCHECK_AXE``, the path of its ``axe.min.js``). Tests that lack one skip.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import report_samples as samples
from factcheck.report.history import Run
from factcheck.report.html import render_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SAMPLES = ("harbour", "recorded", "quiet", "hostile")
HISTORY = tuple(Run(f"2024-02-{day:02}T08:00:00+00:00", 8, 8 - wrong, wrong, 0, 6) for day, wrong in ((1, 0), (9, 4)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("FACTCHECK_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium is installed")
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with driver.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one page for each sample."""
    folder = tmp_path_factory.mktemp("pages")
    for name in SAMPLES:
        page = render_html(getattr(samples, name)(), history=HISTORY)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def axe() -> str:
    root = Path(__file__).parents[3]
    path = Path(os.environ.get("FACTCHECK_AXE") or root / "node_modules" / "axe-core" / "axe.min.js")
    if not path.is_file():
        pytest.skip("axe-core is not installed: npm install --no-save axe-core, or FACTCHECK_AXE=…/axe.min.js")
    return path.read_text(encoding="utf-8")


@contextmanager
def opened(browser: Browser, file: Path, *, fragment: str = "", **options: Any) -> Iterator[Page]:
    """The page in a fresh context. On leaving: no message on the console, no error, no dialogue, no request."""
    noise: list[str] = []
    options.setdefault("viewport", {"width": 1440, "height": 900})
    context = browser.new_context(reduced_motion="reduce", **options)
    page = context.new_page()
    page.on("console", lambda message: noise.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"error: {error}"))
    page.on("request", lambda request: noise.append(f"request: {request.url[:80]}"))

    def refuse(dialogue: Any) -> None:
        noise.append(f"dialogue: {dialogue.message}")
        dialogue.dismiss()

    page.on("dialog", refuse)
    address = file.as_uri() + fragment
    page.goto(address)
    yield page
    context.close()
    allowed = {f"request: {address[:80]}", f"request: {file.as_uri()[:80]}"}
    assert [one for one in noise if one not in allowed and not one.startswith("request: data:")] == []


def shown_rows(page: Page) -> list[str]:
    rows: list[str] = page.eval_on_selector_all(
        "#figure-table tbody tr", "rows => rows.filter(row => !row.hidden).map(row => row.cells[0].textContent)"
    )
    return rows


def in_view(page: Page, selector: str) -> bool:
    """Whether the middle of an element lies in the window once the page has come to rest."""
    script = """selector => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
        const box = document.querySelector(selector).getBoundingClientRect();
        const middle = Math.min(box.top + box.height / 2, box.top + 100);
        done(middle > 0 && middle < innerHeight);
    })))"""
    return bool(page.evaluate(script, selector))


@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [
        ("harbour", "light", 1440),
        ("harbour", "dark", 390),
        ("recorded", "dark", 1440),
        ("recorded", "light", 390),
        ("quiet", "light", 1440),
        ("hostile", "dark", 1440),
    ],
)
def test_accessible_and_silent(browser: Browser, pages: Path, axe: str, name: str, scheme: Any, width: int) -> None:
    size = {"width": width, "height": 900}
    with opened(browser, pages / f"{name}.html", color_scheme=scheme, viewport=size) as page:
        # Text that was not rendered yet has no contrast to be measured.
        page.evaluate("document.querySelectorAll('*').forEach(one => { one.style.contentVisibility = 'visible' })")
        page.evaluate(axe)
        rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        result = page.evaluate("rules => axe.run({ runOnly: rules })", rules)
        problems = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in result["violations"]]
        assert problems == []


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("width", [1440, 768, 390, 320])
def test_no_window_is_too_narrow(browser: Browser, pages: Path, name: str, width: int) -> None:
    with opened(browser, pages / f"{name}.html", viewport={"width": width, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_search_narrows_the_figures_and_counts_them(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "harbour.html") as page:
        everything = shown_rows(page)
        assert len(everything) == 19
        page.fill("#figure-search", "ferry 165")
        page.wait_for_selector("#no-figure", state="visible")
        assert shown_rows(page) == []
        page.fill("#figure-search", "passengers million")
        page.wait_for_selector("#no-figure", state="hidden")
        assert shown_rows(page) == ["165 million", "186 million"]
        assert page.text_content("#figure-count") == "2 of 19 figures"
        page.click("#figure-filter button[type=reset]")
        page.wait_for_selector("#figure-count:empty", state="attached")
        assert shown_rows(page) == everything


@pytest.mark.parametrize(
    ("column", "value", "count"),
    [
        ("verdict", "conflict", 4),
        ("verdict", "not checked", 1),
        ("state", "warning", 3),
        ("check", "sums/parts-add-up", 4),
        ("speaker", "Ole Winther", 2),
        ("document", "Annual review", 7),
        ("unit", "tonne", 5),
    ],
)
def test_filters(browser: Browser, pages: Path, column: str, value: str, count: int) -> None:
    with opened(browser, pages / "harbour.html") as page:
        select = f"#figure-filter select[data-column={column}]"
        page.focus(select)
        page.select_option(select, value)
        assert len(shown_rows(page)) == count
        assert page.text_content("#figure-count") == f"{count} of 19 figures"


def test_a_click_on_a_heading_sorts_by_value_and_says_so(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "harbour.html") as page:
        head = "#figure-table th[data-key=figure]"
        page.click(f"{head} button")
        rows = shown_rows(page)
        assert rows[:4] == ["26%", "200", "more than 350", "750"]
        assert rows[-1] == "186 million"
        assert page.get_attribute(head, "aria-sort") == "ascending"
        page.click(f"{head} button")
        assert shown_rows(page)[0] == "186 million"
        page.click("#figure-table th[data-key=line] button")
        assert page.get_attribute(head, "aria-sort") is None
        assert shown_rows(page)[-2:] == ["750", "200"]


def test_from_a_finding_to_its_place_and_back(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "harbour.html") as page:
        page.click("#finding-f-passengers .who a >> nth=0")
        assert page.evaluate("location.hash") == "#s-s-passengers-a"
        assert in_view(page, "#s-s-passengers-a")
        page.click("#s-s-passengers-a")
        assert page.evaluate("location.hash") == "#finding-f-passengers"
        assert in_view(page, "#finding-f-passengers")


def test_from_a_figure_that_agrees_to_its_row_and_back(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "harbour.html") as page:
        page.click("#s-s-ships-a")
        assert in_view(page, "#r-s-ships-a")
        page.click("#r-s-ships-a th a")
        assert in_view(page, "#s-s-ships-a")


def test_without_text_the_places_take_its_part(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "recorded.html") as page:
        assert "not at hand" in (page.text_content("#documents") or "")
        page.click("#finding-f-passengers .who a >> nth=0")
        assert in_view(page, ".places #s-s-passengers-a")


def test_a_link_to_something_hidden_shows_it(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "harbour.html") as page:
        page.click(".kind.error")
        assert not page.is_visible("#finding-f-passengers")
        page.evaluate("location.hash = '#finding-f-passengers'")
        page.wait_for_selector("#finding-f-passengers", state="visible")
        assert in_view(page, "#finding-f-passengers")


def test_kinds_and_search_of_findings(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "harbour.html") as page:
        page.click(".kind.warning")
        page.click(".kind.info")
        assert page.locator(".finding:visible").count() == 3
        assert page.text_content("#finding-count") == "3 of 5 findings"
        page.fill("#finding-search", "dredging")
        assert page.locator(".finding:visible").count() == 1
        assert page.locator(".index li:visible").count() == 1


def test_a_link_from_outside_opens_at_its_place(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "harbour.html", fragment="#s-s-share-a") as page:
        assert in_view(page, "#s-s-share-a")


def test_keys(browser: Browser, pages: Path) -> None:
    def focused(page: Page) -> str:
        return str(page.evaluate("document.activeElement.id"))

    with opened(browser, pages / "harbour.html") as page:
        page.keyboard.press("j")
        assert focused(page) == "finding-f-passengers"
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        assert focused(page) == "finding-f-dredging"
        page.keyboard.press("/")
        assert focused(page) == "figure-search"
        page.keyboard.press("j")
        assert page.input_value("#figure-search") == "j"
        page.keyboard.press("Escape")
        assert focused(page) != "figure-search"
        page.click("summary")
        page.uncheck("#keys")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        assert focused(page) != "figure-search"


def test_the_first_tab_skips_to_the_findings(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "harbour.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#findings"


def test_dark_and_light_differ(browser: Browser, pages: Path) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        options: Any = {"color_scheme": scheme}
        with opened(browser, pages / "harbour.html", **options) as page:
            grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds[0] != grounds[1]


def test_readable_without_script(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "harbour.html", java_script_enabled=False) as page:
        assert page.locator(".finding").count() == 5
        assert page.is_visible("#finding-f-passengers h3")
        assert not page.is_visible("#figure-filter")
        assert not page.is_visible("#finding-filter")


def test_hostile_text_is_text(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "hostile.html") as page:
        assert page.evaluate("window.hacked") is None
        assert page.locator("main :is(script, img, iframe, b, i, style, svg[onload], a[href^=javascript])").count() == 0
        text = page.inner_text("body")
        assert "<script>window.hacked = 1</script>" in text
        assert '"><img src=x onerror="window.hacked = 2">' in text
        assert "⟨U+202E⟩deknas⟨U+202C⟩" in text
        assert "A NUL ⟨U+0000⟩" in text
        assert "{{ 7 * 7 }}" in text


def test_the_policy_stops_what_would_slip_through(browser: Browser, pages: Path, tmp_path: Path) -> None:
    page_text = (pages / "harbour.html").read_text(encoding="utf-8")
    slipped = "<img src='https://example.invalid/a.png'><script>window.hacked = 1</script><p onclick='hacked=2'>"
    file = tmp_path / "slipped.html"
    file.write_text(page_text.replace("<main>", f"<main>{slipped}"), encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    answered: list[str] = []
    page.on("response", lambda response: answered.append(response.url))
    page.goto(file.as_uri())
    assert page.evaluate("window.hacked") is None
    assert answered == [file.as_uri()]
    context.close()


def test_prints_everything_on_white(browser: Browser, pages: Path) -> None:
    options: Any = {"color_scheme": "light"}
    with opened(browser, pages / "harbour.html", **options) as page:
        page.emulate_media(media="print")
        assert not page.is_visible(".rail")
        assert not page.is_visible("#figure-filter")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert len(page.pdf()) > 10_000
