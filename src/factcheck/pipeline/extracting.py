"""A text or a path in, the figures that it states out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import read
from factcheck.extract import extract as figures_of
from factcheck.read import text

if TYPE_CHECKING:
    from factcheck.model import Document, Statement

__all__ = ["extract", "read_source"]

LONGEST_PATH = 4096


def read_source(text_or_path: str | Path) -> Document:
    """The document that a path or a text is: a string of one line that names an existing file is that file.

    The document of a text goes without its ``sha256``, which takes longer than to divide a sentence.
    """
    if isinstance(text_or_path, Path) or _names_a_file(text_or_path):
        return read.read(text_or_path)
    return text.from_text(text_or_path)


def _names_a_file(words: str) -> bool:
    if not 0 < len(words) < LONGEST_PATH or "\n" in words:
        return False
    return os.path.isfile(words)  # noqa: PTH113 (a Path of it takes longer than to divide a sentence)


def extract(text_or_path: str | Path) -> tuple[Statement, ...]:
    """Every figure of a text or file, in order."""
    return figures_of(read_source(text_or_path))
