"""``checks/accepted.toml`` in, accepted disagreements out, and whether each still holds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from factcheck.config import parsed_toml
from factcheck.errors import FactcheckError
from factcheck.model import Figure, Statement
from factcheck.record.rows import nearest, one_or_all, read_text
from factcheck.record.values import Accepted, Record

_KEYS = ("check", "fact", "relation", "reason", "author", "date", "until", "values")
# The line that an entry begins with.
ENTRY = re.compile(r"^[ \t]*\[\[[ \t]*accepted[ \t]*\]\]")


def load_accepted(path: Path, shown: str = "") -> tuple[Accepted, ...]:
    """The entries of the file in order; none where there is no such file.

    Raises FactcheckError (Problems for several) for malformed TOML, unknown or missing keys and wrong types.
    """
    shown = shown or str(path)
    if not path.exists():
        return ()
    text = read_text(path, shown)
    content = parsed_toml(text, shown, 'texts stand in double quotes: check = "restatements/values-agree"')
    lines = text.split("\n")
    begins = [number for number, line in enumerate(lines, 1) if ENTRY.match(line)]
    entries = content.pop("accepted", [])
    problems = [
        FactcheckError(f"unknown key {key!r}", path=shown, hint="entries begin with [[accepted]]") for key in content
    ]
    if not isinstance(entries, list):
        raise FactcheckError(
            "'accepted' must be a list of entries", path=shown, hint="an entry begins with [[accepted]]"
        )
    found = []
    for index, entry in enumerate(entries):
        line = begins[index] if len(begins) == len(entries) else 0
        wrong = [
            FactcheckError(message, path=shown, line=line or None, source=lines[line - 1] if line else "", hint=hint)
            for message, hint in _wrong_with(entry)
        ]
        problems += wrong
        if not wrong:
            found.append(_accepted(entry, shown, line))
    if problems:
        raise one_or_all(problems)
    return tuple(found)


def as_written(figure: Figure) -> str:
    """A figure as an entry notes it: hedge and plain value, "more than 82000", "10-15"."""
    value = f"{figure.value:f}" + (f"-{figure.upper:f}" if figure.upper is not None else "")
    return value if figure.hedge in ("", "range") else f"{figure.hedge} {value}"


def stale_reasons(entry: Accepted, record: Record, disagrees: bool, today: datetime.date) -> tuple[str, ...]:
    """Why an accepted disagreement no longer holds, in plain words; empty where it does.

    It is stale when a statement's value or hedge changed, when a statement has gone or another has joined, when
    ``until`` has passed, or when the disagreement is gone. ``disagrees`` says whether its check found it this time.
    """
    subject = statements_of(entry, record)
    if subject is None:
        return (f"the {'fact' if entry.fact else 'relation'} {entry.subject} is gone",)
    reasons = []
    noted = dict(entry.values)
    for name, value in noted.items():
        if name not in subject:
            reasons.append(f"the statement {name} is gone")
        elif not _same(value, subject[name].figure):
            reasons.append(f"{name} was {value} and is now {as_written(subject[name].figure)}")
    reasons += [f"the statement {name} is new" for name in subject if name not in noted]
    if entry.until is not None and today > entry.until:
        reasons.append(f"it was accepted until {entry.until.isoformat()}")
    if not reasons and not disagrees:
        reasons.append("the disagreement is gone")
    return tuple(reasons)


def settle(
    record: Record, disagreeing: Collection[tuple[str, str]], today: datetime.date
) -> tuple[tuple[Accepted, tuple[str, ...]], ...]:
    """Each accepted entry with the reasons why it is stale (none: it holds).

    ``disagreeing`` holds the check and the fact or relation of every disagreement of this run.
    """
    return tuple(
        (entry, stale_reasons(entry, record, (entry.check, entry.subject) in disagreeing, today))
        for entry in record.accepted
    )


def _wrong_with(entry: object) -> list[tuple[str, str]]:
    """What is wrong with an entry: messages with hints."""
    if not isinstance(entry, dict):
        return [("an entry must be a table", "it begins with [[accepted]]")]
    wrong = [(f"unknown key {key!r}", nearest(key, _KEYS)) for key in entry if key not in _KEYS]
    wrong += [
        (f"{key!r} must be a text", "")
        for key in ("check", "fact", "relation", "reason", "author")
        if key in entry and not isinstance(entry[key], str)
    ]
    wrong += [
        (f"{key!r} is missing", hint)
        for key, hint in (
            ("check", 'for example check = "restatements/values-agree"'),
            ("reason", "say why it is accepted; the reason is shown in every report"),
        )
        if entry.get(key) in (None, "")
    ]
    if bool(entry.get("fact")) == bool(entry.get("relation")):
        wrong.append(("an entry names either a fact or a relation", 'for example fact = "platform-learners"'))
    wrong += [
        (f"{key!r} must be a date", f"for example {key} = 2026-11-22, without quotes")
        for key in ("date", "until")
        if key in entry and (not isinstance(entry[key], datetime.date) or isinstance(entry[key], datetime.datetime))
    ]
    return wrong + _wrong_values(entry.get("values"))


def _wrong_values(values: object) -> list[tuple[str, str]]:
    hint = 'under [accepted.values], each statement with its value as it was: s037 = "165000000"'
    if not isinstance(values, dict) or not values:
        return [("the values of its statements are missing", hint)]
    return [
        (f"the value of {name!r} must be a text", f'write {name} = "{value}"')
        for name, value in values.items()
        if not isinstance(value, str)
    ]


def _accepted(entry: Mapping[str, Any], shown: str, line: int) -> Accepted:
    return Accepted(
        check=entry["check"],
        reason=entry["reason"],
        values=tuple(entry["values"].items()),
        fact=entry.get("fact", ""),
        relation=entry.get("relation", ""),
        author=entry.get("author", ""),
        date=entry.get("date"),
        until=entry.get("until"),
        path=shown,
        line=line,
    )


def statements_of(entry: Accepted, record: Record) -> dict[str, Statement] | None:
    """The statements that an entry is about, by id; None where its fact or relation is gone."""
    if entry.fact:
        facts = [fact for fact in record.facts if fact.fact == entry.fact]
        return {one.statement: one for fact in facts for one in fact.statements} if facts else None
    relations = [one for one in record.relations if one.relation == entry.relation and one.kind != "restatement"]
    if not relations:
        return None
    return {one.statement: one for member in relations[0].members for one in member.statements}


def _same(noted: str, figure: Figure) -> bool:
    """Whether the note still says what the figure is; "165000000.0" is no change."""
    from decimal import Decimal, InvalidOperation

    if noted.split() == as_written(figure).split():
        return True
    hedge, _, value = noted.rpartition(" ")
    try:
        return figure.upper is None and hedge.strip() == figure.hedge and Decimal(value) == figure.value
    except InvalidOperation:
        return False
