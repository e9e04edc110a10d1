"""A record and its suites in, what each expectation found out: the only place that runs Great Expectations."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from factcheck.errors import FactcheckError, Problems
from factcheck.expectations import conditions, engine, evidence
from factcheck.expectations.evidence import Evidence
from factcheck.expectations.suites import Declared, Suite
from factcheck.expectations.tables import INDEX, Tables, demand_columns, frame
from factcheck.expectations.values import CheckResult, Judged, Record
from factcheck.interval import POLICY, Policy, Verdict
from factcheck.model import Document, Member, NotChecked, Outcome, Relation, Statement

_SEVERITY = {"critical": "error", "warning": "warning", "info": "info"}
_GRAVITY = ("", "info", "warning", "error")
# A relation of a kind may be missing from an honest record; without these there is none.
_NEVER_EMPTY = ("documents", "facts", "statements")


@dataclass(frozen=True, slots=True)
class _Named:
    """The statements and relations of a record by their ids, and the statements by their rows ("statements:12")."""

    statements: Mapping[str, Statement]
    relations: Mapping[str, Relation]
    rows: Mapping[str, Statement]

    @classmethod
    def of(cls, record: Record) -> _Named:
        return cls(
            {one.statement: one for one in record.statements},
            {one.relation: one for one in record.relations},
            {f"statements:{one.row}": one for one in record.statements},
        )


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A declared expectation, accepted by the library; ``ours`` says that its result carries our evidence."""

    suite: str
    declared: Declared
    expectation: Any
    ours: bool
    columns: tuple[str, ...]


def run(
    record: Record, suites: Sequence[Suite], sources: Sequence[Document] = (), policy: Policy = POLICY
) -> tuple[CheckResult, ...]:
    """Run the suites on a record, and say for each expectation, in their order, what it found.

    ``sources`` are the documents of the record that are at hand, with text and SHA-256; what needs the others comes
    out as not checked. Raises FactcheckError (Problems for several) whenever the answer would not be one: an unknown
    or mistyped expectation or kwarg, a missing table or column, an exception in the library, an expectation that it
    did not evaluate, an empty table, an empty suite. A disagreement is never raised.
    """
    tables = Tables(record, sources, policy)
    _demand_something(suites, tables)
    engine.load()
    with engine.quietly():
        prepared = _prepare(suites, tables, policy)
        found: dict[str, Evidence] = {}
        for table, group in _by_table(prepared).items():
            found |= _evaluate(tables, table, group)
    named = _Named.of(record)
    return tuple(_result(one, found[one.declared.check], named) for one in prepared)


def prepared_suites(
    suites: Sequence[Suite], tables: Tables, policy: Policy = POLICY
) -> list[tuple[str, str, list[Any], tuple[str, ...]]]:
    """For each suite and each table that it is about: a name, the table, the library's expectations, their columns."""
    grouped: dict[tuple[str, str], list[_Prepared]] = {}
    for one in _prepare(suites, tables, policy):
        grouped.setdefault((one.suite, one.declared.table), []).append(one)
    several = [suite for suite, _ in grouped]
    return [
        (
            suite if several.count(suite) == 1 else f"{suite}-{table}",
            table,
            [one.expectation for one in group],
            tuple(dict.fromkeys(name for one in group for name in one.columns)),
        )
        for (suite, table), group in grouped.items()
    ]


def _demand_something(suites: Sequence[Suite], tables: Tables) -> None:
    problems: list[FactcheckError] = []
    if not suites:
        problems.append(FactcheckError("there is no suite to run"))
    problems += [
        FactcheckError("the suite expects nothing", path=suite.path) for suite in suites if not suite.expectations
    ]
    numbers = Counter(one.check for suite in suites for one in suite.expectations)
    problems += [FactcheckError(f"check {check!r} twice") for check, number in numbers.items() if number > 1]
    needed = {one.table for suite in suites for one in suite.expectations} & set(_NEVER_EMPTY)
    problems += [
        FactcheckError(f"the table {name} is empty: nothing could be examined", hint="an empty table is never a pass")
        for name in _NEVER_EMPTY
        if name in needed and not tables.number(name)
    ]
    _raise_all(problems)


def _prepare(suites: Sequence[Suite], tables: Tables, policy: Policy) -> list[_Prepared]:
    """Every declared expectation as the library's own object; all that is wrong with any is raised at once."""
    prepared, problems = [], []
    for suite in suites:
        for declared in suite.expectations:
            try:
                prepared.append(_prepared(suite.name, declared, tables, policy))
            except FactcheckError as problem:
                problems.append(problem)
    _raise_all(problems)
    return prepared


def _prepared(suite: str, declared: Declared, tables: Tables, policy: Policy) -> _Prepared:
    from great_expectations.compatibility import pydantic
    from great_expectations.expectations.registry import (
        get_expectation_impl,
        list_registered_expectation_implementations,
    )

    from factcheck.expectations.base import FigureExpectation

    known = list_registered_expectation_implementations()
    if declared.type not in known:
        near = difflib.get_close_matches(declared.type, known, n=1, cutoff=0.6)
        raise declared.problem(
            f"there is no expectation {declared.type!r}",
            f"did you mean {near[0]}?" if near else "there are those of Great Expectations and ours",
        )
    if declared.table not in tables.names:
        raise declared.problem(
            f"{declared.check} is about the table {declared.table!r}" if declared.table else "the table is not named",
            f"meta: table: one of {', '.join(tables.names)}",
        )
    kind: Any = get_expectation_impl(declared.type)
    ours = issubclass(kind, FigureExpectation)
    kwargs = dict(declared.kwargs)
    if wrong := conditions.wrong_with(kwargs):
        raise declared.problem(wrong, conditions.HINT)
    if ours and policy != POLICY:
        constants = ("round_share", "nearly_share", "bound_share")
        kwargs["policy"] = {name: str(getattr(policy, name)) for name in constants} | (kwargs.get("policy") or {})
    try:
        expectation = kind(**kwargs, meta={"check": declared.check}, severity=declared.severity)
    except pydantic.ValidationError as trouble:
        raise declared.problem(
            _wrong_kwargs(declared, trouble.errors()), _kwargs_hint(kind, trouble.errors())
        ) from None
    columns = tuple(expectation.columns().values()) if ours else _columns_of(kwargs) or tables.columns(declared.table)
    try:
        demand_columns(tables, declared.table, columns)
    except FactcheckError as problem:
        raise declared.problem(problem.message, problem.hint) from None
    return _Prepared(suite, declared, expectation, ours, columns)


def _wrong_kwargs(declared: Declared, errors: Iterable[Mapping[str, Any]]) -> str:
    said = (f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in errors)
    return f"{declared.type} cannot take these kwargs: {'; '.join(said)}"


def _kwargs_hint(kind: Any, errors: Iterable[Mapping[str, Any]]) -> str:
    common = {"id", "meta", "notes", "result_format", "description", "catch_exceptions", "rendered_content"}
    names = [name for name in kind.__fields__ if name not in common | {"severity", "windows", "batch_id"}]
    wrong = next((str(error["loc"][0]) for error in errors if "extra" in str(error.get("type"))), "")
    near = difflib.get_close_matches(wrong, names, n=1, cutoff=0.6) if wrong else []
    return f"did you mean {near[0]!r}?" if near else f"it takes {', '.join(names)}"


def _columns_of(kwargs: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns that a built-in expectation needs, by the library's names of such kwargs; none: it needs all."""
    if kwargs.get("row_condition") or "column_set" in kwargs:
        return ()
    named = [kwargs[key] for key in ("column", "column_A", "column_B") if isinstance(kwargs.get(key), str)]
    listed = kwargs.get("column_list")
    named += [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    return tuple(dict.fromkeys(named))


def _by_table(prepared: Iterable[_Prepared]) -> dict[str, list[_Prepared]]:
    grouped: dict[str, list[_Prepared]] = {}
    for one in prepared:
        grouped.setdefault(one.declared.table, []).append(one)
    return grouped


def _evaluate(tables: Tables, table: str, group: Sequence[_Prepared]) -> dict[str, Evidence]:
    """The evidence of the expectations about one table, from one pass of the library over it."""
    columns = tuple(dict.fromkeys(name for one in group for name in one.columns))
    data = frame(tables, table, columns)

    def validate(some: Sequence[_Prepared], result_format: str) -> dict[str, Any]:
        try:
            found = engine.evaluate(data, [one.expectation for one in some], result_format)
        except Exception as trouble:
            names = ", ".join(one.declared.check for one in some)
            raise FactcheckError(f"the library could not evaluate {names}: {_first_line(trouble)}") from trouble
        return _all_evaluated(some, found)

    results = validate(group, "BASIC")
    failed = [one for one in group if not one.ours and not results[one.declared.check].success]
    # The lines of the rows that break a demand are asked for only where one does.
    detailed = validate(failed, "COMPLETE") if failed else {}
    return {
        one.declared.check: evidence.from_json(results[one.declared.check].result["details"])
        if one.ours
        else _row_evidence(one, results[one.declared.check], detailed.get(one.declared.check), tables)
        for one in group
    }


def _all_evaluated(group: Sequence[_Prepared], found: Sequence[Any]) -> dict[str, Any]:
    """The results by check; an exception is no finding, and an expectation without a result is no pass."""
    results = {result.expectation_config.meta["check"]: result for result in found}
    problems = []
    for one in group:
        result = results.get(one.declared.check)
        if result is None:
            problems.append(
                one.declared.problem(f"{one.declared.check} was declared, and the library did not evaluate it")
            )
        elif message := _exception(result.exception_info):
            problems.append(one.declared.problem(f"{one.declared.check} could not be evaluated: {message}"))
    if len(found) != len(group) and not problems:
        problems.append(FactcheckError(f"{len(group)} expectations were declared, {len(found)} evaluated"))
    _raise_all(problems)
    return results


def _exception(info: Any) -> str:
    """The message of an exception in a result, "" where there was none; the library has two forms for it."""
    if not info:
        return ""
    entries = [info] if "raised_exception" in info else list(info.values())
    messages = [
        one["exception_message"] or one["exception_traceback"]
        for one in map(_as_mapping, entries)
        if one["raised_exception"]
    ]
    return _first_line("; ".join(dict.fromkeys(messages))) if messages else ""


def _as_mapping(entry: Any) -> Mapping[str, Any]:
    return entry if isinstance(entry, Mapping) else entry.to_dict()


def _first_line(trouble: object) -> str:
    return (str(trouble).strip().splitlines() or [type(trouble).__name__])[0][:300]


def _row_evidence(one: _Prepared, result: Any, detailed: Any, tables: Tables) -> Evidence:
    """What a built-in expectation found, counted by its own numbers; its lists of rows may be cut.

    One that counts no rows (a table's size, a column's mean) examined one thing, if there was anything to examine.
    """
    told, table = result.result, one.declared.table
    total = told.get("element_count", min(tables.number(table), 1))
    examined = total - (told.get("missing_count") or 0)
    disagreed = 0 if result.success else told.get("unexpected_count") or examined
    if not examined:
        reason = f"all cells of the column are empty in {table}" if total else f"the table {table} is empty"
        return Evidence(0, 0, 0, (evidence.Aside(reason, total),))
    outcome = Outcome(Verdict.CONFLICT, severity=_SEVERITY[one.declared.severity])
    sentence = one.declared.description or f"{one.declared.type} on {', '.join(one.columns)}"
    rows = _offending_rows(detailed)
    ids = tables.ids(table) if rows else {}
    shown = [
        evidence.Shown(
            f"{table}:{line}", replace(outcome, message=f"{table}.csv, line {line} ({ids[line]}): {sentence}{cells}")
        )
        for line, cells in rows
    ]
    if rest := disagreed - len(shown):
        said = f"{rest:,} {'more ' if shown else ''}{'rows' if rest > 1 else 'row'} of {table}: {sentence}"
        said += f" Found: {told['observed_value']}." if "observed_value" in told else ""
        shown.append(evidence.Shown(table, replace(outcome, message=said)))
    return Evidence(examined, examined - disagreed, disagreed, (), tuple(shown))


def _offending_rows(result: Any) -> list[tuple[int, str]]:
    """The lines of the rows that break a demand, with a sentence on what they have; the library may name not all."""
    told = result.result if result is not None else {}
    rows = [dict(row) for row in told.get("unexpected_index_list") or () if isinstance(row, Mapping) and INDEX in row]
    return [
        (int(row.pop(INDEX)), f" Here {' and '.join(f'{column} is {_plain(cell)!r}' for column, cell in row.items())}.")
        for row in rows
    ]


def _plain(cell: Any) -> Any:
    """A cell without the array library's own type."""
    return cell.item() if hasattr(cell, "item") else cell


def _result(one: _Prepared, found: Evidence, named: _Named) -> CheckResult:
    declared = one.declared
    return CheckResult(
        check=declared.check,
        suite=one.suite,
        type=declared.type,
        severity=_SEVERITY[declared.severity],
        description=declared.description,
        examined=found.examined,
        agreed=found.agreed,
        disagreed=found.disagreed,
        not_checked=tuple(NotChecked(declared.check, aside.reason, aside.number, aside.keys) for aside in found.asides),
        outcomes=tuple(_judged(shown, one, named) for shown in found.shown),
    )


def _judged(shown: evidence.Shown, one: _Prepared, named: _Named) -> Judged:
    """The outcome with the record's own relation and statements in place of their names."""
    ceiling = _SEVERITY[one.declared.severity]
    severity = min(shown.outcome.severity, ceiling, key=_GRAVITY.index)
    outcome = replace(
        shown.outcome,
        severity=severity,
        outliers=tuple(named.statements[name] for name in shown.outliers if name in named.statements),
    )
    return Judged(named.relations.get(shown.subject) or _row_relation(shown, named), outcome)


def _row_relation(shown: evidence.Shown, named: _Named) -> Relation:
    """A stand-in for a row that is about no relation, with its statement where it has one."""
    statements = [named.statements[name] for name in shown.statements if name in named.statements]
    if shown.subject in named.rows:
        statements = [named.rows[shown.subject]]
    members = tuple(Member("stated", one.figure, (one,), Decimal(1)) for one in statements)
    return Relation(shown.subject, "row", members, fact=statements[0].fact if statements else "")


def _raise_all(problems: Sequence[FactcheckError]) -> None:
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(list(problems))
