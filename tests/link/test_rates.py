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


def told(text: str) -> list[str]:
    return [", ".join(f"{m.role} {m.statements[0].stated}" for m in one.members) for one in rates(text)]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        # what is counted may stand for a time
        ("They moved 480 tons in 12 weeks, an average of 50 tons per week since then.", "480, 12, 50"),
        ("They moved 480 tons over 12 weeks, an average of 50 tons per week since then.", "480, 12, 50"),
        ("They scored 960 runs over 12 games, an average of 90 runs.", "960, 12, 90"),
        ("They paid $80 a visit, or $900 over 12 visits.", "900, 12, 80"),
        # and the average for whoever was counted
        ("The city owes $9.6 million among 1,200 residents ($9,000 per person).", "9.6 million, 1,200, 9,000"),
        ("The city owes $9.6 million among 1,200 residents ($9,000 per capita).", "9.6 million, 1,200, 9,000"),
        ("The city owes $9.6 million among 1,200 residents ($9,000 per head).", "9.6 million, 1,200, 9,000"),
        ("They spent $2.9 million on 400 cities, an average of $6,000 per city.", "2.9 million, 400, 6,000"),
        ("They spent $2.9 million on 400 children, an average of $6,000 per child.", "2.9 million, 400, 6,000"),
        ("There are 18 buses carrying 40 pupils each, 760 people in all.", "760, 18, 40"),
        ("There are 18 buses carrying 40 people each, 760 people in all.", "760, 18, 40"),
        ("There are 990 pupils for 12 teachers, or 80 per teacher.", "990, 12, 80"),
        ("They got $560 for 12 boxes ($45 a box).", "560, 12, 45"),
        ("They got $560 for 12 churches, or $45 a church.", "560, 12, 45"),
        ("There are 990 seats in 12 rows, or 80 each.", "990, 12, 80"),
        # or for each unit of a measure
        ("It rolled 100 metres in 20 seconds (4 m/s).", "100, 20, 4"),
        ("It rolled 100 km in 20 hours (4 km/h).", "100, 20, 4"),
        ("They filled 12 tanks of 80 litres, 990 litres in all.", "990, 12, 80"),
        ("There are 12 rows of 80 seats, 990 in all.", "990, 12, 80"),
        ("They sold 400 tickets at $30 each, raising $12,900.", "12,900, 400, 30"),
        ("The 400 grants averaged $3,000 and totalled $1.4 million.", "1.4 million, 400, 3,000"),
    ],
)
def test_an_average_is_found_beside_its_total_and_number(text: str, claim: str) -> None:
    (one,) = rates(text)
    assert ", ".join(member.statements[0].stated for member in one.members) == claim
    assert [member.role for member in one.members] == ["total", "number", "average"]
    assert judge.judge(one).severity in ("error", "warning")


@pytest.mark.parametrize(
    "text",
    [
        # of another thing
        "They spent $2.9 million on 400 schools, an average of $6,000 per city.",
        "They got 960 tons from 12 farms, an average of 90 boats per farm.",
        "There are 18 buses carrying 40 boxes each, 760 people in all.",
        "The city owes $9.6 million over 12 years ($9,000 per person).",
        "They sailed 240 miles in 12 hours, 30 knots.",
        "There are 12 rows of 80 seats, 990 tickets.",
        "There are 12 rows of 80 seats, 990.",
        "There are 12 rows of 80 seats, 990 tickets in all.",
        "They filled 12 tanks of 80 litres, $990 in all.",
        "They filled 12 rows of 80 seats, 990 litres in all.",
        "They filled 12 tanks of 80 litres, 990 in all.",
        "They paid $540 for 6 units, or $540 per unit.",
        # a bound is no average
        "There are 12 rows of more than 80 seats, 990 in all.",
        "There are 12 rows of at least 80 seats, 990 in all.",
        "There are 12 rows of less than 80 seats, 990 in all.",
        "There are 12 rows of at most 80 seats, 990 in all.",
        # what comes again and again is no total
        "They sold 400 tickets at $30 each, raising $12,900 a year.",
        "The 400 grants averaged $3,000 and totalled $1.4 million a year.",
        "8 tenants each paid $120 a month, raising $990.",
        # two things that were done, not one
        "They sold 400 tickets at $30 each and made $12,900.",
        "They moved 480 tons, 12 ships had 50 tons a ship.",
        # a price is no total
        "They sold at $560 in 12 boxes ($45 a box).",
        "They sold at $560 in 12 shops ($45 a shop).",
    ],
)
def test_no_average_of_this_total_and_number(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("before", "after", "claimed"),
    [
        ("They bought 64 chairs.", "At $45 each, the bill came to $2,980.", True),
        ("They bought 64 chairs.", "At $45 each the chairs cost $2,980.", True),
        ("They bought 64 chairs.", "At $45 apiece the chairs cost $2,980.", True),
        ("They bought 64 chairs.", "At $45 each, the tables cost $2,980.", False),
        ("They bought 64 chairs.", "At $45 a table, the bill came to $2,980.", False),
        ("They bought 64 chairs.", "At $45 each, the bill came to $2,980 plus tax.", False),
        ("They bought 64 chairs at a discount.", "At $45 each, the bill came to $2,980.", False),
        ("Tickets cost $31 each.", "The club sold 420 of them for $13,920.", True),
        ("Tickets cost $31 each.", "The club sold 420 cheap tickets for $13,920.", True),
        ("Tickets cost $31 each.", "The club sold 420 tickets in May for $13,920.", True),
        ("Tickets cost $31 each.", "The club sold 420 nice ticket holders for $13,920.", False),
        ("Tickets cost $31 each.", "In 5 days the club sold 420 tickets for $13,920.", False),
        ("Tickets cost $31 each and mugs $4.", "The club sold 420 tickets for $13,920.", False),
        ("24 tons came from 2 farms.", "That is 15 tons per farm.", True),
        ("24 tons came from 2 farms.", "That is 15 tons per town.", False),
        ("24 tons came from 1 farm.", "That is 15 tons per farm.", False),
        ("60% went to 12 farms.", "That is 4% per farm.", False),
        ("About 20 to 24 tons came from 12 farms.", "That is 5 tons per farm.", False),
    ],
)
def test_one_of_the_three_may_stand_in_the_sentence_before(before: str, after: str, claimed: bool) -> None:
    assert bool(told(f"{before} {after}")) is claimed
    assert not told(f"{before}\n\n{after}")


def test_more_than_so_many_stays_a_bound() -> None:
    (more,) = rates("They moved 480 tons in more than 12 weeks, an average of 35 tons a week.")
    (over,) = rates("They scored 960 runs over 12 games, an average of 80 runs.")
    assert (more.members[1].figure.hedge, over.members[1].figure.hedge) == ("more than", "")


@pytest.mark.parametrize(("average", "claimed"), [("540", True), ("541", False), ("3.75", True), ("3.74", False)])
def test_an_average_lies_within_a_dozen_times_of_what_follows(average: str, claimed: bool) -> None:
    assert bool(told(f"They paid $54,000 for 1,200 units, or ${average} per unit.")) is claimed
