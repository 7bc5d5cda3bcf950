"""The full text of a document: from the body that the officer wrote, else from what was read from its file.

Page and index both take it from here, so that a hit's anchor is on the page.
"""

import re

from bs4 import BeautifulSoup
from django.utils.safestring import SafeString, mark_safe

from documents.articles import Line, Piece, anchors, articles, cut, lines_of
from documents.reading.two_columns import with_columns_apart
from documents.running_heads import without_running_heads

_BLOCKS = ["h2", "h3", "h4", "p", "li", "td", "th", "figcaption"]
_ITEM = re.compile(r"^(?:[a-zđ]|\d{1,3})[.)]\s")
# A file that says this many times more than the body is the document; the body is then a note about it.
FILE_SAYS_MORE = 2


def body_soup(page) -> BeautifulSoup:
    return BeautifulSoup(page.body.render_as_block(), "html.parser")


def _elements(soup: BeautifulSoup) -> list:
    """Return the elements that hold words of their own, in the order in which they are read."""
    return [element for element in soup.find_all(_BLOCKS) if not element.find(_BLOCKS)]


def body_lines(page) -> list[Line]:
    if not page.body:
        return []
    return [line for element in _elements(body_soup(page)) for line in lines_of(element.get_text(" "))]


def file_lines(page) -> list[Line]:
    """Return what was read from the document's file so far, each line with its page; nothing where it was not read."""
    reading = getattr(page.file, "reading", None) if page.file_id else None
    if reading is None:
        return []
    rows = without_running_heads(dict(reading.pages.values_list("number", "text")))
    if rows:
        first = min(rows)
        rows[first] = with_columns_apart(rows[first])
    has_pages = len(rows) > 1
    return [line for number, text in rows.items() for line in lines_of(text, file_page=number if has_pages else None)]


def body_is_the_text(body: list[Line], file: list[Line]) -> bool:
    """Say whether the body is the document itself, so that the file's text would only repeat it."""
    if not file or articles(cut(body)):
        return True
    return _length(file) < FILE_SAYS_MORE * _length(body)


def _length(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def file_pieces(page) -> tuple[Piece, ...]:
    """Return the pieces of the file's text, where it is shown on the page."""
    file = file_lines(page)
    return () if body_is_the_text(body_lines(page), file) else cut(file)


def pieces_of(page) -> tuple[Piece, ...]:
    """Return the pieces that the page shows and the index finds: of the body, and of the file where it says more."""
    body, file = body_lines(page), file_lines(page)
    if body_is_the_text(body, file):
        return cut(body)
    note = (Piece(lines=tuple(body)),) if body else ()
    return (*note, *cut(file))


def marked_body(page) -> SafeString:
    """Return the body as shown, its articles with their anchors."""
    if not page.body:
        return mark_safe("")
    soup = body_soup(page)
    elements = _elements(soup)
    texts = [" ".join(element.get_text(" ").split()) for element in elements]
    filled = [place for place, text in enumerate(texts) if text]
    for place, anchor in anchors(texts[place] for place in filled).items():
        elements[filled[place]]["id"] = anchor
    return mark_safe(str(soup))  # noqa: S308  what the blocks themselves rendered


def paragraphs(lines: tuple[Line, ...]) -> list[str]:
    """Return the lines of a file's text joined into paragraphs: a file breaks its lines at the edge of the paper."""
    found: list[str] = []
    for line in lines:
        if found and _goes_on(found[-1], line.text):
            found[-1] = f"{found[-1]} {line.text}"
        else:
            found.append(line.text)
    return found


def _goes_on(before: str, text: str) -> bool:
    """Say whether a line continues the one before: that one stopped within a sentence, and this one begins within it."""
    begins_within = text[:1].islower() or (text[:1].isalnum() and before[-1:] in (",", "-", "–"))
    return begins_within and not before.endswith((".", ";", ":", "./.")) and not _ITEM.match(text)
