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
