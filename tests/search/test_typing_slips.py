"""What a mistyped word may have been meant to be."""

import pytest

from search.analysis import marked_form
from search.typing_slips import from_telex, from_vni, meanings


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
