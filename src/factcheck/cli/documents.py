"""Files that a command was given in, the documents that can be read out; the others are reported and passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from factcheck.errors import FactcheckError

if TYPE_CHECKING:
    from factcheck.model import Document


def readable(files: Sequence[str], failed: list[FactcheckError]) -> Iterator[Document]:
    """The documents that can be read, in order; the errors of the others are put into ``failed``."""
    from factcheck import read

    for file in files:
        try:
            paths = list(read.expand([file]))
        except FactcheckError as problem:
            failed.append(problem)
            continue
        for path in paths:
            try:
                document = read.read(path)
            except FactcheckError as problem:
                failed.append(problem)
            else:
                yield document


def complain(failed: Sequence[FactcheckError]) -> None:
    """Say on standard error what could not be read, each with its hint."""
    for problem in failed:
        click.echo(problem.render(), err=True)
