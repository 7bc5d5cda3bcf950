"""A file's bytes become pages, within limits: by the kind that its name gives and `editorial.file_checks` has proved."""

from __future__ import annotations

from documents.reading.pages import ReadText, read_pages
from documents.reading.pdf import read_pdf
from documents.reading.pieces import UnreadableFileError
from documents.reading.rich_text import read_rich_text
from documents.reading.word import read_word
from documents.reading.word97 import read_word97

MAX_PAGES = 500
READABLE = ("pdf", "docx", "doc", "rtf")


def is_readable(extension: str) -> bool:
    """Whether a kind of file can be read, by the end of its name without the dot."""
    return extension.lower() in READABLE


def extract(content: bytes, extension: str) -> ReadText:
    """Return a file's pages; raise UnreadableFileError where it is broken, locked or of another kind."""
    kind = extension.lower()
    if kind == "pdf":
        pages, count = read_pdf(content, page_limit=MAX_PAGES)
        return read_pages(pages, page_count=count)
    readers = {"docx": read_word, "doc": read_word97, "rtf": read_rich_text}
    if kind not in readers:
        raise UnreadableFileError("hệ thống chỉ đọc được tệp PDF, DOCX, DOC và RTF")
    return read_pages(readers[kind](content))
