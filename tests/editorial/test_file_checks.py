import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from editorial import file_checks
from editorial.file_checks import file_obstacles, image_obstacles, shown_name
from editorial.file_kinds import KINDS, MEGABYTE, OTHER_CONTENTS, FileGroup
from tests.editorial import sample_files as sample

CSV = "Huyện;Tỷ lệ\nKế Sách;98,5\n".encode()
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nKính chào quý vị\n".encode()

ACCEPTED = {
    "quyet-dinh.pdf": sample.pdf(),
    "to-trinh.doc": sample.old_office(),
    "Báo cáo quý III.docx": sample.docx(),
    "bieu-mau.xls": sample.old_office(bytes(16), "Workbook"),
    "so-lieu.xlsx": sample.xlsx(),
    "tap-huan.ppt": sample.old_office(bytes(16), "PowerPoint Document"),
    "huong-dan.odt": sample.odt(),
    "cong-van.rtf": rb"{\rtf1\ansi C\u7843?i c\u225?ch}",
    "so-lieu.csv": CSV,
    "so-lieu-utf16.csv": "Huyện\tTỷ lệ\n".encode("utf-16"),
    "phu-de.vtt": CAPTIONS,
    "ban-chep.txt": CAPTIONS,
    "tcvn3.txt": "C«ng hoµ x· héi".encode("latin-1"),
    "anh.JPG": sample.picture("JPEG"),
    "anh.jpeg": sample.picture("JPEG"),
    "so-do.png": sample.picture("PNG"),
    "anh.webp": sample.picture("WEBP"),
    "anh.gif": sample.picture("GIF"),
    "phat-thanh.mp3": sample.mp3(),
    "phat-thanh-co-the.mp3": b"ID3\x03\x00" + sample.mp3(),
    "ghi-am.m4a": sample.mp4(b"M4A "),
    "ghi-am-dien-thoai.m4a": sample.mp4(b"mp42"),
    "ghi-am.ogg": sample.ogg(),
    "ghi-am.wav": sample.wav(),
    "hoi-nghi.mp4": sample.mp4(),
    "hoi-nghi.webm": sample.webm(),
}

DISGUISED = {
    "bao-cao.docx": (sample.picture("PNG"), "tài liệu Word: nội dung là ảnh PNG"),
    "cong-van.doc": (sample.docx(), "Word 97-2003: nội dung là tài liệu Word"),
    "so-lieu.xlsx": (sample.docx(), "bảng tính Excel: nội dung là tài liệu Word"),
    "so-lieu.xls": (sample.old_office(), "Excel 97-2003: nội dung là tài liệu Word 97-2003"),
    "to-trinh.doc": (rb"{\rtf1 abc}", "nội dung là văn bản RTF"),
    "quyet-dinh.pdf": (b"MZ\x90\x00" + bytes(200), "nội dung là một chương trình máy tính"),
    "thong-bao.pdf": (b"<!DOCTYPE html><script>alert(1)</script>", "nội dung là trang web HTML"),
    "anh.png": (sample.picture("JPEG"), "ảnh PNG: nội dung là ảnh JPEG"),
    "anh.jpg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "nội dung là hình vẽ SVG"),
    "anh.gif": (sample.mp4(b"heic"), "nội dung là ảnh HEIC"),
    "so-lieu.csv": (b"<html><body>403</body></html>", "nội dung là trang web HTML"),
    "ghi-chu.txt": (b"#!/bin/sh\nrm -rf /\n", "nội dung là một đoạn chương trình"),
    "bang.csv": (b"\x00\x01\x02" * 50, "nội dung là dữ liệu không nhận ra được"),
    "phu-de.vtt": ("1\n00:00 --> 00:01\nChào".encode(), "phụ đề WebVTT: nội dung là văn bản thuần"),
    "mat-khau.docx": (sample.old_office(bytes(16), "EncryptedPackage"), "tài liệu Office đặt mật khẩu"),
    "macro.docx": (sample.docx(**{"word/vbaProject.bin": b"x"}), "tài liệu Office có chứa macro"),
    "macro2.docx": (sample.docx("application/vnd.ms-word.document.macroEnabled.main+xml"), "có chứa macro"),
    "nen.docx": (sample.package({"virus.exe": b"MZ"}), "nội dung là tệp nén ZIP"),
    "ghi-am.ogg": (sample.ogg(b"\x80theora"), "nội dung là video Ogg"),
    "hoi-nghi.webm": (sample.webm(b"matroska"), "nội dung là video Matroska"),
    "hoi-nghi.mp4": (sample.mp4(b"qt  "), "nội dung là video QuickTime"),
}

DAMAGED = {
    "thieu-cuoi.pdf": sample.pdf()[:-8],
    "thieu-cuoi.docx": sample.docx()[:-40],
    "thieu-cuoi.doc": sample.old_office()[:600],
    "thieu-cuoi.jpg": sample.picture("JPEG", (200, 200))[:-300],
    "thieu-cuoi.png": sample.picture("PNG", (200, 200))[:-60],
}


def obstacles(name: str, content: bytes, **more) -> list[str]:
    return file_obstacles(name, io.BytesIO(content), len(content), **more)


@pytest.mark.clause("R10.1b")
@pytest.mark.parametrize("name", ACCEPTED)
def test_text_image_drawing_sound_and_video_are_accepted(name):
    assert obstacles(name, ACCEPTED[name]) == []


@pytest.mark.clause("R10.1b")
@pytest.mark.parametrize("name", DISGUISED)
def test_a_file_that_is_not_what_its_name_says_is_refused_by_name(name):
    content, fragment = DISGUISED[name]
    (sentence,) = obstacles(name, content)
    assert sentence.startswith(f"Tệp “{name}” không phải là ")
    assert fragment in sentence


@pytest.mark.clause("R10.1b")
@pytest.mark.parametrize("name", DAMAGED)
def test_a_file_cut_short_is_refused_by_name(name):
    (sentence,) = obstacles(name, DAMAGED[name])
    assert sentence.startswith(f"Tệp “{name}” bị hỏng hoặc tải lên chưa trọn: ")


@pytest.mark.clause("R10.1b")
@pytest.mark.parametrize("name", ["x.exe", "x", "x.svg", "van-ban.pdf.js", ".pdf", "tep.docm", "x.html"])
def test_a_kind_outside_the_list_is_refused_and_the_list_is_told(name):
    (sentence,) = obstacles(name, sample.pdf())
    assert sentence.startswith(f"Tệp “{name}” thuộc loại không được nhận.")
    assert "PDF, DOC, DOCX" in sentence
    assert "MP4" in sentence


def test_refusing_a_drawing_as_svg_says_what_to_do():
    (sentence,) = obstacles("so-do.svg", b"<svg/>")
    assert sentence.endswith("Hãy lưu hình vẽ thành PNG hoặc PDF rồi tải lên lại.")


def test_the_image_library_takes_no_documents():
    (sentence,) = image_obstacles("a.pdf", io.BytesIO(sample.pdf()), 100)
    assert "hình ảnh, hình vẽ (JPG" in sentence
    assert "DOCX" not in sentence


@pytest.mark.parametrize(
    ("name", "size", "fragment"),
    [
        ("lon.pdf", int(31.2 * MEGABYTE), "lớn 31,2 MB, vượt giới hạn 25 MB đối với văn bản"),
        ("lon.pdf", 25 * MEGABYTE + 1, "lớn 25,1 MB, vượt giới hạn 25 MB"),
        ("lon.png", 11 * MEGABYTE, "lớn 11 MB, vượt giới hạn 10 MB đối với hình ảnh"),
        ("lon.mp3", 51 * MEGABYTE, "vượt giới hạn 50 MB đối với âm thanh"),
        ("lon.mp4", 201 * MEGABYTE, "vượt giới hạn 200 MB đối với video"),
    ],
)
def test_a_file_too_large_is_refused_with_its_size_and_the_limit(name, size, fragment):
    (sentence,) = file_obstacles(name, io.BytesIO(b""), size)
    assert sentence.startswith(f"Tệp “{name}” ")
    assert fragment in sentence


def test_a_file_at_the_limit_is_accepted():
    content = sample.pdf()
    padded = content[:9] + b"%" * (25 * MEGABYTE - len(content)) + content[9:]
    assert len(padded) == 25 * MEGABYTE
    assert obstacles("vua-du.pdf", padded) == []


def test_an_empty_file_is_refused():
    assert obstacles("rong.pdf", b"") == ["Tệp “rong.pdf” rỗng, không có nội dung."]


def test_a_picture_of_too_many_points_is_refused_before_it_is_unfolded():
    content = sample.picture("PNG", (8000, 7000))
    (sentence,) = obstacles("to.png", content)
    assert "có 56 triệu điểm ảnh, vượt giới hạn 50 triệu" in sentence


def test_a_picture_that_pillow_calls_a_bomb_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 20)
    (sentence,) = obstacles("bom.png", sample.picture("PNG", (10, 10)))
    assert "quá nhiều điểm ảnh" in sentence


def test_an_office_file_that_unfolds_beyond_reason_is_refused(monkeypatch):
    monkeypatch.setattr("editorial.file_contents.MAX_UNFOLDED_BYTES", 1000)
    (sentence,) = obstacles("bom.docx", sample.docx(**{"word/media/a": b"0" * 2000}))
    assert "sau khi giải nén lớn bất thường" in sentence


def test_a_word_file_holding_a_spreadsheet_is_still_a_word_file():
    content = sample.old_office(sample.WORD_CLASS, "WordDocument", "Workbook")
    assert obstacles("kem-bang.doc", content) == []


def test_the_file_is_left_at_its_beginning():
    stream = io.BytesIO(sample.docx())
    file_obstacles("a.docx", stream, 100)
    assert stream.tell() == 0


def test_a_name_is_shown_harmless_and_bounded():
    assert shown_name("<img src=x onerror=alert(1)>.exe") == "‹img src=x onerror=alert(1)›.exe"
    assert "\n" not in shown_name("a\nb.exe")
    long_name = "b" * 300 + ".docx"
    assert len(shown_name(long_name)) == file_checks.LONGEST_NAME_SHOWN
    assert shown_name(long_name).endswith(".docx")


def test_every_identity_has_words():
    for kind in KINDS.values():
        assert kind.contents <= KINDS.keys() | OTHER_CONTENTS.keys()


@settings(max_examples=400)
@given(
    extension=st.sampled_from(sorted(KINDS)),
    start=st.sampled_from([b"", *(content[:40] for content in ACCEPTED.values()), b"PK\x03\x04", sample.OLE_MAGIC]),
    rest=st.binary(max_size=300),
)
def test_no_bytes_break_the_check(extension, start, rest):
    content = start + rest
    for sentence in obstacles(f"a.{extension}", content):
        assert sentence.startswith(("Tệp “a.", "Ảnh “a."))


@settings(max_examples=200)
@given(name=st.sampled_from(sorted(ACCEPTED)), data=st.data())
def test_no_cut_breaks_the_check(name, data):
    content = ACCEPTED[name]
    cut = content[: data.draw(st.integers(0, len(content)))]
    assert all(f"“{name}”" in sentence for sentence in obstacles(name, cut, groups=list(FileGroup)))
