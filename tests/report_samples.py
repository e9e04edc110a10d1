"""Invented documents and the Reports that a run over them would give, for the tests of every format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from factcheck.interval import Figure, Interval, Verdict
from factcheck.model import Document, Fact, Finding, Member, NotChecked, Passage, Relation, Report, Statement

_MARK = re.compile(r"\[\[(?P<name>[\w-]+)\|(?P<stated>[^\]]+)\]\]")

SPEECH = """\
# Opening of the season, Lindhaven Harbour

Ida Brandt, harbour master: Good morning. Last year [[ships-a|4,210]] ships called at Lindhaven, and our three quays
handled [[cargo-a|12.4 million]] tonnes of cargo. Of these, [[grain|5.1 million]] tonnes were grain,
[[timber|3.9 million]] tonnes timber and [[mixed|3.4 million]] tonnes mixed goods.

We spent [[dredging-a|41.15 million]] crowns on dredging the northern channel, and about [[jobs-a|2,600]]
people work in the port.

## Questions

Reporter: How did the passenger side do?

Ole Winther, head of the terminal: The ferry terminal welcomed [[passengers-a|165 million]] passengers, which is a
record. The night line alone carried nearly [[night-a|96,000]].

Ida Brandt: I would add that [[share-a|26%]] of the [[pool-a|750]] apprentices are women; [[women-a|200]] of
them signed on last autumn.
"""

REVIEW = """\
# Annual review, Lindhaven Harbour Trust

In the year under review [[ships-b|4,210]] ships called. Cargo came to [[cargo-b|12.4 million]] tonnes.

The Trust spent [[dredging-b|41.51 million]] crowns on dredging the northern channel. Some
[[jobs-b|2,600]] people work in the port.

The ferry terminal had [[passengers-b|186 million]] passengers, of whom [[night-b|95,800]] took the night line.

The two new cranes lifted more than [[cranes|350]] containers a day.
"""

HOSTILE = """\
<script>window.hacked = 1</script> said "><img src=x onerror="window.hacked = 2"> that [[bad-a|<b>12</b>]]
boats \u202edeknas\u202c.
A NUL \x00, an escape \x1b[31m and {{ 7 * 7 }} later he said ]]> --> [[bad-b|14]] boats</script><!--.
"""


def figure(
    value: str, q: str = "1", *, unit: str = "", kind: str = "count", hedge: str = "", upper: str | None = None
) -> Figure:
    """A figure of the value and written precision given; its round precision follows from the value."""
    number, place = Decimal(value), Decimal(q)
    zeros = len(str(int(number))) - len(str(int(number)).rstrip("0")) if number == int(number) and number else 0
    round_place = max(place, Decimal(10) ** zeros)
    return Figure(number, unit, kind, hedge, place, round_place, upper=Decimal(upper) if upper else None)


FIGURES: Mapping[str, Figure] = {
    "ships-a": figure("4210", unit="ship"),
    "ships-b": figure("4210", unit="ship"),
    "cargo-a": figure("12400000", "100000", unit="tonne", kind="measure"),
    "cargo-b": figure("12400000", "100000", unit="tonne", kind="measure"),
    "grain": figure("5100000", "100000", unit="tonne", kind="measure"),
    "timber": figure("3900000", "100000", unit="tonne", kind="measure"),
    "mixed": figure("3400000", "100000", unit="tonne", kind="measure"),
    "dredging-a": figure("41150000", "10000", unit="crown", kind="money"),
    "dredging-b": figure("41510000", "10000", unit="crown", kind="money"),
    "jobs-a": figure("2600", unit="person", hedge="about"),
    "jobs-b": figure("2600", unit="person", hedge="about"),
    "passengers-a": figure("165000000", "1000000", unit="passenger"),
    "passengers-b": figure("186000000", "1000000", unit="passenger"),
    "night-a": figure("96000", unit="passenger", hedge="nearly"),
    "night-b": figure("95800", unit="passenger"),
    "share-a": figure("26", unit="%", kind="percent"),
    "pool-a": figure("750", unit="apprentice"),
    "women-a": figure("200", unit="apprentice"),
    "cranes": figure("350", unit="container", hedge="more than"),
    "bad-a": figure("12", unit="boat"),
    "bad-b": figure("14", unit="boat"),
}

SPEAKERS: Mapping[str, str] = {
    "passengers-a": "Ole Winther",
    "night-a": "Ole Winther",
    **dict.fromkeys(
        (
            "ships-a",
            "cargo-a",
            "grain",
            "timber",
            "mixed",
            "dredging-a",
            "jobs-a",
            "share-a",
            "pool-a",
            "women-a",
        ),
        "Ida Brandt",
    ),
}


def read(key: str, marked: str, *, path: str = "", title: str = "") -> tuple[Document, dict[str, Statement]]:
    """The document of ``marked`` text without its marks, and the statement at each mark."""
    text, places, last = "", {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        places[mark["name"]] = (len(text), mark["stated"])
        text += mark["stated"]
        last = mark.end()
    text += marked[last:]
    passages = tuple(_passages(text))
    document = Document(key, text, passages, path=path, title=title, date="2024-03-01", sha256="0" * 64)
    return document, {name: _statement(name, key, text, passages, *place) for name, place in places.items()}


def _passages(text: str) -> list[Passage]:
    found: list[Passage] = []
    for match in re.finditer(r"\S(?:.|\n(?!\n))*", text):
        kind = "heading" if match.group().startswith("#") else "paragraph"
        line = text.count("\n", 0, match.start()) + 1
        found.append(Passage(match.start(), match.end(), kind, line, len(found)))
    return found


def _statement(name: str, key: str, text: str, passages: tuple[Passage, ...], start: int, stated: str) -> Statement:
    index = next(i for i, passage in enumerate(passages) if passage.start <= start < passage.end)
    passage = passages[index]
    return Statement(
        FIGURES[name],
        key,
        start,
        start + len(stated),
        text.count("\n", 0, start) + 1,
        stated,
        statement=f"s-{name}",
        period="2023",
        speaker=SPEAKERS.get(name, ""),
        context=text[passage.start : passage.end],
        passage=index,
        sentence=(passage.start, passage.end),
    )


def harbour() -> Report:
    """A scan of two documents: two conflicts, a warning, a remark, an accepted finding, things not checked."""
    speech, a = read("speech", SPEECH, path="speech.md", title="Opening of the season")
    review, b = read("review", REVIEW, path="review.md", title="Annual review")
    said = {name: replace(statement, fact=_fact_key(name)) for name, statement in (a | b).items()}
    said["passengers-a"] = replace(said["passengers-a"], outlier=True)
    findings = (
        Finding(
            "f-passengers",
            "restatements/values-agree",
            Verdict.CONFLICT,
            "error",
            "The passengers of the ferry terminal are stated as 165 million and as 186 million.",
            (said["passengers-a"], said["passengers-b"]),
            confidence=0.93,
            arithmetic="165 million means 164.5 to 165.5 million; 186 million means 185.5 to 186.5 million: "
            "20 million lie between",
            fact="passengers",
            topic="passengers of the ferry terminal",
            reasons=("both speak of the ferry terminal and of passengers", "the night line stands beside both"),
            doubts=("the review names no year",),
        ),
        Finding(
            "f-dredging",
            "restatements/values-agree",
            Verdict.CONFLICT,
            "error",
            "The cost of dredging is stated as 41.15 million and as 41.51 million crowns.",
            (said["dredging-a"], said["dredging-b"]),
            confidence=0.9,
            arithmetic="same precision, different values: 0.36 million crowns apart",
            fact="dredging",
            topic="dredging of the northern channel",
            reasons=("crowns, dredging, northern channel stand in both",),
        ),
        Finding(
            "f-share",
            "shares/part-of-whole",
            Verdict.AGREE_IF_TRUNCATED,
            "warning",
            "26% holds for 200 of 750 only if it was cut off instead of rounded.",
            (said["share-a"], said["women-a"], said["pool-a"]),
            confidence=0.81,
            arithmetic="200 / 750 = 26.67%, stated 26%",
            fact="share",
            topic="women among the apprentices",
            stated=Interval(Decimal("25.5"), Decimal("26.5")),
            expected=Interval(Decimal("26.58"), Decimal("26.75")),
        ),
        Finding(
            "f-jobs",
            "restatements/values-agree",
            Verdict.LOOSE_HEDGE,
            "info",
            "The people who work in the port are hedged twice.",
            (said["jobs-a"], said["jobs-b"]),
            fact="jobs",
            topic="people who work in the port",
        ),
        Finding(
            "f-cargo",
            "sums/parts-add-up",
            Verdict.AGREE_IF_ROUNDED,
            "warning",
            "The parts of the cargo add up to 12.4 million tonnes only with rounding.",
            (said["cargo-a"], said["grain"], said["timber"], said["mixed"]),
            status="accepted",
            arithmetic="5.1 + 3.9 + 3.4 = 12.4 million tonnes",
            accepted_reason="Checked with the harbour office on the telephone.",
            fact="cargo",
            topic="cargo handled",
        ),
    )
    statements = tuple(said.values())
    return Report(
        "scan",
        (speech, review),
        statements,
        findings,
        {"restatements/values-agree": 6, "sums/parts-add-up": 1, "shares/part-of-whole": 1, "spans/editions": 0},
        {"restatements/values-agree": 4, "sums/parts-add-up": 1, "shares/part-of-whole": 1, "spans/editions": 0},
        (NotChecked("restatements/values-agree", "stated once only", 6),),
        facts=_facts(statements),
        relations=_relations(said),
        title="Lindhaven Harbour",
        when="2024-03-02T09:30:00+00:00",
        exit_code=1,
    )


def _fact_key(name: str) -> str:
    return name.removesuffix("-a").removesuffix("-b")


def _facts(statements: tuple[Statement, ...]) -> tuple[Fact, ...]:
    grouped: dict[str, list[Statement]] = {}
    for statement in statements:
        grouped.setdefault(statement.fact, []).append(statement)
    return tuple(
        Fact(key, f"the {key} of Lindhaven", group[0].figure.unit, "", "2023", statements=tuple(group))
        for key, group in grouped.items()
    )


def _relations(said: Mapping[str, Statement]) -> tuple[Relation, ...]:
    def member(role: str, name: str) -> Member:
        return Member(role, said[name].figure, (said[name],))

    return (
        Relation("r-ships", "restatement", (member("stated", "ships-a"), member("stated", "ships-b")), fact="ships"),
        Relation(
            "r-cargo",
            "sum",
            (member("whole", "cargo-a"), *(member("part", name) for name in ("grain", "timber", "mixed"))),
            "equal",
            "Of these",
        ),
        Relation(
            "r-share", "share", (member("stated", "share-a"), member("part", "women-a"), member("whole", "pool-a"))
        ),
    )


def quiet() -> Report:
    """A run in which everything agrees."""
    report = harbour()
    return replace(report, findings=(), agreed=report.examined, exit_code=0)


def recorded() -> Report:
    """``check`` on a record whose document is not at hand: no text, rows instead."""
    report = harbour()
    rows = {statement: row for row, statement in enumerate(report.statements, 2)}

    def row(statement: Statement) -> Statement:
        known = next(number for other, number in rows.items() if other.statement == statement.statement)
        return replace(statement, row=known, context="", passage=-1, sentence=(0, 0))

    return replace(
        report,
        command="check",
        documents=tuple(replace(document, text="", passages=(), path="") for document in report.documents),
        statements=tuple(map(row, report.statements)),
        findings=tuple(replace(finding, statements=tuple(map(row, finding.statements))) for finding in report.findings),
        facts=tuple(replace(fact, statements=tuple(map(row, fact.statements))) for fact in report.facts),
        relations=(),
        not_checked=(NotChecked("provenance/text-is-there", "the text of two documents is not at hand", 21),),
    )


def hostile() -> Report:
    """A document that tries to become something else than text, in every field that a reader supplies."""
    title = "</title><script>alert(1)</script>"
    document, said = read('"><svg onload=alert(1)>', HOSTILE, path="<i>evil</i>.md", title=title)
    a, b = (replace(said[name], speaker="<img src=x onerror=alert(1)>", fact="f'\"<") for name in ("bad-a", "bad-b"))
    finding = Finding(
        'f-bad"><',
        "restatements/values-agree",
        Verdict.CONFLICT,
        "error",
        "<script>alert(1)</script> 12 and 14 ::error::boats %0A | `x` ]]>",
        (a, replace(b, outlier=True)),
        arithmetic="</style><script>alert(2)</script>",
        fact="f'\"<",
        topic="\u202ereversed\u202c",
        reasons=("<a href='javascript:alert(1)'>x</a>",),
    )
    return Report(
        "scan",
        (document,),
        (a, b),
        (finding,),
        {"restatements/values-agree": 1},
        {"restatements/values-agree": 0},
        facts=(Fact("f'\"<", "\u202ereversed\u202c", "boat", statements=(a, b)),),
        when="2024-03-02T09:30:00+00:00",
        exit_code=1,
    )


def large(figures: int = 5000, findings: int = 500) -> Report:
    """Many figures over two documents; every tenth pair disagrees until ``findings`` are reached."""
    facts, statements, flagged = [], [], []
    texts: list[list[str]] = [[], []]
    lengths = [0, 0]
    for number in range(figures // 2):
        pair = []
        for side in (0, 1):
            value = 1000 + 7 * number + (50 if side and number < findings else 0)
            stated = f"{value:,}"
            before = f"Station {number} of district {number % 40} counted "
            line = f"{before}{stated} journeys in the year, more than the year before.\n\n"
            start = lengths[side] + len(before)
            pair.append(
                Statement(
                    figure(str(value), unit="journey"),
                    f"d{side}",
                    start,
                    start + len(stated),
                    2 * number + 1,
                    stated,
                    statement=f"s{number}-{side}",
                    fact=f"fact-{number}",
                    topic=f"journeys of station {number}",
                    period="2023",
                    speaker=f"Speaker {number % 7}",
                    context=line.strip(),
                    sentence=(lengths[side], lengths[side] + len(line) - 2),
                    outlier=bool(side) and number < findings,
                )
            )
            texts[side].append(line)
            lengths[side] += len(line)
        statements.extend(pair)
        facts.append(Fact(f"fact-{number}", f"journeys of station {number}", "journey", statements=tuple(pair)))
        if number < findings:
            flagged.append(
                Finding(
                    f"f-{number}",
                    "restatements/values-agree",
                    Verdict.CONFLICT,
                    "error",
                    f"The journeys of station {number} are stated as {pair[0].stated} and as {pair[1].stated}.",
                    tuple(pair),
                    confidence=0.9,
                    arithmetic=f"{pair[1].stated} - {pair[0].stated} = 50",
                    fact=f"fact-{number}",
                    topic=f"journeys of station {number}",
                    reasons=("station, district and journeys stand in both",),
                )
            )
    documents = tuple(
        Document(f"d{side}", "".join(texts[side]), path=f"d{side}.txt", title=f"Timetable {side}") for side in (0, 1)
    )
    return Report(
        "scan",
        documents,
        tuple(statements),
        tuple(flagged),
        {"restatements/values-agree": len(facts)},
        {"restatements/values-agree": len(facts) - len(flagged)},
        facts=tuple(facts),
        when="2024-03-02T09:30:00+00:00",
        exit_code=1,
    )
