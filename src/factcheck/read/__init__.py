"""Files in, Documents out: ``read`` a path or "-", ``from_text`` a string, ``expand`` folders and patterns."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from glob import has_magic
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from factcheck.errors import FactcheckError
from factcheck.model import Document
from factcheck.read.source import LIMITS, Limits, Source, load

__all__ = ["LIMITS", "READERS", "Limits", "expand", "from_text", "read"]

# Which module of this room reads which file. Each has parse(source) -> Document, and is imported when
# its first file comes: a plain text must not wait for a library of PDF.
READERS = {
    ".csv": "tables",
    ".docm": "docx",
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".pdf": "pdf",
    ".text": "text",
    ".tsv": "tables",
    ".txt": "text",
    ".xhtml": "html",
    ".xlsm": "xlsx",
    ".xlsx": "xlsx",
}

# Formats that people try and that we do not read, with the way out.
_ELSEWHERE = {
    ".doc": "save it as .docx",
    ".epub": "export it as .html or .pdf",
    ".numbers": "export it as .xlsx or .csv",
    ".odp": "export it as .pdf",
    ".ods": "save it as .xlsx or .csv",
    ".odt": "save it as .docx",
    ".pages": "export it as .docx or .pdf",
    ".ppt": "export it as .pdf",
    ".pptx": "export it as .pdf",
    ".rtf": "save it as .docx or .txt",
    ".xls": "save it as .xlsx or .csv",
    ".xlsb": "save it as .xlsx or .csv",
}


def read(path: str | os.PathLike[str], *, limits: Limits = LIMITS) -> Document:
    """The document in a file, or on standard input for "-".

    Its ``text`` is what all offsets refer to, its ``sha256`` that of the bytes, its name the path as
    given ("stdin" for "-"). Content that shows its format (PDF, DOCX, XLSX) is believed before the
    suffix; a file with an unknown suffix, and standard input, is HTML if it begins like it, else text.

    Raises FactcheckError, and nothing else, for whatever cannot be read: missing, empty, a folder or a
    pipe, damaged, encrypted, binary, too large, without text, or a library that is not installed.
    """
    source = load(path, limits)
    document = _parser(_format(source))(source)
    if not document.passages:
        raise source.refuse("there is no text in it")
    return replace(document, path=source.path, sha256=source.sha256)


def from_text(text: str, name: str = "text") -> Document:
    """A document of plain text, exactly as given: offsets refer to that very string."""
    from factcheck.read import text as plain

    document = plain.from_text(text, name)
    return replace(document, sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def expand(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """The files that paths, folders and patterns ("reports/**/*.docx") mean, each once, in a stable order.

    A folder gives the files in it and below it that we read, sorted, without hidden ones; symbolic links
    met on the way are not followed, so that a folder never leads out of itself. A path that is no
    folder, and "-", is handed on as it is. A folder or pattern without a file raises FactcheckError.
    """
    given = [os.fspath(path) for path in paths]
    seen: set[str] = set()
    for path in given:
        for found in _meant(path):
            if found not in seen:
                if len(given) > 1:
                    seen.add(found)
                yield Path(found)


def _meant(path: str) -> Iterable[str]:
    if os.path.isdir(path):  # noqa: PTH112 (a path with a NUL is a wrong name here, not a ValueError)
        return _inside(path)
    if has_magic(path) and not os.path.lexists(path):
        return _matching(path)
    return [path]


def _matching(pattern: str) -> list[str]:
    """The files that match, sorted; a pattern without a suffix of its own means the documents among them."""
    parts = Path(pattern).parts
    first = next(number for number, part in enumerate(parts) if has_magic(part))
    base, rest = Path(*parts[:first]), "/".join(parts[first:])
    named = bool(_suffix(rest)) and not has_magic(_suffix(rest))
    found = [
        str(path)
        for path in base.glob(rest)  # unlike glob.glob it does not walk in circles along links
        if path.is_file() and (named or _suffix(path.name) in READERS) and not _is_hidden(path.relative_to(base), rest)
    ]
    if not found:
        raise FactcheckError("no file matches this pattern", path=pattern)
    return sorted(found)


def _is_hidden(path: Path, pattern: str) -> bool:
    return (
        any(part.startswith((".", "~$")) for part in path.parts) and not pattern.startswith(".") and "/." not in pattern
    )


def _inside(folder: str) -> Iterator[str]:
    """The documents in a folder and below it in the order of their paths, however many: a folder at a time is held."""
    nothing = True
    waiting = [iter(_entries(folder))]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
        elif path.endswith(os.sep):
            waiting.append(iter(_entries(path)))
        else:
            nothing = False
            yield path
    if nothing:
        known = " ".join(READERS)
        raise FactcheckError("there is no document in this folder", path=folder, hint=f"documents are {known}")


def _entries(folder: str) -> list[str]:
    """The folders (ending in a slash) and documents of a folder, sorted, without hidden ones, links and lock files."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~$")) or entry.is_symlink():
                    continue
                if entry.is_dir():
                    found.append(os.path.join(folder, entry.name, ""))  # noqa: PTH118
                elif _suffix(entry.name) in READERS:
                    found.append(os.path.join(folder, entry.name))  # noqa: PTH118
    except OSError:
        pass  # nobody lets us in: what else is there goes on
    return sorted(found)


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122


def _parser(module: str) -> Callable[[Source], Document]:
    parse: Callable[[Source], Document] = import_module(f"factcheck.read.{module}").parse
    return parse


def _format(source: Source) -> str:
    """The module that reads it: by its content where that is plain, else by its suffix."""
    data, suffix = source.data, _suffix(source.path)
    known = READERS.get(suffix, "")
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return known if known in {"docx", "xlsx"} else _packed(source)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        message = "encrypted, or in the binary format of an old Office"
        raise source.refuse(message, "save it without a password as .docx or .xlsx")
    if data.startswith(b"{\\rtf"):
        raise source.refuse("this is RTF, which we do not read", _ELSEWHERE[".rtf"])
    if known:
        return known
    if suffix in _ELSEWHERE:
        raise source.refuse(f"{suffix} is a format that we do not read", _ELSEWHERE[suffix])
    return (
        "html"
        if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))
        else "text"
    )


def _packed(source: Source) -> str:
    """A packed file under another name shows by the names of its members what it is."""
    for sign, module in ((b"word/document", "docx"), (b"xl/workbook", "xlsx")):
        if sign in source.data:
            return module
    raise source.refuse("a ZIP archive that is neither DOCX nor XLSX", "unpack it and name the files in it")
