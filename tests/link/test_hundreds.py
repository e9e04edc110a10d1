"""Divisions: how near to a hundred shares must come to be meant as all, and that a changed share is found."""

from __future__ import annotations

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.hundreds import find
from factcheck.link.masks import masks
from factcheck.model import Relation
from factcheck.read import from_text


def divisions(text: str) -> list[Relation]:
    document = from_text(text)
    return list(find(masks(document, extract(document), []), []))


def told(text: str) -> list[str]:
    return [f"{one.kind} {one.decomposition} {one.confidence}" for one in divisions(text)]


@pytest.mark.parametrize(("last", "claimed"), [(9, False), (10, True), (70, True), (71, False)])
def test_shares_of_one_whole_come_near_a_hundred(last: int, claimed: bool) -> None:
    split = f"The crew was split 40% Danes, 20% Swedes and {last}% Finns."
    assert told(split) == (["total100 equal 0.8"] if claimed else [])
    rest = f"Of the crew 40% are Danes, 20% Swedes and the remaining {last}% Finns."
    assert told(rest) == (["total100 equal 0.85"] if claimed else [])


@pytest.mark.parametrize(("number", "claimed"), [(1, False), (2, True), (12, True), (13, False)])
def test_so_many_shares_may_leave_a_rest(number: int, claimed: bool) -> None:
    each = 100 // number
    shares = ", ".join(f"{each}% are {'abcdefghijkl'[place] * 5}" for place in range(number - 1))
    text = f"{shares or 'all are old'} and the remaining {each}% are new"
    assert told(f"Of it {text}.") == (["total100 equal 0.85"] if claimed else [])
    assert told(f"So 9% fell: {text}, but of others 9% did.") == (["total100 equal 0.85"] if claimed else [])


@pytest.mark.parametrize(("number", "claimed"), [(12, True), (13, False)])
def test_a_whole_is_split_into_so_many_shares_at_most(number: int, claimed: bool) -> None:
    shares = ", ".join(f"{'abcdefghijklm'[place] * 5} (8%)" for place in range(number - 1))
    assert told(f"It was split into {shares} and zzzzz (8%).") == (["total100 equal 0.8"] if claimed else [])


@pytest.mark.parametrize(("far", "claimed"), [(80, True), (81, False)])
def test_the_first_share_stands_near_the_word_that_divides(far: int, claimed: bool) -> None:
    text = f"It was split into {'x' * (far - 7)} 60% wood and 45% stone."
    assert told(text) == (["total100 equal 0.8"] if claimed else [])


@pytest.mark.parametrize(("far", "claimed"), [(60, False), (61, True)])
def test_a_share_that_is_split_is_no_whole(far: int, claimed: bool) -> None:
    text = f"It is 85% {'x' * (far - 3)} split into 60% wood and 27% stone."
    assert told(text) == (["total100 equal 0.8"] if claimed else [])
    assert told("85% is split into 60% wood and 27% stone.") == []


def test_a_long_list_is_shown_by_its_beginning() -> None:
    for text in (
        f"Sales by town: in {'north' * 20} 70%, south 20%, west 14%.",
        f"Some 45% of {'those' * 20} said yes, 35% said no and 25% were undecided.",
    ):
        (one,) = divisions(text)
        assert len(one.cue) == 80


def test_two_shares_are_no_division_of_a_whole() -> None:
    assert told("The crew was split 60% Danes and 20% Swedes.") == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Output was comprised of 65% wood, 18% stone and {}% glass.", 17, 27),
        ("Income came from gifts (45%), grants (35%) and sales ({}%).", 20, 25),
        ("It would be roughly 35% wood, 20% stone and {}% glass.", 45, 54),
        ("Some 45% said yes, 35% said no and {}% were undecided.", 20, 27),
        ("The electorate is 52% women and {}% men.", 48, 58),
        ("Sales were split between wood (60%) and stone ({}%).", 40, 45),
        ("Renters make up 38% of households and owners the other {}%.", 62, 66),
        ("Work counts for 60% of the mark, tests for 30% and talks for {}%.", 10, 14),
    ],
)
def test_a_changed_share_is_an_error(text: str, right: int, wrong: int) -> None:
    (holds,) = divisions(text.replace("{}", str(right)))
    assert judge.judge(holds).severity == ""
    (fails,) = divisions(text.replace("{}", str(wrong)))
    assert judge.judge(fails).severity == "error"


def test_a_sentence_may_divide_two_wholes() -> None:
    text = "Sales were split 60% wood and 40% stone; costs were split 55% wood and 40% stone."
    assert [judge.judge(one).severity for one in divisions(text)] == ["", "error"]
