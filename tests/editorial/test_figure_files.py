"""Figures in uploaded files: CSV in its encodings, workbooks as Excel shows them."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from editorial.figure_files import read_csv, read_xlsx
from editorial.figures import FigureError

pytestmark = pytest.mark.clause("R8.4")


def refusal_of(reader, *given, **options) -> str:
    with pytest.raises(FigureError) as refusal:
        reader(*given, **options)
    return str(refusal.value)


def saved(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def workbook_of(*rows: tuple) -> Workbook:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    return workbook


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_in_the_encodings_that_spreadsheets_write(encoding: str):
    assert read_csv("Đơn vị;Số hồ sơ\nSở Y tế;12\n".encode(encoding)).rows == (("Sở Y tế", "12"),)


@pytest.mark.clause("R9.1")
@pytest.mark.parametrize(
    "content",
    [
        "Đơn vị;Số\nA;1\n".encode("cp1258", "replace"),
        "Đơn vị;Số\nA;1\n".encode("utf-16-le"),
        b"\xff\xfeA",
    ],
    ids=["cp1258", "utf-16 without mark", "half a letter"],
)
def test_csv_in_another_encoding_is_refused_rather_than_guessed(content: bytes):
    assert "CSV UTF-8" in refusal_of(read_csv, content)


def test_a_workbook_is_read_as_excel_shows_it():
    workbook = workbook_of(
        ("Đơn vị", "Tỷ lệ", "Số", "Tiền", "Năm", "Ngày", "Đạt", "Thô"),
        ("Sở Y tế", 0.98543, 1850, 1234567.891, 2021, date(2022, 3, 4), True, 0.1 + 0.2),
        ("Sở Tư pháp", None, -7, 0.005, 2022, None, False, 1e-7),
    )
    for cell, number_format in (("B2", "0.0%"), ("C2", "#,##0"), ("D2", "#,##0.00"), ("D3", "0.00")):
        workbook.active[cell].number_format = number_format
    assert read_xlsx(saved(workbook)).rows == (
        ("Sở Y tế", "98,5%", "1.850", "1.234.567,89", "2021", "04/03/2022", "Có", "0,3"),
        ("Sở Tư pháp", "", "-7", "0,01", "2022", "", "Không", "0,0000001"),
    )


def test_blank_rows_and_columns_around_a_table_are_left_out():
    workbook = workbook_of((), (None, "Đơn vị", "Số"), (), (None, "A", 1))
    table = read_xlsx(saved(workbook))
    assert (table.header, table.rows) == (("Đơn vị", "Số"), (("A", "1"),))


def test_the_first_visible_sheet_is_read_or_the_one_named():
    workbook = workbook_of(("Nội bộ", "Số"), ("A", 1))
    workbook.active.sheet_state = "hidden"
    for title in ("Quý I", "Quý II"):
        sheet = workbook.create_sheet(title)
        sheet.append(("Đơn vị", title))
        sheet.append(("A", 2))
    content = saved(workbook)
    assert read_xlsx(content).header[1] == "Quý I"
    assert read_xlsx(content, sheet="quý ii ").header[1] == "Quý II"
    assert "“Quý I”, “Quý II”." in refusal_of(read_xlsx, content, sheet="Quý IX")


def test_a_merged_header_is_refused_with_what_to_do():
    workbook = workbook_of(("Đơn vị", "Hồ sơ", None), ("A", 1, 2))
    workbook.active.merge_cells("B1:C1")
    assert "Cột 3 chưa có tên ở dòng tiêu đề" in refusal_of(read_xlsx, saved(workbook))


def test_a_formula_without_its_result_is_refused_at_its_cell():
    assert "Dòng 2, cột 2: công thức chưa có kết quả" in refusal_of(
        read_xlsx, saved(workbook_of(("Đơn vị", "Số"), ("A", "=1+1")))
    )


def test_a_formula_that_failed_is_refused_at_its_cell():
    workbook = workbook_of(("Đơn vị", "Số"), ("A", "#DIV/0!"))
    workbook.active["B2"].data_type = "e"
    assert "Dòng 2, cột 2: công thức báo lỗi #DIV/0!" in refusal_of(read_xlsx, saved(workbook))


@pytest.mark.parametrize("rows", [501, 6000])
def test_too_many_rows_are_refused_never_cut(rows: int):
    content = saved(workbook_of(("Đơn vị", "Số"), *[("A", number) for number in range(rows)]))
    assert "quá" in refusal_of(read_xlsx, content)


def test_rows_far_below_are_not_lost():
    workbook = workbook_of(("Đơn vị", "Số"), ("A", 1))
    workbook.active["A5500"] = "B"
    assert "quá 5000 dòng" in refusal_of(read_xlsx, saved(workbook))


def damaged() -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(workbook_of(("A", "B"), (1, 2))))) as source,
        zipfile.ZipFile(buffer, "w") as to,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            to.writestr(entry.filename, content[:-40] if "sheet1" in entry.filename else content)
    return buffer.getvalue()


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04", damaged()])
def test_a_file_that_is_no_workbook_is_refused(content: bytes):
    assert "không phải sổ tính Excel" in refusal_of(read_xlsx, content)


def test_an_empty_workbook_is_refused():
    assert "không có số liệu" in refusal_of(read_xlsx, saved(Workbook()))


def test_a_workbook_that_unfolds_without_measure_is_refused():
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w") as part,
    ):
        for _ in range(61):
            part.write(bytes(1024 * 1024))
    assert "Sổ tính quá lớn" in refusal_of(read_xlsx, buffer.getvalue())
