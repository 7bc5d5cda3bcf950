"""A document's text cut into what people cite, with anchors that page and index share."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.articles import anchors, articles, cut, lines_of
from home.about_site import regulation_lines

FULL_TEXTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "docs" / "vbpl_fulltext.jsonl.gz"


def heads(text: str) -> list[tuple[str, str]]:
    return [(piece.anchor, piece.heading) for piece in articles(cut(lines_of(text)))]


def test_the_regulation_of_this_site_is_cut_into_its_two_counts_of_articles():
    pieces = cut(lines_of("\n".join(regulation_lines())))
    named = articles(pieces)
    assert [piece.anchor for piece in named[:5]] == ["dieu-1", "dieu-2", "dieu-3", "kem-theo", "dieu-1-2"]
    assert len([piece for piece in named if piece.label.startswith("Điều")]) == 3 + 15
    fifth = next(piece for piece in named if piece.anchor == "dieu-5")
    assert fifth.heading == "Điều 5. Ban Biên tập Trang"
    assert fifth.division.startswith("CHƯƠNG II. CÔNG TÁC BAN BIÊN TẬP")
    assert "Thanh tra Sở Nội vụ là bộ phận thường trực" in fifth.text


def test_a_chapters_name_may_take_several_lines():
    text = "Chương I\nHỖ TRỢ BẰNG TIỀN BỊ ẢNH HƯỞNG BỞI\nĐẠI DỊCH COVID-19\nĐiều 1. Đối tượng\nMỤC 2\nHỒ SƠ\nPHỤ LỤC\nBIỂU MẪU"
    assert [piece.division for piece in articles(cut(lines_of(text)))] == [
        "Chương I. HỖ TRỢ BẰNG TIỀN BỊ ẢNH HƯỞNG BỞI ĐẠI DỊCH COVID-19",
        "",
    ]
    [first] = articles(cut(lines_of("MỤC 2\nHỒ SƠ\nĐiều 1. Một")))
    assert first.division == "MỤC 2. HỒ SƠ"


def test_words_about_an_article_are_not_its_head():
    assert heads("Điều 1. Phạm vi\nTheo quy định tại\nĐiều 5 của Luật này thì\nĐiều 2. Đối tượng") == [
        ("dieu-1", "Điều 1. Phạm vi"),
        ("dieu-2", "Điều 2. Đối tượng"),
    ]


def test_an_article_that_is_a_sentence_has_a_number_and_no_title():
    assert heads("Điều 1. Ban hành kèm theo Quyết định này Quy chế hoạt động.") == [("dieu-1", "Điều 1")]


def test_inserted_articles_and_annexes_have_anchors():
    text = "Điều 5. Một\nĐiều 5a. Hai\nPhụ lục II\nBiểu mẫu\nPHỤ LỤC\nkèm theo"
    assert [anchor for anchor, _heading in heads(text)] == ["dieu-5", "dieu-5a", "phu-luc-ii", "phu-luc"]


lines = st.sampled_from(
    ["Điều 1. Phạm vi", "Điều 2. Đối tượng", "Chương I", "QUY CHẾ", "Phụ lục 1", "Một dòng bất kỳ.", "điều 3. nhỏ", ""]
)


@given(st.lists(lines | st.text(max_size=30), max_size=25))
def test_nothing_of_a_text_is_left_out_and_no_anchor_stands_twice(parts):
    read = lines_of("\n".join(parts))
    pieces = cut(read)
    assert [line for piece in pieces for line in piece.lines] == read
    found = [piece.anchor for piece in articles(pieces)]
    assert len(found) == len(set(found))
    assert list(anchors(line.text for line in read).values()) == found


@pytest.mark.skipif(not FULL_TEXTS.exists(), reason=f"full texts of real documents are absent: {FULL_TEXTS}")
def test_real_documents_have_their_articles_in_order():
    in_order = 0
    with gzip.open(FULL_TEXTS, "rt", encoding="utf-8") as rows:
        texts = [json.loads(row)["text"] for row, _ in zip(rows, range(120), strict=False)]
    texts = [text for text in texts if text.count("\nĐiều ") > 3]
    for text in texts:
        named = [piece.anchor for piece in articles(cut(lines_of(text))) if piece.label.startswith("Điều")]
        in_order += named[:3] == ["dieu-1", "dieu-2", "dieu-3"]
    assert in_order / len(texts) > 0.95
