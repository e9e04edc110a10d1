"""A pair of settings in, numbers out that say how well the two speak of one fact; blind to the pair's own values."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from factcheck.link.setting import Sentence, Setting, Survey
from factcheck.link.vetoes import forbids
from factcheck.link.words import lexicon

__all__ = ["NAMES", "Web", "signals", "weave"]

SHARED = 5  # the weightiest words of both sides, which a rival must have, too
SORTS = ("percent", "money", "count", "duration")
DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
SCALE = re.compile(r"thousand|million|billion|trillion|\b[mbk]n?\b", re.IGNORECASE)

Agree = Callable[[Setting, Setting], bool | None]


@dataclass(slots=True)
class Web:
    """All proposed pairs of a run, with what one pair must know of the others."""

    survey: Survey
    cosines: dict[tuple[int, int], float]
    equal: dict[tuple[int, int], bool]
    partners: dict[int, list[tuple[float, int]]]
    anchor: dict[int, float]
    windows: list[frozenset[tuple[str, Decimal]]]
    unusual: dict[tuple[str, Decimal], float] = field(default_factory=dict)
    values: dict[int, dict[Decimal, int]] = field(default_factory=dict)
    crowd: float = 0.0
    backing: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def weave(survey: Survey, cosines: dict[tuple[int, int], float], agree: Agree) -> Web:
    settings = survey.settings
    equal: dict[tuple[int, int], bool] = {}
    partners: dict[int, list[tuple[float, int]]] = {}
    anchor: dict[int, float] = {}
    for pair, cosine in cosines.items():
        a, b = pair
        same = agree(settings[a], settings[b])
        if same or (same is not None and not forbids(settings[a], settings[b])):
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
    sentences = survey.sentences
    windows = []
    for i, sentence in enumerate(sentences):
        around: frozenset[tuple[str, Decimal]] = sentence.figures
        for j in (i - 1, i + 1):
            if (
                0 <= j < len(sentences)
                and sentences[j].document == sentence.document
                and abs(sentences[j].paragraph - sentence.paragraph) <= 1
            ):
                around = around | sentences[j].figures
        windows.append(around)
    times: dict[tuple[str, Decimal], int] = {}
    for setting in settings:
        times[setting.key] = times.get(setting.key, 0) + 1
    unusual = {key: _unusual(key, count) for key, count in times.items()}
    values: dict[int, dict[Decimal, int]] = {0: {}, 1: {}}
    for setting in settings:
        held = values.setdefault(setting.document, {})
        held[setting.key[1]] = held.get(setting.key[1], 0) + 1
    differing = sum(1 for same in equal.values() if not same)
    return Web(survey, cosines, equal, partners, anchor, windows, unusual, values, math.log1p(differing))


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


def _group_second(a: Setting, b: Setting, web: Web) -> float:
    """The next best cosine of one side with another statement of the other side's value: the odd one of a cluster."""
    best = 0.0
    for x, y in ((a, b), (b, a)):
        for cosine, other in web.partners[x.index]:
            if other != y.index and web.survey.settings[other].key == y.key:
                best = max(best, cosine)
                break
    return best


def _slot_rivals(a: Setting, b: Setting, cosine: float, web: Web) -> float:
    """Figures of the two sentences that fit better than this pair does."""
    rivals = 0
    for x, y in ((a, b), (b, a)):
        for other_cosine, other in web.partners[x.index]:
            if other_cosine <= cosine:
                break
            if web.survey.settings[other].sentence is y.sentence:
                rivals += 1
    return rivals


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
    if not x or not y:
        return 0.0, 0.0
    common = sum(idf.get(n, 1.0) for n in x & y)
    return common / (sum(idf.get(n, 1.0) for n in x | y) or 1.0), min(
        sum(idf.get(n, 1.0) for n in x - y), sum(idf.get(n, 1.0) for n in y - x)
    )


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    dot = sum(a[k] * b[k] for k in a.keys() & b.keys())
    if not dot:
        return 0.0
    return dot / math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))


def _rarest(a: dict[str, float], b: dict[str, float], idf: dict[str, float]) -> float:
    return max((idf.get(k, 1.0) for k in a.keys() & b.keys()), default=0.0)


def _top_unmatched(near: dict[str, float], other: Sentence) -> float:
    return max((v for k, v in near.items() if k not in other.bag), default=0.0)


def _backed(a: Setting, b: Setting, web: Web) -> tuple[float, float]:
    """How many of the other figures of a derived text (and of this sentence) stand in the reference, too."""
    if a.document == b.document:
        return 0.0, 0.0
    held, settings = web.values[b.document], web.survey.settings
    documents = (a.document, b.document)
    if documents not in web.backing:
        here = [s.key[1] in held for s in settings if s.document == a.document]
        web.backing[documents] = (sum(here), len(here))
    own = a.key[1] in held
    backed, size = web.backing[documents]
    beside = [settings[i].key[1] in held for i in a.sentence.statements if i != a.index]
    return (backed - own + 0.5) / size, (sum(beside) + 0.5) / (len(beside) + 1)


def _digits(setting: Setting) -> int:
    value = setting.key[1]
    return max(1, len(value.as_tuple().digits) - _trailing_zeros(value))


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
    idf = web.survey.idf
    common = a.near.keys() & b.near.keys()
    rare = sorted((idf.get(name, 1.0) for name in common), reverse=True)
    rarest, second = [*rare, 0.0, 0.0][:2]
    return cosine, sum(min(a.near[name], b.near[name]) for name in common), rarest, second


def _bags(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """Words of the two whole sentences."""
    one, other = a.sentence.bag, b.sentence.bag
    common = one.keys() & other.keys()
    return _cosine(one, other), max((one[name] for name in common), default=0.0)


def _sides(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """The words on the left and on the right by themselves, and what contrasts in the same place."""
    idf, sa, sb = web.survey.idf, a.sentence, b.sentence
    return (
        _cosine(a.near_left, b.near_left),
        _cosine(a.near_right, b.near_right),
        _rarest(a.near_left, b.near_left, idf),
        _rarest(a.near_right, b.near_right, idf),
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
    only_a = [value for name, value in a.near.items() if name not in b.sentence.bag]
    only_b = [value for name, value in b.near.items() if name not in a.sentence.bag]
    tops = max(only_a, default=0.0), max(only_b, default=0.0)
    names_a, names_b = a.sentence.names, b.sentence.names
    return sum(only_a) + sum(only_b), max(tops), min(tops), len(names_a & names_b), len(names_a ^ names_b)


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
    pa, pb = (dict(part.split("=") for part in setting.period) for setting in (a, b))
    both = pa.keys() & pb.keys()
    return (
        sum(1 for k in both if pa[k] == pb[k] and "?" not in pa[k]),
        sum(1 for k in both if pa[k] != pb[k] and "?" not in pa[k] + pb[k]),
        0 if pa and pb else len(pa) + len(pb),
        len(pa.keys() ^ pb.keys()),
        float(bool(a.iso) and a.iso == b.iso),
        float(bool(a.iso and b.iso) and not a.iso & b.iso),
        float(bool(a.iso) != bool(b.iso)),
        float(bool(a.iso & b.iso) and a.iso != b.iso),
        float("period" in a.statement.inherited) + float("period" in b.statement.inherited),
    )


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
    sa, sb, own = a.sentence, b.sentence, {a.key, b.key}
    beside = sum(web.unusual[key] for key in (sa.figures & sb.figures) - own)
    near = beside
    if a.document != b.document or abs(sa.number - sb.number) > 2:
        near = sum(web.unusual[key] for key in (web.windows[sa.number] & web.windows[sb.number]) - own)
    only_a = [key[0] for key in sa.figures - sb.figures if key not in own]
    only_b = [key[0] for key in sb.figures - sa.figures if key not in own]
    unequal = min(sum(1 for sort in only_a if sort in only_b), sum(1 for sort in only_b if sort in only_a))
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
    same = a.key == b.key
    anchor_a, anchor_b = web.anchor.get(a.index, 0.0), web.anchor.get(b.index, 0.0)
    often_a, often_b = web.survey.frequency[a.held], web.survey.frequency[b.held]
    if same:
        anchor_a, often_a, often_b = 0.0, 1, max(1, often_b - 2)
        settings = web.survey.settings
        held = (c for c, i in web.partners[b.index] if i != a.index and settings[i].key == b.key)
        anchor_b = max(held, default=0.0)
    here = a.document == b.document
    return (
        min(anchor_a, anchor_b),
        max(anchor_a, anchor_b),
        float(not same and (a.key in b.sentence.figures or b.key in a.sentence.figures)),
        min(often_a, often_b),
        max(often_a, often_b),
        0 if same else web.values[b.document].get(a.key[1], 0) - here,
        0 if same else web.values[a.document].get(b.key[1], 0) - here,
        float(a.sort == "count" and min(abs(a.key[1]), abs(b.key[1])) <= 12),
        min(_digits(a), _digits(b)),
        float(a.sort.startswith("date")),
        _group_second(a, b, web),
        *_backed(a, b, web),
    )


def _rivals(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """Whether other pairs of these two statements fit as well: where several do, none is believed."""
    others_a = [c for c, i in web.partners[a.index] if i != b.index]
    others_b = [c for c, i in web.partners[b.index] if i != a.index]
    ranks = sum(1 for c in others_a if c > cosine), sum(1 for c in others_b if c > cosine)
    return (
        min(ranks),
        max(ranks),
        cosine - max(others_a[:1] + others_b[:1], default=0.0),
        sum(1 for c in (*others_a, *others_b) if c > cosine * 0.85),
        float(ranks[0] == 0),
        float(ranks[1] == 0),
        _slot_rivals(a, b, cosine, web),
    )


def _common_rivals(a: Setting, b: Setting, web: Web, cosine: float) -> tuple[float, ...]:
    """How well figures of yet other values fit the words that these two share: a phrase of many figures links none."""
    shared = sorted(((min(a.near[k], b.near[k]), k) for k in a.near.keys() & b.near.keys()), reverse=True)[:SHARED]
    total = sum(weight for weight, _ in shared) or 1.0
    settings, own = web.survey.settings, (a.key[1], b.key[1])
    others = {other for x in (a, b) for _, other in web.partners[x.index]}
    fits = []
    for other in others:
        rival = settings[other]
        if rival.key[1] not in own:
            near = rival.near
            fits.append(sum(min(weight, near.get(name, 0.0)) for weight, name in shared) / total)
    return max(fits, default=0.0), sum(1 for fit in fits if fit > 0.6), sum(1 for fit in fits if fit > 0.85)


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
        "period_same period_clash period_one grain_differs iso_same iso_clash iso_one iso_other inherited_period",
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
        "group_second backed backed_sentence",
        _values,
    ),
    ("rank_a rank_b margin rivals best_a best_b slot_rivals", _rivals),
    ("common_rival common_rivals close_rivals", _common_rivals),
    ("form_same is_percent is_money is_count is_duration", _forms),
    ("crowd", _crowd),
)
NAMES: tuple[str, ...] = tuple(name for names, _ in FAMILIES for name in names.split())
