"""What ``check --since HEAD`` costs beside a plain check: ``python tests/benchmarks/since_speed.py [ROUNDS]``.

Whole processes in turns, on the shipped record in a repository of its own: without an edit, and with one that changes
a figure. Prints medians and their ratio, which is to be 1.2 at most.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]


def seconds(*options: str) -> float:
    """From start to exit of a check, which may find something."""
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "factcheck", "check", *options], capture_output=True, check=False)
    taken = time.perf_counter() - begin
    assert done.returncode in (0, 1), done.stderr.decode()
    return taken


def repository(folder: Path) -> None:
    """A copy of the shipped record, committed."""
    for part in ("data", "checks"):
        shutil.copytree(ROOT / part, folder / part)
    git = ["git", "-C", str(folder), "-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for arguments in (["init", "-q"], ["add", "data", "checks"], ["commit", "-q", "-m", "The record"]):
        subprocess.run([*git, *arguments], check=True)


def main(rounds: int = 9) -> None:
    """Print the figures."""
    print(f"{'edit':>14} {'plain':>8} {'--since':>8} {'ratio':>6} {'at most':>8}")
    with tempfile.TemporaryDirectory() as folder:
        repository(Path(folder))
        statements = Path(folder) / "data" / "statements.csv"
        text = statements.read_text(encoding="utf-8")
        for name, edited in (("none", text), ("one figure", text.replace("41.15 million", "41.51 million", 1))):
            statements.write_text(edited, encoding="utf-8")
            pairs = [(seconds(folder), seconds(folder, "--since", "HEAD")) for _ in range(rounds + 1)][1:]
            plain, since = (statistics.median(times) for times in zip(*pairs, strict=True))
            print(f"{name:>14} {plain:>8.3f} {since:>8.3f} {since / plain:>6.2f} {1.2:>8}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
