"""How long a check takes: ``python tests/benchmarks/check_speed.py [ROWS]`` prints medians, side by side in one run.

First whole processes, in turns: a check of the shipped record against a bare import of Great Expectations, and the
command's help against a bare import of pandas. Then the agreement of all statements under Great Expectations against a
bare pandas group-by over the same frame, and its growth from 10,000 statements to a million.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from factcheck.expectations import ExpectStatementsOfEachFactToAgree, engine

ROOT = Path(__file__).parents[2]
STATEMENTS_PER_FACT = 10 / 3
HEDGED = 0.1
WRONG = 0.001  # of all facts


def generated(rows: int, seed: int = 7) -> pd.DataFrame:
    """A record of ``rows`` statements: most facts agree, one in a thousand has a statement with two digits swapped."""
    random = np.random.default_rng(seed)
    facts = round(rows / STATEMENTS_PER_FACT)
    fact = np.concatenate([np.arange(facts), random.integers(0, facts, rows - facts)])
    random.shuffle(fact)
    value = random.integers(1_000, 10_000_000, facts)[fact]
    wrong = random.permutation(rows)[: round(facts * WRONG)]
    value[wrong] += 999
    hedge = np.where(random.random(rows) < HEDGED, "at least", "")
    hedge[wrong] = ""
    bound = hedge == "at least"
    return pd.DataFrame(
        {
            "statement": pd.array([f"s{number:07d}" for number in range(rows)], dtype="str"),
            "fact": pd.array([f"f{number:06d}" for number in fact], dtype="str"),
            "value": value.astype(float),
            "unit": pd.Categorical(np.where(fact % 3 == 0, "people", "sites")),
            "hedge": pd.Categorical(hedge),
            "precision": pd.Categorical(np.full(rows, "")),
            "period": pd.Categorical(np.full(rows, "2021")),
            "low": value.astype(float),
            "high": np.where(bound, np.inf, value.astype(float)),
        }
    )


def expectation() -> Any:
    """Agreement with every column that the shipped suite names."""
    names = ("fact", "value", "hedge", "precision", "unit", "period", "statement", "low", "high")
    named: dict[str, Any] = {f"{name}_column": name for name in names}
    return ExpectStatementsOfEachFactToAgree(**named)


def bare(frame: pd.DataFrame) -> pd.DataFrame:
    """What any check of agreement must at least work out."""
    return frame.groupby("fact").agg({"low": "max", "high": "min"})


def under_the_library(frame: pd.DataFrame) -> Any:
    """The expectation on this frame, validated by Great Expectations."""
    with engine.quietly():
        (result,) = engine.evaluate(frame, [expectation()])
    return result


def median(measured: Callable[[], object], runs: int) -> float:
    """Seconds, the median of some runs."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        measured()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def process(arguments: list[str]) -> float:
    """Seconds from start to exit of a Python process in a folder of its own copy of the record."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def processes(runs: int) -> None:
    """Print how long whole processes take, each beside its yardstick, in turns."""
    print(f"{'process':>11} {'ours':>9} {'theirs':>9} {'ratio':>6} {'at most':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for part in ("data", "checks"):
            shutil.copytree(ROOT / part, Path(folder) / part)
        check = ["-m", "factcheck", "check", folder]
        for name, ours, yardstick, most in (
            ("check", check, "import great_expectations", 0.8),
            ("--help", ["-m", "factcheck", "--help"], "import pandas", 0.3),
        ):
            pairs = [(process(ours), process(["-c", yardstick])) for _ in range(runs + 1)][1:]
            mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
            print(f"{name:>11} {mine:>9.4f} {theirs:>9.4f} {mine / theirs:>6.2f} {most:>8}")


def main(rows: int = 1_000_000, runs: int = 5) -> None:
    """Print the figures."""
    processes(runs)
    print(f"{'statements':>11} {'group-by':>9} {'check':>9} {'ratio':>6} {'µs/statement':>13}")
    for size in sorted({rows // 100, rows // 10, rows}):
        frame = generated(size)
        result = under_the_library(frame)
        assert not result.success, "the generated record holds disagreements"
        assert result.result["unexpected_count"] > 0
        group_by = median(lambda frame=frame: bare(frame), runs)  # type: ignore[misc]
        check = median(lambda frame=frame: under_the_library(frame), runs)  # type: ignore[misc]
        print(f"{size:>11,} {group_by:>9.4f} {check:>9.4f} {check / group_by:>6.2f} {check / size * 1e6:>13.3f}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
