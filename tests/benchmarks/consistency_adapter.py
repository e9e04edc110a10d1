"""Labelled documents in, the linker's disagreements out, one JSON object a line, for a scorer of numeric conflicts.

    python consistency_adapter.py SET.jsonl … > predictions.jsonl

Each line of a set holds "id", "text" and, where the text is to be checked against it, "reference".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from factcheck.extract import extract
from factcheck.judge import judge
from factcheck.link import link
from factcheck.model import Document, Relation

LOUD = ("error", "warning")


def findings(item: dict[str, Any]) -> dict[str, Any]:
    """The findings of one document, with the places of their statements and how sure they are."""
    documents = [Document("text", item["text"])]
    if item.get("reference"):
        documents.append(Document("reference", item["reference"]))
    statements = [statement for document in documents for statement in extract(document)]
    linked = link(documents, statements, against=("reference",) if len(documents) > 1 else ())
    return {"id": item["id"], "findings": [_shown(one) for one in linked.relations if judge(one).severity in LOUD]}


def _shown(relation: Relation) -> dict[str, Any]:
    told = [statement for member in relation.members for statement in member.statements]
    spans = [{"in": one.document, "start": one.start, "end": one.end} for one in told]
    return {"spans": spans, "confidence": relation.confidence}


def _items(paths: list[str]) -> Iterator[dict[str, Any]]:
    for path in paths:
        with Path(path).open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def main(paths: list[str]) -> None:
    """Print the predictions for the sets, on two processes."""
    with ProcessPoolExecutor(2) as pool:
        for found in pool.map(findings, _items(paths), chunksize=4):
            print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
