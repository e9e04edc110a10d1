"""How long agreement takes on each engine: ``python tests/benchmarks/engines.py [ROWS…] [--engines …]``.

For each size a made-up record of that many statements (``check_speed.generated``: one fact in a thousand disagrees) is
written to Parquet together with readings, what its words mean, which any engine judges exactly. Then the shipped demand
that all statements of a fact agree runs under Great Expectations: on DuckDB in place, on SQLite, on PostgreSQL where
FACTCHECK_TEST_POSTGRES names a server, and on Spark on this machine. All must find the same facts. ``--read`` leaves
the readings out of the file: the words have to be read first, by Spark's workers or before a database is asked. The
seconds are those of the clock, and of the processor for Python and for all processes that it began (Spark's, too).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from check_speed import generated  # type: ignore[import-not-found]

from factcheck.expectations import engine, load_suites, open_store, readings, run_on
from factcheck.interval import POLICY
from factcheck.record import part_of
from factcheck.source import source_of

ROOT = Path(__file__).parents[2]


def written(folder: Path, rows: int, *, read: bool) -> Path:
    """The statements as Parquet files of a million rows each, if they are not there yet."""
    parts = folder / "statements"
    if parts.is_dir():
        return folder
    frame = generated(rows)
    parts.mkdir(parents=True)
    for number, begin in enumerate(range(0, rows, 1_000_000)):
        some = frame.iloc[begin : begin + 1_000_000]
        value, hedge = some["value"].astype("int64").astype("str"), some["hedge"].astype("str")
        told = {
            "statement": some["statement"],
            "fact": some["fact"],
            "document": "d1",
            "line": 1,
            "start": 0,
            "end": 10,
            "stated": np.where(hedge == "", value, hedge + " " + value),
            "value": value,
            "unit": some["unit"].astype("str"),
            "hedge": hedge,
            "precision": "",
            "period": "2021",
            "speaker": "",
            "note": "",
        }
        part = pd.DataFrame(told)
        if read:
            cells = zip(*(part[name] for name in readings.SPELLING), strict=True)
            meant = pd.DataFrame([readings.reading(*row) for row in cells], columns=list(readings.COLUMNS))
            part = pd.concat([part, meant.drop(columns="plain").set_index(part.index)], axis=1)
        part.to_parquet(parts / f"part-{number:04}.parquet", index=False)
    return folder


def checked(place: Any, **options: Any) -> tuple[float, int, frozenset[str]]:
    """Seconds, facts that disagree, and which."""
    suites = [one for one in load_suites(ROOT / "checks") if one.name == "restatements"]
    found: list[frozenset[str]] = []
    begin = time.perf_counter()
    store = open_store(source_of(place, **options), POLICY)
    try:

        def fetch(wanted: Any) -> Any:
            found.append(wanted.facts)
            statements = store.rows("statements", "fact", wanted.facts)
            return part_of({"documents": [], "facts": [], "statements": statements, "relations": []})

        (result,) = run_on(store, suites, fetch)
    finally:
        store.close()
    return time.perf_counter() - begin, result.disagreed, found[-1]


def into(url: str, folder: Path) -> None:
    """The statements of Parquet files in a database."""
    import sqlalchemy

    target = sqlalchemy.create_engine(url)
    for number, part in enumerate(sorted((folder / "statements").glob("*.parquet"))):
        frame = pd.read_parquet(part)
        frame.to_sql("statements", target, if_exists="append" if number else "replace", index=False, chunksize=50_000)
    target.dispose()


def _worked() -> float:
    """Processor seconds of this process and of all below it, where the system tells."""
    told = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            number, _, rest = stat.read_text().partition(" (")
            fields = rest.rpartition(")")[2].split()
            told[int(number)] = (int(fields[1]), sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK"))
    below = {os.getpid()}
    while more := {one for one, (parent, _) in told.items() if parent in below} - below:
        below |= more
    return sum(told[one][1] for one in below if one in told)


def measure(rows: int, engines: list[str], keep: Path | None, *, read: bool) -> None:
    """Print a line for each engine on a record of so many statements."""
    with tempfile.TemporaryDirectory() as name:
        folder = written(Path(keep or name) / f"{rows}{'-read' * read}", rows, read=read)
        places: dict[str, tuple[Any, dict[str, Any]]] = {}
        if "duckdb" in engines:
            places["duckdb"] = (folder, {"engine": "sql"})
        if "sqlite" in engines:
            path = Path(name) / "record.sqlite"
            into(f"sqlite:///{path}", folder)
            places["sqlite"] = (path, {})
        if "postgresql" in engines and (url := os.environ.get("FACTCHECK_TEST_POSTGRES", "")):
            into(url.replace("postgresql://", "postgresql+psycopg://"), folder)
            places["postgresql"] = (url, {})
        if "spark" in engines:
            places["spark"] = (folder, {"engine": "spark"})
        same = set()
        for one, (place, options) in places.items():
            before = _worked()
            seconds, disagreed, facts = checked(place, **options)
            same.add(facts)
            used = _worked() - before
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            each = seconds / rows * 1e6
            print(f"{rows:>11,} {one:>10} {seconds:>9.1f} {each:>12.2f} {used:>8.1f} {disagreed:>9} {peak:>8.0f}")
            sys.stdout.flush()
        assert len(same) < 2, "the engines do not agree on what disagrees"


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("rows", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    options.add_argument("--engines", default="duckdb,sqlite,postgresql,spark")
    options.add_argument("--read", action="store_true", help="the engine reads the words, too")
    options.add_argument("--keep", type=Path, help="a folder where the records stay for another run")
    given = options.parse_args()
    engine.load()
    heads = ("engine", "seconds", "µs/statement", "cpu s", "disagree", "peak MB")
    print(f"{'statements':>11} {heads[0]:>10} {heads[1]:>9} {heads[2]:>12} {heads[3]:>8} {heads[4]:>9} {heads[5]:>8}")
    for rows in given.rows:
        measure(rows, [one for one in given.engines.split(",") if one], given.keep, read=not given.read)


if __name__ == "__main__":
    main()
