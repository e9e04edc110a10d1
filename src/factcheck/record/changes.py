"""Two states of a record in, what an edit changed, in words, out: facts, values, hedges, links, relations, verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from factcheck.interval import POLICY, Policy, Verdict
from factcheck.judge import SEVERITY, judge
from factcheck.model import Document, Fact, Outcome, Relation, Statement
from factcheck.record.accepted import as_written
from factcheck.record.former import Former, former
from factcheck.record.values import Accepted, Record

# What a change can be about, in the order in which changes are told.
TABLES = ("documents", "facts", "statements", "relations", "verdicts", "accepted")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an edit changed.

    ``table`` is one of ``TABLES``; ``action`` is added, removed, renamed, moved (a statement to another fact) or
    changed, and then ``field`` says what of it: value, hedge, stated, unit, precision, place, speaker, period, note,
    topic, scope, members, verdict and the like. ``before`` and ``after`` are as the files hold them.
    """

    table: str
    subject: str
    action: str
    sentence: str
    field: str = ""
    before: str = ""
    after: str = ""


def changes(old: Record, new: Record, policy: Policy = POLICY) -> tuple[Change, ...]:
    """What changed from one state to the other, in the order of ``TABLES`` and of the files."""
    who = former(old, new)
    return (
        *_documents(old, new),
        *_facts(old, new, who),
        *_statements(old, new, who),
        *_relations(old, new, who),
        *_verdicts(old, new, who, policy),
        *_acceptances(old, new, who),
    )


# ── documents and facts ─────────────────────────────────────────────────────────────────────────────

_OF_DOCUMENT: Mapping[str, Callable[[Document], str]] = {
    "title": lambda one: one.title,
    "date": lambda one: one.date,
    "language": lambda one: one.language,
    "publisher": lambda one: one.publisher,
    "address": lambda one: one.address,
    "sha256": lambda one: one.sha256,
    "path": lambda one: one.path,
}
_OF_FACT: Mapping[str, Callable[[Fact], str]] = {
    "topic": lambda one: one.topic,
    "unit": lambda one: one.unit,
    "scope": lambda one: one.scope,
    "period": lambda one: one.period,
    "note": lambda one: one.note,
}


def _documents(old: Record, new: Record) -> Iterator[Change]:
    then = {one.document: one for one in old.documents}
    now = {one.document: one for one in new.documents}
    for name, one in now.items():
        if name not in then:
            yield Change("documents", name, "added", f"the document {name} is new: {one.title}")
            continue
        for field, cell in _OF_DOCUMENT.items():
            if cell(then[name]) != cell(one):
                yield _changed("documents", name, field, cell(then[name]), cell(one))
    for name, one in then.items():
        if name not in now:
            yield Change("documents", name, "removed", f"the document {name} is gone: {one.title}")


def _facts(old: Record, new: Record, who: Former) -> Iterator[Change]:
    then = {one.fact: one for one in old.facts}
    for one in new.facts:
        was = then.get(who.facts.get(one.fact, ""))
        if was is None:
            yield Change("facts", one.fact, "added", f"the fact {one.fact} is new: {one.topic}")
            continue
        if was.fact != one.fact:
            words = f"the fact {was.fact} is now called {one.fact}"
            yield Change("facts", one.fact, "renamed", words, "fact", was.fact, one.fact)
        for field, cell in _OF_FACT.items():
            if cell(was) != cell(one):
                yield _changed("facts", one.fact, field, cell(was), cell(one))
    stayed = set(who.facts.values())
    for one in old.facts:
        if one.fact not in stayed:
            yield Change("facts", one.fact, "removed", f"the fact {one.fact} is gone: {one.topic}")


# ── statements ──────────────────────────────────────────────────────────────────────────────────────


def _precision(one: Statement) -> str:
    return (f"{one.figure.q:f}" if one.figure.q else "exact") if one.figure.outright else ""


_OF_STATEMENT: Mapping[str, Callable[[Statement], str]] = {
    "unit": lambda one: one.figure.unit,
    "precision": _precision,
    "document": lambda one: one.document,
    "period": lambda one: one.period,
    "speaker": lambda one: one.speaker,
    "note": lambda one: one.note,
}


def _statements(old: Record, new: Record, who: Former) -> Iterator[Change]:
    then = {one.statement: one for one in old.statements}
    topics = {one.fact: one.topic for one in (*old.facts, *new.facts)}
    periods = [{one.fact: one.period for one in record.facts} for record in (old, new)]
    moved = 0
    for one in new.statements:
        was = then.get(who.statements.get(one.statement, ""))
        if was is None:
            words = f"{one.statement} is new: {_said(one)}, of {_fact(one.fact, topics)}"
            yield Change("statements", one.statement, "added", words, after=one.stated)
            continue
        if was.statement != one.statement:
            words = f"{was.statement} is now called {one.statement}: {_said(one)}"
            yield Change("statements", one.statement, "renamed", words, "statement", was.statement, one.statement)
        if was.fact != who.facts.get(one.fact, ""):
            words = (
                f"{one.statement}: {_quoted(one.stated)} is no longer said of {_fact(was.fact, topics)}, "
                f"but of {_fact(one.fact, topics)}"
            )
            yield Change("statements", one.statement, "moved", words, "fact", was.fact, one.fact)
        yield from _figure(was, one, topics)
        for field, cell in _OF_STATEMENT.items():
            before, after = cell(was), cell(one)
            # Without a period of its own a statement has that of its fact, and it changed there.
            given = (periods[0].get(was.fact), periods[1].get(one.fact))
            if before != after and not (field == "period" and (before, after) == given):
                yield _changed("statements", one.statement, field, before, after)
        moved += (was.line, was.start, was.end) != (one.line, one.start, one.end)
    stayed = set(who.statements.values())
    for one in old.statements:
        if one.statement not in stayed:
            words = f"{one.statement} is gone: {_said(one)}, of {_fact(one.fact, topics)}"
            yield Change("statements", one.statement, "removed", words, before=one.stated)
    if moved:
        many = "statement stands" if moved == 1 else "statements stand"
        yield Change("statements", "", "changed", f"{moved:,} {many} at another place of the text", "place")


def _figure(was: Statement, one: Statement, topics: Mapping[str, str]) -> Iterator[Change]:
    """What became of the value, the hedge and the words of a statement."""
    then, now = (as_written(each.figure).removeprefix(each.figure.hedge).strip() for each in (was, one))
    about = f" ({_fact(one.fact, topics)})"
    if then != now:
        said = f", {_quoted(was.stated)} before, {_quoted(one.stated)} now" if was.stated != one.stated else ""
        words = f"{one.statement}: the value was {then} and is {now}{said}{about}"
        yield Change("statements", one.statement, "changed", words, "value", then, now)
    if was.figure.hedge != one.figure.hedge:
        before, after = was.figure.hedge, one.figure.hedge
        words = f"{one.statement}: the hedge was {before or 'none'} and is {after or 'none'}{about}"
        yield Change("statements", one.statement, "changed", words, "hedge", before, after)
    if was.stated != one.stated and then == now:
        words = f"{one.statement}: the words were {_quoted(was.stated)} and are {_quoted(one.stated)}{about}"
        yield Change("statements", one.statement, "changed", words, "stated", was.stated, one.stated)


# ── relations and their verdicts ────────────────────────────────────────────────────────────────────


def _relations(old: Record, new: Record, who: Former) -> Iterator[Change]:
    then = {one.relation: one for one in old.relations if one.kind != "restatement"}
    names = {**who.statements, **who.facts}
    for one in new.relations:
        if one.kind == "restatement":
            continue
        was = then.get(who.relations.get(one.relation, ""))
        if was is None:
            words = f"the {one.kind} {one.relation} is new: {', '.join(_members(one, {}))}"
            yield Change("relations", one.relation, "added", words)
            continue
        if was.relation != one.relation:
            words = f"the {one.kind} {was.relation} is now called {one.relation}"
            yield Change("relations", one.relation, "renamed", words, "relation", was.relation, one.relation)
        for field, before, after in (
            ("kind", was.kind, one.kind),
            ("decomposition", was.decomposition, one.decomposition),
            ("note", was.note, one.note),
        ):
            if before != after:
                yield _changed("relations", one.relation, field, before, after)
        before_members, after_members = list(_members(was, {})), list(_members(one, names))
        gone = [each for each in before_members if each not in after_members]
        come = [
            shown for shown, each in zip(_members(one, {}), after_members, strict=True) if each not in before_members
        ]
        if gone or come:
            parts = [f"no longer has {', '.join(gone)}"] * bool(gone) + [f"has now {', '.join(come)}"] * bool(come)
            words = f"the {one.kind} {one.relation} {' and '.join(parts)}"
            yield Change("relations", one.relation, "changed", words, "members", ", ".join(gone), ", ".join(come))
    stayed = set(who.relations.values())
    for name, one in then.items():
        if name not in stayed:
            words = f"the {one.kind} {name} is gone: {', '.join(_members(one, {}))}"
            yield Change("relations", name, "removed", words)


def _members(relation: Relation, names: Mapping[str, str]) -> Iterator[str]:
    for one in relation.members:
        weight = f" times {one.weight:f}" if one.weight != 1 else ""
        label = names.get(one.label, one.label) if one.statements else f"={one.label}"
        yield f"{one.role} {label}{weight}"


def _verdicts(old: Record, new: Record, who: Former, policy: Policy) -> Iterator[Change]:
    """The verdicts that moved. Only what has changed is judged."""
    then = {(one.kind == "restatement", one.relation): one for one in old.relations}
    seen = set()
    for one in new.relations:
        restated = one.kind == "restatement"
        key = restated, (who.facts if restated else who.relations).get(one.relation, "")
        was = then.get(key)
        seen.add(key)
        if was is None or _tested(was) != _tested(one):
            yield from _moved(one, judge(was, policy) if was else None, judge(one, policy))
    for key, one in then.items():
        if key not in seen:
            yield from _moved(one, judge(one, policy), None)


def _tested(one: Relation) -> tuple[object, ...]:
    """All of a relation that its verdict depends on."""
    return (
        *(one.kind, one.decomposition),
        *((m.role, m.weight, m.figure, tuple((s.figure, s.period) for s in m.statements)) for m in one.members),
    )


def _moved(relation: Relation, was: Outcome | None, now: Outcome | None) -> Iterator[Change]:
    before, after = (outcome.verdict if outcome else None for outcome in (was, now))
    if before is after or (before is None and not _loud(after)) or (after is None and not _loud(before)):
        return
    what = f"{'the statements of' if relation.kind == 'restatement' else f'the {relation.kind}'} {relation.relation}"
    told = (_verdict(before, "were not compared"), _verdict(after, "is no longer compared"))
    if before is None:
        words = f"{what}: {told[1]} from the start"
    elif after is None:
        words = f"{what}: {told[0]} before, and {'are' if relation.kind == 'restatement' else 'is'} compared no more"
    else:
        words = f"{what}: {told[0]} before, {told[1]} now"
    if now is not None and now.message and now.verdict is not Verdict.IDENTICAL:
        words += f". {now.message.rstrip('.')}"
    yield Change(
        "verdicts", relation.relation, "changed", words, "verdict", *(v.value if v else "" for v in (before, after))
    )


def _verdict(verdict: Verdict | None, otherwise: str) -> str:
    return verdict.value.replace("_", " ") if verdict else otherwise


def _loud(verdict: Verdict | None) -> bool:
    return verdict is not None and SEVERITY[verdict] in ("error", "warning")


# ── acceptances ─────────────────────────────────────────────────────────────────────────────────────


def _acceptances(old: Record, new: Record, who: Former) -> Iterator[Change]:
    names = {**who.relations, **who.facts}
    then = {(one.check, one.subject): one for one in old.accepted}
    seen = set()
    for one in new.accepted:
        key = one.check, names.get(one.subject, one.subject)
        was = then.get(key) or then.get((one.check, one.subject))
        seen.add(key if key in then else (one.check, one.subject))
        if was is None:
            words = f"{one.check} on {one.subject} is now accepted: {one.reason}"
            yield Change("accepted", one.subject, "added", words)
        elif _entry(was) != _entry(one):
            words = f"the acceptance of {one.check} on {one.subject} was written anew: {one.reason}"
            yield Change("accepted", one.subject, "changed", words, "entry", was.reason, one.reason)
    for key, one in then.items():
        if key not in seen:
            words = f"{one.check} on {one.subject} is no longer accepted; the reason was: {one.reason}"
            yield Change("accepted", one.subject, "removed", words)


def _entry(one: Accepted) -> tuple[object, ...]:
    return one.reason, one.author, one.date, one.until, one.values


# ── words ───────────────────────────────────────────────────────────────────────────────────────────


def _changed(table: str, subject: str, field: str, before: str, after: str) -> Change:
    was, now = (_quoted(cell) if cell else "empty" for cell in (before, after))
    return Change(table, subject, "changed", f"{subject}: {field} was {was} and is {now}", field, before, after)


def _quoted(words: str) -> str:
    return f"“{words}”"


def _said(one: Statement) -> str:
    return ", ".join(part for part in (_quoted(one.stated), one.speaker, f"line {one.line}") if part)


def _fact(name: str, topics: Mapping[str, str]) -> str:
    topic = topics.get(name, "")
    return f"{name}, {topic}" if topic else name


def by_table(some: Iterable[Change]) -> dict[str, list[Change]]:
    """The changes by what they are about, in the order of ``TABLES``; without those that have none."""
    grouped: dict[str, list[Change]] = {table: [] for table in TABLES}
    for one in some:
        grouped[one.table].append(one)
    return {table: found for table, found in grouped.items() if found}
