"""Do the tests notice? ``python tests/benchmarks/mutants.py MODULE... [--sample N] [--seed S] [--list FILE] -- TESTS``

MODULE is a dotted name ("factcheck.interval", or a package for all of its modules). One small mistake at a time is made
in it (a comparison, an operator, a constant, a condition, a statement left out), and those tests are run on it that
touch its line: one traced run of TESTS finds them before anything else. A mistake that no test notices is printed with
its place: either a test is missing, or both say the same. ``--again FILE`` tries those of an earlier ``--list`` again.

Left out of the count are docstrings, annotations, names of types, exports, and prose: the texts, of several words or
of an f-string, in what is raised and in the reasons and errors that people read (other changes there count); nothing in
place of False, which no condition tells apart; and ``strict`` of ``zip``, which guards against mistakes of ours. Two
changes that come to the same are one. The examples of hypothesis are the same in every run, so that the same seed gives
the same figures; that one fails is enough, and it is not made simpler.

A mistake inside a function is put into the loaded module, in a fork of a process that has collected all tests and
loaded all that they load; one that is read on import, or survives there and is run while tests are collected, is tried
with all tests in a process that imports everything anew. A library that takes long to import is named by ``--load``:
it is there before anything else. Processes that tests start of their own know nothing of a mistake; tests that take
minutes and reach nothing that quicker ones do not are best left out. Within a quarter of an hour, for one room of many
libraries: ``mutants.py factcheck.expectations factcheck.expectations.stores --sample 6 --load pandas --load duckdb
--load sqlalchemy --load great_expectations -- tests/expectations -k "not spark] and not hundred_thousand"``.
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
import signal
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

_OTHER = 102  # the mistake cannot be put into loaded functions
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
# Calls that are handed what people read.
PROSE = ("NotChecked", "Aside", "Breach", "problem", "at")
_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
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
        new.test = _negated(new.test)
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


def _negated(test: ast.expr) -> ast.expr:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and not isinstance(test.ops[0], _ORDERS):
        return ast.Compare(test.left, [COMPARISONS[type(test.ops[0])]()], test.comparators)
    return ast.UnaryOp(ast.Not(), test)


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
        self.found: list[tuple[ast.AST, range, bool]] = []
        self.within: list[ast.AST] = []
        self.statement: ast.AST = ast.Pass()
        self.lines = range(0)
        self.called = False
        self.prose = False

    def generic_visit(self, node: ast.AST) -> None:
        outside, called, prose, statement = self.lines, self.called, self.prose, self.statement
        self.prose = prose or _is_prose(node)
        if isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case):
            self.lines, self.statement = _lines(node) or outside, node
        if any(True for _ in changes(node)):
            self.found.append((node, self.lines, self.called))
            self.within.append(self.statement)
        for name, value in ast.iter_fields(node):
            self.called = called or (name == "body" and isinstance(node, _FUNCTIONS))
            if name in ("annotation", "returns", "decorator_list", "type_comment"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if (
                    isinstance(child, ast.AST)
                    and not (self.prose and _is_words(child, node))
                    and not _is_left_out(child)
                ):
                    self.visit(child)
        self.lines, self.called, self.prose, self.statement = outside, called, prose, statement


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
    """What is raised or explained to people."""
    if isinstance(node, ast.Call):
        called = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        return called in PROSE or called.endswith(("Error", "Problems"))
    return isinstance(node, ast.Raise) or (isinstance(node, ast.keyword) and node.arg in ("reason", "reasons"))


def _is_words(node: ast.AST, within: ast.AST) -> bool:
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and (" " in text or isinstance(within, ast.JoinedStr))


def _is_left_out(node: ast.AST) -> bool:
    is_guard = isinstance(node, ast.keyword) and node.arg == "strict"
    return is_guard or _is_text(node) or _is_exported(node) or _is_type(node)


def _is_type(node: ast.AST) -> bool:
    """A name for a type: ``Mark = tuple[Decimal, int]``, ``Demand = Together | Alike``."""
    value = node.value if isinstance(node, ast.Assign) else None
    if isinstance(value, ast.Subscript):
        return isinstance(value.value, ast.Name) and value.value.id in (
            "tuple",
            "dict",
            "list",
            "set",
            "Callable",
            "Mapping",
        )
    return (
        isinstance(value, ast.BinOp)
        and isinstance(value.op, ast.BitOr)
        and all(isinstance(one, ast.Name | ast.BinOp | ast.BitOr | ast.Load) for one in ast.walk(value))
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
    called: bool  # it stands in a function, and is not read on import

    def __str__(self) -> str:
        return (
            f"{self.source.path.name}:{self.line}: {self.done}: {self.source.text.splitlines()[self.line - 1].strip()}"
        )

    def is_among(self, lines: Collection[tuple[str, int]]) -> bool:
        """Whether a line of its statement is one of these lines of files."""
        return any((str(self.source.path), line) in lines for line in self.lines)

    def tree(self) -> ast.AST:
        """The module with that one mistake."""
        tree = ast.parse(self.source.text)
        places = Places()
        places.visit(tree)
        old = places.found[self.at][0]
        new = list(changes(old))[self.number][1]
        wrong: ast.AST = ast.fix_missing_locations(Exchange(old, new).visit(tree))
        return wrong

    def code(self) -> CodeType:
        wrong: Any = self.tree()
        return compile(wrong, str(self.source.path), "exec")


def mutants(source: Source) -> Iterator[Mutant]:
    """Each mistake once, though several changes may come to the same."""
    places = Places()
    places.visit(ast.parse(source.text))
    known: dict[int, set[str]] = {}
    for at, (node, lines, called) in enumerate(places.found):
        within = places.within[at]
        texts = known.setdefault(id(within), {ast.unparse(within)})
        for number, (done, new) in enumerate(changes(node)):
            text = ast.unparse(Exchange(node, new).visit(within))
            Exchange(new, node).visit(within)
            if text not in texts:
                texts.add(text)
                yield Mutant(source, at, number, getattr(node, "lineno", 0) or lines.start, lines, done, called)


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

    def stop(self) -> None:
        threading.settrace(None)
        sys.settrace(None)

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
    loaded: tuple[str, ...]  # modules of the package that the tests import, at whatever time

    def of(self, mutant: Mutant, everything: bool = False) -> list[str]:
        """The tests that may notice: those that are named for the module first, and the quick ones first."""
        path = str(mutant.source.path)
        found = {test for line in mutant.lines for test in self.tests.get((path, line), ())}
        if everything:
            found = set(self.seconds)
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
            tracer.stop()
            loaded = [name for name in sys.modules if name.startswith("factcheck.")]
            notes.write_text(json.dumps([sorted(tracer.early), tracer.tests, loaded]), encoding="utf-8")
            return code

        if not _succeeds(run, 3600):
            sys.exit("the tests fail without any change")
        early, told, loaded = json.loads(notes.read_text(encoding="utf-8"))
    tests = defaultdict(set)
    for test, (_, lines) in told.items():
        for file, line in lines:
            tests[file, line].add(test)
    return Touch(
        {test: seconds for test, (seconds, _) in told.items()},
        tests,
        frozenset((file, line) for file, line in early),
        tuple(loaded),
    )


def _succeeds(run: Callable[[], int], seconds: float) -> bool:
    return _code(run, seconds) == 0


def _code(run: Callable[[], int], seconds: float) -> int:
    """What a process of its own ends with; 101 where it was ended."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
            signal.alarm(60 + 4 * int(seconds))
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            _leave_examples_as_found()
            code = run()
        finally:
            os._exit(min(code, 100))
    _, status = os.waitpid(process, 0)
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else 101


def _leave_examples_as_found() -> None:
    """That an example fails is enough here; to make it simpler takes hypothesis longer than to find it."""
    from hypothesis.internal.conjecture import engine

    engine.MAX_SHRINKS = 0


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
    tests = touch.of(mutant, everything=True)

    def run() -> int:
        import pytest

        sys.meta_path.insert(0, Served(mutant))
        return int(pytest.main([*OPTIONS, *arguments], plugins=[Chosen(tests, touch.seconds)]))

    return not _succeeds(run, touch.limit(tests))


class Loop:
    """A plugin that, instead of running the collected tests once, runs those that touch a mutant on each of them."""

    def __init__(self, chosen: Sequence[Mutant], touch: Touch, to: int) -> None:
        self.chosen, self.touch, self.to = chosen, touch, to

    def pytest_runtestloop(self, session: Any) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        tracer = Tracer({str(one.source.path) for one in self.chosen})
        tracer.start()
        for name in self.touch.loaded:
            importlib.import_module(name)
        tracer.stop()
        imported = tracer.seen
        gc.freeze()
        for number, mutant in enumerate(self.chosen):
            tests = self.touch.of(mutant)
            code = self.tried(mutant, tests) if mutant.called and tests else 0
            if not code and mutant.is_among(imported):
                code = _OTHER  # it was run on import, before the mistake was put in
            os.write(self.to, f"{number} {code}\n".encode())
        return True  # nothing is left to run

    def tried(self, mutant: Mutant, tests: Sequence[str]) -> int:
        def run() -> int:
            if mutant.source.name not in sys.modules:
                sys.meta_path.insert(0, Served(mutant))
            elif not exchange(mutant):
                return _OTHER
            items = [self.items[test] for test in tests]
            return int(any(fails(item, following) for item, following in pairwise([*items, None])))

        return _code(run, self.touch.limit(tests))


def loaded(chosen: Sequence[Mutant], touch: Touch, arguments: Sequence[str]) -> Iterator[tuple[Mutant, int]]:
    """Each mutant and what its tests end with, in forks of one process that has loaded everything."""
    source, to = os.pipe()
    process = os.fork()
    if process == 0:
        import pytest

        os.close(source)
        try:
            pytest.main([*OPTIONS, *arguments], plugins=[Loop(chosen, touch, to)])
        finally:
            os._exit(0)
    os.close(to)
    number = -1
    with os.fdopen(source) as lines:
        for line in lines:
            number, code = map(int, line.split())
            yield chosen[number], code
            if number % 50 == 49:
                print(f"  {number + 1} of {len(chosen)}", file=sys.stderr, flush=True)
    os.waitpid(process, 0)
    if number + 1 < len(chosen):
        sys.exit(f"only {number + 1} of {len(chosen)} mutants were tried")


def exchange(mutant: Mutant) -> bool:
    """Puts the mistake into the functions of the loaded module, and forgets what functions remember; says whether that
    can be done: a function that no longer sees the same names around it must be made anew."""
    wrong = dict(_functions(mutant.code()))
    path = str(mutant.source.path)
    gc.unfreeze()
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == path:
            place = one.__code__.co_qualname, one.__code__.co_firstlineno
            if place in wrong:
                if one.__code__.co_freevars != wrong[place].co_freevars:
                    return False
                one.__code__ = wrong[place]
        elif isinstance(one, functools._lru_cache_wrapper):
            one.cache_clear()
    return True


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
    parser.add_argument("--called", action="store_true", help="only mistakes in functions, which are quick to try")
    parser.add_argument("--load", action="append", default=[], help="a library to import before anything, for speed")
    parser.add_argument("--again", type=Path, help="only the mutants of such a file")
    mark = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    given = parser.parse_args(sys.argv[1:mark])
    asked = sys.argv[mark + 1 :]
    os.environ["CI"] = "1"
    import hypothesis.strategies  # noqa: F401 (before the forks)
    import pytest  # noqa: F401

    for name in given.load:
        importlib.import_module(name)
    modules = list(sources(given.modules))
    touch = traced(modules, asked)
    whole = {one.name: [each for each in mutants(one) if each.called or not given.called] for one in modules}
    chosen = [one for some in whole.values() for one in sampled(some, given.sample, given.seed)]
    if given.again:
        wanted = {_unplaced(line) for line in given.again.read_text(encoding="utf-8").splitlines()}
        chosen = [one for some in whole.values() for one in some if _unplaced(str(one)) in wanted]
    survived: list[Mutant] = []
    begin = time.monotonic()

    def report(mutant: Mutant, note: str = "") -> None:
        survived.append(mutant)
        print(f"{mutant}{note}", flush=True)

    # What is read before the tests begin may come out otherwise where it is imported with the mistake.
    later = []
    for mutant, code in loaded(chosen, touch, asked):
        if code in (0, _OTHER):
            if mutant.is_among(touch.early) or not mutant.called or code == _OTHER:
                later.append(mutant)
            else:
                report(mutant, "" if touch.of(mutant) else "  (no test comes here)")
    print(f"  {len(later)} are tried on import", file=sys.stderr, flush=True)
    for mutant in later:
        if not is_noticed_on_import(mutant, touch, asked):
            report(mutant)
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
