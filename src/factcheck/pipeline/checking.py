"""A project in, the report on its record out: suites chosen and graded, documents found, findings settled."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.config import Config, load_config
from factcheck.errors import FactcheckError
from factcheck.judge import rank
from factcheck.model import Document, Report
from factcheck.pipeline.run import ended, now
from factcheck.pipeline.settling import findings_of
from factcheck.pipeline.since import revision_of, since_revision

if TYPE_CHECKING:
    from factcheck.expectations import Suite
    from factcheck.source import Source


def check(
    project: Path = Path(),
    *,
    suites: Sequence[str] = (),
    documents: Path | None = None,
    strict: bool = False,
    data_docs: Path | None = None,
    since: str | None = None,
    source: Source | None = None,
) -> Report:
    """Cross-check a project's record against its suites (all, or those named).

    ``documents`` is the folder in which the documents' texts lie, if they are at hand; otherwise each is looked for
    where ``documents.csv`` says, beneath the project. ``strict`` ignores the accepted disagreements. ``data_docs``
    is a folder for Great Expectations' own pages, built on request. ``since`` is a git revision: what disagreed there
    already is marked as known and does not fail, and what is gone is listed as resolved. ``source`` says where the
    record lies, if not in the project's own files, and which engine checks it. Raises FactcheckError where the record
    or a suite is broken, the source cannot be reached, or the revision cannot be read.
    """
    from factcheck import expectations, record

    if source is not None and (source.kind, source.engine) != ("csv", "pandas"):
        from factcheck.pipeline.stored import check_stored

        if since is not None or data_docs is not None:
            what = "--since" if since is not None else "--data-docs"
            raise FactcheckError(f"{what} needs a record in CSV files, checked with pandas")
        return check_stored(project, source, suites=suites, documents=documents, strict=strict)
    config = load_config(project)
    if source is not None:
        config = replace(config, data=str(Path(source.address).resolve()))
    if source is not None and since is not None:
        raise FactcheckError("--since is about the project's own data, --data about another's: choose one")
    then = revision_of(project, since, config) if since is not None else None
    kept = record.load(project, config.data, config.accepted)
    chosen = chosen_suites(project, config, suites)
    folder = documents or project / config.documents
    sources = sources_of(kept.documents, folder, demanded=documents is not None or bool(config.documents))
    results = expectations.run(kept, chosen, sources, config.policy)
    if data_docs is not None:
        expectations.build_data_docs(kept, chosen, sources, data_docs, config.policy)
    texts = {source.document: source for source in sources}
    report = Report(
        command="check",
        documents=tuple(with_text(one, texts.get(one.document)) for one in kept.documents),
        statements=kept.statements,
        findings=rank(findings_of(kept, results, strict=strict)),
        examined={result.check: result.examined for result in results},
        agreed={result.check: result.agreed for result in results},
        not_checked=tuple(gap for result in results for gap in result.not_checked),
        facts=kept.facts,
        relations=kept.relations,
        title=kept.documents[0].title if len(kept.documents) == 1 else "",
        when=now(),
        record=_from_here(project / config.data / "statements.csv"),
    )
    if then is not None:
        report = since_revision(report, kept, then, project, config, chosen, sources, strict=strict)
    return ended(report)


def _from_here(path: Path) -> str:
    """A path as tools that run in this folder know it; one outside of it as it is."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def chosen_suites(project: Path, config: Config, names: Sequence[str]) -> tuple[Suite, ...]:
    """The suites of a project, all or those named, as grave as the project has it."""
    from factcheck import expectations

    return _chosen(_graded(expectations.load_suites(project / config.checks), config), names)


def _graded(suites: Sequence[Suite], config: Config) -> tuple[Suite, ...]:
    """The suites with the severities that the project sets."""
    known = [one.check for suite in suites for one in suite.expectations]
    for check, _ in config.severities:
        if check not in known:
            near = difflib.get_close_matches(check, known, n=1, cutoff=0.6)
            hint = f"did you mean {near[0]!r}?" if near else f"the checks are {', '.join(known)}"
            raise config.problem(check, f"no check is called {check!r}", hint)
    grave = {check: "critical" if severity == "error" else severity for check, severity in config.severities}
    return tuple(
        replace(
            suite,
            expectations=tuple(replace(one, severity=grave.get(one.check, one.severity)) for one in suite.expectations),
        )
        for suite in suites
    )


def _chosen(suites: Sequence[Suite], names: Sequence[str]) -> tuple[Suite, ...]:
    known = [suite.name for suite in suites]
    for name in names:
        if name not in known:
            raise FactcheckError(f"there is no suite {name!r}", hint=f"the suites are {', '.join(known)}")
    return tuple(suite for suite in suites if not names or suite.name in names)


def sources_of(documents: Iterable[Document], folder: Path, *, demanded: bool) -> tuple[Document, ...]:
    """The documents whose text lies in the folder, under the record's own names for them."""
    if demanded and not folder.is_dir():
        raise FactcheckError("there is no such folder", path=str(folder), hint="name the folder of the texts")
    from factcheck import read

    found = []
    for document in documents:
        if not document.path:
            continue
        path = folder / document.path
        if not path.resolve().is_relative_to(folder.resolve()):
            raise FactcheckError(
                f"the document {document.document} lies outside its folder: {document.path}",
                path="data/documents.csv",
                hint="give its path below the folder of the documents",
            )
        if path.is_file():
            found.append(replace(read.read(path), document=document.document))
    return tuple(found)


def with_text(document: Document, source: Document | None) -> Document:
    """The record's document with the text that was read; a record knows its documents better than their files do."""
    if source is None:
        return document
    return replace(document, text=source.text, passages=source.passages)
