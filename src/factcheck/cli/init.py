"""``factcheck init [DIR]``: a folder in, a project in it out, on which a check is green at once."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.output import write
from factcheck.errors import FactcheckError


@click.command("init")
@click.argument("project", type=click.Path(path_type=Path), default=".", metavar="[DIR]")
def command(project: Path) -> int:
    """Begin a project: data/ with a worked example, checks/ with the default suites, a workflow for GitHub.

    Nothing that is there is overwritten. Replace the rows of the example by your own; `factcheck adopt` enters a
    document.
    """
    from factcheck import scaffold

    wanted = scaffold.new_project()
    there = [name for name in wanted if (project / name).exists() or (project / name).is_symlink()]
    # A repository has rules of its own on what git is to ignore, and a place for them.
    blocking = [name for name in there if name != ".gitignore"]
    if blocking:
        raise FactcheckError(
            f"{blocking[0]} is there already" + (f", and {len(blocking) - 1} more" if len(blocking) > 1 else ""),
            path=str(project),
            hint="begin in a new folder: factcheck init NAME; what is there is untouched",
        )
    for name, text in wanted.items():
        if name not in there:
            write(project / name, text)
    if ".gitignore" in there:
        click.echo(f"{project / '.gitignore'} is as it was; add to it: reports/*", err=True)
    click.echo(f"{len(wanted) - len(there)} files written to {project}; now run: factcheck check {project}")
    return 0
