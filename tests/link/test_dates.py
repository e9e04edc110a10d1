"""Where the parts of a date stand, and what a weekday is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.link.dates import find
from factcheck.model import Document, Passage

MET = "It met on Thursday, 29 July 2022."
SPAN = (MET.index("Thursday"), MET.index("."))


@pytest.mark.parametrize(
    ("bounds", "place"),
    [
        (((0, 5), (5, len(MET))), 1),
        (((0, len(MET)),), 0),
        (((0, 5), (SPAN[0], SPAN[1])), 1),
        (((0, 5),), -1),
        (((SPAN[1], len(MET)),), -1),
        (((0, SPAN[0]),), -1),
        (((0, SPAN[0] + 1),), 0),
        ((), -1),
    ],
)
def test_a_weekday_stands_in_the_passage_that_holds_it(bounds: tuple[tuple[int, int], ...], place: int) -> None:
    document = Document("d", MET, passages=tuple(Passage(start, end, "paragraph") for start, end in bounds))
    [relation] = find(document, [])
    day, weekday = (member.statements[0] for member in relation.members)
    assert weekday.passage == place
    assert (weekday.stated, day.stated) == ("Thursday", "29 July 2022")


def test_a_weekday_is_exact() -> None:
    [relation] = find(Document("d", MET), [])
    figure = relation.members[1].figure
    assert (figure.value, figure.q, figure.Q, figure.hedge) == (Decimal(4), Decimal(0), Decimal(0), "exactly")


@pytest.mark.parametrize(("before", "after"), [(159, 0), (160, 0), (161, 1), (400, 240)])
def test_what_is_shown_of_a_long_line_begins_near(before: int, after: int) -> None:
    text = "x" * (before - 1) + " " + "Thursday, 29 July 2022." + "x" * before
    [relation] = find(Document("d", text), [])
    weekday = relation.members[1].statements[0]
    assert weekday.sentence[0] == after
    assert weekday.sentence[1] == min(len(text), weekday.end + 160)


def test_a_line_bounds_what_is_shown() -> None:
    text = f"One line.\n{MET}\nAnother."
    [relation] = find(Document("d", text), [])
    assert {text[slice(*member.statements[0].sentence)] for member in relation.members} == {MET}


@pytest.mark.parametrize(("text", "met"), [("Thursday, 29 July 2022.", True), ("aThursday, 29 July 2022.", False)])
def test_a_weekday_is_a_word(text: str, met: bool) -> None:
    assert bool(list(find(Document("d", text), []))) is met
    assert bool(list(find(Document("d", f"So: {text}"), []))) is met


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It met from 3 May to 3 May 2024.", 1),
        ("It met from 3 May to 4 May 2024 and from 5 June to 6 June 2024.", 2),
        ("From 3 May to 4 May 2024 it met, and from all of them one left.", 1),
        ("It met from 4 December to 3 January 2024.", 0),
        ("It met from May 3 to May 4, 2024.", 1),
        ("It met from Hale to Dale in May 2024.", 0),
    ],
)
def test_each_run_of_days_is_a_claim(text: str, number: int) -> None:
    assert len(list(find(Document("d", text), []))) == number
