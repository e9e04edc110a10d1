"""``factcheck compare A B``: two figures in, verdict and both intervals out."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("compare")
@click.argument("first")
@click.argument("second")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(first: str, second: str, form: str) -> int:
    """Can two figures both be true? `factcheck compare "nearly 96000" "95800"`.

    Exit code 1 when they cannot. How generously figures are read may be set in the pyproject.toml of this folder.
    """
    from factcheck.config import load_config
    from factcheck.pipeline.comparison import compare

    outcome = compare(first, second, load_config(Path()).policy)
    if form == "json":
        click.echo(json.dumps(outcome.as_json(), ensure_ascii=False))
    else:
        click.echo(outcome.as_text())
    return 1 if outcome.severity == "error" else 0
