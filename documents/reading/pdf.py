"""Read PDF files with PDFium: each page's text with the fonts of its lines, and how much of the page is a picture."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from documents.reading.pieces import Paragraph, RawPage, Run, UnreadableFileError

_LONGEST_FONT_NAME = 200
_DEPTH_OF_FORMS = 4
_OBJECTS_LOOKED_AT = 2000
_POINTS_PER_INCH = 72
_MAX_RENDERED_PIXELS = 20_000_000
_SENTENCES = {
    pdfium_c.FPDF_ERR_PASSWORD: "tệp đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại",
    pdfium_c.FPDF_ERR_SECURITY: "tệp dùng cách khóa mà hệ thống không mở được",
}
_WORD = re.compile(r"\S+")
_SIGNS = "−∙•\xad\ufffe"
_BROKEN = "cấu trúc bên trong tệp PDF bị hỏng"


@contextmanager
def opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF from its bytes; raise UnreadableFileError where it cannot be."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(_SENTENCES.get(getattr(error, "err_code", 0), _BROKEN)) from error
    with closing(document):
        yield document


def read_pdf(content: bytes, *, page_limit: int) -> tuple[list[RawPage], int]:
    """Return the first `page_limit` pages, and how many pages there are."""
    with opened(content) as document:
        count = len(document)
        return [_page(document, number) for number in range(min(count, page_limit))], count


def render(content: bytes, number: int, *, dots_per_inch: int) -> Image.Image:
    """Return a page, numbered from 0, as a grey picture for a recogniser."""
    with opened(content) as document:
        try:
            page = document[number]
            scale = dots_per_inch / _POINTS_PER_INCH
            width, height = page.get_size()
            pixels = width * height * scale * scale
            if pixels > _MAX_RENDERED_PIXELS:
                scale *= (_MAX_RENDERED_PIXELS / pixels) ** 0.5
            return page.render(scale=scale, grayscale=True).to_pil()
        except (pdfium.PdfiumError, IndexError) as error:
            raise UnreadableFileError(_BROKEN) from error


def _page(document: pdfium.PdfDocument, number: int) -> RawPage:
    try:
        with closing(document[number]) as page:
            with closing(page.get_textpage()) as text_page:
                paragraphs = tuple(_lines(text_page))
            return RawPage(paragraphs, _image_share(page))
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(_BROKEN) from error


def _lines(text_page: pdfium.PdfTextPage) -> Iterator[Paragraph]:
    at = 0
    for line in text_page.get_text_range().split("\n"):
        yield Paragraph(list(_runs(text_page, line.rstrip("\r"), at)))
        at += len(line) + 1


def _runs(text_page: pdfium.PdfTextPage, line: str, at: int) -> Iterator[Run]:
    """Yield a line's runs, cut between words: an old font's ư often comes from another font, as a hyphen or a minus.

    A line that is all ASCII is the same in every encoding, so its fonts are not asked for.
    """
    if line.isascii():
        yield Run(line)
        return
    start, font = 0, None
    for word in _WORD.finditer(line):
        marked = next((index for index, letter in enumerate(word[0]) if not letter.isascii()), None)
        if marked is None:
            continue
        word_font = _font_at(text_page, at + word.start() + marked)
        if marked + 1 < len(word[0]) and word[0][marked] in _SIGNS:
            word_font = _font_at(text_page, at + word.end() - 1)
        if font is not None and word_font != font:
            yield Run(line[start : word.start()], font)
            start = word.start()
        font = word_font
    yield Run(line[start:], font or "")


def _font_at(text_page: pdfium.PdfTextPage, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(_LONGEST_FONT_NAME), ctypes.c_int()
    length = pdfium_c.FPDFText_GetFontInfo(text_page, index, buffer, _LONGEST_FONT_NAME, ctypes.byref(flags))
    return buffer.value.decode("utf-8", "replace") if 0 < length <= _LONGEST_FONT_NAME else ""


def _image_share(page: pdfium.PdfPage) -> float:
    """Return the part of the page that pictures cover, at most 1: 1 on a scan."""
    width, height = page.get_size()
    covered = 0.0
    images = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH_OF_FORMS)
    for number, image in enumerate(images):
        if number >= _OBJECTS_LOOKED_AT:
            break
        left, bottom, right, top = image.get_bounds()
        covered += max(0.0, min(right, width) - max(left, 0)) * max(0.0, min(top, height) - max(bottom, 0))
    return min(1.0, covered / (width * height)) if width and height else 0.0
