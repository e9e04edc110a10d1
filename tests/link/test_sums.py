"""Where sums end: how near a list must come to its whole, and how far its words reach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.masks import masks
from factcheck.link.sums import _is_amount, find
from factcheck.model import NotChecked, Relation
from factcheck.read import from_text


def sums(text: str) -> list[Relation]:
    document = from_text(text)
    not_checked: list[NotChecked] = []
    return list(find(masks(document, extract(document), not_checked), not_checked))


def told(text: str) -> list[str]:
    return [f"{one.kind} {one.decomposition} {one.confidence}" for one in sums(text)]


@pytest.mark.parametrize(
    ("whole", "last", "asked"),
    [
        ("100", 26, "at_most 0.9"),
        ("100", 27, "equal 0.4"),
        ("100", 37, "equal 0.4"),
        ("100", 38, "at_most 0.9"),
        ("more than 100", 16, "at_most 0.9"),
        ("more than 100", 17, "equal 0.4"),
        ("at least 100", 62, "equal 0.4"),
        ("at least 100", 63, "at_most 0.9"),
    ],
)
def test_an_open_list_that_comes_near_its_whole_is_asked_about(whole: str, last: int, asked: str) -> None:
    assert told(f"It has {whole} boats, including 42 trawlers, 21 ferries and {last} tugs.") == [f"sum {asked}"]


@pytest.mark.parametrize(("far", "claimed"), [(40, False), (41, True)])
def test_what_follows_a_total_may_say_that_it_counts_more(far: int, claimed: bool) -> None:
    rest = " boats " + "x" * (far - len(" boats  worldwide")) + " worldwide"
    assert len(rest) == far
    assert told(f"They sold 47 trawlers, 10 ferries and 3 tugs, a total of 62{rest}.") == (
        ["sum equal 0.9"] if claimed else []
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It has 62 boats: 47 trawlers, 10 ferries, 3 tugs.", 1),
        ("It has 62 boats: 47 trawlers, 10 ferries.", 0),
        ("It has 62 boats: 47 trawlers; 10 ferries.", 1),
        ("It has 62 boats (47; 15).", 0),
        ("It has 62 boats (47 trawlers and 10 ferries) at sea.", 1),
        ("It sold some (of 62 boats: 47 trawlers and 10 ferries) at sea.", 0),
        ("Five men, 62 boats: 47 trawlers, 10 ferries and 3 tugs.", 0),
        ("It sold 5 boats: 5 in May and 5 in June.", 0),
        ("It sold 4 boats: 5 in May and 5 in June.", 1),
        ("It sold 5 boats: 5 trawlers and 5 ferries.", 1),
        ("It sold 5 boats: 5 trawlers and 4 ferries.", 1),
    ],
)
def test_after_a_colon_a_list_is_closed_and_named(text: str, number: int) -> None:
    assert told(text) == ["sum equal 0.85"] * number


def test_the_words_of_a_list_are_its_cue_where_only_a_sign_leads_it() -> None:
    (one,) = sums("It has – so they say – 62 boats: 47 trawlers, 10 ferries and 3 tugs.")
    assert one.cue == ": … trawlers, … ferries and … tugs"
    goods = "long grey trawlers of the old northern harbour, 10 long grey ferries of the southern one and 3 tugs"
    (long,) = sums(f"It has 62 boats: 47 {goods}.")
    assert long.cue == f": … {goods.replace('10', '…').replace('3', '…')}"[:80]


def test_what_is_compared_with_or_must_be_reached_is_no_amount() -> None:
    (boats,) = extract(from_text("It has 62 boats."))
    changes: list[tuple[dict[str, Any], bool]] = [
        ({}, True), ({"role": "base"}, False), ({"role": "threshold"}, False), ({"modality": "quoted"}, False),
    ]  # fmt: skip
    for change, counts in changes:
        assert _is_amount(replace(boats, **change)) is counts
    for role in ("base", "threshold"):
        document = from_text("Of the 62 boats, 47 are trawlers and the remaining 13 ferries; 3 plus 4 makes 7.")
        for place in range(3):
            statements = list(extract(document))
            statements[place] = replace(statements[place], role=role)
            assert [one.cue for one in find(masks(document, statements, []), [])] == ["makes"]
            statements[place + 3] = replace(statements[place + 3], role=role)
            assert not list(find(masks(document, statements, []), []))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Of 320 complaints, 96 (30%) were upheld, 128 (40%) rejected and {} (30%) are open.", "96", "91"),
        ("Of the 412 patients, 61 died and {} survived.", "351", "341"),
        ("The club won 18, drew 9 and lost {} of its 34 matches.", "7", "5"),
        (
            "Of the $3.78 billion, 47% ($1.79 billion) went to schools and the rest (${} billion) to roads.",
            "1.99",
            "1.89",
        ),
        ("Wages cost $4.2 million and rent $1.1 million, together ${} million.", "5.3", "5.6"),
        ("The two schools have 60 and 35 teachers, {} between them.", "95", "98"),
        ("Together the 60 men and 35 women make up a staff of {}.", "95", "98"),
        ("Wages were $4.2 million and rent was $1.1 million. Together they cost ${} million.", "5.3", "5.6"),
        ("The city has spent $5.1 million of its $8.0 million budget, leaving ${} million.", "2.9", "2.7"),
        ("Of the $8.0 million, $5.1 million has been spent and ${} million remains.", "2.9", "2.7"),
        ("The firm sold 12 of its 40 shops and now has {}.", "28", "26"),
        ("Another 812 joined the 1,204 already there, bringing the total to {}.", "2,016", "2,106"),
    ],
)
def test_a_changed_part_or_whole_is_an_error(text: str, right: str, wrong: str) -> None:
    (holds,) = sums(text.replace("{}", right))
    assert judge.judge(holds).severity == ""
    (fails,) = sums(text.replace("{}", wrong))
    assert judge.judge(fails).severity == "error"


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("It has 62 boats, 40% of the fleet, including 42 trawlers, 21 ferries and 37 tugs.", "62, 42, 21, 37"),
        ("The two schools have 60 and 35 teachers, 98 put together.", "98, 60, 35"),
        ("Jointly the 60 men and 35 women form a staff of 98.", "98, 60, 35"),
        ("The 60 men and 35 women form a staff of 98, all of them together.", "98, 60, 35"),
        ("Among the 98 teachers who were asked, 60 are men and 35 women.", "98, 60, 35"),
        ("Wages were $4.2 million and rent was $1.1 million. All told it was $5.6 million.", "5.6, 4.2, 1.1"),
        ("$4.2 million went to wages and $1.1 million to rent. Together they cost $5.6 million.", "5.6, 4.2, 1.1"),
        ("Of 320 pleas, 96 (30% of all) won, 128 (40% of all) lost and 91 (30% of all) are open.", "320, 96, 128, 91"),
        ("Of 320 pleas, 96, or 30%, won, 128, or 40%, lost and 91, or 30%, are open.", "320, 96, 128, 91"),
        ("They sold 47 trawlers, 10 ferries, though old, and 3 tugs, a total of 62.", "62, 47, 10, 3"),
        ("It has 12 people: 3 men, 2 women, 5 boys and a girl.", "12, 3, 2, 5, 1"),
        ("It has 13 aims: 14 schools and 5 roads.", "13, 14, 5"),
    ],
)
def test_a_whole_is_found_beside_its_parts(text: str, members: str) -> None:
    (one,) = sums(text)
    stated = (member.statements[0].stated if member.statements else "1" for member in one.members)
    assert ", ".join(words.removesuffix(" million") for words in stated) == members
    assert [member.role for member in one.members] == ["whole", *["part"] * (len(one.members) - 1)]
    assert judge.judge(one).severity == "error"


@pytest.mark.parametrize(
    "text",
    [
        "It has 5 and 62 boats: 47 trawlers, 10 ferries and 3 tugs.",
        "It has 5, 62 boats: 47 trawlers, 10 ferries and 3 tugs.",
        "It has 62 boats: 47 trawlers per port and 10 ferries.",
        "It has 12 aims: 13 schools and 5 roads.",
        "They sold 47 trawlers, 10 ferries and 3 tugs, though old, a total of 62.",
        "Wages were $4.2 million and rent was $1.1 million. Together they cost $5.6 million in 12 towns.",
        "Wages were $4.2 million and rent was $1.1 million.\n\nTogether they cost $5.6 million.",
        "Wages were $40 and rent was 60 euros. Together they cost $90.",
    ],
)
def test_what_stands_together_and_is_no_sum(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("shares", "all_of_them"),
    [
        ((30, 40, 31), True),
        ((30, 40, 29), True),
        ((30, 40, 32), False),
        ((30, 40, 28), False),
        ((30, 20, 20, 32), True),
        ((30, 20, 20, 33), False),
    ],
)
def test_amounts_are_all_of_their_whole_where_their_rounded_shares_can_be_a_hundred(
    shares: tuple[int, ...], all_of_them: bool
) -> None:
    *first, last = (f"{number} ({share}%) {verb}" for number, share, verb in zip(
        (96, 64, 65, 91), shares, ("won", "lost", "ended", "wait"), strict=False
    ))  # fmt: skip
    assert told(f"Of 320 pleas, {', '.join(first)} and {last}.") == ["sum equal 0.85"] * all_of_them


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Wages were $40 and rent was $60. Together they cost ${}.", 50, 200),
        ("The firm sold 25 of its 100 shops and now has {}.", 55, 100),
        ("They have 100 boats; 60 are trawlers and the remaining {} are ferries.", 30, 50),
    ],
)
def test_what_is_far_from_its_sum_is_no_sum(text: str, least: int, most: int) -> None:
    found = {number: bool(sums(text.replace("{}", str(number)))) for number in (least - 1, least, most, most + 1)}
    assert list(found.values()) == [False, True, True, False]


def test_each_part_must_be_an_amount_of_its_own() -> None:
    text = "Wages were $40 and rent was $60. Together they cost $110."
    assert sums(text)
    for place in range(3):
        statements = list(extract(from_text(text)))
        statements[place] = replace(statements[place], role="base")
        assert not list(find(masks(from_text(text), statements, []), []))
    text = "It has 62 boats, including 42 trawlers, 21 ferries and 37 tugs."
    for change in ({"role": "base"}, {"role": "change"}):
        for place in (1, 2, 3):
            statements = list(extract(from_text(text)))
            statements[place] = replace(statements[place], role=change["role"])
            assert not list(find(masks(from_text(text), statements, []), []))


@pytest.mark.parametrize(("far", "claimed"), [(30, True), (31, False)])
def test_a_word_for_together_may_stand_a_little_after_the_whole(far: int, claimed: bool) -> None:
    rest = " people" + " x" * 20
    rest = f"{rest[: far - len('together') - 1]} together"
    assert len(rest) == far
    assert told(f"The 60 men and 35 women form a staff of 98{rest}.") == ["sum equal 0.9"] * claimed


@pytest.mark.parametrize(("more", "claimed"), [(9, True), (10, False)])
def test_a_sentence_of_very_many_figures_is_no_division_in_two(more: int, claimed: bool) -> None:
    others = ", ".join(f"{number} goats" for number in range(1, more + 1))
    assert told(f"The farm saw {others}; of 98 teachers, 60 are men and 35 women.") == ["sum equal 0.85"] * claimed


def test_what_is_left_is_claimed_once() -> None:
    (one,) = sums("Of the 60 vessels, 47 are trawlers, leaving 10.")
    assert [int(member.figure.value) for member in one.members] == [60, 47, 10]
