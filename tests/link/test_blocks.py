"""Statements of different documents meet by keys, and where they speak of one thing and time they are compared."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from factcheck import read
from factcheck.extract import extract
from factcheck.link.blocks import BOUND, KEY_BYTES, Told, between, told

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
