"""The tables of a record in, those that the suites ask for out: each as one SELECT that every engine understands.

They are the tables of ``factcheck.expectations.tables``, made where the data is: the columns that are kept, and what
follows from other tables (whether a fact is listed, how many statements it has, what a statement can mean).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from factcheck.expectations import readings
from factcheck.expectations.queries import PLACE, WITHIN
from factcheck.expectations.screens import Dialect

KEPT = {
    "documents": ("document", "title", "date", "language", "publisher", "address", "sha256", "path"),
    "facts": ("fact", "topic", "unit", "scope", "period", "note"),
    "statements": (
        *("statement", "fact", "document", "line", "start", "end", "stated", "value"),
        *("unit", "hedge", "precision", "period", "speaker", "note"),
    ),
    "relations": ("relation", "kind", "role", "member", "weight", "decomposition", "note"),
}
# Whole numbers; all other cells are texts.
NUMBERS = frozenset({"line", "start", "end"})
# Our own tables beside those of the record.
READINGS, TEXTS, WANTED = "factcheck_readings", "factcheck_texts", "factcheck_wanted"

_MEANT = ("low", "high", "soft_low", "soft_high", "numeral", "said")
_MEMBER = ("relation", "kind", "role", "member", "weight", "decomposition")
COLUMNS = {
    "documents": (*KEPT["documents"], "statements", "found_sha256", "reason"),
    "facts": (*KEPT["facts"], "statements"),
    "statements": (
        *KEPT["statements"],
        *("fact_unit", "listed_fact", "listed_document", "written_value", "found", "reason"),
        *_MEANT,
    ),
    "relations": KEPT["relations"],
    "members": (*_MEMBER, "statement", "stated", "value", "unit", "hedge", "precision", "period"),
}


@dataclass(frozen=True, slots=True)
class Base:
    """A table as it lies there: what stands after FROM, the columns that it has, and what tells the place of a row."""

    source: str
    columns: tuple[str, ...]
    place: str

    def lacks(self, names: Collection[str]) -> list[str]:
        """The columns of a record that it does not have."""
        return [name for name in names if name not in self.columns]


class Views:
    """The SELECT of each table over these bases; ``read`` says that the readings are columns of the statements."""

    def __init__(self, bases: Mapping[str, Base], dialect: Dialect, *, read: bool) -> None:
        self._bases = bases
        self._quote = dialect.quote
        self._text = dialect.text
        self._read = read

    def needs(self, table: str, columns: Collection[str]) -> list[tuple[str, str]]:
        """The tables and columns of the record that some columns of a table are made of."""
        if table == "members":
            kept = [("relations", name) for name in _MEMBER]
            return [*kept, *(("statements", name) for name in ("statement", "fact", *readings.SPELLING, "period"))]
        made = {
            "fact_unit": [("facts", "fact"), ("facts", "unit")],
            "listed_fact": [("facts", "fact")],
            "listed_document": [("documents", "document")],
            "written_value": [("statements", "value")],
            "found": [("statements", name) for name in ("document", "start", "end")],
            "reason": [(table, "document")],
            "statements": [("statements", "document" if table == "documents" else "fact")],
            "found_sha256": [("documents", "document")],
            **({} if self._read else {name: [("statements", one) for one in readings.SPELLING] for name in _MEANT}),
        }
        return [need for name in columns for need in made.get(name, [(table, name)])]

    def base(self, table: str, columns: Collection[str] = ()) -> str:
        """A table of the record as it is, with its place; cells are texts, "" where there is nothing."""
        base = self._bases[table]
        cells = [
            f"{self._cell(name)} AS {self._quote(name)}" for name in columns or KEPT[table] if name in base.columns
        ]
        return f"SELECT {', '.join([*cells, f'{base.place} AS {self._quote(PLACE)}'])} FROM {base.source}"

    def view(self, table: str, columns: Collection[str]) -> str:
        """The SELECT of some columns of a table, with the place of each row."""
        match table:
            case "documents" | "facts":
                return self._listed(table, columns)
            case "statements":
                return self._statements(columns)
            case "members":
                return self._members()
            case _:
                return self.base(table, columns)

    def spellings(self) -> str:
        """Every way in which a statement is written, once."""
        cells = ", ".join(f"{self._cell(name)} AS {self._quote(name)}" for name in readings.SPELLING)
        return f"SELECT DISTINCT {cells} FROM {self._bases['statements'].source}"

    def strangers(self) -> str:
        """A few members of relations that are neither a fact, nor a statement, nor a number."""
        q = self._quote
        member = self._cell("member")
        cells = f"SELECT {member} AS {q('member')} FROM {self._bases['relations'].source}"
        known = [self._ids("statements", "statement"), self._ids("statements", "fact")]
        known += [self._ids("facts", "fact")] if "facts" in self._bases else []
        missing = " AND ".join(f"NOT EXISTS (SELECT 1 FROM ({ids}) k WHERE k.id_ = m.{q('member')})" for ids in known)
        words = f"SUBSTR(m.{q('member')}, 1, 1) <> '='"
        return f"SELECT m.{q('member')} AS member FROM ({cells}) m WHERE {words} AND {missing} LIMIT 3"

    def wanted(self, table: str, column: str) -> str:
        """The rows of a table of the record whose id is one of those in the table of wanted ids."""
        q = self._quote
        return f"SELECT b.* FROM ({self.base(table)}) b JOIN {WANTED} w ON b.{q(column)} = w.id_"

    def _ids(self, table: str, column: str) -> str:
        return f"SELECT DISTINCT {self._cell(column)} AS id_ FROM {self._bases[table].source}"

    def _cell(self, name: str) -> str:
        text = f"CAST({self._quote(name)} AS {self._text})"
        if name in NUMBERS:
            return f"CAST(NULLIF({text}, '') AS INTEGER)"
        return f"COALESCE({text}, '')"

    def _listed(self, table: str, columns: Collection[str]) -> str:
        q = self._quote
        key = table[:-1]
        kept = [name for name in columns if name in KEPT[table]]
        cells = [f"b.{q(name)} AS {q(name)}" for name in kept] + [f"b.{q(PLACE)} AS {q(PLACE)}"]
        joins = ""
        if "statements" in columns:
            cells.append(f"COALESCE(n.n_, 0) AS {q('statements')}")
            counted = (
                f"SELECT {self._cell(key)} AS id_, COUNT(*) AS n_ FROM {self._bases['statements'].source} GROUP BY 1"
            )
            joins += f" LEFT JOIN ({counted}) n ON n.id_ = b.{q(key)}"
        if {"found_sha256", "reason"} & set(columns):
            cells += [f"t.sha256 AS {q('found_sha256')}"] if "found_sha256" in columns else []
            cells += [f"{self._at_hand('b')} AS {q('reason')}"] if "reason" in columns else []
            joins += f" LEFT JOIN {TEXTS} t ON t.document = b.{q('document')}"
        return f"SELECT {', '.join(cells)} FROM ({self.base(table, dict.fromkeys([*kept, key]))}) b{joins}"

    def _statements(self, columns: Collection[str]) -> str:
        q, wanted = self._quote, set(columns)
        kept = sorted({name for name in wanted if name in KEPT["statements"]} | {need for _, need in self._own(wanted)})
        made = {
            "fact_unit": f"COALESCE(f.{q('unit')}, '')",
            "listed_fact": f"COALESCE(f.{q('fact')}, '')",
            "listed_document": f"COALESCE(d.{q('document')}, '')",
            "period": self._period(),
            "value": self._value("s"),
            "written_value": self._value("s"),
            "found": f"SUBSTR(t.body, s.{q('start')} + 1, s.{q('end')} - s.{q('start')})",
            "reason": self._at_hand("s"),
            **({name: f"r.{q(name)}" for name in _MEANT} if not self._read else {}),
        }
        cells = [f"{made.get(name, f's.{q(name)}')} AS {q(name)}" for name in columns] + [f"s.{q(PLACE)} AS {q(PLACE)}"]
        joins = self._meaning("s") if wanted & {"value", "written_value", *_MEANT} else ""
        if wanted & {"fact_unit", "listed_fact"} or ("period" in wanted and "facts" in self._bases):
            joins += self._facts("s")
        if "listed_document" in wanted:
            joins += f" LEFT JOIN (SELECT DISTINCT {self._cell('document')} AS {q('document')} FROM"
            joins += f" {self._bases['documents'].source}) d ON d.{q('document')} = s.{q('document')}"
        if wanted & {"found", "reason"}:
            joins += f" LEFT JOIN {TEXTS} t ON t.document = s.{q('document')}"
        return f"SELECT {', '.join(cells)} FROM ({self.base('statements', kept)}) s{joins}"

    def _own(self, columns: Collection[str]) -> list[tuple[str, str]]:
        """The columns of the statements themselves that are needed to make these, or to join others."""
        needed = [need for need in self.needs("statements", columns) if need[0] == "statements"]
        joined = {"fact_unit": "fact", "listed_fact": "fact", "period": "fact", "listed_document": "document"}
        needed += [("statements", joined[name]) for name in columns if name in joined]
        needed += [("statements", "document")] if "reason" in columns else []
        if {"value", "written_value"} & set(columns) and not self._read:
            needed += [("statements", name) for name in readings.SPELLING]
        return needed

    def _members(self) -> str:
        q, text = self._quote, self._text
        kept = ["statement", "fact", "period", *readings.SPELLING]
        told = f"({self.base('statements', kept)}) s{self._meaning('s')}"
        told += self._facts("s") if "facts" in self._bases else ""
        own = ", ".join(f"m.{q(name)} AS {q(name)}" for name in _MEMBER)
        said = ", ".join(f"s.{q(name)} AS {q(name)}" for name in ("statement", "stated"))
        rest = ", ".join(f"s.{q(name)} AS {q(name)}" for name in ("unit", "hedge", "precision"))
        statement = f"{said}, {self._value('s')} AS {q('value')}, {rest}, {self._period()} AS {q('period')}"
        relations = f"({self.base('relations', _MEMBER)}) m"
        number = f"SUBSTR(m.{q('member')}, 2)"
        literal = ", ".join(
            f"{number} AS {q(name)}" if name == "member" else f"m.{q(name)} AS {q(name)}" for name in _MEMBER
        )
        no_words = f"CAST(NULL AS {text}) AS {q('statement')}, '' AS {q('stated')}, {number} AS {q('value')}"
        no_words += f", '' AS {q('unit')}, '' AS {q('hedge')}, 'exact' AS {q('precision')}, '' AS {q('period')}"
        place, first = f"m.{q(PLACE)} AS {q(PLACE)}", f"0 AS {q(WITHIN)}"
        within = f"s.{q(PLACE)} AS {q(WITHIN)}"
        facts = f"NOT EXISTS (SELECT 1 FROM ({self._ids('statements', 'fact')}) k WHERE k.id_ = m.{q('member')})"
        # A name is a fact's before it is a statement's.
        return (
            f"SELECT {literal}, {no_words}, {place}, {first} FROM {relations} WHERE SUBSTR(m.{q('member')}, 1, 1) = '='"
            f" UNION ALL SELECT {own}, {statement}, {place}, {within} FROM {told}"
            f" JOIN {relations} ON s.{q('fact')} = m.{q('member')}"
            f" UNION ALL SELECT {own}, {statement}, {place}, {within} FROM {told}"
            f" JOIN {relations} ON s.{q('statement')} = m.{q('member')} WHERE {facts}"
        )

    def _value(self, alias: str) -> str:
        """The value in plain digits; the readings have made them so."""
        return f"{alias}.{self._quote('value')}" if self._read else "r.plain"

    def _period(self) -> str:
        own = f"s.{self._quote('period')}"
        if "facts" not in self._bases or "period" not in self._bases["facts"].columns:
            return own
        return f"CASE WHEN {own} = '' THEN COALESCE(f.{self._quote('period')}, '') ELSE {own} END"

    def _at_hand(self, alias: str) -> str:
        document = f"{alias}.{self._quote('document')}"
        return f"CASE WHEN t.document IS NULL THEN 'the text of ' || {document} || ' is not at hand' ELSE '' END"

    def _meaning(self, alias: str) -> str:
        if self._read:
            return ""
        q = self._quote
        on = " AND ".join(f"r.{q(name)} = {alias}.{q(name)}" for name in readings.SPELLING)
        return f" LEFT JOIN {READINGS} r ON {on}"

    def _facts(self, alias: str) -> str:
        """The facts joined, each once: a fact that is listed twice must not double its statements."""
        q = self._quote
        cells = ", ".join(
            f"MIN({self._cell(name)}) AS {q(name)}"
            for name in ("unit", "period")
            if name in self._bases["facts"].columns
        )
        one = f"SELECT {self._cell('fact')} AS {q('fact')}{', ' + cells if cells else ''}"
        return (
            f" LEFT JOIN ({one} FROM {self._bases['facts'].source} GROUP BY 1) f ON f.{q('fact')} = {alias}.{q('fact')}"
        )
