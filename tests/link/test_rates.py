"""Rates: a changed total, number or average is found, and what is far off is of something else."""

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
    ("text", "right", "wrong"),
    [
        ("They sold 1,200 units at an average price of $45, for revenue of ${}.", "54,000", "58,000"),
        ("The 1,200 trees cost $45 each, for a total of ${}.", "54,000", "58,000"),
        ("At $45 a tree, the 1,200 trees cost ${}.", "54,000", "58,000"),
        ("They paid $54,000 for 1,200 units (${} per unit).", "45", "54"),
        ("Debt stands at $54,000, or ${} for each of its 1,200 residents.", "45", "54"),
        ("There are 960 pupils and 12 teachers, or {} pupils per teacher.", "80", "90"),
        ("The train covered 240 km in 3 hours, an average speed of {} km/h.", "80", "90"),
        ("The farm harvested 2,400 tonnes from 400 hectares, a yield of {} tonnes per hectare.", "6", "8"),
        ("The island has 90,000 people on 600 square kilometres, or {} people per square kilometre.", "150", "170"),
        ("He walked 12 miles a day for 30 days, {} miles in all.", "360", "420"),
        ("He pays $80 a month, or ${} over 12 months.", "960", "1,060"),
        ("She worked 40 weeks at 35 hours, {} hours in all.", "1,400", "1,300"),
        ("The school has 12 classes of 25 pupils, {} pupils in all.", "300", "352"),
        ("8 tenants each paid $120, raising ${}.", "960", "990"),
        ("The average donation was $45; 1,200 people gave a total of ${}.", "54,000", "58,000"),
        ("The 400 grants averaged ${} and totalled $1.2 million.", "3,000", "4,000"),
        ("He scored 960 runs over 12 innings, an average of {}.", "80", "88"),
    ],
)
def test_a_changed_figure_is_an_error(text: str, right: str, wrong: str) -> None:
    (holds,) = rates(text.replace("{}", right))
    assert judge.judge(holds).severity == ""
    (fails,) = rates(text.replace("{}", wrong))
    assert judge.judge(fails).severity == "error"


@pytest.mark.parametrize(("average", "claimed"), [("3", 0), ("4", 1), ("540", 1), ("550", 0), ("54,000", 0)])
def test_what_is_far_off_is_an_average_of_something_else(average: str, claimed: int) -> None:
    assert len(rates(f"They paid $54,000 for 1,200 units, or ${average} per unit.")) == claimed
