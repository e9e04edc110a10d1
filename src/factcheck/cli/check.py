"""``factcheck check``: a project's record in, its findings on the terminal and in ``reports/index.html`` out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.output import emit, format_option, locked, open_in_browser, read_or_nothing, working, write
from factcheck.config import load_config
from factcheck.report import FORMATS
from factcheck.source import ENGINES, source_of

if TYPE_CHECKING:
    from factcheck.model import Report


@click.command("check")
@click.argument("project", type=click.Path(path_type=Path), default=".")
@click.option("--suite", "suites", multiple=True, metavar="NAME", help="Run this suite of checks/ only. Repeatable.")
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the texts lie, for provenance.",
)
@format_option(FORMATS, "text")
@click.option(
    "--data",
    metavar="PLACE",
    help="Where the record lies: a folder of CSV or Parquet, a Parquet, DuckDB or SQLite file, an SQLAlchemy URL.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="What checks it. By default pandas for CSV, for all else SQL where it lies.",
)
@click.option("--master", metavar="URL", default="", help="The Spark cluster; by default this machine.")
@click.option(
    "--table", "tables", multiple=True, metavar="OURS=THEIRS", help="What a table is called there. Repeatable."
)
@click.option("--strict", is_flag=True, help="Ignore checks/accepted.toml: known disagreements fail, too.")
@click.option(
    "--since",
    metavar="REV",
    help="Fail on what disagrees since this git revision alone; `main...` is where the branch left main.",
)
@click.option("--update-accepted", is_flag=True, help="Remove the stale entries from checks/accepted.toml.")
@click.option("--data-docs", is_flag=True, help="Also build Great Expectations' Data Docs in reports/data_docs/.")
@click.option("--open", "open_page", is_flag=True, help="Open the report in the browser.")
def command(
    project: Path,
    suites: tuple[str, ...],
    documents: Path | None,
    targets: tuple[tuple[str, Path | None], ...],
    data: str | None,
    engine: str | None,
    master: str,
    tables: tuple[str, ...],
    strict: bool,
    since: str | None,
    update_accepted: bool,
    data_docs: bool,
    open_page: bool,
) -> int:
    """Cross-check the record in PROJECT/data against the demands in PROJECT/checks.

    Writes PROJECT/reports/index.html. Exit code 1 when something disagrees that is not accepted.
    """
    from factcheck.pipeline import checking, pages

    if strict and update_accepted:
        raise click.UsageError("--strict ignores the file that --update-accepted would change: choose one")
    if since is not None and update_accepted:
        raise click.UsageError("--update-accepted is about all entries, --since about an edit: choose one")
    config = load_config(project)
    reports = project / config.reports
    docs = reports / "data_docs" if data_docs else None
    source = None
    if data is not None or engine not in (None, "pandas") or master:
        named = {**dict(config.tables), **dict(map(_table, tables))}
        source = source_of(data or project / config.data, engine=engine, master=master, tables=named)
    elif tables:
        raise click.UsageError("--table says what a table of --data is called: name both")
    with working("checking the record"):
        report = checking.check(
            project, suites=suites, documents=documents, strict=strict, data_docs=docs, since=since, source=source
        )
    if update_accepted:
        report = _updated(report, project / config.accepted)
    page, history = reports / "index.html", reports / "history.jsonl"
    write(page, pages.page(report, history))
    with locked(history):
        write(history, pages.history(report, history))
    emit(report, targets)
    click.echo(f"report: {page}", err=True)
    if open_page:
        open_in_browser(page)
    return report.exit_code


def _table(words: str) -> tuple[str, str]:
    ours, equals, theirs = words.partition("=")
    if not equals or not theirs:
        raise click.BadParameter(f"{words!r} is not OURS=THEIRS: statements=figures.statements", param_hint="--table")
    return ours, theirs


def _updated(report: Report, file: Path) -> Report:
    """The run without the acceptances that no longer hold, which are removed from the file and named."""
    from factcheck.pipeline import acceptance

    stale = acceptance.stale_entries(report)
    if not stale:
        click.echo(f"nothing is stale in {file}", err=True)
        return report
    with locked(file):
        updated, text = acceptance.without_stale(report, read_or_nothing(file))
        write(file, text)
    for check, subject in stale:
        click.echo(f"removed from {file}: {check} on {subject}", err=True)
    return updated
