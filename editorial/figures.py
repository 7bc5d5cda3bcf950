"""Tables of figures (R8.4): cells as an editor pastes them, checked, their numbers read, given out again as CSV.

A table is text cells, as the editor wrote them; numbers are read from the text only where a chart or a CSV file needs
them. Every problem is a Vietnamese sentence that names the row and, where there is one, the column.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

MAX_ROWS = 500
MAX_COLUMNS = 20
MAX_CELL_LENGTH = 300
MAX_TEXT_LENGTH = 2_000_000
MAX_DIGITS = 24
MAX_SENTENCES = 10
# A spreadsheet runs a cell that begins so as a formula.
FORMULA_STARTS = ("=", "+", "-", "@")
# What stands in Vietnamese statistics where there is no number.
NOTHING = frozenset({"", "-", "–", "—", "…", "...", "x", "X"})
SERIAL_NUMBER_HEADERS = frozenset({"stt", "tt", "số tt", "số thứ tự"})

_GROUPED_BY_DOTS = r"[1-9]\d{0,2}(?:\.\d{3})+"
_GROUPED_BY_COMMAS = r"[1-9]\d{0,2}(?:,\d{3})+"
_GROUPED_BY_SPACES = r"[1-9]\d{0,2}(?: \d{3})+"
_VIETNAMESE_NUMBER = re.compile(rf"({_GROUPED_BY_DOTS}|{_GROUPED_BY_SPACES}|\d+)(?:,(\d+))?", re.ASCII)
_ENGLISH_NUMBER = re.compile(rf"({_GROUPED_BY_COMMAS}|\d+)(?:\.(\d+))?", re.ASCII)
_MINUS_SIGNS = ("-", "−", "–")
_WIDE_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})

# The cells of one row of the source, with the number by which a person finds it there.
NumberedRow = tuple[int, list[str]]


class FigureError(ValueError):
    """Data that cannot become a table. `sentences` says why, in Vietnamese."""

    def __init__(self, *sentences: str):
        self.sentences = sentences
        super().__init__(" ".join(sentences))


@dataclass(frozen=True)
class FigureTable:
    """A header row and rows of as many cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @cached_property
    def _numbers(self) -> tuple[tuple[Decimal | None, ...], ...]:
        return tuple(tuple(parse_number(row[column]) for row in self.rows) for column in range(len(self.header)))

    @cached_property
    def label_column(self) -> int:
        """The column that names the rows: the first, or the second where the first only counts them."""
        return int(len(self.header) > 2 and self.header[0].casefold().strip(" .") in SERIAL_NUMBER_HEADERS)

    def numbers(self, column: int) -> tuple[Decimal | None, ...]:
        return self._numbers[column]

    def number_columns(self, *, after: int | None = None) -> list[int]:
        """Return the columns after the labels whose every filled cell is a number."""
        first = (self.label_column if after is None else after) + 1
        columns = range(first, len(self.header))
        return [column for column in columns if any(self._filled(column)) and not self.cells_not_numbers(column)]

    def is_percentage(self, column: int) -> bool:
        filled = [cell for cell in (row[column] for row in self.rows) if cell not in NOTHING]
        return bool(filled) and all(cell.endswith("%") for cell in filled)

    def cells_not_numbers(self, column: int) -> list[str]:
        """Return a sentence for each filled cell of a column that is no number."""
        return [
            f"Dòng {number}, cột “{self.header[column]}”: “{row[column]}” không phải số."
            for number, row in enumerate(self.rows, 2)
            if row[column] not in NOTHING and self._numbers[column][number - 2] is None
        ]

    def find_column(self, words: str) -> int | None:
        """Return the column that an editor names by its header or by its number, counted from 1."""
        wanted = _clean_cell(words).casefold()
        for column, name in enumerate(self.header):
            if name.casefold() == wanted:
                return column
        if re.fullmatch(r"\d{1,3}", wanted, re.ASCII) and 1 <= int(wanted) <= len(self.header):
            return int(wanted) - 1
        return None

    def _filled(self, column: int) -> list[bool]:
        return [number is not None for number in self._numbers[column]]


def parse_number(text: str) -> Decimal | None:
    """Return the number that `text` writes, or None.

    The Vietnamese reading comes first: "1.234,5" and "1 234,5" group by dots or spaces and put a comma before the
    fraction, so "1.234" is 1234 and "1,234" is 1.234 with three decimals. What cannot be Vietnamese is tried as English:
    "1,234.5", "1,234,567", "1.5", "0.125". A trailing % is dropped. Groups that are not of three digits are no number.
    """
    plain = text.translate(_WIDE_SPACES).strip().removesuffix("%").rstrip()
    negative = plain.startswith(_MINUS_SIGNS)
    body = plain[1:].lstrip() if negative or plain.startswith("+") else plain
    found = _VIETNAMESE_NUMBER.fullmatch(body) or _ENGLISH_NUMBER.fullmatch(body)
    if found is None or len(body) > MAX_DIGITS:
        return None
    whole = re.sub(r"\D", "", found[1])
    number = Decimal(f"{whole}.{found[2] or 0}")
    return -number if negative else number


def vietnamese_number(value: Decimal, *, grouped: bool = True) -> str:
    """Write a number the Vietnamese way: 1.234,5."""
    whole, _, fraction = f"{value:,f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", "." if grouped else "") + (f",{fraction}" if fraction else "")


def read_pasted(text: str) -> FigureTable:
    """Read cells pasted from a spreadsheet (tabs), or written with semicolons or commas. Raises FigureError."""
    if len(text) > MAX_TEXT_LENGTH:
        raise FigureError(_too_large())
    if not text.strip():
        raise FigureError("Chưa có số liệu: dán bảng từ Excel hoặc chọn tệp CSV, XLSX.")
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return table_of(_split(lines))


def _split(text: str) -> list[NumberedRow]:
    """Return the cells: between tabs where the header has any, else under the sign that gives every row as many."""
    tabbed = _quoted_cells(text, "\t")
    if tabbed and len(tabbed[0][1]) > 1:
        return tabbed
    header = next(line for line in text.split("\n") if line.strip())
    if "\t" in header:
        return _plain_cells(text, "\t")
    readings = [rows for sign in (";", ",") if (rows := _quoted_cells(text, sign)) and len(rows[0][1]) > 1]
    even = [rows for rows in readings if len({len(cells) for _, cells in rows}) == 1]
    return (even or readings or [_plain_cells(text, ";" if ";" in header else ",")])[0]


def _quoted_cells(text: str, separator: str) -> list[NumberedRow]:
    """Return the cells, those in quotation marks unquoted; none where the marks do not close before a separator."""
    try:
        return _numbered(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return []


def _plain_cells(text: str, separator: str) -> list[NumberedRow]:
    # Excel quotes a pasted cell only where it must: “"Một cửa" liên thông” comes with its marks as they are.
    return _numbered(line.split(separator) for line in text.split("\n"))


def _numbered(rows: Iterable[list[str]]) -> list[NumberedRow]:
    return [(number, cells) for number, cells in enumerate(rows, 1) if any(cell.strip() for cell in cells)]


def table_of(rows: list[NumberedRow]) -> FigureTable:
    """Return the table of these rows, its header first. Raises FigureError."""
    numbered = [(number, [_clean_cell(cell) for cell in cells]) for number, cells in rows]
    if not numbered:
        raise FigureError("Chưa có số liệu: các ô đều trống.")
    header, body = numbered[0][1], numbered[1:]
    sentences = [*_header_problems(header, body), *_row_problems(header, body[:MAX_ROWS])]
    if sentences:
        more = len(sentences) - MAX_SENTENCES
        tail = [f"Còn {more} lỗi khác."] if more > 0 else []
        raise FigureError(*sentences[:MAX_SENTENCES], *tail)
    return FigureTable(tuple(header), tuple(tuple(cells) for _, cells in body))


def _header_problems(header: list[str], body: list[NumberedRow]) -> Iterable[str]:
    if len(header) < 2:
        yield "Bảng cần ít nhất hai cột. Các ô cách nhau bằng dấu tab, như khi chép từ Excel."
    if not body:
        yield "Bảng mới có dòng tiêu đề, chưa có dòng số liệu."
    if len(header) > MAX_COLUMNS or len(body) > MAX_ROWS:
        yield _too_large()
    for number, name in enumerate(header, 1):
        if not name:
            yield (
                f"Cột {number} chưa có tên ở dòng tiêu đề. Dòng đầu tiên phải là tên các cột; "
                "nếu tiêu đề có ô gộp, hãy bỏ gộp rồi ghi tên cho từng cột."
            )
        elif name.casefold() in {other.casefold() for other in header[: number - 1]}:
            yield f"Cột {number} trùng tên “{name}” với cột đứng trước."


def _row_problems(header: list[str], body: list[NumberedRow]) -> Iterable[str]:
    for number, cells in [(1, header), *body]:
        if len(cells) != len(header):
            yield f"Dòng {number} có {len(cells)} ô, cần {len(header)} ô như dòng tiêu đề."
        for column, cell in enumerate(cells, 1):
            if len(cell) > MAX_CELL_LENGTH:
                yield f"Dòng {number}, cột {column}: ô dài {len(cell)} ký tự, tối đa {MAX_CELL_LENGTH}."


def _too_large() -> str:
    return f"Bảng quá lớn: tối đa {MAX_ROWS} dòng, {MAX_COLUMNS} cột."


def _clean_cell(cell: str) -> str:
    """Return a cell's text on one line, in NFC, without characters that no one can see."""
    words = " ".join(cell.split())
    visible = "".join(char for char in words if unicodedata.category(char) not in ("Cc", "Cs"))
    text = unicodedata.normalize("NFC", visible).strip()
    # Our own CSV puts a mark before what would run as a formula.
    return text.lstrip("'") if text.lstrip("'").startswith(FORMULA_STARTS) else text


def to_pasted(table: FigureTable) -> str:
    """Return the table as cells and tabs: what `read_pasted` reads."""
    rows = (table.header, *table.rows)
    return "".join("\t".join(_quoted(cell) if cell.startswith('"') else cell for cell in row) + "\n" for row in rows)


def to_csv(table: FigureTable) -> bytes:
    """Return the table as CSV for people and programs: UTF-8 with the mark by which Excel knows it.

    Numbers lose their grouping dots, which programs take for decimal points; the decimal comma stays, as Vietnamese
    spreadsheets read it. No cell runs as a formula.
    """
    number_columns = set(table.number_columns())
    rows = [table.header, *(_plain_numbers(row, number_columns) for row in table.rows)]
    cells = [[_harmless(cell) for cell in row] for row in rows]
    # A quoted first cell is no cell of a file with semicolons: read again, the file has one separator only.
    quote_all = any(";" in cell for row in cells for cell in row)
    lines = (",".join(_quoted(cell) if quote_all or _needs_quotes(cell) else cell for cell in row) for row in cells)
    return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode()


def _plain_numbers(row: tuple[str, ...], number_columns: set[int]) -> list[str]:
    return [_plain_number(cell) if column in number_columns else cell for column, cell in enumerate(row)]


def _plain_number(cell: str) -> str:
    number = parse_number(cell)
    if number is None:
        return cell
    return vietnamese_number(number, grouped=False) + ("%" if cell.endswith("%") else "")


def _harmless(cell: str) -> str:
    is_formula = cell.startswith(FORMULA_STARTS) and cell not in NOTHING and parse_number(cell) is None
    return f"'{cell}" if is_formula else cell


def _needs_quotes(cell: str) -> bool:
    return "," in cell or '"' in cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
