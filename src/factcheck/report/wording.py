"""Values of the model in, the words and numbers that every report shows for them out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.interval import Verdict
from factcheck.model import Document, Finding, NotChecked, Report, Statement
from factcheck.numerals.later import later

SEVERITIES = ("error", "warning", "info")

VERDICTS: Mapping[Verdict, str] = {
    Verdict.IDENTICAL: "identical",
    Verdict.CONSISTENT: "consistent",
    Verdict.AGREE_IF_ROUNDED: "agree only if rounded",
    Verdict.AGREE_IF_TRUNCATED: "agree only if cut off",
    Verdict.HEDGE_DIFF: "same figure, other hedge",
    Verdict.BOUND_DIFF: "two bounds that differ",
    Verdict.LOOSE_HEDGE: "loose hedge",
    Verdict.HEDGE_CONFLICT: "hedges exclude each other",
    Verdict.CONFLICT: "conflict",
    Verdict.NOT_CHECKED: "not checked",
}

# Characters that reorder or hide text would let a document show a reader something else than it says.
# Joiners and variation selectors stay: Persian, Indic scripts and emoji need them, and they move nothing.
_UNSEEN = later(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    """``text`` with control, reordering and invisible characters replaced by signs that show them.

    Tabs and line ends stay. The result holds only characters that XML and terminals take as text.
    """
    return _UNSEEN.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    return f"\u27e8U+{ord(match.group()):04X}\u27e9"


def one_line(text: str) -> str:
    """``text`` made visible, on one line, with runs of white space as one space."""
    return visible(" ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of quoted words; ``statement`` is the one whose figure it is, or ``None`` between figures."""

    text: str
    statement: Statement | None = None


Quote = tuple[Piece, ...]

_MOST_REASONS = 20  # that a page gives for what one check did not test
_GROUPS = 8  # how far back a statement looks for others of its sentence


def quotes(statements: Sequence[Statement], documents: Mapping[str, Document], reach: int = 90) -> list[Quote]:
    """The words around each figure; neighbours that stand in one sentence close together share a quote.

    Up to ``reach`` characters of the sentence are kept on either side, cut at words and marked with
    an ellipsis. The document's text is preferred; without it the statement's own context is searched
    for the figure. Where neither is known the figure stands alone. Every statement is in one quote.
    """
    return [_quote(group, documents.get(group[0].document), reach) for group in grouped(statements, reach)]


def grouped(statements: Sequence[Statement], reach: int = 90) -> list[list[Statement]]:
    """The statements in their order, those of one sentence whose excerpts would overlap together."""
    groups: list[list[Statement]] = []
    for statement in statements:
        near = (group for group in groups[-_GROUPS:] if any(_overlap(statement, other, reach) for other in group))
        found = next(near, None)
        if found is None:
            groups.append([statement])
        else:
            found.append(statement)
    return groups


def _overlap(one: Statement, other: Statement, reach: int) -> bool:
    return (
        one.document == other.document
        and one.sentence == other.sentence
        and (one.sentence != (0, 0) or one.line == other.line)
        and -2 * reach < one.start - other.start < 2 * reach
        and not one.start < other.end < one.end + other.end - other.start
    )


def _quote(group: list[Statement], document: Document | None, reach: int) -> Quote:
    inside = sorted(group, key=lambda statement: statement.start)
    text, shift = _surroundings(inside[0], document)
    if inside[-1].end - shift > len(text) or any(not _stands(one, text, shift) for one in inside):
        return tuple(Piece(one_line(one.stated), one) for one in inside)
    low, high = inside[0].start - shift - reach, inside[-1].end - shift + reach
    before = text[max(0, low) : inside[0].start - shift].lstrip()
    after = text[inside[-1].end - shift : high].rstrip()
    pieces = [Piece(_spaced(_cut_left(before) if low > 0 else before))]
    for one, following in zip(inside, [*inside[1:], None], strict=True):
        pieces.append(Piece(one_line(text[one.start - shift : one.end - shift]), one))
        if following is not None:
            pieces.append(Piece(_spaced(text[one.end - shift : following.start - shift])))
    pieces.append(Piece(_spaced(_cut_right(after) if high < len(text) else after)))
    return tuple(piece for piece in pieces if piece.text)


def _stands(statement: Statement, text: str, shift: int) -> bool:
    return text[statement.start - shift : statement.end - shift] == statement.stated


def _surroundings(statement: Statement, document: Document | None) -> tuple[str, int]:
    """The sentence of a statement and the offset at which it begins, cut to a bounded size."""
    if document is not None and 0 <= statement.start < statement.end <= len(document.text):
        low, high = _sentence_of(statement, document)
        low, high = max(low, statement.start - 1000), min(high, statement.end + 1000)
        return document.text[low:high], low
    begin = statement.sentence[0]
    if statement.context and not _stands(statement, statement.context, begin):
        begin = statement.start - max(0, statement.context.find(statement.stated))
    return statement.context, begin


def _sentence_of(statement: Statement, document: Document) -> tuple[int, int]:
    low, high = statement.sentence
    if low <= statement.start and statement.end <= high:
        return low, high
    if 0 <= statement.passage < len(document.passages):
        passage = document.passages[statement.passage]
        if passage.start <= statement.start and statement.end <= passage.end:
            return passage.start, passage.end
    text = document.text
    line_end = text.find("\n", statement.end)
    return text.rfind("\n", 0, statement.start) + 1, len(text) if line_end < 0 else line_end


def _cut_left(text: str) -> str:
    space = text.find(" ")
    return "… " + (text[space + 1 :] if 0 <= space < 25 else text)


def _cut_right(text: str) -> str:
    space = text.rfind(" ")
    return (text[:space] if space > len(text) - 25 else text) + " …"


def _spaced(text: str) -> str:
    return visible(re.sub(r"\s*\n(?:[ \t]*>(?=[\s>]))+\s*|\s+", " ", text))  # without the signs of quoted mail


def said(statement: Statement) -> str:
    """The figure as it was said, with its hedge and unit where they stand beside it: "nearly 96000 stations"."""
    begin = statement.sentence[0]
    first, last = statement.full
    words = statement.context[first - begin : last - begin] if first >= begin else ""
    if last > first and statement.stated in words:
        return one_line(words)
    stated, hedge = one_line(statement.stated), statement.figure.hedge
    # A record keeps the words with their hedge.
    if not hedge or hedge == "range" or statement.row is not None:
        return stated
    return f"{hedge} {stated}"


def place_of(statement: Statement) -> str:
    """Where in its document a statement stands: "page 3, line 84"."""
    parts = [f"page {statement.page}"] if statement.page else []
    if statement.line:
        parts.append(f"line {statement.line}")
    return ", ".join(parts)


def period_of(period: str) -> str:
    """A period in words: "for 2021", "up to May 2022" as "up to 2022-05", "since 2018", "from 2013 to 2020"."""
    first, slash, last = one_line(period).partition("/")
    if not slash:
        return f"for {first}" if first else ""
    if not first or not last:
        return f"since {first}" if first else f"up to {last}" if last else ""
    return f"from {first} to {last}"


def name_of(document: Document) -> str:
    """What people call a document: its title, else its path, else its key."""
    return one_line(document.title or document.path or document.document)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file that an editor can open: lines and columns from 1, ``end_column`` behind the last sign."""

    path: str
    line: int
    column: int = 1
    end_line: int = 0  # 0: not known
    end_column: int = 0


def spot(statement: Statement, report: Report, document: Document | None) -> Spot:
    """Where a statement is to be corrected: its row of the record, or its figure in the scanned document."""
    if statement.row:
        return Spot(report.record, statement.row)
    path = (document.path or document.document) if document else statement.document
    line = max(1, statement.line)
    if document is None or not 0 <= statement.start < statement.end <= len(document.text):
        return Spot(path, line)
    text = document.text
    column = statement.start - text.rfind("\n", 0, statement.start)
    end_column = statement.end - text.rfind("\n", 0, statement.end)
    return Spot(path, line, column, line + text.count("\n", statement.start, statement.end), end_column)


def spots(finding: Finding, report: Report) -> list[tuple[Spot, Statement | None]]:
    """Every place of a finding, the one to correct first: the likely outlier, else the first statement.

    Never empty: a finding about no statement has the place that it names, or the start of what was checked.
    """
    documents = report.by_key
    statements = sorted(finding.statements, key=lambda statement: not statement.outlier)
    if statements:
        return [(spot(statement, report, documents.get(statement.document)), statement) for statement in statements]
    if finding.path:
        return [(Spot(finding.path, max(1, finding.line)), None)]
    first = report.documents[0].path if report.documents and report.command != "check" else ""
    return [(Spot(first or report.record, 1), None)]


def headed(finding: Finding) -> str:
    """The message of a finding, begun with its topic where it does not name it already."""
    topic, message = one_line(finding.topic), one_line(finding.message)
    words = message if not topic or topic.lower() in message.lower() else f"{topic}: {message}"
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do about a finding: a sentence, and the command line that does it, if there is one."""

    text: str
    command: str = ""

    def __str__(self) -> str:
        return f"{self.text}: {self.command}" if self.command else self.text


def next_steps(finding: Finding, report: Report) -> tuple[Step, ...]:
    """What a reader can do about a finding, most likely first; nothing for remarks and for what is accepted."""
    steps = [Step(one_line(finding.next_step))] if finding.next_step else []
    if finding.severity == "info" or finding.status == "accepted":
        return tuple(steps)
    documents = report.by_key
    suspects = [statement for statement in finding.statements if statement.outlier] or list(finding.statements)
    places: dict[str, dict[int, None]] = {}
    if report.where and suspects:
        ids = _listed([one_line(statement.statement) for statement in suspects])
        word = "statement" if len(suspects) == 1 else "statements"
        steps.append(Step(f"Look up the source and correct {one_line(report.where)}, {word} {ids}"))
        suspects = []
    for statement in suspects:
        place = spot(statement, report, documents.get(statement.document))
        places.setdefault(place.path, {})[place.line] = None
    if finding.path and not finding.statements:
        places.setdefault(finding.path, {})[max(1, finding.line)] = None
    for path, lines in places.items():
        word = "row" if path.endswith(".csv") else "line"
        where = f"{word if len(lines) == 1 else word + 's'} {_listed(list(lines))}"
        steps.append(Step(f"Look up the source and correct {one_line(path)}, {where}"))
    if report.command == "check" and finding.status == "new":
        import shlex

        command = f'factcheck accept {shlex.quote(one_line(finding.id))} --reason "…"'
        steps.append(Step("If the source itself says so, accept it", command))
    return tuple(dict.fromkeys(steps))


def _listed(lines: Sequence[int | str]) -> str:
    shown = [str(line) for line in lines[:6]]
    if len(lines) > 6:
        shown.append(f"{len(lines) - 6} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def compared_with(report: Report) -> str:
    """What a run that is compared with a revision says of it in one sentence, "" for any other run."""
    if not report.since:
        return ""
    if report.since_trouble:
        trouble = one_line(report.since_trouble)
        return (
            f"Compared with {one_line(report.since)}, whose record cannot be read, so that all counts as new: {trouble}"
        )
    known = sum(finding.status == "known" and finding.severity != "info" for finding in report.findings)
    before = f"{known:,} {'was' if known == 1 else 'were'} there before" if known else "nothing here was there before"
    return f"Compared with {one_line(report.since)}: {before}, {len(report.resolved) or 'nothing'} resolved."


def resolved(report: Report) -> list[str]:
    """What disagreed at the revision and is gone, a line for each finding."""
    return [f"{headed(finding)} ({finding.check}, {one_line(finding.id)})" for finding in ranked(report.resolved)]


def gaps(report: Report) -> list[NotChecked]:
    """What was not checked, of each check the most frequent reasons; what is left of them together."""
    by_check: dict[str, list[NotChecked]] = {}
    for gap in report.not_checked:
        by_check.setdefault(gap.check, []).append(gap)
    shown: list[NotChecked] = []
    for check, every in by_check.items():
        if len(every) > _MOST_REASONS:
            every.sort(key=lambda gap: -gap.number)
            left = every[_MOST_REASONS - 1 :]
            more = f"{len(left):,} other reasons: all are in --format json"
            every[_MOST_REASONS - 1 :] = [NotChecked(check, more, sum(gap.number for gap in left))]
        shown += every
    return shown


def ranked(findings: tuple[Finding, ...]) -> list[Finding]:
    """Worst first: open errors and warnings, then what is accepted, then remarks; else as they came."""
    return sorted(findings, key=lambda finding: (_drawer(finding), SEVERITIES.index(finding.severity)))


def _drawer(finding: Finding) -> int:
    if finding.status == "accepted":
        return 1
    return 2 if finding.severity == "info" else 0


def plural(number: int, noun: str, plural_noun: str = "") -> str:
    """ "1 finding", "2,300 findings"."""
    return f"{number:,} {noun if number == 1 else plural_noun or noun + 's'}"


def plain(value: Decimal | None) -> str | None:
    """A decimal as digits, for machines: no exponent, no zeros at the end of a fraction; ``None`` stays ``None``."""
    if value is None:
        return None
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def columns(text: str) -> int:
    """How many terminal columns ``text`` takes."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )
