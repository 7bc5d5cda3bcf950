"""Read Word 97-2003 documents: the piece table for the text, the character runs for the fonts.

Offsets and codes are those of Microsoft's open specification [MS-DOC]. Only what the reading needs is looked at: the main text
with its footnotes, the font of each run, and what is deleted, hidden or drawn in capitals.
"""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import olefile

from documents.reading.pieces import Paragraph, RawPage, Run, UnreadableFileError
from documents.reading.word97_styles import CharacterLook, StyleSheet, looked_at

MAX_CHARACTERS = 4_000_000
_FIB_MAGIC = 0xA5EC
_FIRST_VERSION_READ = 193  # Word 97
_ENCRYPTED, _WHICH_TABLE = 0x0100, 0x0200
_CHARACTER_RUNS, _PARAGRAPH_RUNS, _FONTS, _PIECES = 0x00FA, 0x0102, 0x0112, 0x01A2
_PAGE_BYTES = 512

_PAGE = "\x0c"
_LINE_ENDS = ("\x07", "\r", "\x0b", _PAGE, "\x0e")  # cell, paragraph, line, page, column
_FIELD_MARKS = _FIELD_BEGIN, _FIELD_SEPARATOR, _FIELD_END = "\x13", "\x14", "\x15"
_PRINTED_AS = {
    "\x1e": "-",
    "\x1f": "",
    "\xa0": " ",
    "\x01": "",
    "\x02": "",
    "\x03": "",
    "\x04": "",
    "\x05": "",
    "\x08": "",
}


@dataclass(frozen=True)
class _Piece:
    """A stretch of text as it lies in the file. `width` is bytes a character; `at` is the offset of its first byte."""

    at: int
    length: int
    width: int


def read_word97(content: bytes) -> list[RawPage]:
    """Return the document's text as one page: the format knows no pages until it is printed."""
    try:
        return [RawPage(tuple(_Word97(content).paragraphs()))]
    except (struct.error, IndexError, OSError, ValueError, UnicodeDecodeError) as error:
        raise UnreadableFileError("cấu trúc bên trong tệp Word 97-2003 bị hỏng") from error


class _Word97:
    def __init__(self, content: bytes) -> None:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            if not ole.exists("WordDocument"):
                raise UnreadableFileError("tệp không có phần văn bản của Word")
            self.main = ole.openstream("WordDocument").read()
            magic, version = struct.unpack_from("<HH", self.main)
            flags = struct.unpack_from("<H", self.main, 0x0A)[0]
            self._refuse(magic, version, flags)
            name = "1Table" if flags & _WHICH_TABLE else "0Table"
            self.table = ole.openstream(name).read()
        self.fonts = list(self._font_names())
        self.styles = StyleSheet(self._part(0x00A2))
        self.known_looks: dict[tuple[int, int], CharacterLook] = {}
        self.looks, self.look_starts = self._runs(_CHARACTER_RUNS, self._character_look)
        self.paragraph_styles, self.paragraph_starts = self._runs(_PARAGRAPH_RUNS, self._paragraph_style)

    @staticmethod
    def _refuse(magic: int, version: int, flags: int) -> None:
        if flags & _ENCRYPTED:
            raise UnreadableFileError("tệp đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại")
        if magic != _FIB_MAGIC or version < _FIRST_VERSION_READ:
            raise UnreadableFileError("tệp do bản Word trước năm 1997 ghi; hãy mở bằng Word và lưu lại thành .docx")

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield lines as they are printed: rows of a table cell by cell, fields by their result only."""
        current = Paragraph()
        instructions = 0
        for letter, look in self._letters():
            if letter in _FIELD_MARKS:
                instructions = _instructions_left(letter, instructions)
            elif instructions:
                continue
            elif letter in _LINE_ENDS:
                yield _merged(current)
                current = Paragraph(is_new_page=letter == _PAGE)
            elif not (look.is_deleted or look.is_hidden):
                font = self.fonts[look.font] if 0 <= look.font < len(self.fonts) else ""
                current.runs.append(Run(_PRINTED_AS.get(letter, letter), font, is_capitals=bool(look.is_capitals)))
        yield _merged(current)

    def _letters(self) -> Iterator[tuple[str, CharacterLook]]:
        left = min(self._text_length(), MAX_CHARACTERS)
        for piece in self._pieces():
            length = min(piece.length, left)
            stretch = self.main[piece.at : piece.at + length * piece.width]
            text = stretch.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace")
            if piece.width == 1:
                text = _with_undefined_bytes(text, stretch)
            for index, letter in enumerate(text):
                yield letter, self._look_at(piece.at + index * piece.width)
            left -= length
            if left <= 0:
                return

    def _look_at(self, offset: int) -> CharacterLook:
        run = bisect_right(self.look_starts, offset) - 1
        paragraph = bisect_right(self.paragraph_starts, offset) - 1
        if (run, paragraph) not in self.known_looks:
            look = self.looks[run] if run >= 0 else CharacterLook()
            style = self.paragraph_styles[paragraph] if paragraph >= 0 else 0
            self.known_looks[run, paragraph] = self.styles.completed(look, paragraph_style=style)
        return self.known_looks[run, paragraph]

    def _text_length(self) -> int:
        """The characters of the main text and its footnotes, which follow it; headers and comments come after."""
        main, footnotes = struct.unpack_from("<ii", self.main, 0x4C)
        return max(0, main) + max(0, footnotes)

    def _part(self, fib_offset: int) -> bytes:
        start, length = struct.unpack_from("<II", self.main, fib_offset)
        return self.table[start : start + length]

    def _pieces(self) -> Iterator[_Piece]:
        clx, at = self._part(_PIECES), 0
        while clx[at] == 1:
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        length = struct.unpack_from("<I", clx, at + 1)[0]
        plc = clx[at + 5 : at + 5 + length]
        count = (len(plc) - 4) // 12
        positions = struct.unpack_from(f"<{count + 1}I", plc)
        for number in range(count):
            where = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
            is_narrow = bool(where & 0x40000000)
            where &= 0x3FFFFFFF
            span = positions[number + 1] - positions[number]
            yield _Piece(at=where // 2 if is_narrow else where, length=span, width=1 if is_narrow else 2)

    def _font_names(self) -> Iterator[str]:
        table = self._part(_FONTS)
        count, at = struct.unpack_from("<H", table)[0] if table else 0, 4
        for _ in range(count):
            size = table[at]
            yield table[at + 40 : at + 1 + size].decode("utf-16-le", "replace").split("\x00")[0]
            at += 1 + size

    def _runs(self, fib_offset: int, read) -> tuple[list, list[int]]:
        """Return what `read` finds in each formatted page for each stretch of the file, with the stretches' starts."""
        plc = self._part(fib_offset)
        count = max(0, (len(plc) - 4) // 8)
        found: list[tuple[int, object]] = []
        for number in struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count else ():
            start = (number & 0x3FFFFF) * _PAGE_BYTES
            page = self.main[start : start + _PAGE_BYTES]
            if len(page) < _PAGE_BYTES:
                continue
            entries = page[-1]
            starts = struct.unpack_from(f"<{entries + 1}I", page)
            found.extend((starts[entry], read(page, entries, entry)) for entry in range(entries))
        found.sort(key=lambda pair: pair[0])
        return [value for _, value in found], [start for start, _ in found]

    @staticmethod
    def _character_look(page: bytes, entries: int, entry: int) -> CharacterLook:
        at = page[4 * (entries + 1) + entry] * 2
        return looked_at(page[at + 1 : at + 1 + page[at]]) if at else CharacterLook()

    @staticmethod
    def _paragraph_style(page: bytes, entries: int, entry: int) -> int:
        at = page[4 * (entries + 1) + 13 * entry] * 2
        if not at:
            return 0
        at += 1 if page[at] else 2
        return struct.unpack_from("<H", page, at)[0]


def _with_undefined_bytes(text: str, stretch: bytes) -> str:
    """Give the five bytes that cp1252 leaves undefined their own numbers: nothing is lost on the way."""
    if "\ufffd" not in text:
        return text
    return "".join(chr(byte) if letter == "\ufffd" else letter for letter, byte in zip(text, stretch, strict=True))


def _instructions_left(mark: str, instructions: int) -> int:
    """Return how many fields' instructions, which nobody sees, are open after a mark."""
    if mark == _FIELD_BEGIN:
        return instructions + 1
    # A separator ends them; so does the end of a field that has no result, and thus no separator.
    return max(0, instructions - 1)


def _merged(paragraph: Paragraph) -> Paragraph:
    """Join the letters that look the same."""
    groups = groupby(paragraph.runs, key=lambda run: (run.font, run.is_capitals))
    runs = [Run("".join(run.text for run in group), font, is_capitals=capitals) for (font, capitals), group in groups]
    return Paragraph(runs, paragraph.is_new_page)
