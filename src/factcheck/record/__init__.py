"""The record in, Statements, Facts and Relations out, and back.

``load`` reads a project's ``data/`` and ``checks/accepted.toml``; ``settle`` says which accepted disagreements still
hold once a run has found what disagrees. ``of_rows`` and ``part_of`` make a record, or a part of one, of rows that lie
elsewhere.
"""

from __future__ import annotations

from factcheck.record.accepted import as_written, load_accepted, settle
from factcheck.record.load import COLUMNS, load, of_rows, part_of
from factcheck.record.values import Accepted, MemberRow, Record

__all__ = [
    "COLUMNS",
    "Accepted",
    "MemberRow",
    "Record",
    "as_written",
    "load",
    "load_accepted",
    "of_rows",
    "part_of",
    "settle",
]
