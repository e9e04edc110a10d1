"""Random edits of the ferry company's tables, for laws that hold for any edit."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from record_samples import FILES


@st.composite
def edits(draw: st.DrawFn) -> dict[str, str]:
    """The ferry company's tables with some rows changed, moved to another fact, removed or put elsewhere."""
    tables = dict(FILES)
    chance = random.Random(draw(st.integers(0, 10_000)))
    for _ in range(draw(st.integers(1, 4))):
        name = chance.choice(["facts", "statements", "relations"])
        head, *rows = tables[name].splitlines(keepends=True)
        at = chance.randrange(len(rows))
        match chance.choice(["value", "move", "remove", "shuffle", "topic"]):
            case "value" if name == "statements":
                rows[at] = rows[at].replace("248 repairs,248", "284 repairs,284").replace("58.3%,58.3", "58.9%,58.9")
            case "move" if name == "statements":
                rows[at] = rows[at].replace(",spending,", ",repairs,").replace(",taken,", ",seats,")
            case "remove":
                del rows[at]
            case "topic" if name == "facts":
                rows[at] = rows[at].replace("of the fleet", "of our fleet")
            case _:
                chance.shuffle(rows)
        tables[name] = head + "".join(rows)
    return tables
