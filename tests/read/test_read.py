"""The front of the room: read, from_text, expand, and the registry of formats."""

from __future__ import annotations

import io
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from factcheck import read as room
from factcheck.errors import FactcheckError
from factcheck.read import READERS, expand, from_text, read
from file_samples import docx, p, pdf, sheet, xlsx
from read_laws import assert_lawful, outline

SENTENCE = "The harbour counted 41 ferries."


def test_every_reader_is_in_the_registry() -> None:
    """A module of the room reads a format if it has parse(source); all those stand in READERS."""
    folder = Path(room.__file__).parent
    readers = {
        path.stem for path in folder.glob("*.py") if "\ndef parse(source: Source) -> Document:" in path.read_text()
    }
    assert set(READERS.values()) == readers
    assert list(READERS) == sorted(READERS)


SAMPLES = {
    "a.txt": SENTENCE.encode(),
    "a.md": f"# Ships\n\n{SENTENCE}\n".encode(),
    "a.html": f"<h1>Ships</h1><p>{SENTENCE}".encode(),
    "a.docx": docx(p(SENTENCE)),
    "a.xlsx": xlsx({"Ships": sheet([[SENTENCE]])}),
    "a.csv": f"Ships,Note\n41,{SENTENCE}\n".encode(),
    "a.pdf": pdf([[(72, 700, 11, SENTENCE)]]),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_each_format_is_read_by_its_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(SAMPLES[name])
    document = read(path)
    assert_lawful(document)
    assert SENTENCE in [words for _, words in outline(document)]
    assert document.path == str(path)
    assert document.document == path.as_posix()
    assert document.sha256 == sha256(SAMPLES[name]).hexdigest()
    assert read(str(path)) == document


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("paper.txt", SAMPLES["a.pdf"], SENTENCE),
        ("paper", SAMPLES["a.docx"], SENTENCE),
        ("paper", SAMPLES["a.xlsx"], SENTENCE),
        ("page", b"\n<!DOCTYPE html><p>41 &amp; 42", "41 & 42"),
        ("README", b"# no Markdown", "no Markdown"),
        ("UPPER.HTM", b"<p>41", "41"),
    ],
)
def test_content_that_shows_its_format_goes_before_the_suffix(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert words in [text for _, text in outline(read(tmp_path / name))]


@pytest.mark.parametrize(
    ("name", "data", "message", "hint"),
    [
        ("a.txt", b" \n\n", "no text", ""),
        ("a.html", b"<script>1</script><br>", "no text", ""),
        ("a.docx", docx(""), "no text", ""),
        ("a.csv", b",,\n,,\n", "no text", ""),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted, or", "password"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted, or", "password"),
        ("a.rtf", b"{\\rtf1 41}", "RTF", ".docx"),
        ("a.odt", b"PK\x03\x04mimetype", "ZIP", ""),
        ("a.pptx", b"41", ".pptx", ".pdf"),
        ("a.docx", b"no archive", "damaged", "save it again"),
        ("a.pdf", b"no pdf", "damaged", ""),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", ""),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, data: bytes, message: str, hint: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FactcheckError, match=message) as caught:
        read(path)
    assert caught.value.path == str(path)
    assert hint in caught.value.hint


def test_standard_input_is_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SAMPLES["a.docx"])))
    document = read("-")
    assert (document.document, document.path, document.text) == ("stdin", "", SENTENCE)


def test_text_in_memory_stays_as_it_is() -> None:
    text = "  41 ships\r\n\r\nand 7 \ud800 more \0"
    document = from_text(text, name="note")
    assert (document.text, document.document, document.path) == (text, "note", "")
    assert len(document.sha256) == 64
    assert [text[p.start : p.end] for p in document.passages] == ["41 ships", "and 7 \ud800 more \0"]
    assert from_text("").passages == ()


def test_line_ends_of_a_file_are_one_newline(tmp_path: Path) -> None:
    (tmp_path / "unix.txt").write_bytes(b"One.\n\nTwo: 41.\n")
    (tmp_path / "dos.txt").write_bytes(b"\xef\xbb\xbfOne.\r\n\r\nTwo: 41.\r\n")
    unix, dos = read(tmp_path / "unix.txt"), read(tmp_path / "dos.txt")
    assert (unix.text, unix.passages) == (dos.text, dos.passages)
    assert unix.sha256 != dos.sha256


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a/z.md",
        "a/a.DOCX",
        "a/skip.png",
        "a/.hidden.txt",
        ".git/c.txt",
        "a/~$a.docx",
        "a/b/deep.csv",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("41")
    (tmp_path / "a" / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    return tmp_path


def test_a_folder_is_its_documents_in_order(folder: Path) -> None:
    found = [path.relative_to(folder).as_posix() for path in expand([folder])]
    assert found == ["a/a.DOCX", "a/b/deep.csv", "a/z.md", "b.txt"]


def test_patterns_and_paths_come_once(folder: Path) -> None:
    found = list(expand([folder / "b.txt", f"{folder}/*.txt", f"{folder}/**/*.md", "-", "missing.txt", "missing.txt"]))
    assert found == [folder / "b.txt", folder / "a" / "z.md", Path("-"), Path("missing.txt")]


def test_a_pattern_without_a_suffix_means_documents(folder: Path) -> None:
    assert list(expand([f"{folder}/a/*"])) == [folder / "a" / name for name in ("a.DOCX", "link.txt", "z.md")]
    assert list(expand([f"{folder}/a/*.png"])) == [folder / "a" / "skip.png"]


def test_a_name_with_the_signs_of_a_pattern_is_a_name(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("41")
    assert list(expand([tmp_path / "a[1].txt"])) == [tmp_path / "a[1].txt"]


def test_a_folder_comes_in_the_order_of_whole_paths_however_deep(tmp_path: Path) -> None:
    for name in ("a.txt", "a/z.txt", "a-b/c.txt", "a/b/c/d/e/f.txt", "a/b.txt", "b.txt", "ä/a.txt", "a b/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    found = [str(path) for path in expand([tmp_path])]
    assert len(found) == 8
    assert found == sorted(found)


@pytest.mark.parametrize("pattern", ["*.txt", "."])
def test_nothing_to_read_is_said(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(FactcheckError, match=r"no file matches|no document"):
        list(expand([tmp_path / pattern if pattern == "*.txt" else tmp_path]))


def test_plain_text_needs_no_library_and_no_other_reader() -> None:
    """What reading a .txt adds to what is imported anyway."""
    program = (
        "import sys, factcheck.model; before = set(sys.modules)\n"
        "import pathlib, tempfile; path = pathlib.Path(tempfile.mkdtemp()) / 'a.txt'; path.write_text('41 ships.')\n"
        "from factcheck.read import read; read(path)\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    heavy = {"pandas", "great_expectations", "charset_normalizer", "pypdfium2", "zipfile", "xml.parsers.expat", "csv"}
    assert not heavy & loaded
    allowed = {f"factcheck.read.{name}" for name in ("dates", "encoding", "sections", "source", "text")}
    assert {name for name in loaded if name.startswith("factcheck.read.")} <= allowed
