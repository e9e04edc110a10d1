"""A document and its statements in, its sentences out with each figure as one sign, so that patterns read words.

"an increase of 29.9 million, or 11.4%" becomes "an increase of C, or P": hedges, currencies and signs belong to
the figure. The signs are private code points, a block of 256 for each sort; the place in the block is the number of
the figure in its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from factcheck.interval import Figure
from factcheck.model import Document, NotChecked, Statement
from factcheck.numerals.hedges import before
from factcheck.numerals.quantities import MINUSES

__all__ = ["ANY", "CHANGE", "COUNT", "DURATION", "FRACTION", "GAP", "LEVEL", "MONEY", "ORDINAL", "PERCENT", "POINTS",
           "RANGE", "SHARE", "SIZE", "TIMES", "YEAR", "Mask", "lowered", "masks"]  # fmt: skip

_BLOCK = 0x100
MOST = 200  # figures of a sentence: a range may become two, and each needs a place in a block
_CHECK = "sums/parts-add-up"  # what a sentence of many figures most likely claims
_SORTS = ("percent", "fraction", "points", "money", "count", "duration", "measure", "ordinal", "range", "times", "year")
_BASE = {sort: 0xE000 + _BLOCK * place for place, sort in enumerate(_SORTS)}


def _sign(*sorts: str) -> str:
    """The inside of a class of characters: every figure of these sorts."""
    return "".join(f"{chr(_BASE[sort])}-{chr(_BASE[sort] + 0xFF)}" for sort in sorts)


PERCENT = f"[{_sign('percent')}]"
FRACTION = f"[{_sign('fraction')}]"
SHARE = f"[{_sign('percent', 'fraction')}]"
POINTS = f"[{_sign('points')}]"
MONEY = f"[{_sign('money')}]"
COUNT = f"[{_sign('count')}]"
DURATION = f"[{_sign('duration')}]"
ORDINAL = f"[{_sign('ordinal')}]"
RANGE = f"[{_sign('range')}]"
TIMES = f"[{_sign('times')}]"
YEAR = f"[{_sign('year')}]"
SIZE = f"[{_sign('money', 'count', 'duration', 'measure')}]"  # an amount, no share
LEVEL = f"[{_sign('percent', 'money', 'count', 'duration', 'measure')}]"
CHANGE = f"[{_sign('percent', 'fraction', 'points', 'money', 'count', 'duration', 'measure')}]"  # what a level moves by
ANY = f"[{_sign(*_SORTS[:-1])}]"
_FIGURES = _sign(*(sort for sort in _SORTS[:-1] if sort != "ordinal"))
GAP = rf"[^{_FIGURES};:?!]"  # a word of the same clause: no figure between, though a year or an ordinal may stand there

_CURRENCY = re.compile(
    r"(?:(?<![\w'’])(?:us|u\.s\.|a|au|c|ca|hk|nz|s|nt|r)|\b(?:rmb|cny|eur|usd|gbp|jpy|inr|chf|sek|nok|dkk"
    r"|isk|pln|czk|huf|aud|cad|nzd|hkd|sgd|krw|zar|brl|mxn|ils|rs\.?))?[ \u00a0]?[$£€¥₹₩]?[ \u00a0]?\Z"
)
_TAIL = {
    "money": re.compile(
        r"[ -](?:[a-z.]{1,11} )?(?:dollars?|yuan|euros?|pounds?|yen|won|rupees?|rmb|renminbi"
        r"|francs?|krona|kronor|kroner?|rubles?|roubles?|pesos?|rand|usd|eur|gbp|cents?|pence"
        r"|shillings?|lira|baht|ringgit|dirhams?|riyals?)\b|[ ]?[€$£¥]"
    ),
    "points": re.compile(r"[ -]?(?:(?:percentage|percent|per[ -]cent|%)[ -]points?|basis points?|bps?|pps?)\b"),
    "percent": re.compile(r"[ ]?(?:%|percent\b|per cent\b)"),
}
_YEARS = re.compile(
    r"(?:(?<![\w.,$£€¥/–-])|(?<=\d\d\d\d[–-]))(?:1[5-9]|20)\d\d(?:(?=[–-](?:1[5-9]|20)\d\d(?!\d))|"
    r"(?![\w%])(?![.,/–-]\d))"
)


@dataclass(frozen=True, slots=True)
class Mask:
    """A sentence, lower-cased, each figure and year one sign; ``number`` counts the sentences that hold figures."""

    start: int
    end: int
    text: str
    figures: tuple[Statement, ...]
    years: tuple[int, ...]
    passage: int
    number: int

    def follows(self, before: Mask) -> bool:
        """Whether it directly follows the other sentence, in one paragraph."""
        return before.passage == self.passage and self.start - before.end <= 3

    def figure(self, sign: str) -> Statement:
        """The statement that a sign stands for."""
        return self.figures[ord(sign) % _BLOCK]

    def year(self, sign: str) -> int:
        """The year that a sign stands for."""
        return self.years[ord(sign) % _BLOCK]

    def has(self, sort: str) -> bool:
        """Whether a figure of that sort stands in it."""
        return bool(self.years) if sort == "year" else any(_sort(one.figure) == sort for one in self.figures)

    def words(self, start: int, end: int) -> str:
        """What stands there, with "…" for each figure: the cue of a relation."""
        return " ".join(re.sub(rf"[{_sign(*_SORTS)}](?:[ ,]*[{_sign(*_SORTS)}])*", "…", self.text[start:end]).split())


_IN_BRACKETS = re.compile(r"(?: of (?:which|whom|them|these|those))? ?\((\d{1,3}|\d{4,9})\)")


_OF_ALL = re.compile(r"(?:%| ?per ?cent)? of (?:the |its |all |our )*")
_AFTER_NOUN = re.compile(r"(?: [a-z-]+){1,4} ?\((\d{1,3}|\d{4,9})\)")


def _counted(
    text: str, low: str, figures: Sequence[Statement], group: Sequence[Statement], past: int
) -> Statement | None:
    """The bare number in brackets after a percentage, "70% (84)", if something is told that it is that share of.

    A number in brackets may cite a source, so nothing else tells that it counts.
    """
    share, pattern = figures[-1], _IN_BRACKETS
    if len(figures) > 1 and share.figure.kind == "count" and _OF_ALL.fullmatch(low, figures[-2].end, share.start):
        share, pattern = figures[-2], _AFTER_NOUN
    found = pattern.match(low, past) if share.figure.kind == "percent" and share.figure.upper is None else None
    if found is None:
        return None
    number, per = Decimal(found[1]), 100 if share.figure.unit == "%" else 1
    for whole in group:
        if whole.figure.kind == "count" and whole.figure.upper is None and 0 < number <= whole.figure.value:
            told = share.figure.value * whole.figure.value / per
            if number * 2 <= told * 3 and told * 2 <= number * 3:
                start, end = found.span(1)
                figure = Figure(number, whole.figure.unit)
                return replace(share, figure=figure, start=start, end=end, stated=text[start:end], role="part")
    return None


# A line may end within a sentence: to the patterns its end is a blank.
_BLANKS = {ord(sign): " " for sign in "\n\r\t\u00a0\u202f\u2009"}


@lru_cache(maxsize=2)
def lowered(text: str) -> str:
    """The text in lower case, every letter at its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def masks(document: Document, statements: Sequence[Statement], not_checked: list[NotChecked]) -> list[Mask]:
    """The sentences that hold statements, in order; what cannot be masked is entered in ``not_checked``.

    That is a sentence of more than ``MOST`` figures, which no signs are left for, and text that has such signs itself.
    """
    low = lowered(document.text).translate(_BLANKS)
    made = []
    for number, group in enumerate(_by_sentence(statements)):
        if len(group) > MOST:
            not_checked.append(NotChecked(_CHECK, f"the sentence holds more than {MOST} figures"))
            continue
        mask = _mask(document.text, low, group, number)
        if mask is not None:
            made.append(mask)
        elif group[0].sentence[1] > group[0].sentence[0]:
            not_checked.append(NotChecked(_CHECK, "the sentence holds signs of no public meaning"))
    return made


def _by_sentence(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    group: list[Statement] = []
    for statement in statements:
        if group and statement.sentence != group[0].sentence:
            yield group
            group = []
        group.append(statement)
    if group:
        yield group


def _mask(text: str, low: str, group: Sequence[Statement], number: int) -> Mask | None:
    start, end = group[0].sentence
    if end <= start:
        return None
    pieces: list[str] = []
    figures: list[Statement] = []
    years: list[int] = []
    past = start

    def add_words(begin: int, stop: int) -> None:
        """Words without figures, each year one sign."""
        for match in _YEARS.finditer(low, begin, stop):
            if len(years) == _BLOCK:
                break
            pieces.extend((low[begin : match.start()], chr(_BASE["year"] + len(years))))
            years.append(int(match[0]))
            begin = match.end()
        pieces.append(low[begin:stop])

    for statement in group:
        if statement.start < past or statement.end > end:
            continue
        for part in _split(text, low, _plain(low, statement)):
            add_words(past, _lead(low, past, part))
            pieces.append(chr(_BASE[_sort(part.figure)] + len(figures)))
            figures.append(part)
            past = part.end
        past = _tail(low, part, end)
        counted = _counted(text, low, figures, group, past)
        if counted is not None:
            add_words(past, counted.start)
            pieces.append(chr(_BASE["count"] + len(figures)))
            figures.append(counted)
            past = counted.end
    add_words(past, end)
    masked = "".join(pieces)
    if sum(1 for sign in masked if 0xE000 <= ord(sign) <= 0xF8FF) != len(figures) + len(years):
        return None  # the text itself holds private signs
    return Mask(start, end, masked, tuple(figures), tuple(years), group[0].passage, number)


def _lead(low: str, past: int, statement: Statement) -> int:
    """Where the figure begins with its hedge and currency."""
    begin = statement.start
    if statement.figure.kind == "money" or low[begin - 1 : begin] in ("$", "£", "€", "¥"):
        found = _CURRENCY.search(low, past, begin)
        begin = found.start() if found else begin
        while low[begin].isspace():
            begin += 1
        if statement.figure.value < 0 and begin > past and low[begin - 1] in MINUSES:
            begin -= 1
    if statement.figure.hedge:
        hedge = before(low, begin)
        if hedge is not None and hedge.start >= past:
            begin = hedge.start
    return begin


def _tail(low: str, statement: Statement, end: int) -> int:
    """Where the figure ends with the words of its currency or percentage."""
    pattern = _TAIL.get(_sort(statement.figure))
    if pattern is not None:
        found = pattern.match(low, statement.end, end)
        if found is not None:
            return found.end()
    return statement.end


def _plain(low: str, statement: Statement) -> Statement:
    """The statement of a rate in the unit of its amount ("9 dollars per hour" are 9); "adds up to" is no hedge."""
    if statement.figure.hedge == "at most" and low[max(0, statement.start - 20) : statement.start].rstrip(
        "$£€¥"
    ).endswith(_ADDED):
        statement = replace(statement, figure=replace(statement.figure, hedge=""))
    unit, per, _ = statement.figure.unit.partition(" per ")
    return replace(statement, figure=replace(statement.figure, unit=unit)) if per else statement


# "Went up to 40" is no bound.
_ADDED = tuple(
    f"{word} up to "
    for word in (
        "add",
        "adds",
        "added",
        "adding",
        "edged",
        "ticked",
        "crept",
        "inched",
        "nudged",
        "went",
        "gone",
        "moved",
    )
)
_TALLY = re.compile(r"(\d+) out of (\d[\d,]*)|(\d[\d,]*) ?/ ?(\d[\d,]*)")
_SHARE_AFTER = re.compile(r"(?: [a-z-]+){0,4}[,;]? ?[\[(,;] ?(?:or )?\d[\d.]* ?(?:%|per ?cent)")
_SHARE_BEFORE = re.compile(r"(?:%|per ?cent)(?: [a-z-]+){0,6} ?[\[(,;:] ?(?:n ?= ?)?\Z")


def _split(text: str, low: str, statement: Statement) -> list[Statement]:
    """The statement; or two, where a range after "from" says how something moved, or a ratio counts: "18 out of 45"."""
    figure = statement.figure
    if figure.kind == "percent" and not figure.unit:
        return _tallied(text, low, statement)
    if figure.upper is None or not _has_moved(low, statement, figure.value, figure.upper):
        return [statement]
    at = low.find(" to ", statement.start, statement.end)
    if at == -1:
        return [statement]
    kind = figure.kind if figure.kind != "range" else _kind(figure.unit)
    first, second = (replace(end, kind=kind) for end in figure.ends)
    begin = next(place for place in range(at + 4, statement.end) if text[place].isalnum())
    return [
        replace(statement, figure=first, end=at, stated=text[statement.start : at]),
        replace(statement, figure=second, start=begin, stated=text[begin : statement.end]),
    ]


def _has_moved(low: str, statement: Statement, first: Decimal, last: Decimal) -> bool:
    """Whether a range is no range: "from 5 to 8 boats", "rose by 600 to 5,600"."""
    begin = statement.sentence[0]
    if _MOVED.search(low, begin, statement.start) is not None:
        return True
    far = last >= 100 and last >= 5 * first and statement.figure.unit != "%"
    return far and _MOVED_BY.search(low, begin, statement.start) is not None


_MOVED_BY = re.compile(
    r"\b(?:increas|decreas|ris|rose|gr[eo]w|gain|climb|jump|fell|fall|drop|declin|reduc|cut|shr[aiu]nk|expan|up|down|rais"
    r"|lower|lift|lost|shed)[a-z]* (?:by )?(?:about |around |some |just |a )?(?:us|a|c|hk|rmb)?[ ]?[$£€¥]?\Z"
)
_MOVED = re.compile(
    r"\bfrom (?:(?:the |its |last |a )?(?:[a-z]+ )?[a-z]+['’]s )?(?:about |around |some |just |a |the )?"
    r"(?:us|a|c|hk|rmb)?[ ]?[$£€¥]?\Z"
)


def _tallied(text: str, low: str, statement: Statement) -> list[Statement]:
    """Both numbers of a ratio that counts: more than "9 out of 10", or "61/412" beside its share."""
    found = _TALLY.fullmatch(low, statement.start, statement.end)
    if found is None:
        return [statement]
    first, second = (1, 2) if found[1] else (3, 4)
    one, other = (Decimal(found[place].replace(",", "")) for place in (first, second))
    if first == 1 and other in (10, 100, 1000):
        return [statement]
    if first == 3:
        stop = statement.sentence[1]
        beside = _SHARE_AFTER.match(low, statement.end, stop)
        if beside is None and not _SHARE_BEFORE.search(low, max(0, statement.start - 80), statement.start):
            return [statement]
    hedge = statement.figure.hedge
    return [
        replace(
            statement,
            figure=Figure(one, hedge=hedge),
            end=found.end(first),
            stated=text[statement.start : found.end(first)],
            role="part",
        ),
        replace(
            statement,
            figure=Figure(other),
            start=found.start(second),
            stated=text[found.start(second) : statement.end],
            role="whole",
        ),
    ]


def _kind(unit: str) -> str:
    """The kind of a figure in this unit, where "range" hides it."""
    from factcheck.numerals.tables import units

    known = units().canonical.get(unit)
    return known.kind if known is not None else "count"


def _sort(figure: Figure) -> str:
    """Which block of signs a figure has."""
    if figure.upper is not None:
        return "range"
    if figure.unit in ("percentage points", "basis points"):
        return "points"
    if figure.kind == "percent":
        return "percent" if figure.unit else "fraction"
    if figure.kind == "count" and figure.unit == "times":
        return "times"
    return figure.kind if figure.kind in ("money", "count", "duration", "measure", "ordinal") else "range"
