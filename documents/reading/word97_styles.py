"""How a run of a Word 97-2003 document looks: its font, and whether it is deleted, hidden or in capitals ([MS-DOC])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

_DELETED, _HIDDEN, _CAPITALS, _STYLE = 0x0800, 0x083C, 0x083B, 0x4A30
_ASCII_FONT, _OTHER_FONT = 0x4A4F, 0x4A51
_OPERAND_BYTES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_NO_BASE = 0x0FFF
_LONGEST_CHAIN = 12


@dataclass(frozen=True)
class CharacterLook:
    """What a run says of itself; -1 and None leave it to the style."""

    font: int = -1
    style: int = -1
    is_deleted: bool = False
    is_hidden: bool = False
    is_capitals: bool | None = None


def looked_at(properties: bytes) -> CharacterLook:
    """Return the look that a list of properties describes."""
    look = CharacterLook()
    ascii_font = other_font = -1
    for code, operand in _properties(properties):
        if code == _ASCII_FONT:
            ascii_font = _number(operand)
        elif code == _OTHER_FONT:
            other_font = _number(operand)
        elif code == _STYLE:
            look = replace(look, style=_number(operand))
        elif code == _DELETED:
            look = replace(look, is_deleted=operand[:1] == b"\x01")
        elif code == _HIDDEN:
            look = replace(look, is_hidden=operand[:1] == b"\x01")
        elif code == _CAPITALS:
            look = replace(look, is_capitals=operand[:1] in (b"\x01", b"\x81"))
    # Letters beyond ASCII, which tell the encoding, stand in the "other" font.
    return replace(look, font=other_font if other_font >= 0 else ascii_font)


class StyleSheet:
    """The looks that the document's styles give to runs which name none themselves."""

    def __init__(self, table: bytes) -> None:
        self.default_font = -1
        self.bases: list[int] = []
        self.own: list[CharacterLook] = []
        if len(table) >= 20:
            self._read(table)

    def completed(self, look: CharacterLook, *, paragraph_style: int) -> CharacterLook:
        """Return a run's look with what it leaves to its character style, then to its paragraph's."""
        for style in (*self._chain(look.style), *self._chain(paragraph_style)):
            own = self.own[style]
            look = replace(
                look,
                font=look.font if look.font >= 0 else own.font,
                is_capitals=own.is_capitals if look.is_capitals is None else look.is_capitals,
            )
        return replace(look, font=look.font if look.font >= 0 else self.default_font)

    def _chain(self, style: int) -> Iterator[int]:
        for _ in range(_LONGEST_CHAIN):
            if not 0 <= style < len(self.own):
                return
            yield style
            style = self.bases[style]

    def _read(self, table: bytes) -> None:
        header = struct.unpack_from("<H", table)[0]
        count, base_bytes = struct.unpack_from("<HH", table, 2)
        if header >= 18:
            self.default_font = struct.unpack_from("<H", table, 2 + 12)[0]
        at = 2 + header
        for _ in range(count):
            if at + 2 > len(table):
                return
            size = struct.unpack_from("<H", table, at)[0]
            base, look = _style(table[at + 2 : at + 2 + size], base_bytes)
            self.bases.append(base)
            self.own.append(look)
            at += 2 + size


def _style(entry: bytes, base_bytes: int) -> tuple[int, CharacterLook]:
    if len(entry) < base_bytes + 4 or base_bytes < 6:
        return -1, CharacterLook()
    kind_and_base, count_word = struct.unpack_from("<HH", entry, 2)
    kind, base, count = kind_and_base & 0x0F, kind_and_base >> 4, count_word & 0x0F
    at = base_bytes + 2 + 2 * (struct.unpack_from("<H", entry, base_bytes)[0] + 1)
    parts = []
    for _ in range(count):
        if at + 2 > len(entry):
            break
        size = struct.unpack_from("<H", entry, at)[0]
        parts.append(entry[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    # A paragraph's style lists its paragraph properties first; a character's has its own alone.
    wanted = {1: 1, 2: 0}.get(kind)
    look = looked_at(parts[wanted]) if wanted is not None and wanted < len(parts) else CharacterLook()
    return (-1 if base == _NO_BASE else base), look


def _properties(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 <= len(content):
        code = struct.unpack_from("<H", content, at)[0]
        at += 2
        size = _OPERAND_BYTES.get(code >> 13)
        if size is None:
            if at >= len(content):
                return
            is_table = code == 0xD608
            size = (
                struct.unpack_from("<H", content, at)[0] + 1 if is_table and at + 2 <= len(content) else content[at] + 1
            )
        yield code, content[at : at + size]
        at += size


def _number(operand: bytes) -> int:
    return struct.unpack_from("<H", operand)[0] if len(operand) >= 2 else -1
