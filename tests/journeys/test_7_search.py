"""Journey 7: a citizen looks for a document without marks, narrows down, and opens the passage that answers."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.documents.test_register_screen import document
from tests.journeys.steps import Visitor, sees
from tests.newsroom import Newsroom

pytestmark = pytest.mark.journey


def written(newsroom: Newsroom) -> None:
    words = "<p>Điều 1. Phạm vi</p><p>Về Trang.</p><p>Điều 2. Thời hạn</p><p>Thời hạn đăng tin là 03 ngày làm việc.</p>"
    answer = [("paragraph", words)]
    document(newsroom, "517/QĐ-SNV", title="Quyết định ban hành Quy chế hoạt động", body=answer)
    document(
        newsroom, "163/KH-UBND", title="Kế hoạch hoạt động", document_type="Kế hoạch", issued_on=date(2021, 11, 24)
    )


@pytest.mark.clause("R3.1")
def test_a_citizen_finds_the_passage_that_answers_on_a_phone_without_scripts(visitor: Visitor, newsroom: Newsroom):
    written(newsroom)
    citizen = visitor(java_script_enabled=False)
    citizen.set_viewport_size({"width": 320, "height": 700})
    citizen.goto("/")
    citizen.get_by_label("Tìm trên Trang").fill("thoi han dang tin")
    citizen.get_by_role("button", name="Tìm").click()
    expect(citizen.locator("mark").first).to_contain_text("Thời hạn đăng tin")
    assert citizen.evaluate("document.documentElement.scrollWidth") <= 320
    citizen.get_by_role("link", name="Điều 2. Thời hạn").click()
    expect(citizen).to_have_url(re.compile(r"/van-ban/2022/517-qd-snv/#dieu-2$"))
    sees(citizen, "Thời hạn đăng tin là 03 ngày làm việc.")
    citizen.goto("/van-ban/?q=hoat+dong")
    sees(citizen, "2 kết quả có “hoat dong”")
    citizen.get_by_role("link", name="Lọc kết quả").click()
    citizen.get_by_role("navigation", name="Lọc kết quả").get_by_role("link", name="Kế hoạch").click()
    sees(citizen, "1 kết quả có “hoat dong”")
    citizen.get_by_role("link", name="Loại văn bản: Kế hoạch").click()
    sees(citizen, "2 kết quả có “hoat dong”")


def test_a_citizen_chooses_by_keyboard_what_is_offered_while_typing(visitor: Visitor, newsroom: Newsroom):
    written(newsroom)
    citizen = visitor()
    citizen.goto("/tim-kiem/")
    field = citizen.get_by_role("combobox", name="Tìm trong tin bài, văn bản")
    field.press_sequentially("quy che h")
    expect(citizen.get_by_role("option").first).to_have_text("quy chế hoạt động")
    field.press("ArrowDown")
    expect(field).to_have_value("quy chế hoạt động")
    field.press("Escape")
    expect(field).to_have_value("quy che h")
    expect(citizen.get_by_role("listbox")).to_be_hidden()
    field.press("ArrowDown")
    field.press("Enter")
    expect(citizen).to_have_url(re.compile(r"/tim-kiem/\?q=quy\+ch"))
    field.fill("517")
    field.press_sequentially("/")
    expect(citizen.get_by_role("option")).to_contain_text("Mở văn bản số 517/QĐ-SNV")
    field.press("ArrowUp")
    field.press("Enter")
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Quyết định ban hành Quy chế hoạt động")
