"""Web pages: the main text with its tables and lists, not what is around it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import FactcheckError
from factcheck.model import Document
from factcheck.read.html import parse
from factcheck.read.source import Limits, Source
from read_laws import assert_lawful, cells, outline

PROSE = "The harbour counted 41 ferries in the spring, which is more than anyone had thought there would be. "


def page(html: str | bytes) -> Document:
    document = parse(Source("page.html", "page.html", html if isinstance(html, bytes) else html.encode()))
    assert_lawful(document)
    return document


def words(html: str) -> list[str]:
    return [text for _, text in outline(page(html))]


def test_the_main_text_without_what_is_around_it() -> None:
    html = f"""<!doctype html><title>Ferries</title><body class="with-sidebar">
    <header><a href="/">Port News</a> Call 555 1234</header>
    <nav><ul><li><a href="/1">Top 10</a><li><a href="/2">Page 2</a></ul></nav>
    <div id="wrap"><main><h1>Ferries</h1><p>{PROSE}</p><div class="share-bar">Shared 99 times</div></main>
    <aside><p>{PROSE.replace("41", "77")}</aside></div>
    <footer>Copyright 2021</footer><script>var n = 88 < 99; "</p>"</script>"""
    assert words(html) == ["Ferries", PROSE.strip()]


def test_without_marks_the_container_with_the_prose_is_the_main_text() -> None:
    body = "".join(f"<p>{PROSE}</p>" for _ in range(8))
    html = f"<div><div>Menu 12</div><div><div>{body}<p>Short end, 3.</p></div></div><div>Weather: 7 degrees</div></div>"
    assert words(html) == [PROSE.strip()] * 8 + ["Short end, 3."]


def test_a_page_that_names_all_of_itself_a_sidebar_is_read() -> None:
    assert words(f'<div class="sidebar"><p>{PROSE}</div>') == [PROSE.strip()]


def test_lists_of_links_are_left_out() -> None:
    links = "".join(f'<li><a href="/{n}">Story number {n}</a>' for n in range(5))
    assert words(f"<p>{PROSE}</p><ul>{links}</ul><p>{PROSE}") == [PROSE.strip()] * 2


def test_the_headline_above_the_main_text_is_kept() -> None:
    assert words(f"<header><h1>41 ferries</h1></header><article><p>{PROSE}</article>")[0] == "41 ferries"


def test_headings_are_the_sections_of_what_follows() -> None:
    document = page(f"<h1>Harbour</h1><p>{PROSE}<h2>Ships</h2><h3>Ferries</h3><p>Few.</p><h2>Trains</h2><p>None.")
    assert [p.section for p in document.passages if p.kind == "paragraph"] == [
        "Harbour",
        "Harbour > Ships > Ferries",
        "Harbour > Trains",
    ]


def test_lists_are_printed_with_their_markers() -> None:
    document = page("<p>Text:<ol start=3><li>three<ul><li>inner</ul><li><p>four</p><p>more</ol><ul><li>end</ul>")
    assert document.text == "Text:\n\n3. three\n• inner\n4. four\n\nmore\n\n• end"
    assert outline(document)[1:] == [
        ("item", "three"),
        ("item", "inner"),
        ("item", "four"),
        ("paragraph", "more"),
        ("item", "end"),
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("41 &lt; 42 &amp; &#8364;5&nbsp;m", "41 < 42 & €5\xa0m"),
        ("<b>41</b>  <i>ferries</i>\n came", "41 ferries came"),
        ("mil&shy;lion", "million"),
        ("20 m<sup>2</sup>, 10<sup>6</sup>, 18<sup>th</sup>", "20 m², 10⁶, 18th"),
        ("41<sup>1</sup> million ferries<sup>2</sup>", "41 million ferries"),
        ('41<sup><a href="#1">[1]</a></sup> million', "41 million"),
        ("CO<sub>2</sub>", "CO₂"),
        ("now 42, <del>then 41</del> <s>or 40</s>", "now 42,"),
        (
            '41 <span hidden>42</span><span style="display: none">43</span><i class="sr-only">44</i> ferries',
            "41 ferries",
        ),
        ('<span aria-hidden="true">41</span>', "41"),
        ("a <q>quote</q>", "a “quote”"),
        ("one<br>two", "one\ntwo"),
        ("41 <button>9 likes</button>ferries", "41 ferries"),
        ("<select><option>1<option>2</select>3", "3"),
        ("5 < 6 and 7<8", "5 < 6 and 7<8"),
        ("&#99999999999999999999;" + "&#" + "9" * 5000 + ";x", "\ufffd\ufffdx"),
        ("<!-- 77 -->41<!-->", "41"),
        ("<p title='a > b'>41", "41"),
    ],
)
def test_words_within_a_line(html: str, text: str) -> None:
    assert page(f"<div>{html}</div>").text == text


def test_two_breaks_part_paragraphs() -> None:
    assert words("one<br><br>two<p>three") == ["one", "two", "three"]


def test_tables_have_the_headings_that_they_declare() -> None:
    document = page("""<table><caption>Ships</caption>
      <thead><tr><th rowspan=2>Port<th colspan=2>Ferries<th>Tankers<tr><th>2020<th>2021<th>2021</thead>
      <tr><th>Oslo<td>1,204<td>1,300<td>7<tr><th>Bod&oslash;<td>5<td><td>9</table>""")
    assert cells(document) == {
        ("Oslo", "Ferries > 2020"): "1,204",
        ("Oslo", "Ferries > 2021"): "1,300",
        ("Oslo", "Tankers > 2021"): "7",
        ("Bodø", "Ferries > 2020"): "5",
        ("Bodø", "Tankers > 2021"): "9",
    }
    assert {p.section for p in document.passages if p.kind == "cell"} == {"Ships"}


def test_a_table_without_marks_has_the_headings_that_it_shows() -> None:
    rows = ["Port,2020,2021", "Oslo,12,14", "Bodø,5,6"]
    html = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row.split(",")) for row in rows)
    assert cells(page(f"<table>{html}</table>"))["Bodø", "2021"] == "6"


def test_a_table_for_layout_is_no_table() -> None:
    document = page(f"<table><tr><td><p>{PROSE * 6}</p><td><table><tr><th>a<th>b<tr><td>1<td>2</table></table>")
    assert [kind for kind, _ in outline(document)] == ["paragraph", "heading", "heading", "cell", "cell"]


def test_preformatted_text_is_read_and_code_is_not() -> None:
    document = page(
        "<pre>Port   2020   2021\nOslo     12     14\nBodø      5      6\n</pre><pre><code>x = 77</code></pre>"
    )
    assert cells(document)["Oslo", "2021"] == "14"
    assert "77" not in document.text


def test_what_the_page_says_of_itself() -> None:
    document = page(f"""<html lang="en-GB"><title>Ferries &amp; more - Port News</title>
      <meta property="og:site_name" content="Port News"><meta name="date" content="2021-03-12T08:00">
      <link rel="canonical" href="https://port.example/f"><h1>Ferries &amp; more</h1><p>1 May 2001<p>{PROSE}""")
    assert (document.title, document.date, document.language) == ("Ferries & more", "2021-03-12", "en")
    assert (document.publisher, document.address) == ("Port News", "https://port.example/f")


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/ld+json">{"datePublished": "2021-03-12T08:00"}</script>',
        '<time itemprop="datePublished" datetime="2021-03-12">some day</time>',
        "<p>12 March 2021</p>",
    ],
)
def test_other_ways_to_say_the_date(html: str) -> None:
    assert page(f"{html}<p>{PROSE}").date == "2021-03-12"


def test_the_declared_encoding_is_used() -> None:
    html = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"><p>Łódź 41'
    assert page(html.encode("iso-8859-2")).text == "Łódź 41"


def test_an_end_tag_in_a_cell_closes_nothing_outside_it() -> None:
    html = f"<main><div><table><tr><th>a<th>b<tr><td>1</div></main><td>2</table><p>{PROSE}</div></main>"
    assert words(html) == ["a", "b", "1", "2", PROSE.strip()]


TAGS = "p div b i a li ul ol table tr td th caption h1 h2 pre q sup sub del span svg template main nav article br code"


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{name}>" for name in TAGS.split()]),
            st.sampled_from([f"</{name}>" for name in TAGS.split()]),
            st.sampled_from(
                ["41 ", "a", " ", "\n", "<td colspan=3>", "<td rowspan=9>", "<!--", "-->", '<a href="', "&#0;"]
            ),
            st.sampled_from(
                ["<title>", "</title>", "<script>", "</script>", "<a href=x>", "<p hidden>", "<\x00>", "\r\n"]
            ),
        ),
        max_size=40,
    )
)
def test_any_soup_of_tags_gives_lawful_passages(parts: list[str]) -> None:
    page("".join(parts).replace("\0", "\ufffd"))


@pytest.mark.parametrize(
    "unit",
    ["<div>", "<p>", "<i></b>", "<a href=x><div>", "<ul><li>", "<table><tr><td>", "<td>x", "<tr><td rowspan=9>x",
     "<svg>", "<sup>a", "<template><p>", "</p>", "<!--", "<a b='", '<a b="c', "<a ", "&#1", "<pre>", "<q>", "<"],
)  # fmt: skip
def test_time_grows_with_the_length_and_not_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        source = Source("a", "a", (unit * (length // len(unit))).encode())
        best = []
        for _ in range(2):
            start = time.perf_counter()
            parse(source)
            best.append(time.perf_counter() - start)
        return min(best)

    assert seconds(48_000) < 40 * max(seconds(6_000), 0.001)


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(FactcheckError, match="more than 10"):
        parse(Source("a", "a", b"<table>" + b"<td>x" * 20, Limits(passages=10)))
