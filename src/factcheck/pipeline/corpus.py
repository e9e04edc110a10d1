"""Many documents in, the rows of each out, in order and as they are read: figures, or findings of each by itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from factcheck.errors import FactcheckError
from factcheck.interval import POLICY, Policy
from factcheck.pipeline.workers import cores, ordered

if TYPE_CHECKING:
    from factcheck.model import Document, Statement

__all__ = ["Input", "Scan", "Yield", "extracted", "inputs", "scanned"]

BATCH = 16  # documents that are handed out together
BATCH_BYTES = 128 * 1024  # their size, from which on fewer are


@dataclass(frozen=True, slots=True)
class Input:
    """A file as it lay there: its path, its size, when it was changed (-1 and 0 where that is not known).

    Where the path itself is in the way, ``problem`` says why.
    """

    path: str
    size: int = -1
    changed: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Yield:
    """What one document gave: a piece of text for each format, counts by name, or why it could not be read."""

    input: Input
    pieces: tuple[bytes, ...]
    counts: tuple[tuple[str, int], ...] = ()
    problem: str = ""


def inputs(paths: Sequence[str]) -> Iterator[Input]:
    """The files that paths, folders and patterns mean, in order; what means nothing is an input with a problem."""
    from factcheck import read

    seen: set[str] = set()
    for path in paths:
        try:
            for file in read.expand([path]):
                name = str(file)
                if len(paths) == 1:
                    yield _found(name)
                elif name not in seen:
                    seen.add(name)
                    yield _found(name)
        except FactcheckError as problem:
            yield Input(path, problem=problem.render())


def _found(path: str) -> Input:
    try:
        known = os.stat(path)  # noqa: PTH116 (a path with a NUL is a wrong name, not an error here)
    except (OSError, ValueError):
        return Input(path)
    return Input(path, known.st_size, known.st_mtime_ns)


def extracted(files: Iterable[Input], formats: Sequence[str], workers: int | None = None) -> Iterator[Yield]:
    """The figures of each file, written in each of the formats of ``report.figures``.

    ``workers`` processes share the work, as many as there are processors unless told. Memory does not grow with the
    number of files.
    """
    return _each(files, partial(_figures_of, tuple(formats)), len(formats), workers)


def _figures_of(formats: tuple[str, ...], document: Document) -> Yield:
    from factcheck.extract import extract
    from factcheck.report.figures import FIGURE_FORMATS

    statements = extract(document)
    written = {form: FIGURE_FORMATS[form].rows(statements).encode("utf-8") for form in dict.fromkeys(formats)}
    return Yield(Input(""), tuple(written[form] for form in formats), (("figures", len(statements)),))


@dataclass(frozen=True, slots=True)
class Scan:
    """How documents are scanned: what is shown, how figures are read, what they are held against.

    ``trusted`` are the documents, with their figures, that are not accused. ``between`` says that the sentences that
    may meet those of other documents are wanted, too.
    """

    min_confidence: float | None = None
    names: bool = False
    policy: Policy = POLICY
    trusted: tuple[tuple[Document, tuple[Statement, ...]], ...] = ()
    between: bool = False


def scanned(files: Iterable[Input], formats: Sequence[str], scan: Scan, workers: int | None = None) -> Iterator[Yield]:
    """What each file says that cannot all be true, in each of the formats of ``report.findings``.

    With ``scan.between`` a piece more for ``pipeline.across``. Counted are figures, findings and errors.
    """
    return _each(files, partial(_findings_of, tuple(formats), scan), len(formats) + scan.between, workers)


def _findings_of(formats: tuple[str, ...], scan: Scan, document: Document) -> Yield:
    from factcheck.extract import extract
    from factcheck.link.blocks import told
    from factcheck.pipeline.scanning import scan_documents
    from factcheck.report.findings import FINDING_FORMATS

    statements = extract(document)
    report = scan_documents(
        (document,),
        tuple(one for one, _ in scan.trusted),
        min_confidence=scan.min_confidence,
        names=scan.names,
        policy=scan.policy,
        extracted={document.document: statements, **{one.document: held for one, held in scan.trusted}},
    )
    pieces = [FINDING_FORMATS[form].rows(report.findings).encode("utf-8") for form in formats]
    if scan.between:
        lines = (f"{keys.hex()}\t{one.as_line()}\n" for one, keys in told(document, statements))
        pieces.append("".join(lines).encode("ascii"))
    errors = sum(one.severity == "error" for one in report.findings)
    compared = sum(report.examined.values())
    counts = {"figures": len(statements), "compared": compared, "findings": len(report.findings), "errors": errors}
    return Yield(Input(""), tuple(pieces), tuple(counts.items()))


def _each(
    files: Iterable[Input], work: Callable[[Document], Yield], pieces: int, workers: int | None
) -> Iterator[Yield]:
    """``work`` of every document that can be read."""
    wanted = cores() if workers is None else workers
    return ordered(_batches(files), partial(_one, work, pieces), partial(_lost, pieces), wanted)


def _batches(files: Iterable[Input]) -> Iterator[list[Input]]:
    """A few files each, so that handing them out costs little."""
    batch: list[Input] = []
    size = 0
    for file in files:
        batch.append(file)
        size += max(file.size, 0)
        if len(batch) == BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _one(work: Callable[[Document], Yield], pieces: int, file: Input) -> Yield:
    from factcheck import read

    if file.problem:
        return Yield(file, (b"",) * pieces, problem=file.problem)
    try:
        made = work(read.read(file.path))
    except FactcheckError as problem:
        return Yield(file, (b"",) * pieces, problem=problem.render())
    except Exception as trouble:  # one document must not end the run of a corpus
        unread = FactcheckError(f"cannot be processed: {type(trouble).__name__}: {trouble}", path=file.path)
        return Yield(file, (b"",) * pieces, problem=unread.render())
    return Yield(file, made.pieces, made.counts)


def _lost(pieces: int, file: Input) -> Yield:
    problem = FactcheckError(
        "the process that read it died", path=file.path, hint="it may need more memory than is left"
    )
    return Yield(file, (b"",) * pieces, problem=problem.render())
