"""Read Word documents of today (.docx): paragraphs in the order of the paper, cell by cell in tables, with their fonts."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from documents.reading.pieces import Paragraph, RawPage, Run, UnreadableFileError

MAX_PARAGRAPHS = 200_000
_PARAGRAPH, _RUN, _TEXT = qn("w:p"), qn("w:r"), qn("w:t")
_SHOWN = {qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): ""}
_BREAK, _PAGE_RENDERED = qn("w:br"), qn("w:lastRenderedPageBreak")
# What a reader of the paper does not see: deletions, the other half of a drawing, a change's earlier look.
_PASSED_OVER = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    qn("w:rPrChange"),
    qn("w:pPrChange"),
}
_LONGEST_CHAIN = 12
_BROKEN = (
    *(
        OpcError,
        etree.LxmlError,
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        EOFError,
    ),
    NotImplementedError,
)


def read_word(content: bytes) -> list[RawPage]:
    """Return the document's text as one page: the format knows no pages until it is printed."""
    try:
        document = Document(io.BytesIO(content))
        fonts = _StyleFonts(document)
        return [RawPage(tuple(_paragraphs(document.element.body, fonts)))]
    except _BROKEN as error:
        raise UnreadableFileError("cấu trúc bên trong tài liệu Word bị hỏng") from error


class _StyleFonts:
    """The fonts that the document's styles give."""

    def __init__(self, document) -> None:
        styles = document.styles.element
        self.by_style = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self.default = _font_of(styles.find(f"{qn('w:docDefaults')}//{qn('w:rPr')}"))
        normal = next((style for style in self.by_style.values() if style.get(qn("w:default")) == "1"), None)
        self.normal = normal.get(qn("w:styleId")) if normal is not None else ""

    def of_style(self, style_id: str | None) -> str:
        for _ in range(_LONGEST_CHAIN):
            style = self.by_style.get(style_id)
            if style is None:
                break
            if font := _font_of(style.find(qn("w:rPr"))):
                return font
            base = style.find(qn("w:basedOn"))
            style_id = base.get(qn("w:val")) if base is not None else None
        return self.default


def _font_of(properties) -> str:
    fonts = properties.find(qn("w:rFonts")) if properties is not None else None
    if fonts is None:
        return ""
    return fonts.get(qn("w:hAnsi")) or fonts.get(qn("w:ascii")) or ""


def _paragraphs(body, fonts: _StyleFonts) -> Iterator[Paragraph]:
    for number, element in enumerate(_shown(body, _PARAGRAPH)):
        if number >= MAX_PARAGRAPHS:
            return
        yield from _lines(element, fonts)


def _lines(element, fonts: _StyleFonts) -> Iterator[Paragraph]:
    """Yield a paragraph's lines, as its author broke them."""
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    paragraph_font = fonts.of_style(style.get(qn("w:val")) if style is not None else fonts.normal)
    current = Paragraph()
    for run in _shown(element, _RUN, stop=_PARAGRAPH):
        properties = run.find(qn("w:rPr"))
        if properties is not None and properties.find(qn("w:vanish")) is not None:
            continue
        run_style = properties.find(qn("w:rStyle")) if properties is not None else None
        font = _font_of(properties) or (fonts.of_style(run_style.get(qn("w:val"))) if run_style is not None else "")
        for piece in run:
            if piece.tag == _BREAK:
                yield current
                current = Paragraph(is_new_page=piece.get(qn("w:type")) == "page")
            elif text := (piece.text or "") if piece.tag == _TEXT else _SHOWN.get(piece.tag, ""):
                current.runs.append(Run(text, font or paragraph_font))
    yield current


def _shown(element, tag: str, *, stop: str = "") -> Iterator:
    """Yield the descendants with a tag in the order of the paper, without what is passed over, nor beyond `stop`."""
    for child in element:
        if child.tag in _PASSED_OVER or (stop and child.tag == stop):
            continue
        if child.tag == tag:
            yield child
        if child.tag != tag or not stop:
            yield from _shown(child, tag, stop=stop)
        elif tag == _RUN:
            # A text box stands inside a run; its paragraphs are yielded on their own.
            continue
