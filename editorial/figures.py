"""Tables of figures that editors paste or upload (R8.4): reading, checking, and giving out again as CSV.

A table is text cells, as the editor wrote them; numbers are read from the text only where a chart needs them. Every
problem is a Vietnamese sentence that names the row and the column.
"""

import csv
import io
import unicodedata
import zipfile
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MAX_ROWS = 500
MAX_COLUMNS = 20
MAX_CELL_LENGTH = 300
ENCODINGS = ("utf-8-sig", "cp1258")
# A spreadsheet runs a cell that begins so as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


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

    def numbers(self, column: int) -> list[Decimal | None]:
        return [parse_number(row[column]) for row in self.rows]

    def number_columns(self) -> list[int]:
        """Return the columns, the first left out, whose every filled cell is a number."""
        found = []
        for column in range(1, len(self.header)):
            cells = [row[column] for row in self.rows if row[column]]
            if cells and all(parse_number(cell) is not None for cell in cells):
                found.append(column)
        return found


def parse_number(text: str) -> Decimal | None:
    """Return the number that `text` writes, or None.

    Vietnamese first: "1.234,5" has its comma before the fraction. With one kind of sign alone, a dot before groups of
    exactly three digits groups them ("1.234" is 1234) and any other single dot or comma begins the fraction ("1.5").
    A trailing % is dropped; "-", "–" and "…" are no numbers.
    """
    plain = text.strip().removesuffix("%").strip().replace("\u00a0", "").replace(" ", "").replace("−", "-")
    body = plain.lstrip("+-")
    if not body or not body[0].isdigit() or not all(char.isdigit() or char in ".," for char in body):
        return None
    try:
        return Decimal(plain[: len(plain) - len(body)] + _with_decimal_point(body))
    except InvalidOperation:
        return None


def _with_decimal_point(body: str) -> str:
    if "," in body and "." in body:
        decimal_sign = "," if body.rfind(",") > body.rfind(".") else "."
        group_sign = "." if decimal_sign == "," else ","
        return body.replace(group_sign, "").replace(decimal_sign, ".")
    sign = "," if "," in body else "."
    groups = body.split(sign)
    if len(groups) > 2 or (sign == "." and len(groups) == 2 and len(groups[1]) == 3 and groups[0] != "0"):
        return "".join(groups) if all(len(group) == 3 for group in groups[1:]) else "x"
    return ".".join(groups)


def read_pasted(text: str) -> FigureTable:
    """Read cells pasted from a spreadsheet (tabs), or typed with semicolons or commas. Raises FigureError."""
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if not lines:
        raise FigureError("Chưa có số liệu: dán bảng từ Excel hoặc chọn tệp CSV, XLSX.")
    separator = next((sign for sign in ("\t", ";", ",") if sign in lines[0]), "\t")
    return _table(list(csv.reader(io.StringIO("\n".join(lines)), delimiter=separator)))


def read_csv(content: bytes) -> FigureTable:
    """Read a CSV file in UTF-8, UTF-16 (as Excel writes "Unicode text") or Windows Vietnamese. Raises FigureError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return read_pasted(content.decode("utf-16"))
    for encoding in ENCODINGS:
        try:
            return read_pasted(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise FigureError("Không đọc được bảng mã của tệp CSV. Lưu lại tệp với bảng mã UTF-8.")


def read_xlsx(content: bytes) -> FigureTable:
    """Read the first sheet of a workbook: values, not formulas. Raises FigureError."""
    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError):
        raise FigureError("Không mở được tệp XLSX: tệp hỏng hoặc không phải sổ tính Excel.") from None
    sheet = workbook.worksheets[0]
    rows = []
    for row in sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS + 1, values_only=True):
        cells = [_cell_text(value) for value in row]
        if any(cells):
            rows.append(cells)
    workbook.close()
    if not rows:
        raise FigureError("Trang tính đầu tiên của tệp không có số liệu.")
    width = max(index + 1 for row in rows for index, cell in enumerate(row) if cell)
    return _table([row[:width] for row in rows])


def _cell_text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float):
        return vietnamese_number(Decimal(repr(value)))
    if hasattr(value, "strftime"):
        return value.strftime("%d/%m/%Y")
    return str(value)


def _table(rows: list[list[str]]) -> FigureTable:
    cells = [[unicodedata.normalize("NFC", " ".join(cell.split())) for cell in row] for row in rows]
    header, body = cells[0], cells[1:]
    sentences = []
    if len(header) < 2:
        sentences.append("Bảng cần ít nhất hai cột: cột tên và cột số liệu. Các ô cách nhau bằng dấu tab.")
    if not body:
        sentences.append("Bảng mới có dòng tiêu đề, chưa có dòng số liệu.")
    if len(header) > MAX_COLUMNS or len(body) > MAX_ROWS:
        sentences.append(f"Bảng quá lớn: tối đa {MAX_ROWS} dòng, {MAX_COLUMNS} cột.")
    sentences += [f"Cột {number} chưa có tên ở dòng tiêu đề." for number, name in enumerate(header, 1) if not name]
    for number, row in enumerate(body[:MAX_ROWS], 2):
        if len(row) != len(header):
            sentences.append(f"Dòng {number} có {len(row)} ô, cần {len(header)} ô như dòng tiêu đề.")
        sentences += [
            f"Dòng {number}: một ô dài quá {MAX_CELL_LENGTH} ký tự." for cell in row if len(cell) > MAX_CELL_LENGTH
        ]
    if sentences:
        raise FigureError(*sentences[:10])
    return FigureTable(tuple(header), tuple(tuple(row) for row in body))


def to_pasted(table: FigureTable) -> str:
    """Return the table as cells and tabs: what `read_pasted` reads."""
    return _written(table, delimiter="\t", guard=False)


def to_csv(table: FigureTable) -> bytes:
    """Return the table as CSV that Excel opens with its Vietnamese: UTF-8 with a mark, no cell that runs as a formula."""
    return b"\xef\xbb\xbf" + _written(table, delimiter=",", guard=True).encode()


def _written(table: FigureTable, *, delimiter: str, guard: bool) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n" if guard else "\n")
    for row in (table.header, *table.rows):
        writer.writerow([_harmless(cell) for cell in row] if guard else row)
    return buffer.getvalue()


def _harmless(cell: str) -> str:
    is_formula = cell.startswith(FORMULA_STARTS) and parse_number(cell) is None
    return f"'{cell}" if is_formula else cell


def vietnamese_number(value: Decimal) -> str:
    """Write a number the Vietnamese way: 1.234,5."""
    whole, _, fraction = f"{value:,f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")
