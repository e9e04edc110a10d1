"""Text and a position in, the number in words that begins there out: "two hundred and six", "half a million"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from factcheck.numerals.amounts import (
    AND,
    SEPARATOR,
    WORD,
    Amount,
    divided,
    is_last,
    plain,
    rescaled,
    scale_word,
    written,
)
from factcheck.numerals.later import later
from factcheck.numerals.tables import words

ONE = Decimal(1)
NOTHING = ("", 0)


class Spelled(NamedTuple):
    """How far a number in words has been read."""

    end: int
    group: int = 0  # what stands below the next scale word
    total: int = 0
    last: str = ""  # class of the last word
    scale: int = 0  # size of the last scale word
    exponent: int = 0  # of the last scale word, if nothing follows it

    @property
    def whole(self) -> int:
        return self.total + self.group


def spelled_at(low: str, pos: int, between: bool = False) -> Amount | None:
    """The number in words at ``pos``. After "between", an "and" parts two numbers unless a second one follows."""
    match = WORD.match(low, pos)
    if match is None:
        return None
    word, table = match[0], words()
    if word in ("a", "an"):
        return article_at(low, pos, match.end())
    if word in ("half", "quarter"):
        return half_at(low, pos, match.end(), table.parts[word])
    if word == "point":
        return point_alone(low, pos)
    if word in table.multiples:
        return written(pos, match.end(), str(table.multiples[word]), form="multiple")
    if word.endswith("fold") and word[:-4] in table.values:
        return written(pos, match.end(), str(table.values[word[:-4]][1]), form="multiple")
    kind, value = table.values.get(word, NOTHING)
    if kind in SMALL and is_last(low, match.end()):
        return written(pos, match.end(), str(value), form="words")
    if not kind or (kind == "dozen" and word != "dozen") or (kind == "scale" and len(word) < 4):
        return None
    if kind in ("hundred", "scale") and word.endswith("s"):
        return None
    return finished(low, pos, read_words(low, pos, between))


SMALL = frozenset(("unit", "teen", "ten"))


def read_words(low: str, pos: int, between: bool) -> Spelled:
    """Take words as long as they go on building one number."""
    state, cursor, joined = Spelled(pos), pos, False
    while (match := WORD.match(low, cursor)) is not None:
        entry = words().values.get(match[0])
        if entry is None or (state.last and entry[0] == "ten" and COMPOUND.match(low, match.end())):
            break
        step = stepped(state, entry, joined)
        if step is None or (joined and not and_fits(low, match.end(), state, between)):
            break
        state = step._replace(end=match.end())
        onward = gap_after(low, state)
        if onward is None:
            break
        cursor, joined = onward
    return state


COMPOUND = later(r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)s?(?![a-z])")  # "thirty-fifths"


def gap_after(low: str, state: Spelled) -> tuple[int, bool] | None:
    """Where the next word of the number may begin, and whether an "and" joins it."""
    if state.last == "dozen":
        return None
    separator = SEPARATOR.match(low, state.end)
    if separator is None:
        return (state.end + 2, False) if state.last == "scale" and low.startswith(", ", state.end) else None
    conjunction = AND.match(low, separator.end())
    if conjunction is None:
        return separator.end(), False
    if state.last == "scale" and half_after(low, state.end):
        return None
    return conjunction.end(), True


def stepped(state: Spelled, entry: tuple[str, int], joined: bool) -> Spelled | None:
    """The state after one more word, or None where the word begins another number."""
    kind, value = entry
    group, last = state.group, state.last
    if joined and last not in ("hundred", "scale"):
        return None
    after_round = last in ("", "hundred", "scale")
    if kind == "unit" and (after_round or last == "ten") and (value or not last):
        return state._replace(group=group + value, last=kind, exponent=0)
    if kind in ("teen", "ten") and after_round:
        return state._replace(group=group + value, last=kind, exponent=0)
    if kind == "hundred" and last != "hundred" and group < 100:
        return state._replace(group=(group or 1) * 100, last=kind, exponent=0)
    if kind == "scale" and not joined:
        return scaled(state, value)
    if kind == "dozen" and last in ("", "unit", "teen", "hundred"):
        hundreds = group - group % 100 if group % 100 else 0
        return state._replace(group=hundreds + ((group - hundreds) or 1) * value, last=kind, exponent=0)
    return None


def scaled(state: Spelled, value: int) -> Spelled | None:
    """The state after a scale word: "million million" multiplies, "thousand" after "million" needs a number between."""
    exponent = len(str(value)) - 1
    if state.last == "scale" and not state.group:
        if state.total >= 10**24:
            return None
        return state._replace(total=state.total * value, scale=state.scale * value, exponent=state.exponent + exponent)
    if state.scale and value >= state.scale:
        return None
    total = state.total + (state.group or 1) * value
    return state._replace(group=0, total=total, last="scale", scale=value, exponent=0 if state.total else exponent)


SECOND_AND = later(r"[a-z \-]{0,60}? and ")


def and_fits(low: str, end: int, state: Spelled, between: bool) -> bool:
    """Whether "two hundred and six" goes on the number, rather than "two hundred and six hundred" naming another."""
    if between and not SECOND_AND.match(low, end):
        return False
    following = SEPARATOR.match(low, end)
    match = WORD.match(low, following.end()) if following else None
    kind, size = words().values.get(match[0], NOTHING) if match else NOTHING
    if match and kind == "unit":  # "hundred and twenty five": look one word further
        return and_fits(low, match.end(), state, between)
    if kind == "hundred":
        return state.last == "scale"
    if kind == "scale":
        return state.last == "hundred" and (not state.scale or size < state.scale)
    return True


def finished(low: str, pos: int, state: Spelled) -> Amount:
    """The amount that the words said, with "point five", "and a half", or as the upper part of a fraction."""
    point = point_after(low, state.end) if state.last != "dozen" else None
    if point is not None:
        end, digits = point
        return rescaled(low, written(pos, end, f"{state.whole}.{digits}", form="words"))
    half = half_after(low, state.end)
    if half is not None:
        return with_half(low, pos, state, *half)
    part = part_after(low, pos, state)
    if part is not None:
        return part
    return written(pos, state.end, str(state.whole // 10**state.exponent), state.exponent, form="words")


def with_half(low: str, pos: int, state: Spelled, end: int, numerator: int, denominator: int) -> Amount:
    """ "two and a half", "a billion and a quarter million", "three million and a half"."""
    if state.last != "scale":
        return rescaled(low, divided(pos, end, state.whole, numerator, denominator))
    lesser = scale_word(low, end)
    size = state.scale
    if lesser is not None and 10 ** lesser[1] < state.scale:
        end, size = lesser[0], 10 ** lesser[1]
    q = plain(Decimal(state.scale) / 10)
    return Amount(pos, end, plain(state.whole + Decimal(size) * numerator / denominator), q, q, False, "words")


HALF = later(
    r"(?:[ \u00a0]{1,3}|-)(?:and|&)(?:[ \u00a0]{1,3}|-)(?:(an?|one|two|three|four|five)[ \-])?"
    r"(half|halves|quarters?|thirds?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?|thirtieths?)"
    r"(?![a-z])"
)
COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def half_after(low: str, end: int) -> tuple[int, int, int] | None:
    """ "and a half", "and three quarters": (end, numerator, denominator)."""
    match = HALF.match(low, end)
    if match is None or (match[1] is None and match[2] != "half"):
        return None
    numerator, denominator = COUNTS[match[1] or "a"], words().parts[match[2]]
    plural = match[2].endswith("s") or (numerator > 1 and scale_word(low, match.end()) is not None)
    return None if plural != (numerator > 1) or numerator >= denominator else (match.end(), numerator, denominator)


POINT = later(r"[ \u00a0]{1,3}point[ \u00a0]{1,3}(?=[a-z])")


def point_after(low: str, end: int) -> tuple[int, str] | None:
    """ "point five", "point zero three", "point seventy-one": (end, the digits)."""
    match = POINT.match(low, end)
    if match is None:
        return None
    digits, last, cursor = "", end, match.end()
    while len(digits) < 20 and (word := WORD.match(low, cursor)) is not None:
        kind, value = ("unit", 0) if word[0] == "oh" else words().values.get(word[0], NOTHING)
        if kind == "ten" and not digits:
            return tens_after_point(low, word.end(), value)
        if kind != "unit" and (kind != "teen" or digits):
            break
        digits, last = digits + str(value), word.end()
        separator = SEPARATOR.match(low, last)
        if separator is None or kind == "teen":
            break
        cursor = separator.end()
    return (last, digits) if digits else None


def point_alone(low: str, pos: int) -> Amount | None:
    """ "point five percent", said without the zero before it."""
    point = point_after(low, pos - 1)
    return rescaled(low, written(pos, point[0], f"0.{point[1]}", form="words")) if point else None


def tens_after_point(low: str, end: int, value: int) -> tuple[int, str]:
    following = WORD.match(low, end + 1)
    kind, unit = words().values.get(following[0], NOTHING) if following else NOTHING
    return (following.end(), str(value + unit)) if following and kind == "unit" and unit else (end, str(value))


TWO_THIRD = later(r"(?:two-third|three-fourth|three-quarter)[ ]of[ ]")  # as it is said in India


def part_after(low: str, pos: int, state: Spelled) -> Amount | None:
    """The number just read as the upper part of a fraction: "three fifths", "one-fourth"; "two quarters" are none."""
    separator = SEPARATOR.match(low, state.end)
    match = WORD.match(low, separator.end()) if separator else None
    if match is None or state.last == "dozen" or not state.whole:
        return None
    denominator, end = denominator_at(low, match)
    if not denominator or ((low[end - 1] == "s") != (state.whole > 1) and not TWO_THIRD.match(low, pos)):
        return None
    if match[0].startswith("quarter") and state.whole not in (1, 3):
        return None
    return rescaled(low, divided(pos, end, 0, state.whole, denominator))


def denominator_at(low: str, match: re.Match[str]) -> tuple[int, int]:
    """ "fifths" is 5, "twenty-firsts" is 21: (denominator, end), or zeros."""
    table = words()
    kind, value = table.values.get(match[0], NOTHING)
    if kind == "ten" and low.startswith("-", match.end()):
        following = WORD.match(low, match.end() + 1)
        unit = table.ordinals.get(following[0].removesuffix("s"), 0) if following else 0
        return (value + unit, following.end()) if following and 0 < unit < 10 else (0, 0)
    return (table.parts[match[0]], match.end()) if match[0] in table.parts else (0, 0)


HALF_GAP = later(r"[ \u00a0]{1,3}(?:an?[ \u00a0]{1,3})?|-")
OF = later(r"[ ](?:of[ ])?(?:an?[ ])?")


def half_at(low: str, start: int, end: int, denominator: int) -> Amount:
    """ "half", "half a million", "half a dozen", "quarter million"."""
    gap = HALF_GAP.match(low, end)
    match = WORD.match(low, gap.end()) if gap else None
    kind, value = words().values.get(match[0], NOTHING) if match else NOTHING
    if match and kind == "scale" and len(match[0]) > 3:
        return divided(start, match.end(), 0, 1, denominator, len(str(value)) - 1)
    if match and kind == "dozen" and denominator == 2:
        return written(start, match.end(), str(value // 2), form="words")
    return divided(start, end, 0, 1, denominator)


def article_at(low: str, pos: int, end: int) -> Amount | None:
    """ "a hundred and two", "a dozen", "a third", "a quarter of a million"."""
    gap = SEPARATOR.match(low, end)
    match = WORD.match(low, gap.end()) if gap else None
    if match is None or match[0].endswith("s"):
        return None
    kind, _ = words().values.get(match[0], NOTHING)
    if kind in ("hundred", "scale", "dozen") and len(match[0]) > 3:
        amount = spelled_at(low, match.start())
        return amount._replace(start=pos) if amount else None
    denominator, stop = denominator_at(low, match)
    if not denominator or low[stop - 1] == "s":
        return None
    return part_of_scale(low, pos, stop, denominator) or rescaled(low, divided(pos, stop, 0, 1, denominator))


def part_of_scale(low: str, start: int, end: int, denominator: int) -> Amount | None:
    """ "a quarter of a million"."""
    of = OF.match(low, end)
    match = WORD.match(low, of.end()) if of else None
    kind, value = words().values.get(match[0], NOTHING) if match else NOTHING
    if match is None or kind != "scale" or len(match[0]) < 4 or match[0].endswith("s"):
        return None
    return divided(start, match.end(), 0, 1, denominator, len(str(value)) - 1)
