"""Small official papers, written in the test as files of each kind."""

import io
import random
import struct

from django.conf import settings
from docx import Document
from PIL import Image, ImageDraw, ImageFont

FONT = settings.BASE_DIR / "cchc_site" / "static" / "cchc" / "fonts" / "tinos-regular.woff2"

DECISION = """ỦY BAN NHÂN DÂN
TỈNH SÓC TRĂNG
-------
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 517/QĐ-SNV
Sóc Trăng, ngày 15 tháng 8 năm 2022
QUYẾT ĐỊNH
Về việc ban hành Quy chế hoạt động của Trang thông tin điện tử
cải cách hành chính tỉnh Sóc Trăng
_______
GIÁM ĐỐC SỞ NỘI VỤ
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế hoạt động.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.
Nơi nhận:
- Như Điều 2;
- Trang CCHC tỉnh;
- Lưu: VT, CCHC.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Nguyễn Văn An"""


def word(text: str, *, font: str = "Times New Roman", in_table: int = 0) -> bytes:
    """A .docx; the first `in_table` lines stand in the two cells of a table without borders, as heads do."""
    document = Document()
    lines = text.split("\n")
    if in_table:
        row = document.add_table(rows=1, cols=2).rows[0]
        for index, line in enumerate(lines[:in_table]):
            paragraph = row.cells[0 if index < in_table // 2 else 1].add_paragraph()
            paragraph.add_run(line).font.name = font
    for line in lines[in_table:]:
        document.add_paragraph().add_run(line).font.name = font
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def rich_text(text: str) -> bytes:
    body = "".join(
        letter if letter.isascii() else f"\\u{struct.unpack('<h', letter.encode('utf-16-le'))[0]}?" for letter in text
    )
    return ("{\\rtf1\\ansi " + body.replace("\n", "\\par\n") + "}").encode("ascii")


def pdf(lines: list[str], *, font: str = "Times-Roman", picture: bool = False) -> bytes:
    """A PDF of one page in WinAnsi letters; with `picture`, a grey one lies over the whole page, as on a scan."""
    shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines).encode("cp1252", "replace")
    content = b"BT /F1 12 Tf 50 800 Td " + shown + b"ET"
    if picture:
        content += b" q 595 0 0 842 0 0 cm /I1 Do Q"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>/XObject<</I1 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % font.encode(),
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\xee\nendstream",
    ]
    written, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + tail


def scan(text: str, *, specks: int = 0) -> bytes:
    """A PDF whose one page is a picture of a text, in the site's own Times: at 200 dots an inch, 14 points, as offices scan."""
    picture = Image.new("L", (1654, 2339), 255)
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, 39)
    for number, line in enumerate(text.split("\n")):
        pen.text((200, 150 + 62 * number), line, fill=0, font=font)
    dust = random.Random(specks)
    for _ in range(specks):
        picture.putpixel((dust.randrange(picture.width), dust.randrange(picture.height)), dust.randrange(200))
    stream = io.BytesIO()
    picture.save(stream, "PDF", resolution=200)
    return stream.getvalue()
