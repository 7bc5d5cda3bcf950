"""The abstract of a paper (trích yếu): what stands under the type's name, or beside "V/v" on an official letter."""

from __future__ import annotations

import re

from documents.reading.heads import DATE, Cell, Head, number_cell
from documents.reading.marks import bare, capital_end, one_line
from documents.reading.types import type_at_start, type_of_words

_MOST_LINES = 14
_LONGEST = 1500
_FULL_LINE, _SHORT_SHARE = 55, 0.72
_ISSUING_LINE = re.compile(
    r"^(?:(?:bo truong|chu tich|giam doc|thu tuong|tong giam doc|thong doc|cuc truong|chanh an|vien truong|chu nhiem|truong ban|"
    r"tong kiem toan|hieu truong|tong thanh tra|chanh van phong)\b.*|chinh phu|quoc hoi|uy ban thuong vu quoc hoi|"
    r"(?:uy ban|hoi dong) nhan dan .*|hoi dong nhan dan.*|hoi dong tham phan.*|bo [a-z, -]{4,40}|nuoc cong hoa .*|khoa [xiv]+.*)$"
)
_AFTER = re.compile(r"^(?:kinh gui|\((?:kem|ban hanh|da duoc|duoc)|noi nhan|can cu|nguoi ky|tai lieu|so ho so)")
# "Nghị định của Chính phủ": old files name the issuer beside the type.
_OF_ISSUER = re.compile(r"^cua (?:chinh phu|thu tuong|quoc hoi|bo|uy ban|hoi dong|chu tich|so|lien bo)\b[^,;]{0,60}$")
_LEAD_OF_LETTER = re.compile(r"^\W*v/v\b\.?:?\s*")
# Titles of laws stand in capitals where a body's name could stand; elsewhere capitals end the abstract.
_TITLED_IN_CAPITALS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")


def abstract_of(head: Head, at: int, document_type: str) -> tuple[str, str, bool]:
    """Return the abstract, the line it begins in, and whether its lines stand in order without anything between.

    `at` is the place of the cell that names the type, -1 where none does.
    """
    for index, cell in enumerate(head.cells):
        if _LEAD_OF_LETTER.match(cell.bare):
            return _letter_subject(head, index)
    if at < 0:
        return "", "", False
    same_line = type_at_start(head.cells[at].text)[1]
    if _OF_ISSUER.match(bare(same_line)):
        same_line = ""
    return _under_type(head, at, same_line, document_type)


def _under_type(head: Head, at: int, same_line: str, document_type: str) -> tuple[str, str, bool]:
    lines = [same_line] if same_line else []
    evidence = head.cells[at].line if same_line else ""
    is_clean = True
    for cell in head.cells[at + 1 : at + 1 + _MOST_LINES]:
        plain = cell.bare.strip(" .:-_*")
        if _ends(cell, plain, document_type, has_lines=bool(lines)):
            break
        if lines and _begins_text(cell, lines[-1]):
            is_clean = False
            break
        if _is_noise(cell):
            is_clean = False
            continue
        evidence = evidence or cell.line
        lines.append(cell.text)
    kept = _without_sentences(lines)
    text = one_line(" ".join(kept)).strip(" _-*")
    return text[:_LONGEST], evidence, is_clean and bool(text) and len(kept) == len(lines)


def _without_sentences(lines: list[str]) -> list[str]:
    """Return the lines before the first sentence with a full stop: an abstract is none, a text without "Căn cứ" begins so."""
    stop = next((at for at, line in enumerate(lines) if line.rstrip().endswith((".", ":"))), None)
    if not stop:
        return lines
    begins = [at for at in range(1, stop + 1) if lines[at].lstrip(" -–")[:1].isupper() and not lines[at].isupper()]
    # An abstract's own last line may end with a full stop: "… của / Ủy ban nhân dân tỉnh."
    is_own_end = stop == len(lines) - 1 and bool(begins) and sum(map(len, lines[begins[-1] :])) < _FULL_LINE
    return lines if not begins or is_own_end else lines[: begins[-1]]


def _ends(cell: Cell, plain: str, document_type: str, *, has_lines: bool) -> bool:
    if _AFTER.match(plain) or cell.is_title or type_of_words(cell.text):
        return True
    if cell.is_rule:
        return has_lines
    ending = bare(capital_end(cell.text)).strip(" .:-_*")
    is_issuing = (bool(_ISSUING_LINE.match(plain)) and cell.is_capital) or (
        bool(ending) and bool(_ISSUING_LINE.match(ending))
    )
    if document_type in _TITLED_IN_CAPITALS and not has_lines:
        return False
    if has_lines and plain.startswith(("luat so", "nghi quyet so")) and number_cell(cell):
        return True
    # A date of its own line belongs to the head, not to the abstract.
    is_date = bool(DATE.match(plain)) and len(plain) < 40
    return is_issuing or is_date


def _begins_text(cell: Cell, before: str) -> bool:
    """Whether a full line with a capital follows the short last line of what was set in the middle."""
    starts = cell.text.lstrip(" -–.")[:1]
    if cell.is_capital or before.endswith((",", "-")):
        return False
    return starts.isupper() and len(cell.text) >= _FULL_LINE and len(before) <= _SHORT_SHARE * len(cell.text)


def _is_noise(cell: Cell) -> bool:
    """Whether a line is what a stamp left on a scan."""
    letters = sum(letter.isalpha() for letter in cell.text)
    return cell.confidence is not None and ((cell.confidence < 10 and letters < 25) or letters * 2 < len(cell.text))


def _letter_subject(head: Head, at: int) -> tuple[str, str, bool]:
    lines = [head.cells[at].text]
    is_clean = True
    for cell in head.cells[at + 1 : at + 8]:
        plain = bare(cell.text).strip()
        if (
            cell.is_title
            or DATE.search(plain)
            or _AFTER.match(plain)
            or cell.is_capital
            or number_cell(cell) is not None
        ):
            # The right column may have cut in; what follows it is not read on.
            is_clean = is_clean and not cell.is_title
            break
        lines.append(cell.text)
    return one_line(" ".join(lines))[:_LONGEST].strip(" -_"), head.cells[at].line, is_clean
