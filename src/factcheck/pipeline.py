"""The verbs in order, from room to room: the only module that knows all of them."""

from __future__ import annotations

import datetime
import difflib
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import interval, numerals
from factcheck.config import Config, load_config
from factcheck.errors import FactcheckError
from factcheck.interval import Figure, Interval, Verdict
from factcheck.judge import SEVERITY, finding, judge, rank, show_interval
from factcheck.model import Document, Finding, Member, NotChecked, Outcome, Relation, Report, Statement

if TYPE_CHECKING:
    from factcheck.expectations import CheckResult, Suite
    from factcheck.record import Accepted, Record
    from factcheck.record.accepting import Acceptance
    from factcheck.record.adopt import Adopted
    from factcheck.record.changes import Change
    from factcheck.record.revision import Revision


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures, what each may mean, and whether both can be true."""

    first: str
    second: str
    figures: tuple[Figure, Figure]
    verdict: Verdict

    @property
    def severity(self) -> str:
        """error, warning, info, or "" where they agree."""
        return SEVERITY[self.verdict]

    @property
    def intervals(self) -> tuple[Interval, Interval]:
        """The hard interval of each: outside it the statement is wrong."""
        return interval.hard(self.figures[0]), interval.hard(self.figures[1])

    def as_text(self) -> str:
        """The verdict, then a line for each figure with both its intervals."""
        width = max(len(self.first), len(self.second))
        lines = [f"{self.verdict.value}" + (f" ({self.severity})" if self.severity else "")]
        for words, figure in zip((self.first, self.second), self.figures, strict=True):
            hard, soft = (show_interval(meant, figure.unit) for meant in (interval.hard(figure), interval.soft(figure)))
            usual = "" if soft == hard else f"; usually {soft}"
            lines.append(f"  {words:<{width}}  {hard}{usual}")
        return "\n".join(lines)

    def as_json(self) -> dict[str, object]:
        """The same for machines; the values are decimal strings, an open end is ``null``."""
        from factcheck.report.wording import plain

        sides = [
            {
                "stated": words,
                "value": plain(figure.value),
                "unit": figure.unit,
                "hedge": figure.hedge,
                "low": plain(meant.low),
                "high": plain(meant.high),
            }
            for words, figure, meant in zip((self.first, self.second), self.figures, self.intervals, strict=True)
        ]
        return {"version": 1, "verdict": self.verdict.value, "severity": self.severity, "figures": sides}


def compare(first: str, second: str) -> Comparison:
    """Judge whether two stated figures can both be true. Raises FactcheckError where one is no figure."""
    figures = numerals.parse(first), numerals.parse(second)
    restated = Relation("", "restatement", tuple(Member("stated", figure) for figure in figures))
    return Comparison(first, second, figures, judge(restated).verdict)


def manual(check: str | None = None) -> str:
    """The manual page of a check, or a line for each family of checks where none is named."""
    from factcheck import manual as pages

    if check:
        return pages.page(check).rstrip("\n")
    return "\n".join(f"{family:<13} {pages.summary(family)}" for family in pages.families())


def read_source(text_or_path: str | Path) -> Document:
    """The document that a path or a text is: a string of one line that names an existing file is that file."""
    from factcheck import read

    if isinstance(text_or_path, Path):
        return read.read(text_or_path)
    if 0 < len(text_or_path) < 4096 and "\n" not in text_or_path and "\0" not in text_or_path:
        try:
            is_file = Path(text_or_path).is_file()
        except OSError:
            is_file = False
        if is_file:
            return read.read(text_or_path)
    return read.from_text(text_or_path)


def extract(text_or_path: str | Path) -> tuple[Statement, ...]:
    """Every figure of a text or file, in order."""
    from factcheck.extract import extract as figures_of

    return figures_of(read_source(text_or_path))


def check(
    project: Path = Path(),
    *,
    suites: Sequence[str] = (),
    documents: Path | None = None,
    strict: bool = False,
    data_docs: Path | None = None,
    since: str | None = None,
) -> Report:
    """Cross-check a project's record against its suites (all, or those named).

    ``documents`` is the folder in which the documents' texts lie, if they are at hand; otherwise each is looked for
    where ``documents.csv`` says, beneath the project. ``strict`` ignores the accepted disagreements. ``data_docs``
    is a folder for Great Expectations' own pages, built on request. ``since`` is a git revision: what disagreed there
    already is marked as known and does not fail, and what is gone is listed as resolved. Raises FactcheckError where
    the record or a suite is broken, or the revision cannot be read.
    """
    from factcheck import expectations, record

    config = load_config(project)
    then = _revision(project, since, config) if since is not None else None
    kept = record.load(project, config.data, config.accepted)
    chosen = _chosen(_graded(expectations.load_suites(project / config.checks), config), suites)
    folder = documents or project / config.documents
    sources = _sources(kept.documents, folder, demanded=documents is not None or bool(config.documents))
    results = expectations.run(kept, chosen, sources, config.policy)
    if data_docs is not None:
        expectations.build_data_docs(kept, chosen, sources, data_docs, config.policy)
    texts = {source.document: source for source in sources}
    report = Report(
        command="check",
        documents=tuple(_with_text(one, texts.get(one.document)) for one in kept.documents),
        statements=kept.statements,
        findings=rank(_findings(kept, results, strict=strict)),
        examined={result.check: result.examined for result in results},
        agreed={result.check: result.agreed for result in results},
        not_checked=tuple(gap for result in results for gap in result.not_checked),
        facts=kept.facts,
        relations=kept.relations,
        title=kept.documents[0].title if len(kept.documents) == 1 else "",
        when=_now(),
        record=_from_here(project / config.data / "statements.csv"),
    )
    if then is not None:
        report = _since(report, kept, then, project, config, chosen, sources, strict=strict)
    return _report(report)


def _findings(kept: Record, results: Iterable[CheckResult], *, strict: bool) -> list[Finding]:
    """What a run of the suites found, settled with what is accepted."""
    done = tuple(results)
    findings = [finding(judged.relation, judged.outcome, result.check) for result in done for judged in result.outcomes]
    return findings if strict else _settled(kept, findings, {result.check for result in done})


def _from_here(path: Path) -> str:
    """A path as tools that run in this folder know it; one outside of it as it is."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _revision(project: Path, name: str, config: Config) -> Revision:
    from factcheck.record import revision

    return revision.at(project, name, (config.data, config.checks))


def _graded(suites: Sequence[Suite], config: Config) -> tuple[Suite, ...]:
    """The suites with the severities that the project sets."""
    known = [one.check for suite in suites for one in suite.expectations]
    for check, _ in config.severities:
        if check not in known:
            near = difflib.get_close_matches(check, known, n=1, cutoff=0.6)
            hint = f"did you mean {near[0]!r}?" if near else f"the checks are {', '.join(known)}"
            raise config.problem(check, f"no check is called {check!r}", hint)
    grave = {check: "critical" if severity == "error" else severity for check, severity in config.severities}
    return tuple(
        replace(
            suite,
            expectations=tuple(replace(one, severity=grave.get(one.check, one.severity)) for one in suite.expectations),
        )
        for suite in suites
    )


def _since(
    report: Report,
    kept: Record,
    then: Revision,
    project: Path,
    config: Config,
    suites: Sequence[Suite],
    sources: Sequence[Document],
    *,
    strict: bool,
) -> Report:
    """The run with what was there at a revision marked as known, and what is gone listed.

    Only what differs is judged again, and Great Expectations is loaded already. A record that cannot be read at the
    revision, or is not there, knows nothing.
    """
    from factcheck import expectations, record
    from factcheck.record import baseline, known, revision

    texts = _texts_then(project, then, sources)
    edited = {source.document for source in sources if source.document in texts}
    names = (*(f"{config.data}/{name}.csv" for name in record.COLUMNS), config.accepted)
    files = {name: path.read_bytes() for name in names if (path := project / name).is_file()}
    touched = baseline.touched(then.files, files, data=config.data, accepted=config.accepted, documents=edited)
    if any(known.about_table(one) for one in report.findings):
        touched = replace(touched, files=then.files, everything=True)
    if touched.nothing:
        was = replace(kept, statements=(), facts=(), relations=(), members=())
        outcome: list[Finding] = []
    else:
        try:
            was = revision.record_of(touched.files, then.shown, config.data, config.accepted)
        except FactcheckError as trouble:
            return replace(report, since=then.shown, since_trouble=str(trouble))
        judged = _with_rows(suites, was)
        found = (
            expectations.run(was, judged, [texts.get(one.document, one) for one in sources], config.policy)
            if judged
            else ()
        )
        outcome = _findings(was, found, strict=strict)
    findings, gone = known.compared(
        known.Run(kept, report.findings),
        known.Run(was, rank(outcome)),
        touched,
        new_checks=_new_checks(then, config, suites),
        unchecked={(gap.check, key) for gap in report.not_checked for key in gap.keys},
    )
    return replace(report, findings=tuple(findings), since=then.shown, resolved=tuple(gone))


def _texts_then(project: Path, then: Revision, sources: Sequence[Document]) -> dict[str, Document]:
    """The documents whose text has changed since a revision, as they were."""
    from factcheck import read
    from factcheck.record import revision

    changed = revision.texts_changed(project, then.commit, [Path(source.path) for source in sources])
    found = {}
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        for source in sources:
            contents = changed.get(Path(source.path))
            if contents is not None:
                copy = Path(folder) / Path(source.path).name
                copy.write_bytes(contents)
                found[source.document] = replace(read.read(copy), document=source.document)
    return found


def _with_rows(suites: Sequence[Suite], was: Record) -> tuple[Suite, ...]:
    """The suites without the demands on tables that have no row."""
    rows = {"documents": was.documents, "facts": was.facts, "statements": was.statements}
    full = {name for name, some in rows.items() if some} | ({"relations", "members"} if was.members else set())
    if not {"documents", "facts", "statements"} <= full:
        return ()
    kept = (replace(one, expectations=tuple(each for each in one.expectations if each.table in full)) for one in suites)
    return tuple(one for one in kept if one.expectations)


def _new_checks(then: Revision, config: Config, suites: Sequence[Suite]) -> set[str]:
    """The checks that the project's suites did not have at a revision; none where those cannot be read."""
    from factcheck import expectations
    from factcheck.record import revision

    old = {name: text for name, text in then.files.items() if Path(name).suffix in (".yaml", ".yml")}
    if all(old.get(f"{config.checks}/{Path(one.path).name}") == Path(one.path).read_bytes() for one in suites):
        return set()
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        revision.lay_out(old, Path(folder))
        try:
            before = expectations.load_suites(Path(folder) / config.checks)
        except FactcheckError:
            return set()
    return {each.check for one in suites for each in one.expectations} - {
        each.check for one in before for each in one.expectations
    }


def _chosen(suites: Sequence[Suite], names: Sequence[str]) -> tuple[Suite, ...]:
    known = [suite.name for suite in suites]
    for name in names:
        if name not in known:
            raise FactcheckError(f"there is no suite {name!r}", hint=f"the suites are {', '.join(known)}")
    return tuple(suite for suite in suites if not names or suite.name in names)


def _sources(documents: Iterable[Document], folder: Path, *, demanded: bool) -> tuple[Document, ...]:
    """The documents whose text lies in the folder, under the record's own names for them."""
    if demanded and not folder.is_dir():
        raise FactcheckError("there is no such folder", path=str(folder), hint="name the folder of the texts")
    from factcheck import read

    found = []
    for document in documents:
        if not document.path:
            continue
        path = folder / document.path
        if not path.resolve().is_relative_to(folder.resolve()):
            raise FactcheckError(
                f"the document {document.document} lies outside its folder: {document.path}",
                path="data/documents.csv",
                hint="give its path below the folder of the documents",
            )
        if path.is_file():
            found.append(replace(read.read(path), document=document.document))
    return tuple(found)


def _with_text(document: Document, source: Document | None) -> Document:
    """The record's document with the text that was read; a record knows its documents better than their files do."""
    if source is None:
        return document
    return replace(document, text=source.text, passages=source.passages)


def _settled(record: Record, findings: Sequence[Finding], checks: set[str]) -> list[Finding]:
    """The findings with what is accepted marked as such, and a finding for each acceptance that no longer holds.

    Only acceptances of checks that ran are looked at: what was not examined can neither hold nor go stale.
    """
    from factcheck.record import settle

    loud = {(one.check, key) for one in findings if one.severity != "info" for key in (one.fact, one.relation) if key}
    held = replace(record, accepted=tuple(entry for entry in record.accepted if entry.check in checks))
    settled = list(findings)
    for entry, reasons in settle(held, loud, _today()):
        at = [
            index
            for index, one in enumerate(settled)
            if one.check == entry.check and entry.subject in (one.fact, one.relation) and one.severity != "info"
        ]
        for index in at:
            status = "stale" if reasons else "accepted"
            settled[index] = replace(settled[index], status=status, accepted_reason=entry.reason, doubts=reasons)
        if not at:
            settled.append(_needless(entry, reasons, record))
    return settled


def _needless(entry: Accepted, reasons: Sequence[str], record: Record) -> Finding:
    """The finding that an acceptance has nothing left to accept."""
    statements = tuple(one for one in record.statements if one.fact == entry.fact)
    relation = next((one for one in record.relations if one.relation == entry.relation), None)
    if relation is not None:
        statements = tuple(one for member in relation.members for one in member.statements)
    return Finding(
        id=f"accepted-{entry.check}-{entry.subject}".replace("/", "-"),
        check=entry.check,
        verdict=Verdict.CONSISTENT,
        severity="error",
        status="stale",
        message=f"The accepted disagreement on {entry.subject} no longer stands: {'; '.join(reasons)}.",
        statements=statements,
        fact=entry.fact,
        relation=entry.relation,
        accepted_reason=entry.reason,
        next_step=f"remove the entry at {entry.path}:{entry.line}",
    )


def _report(report: Report) -> Report:
    """The report with its exit code: 1 for an open error or a stale acceptance, 2 where nothing was examined."""
    if any(one.status == "stale" or (one.severity == "error" and one.status == "new") for one in report.findings):
        return replace(report, exit_code=1)
    # A record whose demands examined nothing is no pass; a document without restated figures is just that.
    nothing = report.command == "check" and not sum(report.examined.values())
    return replace(report, exit_code=2 if nothing else 0)


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in a record from one state to another, both named."""

    before: str
    after: str
    changes: tuple[Change, ...]

    def by_table(self) -> dict[str, list[Change]]:
        """The changes by what they are about: documents, facts, statements, relations, verdicts, accepted."""
        from factcheck.record.changes import by_table

        return by_table(self.changes)

    def as_json(self) -> dict[str, object]:
        """The same for machines, as ``record/schema/changes-1.json`` describes it."""
        return {
            "version": 1,
            "from": self.before,
            "to": self.after,
            "changes": [asdict(one) for one in self.changes],
        }


def diff(project: Path, before: str, after: str | None = None) -> Difference:
    """What changed in a project's record from one git revision to another, or to the files as they are.

    Raises FactcheckError where a revision or a record cannot be read.
    """
    from factcheck import record
    from factcheck.record import revision
    from factcheck.record.changes import changes

    config = load_config(project)
    places = (config.data, config.accepted)
    then = _revision(project, before, config)
    old = revision.record_of(then.files, then.shown, *places)
    if after is None:
        found = changes(old, record.load(project, *places), config.policy)
        return Difference(then.shown, "the working files", found)
    now = _revision(project, after, config)
    found = changes(old, revision.record_of(now.files, now.shown, *places), config.policy)
    return Difference(then.shown, now.shown, found)


def accept(project: Path, name: str, *, reason: str, author: str, until: datetime.date | None = None) -> Acceptance:
    """The entry that accepts a finding of a project's record; nothing is written.

    ``name`` is the finding's id, or the fact or relation that it alone is about. Raises FactcheckError where it cannot
    be accepted, or the record or a suite is broken.
    """
    from factcheck.record.accepting import acceptance

    if not reason.strip():
        raise FactcheckError("an acceptance needs a reason", hint='--reason "the source itself says so, page 3"')
    return acceptance(check(project), name, reason=reason, author=author, today=_today(), until=until)


def with_acceptance(text: str, entry: Accepted) -> str:
    """The text of ``checks/accepted.toml`` with this entry in it."""
    from factcheck.record.accepting import with_entry

    return with_entry(text, entry)


def stale_entries(report: Report) -> tuple[tuple[str, str], ...]:
    """The check and subject of each acceptance that no longer holds, in the order of the findings."""
    return tuple((one.check, one.fact or one.relation) for one in report.findings if one.status == "stale")


def without_stale(report: Report, text: str) -> tuple[Report, str]:
    """A run and the text of ``checks/accepted.toml``, both without the acceptances that no longer hold."""
    from factcheck.record.accepting import without_entries

    kept = tuple(
        replace(one, status="new", accepted_reason="", doubts=()) if one.status == "stale" else one
        for one in report.findings
        if not (one.status == "stale" and one.verdict is Verdict.CONSISTENT)
    )
    return _report(replace(report, findings=kept)), without_entries(text, stale_entries(report))


def page(report: Report, history_file: Path | None = None) -> str:
    """The HTML report, with the trend of the earlier runs that the history file holds."""
    from factcheck.report.history import runs_of
    from factcheck.report.html import render_html

    return render_html(report, history=runs_of(_history_lines(history_file)))


RUNS_KEPT = 200


def history(report: Report, history_file: Path) -> str:
    """What the history file should hold after this run: the latest runs, oldest first."""
    from factcheck.report.history import as_line, run_of, runs_of

    runs = [*runs_of(_history_lines(history_file)), run_of(report)]
    return "".join(as_line(run) for run in runs[-RUNS_KEPT:])


def _history_lines(history_file: Path | None) -> list[str]:
    """The lines of a history; a history that cannot be read is begun anew, for it proves nothing."""
    if history_file is None:
        return []
    try:
        return history_file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _now() -> str:
    """The time of this run, in seconds and UTC; SOURCE_DATE_EPOCH stands in for it where runs must be repeatable."""
    return _clock().isoformat()


def _today() -> datetime.date:
    return _clock().date()


def _clock() -> datetime.datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


RESTATEMENTS = "restatements/values-agree"

# A claim of arithmetic that is less certain than this is put as a question: a warning, whatever its gap.
QUESTIONABLE = 0.5


def scan(
    paths: Sequence[str | Path],
    *,
    against: Sequence[str | Path] = (),
    min_confidence: float | None = None,
    names: bool = False,
) -> Report:
    """Find the figures of documents that cannot all be true, within each and between them.

    With ``against``, those documents are trusted and only the others are accused. ``min_confidence`` (0 to 1) is how
    sure a link must be for its finding to be shown; what is left out is counted as not checked. ``names`` also
    reports persons and bodies that are spelled in two ways. Raises FactcheckError where a document cannot be read.
    """
    from factcheck import read

    documents = tuple(read.read(path) for path in read.expand(paths))
    trusted = tuple(read.read(path) for path in read.expand(against))
    return scan_documents(documents, trusted, min_confidence=min_confidence, names=names)


def scan_documents(
    documents: Sequence[Document],
    trusted: Sequence[Document] = (),
    *,
    min_confidence: float | None = None,
    names: bool = False,
) -> Report:
    """The same for documents that were read already; two documents of one name are an error."""
    from factcheck.extract import extract as figures_of
    from factcheck.link import MIN_CONFIDENCE, link
    from factcheck.link.arithmetic import CHECKS, relate
    from factcheck.link.names import find as names_of

    everything = (*documents, *trusted)
    _demand_distinct(everything)
    sure = MIN_CONFIDENCE if min_confidence is None else min_confidence
    figures = {document.document: figures_of(document) for document in everything}
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
        outcome = judge(relation)
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
                findings.append(_lasting(relation, outcome, check))
    if names:
        findings += [one for document in documents for one in names_of(document)]
    return _report(
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
            when=_now(),
            trusted=tuple(document.document for document in trusted),
        )
    )


def _lasting(relation: Relation, outcome: Outcome, check: str) -> Finding:
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
    from factcheck.record.adopt import adopt as merged
    from factcheck.record.adopt import gathered

    report = scan(paths)
    disagreeing = [one.statements for one in report.findings if one.check == RESTATEMENTS and one.severity != "info"]
    facts = gathered(report.facts, report.statements, disagreeing)
    return merged(project, report.documents, facts, report.relations, load_config(project).data)
