"""A Report in, one self-contained page out: no request leaves it, and text of documents is text on it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from factcheck.model import Report
from factcheck.report.history import Run

if TYPE_CHECKING:
    from jinja2 import Template


def render(report: Report) -> str:
    """The page without a trend."""
    return render_html(report)


def render_html(report: Report, *, history: Sequence[Run] = ()) -> str:
    """The page of ``report``, a whole HTML document; with earlier runs, oldest first, it draws their trend."""
    from markupsafe import Markup

    from factcheck.report.html.view import STATES, view

    shown = view(report, history)
    # The matrix is laid out row by row, so its width has to be said, and the policy lets no attribute say it.
    style = _asset("page.css") + f".matrix {{ min-width: {17 + 8 * max(1, len(shown.columns))}rem; }}\n"
    script = _asset("page.js")
    return _template().render(
        view=shown,
        states=STATES,
        style=style,
        script=script,
        policy=_policy(style, script),
        slash=Markup("/<wbr>"),
    )


def _policy(style: str, script: str) -> str:
    """A content security policy that lets the page's own style and script in, by their hashes, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return files("factcheck.report.html").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    # Reading a template engine takes longer than a scan, so it is imported only where a page is written.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("factcheck.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html")
