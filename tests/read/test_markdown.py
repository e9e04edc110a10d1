"""Markdown: prose without its marks, each block on its own line of the file."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.model import Document
from factcheck.read.inline import plain
from factcheck.read.markdown import parse
from factcheck.read.source import Source
from read_laws import assert_lawful, cells, outline


def document(markdown: str) -> Document:
    found = parse(Source("a.md", "a.md", markdown.encode()))
    assert_lawful(found)
    return found


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**41.15** million", "41.15 million"),
        ("*a* _b_ ***c*** __d__ **e *f* g**", "a b c d e f g"),
        ("snake_case_name 2_000 * 3 *", "snake_case_name 2_000 * 3 *"),
        ("* provisional", "* provisional"),
        ("41 **open", "41 **open"),
        ('[the report](http://x.org/99 "title 88") and ![a chart](c99.png)', "the report and a chart"),
        ("[41](a(77)b) [x](", "41 [x]("),
        ("[a *b*][ref] and [Ref] but [12] and [12][13]", "a b and Ref but [12] and [12][13]"),
        ("`41` and ``a`b`` and `open", "41 and a`b and `open"),
        (r"5 \* 3 \[x\]", "5 * 3 [x]"),
        ("&euro;5 &amp; &#8364;6 &unknown;", "€5 & €6 &unknown;"),
        ("now 42 ~~then 41~~ today", "now 42  today"),
        ("41[^1] ferries and 20 m<sup>2</sup>", "41 ferries and 20 m²"),
        ("<b>41</b> <https://x.org/1> 5 < 6", "41 https://x.org/1 5 < 6"),
        ("A <a@b.org, c@d.org> B", "A <a@b.org, c@d.org> B"),
        ("41 <!-- 77 --> ferries", "41  ferries"),
    ],
)
def test_words_without_their_marks(markdown: str, words: str) -> None:
    assert plain(markdown, {"ref"}) == words


FILE = """\
# Harbour

Some *words* about **41** ships,
and [a link](http://x.org/99
"title") that wraps.

## Ferries ##
1. first has 3
2. second
   goes on with 4

   and a paragraph in it

- bullet `5`
  - nested 6
- [x] task 7

> quoted 8
> more

| Port | Ships |
|:-----|------:|
| Oslo | 12 |
| **Bodø** | 3 \\| 4 |

```python
x = 99
```

    code 98

Last one in 1986 had
1987. A great year.

Setext
---

<!-- hidden 77
more 77 -->

<div align="center">

End.

</div>

[ref]: http://x.org/77
[^1]: The note says 13.
"""


def test_each_block_stands_on_its_line() -> None:
    found = document(FILE)
    assert [(p.line, p.kind, found.text[p.start : p.end]) for p in found.passages] == [
        (1, "heading", "Harbour"),
        (3, "paragraph", "Some words about 41 ships,\nand a link that wraps."),
        (7, "heading", "Ferries"),
        (8, "item", "first has 3"),
        (9, "item", "second\ngoes on with 4"),
        (12, "paragraph", "and a paragraph in it"),
        (14, "item", "bullet 5"),
        (15, "item", "nested 6"),
        (16, "item", "task 7"),
        (18, "paragraph", "quoted 8\nmore"),
        (21, "heading", "Port"),
        (21, "heading", "Ships"),
        (23, "heading", "Oslo"),
        (23, "cell", "12"),
        (24, "heading", "Bodø"),
        (24, "cell", "3 | 4"),
        (32, "paragraph", "Last one in 1986 had\n1987. A great year."),
        (35, "heading", "Setext"),
        (43, "paragraph", "End."),
        (48, "paragraph", "The note says 13."),
    ]
    assert cells(found)["Oslo", "Ships"] == "12"
    assert {p.section for p in found.passages if p.kind == "cell"} == {"Harbour > Ferries"}
    assert "\n1. first has 3\n2. second" in found.text
    assert "\n• bullet 5\n• nested 6" in found.text


@pytest.mark.parametrize(
    "matter",
    [
        '---\ntitle: "Ships: a count"\ndate: 2021-03-12\nlang: en\n---\n',
        '+++\ntitle = "Ships: a count"\ndate = 2021-03-12\n+++\n',
    ],
)
def test_front_matter_is_about_the_document(matter: str) -> None:
    found = document(f"{matter}# Harbour\n\n41 ferries.\n")
    assert (found.title, found.date) == ("Ships: a count", "2021-03-12")
    assert outline(found) == [("heading", "Harbour"), ("paragraph", "41 ferries.")]
    assert found.passages[0].line == matter.count("\n") + 1


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert outline(document("---\n\nNote: 41 ferries.\n\n---\n")) == [("paragraph", "Note: 41 ferries.")]


def test_without_front_matter_the_text_tells() -> None:
    found = document("# Harbour\n\n12 March 2021\n\n41 ferries.\n")
    assert (found.title, found.date) == ("Harbour", "2021-03-12")


def test_a_table_in_html_is_a_table() -> None:
    found = document("Before.\n\n<table>\n<tr><th>Port<th>2021\n<tr><td>Oslo<td>12\n</table>\n\nAfter.\n")
    assert cells(found) == {("Oslo", "2021"): "12"}
    assert [p.line for p in found.passages if p.kind == "paragraph"] == [1, 8]


def test_a_fence_that_never_closes_hides_the_rest() -> None:
    assert outline(document("One.\n\n~~~\ncode 77\n```\nmore 77")) == [("paragraph", "One.")]


BLOCKS = st.sampled_from(
    [
        "# Heading one",
        "Setext two\n===",
        "A paragraph of *some* words\nover two lines.",
        "- item one\n- item **two**\n  goes on",
        "1. first\n2. second",
        "> a quote\n> goes on",
        "```\ncode\n```",
        "    indented code",
        "***",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "[label]: https://example.org/1",
        "A [link](https://example.org/2) and `code` here.",
        "<!-- a comment -->",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(BLOCKS, max_size=8))
def test_the_words_are_those_of_a_full_commonmark_parser(blocks: list[str]) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    markdown = "\n\n".join(blocks)
    ours = [word for _, words in outline(document(markdown)) for word in words.split()]
    theirs: list[str] = []
    for token in markdown_it.MarkdownIt("commonmark").enable("table").parse(markdown):
        for child in token.children or ():
            theirs += child.content.split() if child.type in {"text", "code_inline"} else ()
    assert ours == theirs


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("a1 \n\n\t#*_`~>-+.|:[](){}!<>/&;\\\"'=^x"), max_size=80))
def test_any_text_gives_lawful_passages(markdown: str) -> None:
    document(markdown)


@pytest.mark.parametrize(
    "unit",
    ["[", "](", "**a ", "_a", "`", "``a`b", "<a ", "~~[", '](a "', "![a](b", "[a][b]", "> ", "- ",
     "- a\n", "a|b\n", "|a|\n|-|\n", "# ", "<!--", "```\n", "&amp", "[a]: b\n", "\\", "=\n", "1. "],
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
