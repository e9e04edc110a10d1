"""Members, made figures and what can be added."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from factcheck.extract import extract
from factcheck.interval import Figure
from factcheck.link.claims import (
    alike,
    are_plain,
    bare,
    day,
    exactly,
    given,
    is_amount,
    is_plain,
    member,
    number,
    opposites,
    placed,
    singular,
    whole_number,
    wordlist,
    year,
)
from factcheck.model import Document, Member, Statement


def told(text: str) -> list[Statement]:
    return list(extract(Document("d", text)))


def test_a_member_is_a_statement_in_its_role() -> None:
    (one,) = told("It has 40 boats.")
    made = member("part", one, -1, "boats")
    assert (made.role, made.figure, made.statements) == ("part", one.figure, (one,))
    assert (made.weight, made.label, member("part", one).weight) == (Decimal(-1), "boats", Decimal(1))
    shown = given("item", exactly(3), "in the list")
    assert shown == Member("item", exactly(3), (), Decimal(1), "in the list")


def test_made_figures_are_exact() -> None:
    assert exactly(3) == Figure(Decimal(3), hedge="exactly", q=Decimal(0), Q=Decimal(0))
    assert number(3, 3) == exactly(3)
    several = number(3, 4)
    nothing = Decimal(0)
    assert several == Figure(
        Decimal(3), kind="count", hedge="range", q=nothing, Q=nothing, upper=Decimal(4), q_upper=nothing
    )
    for date, value in ((year(1999), 1999), (day("2022-07-29"), 20220729)):
        assert date == Figure(Decimal(value), kind="date", hedge="exactly", q=nothing, Q=nothing)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It has 40 boats.", 40),
        ("It has exactly 40 boats.", 40),
        ("It has about 40 boats.", None),
        ("It has 40 to 50 boats.", None),
        ("It has 4.5 tons.", None),
    ],
)
def test_a_whole_number_is_said_outright(text: str, value: int | None) -> None:
    assert whole_number(told(text)[0]) == value


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("It sold 40 boats and 30 ships.", True),
        ("It sold $40 and then $30 of it.", True),
        ("It sold $40 and then 30 euros of it.", False),
        ("It sold 40 boats for $30.", False),
        ("It sold 40% and then 30% of it.", True),
        ("It sold 40% of it and 30 tons.", False),
        ("It sold 80 and then 60 tons.", True),
        ("It sold 5 and then 15 million tons.", False),
        ("It sold 80 and then 60% of it.", False),
        ("It sold 80 and then 60.", True),
        ("It sold 4 and then 1,999 tons.", True),
        ("It sold 4 and then 2,000 tons.", False),
        ("It sold 1 and 4 and then 1,999 tons.", True),
        ("It sold 4 and then 1,999 tons and 90,000 tons.", True),
        ("It sold 3 to 5 boats and then 40 ships.", True),
        ("It sold 3 to 5 boats and then 40.", True),
        ("It sold 3 to 5 boats and then 40 tons.", False),
        ("It sold 4 boats and then 4% of the ships.", False),
    ],
)
def test_what_is_of_one_sort_can_be_added(text: str, added: bool) -> None:
    assert alike(told(text)) is added


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("It sold 40 boats and 30 ships.", True),
        ("It sold 40 boats and 30 to 35 ships.", False),
        ("It sold 40 to 50 boats and 30 ships.", False),
        ("It was wrongly said to have sold 40 boats and 30 ships.", False),
    ],
)
def test_one_number_said_in_earnest_is_plain(text: str, plain: bool) -> None:
    one, other = told(text)
    assert are_plain(one, other) is are_plain(other, one) is plain
    assert are_plain(one) is is_plain(one)


@pytest.mark.parametrize(("words", "cue"), [(", or ", "or"), ("(n = ", "n"), ("; that is", "that is"), (": ", ":")])
def test_a_cue_is_shown_without_the_signs_around_it(words: str, cue: str) -> None:
    assert bare(words) == cue


def test_a_made_statement_shows_its_words_and_its_line() -> None:
    text = "One.\nTwo  and\nthree. " + "x" * 500
    sentence = (5, len(text))
    made = placed(Document("d", text), exactly(3), 14, 19, sentence, 7)
    assert (made.stated, made.line, made.sentence, made.passage) == ("three", 3, sentence, 7)
    assert made.context == ("Two and three. " + "x" * 500)[:400]
    assert placed(Document("d", text), exactly(3), 14, 19, sentence).passage == -1
    assert placed(Document("d", text), exactly(1), 0, 3, (0, 4)).line == 1


def test_word_lists_are_read_as_words() -> None:
    assert {"mr", "minister"} <= {title.lower() for title in wordlist("titles")}


@pytest.mark.parametrize(
    ("many", "one"),
    [("farms", "farm"), ("classes", "class"), ("class", "class"), ("parties", "party"), ("boxes", "box"),
     ("churches", "church"), ("dishes", "dish"), ("houses", "house"), ("people", "people")],
)  # fmt: skip
def test_one_of_what_a_noun_counts(many: str, one: str) -> None:
    assert singular(many) == one


@pytest.mark.parametrize(("text", "counts"), [("0", False), ("0.5", True), ("1", True), ("1 to 2", False)])
def test_an_amount_is_one_number_above_nil(text: str, counts: bool) -> None:
    (one,) = told(f"It has {text} tons.")
    assert is_amount(one) is counts
    assert not is_amount(replace(one, modality="quoted"))


def test_each_side_of_what_is_opposed_has_its_words() -> None:
    assert (frozenset({"boys"}), frozenset({"girls"})) in opposites()
    assert any({"men", "male"} <= sides[0] and {"women", "female"} <= sides[1] for sides in opposites())
