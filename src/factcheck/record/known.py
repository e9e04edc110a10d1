"""The findings of a record as it is and as it was in; which of them were there before, and which are gone, out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.model import Finding
from factcheck.record.accepted import as_written
from factcheck.record.baseline import Touched
from factcheck.record.former import former
from factcheck.record.load import COLUMNS
from factcheck.record.values import Record

_GRAVITY = ("info", "warning", "error")
_TABLES = (*COLUMNS, "members")

Key = tuple[str, str, str]  # check, table of a row or "", id of what it is about


@dataclass(frozen=True, slots=True)
class Run:
    """A record, and what a run of the suites found in it."""

    record: Record
    findings: Sequence[Finding]


def about_table(finding: Finding) -> bool:
    """Whether a finding is about a table as a whole, none of whose rows is named."""
    return finding.relation in _TABLES and not finding.statements


def compared(
    now: Run,
    then: Run,
    touched: Touched,
    *,
    new_checks: Collection[str] = (),
    unchecked: Collection[tuple[str, str]] = (),
) -> tuple[list[Finding], list[Finding]]:
    """The findings of now, those that were there then as ``known``; and the open findings of then that are gone.

    ``then`` may be cut down to what an edit has ``touched``: what it has not is known. A finding was there if the same
    check found the same of the same fact, relation or row (under whatever name), no less grave, and no figure has
    joined it since: who changes a figure and leaves the disagreement has brought another one. What was accepted then
    and is not now was not there, and neither was anything that a check of ``new_checks`` finds. What could not be
    checked now (``unchecked``: check and subject) is not gone.
    """
    names = former(then.record, now.record)
    old_name = {**names.statements, **names.facts, **names.relations}
    by_key: dict[Key, list[Finding]] = {}
    for one in then.findings:
        if one.status in ("new", "stale"):
            by_key.setdefault(_key(one, then.record, {}), []).append(one)
    findings, seen = [], set[Key]()
    for one in now.findings:
        key = _key(one, now.record, old_name)
        if one.severity != "info":
            seen.add(key)
        was = one.check not in new_checks and (
            not _is_touched(one, now.record, touched) or any(_same(one, other) for other in by_key.get(key, ()))
        )
        findings.append(replace(one, status="known") if was and one.status != "accepted" else one)
    left = {(check, old_name.get(subject, subject)) for check, subject in unchecked}
    gone = [
        _without_rows(one)
        for key, some in by_key.items()
        for one in some
        if one.severity != "info" and key not in seen and (key[0], key[2]) not in left
        if touched.everything or not about_table(one)
    ]
    return findings, gone


def _same(now: Finding, then: Finding) -> bool:
    """Whether a finding is no worse than it was, and about no other figures."""
    if now.status == "stale" and then.status != "stale":
        return False
    figures = {(as_written(one.figure), one.figure.unit) for one in then.statements}
    return _GRAVITY.index(now.severity) <= _GRAVITY.index(then.severity) and all(
        (as_written(one.figure), one.figure.unit) in figures for one in now.statements
    )


def _is_touched(finding: Finding, record: Record, touched: Touched) -> bool:
    if about_table(finding):
        return True
    table, subject = _row(finding, record)
    if table == "relations":
        subject = subject.split(" ")[0]
    return touched.holds(subject) or touched.holds(finding.fact)


def _key(finding: Finding, record: Record, names: Mapping[str, str]) -> Key:
    table, subject = _row(finding, record)
    if table == "relations":
        subject = " ".join(names.get(word, word) for word in subject.split(" "))
    return finding.check, table, names.get(subject, subject)


def _row(finding: Finding, record: Record) -> tuple[str, str]:
    """The table and id of the row that a finding is about; no table, and the fact or relation, where it is none."""
    name = finding.relation or finding.fact
    table, _, line = name.partition(":")
    if table not in COLUMNS or not line.isdecimal():
        return "", name
    if finding.statements:
        return table, finding.statements[0].statement
    row = int(line)
    if table == "documents":
        return table, next((one.document for one in record.documents if one.row == row), name)
    if table == "facts":
        return table, next((one.fact for one in record.facts if one.row == row), name)
    member = next((one for one in record.members if one.row == row), None)
    return table, f"{member.relation} {member.role} {member.member}" if member else name


def _without_rows(finding: Finding) -> Finding:
    """The finding without the rows of its statements, which are those of another state of the file."""
    return replace(finding, statements=tuple(replace(one, row=None) for one in finding.statements))
