"""A Spark DataFrame of documents in, a DataFrame of their figures, or of the findings in and between them, out.

Documents are rows with ``text``, or with the ``path`` of a file that every worker can open (``text`` goes first), and
their name as ``document``; without that column the path is the name. factcheck must be installed where Spark works.
Memory depends on the largest document, not on their number. Rows come in no order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from factcheck.errors import FactcheckError
from factcheck.interval import POLICY, Policy

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame

    from factcheck.model import Document, Finding

__all__ = ["FIGURES", "FINDINGS", "extract", "groups", "scan"]

# The columns of ``extract``: those of ``factcheck extract``, and why a document could not be read, with the rest null.
FIGURES = (
    "document string, start bigint, end bigint, line bigint, stated string, value string, unit string, kind string, "
    "hedge string, low string, high string, topic string, scope string, period string, speaker string, "
    "context string, role string, modality string, page bigint, paragraph bigint, table bigint, row bigint, "
    "column bigint, section string, problem string"
)
_STATEMENT = (
    "document: string, start: bigint, end: bigint, line: bigint, stated: string, value: string, unit: string, "
    "hedge: string, low: string, high: string, period: string, speaker: string, context: string, outlier: boolean"
)
# The columns of ``scan``: those of ``factcheck scan --format jsonl``, and why a document could not be read.
FINDINGS = (
    "document string, id string, check string, verdict string, severity string, status string, confidence double, "
    "message string, arithmetic string, fact string, "
    f"statements array<struct<{_STATEMENT}>>, problem string"
)
_KEYED = "key bigint, sentence bigint"
_SENTENCES = "sentence bigint, told string"
_SIDES = "first string, second string"  # what a finding between documents says of which place, against what value

ROWS = 2000  # that are handed on together

Rows = Iterator[dict[str, Any]]


def extract(df: DataFrame) -> DataFrame:
    """Every figure of every document, a row each, with the columns ``FIGURES``.

    ``value``, ``low`` and ``high`` are decimal strings, so that no digit is lost. A document that cannot be read is one
    row with its ``problem``.
    """
    return _documents(df).mapInPandas(partial(_mapped, _figures, FIGURES), FIGURES)


def scan(
    df: DataFrame,
    *,
    min_confidence: float | None = None,
    names: bool = False,
    policy: Policy = POLICY,
    each: bool = False,
) -> DataFrame:
    """What documents say that cannot all be true, a row each, with the columns ``FINDINGS``.

    Each document is held against itself. Then, unless ``each``, sentences of different documents meet by blocking keys
    (sort of figure, period, words of its topic), grouped inside Spark; ``groups`` tells which groups were too large
    for that. The documents are read once for the first, and twice for the second.
    """
    settings = (min_confidence, names, policy)
    documents = _documents(df)
    alone = documents.mapInPandas(partial(_mapped, partial(_findings, *settings), FINDINGS), FINDINGS)
    return alone if each else alone.unionByName(_between(documents, min_confidence, policy))


def groups(df: DataFrame) -> DataFrame:
    """How many groups of sentences share a key, by size, and whether they are compared: size, number, compared."""
    from pyspark.sql import functions as f

    from factcheck.link.blocks import BOUND

    sizes = _keys(_documents(df)).groupBy("key").agg(f.count("*").alias("size")).where("size > 1")
    return sizes.groupBy("size").agg(f.count("*").alias("number")).withColumn("compared", f.col("size") <= BOUND)


def _documents(df: DataFrame) -> DataFrame:
    """The columns that are wanted, as strings: name, text, path; null where there are none."""
    from pyspark.sql import functions as f

    if not {"text", "path"} & set(df.columns):
        raise FactcheckError(
            f"the documents have neither a text nor a path; their columns are {', '.join(df.columns)}",
            hint="name the column: df.withColumnRenamed(…, 'text')",
        )
    if "path" not in df.columns and "document" not in df.columns:
        raise FactcheckError("the documents have no name", hint="give each one, as column document")
    empty = f.lit(None)
    columns = [f.col(name) if name in df.columns else empty for name in ("document", "text", "path")]
    return df.select(
        *(column.cast("string").alias(name) for name, column in zip(("document", "text", "path"), columns, strict=True))
    )


def _keys(documents: DataFrame) -> DataFrame:
    return documents.mapInPandas(partial(_mapped, _keyed, _KEYED), _KEYED)


def _between(documents: DataFrame, min_confidence: float | None, policy: Policy) -> DataFrame:
    """The findings between documents: keys find groups of sentences, the groups fetch what their sentences say."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    from factcheck.link import MIN_CONFIDENCE
    from factcheck.link.blocks import BOUND

    keys = _keys(documents)
    # The size is counted before a group is gathered: a common key must not fill the memory of one worker.
    sizes = keys.groupBy("key").agg(f.count("*").alias("size")).where(f"size between 2 and {BOUND}")
    met = keys.join(sizes.select("key"), "key").groupBy("key").agg(f.array_sort(f.collect_set("sentence")).alias("all"))
    block = met.select("all").distinct().select(f.xxhash64("all").alias("block"), f.explode("all").alias("sentence"))
    told = documents.mapInPandas(partial(_mapped, _told, _SENTENCES), _SENTENCES)
    sure = MIN_CONFIDENCE if min_confidence is None else min_confidence
    found = (
        block.join(told, "sentence")
        .groupBy("block")
        .applyInPandas(lambda group: _met(sure, policy, group), f"{FINDINGS}, {_SIDES}")
    )
    # Several groups may hold the same against each other: the surest is kept, as on one machine.
    order = (f.desc("confidence"), "first", "second")
    alike = Window.partitionBy("first", "second").orderBy(f.desc("confidence"), "id")
    ranked = found.withColumn("rank", f.row_number().over(alike)).where("rank = 1").drop("rank")
    for side in ("first", "second"):
        other = "second" if side == "first" else "first"
        value = f.element_at(f.split(other, "\t"), -1)
        ranked = ranked.withColumn(f"{side}_side", f.concat_ws("\t", side, value))
    sides = ranked.select(
        "confidence", "first", "second", f.explode(f.array("first_side", "second_side")).alias("side")
    )
    best = sides.withColumn("rank", f.row_number().over(Window.partitionBy("side").orderBy(*order))).where("rank = 1")
    both = best.groupBy("first", "second").agg(f.count("*").alias("won")).where("won = 2")
    return ranked.join(both, ["first", "second"]).drop("first", "second", "first_side", "second_side", "won")


def _mapped(rows_of: Callable[[Document], Rows], schema: str, frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The rows of all documents of a partition, some at a time."""
    columns = _columns(schema)
    gathered: list[dict[str, Any]] = []
    for frame in frames:
        for name, text, path in zip(frame["document"], frame["text"], frame["path"], strict=True):
            for row in _rows_of_one(rows_of, *(one if isinstance(one, str) else None for one in (name, text, path))):
                gathered.append(row)
                if len(gathered) == ROWS:
                    yield _frame(gathered, columns)
                    gathered = []
    if gathered:
        yield _frame(gathered, columns)


def _rows_of_one(rows_of: Callable[[Document], Rows], name: str | None, text: str | None, path: str | None) -> Rows:
    """The rows of a document; one with its problem where it cannot be read."""
    from dataclasses import replace

    from factcheck import read

    try:
        if text is not None:
            document = read.from_text(text, name or path or "text")
        elif path is not None:
            document = read.read(path)
            document = document if name is None else replace(document, document=name)
        else:
            raise FactcheckError("there is neither a text nor a path", path=name or "")
        yield from list(rows_of(document))
    except FactcheckError as problem:
        yield {"document": name or path, "problem": problem.render()}
    except Exception as trouble:  # one document must not end the run of a corpus
        yield {"document": name or path, "problem": f"cannot be processed: {type(trouble).__name__}: {trouble}"}


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd

    # A row that has nothing in a table of numbers (the problem of a document) belongs to another one.
    kept = [row for row in rows if columns[0] in row]
    return pd.DataFrame({name: pd.Series([row.get(name) for row in kept], dtype=object) for name in columns})


def _columns(schema: str) -> tuple[str, ...]:
    outer = schema.replace(f"<struct<{_STATEMENT}>>", "")
    return tuple(column.split()[0] for column in outer.split(", "))


def _figures(document: Document) -> Rows:
    from factcheck.extract import extract as figures_of
    from factcheck.report.json_report import figure_json

    return map(figure_json, figures_of(document))


def _findings(min_confidence: float | None, names: bool, policy: Policy, document: Document) -> Rows:
    from factcheck.pipeline.scanning import scan_documents

    report = scan_documents((document,), min_confidence=min_confidence, names=names, policy=policy)
    return map(_finding, report.findings)


def _finding(finding: Finding) -> dict[str, Any]:
    from factcheck.report.findings import finding_row

    return finding_row(finding)


def _sentences(document: Document) -> Iterator[tuple[int, str, bytes]]:
    """A number for each sentence that may meet others, the sentence, and its keys."""
    from hashlib import blake2b

    from factcheck.extract import extract as figures_of
    from factcheck.link.blocks import told

    for one, keys in told(document, figures_of(document)):
        name = f"{document.document}\t{one.start}".encode("utf-8", "surrogatepass")
        yield int.from_bytes(blake2b(name, digest_size=8).digest(), "big", signed=True), one.as_line(), keys


def _keyed(document: Document) -> Rows:
    from factcheck.link.blocks import KEY_BYTES

    for number, _, keys in _sentences(document):
        for at in range(0, len(keys), KEY_BYTES):
            yield {"key": int.from_bytes(keys[at : at + KEY_BYTES], "big", signed=True), "sentence": number}


def _told(document: Document) -> Rows:
    for number, line, _ in _sentences(document):
        yield {"sentence": number, "told": line}


def _met(min_confidence: float, policy: Policy, group: pd.DataFrame) -> pd.DataFrame:
    """The findings of one group of sentences, with what each says of which two places."""
    from factcheck.link.blocks import Told
    from factcheck.pipeline.across import findings_between, leading

    block = sorted((Told.from_line(line) for line in group["told"]), key=lambda one: (one.document, one.start))
    rows = []
    for finding in findings_between(block, min_confidence, policy):
        first, second = (f"{one.document}\t{one.start:012}\t{one.figure.value}" for one in leading(finding))
        rows.append({**_finding(finding), "problem": None, "first": first, "second": second})
    return _frame(rows, _columns(f"{FINDINGS}, {_SIDES}"))
