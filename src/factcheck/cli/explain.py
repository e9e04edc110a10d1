"""``factcheck explain CHECK``: prints a check's manual page."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("check", required=False)
def command(check: str | None) -> int:
    """Print the manual page of a check; without a check, list them all."""
    from factcheck.pipeline import manual

    click.echo(manual(check))
    return 0
