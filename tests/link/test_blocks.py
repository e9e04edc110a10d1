"""Statements of different documents meet by keys, and where they speak of one thing and time they are compared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import combinations

import pytest

from factcheck import read
from factcheck.extract import extract
from factcheck.link.blocks import (
    BOUND,
    KEY_BYTES,
    LONGEST,
    Told,
    _back,
    _comparable,
    _excerpts,
    _keys,
    _names,
    _words,
    between,
    told,
)
from factcheck.link.words import lexicon, stem
from factcheck.model import Document, Passage

VIK = "The harbour of Vik handled 41,000 containers in 2021, said its director."


def sentences(*texts: str, date: str = "") -> list[tuple[Told, set[bytes]]]:
    """The sentences of documents that are named by their numbers, with their keys."""
    found = []
    for number, text in enumerate(texts):
        document = read.from_text(text, str(number))
        for one, keys in told(document, extract(document)):
            found.append((one, {keys[at : at + KEY_BYTES] for at in range(0, len(keys), KEY_BYTES)}))
    return found


def differing(*texts: str) -> list[set[str]]:
    """What the relations between documents hold against each other, of sentences that share a key."""
    met = sentences(*texts)
    block = [one for one, keys in met if any(keys & others for other, others in met if other is not one)]
    relations = between(block)
    stated = [{one.stated for member in relation.members for one in member.statements} for relation in relations]
    return [some for some in stated if len(some) > 1]


def test_what_two_documents_say_of_one_thing_meets() -> None:
    other = "In 2021 the harbour of Vik handled 43,500 containers, more than ever."
    assert differing(f"A first line.\n\n{VIK}", other) == [{"41,000", "43,500"}]


@pytest.mark.parametrize(
    "other",
    [
        "The harbour of Holm handled 43,500 containers in 2021, said its director.",
        "The harbour of Vik handled 43,500 containers in 2020, said its director.",
        "The harbour of Vik handled 43,500 containers, said its director.",
        "The harbour of Vik handled goods worth 43,500 dollars in 2021, said its director.",
        "The school of Vik taught 43,500 pupils in 2021, said its director.",
    ],
)
def test_what_is_of_another_thing_or_time_does_not(other: str) -> None:
    assert differing(VIK, other) == []


def test_a_document_is_not_held_against_itself_here() -> None:
    assert differing(f"{VIK}\n\nIn 2021 the harbour of Vik handled 43,500 containers.", "Nothing of note.") == []


def test_offsets_are_those_of_the_documents() -> None:
    texts = (f"A first line.\n\n{VIK}", f"Another line, and one more.\n\n{VIK.replace('41,', '43,')}")
    relations = between([one for one, _ in sentences(*texts)])
    assert relations
    for relation in relations:
        for one in relation.members[0].statements:
            assert texts[int(one.document)][one.start : one.end] == one.stated


def test_a_sentence_comes_back_from_its_line() -> None:
    text = f"{VIK} Between 12 and 15 ships came a day, nearly 3.5% of them with coal worth 1.20 dollars a ton."
    for one, _ in sentences(text):
        back = Told.from_line(one.as_line())
        assert [_plain(statement) for statement in back.statements] == [_plain(held) for held in one.statements]
        assert (back.document, back.start, back.text) == (one.document, one.start, one.text)


def _plain(statement: object) -> dict[str, object]:
    from dataclasses import fields

    return {
        field.name: getattr(statement, field.name)
        for field in fields(statement)  # type: ignore[arg-type]
        if field.name not in ("passage", "row", "place")
    }


def test_keys_are_few_and_sorted() -> None:
    document = read.from_text(VIK, "vik")
    for one, keys in told(document, extract(document)):
        parts = [keys[at : at + KEY_BYTES] for at in range(0, len(keys), KEY_BYTES)]
        assert parts == sorted(set(parts))
        assert len(parts) <= 15 * len(one.statements)


def test_a_block_of_the_largest_size_is_worked_off() -> None:
    block: Sequence[Told] = [one for one, _ in sentences(*(VIK.replace("41", str(41 + n)) for n in range(BOUND)))]
    assert len(block) == BOUND
    assert between(block)


def keys_of(text: str, date: str = "") -> set[bytes]:
    document = replace(read.from_text(text, "d"), date=date)
    return {
        keys[at : at + KEY_BYTES]
        for _, keys in told(document, extract(document))
        for at in range(0, len(keys), KEY_BYTES)
    }


def key(sort: str, period: str, one: str, other: str) -> bytes:
    said = "\t".join((sort, period, *sorted((stem(one), stem(other)))))
    return blake2b(said.encode(), digest_size=KEY_BYTES).digest()


def test_a_key_is_the_sort_and_period_of_a_figure_and_two_words_of_its_topic() -> None:
    keys = keys_of(VIK)
    expected = {key("count", "2021", *pair) for pair in combinations(("harbour", "vik", "handled", "containers"), 2)}
    assert keys & expected
    assert len(keys & expected) == len(expected) - len(expected - keys)
    assert key("count", "2021", "harbour", "containers") in keys
    assert key("money", "2021", "harbour", "vik") in keys_of("The harbour of Vik earned $41,000 in 2021.")
    assert key("percent", "2021", "harbour", "vik") in keys_of("The harbour of Vik grew by 41% in 2021.")


def test_a_figure_without_a_year_is_of_the_date_of_its_document() -> None:
    text = "The harbour of Vik handled 41,000 containers."
    assert keys_of(text) == set()
    assert key("count", "@2021-05-04", "harbour", "containers") in keys_of(text, "2021-05-04")
    assert keys_of(f"{text[:-1]} since spring.", "") == set()


@pytest.mark.parametrize(
    "text",
    [
        "The ninth harbour of Vik was built in 2021.",
        "The harbour of Vik opened on 9 May 2021.",
    ],
)
def test_ordinals_and_dates_meet_none(text: str) -> None:
    assert keys_of(text) == set()


def test_a_sentence_of_the_longest_size_is_kept() -> None:
    words = " of grain for the town"
    text = "In 2021 the harbour of Vik handled 41,000 containers."
    long = text[:-1] + words * ((LONGEST - len(text)) // len(words))
    long = long + "y" * (LONGEST - len(long) - 1) + "."
    assert len(long) == LONGEST
    assert keys_of(long)
    assert not keys_of(long.replace("y.", "yy."))


def test_cells_of_a_table_meet_none() -> None:
    document = read.from_text(VIK, "d")
    statements = list(extract(document))
    cell = replace(document, passages=(Passage(0, len(VIK), "cell"),))
    assert list(told(document, statements))
    assert not list(told(cell, [replace(one, passage=0) for one in statements]))
    assert list(told(replace(cell, passages=()), statements))


def test_what_stands_outside_its_sentence_meets_none() -> None:
    document = read.from_text(VIK, "d")
    [one] = [each for each in extract(document) if each.figure.kind == "count"]
    start, end = one.sentence
    assert list(told(document, [replace(one, sentence=(one.start, one.end))]))
    for outside in ((start, one.end - 1), (one.start + 1, end), (0, 0)):
        assert not list(told(document, [replace(one, sentence=outside)]))
    beyond = replace(one, start=end - 1, end=end + 1)
    assert not list(told(document, [one, beyond])) + list(told(document, [beyond, one]))


def test_a_statement_comes_back_with_all_its_places() -> None:
    texts = (f"A first line.\n\n{VIK}", f"Another line, and one more.\n\n{VIK.replace('41,', '43,')}")
    statements = {
        (str(number), one.start): one
        for number, text in enumerate(texts)
        for one in extract(read.from_text(text, str(number)))
    }
    relations = between([one for one, _ in sentences(*texts)])
    for relation in relations:
        assert relation.relation == f"between:{relation.fact}"
        assert relation.fact.endswith(f"-{relation.members[0].statements[0].start}")
        for one in relation.members[0].statements:
            known = statements[one.document, one.start]
            assert (one.end, one.sentence, one.full) == (known.end, known.sentence, known.full)


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("The harbour of Vik handled 41,000 containers", "The harbour of Vik handled 43,500 containers", True),
        ("The harbour of Vik handled 41,000 containers", "The harbour of Holm handled 43,500 containers", False),
        ("The harbour of Vik handled 41,000 containers", "The harbour handled 43,500 containers", True),
        ("At Vik the harbour of May handled 41,000 boats", "At Vik the harbour of June handled 43,500 boats", True),
        ("The harbour of Vik handled 41,000 containers", "The harbour of Vik handled 43,500 tons of grey coal", False),
        ("The harbour of Vik handled 41,000 containers", "The harbour of Vik handled 41.5 per cent", False),
        ("The harbour of Vik handled 41,000 containers", "The old town of Vik fed 43,500 grey cats and birds", False),
    ],
)
def test_two_documents_meet_in_sort_and_topic_and_names(one: str, other: str, met: bool) -> None:
    assert bool(differing(f"{one} in 2021.", f"{other} in 2021.")) is met


def test_texts_are_of_documents() -> None:
    assert list(told(Document("d", ""), [])) == []
    assert between([]) == ()


def test_a_sentence_far_down_a_document_is_kept() -> None:
    assert keys_of("It rained. " * 200 + VIK)


def test_a_context_of_its_own_comes_back() -> None:
    [(one, _)] = sentences(VIK)
    own = replace(one, statements=tuple(replace(each, context="else") for each in one.statements))
    for told_as in (one, own):
        back = Told.from_line(told_as.as_line())
        assert [each.context for each in back.statements] == [each.context for each in told_as.statements]
    assert "\n" not in replace(own, text="a\nb").as_line()
    assert '"else"' in own.as_line()
    assert VIK not in json.loads(one.as_line())[4][0]


@pytest.mark.parametrize(
    ("other", "met"),
    [
        ("The harbour of Vik handled 43,500 containers in 2021.", True),
        ("The school of Vik taught 43,500 pupils in 2021.", False),
        ("The harbour of Vik handled 43,500 containers in 2020.", False),
        ("The harbour of Holm handled 43,500 containers in 2021.", False),
        ("The harbour of Vik handled 43.5% of it in 2021.", False),
    ],
)
def test_even_in_one_block_only_one_topic_time_and_name_is_compared(other: str, met: bool) -> None:
    block = [one for one, _ in sentences(VIK, other)]
    if len(block) == 2:
        assert any(len(one.members[0].statements) > 1 for one in between(block)) is met
    assert between(block[:1]) == ()


def test_equal_statements_of_two_documents_meet_and_of_one_do_not() -> None:
    same = VIK.replace("said its director", "as was said")
    found = between([one for one, _ in sentences(VIK, same)])
    assert [[one.stated for one in each.members[0].statements] for each in found] == [["41,000", "41,000"]]
    alone = [one for one, _ in sentences(f"{VIK}\n\n{same}", "In 2021 the school of Dale taught 412 pupils.")]
    assert between(alone) == ()


def test_more_is_said_than_told_in_order_of_the_rarest_words() -> None:
    keys = keys_of("In 2021 the grey stone harbour of Vik in northern Holm handled 41,000 heavy iron boxes by crane.")
    assert len(keys) == 15


POOR = "The harbour of Vik handled 41,000 containers in 2021."
RICH = "The grey harbour of Vik handled 41,000 heavy iron containers of northern wool in 2021."


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        (POOR, "The harbour of Vik housed 43,500 sheep in 2021.", True),
        (POOR, "The school of Vik housed 43,500 sheep in 2021.", False),
        (RICH, "The new harbour of Vik housed 43,500 brown sheep of southern farms in 2021.", False),
        (RICH, "The new harbour of Vik housed 43,500 iron containers of southern farms in 2021.", True),
        (POOR, "The harbour of Vik housed 43,500 sheep in 2020.", False),
        (POOR, "The harbour of Vik and Holm housed 43,500 sheep in 2021.", True),
        (POOR.replace("Vik", "Vik and Dale"), "The harbour of Vik and Holm housed 43,500 sheep in 2021.", False),
    ],
)
def test_half_of_the_poorer_topic_and_two_words_must_be_shared(one: str, other: str, met: bool) -> None:
    found = [each for each, _ in sentences(one, other)]
    assert _comparable(found) == ({0, 1} if met else set())
    assert _comparable([replace(each, document="same") for each in found]) == set()


def test_a_figure_that_touches_another_keeps_its_own_period() -> None:
    [(told_as, _)] = sentences(VIK)
    [one] = [each for each in told_as.statements if each.figure.kind == "count"]
    width = one.end - one.start
    following = replace(one, start=one.end, end=one.end + width, period="2020")
    held = replace(told_as, statements=(replace(one, period="2019"), following))
    assert _back(following, held, 0)[0] == "2020"
    assert _back(one, held, 0)[0] == "2019"


def test_whoever_meets_one_that_has_met_another_is_found_too() -> None:
    sheep, both = "The harbour of Vik housed 43,500 sheep in 2021.", "The harbour of Vik handled 41,000 boxes in 2021."
    boxes = "The men handled 43,500 boxes in 2021."
    for texts in ((sheep, boxes, both), (both, sheep, boxes), (sheep, both, boxes)):
        found = [each for each, _ in sentences(*texts)]
        assert _comparable(found) == {0, 1, 2}
    assert _comparable([each for each, _ in sentences(sheep, boxes)]) == set()


@pytest.mark.parametrize(("kind", "told_too"), [("count", True), ("range", True), ("money", False), ("percent", False)])
def test_what_is_counted_is_a_word_of_the_topic(kind: str, told_too: bool) -> None:
    [(one, _)] = sentences(VIK)
    figure = replace(one.statements[0].figure, kind=kind, unit="kestrels")
    words = _words(replace(one.statements[0], figure=figure, topic="harbour", scope="Vik"))
    assert words == {stem("harbour"), stem("vik"), *([stem("kestrels")] if told_too else ())}


def test_what_is_compared_stands_at_its_place_in_the_excerpts() -> None:
    texts = (f"A first line.\n\n{VIK} So it was. {POOR}", f"Another line, and one more.\n\n{RICH}")
    found = [one for one, _ in sentences(*texts)]
    documents, statements, sources = _excerpts(found)
    excerpts = {document.document: document.text for document in documents}
    assert len(statements) == sum(len(one.statements) for one in found) > 2
    for one in statements:
        text = excerpts[one.document]
        source, by = sources[one.document, one.sentence]
        assert text[one.start : one.end] == one.stated
        assert text[slice(*one.sentence)] == source.text
        assert any(each.full == (one.full[0] - by, one.full[1] - by) for each in source.statements)


def test_a_relation_is_named_by_the_last_four_words_of_its_topic_and_its_place() -> None:
    topic = "the old grey stone harbour of Vik"
    block = [
        replace(one, statements=tuple(replace(each, topic=topic) for each in one.statements))
        for one, _ in sentences(POOR, POOR.replace("41,000", "43,500"))
    ]
    (relation,) = [one for one in between(block) if len(one.members[0].statements) > 1]
    assert relation.fact == f"stone-harbour-of-vik-{POOR.index('41,000')}"


def test_names_begin_with_a_capital_where_none_is_needed() -> None:
    assert _names('"Vik and Holm met. Then May came to Dale.') == {"vik", "holm", "dale"}
    assert _names("Vik and Holm met.") == {"holm"}


@pytest.mark.parametrize("change", ["kind date", "kind ordinal", "inherited period", "no period"])
def test_dates_ordinals_and_periods_carried_over_have_no_keys(change: str) -> None:
    [(told_as, _)] = sentences(POOR)
    (one,) = [each for each in told_as.statements if each.figure.kind == "count"]
    assert len(list(_keys(one, ""))) > 2
    sort, _, name = change.partition(" ")
    if sort == "kind":
        one = replace(one, figure=replace(one.figure, kind=name))
    else:
        one = replace(one, inherited=("period",)) if sort == "inherited" else replace(one, period="")
    assert not list(_keys(one, ""))


def test_the_rarest_then_the_longest_words_make_the_keys() -> None:
    [(told_as, _)] = sentences(POOR)
    (one,) = [each for each in told_as.statements if each.figure.kind == "count"]
    common = min(lexicon().common, key=lambda word: (lexicon().common[word], word))
    words = ["kestrel", "otter", "badger", "weir", "lantern", "heron"]
    bare = replace(one, scope="", figure=replace(one.figure, unit=""))
    expected = {key("count", "2021", *pair) for pair in combinations(words, 2)}
    assert set(_keys(replace(bare, topic=" ".join(words)), "")) == expected
    assert set(_keys(replace(bare, topic=" ".join([common, *words])), "")) == expected
    assert set(_keys(replace(bare, topic=" ".join(["ox", *words])), "")) == expected
    assert set(_keys(replace(bare, topic=" ".join(["ox", common, *words[1:]])), "")) == {
        key("count", "2021", *pair) for pair in combinations(["ox", *words[1:]], 2)
    }
