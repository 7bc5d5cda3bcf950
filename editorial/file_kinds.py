"""Which kinds of file the site accepts, how large, and what each must hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from django.db import models

MEGABYTE = 1024 * 1024


class FileGroup(models.TextChoices):
    """The forms of information that Quy chế 517, Điều 10 khoản 1 điểm b names; a drawing comes as an image or a PDF."""

    TEXT = "text", "văn bản"
    IMAGE = "image", "hình ảnh, hình vẽ"
    SOUND = "sound", "âm thanh"
    VIDEO = "video", "video"


SIZE_LIMITS: Mapping[FileGroup, int] = MappingProxyType(
    {
        FileGroup.TEXT: 25 * MEGABYTE,
        FileGroup.IMAGE: 10 * MEGABYTE,
        FileGroup.SOUND: 50 * MEGABYTE,
        FileGroup.VIDEO: 200 * MEGABYTE,
    }
)
MAX_PIXELS = 50_000_000


@dataclass(frozen=True)
class FileKind:
    """One kind of file, told by the end of its name. `contents` are the identities its bytes may have."""

    extension: str
    title: str
    group: FileGroup
    content_type: str
    contents: frozenset[str]
    opens_in_browser: bool = False

    @property
    def max_bytes(self) -> int:
        return SIZE_LIMITS[self.group]


def _kind(
    extension: str, title: str, group: FileGroup, content_type: str, contents: str = "", *, opens: bool = False
) -> FileKind:
    return FileKind(extension, title, group, content_type, frozenset((contents or extension).split()), opens)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

KINDS: Mapping[str, FileKind] = MappingProxyType(
    {
        kind.extension: kind
        for kind in (
            _kind("pdf", "tài liệu PDF", FileGroup.TEXT, "application/pdf", opens=True),
            _kind("doc", "tài liệu Word 97-2003", FileGroup.TEXT, "application/msword"),
            _kind("docx", "tài liệu Word", FileGroup.TEXT, _OFFICE + "wordprocessingml.document"),
            _kind("xls", "bảng tính Excel 97-2003", FileGroup.TEXT, "application/vnd.ms-excel"),
            _kind("xlsx", "bảng tính Excel", FileGroup.TEXT, _OFFICE + "spreadsheetml.sheet"),
            _kind("ppt", "bài trình chiếu PowerPoint 97-2003", FileGroup.TEXT, "application/vnd.ms-powerpoint"),
            _kind("pptx", "bài trình chiếu PowerPoint", FileGroup.TEXT, _OFFICE + "presentationml.presentation"),
            _kind("odt", "văn bản OpenDocument", FileGroup.TEXT, _OPEN_DOCUMENT + "text"),
            _kind("ods", "bảng tính OpenDocument", FileGroup.TEXT, _OPEN_DOCUMENT + "spreadsheet"),
            _kind("rtf", "văn bản RTF", FileGroup.TEXT, "application/rtf"),
            _kind("csv", "bảng số liệu CSV", FileGroup.TEXT, "text/csv", "plain"),
            _kind("txt", "văn bản thuần", FileGroup.TEXT, "text/plain", "plain vtt"),
            _kind("vtt", "phụ đề WebVTT", FileGroup.TEXT, "text/vtt", opens=True),
            _kind("jpg", "ảnh JPEG", FileGroup.IMAGE, "image/jpeg", "jpeg", opens=True),
            _kind("jpeg", "ảnh JPEG", FileGroup.IMAGE, "image/jpeg", opens=True),
            _kind("png", "ảnh PNG", FileGroup.IMAGE, "image/png", opens=True),
            _kind("webp", "ảnh WebP", FileGroup.IMAGE, "image/webp", opens=True),
            _kind("gif", "ảnh GIF", FileGroup.IMAGE, "image/gif", opens=True),
            _kind("mp3", "âm thanh MP3", FileGroup.SOUND, "audio/mpeg", opens=True),
            # Phones and recorders write sound-only files under the general MP4 brand too.
            _kind("m4a", "âm thanh M4A", FileGroup.SOUND, "audio/mp4", "m4a mp4", opens=True),
            _kind("ogg", "âm thanh Ogg", FileGroup.SOUND, "audio/ogg", opens=True),
            _kind("wav", "âm thanh WAV", FileGroup.SOUND, "audio/wav", opens=True),
            _kind("mp4", "video MP4", FileGroup.VIDEO, "video/mp4", opens=True),
            _kind("webm", "video WebM", FileGroup.VIDEO, "video/webm", opens=True),
        )
    }
)

# What bytes may turn out to be, beside the accepted kinds: words for the refusal.
OTHER_CONTENTS: Mapping[str, str] = MappingProxyType(
    {
        "plain": "văn bản thuần",
        "jpeg": "ảnh JPEG",
        "svg": "hình vẽ SVG",
        "bmp": "ảnh BMP",
        "tiff": "ảnh TIFF",
        "heic": "ảnh HEIC",
        "avif": "ảnh AVIF",
        "mov": "video QuickTime",
        "avi": "video AVI",
        "mkv": "video Matroska",
        "ogg-video": "video Ogg",
        "html": "trang web HTML",
        "xml": "dữ liệu XML",
        "script": "một đoạn chương trình",
        "program": "một chương trình máy tính",
        "zip": "tệp nén ZIP",
        "rar": "tệp nén RAR",
        "7z": "tệp nén 7-Zip",
        "gzip": "tệp nén GZIP",
        "old-office": "tệp Office 97-2003 không rõ loại",
        "locked-office": "tài liệu Office đặt mật khẩu",
        "macro-office": "tài liệu Office có chứa macro",
        "unknown": "dữ liệu không nhận ra được",
    }
)


def extension_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")


def kind_of(name: str) -> FileKind | None:
    """Return the accepted kind that a file's name claims, or None."""
    return KINDS.get(extension_of(name))


def extensions_of(groups: Iterable[FileGroup]) -> tuple[str, ...]:
    wanted = set(groups)
    return tuple(kind.extension for kind in KINDS.values() if kind.group in wanted)


def content_words(identity: str) -> str:
    """Return the Vietnamese words for what a file's bytes were found to be."""
    kind = KINDS.get(identity)
    return kind.title if kind else OTHER_CONTENTS[identity]
