"""The ways to state an average: each is read where no other would be, and by the last of the words that lead to it."""

from __future__ import annotations

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.masks import masks
from factcheck.link.rates import find
from factcheck.model import Relation
from factcheck.read import from_text


def rates(text: str) -> list[Relation]:
    document = from_text(text)
    return list(find(masks(document, extract(document), []), []))


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("They got 13,000 tons from 400 farms (a mean of 35 tons).", "13,000, 400, 35"),
        ("The 400 farms grew 13,000 tons (a mean of 35 tons).", "13,000, 400, 35"),
        ("The 400 farms grew 13,000 tons, an average of 35 tons.", "13,000, 400, 35"),
        ("All 400 farms in Hale grew 13,000 tons of rye, an average of 35 tons since May.", "13,000, 400, 35"),
        ("In 12 hours they drove 240 miles, at 30 mph.", "240, 12, 30"),
        ("They drove 240 miles in 12 hours, at 30 mph.", "240, 12, 30"),
        ("Debt is $9.6 million, or $9,000 each for its 1,200 residents.", "9.6 million, 1,200, 9,000"),
        ("Debt is $9.6 million, or $9,000 per head of its 1,200 residents.", "9.6 million, 1,200, 9,000"),
        ("At $48 every tree, the 1,200 trees cost $54,000.", "54,000, 1,200, 48"),
        ("They pay $80 every month, or $980 over 12 months.", "980, 12, 80"),
        ("They walk 12 miles every day for 30 days, 380 miles in all.", "380, 30, 12"),
        ("There are 12 halls holding 80 men, 990 men in all.", "990, 12, 80"),
        ("They have 18 buses carrying 40 pupils each, 770 pupils all together.", "770, 18, 40"),
        ("Gifts averaged $35 for the 400 farms, $13,000 in all.", "13,000, 400, 35"),
    ],
)
def test_each_way_to_state_an_average_is_read(text: str, claim: str) -> None:
    (one,) = rates(text)
    assert ", ".join(member.statements[0].stated for member in one.members) == claim
    assert judge.judge(one).severity in ("error", "warning")


@pytest.mark.parametrize(
    "text",
    [
        "They got 13,000 tons from Hale and 400 farms, an average of 35 tons.",
        "They paid $54,000 and then $1,200 for ships, or $60 a ship.",
        "They sailed 240 miles in 12 hours, at 30 knots.",
    ],
)
def test_what_only_looks_like_an_average(text: str) -> None:
    assert not rates(text)
