"""At which step of linking the slips on the pages of tests/corpus/linked are lost, the most frequent step first.

    python tests/benchmarks/linked_causes.py [--pairs] [--show NUMBER] [PAGE ...]

One slip for each statement: a digit or a number word typed wrong. It is followed from the text to the finding, and the
first step at which no true statement of its fact is left beside it is the cause.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from factcheck.extract import extract
from factcheck.link import MIN_CONFIDENCE, Options, link, vetoes
from factcheck.link.candidates import candidates
from factcheck.link.restatements import agreement, faithful, numbers_of
from factcheck.link.scorer import Scorer, scorer
from factcheck.link.setting import Setting, survey
from factcheck.link.signals import Web, signals, weave
from factcheck.model import Document, Statement
from factcheck.read import from_text
from linked_documents import Slip, pages, slips
from linked_measure import found_at, moved, still_right

VETOES = (vetoes.is_label, vetoes.is_citation, vetoes.is_table_row, vetoes.is_calendar, vetoes.is_window)
FORBIDS = (vetoes.are_ordinals, vetoes.is_far_off, vetoes.in_one_breath)


def cause(slip: Slip) -> tuple[str, str] | None:
    """Why a slip is not found, with what shows it; ("found", …) where it is, None where it is no slip."""
    documents = [from_text(slip.text)]
    if slip.page.reference:
        documents.append(from_text(slip.page.reference, "reference"))
    statements = [statement for document in documents for statement in extract(document)]
    place = ("text", slip.mention.start, slip.end)
    others = [one for one in slip.page.mentions if one.fact == slip.mention.fact and one != slip.mention]
    right = [moved(one, slip) for one in others if one.document == "reference" or not slip.page.reference]
    if still_right(place, right, statements):
        return None
    typed, true = found_at(place, statements), [one for at in right if (one := found_at(at, statements))]
    if typed is None or not true:
        return "not read as a figure", slip.typed if typed is None else str([one.stated for one in others])
    return _lost(documents, statements, typed, true)


def _lost(
    documents: Sequence[Document], statements: Sequence[Statement], typed: Statement, true: Sequence[Statement]
) -> tuple[str, str]:
    sides = (frozenset({0}), frozenset({1})) if len(documents) > 1 else None
    view = survey(documents, numbers_of(documents, statements, with_days=bool(sides)))
    a = next((one for one in view.settings if one.statement == typed), None)
    left = [one for one in view.settings if one.statement in true]
    if a is None or not left:
        return "no single number (a range, a date)", f"{typed.stated} {typed.figure.kind}"
    alike = [one for one in left if one.sort == a.sort]
    if not alike:
        return "another kind of figure", f"{a.sort} against {left[0].sort}: {_shown(a, left[0])}"
    vetoed = [[veto.__name__ for veto in VETOES if veto(one)] for one in (a, *alike)]
    if not sides and (vetoed[0] or all(vetoed[1:])):
        return f"veto: {(vetoed[0] or vetoed[1])[0]}", _shown(a, alike[0])
    forbid = vetoes.are_ordinals if sides else vetoes.forbids
    allowed = [one for one in alike if not forbid(a, one)]
    if not allowed:
        broken = [rule.__name__ for rule in FORBIDS if rule(a, alike[0])]
        return f"forbidden: {', '.join(broken)}", _shown(a, alike[0])
    web = weave(view, candidates(view, pairs_of=sides), faithful if sides else agreement, forbid)
    held = [one for one in allowed if web.equal.get(_pair(a, one)) is False]
    if not held:
        shared = any(a.near.keys() & one.near.keys() for one in allowed)
        return f"no candidate: {'crowded out' if shared else 'no word in common'}", _shown(a, allowed[0])
    return _unproven(documents, statements, web, a, held, scorer("reference" if sides else "document"))


def _unproven(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    web: Web,
    a: Setting,
    held: Sequence[Setting],
    judge: Scorer,
) -> tuple[str, str]:
    best = max(held, key=lambda one: _score(web, judge, _pair(a, one)))
    against = ("reference",) if len(documents) > 1 else ()
    relations = link(documents, statements, against=against, options=Options(least=0.0)).relations
    sure = 0.0
    for relation in relations:
        told = [statement for member in relation.members for statement in member.statements]
        places = {(one.document, one.start) for one in told}
        if relation.relation.startswith("differs") and {_place(a), _place(best)} <= places:
            sure = max(sure, relation.confidence)
    if sure >= MIN_CONFIDENCE:
        return "found", f"{sure} {_shown(a, best)}"
    scores = {pair: _score(web, judge, pair) for pair, same in web.equal.items() if not same}
    own = scores[_pair(a, best)]
    better = sum(1 for pair, score in scores.items() if score > own and {a.index, best.index} & set(pair))
    chance = f"chance {judge.chances.at(own, web.survey.words):.3f}, {better} rivals likelier: {_shown(a, best)}"
    return ("a rival is likelier" if better else "too unlikely, though likelier than its rivals"), chance


def _score(web: Web, judge: Scorer, pair: tuple[int, int]) -> float:
    settings = web.survey.settings
    return judge.score(signals(settings[pair[0]], settings[pair[1]], web))


def _pair(a: Setting, b: Setting) -> tuple[int, int]:
    return (a.index, b.index) if a.index < b.index else (b.index, a.index)


def _place(setting: Setting) -> tuple[str, int]:
    return setting.statement.document, setting.statement.start


def _shown(a: Setting, b: Setting) -> str:
    shared = ", ".join(sorted(a.near.keys() & b.near.keys()))
    return " | ".join((*(f"{one.statement.stated} [{one.statement.context[:160]}]" for one in (a, b)), shared))


def chosen(is_pair: bool, names: Sequence[str]) -> Iterator[Slip]:
    """The first slip of each statement of the pages."""
    for page in pages():
        if bool(page.reference) is is_pair and (not names or page.name in names):
            seen = set()
            for slip in slips(page):
                if slip.mention not in seen:
                    seen.add(slip.mention)
                    yield slip


def main(arguments: Sequence[str]) -> None:
    """Print the steps with their numbers, and some slips of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", help="names of pages; all of them where none is given")
    parser.add_argument("--pairs", action="store_true", help="documents against a reference")
    parser.add_argument("--show", type=int, default=0, help="slips to print for each step")
    given = parser.parse_args(arguments)
    lost: dict[str, list[str]] = defaultdict(list)
    for slip in chosen(given.pairs, given.pages):
        found = cause(slip)
        if found:
            lost[found[0]].append(f"{slip.page.name} {slip.mention.fact}: {found[1]}")
    total = sum(map(len, lost.values()))
    ordered = sorted(lost.items(), key=lambda item: (-len(item[1]), item[0]))
    for step, some in ordered:
        print(f"{len(some):5}{100 * len(some) / total:5.0f}%  {step}")
    for step, some in ordered if given.show else ():
        print("\n  ".join([f"\n{step}", *some[: given.show]]))


if __name__ == "__main__":
    main(sys.argv[1:])
