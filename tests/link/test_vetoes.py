"""What cannot be linked at all, and which two different figures are no disagreement."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from factcheck.extract import extract
from factcheck.link.setting import Setting, survey
from factcheck.link.vetoes import are_ordinals, forbids, is_far_off, is_prose_figure
from factcheck.model import Document


def settings(text: str) -> list[Setting]:
    document = Document("d", text)
    return survey([document], tuple(extract(document))).settings


def linkable(text: str) -> list[str]:
    return [one.statement.stated for one in settings(text) if is_prose_figure(one)]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("The mill employed 412 people in the old town.", ["412"]),
        ("As slide 412 shows, the old mill was repaired.", []),
        ("As shown on p. 412 the old mill was repaired.", []),
        ("In the old mill of town no. 412 people were at work.", []),
        ("As the ruling § 412 says, the mill must be repaired.", []),
        ("As the case #412 says, the mill must be repaired.", []),
        ("As the study [412] says, the mill must be repaired.", []),
        ("It was repaired at the mill. 412 people were there.", ["412"]),
        ("As the slide 41% says, the mill must be repaired.", ["41%"]),
        ("It was enacted in 138 Stat. 460 and never repealed by anyone.", []),
        ("As the report GAO - 412 says, the mill must be repaired.", []),
        ("Mills 412.", []),
        ("The mill had 412 people.", ["412"]),
        ("Mills 12 people 15 boats 18 ships 21 crews 24", []),
        ("| mills | 412 | people | and of those in the town |", []),
        ("The club won nine cups in the past ten years.", ["nine"]),
        ("The club won nine cups in these ten years.", ["nine"]),
        ("The club won nine cups in some ten years.", ["nine", "ten"]),
    ],
)
def test_labels_citations_tables_and_windows_are_not_linked(text: str, stated: list[str]) -> None:
    assert linkable(text) == stated


def pair(text: str) -> tuple[Setting, Setting]:
    found = settings(text)
    return found[0], found[-1]


GAP = "\n\nThe tide was high.\n\n"


@pytest.mark.parametrize(
    ("low", "high", "far"),
    [
        ("412", "655", False),
        ("412", "41,200", False),
        ("412", "4,121", True),
        ("40", "400", False),
        ("41", "420", True),
    ],
)
def test_what_is_more_than_ten_times_as_much_is_another_quantity(low: str, high: str, far: bool) -> None:
    a, b = pair(f"The mill employed {low} people.{GAP}The mill employed {high} people.")
    assert is_far_off(a, b) is is_far_off(b, a) is far
    assert forbids(a, b) is far


def test_nothing_is_far_from_naught() -> None:
    assert not is_far_off(*pair(f"The mill lost 0 pounds.{GAP}The mill lost 655 pounds."))


def test_ordinals_count_events_up() -> None:
    assert are_ordinals(*pair(f"The ninth survey began.{GAP}The eighth survey began."))
    assert not are_ordinals(*pair(f"The ninth survey began.{GAP}Eight surveys began."))


@pytest.mark.parametrize(
    ("between", "forbidden"),
    [(" ", True), (" The tide was at 12 feet. ", False), ("\n\n", False)],
)
def test_neighbouring_sentences_of_a_paragraph_are_set_against_each_other(between: str, forbidden: bool) -> None:
    a, b = pair(f"The mill employed 412 people.{between}The mill employed 655 people.")
    assert forbids(a, b) is forbids(b, a) is forbidden
    far = "It rained for 12 days. It snowed for 14 days. It froze for 15 days. "
    _, _, _, c, *_, d = settings(f"{far}The mill employed 412 people.{between}The mill employed 655 people.")
    assert forbids(c, d) is forbids(d, c) is forbidden


@pytest.mark.parametrize(
    "word",
    ["past", "last", "next", "coming", "previous", "preceding", "recent", "every", "each", "first", "these"],
)
def test_a_stretch_of_time_after_such_a_word_is_no_fact(word: str) -> None:
    assert linkable(f"The club won 412 cups in the {word} ten years of it.") == ["412"]
    assert linkable(f"The club won 412 cups in the {word} ten of it.") == ["412", "ten"]


@pytest.mark.parametrize("word", ["Stat", "§", "irm", "http", "https", "www", "Pub", "CFR", "USC", "Reg"])
def test_a_number_beside_such_a_word_is_a_citation(word: str) -> None:
    [one] = settings("The old mill at Hale employed 412 people in the town.")
    assert is_prose_figure(one)
    for at in range(3):
        words = [*"abc"]
        words[at] = word.lower()
        assert not is_prose_figure(replace(one, left=tuple(words)))
        assert not is_prose_figure(replace(one, right=tuple(words)))


def test_reports_are_cited_by_their_office() -> None:
    [one] = settings("The old mill at Hale employed 412 people in the town.")
    for words, cited in ((("-", "gao"), True), (("-", "fed", "x"), True), (("gao", "-"), False), (("-", "x"), False)):
        assert is_prose_figure(replace(one, left=words)) is not cited


@pytest.mark.parametrize(
    ("before", "labelled"),
    [
        (("slide", "as"), True), ((".", "no"), True), ((".", "employed"), False), ((".",), True), (("§", "a"), True),
        (("#", "a"), True), (("№", "a"), True), (("[", "a"), True), (("employed", "slide"), False), ((), False),
    ],
)  # fmt: skip
def test_a_number_after_a_label_names_a_thing(before: tuple[str, ...], labelled: bool) -> None:
    [one] = settings("The old mill at Hale employed 412 people in the town.")
    assert is_prose_figure(replace(one, left=before)) is not labelled
    for sort in ("percent", "money"):
        assert is_prose_figure(replace(one, left=before, sort=sort)) or before[:1] == ("§",)


def test_where_figures_stand_close_or_small_words_are_missing_a_line_is_a_row() -> None:
    [one] = settings("The old mill at Hale employed 412 people in the town.")
    words = one.sentence.words
    for change, kept in (
        ({"words": words[:4]}, True),
        ({"words": words[:3]}, False),
        ({"prose": 0.08}, True),
        ({"prose": 0.07}, False),
        ({"words": [*words, *words][:20], "statements": [0] * 6}, True),
        ({"words": [*words, *words][:20], "statements": [0] * 7}, False),
        ({"words": words[:1] * 50, "statements": [0] * 17}, True),
        ({"words": words[:1] * 50, "statements": [0] * 18}, False),
    ):
        assert is_prose_figure(replace(one, sentence=replace(one.sentence, **change))) is kept, change
    assert not is_prose_figure(replace(one, right=("|",)))


def test_dates_are_not_compared_in_one_document() -> None:
    [one] = settings("The old mill at Hale employed 412 people in the town.")
    assert not is_prose_figure(replace(one, sort="date year"))


def test_a_setting_without_words_before_it_is_no_label() -> None:
    [one] = settings("The old mill at Hale employed 412 people in the town.")
    assert is_prose_figure(replace(one, left=(), sort="duration day"))
    assert not is_prose_figure(replace(one, left=("past",), sort="duration day"))
    assert is_prose_figure(replace(one, left=("past",)))


def test_far_off_is_told_by_more_than_ten_times_and_no_power_of_ten() -> None:
    one, other = pair(f"The mill lost 412 pounds.{GAP}The mill lost 655 pounds.")
    for value, far in (
        ("4120", False),
        ("4120.1", True),
        ("41200", False),
        ("82400", True),
        ("41.2", False),
        ("4", True),
    ):
        assert is_far_off(one, replace(other, key=(other.key[0], Decimal(value)))) is far, value
        assert is_far_off(one, replace(other, key=(other.key[0], -Decimal(value)))) is far, value
