"""The day of a paper: the line of place and date in its head, or the sentence that says when an assembly passed it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from documents.reading.heads import DATE, DATE_LINE, Cell, day_of
from documents.reading.marks import bare
from documents.reading.pages import Line

_PASSED = re.compile(r"(?:luat|bo luat|nghi quyet|phap lenh) nay .{0,200}thong qua")


def date_among(cells: Sequence[Cell]) -> tuple[Cell | None, date | None, bool]:
    """Return the line of place and date, its date, and whether it is printed without fault."""
    blank = None
    for cell in cells:
        plain = cell.bare
        found = DATE.search(plain)
        stands_alone = bool(found) and found.start() < 3 and len(plain) - found.end() < 4
        if not _is_date_line(cell) and not stands_alone:
            continue
        if "thang" not in plain and not found:
            continue
        if found and (day := day_of(found)):
            return cell, day, not (found["more"] or found["more2"] or cell.is_guessed)
        blank = blank or cell
        if re.search(r",\s*ngay\b", plain):
            break  # this is the line, and nothing can be read of it: what follows names other papers
    return blank, None, False


def _is_date_line(cell: Cell) -> bool:
    """Whether a line begins with a place and its day: "Hà Nội, ngày", also without the comma; "TTg ngày" is no place."""
    found = DATE_LINE.match(cell.bare)
    if not found:
        return False
    words = re.findall(r"[^\W\d_]+", cell.text[: found.end("place")])
    return "," in cell.text[: found.end()] or all(word.istitle() for word in words)


def place_of(cell: Cell | None) -> str:
    found = DATE_LINE.match(cell.bare) if cell else None
    return cell.text[found.start("place") : found.end("place")].strip(" ,.") if found else ""


def passed_day(lines: Sequence[Line]) -> tuple[date | None, str]:
    """Return the day that laws and resolutions of assemblies say they were passed on, in their last sentence, and its line."""
    for index in range(len(lines) - 1, -1, -1):
        # The sentence may be cut by the ends of lines.
        plain = bare(" ".join(line.text for line in lines[index : index + 3]))
        passed = _PASSED.search(plain)
        found = DATE.search(plain, passed.end()) if passed else None
        if found and (day := day_of(found)):
            return day, lines[index].text
    return None, ""
