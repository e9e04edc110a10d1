"""When a figure's period contradicts another's: years, parts of a year and lengths, each as far as it is known."""

from __future__ import annotations

import pytest

from factcheck.extract import extract
from factcheck.link.restatements import numbers_of
from factcheck.link.setting import survey
from factcheck.model import Document


def periods(*texts: str) -> list[str]:
    documents = [Document(f"d{number}", text, date="2021-11-05") for number, text in enumerate(texts)]
    statements = [one for document in documents for one in extract(document)]
    return [one.period for one in numbers_of(documents, statements, with_days=len(texts) > 1) if one.stated == "12"]


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("in 2020", "in 2021", True),
        ("in 2020", "in 2020", False),
        ("in 2020", "", False),
        ("in the third quarter of 2020", "in the fourth quarter of 2020", True),
        ("in the third quarter of 2020", "in the third quarter of 2019", True),
        ("in the third quarter of 2020", "in 2020", True),
        ("in May 2020", "in June 2020", True),
        ("in May 2020", "in the second quarter of 2020", True),
        ("in the six-month period", "in the nine-month period", True),
        ("since the merger", "since the flood", True),
        ("since the merger", "since the merger", False),
    ],
)
def test_periods_contradict_each_other_in_what_both_say(one: str, other: str, contradict: bool) -> None:
    document = Document("d", f"The yard built 12 boats {one}.\n\nThe yard built 14 boats {other}.")
    found = {x.statement.stated: x for x in survey([document], tuple(extract(document))).settings}
    first, second = found["12"], found["14"]
    assert first.when.contradicts(second.when) is second.when.contradicts(first.when) is contradict


def test_a_year_that_a_sentence_does_not_name_is_not_held_against_another_document() -> None:
    assert periods("The yard built 12 boats in the third quarter.") == ["2021-Q3"]
    assert periods("The yard built 12 boats in the third quarter.", "Nothing.") == ["XXXX-Q3"]
    assert periods("The yard built 12 boats in the third quarter of 2021.", "Nothing.") == ["2021-Q3"]
    assert periods("The yard built 12 boats in FY21.", "Nothing.") == ["FY2021"]
    assert periods("The yard built 12 boats in May 2020.", "Nothing.") == ["2020-05"]
