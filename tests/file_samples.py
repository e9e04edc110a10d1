"""Small valid files of each format, written here from their parts, for the tests of the readers."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"

STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My own"/><w:basedOn w:val="H2"/></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Toc1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="LB"><w:name w:val="List Bullet"/>
<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>
</w:style></w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
</w:numbering>"""


def package(parts: Mapping[str, str | bytes], main: str = "") -> bytes:
    """An archive of the parts; ``main`` is what the package is about."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        if main:
            archive.writestr("_rels/.rels", relations({"officeDocument": main}))
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """A part of relations: each kind to its target; the id is the kind."""
    rows = "".join(f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{to}"/>' for kind, to in targets.items())
    return f'<Relationships xmlns="{P}/relationships">{rows}</Relationships>'


def docx(body: str, notes: str = "", core: str = "") -> bytes:
    """A Word document with this body."""
    kinds = {"styles": "styles.xml", "numbering": "numbering.xml", "footnotes": "footnotes.xml"}
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>',
        "word/_rels/document.xml.rels": relations(kinds),
        "docProps/core.xml": f'<c:core xmlns:c="{P}/metadata/core-properties" xmlns:dc="d">{core}</c:core>',
    }
    return package(parts, "word/document.xml")


def p(text: str, style: str = "", more: str = "") -> str:
    """A paragraph of a Word document."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{more}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of a Word document."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def listed(number: int, level: int = 0) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def tbl(rows: Sequence[Sequence[str]], header: int = 0) -> str:
    """A table of a Word document; a cell may begin with its properties in XML."""
    drawn = ""
    for number, row in enumerate(rows):
        mark = "<w:trPr><w:tblHeader/></w:trPr>" if number < header else ""
        cells = "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
        drawn += f"<w:tr>{mark}{cells}</w:tr>"
    return f"<w:tbl>{drawn}</w:tbl>"


def xlsx(
    sheets: Mapping[str, str], strings: Sequence[str] = (), formats: Sequence[str] = (), states: str = ""
) -> bytes:
    """A workbook; each sheet is the XML of its rows, and style N has the Nth of the formats."""
    names = list(sheets)
    kinds = {f"s{number}": f"worksheets/sheet{number}.xml" for number in range(len(names))}
    listing = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number + 1}" r:id="s{number}" {states if number else ""}/>'
        for number, name in enumerate(names)
    )
    codes = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for at, code in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(formats)))
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{listing}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            {**kinds, "sharedStrings": "sharedStrings.xml", "styles": "styles.xml"}
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{S}"><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>',
    }
    for number, name in enumerate(names):
        parts[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{S}">{sheets[name]}</worksheet>'
    return package(parts, "xl/workbook.xml")


def sheet(rows: Sequence[Sequence[str | float | None]], more: str = "") -> str:
    """The XML of the rows of a sheet: words and numbers, from A1."""
    drawn = ""
    for number, row in enumerate(rows, 1):
        cells = ""
        for at, value in enumerate(row):
            place = f"{chr(65 + at)}{number}"
            if isinstance(value, str):
                cells += f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            elif value is not None:
                cells += f'<c r="{place}"><v>{value!r}</v></c>'
        drawn += f'<row r="{number}">{cells}</row>' if cells else ""
    return f"<sheetData>{drawn}</sheetData>{more}"


def pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]], title: str = "", more: bytes = b"") -> bytes:
    """A PDF whose pages hold words at (x, y) in a size, in Helvetica; bold if the words begin with "*"."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    fonts = b"<</F1 3 0 R/F2 4 0 R>>"
    objects += [
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        content = "".join(_drawn(*words) for words in page)
        packed = zlib.compress(content.encode("cp1252"))
        kids.append(f"{len(objects) + 2} 0 R")
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font%b>>/Contents %d 0 R>>"
            % (fonts, len(objects))
        )
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    objects.append(f"<</Title({_escaped(title)})/CreationDate(D:20210312080000Z)>>".encode("cp1252"))
    return numbered(objects, more)


def numbered(objects: Sequence[bytes], more: bytes = b"") -> bytes:
    """A PDF of these objects; the first is its root, the last says what it is about."""
    file = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R%b>>\nstartxref\n%d\n%%%%EOF\n"
    return file + head + table + trailer % (len(objects) + 1, len(objects), more, len(file))


def _drawn(x: float, y: float, size: float, words: str) -> str:
    font = "F2" if words.startswith("*") else "F1"
    return f"BT /{font} {size} Tf {x} {y} Td ({_escaped(words.removeprefix('*'))}) Tj ET\n"


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
