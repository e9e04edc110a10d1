"""Shares from text to verdict: each way to say one holds as it stands, and is found out with another number."""

from __future__ import annotations

import pytest

from factcheck import judge
from factcheck.extract import extract
from factcheck.link.masks import masks
from factcheck.link.shares import find
from factcheck.model import NotChecked
from factcheck.read import from_text


def judged(text: str) -> list[tuple[float, str]]:
    """The confidence of each share that a text claims, and how severe its disagreement is."""
    document = from_text(text)
    not_checked: list[NotChecked] = []
    shares = find(masks(document, extract(document), not_checked), not_checked)
    return [(share.confidence, judge.judge(share).severity) for share in shares]


SAID = [
    ("In all, 61/412 ({}) patients died.", "14.8%", "18.4%", 0.95),
    ("The response rate was {}: 248 of the 400 households answered.", "62%", "68%", 0.85),
    ("The response rate stood at {}, with 248 of 400 households answering.", "62%", "68%", 0.75),
    ("Out of 400 households, 248 answered, a response rate of {}.", "62%", "26%", 0.9),
    ("We asked 400 households and 248 answered, a response rate of {}.", "62%", "68%", 0.75),
    ("Free rides made up 7.5% of all the rides that were given in May (3,600 of {}).", "48,000", "44,000", 0.9),
    ("In May {} of the 48,000 rides were free, which is 7.5%.", "3,600", "6,300", 0.95),
    ("In May {} of the 48,000 rides were free. That is 7.5%.", "3,600", "6,300", 0.75),
    ("Of 320 claims, 96 (30%) were paid and {} (40%) rejected.", "128", "182", 0.8),
    ("There were 320 claims, of which {} (30%) were paid.", "96", "69", 0.9),
    ("There were 320 claims. Of these, {} (30%) were paid.", "96", "69", 0.75),
    ("There were 320 claims. Most of those were about noise (248 or {}).", "77.5%", "75.7%", 0.75),
    ("Of its income of £9.0m, the charity spent {} (80%) on relief.", "£7.2m", "£2.7m", 0.9),
    ("The charity spent {}, or 80% of its income of £9.0m, on relief.", "£7.2m", "£7.9m", 0.9),
    ("The bank closed 12, or {}, of its 48 branches.", "25%", "52%", 0.9),
    ("The shop sold 8,200 cars: {} (75%) new and 2,050 (25%) old.", "6,150", "5,160", 0.75),
    ("The shop sold {} cars. This is 75% of the 8,200 it had.", "6,150", "5,160", 0.75),
    ("Most of the 8,200 sales (6,150, or {}) were cars.", "75%", "57%", 0.85),
    ("The grant of $450,000 covers {} of the total cost of $1.0 million.", "45%", "54%", 0.9),
    ("There were 120 patients. Later {} (25%) of the patients went home.", "30", "33", 0.75),
    ("On revenue of $200.0 million, gross profit was $50.0 million, or {}.", "25.0%", "20.5%", 0.75),
    ("We saw 16 of the 25 agencies, or {} of agencies.", "64%", "46%", 0.95),
    ("The council received 120 bids and approved {} (70%).", "84", "48", 0.75),
    ("Total income was £15.0m. Grants were £9.0m (60%) and gifts {} (40%).", "£6.0m", "£6.4m", 0.75),
    ("Income of £15.0m came from grants (£9.0m, 60%) and gifts ({}, 40%).", "£6.0m", "£6.4m", 0.8),
    ("Of the 120 bids that came, 70% ({}) were new.", "84", "94", 0.9),
    ("Gross profit was $48.0 million on revenue of $195.1 million, a gross margin of {}.", "24.6%", "26.4%", 0.85),
    ("Total spending is $15.8 billion. Wages are $10.9 billion or {} of total spending.", "69.0%", "96.0%", 0.75),
]  # fmt: skip


@pytest.mark.parametrize(("say", "right", "wrong", "sure"), SAID, ids=[one[0] for one in SAID])
def test_another_number_is_found_out(say: str, right: str, wrong: str, sure: float) -> None:
    assert (sure, "") in judged(say.format(right))
    assert (sure, "error") in judged(say.format(wrong))


def test_each_share_is_read_once() -> None:
    assert judged("Of 320 claims, 96 (30%) were paid, that is, 96 of the 320.") == [(0.85, "")]


def test_a_share_goes_on_over_the_end_of_a_line() -> None:
    text = (
        "The hall was full on the first day, and as the clerk of the town told us there, 70 of\n"
        "the {} delegates were women, or 58.3%, which is more than anybody on the committee had\n"
        "thought when it met in May.\n"
    )
    assert judged(text.format(120)) == [(0.95, "")]
    assert judged(text.format(210)) == [(0.95, "error")]
