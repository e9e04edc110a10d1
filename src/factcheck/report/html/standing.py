"""A Report in, what became of each figure out: its verdict, and against what it was tested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factcheck.interval import Verdict
from factcheck.judge import judge, show_figure
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


def standings(report: Report, left: Mapping[str, str]) -> dict[Key, Standing]:
    """The standing of each statement of ``report``, by its key; ``left`` is what ``untested`` says of it."""
    found: dict[Key, list[Finding]] = {}
    for finding in report.findings:
        for statement in finding.statements:
            found.setdefault(key_of(statement), []).append(finding)
    bases: dict[Key, list[Basis]] = {}
    tested: dict[Key, list[str]] = {}
    reasons: dict[Key, str] = {}
    checks = _examined(report)
    for relation, basis in _groups(report):
        for statement in basis.others:
            key = key_of(statement)
            if relation.relation in left:
                reasons.setdefault(key, left[relation.relation])
                continue
            bases.setdefault(key, []).append(basis)
            tested.setdefault(key, []).append(checks[_family(relation)])
    return {
        key: _standing(found.get(key, []), bases.get(key, []), tested.get(key, []), reasons.get(key, ""))
        for key in map(key_of, report.statements)
    }


def untested(report: Report) -> dict[str, str]:
    """Why facts and relations, by their keys, were not tested, or not so that they could be said to agree.

    Where the run gave no finding for figures that do not agree, because nobody knows whether they belong
    together, nothing may call them checked.
    """
    reasons = {key: gap.reason for gap in report.not_checked for key in gap.keys}
    settled = {key for finding in report.findings for key in (finding.fact, finding.relation) if key}
    checks = _examined(report)
    for relation, _ in _groups(report):
        if relation.relation in reasons:
            continue
        if _family(relation) not in checks:
            reasons[relation.relation] = f"this run examined no {_family(relation)}"
        elif relation.relation not in settled and not _alike(relation):
            outcome = judge(relation)
            if outcome.verdict is Verdict.NOT_CHECKED:
                reasons[relation.relation] = outcome.message
            elif outcome.severity in ("error", "warning"):
                reasons[relation.relation] = "its figures differ, and whether they belong together is uncertain"
    return reasons


def _family(relation: Relation) -> str:
    return _FAMILIES.get(relation.kind, f"{relation.kind}s")


def _alike(relation: Relation) -> bool:
    """Whether it restates one figure in one way, so that there is nothing to judge."""
    if relation.kind != "restatement":
        return False
    return len({(statement.figure, statement.period) for statement in statements_of(relation)}) == 1


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


def _groups(report: Report) -> Iterator[tuple[Relation, Basis]]:
    """The figures that belong together; a fact that is stated more than once as the relation of its restatements."""
    restated = set()
    for fact in report.facts:
        if len(fact.statements) > 1:
            restated.add(fact.fact)
            members = tuple(Member("stated", one.figure, (one,)) for one in fact.statements)
            yield Relation(fact.fact, "restatement", members, fact=fact.fact), Basis("restatement", fact.statements)
    for relation in report.relations:
        statements = statements_of(relation)
        if statements and not (relation.kind == "restatement" and relation.fact in restated):
            yield relation, Basis(relation.kind, statements, tuple(map(given, unstated(relation))))


def unstated(relation: Relation) -> Iterator[Member]:
    """The members of a relation that nobody stated: a date, a number that was counted in the text."""
    return (member for member in relation.members if not member.statements)


def given(member: Member) -> str:
    """Such a member in words: "last 2022", "item the second stage"."""
    return f"{one_line(member.role)} {one_line(member.label) or show_figure(member.figure)}"


def statements_of(relation: Relation) -> tuple[Statement, ...]:
    """Every statement of a relation's members, in their order."""
    return tuple(statement for member in relation.members for statement in member.statements)
