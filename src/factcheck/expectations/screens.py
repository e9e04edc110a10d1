"""Which facts can disagree, said once for every engine: columns in, demands on groups of rows out, and their SQL.

A fact whose statements meet all demands agrees for certain, and the engine only counts it. The rows of the others come
back, and the exact core judges them. pandas reads the demands column by column (``metrics``); Spark and the databases
run the SQL, which keeps to what Spark SQL, DuckDB, PostgreSQL and SQLite have in common.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.interval import LOWER_BOUNDS, UPPER_BOUNDS

# How the number of a statement is written, and what it is a number of.
_WORDS, _FRAME = ("value", "hedge", "precision", "stated"), ("unit", "period")


@dataclass(frozen=True, slots=True)
class Among:
    """The rows that a demand is about: with one of these words in a column, or with anything in it."""

    column: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """The intervals of a fact leave a common point: its greatest low is not above its least high."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A fact has no two values in a column, among some of its rows."""

    column: str
    among: Among | None = None


@dataclass(frozen=True, slots=True)
class AlikeWithin:
    """Rows of a fact that are equal in one column are so in another."""

    column: str
    within: str


Demand = Together | Alike | AlikeWithin


def demands(columns: Mapping[str, str], remarks: bool) -> tuple[Demand, ...]:
    """What the statements of a fact must meet to agree for certain; ``remarks``: and without any remark.

    With the columns low and high (``readings``, or ``factcheck.interval.bounds``) a fact agrees if its statements
    leave a common point. That covers two that are written equally fine and differ (rule 5), since the ends of plain
    figures are left out; not where a precision was given outright, so no two values may stand among those.
    Without a remark it also takes that the usual readings (soft_low, soft_high) meet, that a number has one hedge,
    and that of bounds of one kind there is one. Without those columns all statements must be written alike.
    Statements of several units or periods are for the exact core.
    """
    has = columns.keys()
    if not {"low", "high"}.issubset(has):
        return tuple(Alike(name) for name in (*_WORDS, *_FRAME) if name in has)
    found: list[Demand] = [Together("low", "high")]
    if "precision" in has:
        found.append(Alike("value", Among("precision")))
    found += [Alike(name) for name in _FRAME if name in has]
    if not remarks:
        return tuple(found)
    if not {"soft_low", "soft_high", "numeral", "hedge"}.issubset(has):
        return (*found, *(Alike(name) for name in _WORDS if name in has))
    return (
        *found,
        Together("soft_low", "soft_high"),
        AlikeWithin("hedge", "numeral"),
        *(Alike("numeral", Among("hedge", tuple(sorted(bounds)))) for bounds in (LOWER_BOUNDS, UPPER_BOUNDS)),
    )


@dataclass(frozen=True, slots=True)
class Breach:
    """Why a row cannot be examined: one of these cells is empty, or two bounds are reversed."""

    reason: str
    columns: tuple[str, ...]
    is_reversed: bool = False


def breaches(columns: Mapping[str, str]) -> tuple[Breach, ...]:
    """What sets a row aside; each row is set aside for its first reason."""
    found = [
        Breach("the statement names no fact", ("fact",)),
        Breach("the statement has no value", ("value",)),
    ]
    if {"low", "high"}.issubset(columns):
        found += [
            Breach("the statement has no bounds", ("low", "high")),
            Breach("the statement's bounds are reversed", ("low", "high"), is_reversed=True),
        ]
    return tuple(found)


# ── SQL ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Dialect:
    """The few words in which the engines differ: how a name is quoted, and what a text is called."""

    quote: Callable[[str], str]
    text: str

    def as_text(self, column: str) -> str:
        """A cell as text; "" where there is none."""
        return f"COALESCE(CAST({self.quote(column)} AS {self.text}), '')"


@dataclass(frozen=True, slots=True)
class Screen:
    """Three queries: ``tally`` (single, several, doubtful facts), ``rows`` of the doubtful facts, ``asides`` (a number
    for each breach)."""

    tally: str
    rows: str
    asides: str


@dataclass(frozen=True, slots=True)
class Source:
    """What stands after FROM: the name of a table, or of a query that ``given`` puts before all others."""

    name: str
    given: str = ""

    def query(self, sql: str) -> str:
        """A query of its own, that may begin with the queries it builds upon."""
        if not self.given:
            return sql
        return (
            f"WITH {self.given}, {sql.removeprefix('WITH ')}" if sql.startswith("WITH ") else f"WITH {self.given} {sql}"
        )


def screen(
    columns: Mapping[str, str], remarks: bool, source: Source, dialect: Dialect, extra: Sequence[str] = ()
) -> Screen:
    """The screening of a table in SQL; ``extra`` columns come with the rows."""
    known = demands(columns, remarks)
    broken = breaches(columns)
    quote = dialect.quote
    sound = " AND ".join(f"NOT ({_broken(one, columns, dialect)})" for one in broken)
    inner = next((quote(columns[one.within]) for one in known if isinstance(one, AlikeWithin)), "")
    parts = [_part(number, one, columns, dialect) for number, one in enumerate(known)]
    fact = quote(columns["fact"])
    first = ", ".join(f"{sql} AS {name}" for part in parts for name, sql in part.first)
    second = ", ".join(f"{'MAX' if name[0] == 'm' else 'MIN'}({name}) AS {name}" for p in parts for name, _ in p.first)
    doubtful = " OR ".join(part.doubtful for part in parts)
    grouped = (
        f"WITH parts AS (SELECT {fact} AS fact_, COUNT(*) AS n_, {first} FROM {source.name} WHERE {sound}"
        f" GROUP BY {fact}{', ' + inner if inner else ''}),"
        f" facts AS (SELECT fact_, SUM(n_) AS n_, {second} FROM parts GROUP BY fact_),"
        f" judged AS (SELECT fact_, n_, CASE WHEN n_ > 1 AND ({doubtful}) THEN 1 ELSE 0 END AS doubtful_ FROM facts)"
    )
    shown = {name: column for name, column in columns.items() if name not in _BOUNDS}
    listed = ", ".join(
        [f"t.{quote(column)} AS {quote(name)}" for name, column in shown.items()]
        + [f"t.{quote(column)} AS {quote(column)}" for column in extra]
    )
    qualified = " AND ".join(f"NOT ({_broken(one, columns, dialect, 't.')})" for one in broken)
    return Screen(
        tally=source.query(
            f"{grouped} SELECT COALESCE(SUM(CASE WHEN n_ = 1 THEN 1 ELSE 0 END), 0) AS single_,"
            f" COALESCE(SUM(CASE WHEN n_ > 1 THEN 1 ELSE 0 END), 0) AS several_,"
            f" COALESCE(SUM(doubtful_), 0) AS doubtful_ FROM judged"
        ),
        rows=source.query(
            f"{grouped} SELECT {listed} FROM {source.name} t JOIN judged j ON t.{fact} = j.fact_"
            f" WHERE j.doubtful_ = 1 AND {qualified}"
        ),
        asides=source.query(f"SELECT {_first_breach(broken, columns, dialect)} FROM {source.name}"),
    )


_BOUNDS = ("low", "high", "soft_low", "soft_high", "numeral")


@dataclass(frozen=True, slots=True)
class _Part:
    """The aggregates of a demand (greatest values are called m…, least l…) and when they break it."""

    first: tuple[tuple[str, str], ...]
    doubtful: str


def _part(number: int, demand: Demand, columns: Mapping[str, str], dialect: Dialect) -> _Part:
    quote, most, least = dialect.quote, f"m{number}", f"l{number}"
    match demand:
        case Together(low, high):
            aggregates = ((most, f"MAX({quote(columns[low])})"), (least, f"MIN({quote(columns[high])})"))
            return _Part(aggregates, f"{most} > {least}")
        case AlikeWithin(column, _):
            text = dialect.as_text(columns[column])
            return _Part(((most, f"CASE WHEN MIN({text}) <> MAX({text}) THEN 1 ELSE 0 END"),), f"{most} = 1")
        case Alike(column, among):
            text = dialect.as_text(columns[column])
            if among is not None:
                text = f"CASE WHEN {_among(among, columns, dialect)} THEN {text} END"
            return _Part(((most, f"MAX({text})"), (least, f"MIN({text})")), f"{most} <> {least}")


def _among(among: Among, columns: Mapping[str, str], dialect: Dialect) -> str:
    text = dialect.as_text(columns[among.column])
    if not among.words:
        return f"{text} <> ''"
    return f"{text} IN ({', '.join(map(literal, among.words))})"


def _broken(breach: Breach, columns: Mapping[str, str], dialect: Dialect, prefix: str = "") -> str:
    names = [f"{prefix}{dialect.quote(columns[name])}" for name in breach.columns]
    if breach.is_reversed:
        return f"{names[0]} > {names[1]}"
    # A number column of Spark or PostgreSQL may hold NaN.
    empty = "('', 'NaN')" if breach.columns != ("fact",) else "('')"
    return " OR ".join(f"COALESCE(CAST({name} AS {dialect.text}), '') IN {empty}" for name in names)


def _first_breach(broken: Sequence[Breach], columns: Mapping[str, str], dialect: Dialect) -> str:
    counted, before = [], list[str]()
    for number, one in enumerate(broken):
        this = _broken(one, columns, dialect)
        sound = "".join(f" AND NOT ({other})" for other in before)
        counted.append(f"COALESCE(SUM(CASE WHEN ({this}){sound} THEN 1 ELSE 0 END), 0) AS a{number}")
        before.append(this)
    return ", ".join(counted)


def literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"


# ── single rows ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class RowScreen:
    """Which rows plainly meet a demand, and which cannot be checked for a reason that the table gives, in SQL."""

    fine: str
    unknown: str = "1 = 0"
    reason: str = "''"


def row_screen(name: str, columns: Mapping[str, str], dialect: Dialect) -> RowScreen:
    """The screening of single rows: ``place``, ``words`` or ``documents``; the other rows are judged one by one."""
    quote, text, has = dialect.quote, dialect.as_text, columns.keys()
    match name:
        case "place":
            found = quote(columns["found"])
            unknown = f"{found} IS NULL"
            if {"start", "end"}.issubset(has):
                start, end = quote(columns["start"]), quote(columns["end"])
                length = f"LENGTH({text(columns['stated'])})"
                unknown += f" AND ({start} IS NULL OR {end} IS NULL OR {end} - {start} = {length})"
            reason = text(columns["reason"]) if "reason" in has else "''"
            return RowScreen(f"{found} IS NOT NULL AND {found} = {quote(columns['stated'])}", unknown, reason)
        case "words":
            if "said" not in has:
                return RowScreen("1 = 0")
            hedge = text(columns["hedge"]) if "hedge" in has else "''"
            said = text(columns["said"])
            return RowScreen(f"{said} = {text(columns['value'])} || ' ' || {hedge}")
        case "documents":
            noted, found = text(columns["noted"]), text(columns["found"])
            reason = text(columns["reason"]) if "reason" in has else "''"
            return RowScreen(f"{found} <> '' AND LOWER({noted}) = LOWER({found})", f"{found} = ''", reason)
        case _:
            raise ValueError(name)
