"""A record and its suites in, the library's own pages out: Great Expectations' Data Docs in a folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from factcheck.expectations import engine
from factcheck.expectations.runner import prepared_suites
from factcheck.expectations.suites import Suite
from factcheck.expectations.tables import Tables, frame
from factcheck.expectations.values import Record
from factcheck.interval import POLICY, Policy
from factcheck.model import Document


def build_data_docs(
    record: Record,
    suites: Sequence[Suite],
    sources: Sequence[Document],
    folder: Path,
    policy: Policy = POLICY,
) -> Path:
    """Validate the suites the library's way, build its pages, and return their index.

    Takes several times as long as ``run``: the library hashes and stores what it is given. The pages load styles from
    a content-delivery network when they are opened. Raises FactcheckError as ``run`` does for broken suites.
    """
    tables = Tables(record, sources, policy)
    engine.load()
    with engine.quietly(), _as_project(engine.context(_pages(folder))) as context:
        source = context.data_sources.add_pandas("record")
        for name, table, expectations, columns in prepared_suites(suites, tables, policy):
            _validate(context, source, name, expectations, frame(tables, table, columns))
        context.build_data_docs()
    return folder / "index.html"


def _pages(folder: Path) -> dict[str, Any]:
    """Where the library puts its pages; how they look is its own affair."""
    kept = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.resolve())}
    return {"factcheck": {"store_backend": kept}}


@contextlib.contextmanager
def _as_project(context: Any) -> Iterator[Any]:
    """The context as the library's current project, and afterwards whichever was."""
    from great_expectations.data_context.data_context.context_factory import project_manager
    from great_expectations.exceptions.exceptions import DataContextRequiredError

    try:
        before = project_manager.get_current_project()
    except DataContextRequiredError:
        before = None
    project_manager.set_project(context)
    try:
        yield context
    finally:
        project_manager.set_project(before)


def _validate(context: Any, source: Any, name: str, expectations: Sequence[Any], data: Any) -> None:
    from great_expectations import ExpectationSuite, ValidationDefinition

    suite = context.suites.add(ExpectationSuite(name=name, expectations=list(expectations)))
    asset = source.add_dataframe_asset(name)
    batch = asset.add_batch_definition_whole_dataframe(name)
    definition = context.validation_definitions.add(ValidationDefinition(name=name, data=batch, suite=suite))
    definition.run(batch_parameters={"dataframe": data})
