"""Where a record lies: the words of an option in, a folder, files or a database out, with no password in sight."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

from factcheck.errors import FactcheckError

ENGINES = ("pandas", "sql", "spark")
TABLES = ("documents", "facts", "statements", "relations")
PASSWORD = "FACTCHECK_DB_PASSWORD"  # noqa: S105 - the name of a variable

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SECRET = re.compile(r"pass|pwd|secret|token|key", re.IGNORECASE)
_DUCKDB, _SQLITE, _PARQUET = b"DUCK", b"SQLite format 3\0", b"PAR1"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the tables of a record lie, and which engine works on them.

    ``kind`` is csv, parquet, duckdb or database. ``shown`` names the place in any output; ``address``, a path or an
    SQLAlchemy URL, may hold a password, so it is never shown and no part of ``repr``. ``tables`` gives the names of
    tables that are not called like ours; of files, their paths. ``master`` is that of a Spark cluster.
    """

    kind: str
    engine: str
    shown: str
    address: str = field(repr=False)
    tables: Mapping[str, str] = field(default_factory=dict)
    master: str = ""
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def table(self, name: str) -> str:
        """What the place calls one of our tables."""
        return self.tables.get(name, name)

    def redacted(self, message: object) -> str:
        """A message of somebody else's without any password, on one line."""
        text = str(message)
        for secret in self.secrets:
            text = text.replace(secret, "***")
        return " ".join(text.split())


def source_of(
    data: str | Path,
    *,
    engine: str | None = None,
    master: str = "",
    tables: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Source:
    """The place that an option names: a folder of CSV or Parquet files, a Parquet, DuckDB or SQLite file, or a URL.

    In a URL ``${VARIABLE}`` stands for the environment's; one without a password takes that of FACTCHECK_DB_PASSWORD.
    Without ``engine`` it is the one that the place suggests: pandas for CSV, a database for all else. Raises
    FactcheckError where there is no such place, or the engine cannot reach it.
    """
    named = dict(tables or {})
    for name in named:
        if name not in TABLES:
            raise FactcheckError(f"there is no table {name!r} in a record", hint=f"the tables are {', '.join(TABLES)}")
    if engine is not None and engine not in ENGINES:
        raise FactcheckError(f"there is no engine {engine!r}", hint=f"the engines are {', '.join(ENGINES)}")
    text = str(data)
    if "://" in text:
        found = _of_url(text, os.environ if environment is None else environment)
    else:
        found = _of_path(Path(data), named)
    kind, address, shown, secrets, more = found
    chosen = engine or ("spark" if master else _suggested(kind))
    if master and chosen != "spark":
        raise FactcheckError(f"--master is for Spark, and the engine is {chosen}", hint="--engine spark")
    if chosen == "spark" and kind not in ("csv", "parquet"):
        raise FactcheckError(
            f"Spark reads CSV and Parquet, not {shown}",
            hint="--engine sql checks it where it is; or export its tables to Parquet",
        )
    # The files of a folder are known already, by their names there.
    return Source(kind, chosen, shown, address, {**named, **more}, master, secrets)


def _suggested(kind: str) -> str:
    if kind == "csv" or (kind == "parquet" and importlib.util.find_spec("duckdb") is None):
        return "pandas"
    return "sql"


_Found = tuple[str, str, str, tuple[str, ...], dict[str, str]]


def _of_path(path: Path, named: Mapping[str, str]) -> _Found:
    if path.is_dir():
        kind = _kind_of_folder(path)
        suffix = "csv" if kind == "csv" else "parquet"
        files = {name: str(path / named.get(name, f"{name}.{suffix}")) for name in TABLES}
        for name in TABLES:
            # Spark and others write a table as a folder of parts.
            if name not in named and not Path(files[name]).exists() and (path / name).is_dir():
                files[name] = str(path / name)
        return kind, str(path), str(path), (), files
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as trouble:
        raise FactcheckError(
            f"cannot be read: {trouble.strerror or trouble}",
            path=str(path),
            hint="name a folder, a Parquet, DuckDB or SQLite file, or an SQLAlchemy URL",
        ) from None
    if head.startswith(_PARQUET):
        return "parquet", str(path), str(path), (), {"statements": str(path)}
    if head[8:12] == _DUCKDB:
        return "duckdb", str(path), str(path), (), {}
    if head.startswith(_SQLITE):
        return "database", f"sqlite:///{path}", str(path), (), {}
    raise FactcheckError(
        "is no folder, and no Parquet, DuckDB or SQLite file",
        path=str(path),
        hint="of CSV files, name the folder",
    )


def _kind_of_folder(path: Path) -> str:
    if (path / "statements.csv").exists():
        return "csv"
    parts = next(path.glob("*.parquet"), None) or next((path / "statements").glob("*.parquet"), None)
    return "parquet" if parts is not None else "csv"


def _of_url(text: str, environment: Mapping[str, str]) -> _Found:
    scheme, _, rest = text.partition("://")
    missing = [name for name in _VARIABLE.findall(rest) if name not in environment]
    if missing:
        raise FactcheckError(
            f"{scheme}://…: the environment has no {missing[0]}", hint=f"export {missing[0]}=… before the check"
        )
    # What is shown is the URL as it was given, so that no variable is told either.
    user, at, place = rest.rpartition("@")
    shown = f"{scheme}://{user.partition(':')[0]}{at}{place.partition('?')[0]}"
    told = [environment[name] for name in _VARIABLE.findall(rest)]
    rest = _VARIABLE.sub(lambda name: quote(environment[name[1]], safe=""), rest)
    before, at, after = rest.rpartition("@")
    user, _, password = before.partition(":")
    if at and not password and environment.get(PASSWORD):
        password = quote(environment[PASSWORD], safe="")
    place, _, options = after.partition("?")
    hidden = [value for name, _, value in (one.partition("=") for one in options.split("&")) if _SECRET.search(name)]
    secrets = {*told, *(form for one in (password, *hidden) for form in (one, unquote(one)))} - {""}
    if scheme.partition("+")[0] == "duckdb":
        return "duckdb", place.removeprefix("/") or ":memory:", shown, (), {}
    if scheme.partition("+")[0] == "sqlite":
        path = place.removeprefix("/")
        if path and path != ":memory:" and not Path(path).is_file():
            raise FactcheckError("there is no such file", path=path, hint="sqlite:///FOLDER/FILE, from this folder")
        return "database", f"{scheme}://{rest}", shown, (), {}
    login = f"{user}:{password}" if password else user
    address = f"{_driver(scheme)}://{login}{at}{after}"
    return "database", address, shown, tuple(sorted(secrets, key=lambda one: (-len(one), one))), {}


def _driver(scheme: str) -> str:
    """The driver that our extra brings, where the URL leaves it open."""
    return {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}.get(scheme, scheme)
