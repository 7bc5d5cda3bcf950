"""An officer drops a file, reads what the system read, and goes on to a form that is filled."""

import uuid
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from documents import file_readings
from documents.models import FilePage, FileReading, LegalDocumentPage
from documents.reading import recognising
from documents.reading.pages import Line, Page
from editorial.models import SiteDocument
from search.asking import SearchQuestion, answer
from tests.documents.reading import papers
from tests.documents.reading.conftest import client_of
from tests.editorial import sample_files
from tests.newsroom import MOMENT, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store", "held_clock", "register")]

ADD = "/quan-tri/them-van-ban/"


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    """Read in this process: that a file has one of its own is tried in test_extraction."""
    from documents.reading.extraction import extract

    monkeypatch.setattr(file_readings, "extract_apart", extract)


def drop(client, name: str, content: bytes, *, key=None):
    return client.post(ADD, {"file": SimpleUploadedFile(name, content), "form_key": key or uuid.uuid4()})


def shown(client, response) -> str:
    assert response.status_code == 302, response.content.decode()[:3000]
    return client.get(response["Location"]).content.decode()


@pytest.mark.clause("R9.3")
@pytest.mark.clause("R10.1c")
def test_a_dropped_decision_is_read_and_its_clock_and_recipients_told(officer_client, newsroom):
    screen = shown(officer_client, drop(officer_client, "Quyết định 517.docx", papers.word(papers.DECISION)))
    for words in ("517/QĐ-SNV", "Sở Nội vụ tỉnh Sóc Trăng", "15/08/2022", "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC"):
        assert words in screen
    assert "Nơi nhận có ghi Trang CCHC tỉnh." in screen
    assert "Văn bản hành chính, văn bản khác: 2 ngày làm việc" in screen
    assert "17/08/2022" in screen
    assert "Dòng trong tệp: “Sóc Trăng, ngày 15 tháng 8 năm 2022”" in screen
    document = SiteDocument.objects.get()
    assert document.uploaded_by_user == newsroom.officer
    assert officer_client.get(document.url).status_code == 200
    assert Client().get(document.url).status_code == 404
    assert "Điều 1. Ban hành kèm theo" in file_readings.text_of(document)


@pytest.mark.clause("R10.1c")
def test_a_normative_document_has_ten_working_days(officer_client):
    text = papers.DECISION.replace("SỞ NỘI VỤ\n", "").replace("517/QĐ-SNV", "04/2022/QĐ-UBND")
    screen = shown(officer_client, drop(officer_client, "qd.docx", papers.word(text)))
    assert "Văn bản quy phạm pháp luật: 10 ngày làm việc" in screen
    assert "Ủy ban nhân dân tỉnh Sóc Trăng" in screen


def test_the_form_opens_filled_and_each_field_says_where_it_comes_from(officer_client, register):
    drop(officer_client, "qd.docx", papers.word(papers.DECISION.replace("năm 2022", "năm 20224")))
    reading = FileReading.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["documents", "legaldocumentpage", register.pk])
    response = officer_client.get(f"{url}?tep={reading.pk}")
    page = response.context["form"].instance
    assert (page.number, page.issuing_body, page.issued_on) == (
        "517/QĐ-SNV",
        "Sở Nội vụ tỉnh Sóc Trăng",
        date(2022, 8, 15),
    )
    assert page.title.startswith("Quyết định số 517/QĐ-SNV về việc ban hành Quy chế hoạt động")
    assert page.names_the_site is True
    assert page.file == reading.document
    html = response.content.decode()
    assert "Đọc từ tệp: “Số: 517/QĐ-SNV”" in html
    assert "Chưa chắc, xin kiểm tra với tệp: “Sóc Trăng, ngày 15 tháng 8 năm 20224”" in html
    assert officer_client.get(url).context["form"].instance.number == ""


def save(client, register, reading, **more):
    url = reverse("wagtailadmin_pages:add", args=["documents", "legaldocumentpage", register.pk])
    form = client.get(f"{url}?tep={reading.pk}").context["form"]
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {name: value for name, value in data.items() if value not in (None, "", [])}
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    for prefix in ("relations", "comments"):
        data |= {f"{prefix}-{name}": value for name, value in empty.items()}
    return client.post(url, {**data, "body-count": 0, "file": reading.document_id, **more})


def test_what_was_read_is_kept_once_however_often_it_is_pressed(officer_client, register):
    drop(officer_client, "qd.docx", papers.word(papers.DECISION))
    reading = FileReading.objects.get()
    assert save(officer_client, register, reading).status_code == 302
    save(officer_client, register, reading)
    page = LegalDocumentPage.objects.get()
    assert page.translation_key == reading.form_key
    assert (page.number, page.abstract[:22], page.file) == ("517/QĐ-SNV", "Về việc ban hành Quy c", reading.document)


def test_a_second_press_of_the_file_is_the_same_press(officer_client):
    key = uuid.uuid4()
    first = drop(officer_client, "qd.docx", papers.word(papers.DECISION), key=key)
    second = drop(officer_client, "qd.docx", papers.word(papers.DECISION), key=key)
    assert first["Location"] == second["Location"]
    assert SiteDocument.objects.count() == FileReading.objects.count() == 1


def test_a_document_that_is_there_already_is_named(officer_client, register):
    drop(officer_client, "qd.docx", papers.word(papers.DECISION))
    save(officer_client, register, FileReading.objects.get())
    screen = shown(officer_client, drop(officer_client, "qd-2.docx", papers.word(papers.DECISION + "\n(Bản sao)")))
    page = LegalDocumentPage.objects.get()
    assert "Văn bản này đã có trong sổ" in screen
    assert reverse("newsroom:history", args=[page.pk]) in screen
    other = papers.DECISION.replace("ngày 15 tháng 8", "ngày 16 tháng 8")
    assert "Trong sổ đã có văn bản cùng số" in shown(officer_client, drop(officer_client, "b.docx", papers.word(other)))


@pytest.mark.clause("R9.1")
def test_an_old_encoding_is_shown_before_and_after(officer_client):
    lines = ["Bé Néi vô", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Sè: 12/2003/TT-BNV", "Th«ng t\xad", "C¨n cø NghÞ ®Þnh"]
    screen = shown(officer_client, drop(officer_client, "tt.docx", papers.word("\n".join(lines), font=".VnTime")))
    assert "TCVN3 (ABC)" in screen
    assert "<td>Céng hoµ x· héi chñ nghÜa ViÖt Nam</td><td>Cộng hoà xã hội chủ nghĩa Việt Nam</td>" in screen
    assert "12/2003/TT-BNV" in screen


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("so-lieu.xlsx", sample_files.xlsx(), "“so-lieu.xlsx” không phải văn bản đọc được"),
        ("qd.docx", sample_files.picture(), "“qd.docx” không phải là tài liệu Word: nội dung là ảnh PNG"),
        ("rong.pdf", b"", "“rong.pdf” rỗng"),
    ],
)
def test_what_is_no_document_is_refused_at_the_field(officer_client, name, content, sentence):
    response = drop(officer_client, name, content)
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert not SiteDocument.objects.exists()


def test_a_broken_file_is_kept_and_its_sentence_shown(officer_client):
    screen = shown(officer_client, drop(officer_client, "hong.pdf", sample_files.pdf()))
    assert "Không đọc được tệp “hong.pdf”: cấu trúc bên trong tệp PDF bị hỏng." in screen
    assert "Mở biểu mẫu trống" in screen


def test_who_holds_no_post_that_contributes_is_told_so(newsroom):
    client = client_of(newsroom.unit_head)
    assert "không giữ nhiệm vụ" in client.get(ADD).content.decode()
    assert drop(client, "qd.docx", papers.word(papers.DECISION)).status_code == 403
    assert not SiteDocument.objects.exists()


def test_another_agencys_officer_does_not_see_it(officer_client, newsroom):
    location = drop(officer_client, "qd.docx", papers.word(papers.DECISION))["Location"]
    assert client_of(newsroom.other_officer).get(location).status_code == 302
    assert "517/QĐ-SNV" in client_of(newsroom.member).get(location).content.decode()


def test_the_screen_of_writing_leads_here(officer_client):
    assert ADD in officer_client.get(reverse("newsroom:contribute")).content.decode()


SCAN = papers.pdf(["Ky boi: Cong Thong tin dien tu"], picture=True)


def test_a_scan_without_the_program_says_how_to_have_it(officer_client, monkeypatch):
    monkeypatch.setattr(recognising, "is_available", lambda: False)
    screen = shown(officer_client, drop(officer_client, "scan.pdf", SCAN))
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in screen
    assert FileReading.objects.get().state == FileReading.State.AWAITING_PROGRAM


def test_a_scan_is_read_page_by_page_first_and_last_before_the_rest(monkeypatch, newsroom):
    monkeypatch.setattr(recognising, "is_available", lambda: True)
    asked = []

    def recognised(content, number, *, with_head=False):
        asked.append(number + 1)
        lines = papers.DECISION.split("\n") if number == 0 else [f"Trang {number + 1}"]
        return Page(tuple(Line(line, confidence=90) for line in lines), is_scan=True, is_recognised=True)

    monkeypatch.setattr(file_readings, "recognise_apart", recognised)
    document = SiteDocument.objects.create(title="Bản quét", file=ContentFile(SCAN, name="scan.pdf"))
    reading = file_readings.read_file(document, by=newsroom.officer, at=MOMENT)
    assert reading.is_scan and reading.state == FileReading.State.UNDER_WAY
    FilePage.objects.bulk_create(FilePage(reading=reading, number=n, awaits_recognition=True) for n in (2, 3, 4))
    reading.page_count = 4
    reading.save()
    for _ in range(2):
        reading = file_readings.read_on(reading, at=MOMENT, seconds=0)
    assert asked == [1, 4]
    assert reading.field("number").value == "517/QĐ-SNV"
    assert not reading.field("number").is_certain
    call_command("read_files", verbosity=0)
    reading.refresh_from_db()
    assert asked == [1, 4, 2, 3]
    assert reading.state == FileReading.State.READ
    assert file_readings.text_of(document).endswith("Trang 2\nTrang 3\nTrang 4")


def test_files_of_documents_that_nobody_dropped_are_read_by_the_command(newsroom, register):
    document = SiteDocument.objects.create(title="QĐ", file=ContentFile(papers.word(papers.DECISION), name="qd.docx"))
    page = LegalDocumentPage(
        title="QĐ", number="517/QĐ-SNV", agency=newsroom.health, file=document, owner=newsroom.officer, live=False
    )
    register.add_child(instance=page)
    call_command("read_files", verbosity=0)
    assert document.reading.field("number").value == "517/QĐ-SNV"


def test_a_public_document_is_found_by_its_files_words_once_they_are_read(newsroom, register):
    document = SiteDocument.objects.create(title="QĐ", file=ContentFile(papers.word(papers.DECISION), name="qd.docx"))
    page = LegalDocumentPage(
        title="Quyết định về Quy chế",
        summary="Ban hành Quy chế.",
        number="517/QĐ-SNV",
        document_type="Quyết định",
        issuing_body="Sở Nội vụ",
        issued_on=date(2022, 8, 15),
        agency=newsroom.health,
        file=document,
        owner=newsroom.officer,
        live=False,
    )
    register.add_child(instance=page)
    page.save_revision(user=newsroom.officer)
    newsroom.published(page)
    question = SearchQuestion(text="Luật Tổ chức chính quyền địa phương", on=TODAY)
    assert answer(question).total == 0
    file_readings.read_file(document, by=newsroom.officer, at=MOMENT)
    assert [hit.page_id for hit in answer(question).hits] == [page.pk]
