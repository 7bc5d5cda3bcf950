"""Read scanned pages with Debian's tesseract and its Vietnamese, where they are installed.

The first page's head is read a second time, column by column: a number that two readings agree on is a number.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from functools import lru_cache

from PIL import Image, ImageFilter

from documents.reading.pages import Line, Page
from documents.reading.pdf import render
from documents.reading.pieces import UnreadableFileError

DOTS_PER_INCH = 300
SECONDS_PER_PAGE = 60
_PROGRAM, _LANGUAGE = "tesseract", "vie"
_WHOLE_PAGE, _ONE_BLOCK = "3", "6"
# The head of an official paper: its upper part, cut where the issuer's column ends and the national title's begins.
_HEAD_HEIGHT, _LEFT_WIDTH = 0.27, 0.42
_LEAST_SPREAD = 8
# Below it a page is read again without its specks. Clean scans of offices were read with 89 to 95, speckled pages with 73 to 88.
POOR = 88.5

ABSENT = (
    "Tệp là bản quét (ảnh chụp trang giấy), máy chủ chưa cài phần mềm nhận dạng chữ tiếng Việt nên chưa đọc được chữ trong tệp. "
    "Quản trị máy chủ cài bằng lệnh: apt-get install tesseract-ocr tesseract-ocr-vie. "
    "Trong lúc chờ, anh/chị nhập các trường bằng tay; tệp đã tải lên vẫn được giữ."
)


@lru_cache(maxsize=1)
def is_available() -> bool:
    """Whether this machine can read scanned Vietnamese."""
    if not shutil.which(_PROGRAM):
        return False
    try:
        listed = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return _LANGUAGE in (listed.stdout + listed.stderr).decode("utf-8", "replace").split()


def recognise_page(content: bytes, number: int, *, with_head: bool = False) -> Page:
    """Return a scanned page of a PDF, numbered from 0, as its picture reads; blank paper gives a page without lines."""
    picture = render(content, number, dots_per_inch=DOTS_PER_INCH)
    lines, confidence = _lines(picture, _WHOLE_PAGE)
    if lines and confidence < POOR:
        # Dust and a copier's specks are taken for marks, in Vietnamese more than elsewhere.
        cleaned = picture.filter(ImageFilter.MedianFilter(3))
        again, confidence_then = _lines(cleaned, _WHOLE_PAGE)
        if confidence_then > confidence:
            picture, lines = cleaned, again
    columns: tuple[tuple[Line, ...], ...] = ()
    if with_head:
        height, middle = int(picture.height * _HEAD_HEIGHT), int(picture.width * _LEFT_WIDTH)
        parts = ((0, 0, middle, height), (middle, 0, picture.width, height))
        columns = tuple(_lines(picture.crop(part), _ONE_BLOCK)[0] for part in parts)
    return Page(lines, is_scan=True, has_picture=True, is_recognised=True, head_columns=columns)


def _lines(picture: Image.Image, layout: str) -> tuple[tuple[Line, ...], float]:
    """Return the lines, and how confident the recogniser is of their letters on average, of 100."""
    if _is_blank(picture):
        return (), 0.0
    rows = csv.DictReader(io.StringIO(_table(picture, layout)), delimiter="\t", quoting=csv.QUOTE_NONE)
    lines: dict[tuple[str, ...], list[tuple[str, float]]] = {}
    for row in rows:
        word, place = (row.get("text") or "").strip(), (row["block_num"], row["par_num"], row["line_num"])
        if word:
            lines.setdefault(place, []).append((word, float(row["conf"])))
    words = [word for line in lines.values() for word in line]
    letters = sum(len(word) for word, _ in words)
    return tuple(
        Line(" ".join(word for word, _ in line), confidence=min(confidence for _, confidence in line))
        for line in lines.values()
    ), sum(len(word) * confidence for word, confidence in words) / letters if letters else 0.0


def _table(picture: Image.Image, layout: str) -> str:
    stream = io.BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    command = [_PROGRAM, "stdin", "stdout", "-l", _LANGUAGE, "--psm", layout, "--dpi", str(DOTS_PER_INCH), "tsv"]
    try:
        done = subprocess.run(
            command,
            input=stream.getvalue(),
            capture_output=True,
            timeout=SECONDS_PER_PAGE,
            check=True,
            # One core a page: the site must go on answering meanwhile.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError("một trang quét mất quá nhiều thời gian nhận dạng") from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnreadableFileError("phần mềm nhận dạng chữ báo lỗi") from error
    return done.stdout.decode("utf-8", "replace")


def _is_blank(picture: Image.Image) -> bool:
    darkest, lightest = picture.convert("L").resize((64, 64)).getextrema()
    return lightest - darkest < _LEAST_SPREAD
