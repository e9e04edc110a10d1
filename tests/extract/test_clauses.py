"""A sentence falls into clauses and lists, and each item of a list finds its figure."""

from __future__ import annotations

from factcheck.extract.clauses import Sentence, items, read, surroundings
from factcheck.extract.numbers import find


def sentence(text: str) -> Sentence:
    return read(text, (0, len(text)), find(text))


def item_words(text: str, number: int = 0) -> list[str]:
    read_sentence = sentence(text)
    return [" ".join(read_sentence.words.lower[first:last]) for first, last in items(read_sentence, number)]


def test_lists_of_figures_are_chains() -> None:
    assert sentence("It was 31.2%, 28.7% and 40.1% in all.").chains == [(0, 2)] * 3
    assert sentence("It won 40 cups and 12 medals.").chains == [(0, 0), (1, 1)]
    assert sentence("It rose from 40 to 50 cups.").chains in ([(0, 0), (1, 1)], [(0, 0)])


def test_a_list_of_items_meets_its_figures() -> None:
    assert item_words("Wheat, maize and rice were 33%, 30% and 37%.") == ["wheat", "maize", "rice"]
    assert item_words("Members of the board and the senate were 21% and 23% respectively.") == ["board", "senate"]
    assert item_words("Men and women were 21% and 23%.") == []
    assert item_words("Wheat and rice were 33%, 30% and 37%.") == []


def test_a_figure_knows_its_clause() -> None:
    read_sentence = sentence("Rain fell, 40 ships left, and 12 stayed.")
    first, second = (surroundings(read_sentence, number) for number in (0, 1))
    lower = read_sentence.words.lower
    assert lower[first.begin : first.end] == ("40", "ships", "left", ",")
    assert lower[second.begin] in ("and", "12")


def test_a_figure_that_leads_on() -> None:
    assert surroundings(sentence("It rose from 40 in 2012 to 50 in 2021."), 0).leads_on
    assert not surroundings(sentence("It rose from 40 in 2012 and fell."), 0).leads_on
