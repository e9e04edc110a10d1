"""The words and dates of a sentence in, its periods in one normal form out, and which of them belongs to which figure.

The normal form is ISO 8601 as far as that reaches: a year ``2021``, a fiscal year ``FY2021``, a half ``2021-H1``, a
quarter ``2021-Q3`` (as the speaker counts them, fiscal or not), a month ``2022-05``, a day ``2022-07-22``; an interval
``2013/2020``; up to and including ``/2022-05`` ("as of", "by the end of", "up to now"); from then on ``2018/``
("since"). The last day of a month counts as its month, the end of a year as the year: "by the end of 2020" is
``/2020``. A change whose basis is named spans it: "6 points over 2012" said of 2022 is ``2012/2022``. What a relative
expression points to follows from the document's date; where that is unknown, what is known stays: ``XXXX-Q3``,
``XXXX-05``, "last year"; so does an event without a date, "since merger".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.extract.clauses import Place, Sentence, Surroundings
from factcheck.extract.found import Dated
from factcheck.extract.lexicon import CHANGE, DETERMINER, PREPOSITION, SIGN, STOP, VERB
from factcheck.extract.roles import Role
from factcheck.extract.times import Anchor, Time, earlier, lists, times, years_earlier

__all__ = ["Mention", "continued", "is_past", "main", "mentions", "of_figure", "overlaps", "spanning"]


class Mention(NamedTuple):
    """A period named in a sentence: its words, from its preposition on, its normal form, and how it is used.

    ``use`` is in, asof, since, now ("at present"), ahead ("in the next two years"), base (what something is compared
    with), yoy or qoq (a comparison with the same period a year before, with the period before).
    """

    first: int
    last: int
    iso: str
    use: str


def mentions(text: str, sentence: Sentence, dates: Sequence[Dated], now: Anchor, recent: str) -> list[Mention]:
    """Every period that a sentence names, in order. ``recent`` is the period that the text spoke of last.

    "Since" something that is no date names its period in words.
    """
    lower, flags = sentence.words.lower, sentence.flags
    found = times(text, sentence, dates, now, recent)
    placed = _paired(lower, [_placed(lower, flags, time) for time in found]) if found else []
    return _with_events(lower, flags, placed) if "since" in lower else placed


def _with_events(lower: tuple[str, ...], flags: Sequence[int], placed: list[Mention]) -> list[Mention]:
    """The mentions with "since the merger" among them: an event whose date is not said stays in words."""
    at = lower.index("since")
    if any(mention.first <= at < mention.last or 0 <= mention.first - at <= 5 for mention in placed):
        return placed
    first = at + 1
    while first < len(lower) and flags[first] & DETERMINER:
        first += 1
    last = first
    while last < len(lower) and last - first < _EVENT and not flags[last] & (SIGN | VERB):
        last += 1
    while last > first and flags[last - 1] & STOP:
        last -= 1
    if last == first or (first == at + 1 and flags[first] & STOP):
        return placed
    event = " ".join(
        word for word, flag in zip(lower[first:last], flags[first:last], strict=True) if not flag & DETERMINER
    )
    return sorted([*placed, Mention(at, last, f"since {event}", "since")])


_EVENT = 10  # words of an event


def _placed(lower: tuple[str, ...], flags: Sequence[int], time: Time) -> Mention:
    """The mention with its preposition: as of, since, in, or a comparison."""
    first, last, iso, kind, _ = time
    if kind in ("yoy", "qoq"):
        return Mention(first, last, "", kind)
    if kind == "same":
        return Mention(first, last, iso, "yoy")
    if kind == "now":
        return Mention(first, last, iso, "asof" if iso[:1] == "/" else "now")
    known = lists()
    at = first - 1
    while at >= 0 and lower[at] in known["skipped"]:
        at -= 1
    ends = False
    if at >= 0 and lower[at] in ("of", "in", ",") and at > 0 and lower[at - 1] in ("end", "close", "end-"):
        ends, at = True, at - 2
    elif at >= 0 and lower[at] in ("end", "year-end", "end-"):
        ends, at = True, at - 1
    elif at > 0 and lower[at] == "of" and lower[at - 1] in ("beginning", "start", "beginning-"):
        at -= 2
    while at >= 0 and lower[at] in known["skipped"]:
        at -= 1
    word = lower[at] if at >= 0 else ""
    second = lower[at - 1] if at > 0 else ""
    begin = max(at, 0) if word and (flags[at] & PREPOSITION or word in known["until"]) else first
    if kind in ("asof", "ahead"):
        return Mention(begin, last, iso, kind)
    if word in ("of", "at") and second == "as":
        return Mention(at - 1, last, _as_of(iso), "asof")
    if word in ("since", "onwards", "onward") or (word in ("in", "from", "on", "with") and second in known["since"]):
        return Mention(begin, last, _open(iso), "since")
    if "since" in lower[max(0, at - 4) : max(at, 0)] and word in ("in", "on", "of"):
        return Mention(begin, last, _open(iso), "since")
    if last < len(lower) and lower[last] in ("onwards", "onward"):
        return Mention(begin, last + 1, _open(iso), "since")
    if word in ("than", "versus", "vs", "against", "vs.") or (
        word in ("to", "with", "in", "for", "of", "the", "at", "on", "from")
        and second
        in (
            "compared",
            "relative",
            "than",
            "compares",
            "compare",
            "comparison",
            "versus",
            "vs",
            "against",
            "up",
            "down",
        )
        and not (word == "to" and second in ("up", "down"))
    ):
        return Mention(begin, last, iso, "base")
    if word == "of" and second in ("that", "those", "level", "levels"):
        return Mention(begin, last, iso, "base")
    if word in ("over", "from", "on") and kind != "window" and _changed(flags, at):
        return Mention(begin, last, _as_of(iso)[1:] if ends else iso, "base")
    if ends or word in ("by", "until", "till") or (word == "to" and second == "up"):
        return Mention(begin, last, _as_of(iso), "asof")
    if word == "at" and kind in ("day", "month"):
        return Mention(begin, last, _as_of(iso), "asof")
    return Mention(begin, last, iso, "from" if word in ("from", "between") else "in")


def _changed(flags: Sequence[int], at: int) -> bool:
    """Whether a word of change stands within the seven words before."""
    return any(flag & CHANGE for flag in flags[max(0, at - 7) : at])


def _as_of(iso: str) -> str:
    """Up to and including a date; the last day of a month is its month."""
    if "/" in iso or not iso:
        return iso
    if (found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", iso)) and int(found[1]):
        year, month, day = (int(part) for part in found.groups())
        if 1 <= month <= 12 and day == _last_day(year, month):
            return f"/{iso[:7]}"
    return f"/{iso}"


def _last_day(year: int, month: int) -> int:
    """The last day of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _open(iso: str) -> str:
    """From a period on."""
    return iso.split("/")[0] + "/" if iso.strip("/") else iso


def _paired(lower: tuple[str, ...], placed: list[Mention]) -> list[Mention]:
    """Two mentions that are the ends of one interval ("from 2013 to 2019") become it; a lone "from" is "since"."""
    paired: list[Mention] = []
    for mention in placed:
        joined = _interval(lower, paired[-1], mention) if paired else None
        if joined is not None:
            paired[-1] = joined
        else:
            paired.append(mention)
    return [_settled(mention) for mention in paired]


def _interval(lower: tuple[str, ...], first: Mention, second: Mention) -> Mention | None:
    """The interval that two mentions make, if nothing stands between them but what joins its ends."""
    gap = lower[first.last : second.last - 1]
    if not 1 <= len(gap) <= 5 or any(word[0].isdigit() for word in gap[:-1]):
        return None
    start, end = first.iso.rstrip("/"), second.iso.split("/")[-1]
    if not start or not end or "/" in start:
        return None
    opened = first.use == "from" and gap[0] in (*lists()["ranging"], "up")
    since = first.use == "since" and gap[0] in ("to", "through", "until", "till", "up")
    bare = first.use == "in" and gap in (("through",), ("to",), ("–",), ("-",))
    return Mention(first.first, second.last, f"{start}/{end}", "in") if opened or since or bare else None


_RUN_OF_DAYS = re.compile(r"[\dX]{4}-\d\d-\d\d/[\dX]{4}-\d\d-\d\d")


def _settled(mention: Mention) -> Mention:
    """A "from" that found no end says since when; days that are a run of their own have theirs: "from 3 to 16 May"."""
    if mention.use != "from":
        return mention
    if _RUN_OF_DAYS.fullmatch(mention.iso):
        return mention._replace(use="in")
    return mention._replace(iso=_open(mention.iso), use="since")


def main(sentence: Sentence, sequence: Sequence[Mention], roles: Sequence[Role]) -> str | None:
    """The period that the sentences after this one go on speaking of, None where it names none.

    One period, or several mentions of one, is it; where they differ it is unclear, and so "", unless one alone frames
    the sentence from before its first figure. What a figure is only compared with does not count.
    """
    told = [
        mention
        for mention in sequence
        if mention.use in ("in", "asof", "since")
        and mention.iso not in ("", "XXXX")
        and not _of_base(sentence, mention, roles)
    ]
    if not told:
        return None
    if len({mention.iso for mention in told}) == 1:
        return told[0].iso
    first = sentence.figures[0].first if sentence.figures else len(sentence.flags)
    framing = {mention.iso for mention in told if mention.last <= first}
    after = {mention.iso for mention in told if mention.first >= first}
    return framing.pop() if len(framing) == 1 and after <= framing else ""


def is_past(period: str, now: Anchor) -> bool:
    """Whether a period lies before the year of the document, or ends before its date, as far as both are known."""
    end = period.strip("/").split("/")[-1].removeprefix("FY")
    if not now.year or not end[:4].isdigit():
        return False
    if end[:4] != f"{now.year:04}":
        return int(end[:4]) < now.year
    return period[:1] == "/" and len(end) >= 7 and end[5:7].isdigit() and bool(now.month) and int(end[5:7]) < now.month


def spanning(base: Mention, period: str) -> str:
    """The period of a change: from its basis to the period it is said of; "2012/" where that is unknown."""
    end = period.strip("/").split("/")[-1]
    if base.use == "qoq":
        start = earlier(end, 1)
    elif base.use == "yoy" or (end and base.iso == years_earlier(end)[:4]):
        start = years_earlier(end) if end else base.iso
    else:
        start = base.iso.strip("/")
    if not start or "/" in start or "X" in start or start == end or (base.use in ("yoy", "qoq") and "/" in period[1:]):
        return period
    if not end or (start > end and base.use == "base"):
        return f"{start}/" if base.use == "base" else period
    return f"{start}/{end}" if start[-1:].isdigit() and end[-1:].isdigit() else period


def continued(period: str, carried: str) -> str:
    """The period of a figure whose sentence names none of its own: the one before, from its basis on if it has one."""
    return spanning(Mention(0, 0, period.rstrip("/"), "base"), carried) if period else carried


def overlaps(mention: Mention, place: Place) -> bool:
    """Whether a figure is itself a word of the period: "the past ten years"."""
    return mention.first < place.last and place.first < mention.last


def of_figure(
    sentence: Sentence, sequence: Sequence[Mention], number: int, at: Surroundings, roles: Sequence[Role]
) -> tuple[str, bool]:
    """The period of a figure and whether its sentence settles it; a change's basis alone is "2012/".

    ``sequence`` are the periods of the sentence, ``roles`` those of its figures.
    """
    if not sequence:
        return "", False
    places, (_, last) = sentence.figures, sentence.chains[number]
    past = places[last].last  # a period after a list belongs to each of its figures
    right = places[last + 1].first if last + 1 < len(places) else len(sentence.flags)
    end = _clause_end(sentence, places[last].first, right)
    after = [
        mention
        for mention in sequence
        if past <= mention.first < end or overlaps(mention, places[number]) or _closes(sentence, mention, end)
    ]
    before = [
        mention
        for mention in sequence
        if at.left <= mention.first and mention.last <= at.first and not _of_base(sentence, mention, roles[:number])
    ]
    if roles[number].role == "base":
        near = after[:1] or before[-1:]
        return (near[0].iso, True) if near and near[0].iso else ("", bool(near))
    plain = _plain(sentence, sequence, number, after, before, roles)
    compared = [mention for mention in sequence if past <= mention.first < right]
    bases = [mention for mention in (*compared, *before) if mention.use in ("base", "yoy", "qoq")]
    if roles[number].role == "change" or roles[number].direction:
        basis = bases[0] if bases else _basis(sentence, sequence, last + 1, roles)
        if basis is not None:
            return spanning(basis, plain), bool(plain)
    return plain, bool(plain)


def _basis(sentence: Sentence, sequence: Sequence[Mention], number: int, roles: Sequence[Role]) -> Mention | None:
    """The period of the figure that a change goes out from: "up 7% from 4.7 million in 2020"."""
    if number >= len(roles) or roles[number].role != "base":
        return None
    places = sentence.figures
    right = places[number + 1].first if number + 1 < len(places) else len(sentence.flags)
    return next((mention for mention in sequence if places[number].last <= mention.first < right and mention.iso), None)


def _clause_end(sentence: Sentence, first: int, right: int) -> int:
    """The end of the clause that a figure stands in, before the next figure."""
    clause = bisect_right(sentence.clauses, first)
    return min(sentence.clauses[clause] if clause < len(sentence.clauses) else len(sentence.flags), right)


def _closes(sentence: Sentence, mention: Mention, end: int) -> bool:
    """Whether a period follows the clause that ends at ``end`` after a comma and closes the sentence."""
    return mention.first == end and all(flag & SIGN for flag in sentence.flags[mention.last :])


_MAIN = ("in", "asof", "since", "now", "ahead")


def _plain(
    sentence: Sentence,
    sequence: Sequence[Mention],
    number: int,
    after: Sequence[Mention],
    before: Sequence[Mention],
    roles: Sequence[Role],
) -> str:
    """The period that a figure is said of: the one attached to it, else one that frames it, else one that trails."""
    place = sentence.figures[number]
    listed = sentence.figures[sentence.chains[number][1]]
    follows = [mention for mention in after if mention.use in _MAIN]
    leads = [mention for mention in before if mention.use in _MAIN]
    if follows and (not leads or _is_attached(sentence, listed, follows[0])):
        return follows[0].iso
    if leads:
        return leads[-1].iso
    free = [mention for mention in sequence if mention.use in _MAIN and not _of_base(sentence, mention, roles)]
    framing = [mention for mention in free if mention.last <= place.first]
    if framing:
        return next((mention for mention in reversed(framing) if mention.iso[:5] != "since"), framing[-1]).iso
    trailing = [mention for mention in free if mention.first >= place.last and mention.use != "now"]
    return trailing[0].iso if trailing and _trails(sentence, number, trailing[0]) else ""


def _is_attached(sentence: Sentence, place: Place, mention: Mention) -> bool:
    """Whether a period follows a figure and its noun directly: "40 cranes in 2021", not "40 after a dip in 2021"."""
    between = range(place.last, mention.first)
    return len(between) <= 5 and not any(
        sentence.flags[index] & (PREPOSITION | VERB) and sentence.words.lower[index] != "of" for index in between
    )


def _trails(sentence: Sentence, number: int, mention: Mention) -> bool:
    """Whether a period later in the sentence is said of a figure, too: at most one figure joined by "and" between."""
    places, lower = sentence.figures, sentence.words.lower
    between = [place for place in places[number + 1 :] if place.first < mention.first]
    if not between:
        return True
    joint = lower[places[number].last : between[0].first]
    return len(between) == 1 and ("and" in joint or "," in joint) and "with" not in joint


def _of_base(sentence: Sentence, mention: Mention, roles: Sequence[Role]) -> bool:
    """Whether a period belongs to the figure before it that is only compared with: "up from 5 in 2019"."""
    for number in range(len(roles) - 1, -1, -1):
        if sentence.figures[number].last <= mention.first:
            return roles[number].role == "base" and mention.first - sentence.figures[number].last <= 6
    return False
