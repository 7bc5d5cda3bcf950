"""A head in two columns is shown one column after the other, however the file has it."""

import pytest

from documents.reading.two_columns import with_columns_apart

APART = """UBND TỈNH SÓC TRĂNG
SỞ NỘI VỤ
Số: 77/KH-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sóc Trăng, ngày 5 tháng 3 năm 2026
KẾ HOẠCH
Cải cách hành chính năm 2026
Căn cứ Nghị quyết số 76/NQ-CP;"""


@pytest.mark.parametrize("gap", ["\t", "\t\t", "      ", " "])
def test_columns_that_stand_on_one_line_are_set_apart(gap: str):
    together = f"""UBND TỈNH SÓC TRĂNG{gap}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ{gap}Độc lập - Tự do - Hạnh phúc
-------{gap}---------------
Số: 77/KH-SNV{gap}Sóc Trăng, ngày 5 tháng 3 năm 2026
KẾ HOẠCH
Cải cách hành chính năm 2026
Căn cứ Nghị quyết số 76/NQ-CP;"""
    assert with_columns_apart(together) == APART


@pytest.mark.parametrize(
    "text", [APART, "", "Kính gửi:\tSở Nội vụ\nSố liệu\t12\t13", "Điều 1. A\tCộng hòa xã hội chủ nghĩa Việt Nam"]
)
def test_other_texts_stay_as_they_are(text: str):
    assert with_columns_apart(text) == text
