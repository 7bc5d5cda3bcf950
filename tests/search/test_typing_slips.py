"""What a mistyped word may have been meant to be."""

from datetime import date

import pytest

from search import spelling, writing
from search.analysis import marked_form
from search.asking import SearchQuestion, answer
from search.entries import EntryTexts, PassageText
from search.typing_slips import from_telex, from_vni, is_syllable, meanings


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("cair", "cải"),
        ("cachs", "cách"),
        ("hanhf", "hành"),
        ("chinhs", "chính"),
        ("ddoois", "đối"),
        ("dooid", "đôi"),
        ("nuwowcs", "nước"),
        ("nuowcs", "nước"),
        ("tieengs", "tiếng"),
        ("tienges", "tiếng"),
        ("vieejt", "việt"),
        ("nghij", "nghị"),
        ("dinhj", "dịnh"),
        ("quyeets", "quyết"),
        ("uyr", "uỷ"),
        ("nhaan", "nhân"),
        ("dwowngf", "dường"),
        ("bawngf", "bằng"),
        ("thuowngf", "thường"),
    ],
)
def test_telex_keys_left_undone_spell_the_word(keys: str, word: str):
    assert from_telex(keys).form == marked_form(word)


@pytest.mark.parametrize(
    ("keys", "word"), [("cai3", "cải"), ("ca1ch", "cách"), ("d9o6i1", "đối"), ("vie65t", "việt"), ("nu7o7c1", "nước")]
)
def test_vni_keys_left_undone_spell_the_word(keys: str, word: str):
    assert from_vni(keys).form == marked_form(word)


@pytest.mark.parametrize("word", ["cai", "hanh", "ubnd", "517", "snv", "cchc"])
def test_a_word_without_keys_is_not_decoded(word: str):
    assert from_telex(word) is None
    assert from_vni(word) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cahc", "cach"),
        ("chnih", "chinh"),
        ("hhanh", "hanh"),
        ("hnh", "hanh"),
        ("haanh", "hanh"),
        ("hamh", "hanh"),
        ("caicach", "cai cach"),
    ],
)
def test_a_slip_of_one_letter_is_among_the_meanings(typed: str, meant: str):
    assert meant in [one.folded for one in meanings(typed)]
    assert typed not in [one.folded for one in meanings(typed)]


def test_what_may_be_a_syllable_is_told_from_what_is_none():
    syllables = "thuong quyen khuya quoc giua giay xuat toan khoe huyet nguoi sinh sao lich uy yen buu nghieng"
    slips = "cahc hoahc chinnh dinhh truen tinhr quocs nghihh tcu"
    assert [word for word in f"{syllables} {slips}".split() if is_syllable(word)] == syllables.split()


@pytest.mark.django_db
def test_a_word_that_no_page_has_is_no_slip_of_another_unless_the_phrase_stands_there():
    for page_id in range(1, 4):
        text = PassageText(text="Khai báo, xác định. Thủ tục hành chính, kế hoạch năm 2026.")
        writing.write_texts([(page_id, EntryTexts("Quyết định", passages=(text,)))])

    def better(typed: str) -> str:
        question = SearchQuestion(text=typed, on=date(2026, 1, 1))
        return spelling.better(question, answer(question))

    assert better("khai dinhh") == "khai định"
    assert better("khai sinh") == ""
    assert better("hanh chin") == "hành chính"
    assert better("ke hoahc 2026") == "kế hoạch 2026"
