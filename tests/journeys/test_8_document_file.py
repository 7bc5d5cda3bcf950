"""Journey 8: an officer drops a decision, reads what was read from it, keeps it and sends it; a scan is read page by page."""

import shutil
from datetime import date

import pytest
from playwright.sync_api import expect

from documents.models import FileReading, LegalDocumentPage, RelationKind
from editorial.models import SiteDocument, Submission
from tests.documents.reading import papers
from tests.journeys.steps import Visitor, log_in, press_submit, sees
from tests.newsroom import Newsroom

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("own_store")]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drop(window, name: str, content: bytes, kind: str) -> None:
    window.goto("/quan-tri/viet-tin-bai/")
    window.get_by_role("link", name="Thêm văn bản từ tệp").click()
    window.set_input_files("input[type=file]", {"name": name, "mimeType": kind, "buffer": content})
    window.get_by_role("button", name="Đọc tệp").dblclick(no_wait_after=True)
    window.wait_for_url("**/them-van-ban/*/")


@pytest.mark.clause("R9.3")
@pytest.mark.clause("R10.1c")
def test_an_officer_drops_a_decision_and_sends_the_filled_form(visitor: Visitor, newsroom: Newsroom):
    officer = log_in(visitor, newsroom.officer)
    misprinted = papers.DECISION.replace("năm 2022", "năm 20224").replace(
        "kể từ ngày ký./.",
        "kể từ ngày ký và thay thế Quyết định số 119/QĐ-SNV ngày 23 tháng 6 năm 2017 của Sở Nội vụ./.",
    )
    drop(officer, "quyet-dinh.docx", papers.word(misprinted, in_table=8), WORD)
    assert SiteDocument.objects.count() == 1  # pressed twice, taken in once
    sees(officer, "517/QĐ-SNV")
    # The day is misprinted, and the day of effect is counted from it.
    sees(officer, "2 trường chưa chắc, xin kiểm tra với tệp.")
    sees(officer, "Nơi nhận có ghi Trang CCHC tỉnh.")
    sees(officer, "2 ngày làm việc kể từ ngày ban hành")

    officer.get_by_role("link", name="Mở biểu mẫu đã điền").click()
    expect(officer.locator("input[name=number]")).to_have_value("517/QĐ-SNV")
    sees(officer, "Đọc từ tệp: “Số: 517/QĐ-SNV”")
    sees(officer, "Chưa chắc, xin kiểm tra với tệp: “Sóc Trăng, ngày 15 tháng 8 năm 20224”")
    # A number that the text cites becomes a line of relations by one press; its kind is the text's own word.
    officer.get_by_role("button", name="Thêm 119/QĐ-SNV").click()
    expect(officer.locator("#id_relations-0-target_number")).to_have_value("119/QĐ-SNV")
    expect(officer.get_by_role("button", name="Đã thêm")).to_be_disabled()
    press_submit(officer)
    page = LegalDocumentPage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert [(line.kind, line.target_number, line.target_issued_on) for line in draft.relations.all()] == [
        (RelationKind.REPLACES, "119/QĐ-SNV", date(2017, 6, 23))
    ]
    assert page.issuing_body == "Sở Nội vụ tỉnh Sóc Trăng"
    assert Submission.objects.get().page_id == page.pk

    drop(officer, "quyet-dinh-2.docx", papers.word(papers.DECISION), WORD)
    sees(officer, "Văn bản này đã có trong sổ")


@pytest.mark.skipif(
    not shutil.which("tesseract"), reason="tesseract chưa cài: bản quét không được đọc ở hành trình này"
)
def test_a_scan_is_read_from_its_screen(visitor: Visitor, newsroom: Newsroom):
    officer = log_in(visitor, newsroom.officer)
    drop(officer, "ban-quet.pdf", papers.scan(papers.DECISION), "application/pdf")
    # The recogniser has seconds of work, more on a busy machine.
    expect(officer.locator("body")).to_contain_text("Đã nhận dạng đủ 1 trang.", timeout=120_000)
    reading = FileReading.objects.get()
    assert reading.state == FileReading.State.READ
    assert reading.field("number").value == "517/QĐ-SNV"
    sees(officer, "517/QĐ-SNV")
