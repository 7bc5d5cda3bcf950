"""Journey 4: the public reads an item, on a phone too; a change goes through the steps while the old text stays."""

import pytest
from playwright.sync_api import expect

from editorial import submissions
from tests.journeys.steps import Visitor, sees
from tests.newsroom import MOMENT, Newsroom

pytestmark = pytest.mark.journey


@pytest.mark.clause("R3.1")
@pytest.mark.clause("R4.5")
@pytest.mark.clause("R4.7")
def test_a_citizen_reads_who_wrote_what_and_when_on_a_phone(visitor: Visitor, newsroom: Newsroom):
    page = newsroom.published(
        newsroom.draft(
            title="Tin trích dẫn",
            is_quoted=True,
            author_name="Minh Anh",
            source_name="Báo Sóc Trăng",
            source_url="https://baosoctrang.org.vn/1",
        )
    )
    citizen = visitor(java_script_enabled=False)
    citizen.set_viewport_size({"width": 360, "height": 740})
    citizen.goto("/")
    citizen.get_by_role("link", name="Tin trích dẫn").first.click()
    for words in ("Sở Y tế", "Minh Anh", "Báo Sóc Trăng", "23/11/2026", "Nguồn: Trang Thông tin"):
        sees(citizen, words)
    assert citizen.evaluate("document.documentElement.scrollWidth") <= 360
    assert citizen.url.endswith(page.url)


@pytest.mark.clause("R10.3b")
def test_the_old_text_stays_public_until_the_change_is_approved(visitor: Visitor, newsroom: Newsroom):
    page = newsroom.published(newsroom.draft(title="Lịch tiếp công dân"))
    page.summary = "Lịch mới từ tháng 12."
    page.save_revision(user=newsroom.officer)
    submission = newsroom.approving(page, at=MOMENT)
    citizen = visitor()
    citizen.goto(page.url)
    expect(citizen.locator("main")).not_to_contain_text("Lịch mới từ tháng 12.")
    submissions.approve(submission, by=newsroom.head, at=MOMENT)
    citizen.reload()
    sees(citizen, "Lịch mới từ tháng 12.")
