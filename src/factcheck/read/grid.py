"""The rows of a table come in; its cells go out with row and column, and with the headings over each.

Which cells are headings is taken from the format where it says so (``th``, a repeated header row, the
row over the dashes), and otherwise from what stands in them: the rows above the first figures, the
columns left of them, and a row with one cell alone that heads the rows below it. Years and quarters
in the first row are headings, not figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from factcheck.read.sections import brief

MAX_SPAN = 1000  # as browsers have it for columns
SAMPLE = 400  # rows that are looked at to find the headings
HEADER_ROWS = 4  # how many are guessed at most
LABEL_COLUMNS = 4
NOTE = 120  # characters: a longer row with one cell heads nothing

_FIGURE = re.compile(
    r"[(\[]?\s*(?:[-+−–±~≈<>≤≥]\s*)?(?:[A-Z]{0,3}\s?[$€£¥₹₽₩]|[A-Z]{2,3}\s)?\s*[-−]?\d[\d.,'’ \u00a0\u2009\u202f]*"
    r"\s*[)\]]?\s*(?:\s*(?:[%‰€£$¥]|[^\W\d_]{1,12}\.?)){0,3}\s*[)\]]?[*†‡¹²³]?"
)
_PERIOD = re.compile(
    r"(?:(?:FY|CY|Q[1-4]|H[12]|[1-4]Q|[12]H)?[\s-]*(?:1[89]|20)\d\d(?:\s?[-–/]\s?(?:(?:1[89]|20)\d\d|\d\d))?[*†¹²³ape]{0,2}"
    r"|(?:Q[1-4]|H[12]|[1-4]Q|[12]H)(?:[\s/'’-]*\d\d)?|(?:1[89]|20)\d\d[-/](?:0[1-9]|1[0-2]))"
)
_NOTE = re.compile(r"\W*(?:sources?|notes?|remarks?)\b|[*†‡¹²³]", re.IGNORECASE)


class Cell(NamedTuple):
    """A cell as the format gives it."""

    text: str
    header: bool = False
    columns: int = 1  # how many it spans
    rows: int = 1


class Row(NamedTuple):
    """The cells of a row, the line where it begins and its number on its sheet, if they are known."""

    cells: Sequence[Cell]
    line: int = 0
    number: int = 0


class Placed(NamedTuple):
    """A cell that holds text: ``at`` is its index in its own row, its place (from 1), the headings over it."""

    at: int
    row: int
    column: int
    kind: str  # heading | cell | paragraph (a note)
    row_heading: str = ""
    column_heading: str = ""
    caption: str = ""  # the title that stands in the table's own first rows


class Laid(NamedTuple):
    """A row as it is to be printed: the text of each cell, and those among them that hold text."""

    line: int
    texts: list[str]
    placed: list[Placed]


class Spot(NamedTuple):
    """A cell at its column; ``at`` its index in its own row, -1 where it hangs down from a row above."""

    column: int
    cell: Cell
    at: int


class Plan(NamedTuple):
    """How a table is to be read: its title rows, the heading of each column, the columns of labels."""

    captions: int
    header: int  # rows of the title and of column headings together
    caption: str
    headings: dict[int, str]
    labels: int
    width: int


def place(rows: Iterable[Row], header_rows: int | None = None) -> Iterator[Laid]:
    """Each row with its cells that hold text, and the headings over them.

    ``header_rows`` is None where the format does not say how many there are. Only the first rows are
    looked at to find out, so that a long table flows through.
    """
    lines = _grid(rows)
    sample = list(islice(lines, SAMPLE))
    plan = _plan([line for _, line in sample], header_rows)
    group = ""
    carried: dict[int, str] = {}
    for count, (row, line) in enumerate(chain(sample, lines), 1):
        number = row.number or count
        own = [spot for spot in line if spot.at >= 0 and spot.cell.text]
        if count <= plan.header:
            caption = plan.caption if count > plan.captions else ""
            placed = [Placed(spot.at, number, spot.column, "heading", caption=caption) for spot in own]
        elif len(own) == 1 and _stands_alone(own[0], plan):
            note = _is_note(own[0].cell.text)
            group = group if note else brief(own[0].cell.text)
            placed = [Placed(own[0].at, number, 1, "paragraph" if note else "heading", caption=plan.caption)]
        else:
            heading = _row_heading(line, plan, group, carried)
            placed = [_body_cell(spot, number, plan, heading) for spot in own]
        yield Laid(row.line, [cell.text for cell in row.cells], placed)


def _stands_alone(spot: Spot, plan: Plan) -> bool:
    """The only cell of its row heads the rows below, or is a note; in two columns it may lack its figure."""
    text = spot.cell.text
    if spot.column > 1 or plan.width == 1 or is_figure(text):
        return False
    return plan.width > 2 or spot.cell.columns > 1 or text.endswith(":") or _is_note(text)


def _body_cell(spot: Spot, number: int, plan: Plan, row_heading: str) -> Placed:
    above = plan.headings.get(spot.column, "")
    if spot.cell.header or spot.column <= plan.labels:
        return Placed(spot.at, number, spot.column, "heading", "", above, plan.caption)
    return Placed(spot.at, number, spot.column, "cell", row_heading, above, plan.caption)


def _row_heading(line: list[Spot], plan: Plan, group: str, carried: dict[int, str]) -> str:
    """The labels of a row; a blank one left of others repeats the one above it."""
    labels = [spot for spot in line if spot.column <= plan.labels or spot.cell.header]
    if not labels:
        return group
    filled = {spot.column: brief(spot.cell.text) for spot in labels if spot.cell.text}
    last = max(filled, default=0)
    for column in range(1, min(last, plan.labels)):
        if column not in filled and column in carried:
            filled[column] = carried[column]
    carried.update((column, text) for column, text in filled.items() if column <= plan.labels)
    parts = [group, *(filled[column] for column in sorted(filled)[:LABEL_COLUMNS])]
    return " > ".join(part for part in parts if part)


def _grid(rows: Iterable[Row]) -> Iterator[tuple[Row, list[Spot]]]:
    """Each row with its cells at their columns, among them those that hang down from rows above."""
    hanging: dict[int, tuple[int, Cell]] = {}
    area, cells = 0, 1000
    for number, row in enumerate(rows):
        if not hanging and all(cell.columns == cell.rows == 1 for cell in row.cells):
            yield row, [Spot(at + 1, cell, at) for at, cell in enumerate(row.cells)]
            continue
        line: list[Spot] = []
        starting: dict[int, tuple[int, Cell]] = {}
        column = 1
        for index, cell in enumerate(row.cells):
            while column in hanging:
                line.append(Spot(column, hanging[column][1], -1))
                column += hanging[column][1].columns
            area += cell.columns * cell.rows
            cells += 50
            if area > cells:  # spans that claim far more room than the table has are nonsense
                cell = cell._replace(columns=1, rows=1)
            line.append(Spot(column, cell, index))
            if cell.rows > 1:
                starting[column] = (number + cell.rows - 1, cell)
            column += cell.columns
        line += (Spot(start, held[1], -1) for start, held in sorted(hanging.items()) if start >= column)
        hanging = (
            {at: held for at, held in (hanging | starting).items() if held[0] > number}
            if hanging or starting
            else hanging
        )
        yield row, line


def _plan(sample: list[list[Spot]], header_rows: int | None) -> Plan:
    width = max((spot.column for line in sample for spot in line if spot.cell.text), default=0)
    captions = _captions(sample) if width > 1 and header_rows is None else 0
    below = sample[captions:]
    header = captions + (_header_rows(below, width) if header_rows is None else min(header_rows, len(sample)))
    caption = brief(" ".join(spot.cell.text for line in sample[:captions] for spot in line))
    labels = _labels(sample[header:], width)
    return Plan(captions, header, caption, _column_headings(sample[captions:header]), labels, width)


def _captions(sample: list[list[Spot]]) -> int:
    """Rows with one text alone above rows with several: the title of the table, its unit, its date."""
    for number, line in enumerate(sample):
        filled = [spot for spot in line if spot.cell.text]
        if len(filled) > 1 or (filled and (filled[0].column > 1 or is_figure(filled[0].cell.text))):
            return number
    return 0


def _header_rows(lines: list[list[Spot]], width: int) -> int:
    declared = 0
    for line in lines:
        if not line or not all(spot.cell.header or not spot.cell.text for spot in line):
            break
        declared += 1
    if declared:
        return declared if declared < len(lines) else 1
    first = next((number for number, line in enumerate(lines) if _has_figures(line, width)), None)
    if first is not None and first <= HEADER_ROWS:
        # A row with its first cell alone heads the rows below, not the columns.
        groups = (
            number for number in range(1, first) if [spot.column for spot in lines[number] if spot.cell.text] == [1]
        )
        return next(groups, first)
    return int(len(lines) > 1 and all(spot.cell.text and len(spot.cell.text) <= NOTE for spot in lines[0]))


def _has_figures(line: list[Spot], width: int) -> bool:
    return any(is_figure(spot.cell.text) for spot in line if spot.column > 1 or width == 1)


def _column_headings(lines: list[list[Spot]]) -> dict[int, str]:
    """The headings of each column, from the top; one that spans several columns heads them all."""
    headings: dict[int, list[str]] = {}
    for number, line in enumerate(lines):
        upper = number + 1 < len(lines)
        left = ""
        for spot in line:
            text = brief(spot.cell.text)
            if upper and not text and spot.column > 1 and spot.cell.columns == 1:
                text = left  # a spreadsheet leaves the rest of a wide heading blank
            left = text
            for column in range(spot.column, spot.column + spot.cell.columns):
                above = headings.setdefault(column, [])
                if text and text not in above:
                    above.append(text)
    return {column: " > ".join(above) for column, above in headings.items()}


def _labels(lines: list[list[Spot]], width: int) -> int:
    """How many columns at the left name the rows: words, years, or running numbers."""
    columns: list[list[str]] = [[] for _ in range(min(width - 1, LABEL_COLUMNS))]
    figures_follow = False
    for line in lines:
        for spot in line:
            if spot.cell.text and spot.column <= len(columns):
                columns[spot.column - 1].append(spot.cell.text)
            figures_follow = figures_follow or (spot.column > 1 and is_figure(spot.cell.text))
    count = 0
    for texts in columns:
        if sum(map(is_figure, texts)) * 2 > len(texts) and not _is_running(texts):
            break
        count += 1
    return count if figures_follow else min(count, 1)


def is_figure(text: str) -> bool:
    """A number with its sign, currency and unit; not a year or a quarter, not a sentence."""
    return len(text) <= 40 and _FIGURE.fullmatch(text) is not None and not is_period(text)


def is_period(text: str) -> bool:
    """A year, a quarter, a month or a span of years, as tables head their columns with them."""
    return len(text) <= 40 and _PERIOD.fullmatch(text) is not None


def _is_running(texts: list[str]) -> bool:
    return len(texts) > 1 and all(text.rstrip(".)") == str(number) for number, text in enumerate(texts, 1))


def _is_note(text: str) -> bool:
    return len(text) > NOTE or text.endswith((".", "。")) or _NOTE.match(text) is not None
