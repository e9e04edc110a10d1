"""A password of a database appears in no output, whatever goes wrong: unreachable, refused, malformed, unknown."""

from __future__ import annotations

import importlib.util
import logging
import os
import traceback
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from factcheck import cli
from factcheck.errors import FactcheckError
from factcheck.expectations.stores import open_store
from factcheck.pipeline import stored
from factcheck.source import source_of
from record_samples import project

POSTGRES = os.environ.get("FACTCHECK_TEST_POSTGRES", "")
needs_sql = pytest.mark.skipif(
    importlib.util.find_spec("sqlalchemy") is None or importlib.util.find_spec("psycopg") is None,
    reason="SQLAlchemy or psycopg is not installed",
)
needs_postgres = pytest.mark.skipif(not POSTGRES, reason="FACTCHECK_TEST_POSTGRES names no PostgreSQL server")

CLOSED = "127.0.0.1:1"  # nobody listens there
PASSWORDS = (
    "hunter-Zebra7",
    "Zebra@hunter7",
    "Zebra:hunter@7:0",
    "Zebra%hunter%zz7",
    "Zebra%20hunter/7?x#y",
    "Zebra hunter 7",
    "Zebra'hunter\"7\\q",
    "Zebräßhunter蛇7",
    "Zebra&hunter=7;x",
    "Zebra\nhunter7",
    "${Zebra}hunter7",
)
PIECES = ("Zebr", "hunter")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("FACTCHECK_DB_PASSWORD", "PGPASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PGCONNECT_TIMEOUT", "3")
    folder = project(tmp_path)
    (folder / "checks").mkdir()
    suite = Path(__file__).parents[1] / "checks" / "restatements.yaml"
    (folder / "checks" / suite.name).write_bytes(suite.read_bytes())
    return folder


@pytest.fixture
def said(home: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Whatever a test has seen, with all that was printed, logged and written: no piece of a password is in it."""
    seen: list[str] = []
    caplog.set_level(logging.DEBUG)
    yield seen
    printed = capfd.readouterr()
    written = [path.read_text(errors="replace") for path in home.rglob("*") if path.is_file()]
    everything = "\n".join([*seen, printed.out, printed.err, caplog.text, *written])
    assert seen
    assert [piece for piece in PIECES if piece in everything] == [], everything[-3000:]


def check(home: Path, *options: str) -> str:
    """Run ``factcheck check`` in vain; what is said of it is what a caller of the library would see."""
    assert cli.run(["check", str(home), "--format", f"json={home / 'out.json'}", *options]) == 2
    return "done"


def complaint(home: Path, url: str) -> str:
    """All that a traceback could say of the place and of what went wrong there."""
    try:
        source = source_of(url)
        told = f"{source!r} {source} {source.shown}"
        stored.check_stored(home, source)
    except FactcheckError as error:
        chain = "".join(traceback.format_exception(error))
        return f"{told if 'told' in vars() else ''} {error!r} {error.render()} {chain}"
    raise AssertionError("it did not fail")


@needs_sql
@pytest.mark.parametrize("password", PASSWORDS)
def test_where_nobody_answers(home: Path, said: list[str], password: str) -> None:
    logins = (f"ann:{quote(password, safe='')}", f"ann:{password}".replace("${Zebra}", "$(Zebra)"))
    said.extend(complaint(home, f"postgresql://{login}@{CLOSED}/press") for login in logins)
    said.append(check(home, "--data", f"postgresql://ann:{quote(password, safe='')}@{CLOSED}/press"))


@needs_sql
@pytest.mark.parametrize("password", PASSWORDS)
def test_where_it_comes_from_the_environment(
    home: Path, said: list[str], password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCHECK_DB_PASSWORD", password)
    said.append(complaint(home, f"postgresql://ann@{CLOSED}/press"))
    monkeypatch.setenv("PRESS", password)
    said.append(complaint(home, f"postgresql://ann:${{PRESS}}@{CLOSED}/press"))
    said.append(complaint(home, f"postgresql://ann@{CLOSED}/press?sslpassword=${{PRESS}}&sslmode=nonsense"))


@needs_sql
@pytest.mark.parametrize(
    "options",
    [
        "password=Zebra%40hunter",
        "sslpassword=Zebra+hunter&sslmode=nonsense",
        "passfile=%2Ftmp%2FZebra-hunter",
        "p%61ssword=Zebrahunter",
        "options=-c%20password%3DZebrahunter",
        "user=ann;password=Zebrahunter",
        "password=Zebra@hunter",
        "odbc_connect=DRIVER%3Dx%3BPWD%3DZebrahunter%3B",
        "unknown_key=Zebrahunter",
        "connect_timeout=x&token=Zebrahunter",
    ],
)
def test_in_the_options_of_an_address(home: Path, said: list[str], options: str) -> None:
    for driver in ("postgresql", "postgresql+nosuchdriver", "nosuchdatabase"):
        said.append(complaint(home, f"{driver}://ann@{CLOSED}/press?{options}"))
        said.append(complaint(home, f"{driver}://{CLOSED}/press?{options}"))
    said.append(check(home, "--data", f"postgresql://ann@{CLOSED}/press?{options}"))


@needs_sql
@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:Zebrahunter",  # the host was forgotten
        "postgresql://ann:Zebrahunter/press",
        "postgresql:ann:Zebrahunter@db.example/press",
        "postgresql:/ann:Zebrahunter@db.example/press",
        "ann:Zebrahunter@db.example/press",
        "postgresql://ann:Zebrahunter@db.example:Zebra/press",
        "postgresql://ann:Zebrahunter@[::1/press",
        "postgresql://ann:Zebrahunter@/press?host=127.0.0.1&port=Zebra-port".replace("Zebra-port", "none"),
        "postgresql://:Zebrahunter@127.0.0.1:1/press",
        "host=127.0.0.1 port=1 user=ann password=Zebrahunter",
        "host=127.0.0.1 password='Zebra hunter'",
        "mysql://ann:Zebrahunter@127.0.0.1/press",
        "oracle+oracledb://ann:Zebrahunter@127.0.0.1/press",
        "no such thing://ann:Zebrahunter@127.0.0.1/press",
        "postgresql://ann:Zebra\0hunter@127.0.0.1:1/press",
        "postgresql://ann:Zebra\udcffhunter@127.0.0.1:1/press",
        "sqlite:///nowhere.db?key=Zebrahunter",
        "sqlite+pysqlcipher://:Zebrahunter@/nowhere.db",
        "duckdb:///nowhere/nowhere.duckdb?motherduck_token=Zebrahunter",
    ],
)
def test_in_an_address_that_is_none(home: Path, said: list[str], url: str) -> None:
    said.append(complaint(home, url))
    if "\0" not in url:
        said.append(check(home, "--data", url))


@pytest.mark.parametrize(
    "master",
    ["spark://ann:Zebrahunter@127.0.0.1:1", "k8s://https://ann:Zebrahunter@x", "spark://h:1?token=Zebrahunter"],
)
def test_a_spark_cluster_takes_no_password_in_its_address(home: Path, said: list[str], master: str) -> None:
    with pytest.raises(FactcheckError, match="no place for a password") as caught:
        source_of(home, master=master)
    said.append("".join(traceback.format_exception(caught.value)))
    said.append(check(home, "--master", master))


@needs_sql
@needs_postgres
@pytest.mark.parametrize("password", PASSWORDS)
def test_where_a_server_refuses_it(home: Path, said: list[str], password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    login, _, place = POSTGRES.rpartition("@")
    user = login.partition("://")[2].partition(":")[0]
    url = f"postgresql://{user}:{quote(password, safe='')}@{place}"
    said.append(complaint(home, url))
    assert "cannot be reached" in said[-1]
    said.append(complaint(home, f"postgresql://{user}@{place}?password={quote(password, safe='')}"))
    monkeypatch.setenv("FACTCHECK_DB_PASSWORD", password)
    said.append(check(home, "--data", f"postgresql://{user}@{place}"))


@needs_sql
@needs_postgres
def test_where_a_query_fails(home: Path, said: list[str]) -> None:
    login, _, place = POSTGRES.rpartition("@")
    source = source_of(f"{login}@{place}")
    password = login.rpartition(":")[2]
    store = open_store(source)
    try:
        error = store.trouble(RuntimeError(f"connection to {POSTGRES} was lost\nDETAIL: {password}"))
        assert password not in f"{error!r} {error.render()} {source!r}"
    finally:
        store.close()
    said.append(complaint(home, f"{login}@{place}"))  # there are no tables
    assert password not in said[-1]


@needs_sql
def test_where_something_breaks_that_nobody_foresaw(
    home: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(store: object, texts: object) -> None:
        raise RuntimeError("lost: conninfo user=ann password='Zebra hunter'")

    monkeypatch.setenv("FACTCHECK_DB_PASSWORD", "Zebra hunter")
    monkeypatch.setattr("factcheck.expectations.stores.databases.Database.put_texts", lambda store, texts: None)
    monkeypatch.setattr("factcheck.expectations.stores.databases.Database.strangers", broken)
    monkeypatch.setattr("factcheck.expectations.stores.databases.Database.rows", broken)
    said.append(complaint(home, "sqlite:///:memory:"))
    assert "RuntimeError" not in said[-1]
