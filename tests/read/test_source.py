"""Files, links, pipes and standard input: bytes, or a clear refusal."""

from __future__ import annotations

import io
import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from factcheck.errors import FactcheckError
from factcheck.read.source import MIB, Limits, load


def test_a_file_gives_its_bytes_and_their_sum(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"41 ships")
    source = load(path)
    assert (source.data, source.path) == (b"41 ships", str(path))
    assert source.sha256 == sha256(b"41 ships").hexdigest()


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"41 ships")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert load(tmp_path / "b.txt").data == b"41 ships"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    for name, words in {
        "": "folder",
        "empty.txt": "empty",
        "loop.txt": "cannot be opened",
        "gone.txt": "no such file",
        "missing.txt": "no such file",
        "pipe.txt": "pipe",
        "a\0b": "cannot be opened",
        "empty.txt/a": "cannot be opened",
        "n" * 5000: "cannot be opened",
    }.items():
        with pytest.raises(FactcheckError, match=words) as caught:
            load(f"{tmp_path}/{name}")
        assert caught.value.path.startswith(str(tmp_path))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_a_device_is_refused() -> None:
    with pytest.raises(FactcheckError, match="device"):
        load("/dev/zero")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"41")
    path.chmod(0)
    with pytest.raises(FactcheckError, match="permission"):
        load(path)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 101)
    assert len(load(path, Limits(file_bytes=101)).data) == 101
    with pytest.raises(FactcheckError, match="larger than") as caught:
        load(path, Limits(file_bytes=100))
    assert caught.value.hint


def stdin(data: bytes) -> io.TextIOWrapper:
    """Standard input with bytes beneath, as the system gives it."""
    return io.TextIOWrapper(io.BytesIO(data))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin(b"41 ships"))
    assert load("-").data == b"41 ships"
    monkeypatch.setattr(sys, "stdin", io.StringIO("41 ships"))
    source = load("-")
    assert (source.data, source.name) == (b"41 ships", "stdin")


@pytest.mark.parametrize("stream", [None, io.StringIO(""), stdin(b"x" * 101)])
def test_standard_input_that_gives_nothing_or_too_much(monkeypatch: pytest.MonkeyPatch, stream: object) -> None:
    monkeypatch.setattr(sys, "stdin", stream)
    with pytest.raises(FactcheckError, match=r"standard input|larger"):
        load("-", Limits(file_bytes=100))


def test_what_may_unfold_grows_with_the_file_up_to_a_limit() -> None:
    limits = Limits(unpacked_bytes=512 * MIB, free_bytes=16 * MIB, ratio=200)
    assert [limits.unfolded(size) for size in (10, MIB, 100 * MIB)] == [16 * MIB, 200 * MIB, 512 * MIB]
