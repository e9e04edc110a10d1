from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extract import extract
from factcheck.link.masks import (
    ANY,
    COUNT,
    DURATION,
    FRACTION,
    GAP,
    LEVEL,
    MONEY,
    ORDINAL,
    PERCENT,
    POINTS,
    RANGE,
    SHARE,
    SIZE,
    TIMES,
    YEAR,
    Mask,
    lowered,
    masks,
)
from factcheck.model import NotChecked
from factcheck.read import from_text

PIECES = ["in 2019 ", "about 40 ships ", "$3.5m ", "12% ", "İstanbul ", "from 3 to 5 ", "won, ", "and ", "1999-2004 "]


def masked(text: str) -> list[Mask]:
    document = from_text(text)
    return masks(document, extract(document), [])


def test_a_figure_is_one_sign_with_its_hedge_and_currency() -> None:
    [mask] = masked("Rents rose to more than $800 a month in 2021, up 4 per cent from nearly 770 dollars.")
    assert re.fullmatch(rf"rents rose to {MONEY} a month in {YEAR}, up {PERCENT} from {MONEY}\.", mask.text)
    assert [str(figure.figure.value) for figure in mask.figures] == ["800", "4", "770"]
    assert mask.years == (2021,)


def test_what_moved_from_one_figure_to_another_is_two_figures() -> None:
    [mask] = masked("Sales rose from 2.40 million to 2.64 million.")
    assert re.fullmatch(rf"sales rose from {LEVEL} to {LEVEL}\.", mask.text)
    assert [figure.stated for figure in mask.figures] == ["2.40 million", "2.64 million"]


def test_a_ratio_that_counts_is_two_figures() -> None:
    [mask] = masked("They failed 18 out of 45 kitchens.")
    assert re.fullmatch(rf"they failed {COUNT} out of {COUNT} kitchens\.", mask.text)


@pytest.mark.parametrize("text", ["They failed 18/45 (40%) kitchens.", "They failed 18/45 old kitchens, or 40%."])
def test_a_fraction_beside_its_share_is_two_figures(text: str) -> None:
    [mask] = masked(text)
    assert re.search(f"they failed {COUNT}/{COUNT}", mask.text)
    [mask] = masked(text.replace("40%", "as told"))
    assert re.search(f"they failed {FRACTION}", mask.text)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Of the 120 bids, 70% (84) were new.", True),
        ("Of the 120 bids, half (60) were new.", True),
        ("Of the 120 bids, 40% (72) were new.", True),
        ("Of the 120 bids, 40% (73) were new.", False),
        ("Of the 120 bids, 70% of them (84) were new.", True),
        ("Of the 120 bids, 70% (126) were new.", False),
        ("Of the 120 bids, 70% (12) were new.", False),
        ("Of the 1200 bids, 70% (560) were new.", True),
        ("Of the 1200 bids, 70% (559) were new.", False),
        ("Of the bids, 70% (84) were new.", False),
        ("Of the $120, 70% (84) were new.", False),
        ("Of the 120 bids, 70% [84] were new.", False),
    ],
)
def test_a_bare_number_behind_its_share_is_a_figure(text: str, counted: bool) -> None:
    [mask] = masked(text)
    assert (re.search(rf"{SHARE}(?: of them)? \({COUNT}\)", mask.text) is not None) is counted
    if counted:
        assert text[mask.figures[-1].start : mask.figures[-1].end] == mask.figures[-1].stated
        assert (mask.figures[-1].role, mask.figures[-1].figure.unit) == ("part", "bids")


@pytest.mark.parametrize("end", ["\n", "\u00a0", "\t"])
def test_a_line_may_end_within_a_sentence(end: str) -> None:
    lines = (
        "In the end, as was told to us by all of the people who were there then, 70 of the",
        "120 delegates who came to the old town hall on that first and only day of it, were",
        "women, or 53.8%, and all of them had been asked to come and speak on behalf of them.",
    )
    [mask] = masked(end.join(lines))
    assert re.search(rf"{COUNT} of the {COUNT} delegates .* of it, were women, or {PERCENT}, ", mask.text)


def test_an_owner_is_no_currency() -> None:
    [mask] = masked("It spent most of the town's $90 on bread.")
    assert re.fullmatch(rf"it spent most of the town's {MONEY} on bread\.", mask.text)


def test_a_range_stays_one_figure() -> None:
    [mask] = masked("Between 10 and 12 boats sail.")
    assert len(mask.figures) == 1


@pytest.mark.parametrize("text", ["A private sign \ue000 and 3 boats.", "A sign \uf8ff and 3 boats.", "", "No figure."])
def test_a_sentence_that_cannot_be_masked_is_left_out(text: str) -> None:
    assert masked(text) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_every_sign_leads_back_to_its_place(pieces: list[str]) -> None:
    text = "It was " + "".join(pieces).strip() + " there."
    for mask in masked(text):
        for match in re.finditer(ANY, mask.text):
            statement = mask.figure(match[0])
            assert text[statement.start : statement.end] == statement.stated
        assert len(lowered(text)) == len(text)


SIGNS = {
    "P": PERCENT, "F": FRACTION, "T": POINTS, "M": MONEY, "C": COUNT, "D": DURATION, "O": ORDINAL, "R": RANGE,
    "X": TIMES, "Y": YEAR, "Z": LEVEL,
}  # fmt: skip


def shown(mask: Mask) -> str:
    """The words of a mask, each sign as the capital of its sort."""
    text = mask.text
    for letter, sort in SIGNS.items():
        text = re.sub(sort, letter, text)
    return text


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("It cost US$40.", "it cost M."),
        ("It cost C$40.", "it cost M."),
        ("It cost RMB 40.", "it cost M."),
        ("It cost EUR 40.", "it cost M."),
        ("It cost 40 US dollars.", "it cost M."),
        ("It cost 40 Swiss francs.", "it cost M."),
        ("It cost 40 euros.", "it cost M."),
        ("It cost 40 yuan.", "it cost M."),
        ("It cost 40 rupees.", "it cost M."),
        ("It cost 40 cents.", "it cost M."),
        ("It cost 40 pence.", "it cost M."),
        ("It cost 40€.", "it cost M."),
        ("It cost $40 to $50.", "it cost R."),
        ("It cost about $40.", "it cost M."),
        ("It cost more than 40 dollars a day.", "it cost M a day."),
        ("It was up 4 percentage points.", "it was up T."),
        ("It was up 40 basis points.", "it was up T."),
        ("It was up 4%-points.", "it was up T."),
        ("It was 4 percent of it.", "it was P of it."),
        ("It was 4 per cent of it.", "it was P of it."),
        ("It was half of it.", "it was F of it."),
        ("It took 9 days.", "it took D days."),
        ("It weighs 9 tons.", "it weighs Z tons."),
        ("It rose three times.", "it rose X times."),
        ("It was the ninth.", "it was the O."),
        ("It was 9 in 2019.", "it was C in Y."),
        ("It was 9 in 2019–2021.", "it was C in Y–Y."),
        ("It was 9 in 2019-2021.", "it was C in Y-Y."),
        ("It was 9 in room A2019.", "it was C in room a2019."),
        ("It adds up to 9 boats.", "it adds up to C boats."),
        ("It added up to 9 boats.", "it added up to C boats."),
        ("It took up to 9 boats.", "it took C boats."),
        ("It paid 9 dollars per hour.", "it paid M per hour."),
        ("It rose from about 3 to 5 boats.", "it rose from C to C boats."),
        ("It rose from $3 to $5.", "it rose from M to M."),
        ("It rose from 3% to 5%.", "it rose from P to P."),
        ("It rose from 3 to 5 tons.", "it rose from Z to Z tons."),
        ("It rose from 3 to 5 days.", "it rose from D to D days."),
        ("It rose from the 3 to 5 boats.", "it rose from the C to C boats."),
        ("It has 3 to 5 boats.", "it has R boats."),
        ("It cost £40 to £50.", "it cost R."),
        ("It cost €40 to €50.", "it cost R."),
        ("It cost ¥40 to ¥50.", "it cost R."),
        ("It cost us 3 boats and a 40 of it.", "it cost us C boats and a C of it."),
        ("40 boats sank.", "C boats sank."),
        ("It has 40", "it has C"),
        ("It has 40 at \uf900 Hale.", "it has C at \uf900 hale."),
        ("$40 sank.", "M sank."),
        ("It was 3 and US$40.", "it was C and M."),
        ("It was 3 US $ 40.", "it was C M."),
        ("Tickets from $3 to $5 were sold.", "tickets from M to M were sold."),
        ("Shares from 3% to 5% were sold.", "shares from P to P were sold."),
        ("Children from 3 to 5 years came.", "children from D to D years came."),
        ("It rose from 3 to 5.", "it rose from C to C."),
        ("It has about 3 to 5 boats.", "it has R boats."),
        ("It has 40 or more boats.", "it has C or more boats."),
        ("It has 7 out of 1,200 boats.", "it has C out of C boats."),
        ("Adds up to 9 boats it does.", "adds up to C boats it does."),
        ("They add up to 9 boats.", "they add up to C boats."),
        ("It was sold, adding up to 9 boats.", "it was sold, adding up to C boats."),
        ("It rose from 3-5 boats.", "it rose from R boats."),
        ("It has 9 out of 10 boats.", "it has F boats."),
        ("It has 18 of its 45 boats.", "it has C of its C boats."),
        ("It has 1,800 of the 4,500 boats.", "it has C of the C boats."),
        ("It has 1,800 out of 4,500 boats.", "it has C out of C boats."),
        ("It has 18 out of 100 boats.", "it has F boats."),
        ("It has 18 out of 101 boats.", "it has C out of C boats."),
        ("It has 18 out of 11 boats.", "it has C out of C boats."),
        ("It has 18 out of 1000 boats.", "it has F boats."),
        ("It has one in five boats.", "it has F boats."),
        ("Nearly 40 boats sank.", "C boats sank."),
        ("From 3 to 5 boats it grew.", "from C to C boats it grew."),
    ],
)
def test_each_figure_is_a_sign_of_its_sort(text: str, signs: str) -> None:
    assert [shown(mask) for mask in masked(text)] == [signs]


def test_the_parts_of_what_moved_and_of_a_ratio_stand_at_their_places() -> None:
    for text, stated, roles in (
        ("It rose from $3.5 to $5 million.", ["3.5", "5 million"], ["level", "level"]),
        ("Tickets from $3.50 to $5 were sold.", ["3.50", "5"], ["level", "level"]),
        ("It has 7 out of 1,200 boats.", ["7", "1,200"], ["part", "whole"]),
        ("It has about 18 out of 45 boats.", ["18", "45"], ["part", "whole"]),
        ("It has 1,800 of the 4,500 boats.", ["1,800", "4,500"], ["part", "whole"]),
    ):
        [mask] = masked(text)
        assert [one.stated for one in mask.figures] == stated
        assert [text[one.start : one.end] for one in mask.figures] == stated
        if roles == ["part", "whole"]:
            assert [one.role for one in mask.figures] == roles
            assert [one.figure.value for one in mask.figures] == [int(one.replace(",", "")) for one in stated]


def test_a_moved_figure_keeps_its_precision() -> None:
    for text in ("It rose from 3.5 to 5.25 tons.", "Bags from 3.5 to 5.25 tons were sold."):
        [mask] = masked(text)
        assert [(str(one.figure.value), str(one.figure.q), one.figure.kind) for one in mask.figures] == [
            ("3.5", "0.1", "measure"),
            ("5.25", "0.01", "measure"),
        ]
        assert [one.figure.Q for one in mask.figures] == [one.figure.q for one in mask.figures]
    document = from_text(text)
    [bags] = extract(document)
    [mask] = masks(document, [replace(bags, figure=replace(bags.figure, unit=""))], [])
    assert shown(mask) == "bags from C to C tons were sold."
    [mask] = masks(document, [replace(bags, figure=replace(bags.figure, q_upper=None))], [])
    assert [str(one.figure.q) for one in mask.figures] == ["0.1", "0.1"]


def test_each_sentence_is_a_mask_with_its_number() -> None:
    assert [(mask.number, shown(mask)) for mask in masked("It has 3 boats. It fell. It has $9.")] == [
        (0, "it has C boats."),
        (1, "it has M."),
    ]


def test_a_figure_is_of_the_unit_of_its_amount_and_a_sum_is_no_bound() -> None:
    [mask] = masked("It paid 9 dollars per hour and 7 dollars.")
    assert [one.figure.unit for one in mask.figures] == ["dollars", "dollars"]
    for text, hedge in (("They add up to 9 boats.", ""), ("It took up to 9 boats.", "at most")):
        assert masked(text)[0].figures[0].figure.hedge == hedge


def test_a_figure_of_another_kind_is_a_sign_all_the_same() -> None:
    document = from_text("It has 3 boats.")
    [boats] = extract(document)
    [mask] = masks(document, [replace(boats, figure=replace(boats.figure, kind="date"))], [])
    assert shown(mask) == "it has R boats."


def test_the_words_of_a_mask_show_its_figures_as_dots() -> None:
    [mask] = masked("It rose from 3 to 5 boats, 9 and 12 in 2019.")
    assert mask.words(0, len(mask.text)) == "it rose from … to … boats, … and … in …."
    assert masked("It has 3, 4 5 boats.")[0].words(0, 99) == "it has … boats."
    assert masked("It has · 3 boats.")[0].words(0, 99) == "it has · … boats."
    assert masked("It has 3 · 5 boats.")[0].words(0, 99) == "it has … · … boats."
    assert (mask.has("count"), mask.has("year"), mask.has("money")) == (True, True, False)
    assert mask.year(re.findall(YEAR, mask.text)[0]) == 2019
    assert mask.number == 0


def test_letters_that_grow_in_lower_case_keep_their_place() -> None:
    assert lowered("İSTANBUL Ab") == "İstanbul ab"
    assert lowered("ISTANBUL") == "istanbul"


def test_what_cannot_be_masked_is_told() -> None:
    for text, reason in (
        ("It has " + ", ".join(str(n) for n in range(10, 212)) + " boats.", "the sentence holds more than 200 figures"),
        ("A sign \ue000 and 3 boats.", "the sentence holds signs of no public meaning"),
    ):
        gaps: list[NotChecked] = []
        document = from_text(text)
        assert masks(document, extract(document), gaps) == []
        assert [(gap.check, gap.reason) for gap in gaps] == [("sums/parts-add-up", reason)]


def test_as_many_figures_as_there_are_signs_for_are_masked() -> None:
    [mask] = masked("It has " + ", ".join(str(n) for n in range(10, 210)) + " boats.")
    assert [int(mask.figure(sign).figure.value) for sign in re.findall(COUNT, mask.text)] == [*range(10, 210)]


def test_so_many_years_of_a_sentence_are_signs_and_the_rest_is_read_as_written() -> None:
    years = [1500 + place for place in range(258)]
    document = from_text("It had 3 boats in " + ", ".join(map(str, years)) + ".")
    [boats, *_] = extract(document)
    [mask] = masks(document, [replace(boats, sentence=(0, len(document.text)))], [])
    assert list(mask.years) == years[:256]
    assert mask.text.endswith(f"{chr(ord(re.findall(YEAR, mask.text)[0]) + 255)}, 1756, 1757.")


def test_a_statement_without_a_sentence_is_left_out_and_no_gap() -> None:
    document = from_text("It has 3 boats.")
    gaps: list[NotChecked] = []
    assert masks(document, [replace(one, sentence=(9, 9)) for one in extract(document)], gaps) == []
    assert gaps == []


OF_EACH_SORT = (
    "It was 4%, half of it, 4 percentage points, $4, 4 boats, 4 days, 4 tons, the ninth, 3 to 5 cats,"
    " three times in 2019."
)


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        (PERCENT, "P"), (FRACTION, "F"), (SHARE, "PF"), (POINTS, "T"), (MONEY, "M"), (COUNT, "C"), (DURATION, "D"),
        (ORDINAL, "O"), (RANGE, "R"), (TIMES, "X"), (YEAR, "Y"), (SIZE, "MCDZ"), (LEVEL, "PMCDZ"), (ANY, "PFTMCDZORX"),
    ],
)  # fmt: skip
def test_a_pattern_finds_the_figures_of_its_sorts_and_no_letter(pattern: str, signs: str) -> None:
    [mask] = masked(OF_EACH_SORT)
    found = {replace(mask, text=sign): sign for sign in re.findall(pattern, mask.text)}
    assert "".join(map(shown, found)) == signs
    assert not re.findall(pattern, "".join(map(chr, range(0x3000))))


def test_a_gap_holds_words_ordinals_and_years_but_no_other_figure_and_no_new_clause() -> None:
    [mask] = masked(OF_EACH_SORT)
    over = set(mask.text) - set(re.findall(GAP, mask.text))
    assert sorted(shown(replace(mask, text=sign)) for sign in over) == sorted("PFTMCDZRX")
    assert re.findall(GAP, ";:?!,.·a") == [*",.·a"]


def test_a_figure_that_is_given_twice_or_reaches_out_of_its_sentence_is_no_sign() -> None:
    document = from_text("It has 3 boats and 40 ships.")
    one, other = extract(document)
    for given_, signs in (
        ([one, one, other], "it has C boats and C ships."),
        ([one, replace(one, start=one.start - 1), other], "it has C boats and C ships."),
        ([replace(one, end=99), other], "it has 3 boats and C ships."),
    ):
        assert [shown(mask) for mask in masks(document, given_, [])] == [signs]


def test_a_number_may_stand_behind_the_whole_of_its_share() -> None:
    [mask] = masked("They took 70% of the 120 bids (84).")
    assert re.fullmatch(rf"they took {PERCENT} of the {COUNT} bids \({COUNT}\)\.", mask.text)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Sales rose by 600 to 3,000.", ["600", "3,000"]),
        ("Sales rose by 600 to 2,999.", ["600 to 2,999"]),
        ("Sales rose by 20 to 100.", ["20", "100"]),
        ("Sales rose by 19 to 99.", ["19 to 99"]),
    ],
)
def test_what_rose_by_far_less_than_a_range_ends_with_rose_to_it(text: str, figures: list[str]) -> None:
    [mask] = masked(text)
    assert [figure.stated for figure in mask.figures] == figures


@pytest.mark.parametrize(("gap", "passage", "follows"), [(3, 1, True), (4, 1, False), (1, 2, False)])
def test_a_sentence_follows_another_in_its_paragraph(gap: int, passage: int, follows: bool) -> None:
    first = Mask(5, 20, "", (), (), 1, 0)
    assert Mask(20 + gap, 40, "", (), (), passage, 1).follows(first) is follows


@pytest.mark.parametrize("sign", ["-", "–", "−", "﹣"])
def test_a_minus_before_a_money_sign_belongs_to_the_figure(sign: str) -> None:
    [mask] = masked(f"It went from {sign}$6 million to {sign}€2, and cash – $4 – is low.")
    assert re.fullmatch(rf"it went from {MONEY} to {MONEY}, and cash – {MONEY} – is low\.", mask.text)
    assert [one.figure.value < 0 for one in mask.figures] == [True, True, False]
