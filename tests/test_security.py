"""What files of strangers may not do: run, reach out of their folder, speak to the terminal, or fill the memory."""

from __future__ import annotations

import ast
import csv
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck import cli, figures
from factcheck.config import load_config
from factcheck.errors import FactcheckError
from factcheck.expectations import load_suites
from factcheck.extract import extract
from factcheck.model import Document
from factcheck.pipeline.scanning import scan_documents
from factcheck.read import from_text
from factcheck.record import load, load_accepted
from factcheck.record.adopt import adopt, gathered
from factcheck.report import render, terminal
from factcheck.report.figures import FIGURE_COLUMNS, as_csv
from record_samples import FILES, edited, project

SOURCE = Path(__file__).parents[1] / "src" / "factcheck"
# Modules that run or fetch what they are given. `subprocess` is left to the tests of its three users.
FORBIDDEN_MODULES = {
    *("pickle", "marshal", "shelve", "socket", "http", "urllib.request", "ftplib", "smtplib", "requests", "yaml"),
    *("xml.etree", "xml.sax", "xml.dom", "lxml", "code", "codeop", "runpy"),
}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "input", "breakpoint"}


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE), ast.parse(path.read_text(encoding="utf-8"))


# ── nothing runs ────────────────────────────────────────────────────────────────────────────────────


def test_no_module_runs_or_fetches_what_it_is_given() -> None:
    wrong = []
    for path, tree in trees():
        for node in ast.walk(tree):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [
                f"{path} imports {name}"
                for name in names
                if any(name == one or name.startswith(f"{one}.") for one in FORBIDDEN_MODULES)
            ]
            if isinstance(node, ast.Call):
                function = node.func
                if isinstance(function, ast.Name) and function.id in FORBIDDEN_CALLS:
                    wrong.append(f"{path}:{node.lineno} calls {function.id}")
                if isinstance(function, ast.Attribute) and function.attr in (
                    "system",
                    "popen",
                    "from_string",
                    "Template",
                ):
                    wrong.append(f"{path}:{node.lineno} calls {function.attr}")
                wrong += [f"{path}:{node.lineno} uses a shell" for one in node.keywords if one.arg == "shell"]
    reading = [one for one in wrong if not one.startswith("report/junit.py imports xml.etree")]  # that one writes
    assert reading == []


def test_programs_are_started_from_lists_and_only_where_they_are_needed() -> None:
    users = {path.as_posix() for path, tree in trees() if "subprocess" in ast.dump(tree)}
    assert users == {"cli/accept.py", "read/pdf.py", "record/revision.py"}


def test_templates_escape_and_only_our_own_style_and_script_go_in_as_they_are() -> None:
    pages = SOURCE / "report" / "html" / "templates"
    marked = [
        one for page in sorted(pages.glob("*.html")) for one in re.findall(r"\{\{[^}]*\|\s*safe", page.read_text())
    ]
    assert sorted(marked) == ["{{ script|safe", "{{ style|safe"]
    assert "autoescape=True" in (SOURCE / "report" / "html" / "__init__.py").read_text(encoding="utf-8")


def test_a_template_in_a_document_is_text() -> None:
    document = replace(from_text("{{ view.title }} and {% raw %} of 12 ships."), title="{{ 6 * 7 }}")
    page = render(scan_documents([document]), "html")
    assert "{{ 6 * 7 }}" in page
    assert "{{ view.title }} and {% raw %}" in page


# ── no cell is a formula ────────────────────────────────────────────────────────────────────────────

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "-2|cmd", "=HYPERLINK(1)", "\n=1"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_looks_like_a_formula_is_words(cell: str) -> None:
    assert figures.harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-3.5", "+12", "-41,150.25", "-3%", "12", "a=b", "", "58.3%", "about -3"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert figures.harmless(cell) == cell


def test_extracted_figures_hold_no_formula_and_their_numbers_stay() -> None:
    (one,) = extract(from_text("It was -3.5 degrees."))
    hostile = replace(one, topic="=1+1", context="@x", speaker="+cmd|x", document="-a.txt")
    (row,) = csv.DictReader(io.StringIO(as_csv([hostile])), FIGURE_COLUMNS)
    assert (row["value"], row["stated"]) == ("-3.5", "-3.5")
    assert (row["topic"], row["context"], row["speaker"], row["document"]) == ("'=1+1", "'@x", "'+cmd|x", "'-a.txt")


def test_a_carriage_return_begins_no_row() -> None:
    (one,) = extract(from_text("There are 12 ships."))
    (row,) = csv.DictReader(io.StringIO(as_csv([replace(one, context="a\r=1+1,b")]), newline=""), FIGURE_COLUMNS)
    assert row["context"] == "a\r=1+1,b"


def test_adopted_rows_hold_no_formula_and_are_known_again(tmp_path: Path) -> None:
    text = "The fleet has 60 vessels and 12 tugs.\n"
    document = replace(from_text(text, "=a.txt"), title="=1+1", publisher="@x", address="+y", path="=a.txt")
    statements = tuple(replace(one, speaker="=me", topic="-t|x", scope="@s") for one in extract(document))
    home = tmp_path / "project"
    first = adopt(home, [document], gathered((), statements), ())
    for name, content in first.files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(content, encoding="utf-8")
        for row in csv.DictReader(io.StringIO(content)):
            formulas = [cell for cell in row.values() if cell and cell[0] in "=+-@\t\r"]
            assert formulas == []
    assert [one.path for one in load(home).documents] == ["./=a.txt"]
    again = adopt(home, [document], gathered((), statements), ())
    assert again.files == first.files
    assert set(again.added.values()) == {0}


def test_a_broken_offset_is_no_mistake_of_ours(tmp_path: Path) -> None:
    """The fuzzer's find: entering a document sorts the old rows by their places."""
    rows = FILES["statements"].splitlines()
    cells = rows[1].split(",")
    cells[4] = "~90"
    home = project(tmp_path, {"statements": "\n".join([rows[0], ",".join(cells), *rows[2:]]) + "\n"})
    with pytest.raises(FactcheckError, match="'~90' is no offset") as caught:
        adopt(home, [from_text("The quay has 12 cranes.", "a.txt")], (), ())
    assert caught.value.line == 2


# ── no path leads out ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["data", "checks", "reports"])
def test_a_folder_of_the_project_may_not_lead_out_of_it(tmp_path: Path, name: str) -> None:
    home = tmp_path / "project"
    home.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (home / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FactcheckError, match="leads out of its folder"):
        load_config(home)


def test_a_link_within_the_project_is_fine(tmp_path: Path) -> None:
    home = project(tmp_path / "project")
    (home / "data").rename(home / "tables")
    (home / "data").symlink_to(home / "tables")
    assert load_config(home).data == "data"
    assert load(home).statements


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(tmp_path / "checks")
    (tmp_path / "checks").symlink_to(tmp_path / "data")
    with pytest.raises(FactcheckError):
        load_config(tmp_path)


def test_a_table_a_suite_or_a_setting_may_not_lead_out(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the password\n", encoding="utf-8")
    home = project(tmp_path / "project", accepted="")
    (home / "checks").mkdir(exist_ok=True)
    for name, read in (
        ("data/facts.csv", lambda: load(home)),
        ("checks/a.yaml", lambda: load_suites(home / "checks")),
        ("checks/accepted.toml", lambda: load_accepted(home / "checks/accepted.toml")),
        ("pyproject.toml", lambda: load_config(home)),
    ):
        path = home / name
        path.unlink(missing_ok=True)
        path.symlink_to(secret)
        with pytest.raises(FactcheckError, match="leads out of its folder") as caught:
            read()
        assert "password" not in caught.value.render()
        path.unlink()


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hostname", "sub/../../secret.txt", "link.txt"])
def test_a_document_of_the_record_may_not_lie_outside(tmp_path: Path, path: str) -> None:
    from factcheck.pipeline.checking import check

    (tmp_path / "secret.txt").write_text("12 secrets", encoding="utf-8")
    home = project(tmp_path / "project", edited("documents", "ferry.txt", path))
    (home / "sub").mkdir()
    (home / "link.txt").symlink_to(tmp_path / "secret.txt")
    (home / "checks").mkdir()
    (home / "checks" / "a.yaml").write_text(
        "name: a\nexpectations:\n- {type: expect_documents_to_be_unchanged, meta: {table: documents}}\n",
        encoding="utf-8",
    )
    with pytest.raises(FactcheckError, match="outside its folder"):
        check(home)


# ── nothing fills the memory ────────────────────────────────────────────────────────────────────────


def suite(tmp_path: Path, text: str) -> str:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FactcheckError) as caught:
        load_suites(tmp_path)
    return caught.value.message


def test_aliases_of_aliases_are_refused(tmp_path: Path) -> None:
    bomb = "  a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    bomb += "".join(f"  a{at}: &a{at} [{','.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 9))
    assert "values" in suite(tmp_path, f"name: x\nmeta:\n{bomb}expectations:\n- type: a\n")


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "{a: "])
def test_a_suite_nested_without_end_is_refused(tmp_path: Path, sign: str) -> None:
    assert suite(tmp_path, f"name: x\nmeta: {{a: {sign * 20_000}")


def test_a_suite_makes_no_objects(tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    suite(tmp_path, f"name: !!python/object/apply:os.system ['touch {touched}']\nexpectations:\n- type: a\n")
    assert not touched.exists()


@pytest.mark.parametrize("toml", ["a = " + "[" * 100_000, "a" + ".a" * 100_000 + " = 1", "a = " + "9" * 5_000])
def test_toml_nested_or_long_without_end_is_refused(tmp_path: Path, toml: str) -> None:
    (tmp_path / "pyproject.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(FactcheckError, match="malformed TOML"):
        load_config(tmp_path)


def test_thousands_of_wrong_settings_are_refused_quickly(tmp_path: Path) -> None:
    keys = "".join(f"k{at} = 1\n" for at in range(5_000))
    severities = "".join(f'"x/{at}" = "error"\n' for at in range(5_000))
    text = f"[tool.factcheck]\n{keys}[tool.factcheck.severities]\n{severities}"
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FactcheckError):
        load_config(tmp_path)


def test_a_record_of_too_many_rows_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = project(tmp_path)
    with (home / "data" / "facts.csv").open("wb") as file:
        file.write(FILES["facts"].encode())
        file.truncate(5 * 2**30)  # five million rows of a thousand bytes, without room on the disk
    with pytest.raises(FactcheckError, match="more than 1,000,000 rows") as caught:
        load(home)
    assert "FACTCHECK_MOST_ROWS" in caught.value.hint
    home = project(tmp_path)
    monkeypatch.setenv("FACTCHECK_MOST_ROWS", "9")
    with pytest.raises(FactcheckError, match="more than 9 rows"):
        load(home)
    monkeypatch.setenv("FACTCHECK_MOST_ROWS", "12")
    assert load(home).facts


# ── nothing speaks to the terminal or the log ───────────────────────────────────────────────────────

ESCAPES = "\x1b]0;title\x07\x1b[2J\u202edeknas\x00\x9b31m"


def test_messages_quote_a_file_without_its_escapes() -> None:
    shown = FactcheckError(
        f"a{ESCAPES}", path=f"b{ESCAPES}", source=f"c{ESCAPES}", hint=f"d{ESCAPES}", column=2
    ).render()
    assert not set(shown) & set("\x1b\x07\x00\x9b\u202e")
    assert shown.split("\n")[2] == "     ^"


def test_no_line_of_the_report_is_an_order_to_the_build() -> None:
    order = "::stop-commands::x ##[add-mask]y"
    words = " ".join(["word" * width + " " + order for width in range(1, 30)])
    document: Document = replace(
        from_text("The fleet has 62 vessels: 47 trawlers, 10 ferries and 3 tugs."), title=words
    )
    for width in (40, 60, 100):
        shown = terminal.render(scan_documents([document]), width=width)
        assert not re.search(r"(?m)^\s*::|##\[", shown)


def test_a_mistake_of_ours_is_no_finding(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Python's exit code for an exception would say that something disagrees."""
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    for trouble, told in ((ValueError("x"), "mistake in factcheck"), (MemoryError(), "not enough memory")):

        def broken(trouble: Exception = trouble) -> int:
            raise trouble

        monkeypatch.setattr(cli, "run", broken)
        cli.main()
        assert told in capsys.readouterr().err
    assert codes == [2, 2]


def test_nothing_is_asked_of_the_network() -> None:
    """Every verb on a document, with sockets taken away."""
    program = (
        "import socket, sys\n"
        "def gone(*_, **__): raise SystemExit('the network was asked')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = gone\n"
        "from factcheck.cli import run\n"
        "sys.exit(run(['scan', '-', '--format', 'html']) != 1)\n"
    )
    text = "The fleet has 62 vessels: 47 trawlers, 10 ferries and 3 tugs."
    done = subprocess.run([sys.executable, "-c", program], input=text, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_record_samples_are_what_these_tests_think() -> None:
    assert set(FILES) == {"documents", "facts", "statements", "relations"}
