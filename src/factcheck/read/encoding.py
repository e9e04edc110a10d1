"""Bytes of a text file come in; its text goes out, in whatever encoding it was written."""

from __future__ import annotations

import codecs
import re

from factcheck.numerals.later import later
from factcheck.read.source import Source

_BOMS = (  # the marks of UTF-32 begin like those of UTF-16 and come first
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The names that pages declare, as browsers understand them; whatever else Python can decode (rot13,
# unicode_escape, idna) is no encoding of a page.
_DECLARABLE = later(r"(?:windows|cp)-?125\d|iso-?8859-?\d\d?|koi8-[ru]|big5|euc-(?:jp|kr)|gb(?:2312|k|18030)")
_AS_BROWSERS_DO = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"} | {
    "shift_jis": "cp932", "shift-jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "macintosh": "mac_roman"
}  # fmt: skip
_FOREIGN = later(r"[À-ÖØ-öø-ÿ]{4}|[^\W\d_][¡-©«-¶¸-¹»-¿÷×][^\W\d_]")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
SAMPLE = 64 * 1024


def decode(source: Source, declared: str = "") -> str:
    """The text, line ends as they are; NUL and other signs of binary data are refused.

    Tried in this order: a byte order mark, UTF-16 by its pattern of zeros, UTF-8, the encoding that
    the document declares, UTF-8 with a few broken bytes (each becomes U+FFFD), Windows-1252 if the
    result reads like Western prose, and what charset-normalizer finds.
    """
    text = _marked(source)
    if text is None:
        zero = source.data.find(0)
        if zero >= 0:
            raise _binary(source, source.data.count(b"\n", 0, zero) + 1)
        text = _decode(source, declared)
    if "\0" in text:
        raise _binary(source, text.count("\n", 0, text.index("\0")) + 1)
    if len(_CONTROLS.findall(text[:SAMPLE])) > 4 + len(text[:SAMPLE]) // 100:
        raise _binary(source)
    return text


def one_newline(text: str) -> str:
    r"""The text with every line end as "\n", so that an offset is the same on every system."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _binary(source: Source, line: int | None = None) -> Exception:
    return source.refuse("binary data, not text", "give the document itself: text, HTML, DOCX, PDF, CSV or XLSX", line)


def _marked(source: Source) -> str | None:
    for mark, encoding in _BOMS:
        if source.data.startswith(mark):
            return _strictly(source, source.data[len(mark) :], encoding)
    return _wide(source.data)


def _strictly(source: Source, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"damaged: byte {error.start} is not valid {encoding.upper()}"
        raise source.refuse(message, "save it again as UTF-8") from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows in the zeros of Western text: every other byte."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 5 < len(sample) or min(even, odd) * 20 > max(even, odd):
        return None
    try:
        return data.decode("utf-16-le" if odd > even else "utf-16-be")
    except UnicodeDecodeError:
        return None


def _decode(source: Source, declared: str) -> str:
    data = source.data
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _declared(data, declared) or _mended(data) or _western(data) or _guessed(source)


def _declared(data: bytes, declared: str) -> str:
    name = declared.strip().lower()
    name = _AS_BROWSERS_DO.get(name, name if _DECLARABLE.fullmatch(name) else "")
    try:
        return data.decode(name) if name else ""
    except (UnicodeDecodeError, LookupError):
        return ""


def _mended(data: bytes) -> str:
    """UTF-8 with a cut or a few broken bytes: the good sequences must outnumber the bad by far."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return text if good >= 8 * bad else ""


def _western(data: bytes) -> str:
    """Windows-1252, where its high bytes read as punctuation and as accented letters of Latin words."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    sample = text[:SAMPLE]
    high = len(sample) - len(sample.encode("ascii", "ignore"))
    # Other code pages decode too: Cyrillic and Greek into runs of accented letters, Polish and Czech
    # into signs between letters.
    if high * 6 > len(sample) + 64 or _FOREIGN.search(sample):
        return ""
    return text


def _guessed(source: Source) -> str:
    from charset_normalizer import from_bytes

    data = source.data
    sample = data if len(data) <= SAMPLE else data[: data.rfind(b"\n", SAMPLE // 2, SAMPLE) + 1 or SAMPLE]
    best = from_bytes(sample).best()
    try:
        if best is not None:
            return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        pass
    raise source.refuse("the text is in no encoding that we know", "save it as UTF-8")
