"""What stands in other people's continuous integration, run as it stands there: README, action, workflows, hooks."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from factcheck import scaffold
from git_samples import commit, edit, git, repository

ROOT = Path(__file__).parents[1]
RIGHT, WRONG = "41.15 million crowns,41150000,crowns,,,,The", "41.51 million crowns,41510000,crowns,,,,The"


@pytest.fixture
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with factcheck and python of this environment, and a pip that installs nothing and notes what for."""
    folder = tmp_path_factory.mktemp("bin")
    for name, line in (
        ("factcheck", f'exec "{sys.executable}" -m factcheck "$@"'),
        ("pip", f'echo "$@" >> "{folder}/pip.log"'),
        (
            "python",
            f'if [ "$1 $2" = "-m pip" ]; then echo "$@" >> "{folder}/pip.log"; else exec "{sys.executable}" "$@"; fi',
        ),
    ):
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A repository on a branch that has left main."""
    found = repository(tmp_path)
    git(found, "checkout", "-q", "-b", "edit")
    return found


def shell(script: str, home: Path, tools: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as a CI runner does: bash, stop at the first failure."""
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=home,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def parsed(text: str) -> Any:
    return YAML(typ="safe").load(text)


def snippet(name: str) -> str:
    """A block of the README's section on continuous integration."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme[readme.index("## In continuous integration") :]
    found = re.search(rf"<!-- ci: {name} -->\n```\w+\n(.*?)```", section, re.DOTALL)
    assert found is not None, name
    return found[1]


def test_the_readme_s_shell_gates_an_edit(home: Path, tools: Path) -> None:
    edit(home, "data/statements.csv", RIGHT, WRONG)
    done = shell(snippet("shell"), home, tools)
    assert done.returncode == 1
    assert "1 disagreement" in done.stdout
    commit(home, "A mismatch")
    git(home, "branch", "-f", "main")
    assert shell(snippet("shell"), home, tools).returncode == 0
    for name in ("junit.xml", "factcheck.sarif", "changes.md"):
        assert (home / "reports" / name).is_file()


def test_the_readme_s_gitlab_job_gates_an_edit(home: Path, tools: Path) -> None:
    job = parsed(snippet("gitlab"))["figures"]
    script = "\n".join(job["script"])
    edit(home, "data/statements.csv", RIGHT, WRONG)
    assert shell(script, home, tools).returncode == 1
    for report in job["artifacts"]["reports"].values():
        assert (home / report).is_file()
    commit(home, "A mismatch")
    assert shell(script, home, tools, CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD").returncode == 0
    assert (tools / "pip.log").read_text().splitlines()[0] == "install factcheck-figures"


def test_the_readme_s_action_and_hooks_are_there() -> None:
    uses = parsed(snippet("github"))["steps"][1]
    path = uses["uses"].partition("/factcheck/")[2].partition("@")[0]
    inputs = parsed((ROOT / path / "action.yml").read_text())["inputs"]
    assert set(uses["with"]) <= set(inputs)
    known = {hook["id"] for hook in parsed((ROOT / ".pre-commit-hooks.yaml").read_text())}
    assert {hook["id"] for hook in parsed(snippet("pre-commit"))["repos"][0]["hooks"]} == known


def run_steps(steps: list[dict[str, Any]], home: Path, tools: Path, **environment: str) -> int:
    """Run the steps of a job that are scripts, as a runner would; the code of the first that failed."""
    failed = 0
    for step in steps:
        if "run" not in step or (failed and step.get("if") != "always()"):
            continue
        own = {name: environment.get(name, "") for name in step.get("env", {})}
        done = shell(step["run"], home, tools, **{**environment, **own})
        failed = failed or done.returncode
        (tools / "log").write_text(done.stdout + done.stderr)
        if done.stdout:
            (tools / "out").write_text(done.stdout)
    return failed


def test_the_action_s_steps_annotate_summarise_and_fail(
    home: Path, tools: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    action = ROOT / ".github" / "actions" / "factcheck"
    runs = parsed((action / "action.yml").read_text())["runs"]
    assert runs["using"] == "composite"
    assert all(step["shell"] == "bash" for step in runs["steps"])
    temp = tmp_path_factory.mktemp("runner")
    environment = {
        "GITHUB_ACTION_PATH": str(action),
        "RUNNER_TEMP": str(temp),
        "GITHUB_OUTPUT": str(temp / "output"),
        "GITHUB_STEP_SUMMARY": str(temp / "summary"),
        "PROJECT": ".",
        "STRICT": "false",
    }
    (temp / "summary").write_text("earlier\n")
    edit(home, "data/statements.csv", RIGHT, WRONG)
    commit(home, "A mismatch")
    assert run_steps(runs["steps"], home, tools, **environment, SINCE="main") == 1
    assert "::error file=data/statements.csv,line=7," in (tools / "out").read_text()
    assert (temp / "summary").read_text().startswith("earlier\n## ❌ 1 disagreement")
    sarif = (temp / "output").read_text().partition("sarif=")[2].strip()
    assert json.loads(Path(sarif).read_text())["version"] == "2.1.0"
    installed = (tools / "pip.log").read_text().split()[-1]
    assert (Path(installed) / "pyproject.toml").samefile(ROOT / "pyproject.toml")
    # What a pull request names is no code.
    assert run_steps(runs["steps"], home, tools, **environment, SINCE="$(touch broken)") == 2
    assert not (home / "broken").exists()


def test_no_script_of_ours_holds_an_expression_of_the_runner() -> None:
    files = [*(ROOT / ".github").rglob("*.yml"), *Path(scaffold.__file__).parent.rglob("*.yml")]
    assert len(files) >= 3
    for file in files:
        found = parsed(file.read_text(encoding="utf-8"))
        jobs = found.get("jobs") or {"composite": found.get("runs")}
        for job in jobs.values():
            for step in job["steps"]:
                assert ("run" in step) != ("uses" in step)
                assert "${{" not in step.get("run", "")


def test_the_workflow_of_a_new_project_runs(home: Path, tools: Path) -> None:
    workflow = parsed(scaffold.new_project()[".github/workflows/factcheck.yml"])
    steps = workflow["jobs"]["figures"]["steps"]
    summary = home / "summary.md"
    edit(home, "data/statements.csv", RIGHT, WRONG)
    assert run_steps(steps, home, tools, GITHUB_STEP_SUMMARY=str(summary), SINCE="main") == 1
    assert "❌ 1 disagreement" in summary.read_text()


@pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed")
def test_pre_commit_runs_our_hooks(home: Path, tools: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    ours = tmp_path_factory.mktemp("hooks")
    # The environment of this test stands in for the one that pre-commit would install from an index.
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text().replace("language: python", "language: system")
    (ours / ".pre-commit-hooks.yaml").write_text(hooks)
    git(ours, "init", "-q", "-b", "main")
    commit(ours, "Hooks")
    config = snippet("pre-commit").replace("https://github.com/OWNER/factcheck", str(ours))
    config = config.replace("rev: main", f"rev: {git(ours, 'rev-parse', 'HEAD')}")
    (home / ".pre-commit-config.yaml").write_text(config)
    commit(home, "Hooks")
    cache = tmp_path_factory.mktemp("cache")

    def pre_commit() -> subprocess.CompletedProcess[str]:
        git(home, "add", "-A")
        return shell(f'"{sys.executable}" -m pre_commit run', home, tools, PRE_COMMIT_HOME=str(cache))

    (home / "notes.csv").write_text("a,b\n")
    assert re.findall(r"\.+(?:\(no files to check\))?(Skipped|Passed|Failed)", pre_commit().stdout) == ["Skipped"] * 2
    edit(home, "data/statements.csv", RIGHT, WRONG)
    done = pre_commit()
    assert done.returncode == 1
    assert "41.51 million crowns" in done.stdout
    edit(home, "data/statements.csv", WRONG, RIGHT)
    edit(home, "data/facts.csv", "repairs made", "repairs that were made")
    assert pre_commit().returncode == 0
    (home / "speech.md").write_text("We have 60 vessels: 47 trawlers, 10 ferries and 4 tugs.\n")
    done = pre_commit()
    assert "factcheck (documents)" in done.stdout
    assert "speech.md" in done.stdout + done.stderr


def test_bash_is_told_the_commands() -> None:
    environment = {
        **os.environ,
        "COMP_WORDS": "factcheck ac",
        "COMP_CWORD": "1",
        "_FACTCHECK_COMPLETE": "bash_complete",
    }
    program = "from factcheck.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["plain,accept"]
