from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.errors import FactcheckError, Problems
from factcheck.expectations import Declared, load_suite, load_suites

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


@pytest.mark.filterwarnings("error")
def test_an_anchor_may_be_set_anew(tmp_path: Path) -> None:
    twice = SUITE.replace("column: statement", "column: &name statement").replace(
        "{column: fact}", "{column: &name fact}"
    )
    assert [one.kwargs["column"] for one in load_suite(written(tmp_path, twice)).expectations] == ["statement", "fact"]


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


@pytest.mark.parametrize(
    ("old", "new", "message", "place", "hint"),
    [
        ("name: ferries\n", "nam: ferries\n", "unknown key 'nam'", (1, 1), "did you mean 'name'?"),
        ("kwargs:\n", "weather:\n", "unknown key 'weather'", (6, 5), "known are type, kwargs, meta, severity"),
        ("name: ferries\n", "", "the suite has no name", (None, None), "name: ferries"),
        ("name: ferries\n", "name: ' '\n", "the suite has no name", (None, None), "name: ferries"),
        ("meta:\n  table: statements", "meta: 7", "'meta' is a mapping", (2, 1), ""),
        ("table: statements", "table: [7]", "[7] is no name of a table", (3, 3), ""),
        ("table: facts", "table: 7", "7 is no name of a table", (16, 7), ""),
        ("meta:\n      check: ferries/ids", "meta: 7", "'meta' is a mapping", (11, 5), ""),
        (
            "description: Each statement has\n      an id of its own.",
            "description: 7",
            "'description' is a text",
            (9, 5),
            "",
        ),
        ("severity: warning", "severity: grave", "unknown severity 'grave'", (8, 5), "one of critical, warning, info"),
        (
            "- type: expect_column_values_to_not_be_null\n    kwargs",
            "- kwargs",
            "the expectation has no type",
            (13, 5),
            "",
        ),
        ("{column: fact}", "{column: fact, id: 7}", "'id' stands beside kwargs, not in them", (14, 28), ""),
        ("check: ferries/ids", "check: 7", "7 is no id of a check", (12, 7), "its place and its demand"),
        (
            "- type: expect_column_values_to_not_be_null\n    kwargs: {column: fact}\n    meta:\n      table: facts\n",
            "- seven\n",
            "an expectation is a mapping with type and kwargs",
            (13, 5),
            "",
        ),
        ("{column: fact}", "{column: fact", "malformed YAML: ", (15, 9), "two blanks for each level"),
    ],
)
def test_each_trouble_is_pointed_at_with_advice(
    tmp_path: Path, old: str, new: str, message: str, place: tuple[int | None, int | None], hint: str
) -> None:
    assert old in SUITE
    with pytest.raises(FactcheckError) as caught:
        load_suite(written(tmp_path, SUITE.replace(old, new, 1)))
    problems = caught.value.problems if isinstance(caught.value, Problems) else (caught.value,)
    found = next(one for one in problems if message in (one.message, "malformed YAML: "))
    assert (found.line, found.column) == place
    assert hint in found.hint
    lines = SUITE.replace(old, new, 1).splitlines()
    assert found.source == (lines[found.line - 1] if found.line else "")


@pytest.mark.parametrize(
    "entry",
    [
        "severity: critical",
        "severity:",
        "meta:",
        "description:",
        "notes: [seen by two]",
        "meta: {check: a.b-c_1/d/e.f}",
        "id: 7",
    ],
)
def test_an_expectation_may_say_more_of_itself(tmp_path: Path, entry: str) -> None:
    suite = load_suite(written(tmp_path, f"{SUITE}  - type: expect_column_to_exist\n    {entry}\n"))
    last = suite.expectations[-1]
    assert (last.severity, last.kwargs, last.description) == ("critical", {}, "")


@pytest.mark.parametrize("check", ["ids", "a b/c", "/ids", "ferries/", "ferries/ids!"])
def test_the_id_of_a_check_is_a_place_and_a_demand(tmp_path: Path, check: str) -> None:
    with pytest.raises(FactcheckError, match="is no id of a check"):
        load_suite(written(tmp_path, SUITE.replace("check: ferries/ids", f'check: "{check}"')))


def test_what_a_suite_holds_is_plain_values(tmp_path: Path) -> None:
    text = SUITE.replace("{column: fact}", "{a: 1, b: [2.5, x], c: {d: true, 7: null}}")
    suite = load_suite(written(tmp_path, text.replace("  table: statements", "  table: statements\n  owner: us")))
    kwargs = suite.expectations[1].kwargs
    assert kwargs == {"a": 1, "b": [2.5, "x"], "c": {"d": True, "7": None}}
    assert [type(one) for one in (kwargs["a"], kwargs["b"], kwargs["b"][0], kwargs["b"][1], kwargs["c"]["d"])] == [
        *(int, list, float, str, bool)
    ]
    assert (suite.name, suite.meta) == ("ferries", {"table": "statements", "owner": "us"})
    assert suite.expectations[1].meta == {"table": "facts"}
    assert suite.path.endswith("ferries.yaml")


def test_an_id_that_is_given_twice_is_told_with_both_places(tmp_path: Path) -> None:
    other = SUITE.replace("name: ferries", "name: boats")
    written(tmp_path, SUITE, "a.yaml")
    written(tmp_path, other, "b.yml")
    with pytest.raises(FactcheckError, match=r"check 'ferries/ids' twice, first in .*a\.yaml:5") as caught:
        load_suites(tmp_path)
    assert (Path(caught.value.path).name, caught.value.line, caught.value.column) == ("b.yml", 5, 5)
    assert caught.value.source == "  - type: expect_column_values_to_be_unique"


def test_a_suite_without_a_table_leaves_it_open(tmp_path: Path) -> None:
    suite = load_suite(written(tmp_path, SUITE.replace("meta:\n  table: statements\n", "")))
    assert [one.table for one in suite.expectations] == ["", "facts"]
    problem = suite.expectations[0].problem("so it is", "do otherwise")
    assert (problem.line, problem.column, problem.message, problem.hint) == (3, 5, "so it is", "do otherwise")


def test_a_declared_expectation_of_no_file_has_no_place() -> None:
    problem = Declared("a/b", "expect_x", "facts", {}).problem("so it is")
    assert (problem.line, problem.column, problem.hint) == (None, None, "")


def test_a_suite_is_only_so_long_so_deep_and_so_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.expectations import suites

    def refusal(text: str) -> str:
        with pytest.raises(FactcheckError) as caught:
            load_suite(written(tmp_path, text))
        return caught.value.message

    def nested(depth: int, sign: str = "[]") -> str:
        return SUITE.replace("{column: fact}", "{column: " + sign[0] * depth + sign[1] * depth + "}")

    assert load_suite(written(tmp_path, nested(59))).expectations[1].kwargs["column"]
    assert refusal(nested(60)) == refusal(nested(60, "{}")) == "malformed YAML: nested too deeply"
    assert refusal("- " * 60 + "x") == "malformed YAML: nested too deeply"
    side_by_side = SUITE.replace("{column: fact}", "{column: [" + "[x], " * 100 + "]}")
    assert len(load_suite(written(tmp_path, side_by_side)).expectations[1].kwargs["column"]) == 100
    monkeypatch.setattr(suites, "_MOST_VALUES", 30)
    assert load_suite(written(tmp_path, SUITE)).name == "ferries"
    many = [SUITE.replace("{column: fact}", f"{{column: {list(range(number))}}}") for number in (12, 13)]
    assert load_suite(written(tmp_path, many[0])).expectations[1].kwargs["column"] == list(range(12))
    assert refusal(many[1]).startswith("more than 30 values")
    aliased = "name: &a [x, x, x]\nmeta: &b [*a, *a, *a]\nexpectations: [*b, *b, *b]\n"
    assert refusal(aliased).startswith("more than 30 values")
    monkeypatch.setattr(suites, "_LONGEST", len(SUITE))
    assert load_suite(written(tmp_path, SUITE)).name == "ferries"
    assert refusal(SUITE + "#") == f"longer than {len(SUITE)} characters"


def test_how_long_and_how_full_a_suite_may_be(tmp_path: Path) -> None:
    from factcheck.expectations import suites

    for length, message in (
        (4_000_000, "malformed YAML: nested too deeply"),
        (4_000_001, "longer than 4,000,000 chara"),
    ):
        with pytest.raises(FactcheckError) as caught:
            load_suite(written(tmp_path, "[" * length))
        assert caught.value.message.startswith(message)
    assert suites._is_bounded([0] * 500_000)
    assert not suites._is_bounded([0] * 500_001)
    assert not suites._is_bounded({"a": [0] * 499_999, "b": 1})


def test_values_of_a_suite_stand_only_so_deep_without_brackets_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factcheck.expectations import suites

    monkeypatch.setattr(suites, "_DEEPEST", 5)
    for depth, fine in ((5, True), (6, False)):
        nested = "".join(f"\n{' ' * (6 + number)}a:" for number in range(depth)) + " 1"
        text = SUITE.replace(" {column: fact}", f"\n      column:{nested.replace('a:', '  a:')}")
        if fine:
            assert load_suite(written(tmp_path, text)).name == "ferries"
        else:
            with pytest.raises(FactcheckError, match="or one that holds itself"):
                load_suite(written(tmp_path, text))


def test_a_suite_that_cannot_be_read_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "ferries.yaml").mkdir()
    with pytest.raises(FactcheckError) as caught:
        load_suites(tmp_path)
    assert caught.value.message == "cannot be read: Is a directory"


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


@pytest.mark.parametrize(
    ("sign", "message"),
    [
        ("\0", "malformed YAML: unacceptable character #x0000: special characters are not allowed"),
        ("2020-13-45", "malformed YAML: month must be in 1..12"),
    ],
)
def test_what_the_reader_of_yaml_trips_over_is_told_in_a_line(tmp_path: Path, sign: str, message: str) -> None:
    with pytest.raises(FactcheckError) as caught:
        load_suite(written(tmp_path, f"name: {sign}\nexpectations: []\n"))
    assert (caught.value.message, Path(caught.value.path).name) == (message, "ferries.yaml")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_in_any_way(tmp_path: Path, end: str) -> None:
    path = tmp_path / "ferries.yaml"
    path.write_bytes(SUITE.replace("\n", end).encode())
    assert [one.source for one in load_suite(path).expectations] == [
        "  - type: expect_column_values_to_be_unique",
        "  - type: expect_column_values_to_not_be_null",
    ]
    path.write_bytes(SUITE.replace("{column: fact}", "{column: fact").replace("\n", end).encode())
    with pytest.raises(FactcheckError, match="malformed YAML") as caught:
        load_suite(path)
    assert caught.value.line is not None
    assert caught.value.source == ["", *SUITE.splitlines()][caught.value.line]


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_signs_that_end_lines_elsewhere_move_no_entry(tmp_path: Path, end: str) -> None:
    suite = load_suite(written(tmp_path, SUITE.replace("Each statement", f"Each{end}statement")))
    assert suite.expectations[1].source == "  - type: expect_column_values_to_not_be_null"
    assert suite.expectations[0].description == "Each statement has an id of its own."


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
