"""What makes a number that was read doubtful, though a number it is: how it is written, and what else the paper calls itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.numbers import DocumentNumber
from documents.reading.heads import Cell, number_in
from documents.reading.pages import Line

_OTHER_ALPHABETS = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_ISSUED_WITH = re.compile(
    r"^\W*(?:ban hành )?kèm theo (?:Quyết định|Nghị quyết|Nghị định|Thông tư|Chỉ thị|Kế hoạch|Công văn)\s+số:?\s*"
    r"(?P<number>\d\S*)",
    re.IGNORECASE,
)


def is_doubtful(cell: Cell, number: DocumentNumber) -> bool:
    """Whether a number looks cut, has letters of another alphabet, or a full stop: few papers have one, many slips do."""
    looks_cut = cell.text.rstrip().endswith(("-", "/"))
    return looks_cut or "." in number.sequence or bool(_OTHER_ALPHABETS.search(cell.text))


def annexes_agree(lines: Sequence[Line], number: DocumentNumber) -> bool:
    """Whether what is issued with the paper names it by this number: "(Kèm theo Quyết định số …)"."""
    found = (_ISSUED_WITH.match(line.text) for line in lines)
    named = [number_in(match["number"]) for match in found if match]
    own = [each for each in named if each and each.type_code == number.type_code]
    return not own or any(each.key == number.key for each in own)
