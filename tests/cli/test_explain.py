import pytest

from factcheck import manual
from factcheck.cli import run


def test_the_page_of_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "sums/parts-add-up"]) == 0
    assert capsys.readouterr().out == manual.page("sums")


def test_without_a_check_all_families_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(manual.families())


def test_an_unknown_check_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "summs"]) == 2
    assert "sums" in capsys.readouterr().err
