"""Papers without a two-column head: one sentence names type, issuer, number and date, as gazettes and old files print them.

"Nghị định của Chính phủ số 29/1998/NĐ-CP ngày 11 tháng 5 năm 1998 về việc ban hành …"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from documents.numbers import DocumentNumber
from documents.reading.heads import DATE, Head, day_of, number_in
from documents.reading.issuers import official_name
from documents.reading.marks import bare, one_line
from documents.reading.types import type_at_start

_LINES_OF_A_TITLE = 8
_LINES_LOOKED_AT = 12
_SENTENCE = re.compile(r"^(?:cua (?P<issuer>.{3,80}?)\s+)?so\s*[:.]?\s*(?=\d)")


@dataclass(frozen=True)
class Title:
    """What the sentence says; empty where there is none."""

    document_type: str = ""
    issuing_body: str = ""
    number: DocumentNumber | None = None
    issued_on: date | None = None
    abstract: str = ""
    evidence: str = ""
    # "Thông tư số … ngày … của Bộ trưởng …" is how a text speaks of another document, and how some papers name themselves.
    may_be_another: bool = False


def title_of(head: Head) -> Title:
    """Return the title that begins in one of the first lines of the head."""
    for start in range(min(_LINES_LOOKED_AT, len(head.cells))):
        text = one_line(" ".join(cell.text for cell in head.cells[start : start + _LINES_OF_A_TITLE]))
        document_type, rest = type_at_start(text)
        found = _SENTENCE.match(bare(rest)) if document_type else None
        number = number_in(rest[found.end() :]) if found else None
        if not found or number is None:
            continue
        day = DATE.search(bare(rest), found.end())
        # Without its date the sentence may be about another document.
        if not day or day.start() - found.end() > 40:
            continue
        issuer = official_name(rest[found.start("issuer") : found.end("issuer")]) if found["issuer"] else ""
        about = rest[day.end() :].strip(" ,.;:-")
        return Title(document_type, issuer, number, day_of(day), about, text[:400], bare(about).startswith("cua "))
    return Title()
