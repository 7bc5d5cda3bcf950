"""Tables of figures in files that editors upload (R8.4): CSV and XLSX."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from openpyxl import load_workbook

from editorial.figures import (
    MAX_COLUMNS,
    FigureError,
    FigureTable,
    NumberedRow,
    read_pasted,
    table_of,
    vietnamese_number,
)

MAX_SHEET_ROWS = 5000
# A workbook is a folded archive: what unfolds to more than this holds more than figures for one page.
MAX_UNFOLDED_BYTES = 60 * 1024 * 1024
# Excel keeps 15 digits; past 12 they are mostly the noise of binary fractions.
SIGNIFICANT_DIGITS = 12
_FIXED_DECIMALS = re.compile(r"(?:#,##)?0(?:\.(0+))?%?")

_NOT_UTF8 = (
    "Tệp CSV không ở bảng mã UTF-8 nên chữ Việt có thể sai. Mở tệp trong Excel, chọn Lưu dưới dạng, kiểu “CSV UTF-8”; "
    "hoặc chép các ô trong Excel rồi dán vào ô Số liệu."
)
_NO_WORKBOOK = "Không mở được tệp XLSX: tệp hỏng hoặc không phải sổ tính Excel."


def read_csv(content: bytes) -> FigureTable:
    """Read a CSV file in UTF-8, or in UTF-16 as Excel writes "Unicode text". Raises FigureError.

    Any other encoding is refused, never guessed: a wrong guess would publish garbled Vietnamese (R9.1).
    """
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise FigureError(_NOT_UTF8) from None
    if "\x00" in text:
        raise FigureError(_NOT_UTF8)
    return read_pasted(text)


def read_xlsx(content: bytes, *, sheet: str = "") -> FigureTable:
    """Read a sheet of a workbook, the first visible one unless named, as Excel shows it. Raises FigureError."""
    try:
        rows = _rows_of(content, sheet)
    except FigureError:
        raise
    except Exception:  # a damaged workbook may fail anywhere inside openpyxl, with any error
        raise FigureError(_NO_WORKBOOK) from None
    if not rows:
        raise FigureError("Trang tính không có số liệu.")
    filled = [index for _, cells in rows for index, cell in enumerate(cells) if cell]
    first, last = min(filled), max(filled) + 1
    return table_of([(number, cells[first:last]) for number, cells in rows])


def _rows_of(content: bytes, sheet: str) -> list[NumberedRow]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNFOLDED_BYTES:
            raise FigureError("Sổ tính quá lớn. Chép riêng bảng cần đăng sang sổ tính mới, hoặc dán vào ô Số liệu.")
    values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    name = _sheet_name(values, sheet)
    rows, sentences = [], []
    for number, (cells, entered) in enumerate(zip(_cells(values[name]), _cells(formulas[name]), strict=True), 1):
        if number > MAX_SHEET_ROWS:
            raise FigureError(f"Trang tính “{name}” có quá {MAX_SHEET_ROWS} dòng, kể cả dòng trống.")
        sentences += _formula_problems(number, cells, entered)
        texts = [_cell_text(cell) for cell in cells]
        if any(texts):
            rows.append((number, texts))
    if sentences:
        raise FigureError(*sentences[:10])
    return rows


def _sheet_name(workbook, wanted: str) -> str:
    visible = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if not wanted.strip():
        return visible[0]
    found = [name for name in visible if name.strip().casefold() == wanted.strip().casefold()]
    if not found:
        names = ", ".join(f"“{name}”" for name in visible)
        raise FigureError(f"Sổ tính không có trang tính “{wanted}”. Các trang tính: {names}.")
    return found[0]


def _cells(sheet) -> Iterator[tuple]:
    # One row and one column past the limits, so that the table is refused as too large, never cut short in silence.
    return sheet.iter_rows(max_row=MAX_SHEET_ROWS + 1, max_col=MAX_COLUMNS + 1)


def _formula_problems(number: int, cells: tuple, entered: tuple) -> Iterator[str]:
    for column, (cell, source) in enumerate(zip(cells, entered, strict=False), 1):
        if cell.data_type == "e":
            yield f"Dòng {number}, cột {column}: công thức báo lỗi {cell.value}."
        elif cell.value is None and source.data_type == "f":
            yield (
                f"Dòng {number}, cột {column}: công thức chưa có kết quả. "
                "Mở tệp trong Excel, lưu lại rồi tải lên lần nữa."
            )


def _cell_text(cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float):
        return _number_text(value, cell.number_format or "")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return " ".join(str(value).split())


def _number_text(value: int | float, number_format: str) -> str:
    """Write a number as its format shows it in Excel: percentages, fixed decimals and grouping; else its own digits."""
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{SIGNIFICANT_DIGITS}g}")
    fixed = _FIXED_DECIMALS.fullmatch(number_format.partition(";")[0])
    sign = ""
    if number_format.partition(";")[0].endswith("%"):
        number, sign = number * 100, "%"
    if fixed:
        number = number.quantize(Decimal(1).scaleb(-len(fixed[1] or "")), rounding=ROUND_HALF_UP)
    return vietnamese_number(number, grouped="#,##" in number_format) + sign
