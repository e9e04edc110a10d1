"""The blocks of a page come in, each in its container; those of its main text go out.

Three things tell the text from what is around it: what the page itself marks as main or as navigation,
where most of the prose stands, and how much of a block is links. Where the page says nothing clear,
more is kept rather than less: a menu read as text does less harm than a figure never read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.read.compose import Block, Table

PROSE = 50  # characters: a shorter block is no prose
MOST = 0.85  # of the prose: a container with as much holds the main text
MARKED_MOST = 0.5  # the same for one that is marked as main
LINKED = 0.6  # of a block: one with as many of its characters in links only leads elsewhere
LINKS_IN_A_ROW = 3
ENOUGH = 3  # blocks of prose that a container must hold to be taken for the text
_HOLDERS = frozenset({"div", "section", "td", "center", "form", "table", "tbody", "tr", "body"})

_CHROME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|crumbs?|sidebar|footer|masthead|topbar|toolbar"
    r"|cookies?|consent|gdpr|share|sharing|social|related|recommend(?:ed|ations)?|newsletter|subscribe|promo|adverts?"
    r"|advertisement|sponsor(?:ed)?|comments?|disqus|popup|modal|overlay|pagination|pager|toc|skip|widget|teasers?)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_CHROME_TAGS = frozenset({"nav", "aside", "menu", "dialog"})
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "alert"})
_MAIN_IDS = frozenset({"main", "content", "main-content", "maincontent", "article", "article-body", "story"})


@dataclass(frozen=True, slots=True)
class Found:
    """A block of the page, the container it stands in, and how much of it is words and links."""

    block: Block | Table
    container: int
    words: int
    links: int


@dataclass(slots=True)
class Containers:
    """The containers of a page in the order in which they open; a parent comes before its children."""

    parents: list[int] = field(default_factory=lambda: [-1])
    chrome: list[bool] = field(default_factory=lambda: [False])
    main: list[bool] = field(default_factory=lambda: [False])
    within_main: list[bool] = field(default_factory=lambda: [False])
    holds: list[bool] = field(default_factory=lambda: [True])  # of a kind that may hold the whole text

    def open(self, parent: int, tag: str, attributes: dict[str, str]) -> int:
        """A new container; its number."""
        main = _is_main(tag, attributes)
        around = tag in {"header", "footer"} and not self.within_main[parent]
        self.parents.append(parent)
        self.main.append(main)
        self.holds.append(main or tag in _HOLDERS)
        self.within_main.append(main or self.within_main[parent])
        self.chrome.append(not main and (around or _is_chrome(tag, attributes)))
        return len(self.parents) - 1

    def inherited(self, flags: list[bool]) -> list[bool]:
        """The flag of each container or of any around it."""
        flags = flags.copy()
        for number, parent in enumerate(self.parents):
            flags[number] = flags[number] or (parent >= 0 and flags[parent])
        return flags


def _is_main(tag: str, attributes: dict[str, str]) -> bool:
    return (
        tag in {"main", "article"}
        or attributes.get("role", "").lower() in {"main", "article"}
        or attributes.get("itemprop", "").lower() == "articlebody"
        or attributes.get("id", "").lower() in _MAIN_IDS
    )


def _is_chrome(tag: str, attributes: dict[str, str]) -> bool:
    if tag in _CHROME_TAGS or attributes.get("role", "").lower() in _CHROME_ROLES:
        return True
    named = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:200]
    return tag != "body" and _CHROME.search(named) is not None


def main_text(found: Sequence[Found], containers: Containers) -> list[Block | Table]:
    """The blocks of the main text, in order."""
    kept = _without_chrome(found, containers)
    root = _root(kept, containers)
    flags = [False] * len(containers.parents)
    flags[root] = True
    inside = containers.inherited(flags)
    text = _without_link_lists([one for one in kept if inside[one.container]])
    return [*_headline(found, text), *(one.block for one in text)]


def _weight(one: Found) -> int:
    """How much prose a block is."""
    if isinstance(one.block, Table):
        return one.words
    if one.block.kind == "heading" or one.links * 2 > one.words or one.words < PROSE:
        return 0
    return one.words


def _without_chrome(found: Sequence[Found], containers: Containers) -> list[Found]:
    chrome = containers.inherited(containers.chrome)
    kept = [one for one in found if not chrome[one.container]]
    whole, left = sum(map(_weight, found)), sum(map(_weight, kept))
    # A page that is all "sidebar" is named strangely, not empty.
    return kept if left * 2 >= whole and (left or not whole) and kept else list(found)


def _root(found: Sequence[Found], containers: Containers) -> int:
    """The innermost container that holds the main text, 0 for the whole page."""
    prose = [0] * len(containers.parents)
    blocks = [0] * len(containers.parents)
    for one in found:
        prose[one.container] += _weight(one)
        blocks[one.container] += _weight(one) > 0
    for number in range(len(prose) - 1, 0, -1):
        prose[containers.parents[number]] += prose[number]
        blocks[containers.parents[number]] += blocks[number]
    root = 0
    for number, main in enumerate(containers.main):
        # A later one wins only if it lies within: of "main > article" the article, if it has the text.
        if (
            main
            and prose[number] >= MARKED_MOST * max(prose[0], 1)
            and prose[number] >= MOST * prose[root] * bool(root)
        ):
            root = number
    for number, parent in enumerate(containers.parents):
        most = prose[number] >= MOST * max(prose[root], 1) and blocks[number] >= ENOUGH
        if parent == root and most and containers.holds[number]:
            root = number
    return root


def _without_link_lists(found: Sequence[Found]) -> list[Found]:
    """Without runs of blocks that are hardly more than links."""
    kept: list[Found] = []
    run: list[Found] = []
    for one in found:
        if one.words and one.links >= LINKED * one.words:
            run.append(one)
            continue
        kept += run if len(run) < LINKS_IN_A_ROW else ()
        kept.append(one)
        run = []
    return kept + (run if len(run) < LINKS_IN_A_ROW else [])


def _headline(found: Sequence[Found], text: Sequence[Found]) -> list[Block | Table]:
    """The first top heading of the page where the main text has none: headlines have figures too."""
    top = [one for one in found if isinstance(one.block, Block) and one.block.level == 1]
    return [] if not text or any(one is other for other in text for one in top[:20]) else [one.block for one in top[:1]]
