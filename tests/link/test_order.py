"""Orders: what lies below what, where the words that claim it stand, and what is compared with something else."""

from __future__ import annotations

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.masks import masks
from factcheck.link.order import find
from factcheck.model import Relation
from factcheck.read import from_text


def orders(text: str) -> list[Relation]:
    document = from_text(text)
    return list(find(masks(document, extract(document), []), []))


def told(text: str) -> list[str]:
    return [", ".join(f"{m.role} {m.statements[0].stated}" for m in one.members) for one in orders(text)]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Her best ever throw of 50 metres passed the previous mark of 60 metres.", "lower 60, upper 50"),
        ("The largest, with 40 shops, and the second-largest, with 50, are both old.", "lower 50, upper 40"),
        ("The dearest house is at 40 dollars; the second-dearest is at 50 dollars.", "lower 50, upper 40"),
        ("The ship had 40 children on board, including 50 girls.", "lower 50, upper 40"),
        ("They hired 40 dock workers, including 50 women.", "lower 50, upper 40"),
        ("They found an average of 75 years (range 18–72).", "item 18–72, item 75, item 18–72"),
        ("The fleets ran from 18 to 72 boats, with an average of 75 boats.", "item 18, item 75, item 72"),
        ("The lowest was 0.5 tons and the highest 0.2 tons.", "lower 0.5, upper 0.2"),
        ("The lowest was 5 tons and the highest 0 tons.", "lower 5, upper 0"),
        ("They sold 40 boats, more than last year's 50 boats.", "lower 50, upper 40"),
        ("They sold 40 boats, more than the record 50.", "lower 50, upper 40"),
        ("At 40 votes, she finished ahead of Green, who got 50.", "lower 50, upper 40"),
        ("Levels of 40 tons (above the old level of 50 tons) were seen.", "lower 50, upper 40"),
        ("Sales of 40 boats, the most since May, were above the average of 50.", "lower 50, upper 40"),
    ],
)
def test_words_that_put_figures_in_order(text: str, claim: str) -> None:
    assert told(text) == [claim]
    assert judge.judge(orders(text)[0]).severity == "error"


@pytest.mark.parametrize(
    "text",
    [
        # what is higher up, further back or further on is no more and no less
        "The huts at 40 metres are above the old town at 50 metres.",
        "The huts at 40 metres are below the old town at 30 metres.",
        "The huts at 40 metres are behind the old wall of 30 metres.",
        "The huts at 40 metres are ahead of the old wall of 50 metres.",
        # by how many, not how many
        "By 40 votes, she finished ahead of Green, who got 50.",
        "The town was beaten by 40 votes, was ahead of Leeds, which had 50.",
        # of another thing
        "They sold 40 boats, more than last year's 50 ferries.",
        "They led with 40 boats, well ahead of the old yard's 50 ferries.",
        "The youngest town had 50 boats and the oldest 40.",
        "They found a mean length of 45 metres (range 18 boats to 72 boats).",
        "The crowds ran from 2,000 to 4,000 people, with a mean of 3.",
        "The fleets ran from 18 boats to 72 men, with an average of 75 boats.",
        # four families, including eleven children
        "They met 40 families, including 50 girls.",
        # paid for less than was done
        "They worked 50 hours of the 40 hours.",
        # below nil, more may be meant for less
        "The lowest was 5 degrees and the highest −9 degrees.",
        "The lowest was −5 degrees and the highest −9 degrees.",
        # nobody says which of both comes first
        "Divided between 50 and 40 boats, it was little.",
        # a change, not a level
        "Sales of 40 tons and an increase, above the target of 50 tons, were seen.",
        "Sales of 40 tons, above the growth target of 50 tons, were seen.",
        "Sales of 40 tons, above the target of 50 percentage points, were seen.",
    ],
)
def test_figures_that_no_words_put_in_order(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("far", "claimed"), [(40, False), (41, True)])
def test_what_is_divided_is_named_near_its_shares(far: int, claimed: bool) -> None:
    filled = "split, a".replace(",", "") + " sum" * 20
    text = f"In the end {filled[: far - 1]} between 50 and 40 boats, all told."
    assert text.index("between") - text.index("split") == far
    assert bool(told(text)) is claimed


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("The longest film is at 150 minutes; the second-longest is at 170 minutes.", 0.7),
        ("The longest pier is at 150 metres; the second-longest is at 170 metres.", 0.7),
        ("The longest list is at 150 names; the second-longest is at 170 names.", 0.45),
        ("The busiest pier is at 150 metres; the second-busiest is at 170 metres.", 0.45),
    ],
)
def test_what_is_longest_by_its_length_is_surely_longer_than_the_second(text: str, confidence: float) -> None:
    assert [one.confidence for one in orders(text)] == [confidence]


@pytest.mark.parametrize(
    "record",
    [
        "In 2020 sales reached a record 390 tons.",
        "In 2020 peak sales reached a record 390 tons.",
        "2020 was a record year: sales were a new record 390 tons.",
        "Sales reached the highest ever, a record 390 tons, in 2020.",
    ],
)
def test_a_record_is_of_what_was_stated_for_an_earlier_year(record: str) -> None:
    (order,) = orders(f"Sales were 412 tons in 2019. {record}")
    assert [one.label for one in order.members] == ["the figure of 2019", "the record of 2020"]
    assert judge.judge(order).severity == "error"


@pytest.mark.parametrize(
    "before",
    [
        "Sales were expected to be 412 tons in 2019.",
        "Sales rose by 412 tons in 2019.",
        "Sales were 412 to 420 tons in 2019.",
        "In 2019 they sold a lot. Sales were 412 tons.",
        "Sales of rye were 412 tons in 2019.",
    ],
)
def test_a_record_may_be_below_what_was_planned_or_is_not_surely_of_that_year(before: str) -> None:
    assert told(f"{before} In 2020 sales reached a record 390 tons.") == []
