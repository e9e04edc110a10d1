"""A short, always equal slice of the fuzzing: seeds mutated at random places, through every target."""

from __future__ import annotations

import random
import time
import zlib

import pytest

from fuzz.growth import growth
from fuzz.targets import SEPARATOR, SHARES, TARGETS, seeds

SECONDS = 0.5  # of processor time for each target
MOST = 150
SLOWEST = 5.0
DICTIONARY = (
    *(b"<", b">", b"&#", b"\n", b"\r", b"\t", b"|", b'"', b"'", b"#", b"[", b"]", b"(", b")", b"{", b"\\", b"\0", b"%"),
    *(
        b"0" * 40,
        b"9" * 5_000,
        b" " * 300,
        b"1e999999",
        b"-",
        b"--",
        b"...",
        b",",
        b"\xc3",
        b"\xff\xfe",
        b"\xe2\x80\xae",
    ),
    *(
        b"\xc2\xa0",
        b"nearly ",
        b" million",
        b" to ",
        b"per cent",
        b"0.",
        b"1/0",
        b"\xef\xbc\x95",
        b"\xc2\xbd",
        b"inf",
        b"nan",
    ),
    SEPARATOR,
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The data with a few places replaced, cut out, doubled, moved or filled with something known to hurt."""
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(data) + 1), chance.choice((1, 1, 2, 5, 20, 100))
        head, there, tail = data[:at], data[at : at + length], data[at + length :]
        kind = chance.randrange(6)
        if kind == 0:
            data = head + chance.randbytes(len(there)) + tail
        elif kind == 1:
            data = head + tail
        elif kind == 2:
            data = head + there * chance.choice((2, 3, 60)) + tail
        elif kind == 3:
            data = head + chance.choice(DICTIONARY) + there + tail
        elif kind == 4:
            data = tail + there + head
        else:
            data = head + bytes(byte ^ (1 << chance.randrange(8)) for byte in there) + tail
    return data[:20_000]


def test_every_target_has_its_share_of_a_million() -> None:
    assert set(SHARES) == set(TARGETS)
    assert sum(SHARES.values()) == 1_000_000


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_seeds_raise_nothing_unexpected(name: str) -> None:
    chance = random.Random(zlib.crc32(name.encode()))
    target, known = TARGETS[name], seeds(name)
    for seed in (*known, b""):
        target(seed)
    begin = time.process_time()
    for _ in range(MOST):
        data = mutated(chance.choice(known), chance)
        before = time.process_time()
        try:
            target(data)
        except Exception as trouble:
            raise AssertionError(f"{name} on {data!r}") from trouble
        now = time.process_time()
        assert now - before < SLOWEST, f"{name} takes {now - before:.1f} s on {data!r}"
        if now - begin > SECONDS:
            break


@pytest.mark.parametrize("name", TARGETS)
def test_memory_is_bounded_and_time_not_quadratic_in_the_input(name: str) -> None:
    """The first seed of each target, said over and over; growth.py does it with all of them, to a megabyte."""
    found = next(growth(name, 2_000 if name == "accepted" else 10_000))
    assert found.times_linear < 3.5, found  # quadratic is 4
    assert not found._replace(times_linear=1.0).wrong, found
