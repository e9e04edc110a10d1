"""The bytes of an Office file come in; its parts go out, as XML events, unfolded no further than allowed.

The archive is opened with zipfile and the XML read with expat, both of the standard library: what we
need (text, numbering, notes, table spans, number formats as displayed) the larger libraries do not
give, and they build a tree of whatever they are handed. Refused: passwords, a document type (the door
of entity bombs, never part of an Office file), and more data than ``Limits`` allows.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Protocol
from xml.parsers import expat  # nosec: entities and document types are refused below

from factcheck.errors import FactcheckError
from factcheck.read.source import Source

CHUNK = 8 * 1024 * 1024  # older expat scans an unfinished token anew with each chunk, so they are large
_MEMBER = b"PK\x01\x02"


class Handler(Protocol):
    """What the events of a part are told to; names are without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


class Package:
    """An Office file: its members by name, and how much of them has been unfolded."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.room = source.limits.unfolded(len(source.data))
        if source.data.count(_MEMBER) > source.limits.members:
            raise source.refuse(
                f"an archive of more than {source.limits.members:,} files", "this is no ordinary document"
            )
        try:
            self.archive = zipfile.ZipFile(BytesIO(source.data))
            self.members = {info.filename.lower().lstrip("/"): info for info in self.archive.infolist()}
        except Exception as error:  # zipfile raises a dozen kinds on damaged archives
            raise self.damaged("the archive cannot be opened", error) from error

    def damaged(self, what: str, error: Exception | None = None) -> FactcheckError:
        reason = f" ({error})" if error is not None and str(error) else ""
        return self.source.refuse(f"damaged: {what}{reason}"[:300], "open it in its program and save it again")

    def has(self, part: str) -> bool:
        return part.lower() in self.members

    def walk(self, part: str, handler: Handler) -> None:
        """Tells the handler what stands in a part; a part that is not there tells nothing."""
        if not self.has(part):
            return
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        names: dict[str, str] = {}

        def local(name: str) -> str:
            found = names.get(name)
            if found is None:
                found = names[name] = name.rpartition(" ")[2]
            return found

        def start(name: str, attributes: dict[str, str]) -> None:
            handler.start(local(name), {local(key): value for key, value in attributes.items()})

        def doctype(*_: object) -> None:
            raise self.damaged(f"{part} declares a document type, which no Office file does")

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda name: handler.end(local(name))
        parser.CharacterDataHandler = handler.text
        parser.StartDoctypeDeclHandler = doctype
        try:
            for chunk in self.chunks(part):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise self.damaged(f"{part} is not well-formed XML", error) from error

    def chunks(self, part: str) -> Iterator[bytes]:
        """The unfolded bytes of a part."""
        info = self.members[part.lower()]
        if info.flag_bits & 1:
            raise self.source.refuse("encrypted: it needs a password", "save it without a password")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise self.damaged(f"{part} is packed in a way that Office does not know")
        self.room -= info.file_size
        if self.room < 0:
            raise self.source.refuse(
                f"unfolds to more than {self.source.limits.unfolded(len(self.source.data)):,} bytes",
                "this may be a decompression bomb; split it if not",
            )
        try:
            with self.archive.open(info) as file:
                left = info.file_size  # what the archive says; reading never goes beyond it
                while left > 0 and (chunk := file.read(min(CHUNK, left))):
                    left -= len(chunk)
                    yield chunk
        except FactcheckError:
            raise
        except Exception as error:
            raise self.damaged(f"{part} cannot be unpacked", error) from error


class _Relations:
    """Collects where a part points to: the last word of the kind, and the target."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self.by_id: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            self.targets.setdefault(attributes.get("Type", "").rpartition("/")[2], target)
            self.by_id[attributes.get("Id", "")] = target

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class _Properties:
    """Collects the core properties: title, created, language."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name

    def end(self, name: str) -> None:
        self.name = ""

    def text(self, text: str) -> None:
        if self.name and len(self.values.get(self.name, "")) < 500:
            self.values[self.name] = (self.values.get(self.name, "") + text)[:500]


def relations(package: Package, part: str) -> tuple[dict[str, str], dict[str, str]]:
    """The parts that a part points to, by kind ("styles") and by id; "" stands for the package."""
    folder, _, name = part.rpartition("/")
    found = _Relations()
    package.walk(f"{folder}/_rels/{name}.rels".lstrip("/"), found)

    def resolved(target: str) -> str:
        path: list[str] = [] if target.startswith("/") else [step for step in folder.split("/") if step]
        for step in target.split("/"):
            if step == "..":
                del path[-1:]
            elif step not in {"", "."}:
                path.append(step)
        return "/".join(path)

    return (
        {kind: resolved(target) for kind, target in found.targets.items()},
        {key: resolved(target) for key, target in found.by_id.items()},
    )


def properties(package: Package) -> dict[str, str]:
    """The core properties of the file by name, without blank ends."""
    found = _Properties()
    package.walk(relations(package, "")[0].get("core-properties", "docProps/core.xml"), found)
    return {name: " ".join(value.split()) for name, value in found.values.items()}


def whole(written: str | None, otherwise: int = 0, most: int = 10**6) -> int:
    """A number in an attribute, or ``otherwise`` where there is none of a sensible size."""
    bare = (written or "").strip()
    return min(int(bare), most) if bare.isdecimal() and len(bare) <= 9 else otherwise


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a switch is on: it is where it stands, unless it says no."""
    return attributes.get("val", "1").lower() not in {"0", "false", "off", "none"}
