"""Journey 9: an officer pastes a report from Word into an item."""

import json

import pytest
from django.db import connection
from playwright.sync_api import expect

from editorial.models import SiteImage
from tests.editorial.word_paste import WORD_PAGE, png, rtf_with
from tests.journeys.steps import Visitor, log_in, save_draft, sees, write_body
from tests.newsroom import Newsroom

pytestmark = pytest.mark.journey

PASTE = """([html, rtf]) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/rtf', rtf);
    const target = document.querySelector('.public-DraftEditor-content');
    target.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.mark.clause("R9.1")
@pytest.mark.clause("R10.1b")
def test_a_report_of_word_becomes_text_table_and_picture(visitor: Visitor, newsroom: Newsroom):
    if connection.vendor != "sqlite":
        pytest.skip("Trình soạn thảo là một trên cả hai cơ sở dữ liệu: chỉ chạy trên SQLite.")
    page = newsroom.draft(body=[])
    officer = log_in(visitor, newsroom.officer)
    officer.goto(f"/quan-tri/pages/{page.pk}/edit/")
    write_body(officer, "Mở đầu bài viết này. ")

    officer.evaluate(PASTE, [WORD_PAGE, rtf_with(png())])
    dialog = officer.get_by_role("dialog", name="Ảnh trong phần dán")
    dialog.get_by_role("button", name="Đưa ảnh vào bài").click()
    expect(dialog.get_by_role("alert")).to_have_text("Hãy tả ảnh, hoặc bỏ ảnh này.")
    dialog.get_by_label("Văn bản thay thế").fill("Người dân nộp hồ sơ tại Bộ phận Một cửa")
    dialog.get_by_role("button", name="Đưa ảnh vào bài").click()

    sees(officer, "Đã chuyển chữ gõ bằng bảng mã cũ TCVN3")
    sees(officer, "ngay dưới khối văn bản")
    expect(officer.locator(".public-DraftEditor-content").first).to_contain_text("Cải cách hành chính")
    assert officer.evaluate("window.isRun === undefined")
    save_draft(officer)

    page.refresh_from_db()
    body = page.get_latest_revision_as_object().body
    assert [block.block_type for block in body] == ["paragraph", "table", "picture", "paragraph"]
    first = body[0].value.source
    assert "Mở đầu bài viết này." in first
    assert "<b>Cải cách hành chính</b> năm 2026" in first
    assert first.count("<li") == 2
    assert "mso" not in json.dumps(body.get_prep_value()).lower()
    assert body[1].value["caption"] == "Bảng 1. Hồ sơ"
    assert body[1].value.table.rows[-1] == ("Sở Y tế", "1.200", "1.180")
    assert body[2].value["image"] == SiteImage.objects.get()
    assert body[2].value["image"].alt_text == "Người dân nộp hồ sơ tại Bộ phận Một cửa"
