"""Writes results where they were asked for: whole files or none, and only the format on standard output."""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from factcheck.errors import FactcheckError
from factcheck.model import Report

if TYPE_CHECKING:
    import threading

    _Parameter = click.ParamType[tuple[str, Path | None]]
else:  # the older click knows no types of values
    _Parameter = click.ParamType

# A run that is killed leaves what it was writing behind; the next one that writes there takes it away after so long.
_LEFT_BEHIND = 3600.0  # seconds


def write(path: Path, contents: str | bytes) -> None:
    """Put ``contents`` (text as UTF-8) at ``path``, whole or not at all: written beside it, flushed, then renamed.

    A symbolic link is refused, since a rename would replace it and a write would follow it out of the folder.
    """
    write_all({path: contents})


def write_all(files: Mapping[Path, str | bytes]) -> None:
    """The same for files that belong together: none is renamed into place before all of them are on the disk."""
    with contextlib.ExitStack() as cleaning:
        staged = []
        for path, contents in files.items():
            with _writing(path):
                temporary = _staged(path, contents, cleaning)
            staged.append((temporary, path))
        for temporary, path in staged:
            with _writing(path):
                temporary.replace(path)


def _staged(path: Path, contents: str | bytes, cleaning: contextlib.ExitStack) -> Path:
    """The contents on the disk, under a name beside that of their file."""
    if path.is_symlink():
        raise FactcheckError("the output is a symbolic link", path=str(path), hint="remove it, or name another file")
    import tempfile
    from glob import escape

    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        for old in path.parent.glob(f".{escape(path.name)}.*.tmp"):
            if time.time() - old.lstat().st_mtime > _LEFT_BEHIND:
                _gone(old)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    cleaning.callback(_gone, temporary)
    with os.fdopen(handle, "wb") as file:
        file.write(contents if isinstance(contents, bytes) else contents.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    temporary.chmod(0o666 & ~_umask())
    return temporary


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise FactcheckError(
            f"cannot write: {problem.strerror}", path=str(path), hint="what stood there before is untouched"
        ) from problem


def _gone(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


@contextlib.contextmanager
def working(what: str, after: float = 1.0) -> Iterator[None]:
    """Say on a terminal that work goes on, and for how long, once it takes longer than ``after`` seconds.

    Nothing is said where standard error is no terminal, and nothing of it stays there.
    """
    if not sys.stderr.isatty():
        yield
        return
    import threading

    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(what, after, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(what: str, after: float, done: threading.Event) -> None:
    begin = time.monotonic()
    if done.wait(after):
        return
    for sign in itertools.cycle("|/-\\"):
        sys.stderr.write(f"\r{sign} {what}, {time.monotonic() - begin:.0f} s")
        sys.stderr.flush()
        if done.wait(0.2):
            break
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()


class Progress:
    """A bar on a terminal for what is counted, after a second and five times a second at most; elsewhere nothing.

    ``count`` says how many there are; 0 where nobody knows.
    """

    def __init__(self, what: str, count: Callable[[], int] = int, after: float = 1.0) -> None:
        self.what = what
        self.shown = sys.stderr.isatty()
        self.total = count() if self.shown else 0
        self.done = self.begun = 0
        self.start = time.monotonic()
        self.next = self.start + after

    def begin_at(self, done: int) -> None:
        """So many were done before: they count, but say nothing of the pace."""
        self.done = self.begun = done

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        if self.shown and (now := time.monotonic()) >= self.next:
            self.next = now + 0.2
            sys.stderr.write(f"\r{self._bar(now - self.start)}\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        """Leave nothing of it; the next step draws it anew."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _bar(self, seconds: float) -> str:
        if not self.total:
            return f"{self.done:,} {self.what}, {seconds:.0f} s"
        total = max(self.total, self.done)
        full = 20 * self.done // total
        pace = (self.done - self.begun) / seconds if seconds else 0.0
        left = round((total - self.done) / pace) if pace else 0
        clock = (
            f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02}" if left >= 3600 else f"{left // 60}:{left % 60:02}"
        )
        bar = "#" * full + "." * (20 - full)
        return f"[{bar}] {self.done:,} of {total:,} {self.what}, {pace:.0f}/s, {clock} left"


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other runs from changing ``path`` between reading and writing it; they wait.

    The folder is locked, since the file itself is replaced when it is written. Where the system or the file system
    has no such locks, nothing is locked.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = os.open(path.parent, os.O_RDONLY)
    except OSError as problem:
        raise FactcheckError(f"cannot write: {problem.strerror}", path=str(path)) from problem
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def read_or_nothing(path: Path) -> str:
    """The text of a UTF-8 file with its line ends, "" where there is none."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""


def deliver(contents: str | bytes, path: Path | None) -> None:
    """Write to ``path``, or to standard output where there is none."""
    if path is None:
        click.echo(contents, nl=False)
    else:
        write(path, contents)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


Command = TypeVar("Command", bound=Callable[..., Any])


class Target(_Parameter):
    """``FORMAT`` or ``FORMAT=FILE``."""

    name = "FORMAT[=FILE]"

    def __init__(self, formats: Iterable[str]) -> None:
        self.formats = tuple(formats)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Path | None]:
        if isinstance(value, tuple):
            return value
        form, equals, file = str(value).partition("=")
        if form not in self.formats:
            self.fail(f"{form!r} is none of {', '.join(self.formats)}", param, ctx)
        if equals and not file:
            self.fail(f"{form}= names no file", param, ctx)
        return form, Path(file) if file else None


def format_option(formats: Mapping[str, object], default: str) -> Callable[[Command], Command]:
    """``--format FORMAT[=FILE]``, any number of times, as ``targets``."""
    return click.option(
        "--format",
        "targets",
        type=Target(formats),
        multiple=True,
        default=[default],
        show_default=default,
        help=f"One of {', '.join(formats)}; with =FILE, written there. Repeatable.",
    )


def emit(report: Report, targets: Sequence[tuple[str, Path | None]]) -> None:
    """Give a run in each format that was asked for, to its file or to standard output."""
    import shutil

    from factcheck.report import render, terminal

    for form, path in targets:
        if path is None and form == "text":
            colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
            width = shutil.get_terminal_size((100, 24)).columns
            click.echo(terminal.render(report, colour=colour, width=min(width, 120)), nl=False, color=colour)
        else:
            deliver(render(report, form), path)


def open_in_browser(page: Path) -> None:
    """Open a local page in the reader's browser; say so where there is none."""
    import webbrowser

    if not webbrowser.open(page.resolve().as_uri()):
        click.echo("no browser could be opened", err=True)
