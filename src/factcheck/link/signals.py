"""A pair of settings in, numbers out that say how well the two speak of one fact, however far apart their values."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from factcheck.link.setting import Sentence, Setting, Survey
from factcheck.link.slips import slip
from factcheck.link.vetoes import forbids, is_far_off
from factcheck.link.words import lexicon

__all__ = ["NAMES", "Web", "ranks", "signals", "weave"]

FIELD = 24  # nearest partners of a statement that are looked at as rivals
SHARED = 5  # the weightiest words of both sides, which a rival must have, too
SORTS = ("percent", "money", "count", "duration")
DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
SCALE = re.compile(r"thousand|million|billion|trillion|(?<![a-z])[mbk]n?\b", re.IGNORECASE)

Agree = Callable[[Setting, Setting], bool | None]


@dataclass(slots=True)
class Web:
    """All proposed pairs of a run, with what one pair must know of the others.

    Values and figures (values of one sort) are numbered in the order in which they come: what is looked up for every
    pair is looked up by a small number.
    """

    survey: Survey
    cosines: dict[tuple[int, int], float]
    equal: dict[tuple[int, int], bool]
    partners: dict[int, list[tuple[float, int]]]
    ladders: dict[int, list[float]]  # the cosines of the partners, negative, so that they ascend
    anchor: dict[int, float]
    windows: list[frozenset[int]]
    beside: list[frozenset[int]]  # for each sentence its figures
    figures: list[int]  # for each setting the number of its figure
    numbers: list[int]  # for each setting the number of its value
    digits: list[int]  # for each setting the digits of its value that are not zeros at its end
    often: list[int]  # for each setting how often its value is stated of the same unit
    unusual: dict[tuple[str, Decimal], float] = field(default_factory=dict)
    weights: list[float] = field(default_factory=list)  # for each figure how unusual it is
    values: dict[int, dict[int, int]] = field(default_factory=dict)
    crowd: float = 0.0
    backing: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    matched: dict[int, dict[int, list[tuple[float, int]]]] = field(default_factory=dict)
    scores: dict[tuple[int, int], float] = field(default_factory=dict)  # of the pairs of equal values scored so far


def weave(
    survey: Survey,
    cosines: dict[tuple[int, int], float],
    agree: Agree,
    forbid: Callable[[Setting, Setting], bool] = forbids,
) -> Web:
    """The pairs of a run with their neighbours; ``agree`` says whether two figures are one, differ, or neither, and
    ``forbid`` which two that differ are not to be compared."""
    settings = survey.settings
    equal: dict[tuple[int, int], bool] = {}
    partners: dict[int, list[tuple[float, int]]] = {}
    anchor: dict[int, float] = {}
    for pair, cosine in cosines.items():
        a, b = pair
        same = agree(settings[a], settings[b])
        if same or (same is not None and not forbid(settings[a], settings[b])):
            equal[pair] = same
        partners.setdefault(a, []).append((cosine, b))
        partners.setdefault(b, []).append((cosine, a))
        if same:
            if cosine > anchor.get(a, 0.0):
                anchor[a] = cosine
            if cosine > anchor.get(b, 0.0):
                anchor[b] = cosine
    for found in partners.values():
        found.sort(reverse=True)
    numbered: dict[tuple[str, Decimal], int] = {}
    figures = [numbered.setdefault(setting.key, len(numbered)) for setting in settings]
    times = [0] * len(numbered)
    for figure in figures:
        times[figure] += 1
    weights = [_unusual(key, count) for key, count in zip(numbered, times, strict=True)]
    values: dict[Decimal, int] = {}
    of_figure = [values.setdefault(value, len(values)) for _, value in numbered]
    numbers = [of_figure[figure] for figure in figures]
    digits = [max(1, len(value.as_tuple().digits) - _trailing_zeros(value)) for value in values]
    beside = [frozenset([figures[i] for i in sentence.statements]) for sentence in survey.sentences]
    held: dict[int, dict[int, int]] = {0: {}, 1: {}}
    for setting, number in zip(settings, numbers, strict=True):
        here = held.setdefault(setting.document, {})
        here[number] = here.get(number, 0) + 1
    return Web(
        survey,
        cosines,
        equal,
        partners,
        {place: [-cosine for cosine, _ in found] for place, found in partners.items()},
        anchor,
        _windows(survey.sentences, beside),
        beside,
        figures,
        numbers,
        [digits[number] for number in numbers],
        [survey.frequency[setting.held] for setting in settings],
        dict(zip(numbered, weights, strict=True)),
        weights,
        held,
        math.log1p(sum(1 for same in equal.values() if not same)),
    )


def _windows(sentences: list[Sentence], beside: list[frozenset[int]]) -> list[frozenset[int]]:
    """For each sentence its figures and those of the sentences before and after it, if they stand close by."""
    windows = []
    for i, sentence in enumerate(sentences):
        around = beside[i]
        for j in (i - 1, i + 1):
            if (
                0 <= j < len(sentences)
                and sentences[j].document == sentence.document
                and abs(sentences[j].paragraph - sentence.paragraph) <= 1
            ):
                around = around | beside[j]
        windows.append(around)
    return windows


def _unusual(key: tuple[str, Decimal], count: int) -> float:
    """How much an equal pair of this figure says: little for small whole numbers, years and what stands everywhere."""
    sort, value = key
    digits = len(value.as_tuple().digits) - _trailing_zeros(value)
    weight = 0.25 if digits <= 1 else 0.7 if digits == 2 else 1.0
    if sort.startswith("date"):
        weight = 0.15
    elif sort.startswith(("money", "percent")):
        weight *= 1.2
    return weight / math.sqrt(max(1, count - 1))


def _trailing_zeros(value: Decimal) -> int:
    zeros = 0
    for digit in reversed(value.as_tuple().digits):
        if digit:
            break
        zeros += 1
    return zeros


def _nearest(a: tuple[str, ...], b: tuple[str, ...], sa: Sentence, sb: Sentence) -> float:
    """How the content words that stand nearest to the two figures compare: 1 equal, 0 found further off, -1 missing."""
    if not a or not b:
        return 0.0
    if a[0] == b[0]:
        return 1.0
    return 0.0 if a[0] in sb.bag and b[0] in sa.bag else -1.0 if a[0] not in sb.bag and b[0] not in sa.bag else -0.5


def _unmatched(beside: tuple[str, ...], other: Sentence, idf: dict[str, float]) -> float:
    return sum(idf.get(name, 1.0) for name in beside if name not in other.bag)


def _another_match(place: int, figure: int, but: int, web: Web) -> float:
    """The best cosine of a statement with a statement of this figure, but for one of them."""
    matched = web.matched.get(place)
    if matched is None:
        matched = web.matched[place] = {}
        for partner in web.partners[place]:
            matched.setdefault(web.figures[partner[1]], []).append(partner)
    return next((cosine for cosine, other in matched.get(figure, ()) if other != but), 0.0)


def _group_second(a: Setting, b: Setting, web: Web) -> float:
    """The next best cosine of one side with another statement of the other side's value: the odd one of a cluster."""
    i, j = a.index, b.index
    return max(_another_match(i, web.figures[j], j, web), _another_match(j, web.figures[i], i, web))


def ranks(one: int, other: int, web: Web) -> tuple[int, int]:
    """How many partners each of the two has that are nearer to it than the other."""
    cosine = -web.cosines[(one, other) if one < other else (other, one)]
    return bisect_left(web.ladders[one], cosine), bisect_left(web.ladders[other], cosine)


def _slot_rivals(a: Setting, b: Setting, nearer: tuple[int, int], cosine: float, web: Web) -> float:
    """Figures of the two sentences that fit better than this pair does."""
    rivals = 0
    for x, y, rank in ((a, b, nearer[0]), (b, a, nearer[1])):
        beside = y.sentence.statements
        if len(beside) > 1 and rank:
            if rank < len(beside):
                settings = web.survey.settings
                rivals += sum(1 for _, other in web.partners[x.index][:rank] if settings[other].sentence is y.sentence)
            else:
                rivals += sum(1 for other in beside if _cosine_of(x.index, other, web) > cosine)
    return rivals


def _cosine_of(one: int, other: int, web: Web) -> float:
    return web.cosines.get((one, other) if one < other else (other, one), 0.0)


def _units(a: Setting, b: Setting) -> tuple[float, float]:
    """Whether the same is counted, and whether different things are."""
    if not a.unit or not b.unit:
        return 0.0, 0.0
    common = len(a.counted & b.counted)
    if a.unit == b.unit or 2 * common >= min(len(a.counted), len(b.counted)) > 0:
        return 1.0, 0.0
    generic = lexicon().generic
    return 0.0, float(not common and a.unit not in generic and b.unit not in generic)


def _either(a: str, b: str) -> tuple[float, float, float]:
    return float(a == b != ""), float(bool(a and b) and a != b), float(bool(a) != bool(b))


def _roles(a: Setting, b: Setting) -> tuple[float, float, float, float]:
    """Which roles the two have: 0 neither, 1 one of them, 2 both."""
    roles = (a.statement.role, b.statement.role)
    return tuple(float(roles.count(name)) for name in ("level", "base", "change", "part"))  # type: ignore[return-value]


def _topics(a: Setting, b: Setting, idf: dict[str, float]) -> tuple[float, float]:
    x, y = a.topic, b.topic
    only_x, only_y = _rarity(x - y, idf), _rarity(y - x, idf)
    shared = x & y
    if not shared:
        return 0.0, min(only_x, only_y)
    common = _rarity(shared, idf)
    return common / ((_rarity(x | y, idf) if only_x or only_y else common) or 1.0), min(only_x, only_y)


def _rarity(names: Iterable[str], idf: dict[str, float]) -> float:
    """How rare words are, together; in one order, for sums of floats depend on it."""
    return sum([idf.get(name, 1.0) for name in sorted(names)])


def _shared(a: dict[str, float], b: dict[str, float]) -> list[str]:
    """The words of both, in one order."""
    return sorted(a.keys() & b.keys())


def _cosine(a: dict[str, float], b: dict[str, float], shared: list[str], squares: float) -> float:
    """The cosine of two bags with these words in common; ``squares`` multiplies the sums of their squares."""
    return sum([a[name] * b[name] for name in shared]) / math.sqrt(squares) if shared else 0.0


def _top_unmatched(near: dict[str, float], other: Sentence) -> float:
    bag = other.bag
    return max([weight for name, weight in near.items() if name not in bag], default=0.0)


def _backed(a: Setting, b: Setting, web: Web) -> tuple[float, float]:
    """How many of the other figures of a derived text (and of this sentence) stand in the reference, too."""
    if a.document == b.document:
        return 0.0, 0.0
    held, numbers = web.values[b.document], web.numbers
    documents = (a.document, b.document)
    if documents not in web.backing:
        here = [numbers[s.index] in held for s in web.survey.settings if s.document == a.document]
        web.backing[documents] = (sum(here), len(here))
    own = numbers[a.index] in held
    backed, size = web.backing[documents]
    beside = [numbers[i] in held for i in a.sentence.statements if i != a.index]
    return (backed - own + 0.5) / size, (sum(beside) + 0.5) / (len(beside) + 1)


def _first(setting: Setting) -> str:
    """The nearest content word before the figure."""
    for word in setting.left:
        if word.isalpha() and len(word) > 3:
            return word
    return ""


def _run(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    run = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        run += 1
    return run


def signals(a: Setting, b: Setting, web: Web) -> list[float]:
    """The values of ``NAMES`` for one pair, in their order."""
    pair = (a.index, b.index) if a.index < b.index else (b.index, a.index)
    cosine = web.cosines[pair]
    values: list[float] = []
    for _, family in FAMILIES:
        values += family(a, b, web, cosine)
    return values


def _words(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """Words around both figures: how many, how rare."""
    idf, near, other = web.survey.idf, a.near, b.near
    common = _shared(near, other)
    rarest, second = [*sorted([idf.get(name, 1.0) for name in common], reverse=True), 0.0, 0.0][:2]
    return cosine, sum([min(near[name], other[name]) for name in common]), rarest, second


def _bags(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """Words of the two whole sentences."""
    one, other = a.sentence, b.sentence
    common = _shared(one.bag, other.bag)
    alike = _cosine(one.bag, other.bag, common, one.square * other.square)
    return alike, max([one.bag[name] for name in common], default=0.0)


def _sides(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """The words on the left and on the right by themselves, and what contrasts in the same place."""
    idf, sa, sb = web.survey.idf, a.sentence, b.sentence
    left, right = _shared(a.near_left, b.near_left), _shared(a.near_right, b.near_right)
    return (
        _cosine(a.near_left, b.near_left, left, a.squares[0] * b.squares[0]),
        _cosine(a.near_right, b.near_right, right, a.squares[1] * b.squares[1]),
        max([idf.get(name, 1.0) for name in left], default=0.0),
        max([idf.get(name, 1.0) for name in right], default=0.0),
        min(_top_unmatched(a.near_left, sb), _top_unmatched(b.near_left, sa)),
        min(_top_unmatched(a.near_right, sb), _top_unmatched(b.near_right, sa)),
        _unmatched(a.beside[0], sb, idf) + _unmatched(b.beside[0], sa, idf),
        _unmatched(a.beside[1], sb, idf) + _unmatched(b.beside[1], sa, idf),
    )


def _slot(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """The very words that touch the figures."""
    sa, sb = a.sentence, b.sentence
    first_a, first_b = _first(a), _first(b)
    return (
        _run(a.left, b.left),
        _run(a.right, b.right),
        float(first_a == first_b != ""),
        len(set(a.left + a.right) & set(b.left + b.right)),
        _nearest(a.beside[0], b.beside[0], sa, sb),
        _nearest(a.beside[1], b.beside[1], sa, sb),
    )


def _one_sided(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """Words and names that only one side has: another entity or category is a rare word on one side."""
    bag_a, bag_b = a.sentence.bag, b.sentence.bag
    only_a = [value for name, value in a.near.items() if name not in bag_b]
    only_b = [value for name, value in b.near.items() if name not in bag_a]
    tops = max(only_a, default=0.0), max(only_b, default=0.0)
    names_a, names_b = a.sentence.names, b.sentence.names
    shared = len(names_a & names_b)
    return sum(only_a) + sum(only_b), max(tops), min(tops), shared, len(names_a) + len(names_b) - 2 * shared


def _grammar(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """From, to, by, than; up or down; planned or done: a comparison base is no level, a target no result."""
    return (
        *_either(a.cue, b.cue),
        *_either(a.direction, b.direction),
        float(a.plan != b.plan),
        float(a.plan and b.plan),
        float(a.statement.modality != b.statement.modality),
        *_roles(a, b),
    )


def _times(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """Periods: another quarter or year is another fact."""
    pa, pb = _parts(a.period), _parts(b.period)
    x, y = a.when, b.when
    both = pa.keys() & pb.keys()
    clashes = x.clashes(y)
    return (
        sum([1 for k in both if pa[k] == pb[k] and "?" not in pa[k]]),
        sum([1 for k in both if pa[k] != pb[k] and "?" not in pa[k] + pb[k]]),
        0 if pa and pb else len(pa) + len(pb),
        len(pa.keys() ^ pb.keys()),
        float(any(x) and x == y),
        *map(float, clashes),
        float(any(x) != any(y)),
        float(x != y and not any(clashes)),
        float("period" in a.statement.inherited) + float("period" in b.statement.inherited),
    )


@lru_cache(4096)
def _parts(period: frozenset[str]) -> dict[str, str]:
    """The parts of a period by their names."""
    return dict(part.split("=") for part in period)


def _subjects(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """What is counted, where, per what, and of which topic."""
    one, other = a.statement, b.statement
    return (
        *_units(a, b),
        *_either(one.scope, other.scope),
        *_either(one.per, other.per),
        *_topics(a, b, web.survey.idf),
        float(one.speaker == other.speaker),
        float(one.role == other.role),
    )


def _support(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """Equal, unusual figures beside both: the best evidence; unequal ones beside both: a template."""
    sa, sb = a.sentence, b.sentence
    own = {web.figures[a.index], web.figures[b.index]}
    here, there = web.beside[sa.number] - own, web.beside[sb.number] - own
    common = here & there
    weights = web.weights
    beside = near = sum([weights[figure] for figure in common])
    if a.document != b.document or abs(sa.number - sb.number) > 2:
        near = sum([weights[figure] for figure in (web.windows[sa.number] & web.windows[sb.number]) - own])
    if not here or not there:
        return beside, near, 0
    settings, figures = web.survey.settings, web.figures
    sorts_a = {figures[i]: settings[i].sort for i in sa.statements if figures[i] in here and figures[i] not in there}
    sorts_b = {figures[i]: settings[i].sort for i in sb.statements if figures[i] in there and figures[i] not in here}
    in_a, in_b = set(sorts_a.values()), set(sorts_b.values())
    unequal = min(
        sum([1 for sort in sorts_a.values() if sort in in_b]), sum([1 for sort in sorts_b.values() if sort in in_a])
    )
    return beside, near, unequal


def _places(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """How far apart the two stand, and in what kind of text."""
    sa, sb = a.sentence, b.sentence
    together = a.document == b.document
    distance = abs(sa.start - sb.start) if together else 1e6
    crowd = max(len(sa.statements) / (len(sa.words) + 1), len(sb.statements) / (len(sb.words) + 1))
    return math.log1p(distance), float(sa.paragraph == sb.paragraph and together), min(sa.prose, sb.prose), crowd


def _values(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """Whether each value is restated elsewhere: what is anchored to an equal is no slip. Never how close the two are.

    A pair of equal values is scored as if one of the two were another number, for the scorer learned from such pairs.
    """
    i, j = a.index, b.index
    figure_a, figure_b = web.figures[i], web.figures[j]
    same = figure_a == figure_b
    anchor_a, anchor_b = web.anchor.get(i, 0.0), web.anchor.get(j, 0.0)
    often_a, often_b = web.often[i], web.often[j]
    if same:
        anchor_a, often_a, often_b = 0.0, 1, max(1, often_b - 2)
        anchor_b = _another_match(j, figure_b, i, web)
    here = a.document == b.document
    held = figure_a in web.beside[b.sentence.number] or figure_b in web.beside[a.sentence.number]
    return (
        min(anchor_a, anchor_b),
        max(anchor_a, anchor_b),
        float(not same and held),
        min(often_a, often_b),
        max(often_a, often_b),
        0 if same else web.values[b.document].get(web.numbers[i], 0) - here,
        0 if same else web.values[a.document].get(web.numbers[j], 0) - here,
        float(a.sort == "count" and min(abs(a.key[1]), abs(b.key[1])) <= 12),
        min(web.digits[i], web.digits[j]),
        float(a.sort.startswith("date")),
        _group_second(a, b, web),
        *_backed(a, b, web),
        float(not same and not here and is_far_off(a, b)),
    )


def _slips(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """How surprising it would be if two unrelated values differed by one slip of the hand, as these two do."""
    found = None if web.figures[a.index] == web.figures[b.index] else slip(a.key[1], b.key[1])
    return (found.surprise if found else 0.0,)


def _rivals(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """Whether other pairs of these two statements fit as well: where several do, none is believed."""
    ladder_a, ladder_b = web.ladders[a.index], web.ladders[b.index]
    nearer = ranks(a.index, b.index, web)
    best = [
        partners[web.partners[x.index][0][1] == y.index :][:1]
        for x, y, partners in ((a, b, ladder_a), (b, a, ladder_b))
    ]
    near = -(cosine * 0.85)
    return (
        min(nearer),
        max(nearer),
        cosine - max([-minus for (minus,) in filter(None, best)], default=0.0),
        bisect_left(ladder_a, near) + bisect_left(ladder_b, near) - 2 * (cosine > 0),  # but for the pair itself
        float(nearer[0] == 0),
        float(nearer[1] == 0),
        _slot_rivals(a, b, nearer, cosine, web),
    )


def _common_rivals(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """How well figures of yet other values fit the words that these two share: a phrase of many figures links none."""
    one, other = a.near, b.near
    shared = sorted([(min(one[name], other[name]), name) for name in one.keys() & other.keys()], reverse=True)[:SHARED]
    total = sum([weight for weight, _ in shared]) or 1.0
    settings, numbers = web.survey.settings, web.numbers
    own = (numbers[a.index], numbers[b.index])
    rivals = {place for x in (a, b) for _, place in web.partners[x.index][:FIELD]}
    fits = []
    for place in rivals:
        if numbers[place] not in own:
            near = settings[place].near
            fit = 0.0
            for weight, name in shared:
                held = near.get(name)
                if held is not None:
                    fit += weight if weight < held else held
            fits.append(fit / total)
    return max(fits, default=0.0), sum([1 for fit in fits if fit > 0.6]), sum([1 for fit in fits if fit > 0.85])


def _forms(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """Whether both are written alike (decimals, scale word, in words), and what kind of number they are."""
    return float(_form(a.statement.stated) == _form(b.statement.stated)), *(float(a.sort.startswith(s)) for s in SORTS)


@lru_cache(4096)
def _form(stated: str) -> tuple[int, str]:
    digits = DIGITS.search(stated)
    if digits is None:
        return -1, ""
    scale = SCALE.search(stated, digits.end())
    return len(digits[1] or ""), scale[0][0].lower() if scale else ""


def _crowd(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """How many pairs of different values the run has: among thousands, chance alone makes some that look alike."""
    return (web.crowd,)


Family = Callable[[Setting, Setting, Web, float], tuple[float, ...]]

FAMILIES: tuple[tuple[str, Family], ...] = (
    ("cosine shared rarest second_rarest", _words),
    ("bag_cosine bag_rarest", _bags),
    (
        "left_cosine right_cosine left_rarest right_rarest contrast_left contrast_right unmatched_left unmatched_right",
        _sides,
    ),
    ("left_run right_run first_shared near3 nearest_left nearest_right", _slot),
    ("unmatched unmatched_top unmatched_min names_shared names_one", _one_sided),
    (
        "cue_same cue_differs cue_one direction_same direction_differs direction_one plan_differs plan_both "
        "modality_differs role_level role_base role_change role_part",
        _grammar,
    ),
    (
        "period_same period_clash period_one grain_differs "
        "iso_same year_clash part_clash grain_clash iso_one iso_other inherited_period",
        _times,
    ),
    (
        "unit_same unit_differs scope_same scope_clash scope_one per_same per_clash per_one topic_overlap topic_one "
        "same_speaker role_same",
        _subjects,
    ),
    ("support window_support unequal_others", _support),
    ("distance same_paragraph prose_min density_max", _places),
    (
        "anchor_min anchor_max crossed frequency_min frequency_max elsewhere_a elsewhere_b small digits_min year_a "
        "group_second backed backed_sentence far_off",
        _values,
    ),
    ("slip", _slips),
    ("rank_a rank_b margin rivals best_a best_b slot_rivals", _rivals),
    ("common_rival common_rivals close_rivals", _common_rivals),
    ("form_same is_percent is_money is_count is_duration", _forms),
    ("crowd", _crowd),
)
NAMES: tuple[str, ...] = tuple(name for names, _ in FAMILIES for name in names.split())
