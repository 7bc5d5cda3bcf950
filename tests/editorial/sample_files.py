"""Small real files of each kind, made on the spot."""

import io
import struct
import wave
import zipfile

import openpyxl
from PIL import Image

WORD_CLASS = bytes.fromhex("0609020000000000c000000000000046")
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_MAIN_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def picture(form: str = "PNG", size: tuple[int, int] = (8, 6), color: str = "teal") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, color).save(stream, form)
    return stream.getvalue()


def pdf(text: str = "Cải cách hành chính") -> bytes:
    return f"%PDF-1.4\n1 0 obj\n<</Title({text})>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n".encode()


def package(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(main_part: str = WORD_MAIN_PART, **more: str | bytes) -> bytes:
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main_part}"/></Types>'
    return package({"[Content_Types].xml": types, "word/document.xml": "<document/>", **more})


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Huyện", "Hồ sơ đúng hạn"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def odt() -> bytes:
    return package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<text/>"})


def old_office(root_class: bytes = WORD_CLASS, *streams: str) -> bytes:
    """A compound file of Office 97-2003: header, then one directory sector with the root and the named streams."""
    header = bytearray(512)
    header[:8] = OLE_MAGIC
    struct.pack_into("<H", header, 0x1E, 9)
    struct.pack_into("<I", header, 0x30, 0)
    entries = [_ole_entry("Root Entry", root_class)] + [_ole_entry(name, bytes(16)) for name in streams]
    return bytes(header) + b"".join(entries).ljust(512, b"\x00")


def _ole_entry(name: str, class_id: bytes) -> bytes:
    entry = bytearray(128)
    encoded = name.encode("utf-16-le")
    entry[: len(encoded)] = encoded
    entry[80:96] = class_id
    return bytes(entry)


def wav() -> bytes:
    stream = io.BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\x00\x01" * 4000)
    return stream.getvalue()


def mp3() -> bytes:
    return b"\xff\xfb\x90\x00" + bytes(413)


def mp4(brand: bytes = b"isom") -> bytes:
    return struct.pack(">I", 24) + b"ftyp" + brand + struct.pack(">I", 512) + b"isommp42" + bytes(64)


def webm(document_type: bytes = b"webm") -> bytes:
    return b"\x1aE\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84" + document_type + bytes(64)


def ogg(codec: bytes = b"\x01vorbis") -> bytes:
    return b"OggS" + bytes(24) + codec + bytes(64)
