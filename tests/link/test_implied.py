"""The level before that a change implies: as finely known as what it follows from, and no more surely."""

from __future__ import annotations

import pytest

from factcheck.extract import extract
from factcheck.link.implied import implied
from factcheck.link.masks import masks
from factcheck.read import from_text


@pytest.mark.parametrize(
    ("text", "value", "finely", "coarsely", "hedge", "loose"),
    [
        ("Payrolls rose by 4,001, or 1.6%, to 254,321.", 250_320, 1, 1, "", False),
        ("Payrolls rose by about 4,001, or 1.6%, to 254,321.", 250_320, 2, 2, "about", False),
        ("Payrolls rose by 4,000, or 1.6%, to 254,321.", 250_321, 2, 1000, "", True),
        ("Payrolls fell by 4,001, or 1.6%, to 246,000.", 250_001, 2, 1000, "", True),
        ("Stocks of $90 million fell by $10 million, or 10%.", 100_000_000, 2_000_000, 10_000_000, "", False),
        ("Sales rose by 30.5, or 20%, to about 180.5 tons.", 150, 0.2, 0.2, "about", False),
    ],
)
def test_the_level_before_is_known_no_better_than_its_parts(
    text: str, value: int, finely: float, coarsely: float, hedge: str, loose: bool
) -> None:
    document = from_text(text)
    (mask,) = masks(document, extract(document), [])
    ((pair, percents, _),) = implied(mask)
    figure = pair.old.figure
    assert (float(figure.value), float(figure.q), float(figure.Q)) == (value, finely, coarsely)
    assert (figure.hedge, figure.loose, figure.unit) == (hedge, loose, pair.now.figure.unit)
    assert len(percents) == 1
    assert not pair.old.statements
