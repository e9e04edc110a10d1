"""The name of a check in, its manual page out: Markdown files beside this one, a page for each family of checks."""

from __future__ import annotations

import re
from importlib.resources import files

from factcheck.errors import FactcheckError


def families() -> tuple[str, ...]:
    """The families that have a page, sorted: "changes", "counts", …"""
    return tuple(sorted(page.name[:-3] for page in files(__package__).iterdir() if page.name.endswith(".md")))


def page(check: str) -> str:
    """The page of a check, by its family ("sums") or its full name ("sums/parts-add-up").

    Raises FactcheckError, with the nearest names as a hint, where there is none.
    """
    family = check.partition("/")[0]
    if family in families():
        return (files(__package__) / f"{family}.md").read_text(encoding="utf-8")
    import difflib

    near = difflib.get_close_matches(family, families(), n=3, cutoff=0.5) or list(families())
    raise FactcheckError(f"no check is called {check!r}", hint=f"did you mean {', '.join(near)}?")


def summary(family: str) -> str:
    """The first sentence of a page: what the check demands."""
    body = re.sub(r"^#.*$", "", page(family), flags=re.MULTILINE).strip()
    return " ".join(body.split("\n\n", 1)[0].split())
