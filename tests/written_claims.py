"""A sentence in, what it claims out, in words: kind, decomposition, confidence, and the members in their roles."""

from __future__ import annotations

from factcheck.extract import extract
from factcheck.link.arithmetic import relate
from factcheck.model import Member, Relation
from factcheck.read import from_text


def claims(text: str) -> list[str]:
    """What the text of a document claims."""
    document = from_text(text)
    relations, _ = relate(document, extract(document))
    return list(map(written, relations))


def written(relation: Relation) -> str:
    head = " ".join((relation.kind, *filter(None, [relation.decomposition]), str(relation.confidence)))
    return f"{head}: {', '.join(map(member_written, relation.members))}"


def member_written(one: Member) -> str:
    figure = one.figure
    ends = f"{figure.value}" + (f"..{figure.upper}" if figure.upper is not None else "")
    meant = ends if figure.hedge in ("exactly", "range") else f"{figure.hedge} {ends}"
    said = " = ".join(statement.stated for statement in one.statements) or meant
    if figure.kind == "date" and one.statements:
        said += f" = {ends}"
    return f"{one.role} {said}" + ("" if one.weight == 1 else f" x {one.weight:.6g}")
