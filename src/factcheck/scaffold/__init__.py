"""Nothing in, the files of a new project out: tables with a worked example, the default suites, a workflow."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

# What a project has beside the files of data/ and checks/ that lie here as they will lie there.
_ELSEWHERE = {"workflow.yml": ".github/workflows/factcheck.yml"}
_IGNORED = "reports/*\n!reports/README.md\n"
_ABOUT_REPORTS = """\
# Reports

`factcheck check` writes its report here: open `index.html`. Everything in this folder but this page is generated.
"""


def new_project() -> dict[str, str]:
    """The files of a project on which a check is green at once, by their paths in it, sorted."""
    found = {_ELSEWHERE.get(name, name): text for name, text in _files(files(__package__) / "project")}
    found |= {".gitignore": _IGNORED, "reports/README.md": _ABOUT_REPORTS}
    return dict(sorted(found.items()))


def default_checks() -> dict[str, str]:
    """The default suites with their schema, and a file of accepted disagreements without any; under ``checks/``."""
    return {name: text for name, text in new_project().items() if name.startswith("checks/")}


def table_schema() -> dict[str, str]:
    """``data/datapackage.json``: what the columns of the tables may hold, for tools that validate CSV files."""
    return {name: text for name, text in new_project().items() if name == "data/datapackage.json"}


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _files(one, f"{above}{one.name}/")
        elif not one.name.endswith(".pyc"):
            yield above + one.name, one.read_bytes().decode("utf-8")
