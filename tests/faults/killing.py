"""Runs commands of factcheck, each in a fork of a process that has everything imported, and kills some of them.

Reads one JSON object a line: "args", "cwd", "kill" (the number of the step before which the process is to die, or
null), "writes" (count only what changes files), "limit" (bytes that a file may grow to, or null). Answers with
"signal", "code" and "steps". A step is whatever Python's audit hooks tell of, and each flush to the disk.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from typing import Any

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.link", "fsync"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main() -> None:
    # What a command would import is imported before the fork: a run then takes tenths of a second.
    from factcheck.cli import run

    for args in json.loads(sys.argv[1]):
        silently(lambda args=args: run(args))
    for line in sys.stdin:
        asked = json.loads(line)
        answer = child(lambda: run(asked["args"]), asked["cwd"], asked["kill"], asked["writes"], asked["limit"])  # noqa: B023
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def silently(work: Any) -> int:
    """What the work returns; what it prints goes nowhere."""
    kept = [os.dup(one) for one in (1, 2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for one in (1, 2):
        os.dup2(nowhere, one)
    try:
        return int(work())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for one, saved in zip((1, 2), kept, strict=True):
            os.dup2(saved, one)
            os.close(saved)
        os.close(nowhere)


def child(work: Any, folder: str, kill: int | None, writes: bool, limit: int | None) -> dict[str, int]:
    """How the work ended in a process of its own, and how many steps it took."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reader)
        os.chdir(folder)
        steps = watched(kill, writes)
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        code = 99
        try:
            code = silently(work)
        finally:
            os.write(writer, str(steps[0]).encode())
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        count = told.read()
    _, status = os.waitpid(process, 0)
    return {
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1,
        "steps": int(count or 0),
    }


def watched(kill: int | None, writes: bool) -> list[int]:
    """Count the steps from now on, and die without a word before the one that is named."""
    steps = [0]

    def step(event: str, given: tuple[Any, ...]) -> None:
        opens = event == "open" and isinstance(given[2], int) and given[2] & WRITING
        if writes and not opens and event not in CHANGES:
            return
        if steps[0] == kill:
            os.kill(os.getpid(), signal.SIGKILL)
        steps[0] += 1

    flush = os.fsync

    def flushed(file: int) -> None:
        step("fsync", ())
        flush(file)

    os.fsync = flushed  # type: ignore[assignment]
    sys.addaudithook(step)
    return steps


if __name__ == "__main__":
    main()
