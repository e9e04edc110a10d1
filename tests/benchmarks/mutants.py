"""Do the tests notice? ``python tests/benchmarks/mutants.py MODULE [--sample N] [--seed S] [--list FILE] -- TESTS``

MODULE is a dotted name ("factcheck.interval"). One small mistake at a time is made in it (a comparison, an operator, a
constant, a condition, a statement left out), and the tests are run on it in a fork of a process that has pytest loaded
already. A mistake that no test notices is printed with its place: either a test is missing, or both say the same.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.machinery
import importlib.util
import os
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "--no-header", "-W", "ignore::pytest.PytestAssertRewriteWarning")
CPU = 120  # seconds that the tests of a mutant may take; one that runs for ever is noticed
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
    new = copy.deepcopy(node)
    if isinstance(node, ast.Compare) and isinstance(new, ast.Compare):
        for at, one in enumerate(node.ops):
            wrong = copy.deepcopy(node)
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
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
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


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


class Places(ast.NodeVisitor):
    """The nodes that are worth a change: not docstrings, annotations and names of exports."""

    def __init__(self) -> None:
        self.found: list[ast.AST] = []

    def generic_visit(self, node: ast.AST) -> None:
        if list(changes(node)):
            self.found.append(node)
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_comment"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not _is_text(child) and not _is_exported(child):
                    self.visit(child)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


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


def mutants(source: str) -> Iterator[tuple[int, str, ast.AST]]:
    """Line, what was done, and the module with that one change."""
    places = Places()
    places.visit(ast.parse(source))
    for at, node in enumerate(places.found):
        for number, (done, _) in enumerate(changes(node)):
            tree = ast.parse(source)
            again = Places()
            again.visit(tree)
            old = again.found[at]
            new = list(changes(old))[number][1]
            wrong = ast.fix_missing_locations(Exchange(old, new).visit(tree))
            yield getattr(node, "lineno", 0), done, wrong


class Served:
    """Imports the one module from a tree instead of its file."""

    def __init__(self, name: str, tree: ast.AST, path: str) -> None:
        self.name, self.tree, self.path = name, tree, path

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(name, self, origin=self.path) if name == self.name else None  # type: ignore[arg-type]

    def create_module(self, _: object) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = self.path
        exec(compile(ast.unparse(self.tree), self.path, "exec"), module.__dict__)


def noticed(name: str, path: Path, tree: ast.AST, arguments: Sequence[str]) -> bool:
    """Whether the tests fail on this version of the module."""
    process = os.fork()
    if process == 0:
        import pytest

        resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU + 5))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        sys.meta_path.insert(0, Served(name, tree, str(path)))
        code = 1
        try:
            code = int(pytest.main([*OPTIONS, *arguments]))
        finally:
            os._exit(min(code, 100))
    _, status = os.waitpid(process, 0)
    return not (os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module")
    parser.add_argument("--sample", type=int, default=0, help="so many of the mutants, by chance")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", type=Path, help="a file for the lines of the mutants that were not noticed")
    mark = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    given = parser.parse_args(sys.argv[1:mark])
    asked = sys.argv[mark + 1 :]
    found = importlib.machinery.PathFinder.find_spec("factcheck")
    assert found is not None
    assert found.submodule_search_locations
    path = Path(found.submodule_search_locations[0]).joinpath(*given.module.split(".")[1:]).with_suffix(".py")
    source = path.read_text(encoding="utf-8")
    import hypothesis.strategies  # noqa: F401 (before the forks)
    import pytest  # noqa: F401

    if noticed(given.module, path, ast.parse(source), asked):
        sys.exit("the tests fail without any change")
    everything = list(mutants(source))
    chosen = everything
    if given.sample and given.sample < len(everything):
        chosen = sorted(random.Random(given.seed).sample(everything, given.sample), key=lambda one: one[0])
    lines = source.splitlines()
    survived = []
    begin = time.monotonic()
    for number, (line, done, tree) in enumerate(chosen, 1):
        if not noticed(given.module, path, tree, asked):
            survived.append(f"{path.name}:{line}: {done}: {lines[line - 1].strip()}")
            print(survived[-1], flush=True)
        if number % 50 == 0:
            print(f"  {number} of {len(chosen)}, {time.monotonic() - begin:.0f} s", flush=True)
    killed = len(chosen) - len(survived)
    print(
        f"{given.module}: {killed} of {len(chosen)} noticed ({killed / max(1, len(chosen)):.1%}), of {len(everything)}"
    )
    if given.list:
        given.list.write_text("".join(f"{one}\n" for one in survived), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
