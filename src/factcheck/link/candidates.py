"""Settings in, the pairs worth comparing out: an inverted index, never the square of all figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from operator import itemgetter

from factcheck.link.setting import Setting, Survey
from factcheck.link.vetoes import is_prose_figure
from factcheck.model import NotChecked

__all__ = ["candidates"]

Postings = dict[str, list[tuple[int, float]]]

CROWD = 120  # a stem that stands near more figures of one sort than this proposes no pairs
MANY = 3000  # against a reference, frequent stems propose pairs, too, up to this many figures
KEEP_PAIR = 16
KEEP = 10  # pairs proposed for a statement
LEAST_KEPT = 2  # the same, however many figures a document states
LEAST = 0.12  # the cosine below which a pair is not proposed
FEW = 40  # of so many figures of one sort every pair with a word in common is worth a look
ALIKE = 8  # a figure that stands more often than this proposes no pairs by its value
DIGITS = 3  # significant digits from which a value is unusual enough to be looked for
LEAST_PAIR = 0.03  # the same against a reference
STEMS = 12  # stems of a statement that propose pairs, the weightiest first
MEETINGS = 2_500_000  # of the figures of one document by their stems
PROPOSED = 40_000  # pairs of one document; from 4,000 figures on fewer than KEEP are proposed for each


def candidates(
    survey: Survey,
    *,
    pairs_of: tuple[frozenset[int], frozenset[int]] | None = None,
    not_checked: list[NotChecked] | None = None,
) -> dict[tuple[int, int], float]:
    """Pairs of comparable statements of different sentences with the cosine of their settings.

    Statements meet where they share one of their ``STEMS`` weightiest stems and are of one sort. A stem that stands
    near more than ``CROWD`` figures of a sort brings none together, so a figure meets at most ``STEMS * CROWD``
    others, and at most ``KEEP`` of them are proposed for it; a figure of which every stem is such a one meets none and
    is counted in ``not_checked``. Against a reference of up to ``MANY`` figures every stem counts, however frequent.

    A document of more than ``MEETINGS / (STEMS * CROWD)``, some 1,700, figures may exhaust what it is allowed: then
    each figure meets its share of ``MEETINGS``, by its weightiest stems, and keeps its share of ``PROPOSED``, at least
    ``LEAST_KEPT``. A figure that could have met more is counted, too.
    """
    settings = survey.settings
    compared = [pairs_of is not None or is_prose_figure(setting) for setting in settings]
    postings = _postings(settings, compared)
    many = Counter(setting.sort for setting in settings)
    if not any(compared):
        return {}
    share = sum(compared) / len({setting.document for setting in settings})
    reach = max(CROWD, int(MEETINGS / share))
    keep = KEEP_PAIR if pairs_of else min(KEEP, max(LEAST_KEPT, int(PROPOSED / share)))
    crowd = CROWD if not pairs_of or len(settings) > MANY else len(settings)
    norms = [setting.norm for setting in settings]
    # Figures of one sentence are no restatements of each other; against a reference only its own figures are looked up.
    places = [
        setting.sentence.number if pairs_of is None or setting.document in pairs_of[1] else -1 for setting in settings
    ]
    found: dict[tuple[int, int], float] = {}
    crowded = cut_short = 0
    for setting in settings:
        here = setting.index
        if not compared[here] or (pairs_of and setting.document not in pairs_of[0]):
            continue
        dots, is_whole = _meetings(setting, postings[setting.sort], crowd, reach)
        crowded += not dots and is_whole and bool(setting.near)
        cut_short += not is_whole
        norm, place = setting.norm, setting.sentence.number
        least = LEAST_PAIR if pairs_of else 0.0 if many[setting.sort] <= FEW else LEAST
        # Rounded, for what is equal must be so under every version of Python: their sums differ in the last digits.
        near = [
            (cosine, -other)
            for other, dot in dots.items()
            if places[other] not in (place, -1) and (cosine := round(dot / (norm * norms[other]), 9)) >= least
        ]
        near.sort(reverse=True)
        for cosine, minus in near[:keep]:
            found[min(here, -minus), max(here, -minus)] = cosine
    if not pairs_of:
        for pair in _alike(settings):
            found.setdefault(pair, 0.0)
    for number, reason in (
        (crowded, f"each of its words stands near more than {CROWD} figures: it was compared with none of them"),
        (cut_short, f"the document states so many figures that it was compared with {reach} others at most"),
    ):
        if number and not_checked is not None:
            not_checked.append(NotChecked("restatements/values-agree", reason, number))
    return found


def _postings(settings: Sequence[Setting], compared: Sequence[bool]) -> dict[str, Postings]:
    """For each sort of figure and each stem the figures that it stands near, with its weight there."""
    postings: dict[str, Postings] = defaultdict(lambda: defaultdict(list))
    for setting in settings:
        if compared[setting.index]:
            held = postings[setting.sort]
            for name, weight in setting.near.items():
                held[name].append((setting.index, weight))
    return postings


def _meetings(setting: Setting, postings: Postings, crowd: int, reach: int) -> tuple[dict[int, float], bool]:
    """The figures that share a weighty stem with one, and how much they share; whether these are all of them."""
    dots: dict[int, float] = {}
    met = 0
    for name, weight in sorted(setting.near.items(), key=itemgetter(1), reverse=True)[:STEMS]:
        others = postings[name]
        if len(others) > crowd:
            continue
        met += len(others)
        if met > reach:
            return dots, False
        for other, value in others:
            dots[other] = dots.get(other, 0.0) + weight * value
    return dots, True


def _alike(settings: Sequence[Setting]) -> Iterator[tuple[int, int]]:
    """Pairs of one unusual value: that it is said twice is reason enough to look whether it is said of the same."""
    places: dict[tuple[str, Decimal], list[int]] = defaultdict(list)
    for setting in settings:
        if len(setting.key[1].normalize().as_tuple().digits) >= DIGITS and is_prose_figure(setting):
            places[setting.key].append(setting.index)
    for held in places.values():
        if len(held) <= ALIKE:
            yield from ((a, b) for a, b in combinations(held, 2) if settings[a].sentence is not settings[b].sentence)
