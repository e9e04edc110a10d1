"""A relation in, its outcome out: verdict, severity, what was stated and what follows, and the arithmetic in words.

Each kind expects members in these roles; where one is missing the relation is NOT_CHECKED and says which. A member
that several statements restate is settled first; where they disagree the relation is NOT_CHECKED (rule 10).

=========== ============================================== =======================================================
kind        roles                                          holds when
=========== ============================================== =======================================================
restatement any, their statements are pooled               all statements can be true at once (rule 9)
sum         whole, part…                                   weighted parts add up to the whole (rules 10 and 11)
total100    part…                                          the shares add up to 100% (rule 12)
share       share, and part or whole or both               part / whole = share (rules 6 and 13)
change      old, new, change                               new - old = change (rule 14)
points      old, new, points (percentages)                 new - old = points, in percentage points
growth      old, new, growth (%) or multiple ("tripled")   new / old - 1 = growth; new / old = multiple
count       stated, item…                                  as many are listed as are announced (rule 17)
span        first, last, [every], and one of stated,       stated, edition: (last - first) / every + 1;
            edition, elapsed, lasting, age                 elapsed: last - first; lasting: either; age: elapsed or
                                                           one less (rule 18)
order       lower…, upper…; or item… in rising order       no lower above an upper (rule 16)
rate        total, number, average                         total / number = average
date        date, weekday; or earlier, later               the date is that day of the week; in that order
conversion  basis, stated                                  the one is the other in another unit
=========== ============================================== =======================================================

``Relation.decomposition``
    sum: ``equal``, ``at_most`` (the parts are "of which": together at most the whole) or ``at_least`` (they may
    overlap: together at least the whole); it must be declared. count: ``equal`` (or nothing), or ``at_least``: the
    list is open, so at least as many are announced as are listed. order: ``less``: the lower is below the upper,
    not equal to it. date: ``tense``: only the tense of a verb puts the two in order, as translations get wrong, so a
    violation is info. The other kinds have none.
``Member.weight``
    sum, total100: what a part is multiplied by (negative: it is taken off). change, growth, points: 1 for an
    increase, -1 for a decrease that is stated as a positive number, 0 where no direction is stated ("a difference of").
    rate: of the average, how many it is for ("per 100,000"). The other kinds take no weights.
``Member.figure``
    An ``item`` stands for as many listed things as its figure says (usually 1 each, or all of them in one member).
    A date is written as a number: 20220729, 202207 or 2022; a weekday is 1 (Monday) to 7. A percentage is held as
    written (26), a fraction ("one in five") as 0.2 with no unit.

Units convert within a dimension (km and m, months and years); two counted nouns are taken for one. What does not
convert, a missing member and periods that do not overlap make the relation NOT_CHECKED, with the reason as message.
"""

from __future__ import annotations

from collections.abc import Callable

from factcheck.interval import POLICY, Policy
from factcheck.judge.changes import judge_change, judge_growth, judge_points
from factcheck.judge.conversions import judge_conversion
from factcheck.judge.counts import judge_count
from factcheck.judge.dates import judge_date
from factcheck.judge.findings import finding, rank
from factcheck.judge.members import convert
from factcheck.judge.order import judge_order
from factcheck.judge.outcomes import SEVERITIES, SEVERITY, Unsettled, not_checked
from factcheck.judge.phrases import show, show_figure, show_interval
from factcheck.judge.rates import judge_rate
from factcheck.judge.restatements import judge_restatement
from factcheck.judge.shares import judge_share
from factcheck.judge.spans import judge_span
from factcheck.judge.sums import judge_sum, judge_total100
from factcheck.model import Outcome, Relation

__all__ = [
    "KINDS",
    "SEVERITIES",
    "SEVERITY",
    "convert",
    "finding",
    "judge",
    "not_checked",
    "rank",
    "show",
    "show_figure",
    "show_interval",
]


KINDS: dict[str, Callable[[Relation, Policy], Outcome]] = {
    "restatement": judge_restatement,
    "sum": judge_sum,
    "total100": judge_total100,
    "share": judge_share,
    "change": judge_change,
    "points": judge_points,
    "growth": judge_growth,
    "count": judge_count,
    "span": judge_span,
    "order": judge_order,
    "rate": judge_rate,
    "date": judge_date,
    "conversion": judge_conversion,
}


def judge(relation: Relation, policy: Policy = POLICY) -> Outcome:
    """How a relation of any kind comes out. A disagreement is a result; nothing is raised for odd figures."""
    kind = KINDS.get(relation.kind)
    if kind is None:
        return not_checked(f"No kind of relation is called {relation.kind!r}.")
    try:
        return kind(relation, policy)
    except Unsettled as reason:
        return not_checked(reason.message)
