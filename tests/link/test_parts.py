from __future__ import annotations

from importlib import import_module

import pytest

from factcheck.errors import FactcheckError
from factcheck.extract import extract
from factcheck.link import link
from factcheck.link.copies import everything
from factcheck.link.parts import parts as parted
from factcheck.link.restatements import numbers_of
from factcheck.model import Document, Statement

HERE = vars(import_module("factcheck.link.restatements"))
TOWN = (
    "The ferry of {town} carried {ferry} passengers in 2021, and 45 pilots worked for it.\n\n"
    "The pilots of {town} said that the ferry carried {again} passengers in 2021.\n\n"
)
TOWNS = "".join(
    TOWN.format(town=town, ferry=f"{42_100 + place:,}", again=f"{42_100 + place + (place == 3):,}")
    for place, town in enumerate(("Ashford", "Birchham", "Cliffwick", "Daleport", "Elmstead", "Fernmouth"))
)


def read(*texts: str) -> tuple[list[Document], list[Statement]]:
    documents = [Document(f"d{place}", text) for place, text in enumerate(texts)]
    return documents, [statement for document in documents for statement in extract(document)]


def test_few_figures_are_one_part() -> None:
    documents, statements = read(TOWNS, "Nothing.")
    (only,) = parted(documents, everything(documents, statements))
    assert only.documents == tuple(documents)
    assert only.numbers == statements
    assert only.spans == (((0, len(TOWNS)),), ((0, 8),))
    assert list(parted(documents, everything(documents, statements), len(statements))) == [only]
    assert len(list(parted(documents, everything(documents, statements), len(statements) - 1))) == 2


@pytest.mark.parametrize("most", [1, 2, 5, 7])
def test_parts_hold_all_figures_in_order_and_tear_no_sentence(most: int) -> None:
    documents, statements = read(
        TOWNS,
        "Ten men, 12 boys and 14 girls came.\n\nForty barges, 30 tugs and 9 cranes lay there.\n\nOf them 12 sank.",
        "None.",
    )
    found = list(parted(documents, everything(documents, statements), most))
    assert [statement for part in found for statement in part.numbers] == statements
    sentences = [{(one.document, one.sentence) for one in part.numbers} for part in found]
    assert sum(map(len, sentences)) == len(set().union(*sentences))
    for part in found:
        last = [one for one in part.numbers if one.sentence == part.numbers[-1].sentence]
        assert len(part.numbers) - len(last) < most
        for document, ((low, high),) in zip(part.documents, part.spans, strict=True):
            own = [one for one in part.numbers if one.document == document.document]
            assert own
            assert all(low <= one.start and one.end <= high for one in own)


def test_within_a_part_figures_are_linked_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    documents, statements = read(TOWNS)
    whole = link(documents, statements)
    assert not [gap for gap in whole.not_checked if "parts" in gap.reason]
    assert ["45"] * 6 in [[one.stated for one in fact.statements] for fact in whole.facts]
    monkeypatch.setitem(HERE, "PART", 10)
    found = link(documents, statements)
    (gap,) = found.not_checked
    assert gap.reason == "so many figures are compared in parts of 10: with none of another part"
    assert gap.number == len(numbers_of(documents, statements, with_days=False))
    told = [[one.stated for one in fact.statements] for fact in found.facts]
    assert ["42,100", "42,100"] in told
    assert told.count(["45", "45"]) == 1
    assert ["45"] * 4 in told
    assert len({relation.relation for relation in found.relations}) == len(found.relations)


def test_too_many_figures_are_not_compared_with_a_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    documents, statements = read(TOWNS, TOWNS)
    monkeypatch.setitem(HERE, "AGAINST", 20)
    with pytest.raises(FactcheckError, match="too many to compare with a reference: at most 20"):
        link(documents, statements, against=["d1"])
    monkeypatch.setitem(HERE, "AGAINST", len(numbers_of(documents, statements, with_days=True)))
    assert link(documents, statements, against=["d1"]).facts


@pytest.mark.parametrize(("figures", "expected"), [(50_000, 1), (50_001, 2)])
def test_as_many_figures_are_linked_at_once_as_the_manual_says(figures: int, expected: int) -> None:
    documents, (one, other) = read("Forty barges lay there.\n\nOf them 12 sank.")
    numbers = [*[one] * (figures // 2), *[other] * (figures // 2), *[one] * (figures % 2)]
    assert len(list(parted(documents, everything(documents, numbers)))) == expected
