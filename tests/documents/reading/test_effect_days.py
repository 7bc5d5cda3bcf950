"""From which day a paper says that it has effect."""

from datetime import date

import pytest

from documents.reading.effect_days import effect_day

SIGNED = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("sentence", "day", "is_clear"),
    [
        ("Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7\nnăm 2026.", date(2026, 7, 1), True),
        (
            "Quyết định này có hiệu lực kể từ ngày 20/3/2026 và thay thế Quyết định số 5/QĐ-UBND.",
            date(2026, 3, 20),
            True,
        ),
        ("Quyết định này có hiệu lực thi hành kể từ ngày ký ban hành.", SIGNED, True),
        ("Thông tư này có hiệu lực sau 15 ngày, kể từ ngày ký.", date(2026, 3, 19), False),
        ("Nghị định này có hiệu lực từ ngày 01/7/2036.", date(2036, 7, 1), False),  # misread, or misprinted
        (
            "Luật này có hiệu lực từ ngày 01/7/2026. Quy định này có hiệu lực từ ngày 01/01/2027.",
            date(2026, 7, 1),
            False,
        ),
        ("Hợp đồng ký trước ngày Nghị định này có hiệu lực thi hành thì được tiếp tục.", None, False),
        ("Nghị định số 64/2007/NĐ-CP có hiệu lực từ ngày 18/5/2007.", None, False),
        ("Thông tư này có hiệu lực từ ngày 31/02/2026.", None, False),
    ],
)
def test_the_paper_says_from_which_day_it_has_effect(sentence, day, is_clear):
    found = effect_day(f"Điều 9. Hiệu lực thi hành\n{sentence}\nĐiều 10.", issued_on=SIGNED)
    assert (found.day, found.is_clear) == (day, is_clear)
    assert bool(found.evidence) == (day is not None)


def test_a_day_counted_from_the_gazette_is_known_from_a_copy_of_the_gazette():
    clause = "Điều 9. Nghị định này có hiệu lực thi hành sau 15 ngày, kể từ ngày đăng Công báo."
    in_words = clause.replace("15", "mười lăm")
    head = "CÔNG BÁO/Số 15 + 16/Ngày 18-03-2026\n"
    for text in (clause, in_words):
        found = effect_day(f"{head}{text}\n{head}Điều 10.", issued_on=SIGNED)
        assert (found.day, found.is_clear) == (date(2026, 4, 2), False)
    alone = effect_day(clause, issued_on=SIGNED)
    assert alone.day is None
    assert "15 ngày, kể từ ngày đăng Công báo" in alone.evidence


def test_without_the_day_of_signing_a_day_counted_from_it_is_not_known():
    assert effect_day("Quyết định này có hiệu lực kể từ ngày ký.", issued_on=None).day is None
