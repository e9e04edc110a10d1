"""Shares of what is told under a name: margins, and parts of a total that stands in the sentence before."""

from __future__ import annotations

import pytest

from factcheck.extract import extract
from factcheck.link.masks import masks
from factcheck.link.named import find, find_margins
from factcheck.read import from_text


def shares(text: str) -> list[str]:
    document = from_text(text)
    sentences = masks(document, extract(document), [])
    found = [one for place, mask in enumerate(sentences) for one in (
        *find_margins(mask), *find(sentences, place, set(), [])
    )]  # fmt: skip
    return [f"{one.share.stated} {one.confidence}" for one in found if one.part and one.whole]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gross profit was $30m on sales of $90m, a gross margin of 33.3%.", ["33.3% 0.85"]),
        ("Gross profit was $30m on sales of $90m, an operating margin of 33.3%.", []),
        ("Gross profit was $30m on sales of $90m, an adjusted gross margin of 33.3%.", []),
        ("Adjusted EBITDA was $30m on sales of $90m, an adjusted EBITDA margin of 33.3%.", ["33.3% 0.85"]),
        ("Gross profit was $30m, up 4%, on sales of $90m, a gross margin of 33.3%.", ["33.3% 0.75"]),
        ("Gross profit rose by $30m and sales by $90m, a gross margin of 33.3%.", []),
        ("Gross profit was $30m on sales of $90m and food sales of $80m, a gross margin of 33.3%.", []),
        ("Gross profit was $30m on sales of $90m, a gross margin of 83.4%.", []),
    ],
)
def test_a_margin_is_of_the_profit_it_is_named_after(text: str, found: list[str]) -> None:
    assert shares(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Total spending is $90m. Wages are $30m, or 33.3% of total spending.", ["33.3% 0.75"]),
        ("Total spending is $90m. Wages are $30m, or 33.3% of spending.", ["33.3% 0.75"]),
        ("Total spending is $90m. Wages are $30m, or 33.3% of total income.", []),
        ("Total spending rose by $90m. Wages are $30m, or 33.3% of total spending.", []),
        ("Total spending is $90m. Total spending was $80m. Wages are $30m, or 33.3% of total spending.", []),
        ("Other spending is $90m. Wages are $30m, or 33.3% of total spending.", []),
        ("Total spending is $90m.\n\nWages are $30m, or 33.3% of total spending.", []),
        ("Total spending is 90 tons. Wages are $30m, or 33.3% of total spending.", []),
    ],
)
def test_a_total_is_known_by_its_name(text: str, found: list[str]) -> None:
    assert shares(text) == found
