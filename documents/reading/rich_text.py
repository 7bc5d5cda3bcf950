"""Read RTF files. Their fonts are lost on the way; the letters themselves tell an old encoding."""

from __future__ import annotations

from striprtf.striprtf import rtf_to_text

from documents.reading.pieces import Paragraph, RawPage, Run, UnreadableFileError

_CELL = "|"


def read_rich_text(content: bytes) -> list[RawPage]:
    """Return the text as one page: the format knows no pages until it is printed."""
    try:
        text = rtf_to_text(content.decode("latin-1"), encoding="cp1252", errors="replace")
    except (ValueError, IndexError, LookupError, AttributeError, TypeError, OverflowError) as error:
        raise UnreadableFileError("cấu trúc bên trong tệp RTF bị hỏng") from error
    lines = (cell for line in text.splitlines() for cell in line.split(_CELL))
    return [RawPage(tuple(Paragraph([Run(line)]) for line in lines))]
