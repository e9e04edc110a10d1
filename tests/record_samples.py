"""A small record of our own making, written to a folder: a ferry company's figures, with what tests want changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

TEXT = """The ferry company reports on 2023.

The fleet has 60 vessels: 47 trawlers, 10 ferries and 3 tugs. Nearly 9600 passengers were carried in May.
Our workshop spent 41.15 million crowns on 248 repairs.

Asked again, the captain said: 248 repairs for 41.15 million crowns. Of 120 seats 70 were taken, or 58.3%.
"""

DOCUMENTS = f"""document,title,date,language,publisher,address,sha256,path
ferry-2023,The ferry company in 2023,2024-01-15,en,Ferry company,,{hashlib.sha256(TEXT.encode()).hexdigest()},ferry.txt
"""

FACTS = """fact,topic,unit,scope,period,note
fleet,vessels of the fleet,vessels,,2023,
trawlers,trawlers of the fleet,vessels,,2023,
ferries,ferries of the fleet,vessels,,2023,
tugs,tugs of the fleet,vessels,,2023,
passengers,passengers carried,people,,2023-05,
spending,money spent on repairs,crowns,,2023,
repairs,repairs made,repairs,,2023,
seats,seats offered,seats,,2023,
taken,seats taken,seats,,2023,
taken-share,seats taken of those offered,%,,2023,
"""

# id, fact, the words as printed, how often they were printed before, value, unit, hedge, speaker
_STATEMENTS = (
    ("f1", "fleet", "60 vessels", 0, "60", "vessels", "", ""),
    ("f2", "trawlers", "47 trawlers", 0, "47", "vessels", "", ""),
    ("f3", "ferries", "10 ferries", 0, "10", "vessels", "", ""),
    ("f4", "tugs", "3 tugs", 0, "3", "vessels", "", ""),
    ("f5", "passengers", "Nearly 9600 passengers", 0, "9600", "people", "nearly", ""),
    ("f6", "spending", "41.15 million crowns", 0, "41150000", "crowns", "", ""),
    ("f7", "repairs", "248 repairs", 0, "248", "repairs", "", ""),
    ("f8", "repairs", "248 repairs", 1, "248", "repairs", "", "The captain"),
    ("f9", "spending", "41.15 million crowns", 1, "41150000", "crowns", "", "The captain"),
    ("f10", "seats", "120 seats", 0, "120", "seats", "", "The captain"),
    ("f11", "taken", "70", 0, "70", "seats", "", "The captain"),
    ("f12", "taken-share", "58.3%", 0, "58.3", "%", "", "The captain"),
)


def _row(name: str, fact: str, stated: str, before: int, value: str, unit: str, hedge: str, speaker: str) -> str:
    start = -1
    for _ in range(before + 1):
        start = TEXT.index(stated, start + 1)
    line = TEXT.count("\n", 0, start) + 1
    return (
        f"{name},{fact},ferry-2023,{line},{start},{start + len(stated)},{stated},{value},{unit},{hedge},,,{speaker},\n"
    )


STATEMENTS = "statement,fact,document,line,start,end,stated,value,unit,hedge,precision,period,speaker,note\n" + "".join(
    _row(*statement) for statement in _STATEMENTS
)

RELATIONS = """relation,kind,role,member,weight,decomposition,note
fleet-parts,sum,whole,fleet,,equal,
fleet-parts,sum,part,trawlers,,equal,
fleet-parts,sum,part,ferries,,equal,
fleet-parts,sum,part,tugs,,equal,
seats-taken,share,part,taken,,,
seats-taken,share,whole,seats,,,
seats-taken,share,share,taken-share,,,
taken-below,order,lower,taken,,,
taken-below,order,upper,seats,,,
"""

FILES = {"documents": DOCUMENTS, "facts": FACTS, "statements": STATEMENTS, "relations": RELATIONS}


def project(folder: Path, changes: Mapping[str, str | bytes] | None = None, accepted: str = "") -> Path:
    """The project of the ferry company in this folder, some of its tables changed."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    for name, content in {**FILES, **(changes or {})}.items():
        (data / f"{name}.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    if accepted:
        (folder / "checks").mkdir(exist_ok=True)
        (folder / "checks" / "accepted.toml").write_text(accepted, encoding="utf-8")
    return folder


def edited(table: str, old: str, new: str) -> dict[str, str]:
    """The change of a table that replaces the first ``old`` by ``new``."""
    content = FILES[table]
    assert old in content, f"{old!r} is not in {table}"
    return {table: content.replace(old, new, 1)}
