"""The YAML files of ``checks/`` in, suites of declared expectations out, each with its place in its file."""

from __future__ import annotations

import difflib
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factcheck.config import demand_inside
from factcheck.errors import LINE_END, FactcheckError, Problems

SEVERITIES = ("critical", "warning", "info")
_SUITE_KEYS = ("name", "expectations", "meta", "notes", "id", "suite_parameters")
_KEYS = ("type", "kwargs", "meta", "severity", "description", "notes", "id")
# What a suite may hold. YAML lets a few lines stand for millions of values, by aliases of aliases.
_LONGEST = 4_000_000  # characters
_MOST_VALUES = 500_000
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Declared:
    """An expectation as a suite declares it.

    ``check`` is its id ("restatements/values-agree"), ``table`` the table that it is about; ``kwargs`` are what the
    library gets. ``line`` is that of the entry in ``path``.
    """

    check: str
    type: str
    table: str
    kwargs: dict[str, Any] = field(hash=False)
    severity: str = "critical"
    description: str = ""
    meta: dict[str, Any] = field(default_factory=dict, hash=False)
    path: str = ""
    line: int = 0
    source: str = ""

    def problem(self, message: str, hint: str = "") -> FactcheckError:
        """An error that points at the entry."""
        column = len(self.source) - len(self.source.lstrip(" -")) + 1 if self.source else None
        return FactcheckError(
            message, path=self.path, line=self.line or None, column=column, source=self.source, hint=hint
        )


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite: its name, where it stands, and its expectations in order. ``meta`` is for people."""

    name: str
    path: str
    expectations: tuple[Declared, ...]
    meta: dict[str, Any] = field(default_factory=dict, hash=False)


def load_suites(folder: str | Path) -> tuple[Suite, ...]:
    """The suites of a folder's ``*.yaml``, sorted by file name.

    Raises FactcheckError, or Problems with everything that is wrong in all of them: malformed YAML, missing or unknown
    keys, an empty suite, two suites of one name, two checks of one id. Whether a type or its kwargs exist is for
    ``run`` to say, which loads the library.
    """
    home = Path(folder)
    paths = sorted(home.glob("*.yaml")) + sorted(home.glob("*.yml"))
    if not paths:
        raise FactcheckError("no suites here", path=str(folder), hint="suites are files such as checks/sums.yaml")
    suites, problems = [], []
    for path in paths:
        try:
            suites.append(load_suite(path))
        except FactcheckError as problem:
            problems.append(problem)
    problems += _twice(suites)
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(_flat(problems))
    return tuple(suites)


def load_suite(path: Path) -> Suite:
    """The suite of one file; raises as ``load_suites`` does."""
    shown = str(path)
    text = _text(path, shown)
    lines = LINE_END.split(text)
    content = _parsed(text, lines, shown)
    problems = list(_problems(content, lines, shown))
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(problems)
    meta = _plain(content.get("meta") or {})
    name = content["name"]
    taken: dict[str, int] = {}
    declared = []
    for index, entry in enumerate(content["expectations"]):
        line = content["expectations"].lc.item(index)[0] + 1
        declared.append(_declared(entry, name, meta, taken, shown, line, lines[line - 1]))
    return Suite(name, shown, tuple(declared), meta)


def _declared(
    entry: Any, suite: str, suite_meta: dict[str, Any], taken: dict[str, int], path: str, line: int, source: str
) -> Declared:
    meta = _plain(entry.get("meta") or {})
    # An expectation without an id of its own is called after its type; a second one of that type gets a number.
    check = meta.get("check") or f"{suite}/{entry['type'].removeprefix('expect_').replace('_', '-')}"
    taken[check] = taken.get(check, 0) + 1
    if taken[check] > 1 and "check" not in meta:
        check = f"{check}-{taken[check]}"
    return Declared(
        check=check,
        type=entry["type"],
        table=meta.get("table") or suite_meta.get("table") or "",
        kwargs=_plain(entry.get("kwargs") or {}),
        severity=entry.get("severity") or "critical",
        description=" ".join((entry.get("description") or "").split()),
        meta=meta,
        path=path,
        line=line,
        source=source,
    )


def _text(path: Path, shown: str) -> str:
    demand_inside(path, path.parent)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise FactcheckError(f"byte {trouble.start} is not UTF-8", path=shown, hint="save the file as UTF-8") from None
    except OSError as trouble:
        raise FactcheckError(f"cannot be read: {trouble.strerror or trouble}", path=shown) from None


def _parsed(text: str, lines: list[str], shown: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError

    if len(text) > _LONGEST:
        raise FactcheckError(f"longer than {_LONGEST:,} characters", path=shown, hint="divide the suite")
    if _is_deep(text):
        raise FactcheckError("malformed YAML: nested too deeply", path=shown)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)  # YAML 1.2 allows it, in 3.2.2.2
            return YAML(typ="rt").load(text)
    except MarkedYAMLError as trouble:
        mark = trouble.problem_mark or trouble.context_mark
        raise FactcheckError(
            f"malformed YAML: {trouble.problem or trouble.context}",
            path=shown,
            line=mark.line + 1 if mark else None,
            column=mark.column + 1 if mark else None,
            source=lines[mark.line] if mark else "",
            hint="two blanks for each level, and a blank after each colon",
        ) from None
    except RecursionError:
        raise FactcheckError("malformed YAML: nested too deeply", path=shown) from None
    except (YAMLError, ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError) as trouble:
        message = f"malformed YAML: {next(iter(str(trouble).splitlines()), type(trouble).__name__)}"
        raise FactcheckError(message, path=shown) from None


def _is_deep(text: str) -> bool:
    """Whether brackets, or dashes in a row, open deeper than any suite does; the parser would take long to say so."""
    depth = 0
    for sign in re.findall(r"[\[\]{}]|(?:[-?:] ){60}", text):
        depth = depth + 1 if sign in "[{" else max(0, depth - 1) if sign in "]}" else _DEEPEST + 1
        if depth > _DEEPEST:
            return True
    return False


def _problems(content: Any, lines: list[str], shown: str) -> Iterator[FactcheckError]:
    """All that is wrong with the form of a suite."""

    def at(node: Any, key: object, message: str, hint: str = "") -> FactcheckError:
        line, column = _place(node, key)
        source = lines[line - 1] if line else ""
        return FactcheckError(message, path=shown, line=line, column=column, source=source, hint=hint)

    if not _is_bounded(content):
        yield FactcheckError(f"more than {_MOST_VALUES:,} values, or one that holds itself", path=shown)
        return
    if content is None:
        yield FactcheckError("the file is empty", path=shown, hint="a suite has a name and expectations")
        return
    if not isinstance(content, dict):
        yield FactcheckError("a suite is a mapping", path=shown, hint="it has the keys name and expectations")
        return
    for key in content:
        if key not in _SUITE_KEYS:
            yield at(content, key, f"unknown key {key!r}", _nearest(str(key), _SUITE_KEYS))
    if not isinstance(content.get("name"), str) or not content["name"].strip():
        yield FactcheckError("the suite has no name", path=shown, hint=f"name: {Path(shown).stem}")
    if not isinstance(content.get("meta") or {}, dict):
        yield at(content, "meta", "'meta' is a mapping")
    yield from _table_problem(content.get("meta"), at)
    entries = content.get("expectations")
    if not isinstance(entries, list) or not entries:
        yield FactcheckError(
            "the suite expects nothing", path=shown, hint="list its expectations, each with type and kwargs"
        )
        return
    for index, entry in enumerate(entries):
        if isinstance(entry, dict):
            yield from _entry_problems(entry, at)
        else:
            yield at(entries, index, "an expectation is a mapping with type and kwargs")


def _entry_problems(entry: Any, at: Any) -> Iterator[FactcheckError]:
    for key in entry:
        if key == "expectation_type":
            yield at(entry, key, "'expectation_type' is called 'type' since version 1 of the library")
        elif key not in _KEYS:
            yield at(entry, key, f"unknown key {key!r}", _nearest(str(key), _KEYS))
    if not isinstance(entry.get("type"), str) and "expectation_type" not in entry:
        yield at(entry, "type", "the expectation has no type", "type: expect_statements_of_each_fact_to_agree")
    for key, kind, said in (("kwargs", dict, "a mapping"), ("meta", dict, "a mapping"), ("description", str, "a text")):
        if entry.get(key) is not None and not isinstance(entry[key], kind):
            yield at(entry, key, f"{key!r} is {said}")
    yield from _table_problem(entry.get("meta"), at)
    for key in ("meta", "severity", "description", "id", "notes"):
        if isinstance(entry.get("kwargs"), dict) and key in entry["kwargs"]:
            yield at(entry["kwargs"], key, f"{key!r} stands beside kwargs, not in them")
    if entry.get("severity", "critical") not in (*SEVERITIES, None):
        yield at(entry, "severity", f"unknown severity {entry['severity']!r}", f"one of {', '.join(SEVERITIES)}")
    check = (entry.get("meta") or {}).get("check", "x/y") if isinstance(entry.get("meta") or {}, dict) else "x/y"
    if not isinstance(check, str) or not re.fullmatch(r"[\w.-]+/[\w./-]+", check):
        yield at(
            entry["meta"], "check", f"{check!r} is no id of a check", "its place and its demand: sums/parts-add-up"
        )


def _table_problem(meta: Any, at: Any) -> Iterator[FactcheckError]:
    if isinstance(meta, dict) and not isinstance(meta.get("table", ""), str):
        yield at(meta, "table", f"{meta['table']!r} is no name of a table")


def _place(node: Any, key: object) -> tuple[int | None, int | None]:
    """Line and column, from 1, of a key or item; of its mapping where it is missing."""
    marks = getattr(node, "lc", None)
    if marks is None:
        return None, None
    try:
        line, column = marks.item(key) if isinstance(node, list) else marks.key(key)
    except (KeyError, TypeError):
        line, column = marks.line, marks.col
    return line + 1, column + 1


def _twice(suites: list[Suite]) -> list[FactcheckError]:
    problems = []
    names: dict[str, Suite] = {}
    checks: dict[str, Declared] = {}
    for suite in suites:
        if suite.name in names:
            other = names[suite.name].path
            problems.append(FactcheckError(f"a suite called {suite.name!r} stands in {other}, too", path=suite.path))
        names.setdefault(suite.name, suite)
        for one in suite.expectations:
            if one.check in checks:
                first = checks[one.check]
                problems.append(one.problem(f"check {one.check!r} twice, first in {first.path}:{first.line}"))
            checks.setdefault(one.check, one)
    return problems


def _flat(problems: list[FactcheckError]) -> list[FactcheckError]:
    return [one for problem in problems for one in (problem.problems if isinstance(problem, Problems) else (problem,))]


def _is_bounded(content: Any) -> bool:
    """Whether a suite has a sensible number of values once its aliases are written out."""
    left, level = _MOST_VALUES, [content]
    for _ in range(2 * _DEEPEST):
        nested = [node for node in level if isinstance(node, dict | list)]
        sizes = sum(map(len, nested))
        left -= sizes
        if left < 0:
            return False
        if not sizes:
            return True
        level = [one for node in nested for one in (node.values() if isinstance(node, dict) else node)]
    return False


def _plain(node: Any) -> Any:
    """The node without what the reader added to keep comments and places."""
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if isinstance(node, bool) or node is None:
        return node
    for kind in (int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node


def _nearest(word: str, words: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(word, words)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(words)}"
