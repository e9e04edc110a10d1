"""What surrounds a figure, and for each signal a pair of figures where it speaks and one where it is silent."""

from __future__ import annotations

import calendar as almanac
import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from factcheck.extract import extract
from factcheck.link.candidates import candidates
from factcheck.link.restatements import agreement, numbers_of
from factcheck.link.setting import DECAY, REACH, Setting, When, _sort, _weighed, _when, survey
from factcheck.link.signals import NAMES, _form, signals, weave
from factcheck.link.words import stem
from factcheck.model import Document

WEATHER = "The weather stayed fine."


def surveyed(*texts: str) -> Sequence[Setting]:
    documents = [Document(f"d{place}", text) for place, text in enumerate(texts)]
    statements = [one for document in documents for one in extract(document)]
    return survey(documents, numbers_of(documents, statements, with_days=False)).settings


def periods_of(*texts: str) -> list[str]:
    documents = [Document(f"d{number}", text, date="2021-11-05") for number, text in enumerate(texts)]
    statements = [one for document in documents for one in extract(document)]
    return [one.period for one in numbers_of(documents, statements, with_days=len(texts) > 1) if one.stated == "12"]


def figure(text: str) -> Setting:
    return surveyed(text)[0]


def told(*sentences: str, documents: bool = False) -> dict[str, float]:
    """The signals of the first figure of all and the first figure of the last sentence."""
    texts = sentences if documents else (f"\n\n{WEATHER}\n\n".join(sentences),)
    found = [Document(f"d{place}", text) for place, text in enumerate(texts)]
    statements = [one for document in found for one in extract(document)]
    view = survey(found, numbers_of(found, statements, with_days=False))
    one = view.settings[0]
    other = next(s for s in view.settings if s.sentence is view.settings[-1].sentence)
    cosines = candidates(view)
    cosines.setdefault((one.index, other.index), 0.0)
    return dict(zip(NAMES, signals(one, other, weave(view, cosines, agreement)), strict=True))


def mill(**words: str) -> str:
    said = {"when": "", "where": "at Hale", "who": "412", "what": "people", "more": ""} | words
    return "{when}The old mill {where} employed {who} {what}{more}.".format(**said)


SAME = mill()


@pytest.mark.parametrize(
    ("name", "fires", "silent", "value"),
    [
        ("left_run", (SAME, mill(who="655")), (SAME, "At 655 people it shut."), 3),
        ("right_run", (SAME, mill(who="655")), (SAME, "There it had 655 horses."), 2),
        ("first_shared", (SAME, mill(who="655")), (SAME, "People painted 655 mills."), 1),
        ("near3", (SAME, mill(who="655")), (SAME, "In Greyton sheep and 655 horses graze"), 5),
        ("nearest_left", (SAME, mill(who="655")), (SAME, "655 people were employed."), 1),
        ("nearest_right", (SAME, mill(who="655")), (SAME, "The people were 655."), 1),
        ("names_shared", (SAME, mill(who="655")), (SAME, mill(where="at Dale")), 1),
        ("names_one", (SAME, mill(where="at Dale")), (SAME, mill(who="655")), 2),
        ("cue_same", (mill(who="only from 412"), mill(who="from 655")), (SAME, mill(who="from 655")), 1),
        ("cue_one", (SAME, mill(who="from 655")), (SAME, mill(who="655")), 1),
        ("cue_differs", (mill(who="to 412"), mill(who="from 655")), (SAME, mill(who="from 655")), 1),
        (
            "direction_same",
            ("Employment rose by 412 people.", "Employment rose by 655 people."),
            ("Employment rose by 412 people.", "Employment fell by 655 people."),
            1,
        ),
        (
            "direction_differs",
            ("Employment rose by 412 people.", "Employment fell by 655 people."),
            ("Employment rose by 412 people.", "Employment rose by 655 people."),
            1,
        ),
        ("direction_one", ("Employment rose by 412 people.", SAME), (SAME, mill(who="655")), 1),
        ("plan_differs", (SAME, "The mill plans to employ 655 people."), (SAME, mill(who="655")), 1),
        (
            "plan_both",
            ("The mill plans to employ 412 people.", "The mill plans to employ 655 people."),
            (SAME, "The mill plans to employ 655 people."),
            1,
        ),
        ("period_same", (mill(when="In 2012 "), mill(more=" in 2012")), (SAME, mill(when="In 2012 ")), 1),
        ("period_clash", (mill(when="In 2012 "), mill(more=" in 2013")), (SAME, mill(when="In 2012 ")), 1),
        ("period_one", (SAME, mill(when="In 2012 ")), (mill(when="In 2012 "), mill(more=" in 2013")), 1),
        ("grain_differs", (mill(when="In 2012 "), mill(when="In May 2012 ")), (mill(when="In 2012 "),) * 2, 1),
        ("iso_same", (mill(when="In 2012 "), mill(more=" in 2012")), (SAME, SAME), 1),
        ("year_clash", (mill(when="In 2012 "), mill(more=" in 2013")), (mill(when="In 2012 "), SAME), 1),
        ("part_clash", (mill(when="In May 2012 "), mill(when="In June 2012 ")), (mill(when="In May 2012 "), SAME), 1),
        ("grain_clash", (mill(when="In 2012 "), mill(when="In May 2012 ")), (mill(when="In 2012 "),) * 2, 1),
        ("iso_one", (mill(when="In 2012 "), SAME), (SAME, SAME), 1),
        ("iso_other", (mill(when="In 2012 "), mill(when="By 2012 ")), (mill(when="In 2012 "),) * 2, 1),
        ("slip", (mill(who="412"), mill(who="421")), (mill(who="412"), mill(who="655")), 2 + math.log10(9 / 2)),
        ("unit_same", (SAME, mill(who="655")), (SAME, mill(what="horses")), 1),
        ("unit_differs", (mill(what="otters"), mill(what="horses")), (SAME, mill(what="horses")), 1),
        ("role_same", (SAME, mill(who="655")), (SAME, "Employment rose by 655 people."), 1),
        ("role_level", (SAME, mill(who="655")), ("Employment rose by 412.", "Employment fell by 655."), 2),
        ("role_change", ("Employment rose by 412.", "Employment fell by 655."), (SAME, SAME), 2),
        (
            "per_same",
            ("It paid $412 per month there.", "It paid $655 per month there."),
            ("It paid $412 per month there.", "It paid $655 per week there."),
            1,
        ),
        (
            "per_clash",
            ("It paid $412 per month there.", "It paid $655 per week there."),
            ("It paid $412 per month there.", "It paid $655 there."),
            1,
        ),
        (
            "per_one",
            ("It paid $412 per month there.", "It paid $655 there."),
            ("It paid $412 per month there.", "It paid $655 per week there."),
            1,
        ),
        ("same_paragraph", (), (SAME, mill(who="655")), 0),
        ("frequency_max", (SAME, SAME, SAME, mill(who="655")), (SAME, mill(who="655")), 3),
        ("frequency_min", (SAME, SAME, mill(who="655"), mill(who="655")), (SAME, mill(who="655")), 2),
        ("small", (mill(who="twelve"), mill(who="655")), (mill(who="13"), mill(who="655")), 1),
        ("digits_min", (mill(who="4,100"), mill(who="65,511")), (mill(who="4,000"), mill(who="655")), 2),
        ("far_off", (), (SAME, mill(who="91,234")), 0),
        ("form_same", (SAME, mill(who="655")), (SAME, mill(who="6.55")), 1),
        (
            "form_same",
            (mill(who="4.1 million"), mill(who="6.5 million")),
            (mill(who="41 million"), mill(who="6.5 million")),
            1,
        ),
        (
            "form_same",
            (mill(who="4.1 million"), mill(who="6.5 million")),
            (mill(who="4.1 million"), mill(who="6.5")),
            1,
        ),
        ("form_same", (mill(who="forty"), mill(who="sixty")), (mill(who="forty"), mill(who="60")), 1),
        ("is_count", (SAME, SAME), ("It paid $412.", "It paid $655."), 1),
        ("is_money", ("It paid $412.", "It paid $655."), (SAME, SAME), 1),
        ("is_percent", ("It fell to 41%.", "It fell to 65%."), (SAME, SAME), 1),
        ("is_duration", ("It took 41 days.", "It took 65 days."), (SAME, SAME), 1),
    ],
)
def test_a_signal_speaks_where_it_should(
    name: str, fires: tuple[str, ...], silent: tuple[str, ...], value: float
) -> None:
    if fires:
        assert told(*fires)[name] == value
    assert told(*silent)[name] != value if fires and value else told(*silent)[name] == 0


def test_equal_figures_beside_both_support_and_unequal_ones_make_a_template() -> None:
    beside = told(mill(more=" and 37,451 sheep"), mill(who="655", more=" and 37,451 sheep"))
    assert (beside["support"], beside["window_support"], beside["unequal_others"]) == (1.0, 1.0, 0)
    money = told(mill(more=" for $37,451"), mill(who="655", more=" for $37,451"))
    assert money["support"] == pytest.approx(1.2)
    assert told(mill(more=" and 5 sheep"), mill(who="655", more=" and 5 sheep"))["support"] == 0.25
    assert told(mill(more=" and 57 sheep"), mill(who="655", more=" and 57 sheep"))["support"] == 0.7
    template = told(mill(more=" and 37,451 sheep"), mill(who="655", more=" and 37,888 sheep"))
    assert (template["support"], template["unequal_others"]) == (0, 1)
    near = told(f"{SAME} They had 37,451 sheep.", f"{mill(who='655')}")
    assert near["support"] == near["window_support"] == 0


def test_a_value_that_stands_elsewhere_is_anchored() -> None:
    alone = told(SAME, mill(who="655"))
    assert (alone["anchor_min"], alone["anchor_max"], alone["elsewhere_a"], alone["crossed"]) == (0, 0, 0, 0)
    again = told(SAME, SAME, mill(who="655"))
    assert again["anchor_min"] == 0 < again["anchor_max"]
    assert told(SAME, SAME, mill(who="655"), mill(who="655"))["anchor_min"] > 0
    assert told(SAME, mill(who="655", more=" and not 412 people"))["crossed"] == 1


def test_of_two_documents_one_knows_how_often_the_other_states_a_value() -> None:
    apart = told(SAME, f"{mill(who='655')} {mill(who='655')}", documents=True)
    assert (apart["elsewhere_a"], apart["elsewhere_b"], apart["distance"]) == (0, 0, math.log1p(1e6))
    assert apart["same_paragraph"] == 0
    backed = told(f"{SAME} It had 37,451 sheep.", f"It had 37,451 sheep. {mill(who='655')}", documents=True)
    assert backed["window_support"] == 1
    assert backed["backed"] == pytest.approx((1 + 0.5) / 2)
    assert backed["backed_sentence"] == pytest.approx(0.5)
    assert told(SAME, mill(who="91,234"), documents=True)["far_off"] == 1
    assert told(SAME, mill(who="655"), documents=True)["far_off"] == 0


def test_a_nearer_figure_is_a_rival() -> None:
    best = told(SAME, mill(who="655"))
    assert (best["rank_a"], best["rank_b"], best["best_a"], best["best_b"]) == (0, 0, 1, 1)
    crowded = told(SAME, mill(who="871"), "At Greyton hospital 655 people slept.")
    assert (crowded["best_a"], crowded["rank_b"]) == (0, 1)
    assert crowded["margin"] < 0 < best["margin"]
    assert crowded["common_rival"] > best["common_rival"] == 0


@pytest.mark.parametrize(
    ("between", "damp"),
    [
        (" of", 1.0), (",", 0.8), (";", 0.4), (":", 0.7), (" (", 0.8), (")", 0.8), (" —", 0.6), (" –", 0.7),
        (" and", 0.8),        (" or", 0.85), (" but", 0.6), (" while", 0.5), (" 12", 0.75), (" $", 1.0),
    ],
)  # fmt: skip
def test_a_word_further_off_says_less_and_less_still_behind_a_sign(between: str, damp: float) -> None:
    free, behind = (
        next(one for one in surveyed(f"The weir{sign} stood near 412 otters.") if one.key[1] == 412).near
        for sign in ("", between)
    )
    weir, stood = stem("weir"), stem("stood")
    assert behind[weir] / behind[stood] == pytest.approx(free[weir] / free[stood] * DECAY * damp)
    after = next(one for one in surveyed(f"412 otters stood{between} weir of it.") if one.key[1] == 412).near
    assert after[weir] < after[stood]


def test_each_step_takes_its_share_and_what_follows_says_a_little_less() -> None:
    assert _weighed([("a", 1.0), ("", 0.5), ("b", 2.0), ("a", 9.0)], 1.0) == {
        "a": pytest.approx(9.0 * DECAY**4 * 0.5),
        "b": pytest.approx(2.0 * DECAY**3 * 0.5),
    }
    assert _weighed([("a", 1.0), ("", 1.0), ("a", 1.0)], 0.95) == {"a": pytest.approx(0.95 * DECAY)}
    assert DECAY == 0.93
    one = figure("Otters 412 weirs.")
    idf = one.sentence.bag
    assert one.near_left == {stem("otters"): pytest.approx(idf[stem("otters")] * DECAY)}
    assert one.near_right == {stem("weirs"): pytest.approx(idf[stem("weirs")] * 0.95 * DECAY)}


@pytest.mark.parametrize(
    ("word", "period"),
    [(word, "past") for word in ("ago", "previous", "prior", "earlier", "last")]
    + [(word, "next") for word in ("next", "coming", "upcoming")],
)
def test_what_is_past_or_next_is_told_by_a_word(word: str, period: str) -> None:
    [one] = surveyed(f"It had 412 otters {word} to it.")
    assert one.period == {f"relative={period}"}


@pytest.mark.parametrize("word", ["annual", "annually", "yearly"])
def test_what_is_yearly_is_told_by_a_word(word: str) -> None:
    assert surveyed(f"It had {word} 412 otters.")[0].period == {"span=year"}


@pytest.mark.parametrize("month", [name for name in almanac.month_name if name])
def test_months_tell_a_period_and_are_no_names(month: str) -> None:
    [one] = [each for each in surveyed(f"It had 412 otters by late {month} of then.") if each.key[1] == 412]
    assert one.period == {f"month={month.lower()}"}
    assert one.sentence.names == frozenset()


@pytest.mark.parametrize(
    "unit", ["days", "weeks", "months", "years", "hours", "minutes", "seconds", "quarters", "decades"]
)
def test_a_stretch_of_time_is_known_by_its_unit(unit: str) -> None:
    assert _sort(unit, "count", "")[0].startswith("duration ")


@pytest.mark.parametrize("unit", ["dollars", "euros", "pounds", "yuan", "yen", "cents", "rupees", "pesos"])
def test_money_is_known_by_its_unit(unit: str) -> None:
    assert _sort(unit, "count", "") == ("money", unit)


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("It plans to sell 412 otters.", True),
        ("It sold 412 otters, as it had planned.", False),
        ("It sold 412 otters.", False),
        ("It expects to sell in all of them and in most of it 412 otters.", False),
    ],
)
def test_a_plan_is_told_near_the_figure(text: str, plan: bool) -> None:
    assert surveyed(text)[0].plan is plan or surveyed(text)[0].statement.modality


def test_words_out_of_reach_say_nothing() -> None:
    far = figure("Kestrel " + "of it " * REACH + "412 quays.")
    assert stem("kestrel") not in far.near
    assert stem("kestrel") in figure("Kestrel " + "of it " * (REACH // 2 - 1) + "412 quays.").near


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In 2012 it had 412 otters.", {"year=2012"}),
        ("In the third quarter it had 412 otters.", {"q=q3"}),
        ("In the second half it had 412 otters.", {"h=h2"}),
        ("In that quarter it had 412 otters.", {"q=q?"}),
        ("It had 412 otters in May.", {"month=may"}),
        ("It may have 412 otters.", set()),
        ("It had 412 otters a year ago.", {"relative=past"}),
        ("It will have 412 otters next year.", {"relative=next"}),
        ("It has annual sales of 412 otters.", {"span=year"}),
        ("It had 412 otters.", set()),
        ("In 2011, and not in 2012, it had 412 otters.", {"year=2012"}),
        ("It had 412 otters in 2014 and not as in 2015.", {"year=2014"}),
        ("It had 412 otters in the fourth quarter of 2014.", {"q=q4", "year=2014"}),
        ("It had 412 otters" + " of it" * 7 + " in 2014.", set()),
        ("In the last spell of it and of all of us and them it had 412 otters.", set()),
    ],
)
def test_a_period_is_what_the_nearest_words_tell(text: str, period: set[str]) -> None:
    assert next(one for one in surveyed(text) if one.key[1] == 412).period == period


@pytest.mark.parametrize(
    ("unit", "kind", "note", "sort"),
    [
        ("%", "percent", "", ("percent", "")),
        ("percentage points", "percent", "", ("points", "point")),
        ("dollars", "money", "", ("money", "dollars")),
        ("Canadian dollars", "count", "", ("money", "dollars")),
        ("rupees", "count", "", ("money", "rupees")),
        ("yen", "count", "", ("money", "yen")),
        ("yuan per month", "count", "", ("money", "yuan")),
        ("", "money", "", ("money", "")),
        ("year", "date", "", ("date year", "")),
        ("", "ordinal", "", ("ordinal", "")),
        ("months", "duration", "", ("duration month", "months")),
        ("full quarters", "count", "", ("duration quarter", "quarters")),
        ("", "duration", "", ("duration ", "")),
        ("tons", "measure", "", ("measure tons", "tons")),
        ("grey otters", "count", "", ("count", "otter")),
        ("", "count", "", ("count", "")),
        ("dollars per share", "money", "lower end", ("money lower end", "")),
    ],
)
def test_figures_of_one_sort_can_be_compared(unit: str, kind: str, note: str, sort: tuple[str, str]) -> None:
    assert _sort(unit, kind, note) == sort


@pytest.mark.parametrize(
    ("period", "parts"),
    [
        ("2021", ("2021", "", "year")),
        ("2021-05", ("2021", "-05", "month")),
        ("2021-05-03", ("2021", "-05", "day")),
        ("2021-Q3", ("2021", "Q3", "quarter")),
        ("XXXX-QX", ("", "", "quarter")),
        ("2021-H1", ("2021", "H1", "half")),
        ("2013/2020", ("", "", "span")),
        ("XXXX-01/XXXX-06", ("", "-01/-06", "span")),
        ("/2021-05", ("2021", "-05", "")),
        ("FY2021", ("2021", "", "year")),
        ("FYXXXX", ("", "", "year")),
        ("last year", ("", "last year", "")),
        ("", ("", "", "")),
    ],
)
def test_a_period_has_parts_that_must_not_contradict(period: str, parts: tuple[str, str, str]) -> None:
    years, part, grain = parts
    assert _when(period) == When(frozenset(years.split()), part, grain)


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
    assert periods_of("The yard built 12 boats in the third quarter.") == ["2021-Q3"]
    assert periods_of("The yard built 12 boats in the third quarter.", "Nothing.") == ["XXXX-Q3"]
    assert periods_of("The yard built 12 boats in the third quarter of 2021.", "Nothing.") == ["2021-Q3"]
    assert periods_of("The yard built 12 boats in FY21.", "Nothing.") == ["FY2021"]
    assert periods_of("The yard built 12 boats in May 2020.", "Nothing.") == ["2020-05"]


def test_a_setting_knows_its_words_names_and_neighbours() -> None:
    one = figure("Last year the Weir Trust of Hale, they said, sold 412 grey otters to the zoo of Dale.")
    assert one.left == ("sold", ",", "said")
    assert one.right == ("grey", "otters", "to")
    assert one.beside[1][:2] == (stem("grey"), stem("otters"))
    assert one.beside[0][0] == stem("sold")
    assert one.sentence.names == {stem(name) for name in ("weir", "trust", "hale", "dale")}
    assert one.norm == pytest.approx(math.sqrt(sum(weight * weight for weight in one.near.values())))
    assert one.unit == stem("otters")
    assert one.counted == {stem("grey"), stem("otters")}


def test_the_sign_of_a_currency_is_no_word_before_its_figure() -> None:
    assert figure("The trust sold otters for $412 then.").left == ("for", "otters", "sold")


def test_prose_is_the_share_of_small_words_in_a_sentence() -> None:
    assert figure("It was of 412 otters.").sentence.prose == pytest.approx(3 / 4)
    assert figure("Otters 412 weirs.").sentence.prose == 0


@pytest.mark.parametrize(
    ("stated", "form"),
    [
        ("4.15 million", (2, "m")),
        ("4.1 bn", (1, "b")),
        ("4.1bn", (1, "b")),
        ("4k", (0, "k")),
        ("4 Thousand", (0, "t")),
        ("4 k", (0, "k")),
        ("4,100", (0, "")),
        ("4 kg", (0, "")),
        ("four million", (-1, "")),
    ],
)
def test_the_form_of_a_figure_is_its_decimals_and_its_scale(stated: str, form: tuple[int, str]) -> None:
    assert _form(stated) == form


def bare(text: str) -> Setting:
    """The setting of the first figure, of which extraction says nothing."""
    document = Document("d", text)
    statements = [replace(one, direction="", modality="") for one in extract(document)]
    return survey([document], statements).settings[0]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Sales rose a b c d 412 otters.", "up"),
        ("Sales rose a b c d e 412 otters.", ""),
        ("They saw 412 otters b c rise.", "up"),
        ("They saw 412 otters b c d rise.", ""),
        ("They saw 412 otters fall.", "down"),
        ("They saw 412 otters.", ""),
    ],
)
def test_a_direction_is_told_by_five_words_before_and_four_after(text: str, direction: str) -> None:
    assert bare(text).direction == direction


@pytest.mark.parametrize(
    ("word", "direction"),
    [
        ("increases", "up"),
        ("Rising", "up"),
        ("expanded", "up"),
        ("declined", "down"),
        ("reduces", "down"),
        ("cuts", "down"),
    ],
)
def test_a_direction_is_told_by_a_word_in_any_form(word: str, direction: str) -> None:
    assert bare(f"Sales {word} to 412 otters.").direction == direction


@pytest.mark.parametrize(
    ("word", "plan"), [("expects", True), ("planned", True), ("would", True), ("planes", False), ("targets", True)]
)
def test_a_plan_is_told_by_a_word_in_any_form(word: str, plan: bool) -> None:
    assert bare(f"They saw {word} and 412 otters.").plan is plan


def test_planes_are_no_plans() -> None:
    assert stem("plan") == stem("planned") != stem("aircraft")


@pytest.mark.parametrize(
    ("text", "cue"),
    [("It sold from the 412 otters.", "from"), ("It sold from all the 412 otters.", ""), ("It sold 412 from it.", "")],
)
def test_a_cue_is_one_of_the_two_words_before(text: str, cue: str) -> None:
    assert bare(text).cue == cue


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("It sold 412 otters as forecast.", True),
        ("It sold 412 otters as they forecast.", False),
        ("They forecast " + "b " * 11 + "412 otters.", True),
        ("They forecast " + "b " * 12 + "412 otters.", False),
    ],
)
def test_a_plan_is_told_by_twelve_words_before_and_three_after(text: str, plan: bool) -> None:
    assert bare(text).plan is plan


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("It had 412 " + "a " * 7 + "ago.", {"relative=past"}),
        ("It had 412 " + "a " * 8 + "ago.", set()),
        ("It had last " + "a " * 7 + "412 otters.", {"relative=past"}),
        ("It had last " + "a " * 8 + "412 otters.", set()),
        ("It had 412 " + "a " * 13 + "2014.", {"year=2014"}),
        ("It had 412 " + "a " * 14 + "2014.", set()),
        ("It had 412 third quarter.", {"q=q3"}),
        ("It had 412 quarter third.", {"q=q?"}),
        ("It had third quarter 412 otters.", {"q=q3"}),
        ("Quarter third 412 otters.", {"q=q3"}),
    ],
)
def test_a_period_is_told_within_reach(text: str, period: set[str]) -> None:
    assert bare(text).period == period


def test_three_words_of_content_stand_beside_a_figure_on_either_side() -> None:
    one = bare("Old weirs hold grey herons of it 412 brown otters near stone piers.")
    assert one.beside == (
        (stem("herons"), stem("grey"), stem("hold")),
        (stem("brown"), stem("otters"), stem("near")),
    )


def test_what_is_counted_weighs_as_much_as_it_is_rare_wherever_it_stands() -> None:
    document = Document("d", "They saw 412 brown otters in the weir. The weir was old.")
    (statement,) = extract(document)
    view = survey([document], [statement])
    assert view.settings[0].near[stem("otters")] == view.idf[stem("otters")] > 0
    without = survey([document], [replace(statement, figure=replace(statement.figure, unit=""))]).settings[0]
    assert without.near[stem("otters")] < view.idf[stem("otters")]
    assert view.settings[0].norm == pytest.approx(math.sqrt(sum(one**2 for one in view.settings[0].near.values())))


def test_the_more_often_a_word_stands_the_less_it_says() -> None:
    text = "They saw 412 kestrels and herons. The herons flew."
    document = Document("d", text)
    view = survey([document], list(extract(document)))
    total = len(text.split())
    assert view.words == total - 1 + 1
    assert view.idf[stem("kestrels")] == pytest.approx(1.0)
    assert view.idf[stem("herons")] == pytest.approx(1 - math.log(2) / math.log(view.words))
