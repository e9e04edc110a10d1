from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from importlib import import_module
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extract import extract
from factcheck.interval import Figure, Verdict
from factcheck.judge import judge
from factcheck.link import Linked, link
from factcheck.link.ends import single_numbers
from factcheck.link.restatements import (
    FLOOR,
    JOINT,
    Options,
    _as_written,
    _chance,
    _compatible,
    _differing,
    _disagreements,
    _disputes,
    _elsewhere,
    _facts_of,
    _groups,
    _in_one_form,
    _in_percent,
    _Link,
    _one_period,
    _reasons,
    agreement,
    faithful,
    joined,
    numbers_of,
)
from factcheck.link.scorer import scorer
from factcheck.link.setting import Setting, survey
from factcheck.link.signals import Web, weave
from factcheck.model import Document, NotChecked, Relation

HERE = vars(import_module("factcheck.link.restatements"))

SPEECH = """The harbour company opened its books this morning.

Cargo handled at the northern harbour reached 41.7 million tonnes last year, and 3,162 dockers were employed there.

The chair then spoke of the weather, the tides and the new lighthouse for some minutes.

Questions followed on pensions, on noise and on the ferry.

Asked about the northern harbour, the chair repeated that cargo handled there reached {cargo} million tonnes last year,
with 3,162 dockers employed.
"""


def linked(*texts: str, against: tuple[str, ...] = ()) -> Linked:
    documents = [Document(f"d{place}", text) for place, text in enumerate(texts)]
    statements = [statement for document in documents for statement in extract(document)]
    return link(documents, statements, against=against)


def told(relation: Relation) -> list[str]:
    return [statement.stated for member in relation.members for statement in member.statements]


def conflicts(found: Linked) -> list[Relation]:
    return [relation for relation in found.relations if judge(relation).verdict is Verdict.CONFLICT]


def test_a_restated_figure_is_one_fact() -> None:
    found = linked(SPEECH.format(cargo="41.7"))
    assert ["3,162", "3,162"] in [[one.stated for one in fact.statements] for fact in found.facts]
    assert ["41.7 million", "41.7 million"] in [[one.stated for one in fact.statements] for fact in found.facts]
    assert conflicts(found) == []


def test_a_fraction_restates_a_percentage() -> None:
    found = linked(
        "One in five of the flats on the Leaside estate stood empty in March.\n\nThe weather was fine.\n\n"
        "Asked about the Leaside estate, she said that 20% of the flats on the estate stood empty in March.\n"
    )
    assert ["One in five", "20%"] in [[one.stated for one in fact.statements] for fact in found.facts]
    assert conflicts(found) == []


def test_a_rounded_figure_makes_no_fact_of_two_that_exclude_each_other() -> None:
    found = linked(
        "Cargo handled at the northern harbour came to 41.4 million tonnes, against 40.6 million tonnes in 2021.\n\n"
        "The port expects cargo handled at the northern harbour to stay at about 41 million tonnes.\n\n"
        "Of the 41.4 million tonnes of cargo handled at the northern harbour, half was grain.\n"
    )
    assert all({"41.4 million", "40.6 million"} - {one.stated for one in fact.statements} for fact in found.facts)


@pytest.mark.parametrize("cargo", ["47.1", "14.7", "61.2"])
def test_a_changed_figure_is_proposed_with_words_and_neighbours(cargo: str) -> None:
    (relation,) = conflicts(linked(SPEECH.format(cargo=cargo)))
    assert {"41.7 million", f"{cargo} million"} <= set(told(relation))
    assert any("cargo" in reason for reason in relation.reasons)
    assert any("3162" in reason for reason in relation.reasons)
    assert 0 < relation.confidence < 1


def test_distance_between_the_values_does_not_matter() -> None:
    near = conflicts(linked(SPEECH.format(cargo="42.6")))
    far = conflicts(linked(SPEECH.format(cargo="88.8")))
    assert near[0].confidence == far[0].confidence


def test_a_misprint_is_likelier_and_told_however_far_off_it_is() -> None:
    another = conflicts(linked(SPEECH.format(cargo="42.6")))[0]
    assert not any("differ" in reason for reason in another.reasons)
    for cargo, told_so in (("14.7", "in two digits exchanged"), ("81.7", "in one digit")):
        misprint = conflicts(linked(SPEECH.format(cargo=cargo)))[0]
        assert misprint.confidence > another.confidence
        assert f"the two differ {told_so}" in misprint.reasons


def test_only_the_derived_side_is_accused() -> None:
    report = "The fund granted 217 scholarships in the spring.\n\nIt has an office of 14 people in the old town."
    note = "In the spring, the fund granted 271 scholarships."
    found = linked(note, report, against=("d1",))
    (relation,) = conflicts(found)
    assert [statement.document for member in relation.members for statement in member.statements][:2] == ["d0", "d1"]
    assert told(relation) == ["271", "217"]


def test_nothing_inside_the_reference_is_compared() -> None:
    report = SPEECH.format(cargo="47.1")
    assert conflicts(linked("The lighthouse is new.", report, against=("d1",))) == []


def test_the_ends_of_ranges_are_compared_one_by_one() -> None:
    report = "For the coming year the brewery expects adjusted earnings of 3.22 to 3.32 euros per share."
    note = "The brewery expects adjusted earnings of 2.32 to 3.32 euros per share for the coming year."
    assert [told(relation) for relation in conflicts(linked(note, report, against=("d1",)))] == [["2.32", "3.22"]]


def test_a_named_year_is_compared_with_the_reference() -> None:
    report = "The bridge over the Lune was opened to traffic in 1987 by the mayor."
    note = "The bridge over the Lune was opened to traffic in 1978 by the mayor."
    assert [told(relation) for relation in conflicts(linked(note, report, against=("d1",)))] == [["1978", "1987"]]


@pytest.mark.parametrize(
    "text",
    [
        "In 2012 the mill employed 412 people.\n\nIn 2021 the mill employed 655 people.",
        "Slide 12 shows the mill.\n\nSlide 17 shows the weir.",
        "The ninth survey began in May.\n\nThe eighth survey began in May.",
        "Sales rose from 412 tonnes to 655 tonnes.",
        "",
        "No figures at all.",
    ],
)
def test_look_alikes_stay_below_the_default(text: str) -> None:
    from factcheck.link import MIN_CONFIDENCE

    assert [one for one in conflicts(linked(text)) if one.confidence >= MIN_CONFIDENCE] == []


def test_the_same_input_gives_the_same_output() -> None:
    assert linked(SPEECH.format(cargo="47.1")) == linked(SPEECH.format(cargo="47.1"))


@given(st.lists(st.integers(min_value=2, max_value=99999), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_every_statement_stands_in_one_fact_at_most_and_facts_hold_what_was_given(numbers: list[int]) -> None:
    text = "\n\n".join(f"The depot at Hale shipped {number} crates of pears." for number in numbers)
    found = linked(text)
    places = [statement.start for fact in found.facts for statement in fact.statements]
    assert len(places) == len(set(places))
    assert all(len(fact.statements) > 1 for fact in found.facts)
    assert all(
        statement.figure.value in {Decimal(n) for n in numbers} for f in found.facts for statement in f.statements
    )


def test_a_second_link_between_two_facts_speaks_for_the_first() -> None:
    assert joined([1.0, -2.0, 0.5], [(0, 1), (1, 0), (2, 3)]) == [1.0 + JOINT, -2.0 + JOINT * 4, 0.5]


def test_a_link_without_another_adds_nothing() -> None:
    assert joined([1.0, -9.0], [(0, 1), (0, 1)])[0] == 1.0
    assert joined([], []) == []


def test_a_stretch_of_time_that_something_is_told_of_is_no_fact() -> None:
    text = (
        "The club won nine cups in the past ten years.\n\nThe tide is high.\n\nThe club won nine cups in the past {}."
    )
    assert conflicts(linked(text.format("five years"))) == []


@pytest.mark.parametrize(("claimed", "is_reported"), [("200", True), ("120", False)])
def test_whoever_restates_a_bound_of_a_trusted_text_keeps_it(claimed: str, is_reported: bool) -> None:
    report = "At the northern harbour at least 120 dockers joined the strike of the crane drivers."
    note = f"At least {claimed} dockers joined the strike of the crane drivers at the northern harbour."
    loud = [one for one in linked(note, report, against=("d1",)).relations if judge(one).severity == "warning"]
    assert [told(one) for one in loud] == ([[claimed, "120"]] if is_reported else [])


def test_a_range_that_stands_upside_down_is_compared_end_by_end() -> None:
    report = "For the coming year the brewery expects adjusted earnings of $3.22 to $3.32 per share."
    note = "The brewery expects adjusted earnings of $5.22 to $3.32 per share for the coming year."
    found = [told(relation) for relation in conflicts(linked(note, report, against=("d1",)))]
    assert found == [["5.22", "3.22"]]


def test_a_fall_is_no_range_that_stands_upside_down() -> None:
    text = "The price of a ticket was cut from $9.50 to $7.20 in May."
    document = Document("d", text)
    assert [one.note for one in single_numbers(tuple(extract(document)), [document])] == ["", ""]


def test_a_third_value_joins_the_dispute_of_two() -> None:
    text = "\n\n".join(
        f"Cargo handled at the northern harbour of Lunemouth reached {cargo} million tonnes in the dry season."
        for cargo in ("41.7", "47.1", "14.7")
    )
    (relation,) = conflicts(linked(text))
    assert sorted(told(relation)) == ["14.7 million", "41.7 million", "47.1 million"]


def test_where_the_two_values_stand_again_is_told() -> None:
    text = SPEECH.format(cargo="47.1") + "\nThe quarry shipped 41.7 million tonnes of cargo stone, handled by barge.\n"
    (relation,) = conflicts(linked(text))
    assert len(told(relation)) >= 2
    assert all(reason for reason in relation.reasons)


def test_hedges_that_exclude_each_other_are_as_sure_as_the_link_of_the_two() -> None:
    text = (
        "More than 50 boats were lost in the storm off Hale.\n\nThe tide was high.\n\n"
        "The toll for lorries on the bridge stays below 50 euros.\n"
    )
    assert all(one.confidence < 0.5 for one in linked(text).relations if judge(one).severity)


def settings_of(*figures: Figure, period: str = "", inherited: tuple[str, ...] = ()) -> list[Setting]:
    """One setting for each figure, in a text that says nothing else."""
    text = "\n\n".join("It was 7 boats at Hale." for _ in figures)
    document = Document("d", text)
    found = [
        replace(one, figure=figure, period=period, inherited=inherited)
        for one, figure in zip(extract(document), figures, strict=True)
    ]
    return survey([document], found).settings


def fig(value: str, hedge: str = "", q: str = "1", unit: str = "boats") -> Figure:
    return Figure(Decimal(value), unit, "count", hedge, Decimal(q), Decimal(q))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (fig("40"), fig("40"), True),
        (fig("40"), fig("40", "more than"), True),
        (fig("40"), fig("41"), False),
        (fig("40", "about"), fig("41"), True),
        (fig("41"), fig("40", "about"), True),
        (fig("40", "about"), fig("61"), False),
        (fig("100", "more than"), fig("110"), True),
        (fig("100", "more than"), fig("112"), None),
        (fig("100", "more than"), fig("82000"), None),
        (fig("400", q="100"), fig("410", q="10"), True),
        (fig("400", q="100"), fig("460", q="10"), False),
        (fig("40", "about"), fig("41", unit="ships"), True),
        (
            replace(fig("347000", q="1000"), Q=Decimal(10_000)),
            replace(fig("348000", q="1000"), Q=Decimal(1_000_000)),
            True,
        ),
        (replace(fig("347"), Q=Decimal(1000)), replace(fig("350", q="10"), Q=Decimal(1000)), True),
    ],
)
def test_two_figures_are_one_differ_or_do_not_exclude_each_other(
    one: Figure, other: Figure, expected: bool | None
) -> None:
    a, b = settings_of(one, other)
    assert agreement(a, b) is agreement(b, a) is expected


def test_whoever_restates_a_bound_must_keep_it() -> None:
    a, b = settings_of(fig("200", "at least"), fig("120", "at least"))
    assert agreement(a, b) is not False
    assert faithful(a, b) is False
    same = settings_of(fig("200", "at least"), fig("200", "at least"))
    assert faithful(same[0], same[1]) is True
    assert faithful(*settings_of(fig("100", "more than"), fig("112"))) is None


def test_statements_of_one_fact_are_shown_in_one_unit_and_no_carried_period() -> None:
    in_ships = [one.statement for one in settings_of(fig("40"), fig("40", unit="ships"))]
    assert [one.figure.unit for one in _in_one_form(in_ships)] == ["boats", "boats"]
    (named,) = [one.statement for one in settings_of(fig("40"), period="2021")]
    (carried,) = [one.statement for one in settings_of(fig("40"), period="2020", inherited=("period",))]
    assert [one.period for one in _in_one_form([named, carried])] == ["2021", ""]
    assert [one.period for one in _in_one_form([carried, named])] == ["", "2021"]


def test_a_share_in_words_is_compared_in_percent() -> None:
    document = Document("d", "A fifth of the boats sank. Then 20% of the boats sank. It was 3 boats.")
    told_of = numbers_of([document], list(extract(document)), with_days=False)
    assert [(one.figure.value, one.figure.unit) for one in told_of][:2] == [(Decimal(20), "%"), (Decimal(20), "%")]
    assert told_of[0].figure.q == told_of[0].figure.Q


def test_days_and_years_come_along_in_the_order_of_the_text() -> None:
    documents = [Document("a", "It had 9 boats on 4 May 1999 and 3 ships."), Document("b", "In 1987 it had 5 boats.")]
    statements = [one for document in documents for one in extract(document)]
    told_of = numbers_of(documents, statements, with_days=True)
    assert [(one.document, one.stated) for one in told_of] == [
        ("a", "9"), ("a", "4"), ("a", "1999"), ("a", "3"), ("b", "1987"), ("b", "5"),
    ]  # fmt: skip
    assert [one.stated for one in numbers_of(documents, statements, with_days=False)] == ["9", "3", "5"]


def test_the_best_other_link_between_two_facts_raises_a_link_above_the_floor() -> None:
    facts = [(0, 1), (1, 0), (0, 1), (2, 3), (2, 3)]
    assert joined([1.0, 0.0, -5.0, -4.0, -3.5], facts) == pytest.approx(
        [1.0 + JOINT * 3, JOINT * 4, -5.0 + JOINT * 4, -4.0, -3.5]
    )


def test_percent_keeps_the_precision_of_its_fraction() -> None:
    document = Document("d", "One in eight of the boats sank.")
    [fraction] = extract(document)
    [percent] = numbers_of([document], [fraction], with_days=False)
    for name in ("value", "q", "Q"):
        assert getattr(percent.figure, name) == 100 * getattr(fraction.figure, name)
    half_to_all = replace(fraction, figure=replace(fraction.figure, upper=Decimal(1)))
    assert _in_percent(half_to_all) == half_to_all


def test_where_a_value_stands_again_is_told_by_its_lines() -> None:
    settings = settings_of(*[fig("40")] * 8)
    view = survey([Document("d", "\n\n".join(["It was 7 boats at Hale."] * 8))], [one.statement for one in settings])
    assert list(_elsewhere(view, range(8))) == ["7 also stands in lines 1, 3, 5, 7, 9, 11"]
    assert list(_elsewhere(view, [2])) == ["7 also stands in line 5"]
    assert list(_elsewhere(view, [])) == []


@pytest.mark.parametrize(
    ("periods", "one"),
    [
        (("2021", "2021"), True),
        (("2021", "2020"), False),
        (("2021", ""), True),
        (("2021", "", "2020"), False),
        (("2021-05", "2021"), False),
        (("", ""), True),
    ],
)
def test_periods_that_are_named_must_meet(periods: tuple[str, ...], one: bool) -> None:
    settings = [settings_of(fig("40"), period=period)[0] for period in periods]
    assert _one_period(settings) is one


def test_what_is_left_out_names_its_check() -> None:
    text = "\n\n".join(f"The harbour handled {1009 * i} tonnes of grain that year." for i in range(1, 123))
    gaps = linked(text).not_checked
    assert {gap.check for gap in gaps} == {"restatements/values-agree"}


def woven(figures: Sequence[Figure], cosines: dict[tuple[int, int], float]) -> Web:
    """The pairs of some figures in sentences that say nothing else, as near to each other as is said here."""
    found = settings_of(*figures)
    view = survey([Document("d", "\n\n".join(["It was 7 boats at Hale."] * len(found)))], [s.statement for s in found])
    return weave(view, cosines, agreement, lambda *_: False)


class Judge:
    """Scores each pair of places as it was told to."""

    def __init__(self, scores: dict[tuple[int, int], float], otherwise: float = -99.0) -> None:
        self.scores, self.otherwise = scores, otherwise
        self.asked: list[tuple[int, int]] = []

    def score(self, pair: tuple[int, int]) -> float:
        self.asked.append(pair)
        return self.scores.get(pair, self.otherwise)


@pytest.fixture
def by_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pair is scored by its places."""
    monkeypatch.setitem(HERE, "signals", lambda x, y, _: (x.index, y.index))


FOUR = {pair: 0.9 - pair[0] / 10 - pair[1] / 100 for pair in combinations(range(4), 2)}


@pytest.mark.usefixtures("by_place")
@pytest.mark.parametrize(("most", "left_out"), [(1, 5), (2, 4), (5, 1), (6, 0), (7, 0)])
def test_of_equal_figures_that_are_no_restatements_the_nearest_pairs_are_scored(most: int, left_out: int) -> None:
    gaps: list[NotChecked] = []
    judge: Any = Judge({})
    assert _groups(woven([fig("40")] * 4, FOUR), judge, -4.5, most, gaps) == [0, 1, 2, 3]
    assert judge.asked == sorted(FOUR, key=lambda pair: -FOUR[pair])[:most]
    reason = f"more than {most} equal figures are worded alike and no restatements: the nearest pairs were compared"
    told_of = [NotChecked("restatements/values-agree", reason, left_out)] if left_out else []
    assert gaps == told_of


@pytest.mark.usefixtures("by_place")
def test_a_restatement_is_not_counted_among_the_vain_nor_what_it_makes_needless() -> None:
    gaps: list[NotChecked] = []
    web = woven([fig("40")] * 4, FOUR)
    judge: Any = Judge({(0, 1): 9.0, (0, 2): 9.0}, -99.0)
    assert _groups(web, judge, -4.5, 1, gaps) == [0, 0, 0, 3]
    assert judge.asked == [(0, 1), (0, 2), (0, 3)]
    assert [gap.number for gap in gaps] == [2]
    assert web.scores == {(0, 1): 9.0, (0, 2): 9.0, (0, 3): -99.0}


@pytest.mark.usefixtures("by_place")
def test_an_unusual_value_is_believed_more_easily() -> None:
    for figure in (fig("7"), fig("40123")):
        web = woven([figure] * 2, {(0, 1): 0.5})
        (unusual,) = web.unusual.values()
        for score, group in ((-4.5 - 4 * unusual, [0, 0]), (-4.5 - 4 * unusual - 1e-6, [0, 1])):
            judge: Any = Judge({(0, 1): score})
            assert _groups(web, judge, score + 4.0 * unusual if group[1] == 0 else -4.5, 9, []) == group


@pytest.mark.parametrize(
    ("one", "other", "compatible"), [(20, 20, True), (20, 21, False), (400, 1, True), (401, 1, False)]
)
def test_groups_of_very_many_wordings_stay_two(one: int, other: int, compatible: bool) -> None:
    (setting,) = settings_of(fig("40"))
    assert _compatible([setting] * one, [setting] * other) is compatible


@pytest.mark.parametrize("pair", [(0, 1), (1, 2), (0, 3), (2, 3)])
def test_two_facts_are_named_by_their_first_statements_in_order(pair: tuple[int, int]) -> None:
    assert _facts_of(pair, [0, 1, 0, 1]) == (0, 1)


# The first has four partners, each of which has only that one; so has the last, and the two are the farthest.
HUBS = {
    **{(0, leaf): 0.95 - leaf / 10 for leaf in range(1, 5)},
    **{(leaf, 11): 0.94 - (11 - leaf) / 10 for leaf in range(7, 11)},
    (0, 11): 0.01,
}
VALUES = [fig(str(40 + place)) for place in range(12)]


@pytest.mark.usefixtures("by_place")
def test_a_pair_of_which_both_have_nearer_partners_in_plenty_is_scored_where_its_facts_are_likely() -> None:
    web = woven(VALUES, HUBS)
    apart = list(range(12))
    for group, score, is_scored in (
        (apart, 1.0, False),
        ([*range(10), 0, 11], 1.0, True),
        ([*range(10), 0, 11], FLOOR, False),
        ([*range(10), 0, 11], FLOOR + 0.1, True),
    ):
        judge: Any = Judge({(0, 11): 0.5}, score)
        links = _differing(web, judge, group, 99, [], joint=True)
        assert ((0, 11) in {(one.a, one.b) for one in links}) is ((0, 11) in judge.asked) is is_scored
        assert {(one.a, one.b) for one in links} >= HUBS.keys() - {(0, 11)}
        assert len(judge.asked) == len(links) == 8 + is_scored
        assert [one.score for one in links] == sorted((one.score for one in links), reverse=True)
    alone: Any = Judge({(0, 11): 0.5})
    assert len(_differing(web, alone, apart, 99, [], joint=False)) == 9
    assert [(one.a, one.b, one.score) for one in _differing(web, alone, apart, 99, [], joint=False)][:2] == [
        (0, 11, 0.5), (0, 1, -99.0),
    ]  # fmt: skip


# The seventh and the eighth are each other's second.
SECOND = {**{(0, leaf): 0.95 - leaf / 10 for leaf in range(1, 6)}, (6, 8): 0.9, (7, 9): 0.9, (6, 7): 0.8}


@pytest.mark.usefixtures("by_place")
@pytest.mark.parametrize(
    ("most", "left"), [(9, []), (8, []), (7, [(6, 7)]), (6, [(0, 5), (6, 7)]), (5, [(0, 4), (0, 5), (6, 7)])]
)
def test_of_too_many_pairs_the_nearest_are_scored(most: int, left: list[tuple[int, int]]) -> None:
    gaps: list[NotChecked] = []
    judge: Any = Judge({})
    links = _differing(woven(VALUES, SECOND), judge, list(range(12)), most, gaps, joint=True)
    assert sorted((one.a, one.b) for one in links) == sorted(SECOND.keys() - set(left))
    reason = f"more than {most} figures are worded alike: of their pairs the nearest were compared"
    assert gaps == ([NotChecked("restatements/values-agree", reason, len(left))] if left else [])


def test_of_figures_that_exclude_each_other_the_surest_pair_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(
        f"{said} 50 boats of the fleet were lost in the storm off Hale." for said in ("More than", "Over", "Nearly")
    )
    surest = {(0, 1): 0.9, (0, 2): 0.2, (1, 2): 0.34567}
    monkeypatch.setitem(HERE, "_chance", lambda a, b, *_: surest[a.index, b.index])
    (relation,) = linked(text).relations
    assert (relation.kind, relation.confidence, len(told(relation))) == ("restatement", 0.346, 3)
    assert relation.members[0].figure == relation.members[0].statements[0].figure
    monkeypatch.setitem(HERE, "LOOKED_AT", 1)
    assert [one.confidence for one in linked(text).relations] == [0.0]


def test_years_that_a_sentence_does_not_name_are_left_open() -> None:
    text = "The mill employed 412 people in 2021 and in '19."
    (one, *_) = extract(Document("d", text))
    for period, read in (
        ("2020/2022", "XXXX/XXXX"),
        ("2021/2022", "2021/XXXX"),
        ("2019/2021", "2019/2021"),
        ("2021-05", "2021-05"),
        ("", ""),
    ):
        assert _as_written(replace(one, period=period), text).period == read


def test_a_chance_has_no_direction_and_there_is_none_of_what_never_met() -> None:
    web = woven([fig("40")] * 3, {(0, 1): 0.5})
    a, b, c = web.survey.settings
    judge = scorer("document")
    assert _chance(a, b, web, judge) == _chance(b, a, web, judge) > 0
    assert _chance(a, c, web, judge) == _chance(c, a, web, judge) == 0.0
    web.scores[0, 1] = 99.0
    assert _chance(b, a, web, judge) == judge.chances.at(99.0, web.survey.words)


class Even(Judge):
    """Also takes a score for the chance."""

    class chances:
        @staticmethod
        def at(score: float, _: int) -> float:
            return score


@pytest.mark.parametrize(
    ("links", "told_of"),
    [
        ([(0, 1, 0.9)], [[0, 1]]),
        ([(0, 1, 0.2)], [[0, 1]]),
        ([(0, 1, 0.19)], []),
        ([(0, 1, 5.0), (0, 2, 3.0)], [[0, 1, 2]]),
        ([(0, 1, 5.0), (0, 2, 2.9)], [[0, 1]]),
        ([(0, 1, 5.0), (2, 1, 4.0)], [[0, 1, 2]]),
        ([(0, 1, 5.0), (0, 2, 4.0), (1, 2, 4.0)], [[0, 1, 2]]),
        ([(0, 1, 5.0), (0, 2, 4.0), (2, 3, 4.0), (3, 4, 4.0)], [[0, 1, 2, 3]]),
        ([(0, 1, 5.0), (2, 3, 4.0), (1, 2, 4.0)], [[0, 1], [2, 3]]),
        ([(0, 1, 5.0), (0, 5, 4.0)], [[0, 1]]),
        ([(0, 1, 5.0), (2, 5, 4.0)], [[0, 1, 2]]),
    ],
)
def test_what_contradicts_one_of_two_nearly_as_surely_joins_their_dispute(
    links: list[tuple[int, int, float]], told_of: list[list[int]]
) -> None:
    web = woven(VALUES, {})
    group = [0, 1, 2, 3, 4, 1, *range(6, 12)]
    judge: Any = Even({})
    found = list(_disputes(web.survey, [_Link(*one) for one in links], group, judge, Options(least=0.2)))
    assert [one.told for one in found] == told_of


@pytest.mark.usefixtures("by_place")
def test_what_surely_restates_the_two_is_shown_and_the_rest_is_told_by_its_lines() -> None:
    web = woven([fig("40"), fig("41")] * 6, {(0, 1): 0.5, (0, 2): 0.5, (1, 3): 0.5, (0, 4): 0.5, (1, 5): 0.5})
    judge: Any = Even({(2, 0): 4.0, (3, 1): 4.1, (4, 0): 3.9, (7, 1): 9.0})
    group = [0, 1] * 4 + [8, 9, 10, 11]
    (relation,) = _disagreements(web.survey, web, [_Link(0, 1, 0.77777)], group, judge, Options())
    (member,) = relation.members
    assert [one.line for one in member.statements] == [1, 3, 7, 5]
    assert member.figure == member.statements[0].figure
    assert (relation.kind, relation.confidence) == ("restatement", 0.778)
    assert relation.reasons[-1] == "7 also stands in lines 11, 15, 9, 13"
    assert relation.relation == "differs:{}:1".format(relation.relation.split(":")[1])


@pytest.mark.usefixtures("by_place")
def test_a_dispute_shows_six_statements_at_most() -> None:
    web = woven([fig("40"), fig("41")] * 6, dict.fromkeys(combinations(range(12), 2), 0.5))
    judge: Any = Even({}, 9.0)
    (relation,) = _disagreements(web.survey, web, [_Link(0, 1, 0.7)], [0, 1] * 6, judge, Options())
    assert [one.line for one in relation.members[0].statements] == [1, 3, 7, 11, 15, 19]


def test_why_two_are_one_is_told_by_the_rarest_words_and_the_most_unusual_figures() -> None:
    text = (
        "In 2021 the 9 old ferries, 40 tugs, 4,127 barges and 412 boats of the Hale fleet sailed north"
        " for 15 grey islands.\n\nThe tide was high.\n\n"
        "Of the Hale fleet 412 boats, 9 old ferries, 40 tugs, 4,127 barges sailed north for 15 grey islands in 2021."
    )
    document = Document("d", text)
    statements = [one for one in extract(document) if one.figure.kind == "count"]
    view = survey([document], [replace(one, scope="Hale", period="2021") for one in statements])
    pairs = {(a.index, b.index): 0.5 for a, b in combinations(view.settings, 2) if a.key == b.key}
    web = weave(view, pairs, agreement)
    a, b = (one for one in view.settings if one.statement.stated == "412")
    near = a.near.keys() & b.near.keys()
    assert len(near) > 4
    idf = dict.fromkeys(near, 0.9) | {"fleet": 1.7, "hale": 1.6, "ship": 1.1}
    del idf["barg"]
    view.idf.clear()
    view.idf.update(idf)
    words, figures, period, scope = _reasons(a, b, web)
    assert words == "both speak of fleet, hale, boats, barges"
    assert figures == "figures beside them are equal: 4127, 15, 9"
    assert (period, scope) == ("same period (2021)", "same scope (Hale)")
    del web.unusual[next(one.key for one in view.settings if one.statement.stated == "15")]
    assert _reasons(a, b, web)[1] == "figures beside them are equal: 4127, 9, 40"
