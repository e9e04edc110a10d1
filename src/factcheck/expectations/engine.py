"""Great Expectations, imported in half its usual time: nothing in, the few names that this room needs out."""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.util
import logging
import os
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from importlib.machinery import PathFinder
from types import ModuleType
from typing import Any

# Our expectations never draw a chart, fit a distribution or validate a JSON schema; importing the library imports
# what does, though, and that is a third of the time.
_LATER = ("scipy.stats", "altair", "jsonschema")

# Numbers, and a few of the values that break a demand.
_PLAIN = "BASIC"

_importing = threading.RLock()


def load() -> None:
    """Import Great Expectations and our expectation classes; the second call costs nothing.

    No usage statistics are sent. The cyclic collector rests while the library makes its hundred thousand objects, and
    does not look at them again; modules that only its other expectations need are loaded when those run.
    """
    with _importing:
        if "great_expectations" not in sys.modules:
            _import_library()
        with quietly():
            from factcheck.expectations import (  # noqa: F401
                changes,
                conversions,
                counts,
                dates,
                order,
                provenance,
                rates,
                restatements,
                shares,
                spans,
                sums,
            )


def evaluate(data: Any, expectations: Sequence[Any], result_format: str | dict[str, Any] = _PLAIN) -> list[Any]:
    """The library's results for expectations on a pandas frame; not in their order, and exceptions among them."""
    from great_expectations.execution_engine.pandas_batch_data import PandasBatchData
    from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine

    execution = PandasExecutionEngine()
    return evaluate_batch(execution, PandasBatchData(execution, data), expectations, result_format)


def evaluate_batch(
    execution: Any, data: Any, expectations: Sequence[Any], result_format: str | dict[str, Any] = _PLAIN
) -> list[Any]:
    """The same on data of any of the library's engines.

    The batch is handed over as it is: asked for it through a data source, the library would hash every cell first. The
    context is made for this call alone, because one that threads share gives wrong results.
    """
    from great_expectations.core.batch import Batch
    from great_expectations.validator.validator import Validator

    batch = Batch(data=data)
    validator = Validator(execution_engine=execution, data_context=context(), batches=[batch])
    configurations = validator.process_expectations_for_validation(
        [expectation.configuration for expectation in expectations]
    )
    return validator.graph_validate(
        configurations=configurations, runtime_configuration={"result_format": result_format}
    )


def context(pages: dict[str, Any] | None = None) -> Any:
    """A context of the library that lasts as long as it is held, shows no progress and tells nobody; ``pages`` says
    where its Data Docs go."""
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    return EphemeralDataContext(
        DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(),
            data_docs_sites=pages,
            progress_bars=ProgressBarsConfig(globally=False),
            analytics_enabled=False,
        )
    )


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """The library's log and warnings switched off; what it has to say is in its results, and we read those."""
    log = logging.getLogger("great_expectations")
    level = log.level
    log.setLevel(sys.maxsize)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)


def _import_library() -> None:
    os.environ["GX_ANALYTICS_ENABLED"] = "False"
    for name in _LATER:
        _import_later(name)
    collecting = gc.isenabled()
    gc.disable()
    try:
        with quietly():
            import great_expectations  # noqa: F401
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


def _import_later(name: str) -> None:
    """Stand in for a module until somebody asks it for something, or for a module inside it.

    The standard library's LazyLoader is no help here: an import statement looks at ``__spec__``, and for its modules
    that look is the first use already.
    """
    parent, _, child = name.rpartition(".")
    above = importlib.import_module(parent) if parent else None
    spec = None if name in sys.modules else PathFinder.find_spec(name, above.__path__ if above else None)
    if spec is None or spec.loader is None:
        return
    module, loader, lock = importlib.util.module_from_spec(spec), spec.loader, threading.RLock()
    # A package is asked for its path when a module inside it is imported; that must find the package executed.
    path = module.__dict__.pop("__path__", None)

    def first_use(attribute: str) -> Any:
        with lock:
            if module.__dict__.get("__getattr__") is first_use:
                del module.__dict__["__getattr__"]
                module.__dict__["__path__"] = path
                loader.exec_module(module)
        return getattr(module, attribute)

    module.__dict__["__getattr__"] = first_use
    sys.modules[name] = module
    if above is not None:
        setattr(above, child, module)


def pending(module: ModuleType) -> bool:
    """Whether a module still waits for its first use."""
    return getattr(module.__dict__.get("__getattr__"), "__qualname__", "").endswith("first_use")
