"""``factcheck diff REV [REV]``: two states of a record in, what changed between them, in words, out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.output import deliver, format_option
from factcheck.report.wording import one_line

if TYPE_CHECKING:
    from factcheck.pipeline.difference import Difference


def _text(found: Difference) -> str:
    lines = [f"From {found.before} to {found.after}:"]
    for table, changes in found.by_table().items():
        lines += ["", table, *(f"  {one_line(one.sentence)}" for one in changes)]
    return "\n".join(lines if found.changes else [f"Nothing changed from {found.before} to {found.after}."]) + "\n"


def _markdown(found: Difference) -> str:
    lines = [f"## The record from {_plain(found.before)} to {_plain(found.after)}", ""]
    for table, changes in found.by_table().items():
        lines += [f"### {table.capitalize()}", "", *(f"- {_plain(one.sentence)}" for one in changes), ""]
    return "\n".join(lines if found.changes else [*lines, "Nothing changed.", ""])


def _plain(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|~#&@" else sign for sign in one_line(text))


def _json(found: Difference) -> str:
    return json.dumps(found.as_json(), ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Difference], str]] = {"text": _text, "json": _json, "markdown": _markdown}


@click.command("diff")
@click.argument("before", metavar="REV")
@click.argument("after", metavar="[REV]", required=False)
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    default=".",
    metavar="DIR",
    help="The project.  [default: here]",
)
@format_option(FORMATS, "text")
def command(before: str, after: str | None, project: Path, targets: tuple[tuple[str, Path | None], ...]) -> int:
    """Say in words what changed in a record since a git revision, or between two.

    Facts, values, hedges, which statement is said of which fact, relations, acceptances, and which verdicts moved.
    Without a second REV the files are read as they are now. REV... is where the branch left REV.
    """
    from factcheck.pipeline import difference

    found = difference.diff(project, before, after)
    for form, path in targets:
        deliver(FORMATS[form](found), path)
    return 0
