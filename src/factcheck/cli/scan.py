"""``factcheck scan FILE…``: documents in, the figures that cannot all be true out."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.documents import complain, readable
from factcheck.cli.output import Target, emit, working
from factcheck.errors import FactcheckError
from factcheck.report import FORMATS


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
@click.option(
    "--format",
    "targets",
    type=Target(FORMATS),
    multiple=True,
    default=["text"],
    show_default="text",
    help=f"One of {', '.join(FORMATS)}; with =FILE, written there. Repeatable.",
)
def command(
    files: tuple[str, ...],
    against: tuple[str, ...],
    min_confidence: float | None,
    names: bool,
    targets: tuple[tuple[str, Path | None], ...],
) -> int:
    """Find the figures of documents that cannot all be true. No set-up.

    FILE is a text, Markdown, HTML, DOCX, PDF, CSV or XLSX file, a folder, a pattern, or - for standard input. A file
    that cannot be read is reported and the others go on; the exit code is then 2. It is 1 when something disagrees.
    """
    from factcheck.pipeline import scanning

    failed: list[FactcheckError] = []
    with working("reading"):
        documents = list(readable(files, failed))
        trusted = list(readable(against, failed))
        report = None
        if documents and (trusted or not against):
            report = scanning.scan_documents(documents, trusted, min_confidence=min_confidence, names=names)
    if report is not None:
        emit(report, targets)
    complain(failed)
    return 2 if failed or report is None else report.exit_code
