"""Memory, cores and pace over many documents: ``python tests/benchmarks/corpora.py [MANY [FEW]]`` prints them.

``factcheck extract`` and ``factcheck scan`` of a folder of MANY documents (20,000 unless told otherwise) that are made
here, and of FEW (200): the most memory that all its processes had at one moment, shared pages counted once, and how
long it took with one worker and with one for each processor. Ends with 1 where MANY need more than 1.5 times the memory
of FEW. Needs Linux, which tells what a process holds.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ALLOWED = 1.5
SYLLABLES = (
    "ar",
    "bek",
    "dal",
    "el",
    "fos",
    "gra",
    "hol",
    "ik",
    "kro",
    "lun",
    "mor",
    "nes",
    "os",
    "pil",
    "rud",
    "sund",
)
THINGS = (
    *(("ferries", "crossed the sound"), ("schools", "were repaired"), ("clinics", "opened their doors")),
    *(("turbines", "fed the grid"), ("bridges", "were inspected"), ("shelters", "took people in")),
    *(("libraries", "lent books"), ("buses", "ran at night"), ("nurses", "were trained"), ("farms", "sold milk")),
)


def place(number: int) -> str:
    """A name of its own for every number."""
    name = ""
    number += 256
    while number:
        number, at = divmod(number, len(SYLLABLES))
        name += SYLLABLES[at]
    return name.capitalize()


def document(number: int) -> str:
    """A report of some 20 figures on a place that ten documents share, with a figure that they share, some wrongly."""
    chance = random.Random(number)
    here = place(number // 10)
    lines = [f"Report on {here}", ""]
    for thing, done in chance.sample(THINGS, 3):
        first, second = chance.randint(100, 9_000), chance.randint(100, 9_000)
        cost = f"{chance.randint(20, 99)}.{chance.randint(1, 9)} million crowns"
        lines += [
            f"In {2010 + number % 10} {first + second:,} {thing} of {here} {done}: {first:,} in the north and "
            f"{second:,} in the south. Those {thing} cost {cost}; {chance.randint(11, 89)}% of the price of {thing} "
            f"came from the council. Of those who work with {thing}, {chance.randint(200, 4_000):,} live in {here}.",
            "",
        ]
    held = random.Random(number // 10).randint(10_000, 90_000)
    if number % 40 == 9:
        held += 1_000
    lines.append(f"The harbour of {here} handled {held:,} containers in 2022.")
    return "\n".join(lines) + "\n"


def corpus(folder: Path, size: int) -> Path:
    for number in range(size):
        path = folder / f"{number // 1000:03}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(document(number), encoding="utf-8")
    return folder


def family(root: int) -> list[int]:
    """A process and all that it started."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(status.parent.name))
    found = [root]
    for one in found:
        found += children.get(one, [])
    return found


def held(processes: list[int]) -> int:
    """KiB that they hold, what they share counted once."""
    total = 0
    for process in processes:
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total


def run(*arguments: str) -> tuple[float, int]:
    """Seconds and KiB at most of one command."""
    begin, most = time.monotonic(), 0
    process = subprocess.Popen([sys.executable, "-m", "factcheck", *arguments], stderr=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, held(family(process.pid)))
        time.sleep(0.05)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
    return time.monotonic() - begin, most


def main(many: int, few: int) -> int:
    too_much = False
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        folders = {size: corpus(home / str(size), size) for size in (few, many)}
        for command, form in (("extract", "jsonl"), ("extract", "parquet"), ("scan", "jsonl")):
            memory = {}
            for size, place in folders.items():
                target = f"--format={form}={home / 'out'}"
                seconds, memory[size] = run(command, str(place), target)
                print(
                    f"{command} {form:8} {size:7,} documents: {seconds:6.1f} s, {memory[size] / 1024:6.1f} MiB at most"
                )
            ratio = memory[many] / memory[few]
            too_much |= ratio > ALLOWED
            print(f"{command} {form:8} memory of {many:,} is {ratio:.2f} times that of {few:,}, allowed {ALLOWED}")
        size = min(many, 2000)
        place = folders[many] if size == many else corpus(home / "some", size)
        for command in ("extract", "scan"):
            alone, _ = run(command, str(place), f"--format=jsonl={home / 'out'}", "--workers", "1")
            shared, _ = run(command, str(place), f"--format=jsonl={home / 'out'}")
            print(f"{command} {size:,} documents: {alone:.1f} s with one worker, {shared:.1f} s with all cores")
    return int(too_much)


if __name__ == "__main__":
    raise SystemExit(main(*(int(size) for size in (*sys.argv[1:], *("20000", "200")[len(sys.argv) - 1 :]))))
