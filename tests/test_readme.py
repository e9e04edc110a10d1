"""The README shows what the program does: each capture is run anew, each command stands where CI reads it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import manual
from factcheck.cli import COMMANDS

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CAPTURE = re.compile(
    r"(?P<head><!-- capture: (?P<command>.+?) -->\n```console\n)(?P<shown>.*?)(?P<tail>```\n)", re.DOTALL
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("project")
    for folder in ("data", "checks"):
        shutil.copytree(ROOT / folder, copy / folder)
    return copy


def captured(command: str, project: Path) -> str:
    """What a capture shows: the command with what it prints, on a page of a hundred columns."""
    program = re.sub(r"\bfactcheck\b", f"{shlex.quote(sys.executable)} -m factcheck", command, count=1)
    environment = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(
        ["bash", "-c", program], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return f"$ {command}\n{done.stdout.rstrip()}\n"


def test_the_captures_are_what_the_commands_print(project: Path, request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    assert len(CAPTURE.findall(text)) >= 3
    fresh = CAPTURE.sub(lambda found: found["head"] + captured(found["command"], project) + found["tail"], text)
    if request.config.getoption("--refresh-gold"):
        README.write_text(fresh, encoding="utf-8")
        return
    assert text == fresh, "a capture is stale: run pytest --refresh-gold tests/test_readme.py and read the diff"


@pytest.mark.parametrize("name", ["install-and-check", "install-and-test"])
def test_ci_finds_the_commands_that_it_runs(name: str) -> None:
    assert re.search(
        rf"^<!-- {name} -->\n```sh\npip install .+\n```$", README.read_text(encoding="utf-8"), re.MULTILINE
    )


def test_the_picture_and_the_files_that_are_named_exist() -> None:
    text = README.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"factcheck {command}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("family", manual.families())
def test_every_family_of_checks_is_in_the_readme(family: str) -> None:
    assert f"`{family}`" in README.read_text(encoding="utf-8")
