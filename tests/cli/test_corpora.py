"""A corpus through ``extract`` and ``scan``: files that grow as it is read, runs that go on where they stopped."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from functools import partial
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

import factcheck
from factcheck.cli import corpora, run
from factcheck.cli.output import Progress
from factcheck.cli.resumable import Resumable
from factcheck.pipeline.corpus import Yield

PORTS = ("Vik", "Holm", "Lund", "Moss", "Foss", "Krag", "Tarn", "Dal", "Voll", "Elv")
FORMS = ("jsonl", "csv", "parquet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "corpus"
    for number in range(60):
        path = home / str(number // 20) / f"{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The port of Vik {number} moved {number + 100} ships and 3.5 million tons in 2021.\n" * 3)
    return home


@pytest.fixture
def ports(tmp_path: Path) -> Path:
    """Thirty documents: every third says of its port what the one before says, the twelfth another number."""
    home = tmp_path / "ports"
    home.mkdir()
    for number in range(30):
        port, moved = PORTS[number // 3], 41_000 + number // 3
        moved += 500 if number == 11 else 0
        home.joinpath(f"{number:02}.txt").write_text(
            f"A note on figures, number {number}.\n\n"
            f"The harbour of {port} handled {moved:,} containers in 2021, said its director.\n\n"
            f"The fleet has {60 + 2 * (number == 20)} vessels: 47 trawlers, 10 ferries and 3 tugs.\n",
            encoding="utf-8",
        )
    return home


def targets(place: Path, forms: tuple[str, ...] = FORMS) -> list[str]:
    return [f"--format={form}={place / f'out.{form}'}" for form in forms]


def written(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}


def test_workers_and_runs_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    shown = []
    for number, workers in enumerate(("1", "2", "3")):
        place = tmp_path / str(number)
        assert run(["extract", str(folder), *targets(place), "--workers", workers]) == 0
        shown.append(written(place))
    assert sorted(shown[0]) == ["out.csv", "out.jsonl", "out.parquet"]
    assert shown[0] == shown[1] == shown[2]


def test_documents_come_in_the_order_of_their_paths(folder: Path, tmp_path: Path) -> None:
    run(["extract", str(folder), *targets(tmp_path, ("jsonl",)), "--workers", "2"])
    seen = [json.loads(line)["document"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert seen == sorted(seen)
    assert len(set(seen)) == 60


def stopped_after(monkeypatch: pytest.MonkeyPatch, documents: int, torn: bool = False) -> None:
    """The next run is interrupted after so many documents; ``torn``, while it writes the line of one more."""
    add = Resumable.add

    def until(self: Resumable, one: Yield) -> None:
        if self.told < documents:
            add(self, one)
            return
        if torn:
            for file, piece in zip(self.files, one.pieces, strict=False):
                file.write(piece[: len(piece) // 2])
            self.files[-1].write(b'{"input": {"path"')
        raise KeyboardInterrupt

    monkeypatch.setattr(Resumable, "add", until)


@pytest.mark.parametrize(("documents", "torn"), [(1, False), (17, True), (40, False), (59, True)])
def test_an_interrupted_run_goes_on_and_yields_the_same_bytes(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    documents: int,
    torn: bool,
) -> None:
    pytest.importorskip("pyarrow")
    (folder / "1" / "21.txt").write_bytes(b"")
    whole, parted = tmp_path / "whole", tmp_path / "parted"
    assert run(["extract", str(folder), *targets(whole)]) == 2
    with monkeypatch.context() as patch:
        stopped_after(patch, documents, torn)
        assert run(["extract", str(folder), *targets(parted)]) == 2
    assert f"stopped after {documents} documents" in capsys.readouterr().err
    assert not (parted / "out.jsonl").exists()
    assert run(["extract", str(folder), *targets(parted)]) == 2
    said = capsys.readouterr().err
    assert f"going on after {documents} documents" in said
    assert said.count("21.txt") == 1
    assert written(parted) == written(whole)


@pytest.mark.parametrize("what", ["input", "options", "version", "output", "fewer"])
def test_what_differs_is_made_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    whole, parted = tmp_path / "whole", tmp_path / "parted"
    with monkeypatch.context() as patch:
        stopped_after(patch, 30)
        run(["extract", str(folder), *targets(parted, ("jsonl",))])
    expected = 0
    if what == "input":
        (folder / "0" / "12.txt").write_text("Only 7 ships came, says the port of Vik.\n")
        expected = 12
    elif what == "fewer":
        for path in (folder / "0").glob("1*.txt"):
            path.unlink()
        expected = 10
    elif what == "version":
        monkeypatch.setattr(corpora, "VERSION", "0.0.0")
    elif what == "output":
        partial = parted / "out.jsonl.partial"
        partial.write_bytes(b"x" + partial.read_bytes()[1:])
    capsys.readouterr()
    changed = targets(parted, ("jsonl", "csv") if what == "options" else ("jsonl",))
    assert run(["extract", str(folder), *changed]) == 0
    said = capsys.readouterr().err
    assert said == (
        f"going on after {expected} documents, as {parted / 'out.jsonl.journal'} says\n" if expected else ""
    )
    run(["extract", str(folder), *targets(whole, ("jsonl",))])
    assert (parted / "out.jsonl").read_bytes() == (whole / "out.jsonl").read_bytes()
    assert not list(parted.glob("*.partial"))
    assert not list(parted.glob("*.journal"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright")
def test_a_run_that_was_killed_goes_on(folder: Path, tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    command = [sys.executable, "-m", "factcheck", "extract", str(folder), "--workers", "2"]
    subprocess.run([*command, *targets(whole, ("jsonl",))], check=True)
    journal = killed / "out.jsonl.journal"
    process = subprocess.Popen([*command, *targets(killed, ("jsonl",))], stderr=subprocess.DEVNULL)
    while process.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > 5):
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    subprocess.run([*command, *targets(killed, ("jsonl",))], check=True, stderr=subprocess.DEVNULL)
    assert written(killed) == written(whole)


def test_two_runs_never_write_one_file(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fcntl = pytest.importorskip("fcntl", reason="this system has no such locks")
    journal = tmp_path / "out.jsonl.journal"
    with journal.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert run(["extract", str(folder), *targets(tmp_path, ("jsonl",))]) == 2
    assert "another run is writing this" in capsys.readouterr().err


def test_one_that_cannot_be_read_is_told_and_the_others_go_on(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "0" / "07.txt").write_bytes(b"")
    (folder / "1" / "30.docx").write_bytes(b"PK\x03\x04 damaged")
    assert run(["extract", str(folder), *targets(tmp_path, ("jsonl",)), "--workers", "2"]) == 2
    said = capsys.readouterr().err
    assert "07.txt" in said
    assert "30.docx" in said
    seen = {json.loads(line)["document"] for line in (tmp_path / "out.jsonl").read_text().splitlines()}
    assert len(seen) == 59


def test_what_is_printed_is_what_is_written(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(folder), "--format", "csv", *targets(tmp_path, ("csv",)), "--format", "jsonl"]) == 0
    shown = capsys.readouterr().out
    held = (tmp_path / "out.csv").read_text()
    assert shown.startswith(held)
    assert shown.removeprefix(held).count("\n") == held.count("\n") - 1


def test_a_disk_that_refuses_leaves_what_stood_there(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if os.name != "posix":
        pytest.skip("a folder in the place of a file")
    (tmp_path / "out.jsonl").write_text("before")
    (tmp_path / "out.jsonl.partial").mkdir()
    assert run(["extract", str(folder), *targets(tmp_path, ("jsonl",))]) == 2
    assert "cannot write" in capsys.readouterr().err
    assert (tmp_path / "out.jsonl").read_text() == "before"


def test_a_scan_holds_each_against_itself_and_then_against_the_others(
    ports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scan", str(ports), *targets(tmp_path, ("jsonl",))]) == 1
    schema = json.loads((files("factcheck.report") / "schema" / "finding-1.json").read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    for row in rows:
        jsonschema.validate(row, schema)
        for one in row["statements"]:
            text = Path(one["document"]).read_text(encoding="utf-8")
            assert text[one["start"] : one["end"]] == one["stated"]
    alone, between = rows
    assert alone["check"] == "sums/parts-add-up"
    assert alone["document"].endswith("20.txt")
    assert {one["stated"] for one in between["statements"]} == {"41,003", "41,503"}
    assert "30 documents" in capsys.readouterr().err


def test_each_alone_is_what_a_scan_of_each_finds(ports: Path, tmp_path: Path) -> None:
    assert run(["scan", str(ports), "--each", *targets(tmp_path, ("jsonl",))]) == 1
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    found = [factcheck.scan(path).findings for path in sorted(ports.iterdir())]
    assert [row["id"] for row in rows] == [one.id for some in found for one in some]


@pytest.mark.parametrize("documents", [1, 16, 29])
def test_an_interrupted_scan_goes_on_and_yields_the_same_bytes(
    ports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, documents: int
) -> None:
    pytest.importorskip("pyarrow")
    whole, parted = tmp_path / "whole", tmp_path / "parted"
    forms = ("parquet", "jsonl")
    assert run(["scan", str(ports), *targets(whole, forms)]) == 1
    with monkeypatch.context() as patch:
        stopped_after(patch, documents, torn=True)
        assert run(["scan", str(ports), *targets(parted, forms)]) == 2
    assert run(["scan", str(ports), *targets(parted, forms), "--workers", "2"]) == 1
    assert written(parted) == written(whole)
    assert sorted(written(whole)) == ["out.jsonl", "out.parquet"]


def test_many_summaries_are_held_against_one_report(
    ports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("The harbour of Krag handled 99,000 containers in 2021.\n", encoding="utf-8")
    assert run(["scan", str(ports), "--against", str(report), "--format", "jsonl"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {Path(row["document"]).name for row in rows if row["check"].startswith("restatements")} >= {
        *("15.txt", "16.txt", "17.txt")
    }


@pytest.mark.parametrize(
    "arguments", [["--format", "jsonl", "--format", "text"], ["--each"], ["--format", "html", "--workers", "2"]]
)
def test_what_does_not_go_together_is_wrong_usage(
    ports: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(["scan", str(ports), *arguments]) == 2
    assert "Usage:" in capsys.readouterr().err


def test_the_settings_of_the_folder_say_how_generously_figures_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("port.txt").write_text(
        "The harbour of Vik handled about 40 million tons of coal in 2021, said its director.\n\n"
        "The town has a school.\n\nIn 2021 the harbour of Vik handled 43 million tons of coal.\n",
        encoding="utf-8",
    )
    commands = (["compare", "about 40 million", "43 million"], ["scan", "port.txt", "--min-confidence", "0"])
    assert [run(command) for command in commands] == [1, 1]
    Path("pyproject.toml").write_text("[tool.factcheck.policy]\nround_share = 0.2\n", encoding="utf-8")
    assert [run(command) for command in commands] == [0, 0]
    assert run([*commands[1], "--format", "jsonl"]) == 0


def test_a_bar_is_for_terminals_and_leaves_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(corpora, "Progress", partial(Progress, after=0))
    assert run(["extract", str(folder), *targets(tmp_path, ("jsonl",))]) == 0
    shown = screen.getvalue()
    assert "of 60 documents" in shown
    assert shown.endswith("\r\x1b[K")


@pytest.mark.parametrize(("done", "total", "told"), [(5, 20, "[#####...............] 5 of 20"), (5, 0, "5 documents")])
def test_what_a_bar_shows(monkeypatch: pytest.MonkeyPatch, done: int, total: int, told: str) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = Progress("documents", lambda: total)
    progress.done = done
    assert progress._bar(2.0).startswith(told)
