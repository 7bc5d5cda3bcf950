"""The head of a paper as it is read: the left column, then the right one, where a file has both on each line.

NĐ 30/2020 sets issuer and number beside national title and date. Run together, "Số: 77/KH-SNV Sóc Trăng, ngày …" is no line that
anybody wrote.
"""

import re

from documents.reading.heads import DATE_LINE, Cell, columns_of
from documents.reading.marks import bare

_LONGEST = 14  # lines


def with_columns_apart(text: str) -> str:
    """Return a first page's text with its head's columns one after the other; as it is, where no line has both."""
    lines = text.splitlines()
    cells = [[Cell(piece, "") for piece in columns_of(line)] for line in _before_text(lines)]
    both = [place for place, row in enumerate(cells) if _has_both(row)]
    if not both:
        return text
    begins, ends = both[0], max(place for place, row in enumerate(cells) if len(row) > 1 or _is_right(row)) + 1
    left, right = [], []
    for row in cells[begins:ends]:
        words = [cell for cell in row if not cell.is_rule]
        right_from = 0 if _is_right(words) else 1
        left += words[:right_from]
        right += words[right_from:]
    return "\n".join([*lines[:begins], *(cell.text for cell in (*left, *right)), *lines[ends:]])


def _has_both(row: list[Cell]) -> bool:
    """Tell two columns from words about the country: "Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam"."""
    return len(row) > 1 and row[-1].is_title and not re.search(r"\bnuoc$", row[-2].bare)


def _before_text(lines: list[str]) -> list[str]:
    for place, line in enumerate(lines[:_LONGEST]):
        if Cell(line.strip(), "").begins_text:
            return lines[:place]
    return lines[:_LONGEST]


def _is_right(row: list[Cell]) -> bool:
    return len(row) == 1 and (row[0].is_title or bool(DATE_LINE.match(bare(row[0].text))))
