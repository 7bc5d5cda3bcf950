"""Figures that editors paste or upload: read, refused with a sentence, given out again."""

import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from editorial.figures import (
    FigureError,
    FigureTable,
    parse_number,
    read_csv,
    read_pasted,
    read_xlsx,
    to_csv,
    to_pasted,
    vietnamese_number,
)

pytestmark = pytest.mark.clause("R8.4")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("1,5", "1.5"),
        ("0.125", "0.125"),
        ("98,7%", "98.7"),
        ("-12", "-12"),
        ("12 345", "12345"),
    ],
)
def test_numbers_are_read_as_vietnamese_write_them(text: str, number: str):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "-", "…", "Sở Nội vụ", "12a", "1.2.3", "517/QĐ"])
def test_other_words_are_no_numbers(text: str):
    assert parse_number(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_written_the_vietnamese_way_is_read_back(number: Decimal):
    assert parse_number(vietnamese_number(number)) == number


def test_cells_pasted_from_a_spreadsheet_are_read():
    table = read_pasted("Năm\tSố thủ tục\n2021\t1.850\n2022\t1.790\n")
    assert table == FigureTable(("Năm", "Số thủ tục"), (("2021", "1.850"), ("2022", "1.790")))
    assert table.numbers(1) == [Decimal(1850), Decimal(1790)]


def test_decomposed_letters_are_stored_composed():
    assert read_pasted("Na\u0306m\tA\n1\t2").header[0] == "Năm"


def test_a_short_row_is_refused_by_its_number():
    with pytest.raises(FigureError) as refusal:
        read_pasted("A\tB\tC\n1\t2\t3\n1\t2\n")
    assert "Dòng 3 có 2 ô, cần 3 ô" in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "fragment"),
    [("", "Chưa có số liệu"), ("A\tB", "chưa có dòng số liệu"), ("A\n1", "ít nhất hai cột"), ("A\t\n1\t2", "Cột 2")],
)
def test_what_is_no_table_is_refused_with_a_sentence(text: str, fragment: str):
    with pytest.raises(FigureError) as refusal:
        read_pasted(text)
    assert fragment in str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_in_the_encodings_that_spreadsheets_write(encoding: str):
    assert read_csv("Đơn vị;Số hồ sơ\nSở Y tế;12\n".encode(encoding)).rows == (("Sở Y tế", "12"),)


def workbook_of(*rows: tuple) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_a_workbook_is_read_as_values():
    table = read_xlsx(workbook_of(("Đơn vị", "Tỷ lệ"), ("Sở Y tế", 98.5), ("Sở Tư pháp", 100)))
    assert table.rows == (("Sở Y tế", "98,5"), ("Sở Tư pháp", "100"))


def test_a_file_that_is_no_workbook_is_refused():
    with pytest.raises(FigureError) as refusal:
        read_xlsx(b"not a workbook")
    assert "không phải sổ tính Excel" in str(refusal.value)


def test_csv_given_out_runs_no_formula_and_keeps_negative_numbers():
    content = to_csv(FigureTable(("A", "B"), (("=HYPERLINK(1)", "-5"),))).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in content
    assert ",-5" in content


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp", "Zs")), min_size=1, max_size=12)


@given(st.integers(2, 5).flatmap(lambda width: st.lists(st.tuples(*[words] * width), min_size=2, max_size=6)))
def test_a_table_pasted_again_is_the_same_table(rows: list[tuple[str, ...]]):
    table = FigureTable(rows[0], tuple(rows[1:]))
    normal = read_pasted(to_pasted(table))
    assert read_pasted(to_pasted(normal)) == normal
    assert read_csv(to_pasted(normal).encode()) == normal
