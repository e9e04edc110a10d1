"""A place where a record lies in, its tables out, ready for the suites: in a database, in DuckDB, or in Spark."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from factcheck.errors import FactcheckError
from factcheck.expectations.stores.views import COLUMNS, KEPT, Base, Views
from factcheck.interval import POLICY, Policy
from factcheck.model import Document
from factcheck.source import Source

__all__ = ["COLUMNS", "KEPT", "Base", "Store", "Views", "open_store"]


class Store(Protocol):
    """The tables of a record where they lie. What it raises is a FactcheckError without any password."""

    @property
    def engine(self) -> str: ...
    @property
    def source(self) -> Source: ...
    def base(self, table: str) -> Base | None: ...
    def number(self, table: str) -> int: ...
    def views(self) -> Views: ...
    def put_texts(self, texts: Sequence[Document]) -> None: ...
    def strangers(self) -> list[str]: ...
    def make(self, table: str, columns: Sequence[str]) -> None: ...
    def batch(self, table: str) -> tuple[Any, Any]: ...
    def rows(self, table: str, column: str = "", ids: Collection[str] | None = None) -> list[dict[str, str]]: ...
    def counts(self) -> dict[str, int]: ...
    def close(self) -> None: ...
    def trouble(self, error: BaseException) -> FactcheckError: ...


def open_store(source: Source, policy: Policy = POLICY) -> Store:
    """The tables at a place, on the engine that is to work on them; for pandas, only to be read.

    Raises FactcheckError where what it takes is not installed, or the place cannot be reached.
    """
    if source.engine == "spark":
        from factcheck.expectations.stores.spark import Spark

        return Spark(source, policy)
    from factcheck.expectations.stores.databases import Database

    return Database(source, policy)
