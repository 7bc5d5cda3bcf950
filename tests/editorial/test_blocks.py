"""The blocks of an item: what an editor may put in, what they are told, and what a reader gets."""

import io
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from openpyxl import Workbook

from editorial.blocks import BodyBlocks, FigureBlock, FigureBlocks, RecordingBlock, figure_csv
from editorial.files import files_of
from editorial.models import SiteDocument, SiteImage
from editorial.published_content import content_of, text_of
from news.models import ResultsPage
from tests.editorial.sample_files import picture
from tests.newsroom import Newsroom

PASTED = "Năm\tSố thủ tục\n2021\t1.850\n2022\t1.790\n"
BLOCK_ID = "5d2b3a52-6f0e-4f0c-9a35-3f4f2f8f0c11"


def figure(**values) -> dict:
    given = {"title": "Thủ tục hành chính", "data": PASTED, "chart_kind": "column", "source": "Sở Nội vụ"}
    return FigureBlock().to_python({**given, **values})


def recording(**values) -> dict:
    return RecordingBlock().to_python({"title": "Phỏng vấn", "transcript": "Lời.", **values})


def errors_of(block, value) -> dict:
    with pytest.raises(ValidationError) as refusal:
        block.clean(value)
    return {name: " ".join(error.messages) for name, error in refusal.value.block_errors.items()}


def document(name: str, content: bytes = b"%PDF-1.4") -> SiteDocument:
    return SiteDocument.objects.create(title="Tệp thử", file=ContentFile(content, name))


def workbook(*rows: tuple) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.clause("R8.4")
def test_pasted_figures_are_drawn_and_tabled():
    markup = FigureBlock().render(
        FigureBlock().clean(figure(unit="thủ tục", as_of="2022-12-31", note="Không kể cấp xã."))
    )
    tree = ElementTree.fromstring(markup)
    assert tree.find(".//{http://www.w3.org/2000/svg}svg").get("role") == "img"
    assert [cell.get("scope") for cell in tree.iter("th")] == ["col", "col", "row", "row"]
    assert [cell.text for cell in tree.iter("td")] == ["1.850", "1.790"]
    assert {cell.get("class") for cell in tree.iter("td")} == {"number"}
    assert "Nguồn số liệu: Sở Nội vụ, tính đến ngày 31/12/2022" in markup
    assert "Không kể cấp xã." in markup


@pytest.mark.clause("R8.4")
def test_hostile_figures_are_shown_as_words():
    evil = "<script>alert(1)</script>"
    value = FigureBlock().clean(figure(title=evil, unit=evil, source=evil, note=evil, data=f"A{evil}\tB\n{evil}\t1\n"))
    markup = FigureBlock().render(value)
    assert "<script" not in markup
    assert markup.count("&lt;script&gt;") > 6


@pytest.mark.clause("R8.4")
@pytest.mark.parametrize(
    ("values", "field", "fragment"),
    [
        ({"data": "A\tB\n1\t2\n3"}, "data", "Dòng 3 có 1 ô, cần 2 ô như dòng tiêu đề."),
        ({"data": ""}, "data", "Chưa có số liệu"),
        ({"data": "A\tB\nx\ty"}, "chart_kind", "toàn số"),
        ({"title": ""}, "title", ""),
        ({"source": ""}, "source", ""),
        (
            {"series_columns": "Số thủ tục; Số hồ sơ"},
            "series_columns",
            "Bảng không có cột “Số hồ sơ”. Các cột: 1. Năm; 2.",
        ),
        ({"label_column": "9"}, "label_column", "Bảng không có cột “9”"),
        (
            {"data": "A\tB\nx\t1\ny\tnhiều", "series_columns": "B"},
            "chart_kind",
            "Dòng 3, cột “B”: “nhiều” không phải số.",
        ),
    ],
)
def test_faulty_figures_are_refused_at_the_field(values: dict, field: str, fragment: str):
    assert fragment in errors_of(FigureBlock(), figure(**values))[field]


@pytest.mark.clause("R8.4")
def test_a_draft_may_wait_for_its_figures_but_not_hold_faulty_ones():
    block = FigureBlock()
    empty = block.clean_deferred(figure(data="", title="", source=""))
    assert block.render(empty).strip() == ""
    with pytest.raises(ValidationError):
        block.clean_deferred(figure(data="A\tB\n1"))


@pytest.mark.clause("R8.4")
def test_the_editor_chooses_which_columns_name_the_rows_and_which_are_drawn():
    data = "Mã\tĐơn vị\tSố hồ sơ\tTỷ lệ\n01\tSở Y tế\t1.200\t98,5%\n"
    value = FigureBlock().clean(figure(data=data, label_column="đơn vị", series_columns="4"))
    assert "Sở Y tế – Tỷ lệ: 98,5%" in value.chart
    assert "Số hồ sơ" not in value.chart
    assert '<th scope="row">Sở Y tế</th>' in FigureBlock().render(value)


@pytest.mark.clause("R8.4")
def test_an_uploaded_workbook_becomes_the_figures_of_the_item_and_is_not_itself_published(db):
    content = workbook(("Đơn vị", "Điểm"), ("Sở Y tế", 91.5))
    value = FigureBlock().clean(figure(data="", data_file=document("so-lieu.xlsx", content).pk))
    assert value["data"].splitlines() == ["Đơn vị\tĐiểm", "Sở Y tế\t91,5"]
    assert value["data_file"] is None
    assert FigureBlock().clean(value)["data"] == value["data"]


@pytest.mark.clause("R8.4")
def test_an_uploaded_csv_file_stays_with_the_figures_it_holds(db):
    csv_file = document("so-lieu.csv", "Đơn vị,Điểm\nSở Y tế,91\n".encode())
    value = FigureBlock().clean(figure(data="", data_file=csv_file.pk))
    assert value["data"].splitlines() == ["Đơn vị\tĐiểm", "Sở Y tế\t91"]
    assert value["data_file"] == csv_file
    assert FigureBlock().clean(value)["data_file"] == csv_file


@pytest.mark.clause("R8.4")
def test_cells_and_a_file_that_differ_are_refused_so_that_neither_wins_in_silence(db):
    csv_file = document("so-lieu-moi.csv", "Năm,Số thủ tục\n2021,1\n".encode())
    assert (
        "“so-lieu-moi.csv” khác số liệu trong ô" in errors_of(FigureBlock(), figure(data_file=csv_file.pk))["data_file"]
    )


@pytest.mark.clause("R8.4")
@pytest.mark.parametrize(
    ("name", "content", "fragment"),
    [
        ("bao-cao.pdf", b"%PDF-1.4", "“bao-cao.pdf” không phải CSV hoặc XLSX"),
        ("so-lieu.xlsx", b"PK", "không phải sổ tính Excel"),
        ("so-lieu.csv", b"A,B\n\xd0,1\n", "CSV UTF-8"),
        ("so-lieu.csv", b"A,B\n1\n", "Dòng 2 có 1 ô"),
    ],
)
def test_a_faulty_file_is_refused_at_its_field(db, name: str, content: bytes, fragment: str):
    given = figure(data="", data_file=document(name, content).pk)
    assert fragment in errors_of(FigureBlock(), given)["data_file"]


@pytest.mark.clause("R8.4")
def test_a_file_whose_bytes_are_lost_is_refused_with_a_sentence(db):
    lost = document("so-lieu.csv", b"A,B\n1,2\n")
    lost.file.storage.delete(lost.file.name)
    assert "Không tìm thấy nội dung" in errors_of(FigureBlock(), figure(data="", data_file=lost.pk))["data_file"]


@pytest.mark.clause("R8.4")
def test_the_figures_are_given_out_as_csv_named_after_them():
    stream = FigureBlocks().to_python([{"type": "figure", "value": FigureBlock().get_prep_value(figure()), "id": "b1"}])
    name, content = figure_csv(stream, "b1")
    assert name == "thu-tuc-hanh-chinh.csv"
    assert content.decode("utf-8-sig").splitlines() == ["Năm,Số thủ tục", "2021,1850", "2022,1790"]
    assert figure_csv(stream, "b2") is None


@pytest.mark.clause("R8.4")
def test_the_record_holds_the_figures_themselves(db):
    page = ResultsPage(title="Kết quả", summary="", figures=[("figure", FigureBlock().clean(figure()))])
    assert "Thủ tục hành chính" in text_of(page)
    assert "1.850" in text_of(page)
    assert "1.850" in content_of(page)["figures"][0]["value"]["data"]


@pytest.mark.clause("R8.4")
def test_a_table_of_words_has_a_header_and_a_caption():
    value = {"caption": "Lịch kiểm tra", "data": "Đơn vị\tNội dung\nSở Y tế\tMột cửa\n"}
    block = BodyBlocks().child_blocks["table"]
    tree = ElementTree.fromstring(block.render(block.clean(block.to_python(value))))
    assert tree.find(".//caption").text == "Lịch kiểm tra"
    assert [cell.get("scope") for cell in tree.iter("th")] == ["col", "col", "row"]
    assert tree.find(".//td").get("class") == "words"
    assert "chưa có dòng số liệu" in errors_of(block, block.to_python({**value, "data": "A\tB"}))["data"]


@pytest.mark.clause("R10.1b")
def test_sound_needs_its_words_and_the_right_kind_of_file(db):
    assert "không phải âm thanh" in errors_of(RecordingBlock(), recording(document=document("a.pdf").pk))["document"]
    missing = errors_of(RecordingBlock(), recording(document=None, transcript=" "))
    assert "bản chép lời" in missing["transcript"]
    assert missing["document"]
    RecordingBlock().clean_deferred(recording(document=None, transcript=""))


@pytest.mark.clause("R10.1b")
def test_a_video_may_have_captions_in_place_of_a_transcript_and_sound_may_not(db):
    video, sound = document("phong-van.mp4", b"video"), document("phong-van.mp3", b"sound")
    captions = document("phong-van.vtt", b"WEBVTT\n")
    value = RecordingBlock().clean(recording(document=video.pk, captions=captions.pk, transcript=""))
    markup = RecordingBlock().render(value)
    assert f'<track kind="captions" srclang="vi" label="Tiếng Việt" src="{captions.url}" default>' in markup
    refused = errors_of(RecordingBlock(), recording(document=sound.pk, captions=captions.pk, transcript=""))
    assert set(refused) == {"captions", "transcript"}
    wrong = recording(document=video.pk, captions=sound.pk, transcript="")
    assert "WebVTT" in errors_of(RecordingBlock(), wrong)["captions"]


@pytest.mark.clause("R10.1b")
def test_a_picture_is_offered_in_small_formats_with_its_own_words(db):
    image = SiteImage.objects.create(
        title="Một cửa", alt_text="Người dân nộp hồ sơ", file=ContentFile(picture("PNG", (800, 500)), "a.png")
    )
    stream = BodyBlocks().to_python([{"type": "picture", "value": {"image": image.pk, "caption": "<b>Một cửa</b>"}}])
    markup = stream.render_as_block()
    assert 'type="image/webp"' in markup and 'type="image/avif"' not in markup  # slow to make, at a reader's cost
    assert markup.count(" 420w") == 2 and markup.count(" 800w") == 4  # never made larger
    assert markup.count('sizes="') == 2 and 'width="800"' in markup and 'height="' in markup
    assert 'alt="Người dân nộp hồ sơ"' in markup
    assert 'loading="lazy"' in markup
    assert "<b>" not in markup
    empty = BodyBlocks().to_python([{"type": "picture", "value": {"image": None, "caption": ""}}])
    assert "<figure" not in empty.render_as_block()


@pytest.mark.clause("R10.1b")
def test_words_pictures_sound_and_files_are_shown_on_the_public_page(newsroom: Newsroom, client: Client):
    image = SiteImage.objects.create(title="Ảnh", alt_text="Ảnh chụp", file=ContentFile(picture(), "anh.png"))
    sound, paper = document("phong-van.mp3", b"ID3sound"), document("bao-cao.pdf")
    body = BodyBlocks().to_python(
        [
            {"type": "paragraph", "value": "<h2>Kết quả</h2>"},
            {"type": "gallery", "value": [{"image": image.pk, "caption": "Ảnh một"}]},
            {"type": "quote", "value": {"text": "Làm tốt.", "source": "Ông A"}},
            {"type": "attachment", "value": {"document": paper.pk, "title": "Báo cáo <2022>"}},
            {"type": "recording", "value": {"document": sound.pk, "title": "Phỏng vấn", "transcript": "Lời một."}},
        ]
    )
    page = newsroom.published(newsroom.draft(body=BodyBlocks().clean(body)))
    shown = client.get(page.url).content.decode()
    for fragment in ("<h2", "Ảnh một", "<blockquote>", "Ông A", "Báo cáo &lt;2022&gt;", "<audio controls", "Lời một."):
        assert fragment in shown
    assert {snapshot.id for snapshot in files_of(page) if snapshot.kind == "document"} == {sound.pk, paper.pk}
    assert client.get(sound.url).status_code == 200
