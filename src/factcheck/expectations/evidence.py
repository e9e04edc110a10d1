"""Rows of a table in, judged relations out, and these as plain JSON that a validation result can carry."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from factcheck import figures
from factcheck.errors import FactcheckError
from factcheck.interval import POLICY, Figure, Interval, Policy, Verdict
from factcheck.judge import judge
from factcheck.model import Member, Outcome, Relation, Statement

# A row: the cells of one statement under our own names (statement, stated, value, unit, hedge, precision, period, and
# for relations relation, kind, role, member, weight, decomposition). A cell that the table does not have is missing.
Row = Mapping[str, Any]

# An agreement that needs a generous reading is shown as a warning, and is an agreement.
DISAGREEMENTS = frozenset({Verdict.CONFLICT, Verdict.HEDGE_CONFLICT})


@dataclass(frozen=True, slots=True)
class Aside:
    """What was not examined: the reason, how many, and which where they are known."""

    reason: str
    number: int = 1
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """An outcome worth showing: which fact, relation or row it is about, its statements, those that stand apart."""

    subject: str
    outcome: Outcome
    statements: tuple[str, ...] = ()
    outliers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """How an expectation came out; ``shown`` holds the disagreements and the remarks."""

    examined: int
    agreed: int
    disagreed: int
    asides: tuple[Aside, ...] = ()
    shown: tuple[Shown, ...] = ()

    @property
    def success(self) -> bool:
        """Something was examined and nothing disagrees."""
        return self.examined > 0 and self.disagreed == 0


def weigh(
    relations: Iterable[tuple[Relation, str]], clear: int, asides: Sequence[Aside], policy: Policy = POLICY
) -> Evidence:
    """Judge each relation; those that could not be built come with the reason why.

    ``clear`` counts what was examined beforehand and plainly agrees.
    """
    judged = [
        (relation, Outcome(Verdict.NOT_CHECKED, message=reason) if reason else judge(relation, policy))
        for relation, reason in relations
    ]
    tested = [(relation, outcome) for relation, outcome in judged if outcome.verdict is not Verdict.NOT_CHECKED]
    disagreed = sum(outcome.verdict in DISAGREEMENTS for _, outcome in tested)
    return Evidence(
        examined=clear + len(tested),
        agreed=clear + len(tested) - disagreed,
        disagreed=disagreed,
        asides=(*asides, *_reasons(judged)),
        shown=tuple(_shown(relation, outcome) for relation, outcome in tested if outcome.severity),
    )


def restatement(fact: str, rows: Sequence[Row]) -> tuple[Relation, str]:
    """The relation between the rows of one fact; a row that holds no figure leaves it untested, with the reason."""
    statements, reason = _statements(rows, fact)
    members = tuple(Member("stated", one.figure, (one,)) for one in statements)
    return Relation(fact, "restatement", members, fact=fact), reason


def relations(rows: Iterable[Row]) -> list[tuple[Relation, str]]:
    """The relations that rows of members make up, in the order of their first rows.

    Rows of one relation, role and member are several statements of one figure.
    """
    grouped: dict[str, dict[tuple[str, str, int], list[Row]]] = {}
    for number, row in enumerate(rows, 1):
        name, role, member = (_text(row.get(key)) for key in ("relation", "role", "member"))
        # A number without a statement is a member of its own, however many of one value there are.
        alone = not member or ("statement" in row and not _text(row["statement"]))
        key = (role, member, number if alone else 0)
        grouped.setdefault(name, {}).setdefault(key, []).append(row)
    return [_relation(name, members) for name, members in grouped.items()]


def figure_of(row: Row) -> Figure:
    """The figure of a row; FactcheckError says what is wrong with its cells."""
    hedge = _text(row.get("hedge"))
    if hedge and hedge not in figures.HEDGES:
        raise FactcheckError(f"unknown hedge {hedge!r}", hint=f"known are {', '.join(figures.HEDGES)}")
    value = number_of(row.get("value"), "value")
    precision = _text(row.get("precision"))
    if precision and precision != "exact":
        step = number_of(row.get("precision"), "precision")
        if step < 0:
            raise FactcheckError(f"the precision {precision} is negative")
        precision = f"{step:f}" if step else "exact"
    figure, _ = figures.of_row(_text(row.get("stated")), f"{value:f}", _text(row.get("unit")), hedge, precision)
    return figure


def to_json(evidence: Evidence) -> dict[str, Any]:
    """The evidence as the ``details`` of a validation result."""
    return {
        "examined": evidence.examined,
        "agreed": evidence.agreed,
        "disagreed": evidence.disagreed,
        "not_checked": [
            {"reason": one.reason, "number": one.number, "keys": list(one.keys)} for one in evidence.asides
        ],
        "outcomes": [_outcome_json(one) for one in evidence.shown],
    }


def from_json(details: Mapping[str, Any]) -> Evidence:
    """The evidence that ``to_json`` wrote; the outliers of its outcomes are named, not attached."""
    return Evidence(
        examined=details["examined"],
        agreed=details["agreed"],
        disagreed=details["disagreed"],
        asides=tuple(Aside(one["reason"], one["number"], tuple(one["keys"])) for one in details["not_checked"]),
        shown=tuple(
            Shown(
                one["subject"],
                Outcome(
                    verdict=Verdict(one["verdict"]),
                    stated=_interval(one["stated"]),
                    expected=_interval(one["expected"]),
                    arithmetic=one["arithmetic"],
                    message=one["message"],
                    severity=one["severity"],
                    gap=Decimal(one["gap"]),
                ),
                tuple(one["statements"]),
                tuple(one["outliers"]),
            )
            for one in details["outcomes"]
        ),
    )


def policy_of(settings: Mapping[str, Any] | None) -> Policy:
    """The policy with these constants in place of ours: ``{"round_share": "0.05"}``."""
    return Policy(**{name: Decimal(str(value)) for name, value in (settings or {}).items()})


def _relation(name: str, grouped: dict[tuple[str, str, int], list[Row]]) -> tuple[Relation, str]:
    first = next(iter(grouped.values()))[0]
    members, reasons = [], []
    for (role, label, _), rows in grouped.items():
        statements, reason = _statements(rows, label)
        if reason:
            reasons.append(f"{label or role}: {reason}")
        if statements:
            weight = _number(rows[0].get("weight"), "weight")
            members.append(Member(role, statements[0].figure, statements, Decimal(weight or 1), label))
    relation = Relation(name, _text(first.get("kind")), tuple(members), _text(first.get("decomposition")))
    return relation, "; ".join(reasons)


def _statements(rows: Sequence[Row], fact: str) -> tuple[tuple[Statement, ...], str]:
    """The statements of rows, and why some are left out."""
    found, reasons = [], []
    for row in rows:
        try:
            figure = figure_of(row)
        except FactcheckError as problem:
            reasons.append(problem.message)
            continue
        stated, name = _text(row.get("stated")), _text(row.get("statement"))
        period = _text(row.get("period"))
        found.append(Statement(figure, "", 0, 0, 0, stated, statement=name, fact=fact, period=period))
    return tuple(found), "; ".join(dict.fromkeys(reasons))


def _reasons(judged: Iterable[tuple[Relation, Outcome]]) -> list[Aside]:
    keys: dict[str, list[str]] = {}
    for relation, outcome in judged:
        if outcome.verdict is Verdict.NOT_CHECKED:
            keys.setdefault(outcome.message, []).append(relation.relation)
    return [Aside(reason, len(names), tuple(names)) for reason, names in keys.items()]


def _shown(relation: Relation, outcome: Outcome) -> Shown:
    named = tuple(one.statement for member in relation.members for one in member.statements)
    return Shown(relation.relation, outcome, named, tuple(one.statement for one in outcome.outliers))


def _outcome_json(shown: Shown) -> dict[str, Any]:
    outcome = shown.outcome
    return {
        "subject": shown.subject,
        "verdict": outcome.verdict.value,
        "severity": outcome.severity,
        "message": outcome.message,
        "arithmetic": outcome.arithmetic,
        "gap": str(outcome.gap),
        "stated": _interval_json(outcome.stated),
        "expected": _interval_json(outcome.expected),
        "statements": list(shown.statements),
        "outliers": list(shown.outliers),
    }


def _interval_json(interval: Interval | None) -> list[Any] | None:
    if interval is None:
        return None
    ends = [None if end is None else str(end) for end in (interval.low, interval.high)]
    return [*ends, interval.low_closed, interval.high_closed]


def _interval(ends: Sequence[Any] | None) -> Interval | None:
    if ends is None:
        return None
    low, high = (None if end is None else Decimal(end) for end in ends[:2])
    return Interval(low, high, ends[2], ends[3])


def number_of(cell: Any, name: str) -> Decimal:
    """The number of a cell, exactly as its digits have it; FactcheckError where there is none."""
    digits = _number(cell, name)
    if not digits:
        raise FactcheckError(f"no {name}")
    return Decimal(digits)


def is_null(cell: Any) -> bool:
    """Nothing in a cell, in the words of any engine: None, NaN, NaT, NA."""
    if cell is None:
        return True
    try:
        return bool(cell != cell)
    except TypeError:
        return True


def _text(cell: Any) -> str:
    return "" if is_null(cell) else str(cell).strip()


def _number(cell: Any, name: str) -> str:
    """A number cell in plain digits, "" where there is none; floats as the shortest digits that mean them."""
    text = _text(cell)
    if not text or figures.is_plain(text):
        return text.removesuffix(".0") if isinstance(cell, float) else text
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise FactcheckError(f"the {name} {text!r} is no number") from None
    if not number.is_finite():
        raise FactcheckError(f"the {name} {text!r} is no number")
    if isinstance(cell, float) and math.isfinite(cell) and cell.is_integer():
        return f"{int(number)}"
    return f"{number:f}"
