from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.errors import FactcheckError
from factcheck.source import Source, source_of

SECRET = "s3cr/t@word"


def shown(source: Source) -> str:
    """All that any output could say of a place."""
    return f"{source.shown} {source!r} {source.redacted(f'no entry with {SECRET} or s3cr%2Ft%40word')}"


@pytest.mark.parametrize(
    ("url", "environment"),
    [
        ("postgresql://ann@db.example/press", {"FACTCHECK_DB_PASSWORD": SECRET}),
        ("postgresql://ann:${PRESS_PASSWORD}@db.example/press", {"PRESS_PASSWORD": SECRET}),
        ("postgresql://ann:s3cr%2Ft%40word@db.example/press", {}),
        ("postgresql://ann@db.example/press?password=s3cr%2Ft%40word", {}),
    ],
)
def test_a_password_is_used_and_never_shown(url: str, environment: dict[str, str]) -> None:
    source = source_of(url, environment=environment)
    assert (source.kind, source.engine) == ("database", "sql")
    assert "s3cr%2Ft%40word" in source.address
    assert source.address.startswith("postgresql+psycopg://ann")
    assert "s3cr" not in shown(source)
    assert source.shown.startswith("postgresql://ann")
    assert source.shown.endswith("@db.example/press")


def test_a_variable_that_is_not_set_is_named() -> None:
    with pytest.raises(FactcheckError, match="the environment has no PRESS_PASSWORD") as caught:
        source_of("postgresql://ann:${PRESS_PASSWORD}@db.example/press", environment={})
    assert "example" not in caught.value.render()


def test_files_are_known_by_what_is_in_them(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"SQLite format 3\0" + bytes(80))
    (tmp_path / "two").write_bytes(bytes(8) + b"DUCK" + bytes(80))
    (tmp_path / "three").write_bytes(b"PAR1" + bytes(80))
    assert source_of(tmp_path / "one").address == f"sqlite:///{tmp_path / 'one'}"
    assert source_of(tmp_path / "two").kind == "duckdb"
    assert source_of(tmp_path / "three", engine="sql").tables == {"statements": str(tmp_path / "three")}
    (tmp_path / "four").write_text("statement,fact\n")
    with pytest.raises(FactcheckError, match="is no folder, and no Parquet"):
        source_of(tmp_path / "four")
    with pytest.raises(FactcheckError, match="cannot be read"):
        source_of(tmp_path / "five")


def test_a_folder_is_of_csv_or_of_parquet(tmp_path: Path) -> None:
    assert (source_of(tmp_path).kind, source_of(tmp_path).engine) == ("csv", "pandas")
    (tmp_path / "statements").mkdir()
    (tmp_path / "statements" / "part-0.parquet").touch()
    found = source_of(tmp_path, engine="spark", tables={"facts": "topics.parquet"})
    assert (found.kind, found.engine) == ("parquet", "spark")
    assert found.tables["statements"] == str(tmp_path / "statements")
    assert found.tables["facts"] == str(tmp_path / "topics.parquet")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"engine": "polars"}, "there is no engine 'polars'"),
        ({"tables": {"figures": "x"}}, "there is no table 'figures' in a record"),
        ({"engine": "sql", "master": "spark://host:7077"}, "--master is for Spark"),
    ],
)
def test_what_does_not_fit_is_refused(options: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(FactcheckError, match=message):
        source_of(tmp_path, **options)  # type: ignore[arg-type]


def test_spark_is_not_sent_to_a_database() -> None:
    with pytest.raises(FactcheckError, match="Spark reads CSV and Parquet, not postgresql://ann@host/db"):
        source_of("postgresql://ann@host/db", engine="spark", environment={})


def test_a_master_means_spark(tmp_path: Path) -> None:
    assert source_of(tmp_path, master="spark://host:7077").engine == "spark"
