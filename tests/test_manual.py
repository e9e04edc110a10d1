import pytest

from factcheck import manual
from factcheck.errors import FactcheckError


@pytest.mark.parametrize("family", manual.families())
def test_each_page_says_what_it_demands_and_shows_both_sides(family: str) -> None:
    text = manual.page(family)
    assert text.startswith(f"# {family}: ")
    for part in ("**Why it matters.**", "**How it is judged.**", "Agrees:", "Disagrees:", "**What to do.**"):
        assert part in text
    assert manual.summary(family).endswith(".")


def test_a_check_has_the_page_of_its_family() -> None:
    assert manual.page("sums/parts-add-up") == manual.page("sums")


def test_an_unknown_check_is_answered_with_the_nearest() -> None:
    with pytest.raises(FactcheckError, match="sums"):
        manual.page("sum")
