"""A Report in, what became of each figure out: its verdict, and against what it was tested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcheck.model import Finding, Relation, Report, Statement

# The kinds of relation and the family of checks that judges each.
FAMILIES = {
    "restatement": "restatements",
    "sum": "sums",
    "total100": "sums",
    "share": "shares",
    "change": "changes",
    "points": "changes",
    "growth": "changes",
    "rate": "changes",
    "count": "counts",
    "span": "spans",
    "date": "spans",
    "order": "order",
}

_STATES = ("error", "warning", "accepted", "info", "agreed", "unchecked")

Key = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Basis:
    """Other figures that a figure was tested against, and as what: restatement, sum, share, …"""

    kind: str
    others: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of one figure. ``state`` is error, warning, accepted, info, agreed or unchecked."""

    state: str
    checks: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    bases: tuple[Basis, ...] = ()
    reason: str = ""  # why it was not checked


def key_of(statement: Statement) -> Key:
    """What tells one statement from another, also where a copy of it was marked as the outlier."""
    return statement.document, statement.start, statement.end, statement.statement


def state_of(finding: Finding) -> str:
    """The state that a finding gives to its figures."""
    return "accepted" if finding.status == "accepted" else finding.severity


def worst(states: Iterable[str]) -> str:
    """The state that asks most for attention; "unchecked" where there is none."""
    return min(states, key=_STATES.index, default="unchecked")


def standings(report: Report) -> dict[Key, Standing]:
    """The standing of each statement of ``report``, by its key."""
    found: dict[Key, list[Finding]] = {}
    for finding in report.findings:
        for statement in finding.statements:
            found.setdefault(key_of(statement), []).append(finding)
    bases: dict[Key, list[Basis]] = {}
    tested: dict[Key, list[str]] = {}
    reasons: dict[Key, str] = {}
    unchecked = {key: gap.reason for gap in report.not_checked for key in gap.keys}
    checks = _examined(report)
    for kind, name, members in _groups(report):
        check = checks.get(FAMILIES.get(kind, kind))
        for statement in members:
            key = key_of(statement)
            if check is None or name in unchecked:
                reasons.setdefault(key, unchecked.get(name, f"this run examined no {FAMILIES.get(kind, kind)}"))
                continue
            bases.setdefault(key, []).append(Basis(kind, members))
            tested.setdefault(key, []).append(check)
    return {
        key: _standing(found.get(key, []), bases.get(key, []), tested.get(key, []), reasons.get(key, ""))
        for key in map(key_of, report.statements)
    }


def _standing(findings: list[Finding], bases: list[Basis], tested: list[str], reason: str) -> Standing:
    checks = tuple(dict.fromkeys([*(finding.check for finding in findings), *tested]))
    if findings:
        return Standing(worst(map(state_of, findings)), checks, tuple(findings), tuple(bases))
    if bases:
        return Standing("agreed", checks, (), tuple(bases))
    return Standing("unchecked", reason=reason or "stated once only, and no other figure follows from it")


def _examined(report: Report) -> dict[str, str]:
    """By family, the name of its first check that examined something."""
    checks: dict[str, str] = {}
    for check, number in report.examined.items():
        if number:
            checks.setdefault(check.partition("/")[0], check)
    return checks


def _groups(report: Report) -> Iterator[tuple[str, str, tuple[Statement, ...]]]:
    """The figures that belong together: kind, key of the fact or relation, statements."""
    restated = set()
    for fact in report.facts:
        if len(fact.statements) > 1:
            restated.add(fact.fact)
            yield "restatement", fact.fact, fact.statements
    for relation in report.relations:
        members = statements_of(relation)
        if members and not (relation.kind == "restatement" and relation.fact in restated):
            yield relation.kind, relation.relation, members


def statements_of(relation: Relation) -> tuple[Statement, ...]:
    """Every statement of a relation's members, in their order."""
    return tuple(statement for member in relation.members for statement in member.statements)
