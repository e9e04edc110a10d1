"""factcheck finds the figures of a document that cannot all be true.

The verbs of the command line, as functions: ``extract`` and ``scan`` for any document, ``check`` for a record,
``compare`` for two figures. Each imports what it needs when it is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

# The room of the same name is bound first, so that the verb below keeps the name afterwards.
import factcheck.extract as _room  # noqa: F401
from factcheck.version import VERSION

if TYPE_CHECKING:
    from factcheck.model import Report, Statement
    from factcheck.pipeline.comparison import Comparison

__all__ = ["__version__", "check", "compare", "extract", "scan"]

__version__ = VERSION


def extract(text_or_path: str | Path) -> tuple[Statement, ...]:
    """Every figure that a text states, in order, with its place, value, unit, hedge, period, scope, speaker and topic.

    A ``Path``, or a string of one line that names an existing file, is read as that file; any other string is the text.
    Raises FactcheckError where the file cannot be read.
    """
    from factcheck.pipeline import extracting

    return extracting.extract(text_or_path)


def scan(*paths: str | Path, against: Sequence[str | Path] | str | Path | None = None) -> Report:
    """Find the figures of documents that cannot all be true; with ``against``, only the first documents are accused.

    Raises FactcheckError where a document cannot be read.
    """
    from factcheck.pipeline import scanning

    trusted = () if against is None else (against,) if isinstance(against, str | Path) else tuple(against)
    return scanning.scan(paths, against=trusted)


def check(project: str | Path = ".") -> Report:
    """Cross-check the record of a project: its ``data/`` against the demands in its ``checks/``.

    Raises FactcheckError where the record or a suite is broken.
    """
    from factcheck.pipeline import checking

    return checking.check(Path(project))


def compare(first: str, second: str) -> Comparison:
    """Judge whether two figures can both be true: ``compare("nearly 96000", "95800").verdict``.

    Raises FactcheckError where one of them is no figure.
    """
    from factcheck.pipeline import comparison

    return comparison.compare(first, second)
