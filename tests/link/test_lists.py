from __future__ import annotations

import pytest

from factcheck.extract import extract
from factcheck.link.lists import clause_start, listed_after, listed_before
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


@pytest.mark.parametrize(
    ("text", "figures", "is_open"),
    [
        ("Afloat: 47 trawlers (old), 10 ferries and 3 tugs.", ["47", "10", "3"], False),
        ("Afloat: 47 trawlers (old, slow), 10 ferries and 3 tugs.", ["47", "10", "3"], False),
        ("Afloat: trawlers (47), ferries (10) and tugs (3).", ["47", "10", "3"], False),
        ("Afloat (as: 47 trawlers, 10 ferries and 3 tugs) they lie.", ["47", "10", "3"], False),
        ("Afloat: 47 trawlers; 10 ferries, old; and 3 tugs.", ["47", "10", "3"], False),
        ("Afloat: 47 trawlers, 10 ferries; 3 tugs lie ashore.", ["47", "10"], False),
        ("Afloat: 47 trawlers plus 10 ferries.", ["47", "10"], False),
        ("Afloat: 47 trawlers as well as 10 ferries.", ["47", "10"], False),
        ("Afloat: 47 trawlers & 10 ferries.", ["47", "10"], False),
        ("Afloat: 47 trawlers and 10 ferries compared with 3 tugs.", ["47", "10"], False),
        ("Afloat: 47 trawlers and 10 ferries, up from 3 tugs.", ["47", "10"], False),
        ("Afloat: 47 trawlers and 10 ferries – 3 tugs sank.", ["47", "10"], False),
        ("Afloat: 47 trawlers, 10 ferries, and several tugs.", ["47", "10"], True),
        ("Afloat: 47 trawlers, 10 ferries, and so on.", ["47", "10"], True),
        ("Afloat: 47 trawlers, 10 ferries, etc.", ["47", "10"], True),
        ("Afloat: 47 trawlers, 10 ferries …", ["47", "10"], True),
        ("Afloat: only the 47 trawlers and about the 10 ferries.", ["47", "10"], False),
        ("Afloat: trawlers 47 in May, and ferries 10 for now.", ["47", "10"], False),
        ("Afloat: trawlers 47 at sea and ferries 10 from Hale.", ["47", "10"], False),
        ("Afloat: trawlers (old, slow) 47 and ferries 10.", ["47", "10"], False),
        ("Afloat (as: 47 trawlers (old), 10 ferries and 3 tugs) they lie, 4 barges.", ["47", "10", "3"], False),
        ("Afloat: 47 trawlers (old), 10 ferries) and 3 tugs.", ["47", "10"], False),
        ("Afloat: trawlers (47, old), ferries (10) and tugs (3).", ["47", "10", "3"], False),
        ("Afloat: trawlers (47) afloat and ferries (10) ashore.", ["47", "10"], False),
        ("Afloat: 47 trawlers ; 10 ferries; 3 tugs, old.", ["47", "10", "3"], False),
        ("Afloat: 47 trawlers, 10 ferries ; 3 tugs.", ["47", "10"], False),
    ],
)
def test_a_list_ends_with_its_clause(text: str, figures: list[str], is_open: bool) -> None:
    assert listed(text) == (figures, is_open)


@pytest.mark.parametrize(
    "text",
    [
        "Afloat: 47 trawlers.",
        "Afloat: 47 trawlers and ferries 10 on it.",
        "Afloat: old 47 new trawlers and 10 ferries.",
        "Afloat: 47 trawlers on the ninth and 3 tugs.",
        "Afloat: 47 trawlers (20% of them old) and 10 ferries.",
        "Afloat: 47 trawlers; 10 ferries, of 3 masts.",
        "Afloat: 47 trawlers, 3 to 5 ferries and 3 tugs.",
        "Afloat: · 47 trawlers, · 10 ferries and 3 tugs.",
        "Afloat: trawlers 47 ·, ferries 10 · and tugs 3 ·.",
    ],
)
def test_a_list_has_two_figures_in_one_form(text: str) -> None:
    assert listed(text) is None


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("They saw 47 trawlers, 10 ferries and 3 tugs:", ["47", "10", "3"]),
        ("They saw at sea 47 trawlers and 10 ferries:", ["47", "10"]),
        ("Of 9 men 47 sank, 10 swam and 3 sang:", ["47", "10", "3"]),
        ("They saw trawlers, 10 ferries and 3 tugs:", ["10", "3"]),
        ("They saw 47 trawlers:", None),
        ("They saw 47 trawlers, ferries 10 and tugs 3:", ["47", "10", "3"]),
        ("They saw 47 trawlers, ferries 10 and 3 tugs:", None),
        ("They saw trawlers 47 in May, 10 ferries and 3 tugs:", ["47", "10", "3"]),
        ("They saw trawlers 47, 10 ferries and 3 tugs:", None),
        ("They saw (trawlers) 47, 10 ferries and 3 tugs:", None),
        ("They saw two old 47 trawlers, 10 ferries and 3 tugs:", ["47", "10", "3"]),
    ],
)
def test_a_verb_may_stand_before_a_list(text: str, figures: list[str] | None) -> None:
    document = from_text(text)
    [mask] = masks(document, extract(document), [])
    found = listed_before(mask, 0, mask.text.index(":"))
    assert (found and [mask.figure(sign).stated for sign in found.signs]) == figures
    if found:
        assert (found.start, found.end) == (0, mask.text.index(":"))


@pytest.mark.parametrize("sign", [": ", "; ", ". ", "? ", "! "])
def test_a_clause_begins_after_the_last_sign(sign: str) -> None:
    text = f"so{sign}it is{sign}now"
    assert clause_start(text, len(text)) == len(text) - 3
    assert clause_start(text, 5) == 4
    assert clause_start(f"a{sign}b", 3) == 3
    assert clause_start(f"{sign}b", 3) == 2
    assert clause_start("so it is", 5) == 0
