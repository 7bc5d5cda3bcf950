"""Rows as real registers have them: what can be mended is mended and said, what cannot is refused by name."""

import unicodedata
from datetime import date, datetime, time

import pytest

from documents.importing.cleaning import CleanedRow, cleaned
from documents.importing.columns import Column, recognised
from documents.importing.days import day_of
from documents.importing.files import SourceRow
from tests.documents.importing.register_files import ON, row


def clean(**values) -> CleanedRow:
    source = row(**values)
    return cleaned(SourceRow(7, source), recognised(source), on=ON)


@pytest.mark.clause("R9.1")
def test_every_word_is_kept_in_one_form_of_unicode():
    result = clean(trich_yeu=unicodedata.normalize("NFD", "Về việc cải cách hành chính"), nguoi_ky="TRẦN QUỐC TUẤN")
    assert result.row.abstract == "Về việc cải cách hành chính"
    assert result.row.signed_by == "Trần Quốc Tuấn"


def test_a_wrong_letter_and_stray_spaces_in_a_number_are_mended_and_said():
    result = clean(so_ky_hieu="1977 /QÐ-UBND")
    assert result.row.number == "1977/QĐ-UBND"
    assert "1977/QĐ-UBND" in result.notes[0]
    assert result.problems == ()


def test_of_two_columns_for_one_thing_the_filled_one_counts():
    """Registers put together from several lists have the same thing under two names."""
    [problem] = clean(tinh_trang="", hieu_luc="Hết hiệu lực").problems
    assert "Hết hiệu lực" in problem
    result = clean(tinh_trang="Còn hiệu lực", hieu_luc="Hết hiệu lực")
    assert result.problems == ()
    assert result.notes == ("Cột “hieu_luc” ghi khác cột “tinh_trang” (“Hết hiệu lực”): không dùng.",)


def test_of_a_number_cut_in_two_the_whole_is_proposed_and_not_guessed():
    [problem] = clean(so_ky_hieu="17", trich_yeu="/2018/TT-BTNMT Quy định kỹ thuật").problems
    assert "“17/2018/TT-BTNMT”" in problem
    [problem] = clean(so_ky_hieu="02/2020/", trich_yeu="TT-BCT Quy định về nhập khẩu").problems
    assert "“02/2020/TT-BCT”" in problem
    [problem] = clean(so_ky_hieu="17", trich_yeu="Quy định kỹ thuật").problems
    assert "Phần sau" not in problem


def test_titles_begin_with_a_capital_and_hold_no_marks_of_a_web_page():
    result = clean(trich_yeu="v/v  phổ biến <b>các luật</b> mới &amp; nghị quyết\x00 .")
    assert result.row.abstract == "Về việc phổ biến các luật mới & nghị quyết"


@pytest.mark.parametrize(
    "text",
    ["2022-12-30", "30/12/2022", "30-12-2022", "30.12.2022", "2022-12-30T00:00:00", "Ngày 30 tháng 12 năm 2022"],
)
def test_a_date_is_read_in_each_form_people_write(text: str):
    assert day_of(text) == day_of(datetime.combine(date(2022, 12, 30), time(8))) == date(2022, 12, 30)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"so_ky_hieu": ""}, "Thiếu số, ký hiệu."),
        ({"so_ky_hieu": "Không số"}, "“Không số” không phải số, ký hiệu"),
        ({"so_ky_hieu": "09/11/1993"}, "“09/11/1993” không phải số, ký hiệu"),
        ({"trich_yeu": None}, "Thiếu trích yếu."),
        ({"ngay_ban_hanh": None}, "Thiếu ngày ban hành."),
        ({"ngay_ban_hanh": "12/30/2022"}, "“12/30/2022” không phải một ngày"),
        ({"ngay_ban_hanh": "30/12/22"}, "“30/12/22” không phải một ngày"),
        ({"ngay_ban_hanh": "2026-11-24"}, "nằm ngoài khoảng"),
        ({"ngay_het_hieu_luc": "2020-01-01"}, "không đứng sau ngày bắt đầu hiệu lực"),
        ({"co_quan": "Bộ " * 200}, "Cơ quan ban hành dài quá 500 ký tự."),
    ],
)
def test_what_cannot_be_mended_is_refused_with_its_reason(values: dict, sentence: str):
    assert sentence in " ".join(clean(**values).problems)


def test_a_body_that_stands_behind_half_a_title_is_taken_alone_and_this_is_said():
    given = "Bộ trưởng Bộ Tư pháp hướng dẫn sử dụng sổ quốc tịch ngày 06/06/2024 của Bộ Tư pháp và Bộ Nội vụ"
    result = clean(co_quan=given)
    assert result.row.issuer_words == "Bộ Tư pháp và Bộ Nội vụ"
    assert f"Cơ quan ban hành “{given}” được ghi là “Bộ Tư pháp và Bộ Nội vụ”." in result.notes
    assert clean(co_quan="Bộ " * 100).problems == ()  # thirteen ministries fill 271 letters


def test_addresses_with_spaces_are_written_as_addresses_and_others_are_said():
    assert clean(url="https://sonla.gov.vn/QD 1182.pdf").row.source_url == "https://sonla.gov.vn/QD%201182.pdf"
    result = clean(file="Q:\\van ban\\1182.pdf")
    assert result.row.file_url == ""
    assert "không phải địa chỉ web" in result.notes[0]
    assert result.problems == ()


def test_relations_are_kept_as_they_are_written():
    result = clean(thay_the="12/QĐ-SNV; 13/QĐ-SNV", bi_thay_the=["600/QĐ-SNV"])
    assert result.row.relations == (
        ("thay_the", "12/QĐ-SNV"),
        ("thay_the", "13/QĐ-SNV"),
        ("bi_thay_the", "600/QĐ-SNV"),
    )


@pytest.mark.clause("R9.1")
def test_cells_in_an_old_encoding_become_unicode_and_are_shown_before_and_after():
    row = clean(
        so_ky_hieu="9/Q§-SNV", trich_yeu="VÒ viÖc ban h\u00b5nh Quy chÕ ho¹t ®éng cña Trang", co_quan="Së Néi vô"
    )
    assert (row.row.number, row.row.issuer_words) == ("9/QĐ-SNV", "Sở Nội vụ")
    assert row.row.abstract == "Về việc ban hành Quy chế hoạt động của Trang"
    assert any("“VÒ viÖc ban hµnh Quy chÕ ho¹t ®éng cña Trang” → “Về việc" in note for note in row.notes)
    beside_unicode = clean(trich_yeu="VÒ viÖc ban h\u00b5nh Quy chÕ ho¹t ®éng cña Trang")
    assert beside_unicode.row.abstract == row.row.abstract
    assert recognised(["Sè, ký hiÖu", "Ngµy ban hµnh"]).names.keys() == {Column.NUMBER, Column.ISSUED_ON}


@pytest.mark.parametrize("text", ["Đo bụi 5 µm ở São Paulo", "(D × rd + E × re) × nD + re × (n − nD)"])
def test_unicode_is_never_touched(text: str):
    assert clean(trich_yeu=text).row.abstract == text
    assert clean(trich_yeu=text).notes == ()


def test_a_day_that_cannot_be_read_is_refused_once_and_a_text_without_end_too():
    assert clean(ngay_ban_hanh="31/02/2021").problems == (
        "Ngày ban hành “31/02/2021” không phải một ngày đọc được (ngày/tháng/năm).",
    )
    assert clean(text="x" * 5_000_001).problems == ("Toàn văn dài quá 5000000 ký tự.",)
