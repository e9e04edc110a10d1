"""A web page comes in; its main text goes out: headings, paragraphs, lists and tables, without the rest.

Not read: navigation, banners and the like (main_text.py), scripts and forms, what is hidden or struck
out, and code. Lists are printed with their numbers, tables with a tab between cells, superscripts as
such. Title, date, language, publisher and address come from the page's own metadata.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factcheck.model import Document
from factcheck.read import text as plain
from factcheck.read.compose import Block, Table, compose
from factcheck.read.dates import head_date, iso_date
from factcheck.read.encoding import decode
from factcheck.read.grid import MAX_SPAN, Cell, Row
from factcheck.read.main_text import Containers, Found, main_text
from factcheck.read.markup import RAW, Token, tokens
from factcheck.read.raised import BEFORE, lowered, raised
from factcheck.read.source import Source

_BLOCKS_NAMES = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup legend li listing main menu nav ol p pre search section
    summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS_NAMES.split())
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CELLS = frozenset({"td", "th"})
ROW_ENDS = frozenset({"tr", "tbody", "thead", "tfoot", "table"})  # whose tags end a cell
_VOID_NAMES = """
    area base col embed img input keygen link meta param source track wbr
"""
VOID = frozenset(_VOID_NAMES.split())
# Elements that show no words of the text; their end tag reaches over blocks left open in them.
_HIDDEN_NAMES = """
    audio button canvas datalist map meter object optgroup option picture progress select svg template video
"""
HIDDEN = frozenset(_HIDDEN_NAMES.split())
HIDDEN_WORDS = frozenset({"del", "rp", "rt", "s", "strike"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|d-none|hidden|hide|print-only)(?=$|\s)", re.IGNORECASE
)
_BLANK = re.compile(r"[ \t\n\r\f]+")
_SPACES = re.compile(r" {2,}")
_LINES = re.compile(r" ?\n ?")
_PARAGRAPHS = re.compile(r"\n{2,}")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,80}?encoding=["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r'"(?:datePublished|dateCreated|uploadDate)"\s*:\s*"([^"]{8,40})"')
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dc.date.created", "dcterms.date", "dcterms.issued", "dcterms.created", "citation_publication_date",
    "citation_date", "pubdate", "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
DEEPEST = 500  # frames: what is nested deeper is read as if it were not nested
LONG_CELL = 400  # characters: a table with a longer cell is a layout, unless it has headings


def parse(source: Source) -> Document:
    """The document of a web page."""
    declared = _CHARSET.search(source.data, 0, 4096)
    page = _Page(source)
    for token in tokens(decode(source, ((declared[1] or declared[2]) if declared else b"").decode("ascii"))):
        page.take(token)
    page.end()
    text, passages = compose(main_text(page.found, page.containers), source)
    about = page.about
    heading = next((text[p.start : p.end] for p in passages if p.kind == "heading" and p.table is None), "")
    return Document(
        document=source.name,
        text=text,
        passages=passages,
        title=about.get("og:title") or _headline(about.get("title", ""), heading) or heading,
        date=next((day for name in _DATE_NAMES if (day := iso_date(about.get(name, "")))), "") or head_date(text),
        language=re.split(r"[-_]", about.get("lang", "en").lower(), maxsplit=1)[0] or "en",
        publisher=about.get("og:site_name", ""),
        address=about.get("canonical") or about.get("og:url", ""),
    )


def fragment(html: str, source: Source) -> list[Block | Table]:
    """The blocks of a piece of HTML within a document of another format, all of them."""
    page = _Page(source)
    for token in tokens(html):
        page.take(token)
    page.end()
    return [found.block for found in page.found]


def _headline(title: str, heading: str) -> str:
    """The page's title without the name of the site, where the first heading tells them apart."""
    return heading if heading and heading in title else title


@dataclass(slots=True)
class _Scope:
    """The elements that are open within a table cell, or outside any: an end tag reaches no further."""

    owner: int  # the frame of the cell, 0 for the page
    open: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Inline:
    """An open element within a line: where its words begin, to be looked at when it ends."""

    name: str
    hidden: bool
    link: bool
    start: int
    links: int
    flushes: int


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int
    item: int = 0  # the frame of its open item

    def marker(self, value: str) -> str:
        if not self.ordered:
            return "• "
        self.number = _number(value, self.number + 1, 10**6)
        return f"{self.number}. "


@dataclass(slots=True)
class _Cell:
    header: bool
    columns: int
    rows: int
    found: list[Found] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A table whose cells are still coming in; each cell holds the blocks found in it."""

    layout: bool
    captions: list[str] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """An open element of block level. ``inner`` is the scope of what stands in it."""

    name: str
    attributes: dict[str, str]
    hidden: bool
    scope: _Scope
    inner: _Scope
    listing: _List | None
    table: _Table | None
    container: int = -1
    inline: list[_Inline] = field(default_factory=list)
    inlines: dict[str, int] = field(default_factory=dict)


class _Page:
    """Takes the tags of a page one by one and finds its blocks."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.about: dict[str, str] = {}
        self.containers = Containers()
        self.found: list[Found] = []
        self.sinks = [self.found]  # of the page and of the cells that are open
        self.count = 0
        scope = _Scope(0)
        self.frames = [_Frame("", {}, False, scope, scope, None, None, container=0)]
        self.excess = 0  # frames too deep to be kept
        self.hidden = self.open_links = self.pre = self.level = 0
        self.captioned: _Table | None = None
        self.raw = ""  # the element whose raw text comes next
        self.marker = ""  # of a list item that has no words yet
        self.run: list[str] = []  # the words of the block that is open
        self.links = 0  # how many of their characters are in links
        self.flushes = 0
        self.code = False

    def take(self, token: Token) -> None:
        """One tag or text."""
        name = token.name
        if not name:
            self.words(token.text)
        elif name in RAW:
            self.raw = "" if token.end else _raw_kind(name, token.attributes)
        elif token.end:
            self.close(name)
        else:
            self.start(name, token.attributes)

    def end(self) -> None:
        """The page is over: what is still open ends here."""
        self.flush()
        while len(self.frames) > 1:
            self.pop()
        self.flush()

    def words(self, text: str) -> None:
        if self.raw == "title" and not self.hidden:
            self.about.setdefault("title", " ".join(text[:500].split()))
        elif self.raw == "data" and (published := _PUBLISHED.search(text, 0, 200_000)):
            self.about.setdefault("datepublished", published[1])
        if self.raw or self.hidden:
            return
        chunk = text if self.pre else _BLANK.sub(" ", text)
        self.run.append(chunk)
        if self.open_links:
            self.links += len(chunk)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if attributes:
            self.note(name, attributes)
        if name == "br":
            self.run.append("\n")
        elif name == "hr":
            self.flush()
        elif name in BLOCKS or name in HIDDEN:
            self.open(name, attributes)
        elif name not in VOID and name not in {"html", "head"}:
            self.open_inline(name, attributes)

    def note(self, name: str, attributes: dict[str, str]) -> None:
        """Keeps what an element says about the page."""
        key = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        if name == "html" and attributes.get("lang"):
            self.about["lang"] = attributes["lang"][:20]
        elif name == "link" and attributes.get("rel", "").lower() == "canonical":
            self.about.setdefault("canonical", attributes.get("href", "")[:2000])
        elif key in _DATE_NAMES or key in {"og:title", "og:site_name", "og:url"}:
            value = attributes.get("content") or attributes.get("datetime") or ""
            self.about.setdefault(key, " ".join(value[:2000].split()))

    # Elements of block level

    def open(self, name: str, attributes: dict[str, str]) -> None:
        if name in BLOCKS:
            self.flush()
            self.end_implied(name)
        if len(self.frames) >= DEEPEST:
            self.excess += 1
            return
        around = self.frames[-1]
        hidden = name in HIDDEN or (name != "body" and _is_hidden(attributes))
        self.hidden += hidden
        scope = around.inner
        scope.open[name] = scope.open.get(name, 0) + 1
        frame = _Frame(name, attributes, hidden, scope, scope, around.listing, around.table)
        self.frames.append(frame)
        if name in LISTS:
            frame.listing = _List(name == "ol", _number(attributes.get("start", ""), 1, 10**6) - 1)
        elif name == "li":
            self.open_item(frame)
        elif name == "table":
            self.open_table(frame)
        elif name == "tr" and frame.table is not None:
            frame.table.rows.append([])
        elif name in CELLS and frame.table is not None:
            self.open_cell(frame, frame.table)
        elif name == "caption":
            self.captioned = frame.table
        self.level = HEADINGS.get(name, self.level)
        self.pre += name in {"pre", "listing"}

    def end_implied(self, name: str) -> None:
        """Ends what this tag ends without saying so."""
        top = self.frames[-1]
        if top.name == "p" or (top.name in HEADINGS and name in HEADINGS) or {top.name, name} <= {"dt", "dd"}:
            self.pop()
        if name == "li" and (listing := self.frames[-1].listing) is not None and listing.item:
            self.pop_to(listing.item)
        elif (name in CELLS or name in ROW_ENDS - {"table"}) and self.frames[-1].table is not None:
            self.end_cell()
            if name != "td" and name != "th":
                self.end_open("tr")

    def end_cell(self) -> None:
        """Ends the cell around here, unless a table of its own is open in it."""
        scope = self.frames[-1].inner
        if scope.owner and not scope.open.get("table"):
            self.pop_to(scope.owner)

    def end_open(self, name: str) -> None:
        """Ends the innermost open element of this name, if its end tag may reach it."""
        if self.frames[-1].inner.open.get(name):
            while self.pop() != name:
                pass

    def close(self, name: str) -> None:
        if name == "br":
            self.run.append("\n")
        elif name not in BLOCKS and name not in HIDDEN:
            self.close_inline(name)
        elif self.excess:
            self.excess -= 1
            self.flush()
        else:
            if name in BLOCKS:
                self.flush()
            if name in ROW_ENDS or (name in CELLS and not self.frames[-1].inner.open.get(name)):
                self.end_cell()
            if name in HEADINGS and not self.frames[-1].inner.open.get(name):
                name = self.frames[-1].name if self.frames[-1].name in HEADINGS else name
            self.end_open(name)

    def pop_to(self, index: int) -> None:
        while len(self.frames) > index:
            self.pop()

    def pop(self) -> str:
        """Ends the innermost element of block level; its name."""
        if self.frames[-1].name in BLOCKS:
            self.flush()
        frame = self.frames.pop()
        while frame.inline:
            self.end_inline(frame.inline.pop())
        frame.scope.open[frame.name] -= 1
        self.hidden -= frame.hidden
        name, table = frame.name, frame.table
        if name == "li" and frame.listing is not None:
            frame.listing.item = 0
        elif name in CELLS and frame.inner is not frame.scope:
            self.sinks.pop()
        elif name == "table" and table is not None:
            self.end_table(table)
        elif name == "caption":
            self.captioned = None
        elif name in LISTS:
            self.marker = ""
        elif name in {"pre", "listing"}:
            self.pre -= 1
            self.code = False
        elif name in HEADINGS:
            self.level = 0
        return name

    def open_item(self, frame: _Frame) -> None:
        if frame.listing is None:
            self.marker = "• "
            return
        frame.listing.item = len(self.frames) - 1
        self.marker = frame.listing.marker(frame.attributes.get("value", ""))

    # Tables

    def open_table(self, frame: _Frame) -> None:
        if frame.table is not None and frame.scope.owner:
            frame.table.layout = True  # a table around a table holds no figures of its own
        frame.table = _Table(frame.attributes.get("role", "").lower() in {"presentation", "none"})
        frame.listing = None

    def open_cell(self, frame: _Frame, table: _Table) -> None:
        if not table.rows:
            table.rows.append([])
        spans = [_number(frame.attributes.get(name, ""), 1, MAX_SPAN) for name in ("colspan", "rowspan")]
        header = frame.name == "th" or bool(frame.scope.open.get("thead"))
        cell = _Cell(header, max(1, spans[0]), max(1, spans[1]))
        table.rows[-1].append(cell)
        self.counted()
        self.sinks.append(cell.found)
        frame.inner = _Scope(len(self.frames) - 1)
        frame.listing = None

    def end_table(self, table: _Table) -> None:
        cells = [cell for row in table.rows for cell in row]
        found = [one for cell in cells for one in cell.found]
        for caption in table.captions:
            self.sinks[-1].append(Found(Block(caption, "heading"), self.container(), len(caption), 0))
        if not found:
            return
        if table.layout or max(map(len, table.rows)) < 2 or len(table.rows) < 2 or max(map(_length, cells)) > LONG_CELL:
            self.sinks[-1].extend(found)
            return
        rows = [Row([Cell(_joined(cell), cell.header, cell.columns, cell.rows) for cell in row]) for row in table.rows]
        words, links = sum(one.words for one in found), sum(one.links for one in found)
        self.sinks[-1].append(Found(Table(rows), self.container(), words, links))

    # Elements within a line

    def open_inline(self, name: str, attributes: dict[str, str]) -> None:
        frame = self.frames[-1]
        if name == "a" and frame.inlines.get("a"):
            self.close_inline("a")
        if len(frame.inline) >= DEEPEST:
            return
        hidden = name in HIDDEN_WORDS or _is_hidden(attributes)
        link = name == "a" and "href" in attributes
        frame.inline.append(_Inline(name, hidden, link, len(self.run), self.links, self.flushes))
        frame.inlines[name] = frame.inlines.get(name, 0) + 1
        self.hidden += hidden
        self.open_links += link
        self.code = self.code or (name == "code" and bool(self.pre))
        if name == "q" and not self.hidden:
            self.run.append("“")

    def close_inline(self, name: str) -> None:
        frame = self.frames[-1]
        if not frame.inlines.get(name):
            return
        while True:
            inline = frame.inline.pop()
            frame.inlines[inline.name] -= 1
            self.end_inline(inline)
            if inline.name == name:
                return

    def end_inline(self, inline: _Inline) -> None:
        self.hidden -= inline.hidden
        self.open_links -= inline.link
        if inline.name == "q" and not self.hidden:
            self.run.append("”")
        if inline.name not in {"sup", "sub"} or inline.flushes != self.flushes:
            return
        words = "".join(self.run[inline.start :])
        del self.run[inline.start :]
        if inline.name == "sub":
            self.run.append(lowered(words))
        elif self.links == inline.links:  # a raised link leads to a note
            self.run.append(raised(words, "".join(self.run[-4:])[-BEFORE:]))
        self.links = min(self.links, inline.links)

    # Blocks

    def flush(self) -> None:
        """Ends the block whose words have been coming in."""
        if not self.run:
            return
        text = "".join(self.run).replace("\xad", "").replace("\u200b", "")
        links = self.links
        self.run.clear()
        self.links = 0
        self.flushes += 1
        if self.pre:
            self.preformatted(text)
            return
        for part in _PARAGRAPHS.split(_LINES.sub("\n", _SPACES.sub(" ", text)).strip(" \n")):
            if part and not part.isspace():
                self.keep(self.block(part.strip()), len(part), min(links, len(part)))

    def block(self, text: str) -> Block:
        if self.level:
            return Block(" ".join(text.split("\n")), "heading", self.level)
        marker, self.marker = self.marker, ""
        return Block(text, "item" if marker else "paragraph", marker=marker)

    def preformatted(self, text: str) -> None:
        """Plain text within a page; what is marked as code is none."""
        if self.code:
            return
        for piece in plain.pieces(text):
            words = piece.end - piece.start
            if piece.table is not None:
                rows = [Row([Cell(field.words) for field in row]) for row in piece.table.rows]
                self.keep(Table(rows, piece.table.header_rows), words, 0)
            else:
                self.keep(Block(text[piece.start : piece.end], piece.kind, min(piece.level, 6)), words, 0)

    def keep(self, block: Block | Table, words: int, links: int) -> None:
        if self.captioned is not None and isinstance(block, Block):
            self.captioned.captions.append(block.text)
            return
        self.counted()
        self.sinks[-1].append(Found(block, self.container(), words, links))

    def counted(self) -> None:
        self.count += 1
        if self.count > self.source.limits.passages:
            limit = f"{self.source.limits.passages:,}"
            raise self.source.refuse(f"more than {limit} paragraphs and cells", "split it into several files")

    def container(self) -> int:
        """The container of what stands here; it is opened when something first does."""
        first = len(self.frames)
        while self.frames[first - 1].container < 0:
            first -= 1
        for index in range(first, len(self.frames)):
            frame = self.frames[index]
            frame.container = self.containers.open(self.frames[index - 1].container, frame.name, frame.attributes)
        return self.frames[-1].container


def _raw_kind(name: str, attributes: dict[str, str]) -> str:
    if name == "title":
        return "title"
    return "data" if name == "script" and "ld+json" in attributes.get("type", "").lower() else "none"


def _is_hidden(attributes: dict[str, str]) -> bool:
    """What no reader sees; ``aria-hidden`` is seen all the same."""
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or _HIDDEN_STYLE.search(attributes.get("style", "")[:500]) is not None
        or _HIDDEN_CLASS.search(attributes.get("class", "")[:500]) is not None
    )


def _number(written: str, otherwise: int, most: int) -> int:
    digits = written.strip()
    return min(int(digits), most) if digits.isdecimal() and len(digits) <= 7 else otherwise


def _length(cell: _Cell) -> int:
    return sum(one.words for one in cell.found)


def _joined(cell: _Cell) -> str:
    """The words of a cell on one line."""
    texts = (one.block.text for one in cell.found if isinstance(one.block, Block))
    return " ".join(" ".join(texts).split("\n"))
