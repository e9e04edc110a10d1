"""Do the tests notice? ``python tests/benchmarks/mutants.py MODULE... [--sample N] [--seed S] [--list FILE] -- TESTS``

MODULE is a dotted name ("factcheck.interval", or a package for all of its modules). One small mistake at a time is made
in it (a comparison, an operator, a constant, a condition, a statement left out), and those tests are run on it that
touch its line: one traced run of TESTS finds them before anything else. A mistake that no test notices is printed with
its place: either a test is missing, or both say the same. ``--again FILE`` tries those of an earlier ``--list`` again.

Prose is left out of the count: what is raised, and the reasons that findings and gaps give; and ``strict`` of ``zip``,
which guards against mistakes of ours. The examples of hypothesis
are the same in every run, so that the same seed gives the same figures.

A mistake inside a function is put into the loaded module, in a fork of a process that has collected all tests; one that
is read on import, or while tests are collected, is tried in a process that imports everything anew.
"""

from __future__ import annotations

import argparse
import ast
import copy
import functools
import gc
import importlib.machinery
import importlib.util
import json
import os
import random
import resource
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "--no-header", "-W", "ignore::pytest.PytestAssertRewriteWarning")
CPU = 20  # seconds that the tests of a mutant may take beyond five times what they take; an endless one is noticed
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "_UP": "_DOWN", "_DOWN": "_UP"}


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The wrong nodes that could stand in the place of a node, each with what was done."""
    new = copy.copy(node)
    if isinstance(node, ast.Compare) and isinstance(new, ast.Compare):
        for at, one in enumerate(node.ops):
            wrong = copy.copy(node)
            wrong.ops = list(node.ops)
            wrong.ops[at] = COMPARISONS[type(one)]()
            yield f"{type(one).__name__} becomes {type(wrong.ops[at]).__name__}", wrong
    elif isinstance(node, ast.BinOp) and isinstance(new, ast.BinOp) and type(node.op) in OPERATORS:
        new.op = OPERATORS[type(node.op)]()
        yield f"{type(node.op).__name__} becomes {type(new.op).__name__}", new
    elif isinstance(node, ast.BoolOp) and isinstance(new, ast.BoolOp):
        new.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"{type(node.op).__name__} becomes {type(new.op).__name__}", new
    elif isinstance(node, ast.UnaryOp):
        yield f"{type(node.op).__name__} left out", node.operand
    elif isinstance(node, ast.IfExp) and isinstance(new, ast.IfExp):
        new.body, new.orelse = new.orelse, new.body
        yield "branches exchanged", new
    elif isinstance(node, ast.If) and isinstance(new, ast.If):
        new.test = ast.UnaryOp(ast.Not(), new.test)
        yield "condition negated", new
    elif isinstance(node, ast.Constant):
        yield from constants(node)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in NAMES:
        yield f"{node.id} becomes {NAMES[node.id]}", ast.Name(NAMES[node.id], ast.Load())
    elif isinstance(node, ast.Return) and node.value is not None and not _is_nothing(node.value):
        yield "nothing returned", ast.Return(ast.Constant(None))
    elif isinstance(node, ast.AugAssign):
        yield "statement left out", ast.Pass()
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom):
        yield "statement left out", ast.Expr(ast.Constant(None))


def constants(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    value = node.value
    if isinstance(value, bool):
        yield f"{value} becomes {not value}", ast.Constant(not value)
    elif isinstance(value, int | float):
        yield f"{value} becomes {value + 1}", ast.Constant(value + 1)
    elif isinstance(value, str) and value:
        yield f"{value!r} becomes another text", ast.Constant(f"{value}\u00b7")


def _is_nothing(node: ast.AST) -> bool:
    """None or False, which a condition does not tell apart."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


class Places(ast.NodeVisitor):
    """The nodes that are worth a change, each with the lines of its statement: not docstrings, annotations, prose and
    names of exports."""

    def __init__(self) -> None:
        self.found: list[tuple[ast.AST, range]] = []
        self.lines = range(0)

    def generic_visit(self, node: ast.AST) -> None:
        outside = self.lines
        if isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case):
            self.lines = _lines(node) or outside
        if any(True for _ in changes(node)):
            self.found.append((node, self.lines))
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_comment"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not (_is_text(child) or _is_exported(child) or _is_prose(child)):
                    self.visit(child)
        self.lines = outside


def _lines(node: ast.AST) -> range:
    """The lines of a statement without the statements that stand in it."""
    begin = getattr(node, "lineno", 0)
    inner = getattr(node, "body", None) or getattr(node, "cases", None)
    if not begin or not inner:
        return range(begin, getattr(node, "end_lineno", begin) + 1) if begin else range(0)
    first = getattr(inner[0], "lineno", 0) or inner[0].pattern.lineno
    return range(begin, max(begin + 1, min([first, *(one.lineno for one in getattr(inner[0], "decorator_list", ()))])))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_prose(node: ast.AST) -> bool:
    called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
    return (
        isinstance(node, ast.Raise)
        or (isinstance(node, ast.keyword) and node.arg in ("reason", "reasons", "strict"))
        or called == "NotChecked"
    )


def _is_exported(node: ast.AST) -> bool:
    named = [one.id for one in getattr(node, "targets", []) if isinstance(one, ast.Name)]
    return isinstance(node, ast.ImportFrom) or "__all__" in named or _asks_for_types(node)


def _asks_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


class Exchange(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return ast.copy_location(self.new, node) if node is self.old else super().visit(node)


@dataclass(frozen=True, slots=True)
class Source:
    """A module that is tried."""

    name: str
    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: the place among all places of the module, and the number of the change there."""

    source: Source
    at: int
    number: int
    line: int
    lines: range
    done: str

    def __str__(self) -> str:
        return (
            f"{self.source.path.name}:{self.line}: {self.done}: {self.source.text.splitlines()[self.line - 1].strip()}"
        )

    def code(self) -> CodeType:
        """The module with that one mistake."""
        tree = ast.parse(self.source.text)
        places = Places()
        places.visit(tree)
        old, _ = places.found[self.at]
        new = list(changes(old))[self.number][1]
        wrong: Any = ast.fix_missing_locations(Exchange(old, new).visit(tree))
        return compile(wrong, str(self.source.path), "exec")


def mutants(source: Source) -> Iterator[Mutant]:
    places = Places()
    places.visit(ast.parse(source.text))
    for at, (node, lines) in enumerate(places.found):
        for number, (done, _) in enumerate(changes(node)):
            yield Mutant(source, at, number, getattr(node, "lineno", 0) or lines.start, lines, done)


def sources(names: Sequence[str]) -> Iterator[Source]:
    found = importlib.machinery.PathFinder.find_spec("factcheck")
    assert found is not None
    assert found.submodule_search_locations
    root = Path(found.submodule_search_locations[0])
    for name in names:
        place = root.joinpath(*name.split(".")[1:])
        paths = sorted(place.glob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
        for path in paths:
            parts = path.relative_to(root.parent).with_suffix("").parts
            dotted = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield Source(dotted, path, path.read_text(encoding="utf-8"))


class Served:
    """Imports the one module from code instead of its file."""

    def __init__(self, mutant: Mutant) -> None:
        self.name, self.path, self.code = mutant.source.name, str(mutant.source.path), mutant.code()

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if name != self.name:
            return None
        is_package = self.path.endswith("__init__.py")
        spec = importlib.util.spec_from_loader(name, self, origin=self.path, is_package=is_package)  # type: ignore[arg-type]
        if spec and is_package:
            spec.submodule_search_locations = [str(Path(self.path).parent)]
        return spec

    def create_module(self, _: object) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = self.path
        exec(self.code, module.__dict__)


class Tracer:
    """A plugin that notes which lines of the sources each test runs, and how long it takes."""

    def __init__(self, files: set[str]) -> None:
        self.files = files
        self.seen: set[tuple[str, int]] = set()
        self.early: set[tuple[str, int]] = set()
        self.tests: dict[str, tuple[float, list[tuple[str, int]]]] = {}

    def start(self) -> None:
        threading.settrace(self.enter)
        sys.settrace(self.enter)

    def enter(self, frame: FrameType, _: str, __: object) -> Callable[[FrameType, str, object], Any] | None:
        file = frame.f_code.co_filename
        if file not in self.files:
            return None
        self.seen.add((file, frame.f_lineno))
        return self.line

    def line(self, frame: FrameType, _: str, __: object) -> Callable[[FrameType, str, object], Any]:
        self.seen.add((frame.f_code.co_filename, frame.f_lineno))
        return self.line

    def pytest_collection_finish(self) -> None:
        self.early |= self.seen

    def pytest_runtest_protocol(self, item: Any, nextitem: Any) -> bool:
        self.seen = set()
        self.start()
        begin = time.process_time()
        fails(item, nextitem, log=True)
        self.tests[item.nodeid] = (time.process_time() - begin, sorted(self.seen))
        return True


def fails(item: Any, nextitem: Any, *, log: bool = False) -> bool:
    from _pytest.runner import runtestprotocol

    return any(one.failed for one in runtestprotocol(item, nextitem=nextitem, log=log))


@dataclass(frozen=True, slots=True)
class Touch:
    """Which tests touch which lines, and the lines that are run before any test."""

    seconds: dict[str, float]
    tests: dict[tuple[str, int], set[str]]
    early: frozenset[tuple[str, int]]

    def is_early(self, mutant: Mutant) -> bool:
        return any((str(mutant.source.path), line) in self.early for line in mutant.lines)

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that may notice: those that are named for the module first, and the quick ones first."""
        found = set(self.seconds)
        if not self.is_early(mutant):
            path = str(mutant.source.path)
            found = {test for line in mutant.lines for test in self.tests.get((path, line), ())}
        stem = mutant.source.path.stem
        return sorted(found, key=lambda test: (stem not in test, self.seconds[test], test))

    def limit(self, tests: Sequence[str]) -> float:
        """The seconds after which tests are taken to run for ever."""
        return CPU + 5 * sum(self.seconds[test] for test in tests)


def traced(given: Sequence[Source], arguments: Sequence[str]) -> Touch:
    """What a run of the tests in a process of its own touches."""
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "touched.json"

        def run() -> int:
            import pytest

            tracer = Tracer({str(one.path) for one in given})
            tracer.start()
            code = int(pytest.main([*OPTIONS, *arguments], plugins=[tracer]))
            sys.settrace(None)
            notes.write_text(json.dumps([sorted(tracer.early), tracer.tests]), encoding="utf-8")
            return code

        if not _succeeds(run, 3600):
            sys.exit("the tests fail without any change")
        early, told = json.loads(notes.read_text(encoding="utf-8"))
    tests = defaultdict(set)
    for test, (_, lines) in told.items():
        for file, line in lines:
            tests[file, line].add(test)
    return Touch(
        {test: seconds for test, (seconds, _) in told.items()}, tests, frozenset((file, line) for file, line in early)
    )


def _succeeds(run: Callable[[], int], seconds: float) -> bool:
    process = os.fork()
    if process == 0:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            code = run()
        finally:
            os._exit(min(code, 100))
    _, status = os.waitpid(process, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


class Chosen:
    """A plugin that leaves only the chosen tests, in their order, after those that the mistake itself brings about: the
    cases of a test may come from the module."""

    def __init__(self, tests: Sequence[str], known: Collection[str]) -> None:
        self.tests, self.known = tests, known

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        found = {item.nodeid: item for item in items}
        new = [item for item in items if item.nodeid not in self.known]
        items[:] = [*new, *(found[test] for test in self.tests if test in found)]


def is_noticed_on_import(mutant: Mutant, touch: Touch, arguments: Sequence[str]) -> bool:
    """Whether the tests fail in a process that imports the module with the mistake."""
    tests = touch.of(mutant)

    def run() -> int:
        import pytest

        sys.meta_path.insert(0, Served(mutant))
        return int(pytest.main([*OPTIONS, *arguments], plugins=[Chosen(tests, touch.seconds)]))

    return not _succeeds(run, touch.limit(tests))


class Loop:
    """A plugin that, instead of running the collected tests once, runs those that touch a mutant on each of them."""

    def __init__(self, work: Callable[[Callable[[Mutant, Sequence[str], float], bool]], None]) -> None:
        self.work = work

    def pytest_runtestloop(self, session: Any) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        gc.freeze()
        self.work(self.is_noticed)
        return True  # nothing is left to run

    def is_noticed(self, mutant: Mutant, tests: Sequence[str], seconds: float) -> bool:
        def run() -> int:
            exchange(mutant)
            items = [self.items[test] for test in tests]
            return int(any(fails(item, following) for item, following in pairwise([*items, None])))

        return not _succeeds(run, seconds)


def exchange(mutant: Mutant) -> None:
    """Puts the mistake into the functions of the loaded module, and forgets what functions remember."""
    wrong = dict(_functions(mutant.code()))
    path = str(mutant.source.path)
    gc.unfreeze()
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == path:
            place = one.__code__.co_qualname, one.__code__.co_firstlineno
            if place in wrong:
                one.__code__ = wrong[place]
        elif isinstance(one, functools._lru_cache_wrapper):
            one.cache_clear()


def _functions(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield (one.co_qualname, one.co_firstlineno), one
            yield from _functions(one)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="+", metavar="MODULE")
    parser.add_argument("--sample", type=int, default=0, help="so many of the mutants of each module, by chance")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", type=Path, help="a file for the lines of the mutants that were not noticed")
    parser.add_argument("--again", type=Path, help="only the mutants of such a file")
    mark = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    given = parser.parse_args(sys.argv[1:mark])
    asked = sys.argv[mark + 1 :]
    os.environ["CI"] = "1"
    import hypothesis.strategies  # noqa: F401 (before the forks)
    import pytest

    modules = list(sources(given.modules))
    touch = traced(modules, asked)
    whole = {one.name: list(mutants(one)) for one in modules}
    chosen = [one for some in whole.values() for one in sampled(some, given.sample, given.seed)]
    if given.again:
        wanted = {_unplaced(line) for line in given.again.read_text(encoding="utf-8").splitlines()}
        chosen = [one for some in whole.values() for one in some if _unplaced(str(one)) in wanted]
    survived: list[Mutant] = []
    begin = time.monotonic()

    def report(mutant: Mutant, is_noticed: bool) -> None:
        if not is_noticed:
            survived.append(mutant)
            print(f"{mutant}{'' if touch.of(mutant) else '  (no test comes here)'}", flush=True)

    def work(is_noticed: Callable[[Mutant, Sequence[str], float], bool]) -> None:
        for mutant in chosen:
            if not touch.is_early(mutant):
                tests = touch.of(mutant)
                report(mutant, bool(tests) and is_noticed(mutant, tests, touch.limit(tests)))

    for mutant in chosen:
        if touch.is_early(mutant):
            report(mutant, is_noticed_on_import(mutant, touch, asked))
    pytest.main([*OPTIONS, *asked], plugins=[Loop(work)])
    print(f"{time.monotonic() - begin:.0f} s")
    alive = Counter(one.source.name for one in survived)
    tried = Counter(one.source.name for one in chosen)
    for name, some in whole.items():
        if tried[name]:
            print(told(name, tried[name], alive[name], len(some)))
    print(told("all", len(chosen), len(survived), sum(map(len, whole.values()))))
    if given.list:
        survived.sort(key=lambda one: (one.source.name, one.at, one.number))
        given.list.write_text("".join(f"{one}\n" for one in survived), encoding="utf-8")
    return 0


def sampled(some: Sequence[Mutant], number: int, seed: int) -> list[Mutant]:
    if not number or number >= len(some):
        return list(some)
    return sorted(random.Random(seed).sample(some, number), key=lambda one: (one.at, one.number))


def told(name: str, tried: int, alive: int, of: int) -> str:
    return f"{name}: {tried - alive} of {tried} noticed ({(tried - alive) / max(1, tried):.1%}), of {of}"


def _unplaced(line: str) -> str:
    """A line of a list without the number of the line, which moves."""
    file, _, rest = line.partition(":")
    return f"{file}:{rest.partition(':')[2]}"


if __name__ == "__main__":
    sys.exit(main())
