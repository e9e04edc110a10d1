"""``factcheck accept FINDING``: a finding and a reason in, an entry of ``checks/accepted.toml`` out."""

from __future__ import annotations

import datetime
import getpass
import subprocess
from pathlib import Path

import click

from factcheck.cli.output import locked, read_or_nothing, working, write
from factcheck.config import load_config


@click.command("accept")
@click.argument("finding", metavar="FINDING")
@click.option("--reason", required=True, metavar="TEXT", help="Why it stays; shown in every report.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The last day on which it holds.")
@click.option("--author", metavar="NAME", help="Who accepts it.  [default: git's user.name, or the user]")
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    default=".",
    metavar="DIR",
    help="The project whose checks/accepted.toml is written.  [default: here]",
)
def command(finding: str, reason: str, until: datetime.datetime | None, author: str | None, project: Path) -> int:
    """Write down that a disagreement is known and stays: in checks/accepted.toml, with the reason.

    FINDING is the id that every report shows, or the fact or relation that it alone is about. The entry holds the
    statements' values as they are now and goes stale when one of them changes.
    """
    from factcheck.pipeline import acceptance

    last = until.date() if until else None
    with working("checking the record"):
        accepted = acceptance.accept(project, finding, reason=reason, author=author or _author(project), until=last)
    if accepted.entry is not None:
        file = project / load_config(project).accepted
        with locked(file):
            write(file, acceptance.with_acceptance(read_or_nothing(file), accepted.entry))
    click.echo(accepted.sentence)
    return 0


def _author(project: Path) -> str:
    """The name that git would sign with in the project, else that of the user."""
    try:
        asked = ["git", "-C", str(project), "config", "user.name"]
        told = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=10).stdout.strip()  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        told = ""
    if told:
        return told
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
