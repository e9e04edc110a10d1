"""What could not be done: one exception, with the place and a hint, for the front door to print."""

from __future__ import annotations

import re

# What ends a line, by which places are told: in files that people edit anywhere.
LINE_END = re.compile(r"\r\n|\n|\r")

# What a file says is quoted in messages; it must not move the cursor, recolour the terminal or reverse the words.
_UNSEEN = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"


class FactcheckError(Exception):
    """We could not tell: unreadable file, broken suite, unknown column. Never a disagreement.

    ``path``, ``line`` and ``column`` (both from 1) name the place, ``source`` is the line as it
    stands there (shown with a caret), ``hint`` says what to do about it.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str = "",
        line: int | None = None,
        column: int | None = None,
        source: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.source = source
        self.hint = hint

    def __str__(self) -> str:
        return self.render()

    @property
    def place(self) -> str:
        """``path:line:column`` as far as it is known."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)

    def render(self) -> str:
        """The message as the command line shows it: place, message, source line with caret, hint."""
        head = f"{self.place}: {self.message}" if self.place else self.message
        lines = [_seen(head)]
        if self.source:
            shown = _seen(self.source.expandtabs(1)[:200].replace("\n", " "))
            lines.append(f"    {shown}")
            if self.column and self.column <= len(shown) + 1:
                lines.append("    " + " " * (self.column - 1) + "^")
        if self.hint:
            lines.append(f"  hint: {_seen(self.hint)}")
        return "\n".join(lines)


def _seen(text: str) -> str:
    """The text with a sign in the place of each character that shows nothing itself, so that columns stay."""
    return re.sub(_UNSEEN, lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else "\ufffd", text)


class Problems(FactcheckError):
    """Several problems of one run, all reported at once, in the order of their places."""

    def __init__(self, problems: list[FactcheckError]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)

    def render(self) -> str:
        return "\n".join(problem.render() for problem in self.problems)
