"""The shipped record: its tables in, a proof out that they hold together and say what the transcript says."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from factcheck import numerals
from factcheck.interval import Verdict
from factcheck.judge import judge
from factcheck.record.load import load

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"

COLUMNS = {
    "documents": "document title date language publisher address sha256 path",
    "facts": "fact topic unit scope period note",
    "statements": "statement fact document line start end stated value unit hedge precision period speaker note",
    "relations": "relation kind role member weight decomposition note",
}
HEDGES = {"", "exactly", "about", "nearly", "more than", "at least", "less than", "at most", "range"}
ROLES = {
    "sum": {"whole", "part"},
    "total100": {"part"},
    "share": {"part", "whole", "share"},
    "count": {"stated", "item"},
    "span": {"stated", "first", "last", "edition", "every", "elapsed"},
    "order": {"lower", "upper"},
}
DATE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
PERIOD = re.compile(rf"(?!/$)(?:{DATE})?(?:/(?:{DATE})?)?")

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


def column(name: str, key: str) -> list[str]:
    return [row[key] for row in table(name)]


def relations() -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in table("relations"):
        grouped.setdefault(row["relation"], []).append(row)
    return grouped


def repeated_facts() -> set[str]:
    return {fact for fact, times in Counter(column("statements", "fact")).items() if times > 1}


# The tables alone.


@pytest.mark.parametrize("name", COLUMNS)
def test_table_is_a_plain_file_with_its_columns(name: str) -> None:
    raw = (DATA / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert raw.decode("utf-8").splitlines()[0] == COLUMNS[name].replace(" ", ",")
    assert table(name)
    assert all(None not in row and None not in row.values() for row in table(name)), "every row has every column"


@pytest.mark.parametrize(("name", "key"), [("documents", "document"), ("facts", "fact"), ("statements", "statement")])
def test_keys_are_short_and_unique(name: str, key: str) -> None:
    keys = column(name, key)
    assert len(keys) == len(set(keys))
    assert [k for k in keys if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", k) or len(k) > 40] == []


def test_every_statement_names_a_known_fact_and_document() -> None:
    assert set(column("statements", "fact")) == set(column("facts", "fact")), "no orphan on either side"
    assert set(column("statements", "document")) == set(column("documents", "document"))


def test_a_fact_has_one_unit_and_a_topic_of_its_own() -> None:
    units = {row["fact"]: row["unit"] for row in table("facts")}
    assert all(units.values())
    assert [row["statement"] for row in table("statements") if row["unit"] != units[row["fact"]]] == []
    described = [(row["topic"], row["unit"], row["scope"], row["period"]) for row in table("facts")]
    assert len(described) == len(set(described)), "two facts that nothing tells apart"


def test_cells_are_plain_numbers_classes_and_periods() -> None:
    for row in table("statements"):
        assert re.fullmatch(r"\d+(?:\.\d+)?", row["value"]), row
        assert row["hedge"] in HEDGES, row
        assert row["precision"] == "" or Decimal(row["precision"]) > 0, row
        assert row["stated"], row
        assert row["speaker"], row
        assert len(row["stated"].split()) <= 5, "a figure, never a sentence"
    for row in (*table("statements"), *table("facts")):
        assert PERIOD.fullmatch(row["period"]), row


def test_statements_follow_the_document_without_overlap() -> None:
    for before, after in pairwise(table("statements")):
        assert int(before["start"]) < int(before["end"]) <= int(after["start"]), after
        assert before["statement"] < after["statement"]


@pytest.mark.parametrize("relation", relations())
def test_relation_is_whole(relation: str) -> None:
    rows = relations()[relation]
    known = {*column("facts", "fact"), *column("statements", "statement")}
    assert len({(row["kind"], row["decomposition"]) for row in rows}) == 1
    assert rows[0]["decomposition"] in {"", "equal", "at_most", "at_least"}
    assert {row["role"] for row in rows} <= ROLES[rows[0]["kind"]]
    assert len(rows) == len({(row["role"], row["member"]) for row in rows})
    for row in rows:
        assert row["member"] in known or re.fullmatch(r"=\d+", row["member"]), row
        assert row["note"], "what was counted, or why it must hold"
        assert row["weight"] == "" or Decimal(row["weight"]), row


def test_stated_reads_as_its_value_and_hedge() -> None:
    for row in table("statements"):
        figure = numerals.parse(row["stated"])
        assert (figure.value, figure.hedge) == (Decimal(row["value"]), row["hedge"]), row
        assert (figure.unit == "%") == (row["unit"] == "%"), row


def test_accepted_entries_hold_the_values_of_all_statements_of_their_fact() -> None:
    entries = tomllib.loads((ROOT / "checks/accepted.toml").read_text(encoding="utf-8"))["accepted"]
    assert [entry["fact"] for entry in entries] == ["science-award-winners", "platform-learners"]
    for entry in entries:
        values = {row["statement"]: row["value"] for row in table("statements") if row["fact"] == entry["fact"]}
        assert entry["values"] == values
        assert len(set(values.values())) > 1, "an accepted entry is a disagreement"


def test_every_relation_is_judged_and_only_what_is_accepted_is_an_error() -> None:
    outcomes = {one.relation: judge(one) for one in load(ROOT).relations}
    assert len(outcomes) == len(relations()) + len(repeated_facts())
    assert [name for name, outcome in outcomes.items() if outcome.verdict is Verdict.NOT_CHECKED] == []
    errors = [name for name, outcome in outcomes.items() if outcome.severity == "error"]
    assert errors == ["science-award-winners", "platform-learners"]
    # 200 of 750 million is 26.67%: the one figure of the conference that was cut off instead of rounded.
    assert [name for name, outcome in outcomes.items() if outcome.severity == "warning"] == ["skilled-of-employed"]


# The tables against the transcript.

SCALES = {"million": Decimal(1_000_000), "billion": Decimal(1_000_000_000)}
CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
WORDS = {word: n for words in (CARDINALS, ORDINALS, ["once", "twice"]) for n, word in enumerate(words, 1)}
VAGUE = ["hundreds?", "thousands?", "millions", "billions", "dozens?", "half", "double", "decades?"]
NUMBER = re.compile(rf"\d+(?:[.,:]\d+)*|\b(?:{'|'.join([*WORDS, *VAGUE])})\b", re.IGNORECASE)
HEDGE_WORDS = {
    **dict.fromkeys(("more than", "exceed", "exceeded"), "more than"),
    **{word: word for word in ("nearly", "about")},
}
FIGURE = re.compile(
    rf"(?:(?P<hedge>{'|'.join(HEDGE_WORDS)}) )?(?P<number>\d+(?:\.\d+)?|{'|'.join(WORDS)})(?:st|nd|rd|th)?"
    rf"(?: (?P<scale>{'|'.join(SCALES)}))?(?P<unit>%| [a-z ]+)?",
    re.IGNORECASE,
)

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
MARKER = "(?:first|second|third|fourth|fifth|sixth)"
# What is no figure, by the reason why; a group captures what the rule excuses.
NO_FIGURE = {
    "date": rf"{MONTH} (\d{{1,2}})\b|\b(\d{{4}}-\d\d-\d\d)\b",
    "year": r"\b((?:19|20)\d\d)\b",
    "time of day": r"\b(\d\d:\d\d)\b",
    "list marker": rf"(?:^|\. )(\d)、|^\((\d)\)|\b({MARKER})(?:,| is to | aspect\b)",
    "numbered name": r"\b(\d+th)(?= (?:and 17th )?(?:CPC )?(?:National Congress|Executive Committee))"
    r"|(14th Five) Year Plan|COVID-(\d+)|Internet Top (100)|July (1)st Medal"
    r"|(eight) provisions of the central|(second) century goal",
    "slogan in quotes": r'"((?:small |the )?(?:one|two|three|four|five|first) [^"]*)"',
    "grade, not rank": r"\b(first|second)(?: class|-line)\b",
    "figure of speech": r"let's (first)|at the (first) time|powerful (one)\b|\b(One) is the",
    "vague": r"\b(hundreds of millions)\b|past (decade)\b",
}


@cache
def transcript() -> str:
    (document,) = table("documents")
    path = ROOT.parent / "shared/documents" / document["path"]
    if not path.is_file():
        pytest.skip(f"the transcript is not committed and not at hand: {document['path']}")
    return path.read_bytes().decode("utf-8")


def places() -> list[tuple[int, int]]:
    return [(int(row["start"]), int(row["end"])) for row in table("statements")]


def excused() -> Iterator[tuple[str, int, int]]:
    for reason, pattern in NO_FIGURE.items():
        for match in re.finditer(pattern, transcript(), re.IGNORECASE | re.MULTILINE):
            yield from ((reason, *match.span(n)) for n, text in enumerate(match.groups(), 1) if text)


def test_document_is_the_one_that_was_read() -> None:
    (document,) = table("documents")
    assert hashlib.sha256(transcript().encode("utf-8")).hexdigest() == document["sha256"]
    assert document["date"] in transcript()


def test_stated_stands_at_its_place() -> None:
    text = transcript()
    for row in table("statements"):
        start, end = int(row["start"]), int(row["end"])
        assert text[start:end] == row["stated"], row
        assert text.count("\n", 0, start) + 1 == int(row["line"]), row
        assert not re.match(r"\w\w|\d[.,%]\d|\d%", text[start - 1 : start + 1]), row
        assert not re.match(r"\w\w|\d[.,]?\d|\d%| (?:million|billion|yuan|percentage)\b", text[end - 1 : end + 1]), row


def test_value_and_hedge_are_what_the_stated_words_mean() -> None:
    for row in table("statements"):
        match = FIGURE.fullmatch(row["stated"])
        assert match, row
        number = match["number"].lower()
        value = Decimal(WORDS[number]) if number in WORDS else Decimal(number)
        assert value * SCALES.get(match["scale"] or "", Decimal(1)) == Decimal(row["value"]), row
        assert HEDGE_WORDS.get((match["hedge"] or "").lower(), match["hedge"] or "") == row["hedge"], row
        assert (match["unit"] == "%") == (row["unit"] == "%"), row


def test_no_hedge_or_scale_is_left_outside() -> None:
    text = transcript()
    for start, end in places():
        before, after = text[max(0, start - 24) : start], text[end : end + 24]
        assert not re.search(rf"\b(?:{'|'.join(HEDGE_WORDS)}|almost|over|at least|up to|less than) $", before), before
        assert not re.match(r" (?:million|billion|yuan|percentage points|or (?:more|above|so))\b", after), after


def test_speaker_is_whose_turn_it_is() -> None:
    turn = re.compile(r"^(?:Reporter (?:of|from) )?(?P<name>[A-Z][\w']*(?: (?:[A-Z][\w']*|and|reporter)){0,4}): ")
    canonical = {"Sorendje": "Sorangdeji"}
    speakers, now = {}, ""
    for number, line in enumerate(transcript().split("\n"), 1):
        if match := turn.match(line):
            now = canonical.get(match["name"], match["name"])
        speakers[number] = now
    assert [row for row in table("statements") if row["speaker"] != speakers[int(row["line"])]] == []


def test_every_number_is_recorded_or_excused_by_a_rule() -> None:
    text = transcript()
    outside = {(start, end) for _, start, end in excused()}
    inside = sorted(places())
    missed = [
        (match.group(), text[max(0, match.start() - 30) : match.end() + 30])
        for match in NUMBER.finditer(text)
        if not any(start <= match.start() < end for start, end in (*inside, *outside))
    ]
    assert missed == []


def test_no_excuse_covers_a_recorded_figure_and_none_is_idle() -> None:
    recorded = places()
    assert {reason for reason, _, _ in excused()} == set(NO_FIGURE)
    clashes = [
        (reason, transcript()[start - 20 : end + 20])
        for reason, start, end in excused()
        if any(start < there_end and there < end for there, there_end in recorded)
    ]
    assert clashes == []


def test_record_is_in_words_of_its_own() -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text.lower())

    source = words(transcript())
    runs = {tuple(source[i : i + 8]) for i in range(len(source) - 7)}
    files = [*sorted(DATA.glob("*.csv")), ROOT / "checks/accepted.toml"]
    for path in files:
        mine = words(path.read_text(encoding="utf-8"))
        assert [mine[i : i + 8] for i in range(len(mine) - 7) if tuple(mine[i : i + 8]) in runs] == [], path.name
