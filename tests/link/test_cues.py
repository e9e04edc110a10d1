"""A pattern with cues finds what the pattern finds wherever a cue stands, and is not compiled before."""

from __future__ import annotations

import pytest

from factcheck.link.cues import Cued

CUED = Cued(r"\b(?:rose|fell) (\d)", "rose|fell")


@pytest.mark.parametrize("text", ["it rose 4 and fell 3", "rose 7 and fell 5", "rose fell 5", "fell", ""])
def test_it_finds_what_its_pattern_finds(text: str) -> None:
    import re

    plain = re.compile(r"\b(?:rose|fell) (\d)")
    found = [match.group() for match in plain.finditer(text)]
    assert CUED.findall(text) == found == [match[0] for match in CUED.finditer(text)]
    for ours, theirs in (
        (CUED.search(text), plain.search(text)),
        (CUED.search(text, 4), plain.search(text, 4)),
        (CUED.search(text, 0, 9), plain.search(text, 0, 9)),
        (CUED.match(text), plain.match(text)),
        (CUED.match(text, 3), plain.match(text, 3)),
        (CUED.match(text, 3, 8), plain.match(text, 3, 8)),
        (CUED.fullmatch(text[3:9]), plain.fullmatch(text[3:9])),
    ):
        assert (ours and ours.span()) == (theirs and theirs.span())
    assert CUED.sub("-", text) == plain.sub("-", text)
    assert [match.span() for match in CUED.finditer(text, 4, 30)] == [m.span() for m in plain.finditer(text, 4, 30)]


def test_without_a_cue_in_the_text_nothing_is_compiled() -> None:
    broken = Cued("(", "rose|fell")
    assert broken.search("it sank 4") is broken.match("it sank") is broken.fullmatch("it") is None
    assert (broken.findall("it sank"), list(broken.finditer("it sank")), broken.sub("-", "it")) == ([], [], "it")
    for find in (broken.search, broken.match, broken.fullmatch, broken.findall):
        with pytest.raises(Exception, match="unterminated subpattern"):
            find("it fell 4")


def test_a_pattern_without_cues_reads_every_text() -> None:
    assert Cued(r"\d").findall("1 and 2") == ["1", "2"]
