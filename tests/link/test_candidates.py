from __future__ import annotations

import gc
import importlib
from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extract import extract
from factcheck.link import Linked, Options, link
from factcheck.link.arithmetic import relate
from factcheck.link.ends import calendar
from factcheck.link.restatements import numbers_of
from factcheck.link.setting import Setting, Survey, survey
from factcheck.link.vetoes import is_prose_figure
from factcheck.model import Document, NotChecked

TOWNS = ("Ashford", "Birchley", "Cliffham", "Dalemouth")
VERBS = ("sold", "shipped", "stored")
GOODS = ("crates of apples", "barrels of tar", "tonnes of grain", "sheep")
link_module: Any = importlib.import_module("factcheck.link")
bounds = importlib.import_module("factcheck.link.candidates")
scoring = importlib.import_module("factcheck.link.restatements")


def view(text: str) -> Survey:
    documents = [Document("text", text)]
    return survey(documents, numbers_of(documents, extract(documents[0]), with_days=False))


def one_by_one(seen: Survey) -> dict[tuple[int, int], float]:
    """The same pairs from the square of all figures."""
    prose = [setting for setting in seen.settings if is_prose_figure(setting)]
    crowds = Counter((setting.sort, name) for setting in prose for name in setting.near)
    many = Counter(setting.sort for setting in seen.settings)
    found: dict[tuple[int, int], float] = {}
    for a in prose:
        names = sorted(a.near, key=lambda name: -a.near[name])[: bounds.STEMS]
        names = [name for name in names if crowds[a.sort, name] <= bounds.CROWD]
        least = 0.0 if many[a.sort] <= bounds.FEW else bounds.LEAST
        near = [(cosine(a, b, names), -b.index) for b in prose if a.sort == b.sort and a.sentence is not b.sentence]
        near = sorted((one for one in near if one[0] > 0 and one[0] >= least), reverse=True)
        for value, minus in near[: bounds.KEEP]:
            found[min(a.index, -minus), max(a.index, -minus)] = value
    for a, b in combinations(prose, 2):
        digits = len(a.key[1].normalize().as_tuple().digits)
        is_rare = digits >= bounds.DIGITS and sum(one.key == a.key for one in prose) <= bounds.ALIKE
        if is_rare and a.key == b.key and a.sentence is not b.sentence:
            found.setdefault((a.index, b.index), 0.0)
    return found


def cosine(a: Setting, b: Setting, names: list[str]) -> float:
    return sum(a.near[name] * b.near.get(name, 0.0) for name in names) / (a.norm * b.norm)


sentences = st.builds(
    "In {} the merchants {} {} {} for {}.".format,
    st.sampled_from(TOWNS),
    st.sampled_from(VERBS),
    st.integers(13, 99_999),
    st.sampled_from(GOODS),
    st.sampled_from(TOWNS),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(sentences, min_size=2, max_size=20))
def test_the_index_finds_what_the_square_of_all_figures_finds(told: list[str]) -> None:
    seen = view("\n\n".join(told))
    found, expected = bounds.candidates(seen), one_by_one(seen)
    assert found.keys() == expected.keys()
    assert all(found[pair] == pytest.approx(expected[pair]) for pair in found)


def crowd(size: int) -> str:
    return " ".join(f"The harbour handled {1009 * i} tonnes of grain that year." for i in range(1, size + 1))


def many(documents: int, figures: int) -> Survey:
    found = [Document(f"d{place}", crowd(figures)) for place in range(documents)]
    statements = [one for document in found for one in extract(document)]
    return survey(found, numbers_of(found, statements, with_days=False))


@pytest.mark.parametrize(("documents", "figures", "reach"), [(1, 60, 100), (2, 30, 200), (3, 20, 300)])
def test_each_document_has_its_share_of_meetings(
    monkeypatch: pytest.MonkeyPatch, documents: int, figures: int, reach: int
) -> None:
    monkeypatch.setattr(bounds, "CROWD", 60)
    monkeypatch.setattr(bounds, "MEETINGS", 6000)
    gaps: list[NotChecked] = []
    bounds.candidates(many(documents, figures), not_checked=gaps)
    assert [f"compared with {reach} others" in gap.reason for gap in gaps] in ([True], [])
    assert bool(gaps) is (reach < 60 * 4)


@pytest.mark.parametrize(("most", "kept"), [(60 * 1, 2), (60 * 2, 2), (60 * 3, 3), (60 * 30, 10)])
def test_each_figure_keeps_its_share_and_two_at_least(monkeypatch: pytest.MonkeyPatch, most: int, kept: int) -> None:
    monkeypatch.setattr(bounds, "PROPOSED", most)
    monkeypatch.setattr(bounds, "ALIKE", 0)
    proposed = bounds.candidates(view(crowd(60)))
    assert 60 * (kept - 1) < 2 * len(proposed) <= 60 * kept * 2
    assert len(proposed) <= 60 * kept


def test_against_a_reference_every_word_brings_figures_together() -> None:
    seen = many(2, 8)
    assert seen.settings[0].document != seen.settings[-1].document
    sides = (frozenset({0}), frozenset({1}))
    proposed = bounds.candidates(seen, pairs_of=sides)
    place = {one.index: one.document for one in seen.settings}
    assert proposed
    assert all((place[a], place[b]) == (0, 1) for a, b in proposed)


@pytest.mark.parametrize(("bound", "met"), [(16, True), (15, False)])
def test_beyond_many_figures_a_crowded_word_proposes_none_against_a_reference(
    monkeypatch: pytest.MonkeyPatch, bound: int, met: bool
) -> None:
    monkeypatch.setattr(bounds, "CROWD", 4)
    monkeypatch.setattr(bounds, "MANY", bound)
    assert bool(bounds.candidates(many(2, 8), pairs_of=(frozenset({0}), frozenset({1})))) is met


@pytest.mark.parametrize(("few", "met"), [(2, True), (1, False)])
def test_of_few_figures_any_word_in_common_will_do(monkeypatch: pytest.MonkeyPatch, few: int, met: bool) -> None:
    monkeypatch.setattr(bounds, "FEW", few)
    monkeypatch.setattr(bounds, "LEAST", 0.99)
    seen = view("The harbour handled 412 tonnes of grain.\n\nAt the old harbour 655 tonnes of coal burnt.")
    assert bool(bounds.candidates(seen)) is met


def linked(text: str) -> Linked:
    document = Document("text", text)
    return link([document], extract(document))


def left_out(found: Linked) -> dict[str, int]:
    return {gap.reason: gap.number for gap in found.not_checked}


def test_words_that_stand_near_too_many_figures_bring_none_together_and_are_counted() -> None:
    assert left_out(linked(crowd(bounds.CROWD))) == {}
    reason = "each of its words stands near more than 120 figures: it was compared with none of them"
    found = linked(crowd(bounds.CROWD + 1)).not_checked
    assert found == (NotChecked("restatements/values-agree", reason, bounds.CROWD + 1),)


def test_a_document_may_exhaust_its_meetings(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = view(crowd(30))
    whole = bounds.candidates(seen)
    monkeypatch.setattr(bounds, "CROWD", 30)
    monkeypatch.setattr(bounds, "MEETINGS", 30 * 70)
    gaps: list[NotChecked] = []
    cut = bounds.candidates(seen, not_checked=gaps)
    reason = "the document states so many figures that it was compared with 70 others at most"
    assert gaps == [NotChecked("restatements/values-agree", reason, 30)]
    assert cut.keys() == whole.keys()
    assert cut != whole


def test_each_figure_of_a_long_document_keeps_fewer_partners(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = view(crowd(60))
    whole = bounds.candidates(seen)
    monkeypatch.setattr(bounds, "PROPOSED", 60 * 3)
    assert 60 * 3 >= len(bounds.candidates(seen)) > 0
    assert len(whole) > 60 * 3


def test_pairs_beyond_the_bound_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(crowd(8) for _ in range(6))
    assert left_out(linked(text)) == {}
    monkeypatch.setattr(scoring, "PAIRS", 3)
    gaps = left_out(linked(text))
    assert any("worded alike" in reason and number > 0 for reason, number in gaps.items())


def test_a_sentence_of_too_many_figures_is_counted() -> None:
    document = Document("text", "They were " + ", ".join(str(n) for n in range(10, 250)) + " and so on.")
    _, gaps = relate(document, extract(document))
    assert ("sums/parts-add-up", "the sentence holds more than 200 figures", 1) in [
        (gap.check, gap.reason, gap.number) for gap in gaps
    ]


def test_days_stand_in_their_lines_and_sentences() -> None:
    text = "Opened in 1987. It shut\non 4 May 1999 at noon.\nNo more."
    found = list(calendar(Document("text", text), [(0, 15), (16, 46)]))
    assert [(one.stated, one.line, one.sentence) for one in found] == [
        ("4", 2, (16, 46)),
        ("1987", 1, (0, 15)),
        ("1999", 2, (16, 46)),
    ]


def test_the_collector_rests_while_figures_are_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[bool] = []
    whole = link_module.restatements

    def noted(*given: Any) -> Linked:
        rests.append(not gc.isenabled())
        found: Linked = whole(*given)
        return found

    monkeypatch.setattr(link_module, "restatements", noted)
    assert linked(crowd(3)) == whole([Document("text", crowd(3))], extract(Document("text", crowd(3))), (), Options())
    assert rests == [True]
    assert gc.isenabled()


def test_linking_leaves_nothing_to_the_collector_and_the_collector_as_it_was() -> None:
    linked(crowd(20))
    gc.collect()
    assert gc.isenabled()
    gc.disable()
    try:
        linked(crowd(20))
        assert not gc.isenabled()
        assert gc.collect() == 0
    finally:
        gc.enable()


TALES = [
    "In Ashford the merchants of the old harbour sold 412 crates of apples.",
    "In Ashford the merchants of the old harbour sold 655 crates of pears.",
    "In Ashford the merchants sold 31 crates of apples to the sailors.",
    "The sailors of Birchley stored 77 barrels of tar in the old harbour.",
    "The sailors of Dalemouth bought 18 sheep of the merchants.",
    "Sheep of Dalemouth ate 94 apples.",
]


@pytest.mark.parametrize("keep", [1, 2, 3])
@pytest.mark.parametrize("stems", [1, 2, 12])
def test_the_nearest_are_proposed_by_the_weightiest_words(
    monkeypatch: pytest.MonkeyPatch, keep: int, stems: int
) -> None:
    monkeypatch.setattr(bounds, "KEEP", keep)
    monkeypatch.setattr(bounds, "STEMS", stems)
    seen = view("\n\n".join(TALES))
    found, expected = bounds.candidates(seen), one_by_one(seen)
    assert found == pytest.approx(expected)


def test_a_pair_that_is_just_alike_enough_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = view("\n\n".join(TALES[:2]))
    ((pair, alike),) = bounds.candidates(seen).items()
    monkeypatch.setattr(bounds, "FEW", 1)
    for least, found in ((alike, {pair: alike}), (alike + 1e-9, {})):
        monkeypatch.setattr(bounds, "LEAST", least)
        assert bounds.candidates(seen) == found


@pytest.mark.parametrize(
    ("one", "other", "proposed"),
    [
        ("The weavers of it earned 412 crates.", "The kestrels of it ate 412 mice.", True),
        ("The weavers of it earned 4,120 crates.", "The kestrels of it ate 4,120 mice.", True),
        ("The weavers of it earned 41 crates.", "The kestrels of it ate 41 mice.", False),
        ("The weavers of it earned 4,100 crates.", "The kestrels of it ate 4,100 mice.", False),
        ("The weavers of it earned 412 crates.", "The kestrels of it ate 413 mice.", False),
        ("The weavers of it saw slide 412 there.", "The kestrels of it ate 412 mice.", False),
        ("The weavers of it earned 412 crates.", "The kestrels of it ate 412 tons.", False),
        ("The weavers of it earned 412 crates and the kestrels ate 412 mice.", "", False),
    ],
)
def test_an_unusual_value_that_is_said_twice_is_looked_at(one: str, other: str, proposed: bool) -> None:
    assert bounds.candidates(view(f"{one}\n\n{other}")) == ({(0, 1): 0.0} if proposed else {})


@pytest.mark.parametrize(("times", "pairs"), [(2, 1), (8, 28), (9, 0)])
def test_a_value_that_stands_everywhere_is_not_looked_at(times: int, pairs: int) -> None:
    said = (
        "Weavers wove;Kestrels ate;Lanterns cost;Sailors drank;Glaciers moved;Bakers sold;Owls saw;Kings won;Rain fell"
    )
    text = "\n\n".join(
        f"{one} 412 {'abcdefghij'[place] * 4} then." for place, one in enumerate(said.split(";")[:times])
    )
    assert len(bounds.candidates(view(text))) == pairs


def test_where_nothing_can_be_compared_nothing_is_proposed() -> None:
    assert bounds.candidates(view("Mills 412.\n\nMills 412.")) == {}
    assert bounds.candidates(view("Nothing.")) == {}
