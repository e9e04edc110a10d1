"""Rows of many documents in, the files and the standard output that they were asked for out, as they come."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO

import click

from factcheck.cli.output import Progress
from factcheck.report.rows import RowFormat, demand_pyarrow, pack
from factcheck.version import VERSION

if TYPE_CHECKING:
    from factcheck.pipeline.corpus import Input, Yield

__all__ = ["PROBLEMS", "Afterwards", "workers_option", "write_rows"]

PROBLEMS = "problems"  # among what is counted: documents that could not be read
Formats = Mapping[str, RowFormat[Any]]
Targets = Sequence[tuple[str, Path | None]]

workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes share the work.  [default: one for each processor]",
)


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What is made of all documents together: ``produce`` gets the file of their last pieces, and gives rows.

    Each row, the same for every target, comes with its counts. ``what`` it counts on the way is shown on a terminal.
    """

    produce: Callable[[Path, Callable[[], None]], Iterator[tuple[bytes, Mapping[str, int]]]]
    what: str


def write_rows(
    files: Sequence[str],
    targets: Targets,
    formats: Formats,
    produce: Callable[[Iterator[Input]], Iterator[Yield]],
    made_by: Mapping[str, object],
    afterwards: Afterwards | None = None,
) -> Counter[str]:
    """Write what ``produce`` makes of the files to the targets, and return what it counted.

    ``produce`` gives a piece for each target, in their order, and one more if there is something to do ``afterwards``.
    Where all targets are files, an interrupted run goes on when it is started anew with the same files, options
    (``made_by``) and version.
    """
    from factcheck.cli.resumable import Output, Resumable
    from factcheck.pipeline import corpus

    if any(formats[form].schema for form, _ in targets):
        demand_pyarrow()
    counts: Counter[str] = Counter()
    progress = Progress("documents", lambda: sum(1 for _ in corpus.inputs(files)))
    kept_at = [number for number, (_, path) in enumerate(targets) if path is not None]
    outputs = [
        Output(path, formats[form].head.encode("utf-8"), _packing(formats[form]))
        for form, path in targets
        if path is not None
    ]
    with contextlib.ExitStack() as open_files:
        printed = _Printed(targets, formats, open_files)
        if afterwards is not None:
            base = outputs[0].path if outputs else _folder(open_files) / "rows"
            outputs.append(Output(base.with_name(f"{base.name}.gathered"), passing=True))
            kept_at.append(len(targets))
        rest = corpus.inputs(files)
        kept = None
        if outputs:
            made = {**made_by, "version": VERSION, "targets": [(form, str(path)) for form, path in targets]}
            kept = open_files.enter_context(Resumable(outputs, made))
            rest = kept.resume(lambda: corpus.inputs(files), anew=bool(printed.formats) or "-" in files)
            for earlier, problem in kept.before():
                _count(counts, earlier, problem, progress)
            if kept.taken_over:
                progress.begin_at(kept.taken_over)
                click.echo(f"going on after {kept.taken_over:,} documents, as {kept.journal_path} says", err=True)
        try:
            for one in produce(rest):
                printed.add(one.pieces)
                if kept is not None:
                    kept.add(replace(one, pieces=tuple(one.pieces[number] for number in kept_at)))
                _count(counts, dict(one.counts), one.problem, progress)
                progress.step()
        except KeyboardInterrupt:
            progress.clear()
            if kept is not None and kept.told and not kept.anew:
                click.echo(f"stopped after {kept.told:,} documents; the same command goes on from there", err=True)
            raise
        progress.clear()
        if kept is not None and afterwards is not None:
            progress = Progress(afterwards.what)
            for row, more in afterwards.produce(outputs[-1].partial, progress.step):
                printed.add([row] * len(targets))
                for number in range(len(outputs) - 1):
                    kept.append(number, row)
                counts.update(more)
            progress.clear()
        if kept is not None:
            kept.finish()
        printed.finish()
    return counts


def _folder(open_files: contextlib.ExitStack) -> Path:
    import tempfile

    return Path(open_files.enter_context(tempfile.TemporaryDirectory(prefix="factcheck-")))


def _count(counts: Counter[str], more: Mapping[str, int], problem: str, progress: Progress) -> None:
    counts.update(more)
    counts["documents"] += 1
    if problem:
        counts[PROBLEMS] += 1
        progress.clear()
        click.echo(problem, err=True)


def _packing(form: RowFormat[Any]) -> Callable[[Iterable[bytes], BinaryIO], None] | None:
    if form.schema is None:
        return None
    return partial(pack, form.schema)


class _Printed:
    """What goes to standard output: the first format as it comes, what else was asked for when that is at its end."""

    def __init__(self, targets: Targets, formats: Formats, open_files: contextlib.ExitStack) -> None:
        self.formats = {number: formats[form] for number, (form, path) in enumerate(targets) if path is None}
        self.first = next((number for number, form in self.formats.items() if form.schema is None), None)
        self.gathered: dict[int, IO[bytes]] = {}
        for number in self.formats:
            if number != self.first:
                import tempfile

                self.gathered[number] = open_files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        if self.first is not None:
            click.echo(self.formats[self.first].head, nl=False)

    def add(self, pieces: Sequence[bytes]) -> None:
        for number in self.formats:
            if number != self.first:
                self.gathered[number].write(pieces[number])
            elif pieces[number]:
                click.echo(pieces[number].decode("utf-8"), nl=False)

    def finish(self) -> None:
        for number, lines in self.gathered.items():
            lines.seek(0)
            packing = _packing(self.formats[number])
            if packing is not None:
                packing(lines, sys.stdout.buffer)
                continue
            click.echo(self.formats[number].head, nl=False)
            for line in lines:
                click.echo(line.decode("utf-8"), nl=False)
