"""Settings in, the pairs worth comparing out: an inverted index, never the square of all figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.link.setting import Setting, Survey
from factcheck.link.vetoes import is_prose_figure
from factcheck.model import NotChecked

__all__ = ["candidates"]

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
MEETINGS = 4_000_000  # of the figures of one document by their stems
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

    A document of more than ``MEETINGS / (STEMS * CROWD)``, some 2,800, figures may exhaust what it is allowed: then
    each figure meets its share of ``MEETINGS``, by its weightiest stems, and keeps its share of ``PROPOSED``, at least
    ``LEAST_KEPT``. A figure that could have met more is counted, too.
    """
    settings = survey.settings
    compared = [pairs_of is not None or is_prose_figure(setting) for setting in settings]
    postings: dict[str, dict[str, list[tuple[int, float]]]] = defaultdict(lambda: defaultdict(list))
    for setting in settings:
        if compared[setting.index]:
            held = postings[setting.sort]
            for name, weight in setting.near.items():
                held[name].append((setting.index, weight))
    norms = [setting.norm for setting in settings]
    many = Counter(setting.sort for setting in settings)
    share = max(1, sum(compared)) / max(1, len({setting.document for setting in settings}))
    reach = max(CROWD, int(MEETINGS / share))
    keep = KEEP_PAIR if pairs_of else min(KEEP, max(LEAST_KEPT, int(PROPOSED / share)))
    crowd = CROWD if not pairs_of or len(settings) > MANY else len(settings)
    found: dict[tuple[int, int], float] = {}
    crowded = cut_short = 0
    for setting in settings:
        if not compared[setting.index] or (pairs_of and setting.document not in pairs_of[0]):
            continue
        held = postings[setting.sort]
        dots: dict[int, float] = {}
        met = 0
        for name, weight in sorted(setting.near.items(), key=_weight, reverse=True)[:STEMS]:
            others = held[name]
            if len(others) <= crowd:
                if met + len(others) > reach:
                    cut_short += 1
                    break
                met += len(others)
                for other, value in others:
                    dots[other] = dots.get(other, 0.0) + weight * value
        crowded += not met and bool(setting.near)
        norm = setting.norm
        least = LEAST_PAIR if pairs_of else 0.0 if many[setting.sort] <= FEW else LEAST
        near = [
            (cosine, -other)
            for other, dot in dots.items()
            if (cosine := dot / (norm * norms[other])) >= least and _comparable(setting, settings[other], pairs_of)
        ]
        near.sort(reverse=True)
        here = setting.index
        for cosine, minus in near[:keep]:
            found[(here, -minus) if here < -minus else (-minus, here)] = cosine
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


def _weight(item: tuple[str, float]) -> float:
    return item[1]


def _alike(settings: Sequence[Setting]) -> Iterator[tuple[int, int]]:
    """Pairs of one unusual value: that it is said twice is reason enough to look whether it is said of the same."""
    places: dict[tuple[str, Decimal], list[int]] = defaultdict(list)
    for setting in settings:
        if len(setting.key[1].normalize().as_tuple().digits) >= DIGITS and is_prose_figure(setting):
            places[setting.key].append(setting.index)
    for held in places.values():
        if len(held) <= ALIKE:
            yield from ((a, b) for a, b in combinations(held, 2) if _comparable(settings[a], settings[b], None))


def _comparable(a: Setting, b: Setting, pairs_of: tuple[frozenset[int], frozenset[int]] | None) -> bool:
    return a.sentence is not b.sentence and (pairs_of is None or b.document in pairs_of[1])
