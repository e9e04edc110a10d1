"""``factcheck scan FILE…``: documents in, the figures that cannot all be true out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.corpora import PROBLEMS, Afterwards, workers_option, write_rows
from factcheck.cli.documents import complain, readable
from factcheck.cli.output import emit, format_option, working
from factcheck.config import load_config
from factcheck.errors import FactcheckError
from factcheck.report import FORMATS
from factcheck.report.findings import FINDING_FORMATS

if TYPE_CHECKING:
    from factcheck.interval import Policy
    from factcheck.model import Document
    from factcheck.pipeline.across import Groups


MANY = 100  # documents, from which on one who waits is told how a corpus is scanned


@click.command("scan")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--against", multiple=True, metavar="FILE", help="A trusted document: only FILE... are accused. Repeatable."
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="0..1",
    help="How sure a link must be for its finding to be shown.",
)
@click.option("--names", is_flag=True, help="Also report names that are spelled in two ways.")
@click.option("--each", is_flag=True, help="With jsonl or parquet: hold each document against itself alone.")
@format_option({**FORMATS, **FINDING_FORMATS}, "text")
@workers_option
def command(
    files: tuple[str, ...],
    against: tuple[str, ...],
    min_confidence: float | None,
    names: bool,
    each: bool,
    targets: tuple[tuple[str, Path | None], ...],
    workers: int | None,
) -> int:
    """Find the figures of documents that cannot all be true. No set-up.

    FILE is a text, Markdown, HTML, DOCX, PDF, CSV or XLSX file, a folder, a pattern, or - for standard input. A file
    that cannot be read is reported and the others go on; the exit code is then 2. It is 1 when something disagrees.

    Several documents are compared as one, all at once. With --format jsonl or parquet, for any number of them, each is
    held against itself, a finding a line as it is found; then what different documents say of the same period meets by
    words of its topic, unless --each. If such a run into files is interrupted, the same command goes on from there.
    """
    from factcheck.pipeline import scanning

    policy = load_config(Path()).policy
    in_rows = [form in FINDING_FORMATS for form, _ in targets]
    if any(in_rows) and not all(in_rows):
        raise click.UsageError(
            f"{' and '.join(FINDING_FORMATS)} are written as documents are read: name no other format"
        )
    if not any(in_rows) and (each or workers):
        raise click.UsageError("--each and --workers are for --format jsonl or parquet")
    failed: list[FactcheckError] = []
    if any(in_rows):
        trusted = list(readable(against, failed))
        complain(failed)
        if against and not trusted:
            return 2
        settings = Settings(min_confidence, names, policy, each or bool(against), workers)
        code = _in_rows(files, trusted, targets, settings)
        return 2 if failed else code
    with working("reading"):
        documents = list(readable(files, failed))
        trusted = list(readable(against, failed))
        if len(documents) > MANY:
            hint = "for a corpus: --format jsonl=FILE"
            click.echo(f"{len(documents):,} documents are compared as one, in memory ({hint})", err=True)
        report = None
        if documents and (trusted or not against):
            report = scanning.scan_documents(
                documents, trusted, min_confidence=min_confidence, names=names, policy=policy
            )
    if report is not None:
        emit(report, targets)
    complain(failed)
    return 2 if failed or report is None else report.exit_code


@dataclass(frozen=True, slots=True)
class Settings:
    """How a corpus is scanned; ``alone`` says that documents do not meet."""

    min_confidence: float | None
    names: bool
    policy: Policy
    alone: bool
    workers: int | None


def _in_rows(
    files: tuple[str, ...],
    trusted: Sequence[Document],
    targets: tuple[tuple[str, Path | None], ...],
    settings: Settings,
) -> int:
    """Scan document by document, then between them; what was done is said on standard error."""
    from factcheck.extract import extract
    from factcheck.pipeline import corpus
    from factcheck.pipeline.across import Groups, across

    seen = Groups()
    workers = 1 if "-" in files else settings.workers
    held_against = tuple((document, extract(document)) for document in trusted)
    scan = corpus.Scan(settings.min_confidence, settings.names, settings.policy, held_against, not settings.alone)

    def between(gathered: Path, step: Callable[[], None]) -> Iterator[tuple[bytes, Mapping[str, int]]]:
        found = across(
            gathered,
            seen,
            min_confidence=settings.min_confidence,
            policy=settings.policy,
            workers=settings.workers,
            step=step,
        )
        for one in found:
            yield one.line, {"findings": 1, "errors": one.severity == "error", "between": 1}

    counts = write_rows(
        files,
        targets,
        FINDING_FORMATS,
        lambda rest: corpus.scanned(rest, [form for form, _ in targets], scan, workers),
        {
            "command": "scan",
            "min_confidence": settings.min_confidence,
            "names": settings.names,
            "policy": repr(settings.policy),
            "against": [document.sha256 for document in trusted],
            "each": settings.alone,
        },
        None if settings.alone else Afterwards(between, "groups of sentences compared"),
    )
    click.echo(_summary(counts, seen, settings.alone), err=True)
    return 2 if counts[PROBLEMS] else int(counts["errors"] > 0)


def _summary(counts: Counter[str], seen: Groups, alone: bool) -> str:
    from factcheck.link.blocks import BOUND

    read = counts["documents"] - counts[PROBLEMS]
    lines = [
        f"{read:,} documents, {counts['figures']:,} figures, {counts['compared']:,} comparisons: "
        f"{counts['findings']:,} findings, {counts['errors']:,} of them errors"
    ]
    if counts[PROBLEMS]:
        lines.append(f"{counts[PROBLEMS]:,} documents could not be read")
    if not alone:
        lines.append(
            f"between documents: {seen.compared:,} groups of sentences compared, {counts['between']:,} findings"
        )
    if seen.too_large:
        lines.append(
            f"not compared: {seen.too_large:,} groups of more than {BOUND} sentences, which share common words"
        )
    if seen.lost:
        lines.append(f"not compared: {seen.lost:,} groups that could not be worked off")
    return "\n".join(lines)
