"""A Report in, text, HTML or a machine format out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factcheck.model import Report
from factcheck.report import github, gitlab, html, json_report, junit, markdown, sarif, terminal
from factcheck.report.html import render_html

__all__ = ["FORMATS", "render", "render_html"]

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": terminal.render,
    "json": json_report.render,
    "html": html.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "markdown": markdown.render,
}


def render(report: Report, format: str) -> str:
    """``report`` in one of ``FORMATS``, whole. Raises ``KeyError`` for a format that is not there."""
    return FORMATS[format](report)
