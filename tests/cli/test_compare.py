import json

import pytest

import factcheck
from factcheck.cli import run
from factcheck.errors import FactcheckError


def test_figures_that_can_both_be_true(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "nearly 96000", "95800"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "consistent"
    assert "under 96,000" in lines[0]


def test_figures_that_cannot(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "165 million", "186 million", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], told["severity"]) == ("conflict", "error")
    assert told["figures"][0] == {
        "stated": "165 million",
        "value": "165000000",
        "unit": "",
        "hedge": "",
        "low": "164500000",
        "high": "165500000",
    }


def test_a_text_that_is_no_figure_is_shown_with_a_caret(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "nearly", "3"]) == 2
    assert "nearly" in capsys.readouterr().err


def test_the_function_of_the_same_name() -> None:
    assert factcheck.compare("nearly 96000", "95800").verdict == "consistent"
    with pytest.raises(FactcheckError):
        factcheck.compare("", "3")
