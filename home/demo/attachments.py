"""Makes the demo's attachments: the regulation as a Word file, figures as CSV, and a drawn scan of a signed paper."""

import csv
from io import BytesIO, StringIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from PIL import Image, ImageDraw

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_EPOCH = (2022, 12, 30, 0, 0, 0)


def word_file(paragraphs: list[str]) -> bytes:
    """Return a Word file of plain paragraphs in Times New Roman (Điều 9 khoản 1)."""
    fonts = 'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"'
    font = f'<w:rPr><w:rFonts {fonts}/><w:sz w:val="28"/></w:rPr>'
    rows = "".join(f'<w:p><w:r>{font}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in paragraphs)
    parts = {
        "[Content_Types].xml": f'{_HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>',
        "_rels/.rels": f'{_HEADER}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{_HEADER}<w:document xmlns:w="{_WORD}"><w:body>{rows}<w:sectPr/></w:body></w:document>',
    }
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            # A fixed time: the same text gives the same file, and so the same digest.
            archive.writestr(ZipInfo(name, date_time=_EPOCH), content, compress_type=ZIP_DEFLATED)
    return stream.getvalue()


def csv_file(header: list[str], rows: list[list[str]]) -> bytes:
    """Return a CSV that a Vietnamese Excel opens as it is: UTF-8 with its mark."""
    stream = StringIO()
    csv.writer(stream).writerows([header, *rows])
    return stream.getvalue().encode("utf-8-sig")


def scanned_paper() -> bytes:
    """Return a PDF that looks like the scan of a signed and sealed paper: an image, as scans are."""
    page = Image.new("RGB", (827, 1169), "white")
    draw = ImageDraw.Draw(page)
    for left, width, top in ((90, 250, 90), (480, 260, 90), (260, 300, 200)):
        draw.rectangle((left, top, left + width, top + 10), fill="#333333")
    for line in range(16):
        draw.rectangle((90, 290 + line * 34, 737 - (line % 4) * 60, 297 + line * 34), fill="#777777")
    draw.ellipse((470, 880, 640, 1050), outline="#c0392b", width=8)
    draw.arc((560, 900, 740, 1010), 180, 400, fill="#1f4e9c", width=5)
    stream = BytesIO()
    page.save(stream, "PDF", resolution=100)
    return stream.getvalue()
