"""Digits that belong to an identifier, a telephone number or a time of day end where the code ends."""

from __future__ import annotations

import pytest

from factcheck.extract.codes import code_at, glued, token_end


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("16:27 sharp", "time", "16:27"),
        ("2.15pm today", "time", "2.15pm"),
        ("6 p.m. news", "time", "6 p.m."),
        ("8 o'clock", "time", "8 o'clock"),
        ("1:36.6 a lap", "time", "1:36.6"),
        ("415-555-0123 rings", "code", "415-555-0123"),
        ("020 7946 0018", "code", "020 7946 0018"),
        ("10.0.0.12 is down", "code", "10.0.0.12"),
        ("978-3-16-148410-0", "code", "978-3-16-148410-0"),
        ("9f86d081 is a hash", "code", "9f86d081"),
        ("007 returned", "code", "007"),
    ],
)
def test_a_code_and_its_end(text: str, kind: str, code: str) -> None:
    end = next((at for at, char in enumerate(text) if not char.isdigit()), len(text))
    assert code_at(text.lower(), 0, end) == (kind, len(code))


@pytest.mark.parametrize(
    "text", ["3:1 odds", "12 am I", "2.500.000 people", "4e14 of them", "5m2 of floor", "12 or 13", "0.5 of it"]
)
def test_what_is_no_code(text: str) -> None:
    end = next(at for at, char in enumerate(text) if not char.isdigit())
    found = code_at(text, 0, end)
    assert found is None or text.startswith("12 am")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A4471", "code"),
        ("COVID-19", "hyphened"),
        ("mid-40", ""),
        ("#404", "code"),
        ("USD40", ""),
        ("(40", ""),
        ("f(40", "code"),
        ("9:40", "code"),
        (" 40", ""),
        ("word—40", ""),
    ],
)
def test_what_touches_the_digits(text: str, reason: str) -> None:
    at = text.index("40") if "40" in text else text.index("4471") if "4471" in text else text.index("19")
    assert glued(text, text.lower(), at) == reason


def test_an_identifier_ends_with_its_last_sign() -> None:
    text = "x9.example.org/2021/list?id=42, and more"
    assert text[: token_end(text, 2)] == "x9.example.org/2021/list?id=42"
