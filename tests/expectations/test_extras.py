"""A newcomer without Spark, Java or a database notices nothing; who asks for one is told what it takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HIDE = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {hidden}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Hidden())
"""
ALL = ("pyspark", "sqlalchemy", "duckdb", "psycopg")


def run(script: str, *hidden: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter in which some packages are not installed."""
    return subprocess.run(
        [sys.executable, "-c", HIDE.format(hidden=hidden) + script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def command(*arguments: str) -> str:
    return f"from factcheck.cli import run\nsys.exit(run({list(arguments)!r}))"


def test_a_check_needs_none_of_them() -> None:
    script = "from factcheck.pipeline import checking\nprint(checking.check(__import__('pathlib').Path('.')).exit_code)"
    done = run(script, *ALL)
    assert (done.returncode, done.stdout.strip()) == (0, "0"), done.stderr


@pytest.mark.parametrize(
    ("arguments", "hidden", "said"),
    [
        (
            ("--engine", "spark"),
            "pyspark",
            'the engine spark takes PySpark\n  hint: pip install "factcheck-figures[spark]"',
        ),
        (("--engine", "sql"), "sqlalchemy", 'takes SQLAlchemy\n  hint: pip install "factcheck-figures[sql]"'),
        (("--engine", "sql"), "duckdb", 'takes DuckDB\n  hint: pip install "factcheck-figures[sql]"'),
        (
            ("--data", "postgresql://ann:s3cret@host.invalid/db"),
            "psycopg",
            'postgresql://ann@host.invalid/db: its driver psycopg is not installed\n  hint: pip install "factcheck',
        ),
    ],
)
def test_what_is_missing_is_named_with_its_remedy(
    arguments: tuple[str, ...], hidden: str, said: str, tmp_path: Path
) -> None:
    if hidden != "sqlalchemy":
        pytest.importorskip("sqlalchemy", reason="SQLAlchemy is not installed")
    done = run(command("check", ".", *arguments, "--format", f"json={tmp_path}/x.json"), hidden)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "s3cret" not in done.stderr + done.stdout


@pytest.mark.parametrize("verb", ["--help", "compare"])
def test_other_commands_import_nothing_of_it(verb: str) -> None:
    arguments = (verb,) if verb == "--help" else ("compare", "nearly 96000", "95800")
    script = f"from factcheck.cli import run\nrun({list(arguments)!r})\n"
    script += f"print([one for one in {ALL!r} if one in sys.modules])"
    assert run(script).stdout.strip().endswith("[]")
