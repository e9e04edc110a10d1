"""A number of a spreadsheet and its format come in; what the reader of the sheet sees goes out.

"0.583" shown with "0.0%" was published as 58.3%, and 41150000 with `0.00,,"m"` as 41.15m: the figure
that a sheet states is the displayed one. Dates are written as ISO, whatever their format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, DecimalException, localcontext
from operator import eq, ge, gt, le, lt, ne

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy-mm-dd",
    15: "yyyy-mm-dd", 16: "d-mmm", 17: "yyyy-mm", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)", 41: '#,##0;(#,##0);"-"', 42: '#,##0;(#,##0);"-"', 43: '#,##0.00;(#,##0.00);"-"',
    44: '#,##0.00;(#,##0.00);"-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
DIGITS = 15  # as many as a spreadsheet keeps
GENERAL_DIGITS = 10  # as many as a cell without a format shows of a fraction

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _. | \*. | \[\$(?P<currency>[^\]-]*)[^\]]*\]
    | \[(?P<condition>[<>=]{1,2})(?P<limit>-?[\d.]+)\] | \[(?P<elapsed>h+|m+|s+)\] | \[[^\]]*\]
    | (?P<exponent>[eE][+-]0+) | (?P<number>[0#?][0#?,.]*|\.[0#?]+) | (?P<percent>%) | (?P<general>general)
    | (?P<date>y+|m+|d+|h+|s+|am/pm|a/p) | (?P<text>@) | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COMPARE = {"<": lt, ">": gt, "=": eq, "<=": le, ">=": ge, "<>": ne}


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts of a format that semicolons separate."""

    tokens: tuple[tuple[str, str], ...]  # kind and what was written
    condition: tuple[str, Decimal] | None = None

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(kind for kind, _ in self.tokens)


@dataclass(frozen=True, slots=True)
class Format:
    """A number format, read once and used for many cells."""

    sections: tuple[Section, ...]
    from_1904: bool = False

    def shown(self, written: str) -> str:
        """What a cell with this number shows; what is no number is shown as it is."""
        try:
            with localcontext() as context:
                context.prec = DIGITS
                value = +Decimal(written)
            if not value.is_finite() or abs(value.adjusted()) > 300:
                return written
            return self._shown(value)
        except (DecimalException, ValueError):
            return written

    def _shown(self, value: Decimal) -> str:
        section, negative = self._section(value)
        if section is None or not section.tokens:
            return ""
        if "date" in section.kinds:
            return _moment(value, section, self.from_1904)
        shown = _number(abs(value), section)
        return f"-{shown}" if negative and re.search(r"[1-9]", shown) else shown

    def _section(self, value: Decimal) -> tuple[Section | None, bool]:
        """The section that the value falls in, and whether a minus must be written before it."""
        sections = [section for section in self.sections if "text" not in section.kinds or len(self.sections) == 1]
        if any(section.condition for section in sections):
            for section in sections:
                if section.condition is None or _COMPARE[section.condition[0]](value, section.condition[1]):
                    return section, value < 0
            return None, False
        if len(sections) > 2 and value == 0:
            return sections[2], False
        if len(sections) > 1 and value < 0:
            return sections[1], False
        return (sections[0] if sections else None), value < 0


def read_format(code: str, from_1904: bool = False) -> Format:
    """The format of a code such as `#,##0.0;(#,##0.0)`."""
    sections: list[list[tuple[str, str]]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for token in _TOKEN.finditer(code[:255]):
        kind = token.lastgroup
        if kind == "literal" and token["literal"] == ";":
            sections.append([])
            conditions.append(None)
        elif kind == "limit":
            conditions[-1] = _condition(token["condition"], token["limit"])
        elif kind is not None:
            sections[-1].append(("date" if kind == "elapsed" else kind, token[kind]))
    pairs = zip(sections, conditions, strict=True)
    return Format(tuple(Section(tuple(tokens), condition) for tokens, condition in pairs), from_1904)


def _condition(sign: str, limit: str) -> tuple[str, Decimal] | None:
    try:
        return (sign, Decimal(limit)) if sign in _COMPARE else None
    except DecimalException:
        return None


def _number(value: Decimal, section: Section) -> str:
    """The number in its places among the literals."""
    codes = [code for kind, code in section.tokens if kind == "number"]
    if "general" in section.kinds or len(codes) > 1:  # several: a fraction, a telephone number
        digits = general(value)
    elif not codes:
        digits = "" if section.kinds <= {"quoted", "escaped", "literal", "currency"} else general(value)
    else:
        digits = _placed(value, codes[0], section)
    shown = ""
    for kind, code in section.tokens:
        if kind in {"number", "general", "text"}:
            shown, digits = shown + digits, ""
        elif kind == "percent":
            shown += "%"
        elif kind not in {"exponent"} and not (kind == "literal" and code == "/" and len(codes) > 1):
            shown += code
    return " ".join((shown + digits).split())


def _placed(value: Decimal, code: str, section: Section) -> str:
    body = code.rstrip(",")
    before, _, after = body.partition(".")
    places = [sign for sign in after if sign in "0#?"]
    value = value.scaleb(2 * [kind for kind, _ in section.tokens].count("percent") - 3 * (len(code) - len(body)))
    if "exponent" in section.kinds:
        return f"{value:.{len(places)}E}"
    with localcontext() as context:
        context.prec = 400
        rounded = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    digits, _, fraction = f"{rounded:f}".partition(".")
    while fraction.endswith("0") and places[len(fraction) - 1] != "0":
        fraction = fraction[:-1]
    digits = digits.zfill(before.count("0")) if digits != "0" or before.count("0") else ""
    digits = f"{int(digits):,}" if "," in before and digits and len(digits) < 400 else digits
    return f"{digits or '0'}.{fraction}" if fraction else digits or "0"


def general(value: Decimal) -> str:
    """A number as a cell without a format shows it."""
    if abs(value.adjusted()) > 20:
        return f"{value:.5E}"
    if value != value.to_integral_value():
        with localcontext() as context:
            context.prec = GENERAL_DIGITS + max(0, value.adjusted())
            value = +value
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _moment(value: Decimal, section: Section, from_1904: bool) -> str:
    """A date, a time or both, as far as the format shows them."""
    letters = {code[0].lower() for kind, code in section.tokens if kind == "date"}
    months = [code for kind, code in section.tokens if kind == "date" and code[0] in "mM"]
    clock = "h" in letters or "s" in letters
    with_day, with_year = "d" in letters, "y" in letters
    with_month = len(months) > (1 if clock and months else 0) or (bool(months) and not clock)
    days = int(value)
    if not 0 <= days < 2_958_466:
        return general(value)
    seconds = int((value - days) * 86_400 + Decimal("0.5"))
    # The calendar of 1900 has a 29 February that never was.
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 31 if days < 60 else 30)
    day = start + timedelta(days=min(days, (date.max - start).days))
    shown = []
    if with_day or with_month or with_year:
        iso = day.isoformat()
        shown.append(iso if with_day else iso[:7] if with_month else iso[:4])
    if clock:
        shown.append(
            f"{seconds // 3600 % 24:02d}:{seconds // 60 % 60:02d}" + (f":{seconds % 60:02d}" if "s" in letters else "")
        )
    return " ".join(shown)
