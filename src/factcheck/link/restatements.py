"""Documents and statements in, facts and restatements out: which statements speak of one fact, and how surely.

A pair is scored by the words, neighbours, periods and roles around its two figures, never by how close they are; that
one could be a misprint of the other adds to it. Pairs of equal value that are likely enough become one fact. Then the
pairs of different values are taken from the likeliest down, each statement once: they are the candidates for a
disagreement.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice

from factcheck.errors import FactcheckError
from factcheck.interval import Figure, Verdict, agree, compare
from factcheck.link.candidates import candidates
from factcheck.link.copies import Again, everything, place_of, said_once
from factcheck.link.ends import calendar, single_numbers
from factcheck.link.parts import PART, Part, parts
from factcheck.link.scorer import Scorer, scorer
from factcheck.link.setting import Setting, Survey, survey
from factcheck.link.signals import Web, ranks, signals, weave
from factcheck.link.slips import slip
from factcheck.link.vetoes import are_ordinals
from factcheck.model import Document, Fact, Member, NotChecked, Relation, Statement

__all__ = ["Linked", "Options", "agreement", "joined", "numbers_of", "restatements"]

AGREEING = frozenset(
    {Verdict.IDENTICAL, Verdict.CONSISTENT, Verdict.HEDGE_DIFF, Verdict.BOUND_DIFF, Verdict.LOOSE_HEDGE}
)
CLOSE = 10  # readings that meet say "equal" only where the values are within a tenth of each other
SHOWN = 6  # statements that a disagreement lists
RIVALS = 2  # further values that a disagreement lists
NEARLY = 2.0  # how much less sure a further value may be than the first two
SURE = 4.0  # the score from which an equal statement is listed beside the two that differ
JOINT = 0.2  # what a second link between two facts adds for each point that it lies above the floor
FLOOR = -3.0
WORDINGS = 400  # pairs of different wordings of a value that are compared before two groups become one fact
LOOKED_AT = 60  # statements of a fact of which every pair is looked at where they agree with a warning at most
NEAREST = 4  # a disagreement is sought among so many of the nearest partners of one of its two statements
YEARS = re.compile(r"(?:19|20)\d\d")
PAIRS = 5_000  # pairs of a document that are scored in vain at most, of equal and of different values
AGAINST = 200_000  # figures of documents and their references together
CHECK = "restatements/values-agree"


@dataclass(frozen=True, slots=True)
class Options:
    """How far to go: ``least`` is the chance below which a disagreement is not even proposed, ``equal`` the score from
    which an equal value is believed to restate the same fact."""

    least: float = 0.005
    equal: float = -4.5


@dataclass(frozen=True, slots=True)
class Linked:
    """What restates what: facts, the relations to judge, and what could not be compared."""

    facts: tuple[Fact, ...]
    relations: tuple[Relation, ...]
    not_checked: tuple[NotChecked, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    a: int
    b: int
    score: float


@dataclass(slots=True)
class _Dispute:
    """The link of the two statements that differ, and the places of all that take part."""

    link: _Link
    told: list[int]


def restatements(
    documents: Sequence[Document], statements: Sequence[Statement], against: Sequence[str], options: Options
) -> Linked:
    """The facts that the statements restate, and a relation for each fact and each pair that may contradict it.

    The work grows with n log n in the figures. A figure meets a bounded number of others, those that share its
    weightiest words (``candidates``). Pairs of equal values are scored until both are of one fact; pairs of different
    values where one is among the ``NEAREST`` of the other, at most ``PAIRS`` for each document, and as many of equal
    values in vain. Ordinary prose meets no bound: its ten thousand words state some 160 figures, of which some 150
    pairs are scored. Where much the same is said of every figure, ``PAIRS`` is met from about 1,250 figures on, the
    bounds of ``candidates`` from about 1,700. What these two leave out is counted in ``not_checked``, and so is that
    more than ``PART`` figures are linked in parts. Against a reference there are no parts, and too many figures raise
    FactcheckError.
    """
    trusted = frozenset(i for i, document in enumerate(documents) if document.document in against)
    derived = frozenset(range(len(documents))) - trusted
    sides = (derived, trusted) if trusted else None
    numbers = numbers_of(documents, statements, with_days=bool(sides))
    if sides and len(numbers) > AGAINST:
        many = f"{len(numbers):,} figures are too many to compare with a reference: at most {AGAINST:,}"
        raise FactcheckError(many, hint="split the documents, and compare them one by one")
    not_checked: list[NotChecked] = []
    copies = said_once(documents, numbers) if not sides else everything(documents, numbers)
    linked = [
        _linked(part, copies.again, sides, options, not_checked)
        for part in parts(documents, copies, AGAINST if sides else PART)
    ]
    if len(linked) == 1:
        return replace(linked[0], not_checked=tuple(not_checked))
    reason = f"so many figures are compared in parts of {PART:,}: with none of another part"
    not_checked.append(NotChecked(CHECK, reason, len(numbers)))
    return Linked(
        tuple(fact for one in linked for fact in one.facts),
        tuple(relation for one in linked for relation in one.relations),
        tuple(not_checked),
    )


def _linked(
    part: Part,
    again: Again,
    sides: tuple[frozenset[int], frozenset[int]] | None,
    options: Options,
    not_checked: list[NotChecked],
) -> Linked:
    """What the figures of one part restate; what was left out is entered in ``not_checked``."""
    view = survey(part.documents, part.numbers, part.spans)
    proposed = candidates(view, pairs_of=sides, not_checked=not_checked)
    web = weave(view, proposed, faithful, are_ordinals) if sides else weave(view, proposed, agreement)
    judge = scorer("reference" if sides else "document")
    most = PAIRS * len(part.documents)
    group = _groups(web, judge, options.equal, most, not_checked)
    other = _differing(web, judge, group, most, not_checked, joint=not sides)
    agreed = _facts_relations(view, web, group, again, judge)
    differing = _disagreements(view, web, other, group, judge, options)
    relations = (*agreed, *(replace(relation, trusted=bool(sides)) for relation in differing))
    return Linked(_facts(view, group, again), relations, ())


def numbers_of(documents: Sequence[Document], statements: Sequence[Statement], *, with_days: bool) -> list[Statement]:
    """What is compared, in the order of the documents: single numbers, and the days and years that a text names."""
    numbers = [_in_percent(statement) for statement in single_numbers(statements, documents)]
    if with_days:
        texts = {document.document: document.text for document in documents}
        numbers = [_as_written(statement, texts[statement.document]) for statement in numbers]
        known: dict[str, set[tuple[int, int]]] = {}
        for statement in statements:
            known.setdefault(statement.document, set()).add(statement.sentence)
        for document in documents:
            numbers += calendar(document, sorted(known.get(document.document, ())))
        order = {document.document: place for place, document in enumerate(documents)}
        numbers.sort(key=lambda s: (order[s.document], s.start, s.end))
    return numbers


def _as_written(statement: Statement, text: str) -> Statement:
    """A statement without the years of its period that its sentence does not name: whoever infers them from the date
    of a summary and of its reference may infer two."""
    years = set(YEARS.findall(statement.period))
    if not years:
        return statement
    sentence = text[slice(*statement.sentence)]
    unsaid = [year for year in years if year not in sentence and not re.search(rf"(?<!\d){year[2:]}(?!\d)", sentence)]
    if not unsaid:
        return statement
    return replace(statement, period=re.sub("|".join(unsaid), "XXXX", statement.period))


def _in_percent(statement: Statement) -> Statement:
    """A share that is told as a fraction in percent: "one in five" restates 20%."""
    figure = statement.figure
    if figure.kind != "percent" or figure.unit or figure.upper is not None:
        return statement
    percent = replace(figure, value=figure.value * 100, q=figure.q * 100, Q=figure.Q * 100, unit="%")
    return replace(statement, figure=percent)


def _groups(web: Web, judge: Scorer, equal: float, most: int, not_checked: list[NotChecked]) -> list[int]:
    """For each statement the number of the first statement of its fact: believed links of equal values chain.

    They never chain so that a fact holds figures that exclude each other: "about 38 million" may restate 38.4 or 37.5
    million, and cannot make one fact of the two. A pair of which both are of one fact already is not scored, nor is
    any after the nearest ``most`` that were no restatements.
    """
    settings = web.survey.settings
    parent = list(range(len(settings)))
    held: dict[int, dict[Figure, Setting]] = {}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    alike = sorted((-web.cosines[pair], pair) for pair, is_equal in web.equal.items() if is_equal)
    vain = left_out = 0
    for _, (a, b) in alike:
        low, high = sorted((root(a), root(b)))
        if low == high:
            continue
        if vain == most:
            left_out += 1
            continue
        x, y = settings[a], settings[b]
        score = web.scores[a, b] = judge.score(signals(x, y, web))
        if score + 4.0 * web.unusual[x.key] >= equal:
            one, other = (held.get(i) or {settings[i].statement.figure: settings[i]} for i in (low, high))
            if _compatible(one.values(), other.values()):
                parent[high] = low
                held[low] = one | other
                continue
        vain += 1
    if left_out:
        reason = f"more than {most} equal figures are worded alike and no restatements: the nearest pairs were compared"
        not_checked.append(NotChecked(CHECK, reason, left_out))
    return [root(i) for i in range(len(settings))]


def _compatible(one: Collection[Setting], other: Collection[Setting]) -> bool:
    """Whether no figure of one fact excludes a figure of the other."""
    return len(one) * len(other) <= WORDINGS and all(agreement(a, b) is not False for a in one for b in other)


def _differing(
    web: Web, judge: Scorer, group: list[int], most: int, not_checked: list[NotChecked], *, joint: bool
) -> list[_Link]:
    """The links between different values, likeliest first; ``joint`` ones are raised by others of the same two facts.

    Then a pair of which both have nearer partners in plenty is no candidate by itself: it is scored only where
    another pair of its two facts is likely enough for it to count. Of more than ``most`` pairs the nearest are scored.
    """
    settings = web.survey.settings

    def score(pair: tuple[int, int]) -> float:
        return judge.score(signals(settings[pair[0]], settings[pair[1]], web))

    differing = [pair for pair, is_equal in web.equal.items() if not is_equal]
    nearest = [pair for pair in differing if min(ranks(*pair, web)) < NEAREST] if joint else differing
    if len(nearest) > most:
        reason = f"more than {most} figures are worded alike: of their pairs the nearest were compared"
        not_checked.append(NotChecked(CHECK, reason, len(nearest) - most))
        nearest = sorted(nearest, key=lambda pair: (min(ranks(pair[0], pair[1], web)), -web.cosines[pair], pair))[:most]
    scores = {pair: score(pair) for pair in nearest}
    if not joint:
        return sorted((_Link(*pair, held) for pair, held in scores.items()), key=_likeliest)
    facts = {pair: _facts_of(pair, group) for pair in differing}
    likely = {facts[pair] for pair, held in scores.items() if held > FLOOR}
    rest = (pair for pair in differing if pair not in scores and facts[pair] in likely)
    scores |= {pair: score(pair) for pair in islice(rest, most)}
    raised = joined(list(scores.values()), [facts[pair] for pair in scores])
    return sorted((_Link(*pair, held) for pair, held in zip(scores, raised, strict=True)), key=_likeliest)


def _facts_of(pair: tuple[int, int], group: list[int]) -> tuple[int, int]:
    a, b = group[pair[0]], group[pair[1]]
    return min(a, b), max(a, b)


def _likeliest(link: _Link) -> tuple[float, int, int]:
    return -link.score, link.a, link.b


def _members_of(group: list[int]) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {}
    for i, first in enumerate(group):
        members.setdefault(first, []).append(i)
    return members


def _told(view: Survey, members: Iterable[int], again: Again) -> list[Statement]:
    """The statements of a fact, then those that say it again word for word."""
    told = [view.settings[i].statement for i in members]
    return [*told, *(copy for one in told for copy in again.get(place_of(one), ()))]


def _facts(view: Survey, group: list[int], again: Again) -> tuple[Fact, ...]:
    """One fact for each group of two statements or more, named after its first statement's topic and place."""
    facts = []
    for first, members in _members_of(group).items():
        told = tuple(_told(view, members, again))
        if len(told) > 1:
            head = told[0]
            facts.append(Fact(_name(view, first), head.topic, head.figure.unit, head.scope, head.period, "", told))
    return tuple(facts)


def _name(view: Survey, first: int) -> str:
    setting = view.settings[first]
    words = re.findall(r"[a-z0-9]+", setting.statement.topic.lower())[-4:] or [setting.sort.split()[0]]
    return "-".join([*words, str(setting.statement.start)])


def _facts_relations(view: Survey, web: Web, group: list[int], again: Again, judge: Scorer) -> Iterable[Relation]:
    """The restatement of each fact: all its statements, of equal value."""
    for first, members in _members_of(group).items():
        told = _told(view, members, again)
        if len(told) < 2:
            continue
        a, b = view.settings[members[0]], view.settings[members[1 % len(members)]]
        statements = _in_one_form(told)
        if a is b:
            chance = 1.0
        elif _settled(statements):
            chance = max(0.5, _chance(a, b, web, judge))
        else:
            chance = max((_chance(x, y, web, judge) for x, y in _unsettled(members, view)), default=0.0)
        member = Member("stated", statements[0].figure, statements)
        name = _name(view, first)
        yield Relation(
            f"restated:{name}",
            "restatement",
            (member,),
            confidence=round(chance, 3),
            fact=name,
            reasons=_reasons(a, b, web) if a is not b else ("the same is said again, word for word",),
            doubts=_doubts(a, b) if a is not b else (),
        )


def _chance(a: Setting, b: Setting, web: Web, judge: Scorer) -> float:
    """The chance that two statements are of one fact; none where they meet only through others."""
    pair = min(a.index, b.index), max(a.index, b.index)
    if pair not in web.cosines:
        return 0.0
    score = web.scores.get(pair)
    return judge.chances.at(judge.score(signals(a, b, web)) if score is None else score, web.survey.words)


def _unsettled(members: Sequence[int], view: Survey) -> Iterable[tuple[Setting, Setting]]:
    """The pairs of a fact that agree with a warning at most: "50,000" and "more than 50,000"."""
    for i, j in combinations(members[:LOOKED_AT], 2):
        a, b = view.settings[i], view.settings[j]
        if compare(a.statement.figure, _in_unit(b.statement.figure, a.statement.figure.unit)) not in AGREEING:
            yield a, b


def _settled(statements: Sequence[Statement]) -> bool:
    """Whether the figures agree without a warning; "nearly" and "more than" one number do not."""
    return agree([statement.figure for statement in statements]).verdict in AGREEING


def _disputes(
    view: Survey, links: Sequence[_Link], group: list[int], judge: Scorer, options: Options
) -> Iterable[_Dispute]:
    """The likeliest pairs of different values, each fact in one of them; what contradicts one of the two nearly as
    surely joins their dispute. Against a reference only the derived side is accused, and the other may be again."""
    taken: dict[int, _Dispute] = {}
    found: list[_Dispute] = []
    for link in links:
        if judge.chances.at(link.score, view.words) < options.least:
            break
        one_way = view.settings[link.a].document != view.settings[link.b].document
        sides = (group[link.a],) if one_way else (group[link.a], group[link.b])
        held = [taken.get(side) for side in sides]
        if not any(held):
            found.append(_Dispute(link, [link.a, link.b]))
            taken |= dict.fromkeys(sides, found[-1])
        elif one_way or not all(held):
            dispute = next(one for one in held if one is not None)
            rival = link.b if held[0] else link.a
            if _joins(view, link, rival, dispute, group):
                dispute.told.append(rival)
                if not one_way:
                    taken[group[rival]] = dispute
    return found


def _joins(view: Survey, link: _Link, rival: int, dispute: _Dispute, group: list[int]) -> bool:
    """Whether a further value is nearly as sure as the first two, and is of no other period."""
    return (
        len(dispute.told) < 2 + RIVALS
        and link.score >= dispute.link.score - NEARLY
        and group[rival] not in {group[i] for i in dispute.told}
        and _one_period(view.settings[i] for i in (*dispute.told, rival))
    )


def _one_period(settings: Iterable[Setting]) -> bool:
    return not any(one.when.contradicts(other.when) for one, other in combinations(settings, 2))


def _disagreements(
    view: Survey, web: Web, links: Sequence[_Link], group: list[int], judge: Scorer, options: Options
) -> Iterable[Relation]:
    """A relation for each dispute: the two statements first, then other values, then what surely restates the two."""
    members = _members_of(group)
    for dispute in _disputes(view, links, group, judge, options):
        link = dispute.link
        a, b = view.settings[link.a], view.settings[link.b]
        others = [i for side in (link.b, link.a) for i in members[group[side]] if i not in dispute.told]
        sure = [i for i in others if _surely(i, a if group[i] == group[link.a] else b, web, judge)]
        shown = [*dispute.told, *(i for i in sure if _one_period((a, b, view.settings[i])))][:SHOWN]
        told = _in_one_form([view.settings[i].statement for i in shown])
        name = _name(view, group[link.b])
        yield Relation(
            f"differs:{_name(view, link.a)}:{link.b}",
            "restatement",
            (Member("stated", told[0].figure, told),),
            confidence=round(judge.chances.at(link.score, view.words), 3),
            fact=name,
            reasons=(*_reasons(a, b, web), *_elsewhere(view, [i for i in others if i not in shown])),
            doubts=_doubts(a, b),
        )


def _surely(place: int, other: Setting, web: Web, judge: Scorer) -> bool:
    """Whether an equal statement restates the other beyond doubt."""
    pair = (min(place, other.index), max(place, other.index))
    return pair in web.cosines and judge.score(signals(web.survey.settings[place], other, web)) >= SURE


def _elsewhere(view: Survey, places: Sequence[int]) -> Iterable[str]:
    """Where the two values are stated again, as it seems."""
    lines: dict[str, list[str]] = {}
    for place in places:
        statement = view.settings[place].statement
        lines.setdefault(statement.stated, []).append(str(statement.line))
    for stated, at in lines.items():
        yield f"{stated} also stands in line{'s' if len(at) > 1 else ''} {', '.join(at[:6])}"


def joined(scores: Sequence[float], facts: Sequence[tuple[int, int]]) -> list[float]:
    """The score of each link, raised by the best other link between the same two facts: 20 against 11 and 11."""
    best: dict[tuple[int, int], list[float]] = {}
    for score, pair in zip(scores, facts, strict=True):
        best.setdefault((min(pair), max(pair)), []).append(score)
    for held in best.values():
        held.sort(reverse=True)
    raised = []
    for score, pair in zip(scores, facts, strict=True):
        held = best[min(pair), max(pair)]
        other = FLOOR if len(held) < 2 else held[1] if score == held[0] else held[0]
        raised.append(score + JOINT * max(0.0, other - FLOOR))
    return raised


def _in_one_form(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with one unit and no period that was only carried over."""
    unit = statements[0].figure.unit
    told = []
    for statement in statements:
        one = statement
        if one.figure.unit != unit:
            one = replace(one, figure=replace(one.figure, unit=unit))
        if "period" in one.inherited:
            one = replace(one, period="")
        told.append(one)
    return tuple(told)


def agreement(a: Setting, b: Setting) -> bool | None:
    """Whether two figures can be one and the same (True), contradict each other (False), or merely do not exclude
    each other (None): "more than 10,000" and 82 million."""
    x, y = a.statement.figure, b.statement.figure
    if x.value == y.value:
        return True
    if not x.hedge and not y.hedge and x.q == y.q and x.Q == y.Q:
        return False
    if compare(x, _in_unit(y, x.unit)) not in AGREEING:
        return False
    return True if abs(x.value - y.value) * CLOSE <= max(abs(x.value), abs(y.value)) else None


def faithful(a: Setting, b: Setting) -> bool | None:
    """The same for a text and its reference: whoever restates "at least 100" as "at least 200" says something else."""
    x, y = a.statement.figure, b.statement.figure
    if x.value != y.value and compare(x, _in_unit(y, x.unit)) is Verdict.BOUND_DIFF:
        return False
    return agreement(a, b)


def _in_unit(figure: Figure, unit: str) -> Figure:
    return figure if figure.unit == unit else replace(figure, unit=unit)


def _reasons(a: Setting, b: Setting, web: Web) -> tuple[str, ...]:
    """Why two statements are believed to be of one fact, in words."""
    idf = web.survey.idf
    common = sorted(a.near.keys() & b.near.keys(), key=lambda name: (-idf.get(name, 1.0), name))[:4]
    reasons = []
    if common:
        written = {word.stem: word.text.lower() for word in b.sentence.words if word.stem}
        reasons.append("both speak of " + ", ".join(written.get(name, name) for name in common))
    neighbours = sorted(
        (a.sentence.figures & b.sentence.figures) - {a.key, b.key}, key=lambda key: (-web.unusual.get(key, 0), key)
    )
    if neighbours:
        reasons.append("figures beside them are equal: " + ", ".join(f"{value}" for _, value in neighbours[:3]))
    if any(a.when) and a.when == b.when:
        reasons.append(f"same period ({a.statement.period})")
    if a.statement.scope and a.statement.scope == b.statement.scope:
        reasons.append(f"same scope ({a.statement.scope})")
    if a.key != b.key and (found := slip(a.key[1], b.key[1])):
        reasons.append(f"the two differ {found.told}")
    return tuple(reasons)


def _doubts(a: Setting, b: Setting) -> tuple[str, ...]:
    """What speaks against it, in words."""
    doubts = []
    for one, other in ((a, b), (b, a)):
        missing = sorted((k for k in one.near if k not in other.sentence.bag), key=lambda k: (-one.near[k], k))[:3]
        if missing:
            written = {word.stem: word.text.lower() for word in one.sentence.words if word.stem}
            doubts.append(f"only where {one.statement.stated} stands: " + ", ".join(written.get(k, k) for k in missing))
    if any(a.when) != any(b.when):
        doubts.append(f"a period is named on one side only ({a.statement.period or b.statement.period})")
    elif a.when != b.when:
        doubts.append(f"periods differ ({a.statement.period}, {b.statement.period})")
    if a.statement.role != b.statement.role:
        doubts.append(f"one is a {a.statement.role}, the other a {b.statement.role}")
    return tuple(doubts)
