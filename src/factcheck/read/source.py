"""A path or standard input comes in; its bytes go out, within limits, or a clear refusal."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from hashlib import sha256

from factcheck.errors import FactcheckError

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost before it is refused; ``LIMITS`` are the ones in force.

    A packed file (DOCX, XLSX, PDF) may always unfold to ``free_bytes``, beyond that to ``ratio`` times
    its size, and never to more than ``unpacked_bytes``. ``passages`` bounds the paragraphs and cells of
    one document, ``members`` the entries of an archive. The process that reads a PDF gets
    ``pdf_memory`` bytes of address space (where the system can limit it) and ``pdf_seconds``, and may
    give no more than ``pdf_characters``.
    """

    file_bytes: int = 256 * MIB
    unpacked_bytes: int = 512 * MIB
    free_bytes: int = 16 * MIB
    ratio: int = 200
    passages: int = 2_000_000
    members: int = 10_000
    pdf_memory: int = 1024 * MIB
    pdf_seconds: int = 120
    pdf_characters: int = 32 * MIB

    def unfolded(self, size: int) -> int:
        """How many bytes or characters a packed file of ``size`` bytes may unfold to."""
        return min(self.unpacked_bytes, max(self.free_bytes, self.ratio * size))


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a document with its name, before anyone has looked inside."""

    name: str
    path: str
    data: bytes
    limits: Limits = LIMITS

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()

    def refuse(self, message: str, hint: str = "", line: int | None = None) -> FactcheckError:
        """The error that names this document."""
        return FactcheckError(message, path=self.path or self.name, line=line, hint=hint)


def load(path: str | os.PathLike[str], limits: Limits = LIMITS) -> Source:
    """The bytes of a regular file, or of standard input for "-".

    A symbolic link is followed: who names it means what it points to. A folder, a pipe or a device is
    refused, so that no name can make us wait for ever or read without end.
    """
    name = os.fspath(path)
    if name == "-":
        return _nonempty(Source("stdin", "", _standard_input(limits), limits))
    return _nonempty(Source(name.replace(os.sep, "/"), name, _file(name, limits), limits))


def _nonempty(source: Source) -> Source:
    if not source.data:
        raise source.refuse("the file is empty" if source.path else "standard input is empty")
    return source


def _file(name: str, limits: Limits) -> bytes:
    try:
        # Without O_NONBLOCK the mere opening of a pipe would wait for its writer.
        handle = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise _cannot_open(name, error) from error
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        raise FactcheckError(f"this is {_nature(mode)}, not a file", path=name, hint=_advice(mode))
    with os.fdopen(handle, "rb") as file:
        try:
            data = file.read(limits.file_bytes + 1)
        except (OSError, MemoryError) as error:
            raise FactcheckError(f"cannot be read: {_reason(error)}", path=name) from error
    return _bounded(data, name, limits)


def _standard_input(limits: Limits) -> bytes:
    stream = sys.stdin
    if stream is None:
        raise FactcheckError("there is no standard input", path="-")
    try:
        if hasattr(stream, "buffer"):
            data = stream.buffer.read(limits.file_bytes + 1)
        else:
            data = stream.read(limits.file_bytes + 1).encode("utf-8", "surrogatepass")
    except (OSError, ValueError, MemoryError) as error:
        raise FactcheckError(f"standard input cannot be read: {_reason(error)}", path="-") from error
    return _bounded(data, "-", limits)


def _bounded(data: bytes, name: str, limits: Limits) -> bytes:
    if len(data) > limits.file_bytes:
        message = f"larger than {limits.file_bytes // MIB} MiB, the most that one document may hold"
        raise FactcheckError(message, path=name, hint="split it into several files")
    return data


def _cannot_open(name: str, error: OSError | ValueError) -> FactcheckError:
    if isinstance(error, FileNotFoundError):
        return FactcheckError("no such file", path=name)
    if isinstance(error, IsADirectoryError) or (isinstance(error, PermissionError) and os.path.isdir(name)):  # noqa: PTH112
        return FactcheckError("this is a folder, not a file", path=name, hint=_advice(stat.S_IFDIR))
    if isinstance(error, PermissionError):
        return FactcheckError("no permission to read it", path=name)
    return FactcheckError(f"cannot be opened: {_reason(error)}", path=name.replace("\0", "\\0"))


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _nature(mode: int) -> str:
    kinds = {
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return kinds.get(stat.S_IFMT(mode), "something else")


def _advice(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "name the files in it"
    if stat.S_ISFIFO(mode):
        return 'send it to standard input and give "-" as the file'
    return ""
