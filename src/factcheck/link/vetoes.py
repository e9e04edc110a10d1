"""A setting in, whether its figure can be linked at all: labels, citations, tables and calendar days cannot."""

from __future__ import annotations

from factcheck.link.setting import Setting
from factcheck.link.words import lexicon

__all__ = ["are_ordinals", "forbids", "is_far_off", "is_prose_figure"]

WINDOW = frozenset(
    {"past", "last", "next", "coming", "previous", "preceding", "recent", "every", "each", "first", "these"}
)

CITED = frozenset({"stat", "§", "irm", "http", "https", "www", "pub", "cfr", "usc", "reg"})
REPORTS = (("-", "gao"), ("-", "fed"))


def is_label(setting: Setting) -> bool:
    """A number that names a thing ("slide 10", "Speaker 16", "stage 1"): compared, it gives an alarm for each slide."""
    if not setting.left or setting.sort.startswith(("percent", "money")):
        return False
    labels = lexicon().labels
    before = setting.left[0]
    if before in labels:
        return True
    if before == ".":
        return len(setting.left) < 2 or setting.left[1] in labels
    return before in ("#", "№", "[")


def is_citation(setting: Setting) -> bool:
    """A number of a legal or literature reference ("138 Stat. 460", "Pub. L. No. 118-83")."""
    words = setting.left + setting.right
    return not CITED.isdisjoint(words) or setting.left[:2] in REPORTS


def is_table_row(setting: Setting) -> bool:
    """A number in a row of a table that lost its grid: figures in a line with few small words between them."""
    sentence = setting.sentence
    if len(sentence.words) < 4:
        return True
    density = len(sentence.statements) / len(sentence.words)
    return "|" in setting.left + setting.right or sentence.prose < 0.08 or density > 0.34


def is_calendar(setting: Setting) -> bool:
    """A date: another day is another event."""
    return setting.sort.startswith("date")


def are_ordinals(a: Setting, b: Setting) -> bool:
    """Ordinals count events up: the ninth after the eighth is no contradiction."""
    return a.sort == b.sort == "ordinal"


def is_window(setting: Setting) -> bool:
    """A stretch of time that something is told of ("in the past ten years"), no fact by itself."""
    return setting.sort.startswith("duration") and bool(setting.left) and setting.left[0] in WINDOW


def is_prose_figure(setting: Setting) -> bool:
    """Whether a statement may be compared with others by its words."""
    return not (
        is_label(setting) or is_citation(setting) or is_table_row(setting) or is_calendar(setting) or is_window(setting)
    )


def is_far_off(a: Setting, b: Setting) -> bool:
    """More than ten times apart and no power of ten: not the slip of a hand, another quantity."""
    x, y = sorted((abs(a.key[1]), abs(b.key[1])))
    if not x:
        return False
    times = (y / x).normalize()
    return times.adjusted() > 0 and times.as_tuple().digits != (1,)


def in_one_breath(a: Setting, b: Setting) -> bool:
    """Figures of neighbouring sentences are set against each other, not restated."""
    return (
        a.document == b.document
        and a.sentence.paragraph == b.sentence.paragraph
        and abs(a.sentence.number - b.sentence.number) < 2
    )


def forbids(a: Setting, b: Setting) -> bool:
    """Whether a pair of different values must not be taken for a disagreement, whatever its words."""
    return are_ordinals(a, b) or is_far_off(a, b) or in_one_breath(a, b)
