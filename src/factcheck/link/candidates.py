"""Settings in, the pairs worth comparing out: an inverted index, never the square of all figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from factcheck.link.setting import Setting, Survey
from factcheck.link.vetoes import is_prose_figure

__all__ = ["candidates"]

CROWD = 120  # a stem that stands near more figures of one sort than this proposes no pairs
MANY = 3000  # against a reference, frequent stems propose pairs, too, up to this many figures
KEEP_PAIR = 16
KEEP = 10  # pairs proposed for a statement
LEAST = 0.12  # the cosine below which a pair is not proposed
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
        for cosine, minus in scored[: KEEP_PAIR if pairs_of else KEEP]:
            if cosine < (0.03 if pairs_of else LEAST):
                break
            other = -minus
            found[(setting.index, other) if setting.index < other else (other, setting.index)] = cosine
    return found


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
