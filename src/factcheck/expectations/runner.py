"""A record and its suites in, what each expectation found out: the only place that runs Great Expectations."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from factcheck.errors import FactcheckError, Problems
from factcheck.expectations import conditions, engine, evidence
from factcheck.expectations.evidence import Evidence
from factcheck.expectations.suites import Declared, Suite
from factcheck.expectations.tables import INDEX, Tables, frame
from factcheck.expectations.values import CheckResult, Judged, Record, Wanted
from factcheck.interval import POLICY, Policy, Verdict
from factcheck.model import Document, Member, NotChecked, Outcome, Relation, Statement

if TYPE_CHECKING:
    from factcheck.expectations.stores import Store

_SEVERITY = {"critical": "error", "warning": "warning", "info": "info"}
_GRAVITY = ("", "info", "warning", "error")
# A relation of a kind may be missing from an honest record; without these there is none.
_NEVER_EMPTY = ("documents", "facts", "statements")
# So many rows that break a demand are listed one by one, where they have to be fetched.
_MOST_LISTED = 1000


@dataclass(frozen=True, slots=True)
class _Named:
    """The statements and relations of a record by their ids, and the statements by their rows ("statements:12").

    Where a record does not lie in files, a row is known by the id of its statement ("statements:s7").
    """

    statements: Mapping[str, Statement]
    relations: Mapping[str, Relation]
    rows: Mapping[str, Statement]

    @classmethod
    def of(cls, record: Record) -> _Named:
        return cls(
            {one.statement: one for one in record.statements},
            {one.relation: one for one in record.relations},
            {f"statements:{one.row or one.statement}": one for one in record.statements},
        )


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A declared expectation, accepted by the library; ``ours`` says that its result carries our evidence."""

    suite: str
    declared: Declared
    expectation: Any
    ours: bool
    columns: tuple[str, ...]


class _Data(Protocol):
    """The tables that suites are about, wherever they lie."""

    @property
    def names(self) -> tuple[str, ...]: ...
    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table."""

    def demand(self, table: str, columns: Sequence[str]) -> None:
        """Raise FactcheckError where a table lacks one of these columns."""

    def number(self, table: str) -> int:
        """How many rows a table has."""

    def results(
        self, table: str, columns: Sequence[str], expectations: Sequence[Any], *, detailed: bool = False
    ) -> list[Any]:
        """The library's results for expectations about a table; ``detailed``: with the rows that break them."""

    def row(self, table: str, name: Any) -> tuple[str, str]:
        """What a row that breaks a demand is called in a sentence, and its subject."""


class _Frames:
    """The tables of a record that was read, as pandas frames."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.names = tables.names
        self.columns = tables.columns
        self.number = tables.number
        self._frames: dict[str, Any] = {}
        self._ids: dict[str, dict[int, str]] = {}

    def demand(self, table: str, columns: Sequence[str]) -> None:
        known = self.columns(table)
        for column in columns:
            if column not in known:
                raise FactcheckError(f"{table} has no column {column!r}", hint=f"it has {', '.join(known)}")

    def results(
        self, table: str, columns: Sequence[str], expectations: Sequence[Any], *, detailed: bool = False
    ) -> list[Any]:
        if table not in self._frames:
            self._frames[table] = frame(self._tables, table, columns)
        return engine.evaluate(self._frames[table], expectations, "COMPLETE" if detailed else "BASIC")

    def row(self, table: str, name: Any) -> tuple[str, str]:
        if table not in self._ids:
            self._ids[table] = self._tables.ids(table)
        line = int(name)
        return f"{table}.csv, line {line} ({self._ids[table][line]})", f"{table}:{line}"


class _Stored:
    """The tables of a record where they lie."""

    def __init__(self, store: Store) -> None:
        from factcheck.expectations.stores import COLUMNS

        self._store = store
        self._columns = COLUMNS
        self.names = tuple(COLUMNS)

    def number(self, table: str) -> int:
        if self._store.base(table) is None:
            raise self._missing(table)
        return self._store.number(table)

    def columns(self, table: str) -> tuple[str, ...]:
        return self._columns[table]

    def demand(self, table: str, columns: Sequence[str]) -> None:
        for column in columns:
            if column not in self.columns(table):
                raise FactcheckError(
                    f"{table} has no column {column!r}", hint=f"it has {', '.join(self.columns(table))}"
                )
        source = self._store.source
        for base, column in self._store.views().needs(table, columns):
            found = self._store.base(base)
            if found is None:
                raise self._missing(base)
            if column not in found.columns:
                raise FactcheckError(
                    f"{source.shown}: the table {source.table(base)} has no column {column!r}",
                    hint=f"it has {', '.join(found.columns)}",
                )

    def results(
        self, table: str, columns: Sequence[str], expectations: Sequence[Any], *, detailed: bool = False
    ) -> list[Any]:
        name = _IDS[table]
        self._store.make(table, tuple(dict.fromkeys((*columns, name))))
        form: str | dict[str, Any] = "BASIC"
        if detailed:
            form = {
                "result_format": "COMPLETE",
                "unexpected_index_column_names": [name],
                "partial_unexpected_count": _MOST_LISTED,
            }
        execution, data = self._store.batch(table)
        return engine.evaluate_batch(execution, data, expectations, form)

    def row(self, table: str, name: Any) -> tuple[str, str]:
        return f"{table}, {name}", f"{table}:{name}"

    def _missing(self, table: str) -> FactcheckError:
        source = self._store.source
        there = source.table(table)
        return FactcheckError(
            f"{source.shown}: there is no table {there}",
            hint=f"--table {table}=NAME says what it is called there; --suite restatements needs the statements alone",
        )


_IDS = {
    "documents": "document",
    "facts": "fact",
    "statements": "statement",
    "relations": "relation",
    "members": "relation",
}


def run(
    record: Record, suites: Sequence[Suite], sources: Sequence[Document] = (), policy: Policy = POLICY
) -> tuple[CheckResult, ...]:
    """Run the suites on a record, and say for each expectation, in their order, what it found.

    ``sources`` are the documents of the record that are at hand, with text and SHA-256; what needs the others comes
    out as not checked. Raises FactcheckError (Problems for several) whenever the answer would not be one: an unknown
    or mistyped expectation or kwarg, a missing table or column, an exception in the library, an expectation that it
    did not evaluate, an empty table, an empty suite. A disagreement is never raised.
    """
    found = _found(_Frames(Tables(record, sources, policy)), suites, policy)
    named = _Named.of(record)
    return tuple(_result(one, evidence_, named) for one, evidence_ in found)


def run_on(
    store: Store, suites: Sequence[Suite], fetch: Callable[[Wanted], Record], policy: Policy = POLICY
) -> tuple[CheckResult, ...]:
    """Run the suites where the tables of a record lie (``stores.open_store``); raises as ``run`` does.

    ``fetch`` brings the part of the record that the findings are about, when these are known.
    """
    found = _found(_Stored(store), suites, policy)
    named = _Named.of(fetch(_wanted(found)))
    return tuple(_result(one, evidence_, named) for one, evidence_ in found)


def _found(data: _Data, suites: Sequence[Suite], policy: Policy) -> list[tuple[_Prepared, Evidence]]:
    """What each expectation found, in their order."""
    _demand_something(suites, data)
    engine.load()
    with engine.quietly():
        prepared = _prepare(suites, data, policy)
        found: dict[str, Evidence] = {}
        for table, group in _by_table(prepared).items():
            found |= _evaluate(data, table, group)
    return [(one, found[one.declared.check]) for one in prepared]


def _wanted(found: Iterable[tuple[_Prepared, Evidence]]) -> Wanted:
    """What the outcomes that are worth showing are about."""
    subjects: dict[str, set[str]] = {"facts": set(), "relations": set(), "statements": set()}
    for one, evidence_ in found:
        for shown in evidence_.shown:
            subjects["statements"].update(shown.statements)
            table, _, name = shown.subject.partition(":")
            if one.ours and one.declared.table == "members":
                subjects["relations"].add(shown.subject)
            elif one.ours and _is_of_facts(one):
                subjects["facts"].add(shown.subject)
            elif not one.ours and table == "statements" and name:
                subjects["statements"].add(name)
    return Wanted(*(frozenset(subjects[name]) for name in ("facts", "relations", "statements")))


def _is_of_facts(one: _Prepared) -> bool:
    from factcheck.expectations.metrics import CANDIDATES

    return one.expectation.metric == CANDIDATES  # type: ignore[no-any-return]


def prepared_suites(
    suites: Sequence[Suite], tables: Tables, policy: Policy = POLICY
) -> list[tuple[str, str, list[Any], tuple[str, ...]]]:
    """For each suite and each table that it is about: a name, the table, the library's expectations, their columns."""
    grouped: dict[tuple[str, str], list[_Prepared]] = {}
    for one in _prepare(suites, _Frames(tables), policy):
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


def _demand_something(suites: Sequence[Suite], data: _Data) -> None:
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
        if name in needed and not data.number(name)
    ]
    _raise_all(problems)


def _prepare(suites: Sequence[Suite], data: _Data, policy: Policy) -> list[_Prepared]:
    """Every declared expectation as the library's own object; all that is wrong with any is raised at once."""
    prepared, problems = [], []
    for suite in suites:
        for declared in suite.expectations:
            try:
                prepared.append(_prepared(suite.name, declared, data, policy))
            except FactcheckError as problem:
                problems.append(problem)
    _raise_all(problems)
    return prepared


def _prepared(suite: str, declared: Declared, data: _Data, policy: Policy) -> _Prepared:
    from great_expectations.compatibility import pydantic
    from great_expectations.expectations.registry import (
        get_expectation_impl,
        list_registered_expectation_implementations,
    )

    from factcheck.expectations.base import FigureExpectation

    known = list_registered_expectation_implementations()
    if declared.type not in known:
        near = difflib.get_close_matches(declared.type, known)
        raise declared.problem(
            f"there is no expectation {declared.type!r}",
            f"did you mean {near[0]}?" if near else "there are those of Great Expectations and ours",
        )
    if declared.table not in data.names:
        raise declared.problem(
            f"{declared.check} is about the table {declared.table!r}" if declared.table else "the table is not named",
            f"meta: table: one of {', '.join(data.names)}",
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
    columns = tuple(expectation.columns().values()) if ours else _columns_of(kwargs) or data.columns(declared.table)
    try:
        data.demand(declared.table, columns)
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
    near = difflib.get_close_matches(wrong, names)
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


def _evaluate(data: _Data, table: str, group: Sequence[_Prepared]) -> dict[str, Evidence]:
    """The evidence of the expectations about one table, from one pass of the library over it."""
    columns = tuple(dict.fromkeys(name for one in group for name in one.columns))

    def validate(some: Sequence[_Prepared], *, detailed: bool) -> dict[str, Any]:
        try:
            found = data.results(table, columns, [one.expectation for one in some], detailed=detailed)
        except FactcheckError:
            raise
        except Exception as trouble:
            names = ", ".join(one.declared.check for one in some)
            raise FactcheckError(f"the library could not evaluate {names}: {_first_line(trouble)}") from trouble
        return _all_evaluated(some, found)

    results = validate(group, detailed=False)
    failed = [one for one in group if not one.ours and not results[one.declared.check].success]
    listed = [one for one in failed if isinstance(data, _Frames) or _few(results[one.declared.check])]
    # The lines of the rows that break a demand are asked for only where one does.
    detailed = validate(listed, detailed=True) if listed else {}
    return {
        one.declared.check: evidence.from_json(results[one.declared.check].result["details"])
        if one.ours
        else _row_evidence(one, results[one.declared.check], detailed.get(one.declared.check), data)
        for one in group
    }


def _few(result: Any) -> bool:
    return (result.result.get("unexpected_count") or 0) <= _MOST_LISTED


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


def _row_evidence(one: _Prepared, result: Any, detailed: Any, data: _Data) -> Evidence:
    """What a built-in expectation found, counted by its own numbers; its lists of rows may be cut.

    One that counts no rows (a table's size, a column's mean) examined one thing, if there was anything to examine.
    """
    told, table = result.result, one.declared.table
    total = told["element_count"] if "element_count" in told else min(data.number(table), 1)
    examined = total - (told.get("missing_count") or 0)
    disagreed = 0 if result.success else told.get("unexpected_count") or examined
    if not examined:
        reason = f"all cells of the column are empty in {table}" if total else f"the table {table} is empty"
        return Evidence(0, 0, 0, (evidence.Aside(reason, total),))
    outcome = Outcome(Verdict.CONFLICT, severity=_SEVERITY[one.declared.severity])
    sentence = one.declared.description or f"{one.declared.type} on {', '.join(one.columns)}"
    shown = []
    for name, cells in _offending_rows(detailed):
        called, subject = data.row(table, name)
        shown.append(evidence.Shown(subject, replace(outcome, message=f"{called}: {sentence}{cells}")))
    if rest := disagreed - len(shown):
        said = f"{rest:,} {'more ' if shown else ''}{'rows' if rest > 1 else 'row'} of {table}: {sentence}"
        said += f" Found: {told['observed_value']}." if "observed_value" in told else ""
        shown.append(evidence.Shown(table, replace(outcome, message=said)))
    return Evidence(examined, examined - disagreed, disagreed, (), tuple(shown))


def _offending_rows(result: Any) -> list[tuple[Any, str]]:
    """What the rows that break a demand are called, with a sentence on what they have; the library may name not all."""
    told = result.result if result is not None else {}
    names = told.get("unexpected_index_column_names") or [INDEX]
    found = []
    for cells in told.get("unexpected_index_list") or ():
        if isinstance(cells, Mapping) and names[0] in cells:
            rest = [f"{column} is {_plain(cell)!r}" for column, cell in cells.items() if column != names[0]]
            has = " and ".join(rest or [f"{names[0]} is {_plain(cells[names[0]])!r}"])
            found.append((_plain(cells[names[0]]), f" Here {has}."))
    return found


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
