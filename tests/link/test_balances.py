"""Balances: a changed figure is found, and what looks alike claims nothing."""

from __future__ import annotations

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.balances import _known, find
from factcheck.link.masks import masks
from factcheck.model import Relation
from factcheck.read import from_text


@pytest.fixture(autouse=True)
def _anew() -> None:
    """Each test reads the words of the balances itself."""
    _known.cache_clear()


def balances(text: str) -> list[Relation]:
    document = from_text(text)
    return list(find(masks(document, extract(document), []), []))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Income was $8.0 million and expenditure $7.4 million, leaving a surplus of ${} million.", "0.6", "0.8"),
        ("Exports were $8.0 billion and imports $9.1 billion, a trade deficit of ${} billion.", "1.1", "1.3"),
        ("Net debt was ${} million, being borrowings of $4.2 million less cash of $1.2 million.", "3.0", "3.3"),
        ("There were 640 births and 410 deaths, a natural increase of {}.", "230", "320"),
        ("Some 8,120 people arrived and 5,870 left, giving net migration of {}.", "2,250", "2,520"),
        ("Revenue was $48.0 million and costs $41.5 million, giving a profit of ${} million.", "6.5", "5.6"),
        ("The budget was $5.0 million and spending $4.3 million, an underspend of ${} million.", "0.7", "0.9"),
        ("The bill passed by 58 votes to 41, a majority of {}.", "17", "19"),
        ("Revenue was $8.0 million. With expenditure of $7.4 million, the surplus was ${} million.", "0.6", "0.9"),
        (
            "The charity's income of $8.0 million outstripped its expenditure of $7.4 million by ${} million.",
            "0.6",
            "0.9",
        ),
        ("Smith (12,400 votes) beat Jones (10,150) by {}.", "2,250", "2,520"),
        ("The red one costs $40 and the blue one $25, a difference of ${}.", "15", "18"),
    ],
)
def test_a_changed_difference_is_an_error(text: str, right: str, wrong: str) -> None:
    (holds,) = balances(text.replace("{}", right))
    assert judge.judge(holds).severity == ""
    (fails,) = balances(text.replace("{}", wrong))
    assert judge.judge(fails).severity == "error"


def test_the_larger_side_is_the_whole_where_the_words_leave_it_open() -> None:
    for coming, going in (("640", "410"), ("410", "640")):
        (one,) = balances(f"There were {coming} arrivals and {going} departures, giving net migration of 230.")
        assert [member.statements[0].stated for member in one.members] == ["640", "410", "230"]


def test_a_deficit_that_is_a_surplus_is_an_error() -> None:
    (one,) = balances("Exports were $9.1 billion and imports $8.0 billion, a trade deficit of $1.1 billion.")
    assert judge.judge(one).severity == "error"


@pytest.mark.parametrize(("left", "claimed"), [("0.11", 0), ("0.12", 1), ("3.0", 1), ("3.1", 0)])
def test_what_is_far_off_is_left_by_something_else(left: str, claimed: int) -> None:
    assert len(balances(f"Income was $8.0 million and expenditure $7.4 million; the surplus: ${left} million.")) == 0
    text = f"Income was $8.0 million and expenditure $7.4 million; the surplus was ${left} million."
    assert len(balances(text)) == claimed


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("There were 640 births and 410 deaths; births outnumbered deaths by 230.", ["640", "410", "230"]),
        ("There were 410 births and 640 deaths; deaths exceeded births by 230.", ["640", "410", "230"]),
        ("There were 640 births and 410 deaths; births outnumber deaths by 230.", ["640", "410", "230"]),
        ("There were 640 births and 410 deaths; births exceeding deaths by 230.", ["640", "410", "230"]),
        ("There were 640 births and 410 deaths; it outnumbered deaths by 230.", []),
        ("There were 640 births and 410 deaths; births outnumbered all by 230.", []),
        ("There were 640 arrivals and 410 departures, a net change of 230.", ["640", "410", "230"]),
        ("There were 640 arrivals and 410 departures, a net gain of 230.", ["640", "410", "230"]),
        ("There were 640 departures and 410 arrivals, a net loss of 230.", ["640", "410", "230"]),
        ("Revenue was $48 and costs were $41, and the profit was $7.", []),
        ("Revenue was $48 and costs were $41, a profit of $7.", ["48", "41", "7"]),
        ("Revenue was $48 and costs were $41, and the surplus was $7.", ["48", "41", "7"]),
        ("Revenues were $48 and re-costs were $41, a profit of $7.", []),
    ],
)
def test_the_words_say_which_side_is_more(text: str, sides: list[str]) -> None:
    assert [member.statements[0].stated for one in balances(text) for member in one.members] == sides


@pytest.mark.parametrize(("far", "claimed"), [(40, 0), (41, 1)])
def test_what_moved_from_one_number_to_another_is_no_margin(far: int, claimed: int) -> None:
    assert len(balances(f"It came from {'x' * (far - 6)} 58 votes to 41, a margin of 19.")) == claimed
    assert not balances("From 58 votes to 41 it had a margin of 19.")


def test_every_balance_has_its_words() -> None:
    for balance in _known():
        assert all(balance.cues)
        assert balance.words.search("none of them") is None
