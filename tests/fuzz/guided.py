"""Coverage-guided fuzzing: ``python tests/fuzz/guided.py [TARGET…] [--runs N] [--share 0.1] [--corpus DIR]``.

Needs atheris. Each target runs in a process of its own, as often as SHARES says (times ``--share``), from its seeds and
whatever an earlier run left in the corpus. A process ends early on what is no FactcheckError, on an input that takes
longer than its size allows, and on memory; the input then lies in the folder ``crashes`` beside the corpus.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

SECONDS, SECONDS_A_BYTE = 2.0, 0.002  # of processor time, under instrumentation, on a busy machine
MEMORY, MEMORY_A_BYTE = 320 * 2**20, 20  # beyond what the process had after its seeds
LONGEST = 4096  # bytes


def main(arguments: Sequence[str] | None = None) -> int:
    from fuzz.targets import SHARES, TARGETS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"some of {', '.join(TARGETS)}")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--runs", type=int, default=0)
    parser.add_argument("--corpus", type=Path, default=Path("fuzz-corpus"))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.inside:
        return fuzz(given.targets[0], given.runs, given.corpus)
    failed = []
    for name in given.targets or TARGETS:
        runs = given.runs or round(SHARES[name] * given.share)
        begin = time.monotonic()
        command = [sys.executable, __file__, name, "--runs", str(runs), "--corpus", str(given.corpus), "--inside"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
        print(f"{name}: {runs} runs asked, exit {done.returncode}, {time.monotonic() - begin:.0f} s", flush=True)
        told = [line for line in done.stderr.splitlines() if line.startswith(("DONE", "Done", "stat::", "counted"))]
        print("\n".join(f"  {line}" for line in told), flush=True)
        if done.returncode:
            failed.append(name)
            (given.corpus / f"{name}.log").write_text(done.stdout + done.stderr, encoding="utf-8")
            print(f"  see {given.corpus / name}.log", flush=True)
    return 1 if failed else 0


def fuzz(name: str, runs: int, corpus: Path) -> int:
    """Run one target in this process; never returns where it fails."""
    import atheris

    with atheris.instrument_imports(include=["factcheck"]):
        from fuzz.targets import TARGETS, seeds

        target = TARGETS[name]
        for seed in seeds(name):
            target(seed)
    folder = corpus / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (folder / f"seed-{number}").write_bytes(seed)
    crashes = corpus / "crashes"
    crashes.mkdir(exist_ok=True)
    base = _memory()
    count = 0

    def once(data: bytes) -> None:
        nonlocal count
        count += 1
        begin = time.process_time()
        target(data)
        took = time.process_time() - begin
        if took > SECONDS + SECONDS_A_BYTE * len(data):
            raise TimeoutError(f"{took:.1f} s for {len(data)} bytes")
        if count % 64 == 0 and _memory() - base > MEMORY + MEMORY_A_BYTE * LONGEST:
            raise MemoryError(f"{(_memory() - base) / 2**20:.0f} MiB more than at the beginning")
        if count == runs:
            sys.stderr.write(f"counted {count} executions of {name}\n")

    options = [f"-runs={runs}", f"-max_len={LONGEST}", f"-artifact_prefix={crashes}/{name}-", "-rss_limit_mb=0"]
    options += ["-timeout=60", "-print_final_stats=1", "-verbosity=1", "-close_fd_mask=0", "-seed=1"]
    atheris.Setup([sys.argv[0], *options, str(folder)], once)
    atheris.Fuzz()
    return 0


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    here = str(Path(__file__).resolve().parent.parent)
    sys.path.insert(0, here)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH", ""))))
    sys.exit(main())
