"""Bytes in, nothing out: what of the package each fuzz target hands them to, and with which seeds it begins.

A target may raise FactcheckError and nothing else; what it returns has to keep the laws of its room. The same targets
run under coverage guidance (guided.py), and in each test run (test_fuzz.py).
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from factcheck.errors import FactcheckError
from factcheck.model import Document, Finding, Report
from file_samples import docx, listed, p, package, pdf, sheet, tbl, xlsx
from read_laws import assert_lawful

SEPARATOR = b"\n~~~~\n"  # parts the files of one input
PROSE = """\
# Harbour report

12 March 2021

Ida Brandt, harbour master: Good morning. In 2020, 4,210 ships called, up 12.5% from 3,742 a year before. Nearly 96000
passengers and about 41.15 million tonnes; more than $3 billion (20-25 per cent) was spent since 1998, 9 times in a row.

Of 750 apprentices 200, or 26%, are women. The fleet has 62 vessels: 47 trawlers, 10 ferries and 3 tugs. Two thirds of
the twenty-one quays - at least one hundred and five metres each - were rebuilt between 1 May and Friday, 3 June 2022.

1. Ferries: ¥5.2bn, £7m and 12k
2. Tankers: minus 3.5 degrees, ½ of 1e6, XIV, No. 7

Port\t2020\t2021
Oslo\t12\t14
Bodø\t5\t6

She said 4,310 ships called in 2020. The average was 12.3 per day over 365 days.
"""
MARKDOWN = (
    '---\ntitle: "Ships"\n---\n# Ships\n\nThere are **41** [ferries](http://x.org "t")[^1].\n\n'
    "| a | b |\n|---|--:|\n| 1 | 2 |\n\n```\ncode\n```\n\n> 1. quote\n> 2. *so* `x`\n\n[^1]: A note.\n<!-- c -->\n"
    "<p>5 <b>ships</b></p>\n\n- [x] 12% of ~~13~~ 14\n\nTitle\n=====\n\n![7](a.png) <http://x.org> &amp; \\*\n"
)
HTML = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ships &amp; more</title><nav>'
    '<a href="/">1</a></nav><main><script type="application/ld+json">{"datePublished": "2021-03-12"}</script>'
    "<h1>Ships</h1><p>There are <b>41</b> ferries<sup>1</sup>.<ul><li>a<li>b</ul><table><caption>T</caption>"
    "<thead><tr><th colspan=2>x<tbody><tr><td rowspan=2>1<td>2</table><pre>a   1   2\nb   3   4\n</pre></main>"
    "<script>var a = '<p>';</script><ol start=3><li value=7>c</ol><dl><dt>d<dd>5</dl><style>p{}</style><!-- 9 -->"
)
SUITE = """\
name: sums
meta: {table: facts, note: &n [1, 2.5, true, null, 2022-07-29]}
expectations:
  - type: expect_parts_to_add_up_to_their_whole
    severity: warning
    description: parts add up
    kwargs: {column: topic, mostly: 0.9}
    meta: {check: sums/parts-add-up, again: *n}
  - type: expect_column_values_to_not_be_null
    kwargs:
      column: "unit"
      row_condition: 'unit == "%"'
"""
ACCEPTED = """\
# Known.

[[accepted]]
check = "restatements/values-agree"
fact = "repairs"
reason = "the source says so"
author = "I. Brandt"
date = 2024-01-20
until = 2030-01-01
[accepted.values]
f7 = "248"
f8 = "more than 250"
"""
CONFIG = """\
[project]
name = "x"
[tool.factcheck]
data = "data"
reports = 'out/reports'
[tool.factcheck.policy]
round_share = 0.05
[tool.factcheck.severities]
"shares/follow-from-counts" = "warning"
"""
FIGURES = (
    *("nearly 96000", "41.15 million yuan", "58.3%", "eight", "10 to 15", "twenty-first", "(1,234)", "US$3.5bn"),
    *("between 5 and 6.5 per cent", "1e6", "½ of", "more than one hundred and five metres", "two thirds", "No. 7"),
    *("12 people or more", "minus 3.5 degrees", "3,361", "1.234.567,89", "５００", "四千二百一十"),
)


def text(data: bytes) -> None:
    _read("a.txt", data)


def markdown(data: bytes) -> None:
    _read("a.md", data)


def html(data: bytes) -> None:
    _read("a.html", data)


def tables(data: bytes) -> None:
    _read("a.csv", data)


def archive_docx(data: bytes) -> None:
    """The bytes of the file: what zipfile and the checks of its members see."""
    _read("a.docx", data)


def archive_xlsx(data: bytes) -> None:
    _read("a.xlsx", data)


def parts_docx(data: bytes) -> None:
    """The parts within a sound archive, so that the checksums do not stop what the XML readers should see."""
    _read("a.docx", _packed("a.docx", data))


def parts_xlsx(data: bytes) -> None:
    _read("a.xlsx", _packed("a.xlsx", data))


def pdf_file(data: bytes) -> None:
    """A whole PDF, PDFium within this process: what it makes of the bytes, and what we make of its lines."""
    from factcheck.read import pdf as reader
    from factcheck.read.pdfium import pages

    with _instead(
        reader, "_asked", lambda source: [json.loads(json.dumps(page)) for page in pages(source.data, 10**6)]
    ):
        _read("a.pdf", data if data.startswith(b"%PDF-") else b"%PDF-" + data)


def pdf_lines(data: bytes) -> None:
    """Lines as PDFium might tell them; each line of the input is one, its first bytes say how it is printed."""
    from factcheck.read import pdf as reader

    pages: list[Any] = [{"pages": 1, "title": "", "created": "D:2021"}, []]
    for number, raw in enumerate(data.split(b"\n")):
        look, words = raw[:4].ljust(4, b"\0"), raw[4:].decode("utf-8", "replace")
        if look[0] == 12:
            pages.append([])
        parts, left = [], float(look[1])
        for part in words.split("   "):
            if not part.strip():
                continue
            parts.append([left, left + 5.0 * len(part), part.strip()])
            left += 5.0 * len(part) + 20
        if parts:
            pages[-1].append(
                {
                    "parts": parts,
                    "base": 800.0 - 12 * number - look[2] / 8,
                    "size": 1.0 + look[3] % 32,
                    "bold": look[0] % 2 == 1,
                    "hyphen": look[0] % 8 == 4,
                    "turned": look[0] % 16 == 8,
                }
            )
    with _instead(reader, "_asked", lambda _: pages):
        _read("a.pdf", b"%PDF-1.4")


def extractor(data: bytes) -> None:
    from factcheck.extract import extract
    from factcheck.read import from_text

    said = data.decode("utf-8", "replace")
    document = from_text(said)
    for one in extract(document):
        assert 0 <= one.start < one.end <= len(said)
        assert said[one.start : one.end] == one.stated
        one.figure.value.as_tuple()


def scanner(data: bytes) -> None:
    """Reading, extracting, linking and judging; two documents where the input is parted."""
    from factcheck.pipeline.scanning import scan_documents
    from factcheck.read import from_text

    texts = data.decode("utf-8", "replace").split(SEPARATOR.decode())[:3]
    documents = [from_text(one, f"d{number}") for number, one in enumerate(texts)]
    report = scan_documents(documents, min_confidence=0, names=True)
    assert report.exit_code in (0, 1, 2)


def figures(data: bytes) -> None:
    """The parser of one figure, and the comparison of two."""
    from factcheck import interval, numerals

    read = []
    for one in data.decode("utf-8", "replace").split("\n")[:2]:
        with suppress(FactcheckError):
            figure = numerals.parse(one)
            hard, soft = interval.hard(figure), interval.soft(figure)
            assert hard.low is None or hard.high is None or hard.low <= hard.high
            assert soft.low is None or soft.high is None or soft.low <= soft.high
            read.append(figure)
    for one_figure in read:
        for other in read:
            assert interval.compare(one_figure, other) is interval.compare(other, one_figure)


def record(data: bytes) -> None:
    """The four tables of a record, its accepted file; loaded, and a document adopted into it."""
    from factcheck.link import link
    from factcheck.record import load
    from factcheck.record.adopt import adopt, gathered

    names = (
        "data/documents.csv",
        "data/facts.csv",
        "data/statements.csv",
        "data/relations.csv",
        "checks/accepted.toml",
    )
    with _project(dict(zip(names, data.split(SEPARATOR), strict=False))) as home:
        with suppress(FactcheckError):
            load(home)
        document, statements = _ferries()
        linked = link((document,), statements)
        with suppress(FactcheckError):
            adopt(home, (document,), gathered(linked.facts, statements), linked.relations)


def suites(data: bytes) -> None:
    from factcheck.expectations import load_suites

    with _project({"checks/a.yaml": data}) as home, suppress(FactcheckError):
        for suite in load_suites(home / "checks"):
            assert suite.expectations


def accepted(data: bytes) -> None:
    """The file of accepted disagreements: read, an entry written and removed again."""
    from factcheck.record import load_accepted
    from factcheck.record.accepting import with_entry, without_entries

    with _project({"checks/accepted.toml": data}) as home:
        file = home / "checks/accepted.toml"
        with suppress(FactcheckError):
            for entry in load_accepted(file):
                said = file.read_text(encoding="utf-8-sig")
                written = with_entry(said, replace(entry, fact="another", relation=""))
                without_entries(written, [(entry.check, "another")])


def config(data: bytes) -> None:
    from factcheck.config import load_config

    with _project({"pyproject.toml": data}) as home, suppress(FactcheckError):
        load_config(home)


def history(data: bytes) -> None:
    from factcheck.report.history import as_line, runs_of

    for run in runs_of(data.decode("utf-8", "replace").splitlines()):
        assert runs_of([as_line(run)]) == (run,)


def reports(data: bytes) -> None:
    """Every report format, with the words of the input wherever a report shows words."""
    from factcheck.report import FORMATS, render

    words = [one.decode("utf-8", "surrogateescape") for one in data.split(SEPARATOR)]
    report = _worded(words)
    for name in FORMATS:
        shown = render(report, name)
        shown.encode("utf-8")
        if name in ("json", "sarif", "gitlab"):
            json.loads(shown)
        elif name == "junit":
            ElementTree.fromstring(shown)
        elif name == "github":
            assert all(line.startswith("::") for line in shown.splitlines() if line)
        elif name == "html":
            assert _elements(shown) == _elements(render(_worded(["words"]), name))
        elif name == "text":
            assert "\x1b" not in shown


def extracted(data: bytes) -> None:
    """The formats of ``extract``: CSV that no spreadsheet runs, JSON lines that read back."""
    import csv
    import io

    from factcheck.report.figures import as_csv, as_jsonl, as_table

    words = [one.decode("utf-8", "surrogateescape") for one in data.split(SEPARATOR)]
    statements = _worded(words).statements
    for line in as_jsonl(statements).split("\n")[:-1]:
        json.loads(line)
    assert "\x1b" not in as_table(statements)
    written = as_csv(statements)
    written.encode("utf-8")
    usual = csv.field_size_limit(10**9)
    rows = list(csv.reader(io.StringIO(written, newline="")))
    csv.field_size_limit(usual)
    assert len(rows) == len(statements)
    for row in rows:
        assert not any(cell[:1] in ("=", "@", "\t", "\r") for cell in row)


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one
    for one in (
        *(text, markdown, html, tables, archive_docx, archive_xlsx, parts_docx, parts_xlsx, pdf_file, pdf_lines),
        *(extractor, scanner, figures, record, suites, accepted, config, history, reports, extracted),
    )
}

# What is run how often where all of them make a million: the cheap and much-used ones most.
SHARES: dict[str, int] = {
    "text": 90_000,
    "markdown": 80_000,
    "html": 70_000,
    "tables": 90_000,
    "archive_docx": 40_000,
    "archive_xlsx": 40_000,
    "parts_docx": 60_000,
    "parts_xlsx": 60_000,
    "pdf_file": 20_000,
    "pdf_lines": 80_000,
    "extractor": 40_000,
    "scanner": 15_000,
    "figures": 160_000,
    "record": 8_000,
    "suites": 20_000,
    "accepted": 20_000,
    "config": 50_000,
    "history": 40_000,
    "reports": 3_000,
    "extracted": 14_000,
}


def seeds(name: str) -> list[bytes]:
    """The inputs that a target begins with."""
    prose = PROSE.encode()
    if name in ("text", "extractor"):
        return [
            prose,
            *(part.encode() for part in PROSE.split("\n\n")),
            PROSE.encode("utf-16"),
            "Bodø 5".encode("cp1252"),
        ]
    if name == "scanner":
        return [prose, SEPARATOR.join((prose, prose.replace(b"4,210", b"4,120"))), *_sentences()]
    if name in ("reports", "extracted"):
        return [SEPARATOR.join(_sentences()[:8]), SEPARATOR.join(_hostile())]
    return _SEEDS[name]()


def _sentences() -> list[bytes]:
    return [one.encode() for one in re.split(r"(?<=\.)\s", PROSE)]


def _hostile() -> list[bytes]:
    return [
        b"<script>alert(1)</script>",
        b'"><img src=x onerror="x">',
        b"{{ 7 * 7 }}{% x %}",
        b"]]> --> &amp; \x00\x1b[31m\r\n::error::x",
        b"=1+1",
        b"@SUM(A1)",
        b"-2+3|cmd",
        "\u202edeknas\u202c\ud7ff\uffff".encode(),
        b"\xff\xfe",
        b"a.md:12\n| x | `y` |\n# z",
        b"javascript:alert(1)",
    ]


_WORD = docx(
    p("Ships", "T") + p("Ferries", "H1") + p("There are 41.", more=listed(1)) + tbl([["a", "b"], ["1", "2"]], 1),
    f'<w:footnote w:id="1">{p("Note.")}</w:footnote>',
    "<title>Ships</title>",
)
_SHEET = xlsx({"Ships": sheet([["a", "b"], ["x", 1.5], [None, 2]])}, ["s"], ["0.0%", '[$-409]#,##0.0,,"m";(0)'])
_PDF = pdf(
    [
        [(72.0, 700.0, 18.0, "*Ships"), (72.0, 660.0, 10.0, "There are 41 fer-"), (72.0, 648.0, 10.0, "ries in 2021.")],
        [
            (72.0, 700.0, 10.0, "Oslo"),
            (200.0, 700.0, 10.0, "12"),
            (72.0, 688.0, 10.0, "Bergen"),
            (200.0, 688.0, 10.0, "5"),
        ],
    ],
    "Ships",
)


@cache
def _parts(name: str) -> dict[str, bytes]:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(_WORD if name == "a.docx" else _SHEET)) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def _packed(name: str, data: bytes) -> bytes:
    parts = _parts(name)
    return package(dict(zip(parts, data.split(SEPARATOR), strict=False)))


_SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "markdown": lambda: [MARKDOWN.encode(), *(part.encode() for part in MARKDOWN.split("\n\n"))],
    "html": lambda: [HTML.encode(), HTML.encode("utf-16"), b"<p>5<p>6<b><i>7</b></i>"],
    "tables": lambda: [
        b'Port;2020;2021\n"Oslo; north";12;14\nBod\xc3\xb8;5;\n',
        b"Port\t2020\nOslo\t12\n",
        b"a,b\n1,2\n",
    ],
    "archive_docx": lambda: [_WORD],
    "archive_xlsx": lambda: [_SHEET],
    "parts_docx": lambda: [SEPARATOR.join(_parts("a.docx").values())],
    "parts_xlsx": lambda: [SEPARATOR.join(_parts("a.xlsx").values())],
    "pdf_file": lambda: [_PDF],
    "pdf_lines": lambda: [
        b"\0H\0\x0aThere are 41 ferries in\n\4H\0\x0athe har-\n\0H\0\x0abour.\n\0H\0\x0aPort   2020   2021\n"
        b"\0H\0\x0aOslo   12   14\n\0H\0\x0aBergen   5   6\n\1H\0\x14Ships\n\x0cH\0\x0aPage 2\n\0H\0\x0a1. one"
    ],
    "figures": lambda: [
        *(one.encode() for one in FIGURES),
        *(f"{one}\n{other}".encode() for one, other in itertools.pairwise(FIGURES)),
    ],
    "record": lambda: [SEPARATOR.join((*_tables(), ACCEPTED.encode()))],
    "suites": lambda: [SUITE.encode()],
    "accepted": lambda: [ACCEPTED.encode()],
    "config": lambda: [CONFIG.encode()],
    "history": lambda: [
        b'{"when": "2024", "examined": 1, "agreed": 1, "disagreed": 0, "accepted": 0, "not_checked": 0}'
    ],
}


def _tables() -> list[bytes]:
    from record_samples import FILES

    return [FILES[name].encode() for name in ("documents", "facts", "statements", "relations")]


def _read(name: str, data: bytes) -> None:
    from factcheck.read import _format, _parser
    from factcheck.read.source import MIB, Limits, Source

    source = Source(name, name, data, Limits(free_bytes=MIB, passages=20_000))
    with suppress(FactcheckError):
        assert_lawful(_parser(_format(source))(source))


@cache
def _folder() -> Path:
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="fuzz-", dir=memory if memory.is_dir() else None))


@contextmanager
def _project(files: dict[str, bytes]) -> Iterator[Path]:
    home = _folder() / "project"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    for name, data in files.items():
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_bytes(data)
    yield home


@contextmanager
def _instead(module: Any, name: str, function: Callable[..., Any]) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, function)
    try:
        yield
    finally:
        setattr(module, name, before)


@cache
def _ferries() -> tuple[Document, tuple[Any, ...]]:
    from factcheck.extract import extract
    from factcheck.read import from_text
    from record_samples import TEXT

    document = replace(from_text(TEXT, "ferry.txt"), path="ferry.txt")
    return document, extract(document)


@cache
def _plain_report() -> Report:
    from report_samples import harbour

    return harbour()


LEADING = {"href", "xlink:href", "src", "action", "formaction", "data"}  # attributes that lead somewhere


class _Elements(HTMLParser):
    """Counts what could run on a page: scripts, frames and the like, and attributes that hold a script."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.update(
            [tag] if tag in {"script", "style", "iframe", "object", "embed", "img", "base", "form"} else []
        )
        self.found.update(name for name, _ in attributes if name.startswith("on"))
        led = [(value or "").strip().lower() for name, value in attributes if name in LEADING]
        self.found.update("javascript" for address in led if address.startswith("javascript:"))


def _elements(page: str) -> Counter[str]:
    parser = _Elements()
    parser.feed(page)
    return parser.found


def _worded(words: list[str]) -> Report:
    """The sample report with these words in turn wherever it takes words from a document, a record or a file name."""
    turn = iter(range(10**6))

    def word() -> str:
        return words[next(turn) % len(words)]

    base = _plain_report()

    def of_statement(one: Any) -> Any:
        return replace(
            one,
            **{name: word() for name in ("stated", "topic", "scope", "speaker", "context", "note", "statement")},
            figure=replace(one.figure, unit=word()),
        )

    def of_finding(one: Finding) -> Finding:
        said: dict[str, Any] = {
            name: word() for name in ("message", "arithmetic", "topic", "accepted_reason", "next_step")
        }
        return replace(
            one, **said, statements=tuple(map(of_statement, one.statements)), reasons=(word(),), doubts=(word(),)
        )

    def of_document(one: Document) -> Document:
        about: dict[str, Any] = {name: word() for name in ("title", "path", "publisher", "address", "language", "date")}
        return replace(one, **about, text=word() + one.text[: len(one.text) // 2] + word())

    return replace(
        base,
        documents=tuple(map(of_document, base.documents)),
        statements=tuple(map(of_statement, base.statements)),
        findings=tuple(map(of_finding, base.findings)),
        title=word(),
        since=word(),
        not_checked=tuple(replace(one, reason=word()) for one in base.not_checked),
    )
