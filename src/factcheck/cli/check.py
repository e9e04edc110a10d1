"""``factcheck check``: a project's record in, its findings on the terminal and in ``reports/index.html`` out."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.output import Target, emit, open_in_browser, write
from factcheck.report import FORMATS


@click.command("check")
@click.argument("project", type=click.Path(path_type=Path), default=".")
@click.option("--suite", "suites", multiple=True, metavar="NAME", help="Run this suite of checks/ only. Repeatable.")
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the texts lie, for provenance.",
)
@click.option(
    "--format",
    "targets",
    type=Target(FORMATS),
    multiple=True,
    default=["text"],
    show_default="text",
    help=f"One of {', '.join(FORMATS)}; with =FILE, written there. Repeatable.",
)
@click.option("--strict", is_flag=True, help="Ignore checks/accepted.toml: known disagreements fail, too.")
@click.option("--data-docs", is_flag=True, help="Also build Great Expectations' Data Docs in reports/data_docs/.")
@click.option("--open", "open_page", is_flag=True, help="Open the report in the browser.")
def command(
    project: Path,
    suites: tuple[str, ...],
    documents: Path | None,
    targets: tuple[tuple[str, Path | None], ...],
    strict: bool,
    data_docs: bool,
    open_page: bool,
) -> int:
    """Cross-check the record in PROJECT/data against the demands in PROJECT/checks.

    Writes PROJECT/reports/index.html. Exit code 1 when something disagrees that is not accepted.
    """
    from factcheck import pipeline

    reports = project / "reports"
    docs = reports / "data_docs" if data_docs else None
    report = pipeline.check(project, suites=suites, documents=documents, strict=strict, data_docs=docs)
    page = reports / "index.html"
    write(page, pipeline.page(report, reports / "history.jsonl"))
    write(reports / "history.jsonl", pipeline.history(report, reports / "history.jsonl"))
    emit(report, targets)
    click.echo(f"report: {page}", err=True)
    if open_page:
        open_in_browser(page)
    return report.exit_code
