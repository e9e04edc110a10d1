"""Two states of a record in, which of the old statements, facts and relations each of the new ones was, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from factcheck.model import Relation, Statement
from factcheck.record.values import Record


@dataclass(frozen=True, slots=True)
class Former:
    """For each new id the old one, where there is one: the same, or the one that was renamed."""

    statements: Mapping[str, str] = field(hash=False)
    facts: Mapping[str, str] = field(hash=False)
    relations: Mapping[str, str] = field(hash=False)


def former(old: Record, new: Record) -> Former:
    """Who is who in two states of a record.

    A statement is the same where it has its id and its words, or else stands at the same place, or else has the id. A
    fact or relation is the same under its name; one that has come is the one that has gone with most of its
    statements, or members.
    """
    statements = _statements(old.statements, new.statements)
    facts = _renamed(
        {fact.fact: {one.statement for one in fact.statements} for fact in old.facts},
        {fact.fact: {statements.get(one.statement, "") for one in fact.statements} for fact in new.facts},
    )
    names = statements | facts
    relations = _renamed(
        {one.relation: _members(one, {}) for one in old.relations if one.kind != "restatement"},
        {one.relation: _members(one, names) for one in new.relations if one.kind != "restatement"},
    )
    return Former(statements, facts, relations)


def _statements(old: Iterable[Statement], new: Iterable[Statement]) -> dict[str, str]:
    then = {one.statement: one for one in old}
    found: dict[str, str] = {}
    rest = []
    for one in new:
        was = then.get(one.statement)
        if was is not None and (was.document, was.stated) == (one.document, one.stated):
            found[one.statement] = one.statement
        else:
            rest.append(one)
    places = {_place(one): name for name, one in then.items() if name not in found}
    taken = set(found.values())
    unplaced = []
    for one in rest:
        name = places.get(_place(one))
        if name is None or name in taken:
            unplaced.append(one.statement)
        else:
            found[one.statement] = name
            taken.add(name)
    return found | {name: name for name in unplaced if name in then and name not in taken}


def _place(one: Statement) -> tuple[str, int, int]:
    return one.document, one.start, one.end


def _members(relation: Relation, names: Mapping[str, str]) -> set[str]:
    """What a relation is made of, under the old names: "sum whole fleet"."""
    return {f"{relation.kind} {one.role} {names.get(one.label, one.label)}" for one in relation.members}


def _renamed(old: Mapping[str, set[str]], new: Mapping[str, set[str]]) -> dict[str, str]:
    """New names with the old ones: the same name, or the one that has gone and shares more than half of its parts."""
    found = {name: name for name in new if name in old}
    holder = {part: name for name, parts in old.items() if name not in new for part in parts}
    taken: set[str] = set()
    for name, parts in new.items():
        if name in found:
            continue
        shared = Counter(holder[part] for part in parts if part in holder)
        for was, number in shared.most_common(1):
            if was not in taken and 2 * number > len(old[was]):
                found[name] = was
                taken.add(was)
    return found
