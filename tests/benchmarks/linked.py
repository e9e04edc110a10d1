"""How well restated figures are linked in genres that nothing was tuned to: the pages of tests/corpus/linked.

    python tests/benchmarks/linked.py [--misses] [--alarms] [--crossed] [PAGE ...]

Each page is clean as written, so every error or warning on it is a false alarm. Then each statement of each restated
fact is typed wrong in several ways, one slip at a time; it is found where a new finding names it beside a true
statement of that fact. ``alone`` counts the slips that some new finding names at all. The same slips on each run.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from factcheck.link import MIN_CONFIDENCE
from factcheck.model import Finding
from linked_documents import Mention, Page, pages, slips
from linked_measure import Caught, Links, alarms, caught, links

THRESHOLDS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 0.9)

Measured = tuple[Page, list[Finding], list[Caught], Links]


def measured(page: Page) -> Measured:
    return page, alarms(page), [one for slip in slips(page) if (one := caught(slip))], links(page)


def main(arguments: Sequence[str]) -> None:
    """Measure the pages and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", help="names of pages; all of them where none is given")
    parser.add_argument("--least", type=float, default=MIN_CONFIDENCE, help="confidence for the tables by page and way")
    parser.add_argument("--misses", action="store_true", help="print the statements of which no slip was found")
    parser.add_argument("--alarms", action="store_true", help="print the alarms on clean pages")
    parser.add_argument("--crossed", action="store_true", help="print the joins of what are two facts")
    given = parser.parse_args(arguments)
    start = time.process_time()
    found = [measured(page) for page in pages() if not given.pages or page.name in given.pages]
    for title, is_pair in (("documents against themselves", False), ("documents against a reference", True)):
        some = [one for one in found if bool(one[0].reference) is is_pair]
        if some:
            print(f"\n{title}")
            _by_page(some, given.least)
            _by_threshold(some)
            _by_way(some, given.least)
    for one in found:
        _show(one, given)
    print(f"\n{time.process_time() - start:.0f} s of CPU time")


def _by_page(found: Sequence[Measured], least: float) -> None:
    print(
        f"{'at ' + str(least):28}{'words':>7}{'alarms':>8}{'slips':>7}{'found':>7}{'alone':>7}{'links':>7}{'joined':>8}"
    )
    for page, some, slipped, linked in found:
        print(f"{page.name[:27]:28}{_line([(page, some, slipped, linked)], least)}")
    print(f"{'all':28}{_line(found, least)}")
    unread = sum(len(one[3].unread) for one in found)
    crossed = sum(len(one[3].crossed) for one in found)
    print(f"statements not read as a figure: {unread}; joins of two facts: {crossed}")


def _line(found: Sequence[Measured], least: float) -> str:
    words = sum(one[0].words for one in found)
    loud = sum(1 for one in found for alarm in one[1] if alarm.confidence >= least)
    slipped = [slip for one in found for slip in one[2]]
    pairs, joined = sum(one[3].pairs for one in found), sum(one[3].joined for one in found)
    return (
        f"{words:7}{loud:8}{len(slipped):7}{_share(slipped, lambda one: one.beside >= least):>7}"
        f"{_share(slipped, lambda one: one.anyhow >= least):>7}{pairs:7}{_part(joined, pairs):>8}"
    )


def _by_threshold(found: Sequence[Measured]) -> None:
    words = sum(one[0].words for one in found)
    slipped = [slip for one in found for slip in one[2]]
    print("\nleast    found  alone   alarms  a page  in 10,000 words  pages without")
    for least in THRESHOLDS:
        loud = [sum(1 for alarm in one[1] if alarm.confidence >= least) for one in found]
        print(
            f"{least:<7}{_share(slipped, lambda one, x=least: one.beside >= x):>7}"  # type: ignore[misc]
            f"{_share(slipped, lambda one, x=least: one.anyhow >= x):>7}"  # type: ignore[misc]
            f"{sum(loud):9}{sum(loud) / len(loud):8.2f}{sum(loud) * 10_000 / words:17.1f}"
            f"{_part(loud.count(0), len(loud)):>15}"
        )


def _by_way(found: Sequence[Measured], least: float) -> None:
    ways: dict[str, list[Caught]] = defaultdict(list)
    for one in found:
        for slip in one[2]:
            ways[slip.slip.way].append(slip)
    told = [
        f"{way} {_share(some, lambda one: one.beside >= least)} of {len(some)}" for way, some in sorted(ways.items())
    ]
    print("\nfound by way of slip: " + ", ".join(told))


def _share(some: Sequence[Caught], holds: Callable[[Caught], bool]) -> str:
    return _part(sum(map(holds, some)), len(some))


def _part(some: int, of: int) -> str:
    return f"{100 * some / of:.0f}%" if of else "-"


def _show(one: Measured, given: argparse.Namespace) -> None:
    page, loud, slipped, linked = one
    if given.alarms:
        for alarm in loud:
            told = " | ".join(f"{s.stated} [{s.context}]" for s in alarm.statements)
            print(f"\nALARM {page.name} {alarm.confidence} {alarm.check} {alarm.severity}: {alarm.message}\n  {told}")
    if given.crossed:
        for mention, context in linked.crossed:
            print(f"CROSSED {page.name} {mention.fact}: {mention.stated} with [{context}]")
        for mention in linked.unread:
            print(f"UNREAD {page.name} {mention.fact}: {mention.stated}")
    if given.misses:
        for mention, some in _grouped(slipped):
            if not any(slip.beside >= given.least for slip in some):
                best = max(some, key=lambda slip: slip.beside)
                around = page.text[max(0, mention.start - 90) : mention.end + 60].replace("\n", " ")
                print(f"MISS {page.name} {mention.fact} ({best.beside}) typed {best.slip.typed}: …{around}…")


def _grouped(slipped: Iterable[Caught]) -> list[tuple[Mention, list[Caught]]]:
    groups: dict[Mention, list[Caught]] = defaultdict(list)
    for one in slipped:
        groups[one.slip.mention].append(one)
    return list(groups.items())


if __name__ == "__main__":
    main(sys.argv[1:])
