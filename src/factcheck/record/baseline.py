"""A record's files as they were and as they are in, the part of the old ones that an edit can have touched out.

An edit changes a few rows of many. What no changed row is about comes out now as it did then, so only the rest of the
old record has to be read and judged again.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from factcheck.record.load import COLUMNS

Row = tuple[str, ...]

_AT = {name: {column: index for index, column in enumerate(columns)} for name, columns in COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Touched:
    """What an edit can have touched: ids of documents, facts, statements and relations, in their old or new names.

    ``files`` are the old files cut down to these and what they refer to, and all documents; ``everything`` says that
    they could not be cut down, and that all is to be taken for touched.
    """

    files: Mapping[str, bytes] = field(hash=False)
    facts: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    everything: bool = False

    @property
    def nothing(self) -> bool:
        """Nothing that a finding could be about differs."""
        return not (self.everything or self.facts or self.statements or self.relations or self.documents)

    def holds(self, subject: str) -> bool:
        """Whether a document, fact, statement or relation was touched."""
        return self.everything or any(
            subject in some for some in (self.facts, self.statements, self.relations, self.documents)
        )


def touched(
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    *,
    data: str = "data",
    accepted: str = "checks/accepted.toml",
    documents: Collection[str] = (),
) -> Touched:
    """What differs between two states of a record's files, and the old files cut down to that.

    Statements of ``documents``, whose text has changed, count as touched, and so does whatever an acceptance of either
    state is about.
    """
    paths = {name: f"{data}/{name}.csv" for name in COLUMNS}
    was, now = ({name: _rows(files.get(paths[name]), name) for name in COLUMNS} for files in (old, new))
    if None in was.values() or None in now.values():
        return Touched(old, everything=True)
    before: dict[str, list[Row]] = {name: rows or [] for name, rows in was.items()}
    after: dict[str, list[Row]] = {name: rows or [] for name, rows in now.items()}
    changed = {name: _differing(before[name], after[name]) for name in COLUMNS}
    edited = {*documents, *_column("documents", changed["documents"], "document")}
    changed["statements"] |= {
        row for row in (*before["statements"], *after["statements"]) if _cell("statements", row, "document") in edited
    }
    subjects = _accepted(old.get(accepted, b"")) | _accepted(new.get(accepted, b""))
    if not edited and not any(changed.values()) and old.get(accepted) == new.get(accepted):
        return Touched(old)

    statements = _column("statements", changed["statements"], "statement")
    facts = _column("statements", changed["statements"], "fact") | _column("facts", changed["facts"], "fact") | subjects
    member_of = facts | statements | _statements_of(facts, (*before["statements"], *after["statements"]))
    relations = _column("relations", changed["relations"], "relation") | subjects
    relations |= {
        _cell("relations", row, "relation")
        for row in (*before["relations"], *after["relations"])
        if _cell("relations", row, "member") in member_of
    }
    kept = _kept(before, facts, relations)
    files = dict(old) | {paths[name]: _written(name, rows) for name, rows in kept.items()}
    # A document may have lost its last statement, or got its first.
    edited |= _column("statements", changed["statements"], "document")
    return Touched(files, frozenset(facts), frozenset(statements), frozenset(relations), frozenset(edited))


def _rows(contents: bytes | None, name: str) -> list[Row] | None:
    """The rows of a table with their cells in our order; None where it is not such a table."""
    try:
        text = (contents or b"").decode("utf-8-sig")
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except (UnicodeDecodeError, csv.Error):
        return None
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        return None
    header = [cell.strip() for cell in rows[0]]
    if sorted(header) != sorted(COLUMNS[name]):
        return None
    if header == list(COLUMNS[name]):
        return [tuple(row) for row in rows[1:]]
    order = [header.index(column) for column in COLUMNS[name]]
    return [tuple(row[index] for index in order) for row in rows[1:]]


def _differing(old: list[Row], new: list[Row]) -> set[Row]:
    return set(old) ^ set(new)


def _cell(name: str, row: Row, column: str) -> str:
    return row[_AT[name][column]]


def _column(name: str, rows: Iterable[Row], column: str) -> set[str]:
    index = _AT[name][column]
    return {row[index] for row in rows}


def _statements_of(facts: Collection[str], rows: Iterable[Row]) -> set[str]:
    return {_cell("statements", row, "statement") for row in rows if _cell("statements", row, "fact") in facts}


def _accepted(contents: bytes) -> set[str]:
    """The facts and relations of the entries; a file that cannot be read is for the record's reader to complain of."""
    try:
        entries = tomllib.loads(contents.decode("utf-8-sig")).get("accepted", [])
        return {str(entry.get("fact") or entry.get("relation")) for entry in entries}
    except (ValueError, AttributeError, TypeError):
        return set()


def _kept(rows: Mapping[str, list[Row]], facts: Collection[str], relations: Collection[str]) -> dict[str, list[Row]]:
    """The rows of the old tables that these facts and relations need, whole facts at a time."""
    members = [row for row in rows["relations"] if _cell("relations", row, "relation") in relations]
    named = _column("relations", members, "member")
    needed = set(facts) | named
    told: set[str] = set()
    for row in rows["statements"]:
        document = _cell("statements", row, "document")
        # A document none of whose statements is kept would look as if it had none.
        if _cell("statements", row, "statement") in named or document not in told:
            needed.add(_cell("statements", row, "fact"))
            told.add(document)
    return {
        "documents": rows["documents"],
        "facts": [row for row in rows["facts"] if _cell("facts", row, "fact") in needed],
        "statements": [row for row in rows["statements"] if _cell("statements", row, "fact") in needed],
        "relations": members,
    }


def _written(name: str, rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS[name])
    writer.writerows(rows)
    return out.getvalue().encode()
