"""How fast figures are read: against a bare search for digits, and against other extractors where they are installed.

    python tests/benchmarks/extraction.py [FILE ...]

Every contender reads the same texts in the same process, turn by turn; of each the median turn counts, in CPU time, so
that a busy machine troubles all alike. Without files, a text of our own is read: sentence by sentence, paragraph by
paragraph, at once, and forty times over.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import factcheck
from factcheck.extract.numbers import scan

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

Contender = Callable[[str], object]


def bare(text: str) -> None:
    """One search for digits, line by line: the least that any reader of figures must do."""
    for line in text.splitlines():
        for _ in DIGITS.finditer(line):
            pass


OURS: dict[str, Contender] = {"bare digits": bare, "numbers": scan, "extract": factcheck.extract}


def peers() -> dict[str, Contender]:
    """The other extractors that are installed here."""
    try:
        from quantulum3 import classifier, parser
    except ImportError:
        return {}
    try:
        classifier.classifier("en_US")
    except Exception:  # its model was made with another scikit-learn; without it, it is the faster
        classifier.USE_CLF = False
    return {"quantulum3": parser.parse}


def medians(contenders: Mapping[str, Contender], texts: Sequence[str], turns: int) -> dict[str, float]:
    """The median time of each contender in seconds of the CPU, measured turn by turn."""
    spent: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(turns):
        for name, contender in contenders.items():
            before = time.process_time()
            for text in texts:
                contender(text)
            spent[name].append(time.process_time() - before)
    return {name: statistics.median(times) for name, times in spent.items()}


def import_milliseconds(statement: str, turns: int = 12) -> float:
    """The best time of a fresh interpreter that runs the statement, with its compiled files at hand."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    spent = []
    for _ in range(turns + 1):
        before = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True, env=environment)
        spent.append(time.perf_counter() - before)
    return min(spent[1:]) * 1000


def report(name: str, texts: Sequence[str], turns: int, slow_turns: int) -> None:
    kilobytes = sum(len(text.encode()) for text in texts) / 1000
    # A small text is read many times in a turn, for the clock of the CPU is coarse.
    repeated = [*texts] * max(1, round(60 / kilobytes))
    times = medians(OURS, repeated, turns)
    times |= medians(peers(), texts, slow_turns)
    times = {one: spent / (len(repeated) / len(texts) if one in OURS else 1) for one, spent in times.items()}
    print(f"{name}: {kilobytes:.1f} KB, {sum(len(factcheck.extract(text)) for text in texts)} figures")
    for contender, seconds in times.items():
        print(
            f"  {contender:18} {seconds * 1000:9.2f} ms {kilobytes / seconds:10.0f} KB/s"
            f" {seconds / times['bare digits']:8.1f} times bare {seconds / times['extract']:8.2f} times extract"
        )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--turns", type=int, default=9)
    chosen = arguments.parse_args()
    files = {path.name: [path.read_text(encoding="utf-8")] for path in chosen.files}
    ours = {
        "sentences": re.split(r"(?<=\.)\s+", PROSE.strip()),
        "paragraphs": PROSE.strip().split("\n\n"),
        "a page": [PROSE],
        "forty pages": [PROSE * 40],
    }
    for name, texts in (files or ours).items():
        report(name, texts, chosen.turns, 1 if len(texts[0]) > 10_000 else 3)
    empty = import_milliseconds("pass")
    loaded = import_milliseconds("import factcheck.extract.context, factcheck.extract.numbers")
    print(f"import: {loaded - empty:.0f} ms above bare Python")


if __name__ == "__main__":
    main()
