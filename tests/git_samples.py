"""Real git repositories for tests, holding the record of the ferry company."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from record_samples import TEXT, project

CHECKS = Path(__file__).parents[1] / "checks"


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, as an author of its own and without anybody's configuration."""
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def repository(folder: Path, below: str = "", *, text: bool = False) -> Path:
    """A repository on its branch main with the ferry company's project, committed; with its text if wanted.

    The project's folder comes back.
    """
    home = folder / below if below else folder
    home.mkdir(parents=True, exist_ok=True)
    project(home)
    if text:
        (home / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (home / "checks").mkdir(exist_ok=True)
    for suite in CHECKS.glob("*.yaml"):
        shutil.copy(suite, home / "checks")
    (folder / ".gitignore").write_text("reports/\n")
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "The record")
    return home


def commit(folder: Path, message: str) -> str:
    """Commit everything; the new commit."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def edit(home: Path, file: str, old: str, new: str, count: int = 1) -> None:
    """Replace text in a file of a project, which must be there."""
    path = home / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, count), encoding="utf-8")
