"""The bytes of a PDF come in on standard input; the lines of its pages go out as JSON, one page a line.

This is a program of its own, run by pdf.py in a process with limits: PDFium is written in C++ and
unfolds what a file tells it to, so a crash or a bomb must end here and not in the caller. It imports
nothing of factcheck.

First comes {"pages", "title", "created"}, then for each page a list of lines: "parts" (words with
their left and right end, parted where a wide gap is), "base" (the height they stand on), "size", "bold", and
"hyphen" where the line ends in one. A refusal is {"error": password|damaged|size, "reason"}.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

GAP = 1.1  # of the font size: a wider space parts columns
SMALL = 0.82  # of the font size of the line: smaller digits are raised or lowered
HYPHEN, BREAKS, NOTHING = 2, frozenset((10, 13)), frozenset((0, 0xFFFE, 0xFFFF))
UP = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DOWN = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
BOLD = 600


def pages(data: bytes, room: int) -> Iterator[Any]:
    """What is said of the document, then the lines of each page; never more than ``room`` characters."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        about = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        kind = "password" if "password" in str(error).lower() else "damaged"
        yield {"error": kind, "reason": str(error)}
        return
    yield {"pages": count, "title": about.get("Title", ""), "created": about.get("CreationDate", "")}
    for number in range(count):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            yield []  # a damaged page among good ones
            continue
        lines = _Page(raw, text.raw).lines()
        text.close()
        page.close()
        room -= sum(len(words) for line in lines for _, _, words in line["parts"])
        if room < 0:
            yield {"error": "size", "reason": ""}
            return
        yield lines


class _Page:
    """The characters of a page with their boxes, asked for one by one."""

    def __init__(self, raw: Any, text: Any) -> None:
        self.raw = raw
        self.text = text
        self.box = [ctypes.c_double() for _ in range(4)]
        self.at = [ctypes.byref(value) for value in self.box]

    def lines(self) -> list[dict[str, Any]]:
        raw, text = self.raw, self.text
        found: list[tuple[float, dict[str, Any]]] = []
        line: list[tuple[int, int]] = []
        for index in range(raw.FPDFText_CountChars(text)):
            code = raw.FPDFText_GetUnicode(text, index)
            if code in BREAKS or code == HYPHEN:
                self.end(line, code == HYPHEN, found)
                line = []
            elif code not in NOTHING:
                line.append((index, code))
        self.end(line, False, found)
        # A watermark across the page is not part of the text.
        usual = Counter(angle for angle, _ in found).most_common(1)
        return [{**line, "turned": angle != 0} for angle, line in found if angle == usual[0][0]]

    def end(self, line: list[tuple[int, int]], hyphen: bool, found: list[tuple[float, dict[str, Any]]]) -> None:
        inked = [(index, code) for index, code in line if not chr(code).isspace()]
        if not inked:
            return
        indexes = [inked[0][0], inked[len(inked) // 2][0], inked[-1][0]]
        size = sorted(self.raw.FPDFText_GetFontSize(self.text, index) for index in indexes)[1] or 1.0
        base = self.base(indexes[1])
        angle = round(max(0.0, self.raw.FPDFText_GetCharAngle(self.text, indexes[0])), 1) % 6.2
        found.append((
            angle,
            {
                "parts": self.parts(line, size, base),
                "base": round(base, 1),
                "size": round(self.height(indexes[1], size), 1),
                "bold": self.is_bold(indexes[1]),
                "hyphen": hyphen,
            },
        ))  # fmt: skip

    def is_bold(self, index: int) -> bool:
        """Whether a character is bold, by its weight or else by the name of its font."""
        if self.raw.FPDFText_GetFontWeight(self.text, index) >= BOLD:
            return True
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self.raw.FPDFText_GetFontInfo(self.text, index, name, len(name), ctypes.byref(flags))
        return b"bold" in name.value.lower() or b"black" in name.value.lower()

    def height(self, index: int, size: float) -> float:
        """The size in which a character is drawn: the font's may be 1, scaled by the page."""
        box = self.box_of(index, loose=True)
        return size if size > 2 else max(1.0, box[3] - box[1])

    def parts(self, line: list[tuple[int, int]], size: float, base: float) -> list[tuple[float, float, str]]:
        """The words of a line, parted at wide gaps; small digits above or below the line are marked."""
        parts: list[tuple[float, float, str]] = []
        words: list[str] = []
        last = next(index for index, code in line if not chr(code).isspace())
        left = self.box_of(last)[0]
        spaced = False
        for index, code in line:
            sign = chr(code)
            if sign.isspace():
                spaced = True
                continue
            if spaced and words:
                right = self.box_of(last)[2]
                start = self.box_of(index)[0]
                if start - right > GAP * self.height(index, size):
                    parts.append((round(left, 1), round(right, 1), _joined(words)))
                    words, left = [], start
                else:
                    words.append(" ")
            spaced = False
            words.append(self.placed(index, size, base, sign) if "0" <= sign <= "9" else sign)
            last = index
        parts.append((round(left, 1), round(self.box_of(last)[2], 1), _joined(words)))
        return parts

    def placed(self, index: int, size: float, base: float, sign: str) -> str:
        """A digit, as a raised or lowered one if it is small and off the line."""
        if self.raw.FPDFText_GetFontSize(self.text, index) >= SMALL * size:
            return sign
        return sign.translate(UP if self.base(index) > base + 0.1 * size else DOWN)

    def base(self, index: int) -> float:
        """The height of the line that a character stands on."""
        self.raw.FPDFText_GetCharOrigin(self.text, index, self.at[0], self.at[1])
        return self.box[1].value

    def box_of(self, index: int, loose: bool = False) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a character."""
        if loose:
            box = self.raw.FS_RECTF()
            self.raw.FPDFText_GetLooseCharBox(self.text, index, box)
            return box.left, box.bottom, box.right, box.top
        left, right, bottom, top = self.at
        self.raw.FPDFText_GetCharBox(self.text, index, left, right, bottom, top)
        return self.box[0].value, self.box[2].value, self.box[1].value, self.box[3].value


def _joined(words: list[str]) -> str:
    """The characters as one text; halves of a pair (UTF-16) become one character."""
    text = "".join(words)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the caller's time limit remains
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(kind)[1]
        if hard == resource.RLIM_INFINITY or most <= hard:
            resource.setrlimit(kind, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def main() -> None:
    """``python pdfium.py ROOM MEMORY SECONDS < file.pdf``"""
    room, memory, seconds = map(int, sys.argv[1:4])
    _limit(memory, seconds)
    for page in pages(sys.stdin.buffer.read(), room):
        sys.stdout.write(json.dumps(page, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
