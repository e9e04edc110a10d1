"""The text of ``checks/accepted.toml`` in, the same text with an entry written or removed out; comments stay."""

from __future__ import annotations

import datetime
import difflib
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from factcheck.errors import FactcheckError
from factcheck.interval import Verdict
from factcheck.model import Finding, Report
from factcheck.record.accepted import ENTRY, as_written, statements_of
from factcheck.record.values import Accepted, Record

HEADER = """\
# Disagreements that are known and stay, each with its reason. An entry holds the values of its statements as they were;
# it goes stale, and fails the run, when one of them changes, when they agree, or after its last day (until).
# `factcheck accept FINDING --reason "…"` writes entries, `factcheck check --update-accepted` removes stale ones.
"""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of lines: an entry, the comments directly above its header included, or what stands between entries."""

    text: str
    comments: str = ""
    entry: bool = False


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What accepting a finding comes to: the entry to write, or None where one stands already; in words."""

    entry: Accepted | None
    sentence: str


def acceptance(
    report: Report, name: str, *, reason: str, author: str, today: datetime.date, until: datetime.date | None = None
) -> Acceptance:
    """The entry that accepts a finding of this run, with the values of its statements as they are.

    ``name`` is the finding's id, or the fact or relation that it alone is about. Raises FactcheckError for a blank
    reason, a day that has passed, a name that is none, and a finding that cannot be accepted.
    """
    if not reason.strip():
        raise FactcheckError("an acceptance needs a reason", hint='--reason "the source itself says so, page 3"')
    if until is not None and until < today:
        raise FactcheckError(f"{until.isoformat()} has passed", hint=f"today is {today.isoformat()}")
    finding = _named(report, name)
    subject = finding.fact or finding.relation
    if finding.status == "accepted":
        return Acceptance(None, f"{finding.id} is accepted already: {finding.accepted_reason}")
    _demand_acceptable(finding)
    record = Record("", report.documents, report.facts, report.statements, report.relations)
    about = Accepted(check=finding.check, reason="", values=(), fact=finding.fact, relation=finding.relation)
    if finding.fact:
        about = replace(about, relation="")
    statements = statements_of(about, record)
    if not statements:
        raise FactcheckError(
            f"{finding.id} is about no statement, so it cannot be accepted", hint=f"correct the record: {subject}"
        )
    entry = replace(
        about,
        reason=" ".join(reason.split()),
        author=" ".join(author.split()),
        date=today,
        until=until,
        values=tuple((name, as_written(one.figure)) for name, one in statements.items()),
    )
    anew = " anew" if finding.status == "stale" else ""
    return Acceptance(entry, f"{finding.id} is accepted{anew}: {finding.check} on {subject}")


def _named(report: Report, name: str) -> Finding:
    """The finding of this id; or the only one that disagrees about this fact or relation."""
    for finding in report.findings:
        if finding.id == name:
            return finding
    loud = [one for one in report.findings if one.severity != "info"]
    about = [one for one in loud if name and name in (one.fact, one.relation)]
    if len(about) == 1:
        return about[0]
    if about:
        said = ", ".join(f"{one.id} ({one.check})" for one in about)
        raise FactcheckError(f"{len(about)} findings are about {name}", hint=f"name one of them: {said}")
    near = difflib.get_close_matches(name, [one.id for one in loud], n=3, cutoff=0.5)
    near = near or [one.id for one in loud if one.status != "accepted"][:5]
    if not near:
        raise FactcheckError(f"no finding is called {name!r}", hint="nothing disagrees that could be accepted")
    said = ", ".join(f"{one.id} ({one.fact or one.relation})" for one in loud if one.id in near)
    raise FactcheckError(f"no finding is called {name!r}", hint=f"the nearest are {said}")


def _demand_acceptable(finding: Finding) -> None:
    if finding.severity == "info":
        raise FactcheckError(f"{finding.id} is a remark: it fails nothing, and there is nothing to accept")
    if finding.status == "stale" and finding.verdict is Verdict.CONSISTENT:
        raise FactcheckError(
            f"{finding.id} has nothing left to accept: {finding.message}",
            hint="`factcheck check --update-accepted` removes its entry",
        )


def with_entry(text: str, entry: Accepted, shown: str = "checks/accepted.toml") -> str:
    """The file with this entry: in the place of an older one of the same check and subject, or at the end.

    What is written in comments, and the order of everything, stays. Raises FactcheckError where the file cannot be
    edited without loss.
    """
    pieces = _parted(text, shown)
    same = [piece for piece in pieces if _about(piece) == (entry.check, entry.subject)]
    if same:
        fresh = _Piece(_rewritten(same[0].text, entry), same[0].comments, entry=True)
        kept = [fresh if piece is same[0] else piece for piece in pieces if not any(piece is old for old in same[1:])]
        return _joined(kept, len(_entries(text)) - len(same) + 1, shown, text)
    before = text.rstrip() + "\n\n" if text.strip() else HEADER + "\n"
    return _joined([_Piece(before + _rewritten("[[accepted]]\n", entry))], len(_entries(text)) + 1, shown, text)


def without_entries(text: str, entries: Collection[tuple[str, str]], shown: str = "checks/accepted.toml") -> str:
    """The file without the entries of these pairs of check and subject, nor the comments directly above them.

    Raises FactcheckError where the file cannot be edited without loss.
    """
    pieces = _parted(text, shown)
    kept: list[_Piece] = []
    cut = False
    for piece in pieces:
        gone = piece.entry and _about(piece) in entries
        if not gone:
            # The blank lines behind a removed entry would pile up.
            kept.append(_Piece(piece.text.lstrip("\r\n")) if cut and not piece.entry else piece)
        cut = gone
    return _joined(kept, sum(piece.entry for piece in kept), shown, text)


def _entries(text: str) -> list[Any]:
    found = tomllib.loads(text).get("accepted", [])
    return found if isinstance(found, list) else []


def _parted(text: str, shown: str) -> list[_Piece]:
    """The file in pieces that make it up again when they are put together."""
    lines = text.splitlines(keepends=True)
    begins = [index for index, line in enumerate(lines) if ENTRY.match(line)]
    if len(begins) != len(_entries(text)):
        raise FactcheckError(
            "the entries cannot be told apart", path=shown, hint="begin each with a line that says [[accepted]]"
        )
    pieces = []
    last = 0
    for begin, following in zip(begins, (*begins, len(lines))[1:], strict=True):
        top, end = _top(lines, begin, last), following
        while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
            end -= 1
        pieces.append(_Piece("".join(lines[last:top])))
        pieces.append(_Piece("".join(lines[begin:end]), "".join(lines[top:begin]), entry=True))
        last = end
    pieces.append(_Piece("".join(lines[last:])))
    return [piece for piece in pieces if piece.text]


def _top(lines: list[str], begin: int, floor: int) -> int:
    """The line on which the comments directly above an entry begin; a comment that opens the file is the file's."""
    top = begin
    while top > floor and lines[top - 1].lstrip().startswith("#"):
        top -= 1
    return top if top else begin


def _about(piece: _Piece) -> tuple[str, str] | None:
    if not piece.entry:
        return None
    entry = _entries(piece.text)[0]
    return entry.get("check", ""), entry.get("fact") or entry.get("relation") or ""


def _rewritten(body: str, entry: Accepted) -> str:
    """An entry's lines with new contents; comments inside them and the order of the keys stay."""
    import tomlkit

    document = tomlkit.parse(body)
    table: Any = document["accepted"][0]
    told = {
        "check": entry.check,
        "fact": entry.fact,
        "relation": entry.relation,
        "reason": entry.reason,
        "author": entry.author,
        "date": entry.date,
        "until": entry.until,
    }
    values = table.pop("values") if "values" in table else tomlkit.table()
    for key, value in told.items():
        if value:
            table[key] = value
        elif key in table:
            del table[key]
    for name in [name for name in values if name not in dict(entry.values)]:
        del values[name]
    for name, value in entry.values:
        values[name] = value
    table["values"] = values
    return tomlkit.dumps(document)


def _joined(pieces: list[_Piece], expected: int, shown: str, before: str) -> str:
    """The pieces as one text in the line ends of the file as it was, proved to hold as many entries as it should."""
    text = "".join(piece.comments + piece.text for piece in pieces).replace("\r\n", "\n")
    try:
        found = len(_entries(text))
    except tomllib.TOMLDecodeError:
        found = -1
    if found != expected:
        raise FactcheckError("the entries cannot be edited without loss", path=shown, hint="edit the file by hand")
    return text.replace("\n", "\r\n") if "\r\n" in before else text
