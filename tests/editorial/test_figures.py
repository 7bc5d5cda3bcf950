"""Figures that editors paste: read, refused with a sentence, given out again."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.figures import (
    MAX_CELL_LENGTH,
    MAX_COLUMNS,
    MAX_ROWS,
    FigureError,
    FigureTable,
    parse_number,
    read_pasted,
    to_csv,
    to_pasted,
    vietnamese_number,
)

pytestmark = pytest.mark.clause("R8.4")


def refusal_of(text: str) -> str:
    with pytest.raises(FigureError) as refusal:
        read_pasted(text)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234", "1234"),
        ("1,234", "1.234"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("0.125", "0.125"),
        ("98,7%", "98.7"),
        ("98,7 %", "98.7"),
        ("-12", "-12"),
        ("–12", "-12"),
        ("+5", "5"),
        ("12 345", "12345"),
        ("12\u00a0345,5", "12345.5"),
    ],
)
def test_numbers_are_read_as_vietnamese_write_them(text: str, number: str):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "…",
        "%",
        "Sở Nội vụ",
        "12a",
        "1.2.3",
        "12.34,5",
        "1,2.3,4",
        "517/QĐ",
        "2021 2022",
        "²",
        "١٢",
        "1" * 30,
        "1e5",
    ],
)
def test_other_words_are_no_numbers(text: str):
    assert parse_number(text) is None


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3), st.booleans()
)
def test_a_number_written_the_vietnamese_way_is_read_back(number: Decimal, grouped: bool):
    assert parse_number(vietnamese_number(number, grouped=grouped)) == number


def test_cells_pasted_from_a_spreadsheet_are_read():
    table = read_pasted("Năm\tSố thủ tục\n2021\t1.850\n2022\t1.790\n")
    assert table == FigureTable(("Năm", "Số thủ tục"), (("2021", "1.850"), ("2022", "1.790")))
    assert table.numbers(1) == (Decimal(1850), Decimal(1790))


@pytest.mark.parametrize("text", ["A;B\n1,5;2\n", "A,B\n1.5,2\n", "A\tB\r\n1,5\t2\r\n", "\ufeffA;B\r1,5;2\r"])
def test_cells_between_tabs_semicolons_and_commas_are_read(text: str):
    assert read_pasted(text).numbers(0) == (Decimal("1.5"),)


def test_a_sign_inside_quotes_separates_nothing():
    assert read_pasted('"Đúng hạn; sớm hạn",Số\n"a; b",2\n').header == ("Đúng hạn; sớm hạn", "Số")
    assert read_pasted('"Đúng hạn; sớm hạn",Số\n"a; b",2\n"c; ""d""",3\n').rows[1] == ('c; "d"', "3")
    assert read_pasted("Sở, ngành\tSố\nA, B\t2\n").rows == (("A, B", "2"),)


def test_a_cell_of_several_lines_becomes_one_line():
    assert read_pasted('"Đơn vị\nbáo cáo"\tSố\nA\t2\n').header[0] == "Đơn vị báo cáo"


def test_quotation_marks_that_excel_left_as_they_were_stay():
    assert read_pasted('Cơ chế\tSố\n"Một cửa" liên thông\t2\nMột cửa\t3').rows[0] == ('"Một cửa" liên thông', "2")


def test_decomposed_letters_are_stored_composed_and_invisible_ones_dropped():
    assert read_pasted("Na\u0306m\tA\u0000\u0007\n1\t2").header == ("Năm", "A")


def test_a_short_row_is_refused_by_the_number_it_has_where_it_was_copied():
    assert "Dòng 3 có 2 ô, cần 3 ô" in refusal_of("A\tB\tC\n1\t2\t3\n1\t2\n")
    assert "Dòng 4 có 1 ô, cần 2 ô" in refusal_of("A\tB\n\n1\t2\n3\n")


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("", "Chưa có số liệu"),
        (" \t \n", "Chưa có số liệu"),
        ("\t\n\t\nx;", "Cột 2 chưa có tên"),
        ("A\tB", "chưa có dòng số liệu"),
        ("A\n1", "ít nhất hai cột"),
        ("A\t\n1\t2", "Cột 2 chưa có tên"),
        ("A\ta\n1\t2", "Cột 2 trùng tên “a”"),
        ("A\tB\n1\t" + "x" * (MAX_CELL_LENGTH + 1), "Dòng 2, cột 2: ô dài 301 ký tự"),
        ("A\tB\n" + "1\t2\n" * (MAX_ROWS + 1), "Bảng quá lớn"),
        ("\t".join(f"C{i}" for i in range(MAX_COLUMNS + 1)) + "\n" + "1\t" * MAX_COLUMNS + "1", "Bảng quá lớn"),
        ("x" * 2_000_001, "Bảng quá lớn"),
        ('A\tB\n"' + "x" * 200_000 + "\t2", "tối đa 300"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(text: str, fragment: str):
    assert fragment in refusal_of(text)


def test_many_faults_are_counted_not_listed():
    assert "Còn 10 lỗi khác." in refusal_of("A\tB\n" + "1\n" * 20)


def test_signs_for_nothing_do_not_make_a_column_words():
    table = read_pasted("Đơn vị\tSố\tGhi chú\nA\t-\tx\nB\t5\tđạt\nC\t…\t\n")
    assert table.number_columns() == [1]
    assert table.cells_not_numbers(2) == ["Dòng 3, cột “Ghi chú”: “đạt” không phải số."]


def test_a_column_that_only_counts_the_rows_names_nothing():
    table = read_pasted("STT\tĐơn vị\tSố\n1\tA\t5\n")
    assert table.label_column == 1
    assert table.number_columns() == [2]


@pytest.mark.parametrize(
    ("words", "column"), [("năm 2022", 1), ("2", 1), ("2021", 2), ("4", None), ("0", None), ("Khác", None)]
)
def test_a_column_is_found_by_its_name_or_its_number(words: str, column: int | None):
    assert read_pasted("Đơn vị\tNăm 2022\t2021\nA\t1\t2").find_column(words) == column


def test_csv_given_out_runs_no_formula_and_keeps_negative_numbers():
    content = to_csv(FigureTable(("A", "B"), (("=HYPERLINK(1)", "-5"), ("+x", "-"), ("@x", "-5%")))).decode("utf-8-sig")
    assert content.splitlines()[1:] == ["'=HYPERLINK(1),-5", "'+x,-", "'@x,-5%"]


def test_csv_given_out_has_no_grouping_dots_that_programs_take_for_decimal_points():
    content = to_csv(read_pasted("Mã\tSố\tTỷ lệ\n1.234\t1.850\t1.098,5%\n"))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == '1.234,1850,"1098,5%"'


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=12).map(str.strip)
cells = st.one_of(
    words, st.integers(-(10**9), 10**9).map(str), st.sampled_from(["=1+1", '"a" b', "a;b", "a,b", "'", '"'])
)


@st.composite
def tables(draw) -> FigureTable:
    """Tables as `read_pasted` leaves them."""
    width = draw(st.integers(2, 5))
    header = [f"{draw(cells)} {number}" for number in range(width)]
    rows = draw(st.lists(st.tuples(st.just("dòng"), *[cells] * (width - 1)), min_size=1, max_size=6))
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t", quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return read_pasted(buffer.getvalue())


@given(tables())
def test_a_table_pasted_again_is_the_same_table(table: FigureTable):
    assert read_pasted(to_pasted(table)) == table


@given(tables())
def test_csv_given_out_and_read_again_has_the_same_words_and_numbers(table: FigureTable):
    again = read_pasted(to_csv(table).decode())
    assert again.header == table.header
    numbers = set(table.number_columns())
    for old, new in zip(table.rows, again.rows, strict=True):
        for column, (before, after) in enumerate(zip(old, new, strict=True)):
            assert parse_number(after) == parse_number(before) if column in numbers else after == before
