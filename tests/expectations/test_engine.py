from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
