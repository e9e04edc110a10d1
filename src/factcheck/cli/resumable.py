"""Pieces of output come in, document by document; files go out, whole, and what was interrupted goes on.

Beside each file that is being written stands ``FILE.partial``, and beside the first ``FILE.journal``: a line for what
the run is, then one for each document with its size, its time and where its rows end. A run that starts with the same
inputs, options and version takes over what stands in them up to the first document that differs; a piece without its
line, or a line that is cut off, is dropped. Once all is there the files are renamed into place and the journal goes.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any, BinaryIO
from zlib import crc32

from factcheck.errors import FactcheckError
from factcheck.pipeline.corpus import Input, Yield

__all__ = ["Output", "Resumable"]

SYNCED = 5.0  # seconds between two moments at which even a power failure loses nothing
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write: its head, and how its lines become what it holds, where they are not that themselves.

    One that is ``passing`` is wanted while the run goes on, and never put into place.
    """

    path: Path
    head: bytes = b""
    pack: Callable[[Iterable[bytes], BinaryIO], None] | None = None
    passing: bool = False

    @property
    def partial(self) -> Path:
        """Where its rows are gathered."""
        return self.path.with_name(f"{self.path.name}.partial")

    @property
    def packing(self) -> Path:
        """Where they become what it holds."""
        return self.path.with_name(f"{self.path.name}.packing")


class Resumable:
    """Files that grow by a piece for each document. Use it as a context; call ``resume`` first, ``finish`` last."""

    def __init__(self, outputs: Sequence[Output], made_by: object) -> None:
        self.outputs = tuple(outputs)
        self.made_by = json.loads(json.dumps(made_by))
        self.journal_path = self.outputs[0].path.with_name(f"{self.outputs[0].path.name}.journal")
        self.files: list[IO[bytes]] = []  # of each output, then the journal
        self.ends: list[int] = []
        self.sums: list[int] = []
        self.taken_over = self.told = 0  # documents: of an earlier run, and all
        self.finished = self.anew = False
        self.synced = time.monotonic()
        self.lock = -1

    def __enter__(self) -> Resumable:
        with _told(self.outputs[0].path):
            for path in (*(path for one in self.outputs for path in (one.path, one.partial)), self.journal_path):
                if path.is_symlink():
                    hint = "remove it, or name another file"
                    raise FactcheckError("the output is a symbolic link", path=str(path), hint=hint)
                path.parent.mkdir(parents=True, exist_ok=True)
            self.lock = _locked(self.journal_path)
        return self

    def __exit__(self, *_: object) -> None:
        for file in self.files:
            with contextlib.suppress(OSError):
                file.close()
        if not self.finished and (self.anew or not self.told):
            for path in (*(one.partial for one in self.outputs), self.journal_path):
                with contextlib.suppress(OSError):
                    path.unlink()
        os.close(self.lock)

    def resume(self, inputs: Callable[[], Iterator[Input]], *, anew: bool = False) -> Iterator[Input]:
        """The inputs that are still to be read: all of them if ``anew``. What was told of the others is ``before``."""
        self.anew = anew
        with _told(self.outputs[0].path):
            rest = inputs()
            last: dict[str, Any] = {}
            place = number = 0
            entries = _entries(self.journal_path)
            _, made = next(entries, (0, {}))
            if made.get("made_by") == self.made_by and not anew:
                for place_after, entry in entries:
                    one = next(rest, None)
                    if one is None or entry.get("input") != asdict(one):
                        rest = rest if one is None else chain([one], rest)
                        break
                    last, place, number = entry, place_after, number + 1
            if not last or not self._take_over(last):
                rest, place, number = inputs(), 0, 0
                self._begin()
            self.told = self.taken_over = number
            self.files.append(os.fdopen(os.dup(self.lock), "r+b"))
            self.files[-1].truncate(place)
            self.files[-1].seek(place)
            if not place:
                self._note({"made_by": self.made_by})
        return rest

    def before(self) -> Iterator[tuple[dict[str, int], str]]:
        """The counts, and the problem if there was one, of each document that was taken over."""
        entries = _entries(self.journal_path)
        next(entries, None)
        for _, (_, entry) in zip(range(self.taken_over), entries, strict=False):
            yield entry["counts"], entry["input"]["problem"] or entry["problem"]

    def add(self, one: Yield) -> None:
        """Write what a document gave: first its pieces, then its line in the journal."""
        for number, piece in enumerate(one.pieces):
            if piece:
                self.append(number, piece)
                self.ends[number] += len(piece)
                self.sums[number] = crc32(piece, self.sums[number])
        with _told(self.journal_path):
            if time.monotonic() - self.synced > SYNCED:
                self._sync()
            told = {"input": asdict(one.input), "counts": dict(one.counts), "problem": one.problem}
            self._note({**told, "ends": self.ends, "sums": self.sums})
        self.told += 1

    def append(self, number: int, piece: bytes) -> None:
        """Write what follows all documents: made anew by a run that goes on."""
        with _told(self.outputs[number].path):
            self.files[number].write(piece)
            self.files[number].flush()

    def finish(self) -> None:
        """Put the files into place; stopped in the midst of that, the next run does it."""
        for output in self.outputs:
            if output.pack is not None:
                with _told(output.path), output.partial.open("rb") as lines, output.packing.open("wb") as sink:
                    output.pack(lines, sink)
                    sink.flush()
                    os.fsync(sink.fileno())
        with _told(self.journal_path):
            self._sync()
        for output in self.outputs:
            if output.passing:
                continue
            with _told(output.path):
                (output.partial if output.pack is None else output.packing).replace(output.path)
        for output in self.outputs:
            output.partial.unlink(missing_ok=True)
        self.finished = True
        with _told(self.journal_path):
            self.journal_path.unlink()

    def _begin(self) -> None:
        for output in self.outputs:
            file = output.partial.open("wb")
            file.write(output.head)
            file.flush()
            self.files.append(file)
            self.ends.append(len(output.head))
            self.sums.append(crc32(output.head))

    def _take_over(self, last: dict[str, Any]) -> bool:
        """Whether each file holds, up to where the last document ended, what was written; it is cut off there."""
        for output, end, expected in zip(self.outputs, last["ends"], last["sums"], strict=True):
            if _sum(output.partial, end) != expected:
                return False
        for output, end in zip(self.outputs, last["ends"], strict=True):
            file = output.partial.open("r+b")
            file.truncate(end)
            file.seek(end)
            self.files.append(file)
        self.ends, self.sums = list(last["ends"]), list(last["sums"])
        return True

    def _note(self, entry: dict[str, Any]) -> None:
        self.files[-1].write(json.dumps(entry, separators=(",", ":")).encode("ascii") + b"\n")
        self.files[-1].flush()

    def _sync(self) -> None:
        for file in self.files:
            os.fsync(file.fileno())
        self.synced = time.monotonic()


def _entries(journal: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The lines of a journal with the offset after each, up to the first that is none."""
    place = 0
    with journal.open("rb") as lines:
        for line in lines:
            place += len(line)
            try:
                entry = json.loads(line)
            except ValueError:
                return
            if not line.endswith(b"\n") or not isinstance(entry, dict):
                return
            yield place, entry


def _sum(path: Path, end: int) -> int | None:
    """The checksum of the first ``end`` bytes; none where there are fewer."""
    total = 0
    try:
        with path.open("rb") as file:
            while end:
                block = file.read(min(end, BLOCK))
                if not block:
                    return None
                total = crc32(block, total)
                end -= len(block)
    except FileNotFoundError:
        return None
    return total


def _locked(path: Path) -> int:
    """The open journal, kept from a second run where the system has such locks."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        return file
    except BlockingIOError:
        os.close(file)
        hint = "wait for it, or name another file"
        raise FactcheckError("another run is writing this", path=str(path), hint=hint) from None
    except OSError:
        return file  # a file system without locks
    if path.exists() and os.path.samestat(os.fstat(file), path.stat()):
        return file
    os.close(file)  # the run that held it ended in between and took its journal away
    return _locked(path)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a message that names the file."""
    try:
        yield
    except OSError as problem:
        hint = "what stood there before is untouched; the same command goes on from where it stopped"
        raise FactcheckError(f"cannot write: {problem.strerror or problem}", path=str(path), hint=hint) from problem
