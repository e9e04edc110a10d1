"""A table of a database or of Spark in, what our expectations ask of it out; both are asked in the same SQL."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from factcheck.expectations import readings
from factcheck.expectations.evidence import Aside
from factcheck.expectations.screens import Dialect, Source, breaches, literal, row_screen, screen
from factcheck.expectations.values import Candidates, RowCandidates

# The column that holds the place of a row in its table, where there is one.
PLACE = "row"
# The column that orders the statements of one member of a relation.
WITHIN = "row_within"
# So many rows that cannot be checked are named; of more only the number is told.
MOST_NAMED = 10_000

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be asked: what stands after FROM, its columns, and what runs a query."""

    source: Source
    columns: tuple[str, ...]
    dialect: Dialect
    ask: Callable[[str], list[dict[str, Any]]]


@contextlib.contextmanager
def of_database(execution: Any, domain: Mapping[str, Any]) -> Iterator[Table]:
    """The domain of a metric on the library's SQLAlchemy engine."""
    import sqlalchemy
    from great_expectations.core.metric_domain_types import MetricDomainTypes

    selectable = execution.get_compute_domain(domain_kwargs=domain, domain_type=MetricDomainTypes.TABLE)[0]
    dialect = dialect_of(execution.engine.dialect)
    if isinstance(selectable, sqlalchemy.Table):
        source = Source(execution.engine.dialect.identifier_preparer.format_table(selectable))
    else:
        query = (
            selectable if isinstance(selectable, sqlalchemy.Select) else sqlalchemy.select("*").select_from(selectable)
        )
        compiled = query.compile(dialect=execution.engine.dialect, compile_kwargs={"literal_binds": True})
        source = Source("source_", f"source_ AS ({compiled})")
    with execution.get_connection() as connection:

        def ask(sql: str) -> list[dict[str, Any]]:
            return [dict(row) for row in connection.exec_driver_sql(sql).mappings().all()]

        none = source.query(f"SELECT * FROM {source.name} WHERE 1 = 0")
        with contextlib.closing(connection.exec_driver_sql(none)) as found:
            columns = tuple(found.keys())
        yield Table(source, columns, dialect, ask)


@contextlib.contextmanager
def of_spark(execution: Any, domain: Mapping[str, Any]) -> Iterator[Table]:
    """The domain of a metric on the library's Spark engine."""
    from great_expectations.core.metric_domain_types import MetricDomainTypes

    frame = execution.get_compute_domain(domain_kwargs=domain, domain_type=MetricDomainTypes.TABLE)[0]
    name = f"factcheck_domain_{next(_numbers)}"
    frame.createOrReplaceTempView(name)
    session = frame.sparkSession

    def ask(sql: str) -> list[dict[str, Any]]:
        return [row.asDict() for row in session.sql(sql).collect()]

    try:
        yield Table(Source(name), tuple(frame.columns), SPARK, ask)
    finally:
        session.catalog.dropTempView(name)


def dialect_of(engine_dialect: Any) -> Dialect:
    """How a database behind SQLAlchemy quotes, and what it calls a text."""
    text = {"mysql": "CHAR", "mariadb": "CHAR"}.get(engine_dialect.name, "TEXT")
    return Dialect(engine_dialect.identifier_preparer.quote_identifier, text)


def _backticks(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


SPARK = Dialect(_backticks, "STRING")


def candidates(table: Table, columns: Mapping[str, str], remarks: bool) -> Candidates:
    """The facts that may disagree, with their rows, and how many agree for certain; see ``screens``."""
    asked = screen(columns, remarks, table.source, table.dialect, _place(table))
    single, several, doubtful = _only(table.ask(asked.tally))
    rows = _in_order(table.ask(asked.rows)) if doubtful else []
    counted = zip(breaches(columns), _only(table.ask(asked.asides)), strict=True)
    return Candidates(
        clear=several - doubtful,
        single=single,
        facts=by_fact(rows),
        asides=tuple(Aside(breach.reason, number) for breach, number in counted if number),
    )


def rows(table: Table, columns: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of a table, by our names of the columns."""
    return _in_order(table.ask(table.source.query(f"SELECT {_listed(table, columns)} FROM {table.source.name}")))


def row_candidates(table: Table, columns: Mapping[str, str], name: str) -> RowCandidates:
    """The rows that do not plainly meet a demand, how many do, and what cannot be checked."""
    screened, source = row_screen(name, columns, table.dialect), table.source
    told = f"CASE WHEN {screened.fine} THEN 'fine' WHEN {screened.unknown} THEN 'unknown' ELSE 'doubtful' END"
    numbered = f"SELECT {told} AS told_, CASE WHEN {screened.unknown} THEN {screened.reason} ELSE '' END AS reason_"
    counts = table.ask(
        source.query(
            f"SELECT told_, reason_, COUNT(*) AS n_ FROM ({numbered} FROM {source.name}) told GROUP BY told_, reason_"
        )
    )
    numbers = {kind: sum(one["n_"] for one in counts if one["told_"] == kind) for kind in ("unknown", "doubtful")}
    asked = ["doubtful"] if numbers["doubtful"] else []
    asked += ["unknown"] if 0 < numbers["unknown"] <= MOST_NAMED else []
    found = []
    if asked:
        sql = f"SELECT {_listed(table, columns)} FROM {source.name} WHERE {told} IN ({', '.join(map(literal, asked))})"
        found = _in_order(table.ask(source.query(sql)))
    # Where they are too many to name, their number is enough.
    silent = [one for one in counts if one["told_"] == "unknown" and "unknown" not in asked]
    return RowCandidates(
        agreed=sum(one["n_"] for one in counts if one["told_"] == "fine"),
        asides=tuple(sorted((Aside(one["reason_"], one["n_"]) for one in silent), key=lambda one: one.reason)),
        rows=tuple(found),
    )


def shown(columns: Mapping[str, str]) -> dict[str, str]:
    """The columns that the exact core reads: all but what the screening works on."""
    hidden = ("low", "high", "soft_low", "soft_high", "numeral")
    return {name: column for name, column in columns.items() if name not in hidden}


def by_fact(rows: Iterable[dict[str, Any]]) -> tuple[tuple[str, tuple[dict[str, Any], ...]], ...]:
    """Rows grouped by their facts, in the order of these."""
    facts: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        facts.setdefault(str(row["fact"]), []).append(row)
    return tuple((fact, tuple(some)) for fact, some in facts.items())


def _listed(table: Table, columns: Mapping[str, str]) -> str:
    quote = table.dialect.quote
    named = [f"{quote(column)} AS {quote(name)}" for name, column in columns.items()]
    return ", ".join([*named, *map(quote, _place(table))])


def _place(table: Table) -> tuple[str, ...]:
    return tuple(name for name in (PLACE, WITHIN) if name in table.columns)


def _only(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    return [int(number) for number in rows[0].values()]


def _in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows as the table has them, or else by their ids, since an engine promises no order; cells as the core reads
    them."""
    ordered = sorted(rows, key=_order)
    for row in ordered:
        row.pop(PLACE, None)
        row.pop(WITHIN, None)
        for name, cell in row.items():
            if isinstance(cell, Decimal):
                # A decimal column has one scale for all: its zeros tell nothing of how finely a figure was written.
                row[name] = readings.canonical(str(cell), typed=True) or None
    return ordered


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    place = row.get(PLACE)
    names = tuple(_natural(row.get(name)) for name in ("relation", "role", "member", "statement", "document"))
    return (place is None, place or 0, row.get(WITHIN) or 0, names)


def _natural(cell: Any) -> tuple[tuple[bool, int | str], ...]:
    """A name in the order that people put names in: s2 before s10."""
    parts = re.findall(r"\d+|\D+", "" if cell is None else str(cell))
    return tuple((False, int(part)) if part.isascii() and part.isdigit() else (True, part) for part in parts)
