"""The sentences of a corpus, with their keys, in a file in; findings between its documents out.

Sentences meet by blocking keys. The file's keys are split into parts that fit into memory, each is sorted, and the
groups of one key are worked off one by one: memory depends on neither the number of documents nor of groups.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.interval import POLICY, Policy, Verdict
from factcheck.judge import judge
from factcheck.link import MIN_CONFIDENCE
from factcheck.link.blocks import BOUND, Told, between
from factcheck.model import Finding, Statement
from factcheck.pipeline.scanning import RESTATEMENTS, lasting
from factcheck.pipeline.workers import cores, ordered

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Keys = npt.NDArray[np.uint64]  # key and place of a sentence, a row each

__all__ = ["Groups", "across", "findings_between", "leading"]

PART = 32 << 20  # bytes of the file for each part that is sorted in memory
GATHERED = 1 << 18  # keys that are gathered before they are put into their parts
HANDED = 32  # groups that are handed out together
REMEMBERED = 1 << 22  # groups by which one that comes again under another key is recognised


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
    """The places of the sentences that share a key, each group once, none above the bound."""
    import numpy as np

    known = np.empty(0, np.uint64)
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        for part in _parts(sentences, Path(folder)):
            order = np.lexsort((part[:, 1], part[:, 0]))
            keys, places = part[order, 0], part[order, 1]
            starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, int)
            sizes = np.diff(np.append(starts, len(keys)))
            seen.too_large += int((sizes > BOUND).sum())
            fit = (sizes > 1) & (sizes <= BOUND)
            if not fit.any():
                continue
            # Two groups of the same sentences have the same sum of scattered places.
            sums = np.add.reduceat(_scattered(places), starts)[fit]
            _, firsts = np.unique(sums, return_index=True)
            new = np.zeros(len(sums), bool)
            new[firsts] = True
            new &= ~np.isin(sums, known)
            if len(known) < REMEMBERED:
                known = np.concatenate((known, sums[new]))
            for start, size in zip(starts[fit][new].tolist(), sizes[fit][new].tolist(), strict=True):
                seen.compared += 1
                yield tuple(places[start : start + size].tolist())


def _scattered(places: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    import numpy as np

    mixed = (places + np.uint64(0x632BE59BD9B4E019)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> np.uint64(32))


def _parts(sentences: Path, folder: Path) -> Iterator[Keys]:
    """Every key with the place of its sentence; all rows of one key are in one part."""
    import numpy as np

    number = 1 + sentences.stat().st_size // PART
    gathered: list[bytes] = []
    rows = 0
    for raw, place in _keyed(sentences):
        keys = np.frombuffer(raw, ">u8")
        gathered.append(np.stack((keys, np.full(len(keys), place)), axis=1).astype(np.uint64).tobytes())
        rows += len(keys)
        if rows >= GATHERED:
            _put(b"".join(gathered), number, folder)
            gathered, rows = [], 0
    _put(b"".join(gathered), number, folder)
    for part in range(number):
        file = folder / str(part)
        if file.exists():
            yield np.fromfile(file, np.uint64).reshape(-1, 2)
            file.unlink()


def _put(raw: bytes, number: int, folder: Path) -> None:
    """Add rows to the parts in which their keys belong."""
    import numpy as np

    rows = np.frombuffer(raw, np.uint64).reshape(-1, 2)
    part_of = rows[:, 0] % np.uint64(number)
    for part in np.unique(part_of).tolist():
        with (folder / str(part)).open("ab") as file:
            file.write(rows[part_of == part].tobytes())


def _keyed(sentences: Path) -> Iterator[tuple[bytes, int]]:
    """The keys of each sentence with its place in the file."""
    place = 0
    with sentences.open("rb") as file:
        for line in file:
            yield bytes.fromhex(line.partition(b"\t")[0].decode("ascii")), place
            place += len(line)
