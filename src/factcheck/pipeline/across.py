"""The sentences of a corpus, with their keys, in a file in; findings between its documents out.

Sentences meet by blocking keys. The file's keys are split into parts that fit into memory, each is sorted, and the
groups of one key are worked off one by one: memory depends on neither the number of documents nor of groups.
"""

from __future__ import annotations

import tempfile
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from factcheck.interval import POLICY, Policy, Verdict
from factcheck.judge import judge
from factcheck.link import MIN_CONFIDENCE
from factcheck.link.blocks import BOUND, Told, between
from factcheck.model import Finding, Statement
from factcheck.pipeline.scanning import RESTATEMENTS, lasting
from factcheck.pipeline.workers import cores, ordered

__all__ = ["Groups", "across", "findings_between", "leading"]

PART = 2 << 20  # bytes of the file for each part that is sorted in memory
PARTS = 4096  # at most: beyond 8 GiB of sentences the parts grow
GATHERED = 1 << 15  # keys that are gathered at least before they are put into their parts
ROWS_A_PART = 32  # and for each part
WIDTH = 8  # bytes of a key, and of a place
KEY = slice(WIDTH)
HANDED = 32  # groups that are handed out together
REMEMBERED = 1 << 19  # groups by which one that comes again under another key is recognised


@dataclass(slots=True)
class Groups:
    """How sentences met: how many groups were compared, were too large to be, or could not be worked off."""

    compared: int = 0
    too_large: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class _Met:
    """A finding of a group: the places of its first two sentences, what they say, and its line of JSON."""

    first: tuple[int, int, str]  # place of the sentence in the file, offset in the document, value
    second: tuple[int, int, str]
    confidence: float
    severity: str
    line: bytes


@dataclass(frozen=True, slots=True)
class Between:
    """A finding between documents: its severity, and its line of JSON."""

    severity: str
    line: bytes


def across(
    sentences: Path,
    seen: Groups,
    *,
    min_confidence: float | None = None,
    policy: Policy = POLICY,
    workers: int | None = None,
    step: Callable[[], None] = lambda: None,
) -> Iterator[Between]:
    """The findings between documents, in the order of their first sentences; ``seen`` is filled with what was met.

    ``step`` is called for each group. A disagreement is given once, from the group in which it is surest.
    ``sentences`` has a line for each sentence, its keys as ``link.blocks`` gives them before a tab, in the order of
    the documents.
    """
    work = partial(_met, sentences, MIN_CONFIDENCE if min_confidence is None else min_confidence, policy)
    found: list[tuple[_Met, int, int]] = []  # without its line, which lies at that place, so many bytes long
    with tempfile.TemporaryFile() as lines:
        batches = _batches(_groups(sentences, seen))
        for some in ordered(batches, work, lambda _: None, cores() if workers is None else workers):
            step()
            seen.lost += some is None
            for one in some or ():
                found.append((_without_line(one), lines.tell(), len(one.line)))
                lines.write(one.line)
        for one, place, size in _once(found):
            lines.seek(place)
            yield Between(one.severity, lines.read(size))


def findings_between(block: Sequence[Told], min_confidence: float, policy: Policy = POLICY) -> tuple[Finding, ...]:
    """The findings of one group of sentences: what is said of one fact in different documents, and differs."""
    found = []
    for relation in between(block):
        outcome = judge(relation, policy)
        sure = relation.confidence >= min_confidence or outcome.severity == "info"
        if outcome.severity and outcome.verdict is not Verdict.NOT_CHECKED and sure:
            found.append(lasting(relation, outcome, RESTATEMENTS))
    return tuple(found)


def leading(finding: Finding) -> tuple[Statement, Statement]:
    """The two statements, of two documents, that a finding between documents is about."""
    first = finding.statements[0]
    return first, next(other for other in finding.statements if other.document != first.document)


def _met(sentences: Path, min_confidence: float, policy: Policy, places: tuple[int, ...]) -> list[_Met] | None:
    """The findings of the group of sentences at these places; nothing at all where it cannot be worked off."""
    from factcheck.report.findings import as_jsonl

    try:
        block = []
        with sentences.open("rb") as file:
            for place in places:
                file.seek(place)
                block.append(Told.from_line(file.readline().partition(b"\t")[2]))
        found = []
        for one in findings_between(block, min_confidence, policy):
            a, b = leading(one)
            line = as_jsonl((one,)).encode("utf-8")
            first, second = (_where(block, places, statement) for statement in (a, b))
            found.append(_Met(first, second, one.confidence, one.severity, line))
    except Exception:  # a group must not end the run of a corpus; it is counted
        return None
    return found


def _where(block: Sequence[Told], places: Sequence[int], statement: Statement) -> tuple[int, int, str]:
    sentence = next(
        place
        for place, one in zip(places, block, strict=True)
        if one.document == statement.document and one.start == statement.sentence[0]
    )
    return sentence, statement.start, str(statement.figure.value)


def _without_line(met: _Met) -> _Met:
    return _Met(met.first, met.second, met.confidence, met.severity, b"")


def _once(found: Sequence[tuple[_Met, int, int]]) -> list[tuple[_Met, int, int]]:
    """The findings that are the surest for both of their sides, in the order of the sentences."""
    best: dict[tuple[tuple[int, int, str], str], tuple[float, tuple[int, int, str], tuple[int, int, str]]] = {}
    for one, _, _ in found:
        for side in _sides(one):
            best[side] = min(best.get(side, _rank(one)), _rank(one))
    chosen = {}
    for entry in found:
        rank = _rank(entry[0])
        if all(best[side] == rank for side in _sides(entry[0])):
            chosen[rank] = entry
    return sorted(chosen.values(), key=lambda entry: (entry[0].first, entry[0].second))


def _rank(one: _Met) -> tuple[float, tuple[int, int, str], tuple[int, int, str]]:
    return -one.confidence, one.first, one.second


def _sides(one: _Met) -> tuple[tuple[tuple[int, int, str], str], ...]:
    """What each of two places says, against what value: other groups may hold the same against it."""
    return (one.first, one.second[2]), (one.second, one.first[2])


def _batches(groups: Iterator[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    while batch := list(islice(groups, HANDED)):
        yield batch


def _groups(sentences: Path, seen: Groups) -> Iterator[tuple[int, ...]]:
    """The places of the sentences that share a key, none above the bound; each group once, as far as remembered."""
    known = array("Q", bytes(8 * REMEMBERED))
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        for rows in _parts(sentences, Path(folder)):
            for _, group in groupby(rows, itemgetter(KEY)):
                places = [row[WIDTH:] for row in group]
                if len(places) > BOUND:
                    seen.too_large += 1
                elif len(places) > 1:
                    mark = int.from_bytes(blake2b(b"".join(places), digest_size=WIDTH).digest(), "big") or 1
                    if known[mark % REMEMBERED] != mark:
                        known[mark % REMEMBERED] = mark
                        seen.compared += 1
                        yield tuple([int.from_bytes(place, "big") for place in places])


def _parts(sentences: Path, folder: Path) -> Iterator[list[bytes]]:
    """Every key with the place of its sentence, sorted; all rows of one key are in one part."""
    number = min(PARTS, 1 + sentences.stat().st_size // PART)
    gathered: dict[int, bytearray] = defaultdict(bytearray)
    rows = 0
    for keys, place in _keyed(sentences):
        behind = place.to_bytes(WIDTH, "big")
        for at in range(0, len(keys), WIDTH):
            key = keys[at : at + WIDTH]
            gathered[int.from_bytes(key, "big") % number] += key + behind
        rows += len(keys) // WIDTH
        if rows >= max(GATHERED, ROWS_A_PART * number):
            _put(gathered, folder)
            rows = 0
    _put(gathered, folder)
    for part in range(number):
        file = folder / str(part)
        if file.exists():
            raw = file.read_bytes()
            file.unlink()
            yield sorted([raw[at : at + 2 * WIDTH] for at in range(0, len(raw), 2 * WIDTH)])


def _put(gathered: dict[int, bytearray], folder: Path) -> None:
    """Add rows to the parts in which their keys belong."""
    for part, raw in gathered.items():
        with (folder / str(part)).open("ab") as file:
            file.write(raw)
    gathered.clear()


def _keyed(sentences: Path) -> Iterator[tuple[bytes, int]]:
    """The keys of each sentence with its place in the file."""
    place = 0
    with sentences.open("rb") as file:
        for line in file:
            yield bytes.fromhex(line.partition(b"\t")[0].decode("ascii")), place
            place += len(line)
