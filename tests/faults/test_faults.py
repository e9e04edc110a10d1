"""Whatever happens to a run, the data, the accepted disagreements and the last whole report are still there."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from factcheck.cli import run
from factcheck.errors import FactcheckError
from factcheck.record import load
from record_samples import TEXT, project

if sys.platform == "win32":
    pytest.skip("there is no fork and no kill", allow_module_level=True)

ROOT = Path(__file__).parents[2]
POINTS = int(os.environ.get("FACTCHECK_KILLS", "24"))  # 200 where it is asked for
SPEECH = (
    "Good morning.\n\nThe quay has 12 cranes. Of 750 apprentices 200, or 26%, are women.\n\n"
    "The fleet has 62 vessels: 47 trawlers, 10 ferries and 3 tugs.\n"
)
CONFLICT = TEXT.replace("248 repairs for", "284 repairs for")


class Runner:
    """Commands in processes of their own that can be told to die."""

    def __init__(self, warm: list[list[str]]) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "SOURCE_DATE_EPOCH": "0"}
        command = [sys.executable, str(Path(__file__).with_name("killing.py")), json.dumps(warm)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def __call__(
        self, home: Path, *args: str, kill: int | None = None, writes: bool = False, limit: int | None = None
    ) -> dict[str, int]:
        asked = {"args": args, "cwd": str(home), "kill": kill, "writes": writes, "limit": limit}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        answer: dict[str, int] = json.loads(self.process.stdout.readline())
        return answer

    def close(self) -> None:
        self.process.communicate()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one disagreement, never changed itself."""
    home = project(tmp_path_factory.mktemp("kept"), disagreeing())
    shutil.copytree(ROOT / "checks", home / "checks")
    (home / "checks" / "accepted.toml").write_text("# None is known yet.\n", encoding="utf-8")
    (home / "speech.txt").write_text(SPEECH, encoding="utf-8")
    (home / "ferry.txt").write_text(CONFLICT, encoding="utf-8")
    return home


def disagreeing() -> dict[str, str]:
    """The tables of the sample record with a figure that is printed in two ways."""
    from hashlib import sha256

    from record_samples import DOCUMENTS, STATEMENTS

    rows = STATEMENTS.splitlines(keepends=True)
    at = next(index for index, row in enumerate(rows) if row.startswith("f8,"))
    rows[at] = rows[at].replace("248 repairs,248", "284 repairs,284")
    old, new = (sha256(text.encode()).hexdigest() for text in (TEXT, CONFLICT))
    return {"statements": "".join(rows), "documents": DOCUMENTS.replace(old, new)}


@pytest.fixture(scope="module")
def runner(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    warm = tmp_path_factory.mktemp("warm") / "project"
    shutil.copytree(kept, warm)
    commands = [
        ["check", str(warm)],
        ["scan", str(warm / "speech.txt"), "--format", f"html={warm / 'scan.html'}"],
        ["adopt", str(warm / "speech.txt"), "--into", str(warm)],
    ]
    made = Runner(commands)
    yield made
    made.close()


VERBS: Mapping[str, tuple[str, ...]] = {
    "check": ("check", ".", "--format", "json=reports/report.json"),
    "scan": ("scan", "speech.txt", "--format", "html=reports/scan.html", "--format", "json=reports/scan.json"),
    "adopt": ("adopt", "speech.txt"),
    "accept": ("accept", "repairs", "--reason", "Both are printed.", "--author", "Ada"),
}


def state(home: Path) -> dict[str, str]:
    """Every file but what a killed run may leave beside the one that it wrote, which no run reads."""
    return {
        path.relative_to(home).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.name.endswith(".tmp")
    }


def assert_whole(path: str, text: str) -> None:
    """The file is what a reader of such files takes."""
    if path.endswith(".json"):
        json.loads(text)
    elif path.endswith(".html"):
        assert text.startswith("<!DOCTYPE html>")
        assert text.endswith("</html>\n")
    elif path.endswith(".toml"):
        tomllib.loads(text)
    elif path.endswith(".jsonl"):
        assert [json.loads(line) for line in text.splitlines()]
        assert text.endswith("\n")
    elif path.endswith(".csv"):
        assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1


@pytest.mark.parametrize("verb", VERBS)
def test_killed_anywhere_all_files_are_whole_and_the_next_run_goes_on(
    verb: str, kept: Path, runner: Runner, tmp_path: Path
) -> None:
    """Half of the points are steps that change a file, half are any step; ``FACTCHECK_KILLS`` says how many in all."""
    args = VERBS[verb]
    before_it = tmp_path / "before"
    shutil.copytree(kept, before_it)
    if verb in ("check", "scan"):  # the last report that is whole has to survive as well
        runner(before_it, *args)
    done = tmp_path / "done"
    shutil.copytree(before_it, done)
    steps = {True: runner(done, *args, writes=True)["steps"]}
    shutil.rmtree(done)
    shutil.copytree(before_it, done)
    whole = runner(done, *args)
    steps[False] = whole["steps"]
    assert whole["code"] in (0, 1)
    before, after = state(before_it), state(done)
    chance = random.Random(verb)
    killed = 0
    for point in range(max(4, POINTS // len(VERBS))):
        home = tmp_path / f"point-{point}"
        shutil.copytree(before_it, home)
        writes = point % 2 == 0
        # As many steps that change files as there are points for, each once, before any of them a second time.
        at = point // 2 % steps[True] if writes else chance.randrange(steps[False])
        ended = runner(home, *args, kill=at, writes=writes)
        killed += ended["signal"] == 9
        left = state(home)
        for name, text in left.items():
            assert_whole(name, text)
            assert text in (before.get(name), after.get(name)), f"{verb}, killed at {at}: {name} is neither old nor new"
        assert set(before) <= set(left)
        again = runner(home, *args)
        assert again == {**whole, "steps": again["steps"]} or verb == "accept"
        final = state(home)
        assert_same(final, after, verb)
        shutil.rmtree(home)
    assert killed >= point // 2


def assert_same(final: dict[str, str], after: dict[str, str], verb: str) -> None:
    """What a run leaves that followed a killed one is what an undisturbed one leaves; history has a line more."""
    lasting = {"reports/history.jsonl"} | ({"reports/index.html"} if verb == "check" else set())  # it draws the trend
    final, after = ({name: text for name, text in one.items() if name not in lasting} for one in (final, after))
    assert final == after


# ── a full disk ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("verb", VERBS)
def test_a_full_disk_is_told_and_changes_nothing(verb: str, kept: Path, runner: Runner, tmp_path: Path) -> None:
    """Files cannot grow beyond some bytes, as on a disk with no more room."""
    home = tmp_path / "project"
    shutil.copytree(kept, home)
    before = state(home)
    for limit in (0, 10, 100) if verb in ("scan", "adopt") else (10,):
        ended = runner(home, *VERBS[verb], limit=limit)
        assert (ended["signal"], ended["code"]) == (0, 2)
        assert state(home) == before
    assert not list(home.rglob("*.tmp"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system in memory with 600 KB of room, where this process may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    options = ["-t", "tmpfs", "-o", "size=600k,nr_inodes=400", "factcheck", str(place)]
    if (
        shutil.which("mount") is None
        or subprocess.run(["mount", *options], capture_output=True, check=False).returncode
    ):
        pytest.skip("file systems cannot be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_small_disk_that_fills_up(kept: Path, runner: Runner, small_disk: Path) -> None:
    home = small_disk / "project"
    shutil.copytree(kept, home)
    assert runner(home, *VERBS["check"])["code"] == 1
    whole = state(home)
    with suppress(OSError), (small_disk / "filler").open("wb", buffering=0) as filler:
        while filler.write(b"x" * 4096):
            pass
    for args in VERBS.values():
        assert runner(home, *args)["code"] == 2
        assert state(home) == whole
    (small_disk / "filler").unlink()
    assert runner(home, *VERBS["check"])["code"] == 1


def test_a_disk_that_can_only_be_read(kept: Path, runner: Runner, small_disk: Path) -> None:
    home = small_disk / "project"
    shutil.copytree(kept, home)
    before = state(home)
    if not succeeds("mount", "-o", "remount,ro", str(small_disk)):
        pytest.skip("file systems cannot be made read-only here")
    for args in VERBS.values():
        assert runner(home, *args)["code"] == 2
    assert runner(home, "scan", "speech.txt")["code"] == 1  # what writes nothing needs no room
    assert state(home) == before


# ── two runs at once ────────────────────────────────────────────────────────────────────────────────


def at_once(home: Path, *commands: tuple[str, ...]) -> list[int]:
    """The exit codes of commands that run at the same time."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "factcheck", *args],
            cwd=home,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for args in commands
    ]
    return [one.wait() for one in started]


def test_documents_that_are_adopted_at_once_are_all_there(kept: Path, tmp_path: Path) -> None:
    home = tmp_path / "project"
    shutil.copytree(kept, home)
    names = [f"speech-{number}.txt" for number in range(4)]
    for number, name in enumerate(names):
        said = f"The quay {number} has {12 + number} cranes and {number + 50} trucks.\n"
        (home / name).write_text(said, encoding="utf-8")
    assert at_once(home, *(("adopt", name) for name in names)) == [0] * len(names)
    record = load(home)
    assert {one.path for one in record.documents} == {"ferry.txt", *names}
    told = {one.document: 0 for one in record.documents}
    for statement in record.statements:
        told[statement.document] += 1
    assert all(told.values())


def test_a_check_and_an_acceptance_at_once(kept: Path, tmp_path: Path) -> None:
    home = tmp_path / "project"
    shutil.copytree(kept, home)
    checked, accepted = at_once(home, ("check", "."), VERBS["accept"])
    assert accepted == 0
    assert checked in (0, 1)  # after or before the disagreement was accepted
    for name, text in state(home).items():
        assert_whole(name, text)
    assert len((home / "reports" / "history.jsonl").read_text(encoding="utf-8").splitlines()) == 1


# ── a record that changes, a clock that goes back ───────────────────────────────────────────────────


def test_a_record_that_is_edited_while_it_is_read_is_old_new_or_refused(kept: Path, tmp_path: Path) -> None:
    home = tmp_path / "project"
    shutil.copytree(kept, home)
    texts: list[dict[str, str]] = [{path.name: path.read_text(encoding="utf-8") for path in (home / "data").iterdir()}]
    texts.append({name: text.replace("repairs,", "mendings,") for name, text in texts[0].items()})
    stop = threading.Event()

    def edit() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            for name, text in texts[turn % 2].items():
                (home / "data" / name).write_text(text, encoding="utf-8")

    editor = threading.Thread(target=edit)
    editor.start()
    try:
        read = refused = 0
        for _ in range(60):
            try:
                assert load(home).facts
                read += 1
            except FactcheckError:
                refused += 1
    finally:
        stop.set()
        editor.join()
    assert read + refused == 60


def test_a_clock_that_goes_back_is_no_trouble(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "project"
    shutil.copytree(kept, home)
    whens: list[Any] = []
    for seconds in ("1700000000", "0"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        assert run(["check", str(home)]) == 1
        lines = (home / "reports" / "history.jsonl").read_text(encoding="utf-8").splitlines()
        whens.append([json.loads(line)["when"][:4] for line in lines])
    assert whens[-1] == ["2023", "1970"]
    assert_whole("index.html", (home / "reports" / "index.html").read_text(encoding="utf-8"))
