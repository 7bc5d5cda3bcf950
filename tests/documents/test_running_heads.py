"""What runs through the pages of a file is no part of its text."""

from documents.running_heads import without_running_heads


def test_the_gazettes_head_and_the_pages_numbers_are_left_out():
    pages = {
        1: "CÔNG BÁO/Số 849 + 850/Ngày 12-10-2021 3\nTHỦ TƯỚNG CHÍNH PHỦ\n1. Người lao động",
        2: "4 CÔNG BÁO/Số 849 + 850/Ngày 12-10-2021\nđang tham gia bảo hiểm.",
        3: "12\n12\n12 CÔNG BÁO/Số 849 + 850/Ngày 12-10-2021\nMẫu số 01\nĐăng Công báo/Số 5 nhé\nMột\nHai",
    }
    assert without_running_heads(pages) == {
        1: "THỦ TƯỚNG CHÍNH PHỦ\n1. Người lao động",
        2: "đang tham gia bảo hiểm.",
        3: "12\n12\nMẫu số 01\nĐăng Công báo/Số 5 nhé\nMột\nHai",
    }
    numbered = {1: "Điều 1.\nMột", 2: "2\nHai", 3: "3\nBa\n5\nBốn\nNăm\nSáu", 4: "4\nBảy"}
    assert without_running_heads(numbered) == {1: "Điều 1.\nMột", 2: "Hai", 3: "Ba\n5\nBốn\nNăm\nSáu", 4: "Bảy"}


def test_words_that_run_through_stay_where_they_stand_first():
    pages = {number: f"Đề án 2026, trang {number}\nPhần {'abcd'[number]}\nhết" for number in (1, 2, 3)}
    shown = without_running_heads(pages)
    assert shown[1].splitlines() == ["Đề án 2026, trang 1", "Phần b", "hết"]
    assert shown[3].splitlines() == ["Phần d"]


def test_a_text_without_running_heads_is_left_as_it_is():
    pages = {1: "Biểu 1\n120\nMột", 2: "Biểu 2\n340\nHai", 3: "Ba", 4: ""}
    assert without_running_heads(pages) == pages
