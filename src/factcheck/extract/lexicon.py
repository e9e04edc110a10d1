"""The word lists beside this file in, one table out: what each lower-cased word can be, as bits."""

from __future__ import annotations

from functools import cache

from factcheck.extract.sentences import wordlists

STOP = 1 << 0  # carries no topic
ENDS = 1 << 1  # ends a noun phrase
VERB = 1 << 2  # a finite verb
COPULA = 1 << 3  # joins a subject to its number
UP = 1 << 4
DOWN = 1 << 5
WEAK = 1 << 6  # a change only beside "by", "of" or a percentage
BASE = 1 << 7  # opens a comparison
FUTURE = 1 << 8
MODAL = 1 << 9  # future only with more evidence
PART = 1 << 10
TIME = 1 << 11
ANAPHOR = 1 << 12
PLACE = 1 << 13
WIDE = 1 << 14
ORGAN = 1 << 15
SEGMENT = 1 << 16
GROUP = 1 << 17
PREPOSITION = 1 << 18
DETERMINER = 1 << 19
FILLER = 1 << 20
PLURAL = 1 << 21
SINGULAR = 1 << 22
JOINER = 1 << 23
SIGN = 1 << 24  # a mark of punctuation, not a word
DESCRIBING = 1 << 25
PLACE_HEAD = 1 << 26  # the first word of a place of several
CASED = 1 << 27  # another word with a capital: may and May, us and US
BREAK = 1 << 28  # may begin a clause
LOCATIVE = 1 << 29  # a name after it may be a place
# Beyond thirty bits Python reckons more slowly: only the rarest follow.
CORRECTED = 1 << 30
NEGATION = 1 << 31
GROUPED = 1 << 32
HYPOTHETICAL = 1 << 33

CHANGE = UP | DOWN

_SOURCES: tuple[tuple[str, str, int], ...] = (
    ("topics", "determiners", STOP | ENDS | DETERMINER),
    ("topics", "pronouns", STOP | ENDS),
    ("topics", "prepositions", STOP | ENDS | PREPOSITION),
    ("topics", "joiners", STOP | ENDS | JOINER),
    ("topics", "connectors", STOP | ENDS),
    ("topics", "breaks", BREAK),
    ("topics", "auxiliaries", STOP | ENDS | VERB),
    ("topics", "fillers", STOP | FILLER),
    ("topics", "numbers", STOP),
    ("topics", "verbs", ENDS | VERB),
    ("topics", "copulas", STOP | ENDS | COPULA),
    ("topics", "plurals", PLURAL),
    ("topics", "singulars", SINGULAR),
    ("topics", "anaphors", STOP | ANAPHOR),
    ("roles", "up", UP),
    ("roles", "down", DOWN),
    ("roles", "weak", WEAK),
    ("roles", "base", BASE),
    ("roles", "future", FUTURE),
    ("roles", "modal", MODAL),
    ("roles", "hypothetical", HYPOTHETICAL),
    ("roles", "corrected", CORRECTED),
    ("roles", "negations", NEGATION),
    ("roles", "parts", PART | ENDS),
    ("roles", "describing", DESCRIBING),
    ("roles", "grouped", GROUPED),
    ("periods", "triggers", TIME),
    ("scopes", "wide", WIDE),
    ("scopes", "organs", ORGAN),
    ("scopes", "segments", SEGMENT),
    ("scopes", "groups", GROUP),
    ("scopes", "places", PLACE),
    ("scopes", "locatives", LOCATIVE),
)

CAPITALS = {"may": 0, "us": PLACE, "it": 0, "will": 0, "who": 0}
"""What a word with a capital can be, inside a sentence, where the small one is something else."""

_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~«»“”‘’„–—…·•。，、；：！？（）【】《》"


@cache
def classes() -> dict[str, int]:
    """What each listed word and sign can be; a word that is not in it is a content word."""
    table: dict[str, int] = dict.fromkeys(_SIGNS, SIGN | STOP | ENDS)
    for name, key, bits in _SOURCES:
        for word in wordlists(name)[key]:
            table[word] = table.get(word, 0) | bits
    for word in CAPITALS:
        table[word] |= CASED
    for place in wordlists("scopes")["long_places"]:
        head = place.split("_")[0]
        table[head] = table.get(head, 0) | PLACE_HEAD
    return table
