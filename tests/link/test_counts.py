"""What a list is and how long: named, counted off, marked or numbered."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.extract import extract
from factcheck.interval import Figure
from factcheck.link.arithmetic import relate
from factcheck.link.counts import (
    _inline,
    _items_before_other,
    _leading_items,
    _marker,
    _numbering,
    _one_and_other,
    _ordinals,
    _tally,
    find,
)
from factcheck.link.masks import masks
from factcheck.model import Document, Passage
from factcheck.read import from_text

NINE = "a school of nine words for all of us"
REACH = 3000


@pytest.mark.parametrize(
    ("words", "least_and_most"),
    [
        ("schools and roads", (2, 2)),
        ("schools, roads and clinics", (3, 3)),
        ("schools, roads, and clinics", (3, 3)),
        ("schools, roads or clinics", (3, 3)),
        ("schools, roads & clinics", (3, 3)),
        ("schools, roads and lanes, and clinics", (3, 4)),
        ("schools, roads and lanes and clinics", (3, 4)),
        ("schools, roads, and clinics and wards", (3, 4)),
        ("schools; roads; clinics", (3, 3)),
        ("schools; roads; .", (2, 2)),
        ("schools; roads; ·", (3, 3)),
        (" schools; roads .,;\n", (2, 2)),
        ("Ann Lee, the mayor, and Bob Ray", (2, 3)),
        ("Ann Lee, the mayor, Bob Ray, an aide, and Cy Orr", (3, 5)),
        ("Ann Lee, the mayor, Bob Ray, and an aide", (2, 4)),
        ("Ann Lee, and the mayor", (1, 2)),
        ("the school, the road and clinics", (3, 3)),
        (f"schools, {NINE}, and clinics", (2, 3)),
        ("a" * 397 + "; b", (2, 2)),
        ("a" * 398 + "; b", None),
        (f"schools, {NINE} too, and clinics", None),
        (f"{NINE}, schools and clinics", (2, 3)),
        (f"{NINE} too, schools and clinics", None),
        ("schools, roads", None),
        ("schools, which are old, and roads", None),
        ("", None),
        (" .", None),
    ],
)
def test_a_closed_list_names_so_many_items(words: str, least_and_most: tuple[int, int] | None) -> None:
    assert _tally(words) == least_and_most


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("schools, roads and clinics", 3),
        ("schools, roads and clinics. They are new, too", 3),
        ("schools, roads, and clinics", 3),
        ("schools, roads, or clinics", 3),
        ("schools, roads and lanes and clinics", 2),
        ("schools, roads", None),
        ("schools, roads. lanes, and clinics", None),
        ("schools and roads", None),
        ("and schools, roads", None),
        ("schools, a road of not much less than six, and clinics", None),
        ("schools, a road of no less than six, and clinics", 3),
        ("schools, which are old, and roads", None),
        ("schools, , and roads", None),
    ],
)
def test_an_open_list_surely_names_so_many_items_before_it_ends(words: str, items: int | None) -> None:
    assert _leading_items(words) == items


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("the ministry, the bank", 2),
        ("so it was. the ministry, the bank", 2),
        ("so it was, in all. the ministry, the bank", 2),
        ("in may, the ministry, the bank", 2),
        ("the ministry", None),
        ("in may, the ministry", None),
        ("the bank, the ministry of all that is and was and will be here", 2),
        ("the bank, the ministry of all that is and was and will be here too", None),
    ],
)
def test_names_before_and_other_are_counted_but_for_a_time_in_front(words: str, items: int | None) -> None:
    assert _items_before_other(words) == items


@pytest.mark.parametrize(
    ("text", "announced", "listed"),
    [
        (", a. second, b. third, c.", 3, 3),
        (", a. second, b. third, c.", 2, 3),
        (", a. second, b. finally, c.", 3, 3),
        (", a. second, b. finally, c.", 2, 2),
        (", a. second, b. lastly, c.", 3, 3),
        (", a. second, b. last, c.", 3, 3),
        (", a. third, b. second, c. third, d.", 4, 3),
        (", a. second, b. first, c. third, d.", 4, 2),
        (", a.", 3, 1),
        (", a b second, c.", 3, 1),
    ],
)
def test_first_second_third_go_so_far(text: str, announced: int, listed: int) -> None:
    assert _ordinals(f"first{text}", 5, announced) == listed


@pytest.mark.parametrize(("gap", "listed"), [(REACH, 2), (REACH + 1, 1)])
def test_the_next_item_begins_within_reach(gap: int, listed: int) -> None:
    following = ". second,"
    assert _ordinals("first" + "x" * (gap - len(following)) + following + " b. more of it", 5, 3) == listed
    marked = "(1) a" + "x" * (gap - len("(1) a (2) ")) + " (2) b"
    assert _inline(marked, 0, "1") == listed


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("one is old. the other is new.", 2),
        ("one is old. another is new. the other is grey.", 3),
        ("one is old. another is new.", 0),
        ("one is old. the other is new. another is grey.", 2),
        ("one is " + "x" * (500 - len("one is  the other is")) + " the other is new.", 2),
        ("one is " + "x" * (501 - len("one is  the other is")) + " the other is new.", 0),
    ],
)
def test_one_and_another_end_with_the_other(text: str, listed: int) -> None:
    assert _one_and_other(text, 0) == listed


@pytest.mark.parametrize(
    ("marks", "first", "listed"),
    [
        ("1 2 3", "1", 3),
        ("1 3 2", "1", 2),
        ("1 2 1 3", "1", 2),
        ("a b c", "a", 3),
        ("i ii iii iv v", "i", 5),
        (" ".join(map(str, range(1, 40))), "1", 30),
        ("a b c d e f g h i j k l", "a", 12),
    ],
)
def test_marks_in_brackets_go_so_far(marks: str, first: str, listed: int) -> None:
    assert _inline(" ".join(f"({mark}) it" for mark in marks.split()), 0, first) == listed


def marked(before: str) -> tuple[str, int, int] | None:
    """The marker of a passage after a line end."""
    text = f"Two aims:\n{before}schools"
    return _marker(Document("d", text), Passage(len(text) - 7, len(text), "item"))


@pytest.mark.parametrize(
    ("before", "marker"),
    [
        ("- ", ("-", 0, 0)),
        ("    * ", ("*", 0, 4)),
        ("\t* ", ("*", 0, 4)),
        ("1. ", ("1.", 1, 0)),
        ("  12) ", ("1)", 12, 2)),
        ("(3) ", ("(1)", 3, 0)),
        ("b. ", ("a.", 2, 0)),
        ("iv. ", ("i.", 4, 0)),
        ("i. ", ("i.", 1, 0)),
        ("x. ", None),
        ("31. ", None),
        ("", None),
        ("so - ", None),
        (" " * 22 + "- ", ("-", 0, 22)),
        (" " * 23 + "- ", None),
    ],
)
def test_what_stands_before_a_passage_is_its_marker(before: str, marker: tuple[str, int, int] | None) -> None:
    assert marked(before) == marker


def test_an_i_is_the_ninth_letter_in_a_list_of_letters_alone() -> None:
    document, passage = Document("d", "i. schools"), Passage(3, 10, "item")
    assert _marker(document, passage, "a.") == ("a.", 9, 0)
    assert _marker(document, passage, "i.") == ("i.", 1, 0)


def test_a_marker_may_stand_in_the_first_line_after_an_empty_one() -> None:
    text = "\n- schools"
    assert _marker(Document("d", text), Passage(3, len(text), "item")) == ("-", 0, 0)


def listed(*blocks: str, kind: str = "item") -> list[str]:
    """The claims of a text whose first block announces a list and whose others are passages of their own."""
    text = "\n".join(blocks)
    passages = [Passage(0, len(blocks[0]), "paragraph")]
    begin = len(blocks[0]) + 1
    for block in blocks[1:]:
        bare = block.lstrip("-*#.123456789 \t")
        at = begin + len(block) - len(bare)
        passages.append(
            Passage(at, begin + len(block), "heading" if "#" in block else "paragraph" if at == begin else kind)
        )
        begin += len(block) + 1
    document = Document("d", text, tuple(passages))
    statements = extract(Document("d", blocks[0]))
    found = find(document, masks(document, statements, []), [])
    return [f"{one.cue}: {one.members[1].figure.value}" for one in found]


ITEMS = [f"- item {'abcdefgh'[place % 8]}" for place in range(45)]


@pytest.mark.parametrize(
    ("blocks", "claims"),
    [
        (ITEMS[:2], ["-: 2"]),
        (ITEMS[:39], ["-: 39"]),
        (ITEMS[:40], []),
        ([*ITEMS[:40], "And so on."], []),
        (ITEMS[:1], []),
        (["- a", "- b", "* c"], ["-: 2"]),
        (["- a", "  - b", "- c", "So it is.", "- d"], ["-: 2"]),
        (["  - a", "  - b", "- c"], ["-: 2"]),
        (["1. a", "2. b", "3. c"], ["1, 2, …: 3"]),
        (["1. a", "So it is.", "2. b", "# More", "So it is."], ["1, 2, …: 2"]),
        (["1. a", "So it is.", "2. b", "# More", "1. c"], ["1, 2, …: 2"]),
        (["1. a", "So it is.", "2. b", "# More", "3. c"], []),
        (["1. a", "2. b", "4. c"], ["1, 2, …: 2"]),
        (["2. a", "3. b"], []),
        (["2. a", "2. b"], []),
        (["So it is.", "- a", "- b"], []),
    ],
)
def test_marked_passages_are_counted_until_another_form_begins(blocks: list[str], claims: list[str]) -> None:
    assert listed("It has thirty aims:", *blocks) == claims


def test_cells_are_no_list() -> None:
    assert listed("It has thirty aims:", "- a", "- b", kind="cell") == []


@pytest.mark.parametrize(("far", "claims"), [(REACH, ["1, 2, …: 2"]), (REACH + 1, [])])
def test_numbered_passages_follow_within_reach(far: int, claims: list[str]) -> None:
    for lead in ("", "It is so. " * 400):
        text = f"{lead}\nIt has thirty aims:\n1. a\n{'x' * (far - 5)}\n2. b"
        announced, first, last = text.index("It has"), text.index("a\nx"), len(text) - 1
        assert last - (first + 1) == far
        places = [(0, len(lead)), (announced, first - 4), (first, first + 1), (last, last + 1)]
        document = Document("d", text, tuple(Passage(*place, "item") for place in places))
        statements = [one for one in extract(Document("d", text[: first - 4])) if one.stated == "thirty"]
        found = find(document, masks(document, statements, []), [])
        assert [f"{one.cue}: {one.members[1].figure.value}" for one in found] == claims


def test_without_passages_a_text_lists_nothing() -> None:
    document = Document("d", "It has three aims:")
    assert relate(document, extract(document)) == ((), ())


def numbered(text: str, kind: str = "") -> list[str]:
    document = from_text(text)
    if kind:
        passages = tuple(Passage(one.start, one.end, kind, one.line) for one in document.passages)
        document = Document("d", text, passages)
    return [relation.cue for relation in _numbering(document)]


GAP = "1. a\n2. b\n4. c\n5. d\n"


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        (GAP, ["numbered up to 5"]),
        ("\n" + GAP, ["numbered up to 5"]),
        ("1. a\n2. b\n2. c\n3. d\n", ["numbered up to 3"]),
        (GAP + "\n1. e\n2. f\n3. g\n4. h\n", ["numbered up to 5"]),
        (GAP.replace("4", "\nSo it is.\n\n4"), ["numbered up to 5"]),
        (GAP.replace("4", "\n# So\n\n4"), []),
        ("1. a\n2. b\n3. c\n5. d\n", []),
        ("1. a\n3. c\n5. d\n6. e\n", []),
        ("1. a\n2. b\n5. c\n6. d\n", []),
        ("1. a\n3. c\n4. d\n", []),
        ("2. a\n3. b\n5. c\n6. d\n", []),
    ],
)
def test_a_list_that_counts_on_but_for_one_number_has_a_gap(text: str, cues: list[str]) -> None:
    assert numbered(text) == cues


@pytest.mark.parametrize(("kind", "found"), [("item", 1), ("paragraph", 1), ("heading", 1), ("cell", 0)])
def test_items_paragraphs_and_headings_may_be_numbered(kind: str, found: int) -> None:
    text = "1. a\n2. b\n4. c\n5. d"
    passages = tuple(Passage(at + 3, at + 4, kind) for at in range(0, len(text), 5))
    assert len(list(_numbering(Document("d", text, passages)))) == found


def test_the_last_number_is_stated_exactly() -> None:
    (relation,) = _numbering(from_text("So it is.\n\n" + GAP))
    (stated,) = relation.members[0].statements
    assert stated.figure == Figure(Decimal(5), kind="count", hedge="exactly", q=Decimal(0), Q=Decimal(0))
    assert (stated.stated.strip(), relation.members[1].figure.value) == ("5.", Decimal(4))


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("It has three aims: 3 schools, 4 roads and 5 lanes and 6 clinics.", [("three", 3, 4)]),
        ("It has four aims: 3 schools, 4 roads and 5 lanes and 6 clinics.", [("four", 3, 4)]),
        ("It has two aims: 3 schools, 4 roads and 5 lanes and 6 clinics.", []),
        ("It has five aims: 3 schools, 4 roads and 5 lanes and 6 clinics.", []),
        ("It has fourteen members: 9 women and 5 men.", []),
        ("Two of the four aims: schools, roads and clinics.", []),
        ("Of old, two of the four aims: schools, roads and clinics.", []),
        ("It has the four aims: schools, roads and clinics.", [("four", 3, None)]),
    ],
)
def test_a_list_of_numbers_is_one_of_things_where_it_is_as_long_as_announced(
    text: str, claims: list[tuple[str, int, int | None]]
) -> None:
    document = from_text(text)
    found = find(document, masks(document, extract(document), []), [])
    told = [(one.members[0].statements[0].stated, one.members[1].figure) for one in found]
    assert [(stated, int(figure.value), figure.upper and int(figure.upper)) for stated, figure in told] == claims


@pytest.mark.parametrize(("far", "found"), [(REACH, 1), (REACH + 1, 0)])
def test_a_numbering_goes_on_within_reach(far: int, found: int) -> None:
    for lead in ("", "It is so. " * 400):
        text = f"{lead}\n1. a\n2. b\n{'x' * (far - 5)}\n4. c\n5. d"
        at = [text.index(f"{number}. {item}") + 3 for number, item in zip("1245", "abcd", strict=True)]
        assert at[2] - (at[1] + 1) == far
        document = Document("d", text, tuple(Passage(place, place + 1, "item") for place in at))
        assert len(list(_numbering(document))) == found


def told(text: str) -> list[int]:
    document = from_text(text)
    found = find(document, masks(document, extract(document), []), [])
    return [int(one.members[1].figure.value) for one in found]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("It has four branches: Leeds, York and Hull.", [3]),
        ("It has four members: Leeds, York and Hull.", [3]),
        ("It has four old members: men, women and children.", []),
        ("The four winners are Leeds, York and Hull.", [3]),
        ("The four winners are Leeds, York and The Old Town Of Hull.", [3]),
        ("The four winners are Leeds, York and The Old Town Of Great Hull.", []),
        ("The four people are Ann, Bob and Cy.", [3]),
        ("The four women are Ann, Bea and Cy.", [3]),
        ("The four men are Al, Bob and Cy.", [3]),
        ("The four ways are Leeds, York and Hull.", [3]),
        ("The four plays are Hamlet, Lear and Othello.", [3]),
        ("The four focuses are Leeds, York and Hull.", [3]),
        ("The four weaknesses are Leeds, York and Hull.", [3]),
        ("The four species are Adder, Boa and Cobra.", [3]),
        ("The four cities are Leeds, York and Hull.", [3]),
        ("The four rules are Leeds, York and Hull.", [3]),
    ],
)
def test_so_many_names_are_told_of_what_can_be_named(text: str, items: list[int]) -> None:
    assert told(text) == items
