"""A Report in, text, HTML or a machine format out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from factcheck.model import Report

__all__ = ["FORMATS", "render"]

# Which module of this room writes which format. Each has render(report) -> str, and is imported when it is asked for:
# figures in JSON must not wait for the pages of HTML.
FORMATS: Mapping[str, str] = {
    "text": "terminal",
    "json": "json_report",
    "html": "html",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "markdown": "markdown",
}


def render(report: Report, format: str) -> str:
    """``report`` in one of ``FORMATS``, whole. Raises ``KeyError`` for a format that is not there."""
    written: Callable[[Report], str] = import_module(f"factcheck.report.{FORMATS[format]}").render
    return written(report)
