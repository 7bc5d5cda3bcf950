"""Reasons, in Vietnamese, why an uploaded file is not accepted; each names the file.

citation="Quy chế 517, Điều 10 khoản 1 điểm b"
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from editorial.file_contents import DamagedFileError, identify
from editorial.file_kinds import (
    KINDS,
    MAX_PIXELS,
    MEGABYTE,
    FileGroup,
    FileKind,
    content_words,
    extension_of,
    extensions_of,
    kind_of,
)

LONGEST_NAME_SHOWN = 120
_IMAGE_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")

# What to do instead, for the refusals that offices meet most.
_ADVICE = {
    "svg": "Hãy lưu hình vẽ thành PNG hoặc PDF rồi tải lên lại.",
    "heic": "Hãy lưu ảnh thành JPG rồi tải lên lại.",
    "avif": "Hãy lưu ảnh thành JPG hoặc PNG rồi tải lên lại.",
    "bmp": "Hãy lưu ảnh thành PNG rồi tải lên lại.",
    "tiff": "Hãy lưu ảnh thành PNG hoặc PDF rồi tải lên lại.",
    "mov": "Hãy chuyển video thành MP4 rồi tải lên lại.",
    "avi": "Hãy chuyển video thành MP4 rồi tải lên lại.",
    "mkv": "Hãy chuyển video thành MP4 rồi tải lên lại.",
    "zip": "Hãy giải nén và tải lên từng tệp.",
    "rar": "Hãy giải nén và tải lên từng tệp.",
    "7z": "Hãy giải nén và tải lên từng tệp.",
    "locked-office": "Hãy bỏ mật khẩu để người đọc mở được.",
    "macro-office": "Hãy lưu lại thành tài liệu không có macro.",
}
_ADVICE_BY_EXTENSION = {
    "svg": _ADVICE["svg"],
    "heic": _ADVICE["heic"],
    "avif": _ADVICE["avif"],
    "bmp": _ADVICE["bmp"],
    "tif": _ADVICE["tiff"],
    "tiff": _ADVICE["tiff"],
    "mov": _ADVICE["mov"],
    "avi": _ADVICE["avi"],
    "mkv": _ADVICE["mkv"],
    "wmv": _ADVICE["avi"],
    "wma": "Hãy chuyển âm thanh thành MP3 rồi tải lên lại.",
    "zip": _ADVICE["zip"],
    "rar": _ADVICE["rar"],
    "7z": _ADVICE["7z"],
    "docm": _ADVICE["macro-office"],
    "xlsm": _ADVICE["macro-office"],
}


def file_obstacles(
    name: str, stream: BinaryIO, size: int, *, groups: Iterable[FileGroup] = tuple(FileGroup)
) -> list[str]:
    """Return why a file may not be taken in, given its name, bytes and size in bytes; empty means it may.

    The stream is left at its beginning.
    """
    groups = tuple(groups)
    kind = kind_of(name)
    if kind is None or kind.group not in groups:
        return [_kind_refusal(name, groups)]
    if size == 0:
        return [f"Tệp “{shown_name(name)}” rỗng, không có nội dung."]
    if size > kind.max_bytes:
        return [
            f"Tệp “{shown_name(name)}” lớn {_megabytes(size)}, vượt giới hạn "
            f"{_megabytes(kind.max_bytes)} đối với {kind.group.label}."
        ]
    try:
        return _content_obstacles(name, stream, kind)
    except DamagedFileError as error:
        return [f"Tệp “{shown_name(name)}” bị hỏng hoặc tải lên chưa trọn: {error}. Hãy kiểm tra và tải lên lại."]
    finally:
        stream.seek(0)


def image_obstacles(name: str, stream: BinaryIO, size: int) -> list[str]:
    """Return why a file may not enter the image library; empty means it may."""
    return file_obstacles(name, stream, size, groups=[FileGroup.IMAGE])


def accepted_words(groups: Iterable[FileGroup] = tuple(FileGroup)) -> str:
    """Return the accepted kinds in words: `văn bản (PDF, DOC, …), hình ảnh, hình vẽ (JPG, …)`."""
    return "; ".join(
        f"{group.label} ({', '.join(extension.upper() for extension in extensions_of([group]))}; "
        f"tối đa {_megabytes(next(k.max_bytes for k in KINDS.values() if k.group == group))})"
        for group in groups
    )


def shown_name(name: str) -> str:
    """Return a file's name as a sentence may show it: bounded, on one line, harmless where a page takes it as HTML."""
    plain = "".join(letter if letter.isprintable() else " " for letter in name)
    plain = plain.replace("<", "‹").replace(">", "›").replace("&", "＆").strip()
    if len(plain) <= LONGEST_NAME_SHOWN:
        return plain
    ending = plain[-20:]
    return f"{plain[: LONGEST_NAME_SHOWN - 21]}…{ending}"


def _kind_refusal(name: str, groups: tuple[FileGroup, ...]) -> str:
    advice = _ADVICE_BY_EXTENSION.get(extension_of(name), "")
    sentence = f"Tệp “{shown_name(name)}” thuộc loại không được nhận. Các loại được nhận: {accepted_words(groups)}."
    return f"{sentence} {advice}".rstrip()


def _content_obstacles(name: str, stream: BinaryIO, kind: FileKind) -> list[str]:
    identity = identify(stream)
    if identity not in kind.contents:
        sentence = f"Tệp “{shown_name(name)}” không phải là {kind.title}: nội dung là {content_words(identity)}."
        return [f"{sentence} {_advice_on(identity)}".rstrip()]
    return _image_obstacles(name, stream) if kind.group == FileGroup.IMAGE else []


def _advice_on(identity: str) -> str:
    if identity in KINDS:
        return f"Hãy đổi đuôi tên tệp thành “.{identity}” nếu đó đúng là tệp cần gửi."
    return _ADVICE.get(identity, "")


def _image_obstacles(name: str, stream: BinaryIO) -> list[str]:
    """Read the picture through: a truncated one would fail later, on the public page."""
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            # Our own limit, below, speaks before Pillow's warning would.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(stream, formats=_IMAGE_FORMATS) as picture:
                pixels = picture.width * picture.height * getattr(picture, "n_frames", 1)
                if pixels > MAX_PIXELS:
                    return [_pixel_refusal(name, pixels)]
                picture.load()
    except Image.DecompressionBombError:
        return [_pixel_refusal(name, None)]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise DamagedFileError("không đọc được hết ảnh") from error
    return []


def _pixel_refusal(name: str, pixels: int | None) -> str:
    counted = f"có {_vietnamese_decimal(pixels / 1_000_000)} triệu điểm ảnh" if pixels else "có quá nhiều điểm ảnh"
    return (
        f"Ảnh “{shown_name(name)}” {counted}, vượt giới hạn {MAX_PIXELS // 1_000_000} triệu điểm ảnh. "
        "Hãy thu nhỏ ảnh rồi tải lên lại."
    )


def _megabytes(size: int) -> str:
    """Return a size in megabytes, rounded up so that what exceeds a limit also reads as exceeding it."""
    return f"{_vietnamese_decimal(size / MEGABYTE)} MB"


def _vietnamese_decimal(value: float) -> str:
    return f"{math.ceil(value * 10) / 10:.1f}".removesuffix(".0").replace(".", ",")
