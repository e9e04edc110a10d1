"""Two states of a record in, what changed between them out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.config import load_config
from factcheck.pipeline.since import revision_of

if TYPE_CHECKING:
    from factcheck.record.changes import Change


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in a record from one state to another, both named."""

    before: str
    after: str
    changes: tuple[Change, ...]

    def by_table(self) -> dict[str, list[Change]]:
        """The changes by what they are about: documents, facts, statements, relations, verdicts, accepted."""
        from factcheck.record.changes import by_table

        return by_table(self.changes)

    def as_json(self) -> dict[str, object]:
        """The same for machines, as ``record/schema/changes-1.json`` describes it."""
        return {
            "version": 1,
            "from": self.before,
            "to": self.after,
            "changes": [asdict(one) for one in self.changes],
        }


def diff(project: Path, before: str, after: str | None = None) -> Difference:
    """What changed in a project's record from one git revision to another, or to the files as they are.

    Raises FactcheckError where a revision or a record cannot be read.
    """
    from factcheck import record
    from factcheck.record import revision
    from factcheck.record.changes import changes

    config = load_config(project)
    places = (config.data, config.accepted)
    then = revision_of(project, before, config)
    old = revision.record_of(then.files, then.shown, *places)
    if after is None:
        found = changes(old, record.load(project, *places), config.policy)
        return Difference(then.shown, "the working files", found)
    now = revision_of(project, after, config)
    found = changes(old, revision.record_of(now.files, now.shown, *places), config.policy)
    return Difference(then.shown, now.shown, found)
