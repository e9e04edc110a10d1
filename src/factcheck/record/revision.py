"""A project's folder and a git revision in, the record's files as they were there out; no checkout is touched."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from factcheck.errors import FactcheckError, Problems
from factcheck.record.load import load
from factcheck.record.values import Record

# What git is told about the repository by the environment of a hook is about another folder than the project's.
_ABOUT_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
_LONGEST_RUN = 120  # seconds; git itself is done in milliseconds, a network file system may not be


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit as a project sees it: ``files`` by their paths in the project, of its data and checks alone."""

    name: str
    commit: str
    files: Mapping[str, bytes] = field(hash=False)

    @property
    def shown(self) -> str:
        """The name that was asked for and what it means: "main (3f2a91c)"."""
        short = self.commit[:9]
        return short if self.name.startswith(short[:7]) else f"{self.name} ({short})"


def at(project: Path, name: str, folders: Iterable[str] = ("data", "checks")) -> Revision:
    """The files of a project's folders at a revision: a branch, tag, commit, ``HEAD~2``; ``main...`` is where the
    branch left main.

    The project may be any folder of the repository. Raises FactcheckError where there is no git, no repository or no
    such revision.
    """
    commit, prefix = _resolved(project, name)
    wanted = [str(PurePosixPath(prefix + folder)) for folder in folders]
    listed = _git(project, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)
    blobs: dict[str, str] = {}
    for line in listed.split(b"\0"):
        about, _, path = line.partition(b"\t")
        kind = about.split()
        # Links lead elsewhere, and so does a tree that was made by hand to hold "..".
        if len(kind) == 3 and kind[1] == b"blob" and kind[0] != b"120000" and b".." not in path.split(b"/"):
            blobs[os.fsdecode(path).removeprefix(prefix)] = kind[2].decode()
    return Revision(name, commit, dict(zip(blobs, _contents(project, list(blobs.values())), strict=True)))


def texts_changed(project: Path, commit: str, paths: Iterable[Path]) -> dict[Path, bytes]:
    """Those of these files that differ from what they were at a commit, with their former contents.

    Files that git does not know at that commit are taken for unchanged: an edit of the record is not what made them.
    """
    inside = [path for path in paths if path.is_file()]
    if not inside:
        return {}
    top = Path(os.fsdecode(_git(project, "rev-parse", "--show-toplevel").rstrip(b"\n"))).resolve()
    known = {path.resolve().relative_to(top).as_posix(): path for path in inside if path.resolve().is_relative_to(top)}
    if not known:
        return {}
    names = ["-z", "--name-only", "--no-renames", "--diff-filter=MT", commit, "--", *known]
    changed = [os.fsdecode(name) for name in _git(top, "diff", *names).split(b"\0") if name]
    objects = [f"{commit}:{name}" for name in changed]
    return dict(zip((known[name] for name in changed), _contents(top, objects), strict=True))


def record_of(
    files: Mapping[str, bytes], shown: str, data: str = "data", accepted: str = "checks/accepted.toml"
) -> Record:
    """The record that these files make up. Raises FactcheckError as ``load`` does, with places at the revision."""
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        lay_out(files, Path(folder))
        try:
            return load(folder, data=data, accepted=accepted)
        except FactcheckError as trouble:
            raise placed(trouble, folder, shown) from None


def lay_out(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files below a folder that is there."""
    for name, contents in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents)


def placed(trouble: FactcheckError, folder: str, shown: str) -> FactcheckError:
    """The error with the revision in place of the folder in which its files were laid out."""
    if isinstance(trouble, Problems):
        return Problems([placed(one, folder, shown) for one in trouble.problems])
    path = trouble.path.replace(folder, shown).replace(f"{shown}/", f"{shown}:")
    return FactcheckError(
        trouble.message, path=path, line=trouble.line, column=trouble.column, source=trouble.source, hint=trouble.hint
    )


def _resolved(project: Path, name: str) -> tuple[str, str]:
    """The commit that a name means, and the project's folder below the top of its repository ("" or "sub/")."""
    if not project.is_dir():
        raise FactcheckError("no such folder", path=str(project), hint="name the folder that holds data/ and checks/")
    prefix = os.fsdecode(_git(project, "rev-parse", "--show-prefix").rstrip(b"\n"))
    base, dots, tip = name.partition("...")
    if not dots:
        return _commit(project, base, name), prefix
    commits = [_commit(project, one or "HEAD", name) for one in (base, tip)]
    try:
        return _git(project, "merge-base", *commits).decode().strip(), prefix
    except FactcheckError:
        raise FactcheckError(
            f"{base or 'HEAD'} and {tip or 'HEAD'} have no commit in common",
            hint="where only a part of the history was fetched, fetch more of it: git fetch --unshallow",
        ) from None


def _commit(project: Path, name: str, asked: str) -> str:
    if not name.startswith("-") and "\0" not in name:
        done = _run(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if done.returncode == 0:
            return done.stdout.decode().strip()
    raise FactcheckError(
        f"there is no revision {asked!r} in this repository",
        hint=f"where only a part of the history was fetched, fetch it: git fetch origin {asked}"
        if name and not name.startswith(("-", "HEAD"))
        else "name a branch, a tag or a commit",
    )


def _contents(project: Path, objects: list[str]) -> list[bytes]:
    """The contents of objects, in one run of git."""
    if not objects:
        return []
    told = _git(project, "cat-file", "--batch", stdin="".join(f"{one}\n" for one in objects).encode())
    found, at_ = [], 0
    for _ in objects:
        end = told.index(b"\n", at_)
        size = int(told[at_:end].rsplit(b" ", 1)[1])
        found.append(told[end + 1 : end + 1 + size])
        at_ = end + size + 2
    return found


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    done = _run(folder, *arguments, stdin=stdin)
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        message = (said or ["git failed"])[0].removeprefix("fatal: ")
        raise FactcheckError(f"git: {message}", path=str(folder), hint="is the project in a git repository?")
    return done.stdout


def _run(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _ABOUT_ANOTHER}
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(  # noqa: S603
            ["git", "--literal-pathspecs", *arguments],  # noqa: S607
            cwd=folder,
            env=environment,
            input=stdin,
            capture_output=True,
            check=False,
            timeout=_LONGEST_RUN,
        )
    except FileNotFoundError:
        raise FactcheckError("git is not installed", hint="earlier states of a record are read with git") from None
    except subprocess.TimeoutExpired:
        raise FactcheckError("git did not answer", path=str(folder)) from None
