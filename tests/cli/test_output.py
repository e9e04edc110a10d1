from pathlib import Path

import click
import pytest

from factcheck.cli.output import Target, write
from factcheck.errors import FactcheckError


def test_a_file_is_written_whole_with_its_folder(tmp_path: Path) -> None:
    write(tmp_path / "new" / "page.html", "first")
    write(tmp_path / "new" / "page.html", "second\n")
    assert (tmp_path / "new" / "page.html").read_text() == "second\n"
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["page.html"]


def test_what_stood_there_stays_when_the_text_cannot_be_written(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    write(page, "before")
    with pytest.raises(UnicodeEncodeError):
        write(page, "half\ud800")
    assert page.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file")
    with pytest.raises(FactcheckError, match="cannot write"):
        write(tmp_path / "reports" / "page.html", "text")


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("kept")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(FactcheckError, match="symbolic link"):
        write(tmp_path / "link", "text")
    assert (tmp_path / "target").read_text() == "kept"


def test_a_format_may_name_its_file() -> None:
    target = Target(["text", "json"])
    assert target.convert("json=out/run.json", None, None) == ("json", Path("out/run.json"))
    assert target.convert("text", None, None) == ("text", None)
    with pytest.raises(click.BadParameter):
        target.convert("xml", None, None)
    with pytest.raises(click.BadParameter):
        target.convert("json=", None, None)
