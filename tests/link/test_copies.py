from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck.extract import extract
from factcheck.link import Linked, link
from factcheck.link.copies import everything, place_of, said_once
from factcheck.model import Document, Passage
from factcheck.pipeline.scanning import scan_documents
from factcheck.read import from_text

TWO_RATES = """The council met on Monday and spoke of schools.

Some 54% of the pupils of Ashford have finished the lower school, which is less than in Birchham and Cliffwick.

And some 25% of the pupils of Ashford have finished the upper school, which is less than in Birchham and Cliffwick.

The ferry will be ten years old in May, and the tug will be fifteen years old in May, said the harbour master.
"""


def linked(text: str) -> Linked:
    document = from_text(text)
    return link([document], extract(document))


def test_nothing_is_left_out_where_nothing_is_repeated() -> None:
    document = from_text(TWO_RATES)
    numbers = list(extract(document))
    assert said_once([document], numbers) == everything([document], numbers)


def test_a_repeated_paragraph_restates_each_of_its_figures_and_is_compared_with_nothing() -> None:
    once, twice = linked(TWO_RATES), linked(f"{TWO_RATES}\n{TWO_RATES}")
    told = [[one.stated for one in fact.statements] for fact in twice.facts]
    assert ["54%", "54%"] in told
    assert ["fifteen", "fifteen"] in told
    differing = [[one.relation for one in found.relations if "differs" in one.relation] for found in (once, twice)]
    assert differing[0] == differing[1]
    (same,) = [one for one in twice.relations if [s.stated for s in one.members[0].statements] == ["54%", "54%"]]
    assert same.confidence == 1.0
    assert same.reasons == ("the same is said again, word for word",)


def test_the_words_of_a_repeated_paragraph_count_once() -> None:
    document = from_text(f"{TWO_RATES}\nOf the tugs 7 were sold in June of last year.\n\n{TWO_RATES}")
    found = said_once([document], list(extract(document)))
    new = "".join(document.text[low:high] for low, high in found.new[0])
    assert new.split() == f"{TWO_RATES} Of the tugs 7 were sold in June of last year.".split()
    assert len(found.numbers) + sum(map(len, found.again.values())) == len(extract(document))


@pytest.mark.parametrize("between", ["", "Nothing else was said.\n\n", "They said it all again:\n\n"])
def test_said_twice_it_is_no_error_more(between: str) -> None:
    def errors(text: str) -> list[tuple[str, ...]]:
        found = scan_documents([from_text(text)], min_confidence=0).findings
        return [tuple(s.stated for s in one.statements) for one in found if one.severity in ("error", "warning")]

    assert errors(f"{TWO_RATES}\n{between}{TWO_RATES}") == errors(TWO_RATES)


def test_short_lines_and_cells_may_be_said_of_different_things() -> None:
    document = from_text("Ashford\n\n12 ferries in May\n\nBirchham\n\n12 ferries in May\n")
    numbers = list(extract(document))
    assert said_once([document], numbers).numbers == numbers


@pytest.mark.parametrize(
    ("paragraph", "is_again"), [("Its ferry carried 412 grey sheep.", True), ("A ferry carried 412 sheep.", False)]
)
def test_six_words_say_the_same_again(paragraph: str, is_again: bool) -> None:
    document = from_text(f"{paragraph}\n\nThe tide was high.\n\n{paragraph}\n")
    found = said_once([document], list(extract(document)))
    assert [len(found.numbers), *map(len, found.again.values())] == ([1, 1] if is_again else [2])


def test_a_document_may_repeat_itself_beside_one_that_does_not() -> None:
    again, plain = from_text(f"{TWO_RATES}\n{TWO_RATES}", "again"), from_text(TWO_RATES, "plain")
    numbers = [statement for document in (plain, again) for statement in extract(document)]
    found = said_once([plain, again], numbers)
    once = list(extract(plain))
    assert [one.document for one in found.numbers] == ["plain"] * len(once) + ["again"] * len(once)
    assert {place: [one.stated for one in said] for place, said in found.again.items()} == {
        ("again", one.start, one.end): [one.stated] for one in once
    }


LINE = "Its ferry carried 412 grey sheep."


def test_cells_that_say_the_same_may_be_of_different_things() -> None:
    text = f"{LINE}\n{LINE}"
    for kind, new in (("cell", 2), ("paragraph", 1)):
        passages = tuple(Passage(at, at + len(LINE), kind) for at in (0, len(LINE) + 1))
        document = Document("d", text, passages)
        numbers = [replace(one, passage=place) for place, one in enumerate(extract(Document("d", text)))]
        assert len(said_once([document], numbers).numbers) == new


def test_what_is_new_is_told_in_stretches_of_some_length() -> None:
    size = len(LINE)
    text = LINE * 3 + "And no more."
    document = Document("d", text, tuple(Passage(at, at + size, "paragraph") for at in (0, size, 2 * size)))
    numbers = [replace(one, passage=one.start // size) for one in extract(document)]
    found = said_once([document], numbers)
    assert found.new == (((0, size), (3 * size, len(text))),)
    assert [place_of(one) for one in found.numbers] == [place_of(numbers[0])]
    assert [[place_of(one) for one in said] for said in found.again.values()] == [[*map(place_of, numbers[1:])]]
