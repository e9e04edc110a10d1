from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.errors import FactcheckError, Problems
from factcheck.record import Record, load
from record_samples import FACTS, RELATIONS, STATEMENTS, TEXT, edited, project


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return load(project(tmp_path))


def problem(folder: Path) -> FactcheckError:
    with pytest.raises(FactcheckError) as caught:
        load(folder)
    assert not isinstance(caught.value, Problems), caught.value.render()
    return caught.value


# ── what is read ────────────────────────────────────────────────────────────────────────────────────


def test_every_statement_stands_where_its_row_says(record: Record) -> None:
    assert len(record.statements) == 12
    for statement in record.statements:
        assert TEXT[statement.start : statement.end] == statement.stated


def test_a_statement_takes_its_topic_and_period_from_its_fact(record: Record) -> None:
    passengers = next(one for one in record.statements if one.statement == "f5")
    assert (passengers.topic, passengers.period, passengers.row) == ("passengers carried", "2023-05", 6)


def test_words_tell_the_precision_and_the_row_the_rest(record: Record) -> None:
    figures = {one.statement: one.figure for one in record.statements}
    assert (figures["f6"].value, figures["f6"].q) == (Decimal(41150000), Decimal(10000))
    assert (figures["f5"].hedge, figures["f5"].Q, figures["f5"].loose) == ("nearly", Decimal(100), True)
    assert (figures["f12"].unit, figures["f12"].kind, figures["f12"].q) == ("%", "percent", Decimal("0.1"))


def test_a_precision_given_outright_counts(tmp_path: Path) -> None:
    row = next(line for line in STATEMENTS.splitlines() if line.startswith("f6,"))
    change = row.replace("crowns,,,,", "crowns,,1000000,,")
    exact = change.replace("1000000,,", "exact,,")
    for cell, q in ((change, Decimal(1000000)), (exact, Decimal(0))):
        loaded = load(project(tmp_path, edited("statements", row, cell)))
        figure = next(one.figure for one in loaded.statements if one.statement == "f6")
        assert (figure.q, figure.outright) == (q, True)


def test_facts_carry_their_statements(record: Record) -> None:
    repairs = next(fact for fact in record.facts if fact.fact == "repairs")
    assert [one.statement for one in repairs.statements] == ["f7", "f8"]


def test_each_fact_with_two_statements_is_a_relation_and_so_is_each_of_the_file(record: Record) -> None:
    kinds = [(relation.relation, relation.kind) for relation in record.relations]
    assert kinds == [
        ("spending", "restatement"),
        ("repairs", "restatement"),
        ("fleet-parts", "sum"),
        ("seats-taken", "share"),
        ("taken-below", "order"),
    ]
    parts = next(relation for relation in record.relations if relation.kind == "sum")
    assert [(member.role, member.label) for member in parts.members] == [
        *(("whole", "fleet"), ("part", "trawlers"), ("part", "ferries"), ("part", "tugs")),
    ]
    assert parts.decomposition == "equal"


def test_a_member_may_be_a_statement_or_a_number(tmp_path: Path) -> None:
    change = edited("relations", "sum,part,tugs,", "sum,part,f4,-1.5")["relations"].replace(
        "sum,part,ferries", "sum,part,=10"
    )
    loaded = load(project(tmp_path, {"relations": change}))
    *_, ferries, tugs = next(one for one in loaded.relations if one.kind == "sum").members
    assert ([one.statement for one in tugs.statements], tugs.weight) == (["f4"], Decimal("-1.5"))
    assert (ferries.statements, ferries.figure.value, ferries.figure.q) == ((), Decimal(10), Decimal(0))


def test_a_record_without_relations_has_only_restatements(tmp_path: Path) -> None:
    loaded = load(project(tmp_path, {"relations": RELATIONS.splitlines()[0] + "\n"}))
    assert {relation.kind for relation in loaded.relations} == {"restatement"}


@pytest.mark.parametrize(
    "changed",
    [
        STATEMENTS.replace("\n", "\r\n").encode(),
        STATEMENTS.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + STATEMENTS.encode(),
        b"\xef\xbb\xbf" + STATEMENTS.replace("\n", "\r\n").encode(),
        STATEMENTS.replace("\n", "\n\n").encode(),
        STATEMENTS.rstrip("\n").encode(),
    ],
    ids=["CRLF", "CR", "BOM", "BOM and CRLF", "blank lines", "no last line end"],
)
def test_line_ends_and_byte_order_marks_do_not_matter(tmp_path: Path, record: Record, changed: bytes) -> None:
    loaded = load(project(tmp_path, {"statements": changed}))
    assert [one.figure for one in loaded.statements] == [one.figure for one in record.statements]


def test_columns_may_stand_in_any_order(tmp_path: Path, record: Record) -> None:
    turned = "\n".join(",".join(reversed(line.split(","))) for line in FACTS.splitlines())
    assert load(project(tmp_path, {"facts": turned})).facts == record.facts


def test_a_cell_may_span_lines_and_the_rows_after_it_keep_their_places(tmp_path: Path) -> None:
    change = {"facts": FACTS.replace("repairs made", '"repairs made\nin the workshop, ""all"" of them"')}
    assert next(one for one in load(project(tmp_path, change)).facts if one.fact == "repairs").topic.endswith("of them")
    change["facts"] = change["facts"].replace("seats,seats offered,seats,,2023", "seats,seats offered,seats,,last year")
    found = problem(project(tmp_path, change))
    assert (found.line, found.column) == (10, 28)


# ── what is wrong with it ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("table", "old", "new", "message", "line", "at"),
    [
        ("statements", "f2,trawlers", "f2,trawler", "facts.csv has no fact 'trawler'", 3, "trawler"),
        ("statements", "tugs,ferry-2023", "tugs,ferry-2032", "documents.csv has no document", 5, "ferry-2032"),
        ("statements", "f3,ferries", "f2,ferries", "statement 'f2' twice, first on line 3", 4, "f2"),
        ("statements", ",60,vessels", ",sixty,vessels", "'sixty' is no plain number", 2, "sixty"),
        ("statements", ",60,vessels", ',"6,0",vessels', "'6,0' is no plain number", 2, '"6,0"'),
        ("statements", ",60,vessels", ",6e1,vessels", "'6e1' is no plain number", 2, "6e1"),
        ("statements", ",60,vessels", ",٦٠,vessels", "'٦٠' is no plain number", 2, "٦٠"),
        ("statements", "people,nearly", "people,almost", "unknown hedge 'almost'", 6, "almost"),
        ("statements", "ferry-2023,3,", "ferry-2023,none,", "'none' is no line number", 2, "none"),
        ("statements", "ferry-2023,3,50", "ferry-2023,3,-50", "is no offset", 2, "-50"),
        ("statements", "crowns,,,,", "crowns,,-1,,", "'-1' is no precision", 7, "-1"),
        ("statements", "crowns,,,,", "crowns,,,next May,", "'next May' is no period", 7, "next May"),
        ("statements", "60 vessels,60", ",60", "the cell is empty", 2, ",60,vessels"),
        ("facts", "fleet,vessels of the fleet", "fleet,", "the cell is empty", 2, ",vessels"),
        ("facts", "tugs,tugs", "my tugs,tugs", "'my tugs' is no id", 5, "my tugs"),
        ("facts", "tugs,tugs", "fleet,tugs", "fact 'fleet' twice, first on line 2", 5, "fleet"),
        ("facts", "2023-05", "2023-13", "'2023-13' is no period", 6, "2023-13"),
        ("documents", "2024-01-15", "15.1.2024", "'15.1.2024' is no date", 2, "15.1.2024"),
        ("documents", "company,,", "company,,0", "is no SHA-256", 2, "0"),
        ("relations", "sum,part,tugs", "sum,part,tug", "no fact or statement is called 'tug'", 5, "tug"),
        ("relations", "sum,part,tugs", "sum,part,=three", "'=three' is no number", 5, "=three"),
        ("relations", "sum,part,tugs,", "sum,part,tugs,half", "'half' is no weight", 5, "half"),
        ("relations", "sum,part,tugs", "sums,part,tugs", "unknown kind of relation 'sums'", 5, "sums"),
        ("relations", "sum,part,tugs", "order,part,tugs", "kind 'order', where line 2 of the same", 5, "order"),
        ("relations", "tugs,,equal", "tugs,,equals", "unknown decomposition 'equals'", 5, "equals"),
        ("relations", "tugs,,equal", "tugs,,at_most", "'at_most', where line 2 of the same", 5, "at_most"),
        ("relations", "sum,part,tugs", "sum,part,trawlers", "'trawlers' twice, first on line 3", 5, "trawlers"),
    ],
)
def test_each_trouble_has_its_message_and_its_place(
    tmp_path: Path, table: str, old: str, new: str, message: str, line: int, at: str
) -> None:
    found = problem(project(tmp_path, edited(table, old, new)))
    assert message in found.message
    assert found.path.endswith(f"data/{table}.csv")
    assert found.line == line
    assert found.source == edited(table, old, new)[table].splitlines()[line - 1]
    assert found.column is not None
    assert found.source[found.column - 1 :].startswith(at)
    assert found.render().splitlines()[2].index("^") == 4 + found.column - 1


def test_the_nearest_name_is_offered(tmp_path: Path) -> None:
    assert "'trawlers'" in problem(project(tmp_path, edited("statements", "f2,trawlers", "f2,trawler"))).hint
    assert "'sum'" in problem(project(tmp_path, edited("relations", "sum,part,tugs", "sums,part,tugs"))).hint
    assert "'nearly'" in problem(project(tmp_path, edited("statements", "people,nearly", "people,nearby"))).hint


def test_offsets_that_run_backwards(tmp_path: Path) -> None:
    start = TEXT.index("60 vessels")
    found = problem(project(tmp_path, edited("statements", f"{start},{start + 10}", f"{start + 10},{start}")))
    assert found.message == f"end {start} is not after start {start + 10}"


def test_all_problems_of_a_file_come_at_once_in_their_order(tmp_path: Path) -> None:
    changed = STATEMENTS.replace("f2,trawlers", "f2,trawler").replace(",3,vessels", ",three,vessels")
    changed = changed.replace("people,nearly", "people,hardly")
    with pytest.raises(Problems) as caught:
        load(project(tmp_path, {"statements": changed}))
    assert [one.line for one in caught.value.problems] == [3, 5, 6]
    assert len(caught.value.render().splitlines()) == 12


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b"", "the file is empty", None),
        (b"\n \n", "the file is empty", None),
        (b"\xef\xbb\xbf", "the file is empty", None),
        (FACTS.replace(",", ";").encode(), "the columns are separated by semicolons", 1),
        (FACTS.replace(",", "\t").encode(), "the columns are separated by tabs", 1),
        (FACTS.encode("utf-16"), "is UTF-16, not UTF-8", None),
        (FACTS.replace("repairs made", "Brötchen").encode("latin-1"), "byte 0xf6 is not UTF-8", 8),
        (FACTS.replace("repairs made", "re\0pairs").encode(), "holds a NUL character", 8),
        (FACTS.replace("fact,topic", "fact").encode(), "column 'topic' missing", 1),
        (FACTS.replace("fact,topic,unit", "fact").encode(), "columns 'topic', 'unit' missing", 1),
        (FACTS.replace("note\n", "note,colour\n").encode(), "unknown column 'colour'", 1),
        (FACTS.replace("scope", "unit").encode(), "column 'unit' twice", 1),
        (FACTS.replace("repairs made", "repairs, made").encode(), "7 cells where the header has 6", 8),
        (FACTS.replace("repairs made,", "repairs made").encode(), "5 cells where the header has 6", 8),
        (FACTS.replace("repairs made", '"repairs made').encode(), "the quoting is broken", 8),
        (FACTS.replace("repairs made", '"repairs" made').encode(), "the quoting is broken", 8),
    ],
)
def test_files_that_are_no_such_table(tmp_path: Path, content: bytes, message: str, line: int | None) -> None:
    with pytest.raises(FactcheckError) as caught:
        load(project(tmp_path, {"facts": content}))
    problems = caught.value.problems if isinstance(caught.value, Problems) else (caught.value,)
    found = next(one for one in problems if message in one.message)
    assert (found.line, found.path.endswith("facts.csv")) == (line, True)


def test_a_byte_that_is_not_utf8_is_pointed_at(tmp_path: Path) -> None:
    found = problem(project(tmp_path, {"facts": FACTS.replace("repairs made", "käse Brötchen").encode("latin-1")}))
    assert (found.line, found.column) == (8, 10)
    assert "UTF-8" in found.hint


def test_files_and_folders_that_are_missing(tmp_path: Path) -> None:
    assert problem(tmp_path / "nowhere").message == "no such folder"
    (project(tmp_path) / "data" / "facts.csv").unlink()
    assert problem(tmp_path).message == "no such file"


def test_a_range_needs_two_ends(tmp_path: Path) -> None:
    found = problem(project(tmp_path, edited("statements", "people,nearly", "people,range")))
    assert "is no range" in found.message


# ── words and value ─────────────────────────────────────────────────────────────────────────────────


def test_words_and_value_that_contradict_each_other(tmp_path: Path) -> None:
    found = problem(
        project(tmp_path, edited("statements", "41.15 million crowns,41150000", "41.15 million crowns,41510000"))
    )
    assert found.message == "'41.15 million crowns' means 41150000, the value says 41510000"
    assert (found.line, found.hint) == (7, "correct whichever of the two is wrong")


def test_words_that_cannot_be_read_are_left_to_the_value(tmp_path: Path) -> None:
    loaded = load(project(tmp_path, edited("statements", "3 tugs,3", "several tugs,3")))
    assert next(one for one in loaded.statements if one.statement == "f4").figure.value == 3


def test_words_that_contradict_another_statement_are_for_the_run_to_report(tmp_path: Path) -> None:
    change = edited("statements", "41.15 million crowns,41150000", "41.51 million crowns,41150000")
    loaded = load(project(tmp_path, change))
    assert loaded.contradictions == (("f6", "41150000"),)
    assert next(one for one in loaded.statements if one.statement == "f6").figure.value == 41510000


def test_the_folder_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, edited("facts", "2023-05", "May"))
    monkeypatch.chdir(tmp_path)
    assert problem(Path()).path == str(Path("data") / "facts.csv")
