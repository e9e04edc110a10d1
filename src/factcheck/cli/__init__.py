"""The front door: options in, files written, exit code out.

0: nothing new disagrees. 1: something does. 2: we could not tell.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from factcheck.errors import FactcheckError
from factcheck.version import VERSION

COMMANDS = ("init", "check", "scan", "extract", "compare", "adopt", "accept", "diff", "explain")


class ReaderGone(Exception):
    """Standard output has nobody left who reads it, as in `factcheck … | head`."""


class Commands(click.Group):
    """Loads a command's module when it is asked for: ``factcheck.cli.<command>:command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"factcheck.cli.{cmd_name}").command
        return found

    def invoke(self, ctx: click.Context) -> object:
        # Click would end the process with 1, and that says that something disagrees.
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ReaderGone from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="factcheck")
def cli() -> None:
    """Finds the figures that cannot all be true: in a record of them, or in any document.

    Exit codes: 0 nothing new disagrees, 1 something does, 2 we could not tell.
    """


def run(args: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors become one message on standard error."""
    try:
        code = cli.main(args=None if args is None else list(args), prog_name="factcheck", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as problem:
        problem.show()
        return 2
    except (KeyboardInterrupt, click.Abort):
        click.echo("factcheck: interrupted; no file is half-written", err=True)
        return 2
    except FactcheckError as problem:
        click.echo(f"factcheck: {problem.render()}" if not problem.place else problem.render(), err=True)
        return 2
    except (ReaderGone, BrokenPipeError):
        # The reader has gone (`| head`). What was asked for is no longer wanted, and Python would complain once more
        # when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except OSError as problem:
        click.echo(f"factcheck: {problem.filename or ''}: {problem.strerror or problem}".replace(": :", ":"), err=True)
        return 2


def main() -> NoReturn:
    """The ``factcheck`` command."""
    # What a run makes it keeps to the end; looking through it for garbage again and again takes a tenth of the time.
    gc.set_threshold(50_000, 20, 20)
    try:
        code = run()
    except MemoryError:
        click.echo("factcheck: not enough memory; no file is half-written", err=True)
        code = 2
    except Exception:
        # Python's own exit code for this is 1, and that says that something disagrees.
        traceback.print_exc()
        click.echo("factcheck: this is a mistake in factcheck, not in your files; please report it", err=True)
        code = 2
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = 2
    # Tearing down an interpreter with Great Expectations loaded takes longer than a check; nothing is left to save.
    os._exit(code)
