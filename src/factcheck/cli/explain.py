"""``factcheck explain CHECK``: prints a check's manual page."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("check", required=False)
def command(check: str | None) -> int:
    """Print the manual page of a check; without a check, list them all."""
    from factcheck import manual

    if check:
        click.echo(manual.page(check).rstrip("\n"))
    else:
        for family in manual.families():
            click.echo(f"{family:<13} {manual.summary(family)}")
    return 0
