from __future__ import annotations

import gc
import importlib.util
import logging
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from factcheck.expectations import engine

ROOT = Path(__file__).parents[2]


def told(script: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_room_costs_nothing_until_it_is_used() -> None:
    script = """
import sys, factcheck.expectations
print([name for name in ("great_expectations", "pandas", "numpy", "ruamel.yaml") if name in sys.modules])
"""
    assert told(script) == "[]"


def test_what_our_checks_never_touch_is_not_executed() -> None:
    script = """
import gc, os, sys
from factcheck.expectations import engine, load_suites, run
from factcheck.record import load
run(load("."), load_suites("checks"))
print([name for name in ("scipy.stats", "altair", "jsonschema") if not engine.pending(sys.modules[name])])
print([name for name in ("altair.vegalite", "scipy.linalg") if name in sys.modules])
print(gc.isenabled(), os.environ["GX_ANALYTICS_ENABLED"])
"""
    assert told(script) == "[]\n[]\nTrue False"


def test_what_was_put_off_is_there_when_somebody_asks() -> None:
    script = """
from factcheck.expectations import engine
engine.load()
import altair, scipy.stats, scipy.optimize
import jsonschema
print(round(scipy.stats.norm.cdf(0), 3), scipy.optimize.brentq(lambda x: x - 1, 0, 3), altair.Chart.__name__)
print(jsonschema.validate({}, {"type": "object"}))
import pandas as pd, great_expectations.expectations as gxe
data = pd.DataFrame({"a": ["x", "y"] * 20})
expectation = gxe.ExpectColumnKLDivergenceToBeLessThan(
    column="a", partition_object={"values": ["x", "y"], "weights": [0.5, 0.5]}, threshold=0.1
)
with engine.quietly():
    (result,) = engine.evaluate(data, [expectation])
print(result.success)
"""
    assert told(script) == "0.5 1.0 Chart\nNone\nTrue"


@pytest.mark.parametrize("before", ["great_expectations", "altair"])
def test_what_is_imported_already_is_left_alone(before: str) -> None:
    script = f"""
import sys, warnings
warnings.simplefilter("ignore")
import {before}
whole = sys.modules["{before}"]
from factcheck.expectations import ExpectStatementsOfEachFactToAgree
print(sys.modules["{before}"] is whole, ExpectStatementsOfEachFactToAgree.expectation_type)
"""
    assert told(script) == "True expect_statements_of_each_fact_to_agree"


def test_nothing_is_sent_anywhere() -> None:
    script = """
import socket
def refuse(*_): raise AssertionError("the network was asked")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
from factcheck.expectations import load_suites, run
from factcheck.record import load
print(len(run(load("."), load_suites("checks"))) > 20)
"""
    assert told(script) == "True"


def test_threads_may_load_at_once() -> None:
    script = """
from concurrent.futures import ThreadPoolExecutor
from factcheck.expectations import load_suites, run
from factcheck.record import load
record, suites = load("."), load_suites("checks")
with ThreadPoolExecutor(4) as pool:
    print(len({tuple(one.disagreed for one in pool.submit(run, record, suites).result()) for _ in range(4)}))
"""
    assert told(script) == "1"


# ── what is put off ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of modules that nobody has imported, one of them a package, and a folder that is none."""
    (tmp_path / "madeup_inside").mkdir()
    (tmp_path / "madeup_space").mkdir()
    (tmp_path / "madeup_single.py").write_text("answer = 7\n")
    (tmp_path / "madeup_inside" / "__init__.py").write_text("from madeup_inside.deep import answer\n")
    (tmp_path / "madeup_inside" / "deep.py").write_text("answer = 8\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("madeup_")]:
        del sys.modules[name]


def test_a_module_that_is_put_off_is_executed_at_its_first_use(made_up: Path) -> None:
    engine._import_later("madeup_single")
    import madeup_single  # type: ignore[import-not-found]

    assert madeup_single is sys.modules["madeup_single"]
    assert engine.pending(madeup_single)
    (made_up / "madeup_single.py").write_text("answer = 9\n")
    assert madeup_single.answer == 9, "it was executed before anybody asked"
    assert not engine.pending(madeup_single)
    with pytest.raises(AttributeError, match="nothing"):
        madeup_single.nothing  # noqa: B018
    engine._import_later("madeup_single")
    assert not engine.pending(sys.modules["madeup_single"]), "what is imported already is left alone"


def test_a_package_that_is_put_off_is_executed_for_what_lies_in_it(made_up: Path) -> None:
    engine._import_later("madeup_inside")
    package = sys.modules["madeup_inside"]
    assert engine.pending(package)
    import madeup_inside.deep  # type: ignore[import-not-found]

    assert not engine.pending(package)
    assert (package.answer, madeup_inside.deep.answer) == (8, 8)
    assert list(package.__path__) == [str(made_up / "madeup_inside")]


def test_a_module_in_a_package_is_put_off_by_itself(made_up: Path) -> None:
    (made_up / "madeup_inside" / "__init__.py").write_text("")
    engine._import_later("madeup_inside.deep")
    import madeup_inside

    assert not engine.pending(madeup_inside)
    assert engine.pending(madeup_inside.deep)
    assert madeup_inside.deep is sys.modules["madeup_inside.deep"]
    assert madeup_inside.deep.answer == 8


def test_what_is_not_there_is_not_put_off(made_up: Path) -> None:
    for name in ("madeup_nowhere", "madeup_space"):
        engine._import_later(name)
        assert name not in sys.modules


def test_a_module_that_answers_for_itself_waits_for_nothing() -> None:
    module = ModuleType("madeup_polite")
    assert not engine.pending(module)
    module.__dict__["__getattr__"] = lambda name: name
    assert not engine.pending(module)
    assert not engine.pending(sys)


@pytest.mark.parametrize("collecting", [True, False])
def test_the_library_is_imported_in_silence_and_the_collector_goes_on_as_before(
    made_up: Path, monkeypatch: pytest.MonkeyPatch, collecting: bool
) -> None:
    monkeypatch.setattr(engine, "_LATER", ("madeup_single", "madeup_inside"))
    monkeypatch.setenv("GX_ANALYTICS_ENABLED", "True")
    was = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        engine._import_library()
        assert gc.isenabled() is collecting
        assert gc.get_freeze_count() > 0, "the collector would look at the library's objects again and again"
    finally:
        gc.unfreeze()
        (gc.enable if was else gc.disable)()
    assert os.environ["GX_ANALYTICS_ENABLED"] == "False"
    assert all(engine.pending(sys.modules[name]) for name in ("madeup_single", "madeup_inside"))


def test_what_is_put_off_is_installed() -> None:
    assert [name for name in engine._LATER if importlib.util.find_spec(name) is None] == []


def test_the_library_is_imported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.load()
    imported: list[str] = []
    monkeypatch.setattr(engine, "_import_library", lambda: imported.append("it"))
    engine.load()
    assert imported == []
    monkeypatch.delitem(sys.modules, "great_expectations")
    engine.load()
    assert imported == ["it"]


def test_whoever_uses_the_library_imports_it_our_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck import expectations
    from factcheck.record import load

    class ImportedError(Exception):
        pass

    def refuse() -> None:
        raise ImportedError

    monkeypatch.setattr(engine, "load", refuse)
    record, suites = load(ROOT), expectations.load_suites(ROOT / "checks")
    with pytest.raises(ImportedError):
        expectations.run(record, suites)
    with pytest.raises(ImportedError):
        expectations.build_data_docs(record, suites, (), tmp_path)
    with pytest.raises(ImportedError):
        expectations.ExpectPartsToAddUpToTheirWhole  # noqa: B018


# ── manners ─────────────────────────────────────────────────────────────────────────────────────────


def test_what_the_library_has_to_say_is_not_heard(caplog: pytest.LogCaptureFixture) -> None:
    log, below = (logging.getLogger(name) for name in ("great_expectations", "great_expectations.validator"))
    with caplog.at_level(logging.INFO, logger="great_expectations"), warnings.catch_warnings():
        warnings.simplefilter("error")
        with engine.quietly():
            for level in (logging.WARNING, logging.CRITICAL):
                log.log(level, "unheard")
                below.log(level, "unheard")
            warnings.warn("unheard", stacklevel=1)
        log.info("heard")
        with pytest.raises(UserWarning, match="heard"):
            warnings.warn("heard", stacklevel=1)
        with pytest.raises(ZeroDivisionError), engine.quietly():
            1 / 0  # noqa: B018
        assert log.level == logging.INFO, "an exception leaves the log as it was"
    assert [record.message for record in caplog.records] == ["heard"]


def test_results_hold_no_long_lists_unless_they_are_asked_for() -> None:
    engine.load()
    import pandas as pd
    from great_expectations.expectations.registry import get_expectation_impl

    kind: Any = get_expectation_impl("expect_column_values_to_be_unique")
    data = pd.DataFrame({"a": ["x"] * 30})
    with engine.quietly():
        (plain,) = engine.evaluate(data, [kind(column="a")])
        (whole,) = engine.evaluate(data, [kind(column="a")], "COMPLETE")
    assert (plain.result["unexpected_count"], len(plain.result["partial_unexpected_list"])) == (30, 20)
    assert len(whole.result["unexpected_index_list"]) == 30
    assert not {"unexpected_list", "unexpected_index_list", "partial_unexpected_counts"} & set(plain.result)


def test_no_progress_is_shown_and_nobody_told(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.load()
    import pandas as pd
    from great_expectations.data_context.data_context import ephemeral_data_context as home

    made: list[Any] = []

    class Noted(home.EphemeralDataContext):
        def __init__(self, config: Any) -> None:
            made.append(config)
            super().__init__(config)

    monkeypatch.setattr(home, "EphemeralDataContext", Noted)
    from factcheck.expectations import ExpectStatementsOfEachFactToAgree

    data = pd.DataFrame({"fact": ["a", "a"], "value": ["7", "8"]})
    with engine.quietly():
        (result,) = engine.evaluate(data, [ExpectStatementsOfEachFactToAgree()])
    assert result.result["details"]["disagreed"] == 1
    assert capfd.readouterr() == ("", "")
    assert [one.analytics_enabled for one in made] == [False]
