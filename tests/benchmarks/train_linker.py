"""Documents with labelled and with planted slips in, the linker's coefficients and their cross-validation out.

    python train_linker.py FOLDER [--write]        (needs scikit-learn; FOLDER holds A, B, B_orig and C .dev.jsonl)

Pairs of different values in clean documents are the negatives. Positives need no hand label: of two equal figures in
like settings one is given another value, and the pair is taken as the linker then sees it; the labelled conflicts join
them, and the short pages of tests/corpus/linked, where it is written which figures restate one another. A document
against itself is scored by weights of the signals and of the products of some, against a reference half by weights and
half by trees. Each kind of source is scored by a model that never saw it; those scores give the chances.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parents[1]))

from factcheck.extract import extract
from factcheck.link.candidates import candidates
from factcheck.link.restatements import agreement, faithful, joined, numbers_of
from factcheck.link.scorer import FURTHEST
from factcheck.link.setting import Setting, Survey, survey
from factcheck.link.signals import NAMES, Web, signals, weave
from factcheck.link.vetoes import are_ordinals, in_one_breath
from factcheck.model import Document, Statement
from linked_documents import Mention, pages

COEFFICIENTS = Path(__file__).parents[2] / "src/factcheck/link/coefficients.toml"
PLANTS = {"document": 15, "reference": 11}  # slips planted in one document
LABELLED = {"document": 15.0, "reference": 5.0}  # weight of a labelled conflict against a planted one
MISPRINTS = 0.4  # the share of misprints (see link/slips) among labelled conflicts that nobody planted
WORDS_A_SLIP = 4_000  # in how many words one slip is expected where chances are measured on planted ones
FOLDS = 3  # of the short pages, which count as so many genres
LONG = 800  # words from which a reference is a document to learn from by itself
PAIRED = """
cosine support distance period_clash year_clash part_clash grain_clash unit_same anchor_max crowd unequal_others
left_cosine right_cosine
"""  # signals whose products are weighed, too
STRENGTH = 0.005  # of the data against the pull of all weights to zero
RISING = """
cosine shared rarest second_rarest bag_cosine bag_rarest left_run right_run cue_same direction_same
period_same slip support window_support names_shared iso_same scope_same per_same topic_overlap
left_cosine right_cosine left_rarest right_rarest margin group_second near3 first_shared unit_same
distance backed backed_sentence
"""
FALLING = """
unit_differs cue_differs direction_differs period_clash year_clash part_clash grain_clash scope_clash per_clash
contrast_left contrast_right unmatched unmatched_top unmatched_min rivals crowd rank_a rank_b
same_paragraph topic_one modality_differs unequal_others crossed names_one slot_rivals plan_differs
density_max elsewhere_a far_off common_rival common_rivals close_rivals
"""
UNUSED = {
    "document": frozenset({"elsewhere_a", "elsewhere_b", "backed", "backed_sentence", "year_a", "far_off"}),
    "reference": frozenset(
        {"crowd", "distance", "same_paragraph", "frequency_min", "frequency_max"}
        | {"common_rival", "common_rivals", "close_rivals"}
        | {"form_same", "is_percent", "is_money", "is_count", "is_duration"}
    ),
}
SLIP = NAMES.index("slip")
GENRES = {
    "earnings21": "calls",
    "earnings22": "calls",
    "ectsum": "calls",
    "hk_budget": "budget",
    "sg_budget": "budget",
    "wh_sic": "whitehouse",
    "wh_correction": "whitehouse",
}

Row = list[float]
Pair = tuple[int, int]
Case = tuple[float, int, bool, float]  # score, words of the document, whether right, weight


@dataclass(slots=True)
class Seen:
    """What the linker sees in one document: the signals of its differing pairs, and of those with a planted slip."""

    mode: str
    genre: str
    clean: bool
    is_page: bool
    words: int
    pairs: list[Pair]
    rows: list[Row]
    right: list[bool]
    facts: list[int]  # for each statement the first that is believed to restate the same
    planted: list[list[Row]] = field(default_factory=list)


def items(folder: Path) -> Iterator[dict[str, Any]]:
    """The sets' documents, the long references of those that hold one, and the short pages."""
    known: set[str] = set()
    for family in ("A", "B", "B_orig", "C"):
        for line in (folder / f"{family}.dev.jsonl").read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            item["genre"] = _genre(item)
            yield item
            text = item["reference"] or ""
            if item["source"] in GENRES and len(text.split()) > LONG and text not in known:
                known.add(text)
                genre = GENRES[item["source"]]
                yield {"id": item["id"], "text": text, "reference": None, "conflicts": [], "genre": genre}
    for page in pages():
        genre = f"page {crc32(page.name.encode()) % FOLDS}"
        texts = {"text": page.text, "reference": page.reference or None}
        yield {"id": page.name, **texts, "conflicts": [], "genre": genre, "mentions": page.mentions}


def _genre(item: dict[str, Any]) -> str:
    source: str = item["source"]
    if item["reference"]:
        return "calls" if "ectsum" in source else source.split("_")[0]
    return GENRES.get(source, source)


def differing(web: Web, only: int | None = None) -> Iterator[tuple[Pair, Row]]:
    """The pairs of different values that no veto forbids, with their signals."""
    settings = web.survey.settings
    for pair, same in web.equal.items():
        if not same and (only is None or only in pair):
            yield pair, signals(settings[pair[0]], settings[pair[1]], web)


def see(item: dict[str, Any]) -> Seen:
    """One document as the linker sees it; a clean one with slips planted."""
    documents = [Document("text", item["text"])]
    if item["reference"]:
        documents.append(Document("reference", item["reference"]))
    statements = [statement for document in documents for statement in extract(document)]
    is_pair = len(documents) > 1
    view = survey(documents, numbers_of(documents, statements, with_days=is_pair))
    proposed = candidates(view, pairs_of=(frozenset({0}), frozenset({1})) if is_pair else None)

    def woven() -> Web:
        return weave(view, proposed, faithful, are_ordinals) if is_pair else weave(view, proposed, agreement)

    web = woven()
    found = list(differing(web))
    right = [_is_right(web, pair, item["conflicts"]) for pair, _ in found]
    pairs, rows = [pair for pair, _ in found], [row for _, row in found]
    mode = "reference" if is_pair else "document"
    is_page = "mentions" in item
    seen = Seen(mode, item["genre"], not item["conflicts"], is_page, view.words, pairs, rows, right, facts(web))
    if seen.clean:
        alike = _written(view.settings, item["mentions"]) if is_page else _likely(web)
        seen.planted = list(plants(woven, view, alike, mode, random.Random(item["id"])))
    return seen


def facts(web: Web) -> list[int]:
    """The fact of each statement, by its first: equal figures in like settings chain."""
    settings = web.survey.settings
    first = list(range(len(settings)))
    for pair, same in web.equal.items():
        if same and _is_restated(settings, web, pair):
            low, high = sorted((first[pair[0]], first[pair[1]]))
            first = [low if one == high else one for one in first] if low != high else first
    return first


def _is_right(web: Web, pair: Pair, conflicts: Sequence[dict[str, Any]]) -> bool:
    one, other = (web.survey.settings[place].statement for place in pair)
    return any(_meets(x, c["a"]) and _meets_any(y, c) for c in conflicts for x, y in ((one, other), (other, one)))


def _meets(statement: Statement, side: dict[str, Any]) -> bool:
    shared = min(statement.end, side["end"]) - max(statement.start, side["start"])
    least = min(statement.end - statement.start, side["end"] - side["start"]) / 2
    return bool(statement.document == side["in"] and shared > 0 and shared >= least)


def _meets_any(statement: Statement, conflict: dict[str, Any]) -> bool:
    other = conflict.get("b")
    if not other:
        return True
    alike = [{"in": other["in"], "start": start, "end": end} for start, end in conflict.get("b_alt") or []]
    return any(_meets(statement, side) for side in (other, *alike))


def _likely(web: Web) -> list[Pair]:
    """The pairs of equal figures in like settings."""
    settings = web.survey.settings
    return [pair for pair, same in web.equal.items() if same and _is_restated(settings, web, pair)]


def _written(settings: Sequence[Setting], mentions: Sequence[Mention]) -> list[Pair]:
    """The pairs of figures of which a page itself says that they restate one another."""
    place: dict[Mention, int] = {}
    for mention in mentions:
        side = {"in": mention.document, "start": mention.start, "end": mention.end}
        for setting in settings:
            if _meets(setting.statement, side):
                place.setdefault(mention, setting.index)
    return [
        (place[one], place[other]) for one in place for other in place if one.fact == other.fact and one is not other
    ]


def plants(
    woven: Callable[[], Web], view: Survey, alike: Sequence[Pair], mode: str, chance: random.Random
) -> Iterator[list[Row]]:
    """For each planted slip the signals of the pairs that it makes with the figures that it was equal to."""
    settings = view.settings
    partners: dict[int, set[int]] = {}
    for one, other in alike:
        partners.setdefault(one, set()).add(other)
        if mode == "document":
            partners.setdefault(other, set()).add(one)
    places = sorted(place for place in partners if mode == "document" or not settings[place].document)
    chance.shuffle(places)
    for place in places[: PLANTS[mode]]:
        setting = settings[place]
        slip = _another(setting, chance)
        if slip is None or any(one.key == (setting.sort, slip) for one in settings):
            continue
        before = setting.statement, setting.key
        view.frequency[setting.held] -= 1
        setting.statement = replace(setting.statement, figure=replace(setting.statement.figure, value=slip))
        setting.key = (setting.sort, slip)
        view.frequency[setting.held] += 1
        web = woven()
        made = [row for pair, row in differing(web, place) if web.cosines[pair] and partners[place] & set(pair)]
        view.frequency[setting.held] -= 1
        setting.statement, setting.key = before
        view.frequency[setting.held] += 1
        if made:
            yield made


def _is_restated(settings: Sequence[Setting], web: Web, pair: Pair) -> bool:
    a, b = settings[pair[0]], settings[pair[1]]
    if a.key != b.key or not a.key[1] or a.sort == "ordinal" or in_one_breath(a, b):
        return False
    alike = web.cosines[pair]
    if web.unusual[a.key] < 0.2:
        return alike >= 0.45 and a.unit == b.unit
    return alike >= 0.25


def _another(setting: Setting, chance: random.Random) -> Decimal | None:
    """Another value written with the same precision: half of them some part more or less, half misprints.

    Of these nine in ten have one digit changed and one in ten two exchanged, as copied numbers have (see link/slips).
    """
    figure = setting.statement.figure
    sign, digits, exponent = figure.value.as_tuple()
    kind = chance.random()
    if kind < 0.5:
        factor = Decimal(str(round(chance.choice((chance.uniform(0.5, 0.93), chance.uniform(1.07, 1.7))), 3)))
        value = (figure.value * factor / figure.q).to_integral_value() * figure.q
    elif kind < 0.95:
        place = chance.randrange(len(digits))
        value = Decimal((sign, (*digits[:place], chance.randrange(1, 10), *digits[place + 1 :]), int(exponent)))
    else:
        place = chance.randrange(max(1, len(digits) - 1))
        exchanged = (*digits[:place], *digits[place : place + 2][::-1], *digits[place + 2 :])
        value = Decimal((sign, exchanged, int(exponent)))
    return value if value > 0 and value != figure.value else None


class Weighed:
    """A logistic regression on the signals, each in spreads from its mean, and on the products of some."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        paired = [names.index(name) for name in PAIRED.split() if name in names]
        self.products = [(a, b) for place, a in enumerate(paired) for b in paired[place:]]

    def fit(self, rows: Any, right: Any, weights: Any) -> Weighed:
        self.means, self.spreads = rows.mean(0), rows.std(0) + 1e-6
        self.model = LogisticRegression(C=STRENGTH, max_iter=100, solver="newton-cholesky")
        self.model.fit(self._columns(rows), right, sample_weight=weights)
        return self

    def decision_function(self, rows: Any) -> Any:
        return self.model.decision_function(self._columns(rows))

    def _columns(self, rows: Any) -> Any:
        seen = np.clip((rows - self.means) / self.spreads, -FURTHEST, FURTHEST)
        return np.column_stack([seen, *(seen[:, a] * seen[:, b] for a, b in self.products)])

    def written(self, share: float = 1.0) -> str:
        """The lines of the coefficients' file, without the base."""
        found = self.model.coef_[0] * share
        alone = zip(self.names, self.means, self.spreads, found, strict=False)
        lines = "\n".join(f"{name} {mean:.4g} {spread:.4g} {weight:.4f}" for name, mean, spread, weight in alone)
        pairs = zip(self.products, found[len(self.names) :], strict=True)
        products = "\n".join(f"{self.names[a]} {self.names[b]} {weight:.4f}" for (a, b), weight in pairs)
        return f'weights = """\n{lines}\n"""\nproducts = """\n{products}\n"""\n'

    def base(self) -> float:
        return float(self.model.intercept_[0])


class Trees:
    """Boosted trees; what must only help or only hurt is held to that."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def fit(self, rows: Any, right: Any, weights: Any) -> Trees:
        self.model = HistGradientBoostingClassifier(
            max_iter=100,
            learning_rate=0.08,
            max_leaf_nodes=6,
            min_samples_leaf=20,
            max_features=0.3,
            l2_regularization=1.0,
            early_stopping=False,
            random_state=0,
            monotonic_cst=[(name in RISING.split()) - (name in FALLING.split()) for name in self.names],
        ).fit(rows, right, sample_weight=weights)
        return self

    def decision_function(self, rows: Any) -> Any:
        return self.model.decision_function(rows)

    def written(self, share: float = 1.0) -> str:
        """The lines of the coefficients' file, without the base."""
        found = (_tree(predictor[0].nodes, 0, self.names, share) for predictor in self.model._predictors)
        return 'trees = """\n' + "\n".join(found) + '\n"""\n'

    def base(self) -> float:
        return float(self.model._baseline_prediction.ravel()[0])


class Both:
    """The mean of weights and trees."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.parts = (Weighed(names), Trees(names))

    def fit(self, rows: Any, right: Any, weights: Any) -> Both:
        for part in self.parts:
            part.fit(rows, right, weights)
        return self

    def decision_function(self, rows: Any) -> Any:
        return sum(part.decision_function(rows) for part in self.parts) / len(self.parts)

    def written(self) -> str:
        """The lines of the coefficients' file, without the base."""
        return "".join(part.written(1 / len(self.parts)) for part in self.parts)

    def base(self) -> float:
        return sum(part.base() for part in self.parts) / len(self.parts)


def fit(seen: Sequence[Seen], mode: str) -> Weighed | Both:
    """The model for documents of a mode."""
    names = [name for name in NAMES if name not in UNUSED[mode]]
    slips = [row[SLIP] > 0 for one in seen for row, is_right in zip(one.rows, one.right, strict=True) if is_right]
    share = sum(slips) / max(1, len(slips))
    weight_of = {True: MISPRINTS / max(share, 0.01), False: (1 - MISPRINTS) / max(1 - share, 0.01)}
    rows: list[Row] = []
    right: list[int] = []
    weights: list[float] = []
    for one in seen:
        groups = [[row] for row in one.rows] if one.clean else []
        labelled = [row for row, is_right in zip(one.rows, one.right, strict=True) if is_right]
        for group, answer, weight in (
            *((group, 0, 1.0) for group in groups),
            *((group, 1, 1.0) for group in one.planted),
            (labelled, 1, LABELLED[mode]),
        ):
            if not group:
                continue
            rows += group
            right += [answer] * len(group)
            known = group is labelled
            weights += [weight / len(group) * (weight_of[row[SLIP] > 0] if known else 1.0) for row in group]
    model = Weighed(names) if mode == "document" else Both(names)
    return model.fit(_columns(rows, names), np.array(right), np.array(weights))


def _columns(rows: Sequence[Row], names: Sequence[str]) -> np.ndarray[Any, Any]:
    return np.array(rows, dtype=float)[:, [NAMES.index(name) for name in names]]


def crossed(seen: Sequence[Seen], mode: str) -> list[Case]:
    """The scores of what would be reported, each genre by a model that was fitted to the others."""
    cases: list[Case] = []
    for genre in sorted({one.genre for one in seen}):
        model = fit([one for one in seen if one.genre != genre], mode)
        for one in seen:
            if one.genre == genre and one.rows:
                scores = model.decision_function(_columns(one.rows, model.names))
                cases += ((score, one.words, is_right, 1.0) for score, is_right in reported(one, scores))
                if one.is_page and one.planted:
                    share = one.words / WORDS_A_SLIP / len(one.planted)
                    best = (float(max(model.decision_function(_columns(rows, model.names)))) for rows in one.planted)
                    cases += ((score, one.words, True, share) for score in best)
    return cases


def reported(one: Seen, scores: Sequence[float]) -> Iterator[tuple[float, bool]]:
    """The likeliest pairs of a document, each fact (against a reference: each derived figure) once."""
    alone = one.mode == "reference"
    sides = [pair if alone else (one.facts[pair[0]], one.facts[pair[1]]) for pair in one.pairs]
    right = {side for side, is_right in zip(sides, one.right, strict=True) if is_right}
    scores = scores if alone else joined(list(scores), sides)
    taken: set[int] = set()
    for at in np.argsort(-np.asarray(scores), kind="stable"):
        a, b = sides[at]
        held = {a} if alone else {a, b}
        if not taken & held:
            taken |= held
            yield float(scores[at]), bool({(a, b), (b, a)} & right)


def chances(cases: Sequence[Case], mode: str) -> str:
    """The curve of what share was right by score, and in documents by size, as a line of the coefficients' file."""
    scores, words, right, weights = (np.array(column, dtype=float) for column in zip(*cases, strict=True))
    size = np.log(np.maximum(words, 1) / 10_000) * (mode == "document")
    curve = LogisticRegression(C=100.0).fit(np.column_stack([scores, size]), right, sample_weight=weights)
    slope, by_size = curve.coef_[0]
    return f"{{ slope = {slope:.4f}, size = {by_size:.4f}, shift = {float(curve.intercept_[0]):.4f} }}"


def written(mode: str, seen: Sequence[Seen]) -> str:
    """The section of the coefficients' file for a mode."""
    curve = chances(crossed(seen, mode), mode)
    model = fit(seen, mode)
    return f"[{mode}]\nbase = {model.base():.4f}\nchances = {curve}\n{model.written()}"


def _tree(nodes: Any, at: int, names: Sequence[str], share: float) -> str:
    node = nodes[at]
    if node["is_leaf"]:
        return f"{node['value'] * share:.3f}"
    low, high = (_tree(nodes, node[side], names, share) for side in ("left", "right"))
    return f"{names[node['feature_idx']]} ? {node['num_threshold']:.5g} ({low}, {high})"


HEADER = (
    '# In the form that tests/benchmarks/train_linker.py writes. A line of "weights" is a signal, its mean, its\n'
    '# spread and its weight, a line of "products" two signals and the weight of their product, both in spreads\n'
    '# from their means. In a tree, "signal ? t (x, y)" is x where the signal is at most t, else y. Weights,\n'
    '# products and leaves add up to a score; "chances" is the logistic curve of what share of findings was right,\n'
    "# by score and by the logarithm of the text's size in tens of thousands of words.\n\n"
)


def main(folder: str, *flags: str) -> None:
    """Print what was learned; with --write, write it into the package."""
    with ProcessPoolExecutor(2) as pool:
        seen = list(pool.map(see, items(Path(folder)), chunksize=2))
    modes = ("document", "reference")
    text = HEADER + "\n".join(written(mode, [one for one in seen if one.mode == mode]) for mode in modes)
    if "--write" in flags:
        COEFFICIENTS.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
