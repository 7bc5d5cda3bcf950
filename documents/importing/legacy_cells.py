"""Cells typed in TCVN3 or VNI become Unicode before anything else reads them, and what was done is said. Pure.

Before anything else: what cleans a cell takes for stray signs what these encodings use for letters.
"""

from collections.abc import Mapping

from documents.importing.columns import Column
from documents.importing.words import cut
from editorial.legacy_text import LegacyEncoding, convert, encodings_of, reads_well_in

_SHOWN = 80
# One word may be a foreign name, or a unit: µm.
_LEAST_WORDS = 2
_ADDRESSES = (Column.URL, Column.FILE)


def in_unicode(values: Mapping[Column, object]) -> tuple[dict[Column, object], list[str]]:
    """Return the cells of one row in Unicode, and a sentence for each that was not, with its words before and after."""
    lines = [
        (column, line)
        for column, value in values.items()
        if isinstance(value, str) and column not in _ADDRESSES
        for line in value.split("\n")
    ]
    stretches = [line for _, line in lines]
    if all(map(str.isascii, stretches)):
        return dict(values), []
    encodings = encodings_of(stretches, [""] * len(stretches))
    if reads_well_in(stretches, encodings) < _LEAST_WORDS:
        return dict(values), []
    read: dict[Column, list[str]] = {}
    found: dict[Column, LegacyEncoding] = {}
    for (column, line), encoding in zip(lines, encodings, strict=True):
        read.setdefault(column, []).append(convert(line, encoding) if encoding else line)
        if encoding:
            found.setdefault(column, encoding)
    texts = {column: "\n".join(read[column]) for column in found}
    notes = [_note(column, found[column], str(values[column]), text) for column, text in texts.items()]
    return {**values, **texts}, notes


def _note(column: Column, encoding: LegacyEncoding, before: str, after: str) -> str:
    shown = [cut(" ".join(text.split()), _SHOWN) for text in (before, after)]
    return f"Cột “{column}” gõ bằng bảng mã {encoding.label}, được đổi sang Unicode: “{shown[0]}” → “{shown[1]}”."
