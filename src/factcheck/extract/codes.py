"""Digits and the characters around them in, the code they belong to out: identifiers, times of day, telephones."""

from __future__ import annotations

import re

from factcheck.numerals.later import later
from factcheck.numerals.measures import SIGNS, money_before
from factcheck.numerals.tables import units

# Words that a hyphen ties to a figure, not to a name: "mid-40s", "sub-2%".
JOINING = frozenset(
    {"mid", "now", "sub", "under", "over", "plus", "minus", "non", "pre", "post", "nearly", "almost", "about"}
    | {"around", "to", "and", "or", "than", "up", "by", "of"}
)


def glued(text: str, low: str, pos: int) -> str:
    """What the character before digits makes of them: "code" in a word ("A4471"), "hyphened" after one ("COVID-19")."""
    if not pos:
        return ""
    before = low[pos - 1]
    outer = low[pos - 2] if pos > 1 else ""
    if before == " " and outer != "−":
        return ""
    if before in " \n":
        return "code" if outer == "−" and low[max(0, pos - 3) : pos - 2].isalpha() else ""  # "mg cm− 2"
    if before.isalpha():
        return "" if money_letters(text, low, pos) else "code"
    if before == "(":
        return "code" if outer.isalnum() else ""
    if (
        before == ","
        and outer.isdigit()
        and (low.startswith("-", pos + 1) or low[max(0, pos - 4) : pos - 2].endswith("("))
    ):
        return "code" if LOCANT.search(low, max(0, pos - 8), pos + 3) else ""
    if before in "%_@#\\&^{" or (before in ")]+" and outer.isalnum()):
        return "code"
    if before in "-–—‐‑−":
        return hyphened(low, pos, outer)
    if before in ".:/" and outer.isalnum():
        return "code" if before != ":" or outer.isdigit() else ""
    return ""


LOCANT = later(r"(?:(?<=[a-z])\(|-|\b)\d,\d-[a-z]")  # poly(3,4-ethylene…), 2,5-diyl


def hyphened(low: str, pos: int, outer: str) -> str:
    if not outer.isalpha():
        return "code" if outer and (outer.isdigit() or outer == ")") else ""
    word = re.split(r"[^\W\d_]*\Z", low[max(0, pos - 24) : pos - 1], maxsplit=1)[0]
    word = low[max(0, pos - 24) : pos - 1][len(word) :]
    dash = low[pos - 1] in "–—" and len(word) > 3  # a dash between words, not a hyphen
    return "" if word in JOINING or dash else "hyphened"


def money_letters(text: str, low: str, pos: int) -> bool:
    """Whether the letters that touch the digits are money: "USD34.6", "RM31", "Rs20", "$US113"."""
    start = pos
    while start and pos - start < 6 and (text[start - 1].isalpha() or text[start - 1] == "."):
        start -= 1
    if start and text[start - 1] in SIGNS:
        return True
    if start + 3 > pos or text[start] in "MTKk" or text[pos - 1].islower():
        found = money_before(text, low, pos)
        return found is not None and found.end == pos
    unit = units().exact.get(text[start:pos])
    return unit is not None and unit.kind == "money" and pos - start > 1


TOKEN_END = later(r"(?:\w|[-./:@#&%=?+](?=\w))*")


def token_end(low: str, end: int) -> int:
    """Where the identifier or address of the web ends that the digits before ``end`` are part of."""
    match = TOKEN_END.match(low, end)
    return match.end() if match else end


CODES = later(
    r"""
    (?P<time>
        \d{1,2} (?: :[0-5]\d ){1,2} (?: \.\d{1,3} )? (?!\d) (?: [ ]?[ap]\.?m\b\.? )?       # 16:27, 1:36.6
      | \d{1,2} \. [0-5]\d [ ]? [ap]\.?m (?![a-z]) \.?                                     # 2.15pm
      | \d{1,2} [ ]? [ap]\.m\.?                                                            # 6 p.m.
      | \d{1,2} (?: [ ]?-[ ]?\d{1,2} )? [ ]? [ap]m (?![a-z])                               # 7-9 am
      | \d{1,2} [ ] o[’']?clock
      | [012]?\d[0-5]\d [ ] (?:gmt|utc) (?![a-z])
      | (?: 0\d | (?: (?<=at[ ]) | (?<=from[ ]) | (?<=until[ ]) | (?<=before[ ]) | (?<=hours[ ]to[ ]) ) [12]\d )
        [0-5]\d [ ] (?:hours|hrs) (?! [a-z] | [ ](?:of|per|a)[ ] )                          # at 1430 hours
    )
  | (?P<code>
        \d{1,3} : \d{1,3} (?= [ ]\( )                                                      # 97:5 (May 1996)
      | \d{1,20} (?: \. \d{1,20} ){2,40} (?![\d%])                                         # 10.0.0.12
      | \d{1,20} (?: [-–‑] \d{1,20} ){2,40} (?: /\d{1,9} )? (?![\d%])                      # 978-3-16-148410-0
      | 0\d{1,4} (?: [ .]\d{2,4} ){1,4} (?!\d)                                             # 020 7946 0018
      | 97[89] (?: [- ]\d{1,7} ){3} [- ] [\dx] (?!\d)                                      # 978 3 16 148410 0
      | \d{1,4} [ ] u\.s\. [ ] \d{1,5} (?! [,.]?\d )                                       # 347 U.S. 483
      | \d{1,2} : \d{1,2} (?: [-–]\d{1,3} )? (?! \d | :\d )                                # 3:2
      | \d{3} [-.] \d{3} [-.] \d{4} (?!\d) | \d{3} [-] \d{4} (?!\d) | \d{5} [-] \d{4} (?!\d)
      | \( ?\d{3} \) [ ] \d{3} - \d{4}
      | \d{1,20} [a-z]{1,20} \d [a-z\d]{0,200}                                             # 9f86d08
      | \d{1,9} / \d{1,9} (?!(?:th|rd)s?\b) [a-z] [\w\-]{0,60}                                               # 22/10a-4
      | 0\d{1,60} (?![\d.,])                                                               # 007
      | \d{3,9} / \d{1,9} (?!\d)
    )
    """,
    re.VERBOSE,
)
DIALLED = later(r"\d{1,3}(?:[ \-.]\(?\d{1,8}\)?){2,5}(?!\d)|\d{8,15}(?!\d)")  # +44 20 7946 0018
SIDES = later(r"\d{1,4}x(?!10(?!\d))\d{2,4}(?![\d.,^])")  # 4x100, 1920x1080
RATIO_NEAR = later(r"ratio|odds|mixture|v/v|w/w")
CLOCK = later(r"\d+:\d+")
LETTERED = later(r"\d+[a-z]+\d")
POWER = later(r"\d+(?:e\d|(?:x|m|km|cm|mm)\d)")  # 4e14, 8x10, 5m2
DOTTED = later(r"\d{1,3}(?:\.\d{3}){2,}")  # 2.500.000
# What may stand behind the digits of no code; a look at it spares the search, for most numbers are none.
PLAIN_AFTER = frozenset(("", ",", ";", "\n", "%", "$", "€", "£", "]", "!", "?", "’", "”", '"'))
# What a time of day can go on with after a blank: am, pm, o'clock, GMT, UTC, hours; or a telephone number.
CLOCK_LETTERS = frozenset("apoguh-(0123456789")


def code_at(low: str, pos: int, end: int) -> tuple[str, int] | None:
    """A time of day, telephone number, version or other code that the digits at ``pos`` begin: (class, end)."""
    if pos and low[pos - 1] == "+" and (dialled := DIALLED.match(low, pos)) and sum(map(str.isdigit, dialled[0])) > 7:
        return "code", dialled.end()
    if low[pos] != "0" and is_plain_after(low, end):
        return None
    if low.startswith("x", end) and (sides := SIDES.match(low, pos)) is not None:
        return "code", sides.end()
    match = CODES.match(low, pos)
    if match is None:
        return None
    if CLOCK.match(match[0]) and ratio(low, match):
        return None
    if match.lastgroup == "time":
        return "time", match.end()
    if CLOCK.fullmatch(match[0]):
        return "score", match.end()
    if (LETTERED.match(match[0]) and POWER.match(match[0])) or thousands(match[0]):
        return None
    return "code", match.end()


def is_plain_after(low: str, end: int) -> bool:
    """Whether no code goes on behind digits other than zero, as far as two characters tell."""
    after, beyond = low[end : end + 1], low[end + 1 : end + 2]
    if after == " " or after == ")":
        return beyond not in CLOCK_LETTERS
    return after in PLAIN_AFTER or (after == "." and not beyond.isdecimal())


def ratio(low: str, match: re.Match[str]) -> bool:
    """ "3:1", and "5:12" beside the word ratio."""
    if not CLOCK.fullmatch(match[0]):
        return False
    return match[0].endswith(":1") or RATIO_NEAR.search(low, max(0, match.start() - 30), match.end() + 12) is not None


def thousands(token: str) -> bool:
    """Whether points group thousands: "2.500.000", and not the address "192.168.100.200"."""
    if not DOTTED.fullmatch(token):
        return False
    groups = token.split(".")
    return len(groups) != 4 or any(int(group) > 255 for group in groups)
