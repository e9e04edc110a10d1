"""Intervals in, a drawing of them on one scale out: positions in per cent of its width, words for the labels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from factcheck.interval import Interval, hard, whole_part
from factcheck.judge import show, show_interval
from factcheck.model import Finding, Statement
from factcheck.report.wording import said

_ROW = 40  # height of a bar with its label, in pixels
_FOOT = 26  # height of the scale below the bars
_MOST_BARS = 12
_CLOSE = Decimal("1e-6")  # of what the scale shows: ends that are closer are one number, but for how it was divided
_EXACTLY = Context(prec=200)
_WORDS = {"gap": "no value in common, a gap of", "common": "values in common:"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One interval: its ends in per cent; an end is "closed", "open" or "unbounded"."""

    label: str
    means: str
    left: float
    right: float
    left_end: str
    right_end: str
    outlier: bool
    top: int
    label_at: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the scale that no interval covers ("gap"), or that all of them share ("common")."""

    kind: str
    left: float
    width: float
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled point of the scale."""

    at: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the template needs; ``summary`` says in words what the picture shows."""

    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    height: int
    summary: str
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    interval: Interval
    outlier: bool = False


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float

    @property
    def finest(self) -> Decimal:
        """A hundredth of the power of ten that the scale is long."""
        return Decimal(10) ** (math.floor(math.log10(self.high - self.low)) - 2)

    def at(self, value: Decimal) -> float:
        return round(100 * (float(value) - self.low) / (self.high - self.low), 2)


def drawing(finding: Finding) -> Drawing | None:
    """The intervals of a finding, or ``None`` where there are none that share a scale."""
    lines, unit = _lines(finding)
    ends = [end for line in lines for end in (line.interval.low, line.interval.high) if end is not None]
    if len(lines) < 2 or not ends:
        return None
    shown = lines[:_MOST_BARS]
    scale = _scale(lines)
    bands = _bands(lines, scale, unit)
    bars = tuple(_bar(line, scale, unit, index) for index, line in enumerate(shown))
    words = [f"{bar.label} means {bar.means}" for bar in bars]
    words += [f"{_WORDS[band.kind]} {band.label}" for band in bands]
    height = _ROW * len(bars) + _FOOT
    return Drawing(bars, bands, _ticks(scale, unit), height, "; ".join(words), len(lines) - len(shown))


def _lines(finding: Finding) -> tuple[list[_Line], str]:
    """What is drawn, and the unit of its labels: the statements of one fact, or stated against expected."""
    percent = any(statement.figure.unit == "%" for statement in finding.statements)
    unit = "%" if percent and finding.check.startswith(("restatements/", "shares/", "sums/")) else ""
    if finding.check.startswith("restatements/"):
        alike = len({statement.figure.unit for statement in finding.statements}) == 1
        return ([_line(statement) for statement in finding.statements], unit) if alike else ([], "")
    if finding.stated is None or finding.expected is None:
        return [], ""
    return [_Line("stated", finding.stated), _Line("follows from the basis", finding.expected)], unit


def _line(statement: Statement) -> _Line:
    """A plain count means its whole numbers, as the arithmetic of the finding says too."""
    meant = hard(statement.figure)
    if statement.figure.count and not statement.figure.hedge:
        meant = whole_part(meant) or meant
    return _Line(said(statement), meant, statement.outlier)


def _scale(lines: Sequence[_Line]) -> _Scale:
    """Room for every end; but an end far beyond what is to be compared does not squeeze the rest."""
    intervals = [line.interval for line in lines]
    ends = [float(end) for one in intervals for end in (one.low, one.high) if end is not None]
    core = _core(intervals)
    reach = 6 * (max(core) - min(core)) or math.inf
    near = [end for end in ends if min(core) - reach <= end <= max(core) + reach]
    low, high = min(near), max(near)
    margin = (high - low) * 0.14 or abs(high) * 0.05 or 1.0
    return _Scale(low - margin, high + margin)


def _core(intervals: Sequence[Interval]) -> list[float]:
    """The ends between which the gap lies, or what all share, and those of the narrowest interval."""
    lows = [float(one.low) for one in intervals if one.low is not None]
    highs = [float(one.high) for one in intervals if one.high is not None]
    bounded = [(float(one.low), float(one.high)) for one in intervals if one.low is not None and one.high is not None]
    narrowest = min(bounded, key=lambda ends: ends[1] - ends[0], default=())
    return [*([max(lows)] if lows else []), *([min(highs)] if highs else []), *narrowest]


def _bar(line: _Line, scale: _Scale, unit: str, index: int) -> Bar:
    low, high = line.interval.low, line.interval.high
    left, left_end = _end(low, line.interval.low_closed, scale, 0.0)
    right, right_end = _end(high, line.interval.high_closed, scale, 100.0)
    middle = (left + right) / 2
    label_at, anchor = (left, "start") if middle <= 50 else (right, "end")
    means = show_interval(_rounded(line.interval, scale), unit)
    return Bar(line.label, means, left, right, left_end, right_end, line.outlier, _ROW * index, label_at, anchor)


def _end(end: Decimal | None, closed: bool, scale: _Scale, edge: float) -> tuple[float, str]:
    """Where an end is drawn, and how: one beyond the scale goes on over its edge, like one that is unbounded."""
    if end is None or not 0 <= scale.at(end) <= 100:
        return edge, "unbounded"
    return scale.at(end), "closed" if closed else "open"


def _rounded(interval: Interval, scale: _Scale) -> Interval:
    """The interval in digits that can be told apart on the scale, or that tell its ends apart."""
    finest = scale.finest
    if interval.low is not None and interval.high is not None:
        width = interval.high - interval.low
        # The ends may be closer than the scale shows; of what is one number in effect two digits more are of use.
        apart = Decimal(10) ** (width.adjusted() - 1) if width else Decimal(0)
        finest = min(finest, apart) if apart > finest * _CLOSE else finest / 100
    low, high = (None if end is None else _near(end, finest) for end in (interval.low, interval.high))
    return Interval(low, high, interval.low_closed, interval.high_closed)


def _near(number: Decimal, finest: Decimal) -> Decimal:
    whole = number == number.to_integral_value() or not _EXACTLY.remainder(number, finest)
    return number if whole else number.quantize(finest, context=_EXACTLY)


def _bands(lines: Sequence[_Line], scale: _Scale, unit: str) -> tuple[Band, ...]:
    lows = [line.interval.low for line in lines]
    highs = [line.interval.high for line in lines]
    low = max((end for end in lows if end is not None), default=None)
    high = min((end for end in highs if end is not None), default=None)
    if low is None or high is None or low <= high:
        return (_common(low, high, scale, unit),)
    return tuple(_band("gap", start, end, scale, _apart(start, end, scale, unit)) for start, end in _gaps(lines))


def _apart(start: Decimal, end: Decimal, scale: _Scale, unit: str) -> str:
    gap = show(_near(end - start, scale.finest))
    return f"{gap} percentage points" if unit == "%" else gap


def _common(low: Decimal | None, high: Decimal | None, scale: _Scale, unit: str) -> Band:
    left, _ = _end(low, True, scale, 0.0)
    right, _ = _end(high, True, scale, 100.0)
    words = show_interval(_rounded(Interval(low, high), scale), unit)
    return Band("common", left, round(right - left, 2), words)


def _gaps(lines: Sequence[_Line]) -> list[tuple[Decimal, Decimal]]:
    """The uncovered stretches between the intervals, from the left."""
    bounded = sorted(
        (line.interval for line in lines), key=lambda interval: (interval.low is not None, interval.low or 0)
    )
    gaps: list[tuple[Decimal, Decimal]] = []
    reach = bounded[0].high
    for interval in bounded[1:]:
        if reach is None:
            break
        if interval.low is not None and interval.low > reach:
            gaps.append((reach, interval.low))
        reach = None if interval.high is None else max(reach, interval.high)
    return gaps


def _band(kind: str, start: Decimal, end: Decimal, scale: _Scale, label: str) -> Band:
    left, right = max(0.0, scale.at(start)), min(100.0, scale.at(end))
    return Band(kind, left, round(right - left, 2), label)


def _ticks(scale: _Scale, unit: str) -> tuple[Tick, ...]:
    """Three or four round numbers along the scale."""
    rough = (scale.high - scale.low) / 3
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor for factor in (1, 2, 5, 10) if factor * power >= rough * 0.8) * power
    first = math.ceil(scale.low / step)
    exact = Decimal(repr(step)) if step < 1 else Decimal(round(step))
    ticks = []
    for number in range(first, math.floor(scale.high / step) + 1):
        value = number * exact
        at = scale.at(value)
        anchor = " start" if at < 8 else " end" if at > 92 else ""
        ticks.append(Tick(at, show(value, unit), anchor))
    return tuple(ticks)
