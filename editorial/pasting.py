"""What a paste from Word becomes: clean paragraphs, tables and pictures, in order, and sentences on what was changed.

Word's clipboard is a web page full of Word's own marks: styles, comments, its namespaces, lists that are paragraphs with a dot
before them, fonts that draw TCVN3 or VNI letters. What an item keeps is what its editor can make: words, headings, lists, bold
and italic, links; tables and pictures are blocks of their own (R9.1, R10.1b).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from editorial.figures import MAX_COLUMNS, MAX_ROWS
from editorial.legacy_text import convert, encoding_of_font, encodings_of, is_capital_font
from editorial.pasted_pictures import PastedPicture, picture_behind, pictures_in_rtf
from editorial.pasted_tables import SPACES, cells_of

LONGEST_PASTE = 8_000_000  # characters: a report of some hundred pages; its pictures come beside it


@dataclass(frozen=True)
class Prose:
    """Paragraphs, headings and lists, as HTML of the editor's own few tags."""

    html: str


@dataclass(frozen=True)
class PastedTable:
    """A table's cells, all rows of one length; `caption` is the line above that names it, where there is one."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass
class Paste:
    """What came of a paste. `said` tells the officer, in Vietnamese, what was converted, moved or left out."""

    parts: list[Prose | PastedTable | PastedPicture] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


# Word wraps its web page in conditions that only Word reads: those in comments hold what it alone draws, the others hold the
# same for everybody else.
_FRAGMENT = re.compile(r"<!--StartFragment-->(.*?)<!--EndFragment-->", re.DOTALL)
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)
_CONDITIONS = re.compile(r"<!\[(?:if|endif)[^>]*>")
_NAMESPACED = re.compile(r"<(/?)(?:[owvm]|st\d+):\w+[^>]*>")
_UNSEEN = ("style", "script", "head", "xml", "title", "noscript", "object", "iframe", "svg")
_PARAGRAPHS = ("p", "div", "li", "td", "th", "dd", "dt", "blockquote", "pre", "center")
_BLOCKS = frozenset((*_PARAGRAPHS, "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer"))
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_CAPTION = re.compile(r"^(?:bảng|biểu|phụ lục|danh sách)\b", re.IGNORECASE)
_BULLETS = re.compile(r"^[\W_o§Øüvq\uf000-\uf0ff]{0,3}$")
_LIST_LEVEL = re.compile(r"mso-list:[^;]*\blevel(\d)")


def read_paste(html: str, rtf: str = "") -> Paste:
    """Return what a clipboard's page becomes; `rtf` is the same text as Word's other form, where its pictures are."""
    found = _FRAGMENT.search(html)
    plain = _NAMESPACED.sub("", _CONDITIONS.sub("", _COMMENTS.sub("", found[1] if found else html)))
    if not plain.strip():
        return Paste()
    root = document_fromstring(f"<html><body>{plain}</body></html>")
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    for hidden in root.xpath("//*[contains(@style,'display:none') or contains(@style,'mso-hide:all')]"):
        hidden.drop_tree()
    reader = _Reader(pictures_in_rtf(rtf))
    reader.convert_legacy(root)
    reader.read(root)
    return reader.finished()


class _Reader:
    """One reading of a page, from its beginning to its end."""

    def __init__(self, pictures: list[PastedPicture]) -> None:
        self.paste = Paste()
        self.lines: list[tuple[str, str]] = []  # (kind, inner HTML): p, h2, h3, blockquote, ul1, ol1, ul2 …
        self.pictures = iter(pictures)

    def convert_legacy(self, root: HtmlElement) -> None:
        """Put what was typed in TCVN3 or VNI fonts into Unicode, where it stands."""
        places = [(tag, name) for tag in root.iter(etree.Element) for name in ("text", "tail") if getattr(tag, name)]
        fonts = [_font_of(tag if name == "text" else tag.getparent()) for tag, name in places]
        texts = [SPACES.sub(" ", getattr(tag, name)) if fonts else "" for tag, name in places]
        encodings = encodings_of(texts, fonts)
        if not any(encoding_of_font(font) for font in fonts) and sum(map(bool, encodings)) < 2:
            encodings = [
                encoding if encoding and len(text.split()) > 2 else None
                for encoding, text in zip(encodings, texts, strict=True)
            ]
        for (tag, name), font, text, encoding in zip(places, fonts, texts, encodings, strict=True):
            if encoding and not text.isascii():
                made = convert(text, encoding)
                setattr(tag, name, made.upper() if is_capital_font(font) else made)
            elif encoding and is_capital_font(font):
                setattr(tag, name, text.upper())
        if names := sorted({e.label for e, text in zip(encodings, texts, strict=True) if e and not text.isascii()}):
            self.paste.said.append(f"Đã chuyển chữ gõ bằng bảng mã cũ {', '.join(names)} sang Unicode: xin đọc lại.")

    def read(self, parent: HtmlElement) -> None:
        """Read what stands in a part of the page: blocks one by one, and loose words between them as a paragraph."""
        loose: list[str] = [escape(parent.text or "", quote=False)]
        for tag in parent:
            if tag.tag == "table":
                self.end_line("p", loose)
                self.read_table(tag)
            elif _has_blocks(tag):
                self.end_line("p", loose)
                self.read(tag)
            elif tag.tag in _BLOCKS:
                self.end_line("p", loose)
                self.end_line(self.kind_of(tag), [_words(tag, in_heading=tag.tag in _HEADINGS)])
                self.read_pictures(tag)
            elif isinstance(tag.tag, str):
                loose.append(_styled(tag, in_heading=False))
                if tag.tag == "img" or tag.find(".//img") is not None:
                    self.end_line("p", loose)
                    self.read_pictures(tag)
            loose.append(escape(tag.tail or "", quote=False))
        self.end_line("p", loose)

    def end_line(self, kind: str, pieces: list[str]) -> None:
        line = SPACES.sub(" ", "".join(pieces)).replace("<br/> ", "<br/>").strip()
        pieces.clear()
        line = re.sub(r"^(?:<br/>)+|(?:<br/>)+$", "", line)
        if re.sub(r"<[^>]+>|\s", "", line):
            self.lines.append((kind, line))

    def kind_of(self, tag: HtmlElement) -> str:
        if tag.tag in _HEADINGS:
            return _HEADINGS[tag.tag]
        if "MsoTitle" in tag.get("class", ""):
            return "h2"
        if tag.tag == "li":
            lists = [above.tag for above in tag.iterancestors("ul", "ol")]
            return f"{lists[0] if lists else 'ul'}{max(len(lists), 1)}"
        level = _LIST_LEVEL.search(tag.get("style", ""))
        marker = _take_marker(tag) if level else None
        if level and marker is not None and _BULLETS.match(marker):
            return f"ul{level[1]}"
        if marker:  # "1.", "a)", "Điều 2": words of the document, which others cite
            tag.text = f"{marker} {tag.text or ''}"
        return "blockquote" if tag.tag == "blockquote" else "p"

    def read_pictures(self, tag: HtmlElement) -> None:
        for image in tag.iter("img"):
            picture = picture_behind(image.get("src", ""), image.get("alt", ""), self.pictures)
            if isinstance(picture, str):
                self.paste.said.append(picture)
            else:
                self.end_prose()
                self.paste.parts.append(picture)

    def read_table(self, table: HtmlElement) -> None:
        rows = cells_of(table)
        if len(rows) < 2 or len(rows[0]) < 2:
            # The head of an official letter, or a frame: laid out as a table, read as lines.
            for cell in table.iter("td", "th"):
                self.read(cell)
            return
        if len(rows) > MAX_ROWS or len(rows[0]) > MAX_COLUMNS:
            self.paste.said.append(
                f"Bảng {len(rows)} dòng lớn hơn khổ bảng của bài ({MAX_ROWS} dòng, {MAX_COLUMNS} cột) nên không đưa vào: "
                "hãy đính kèm tệp."
            )
            return
        caption = ""
        if self.lines and _CAPTION.match(_text_of(self.lines[-1][1])) and len(_text_of(self.lines[-1][1])) <= 255:
            caption = _text_of(self.lines.pop()[1])
        self.end_prose()
        self.paste.parts.append(PastedTable(caption, tuple(map(tuple, rows))))
        for cell in table.iter("td", "th"):
            self.read_pictures(cell)

    def end_prose(self) -> None:
        if self.lines:
            self.paste.parts.append(Prose("".join(_joined(self.lines))))
            self.lines = []

    def finished(self) -> Paste:
        self.end_prose()
        return self.paste


def _font_of(tag: HtmlElement | None) -> str:
    """Return the font that draws the words of a tag: named by it, or by the nearest above that names one."""
    while tag is not None:
        named = re.search(r"font-family:\s*[\"']?([^;\"',]+)", tag.get("style") or "")
        if named or (tag.tag == "font" and tag.get("face")):
            return (named[1] if named else tag.get("face")).strip()
        tag = tag.getparent()
    return ""


def _has_blocks(tag: HtmlElement) -> bool:
    return any(inner.tag == "table" or inner.tag in _BLOCKS for inner in tag.iterdescendants(etree.Element))


def _take_marker(tag: HtmlElement) -> str | None:
    """Take the dot or number that Word writes before an item of a list out of the paragraph, and return it."""
    for span in tag.iter("span"):
        if "mso-list" in (span.get("style") or "").replace(" ", "").lower() and "ignore" in span.get("style").lower():
            marker = SPACES.sub(" ", span.text_content()).strip()
            span.drop_tree()
            return marker
    return None


def _words(tag: HtmlElement, *, in_heading: bool) -> str:
    """Return what stands in a tag, as HTML of words, bold, italic, links and line breaks alone."""
    pieces = [escape(tag.text or "", quote=False)]
    for inner in tag:
        if isinstance(inner.tag, str):
            pieces.append(_styled(inner, in_heading=in_heading))
        pieces.append(escape(inner.tail or "", quote=False))
    return "".join(pieces)


def _styled(tag: HtmlElement, *, in_heading: bool) -> str:
    if tag.tag == "br":
        return "<br/>"
    words = _words(tag, in_heading=in_heading)
    style = re.sub(r"\s", "", tag.get("style") or "").lower()
    href = (tag.get("href") or "").strip() if tag.tag == "a" else ""
    if not re.sub(r"<br/>|[\s\u00a0]", "", words):
        return words
    if (tag.tag in ("i", "em") or "font-style:italic" in style) and "font-style:normal" not in style:
        words = f"<i>{words}</i>"
    is_bold = tag.tag in ("b", "strong") or re.search(r"font-weight:(?:bold|[6-9]00)", style)
    if is_bold and not in_heading and "font-weight:normal" not in style:
        words = f"<b>{words}</b>"
    return f'<a href="{escape(href)}">{words}</a>' if re.match(r"(?:https?://|mailto:|tel:)", href, re.I) else words


def _text_of(html: str) -> str:
    return document_fromstring(f"<p>{html}</p>").text_content().strip()


def _joined(lines: list[tuple[str, str]]) -> Iterator[str]:
    """Write the lines out; those of lists within lists of their depth."""
    open_lists: list[str] = []
    for kind, line in lines:
        name, depth = (kind[:2], int(kind[2:])) if kind[:2] in ("ul", "ol") else ("", 0)
        while open_lists and (len(open_lists) > depth or (len(open_lists) == depth and open_lists[-1] != name)):
            yield f"</li></{open_lists.pop()}>"
        if not name:
            yield f"<{kind}>{line}</{kind}>"
            continue
        if len(open_lists) == depth:
            yield "</li>"
        while len(open_lists) < depth:
            open_lists.append(name)
            yield f"<{name}>" + ("<li>" if len(open_lists) < depth else "")
        yield f"<li>{line}"
    for name in reversed(open_lists):
        yield f"</li></{name}>"


_EMPTY_LINE = re.compile(r"<(p|h[1-6])(?:\s[^>]*)?>(?:\s|\u00a0|&nbsp;|<br\s*/?>|</?(?:b|i|strong|em)>)*</\1>")


def tidied(html: str) -> str:
    """Return the text of an editor without empty paragraphs and with plain spaces: for a paste that got past the browser."""
    return _EMPTY_LINE.sub("", re.sub("(?:\u00a0|&nbsp;)+", " ", html))
