"""Files of each kind become lines of Unicode; a broken one gets a sentence."""

import random

import pytest

from documents.reading.extraction import extract
from documents.reading.isolation import extract_apart
from documents.reading.pieces import UnreadableFileError
from editorial.legacy_text import LegacyEncoding
from tests.documents.reading import papers
from tests.editorial import sample_files

TCVN3_LINES = ["Bé Néi vô", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Sè: 12/2003/TT-BNV", "QuyÕt ®Þnh cña Bé tr\xadëng"]


def test_a_word_document_is_read_cell_by_cell():
    text = extract(papers.word(papers.DECISION, in_table=8), "docx").text
    lines = [line for line in text.split("\n") if line]
    assert lines[:8] == papers.DECISION.split("\n")[:8]
    assert lines[-1] == "Nguyễn Văn An"


def test_rich_text_is_read():
    assert "Về việc ban hành Quy chế" in extract(papers.rich_text(papers.DECISION), "rtf").text


def test_a_decomposed_letter_is_kept_in_one_form():
    assert "Sóc Trăng" in extract(papers.word("So\u0301c Tra\u0306ng"), "docx").text


@pytest.mark.clause("R9.1")
def test_a_file_in_tcvn3_is_converted_and_shows_before_and_after():
    for content, kind in (
        (papers.pdf(TCVN3_LINES, font=".VnTime"), "pdf"),
        (papers.pdf(TCVN3_LINES), "pdf"),
        (papers.word("\n".join(TCVN3_LINES), font=".VnTime"), "docx"),
    ):
        read = extract(content, kind)
        assert "Bộ Nội vụ\nCộng hoà xã hội chủ nghĩa Việt Nam\nSố: 12/2003/TT-BNV" in read.text
        assert read.encodings == {LegacyEncoding.TCVN3}
        assert ("Bé Néi vô", "Bộ Nội vụ") in read.converted_sample


@pytest.mark.clause("R9.1")
def test_unicode_under_an_old_font_stays_as_it_is():
    read = extract(papers.word(papers.DECISION, font=".VnTime"), "docx")
    assert "Trang CCHC tỉnh" in read.text
    assert not read.encodings


def test_a_capital_font_draws_capitals_and_the_text_stays_as_typed():
    (page,) = extract(papers.word("ChÝnh phñ", font=".VnTimeH"), "docx").pages
    line = next(line for line in page.lines if line.text)
    assert (line.text, line.as_drawn) == ("Chính phủ", "CHÍNH PHỦ")


def test_a_signatures_stamp_over_a_picture_is_not_a_text():
    stamp = ["Ky boi: Cong Thong tin dien tu", "Thoi gian ky: 11.04.2024 14:57:03 +07:00"]
    assert extract(papers.pdf(stamp, picture=True), "pdf").is_scan
    assert not extract(papers.pdf(stamp), "pdf").is_scan


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (papers.word("a")[:900], "docx"),
        (sample_files.docx(), "docx"),
        (sample_files.old_office(), "doc"),
        (b"%PDF-1.4 nothing %%EOF", "pdf"),
        (b"", "pdf"),
        (b"PK", "odt"),
    ],
)
def test_a_broken_file_gets_a_sentence(content, kind):
    with pytest.raises(UnreadableFileError) as refusal:
        extract(content, kind)
    assert len(str(refusal.value)) > 10


def test_a_file_is_read_in_a_process_of_its_own():
    read = extract_apart(papers.pdf(TCVN3_LINES, font=".VnTime"), "pdf")
    assert read == extract(papers.pdf(TCVN3_LINES, font=".VnTime"), "pdf")
    with pytest.raises(UnreadableFileError):
        extract_apart(b"%PDF-1.4 nothing %%EOF", "pdf")


@pytest.mark.parametrize("kind", ["pdf", "docx", "rtf"])
def test_no_damage_breaks_the_reading(kind):
    chance = random.Random(kind)
    good = {"pdf": papers.pdf(TCVN3_LINES), "docx": papers.word("abc"), "rtf": papers.rich_text("Sóc Trăng")}[kind]
    for _ in range(25):
        bad = bytearray(good)
        for _ in range(12):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        try:
            extract(bytes(bad), kind)
        except UnreadableFileError as refusal:
            assert str(refusal)
