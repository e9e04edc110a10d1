"""Settings in, the pairs worth comparing out: an inverted index, never the square of all figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.link.setting import Setting, Survey
from factcheck.link.vetoes import is_prose_figure

__all__ = ["candidates"]

CROWD = 120  # a stem that stands near more figures of one sort than this proposes no pairs
MANY = 3000  # against a reference, frequent stems propose pairs, too, up to this many figures
KEEP_PAIR = 16
KEEP = 10  # pairs proposed for a statement
LEAST = 0.12  # the cosine below which a pair is not proposed
FEW = 40  # of so many figures of one sort every pair with a word in common is worth a look
ALIKE = 8  # a figure that stands more often than this proposes no pairs by its value
DIGITS = 3  # significant digits from which a value is unusual enough to be looked for
STEMS = 12  # stems of a statement that propose pairs, the weightiest first


def candidates(
    survey: Survey, *, pairs_of: tuple[frozenset[int], frozenset[int]] | None = None
) -> dict[tuple[int, int], float]:
    """Pairs of comparable statements of different sentences with the cosine of their settings.

    At most ``KEEP`` pairs a statement are proposed by shared words, so the work grows with the number of
    statements times ``STEMS * CROWD`` at worst.
    """
    settings = survey.settings
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for setting in settings:
        if not pairs_of and not is_prose_figure(setting):
            continue
        for name in setting.near:
            postings[setting.sort, name].append(setting.index)
    many = Counter(setting.sort for setting in settings)
    found: dict[tuple[int, int], float] = {}
    for setting in settings:
        if pairs_of and setting.document not in pairs_of[0]:
            continue
        if not pairs_of and not is_prose_figure(setting):
            continue
        dots: dict[int, float] = defaultdict(float)
        sort = setting.sort
        weightiest = sorted(setting.near.items(), key=lambda item: -item[1])[:STEMS]
        for name, weight in weightiest:
            others = postings[sort, name]
            if len(others) > CROWD and (not pairs_of or len(settings) > MANY):
                continue
            for other in others:
                dots[other] += weight * settings[other].near[name]
        scored = [
            (dot / (setting.norm * settings[other].norm), -other)
            for other, dot in dots.items()
            if _comparable(setting, settings[other], pairs_of)
        ]
        scored.sort(reverse=True)
        least = 0.03 if pairs_of else 0.0 if many[sort] <= FEW else LEAST
        for cosine, minus in scored[: KEEP_PAIR if pairs_of else KEEP]:
            if cosine < least:
                break
            other = -minus
            found[(setting.index, other) if setting.index < other else (other, setting.index)] = cosine
    if not pairs_of:
        for pair in _alike(settings):
            found.setdefault(pair, 0.0)
    return found


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
    if a.sentence is b.sentence:
        return False
    return not (pairs_of and b.document not in pairs_of[1])


def proposals(found: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """For each statement the statements that it was paired with."""
    partners: dict[int, list[int]] = defaultdict(list)
    for a, b in found:
        partners[a].append(b)
        partners[b].append(a)
    return partners
