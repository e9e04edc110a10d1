"""A project and the place where its record lies in, the report out: the record stays there, only findings come back."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.config import Config, load_config
from factcheck.errors import FactcheckError
from factcheck.judge import rank
from factcheck.model import Document, Report, Whole
from factcheck.pipeline.checking import chosen_suites, sources_of, with_text
from factcheck.pipeline.run import ended, now
from factcheck.pipeline.settling import findings_of
from factcheck.source import Source

if TYPE_CHECKING:
    from factcheck.expectations import CheckResult, Suite, Wanted
    from factcheck.expectations.stores import Store
    from factcheck.record import Accepted, Record


def check_stored(
    project: Path, source: Source, *, suites: Sequence[str] = (), documents: Path | None = None, strict: bool = False
) -> Report:
    """Cross-check a record where it lies, as ``checking.check`` does one in CSV files: the same verdicts and findings.

    On Spark and in databases only the statements that findings are about are held; with pandas the record is read.
    """
    from factcheck import expectations, record

    config = load_config(project)
    chosen = chosen_suites(project, config, suites)
    accepted = record.load_accepted(project / config.accepted)
    store = expectations.open_store(source, config.policy)
    try:
        sources = _sources(project, config, store, documents)
        whole = None
        if source.engine == "pandas":
            kept = record.of_rows(lambda table: _all(store, table), source.shown, project=project, accepted=accepted)
            results = expectations.run(kept, chosen, sources, config.policy)
        else:
            results, kept = _run(store, chosen, sources, accepted, config)
            whole = Whole(store.number("documents"), store.counts(), store.number("facts"))
    except FactcheckError:
        raise
    except Exception as error:
        # What nobody foresaw is told with all that led to it, and a driver may have put the password there.
        told = "".join(traceback.format_exception(error))
        if source.hidden(told) == told:
            raise
        raise store.trouble(error) from None
    finally:
        store.close()
    return ended(_report(source, kept, results, sources, whole, strict=strict))


def _report(
    source: Source,
    kept: Record,
    results: Sequence[CheckResult],
    sources: Sequence[Document],
    whole: Whole | None,
    *,
    strict: bool,
) -> Report:
    texts = {one.document: one for one in sources}
    single = len(kept.documents) == 1 and (whole is None or whole.documents == 1)
    return Report(
        command="check",
        documents=tuple(with_text(one, texts.get(one.document)) for one in kept.documents),
        statements=kept.statements,
        findings=rank(findings_of(kept, results, strict=strict)),
        examined={result.check: result.examined for result in results},
        agreed={result.check: result.agreed for result in results},
        not_checked=tuple(gap for result in results for gap in result.not_checked),
        facts=kept.facts,
        relations=kept.relations,
        title=kept.documents[0].title if single else "",
        when=now(),
        record=source.shown,
        whole=whole,
        where=source.shown,
    )


def _run(
    store: Store, suites: Sequence[Suite], sources: Sequence[Document], accepted: tuple[Accepted, ...], config: Config
) -> tuple[tuple[CheckResult, ...], Record]:
    from factcheck import expectations

    store.put_texts(sources)
    strangers = (
        store.strangers() if any(one.table == "members" for suite in suites for one in suite.expectations) else []
    )
    if strangers:
        raise FactcheckError(
            f"{store.source.shown}: no fact or statement is called {strangers[0]!r}",
            hint="it is a member of a relation; a literal is written =6 or =2013",
        )
    part: list[Record] = []

    def fetch(wanted: Wanted) -> Record:
        part.append(_part(store, wanted, accepted))
        return part[-1]

    return expectations.run_on(store, suites, fetch, config.policy), part[-1]


def _part(store: Store, wanted: Wanted, accepted: tuple[Accepted, ...]) -> Record:
    """The rows that findings and acceptances are about, with all statements of each fact."""
    from factcheck import record

    relations = store.rows("relations", "relation", wanted.relations | {one.relation for one in accepted} - {""})
    members = {row["member"] for row in relations}
    named = store.rows("statements", "statement", wanted.statements | members)
    facts = wanted.facts | {one.fact for one in accepted} | members | {row.get("fact", "") for row in named}
    statements = store.rows("statements", "fact", facts - {""})
    alone = [row for row in named if not row.get("fact")]
    tables = {
        "documents": store.rows("documents", "document", {row.get("document", "") for row in statements}),
        "facts": store.rows("facts", "fact", facts - {""}),
        "statements": [*statements, *alone],
        "relations": relations,
    }
    return record.part_of(tables, accepted=accepted)


def _sources(project: Path, config: Config, store: Store, documents: Path | None) -> tuple[Document, ...]:
    """The documents whose texts are at hand."""
    from factcheck import record

    listed = store.rows("documents")
    kept = record.part_of({"documents": listed, "facts": [], "statements": [], "relations": []}).documents
    folder = documents or project / config.documents
    return sources_of(kept, folder, demanded=documents is not None or bool(config.documents))


def _all(store: Store, table: str) -> Sequence[dict[str, str]]:
    if store.base(table) is None:
        raise FactcheckError(
            f"{store.source.shown}: there is no table {store.source.table(table)}",
            hint=f"--table {table}=NAME says what it is called there",
        )
    return store.rows(table)
