"""Where a record lies: the words of an option in, a folder, files or a database out, with no password in sight."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, unquote_plus

from factcheck.errors import FactcheckError

ENGINES = ("pandas", "sql", "spark")
TABLES = ("documents", "facts", "statements", "relations")
PASSWORD = "FACTCHECK_DB_PASSWORD"  # noqa: S105 - the name of a variable

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SECRET = re.compile(r"pass|pwd|secret|token|key", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][\w.-]*(?:\+[\w.-]+)?")
_PLACE = re.compile(r"(?:\[[\w:.%]+\]|[^/:?\[\]]*)(?::\d*)?(?:/[^?]*)?(?:\?.*)?", re.DOTALL)
_TOLD = re.compile(r"(?:pass|pwd|secret|token|key)\w*\s*=\s*(\"[^\"]*\"|'[^']*'|[^;&\s]+)", re.IGNORECASE)
_NO_PATH = re.compile(r"[\w+.-]+:[^@]*@|(?:pass|pwd|secret|token|key)\w*\s*=", re.IGNORECASE)
_OF_OTHERS = ("PGPASSWORD", "MYSQL_PWD")  # variables that drivers read by themselves
_ADDRESS = "postgresql://USER@HOST/DATABASE, sqlite:///FILE, or a DuckDB file"
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

    def hidden(self, message: object) -> str:
        """A message of somebody else's without any password."""
        text = str(message)
        for secret in self.secrets:
            text = text.replace(secret, "***")
        return text

    def redacted(self, message: object) -> str:
        """The same on one line."""
        return " ".join(self.hidden(message).split())


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
    if any(sign in master for sign in "@?"):
        raise FactcheckError(
            "the address of a Spark cluster has no place for a password",
            hint="spark.authenticate.secret stands in spark-defaults.conf",
        )
    text = str(data)
    if "://" in text:
        found = _of_url(text, os.environ if environment is None else environment)
    elif _NO_PATH.search(text) and not os.path.lexists(text.replace("\0", "")):
        raise FactcheckError("--data is no path, and no address of a database", hint=_ADDRESS)
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
    except (OSError, ValueError) as trouble:
        raise FactcheckError(
            f"cannot be read: {getattr(trouble, 'strerror', None) or trouble}",
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
    if not _SCHEME.fullmatch(scheme):
        raise FactcheckError("--data is no address of a database", hint=_ADDRESS)
    before, at, after = _parted(scheme, rest)
    # What is shown is the URL as it was given, so that no variable is told either.
    shown = f"{scheme}://{before.partition(':')[0]}{at}{after.partition('?')[0]}"
    missing = [name for name in _VARIABLE.findall(rest) if name not in environment]
    if missing:
        raise FactcheckError(
            f"{scheme}://…: the environment has no {missing[0]}", hint=f"export {missing[0]}=… before the check"
        )
    told = [environment[name] for name in _VARIABLE.findall(rest)]
    before, after = (_VARIABLE.sub(lambda name: _quoted(environment[name[1]]), one) for one in (before, after))
    user, _, password = before.partition(":")
    if at and not password and environment.get(PASSWORD):
        password = _quoted(environment[PASSWORD])
    place, _, options = after.partition("?")
    pairs = [one.partition("=") for one in re.split("[&;]", options)]
    hidden = [value for name, _, value in pairs if _SECRET.search(unquote(name))]
    hidden += _TOLD.findall(unquote_plus(options))
    given = [environment[name] for name in (PASSWORD, *_OF_OTHERS) if environment.get(name)]
    secrets = _forms([*told, *given, password, *hidden])
    if scheme.partition("+")[0] == "duckdb":
        return "duckdb", place.removeprefix("/") or ":memory:", shown, secrets, {}
    if scheme.partition("+")[0] == "sqlite":
        path = place.removeprefix("/")
        if path and path != ":memory:" and not Path(path).is_file():
            raise FactcheckError("there is no such file", path=path, hint="sqlite:///FOLDER/FILE, from this folder")
        return "database", f"{scheme}://{before}{at}{after}", shown, secrets, {}
    # Written anew, so that a sign that means something in an address ends no password.
    login = f"{user}:{_quoted(unquote(password, errors='surrogateescape'))}" if password else user
    return "database", f"{_driver(scheme)}://{login}{at}{after}", shown, secrets, {}


def _parted(scheme: str, rest: str) -> tuple[str, str, str]:
    """The login of an address, an @, and all that follows it.

    Where it cannot be told for certain where a password ends, nothing of the address can be shown, and it is refused.
    """
    before, at, after = rest.rpartition("@")
    if "@" in before or "?" in before:
        raise FactcheckError(
            f"{scheme}://…: where the password ends is not clear",
            hint="in a password @ is written %40, and ? is written %3F; or set FACTCHECK_DB_PASSWORD",
        )
    if scheme.partition("+")[0] not in ("sqlite", "duckdb") and not _PLACE.fullmatch(after):
        raise FactcheckError(f"{scheme}://…: no address of a database", hint=_ADDRESS)
    return before, at, after


def _quoted(text: str) -> str:
    """As it stands in an address."""
    return quote(text, safe="", errors="surrogatepass")


def _forms(words: Iterable[str]) -> tuple[str, ...]:
    """Everything that a message could say in place of secrets, the longest first."""
    found: set[str] = set()
    for word in words:
        plain = {word, word.strip("\"'"), unquote(word), unquote_plus(word)}
        plain |= {line.strip() for one in plain for line in one.splitlines()}
        found |= plain | {repr(one)[1:-1] for one in plain} | {_quoted(one) for one in plain}
    return tuple(sorted(found - {""}, key=lambda one: (-len(one), one)))


def _driver(scheme: str) -> str:
    """The driver that our extra brings, where the URL leaves it open."""
    return {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}.get(scheme, scheme)
