"""The arithmetic of clean documents: what alarms it raises, each of them to be read, and its time beside extraction.

    python tests/benchmarks/arithmetic.py ../shared/bench/consistency/C.dev.jsonl … [--severity error,warning]

Each line of a set is an object with "id", "text" and "conflicts"; objects with conflicts are left out. Prints the
alarms with their words, then relations and alarms by kind, alarms per 10,000 words, and the time of both stages.
Severities are those that a scan shows: an uncertain claim that fails is a warning.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.arithmetic import relate
from factcheck.model import Document, Outcome, Relation
from factcheck.pipeline.scanning import QUESTIONABLE
from factcheck.read import from_text


def texts(paths: list[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                one = json.loads(line)
                if not one.get("conflicts"):
                    yield one["id"], one["text"]


def shown(name: str, document: Document, relation: Relation, outcome: Outcome) -> str:
    places = [statement.sentence for member in relation.members for statement in member.statements]
    words = document.text[min(start for start, _ in places) : max(end for _, end in places)] if places else ""
    told = f"[{name}] {outcome.severity} {relation.kind} {relation.confidence}: {outcome.message}"
    return f"{told}\n    {' '.join(words.split())[:400]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--severity", default="error")
    chosen = parser.parse_args()
    severities = set(chosen.severity.split(","))
    relations: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    words, extraction, linking = 0, 0.0, 0.0
    for name, text in texts(chosen.sets):
        document = from_text(text)
        words += len(text.split())
        start = time.process_time()
        statements = extract(document)
        middle = time.process_time()
        found, _ = relate(document, statements)
        extraction, linking = extraction + middle - start, linking + time.process_time() - middle
        for relation in found:
            relations[relation.kind] += 1
            outcome = judge.judge(relation)
            if outcome.severity == "error" and relation.confidence < QUESTIONABLE:
                outcome = replace(outcome, severity="warning")
            if outcome.severity in severities:
                alarms[relation.kind] += 1
                print(shown(name, document, relation, outcome))
    print(f"{words:,} words; relations: {dict(relations.most_common())}; alarms: {dict(alarms.most_common())}")
    print(f"alarms per 10,000 words: {sum(alarms.values()) * 10_000 / max(words, 1):.3f}")
    print(f"extraction {extraction:.2f} s, arithmetic {linking:.2f} s, ratio {linking / max(extraction, 1e-9):.2f}")


if __name__ == "__main__":
    main()
