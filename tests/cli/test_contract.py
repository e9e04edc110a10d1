"""What every command promises its caller: exit codes, clean standard output, whole files or none."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import xml.etree.ElementTree
from itertools import product
from pathlib import Path

import pytest

from factcheck.cli import output, run
from factcheck.cli.output import read_or_nothing, working, write
from factcheck.errors import FactcheckError
from factcheck.pipeline import checking, pages
from factcheck.report import FORMATS
from git_samples import commit, edit, repository

RIGHT, WRONG = "41.15 million crowns,41150000,crowns,,,,The", "41.51 million crowns,41510000,crowns,,,,The"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return repository(tmp_path)


def factcheck(*arguments: str, **how: object) -> subprocess.Popen[str]:
    """The command as a process of its own."""
    program = [sys.executable, "-m", "factcheck", *arguments]
    return subprocess.Popen(program, text=True, stderr=subprocess.PIPE, **how)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize(("strict", "since"), list(product([False, True], [False, True])))
def test_the_exit_code_does_not_hang_on_the_formats(
    home: Path, capsys: pytest.CaptureFixture[str], strict: bool, since: bool
) -> None:
    edit(home, "data/statements.csv", RIGHT, WRONG)
    assert run(["accept", "spending", "--reason", "Both are printed.", "--project", str(home)]) == 0
    commit(home, "An accepted mismatch")
    options = ["--strict"] * strict + ["--since", "HEAD"] * since
    # Strict, the accepted mismatch fails; since then, nothing has come.
    expected = 1 if strict and not since else 0
    everything = [f"--format={form}={home / 'out' / form}" for form in FORMATS]
    for form in ("json", "gitlab", "junit"):
        capsys.readouterr()
        assert run(["check", str(home), *options, "--format", form, *everything]) == expected
        shown = capsys.readouterr()
        assert shown.out == (home / "out" / form).read_text(encoding="utf-8")
        assert shown.err == f"report: {home / 'reports' / 'index.html'}\n"
        assert sorted(path.name for path in (home / "out").iterdir()) == sorted(FORMATS)
    xml.etree.ElementTree.fromstring(shown.out)
    edit(home, "data/facts.csv", "seats,seats offered,seats", "seats,seats offered,chairs")
    assert run(["check", str(home), *options]) == 1
    capsys.readouterr()
    edit(home, "data/statements.csv", "f1,fleet", "f1,flet")
    assert run(["check", str(home), *options, "--format", "json"]) == 2
    assert capsys.readouterr().out.count("{") == 0


def test_colour_is_for_terminals_that_want_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    report = checking.check(home)
    shown = []
    for wants in (True, False):
        monkeypatch.setenv("NO_COLOR", "1")
        if wants:
            monkeypatch.delenv("NO_COLOR")
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        output.emit(report, [("text", None)])
        shown.append("\x1b[" in terminal.getvalue())
    assert shown == [True, False]


def test_work_is_told_of_on_a_terminal_alone_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        terminal = True

        def isatty(self) -> bool:
            return self.terminal

    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with working("checking", after=0):
        while "checking" not in screen.getvalue():
            pass
    assert screen.getvalue().startswith("\r| checking, 0 s")
    assert screen.getvalue().endswith("\r\x1b[K")
    silent = Screen()
    monkeypatch.setattr(sys, "stderr", silent)
    with working("checking"):
        pass
    silent.terminal = False
    with working("checking", after=0):
        pass
    assert silent.getvalue() == ""


def test_ctrl_c_is_a_short_message_and_leaves_no_file(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pages, "page", interrupted)
    assert run(["check", str(home)]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.strip()) == ("", "factcheck: interrupted; no file is half-written")
    assert not (home / "reports").exists()


def test_a_reader_who_has_gone_is_no_trouble(home: Path) -> None:
    process = factcheck("scan", "-", "--format", "html", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.close()
    process.stdin.write("The fleet has 60 vessels. " * 2000)
    process.stdin.close()
    assert process.stderr is not None
    with process:
        assert process.stderr.read() == ""
    assert process.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        process = factcheck("compare", "nearly 96000", "95800", stdout=full)
        said = process.communicate()[1]
    assert process.returncode == 2
    assert said == "factcheck: No space left on device\n"


def test_a_disk_that_fills_up_leaves_the_last_report_whole(home: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limits on the size of files")
    page = home / "reports" / "index.html"
    write(page, "the last report")

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    process = factcheck("check", str(home), stdout=subprocess.DEVNULL, preexec_fn=little_room)
    said = process.communicate()[1]
    assert process.returncode == 2
    assert "cannot write: File too large" in said
    assert "what stood there before is untouched" in said
    assert page.read_text() == "the last report"
    assert [path.name for path in page.parent.iterdir()] == ["index.html"]


@pytest.mark.parametrize("code", ["ENOSPC", "EROFS", "EACCES"])
def test_a_folder_that_takes_no_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    import errno

    number = getattr(errno, code)

    def refused(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    write(tmp_path / "page.html", "before")
    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(FactcheckError) as caught:
        write(tmp_path / "page.html", "after")
    assert caught.value.message == f"cannot write: {os.strerror(number)}"
    assert caught.value.path == str(tmp_path / "page.html")
    assert read_or_nothing(tmp_path / "page.html") == "before"


def test_two_runs_at_once_in_one_folder_both_finish(home: Path) -> None:
    running = [factcheck("check", str(home), stdout=subprocess.DEVNULL) for _ in range(2)]
    for process in running:
        assert process.communicate()[1].startswith("report: ")
        assert process.returncode == 0
    assert (home / "reports" / "index.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert len((home / "reports" / "history.jsonl").read_text().splitlines()) == 2
    assert sorted(path.name for path in (home / "reports").iterdir()) == ["history.jsonl", "index.html"]


@pytest.mark.parametrize(
    "arguments",
    [["chek"], ["check", "--formt", "json"], ["check", "--format", "xml"], ["accept"], ["diff"], ["check", "a", "b"]],
)
def test_wrong_usage_is_2_and_says_where_help_is(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Usage:" in shown.err
