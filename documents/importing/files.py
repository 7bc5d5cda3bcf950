"""Reading a register's file row by row: JSONL (also .gz), CSV and XLSX. A row that cannot be read is named, not skipped."""

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from documents.importing.columns import recognised

# Above the header a register often has its own title, the year, the office.
HEADER_WITHIN = 20
HEADER_COLUMNS = 2
DELIMITERS = ",;\t|"
# A field of a CSV file may be a whole document's text.
csv.field_size_limit(64 * 1024 * 1024)


UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SPREADSHEET_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
SAVE_AGAIN = "Mở tệp bằng phần mềm bảng tính, sửa ô đó rồi lưu lại."


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the sentence says why, in Vietnamese."""


@dataclass(frozen=True)
class Uncounted:
    """A cell whose formula no spreadsheet has worked out: a program made the file."""

    formula: str

    def __str__(self) -> str:
        return self.formula


@dataclass(frozen=True)
class SourceRow:
    """One row as it stands in the file: its line, its values by the file's own names, or why it cannot be read."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    problem: str = ""
    unread: str = ""


def rows_of(path: Path) -> Iterator[SourceRow]:
    """Yield every row of the file in order. Raises `UnreadableFile` where it is no file of rows at all."""
    readers = {
        ".jsonl": _jsonl_rows,
        ".ndjson": _jsonl_rows,
        ".gz": _jsonl_rows,
        ".csv": _csv_rows,
        ".xlsx": _xlsx_rows,
    }
    if not path.is_file():
        raise UnreadableFile(f"Không có tệp “{path}”.")
    reader = readers.get(path.suffix.lower())
    if reader is None or (path.suffix.lower() == ".gz" and Path(path.stem).suffix.lower() not in (".jsonl", ".ndjson")):
        raise UnreadableFile(f"Không nhận loại tệp “{path.name}”: dùng .jsonl, .jsonl.gz, .csv hoặc .xlsx.")
    return reader(path)


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of the file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _jsonl_rows(path: Path) -> Iterator[SourceRow]:
    opener = gzip.open if path.suffix.lower() == ".gz" else open
    try:
        with opener(path, "rb") as file:
            for line, data in enumerate(_lines(file), start=1):
                if data.strip():
                    yield _json_row(line, data)
    except (OSError, EOFError, UnicodeError) as error:
        raise UnreadableFile(f"Tệp “{path.name}” bị hỏng hoặc chưa tải về đủ: {error}.") from error


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines as UTF-8; a file that says by its mark that it is UTF-16 is turned into it."""
    mark = file.read(2)
    file.seek(0)
    if mark in UTF_16:
        return (line.encode() for line in io.TextIOWrapper(file, encoding="utf-16", newline="\n"))
    return iter(file)


def _json_row(line: int, data: bytes) -> SourceRow:
    try:
        text = data.decode("utf-8-sig" if line == 1 else "utf-8")
    except UnicodeDecodeError as error:
        unread = data.decode("utf-8", errors="replace").strip()
        return SourceRow(
            line, problem=f"Dòng không phải chữ Unicode UTF-8 (byte thứ {error.start + 1}).", unread=unread
        )
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        return SourceRow(line, problem=f"Dòng không phải JSON đúng (ký tự thứ {error.colno}).", unread=text.strip())
    except (ValueError, RecursionError):  # a figure of thousands of digits; brackets within brackets without end
        return SourceRow(line, problem="Dòng JSON không đọc được: số quá dài hoặc lồng quá sâu.", unread=text.strip())
    if not isinstance(values, dict):
        return SourceRow(line, problem="Dòng JSON không phải một đối tượng có tên cột.", unread=text.strip())
    return SourceRow(line, {str(name): value for name, value in values.items()})


def _csv_rows(path: Path) -> Iterator[SourceRow]:
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in UTF_16 else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableFile(
            f"Tệp “{path.name}” không phải chữ Unicode UTF-8 (dòng {line}). Trong Excel: Lưu thành → CSV UTF-8."
        ) from error
    delimiter = max(DELIMITERS, key=lambda sign: text[:4_000].count(sign))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)

    def cells() -> Iterator[tuple[int, list[Any]]]:
        line = 1
        for row in reader:
            yield line, row
            line = reader.line_num + 1  # a cell may hold several lines; a row is named by its first

    try:
        yield from _table_rows(cells(), path.name)
    except csv.Error as error:
        raise UnreadableFile(f"Tệp “{path.name}” không đọc được từ dòng {reader.line_num}: {error}.") from error


def _xlsx_rows(path: Path) -> Iterator[SourceRow]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise UnreadableFile(f"Tệp “{path.name}” không phải bảng tính XLSX đọc được.") from error
    with closing(book), closing(load_workbook(path, read_only=True)) as as_typed:
        sheet = next((sheet for sheet in book.worksheets if _has_rows(sheet)), None)
        if sheet is None:
            raise UnreadableFile(f"Tệp “{path.name}” không có bảng nào có dữ liệu.")
        as_typed[sheet.title].reset_dimensions()
        typed = as_typed[sheet.title].iter_rows(values_only=True)
        rows = map(_with_uncounted, sheet.iter_rows(values_only=True), typed)
        yield from _table_rows(enumerate(rows, start=1), path.name)


def _has_rows(sheet) -> bool:
    """Whether a sheet has a header and a row. How far it goes is not believed: programs leave it out, or write A1."""
    sheet.reset_dimensions()
    filled = (row for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row))
    return len(list(islice(filled, 2))) == 2


def _with_uncounted(values: Sequence[Any], typed: Sequence[Any]) -> list[Any]:
    """Return the values, and in place of each that is missing the formula it should come of."""
    return [
        Uncounted(str(formula)) if value is None and str(formula or "").startswith("=") else value
        for value, formula in zip_longest(values, typed[: len(values)])
    ]


def _table_rows(rows: Iterator[tuple[int, Any]], name: str) -> Iterator[SourceRow]:
    header: list[str] = []
    known: set[str] = set()
    for seen, (line, cells) in enumerate(rows, start=1):
        if not any(str(cell or "").strip() for cell in cells):
            continue
        if not header:
            names = [str(cell or "").strip() for cell in cells]
            found = recognised(names).names
            if len(found) >= HEADER_COLUMNS:
                header, known = names, {name for same in found.values() for name in same}
            elif seen >= HEADER_WITHIN:
                break
            continue
        yield _table_row(line, header, known, list(cells))
    if not header:
        raise UnreadableFile(
            f"Không thấy dòng tên cột trong {HEADER_WITHIN} dòng đầu của “{name}” (xem tên cột trong tài liệu nhập văn bản)."
        )


def _table_row(line: int, header: list[str], known: set[str], cells: list[Any]) -> SourceRow:
    extra = [cell for cell in cells[len(header) :] if str(cell or "").strip()]
    values = {name: cell for name, cell in zip(header, cells, strict=False) if name}
    if extra:
        unread = "; ".join(str(cell) for cell in cells if cell is not None)
        return SourceRow(
            line, values, problem=f"Dòng có nhiều ô hơn dòng tên cột ({len(extra)} ô thừa).", unread=unread
        )
    if wrong := [name for name, cell in values.items() if name in known and _has_no_value(cell)]:
        columns = ", ".join(f"“{name}”" for name in wrong)
        values = {name: str(cell) if isinstance(cell, Uncounted) else cell for name, cell in values.items()}
        return SourceRow(line, values, problem=f"Ô {columns}: công thức chưa có kết quả hoặc bị lỗi. {SAVE_AGAIN}")
    return SourceRow(line, values)


def _has_no_value(cell: Any) -> bool:
    return isinstance(cell, Uncounted) or (isinstance(cell, str) and cell.strip() in SPREADSHEET_ERRORS)
