"""``factcheck extract FILE…``: documents in, every figure that they state out."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.documents import complain, readable
from factcheck.cli.output import Target, deliver
from factcheck.errors import FactcheckError
from factcheck.report.figures import FIGURE_FORMATS


@click.command("extract")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "targets",
    type=Target(FIGURE_FORMATS),
    multiple=True,
    default=["jsonl"],
    show_default="jsonl",
    help=f"One of {', '.join(FIGURE_FORMATS)}; with =FILE, written there. Repeatable.",
)
@click.option("--text", "text_only", is_flag=True, help="Print the text that the offsets refer to, and no figures.")
def command(files: tuple[str, ...], targets: tuple[tuple[str, Path | None], ...], text_only: bool) -> int:
    """Print every figure that documents state: place, value, unit, hedge, period, scope, speaker, topic.

    FILE is a text, Markdown, HTML, DOCX, PDF, CSV or XLSX file, a folder, a pattern, or - for standard input. A file
    that cannot be read is reported and the others go on; the exit code is then 2.
    """
    from factcheck.extract import extract

    failed: list[FactcheckError] = []
    documents = readable(files, failed)
    if text_only:
        for document in documents:
            click.echo(document.text, nl=not document.text.endswith("\n"))
    else:
        statements = [statement for document in documents for statement in extract(document)]
        for form, path in targets:
            deliver(FIGURE_FORMATS[form](statements), path)
    complain(failed)
    return 2 if failed else 0
