"""How fast figures are read: against a bare search for digits, and against other extractors where they are installed.

    python tests/benchmarks/extraction.py [FILE ...]

Every contender reads the same texts in the same process, turn by turn; of each the best turn counts, so that a busy
machine troubles all alike. Without files, a text of our own is read.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from factcheck.extract import extract
from factcheck.extract.numbers import scan
from factcheck.model import Document

DIGITS = re.compile(r"\d+")
PROSE = """\
The harbour authority published its yearly report on 14 March 2022, and the figures surprised few
who work on the quays. In 2021, nearly 41,500 ships called at the three terminals, an increase of
6.3 per cent over the year before, while the tonnage handled rose from 118.4 million to 126.1
million. Of the 2,310 permanent employees, 58.3% belong to one of the four unions that sit at the
table; the remainder are covered by the general agreement, which was last renewed for five years.
The board, in the words of its chair, wants to grow without building, and the plan that it adopted
in May sets aside 53.68 million dollars for cranes that run on electricity, the first of which
should arrive by the end of next year.

Asked about the dredging, the engineer in charge said that at least 12 weeks would be lost to
weather, as in most winters, and that more than half of the material could be reused on land. The
contract is worth between 3 and 5 million euros, depending on the depth that is found. Nobody was
hurt in the two accidents of last autumn; one of the tugs is still in dock. The harbour's museum,
open since 1998, counted its millionth visitor, gave her a ticket for life, and closed early to
celebrate with the crew of the old lightship.
"""


def bare(text: str) -> None:
    """One search for digits, line by line: the least that any reader of figures must do."""
    for line in text.splitlines():
        for _ in DIGITS.finditer(line):
            pass


def peers() -> dict[str, Callable[[str], object]]:
    """The other extractors that are installed here."""
    found: dict[str, Callable[[str], object]] = {}
    try:
        from quantulum3 import parser
    except ImportError:
        return found
    return found | {"quantulum3": parser.parse}


def best_of(contenders: Mapping[str, Callable[[str], object]], text: str, turns: int) -> dict[str, float]:
    """The best time of each contender in seconds, measured turn by turn."""
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(turns):
        for name, contender in contenders.items():
            before = time.perf_counter()
            contender(text)
            best[name] = min(best[name], time.perf_counter() - before)
    return best


def import_milliseconds(statement: str, turns: int = 8) -> float:
    """The best time of a fresh interpreter that runs the statement."""
    spent = []
    for _ in range(turns):
        before = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True)
        spent.append(time.perf_counter() - before)
    return min(spent) * 1000


def whole(text: str) -> object:
    return extract(Document("benchmark", text))


def report(name: str, text: str, turns: int, slow_turns: int) -> None:
    kilobytes = len(text.encode()) / 1000
    ours: dict[str, Callable[[str], object]] = {"bare digits": bare, "numbers": scan, "extract": whole}
    times = best_of(ours, text, turns) | best_of(peers(), text, slow_turns)
    print(f"{name}: {kilobytes:.0f} KB, {len(extract(Document('benchmark', text)))} figures")
    for contender, seconds in times.items():
        times_bare = seconds / times["bare digits"]
        print(
            f"  {contender:18} {seconds * 1000:9.2f} ms {kilobytes / seconds:10.0f} KB/s {times_bare:8.1f} times bare"
        )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--turns", type=int, default=20)
    chosen = arguments.parse_args()
    texts = {path.name: path.read_text(encoding="utf-8") for path in chosen.files}
    texts = texts or {"a sentence": PROSE.split(". ")[1] + ".", "a page": PROSE, "forty pages": PROSE * 40}
    for name, text in texts.items():
        report(name, text, chosen.turns, 1 if len(text) > 10_000 else 3)
    empty = import_milliseconds("pass")
    print(f"import: {import_milliseconds('import factcheck.extract.context') - empty:.0f} ms above bare Python")


if __name__ == "__main__":
    main()
