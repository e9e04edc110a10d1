"""``factcheck extract FILE…``: documents in, every figure that they state out."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.corpora import PROBLEMS, workers_option, write_rows
from factcheck.cli.documents import complain, readable
from factcheck.cli.output import format_option
from factcheck.errors import FactcheckError
from factcheck.report.figures import FIGURE_FORMATS


@click.command("extract")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@format_option(FIGURE_FORMATS, "jsonl")
@click.option("--text", "text_only", is_flag=True, help="Print the text that the offsets refer to, and no figures.")
@workers_option
def command(
    files: tuple[str, ...], targets: tuple[tuple[str, Path | None], ...], text_only: bool, workers: int | None
) -> int:
    """Print every figure that documents state: place, value, unit, hedge, period, scope, speaker, topic.

    FILE is a text, Markdown, HTML, DOCX, PDF, CSV or XLSX file, a folder, a pattern, or - for standard input. A file
    that cannot be read is reported and the others go on; the exit code is then 2. Figures are written as they are
    read, however many documents there are; if a run into files is interrupted, the same command goes on from there.
    """
    if text_only:
        return _print_texts(files)
    from factcheck.pipeline import corpus

    counts = write_rows(
        files,
        targets,
        FIGURE_FORMATS,
        lambda rest: corpus.extracted(rest, [form for form, _ in targets], 1 if "-" in files else workers),
        {"command": "extract"},
    )
    return 2 if counts[PROBLEMS] else 0


def _print_texts(files: tuple[str, ...]) -> int:
    failed: list[FactcheckError] = []
    for document in readable(files, failed):
        click.echo(document.text, nl=not document.text.endswith("\n"))
    complain(failed)
    return 2 if failed else 0
