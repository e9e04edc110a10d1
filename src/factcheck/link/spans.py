"""Masked sentences in, spans out: years, editions, ages and durations that follow from a first and a last date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.interval import Figure
from factcheck.link.calendar import MONTH, Dated, dated, is_day, number_of, prefixed, today
from factcheck.link.claims import bare, day, exactly, given, is_plain, member, year
from factcheck.link.cues import Cued
from factcheck.link.masks import COUNT, DURATION, GAP, ORDINAL, TIMES, YEAR, Mask
from factcheck.model import Document, Member, NotChecked, Relation, Statement

__all__ = ["find"]

_IN = r"(?:the |late |early |mid-|fiscal |financial |academic )*"
_FROM_TO = Cued(
    rf"(?:\b(?:from|between|during|over|in|for|covering) {_IN}(?P<first>{YEAR}) ?(?:to|until|till"
    rf"|through|and|up to|-|–) ?{_IN}(?P<last>{YEAR})|\((?P<first2>{YEAR})(?:-|–| to )"
    rf"(?P<last2>{YEAR})\))"
)
_IN_A_ROW = Cued(
    rf"(?P<stated>{COUNT}|{DURATION}|{TIMES})(?P<cue>(?:[ -](?:consecutive|straight|successive"
    rf"|uninterrupted)\b)|(?: [a-z'’-]+){{1,3}}? (?:in a row|running|in succession|on the trot)\b)"
    r"(?P<noun>(?: [a-z'’-]+){0,2})",
    "consecutive|straight|successive|uninterrupted|in a row|running|succession|on the trot",
)
_TERM = (
    r"(?:period|term|war|span|run|reign|career|stretch|project|programme|program|study|ban|lease|plan|mandate|scheme"
    r"|campaign|siege|occupation|presidency|tenure|trial|contract|restoration|drought|mandate|history|existence|rule"
    r"|agreement|partnership|cycle|absence|wait|exile|marriage|sentence|strike|closure|boom|recession|break|gap)"
)
_RUNS = (
    r"(?: (?:that |which )?(?:runs?|ran|running|lasts|lasted|lasting|extend(?:s|ed|ing)|stretch(?:es|ed|ing)|is|was))?"
)
_RUN = (
    rf"(?:(?:from|between|for|covering|during|in) {_IN}{YEAR} ?(?:to|until|till|through|and|-|–)|{YEAR}(?:-|–){YEAR})"
)
_FOR_YEARS = Cued(
    rf"\b(?P<cue>for|lasting|lasted|spanning|spanned|over|during|ran|took|the|a|an|its|their|this|our|served|reigned"
    rf"|worked|lived|spent|led)(?: the| a| some| about| its| all| his| her| their)?"
    rf"(?P<gap>{GAP}{{0,14}}?) ?(?P<stated>{DURATION})(?P<unit>[ -]years?)(?P<noun>(?:(?: [a-z-]+){{0,2}}? {_TERM})?)"
    rf"(?:,| \()? ?(?={_RUN})",
    "year",
)
# "the six-year term runs from 2010 to 2016"
_TERM_RUNS = Cued(
    rf"(?P<stated>{DURATION})(?P<unit>[ -]years?)(?P<cue>(?: [a-z-]+){{0,2}}? {_TERM})(?:,| \()?{_RUNS} ?(?={_RUN})",
    "year",
)
# "the 2016–2020 five-year plan"
_YEARS_FIRST = Cued(
    rf"\b(?P<cue>the|its|their|our|a) (?P<first>{YEAR})(?:-|–| to )(?P<last>{YEAR}) (?P<stated>{DURATION})[ -]years? "
    rf"(?:[a-z-]+ ){{0,2}}?{_TERM}\b",
    "year",
)
# "from 1990 to 1995, a period of five years"
_PERIOD_OF = Cued(
    rf"\b(?:from|between) {_IN}(?P<first>{YEAR}) (?:to|until|till|through|and) {_IN}(?P<last>{YEAR}),? ?(?:\(|– |— )?"
    rf"(?P<cue>(?:a |the )?(?:period|span|stretch|total|term|reign|space) of) (?P<stated>{DURATION}) years",
    "period of|span of|stretch of|total of|term of|reign of|space of",
)
# "from 1990 to 1995, five years in all", "from 1990 to 1995 (five years)"
_IN_ALL = r"(?: in all| in total| altogether| overall| all told)?(?=[,.;:)]|\Z)"
_MEANS = r"(?:,? ?\(|,| [–—-]|,? or|,? i\.e\.,?|,? that is,?|,? for|,? altogether| lasted| took) ?"
_LENGTH_LAST = Cued(
    rf"\b(?:from|between|of) {_IN}(?P<first>{YEAR}) ?(?:to|until|till|through|and|-|–) ?{_IN}(?P<last>{YEAR})"
    rf"(?P<cue>{_MEANS})(?P<stated>{DURATION}) years{_IN_ALL}",
    "years",
)
# "In 2023, … 25 years since its foundation in 1998"; "in 2019, 12 years after it was closed in 2007"
_YEARS_SINCE = Cued(
    rf"(?:\A(?:[a-z]+ )?in {_IN}(?P<last>{YEAR}),?{GAP}{{0,60}}? |\bin {_IN}(?P<last2>{YEAR}),? )"
    rf"(?P<stated>{DURATION})(?P<cue> years (?:since|after))\b{GAP}{{0,60}}?\bin {_IN}(?P<first>{YEAR})",
    "years since|years after",
)
_TURNED = Cued(rf"\b(?P<cue>turn(?:s|ed|ing)?) (?P<stated>{COUNT}) in {_IN}(?P<last>{YEAR})", "turn")
_BEGAN = Cued(
    rf"\b(?:from|since|start(?:ed|s|ing)?|beg[aiu]n(?:s|ning)?|signed|opened|taken out|awarded|in force|effective|let)"
    rf"(?: on| in| from| of| at)?(?: the)?(?: start| beginning| end)?(?: of| in)? ?{_IN}(?P<first>{YEAR})"
)
_ENDED = Cued(
    rf"\b(?:until|till|up to|through|end(?:ed|s|ing)?|expir(?:e|ed|es|ing)|runs? out|ran out|finish(?:ed|es|ing)?"
    rf"|concluded?|concluding)(?: on| in| at)?(?: the)?(?: start| beginning| end)?(?: of| in)? ?{_IN}(?P<last>{YEAR})"
)
_LASTS = Cued(
    rf"\b(?P<cue>for|lasted|lasting|lasts|last|took|taking|takes|take) (?:a |the )?(?P<stated>{DURATION}) years?"
    r"\b(?! (?:ago|later|old|earlier|before|after|longer|more|less|behind|ahead|each|apiece))",
    "year",
)
_STUDY = rf"(?:{_TERM}|study|review|survey|course|investigation|pilot|internship|deployment|mission|tour|voyage)"
_TO_MONTH = (
    rf"(?:from|between) (?P<m1>{MONTH})(?: (?P<first>{YEAR}))? (?:to|until|till|through|and) (?P<m2>{MONTH}) "
    rf"(?P<last>{YEAR})"
)
_MONTHS = Cued(
    rf"(?P<stated>{DURATION})(?P<cue>[ -]months?)(?:(?: [a-z-]+){{0,2}}? {_STUDY})?(?:,| \()?{_RUNS} ?{_TO_MONTH}"
    rf"|{_TO_MONTH.replace('P<', 'P<o')}(?P<cue2>,? ?(?:\(|– |— )?(?:a |the )?(?:period|span|total) of |{_MEANS})"
    rf"(?P<stated2>{DURATION}) months{_IN_ALL}",
    "month",
)
_EVERY = Cued(
    rf"\b(?P<cue>every (?:(?P<every>{DURATION}) years|other year|second year|year)|annually"
    rf"|annual|yearly|biennial(?:ly)?|triennial(?:ly)?|quadrennial(?:ly)?)\b",
    "every|annual|yearly|biennial|triennial|quadrennial",
)
_STEPS = {
    "every other year": 2,
    "every second year": 2,
    "biennial": 2,
    "biennially": 2,
    "triennial": 3,
    "triennially": 3,
    "quadrennial": 4,
    "quadrennially": 4,
}
_SINCE = Cued(
    rf"\b(?:since|first (?:held|carried out|conducted|organi[sz]ed|staged|published|run|taken"
    rf"|awarded|took place|played|celebrated|launched)(?: (?:back|here|there))?(?: in)?|(?:launched"
    rf"|founded|established|begun|began|started|inaugurated|introduced)(?: in)?) {_IN}"
    rf"(?P<first>{YEAR})",
    "since|first |launched|founded|established|begun|began|started|inaugurated|introduced",
)
_NTH = Cued(
    rf"(?P<nth>{ORDINAL})(?: (?:time|edition|such|survey|census|fair|festival|congress"
    rf"|conference|games|round|issue|meeting|annual|biennial|exhibition|race|tournament|competition"
    rf"|report|award|ceremony|show|contest|session|summit|forum|regatta|marathon|olympics|convention"
    rf"|symposium|championships?)\b|(?=[.,;)]|\Z))"
)
_LAST = Cued(rf"\b(?:in|of|by|for|this) {_IN}(?P<last>{YEAR})")
_FOUNDED = Cued(
    rf"\b(?:founded|established|born|opened|built|created|set up|launched|signed|formed"
    rf"|incorporated|married|inaugurated|completed|since|began|started|laid|chartered|adopted|wed)"
    rf"(?:{GAP}{{0,30}}?) {_IN}(?P<first>{YEAR})"
)
_ANNIVERSARY = Cued(
    rf"(?P<nth>{ORDINAL})(?P<cue> (?:birthday|anniversary|jubilee)\b)|(?P<stated>{COUNT}"
    rf"|{DURATION})(?P<cue2>(?:[ -]year)? (?:anniversary|jubilee))",
    "birthday|anniversary|jubilee",
)
_OF_ANOTHER = Cued(
    r" of (?!(?:its|the|their|his|her) (?:founding|foundation|birth|opening|establishment|creation"
    r"|signing)\b)"
)
_BORN = Cued(rf"\b(?P<cue>born)\b{GAP}{{0,60}}?(?P<first>{YEAR})", "born")
_DIED = Cued(rf"\b(?:died|killed|passed away|drowned|murdered|executed|assassinated)\b{GAP}{{0,60}}?(?P<last>{YEAR})")
_AGED = Cued(
    rf"\b(?P<cue>aged|at the age of|at age|at) (?P<stated>{COUNT}|{DURATION})(?!-?[a-z])|"
    rf"(?P<stated2>{DURATION})(?P<cue2>(?: |-)years?(?: |-)old)"
)
_AT_AGE = r"(?:aged|at the age of|at age|when (?:he|she) was|being)"
# "retired in 2010 at the age of 60", "at the age of 60, in 2010"
_AGED_IN = Cued(
    rf"\bin (?P<last>{YEAR}),? (?P<cue>{_AT_AGE}) (?P<stated>{COUNT}|{DURATION})(?!-?[a-z])"
    rf"|\b(?P<cue2>{_AT_AGE}) (?P<stated2>{COUNT}),? in (?P<last2>{YEAR})",
    "aged|age|when|being",
)
_LIVED = Cued(
    rf"\((?:born )?(?P<first>{YEAR}) ?[–-] ?(?P<last>{YEAR})\){GAP}{{0,90}}?(?P<cue>died (?:aged|at the age of|at)"
    rf"|lived to (?:be|the age of)|died when (?:he|she) was) (?P<stated>{COUNT}|{DURATION})(?!-?[a-z])",
    "died|lived",
)
_IS_NOW = Cued(
    rf"(?P<stated>{DURATION})[ -](?P<cue>years?[ -]old)|\b(?P<cue2>(?:he|she) is(?: now)?) "
    rf"(?P<stated2>{COUNT})(?=[.,;]|\Z)",
    "old|he is",
)
_OTHER_TIME = Cued(
    r"\b(?:was|were|had|then|when|became|won|died|will|would|if|at the age|until|later|joined|since|father|mother|son"
    r"|daughter|brother|sister|wife|husband|widow|twins?|whose|parents)\b"
)
_KIN = Cued(
    r"\b(?:fathers?|mothers?|sons?|daughters?|brothers?|sisters?|wife|husband|widow|whose|parents|child(?:ren)?)\b"
)
_LATER = Cued(
    rf"(?P<first>{YEAR})(?P<mid>{GAP}{{0,90}}?)(?P<stated>{DURATION})(?P<cue> years? (?:later"
    rf"|afterwards|after that|on)),?(?: in| it was| and in)? {_IN}(?P<last>{YEAR})",
    "later|afterwards|after that| on",
)
_AGO = Cued(
    rf"(?P<stated>{DURATION})(?P<cue> years ago),? (?:back )?in {_IN}(?P<first>{YEAR})|\bin {_IN}"
    rf"(?P<first2>{YEAR}),? (?P<stated2>{DURATION})(?P<cue2> years ago)",
    "years ago",
)
_DAYS = Cued(
    rf"\bfrom (?:(?P<d1>[0-3]?\d)(?:st|nd|rd|th)? (?:to|until|through|and) (?P<d2>[0-3]?\d)(?:st|nd"
    rf"|rd|th)? (?P<m1>{MONTH})"
    rf"|(?P<m2>{MONTH}) (?P<d3>[0-3]?\d)(?:st|nd|rd|th)? (?:to|until|through) (?P<d4>[0-3]?\d)(?:st"
    rf"|nd|rd|th)?)\b,?(?: (?P<y>20\d\d|1[5-9]\d\d))?"
)
_LONG = Cued(
    rf"(?P<stated>{DURATION})(?P<cue>[ -]days?\b)(?! (?:[a-z-]+ )?(?:notice|average|quarantine|isolation|incidence"
    r"|waiting|rule|visas?|passe?s?|tickets?|ultimatum|week|deadline|limit|supply|return|forecast|rolling)\b)"
)
# "a ten-day fair from 28 April to 7 May": a notice or an average of so many days may run on and on
_FAIR = Cued(
    rf"(?P<stated>{DURATION})(?P<cue>[ -]days?)(?: [a-z-]+){{0,2}}? (?:meeting|conference|festival|fair|visit|trip|tour"
    r"|strike|summit|course|event|workshop|session|forum|exhibition|siege|voyage|congress|camp|stay|march|tournament|truce"
    r"|ceasefire|retreat|race|regatta|hearing|trial|show)\b",
    "day",
)
_ACROSS = Cued(
    rf"(?:\bfrom |\bbetween |\(){prefixed('a')},? ?(?:to|until|till|through|and|–|-) ?(?:the )?{prefixed('b')}",
    "from |between |(",
)
# "six weeks, from 1 March to 12 April"; "(3 September to 26 November, 12 weeks in all)"
_OPEN_RUN = rf"(?:(?:,|:| \(| [–—-])? ?(?:from |between |\()?)(?=\(?[0-3]?\d(?:st|nd|rd|th)? |{MONTH} )"
_DAYS_FIRST = Cued(
    rf"(?P<stated>{DURATION})(?P<cue>[ -](?:day|week)s?)(?:(?: [a-z-]+){{0,2}}? {_STUDY})?{_RUNS}{_OPEN_RUN}",
    "day|week",
)
_DAYS_LAST = Cued(
    rf"(?:{MONTH}(?: [0-3]?\d(?:st|nd|rd|th)?)?,?(?: {YEAR})?){_MEANS}(?P<stated>{DURATION})"
    rf"(?P<cue> (?:day|week)s){_IN_ALL}",
    "days|weeks",
)
_LONGEST = 31  # days of a month
_UNSURE = Cued(
    r"\b(?:except|excluding|skipp(?:ed|ing)|apart from|cancell?ed|postponed|interrupted|suspended"
    r"|pause[ds]?|with a break|missed|not counting|barring|nearly|almost)\b"
)


def find(document: Document, sentences: Sequence[Mask], not_checked: list[NotChecked]) -> Iterator[Relation]:
    """The spans that the sentences claim.

    Links a number of years or editions with its first and last year. Agrees: "five times in a row, from 2015 to 2019".
    Disagrees: "six times in a row, from 2015 to 2019".
    """
    now = document.date[:4]
    current = int(now) if now.isdigit() and len(now) == 4 else None
    for mask in sentences:
        if mask.years and not _UNSURE.search(mask.text):
            yield from _spans(mask, current, not_checked)
        if mask.has("duration"):
            yield from _days(document, mask)


def _spans(mask: Mask, current: int | None, not_checked: list[NotChecked]) -> Iterator[Relation]:
    for rule in (
        _in_a_row,
        _for_years,
        _term,
        _begun_and_ended,
        _months,
        _anniversary,
        _age,
        _age_then,
        _later,
        _since,
    ):
        yield from rule(mask)
    yield from _ago(mask, current)
    yield from _age_now(mask, current)
    yield from _editions(mask, current, not_checked)


def _years(mask: Mask) -> tuple[int, int] | None:
    """The only first and last year that the sentence gives."""
    found = list(_FROM_TO.finditer(mask.text))
    if len(found) != 1:
        return None
    match = found[0]
    return mask.year(match["first"] or match["first2"]), mask.year(match["last"] or match["last2"])


def _relation(
    mask: Mask, stated: Statement, role: str, first: int, last: int, cue: str, confidence: float, *more: Member
) -> Iterator[Relation]:
    if _is_number(stated):
        yield Relation(
            "", "span", (member(role, stated), given("first", year(first)), given("last", year(last)), *more), "",
            bare(cue), confidence, reasons=("first and last year stand in the same sentence",),
        )  # fmt: skip


def _is_number(statement: Statement) -> bool:
    return is_plain(statement) and statement.figure.value > 1


def _is_age(statement: Statement) -> bool:
    return statement.figure.value < _OLDEST


_OLDEST = 125  # years


def _in_a_row(mask: Mask) -> Iterator[Relation]:
    match = _IN_A_ROW.search(mask.text)
    years = _years(mask) if match is not None else None
    if match is None or years is None:
        return
    stated = mask.figure(match["stated"])
    if " between " in f" {mask.text}" and stated.figure.unit not in ("years", "times"):
        return  # titles won between two years need not be one each year
    if _NOT_YEARLY.search(match["cue"] + match["noun"]):
        return  # as many in a row do not take as many years
    # What is held many times a year says nothing of how many years it takes.
    if stated.figure.unit == "years" or stated.figure.value <= 2 * (years[1] - years[0] + 1):
        yield from _relation(mask, stated, "stated", *years, match["cue"], 0.85)


_NOT_YEARLY = re.compile(
    r"\b(?:(?:quarter|month|week|day|half)|(?:hours|games?|matches|issues?|episodes?|concerts?|winters?|seasons?|wins?"
    r"|victories|defeats|seats|terms|elections?|races|home|goals|sets|losses|draws)\b)"
)


def _for_years(mask: Mask) -> Iterator[Relation]:
    match = _FOR_YEARS.search(mask.text) or _TERM_RUNS.search(mask.text)
    if match is None:
        return
    after = _FROM_TO.search(mask.text, match.end("unit"))
    if after is None or after.start() > match.end():
        return
    first, last = mask.year(after["first"] or after["first2"]), mask.year(after["last"] or after["last2"])
    cue = f"{match['cue']} … years from … to …"
    yield from _relation(mask, mask.figure(match["stated"]), "lasting", first, last, cue, 0.85)


def _term(mask: Mask) -> Iterator[Relation]:
    """ "The 2016–2020 five-year plan"; "from 1990 to 1995, a period of five years"."""
    match = _YEARS_FIRST.search(mask.text) or _PERIOD_OF.search(mask.text) or _LENGTH_LAST.search(mask.text)
    if match is None:
        return
    stated, first, last = mask.figure(match["stated"]), mask.year(match["first"]), mask.year(match["last"])
    yield from _relation(mask, stated, "lasting", first, last, f"{match['cue']} … years", 0.85)


def _begun_and_ended(mask: Mask) -> Iterator[Relation]:
    """ "Signed in 2010 for 15 years, the lease expires in 2025"."""
    length = _LASTS.search(mask.text) if len(mask.years) == 2 else None
    begun, ended = (cue.search(mask.text) if length is not None else None for cue in (_BEGAN, _ENDED))
    if length is None or begun is None or ended is None:
        return
    stated, first, last = mask.figure(length["stated"]), mask.year(begun["first"]), mask.year(ended["last"])
    if first < last:
        yield from _relation(mask, stated, "lasting", first, last, f"{length['cue']} … years", 0.75)


def _months(mask: Mask) -> Iterator[Relation]:
    """ "An 18-month project from January 2016 to June 2017"."""
    match = _MONTHS.search(mask.text)
    if match is None:
        return
    at = "" if match["stated"] else "o"
    stated = mask.figure(match["stated"] or match["stated2"])
    last = mask.year(match[f"{at}last"])
    first = mask.year(match[f"{at}first"]) if match[f"{at}first"] else last
    begin = day(f"{first}-{number_of(match[f'{at}m1']):02}")
    end = day(f"{last}-{number_of(match[f'{at}m2']):02}")
    if _is_number(stated) and begin.value < end.value:
        yield Relation(
            "", "span", (member("lasting", stated), given("first", begin), given("last", end)), "",
            "months from … to …", 0.8, reasons=("first and last month stand in the same sentence",),
        )  # fmt: skip


def _anniversary(mask: Mask) -> Iterator[Relation]:
    match = _ANNIVERSARY.search(mask.text)
    founded = _FOUNDED.search(mask.text) if match is not None else None
    if match is None or founded is None or len(mask.years) != 2 or _OF_ANOTHER.match(mask.text, match.end()):
        return
    first = mask.year(founded["first"])
    last = next((one for one in mask.years if one != first), first)
    stated = mask.figure(match["nth"] or match["stated"])
    if first < last:
        yield from _relation(mask, stated, "elapsed", first, last, match["cue"] or match["cue2"], 0.85)


def _age(mask: Mask) -> Iterator[Relation]:
    born, died = _BORN.search(mask.text), _DIED.search(mask.text)
    if born is None or died is None or born["first"] == died["last"]:
        return
    ages = [mask.figure(match["stated"] or match["stated2"]) for match in _AGED.finditer(mask.text)]
    if len(ages) == 1 and _is_age(ages[0]):
        first, last = mask.year(born["first"]), mask.year(died["last"])
        yield from _relation(mask, ages[0], "age", first, last, "born … died … aged", 0.9)


def _age_then(mask: Mask) -> Iterator[Relation]:
    """ "Born in 1950, she retired in 2010 at the age of 60"; "(1920–1990) … died aged 70"; "built in 1973, turned 50 in
    2023"."""
    turned = _TURNED.search(mask.text) if len(mask.years) == 2 else None
    founded = _FOUNDED.search(mask.text) if turned is not None else None
    if turned is not None and founded is not None and not _KIN.search(mask.text):
        stated, first, last = mask.figure(turned["stated"]), mask.year(founded["first"]), mask.year(turned["last"])
        if first < last:
            yield from _relation(mask, stated, "age", first, last, turned["cue"], 0.8)
        return
    lived = _LIVED.search(mask.text)
    if lived is not None:
        stated, first, last = mask.figure(lived["stated"]), mask.year(lived["first"]), mask.year(lived["last"])
        if _is_age(stated) and not _KIN.search(mask.text):
            yield from _relation(mask, stated, "age", first, last, lived["cue"], 0.85)
        return
    aged = _AGED_IN.search(mask.text)
    born = _BORN.search(mask.text) if aged is not None else None
    if aged is None or born is None or _DIED.search(mask.text) or _KIN.search(mask.text) or len(mask.years) != 2:
        return
    first, last = mask.year(born["first"]), mask.year(aged["last"] or aged["last2"])
    stated = mask.figure(aged["stated"] or aged["stated2"])
    if first < last and _is_age(stated):
        yield from _relation(mask, stated, "age", first, last, f"born … {aged['cue'] or aged['cue2']}", 0.8)


def _age_now(mask: Mask, current: int | None) -> Iterator[Relation]:
    """ "The 62-year-old, born in 1960, …", in a document of which the year is known."""
    born = _BORN.search(mask.text)
    if born is None or current is None or len(mask.years) != 1 or len(mask.figures) != 1:
        return
    match = _IS_NOW.search(mask.text)
    if match is None or _OTHER_TIME.search(mask.text):
        return
    stated = mask.figure(match["stated"] or match["stated2"])
    if _is_age(stated):
        cue = f"born … {match['cue'] or match['cue2']}"
        yield from _relation(mask, stated, "age", mask.year(born["first"]), current, cue, 0.7)


def _later(mask: Mask) -> Iterator[Relation]:
    match = _LATER.search(mask.text)
    if match is None or re.search(YEAR, match["mid"]):
        return
    stated, first, last = mask.figure(match["stated"]), mask.year(match["first"]), mask.year(match["last"])
    yield from _relation(mask, stated, "age", first, last, match["cue"], 0.75)


def _since(mask: Mask) -> Iterator[Relation]:
    """ "In 2023 it marks 25 years since its foundation in 1998"."""
    match = _YEARS_SINCE.search(mask.text) if len(mask.years) == 2 else None
    if match is None:
        return
    stated, first, last = (
        mask.figure(match["stated"]),
        mask.year(match["first"]),
        mask.year(match["last"] or match["last2"]),
    )
    if first < last:
        yield from _relation(mask, stated, "age", first, last, match["cue"], 0.75)


def _ago(mask: Mask, current: int | None) -> Iterator[Relation]:
    match = _AGO.search(mask.text)
    if match is None or current is None:
        return
    stated = mask.figure(match["stated"] or match["stated2"])
    if stated.figure.value % 5:
        first = mask.year(match["first"] or match["first2"])
        yield from _relation(mask, stated, "age", first, current, match["cue"] or match["cue2"], 0.6)


def _editions(mask: Mask, current: int | None, not_checked: list[NotChecked]) -> Iterator[Relation]:
    """ "Every five years since 1982, now for the ninth time"."""
    every = _EVERY.search(mask.text)
    since = _SINCE.search(mask.text) if every is not None else None
    if every is None or since is None:
        return
    nths = list(_NTH.finditer(mask.text))
    if len(nths) != 1:
        return
    stated = mask.figure(nths[0]["nth"])
    first = mask.year(since["first"])
    lasts = [mask.year(match["last"]) for match in _LAST.finditer(mask.text) if match["last"] != since["first"]]
    step = (
        member("every", mask.figure(every["every"]))
        if every["every"]
        else given("every", exactly(_STEPS.get(every["cue"], 1)))
    )
    if not _is_number(stated) or len(lasts) > 1:
        return
    if lasts:
        yield from _relation(mask, stated, "edition", first, lasts[0], every["cue"], 0.85, step)
    elif current is not None:
        # A round that is not held every year has its year between two others: the last one begun counts.
        sure = step.figure.value > 1
        yield from _relation(
            mask, stated, "stated", first, current, mask.words(*every.span("cue")), 0.75 if sure else 0.5, step
        )
    else:
        not_checked.append(NotChecked("spans/ends-fit", "the year of the last edition is not stated"))


def _days(document: Document, mask: Mask) -> Iterator[Relation]:
    """ "A three-day meeting from 3 to 5 May", "a ten-day fair from 28 April to 7 May"."""
    now = today(document.date)
    words = document.text[mask.start : mask.end].lower()
    run = _DAYS.search(words)
    across = _ACROSS.search(words) if run is None else None
    if run is None and across is None:
        return
    lengths = list((_LONG if run else _FAIR).finditer(mask.text))
    if not lengths and (beside := _DAYS_FIRST.search(mask.text) or _DAYS_LAST.search(mask.text)):
        lengths = [beside]
    stated = [mask.figure(match["stated"]) for match in lengths]
    if len(stated) != 1 or not _is_number(stated[0]):
        return
    ends = _in_a_month(run, now) if run is not None else _over_months(across, now)
    if ends is not None:
        yield Relation(
            "", "span", (member("lasting", stated[0]), given("first", ends[0]), given("last", ends[1])), "",
            "days from … to …", 0.85, reasons=("first and last day stand in the same sentence",),
        )  # fmt: skip


def _in_a_month(run: re.Match[str], now: Dated | None) -> tuple[Figure, Figure] | None:
    """The first and last day of a run in one month; where no year is known their places in it tell as much."""
    of = int(run["y"]) if run["y"] else now.year if now else 0
    month = number_of(run["m1"] or run["m2"])
    begin, end = (int(run[one] or run[other]) for one, other in (("d1", "d3"), ("d2", "d4")))
    if not of:
        return (exactly(begin), exactly(end)) if 0 < begin < end <= _LONGEST else None
    return _in_order(Dated(of, month, begin), Dated(of, month, end))


def _over_months(run: re.Match[str] | None, now: Dated | None) -> tuple[Figure, Figure] | None:
    first, last = (dated(run, "a"), dated(run, "b")) if run is not None else (None, None)
    if first is None or last is None:
        return None
    of = last.year or first.year or (now.year if now else 0)
    return _in_order(first._replace(year=first.year or of), last._replace(year=of)) if of else None


def _in_order(first: Dated, last: Dated) -> tuple[Figure, Figure] | None:
    return (day(first.iso), day(last.iso)) if is_day(first) and is_day(last) and first <= last else None
