from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.errors import FactcheckError, Problems
from factcheck.expectations import load_suite, load_suites

SUITE = """\
name: ferries
meta:
  table: statements
expectations:
  - type: expect_column_values_to_be_unique
    kwargs:
      column: statement
    severity: warning
    description: Each statement has
      an id of its own.
    meta:
      check: ferries/ids
  - type: expect_column_values_to_not_be_null
    kwargs: {column: fact}
    meta:
      table: facts
"""


def written(folder: Path, text: str, name: str = "ferries.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_suite_is_read_with_the_places_of_its_expectations(tmp_path: Path) -> None:
    suite = load_suite(written(tmp_path, SUITE))
    first, second = suite.expectations
    assert (first.check, first.table, first.severity, first.line) == ("ferries/ids", "statements", "warning", 5)
    assert first.description == "Each statement has an id of its own."
    assert (first.kwargs, type(first.kwargs)) == ({"column": "statement"}, dict)
    assert (second.check, second.table, second.severity) == (
        "ferries/column-values-to-not-be-null",
        *("facts", "critical"),
    )


def test_expectations_without_an_id_are_numbered(tmp_path: Path) -> None:
    entry = "  - type: expect_column_to_exist\n    kwargs: {column: fact}\n"
    suite = load_suite(written(tmp_path, "name: x\nexpectations:\n" + entry * 2))
    assert [one.check for one in suite.expectations] == ["x/column-to-exist", "x/column-to-exist-2"]


def test_the_suites_of_a_folder_come_by_name_of_file(tmp_path: Path) -> None:
    written(tmp_path, SUITE.replace("ferries", "zebras"), "a.yaml")
    written(tmp_path, SUITE, "b.yaml")
    assert [suite.name for suite in load_suites(tmp_path)] == ["zebras", "ferries"]


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        (SUITE, "", "the file is empty", None),
        (SUITE, "# nothing here\n", "the file is empty", None),
        (SUITE, "- a\n- b\n", "a suite is a mapping", None),
        (SUITE, "name: ferries\n", "the suite expects nothing", None),
        (SUITE, "name: ferries\nexpectations: []\n", "the suite expects nothing", None),
        ("name: ferries\n", "", "the suite has no name", None),
        ("name: ferries\n", "nam: ferries\n", "unknown key 'nam'", 1),
        ("meta:\n  table", "mata:\n  table", "unknown key 'mata'", 2),
        ("  - type: expect_column_values_to_be_unique\n", "  - tipe: x\n", "unknown key 'tipe'", 5),
        ("type: expect_column_values_to_be_unique", "expectation_type: x", "'expectation_type' is called 'type'", 5),
        ("severity: warning", "severity: grave", "unknown severity 'grave'", 8),
        ("kwargs: {column: fact}", "kwargs: fact", "'kwargs' is a mapping", 14),
        ("ferries/ids", "ids", "'ids' is no id of a check", 12),
        ("{column: fact}", "{column: fact, severity: info}", "'severity' stands beside kwargs, not in them", 14),
        ("kwargs: {column: fact}", "kwargs: {column: fact", "malformed YAML", 15),
        ("    severity: warning", "   severity: warning", "malformed YAML", 8),
        ("name: ferries\n", "name: ferries\nname: boats\n", "malformed YAML", 2),
        ("description: Each", "description: *each", "malformed YAML", None),
    ],
)
def test_each_trouble_has_its_message_and_its_place(
    tmp_path: Path, old: str, new: str, message: str, line: int | None
) -> None:
    assert old in SUITE
    with pytest.raises(FactcheckError) as caught:
        load_suite(written(tmp_path, SUITE.replace(old, new, 1)))
    problems = caught.value.problems if isinstance(caught.value, Problems) else (caught.value,)
    found = next(one for one in problems if message in one.message)
    assert found.path.endswith("ferries.yaml")
    assert line is None or found.line == line


def test_a_suite_that_is_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "ferries.yaml"
    path.write_bytes(SUITE.replace("Each", "Jede Fähre").encode("latin-1"))
    with pytest.raises(FactcheckError, match="not UTF-8"):
        load_suite(path)


def test_the_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    written(tmp_path, "name: a\n", "a.yaml")
    written(tmp_path, SUITE, "b.yaml")
    written(tmp_path, SUITE, "c.yaml")
    with pytest.raises(Problems) as caught:
        load_suites(tmp_path)
    said = [one.message for one in caught.value.problems]
    assert said[0] == "the suite expects nothing"
    assert any("a suite called 'ferries' stands in" in one for one in said)
    assert any(one.startswith("check 'ferries/ids' twice") for one in said)


def test_a_folder_without_suites(tmp_path: Path) -> None:
    with pytest.raises(FactcheckError, match="no suites here"):
        load_suites(tmp_path)


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    assert load_suite(written(tmp_path, "\ufeff" + SUITE)).name == "ferries"


# ── whatever the file holds ─────────────────────────────────────────────────────────────────────────

SPLINTERS = [b"\n", b"  ", b": ", b"- ", b"[", b"}", b"\xff", b"\0", b"\t", b'"', b"&a ", b"*a", b"!x ", b"#", b"|\n"]


@st.composite
def splintered(draw: st.DrawFn) -> bytes:
    """The suite with some bytes of it replaced."""
    content = SUITE.encode()
    for _ in range(draw(st.integers(1, 3))):
        begin = draw(st.integers(0, len(content)))
        end = min(len(content), begin + draw(st.integers(0, 12)))
        content = content[:begin] + draw(st.sampled_from(SPLINTERS) | st.binary(max_size=5)) + content[end:]
    return content


@settings(max_examples=120, deadline=None)
@given(content=splintered())
@example(content=b"- 1")
@example(content=b"{1: 2}")
@example(content=b"name: [a]\nexpectations: {a: b}")
@example(content=b"name: a\nexpectations: [1, [2], {type: 3, kwargs: 4, meta: 5}]")
@example(content=b"name: a\nexpectations:\n- type: x\n  meta: {check: 3}\n")
@example(content=b"name: a\nexpectations:\n- type: x\n  severity: [1]\n")
@example(content=b"name: a\nmeta: [1]\nexpectations:\n- type: x\n")
@example(content=b"name: a\nmeta: {table: 7}\nexpectations:\n- type: x\n  description: 7\n")
@example(content=b"name: a\nexpectations:\n- type: x\n  meta: {table: [1]}\n")
@example(content=b"&a [*a]")
@example(content=b"name: !!python/object:os.system x")
@example(content=b"--- a\n--- b\n")
@example(content=b"name: 2020-13-45\nexpectations: 2020-13-45")
def test_any_suite_is_read_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "suite.yaml").write_bytes(content)
        try:
            load_suites(folder)
        except FactcheckError as error:
            refusal: FactcheckError | None = error
        else:
            refusal = None
    problems = refusal.problems if isinstance(refusal, Problems) else (refusal,) if refusal else ()
    assert all(one.path and one.message for one in problems)
