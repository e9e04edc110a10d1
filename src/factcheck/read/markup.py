"""HTML as written comes in; its tags and texts go out one by one, in time linear in its length.

The parsers at hand (html.parser, and those that build a tree as browsers do) take quadratic time on
tags that are never closed or nested without end, which is how strangers' files are made to hang a
program. We need tags in order and a few attributes; this reads them as the standard's tokenizer does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"<(?:(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)|(?P<comment>!--)|[!?/])")
_SPACE = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(
    r"""([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?""",
)
_HUGE_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")

# What stands in these elements is no markup; its end is their own end tag and nothing else.
RAW = frozenset({"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "noscript", "xmp"})
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}
_KEPT_NAMES = """
    aria-hidden class colspan content datetime hidden href id itemprop lang name property rel role rowspan start
    style type value
"""
KEPT = frozenset(_KEPT_NAMES.split())


class Token(NamedTuple):
    """A start tag with its attributes, an end tag, or text (``name`` is "") with references resolved."""

    name: str
    end: bool = False
    text: str = ""
    attributes: dict[str, str] = {}  # noqa: RUF012 (never written to)


def tokens(html: str) -> Iterator[Token]:
    """The tags and texts of a page, without comments and declarations. What is cut off ends the page."""
    at = 0
    while (tag := _TAG.search(html, at)) is not None:
        if tag.start() > at:
            yield Token("", text=resolved(html[at : tag.start()]))
        if tag["name"] is None:
            end = html.find("-->" if tag["comment"] else ">", tag.end() - 2 * bool(tag["comment"]))
            at = end + (3 if tag["comment"] else 1)
            if end < 0:
                return
            continue
        name = tag["name"].lower()
        attributes, at = _attributes(html, tag.end())
        if at < 0:
            return
        yield Token(name, bool(tag["end"]), attributes=attributes)
        if name in RAW and not tag["end"]:
            close = _RAW_ENDS[name].search(html, at)
            end = close.start() if close else len(html)
            yield Token("", text=resolved(html[at:end]) if name in {"title", "textarea"} else html[at:end])
            at = end
    if at < len(html):
        yield Token("", text=resolved(html[at:]))


def _attributes(html: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes that we keep, and where the tag has ended; -1 if it never does."""
    kept: dict[str, str] = {}
    while True:
        space = _SPACE.match(html, at)
        at = space.end() if space else at
        if at >= len(html):
            return kept, -1
        if html[at] == ">":
            return kept, at + 1
        found = _ATTRIBUTE.match(html, at)
        if found is None:
            return kept, -1
        name = found[1].lower()
        if name in KEPT and name not in kept:
            kept[name] = resolved(found[2] or found[3] or found[4] or "")
        at = found.end()


def resolved(text: str) -> str:
    """Character references as the characters they stand for; absurd ones as U+FFFD."""
    if "&" not in text:
        return text
    if "&#" in text:  # Python refuses to read a number of 5,000 digits
        text = _HUGE_REFERENCE.sub("\ufffd", text)
    return unescape(text)
