"""A CSV or TSV file comes in; its tables go out, each cell under the headings of its row and column."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from factcheck.model import Document
from factcheck.read.compose import compose
from factcheck.read.dates import head_date
from factcheck.read.encoding import decode, one_newline
from factcheck.read.grid import Row
from factcheck.read.regions import cell, regions
from factcheck.read.source import Source

DELIMITERS = ",;\t|"
LOOKED_AT = 40  # records that tell the delimiter


def parse(source: Source) -> Document:
    """The document of a CSV or TSV file. Its lines are kept: a finding points at the line of the file."""
    written = one_newline(decode(source))
    delimiter = "\t" if source.path.lower().endswith(".tsv") else _delimiter(written)
    columns = 2 if delimiter else 1
    text, passages = compose(regions(_rows(written, delimiter or ",", source), columns), source)
    title = next((text[p.start : p.end] for p in passages if p.kind == "heading" and p.table is None), "")
    return Document(document=source.name, text=text, passages=passages, title=title, date=head_date(title))


def _rows(written: str, delimiter: str, source: Source) -> Iterator[Row]:
    reader = csv.reader(StringIO(written, newline=""), delimiter=delimiter)
    line = 1
    try:
        for number, record in enumerate(reader, 1):
            yield Row([cell(words) for words in record], line, number)
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "is a quotation mark left open?" if "field larger" in str(error) else ""
        raise source.refuse(f"damaged: {error}", hint, line) from error


def _delimiter(written: str) -> str:
    """The sign that parts most records into as many fields as the first; "" if none parts any."""
    best, found = 0.0, ""
    for sign in DELIMITERS:
        try:
            sample = islice(csv.reader(StringIO(written, newline=""), delimiter=sign), LOOKED_AT)
            widths = [len(record) for record in sample if record]
        except csv.Error:
            continue
        (width, times), *_ = Counter(widths).most_common(1) or [(1, 0)]
        score = times / max(1, len(widths)) + (widths[:1] == [width]) / 2
        if width > 1 and score > best:
            best, found = score, sign
    return found
