"""Whoever uses an item again takes its source along."""

import pytest

from tests.newsroom import build_newsroom

pytestmark = pytest.mark.journey
SOURCE = "Nguồn: Trang Thông tin, http"

# Puts the words under a selector into the selection and asks what a copy of them would carry.
COPIED = """(selector) => {
  document.getSelection().selectAllChildren(document.querySelector(selector));
  const data = new DataTransfer();
  const event = new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true});
  document.querySelector(selector).dispatchEvent(event);
  return [data.getData("text/plain"), data.getData("text/html"), event.defaultPrevented];
}"""


@pytest.mark.clause("R4.7")
def test_copied_words_and_the_citation_carry_the_source(visitor):
    newsroom = build_newsroom()
    words = "Đoàn kiểm tra làm việc với các đơn vị về sáu lĩnh vực của cải cách hành chính trong năm nay."
    page = newsroom.published(newsroom.draft(body=[("paragraph", f"<p>{words}</p>")]))
    window = visitor(permissions=["clipboard-read", "clipboard-write"])
    window.goto(page.url)
    plain, html, is_ours = window.evaluate(COPIED, ".prose")
    assert is_ours and words in plain and SOURCE in plain and page.url in plain
    assert words in html and SOURCE in html
    assert window.evaluate(COPIED, ".item-category")[2] is False  # a few words alone stay as they are
    window.get_by_text("Trích dẫn", exact=True).click()
    window.get_by_role("button", name="Chép câu trích dẫn").click()
    window.get_by_text("Đã chép.").wait_for()
    assert window.evaluate("navigator.clipboard.readText()") == window.locator("#cau-trich-dan").inner_text()


@pytest.mark.clause("R4.7")
def test_without_scripts_the_citation_is_read_on_the_page(visitor):
    newsroom = build_newsroom()
    page = newsroom.published()
    window = visitor(java_script_enabled=False)
    window.goto(page.url)
    window.get_by_text("Trích dẫn", exact=True).click()
    assert f"Sở Y tế, “{page.title}”, đăng ngày 23/11/2026. {SOURCE}" in window.locator("#cau-trich-dan").inner_text()
    assert not window.get_by_role("button", name="Chép câu trích dẫn").is_visible()
