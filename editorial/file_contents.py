"""Say what a file's bytes are, whatever its name: by its first bytes, then by its inner structure."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import BinaryIO

HEAD_BYTES = 64 * 1024
TAIL_BYTES = 4 * 1024
MAX_CONTROL_SHARE = 0.02
MAX_MANIFEST_BYTES = 1024 * 1024
# An Office file that unfolds to more than this is a trap for whoever opens it.
MAX_UNFOLDED_BYTES = 500 * 1024 * 1024

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_DIRECTORY_ENTRY_BYTES = 128

_FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"ID3", "mp3"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"#!", "script"),
    (b"<?php", "script"),
)
_RIFF_FORMS = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_MP4_BRANDS = {
    b"M4A ": "m4a",
    b"M4B ": "m4a",
    b"qt  ": "mov",
    b"heic": "heic",
    b"heix": "heic",
    b"mif1": "heic",
    b"msf1": "heic",
    b"avif": "avif",
    b"avis": "avif",
}
_OFFICE_MAIN_PARTS = (
    (b"macroEnabled", "macro-office"),
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"presentationml.presentation.main+xml", "pptx"),
)
_OPEN_DOCUMENT_TYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_OLE_CLASSES = {
    bytes.fromhex("0609020000000000c000000000000046"): "doc",
    bytes.fromhex("1008020000000000c000000000000046"): "xls",
    bytes.fromhex("2008020000000000c000000000000046"): "xls",
    bytes.fromhex("108d81649b4fcf1186ea00aa00b9e829"): "ppt",
}
_OLE_STREAMS = (
    ("EncryptedPackage", "locked-office"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)

_CONTROL_BYTES = tuple(bytes([byte]) for byte in range(0x20) if byte not in b"\t\n\r\f")


class DamagedFileError(Exception):
    """The bytes start as a known kind and do not hold together. The message says, in Vietnamese, where they fail."""


def identify(stream: BinaryIO) -> str:
    """Return what the bytes are, as a word of `file_kinds`; raise DamagedFileError where they do not hold together."""
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _identify_zip(stream)
    if head.startswith(_OLE_MAGIC):
        return _identify_ole(stream, head)
    if b"%PDF-" in head[:1024]:
        return _identify_pdf(stream)
    for magic, identity in _FIRST_BYTES:
        if head.startswith(magic):
            return identity
    return _identify_media(head) or _identify_plain(head) or "unknown"


def _identify_pdf(stream: BinaryIO) -> str:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - TAIL_BYTES))
    if b"%%EOF" not in stream.read():
        raise DamagedFileError("thiếu phần cuối của tài liệu PDF")
    return "pdf"


def _identify_zip(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
            if any(name.lower().endswith("vbaproject.bin") for name in entries):
                return "macro-office"
            identity = _identify_package(archive, entries)
            if identity != "zip" and sum(entry.file_size for entry in entries.values()) > MAX_UNFOLDED_BYTES:
                raise DamagedFileError("dung lượng sau khi giải nén lớn bất thường")
            return identity
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise DamagedFileError("không mở được cấu trúc bên trong") from error


def _identify_package(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> str:
    if "[Content_Types].xml" in entries:
        manifest = _manifest(archive, "[Content_Types].xml")
        for phrase, identity in _OFFICE_MAIN_PARTS:
            if phrase in manifest:
                return identity
    if "mimetype" in entries:
        return _OPEN_DOCUMENT_TYPES.get(_manifest(archive, "mimetype").strip(), "zip")
    return "zip"


def _manifest(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(MAX_MANIFEST_BYTES)


def _identify_ole(stream: BinaryIO, head: bytes) -> str:
    """Tell Word, Excel and PowerPoint 97-2003 apart by the class of the root entry, else by the streams' names."""
    try:
        sector_shift = struct.unpack_from("<H", head, 0x1E)[0]
        first_directory_sector = struct.unpack_from("<I", head, 0x30)[0]
        if sector_shift not in (9, 12):
            raise DamagedFileError("phần đầu của tệp Office không đúng")
    except struct.error as error:
        raise DamagedFileError("thiếu phần đầu của tệp Office") from error
    stream.seek((first_directory_sector + 1) << sector_shift)
    root = stream.read(_OLE_DIRECTORY_ENTRY_BYTES)
    if len(root) < _OLE_DIRECTORY_ENTRY_BYTES:
        raise DamagedFileError("thiếu phần cuối của tệp Office")
    if identity := _OLE_CLASSES.get(root[80:96]):
        return identity
    stream.seek(0)
    content = stream.read()
    for name, identity in _OLE_STREAMS:
        if _has_ole_entry(content, name):
            return identity
    return "old-office"


def _has_ole_entry(content: bytes, name: str) -> bool:
    """Whether a directory entry bears this name: entries lie at multiples of 128 bytes, names in UTF-16."""
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    at = content.find(wanted)
    while at != -1:
        if at % _OLE_DIRECTORY_ENTRY_BYTES == 0:
            return True
        at = content.find(wanted, at + 1)
    return False


def _identify_media(head: bytes) -> str | None:
    if head[:4] == b"RIFF":
        return _RIFF_FORMS.get(head[8:12], "unknown")
    if head[4:8] == b"ftyp":
        return _MP4_BRANDS.get(head[8:12], "mp4")
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "webm" if b"webm" in head[:128] else "mkv"
    if head.startswith(b"OggS"):
        first_page = head[:256]
        is_sound = any(mark in first_page for mark in (b"\x01vorbis", b"OpusHead", b"\x7fFLAC", b"Speex  "))
        return "ogg" if is_sound else "ogg-video"
    if head[:2] == b"BM" and head[6:10] == b"\x00\x00\x00\x00":
        return "bmp"
    return "mp3" if _is_mp3_frame(head) else None


def _is_mp3_frame(head: bytes) -> bool:
    """Whether the bytes begin with the header of an MPEG layer III frame."""
    if len(head) < 4 or head[0] != 0xFF:
        return False
    is_layer_three = head[1] & 0xE6 == 0xE2
    return is_layer_three and head[2] & 0xF0 != 0xF0 and head[2] & 0x0C != 0x0C


def _identify_plain(head: bytes) -> str | None:
    """Return the identity of text: plain, captions, or a mark-up that a browser would run."""
    text = _decode(head)
    if text is None:
        return None
    start = text.lstrip("\ufeff \t\r\n").lower()
    if start.startswith("webvtt"):
        return "vtt"
    if start.startswith("<svg") or (start.startswith(("<?xml", "<!doctype svg", "<!--")) and "<svg" in start):
        return "svg"
    if start.startswith(("<!doctype html", "<html", "<head", "<script", "<body", "<!--")):
        return "html"
    if start.startswith("<?xml"):
        return "xml"
    return "plain"


def _decode(head: bytes) -> str | None:
    """Return the bytes as text in one of the encodings Vietnamese offices write, or None where they are not text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    # Texts saved out of Word keep a few control marks; bytes that are no text have many, or a zero.
    controls = sum(head.count(byte) for byte in _CONTROL_BYTES)
    if b"\x00" in head or controls > len(head) * MAX_CONTROL_SHARE:
        return None
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A letter cut in two at the end of what was read is no fault.
        if error.start >= len(head) - 3 and len(head) == HEAD_BYTES:
            return head[: error.start].decode("utf-8")
    # TCVN3, VNI and Windows-1258 files have no mark of their own; any byte above 0x7F may be a letter.
    return head.decode("latin-1")
