"""A text or a path in, the figures that it states out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import read
from factcheck.extract import extract as figures_of

if TYPE_CHECKING:
    from factcheck.model import Document, Statement

__all__ = ["extract", "read_source"]

LONGEST_PATH = 4096


def read_source(text_or_path: str | Path) -> Document:
    """The document that a path or a text is: a string of one line that names an existing file is that file."""
    if isinstance(text_or_path, Path) or _names_a_file(text_or_path):
        return read.read(text_or_path)
    return read.from_text(text_or_path)


def _names_a_file(text: str) -> bool:
    if not 0 < len(text) < LONGEST_PATH or "\n" in text:
        return False
    return os.path.isfile(text)  # noqa: PTH113 (a Path of each sentence takes as long as a third of reading it)


def extract(text_or_path: str | Path) -> tuple[Statement, ...]:
    """Every figure of a text or file, in order."""
    return figures_of(read_source(text_or_path))
