"""What must not change when the same is said in another way, and what must when something else is said."""

from __future__ import annotations

import random

import pytest

import metamorphic as other
from metamorphic import Change, altered, changed, figures, findings, renamed, seen, shuffled

# Paragraphs that lean on no other, each with what is restated or works out in it; in every document one is wrong.
HARBOUR = """\
In 2021, 4,210 ships called at Lindhaven harbour. The port authority counted 4,210 ships at Lindhaven harbour in 2021.

The terminal handled 12,480 containers in May 2022: 9,140 full ones and 3,430 empty ones.

The fleet has 62 vessels: 47 trawlers, 12 ferries and 3 tugs.

Of 750 apprentices at the port 200, or 26.7%, are women.

Lindhaven spent 1.2 billion crowns on dredging in 2020. The dredging of 2020 cost Lindhaven 1.2 billion crowns.
"""
HOSPITAL = """\
The Norburg hospital treated 96,400 patients in 2019. In 2019, 96,400 patients were treated at the Norburg hospital.

The Norburg hospital employs 1,350 nurses. There are 1,350 nurses at the Norburg hospital.

The board has 14 members: 9 women and 6 men.

Revenue of the clinic rose by 25% from 40 million crowns in 2018 to 50 million crowns in 2019.

The new wing of the Norburg hospital cost 3.45 billion crowns. Building the new wing of the Norburg hospital cost
3.45 billion crowns.
"""
SCHOOL = """\
The Talberg schools taught 23,150 pupils in 2023. In 2023 there were 23,150 pupils in the Talberg schools.

The council of Talberg has 31 seats: 12 for the Greens, 11 for the Reds and 9 for the Blues.

The library of Talberg lent 418,000 books in 2022. In 2022 the library of Talberg lent 418,000 books.

Talberg repaired 17 bridges in 2020. In 2020, 17 bridges were repaired in Talberg.
"""
DOCUMENTS = {"harbour": HARBOUR, "hospital": HOSPITAL, "school": SCHOOL}
CHANGES = {
    one.__name__: one for one in (other.ungrouped, other.spaced, other.grouped, other.spelled, other.smaller_scale)
}
NAMES = {"Lindhaven": "Osterby", "Norburg": "Westrup", "Talberg": "Kronfeld"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_document_has_the_one_mistake_that_was_put_in(name: str) -> None:
    assert sum(seen(DOCUMENTS[name]).values()) == 1


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_another_way_to_write_a_number_changes_nothing(name: str, change: str) -> None:
    how: Change = CHANGES[change]
    text = changed(DOCUMENTS[name], how)
    if change != "grouped" and any(how(one) for one in figures(DOCUMENTS[name])):
        assert text != DOCUMENTS[name]
    assert [one.figure.value for one in figures(text)] == [one.figure.value for one in figures(DOCUMENTS[name])]
    assert seen(text) == seen(DOCUMENTS[name])


def test_grouping_again_what_was_not_grouped_changes_nothing() -> None:
    for text in DOCUMENTS.values():
        bare = changed(text, other.ungrouped)
        assert changed(bare, other.grouped) == text


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_order_of_paragraphs_changes_nothing(name: str) -> None:
    chance = random.Random(name)
    for _ in range(5):
        assert seen(shuffled(DOCUMENTS[name], chance)) == seen(DOCUMENTS[name])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_names_are_names(name: str) -> None:
    assert seen(renamed(DOCUMENTS[name], NAMES)) == seen(DOCUMENTS[name])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_said_twice_is_no_error(name: str) -> None:
    """What is wrong stays wrong and may be found again; nothing else becomes so."""
    text = DOCUMENTS[name]
    once, twice = seen(text), seen(f"{text}\n{text}")
    assert {(check, frozenset(values)) for check, values in twice} == {
        (check, frozenset(values)) for check, values in once
    }


LINKED = {
    "harbour": ("47 trawlers", "62 vessels", "3 tugs"),
    "hospital": ("25%", "40 million", "50 million"),
    "school": ("31 seats", "12 for", "11 for"),
}


@pytest.mark.parametrize(("name", "words"), [(name, words) for name, some in LINKED.items() for words in some])
def test_changing_a_number_that_others_give_is_found(name: str, words: str) -> None:
    right = {"harbour": ("12 ferries", "12 ferries"), "hospital": ("", ""), "school": ("9 for", "8 for")}[name]
    text = DOCUMENTS[name].replace(*right) if right[0] else DOCUMENTS[name]
    one = next(one for one in figures(text) if text.startswith(words, one.start))
    wrong = altered(text, one)
    assert len(findings(wrong)) > len(findings(text)), wrong


UNLINKED = """\
The quay at Lindhaven is 1,240 metres long. Its oldest crane was built in 1931. In May 2022 the port had 318 visitors.

The mayor of Talberg is 54 years old. Bread costs 3.20 crowns there, and 17 shops sell it. The river is 96 km long.
"""


def test_changing_what_is_linked_to_nothing_is_never_found() -> None:
    assert findings(UNLINKED) == []
    for one in figures(UNLINKED):
        assert findings(altered(UNLINKED, one)) == [], one.stated
