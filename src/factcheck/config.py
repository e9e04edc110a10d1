"""A project's ``pyproject.toml`` in, its settings under ``[tool.factcheck]`` out; each mistake with its line."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from factcheck.errors import FactcheckError, Problems
from factcheck.interval import POLICY, Policy
from factcheck.source import TABLES

SEVERITIES = ("error", "warning", "info")
_PATHS = ("data", "checks", "reports", "documents")
_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")
_TABLE = "tool.factcheck"
# What is looked for in a line, and how many settings and mistakes: a file made to be slow is only refused.
_LONGEST_LINE = 1_000
_DEEP_KEY = re.compile(r"""(?:\.[ \t]*[\w"'-]+[ \t]*){64}""")  # the library takes quadratic time and memory for it
_MOST_SEVERITIES = 1_000
_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Config:
    """Where a project keeps its files (below its folder), how generously figures are read, how grave its checks are.

    ``severities`` pairs the id of a check with error, warning or info, and goes before what its suite says: at most
    so grave is what it finds. ``lines`` knows where each was set, for messages.
    """

    data: str = "data"
    checks: str = "checks"
    reports: str = "reports"
    documents: str = ""  # the folder of the documents' texts, where their paths do not begin at the project's folder
    policy: Policy = POLICY
    severities: tuple[tuple[str, str], ...] = ()
    tables: tuple[tuple[str, str], ...] = ()  # our name of a table and its own, where the record is no folder of CSV
    path: str = ""
    lines: tuple[tuple[str, int, str], ...] = ()  # check, line in ``path``, that line as it stands

    @property
    def accepted(self) -> str:
        """The file of the accepted disagreements."""
        return f"{self.checks}/accepted.toml"

    def problem(self, check: str, message: str, hint: str = "") -> FactcheckError:
        """An error that points at the severity of a check."""
        line, source = next(((line, source) for name, line, source in self.lines if name == check), (0, ""))
        return FactcheckError(message, path=self.path, line=line or None, source=source, hint=hint)


def load_config(project: Path) -> Config:
    """The settings of a project, ours where it says nothing or has no ``pyproject.toml``.

    Raises FactcheckError (Problems for several) for malformed TOML, unknown keys, values that are none, and folders
    that a symbolic link leads out of the project.
    """
    config = _read(project)
    for name in _PATHS:
        demand_inside(project / getattr(config, name), project)
    return config


def demand_inside(path: Path, folder: Path) -> None:
    """Raise FactcheckError where a path leads out of a folder by a symbolic link; it may be missing."""
    try:
        place = path.resolve()
        # Links that lead in a circle end nowhere: Python 3.13 leaves them as they are, before it raises.
        inside = place.is_relative_to(folder.resolve()) and not place.is_symlink()
    except (OSError, RuntimeError):
        inside = False
    if not inside:
        raise FactcheckError(
            "leads out of its folder by a symbolic link", path=str(path), hint="put what it points to in its place"
        )


def _read(project: Path) -> Config:
    path = project / "pyproject.toml"
    demand_inside(path, project)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except UnicodeDecodeError as trouble:
        raise FactcheckError(f"byte {trouble.start} is not UTF-8", path=str(path)) from None
    except OSError as trouble:
        raise FactcheckError(f"cannot be read: {trouble.strerror or trouble}", path=str(path)) from None
    tool = parsed_toml(text, str(path)).get("tool", {})
    settings = tool.get("factcheck") if isinstance(tool, dict) else None
    if settings is None:
        return Config()
    lines = text.split("\n")
    wrong = islice(_wrong_with(settings), _MOST_PROBLEMS)
    problems = [_at(lines, str(path), table, key, message, hint) for table, key, message, hint in wrong]
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(sorted(problems, key=lambda one: one.line or 0))
    return _config(settings, str(path), lines)


def _config(settings: Mapping[str, Any], path: str, lines: list[str]) -> Config:
    policy = {name: Decimal(str(value)) for name, value in settings.get("policy", {}).items()}
    severities = settings.get("severities", {})
    places = []
    for check in severities:
        line = _line_of(lines, f"{_TABLE}.severities", check)
        places.append((check, line, lines[line - 1].rstrip("\r") if line else ""))
    paths = {name: PurePosixPath(settings[name]).as_posix() for name in _PATHS if name in settings}
    return Config(
        **paths,
        policy=replace(POLICY, **policy),
        severities=tuple(severities.items()),
        tables=tuple(settings.get("tables", {}).items()),
        path=path,
        lines=tuple(places),
    )


Wrong = tuple[str, str, str, str]  # table, key, message, hint


def _wrong_with(settings: object) -> Iterator[Wrong]:
    if not isinstance(settings, dict):
        yield "tool", "factcheck", "'factcheck' is a table", "[tool.factcheck]"
        return
    known = (*_PATHS, "policy", "severities", "tables")
    for key, value in settings.items():
        if key not in known:
            yield _TABLE, key, f"unknown key {key!r}", _nearest(key, known)
        elif key in _PATHS:
            yield from _wrong_path(key, value)
    yield from _wrong_policy(settings.get("policy", {}))
    yield from _wrong_severities(settings.get("severities", {}))
    yield from _wrong_tables(settings.get("tables", {}))


def _wrong_path(key: str, value: object) -> Iterator[Wrong]:
    if not isinstance(value, str) or not value.strip():
        yield _TABLE, key, f"{key!r} must name a folder", f'{key} = "{key}"'
        return
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts or "\\" in value or re.match(r"[A-Za-z]:", value):
        hint = "a path from there, with slashes, and without .."
        yield _TABLE, key, f"{key!r} must lie below the project's folder: {value}", hint


def _wrong_policy(policy: object) -> Iterator[Wrong]:
    if not isinstance(policy, dict):
        yield _TABLE, "policy", "'policy' is a table", "[tool.factcheck.policy]"
        return
    names = tuple(field.name for field in fields(Policy))
    for key, value in policy.items():
        if key not in names:
            yield f"{_TABLE}.policy", key, f"unknown key {key!r}", _nearest(key, names)
        elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            yield f"{_TABLE}.policy", key, f"{key!r} must be a share from 0 to 1", f"{key} = {getattr(POLICY, key)}"


def _wrong_severities(severities: object) -> Iterator[Wrong]:
    if not isinstance(severities, dict):
        yield _TABLE, "severities", "'severities' is a table", "[tool.factcheck.severities]"
        return
    if len(severities) > _MOST_SEVERITIES:
        yield _TABLE, "severities", f"more than {_MOST_SEVERITIES:,} severities", "a check has one"
        return
    for check, value in severities.items():
        if value not in SEVERITIES:
            hint = _nearest(str(value), SEVERITIES)
            yield f"{_TABLE}.severities", check, f"unknown severity {value!r}", hint


def parsed_toml(text: str, path: str, hint: str = "") -> dict[str, Any]:
    """The tables of a TOML file; FactcheckError with the place where it is malformed."""
    if _DEEP_KEY.search(text):
        raise FactcheckError("malformed TOML: nested too deeply", path=path, hint=hint)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise FactcheckError("malformed TOML: nested too deeply", path=path, hint=hint) from None
    except ValueError as trouble:  # also of a number with thousands of digits
        place = _AT.search(str(trouble))
        line, column = (int(place[1]), int(place[2])) if place else (None, None)
        lines = text.split("\n")
        raise FactcheckError(
            f"malformed TOML: {_AT.sub('', str(trouble))}",
            path=path,
            line=line,
            column=column,
            source=lines[line - 1].rstrip("\r") if line and line <= len(lines) else "",
            hint=hint,
        ) from None


def _wrong_tables(tables: object) -> Iterator[Wrong]:
    if not isinstance(tables, dict):
        yield _TABLE, "tables", "'tables' is a table", "[tool.factcheck.tables]"
        return
    for key, value in tables.items():
        if key not in TABLES:
            yield f"{_TABLE}.tables", key, f"there is no table {key!r} in a record", _nearest(key, TABLES)
        elif not isinstance(value, str) or not value.strip():
            yield f"{_TABLE}.tables", key, f"{key!r} must name a table", f'{key} = "figures.{key}"'


def _at(lines: list[str], path: str, table: str, key: str, message: str, hint: str) -> FactcheckError:
    line = _line_of(lines, table, key)
    source = lines[line - 1].rstrip("\r") if line else ""
    column = len(source) - len(source.lstrip()) + 1 if line else None
    return FactcheckError(message, path=path, line=line or None, column=column, source=source, hint=hint)


def _line_of(lines: list[str], table: str, key: str) -> int:
    """The line, from 1, that sets a key of a table or opens the table of that name; 0 where it is not to be found.

    Keys may be quoted and dotted, and tables written inline: the last line that fits is taken.
    """
    found, section = 0, ""
    wanted = f"{table}.{key}"
    for number, line in enumerate((line[:_LONGEST_LINE] for line in lines), 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            section = _bare(header[1])
            if section == wanted or section.startswith(f"{wanted}."):
                found = found or number
        elif name := re.match(r"""\s*((?:"[^"]*"|'[^']*'|[\w.-])+(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""", line):
            full = ".".join(part for part in (section, _bare(name[1])) if part)
            if full == wanted or full.startswith(f"{wanted}.") or (wanted.startswith(f"{full}.") and key in line):
                found = found or number
    return found


def _bare(name: str) -> str:
    return re.sub(r"""\s*\.\s*""", ".", name.replace('"', "").replace("'", ""))


def _nearest(word: str, words: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(words)}"
