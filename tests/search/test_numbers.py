"""Numbers of documents as people type them: however it is spelt, the number that is meant is the one that is read."""

import re
from itertools import takewhile
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import fold
from search.numbers import keys_of_number, number_keys, whole_keys

# Numbers as they stand in official registers, the odd ones among them.
OFFICIAL = (
    "517/QĐ-SNV",
    "57/2020/QH14",
    "64/2007/NĐ-CP",
    "02/2022/TT-BNV",
    "18-NQ/TW",
    "33-LCT/HĐNN8",
    "102-SL/L-4",
    "66.20/2026/NQ-CP",
    "44/2016/TT-BTNMT(1)",
    "26/KH-BCĐ (138)",
    "1a/2009/QĐ-UBND",
    "03/2020/TTLT-BCA-BQP-BTP-NHNNVN-VKSNDTC-TANDTC",
    "11/2025/TTLT-VKSNDTC-TANDTC-BCA-BQP-BTP-BTC-BCT-BXD-BNN&MT-KTNN-TTCP",
)
SEQUENCES = st.integers(1, 9_999).map(str) | st.integers(1, 9).map("0{}".format)
YEARS = st.just("") | st.integers(1945, 2030).map("/{}".format)
CODES = st.lists(st.text("ABCDĐGHKLNPQSTUVX", min_size=2, max_size=6), min_size=1, max_size=4, unique_by=fold)


def spellings(number: str) -> list[str]:
    words = re.findall(r"[^\W_]+", fold(number))
    leading = list(takewhile(lambda word: word[0].isdigit(), words))
    codes, figures = [[word for word in words if word[0].isdigit() is is_figure] for is_figure in (False, True)]
    return [
        number,
        number.lower(),
        fold(number).replace("/", "-"),
        " ".join(words),
        " ".join([*codes[:1], *figures, *codes[1:]]),
        normalize("NFD", f"Văn bản số {number}"),
        number.replace("Đ", "Ð"),
        "/".join([*leading, "".join(words[len(leading) :])]),
    ]


def whole_keys_of(number: str) -> list[str]:
    """Return what each spelling is first taken for, of the keys that the number has."""
    known = keys_of_number(number)
    return [next((key for key in number_keys(typed) if key in known), "") for typed in spellings(number)]


@pytest.mark.parametrize("number", OFFICIAL)
def test_an_official_number_is_read_whole_in_every_spelling(number: str) -> None:
    assert set(whole_keys_of(number)) <= set(whole_keys(number))


@given(SEQUENCES, YEARS, CODES)
def test_any_number_is_read_whole_in_every_spelling(sequence: str, year: str, codes: list[str]) -> None:
    number = f"{sequence}{year}/{'-'.join(codes)}"
    assert set(whole_keys_of(number)) <= set(whole_keys(number))


@pytest.mark.parametrize(
    "typed",
    ["517qđ-snv", "517/qd", "số 517 qđ", "517qđsnv", "qd517", "QĐ517/SNV", "công văn 517", "quyet dinh so 00517"],
)
def test_a_part_of_a_number_is_enough(typed: str) -> None:
    assert set(number_keys(typed)) & set(keys_of_number("517/QĐ-SNV"))
