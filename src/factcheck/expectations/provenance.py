"""The expectations that a record says what its documents say: words at their place, values, the same document."""

from __future__ import annotations

from typing import Any, ClassVar

from factcheck import figures
from factcheck.errors import FactcheckError
from factcheck.expectations import evidence
from factcheck.expectations.base import FigureExpectation
from factcheck.expectations.evidence import Aside, Evidence, Row, Shown
from factcheck.expectations.metrics import ROW_CANDIDATES
from factcheck.expectations.values import RowCandidates
from factcheck.interval import Policy, Verdict
from factcheck.model import Outcome
from factcheck.numerals import parse

# What is wrong with a row, in a sentence; or why it cannot be checked; or neither.
Judgement = tuple[str, str]
_FINE: Judgement = ("", "")


class _RowExpectation(FigureExpectation):
    """An expectation about single rows."""

    metric: ClassVar[str] = ROW_CANDIDATES
    # The name of the demand in ``screens.row_screen``.
    screen: ClassVar[str]

    def metric_values(self) -> dict[str, Any]:
        """The columns, and which rows need no judging."""
        return {"columns": self.columns(), "screen": self.screen}

    def subject(self, row: Row) -> str:
        """What a row is called in the evidence."""
        raise NotImplementedError

    def judge_row(self, row: Row) -> Judgement:
        """What is wrong with a row, or why it cannot be checked."""
        raise NotImplementedError

    def weigh(self, found: RowCandidates, policy: Policy) -> Evidence:
        """Judge each row in question for itself."""
        shown, unchecked, agreed = [], dict[str, list[str]](), found.agreed
        for row in found.rows:
            wrong, unknown = self.judge_row(row)
            if unknown:
                unchecked.setdefault(unknown, []).append(self.subject(row))
            elif wrong:
                subject = self.subject(row)
                outcome = Outcome(Verdict.CONFLICT, message=wrong, severity="error")
                shown.append(Shown(subject, outcome, (subject,)))
            else:
                agreed += 1
        return Evidence(
            examined=agreed + len(shown),
            agreed=agreed,
            disagreed=len(shown),
            asides=(*found.asides, *(Aside(reason, len(keys), tuple(keys)) for reason, keys in unchecked.items())),
            shown=tuple(shown),
        )


class ExpectStatedWordsToStandAtTheirPlace(_RowExpectation):
    """Expect that each statement's words stand in its document, at its place, as printed.

    Each row is a statement with the text that was found between its offsets. Where nothing is known of that text the
    row is not checked, for the reason that the table gives; yet words of another length than their place cannot
    stand there in any case.

    Args:
        statement_column (str): The id of a statement.
        stated_column (str): The figure as printed.
        found_column (str): The text at start..end of the document, or nothing.
        start_column, end_column (str or None): The place, in characters from 0.
        reason_column (str or None): Why there is no text.

    Returns:
        An ExpectationValidationResult with ``details`` as in ExpectStatementsOfEachFactToAgree.
    """

    statement_column: str = "statement"
    stated_column: str = "stated"
    found_column: str = "found"
    start_column: str | None = None
    end_column: str | None = None
    reason_column: str | None = None

    noun: ClassVar[str] = "statements"
    screen: ClassVar[str] = "place"
    demand: ClassVar[str] = "$stated_column must be the text that was $found_column at its place."
    success_keys: ClassVar[tuple[str, ...]] = (
        *("statement_column", "stated_column", "found_column", "start_column", "end_column", "reason_column"),
    )
    args_keys: ClassVar[tuple[str, ...]] = ("stated_column", "found_column")
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "provenance"],
        "contributors": ["@factcheck"],
    }

    def subject(self, row: Row) -> str:
        """The statement's id."""
        return str(row["statement"])

    def judge_row(self, row: Row) -> Judgement:
        """Compare the words with the text at their place, or at least their lengths."""
        stated, found = row["stated"], row["found"]
        if evidence.is_null(found):
            if not evidence.is_null(row.get("start")) and not evidence.is_null(row.get("end")):
                length = int(row["end"]) - int(row["start"])
                if length != len(stated):
                    return f"{stated!r} has {len(stated)} characters, its place has {length}.", ""
            reason = row.get("reason")
            return "", "the text is not at hand" if evidence.is_null(reason) else str(reason)
        return _FINE if found == stated else (f"At its place stands {found!r}, not {stated!r}.", "")


class ExpectValuesToBeWhatTheirWordsSay(_RowExpectation):
    """Expect that the value and hedge of each statement are those of its words.

    Words that cannot be read as a figure ("several") leave the row unchecked, with the reason.

    Args:
        statement_column (str): The id of a statement.
        stated_column (str): The figure as printed: "nearly 96000".
        value_column (str): Its plain value: 96000.
        hedge_column (str or None): Its hedge: nearly.
        said_column (str or None): What the words say, as ``factcheck.expectations.readings`` writes it: \
            "96000 nearly". Given that, a database or Spark compares by itself, and only rows that differ come back.

    Returns:
        An ExpectationValidationResult with ``details`` as in ExpectStatementsOfEachFactToAgree.
    """

    statement_column: str = "statement"
    stated_column: str = "stated"
    value_column: str = "value"
    hedge_column: str | None = None
    said_column: str | None = None

    noun: ClassVar[str] = "statements"
    screen: ClassVar[str] = "words"
    demand: ClassVar[str] = "$value_column must be what $stated_column says."
    success_keys: ClassVar[tuple[str, ...]] = (
        *("statement_column", "stated_column", "value_column", "hedge_column", "said_column"),
    )
    args_keys: ClassVar[tuple[str, ...]] = ("stated_column", "value_column")
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "provenance"],
        "contributors": ["@factcheck"],
    }

    def subject(self, row: Row) -> str:
        """The statement's id."""
        return str(row["statement"])

    def judge_row(self, row: Row) -> Judgement:
        """Read the words and compare."""
        try:
            words = parse(str(row["stated"]))
            value = evidence.number_of(row["value"], "value")
        except FactcheckError as problem:
            return "", problem.message
        if words.value != value:
            return f"{row['stated']!r} means {figures.plainly(words)}, the value says {value:f}.", ""
        if "hedge" in row:
            noted = "" if evidence.is_null(row["hedge"]) else str(row["hedge"])
            if noted != words.hedge:
                return (
                    f"{row['stated']!r} has {_hedge(words.hedge)}, the row notes {_hedge(noted)}.",
                    "",
                )
        return _FINE


class ExpectDocumentsToBeUnchanged(_RowExpectation):
    """Expect that each document still has the SHA-256 that was noted when its figures were entered.

    Args:
        document_column (str): The id of a document.
        noted_column (str): The SHA-256 that was noted, in hexadecimal digits.
        found_column (str): That of the file as it is now, or nothing.
        reason_column (str or None): Why there is none.

    Returns:
        An ExpectationValidationResult with ``details`` as in ExpectStatementsOfEachFactToAgree.
    """

    document_column: str = "document"
    noted_column: str = "sha256"
    found_column: str = "found_sha256"
    reason_column: str | None = None

    noun: ClassVar[str] = "documents"
    screen: ClassVar[str] = "documents"
    demand: ClassVar[str] = "$noted_column must be $found_column, the hash of the document as it is."
    success_keys: ClassVar[tuple[str, ...]] = ("document_column", "noted_column", "found_column", "reason_column")
    args_keys: ClassVar[tuple[str, ...]] = ("noted_column", "found_column")
    library_metadata: ClassVar[dict[str, Any]] = {
        "maturity": "beta",
        "tags": ["figures", "provenance"],
        "contributors": ["@factcheck"],
    }

    def subject(self, row: Row) -> str:
        """The document's id."""
        return str(row["document"])

    def judge_row(self, row: Row) -> Judgement:
        """Compare the two hashes."""
        noted, found, reason = row["noted"], row["found"], row.get("reason")
        if evidence.is_null(found) or not found:
            return "", "the document is not at hand" if evidence.is_null(reason) else str(reason)
        if evidence.is_null(noted) or not noted:
            return "", "no SHA-256 was noted"
        if str(noted).lower() == str(found).lower():
            return _FINE
        return f"The document is another edition: its SHA-256 is {found}, noted was {noted}.", ""


def _hedge(hedge: str) -> str:
    return f"the hedge {hedge!r}" if hedge else "no hedge"
