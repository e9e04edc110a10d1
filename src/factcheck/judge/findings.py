"""Relations and their outcomes in, findings out: named so that the name lasts, and ranked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from factcheck.judge.outcomes import RANK
from factcheck.model import Finding, Outcome, Relation, Statement


def finding(relation: Relation, outcome: Outcome, check: str) -> Finding:
    """The finding that shows an outcome, with the statements of all members in their order.

    Its id is made of the check and of what the relation is about, never of values or places, so it stays the same when
    figures are corrected or text is inserted elsewhere: the fact's or relation's id; where it has none (a linker gives
    an id only if it is as lasting), the documents and the words around the figures.
    """
    outliers = set(map(_place, outcome.outliers))
    statements = tuple(
        replace(statement, outlier=True) if _place(statement) in outliers else statement
        for member in relation.members
        for statement in member.statements
    )
    return Finding(
        id=_identity(relation, check),
        check=check,
        verdict=outcome.verdict,
        severity=outcome.severity,
        message=outcome.message,
        statements=statements,
        confidence=relation.confidence,
        arithmetic=outcome.arithmetic,
        fact=relation.fact,
        relation=relation.relation,
        topic=next((statement.topic for statement in statements if statement.topic), ""),
        stated=outcome.stated,
        expected=outcome.expected,
        reasons=relation.reasons,
        doubts=relation.doubts,
        gap=outcome.gap,
    )


def rank(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by severity, then by gap times confidence, then by document and place.

    Two that share an id, as templates repeated in one document do, are told apart by a number.
    """
    return _told_apart(sorted(findings, key=_weight))


def _weight(finding: Finding) -> tuple[int, float, str, int, str, str]:
    size = min(float(finding.gap), 1e300) * finding.confidence
    first = finding.statements[0] if finding.statements else None
    document, start = (first.document, first.start) if first else ("", 0)
    return RANK[finding.severity], -size, document, start, finding.check, finding.id


def _told_apart(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    in_text = sorted(findings, key=lambda finding: [(s.document, s.start, s.end) for s in finding.statements])
    seen: dict[str, int] = {}
    names: dict[int, str] = {}
    for one in in_text:
        seen[one.id] = seen.get(one.id, 0) + 1
        names[id(one)] = one.id if seen[one.id] == 1 else f"{one.id}-{seen[one.id]}"
    return tuple(one if names[id(one)] == one.id else replace(one, id=names[id(one)]) for one in findings)


def _place(statement: Statement) -> tuple[str, str, int, int]:
    return statement.document, statement.statement, statement.start, statement.end


def _identity(relation: Relation, check: str) -> str:
    named = relation.fact or relation.relation
    about = [named] if named else sorted(set(_wordings(relation)))
    return hashlib.sha256("\x1f".join((check, *about)).encode()).hexdigest()[:12]


def _wordings(relation: Relation) -> Iterable[str]:
    """For each statement its document, its role and the words around it, without any figure of the relation."""
    said = {word for member in relation.members for s in member.statements for word in _words(s.stated)}
    for member in relation.members:
        for statement in member.statements:
            words = sorted(set(_words(statement.context or statement.topic)) - said)
            yield "\x1e".join((statement.document, member.role, *words))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())
