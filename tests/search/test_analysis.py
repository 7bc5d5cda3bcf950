"""Folding: what people type without marks meets what was written with them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import fold, folded_words, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đề án đổi mới tổ chức bộ máy", "de an doi moi to chuc bo may"),
        ("Quyết định số 517/QĐ-SNV", "quyet dinh so 517/qd-snv"),
        ("THỦ TƯỚNG", "thu tuong"),
        ("Nguyễn Ngọc Ký; ưu tiên, ở đâu?", "nguyen ngoc ky; uu tien, o dau?"),
    ],
)
def test_marks_capitals_and_d_with_a_stroke_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


def test_a_number_is_cut_at_its_slashes_and_dashes() -> None:
    assert folded_words("517/QĐ-SNV") == ["517", "qd", "snv"]
    assert folded_words("15/2022/NQ_HĐND") == ["15", "2022", "nq", "hdnd"]


def test_each_word_is_stored_once() -> None:
    assert words_of("Cải cách", "cải cách hành chính") == "cai cach hanh chinh"


@given(st.text())
def test_whatever_is_typed_becomes_words_that_no_engine_takes_for_an_operator(text: str) -> None:
    for word in folded_words(text):
        assert word.isalnum()
        assert folded_words(word) == [word]
