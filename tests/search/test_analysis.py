"""Folding: what people type without marks meets what was written with them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import fold, folded_words, marked_form, marked_words, words_of
from search.numbers import keys_of_number, number_keys
from search.terms import tokens_of


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


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệoơờởỡớợuưừửữứựyỳỷỹýỵ bchnqt"))
def test_composed_and_decomposed_letters_are_one_word(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert tokens_of(composed).tolist() == tokens_of(decomposed).tolist()
    assert marked_words(composed) == marked_words(decomposed)


@pytest.mark.parametrize(("one", "other"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("HÓA", "hoá"), ("khỏe", "khoẻ")])
def test_where_the_tone_is_put_does_not_matter(one: str, other: str) -> None:
    assert marked_form(one) == marked_form(other)
    assert tokens_of(one).tolist() == tokens_of(other).tolist()


def test_other_marks_make_another_word_of_one_folded_form() -> None:
    written = tokens_of("ma má mà mả mã mạ đa da")
    assert len(set(written.tolist())) == 8
    assert len({token >> 8 for token in written.tolist()}) == 2


@pytest.mark.parametrize(
    "typed", ["qd 517 snv", "517/qđ-snv", "517-qd-snv", "QĐ 517", "517/QĐ-SNV", "Quyết định số 517/QĐ-SNV"]
)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert next(iter(number_keys(typed))) in keys_of_number("517/QĐ-SNV")


@pytest.mark.parametrize("typed", ["từ tháng 7/2020 các trường", "trong 02 ngày làm việc", "Điều 5 khoản 2"])
def test_not_every_figure_is_a_number_of_a_document(typed: str) -> None:
    assert not set(number_keys(typed)) & set(keys_of_number("7/2020/TT-BTC") + keys_of_number("02/QĐ-UBND"))
