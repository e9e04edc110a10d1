"""Documents with labelled and with planted slips in, the linker's coefficients and their cross-validation out.

    python train_linker.py FOLDER [--write]        (needs scikit-learn; FOLDER holds A, B, B_orig and C .dev.jsonl)

Pairs of different values in clean documents are the negatives. Positives need no hand label: of two equal figures in
like settings one is given another value, and the pair is taken as the linker then sees it; the labelled conflicts join
them. A document against itself is scored by weights of the signals and of the products of some, against a reference by
trees. Each kind of source is scored by a model that never saw it; those scores give the chances that are printed.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from factcheck.extract import extract
from factcheck.link.candidates import candidates
from factcheck.link.restatements import agreement, joined, numbers_of
from factcheck.link.scorer import FURTHEST
from factcheck.link.setting import Setting, survey
from factcheck.link.signals import NAMES, Web, signals, weave
from factcheck.link.vetoes import forbids
from factcheck.model import Document, Statement

COEFFICIENTS = Path(__file__).parents[2] / "src/factcheck/link/coefficients.toml"
PLANTS = {"document": 15, "reference": 11}  # slips planted in one document
LABELLED = {"document": 15.0, "reference": 5.0}  # weight of a labelled conflict against a planted one
PAIRED = """
cosine support distance period_clash iso_clash unit_same anchor_max crowd unequal_others left_cosine right_cosine
"""  # signals whose products are weighed, too
STRENGTH = 0.005  # of the data against the pull of all weights to zero
RISING = """
cosine shared rarest second_rarest bag_cosine bag_rarest left_run right_run cue_same direction_same
period_same support window_support names_shared iso_same scope_same per_same topic_overlap
left_cosine right_cosine left_rarest right_rarest margin group_second near3 first_shared unit_same
distance backed backed_sentence
"""
FALLING = """
unit_differs cue_differs direction_differs period_clash iso_clash scope_clash per_clash
contrast_left contrast_right unmatched unmatched_top unmatched_min rivals crowd rank_a rank_b
same_paragraph topic_one modality_differs unequal_others crossed names_one slot_rivals plan_differs
density_max elsewhere_a
"""
UNUSED = {
    "document": frozenset({"elsewhere_a", "elsewhere_b", "backed", "backed_sentence", "year_a"}),
    "reference": frozenset(
        {"crowd", "distance", "same_paragraph", "frequency_min", "frequency_max"}
        | {"common_rival", "common_rivals", "close_rivals"}
        | {"form_same", "is_percent", "is_money", "is_count", "is_duration"}
    ),
}
GENRES = {"earnings21": "calls", "earnings22": "calls", "hk_budget": "budget", "sg_budget": "budget"}

Row = list[float]
Pair = tuple[int, int]


@dataclass(slots=True)
class Seen:
    """What the linker sees in one document: the signals of its differing pairs, and of those with a planted slip."""

    mode: str
    genre: str
    clean: bool
    pairs: list[Pair]
    rows: list[Row]
    right: list[bool]
    facts: list[int]  # for each statement the first that is believed to restate the same
    planted: list[list[Row]] = field(default_factory=list)


def view(documents: Sequence[Document], numbers: Sequence[Statement]) -> Web:
    """The settings of a document and its pairs, as the linker weaves them."""
    sides = (frozenset({0}), frozenset({1})) if len(documents) > 1 else None
    seen = survey(documents, numbers)
    return weave(seen, candidates(seen, pairs_of=sides), agreement)


def differing(web: Web, only: int | None = None) -> Iterator[tuple[Pair, Row]]:
    """The pairs of different values that no veto forbids, with their signals."""
    settings = web.survey.settings
    for pair, same in web.equal.items():
        a, b = settings[pair[0]], settings[pair[1]]
        if not same and (only is None or only in pair) and not forbids(a, b):
            yield pair, signals(a, b, web)


def see(item: dict[str, Any]) -> Seen:
    """One line of a set as the linker sees it; a clean one with slips planted."""
    documents = [Document("text", item["text"])]
    if item.get("reference"):
        documents.append(Document("reference", item["reference"]))
    statements = [statement for document in documents for statement in extract(document)]
    numbers = numbers_of(documents, statements, with_days=len(documents) > 1)
    web = view(documents, numbers)
    found = list(differing(web))
    mode = "reference" if len(documents) > 1 else "document"
    genre = GENRES.get(item["source"], item["source"].split("_")[0] if mode == "reference" else item["source"])
    right = [_is_right(web, pair, item["conflicts"]) for pair, _ in found]
    pairs, rows = [pair for pair, _ in found], [row for _, row in found]
    seen = Seen(mode, genre, not item["conflicts"], pairs, rows, right, facts(web))
    if seen.clean:
        seen.planted = list(plants(documents, web, random.Random(item["id"])))
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


def plants(documents: Sequence[Document], web: Web, chance: random.Random) -> Iterator[list[Row]]:
    """For each planted slip the signals of the pairs that it makes with the figures that it was equal to."""
    settings = web.survey.settings
    likely = [pair for pair, same in web.equal.items() if same and _is_restated(settings, web, pair)]
    chance.shuffle(likely)
    changed: set[int] = set()
    for pair in likely:
        place = pair[0] if len(documents) > 1 else chance.choice(pair)
        other = _another(settings[place], chance)
        if place in changed or other is None or any(s.key == (settings[place].sort, other) for s in settings):
            continue
        if len(changed) == PLANTS["document" if len(documents) == 1 else "reference"]:
            return
        changed.add(place)
        slip = settings[place].statement
        numbers = [setting.statement for setting in settings]
        numbers[place] = replace(slip, figure=replace(slip.figure, value=other))
        partners = {s.index for s in settings if s.key == settings[place].key} - {place}
        rows = [row for both, row in differing(view(documents, numbers), place) if partners & set(both)]
        if rows:
            yield [[*row[:-1], math.log1p(sum(1 for _ in differing(web)))] for row in rows]


def _is_restated(settings: Sequence[Setting], web: Web, pair: Pair) -> bool:
    a, b = settings[pair[0]], settings[pair[1]]
    if a.key != b.key or not a.key[1] or a.sort == "ordinal":
        return False
    alike = web.cosines[pair]
    if web.unusual[a.key] < 0.2:
        return alike >= 0.45 and a.unit == b.unit
    return alike >= 0.25


def _another(setting: Setting, chance: random.Random) -> Decimal | None:
    """Another value written with the same precision: some part more or less, or one digit changed."""
    figure = setting.statement.figure
    if chance.random() < 0.5:
        factor = Decimal(str(round(chance.choice((chance.uniform(0.5, 0.93), chance.uniform(1.07, 1.7))), 3)))
        value = (figure.value * factor / figure.q).to_integral_value() * figure.q
    else:
        sign, digits, exponent = figure.value.as_tuple()
        place = chance.randrange(len(digits))
        value = Decimal((sign, (*digits[:place], chance.randrange(1, 10), *digits[place + 1 :]), int(exponent)))
    return value if value > 0 and value != figure.value else None


class Weighed:
    """A logistic regression on the signals, each in spreads from its mean, and on the products of some."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        paired = [names.index(name) for name in PAIRED.split()]
        self.products = [(a, b) for place, a in enumerate(paired) for b in paired[place:]]

    def fit(self, rows: Any, right: Any, weights: Any) -> Weighed:
        self.means, self.spreads = rows.mean(0), rows.std(0) + 1e-6
        self.model = LogisticRegression(C=STRENGTH, max_iter=500)
        self.model.fit(self._columns(rows), right, sample_weight=weights)
        return self

    def decision_function(self, rows: Any) -> Any:
        return self.model.decision_function(self._columns(rows))

    def _columns(self, rows: Any) -> Any:
        seen = np.clip((rows - self.means) / self.spreads, -FURTHEST, FURTHEST)
        return np.column_stack([seen, *(seen[:, a] * seen[:, b] for a, b in self.products)])

    def written(self) -> str:
        """The lines of the coefficients' file."""
        found = self.model.coef_[0]
        alone = zip(self.names, self.means, self.spreads, found, strict=False)
        lines = "\n".join(f"{name} {mean:.4g} {spread:.4g} {weight:.4f}" for name, mean, spread, weight in alone)
        pairs = zip(self.products, found[len(self.names) :], strict=True)
        products = "\n".join(f"{self.names[a]} {self.names[b]} {weight:.4f}" for (a, b), weight in pairs)
        base = float(self.model.intercept_[0])
        return f'base = {base:.4f}\nweights = """\n{lines}\n"""\nproducts = """\n{products}\n"""\n'


class Trees:
    """Boosted trees; what must only help or only hurt is held to that."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def fit(self, rows: Any, right: Any, weights: Any) -> Trees:
        self.model = HistGradientBoostingClassifier(
            max_iter=70,
            learning_rate=0.1,
            max_leaf_nodes=5,
            min_samples_leaf=20,
            l2_regularization=1.0,
            random_state=0,
            monotonic_cst=[(name in RISING.split()) - (name in FALLING.split()) for name in self.names],
        ).fit(rows, right, sample_weight=weights)
        return self

    def decision_function(self, rows: Any) -> Any:
        return self.model.decision_function(rows)

    def written(self) -> str:
        """The lines of the coefficients' file."""
        trees = "\n".join(_tree(predictor[0].nodes, 0, self.names) for predictor in self.model._predictors)
        return f'base = {float(self.model._baseline_prediction.ravel()[0]):.4f}\ntrees = """\n{trees}\n"""\n'


def fit(seen: Sequence[Seen], mode: str) -> Weighed | Trees:
    """The model for documents of a mode."""
    names = [name for name in NAMES if name not in UNUSED[mode]]
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
            weights += [weight / len(group)] * len(group)
    model = Weighed(names) if mode == "document" else Trees(names)
    return model.fit(_columns(rows, names), np.array(right), np.array(weights))


def _columns(rows: Sequence[Row], names: Sequence[str]) -> np.ndarray[Any, Any]:
    return np.array(rows, dtype=float)[:, [NAMES.index(name) for name in names]]


def crossed(seen: Sequence[Seen], mode: str) -> list[tuple[float, bool]]:
    """The scores of what would be reported, each genre by trees that were fitted to the others."""
    scores: list[tuple[float, bool]] = []
    for genre in sorted({one.genre for one in seen}):
        model = fit([one for one in seen if one.genre != genre], mode)
        for one in seen:
            if one.genre == genre and one.rows:
                scores += reported(one, model.decision_function(_columns(one.rows, model.names)))
    return scores


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


def chances(scores: Sequence[tuple[float, bool]]) -> tuple[list[float], list[float]]:
    """Some twenty scores and the share of what was right around each, never falling."""
    values = np.array([score for score, _ in scores])
    right = np.array([is_right for _, is_right in scores], dtype=float)
    steps = IsotonicRegression(y_min=0.005, y_max=0.99, out_of_bounds="clip").fit(values, right)
    places = [*np.quantile(values, np.linspace(0, 0.98, 8)), *np.quantile(values[right > 0], np.linspace(0, 1, 12))]
    knots = sorted({round(float(place), 2) for place in places})
    shares = [float(np.mean(steps.predict(np.linspace(knot - 0.4, knot + 0.4, 9)))) for knot in knots]
    return knots, [round(float(share), 3) for share in np.maximum.accumulate(shares)]


def written(mode: str, seen: Sequence[Seen]) -> str:
    """The section of the coefficients' file for a mode."""
    scores, shares = chances(crossed(seen, mode))
    return f"[{mode}]\nscores = {scores}\nchances = {shares}\n{fit(seen, mode).written()}"


def _tree(nodes: Any, at: int, names: Sequence[str]) -> str:
    node = nodes[at]
    if node["is_leaf"]:
        return f"{node['value']:.3f}"
    low, high = _tree(nodes, node["left"], names), _tree(nodes, node["right"], names)
    return f"{names[node['feature_idx']]} ? {node['num_threshold']:.5g} ({low}, {high})"


HEADER = (
    '# In the form that tests/benchmarks/train_linker.py writes. A line of "weights" is a signal, its mean, its\n'
    '# spread and its weight, a line of "products" two signals and the weight of their product, both in spreads\n'
    '# from their means. In a tree, "signal ? t (x, y)" is x where the signal is at most t, else y. Weights,\n'
    '# products and leaves add up to a score; "chances" says what share of findings with such a "score" was right.\n\n'
)


def main(folder: str, *flags: str) -> None:
    """Print what was learned; with --write, write it into the package."""
    items = [
        json.loads(line)
        for family in ("A", "B", "B_orig", "C")
        for line in (Path(folder) / f"{family}.dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    with ProcessPoolExecutor(2) as pool:
        seen = list(pool.map(see, items, chunksize=2))
    modes = ("document", "reference")
    text = HEADER + "\n".join(written(mode, [one for one in seen if one.mode == mode]) for mode in modes)
    if "--write" in flags:
        COEFFICIENTS.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
