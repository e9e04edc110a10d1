"""Documents in, their figures, the report on those that cannot all be true, or a record of them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.config import load_config
from factcheck.errors import FactcheckError
from factcheck.interval import POLICY, Policy, Verdict
from factcheck.judge import finding, judge, rank
from factcheck.model import Document, Finding, NotChecked, Outcome, Relation, Report, Statement
from factcheck.pipeline.run import ended, now

if TYPE_CHECKING:
    from factcheck.record.adopt import Adopted

RESTATEMENTS = "restatements/values-agree"


# A claim of arithmetic that is less certain than this is put as a question: a warning, whatever its gap.
QUESTIONABLE = 0.5


def scan(
    paths: Sequence[str | Path],
    *,
    against: Sequence[str | Path] = (),
    min_confidence: float | None = None,
    names: bool = False,
    policy: Policy = POLICY,
) -> Report:
    """Find the figures of documents that cannot all be true, within each and between them.

    With ``against``, those documents are trusted and only the others are accused. ``min_confidence`` (0 to 1) is how
    sure a link must be for its finding to be shown; what is left out is counted as not checked. ``names`` also
    reports persons and bodies that are spelled in two ways, ``policy`` says how generously figures are read. Raises
    FactcheckError where a document cannot be read.
    """
    from factcheck import read

    documents = tuple(read.read(path) for path in read.expand(paths))
    trusted = tuple(read.read(path) for path in read.expand(against))
    return scan_documents(documents, trusted, min_confidence=min_confidence, names=names, policy=policy)


def scan_documents(
    documents: Sequence[Document],
    trusted: Sequence[Document] = (),
    *,
    min_confidence: float | None = None,
    names: bool = False,
    policy: Policy = POLICY,
    extracted: Mapping[str, Sequence[Statement]] | None = None,
) -> Report:
    """The same for documents that were read already; two documents of one name are an error.

    ``extracted`` holds the figures of those, by name, from which they were taken before.
    """
    from factcheck.extract import extract as figures_of
    from factcheck.link import MIN_CONFIDENCE, link
    from factcheck.link.arithmetic import CHECKS, relate
    from factcheck.link.names import find as names_of

    everything = (*documents, *trusted)
    _demand_distinct(everything)
    sure = MIN_CONFIDENCE if min_confidence is None else min_confidence
    figures = {
        one.document: tuple(extracted[one.document]) if extracted and one.document in extracted else figures_of(one)
        for one in everything
    }
    statements = tuple(statement for some in figures.values() for statement in some)
    linked = link(everything, statements, against=tuple(document.document for document in trusted))
    relations, gaps = list(linked.relations), list(linked.not_checked)
    for document in documents:
        found, left_out = relate(document, figures[document.document])
        relations += found
        gaps += left_out
    examined: dict[str, int] = {}
    agreed: dict[str, int] = {}
    findings = []
    for relation in relations:
        check = CHECKS.get(relation.kind, RESTATEMENTS)
        outcome = judge(relation, policy)
        if outcome.severity == "error" and relation.kind in CHECKS and relation.confidence < QUESTIONABLE:
            outcome = replace(outcome, severity="warning")
        if outcome.verdict is Verdict.NOT_CHECKED:
            gaps.append(NotChecked(check, outcome.message, keys=_keys(relation)))
        elif outcome.severity in ("error", "warning") and relation.confidence < sure:
            reason = "its figures differ, and the link between them is too uncertain"
            gaps.append(NotChecked(check, reason, keys=_keys(relation)))
        else:
            examined[check] = examined.get(check, 0) + 1
            agreed[check] = agreed.get(check, 0) + (outcome.severity in ("", "info"))
            if outcome.severity:
                findings.append(lasting(relation, outcome, check))
    if names:
        findings += [one for document in documents for one in names_of(document)]
    return ended(
        Report(
            command="scan",
            documents=everything,
            statements=statements,
            findings=rank(findings),
            examined=dict(sorted(examined.items())),
            agreed=dict(sorted(agreed.items())),
            not_checked=_together(gaps),
            facts=linked.facts,
            relations=tuple(relations),
            title=documents[0].title if len(documents) == 1 else "",
            when=now(),
            trusted=tuple(document.document for document in trusted),
        )
    )


def lasting(relation: Relation, outcome: Outcome, check: str) -> Finding:
    """The finding with an id made of the words around it: the names that a linker gives change with the places."""
    nameless = finding(replace(relation, fact="", relation=""), outcome, check)
    return replace(nameless, fact=relation.fact, relation=relation.relation)


def _keys(relation: Relation) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in (relation.fact, relation.relation) if key))


def _demand_distinct(documents: Sequence[Document]) -> None:
    seen: set[str] = set()
    for document in documents:
        if document.document in seen:
            raise FactcheckError("this document is given twice", path=document.path or document.document)
        seen.add(document.document)


def _together(gaps: Iterable[NotChecked]) -> tuple[NotChecked, ...]:
    """One entry for each check and reason, in their order."""
    together: dict[tuple[str, str], NotChecked] = {}
    for gap in gaps:
        before = together.get((gap.check, gap.reason))
        both = gap if before is None else replace(gap, number=before.number + gap.number, keys=before.keys + gap.keys)
        together[gap.check, gap.reason] = both
    return tuple(together[key] for key in sorted(together))


def adopt(paths: Sequence[str | Path], project: Path) -> Adopted:
    """The files of a project's ``data/`` with these documents entered into them; nothing is written.

    Raises FactcheckError where a document cannot be read or the record is broken.
    """
    return entered(scan(paths), project)


def entered(report: Report, project: Path) -> Adopted:
    """The same with the documents of a scan."""
    from factcheck.record.adopt import adopt as merged
    from factcheck.record.adopt import gathered

    disagreeing = [one.statements for one in report.findings if one.check == RESTATEMENTS and one.severity != "info"]
    facts = gathered(report.facts, report.statements, disagreeing)
    return merged(project, report.documents, facts, report.relations, load_config(project).data)
