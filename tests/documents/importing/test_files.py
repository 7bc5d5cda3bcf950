"""Every kind of file gives the same rows, each with the line a person finds it at; what cannot be read is named."""

import re
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import pytest

from documents.importing.columns import Column, missing_columns, recognised
from documents.importing.files import UnreadableFile, rows_of
from tests.documents.importing.register_files import RULES, csv_file, jsonl, xlsx

HEADER = ["STT", "Số, ký hiệu", "Loại văn bản", "Cơ quan ban hành", "Ngày ban hành", "Trích yếu"]
# A spreadsheet knows no time zone.
A_SPREADSHEETS_DATE = datetime.combine(date(2022, 12, 30), time())
CELLS = ["1", *RULES.values()]


def test_a_row_is_the_same_from_each_kind_of_file(tmp_path: Path):
    files = [
        jsonl(tmp_path / "so.jsonl", RULES),
        jsonl(tmp_path / "so.jsonl.gz", RULES),
        csv_file(tmp_path / "so.csv", HEADER, CELLS),
        csv_file(tmp_path / "so-excel.csv", HEADER, CELLS, delimiter=";"),
        xlsx(tmp_path / "so.xlsx", HEADER, CELLS),
    ]
    for file in files:
        (row,) = rows_of(file)
        columns = recognised(row.values)
        assert {column.value: value for column, value in columns.values_of(row.values).items()} == RULES, file.name
        assert columns.unknown == (() if "jsonl" in file.name else ("STT",))


def test_a_spreadsheet_has_its_own_title_above_its_columns_and_its_own_dates(tmp_path: Path):
    file = xlsx(
        tmp_path / "so.xlsx", ["SỔ VĂN BẢN ĐI NĂM 2022"], [], HEADER, [1, "517/QĐ-SNV", "", "", A_SPREADSHEETS_DATE]
    )
    (row,) = rows_of(file)
    assert row.line == 4
    assert row.values["Ngày ban hành"] == A_SPREADSHEETS_DATE


def test_lines_are_counted_past_cells_of_several_lines(tmp_path: Path):
    file = csv_file(tmp_path / "so.csv", HEADER, [*CELLS[:5], "một\nhai\nba"], CELLS)
    assert [row.line for row in rows_of(file)] == [2, 5]


def test_rows_that_cannot_be_read_are_named_and_the_others_are_read(tmp_path: Path):
    file = tmp_path / "so.jsonl"
    file.write_bytes(
        b'{"so_ky_hieu": "1/Q\xc4\x90-A"}\n{"so_ky_hieu": \n\n["1"]\n{"so_ky_hieu": "2\xff"}\n{"so_ky_hieu": "3"}\n'
    )
    rows = list(rows_of(file))
    assert [(row.line, bool(row.problem)) for row in rows] == [(1, False), (2, True), (4, True), (5, True), (6, False)]
    assert rows[1].unread == '{"so_ky_hieu":'
    (extra,) = rows_of(csv_file(tmp_path / "so.csv", HEADER, [*CELLS, "thừa"]))
    assert "1 ô thừa" in extra.problem
    assert "thừa" in extra.unread


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("so.pdf", b"%PDF", "Không nhận loại tệp"),
        ("so.csv", "Họ tên,Năm sinh\n".encode(), "Không thấy dòng tên cột"),
        ("so.csv", b"\xd0\xff", "không phải chữ Unicode"),
        ("so.xlsx", b"not a workbook", "không phải bảng tính"),
        ("so.jsonl.gz", b"\x1f\x8b\x08\x00", "bị hỏng"),
    ],
)
def test_a_file_that_is_no_register_is_refused_with_a_sentence(tmp_path: Path, name: str, data: bytes, sentence: str):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableFile, match=sentence):
        list(rows_of(tmp_path / name))


def test_columns_are_known_by_many_names_and_the_unknown_are_named():
    columns = recognised(["SỐ/KÝ HIỆU", "Ngày ký", "Nội dung", "Trích yếu", "Tệp đính kèm", "so_cong_bao"])
    assert columns.names[Column.ABSTRACT] == ("Trích yếu", "Nội dung")
    assert columns.names[Column.ISSUED_ON] == ("Ngày ký",)
    assert columns.unknown == ("so_cong_bao",)
    assert missing_columns(columns) == []
    assert len(missing_columns(recognised(["Họ tên", "Năm sinh"]))) == 3


def test_a_line_that_no_reader_can_take_is_refused_by_itself(tmp_path: Path):
    file = tmp_path / "so.jsonl"
    file.write_text(f'{"[" * 100_000}\n{{"so_ky_hieu": {"9" * 5_000}}}\n{{"so_ky_hieu": "3"}}\n')
    assert [bool(row.problem) for row in rows_of(file)] == [True, True, False]


def test_lines_in_utf_16_are_read_as_their_mark_says(tmp_path: Path):
    file = tmp_path / "so.jsonl"
    file.write_text('{"trich_yeu": "Quy chế"}\n{"trich_yeu": "Kế hoạch"}\n', encoding="utf-16")
    assert [row.values["trich_yeu"] for row in rows_of(file)] == ["Quy chế", "Kế hoạch"]


def test_a_formula_without_its_result_is_named_not_taken_for_an_empty_cell(tmp_path: Path):
    file = xlsx(
        tmp_path / "so.xlsx",
        HEADER,
        ["=A1", *CELLS[1:]],
        ["1", '=CONCATENATE("517","/QĐ")', *CELLS[2:]],
        ["2", *CELLS[1:5], "#REF!"],
    )
    of_no_column, formula, error = rows_of(file)
    assert not of_no_column.problem
    assert "“Số, ký hiệu”: công thức chưa có kết quả" in formula.problem
    assert formula.values["Số, ký hiệu"].startswith("=CONCATENATE")
    assert "“Trích yếu”" in error.problem


@pytest.mark.parametrize("said", [None, "A1"])
def test_a_workbook_that_a_program_wrote_may_not_say_how_far_it_goes(tmp_path, said):
    file = xlsx(tmp_path / "so.xlsx", HEADER, CELLS, CELLS)
    with ZipFile(file) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    kept = f'<dimension ref="{said}"/>'.encode() if said else b""
    parts[sheet] = re.sub(rb"<dimension [^>]*/>", kept, parts[sheet])
    with ZipFile(file, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    assert [row.line for row in rows_of(file)] == [2, 3]
    assert all(row.values["Số, ký hiệu"] and not row.problem for row in rows_of(file))
