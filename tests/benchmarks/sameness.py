"""How often is the same found where it is said otherwise? ``python tests/benchmarks/sameness.py SET.jsonl [N]``

Each line of SET is {"id", "text", …}; N documents are taken from it (all without N). Printed for each way to say it are
the documents in which something changed, those in which the errors of a scan then differ, and how often a number that
a scan linked with another is found once its first digit is changed, and one that it linked with none.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable
from pathlib import Path

from factcheck.model import Finding, Statement

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def is_named(one: Statement, findings: Iterable[Finding]) -> bool:
    """Whether one of the findings is about the figure that stands where that one stood."""
    return any(said.start == one.start for finding in findings for said in finding.statements)


def main() -> None:
    import metamorphic as other
    from factcheck.extract import extract
    from factcheck.link import link
    from factcheck.read import from_text

    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    chance = random.Random(1)
    chosen = chance.sample(lines, min(int(sys.argv[2]), len(lines))) if len(sys.argv) > 2 else lines
    changes = (other.ungrouped, other.spaced, other.grouped, other.spelled, other.smaller_scale)
    tried, differed = dict.fromkeys(changes, 0), dict.fromkeys(changes, 0)
    twice = linked_found = linked_tried = single_found = single_tried = 0
    for line in chosen:
        text = json.loads(line)["text"]
        found = other.seen(text)
        for change in changes:
            again = other.changed(text, change)
            tried[change] += again != text
            differed[change] += again != text and other.seen(again) != found
        both = other.seen(f"{text}\n\n{text}")
        twice += bool({(check, frozenset(values)) for check, values in both} - {(c, frozenset(v)) for c, v in found})
        document = from_text(text)
        figures = extract(document)
        groups = [fact.statements for fact in link((document,), figures).facts if len(fact.statements) > 1]
        joined = {one.start for group in groups for one in group}
        for some, is_linked in (([one for group in groups for one in group], True), (figures, False)):
            free = [one for one in some if (one.start in joined) is is_linked and any(map(str.isdigit, one.stated))]
            if not free:
                continue
            one = chance.choice(free)
            more = is_named(one, other.findings(other.altered(text, one)))
            if is_linked:
                linked_tried, linked_found = linked_tried + 1, linked_found + more
            else:
                single_tried, single_found = single_tried + 1, single_found + more
    for change in changes:
        print(f"{change.__name__}: {differed[change]} of {tried[change]} documents differ")
    print(f"said twice: {twice} of {len(chosen)} documents have an error more")
    print(f"a linked number changed: {linked_found} of {linked_tried} found")
    print(f"a single number changed: {single_found} of {single_tried} found")


if __name__ == "__main__":
    main()
