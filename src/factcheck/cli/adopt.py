"""``factcheck adopt DOC…``: documents in, rows of a record's ``data/`` out."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.output import locked, write, write_all
from factcheck.config import load_config


@click.command("adopt")
@click.argument("files", nargs=-1, required=True, metavar="DOC...")
@click.option(
    "--into",
    "project",
    type=click.Path(path_type=Path),
    default=".",
    metavar="DIR",
    help="The project whose data/ is written.  [default: here]",
)
def command(files: tuple[str, ...], project: Path) -> int:
    """Enter the figures, facts and relations of documents into a record, to be edited by hand.

    Rows that are there stay as they are; where a document has changed, the places of its statements move with their
    words. Enter a document again after each new edition.
    """
    from factcheck import scaffold
    from factcheck.pipeline import scanning

    config = load_config(project)
    scanned = scanning.scan(files)
    # Another run that enters a document must see the rows of this one.
    with locked(project / config.data / "documents.csv"):
        adopted = scanning.entered(scanned, project)
        write_all({project / name: text for name, text in adopted.files.items()})
    # Without demands on it a record is checked for nothing.
    if not (project / config.checks).exists():
        places = {"checks": config.checks, "data": config.data}
        for name, text in (scaffold.default_checks() | scaffold.table_schema()).items():
            folder, _, file = name.partition("/")
            if not (project / places[folder] / file).exists():
                write(project / places[folder] / file, text)
        click.echo(f"the default suites are written to {project / config.checks}", err=True)
    for note in adopted.notes:
        click.echo(note, err=True)
    click.echo(", ".join(f"{number} new in data/{name}.csv" for name, number in adopted.added.items()))
    return 0
