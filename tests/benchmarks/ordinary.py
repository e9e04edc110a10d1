"""Ordinary ways to claim arithmetic: how many are read, and what is read where nothing is claimed.

    python tests/benchmarks/ordinary.py [--verbose]

The sentences of ``tests/corpus/ordinary.txt`` are all true, so each error or warning is a wrong reading. An order of
two figures is no reading of a sentence that claims more.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.arithmetic import relate
from factcheck.model import Relation
from factcheck.read import from_text

SENTENCES = Path(__file__).parents[1] / "corpus/ordinary.txt"


def claims(text: str) -> list[Relation]:
    document = from_text(text)
    return [one for one in relate(document, extract(document))[0] if one.kind != "order"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true", help="print what is missed")
    chosen = parser.parse_args()
    said: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, _, text = line.partition(": ")
        found = claims(text)
        said[kind] += 1
        read[kind] += bool(found)
        wrong = [outcome.message for one in found if (outcome := judge.judge(one)).severity in ("error", "warning")]
        if wrong or (kind == "none" and found):
            print(f"wrongly read: {text}\n    {' '.join(wrong)}")
        elif kind != "none" and not found and chosen.verbose:
            print(f"missed: {text}")
    for kind in said:
        print(f"{kind}: {read[kind]} of {said[kind]} read")


if __name__ == "__main__":
    main()
