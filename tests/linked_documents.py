"""tests/corpus/linked in, documents out with the figures that restate one another; and slips planted in them.

A page is a document of one genre. ``{learners|165 million}`` states the fact "learners"; each fact is stated twice or
more, and a figure without braces is said once. After the line ``<!-- reference -->`` follows the document that the
first is held against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PAGES = Path(__file__).parent / "corpus" / "linked"
MARK = re.compile(r"\{(?P<fact>[a-z0-9-]+)\|(?P<stated>[^{}|]+)\}")
GENRE = re.compile(r"<!-- genre: (.+) -->\n")
REFERENCE = "<!-- reference -->\n"
NUMBER = re.compile(r"\d(?:[\d,]*\d)?(?:\.\d+)?")
TWISTED = {"million": "billion", "billion": "million", "thousand": "million", "lakh": "crore", "crore": "lakh"}
MISHEARD = """
one:two two:three three:five four:six five:four six:nine seven:eight eight:six nine:seven ten:twelve eleven:fourteen
twelve:fifteen thirteen:sixteen fourteen:seventeen fifteen:eighteen sixteen:thirteen seventeen:fifteen
eighteen:nineteen nineteen:sixteen twenty:thirty thirty:forty forty:sixty fifty:seventy sixty:ninety seventy:eighty
eighty:fifty ninety:eighty first:second second:third third:fifth fourth:sixth fifth:seventh sixth:ninth
seventh:eighth eighth:sixth ninth:seventh tenth:twelfth
"""
WORDS = dict(pair.split(":") for pair in MISHEARD.split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A statement of a fact: where it stands in which of the texts, and how it is written there."""

    fact: str
    document: str  # text | reference
    start: int
    end: int
    stated: str


@dataclass(frozen=True, slots=True)
class Page:
    """A document without its marks, the document that it is held against or "", and the statements of its facts."""

    name: str
    genre: str
    text: str
    reference: str
    mentions: tuple[Mention, ...]

    @property
    def words(self) -> int:
        return len(self.text.split()) + len(self.reference.split())


@dataclass(frozen=True, slots=True)
class Slip:
    """A page with one statement changed: what was typed wrong in which way, where, and what was right."""

    page: Page
    mention: Mention
    way: str
    typed: str
    text: str

    @property
    def end(self) -> int:
        return self.mention.start + len(self.typed)

    @property
    def shift(self) -> int:
        return len(self.typed) - len(self.mention.stated)


@cache
def pages() -> tuple[Page, ...]:
    """Every page, by name."""
    return tuple(load(path) for path in sorted(PAGES.rglob("*.md")))


def load(path: Path) -> Page:
    source = path.read_text(encoding="utf-8")
    genre = GENRE.match(source)
    assert genre, f"{path.name} does not begin with its genre"
    text, _, reference = source[genre.end() :].partition(REFERENCE)
    stripped, mentions = _unmarked(text.strip("\n"), "text")
    other, known = _unmarked(reference.strip("\n"), "reference")
    return Page(path.stem, genre[1], stripped, other, (*mentions, *known))


def _unmarked(source: str, document: str) -> tuple[str, list[Mention]]:
    parts: list[str] = []
    mentions: list[Mention] = []
    at = length = 0
    for mark in MARK.finditer(source):
        parts += [source[at : mark.start()], mark["stated"]]
        start = length + mark.start() - at
        length = start + len(mark["stated"])
        mentions.append(Mention(mark["fact"], document, start, length, mark["stated"]))
        at = mark.end()
    return "".join((*parts, source[at:])), mentions


def slips(page: Page) -> Iterator[Slip]:
    """Each statement typed wrong in each way that changes it; of a document with a reference only its own."""
    for mention in page.mentions:
        if mention.document == "reference":
            continue
        seen = {mention.stated}
        for way, typed in _typed(mention.stated):
            if typed not in seen:
                seen.add(typed)
                text = page.text[: mention.start] + typed + page.text[mention.end :]
                yield Slip(page, mention, way, typed, text)


def _typed(stated: str) -> Iterator[tuple[str, str]]:
    number = NUMBER.search(stated)
    if number:
        for way, typed in _retyped(number[0]):
            yield way, stated[: number.start()] + typed + stated[number.end() :]
    else:
        yield from _respelled(stated)
    for word, other in TWISTED.items():
        if re.search(rf"\b{word}\b", stated, re.IGNORECASE):
            yield "scale", re.sub(rf"\b{word}\b", other, stated, flags=re.IGNORECASE)
            return


def _retyped(number: str) -> Iterator[tuple[str, str]]:
    """One digit hit wrong, two swapped, the figure of another draft a fifth higher or lower, a digit too few."""
    digits = [place for place, sign in enumerate(number) if sign.isdigit()]
    values = [int(number[place]) for place in digits]
    last = max(place for place, value in enumerate(values) if value or not place)
    middle = last // 2
    wrong = (values[middle] + 3) % 10 or 4
    yield "digit", _with(number, digits, [*values[:middle], wrong, *values[middle + 1 :]])
    for place in range(last):
        one, other = values[place : place + 2]
        if one != other and (other or place):
            yield "swap", _with(number, digits, [*values[:place], other, one, *values[place + 2 :]])
            break
    whole = int("".join(map(str, values)))
    unit = 10 ** (len(values) - 1 - last)
    for way, percent in (("higher", 120), ("lower", 83)):
        another = str((whole * percent // 100 + unit // 2) // unit * unit)
        if len(another) == len(values) and int(another) != whole:
            yield way, _with(number, digits, [int(digit) for digit in another])
    if "," in number and "." not in number and number.endswith("0"):
        yield "scale", f"{whole // 10:,}"


def _with(number: str, digits: list[int], values: list[int]) -> str:
    signs = list(number)
    for place, value in zip(digits, values, strict=True):
        signs[place] = str(value)
    return "".join(signs)


def _respelled(stated: str) -> Iterator[tuple[str, str]]:
    for word in re.finditer(r"[A-Za-z]+", stated):
        other = WORDS.get(word[0].lower())
        if other:
            typed = other.capitalize() if word[0][0].isupper() else other
            yield "word", stated[: word.start()] + typed + stated[word.end() :]
            return
