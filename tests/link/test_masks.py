from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extract import extract
from factcheck.link.masks import ANY, COUNT, LEVEL, MONEY, PERCENT, YEAR, Mask, lowered, masks
from factcheck.read import from_text

PIECES = ["in 2019 ", "about 40 ships ", "$3.5m ", "12% ", "İstanbul ", "from 3 to 5 ", "won, ", "and ", "1999-2004 "]


def masked(text: str) -> list[Mask]:
    document = from_text(text)
    return masks(document, extract(document), [])


def test_a_figure_is_one_sign_with_its_hedge_and_currency() -> None:
    [mask] = masked("Rents rose to more than $800 a month in 2021, up 4 per cent from nearly 770 dollars.")
    assert re.fullmatch(rf"rents rose to {MONEY} a month in {YEAR}, up {PERCENT} from {MONEY}\.", mask.text)
    assert [str(figure.figure.value) for figure in mask.figures] == ["800", "4", "770"]
    assert mask.years == (2021,)


def test_what_moved_from_one_figure_to_another_is_two_figures() -> None:
    [mask] = masked("Sales rose from 2.40 million to 2.64 million.")
    assert re.fullmatch(rf"sales rose from {LEVEL} to {LEVEL}\.", mask.text)
    assert [figure.stated for figure in mask.figures] == ["2.40 million", "2.64 million"]


def test_a_ratio_that_counts_is_two_figures() -> None:
    [mask] = masked("They failed 18 out of 45 kitchens.")
    assert re.fullmatch(rf"they failed {COUNT} out of {COUNT} kitchens\.", mask.text)


def test_a_range_stays_one_figure() -> None:
    [mask] = masked("Between 10 and 12 boats sail.")
    assert len(mask.figures) == 1


@pytest.mark.parametrize("text", ["A private sign \ue000 and 3 boats.", "", "No figure."])
def test_a_sentence_that_cannot_be_masked_is_left_out(text: str) -> None:
    assert masked(text) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_every_sign_leads_back_to_its_place(pieces: list[str]) -> None:
    text = "It was " + "".join(pieces).strip() + " there."
    for mask in masked(text):
        for match in re.finditer(ANY, mask.text):
            statement = mask.figure(match[0])
            assert text[statement.start : statement.end] == statement.stated
        assert len(lowered(text)) == len(text)
