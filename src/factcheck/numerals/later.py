"""The source of a pattern in, the pattern out, compiled when it first has to match."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["later"]


_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "sub")


class _Later:
    """A pattern that is not compiled yet; its methods become those of the compiled one."""

    __slots__ = ("_flags", "_source", *_METHODS)

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def later(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, to be used as ``re.compile`` would give it.

    Compiling the hundred patterns of the two rooms takes longer than loading all their modules, and a text needs few.
    """
    return cast("re.Pattern[str]", _Later(source, flags))
