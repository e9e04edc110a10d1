"""A run and a git revision in, the run with what was known then marked and what is gone listed out."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.config import Config
from factcheck.errors import FactcheckError
from factcheck.judge import rank
from factcheck.model import Document, Finding, Report
from factcheck.pipeline.settling import findings_of

if TYPE_CHECKING:
    from factcheck.expectations import Suite
    from factcheck.record import Record
    from factcheck.record.revision import Revision


def revision_of(project: Path, name: str, config: Config) -> Revision:
    from factcheck.record import revision

    return revision.at(project, name, (config.data, config.checks))


def since_revision(
    report: Report,
    kept: Record,
    then: Revision,
    project: Path,
    config: Config,
    suites: Sequence[Suite],
    sources: Sequence[Document],
    *,
    strict: bool,
) -> Report:
    """The run with what was there at a revision marked as known, and what is gone listed.

    Only what differs is judged again, and Great Expectations is loaded already. A record that cannot be read at the
    revision, or is not there, knows nothing.
    """
    from factcheck import expectations, record
    from factcheck.record import baseline, known, revision

    texts = _texts_then(project, then, sources)
    edited = {source.document for source in sources if source.document in texts}
    names = (*(f"{config.data}/{name}.csv" for name in record.COLUMNS), config.accepted)
    files = {name: path.read_bytes() for name in names if (path := project / name).is_file()}
    touched = baseline.touched(then.files, files, data=config.data, accepted=config.accepted, documents=edited)
    if any(known.about_table(one) for one in report.findings):
        touched = replace(touched, files=then.files, everything=True)
    if touched.nothing:
        was = replace(kept, statements=(), facts=(), relations=(), members=())
        outcome: list[Finding] = []
    else:
        try:
            was = revision.record_of(touched.files, then.shown, config.data, config.accepted)
        except FactcheckError as trouble:
            return replace(report, since=then.shown, since_trouble=str(trouble))
        judged = _with_rows(suites, was)
        found = (
            expectations.run(was, judged, [texts.get(one.document, one) for one in sources], config.policy)
            if judged
            else ()
        )
        outcome = findings_of(was, found, strict=strict)
    findings, gone = known.compared(
        known.Run(kept, report.findings),
        known.Run(was, rank(outcome)),
        touched,
        new_checks=_new_checks(then, config, suites),
        unchecked={(gap.check, key) for gap in report.not_checked for key in gap.keys},
    )
    return replace(report, findings=tuple(findings), since=then.shown, resolved=tuple(gone))


def _texts_then(project: Path, then: Revision, sources: Sequence[Document]) -> dict[str, Document]:
    """The documents whose text has changed since a revision, as they were."""
    from factcheck import read
    from factcheck.record import revision

    changed = revision.texts_changed(project, then.commit, [Path(source.path) for source in sources])
    found = {}
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        for source in sources:
            contents = changed.get(Path(source.path))
            if contents is not None:
                copy = Path(folder) / Path(source.path).name
                copy.write_bytes(contents)
                found[source.document] = replace(read.read(copy), document=source.document)
    return found


def _with_rows(suites: Sequence[Suite], was: Record) -> tuple[Suite, ...]:
    """The suites without the demands on tables that have no row."""
    rows = {"documents": was.documents, "facts": was.facts, "statements": was.statements}
    full = {name for name, some in rows.items() if some} | ({"relations", "members"} if was.members else set())
    if not {"documents", "facts", "statements"} <= full:
        return ()
    kept = (replace(one, expectations=tuple(each for each in one.expectations if each.table in full)) for one in suites)
    return tuple(one for one in kept if one.expectations)


def _new_checks(then: Revision, config: Config, suites: Sequence[Suite]) -> set[str]:
    """The checks that the project's suites did not have at a revision; none where those cannot be read."""
    from factcheck import expectations
    from factcheck.record import revision

    old = {name: text for name, text in then.files.items() if Path(name).suffix in (".yaml", ".yml")}
    if all(old.get(f"{config.checks}/{Path(one.path).name}") == Path(one.path).read_bytes() for one in suites):
        return set()
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        revision.lay_out(old, Path(folder))
        try:
            before = expectations.load_suites(Path(folder) / config.checks)
        except FactcheckError:
            return set()
    return {each.check for one in suites for each in one.expectations} - {
        each.check for one in before for each in one.expectations
    }
