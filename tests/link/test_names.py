"""Names that may be one name in two spellings, and names that are plainly two."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.interval import Figure, Verdict
from factcheck.link.claims import wordlist
from factcheck.link.names import _one_apart, _sound, find
from factcheck.model import Document
from factcheck.read import from_text


def hints(text: str) -> list[str]:
    return [finding.message for finding in find(from_text(text))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kowalski", "Kowalsky"),
        ("Haddad", "Hadad"),
        ("Anna Meier", "Anna Meir"),
        ("Katharina Weber", "Katarina Weber"),
        ("Li Zhong", "Wang Lizhong"),
        ("Wang Lizhong", "Li Zhong"),
        ("Sorin Petrescu", "Soren Petrescu"),
        ("Brandtner", "Brandner"),
        ("Petr Brandtner", "Petr Brandner"),
        ("Lee Sato", "Lee Saato"),
        ("Smith-Jones", "Smith-Jonnes"),
        ("García", "Garcíia"),
        ("Hadad", "Haddad"),
        ("Barkendot", "Barendot"),
        ("Wang Hao Lizhong", "Li Zhong"),
    ],
)
def test_two_spellings_of_one_name_are_hinted_at(one: str, other: str) -> None:
    text = f"Minister {one} spoke. Then Minister {other} left."
    assert hints(text) == [f"{one!r} and {other!r} may be the same name."]
    assert hints(f"{one}: Good day.\n{other}: And to you.") == [f"{one!r} and {other!r} may be the same name."]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kowalski", "Kowalski"),
        ("Kowalski", "Nowalski"),
        ("Weber", "Webster"),
        ("Anna Weber", "Hanno Weber"),
        ("Anna Weber", "Anne Wieber"),
        ("Meir", "Mair"),
        ("Meier", "Meir"),
        ("Li Zhong", "Wang Lizhen"),
        ("Anna Weber", "Weber"),
        ("Petr Brand", "Petr Braand Weber"),
        ("Bran", "Brand"),
        ("Council Weber", "Council Webber"),
        ("Weber Council", "Webber Council"),
        ("Tab", "Tabb"),
        ("Aosta", "Ousta"),
        ("Wang Lizhong", "Lizhong"),
        ("Karl", "Karel"),
        ("Maria Weber", "Mario Weber"),
        ("Maria", "Mario"),
        ("Weberon", "Wabirun"),
        ("Barton", "Baron"),
        ("Bartondo", "Barondo"),
        ("Brandington", "Brandler"),
    ],
)
def test_two_names_are_two(one: str, other: str) -> None:
    assert hints(f"Minister {one} spoke. Then Minister {other} left.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Kowalski spoke. Then Kowalsky left.",
        "the kowalski: spoke.\nKowalsky spoke.",
        "Kowalski:\nKowalsky: Yes.",
        "And so Kowalski: Yes.\nKowalsky: Yes.",
    ],
)
def test_only_names_after_a_title_or_before_what_is_said_are_compared(text: str) -> None:
    assert hints(text) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("Dr. Haddad (Dale): Yes", "Hadad: No"), ("Prime Minister Haddad: Yes", "Deputy Director Hadad: No")],
)
def test_a_title_and_an_aside_are_no_part_of_the_name(first: str, second: str) -> None:
    assert hints(f"{first}.\n{second}.") == ["'Haddad' and 'Hadad' may be the same name."]


def test_a_hint_shows_where_each_stands_first_and_how_often() -> None:
    text = (
        "One line.\n"
        + "x" * 200
        + " Minister Kowalski met Minister Kowalski. Mr. Kowalsky sang. "
        + "y" * 200
        + "\nEnd."
    )
    (finding,) = find(from_text(text))
    assert (finding.id, finding.check, finding.verdict, finding.severity, finding.confidence) == (
        "name-kowalski-kowalsky", "names/one-spelling", Verdict.CONSISTENT, "info", 0.5,
    )  # fmt: skip
    assert finding.reasons == ("the names differ in spelling only",)
    one, other = finding.statements
    for told, times in ((one, 2), (other, 1)):
        assert told.figure == Figure(Decimal(times), unit="times", hedge="exactly", q=Decimal(0), Q=Decimal(0))
        assert told.sentence == (told.start - 120, told.end + 120)
    assert (one.start, other.start) == (text.index("Kowalski"), text.index("Kowalsky"))


def test_a_line_bounds_what_is_shown_of_a_name() -> None:
    text = "One line.\nMr. Kowalski sang.\nMr. Kowalsky sang."
    (finding,) = find(from_text(text))
    assert [text[slice(*one.sentence)] for one in finding.statements] == text.split("\n")[1:]


def test_hints_come_in_the_order_of_the_text() -> None:
    text = "Mr. Haddad and Mr. Weber met Mr. Webber and Mr. Hadad. Mr. Webbber left."
    assert [message.split(" may")[0] for message in hints(text)] == [
        "'Weber' and 'Webber'", "'Haddad' and 'Hadad'", "'Weber' and 'Webbber'", "'Webber' and 'Webbber'"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "sound"),
    [("Brandt", "brndt"), ("Haddad", "hd"), ("Anna", "an"), ("Kowalsky", "kwlsk"), ("Sörin", "srn"), ("Meier", "mr")],
)
def test_the_sound_of_a_word_is_its_consonants(word: str, sound: str) -> None:
    assert _sound(word) == sound


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("brndtn", "brndn", True), ("brndn", "brndtn", True), ("brndn", "brndn", False), ("brndn", "brmdtn", False)],
)
def test_one_letter_more_or_less(one: str, other: str, apart: bool) -> None:
    assert _one_apart(one, other) is apart


@pytest.mark.parametrize("title", sorted(title.replace("_", " ") for title in wordlist("titles")))
def test_each_title_stands_before_a_name_and_is_no_part_of_it(title: str) -> None:
    assert hints(f"It was {title} Haddad, and then Mr. Hadad left.") == ["'Haddad' and 'Hadad' may be the same name."]
    (finding,) = find(from_text(f"{title} Haddad: Yes.\nMr. Hadad: No."))
    assert [one.stated for one in finding.statements] == ["Haddad", "Hadad"]


def test_a_speaker_with_a_title_is_named_once() -> None:
    assert hints("Minister Haddad: Yes.\nMinister Hadad: No.") == ["'Haddad' and 'Hadad' may be the same name."]


@pytest.mark.parametrize("pair", [("Wang Lizhong", "Li Zhong"), ("Li Zhong", "Wang Lizhong")])
def test_a_given_name_cut_in_two_is_told_so(pair: tuple[str, str]) -> None:
    (finding,) = find(Document("d", "\nMinister {} spoke. Minister {} left.".format(*pair)))
    assert finding.reasons == ("'Li Zhong' may be 'Wang Lizhong' without the family name",)
    assert finding.id == "name-{}-{}".format(*pair).replace(" ", "-").lower()
    assert {one.sentence[0] for one in finding.statements} == {1}


def test_hints_of_one_name_come_in_the_order_of_the_others() -> None:
    text = "Mr. Zinedan met Mr. Wang Lizhong and Mr. Li Zhonng. Then Mr. Li Zhong left."
    assert hints(text) == [
        "'Wang Lizhong' and 'Li Zhong' may be the same name.",
        "'Li Zhonng' and 'Li Zhong' may be the same name.",
    ]
