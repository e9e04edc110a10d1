"""How time and memory grow with the input of a fuzz target: ``python tests/fuzz/growth.py [TARGET…] [--longest N]``.

Each seed of a target is said over and over, 1 to 1024 times, until it is LONGEST bytes long. Printed are the bytes, the
seconds of processor time and the peak of memory of the largest, and how many times linear both grew. Exit code 1 where
time is not linear, or memory is above 20 times the input plus the constant of the target.
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fuzz.targets import SEPARATOR, TARGETS, seeds

LONGEST = 1_000_000  # bytes
STEP = 4
NONLINEAR = 2.0  # times linear that time may grow from a quarter of the longest input to it
LEAST = 0.05  # seconds below which no growth is told from chance
A_BYTE = 20  # bytes of memory for each byte of input
CONSTANT = 32 * 2**20
# What is bounded by itself rather than by the input. Linking keeps what surrounds each of at most 50,000 figures;
# what is packed may unfold to 16 MiB, whatever its size, and holds each character in up to four bytes.
CONSTANTS = {"scanner": 700 * 2**20} | dict.fromkeys(
    ("archive_docx", "archive_xlsx", "parts_docx", "parts_xlsx", "pdf_file"), 160 * 2**20
)
EACH = ("accepted",)  # this one writes the whole file anew for each of its entries, as no command does
# Bytes of these mean something by their place: said twice they are broken, which the fuzzers try.
WHOLE = ("archive_docx", "archive_xlsx", "pdf_file")


class Growth(NamedTuple):
    """One seed of a target at its longest: bytes, seconds, bytes of memory, and time against linear."""

    target: str
    seed: int
    size: int
    seconds: float
    memory: int
    times_linear: float

    @property
    def wrong(self) -> str:
        """What it breaks, "" where nothing."""
        if self.times_linear > NONLINEAR:
            return f"time grew by {self.times_linear:.1f} times linear"
        most = A_BYTE * self.size + CONSTANTS.get(self.target, CONSTANT)
        return f"{self.memory:,} bytes of memory, {most:,} at most" if self.memory > most else ""


def longer(seed: bytes, size: int) -> bytes:
    """The parts of a seed, each said over and over, together about ``size`` bytes."""
    parts = seed.split(SEPARATOR)
    times = max(1, size // max(1, len(seed)))
    return SEPARATOR.join(b"\n".join([part] * times) for part in parts)


def growth(name: str, longest: int = LONGEST) -> Iterator[Growth]:
    """What each seed of a target costs at its longest, one after another."""
    target = TARGETS[name]
    for number, seed in enumerate(seeds(name)):
        if not seed.strip():
            continue
        target(seed)  # what is read once, and kept, is not of the input
        if name in WHOLE:
            yield Growth(name, number, len(seed), *_cost(name, seed), 1.0)
            continue
        shorter = longer(seed, longest // STEP)
        data = longer(seed, longest)
        before, after = _seconds(name, shorter), _seconds(name, data)
        ratio = after / before / (len(data) / len(shorter)) if before > LEAST else 1.0
        if name in EACH:
            ratio = 1.0
        yield Growth(name, number, len(data), after, _cost(name, data)[1], ratio)


def _seconds(name: str, data: bytes) -> float:
    begin = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a file that is said over and over has each name many times
        TARGETS[name](data)
    return time.process_time() - begin


def _cost(name: str, data: bytes) -> tuple[float, int]:
    tracemalloc.start()
    try:
        seconds = _seconds(name, data)
        return seconds, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"some of {', '.join(TARGETS)}")
    parser.add_argument("--longest", type=int, default=LONGEST, metavar="BYTES")
    given = parser.parse_args(arguments)
    wrong = 0
    for name in given.targets or TARGETS:
        for one in growth(name, given.longest):
            wrong += bool(one.wrong)
            print(
                f"{one.target:13} seed {one.seed:2}: {one.size:9,} bytes, {one.seconds:7.2f} s, "
                f"x{one.times_linear:4.1f}, {one.memory / one.size:6.1f} bytes a byte {one.wrong}",
                flush=True,
            )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
