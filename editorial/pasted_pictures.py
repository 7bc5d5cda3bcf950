"""The pictures of a paste: Word's page only names files of the sender's machine; their bytes are in its other form, RTF."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

MAX_PICTURE_BYTES = 20 * 1024 * 1024

_LEFT_OUT = "Một ảnh không đưa vào được ({why}). Hãy lưu ảnh thành JPG hoặc PNG rồi chèn bằng khối Ảnh."
ELSEWHERE = _LEFT_OUT.format(why="ảnh nằm ở trang khác hoặc trên máy, không có trong phần đã sao chép")
DRAWING = _LEFT_OUT.format(why="hình vẽ của Word, dạng WMF hoặc EMF")
TOO_LARGE = _LEFT_OUT.format(why="ảnh quá lớn")

_RTF_GROUP = re.compile(r"\{(?:\\nonshppict|\\pict)\b")
_RTF_BRACE = re.compile(r"(?<!\\)[{}]")
_RTF_BYTES = re.compile(r"(?<=\s)(?:[0-9a-fA-F]{2}\s*){20,}")
_DATA = re.compile(r"data:(image/[\w.+-]+)((?:;[\w=.-]+)*),(.*)", re.DOTALL | re.IGNORECASE)
_KINDS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


@dataclass(frozen=True)
class PastedPicture:
    """A picture's bytes; `kind` is the ending of its file. Empty where Word drew it in a form that no page shows."""

    content: bytes
    kind: str
    words: str = ""


def pictures_in_rtf(rtf: str) -> list[PastedPicture]:
    """Return the pictures of Word's RTF, in order. The copies that it keeps for old programs are left aside."""
    pictures, at = [], 0
    for found in _RTF_GROUP.finditer(rtf):
        if found.start() < at:
            continue
        own_text, at = _group(rtf, found.start())
        if found[0].endswith("pict") and "nonshp" not in found[0]:
            pictures.append(_picture(own_text))
    return pictures


def _picture(group: str) -> PastedPicture:
    kind = "png" if r"\pngblip" in group else "jpg" if r"\jpegblip" in group else ""
    hexadecimal = _RTF_BYTES.search(group) if kind else None
    if not hexadecimal or len(hexadecimal[0]) > 2 * MAX_PICTURE_BYTES:
        return PastedPicture(b"", "")
    return PastedPicture(bytes.fromhex("".join(hexadecimal[0].split())), kind)


def _group(rtf: str, start: int) -> tuple[str, int]:
    """Return a group's own text, without the groups within it, and where the group ends."""
    depth, pieces, at = 0, [], start + 1
    for brace in _RTF_BRACE.finditer(rtf, start):
        if depth == 1:
            pieces.append(rtf[at : brace.start()])
        depth += 1 if brace[0] == "{" else -1
        at = brace.end()
        if depth == 0:
            return "\n".join(pieces), at
    return "\n".join(pieces), len(rtf)


def picture_behind(source: str, words: str, of_rtf: Iterator[PastedPicture]) -> PastedPicture | str:
    """Return the picture that an address of the page stands for, or the sentence that says why it was left out."""
    words = "" if re.search(r"\.\w{3,4}$|^(?:image|picture|ảnh)\s*\d*$", words.strip(), re.I) else words.strip()[:300]
    if data := _DATA.match(source):
        kind = _KINDS.get(data[1].lower())
        content = _decoded(data[3], is_base64="base64" in data[2].lower())
        if not kind or not content:
            return DRAWING
        return PastedPicture(content, kind, words) if len(content) <= MAX_PICTURE_BYTES else TOO_LARGE
    if not source.lower().startswith("file:"):
        return ELSEWHERE
    picture = next(of_rtf, None)
    if picture is None:
        return ELSEWHERE
    return PastedPicture(picture.content, picture.kind, words) if picture.kind else DRAWING


def _decoded(text: str, *, is_base64: bool) -> bytes:
    try:
        return base64.b64decode(text) if is_base64 else unquote_to_bytes(text)
    except (binascii.Error, ValueError):
        return b""
