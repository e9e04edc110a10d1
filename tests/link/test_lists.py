from __future__ import annotations

import pytest

from factcheck.extract import extract
from factcheck.link.lists import listed_after
from factcheck.link.masks import masks
from factcheck.read import from_text


def listed(text: str) -> tuple[list[str], bool] | None:
    """The figures listed after the colon, and whether the list is open."""
    document = from_text(text)
    [mask] = masks(document, extract(document), [])
    found = listed_after(mask, mask.text.index(":") + 1)
    return None if found is None else ([mask.figure(sign).stated for sign in found.signs], found.is_open)


@pytest.mark.parametrize(
    ("text", "figures", "is_open"),
    [
        ("Afloat: 47 trawlers, 10 ferries and 3 tugs.", ["47", "10", "3"], False),
        ("Afloat: trawlers 47, ferries 10 and tugs 3.", ["47", "10", "3"], False),
        ("Afloat: 47 trawlers, 10 ferries, both new, and 3 tugs.", ["47", "10", "3"], False),
        ("Afloat: 47 trawlers, 10 ferries and others.", ["47", "10"], True),
        ("Afloat: 47 trawlers, 10 ferries and 3 others.", ["47", "10", "3"], False),
        ("Afloat: 47 trawlers and 10 ferries, which cost 3 million.", ["47", "10"], False),
    ],
)
def test_a_list_gives_its_figures(text: str, figures: list[str], is_open: bool) -> None:
    assert listed(text) == (figures, is_open)


@pytest.mark.parametrize(
    "text",
    [
        "Afloat: many trawlers and 10 ferries.",
        "Afloat: 47 trawlers of 20 metres and 10 ferries of 30 metres.",
        "Afloat: 47 trawlers, ferries 10 and tugs 3.",
    ],
)
def test_what_is_no_plain_list_is_none(text: str) -> None:
    assert listed(text) is None
