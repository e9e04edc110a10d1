"""A Report in, what became of each figure out: its verdict, and against what it was tested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcheck.judge import show_figure
from factcheck.model import Finding, Member, Relation, Report, Statement
from factcheck.report.wording import one_line

# The kinds of relation whose family of checks is not called after them in the plural.
_FAMILIES = {"total100": "sums", "points": "changes", "growth": "changes", "order": "order"}

_STATES = ("error", "warning", "accepted", "info", "agreed", "unchecked")

Key = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a figure was tested against, and as what: other statements, or figures that nobody stated, in words."""

    kind: str
    others: tuple[Statement, ...]
    given: tuple[str, ...] = ()


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
    for name, basis in _groups(report):
        family = _FAMILIES.get(basis.kind, f"{basis.kind}s")
        check = checks.get(family)
        for statement in basis.others:
            key = key_of(statement)
            if check is None or name in unchecked:
                reasons.setdefault(key, unchecked.get(name, f"this run examined no {family}"))
                continue
            bases.setdefault(key, []).append(basis)
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


def _groups(report: Report) -> Iterator[tuple[str, Basis]]:
    """The figures that belong together, under the key of their fact or relation."""
    restated = set()
    for fact in report.facts:
        if len(fact.statements) > 1:
            restated.add(fact.fact)
            yield fact.fact, Basis("restatement", fact.statements)
    for relation in report.relations:
        members = statements_of(relation)
        if members and not (relation.kind == "restatement" and relation.fact in restated):
            yield relation.relation, Basis(relation.kind, members, tuple(map(given, unstated(relation))))


def unstated(relation: Relation) -> Iterator[Member]:
    """The members of a relation that nobody stated: a date, a number that was counted in the text."""
    return (member for member in relation.members if not member.statements)


def given(member: Member) -> str:
    """Such a member in words: "last 2022", "item the second stage"."""
    return f"{one_line(member.role)} {one_line(member.label) or show_figure(member.figure)}"


def statements_of(relation: Relation) -> tuple[Statement, ...]:
    """Every statement of a relation's members, in their order."""
    return tuple(statement for member in relation.members for statement in member.statements)
