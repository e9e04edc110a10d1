from __future__ import annotations

import pytest

from factcheck.link.words import CLIPPED, _trim, lexicon, split_words, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("learned", "learning"),
        ("employees", "staff"),
        ("companies", "company"),
        ("increased", "increase"),
        ("programmes", "programme"),
        ("innovative", "innovation"),
    ],
)
def test_inflections_and_synonyms_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("north", "south"), ("men", "women"), ("import", "export")])
def test_contrasts_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_small_words_and_signs_have_no_stem() -> None:
    text = "The canal, in 2012, didn't employ 412 people."
    assert [word.stem for word in split_words(text, 0, len(text)) if word.stem] == ["canal", "employ", "person"]
    assert [word.stem for word in split_words("An ox B", 0, 7)] == ["", "ox", ""]


@pytest.mark.parametrize(
    ("word", "trimmed"),
    [
        ("weir's", "weir"),
        ("weir’s", "weir"),
        ("as", "as"),
        ("gas", "gas"),
        ("ties", "tie"),
        ("flies", "fly"),
        ("asses", "ass"),
        ("formation", "form"),
        ("buried", "bury"),
        ("passed", "pass"),
        ("telling", "tell"),
        ("berries", "berry"),
        ("trusses", "truss"),
        ("bus", "bus"),
        ("cress", "cress"),
        ("crocus", "crocus"),
        ("oasis", "oasis"),
        ("weirs", "weir"),
        ("legislative", "legisl"),
        ("formative", "form"),
        ("negative", "negativ"),
        ("plantation", "plant"),
        ("foundation", "found"),
        ("vocation", "vocation"),
        ("milling", "mill"),
        ("aiming", "aim"),
        ("icing", "icing"),
        ("tried", "tri"),
        ("carried", "carry"),
        ("lied", "lied"),
        ("naming", "nam"),
        ("mined", "min"),
        ("used", "used"),
        ("baned", "ban"),
        ("basement", "basement"),
        ("treatment", "treat"),
        ("shipment", "shipment"),
        ("gently", "gent"),
        ("ugly", "ugly"),
        ("dimly", "dimly"),
        ("kindly", "kind"),
        ("shipped", "ship"),
        ("hopping", "hop"),
        ("called", "call"),
        ("passing", "pass"),
        ("added", "add"),
        ("adding", "add"),
        ("barge", "barg"),
        ("bare", "bare"),
        ("barges", "barg"),
    ],
)
def test_a_word_loses_its_inflection_and_no_more(word: str, trimmed: str) -> None:
    assert _trim(word) == trimmed


@pytest.mark.parametrize("ending", CLIPPED)
def test_what_is_clipped_has_no_stem(ending: str) -> None:
    text = f"They{ending} seen a kestrel"
    assert [word.stem for word in split_words(text, 0, len(text)) if word.stem] == ["seen", "kestrel"]


def test_words_keep_their_places_and_their_letters() -> None:
    text = "It was: Twenty-two of O'Hara's 1,250.5 mills, i.e. 7%."
    words = split_words(text, 8, len(text))
    assert [word.text for word in words] == [
        "Twenty-two", "of", "O'Hara's", "1,250.5", "mills", ",", "i", ".", "e", ".", "7", "%", "."
    ]  # fmt: skip
    assert all(text[word.start : word.end] == word.text for word in words)
    assert [word.low for word in words if word.low != word.text] == ["twenty-two", "o'hara's"]
    assert [word.stem for word in words] == ["twenty-two", "", "o'hara", "", "factory", *[""] * 8]


def test_words_that_stand_everywhere_say_less() -> None:
    common = lexicon().common
    assert set(common.values()) == {0.4, 0.6, 0.8}
    assert not lexicon().stop & {"kestrel", "weir"}
