"""The number and notation of a document, read as offices print them and as people type them."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.numbers import TYPE_CODES, DocumentNumber, key_of, normalise, slug_of

LISTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "docs"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("517/QĐ-SNV", ("517", None, "QĐ", "SNV")),
        ("04/2022/QĐ-UBND", ("04", 2022, "QĐ", "UBND")),
        ("68/2014/QH13", ("68", 2014, "", "QH13")),
        ("3445/UBND-KT", ("3445", None, "", "UBND-KT")),
        ("01/2012/NQLT/CP- BCHTWĐTN", ("01", 2012, "NQLT", "CP-BCHTWĐTN")),
        ("66.5/2025/NQ-CP", ("66.5", 2025, "NQ", "CP")),
        ("08a/2010/TT-BTP", ("08a", 2010, "TT", "BTP")),
        ("23-L/CTN", ("23", None, "L", "CTN")),
        ("10/NQ-TT HĐND", ("10", None, "NQ", "TT HĐND")),
        ("12/HĐ-SNV", ("12", None, "HĐ", "SNV")),
        ("12/HD-SNV", ("12", None, "HD", "SNV")),
        ("12/QyĐ-SNV", ("12", None, "QyĐ", "SNV")),
    ],
)
def test_a_number_is_read_in_its_parts(text, parts):
    number = DocumentNumber.parse(text)
    assert (number.sequence, number.year, number.type_code, number.issuer_code) == parts


@pytest.mark.parametrize(
    "text",
    [
        "517/QÐ-SNV",  # Icelandic Eth
        "517/QĐ–SNV",
        "517 / QĐ - SNV",
        "Số: 517/QĐ-SNV",
        "Quyết định số 517/QĐ-SNV.",
        "517 QĐ-SNV",
        "517/QĐ-SNV(1)",
        unicodedata.normalize("NFD", "517/QĐ-SNV"),
        "517/QĐ-SNV\u200b",
        "517/QĐ-ЅNV",  # a Cyrillic letter
    ],
)
def test_dirt_around_and_inside_a_number_is_cleaned(text):
    assert normalise(text) == "517/QĐ-SNV"


@pytest.mark.parametrize("text", ["517/qđ-snv", "517/qd-snv", "517-QĐ-SNV", "0517/QĐ-SNV"])
def test_spellings_of_one_number_have_one_key(text):
    assert key_of(text) == key_of("517/QĐ-SNV") == "517-qd-snv"


@pytest.mark.parametrize("text", ["", "Không", "Số:", "02", "03/06/1994", "19/2016", "Nghị", "ngày 30/12/2022"])
def test_what_is_no_number_is_not_read_as_one(text):
    assert DocumentNumber.parse(text) is None


def test_the_address_keeps_the_number_as_printed():
    assert slug_of("04/2022/QĐ-UBND") == "04-2022-qd-ubnd"


@given(
    sequence=st.integers(1, 99999),
    year=st.none() | st.integers(1945, 2099),
    code=st.sampled_from(TYPE_CODES),
    issuer=st.text("ABCDEGHIKLMNOPQRSTUVXYĐ", min_size=1, max_size=10),
)
def test_what_is_composed_is_read_back(sequence, year, code, issuer):
    printed = f"{sequence:02}/{f'{year}/' if year else ''}{code}-{issuer}"
    number = DocumentNumber.parse(printed)
    assert (number.text, int(number.sequence), number.year) == (printed, sequence, year)
    assert (number.type_code, number.issuer_code) == (code, issuer)
    assert number.key == key_of(slug_of(printed))  # the address finds the number


@given(st.text(max_size=60))
def test_any_text_is_answered_and_cleaning_twice_changes_nothing(text):
    clean = normalise(text)
    number = DocumentNumber.parse(text)
    assert number is None or number.text == clean
    assert key_of(key_of(text)) == key_of(text)


@pytest.mark.skipif(not LISTS.is_dir(), reason=f"lists of real documents are absent: {LISTS}")
def test_numbers_of_thirteen_thousand_real_documents_are_read():
    numbers = [
        json.loads(line).get("so_ky_hieu") or "" for path in sorted(LISTS.glob("*.jsonl")) for line in path.open()
    ]
    unread = [text for text in numbers if DocumentNumber.parse(text) is None]
    assert 1 - len(unread) / len(numbers) > 0.997
    # What is not read has no notation at all: a bare figure, a date, a word.
    assert not [text for text in unread if any(letter.isalpha() for letter in text) and "/" in text]
