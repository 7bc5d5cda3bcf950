"""What is pasted from Word is cleaned; its tables and pictures survive, its old letters are read, what is left out is said."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from editorial.blocks import BodyBlocks
from editorial.models import SiteImage
from editorial.pasted_pictures import DRAWING, ELSEWHERE, PastedPicture, pictures_in_rtf
from editorial.pasting import PastedTable, Prose, read_paste, tidied
from tests.editorial.word_paste import DATA_PICTURE, WORD_PAGE, png, rtf_with
from tests.newsroom import Newsroom


@pytest.mark.clause("R9.1")
def test_words_lists_table_and_picture_of_word_come_in_order():
    paste = read_paste(WORD_PAGE, rtf_with(png()))

    assert paste.parts == [
        Prose(
            "<h2>Kết quả quý III</h2><p><b>Cải cách hành chính</b> năm 2026</p>"
            "<ul><li>Một cửa<ul><li>Một cửa liên thông</li></ul></li></ul>"
            '<p>a) Theo <a href="https://soctrang.gov.vn/?a=1&amp;b=2">kế hoạch</a> &lt;2026&gt;</p>'
        ),
        PastedTable("Bảng 1. Hồ sơ", (("Đơn vị", "Hồ sơ – Nhận", "Hồ sơ – Trả"), ("Sở Y tế", "1.200", "1.180"))),
        PastedPicture(png(), "png"),
        Prose("<p>Hết.</p>"),
    ]
    assert paste.said == ["Đã chuyển chữ gõ bằng bảng mã cũ TCVN3 (ABC) sang Unicode: xin đọc lại."]


@pytest.mark.parametrize(
    ("html", "rtf", "sentence"),
    [
        ('<p>Ảnh: <img src="https://bao.vn/a.jpg"></p>', "", ELSEWHERE),
        ('<p><img src="file:///C:/a.png"></p>', "", ELSEWHERE),
        ('<p><img src="file:///C:/a.wmz"></p>', r"{\rtf1{\pict\emfblip " + "00ff" * 30 + "}}", DRAWING),
    ],
)
def test_a_picture_that_cannot_come_is_named(html: str, rtf: str, sentence: str):
    assert read_paste(html, rtf).said == [sentence]


def test_a_picture_within_the_page_and_its_words_come():
    parts = read_paste(f'<p>Trước</p><p><img src="{DATA_PICTURE}" alt="Người dân nộp hồ sơ"></p>').parts
    assert parts == [Prose("<p>Trước</p>"), PastedPicture(png(), "png", "Người dân nộp hồ sơ")]
    assert pictures_in_rtf(r"{\rtf1{\pict") == [PastedPicture(b"", "")]


def test_the_head_of_a_letter_is_lines_and_unicode_is_left_alone():
    head = "<table><tr><td><p>SỞ NỘI VỤ</p></td><td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></td></tr></table><p>Café, µm</p>"
    paste = read_paste(head)
    assert paste.parts == [Prose("<p>SỞ NỘI VỤ</p><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Café, µm</p>")]
    assert not paste.said
    assert not read_paste("<!-- -->").parts


def test_what_gets_past_the_browser_is_tidied_when_the_form_is_read():
    assert tidied('<p data-block-key="a">A\u00a0\u00a0b</p><p data-block-key="c"><b>&nbsp;</b></p><p></p>') == (
        '<p data-block-key="a">A b</p>'
    )
    text = BodyBlocks().child_blocks["paragraph"]
    content = {"blocks": [_block("Một\u00a0cửa"), _block(" "), _block("")], "entityMap": {}}
    value = text.value_from_datadict({"body": json.dumps(content)}, {}, "body")
    assert value.source.count("<p") == 1
    assert "Một cửa" in value.source


def _block(text: str) -> dict:
    style = {"offset": 0, "length": len(text), "style": "COMIC-SANS"}
    return {"key": "k", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [style], "entityRanges": []}


@pytest.mark.django_db
@pytest.mark.clause("R10.1b")
def test_a_pasted_picture_needs_words_and_passes_the_checks_of_an_upload(newsroom: Newsroom):
    if connection.vendor != "sqlite":
        pytest.skip("Một ảnh vào thư viện như nhau trên cả hai cơ sở dữ liệu.")
    client = Client()
    client.force_login(newsroom.officer)

    def post(words: str, content: bytes):
        return client.post(
            reverse("newsroom:paste_picture"), {"alt_text": words, "file": SimpleUploadedFile("anh-dan.png", content)}
        )

    assert post("", png()).status_code == 400
    refused = post("Người dân nộp hồ sơ", b"<script>").json()["sentences"]
    assert "anh-dan.png" in " ".join(refused)
    kept = post("Người dân nộp hồ sơ", png()).json()
    image = SiteImage.objects.get()
    assert (image.alt_text, image.uploaded_by_user) == ("Người dân nộp hồ sơ", newsroom.officer)
    assert kept["value"]["image"]["id"] == image.pk
    assert Client().post(reverse("newsroom:paste"), {"html": "<p>A</p>"}).status_code == 403
